"""What is remembered between two starts; a settings file that is broken costs comfort only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views.einstellungen import MAX_ZULETZT, Einstellungen, standardpfad

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_file_opened_last_is_first_and_stands_once(tmp_path: Path) -> None:
    einstellungen = Einstellungen(tmp_path / "e.ini")
    for name in ("a", "b", "a"):
        einstellungen.merke_datei(tmp_path / name)
    einstellungen.sichere()

    assert Einstellungen(tmp_path / "e.ini").zuletzt() == (tmp_path / "a", tmp_path / "b")


def test_a_single_file_opened_before_is_found_again(tmp_path: Path) -> None:
    einstellungen = Einstellungen(tmp_path / "e.ini")
    einstellungen.merke_datei(tmp_path / "Müller, Plan.amip")
    einstellungen.sichere()

    assert Einstellungen(tmp_path / "e.ini").zuletzt() == (tmp_path / "Müller, Plan.amip",)


def test_the_list_of_files_does_not_grow_for_ever(tmp_path: Path) -> None:
    einstellungen = Einstellungen(tmp_path / "e.ini")
    for nummer in range(MAX_ZULETZT + 3):
        einstellungen.merke_datei(tmp_path / str(nummer))

    assert len(einstellungen.zuletzt()) == MAX_ZULETZT


def test_a_broken_settings_file_gives_defaults(tmp_path: Path) -> None:
    (tmp_path / "e.ini").write_bytes(b"\x00\xff[[[\nfenster/thema=lila\n")

    einstellungen = Einstellungen(tmp_path / "e.ini")

    assert (einstellungen.thema, einstellungen.seite, einstellungen.zuletzt()) == ("system", "", ())
    assert einstellungen.bytes("fenster/geometrie").isEmpty()


def test_a_word_that_is_no_theme_means_the_systems(tmp_path: Path) -> None:
    einstellungen = Einstellungen(tmp_path / "e.ini")
    einstellungen.thema = "lila"

    assert einstellungen.thema == "system"


def test_the_settings_lie_in_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))

    assert standardpfad().name == "einstellungen.ini"
    assert standardpfad().parent.name == "Eingliederungsplaner"
