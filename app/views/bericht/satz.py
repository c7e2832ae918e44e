"""Sets text on paper: fonts, lines that fit their place, colours. All measures are points (1/72 inch)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

LINKS, MITTE, RECHTS = "left", "center", "right"
JE_PUNKT = 10
"""Dots of the PDF's grid in a point."""
KLEINSTE = 4.0
"""Text that does not fit is set smaller, but not below this size."""
_SCHRITT = 0.25
_STRICH = 0.5
_SCHRIFTEN = ("Arial", "Liberation Sans")
_ZEILENENDE = "\u2028"
_GENAU = 0.05


@dataclass(frozen=True, slots=True)
class Schriftbild:
    """How a text is set."""

    punkt: float
    farbe: str
    fett: bool = False
    kursiv: bool = False
    unterstrichen: bool = False
    ausrichtung: str = LINKS
    oben: bool = True
    """At the top of its place, not in its middle."""
    umbruch: bool = True
    """Broken into lines where it is longer than its place; if not, only where it says so itself."""


@dataclass(frozen=True, slots=True)
class Satz:
    """A text in lines of a certain width."""

    layout: QTextLayout
    zeilen: int
    zeilenhoehe: float
    breite: float
    """Of the longest line."""

    @property
    def hoehe(self) -> float:
        """Of all lines."""
        return self.zeilen * self.zeilenhoehe


def schriftname() -> str:
    """The font of the tables where it is there, else that of the program."""
    vorhanden = set(QFontDatabase.families())
    return next((name for name in _SCHRIFTEN if name in vorhanden), QGuiApplication.font().family())


class Zeichner:
    """Paints on a page."""

    def __init__(self, maler: QPainter, schrift: str) -> None:
        """Paint with ``maler`` (its grid is ``JE_PUNKT``), text in ``schrift``."""
        self.maler, self._schrift = maler, schrift
        maler.setRenderHint(QPainter.RenderHint.LosslessImageRendering)

    # -- text --------------------------------------------------------------------------------------

    def setze(self, text: str, bild: Schriftbild, breite: float) -> Satz:
        """Break a text into lines."""
        schrift = self._font(bild)
        layout = QTextLayout(text.replace("\n", _ZEILENENDE), schrift, self.maler.device())
        option = QTextOption()
        modus = QTextOption.WrapMode
        option.setWrapMode(modus.WrapAtWordBoundaryOrAnywhere if bild.umbruch else modus.ManualWrap)
        layout.setTextOption(option)
        hoehe = QFontMetricsF(schrift, self.maler.device()).lineSpacing()
        layout.beginLayout()
        zeilen, breiteste = 0, 0.0
        while (zeile := layout.createLine()).isValid():
            zeile.setLineWidth(breite * JE_PUNKT)
            zeile.setPosition(QPointF(0, zeilen * hoehe))
            breiteste = max(breiteste, zeile.naturalTextWidth())
            zeilen += 1
        layout.endLayout()
        return Satz(layout, zeilen, hoehe / JE_PUNKT, breiteste / JE_PUNKT)

    def passend(self, text: str, bild: Schriftbild, platz: QRectF) -> Satz:
        """Set a text so that it fits ``platz``, smaller where it has to be."""
        punkt = bild.punkt
        while True:
            satz = self.setze(text, replace(bild, punkt=punkt), platz.width())
            passt = satz.hoehe <= platz.height() + _GENAU and satz.breite <= platz.width() + _GENAU
            if passt or punkt <= KLEINSTE:
                return satz
            punkt -= _SCHRITT

    def male(self, satz: Satz, bild: Schriftbild, platz: QRectF, zeilen: range | None = None) -> None:
        """Paint lines (all of them by default) into ``platz``."""
        nummern = range(satz.zeilen) if zeilen is None else zeilen
        hoehe = len(nummern) * satz.zeilenhoehe
        y = platz.top() if bild.oben else platz.top() + (platz.height() - hoehe) / 2
        self.maler.setPen(QColor(bild.farbe))
        for stelle, nummer in enumerate(nummern):
            zeile = satz.layout.lineAt(nummer)
            frei = platz.width() - zeile.naturalTextWidth() / JE_PUNKT
            x = platz.left() + {LINKS: 0.0, MITTE: frei / 2, RECHTS: frei}[bild.ausrichtung]
            # The line's own place within the layout is taken off again.
            ziel = QPointF(x, y + (stelle - nummer) * satz.zeilenhoehe) * JE_PUNKT
            zeile.draw(self.maler, ziel)

    def text(self, text: str, bild: Schriftbild, platz: QRectF) -> None:
        """Set a text so that it fits and paint it."""
        self.male(self.passend(text, bild, platz), bild, platz)

    def gekuerzt(self, text: str, bild: Schriftbild, breite: float) -> str:
        """A text for one line, with its middle left out where it is too long: a mark at its end stays."""
        masse = QFontMetricsF(self._font(bild), self.maler.device())
        return masse.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideMiddle, breite * JE_PUNKT)

    def _font(self, bild: Schriftbild) -> QFont:
        schrift = QFont(self._schrift)
        schrift.setPointSizeF(bild.punkt)
        schrift.setBold(bild.fett)
        schrift.setItalic(bild.kursiv)
        schrift.setUnderline(bild.unterstrichen)
        schrift.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return schrift

    # -- shapes ------------------------------------------------------------------------------------

    def flaeche(self, platz: QRectF, farbe: str) -> None:
        """A filled rectangle."""
        self.maler.fillRect(_punkte(platz), QColor(farbe))

    def rahmen(self, platz: QRectF, farbe: str) -> None:
        """A thin rectangle."""
        self.maler.setPen(QPen(QColor(farbe), _STRICH * JE_PUNKT))
        self.maler.setBrush(Qt.BrushStyle.NoBrush)
        self.maler.drawRect(_punkte(platz))

    def linie(self, von: QPointF, bis: QPointF, farbe: str) -> None:
        """A thin line."""
        self.maler.setPen(QPen(QColor(farbe), _STRICH * JE_PUNKT))
        self.maler.drawLine(von * JE_PUNKT, bis * JE_PUNKT)

    def sektor(self, kreis: QRectF, von: float, weite: float, farbe: str) -> None:
        """A part of a circle, clockwise from its top: ``von`` and ``weite`` are parts of the whole (1)."""
        self.maler.setPen(QPen(QColor("white"), _STRICH * JE_PUNKT))
        self.maler.setBrush(QColor(farbe))
        self.maler.drawPie(_punkte(kreis), round((90 - 360 * von) * 16), round(-360 * weite * 16))

    def bild(self, platz: QRectF, bild: QImage) -> None:
        """A picture."""
        self.maler.drawImage(_punkte(platz), bild)


def _punkte(platz: QRectF) -> QRectF:
    return QRectF(platz.topLeft() * JE_PUNKT, platz.size() * JE_PUNKT)
