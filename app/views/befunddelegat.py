"""Draws a finding in its list: icon and word of its weight, the sentence, and the source of the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.services.befund import SCHWERE_WORT, Befund, Schwere
from app.views.symbole import symbol
from app.views.thema import ABSTAND, tokens_fuer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

Index = QModelIndex | QPersistentModelIndex
ICON = {Schwere.FEHLER: "ph.warning-circle", Schwere.WARNUNG: "ph.warning", Schwere.HINWEIS: "ph.info"}
FARBE = {Schwere.FEHLER: "fehler", Schwere.WARNUNG: "warnung", Schwere.HINWEIS: "text_neben"}
_SYMBOL = 18
_EINZUG = ABSTAND + _SYMBOL + ABSTAND
_UMBRUCH = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Befunddelegat(QStyledItemDelegate):
    """Wrapped text under a coloured word; what has the focus has a ring."""

    def __init__(self, ansicht: QAbstractItemView) -> None:
        """Draw for ``ansicht``."""
        super().__init__(ansicht)
        self._ansicht = ansicht

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        befund = index.data(int(Qt.ItemDataRole.UserRole) + 1)
        breite = self._ansicht.viewport().width()
        if not isinstance(befund, Befund):
            return super().sizeHint(option, index)
        masse = QFontMetrics(option.font)
        feld = QRect(0, 0, breite - _EINZUG - ABSTAND, 10_000)
        hoehe = masse.height() + masse.boundingRect(feld, _UMBRUCH, befund.text).height() + 2 + 2 * ABSTAND
        if befund.quelle:
            hoehe += masse.boundingRect(feld, _UMBRUCH, befund.quelle).height() + 2
        return QSize(breite, hoehe)

    def paint(self, stift: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        befund = index.data(int(Qt.ItemDataRole.UserRole) + 1)
        if not isinstance(befund, Befund):
            return
        tokens = tokens_fuer(self._ansicht.palette())
        rahmen: QRect = option.rect
        zustand: QStyle.StateFlag = option.state
        schrift: QFont = option.font
        stift.save()
        if zustand & QStyle.StateFlag.State_Selected:
            stift.fillRect(rahmen, QColor(tokens.auswahl))
        elif zustand & QStyle.StateFlag.State_MouseOver:
            stift.fillRect(rahmen, QColor(tokens.hover))
        if zustand & QStyle.StateFlag.State_HasFocus:
            stift.setPen(QColor(tokens.fokus))
            stift.drawRect(rahmen.adjusted(0, 0, -1, -1))
        stift.setPen(QColor(tokens.linie))
        stift.drawLine(rahmen.left(), rahmen.bottom(), rahmen.right(), rahmen.bottom())
        bild: QIcon = symbol(ICON[befund.schwere], FARBE[befund.schwere])
        bild.paint(stift, rahmen.left() + ABSTAND, rahmen.top() + ABSTAND, _SYMBOL, _SYMBOL)
        feld = rahmen.adjusted(_EINZUG, ABSTAND, -ABSTAND, -ABSTAND)
        _texte(
            stift,
            feld,
            befund,
            schrift,
            (getattr(tokens, FARBE[befund.schwere]), tokens.text, tokens.text_neben),
        )
        stift.restore()


def _texte(
    stift: QPainter, feld: QRect, befund: Befund, schrift: QFont, farben: tuple[str, str, str]
) -> None:
    fett = QFont(schrift)
    fett.setWeight(QFont.Weight.DemiBold)
    masse = QFontMetrics(schrift)
    oben = QRect(feld.left(), feld.top(), feld.width(), masse.height())
    stift.setFont(fett)
    stift.setPen(QColor(farben[0]))
    stift.drawText(oben, _UMBRUCH, SCHWERE_WORT[befund.schwere])
    stift.setFont(schrift)
    text = feld.adjusted(0, masse.height() + 2, 0, 0)
    stift.setPen(QColor(farben[1]))
    belegt = stift.drawText(text, _UMBRUCH, befund.text)
    if befund.quelle:
        stift.setPen(QColor(farben[2]))
        rest = QRect(text.left(), belegt.bottom() + 2, text.width(), feld.bottom() - belegt.bottom())
        stift.drawText(rest, _UMBRUCH, befund.quelle)
