"""Horizontal bars, one row each: names on the left where it is wide, above the bars where it is narrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from app.services.diagrammtypen import Rolle
from app.views.diagramme import farben
from app.views.diagramme.achse import Wertachse
from app.views.diagramme.flaeche import Flaeche
from app.views.diagramme.schriftzug import Schriftzug, schriftzuege

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics
    from PySide6.QtWidgets import QWidget

    from app.services.diagrammtypen import Balken, Balkendaten
    from app.views.thema import Tokens

SCHMAL = 560
"""Below this width (px) names stand above the bars."""
_ACHSENHOEHE = 24
_RAND = 8
_LUECKE = 8
_ABSATZ = 12
"""Space (px) above a bar that is set apart."""
_TICK_BREITE = 76
_MINDESTBREITE = 4
"""So many px a bar has at least, unless it is zero: what exists can be seen."""
_ZEILE_MAX = 56
_MINDESTBREITE_FLAECHE = 240
_MINDESTHOEHE = 96
_NAMENSANTEIL = 36
"""Percent of the width that names may take."""


@dataclass(frozen=True, slots=True)
class _Mass:
    """Where things are, in px: ``links`` is where the value ``unten`` lies, ``pixel_je`` is px per unit."""

    breite: int
    hoehe: int
    schmal: bool
    text: int
    zeile: float
    balken: float
    links: float
    unten: int
    oben: int
    pixel_je: float

    def x(self, wert: int) -> float:
        """Px of a value."""
        return self.links + (wert - self.unten) * self.pixel_je


class Balkenflaeche(Flaeche):
    """Draws ``Balkendaten``; a waterfall gets steps from bar to bar and the line of its result."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until ``setze``."""
        self.daten: Balkendaten | None = None
        self.namen: list[Schriftzug] = []
        self.werte: list[Schriftzug] = []
        self._mass: _Mass | None = None
        self._hoehe = 0
        self._farbstand: object = None
        super().__init__(parent)
        self.viewbox.invertY(True)
        self.achse = Wertachse("bottom")
        self.achse.setParentItem(self.grund)
        self.achse.linkToView(self.viewbox)
        self.balken = pg.BarGraphItem(x0=[], x1=[], y0=[], y1=[], pens=None, brushes=None, pen=None)
        self.viewbox.addItem(self.balken, ignoreBounds=True)
        self.grenze = self._pfad(12)
        self.faerbe(self.tokens)

    def teile(self) -> tuple[Balken, ...]:
        return self.daten.balken if self.daten else ()

    def setze(self, daten: Balkendaten) -> None:
        """Show these data with the items that are there already."""
        self.daten = daten
        schriftzuege(self.namen, len(daten.balken), self.viewbox)
        schriftzuege(self.werte, len(daten.balken), self.viewbox)
        self.lege()

    def faerbe(self, tokens: Tokens) -> None:
        self.achse.faerbe(tokens, self.zahlen())
        super().faerbe(tokens)

    def minimumSizeHint(self) -> QSize:
        return QSize(_MINDESTBREITE_FLAECHE, self._mindesthoehe())

    def sizeHint(self) -> QSize:
        return QSize(2 * _MINDESTBREITE_FLAECHE, self._mindesthoehe() + _LUECKE * len(self.teile()))

    def _mindesthoehe(self) -> int:
        schmal = self.width() < SCHMAL
        zeile = self.masse().height() * (2 if schmal else 1) + 12
        absaetze = sum(_ABSATZ for b in self.teile() if b.abgesetzt)
        achse = 0 if schmal else _ACHSENHOEHE
        return max(achse + len(self.teile()) * zeile + absaetze + _RAND, _MINDESTHOEHE)

    def lege(self) -> None:
        if self.daten is None:
            return
        if self._hoehe != (hoehe := self._mindesthoehe()):
            self._hoehe = hoehe
            self.updateGeometry()
        mass = self._mass = self._messe(self.daten)
        self.viewbox.setGeometry(QRectF(0, 0, mass.breite, mass.hoehe))
        self.achse.lege(QRectF(0, mass.hoehe, mass.breite, _ACHSENHOEHE))
        self.zeige_leer("" if self.daten.balken else self.daten.leer)
        self._lege_achse(mass)
        self._lege_balken(mass)
        self._lege_texte(mass)
        self._lege_linien(mass)
        self.lege_streifen()

    def _messe(self, daten: Balkendaten) -> _Mass:
        breite = max(self.width(), 80)
        schmal = breite < SCHMAL
        hoehe = max(self.height() - (0 if schmal else _ACHSENHOEHE), 40)
        masse, fett = self.masse(), self.masse(fett=True)
        text = masse.height()
        absaetze = sum(_ABSATZ for b in daten.balken if b.abgesetzt)
        zeile = min((hoehe - _RAND - absaetze) / max(len(daten.balken), 1), _ZEILE_MAX)
        hoehe = min(hoehe, round(_RAND + absaetze + zeile * max(len(daten.balken), 1)))
        dicke = min(max(zeile - text - 14, 6), 16) if schmal else min(max(zeile * 0.55, 8), 22)
        grenzen = [0, *(b.von for b in daten.balken), *(b.bis for b in daten.balken)]
        unten, oben = min(grenzen), max(grenzen)
        spanne = max(oben - unten, 1)
        if schmal:
            links = float(_RAND)
            pixel_je = (breite - 2 * _RAND) / spanne
        else:
            namen = max((masse.horizontalAdvance(b.name) for b in daten.balken), default=0) + 4
            links = min(namen, breite * _NAMENSANTEIL // 100) + _RAND + 2 * _LUECKE
            platz = [
                _platz(breite, links, b, fett) / max(_rechts(daten, i) - unten, 1)
                for i, b in enumerate(daten.balken)
            ]
            pixel_je = min([(breite - links - _RAND) / spanne, *platz])
        return _Mass(breite, hoehe, schmal, text, zeile, dicke, links, unten, oben, pixel_je)

    def _lege_achse(self, mass: _Mass) -> None:
        assert self.daten is not None  # noqa: S101 - only called with data
        links = mass.unten - mass.links / mass.pixel_je
        self.viewbox.setRange(
            xRange=(links, links + mass.breite / mass.pixel_je), yRange=(0, mass.hoehe), padding=0
        )
        nutzbar = (mass.oben - mass.unten) * mass.pixel_je
        self.achse.setze(mass.unten, mass.oben, int(nutzbar // _TICK_BREITE), self.daten.groesse)
        # Where it is narrow, the figures above the bars say enough: lines would run through them.
        self.achse.setVisible(not mass.schmal)
        self.raster.setVisible(not mass.schmal)
        pfad = QPainterPath()
        for wert in self.achse.werte:
            x = round(mass.x(wert)) + 0.5
            pfad.moveTo(x, 0)
            pfad.lineTo(x, mass.hoehe)
        self.raster.setPath(pfad)

    def _strich(self, pfad: QPainterPath, mass: _Mass, wert: int, zeilen: range) -> None:
        """A vertical line at a value, only beside the bars: no text is crossed."""
        x = round(mass.x(wert)) + 0.5
        for nummer in zeilen:
            oben = self._balken_oben(nummer, mass)
            pfad.moveTo(x, oben - (1 if mass.schmal else 3))
            pfad.lineTo(x, oben + mass.balken + 3)

    def _oben(self, nummer: int, mass: _Mass) -> float:
        """Top of a row in px."""
        absaetze = sum(_ABSATZ for b in self.teile()[: nummer + 1] if b.abgesetzt)
        return _RAND / 2 + nummer * mass.zeile + absaetze

    def _balken_oben(self, nummer: int, mass: _Mass) -> float:
        oben = self._oben(nummer, mass)
        if mass.schmal:
            return round(oben + (mass.zeile - mass.text - 3 - mass.balken) / 2 + mass.text + 3)
        return round(oben + (mass.zeile - mass.balken) / 2)

    def _lege_balken(self, mass: _Mass) -> None:
        mindest = max(round(_MINDESTBREITE / mass.pixel_je), 1)
        von, bis, oben = [], [], []
        for nummer, teil in enumerate(self.teile()):
            von.append(teil.von)
            bis.append(_mindestens(teil, mindest))
            oben.append(self._balken_oben(nummer, mass))
        self.balken.setOpts(x0=von, x1=bis, y0=oben, y1=[o + mass.balken for o in oben])
        rollen = tuple(teil.rolle for teil in self.teile())
        if rollen and self._farbstand != (self.tokens, rollen):
            self._farbstand = (self.tokens, rollen)
            self.balken.setOpts(
                brushes=[farben.farbe(self.tokens, rolle) for rolle in rollen],
                pens=[QPen(farben.randfarbe(self.tokens, rolle), 0) for rolle in rollen],
            )

    def _lege_texte(self, mass: _Mass) -> None:
        assert self.daten is not None  # noqa: S101 - only called with data
        for nummer, teil in enumerate(self.teile()):
            name, wert = self.namen[nummer], self.werte[nummer]
            masse = self.masse(fett=teil.betont)
            schrift = self.zahlen(fett=teil.betont)
            gedaempft = teil.von == teil.bis and not teil.betont
            farbe = farben.textfarbe(self.tokens, Rolle.NEBEN if gedaempft else teil.rolle)
            wert.setze(teil.wert, schrift, farbe)
            wertbreite = masse.horizontalAdvance(teil.wert)
            links = mass.breite - 2 * _RAND - wertbreite if mass.schmal else mass.links - _RAND
            text = masse.elidedText(teil.name, Qt.TextElideMode.ElideRight, int(links - _LUECKE))
            name.setze(text, schrift, QColor(self.tokens.text))
            balken_oben = self._balken_oben(nummer, mass)
            if mass.schmal:
                name.setPos(_RAND, balken_oben - mass.text - 3)
                wert.setPos(mass.breite - _RAND - wertbreite, balken_oben - mass.text - 3)
            else:
                y = round(balken_oben + (mass.balken - mass.text) / 2)
                name.setPos(_RAND, y)
                wert.setPos(mass.x(_rechts(self.daten, nummer)) + _LUECKE, y)

    def _lege_linien(self, mass: _Mass) -> None:
        assert self.daten is not None  # noqa: S101 - only called with data
        self.linien.setPen(QPen(QColor(self.tokens.rand), 1))
        self.grenze.setPen(QPen(QColor(self.tokens.text), 1, Qt.PenStyle.DashLine))
        pfad, grenze = QPainterPath(), QPainterPath()
        self._strich(pfad, mass, 0, range(len(self.teile())))
        letzte = len(self.teile()) - 1
        if self.daten.verbunden and not mass.schmal:
            for nummer in range(min(self.daten.grenze_ab, letzte)):
                self._treppe(pfad, mass, self.teile()[nummer].bis, nummer, nummer + 1)
        if self.daten.grenze is not None and letzte > self.daten.grenze_ab:
            if mass.schmal:
                self._strich(grenze, mass, self.daten.grenze, range(self.daten.grenze_ab + 1, letzte))
            else:
                self._treppe(grenze, mass, self.daten.grenze, self.daten.grenze_ab, letzte)
        self.linien.setPath(pfad)
        self.grenze.setPath(grenze)

    def _treppe(self, pfad: QPainterPath, mass: _Mass, wert: int, von: int, bis: int) -> None:
        """A line at a value from the foot of one bar to the head of another."""
        x = round(mass.x(wert)) + 0.5
        pfad.moveTo(x, self._balken_oben(von, mass) + mass.balken)
        pfad.lineTo(x, self._balken_oben(bis, mass))

    def streifen(self, nummer: int) -> QRectF:
        mass = self._mass
        if mass is None:
            return QRectF()
        return QRectF(0, self._oben(nummer, mass), mass.breite, mass.zeile)


def _rechts(daten: Balkendaten, nummer: int) -> int:
    """The value behind which a bar's figure stands: its right end, or the line across it."""
    teil = daten.balken[nummer]
    gekreuzt = daten.grenze is not None and daten.grenze_ab < nummer < len(daten.balken) - 1
    return max(teil.von, teil.bis, daten.grenze if gekreuzt and daten.grenze is not None else teil.bis)


def _mindestens(teil: Balken, laenge: int) -> int:
    """The end of a bar that is drawn: at least ``laenge`` (in its unit) away, unless it is zero."""
    lang = teil.bis - teil.von
    if not lang or abs(lang) > laenge:
        return teil.bis
    return teil.von + (laenge if lang > 0 else -laenge)


def _platz(breite: int, links: float, teil: Balken, masse: QFontMetrics) -> float:
    """Px that a bar may have so that its figure still fits behind it."""
    return breite - links - masse.horizontalAdvance(teil.wert) - _LUECKE - _RAND
