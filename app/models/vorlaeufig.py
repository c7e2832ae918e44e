"""Files in the making: written beside their place, and noted in the user's own folder while they are there.

A killed program leaves both; whoever starts next removes them. The note's name tells whose file it is
(machine, process, a random word), its content where the file lies and since when that process lived. Without
a folder for the note the file is made all the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import socket
import stat
import time
import uuid
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_state_path

from app.models.prozess import lebenszeichen, lebt

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAMM = "eingliederungsplaner"
_ORDNER = "vorlaeufig"
_WESSEN = r"(?P<rechner>[0-9a-f]{8})-(?P<prozess>\d+)-(?P<wort>[0-9a-f]{8})"
_NOTIZ = re.compile(rf"{_WESSEN}\.json")
_SPUR = "-journal"
"""SQLite's own file beside a plan in the making."""
_TAG = 24 * 3600
_VERWAIST_NACH = _TAG
"""Seconds after which a temporary file belongs to nobody, whichever machine wrote it."""
_VERGESSEN_NACH = 30 * _TAG
"""Seconds after which a note is given up whose file cannot be seen from here: a drive that is gone."""


@contextmanager
def daneben(ziel: Path, ordner: Path | None = None) -> Iterator[Path]:
    """Where to write what is to take the place of ``ziel``; at the end, whatever still lies there is gone.

    Args:
        ziel: the file to be made or replaced.
        ordner: where notes go; by default the user's own folder.
    """
    wessen = f"{_rechner()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    pfad = ziel.with_name(f"{_anfang(ziel)}{wessen}.tmp")
    notiz = _notiere(pfad, (ordner or notizordner()) / f"{wessen}.json")
    try:
        yield pfad
    finally:
        # Without the right to delete, or on a drive that is gone: the note stays, for a better day.
        if _entferne(pfad) and notiz is not None:
            with suppress(OSError):
                notiz.unlink(missing_ok=True)


def raeume_neben(ziel: Path) -> None:
    """Delete what killed programs left beside ``ziel``; never what a living one is writing."""
    muster = re.compile(f"{re.escape(_anfang(ziel))}{_WESSEN}\\.tmp")
    with suppress(OSError):
        for pfad in ziel.parent.iterdir():
            treffer = muster.fullmatch(pfad.name)
            if treffer and _verwaist(pfad, treffer["rechner"], int(treffer["prozess"])):
                pfad.unlink()


def raeume_auf(ordner: Path | None = None) -> None:
    """Delete what killed programs noted and left, wherever it lies; never what a living one is writing.

    Only a file is deleted that bears the very name that belongs to its note: nobody else's.
    """
    try:
        notizen = list((ordner or notizordner()).iterdir())
    except OSError:  # nothing was ever noted
        return
    for notiz in notizen:
        if treffer := _NOTIZ.fullmatch(notiz.name):
            with suppress(OSError):
                _raeume(notiz, treffer["rechner"], int(treffer["prozess"]))


def notizordner() -> Path:
    """The user's own folder for notes, on this machine or wherever the system keeps it."""
    return user_state_path(PROGRAMM, appauthor=False) / _ORDNER


def _notiere(pfad: Path, notiz: Path) -> Path | None:
    inhalt = {"pfad": str(pfad.absolute()), "start": lebenszeichen(os.getpid()) or ""}
    try:
        notiz.parent.mkdir(parents=True, exist_ok=True)
        notiz.write_text(json.dumps(inhalt), encoding="utf-8")
    except OSError:  # no such right, or a full disk: then half a note may lie there
        with suppress(OSError):
            notiz.unlink(missing_ok=True)
        return None
    return notiz


def _raeume(notiz: Path, rechner: str, prozess: int) -> None:
    vergessen = time.time() - notiz.stat().st_mtime > _VERGESSEN_NACH
    if rechner != _rechner():  # its paths are another machine's
        if vergessen:
            notiz.unlink()
        return
    pfad, start = _lies(notiz)
    if lebt(prozess, start):
        return
    unsere = pfad is not None and pfad.name.endswith(f".{notiz.stem}.tmp")
    if pfad is None or not unsere or vergessen or (pfad.parent.is_dir() and _entferne(pfad)):
        notiz.unlink()


def _lies(notiz: Path) -> tuple[Path | None, str]:
    try:
        daten = json.loads(notiz.read_text(encoding="utf-8"))
        return Path(daten["pfad"]), str(daten["start"])
    except (ValueError, KeyError, TypeError):
        return None, ""


def _entferne(pfad: Path) -> bool:
    """Delete a temporary file with its trace; False where something is left."""
    try:
        for rest in (pfad, pfad.with_name(f"{pfad.name}{_SPUR}")):
            with suppress(FileNotFoundError):
                if stat.S_ISREG(rest.lstat().st_mode):
                    rest.unlink()
    except OSError:
        return False
    return True


def _verwaist(pfad: Path, rechner: str, prozess: int) -> bool:
    if time.time() - pfad.stat().st_mtime > _VERWAIST_NACH:
        return True
    return rechner == _rechner() and lebenszeichen(prozess) is None


def _anfang(ziel: Path) -> str:
    return f".{ziel.name[:50]}."


def _rechner() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]
