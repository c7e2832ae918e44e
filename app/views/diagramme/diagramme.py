"""The charts that pages use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views.diagramme.balkenflaeche import Balkenflaeche
from app.views.diagramme.kurvenflaeche import Kurvenflaeche
from app.views.diagramme.rahmen import Diagramm
from app.views.diagramme.saeulenflaeche import Saeulenflaeche

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.diagrammtypen import Balkendaten, Kurvendaten, Saeulendaten


class Balkendiagramm(Diagramm):
    """Mittel or Eintritte by group."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until ``setze``."""
        self._balkenflaeche = Balkenflaeche()
        super().__init__(self._balkenflaeche, parent)

    def setze(self, daten: Balkendaten) -> None:
        """Show these data; what is there already is changed in place."""
        self._balkenflaeche.setze(daten)
        self.zeige(daten)


class Wasserfalldiagramm(Balkendiagramm):
    """The Neufallbudget in the order of its formula, with the plan and the Rest."""


class Saeulendiagramm(Diagramm):
    """Stacked amounts by year or month."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until ``setze``."""
        self._saeulenflaeche = Saeulenflaeche()
        super().__init__(self._saeulenflaeche, parent)

    def setze(self, daten: Saeulendaten) -> None:
        """Show these data; what is there already is changed in place."""
        self._saeulenflaeche.setze(daten)
        self.zeige(daten)


class Bindungsdiagramm(Saeulendiagramm):
    """What is bound in each Haushaltsjahr."""


class Kurvendiagramm(Diagramm):
    """Amounts that grow over the months of a year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until ``setze``."""
        self._kurvenflaeche = Kurvenflaeche()
        super().__init__(self._kurvenflaeche, parent)

    def setze(self, daten: Kurvendaten) -> None:
        """Show these data; what is there already is changed in place."""
        self._kurvenflaeche.setze(daten)
        self.zeige(daten)
