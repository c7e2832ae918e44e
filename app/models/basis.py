"""The declarative base, keys and naming of every table of a plan file."""

from __future__ import annotations

import uuid

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def neue_id() -> str:
    """A new row key: a random UUID (32 hex digits), so that copies of a plan can be merged."""
    return uuid.uuid4().hex


class Basis(DeclarativeBase):
    """Base of all tables of the file."""

    metadata = MetaData(naming_convention=NAMING)


class Planinhalt(Basis):
    """Base of the tables whose rows are the plan itself: journalled, undoable, mergeable."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=neue_id)
    """UUID as 32 hex digits."""
