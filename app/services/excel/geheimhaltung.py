"""Which small counts are not told, so that none of them can be reckoned from what is told (no Excel here).

Counts of persons below a limit are not published (primary suppression). Where a sum stands beside its parts,
one missing part could be reckoned from the rest: a further cell is left out (secondary suppression) until no
small count follows from all equations together, nor from the bounds that a reader knows: every cell that is
left out is at least 1, as 0 is always told.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

GESPERRT = "•"
"""What stands in a cell whose count is not told."""
KLEINSTE_GRENZE, GROESSTE_GRENZE = 2, 20
_RUNDEN = 100
"""So often at most are bounds narrowed; each round is another thought of a reader."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Unterdrueckung:
    """How small counts are left out."""

    unter: int = 3
    """Counts from 1 to below this are left out; 0 is told."""
    komplementaer: bool = True
    """Further cells are left out, so that nobody can reckon them."""

    def __post_init__(self) -> None:
        """Refuse a limit that would leave out nothing, or nearly everything."""
        if not KLEINSTE_GRENZE <= self.unter <= GROESSTE_GRENZE:
            msg = f"Die Grenze für kleine Zahlen liegt zwischen {KLEINSTE_GRENZE} und {GROESSTE_GRENZE}."
            raise ValueError(msg)

    def ist_klein(self, wert: int) -> bool:
        """True for a count that is not told."""
        return 0 < wert < self.unter

    @property
    def legende(self) -> str:
        """What the mark means."""
        zusatz = " oder zu deren Schutz unterdrückt" if self.komplementaer else ""
        return f"{GESPERRT} = Zahl unter {self.unter}{zusatz}"


@dataclass(frozen=True, slots=True)
class Gleichung(Generic[K]):
    """A sum and its parts, all of which are shown or could be."""

    summe: K
    teile: tuple[K, ...]

    @property
    def zellen(self) -> tuple[K, ...]:
        """The parts, then the sum."""
        return (*self.teile, self.summe)


def gesperrte(
    werte: Mapping[K, int], gleichungen: Sequence[Gleichung[K]], wie: Unterdrueckung
) -> frozenset[K]:
    """The cells that are not told.

    Args:
        werte: the count of each cell, none of them negative; a cell without one counts 0.
        gleichungen: which cells add up to which.
        wie: the limit, and whether further cells are left out.
    """
    primaer = frozenset(zelle for zelle, wert in werte.items() if wie.ist_klein(wert))
    gesperrt = set(primaer)
    if not wie.komplementaer or not gesperrt:
        return primaer
    while True:
        _sperre_zweite(werte, gleichungen, gesperrt)
        folgende: set[K] = errechenbare(werte, gleichungen, gesperrt)
        offenbar = primaer & folgende
        if not offenbar:
            return frozenset(gesperrt)
        # Where everything that hangs together is left out, nothing follows: all of it could be twice as much.
        gesperrt.add(_kleinste(werte, _nachbarn(offenbar, gleichungen, gesperrt, werte)))


def _sperre_zweite(werte: Mapping[K, int], gleichungen: Sequence[Gleichung[K]], gesperrt: set[K]) -> None:
    """No equation with one missing cell alone; repeated until stable."""
    geaendert = True
    while geaendert:
        geaendert = False
        for gleichung in gleichungen:
            if sum(zelle in gesperrt for zelle in gleichung.zellen) == 1:
                gesperrt.add(_kleinste(werte, _offene(gleichung, gesperrt, werte)))
                geaendert = True


def _offene(gleichung: Gleichung[K], gesperrt: set[K], werte: Mapping[K, int]) -> list[K]:
    return [z for z in gleichung.zellen if z not in gesperrt and werte.get(z, 0) > 0]


def _kleinste(werte: Mapping[K, int], zellen: Iterable[K]) -> K:
    """The cell whose loss costs least; the first of equal ones."""
    return min(zellen, key=lambda zelle: werte[zelle])


def _nachbarn(
    zellen: frozenset[K], gleichungen: Sequence[Gleichung[K]], gesperrt: set[K], werte: Mapping[K, int]
) -> list[K]:
    """Cells that are told, in the nearest equations that share missing cells with these."""
    verbunden = set(zellen)
    while True:
        nahe = [g for g in gleichungen if not verbunden.isdisjoint(g.zellen)]
        if offene := [z for g in nahe for z in _offene(g, gesperrt, werte)]:
            return offene
        verbunden |= {z for g in nahe for z in g.zellen if z in gesperrt}


