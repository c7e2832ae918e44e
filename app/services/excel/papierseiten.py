"""Lays printed tables out on pages: where each begins and ends, how far it is shrunk, what shares a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.excel.blatt import SEITENBREITE, SEITENHOEHE
from app.services.excel.schrift import PUNKT_JE_PIXEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.excel.papier import Papiertabelle
    from app.services.excel.papierdiagramm import Papierdiagramm

BREITE = SEITENBREITE * PUNKT_JE_PIXEL
"""Of the printed range of a page, in points; its height is ``SEITENHOEHE``."""
ABSTAND = 26.0
"""Between two tables on one page, in points."""
_HOECHSTENS_GESTAUCHT = 0.8
"""By no more than this are tables made smaller to share a page."""
_KLEINSTER_MASSSTAB = 0.7
"""Nor are they so small that their text has less than 7 points."""
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
        """Rows that are repeated above them; a chart needs no heading of the table."""
        am_diagramm = any(self.zeilen.start in d.zeilen for d in self.tabelle.diagramme)
        return self.tabelle.kopf if self.nummer and not am_diagramm else range(0)

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
    """All pages in the tables' order: as few as can be, and among those the evenly filled ones."""
    ergebnis: list[Papierseite] = []
    kleine: list[Papiertabelle] = []
    for tabelle in tabellen:
        teile = _teile(tabelle)
        if len(teile) == 1 and not tabelle.verzeichnis:
            kleine.append(tabelle)
            continue
        ergebnis += [*_gepackt(kleine), *(Papierseite((teil,)) for teil in teile)]
        kleine = []
    return (*ergebnis, *_gepackt(kleine))


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
    """Rows below the repeated heading that neither a cell nor a chart reaches into from above."""
    gebunden = {z for zelle in tabelle.zellen for z in range(zelle.zeile + 1, zelle.letzte_zeile + 1)}
    gebunden.update(z for diagramm in tabelle.diagramme for z in diagramm.zeilen[1:])
    ab = tabelle.kopf.stop + 1 if tabelle.kopf else 1
    return set(range(ab, len(tabelle.hoehen))) - gebunden


@dataclass(frozen=True, slots=True)
class _Packung:
    """Pages for the first so many tables, and how uneven they are."""

    seiten: tuple[Papierseite, ...] = ()
    maengel: float = 0.0

    @property
    def rang(self) -> tuple[int, float]:
        """Fewer pages first."""
        return len(self.seiten), self.maengel

    def mit(self, seite: Papierseite, maengel: float) -> _Packung:
        """One page more."""
        return _Packung((*self.seiten, seite), self.maengel + maengel)


def _gepackt(tabellen: Sequence[Papiertabelle]) -> tuple[Papierseite, ...]:
    """Whole tables on pages: the best way for one more is that for those before it and a last page."""
    beste = [_Packung()]
    for ende in range(1, len(tabellen) + 1):
        wege = []
        for anfang in range(ende - 1, -1, -1):
            gestapelt = _stapel(tabellen[anfang:ende])
            if gestapelt is None:
                break
            wege.append(beste[anfang].mit(*gestapelt))
        beste.append(min(wege, key=lambda weg: weg.rang))
    return tuple(_mit_grossen_diagrammen(seite) for seite in beste[-1].seiten)


def _mit_grossen_diagrammen(seite: Papierseite) -> Papierseite:
    """Charts take what is left free on a page, up to their height in Excel; what is below moves down."""
    letzter = seite.teile[-1]
    frei = (SEITENHOEHE - letzter.oben - letzter.hoehe) / letzter.massstab
    wuensche = sum(_zuwachs(teil.tabelle) for teil in seite.teile)
    if frei <= 0 or not wuensche:
        return seite
    anteil = min(1.0, frei / wuensche)
    teile, oben = [], 0.0
    for teil in seite.teile:
        teile.append(replace(teil, tabelle=_vergroessert(teil.tabelle, anteil), oben=oben))
        oben += teile[-1].hoehe + ABSTAND
    return Papierseite(tuple(teile))


def _fehlt(tabelle: Papiertabelle, diagramm: Papierdiagramm) -> float:
    return max(0.0, diagramm.hoechstens - sum(tabelle.hoehen[z] for z in diagramm.zeilen))


def _zuwachs(tabelle: Papiertabelle) -> float:
    return sum(_fehlt(tabelle, diagramm) for diagramm in tabelle.diagramme)


def _vergroessert(tabelle: Papiertabelle, anteil: float) -> Papiertabelle:
    for d in tabelle.diagramme:
        je_zeile = tabelle.hoehen[d.zeilen.start] + _fehlt(tabelle, d) * anteil / len(d.zeilen)
        tabelle = tabelle.mit_hoehen(d.hoehen(je_zeile))
    return tabelle


def _stapel(tabellen: Sequence[Papiertabelle]) -> tuple[Papierseite, float] | None:
    """Tables below each other at one scale, and how far from even that is; None where they do not fit."""
    einzeln = [_teile(tabelle)[0] for tabelle in tabellen]
    if len(einzeln) == 1:
        return Papierseite((einzeln[0],)), _leere(einzeln[0].hoehe)
    luecken = ABSTAND * (len(tabellen) - 1)
    von_selbst = min(teil.massstab for teil in einzeln)
    hoehe = sum(sum(tabelle.hoehen) for tabelle in tabellen)
    massstab = min(von_selbst, (SEITENHOEHE - luecken) / hoehe)
    if massstab < max(_HOECHSTENS_GESTAUCHT * max(teil.massstab for teil in einzeln), _KLEINSTER_MASSSTAB):
        return None
    teile, oben = [], 0.0
    for teil in einzeln:
        teile.append(replace(teil, massstab=massstab, oben=oben))
        oben += teile[-1].hoehe + ABSTAND
    gestaucht = 1 - massstab / von_selbst
    return Papierseite(tuple(teile)), _leere(oben - ABSTAND) + gestaucht**2


def _leere(hoehe: float) -> float:
    return (1 - hoehe / SEITENHOEHE) ** 2
