"""The reading process: takes away its own rights, reads one foreign file, answers in lines of JSON.

Lines: ``{"fortschritt": [text, share]}`` any number of times, then one of ``{"mappe": …}``,
``{"fehler": [class, was, sicher, rat]}`` and ``{"absturz": traceback}``.
"""

from __future__ import annotations

import json
import math
import sys
import traceback
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, BinaryIO

from app.models.fehler import DateiFehler
from app.services.einfuhr import lesefehler, mappenleser
from app.services.einfuhr.grenzen import Grenzen
from app.services.einfuhr.rohform import als_daten

if TYPE_CHECKING:
    from pathlib import Path

_REST_SEKUNDEN = 2
"""The program ends this process in time; only if the program is gone, the system does it so much later."""


def packe(grenzen: Grenzen) -> str:
    """The limits as one word of a command line."""
    return json.dumps(asdict(grenzen), separators=(",", ":"))


def antworte(pfad: Path, grenzwort: str) -> int:
    """Read a file and write what it holds, or what is wrong with it, to the standard output."""
    grenzen = Grenzen(**json.loads(grenzwort))
    _begrenze(grenzen)
    ausgabe = _ausgabe()

    def sag(was: str, inhalt: object) -> None:
        ausgabe.write(_zeile(was, inhalt))
        ausgabe.flush()

    try:
        mappe = mappenleser.lies(pfad, grenzen, lambda text, anteil: sag("fortschritt", [text, anteil]))
        antwort = _zeile("mappe", als_daten(mappe))
    except DateiFehler as fehler:
        sag("fehler", [type(fehler).__name__, fehler.was, fehler.sicher, fehler.rat])
    except MemoryError:
        zu_viel = lesefehler.zu_viel_text(pfad)
        sag("fehler", [type(zu_viel).__name__, zu_viel.was, zu_viel.sicher, zu_viel.rat])
    except Exception:  # noqa: BLE001 - a bug of ours: the program logs it and tells it in one sentence
        sag("absturz", traceback.format_exc())
    else:
        ausgabe.write(antwort)
        ausgabe.flush()
    return 0


def _ausgabe() -> BinaryIO:
    if sys.stdout is not None:
        return sys.stdout.buffer
    # A Windows program without console has no stream, but the pipe that it was given.
    return open(1, "wb", closefd=False)


def _zeile(was: str, inhalt: object) -> bytes:
    daten: dict[str, Any] = {was: inhalt}
    return json.dumps(daten, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _begrenze(grenzen: Grenzen) -> None:
    """Take away what reading does not need: memory, time, further processes, a memory dump."""
    if sys.platform == "win32":  # has no such limits; there the program's clock and the zip limits hold
        return
    import resource  # noqa: PLC0415 - not on Windows

    sekunden = math.ceil(grenzen.sekunden) + _REST_SEKUNDEN
    for was, grenze in (
        (resource.RLIMIT_AS, grenzen.speicher),
        (resource.RLIMIT_CPU, sekunden),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hoechstens = resource.getrlimit(was)
        hart = grenze if hoechstens == resource.RLIM_INFINITY else min(grenze, hoechstens)
        with suppress(ValueError, OSError):  # macOS does not know all of them
            resource.setrlimit(was, (hart, hart))
