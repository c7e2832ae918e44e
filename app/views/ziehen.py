"""Files that are dragged onto the window: a plan is opened, anything else that can be read is imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.views.ablage import ENDUNG, QUELLENDUNGEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class Ziehen(QObject):
    """Watches a window; one file at a time."""

    plan = Signal(object)
    """The path of a plan file."""
    quelle = Signal(object)
    """The path of a file to import."""

    def __init__(self, fenster: QWidget, hat_plan: Callable[[], bool]) -> None:
        """``hat_plan`` says whether there is a plan to import into."""
        super().__init__(fenster)
        self._hat_plan = hat_plan
        fenster.setAcceptDrops(True)
        fenster.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDragEnterEvent | QDropEvent):
            return super().eventFilter(watched, event)
        pfad = self._nehmbar(event)
        if pfad is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            (self.plan if pfad.suffix.casefold() == ENDUNG else self.quelle).emit(pfad)
        return True

    def _nehmbar(self, event: QDropEvent) -> Path | None:
        """A plan, or what can be imported into the open one; None where it is something else, or several."""
        urls = event.mimeData().urls()
        pfad = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
        endungen = {ENDUNG, *QUELLENDUNGEN} if self._hat_plan() else {ENDUNG}
        return pfad if pfad is not None and pfad.suffix.casefold() in endungen else None
