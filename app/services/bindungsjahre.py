"""The years from the plan's on: what is bound, what the plan adds, what a VE still allows (AMIP 2.2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.services.bindungsstand import Bindungsstand
    from app.services.budget import Kennzahlen
    from app.services.haushaltszeilen import VeZeile

VORSCHAU = 3
"""So many years after the plan's are always shown."""
_HOECHSTENS = 15


@dataclass(frozen=True, slots=True)
class Folgejahr:
    """New cases that are paid in the year after and that no Bindung stands for yet."""

    betrag_cent: int
    offen: int
    """Rows whose amount is not known yet."""


@dataclass(frozen=True, slots=True)
class Bindungsjahr:
    """What is bound, planned and free in one year, in Cent."""

    jahr: int
    vorbindung_cent: int
    """From Bindungen of years before the plan's year, after releases."""
    neu_gebunden_cent: int
    """Booked Bindungen of the plan's year, after releases."""
    neu_geplant_cent: int
    """Planned and not booked yet: Mittelansätze in the plan's year, "Auszahlung" rows in the year after."""
    frei_cent: int
    """What is left: of the Neufallbudget in the plan's year, of the VE in later years."""
    ve_cent: int | None
    """Ceiling for new commitments of a later year; None where there is none."""
    freirechnung_cent: int
    """Released of the year's Vorbindungen."""
    offen: int
    """Rows paid in this year whose amount is not known yet."""

    @property
    def summe_cent(self) -> int:
        """Bound and planned."""
        return self.vorbindung_cent + self.neu_gebunden_cent + self.neu_geplant_cent

    @property
    def neu_cent(self) -> int:
        """What new commitments take: in a later year, of its VE."""
        return self.neu_gebunden_cent + self.neu_geplant_cent

    @property
    def ueber_ve_cent(self) -> int:
        """By how much new commitments exceed the VE; 0 where they do not, or where there is none."""
        return 0 if self.ve_cent is None else max(0, self.neu_cent - self.ve_cent)


def bindungsjahre(
    stand: Bindungsstand, kennzahlen: Kennzahlen, folgejahr: Folgejahr, ve: Mapping[int, int]
) -> tuple[Bindungsjahr, ...]:
    """Years from the plan's on, at least ``VORSCHAU`` further, gaps filled; ``ve`` holds ceilings by year."""
    erstes = kennzahlen.haushaltsjahr
    letztes = max([erstes + VORSCHAU, stand.letztes_jahr, *ve])
    spaetere = range(erstes + 1, min(letztes, erstes + _HOECHSTENS) + 1)
    return (
        _planjahr(stand, kennzahlen),
        *(
            _spaeteres(jahr, stand, folgejahr if jahr == erstes + 1 else None, ve.get(jahr))
            for jahr in spaetere
        ),
    )


def _planjahr(stand: Bindungsstand, kennzahlen: Kennzahlen) -> Bindungsjahr:
    im_jahr = stand.im(kennzahlen.haushaltsjahr)
    gebunden, verplant = im_jahr.neu_gebunden_cent, kennzahlen.verplant_cent
    return Bindungsjahr(
        jahr=kennzahlen.haushaltsjahr,
        vorbindung_cent=im_jahr.vorbindung_cent - im_jahr.vorbindung_frei_cent,
        neu_gebunden_cent=gebunden,
        neu_geplant_cent=max(0, verplant - gebunden),
        frei_cent=max(0, kennzahlen.neufallbudget_cent - max(verplant, gebunden)),
        ve_cent=None,
        freirechnung_cent=im_jahr.vorbindung_frei_cent,
        offen=0,
    )


def _spaeteres(
    jahr: int, stand: Bindungsstand, folgejahr: Folgejahr | None, ve_cent: int | None
) -> Bindungsjahr:
    im_jahr = stand.im(jahr)
    geplant = folgejahr.betrag_cent if folgejahr else 0
    return Bindungsjahr(
        jahr=jahr,
        vorbindung_cent=im_jahr.vorbindung_cent - im_jahr.vorbindung_frei_cent,
        neu_gebunden_cent=im_jahr.neu_gebunden_cent,
        neu_geplant_cent=geplant,
        frei_cent=0 if ve_cent is None else max(0, ve_cent - im_jahr.neu_gebunden_cent - geplant),
        ve_cent=ve_cent,
        freirechnung_cent=im_jahr.vorbindung_frei_cent,
        offen=folgejahr.offen if folgejahr else 0,
    )


def geltend(zeilen: Iterable[VeZeile], jahr: int) -> VeZeile | None:
    """The latest entry for a year; None where there is none."""
    return max((z for z in zeilen if z.jahr == jahr), key=lambda z: (z.ab, z.id), default=None)


def grenzen(zeilen: Iterable[VeZeile]) -> dict[int, int]:
    """The ceilings in force by year, in Cent."""
    alle = tuple(zeilen)
    gelten = {jahr: geltend(alle, jahr) for jahr in sorted({z.jahr for z in alle})}
    return {jahr: zeile.betrag_cent for jahr, zeile in gelten.items() if zeile is not None}
