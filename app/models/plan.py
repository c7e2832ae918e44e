"""The plan, its budget inputs and its catalogues. No catalogue entry is known to the code."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - SQLAlchemy reads the types of columns at run time

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.arten import Planstatus, Umschichtungsbasis
from app.models.basis import Planinhalt


class Plan(Planinhalt):
    """One plan of one Haushaltsjahr; a file can hold several."""

    __tablename__ = "plan"

    haushaltsjahr: Mapped[int]
    bezeichnung: Mapped[str]
    stand: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(default=Planstatus.ENTWURF.value)
    quelle: Mapped[str | None]
    umschichtung_basis: Mapped[str] = mapped_column(default=Umschichtungsbasis.GEPLANT.value)
    vorgaenger_id: Mapped[str | None]
    """Key of the plan of the year before that this one goes on from; it can be gone."""
    erfunden: Mapped[bool] = mapped_column(default=False)
    """True for demo data: shown wherever the plan is."""


class Budgetposten(Planinhalt):
    """One input of the budget formulas; ``betrag_cent`` is null until somebody knows it."""

    __tablename__ = "budgetposten"
    __table_args__ = (UniqueConstraint("plan_id", "art"),)

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"))
    art: Mapped[str]
    betrag_cent: Mapped[int | None]
    quelle: Mapped[str | None]
    erlaeuterung: Mapped[str | None]


class Handlungsfeld(Planinhalt):
    """A field of action; its measures make one table of the programme."""

    __tablename__ = "handlungsfeld"

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    nummer: Mapped[str | None]
    bezeichnung: Mapped[str]
    kurz: Mapped[str | None]
    tabellentitel: Mapped[str | None]
    abschnitt: Mapped[str | None]


class Produktkategorie(Planinhalt):
    """A category of Abb. 6; ``ausgewiesen`` is false for money that has no line there."""

    __tablename__ = "produktkategorie"

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    nummer: Mapped[str | None]
    bezeichnung: Mapped[str]
    kurz: Mapped[str | None]
    ausgewiesen: Mapped[bool] = mapped_column(default=True)


class Produkt(Planinhalt):
    """A line of Abb. 6 ("Zweckbestimmung"); ``rechtsgrundlage`` is what the dated rules refer to."""

    __tablename__ = "produkt"

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    produktkategorie_id: Mapped[str] = mapped_column(ForeignKey("produktkategorie.id"))
    position: Mapped[int]
    bezeichnung: Mapped[str]
    rechtsgrundlage: Mapped[str | None]
    bildungsart: Mapped[str | None]
    """What its entries count as in the Bildungszielplanung; null: as nothing."""


class Team(Planinhalt):
    """Who answers for a measure and reviews its entries."""

    __tablename__ = "team"

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    bezeichnung: Mapped[str]
    quelle: Mapped[str | None]
