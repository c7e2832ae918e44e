"""Kills what writes a file: really, at every line of the writing or at any moment. A process of its own.

``python -m tests.e2e.abbruch ARBEIT PUNKTE ORDNER ALT NEU [BEFEHL …]`` forks once for each point; every run
writes into a folder of its own, where a copy of ``ALT`` lies already. ``PUNKTE``: ``alle`` lines, that many
lines evenly spread, or ``uhr`` and that many moments. Prints how often it killed, and how many runs left
litter.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
import traceback
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.__main__ import main as programm
from app.models import datei, vorlaeufig
from app.services import ablage, plaene

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

BROCKEN = 1 << 16
_UNENDLICH = 1 << 60
_BEGINN = frozenset({"lege_ab", "daneben", "_ohne_beiseite", "_ohne_notiz"})
"""Functions with which writing begins; what a command does before is not killed."""


def _ohne_beiseite(inhalt: bytes, ziel: Path) -> None:
    """The wrong way: what stood there is gone at once."""
    with ziel.open("wb") as strom:
        for ab in range(0, len(inhalt), BROCKEN):
            strom.write(inhalt[ab : ab + BROCKEN])
            strom.flush()


def _ohne_notiz(inhalt: bytes, ziel: Path) -> None:
    """Beside and exchanged, but nobody knows where to tidy up."""
    neben = ziel.with_name(f".{ziel.name}.{'0' * 8}-{os.getpid()}-{'0' * 8}.tmp")
    with neben.open("wb") as strom:
        strom.write(inhalt)
        os.fsync(strom.fileno())
    neben.replace(ziel)


def _befehl(befehl: list[str], ziel: Path) -> None:
    assert programm([str(ziel) if wort == "ZIEL" else wort for wort in befehl]) == 0


def _arbeit(name: str, neu: Path, befehl: list[str]) -> Callable[[Path], None]:
    if name == "befehl":
        for modul in ("app.kommandos", "app.services.excel.vorlage", "app.views.bericht"):
            import_module(modul)  # once, not in each of the processes
        return partial(_befehl, befehl)
    if name == "kopie":
        return plaene.oeffne(neu, schreibgeschuetzt=True).datei.kopiere_nach
    inhalt = neu.read_bytes()
    wege = {"ablage": ablage.lege_ab, "ohne_beiseite": _ohne_beiseite, "ohne_notiz": _ohne_notiz}
    return partial(wege[name], inhalt)


class _Zaehler:
    """Ends its own process before the line of this number is run."""

    DATEIEN = frozenset({ablage.__file__, vorlaeufig.__file__, datei.__file__, __file__})

    def __init__(self, bis: int) -> None:
        self.zeilen, self._bis, self._begonnen = 0, bis, False

    def __call__(self, rahmen: FrameType, ereignis: str, _wert: object) -> Any:  # noqa: ANN401 - as sys asks
        if rahmen.f_code.co_filename not in self.DATEIEN:
            return None
        self._begonnen = self._begonnen or rahmen.f_code.co_name in _BEGINN
        if self._begonnen and ereignis == "line":
            self.zeilen += 1
            if self.zeilen == self._bis:
                os.kill(os.getpid(), signal.SIGKILL)
        return self


def _lauf(arbeit: Callable[[Path], None], ziel: Path, bis: int = _UNENDLICH) -> tuple[int, int]:
    """Work in a process of its own; returns its number and a pipe that will tell how many lines it took."""
    lesen, schreiben = os.pipe()
    if kind := os.fork():
        os.close(schreiben)
        return kind, lesen
    zaehler = _Zaehler(bis)
    try:
        sys.settrace(zaehler)
        arbeit(ziel)
        sys.settrace(None)
        os.write(schreiben, str(zaehler.zeilen).encode())
        os._exit(0)
    except BaseException:  # noqa: BLE001 - a forked process must not go on as its parent does
        traceback.print_exc()
        os._exit(1)


def _zaehle(arbeit: Callable[[Path], None], ziel: Path) -> tuple[int, float]:
    """How many lines and seconds the work takes undisturbed."""
    beginn = time.perf_counter()
    kind, lesen = _lauf(arbeit, ziel)
    os.waitpid(kind, 0)
    return int(os.read(lesen, 20)), time.perf_counter() - beginn


class _Ziele:
    """Folders of their own for the runs, each with the old file."""

    def __init__(self, ordner: Path, alt: Path) -> None:
        self._ordner, self._alt, self._nummer = ordner, alt, 0
        self.mit_muell = 0

    def naechstes(self) -> Path:
        self._nummer += 1
        ziel = self._ordner / f"{self._nummer:03}" / f"ziel{self._alt.suffix}"
        ziel.parent.mkdir(parents=True)
        shutil.copyfile(self._alt, ziel)
        return ziel

    def sieh_nach(self, ziel: Path) -> None:
        self.mit_muell += len(list(ziel.parent.iterdir())) > 1


def _toete_nach_zeilen(arbeit: Callable[[Path], None], ziele: _Ziele, zeilen: int, anzahl: int) -> None:
    for nummer in range(anzahl):
        ziel = ziele.naechstes()
        kind, _ = _lauf(arbeit, ziel, 1 + nummer * zeilen // anzahl)
        _, status = os.waitpid(kind, 0)
        assert os.WIFSIGNALED(status), "nothing was killed"
        assert os.WTERMSIG(status) == signal.SIGKILL
        ziele.sieh_nach(ziel)


def _toete_nach_uhr(arbeit: Callable[[Path], None], ziele: _Ziele, sekunden: float, anzahl: int) -> None:
    for nummer in range(anzahl):
        ziel = ziele.naechstes()
        kind, _ = _lauf(arbeit, ziel)
        time.sleep(sekunden * nummer / anzahl)
        os.kill(kind, signal.SIGKILL)
        os.waitpid(kind, 0)
        ziele.sieh_nach(ziel)


def main() -> None:
    """Kill at all points."""
    name, punkte, (ordner, alt, neu) = sys.argv[1], sys.argv[2], map(Path, sys.argv[3:6])
    arbeit, ziele = _arbeit(name, neu, sys.argv[6:]), _Ziele(ordner, alt)
    zeilen, sekunden = _zaehle(arbeit, ziele.naechstes())
    if punkte.startswith("uhr"):
        anzahl = int(punkte.removeprefix("uhr"))
        _toete_nach_uhr(arbeit, ziele, sekunden, anzahl)
    else:
        anzahl = zeilen if punkte == "alle" else int(punkte)
        _toete_nach_zeilen(arbeit, ziele, zeilen, anzahl)
    print(anzahl, ziele.mit_muell)


if __name__ == "__main__":
    main()
