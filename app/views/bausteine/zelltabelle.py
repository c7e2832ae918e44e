"""A table view that edits as people know it from Excel: the base of the grid and of every small table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget
from shiboken6 import isValid

from app.views.bausteine.zelleneditor import ENTER, TAB, Zelleneditor
from app.views.thema import zeilenhoehe

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QEvent

    Index = QModelIndex | QPersistentModelIndex

_ALLE_AUSLOESER = (
    QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
)
_STRG = Qt.KeyboardModifier.ControlModifier
_STRG_BEFEHLE = {Qt.Key.Key_D: "nach_unten_ausfuellen", Qt.Key.Key_Delete: "zeile_loeschen"}
"""Asked first: on some desktops Strg+D is a standard key for deleting as well."""
_TASTENBEFEHLE = {
    QKeySequence.StandardKey.Copy: "kopieren",
    QKeySequence.StandardKey.Cut: "ausschneiden",
    QKeySequence.StandardKey.Paste: "einfuegen",
    QKeySequence.StandardKey.Delete: "leeren",
}


class Zelltabelle(QTableView):
    """Keys, editors and the selection's rectangle; subclasses say what is written and what is passed over."""

    befehl = Signal(str)
    """A command on cells or rows was typed (``kopieren``, ``einfuegen`` …)."""
    auswahl_geaendert = Signal()

    def __init__(self, name: str, objektname: str, parent: QWidget | None = None) -> None:
        """Without a model yet; ``name`` is what a screen reader says."""
        super().__init__(parent)
        self._geht = False
        self._tabanfang = -1
        self._tabziel = QPersistentModelIndex()
        self.setObjectName(objektname)
        self.setAccessibleName(name)
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
        self.verticalHeader().setDefaultSectionSize(zeilenhoehe(self.font()))
        self.horizontalHeader().setHighlightSections(False)

    # -- what subclasses say -----------------------------------------------------------------------

    def schreibe(self, index: Index, text: str) -> str | None:
        """Write a cell; returns why the text does not fit, in words, or nothing once it is durable."""
        raise NotImplementedError

    def hat_liste(self, index: Index) -> bool:
        """True where a cell is picked from a list rather than typed."""
        raise NotImplementedError

    def haelt_an(self, zeile: int) -> bool:
        """True where Enter and Tab stop at a row; heads of groups and sums are passed over."""
        raise NotImplementedError

    def ist_inhalt(self, zeile: int) -> bool:  # noqa: ARG002 - subclasses look at it
        """False for a row that only invites to type: neither printed nor copied."""
        return True

    # -- editing -----------------------------------------------------------------------------------

    def edit(self, index: Index, *args: object) -> bool | None:  # type: ignore[override]  # two overloads in C++
        """A double click on a cell that is picked from a list opens the list at once."""
        if not args:
            super().edit(index)
            return None
        offen = bool(super().edit(index, *args))
        if offen and args[0] == QAbstractItemView.EditTrigger.DoubleClicked and self.hat_liste(index):
            QTimer.singleShot(0, self, self.zeige_auswahl)
        return offen

    def zeige_auswahl(self) -> None:
        """Open the list of all that the current cell offers (F4, or a double click where there is one)."""
        if self.offener_editor() is None:
            self.edit(self.currentIndex())
        if (editor := self.offener_editor()) is not None:
            editor.zeige_alle()

    def offener_editor(self) -> Zelleneditor | None:
        """The editor that is open now."""
        return next((e for e in self.findChildren(Zelleneditor) if e.isVisible()), None)

    def uebernimm(self, editor: Zelleneditor) -> bool:
        """Write the editor's text; False where it does not fit: then it stays, with the reason."""
        index = editor.stelle
        if not index.isValid() or editor.text() == editor.geschrieben:
            return True
        if editor.text() == str(index.data(Qt.ItemDataRole.EditRole) or ""):
            return True
        grund = self.schreibe(index, editor.text())
        if grund:
            editor.zeige_grund(grund)
            return False
        editor.geschrieben = editor.text()
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
            and editor.abgelehnt
            and hint != QAbstractItemDelegate.EndEditHint.RevertModelCache
        ):
            QTimer.singleShot(0, self, lambda: self.zurueck_zu(editor))
            return
        super().closeEditor(editor, hint)
        self.setFocus()

    def zurueck_zu(self, editor: Zelleneditor) -> None:
        """Go back to the cell whose text was refused; on a page that was left it waits without the keys."""
        if not isValid(editor) or not editor.stelle.isValid() or not editor.isVisible():
            return
        index = self.model().index(editor.stelle.row(), editor.stelle.column())
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        editor.setFocus()

    # -- moving ------------------------------------------------------------------------------------

    def gehe(self, zeilen: int, spalten: int) -> None:
        """Move the current cell; the row's end leads to the next row, the table's end out of it.

        Down after Tab leads below the cell where the first Tab was pressed, as in Excel.
        """
        index, sichtbar = self.currentIndex(), self.sichtbare_spalten()
        if not index.isValid() or index.column() not in sichtbar:
            return
        im_lauf = self._tabziel == index
        if spalten > 0 and not im_lauf:
            self._tabanfang = index.column()
        zurueck = zeilen > 0 and im_lauf and self._tabanfang in sichtbar
        platz = sichtbar.index(self._tabanfang if zurueck else index.column()) + spalten
        if not 0 <= platz < len(sichtbar):
            zeilen, platz = spalten, platz % len(sichtbar)
        zeile = self._naechste_zeile(index.row(), zeilen) if zeilen else index.row()
        if zeile is not None:
            self.gehe_zu(self.model().index(zeile, sichtbar[platz]))
            in_der_zeile = spalten > 0 and zeile == index.row()
            self._tabziel = QPersistentModelIndex(self.currentIndex() if in_der_zeile else QModelIndex())
        elif spalten:
            self.verlasse(weiter=spalten > 0)

    def gehe_zu(self, index: Index) -> None:
        """Make this the current and only selected cell, whichever modifier key is down."""
        self._geht = True
        self.setCurrentIndex(index)
        self._geht = False

    def hol_ins_bild(self) -> None:
        """Scroll to the current cell; rows that came just now are laid out first."""
        self.executeDelayedItemsLayout()
        self.scrollTo(self.currentIndex())

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Shift+Enter and Shift+Tab move; they do not extend the selection."""
        if self._geht:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    def _naechste_zeile(self, zeile: int, schritt: int) -> int | None:
        ziel = zeile + schritt
        while 0 <= ziel < self.model().rowCount():
            if self.haelt_an(ziel):
                return ziel
            ziel += schritt
        return None

    def verlasse(self, *, weiter: bool) -> None:
        """Give the focus to what comes after or before the table."""
        # Else Qt would turn this into one more Tab in the table.
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(weiter)
        self.setTabKeyNavigation(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clipboard, fill and movement keys; everything else starts editing."""
        strg = bool(event.modifiers() & _STRG)
        if strg and event.key() in TAB:
            self.verlasse(weiter=event.key() == Qt.Key.Key_Tab)
            return
        if (befehl := _befehl(event)) is not None:
            self.befehl.emit(befehl)
            return
        if not strg and self.taste(event):
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing never leads to another row: what came after the first key would be written there."""

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Strg+Ende leads to the last row where one can type, not to the sums."""
        ziel = super().moveCursor(action, modifiers)
        ans_ende = action == QAbstractItemView.CursorAction.MoveEnd and modifiers & _STRG
        if not ans_ende or not ziel.isValid() or self.haelt_an(ziel.row()):
            return ziel
        zeile = self._naechste_zeile(ziel.row(), -1)
        return ziel if zeile is None else self.model().index(zeile, ziel.column())

    def taste(self, event: QKeyEvent) -> bool:
        """Carry out a key without Strg; False where it is none of the table's."""
        taste = event.key()
        um = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if taste in ENTER:
            self.gehe(-1 if um else 1, 0)
        elif taste in TAB:
            self.gehe(0, -1 if taste == Qt.Key.Key_Backtab or um else 1)
        elif taste == Qt.Key.Key_Backspace:
            self.befehl.emit("leeren")
        elif taste == Qt.Key.Key_F4 or (alt and taste == Qt.Key.Key_Down):
            self.zeige_auswahl()
        else:
            return False
        return True

    # -- selection ---------------------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Tell of changes of the new model's selection."""
        super().setModel(model)
        self.selectionModel().selectionChanged.connect(self._auswahl_neu)
        self.selectionModel().currentChanged.connect(self._auswahl_neu)

    def sichtbare_spalten(self) -> list[int]:
        """Columns in the order in which they stand, without hidden ones."""
        kopf = self.horizontalHeader()
        reihe = [kopf.logicalIndex(i) for i in range(kopf.count())]
        return [s for s in reihe if not self.isColumnHidden(s)]

    def auswahlbereich(self) -> tuple[list[int], list[int]] | None:
        """All rows and columns of the selection's bounding rectangle."""
        bereiche = self.selectionModel().selection().toList()
        if not bereiche:
            return None
        oben, unten = min(b.top() for b in bereiche), max(b.bottom() for b in bereiche)
        spalten = {s for b in bereiche for s in range(b.left(), b.right() + 1)}
        return list(range(oben, unten + 1)), [s for s in self.sichtbare_spalten() if s in spalten]

    def rechteck(self) -> tuple[list[int], list[int]] | None:
        """Rows (without those that are passed over) and columns of the selection's bounding rectangle."""
        bereich = self.auswahlbereich()
        return ([z for z in bereich[0] if self.haelt_an(z)], bereich[1]) if bereich else None

    def kopierbereich(self) -> tuple[list[int], list[int]] | None:
        """Rows and columns that Strg+C takes."""
        bereich = self.auswahlbereich()
        return ([z for z in bereich[0] if self.ist_inhalt(z)], bereich[1]) if bereich else None

    def gewaehlte_stellen(self) -> list[int]:
        """Rows of which a cell is selected, from top to bottom."""
        bereiche = self.selectionModel().selection().toList()
        return sorted({z for b in bereiche for z in range(b.top(), b.bottom() + 1)})

    def _auswahl_neu(self, *_args: object) -> None:
        self.auswahl_geaendert.emit()


def _befehl(event: QKeyEvent) -> str | None:
    if event.modifiers() == _STRG and (befehl := _STRG_BEFEHLE.get(Qt.Key(event.key()))) is not None:
        return befehl
    return next((befehl for taste, befehl in _TASTENBEFEHLE.items() if event.matches(taste)), None)
