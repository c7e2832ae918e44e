"""The table of due amounts in the dialog of a Bindung: what does not fit stays, with the reason beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.services.bindungen import lies_faelligkeit
from app.services.eingabe import EingabeFehler
from app.services.geld import format_eur
from app.views.thema import ZEILENHOEHE, tokens_fuer, zahlenschrift

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.bindungszeilen import Faelligkeit

_JAHR, _MONAT, _BETRAG, _PRUEFUNG = range(4)
_KOEPFE = ("Jahr", "Monat (1–12)", "Betrag €", "Prüfung")
_BREITEN = {_JAHR: 72, _MONAT: 104, _BETRAG: 140}


class Betragstabelle(QTableWidget):
    """Year, month (empty: not known) and amount, one line each."""

    geprueft = Signal()
    """The lines were read anew."""

    def __init__(self) -> None:
        """Without lines."""
        super().__init__(0, len(_KOEPFE))
        self.setObjectName("bindung_betraege")
        self.setAccessibleName("Fälligkeiten: Jahr, Monat, Betrag")
        self.setHorizontalHeaderLabels(_KOEPFE)
        self.setFont(zahlenschrift(self.font()))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ZEILENHOEHE)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for spalte, breite in _BREITEN.items():
            self.setColumnWidth(spalte, breite)
        self.horizontalHeader().setSectionResizeMode(_PRUEFUNG, QHeaderView.ResizeMode.Stretch)
        kopf = QTableWidgetItem(_KOEPFE[_BETRAG])
        kopf.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setHorizontalHeaderItem(_BETRAG, kopf)
        self.betraege: dict[tuple[int, int | None], int] = {}
        """What the lines say, by year and month, in Cent; only lines that could be read."""
        self.fehler: dict[int, str] = {}
        """Why a line cannot be taken, by its number from 0."""
        self.cellChanged.connect(self._bei_aenderung)

    def setze(self, faelligkeiten: Iterable[Faelligkeit], jahr: int) -> None:
        """Show due amounts, or one empty line for ``jahr``."""
        zeilen = [
            (str(f.jahr), str(f.monat or ""), format_eur(f.betrag_cent, symbol=False)) for f in faelligkeiten
        ]
        self.setRowCount(0)
        for texte in zeilen or [(str(jahr), "", "")]:
            self._haenge_an(texte)
        self.pruefe()

    def neue_zeile(self) -> None:
        """Add a line for the year after the last one and start editing its amount."""
        letztes = self._text(self.rowCount() - 1, _JAHR) if self.rowCount() else ""
        jahr = str(int(letztes) + 1) if letztes.isascii() and letztes.isdecimal() else ""
        self._haenge_an((jahr, "", ""))
        self.pruefe()
        self.setCurrentCell(self.rowCount() - 1, _BETRAG if jahr else _JAHR)
        self.setFocus()

    def entferne_zeile(self) -> None:
        """Take the current line away."""
        if self.currentRow() >= 0:
            self.removeRow(self.currentRow())
            self.pruefe()

    def pruefe(self) -> None:
        """Read all lines; say beside each why it cannot be taken."""
        self.betraege, self.fehler = {}, {}
        for zeile in range(self.rowCount()):
            texte = [self._text(zeile, spalte) for spalte in (_JAHR, _MONAT, _BETRAG)]
            if not any(texte[1:]):
                # A year alone is a line that nobody has filled yet.
                continue
            try:
                stelle, cent = lies_faelligkeit(*texte)
            except EingabeFehler as grund:
                self.fehler[zeile] = str(grund)
                continue
            if stelle in self.betraege:
                self.fehler[zeile] = "Diese Fälligkeit steht schon weiter oben."
            else:
                self.betraege[stelle] = cent
        self._zeige_gruende()
        self.geprueft.emit()

    def zeige_fehler(self) -> None:
        """Go to the first line that cannot be taken."""
        zeile = min(self.fehler, default=0)
        self.setCurrentCell(zeile, _BETRAG)
        self.setFocus()

    def _zeige_gruende(self) -> None:
        rot = QColor(tokens_fuer(self.palette()).fehler)
        self.blockSignals(True)
        for zeile in range(self.rowCount()):
            zelle = QTableWidgetItem(self.fehler.get(zeile, ""))
            zelle.setFlags(Qt.ItemFlag.ItemIsEnabled)
            zelle.setForeground(rot)
            zelle.setToolTip(zelle.text())
            self.setItem(zeile, _PRUEFUNG, zelle)
        self.blockSignals(False)
        self.resizeRowsToContents()

    def _bei_aenderung(self, _zeile: int, spalte: int) -> None:
        if spalte != _PRUEFUNG:
            self.pruefe()

    def _haenge_an(self, texte: tuple[str, str, str]) -> None:
        self.blockSignals(True)
        zeile = self.rowCount()
        self.insertRow(zeile)
        for spalte, inhalt in enumerate(texte):
            zelle = QTableWidgetItem(inhalt)
            if spalte == _BETRAG:
                zelle.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(zeile, spalte, zelle)
        self.blockSignals(False)

    def _text(self, zeile: int, spalte: int) -> str:
        zelle = self.item(zeile, spalte)
        return zelle.text().strip() if zelle else ""
