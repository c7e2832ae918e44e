"""Errors that a user can mend: German sentences that say what happened, what is safe and what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class Anwendungsfehler(Exception):
    """An error for the user.

    Attributes:
        was: what happened, with which file.
        sicher: what is safe nevertheless.
        rat: what to do now.
    """

    def __init__(self, was: str, sicher: str = "", rat: str = "") -> None:
        """Keep the three sentences."""
        super().__init__(was)
        self.was, self.sicher, self.rat = was, sicher, rat

    @property
    def text(self) -> str:
        """The three sentences as one paragraph."""
        return " ".join(teil for teil in (self.was, self.sicher, self.rat) if teil)


class DateiFehler(Anwendungsfehler):
    """A plan file (or a target file) that cannot be used as asked; ``pfad`` names it."""

    def __init__(self, pfad: Path, was: str, sicher: str = "", rat: str = "") -> None:
        """Keep the file beside the sentences."""
        super().__init__(was, sicher, rat)
        self.pfad = pfad


class DateiFehlt(DateiFehler):
    """There is no such file, or it vanished while open."""


class KeinPlan(DateiFehler):
    """The file is something else than a plan."""


class NeueresFormat(DateiFehler):
    """The file was written by a newer version of the program."""


class DateiBeschaedigt(DateiFehler):
    """The file is a plan, but its content cannot be trusted."""


class DateiGesperrt(DateiFehler):
    """Another program is using the file."""


class NurLesbar(DateiFehler):
    """The file or its folder cannot be written."""


class SpeicherFehler(DateiFehler):
    """A write failed; the last durable state stands."""


UNVERAENDERT = "Die Datei ist unverändert auf dem letzten gespeicherten Stand."


def from_sqlite(pfad: Path, fehler: sqlite3.Error) -> DateiFehler:
    """The user's error for what SQLite reports about ``pfad``."""
    name = getattr(fehler, "sqlite_errorname", "") or ""
    wo = f"„{pfad.name}“"
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        # A full disk shows as IOERR as well as FULL.
        return SpeicherFehler(
            pfad,
            f"Die Änderung an {wo} konnte nicht gespeichert werden: Der Datenträger ist voll oder nicht erreichbar.",
            UNVERAENDERT,
            "Schaffen Sie Platz oder stellen Sie die Verbindung her und wiederholen Sie die Eingabe.",
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DateiGesperrt(
            pfad,
            f"{wo} wird gerade von einem anderen Programm benutzt.",
            UNVERAENDERT,
            "Schließen Sie das andere Programm und versuchen Sie es noch einmal.",
        )
    if name == "SQLITE_READONLY_DBMOVED":
        return verschwunden(pfad)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return NurLesbar(
            pfad,
            f"{wo} kann nicht beschrieben werden: Die Datei oder ihr Ordner ist schreibgeschützt.",
            UNVERAENDERT,
            "Speichern Sie den Plan mit „Datei › Kopie speichern unter …“ an einem anderen Ort.",
        )
    if name.startswith("SQLITE_NOTADB"):
        return kein_plan(pfad)
    return DateiBeschaedigt(
        pfad,
        f"{wo} ist beschädigt und kann nicht zuverlässig gelesen werden.",
        "An der Datei wurde nichts geändert.",
        "Öffnen Sie eine Sicherungskopie.",
    )


def kein_plan(pfad: Path) -> KeinPlan:
    """The error for a file that is no plan."""
    return KeinPlan(
        pfad,
        f"„{pfad.name}“ ist keine Plandatei des Eingliederungsplaners.",
        "An der Datei wurde nichts geändert.",
        "Wählen Sie eine Datei mit der Endung „.amip“.",
    )


def verschwunden(pfad: Path) -> DateiFehlt:
    """The error for a file that was moved, replaced or deleted while open."""
    return DateiFehlt(
        pfad,
        f"„{pfad.name}“ ist nicht mehr an ihrem Ort: Die Datei wurde verschoben, ersetzt oder gelöscht.",
        "Der Plan ist auf dem Bildschirm noch vollständig.",
        "Speichern Sie ihn mit „Datei › Kopie speichern unter …“ unter einem neuen Namen.",
    )
