"""A second view over the first column, so that the Leistung stays in sight while scrolling sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView

from app.views.bausteine.zelleneditor import Zelleneditor
from app.views.massnahmen.spalten import LEISTUNG

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QMouseEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from app.views.massnahmen.tabelle import Massnahmentabelle


class FixierteSpalte(QTableView):
    """Shows the first column of a grid on top of it; shares its model, selection and scrolling."""

    def __init__(self, tabelle: Massnahmentabelle, delegat: QAbstractItemDelegate) -> None:
        """Lie over ``tabelle``."""
        super().__init__(tabelle)
        self._tabelle = tabelle
        self.setObjectName("massnahmen_fixiert")
        self.setAccessibleName("Leistung (feststehende Spalte)")
        self.setModel(tabelle.model())
        self.setSelectionModel(tabelle.selectionModel())
        self.setItemDelegate(delegat)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(tabelle.editTriggers())
        self.setSelectionMode(tabelle.selectionMode())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(tabelle.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        for spalte in range(1, tabelle.model().columnCount()):
            self.setColumnHidden(spalte, True)
        tabelle.viewport().stackUnder(self)
        tabelle.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(tabelle.verticalScrollBar().setValue)
        tabelle.horizontalHeader().sectionResized.connect(self._breite)
        self.horizontalHeader().sectionResized.connect(self._breite_zurueck)
        self.lege()
        self.show()

    def lege(self) -> None:
        """Cover the first column exactly, heading included."""
        kopf = self._tabelle.horizontalHeader().height()
        rahmen = self._tabelle.frameWidth()
        hoehe = self._tabelle.viewport().height() + kopf
        self.horizontalHeader().setFixedHeight(kopf or self.horizontalHeader().sizeHint().height())
        self.setGeometry(rahmen, rahmen, self._tabelle.columnWidth(LEISTUNG), hoehe)

    def bearbeite(self, index: QModelIndex | QPersistentModelIndex, *args: object) -> bool:
        """Open the editor here, where the cell is seen."""
        return bool(super().edit(index, *args))

    def _breite(self, spalte: int, _alt: int, neu: int) -> None:
        if spalte == LEISTUNG and self.width() != neu:
            self.lege()

    def _breite_zurueck(self, spalte: int, _alt: int, neu: int) -> None:
        if spalte == LEISTUNG and self._tabelle.columnWidth(LEISTUNG) != neu and self.width() == neu:
            self._tabelle.setColumnWidth(LEISTUNG, neu)

    # What happens in this view is the grid's business.

    def commitData(self, editor: QWidget) -> None:
        """The grid writes."""
        self._tabelle.commitData(editor)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """An editor with a refused text stays open."""
        gibt_auf = hint == QAbstractItemDelegate.EndEditHint.RevertModelCache
        if isinstance(editor, Zelleneditor) and editor.abgelehnt and not gibt_auf:
            QTimer.singleShot(0, self, lambda: self._tabelle.zurueck_zu(editor))
            return
        super().closeEditor(editor, hint)
        self._tabelle.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select in the grid; group heads open and close."""
        self._tabelle.klick(self.indexAt(event.position().toPoint()), event)
        super().mousePressEvent(event)
        self._tabelle.setFocus()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the grid."""
        self._tabelle.wheelEvent(event)
