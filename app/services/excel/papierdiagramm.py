"""A chart among the rows of a printed table: where it lies, and how high it is on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.excel.diagramm import Diagrammart
from app.services.excel.schrift import PUNKT_JE_PIXEL

if TYPE_CHECKING:
    from app.services.excel.diagramm import Diagramm

_KREIS = 78.0
_SAEULEN = 148.0
_LEGENDE = 18.0
_JE_BALKEN = 17.0
_LUFT = 16.0
"""Above and below bars, in points."""
_HOECHSTENS = 430.0
"""With its caption no chart is higher than a page."""


@dataclass(frozen=True, slots=True)
class Papierdiagramm:
    """A chart on the rows ``zeilen`` of its table, over the table's whole width."""

    zeilen: range
    diagramm: Diagramm

    def hoehen(self, je_zeile: float) -> dict[int, float]:
        """Its rows, each as high."""
        return dict.fromkeys(self.zeilen, je_zeile)

    @property
    def hoechstens(self) -> float:
        """Height in points that it may grow to where a page has room: that in Excel."""
        return self.diagramm.hoehe * PUNKT_JE_PIXEL


def papierhoehe(diagramm: Diagramm) -> float:
    """Height in points: lower than in Excel, so that a figure stays on one page with its neighbour."""
    if diagramm.art is Diagrammart.KREIS:
        return _KREIS
    if diagramm.art is Diagrammart.BALKEN:
        return min(_LUFT + _JE_BALKEN * len(diagramm.namen), _HOECHSTENS)
    return _SAEULEN + (_LEGENDE if diagramm.legende else 0.0)
