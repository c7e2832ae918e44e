"""The page "Bindungen": the table over the years, the chart below it, and the dialog to enter one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.services.bindungen import bindung_anlegen, bindung_loeschen, bindung_setzen
from app.services.bindungstabelle import (
    Tabellenart,
    Tabellenzeile,
    betrifft_folgejahr,
    bindungstabelle,
    folgejahr_zeilen,
)
from app.views.bausteine.beschriftung import Verweis, text
from app.views.bausteine.versuch import versuche
from app.views.bausteine.zellen import Zellbaum
from app.views.bindungen.dialog import Bindungsangaben, Bindungsdialog
from app.views.bindungen.modell import BEZEICHNUNG, FESTE, HERKUNFT, ZUORDNUNG, Bindungsmodell
from app.views.bruecke import Ziel
from app.views.seite import Seite
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent

    from app.services.bindungszeilen import Bindungszeile
    from app.services.changes import Nachricht
    from app.views.bruecke import Bruecke
    from app.views.diagramme import Bindungsdiagramm

_BREITEN = {HERKUNFT: 76, ZUORDNUNG: 164}
_JAHRBREITE, _SUMMENBREITE, _MINDESTBREITE = 110, 118, 220


class BindungenSeite(Seite):
    """What is committed, by the year in which it falls due."""

    name = "bindungen"
    titel = "Bindungen"
    icon = "ph.link"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build table and buttons; the chart comes with the first showing."""
        super().__init__(bruecke, parent)
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
        weg = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.baum, self._loesche)
        weg.setContext(Qt.ShortcutContext.WidgetShortcut)

    # -- building ----------------------------------------------------------------------------------

    def _baue_knoepfe(self) -> dict[str, QPushButton]:
        befehle: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("neu", "Bindung hinzufügen …", lambda: self._oeffne(None)),
            ("bearbeiten", "Bearbeiten …", lambda: self._oeffne(self._gewaehlte())),
            ("loeschen", "Löschen", self._loesche),
            ("leistung", "Zur Leistung", self._zur_leistung),
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
        worte = QVBoxLayout()
        worte.setSpacing(2)
        worte.addWidget(text("Bindungen", "titel"))
        worte.addWidget(
            text(
                "Was aus Verträgen und Bewilligungen zu zahlen ist, nach dem Jahr der Fälligkeit",
                "hinweis",
                umbruch=True,
            )
        )
        kopf = QHBoxLayout()
        kopf.addLayout(worte, 1)
        for knopf in self.knoepfe.values():
            kopf.addWidget(knopf, 0, Qt.AlignmentFlag.AlignVCenter)
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
        anordnung.addLayout(kopf)
        anordnung.addWidget(self.teiler, 1)

    def _baue_diagramm(self) -> None:
        from app.views.diagramme import Bindungsdiagramm  # noqa: PLC0415 - over half a second to import

        self.diagramm = Bindungsdiagramm()
        self.diagramm.setObjectName("bindungen_diagramm")
        self.diagramm.flaeche.setObjectName("bindungen_diagramm_flaeche")
        self.diagramm.menueknopf.setObjectName("bindungen_diagramm_menue")
        self.diagramm.setMinimumHeight(180)
        self.diagramm.setContentsMargins(0, ABSTAND, 0, 0)
        self.diagramm.angeklickt.connect(self._bei_saeule)
        self.diagramm.hinweis.connect(self.bruecke.hinweis)
        self.diagramm.fehler.connect(self.bruecke.fehler)
        self.teiler.addWidget(self.diagramm)
        self.teiler.setSizes([11, 9])
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
            self.baum.setColumnWidth(spalte, _BREITEN.get(spalte, _JAHRBREITE))
        self.baum.setColumnWidth(FESTE + len(self.modell.jahre), _SUMMENBREITE)
        self.baum.strecke(BEZEICHNUNG, _MINDESTBREITE)
        self.baum.expandAll()

    def _zeige_knoepfe(self) -> None:
        bindung = self._gewaehlte()
        frei = not self.bruecke.dokument.datei.schreibgeschuetzt
        self.knoepfe["neu"].setEnabled(frei)
        self.knoepfe["bearbeiten"].setEnabled(bindung is not None and frei)
        self.knoepfe["loeschen"].setEnabled(bindung is not None and frei)
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
            if not self.bruecke.dokument.datei.schreibgeschuetzt:
                self._oeffne(self._bindung(zeile.schluessel))
            return
        ziel = _ziel(zeile)
        if ziel is not None:
            self.bruecke.sprung.emit(ziel)

    def _zur_leistung(self) -> None:
        bindung = self._gewaehlte()
        ansaetze = self.bruecke.blick.ansaetze.get(bindung.massnahme_id or "") if bindung else None
        if ansaetze:
            self.bruecke.sprung.emit(Ziel("massnahmen", zeilen=tuple(ansaetze)))

    # -- changing ----------------------------------------------------------------------------------

    def _bindung(self, bindung_id: str) -> Bindungszeile | None:
        return next((b for b in self.bruecke.blick.bindungen if b.id == bindung_id), None)

    def _gewaehlte(self) -> Bindungszeile | None:
        zeile = self.modell.zeile(self.baum.currentIndex())
        if (
            zeile is None
            or zeile.art is not Tabellenart.BINDUNG
            or not self.baum.selectionModel().hasSelection()
        ):
            return None
        return self._bindung(zeile.schluessel)

    def _oeffne(self, bindung: Bindungszeile | None) -> None:
        def speichere(angaben: Bindungsangaben) -> str:
            return self._speichere(bindung, angaben)

        Bindungsdialog(self.bruecke.blick, bindung, speichere, self).open()

    def _speichere(self, bindung: Bindungszeile | None, angaben: Bindungsangaben) -> str:
        dok = self.bruecke.dokument
        neue: list[str] = []

        def tat() -> None:
            werte: dict[str, Any] = {
                "bezeichnung": angaben.bezeichnung,
                "herkunft_jahr": angaben.herkunft_jahr,
                "betraege": angaben.betraege,
                "massnahme_id": angaben.massnahme_id,
                "bemerkung": angaben.bemerkung,
            }
            if bindung is None:
                neue.append(bindung_anlegen(dok, **werte)[0])
            else:
                bindung_setzen(dok, bindung.id, **werte)

        grund = versuche(self.bruecke, tat)
        for bindung_id in neue:
            self._waehle(bindung_id)
        return grund

    def _loesche(self) -> None:
        bindung = self._gewaehlte()
        if bindung is None or self.bruecke.dokument.datei.schreibgeschuetzt:
            return
        if self.bruecke.tue(lambda: bindung_loeschen(self.bruecke.dokument, bindung.id)):
            self.bruecke.hinweis.emit(f"Bindung „{bindung.bezeichnung}“ gelöscht. Strg+Z nimmt das zurück.")


def _ziel(zeile: Tabellenzeile) -> Ziel | None:
    """Where a derived line comes from."""
    if zeile.art is Tabellenart.FOLGEJAHR_ZEILE:
        return Ziel("massnahmen", zeilen=(zeile.schluessel,))
    if zeile.art is Tabellenart.FOLGEJAHR:
        return Ziel("massnahmen", zeilen=tuple(kind.schluessel for kind in zeile.kinder))
    if zeile.art is Tabellenart.GEPLANT:
        return Ziel("massnahmen", nur_verplante=True)
    return Ziel("budget", posten="vorbindungen") if zeile.art is Tabellenart.VORBINDUNGEN else None
