"""What a check of the plan has to say: a finding with its weight, its figures and where to look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.services.summen import Dimension
    from app.services.zeilen import Budgetart


class Schwere(StrEnum):
    """How much a finding weighs: contradiction, something to decide, something to know."""

    FEHLER = "fehler"
    WARNUNG = "warnung"
    HINWEIS = "hinweis"

    @property
    def rang(self) -> int:
        """Order in lists: 0 is the heaviest."""
        return _RANG[self]


_RANG = {Schwere.FEHLER: 0, Schwere.WARNUNG: 1, Schwere.HINWEIS: 2}
SCHWERE_WORT = {Schwere.FEHLER: "Fehler", Schwere.WARNUNG: "Warnung", Schwere.HINWEIS: "Hinweis"}


class Ort(StrEnum):
    """Where findings lead that are about no single row."""

    BINDUNGEN = "bindungen"
    VE = "ve"
    UMSCHICHTUNG = "umschichtung"
    FREIGABE = "freigabe"
    FAELLE = "faelle"
    BILDUNGSZIELE = "bildungsziele"
    KUNDENGRUPPEN = "kundengruppen"
    PATPAUSCHALEN = "patpauschalen"


@dataclass(frozen=True, slots=True)
class Bezug:
    """What a finding is about, apart from rows: a group of rows, a budget input, a Bindung or a place."""

    dimension: Dimension | None = None
    schluessel: str | None = None
    """Key of the group within ``dimension``; None: the rows without one."""
    posten: Budgetart | None = None
    bindung_id: str | None = None
    ort: Ort | None = None


@dataclass(frozen=True, slots=True)
class Befund:
    """One finding: a German sentence with its figures."""

    code: str
    """Stable word for the check, for scripts and tests."""
    schwere: Schwere
    text: str
    zeilen: tuple[str, ...] = ()
    """Keys of the Ansätze concerned, in printed order."""
    bezug: Bezug | None = None
    quelle: str = ""
    """Legal source of the rule behind the check; empty where none is needed."""


def befund_als_dict(befund: Befund) -> dict[str, Any]:
    """A finding for JSON; ``bezug`` names only what it has."""
    bezug = befund.bezug
    namen = ("dimension", "schluessel", "posten", "bindung_id", "ort")
    return {
        "code": befund.code,
        "schwere": befund.schwere.value,
        "text": befund.text,
        "zeilen": list(befund.zeilen),
        "bezug": {n: str(w) for n in namen if (w := getattr(bezug, n)) is not None} if bezug else None,
        "quelle": befund.quelle,
    }
