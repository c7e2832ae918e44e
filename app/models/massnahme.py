"""Measures and their Ansätze: the rows of the measure tables (AMIP 5.8.x)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.arten import Eintrittestatus, Finanzierung
from app.models.basis import Planinhalt

POSITION_STEP = 1024
"""Gap between two positions, so that a row moves by changing only its own."""


class Massnahme(Planinhalt):
    """One Leistung of the programme, with what it is for and who answers for it."""

    __tablename__ = "massnahme"

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    handlungsfeld_id: Mapped[str | None] = mapped_column(ForeignKey("handlungsfeld.id"))
    produkt_id: Mapped[str | None] = mapped_column(ForeignKey("produkt.id"))
    team_id: Mapped[str | None] = mapped_column(ForeignKey("team.id"))
    position: Mapped[int]
    leistung: Mapped[str] = mapped_column(default="")
    funktion: Mapped[str] = mapped_column(default="")
    bemerkung: Mapped[str] = mapped_column(default="")
    team_hinweis: Mapped[str | None]
    quelle: Mapped[str | None]
    vorgaenger_id: Mapped[str | None]
    """Key of the same Leistung in the plan of the year before; it can be gone."""


class Ansatz(Planinhalt):
    """One row of a measure table: Eintritte and Mittelansatz, each with its state.

    ``mittelansatz_cent`` is in Cent and counts as verplant only where ``finanzierung`` says so.
    """

    __tablename__ = "ansatz"
    __table_args__ = (CheckConstraint("eintritte IS NULL OR eintritte >= 0", name="eintritte"),)

    massnahme_id: Mapped[str] = mapped_column(ForeignKey("massnahme.id"), index=True)
    position: Mapped[int]
    eintritte: Mapped[int | None]
    eintritte_status: Mapped[str] = mapped_column(default=Eintrittestatus.ZAHL.value)
    mittelansatz_cent: Mapped[int | None]
    finanzierung: Mapped[str] = mapped_column(default=Finanzierung.NEUFALL.value)
