"""The plan file: one SQLite database that is created, opened, copied and closed here and nowhere else."""

from __future__ import annotations

import os
import sqlite3
import uuid
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Self

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from app.models import fehler, migration, pruefung
from app.models.basis import Basis
from app.models.schema import APPLICATION_ID, FORMAT
from app.models.sperre import Dateisperre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

ENDUNG = ".amip"
BUSY_MS = 2000
_PRAGMAS = (
    f"busy_timeout={BUSY_MS}",
    "foreign_keys=ON",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)


class PlanDatei:
    """An open plan file with the one session that writes to it."""

    def __init__(self, pfad: Path, *, schreibgeschuetzt: bool, grund: str = "") -> None:
        """Connect to a checked file; use ``oeffne`` or ``lege_an``."""
        self.pfad = pfad
        self.schreibgeschuetzt = schreibgeschuetzt
        self.grund = grund
        """Why the file is open for reading only; empty where it can be written."""
        self._schreibt = False
        self._sperre: Dateisperre | None = None
        self._engine = create_engine("sqlite://", creator=self._verbinde, poolclass=NullPool)
        event.listen(self._engine, "begin", self._begin)
        self.verbindung: Connection = self._engine.connect()
        self.session = Session(self.verbindung, expire_on_commit=False, autoflush=False)
        self._kennung = _dateikennung(pfad)

    @classmethod
    def oeffne(cls, pfad: Path, *, schreibgeschuetzt: bool = False) -> Self:
        """Open an existing plan: checked first, migrated where it is older, read-only where it is in use.

        Raises:
            DateiFehler: with what, which file and what now; nothing was written.
        """
        version = pruefung.pruefe(pfad)
        grund = "zum Lesen geöffnet" if schreibgeschuetzt else _nicht_beschreibbar(pfad)
        if grund:
            if version < FORMAT:
                raise fehler.NurLesbar(
                    pfad,
                    f"„{pfad.name}“ stammt aus einer älteren Programmversion und ist schreibgeschützt.",
                    "An der Datei wurde nichts geändert.",
                    "Kopieren Sie die Datei in einen Ordner, in dem Sie schreiben dürfen, und öffnen Sie sie dort.",
                )
            return cls(pfad, schreibgeschuetzt=True, grund=grund)
        sperre = Dateisperre(pfad)
        halter = sperre.nimm()
        if halter is not None and version == FORMAT:
            return cls(pfad, schreibgeschuetzt=True, grund=f"in Benutzung durch {halter.text}")
        try:
            if version < FORMAT:
                migration.migriere(pfad, version)
                pruefung.pruefe(pfad)
            datei = cls(pfad, schreibgeschuetzt=False)
        except BaseException:
            sperre.gib_frei()
            raise
        datei._sperre = sperre
        return datei

    @classmethod
    def lege_an(cls, pfad: Path) -> Self:
        """Create an empty plan file; an existing file is never overwritten.

        Raises:
            DateiFehler: the file exists, or its folder cannot be written.
        """
        if pfad.exists():
            raise fehler.DateiFehler(
                pfad,
                f"„{pfad.name}“ gibt es schon.",
                "An der vorhandenen Datei wurde nichts geändert.",
                "Wählen Sie einen anderen Namen.",
            )
        vorlaeufig = pfad.with_name(f".{pfad.name}.{uuid.uuid4().hex[:8]}.tmp")
        try:
            with closing(sqlite3.connect(vorlaeufig)) as roh:
                roh.execute(f"PRAGMA application_id={APPLICATION_ID}")
                roh.execute(f"PRAGMA user_version={FORMAT}")
            engine = create_engine(f"sqlite:///{vorlaeufig}", poolclass=NullPool)
            Basis.metadata.create_all(engine)
            engine.dispose()
            os.replace(vorlaeufig, pfad)
        except (sqlite3.Error, DBAPIError, OSError) as fehlschlag:
            vorlaeufig.unlink(missing_ok=True)
            raise _nicht_anlegbar(pfad) from fehlschlag
        return cls.oeffne(pfad)

    def _verbinde(self) -> sqlite3.Connection:
        modus = "ro" if self.schreibgeschuetzt else "rw"
        roh = sqlite3.connect(
            f"{self.pfad.absolute().as_uri()}?mode={modus}", uri=True, isolation_level=None
        )
        for pragma in _PRAGMAS:
            if not (self.schreibgeschuetzt and pragma.startswith("journal_mode")):
                roh.execute(f"PRAGMA {pragma}")
        return roh

    def _begin(self, verbindung: Connection) -> None:
        verbindung.exec_driver_sql("BEGIN IMMEDIATE" if self._schreibt else "BEGIN")

    @contextmanager
    def lesen(self) -> Iterator[Connection]:
        """A short reading transaction.

        Raises:
            DateiFehler: what SQLite met.
        """
        try:
            with self.verbindung.begin():
                yield self.verbindung
        except DBAPIError as fehlschlag:
            raise self._uebersetze(fehlschlag) from fehlschlag

    @contextmanager
    def schreiben(self) -> Iterator[Session]:
        """One writing transaction: durable when the block ends, or nothing of it.

        Raises:
            DateiFehler: nothing of the block was kept.
        """
        self._noch_da()
        self._schreibt = True
        try:
            self.session.begin()
            yield self.session
            self.session.commit()
        except DBAPIError as fehlschlag:
            self._verwirf()
            raise self._uebersetze(fehlschlag) from fehlschlag
        except BaseException:
            self._verwirf()
            raise
        finally:
            self._schreibt = False

    def _verwirf(self) -> None:
        try:
            self.session.rollback()
        except DBAPIError:  # the connection is gone as well: the rollback happens when the file is next opened
            self.session.invalidate()
        self.session.expunge_all()

    def _noch_da(self) -> None:
        if self.schreibgeschuetzt:
            raise fehler.NurLesbar(
                self.pfad,
                f"„{self.pfad.name}“ ist nur zum Lesen geöffnet ({self.grund}).",
                "Es wurde nichts geändert.",
                "Speichern Sie eine eigene Kopie mit „Datei › Kopie speichern unter …“.",
            )
        if _dateikennung(self.pfad) != self._kennung:
            raise fehler.verschwunden(self.pfad)

    def _uebersetze(self, fehlschlag: DBAPIError) -> Exception:
        urspruenglich = fehlschlag.orig
        if isinstance(urspruenglich, sqlite3.IntegrityError) or not isinstance(urspruenglich, sqlite3.Error):
            return fehlschlag
        return fehler.from_sqlite(self.pfad, urspruenglich)

    def kopiere_nach(self, ziel: Path) -> None:
        """Write a compact, whole copy to ``ziel`` ("Kopie speichern unter"); replaces an existing file at the end.

        Raises:
            DateiFehler: an existing target is untouched.
        """
        vorlaeufig = ziel.with_name(f".{ziel.name}.{uuid.uuid4().hex[:8]}.tmp")
        try:
            self.verbindung.exec_driver_sql("VACUUM INTO ?", (str(vorlaeufig),))
            self.verbindung.rollback()
            with vorlaeufig.open("rb+") as datei:
                os.fsync(datei.fileno())
            os.replace(vorlaeufig, ziel)
        except (DBAPIError, OSError) as fehlschlag:
            self.verbindung.rollback()
            vorlaeufig.unlink(missing_ok=True)
            raise _nicht_anlegbar(ziel) from fehlschlag

    def schliesse(self) -> None:
        """Close the session, the connection and the note of use."""
        self.session.close()
        self.verbindung.close()
        self._engine.dispose()
        if self._sperre is not None:
            self._sperre.gib_frei()

    def __enter__(self) -> Self:
        """Use as a context manager."""
        return self

    def __exit__(self, *_exc: object) -> None:
        """Close at the end of the block."""
        self.schliesse()


def _dateikennung(pfad: Path) -> tuple[int, int] | None:
    try:
        status = pfad.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _nicht_beschreibbar(pfad: Path) -> str:
    if not os.access(pfad, os.W_OK):
        return "die Datei ist schreibgeschützt"
    if not os.access(pfad.parent, os.W_OK):
        return "der Ordner ist schreibgeschützt"
    return ""


def _nicht_anlegbar(pfad: Path) -> fehler.SpeicherFehler:
    return fehler.SpeicherFehler(
        pfad,
        f"„{pfad.name}“ konnte in „{pfad.parent}“ nicht geschrieben werden: Der Ordner fehlt, ist "
        "schreibgeschützt oder der Datenträger ist voll.",
        "Vorhandene Dateien sind unverändert.",
        "Wählen Sie einen anderen Ort.",
    )
