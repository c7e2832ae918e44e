"""The Passiv-Aktiv-Transfer of a plan: relief by year and month, gross and net, beside the expected frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.eingabe import EingabeFehler
from app.services.fallgruppen import verlauf
from app.services.foerderfaelle import Fallmonat, Fallsumme, je_jahr
from app.services.haushaltszeilen import Plangroesse
from app.services.verteilung import MONATE_IM_JAHR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.haushaltszeilen import Fallgruppe
    from app.services.planblick import Planblick
    from app.services.regeln import Regel

NICHTS = Fallsumme(0, 0)


@dataclass(frozen=True, slots=True)
class Gruppenlage:
    """A group of cases with its months, or why they cannot be calculated."""

    gruppe: Fallgruppe
    monate: tuple[Fallmonat, ...]
    fehler: str = ""

    def im_jahr(self, jahr: int) -> Fallsumme:
        """Subsidy and PAT of a year, in Cent."""
        return je_jahr(self.monate).get(jahr, NICHTS)


@dataclass(frozen=True, slots=True)
class Fallmonatssumme:
    """One month (1–12) of the plan's year over all groups, in Cent."""

    monat: int
    zuschuss_cent: int
    pat_cent: int


@dataclass(frozen=True, slots=True)
class Patlage:
    """All groups of a plan. "New" are cases that begin in the plan's year or later."""

    haushaltsjahr: int
    gruppen: tuple[Gruppenlage, ...]
    rahmen_neu_cent: int | None
    rahmen_bestand_cent: int | None

    def summe(self, jahr: int, *, neu: bool | None = None) -> Fallsumme:
        """Subsidy and PAT of a year: of new cases, of those that run already, or of all (None)."""
        zuschuss = pat = 0
        for lage in self._von(neu=neu):
            teil = lage.im_jahr(jahr)
            zuschuss, pat = zuschuss + teil.zuschuss_cent, pat + teil.pat_cent
        return Fallsumme(zuschuss, pat)

    @property
    def jahre(self) -> tuple[int, ...]:
        """The years from the plan's on in which anything is paid, in order."""
        jahre = {m.jahr for lage in self.gruppen for m in lage.monate if m.jahr >= self.haushaltsjahr}
        return tuple(sorted(jahre | {self.haushaltsjahr}))

    @property
    def faelle(self) -> int:
        """How many cases there are in all groups."""
        return self.faelle_von()

    def faelle_von(self, *, neu: bool | None = None) -> int:
        """How many of them are new (True), run already (False), or are either (None)."""
        return sum(lage.gruppe.anzahl for lage in self._von(neu=neu))

    def _von(self, *, neu: bool | None) -> Iterable[Gruppenlage]:
        ab = self.haushaltsjahr
        return (lage for lage in self.gruppen if neu is None or neu == (lage.gruppe.beginn_jahr >= ab))

    @property
    def rahmen_cent(self) -> int | None:
        """The relief that is expected in all; None where nothing is entered."""
        if self.rahmen_neu_cent is None and self.rahmen_bestand_cent is None:
            return None
        return (self.rahmen_neu_cent or 0) + (self.rahmen_bestand_cent or 0)

    def monate(self) -> tuple[Fallmonatssumme, ...]:
        """The twelve months of the plan's year."""
        summen = {m: [0, 0] for m in range(1, MONATE_IM_JAHR + 1)}
        for monat in self._im_planjahr():
            summen[monat.monat][0] += monat.zuschuss_cent
            summen[monat.monat][1] += monat.pat_cent
        return tuple(Fallmonatssumme(m, zuschuss, pat) for m, (zuschuss, pat) in summen.items())

    def _im_planjahr(self) -> Iterable[Fallmonat]:
        return (m for lage in self.gruppen for m in lage.monate if m.jahr == self.haushaltsjahr)


def patlage(blick: Planblick, regeln: Sequence[Regel]) -> Patlage:
    """Calculate all groups of a plan; one that does not fit the rules counts nothing and says why."""

    def wert(groesse: Plangroesse) -> int | None:
        zeile = blick.planwerte.get(groesse)
        return zeile.wert if zeile else None

    return Patlage(
        blick.jahr,
        tuple(_lage(blick, gruppe, regeln) for gruppe in blick.fallgruppen),
        wert(Plangroesse.PAT_RAHMEN_NEU_CENT),
        wert(Plangroesse.PAT_RAHMEN_BESTAND_CENT),
    )


def _lage(blick: Planblick, gruppe: Fallgruppe, regeln: Sequence[Regel]) -> Gruppenlage:
    try:
        return Gruppenlage(gruppe, verlauf(blick, gruppe, regeln))
    except EingabeFehler as fehler:
        return Gruppenlage(gruppe, (), str(fehler))
