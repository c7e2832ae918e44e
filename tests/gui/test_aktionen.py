"""The table of commands: every command has its place, no key means two things, every icon exists."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.views import anwendung
from app.views.aktionen import AKTIONEN, MENUES, Ort, tasten
from app.views.kuerzelhilfe import Kuerzelhilfe, gliederung
from app.views.massnahmen.bedienung import Bedienung
from app.views.seitenliste import SEITEN
from app.views.symbole import symbol
from tests.gui.fenster_hilfe import fenster_mit_plan

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_no_key_means_two_things(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)

    kuerzel = Counter(k.toString() for a in fenster.findChildren(QAction) for k in a.shortcuts())

    assert kuerzel
    assert [k for k, anzahl in kuerzel.items() if anzahl > 1] == []


def test_keys_of_the_clipboard_are_shown_but_left_to_who_has_the_focus(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)

    for spec in (s for s in AKTIONEN if s.ort is Ort.EINGABE):
        aktion = fenster.menues.aktionen[spec.befehl]
        assert aktion.shortcuts() == []
        assert aktion.text() == f"{spec.text}\t{tasten(spec)}"


def test_keys_are_named_as_on_a_german_keyboard(qtbot: QtBot) -> None:
    anwendung.erzeuge()
    worte = {spec.befehl: tasten(spec) for spec in AKTIONEN}

    assert worte["rueckgaengig"] == "Strg+Z"
    assert worte["wiederholen"] == "Strg+Y oder Strg+Umschalt+Z"
    assert worte["leeren"] == "Entf"
    assert worte["zeile_loeschen"] == "Strg+Entf"


def test_every_command_stands_in_a_menu_of_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)

    in_menues = {
        a for m in fenster.menues.menues.values() for a in (*m.actions(), *_untermenues(m.actions()))
    }

    assert tuple(a.text().replace("&", "") for a in fenster.menuBar().actions()) == MENUES
    assert set(fenster.menues.aktionen.values()) <= in_menues


def _untermenues(aktionen: list[QAction]) -> list[QAction]:
    menues: list[object] = [a.menu() for a in aktionen]
    return [unter for m in menues if isinstance(m, QMenu) for unter in m.actions()]


def test_every_command_of_the_window_is_carried_out_by_somebody(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.zeige_seite("massnahmen")
    seite = fenster.stapel.aktuelle()
    assert seite is not None
    assert seite.findChild(Bedienung) is not None

    auf_der_seite = {s.befehl for s in AKTIONEN if s.ort is not Ort.FENSTER}
    im_fenster = {s.befehl for s in AKTIONEN if s.ort is Ort.FENSTER}

    assert auf_der_seite <= seite.befehle()
    assert im_fenster == set(fenster.befehle.namen)


def test_every_icon_exists(qtbot: QtBot) -> None:
    namen = {s.icon for s in AKTIONEN if s.icon} | {s.icon for s in SEITEN}

    assert all(not symbol(name).pixmap(16, 16).isNull() for name in namen)


def test_the_list_of_shortcuts_names_every_key(qtbot: QtBot) -> None:
    anwendung.erzeuge()
    hilfe = Kuerzelhilfe()
    qtbot.addWidget(hilfe)
    worte = {was: womit for _titel, zeilen in gliederung() for was, womit in zeilen}

    assert worte["Nach Excel exportieren"] == "Strg+E"
    assert worte["Übersicht"] == "Strg+1"
    assert all(worte.values())
