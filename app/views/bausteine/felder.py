"""Fields edited in place as in a spreadsheet: Enter and Tab keep, Esc gives back, a refusal says why."""

from __future__ import annotations

from enum import IntEnum
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor, QTextOption
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.views.thema import zahlenschrift

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MENUE = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}
_BLEIBT_OFFEN = _MENUE | {Qt.FocusReason.ActiveWindowFocusReason}
"""Whoever looks something up in a menu or another program has not finished typing."""


class Richtung(IntEnum):
    """Where Enter and the arrow keys lead."""

    ZURUECK = -1
    WEITER = 1


_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_TAB = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_PFEILE = {Qt.Key.Key_Up: Richtung.ZURUECK, Qt.Key.Key_Down: Richtung.WEITER}


class Feld(QWidget):
    """An input in place; ``uebernimm`` keeps a text, or returns the German reason why it cannot.

    Enter keeps and moves on, Tab keeps, Esc gives back what stood there. A refused text stays in the editor
    with the reason below. A field that nobody is typing in leaves Undo and Redo to the window.
    """

    weiter = Signal(object)
    """A ``Richtung``: the user wants the field below or above."""

    def __init__(
        self,
        editor: QLineEdit | QTextEdit,
        name: str,
        uebernimm: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """Put the editor above the place for the reason; ``name`` is what a screen reader says."""
        super().__init__(parent)
        self.editor = editor
        self._uebernimm = uebernimm
        self._stand = ""
        self._durch_maus = False
        self.grund = QLabel()
        self.grund.setProperty("rolle", "fehler")
        self.grund.setWordWrap(True)
        self.grund.setVisible(False)
        editor.setAccessibleName(name)
        self.grund.setAccessibleName(f"Grund: {name}")
        self.setFocusProxy(editor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(0, 0, 0, 0)
        anordnung.setSpacing(2)
        anordnung.addWidget(editor)
        anordnung.addWidget(self.grund)
        editor.installEventFilter(self)

    def benenne(self, objektname: str) -> None:
        """Give field, editor and reason their object names."""
        self.setObjectName(objektname)
        self.editor.setObjectName(f"{objektname}_editor")
        self.grund.setObjectName(f"{objektname}_grund")

    def text(self) -> str:
        """What stands in the editor now."""
        return self.editor.text() if isinstance(self.editor, QLineEdit) else self.editor.toPlainText()

    def setze(self, text: str) -> None:
        """Show the stored value; a text that somebody is typing stays."""
        offen = self.wird_bearbeitet
        self._stand = text
        if offen:
            return
        if self.text() != text:
            self._schreibe(text)
        self._melde("")

    @property
    def wird_bearbeitet(self) -> bool:
        """True where the text differs from the stored value."""
        return self.text() != self._stand

    def setze_nur_lesbar(self, nur_lesbar: bool) -> None:
        """Let the value be read and copied, not changed."""
        self.editor.setReadOnly(nur_lesbar)

    def uebernimm(self) -> bool:
        """Keep what was typed; False where it was refused and stays."""
        if not self.wird_bearbeitet:
            self._melde("")
            return True
        grund = self._uebernimm(self.text())
        self._melde(grund)
        if grund:
            return False
        # The value as stored comes with the change's message; without a change it is the one from before.
        self._schreibe(self._stand)
        return True

    def verwirf(self) -> None:
        """Give back the stored value."""
        self._schreibe(self._stand)
        self._melde("")

    def markiere(self) -> None:
        """Select the whole text, so that typing replaces it."""
        self.editor.selectAll()

    def ans_ende(self) -> None:
        """Put the cursor behind the text (F2)."""
        if isinstance(self.editor, QLineEdit):
            self.editor.end(False)
        else:
            self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def eventFilter(self, objekt: QObject, event: QEvent) -> bool:
        """Keys and focus of the editor."""
        art = event.type()
        if art == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._taste(event)
        if art == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._gehoert_dem_fenster(event)
        if isinstance(event, QFocusEvent):
            self._fokus(event)
        elif art == QEvent.Type.MouseButtonRelease and self._durch_maus:
            self._durch_maus = False
            if not self.wird_bearbeitet and not self._hat_auswahl():
                self.markiere()
        return super().eventFilter(objekt, event)

    def _fokus(self, event: QFocusEvent) -> None:
        if event.gotFocus():
            self._durch_maus = event.reason() == Qt.FocusReason.MouseFocusReason
            if not self.wird_bearbeitet and event.reason() not in _MENUE:
                self.markiere()
        elif event.lostFocus() and event.reason() not in _BLEIBT_OFFEN:
            self.uebernimm()
            self._entmarkiere()

    def _taste(self, event: QKeyEvent) -> bool:
        """True where the key is dealt with here."""
        taste = event.key()
        if taste in _ENTER and not self._bricht_um(event):
            self._gehe(Richtung.WEITER)
            return True
        if taste in _PFEILE and isinstance(self.editor, QLineEdit):
            self._gehe(_PFEILE[Qt.Key(taste)])
            return True
        if taste in _TAB:
            return not self.uebernimm()
        if taste == Qt.Key.Key_Escape and (self.wird_bearbeitet or not self.grund.isHidden()):
            self.verwirf()
            return True
        if taste != Qt.Key.Key_F2:
            return False
        self.ans_ende()
        return True

    def _bricht_um(self, event: QKeyEvent) -> bool:
        return isinstance(self.editor, QTextEdit) and bool(
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        )

    def _gehe(self, richtung: Richtung) -> None:
        if self.uebernimm():
            self.weiter.emit(richtung)

    def _gehoert_dem_fenster(self, event: QKeyEvent) -> bool:
        rueckgaengig = event.matches(QKeySequence.StandardKey.Undo) or event.matches(
            QKeySequence.StandardKey.Redo
        )
        if not rueckgaengig or self.wird_bearbeitet:
            return False
        event.ignore()
        return True

    def _hat_auswahl(self) -> bool:
        if isinstance(self.editor, QLineEdit):
            return self.editor.hasSelectedText()
        return self.editor.textCursor().hasSelection()

    def _entmarkiere(self) -> None:
        if isinstance(self.editor, QLineEdit):
            self.editor.setCursorPosition(0)
        else:
            self.editor.moveCursor(QTextCursor.MoveOperation.Start)

    def _schreibe(self, text: str) -> None:
        if isinstance(self.editor, QLineEdit):
            self.editor.setText(text)
            self.editor.setCursorPosition(0)
        else:
            self.editor.setPlainText(text)
        if self.editor.hasFocus():
            self.markiere()

    def _melde(self, grund: str) -> None:
        if self.grund.text() == grund and self.grund.isHidden() == (not grund):
            return
        self.grund.setText(grund)
        self.grund.setVisible(bool(grund))
        self.editor.setAccessibleDescription(grund)
        self.editor.setProperty("fehlerhaft", bool(grund))
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)


class Zeilenfeld(Feld):
    """A field of one line; ``zahl`` sets it to the right, with figures of equal width."""

    def __init__(
        self,
        name: str,
        uebernimm: Callable[[str], str],
        *,
        zahl: bool = False,
        platzhalter: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """An empty field."""
        editor = QLineEdit()
        super().__init__(editor, name, uebernimm, parent)
        editor.setPlaceholderText(platzhalter)
        if zahl:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            editor.setFont(zahlenschrift(editor.font()))
            # Takes back the editor's own inner margin: figures stand below those of plain labels.
            editor.setTextMargins(0, 0, -2, 0)
        self._zeile = editor

    def ergaenze(self, worte: Sequence[str]) -> None:
        """The beginning of one of these completes itself while it is typed."""
        ergaenzer = QCompleter(worte, self)
        ergaenzer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        ergaenzer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._zeile.setCompleter(ergaenzer)


class Textfeld(Feld):
    """A field of as many lines as its text needs; Shift+Enter breaks a line."""

    def __init__(
        self,
        name: str,
        uebernimm: Callable[[str], str],
        *,
        platzhalter: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """An empty field."""
        editor = _Wachstext()
        super().__init__(editor, name, uebernimm, parent)
        editor.setPlaceholderText(platzhalter)


class _Wachstext(QTextEdit):
    """A plain text editor that is as high as its text."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("rolle", "flach")
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._passe_an)

    def _passe_an(self) -> None:
        rand = self.height() - self.viewport().height()
        self.setFixedHeight(
            max(ceil(self.document().size().height()), self.fontMetrics().height()) + max(rand, 0)
        )


def verkette(felder: Sequence[Feld]) -> None:
    """Let Enter and the arrow keys lead from field to field, past hidden ones."""
    for oben, unten in pairwise(felder):
        _verbinde(oben, unten, Richtung.WEITER)
        _verbinde(unten, oben, Richtung.ZURUECK)


def _verbinde(von: Feld, nach: Feld, richtung: Richtung) -> None:
    def gehe(gewuenscht: Richtung) -> None:
        if gewuenscht is not richtung:
            return
        if nach.isHidden():
            nach.weiter.emit(richtung)
        else:
            nach.editor.setFocus(Qt.FocusReason.TabFocusReason)

    von.weiter.connect(gehe)
