"""What a page consists of on paper and on the clipboard: texts, tables, pictures. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

NUR_AM_SCHIRM = "nur_am_schirm"
"""Dynamic property of a widget that helps to operate the page and says nothing on paper."""


class Textart(StrEnum):
    """How a text is set."""

    TITEL = "titel"
    UNTERTITEL = "untertitel"
    TEXT = "text"
    NEBEN = "neben"
    ANGABE = "angabe"
    """A choice that holds for what comes below it, such as a year or a filter."""

    @property
    def ist_titel(self) -> bool:
        """True for headings."""
        return self in {Textart.TITEL, Textart.UNTERTITEL}

    @property
    def haelt(self) -> bool:
        """True where it must stand on the same sheet as what comes below it."""
        return self.ist_titel or self is Textart.ANGABE


@dataclass(frozen=True, slots=True)
class Drucktext:
    """A heading or a sentence."""

    text: str
    art: Textart = Textart.TEXT


@dataclass(frozen=True, slots=True)
class Druckzeile:
    """A row of a table; ``stufe`` sets it in, ``linie`` draws a line above it."""

    texte: tuple[str, ...]
    stufe: int = 0
    fett: bool = False
    linie: bool = False


@dataclass(frozen=True, slots=True)
class Drucktabelle:
    """A table as it stands on the page, all of it; without headings ``kopf`` is empty."""

    titel: str
    kopf: tuple[str, ...]
    rechts: tuple[bool, ...]
    """Which columns hold figures."""
    zeilen: tuple[Druckzeile, ...]
    stufenspalte: int = 0
    """The column that is set in."""


@dataclass(frozen=True, slots=True)
class Druckbild:
    """A chart as a picture; ``bild`` is larger than on screen by its device pixel ratio."""

    titel: str
    bild: QImage


Druckteil = Drucktext | Drucktabelle | Druckbild


@dataclass(frozen=True, slots=True)
class Druckblatt:
    """A page of the window for paper: what stands at the head of every sheet, and the parts below it."""

    titel: str
    plan: str
    """Name, year, Stand and status of the plan."""
    vermerk: str
    """What every sheet must bear, such as that its data are invented; or nothing."""
    teile: tuple[Druckteil, ...]


@runtime_checkable
class Druckbar(Protocol):
    """A widget that knows itself what it is on paper."""

    def druckteile(self) -> Sequence[Druckteil]:
        """Its parts in reading order."""


@runtime_checkable
class Diagrammhaft(Protocol):
    """A chart, without loading the library of charts to ask for it."""

    def kopiere_bild(self) -> None:
        """Put the picture on the clipboard."""

    def kopiere_werte(self) -> None:
        """Put the figures on the clipboard."""
