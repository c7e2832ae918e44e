"""What a Vorgang changed: the one message that views refresh from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.models.journal import Satz


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows a Vorgang touched; empty where nothing differed from before."""

    vorgang_id: str
    bezeichnung: str
    zeitpunkt: str
    plan_id: str | None
    saetze: tuple[Satz, ...]

    def __bool__(self) -> bool:
        """True where anything changed."""
        return bool(self.saetze)


@dataclass(frozen=True, slots=True)
class Nachricht:
    """What views have to refresh after a Vorgang.

    ``budget`` are the inputs, Umschichtungen, Freigaben and named figures; ``bindungen`` what is committed,
    paid and released, and the VE. ``zeilen`` are the changed grid rows, in case the set of rows and their
    order (``struktur``) stayed.
    """

    changes: Changes
    zeilen: frozenset[str]
    struktur: bool
    budget: bool
    bindungen: bool
    kataloge: bool
    plan: bool
    faelle: bool = False
    """Cases of § 16i and § 16e."""
    grundlagen: bool = False
    """Projects, flat rates, staff, clients, training targets, services of the city, goals."""

    @property
    def mehr_als_zeilen(self) -> bool:
        """True where something besides values of grid rows changed."""
        return (
            self.struktur
            or self.budget
            or self.bindungen
            or self.kataloge
            or self.plan
            or self.faelle
            or self.grundlagen
        )
