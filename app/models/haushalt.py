"""What shapes the year's money beside the inputs: VE, Umschichtungen, Freigaben, cases, named figures."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - SQLAlchemy reads the types of columns at run time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.arten import Anrechnung, Umschichtungsrichtung, Umschichtungsstand, VeStand
from app.models.basis import Planinhalt


class Verpflichtungsermaechtigung(Planinhalt):
    """Ceiling for what may be committed for a later year, as of ``ab``; the latest counts (§§ 16, 38 BHO).

    A cut during the year is a further row: the rows of a year are its history.
    """

    __tablename__ = "verpflichtungsermaechtigung"
    __table_args__ = (CheckConstraint("betrag_cent >= 0", name="betrag"),)

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    jahr: Mapped[int]
    """The year in which what is committed falls due."""
    ab: Mapped[dt.date]
    betrag_cent: Mapped[int]
    stand: Mapped[str] = mapped_column(default=VeStand.VORLAEUFIG.value)
    bemerkung: Mapped[str | None]


class Umschichtung(Planinhalt):
    """A movement of money between Eingliederung and Verwaltung, or between two products."""

    __tablename__ = "umschichtung"
    __table_args__ = (CheckConstraint("betrag_cent > 0", name="betrag"),)

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    datum: Mapped[dt.date | None]
    richtung: Mapped[str] = mapped_column(default=Umschichtungsrichtung.IN_VERWALTUNG.value)
    stand: Mapped[str] = mapped_column(default=Umschichtungsstand.GEPLANT.value)
    betrag_cent: Mapped[int]
    von_produkt_id: Mapped[str | None] = mapped_column(ForeignKey("produkt.id"), index=True)
    nach_produkt_id: Mapped[str | None] = mapped_column(ForeignKey("produkt.id"), index=True)
    grund: Mapped[str]


class Freigabe(Planinhalt):
    """Vorläufige Haushaltsführung (Art. 111 GG): a part of the year's funds is released, until ``bis``."""

    __tablename__ = "freigabe"
    __table_args__ = (CheckConstraint("anteil_promille BETWEEN 0 AND 1000", name="anteil"),)

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    von: Mapped[dt.date]
    bis: Mapped[dt.date]
    anteil_promille: Mapped[int]
    anrechnung: Mapped[str] = mapped_column(default=Anrechnung.GANZES_JAHR.value)
    bemerkung: Mapped[str | None]


class Fallgruppe(Planinhalt):
    """Cases of § 16i or § 16e that begin in the same month with the same wage; a number, no persons.

    ``klasse`` is the class of the Bedarfsgemeinschaft for the Passiv-Aktiv-Transfer; null where none is used.
    """

    __tablename__ = "fallgruppe"
    __table_args__ = (
        CheckConstraint("beginn_monat BETWEEN 1 AND 12", name="monat"),
        CheckConstraint("anzahl >= 0", name="anzahl"),
        CheckConstraint("dauer_monate > 0", name="dauer"),
        CheckConstraint("lohn_cent >= 0", name="lohn"),
    )

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    bezeichnung: Mapped[str]
    produkt_id: Mapped[str | None] = mapped_column(ForeignKey("produkt.id"), index=True)
    massnahme_id: Mapped[str | None] = mapped_column(ForeignKey("massnahme.id"), index=True)
    klasse: Mapped[int | None]
    anzahl: Mapped[int]
    beginn_jahr: Mapped[int]
    beginn_monat: Mapped[int]
    dauer_monate: Mapped[int]
    lohn_cent: Mapped[int]
    """What the wage subsidy is calculated from: one case, one month."""
    bemerkung: Mapped[str | None]


class Planwert(Planinhalt):
    """One named input of a calculator (``Plangroesse``) with its source; null: not known."""

    __tablename__ = "planwert"
    __table_args__ = (UniqueConstraint("plan_id", "groesse"),)

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"))
    groesse: Mapped[str]
    wert: Mapped[int | None]
    quelle: Mapped[str | None]
