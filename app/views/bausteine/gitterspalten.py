"""A grid as facts: its columns, what a new row and a paste do, what is summed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from app.views.bausteine.zellen import Stil

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.services.struktur import Richtung


class MitSchluessel(Protocol):
    """A record of a grid: a frozen dataclass with a key."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=MitSchluessel)


@dataclass(frozen=True, slots=True)
class Spalte(Generic[T]):
    """One column of a grid of ``T``.

    Say the type at the variable (``SPALTEN: tuple[Spalte[X], ...] = (Spalte(…), …)``), not at the call:
    Python 3.11 cannot make a ``Spalte[X](…)`` of a frozen class with slots.
    """

    schluessel: str
    kopf: str
    breite: int
    text: Callable[[T], str]
    setze: Callable[[T, str], object] | None = None
    """Reads a text and calls the Vorgang; raises ``EingabeFehler`` or ``BetragFehler``. None: derived."""
    eingabe: Callable[[T], str] | None = None
    """What the editor starts from where that is not ``text``."""
    vorschlaege: Callable[[], Sequence[str]] | None = None
    rechts: bool = False
    """Figures stand to the right."""
    tipp: str = ""
    """What the heading says under the mouse."""
    sortwert: Callable[[T], Any] | None = None
    """What the column sorts by; None sorts last. Without it: its text."""
    stil: Callable[[T], Stil] | None = None
    """The look of a cell; without it derived cells step back."""
    wert_cent: Callable[[T], int | None] | None = None
    """The amount behind the cell for the selection's sum."""
    anteil: Callable[[T], int | None] | None = None
    """A share in thousandths that is drawn as a thin bar beside the text."""
    nur_neu: bool = False
    """Can be typed in a new row, and stays as it is then."""

    def wert(self, zeile: T) -> Any:  # noqa: ANN401 - whatever sorts
        """What a record sorts by."""
        return self.sortwert(zeile) if self.sortwert else self.text(zeile).casefold()

    def stil_von(self, zeile: T) -> Stil:
        """The look of a record's cell."""
        if self.stil is not None:
            return self.stil(zeile)
        return Stil.NORMAL if self.setze or self.nur_neu else Stil.NEBEN

    def sperrgrund(self, *, neu: bool) -> str:
        """Why a cell takes no text (of a new row where ``neu``); empty where it does."""
        if self.setze or (neu and self.nur_neu):
            return ""
        if self.nur_neu:
            return f"Die Spalte „{self.kopf}“ wird nur in einer neuen Zeile eingetragen."
        return f"Die Spalte „{self.kopf}“ wird berechnet und nimmt nichts auf."


@dataclass(frozen=True, slots=True)
class Gitterspec(Generic[T]):
    """Everything that makes one grid different from another."""

    name: str
    """What a screen reader says."""
    objektname: str
    spalten: Sequence[Spalte[T]]
    neu: Callable[[str, str], object] | None = None
    """Makes a record of the typed column (its key) and text; returns the new record's key."""
    platzhalter: str = "+ neue Zeile …"
    summe: Mapping[str, Callable[[Sequence[T]], str]] = field(default_factory=dict)
    """Texts of the bold last row by column; nothing: no such row."""
    loesche: Callable[[Sequence[T]], object] | None = None
    """Deletes records in one Vorgang."""
    einfuegen: Callable[[Sequence[tuple[T, str, str]], Sequence[Mapping[str, str]]], str] | None = None
    """Writes cells (record, column, text) and new rows (texts by column), all or nothing; says why not."""
    verschiebe: Callable[[Sequence[T], Richtung], object] | None = None
    """Moves records by one place, where the order is theirs to choose."""
    ganze_zeilen: bool = False
    """A record is chosen as a whole: for tables to read and to choose from."""
    gestreckt: str = ""
    """The column that takes what the others leave; the last one where nothing is said."""

    def stelle(self, schluessel: str) -> int:
        """Where a column stands; the last place for an empty key."""
        return next(
            (i for i, s in enumerate(self.spalten) if s.schluessel == schluessel), len(self.spalten) - 1
        )
