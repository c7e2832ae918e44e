"""What the grid's commands do: clipboard, fill down, clear, and rows added, copied, moved, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.services import struktur, zellen
from app.services.eingabe import zelltext
from app.services.zahlworte import anzahl
from app.services.zellen import Zelle
from app.views.bausteine.zwischenablage import aus_text
from app.views.druck.kopieren import kopiere_auswahl, kopiere_tabelle
from app.views.massnahmen.sicht import Gruppe
from app.views.massnahmen.spalten import LEISTUNG, SPALTEN, STELLE
from app.views.massnahmen.zwischenablage import plane

if TYPE_CHECKING:
    from app.views.bruecke import Bruecke
    from app.views.massnahmen.modell import MassnahmenModell
    from app.views.massnahmen.tabelle import Massnahmentabelle


class Bedienung(QObject):
    """Carries out the commands of menus, keys and buttons on the grid."""

    passt_nicht = Signal(object)
    """An ``Einfuegeplan`` that was refused whole."""

    def __init__(self, bruecke: Bruecke, modell: MassnahmenModell, tabelle: Massnahmentabelle) -> None:
        """Act on ``tabelle``."""
        super().__init__(tabelle)
        self._bruecke, self._modell, self._tabelle = bruecke, modell, tabelle
        self._befehle = {
            "kopieren": self.kopieren,
            "tabelle_kopieren": self.tabelle_kopieren,
            "ausschneiden": self.ausschneiden,
            "einfuegen": self.einfuegen,
            "nach_unten_ausfuellen": self.ausfuellen,
            "leeren": self.leeren,
            "auswahlliste": tabelle.zeige_auswahl,
            "leistung_neu": self.leistung_neu,
            "ansatz_neu": self.ansatz_neu,
            "duplizieren": self.duplizieren,
            "hinauf": lambda: self.verschieben(struktur.Richtung.HINAUF),
            "hinunter": lambda: self.verschieben(struktur.Richtung.HINUNTER),
            "zeile_loeschen": self.zeile_loeschen,
        }
        tabelle.befehl.connect(self.fuehre_aus)

    @property
    def befehle(self) -> frozenset[str]:
        """Names of the commands."""
        return frozenset(self._befehle)

    def fuehre_aus(self, befehl: str) -> None:
        """Carry out a command by name."""
        self._befehle[befehl]()

    # -- clipboard ---------------------------------------------------------------------------------

    def kopieren(self) -> None:
        """Put the selected rectangle on the clipboard."""
        if satz := kopiere_auswahl(self._tabelle):
            self._bruecke.hinweis.emit(satz)

    def tabelle_kopieren(self) -> None:
        """Put the whole table with its headings on the clipboard."""
        self._bruecke.hinweis.emit(kopiere_tabelle(self._tabelle))

    def ausschneiden(self) -> None:
        """Copy and clear."""
        self.kopieren()
        self._setze_auswahl("", "ausgeschnitten")

    def einfuegen(self) -> None:
        """Paste from the current cell on, all or nothing; one value fills the whole selection."""
        bereich = self._tabelle.rechteck()
        text = QGuiApplication.clipboard().text()
        if bereich is None or not bereich[0] or not text:
            return
        zeilen, spalten = bereich
        rechteck = aus_text(text)
        if len(rechteck) == 1 and len(rechteck[0]) == 1 and (len(zeilen) > 1 or len(spalten) > 1):
            rechteck = ((rechteck[0][0],) * len(spalten),) * len(zeilen)
        ziel = [
            e
            for z in range(zeilen[0], self._modell.rowCount())
            if isinstance(e := self._modell.eintrag(z), str)
        ]
        ab = self._tabelle.sichtbare_spalten()
        plan = plane(self._bruecke.blick, rechteck, ziel, ab[ab.index(spalten[0]) :])
        if not plan.passt:
            self.passt_nicht.emit(plan)
            return
        name = f"{anzahl(len(plan.zellen), 'Zelle', 'Zellen')} eingefügt"
        dok = self._bruecke.dokument
        if self._bruecke.tue(lambda: zellen.zellen_setzen(dok, plan.zellen, name)) is not None:
            self._bruecke.hinweis.emit(name)

    def leeren(self) -> None:
        """Clear the selected cells."""
        self._setze_auswahl("", "geleert")

    def _setze_auswahl(self, text: str, wort: str) -> None:
        ziele = [
            Zelle(eintrag, feld, text)
            for z, s in self._auswahl()
            if isinstance(eintrag := self._modell.eintrag(z), str) and (feld := SPALTEN[s].feld) is not None
        ]
        if ziele:
            name = f"{anzahl(len(ziele), 'Zelle', 'Zellen')} {wort}"
            self._bruecke.tue(lambda: zellen.zellen_setzen(self._bruecke.dokument, ziele, name))

    def _auswahl(self) -> list[tuple[int, int]]:
        bereich = self._tabelle.rechteck()
        return [(z, s) for z in bereich[0] for s in bereich[1]] if bereich else []

    def ausfuellen(self) -> None:
        """Fill down: the selection's top row into the rows below; a single cell takes the one above."""
        bereich = self._tabelle.rechteck()
        if bereich is None or not bereich[0]:
            return
        zeilen, spalten = bereich
        if len(zeilen) == 1:
            darueber = next(
                (z for z in range(zeilen[0] - 1, -1, -1) if isinstance(self._modell.eintrag(z), str)), None
            )
            if darueber is None:
                return
            zeilen = [darueber, *zeilen]
        blick = self._bruecke.blick
        vorlage = self._modell.zeile(zeilen[0])
        if vorlage is None:
            return
        ziele = [
            Zelle(eintrag, feld, zelltext(blick, vorlage, feld))
            for z in zeilen[1:]
            for s in spalten
            if isinstance(eintrag := self._modell.eintrag(z), str) and (feld := SPALTEN[s].feld) is not None
        ]
        if ziele:
            name = f"{anzahl(len(ziele), 'Zelle', 'Zellen')} nach unten ausgefüllt"
            self._bruecke.tue(lambda: zellen.zellen_setzen(self._bruecke.dokument, ziele, name))

    # -- rows --------------------------------------------------------------------------------------

    def _hier(self) -> tuple[str | None, str | None]:
        """Key of the current row, and the Handlungsfeld of the group head if that is current."""
        index = self._tabelle.currentIndex()
        if not index.isValid():
            return None, None
        eintrag = self._modell.eintrag(index.row())
        if isinstance(eintrag, str):
            return eintrag, None
        ist_feld = eintrag.schluessel in self._bruecke.blick.handlungsfelder
        return None, eintrag.schluessel if ist_feld else None

    def leistung_neu(self) -> None:
        """Add a measure below the current row and start naming it."""
        nach, feld = self._hier()
        feld = feld or next(iter(self._bruecke.blick.handlungsfelder), None)
        dok = self._bruecke.dokument
        ergebnis = self._bruecke.tue(
            lambda: struktur.massnahme_anlegen(dok, nach=nach, handlungsfeld_id=feld)
        )
        if ergebnis is not None:
            self._tabelle.waehle_zeilen([ergebnis[0]])
            self._tabelle.edit(self._tabelle.currentIndex())

    def ansatz_neu(self) -> None:
        """Add a further Ansatz to the current measure."""
        zeile_id, _feld = self._hier()
        if zeile_id is None:
            return
        ergebnis = self._bruecke.tue(lambda: struktur.ansatz_anlegen(self._bruecke.dokument, zeile_id))
        if ergebnis is not None:
            self._tabelle.waehle_zeilen([ergebnis[0]], STELLE["eintritte"])

    def duplizieren(self) -> None:
        """Copy the selected measures."""
        ids = self._tabelle.gewaehlte_zeilen()
        if ids:
            ergebnis = self._bruecke.tue(lambda: struktur.duplizieren(self._bruecke.dokument, ids))
            if ergebnis is not None:
                self._tabelle.waehle_zeilen(ergebnis[0])

    def verschieben(self, richtung: struktur.Richtung) -> None:
        """Move the selected rows, where the printed order is shown."""
        ids = self._tabelle.gewaehlte_zeilen()
        if not ids:
            return
        if self._modell.sortierung is not None:
            self._bruecke.hinweis.emit(
                "Verschieben geht nur in der gedruckten Reihenfolge: Sortierung aufheben."
            )
            return
        spalte = self._tabelle.currentIndex().column()
        self._bruecke.tue(lambda: struktur.verschieben(self._bruecke.dokument, ids, richtung))
        self._tabelle.waehle_zeilen(ids, max(spalte, LEISTUNG))

    def zeile_loeschen(self) -> None:
        """Delete the selected rows; Undo brings them back."""
        ids = self._tabelle.gewaehlte_zeilen()
        if not ids:
            return
        oben = self._tabelle.currentIndex().row()
        if self._bruecke.tue(lambda: struktur.loeschen(self._bruecke.dokument, ids)) is not None:
            stelle = min(oben, self._modell.rowCount() - 1)
            while stelle > 0 and isinstance(self._modell.eintrag(stelle), Gruppe):
                stelle -= 1
            if stelle >= 0:
                self._tabelle.setCurrentIndex(self._modell.index(stelle, LEISTUNG))
            self._bruecke.hinweis.emit(
                f"{anzahl(len(ids), 'Zeile', 'Zeilen')} gelöscht – Strg+Z macht es rückgängig"
            )
