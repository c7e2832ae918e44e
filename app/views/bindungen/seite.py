"""The page "Bindungen": contracts and what is paid of them, by year, VE, releases, and what it all means."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from app.views.bausteine.unterseiten import Mehrfachseite, UnterseitenSpec

if TYPE_CHECKING:
    from app.views.bruecke import Ziel

VERTRAEGE, JAHRE, VE, FREIRECHNUNG, AUSWERTUNG = "vertraege", "jahre", "ve", "freirechnung", "auswertung"


def _spec(name: str, titel: str) -> UnterseitenSpec:
    return UnterseitenSpec(name, titel, f"app.views.bindungen.{name}", f"{name.capitalize()}Unterseite")


class BindungenSeite(Mehrfachseite):
    """What is committed: booked, payable by year, paid, released."""

    name = "bindungen"
    titel = "Bindungen"
    icon = "ph.link"
    unterseiten: ClassVar[tuple[UnterseitenSpec, ...]] = (
        _spec(VERTRAEGE, "Verträge und Bewilligungen"),
        _spec(JAHRE, "Nach Jahren"),
    )

    def unterseite_von(self, ziel: Ziel) -> str:
        """A year leads to the table over the years, a Bindung to its contract."""
        if ziel.unterseite is None and ziel.posten:
            return JAHRE
        return super().unterseite_von(ziel)
