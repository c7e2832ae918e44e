"""What every view of the Bindungen can do with one: open its dialog, delete it, go to its Leistung."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.bindungen import bindung_anlegen, bindung_setzen, bindungen_loeschen
from app.services.bindungszeilen import KEIN_VERTRAG, Bindungszeile, Vertrag
from app.views.bausteine.versuch import versuche
from app.views.bindungen.dialog import Bindungsangaben, Bindungsdialog
from app.views.bruecke import Ziel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.views.bruecke import Bruecke


class Bindungstaten:
    """For one view; ``waehle`` shows the Bindung with a key there."""

    def __init__(self, bruecke: Bruecke, seite: QWidget, waehle: Callable[[str], None]) -> None:
        """Dialogs stand over ``seite``."""
        self._bruecke, self._seite, self._waehle = bruecke, seite, waehle

    @property
    def frei(self) -> bool:
        """False where the file can only be read."""
        return not self._bruecke.dokument.datei.schreibgeschuetzt

    def finde(self, bindung_id: str) -> Bindungszeile | None:
        """A Bindung by its key; None where it is gone."""
        return next((b for b in self._bruecke.blick.bindungen if b.id == bindung_id), None)

    def oeffne(self, bindung: Bindungszeile | None, vorlage: Vertrag = KEIN_VERTRAG) -> None:
        """Open the dialog with a Bindung, or for a new one that begins as ``vorlage``."""
        if not self.frei:
            return

        def speichere(angaben: Bindungsangaben) -> str:
            return self._speichere(bindung, angaben)

        dialog = Bindungsdialog(self._bruecke.blick, bindung, speichere, self._seite, vorlage)
        # From the dialog back into the list, whatever button opened it.
        dialog.finished.connect(lambda _ergebnis: self._seite.setFocus())
        dialog.open()

    def loesche(self, *bindungen: Bindungszeile | None) -> None:
        """Delete Bindungen, and say how to get them back."""
        weg = [b for b in bindungen if b is not None]
        if not weg or not self.frei:
            return
        if self._bruecke.tue(lambda: bindungen_loeschen(self._bruecke.dokument, [b.id for b in weg])):
            was = f"Bindung „{weg[0].bezeichnung}“" if len(weg) == 1 else f"{len(weg)} Bindungen"
            self._bruecke.hinweis.emit(f"{was} gelöscht. Strg+Z nimmt das zurück.")

    def zur_leistung(self, bindung: Bindungszeile | None) -> None:
        """Show the rows of the Leistung that a Bindung belongs to."""
        ansaetze = self._bruecke.blick.ansaetze.get(bindung.massnahme_id or "") if bindung else None
        if ansaetze:
            self._bruecke.sprung.emit(Ziel("massnahmen", zeilen=tuple(ansaetze)))

    def _speichere(self, bindung: Bindungszeile | None, angaben: Bindungsangaben) -> str:
        neue: list[str] = []

        def tat() -> None:
            if bindung is None:
                neue.append(bindung_anlegen(self._bruecke.dokument, **angaben.werte())[0])
            else:
                bindung_setzen(self._bruecke.dokument, bindung.id, **angaben.werte())

        grund = versuche(self._bruecke, tat)
        for bindung_id in neue:
            self._waehle(bindung_id)
        return grund