# -- what a reader can reckon ------------------------------------------------------------------------


def errechenbare(
    werte: Mapping[K, int], gleichungen: Sequence[Gleichung[K]], gesperrt: set[K] | frozenset[K]
) -> set[K]:
    """The missing cells that have one value only, by all equations together or by their bounds."""
    betroffen = [g for g in gleichungen if not gesperrt.isdisjoint(g.zellen)]
    return _eindeutige(betroffen, gesperrt) | _eingegrenzte(werte, betroffen, gesperrt)


def _eindeutige(gleichungen: Sequence[Gleichung[K]], gesperrt: set[K] | frozenset[K]) -> set[K]:
    """Cells that the equations determine: after elimination they stand alone in a row."""
    zeilen: dict[K, dict[K, Fraction]] = {}
    for gleichung in gleichungen:
        neu = {z: Fraction(1) for z in gleichung.teile if z in gesperrt}
        if gleichung.summe in gesperrt:
            neu[gleichung.summe] = neu.get(gleichung.summe, Fraction(0)) - 1
        for pivot in [z for z in neu if z in zeilen]:
            _ziehe_ab(neu, zeilen[pivot], neu.get(pivot, Fraction(0)))
        if not neu:
            continue
        pivot, faktor = next(iter(neu.items()))
        neu = {z: wert / faktor for z, wert in neu.items()}
        for zeile in zeilen.values():
            _ziehe_ab(zeile, neu, zeile.get(pivot, Fraction(0)))
        zeilen[pivot] = neu
    return {pivot for pivot, zeile in zeilen.items() if len(zeile) == 1}


def _ziehe_ab(zeile: dict[K, Fraction], andere: Mapping[K, Fraction], faktor: Fraction) -> None:
    if not faktor:
        return
    for zelle, wert in andere.items():
        rest = zeile.get(zelle, Fraction(0)) - faktor * wert
        if rest:
            zeile[zelle] = rest
        else:
            zeile.pop(zelle, None)


def _eingegrenzte(
    werte: Mapping[K, int], gleichungen: Sequence[Gleichung[K]], gesperrt: set[K] | frozenset[K]
) -> set[K]:
    """Cells whose lower and upper bound meet: of two that make 2 together, each is 1."""
    grenzen: dict[K, tuple[float, float]] = {
        z: (1, math.inf) for g in gleichungen for z in g.zellen if z in gesperrt
    }
    for _ in range(_RUNDEN):
        enger = [_grenze_ein(gleichung, werte, grenzen) for gleichung in gleichungen]
        if True not in enger:
            break
    return {z for z, (unten, oben) in grenzen.items() if unten == oben}


def _grenze_ein(
    gleichung: Gleichung[K], werte: Mapping[K, int], grenzen: dict[K, tuple[float, float]]
) -> bool:
    """Narrow the bounds by one equation; True where one became narrower."""

    def von(zelle: K) -> tuple[float, float]:
        wert = werte.get(zelle, 0)
        return grenzen.get(zelle, (wert, wert))

    paare = [von(z) for z in gleichung.teile]
    unten = sum(paar[0] for paar in paare)
    endlich = sum(paar[1] for paar in paare if paar[1] < math.inf)
    offen = sum(paar[1] == math.inf for paar in paare)
    summe_unten, summe_oben = von(gleichung.summe)
    neu = {gleichung.summe: (unten, math.inf if offen else endlich)}
    for zelle, (teil_unten, teil_oben) in zip(gleichung.teile, paare, strict=True):
        andere_offen = offen - (teil_oben == math.inf)
        andere_oben = math.inf if andere_offen else endlich - (0 if teil_oben == math.inf else teil_oben)
        neu[zelle] = (summe_unten - andere_oben, summe_oben - (unten - teil_unten))
    geaendert = False
    for zelle, (untere, obere) in neu.items():
        if zelle in grenzen:
            bisher = grenzen[zelle]
            grenzen[zelle] = (max(bisher[0], untere), min(bisher[1], obere))
            geaendert |= grenzen[zelle] != bisher
    return geaendert
