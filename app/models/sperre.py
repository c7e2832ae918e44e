"""Who has a plan file open: a small note beside it, so that a second program can say so."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Halter:
    """Who holds a file: user, machine, process and since when (local time, ISO 8601)."""

    benutzer: str
    rechner: str
    prozess: int
    seit: str

    @property
    def text(self) -> str:
        """For the user: ``müller an PC-17, seit 06.11.2019 14:02``."""
        seit = dt.datetime.fromisoformat(self.seit)
        return f"{self.benutzer} an {self.rechner}, seit {seit:%d.%m.%Y %H:%M} Uhr"


def benutzername() -> str:
    """The operating system's user name, or a word where there is none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unbekannt"


def sperrpfad(pfad: Path) -> Path:
    """The note's place beside the plan file."""
    return pfad.with_name(f".{pfad.name}.in-benutzung")


def _lies(notiz: Path) -> Halter | None:
    try:
        daten = json.loads(notiz.read_text(encoding="utf-8"))
        halter = Halter(
            str(daten["benutzer"]), str(daten["rechner"]), int(daten["prozess"]), str(daten["seit"])
        )
        dt.datetime.fromisoformat(halter.seit)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return halter


def _lebt(halter: Halter) -> bool:
    """False only where it is sure that the holder is gone: same machine, no such process."""
    if halter.rechner != socket.gethostname():
        return True
    if os.name == "nt":  # os.kill(pid, 0) would end the process on Windows
        return _lebt_windows(halter.prozess)
    try:
        os.kill(halter.prozess, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _lebt_windows(prozess: int) -> bool:
    import ctypes  # noqa: PLC0415 - only there on Windows

    kernel32 = getattr(ctypes, "windll").kernel32  # noqa: B009 - the attribute exists on Windows only
    handle = kernel32.OpenProcess(0x1000, False, prozess)  # noqa: FBT003 - a C signature
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel32.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel32.CloseHandle(handle)
    return code.value == 259  # noqa: PLR2004 - STILL_ACTIVE of the Windows API


class Dateisperre:
    """Holds the note while a file is open for writing."""

    def __init__(self, pfad: Path) -> None:
        """Prepare the note beside ``pfad``; nothing is written yet."""
        self._notiz = sperrpfad(pfad)
        self._haelt = False

    def nimm(self) -> Halter | None:
        """Take the file; returns who has it already, or None once it is ours.

        A folder without write permission takes no note; SQLite's own lock protects the file then.
        """
        jetzt = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        ich = Halter(benutzername(), socket.gethostname(), os.getpid(), jetzt)
        for _versuch in range(2):
            try:
                griff = os.open(self._notiz, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
            except FileExistsError:
                halter = _lies(self._notiz)
                if halter is not None and _lebt(halter):
                    return halter
                self._notiz.unlink(missing_ok=True)
            except OSError:
                return None
            else:
                with os.fdopen(griff, "w", encoding="utf-8") as datei:
                    json.dump(asdict(ich), datei)
                self._haelt = True
                return None
        return None

    def gib_frei(self) -> None:
        """Take the note away again."""
        if self._haelt:
            self._notiz.unlink(missing_ok=True)
            self._haelt = False
