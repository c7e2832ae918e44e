"""The plan, its budget inputs and its catalogues. No catalogue entry is known to the code."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - SQLAlchemy reads the types of columns at run time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.arten import Planstatus
from app.models.basis import Planinhalt


class Plan(Planinhalt):
    """One plan of one Haushaltsjahr; a file can hold several."""

    __tablename__ = "plan"

    haushaltsjahr: Mapped[int]
    bezeichnung: Mapped[str]
    stand: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(default=Planstatus.ENTWURF.value)
    quelle: Mapped[str | None]


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


class Team(Planinhalt):
    """Who answers for a measure and reviews its entries."""

    __tablename__ = "team"

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    bezeichnung: Mapped[str]
    quelle: Mapped[str | None]


class Bindung(Planinhalt):
    """Money committed by a contract or grant of ``herkunft_jahr``, payable in one or more years."""

    __tablename__ = "bindung"

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    bezeichnung: Mapped[str]
    herkunft_jahr: Mapped[int]
    aufgegliedert: Mapped[bool] = mapped_column(default=True)
    massnahme_id: Mapped[str | None] = mapped_column(ForeignKey("massnahme.id"), index=True)
    bemerkung: Mapped[str | None]
    quelle: Mapped[str | None]


class Bindungsbetrag(Planinhalt):
    """What a Bindung takes in one year, or in one month of it (``monat`` 1–12, null: not known)."""

    __tablename__ = "bindungsbetrag"
    __table_args__ = (CheckConstraint("monat IS NULL OR monat BETWEEN 1 AND 12", name="monat"),)

    bindung_id: Mapped[str] = mapped_column(ForeignKey("bindung.id"), index=True)
    jahr: Mapped[int]
    monat: Mapped[int | None]
    betrag_cent: Mapped[int]
