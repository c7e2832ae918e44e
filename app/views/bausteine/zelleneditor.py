"""Edits a table's cell as Excel does; a text that does not fit stays, with the reason right below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QLabel,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from app.views.stil import setze_rolle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QHideEvent, QShowEvent

    Index = QModelIndex | QPersistentModelIndex

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
TAB = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_PFEILE = {Qt.Key.Key_Up, Qt.Key.Key_Down}
_TEXTBREITE = 220
"""At least as wide is the editor of a text, in px."""
_RECHTS = int(Qt.AlignmentFlag.AlignRight)


class Zelleneditor(QLineEdit):
    """A line editor that can refuse to close, with the reason in words right below it."""

    def __init__(self, parent: QWidget, index: Index, vorschlaege: Sequence[str]) -> None:
        """Edit the cell at ``index``; offer ``vorschlaege`` while typing (F4 shows them all)."""
        super().__init__(parent)
        self.setObjectName("zelleneditor")
        self.setFrame(False)
        self.stelle = QPersistentModelIndex(index)
        """The cell being edited."""
        self.geladen = False
        self.geschrieben: str | None = None
        """The text that was taken: Qt asks again when it closes the editor."""
        self._grund = QLabel(parent.window(), Qt.WindowType.ToolTip)
        self._grund.setObjectName("zelleneditor_grund")
        self._grund.setProperty("rolle", "fehler")
        self._grund.setWordWrap(True)
        self._grund.setMargin(8)
        self._grund.setMaximumWidth(420)
        self._grund.hide()
        self.textEdited.connect(self.nimm_grund_weg)
        self._bietet_an = bool(vorschlaege)
        if vorschlaege:
            self._biete_an(vorschlaege)

    def _biete_an(self, vorschlaege: Sequence[str]) -> None:
        auswahl = QCompleter(list(vorschlaege), self)
        auswahl.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        auswahl.setFilterMode(Qt.MatchFlag.MatchContains)
        auswahl.setMaxVisibleItems(14)
        self.setCompleter(auswahl)
        if (liste := auswahl.popup()) is not None:
            # The list shows whole names, also where the cell is narrow.
            liste.setMinimumWidth(max(self.fontMetrics().horizontalAdvance(v) for v in vorschlaege) + 40)
            liste.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab belong to the list only once a word is marked in it; else they take the text."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            liste = self.completer().popup() if self._bietet_an else None
            if watched is liste and event.key() in ENTER | TAB and not liste.currentIndex().isValid():
                liste.hide()
                QCoreApplication.sendEvent(self, event)
                return True
        return super().eventFilter(watched, event)

    @property
    def grund(self) -> str:
        """The reason that is shown; empty while the text may stand."""
        return self._grund.text() if self._grund.isVisible() else ""

    @property
    def abgelehnt(self) -> bool:
        """True while the text cannot stand, also on a page that was left."""
        return bool(self.accessibleDescription())

    def zeige_grund(self, text: str) -> None:
        """Say why the text cannot stand."""
        self.setAccessibleDescription(text)
        setze_rolle(self, "true", "fehlerhaft")
        self._grund.setText(text)
        self._grund.setFixedWidth(max(280, min(420, self.width() + 120)))
        self._grund.adjustSize()
        self._grund.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._grund.setVisible(self.isVisible())

    def nimm_grund_weg(self) -> None:
        """The text stands now."""
        self._grund.hide()
        self.setAccessibleDescription("")
        setze_rolle(self, "false", "fehlerhaft")

    def zeige_alle(self) -> None:
        """Open the list of everything the cell offers."""
        if self._bietet_an:
            self.completer().setCompletionPrefix("")
            self.completer().complete()

    def auswahl_offen(self) -> bool:
        """True while the list of offers is open: its keys belong to the list then."""
        liste = self.completer().popup() if self._bietet_an else None
        return liste is not None and liste.isVisible()

    def hideEvent(self, event: QHideEvent) -> None:
        """The reason goes with the page and comes back with it."""
        super().hideEvent(event)
        if isValid(self._grund):
            self._grund.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.abgelehnt:
            self.zeige_grund(self._grund.text())

    def verberge_grund(self) -> None:
        """Take the reason away with the editor."""
        self._grund.hide()
        self._grund.deleteLater()


class Schreiber(Protocol):
    """The view that writes what was typed, because it must know whether the text was taken."""

    def uebernimm(self, editor: Zelleneditor) -> bool: ...


class Editordelegat(QStyledItemDelegate):
    """Gives every cell the same editor: parsing belongs to the services; keys move as in Excel."""

    weiter = Signal(int, int)
    """After an edit was taken: move by (rows, columns)."""

    def __init__(self, parent: QObject, schreiber: Schreiber) -> None:
        """``schreiber`` is the view whose ``uebernimm(editor)`` writes the text."""
        super().__init__(parent)
        self._schreiber = schreiber

    def vorschlaege(self, index: Index) -> Sequence[str]:  # noqa: ARG002 - subclasses look at it
        """The words that a cell offers."""
        return ()

    def name(self, index: Index) -> str:
        """What a screen reader calls the editor: by default the column's heading."""
        return str(index.model().headerData(index.column(), Qt.Orientation.Horizontal) or "")

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """One kind of editor for all cells."""
        editor = Zelleneditor(parent, index, self.vorschlaege(index))
        editor.setAccessibleName(self.name(index))
        if _ist_zahl(index):
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start from the cell's text; a refreshed model does not overwrite what is being typed."""
        if isinstance(editor, Zelleneditor) and not editor.geladen:
            editor.geladen = True
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, _editor: QWidget, _model: QAbstractItemModel, _index: Index) -> None:
        """The view writes (``uebernimm``), because it must know whether the text was taken."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill the cell; wide enough for a sentence in narrow text columns."""
        rechteck = QRect(option.rect)
        if not _ist_zahl(index):
            rechteck.setWidth(max(rechteck.width(), _TEXTBREITE))
        editor.setGeometry(rechteck)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter goes down, Tab right; Escape gives up; what does not fit stays."""
        if not isinstance(editor, Zelleneditor):
            return super().eventFilter(editor, event)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Alt+arrows move rows elsewhere; while typing they belong to the editor.
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in _PFEILE:
                event.accept()
                return True
            return super().eventFilter(editor, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._taste(editor, event) or super().eventFilter(editor, event)
        if event.type() == QEvent.Type.FocusOut and editor.auswahl_offen():
            return False
        return super().eventFilter(editor, event)

    def _taste(self, editor: Zelleneditor, event: QKeyEvent) -> bool:
        taste, um = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        alt_hinunter = taste == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if taste == Qt.Key.Key_F4 or alt_hinunter:
            editor.zeige_alle()
            return True
        if editor.auswahl_offen() and (taste in ENTER or taste in _PFEILE):
            return False
        if taste in _PFEILE:
            # As in Excel: after typing, the arrow keys take the text and go on.
            self._schliesse(editor, -1 if taste == Qt.Key.Key_Up else 1, 0)
            return True
        if taste in ENTER:
            self._schliesse(editor, -1 if um else 1, 0)
            return True
        if taste in TAB:
            self._schliesse(editor, 0, -1 if taste == Qt.Key.Key_Backtab or um else 1)
            return True
        return False

    def _schliesse(self, editor: Zelleneditor, zeilen: int, spalten: int) -> None:
        if self._schreiber.uebernimm(editor):
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self.weiter.emit(zeilen, spalten)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Take the reason's label away as well."""
        if isinstance(editor, Zelleneditor):
            editor.verberge_grund()
        super().destroyEditor(editor, index)


def _ist_zahl(index: Index) -> bool:
    return bool(int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0) & _RECHTS)
