"""What goes into a workbook: which tables, which remarks and rows, and whether small counts are told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.excel.geheimhaltung import Unterdrueckung
from app.services.fehler import Anwendungsfehler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.excel.bau import Bau, Tabelle

    Fabrik = Callable[[Bau], list[Tabelle]]
    """Lays out the sheets of one topic; none where the plan has nothing for it."""

__all__ = [
    "ALLES",
    "Exportwahl",
    "Tabellenangebot",
    "Tabellenart",
    "Unterdrueckung",
    "kennwort",
    "pruefe_kennwoerter",
]

_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Exportwahl:
    """What the user wants in the workbook; by default every table, every row and no internal remark."""

    tabellen: tuple[str, ...] | None = None
    """Words of the tables (``Tabellenart.kennwort``), or of single sheets of one; None: all."""
    interne_bemerkungen: bool = False
    """The measures' remarks as a last column."""
    zeilen_mit_bemerkung: bool = True
    """False: rows of a measure with a remark are not listed; their sums are."""
    kleine_zahlen: Unterdrueckung | None = None
    """Leave out small counts; such a workbook cannot be read again."""

    @property
    def bemerkungsspalte(self) -> bool:
        """True where the remarks are shown: there are none where the rows that have one are left out."""
        return self.interne_bemerkungen and self.zeilen_mit_bemerkung

    @property
    def wieder_einlesbar(self) -> bool:
        """True where the workbook carries keys and finds back into the plan."""
        return self.kleine_zahlen is None

    def enthaelt(self, *woerter: str) -> bool:
        """True where a table with one of these words is wanted."""
        return self.tabellen is None or any(wort in self.tabellen for wort in woerter)


ALLES = Exportwahl()
"""Every table, every row, no internal remark."""


@dataclass(frozen=True, slots=True)
class Tabellenart:
    """A topic of the workbook: its word on the command line and in settings, its name, what lays it out."""

    kennwort: str
    titel: str
    fabrik: Fabrik
    immer: bool = False
    """Belongs to every workbook."""
    sperrbar: bool = False
    """Asks ``Bau.gesperrt`` for every count that it shows, or shows none: only such a topic goes out where
    small counts are left out."""


@dataclass(frozen=True, slots=True)
class Tabellenangebot:
    """A sheet that the plan has, to choose from."""

    kennwort: str
    blattname: str
    titel: str
    sperrbar: bool


def kennwort(*teile: str) -> str:
    """A word for the command line: ``HF``, ``Querschnittsaufgaben`` become ``hf-querschnittsaufgaben``."""
    return re.sub(r"[^a-z0-9]+", "-", "-".join(teile).lower().translate(_UMLAUTE)).strip("-")


def pruefe_kennwoerter(wahl: Exportwahl, bekannte: Iterable[str]) -> None:
    """Refuse words that no table has.

    Raises:
        Anwendungsfehler: with the words that there are.
    """
    moegliche = tuple(dict.fromkeys(bekannte))
    unbekannte = [wort for wort in wahl.tabellen or () if wort not in moegliche]
    if unbekannte:
        namen = ", ".join(f"„{wort}“" for wort in unbekannte)
        was = "Eine Tabelle" if len(unbekannte) == 1 else "Die Tabellen"
        raise Anwendungsfehler(
            f"{was} {namen} gibt es nicht.",
            "Es wurde nichts geschrieben.",
            f"Möglich: {', '.join(moegliche)}.",
        )
