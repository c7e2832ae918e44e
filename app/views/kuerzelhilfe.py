"""The list of shortcuts, out of the same table as the menus, and the keys of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from app.views.aktionen import AKTIONEN, MENUES, tasten
from app.views.seitenliste import SEITEN
from app.views.thema import ABSTAND_WEIT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TABELLENTASTEN = (
    ("Zelle bearbeiten", "F2, oder einfach tippen"),
    ("Eingabe übernehmen, eine Zeile tiefer", "Eingabe"),
    ("Eingabe übernehmen, eine Spalte weiter", "Tab"),
    ("Eingabe verwerfen", "Esc"),
    ("Auswahl erweitern", "Umschalt+Pfeiltasten"),
    ("Gruppe auf- oder zuklappen", "Eingabe auf der Gruppenzeile"),
)
"""Keys that the grid handles itself."""


def gliederung() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """All shortcuts by menu: what, and the keys."""
    teile = []
    for menue in MENUES:
        zeilen = [
            (spec.text.removesuffix(" …"), tasten(spec))
            for spec in AKTIONEN
            if spec.menue == menue and spec.kuerzel
        ]
        if zeilen:
            teile.append((menue, tuple(zeilen)))
    seiten = tuple((spec.titel, f"Strg+{nummer}") for nummer, spec in enumerate(SEITEN, start=1))
    return (*teile, ("Seiten", seiten), ("In der Tabelle", TABELLENTASTEN))


class Kuerzelhilfe(QDialog):
    """A list to read beside the work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """All shortcuts, by menu."""
        super().__init__(parent)
        self.setObjectName("kuerzelhilfe")
        self.setWindowTitle("Tastenkürzel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 640)
        baum = QTreeWidget()
        baum.setAccessibleName("Tastenkürzel")
        baum.setColumnCount(2)
        baum.setHeaderLabels(["Befehl", "Tasten"])
        baum.setRootIsDecorated(False)
        baum.setUniformRowHeights(True)
        baum.setIndentation(16)
        baum.setItemsExpandable(False)
        baum.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for titel, zeilen in gliederung():
            gruppe = QTreeWidgetItem([titel])
            schrift = baum.font()
            schrift.setBold(True)
            gruppe.setFont(0, schrift)
            for was, womit in zeilen:
                gruppe.addChild(QTreeWidgetItem([was, womit]))
            baum.addTopLevelItem(gruppe)
        baum.expandAll()
        baum.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        baum.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        knoepfe = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        knoepfe.rejected.connect(self.reject)
        spalte = QVBoxLayout(self)
        spalte.setContentsMargins(ABSTAND_WEIT, ABSTAND_WEIT, ABSTAND_WEIT, ABSTAND_WEIT)
        spalte.addWidget(baum, 1)
        spalte.addWidget(knoepfe)
