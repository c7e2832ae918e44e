"""The dialog of a Bindung: keys in the matrix, clipboard, spreading, options, parts, warnings, Escape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.services.bindungszeilen import KEIN_VERTRAG, Bindungsteil, Vertrag
from app.services.ve import ve_eintragen
from app.views.bindungen.dialog import Bindungsangaben, Bindungsdialog
from tests.gui.vertrags_hilfe import SAMMEL, finde

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.services.bindungszeilen import Bindungszeile
    from app.services.dokument import Dokument
    from app.views.bindungen.matrix import Faelligkeitsmatrix

STRG = Qt.KeyboardModifier.ControlModifier
GRUNDVERTRAG = "FTEC Lager/Verkauf West, Los 2"
OPTION = f"{GRUNDVERTRAG}, Option"
DEZEMBER = 12


class Probe:
    """A dialog on screen, and what it handed on."""

    def __init__(
        self,
        qtbot: QtBot,
        dok: Dokument,
        bindung: Bindungszeile | None = None,
        vorlage: Vertrag = KEIN_VERTRAG,
    ) -> None:
        self.qtbot = qtbot
        self.angaben: list[Bindungsangaben] = []
        self.geschlossen: list[int] = []
        self.dialog = Bindungsdialog(dok.blick, bindung, self._speichere, None, vorlage)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(self.dialog)
        self.dialog.finished.connect(self.geschlossen.append)
        with qtbot.waitExposed(self.dialog):
            self.dialog.show()
        self.dialog.activateWindow()

    def _speichere(self, angaben: Bindungsangaben) -> str:
        self.angaben.append(angaben)
        return ""

    @property
    def matrix(self) -> Faelligkeitsmatrix:
        return self.dialog.matrix

    def hier(self) -> tuple[int, int]:
        return self.matrix.currentRow(), self.matrix.currentColumn()

    def tippe(self, text: str, taste: Qt.Key) -> None:
        """Type into the current cell of the matrix, as a person does, and close it with a key."""
        self.qtbot.keyClick(self.matrix, text[0])
        # One that was closed before may still wait to be deleted.
        editor = next(e for e in self.matrix.viewport().findChildren(QLineEdit) if e.isVisible())
        editor.insert(text[1:])
        self.qtbot.keyClick(editor, taste)
        self.qtbot.waitUntil(lambda: self.matrix.state() != self.matrix.State.EditingState)

    def klicke(self, name: str) -> None:
        knopf = self.dialog.findChild(QPushButton, name)
        assert knopf is not None
        self.qtbot.mouseClick(knopf, Qt.MouseButton.LeftButton)


@pytest.fixture
def probe(qtbot: QtBot, demo: Dokument) -> Probe:
    return Probe(qtbot, demo)


# -- keys --------------------------------------------------------------------------------------------


def test_enter_goes_down_tab_right_and_escape_gives_up_only_the_cell(probe: Probe) -> None:
    probe.matrix.setFocus()
    assert probe.hier() == (0, 0)
    probe.tippe("100", Qt.Key.Key_Return)
    assert probe.hier() == (1, 0)
    probe.tippe("200", Qt.Key.Key_Tab)
    assert probe.hier() == (1, 1)
    probe.tippe("300", Qt.Key.Key_Escape)
    assert probe.hier() == (1, 1)
    assert probe.matrix.betraege == {(2020, None): 100_00, (2020, 1): 200_00}
    assert probe.dialog.isVisible()


def test_enter_in_the_matrix_never_accepts_the_dialog(probe: Probe) -> None:
    probe.dialog.formular.bezeichnung.setText("Vertrag")
    probe.matrix.setFocus()
    for _ in range(20):
        probe.qtbot.keyClick(probe.matrix, Qt.Key.Key_Return)
    assert probe.hier() == (DEZEMBER, 0)
    assert not probe.angaben
    probe.qtbot.keyClick(probe.matrix, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert probe.hier() == (DEZEMBER - 1, 0)


def test_tab_goes_on_in_the_next_row_and_leaves_at_the_end(probe: Probe) -> None:
    probe.matrix.setFocus()
    letzte = len(probe.matrix.jahre) - 1
    probe.matrix.setCurrentCell(0, letzte)
    probe.qtbot.keyClick(probe.matrix, Qt.Key.Key_Tab)
    assert probe.hier() == (1, 0)
    probe.qtbot.keyClick(probe.matrix, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert probe.hier() == (0, letzte)
    probe.matrix.setCurrentCell(DEZEMBER, letzte)
    probe.qtbot.keyClick(probe.matrix, Qt.Key.Key_Tab)
    assert probe.dialog.focusWidget() is probe.dialog.findChild(QPushButton, "bindung_verteilen_gleich")
    probe.matrix.setFocus()
    probe.matrix.setCurrentCell(0, 0)
    probe.qtbot.keyClick(probe.matrix, Qt.Key.Key_Tab, STRG)
    assert probe.dialog.focusWidget() is not probe.matrix


def test_enter_in_a_field_takes_the_bindung(probe: Probe) -> None:
    probe.dialog.formular.bezeichnung.setText("Vertrag")
    probe.qtbot.keyClick(probe.dialog.formular.bezeichnung, Qt.Key.Key_Return)
    assert [a.bezeichnung for a in probe.angaben] == ["Vertrag"]
    assert probe.geschlossen


def test_escape_asks_once_before_it_throws_away_what_was_typed(probe: Probe) -> None:
    probe.dialog.formular.bezeichnung.setText("Halb fertig")
    probe.qtbot.keyClick(probe.dialog, Qt.Key.Key_Escape)
    assert not probe.geschlossen
    assert "Noch nicht übernommen" in probe.dialog.grund.text()
    probe.dialog.formular.aktenzeichen.setText("A")
    probe.qtbot.keyClick(probe.dialog, Qt.Key.Key_Escape)
    assert not probe.geschlossen, "who goes on typing is asked again"
    probe.qtbot.keyClick(probe.dialog, Qt.Key.Key_Escape)
    assert probe.geschlossen
    assert not probe.angaben


def test_escape_closes_at_once_where_nothing_was_typed(probe: Probe) -> None:
    probe.qtbot.keyClick(probe.dialog, Qt.Key.Key_Escape)
    assert probe.geschlossen


def test_the_button_to_cancel_does_not_ask(probe: Probe) -> None:
    probe.dialog.formular.bezeichnung.setText("Halb fertig")
    probe.klicke("bindung_abbrechen")
    assert probe.geschlossen


# -- clipboard ---------------------------------------------------------------------------------------


def test_a_block_out_of_excel_is_pasted_and_copied_as_it_was(probe: Probe) -> None:
    probe.matrix.setFocus()
    probe.matrix.setCurrentCell(1, 0)
    QGuiApplication.clipboard().setText("1.000,00\t2.000\n500,5\t\n")
    probe.qtbot.keyClick(probe.matrix, Qt.Key.Key_V, STRG)
    assert probe.matrix.betraege == {(2020, 1): 1_000_00, (2021, 1): 2_000_00, (2020, 2): 500_50}
    probe.matrix.clearSelection()
    probe.matrix.setCurrentCell(1, 0)
    for taste in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        probe.qtbot.keyClick(probe.matrix, taste, Qt.KeyboardModifier.ShiftModifier)
    probe.qtbot.keyClick(probe.matrix, Qt.Key.Key_C, STRG)
    assert QGuiApplication.clipboard().text() == "1.000,00\t2.000,00\n500,50\t\n"
    probe.qtbot.keyClick(probe.matrix, Qt.Key.Key_Delete)
    assert not probe.matrix.betraege


def test_a_block_that_reaches_beyond_the_table_is_refused_as_a_whole(probe: Probe) -> None:
    probe.matrix.setFocus()
    probe.matrix.setCurrentCell(DEZEMBER, 0)
    QGuiApplication.clipboard().setText("1\n2\n")
    probe.qtbot.keyClick(probe.matrix, Qt.Key.Key_V, STRG)
    assert not probe.matrix.betraege
    assert "Sie hat 2 Zeilen und 1 Spalte, ab hier sind es 1 Zeilen" in probe.dialog.grund.text()


def test_what_cannot_be_read_stays_in_its_cell_with_the_reason(probe: Probe) -> None:
    probe.dialog.formular.bezeichnung.setText("Vertrag")
    probe.matrix.setFocus()
    probe.matrix.setCurrentCell(3, 1)
    QGuiApplication.clipboard().setText("viel")
    probe.qtbot.keyClick(probe.matrix, Qt.Key.Key_V, STRG)
    probe.klicke("bindung_uebernehmen")
    assert probe.dialog.grund.text().startswith("Fälligkeit 2021, März: ")
    assert not probe.angaben
    assert probe.hier() == (3, 1)


# -- spreading ---------------------------------------------------------------------------------------


def test_a_sum_is_spread_over_the_term_evenly_and_by_days(probe: Probe) -> None:
    formular = probe.dialog.formular
    formular.von.setText("16.02.2020")
    formular.bis.setText("31.03.2020")
    formular.summe.setText("450,00")
    probe.klicke("bindung_verteilen_gleich")
    assert probe.matrix.betraege == {(2020, 2): 225_00, (2020, 3): 225_00}
    probe.klicke("bindung_verteilen_tage")
    assert probe.matrix.betraege == {(2020, 2): 140_00, (2020, 3): 310_00}
    assert probe.dialog.summe.text() == "Summe der Fälligkeiten 450,00\u00a0€"


def test_without_a_sum_what_is_entered_is_spread(probe: Probe) -> None:
    probe.matrix.setFocus()
    probe.tippe("100", Qt.Key.Key_Return)
    probe.dialog.formular.von.setText("01.01.2020")
    probe.dialog.formular.bis.setText("30.04.2020")
    probe.klicke("bindung_verteilen_gleich")
    assert probe.matrix.betraege == dict.fromkeys([(2020, m) for m in range(1, 5)], 25_00)


def test_a_further_year_keeps_what_is_there(probe: Probe) -> None:
    probe.matrix.setFocus()
    probe.tippe("100", Qt.Key.Key_Return)
    probe.klicke("bindung_verteilen_jahr")
    assert probe.matrix.jahre[-1] == 2023
    assert probe.matrix.betraege == {(2020, None): 100_00}
    assert probe.hier() == (0, 3)


# -- options, parts ----------------------------------------------------------------------------------


def test_an_option_belongs_to_a_contract_and_binds_only_when_drawn(probe: Probe, demo: Dokument) -> None:
    formular = probe.dialog.formular
    formular.bezeichnung.setText("Neue Option")
    assert not formular.grund.isVisible()
    formular.teil.setCurrentIndex(formular.teil.findData(Bindungsteil.OPTION.value))
    assert formular.grund.isVisible()
    assert formular.gezogen.isVisible()
    formular.gezogen.setChecked(False)
    grundvertrag = finde(demo, GRUNDVERTRAG)
    formular.grund.setCurrentIndex(formular.grund.findData(grundvertrag.id))
    probe.klicke("bindung_uebernehmen")
    (angaben,) = probe.angaben
    assert angaben.vertrag.teil is Bindungsteil.OPTION
    assert (angaben.vertrag.grund_id, angaben.vertrag.wirksam) == (grundvertrag.id, False)


def test_options_and_known_sums_are_no_base_contracts(probe: Probe, demo: Dokument) -> None:
    grund = probe.dialog.formular.grund
    assert grund.findData(finde(demo, OPTION).id) < 0
    assert grund.findData(finde(demo, SAMMEL).id) < 0


def test_a_top_up_always_binds(qtbot: QtBot, demo: Dokument) -> None:
    probe = Probe(qtbot, demo, finde(demo, OPTION))
    formular = probe.dialog.formular
    assert not formular.gezogen.isChecked()
    formular.teil.setCurrentIndex(formular.teil.findData(Bindungsteil.AUFSTOCKUNG.value))
    assert not formular.gezogen.isVisible()
    assert formular.vertrag().wirksam


def test_a_part_of_the_vorbindungen_begins_in_the_year_before(qtbot: QtBot, demo: Dokument) -> None:
    sammel = finde(demo, SAMMEL)
    probe = Probe(qtbot, demo, vorlage=Vertrag(sammel_id=sammel.id))
    probe.dialog.formular.bezeichnung.setText("Altvertrag")
    probe.klicke("bindung_uebernehmen")
    (angaben,) = probe.angaben
    assert (angaben.vertrag.sammel_id, angaben.herkunft_jahr) == (sammel.id, 2019)


# -- warnings ----------------------------------------------------------------------------------------


def test_a_later_year_beyond_its_ve_warns_while_typing(probe: Probe) -> None:
    probe.matrix.setFocus()
    probe.matrix.setCurrentCell(0, 1)
    probe.tippe("99.000.000", Qt.Key.Key_Return)
    assert "VE 2021 überschritten um" in probe.dialog.warnung.text()
    probe.matrix.setCurrentCell(0, 1)
    probe.qtbot.keyClick(probe.matrix, Qt.Key.Key_Delete)
    assert probe.dialog.warnung.isHidden()


def test_before_the_budget_is_released_the_day_warns(probe: Probe) -> None:
    probe.matrix.setFocus()
    probe.tippe("5", Qt.Key.Key_Return)
    probe.dialog.formular.datum.setText("15.03.2020")
    assert "Vorläufige Haushaltsführung bis 31.03.2020" in probe.dialog.warnung.text()
    probe.dialog.formular.datum.setText("15.04.2020")
    assert probe.dialog.warnung.isHidden()


def test_more_than_the_mittelansatz_of_the_leistung_warns(probe: Probe) -> None:
    probe.matrix.setFocus()
    probe.tippe("5.000.000", Qt.Key.Key_Return)
    probe.dialog.formular.leistung.setEditText("Förderzentrum II")
    assert "mehr als der Mittelansatz" in probe.dialog.warnung.text()


def test_a_warning_is_confirmed_once_and_again_where_it_changed(qtbot: QtBot, demo: Dokument) -> None:
    ve_eintragen(demo, 2022, 0)
    probe = Probe(qtbot, demo)
    probe.dialog.formular.bezeichnung.setText("Zu groß")
    probe.matrix.setFocus()
    probe.matrix.setCurrentCell(0, 2)
    probe.tippe("1", Qt.Key.Key_Return)
    probe.klicke("bindung_uebernehmen")
    assert probe.dialog.uebernehmen.text() == "Trotzdem übernehmen"
    probe.matrix.setCurrentCell(0, 2)
    probe.tippe("2", Qt.Key.Key_Return)
    assert probe.dialog.uebernehmen.text() == "Übernehmen"
    probe.klicke("bindung_uebernehmen")
    assert not probe.angaben
    probe.klicke("bindung_uebernehmen")
    assert [a.betraege for a in probe.angaben] == [{(2022, None): 2_00}]
