"""Looks at plan files from outside the program, and runs code in processes of its own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.models import pruefsumme
from app.models.schema import PLANTABELLEN

if TYPE_CHECKING:
    from collections.abc import Iterator

WURZEL = Path(__file__).resolve().parents[2]
DATEN = WURZEL / "tests" / "daten"
nur_posix = pytest.mark.skipif(sys.platform == "win32", reason="Rechte, Signale und Grenzen wie unter POSIX")

Inhalt = dict[str, list[tuple[Any, ...]]]


def inhalt(pfad: Path) -> Inhalt:
    """Every row of every plan table, by key."""
    with closing(sqlite3.connect(pfad)) as verbindung:
        return {
            tabelle: verbindung.execute(f"SELECT * FROM {tabelle} ORDER BY id").fetchall()  # noqa: S608 - our tables
            for tabelle in sorted(PLANTABELLEN)
        }


def frage(pfad: Path, sql: str, *werte: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - any SQL value
    """Ask the file itself."""
    with closing(sqlite3.connect(pfad)) as verbindung:
        return verbindung.execute(sql, werte).fetchall()


def schreibe(pfad: Path, sql: str) -> None:
    """Change the file past the program."""
    with closing(sqlite3.connect(pfad)) as verbindung:
        verbindung.executescript(sql)


def pruefsumme_stimmt(pfad: Path) -> bool:
    """Whether the stored checksum is that of the content."""
    with closing(sqlite3.connect(pfad)) as verbindung:
        summe = pruefsumme.als_text(pruefsumme.inhaltssumme(verbindung))
        return pruefsumme.gespeichert(verbindung) == summe


def abdruck(ordner: Path) -> dict[str, bytes]:
    """Names and bytes of all that lies in a folder."""
    return {
        str(p.relative_to(ordner)): p.read_bytes() if p.is_file() else b"" for p in sorted(ordner.rglob("*"))
    }


def aus_format(pfad: Path, version: int) -> Path:
    """A plan file as the program wrote it in an older format."""
    schreibe(pfad, (DATEN / f"format-{version}.sql").read_text(encoding="utf-8"))
    return pfad


def format_1(pfad: Path) -> Path:
    """A plan file as the program wrote it in format 1."""
    return aus_format(pfad, 1)


@contextmanager
def prozess(skript: str, *angaben: object) -> Iterator[subprocess.Popen[str]]:
    """A Python process with the program at hand; ended at the end."""
    # Some of them have no right to write, and what they say is read: coverage stays out.
    umgebung = {name: wert for name, wert in os.environ.items() if not name.startswith("COV")}
    pfade = os.pathsep.join(filter(None, (str(WURZEL), os.environ.get("PYTHONPATH"))))
    umgebung |= {"PYTHONPATH": pfade, "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", skript, *map(str, angaben)],
        cwd=WURZEL,
        env=umgebung,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as kind:
        try:
            yield kind
        finally:
            kind.kill()


def fuehre_aus(skript: str, *angaben: object) -> tuple[int, str]:
    """Run a script to its end: exit code and all it said."""
    with prozess(skript, *angaben) as kind:
        ausgabe, _ = kind.communicate(timeout=60)
        return kind.returncode, ausgabe


def warte_auf(kind: subprocess.Popen[str], wort: str) -> None:
    """Wait until a process says a word."""
    assert kind.stdout is not None
    zeile = kind.stdout.readline().strip()
    assert zeile == wort, zeile + kind.stdout.read()
