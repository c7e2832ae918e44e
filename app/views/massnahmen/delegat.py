"""Draws the grid's cells and edits them; a text that does not fit stays, with the reason beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QCompleter,
    QLabel,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.views.massnahmen.modell import ART, BEFUND, BERECHNET, GEDAEMPFT, GRUPPE, ZUSTAND, MassnahmenModell
from app.views.massnahmen.spalten import LEISTUNG, SPALTEN
from app.views.thema import tokens_fuer

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    Index = QModelIndex | QPersistentModelIndex

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_PFEILE = {Qt.Key.Key_Up, Qt.Key.Key_Down}
_EINZUG = 14
_MARKE = 7


class Zelleneditor(QLineEdit):
    """A line editor that can refuse to close, with the reason in words right below it."""

    def __init__(self, parent: QWidget, index: Index, vorschlaege: tuple[str, ...]) -> None:
        """Edit the cell at ``index``; offer ``vorschlaege`` while typing (F4 shows them all)."""
        super().__init__(parent)
        self.setObjectName("zelleneditor")
        self.setFrame(False)
        self.stelle = QPersistentModelIndex(index)
        """The cell being edited."""
        self.geladen = False
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

    def _biete_an(self, vorschlaege: tuple[str, ...]) -> None:
        auswahl = QCompleter(list(vorschlaege), self)
        auswahl.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        auswahl.setFilterMode(Qt.MatchFlag.MatchContains)
        auswahl.setMaxVisibleItems(14)
        self.setCompleter(auswahl)
        if (liste := auswahl.popup()) is not None:
            # The list shows whole names, also where the cell is narrow.
            liste.setMinimumWidth(max(self.fontMetrics().horizontalAdvance(v) for v in vorschlaege) + 40)

    @property
    def grund(self) -> str:
        """The reason that is shown; empty while the text may stand."""
        return self._grund.text() if self._grund.isVisible() else ""

    def zeige_grund(self, text: str) -> None:
        """Say why the text cannot stand."""
        self.setAccessibleDescription(text)
        self._grund.setText(text)
        self._grund.setFixedWidth(max(280, min(420, self.width() + 120)))
        self._grund.adjustSize()
        self._grund.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._grund.show()

    def nimm_grund_weg(self) -> None:
        """The text stands now."""
        self._grund.hide()
        self.setAccessibleDescription("")

    def zeige_alle(self) -> None:
        """Open the list of everything the cell offers."""
        if self._bietet_an:
            self.completer().setCompletionPrefix("")
            self.completer().complete()

    def auswahl_offen(self) -> bool:
        """True while the list of offers is open: its keys belong to the list then."""
        liste = self.completer().popup() if self._bietet_an else None
        return liste is not None and liste.isVisible()

    def verberge_grund(self) -> None:
        """Take the reason away with the editor."""
        self._grund.hide()
        self._grund.deleteLater()


class Zellendelegat(QStyledItemDelegate):
    """Draws group heads, states and findings; keys in the editor move as in Excel."""

    weiter = Signal(int, int)
    """After an edit was taken: move by (rows, columns)."""

    def __init__(self, parent: QObject, versuch: QObject) -> None:
        """``versuch`` is the view whose ``uebernimm(editor)`` writes the text."""
        super().__init__(parent)
        self._tabelle = versuch

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """One kind of editor for all cells: parsing belongs to the services."""
        modell = index.model()
        vorschlaege = modell.vorschlaege(index) if isinstance(modell, MassnahmenModell) else ()
        editor = Zelleneditor(parent, index, vorschlaege)
        editor.setAccessibleName(SPALTEN[index.column()].kopf)
        if SPALTEN[index.column()].zahl:
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
        if not SPALTEN[index.column()].zahl:
            rechteck.setWidth(max(rechteck.width(), 220))
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
        if editor.auswahl_offen() and (taste in _ENTER or taste in _PFEILE):
            return False
        if taste in _PFEILE:
            # As in Excel: after typing, the arrow keys take the text and go on.
            self._schliesse(editor, -1 if taste == Qt.Key.Key_Up else 1, 0)
            return True
        if taste in _ENTER:
            self._schliesse(editor, -1 if um else 1, 0)
            return True
        if taste in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._schliesse(editor, 0, -1 if taste == Qt.Key.Key_Backtab or um else 1)
            return True
        return False

    def _schliesse(self, editor: Zelleneditor, zeilen: int, spalten: int) -> None:
        if self._tabelle.uebernimm(editor):  # type: ignore[attr-defined]  # the view; a type would import in a circle
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self.weiter.emit(zeilen, spalten)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Take the reason's label away as well."""
        if isinstance(editor, Zelleneditor):
            editor.verberge_grund()
        super().destroyEditor(editor, index)

    # -- drawing -----------------------------------------------------------------------------------

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Weight and colour by kind of cell."""
        super().initStyleOption(option, index)
        art = index.data(ART)
        palette: QPalette = option.palette
        if art == GRUPPE:
            schrift = QFont(option.font)
            schrift.setWeight(QFont.Weight.DemiBold)
            option.font = schrift
        elif art in {ZUSTAND, GEDAEMPFT, BERECHNET}:
            palette.setColor(QPalette.ColorRole.Text, QColor(tokens_fuer(palette).text_aus))
            option.palette = palette

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Group heads on their own surface; a finding as a mark before the Leistung."""
        art = index.data(ART)
        rechteck: QRect = option.rect
        if art == GRUPPE:
            painter.fillRect(rechteck, option.palette.alternateBase())
            if index.column() == LEISTUNG:
                self._pfeil(painter, option, index)
                option.rect = rechteck.adjusted(_EINZUG + 2, 0, 0, 0)
        elif index.column() == LEISTUNG:
            befund = index.data(BEFUND)
            if befund is not None:
                self._marke(painter, rechteck, befund, option.palette)
            option.rect = rechteck.adjusted(_EINZUG + 2, 0, 0, 0)
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rechteck, option.palette.highlight())
                if befund is not None:
                    self._marke(painter, rechteck, befund, option.palette)
        super().paint(painter, option, index)

    def _pfeil(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        modell = index.model()
        eintrag = modell.eintrag(index.row()) if isinstance(modell, MassnahmenModell) else None
        offen = not isinstance(eintrag, str) and eintrag is not None and eintrag.offen
        pfeil = QStyle.PrimitiveElement.PE_IndicatorArrowDown
        if not offen:
            pfeil = QStyle.PrimitiveElement.PE_IndicatorArrowRight
        kopie = QStyleOptionViewItem(option)
        rechteck: QRect = option.rect
        kopie.rect = QRect(rechteck.left() + 4, rechteck.center().y() - 5, 11, 11)
        widget = option.widget
        widget.style().drawPrimitive(pfeil, kopie, painter, widget)

    def _marke(self, painter: QPainter, rechteck: QRect, schwere: str, palette: QPalette) -> None:
        tokens = tokens_fuer(palette)
        farben = {"fehler": tokens.fehler, "warnung": tokens.reihe_orange}
        farbe = QColor(farben.get(schwere, tokens.reihe_himmel))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(farbe)
        mitte = rechteck.center().y()
        painter.drawEllipse(rechteck.left() + 5, mitte - _MARKE // 2, _MARKE, _MARKE)
        painter.restore()
