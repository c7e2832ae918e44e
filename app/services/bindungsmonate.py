"""The year's Bindungen month by month: what is bound after releases, what is paid, the even path beside it.

Where a month is not known, the amount is spread: by the days of the Laufzeit where that is known, else over
the whole year. A release takes from the latest months first.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from app.services.bindungsstand import ist_teil_im
from app.services.verteilung import MONATE_IM_JAHR, nach_gewichten

if TYPE_CHECKING:
    from app.services.bindungszeilen import Bindungszeile
    from app.services.planblick import Planblick

Monatsreihe = tuple[int, ...]
"""Twelve amounts in Cent, January to December."""
NULLEN: Monatsreihe = (0,) * MONATE_IM_JAHR


@dataclass(frozen=True, slots=True)
class Monatswerte:
    """A year's twelve months in Cent, not cumulated."""

    jahr: int
    vorbindungen: Monatsreihe
    neu: Monatsreihe
    gezahlt: Monatsreihe

    @property
    def gebunden(self) -> Monatsreihe:
        """Vorbindungen and new Bindungen together."""
        return plus(self.vorbindungen, self.neu)

    @property
    def pfad(self) -> Monatsreihe:
        """What is bound, spread evenly over the year."""
        return nach_gewichten(sum(self.gebunden), [1] * MONATE_IM_JAHR)


def monatswerte(blick: Planblick, jahr: int) -> Monatswerte:
    """All Bindungen of a plan in one year; the sums are those of ``blick.stand``.

    A known sum is shown by its contracts as far as these are known; the rest of it by its own months.
    """
    anderswo = _anderswo(blick, jahr)
    vorbindungen = neu = gezahlt = NULLEN
    for bindung in blick.bindungen:
        gezahlt = plus(gezahlt, zahlungen(bindung, jahr))
        reihe = gebunden(bindung, jahr, anderswo.get(bindung.id, 0))
        if bindung.herkunft_jahr >= blick.jahr:
            neu = plus(neu, reihe)
        else:
            vorbindungen = plus(vorbindungen, reihe)
    return Monatswerte(jahr, vorbindungen, neu, gezahlt)


def _anderswo(blick: Planblick, jahr: int) -> dict[str, int]:
    """What of each Bindung another one shows already, in Cent: of a known sum, what its contracts hold."""
    nach_id = {b.id: b for b in blick.bindungen}
    summen: dict[str, int] = defaultdict(int)
    for bindung in blick.bindungen:
        sammel = nach_id.get(bindung.vertrag.sammel_id or "")
        if sammel is None or bindung.herkunft_jahr >= blick.jahr or not ist_teil_im(bindung, sammel, jahr):
            continue
        # A sum that is no Vorbindung (another Haushaltsjahr was chosen since) is shown whole.
        gezeigt = sammel if sammel.herkunft_jahr < blick.jahr else bindung
        summen[gezeigt.id] += bindung.festgelegt_cent(jahr)
    return summen


def gebunden(bindung: Bindungszeile, jahr: int, anderswo_cent: int = 0) -> Monatsreihe:
    """What a Bindung takes in each month of a year after releases, less what is shown elsewhere (Cent)."""
    reihe = list(_festgelegt(bindung, jahr))
    if anderswo_cent:
        gewichte = [max(cent, 0) for cent in reihe]
        weg_je_monat = nach_gewichten(anderswo_cent, gewichte if any(gewichte) else [1] * MONATE_IM_JAHR)
        reihe = [cent - weg for cent, weg in zip(reihe, weg_je_monat, strict=True)]
    rest = bindung.frei_cent(jahr)
    for stelle in reversed(range(MONATE_IM_JAHR)):
        weg = min(rest, max(reihe[stelle], 0))
        reihe[stelle], rest = reihe[stelle] - weg, rest - weg
    # Released of more than there is (from an import): the sum stays that of the year.
    reihe[-1] -= rest
    return tuple(reihe)


def _festgelegt(bindung: Bindungszeile, jahr: int) -> Monatsreihe:
    if not bindung.vertrag.wirksam:
        return NULLEN
    reihe = list(NULLEN)
    unbekannt = 0
    for f in bindung.faelligkeiten:
        if f.jahr == jahr and f.monat is not None:
            reihe[f.monat - 1] += f.betrag_cent
        elif f.jahr == jahr:
            unbekannt += f.betrag_cent
    return plus(tuple(reihe), _verteilt(bindung, jahr, unbekannt))


def faellig_im(blick: Planblick, jahr: int, monat: int) -> tuple[Bindungszeile, ...]:
    """The Bindungen that take anything in a month (1–12), a share of what has no month included."""
    return tuple(b for b in blick.bindungen if gebunden(b, jahr)[monat - 1])


def zahlungen(bindung: Bindungszeile, jahr: int) -> Monatsreihe:
    """What was ordered or paid in each month; from outside the year: in its first or last one."""
    reihe = list(NULLEN)
    for z in bindung.zahlungen:
        if z.jahr == jahr:
            monat = z.datum.month if z.datum.year == jahr else 1 if z.datum.year < jahr else MONATE_IM_JAHR
            reihe[monat - 1] += z.betrag_cent
    return tuple(reihe)


def kumuliert(reihe: Monatsreihe) -> Monatsreihe:
    """The sums from January on."""
    return tuple(accumulate(reihe))


def plus(eine: Monatsreihe, andere: Monatsreihe) -> Monatsreihe:
    """Month by month together."""
    return tuple(a + b for a, b in zip(eine, andere, strict=True))


def _verteilt(bindung: Bindungszeile, jahr: int, cent: int) -> Monatsreihe:
    if not cent:
        return NULLEN
    tage = [_tage(bindung, jahr, monat) for monat in range(1, MONATE_IM_JAHR + 1)]
    return nach_gewichten(cent, tage if any(tage) else [1] * MONATE_IM_JAHR)


def _tage(bindung: Bindungszeile, jahr: int, monat: int) -> int:
    """Days of the Laufzeit in a month; 0 in all months where it is not known or lies outside the year."""
    von, bis = bindung.vertrag.laufzeit_von, bindung.vertrag.laufzeit_bis
    if von is None and bis is None:
        return 0
    erster = dt.date(jahr, monat, 1)
    letzter = dt.date(jahr, monat, calendar.monthrange(jahr, monat)[1])
    beginn, ende = max(von or erster, erster), min(bis or letzter, letzter)
    return max(0, (ende - beginn).days + 1)
