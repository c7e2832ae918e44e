"""Bindungen: money committed by contracts and grants, what falls due, is paid and is released."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - SQLAlchemy reads the types of columns at run time

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.arten import Bindungsart, Bindungsteil, Zahlungsart, Zahlungsstand
from app.models.basis import Planinhalt


class Bindung(Planinhalt):
    """Money committed by a contract or grant of ``herkunft_jahr``, payable in one or more years.

    ``aufgegliedert`` is false for a known sum whose contracts are not known yet; contracts that explain it
    name it as their ``sammel_id``. ``wirksam`` is false for an option that is not drawn: it binds nothing.
    """

    __tablename__ = "bindung"

    plan_id: Mapped[str] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    bezeichnung: Mapped[str]
    herkunft_jahr: Mapped[int]
    aufgegliedert: Mapped[bool] = mapped_column(default=True)
    massnahme_id: Mapped[str | None] = mapped_column(ForeignKey("massnahme.id"), index=True)
    bemerkung: Mapped[str | None]
    quelle: Mapped[str | None]
    art: Mapped[str] = mapped_column(default=Bindungsart.VERTRAG.value)
    teil: Mapped[str] = mapped_column(default=Bindungsteil.GRUNDVERTRAG.value)
    wirksam: Mapped[bool] = mapped_column(default=True)
    sammel_id: Mapped[str | None] = mapped_column(ForeignKey("bindung.id"), index=True)
    """The known sum that this contract is a part of."""
    grund_id: Mapped[str | None] = mapped_column(ForeignKey("bindung.id"), index=True)
    """The base contract of an option or top-up."""
    produkt_id: Mapped[str | None] = mapped_column(ForeignKey("produkt.id"), index=True)
    ansatz_id: Mapped[str | None] = mapped_column(ForeignKey("ansatz.id"), index=True)
    """The row "Auszahlung im Folgejahr" that this Bindung is."""
    fallgruppe_id: Mapped[str | None] = mapped_column(ForeignKey("fallgruppe.id"), index=True)
    """The cases of § 16i or § 16e that this Bindung pays for."""
    vorgaenger_id: Mapped[str | None]
    """Key of the same Bindung in the plan of the year before; it can be gone."""
    vertragspartner: Mapped[str | None]
    aktenzeichen: Mapped[str | None]
    datum: Mapped[dt.date | None]
    laufzeit_von: Mapped[dt.date | None]
    laufzeit_bis: Mapped[dt.date | None]
    summe_cent: Mapped[int | None]
    """What the contract amounts to; null: the sum of what falls due."""
    plaetze: Mapped[int | None]
    besetzt: Mapped[int | None]
    abschlag_promille: Mapped[int | None]
    """Share of each instalment that is paid on account before the final invoice."""
    zahlungsziel_tage: Mapped[int | None]
    skonto_promille: Mapped[int | None]
    skonto_tage: Mapped[int | None]


class Bindungsbetrag(Planinhalt):
    """What a Bindung takes in one year, or in one month of it (``monat`` 1–12, null: not known)."""

    __tablename__ = "bindungsbetrag"
    __table_args__ = (CheckConstraint("monat IS NULL OR monat BETWEEN 1 AND 12", name="monat"),)

    bindung_id: Mapped[str] = mapped_column(ForeignKey("bindung.id"), index=True)
    jahr: Mapped[int]
    monat: Mapped[int | None]
    betrag_cent: Mapped[int]


class Zahlung(Planinhalt):
    """What was ordered or paid on a Bindung, booked to Haushaltsjahr ``jahr`` (§§ 70 to 72 BHO)."""

    __tablename__ = "zahlung"
    __table_args__ = (CheckConstraint("betrag_cent > 0", name="betrag"),)

    bindung_id: Mapped[str] = mapped_column(ForeignKey("bindung.id"), index=True)
    jahr: Mapped[int]
    datum: Mapped[dt.date]
    betrag_cent: Mapped[int]
    art: Mapped[str] = mapped_column(default=Zahlungsart.RECHNUNG.value)
    stand: Mapped[str] = mapped_column(default=Zahlungsstand.AUSGEZAHLT.value)
    beleg: Mapped[str | None]
    bemerkung: Mapped[str | None]


class Freirechnung(Planinhalt):
    """A part of what a Bindung takes in ``jahr`` that will not be used: the money is free again."""

    __tablename__ = "freirechnung"
    __table_args__ = (CheckConstraint("betrag_cent > 0", name="betrag"),)

    bindung_id: Mapped[str] = mapped_column(ForeignKey("bindung.id"), index=True)
    jahr: Mapped[int]
    datum: Mapped[dt.date]
    betrag_cent: Mapped[int]
    grund: Mapped[str]
