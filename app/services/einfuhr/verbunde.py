"""Merged cells of a sheet, found fast, however many and however large."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.einfuhr.rohdaten import Rohblatt, Verbund


class Verbunde:
    """The merged cells that touch some columns."""

    def __init__(self, blatt: Rohblatt, spalten: Iterable[int], bis_zeile: int | None = None) -> None:
        """Index them; ``bis_zeile`` leaves out those that begin at that row or below it."""
        grenze = len(blatt.zeilen) if bis_zeile is None else bis_zeile
        liste = sorted(
            (v for v in blatt.verbunden if v.erste_zeile < grenze),
            key=lambda v: (v.erste_zeile, v.letzte_zeile),
        )
        self._je_spalte = {
            s: [v for v in liste if v.erste_spalte <= s <= v.letzte_spalte] for s in set(spalten)
        }
        self._anfaenge = {s: [v.erste_zeile for v in liste] for s, liste in self._je_spalte.items()}

    def um(self, zeile: int, spalte: int) -> Verbund | None:
        """The merged cell that a place belongs to."""
        anfaenge = self._anfaenge.get(spalte)
        if not anfaenge:
            return None
        nummer = bisect_right(anfaenge, zeile) - 1
        if nummer < 0:
            return None
        verbund = self._je_spalte[spalte][nummer]
        return verbund if verbund.letzte_zeile >= zeile else None
