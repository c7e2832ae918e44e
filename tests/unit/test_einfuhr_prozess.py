"""Foreign files are read in a process of their own, which is ended in time and can do nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.models.fehler import DateiFehler
from app.services.einfuhr import lesen
from app.services.einfuhr.grenzen import Grenzen
from app.services.einfuhr.lesen import lies_datei
from app.services.einfuhr.mappenleser import lies
from tests.unit import einfuhr_hilfe as h

if TYPE_CHECKING:
    from collections.abc import Iterable


WURZEL = Path(__file__).resolve().parents[2]


def _leser(pfad: Path) -> list[str]:
    """Processes that are reading the file now; those that are just ending have a moment for it."""
    gefunden: list[str] = []
    for _ in range(40):
        gefunden = [b.parent.name for b in Path("/proc").glob("[0-9]*/cmdline") if _liest(b, pfad)]
        if not gefunden:
            break
        time.sleep(0.05)
    return gefunden


def _liest(befehl: Path, pfad: Path) -> bool:
    try:
        zeile = befehl.read_bytes()
    except OSError:
        return False
    return b"_lesen" in zeile and os.fsencode(pfad) in zeile


def test_reading_that_takes_too_long_is_ended_with_its_process(tmp_path: Path) -> None:
    pfad = h.mappe(tmp_path / "langsam.xlsx", h.EINE_ZELLE)
    fehler = h.klage(pfad, replace(Grenzen(), sekunden=0.01))
    assert "nicht rechtzeitig gelesen" in fehler.was
    assert _leser(pfad) == []


@h.nur_posix
def test_a_process_that_takes_too_much_memory_ends_in_a_sentence(tmp_path: Path) -> None:
    zeilen = "".join(
        h.zeile(n, *(h.zahlzelle(f"{s}{n}", f"{n}.{i}") for i, s in enumerate("ABCDEFGH")))
        for n in range(1, 20_001)
    )
    pfad = h.mappe(tmp_path / "speicher.xlsx", zeilen)
    wort = h.klage(pfad, replace(Grenzen(), speicher=60_000_000)).was
    assert "zu umfangreich" in wort or "unerwartet abgebrochen" in wort


@h.nur_posix
@pytest.mark.parametrize(
    "code", ["import os; os.abort()", "import os; os._exit(3)", "print('{')", "print('[1]')"]
)
def test_a_process_that_crashes_or_babbles_ends_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(lesen, "_befehl", lambda *_: [sys.executable, "-c", code])
    assert "unerwartet abgebrochen" in h.klage(h.mappe(tmp_path / "a.xlsx", h.EINE_ZELLE)).was


@h.nur_posix
def test_children_of_the_process_are_ended_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pfad = h.mappe(tmp_path / "a.xlsx", h.EINE_ZELLE)
    code = (
        "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)',"
        " '_lesen', sys.argv[1]]); time.sleep(60)"
    )
    monkeypatch.setattr(lesen, "_befehl", lambda *_: [sys.executable, "-c", code, str(pfad)])
    assert "nicht rechtzeitig" in h.klage(pfad, replace(Grenzen(), sekunden=1)).was
    assert _leser(pfad) == []


def test_a_program_that_cannot_be_started_ends_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lesen, "_befehl", lambda *_: [str(tmp_path / "fehlt")])
    assert "ließ sich nicht starten" in h.klage(h.mappe(tmp_path / "a.xlsx", h.EINE_ZELLE)).was


class _Halt(Exception):
    pass


def test_progress_names_each_sheet_and_a_cancel_ends_the_process(tmp_path: Path) -> None:
    pfad = h.packe(tmp_path / "m.xlsx", h.teile(h.blatt(h.EINE_ZELLE), h.blatt(h.EINE_ZELLE)))
    gemeldet: list[tuple[str, float]] = []
    lies_datei(pfad, fortschritt=lambda text, anteil: gemeldet.append((text, anteil)))
    assert list(dict.fromkeys(gemeldet)) == [
        ("„m.xlsx“ lesen", 0.0),
        ("Blatt „Blatt 1“", 0.0),
        ("Blatt „Blatt 2“", 0.5),
        ("Fertig", 1.0),
    ]

    def brich_ab(_text: str, _anteil: float) -> None:
        raise _Halt

    with pytest.raises(_Halt):
        lies_datei(pfad, fortschritt=brich_ab)
    assert _leser(pfad) == []


def test_modules_in_the_folder_of_the_file_are_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    h.mappe(tmp_path / "m.xlsx", h.EINE_ZELLE)
    for falle in ("app", "json", "zipfile", "struct"):
        (tmp_path / f"{falle}.py").write_text("raise SystemExit('ausgeführt')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert lies_datei(Path("m.xlsx")).name == "m.xlsx"


def test_the_process_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    pfad = h.mappe(tmp_path / "m.xlsx", h.EINE_ZELLE)
    fremd = [
        "PySide6",
        "sqlalchemy",
        "numpy",
        "openpyxl",
        "xlsxwriter",
        "platformdirs",
        "logging",
        "subprocess",
    ]
    programm = (
        "import sys\n"
        "from app.__main__ import main\n"
        "from app.services.einfuhr.kind import packe\n"
        "from app.services.einfuhr.grenzen import VORGABE\n"
        "rueckgabe = main(['_lesen', sys.argv[1], packe(VORGABE)])\n"
        f"da = [n for n in {fremd!r} if n in sys.modules]\n"
        "print(rueckgabe, da, file=sys.stderr)\n"
    )
    # Coverage would load modules of its own.
    umgebung = {name: wert for name, wert in os.environ.items() if not name.startswith("COV")}
    lauf = subprocess.run(
        [sys.executable, "-c", programm, pfad],
        cwd=WURZEL,
        env=umgebung,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert lauf.stderr.strip() == "0 []"
    assert '"mappe"' in lauf.stdout


@h.nur_posix
def test_the_process_inherits_no_open_file_and_may_start_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import json, os, resource, sys\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from app.services.einfuhr.grenzen import VORGABE\n"
        "from app.services.einfuhr.kind import _begrenze\n"
        "_begrenze(VORGABE)\n"
        "offen = [n for n in range(3, 200) if os.path.exists(f'/proc/self/fd/{n}')]\n"
        "grenzen = [resource.getrlimit(r)[0] for r in\n"
        "    (resource.RLIMIT_NPROC, resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)]\n"
        "print(json.dumps({'fehler': ['DateiFehler', json.dumps([offen, grenzen]), '', '']}))\n"
    )
    monkeypatch.setattr(lesen, "_befehl", lambda *_: [sys.executable, "-c", code, str(WURZEL)])
    with (tmp_path / "offen").open("wb") as datei:
        os.set_inheritable(datei.fileno(), True)
        with pytest.raises(DateiFehler) as info:
            lies_datei(tmp_path / "x.xlsx")
    assert info.value.was == "[[], [0, 1073741824, 62, 0]]"


def test_any_order_of_many_limits_reaches_the_process(tmp_path: Path) -> None:
    """The same answer through the process as within this one."""
    pfad = h.mappe(tmp_path / "m.xlsx", h.ZEHN)
    grenzen: Iterable[Grenzen] = (Grenzen(), replace(Grenzen(), zeilen=3), replace(Grenzen(), spalten=1))
    for grenze in grenzen:
        antworten: list[object] = []
        for lesend in (lambda g: lies(pfad, g), lambda g: lies_datei(pfad, grenzen=g)):
            try:
                antworten.append(lesend(grenze))
            except DateiFehler as fehler:
                antworten.append((type(fehler), fehler.text))
        assert antworten[0] == antworten[1]
