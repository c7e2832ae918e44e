"""Due amounts as a table of months and years; what does not fit stays in its cell, with the reason below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableWidget, QTableWidgetItem

from app.services.datum import MONATE, monatsname
from app.services.geld import BetragFehler, format_eur, parse_eur
from app.services.zahlworte import anzahl
from app.views.bausteine.zelleneditor import ENTER, TAB
from app.views.bausteine.zwischenablage import aus_text
from app.views.druck.kopieren import kopiere_auswahl
from app.views.thema import spaltenbreite, tokens_fuer, zahlenschrift, zeilenhoehe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtWidgets import QWidget

_RECHTS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_OHNE_MONAT = 0
_SUMME = len(MONATE) + 1
_ZEILEN = ("ohne Monat", *MONATE, "Summe")
_SPALTENBREITE = 112


class Faelligkeitsmatrix(QTableWidget):
    """Twelve months and "month not known" down, years across, sums below."""

    geprueft = Signal()
    """The cells were read anew."""
    abgelehnt = Signal(str)
    """Why what was pasted does not fit."""

    def __init__(self) -> None:
        """Without years."""
        super().__init__(len(_ZEILEN), 0)
        self.setObjectName("bindung_faelligkeiten")
        self.setAccessibleName("Fälligkeiten nach Monat und Jahr, in Euro")
        self.setVerticalHeaderLabels(_ZEILEN)
        self.setFont(zahlenschrift(self.font()))
        self.verticalHeader().setDefaultSectionSize(zeilenhoehe(self.font()) - 2)
        self.verticalHeader().setMinimumSectionSize(18)
        self.horizontalHeader().setDefaultAlignment(_RECHTS)
        self.horizontalHeader().setDefaultSectionSize(spaltenbreite(self.font(), _SPALTENBREITE))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.jahre: list[int] = []
        self.betraege: dict[tuple[int, int | None], int] = {}
        """What the cells say, by year and month (1–12 or None), in Cent; only what could be read."""
        self.fehler: dict[tuple[int, int], str] = {}
        """Why a cell cannot be taken, by row and column."""
        self.cellChanged.connect(self._bei_aenderung)

    # -- showing -----------------------------------------------------------------------------------

    def setze(self, betraege: Mapping[tuple[int, int | None], int], mindestens: Iterable[int]) -> None:
        """Show due amounts (Cent) for their years and those in ``mindestens``."""
        self.jahre = sorted({jahr for jahr, _monat in betraege} | set(mindestens))
        self.blockSignals(True)
        self.setColumnCount(len(self.jahre))
        self.setHorizontalHeaderLabels([str(jahr) for jahr in self.jahre])
        for spalte, jahr in enumerate(self.jahre):
            for zeile in range(len(_ZEILEN)):
                cent = betraege.get((jahr, zeile or None)) if zeile != _SUMME else None
                self.setItem(zeile, spalte, _zelle(cent, fest=zeile == _SUMME))
        self.blockSignals(False)
        self.pruefe()

    def fuege_jahr_an(self) -> None:
        """Add the year after the last one."""
        if self.jahre:
            texte = self._texte()
            self.setze({}, [*self.jahre, self.jahre[-1] + 1])
            self._schreibe(texte)
            self.setCurrentCell(_OHNE_MONAT, len(self.jahre) - 1)
            self.setFocus()

    @property
    def summe_cent(self) -> int:
        """All that could be read."""
        return sum(self.betraege.values())

    def pruefe(self) -> None:
        """Read all cells; mark those that cannot be taken."""
        self.betraege, self.fehler = {}, {}
        for spalte, jahr in enumerate(self.jahre):
            for zeile in range(_SUMME):
                self._lies(zeile, spalte, jahr)
        self._zeige_befund()
        self.geprueft.emit()

    def grund(self) -> str:
        """Why the first cell that does not fit cannot be taken; empty where all fit."""
        if not self.fehler:
            return ""
        zeile, spalte = min(self.fehler, key=lambda ort: (ort[1], ort[0]))
        monat = "ohne Monat" if zeile == _OHNE_MONAT else monatsname(zeile)
        return f"Fälligkeit {self.jahre[spalte]}, {monat}: {self.fehler[zeile, spalte]}"

    def gehe_zum_fehler(self) -> None:
        """Put the cursor on the first cell that does not fit."""
        if self.fehler:
            self.setCurrentCell(*min(self.fehler, key=lambda ort: (ort[1], ort[0])))
        self.setFocus()

    def _lies(self, zeile: int, spalte: int, jahr: int) -> None:
        text = self._text(zeile, spalte)
        if not text:
            return
        try:
            cent = int(parse_eur(text))
        except BetragFehler as grund:
            self.fehler[zeile, spalte] = str(grund)
            return
        if cent < 0:
            self.fehler[zeile, spalte] = f"Eine Fälligkeit kann nicht negativ sein ({format_eur(cent)})."
        elif cent:
            self.betraege[jahr, zeile or None] = cent

    def _zeige_befund(self) -> None:
        tokens = tokens_fuer(self.palette())
        self.blockSignals(True)
        for spalte, jahr in enumerate(self.jahre):
            summe = sum(cent for (j, _monat), cent in self.betraege.items() if j == jahr)
            self._setze_text(_SUMME, spalte, format_eur(summe, symbol=False))
            for zeile in range(_SUMME):
                zelle = self.item(zeile, spalte)
                grund = self.fehler.get((zeile, spalte), "")
                if zelle is not None and zelle.toolTip() != grund:
                    zelle.setToolTip(grund)
                    zelle.setForeground(QColor(tokens.fehler if grund else tokens.text))
                    zelle.setBackground(QColor(tokens.fehler_flaeche if grund else tokens.grund))
        self.blockSignals(False)

    def _bei_aenderung(self, zeile: int, spalte: int) -> None:
        cent = _cent(self._text(zeile, spalte))
        if cent is not None:
            self.blockSignals(True)
            self._setze_text(zeile, spalte, format_eur(cent, symbol=False))
            self.blockSignals(False)
        self.pruefe()

    # -- keys --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            kopiere_auswahl(self)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._fuege_ein(QGuiApplication.clipboard().text())
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._schreibe({(i.row(), i.column()): "" for i in self.selectedIndexes()})
        elif not self._gehe_mit(event):
            super().keyPressEvent(event)

    def _gehe_mit(self, event: QKeyEvent) -> bool:
        """Enter goes down and Tab right, as in Excel; False where a key is none of these."""
        if self.state() == QAbstractItemView.State.EditingState:
            # The editor lets Enter through and closes afterwards: see ``closeEditor``.
            return False
        taste, um = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if taste in TAB:
            zurueck = um or taste == Qt.Key.Key_Backtab
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._verlasse(weiter=not zurueck)
            else:
                self._gehe_seitwaerts(-1 if zurueck else 1)
        elif taste in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # Without this the key would accept the dialog.
            self._gehe_hinunter(-1 if um else 1)
        else:
            return False
        return True

    def _gehe_hinunter(self, schritt: int) -> None:
        self.setCurrentCell(min(max(self.currentRow() + schritt, 0), _SUMME - 1), self.currentColumn())

    def _gehe_seitwaerts(self, schritt: int) -> None:
        """To the next cell, from the end of a row into the next row, and at the end out of the table."""
        breite = len(self.jahre)
        stelle = self.currentRow() * breite + self.currentColumn() + schritt
        if breite and 0 <= stelle < _SUMME * breite:
            self.setCurrentCell(*divmod(stelle, breite))
        else:
            self._verlasse(weiter=schritt > 0)

    def _verlasse(self, *, weiter: bool) -> None:
        # Else Qt would turn this into one more Tab in the table.
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(weiter)
        self.setTabKeyNavigation(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somewhere to type at once, also for who comes by Tab."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.jahre:
            self.setCurrentCell(_OHNE_MONAT, 0)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes down, Tab right, as in Excel; Escape gives up what was typed in the cell."""
        ende = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hint if hint is ende.RevertModelCache else ende.NoHint)
        if hint is ende.SubmitModelCache:
            self._gehe_hinunter(1)
        elif hint is ende.EditNextItem:
            self._gehe_seitwaerts(1)
        elif hint is ende.EditPreviousItem:
            self._gehe_seitwaerts(-1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "jahre"):
            self._zeige_befund()

    def _fuege_ein(self, text: str) -> None:
        """Paste from the current cell on: all of it, or nothing with the reason."""
        zeile, spalte = max(self.currentRow(), 0), max(self.currentColumn(), 0)
        rechteck = aus_text(text) if text else ()
        breite = len(rechteck[0]) if rechteck else 0
        if zeile + len(rechteck) > _SUMME or spalte + breite > len(self.jahre):
            platz = f"{_SUMME - zeile} Zeilen und {anzahl(len(self.jahre) - spalte, 'Spalte', 'Spalten')}"
            self.abgelehnt.emit(
                f"Die Zwischenablage passt hier nicht: Sie hat {len(rechteck)} Zeilen und "
                f"{anzahl(breite, 'Spalte', 'Spalten')}, ab hier sind es {platz}."
            )
            return
        self._schreibe(
            {
                (zeile + z, spalte + s): wert
                for z, werte in enumerate(rechteck)
                for s, wert in enumerate(werte)
            }
        )

    def inhalt(self) -> tuple[object, ...]:
        """What stands in the cells, to be compared with what stood there."""
        return tuple(sorted((self.jahre[s], z, t) for (z, s), t in self._texte().items() if t))

    # -- within ------------------------------------------------------------------------------------

    def _texte(self) -> dict[tuple[int, int], str]:
        return {(z, s): self._text(z, s) for z in range(_SUMME) for s in range(len(self.jahre))}

    def _schreibe(self, texte: Mapping[tuple[int, int], str]) -> None:
        self.blockSignals(True)
        for (zeile, spalte), text in texte.items():
            if zeile != _SUMME:
                cent = _cent(text)
                self._setze_text(zeile, spalte, text if cent is None else format_eur(cent, symbol=False))
        self.blockSignals(False)
        self.pruefe()

    def _setze_text(self, zeile: int, spalte: int, text: str) -> None:
        zelle = self.item(zeile, spalte)
        if zelle is not None and zelle.text() != text:
            zelle.setText(text)

    def _text(self, zeile: int, spalte: int) -> str:
        zelle = self.item(zeile, spalte)
        return zelle.text().strip() if zelle else ""


def _cent(text: str) -> int | None:
    """What a text says, in Cent; None where it is empty or cannot be read."""
    try:
        return int(parse_eur(text)) if text.strip() else None
    except BetragFehler:
        return None


def _zelle(cent: int | None, *, fest: bool) -> QTableWidgetItem:
    zelle = QTableWidgetItem("" if cent is None else format_eur(cent, symbol=False))
    zelle.setTextAlignment(_RECHTS)
    if fest:
        zelle.setFlags(Qt.ItemFlag.ItemIsEnabled)
        schrift = zelle.font()
        schrift.setBold(True)
        zelle.setFont(schrift)
    return zelle
