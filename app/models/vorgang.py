"""The journal: every change of a plan as an entry that can be read, undone and merged."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.basis import Basis


class Vorgangstyp(StrEnum):
    """Whether an entry is a new deed, takes one back, or does it again."""

    TAT = "tat"
    RUECKGAENGIG = "rueckgaengig"
    WIEDERHOLEN = "wiederholen"


class Vorgang(Basis):
    """One entry: who, when, what and why; ``nr`` gives the order, ``bezug`` what it undoes or redoes."""

    __tablename__ = "vorgang"
    __table_args__ = ({"sqlite_autoincrement": True},)

    nr: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    plan_id: Mapped[str | None] = mapped_column(String(32))
    zeitpunkt: Mapped[str]
    """Coordinated universal time, ISO 8601 with milliseconds."""
    wer: Mapped[str]
    art: Mapped[str]
    bezeichnung: Mapped[str]
    grund: Mapped[str | None]
    typ: Mapped[str]
    bezug: Mapped[str | None] = mapped_column(String(32))


class Aenderung(Basis):
    """What an entry did to one row: old and new value of every field it touched, as JSON objects."""

    __tablename__ = "aenderung"
    __table_args__ = (Index("ix_aenderung_zeile", "tabelle", "zeile_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vorgang_id: Mapped[str] = mapped_column(ForeignKey("vorgang.id"), index=True)
    tabelle: Mapped[str]
    zeile_id: Mapped[str] = mapped_column(String(32))
    aktion: Mapped[str]
    alt: Mapped[str]
    neu: Mapped[str]


class Meta(Basis):
    """Facts about the file itself, by name."""

    __tablename__ = "meta"

    schluessel: Mapped[str] = mapped_column(primary_key=True)
    wert: Mapped[str]
