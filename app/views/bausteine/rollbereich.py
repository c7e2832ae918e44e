"""The part of a page that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def rollbereich(objektname: str, inhalt: QWidget) -> QScrollArea:
    """Let ``inhalt`` scroll without a frame; Tab goes to what is in it, not to the area itself."""
    bereich = QScrollArea()
    bereich.setObjectName(objektname)
    bereich.setWidgetResizable(True)
    bereich.setFrameShape(QFrame.Shape.NoFrame)
    bereich.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    bereich.setWidget(inhalt)
    return bereich
