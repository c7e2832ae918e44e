"""How large a dialog of the import opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from app.views.thema import ABSTAND_GROSS, spaltenbreite

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def begrenzt(dialog: QWidget, groesse: QSize) -> QSize:
    """This size (px at normal text), larger with larger text, but never more than the screen has."""
    schrift = dialog.font()
    gewachsen = QSize(spaltenbreite(schrift, groesse.width()), spaltenbreite(schrift, groesse.height()))
    platz = dialog.screen().availableSize() - QSize(2 * ABSTAND_GROSS, 3 * ABSTAND_GROSS)
    return gewachsen.boundedTo(platz)
