"""The shapes of what charts show: frozen, with every figure in words beside the number that is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Schluessel = tuple[str, str | int | None]
"""What a bar stands for: ``("budgetposten", "umschichtung")``, ``("kennzahl", "verplant")``,
``(Dimension, id)`` or ``("jahr", 2021)``."""


class Rolle(StrEnum):
    """What a bar means; views give each its colour."""

    MITTEL = "mittel"
    ABZUG = "abzug"
    ZUGANG = "zugang"
    ERGEBNIS = "ergebnis"
    PLAN = "plan"
    FREI = "frei"
    UEBERPLANT = "ueberplant"
    NEBEN = "neben"
    VORBINDUNG = "vorbindung"
    NEU_GEPLANT = "neu_geplant"
    NEU_GEBUNDEN = "neu_gebunden"


class Groesse(StrEnum):
    """What is measured: Mittelansätze in Cent, or Eintritte as a number."""

    MITTEL = "mittel"
    EINTRITTE = "eintritte"


@dataclass(frozen=True, slots=True)
class Tabelle:
    """The figures of a chart as text; ``rechts`` says which columns hold figures."""

    kopf: tuple[str, ...]
    zeilen: tuple[tuple[str, ...], ...]
    rechts: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Balken:
    """One bar from ``von`` to ``bis`` (Cent, or a count), with its words.

    ``name`` and ``wert`` are written at the bar, ``titel``, ``genau``, ``anteil`` and ``hinweis`` in its
    tooltip; ``abgesetzt`` asks for some space above.
    """

    schluessel: Schluessel
    name: str
    titel: str
    von: int
    bis: int
    rolle: Rolle
    wert: str
    genau: str
    anteil: str = ""
    hinweis: str = ""
    betont: bool = False
    abgesetzt: bool = False


@dataclass(frozen=True, slots=True)
class Balkendaten:
    """A chart of bars; ``verbunden`` makes it a waterfall.

    ``grenze`` is a value (Cent or a count) whose line runs from bar ``grenze_ab`` to the last one.
    """

    titel: str
    groesse: Groesse
    balken: tuple[Balken, ...]
    tabelle: Tabelle
    beschreibung: str
    leer: str
    verbunden: bool = False
    grenze: int | None = None
    grenze_ab: int = 0

    @property
    def schluessel(self) -> tuple[Schluessel, ...]:
        """The keys of the bars, which are those of the table's rows as well."""
        return tuple(balken.schluessel for balken in self.balken)


@dataclass(frozen=True, slots=True)
class Reihe:
    """A series of a stacked chart."""

    rolle: Rolle
    name: str


@dataclass(frozen=True, slots=True)
class Saeule:
    """One year of a stacked chart: ``teile`` in Cent, in the order of the series.

    ``wert`` is written above (``knapp``, without its unit, where there is little room), ``notiz`` below.
    """

    schluessel: Schluessel
    name: str
    teile: tuple[int, ...]
    wert: str
    knapp: str
    genau: str
    hinweis: str = ""
    notiz: str = ""
    anteil: str = ""

    @property
    def titel(self) -> str:
        """The year in words."""
        return f"Haushaltsjahr {self.name}"


@dataclass(frozen=True, slots=True)
class Saeulendaten:
    """A stacked chart over years."""

    titel: str
    reihen: tuple[Reihe, ...]
    saeulen: tuple[Saeule, ...]
    tabelle: Tabelle
    beschreibung: str
    leer: str

    @property
    def schluessel(self) -> tuple[Schluessel, ...]:
        """The keys of the columns, which are those of the table's rows as well."""
        return tuple(saeule.schluessel for saeule in self.saeulen)
