"""The grid itself: keys, clipboard and fill as in Excel; the Leistung column stays in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget
from shiboken6 import isValid

from app.views.massnahmen.delegat import Zellendelegat, Zelleneditor
from app.views.massnahmen.fixierung import FixierteSpalte
from app.views.massnahmen.sicht import Gruppe
from app.views.massnahmen.spalten import LEISTUNG, SPALTEN, hat_liste
from app.views.thema import ZEILENHOEHE, zeilenhoehe

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QPersistentModelIndex
    from PySide6.QtGui import QMouseEvent, QResizeEvent

    from app.views.massnahmen.modell import MassnahmenModell

_ALLE_AUSLOESER = (
    QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
)
_TASTENBEFEHLE = {
    QKeySequence.StandardKey.Copy: "kopieren",
    QKeySequence.StandardKey.Cut: "ausschneiden",
    QKeySequence.StandardKey.Paste: "einfuegen",
    QKeySequence.StandardKey.Delete: "leeren",
}


class Massnahmentabelle(QTableView):
    """A table view that edits as people know it from Excel."""

    befehl = Signal(str)
    """A clipboard or fill command was typed (``kopieren``, ``einfuegen`` …)."""
    auswahl_geaendert = Signal()

    def __init__(self, modell: MassnahmenModell, parent: QWidget | None = None) -> None:
        """Show ``modell``."""
        super().__init__(parent)
        self._modell = modell
        self.setObjectName("massnahmen_tabelle")
        self.setAccessibleName("Maßnahmen: Eintritte und Mittelansätze")
        self.setModel(modell)
        self._richte_ein()
        self.setItemDelegate(self._delegat())
        self.fixiert = FixierteSpalte(self, self._delegat())
        self.selectionModel().selectionChanged.connect(self._auswahl_neu)
        self.selectionModel().currentChanged.connect(self._auswahl_neu)

    def _delegat(self) -> Zellendelegat:
        delegat = Zellendelegat(self, self)
        delegat.weiter.connect(self.gehe)
        return delegat

    def _richte_ein(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(_ALLE_AUSLOESER)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        kopf = self.horizontalHeader()
        kopf.setSectionsMovable(True)
        kopf.setFirstSectionMovable(False)
        kopf.setHighlightSections(False)
        kopf.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        hoehe = zeilenhoehe(self.font())
        self.verticalHeader().setDefaultSectionSize(hoehe)
        for nummer, spalte in enumerate(SPALTEN):
            # Wider with larger text, as the rows are higher.
            self.setColumnWidth(nummer, spalte.breite * hoehe // ZEILENHOEHE)

    # -- editing -----------------------------------------------------------------------------------

    def edit(self, index: QModelIndex | QPersistentModelIndex, *args: object) -> bool | None:  # type: ignore[override]  # two overloads in C++
        """Edit in the fixed column where the cell is shown there."""
        if not args:
            super().edit(index)
            return None
        if index.column() == LEISTUNG and not self.fixiert.isHidden():
            return self.fixiert.bearbeite(index, *args)
        offen = bool(super().edit(index, *args))
        if offen and args[0] == QAbstractItemView.EditTrigger.DoubleClicked and hat_liste(index.column()):
            QTimer.singleShot(0, self, self.zeige_auswahl)
        return offen

    def zeige_auswahl(self) -> None:
        """Open the list of all that the current cell offers (F4, or a double click where there is one)."""
        if self._offener_editor() is None:
            self.edit(self.currentIndex())
        if (editor := self._offener_editor()) is not None:
            editor.zeige_alle()

    def _offener_editor(self) -> Zelleneditor | None:
        return next((e for e in self.findChildren(Zelleneditor) if e.isVisible()), None)

    def uebernimm(self, editor: Zelleneditor) -> bool:
        """Write the editor's text; False where it does not fit: then it stays, with the reason."""
        index = editor.stelle
        if not index.isValid():
            return True
        if editor.text() == str(index.data(Qt.ItemDataRole.EditRole) or ""):
            return True
        grund = self._modell.schreibe(index, editor.text())
        if grund is not None:
            editor.zeige_grund(grund)
            return False
        editor.nimm_grund_weg()
        return True

    def commitData(self, editor: QWidget) -> None:
        """Qt wants the text written: when the focus moves on, or another cell is clicked."""
        if isinstance(editor, Zelleneditor):
            self.uebernimm(editor)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Keep an editor open whose text was refused, unless Escape gave it up."""
        if (
            isinstance(editor, Zelleneditor)
            and editor.grund
            and hint != QAbstractItemDelegate.EndEditHint.RevertModelCache
        ):
            QTimer.singleShot(0, self, lambda: self.zurueck_zu(editor))
            return
        super().closeEditor(editor, hint)
        self.setFocus()

    def zurueck_zu(self, editor: Zelleneditor) -> None:
        """Go back to the cell whose text was refused."""
        if not isValid(editor) or not editor.stelle.isValid():
            return
        index = self._modell.index(editor.stelle.row(), editor.stelle.column())
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        editor.setFocus()

    def gehe(self, zeilen: int, spalten: int) -> None:
        """Move the current cell; group heads are passed over, the row's end leads to the next row."""
        index = self.currentIndex()
        sichtbar = self.sichtbare_spalten()
        zeile = index.row()
        platz = sichtbar.index(index.column()) + spalten
        if not 0 <= platz < len(sichtbar):
            zeilen, platz = spalten, platz % len(sichtbar)
        if zeilen:
            ziel = zeile + zeilen
            while 0 <= ziel < self._modell.rowCount() and isinstance(self._modell.eintrag(ziel), Gruppe):
                ziel += zeilen
            zeile = ziel if 0 <= ziel < self._modell.rowCount() else zeile
        self.setCurrentIndex(self._modell.index(zeile, sichtbar[platz]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clipboard, fill and movement keys; everything else starts editing."""
        for taste, befehl in _TASTENBEFEHLE.items():
            if event.matches(taste):
                self.befehl.emit(befehl)
                return
        strg = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if strg and event.key() == Qt.Key.Key_D:
            self.befehl.emit("nach_unten_ausfuellen")
            return
        if not strg and self._taste(event):
            return
        super().keyPressEvent(event)

    def _taste(self, event: QKeyEvent) -> bool:
        taste = event.key()
        um = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if taste in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if isinstance(self._eintrag_hier(), Gruppe):
                self._modell.klappe(self.currentIndex().row())
            else:
                self.gehe(-1 if um else 1, 0)
            return True
        if taste in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.gehe(0, -1 if taste == Qt.Key.Key_Backtab or um else 1)
            return True
        if taste == Qt.Key.Key_Backspace:
            self.befehl.emit("leeren")
            return True
        if taste == Qt.Key.Key_Space and isinstance(self._eintrag_hier(), Gruppe):
            self._modell.klappe(self.currentIndex().row())
            return True
        if taste == Qt.Key.Key_F4:
            self.zeige_auswahl()
            return True
        return False

    def _eintrag_hier(self) -> Gruppe | str | None:
        index = self.currentIndex()
        return self._modell.eintrag(index.row()) if index.isValid() else None

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

    def sichtbare_spalten(self) -> list[int]:
        """Columns in the order in which they stand, without hidden ones."""
        kopf = self.horizontalHeader()
        reihe = [kopf.logicalIndex(i) for i in range(kopf.count())]
        return [s for s in reihe if not self.isColumnHidden(s)]

    def rechteck(self) -> tuple[list[int], list[int]] | None:
        """Rows (without group heads) and columns of the selection's bounding rectangle."""
        bereiche = self.selectionModel().selection().toList()
        if not bereiche:
            return None
        oben = min(b.top() for b in bereiche)
        unten = max(b.bottom() for b in bereiche)
        spalten = {s for b in bereiche for s in range(b.left(), b.right() + 1)}
        zeilen = [z for z in range(oben, unten + 1) if not isinstance(self._modell.eintrag(z), Gruppe)]
        return zeilen, [s for s in self.sichtbare_spalten() if s in spalten]

    def gewaehlte_zeilen(self) -> list[str]:
        """Keys of the selected rows, in visible order."""
        stellen: set[int] = set()
        for bereich in self.selectionModel().selection().toList():
            stellen.update(range(bereich.top(), bereich.bottom() + 1))
        eintraege = [self._modell.eintrag(z) for z in sorted(stellen)]
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

    def _auswahl_neu(self, *_args: object) -> None:
        self.auswahl_geaendert.emit()

    # -- the fixed column --------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the fixed column in place."""
        super().resizeEvent(event)
        self.fixiert.lege()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
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
