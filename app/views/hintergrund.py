"""Work that takes a while: one worker, progress, cancel, and the result back in the window's thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThreadPool, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

ENDE_MS = 10_000
"""How long closing the window waits for a cancelled job to tidy up."""


class Abgebrochen(Exception):
    """Raised inside a job at its next report of progress after the user cancelled it."""


class Fortschritt(QObject):
    """What a job is given: call it with a text and a fraction (0 to 1) to report progress.

    Raises:
        Abgebrochen: the user has cancelled the job.
    """

    gemeldet = Signal(str, float)

    def __init__(self) -> None:
        """Not cancelled yet."""
        super().__init__()
        self._halt = threading.Event()

    def __call__(self, text: str, anteil: float) -> None:
        """Report progress."""
        if self._halt.is_set():
            raise Abgebrochen
        self.gemeldet.emit(text, anteil)

    def brich_ab(self) -> None:
        """Let the job end at its next report."""
        self._halt.set()


class _Lauf(QObject):
    """One job under way; its signals cross from the worker to the window's thread."""

    fertig = Signal(object)
    gescheitert = Signal(object)

    def __init__(
        self,
        arbeit: Callable[[Fortschritt], Any],
        fertig: Callable[[Any], None],
        gescheitert: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        self._arbeit = arbeit
        self.bei_fertig, self.bei_gescheitert = fertig, gescheitert
        self.fortschritt = Fortschritt()

    def laufe(self) -> None:
        """Runs in the worker."""
        try:
            ergebnis = self._arbeit(self.fortschritt)
        except BaseException as fehler:  # noqa: BLE001 - every way to fail is handed to the window's thread
            self.gescheitert.emit(fehler)
        else:
            self.fertig.emit(ergebnis)


class Hintergrund(QObject):
    """The window's one worker. An open plan never goes to it: a job opens what it needs itself."""

    begonnen = Signal(str)
    fortschritt = Signal(str, float)
    beendet = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """One thread, no job."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._lauf: _Lauf | None = None

    @property
    def beschaeftigt(self) -> bool:
        """True while a job is under way."""
        return self._lauf is not None

    def starte(
        self,
        titel: str,
        arbeit: Callable[[Fortschritt], Any],
        fertig: Callable[[Any], None],
        gescheitert: Callable[[BaseException], None],
    ) -> bool:
        """Run ``arbeit`` in the worker; False, and nothing started, while another job is under way.

        ``fertig`` or ``gescheitert`` (with ``Abgebrochen`` after a cancel) is called in the window's thread.
        """
        if self._lauf is not None:
            return False
        lauf = self._lauf = _Lauf(arbeit, fertig, gescheitert)
        lauf.fortschritt.gemeldet.connect(self.fortschritt)
        # Bound methods of an object of the window's thread: Qt queues the call over to it.
        lauf.fertig.connect(self._bei_fertig)
        lauf.gescheitert.connect(self._bei_gescheitert)
        self.begonnen.emit(titel)
        self._pool.start(lauf.laufe)
        return True

    def brich_ab(self) -> None:
        """Ask the job to end."""
        if self._lauf is not None:
            self._lauf.fortschritt.brich_ab()

    def warte(self) -> bool:
        """Before the window closes: let a cancelled job tidy up; False where it takes too long."""
        return self._pool.waitForDone(ENDE_MS)

    def _bei_fertig(self, ergebnis: object) -> None:
        lauf = self._nimm()
        if lauf is not None:
            lauf.bei_fertig(ergebnis)

    def _bei_gescheitert(self, fehler: BaseException) -> None:
        lauf = self._nimm()
        if lauf is not None:
            lauf.bei_gescheitert(fehler)

    def _nimm(self) -> _Lauf | None:
        lauf, self._lauf = self._lauf, None
        self.beendet.emit()
        return lauf
