"""The plan file: one SQLite database that is created, opened, copied and closed here and nowhere else."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Self

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from app.models import fehler, migration, pruefsumme, pruefung
from app.models.journal import beobachte
from app.models.schema import APPLICATION_ID, FORMAT, lege_tabellen_an
from app.models.sperre import Dateisperre
from app.models.verbindung import verbinde
from app.models.vorlaeufig import daneben

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from app.models.journal import Satz

ENDUNG = ".amip"
_PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
_STAND = (
    "SELECT (SELECT wert FROM meta WHERE schluessel = ?), (SELECT coalesce(max(nr), 0) FROM vorgang)",
    (pruefsumme.SCHLUESSEL,),
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
        self._senke: Callable[[Satz, int], None] | None = None
        self._differenz = 0
        self._sperre: Dateisperre | None = None
        self._engine = create_engine("sqlite://", creator=self._verbinde, poolclass=NullPool)
        event.listen(self._engine, "begin", self._begin)
        self.verbindung: Connection = self._engine.connect()
        self.session = Session(self.verbindung, expire_on_commit=False, autoflush=False)
        beobachte(self.session, lambda: self._senke)
        self._kennung = _dateikennung(pfad)
        self._stand = self._lies_stand()

    @classmethod
    def oeffne(cls, pfad: Path, *, schreibgeschuetzt: bool = False) -> Self:
        """Open an existing plan: checked first, migrated where it is older, read-only where it is in use.

        Raises:
            DateiFehler: with what, which file and what now; nothing was written.
        """
        pfad = pfad.absolute()
        version = pruefung.pruefe(pfad)
        sperre = Dateisperre(pfad)
        try:
            grund = "zum Lesen geöffnet" if schreibgeschuetzt else _hindernis(pfad, sperre)
            if grund:
                sperre.gib_frei()
            if version < FORMAT:
                _hebe_an(pfad, version, grund)
            datei = cls(pfad, schreibgeschuetzt=bool(grund), grund=grund)
        except (DBAPIError, sqlite3.Error) as fehlschlag:
            sperre.gib_frei()
            raise fehler.uebersetzt(pfad, fehlschlag, lesend=True) from fehlschlag
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
        pfad = pfad.absolute()
        if pfad.exists():
            raise fehler.DateiFehler(
                pfad,
                f"„{pfad.name}“ gibt es schon.",
                "An der vorhandenen Datei wurde nichts geändert.",
                "Wählen Sie einen anderen Namen.",
            )
        with _daneben(pfad) as vorlaeufig:
            _schreibe_leer(vorlaeufig)
        return cls.oeffne(pfad)

    def _verbinde(self) -> sqlite3.Connection:
        roh = verbinde(self.pfad, "ro" if self.schreibgeschuetzt else "rw")
        for pragma in _PRAGMAS:
            if not (self.schreibgeschuetzt and pragma.startswith("journal_mode")):
                roh.execute(f"PRAGMA {pragma}")
        return roh

    def _begin(self, verbindung: Connection) -> None:
        verbindung.exec_driver_sql("BEGIN IMMEDIATE" if self._schreibt else "BEGIN")

    @property
    def _roh(self) -> sqlite3.Connection:
        roh = self.verbindung.connection.driver_connection
        assert isinstance(roh, sqlite3.Connection)  # noqa: S101 - narrows the driver's type
        return roh

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
            raise fehler.uebersetzt(self.pfad, fehlschlag, lesend=True) from fehlschlag

    @contextmanager
    def schreiben(self, merke: Callable[[Satz], None] | None = None) -> Iterator[Session]:
        """One writing transaction: durable when the block ends, or nothing of it.

        Args:
            merke: gets every change of plan content; without it plan content cannot be written.

        Raises:
            DateiFehler: nothing of the block was kept.
        """
        self._noch_da()
        self._schreibt, self._differenz = True, 0
        self._senke = None if merke is None else self._mit_pruefsumme(merke)
        try:
            self.session.begin()
            self.session.connection()
            self._noch_unser_stand()
            yield self.session
            self.session.flush()
            stand = self._schreibe_pruefsumme()
            self.session.commit()
            self._stand = stand
        except (DBAPIError, sqlite3.Error) as fehlschlag:
            self._verwirf()
            raise fehler.uebersetzt(self.pfad, fehlschlag) from fehlschlag
        except BaseException:
            self._verwirf()
            raise
        finally:
            self._schreibt, self._senke = False, None

    def verbuche(self, differenz: int) -> None:
        """Tell the checksum what was written past the session, within ``schreiben`` (undo and redo)."""
        self._differenz += differenz

    def _mit_pruefsumme(self, merke: Callable[[Satz], None]) -> Callable[[Satz, int], None]:
        def senke(satz: Satz, differenz: int) -> None:
            self.verbuche(differenz)
            merke(satz)

        return senke

    def _schreibe_pruefsumme(self) -> tuple[str, int]:
        if self._differenz:
            summe = int(self._stand[0], 16)
            pruefsumme.schreibe(self._roh, pruefsumme.weiter(summe, self._differenz))
        return self._lies_stand()

    def _lies_stand(self) -> tuple[str, int]:
        """Checksum and number of the last Vorgang: what another program's write would change."""
        summe, nr = self._roh.execute(*_STAND).fetchone()
        return str(summe), int(nr)

    def _verwirf(self) -> None:
        try:
            self.session.rollback()
        except DBAPIError:
            # The connection is gone as well: the rollback happens when the file is next opened.
            self.session.invalidate()
        self.session.expunge_all()

    def _noch_da(self) -> None:
        if self.schreibgeschuetzt:
            raise fehler.nur_lesbar(self.pfad, self.grund)
        if _dateikennung(self.pfad) != self._kennung:
            raise fehler.verschwunden(self.pfad)

    def _noch_unser_stand(self) -> None:
        # The note of use keeps others away. Where it could not (another tool), nothing is overwritten.
        if self._lies_stand() != self._stand:
            raise fehler.fremd_geaendert(self.pfad)

    def kopiere_nach(self, ziel: Path) -> None:
        """Write a compact, whole copy to ``ziel``; a file that lies there is replaced at the end.

        Raises:
            DateiFehler: an existing target is untouched.
        """
        ziel = ziel.absolute()
        if _dateikennung(ziel) == self._kennung and self._kennung is not None:
            raise fehler.DateiFehler(
                ziel,
                f"„{ziel.name}“ ist der geöffnete Plan selbst.",
                "An der Datei wurde nichts geändert.",
                "Wählen Sie für die Kopie einen anderen Namen.",
            )
        with _daneben(ziel) as vorlaeufig:
            self._roh.execute("VACUUM INTO ?", (str(vorlaeufig),))

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


