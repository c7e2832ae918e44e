"""Inputs that somebody is still typing in: taken over before the window closes, or it stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views.bausteine.felder import Feld
from app.views.bausteine.zelleneditor import Zelleneditor
from app.views.seite import Seite

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow


def nimm_eingaben(fenster: QMainWindow) -> bool:
    """Take over what is being typed, as if the focus moved on; False where a text was refused and stays."""
    fokus = fenster.focusWidget()
    if fokus is not None:
        fokus.clearFocus()
    felder = any(
        f.isVisible() and f.wird_bearbeitet and f.grund.isVisible() for f in fenster.findChildren(Feld)
    )
    return not felder and not any(e.isVisible() and e.grund for e in fenster.findChildren(Zelleneditor))


def unfertiges(fenster: QMainWindow) -> str:
    """A sentence about what was begun on a page and is not in the plan yet; empty where nothing is."""
    return "; ".join(filter(None, (seite.unfertig() for seite in fenster.findChildren(Seite))))
