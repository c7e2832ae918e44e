"""Looks at a foreign file, read-only, before anything connects to it for writing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from app.models import fehler, pruefsumme, stimmigkeit
from app.models.schema import APPLICATION_ID, FORMAT, objekte, soll_objekte
from app.models.verbindung import verbinde

if TYPE_CHECKING:
    from pathlib import Path

FORMAT_MIT_PRUEFSUMME = 2


def header(pfad: Path) -> tuple[int, int]:
    """Application id and format version, from the file's first bytes; no lock, no rollback, nothing written.

    Raises:
        DateiFehler: no such file, unreadable, or no plan.
    """
    try:
        fehlt, ist_datei = not pfad.exists(), pfad.is_file()
    except OSError as fehlschlag:
        raise fehler.unlesbar(pfad) from fehlschlag
    if fehlt:
        raise fehler.DateiFehlt(
            pfad,
            f"„{pfad.name}“ wurde nicht gefunden (Ordner: {pfad.parent}).",
            "",
            "Prüfen Sie, ob die Datei verschoben oder umbenannt wurde.",
        )
    if not ist_datei:
        raise fehler.kein_plan(pfad, "ist ein Ordner oder Gerät, keine Plandatei")
    try:
        with closing(verbinde(pfad, "ro", immutable="1")) as verbindung:
            kennung = verbindung.execute("PRAGMA application_id").fetchone()[0]
            return int(kennung), int(verbindung.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as fehlschlag:
        raise fehler.from_sqlite(pfad, fehlschlag, lesend=True) from fehlschlag


def pruefe(pfad: Path) -> int:
    """Check that the file is an intact plan of this or an older format; returns its format version.

    Raises:
        DateiFehler: with the reason; the file is untouched.
    """
    pfad = pfad.absolute()
    kennung, version = header(pfad)
    if kennung != APPLICATION_ID or version < 1:
        raise fehler.kein_plan(pfad)
    if version > FORMAT:
        raise fehler.NeueresFormat(
            pfad,
            f"„{pfad.name}“ wurde mit einer neueren Version des Programms gespeichert (Format {version}, "
            f"dieses Programm kennt Format {FORMAT}).",
            fehler.NICHTS_GEAENDERT,
            "Öffnen Sie die Datei mit der neueren Programmversion.",
        )
    try:
        with closing(_verbinde(pfad)) as verbindung:
            _pruefe_inhalt(pfad, verbindung, version)
    except sqlite3.Error as fehlschlag:
        raise fehler.from_sqlite(pfad, fehlschlag, lesend=True) from fehlschlag
    except UnicodeDecodeError as fehlschlag:  # a flipped byte in a name or a text
        raise fehler.beschaedigt(pfad, "ist beschädigt") from fehlschlag
    return version


def _verbinde(pfad: Path) -> sqlite3.Connection:
    # A hot journal beside the file (power cut, killed program) must be rolled back before reading.
    spur = pfad.with_name(pfad.name + "-journal")
    modus = "rw" if spur.exists() and spur.stat().st_size else "ro"
    verbindung = verbinde(pfad, modus)
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
        verbindung.execute(f"PRAGMA {pragma}")
    return verbindung


def _pruefe_inhalt(pfad: Path, verbindung: sqlite3.Connection, version: int) -> None:
    ist = objekte(verbindung)
    fremd = sorted(name for kind, name in ist if kind in {"trigger", "view"})
    if fremd:
        raise fehler.beschaedigt(
            pfad, f"enthält fremde Automatiken ({', '.join(fremd)}), die Beträge ändern könnten"
        )
    if version == FORMAT and ist != soll_objekte():
        raise fehler.beschaedigt(pfad, "hat nicht den Aufbau, den dieses Format verlangt")
    # Not quick_check: it passes a damaged index, by which rows would silently be missing.
    if verbindung.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise fehler.beschaedigt(pfad, "ist beschädigt")
    if verbindung.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise fehler.beschaedigt(pfad, "enthält Verweise, die ins Leere gehen")
    if version >= FORMAT_MIT_PRUEFSUMME and not _summe_stimmt(verbindung):
        raise fehler.beschaedigt(
            pfad, "enthält andere Werte, als zuletzt gespeichert wurden (die Prüfsumme stimmt nicht)"
        )
    if version == FORMAT and (warum := stimmigkeit.unstimmigkeit(verbindung)) is not None:
        raise fehler.beschaedigt(pfad, warum)


def _summe_stimmt(verbindung: sqlite3.Connection) -> bool:
    try:
        summe = pruefsumme.inhaltssumme(verbindung)
    except TypeError:
        return False
    return pruefsumme.als_text(summe) == pruefsumme.gespeichert(verbindung)
