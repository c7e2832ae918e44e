"""Lines over the months of a year, each with its last value beside it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen

from app.services.geld import format_eur
from app.services.zahlworte import in_mio, kurz_eur
from app.views.diagramme import farben
from app.views.diagramme.endwerte import Ende, orte
from app.views.diagramme.feldflaeche import LUECKE, Feldflaeche
from app.views.diagramme.legende import Eintrag
from app.views.diagramme.schriftzug import schriftzuege

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

    from app.services.diagrammtypen import Kurve, Kurvendaten, Kurvenpunkt
    from app.views.diagramme.feldflaeche import Feldmass
    from app.views.thema import Tokens

_SCHMAL = 480
"""Below this width (px) amounts of a million and more stand without their unit, as the axis has it."""
_MIO_CENT = 100_000_000
_PUNKT = 2.5
_ENDPUNKT = 4.0
"""Radius (px) of a month's dot, and of a line's last one."""
_ABSTAND = 10
"""Space (px) between the fields and the last values on their right."""
_PUNKTFELD = 14
"""Months narrower than this (px) get no dots."""
_NAMENSLUECKE = 8
"""So many px lie at least between the names of two months."""
_SCHRITTE = (1, 2, 3, 4, 6, 12)
"""Every so many months there may be a name."""


class Linie(pg.PlotCurveItem):
    """A curve as wide on fine screens and in pictures as elsewhere."""

    dicke = 1.0

    def setze_stift(self, stift: QPen) -> None:
        """Take a pen whose width is in px of the chart."""
        self.dicke = stift.widthF()
        kosmetisch = QPen(stift)
        kosmetisch.setCosmetic(True)  # it is drawn at the scale of the values
        self.setPen(kosmetisch)

    def paint(self, p: QPainter, opt: QStyleOptionGraphicsItem, /, widget: QWidget | None = None) -> None:
        """A cosmetic pen counts the pixels of what is painted on."""
        self.opts["pen"].setWidthF(self.dicke * p.device().devicePixelRatio())
        super().paint(p, opt, widget)


class Kurvenflaeche(Feldflaeche):
    """Draws ``Kurvendaten`` with a legend above and the months below; ``werte`` are the last values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until ``setze``."""
        self.daten: Kurvendaten | None = None
        self.kurven: list[Linie] = []
        self.punkte: list[QGraphicsPathItem] = []
        super().__init__(parent)
        self.setAntialiasing(True)
        self.faerbe(self.tokens)

    def teile(self) -> tuple[Kurvenpunkt, ...]:
        return self.daten.punkte if self.daten else ()

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 180)

    def sizeHint(self) -> QSize:
        return QSize(560, 300)

    def setze(self, daten: Kurvendaten) -> None:
        """Show these data with the items that are there already."""
        self.daten = daten
        schriftzuege(self.namen, len(daten.punkte), self.viewbox)
        schriftzuege(self.werte, len(daten.reihen), self.viewbox)
        while len(self.kurven) < len(daten.reihen):
            kurve = Linie(antialias=True, segmentedLineMode="off")
            self.viewbox.addItem(kurve, ignoreBounds=True)
            self.kurven.append(kurve)
            self.punkte.append(self._pfad(10))
        for nummer, kurve in enumerate(self.kurven):
            kurve.setVisible(nummer < len(daten.reihen))
            self.punkte[nummer].setVisible(nummer < len(daten.reihen))
            if nummer < len(daten.reihen):
                _setze_linie(kurve, _stuetzen(daten, nummer))
        self.lege()

    def lege(self) -> None:
        daten = self.daten
        if daten is None:
            return
        text = self.masse().height()
        alle = [wert for punkt in daten.punkte for wert in punkt.werte if wert is not None]
        enden = tuple(_ende(daten, nummer) for nummer in range(len(daten.reihen)))
        worte = self._endworte(enden, max((abs(wert) for wert in alle), default=0))
        breiteste = max((self.masse(fett=True).horizontalAdvance(wort) for wort in worte), default=0)
        mass = self._mass = self.messe(
            self.lege_legende(self._eintraege(daten)),
            ueber=text // 2 + LUECKE,
            unter=text + 2 * LUECKE,
            werte=alle,
            rechts=_ABSTAND + breiteste + LUECKE,
        )
        self.lege_achse(mass, -mass.links / mass.feld - 0.5, (mass.breite - mass.links) / mass.feld - 0.5)
        self.zeige_leer("" if any(alle) else daten.leer)
        self._lege_namen(mass)
        self._lege_reihen(mass, daten, enden, worte)
        self.lege_streifen()

    def hinweistext(self, nummer: int) -> str:
        """The values of all lines below each other, so that they can be compared."""
        assert self.daten is not None  # noqa: S101 - a number comes only with data
        punkt = self.teile()[nummer]
        zeilen = "".join(
            _tooltipzeile(self.tokens, reihe, wert)
            for reihe, wert in zip(self.daten.reihen, punkt.werte, strict=True)
            if wert is not None
        )
        worte = (punkt.anteil, punkt.hinweis) if zeilen else punkt.worte
        rest = "<br>".join(escape(wort) for wort in worte if wort)
        tabelle = f"<table cellspacing='0' cellpadding='1'>{zeilen}</table>" if zeilen else ""
        return f"<p style='white-space:pre-wrap'><b>{escape(punkt.titel)}</b></p>{tabelle}" + (
            f"<p style='white-space:pre-wrap'>{rest}</p>" if rest else ""
        )

    def _eintraege(self, daten: Kurvendaten) -> tuple[Eintrag, ...]:
        return tuple(
            Eintrag(r.name, farben.linienstift(self.tokens, r.rolle, gestrichelt=r.gestrichelt))
            for r in daten.reihen
        )

    def _endworte(self, enden: tuple[int, ...], groesster: int) -> tuple[str, ...]:
        ohne_einheit = self.width() < _SCHMAL and groesster >= _MIO_CENT
        letzte = tuple(
            self.teile()[ende].werte[nummer] if ende >= 0 else None for nummer, ende in enumerate(enden)
        )
        return tuple("" if w is None else in_mio(w) if ohne_einheit else kurz_eur(w) for w in letzte)

    def _lege_namen(self, mass: Feldmass) -> None:
        breiteste = max((self.masse().horizontalAdvance(p.name) for p in self.teile()), default=0)
        platz = (s for s in _SCHRITTE if breiteste + _NAMENSLUECKE <= s * mass.feld)
        schritt = next(platz, _SCHRITTE[-1])
        for nummer, punkt in enumerate(self.teile()):
            zug = self.namen[nummer]
            zug.setze(punkt.name, self.zahlen(), QColor(self.tokens.text_neben))
            zug.setVisible(nummer % schritt == 0)
            zug.setPos(round(mass.mitte(nummer) - zug.boundingRect().width() / 2), mass.grund + LUECKE)

    def _lege_reihen(
        self, mass: Feldmass, daten: Kurvendaten, enden: tuple[int, ...], worte: tuple[str, ...]
    ) -> None:
        linien = [_in_px(mass, daten, nummer) for nummer in range(len(daten.reihen))]
        texte = self._orte(mass, linien, enden, worte)
        for nummer, reihe in enumerate(daten.reihen):
            stift = farben.linienstift(self.tokens, reihe.rolle, gestrichelt=reihe.gestrichelt)
            self.kurven[nummer].setze_stift(stift)
            self.werte[nummer].setze(worte[nummer], self.zahlen(fett=True), QColor(self.tokens.text))
            ort = texte.get(nummer)
            if ort is not None:
                self.werte[nummer].setPos(ort.topLeft())
            alle = mass.feld >= _PUNKTFELD and not (reihe.stufen or reihe.gestrichelt)
            self.punkte[nummer].setPath(_punkte(linien[nummer], ort, alle=alle))
            self.punkte[nummer].setPen(QPen(stift.color(), 1))
            self.punkte[nummer].setBrush(QBrush(stift.color()))

    def _orte(
        self, mass: Feldmass, linien: list[list[QPointF]], enden: tuple[int, ...], worte: tuple[str, ...]
    ) -> dict[int, QRectF]:
        """Where the last value of each line stands that has one."""
        masse = self.masse(fett=True)
        gezeigt = [nummer for nummer, ende in enumerate(enden) if ende >= 0]
        letzte = len(self.teile()) - 1
        texte = orte(
            [
                Ende(linien[nummer][-1], masse.horizontalAdvance(worte[nummer]), enden[nummer] == letzte)
                for nummer in gezeigt
            ],
            linien,
            QRectF(mass.links, mass.kopf, mass.breite - mass.links, mass.grund - mass.kopf),
            mass.rechts + _ABSTAND,
            masse.height(),
        )
        return dict(zip(gezeigt, texte, strict=True))


def _ende(daten: Kurvendaten, nummer: int) -> int:
    """The last month where a line has a value; −1 for none."""
    return max((i for i, punkt in enumerate(daten.punkte) if punkt.werte[nummer] is not None), default=-1)


def _stuetzen(daten: Kurvendaten, nummer: int) -> list[tuple[float, int, bool]]:
    """The points of a line: number of the month, value (Cent), and whether the line goes on to the next."""
    werte = [punkt.werte[nummer] for punkt in daten.punkte]
    ergebnis = []
    for monat, wert in enumerate(werte):
        if wert is None:
            continue
        weiter = monat + 1 < len(werte) and werte[monat + 1] is not None
        if daten.reihen[nummer].stufen:
            ergebnis += [(monat - 0.5, wert, True), (monat + 0.5, wert, weiter)]
        else:
            ergebnis.append((float(monat), wert, weiter))
    return ergebnis


def _setze_linie(kurve: Linie, stuetzen: list[tuple[float, int, bool]]) -> None:
    kurve.setData(
        x=np.array([x for x, _, _ in stuetzen], dtype=float),
        y=np.array([wert for _, wert, _ in stuetzen], dtype=float),
        connect=np.array([weiter for _, _, weiter in stuetzen], dtype=np.int32),
    )


def _in_px(mass: Feldmass, daten: Kurvendaten, nummer: int) -> list[QPointF]:
    return [QPointF(mass.mitte(x), mass.y(wert)) for x, wert, _ in _stuetzen(daten, nummer)]


def _punkte(linie: list[QPointF], text: QRectF | None, *, alle: bool) -> QPainterPath:
    """The dots of a line, and a thin lead from its last one to its value."""
    pfad = QPainterPath()
    if text is None:
        return pfad
    for punkt in linie[:-1] if alle else ():
        pfad.addEllipse(punkt, _PUNKT, _PUNKT)
    pfad.addEllipse(linie[-1], _ENDPUNKT, _ENDPUNKT)
    ziel = QPointF(text.left() - 2, text.center().y())
    if ziel.x() > linie[-1].x() + _ENDPUNKT:
        pfad.moveTo(linie[-1])
        pfad.lineTo(ziel)
    return pfad


def _tooltipzeile(tokens: Tokens, reihe: Kurve, wert: int) -> str:
    farbe = farben.linienfarbe(tokens, reihe.rolle).name()
    zeichen = "╌" if reihe.gestrichelt else "━"
    name = f"<span style='color:{farbe}'>{zeichen}</span>&nbsp;{escape(reihe.name)}&nbsp;&nbsp;&nbsp;"
    return f"<tr><td>{name}</td><td align='right'>{format_eur(wert)}</td></tr>"
