"""The search at the top right: leads to the grid's search from every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton

from app.views.symbole import setze_symbol

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Suchknopf(QPushButton):
    """Looks like a search field, so that one finds it; the typing happens in the grid's own field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without its icon yet."""
        super().__init__("Suchen …  Strg+F", parent)
        self.setObjectName("suchknopf")
        self.setProperty("rolle", "link")
        self.setAccessibleName("In den Maßnahmen suchen")
        self.setToolTip("In den Maßnahmen suchen (Strg+F)")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(16, 16))

    def zeichne_symbol(self) -> None:
        """Draw the icon (after the first paint)."""
        setze_symbol(self, "ph.magnifying-glass")
