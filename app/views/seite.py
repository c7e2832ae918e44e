"""The base of every page: refreshes what a Vorgang changed, at once if visible, else when shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QShowEvent

    from app.services.changes import Nachricht
    from app.views.bruecke import Bruecke, Ziel


class Seite(QWidget):
    """A page of the main window.

    Subclasses build their widgets in ``__init__`` (calling ``super().__init__`` first), and implement
    ``fuelle`` (show everything anew) and, where it pays, ``aktualisiere`` (show only what changed).
    """

    befehle_geaendert = Signal()
    """``befehle`` names others than before."""

    name = ""
    """Stable word for links and settings."""
    titel = ""
    """What the navigation says."""
    icon = ""
    """Name of the icon (qtawesome)."""

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Listen to changes of the plan."""
        super().__init__(parent)
        self.setObjectName(f"seite_{self.name}")
        self.setAccessibleName(self.titel)
        self.bruecke = bruecke
        self._veraltet = True
        bruecke.geaendert.connect(self._bei_aenderung)

    def fuelle(self) -> None:
        """Show everything anew."""
        raise NotImplementedError

    def aktualisiere(self, nachricht: Nachricht) -> None:  # noqa: ARG002 - subclasses look at it
        """Show what a Vorgang changed; by default everything."""
        self.fuelle()

    def gehe_zu(self, ziel: Ziel) -> None:
        """Show what a link leads to; pages that are led to override this."""

    def befehle(self) -> frozenset[str]:
        """Names of the actions (``aktionen.py``) that this page carries out now."""
        return frozenset()

    def fuehre_aus(self, befehl: str) -> None:
        """Carry out an action named in ``befehle``."""

    def unfertig(self) -> str:
        """What was begun and is not in the plan yet, as a sentence; empty where nothing is."""
        return ""

    def zustand(self) -> dict[str, QByteArray]:
        """What the next start should find again, by name: column widths, dividers."""
        return {}

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """Take over what ``zustand`` remembered; an empty array means nothing."""

    def hole_nach(self) -> None:
        """Catch up with what changed while hidden, where something did."""
        if self._veraltet:
            self._veraltet = False
            self.fuelle()

    def _bei_aenderung(self, nachricht: Nachricht) -> None:
        if self.isVisible() and not self._veraltet:
            self.aktualisiere(nachricht)
        else:
            self._veraltet = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        self.hole_nach()
        super().showEvent(event)
