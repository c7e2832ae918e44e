"""Shows what an import would change, lets each change be accepted or rejected, and says what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services.datum import zeitpunkt_text
from app.services.einfuhr.vorschau import Postenart, Quellenart
from app.services.einfuhr.wirkung import wirkung
from app.services.zahlworte import anzahl
from app.views.bausteine.beschriftung import linie, text
from app.views.einfuhr.dialoggroesse import begrenzt
from app.views.einfuhr.postenbaum import Postenbaum
from app.views.einfuhr.vorschaumodell import Vorschaumodell
from app.views.einfuhr.vorschauworte import auswahl, einzelheit, lage
from app.views.einfuhr.wirkungsleiste import Wirkungsleiste
from app.views.fluss import Fluss
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_HALB, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex

    from app.services.einfuhr.vorschau import Posten, Vorschau
    from app.services.planblick import Planblick

_GROESSE, _KLEIN = QSize(1160, 740), QSize(680, 300)
_HINWEISZEILEN, _EINZELBREITE = 3, 300
QWIDGETSIZE_MAX = 16_777_215
"""Qt's word for: no limit."""
_ART = {
    Quellenart.EIGENE: "Arbeitsmappe dieses Plans",
    Quellenart.TABELLE: "fremde Tabelle",
    Quellenart.AMIP: "Text eines Programms",
}
FILTER: tuple[tuple[str, str, Callable[[Posten], bool]], ...] = (
    ("alle", "Alle", lambda _p: True),
    ("zellen", "Geänderte Zellen", lambda p: p.art is Postenart.ZELLE),
    ("zeilen", "Neue und gelöschte Zeilen", lambda p: p.art is not Postenart.ZELLE),
    ("konflikte", "Konflikte", lambda p: p.konflikt),
    ("fehler", "Nicht möglich", lambda p: not p.moeglich),
)


