"""The pages of the open plan, each built when it is first shown; without a plan the welcome page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from app.views.seitenliste import seitenspec

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

    from app.services.befund import Befund
    from app.views.bruecke import Bruecke
    from app.views.einstellungen import Einstellungen
    from app.views.seite import Seite


class Seitenstapel(QStackedWidget):
    """Shows one page at a time and remembers what pages want remembered."""

    gewechselt = Signal(str)
    """Name of the page that is shown now."""

    def __init__(
        self, willkommen: QWidget, einstellungen: Einstellungen, parent: QWidget | None = None
    ) -> None:
        """Begin with the welcome page."""
        super().__init__(parent)
        self._einstellungen = einstellungen
        self._willkommen = willkommen
        self._bruecke: Bruecke | None = None
        self._seiten: dict[str, Seite] = {}
        self._befunde: tuple[Befund, ...] | None = None
        self._warten = QLabel("Der Plan wird geöffnet …")
        self._warten.setProperty("rolle", "hinweis")
        self._warten.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(willkommen)
        self.addWidget(self._warten)

    def zeige_warten(self) -> None:
        """Say that a plan is being opened."""
        self.setCurrentWidget(self._warten)

    def zeige_willkommen(self) -> None:
        """Show the welcome page."""
        self.setCurrentWidget(self._willkommen)

    def setze(self, bruecke: Bruecke | None) -> None:
        """Another plan file is open, or none: its pages are built anew."""
        self.merke()
        self.setCurrentWidget(self._willkommen)
        for seite in self._seiten.values():
            self.removeWidget(seite)
            seite.deleteLater()
        self._seiten = {}
        self._bruecke, self._befunde = bruecke, None

    def zeige(self, name: str) -> Seite | None:
        """Show a page; None where there is no plan or no such page."""
        seite = self._hole(name)
        if seite is not None:
            vorher: QWidget | None = self.window().focusWidget()
            if vorher is not None and self.isAncestorOf(vorher):
                # Else Qt would pass the focus on to whatever button comes next.
                vorher.clearFocus()
                vorher = None
            self.setCurrentWidget(seite)
            self._setze_fokus(vorher, seite)
            self.gewechselt.emit(name)
        return seite

    def _setze_fokus(self, vorher: QWidget | None, seite: Seite) -> None:
        """Who walks through the navigation stays there; else the focus follows to the page."""
        if vorher is not None:
            vorher.setFocus()
        elif not _hat_fokus(seite):
            seite.setFocus()

    def aktuelle(self) -> Seite | None:
        """The page that is shown; None on the welcome page."""
        return next((s for s in self._seiten.values() if s is self.currentWidget()), None)

    def zeige_befunde(self, befunde: tuple[Befund, ...]) -> None:
        """Hand the findings to the pages that mark them."""
        self._befunde = befunde
        for seite in self._seiten.values():
            self._markiere(seite)

    def merke(self) -> None:
        """Remember column widths and the like."""
        for name, seite in self._seiten.items():
            for schluessel, wert in seite.zustand().items():
                self._einstellungen.merke(f"seite_{name}/{schluessel}", wert)

    def _hole(self, name: str) -> Seite | None:
        spec = seitenspec(name)
        if self._bruecke is None or spec is None:
            return None
        if name not in self._seiten:
            seite = spec.baue(self._bruecke)
            seite.stelle_her(partial(self._zustand, name))
            seite.befehle_geaendert.connect(partial(self._bei_befehlen, name))
            self._seiten[name] = seite
            self.addWidget(seite)
            self._markiere(seite)
        return self._seiten[name]

    def _bei_befehlen(self, name: str) -> None:
        if self._seiten.get(name) is self.currentWidget():
            self.gewechselt.emit(name)

    def _zustand(self, name: str, schluessel: str) -> QByteArray:
        return self._einstellungen.bytes(f"seite_{name}/{schluessel}")

    def _markiere(self, seite: Seite) -> None:
        zeige = getattr(seite, "zeige_befunde", None)
        if zeige is not None and self._befunde is not None:
            zeige(self._befunde)


def _hat_fokus(seite: QWidget) -> bool:
    fokus: QWidget | None = seite.window().focusWidget()
    return fokus is not None and seite.isAncestorOf(fokus)
