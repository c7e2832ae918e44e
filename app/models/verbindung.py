"""How the program reaches an SQLite file: by URI, with a limit on waiting, never through a second handle.

On Linux a process that closes any plain handle of a file drops all its locks on it, also SQLite's. An open
plan is therefore never read with ``open()``.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import PurePath

BUSY_MS = 2000
"""How long to wait for another program's lock, in milliseconds."""


def uri(pfad: PurePath, **angaben: str) -> str:
    """SQLite's URI of an absolute path; a network path keeps its four slashes (``file:////server/…``)."""
    ort = pfad.as_posix()
    frage = "&".join(f"{name}={wert}" for name, wert in angaben.items())
    return f"file://{'' if ort.startswith('/') else '/'}{quote(ort, safe='/:')}?{frage}"


def verbinde(pfad: PurePath, modus: str, **angaben: str) -> sqlite3.Connection:
    """Connect to an absolute path (``modus``: ``ro``, ``rw``, ``rwc``); the caller begins and commits.

    Raises:
        sqlite3.Error: what SQLite met.
    """
    return sqlite3.connect(
        uri(pfad, mode=modus, **angaben), uri=True, isolation_level=None, timeout=BUSY_MS / 1000
    )
