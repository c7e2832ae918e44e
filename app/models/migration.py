"""Brings a file of an older format to the present one, step by step, with a backup before."""

from __future__ import annotations

import filecmp
import itertools
import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from app.models import fehler, migration_3, migration_4, pruefsumme
from app.models.schema import FORMAT, objekte, soll_objekte
from app.models.verbindung import verbinde
from app.models.vorlaeufig import daneben

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Schritt = Callable[[sqlite3.Connection], None]


def _von_1_nach_2(verbindung: sqlite3.Connection) -> None:
    """Format 2 has the content checksum."""
    pruefsumme.schreibe(verbindung, pruefsumme.inhaltssumme(verbindung))


SCHRITTE: Mapping[int, Schritt] = {1: _von_1_nach_2, 2: migration_3.hebe_an, 3: migration_4.hebe_an}
"""Step by the version it starts from; each leaves schema and content of the next version."""


def sicherungspfad(pfad: Path, version: int, nummer: int = 1) -> Path:
    """Where the untouched file of the old ``version`` is kept; numbered where another one lies already."""
    zusatz = "" if nummer == 1 else f"-{nummer}"
    return pfad.with_name(f"{pfad.name}.format-{version}.sicherung{zusatz}")


def migriere(pfad: Path, version: int, schritte: Mapping[int, Schritt] = SCHRITTE) -> None:
    """Lift the file at ``pfad`` from ``version`` to ``FORMAT`` in one transaction.

    Raises:
        DateiFehler: nothing was changed; the backup stays.
    """
    _sichere(pfad, version)
    try:
        with closing(verbinde(pfad, "rw")) as verbindung:
            verbindung.execute("PRAGMA synchronous=EXTRA")
            verbindung.execute("BEGIN IMMEDIATE")
            if verbindung.execute("PRAGMA user_version").fetchone()[0] != version:
                raise fehler.fremd_geaendert(pfad)
            for von in range(version, FORMAT):
                schritte[von](verbindung)
            if objekte(verbindung) != soll_objekte():
                raise fehler.beschaedigt(pfad, "hat nicht den Aufbau, den sein Format verlangt")
            verbindung.execute(f"PRAGMA user_version={FORMAT}")
            verbindung.execute("COMMIT")
    except TypeError as fehlschlag:
        raise fehler.beschaedigt(pfad, "enthält Werte, die kein Plan haben kann") from fehlschlag
    except sqlite3.Error as fehlschlag:
        raise fehler.from_sqlite(pfad, fehlschlag) from fehlschlag


def _sichere(pfad: Path, version: int) -> None:
    try:
        ziel = _freier_platz(pfad, version)
        if ziel is None:
            return
        with daneben(ziel) as vorlaeufig:
            shutil.copy2(pfad, vorlaeufig)
            with vorlaeufig.open("rb+") as datei:
                os.fsync(datei.fileno())
            vorlaeufig.replace(ziel)
    except OSError as fehlschlag:
        raise fehler.zu_alt(pfad, "eine Sicherung daneben ließ sich nicht anlegen") from fehlschlag


def _freier_platz(pfad: Path, version: int) -> Path | None:
    """Where the backup goes, beside older ones of other content; None where just this one lies already."""
    for nummer in itertools.count(1):
        ziel = sicherungspfad(pfad, version, nummer)
        if not ziel.exists():
            return ziel
        if filecmp.cmp(pfad, ziel, shallow=False):
            return None
    raise AssertionError
