"""A flat area that can be clicked: nothing but its texts until the mouse or the focus is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.views.thema import RADIUS, tokens_fuer

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget


class Flaechenknopf(QAbstractButton):
    """A button whose content is laid out by its subclass; clicked by mouse, space bar or Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without content yet."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def schild(self, rolle: str, text: str = "") -> QLabel:
        """A label of the content that lets clicks through."""
        schild = QLabel(text, self)
        if rolle:
            schild.setProperty("rolle", rolle)
        schild.setTextFormat(Qt.TextFormat.PlainText)
        schild.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return schild

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """What the content needs."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = tokens_fuer(self.palette())
        stift = QPainter(self)
        stift.setRenderHint(QPainter.RenderHint.Antialiasing)
        rahmen = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        stift.setPen(QPen(QColor(tokens.fokus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        flaeche = tokens.auswahl if self.isDown() else tokens.hover
        stift.setBrush(QColor(flaeche) if self.underMouse() or self.isDown() else Qt.BrushStyle.NoBrush)
        stift.drawRoundedRect(rahmen, RADIUS, RADIUS)
