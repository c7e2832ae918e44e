"""Roll-ups of the measure rows, kept true by adding the difference of each edit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.models.arten import Eintrittestatus, Finanzierung

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.zeilen import Zeile


class Dimension(StrEnum):
    """What rows are grouped by."""

    GESAMT = "gesamt"
    HANDLUNGSFELD = "handlungsfeld"
    PRODUKTKATEGORIE = "produktkategorie"
    PRODUKT = "produkt"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Summe:
    """Roll-up of some rows: how many, their Eintritte and what they take, in Cent.

    ``mit_zahl`` counts the rows that have a number of Eintritte, ``kalkulation`` those planned from last
    year's amount; a group without any number but with such rows is itself "Kalkulation VJ".
    """

    zeilen: int = 0
    eintritte: int = 0
    mittelansatz_cent: int = 0
    mit_zahl: int = 0
    kalkulation: int = 0
    folgejahr_cent: int = 0
    """Amounts of new cases that are paid next year (Folgejahr-Bindung), in Cent."""
    folgejahr_offen: int = 0
    """Rows paid next year whose amount nobody has entered yet."""

    @property
    def eintritte_oder_none(self) -> int | None:
        """The Eintritte, or None where the group is "Kalkulation VJ"."""
        return None if self.mit_zahl == 0 and self.kalkulation else self.eintritte

    def plus(self, andere: Summe, faktor: int = 1) -> Summe:
        """This roll-up with another added (``faktor`` 1) or taken away (−1)."""
        return Summe(
            self.zeilen + faktor * andere.zeilen,
            self.eintritte + faktor * andere.eintritte,
            self.mittelansatz_cent + faktor * andere.mittelansatz_cent,
            self.mit_zahl + faktor * andere.mit_zahl,
            self.kalkulation + faktor * andere.kalkulation,
            self.folgejahr_cent + faktor * andere.folgejahr_cent,
            self.folgejahr_offen + faktor * andere.folgejahr_offen,
        )


LEER = Summe()


def beitrag(zeile: Zeile) -> Summe:
    """What one row adds to every roll-up it belongs to."""
    folgejahr = zeile.finanzierung is Finanzierung.AUSZAHLUNG_FOLGEJAHR
    return Summe(
        zeilen=1,
        eintritte=zeile.eintritte or 0,
        mittelansatz_cent=zeile.verplant_cent,
        mit_zahl=int(zeile.eintritte is not None),
        kalkulation=int(zeile.eintritte_status is Eintrittestatus.KALKULATION_VORJAHR),
        folgejahr_cent=(zeile.mittelansatz_cent or 0) if folgejahr else 0,
        folgejahr_offen=int(folgejahr and zeile.mittelansatz_cent is None),
    )


class Summen:
    """All roll-ups of a plan: ``summe(dimension, schluessel)``; the key None gathers rows without one."""

    def __init__(self, kategorie_von: dict[str, str | None]) -> None:
        """Start empty; ``kategorie_von`` maps a product to its category."""
        self._kategorie_von = kategorie_von
        self._stand: dict[tuple[Dimension, str | None], Summe] = {}

    @classmethod
    def aus(cls, zeilen: Iterable[Zeile], kategorie_von: dict[str, str | None]) -> Summen:
        """Full calculation over all rows."""
        summen = cls(kategorie_von)
        for zeile in zeilen:
            summen.buche(zeile, 1)
        return summen

    def buche(self, zeile: Zeile, faktor: int) -> None:
        """Add a row (``faktor`` 1) or take it away (−1)."""
        teil = beitrag(zeile)
        for schluessel in self._schluessel(zeile):
            neu = self._stand.get(schluessel, LEER).plus(teil, faktor)
            if neu == LEER:
                self._stand.pop(schluessel, None)
            else:
                self._stand[schluessel] = neu

    def summe(self, dimension: Dimension, schluessel: str | None = None) -> Summe:
        """The roll-up of one group; empty where no row belongs to it."""
        return self._stand.get((dimension, schluessel), LEER)

    @property
    def gesamt(self) -> Summe:
        """The roll-up of all rows."""
        return self.summe(Dimension.GESAMT)

    def als_dict(self) -> dict[tuple[Dimension, str | None], Summe]:
        """Every group that has rows (for comparing two calculations)."""
        return dict(self._stand)

    def _schluessel(self, zeile: Zeile) -> tuple[tuple[Dimension, str | None], ...]:
        kategorie = self._kategorie_von.get(zeile.produkt_id) if zeile.produkt_id else None
        return (
            (Dimension.GESAMT, None),
            (Dimension.HANDLUNGSFELD, zeile.handlungsfeld_id),
            (Dimension.PRODUKT, zeile.produkt_id),
            (Dimension.PRODUKTKATEGORIE, kategorie),
            (Dimension.TEAM, zeile.team_id),
        )
