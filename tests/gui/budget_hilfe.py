"""The views of the page "Budget" on screen, and what people type into their grids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.views.bruecke import Bruecke
from app.views.budget.seite import BudgetSeite

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument
    from app.views.bausteine.gitter import Gitter
    from app.views.bausteine.zelleneditor import Zelleneditor

W = TypeVar("W", bound=QWidget)


def zeige(qtbot: QtBot, dok: Dokument, ansicht: str) -> BudgetSeite:
    """The page with one of its views, on screen."""
    seite = BudgetSeite(Bruecke(dok))
    seite.zeige(ansicht)
    qtbot.addWidget(seite)
    seite.resize(1100, 700)
    with qtbot.waitExposed(seite):
        seite.show()
    seite.activateWindow()
    return seite


def hole(seite: QWidget, art: type[W], name: str) -> W:
    """A widget by its object name."""
    gefunden = seite.findChild(art, name)
    assert gefunden is not None, name
    return gefunden


def gehe(gitter: Gitter[Any], zeile: int, spalte: str) -> None:
    """Make a cell the current one."""
    gitter.setFocus()
    gitter.gehe_zu(gitter.modell.index(zeile, gitter.modell.spec.stelle(spalte)))


def editor(gitter: Gitter[Any]) -> Zelleneditor:
    """The editor that is open."""
    offen = gitter.offener_editor()
    assert offen is not None
    return offen


def tippe(qtbot: QtBot, gitter: Gitter[Any], text: str, taste: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Type into the current cell: the first key opens the editor."""
    qtbot.keyClick(gitter, text[0])
    offen = editor(gitter)
    if text.isascii():
        qtbot.keyClicks(offen, text[1:])
    else:
        # Qt's test keys are those of ASCII.
        offen.insert(text[1:])
    qtbot.keyClick(offen, taste)


def zeile(gitter: Gitter[Any], stelle: int) -> list[str]:
    """The texts of a row."""
    modell = gitter.modell
    return [str(modell.index(stelle, s).data()) for s in range(modell.columnCount())]
