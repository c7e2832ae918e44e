"""The grid of Maßnahmen: groups open and close, the Leistung column stays in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.views.bausteine.zelleneditor import ENTER
from app.views.bausteine.zelltabelle import Zelltabelle
from app.views.massnahmen.delegat import Zellendelegat
from app.views.massnahmen.fixierung import FixierteSpalte
from app.views.massnahmen.sicht import Gruppe
from app.views.massnahmen.spalten import LEISTUNG, SPALTEN, hat_liste
from app.views.thema import ZEILENHOEHE, zeilenhoehe

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from app.views.massnahmen.modell import MassnahmenModell

    Index = QModelIndex | QPersistentModelIndex


class Massnahmentabelle(Zelltabelle):
    """Shows and edits the rows of the plan below the heads of their groups."""

    def __init__(self, modell: MassnahmenModell, parent: QWidget | None = None) -> None:
        """Show ``modell``."""
        super().__init__("Maßnahmen: Eintritte und Mittelansätze", "massnahmen_tabelle", parent)
        self._modell = modell
        self.setModel(modell)
        self._richte_ein()
        self.setItemDelegate(self._delegat())
        self.fixiert = FixierteSpalte(self, self._delegat())

    def _delegat(self) -> Zellendelegat:
        delegat = Zellendelegat(self, self)
        delegat.weiter.connect(self.gehe)
        return delegat

    def _richte_ein(self) -> None:
        kopf = self.horizontalHeader()
        kopf.setSectionsMovable(True)
        kopf.setFirstSectionMovable(False)
        kopf.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        hoehe = zeilenhoehe(self.font())
        for nummer, spalte in enumerate(SPALTEN):
            # Wider with larger text, as the rows are higher.
            self.setColumnWidth(nummer, spalte.breite * hoehe // ZEILENHOEHE)

    # -- editing and moving ------------------------------------------------------------------------

    def edit(self, index: Index, *args: object) -> bool | None:  # type: ignore[override]  # two overloads in C++
        """Edit in the fixed column where the cell is shown there."""
        if args and index.column() == LEISTUNG and not self.fixiert.isHidden():
            return self.fixiert.bearbeite(index, *args)
        return super().edit(index, *args)

    def schreibe(self, index: Index, text: str) -> str | None:
        """The model calls the Vorgang."""
        return self._modell.schreibe(index, text)

    def hat_liste(self, index: Index) -> bool:
        """Columns with a catalogue."""
        return hat_liste(index.column())

    def haelt_an(self, zeile: int) -> bool:
        """Heads of groups are passed over."""
        return not isinstance(self._modell.eintrag(zeile), Gruppe)

    def kopierbereich(self) -> tuple[list[int], list[int]] | None:
        """Heads of groups are not copied with a rectangle: what is pasted back meets rows only."""
        return self.rechteck()

    def taste(self, event: QKeyEvent) -> bool:
        """Enter and the space bar open and close a group."""
        index = self.currentIndex()
        if index.isValid() and not self.haelt_an(index.row()) and event.key() in {*ENTER, Qt.Key.Key_Space}:
            self._modell.klappe(index.row())
            return True
        return super().taste(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a group's head opens or closes it."""
        self.klick(self.indexAt(event.position().toPoint()), event)
        super().mousePressEvent(event)

    def klick(self, index: QModelIndex, event: QMouseEvent) -> None:
        """Toggle the group under the mouse."""
        links = event.button() == Qt.MouseButton.LeftButton
        if links and index.isValid() and isinstance(self._modell.eintrag(index.row()), Gruppe):
            zeile = index.row()
            QTimer.singleShot(0, self, lambda: self._modell.klappe(zeile))

    # -- selection ---------------------------------------------------------------------------------

    def gewaehlte_zeilen(self) -> list[str]:
        """Keys of the selected rows, in visible order."""
        eintraege = [self._modell.eintrag(z) for z in self.gewaehlte_stellen()]
        return [e for e in eintraege if isinstance(e, str)]

    def waehle_zeilen(self, zeile_ids: list[str] | tuple[str, ...], spalte: int = LEISTUNG) -> None:
        """Select rows and scroll to the first."""
        stellen = sorted(s for z in zeile_ids if (s := self._modell.stelle(z)) is not None)
        if not stellen:
            return
        auswahl = QItemSelection()
        for stelle in stellen:
            index = self._modell.index(stelle, spalte)
            auswahl.select(index, index)
        erster = self._modell.index(stellen[0], spalte)
        self.selectionModel().setCurrentIndex(erster, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(auswahl, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(erster)

    # -- the fixed column --------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the fixed column in place."""
        super().resizeEvent(event)
        self.fixiert.lege()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """The fixed column is always in view: scroll sideways only for the others, clear of it."""
        balken = self.horizontalScrollBar()
        vorher = balken.value()
        super().scrollTo(index, hint)
        if index.column() == LEISTUNG:
            balken.setValue(vorher)
            return
        verdeckt = self.columnWidth(LEISTUNG) - self.columnViewportPosition(index.column())
        if verdeckt > 0:
            balken.setValue(balken.value() - verdeckt)

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style moves the fixed column."""
        super().changeEvent(event)
        if hasattr(self, "fixiert"):
            self.fixiert.lege()
