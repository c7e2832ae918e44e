"""Stacked columns over years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from app.services.diagrammdaten import Groesse
from app.views.diagramme import farben
from app.views.diagramme.achse import Wertachse
from app.views.diagramme.flaeche import Flaeche, Schriftzug, schriftzuege

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.diagrammdaten import Saeule, Saeulendaten
    from app.views.thema import Tokens

_RAND = 8
_LUECKE = 4
_KASTEN = 10
"""Edge of a square of the legend (px)."""
_TICK_HOEHE = 48
_SAEULE_MAX = 64
_MINDESTHOEHE = 3
"""So many px a non-zero column has at least."""


@dataclass(frozen=True, slots=True)
class _Mass:
    """Where things are, in px: the plot lies between ``links`` and ``breite``, ``oben`` and ``grund``."""

    breite: int
    hoehe: int
    text: int
    links: int
    oben: int
    grund: int
    feld: float
    saeule: float
    kleinster: int
    groesster: int
    pixel_je: float

    def y(self, wert: int) -> float:
        """Px of a value."""
        return self.grund - (wert - self.kleinster) * self.pixel_je

    def mitte(self, nummer: int) -> float:
        """Centre of a column."""
        return self.links + (nummer + 0.5) * self.feld


class Saeulenflaeche(Flaeche):
    """Draws ``Saeulendaten`` with a legend above and the years below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until ``setze``."""
        self.daten: Saeulendaten | None = None
        self.namen: list[Schriftzug] = []
        self.werte: list[Schriftzug] = []
        self.notizen: list[Schriftzug] = []
        self.reihen: list[pg.BarGraphItem] = []
        self._legende: list[Schriftzug] = []
        self._kaesten: list[QGraphicsRectItem] = []
        self._mass: _Mass | None = None
        super().__init__(parent)
        self.achse = Wertachse("left")
        self.achse.setParentItem(self.grund)
        self.achse.linkToView(self.viewbox)
        self.faerbe(self.tokens)

    def teile(self) -> tuple[Saeule, ...]:
        return self.daten.saeulen if self.daten else ()

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 180)

    def sizeHint(self) -> QSize:
        return QSize(480, 280)

    def setze(self, daten: Saeulendaten) -> None:
        """Show these data with the items that are there already."""
        self.daten = daten
        for zuege in (self.namen, self.werte, self.notizen):
            schriftzuege(zuege, len(daten.saeulen), self.viewbox)
        schriftzuege(self._legende, len(daten.reihen), self.viewbox)
        while len(self.reihen) < len(daten.reihen):
            reihe = pg.BarGraphItem(x=[], width=1, y0=[], y1=[])
            self.viewbox.addItem(reihe, ignoreBounds=True)
            self.reihen.append(reihe)
            self._kaesten.append(QGraphicsRectItem(self.viewbox))
            self._faerbe_reihe(len(self.reihen) - 1)
        self.lege()

    def lege(self) -> None:
        if self.daten is None:
            return
        mass = self._mass = self._messe(self.daten)
        self.viewbox.setGeometry(QRectF(0, 0, mass.breite, mass.hoehe))
        self.achse.lege(QRectF(0, 0, mass.links, mass.hoehe))
        self.zeige_leer("" if any(any(s.teile) or s.notiz for s in self.daten.saeulen) else self.daten.leer)
        self._lege_achse(mass)
        self._lege_saeulen(mass)
        self._lege_texte(mass)
        self._lege_legende(mass)
        self.lege_streifen()

    def faerbe(self, tokens: Tokens) -> None:
        self.tokens = tokens
        for nummer in range(len(self.reihen)):
            self._faerbe_reihe(nummer)
        self.achse.faerbe(tokens, self.zahlen())
        super().faerbe(tokens)

    def _faerbe_reihe(self, nummer: int) -> None:
        if self.daten is None:
            return
        rolle = self.daten.reihen[nummer].rolle
        stift = QPen(farben.randfarbe(self.tokens, rolle), 0)
        self.reihen[nummer].setOpts(brush=farben.farbe(self.tokens, rolle), pen=stift)
        self._kaesten[nummer].setBrush(farben.farbe(self.tokens, rolle))
        self._kaesten[nummer].setPen(stift)

    def _messe(self, daten: Saeulendaten) -> _Mass:
        breite, hoehe = max(self.width(), 80), max(self.height(), 80)
        text = self.masse().height()
        summen = [0, *(sum(s.teile) for s in daten.saeulen)]
        kleinster, groesster = min(summen), max(summen)
        oben = 2 * (text + _RAND) + _LUECKE
        notiz = any(s.notiz for s in daten.saeulen)
        grund = hoehe - (text + _LUECKE) * (2 if notiz else 1) - _LUECKE
        self.achse.setze(kleinster, groesster, max((grund - oben) // _TICK_HOEHE, 1), Groesse.MITTEL)
        links = max(self.masse().horizontalAdvance(tick) for tick in self.achse.texte()) + _RAND + 2 * _LUECKE
        feld = (breite - links) / max(len(daten.saeulen), 1)
        return _Mass(
            breite=breite,
            hoehe=hoehe,
            text=text,
            links=links,
            oben=oben,
            grund=grund,
            feld=feld,
            saeule=min(feld * 0.6, _SAEULE_MAX),
            kleinster=kleinster,
            groesster=groesster,
            pixel_je=(grund - oben) / max(groesster - kleinster, 1),
        )

    def _lege_achse(self, mass: _Mass) -> None:
        unten = mass.kleinster - (mass.hoehe - mass.grund) / mass.pixel_je
        self.viewbox.setRange(
            xRange=(0, mass.breite), yRange=(unten, unten + mass.hoehe / mass.pixel_je), padding=0
        )
        pfad = QPainterPath()
        for wert in self.achse.werte:
            y = round(mass.y(wert)) + 0.5
            pfad.moveTo(mass.links, y)
            pfad.lineTo(mass.breite, y)
        self.raster.setPath(pfad)
        grund = QPainterPath()
        y = round(mass.y(0)) + 0.5
        grund.moveTo(mass.links, y)
        grund.lineTo(mass.breite, y)
        self.linien.setPath(grund)
        self.linien.setPen(QPen(QColor(self.tokens.rand), 1))

    def _lege_saeulen(self, mass: _Mass) -> None:
        mindest = max(round(_MINDESTHOEHE / mass.pixel_je), 1)
        mitten = [mass.mitte(nummer) for nummer in range(len(self.teile()))]
        boden = [0] * len(mitten)
        for nummer, reihe in enumerate(self.reihen):
            werte = [saeule.teile[nummer] for saeule in self.teile()]
            oben = [b + (max(w, mindest) if w > 0 else w) for b, w in zip(boden, werte, strict=True)]
            da = [i for i, wert in enumerate(werte) if wert]
            reihe.setOpts(
                x=[mitten[i] for i in da],
                width=mass.saeule,
                y0=[boden[i] for i in da],
                y1=[oben[i] for i in da],
            )
            boden = oben

    def _lege_texte(self, mass: _Mass) -> None:
        kurz = any(self.masse(fett=True).horizontalAdvance(s.wert) > mass.feld - 4 for s in self.teile())
        neben, text = QColor(self.tokens.text_neben), QColor(self.tokens.text)
        for nummer, saeule in enumerate(self.teile()):
            summe = sum(saeule.teile)
            wert = saeule.knapp if kurz else saeule.wert
            self.werte[nummer].setze(wert, self.zahlen(fett=bool(summe)), text if summe else neben)
            self.werte[nummer].setVisible(self.werte[nummer].boundingRect().width() <= mass.feld)
            self.namen[nummer].setze(saeule.name, self.zahlen(), text)
            self.notizen[nummer].setze(saeule.notiz, self.zahlen(), neben)
            mitte = mass.mitte(nummer)
            for zug, y in (
                (self.werte[nummer], mass.y(max(summe, 0)) - mass.text - 2),
                (self.namen[nummer], mass.grund + _LUECKE),
                (self.notizen[nummer], mass.grund + 2 * _LUECKE + mass.text),
            ):
                zug.setPos(round(mitte - zug.boundingRect().width() / 2), round(y))

    def _lege_legende(self, mass: _Mass) -> None:
        assert self.daten is not None  # noqa: S101 - only called with data
        x = float(_RAND)
        for kasten, zug, reihe in zip(self._kaesten, self._legende, self.daten.reihen, strict=True):
            zug.setze(reihe.name, self.zahlen(), QColor(self.tokens.text_neben))
            kasten.setRect(x, (mass.text - _KASTEN) // 2 + 1, _KASTEN, _KASTEN)
            zug.setPos(x + _KASTEN + 6, 0)
            x += _KASTEN + 6 + zug.boundingRect().width() + 2 * _RAND

    def streifen(self, nummer: int) -> QRectF:
        mass = self._mass
        if mass is None:
            return QRectF()
        oben = mass.text + _RAND
        return QRectF(mass.links + nummer * mass.feld, oben, mass.feld, mass.hoehe - oben)
