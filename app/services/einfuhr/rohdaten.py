"""What stood in a foreign file, cell by cell, before anybody says what it means: plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.services.zellname import zelle


class Zellart(StrEnum):
    """What a cell holds."""

    LEER = "leer"
    TEXT = "text"
    ZAHL = "zahl"
    DATUM = "datum"
    WAHR = "wahr"
    FEHLER = "fehler"
    """An error of the spreadsheet, ``#DIV/0!``."""
    NICHT_BERECHNET = "nicht_berechnet"
    """A formula without a value: never 0."""


@dataclass(frozen=True, slots=True)
class Rohzelle:
    """A cell: its kind, and its value as a text that loses nothing.

    ``text`` is the text itself; a number as a plain decimal (``867929.42``); a date as ``2019-11-06``; ``1``
    or ``0`` for true and false; the error's word; empty where there is nothing.
    """

    art: Zellart
    text: str = ""
    formel: str | None = None
    """The formula with its ``=`` where the value comes from one."""


LEER = Rohzelle(Zellart.LEER)


@dataclass(frozen=True, slots=True)
class Verbund:
    """Merged cells, rows and columns counted from 0, both ends included."""

    erste_zeile: int
    erste_spalte: int
    letzte_zeile: int
    letzte_spalte: int


@dataclass(frozen=True, slots=True)
class Rohblatt:
    """A sheet: rows from the first on, each cut after its last cell that holds something."""

    name: str
    zeilen: tuple[tuple[Rohzelle, ...], ...]
    verbunden: tuple[Verbund, ...] = ()
    versteckt: bool = False

    def zelle(self, zeile: int, spalte: int) -> Rohzelle:
        """The cell at a place counted from 0; an empty one where nothing was written."""
        if zeile < len(self.zeilen) and spalte < len(self.zeilen[zeile]):
            return self.zeilen[zeile][spalte]
        return LEER

    def ort(self, zeile: int, spalte: int) -> str:
        """What people call a cell: ``HF 1!B7``."""
        return f"{self.name}!{zelle(zeile, spalte)}"


@dataclass(frozen=True, slots=True)
class Rohmappe:
    """A file as it was read."""

    name: str
    """Name of the file, without its folder."""
    blaetter: tuple[Rohblatt, ...]
    geaendert_von: str | None = None
    """Who saved it last, as the file says."""
    geaendert_am: str | None = None
    """When it was saved last, as the file says: ``2019-11-06T14:02:11``."""
    hinweise: tuple[str, ...] = ()
    """German sentences: what was left out of what stood in the file (macros, links to other files)."""
