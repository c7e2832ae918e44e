"""Errors that a user can mend: German sentences that say what happened, what is safe and what to do."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    # For its name alone: every view imports these errors, and the library must not load before the window.
    from sqlalchemy.exc import DBAPIError


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
NICHTS_GEAENDERT = "An der Datei wurde nichts geändert."
_RAT_KOPIE = "Speichern Sie den Plan mit „Datei › Kopie speichern unter …“ an einem anderen Ort."


def uebersetzt(pfad: Path, fehlschlag: DBAPIError | sqlite3.Error, *, lesend: bool = False) -> Exception:
    """The user's error for a database error, or the error itself where it is a bug of the program."""
    ursache = fehlschlag if isinstance(fehlschlag, sqlite3.Error) else fehlschlag.orig
    bugs = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.DataError)
    if isinstance(ursache, bugs) or not isinstance(ursache, sqlite3.Error):
        return fehlschlag
    return from_sqlite(pfad, ursache, lesend=lesend)


def from_sqlite(pfad: Path, fehler: sqlite3.Error, *, lesend: bool = False) -> DateiFehler:
    """The user's error for what SQLite reports about ``pfad``."""
    name = getattr(fehler, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return _gestoert(pfad, lesend=lesend)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DateiGesperrt(
            pfad,
            f"„{pfad.name}“ wird gerade von einem anderen Programm benutzt.",
            UNVERAENDERT,
            "Schließen Sie das andere Programm und versuchen Sie es noch einmal.",
        )
    if name == "SQLITE_READONLY_DBMOVED":
        return verschwunden(pfad)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return unlesbar(pfad) if lesend else _unbeschreibbar(pfad)
    if name.startswith("SQLITE_NOTADB"):
        return kein_plan(pfad)
    return beschaedigt(pfad, "ist beschädigt und kann nicht zuverlässig gelesen werden")


def _gestoert(pfad: Path, *, lesend: bool) -> SpeicherFehler:
    # A full disk shows as IOERR as well as FULL.
    if lesend:
        return SpeicherFehler(
            pfad,
            f"„{pfad.name}“ lässt sich nicht lesen: Der Datenträger ist nicht erreichbar oder gestört.",
            NICHTS_GEAENDERT,
            "Stellen Sie die Verbindung zum Datenträger her und versuchen Sie es noch einmal.",
        )
    return SpeicherFehler(
        pfad,
        f"Die Änderung an „{pfad.name}“ konnte nicht gespeichert werden: Der Datenträger ist voll oder nicht "
        "erreichbar.",
        UNVERAENDERT,
        "Schaffen Sie Platz oder stellen Sie die Verbindung her und wiederholen Sie die Eingabe.",
    )


def _unbeschreibbar(pfad: Path) -> NurLesbar:
    return NurLesbar(
        pfad,
        f"„{pfad.name}“ kann nicht beschrieben werden: Die Datei oder ihr Ordner ist schreibgeschützt.",
        UNVERAENDERT,
        _RAT_KOPIE,
    )


def unlesbar(pfad: Path) -> NurLesbar:
    """The error for a file that cannot even be read."""
    return NurLesbar(
        pfad,
        f"„{pfad.name}“ lässt sich nicht lesen: Der Zugriff wurde verweigert.",
        NICHTS_GEAENDERT,
        "Prüfen Sie Ihre Rechte an dieser Datei und ihrem Ordner.",
    )


def nur_lesbar(pfad: Path, grund: str) -> NurLesbar:
    """The error for an edit of a plan that is open for reading only."""
    return NurLesbar(
        pfad,
        f"„{pfad.name}“ ist nur zum Lesen geöffnet ({grund}).",
        "Es wurde nichts geändert.",
        "Speichern Sie eine eigene Kopie mit „Datei › Kopie speichern unter …“.",
    )


def zu_alt(pfad: Path, grund: str) -> NurLesbar:
    """The error for a file of an older format that cannot be lifted to the present one."""
    return NurLesbar(
        pfad,
        f"„{pfad.name}“ stammt aus einer älteren Programmversion und müsste umgestellt werden; das geht "
        f"nicht: {grund}.",
        NICHTS_GEAENDERT,
        "Kopieren Sie die Datei in einen Ordner, in dem Sie schreiben dürfen, und öffnen Sie sie dort.",
    )


def beschaedigt(pfad: Path, warum: str) -> DateiBeschaedigt:
    """The error for a file whose content cannot be trusted; ``warum`` completes the sentence."""
    return DateiBeschaedigt(
        pfad, f"„{pfad.name}“ {warum}.", NICHTS_GEAENDERT, "Öffnen Sie eine Sicherungskopie."
    )


def fremd_geaendert(pfad: Path) -> DateiGesperrt:
    """The error for a file that another program wrote to while it was open here."""
    return DateiGesperrt(
        pfad,
        f"„{pfad.name}“ wurde inzwischen von einem anderen Programm geändert.",
        "Ihre letzte Eingabe wurde nicht übernommen; alles vorher Gespeicherte ist in der Datei.",
        "Schließen Sie den Plan und öffnen Sie ihn neu.",
    )


def nicht_anlegbar(pfad: Path) -> SpeicherFehler:
    """The error for a file that cannot be written to its place."""
    return SpeicherFehler(
        pfad,
        f"„{pfad.name}“ konnte in „{pfad.parent}“ nicht geschrieben werden: Der Ordner fehlt, ist "
        "schreibgeschützt oder der Datenträger ist voll.",
        "Vorhandene Dateien sind unverändert.",
        "Wählen Sie einen anderen Ort.",
    )


def kein_plan(pfad: Path, warum: str = "ist keine Plandatei des Eingliederungsplaners") -> KeinPlan:
    """The error for a file that is no plan."""
    return KeinPlan(
        pfad,
        f"„{pfad.name}“ {warum}.",
        NICHTS_GEAENDERT,
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
