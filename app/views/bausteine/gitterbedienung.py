"""What the commands of menus and keys do on a grid: clipboard, fill, clear, delete."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.services.fehler import Anwendungsfehler
from app.services.struktur import Richtung
from app.services.zahlworte import anzahl
from app.views.bausteine.gittereinfuegen import NUR_EINE, Einfuegung, plane
from app.views.bausteine.gittermodell import BEARBEITEN
from app.views.bausteine.gitterspalten import T
from app.views.bausteine.versuch import NICHT_GESPEICHERT, versuche
from app.views.bausteine.zwischenablage import aus_text
from app.views.druck.kopieren import kopiere_auswahl, kopiere_tabelle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.views.bausteine.gitter import Gitter
    from app.views.bruecke import Bruecke

UNVERAENDERT = "Es wurde nichts geändert."
NUR_URSPRUENGLICH = "Verschieben geht nur in der ursprünglichen Reihenfolge: Sortierung aufheben."


class Gitterbedienung(QObject, Generic[T]):
    """Carries out commands on the selection of a grid; a refusal goes to the window's message."""

    def __init__(self, bruecke: Bruecke, gitter: Gitter[T]) -> None:
        """Act on ``gitter``."""
        super().__init__(gitter)
        self._bruecke, self._gitter, self._modell = bruecke, gitter, gitter.modell
        self._befehle: dict[str, Callable[[], None]] = {
            "kopieren": self.kopieren,
            "tabelle_kopieren": self.tabelle_kopieren,
            "ausschneiden": self.ausschneiden,
            "einfuegen": self.einfuegen,
            "nach_unten_ausfuellen": self.ausfuellen,
            "leeren": self.leeren,
            "auswahlliste": gitter.zeige_auswahl,
            "hinauf": partial(self.verschieben, Richtung.HINAUF),
            "hinunter": partial(self.verschieben, Richtung.HINUNTER),
            "zeile_loeschen": self.zeile_loeschen,
        }

    def befehle(self) -> frozenset[str]:
        """Names of the commands that can be carried out now."""
        spec = self._modell.spec
        if self._modell.nur_lesbar:
            return frozenset({"kopieren", "tabelle_kopieren"})
        fehlen = set()
        if spec.loesche is None:
            fehlen.add("zeile_loeschen")
        if spec.verschiebe is None:
            fehlen |= {"hinauf", "hinunter"}
        if spec.einfuegen is None:
            fehlen.add("nach_unten_ausfuellen")
        if not any(s.vorschlaege for s in spec.spalten):
            fehlen.add("auswahlliste")
        return frozenset(self._befehle) - fehlen

    def fuehre_aus(self, befehl: str) -> None:
        """Carry out a command by name; what cannot be done now does nothing."""
        if befehl in self.befehle():
            self._befehle[befehl]()

    # -- clipboard ---------------------------------------------------------------------------------

    def kopieren(self) -> None:
        """Put the selected rectangle on the clipboard, sums included."""
        if satz := kopiere_auswahl(self._gitter):
            self._bruecke.hinweis.emit(satz)

    def tabelle_kopieren(self) -> None:
        """Put the whole table with its headings on the clipboard."""
        self._bruecke.hinweis.emit(kopiere_tabelle(self._gitter))

    def ausschneiden(self) -> None:
        """Copy and clear."""
        self.kopieren()
        self._setze_auswahl("", "ausgeschnitten")

    def einfuegen(self) -> None:
        """Paste from the current cell on, all or nothing; one value fills the whole selection."""
        bereich, text = self._gitter.rechteck(), QGuiApplication.clipboard().text()
        if bereich is None or not bereich[0] or not text:
            return
        stellen, spalten = bereich
        rechteck = aus_text(text)
        if len(rechteck) == 1 and len(rechteck[0]) == 1:
            zeilen = [z for z in stellen if self._modell.zeile(z) is not None] or stellen[:1]
            rechteck = ((rechteck[0][0],) * len(spalten),) * len(zeilen)
        ab = self._gitter.sichtbare_spalten()
        plan = plane(
            self._modell.spec,
            self._modell.zeilen[stellen[0] :],
            [self._modell.spec.spalten[s] for s in ab[ab.index(spalten[0]) :]],
            rechteck,
        )
        if isinstance(plan, str):
            self._lehne_ab("Die Zwischenablage passt hier nicht.", plan)
        else:
            self._fuege_ein(plan, "eingefügt")

    def _fuege_ein(self, plan: Einfuegung[T], wort: str) -> None:
        """Write everything at once where the page can do that, else a single cell."""
        spec = self._modell.spec
        if spec.einfuegen is not None:
            gruende: list[str] = []
            fuege_ein = spec.einfuegen
            grund = versuche(self._bruecke, lambda: gruende.append(fuege_ein(plan.zellen, plan.neue)))
            grund = grund or gruende[0]
        elif plan.umfang == 1:
            grund = versuche(self._bruecke, lambda: self._schreibe_eine(plan))
        else:
            grund = NUR_EINE if plan.umfang else ""
        if grund:
            self._lehne_ab("Das passt hier nicht.", grund)
        elif plan.umfang:
            # New rows push the new row down: what was pasted stands above it, in sight.
            self._gitter.hol_ins_bild()
            self._bruecke.hinweis.emit(f"{anzahl(plan.umfang, 'Zelle', 'Zellen')} {wort}")

    def _schreibe_eine(self, plan: Einfuegung[T]) -> None:
        spec = self._modell.spec
        for zeile, schluessel, text in plan.zellen:
            if (setze := spec.spalten[spec.stelle(schluessel)].setze) is not None:
                setze(zeile, text)
        for angaben in plan.neue:
            for schluessel, text in angaben.items():
                if spec.neu is not None:
                    spec.neu(schluessel, text)

    # -- fill and clear ----------------------------------------------------------------------------

    def leeren(self) -> None:
        """Clear the selected cells."""
        self._setze_auswahl("", "geleert")

    def _setze_auswahl(self, text: str, wort: str) -> None:
        bereich = self._gitter.rechteck()
        if bereich is None or self._modell.nur_lesbar:
            return
        zeilen = [z for s in bereich[0] if (z := self._modell.zeile(s)) is not None]
        self._setze([(zeile, s, text) for zeile in zeilen for s in bereich[1]], wort)

    def ausfuellen(self) -> None:
        """Fill down: the selection's top row into the rows below; a single cell takes the one above."""
        bereich = self._gitter.rechteck()
        if bereich is None:
            return
        stellen = [s for s in bereich[0] if self._modell.zeile(s) is not None]
        if len(stellen) == 1 and stellen[0] > 0:
            stellen = [stellen[0] - 1, *stellen]
        ziele = [
            (zeile, s, str(self._modell.index(stellen[0], s).data(BEARBEITEN) or ""))
            for stelle in stellen[1:]
            for s in bereich[1]
            if (zeile := self._modell.zeile(stelle)) is not None
        ]
        self._setze(ziele, "nach unten ausgefüllt")

    def _setze(self, ziele: Sequence[tuple[T, int, str]], wort: str) -> None:
        """Write the cells that can be written: in one step, or cell by cell up to the first refusal."""
        spalten = self._modell.spec.spalten
        zellen = tuple((z, spalten[s].schluessel, text) for z, s, text in ziele if spalten[s].setze)
        if self._modell.spec.einfuegen is not None and len(zellen) > 1:
            self._fuege_ein(Einfuegung(zellen, ()), wort)
            return
        for zelle in zellen:
            grund = versuche(self._bruecke, partial(self._schreibe_eine, Einfuegung((zelle,), ())))
            if grund:
                self._lehne_ab("Das passt hier nicht.", grund)
                return

    # -- rows --------------------------------------------------------------------------------------

    def verschieben(self, richtung: Richtung) -> None:
        """Move the selected records, where they stand in their own order."""
        zeilen, verschiebe = self._gitter.gewaehlte(), self._modell.spec.verschiebe
        if not zeilen or verschiebe is None:
            return
        if self._modell.sortierung is not None:
            self._bruecke.hinweis.emit(NUR_URSPRUENGLICH)
            return
        self._bruecke.tue(lambda: verschiebe(zeilen, richtung))
        self._gitter.hol_ins_bild()

    def zeile_loeschen(self) -> None:
        """Delete the selected records; Undo brings them back, unless the plan did not have them yet."""
        zeilen, loesche = self._gitter.gewaehlte(), self._modell.spec.loesche
        if not zeilen or loesche is None:
            return
        vorher = self._bruecke.dokument.naechstes_rueckgaengig
        grund = versuche(self._bruecke, lambda: loesche(zeilen))
        if grund:
            self._lehne_ab("Das lässt sich nicht löschen.", grund)
            return
        weg = sum(1 for z in zeilen if self._modell.stelle(z.id) is None)
        if weg:
            zahl = anzahl(weg, "Zeile", "Zeilen")
            getan = self._bruecke.dokument.naechstes_rueckgaengig != vorher
            rat = " – Strg+Z macht es rückgängig" if getan else ""
            self._bruecke.hinweis.emit(f"{zahl} gelöscht{rat}")

    def _lehne_ab(self, was: str, grund: str) -> None:
        # What the file refused has been told already.
        if grund != NICHT_GESPEICHERT:
            self._bruecke.fehler.emit(Anwendungsfehler(was, UNVERAENDERT, grund))