def _schreibe_leer(pfad: Path) -> None:
    """A plan file of the present format without any plan."""
    with closing(verbinde(pfad, "rwc")) as roh:
        roh.execute("BEGIN")
        lege_tabellen_an(roh)
        roh.execute(f"PRAGMA application_id={APPLICATION_ID}")
        roh.execute(f"PRAGMA user_version={FORMAT}")
        pruefsumme.schreibe(roh, 0)
        roh.execute("COMMIT")


def _hebe_an(pfad: Path, version: int, hindernis: str) -> None:
    if hindernis:
        raise fehler.zu_alt(pfad, hindernis)
    migration.migriere(pfad, version)


def _hindernis(pfad: Path, sperre: Dateisperre) -> str:
    """Why the file cannot be written, or empty: then the note of use is taken."""
    if not os.access(pfad, os.W_OK):
        return "die Datei ist schreibgeschützt"
    halter = sperre.nimm()
    if halter is not None:
        return f"in Benutzung durch {halter.text}"
    if not sperre.haelt:
        return "der Ordner ist schreibgeschützt"
    # Rights are more than what ``access`` knows (network drives, Windows): ask for the lock of a write.
    try:
        with closing(verbinde(pfad, "rw")) as roh:
            roh.execute("BEGIN IMMEDIATE")
            roh.execute("ROLLBACK")
    except sqlite3.Error as fehlschlag:
        uebersetzt = fehler.from_sqlite(pfad, fehlschlag)
        if isinstance(uebersetzt, fehler.NurLesbar):
            return "die Datei ist schreibgeschützt"
        raise uebersetzt from fehlschlag
    return ""


@contextmanager
def _daneben(ziel: Path) -> Iterator[Path]:
    """A new file beside ``ziel`` that takes its place, durably, once the block has ended; or nothing."""
    spur = ziel.with_name(f"{ziel.name}-journal")
    if spur.exists():
        # SQLite would play this rest back into the new file and destroy it.
        raise fehler.DateiFehler(
            ziel,
            f"Neben „{ziel.name}“ liegt noch „{spur.name}“ von einem abgebrochenen Schreibvorgang.",
            "Vorhandene Dateien sind unverändert.",
            "Öffnen Sie zuerst die zugehörige Plandatei, oder wählen Sie einen anderen Namen.",
        )
    try:
        with daneben(ziel) as vorlaeufig:
            yield vorlaeufig
            with vorlaeufig.open("rb+") as datei:
                os.fsync(datei.fileno())
            vorlaeufig.replace(ziel)
    except (sqlite3.Error, DBAPIError, OSError) as fehlschlag:
        raise fehler.nicht_anlegbar(ziel) from fehlschlag
