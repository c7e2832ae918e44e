"""What a native chart shows: where its figures stand, so that it stays live, and their values as of now."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.excel.bezug import Bereich

# Okabe and Ito: colour-blind people can tell these apart.
BLAU, HIMMEL, GRUEN = "#0072B2", "#56B4E9", "#009E73"
ORANGE, ZINNOBER, PURPUR = "#E69F00", "#D55E00", "#CC79A7"
UNSICHTBAR = ""
"""The colour of a series that only holds up the one above it."""

ZEILENHOEHE = 20.0
"""Height of the rows that a chart lies on, in points."""
ABSTAND = 6
"""Pixels between a chart and what is above it."""
_PUNKT_JE_PIXEL = 0.75


class Diagrammart(StrEnum):
    """The kinds of charts."""

    SAEULEN = "saeulen"
    """Columns, one series on top of the other."""
    BALKEN = "balken"
    """Bars from the left, the first row at the top."""
    KREIS = "kreis"
    """The parts of a whole."""


@dataclass(frozen=True, slots=True)
class Reihe:
    """One series: its cells and what they hold now (amounts in Cent, or counts)."""

    name: str
    bereich: Bereich
    farbe: str
    werte: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Diagramm:
    """A chart under a table."""

    art: Diagrammart
    beschreibung: str
    """What the chart says, for those who do not see it."""
    kategorien: Bereich
    namen: tuple[str, ...]
    """What the cells of ``kategorien`` hold now."""
    reihen: tuple[Reihe, ...]
    geld: bool
    """Amounts, not counts."""
    breite: int
    hoehe: int
    """In pixels."""
    farben: tuple[str, ...] = ()
    """Of each part of a whole."""
    legende: bool = False

    @property
    def zeilen(self) -> int:
        """So many rows of ``ZEILENHOEHE`` the chart takes."""
        return math.ceil((self.hoehe + 2 * ABSTAND) * _PUNKT_JE_PIXEL / ZEILENHOEHE)
