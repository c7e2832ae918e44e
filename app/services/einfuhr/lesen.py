"""Reads a foreign file in a process of its own: whatever it does there, program and plan stay whole."""

from __future__ import annotations

import json
import logging
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import app
from app.aufruf import LESEN
from app.services import logbuch
from app.services.einfuhr import lesefehler
from app.services.einfuhr.grenzen import VORGABE, Grenzen
from app.services.einfuhr.kind import packe
from app.services.einfuhr.rohform import aus_daten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.services.einfuhr.rohdaten import Rohmappe

    Melder = Callable[[str, float], None]

__all__ = ["Grenzen", "lies_datei"]

_TAKT = 0.1
"""Seconds between two reports of progress: so soon a cancel takes effect."""
_ENDE_SEKUNDEN = 5.0
"""How long to wait for a killed process; one that hangs in a network drive stays until the drive answers."""
_LETZTES = 4_000
"""Bytes of what a crashed process said last, for the log."""
_log = logging.getLogger(logbuch.PROGRAMM)


def lies_datei(pfad: Path, *, grenzen: Grenzen = VORGABE, fortschritt: Melder | None = None) -> Rohmappe:
    """Read a workbook (.xlsx, .xlsm) or a text table (.csv, .tsv, .txt) that comes from outside.

    Args:
        pfad: the file; what it is, its content says.
        grenzen: how much is read at most, and for how long.
        fortschritt: told what is being read and which part (0 to 1) is done, several times a second; an
            exception from it ends the reading.

    Raises:
        DateiFehler: German sentences: what is wrong with the file, that the plan is unchanged, what to do.
    """
    pfad = pfad.absolute()
    melde = fortschritt or (lambda _text, _anteil: None)
    with tempfile.TemporaryFile() as klagen, _kind(pfad, grenzen, klagen) as kind:
        antwort = _hoere_zu(kind, pfad, grenzen, melde)
        if antwort is None:
            _schreibe_auf(pfad, f"Rückgabe {_warte(kind)}: {_schluss(klagen)}")
            raise _ohne_antwort(kind, pfad, grenzen)
        _warte(kind)  # it has said all and ends by itself
    ergebnis = _werte_aus(antwort, pfad)
    melde("Fertig", 1.0)
    return ergebnis


# -- the process ---------------------------------------------------------------------------------------


def _befehl(pfad: Path, grenzen: Grenzen) -> list[str]:
    # A frozen program is its own interpreter; else Python runs the package again.
    anfang = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", app.__name__]
    return [*anfang, LESEN, str(pfad), packe(grenzen)]


def _ort() -> Path:
    """Where the process runs: at the program, not at the foreign file, whose folder could hold modules."""
    programm = sys.executable if getattr(sys, "frozen", False) else app.__path__[0]
    return Path(programm).absolute().parent


@contextmanager
def _kind(pfad: Path, grenzen: Grenzen, klagen: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """The reading process, with nothing but its pipe; at the end it is gone, with all that it started."""
    try:
        kind = subprocess.Popen(  # noqa: S603 - our own program
            _befehl(pfad, grenzen),
            cwd=_ort(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=klagen,
            close_fds=True,
            **_eigene_gruppe(),
        )
    except ValueError:  # no file has a name with a zero byte
        raise lesefehler.fehlt(pfad) from None
    except OSError as fehlschlag:
        raise lesefehler.nicht_gestartet(pfad) from fehlschlag
    try:
        yield kind
    finally:
        _beende(kind)


def _eigene_gruppe() -> dict[str, Any]:
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _beende(kind: subprocess.Popen[bytes]) -> None:
    if kind.poll() is not None:
        return
    if sys.platform == "win32":
        werkzeug = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(  # noqa: S603 - a tool of the system, by its whole path
                [werkzeug, "/F", "/T", "/PID", str(kind.pid)],
                check=False,
                capture_output=True,
                timeout=_ENDE_SEKUNDEN,
                creationflags=subprocess.CREATE_NO_WINDOW,
            )
    else:
        with suppress(ProcessLookupError, PermissionError):  # the group has the number of its first process
            os.killpg(kind.pid, signal.SIGKILL)
    kind.kill()
    _warte(kind)


def _warte(kind: subprocess.Popen[bytes]) -> int | None:
    with suppress(subprocess.TimeoutExpired):
        kind.wait(_ENDE_SEKUNDEN)
    return kind.returncode


# -- what it says --------------------------------------------------------------------------------------


def _hoere_zu(
    kind: subprocess.Popen[bytes], pfad: Path, grenzen: Grenzen, melde: Melder
) -> dict[str, Any] | None:
    """The last line of the process as data; None where it ended without one."""
    zeilen: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_pumpe, args=(kind.stdout, grenzen.ausgabe, zeilen), daemon=True).start()
    schluss = time.monotonic() + grenzen.sekunden
    lage: tuple[str, float] = (f"„{lesefehler.dateiname(pfad)}“ lesen", 0.0)
    while True:
        melde(*lage)
        rest = schluss - time.monotonic()
        if rest <= 0:
            raise lesefehler.zeit_um(pfad, grenzen.sekunden)
        try:
            zeile = zeilen.get(timeout=min(_TAKT, rest))
        except queue.Empty:
            continue
        daten = _entpacke(zeile)
        if daten is None or "fortschritt" not in daten:
            return daten
        text, anteil = daten["fortschritt"]
        lage = (text, anteil)


def _pumpe(rohr: IO[bytes], hoechstens: int, zeilen: queue.SimpleQueue[bytes]) -> None:
    """Hand on the lines of the process as they come, up to a number of bytes; the empty line is the end."""
    with rohr, suppress(OSError):
        while hoechstens > 0 and (zeile := rohr.readline(hoechstens)):
            hoechstens -= len(zeile)
            zeilen.put(zeile)
    zeilen.put(b"")


def _entpacke(zeile: bytes) -> dict[str, Any] | None:
    if not zeile.endswith(b"\n"):  # the end, or a line that was cut off
        return None
    try:
        daten = json.loads(zeile)
    except (ValueError, RecursionError):
        return None
    return daten if isinstance(daten, dict) else None


def _werte_aus(antwort: dict[str, Any], pfad: Path) -> Rohmappe:
    if "fehler" in antwort:
        klasse, was, sicher, rat = antwort["fehler"]
        raise lesefehler.KLASSEN[klasse](pfad, was, sicher, rat)
    if "mappe" in antwort:
        with suppress(KeyError, IndexError, TypeError, ValueError):
            return aus_daten(antwort["mappe"])
    _schreibe_auf(pfad, str(antwort.get("absturz", "unverständliche Antwort")))
    raise lesefehler.abgestuerzt(pfad)


def _ohne_antwort(kind: subprocess.Popen[bytes], pfad: Path, grenzen: Grenzen) -> Exception:
    if sys.platform != "win32" and kind.returncode == -signal.SIGXCPU:
        return lesefehler.zeit_um(pfad, grenzen.sekunden)
    return lesefehler.abgestuerzt(pfad)


def _schluss(klagen: IO[bytes]) -> str:
    klagen.seek(max(0, klagen.seek(0, os.SEEK_END) - _LETZTES))
    return klagen.read().decode("utf-8", "replace")


def _schreibe_auf(pfad: Path, was: str) -> None:
    """Support wants to know why; the user gets a sentence."""
    _log.error("Lesen von „%s“: %s", lesefehler.dateiname(pfad), was)
