"""Looks at a foreign file, read-only, before anything connects to it for writing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from app.models import fehler
from app.models.schema import APPLICATION_ID, FORMAT, objekte, soll_objekte

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_NICHTS_GEAENDERT = "An der Datei wurde nichts geändert."
HEADER_BYTES = 100


def header(pfad: Path) -> tuple[int, int]:
    """Application id and format version from the first 100 bytes.

    Raises:
        DateiFehler: no such file, unreadable, or no plan.
    """
    try:
        with pfad.open("rb") as datei:
            kopf = datei.read(HEADER_BYTES)
    except FileNotFoundError as fehlschlag:
        raise fehler.DateiFehlt(
            pfad,
            f"„{pfad.name}“ wurde nicht gefunden (Ordner: {pfad.parent}).",
            "",
            "Prüfen Sie, ob die Datei verschoben oder umbenannt wurde.",
        ) from fehlschlag
    except OSError as fehlschlag:
        raise fehler.NurLesbar(
            pfad,
            f"„{pfad.name}“ lässt sich nicht lesen: Der Zugriff wurde verweigert, oder es ist ein Ordner.",
            _NICHTS_GEAENDERT,
            "Prüfen Sie Ihre Rechte an dieser Datei.",
        ) from fehlschlag
    if len(kopf) < HEADER_BYTES or not kopf.startswith(_MAGIC):
        raise fehler.kein_plan(pfad)
    return int.from_bytes(kopf[68:72]), int.from_bytes(kopf[60:64])


def pruefe(pfad: Path) -> int:
    """Check that the file is an intact plan of this or an older format; returns its format version.

    Raises:
        DateiFehler: with the reason; the file is untouched.
    """
    kennung, version = header(pfad)
    if kennung != APPLICATION_ID or version < 1:
        raise fehler.kein_plan(pfad)
    if version > FORMAT:
        raise fehler.NeueresFormat(
            pfad,
            f"„{pfad.name}“ wurde mit einer neueren Version des Programms gespeichert (Format {version}, "
            f"dieses Programm kennt Format {FORMAT}).",
            _NICHTS_GEAENDERT,
            "Öffnen Sie die Datei mit der neueren Programmversion.",
        )
    try:
        with closing(_verbinde(pfad)) as verbindung:
            _pruefe_inhalt(pfad, verbindung, version)
    except sqlite3.Error as fehlschlag:
        raise fehler.from_sqlite(pfad, fehlschlag) from fehlschlag
    return version


def _verbinde(pfad: Path) -> sqlite3.Connection:
    # A hot journal beside the file (power cut, killed program) must be rolled back before reading.
    spur = pfad.with_name(pfad.name + "-journal")
    modus = "rw" if spur.exists() and spur.stat().st_size else "ro"
    verbindung = sqlite3.connect(f"{pfad.absolute().as_uri()}?mode={modus}", uri=True)
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
        verbindung.execute(f"PRAGMA {pragma}")
    return verbindung


def _pruefe_inhalt(pfad: Path, verbindung: sqlite3.Connection, version: int) -> None:
    ist = objekte(verbindung)
    fremd = sorted(name for kind, name in ist if kind in {"trigger", "view"})
    if fremd:
        raise _beschaedigt(pfad, f"enthält fremde Automatiken ({', '.join(fremd)}), die Beträge ändern könnten")
    if version == FORMAT and ist != soll_objekte():
        raise _beschaedigt(pfad, "hat nicht den Aufbau, den dieses Format verlangt")
    if verbindung.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise _beschaedigt(pfad, "ist beschädigt")
    if verbindung.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise _beschaedigt(pfad, "enthält Verweise, die ins Leere gehen")


def _beschaedigt(pfad: Path, warum: str) -> fehler.DateiBeschaedigt:
    return fehler.DateiBeschaedigt(
        pfad, f"„{pfad.name}“ {warum}.", _NICHTS_GEAENDERT, "Öffnen Sie eine Sicherungskopie."
    )
