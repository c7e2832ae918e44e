"""A real main window with its own settings and folder, as every test of the window needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.services.beispiel import lege_beispiel_an
from app.views import anwendung
from app.views.einstellungen import Einstellungen
from app.views.hauptfenster import Hauptfenster

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

BEISPIEL = "duisburg-2020"


def neues_fenster(qtbot: QtBot, ordner: Path, groesse: tuple[int, int] = (1280, 800)) -> Hauptfenster:
    """A window on screen, without a plan; its settings and new plans lie below ``ordner``."""
    anwendung.erzeuge()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    anwendung.setze_thema(app, "hell")
    fenster = Hauptfenster(Einstellungen(ordner / "einstellungen.ini"), thema="hell", ordner=ordner / "Pläne")
    qtbot.addWidget(fenster)
    fenster.resize(*groesse)
    with qtbot.waitExposed(fenster):
        fenster.show()
    fenster.vollende()
    fenster.zeige_willkommen()
    return fenster


def beispielplan(ordner: Path, name: str = "plan.amip") -> Path:
    """A closed plan file with the example."""
    pfad = ordner / name
    lege_beispiel_an(pfad, BEISPIEL, wer="Prüferin").datei.schliesse()
    return pfad


def fenster_mit_plan(qtbot: QtBot, ordner: Path, groesse: tuple[int, int] = (1280, 800)) -> Hauptfenster:
    """A window with the example plan open."""
    fenster = neues_fenster(qtbot, ordner, groesse)
    assert fenster.dateien.oeffne(beispielplan(ordner))
    return fenster
