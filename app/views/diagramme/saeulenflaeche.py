"""Stacked columns over years, each with a mark (such as a limit) where it has one."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainterPath, QPen

from app.views.diagramme import farben
from app.views.diagramme.feldflaeche import LUECKE, RAND, Feldflaeche
from app.views.diagramme.legende import Eintrag
from app.views.diagramme.schriftzug import schriftzuege

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.diagrammtypen import Saeule, Saeulendaten
    from app.views.diagramme.feldflaeche import Feldmass
    from app.views.diagramme.schriftzug import Schriftzug

_SAEULE_MAX = 64
_MINDESTHOEHE = 3
"""So many px a non-zero column has at least."""
_UEBERSTAND = 5
"""So many px a mark is longer than its column, on each side."""
_MARKE = 2
"""Width of a mark (px)."""
_SAUM = 4
"""Width of its hem (px), which sets it off from the colours of the column."""


class Saeulenflaeche(Feldflaeche):
    """Draws ``Saeulendaten`` with a legend above and the years below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until ``setze``."""
        self.daten: Saeulendaten | None = None
        self.notizen: list[Schriftzug] = []
        self.reihen: list[pg.BarGraphItem] = []
        self._farbstand: object = None
        super().__init__(parent)
        self.saum = self._pfad(11)
        self.strich = self._pfad(12)
        self.strich_ueber = self._pfad(13)
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
        while len(self.reihen) < len(daten.reihen):
            reihe = pg.BarGraphItem(x=[], width=1, y0=[], y1=[])
            self.viewbox.addItem(reihe, ignoreBounds=True)
            self.reihen.append(reihe)
        self.lege()

    def lege(self) -> None:
        if self.daten is None:
            return
        zeilen = 2 if any(s.notiz for s in self.daten.saeulen) else 1
        text = self.masse().height()
        mass = self._mass = self.messe(
            self.lege_legende(self._eintraege(self.daten)),
            ueber=text + RAND + LUECKE,
            unter=(text + LUECKE) * zeilen + LUECKE,
            werte=[wert for saeule in self.daten.saeulen for wert in _hoehen(saeule)],
        )
        self.lege_achse(mass, 0, mass.breite)
        self.zeige_leer("" if any(_etwas(s) for s in self.daten.saeulen) else self.daten.leer)
        self._faerbe_reihen(self.daten)
        self._lege_saeulen(mass)
        self._lege_marken(mass)
        self._lege_texte(mass)
        self.lege_streifen()

    def _eintraege(self, daten: Saeulendaten) -> tuple[Eintrag, ...]:
        reihen = tuple(
            Eintrag(r.name, farben.stift(self.tokens, r.rolle), farben.pinsel(self.tokens, r.rolle))
            for r in daten.reihen
        )
        if daten.markenname and any(s.marke is not None for s in daten.saeulen):
            return (*reihen, Eintrag(daten.markenname, QPen(QColor(self.tokens.text), _MARKE)))
        return reihen

    def _faerbe_reihen(self, daten: Saeulendaten) -> None:
        rollen = tuple(reihe.rolle for reihe in daten.reihen)
        if self._farbstand != (self.tokens, rollen):
            self._farbstand = (self.tokens, rollen)
            for reihe, rolle in zip(self.reihen, rollen, strict=False):
                reihe.setOpts(brush=farben.pinsel(self.tokens, rolle), pen=farben.stift(self.tokens, rolle))

    def _lege_saeulen(self, mass: Feldmass) -> None:
        assert self.daten is not None  # noqa: S101 - only called with data
        mindest = max(round(_MINDESTHOEHE / mass.pixel_je), 1)
        mitten = [mass.mitte(nummer) for nummer in range(len(self.teile()))]
        boden = [0] * len(mitten)
        for nummer, reihe in enumerate(self.reihen):
            da = nummer < len(self.daten.reihen)
            werte = [saeule.teile[nummer] if da else 0 for saeule in self.teile()]
            oben = [b + (max(w, mindest) if w > 0 else w) for b, w in zip(boden, werte, strict=True)]
            gezeigt = [i for i, wert in enumerate(werte) if wert]
            reihe.setOpts(
                x=[mitten[i] for i in gezeigt],
                width=_breite(mass),
                y0=[boden[i] for i in gezeigt],
                y1=[oben[i] for i in gezeigt],
            )
            boden = oben

    def _lege_marken(self, mass: Feldmass) -> None:
        beide, unter, ueber = QPainterPath(), QPainterPath(), QPainterPath()
        halb = _breite(mass) / 2 + _UEBERSTAND
        for nummer, saeule in enumerate(self.teile()):
            if saeule.marke is None:
                continue
            y = round(mass.y(saeule.marke))
            for pfad in (beide, ueber if saeule.ueber_marke else unter):
                pfad.moveTo(round(mass.mitte(nummer) - halb), y)
                pfad.lineTo(round(mass.mitte(nummer) + halb), y)
        for item, pfad, farbe, dicke in (
            (self.saum, beide, self.tokens.flaeche, _SAUM),
            (self.strich, unter, self.tokens.text, _MARKE),
            (self.strich_ueber, ueber, self.tokens.fehler, _MARKE),
        ):
            item.setPath(pfad)
            item.setPen(QPen(QColor(farbe), dicke))

    def _lege_texte(self, mass: Feldmass) -> None:
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
                (self.werte[nummer], _ueber(saeule, mass)),
                (self.namen[nummer], mass.grund + LUECKE),
                (self.notizen[nummer], mass.grund + 2 * LUECKE + mass.text),
            ):
                zug.setPos(round(mitte - zug.boundingRect().width() / 2), round(y))


def _breite(mass: Feldmass) -> float:
    """Px of a column."""
    return min(mass.feld * 0.6, _SAEULE_MAX)


def _hoehen(saeule: Saeule) -> tuple[int, ...]:
    """Every height (Cent) that a column reaches, with its mark."""
    marke = () if saeule.marke is None else (saeule.marke,)
    return (*accumulate(saeule.teile), *marke)


def _etwas(saeule: Saeule) -> bool:
    """Whether there is anything to see in a column."""
    return any(saeule.teile) or bool(saeule.notiz) or saeule.marke is not None


def _ueber(saeule: Saeule, mass: Feldmass) -> float:
    """Top (px) of the figure above a column: also above a mark that would cross it."""
    oben = mass.y(max([0, *accumulate(saeule.teile)])) - mass.text - 2
    if saeule.marke is not None and oben - _SAUM < mass.y(saeule.marke) < oben + mass.text + _SAUM:
        return min(oben, mass.y(saeule.marke) - mass.text - _SAUM)
    return oben
