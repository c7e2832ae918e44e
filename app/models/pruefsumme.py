"""The content checksum of a plan file: it notices what SQLite's own check of its pages passes.

It is the sum of one hash per row, so it does not depend on the order of rows, and a Vorgang carries it on
with the difference of the rows it touched. Values count as SQLite stores them (0 and 1, dates as ISO text).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

SCHLUESSEL = "inhaltspruefsumme"
"""The row of ``meta`` that holds the checksum, as 32 hex digits."""

_UMFANG = 1 << 128
_OHNE_PLANINHALT = ("vorgang", "aenderung", "meta")
_kodiere = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def zeilensumme(tabelle: str, werte: Iterable[object]) -> int:
    """Hash of one row; ``werte`` in the order of the table's columns.

    Raises:
        TypeError: a value that no plan table holds (a BLOB).
    """
    text = _kodiere([tabelle, *map(_roh, werte)])
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest())


def _roh(wert: object) -> object:
    if isinstance(wert, bool):
        return int(wert)
    return wert.isoformat() if isinstance(wert, dt.date) else wert


def inhaltssumme(verbindung: sqlite3.Connection) -> int:
    """The sum over all rows of all plan tables; reads them whole, not by an index.

    Raises:
        TypeError: a value that no plan table holds (a BLOB).
        sqlite3.Error: the file cannot be read.
    """
    summe = 0
    for tabelle in _plantabellen(verbindung):
        name = tabelle.replace('"', '""')
        for zeile in verbindung.execute(f'SELECT * FROM "{name}" NOT INDEXED'):  # noqa: S608 - a quoted name
            text = _kodiere([tabelle, *zeile])
            summe += int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest())
    return summe % _UMFANG


def _plantabellen(verbindung: sqlite3.Connection) -> list[str]:
    # From the file, not from the models: a file of an older format has other tables and columns.
    rows = verbindung.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return [name for (name,) in rows if name not in _OHNE_PLANINHALT]


def weiter(summe: int, differenz: int) -> int:
    """The checksum after rows came and went."""
    return (summe + differenz) % _UMFANG


def als_text(summe: int) -> str:
    """As it stands in ``meta``."""
    return f"{summe:032x}"


def gespeichert(verbindung: sqlite3.Connection) -> str | None:
    """What ``meta`` says; None in a file without checksum."""
    row = verbindung.execute("SELECT wert FROM meta WHERE schluessel = ?", (SCHLUESSEL,)).fetchone()
    return None if row is None else str(row[0])


def schreibe(verbindung: sqlite3.Connection, summe: int) -> None:
    """Put a checksum into ``meta``, inside the caller's transaction."""
    verbindung.execute(
        "INSERT INTO meta (schluessel, wert) VALUES (?, ?) "
        "ON CONFLICT (schluessel) DO UPDATE SET wert = excluded.wert",
        (SCHLUESSEL, als_text(summe)),
    )
