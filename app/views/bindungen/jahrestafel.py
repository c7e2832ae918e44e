"""The years of one Bindung: what is bound, released, paid, on account, still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.services.bindungszeilen import Bindungszeile
from app.services.geld import format_eur
from app.views.thema import tokens_fuer, zahlenschrift, zeilenhoehe

if TYPE_CHECKING:
    from collections.abc import Callable

_RECHTS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ZEILEN: tuple[tuple[str, Callable[[Bindungszeile, int], int]], ...] = (
    ("Festgelegt", Bindungszeile.festgelegt_cent),
    ("− freigerechnet", Bindungszeile.frei_cent),
    ("− gezahlt", Bindungszeile.gezahlt_cent),
    ("davon Abschläge", Bindungszeile.abschlag_cent),
    ("= noch offen", Bindungszeile.offen_cent),
)
_SUMME = "Summe"


class Jahrestafel(QTableWidget):
    """Read-only: years across, and their sum where there are several."""

    def __init__(self) -> None:
        """Without years."""
        super().__init__(len(_ZEILEN), 0)
        self.setObjectName("bindung_jahre")
        self.setAccessibleName("Die gewählte Bindung nach Jahren")
        self.setVerticalHeaderLabels([name for name, _wert in _ZEILEN])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFont(zahlenschrift(self.font()))
        self.horizontalHeader().setDefaultAlignment(_RECHTS)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setMinimumSectionSize(96)
        self.verticalHeader().setDefaultSectionSize(zeilenhoehe(self.font()))

    def zeige(self, bindung: Bindungszeile | None, planjahr: int) -> None:
        """Show a Bindung's years from the plan's on; None: nothing."""
        alle = {*bindung.jahre, *bindung.bewegte_jahre} if bindung else set()
        jahre = sorted(jahr for jahr in alle if jahr >= planjahr)
        koepfe = [str(jahr) for jahr in jahre] + ([_SUMME] if len(jahre) > 1 else [])
        self.setColumnCount(len(koepfe))
        self.setHorizontalHeaderLabels(koepfe)
        if bindung is None:
            return
        for zeile, (_name, wert) in enumerate(_ZEILEN):
            werte = [wert(bindung, jahr) for jahr in jahre]
            for spalte, cent in enumerate([*werte, sum(werte)][: len(koepfe)]):
                self.setItem(zeile, spalte, self._zelle(cent, zeile))

    def _zelle(self, cent: int, zeile: int) -> QTableWidgetItem:
        zelle = QTableWidgetItem(format_eur(cent, symbol=False))
        zelle.setTextAlignment(_RECHTS)
        tokens = tokens_fuer(self.palette())
        if zeile == len(_ZEILEN) - 1:
            schrift = zelle.font()
            schrift.setBold(True)
            zelle.setFont(schrift)
            if cent < 0:
                zelle.setForeground(QColor(tokens.fehler))
        elif not cent or zeile == len(_ZEILEN) - 2:
            zelle.setForeground(QColor(tokens.text_neben))
        return zelle
