"""The shapes of what charts show: frozen, with every figure in words beside the number that is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

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
    FESTGELEGT = "festgelegt"
    AUSGEZAHLT = "ausgezahlt"
    GEPLANT_OFFEN = "geplant_offen"
    FREIGERECHNET = "freigerechnet"
    PFAD = "pfad"
    """A line to compare with, not money of its own."""


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


class Diagrammteil(Protocol):
    """What can be pointed at in a chart: a bar, a column, a month."""

    @property
    def schluessel(self) -> Schluessel:
        """What it stands for."""

    @property
    def titel(self) -> str:
        """Its name in full."""

    @property
    def worte(self) -> tuple[str, ...]:
        """What else is said of it; some of these may be empty."""


class Diagrammdaten(Protocol):
    """What the frame and the table need of every chart."""

    @property
    def titel(self) -> str:
        """What the chart shows."""

    @property
    def tabelle(self) -> Tabelle:
        """The same figures as text."""

    @property
    def beschreibung(self) -> str:
        """The figures in words."""

    @property
    def schluessel(self) -> tuple[Schluessel, ...]:
        """The keys of what can be pointed at, one for each row of the table."""


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

    @property
    def worte(self) -> tuple[str, ...]:
        """The exact figure and what is to be said of it."""
        return (self.genau, self.anteil, self.hinweis)


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
    """One year (or month) of a stacked chart: ``teile`` in Cent, in the order of the series.

    ``wert`` is written above (``knapp``, without its unit, where there is little room), ``notiz`` below.
    ``marke`` (Cent) is a line at its height, such as a limit, ``markenwort`` what it says in words;
    ``ueber_marke`` says that what is bound or planned anew goes beyond it.
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
    marke: int | None = None
    markenwort: str = ""
    ueber_marke: bool = False
    zeitraum: str = ""
    """What it stands for in full ("März 2020"); empty: the Haushaltsjahr of its name."""

    @property
    def titel(self) -> str:
        """The year or month in words."""
        return self.zeitraum or f"Haushaltsjahr {self.name}"

    @property
    def worte(self) -> tuple[str, ...]:
        """The exact figure, the mark and what is to be said of them."""
        return (self.genau, self.markenwort, self.anteil, self.hinweis)


@dataclass(frozen=True, slots=True)
class Saeulendaten:
    """A stacked chart over years or months; ``markenname`` stands in the legend where a column has a mark."""

    titel: str
    reihen: tuple[Reihe, ...]
    saeulen: tuple[Saeule, ...]
    tabelle: Tabelle
    beschreibung: str
    leer: str
    markenname: str = ""

    @property
    def schluessel(self) -> tuple[Schluessel, ...]:
        """The keys of the columns, which are those of the table's rows as well."""
        return tuple(saeule.schluessel for saeule in self.saeulen)


@dataclass(frozen=True, slots=True)
class Kurve:
    """A line of a chart over months; ``stufen`` holds each value for its whole month."""

    rolle: Rolle
    name: str
    stufen: bool = False
    gestrichelt: bool = False


@dataclass(frozen=True, slots=True)
class Kurvenpunkt:
    """One month: ``werte`` in Cent, in the order of the lines; a line ends where it has None.

    ``name`` is short ("Jan"), ``titel`` in full ("Januar 2020"). ``genau`` says every value in words; the
    tooltip has them as a list instead.
    """

    schluessel: Schluessel
    name: str
    titel: str
    werte: tuple[int | None, ...]
    genau: str
    hinweis: str = ""
    anteil: str = ""

    @property
    def worte(self) -> tuple[str, ...]:
        """The exact figures and what is to be said of them."""
        return (self.genau, self.anteil, self.hinweis)


@dataclass(frozen=True, slots=True)
class Kurvendaten:
    """Lines over the months of a year, such as what was paid up to then."""

    titel: str
    reihen: tuple[Kurve, ...]
    punkte: tuple[Kurvenpunkt, ...]
    tabelle: Tabelle
    beschreibung: str
    leer: str

    @property
    def schluessel(self) -> tuple[Schluessel, ...]:
        """The keys of the months, which are those of the table's rows as well."""
        return tuple(punkt.schluessel for punkt in self.punkte)
