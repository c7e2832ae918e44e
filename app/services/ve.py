"""Verpflichtungsermächtigungen: ceilings of later years, how far they are used, what a Bindung would do.

A later year's VE is used by Bindungen of the plan's year that fall due in it, and by new cases that are paid
in the year after (§§ 16, 38 BHO). Bindungen of earlier years had the VE of their own year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.geld import format_eur
from app.models.haushalt import Verpflichtungsermaechtigung
from app.services.bindungsjahre import geltend
from app.services.datum import heute
from app.services.eingabe import EingabeFehler
from app.services.haushaltszeilen import VeStand
from app.services.plaene import SPAETESTES_JAHR
from app.services.worte import VE_WORT
from app.services.zeilen import Finanzierung

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from app.services.changes import Changes
    from app.services.dokument import Dokument
    from app.services.haushaltszeilen import VeZeile
    from app.services.planblick import Planblick

MONATE = 12


@dataclass(frozen=True, slots=True)
class VeJahr:
    """The VE of one later year: its ceiling as of the latest entry, and its use. Amounts in Cent."""

    jahr: int
    gilt: VeZeile | None
    """The entry in force; None where there is no VE for the year."""
    genutzt_cent: int
    """Booked Bindungen of the plan's year, and new cases paid in the year after."""
    offen: int
    """Rows paid in this year whose amount is not known yet."""

    @property
    def frei_cent(self) -> int | None:
        """What may still be committed; negative: exceeded. None without a VE."""
        return None if self.gilt is None else self.gilt.betrag_cent - self.genutzt_cent


@dataclass(frozen=True, slots=True)
class VeMonat:
    """What the Bindungen of one month (1–12; 0: without a date) use, and all up to it, in Cent."""

    monat: int
    neu_cent: int
    kumuliert_cent: int


def ve_jahre(blick: Planblick) -> tuple[VeJahr, ...]:
    """Every later year that has a VE or needs one, in order."""
    return tuple(
        VeJahr(j.jahr, geltend(blick.ermaechtigungen, j.jahr), j.neu_cent, j.offen)
        for j in blick.bindungsjahre[1:]
    )


def ve_verlauf(blick: Planblick, jahr: int) -> tuple[VeMonat, ...]:
    """Use of a year's VE over the plan's year: without a date first, then January to December.

    New cases paid in the year after have no date of their own and stand with those.
    """
    je_monat = dict.fromkeys(range(MONATE + 1), 0)
    for bindung in blick.bindungen:
        if bindung.herkunft_jahr < blick.jahr:
            continue
        datum = bindung.vertrag.datum
        monat = datum.month if datum is not None and datum.year == blick.jahr else 0
        je_monat[monat] += bindung.gebunden_cent(jahr)
    if jahr == blick.jahr + 1:
        je_monat[0] += blick.folgejahr.betrag_cent
    summe, verlauf = 0, []
    for monat, cent in je_monat.items():
        summe += cent
        verlauf.append(VeMonat(monat, cent, summe))
    return tuple(verlauf)


def warnungen(
    blick: Planblick,
    je_jahr: Mapping[int, int],
    *,
    ohne: str | None = None,
    ansatz_id: str | None = None,
) -> tuple[str, ...]:
    """What a Bindung of the plan's year would do to the VE: a sentence for each year that it exceeds.

    Args:
        blick: the plan.
        je_jahr: what the Bindung takes by year, in Cent.
        ohne: the Bindung that is being changed: what it takes so far does not count; what is released of it
            stays released.
        ansatz_id: the row "Auszahlung im Folgejahr" that the Bindung is: it does not count beside it.
    """
    alte = next((b for b in blick.bindungen if b.id == ohne), None)
    saetze = []
    for ve in ve_jahre(blick):
        bisher = alte.gebunden_cent(ve.jahr) if alte and alte.herkunft_jahr >= blick.jahr else 0
        if ve.jahr == blick.jahr + 1:
            bisher += _geplant_cent(blick, ansatz_id)
        cent = je_jahr.get(ve.jahr, 0) - (alte.frei_cent(ve.jahr) if alte else 0)
        satz = _warnung(ve, ve.genutzt_cent - bisher, cent)
        if cent > 0 and satz:
            saetze.append(satz)
    letztes = blick.bindungsjahre[-1].jahr
    saetze += [_ohne_ve(jahr, cent) for jahr, cent in sorted(je_jahr.items()) if cent > 0 and jahr > letztes]
    return tuple(saetze)


