"""Names of sheets and cells, as formulas write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.services.zellname import spaltenname, zelle

__all__ = [
    "LAENGSTER_NAME",
    "Bereich",
    "Ort",
    "Zahl",
    "bereich",
    "blattbezug",
    "blattname",
    "spaltenname",
    "zelle",
]

LAENGSTER_NAME = 31
_VERBOTEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVIERT = {"history"}
_BLATTNAME = re.compile(r"""'((?:[^']|'')+)'!|"(?:[^"]|"")*\"""")
"""A sheet's name, or a text in which none is meant."""


def bereich(erste: int, letzte: int, spalte: int) -> str:
    """Cells below each other on the same sheet: ``C4:C42``."""
    return f"{zelle(erste, spalte)}:{zelle(letzte, spalte)}"


def blattbezug(blatt: str) -> str:
    """A sheet's name as formulas write it: ``'Abb. 1'``."""
    return "'" + blatt.replace("'", "''") + "'"


def genannte_blaetter(formel: str) -> frozenset[str]:
    """The names of the sheets that a formula points to."""
    return frozenset(name.replace("''", "'") for name in _BLATTNAME.findall(formel) if name)


@dataclass(frozen=True, slots=True)
class Ort:
    """A cell of the workbook, rows and columns counted from 0."""

    blatt: str
    zeile: int
    spalte: int

    @property
    def bezug(self) -> str:
        """The cell as any sheet's formula names it: ``'Abb. 1'!$C$5``."""
        return f"{blattbezug(self.blatt)}!${spaltenname(self.spalte)}${self.zeile + 1}"


@dataclass(frozen=True, slots=True)
class Zahl:
    """A figure of the workbook: its cell, and its value as of now (a count, or an amount in Cent)."""

    ort: Ort
    wert: int


@dataclass(frozen=True, slots=True)
class Bereich:
    """Cells below each other on a sheet, rows and columns counted from 0, both ends included."""

    blatt: str
    erste: int
    letzte: int
    spalte: int

    @property
    def bezug(self) -> str:
        """The cells as any sheet's formula names them: ``'HF 1'!$C$4:$C$42``."""
        name = spaltenname(self.spalte)
        return f"{blattbezug(self.blatt)}!${name}${self.erste + 1}:${name}${self.letzte + 1}"


def blattname(wunsch: str, vergeben: set[str]) -> str:
    """A name that Excel takes for a sheet, near ``wunsch`` and unlike all in ``vergeben``; added to these."""
    grund = " ".join(_VERBOTEN.sub("-", wunsch).split()).strip("'")[:LAENGSTER_NAME].strip("' ") or "Tabelle"
    if grund.casefold() in _RESERVIERT:
        grund = f"{grund}-"
    name, nummer = grund, 1
    while name.casefold() in vergeben:
        nummer += 1
        anhang = f" ({nummer})"
        name = grund[: LAENGSTER_NAME - len(anhang)].rstrip() + anhang
    vergeben.add(name.casefold())
    return name
