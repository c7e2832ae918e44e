"""Vorgänge on Umschichtungen: dated movements between Eingliederung and Verwaltung and between products."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.geld import format_eur
from app.models.haushalt import Umschichtung
from app.models.plan import Plan
from app.services.eingabe import EingabeFehler
from app.services.haushaltszeilen import Umschichtungsbasis, Umschichtungsrichtung, Umschichtungsstand
from app.services.summen import Dimension
from app.services.worte import BASIS_WORT, RICHTUNG_WORT, UMSCHICHTUNGSSTAND_WORT
from app.services.zeilen import Budgetart

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from app.services.changes import Changes
    from app.services.dokument import Dokument
    from app.services.haushaltszeilen import Umschichtungszeile
    from app.services.planblick import Planblick


@dataclass(frozen=True, slots=True)
class Bewegungslage:
    """The movements between Eingliederung and Verwaltung by state, net into the Verwaltung, in Cent."""

    geplant_cent: int
    gesperrt_cent: int
    vollzogen_cent: int
    planansatz_cent: int | None
    """The plan's input, an estimate of the whole; None where nobody entered it."""

    @property
    def erfasst_cent(self) -> int:
        """All movements that are not withdrawn."""
        return self.geplant_cent + self.gesperrt_cent + self.vollzogen_cent

    @property
    def ohne_bewegung_cent(self) -> int:
        """What of the plan's input no movement accounts for yet; negative: movements come to more."""
        return (self.planansatz_cent or 0) - self.erfasst_cent


@dataclass(frozen=True, slots=True)
class Produktlage:
    """What executed movements leave of a product's Mittelansätze, in Cent."""

    produkt_id: str
    ansatz_cent: int
    zugang_cent: int
    abgang_cent: int

    @property
    def soll_cent(self) -> int:
        """Mittelansätze after movements."""
        return self.ansatz_cent + self.zugang_cent - self.abgang_cent


def bewegungslage(blick: Planblick) -> Bewegungslage:
    """Movements by state beside the plan's input."""
    je_stand = dict.fromkeys(Umschichtungsstand, 0)
    for bewegung in blick.umschichtungen:
        je_stand[bewegung.stand] += bewegung.in_verwaltung_cent
    posten = blick.posten.get(Budgetart.UMSCHICHTUNG)
    return Bewegungslage(
        je_stand[Umschichtungsstand.GEPLANT],
        je_stand[Umschichtungsstand.GESPERRT],
        je_stand[Umschichtungsstand.VOLLZOGEN],
        posten.betrag_cent if posten else None,
    )


def produktlagen(blick: Planblick) -> tuple[Produktlage, ...]:
    """Every product that an executed movement concerns, in the order of the catalogue."""
    zugang: dict[str, int] = {}
    abgang: dict[str, int] = {}
    for b in blick.umschichtungen:
        if b.stand is not Umschichtungsstand.VOLLZOGEN:
            continue
        if b.nach_produkt_id:
            zugang[b.nach_produkt_id] = zugang.get(b.nach_produkt_id, 0) + b.betrag_cent
        if b.von_produkt_id:
            abgang[b.von_produkt_id] = abgang.get(b.von_produkt_id, 0) + b.betrag_cent
    return tuple(
        Produktlage(
            p, blick.summe(Dimension.PRODUKT, p).mittelansatz_cent, zugang.get(p, 0), abgang.get(p, 0)
        )
        for p in blick.produkte
        if p in zugang or p in abgang
    )


