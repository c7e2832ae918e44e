"""The log file for support: what went wrong in the program, and where."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from platformdirs import user_log_path

from app import __version__

PROGRAMM = "eingliederungsplaner"
GROESSE = 1_000_000
"""Bytes after which a new file begins."""
SICHERUNGEN = 3
_log = logging.getLogger(PROGRAMM)


class _Rotierend(RotatingFileHandler):
    """A log that cannot be written must not stop the program, nor print a traceback."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - a name of logging
        """Leave the entry out."""


def logdatei(ordner: Path | None = None) -> Path:
    """Where the log lies: in the user's log folder of this system, or in ``ordner``."""
    return (ordner or user_log_path(PROGRAMM, appauthor=False)) / f"{PROGRAMM}.log"


def richte_ein(ordner: Path | None = None) -> Path:
    """Send the program's log to its file; the file begins with the first entry.

    Returns:
        Where the log lies.
    """
    pfad = logdatei(ordner)
    for alter in list(_log.handlers):
        _log.removeHandler(alter)
        alter.close()
    _log.setLevel(logging.INFO)
    _log.propagate = False
    _log.addHandler(_handler(pfad))
    return pfad


def _handler(pfad: Path) -> logging.Handler:
    einstellungen: dict[str, Any] = {"maxBytes": GROESSE, "backupCount": SICHERUNGEN}
    try:
        pfad.parent.mkdir(parents=True, exist_ok=True)
        handler = _Rotierend(pfad, encoding="utf-8", delay=True, **einstellungen)
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(logging.Formatter(f"%(asctime)s {__version__} %(levelname)s %(name)s %(message)s"))
    return handler


def melde_absturz(fehler: BaseException, *, wobei: str) -> str:
    """Log an error of the program itself; sets the log up where nobody has yet.

    Args:
        fehler: the unexpected exception.
        wobei: what the program was doing, for the log.

    Returns:
        German sentences for the user: what happened, what is safe, where the details are.
    """
    if not _log.handlers:
        richte_ein()
    _log.error("%s", wobei, exc_info=fehler)
    pfad = _pfad()
    wo = f"Einzelheiten stehen in „{pfad}“." if pfad else "Einzelheiten konnten nicht aufgezeichnet werden."
    return (
        "Im Programm ist ein unerwarteter Fehler aufgetreten. "
        f"Was Sie bis dahin eingegeben haben, ist gespeichert. {wo}"
    )


def _pfad() -> Path | None:
    """The log file, in case there is one."""
    pfade = [Path(h.baseFilename) for h in _log.handlers if isinstance(h, logging.FileHandler)]
    return next((pfad for pfad in pfade if pfad.is_file()), None)
