"""The one worker: progress and results arrive in the window's thread, errors and cancels too."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from app.views.hintergrund import Abgebrochen, Fortschritt, Hintergrund

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def hintergrund(qtbot: QtBot) -> Hintergrund:  # qtbot brings the application that signals need
    return Hintergrund()


def test_result_and_progress_come_back_in_the_windows_thread(qtbot: QtBot, hintergrund: Hintergrund) -> None:
    angekommen: list[tuple[str, Any, bool]] = []

    def merke(art: str, wert: object) -> None:
        angekommen.append((art, wert, threading.current_thread() is threading.main_thread()))

    def arbeit(fortschritt: Fortschritt) -> bool:
        fortschritt("halb", 0.5)
        return threading.current_thread() is threading.main_thread()

    hintergrund.fortschritt.connect(merke)
    with qtbot.waitSignal(hintergrund.beendet):
        hintergrund.starte("x", arbeit, lambda wert: merke("fertig", wert), lambda e: merke("fehler", e))

    assert angekommen == [("halb", 0.5, True), ("fertig", False, True)]


def test_only_one_job_runs_at_a_time(qtbot: QtBot, hintergrund: Hintergrund) -> None:
    weiter = threading.Event()

    with qtbot.waitSignal(hintergrund.beendet):
        assert hintergrund.starte("eins", lambda _f: weiter.wait(10), lambda _w: None, lambda _e: None)
        zweiter = hintergrund.starte("zwei", lambda _f: None, lambda _w: None, lambda _e: None)
        weiter.set()

    assert not zweiter
    assert not hintergrund.beschaeftigt


def test_a_cancelled_job_ends_at_its_next_report(qtbot: QtBot, hintergrund: Hintergrund) -> None:
    begonnen, weiter = threading.Event(), threading.Event()
    fehler: list[BaseException] = []
    erreicht: list[str] = []

    def arbeit(fortschritt: Fortschritt) -> None:
        begonnen.set()
        weiter.wait(10)
        fortschritt("mitten drin", 0.5)
        erreicht.append("danach")

    with qtbot.waitSignal(hintergrund.beendet):
        hintergrund.starte("x", arbeit, lambda _w: None, fehler.append)
        begonnen.wait(10)
        hintergrund.brich_ab()
        weiter.set()

    assert [type(e) for e in fehler] == [Abgebrochen]
    assert erreicht == []


def test_what_goes_wrong_in_a_job_is_handed_over(qtbot: QtBot, hintergrund: Hintergrund) -> None:
    fehler: list[BaseException] = []

    def arbeit(_fortschritt: Fortschritt) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(hintergrund.beendet):
        hintergrund.starte("x", arbeit, lambda _w: None, fehler.append)

    assert [type(e) for e in fehler] == [ZeroDivisionError]
