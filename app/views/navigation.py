"""The list of pages on the left: icon and word, by mouse, arrow keys or Strg+1 to Strg+9."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy

from app.views.symbole import symbol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.views.seitenliste import SeitenSpec

_NAME = Qt.ItemDataRole.UserRole
_RAND = 72
"""Space around the longest word: icon, distances and padding of the style sheet."""


class Navigation(QListWidget):
    """Pages to choose from; emits the name of the page that was chosen."""

    gewaehlt = Signal(str)

    def __init__(self, seiten: Sequence[SeitenSpec], parent: QWidget | None = None) -> None:
        """List the pages, none chosen yet."""
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName("Seiten")
        self.setIconSize(QSize(20, 20))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._seiten = tuple(seiten)
        for nummer, spec in enumerate(self._seiten, start=1):
            zeile = QListWidgetItem(spec.titel)
            zeile.setData(_NAME, spec.name)
            zeile.setToolTip(f"{spec.titel} (Strg+{nummer})")
            zeile.setData(Qt.ItemDataRole.AccessibleDescriptionRole, f"Strg+{nummer}")
            self.addItem(zeile)
        self.currentItemChanged.connect(self._bei_wahl)

    def sizeHint(self) -> QSize:
        """As wide as the longest word."""
        breite = max((self.fontMetrics().horizontalAdvance(s.titel) for s in self._seiten), default=0)
        return QSize(max(152, breite + _RAND), super().sizeHint().height())

    def zeichne_symbole(self) -> None:
        """Draw the icons in the colours of the theme (after the first paint, and when the theme changes)."""
        for nummer, spec in enumerate(self._seiten):
            self.item(nummer).setIcon(symbol(spec.icon))

    def markiere(self, name: str) -> None:
        """Mark a page as the one shown, without choosing it again."""
        self.blockSignals(True)
        for nummer, spec in enumerate(self._seiten):
            if spec.name == name:
                self.setCurrentRow(nummer)
        self.blockSignals(False)

    def _bei_wahl(self, zeile: QListWidgetItem | None) -> None:
        if zeile is not None:
            self.gewaehlt.emit(str(zeile.data(_NAME)))
