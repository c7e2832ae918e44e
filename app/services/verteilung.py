"""Spreads an amount to the cent: by weights, over months evenly, over months by days."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

from app.services.datum import format_datum
from app.services.eingabe import EingabeFehler

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Monat = tuple[int, int]
"""Year and month (1–12)."""
MONATE_IM_JAHR = 12


def nach_gewichten(cent: int, gewichte: Sequence[int]) -> tuple[int, ...]:
    """Spread an amount (Cent) in proportion to the weights; the parts add up to exactly this amount.

    The cents that are left over go to the largest remainders, among equal ones to the earlier parts:
    100,00 in three equal parts is 33,34 + 33,33 + 33,33. A negative amount is the mirror image of the
    positive one; a weight of 0 gets nothing.

    Raises:
        ValueError: a negative weight, or no weight above 0.
    """
    gesamt = sum(gewichte)
    if gesamt <= 0 or min(gewichte) < 0:
        msg = "weights must not be negative, and one must be above 0"
        raise ValueError(msg)
    teile = [divmod(abs(cent) * gewicht, gesamt) for gewicht in gewichte]
    uebrig = abs(cent) - sum(ganz for ganz, _ in teile)
    # Sorting is stable: among equal remainders the earlier part comes first.
    reihenfolge = sorted(range(len(teile)), key=lambda i: -teile[i][1])
    einer_mehr = set(reihenfolge[:uebrig])
    vorzeichen = -1 if cent < 0 else 1
    return tuple(vorzeichen * (ganz + (i in einer_mehr)) for i, (ganz, _) in enumerate(teile))


def monate(von: dt.date, bis: dt.date) -> tuple[Monat, ...]:
    """All months that a term touches, from the first day to the last, both included.

    Raises:
        EingabeFehler: the term ends before it begins.
    """
    if bis < von:
        msg = f"Das Ende ({format_datum(bis)}) liegt vor dem Beginn ({format_datum(von)})."
        raise EingabeFehler(msg)
    dauer = (bis.year - von.year) * MONATE_IM_JAHR + bis.month - von.month + 1
    return ab_monat((von.year, von.month), dauer)


def ab_monat(beginn: Monat, dauer: int) -> tuple[Monat, ...]:
    """So many months on end, from the first one on."""
    erster = beginn[0] * MONATE_IM_JAHR + beginn[1] - 1
    nummern = range(erster, erster + dauer)
    return tuple((nummer // MONATE_IM_JAHR, nummer % MONATE_IM_JAHR + 1) for nummer in nummern)


def gleichmaessig(cent: int, von: dt.date, bis: dt.date) -> dict[Monat, int]:
    """Spread an amount (Cent) evenly over the months of a term; a month that is only begun counts in full.

    Raises:
        EingabeFehler: the term ends before it begins.
    """
    alle = monate(von, bis)
    return dict(zip(alle, nach_gewichten(cent, [1] * len(alle)), strict=True))


def nach_tagen(cent: int, von: dt.date, bis: dt.date) -> dict[Monat, int]:
    """Spread an amount (Cent) over the months of a term by the days that it has in each.

    Raises:
        EingabeFehler: the term ends before it begins.
    """
    alle = monate(von, bis)
    gewichte = [_tage(monat, von, bis) for monat in alle]
    return dict(zip(alle, nach_gewichten(cent, gewichte), strict=True))


def _tage(monat: Monat, von: dt.date, bis: dt.date) -> int:
    erster = dt.date(*monat, 1)
    letzter = erster.replace(day=calendar.monthrange(*monat)[1])
    return (min(letzter, bis) - max(erster, von)).days + 1


def je_jahr(teile: Mapping[Monat, int]) -> dict[int, int]:
    """The amounts (Cent) of the months added up by year, in the order of the years."""
    summen: dict[int, int] = {}
    for (jahr, _), cent in sorted(teile.items()):
        summen[jahr] = summen.get(jahr, 0) + cent
    return summen
