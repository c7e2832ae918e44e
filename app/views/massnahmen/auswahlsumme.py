"""Summe, Anzahl and Mittelwert of the selected cells, for the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.geld import format_zahl
from app.views.bausteine.auswahlsumme import geldsumme
from app.views.massnahmen.spalten import SPALTEN

if TYPE_CHECKING:
    from app.services.planblick import Planblick
    from app.views.massnahmen.modell import MassnahmenModell
    from app.views.massnahmen.tabelle import Massnahmentabelle


def auswahltext(blick: Planblick, modell: MassnahmenModell, tabelle: Massnahmentabelle) -> str:
    """``Auswahl: 3 Zellen · Summe 929.137,82 € · Mittel 309.712,61 €``; empty for a single cell.

    Counts and amounts are added apart: their sum would mean nothing.
    """
    bereich = tabelle.rechteck()
    if bereich is None:
        return ""
    zeilen, spalten = bereich
    zellen = len(zeilen) * len(spalten)
    if zellen < 2:  # noqa: PLR2004 - one cell needs no sum
        return ""
    teile = [f"Auswahl: {format_zahl(zellen)} Zellen"]
    for geld in (False, True):
        werte = _werte(blick, modell, zeilen, spalten, geld=geld)
        if werte:
            teile.append(_summentext(werte, geld=geld))
    return " · ".join(teile)


def _werte(
    blick: Planblick, modell: MassnahmenModell, zeilen: list[int], spalten: list[int], *, geld: bool
) -> list[int]:
    werte = []
    for spalte in (SPALTEN[s] for s in spalten):
        if spalte.wert is None or spalte.feld is None or spalte.geld is not geld:
            continue
        for stelle in zeilen:
            zeile = modell.zeile(stelle)
            wert = spalte.wert(blick, zeile) if zeile is not None else None
            if wert is not None:
                werte.append(wert)
    return werte


def _summentext(werte: list[int], *, geld: bool) -> str:
    if geld:
        return geldsumme(werte)
    summe, anzahl = sum(werte), len(werte)
    zehntel = (20 * summe + anzahl) // (2 * anzahl)
    genau = f"{format_zahl(zehntel // 10)},{zehntel % 10}"
    return f"Eintritte Σ {format_zahl(summe)} · Anzahl {format_zahl(anzahl)} · Mittel {genau}"
