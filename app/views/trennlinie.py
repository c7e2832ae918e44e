"""A thin upright line between two areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.thema import tokens_fuer

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Senkrechte(QWidget):
    """One pixel wide, in the colour of the other lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """As high as its place."""
        super().__init__(parent)
        self.setFixedWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(tokens_fuer(self.palette()).linie))
