"""For the tests of the import: sheets as they are read from foreign files, built from plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from app.models.arten import Eintrittestatus, Finanzierung
from app.services.einfuhr.rohdaten import LEER, Rohblatt, Rohmappe, Rohzelle, Verbund, Zellart
from app.services.einfuhr.spaltenraten import Deutung, Rolle, rate
from app.services.einfuhr.tabelle import lies_tabelle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.services.einfuhr.lesezeilen import Lesung

Wert = str | int | float | Rohzelle | None
JAHR = 2020
ZAHL, KALK, KEINE = Eintrittestatus.ZAHL, Eintrittestatus.KALKULATION_VORJAHR, Eintrittestatus.KEINE
NEUFALL, EINKAUF = Finanzierung.NEUFALL, Finanzierung.EINKAUF_VORJAHR
FOLGEJAHR, SGB_III, FREMD = (
    Finanzierung.AUSZAHLUNG_FOLGEJAHR,
    Finanzierung.SGB_III,
    Finanzierung.FREMDFINANZIERT,
)
KOPF = ("Leistung", "Plätze", "Mittelansatz")
ROLLEN = (Rolle.LEISTUNG, Rolle.EINTRITTE, Rolle.MITTELANSATZ)
ERWARTET = [
    ("Förderzentrum", 70, None, EINKAUF),
    ("AGH", 1635, 86792942, NEUFALL),
    ("Reise", None, 6644, NEUFALL),
]
DATEN: tuple[tuple[Wert, ...], ...] = (
    ("Förderzentrum", 70, "Einkauf erfolgte im Vorjahr"),
    ("AGH", 1635, 867929.42),
    ("Reise", "Kalkulation VJ", 66.44),
)


def zelle(wert: Wert, formel: str | None = None) -> Rohzelle:
    """Text from a text, a number from a number, an empty cell from None."""
    if isinstance(wert, Rohzelle):
        return wert
    if wert is None:
        return LEER
    if isinstance(wert, str):
        return Rohzelle(Zellart.TEXT, wert, formel)
    return Rohzelle(Zellart.ZAHL, repr(wert), formel)


def blatt(*zeilen: Sequence[Wert], verbunden: Sequence[tuple[int, int, int, int]] = ()) -> Rohblatt:
    """A sheet ``Tabelle1``; merged cells as first row, first column, last row, last column, from 0."""
    return Rohblatt(
        "Tabelle1",
        tuple(tuple(zelle(w) for w in zeile) for zeile in zeilen),
        tuple(Verbund(*v) for v in verbunden),
    )


def rohmappe(pfad: Path) -> Rohmappe:
    """A workbook of the program's own, with values and formulas."""
    werte, formeln = (openpyxl.load_workbook(pfad, data_only=nur_werte) for nur_werte in (True, False))
    blaetter = []
    for sheet in werte:
        oben = formeln[sheet.title]
        zeilen = tuple(
            tuple(zelle(_wert(z.value), _formel(oben.cell(z.row, z.column).value)) for z in zeile)
            for zeile in sheet.iter_rows()
        )
        bereiche = tuple(
            Verbund(b.min_row - 1, b.min_col - 1, b.max_row - 1, b.max_col - 1)
            for b in sheet.merged_cells.ranges
        )
        blaetter.append(Rohblatt(sheet.title, zeilen, bereiche))
    return Rohmappe(pfad.name, tuple(blaetter))


def _wert(wert: object) -> Wert:
    return wert if wert is None or isinstance(wert, str | int | float) else str(wert)


def _formel(wert: object) -> str | None:
    return wert if isinstance(wert, str) and wert.startswith("=") else None


def lies(roh: Rohblatt, jahr: int = JAHR) -> Lesung:
    """What is read with the columns as they are guessed."""
    return lies_tabelle(roh, rate(roh, jahr), jahr)


def rollen(deutung: Deutung) -> list[Rolle | None]:
    """The roles of all columns from the first on."""
    return [s.rolle for s in deutung.spalten]


def kurz(lesung: Lesung) -> list[tuple[object, ...]]:
    """Leistung, Eintritte, Mittelansatz and Finanzierung of each row."""
    return [(z.leistung, z.eintritte, z.mittelansatz_cent, z.finanzierung) for z in lesung.zeilen]


def fehlerlos(lesung: Lesung) -> bool:
    """Whether every row could be read."""
    return not any(z.fehler for z in lesung.zeilen)
