"""``dev.py bench``: edit → durable → drawn, undo, opening, cold start, workbooks out and in, the report.

Times are medians and 95th percentiles.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtWidgets import QApplication

from app.services import bindungsliste
from app.services.bindungsliste import Listenfeld
from app.services.eingabe import Feld
from app.services.plaene import oeffne
from app.services.zellen import zelle_setzen
from app.views import anwendung
from app.views.bruecke import Ziel
from app.views.einstellungen import Einstellungen
from app.views.hauptfenster import Hauptfenster
from tests.benchmarks import mappen
from tests.benchmarks.ausgabe import ms, zeile
from tests.benchmarks.plan import grosser_plan, plan_mit_bindungen

if TYPE_CHECKING:
    from app.services.dokument import Dokument

MESSUNGEN = 200
KALTSTARTS = 7


def _fenster(pfad: Path, seite: str) -> Hauptfenster:
    """A real window with the plan open on ``seite``, painted."""
    fenster = Hauptfenster(Einstellungen(pfad.with_suffix(".ini")), thema="hell")
    fenster.resize(1600, 1000)
    fenster.show()
    fenster.vollende()
    fenster.dateien.oeffne(pfad)
    fenster.zeige_seite(seite)
    for _ in range(5):
        QApplication.processEvents()
    return fenster


class Tipper:
    """Writes another Mittelansatz into one row each time, and has it drawn."""

    def __init__(self, dok: Dokument) -> None:
        self._dok, self._cent = dok, 0
        self._ziel = next(z.id for z in dok.blick.zeilen.values() if z.verplant_cent)

    def tippe(self) -> None:
        """One edit: durable and drawn."""
        self.schreibe()
        QApplication.processEvents()

    def schreibe(self) -> None:
        """One edit without drawing."""
        self._cent += 7
        zelle_setzen(self._dok, self._ziel, Feld.MITTELANSATZ, f"{self._cent},00")

    def zurueck(self) -> None:
        """One step back: durable and drawn."""
        self._dok.rueckgaengig()
        QApplication.processEvents()


def miss_eingabe(ordner: Path, zeilen: int) -> None:
    """Edit of one Mittelansatz: durable in the file and drawn in grid, Budgetleiste and chart."""
    pfad = ordner / f"{zeilen}.amip"
    grosser_plan(pfad, zeilen).datei.schliesse()
    for seite in ("massnahmen", "uebersicht"):
        fenster = _fenster(pfad, seite)
        assert fenster.dateien.dokument is not None
        tipper = Tipper(fenster.dateien.dokument)
        for _ in range(5):
            tipper.tippe()
        werte = [ms(tipper.tippe) for _ in range(MESSUNGEN)]
        zeile(f"Eingabe → dauerhaft → gezeichnet, {zeilen} Zeilen, {seite}", werte)
        zeile(
            f"Rückgängig → dauerhaft → gezeichnet, {zeilen} Zeilen", [ms(tipper.zurueck) for _ in range(50)]
        )
        fenster.close()
        QApplication.processEvents()
    dok = oeffne(pfad)
    tipper = Tipper(dok)
    zeile(f"Vorgang ohne Fenster, {zeilen} Zeilen", [ms(tipper.schreibe) for _ in range(MESSUNGEN)])
    dok.datei.schliesse()
    zeile(f"Datei öffnen, prüfen und lesen, {zeilen} Zeilen", [ms(lambda: _oeffne(pfad)) for _ in range(5)])


def miss_bindungen(ordner: Path, zahl: int) -> None:
    """Edit of the partner of one Bindung among many: durable, and drawn in the list or in all charts."""
    pfad = ordner / f"bindungen-{zahl}.amip"
    plan_mit_bindungen(pfad, zahl).datei.schliesse()
    for ansicht in ("vertraege", "auswertung"):
        fenster = _fenster(pfad, "bindungen")
        fenster.springe(Ziel("bindungen", unterseite=ansicht))
        QApplication.processEvents()
        dok = fenster.dateien.dokument
        assert dok is not None
        werte = [ms(partial(_setze_partner, dok, nummer)) for nummer in range(MESSUNGEN)]
        zeile(f"Eingabe → dauerhaft → gezeichnet, {zahl} Bindungen, {ansicht}", werte)
        fenster.close()
        QApplication.processEvents()


def _setze_partner(dok: Dokument, nummer: int) -> None:
    bindungsliste.zelle_setzen(
        dok, dok.blick.bindungen[-1].id, Listenfeld.VERTRAGSPARTNER, f"Träger {nummer % 40} (erfunden)"
    )
    QApplication.processEvents()


def _oeffne(pfad: Path) -> None:
    oeffne(pfad, schreibgeschuetzt=True).datei.schliesse()


def miss_kaltstart(ordner: Path) -> None:
    """From the start of the process to a painted window with all figures."""
    plan = ordner / "start.amip"
    grosser_plan(plan, 98).datei.schliesse()
    umgebung = {**os.environ, "XDG_CONFIG_HOME": str(ordner), "APPDATA": str(ordner), "HOME": str(ordner)}
    fenster_da: list[float] = []
    benutzbar: list[float] = []
    for _ in range(KALTSTARTS):
        beginn = time.perf_counter()
        befehl = [sys.executable, "-m", "tests.benchmarks.kaltstart", str(plan)]
        with subprocess.Popen(befehl, stdout=subprocess.PIPE, text=True, env=umgebung) as lauf:
            assert lauf.stdout is not None
            gesagt = lauf.stdout.readline()
            ende = time.perf_counter()
        sichtbar, bereit = (float(wort) for wort in gesagt.split())
        benutzbar.append((ende - beginn) * 1000)
        fenster_da.append((ende - beginn) * 1000 - (bereit - sichtbar))
    zeile("Start des Prozesses bis zum ersten Fenster", fenster_da)
    zeile("Start des Prozesses bis zum benutzbaren Fenster", benutzbar)


def main() -> None:
    """Run all measurements."""
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} Kerne")
    anwendung.setze_thema(anwendung.erzeuge(), "hell")
    with tempfile.TemporaryDirectory() as name:
        ordner = Path(name)
        miss_kaltstart(ordner)
        for zeilen in (98, 10_000):
            miss_eingabe(ordner, zeilen)
        miss_bindungen(ordner, 500)
        mappen.miss(ordner, 98, runden=5)
        mappen.miss(ordner, 10_000, runden=3)


if __name__ == "__main__":
    main()
