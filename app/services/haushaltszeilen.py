"""What shapes the year's money, as views and calculations get it: VE, Umschichtungen, Freigaben, cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.arten import (
    Anrechnung,
    Plangroesse,
    Umschichtungsbasis,
    Umschichtungsrichtung,
    Umschichtungsstand,
    VeStand,
)

if TYPE_CHECKING:
    import datetime as dt

__all__ = [
    "Anrechnung",
    "Fallgruppe",
    "Freigabezeile",
    "Plangroesse",
    "Planwertzeile",
    "Umschichtungsbasis",
    "Umschichtungsrichtung",
    "Umschichtungsstand",
    "Umschichtungszeile",
    "VeStand",
    "VeZeile",
]


@dataclass(frozen=True, slots=True)
class VeZeile:
    """A ceiling (Cent) for what may be committed for the later year ``jahr``, as of ``ab``."""

    id: str
    jahr: int
    ab: dt.date
    betrag_cent: int
    stand: VeStand
    bemerkung: str | None


@dataclass(frozen=True, slots=True)
class Umschichtungszeile:
    """A movement of money (Cent, always positive; ``richtung`` says where it goes)."""

    id: str
    datum: dt.date | None
    richtung: Umschichtungsrichtung
    stand: Umschichtungsstand
    betrag_cent: int
    von_produkt_id: str | None
    nach_produkt_id: str | None
    grund: str

    @property
    def in_verwaltung_cent(self) -> int:
        """What it moves into the Verwaltung, in Cent: negative the other way, 0 between products."""
        if self.richtung is Umschichtungsrichtung.IN_VERWALTUNG:
            return self.betrag_cent
        return -self.betrag_cent if self.richtung is Umschichtungsrichtung.IN_EINGLIEDERUNG else 0


@dataclass(frozen=True, slots=True)
class Freigabezeile:
    """A part (thousandths) of the year's funds that is released from ``von`` until ``bis``."""

    id: str
    von: dt.date
    bis: dt.date
    anteil_promille: int
    anrechnung: Anrechnung
    bemerkung: str | None


@dataclass(frozen=True, slots=True)
class Fallgruppe:
    """Cases of § 16i or § 16e that begin in the same month with the same wage (Cent, one case a month)."""

    id: str
    position: int
    bezeichnung: str
    produkt_id: str | None
    massnahme_id: str | None
    klasse: int | None
    anzahl: int
    beginn_jahr: int
    beginn_monat: int
    dauer_monate: int
    lohn_cent: int
    bemerkung: str | None


@dataclass(frozen=True, slots=True)
class Planwertzeile:
    """A named input of a calculator: Cent, millionths or a count, by its name."""

    id: str
    groesse: Plangroesse
    wert: int | None
    quelle: str | None
