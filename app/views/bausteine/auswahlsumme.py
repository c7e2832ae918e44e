"""Summe, Anzahl and Mittelwert of selected amounts, for the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.geld import format_eur, format_zahl

if TYPE_CHECKING:
    from collections.abc import Sequence


def geldsumme(werte: Sequence[int]) -> str:
    """``Summe 929.137,82 € · Anzahl 3 · Mittel 309.712,61 €`` of at least one amount in Cent."""
    summe, anzahl = sum(werte), len(werte)
    mittel = (2 * summe + anzahl) // (2 * anzahl)
    return f"Summe {format_eur(summe)} · Anzahl {format_zahl(anzahl)} · Mittel {format_eur(mittel)}"
