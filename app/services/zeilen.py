"""What views and checks get of a plan: frozen rows, never entities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.arten import Bildungsart, Budgetart, Eintrittestatus, Finanzierung, Umschichtungsbasis

if TYPE_CHECKING:
    import datetime as dt

__all__ = [
    "ERFUNDEN",
    "Budgetart",
    "Budgetzeile",
    "Eintrittestatus",
    "Finanzierung",
    "Katalogeintrag",
    "Plankopf",
    "Zeile",
]

ERFUNDEN = "Demodaten (erfunden)"
"""The mark of invented data."""


@dataclass(frozen=True, slots=True)
class Plankopf:
    """A plan's head: year, name, Stand and status."""

    id: str
    haushaltsjahr: int
    bezeichnung: str
    stand: dt.date | None
    status: str
    quelle: str | None
    umschichtung_basis: Umschichtungsbasis = Umschichtungsbasis.GEPLANT
    """Which sum of the Umschichtung the budget formulas use."""
    erfunden: bool = False
    """True for demo data: ``name`` says so."""

    @property
    def name(self) -> str:
        """What to call the plan wherever it shows: with the mark of demo data, whatever it is renamed to."""
        if self.erfunden and ERFUNDEN not in self.bezeichnung:
            return f"{self.bezeichnung} – {ERFUNDEN}"
        return self.bezeichnung

    @property
    def titel(self) -> str:
        """Name and Stand: ``AMIP-Entwurf, Stand 06.11.2019``."""
        return f"{self.name}, Stand {self.stand:%d.%m.%Y}" if self.stand else self.name


@dataclass(frozen=True, slots=True)
class Zeile:
    """One Ansatz with its Massnahme: a row of the grid and of the printed measure table.

    ``mittelansatz_cent`` is in Cent; only rows with ``finanzierung.zaehlt`` are verplant.
    """

    id: str
    """Key of the Ansatz."""
    massnahme_id: str
    leistung: str
    handlungsfeld_id: str | None
    produkt_id: str | None
    team_id: str | None
    eintritte: int | None
    eintritte_status: Eintrittestatus
    mittelansatz_cent: int | None
    finanzierung: Finanzierung
    funktion: str
    bemerkung: str
    team_hinweis: str | None
    quelle: str | None
    position: int
    """Position of the Massnahme within the plan."""
    ansatz_position: int

    @property
    def verplant_cent(self) -> int:
        """What the row takes of the Neufallbudget, in Cent."""
        return self.mittelansatz_cent or 0 if self.finanzierung.zaehlt else 0


@dataclass(frozen=True, slots=True)
class Katalogeintrag:
    """An entry of a catalogue (Handlungsfeld, Produktkategorie, Produkt or Team).

    ``gehoert_zu`` is the category of a product; ``zusatz`` its legal basis, or a team's source.
    """

    id: str
    position: int
    bezeichnung: str
    nummer: str | None = None
    kurz: str | None = None
    gehoert_zu: str | None = None
    ausgewiesen: bool = True
    zusatz: str | None = None
    tabellentitel: str | None = None
    abschnitt: str | None = None
    bildungsart: Bildungsart | None = None
    """What a product's entries count as in the Bildungszielplanung."""

    @property
    def titel(self) -> str:
        """Number and name: ``1 Arbeits- und Fachkräftesicherung``."""
        return f"{self.nummer} {self.bezeichnung}" if self.nummer else self.bezeichnung

    @property
    def kurztitel(self) -> str:
        """The short label for charts and narrow columns."""
        name = self.kurz or self.bezeichnung
        return f"{self.nummer} {name}" if self.nummer else name


@dataclass(frozen=True, slots=True)
class Budgetzeile:
    """One budget input in Cent; None while nobody has entered it."""

    id: str
    art: Budgetart
    betrag_cent: int | None
    quelle: str | None
    erlaeuterung: str | None
