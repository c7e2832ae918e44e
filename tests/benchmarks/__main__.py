"""``dev.py bench``: edit → durable → drawn, undo, opening and cold start, as medians and 95th percentiles."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtWidgets import QApplication

from app.services.eingabe import Feld
from app.services.plaene import oeffne
from app.services.zellen import zelle_setzen
from tests.benchmarks.plan import grosser_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.dokument import Dokument

MESSUNGEN = 200
KALTSTARTS = 7


def _ms(tat: Callable[[], object]) -> float:
    beginn = time.perf_counter()
    tat()
    return (time.perf_counter() - beginn) * 1000


def _zeile(name: str, werte: list[float]) -> None:
    werte = sorted(werte)
    p50, p95 = statistics.median(werte), werte[max(0, round(len(werte) * 0.95) - 1)]
    print(f"{name:<58} p50 {p50:8.1f} ms   p95 {p95:8.1f} ms   n={len(werte)}")


def _fenster(dok: Dokument, seite: str) -> Callable[[], None]:
    """A real window on ``seite``; returns what draws everything that waits to be drawn."""
    from app.views.anwendung import baue_fenster

    fenster = baue_fenster(dok)
    fenster.resize(1600, 1000)
    fenster.show()
    fenster.zeige_seite(seite)
    for _ in range(5):
        QApplication.processEvents()
    _OFFEN.append(fenster)
    return QApplication.processEvents


_OFFEN: list[object] = []


def miss_eingabe(ordner: Path, zeilen: int) -> None:
    """Edit of one Mittelansatz: durable in the file and drawn in grid, Budgetleiste and chart."""
    dok = grosser_plan(ordner / f"{zeilen}.amip", zeilen)
    ziel = next(z.id for z in dok.blick.zeilen.values() if z.verplant_cent)
    for seite in ("massnahmen", "uebersicht"):
        zeichne = _fenster(dok, seite)
        zaehler = iter(range(1, 10_000))

        def tippe(zeichne: Callable[[], None] = zeichne, zaehler: iter = zaehler) -> None:  # type: ignore[valid-type]  # an iterator bound early
            zelle_setzen(dok, ziel, Feld.MITTELANSATZ, f"{next(zaehler) * 7},00")
            zeichne()

        for _ in range(5):
            tippe()
        _zeile(f"Eingabe → dauerhaft → gezeichnet, {zeilen} Zeilen, {seite}", [_ms(tippe) for _ in range(MESSUNGEN)])

    def zurueck() -> None:
        dok.rueckgaengig()
        zeichne()

    _zeile(f"Rückgängig → dauerhaft → gezeichnet, {zeilen} Zeilen", [_ms(zurueck) for _ in range(50)])
    ohne = [_ms(lambda i=i: zelle_setzen(dok, ziel, Feld.EINTRITTE, str(i))) for i in range(50)]  # type: ignore[misc]  # bound early
    _zeile(f"  davon Vorgang allein (mit Fenster), {zeilen} Zeilen", ohne)
    dok.datei.schliesse()
    _zeile(
        f"Datei öffnen und prüfen, {zeilen} Zeilen",
        [_ms(lambda: oeffne(ordner / f"{zeilen}.amip", schreibgeschuetzt=True).datei.schliesse()) for _ in range(5)],
    )


def miss_kaltstart(ordner: Path) -> None:
    """From the start of the process to a painted window with all figures (the program says when)."""
    plan = ordner / "start.amip"
    grosser_plan(plan, 98).datei.schliesse()
    zeiten = []
    for _ in range(KALTSTARTS):
        beginn = time.perf_counter()
        lauf = subprocess.run(
            [sys.executable, "-m", "app", "--startmessung", str(plan)], check=True, capture_output=True, text=True
        )
        zeiten.append((time.perf_counter() - beginn) * 1000)
        letzte = json.loads(lauf.stdout.splitlines()[-1])
    _zeile("Kaltstart bis zum benutzbaren Fenster (ganzer Prozess)", zeiten)
    print(f"  Abschnitte des letzten Starts in ms: {letzte}")


def main() -> None:
    """Run all measurements."""
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} Kerne")
    app = QApplication([])
    assert app is not None
    with tempfile.TemporaryDirectory() as name:
        ordner = Path(name)
        miss_kaltstart(ordner)
        for zeilen in (98, 10_000):
            miss_eingabe(ordner, zeilen)


if __name__ == "__main__":
    main()
