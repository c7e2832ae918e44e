"""Rebuilds a table with further columns: SQLite would add them behind the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping


def baue_um(verbindung: sqlite3.Connection, tabelle: str, sql: str, werte_neu: Mapping[str, str]) -> None:
    """Make a table anew with ``sql`` and take its rows over, inside the caller's transaction.

    ``werte_neu`` says in SQL what columns that were not there before hold; null where it says nothing.
    """
    alt = f"alt_{tabelle}"
    vorher = _spalten(verbindung, tabelle)
    verbindung.execute(f'ALTER TABLE "{tabelle}" RENAME TO "{alt}"')
    verbindung.execute(sql)
    nachher = _spalten(verbindung, tabelle)
    werte = ", ".join(s if s in vorher else werte_neu.get(s, "NULL") for s in nachher)
    verbindung.execute(
        f'INSERT INTO "{tabelle}" ({", ".join(nachher)}) SELECT {werte} FROM "{alt}"'  # noqa: S608 - our names
    )
    verbindung.execute(f'DROP TABLE "{alt}"')


def _spalten(verbindung: sqlite3.Connection, tabelle: str) -> list[str]:
    return [str(zeile[1]) for zeile in verbindung.execute(f'PRAGMA table_info("{tabelle}")')]
