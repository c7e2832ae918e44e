"""Killed in the middle of writing: the old file or the new one is whole, and the next start tidies up."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import openpyxl
import pytest

from app.services.excel import exportiere
from app.services.plaene import oeffne
from tests.e2e.programm import WURZEL, rufe, rufe_python, umgebung
from tests.unit.vorlagen_hilfe import amtsvorlage

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="so teilt und beendet Prozesse nur POSIX")
MEHR_ALS_EIN_BLOCK = 40_000_000
_FENSTER = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app.views import anwendung
from app.views.start import starte

app = anwendung.erzeuge()

def schaue():
    if not any(Path(sys.argv[1]).iterdir()):
        app.quit()

uhr = QTimer()
uhr.timeout.connect(schaue)
uhr.start(20)
sys.exit(starte())
"""


def toete(
    ordner: Path, arbeit: str, punkte: str, alt: Path, neu: Path, *befehl: str | Path
) -> tuple[int, int]:
    """Kill the work at these points; returns at how many, and how often litter was left."""
    worte = [arbeit, punkte, ordner / "laeufe", alt, neu, *befehl]
    lauf = subprocess.run(
        [sys.executable, "-m", "tests.e2e.abbruch", *map(str, worte)],
        cwd=WURZEL,
        env=umgebung(ordner / "zustand", QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    assert lauf.returncode == 0, lauf.stderr
    anzahl, mit_muell = lauf.stdout.splitlines()[-1].split()
    return int(anzahl), int(mit_muell)


def notizen(ordner: Path) -> list[Path]:
    return list((ordner / "zustand" / "eingliederungsplaner" / "vorlaeufig").glob("*"))


def muell(ordner: Path) -> list[Path]:
    """All that lies in the folders of the runs and is no target."""
    return [pfad for pfad in (ordner / "laeufe").glob("*/*") if pfad.stem != "ziel"]


def starte(ordner: Path) -> None:
    """The next start of the program."""
    lauf = rufe(ordner, "neu", "danach.amip")
    assert (lauf.returncode, lauf.stderr) == (0, "")
    (ordner / "danach.amip").unlink()


def staende(ordner: Path, alt: Path, neu: Path) -> set[str]:
    """What the targets are: ``alt``, ``neu`` or ``zerrissen``."""
    inhalte = {alt.read_bytes(): "alt", neu.read_bytes(): "neu"}
    return {inhalte.get(ziel.read_bytes(), "zerrissen") for ziel in (ordner / "laeufe").glob("*/ziel.*")}


@pytest.fixture
def alt(tmp_path: Path, demo_datei: Path) -> Path:
    """A workbook that somebody has."""
    return _mappe(demo_datei, tmp_path / "alt.xlsx")


@pytest.fixture
def neu(tmp_path: Path, beispiel_datei: Path) -> Path:
    """The workbook that is to take its place."""
    return _mappe(beispiel_datei, tmp_path / "neu.xlsx")


def _mappe(plan: Path, ziel: Path) -> Path:
    dok = oeffne(plan, schreibgeschuetzt=True)
    exportiere(dok.blick, ziel)
    dok.datei.schliesse()
    openpyxl.load_workbook(ziel).close()
    return ziel


def test_killed_at_any_line_of_writing_one_file_is_whole_and_the_next_start_leaves_no_litter(
    tmp_path: Path, alt: Path, neu: Path
) -> None:
    anzahl, mit_muell = toete(tmp_path, "ablage", "alle", alt, neu)
    assert anzahl > 30
    assert mit_muell == len(muell(tmp_path)) > 5
    assert staende(tmp_path, alt, neu) == {"alt", "neu"}
    starte(tmp_path)
    assert (muell(tmp_path), notizen(tmp_path)) == ([], [])
    assert staende(tmp_path, alt, neu) == {"alt", "neu"}


def test_killed_at_any_moment_one_file_is_whole_and_the_next_start_leaves_no_litter(
    tmp_path: Path, alt: Path
) -> None:
    neu = tmp_path / "gross.xlsx"
    neu.write_bytes(bytes(MEHR_ALS_EIN_BLOCK))
    toete(tmp_path, "ablage", "uhr24", alt, neu)
    assert "zerrissen" not in staende(tmp_path, alt, neu)
    halbe = [pfad for pfad in muell(tmp_path) if pfad.stat().st_size < MEHR_ALS_EIN_BLOCK]
    assert halbe, "no run was killed while it wrote"
    starte(tmp_path)
    assert (muell(tmp_path), notizen(tmp_path)) == ([], [])


def test_writing_over_the_old_file_would_be_found_out(tmp_path: Path, alt: Path, neu: Path) -> None:
    toete(tmp_path, "ohne_beiseite", "alle", alt, neu)
    assert "zerrissen" in staende(tmp_path, alt, neu)


def test_litter_that_nobody_noted_would_be_found_out(tmp_path: Path, alt: Path, neu: Path) -> None:
    toete(tmp_path, "ohne_notiz", "alle", alt, neu)
    starte(tmp_path)
    assert muell(tmp_path) != []


@pytest.mark.parametrize("art", ["mappe", "vorlage", "bericht", "kopie"])
def test_all_that_goes_out_is_whole_when_killed_and_the_next_start_tidies_up(
    tmp_path: Path, beispiel_datei: Path, alt: Path, demo_datei: Path, art: str
) -> None:
    pdf = tmp_path / "alt.pdf"
    pdf.write_bytes(b"%PDF alt %%EOF\n")
    vorlage = amtsvorlage(tmp_path / "vorlage.xlsx")
    arbeit: dict[str, tuple[Path, str, list[str | Path]]] = {
        "mappe": (alt, "befehl", ["export", beispiel_datei, "ZIEL"]),
        "vorlage": (alt, "befehl", ["export", beispiel_datei, "ZIEL", "--vorlage", vorlage]),
        "bericht": (pdf, "befehl", ["bericht", beispiel_datei, "ZIEL"]),
        "kopie": (demo_datei, "kopie", []),
    }
    vorher, name, befehl = arbeit[art]
    _, mit_muell = toete(tmp_path, name, "6", vorher, beispiel_datei, *befehl)
    assert mit_muell > 0
    ziele = list((tmp_path / "laeufe").glob("*/ziel.*"))
    assert {_ganz(ziel, vorher.read_bytes()) for ziel in ziele} == {"alt", "neu"}
    starte(tmp_path)
    assert (muell(tmp_path), notizen(tmp_path)) == ([], [])


def _ganz(ziel: Path, alt: bytes) -> str:
    inhalt = ziel.read_bytes()
    if inhalt == alt:
        return "alt"
    if ziel.suffix == ".pdf":
        assert inhalt.startswith(b"%PDF")
        assert inhalt.rstrip().endswith(b"%%EOF")
    elif ziel.suffix == ".amip":
        dok = oeffne(ziel, schreibgeschuetzt=True)
        assert len(dok.blick.zeilen) == 98
        dok.datei.schliesse()
    else:
        openpyxl.load_workbook(ziel).close()
    return "neu"


def test_the_window_tidies_up_when_it_starts(tmp_path: Path, alt: Path, neu: Path) -> None:
    _, mit_muell = toete(tmp_path, "ablage", "12", alt, neu)
    assert mit_muell > 0
    (ordner,) = {notiz.parent for notiz in notizen(tmp_path)}
    lauf = rufe_python(tmp_path, _FENSTER, ordner)
    assert (lauf.returncode, lauf.stderr) == (0, "")
    assert (muell(tmp_path), notizen(tmp_path)) == ([], [])


def test_a_command_that_only_reads_touches_nothing(
    tmp_path: Path, alt: Path, neu: Path, beispiel_datei: Path
) -> None:
    toete(tmp_path, "ablage", "12", alt, neu)
    vorher = (muell(tmp_path), notizen(tmp_path))
    assert vorher[0]
    for befehl in ("kennzahlen", "pruefen"):
        rufe(tmp_path, befehl, beispiel_datei)
        assert (muell(tmp_path), notizen(tmp_path)) == vorher
