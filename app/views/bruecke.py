"""Between the open plan and the window: one signal per Vorgang, one place where errors become sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.services.eingabe import EingabeFehler
from app.services.fehler import Anwendungsfehler

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.changes import Nachricht
    from app.services.dokument import Dokument
    from app.services.planblick import Planblick
    from app.services.summen import Dimension

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ziel:
    """Where a link leads: a page, and what to show on it.

    ``dimension`` and ``schluessel`` name a group of rows ("Warum diese Zahl?"), ``zeilen`` single rows,
    ``unterseite`` one of the views that some pages are made of.
    """

    seite: str
    dimension: Dimension | None = None
    schluessel: str | None = None
    zeilen: tuple[str, ...] = ()
    posten: str | None = None
    nur_verplante: bool = False
    unterseite: str | None = None
    bindungen: tuple[str, ...] = ()
    """Keys of the Bindungen behind a figure, and what that figure is called."""
    titel: str = ""
    """The tab of the page; None: the one that holds what is asked for."""


class Bruecke(QObject):
    """What pages share: the open plan, its changes, errors, links.

    Amounts travel in ``object`` signals only: an ``int`` signal has 32 bits.
    """

    geaendert = Signal(object)
    """A ``Nachricht`` after each Vorgang."""
    fehler = Signal(object)
    """An ``Anwendungsfehler`` for the user."""
    hinweis = Signal(str)
    """A sentence for the status bar."""
    befehl = Signal(str)
    """Name of a command of the window (``aktionen.py``) that a button of the page asks for."""
    sprung = Signal(object)
    """A ``Ziel`` to go to."""

    def __init__(self, dokument: Dokument, parent: QObject | None = None) -> None:
        """Listen to the document's changes."""
        super().__init__(parent)
        self.dokument = dokument
        dokument.hoere(self._weiter)

    @property
    def blick(self) -> Planblick:
        """The read model of the active plan."""
        return self.dokument.blick

    def tue(self, tat: Callable[[], T]) -> T | None:
        """Run a Vorgang; an error is told to the user, and nothing is changed then."""
        try:
            return tat()
        except EingabeFehler as fehler:
            self.fehler.emit(Anwendungsfehler(str(fehler), "Es wurde nichts geändert."))
        except Anwendungsfehler as fehler:
            self.fehler.emit(fehler)
        return None

    def _weiter(self, nachricht: Nachricht) -> None:
        self.geaendert.emit(nachricht)
