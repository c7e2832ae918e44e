"""The figures of a chart as a table: for screen readers, and for whoever prefers figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.views.druck.kopieren import Kopierbedienung
from app.views.druck.teile import Drucktabelle, Druckzeile
from app.views.thema import zahlenschrift, zeilenhoehe

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.services.diagrammtypen import Diagrammdaten, Schluessel

_LINKS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RECHTS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Diagrammtabelle(QTableWidget):
    """Read-only rows; Enter or a double click leads where the bar would."""

    gewaehlt = Signal(object)
    """The key of the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty table."""
        super().__init__(parent)
        self._schluessel: tuple[Schluessel, ...] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(zeilenhoehe(self.font()))
        self.horizontalHeader().setHighlightSections(False)
        self.setFont(zahlenschrift(self.font()))
        self.kopieren = Kopierbedienung(self)
        self.activated.connect(lambda index: self.gewaehlt.emit(self._schluessel[index.row()]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Strg+C copies the selected rows."""
        if not self.kopieren.taste(event):
            super().keyPressEvent(event)

    def setze(self, daten: Diagrammdaten) -> None:
        """Show these figures."""
        tabelle = daten.tabelle
        self._schluessel = daten.schluessel
        self.setAccessibleName(f"{daten.titel}, Tabelle")
        self.setRowCount(len(tabelle.zeilen))
        self.setColumnCount(len(tabelle.kopf))
        for spalte, kopf in enumerate(tabelle.kopf):
            zelle = QTableWidgetItem(kopf)
            zelle.setTextAlignment(_RECHTS if tabelle.rechts[spalte] else _LINKS)
            self.setHorizontalHeaderItem(spalte, zelle)
        self._verteile_breite(tabelle.rechts)
        for zeile, texte in enumerate(tabelle.zeilen):
            for spalte, text in enumerate(texte):
                self._setze_zelle(zeile, spalte, text, rechts=tabelle.rechts[spalte])

    def _verteile_breite(self, rechts: tuple[bool, ...]) -> None:
        """Names or remarks take what is left, figures what they need."""
        kopf = self.horizontalHeader()
        kopf.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if rechts:
            dehnbar = 0 if rechts[-1] else len(rechts) - 1
            kopf.setSectionResizeMode(dehnbar, QHeaderView.ResizeMode.Stretch)

    def _setze_zelle(self, zeile: int, spalte: int, text: str, *, rechts: bool) -> None:
        zelle = self.item(zeile, spalte)
        if zelle is None:
            zelle = QTableWidgetItem()
            self.setItem(zeile, spalte, zelle)
        zelle.setTextAlignment(_RECHTS if rechts else _LINKS)
        if zelle.text() != text:
            zelle.setText(text)


def als_drucktabelle(daten: Diagrammdaten) -> Drucktabelle:
    """The figures for paper and clipboard."""
    tabelle = daten.tabelle
    zeilen = tuple(Druckzeile(texte) for texte in tabelle.zeilen)
    return Drucktabelle(daten.titel, tabelle.kopf, tabelle.rechts, zeilen)
