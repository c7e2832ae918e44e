"""The drawing area of a chart: hover, click, keyboard and colours; what is drawn is up to subclasses."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPen
from PySide6.QtWidgets import (
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsWidget,
    QToolTip,
)

from app.views.diagramme.schriftzug import Schriftzug
from app.views.thema import tokens_fuer, zahlenschrift

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QFont,
        QKeyEvent,
        QMouseEvent,
        QResizeEvent,
        QWheelEvent,
    )
    from PySide6.QtWidgets import QWidget

    from app.services.diagrammtypen import Diagrammteil, Schluessel
    from app.views.thema import Tokens

_VORWAERTS = {Qt.Key.Key_Right, Qt.Key.Key_Down}
_RUECKWAERTS = {Qt.Key.Key_Left, Qt.Key.Key_Up}
_KLICK = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class Flaeche(pg.GraphicsView):
    """Base of the drawing areas: bars are numbered, and each has a strip that reacts to mouse and keyboard.

    Subclasses implement ``teile``, ``streifen`` and ``lege``.
    """

    gewaehlt = Signal(object)
    """The key of the bar that was clicked (or entered with the keyboard)."""
    markiert = Signal(int)
    """The number of the bar that the keyboard stands on; −1 for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty area without pyqtgraph's menu, panning and zooming."""
        super().__init__(parent, background=None)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.tokens = tokens_fuer(self.palette())
        self.viewbox = pg.ViewBox(enableMenu=False, enableMouse=False)
        self.grund = QGraphicsWidget()
        self.setCentralItem(self.grund)
        self.viewbox.setParentItem(self.grund)  # not in its __init__: it would miss its scene's signals
        self.viewbox.disableAutoRange()
        self.raster = self._pfad(-20)
        self.linien = self._pfad(-10)
        self._streifen_maus = self._rechteck(-30)
        self._streifen_wahl = self._rechteck(20)
        self._leer = Schriftzug(self.viewbox)
        self._unter_maus = -1
        self._gedrueckt = -1
        self._marke: Schluessel | None = None

    def _pfad(self, z: int) -> QGraphicsPathItem:
        pfad = QGraphicsPathItem(self.viewbox)
        pfad.setZValue(z)
        return pfad

    def _rechteck(self, z: int) -> QGraphicsRectItem:
        rechteck = QGraphicsRectItem(self.viewbox)
        rechteck.setZValue(z)
        rechteck.setVisible(False)
        return rechteck

    def teile(self) -> tuple[Diagrammteil, ...]:
        """What can be pointed at, in order."""
        raise NotImplementedError

    def streifen(self, nummer: int) -> QRectF:
        """The strip of a bar in the viewbox, in px."""
        raise NotImplementedError

    def lege(self) -> None:
        """Place everything for the present data, size, font and colours."""
        raise NotImplementedError

    def hinweistext(self, nummer: int) -> str:
        """What the tooltip of a bar says, as HTML."""
        teil = self.teile()[nummer]
        zeilen = [f"<b>{escape(teil.titel)}</b>"]
        zeilen += [escape(wort) for wort in teil.worte if wort]
        return f"<p style='white-space:pre-wrap'>{'<br>'.join(zeilen)}</p>"

    def worte(self, nummer: int) -> str:
        """A bar in one plain sentence, for screen readers."""
        teil = self.teile()[nummer]
        return ", ".join(wort for wort in (teil.titel, *teil.worte) if wort)

    @property
    def marke(self) -> int:
        """The number of the bar that the keyboard stands on; −1 for none."""
        return next((i for i, teil in enumerate(self.teile()) if teil.schluessel == self._marke), -1)

    def faerbe(self, tokens: Tokens) -> None:
        """Take the colours of a theme."""
        self.tokens = tokens
        self._streifen_maus.setBrush(QColor(tokens.hover))
        self._streifen_maus.setPen(QPen(Qt.PenStyle.NoPen))
        self._streifen_wahl.setPen(QPen(QColor(tokens.fokus), 2))
        self.raster.setPen(QPen(QColor(tokens.linie), 1))
        self.lege()

    def zeige_leer(self, text: str) -> None:
        """Write why there is nothing to see; an empty text takes it away."""
        self._leer.setze(text, self.font(), QColor(self.tokens.text_neben))
        breite = self._leer.boundingRect().width()
        self._leer.setPos((self.viewbox.width() - breite) / 2, self.viewbox.height() / 2 - 8)

    def zahlen(self, *, fett: bool = False) -> QFont:
        """The font of figures and names."""
        return zahlenschrift(self.font(), fett=fett)

    def masse(self, *, fett: bool = False) -> QFontMetrics:
        """Measures of ``zahlen``."""
        return QFontMetrics(self.zahlen(fett=fett))

    def ohne_marken(self) -> None:
        """Hide the marks of mouse and keyboard for a picture; the next ``lege_streifen`` brings them back."""
        self._streifen_maus.setVisible(False)
        self._streifen_wahl.setVisible(False)

    def lege_streifen(self) -> None:
        """Put the marks of mouse and keyboard on their strips; ``lege`` ends with it."""
        for rechteck, nummer in (
            (self._streifen_maus, self._unter_maus),
            (self._streifen_wahl, self.marke if self.hasFocus() else -1),
        ):
            gueltig = 0 <= nummer < len(self.teile())
            if gueltig:
                rechteck.setRect(self.streifen(nummer).adjusted(1, 1, -1, -1))
            rechteck.setVisible(gueltig)

    def bei(self, stelle: QPointF) -> int:
        """The number of the bar whose strip holds a point of the view; −1 for none."""
        punkt = self.viewbox.mapFromScene(self.mapToScene(stelle.toPoint()))
        return next((i for i in range(len(self.teile())) if self.streifen(i).contains(punkt)), -1)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_leer"):  # the base class resizes once before there is anything to place
            self.lege()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_leer"):
            self.faerbe(self.tokens)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            nummer = self.bei(QPointF(event.pos()))
            if nummer >= 0:
                flaeche = self._flaeche_von(nummer)
                QToolTip.showText(event.globalPos(), self.hinweistext(nummer), self, flaeche)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._maus_auf(self.bei(event.position()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._maus_auf(-1)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._gedrueckt = self.bei(event.position())
            event.accept()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        nummer = self.bei(event.position())
        if event.button() == Qt.MouseButton.LeftButton and nummer >= 0 and nummer == self._gedrueckt:
            self.markiere(nummer)
            self.gewaehlt.emit(self.teile()[nummer].schluessel)
        self._gedrueckt = -1

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the chart

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the frame has the menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        taste = event.key()
        anzahl = len(self.teile())
        nummer = self.marke
        if taste in _KLICK and nummer >= 0:
            self.gewaehlt.emit(self.teile()[nummer].schluessel)
        elif taste in _VORWAERTS and anzahl:
            self._gehe_zu(min(nummer + 1, anzahl - 1))
        elif taste in _RUECKWAERTS and anzahl:
            self._gehe_zu(max(nummer - 1, 0))
        elif taste == Qt.Key.Key_Home and anzahl:
            self._gehe_zu(0)
        elif taste == Qt.Key.Key_End and anzahl:
            self._gehe_zu(anzahl - 1)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.marke < 0 and self.teile():
            self.markiere(0)
        self.lege_streifen()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.lege_streifen()

    def markiere(self, nummer: int) -> None:
        """Put the keyboard on a bar."""
        self._marke = self.teile()[nummer].schluessel
        self.lege_streifen()
        self.markiert.emit(nummer)

    def _gehe_zu(self, nummer: int) -> None:
        self.markiere(nummer)
        flaeche = self._flaeche_von(nummer)
        QToolTip.showText(self.mapToGlobal(flaeche.center()), self.hinweistext(nummer), self, flaeche)

    def _flaeche_von(self, nummer: int) -> QRect:
        return self.mapFromScene(self.viewbox.mapRectToScene(self.streifen(nummer))).boundingRect()

    def _maus_auf(self, nummer: int) -> None:
        if nummer != self._unter_maus:
            self._unter_maus = nummer
            zeiger = Qt.CursorShape.PointingHandCursor if nummer >= 0 else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(zeiger)
            self.lege_streifen()
