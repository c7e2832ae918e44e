"""An axis whose ticks are round German figures: whole numbers, never powers of ten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from app.services.diagrammtypen import Groesse
from app.services.geld import format_zahl
from app.services.zahlworte import achsentext_eur, achsenwerte

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QFont

    from app.views.thema import Tokens


class Wertachse(pg.AxisItem):
    """Amounts (Cent) or counts; ``setze`` says from where to where there are ticks."""

    def __init__(self, orientation: str) -> None:
        """Without a line of its own, and with room that does not depend on what was painted before."""
        super().__init__(orientation, maxTickLength=0)
        self.setStyle(hideOverlappingLabels=False, autoExpandTextSpace=False, autoReduceTextSpace=False)
        self.enableAutoSIPrefix(enable=False)
        self.werte: tuple[int, ...] = ()
        self._groesse = Groesse.MITTEL

    def setze(self, unten: int, oben: int, hoechstens: int, groesse: Groesse) -> None:
        """Ticks from ``unten`` to ``oben`` (Cent or a count), about ``hoechstens`` of them."""
        werte = achsenwerte(unten, oben, hoechstens, 100 if groesse is Groesse.MITTEL else 1)
        if (werte, groesse) != (self.werte, self._groesse):
            self.werte, self._groesse = werte, groesse
            self.picture = None
            self.update()

    def faerbe(self, tokens: Tokens, schrift: QFont) -> None:
        """Colour and font of the ticks."""
        self.setPen(QPen(Qt.PenStyle.NoPen))
        self.setTextPen(QPen(QColor(tokens.text_neben)))
        self.setTickFont(schrift)

    def lege(self, platz: QRectF) -> None:
        """Take exactly this place (px of the parent): the axis would else guess, and drop labels at first."""
        if self.orientation == "left":
            self.setWidth(round(platz.width()))
        else:
            self.setHeight(round(platz.height()))
        self.setGeometry(platz)

    def texte(self) -> list[str]:
        """The ticks in words."""
        return self.tickStrings(list(self.werte), 1, 1)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: ARG002 - pyqtgraph's signature
        """The ticks as pyqtgraph wants them: one level."""
        return [(1, list(self.werte))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002 - pyqtgraph's signature
        """German words for the ticks."""
        ganze = [round(wert) for wert in values]
        if self._groesse is Groesse.EINTRITTE:
            return [format_zahl(wert) for wert in ganze]
        groesster = max((abs(wert) for wert in self.werte), default=0)
        return [achsentext_eur(wert, groesster) for wert in ganze]

    def drawPicture(self, p: object, axisSpec: object, tickSpecs: object, textSpecs: object) -> None:  # noqa: ARG002 - pyqtgraph's signature
        """Only the words: ticks of no length would be painted as dots."""
        super().drawPicture(p, axisSpec, [], textSpecs)
