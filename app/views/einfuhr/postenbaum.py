"""The list of the preview: the space bar ticks all selected lines, long names get the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.views.bausteine.zellen import Zellbaum
from app.views.einfuhr.vorschaumodell import ALT, FELD, NEU, ORT, VERMERK, ZEILE
from app.views.thema import spaltenbreite

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.views.einfuhr.vorschaumodell import Vorschaumodell

_BREITEN = {FELD: 92, ALT: 122, NEU: 132, VERMERK: 98, ORT: 82}
_ZEILE = 200


class Postenbaum(Zellbaum):
    """Each line is an item with a box to tick, below its sheet or table."""

    def __init__(self, modell: Vorschaumodell) -> None:
        """Opened out, with all that the model shows."""
        super().__init__("Unterschiede zwischen Datei und Plan", "import_posten")
        self._posten = modell
        self.setModel(modell)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        schrift = self.font()
        for spalte, breite in _BREITEN.items():
            self.header().resizeSection(spalte, spaltenbreite(schrift, breite))
        self.strecke(ZEILE, spaltenbreite(schrift, _ZEILE))
        self.expandAll()

    def waehle_ersten(self) -> None:
        """Go to the first item."""
        erster = self._posten.index(0, ZEILE, self._posten.index(0, ZEILE))
        if erster.isValid():
            self.setCurrentIndex(erster)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._schalte()
            return
        super().keyPressEvent(event)

    def _schalte(self) -> None:
        """Tick what is selected; where all of it is ticked, take the ticks away."""
        gewaehlte = self.selectionModel().selectedRows(ZEILE) or [self.currentIndex()]
        self._posten.schalte(self._posten.schluessel_von(gewaehlte))
