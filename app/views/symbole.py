"""Icons by name in the colours of the theme; loaded late, because the icon font costs a fifth of a second."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.services.ressourcen import ressource
from app.views.thema import tokens_fuer

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

EIGENSCHAFT = "symbol"
"""Dynamic property with the icon's name and colour token, so that a change of theme can draw it anew."""


class _MitSymbol(Protocol):
    def setIcon(self, icon: QIcon) -> None: ...
    def setProperty(self, name: str, value: object) -> bool: ...


def programmsymbol() -> QIcon:
    """The program's own icon."""
    return QIcon(str(ressource("icons", "eingliederungsplaner.svg")))


def symbol(name: str, farbe: str = "text_neben") -> QIcon:
    """An icon in a colour token of the current theme, paler where disabled."""
    # qtawesome's loader of Qt would take the first binding that it finds.
    os.environ.setdefault("QT_API", "pyside6")
    import qtawesome  # noqa: PLC0415 - after the window's first paint

    tokens = tokens_fuer(QApplication.palette())
    icon: QIcon = qtawesome.icon(
        name, color=getattr(tokens, farbe), color_disabled=tokens.linie_stark, color_selected=tokens.text
    )
    return icon


def setze_symbol(ziel: _MitSymbol, name: str, farbe: str = "text_neben") -> None:
    """Give a button or action an icon that follows the theme."""
    ziel.setProperty(EIGENSCHAFT, f"{name}|{farbe}")
    ziel.setIcon(symbol(name, farbe))


def setze_bild(schild: QLabel, name: str, farbe: str, groesse: int = 20) -> None:
    """Show an icon on a label; it follows the theme."""
    schild.setProperty(EIGENSCHAFT, f"{name}|{farbe}|{groesse}")
    schild.setPixmap(symbol(name, farbe).pixmap(groesse, groesse))


def erneuere(wurzel: QObject) -> None:
    """Draw all icons below ``wurzel`` in the colours of the theme that is on now."""
    for kind in wurzel.findChildren(QWidget) + wurzel.findChildren(QAction):
        merkmal = kind.property(EIGENSCHAFT)
        if not isinstance(merkmal, str):
            continue
        name, farbe, *groesse = merkmal.split("|")
        if isinstance(kind, QLabel):
            kind.setPixmap(symbol(name, farbe).pixmap(int(groesse[0]), int(groesse[0])))
        elif hasattr(kind, "setIcon"):
            kind.setIcon(symbol(name, farbe))
