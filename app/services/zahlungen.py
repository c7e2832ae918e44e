"""Vorgänge on what is paid and released of a Bindung (§§ 70 to 72 BHO; AMIP 2.5 "Freirechnungen")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.bindung import Freirechnung, Zahlung
from app.models.geld import format_eur, runde
from app.services.bindungen import finde
from app.services.bindungspruefung import freirechenbar_cent, pruefe_offen, zahlbar_cent
from app.services.bindungszeilen import (
    Bindungszeile,
    Freirechnungszeile,
    Zahlungsart,
    Zahlungsstand,
    Zahlungszeile,
)
from app.services.eingabe import EingabeFehler

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from app.services.changes import Changes
    from app.services.dokument import Dokument
    from app.services.planblick import Planblick

SKONTO = "Skonto"
_GANZES = 1000


def skonto_cent(bindung: Bindungszeile, rechnung_cent: int) -> int:
    """What the agreed Skonto takes off an invoice, in Cent, rounded half up; 0 where none is agreed."""
    return runde(rechnung_cent * (bindung.vertrag.skonto_promille or 0), _GANZES)


def abschlagsvorschlag_cent(blick: Planblick, bindung: Bindungszeile, tag: dt.date) -> int:
    """What to pay on account next, in Cent: the agreed share of what is due, less what was paid on account.

    Due is, of the plan's year, what falls in months up to that of ``tag`` or in no month in particular,
    without what is released. Never more than is open; 0 where no share is agreed or it is paid already.
    """
    jahr = blick.jahr
    bis = tag.month if tag.year == jahr else 12
    faellig = sum(f.betrag_cent for f in bindung.faelligkeiten if f.jahr == jahr and (f.monat or 1) <= bis)
    bleibt = min(faellig, bindung.betrag_cent(jahr) - bindung.frei_cent(jahr))
    anteil = runde(bleibt * (bindung.vertrag.abschlag_promille or 0), _GANZES) - bindung.abschlag_cent(jahr)
    return max(0, min(anteil, zahlbar_cent(blick, bindung, jahr)))


def zahlung_buchen(  # noqa: PLR0913 - the fields of a payment, by name
    dok: Dokument,
    bindung_id: str,
    betrag_cent: int,
    *,
    datum: dt.date,
    jahr: int | None = None,
    art: Zahlungsart = Zahlungsart.RECHNUNG,
    stand: Zahlungsstand = Zahlungsstand.AUSGEZAHLT,
    beleg: str | None = None,
    bemerkung: str | None = None,
    skonto_cent: int = 0,
) -> tuple[str, Changes]:
    """Book a payment (Cent) to Haushaltsjahr ``jahr`` (by default that of the day).

    A Skonto (Cent) that was deducted is released in the same Vorgang: the invoice is settled, the money free.

    Raises:
        EingabeFehler: more than is open in that year, no amount, or a day far from that year; nothing is
            changed.
    """
    bindung = finde(dok.blick, bindung_id)
    jahr = datum.year if jahr is None else jahr
    _pruefe_wirksam(bindung)
    _pruefe_tag(datum, jahr)
    _pruefe_betraege(dok.blick, bindung, jahr, betrag_cent, skonto_cent)
    wort = f"Zahlung {format_eur(betrag_cent)} auf „{bindung.bezeichnung}“"
    with dok.vorgang("zahlung_neu", wort) as tat:
        zahlung = Zahlung(
            bindung_id=bindung_id,
            jahr=jahr,
            datum=datum,
            betrag_cent=betrag_cent,
            art=art.value,
            stand=stand.value,
            beleg=beleg or None,
            bemerkung=bemerkung or None,
        )
        tat.session.add(zahlung)
        if skonto_cent:
            tat.session.add(
                Freirechnung(
                    bindung_id=bindung_id, jahr=jahr, datum=datum, betrag_cent=skonto_cent, grund=SKONTO
                )
            )
        tat.session.flush()
        zahlung_id = zahlung.id
    return zahlung_id, tat.ergebnis()


def _pruefe_betraege(
    blick: Planblick, bindung: Bindungszeile, jahr: int, betrag_cent: int, skonto_cent: int
) -> None:
    if skonto_cent < 0:
        msg = f"Ein Skonto kann nicht negativ sein ({format_eur(skonto_cent)})."
        raise EingabeFehler(msg)
    offen = zahlbar_cent(blick, bindung, jahr)
    pruefe_offen(offen, bindung, jahr, betrag_cent, "Die Zahlung")
    if skonto_cent:
        pruefe_offen(offen, bindung, jahr, betrag_cent + skonto_cent, "Die Zahlung mit Skonto")
        frei = freirechenbar_cent(blick, bindung, jahr) - betrag_cent
        pruefe_offen(frei, bindung, jahr, skonto_cent, SKONTO)


def zahlung_setzen(dok: Dokument, neu: Zahlungszeile) -> Changes:
    """Change a payment (``neu.id``) as a whole.

    Raises:
        EingabeFehler: more than is open in that year without it, no amount, a day far from that year, or
            the payment is gone; nothing is changed.
    """
    bindung = finde(dok.blick, neu.bindung_id)
    ohne = replace(bindung, zahlungen=tuple(z for z in bindung.zahlungen if z.id != neu.id))
    _pruefe_tag(neu.datum, neu.jahr)
    offen = _mindestens(zahlbar_cent(dok.blick, ohne, neu.jahr), neu, bindung.zahlungen)
    pruefe_offen(offen, ohne, neu.jahr, neu.betrag_cent, "Die Zahlung")
    with dok.vorgang("zahlung", f"Zahlung auf „{bindung.bezeichnung}“ geändert") as tat:
        zahlung = tat.session.get_one(Zahlung, neu.id)
        zahlung.jahr, zahlung.datum, zahlung.betrag_cent = neu.jahr, neu.datum, neu.betrag_cent
        zahlung.art, zahlung.stand = neu.art.value, neu.stand.value
        zahlung.beleg, zahlung.bemerkung = neu.beleg or None, neu.bemerkung or None
    return tat.ergebnis()


def zahlungen_loeschen(dok: Dokument, ids: Iterable[str]) -> Changes:
    """Delete payments; a Skonto that was released with one stays until it is deleted as a release."""
    with dok.vorgang("zahlung_weg", "Zahlung gelöscht") as tat:
        for zahlung_id in ids:
            tat.session.delete(tat.session.get_one(Zahlung, zahlung_id))
    return tat.ergebnis()


def freirechnen(  # noqa: PLR0913 - the fields of a release, by name
    dok: Dokument, bindung_id: str, jahr: int, betrag_cent: int, *, datum: dt.date, grund: str
) -> tuple[str, Changes]:
    """Release a part (Cent) of what a Bindung takes in ``jahr``: the money is free again at once.

    Raises:
        EingabeFehler: no reason, no amount, or more than is open; nothing is changed.
    """
    bindung = finde(dok.blick, bindung_id)
    _pruefe_wirksam(bindung)
    _pruefe_grund(grund)
    offen = freirechenbar_cent(dok.blick, bindung, jahr)
    pruefe_offen(offen, bindung, jahr, betrag_cent, "Die Freirechnung")
    wort = f"{format_eur(betrag_cent)} von „{bindung.bezeichnung}“ freigerechnet"
    with dok.vorgang("freirechnung_neu", wort, grund=grund.strip()) as tat:
        zeile = Freirechnung(
            bindung_id=bindung_id, jahr=jahr, datum=datum, betrag_cent=betrag_cent, grund=grund.strip()
        )
        tat.session.add(zeile)
        tat.session.flush()
        zeile_id = zeile.id
    return zeile_id, tat.ergebnis()


def freirechnung_setzen(dok: Dokument, neu: Freirechnungszeile) -> Changes:
    """Change a release (``neu.id``) as a whole.

    Raises:
        EingabeFehler: no reason, no amount, more than is open without it, or it is gone; nothing is changed.
    """
    bindung = finde(dok.blick, neu.bindung_id)
    ohne = replace(bindung, freirechnungen=tuple(f for f in bindung.freirechnungen if f.id != neu.id))
    _pruefe_grund(neu.grund)
    offen = _mindestens(freirechenbar_cent(dok.blick, ohne, neu.jahr), neu, bindung.freirechnungen)
    pruefe_offen(offen, ohne, neu.jahr, neu.betrag_cent, "Die Freirechnung")
    with dok.vorgang("freirechnung", f"Freirechnung bei „{bindung.bezeichnung}“ geändert") as tat:
        zeile = tat.session.get_one(Freirechnung, neu.id)
        zeile.jahr, zeile.datum, zeile.betrag_cent = neu.jahr, neu.datum, neu.betrag_cent
        zeile.grund = neu.grund.strip()
    return tat.ergebnis()


def freirechnungen_loeschen(dok: Dokument, ids: Iterable[str]) -> Changes:
    """Take releases back by deleting them: the money is bound again."""
    with dok.vorgang("freirechnung_weg", "Freirechnung gelöscht") as tat:
        for zeile_id in ids:
            tat.session.delete(tat.session.get_one(Freirechnung, zeile_id))
    return tat.ergebnis()


def _pruefe_grund(grund: str) -> None:
    if not grund.strip():
        msg = "Zu einer Freirechnung gehört ein Grund: Warum wird das Geld nicht gebraucht?"
        raise EingabeFehler(msg)


def _mindestens(
    offen_cent: int,
    neu: Zahlungszeile | Freirechnungszeile,
    posten: Iterable[Zahlungszeile | Freirechnungszeile],
) -> int:
    """What is open for ``neu``: what stands there may stay even where contracts took its place since."""
    alt = next((p for p in posten if p.id == neu.id), None)
    if alt is None:
        msg = "Diese Buchung gibt es nicht mehr."
        raise EingabeFehler(msg)
    return max(offen_cent, alt.betrag_cent) if alt.jahr == neu.jahr else offen_cent


def _pruefe_tag(datum: dt.date, jahr: int) -> None:
    """Payments about the turn of the year can belong to the year before or after (§ 72 BHO), no others."""
    if abs(datum.year - jahr) > 1:
        msg = (
            f"Eine Zahlung vom {datum:%d.%m.%Y} gehört nicht zum Haushaltsjahr {jahr}. Prüfen Sie Tag und "
            "Haushaltsjahr."
        )
        raise EingabeFehler(msg)


def _pruefe_wirksam(bindung: Bindungszeile) -> None:
    if not bindung.vertrag.wirksam:
        msg = f"„{bindung.bezeichnung}“ ist eine Option, die noch nicht gezogen ist: Sie bindet nichts."
        raise EingabeFehler(msg)
