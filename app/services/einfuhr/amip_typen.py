"""What the text of a programme (AMIP) states besides its measures: tables and figures, plain frozen data.

Amounts are in Cent, shares in thousandths, full-time equivalents (VZÄ) in hundredths. None is what the text
does not say, or what could not be read of it: never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.models.arten import Eintrittestatus


@dataclass(frozen=True, slots=True)
class Foerderzeile:
    """A line of the overview of Eintritte (Abb. 6): one product."""

    bezeichnung: str
    eintritte: int | None
    status: Eintrittestatus | None
    textzeile: int


@dataclass(frozen=True, slots=True)
class Foerderkategorie:
    """A category of the overview with its lines."""

    nummer: str
    bezeichnung: str
    eintritte: int | None
    status: Eintrittestatus | None
    textzeile: int
    zeilen: tuple[Foerderzeile, ...] = ()


@dataclass(frozen=True, slots=True)
class Foerderfaelle:
    """The overview ``Eintritte / Förderfälle nach Produktkategorie``."""

    kategorien: tuple[Foerderkategorie, ...]
    summe: int | None
    textzeile: int
    """Line of its heading."""
    fehler: tuple[str, ...] = ()
    """German sentences: cells that could not be read."""

    @property
    def zeilen(self) -> tuple[Foerderzeile, ...]:
        """All lines, in their order."""
        return tuple(z for k in self.kategorien for z in k.zeilen)


@dataclass(frozen=True, slots=True)
class Sonderprojekt:
    """Money of a special project, outside of the budget (2.3)."""

    bezeichnung: str
    sachkosten_cent: int | None
    personalkosten_cent: int | None
    summe_cent: int | None
    textzeile: int


@dataclass(frozen=True, slots=True)
class Sonderprojekte:
    """The table of special projects with its own total."""

    zeilen: tuple[Sonderprojekt, ...]
    gesamt: Sonderprojekt | None


@dataclass(frozen=True, slots=True)
class PatPauschale:
    """Flat amount of the Passiv-Aktiv-Transfer for a month (2.4)."""

    konstellation: str
    monat_cent: int | None
    textzeile: int


@dataclass(frozen=True, slots=True)
class Betreuungsschluessel:
    """How many people one member of staff looks after: 1 to ``kunden`` (2.6.1)."""

    bereich: str
    kunden: int
    textzeile: int


@dataclass(frozen=True, slots=True)
class Personal:
    """Staff as it should be and as it is, in hundredths of a VZÄ (2.6.1)."""

    soll_hundertstel: int | None = None
    ist_hundertstel: int | None = None


@dataclass(frozen=True, slots=True)
class Kundengruppe:
    """A group of those entitled, and its share (5.1)."""

    bezeichnung: str
    anzahl: int | None
    anteil_promille: int | None
    textzeile: int


@dataclass(frozen=True, slots=True)
class Bildungsziel:
    """Planned Eintritte of one group of occupations (Abb. 14)."""

    berufsgruppe: str
    umschulungen: int | None
    teilqualifizierungen: int | None
    """Part of ``umschulungen``."""
    fortbildungen: int | None
    textzeile: int


@dataclass(frozen=True, slots=True)
class Bildungszielplanung:
    """The table of occupations with its own total."""

    zeilen: tuple[Bildungsziel, ...]
    gesamt: Bildungsziel | None


@dataclass(frozen=True, slots=True)
class Schaetzung16a:
    """Estimated cases of a municipal service (Abb. 16); ``zahl`` is None for ``nach Bedarf``."""

    leistung: str
    erbringer: str
    zahl: int | None
    wortlaut: str
    textzeile: int


@dataclass(frozen=True, slots=True)
class Budgetzahl:
    """A figure of the running text, with the words that say so."""

    cent: int
    fundstelle: str
    """``2.2.1, Textzeile 238``."""
    wortlaut: str


@dataclass(frozen=True, slots=True)
class Budgetangaben:
    """The figures of the budget that the running text names beyond doubt; None for all others."""

    globalbudget: Budgetzahl | None = None
    eingliederungsmittel: Budgetzahl | None = None
    verwaltungsmittel: Budgetzahl | None = None
    vorbindungen: Budgetzahl | None = None
    umschichtung: Budgetzahl | None = None
    rueckeinnahmen: Budgetzahl | None = None
    neufallbudget: Budgetzahl | None = None
    kfa: Budgetzahl | None = None
    vorleistungen: Budgetzahl | None = None
    verwaltungskostenbudget: Budgetzahl | None = None

    @property
    def eingliederungsmittel_aus_formel_cent(self) -> int | None:
        """Neufallbudget + Umschichtung + Vorbindungen − Rückeinnahmen (2.2.1), where all four are named."""
        neufall, umschichtung = self.neufallbudget, self.umschichtung
        vorbindungen, rueckeinnahmen = self.vorbindungen, self.rueckeinnahmen
        if neufall is None or umschichtung is None or vorbindungen is None or rueckeinnahmen is None:
            return None
        return neufall.cent + umschichtung.cent + vorbindungen.cent - rueckeinnahmen.cent

    @property
    def verwaltungsmittel_aus_formel_cent(self) -> int | None:
        """Verwaltungskostenbudget − KFA − Vorleistungen − Umschichtung (2.2.2), where all four are named."""
        gesamt, umschichtung = self.verwaltungskostenbudget, self.umschichtung
        kfa, vorleistungen = self.kfa, self.vorleistungen
        if gesamt is None or umschichtung is None or kfa is None or vorleistungen is None:
            return None
        return gesamt.cent - kfa.cent - vorleistungen.cent - umschichtung.cent
