"""What goes into the workbook: chosen in a dialog by mouse or keys, remembered, and then written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.services.excel import Exportwahl, Unterdrueckung
from app.services.excel.auswahl import Tabellenangebot
from app.views import anwendung
from app.views.einstellungen import Einstellungen
from app.views.exportdialog import MIT, NICHT, OHNE, OHNE_ZEILEN, Exportdialog
from tests.gui.fenster_hilfe import fenster_mit_plan

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.views.hauptfenster import Hauptfenster

ANGEBOT = (
    Tabellenangebot("abb1", "Abb. 1", "Globalbudget 2020", sperrbar=True),
    Tabellenangebot("abb6", "Abb. 6", "Eintritte 2020", sperrbar=True),
    Tabellenangebot("hf1", "HF 1", "Handlungsfeld 1", sperrbar=True),
)


@pytest.fixture
def einstellungen(tmp_path: Path) -> Einstellungen:
    return Einstellungen(tmp_path / "einstellungen.ini")


def zeige(qtbot: QtBot, einstellungen: Einstellungen, bemerkte: int = 19) -> Exportdialog:
    anwendung.erzeuge()
    dialog = Exportdialog(ANGEBOT, bemerkte, einstellungen)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def waehle_ab(dialog: Exportdialog, nummer: int) -> None:
    zeile = dialog.liste.topLevelItem(nummer)
    assert zeile is not None
    zeile.setCheckState(0, Qt.CheckState.Unchecked)


def dialog_von(fenster: Hauptfenster) -> Exportdialog:
    return next(d for d in fenster.findChildren(Exportdialog) if d.isVisible())


def test_at_first_all_tables_go_out_without_remarks_and_with_every_count(
    qtbot: QtBot, einstellungen: Einstellungen
) -> None:
    dialog = zeige(qtbot, einstellungen)
    assert dialog.wahl() == Exportwahl()
    assert dialog.bestand.text() == "Alle Tabellen. Das Blatt „Inhalt“ ist immer dabei."
    assert not dialog.unter.isEnabled()
    assert not dialog.folge.isVisible()


def test_the_space_bar_takes_a_table_out(qtbot: QtBot, einstellungen: Einstellungen) -> None:
    dialog = zeige(qtbot, einstellungen)
    assert dialog.focusWidget() is dialog.liste
    qtbot.keyClick(dialog.liste, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.liste, Qt.Key.Key_Space)
    assert dialog.wahl().tabellen == ("abb1", "hf1")
    assert dialog.bestand.text().startswith("2 von 3 Tabellen.")


def test_without_any_table_there_is_nothing_to_export(qtbot: QtBot, einstellungen: Einstellungen) -> None:
    dialog = zeige(qtbot, einstellungen)
    dialog.keine.click()
    assert dialog.bestand.text() == "Wählen Sie wenigstens eine Tabelle."
    assert not dialog.weiter.isEnabled()
    dialog.alle.click()
    assert dialog.weiter.isEnabled()
    assert dialog.wahl().tabellen is None


def test_each_way_with_remarks_says_what_it_means(qtbot: QtBot, einstellungen: Einstellungen) -> None:
    dialog = zeige(qtbot, einstellungen)
    dialog.arten[MIT].click()
    assert dialog.wahl() == Exportwahl(interne_bemerkungen=True)
    assert "nicht zur Weitergabe bestimmt" in dialog.folge.text()
    dialog.arten[OHNE_ZEILEN].click()
    assert dialog.wahl() == Exportwahl(zeilen_mit_bemerkung=False)
    assert dialog.folge.text().startswith("19 Zeilen gehen nicht einzeln hinaus")
    assert dialog.folge.isVisible()
    assert dialog.folge.geometry().bottom() < dialog.kleine.geometry().top()


def test_a_plan_without_remarks_says_so(qtbot: QtBot, einstellungen: Einstellungen) -> None:
    assert zeige(qtbot, einstellungen, 0).folge.text() == "In diesem Plan hat keine Maßnahme eine Bemerkung."


def test_the_limit_for_small_counts_can_be_set(qtbot: QtBot, einstellungen: Einstellungen) -> None:
    dialog = zeige(qtbot, einstellungen)
    dialog.kleine.click()
    dialog.unter.setValue(5)
    assert dialog.wahl().kleine_zahlen == Unterdrueckung(5)
    assert "Zahlen unter 5" in dialog.schutz.text()
    assert "nicht wieder einlesen" in dialog.schutz.text()


def test_the_last_choice_is_there_again_and_a_new_table_is_in(
    qtbot: QtBot, einstellungen: Einstellungen
) -> None:
    einstellungen.merke(OHNE, "hf9")
    dialog = zeige(qtbot, einstellungen)
    waehle_ab(dialog, 1)
    dialog.arten[OHNE_ZEILEN].click()
    dialog.kleine.click()
    dialog.unter.setValue(4)
    dialog.merke()
    wieder = zeige(qtbot, Einstellungen(einstellungen.pfad))
    assert wieder.wahl() == Exportwahl(
        ("abb1", "hf1"), zeilen_mit_bemerkung=False, kleine_zahlen=Unterdrueckung(4)
    )
    assert einstellungen.wert(OHNE) == "hf9,abb6"


def test_broken_settings_are_as_none(qtbot: QtBot, einstellungen: Einstellungen) -> None:
    for schluessel in (OHNE, "export/bemerkungen", "export/kleine", "export/unter"):
        einstellungen.merke(schluessel, "abb1,abb6,hf1" if schluessel == OHNE else "–1x")
    assert zeige(qtbot, einstellungen).wahl() == Exportwahl()


def test_everything_that_can_be_chosen_has_a_name(qtbot: QtBot, einstellungen: Einstellungen) -> None:
    dialog = zeige(qtbot, einstellungen)
    assert dialog.accessibleName() == "Nach Excel exportieren"
    assert dialog.liste.accessibleName() == "Tabellen der Arbeitsmappe"
    assert dialog.arten[NICHT].accessibleName() == "Interne Bemerkungen nicht mitgeben"
    assert dialog.unter.accessibleName() == "Zahlen unter dieser Grenze unterdrücken"
    assert dialog.alle.accessibleName() == "Alle Tabellen wählen"


def test_from_the_menu_to_the_file_with_the_chosen_tables(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.befehle.fuehre_aus("excel_exportieren")
    dialog = dialog_von(fenster)
    assert dialog.liste.topLevelItemCount() >= 10
    dialog.keine.click()
    zeile = dialog.liste.topLevelItem(1)
    assert zeile is not None
    zeile.setCheckState(0, Qt.CheckState.Checked)
    dialog.weiter.click()
    ziel = next(d for d in dialog.findChildren(QFileDialog) if d.isVisible())
    assert dialog.isVisible()
    ziel.hide()
    with qtbot.waitSignal(fenster.hintergrund.beendet, timeout=20_000):
        ziel.fileSelected.emit(str(tmp_path / "aus.xlsx"))
    mappe = openpyxl.load_workbook(tmp_path / "aus.xlsx")
    assert mappe.sheetnames[:2] == ["Inhalt", "Abb. 2"]
    assert len([n for n in mappe.sheetnames if n.startswith(("Abb", "HF", "HÜL"))]) == 1
    assert fenster.einstellungen.wert(OHNE).startswith("abb1,abb3")


def test_cancelling_the_file_leads_back_to_the_choice(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.befehle.fuehre_aus("excel_exportieren")
    dialog = dialog_von(fenster)
    waehle_ab(dialog, 0)
    dialog.weiter.click()
    next(d for d in dialog.findChildren(QFileDialog) if d.isVisible()).reject()
    assert dialog.isVisible()
    assert fenster.einstellungen.wert(OHNE) == ""
    dialog.reject()
