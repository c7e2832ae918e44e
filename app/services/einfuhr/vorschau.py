"""What an import would change, item by item, before anything happens."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ANSATZ, BUDGETPOSTEN, HANDLUNGSFELD = "ansatz", "budgetposten", "handlungsfeld"
PRODUKTKATEGORIE, PRODUKT, BINDUNG = "produktkategorie", "produkt", "bindung"


class Quellenart(StrEnum):
    """What kind of source it was."""

    EIGENE = "eigene"
    """A workbook that this program wrote."""
    TABELLE = "tabelle"
    """A foreign table."""
    AMIP = "amip"
    """The text of a programme."""


class Postenart(StrEnum):
    """What an item does."""

    ZELLE = "zelle"
    NEU = "neu"
    WEG = "weg"


@dataclass(frozen=True, slots=True)
class Posten:
    """One change that can be accepted or rejected.

    ``alt`` is what the plan says now, ``neu`` what the source says, ``basis`` what the plan said when the
    source was written (None where the source does not know it). All are texts as people read them.
    """

    schluessel: str
    """Stable within the preview: ``ansatz:0f3c…:eintritte``."""
    art: Postenart
    tabelle: str
    zeile_id: str
    """The row that is changed or goes; for a new one its key to be."""
    gruppe: str
    """The sheet or table that it stands on."""
    name: str
    """What the row is called."""
    ort: str
    """Where the source says it: ``HF 1!B7``."""
    feld: str = ""
    feldwort: str = ""
    alt: str = ""
    neu: str = ""
    basis: str | None = None
    konflikt: bool = False
    """True where the plan has changed too since the source was written."""
    fehler: str = ""
    """Why it cannot be taken over; empty where it can."""
    vermerk: str = ""
    texte: Mapping[str, str] = field(default_factory=dict)
    """What a new row holds, by column."""
    zusatz: Mapping[str, str] = field(default_factory=dict)
    """What a new row belongs to: ``handlungsfeld_id``, ``massnahme_id``, ``nach`` …"""

    @property
    def moeglich(self) -> bool:
        """True where it can be accepted."""
        return not self.fehler

    @property
    def vorgeschlagen(self) -> bool:
        """True where it is accepted unless somebody says otherwise: possible, and no conflict."""
        return self.moeglich and not self.konflikt and self.art is not Postenart.WEG


@dataclass(frozen=True, slots=True)
class Vorschau:
    """All that an import would change in one plan."""

    plan_id: str
    art: Quellenart
    quelle: str
    """Name of the file."""
    posten: tuple[Posten, ...]
    hinweise: tuple[str, ...] = ()
    """German sentences about what was found and is not taken over."""
    geaendert_von: str | None = None
    """Who saved the source last, as it says of itself."""
    geaendert_am: str | None = None
    unveraendert: int = 0
    """How many rows stand in the plan just so."""

    @property
    def vorgeschlagen(self) -> frozenset[str]:
        """Keys of the items that are accepted unless somebody says otherwise."""
        return frozenset(p.schluessel for p in self.posten if p.vorgeschlagen)

    def nach_schluessel(self, schluessel: Iterable[str]) -> tuple[Posten, ...]:
        """The items of these keys, in the order of the preview."""
        gewaehlt = set(schluessel)
        return tuple(p for p in self.posten if p.schluessel in gewaehlt)


def vereint(posten: Sequence[Posten]) -> Posten:
    """What several rows of one measure say of a shared field: one item, impossible where they differ."""
    worte = dict.fromkeys(p.neu for p in posten)
    if len(worte) == 1:
        return posten[0]
    gesagt = ", ".join(f"„{wort}“ ({p.ort})" for wort in worte for p in posten if p.neu == wort)
    return replace(posten[0], fehler=f"Die Zeilen dieser Leistung sagen Verschiedenes: {gesagt}.")


def vorschau_als_dict(vorschau: Vorschau) -> dict[str, Any]:
    """The preview for JSON."""
    return {
        "plan": vorschau.plan_id,
        "art": vorschau.art.value,
        "quelle": vorschau.quelle,
        "geaendert_von": vorschau.geaendert_von,
        "geaendert_am": vorschau.geaendert_am,
        "unveraendert": vorschau.unveraendert,
        "posten": [_als_dict(p) for p in vorschau.posten],
        "hinweise": list(vorschau.hinweise),
    }


def _als_dict(posten: Posten) -> dict[str, Any]:
    return {
        "schluessel": posten.schluessel,
        "art": posten.art.value,
        "tabelle": posten.tabelle,
        "gruppe": posten.gruppe,
        "name": posten.name,
        "ort": posten.ort,
        "feld": posten.feldwort or None,
        "alt": posten.alt,
        "neu": posten.neu,
        "basis": posten.basis,
        "konflikt": posten.konflikt,
        "vorgeschlagen": posten.vorgeschlagen,
        "fehler": posten.fehler or None,
        "vermerk": posten.vermerk or None,
        "texte": dict(posten.texte) or None,
    }
