"""Shows after a moment that a document is being made, and lets people stop it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QProgressDialog

from app.views.hintergrund import Abgebrochen

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

_NACH_S = 0.4


class Geduld:
    """Used as a context; called again and again by the work, which stops where it raises ``Abgebrochen``."""

    def __init__(self, fenster: QWidget, nach_s: float = _NACH_S, *, seit: float | None = None) -> None:
        """Nothing is shown before ``nach_s`` seconds have gone by, from now on or ``seit`` (monotonic)."""
        self._fenster, self._nach = fenster, nach_s
        self._beginn = time.monotonic() if seit is None else seit
        self.anzeige: QProgressDialog | None = None

    def __enter__(self) -> Self:
        """Begin to wait."""
        return self

    def __exit__(
        self, art: type[BaseException] | None, fehler: BaseException | None, spur: TracebackType | None
    ) -> None:
        """Take the window away."""
        if self.anzeige is not None:
            self.anzeige.close()
            self.anzeige.deleteLater()

    def __call__(self) -> None:
        """A further step is done.

        Raises:
            Abgebrochen: the user wants no more.
        """
        if time.monotonic() - self._beginn < self._nach:
            return
        if self.anzeige is None:
            self.anzeige = self._zeige()
        # The window is modal: nothing but its own button can be pressed meanwhile.
        QCoreApplication.processEvents()
        if self.anzeige.wasCanceled():
            raise Abgebrochen

    def _zeige(self) -> QProgressDialog:
        anzeige = QProgressDialog("Die Seiten werden aufbereitet …", "Abbrechen", 0, 0, self._fenster)
        anzeige.setObjectName("druck_geduld")
        anzeige.setAccessibleName("Die Seiten werden aufbereitet")
        anzeige.setWindowTitle("Drucken")
        anzeige.setWindowModality(Qt.WindowModality.ApplicationModal)
        anzeige.setMinimumDuration(0)
        anzeige.show()
        return anzeige
