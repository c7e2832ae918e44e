"""The preview of a paste that does not fit: what would go where, and why it was refused whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.eingabe import FELD_WORT

if TYPE_CHECKING:
    from app.views.massnahmen.zwischenablage import Einfuegeplan

KOEPFE = ("Leistung", "Spalte", "bisher", "neu", "passt nicht, weil")
HOECHSTENS = 500


class Einfuegevorschau(QDialog):
    """Says which cells of a pasted rectangle do not fit; nothing was changed."""

    def __init__(self, plan: Einfuegeplan, parent: QWidget) -> None:
        """List the cells, those that do not fit first."""
        super().__init__(parent)
        self.setObjectName("einfuegevorschau")
        self.setWindowTitle("Einfügen passt nicht")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(900, 460)
        anordnung = QVBoxLayout(self)
        schlecht = sum(1 for v in plan.vorschau if v.fehler)
        teile = list(plan.hindernisse)
        if schlecht:
            teile.append(f"{schlecht} von {len(plan.vorschau)} Zellen nehmen ihren Text nicht an.")
        kopf = QLabel("\n".join(teile) + "\nEs wurde nichts geändert.")
        kopf.setObjectName("einfuegevorschau_text")
        kopf.setWordWrap(True)
        anordnung.addWidget(kopf)
        anordnung.addWidget(_tabelle(plan))
        knoepfe = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        knoepfe.rejected.connect(self.reject)
        anordnung.addWidget(knoepfe)


def _tabelle(plan: Einfuegeplan) -> QTableWidget:
    reihen = sorted(plan.vorschau, key=lambda v: v.fehler is None)[:HOECHSTENS]
    tabelle = QTableWidget(len(reihen), len(KOEPFE))
    tabelle.setObjectName("einfuegevorschau_tabelle")
    tabelle.setAccessibleName("Zellen der Zwischenablage")
    tabelle.setHorizontalHeaderLabels(KOEPFE)
    tabelle.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    tabelle.setAlternatingRowColors(True)
    tabelle.setShowGrid(False)
    tabelle.verticalHeader().hide()
    for zeile, v in enumerate(reihen):
        for spalte, text in enumerate((v.leistung, FELD_WORT[v.feld], v.alt, v.neu, v.fehler or "")):
            zelle = QTableWidgetItem(text)
            zelle.setToolTip(text)
            tabelle.setItem(zeile, spalte, zelle)
    for spalte, breite in enumerate((200, 110, 130, 130)):
        tabelle.setColumnWidth(spalte, breite)
    tabelle.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    tabelle.horizontalHeader().setSectionResizeMode(len(KOEPFE) - 1, QHeaderView.ResizeMode.Stretch)
    # The reasons are sentences: each row is as high as its own.
    tabelle.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return tabelle