class Vorschaudialog(QDialog):
    """Nothing is written here: ``uebernehmen`` says what was accepted, and why."""

    uebernehmen = Signal(object, str)
    """Keys of the accepted items, and the reason."""

    def __init__(self, blick: Planblick, vorschau: Vorschau, parent: QWidget | None = None) -> None:
        """For one preview of the open plan."""
        super().__init__(parent)
        self._blick, self._vorschau = blick, vorschau
        self.setObjectName("vorschaudialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Import: {vorschau.quelle}")
        self.setAccessibleName(self.windowTitle())
        self.setSizeGripEnabled(True)
        self.resize(begrenzt(self, _GROESSE if vorschau.posten else _KLEIN))
        self.modell = Vorschaumodell(vorschau, self)
        self.baum = Postenbaum(self.modell)
        self.einzelheit = _lesefeld("import_einzelheit", "Der gewählte Unterschied in voller Länge")
        self.hinweise = _lesefeld("import_hinweise", "Hinweise zur Datei")
        self.filter = QButtonGroup(self)
        self.auswahl = text("")
        self.auswahl.setObjectName("import_auswahl")
        self.wirkung = Wirkungsleiste()
        self.grund = self._baue_grundfeld()
        self.fehler = text("", "fehler", umbruch=True)
        self.fehler.setObjectName("import_fehler")
        self.fehler.hide()
        self.knoepfe = QDialogButtonBox()
        self.ja = QPushButton()
        self._lege_aus()
        self.baum.selectionModel().currentChanged.connect(lambda neu, _alt: self._zeige_einzelheit(neu))
        self.modell.gewaehlt_geaendert.connect(self._zeige_auswahl)
        self.grund.textChanged.connect(lambda _t: self.fehler.hide())
        self._zeige_auswahl()
        self.baum.waehle_ersten()
        (self.baum if vorschau.posten else self.knoepfe.buttons()[0]).setFocus()

    # -- building ----------------------------------------------------------------------------------

    def _baue_grundfeld(self) -> QLineEdit:
        grund = QLineEdit()
        grund.setObjectName("import_grund")
        grund.setAccessibleName("Grund")
        grund.setPlaceholderText("Warum? Steht im Protokoll, zum Beispiel: Rückmeldung des Fachbereichs")
        grund.setMaxLength(500)
        return grund

    def _lege_aus(self) -> None:
        spalte = QVBoxLayout(self)
        spalte.setContentsMargins(ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_WEIT)
        spalte.setSpacing(ABSTAND_WEIT)
        spalte.addWidget(self._baue_kopf())
        if self._vorschau.hinweise:
            spalte.addLayout(self._baue_hinweise(), 0 if self._vorschau.posten else 1)
        else:
            self._verstaue(self.hinweise)
        if self._vorschau.posten:
            spalte.addLayout(self._baue_filterreihe())
            spalte.addWidget(self._baue_liste(), 1)
            spalte.addWidget(linie())
            spalte.addWidget(self.wirkung)
            spalte.addLayout(self._baue_grund())
        else:
            self._verstaue(self.baum, self.einzelheit, self.wirkung, self.grund)
            spalte.addStretch(0 if self._vorschau.hinweise else 1)
        spalte.addWidget(self.fehler)
        unten = QHBoxLayout()
        unten.setSpacing(ABSTAND_WEIT)
        unten.addWidget(self.auswahl, 1)
        unten.addWidget(self._baue_knoepfe())
        spalte.addLayout(unten)

    def _verstaue(self, *teile: QWidget) -> None:
        """Keep what this preview does not need out of sight."""
        for teil in teile:
            teil.setParent(self)
            teil.hide()

    def _baue_kopf(self) -> QWidget:
        v = self._vorschau
        kopf = QWidget()
        zeilen = QVBoxLayout(kopf)
        zeilen.setContentsMargins(0, 0, 0, 0)
        zeilen.setSpacing(ABSTAND // 2)
        worte = anzahl(len(v.posten), "Unterschied", "Unterschiede") if v.posten else "Kein Unterschied"
        zeilen.addWidget(text(f"{worte} zu „{self._blick.kopf.titel}“", "titel", umbruch=True))
        wer = f" · zuletzt gespeichert von {v.geaendert_von}" if v.geaendert_von else ""
        wann = f" {zeitpunkt_text(v.geaendert_am)}" if wer and v.geaendert_am else ""
        gleich = f" · {anzahl(v.unveraendert, 'Zeile', 'Zeilen')} unverändert"
        zeilen.addWidget(text(f"{_ART[v.art]}{wer}{wann}{gleich}", "hinweis", umbruch=True))
        zeilen.addSpacing(ABSTAND_HALB)
        satz = lage(v.posten) if v.posten else "Der Plan sagt schon dasselbe: Es gibt nichts zu übernehmen."
        zeilen.addWidget(text(satz, umbruch=True))
        return kopf

    def _baue_hinweise(self) -> QVBoxLayout:
        saetze = self._vorschau.hinweise
        self.hinweise.setPlainText("\n".join(f"•  {satz}" for satz in saetze))
        if self._vorschau.posten:
            breite = self.width() - 2 * (ABSTAND_GROSS + ABSTAND_WEIT)
            zeilen = sum(1 + self.fontMetrics().horizontalAdvance(satz) // breite for satz in saetze)
            _setze_zeilen(self.hinweise, min(zeilen, _HINWEISZEILEN))
        else:
            self.hinweise.setMaximumHeight(QWIDGETSIZE_MAX)
        spalte = QVBoxLayout()
        spalte.setSpacing(ABSTAND_HALB)
        spalte.addWidget(text(anzahl(len(saetze), "Hinweis", "Hinweise") + " zur Datei", "hinweis"))
        spalte.addWidget(self.hinweise)
        return spalte

    def _baue_filterreihe(self) -> QHBoxLayout:
        reihe = QHBoxLayout()
        reihe.setSpacing(ABSTAND)
        filter_ = QWidget()
        fluss = Fluss(filter_, QMargins(0, 0, 0, 0), ABSTAND, ABSTAND_HALB)
        for nummer, (name, wort, passt) in enumerate(FILTER):
            zahl = sum(passt(p) for p in self._vorschau.posten)
            if nummer and zahl in {0, len(self._vorschau.posten)}:
                continue  # it would show nothing, or all the same
            knopf = QToolButton()
            knopf.setText(f"{wort} ({zahl})")
            knopf.setObjectName(f"import_filter_{name}")
            knopf.setCheckable(True)
            knopf.setChecked(nummer == 0)
            self.filter.addButton(knopf, nummer)
            fluss.addWidget(knopf)
        self.filter.idClicked.connect(self._filtere)
        reihe.addWidget(filter_, 1)
        for name, wort, an in (("alle", "Alle ankreuzen", True), ("keine", "Keine ankreuzen", False)):
            alle = QPushButton(wort)
            alle.setObjectName(f"import_{name}")
            alle.setToolTip("Gilt für alles, was die Liste gerade zeigt, auch für Konflikte und Löschungen")
            alle.clicked.connect(lambda _c=False, an=an: self._setze_gezeigte(an=an))
            reihe.addWidget(alle)
        return reihe

    def _baue_liste(self) -> QSplitter:
        """The items, and beside them the current one in full."""
        teiler = QSplitter(Qt.Orientation.Horizontal)
        teiler.setChildrenCollapsible(False)
        teiler.addWidget(self.baum)
        teiler.addWidget(self.einzelheit)
        teiler.setStretchFactor(0, 1)
        teiler.setSizes([_GROESSE.width() - _EINZELBREITE, _EINZELBREITE])
        return teiler

    def _baue_grund(self) -> QHBoxLayout:
        reihe = QHBoxLayout()
        reihe.setSpacing(ABSTAND_WEIT)
        schild = QLabel("&Grund")
        schild.setBuddy(self.grund)
        reihe.addWidget(schild)
        reihe.addWidget(self.grund, 1)
        return reihe

    def _baue_knoepfe(self) -> QDialogButtonBox:
        self.ja.setObjectName("import_uebernehmen")
        self.ja.setProperty("rolle", "primaer")
        self.ja.clicked.connect(lambda _c=False: self._uebernimm())
        if self._vorschau.posten:
            self.knoepfe.addButton(self.ja, QDialogButtonBox.ButtonRole.AcceptRole)
            self.knoepfe.addButton(QDialogButtonBox.StandardButton.Cancel)
        else:
            self._verstaue(self.ja)
            self.knoepfe.addButton(QDialogButtonBox.StandardButton.Close)
        self.knoepfe.rejected.connect(self.reject)
        return self.knoepfe

    # -- showing -----------------------------------------------------------------------------------

    def _filtere(self, nummer: int) -> None:
        passt = FILTER[nummer][2]
        self.modell.zeige(p.schluessel for p in self._vorschau.posten if passt(p))
        self.baum.expandAll()
        self.baum.waehle_ersten()

    def _zeige_einzelheit(self, index: QModelIndex) -> None:
        p = self.modell.posten(index)
        self.einzelheit.setPlainText("" if p is None else einzelheit(p))

    def _setze_gezeigte(self, *, an: bool) -> None:
        passt = FILTER[max(self.filter.checkedId(), 0)][2]
        self.modell.setze([p.schluessel for p in self._vorschau.posten if passt(p)], an=an)

    def _zeige_auswahl(self) -> None:
        gewaehlt = self._vorschau.nach_schluessel(self.modell.gewaehlt)
        if self._vorschau.posten:
            self.auswahl.setText(auswahl(gewaehlt, len(self._vorschau.posten)))
        self.wirkung.zeige(wirkung(self._blick, gewaehlt))
        self.ja.setText(f"{anzahl(len(gewaehlt), 'Änderung', 'Änderungen')} übernehmen")
        self.ja.setEnabled(bool(gewaehlt))
        self.ja.setToolTip("" if gewaehlt else "Es ist nichts angekreuzt.")
        self.fehler.hide()

    def zeige_fehler(self, satz: str) -> None:
        """Say why it could not be taken over; everything stays as it is."""
        self.fehler.setText(satz)
        self.fehler.show()

    def _uebernimm(self) -> None:
        if not self.grund.text().strip():
            self.zeige_fehler("Bitte nennen Sie einen Grund: Er steht später im Protokoll.")
            self.grund.setFocus()
            return
        self.uebernehmen.emit(frozenset(self.modell.gewaehlt), self.grund.text().strip())


def _lesefeld(objektname: str, name: str) -> QPlainTextEdit:
    feld = QPlainTextEdit()
    feld.setObjectName(objektname)
    feld.setAccessibleName(name)
    feld.setReadOnly(True)
    feld.setTabChangesFocus(True)
    return feld


def _setze_zeilen(feld: QPlainTextEdit, zeilen: int) -> None:
    """So high that this many lines are seen without scrolling."""
    rand = 2 * (int(feld.document().documentMargin()) + ABSTAND_HALB + 2)
    feld.setFixedHeight(feld.fontMetrics().lineSpacing() * zeilen + rand)
