"""Starts the window: it is on screen first, and what takes longer to load comes after its first paint."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.views import anwendung
from app.views.einstellungen import Einstellungen
from app.views.hauptfenster import Hauptfenster

if TYPE_CHECKING:
    from pathlib import Path


def starte(datei: Path | None = None, beispiel: str | None = None, thema: str | None = None) -> int:
    """Show the window and run until it is closed.

    Args:
        datei: plan file to open; where that fails, the welcome page says why.
        beispiel: name of an example plan to open (the user's copy of it).
        thema: ``hell`` or ``dunkel`` for this time; by default as remembered.

    Returns:
        The exit code.
    """
    app = anwendung.erzeuge()
    einstellungen = Einstellungen()
    anwendung.setze_thema(app, thema or einstellungen.thema)
    fenster = Hauptfenster(einstellungen, thema=thema)
    anwendung.fange_abstuerze(fenster.melde_absturz)
    if datei is not None or beispiel is not None:
        fenster.stapel.zeige_warten()
    fenster.stelle_groesse_her()
    fenster.show()

    def beginne() -> None:
        fenster.vollende()
        if datei is not None:
            fenster.dateien.oeffne(datei)
        elif beispiel is not None:
            fenster.dateien.oeffne_beispiel(beispiel)
        if fenster.bruecke is None:
            fenster.zeige_willkommen()
        from app.services import ablage  # noqa: PLC0415 - after the first paint

        # What killed programs left. On its own: a drive that does not answer must not hold the window up.
        threading.Thread(target=ablage.raeume_auf, daemon=True).start()

    # The timer's event comes after the window's first expose and paint.
    QTimer.singleShot(0, fenster, lambda: QTimer.singleShot(0, fenster, beginne))
    return app.exec()