def umschichtung_anlegen(  # noqa: PLR0913 - the fields of a movement, by name
    dok: Dokument,
    betrag_cent: int,
    *,
    richtung: Umschichtungsrichtung = Umschichtungsrichtung.IN_VERWALTUNG,
    stand: Umschichtungsstand = Umschichtungsstand.GEPLANT,
    datum: dt.date | None = None,
    von_produkt_id: str | None = None,
    nach_produkt_id: str | None = None,
    grund: str = "",
) -> tuple[str, Changes]:
    """Add a movement (Cent, positive); only one between products has products.

    Raises:
        EingabeFehler: what does not fit; nothing is changed.
    """
    produkte = _produkte(richtung, von_produkt_id, nach_produkt_id)
    _pruefe(betrag_cent, richtung, stand, datum, produkte)
    wort = f"Umschichtung {RICHTUNG_WORT[richtung]}, {format_eur(betrag_cent)}"
    with dok.vorgang("umschichtung_neu", wort, grund=grund.strip() or None) as tat:
        zeile = Umschichtung(
            plan_id=dok.blick.plan_id,
            datum=datum,
            richtung=richtung.value,
            stand=stand.value,
            betrag_cent=betrag_cent,
            von_produkt_id=produkte[0],
            nach_produkt_id=produkte[1],
            grund=grund.strip(),
        )
        tat.session.add(zeile)
        tat.session.flush()
        zeile_id = zeile.id
    return zeile_id, tat.ergebnis()


def umschichtung_setzen(dok: Dokument, neu: Umschichtungszeile) -> Changes:
    """Change a movement (``neu.id``) as a whole; the products of one that is not between products fall away.

    Raises:
        EingabeFehler: what does not fit; nothing is changed.
    """
    produkte = _produkte(neu.richtung, neu.von_produkt_id, neu.nach_produkt_id)
    _pruefe(neu.betrag_cent, neu.richtung, neu.stand, neu.datum, produkte)
    wort = f"Umschichtung {UMSCHICHTUNGSSTAND_WORT[neu.stand]}: {format_eur(neu.betrag_cent)}"
    with dok.vorgang("umschichtung", wort, grund=neu.grund.strip() or None) as tat:
        zeile = tat.session.get_one(Umschichtung, neu.id)
        zeile.datum, zeile.richtung, zeile.stand = neu.datum, neu.richtung.value, neu.stand.value
        zeile.betrag_cent, zeile.grund = neu.betrag_cent, neu.grund.strip()
        zeile.von_produkt_id, zeile.nach_produkt_id = produkte
    return tat.ergebnis()


def umschichtungen_loeschen(dok: Dokument, ids: Iterable[str]) -> Changes:
    """Delete movements."""
    with dok.vorgang("umschichtung_weg", "Umschichtung gelöscht") as tat:
        for zeile_id in ids:
            tat.session.delete(tat.session.get_one(Umschichtung, zeile_id))
    return tat.ergebnis()


def basis_setzen(dok: Dokument, basis: Umschichtungsbasis) -> Changes:
    """Choose which sum of the Umschichtung the budget formulas use."""
    with dok.vorgang("umschichtung_basis", f"Umschichtung gerechnet als: {BASIS_WORT[basis]}") as tat:
        tat.session.get_one(Plan, dok.blick.plan_id).umschichtung_basis = basis.value
    return tat.ergebnis()


def _produkte(
    richtung: Umschichtungsrichtung, von: str | None, nach: str | None
) -> tuple[str | None, str | None]:
    return (von, nach) if richtung is Umschichtungsrichtung.ZWISCHEN_PRODUKTEN else (None, None)


def _pruefe(
    betrag_cent: int,
    richtung: Umschichtungsrichtung,
    stand: Umschichtungsstand,
    datum: dt.date | None,
    produkte: tuple[str | None, str | None],
) -> None:
    if betrag_cent <= 0:
        msg = "Erwartet wird ein Betrag über 0,00 €; wohin er geht, sagt die Richtung."
        raise EingabeFehler(msg)
    if stand is Umschichtungsstand.VOLLZOGEN and datum is None:
        msg = "Eine vollzogene Umschichtung hat ein Datum: Tragen Sie zuerst ein, wann sie vollzogen wurde."
        raise EingabeFehler(msg)
    if richtung is Umschichtungsrichtung.ZWISCHEN_PRODUKTEN:
        von, nach = produkte
        if stand is Umschichtungsstand.VOLLZOGEN and (von is None or nach is None):
            msg = "Zwischen Produkten: Wählen Sie zuerst beide Produkte, dann den Stand „vollzogen“."
            raise EingabeFehler(msg)
        if von is not None and von == nach:
            msg = "Von und nach sind dasselbe Produkt."
            raise EingabeFehler(msg)
