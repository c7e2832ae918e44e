"""Carrying the Haushaltsjahr on: from the menu to the new plan on screen, and back with Undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from app.services.plaene import plan_anlegen
from app.views.fortschreibdialog import Fortschreibdialog
from tests.gui.fenster_hilfe import fenster_mit_plan

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument
    from app.views.hauptfenster import Hauptfenster


@pytest.fixture
def fenster(qtbot: QtBot, tmp_path: Path) -> Hauptfenster:
    return fenster_mit_plan(qtbot, tmp_path)


def dokument(fenster: Hauptfenster) -> Dokument:
    assert fenster.bruecke is not None
    return fenster.bruecke.dokument


def oeffne_dialog(fenster: Hauptfenster) -> Fortschreibdialog:
    fenster.menues.aktionen["fortschreiben"].trigger()
    dialog = fenster.findChild(Fortschreibdialog)
    assert dialog is not None
    return dialog


def ja(dialog: Fortschreibdialog) -> QPushButton:
    return dialog.knoepfe.button(QDialogButtonBox.StandardButton.Ok)


def zeile(dialog: Fortschreibdialog, name: str) -> str:
    (schild,) = (s for s in dialog.findChildren(QLabel) if s.accessibleName() == name)
    return schild.text()


def test_the_window_shows_the_new_plan_and_says_how_to_take_it_back(
    qtbot: QtBot, fenster: Hauptfenster
) -> None:
    dialog = oeffne_dialog(fenster)
    assert dialog.bezeichnung.text() == "AMIP 2021 jobcenter Duisburg"

    qtbot.mouseClick(ja(dialog), Qt.MouseButton.LeftButton)

    kopf = dokument(fenster).blick.kopf
    assert (kopf.haushaltsjahr, kopf.bezeichnung) == (2021, "AMIP 2021 jobcenter Duisburg")
    assert "AMIP 2021 jobcenter Duisburg" in fenster.windowTitle()
    hinweis = fenster.statuszeile.hinweis.text()
    assert hinweis.startswith("Plan 2021 angelegt: 74 Leistungen")
    assert hinweis.endswith("Strg+Z nimmt das zurück.")
    qtbot.waitUntil(lambda: fenster.findChild(Fortschreibdialog) is None)

    fenster.befehle.fuehre_aus("rueckgaengig")

    assert [p.haushaltsjahr for p in dokument(fenster).plaene()] == [2020]
    assert dokument(fenster).blick.jahr == 2020


def test_the_preview_follows_the_choice_of_figures(qtbot: QtBot, fenster: Hauptfenster) -> None:
    dialog = oeffne_dialog(fenster)
    assert "15.812 Eintritte, 35.087.594,74\u00a0€" in zeile(dialog, "Maßnahmen")

    qtbot.mouseClick(
        dialog.mit_betraegen, Qt.MouseButton.LeftButton, pos=dialog.mit_betraegen.rect().center()
    )

    assert zeile(dialog, "Maßnahmen").endswith("Eintritte und Mittelansätze leer")
    qtbot.mouseClick(ja(dialog), Qt.MouseButton.LeftButton)
    assert {z.eintritte for z in dokument(fenster).blick.zeilen.values()} == {None}


def test_a_plan_without_a_name_is_not_made(qtbot: QtBot, fenster: Hauptfenster) -> None:
    dialog = oeffne_dialog(fenster)
    hoehe = dialog.height()
    dialog.bezeichnung.setText("  ")

    qtbot.mouseClick(ja(dialog), Qt.MouseButton.LeftButton)

    assert dialog.isVisible()
    assert dialog.grund.text() == "Ein Plan braucht eine Bezeichnung."
    assert dialog.grund.isVisible()
    assert dialog.height() > hoehe
    assert len(dokument(fenster).plaene()) == 1


def test_a_plan_of_that_year_and_open_new_cases_are_said_beforehand(fenster: Hauptfenster) -> None:
    erster = dokument(fenster).blick.plan_id
    plan_anlegen(dokument(fenster), 2021, "Schon da")
    dokument(fenster).waehle(erster)

    dialog = oeffne_dialog(fenster)

    saetze = [s.text() for s in dialog.findChildren(QLabel, "fortschreiben_warnung")]
    assert len(saetze) == 2
    assert "„Schon da“" in saetze[0]
    assert "„Neukundenaktivierung“" in saetze[1]


def test_cancel_leaves_everything_as_it_is(qtbot: QtBot, fenster: Hauptfenster) -> None:
    dialog = oeffne_dialog(fenster)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(dokument(fenster).plaene()) == 1


def test_every_line_is_seen_whole(fenster: Hauptfenster) -> None:
    dialog = oeffne_dialog(fenster)
    for schild in (s for s in dialog.findChildren(QLabel) if s.isVisible()):
        assert schild.height() >= schild.heightForWidth(schild.width())
