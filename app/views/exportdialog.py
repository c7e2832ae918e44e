"""Asks what goes into the workbook: which tables, internal remarks, small counts; remembers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.excel.auswahl import Exportwahl, Unterdrueckung
from app.services.excel.geheimhaltung import GESPERRT, GROESSTE_GRENZE, KLEINSTE_GRENZE
from app.services.zahlworte import anzahl
from app.views.bausteine.beschriftung import Verweis, linie, text
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_MITTEL, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.excel.auswahl import Tabellenangebot
    from app.views.einstellungen import Einstellungen

_BREITE = 680
_ZEILEN_SICHTBAR = 10
_LUFT = 24
"""Beside the longest name of a sheet, in pixels."""
_BLATT, _TITEL = range(2)
_KENNWORT = Qt.ItemDataRole.UserRole
OHNE, BEMERKUNGEN, KLEINE, UNTER = "export/ohne", "export/bemerkungen", "export/kleine", "export/unter"
"""Settings: words of the tables left out (a new table is in), the remarks, small counts and the limit."""
NICHT, MIT, OHNE_ZEILEN = "nicht", "mit", "ohne-zeilen"
_ARTEN = (
    (NICHT, "&nicht mitgeben"),
    (MIT, "als letzte &Spalte der Maßnahmentabellen mitgeben"),
    (OHNE_ZEILEN, "&Zeilen mit Bemerkung weglassen"),
)


class Exportdialog(QDialog):
    """Tables with ticks and two questions; the button goes on to the file."""

    fertig = Signal(object)
    """The ``Exportwahl``; the dialog stays until a file is chosen (``accept``)."""

    def __init__(
        self,
        angebot: Sequence[Tabellenangebot],
        bemerkte: int,
        einstellungen: Einstellungen,
        parent: QWidget | None = None,
        *,
        als_pdf: bool = False,
    ) -> None:
        """Offer the sheets of a plan.

        Args:
            angebot: the sheets.
            bemerkte: how many rows have an internal remark.
            einstellungen: where the last choice is.
            parent: the window.
            als_pdf: for the report on paper, not for a workbook.
        """
        super().__init__(parent)
        self.als_pdf = als_pdf
        self._angebot, self._bemerkte, self._einstellungen = angebot, bemerkte, einstellungen
        self.setObjectName("exportdialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Bericht als PDF" if als_pdf else "Nach Excel exportieren")
        self.setAccessibleName(self.windowTitle())
        self.setFixedWidth(_BREITE)
        self.liste = QTreeWidget()
        self.bestand = text("", "hinweis", umbruch=True)
        self.arten: dict[str, QRadioButton] = {}
        self.folge = text("", "hinweis", umbruch=True)
        self.kleine = QCheckBox("&Kleine Zahlen unterdrücken: unter")
        self.unter = QSpinBox()
        self.schutz = text("", "hinweis", umbruch=True)
        self._baue_liste()
        self._lege_aus()
        self._stelle_wieder_her()
        self.liste.itemChanged.connect(self._zeige)
        self.kleine.toggled.connect(self._zeige)
        self.unter.valueChanged.connect(self._zeige)
        for knopf in self.arten.values():
            knopf.toggled.connect(self._zeige)
        self._zeige()
        self.liste.setFocus()

    # -- layout --------------------------------------------------------------------------------------

    def _baue_liste(self) -> None:
        liste = self.liste
        liste.setObjectName("export_tabellen")
        liste.setAccessibleName("Tabellen der Arbeitsmappe")
        liste.setHeaderLabels(["Blatt", "Inhalt"])
        liste.setHeaderHidden(True)
        liste.setRootIsDecorated(False)
        liste.setUniformRowHeights(True)
        liste.setAllColumnsShowFocus(True)
        liste.setTextElideMode(Qt.TextElideMode.ElideRight)
        liste.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        liste.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        liste.ensurePolished()
        for tabelle in self._angebot:
            zeile = QTreeWidgetItem(liste, [tabelle.blattname, tabelle.titel])
            zeile.setFlags(_FLAGGEN)
            zeile.setCheckState(_BLATT, Qt.CheckState.Checked)
            zeile.setData(_BLATT, _KENNWORT, tabelle.kennwort)
            zeile.setToolTip(_TITEL, tabelle.titel)
        liste.resizeColumnToContents(_BLATT)
        liste.setColumnWidth(_BLATT, liste.columnWidth(_BLATT) + _LUFT)
        liste.setCurrentIndex(liste.model().index(0, _BLATT))
        sichtbar = min(max(len(self._angebot), 1), _ZEILEN_SICHTBAR)
        liste.setFixedHeight(liste.sizeHintForRow(0) * sichtbar + 2 * liste.frameWidth())

    def _lege_aus(self) -> None:
        spalte = QVBoxLayout(self)
        spalte.setContentsMargins(ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_WEIT)
        spalte.setSpacing(ABSTAND)
        spalte.addLayout(self._baue_kopf())
        spalte.addWidget(self.liste)
        spalte.addWidget(self.bestand)
        _trenne(spalte, "Interne Bemerkungen")
        gruppe = QButtonGroup(self)
        for art, wort in _ARTEN:
            knopf = self.arten[art] = QRadioButton(wort)
            knopf.setObjectName(f"export_bemerkungen_{art}")
            knopf.setAccessibleName(f"Interne Bemerkungen {wort.replace('&', '')}")
            gruppe.addButton(knopf)
            spalte.addWidget(knopf)
        spalte.addWidget(self.folge)
        _trenne(spalte, "Datenschutz")
        spalte.addLayout(self._baue_grenze())
        spalte.addWidget(self.schutz)
        spalte.addSpacing(ABSTAND_MITTEL)
        spalte.addWidget(self._baue_knoepfe())

    def _baue_kopf(self) -> QHBoxLayout:
        kopf = QHBoxLayout()
        kopf.setSpacing(ABSTAND)
        kopf.addWidget(text("Tabellen", "untertitel"), 1)
        self.alle = Verweis("Alle", "Alle Tabellen wählen", lambda: self._waehle(Qt.CheckState.Checked))
        self.keine = Verweis("Keine", "Keine Tabelle wählen", lambda: self._waehle(Qt.CheckState.Unchecked))
        for knopf in (self.alle, self.keine):
            knopf.setAutoDefault(False)
            kopf.addWidget(knopf)
        return kopf

    def _baue_grenze(self) -> QHBoxLayout:
        self.kleine.setObjectName("export_kleine_zahlen")
        self.unter.setObjectName("export_unter")
        self.unter.setAccessibleName("Zahlen unter dieser Grenze unterdrücken")
        self.unter.setRange(KLEINSTE_GRENZE, GROESSTE_GRENZE)
        self.unter.setFixedWidth(72)
        reihe = QHBoxLayout()
        reihe.setSpacing(ABSTAND)
        reihe.addWidget(self.kleine)
        reihe.addWidget(self.unter)
        reihe.addStretch(1)
        return reihe

    def _baue_knoepfe(self) -> QDialogButtonBox:
        self.knoepfe = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.weiter: QPushButton = self.knoepfe.button(QDialogButtonBox.StandardButton.Ok)
        self.weiter.setText("Bericht schreiben …" if self.als_pdf else "Exportieren …")
        self.weiter.setProperty("rolle", "primaer")
        self.knoepfe.accepted.connect(self._gehe_weiter)
        self.knoepfe.rejected.connect(self.reject)
        return self.knoepfe

    # -- choice --------------------------------------------------------------------------------------

    def wahl(self) -> Exportwahl:
        """What is chosen."""
        art = self._art()
        return Exportwahl(
            None if not self._abgewaehlte() else tuple(self._worte(Qt.CheckState.Checked)),
            interne_bemerkungen=art == MIT,
            zeilen_mit_bemerkung=art != OHNE_ZEILEN,
            kleine_zahlen=Unterdrueckung(self.unter.value()) if self.kleine.isChecked() else None,
        )

    def _art(self) -> str:
        return next((art for art, knopf in self.arten.items() if knopf.isChecked()), NICHT)

    def _zeilen(self) -> list[QTreeWidgetItem]:
        return [
            zeile
            for nummer in range(self.liste.topLevelItemCount())
            if (zeile := self.liste.topLevelItem(nummer)) is not None
        ]

    def _worte(self, zustand: Qt.CheckState) -> list[str]:
        return [str(z.data(_BLATT, _KENNWORT)) for z in self._zeilen() if z.checkState(_BLATT) == zustand]

    def _abgewaehlte(self) -> list[str]:
        return self._worte(Qt.CheckState.Unchecked)

    def _waehle(self, zustand: Qt.CheckState) -> None:
        for zeile in self._zeilen():
            zeile.setCheckState(_BLATT, zustand)

    def _stelle_wieder_her(self) -> None:
        ohne = set(self._einstellungen.wert(OHNE).split(","))
        if any(t.kennwort not in ohne for t in self._angebot):
            for zeile in self._zeilen():
                if zeile.data(_BLATT, _KENNWORT) in ohne:
                    zeile.setCheckState(_BLATT, Qt.CheckState.Unchecked)
        self.arten.get(self._einstellungen.wert(BEMERKUNGEN), self.arten[NICHT]).setChecked(True)
        self.kleine.setChecked(self._einstellungen.wert(KLEINE) == "ja")
        unter = self._einstellungen.wert(UNTER)
        self.unter.setValue(int(unter) if unter.isdecimal() else Unterdrueckung().unter)

    def merke(self) -> None:
        """Remember the choice; tables of other plans stay as they were."""
        bekannte = {t.kennwort for t in self._angebot}
        andere = [w for w in self._einstellungen.wert(OHNE).split(",") if w and w not in bekannte]
        self._einstellungen.merke(OHNE, ",".join([*andere, *self._abgewaehlte()]))
        self._einstellungen.merke(BEMERKUNGEN, self._art())
        self._einstellungen.merke(KLEINE, "ja" if self.kleine.isChecked() else "nein")
        self._einstellungen.merke(UNTER, str(self.unter.value()))

    def _gehe_weiter(self) -> None:
        self.fertig.emit(self.wahl())

    # -- what follows from it ------------------------------------------------------------------------

    def _zeige(self) -> None:
        gewaehlt = len(self._worte(Qt.CheckState.Checked))
        self.bestand.setText(_bestand(gewaehlt, len(self._angebot)))
        self.weiter.setEnabled(gewaehlt > 0)
        self.folge.setText(_folge(self._art(), self._bemerkte))
        self.unter.setEnabled(self.kleine.isChecked())
        self.schutz.setText(self._schutztext())
        for hinweis in (self.bestand, self.folge, self.schutz):
            hinweis.setVisible(bool(hinweis.text()))
        anordnung = self.layout()
        if anordnung is not None:
            # Sentences wrap: a dialog by itself does not ask how high they are at its width.
            anordnung.activate()
            self.setFixedHeight(anordnung.totalHeightForWidth(_BREITE))

    def _schutztext(self) -> str:
        if not self.kleine.isChecked():
            return ""
        unter = self.unter.value()
        wofuer = f"Zahlen unter {unter} und für weitere, aus denen sich eine solche errechnen ließe"
        folge = (
            "Auf der ersten Seite stehen dann keine Eintritte im Diagramm."
            if self.als_pdf
            else "Die Mappe lässt sich dann nicht wieder einlesen."
        )
        saetze = [f"„{GESPERRT}“ steht für {wofuer}.", folge]
        fehlen = [t.blattname for t in self._angebot if not t.sperrbar]
        if fehlen:
            saetze.append(f"Ohne: {', '.join(fehlen)}.")
        return " ".join(saetze)


_FLAGGEN = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsUserCheckable
    | Qt.ItemFlag.ItemNeverHasChildren
)


def _trenne(spalte: QVBoxLayout, titel: str) -> QLabel:
    spalte.addSpacing(ABSTAND)
    spalte.addWidget(linie())
    schild = text(titel, "untertitel")
    spalte.addWidget(schild)
    return schild


def _bestand(gewaehlt: int, alle: int) -> str:
    if not gewaehlt:
        return "Wählen Sie wenigstens eine Tabelle."
    immer = "Das Blatt „Inhalt“ ist immer dabei"
    if gewaehlt == alle:
        return f"Alle Tabellen. {immer}."
    fehlende = "Zahlen aus Tabellen, die fehlen, sind Werte ohne Formel"
    return f"{gewaehlt} von {alle} Tabellen. {immer}; {fehlende}."


def _folge(art: str, bemerkte: int) -> str:
    """What a way to deal with the remarks means for this plan."""
    if not bemerkte:
        return "In diesem Plan hat keine Maßnahme eine Bemerkung."
    if art == MIT:
        zeilen = anzahl(bemerkte, "Zeile hat", "Zeilen haben")
        return f"{zeilen} eine Bemerkung. Die Mappe ist dann nicht zur Weitergabe bestimmt."
    if art == OHNE_ZEILEN:
        zeilen = anzahl(bemerkte, "Zeile geht", "Zeilen gehen")
        return f"{zeilen} nicht einzeln hinaus; in allen Summen zählen Eintritte und Mittel mit."
    return ""
