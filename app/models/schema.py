"""What the tables of a plan file look like, and whether a file has exactly these."""

from __future__ import annotations

import re
import sqlite3
from functools import cache

from sqlalchemy import create_engine

from app.models import massnahme, plan, vorgang
from app.models.basis import Basis, Planinhalt

APPLICATION_ID = 0x414D4950
"""``AMIP`` in ASCII: what SQLite's header field says of a plan file."""

FORMAT = 1
"""Version of the file format (``user_version``); each rise has a step in ``migration.py``."""

MODULES = (plan, massnahme, vorgang)
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


@cache
def soll_objekte() -> Objekte:
    """The objects of a fresh file of this version."""
    engine = create_engine("sqlite://")
    with engine.connect() as verbindung:
        Basis.metadata.create_all(verbindung)
        roh = verbindung.connection.driver_connection
        assert isinstance(roh, sqlite3.Connection)  # noqa: S101 - narrows the driver's type
        ergebnis = objekte(roh)
    engine.dispose()
    return ergebnis
