"""The years of one Bindung: what is bound, released, paid, on account, still open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.services.bindungsstand import Bindungsstand
from app.services.bindungszeilen import Bindungszeile
from app.services.geld import format_eur
from app.views.druck.kopieren import Kopierbedienung
from app.views.thema import tokens_fuer, zahlenschrift, zeilenhoehe

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.services.planblick import Planblick

_RECHTS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Wert = Callable[[Bindungszeile, int, Bindungsstand], int]
_VERTRAG: tuple[tuple[str, Wert], ...] = (
    ("Festgelegt", lambda b, jahr, _stand: b.festgelegt_cent(jahr)),
    ("− freigerechnet", lambda b, jahr, _stand: b.frei_cent(jahr)),
    ("− gezahlt", lambda b, jahr, _stand: b.gezahlt_cent(jahr)),
    ("davon Abschläge", lambda b, jahr, _stand: b.abschlag_cent(jahr)),
    ("= noch offen", lambda b, jahr, _stand: b.offen_cent(jahr)),
)
_SUMME_MIT_TEILEN: tuple[tuple[str, Wert], ...] = (
    ("bekannt", lambda b, jahr, _stand: b.festgelegt_cent(jahr)),
    ("− aufgegliedert", lambda b, jahr, stand: stand.teile_cent(b.id, jahr)),
    ("= noch nicht", lambda b, jahr, stand: b.festgelegt_cent(jahr) - stand.teile_cent(b.id, jahr)),
)
"""Of a known sum whose contracts have the other figures."""
_NEBENBEI = 3
"""This line says what part of the one above it is."""
_SUMME = "Summe"
_ENGER = 4


class Jahrestafel(QTableWidget):
    """Read-only: years across, and their sum where there are several."""

    def __init__(self) -> None:
        """Without years."""
        super().__init__(0, 0)
        self.setObjectName("bindung_jahre")
        self.setAccessibleName("Die gewählte Bindung nach Jahren")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFont(zahlenschrift(self.font()))
        self.horizontalHeader().setDefaultAlignment(_RECHTS)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setMinimumSectionSize(80)
        self.verticalHeader().setDefaultSectionSize(zeilenhoehe(self.font()) - _ENGER)
        self.kopieren = Kopierbedienung(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Strg+C copies the selected cells."""
        if not self.kopieren.taste(event):
            super().keyPressEvent(event)

    def zeige(self, bindung: Bindungszeile | None, blick: Planblick) -> None:
        """Show a Bindung's years from the plan's on; None: nothing."""
        jahre = sorted(jahr for jahr in bindung.je_jahr if jahr >= blick.jahr) if bindung else []
        koepfe = [str(jahr) for jahr in jahre] + ([_SUMME] if len(jahre) > 1 else [])
        hat_teile = bindung is not None and blick.stand.hat_teile(bindung.id)
        zeilen = _SUMME_MIT_TEILEN if hat_teile else _VERTRAG
        self.setRowCount(len(zeilen))
        self.setColumnCount(len(koepfe))
        self.setVerticalHeaderLabels([name for name, _wert in zeilen])
        self.setHorizontalHeaderLabels(koepfe)
        if bindung is None:
            return
        for zeile, (_name, wert) in enumerate(zeilen):
            werte = [wert(bindung, jahr, blick.stand) for jahr in jahre]
            for spalte, cent in enumerate([*werte, sum(werte)][: len(koepfe)]):
                self.setItem(zeile, spalte, self._zelle(cent, zeile))

    def _zelle(self, cent: int, zeile: int) -> QTableWidgetItem:
        zelle = QTableWidgetItem(format_eur(cent, symbol=False))
        zelle.setTextAlignment(_RECHTS)
        tokens = tokens_fuer(self.palette())
        if zeile == self.rowCount() - 1:
            schrift = zelle.font()
            schrift.setBold(True)
            zelle.setFont(schrift)
            if cent < 0:
                zelle.setForeground(QColor(tokens.fehler))
        elif not cent or zeile == _NEBENBEI:
            zelle.setForeground(QColor(tokens.text_neben))
        return zelle