def _geplant_cent(blick: Planblick, ansatz_id: str | None) -> int:
    """What a row uses of the VE of the year after as long as no Bindung stands for it."""
    zeile = blick.zeilen.get(ansatz_id or "")
    if zeile is None or zeile.id in blick.stand.ansaetze:
        return 0
    im_folgejahr = zeile.finanzierung is Finanzierung.AUSZAHLUNG_FOLGEJAHR
    return (zeile.mittelansatz_cent or 0) if im_folgejahr else 0


def _warnung(ve: VeJahr, genutzt_cent: int, cent: int) -> str:
    if ve.gilt is None:
        return _ohne_ve(ve.jahr, cent)
    ueber = genutzt_cent + cent - ve.gilt.betrag_cent
    if ueber <= 0:
        return ""
    return (
        f"VE {ve.jahr} überschritten um {format_eur(ueber)}: {format_eur(ve.gilt.betrag_cent)} "
        f"({VE_WORT[ve.gilt.stand]}), genutzt {format_eur(genutzt_cent)}, diese Bindung {format_eur(cent)}."
    )


def _ohne_ve(jahr: int, cent: int) -> str:
    return f"Für {jahr} ist keine VE eingetragen; diese Bindung braucht {format_eur(cent)}."


# -- Vorgänge ----------------------------------------------------------------------------------------


def ve_eintragen(  # noqa: PLR0913 - the fields of an entry, by name
    dok: Dokument,
    jahr: int,
    betrag_cent: int,
    *,
    stand: VeStand = VeStand.VORLAEUFIG,
    ab: dt.date | None = None,
    bemerkung: str | None = None,
) -> tuple[str, Changes]:
    """Add an entry: a year's ceiling (Cent), or its change during the year. ``ab``: by default today.

    Raises:
        EingabeFehler: the plan's year or an earlier one, a negative amount, or an entry of the same day.
    """
    ab = ab or heute()
    _pruefe(dok.blick, jahr, betrag_cent, ab)
    with dok.vorgang("ve_neu", f"VE {jahr} ({VE_WORT[stand]}) eingetragen") as tat:
        zeile = Verpflichtungsermaechtigung(
            plan_id=dok.blick.plan_id,
            jahr=jahr,
            ab=ab,
            betrag_cent=betrag_cent,
            stand=stand.value,
            bemerkung=bemerkung or None,
        )
        tat.session.add(zeile)
        tat.session.flush()
        zeile_id = zeile.id
    return zeile_id, tat.ergebnis()


def ve_setzen(dok: Dokument, neu: VeZeile) -> Changes:
    """Change an entry (``neu.id``) as a whole.

    Raises:
        EingabeFehler: the plan's year or an earlier one, a negative amount, or an entry of the same day.
    """
    _pruefe(dok.blick, neu.jahr, neu.betrag_cent, neu.ab, neu.id)
    with dok.vorgang("ve", f"VE {neu.jahr} geändert") as tat:
        zeile = tat.session.get_one(Verpflichtungsermaechtigung, neu.id)
        zeile.jahr, zeile.ab, zeile.betrag_cent = neu.jahr, neu.ab, neu.betrag_cent
        zeile.stand, zeile.bemerkung = neu.stand.value, neu.bemerkung or None
    return tat.ergebnis()


def ve_loeschen(dok: Dokument, ids: Iterable[str]) -> Changes:
    """Delete entries."""
    with dok.vorgang("ve_weg", "VE gelöscht") as tat:
        for zeile_id in ids:
            tat.session.delete(tat.session.get_one(Verpflichtungsermaechtigung, zeile_id))
    return tat.ergebnis()


def _pruefe(blick: Planblick, jahr: int, betrag_cent: int, ab: dt.date, ohne: str | None = None) -> None:
    if not blick.jahr < jahr <= SPAETESTES_JAHR:
        msg = (
            f"Eine VE gilt für Jahre nach dem Haushaltsjahr {blick.jahr}, nicht für {jahr}: Was {blick.jahr} "
            "zu zahlen ist, deckt das Budget."
        )
        raise EingabeFehler(msg)
    if betrag_cent < 0:
        msg = f"Eine VE kann nicht negativ sein ({format_eur(betrag_cent)})."
        raise EingabeFehler(msg)
    if any((z.jahr, z.ab) == (jahr, ab) and z.id != ohne for z in blick.ermaechtigungen):
        msg = (
            f"Für {jahr} gibt es schon einen Eintrag vom {ab:%d.%m.%Y}: Ändern Sie diesen, oder nennen Sie "
            "einen anderen Tag. Es gilt der jüngste."
        )
        raise EingabeFehler(msg)
