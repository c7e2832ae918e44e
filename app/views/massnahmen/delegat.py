"""Draws the cells of the grid of Maßnahmen: group heads, states and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.views.bausteine.zelleneditor import Editordelegat
from app.views.massnahmen.modell import ART, BEFUND, BERECHNET, GEDAEMPFT, GRUPPE, ZUSTAND, MassnahmenModell
from app.views.massnahmen.spalten import LEISTUNG, SPALTEN
from app.views.thema import tokens_fuer

if TYPE_CHECKING:
    from collections.abc import Sequence

    Index = QModelIndex | QPersistentModelIndex

_EINZUG = 14
_MARKE = 7


class Zellendelegat(Editordelegat):
    """Draws group heads, states and findings."""

    def vorschlaege(self, index: Index) -> Sequence[str]:
        """What the column's catalogue has."""
        modell = index.model()
        return modell.vorschlaege(index) if isinstance(modell, MassnahmenModell) else ()

    def name(self, index: Index) -> str:
        """The heading without the mark of a filter."""
        return SPALTEN[index.column()].kopf

    # -- drawing -----------------------------------------------------------------------------------

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Weight and colour by kind of cell."""
        super().initStyleOption(option, index)
        art = index.data(ART)
        palette: QPalette = option.palette
        if art == GRUPPE:
            schrift = QFont(option.font)
            schrift.setWeight(QFont.Weight.DemiBold)
            option.font = schrift
        elif art in {ZUSTAND, GEDAEMPFT, BERECHNET}:
            palette.setColor(QPalette.ColorRole.Text, QColor(tokens_fuer(palette).text_aus))
            option.palette = palette

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Group heads on their own surface; a finding as a mark before the Leistung."""
        art = index.data(ART)
        rechteck: QRect = option.rect
        if art == GRUPPE:
            painter.fillRect(rechteck, option.palette.alternateBase())
            if index.column() == LEISTUNG:
                self._pfeil(painter, option, index)
                option.rect = rechteck.adjusted(_EINZUG + 2, 0, 0, 0)
        elif index.column() == LEISTUNG:
            befund = index.data(BEFUND)
            if befund is not None:
                self._marke(painter, rechteck, befund, option.palette)
            option.rect = rechteck.adjusted(_EINZUG + 2, 0, 0, 0)
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rechteck, option.palette.highlight())
                if befund is not None:
                    self._marke(painter, rechteck, befund, option.palette)
        super().paint(painter, option, index)

    def _pfeil(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        modell = index.model()
        eintrag = modell.eintrag(index.row()) if isinstance(modell, MassnahmenModell) else None
        offen = not isinstance(eintrag, str) and eintrag is not None and eintrag.offen
        pfeil = QStyle.PrimitiveElement.PE_IndicatorArrowDown
        if not offen:
            pfeil = QStyle.PrimitiveElement.PE_IndicatorArrowRight
        kopie = QStyleOptionViewItem(option)
        rechteck: QRect = option.rect
        kopie.rect = QRect(rechteck.left() + 4, rechteck.center().y() - 5, 11, 11)
        widget = option.widget
        widget.style().drawPrimitive(pfeil, kopie, painter, widget)

    def _marke(self, painter: QPainter, rechteck: QRect, schwere: str, palette: QPalette) -> None:
        tokens = tokens_fuer(palette)
        farben = {"fehler": tokens.fehler, "warnung": tokens.reihe_orange}
        farbe = QColor(farben.get(schwere, tokens.reihe_himmel))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(farbe)
        mitte = rechteck.center().y()
        painter.drawEllipse(rechteck.left() + 5, mitte - _MARKE // 2, _MARKE, _MARKE)
        painter.restore()
