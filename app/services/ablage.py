"""Puts a finished file in its place: written beside it, flushed to the disk, then exchanged in one step.

Whoever is cut off half-way (power, full disk, killed process) finds the former file whole; what lies beside
it then is gone after the next start (``raeume_auf``).
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from app.models import fehler
from app.models.vorlaeufig import daneben, raeume_auf, raeume_neben

__all__ = ["lege_ab", "pruefe_ziel", "raeume_auf"]

_VOLL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


def pruefe_ziel(ziel: Path, endung: str) -> None:
    """Refuse early what cannot be a target, before anything is calculated.

    Args:
        ziel: the file to be written.
        endung: how its name has to end: ``.xlsx``.

    Raises:
        DateiFehler: wrong ending, no such folder, a folder, or write-protected.
    """
    if ziel.suffix.casefold() != endung:
        # Excel opens no other ending; and a plan file named by mistake would be lost.
        raise fehler.DateiFehler(
            ziel,
            f"„{ziel.name}“ hat nicht die Endung „{endung}“.",
            _sicher(ziel),
            f"Wählen Sie einen Namen mit der Endung „{endung}“.",
        )
    if not os.path.isdir(ziel.parent):  # noqa: PTH112 - unlike Path.is_dir it answers for any name
        raise _ordner_fehlt(ziel)
    if os.path.isdir(ziel):  # noqa: PTH112 - as above
        raise fehler.DateiFehler(
            ziel, f"„{ziel.name}“ ist ein Ordner.", _sicher(ziel), "Wählen Sie einen anderen Namen."
        )
    if os.path.exists(ziel) and not os.access(ziel, os.W_OK):  # noqa: PTH110 - as above
        raise _schreibgeschuetzt(ziel, "Die Datei")


def lege_ab(inhalt: bytes | memoryview, ziel: Path) -> None:
    """Write ``inhalt`` to ``ziel``: all of it, or nothing.

    Raises:
        DateiFehler: an existing file is unchanged, and nothing is left beside it.
    """
    echt = Path(os.path.realpath(ziel))
    raeume_neben(echt)
    try:
        with daneben(echt) as vorlaeufig:
            with vorlaeufig.open("xb") as datei:
                datei.write(inhalt)
                datei.flush()
                os.fsync(datei.fileno())
            with suppress(OSError):  # a new file has no former rights; some network drives have none at all
                shutil.copymode(echt, vorlaeufig)
            vorlaeufig.replace(echt)
    except OSError as fehlschlag:
        raise _uebersetze(ziel, fehlschlag) from fehlschlag


def _sicher(ziel: Path) -> str:
    vorhanden = os.path.lexists(ziel)
    return "Die vorhandene Datei ist unverändert." if vorhanden else "Es wurde nichts geschrieben."


def _uebersetze(ziel: Path, fehlschlag: OSError) -> fehler.DateiFehler:
    if fehlschlag.errno in _VOLL:
        return fehler.SpeicherFehler(
            ziel,
            f"„{ziel.name}“ konnte nicht geschrieben werden: Der Datenträger ist voll.",
            _sicher(ziel),
            "Schaffen Sie Platz oder wählen Sie einen anderen Ort.",
        )
    if isinstance(fehlschlag, PermissionError) and fehlschlag.filename2 is not None:
        # The exchange itself was refused: on Windows another program holds the target.
        return fehler.DateiGesperrt(
            ziel,
            f"„{ziel.name}“ ist gerade in einem anderen Programm geöffnet.",
            _sicher(ziel),
            "Schließen Sie die Datei dort und versuchen Sie es noch einmal.",
        )
    if isinstance(fehlschlag, PermissionError) or fehlschlag.errno == errno.EROFS:
        return _schreibgeschuetzt(ziel, f"Der Ordner „{ziel.parent}“")
    if isinstance(fehlschlag, (FileNotFoundError, NotADirectoryError)):
        return _ordner_fehlt(ziel)
    return fehler.SpeicherFehler(
        ziel,
        f"„{ziel.name}“ konnte in „{ziel.parent}“ nicht geschrieben werden: Der Datenträger ist nicht "
        "erreichbar, oder der Name ist dort nicht zulässig.",
        _sicher(ziel),
        "Wählen Sie einen anderen Ort oder Namen.",
    )


def _ordner_fehlt(ziel: Path) -> fehler.DateiFehlt:
    return fehler.DateiFehlt(
        ziel,
        f"Den Ordner „{ziel.parent}“ gibt es nicht.",
        "Es wurde nichts geschrieben.",
        "Legen Sie ihn an oder wählen Sie einen anderen Ort.",
    )


def _schreibgeschuetzt(ziel: Path, was: str) -> fehler.NurLesbar:
    return fehler.NurLesbar(
        ziel,
        f"„{ziel.name}“ konnte nicht geschrieben werden: {was} ist schreibgeschützt.",
        _sicher(ziel),
        "Wählen Sie einen anderen Ort oder Namen.",
    )
