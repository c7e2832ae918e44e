"""Files in the making are noted, and only what a dead process of this machine left is ever removed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.models import vorlaeufig
from app.models.prozess import lebenszeichen
from app.services.ablage import lege_ab

if TYPE_CHECKING:
    from pathlib import Path

LEBT_NICHT_MEHR = "00000000-boot/1"
TAG = 24 * 3600


@pytest.fixture
def notizen(tmp_path: Path) -> Path:
    return tmp_path / "notizen"


@pytest.fixture
def tote() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as kind:
        pass
    return kind.pid


def hinterlasse(notizen: Path, ort: Path, prozess: int, start: str, *, wort: str = "0a1b2c3d") -> Path:
    """A temporary file and its note, as a killed process of that number and start leaves them."""
    with vorlaeufig.daneben(ort / "plan.xlsx", notizen) as pfad:
        (notiz,) = notizen.glob(f"*{pfad.name.split('-')[2].removesuffix('.tmp')}.json")
        rechner = notiz.name.split("-")[0]
    wessen = f"{rechner}-{prozess}-{wort}"
    rest = ort / f".plan.xlsx.{wessen}.tmp"
    rest.write_bytes(b"halb")
    inhalt = {"pfad": str(rest), "start": start}
    (notizen / f"{wessen}.json").write_text(json.dumps(inhalt), encoding="utf-8")
    return rest


def namen(ordner: Path) -> list[str]:
    return sorted(pfad.name for pfad in ordner.iterdir())


def test_a_file_in_the_making_is_noted_and_the_note_goes_with_it(tmp_path: Path, notizen: Path) -> None:
    with vorlaeufig.daneben(tmp_path / "plan.xlsx", notizen) as pfad:
        pfad.write_bytes(b"halb")
        (notiz,) = notizen.iterdir()
        assert json.loads(notiz.read_text(encoding="utf-8"))["pfad"] == str(pfad)
    assert namen(notizen) == []
    assert namen(tmp_path) == ["notizen"]


def test_what_a_dead_process_left_is_removed_wherever_it_lies(
    tmp_path: Path, notizen: Path, tote: int
) -> None:
    reste = []
    for nummer in range(3):
        ort = tmp_path / f"ort {nummer}"
        ort.mkdir()
        reste.append(hinterlasse(notizen, ort, tote, LEBT_NICHT_MEHR, wort=f"{nummer:08x}"))
    spur = reste[0].with_name(f"{reste[0].name}-journal")
    spur.write_bytes(b"")
    vorlaeufig.raeume_auf(notizen)
    assert [rest for rest in (*reste, spur) if rest.exists()] == []
    assert namen(notizen) == []


def test_what_a_living_process_is_writing_is_left_alone(tmp_path: Path, notizen: Path) -> None:
    rest = hinterlasse(notizen, tmp_path, os.getpid(), lebenszeichen(os.getpid()) or "")
    vorlaeufig.raeume_auf(notizen)
    assert rest.exists()
    assert len(namen(notizen)) == 1


@pytest.mark.skipif(
    not lebenszeichen(os.getpid()), reason="dieses System sagt nicht, seit wann ein Prozess lebt"
)
def test_another_process_that_has_the_number_by_now_does_not_keep_the_file(
    tmp_path: Path, notizen: Path
) -> None:
    rest = hinterlasse(notizen, tmp_path, os.getpid(), LEBT_NICHT_MEHR)
    vorlaeufig.raeume_auf(notizen)
    assert not rest.exists()
    assert namen(notizen) == []


def test_a_file_of_another_name_is_never_removed_whatever_the_note_says(
    tmp_path: Path, notizen: Path, tote: int
) -> None:
    rest = hinterlasse(notizen, tmp_path, tote, LEBT_NICHT_MEHR)
    fremd = tmp_path / "haushalt.xlsx"
    fremd.write_bytes(b"wichtig")
    anderes_wort = rest.rename(rest.with_name(rest.name.replace("0a1b2c3d", "ffffffff")))
    for pfad in (fremd, anderes_wort):
        hinterlasse(notizen, tmp_path, tote, LEBT_NICHT_MEHR).unlink()
        (notiz,) = notizen.iterdir()
        notiz.write_text(json.dumps({"pfad": str(pfad), "start": LEBT_NICHT_MEHR}), encoding="utf-8")
        vorlaeufig.raeume_auf(notizen)
        assert pfad.exists()
        assert namen(notizen) == []


def test_a_folder_or_link_in_the_place_of_the_file_is_left(tmp_path: Path, notizen: Path, tote: int) -> None:
    rest = hinterlasse(notizen, tmp_path, tote, LEBT_NICHT_MEHR)
    rest.unlink()
    rest.mkdir()
    vorlaeufig.raeume_auf(notizen)
    assert rest.is_dir()


def test_another_machines_file_is_left_and_its_note_forgotten_after_a_month(
    tmp_path: Path, notizen: Path, tote: int
) -> None:
    rest = hinterlasse(notizen, tmp_path, tote, LEBT_NICHT_MEHR)
    (notiz,) = notizen.iterdir()
    fremde = notiz.rename(notizen / f"ffffffff{notiz.name[8:]}")
    vorlaeufig.raeume_auf(notizen)
    assert fremde.exists()
    os.utime(fremde, (fremde.stat().st_atime, fremde.stat().st_mtime - 40 * TAG))
    vorlaeufig.raeume_auf(notizen)
    assert rest.exists()
    assert namen(notizen) == []


def test_a_note_waits_for_a_drive_that_is_gone_but_not_for_ever(
    tmp_path: Path, notizen: Path, tote: int
) -> None:
    laufwerk, fort = tmp_path / "laufwerk", tmp_path / "fort"
    laufwerk.mkdir()
    rest = hinterlasse(notizen, laufwerk, tote, LEBT_NICHT_MEHR)
    laufwerk.rename(fort)
    vorlaeufig.raeume_auf(notizen)
    (notiz,) = notizen.iterdir()
    fort.rename(laufwerk)
    vorlaeufig.raeume_auf(notizen)
    assert not rest.exists()
    assert not notiz.exists()
    hinterlasse(notizen, laufwerk, tote, LEBT_NICHT_MEHR)
    laufwerk.rename(fort)
    os.utime(notiz, (notiz.stat().st_atime, notiz.stat().st_mtime - 40 * TAG))
    vorlaeufig.raeume_auf(notizen)
    assert namen(notizen) == []


@pytest.mark.parametrize("inhalt", ["", "{", "[]", "{}", '{"pfad": 1, "start": ""}'])
def test_half_a_note_of_a_dead_process_is_removed(
    notizen: Path, tmp_path: Path, tote: int, inhalt: str
) -> None:
    hinterlasse(notizen, tmp_path, tote, LEBT_NICHT_MEHR)
    (notiz,) = notizen.iterdir()
    notiz.write_text(inhalt, encoding="utf-8")
    fremd = notizen / "liesmich.txt"
    fremd.write_text("nicht von uns", encoding="utf-8")
    vorlaeufig.raeume_auf(notizen)
    assert namen(notizen) == ["liesmich.txt"]


def test_without_a_folder_for_notes_the_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keiner = tmp_path / "kein-ordner"
    keiner.write_bytes(b"")
    monkeypatch.setattr(vorlaeufig, "notizordner", lambda: keiner / "vorlaeufig")
    ziel = tmp_path / "plan.xlsx"
    lege_ab(b"neu", ziel)
    assert ziel.read_bytes() == b"neu"
    assert namen(tmp_path) == ["kein-ordner", "plan.xlsx"]
    vorlaeufig.raeume_auf()
