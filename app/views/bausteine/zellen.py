"""How cells look on the pages: a model names the style, the delegate takes the colours of the theme."""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from app.views.thema import tokens_fuer, zahlenschrift

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray, QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
    from PySide6.QtWidgets import QWidget

    Index = QModelIndex | QPersistentModelIndex

STIL = int(Qt.ItemDataRole.UserRole) + 1
"""Role: the cell's ``Stil`` as a number."""
ANTEIL = int(Qt.ItemDataRole.UserRole) + 2
"""Role: a share in thousandths that is drawn as a bar behind the text, or None."""


class Stil(IntFlag):
    """What a cell's text means for its look; several can come together."""

    NORMAL = 0
    FETT = 1
    NEBEN = 2
    LINIE = 4
    """A line above the row: a sum begins."""
    VERWEIS = 8
    FEHLER = 16
    ERFOLG = 32
    EINZUG = 64
    """Set in a little: the row belongs to one above it."""


_FARBEN = (
    (Stil.FEHLER, "fehler"),
    (Stil.ERFOLG, "erfolg"),
    (Stil.VERWEIS, "link"),
    (Stil.NEBEN, "text_neben"),
)
_EINZUG = "\u2003"
_BALKENHOEHE = 6
_BALKENPLATZ = 50
"""Per cent of the cell's width that a bar of the whole takes."""
_TEXTFARBEN = (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText)


class Zelldelegate(QStyledItemDelegate):
    """Paints cells in the style that the model names under ``STIL``."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        stil = index.data(STIL)
        if not stil:
            return
        # The stubs lack the option's fields.
        zelle: Any = option
        if stil & Stil.FETT:
            zelle.font.setWeight(QFont.Weight.DemiBold)
        if stil & Stil.EINZUG:
            zelle.text = _EINZUG + zelle.text
        for teil, token in _FARBEN:
            if stil & teil:
                farbe = QColor(getattr(tokens_fuer(zelle.palette), token))
                for rolle in _TEXTFARBEN:
                    zelle.palette.setColor(rolle, farbe)
                break

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        anteil = index.data(ANTEIL)
        if anteil:
            zelle: Any = option
            tokens = tokens_fuer(zelle.palette)
            ueber = (index.data(STIL) or 0) & Stil.FEHLER
            farbe = tokens.reihe_zinnober if ueber else tokens.reihe_himmel
            painter.fillRect(_balken(zelle.rect, int(anteil)), QColor(farbe))


class Zellbaum(QTreeView):
    """A tree or table in the house's look: whole rows, figures of equal width, lines above sums."""

    def __init__(self, name: str, objektname: str, parent: QWidget | None = None) -> None:
        """Empty until ``setModel``; ``name`` is what a screen reader says."""
        from app.views.druck.kopieren import Kopierbedienung  # noqa: PLC0415 - knows the styles of this file

        super().__init__(parent)
        self.setObjectName(objektname)
        self.setAccessibleName(name)
        self.setItemDelegate(Zelldelegate(self))
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFont(zahlenschrift(self.font()))
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(False)
        self._gestreckt: tuple[int, int] | None = None
        self.kopieren = Kopierbedienung(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Strg+C copies the selected lines."""
        if not self.kopieren.taste(event):
            super().keyPressEvent(event)

    def strecke(self, spalte: int, mindestens: int) -> None:
        """Give a column what the others leave, but at least ``mindestens`` px: then the table scrolls."""
        self._gestreckt = (spalte, mindestens)
        self._strecke()

    def spaltenstand(self) -> QByteArray:
        """How wide the columns are, to be remembered."""
        return self.header().saveState()

    def stelle_spalten_her(self, stand: QByteArray) -> None:
        """Give the columns the widths that ``spaltenstand`` remembered; nothing for an empty array."""
        if not stand.isEmpty() and self.header().restoreState(stand):
            self._strecke()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._strecke()

    def _strecke(self) -> None:
        kopf = self.header()
        if self._gestreckt is None or kopf.count() <= self._gestreckt[0]:
            return
        spalte, mindestens = self._gestreckt
        rest = self.viewport().width() - (kopf.length() - kopf.sectionSize(spalte))
        kopf.resizeSection(spalte, max(rest, mindestens))

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        super().drawRow(painter, options, index)
        if (index.data(STIL) or 0) & Stil.LINIE:
            zeile: Any = options
            farbe = QColor(tokens_fuer(self.palette()).linie_stark)
            painter.fillRect(0, zeile.rect.top(), self.viewport().width(), 1, farbe)


def _balken(zelle: QRect, promille: int) -> QRect:
    """A thin bar at the left of the cell."""
    platz = zelle.adjusted(8, 0, -8, 0)
    breite = max(1, platz.width() * _BALKENPLATZ * min(promille, 1000) // 100_000)
    return QRect(platz.left(), zelle.center().y() - _BALKENHOEHE // 2 + 1, breite, _BALKENHOEHE)
