"""The legend above a chart: signs with their names, in as many lines as they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem

from app.views.diagramme.schriftzug import Schriftzug, schriftzuege

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPen
    from PySide6.QtWidgets import QGraphicsItem

_KASTEN = 10
"""Edge of a square (px)."""
_STRICH = 18
"""Length of a stroke (px)."""
_NEBEN = 6
"""Space (px) between a sign and its name."""
_ABSTAND = 16
"""Space (px) between entries."""
_ZEILENABSTAND = 3


@dataclass(frozen=True, slots=True)
class Eintrag:
    """A name and its sign: a square with a face, or a stroke where there is no ``pinsel``."""

    name: str
    stift: QPen
    pinsel: QBrush | None = None

    @property
    def breite(self) -> int:
        """Px of the sign."""
        return _STRICH if self.pinsel is None else _KASTEN


class Legende:
    """Items of a chart that are used again and again; spare ones are hidden."""

    def __init__(self, eltern: QGraphicsItem) -> None:
        """Empty until ``lege``."""
        self._eltern = eltern
        self.namen: list[Schriftzug] = []
        self.zeichen: list[QGraphicsPathItem] = []

    def lege(self, eintraege: tuple[Eintrag, ...], schrift: QFont, farbe: QColor, platz: range) -> int:
        """Place the entries from the top between two x (px); the height (px) that they take."""
        masse = QFontMetrics(schrift)
        schriftzuege(self.namen, len(eintraege), self._eltern)
        self._zeichen(len(eintraege))
        x, y = platz.start, 0
        for eintrag, zug, zeichen in zip(eintraege, self.namen, self.zeichen, strict=False):
            breite = eintrag.breite + _NEBEN + masse.horizontalAdvance(eintrag.name)
            if x > platz.start and x + breite > platz.stop:
                x, y = platz.start, y + masse.height() + _ZEILENABSTAND
            zug.setze(eintrag.name, schrift, farbe)
            zug.setPos(x + eintrag.breite + _NEBEN, y)
            _zeichne(zeichen, eintrag, QPointF(x, y + masse.height() // 2 + 1))
            x += breite + _ABSTAND
        return y + masse.height()

    def _zeichen(self, anzahl: int) -> None:
        while len(self.zeichen) < anzahl:
            self.zeichen.append(QGraphicsPathItem(self._eltern))
        for nummer, zeichen in enumerate(self.zeichen):
            zeichen.setVisible(nummer < anzahl)


def _zeichne(zeichen: QGraphicsPathItem, eintrag: Eintrag, links: QPointF) -> None:
    """A sign whose left end is ``links`` at half its height."""
    pfad = QPainterPath()
    if eintrag.pinsel is None:
        pfad.moveTo(links)
        pfad.lineTo(links + QPointF(_STRICH, 0))
    else:
        pfad.addRect(links.x(), links.y() - _KASTEN // 2, _KASTEN, _KASTEN)
    zeichen.setPath(pfad)
    zeichen.setPen(eintrag.stift)
    zeichen.setBrush(eintrag.pinsel or QBrush(Qt.BrushStyle.NoBrush))
