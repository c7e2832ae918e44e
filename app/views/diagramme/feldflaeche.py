"""Charts whose values stand on the left and whose names (years, months) stand below, each with its field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainterPath, QPen

from app.services.diagrammtypen import Groesse
from app.views.diagramme.achse import Wertachse
from app.views.diagramme.flaeche import Flaeche
from app.views.diagramme.legende import Legende

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.views.diagramme.legende import Eintrag
    from app.views.diagramme.schriftzug import Schriftzug
    from app.views.thema import Tokens

RAND = 8
LUECKE = 4
_TICK_HOEHE = 48


@dataclass(frozen=True, slots=True)
class Feldmass:
    """Where things are, in px: fields from ``links`` to ``rechts``, values from ``grund`` up to ``oben``.

    ``kopf`` is where the legend ends.
    """

    breite: int
    hoehe: int
    text: int
    kopf: int
    links: int
    rechts: int
    oben: int
    grund: int
    feld: float
    kleinster: int
    groesster: int

    @property
    def pixel_je(self) -> float:
        """Px per Cent."""
        return (self.grund - self.oben) / max(self.groesster - self.kleinster, 1)

    def y(self, wert: int) -> float:
        """Px of a value."""
        return self.grund - (wert - self.kleinster) * self.pixel_je

    def mitte(self, nummer: float) -> float:
        """Centre of a field, or what lies between centres."""
        return self.links + (nummer + 0.5) * self.feld


class Feldflaeche(Flaeche):
    """Axis, legend, ground line and fields; subclasses draw the values and the names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until ``setze``."""
        self.namen: list[Schriftzug] = []
        self.werte: list[Schriftzug] = []
        self._mass: Feldmass | None = None
        super().__init__(parent)
        self.achse = Wertachse("left")
        self.achse.setParentItem(self.grund)
        self.achse.linkToView(self.viewbox)
        self.legende = Legende(self.viewbox)

    def faerbe(self, tokens: Tokens) -> None:
        self.achse.faerbe(tokens, self.zahlen())
        super().faerbe(tokens)

    def lege_legende(self, eintraege: tuple[Eintrag, ...]) -> int:
        """Place the legend; the y (px) where it ends."""
        platz = range(RAND, max(self.width(), 80) - RAND)
        return self.legende.lege(eintraege, self.zahlen(), QColor(self.tokens.text_neben), platz) + RAND

    def messe(self, kopf: int, ueber: int, unter: int, werte: list[int], rechts: int = 0) -> Feldmass:
        """Measures for values (Cent), with room in px above them, below them and on their right."""
        breite, hoehe = max(self.width(), 80), max(self.height(), 80)
        kleinster, groesster = min([0, *werte]), max([0, *werte])
        oben, grund = kopf + ueber, hoehe - unter
        self.achse.setze(kleinster, groesster, max((grund - oben) // _TICK_HOEHE, 1), Groesse.MITTEL)
        ticks = (self.masse().horizontalAdvance(tick) for tick in self.achse.texte())
        links = max(ticks, default=0) + RAND + 2 * LUECKE
        return Feldmass(
            breite=breite,
            hoehe=hoehe,
            text=self.masse().height(),
            kopf=kopf,
            links=links,
            rechts=breite - rechts,
            oben=oben,
            grund=grund,
            feld=(breite - rechts - links) / max(len(self.teile()), 1),
            kleinster=kleinster,
            groesster=groesster,
        )

    def lege_achse(self, mass: Feldmass, links: float, rechts: float) -> None:
        """Scale and lines; ``links`` and ``rechts`` are the values of x at both edges."""
        self.viewbox.setGeometry(QRectF(0, 0, mass.breite, mass.hoehe))
        self.achse.lege(QRectF(0, 0, mass.links, mass.hoehe))
        unten = mass.kleinster - (mass.hoehe - mass.grund) / mass.pixel_je
        oben = unten + mass.hoehe / mass.pixel_je
        self.viewbox.setRange(xRange=(links, rechts), yRange=(unten, oben), padding=0)
        self.raster.setPath(_waagerechte(mass, self.achse.werte))
        self.linien.setPath(_waagerechte(mass, (0,)))
        self.linien.setPen(QPen(QColor(self.tokens.rand), 1))

    def streifen(self, nummer: int) -> QRectF:
        mass = self._mass
        if mass is None:
            return QRectF()
        return QRectF(mass.links + nummer * mass.feld, mass.kopf, mass.feld, mass.hoehe - mass.kopf)


def _waagerechte(mass: Feldmass, werte: tuple[int, ...]) -> QPainterPath:
    pfad = QPainterPath()
    for wert in werte:
        y = round(mass.y(wert)) + 0.5
        pfad.moveTo(mass.links, y)
        pfad.lineTo(mass.rechts, y)
    return pfad
