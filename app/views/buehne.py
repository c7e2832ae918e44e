"""Where pages are shown, with the findings at the right: beside the page where there is room, or over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import QResizeEvent

NEBENEINANDER = 1400
"""From this width (px) on a page still has enough room beside the panel."""


class Buehne(QWidget):
    """Holds the pages and lays the panel at their right edge."""

    def __init__(self, seiten: QWidget, panel: QWidget, parent: QWidget | None = None) -> None:
        """The panel decides itself whether it is visible."""
        super().__init__(parent)
        self._panel = panel
        panel.setParent(self)
        panel.setAutoFillBackground(True)
        self._reihe = QHBoxLayout(self)
        self._reihe.setContentsMargins(0, 0, 0, 0)
        self._reihe.addWidget(seiten)
        panel.installEventFilter(self)

    def eventFilter(self, objekt: QObject, event: QEvent) -> bool:
        """The panel comes or goes."""
        if objekt is self._panel and event.type() in (event.Type.Show, event.Type.Hide):
            self._lege()
        return super().eventFilter(objekt, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lege()

    def _lege(self) -> None:
        breite = self._panel.width()
        daneben = not self._panel.isHidden() and self.width() >= NEBENEINANDER
        self._reihe.setContentsMargins(0, 0, breite if daneben else 0, 0)
        self._panel.setGeometry(self.width() - breite, 0, breite, self.height())
        self._panel.raise_()
