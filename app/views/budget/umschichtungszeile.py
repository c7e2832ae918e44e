"""The Umschichtung in a formula: an input, or what executed movements come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.services.haushaltszeilen import Umschichtungsbasis

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

    from app.views.bausteine.beschriftung import Verweis


@dataclass(frozen=True, slots=True)
class Umschichtungszeile:
    """The widgets of the line; the input moves to the row below where the executed sum counts."""

    gitter: QGridLayout
    reihe: int
    verweis: Verweis
    """The executed sum; leads to the movements."""
    wort: QLabel
    """Which sum counts."""
    eingaben: tuple[QWidget, ...]
    """Amount, source and explanation; where the line is one that repeats another: only the amount."""
    schild: QLabel | None
    """What the input is called in the row below; None where the input goes instead."""
    hoehe: int

    def zeige(self, basis: Umschichtungsbasis) -> None:
        """Show the sum that counts in the formula's row."""
        vollzogen = basis is Umschichtungsbasis.VOLLZOGEN
        self.verweis.setVisible(vollzogen)
        self.wort.setVisible(vollzogen)
        if self.schild is None:
            self.eingaben[0].setVisible(not vollzogen)
            return
        self.schild.setVisible(vollzogen)
        self.gitter.setRowMinimumHeight(self.reihe + 1, self.hoehe if vollzogen else 0)
        for eingabe in self.eingaben:
            _verlege(self.gitter, eingabe, self.reihe + vollzogen)


def _verlege(gitter: QGridLayout, widget: QWidget, reihe: int) -> None:
    stelle = gitter.indexOf(widget)
    jetzt: tuple[int, int, int, int] = gitter.getItemPosition(stelle)  # type: ignore[assignment]  # the stubs say object
    if jetzt[0] != reihe:
        gitter.removeWidget(widget)
        gitter.addWidget(widget, reihe, jetzt[1], Qt.AlignmentFlag.AlignTop)
