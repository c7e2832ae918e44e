"""The Bindungen as a table over the years, with the chart below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QItemSelectionModel, QMargins, QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.services.bindungen import folgebindung_anlegen
from app.services.bindungstabelle import (
    Tabellenart,
    Tabellenzeile,
    betrifft_folgejahr,
    bindungstabelle,
    folgejahr_zeilen,
)
from app.views.bausteine.beschriftung import Verweis, text
from app.views.bausteine.unterseiten import Unterseite
from app.views.bausteine.zellen import Zellbaum
from app.views.bindungen.jahresmodell import BEZEICHNUNG, FESTE, HERKUNFT, ZUORDNUNG, Bindungsmodell
from app.views.bindungen.taten import Bindungstaten
from app.views.bruecke import Ziel
from app.views.fluss import Fluss
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT, spaltenbreite

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent

    from app.services.bindungszeilen import Bindungszeile
    from app.services.changes import Nachricht
    from app.views.bruecke import Bruecke
    from app.views.diagramme import Bindungsdiagramm

_BREITEN = {HERKUNFT: 76, ZUORDNUNG: 164}
_VIELE = 8
"""More lines below one than these stay closed at first."""
_TABELLE, _DIAGRAMM = 300, 240
"""How high table and chart are to each other."""
_JAHRBREITE, _SUMMENBREITE, _MINDESTBREITE = 110, 118, 220


class JahreUnterseite(Unterseite):
    """What is committed, by the year in which it falls due."""

    name = "jahre"
    titel = "Nach Jahren"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build table and buttons; the chart comes with the first showing."""
        super().__init__(bruecke, parent)
        self.taten = Bindungstaten(bruecke, self, self._waehle)
        self.modell = Bindungsmodell(self)
        self.baum = Zellbaum("Bindungen nach Jahren", "bindungen_tabelle")
        self.baum.setModel(self.modell)
        self.baum.activated.connect(self._folge)
        self.baum.selectionModel().selectionChanged.connect(self._zeige_knoepfe)
        self.diagramm: Bindungsdiagramm | None = None
        self._folgejahr: tuple[str, ...] = ()
        self._nur_jahr: int | None = None
        self.leer = text(
            "Noch keine Bindungen. Mit „Bindung hinzufügen …“ erfassen Sie, was aus Verträgen und "
            "Bewilligungen in diesem Jahr und später zu zahlen ist.",
            "hinweis",
            umbruch=True,
        )
        self.leer.setObjectName("bindungen_leer")
        self.auswahl = text("", "hinweis")
        self.auswahl.setObjectName("bindungen_auswahl")
        self.alle = Verweis("Alle Jahre zeigen", "Alle Jahre zeigen", lambda: self.zeige_jahr(None))
        self.alle.setObjectName("bindungen_alle_jahre")
        self.knoepfe = self._baue_knoepfe()
        self.teiler = QSplitter(Qt.Orientation.Vertical)
        self.teiler.setObjectName("bindungen_teiler")
        self.teiler.setChildrenCollapsible(False)
        self.teiler.setHandleWidth(1)
        self._teilerstand = QByteArray()
        self._lege_aus()
        weg = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.baum)
        weg.activated.connect(lambda: self.taten.loesche(self._gewaehlte()))
        weg.setContext(Qt.ShortcutContext.WidgetShortcut)

    # -- building ----------------------------------------------------------------------------------

    def _baue_knoepfe(self) -> dict[str, QPushButton]:
        befehle: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("neu", "Bindung hinzufügen …", lambda: self.taten.oeffne(None)),
            ("bearbeiten", "Bearbeiten …", self._bearbeite),
            ("loeschen", "Löschen", lambda: self.taten.loesche(self._gewaehlte())),
            ("buchen", "Als Bindung buchen", self._buche),
            ("leistung", "Zur Leistung", lambda: self.taten.zur_leistung(self._gewaehlte())),
        )
        knoepfe = {}
        for name, wort, tat in befehle:
            knopf = QPushButton(wort)
            knopf.setObjectName(f"bindungen_{name}")
            knopf.setAccessibleName(wort)
            knopf.clicked.connect(lambda _an=False, t=tat: t())
            knoepfe[name] = knopf
        knoepfe["neu"].setProperty("rolle", "primaer")
        return knoepfe

    def _lege_aus(self) -> None:
        # With large text the row goes on in the next line instead of cutting its words.
        kopf = QWidget()
        zeile = Fluss(kopf, QMargins(), ABSTAND, ABSTAND)
        for knopf in self.knoepfe.values():
            zeile.addWidget(knopf)
        auswahl = QHBoxLayout()
        auswahl.addWidget(self.auswahl)
        auswahl.addWidget(self.alle)
        auswahl.addStretch()
        oben = QWidget()
        spalte = QVBoxLayout(oben)
        spalte.setContentsMargins(0, 0, 0, ABSTAND)
        spalte.setSpacing(ABSTAND)
        spalte.addLayout(auswahl)
        spalte.addWidget(self.leer)
        spalte.addWidget(self.baum, 1)
        self.teiler.addWidget(oben)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND_WEIT)
        anordnung.setSpacing(ABSTAND)
        was = "Was aus Verträgen und Bewilligungen zu zahlen ist, nach dem Jahr der Fälligkeit"
        anordnung.addWidget(text(was, "hinweis", umbruch=True))
        anordnung.addWidget(kopf)
        anordnung.addWidget(self.teiler, 1)

    def _baue_diagramm(self) -> None:
        from app.views.diagramme import Bindungsdiagramm  # noqa: PLC0415 - over half a second to import

        self.diagramm = Bindungsdiagramm()
        self.diagramm.melde_an("bindungen_diagramm", self.bruecke)
        self.diagramm.setMinimumHeight(180)
        self.diagramm.setContentsMargins(0, ABSTAND, 0, 0)
        self.diagramm.angeklickt.connect(self._bei_saeule)
        self.teiler.addWidget(self.diagramm)
        self.teiler.setStretchFactor(0, _TABELLE)
        self.teiler.setStretchFactor(1, _DIAGRAMM)
        self.teiler.setSizes([_TABELLE, _DIAGRAMM])
        if not self._teilerstand.isEmpty():
            self.teiler.restoreState(self._teilerstand)

    # -- showing -----------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Show everything anew."""
        hat_plan = self.bruecke.dokument.hat_plan
        self.setEnabled(hat_plan)
        if not hat_plan:
            return
        if self.diagramm is None:
            self._baue_diagramm()
        self._folgejahr = folgejahr_zeilen(self.bruecke.blick)
        self._zeige()

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """The table's lines that differ, and the chart."""
        blick = self.bruecke.blick
        if nachricht.struktur or betrifft_folgejahr(blick, self._folgejahr, nachricht.zeilen):
            self._folgejahr = folgejahr_zeilen(blick)
        self._zeige()

    def _zeige(self) -> None:
        from app.services.bindungsdiagramme import bindungen  # noqa: PLC0415 - with the chart

        blick = self.bruecke.blick
        if self.modell.zeige(bindungstabelle(blick, self._folgejahr, nur_jahr=self._nur_jahr)):
            self._richte_spalten_ein()
        if self.diagramm is not None:
            self.diagramm.setze(bindungen(blick))
        self.leer.setVisible(not blick.bindungen)
        gefiltert = self._nur_jahr in self.modell.jahre
        self.auswahl.setVisible(gefiltert)
        self.alle.setVisible(gefiltert)
        if gefiltert:
            self.auswahl.setText(f"Nur Fälligkeiten {self._nur_jahr}")
        self._zeige_knoepfe()

    def _richte_spalten_ein(self) -> None:
        for spalte in range(self.modell.columnCount()):
            breite = _BREITEN.get(spalte, _JAHRBREITE)
            self.baum.setColumnWidth(spalte, spaltenbreite(self.baum.font(), breite))
        summe = spaltenbreite(self.baum.font(), _SUMMENBREITE)
        self.baum.setColumnWidth(FESTE + len(self.modell.jahre), summe)
        self.baum.strecke(BEZEICHNUNG, _MINDESTBREITE)
        self.baum.expandAll()
        for zeile in range(self.modell.rowCount()):
            oben = self.modell.index(zeile, BEZEICHNUNG)
            if self.modell.rowCount(oben) > _VIELE:
                # What a known sum is made of would push the sums of all years out of sight.
                self.baum.collapse(oben)

    def _zeige_knoepfe(self) -> None:
        bindung = self._gewaehlte()
        frei = self.taten.frei
        self.knoepfe["neu"].setEnabled(frei)
        self.knoepfe["bearbeiten"].setEnabled(bindung is not None and frei)
        self.knoepfe["loeschen"].setEnabled(bindung is not None and frei)
        self.knoepfe["buchen"].setEnabled(bool(self._folgezeile()) and frei)
        self.knoepfe["leistung"].setEnabled(bindung is not None and bindung.massnahme_id is not None)

    def zustand(self) -> dict[str, QByteArray]:
        """Where the divider stands."""
        return {"teiler": self.teiler.saveState()} if self.diagramm is not None else {}

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """Put the divider where it stood."""
        self._teilerstand = zustand("teiler")
        if self.diagramm is not None and not self._teilerstand.isEmpty():
            self.teiler.restoreState(self._teilerstand)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would take what stands before it out of the way of Tab."""
        self.baum.setFocus(event.reason())

    # -- going there -------------------------------------------------------------------------------

    def gehe_zu(self, ziel: Ziel) -> None:
        """Show one Bindung (``schluessel``), or what falls due in a year (``posten``)."""
        self.hole_nach()
        if ziel.posten and ziel.posten.isdecimal():
            self.zeige_jahr(int(ziel.posten))
        else:
            self.zeige_jahr(None)
        if ziel.schluessel:
            self._waehle(ziel.schluessel)

    def zeige_jahr(self, jahr: int | None) -> None:
        """Show only what falls due in a year; None: all years."""
        if jahr != self._nur_jahr:
            self._nur_jahr = jahr
            self._zeige()

    def _waehle(self, bindung_id: str) -> None:
        index = self.modell.finde(Tabellenart.BINDUNG, bindung_id)
        if index.isValid():
            self.baum.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
            self.baum.scrollTo(index)

    def _bei_saeule(self, schluessel: object) -> None:
        if isinstance(schluessel, tuple) and schluessel[0] == "jahr":
            self.zeige_jahr(int(schluessel[1]))

    def _folge(self, index: QModelIndex) -> None:
        zeile = self.modell.zeile(index)
        if zeile is None:
            return
        if zeile.art is Tabellenart.BINDUNG:
            self.taten.oeffne(self.taten.finde(zeile.schluessel))
            return
        ziel = _ziel(zeile)
        if ziel is not None:
            self.bruecke.sprung.emit(ziel)

    def _gewaehlte(self) -> Bindungszeile | None:
        zeile = self.modell.zeile(self.baum.currentIndex())
        if (
            zeile is None
            or zeile.art is not Tabellenart.BINDUNG
            or not self.baum.selectionModel().hasSelection()
        ):
            return None
        return self.taten.finde(zeile.schluessel)

    def _folgezeile(self) -> str:
        """The row "Auszahlung im Folgejahr" that is chosen; empty where it is something else."""
        zeile = self.modell.zeile(self.baum.currentIndex())
        if zeile is None or not self.baum.selectionModel().hasSelection():
            return ""
        return zeile.schluessel if zeile.art is Tabellenart.FOLGEJAHR_ZEILE else ""

    def _buche(self) -> None:
        ansatz_id = self._folgezeile()
        dok = self.bruecke.dokument
        angelegt = self.bruecke.tue(lambda: folgebindung_anlegen(dok, ansatz_id)) if ansatz_id else None
        if angelegt is not None:
            self._waehle(angelegt[0])
            self._bearbeite()

    def _bearbeite(self) -> None:
        if (bindung := self._gewaehlte()) is not None:
            self.taten.oeffne(bindung)


def _ziel(zeile: Tabellenzeile) -> Ziel | None:
    """Where a derived line comes from."""
    if zeile.art is Tabellenart.FOLGEJAHR_ZEILE:
        return Ziel("massnahmen", zeilen=(zeile.schluessel,))
    if zeile.art is Tabellenart.FOLGEJAHR:
        return Ziel("massnahmen", zeilen=tuple(kind.schluessel for kind in zeile.kinder))
    return _ZIELE.get(zeile.art)


_ZIELE = {
    Tabellenart.GEPLANT: Ziel("massnahmen", nur_verplante=True),
    Tabellenart.VORBINDUNGEN: Ziel("budget", posten="vorbindungen"),
    Tabellenart.FREIRECHNUNGEN: Ziel("bindungen", unterseite="freirechnung"),
    Tabellenart.VE: Ziel("bindungen", unterseite="ve"),
    Tabellenart.VE_FREI: Ziel("bindungen", unterseite="ve"),
}
