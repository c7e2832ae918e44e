"""The real start of the program in a process of its own; says when the window is usable, and ends.

Usable means: the plan is open, its page has been painted with all figures, and the event loop is idle.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ANFANG = time.perf_counter()


def main() -> None:
    """Start with the plan file given, print two times in ms since this module began, and quit."""
    from PySide6.QtCore import QTimer

    from app.views import anwendung
    from app.views.hauptfenster import Hauptfenster
    from app.views.start import starte

    app = anwendung.erzeuge()
    sichtbar: list[float] = []
    bereit: list[float] = []

    def schaue() -> None:
        jetzt = (time.perf_counter() - ANFANG) * 1000
        fenster = next((w for w in app.topLevelWidgets() if isinstance(w, Hauptfenster)), None)
        if fenster is None:
            return
        if fenster.isVisible() and not sichtbar:
            sichtbar.append(jetzt)
        if fenster.bruecke is not None and fenster.stapel.aktuelle() is not None:
            bereit.append(jetzt)
        if len(bereit) > 1:  # one round of the loop later: the page has been painted
            print(f"{sichtbar[0]:.0f} {jetzt:.0f}", flush=True)
            app.quit()

    uhr = QTimer()
    uhr.setInterval(0)
    uhr.timeout.connect(schaue)
    uhr.start()
    sys.exit(starte(Path(sys.argv[1]), None, "hell"))


if __name__ == "__main__":
    main()
