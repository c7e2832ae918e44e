"""What the program remembers between two starts: window, page, theme, files opened last."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

NAME = "Eingliederungsplaner"
MAX_ZULETZT = 8
THEMEN = ("system", "hell", "dunkel")


def standardpfad() -> Path:
    """The settings file in the user's own configuration folder."""
    from platformdirs import user_config_path  # noqa: PLC0415 - not needed where a path is given

    return user_config_path(NAME, appauthor=False) / "einstellungen.ini"


class Einstellungen:
    """Settings in one INI file of the user.

    A file that cannot be read or written costs comfort, never a plan: nothing is raised.
    """

    def __init__(self, pfad: Path | None = None) -> None:
        """Use the file ``pfad``; by default the user's own."""
        self.pfad = pfad or standardpfad()
        self._qt = QSettings(str(self.pfad), QSettings.Format.IniFormat)

    def wert(self, schluessel: str, sonst: str = "") -> str:
        """A remembered word."""
        wert = self._qt.value(schluessel, sonst)
        return wert if isinstance(wert, str) else sonst

    def merke(self, schluessel: str, wert: Any) -> None:  # noqa: ANN401 - whatever QSettings can store
        """Remember something."""
        self._qt.setValue(schluessel, wert)

    def bytes(self, schluessel: str) -> QByteArray:
        """Remembered state of a window or header; empty where there is none."""
        wert = self._qt.value(schluessel)
        return wert if isinstance(wert, QByteArray) else QByteArray()

    @property
    def thema(self) -> str:
        """``system``, ``hell`` or ``dunkel``."""
        wort = self.wert("fenster/thema", "system")
        return wort if wort in THEMEN else "system"

    @thema.setter
    def thema(self, wort: str) -> None:
        self.merke("fenster/thema", wort)

    @property
    def seite(self) -> str:
        """Name of the page shown last."""
        return self.wert("fenster/seite")

    @seite.setter
    def seite(self, name: str) -> None:
        self.merke("fenster/seite", name)

    def zuletzt(self) -> tuple[Path, ...]:
        """Files opened last, newest first; they may be gone by now."""
        wert = self._qt.value("dateien/zuletzt", [])
        # QSettings gives a list of one back as a plain string.
        pfade = [wert] if isinstance(wert, str) else wert if isinstance(wert, list) else []
        return tuple(Path(p) for p in pfade if isinstance(p, str) and p)

    def merke_datei(self, pfad: Path) -> None:
        """Put a file on top of the list of files opened last."""
        pfad = pfad.absolute()
        andere = [p for p in self.zuletzt() if p != pfad]
        self._qt.setValue("dateien/zuletzt", [str(p) for p in (pfad, *andere)][:MAX_ZULETZT])

    def vergiss_datei(self, pfad: Path) -> None:
        """Take a file off that list."""
        self._qt.setValue("dateien/zuletzt", [str(p) for p in self.zuletzt() if p != pfad])

    def sichere(self) -> None:
        """Write to disk now."""
        self._qt.sync()
