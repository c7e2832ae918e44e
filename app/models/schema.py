"""What the tables of a plan file look like, and whether a file has exactly these."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from functools import cache

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from app.models import bindung, grundlagen, haushalt, massnahme, plan, vorgang
from app.models.basis import Basis, Planinhalt

APPLICATION_ID = 0x414D4950
"""``AMIP`` in ASCII: what SQLite's header field says of a plan file."""

FORMAT = 4
"""Version of the file format (``user_version``); each rise has a step in ``migration.py``."""

MODULES = (plan, massnahme, haushalt, grundlagen, bindung, vorgang)
"""The modules whose import fills ``Basis.metadata``."""

PLANTABELLEN: dict[str, type[Planinhalt]] = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in Basis.registry.mappers
    if issubclass(mapper.class_, Planinhalt)
}
"""The journalled tables by name."""

_SCHEMA_QUERY = (
    "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)
Objekte = dict[tuple[str, str], str]


def objekte(verbindung: sqlite3.Connection) -> Objekte:
    """Every table, index, view and trigger of a file: ``(type, name)`` to its normalised SQL."""
    rows = verbindung.execute(_SCHEMA_QUERY).fetchall()
    return {(str(kind), str(name)): re.sub(r"\s+", " ", str(sql)).strip() for kind, name, sql in rows}


def lege_tabellen_an(verbindung: sqlite3.Connection) -> None:
    """Create all tables and indexes of this version, inside the caller's transaction."""
    dialekt = sqlite.dialect()
    for tabelle in Basis.metadata.sorted_tables:
        verbindung.execute(str(CreateTable(tabelle).compile(dialect=dialekt)))
        for index in sorted(tabelle.indexes, key=lambda i: str(i.name)):
            verbindung.execute(str(CreateIndex(index).compile(dialect=dialekt)))


@cache
def soll_objekte() -> Objekte:
    """The objects of a fresh file of this version."""
    with closing(sqlite3.connect(":memory:")) as verbindung:
        lege_tabellen_an(verbindung)
        return objekte(verbindung)
