"""Lays printed tables out on pages: where each begins and ends, how far it is shrunk, what shares a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.excel.blatt import SEITENBREITE, SEITENHOEHE
from app.services.excel.schrift import PUNKT_JE_PIXEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.excel.papier import Papiertabelle

BREITE = SEITENBREITE * PUNKT_JE_PIXEL
"""Of the printed range of a page, in points; its height is ``SEITENHOEHE``."""
ABSTAND = 26.0
"""Between two tables on one page, in points."""
_HOECHSTENS_GESTAUCHT = 0.8
"""No smaller than this are tables made to share a page."""
_HOECHSTENS_STAUCHEN = 1.12
"""A table that is longer than a page by less than this is shrunk to one page: no page for a row or two."""
_GENAU = 0.01
"""Points that are no difference."""


@dataclass(frozen=True, slots=True)
class Teil:
    """Rows of a table on one page."""

    tabelle: Papiertabelle
    nummer: int
    """Which of ``abschnitte``."""
    abschnitte: tuple[range, ...]
    """The rows of the table on each of its pages."""
    massstab: float
    oben: float
    """Points below the top of the printed range."""

    @property
    def zeilen(self) -> range:
        """The table's own rows on this page."""
        return self.abschnitte[self.nummer]

    @property
    def kopf(self) -> range:
        """Rows that are repeated above them."""
        return self.tabelle.kopf if self.nummer else range(0)

    @property
    def ganz(self) -> bool:
        """True where the whole table stands on this page."""
        return len(self.abschnitte) == 1

    @property
    def hoehe(self) -> float:
        """On the page, in points."""
        punkte: float = sum(self.tabelle.hoehen[z] for z in (*self.kopf, *self.zeilen))
        return punkte * self.massstab


@dataclass(frozen=True, slots=True)
class Papierseite:
    """A page with one part of a table, or several small tables below each other."""

    teile: tuple[Teil, ...]

    @property
    def namen(self) -> str:
        """The sheets on it."""
        return " · ".join(teil.tabelle.name for teil in self.teile)


def seiten(tabellen: Iterable[Papiertabelle]) -> tuple[Papierseite, ...]:
    """All pages; whole tables of equal width share one where they fit, if need be a little smaller."""
    ergebnis: list[Papierseite] = []
    for tabelle in tabellen:
        teile = _teile(tabelle)
        if ergebnis and (gestapelt := _stapel((*ergebnis[-1].teile, *teile))) is not None:
            ergebnis[-1] = gestapelt
        else:
            ergebnis.extend(Papierseite((teil,)) for teil in teile)
    return tuple(ergebnis)


def erste_seiten(alle: Sequence[Papierseite], erste: int) -> dict[str, int]:
    """The page on which each sheet begins, by its name, where these pages are counted from ``erste``."""
    anfaenge: dict[str, int] = {}
    for nummer, seite in enumerate(alle, start=erste):
        for teil in seite.teile:
            anfaenge.setdefault(teil.tabelle.name, nummer)
    return anfaenge


def _teile(tabelle: Papiertabelle) -> list[Teil]:
    massstab = min(1.0, BREITE / tabelle.breite) if tabelle.breite else 1.0
    hoehe = sum(tabelle.hoehen) * massstab
    knapp = not tabelle.umbrueche and hoehe <= SEITENHOEHE * _HOECHSTENS_STAUCHEN
    if hoehe > SEITENHOEHE and (tabelle.eine_seite or knapp):
        massstab *= SEITENHOEHE / hoehe
    abschnitte = _abschnitte(tabelle, SEITENHOEHE / massstab)
    return [Teil(tabelle, nummer, abschnitte, massstab, 0.0) for nummer in range(len(abschnitte))]


def _abschnitte(tabelle: Papiertabelle, seite: float) -> tuple[range, ...]:
    """The rows of each page: the table's own breaks, and more where rows would not fit."""
    kopf = sum(tabelle.hoehen[z] for z in tabelle.kopf)
    gewollt, frei = set(tabelle.umbrueche), _trennbar(tabelle)
    anfaenge, belegt = [0], 0.0
    zeile = 0
    while zeile < len(tabelle.hoehen):
        hoehe = tabelle.hoehen[zeile]
        zu_viel = belegt + hoehe > seite + _GENAU and zeile > anfaenge[-1]
        if zeile > anfaenge[-1] and (zu_viel or zeile in gewollt):
            if zu_viel:
                # Back to where no merged cell is torn; where there is no such row, it has to be.
                zeile = next((z for z in range(zeile, anfaenge[-1], -1) if z in frei), zeile)
            anfaenge.append(zeile)
            belegt = kopf
            hoehe = tabelle.hoehen[zeile]
        belegt += hoehe
        zeile += 1
    return tuple(range(a, b) for a, b in zip(anfaenge, [*anfaenge[1:], len(tabelle.hoehen)], strict=True))


def _trennbar(tabelle: Papiertabelle) -> set[int]:
    """Rows below the repeated heading that no cell reaches into from above."""
    gebunden = {z for zelle in tabelle.zellen for z in range(zelle.zeile + 1, zelle.letzte_zeile + 1)}
    ab = tabelle.kopf.stop + 1 if tabelle.kopf else 1
    return set(range(ab, len(tabelle.hoehen))) - gebunden


def _stapel(teile: Sequence[Teil]) -> Papierseite | None:
    """Tables below each other on one page; None where they do not go together."""
    breite = teile[0].tabelle.breite
    if not all(teil.ganz and abs(teil.tabelle.breite - breite) < _GENAU for teil in teile):
        return None
    # As high as they are when nothing but the page's width shrinks them.
    volle = [_teile(teil.tabelle)[0] for teil in teile]
    luecken = ABSTAND * (len(teile) - 1)
    faktor = min(1.0, (SEITENHOEHE - luecken) / sum(teil.hoehe for teil in volle))
    if faktor < _HOECHSTENS_GESTAUCHT:
        return None
    ergebnis, oben = [], 0.0
    for teil in volle:
        ergebnis.append(replace(teil, massstab=teil.massstab * faktor, oben=oben))
        oben += ergebnis[-1].hoehe + ABSTAND
    return Papierseite(tuple(ergebnis))
