"""Shows what an import would change, lets each change be accepted or rejected, and says what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.services.datum import zeitpunkt_text
from app.services.einfuhr.vorschau import Postenart, Quellenart
from app.services.einfuhr.wirkung import wirkung
from app.services.geld import format_eur, format_zahl
from app.services.worte import rest_wort
from app.services.zahlworte import anzahl
from app.views.bausteine.beschriftung import linie, text
from app.views.bausteine.zellen import Zelldelegate
from app.views.einfuhr.vorschaumodell import ALT, FELD, NEU, ORT, VERMERK, ZEILE, Vorschaumodell, einzelheit
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT, zahlenschrift

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex

    from app.services.einfuhr.vorschau import Posten, Vorschau
    from app.services.planblick import Planblick

_GROESSE = QSize(1120, 720)
_BREITEN = {ZEILE: 255, FELD: 105, ALT: 155, NEU: 190, ORT: 110, VERMERK: 180}
_HINWEISHOEHE = 84
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
        self.resize(_GROESSE)
        self.modell = Vorschaumodell(vorschau, self)
        self.baum = self._baue_baum()
        self.einzelheit = QPlainTextEdit()
        self.einzelheit.setObjectName("import_einzelheit")
        self.einzelheit.setAccessibleName("Der gewählte Unterschied in voller Länge")
        self.einzelheit.setReadOnly(True)
        self.einzelheit.setTabChangesFocus(True)
        self.einzelheit.setFixedHeight(self.einzelheit.fontMetrics().lineSpacing() * 4 + 2 * ABSTAND)
        self.filter = QButtonGroup(self)
        self.wirkung = text("", umbruch=True)
        self.wirkung.setObjectName("import_wirkung")
        self.wirkung.setFont(zahlenschrift(self.wirkung.font()))
        self.grund = QLineEdit()
        self.grund.setObjectName("import_grund")
        self.grund.setAccessibleName("Grund")
        self.grund.setPlaceholderText("Warum? Steht im Protokoll, zum Beispiel: Rückmeldung des Fachbereichs")
        self.grund.setMaxLength(500)
        self.fehler = text("", "fehler", umbruch=True)
        self.fehler.setObjectName("import_fehler")
        self.fehler.hide()
        self.knoepfe = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ja = QPushButton()
        self._lege_aus()
        self.modell.gewaehlt_geaendert.connect(self._zeige_wirkung)
        self.grund.textChanged.connect(lambda _t: self._zeige_knopf())
        self._zeige_wirkung()
        self._waehle_ersten()
        (self.baum if vorschau.posten else self.knoepfe).setFocus()

    # -- building ----------------------------------------------------------------------------------

    def _baue_baum(self) -> QTreeView:
        baum = QTreeView()
        baum.setObjectName("import_posten")
        baum.setAccessibleName("Unterschiede zwischen Quelle und Plan")
        baum.setModel(self.modell)
        baum.setItemDelegate(Zelldelegate(baum))
        baum.setUniformRowHeights(True)
        baum.setAlternatingRowColors(True)
        baum.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        baum.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        baum.setTextElideMode(Qt.TextElideMode.ElideRight)
        kopf: QHeaderView = baum.header()
        kopf.setStretchLastSection(True)
        for spalte, breite in _BREITEN.items():
            kopf.resizeSection(spalte, breite)
        baum.expandAll()
        baum.selectionModel().currentChanged.connect(lambda neu, _alt: self._zeige_einzelheit(neu))
        return baum

    def _lege_aus(self) -> None:
        spalte = QVBoxLayout(self)
        spalte.setContentsMargins(ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_WEIT)
        spalte.setSpacing(ABSTAND_WEIT)
        spalte.addWidget(self._baue_kopf())
        if self._vorschau.hinweise:
            spalte.addWidget(self._baue_hinweise())
        if self._vorschau.posten:
            spalte.addLayout(self._baue_filterreihe())
            spalte.addWidget(self.baum, 1)
            spalte.addWidget(self.einzelheit)
            spalte.addWidget(linie())
            spalte.addWidget(self.wirkung)
            spalte.addLayout(self._baue_grund())
        else:
            self.baum.setParent(self)
            self.baum.hide()
            spalte.addWidget(
                text("Der Plan sagt schon dasselbe: Es gibt nichts zu übernehmen.", "untertitel")
            )
            spalte.addStretch(1)
        spalte.addWidget(self.fehler)
        spalte.addWidget(self._baue_knoepfe())

    def _baue_kopf(self) -> QWidget:
        v = self._vorschau
        kopf = QWidget()
        zeilen = QVBoxLayout(kopf)
        zeilen.setContentsMargins(0, 0, 0, 0)
        zeilen.setSpacing(ABSTAND // 2)
        worte = anzahl(len(v.posten), "Unterschied", "Unterschiede")
        zeilen.addWidget(text(f"{worte} zu „{self._blick.kopf.titel}“", "titel", umbruch=True))
        wer = f" · zuletzt gespeichert von {v.geaendert_von}" if v.geaendert_von else ""
        wann = f" {zeitpunkt_text(v.geaendert_am)}" if wer and v.geaendert_am else ""
        gleich = f" · {anzahl(v.unveraendert, 'Zeile', 'Zeilen')} unverändert"
        zeilen.addWidget(text(f"{_ART[v.art]}{wer}{wann}{gleich}", "hinweis", umbruch=True))
        return kopf

    def _baue_hinweise(self) -> QWidget:
        kasten = QPlainTextEdit("\n".join(f"•  {satz}" for satz in self._vorschau.hinweise))
        kasten.setObjectName("import_hinweise")
        kasten.setAccessibleName("Hinweise zur Quelle")
        kasten.setReadOnly(True)
        kasten.setTabChangesFocus(True)
        zeilen = min(len(self._vorschau.hinweise), 4)
        kasten.setFixedHeight(min(_HINWEISHOEHE, kasten.fontMetrics().lineSpacing() * zeilen + 2 * ABSTAND))
        return kasten

    def _baue_filterreihe(self) -> QHBoxLayout:
        reihe = QHBoxLayout()
        reihe.setSpacing(ABSTAND)
        for nummer, (name, wort, passt) in enumerate(FILTER):
            zahl = sum(passt(p) for p in self._vorschau.posten)
            if nummer and not zahl:
                continue
            knopf = QToolButton()
            knopf.setText(f"{wort} ({zahl})")
            knopf.setObjectName(f"import_filter_{name}")
            knopf.setCheckable(True)
            knopf.setChecked(nummer == 0)
            self.filter.addButton(knopf, nummer)
            reihe.addWidget(knopf)
        self.filter.idClicked.connect(self._filtere)
        reihe.addStretch(1)
        for name, wort, an in (("alle", "Alle annehmen", True), ("keine", "Alle ablehnen", False)):
            alle = QPushButton(wort)
            alle.setObjectName(f"import_{name}")
            alle.setToolTip("Gilt für die gewählten Zeilen der Liste, ohne Auswahl für alle gezeigten")
            alle.clicked.connect(lambda _c=False, an=an: self._setze_gezeigte(an=an))
            reihe.addWidget(alle)
        return reihe

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
        else:
            self.ja.setParent(self)
            self.ja.hide()
        self.knoepfe.rejected.connect(self.reject)
        return self.knoepfe

    # -- showing -----------------------------------------------------------------------------------

    def _filtere(self, nummer: int) -> None:
        passt = FILTER[nummer][2]
        self.modell.zeige(p.schluessel for p in self._vorschau.posten if passt(p))
        self.baum.expandAll()
        self._waehle_ersten()

    def _waehle_ersten(self) -> None:
        erster = self.modell.index(0, ZEILE, self.modell.index(0, ZEILE))
        if erster.isValid():
            self.baum.setCurrentIndex(erster)

    def _zeige_einzelheit(self, index: QModelIndex) -> None:
        p = self.modell.posten(index)
        self.einzelheit.setPlainText("" if p is None else einzelheit(p))

    def _setze_gezeigte(self, *, an: bool) -> None:
        gewaehlte = {i.siblingAtColumn(ZEILE) for i in self.baum.selectionModel().selectedRows()}
        posten = [p for i in gewaehlte if (p := self.modell.posten(i)) is not None]
        if not posten:
            passt = FILTER[max(self.filter.checkedId(), 0)][2]
            posten = [p for p in self._vorschau.posten if passt(p)]
        self.modell.setze([p.schluessel for p in posten], an=an)

    def _zeige_wirkung(self) -> None:
        folge = wirkung(self._blick, self._vorschau.nach_schluessel(self.modell.gewaehlt))
        vorher, nachher = folge.vorher, folge.nachher
        teile = [
            (
                f"Rest {format_eur(vorher.rest_cent)} → {format_eur(nachher.rest_cent)} "
                f"({rest_wort(nachher.rest_cent)})"
            ),
            f"verplant {format_eur(nachher.verplant_cent)}",
            f"Eintritte {format_zahl(nachher.eintritte)}",
        ]
        if vorher.neufallbudget_cent != nachher.neufallbudget_cent:
            teile.insert(1, f"Neufallbudget {format_eur(nachher.neufallbudget_cent)}")
        self.wirkung.setText("Mit der Auswahl:  " + "  ·  ".join(teile))
        self._zeige_knopf()

    def _zeige_knopf(self) -> None:
        zahl = len(self.modell.gewaehlt)
        self.ja.setText(f"{anzahl(zahl, 'Änderung', 'Änderungen')} übernehmen")
        self.ja.setEnabled(bool(zahl))
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
