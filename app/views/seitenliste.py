"""Which pages there are, in the order of the navigation; their code is loaded when they are first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.views.bruecke import Bruecke
    from app.views.seite import Seite


@dataclass(frozen=True, slots=True)
class SeitenSpec:
    """A page: the word for links and settings, what the navigation shows, and where its class is."""

    name: str
    titel: str
    icon: str
    modul: str
    klasse: str

    def baue(self, bruecke: Bruecke) -> Seite:
        """Load the page's code and build it."""
        seite: Seite = getattr(import_module(self.modul), self.klasse)(bruecke)
        return seite


def _seite(name: str, titel: str, icon: str) -> SeitenSpec:
    return SeitenSpec(name, titel, icon, f"app.views.{name}.seite", f"{name.capitalize()}Seite")


SEITEN: tuple[SeitenSpec, ...] = (
    _seite("uebersicht", "Übersicht", "ph.chart-bar"),
    _seite("massnahmen", "Maßnahmen", "ph.table"),
    _seite("eintritte", "Eintritte", "ph.users-three"),
    _seite("budget", "Budget", "ph.currency-eur"),
    _seite("bindungen", "Bindungen", "ph.link"),
    _seite("grundlagen", "Grundlagen", "ph.calculator"),
    _seite("protokoll", "Protokoll", "ph.clock-counter-clockwise"),
)
STARTSEITE = SEITEN[0].name


def seitenspec(name: str) -> SeitenSpec | None:
    """The page called ``name``; None where there is none of that name."""
    return next((s for s in SEITEN if s.name == name), None)
