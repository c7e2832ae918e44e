"""The log file: there when something went wrong, absent otherwise, never in the way."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from app.services import logbuch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    log = logging.getLogger(logbuch.PROGRAMM)
    yield
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
    log.propagate = True


def _absturz() -> Exception:
    try:
        int("geplatzt")
    except ValueError as fehler:
        return fehler
    return AssertionError("int() has taken it")


def test_the_log_begins_with_the_first_entry(tmp_path: Path) -> None:
    pfad = logbuch.richte_ein(tmp_path / "log")
    assert not pfad.exists()
    text = logbuch.melde_absturz(_absturz(), wobei="kennzahlen x.amip")
    assert str(pfad) in text
    inhalt = pfad.read_text(encoding="utf-8")
    assert "kennzahlen x.amip" in inhalt
    assert "ValueError: invalid literal" in inhalt
    assert "_absturz" in inhalt


def test_setting_up_twice_writes_each_entry_once(tmp_path: Path) -> None:
    logbuch.richte_ein(tmp_path)
    pfad = logbuch.richte_ein(tmp_path)
    logbuch.melde_absturz(_absturz(), wobei="einmal")
    assert pfad.read_text(encoding="utf-8").count("einmal") == 1


def test_a_log_that_cannot_be_written_is_said_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "datei").write_bytes(b"")
    logbuch.richte_ein(tmp_path / "datei")
    assert "konnten nicht aufgezeichnet werden" in logbuch.melde_absturz(_absturz(), wobei="x")
    assert capsys.readouterr().err == ""
