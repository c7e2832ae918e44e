"""Menus of the grid: sort, filter and hide by column; commands on cells and rows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QInputDialog, QMenu, QTableView

from app.views.bausteine.gittermenue import ZELLBEFEHLE
from app.views.massnahmen.spalten import SPALTEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from app.views.massnahmen.filterleiste import Filterleiste
    from app.views.massnahmen.modell import MassnahmenModell
    from app.views.massnahmen.tabelle import Massnahmentabelle

KNOEPFE = (
    ("leistung_neu", "+ Leistung", "Neue Leistung unter der aktuellen Zeile"),
    (
        "ansatz_neu",
        "+ Ansatz",
        "Weiterer Ansatz zur selben Leistung, zum Beispiel neben dem Einkauf des Vorjahres",
    ),
    ("duplizieren", "Duplizieren", "Gewählte Leistungen mit allen Ansätzen kopieren"),
    ("hinauf", "Nach oben", "Gewählte Zeilen nach oben (Alt+Hoch)"),
    ("hinunter", "Nach unten", "Gewählte Zeilen nach unten (Alt+Herunter)"),
    ("zeile_loeschen", "Löschen", "Gewählte Zeilen löschen (Strg+Entf); Strg+Z holt sie zurück"),
)


class Menues(QObject):
    """Context menus of the grid's header and cells, and sorting by a click on a heading."""

    def __init__(
        self,
        tabelle: Massnahmentabelle,
        modell: MassnahmenModell,
        leiste: Filterleiste,
        fuehre_aus: Callable[[str], None],
    ) -> None:
        """Act on both views of the grid."""
        super().__init__(tabelle)
        self._tabelle, self._modell, self._leiste = tabelle, modell, leiste
        self._fuehre_aus = fuehre_aus
        self._koepfe = (tabelle.horizontalHeader(), tabelle.fixiert.horizontalHeader())
        for kopf in self._koepfe:
            kopf.setSectionsClickable(True)
            kopf.sectionClicked.connect(self.sortiere)
            kopf.customContextMenuRequested.connect(partial(self._kopfmenue, kopf))
        for sicht in (tabelle, tabelle.fixiert):
            sicht.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            sicht.customContextMenuRequested.connect(partial(self._zellmenue, sicht))

    def sortiere(self, spalte: int) -> None:
        """Ascending, descending, printed order: each click on the same heading goes one further."""
        jetzt = self._modell.sortierung
        if jetzt is None or jetzt[0] != spalte:
            self._sortiere_so((spalte, False))
        else:
            self._sortiere_so(None if jetzt[1] else (spalte, True))

    def _sortiere_so(self, sortierung: tuple[int, bool] | None) -> None:
        self._modell.setze_sortierung(sortierung)
        for kopf in self._koepfe:
            kopf.setSortIndicatorShown(sortierung is not None)
            if sortierung is not None:
                ab = Qt.SortOrder.DescendingOrder if sortierung[1] else Qt.SortOrder.AscendingOrder
                kopf.setSortIndicator(sortierung[0], ab)

    def _menue(self) -> QMenu:
        menue = QMenu(self._tabelle)
        menue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menue

    def _kopfmenue(self, kopf: QHeaderView, ort: QPoint) -> None:
        self.kopfmenue(kopf.logicalIndexAt(ort)).popup(kopf.mapToGlobal(ort))

    def kopfmenue(self, spalte: int) -> QMenu:
        """What can be done with a column."""
        menue = self._menue()
        _eintrag(menue, "Aufsteigend sortieren", partial(self._sortiere_so, (spalte, False)))
        _eintrag(menue, "Absteigend sortieren", partial(self._sortiere_so, (spalte, True)))
        _eintrag(menue, "Gedruckte Reihenfolge", partial(self._sortiere_so, None))
        menue.addSeparator()
        _eintrag(menue, f"„{SPALTEN[spalte].kopf}“ filtern …", partial(self._frage_filter, spalte))
        _eintrag(menue, "Filter dieser Spalte aufheben", partial(self.filtere, spalte, ""))
        menue.addSeparator()
        for nummer, andere in enumerate(SPALTEN[1:], start=1):
            aktion = _eintrag(menue, andere.kopf, partial(self._blende, nummer))
            aktion.setCheckable(True)
            aktion.setChecked(not self._tabelle.isColumnHidden(nummer))
        return menue

    def _blende(self, spalte: int) -> None:
        self._tabelle.setColumnHidden(spalte, not self._tabelle.isColumnHidden(spalte))

    def _frage_filter(self, spalte: int) -> None:
        frage = QInputDialog(self._tabelle)
        frage.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        frage.setWindowTitle("Spalte filtern")
        hilfe = "enthält …, =genau" + (", >Zahl, <Zahl" if SPALTEN[spalte].wert else "")
        frage.setLabelText(f"{SPALTEN[spalte].kopf}: {hilfe}")
        frage.setTextValue(dict(self._modell.filter.spalten).get(spalte, ""))
        frage.textValueSelected.connect(partial(self.filtere, spalte))
        frage.open()

    def filtere(self, spalte: int, text: str) -> None:
        """Set or lift the filter of one column."""
        filter_ = self._modell.filter
        self._leiste.setze(replace(filter_, spalten=filter_.mit_spalte(spalte, text.strip()).spalten))

    def _zellmenue(self, sicht: QTableView, ort: QPoint) -> None:
        self.zellmenue().popup(sicht.viewport().mapToGlobal(ort))

    def zellmenue(self) -> QMenu:
        """What can be done with the selected cells and rows."""
        menue = self._menue()
        for befehl, text in ZELLBEFEHLE:
            _eintrag(menue, text, partial(self._fuehre_aus, befehl))
        menue.addSeparator()
        for befehl, text, _tipp in KNOEPFE:
            _eintrag(menue, text, partial(self._fuehre_aus, befehl))
        spalte = self._tabelle.currentIndex().column()
        if spalte >= 0:
            # The heading's menu needs a mouse; this way the keyboard reaches it (menu key, Shift+F10).
            menue.addSeparator()
            spaltenmenue = self.kopfmenue(spalte)
            spaltenmenue.setTitle(f"Spalte „{SPALTEN[spalte].kopf}“")
            menue.addMenu(spaltenmenue)
        return menue


def _eintrag(menue: QMenu, text: str, tat: Callable[[], object]) -> QAction:
    aktion = menue.addAction(text)
    aktion.triggered.connect(lambda _an=False: tat())
    return aktion
