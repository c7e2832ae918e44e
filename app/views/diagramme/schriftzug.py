"""Lines of text in a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QGraphicsSimpleTextItem

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont
    from PySide6.QtWidgets import QGraphicsItem


class Schriftzug(QGraphicsSimpleTextItem):
    """A line of text in pixels; it is touched only where something of it changed."""

    def setze(self, text: str, schrift: QFont, farbe: QColor) -> None:
        """Text, font and colour."""
        if self.text() != text:
            self.setText(text)
        if self.font() != schrift:
            self.setFont(schrift)
        if self.brush().color() != farbe:
            self.setBrush(QBrush(farbe))
        self.setVisible(True)


def schriftzuege(vorhanden: list[Schriftzug], anzahl: int, eltern: QGraphicsItem) -> None:
    """Have exactly ``anzahl`` texts showing: missing ones are made, spare ones hidden."""
    while len(vorhanden) < anzahl:
        vorhanden.append(Schriftzug(eltern))
    for zug in vorhanden[anzahl:]:
        zug.setVisible(False)
