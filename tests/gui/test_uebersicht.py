"""The overview: one true sentence, charts that follow each change, clicks that lead to the rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QScrollArea

from app.services import plaene
from app.services.diagrammdaten import Groesse
from app.services.summen import Dimension
from app.services.zeilen import Budgetart
from app.views.bruecke import Ziel
from app.views.uebersicht.seite import UebersichtSeite, kernsatz
from tests.gui.fenster_hilfe import fenster_mit_plan, neues_fenster
from tests.gui.test_budgetleiste import ZAHLEN

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.views.hauptfenster import Hauptfenster

NEUFALL = 3_508_595_700


@pytest.mark.parametrize(
    ("verplant", "satz"),
    [
        (NEUFALL + 163_774, "Der Plan überzieht das Neufallbudget um 1.637,74\u00a0€."),
        (NEUFALL, "Das Neufallbudget ist genau verplant."),
        (0, "Vom Neufallbudget sind noch 35.085.957,00\u00a0€ frei; verplant sind 0,0\u00a0%."),
    ],
)
def test_the_sentence_says_how_plan_and_money_stand_to_each_other(verplant: int, satz: str) -> None:
    assert kernsatz(replace(ZAHLEN, verplant_cent=verplant)) == satz


def uebersicht(fenster: Hauptfenster) -> UebersichtSeite:
    seite = fenster.stapel.zeige("uebersicht")
    assert isinstance(seite, UebersichtSeite)
    return seite


def test_an_empty_plan_says_where_to_begin(qtbot: QtBot, tmp_path: Path) -> None:
    plaene.lege_leer_an(tmp_path / "leer.amip", 2024).datei.schliesse()
    fenster = neues_fenster(qtbot, tmp_path)
    fenster.dateien.oeffne(tmp_path / "leer.amip")

    assert "Beginnen Sie" in uebersicht(fenster).satz.text()


def test_a_change_of_the_budget_moves_sentence_and_waterfall(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    seite = uebersicht(fenster)
    assert fenster.bruecke is not None

    plaene.budget_setzen(fenster.bruecke.dokument, Budgetart.RUECKEINNAHMEN, 40_163_774)

    assert seite.satz.text() == "Das Neufallbudget ist genau verplant."
    assert "400.000" not in seite.neufallbudget.accessibleDescription()
    assert "401.637,74" in seite.neufallbudget.accessibleDescription()


def test_the_switch_changes_both_charts_to_entries(qtbot: QtBot, tmp_path: Path) -> None:
    seite = uebersicht(fenster_mit_plan(qtbot, tmp_path))
    assert seite.handlungsfelder.titel.text() == "Mittel nach Handlungsfeld"

    seite.umschalter[Groesse.EINTRITTE].click()

    assert seite.handlungsfelder.titel.text() == "Eintritte nach Handlungsfeld"
    assert seite.kategorien.titel.text() == "Eintritte nach Produktkategorie"
    assert "15.812" not in seite.handlungsfelder.accessibleDescription()
    assert "7.302" in seite.handlungsfelder.accessibleDescription()


def test_a_bar_leads_to_its_rows(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    seite = uebersicht(fenster)
    feld = next(iter(seite.bruecke.blick.handlungsfelder))

    with qtbot.waitSignal(seite.bruecke.sprung) as sprung:
        seite.handlungsfelder.angeklickt.emit((Dimension.HANDLUNGSFELD, feld))

    assert sprung.args == [Ziel("massnahmen", dimension=Dimension.HANDLUNGSFELD, schluessel=feld)]
    offen = fenster.stapel.aktuelle()
    assert offen is not None
    assert offen.name == "massnahmen"


@pytest.mark.parametrize("groesse", [(1280, 800), (1600, 1000)])
def test_everything_is_in_view_without_scrolling(
    qtbot: QtBot, tmp_path: Path, groesse: tuple[int, int]
) -> None:
    seite = uebersicht(fenster_mit_plan(qtbot, tmp_path, groesse))

    qtbot.waitUntil(lambda: seite.kategorien.height() > 0)
    roller = seite.findChild(QScrollArea, "uebersicht_roller")
    assert isinstance(roller, QScrollArea)
    assert (roller.verticalScrollBar().maximum(), roller.horizontalScrollBar().maximum()) == (0, 0)


def test_the_first_view_has_no_ring_on_a_button(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = neues_fenster(qtbot, tmp_path)
    fenster.activateWindow()
    fenster.willkommen.wahlen["neu"].setFocus()

    fenster.dateien.oeffne_beispiel("duisburg-2020")

    assert fenster.focusWidget() is uebersicht(fenster)
