"""Bindungen as views and calculations get them: frozen, with what is due, paid and released by year."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.models.arten import Bindungsart, Bindungsteil, Zahlungsart, Zahlungsstand

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

__all__ = [
    "Bindungsart",
    "Bindungsteil",
    "Bindungszeile",
    "Faelligkeit",
    "Freirechnungszeile",
    "Vertrag",
    "Zahlungsart",
    "Zahlungsstand",
    "Zahlungszeile",
]


@dataclass(frozen=True, slots=True)
class Faelligkeit:
    """What a Bindung takes in a year, or in one month (1–12) of it, in Cent."""

    id: str
    jahr: int
    monat: int | None
    betrag_cent: int


@dataclass(frozen=True, slots=True)
class Zahlungszeile:
    """What was ordered or paid, in Cent, booked to Haushaltsjahr ``jahr``."""

    id: str
    bindung_id: str
    jahr: int
    datum: dt.date
    betrag_cent: int
    art: Zahlungsart
    stand: Zahlungsstand
    beleg: str | None
    bemerkung: str | None


@dataclass(frozen=True, slots=True)
class Freirechnungszeile:
    """What of a year's amount is released, in Cent, and why."""

    id: str
    bindung_id: str
    jahr: int
    datum: dt.date
    betrag_cent: int
    grund: str


@dataclass(frozen=True, slots=True)
class Vertrag:
    """The contract or grant behind a Bindung, as far as it is known; see ``models.bindung.Bindung``."""

    art: Bindungsart = Bindungsart.VERTRAG
    teil: Bindungsteil = Bindungsteil.GRUNDVERTRAG
    wirksam: bool = True
    """False for an option that is not drawn: it binds nothing."""
    sammel_id: str | None = None
    """The known sum that this contract is a part of."""
    grund_id: str | None = None
    """The base contract of an option or top-up."""
    produkt_id: str | None = None
    ansatz_id: str | None = None
    """The row "Auszahlung im Folgejahr" that this Bindung is."""
    fallgruppe_id: str | None = None
    vorgaenger_id: str | None = None
    vertragspartner: str | None = None
    aktenzeichen: str | None = None
    datum: dt.date | None = None
    laufzeit_von: dt.date | None = None
    laufzeit_bis: dt.date | None = None
    summe_cent: int | None = None
    """What the contract amounts to; None: the sum of what falls due."""
    plaetze: int | None = None
    besetzt: int | None = None
    abschlag_promille: int | None = None
    zahlungsziel_tage: int | None = None
    skonto_promille: int | None = None
    skonto_tage: int | None = None

    @property
    def auslastung_promille(self) -> int | None:
        """Places that are filled, in thousandths; None where that is not known."""
        if not self.plaetze or self.besetzt is None:
            return None
        return self.besetzt * 1000 // self.plaetze


KEIN_VERTRAG = Vertrag()


@dataclass(frozen=True, slots=True)
class Jahreswerte:
    """What one Bindung holds for a year, in Cent; see the methods of ``Bindungszeile``."""

    betrag_cent: int = 0
    frei_cent: int = 0
    gezahlt_cent: int = 0
    abschlag_cent: int = 0


_NICHTS = Jahreswerte()


@dataclass(frozen=True, slots=True)
class Bindungszeile:
    """A Bindung with its due amounts, payments and releases. All amounts in Cent."""

    id: str
    position: int
    bezeichnung: str
    herkunft_jahr: int
    aufgegliedert: bool
    massnahme_id: str | None
    bemerkung: str | None
    quelle: str | None
    faelligkeiten: tuple[Faelligkeit, ...]
    vertrag: Vertrag = KEIN_VERTRAG
    zahlungen: tuple[Zahlungszeile, ...] = ()
    freirechnungen: tuple[Freirechnungszeile, ...] = ()
    je_jahr: Mapping[int, Jahreswerte] = field(init=False, repr=False, compare=False)
    """All of it summed by year, once: lists and sums ask for it again and again."""

    def __post_init__(self) -> None:
        """Sum up by year."""
        object.__setattr__(self, "je_jahr", _summiert(self))

    @property
    def jahre(self) -> tuple[int, ...]:
        """The years in which something falls due, in order."""
        return tuple(sorted({f.jahr for f in self.faelligkeiten}))

    @property
    def bewegte_jahre(self) -> set[int]:
        """The years in which something was paid or released."""
        return {z.jahr for z in self.zahlungen} | {f.jahr for f in self.freirechnungen}

    def betrag_cent(self, jahr: int) -> int:
        """Due in ``jahr`` by contract, before any release; an option that is not drawn included."""
        return self.je_jahr.get(jahr, _NICHTS).betrag_cent

    def festgelegt_cent(self, jahr: int) -> int:
        """What binds the year's money by contract: nothing while an option is not drawn."""
        return self.betrag_cent(jahr) if self.vertrag.wirksam else 0

    def frei_cent(self, jahr: int) -> int:
        """What is released of the year's amount."""
        return self.je_jahr.get(jahr, _NICHTS).frei_cent

    def gebunden_cent(self, jahr: int) -> int:
        """What binds the year's money after releases."""
        return self.festgelegt_cent(jahr) - self.frei_cent(jahr)

    def gezahlt_cent(self, jahr: int) -> int:
        """Ordered or paid out in the year."""
        return self.je_jahr.get(jahr, _NICHTS).gezahlt_cent

    def abschlag_cent(self, jahr: int) -> int:
        """What of it was paid on account."""
        return self.je_jahr.get(jahr, _NICHTS).abschlag_cent

    def offen_cent(self, jahr: int) -> int:
        """Bound, and neither ordered nor paid nor released."""
        return self.gebunden_cent(jahr) - self.gezahlt_cent(jahr)


def _summiert(bindung: Bindungszeile) -> dict[int, Jahreswerte]:
    betrag: dict[int, int] = {}
    frei: dict[int, int] = {}
    gezahlt: dict[int, int] = {}
    abschlag: dict[int, int] = {}
    for f in bindung.faelligkeiten:
        betrag[f.jahr] = betrag.get(f.jahr, 0) + f.betrag_cent
    for r in bindung.freirechnungen:
        frei[r.jahr] = frei.get(r.jahr, 0) + r.betrag_cent
    for z in bindung.zahlungen:
        gezahlt[z.jahr] = gezahlt.get(z.jahr, 0) + z.betrag_cent
        if z.art is Zahlungsart.ABSCHLAG:
            abschlag[z.jahr] = abschlag.get(z.jahr, 0) + z.betrag_cent
    return {
        jahr: Jahreswerte(betrag.get(jahr, 0), frei.get(jahr, 0), gezahlt.get(jahr, 0), abschlag.get(jahr, 0))
        for jahr in {**betrag, **frei, **gezahlt}
    }
