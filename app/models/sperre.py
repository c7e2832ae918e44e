"""Who has a plan file open: a small note beside it, so that a second program can say so."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from app.models.prozess import lebenszeichen, lebt

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Halter:
    """Who holds a file: user, machine, process and since when (local time, ISO 8601).

    ``start`` tells the process from a later one with the same number; empty where that is not known.
    """

    benutzer: str
    rechner: str
    prozess: int
    seit: str
    start: str = ""

    @property
    def text(self) -> str:
        """For the user: ``müller an PC-17, seit 06.11.2019 14:02 Uhr``."""
        seit = dt.datetime.fromisoformat(self.seit)
        return f"{self.benutzer} an {self.rechner}, seit {seit:%d.%m.%Y %H:%M} Uhr"

    @property
    def lebt(self) -> bool:
        """False only where it is sure that the holder is gone: same machine, no such process any more."""
        return self.rechner != socket.gethostname() or lebt(self.prozess, self.start)


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
            str(daten["benutzer"]),
            str(daten["rechner"]),
            int(daten["prozess"]),
            str(daten["seit"]),
            str(daten.get("start", "")),
        )
        dt.datetime.fromisoformat(halter.seit)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return halter


class Dateisperre:
    """Holds the note while a file is open for writing."""

    def __init__(self, pfad: Path) -> None:
        """Prepare the note beside ``pfad``; nothing is written yet."""
        self._notiz = sperrpfad(pfad)
        self._haelt = False

    @property
    def haelt(self) -> bool:
        """True while the note is ours."""
        return self._haelt

    def nimm(self) -> Halter | None:
        """Take the file; returns who has it already, or None.

        A folder in which nothing can be written takes no note: then ``haelt`` stays False. The note of a
        program that is gone (power cut, killed) is taken over.
        """
        jetzt = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        ich = Halter(
            benutzername(), socket.gethostname(), os.getpid(), jetzt, lebenszeichen(os.getpid()) or ""
        )
        inhalt = json.dumps(asdict(ich)).encode()
        for _versuch in range(2):
            try:
                griff = os.open(self._notiz, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
                try:
                    self._haelt = True
                    os.write(griff, inhalt)
                finally:
                    os.close(griff)
            except FileExistsError:
                halter = _lies(self._notiz)
                if halter is not None and halter.lebt:
                    return halter
                with suppress(OSError):
                    self._notiz.unlink(missing_ok=True)
            except OSError:
                # A full disk: the note is there, if empty. No right to write: there is none.
                return None
            else:
                return None
        return None

    def gib_frei(self) -> None:
        """Take the note away again."""
        if self._haelt:
            with suppress(OSError):
                self._notiz.unlink(missing_ok=True)
            self._haelt = False
