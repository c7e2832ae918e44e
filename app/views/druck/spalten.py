"""How wide the columns of a printed table are: by their content, in as large a type as fits. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SCHRIFTGRADE = (90, 85, 80, 75, 70, 65)
"""Sizes of type (tenths of a point) from the one that is wanted to the smallest that can be read."""
GRAD = SCHRIFTGRADE[0]
_BEQUEMER_GRAD = 70
"""Smaller type than this only where the table would not fit otherwise."""
_BEQUEME_HOEHE = 2.0
"""Lines of a row on average that one still reads across."""
_SCHRITTE = 24
"""In so many steps what is left over is given to the columns that need it most."""
_VERSCHNITT = 105
"""Percent: so much of their own width broken texts need, because lines end at words."""


@dataclass(frozen=True, slots=True)
class Spaltenmass:
    """What a column needs at ``GRAD``: with every text on one line, and with words below each other.

    ``fest`` comes on top, whatever the size of type; ``proben`` are the widths of some texts, row by row.
    """

    ganz: int
    mindestens: int
    fest: int = 0
    proben: tuple[int, ...] = ()

    def bei(self, grad: int) -> Spaltenmass:
        """All of it in another size of type; what is fixed is part of both widths then."""
        ganz, mindestens = (_bei(breite, grad) + self.fest for breite in (self.ganz, self.mindestens))
        return Spaltenmass(ganz, mindestens, self.fest, tuple(_bei(breite, grad) for breite in self.proben))

    def zeilen(self, breite: int) -> list[int]:
        """How many lines each of the samples takes in a column of this width."""
        platz = max(breite - self.fest, 1)
        return [1 if probe <= platz else -(-probe * _VERSCHNITT // (100 * platz)) for probe in self.proben]


@dataclass(frozen=True, slots=True)
class Spaltensatz:
    """Columns side by side and their widths; a table that is too wide has several, with the first in each."""

    spalten: tuple[int, ...]
    breiten: tuple[int, ...]


def setze(masse: Sequence[Spaltenmass], platz: int) -> tuple[int, tuple[Spaltensatz, ...]]:
    """Size of type and columns for a width: smaller type first, then columns go on below.

    Type is also made smaller where rows would become high: one reads across more easily than down.
    """
    beste: tuple[float, int, tuple[int, ...]] | None = None
    for grad in SCHRIFTGRADE:
        kleine = [m.bei(grad) for m in masse]
        breiten = verteile(kleine, platz)
        if breiten is None or (beste is not None and grad < _BEQUEMER_GRAD):
            continue
        hoehe = _mittlere_hoehe(kleine, breiten)
        if beste is None or hoehe * grad < beste[0] * beste[1]:
            beste = (hoehe, grad, breiten)
        if beste[0] <= _BEQUEME_HOEHE:
            break
    if beste is not None:
        return beste[1], (Spaltensatz(tuple(range(len(masse))), beste[2]),)
    grad = SCHRIFTGRADE[-1]
    kleine = [_begrenzt(m.bei(grad), platz) for m in masse]
    saetze = []
    for spalten in _teile(kleine, platz):
        breiten = verteile([kleine[s] for s in spalten], platz) or ()
        saetze.append(Spaltensatz(spalten, breiten))
    return grad, tuple(saetze)


def verteile(masse: Sequence[Spaltenmass], platz: int) -> tuple[int, ...] | None:
    """Widths that fit; None where even words below each other are too wide.

    What the words leave goes where it saves most lines for its width, the rest to those that lack some.
    """
    if sum(m.ganz for m in masse) <= platz:
        return tuple(m.ganz for m in masse)
    breiten = [m.mindestens for m in masse]
    if sum(breiten) > platz:
        return None
    zeilen = [m.zeilen(breite) for m, breite in zip(masse, breiten, strict=True)]
    schritt = max((platz - sum(breiten)) // _SCHRITTE, 1)
    while (rest := platz - sum(breiten)) > 0:
        gewinn, spalte, mehr = max(
            (_gespart(m, breiten[s] + mehr, _hoehen(zeilen, s), zeilen[s]) / mehr, s, mehr)
            for s, m in enumerate(masse)
            for mehr in _weiten(schritt, min(rest, m.ganz - breiten[s]))
        )
        if not gewinn:
            break
        breiten[spalte] += mehr
        zeilen[spalte] = masse[spalte].zeilen(breiten[spalte])
    return tuple(_gib_rest(masse, breiten, platz - sum(breiten)))


def ist_breit(masse: Sequence[Spaltenmass], platz: int) -> bool:
    """True for a table that is better on a sheet turned sideways."""
    ganze = [m.bei(GRAD) for m in masse]
    return sum(m.mindestens for m in ganze) > platz or sum(m.ganz for m in ganze) * 4 > platz * 5


def _weiten(schritt: int, hoechstens: int) -> Iterator[int]:
    """By how much a column may be widened: to save a line can take more than one step."""
    weite = schritt
    while weite < hoechstens:
        yield weite
        weite *= 2
    yield max(hoechstens, 1)


def _hoehen(zeilen: list[list[int]], ohne: int) -> list[int]:
    """Lines of each sample row without one of its columns."""
    andere = [z for s, z in enumerate(zeilen) if s != ohne]
    return [max(hoehe) for hoehe in zip(*andere, strict=True)] if andere else [1] * len(zeilen[ohne])


def _gespart(mass: Spaltenmass, breite: int, hoehen: list[int], vorher: list[int]) -> int:
    """How many lines lower all samples together are if their column gets this width."""
    nachher = mass.zeilen(breite)
    return sum(max(h, v) - max(h, n) for h, v, n in zip(hoehen, vorher, nachher, strict=True))


def _mittlere_hoehe(masse: Sequence[Spaltenmass], breiten: Sequence[int]) -> float:
    """Lines of a sample row on average."""
    zeilen = [m.zeilen(breite) for m, breite in zip(masse, breiten, strict=True)]
    hoehen = [max(hoehe) for hoehe in zip(*zeilen, strict=True)]
    return sum(hoehen) / len(hoehen) if hoehen else 1.0


def _gib_rest(masse: Sequence[Spaltenmass], breiten: list[int], rest: int) -> list[int]:
    fehlt = [m.ganz - breite for m, breite in zip(masse, breiten, strict=True)]
    ganz = sum(fehlt)
    anteil = min(rest, ganz)
    return [b + (f * anteil // ganz if ganz else 0) for b, f in zip(breiten, fehlt, strict=True)]


def _bei(breite: int, grad: int) -> int:
    return -(-breite * grad // GRAD)


def _begrenzt(mass: Spaltenmass, platz: int) -> Spaltenmass:
    """A single word that is wider than half a sheet is broken."""
    return Spaltenmass(min(mass.ganz, platz), min(mass.mindestens, platz // 2), mass.fest, mass.proben)


def _teile(masse: Sequence[Spaltenmass], platz: int) -> list[tuple[int, ...]]:
    saetze, offen = [], [0]
    for spalte in range(1, len(masse)):
        if len(offen) > 1 and sum(masse[s].mindestens for s in (*offen, spalte)) > platz:
            saetze.append(tuple(offen))
            offen = [0]
        offen.append(spalte)
    return [*saetze, tuple(offen)]
