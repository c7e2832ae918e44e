"""What a plan rests on beside the money: projects, flat rates, staff, clients, training targets, goals.

All figures are whole numbers: amounts in Cent, full-time equivalents in hundredths, ratios in tenths, goals
in thousandths. Null: nobody knows it (yet).
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - SQLAlchemy reads the types of columns at run time

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.arten import Kennzahlart, Zieleinheit, Zielrichtung
from app.models.basis import Planinhalt


class Grundlage(Planinhalt):
    """What every row of these tables has: its plan and its place."""

    __abstract__ = True

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    bezeichnung: Mapped[str]
    quelle: Mapped[str | None]


class Sonderprojekt(Grundlage):
    """A project with money of its own beside the budget (AMIP 2.3, Abb. 4)."""

    __tablename__ = "sonderprojekt"
    __table_args__ = (
        CheckConstraint("sachkosten_cent >= 0", name="sachkosten"),
        CheckConstraint("personalkosten_cent >= 0", name="personalkosten"),
    )

    sachkosten_cent: Mapped[int | None]
    personalkosten_cent: Mapped[int | None]
    bemerkung: Mapped[str | None]


class Patpauschale(Grundlage):
    """The PAT per case and month that the plan reckons with for a class, for cases from ``ab`` on (AMIP 2.4).

    It goes before the dated rule of that class; null: the rule holds.
    """

    __tablename__ = "patpauschale"
    __table_args__ = (
        CheckConstraint("betrag_cent >= 0", name="betrag"),
        CheckConstraint("klasse > 0", name="klasse"),
    )

    klasse: Mapped[int]
    betrag_cent: Mapped[int | None]
    ab: Mapped[dt.date]


class Personal(Grundlage):
    """Staff in hundredths of a full-time equivalent (VZÄ): decided, and there (AMIP 2.6.1)."""

    __tablename__ = "personal"
    __table_args__ = (
        CheckConstraint("soll_hundertstel >= 0", name="soll"),
        CheckConstraint("ist_hundertstel >= 0", name="ist"),
    )

    soll_hundertstel: Mapped[int | None]
    ist_hundertstel: Mapped[int | None]
    bemerkung: Mapped[str | None]


class Betreuungsschluessel(Grundlage):
    """How many clients one member of staff looks after, in tenths (1:73 is 730) (AMIP 2.6.1)."""

    __tablename__ = "betreuungsschluessel"
    __table_args__ = (
        CheckConstraint("soll_zehntel > 0", name="soll"),
        CheckConstraint("ist_zehntel > 0", name="ist"),
    )

    soll_zehntel: Mapped[int | None]
    ist_zehntel: Mapped[int | None]
    bemerkung: Mapped[str | None]


class Kundengruppe(Grundlage):
    """A group of clients; ``gesamt`` marks the one that all shares are reckoned from (AMIP 5.1)."""

    __tablename__ = "kundengruppe"
    __table_args__ = (CheckConstraint("anzahl >= 0", name="anzahl"),)

    anzahl: Mapped[int | None]
    gesamt: Mapped[bool] = mapped_column(default=False)
    berichtsmonat: Mapped[str | None]


class Bildungsziel(Grundlage):
    """Planned entries into training by group of occupations (AMIP 5.8.1.5, Abb. 14).

    ``teilqualifizierungen`` are a part of ``umschulungen``.
    """

    __tablename__ = "bildungsziel"
    __table_args__ = (
        CheckConstraint("umschulungen >= 0", name="umschulungen"),
        CheckConstraint("teilqualifizierungen >= 0", name="teilqualifizierungen"),
        CheckConstraint("fortbildungen >= 0", name="fortbildungen"),
    )

    umschulungen: Mapped[int | None]
    teilqualifizierungen: Mapped[int | None]
    fortbildungen: Mapped[int | None]
    bemerkung: Mapped[str | None]


class KommunaleLeistung(Grundlage):
    """A service of the city beside the measures, with an estimate of its cases (AMIP 5.8.2.7, Abb. 16).

    ``zusatz`` stands for the number where there is none ("nach Bedarf"), or goes on from it.
    """

    __tablename__ = "kommunale_leistung"
    __table_args__ = (CheckConstraint("faelle >= 0", name="faelle"),)

    rechtsgrundlage: Mapped[str | None]
    erbracht_von: Mapped[str | None]
    faelle: Mapped[int | None]
    zusatz: Mapped[str | None]


class Zielwert(Grundlage):
    """A figure that the Jobcenter is steered by, planned and actual, in thousandths of its unit (AMIP 4)."""

    __tablename__ = "zielwert"

    kurz: Mapped[str] = mapped_column(default="")
    art: Mapped[str] = mapped_column(default=Kennzahlart.STEUERUNGSZIEL.value)
    einheit: Mapped[str] = mapped_column(default=Zieleinheit.ANZAHL.value)
    richtung: Mapped[str] = mapped_column(default=Zielrichtung.BEOBACHTEN.value)
    plan_tausendstel: Mapped[int | None]
    ist_tausendstel: Mapped[int | None]
    berichtsmonat: Mapped[str | None]
    bemerkung: Mapped[str | None]
