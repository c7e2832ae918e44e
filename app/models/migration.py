"""Brings a file of an older format to the present one, step by step, with a backup before."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from app.models import fehler
from app.models.schema import FORMAT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SCHRITTE: Mapping[int, Callable[[sqlite3.Connection], None]] = {}
"""Step by the version it starts from; each leaves the schema of the next version."""


def sicherungspfad(pfad: Path, version: int) -> Path:
    """Where the untouched file of the old ``version`` is kept."""
    return pfad.with_name(f"{pfad.name}.format-{version}.sicherung")


def migriere(pfad: Path, version: int) -> None:
    """Lift the file at ``pfad`` from ``version`` to ``FORMAT`` in one transaction.

    Raises:
        DateiFehler: nothing was changed; the backup stays.
    """
    try:
        shutil.copy2(pfad, sicherungspfad(pfad, version))
    except OSError as fehlschlag:
        raise fehler.NurLesbar(
            pfad,
            f"„{pfad.name}“ stammt aus einer älteren Programmversion; eine Sicherung daneben ließ sich nicht anlegen.",
            "An der Datei wurde nichts geändert.",
            "Kopieren Sie die Datei in einen Ordner, in dem Sie schreiben dürfen, und öffnen Sie sie dort.",
        ) from fehlschlag
    try:
        with closing(sqlite3.connect(pfad, isolation_level=None)) as verbindung:
            verbindung.execute("PRAGMA synchronous=EXTRA")
            verbindung.execute("BEGIN IMMEDIATE")
            for von in range(version, FORMAT):
                SCHRITTE[von](verbindung)
            verbindung.execute(f"PRAGMA user_version={FORMAT}")
            verbindung.execute("COMMIT")
    except sqlite3.Error as fehlschlag:
        raise fehler.from_sqlite(pfad, fehlschlag) from fehlschlag
