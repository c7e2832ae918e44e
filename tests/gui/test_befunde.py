"""Findings: counted after each change, listed with weight and source, and each leads to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.services import plaene
from app.services.befund import Befund, Bezug, Schwere
from app.services.summen import Dimension
from app.services.zeilen import Budgetart
from app.views.befunde import BefundeModell, ziel_von
from app.views.bruecke import Ziel
from tests.gui.fenster_hilfe import fenster_mit_plan

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

VORLESEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.mark.parametrize(
    ("befund", "ziel"),
    [
        (Befund("x", Schwere.HINWEIS, "x", zeilen=("a", "b")), Ziel("massnahmen", zeilen=("a", "b"))),
        (
            Befund("x", Schwere.WARNUNG, "x", bezug=Bezug(dimension=Dimension.GESAMT)),
            Ziel("massnahmen", dimension=Dimension.GESAMT, nur_verplante=True),
        ),
        (
            Befund("x", Schwere.WARNUNG, "x", bezug=Bezug(dimension=Dimension.TEAM, schluessel="t")),
            Ziel("massnahmen", dimension=Dimension.TEAM, schluessel="t"),
        ),
        (
            Befund("x", Schwere.WARNUNG, "x", bezug=Bezug(posten=Budgetart.KFA)),
            Ziel("budget", posten="kfa"),
        ),
        (
            Befund("x", Schwere.WARNUNG, "x", bezug=Bezug(bindung_id="b")),
            Ziel("bindungen", schluessel="b"),
        ),
        (Befund("x", Schwere.WARNUNG, "x"), None),
    ],
)
def test_each_kind_of_finding_leads_to_what_it_is_about(befund: Befund, ziel: Ziel | None) -> None:
    assert ziel_von(befund) == ziel


def test_the_list_is_a_proper_model_while_findings_come_and_go(qtbot: QtBot) -> None:
    modell = BefundeModell()
    tester = QAbstractItemModelTester(modell, QAbstractItemModelTester.FailureReportingMode.Warning)
    befund = Befund("x", Schwere.FEHLER, "Das passt nicht.", quelle="§ 1")

    modell.setze((befund, befund))
    assert modell.index(0).data(VORLESEN) == "Fehler: Das passt nicht. § 1"
    modell.setze(())

    assert modell.rowCount() == 0
    assert tester.model() is modell


def test_the_check_runs_after_a_change_and_the_count_follows(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    assert fenster.pruefer is not None
    assert fenster.bruecke is not None
    with qtbot.waitSignal(fenster.pruefer.neu):
        pass
    anfangs = fenster.pruefer.befunde or ()
    assert "ueberplant" in {b.code for b in anfangs}

    with qtbot.waitSignal(fenster.pruefer.neu):
        plaene.budget_setzen(fenster.bruecke.dokument, Budgetart.RUECKEINNAHMEN, 40_163_774)

    befunde = fenster.pruefer.befunde or ()
    assert "ueberplant" not in {b.code for b in befunde}
    assert fenster.budgetleiste.felder["befunde"].accessibleName().startswith(f"Befunde: {len(anfangs) - 1},")


def test_the_panel_opens_by_key_and_enter_leads_to_the_rows(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    qtbot.keyClick(fenster, Qt.Key.Key_F8)
    panel = fenster.befundepanel
    assert panel.isVisible()
    assert fenster.focusWidget() is panel.liste

    qtbot.keyClick(panel.liste, Qt.Key.Key_Return)

    seite = fenster.stapel.aktuelle()
    assert seite is not None
    assert seite.name == "massnahmen"


def test_escape_puts_the_panel_away(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.budgetleiste.felder["befunde"].click()
    assert fenster.befundepanel.isVisible()

    qtbot.keyClick(fenster.befundepanel.liste, Qt.Key.Key_Escape)

    assert not fenster.befundepanel.isVisible()


def test_a_plan_without_findings_says_so_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)

    fenster.befundepanel.zeige(())

    assert fenster.befundepanel.accessibleName() == "Befunde der Prüfung: keine"
    assert fenster.befundepanel.liste.isHidden()


def test_the_panel_lies_over_a_narrow_page_and_beside_a_wide_one(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    breite = fenster.stapel.width()

    fenster.befehle.befunde()
    qtbot.waitUntil(lambda: fenster.befundepanel.geometry().right() == breite - 1)
    assert fenster.stapel.width() == breite

    fenster.resize(1800, 900)
    qtbot.waitUntil(lambda: fenster.stapel.geometry().right() < fenster.befundepanel.geometry().left())
    fenster.befundepanel.schliesse()
    qtbot.waitUntil(lambda: fenster.stapel.width() > 1600)
