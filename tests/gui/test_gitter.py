"""The grid that pages use for small tables: real widgets, a real file, real keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.services.bindungen import bindung_anlegen
from app.views.bausteine.gitter import gitter_hier
from app.views.bausteine.gittermenue import zellmenue
from app.views.bausteine.gittermodell import BEARBEITEN, VORLESEN
from app.views.bausteine.zellen import STIL, Stil
from app.views.eingaben import nimm_eingaben
from tests.gui.gitter_hilfe import ANTEIL, BEMERKUNG, BETRAG, HERKUNFT, NAME, Bindungsgitter, fuelle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument

STRG, UM = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NEU, SUMME = 3, 4


@pytest.fixture
def dok(leer: Dokument) -> Dokument:
    fuelle(leer)
    return leer


@pytest.fixture
def probe(qtbot: QtBot, dok: Dokument) -> Bindungsgitter:
    probe = Bindungsgitter(dok)
    probe.auf_den_schirm(qtbot)
    return probe


def kein_editor(probe: Bindungsgitter) -> bool:
    return probe.gitter.offener_editor() is None


def gespeichert(dok: Dokument) -> list[tuple[str, int, int]]:
    return [(b.bezeichnung, b.herkunft_jahr, b.betrag_cent(2027)) for b in dok.blick.bindungen]


def test_records_stand_above_the_new_row_and_the_sums(probe: Bindungsgitter) -> None:
    assert probe.spalte(NAME) == ["Ausbildung", "Büro", "Chance", "+ neue Bindung …", "Summe"]
    assert probe.spalte(BETRAG) == ["929.137,82", "50,00", "0,00", "", "929.187,82"]
    modell = probe.gitter.modell
    assert modell.index(SUMME, BETRAG).data(STIL) == int(Stil.FETT | Stil.LINIE)
    assert modell.index(NEU, NAME).data(STIL) == int(Stil.NEBEN)
    assert modell.index(0, NAME).data(STIL) == int(Stil.NORMAL)


# -- typing ----------------------------------------------------------------------------------------


def test_typing_starts_editing_and_enter_keeps_it_and_goes_down(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(0, BETRAG)
    probe.tippe(qtbot, "1.000,50")
    assert kein_editor(probe)
    assert probe.dok.blick.bindungen[0].betrag_cent(2027) == 100_050
    assert probe.text(0, BETRAG) == "1.000,50"
    assert probe.text(SUMME, BETRAG) == "1.050,50"
    assert probe.hier() == (1, BETRAG)
    probe.tippe(qtbot, "7", Qt.Key.Key_Up)
    assert probe.hier() == (0, BETRAG)
    qtbot.keyClick(probe.gitter, "8")
    qtbot.keyClick(probe.editor(), Qt.Key.Key_Return, UM)
    assert probe.spalte(BETRAG)[:2] == ["8,00", "7,00"]
    assert probe.hier() == (0, BETRAG)
    probe.gehe(1, BETRAG)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_Return, UM)
    assert probe.hier() == (0, BETRAG)
    assert probe.gitter.gewaehlte() == probe.dok.blick.bindungen[:1]


def test_tab_goes_right_to_the_next_row_and_shift_tab_back(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(0, HERKUNFT)
    probe.tippe(qtbot, "2023", Qt.Key.Key_Tab)
    assert probe.text(0, HERKUNFT) == "2023"
    assert probe.hier() == (0, BETRAG)
    for _ in range(3):
        qtbot.keyClick(probe.gitter, Qt.Key.Key_Tab)
    assert probe.hier() == (1, NAME)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_Backtab, UM)
    assert probe.hier() == (0, BEMERKUNG)


def test_enter_after_tabs_leads_below_the_cell_where_they_began(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(0, HERKUNFT)
    probe.tippe(qtbot, "2023", Qt.Key.Key_Tab)
    probe.tippe(qtbot, "9")
    assert probe.hier() == (1, HERKUNFT)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_Tab)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_Up)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_Return)
    assert probe.hier() == (1, BETRAG)
    probe.gehe(NEU, NAME)
    probe.tippe(qtbot, "Dach", Qt.Key.Key_Tab)
    probe.tippe(qtbot, "2024", Qt.Key.Key_Tab)
    probe.tippe(qtbot, "5")
    assert gespeichert(probe.dok)[3:] == [("Dach", 2024, 5_00)]
    assert probe.hier() == (4, NAME)


def test_f2_edits_the_text_and_escape_gives_it_up(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(0, NAME)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_F2)
    assert probe.editor().text() == "Ausbildung"
    qtbot.keyClicks(probe.editor(), "anders")
    qtbot.keyClick(probe.editor(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: kein_editor(probe))
    assert probe.text(0, NAME) == "Ausbildung"
    assert probe.gitter.hasFocus()


def test_what_does_not_fit_stays_with_the_reason_below_it(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(0, BETRAG)
    probe.tippe(qtbot, "12.34")
    assert probe.editor().text() == "12.34"
    assert "mehrdeutig" in probe.editor().grund
    assert probe.hier() == (0, BETRAG)
    anderswo = probe.gitter.visualRect(probe.gitter.modell.index(2, NAME)).center()
    qtbot.mouseClick(probe.gitter.viewport(), Qt.MouseButton.LeftButton, pos=anderswo)
    qtbot.waitUntil(lambda: probe.hier() == (0, BETRAG))
    assert probe.editor().text() == "12.34"
    assert not probe.fehler
    qtbot.keyClicks(probe.editor(), "5")
    assert probe.editor().grund == ""


def test_the_reason_is_not_left_on_screen_when_the_table_is_hidden(
    qtbot: QtBot, probe: Bindungsgitter
) -> None:
    probe.gehe(0, BETRAG)
    probe.tippe(qtbot, "12.34")
    editor = probe.editor()
    grund = editor.grund
    probe.gitter.hide()
    assert editor.grund == ""
    probe.gitter.show()
    assert editor.grund == grund


def test_an_error_of_the_file_is_told_and_the_text_stays(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.dok.datei.pfad.unlink()
    probe.gehe(0, BETRAG)
    probe.tippe(qtbot, "5")
    assert probe.editor().text() == "5"
    assert "Nicht gespeichert" in probe.editor().grund
    assert len(probe.fehler) == 1
    qtbot.keyClick(probe.editor(), Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("taste", "dazu"),
    [(Qt.Key.Key_F4, Qt.KeyboardModifier(0)), (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)],
)
def test_a_key_opens_the_list_and_a_word_of_it_is_taken(
    qtbot: QtBot, probe: Bindungsgitter, taste: Qt.Key, dazu: Qt.KeyboardModifier
) -> None:
    probe.gehe(0, HERKUNFT)
    qtbot.keyClick(probe.gitter, taste, dazu)
    liste = probe.editor().completer().popup()
    assert liste is not None
    assert [liste.model().index(i, 0).data() for i in range(liste.model().rowCount())] == [
        "2024",
        "2025",
        "2026",
    ]
    liste.setCurrentIndex(liste.model().index(2, 0))
    qtbot.keyClick(liste, Qt.Key.Key_Return)
    qtbot.keyClick(probe.editor(), Qt.Key.Key_Return)
    assert probe.text(0, HERKUNFT) == "2026"


def test_a_derived_cell_takes_no_text_and_opens_its_record(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(1, ANTEIL)
    qtbot.keyClick(probe.gitter, "x")
    assert kein_editor(probe)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_Return)
    ort = probe.gitter.visualRect(probe.gitter.modell.index(0, ANTEIL)).center()
    qtbot.mouseClick(probe.gitter.viewport(), Qt.MouseButton.LeftButton, pos=ort)
    qtbot.mouseDClick(probe.gitter.viewport(), Qt.MouseButton.LeftButton, pos=ort)
    assert probe.geoeffnet == [probe.dok.blick.bindungen[1], probe.dok.blick.bindungen[0]]
    probe.gehe(0, NAME)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_Return)
    assert len(probe.geoeffnet) == 2
    assert probe.hier() == (1, NAME)


def test_tab_at_the_end_and_strg_tab_leave_the_table(qtbot: QtBot, dok: Dokument) -> None:
    probe, fenster = Bindungsgitter(dok), QWidget()
    qtbot.addWidget(fenster)
    davor, danach = QPushButton("davor"), QPushButton("danach")
    anordnung = QVBoxLayout(fenster)
    for teil in (davor, probe.gitter, danach):
        anordnung.addWidget(teil)
    with qtbot.waitExposed(fenster):
        fenster.show()
    fenster.activateWindow()
    for taste, dazu, stelle, ziel in (
        (Qt.Key.Key_Tab, STRG, (0, NAME), danach),
        (Qt.Key.Key_Backtab, STRG | UM, (0, NAME), davor),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier(0), (NEU, BEMERKUNG), danach),
        (Qt.Key.Key_Backtab, UM, (0, NAME), davor),
    ):
        probe.gitter.setFocus()
        probe.gehe(*stelle)
        qtbot.keyClick(probe.gitter, taste, dazu)
        assert QApplication.focusWidget() is ziel
        assert probe.hier() == stelle
    probe.gitter.setFocus()
    probe.gehe(0, NAME)
    probe.gitter.setze_nur_lesbar(True)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is danach


# -- the new row -----------------------------------------------------------------------------------


def test_typing_in_the_new_row_makes_a_record_and_tab_goes_on_in_it(
    qtbot: QtBot, probe: Bindungsgitter
) -> None:
    probe.gehe(NEU, NAME)
    probe.tippe(qtbot, "Dach", Qt.Key.Key_Tab)
    assert gespeichert(probe.dok)[3:] == [("Dach", 2026, 0)]
    assert probe.spalte(NAME)[3:] == ["Dach", "+ neue Bindung …", "Summe"]
    assert probe.hier() == (3, HERKUNFT)
    assert kein_editor(probe)


def test_enter_in_the_new_row_leads_to_the_next_new_row(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(NEU, NAME)
    probe.tippe(qtbot, "Dach")
    probe.tippe(qtbot, "Eis")
    assert [b.bezeichnung for b in probe.dok.blick.bindungen][3:] == ["Dach", "Eis"]
    assert probe.hier() == (5, NAME)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_Return)
    assert probe.hier() == (5, NAME)


def test_a_click_elsewhere_makes_one_record_not_two(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(NEU, NAME)
    qtbot.keyClick(probe.gitter, "D")
    ort = probe.gitter.visualRect(probe.gitter.modell.index(0, BETRAG)).center()
    qtbot.mouseClick(probe.gitter.viewport(), Qt.MouseButton.LeftButton, pos=ort)
    qtbot.waitUntil(lambda: kein_editor(probe))
    assert [b.bezeichnung for b in probe.dok.blick.bindungen][3:] == ["D"]
    assert probe.hier() == (0, BETRAG)
    # What was made is forgotten: the next move starts from where one is.
    qtbot.keyClick(probe.gitter, Qt.Key.Key_F2)
    qtbot.keyClick(probe.editor(), Qt.Key.Key_Tab)
    assert probe.hier() == (0, ANTEIL)


def test_qt_may_ask_twice_for_the_same_text(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(NEU, NAME)
    qtbot.keyClick(probe.gitter, "D")
    editor = probe.editor()
    probe.gitter.commitData(editor)
    probe.gitter.commitData(editor)
    assert [b.bezeichnung for b in probe.dok.blick.bindungen][3:] == ["D"]


def test_a_new_row_that_does_not_fit_says_why_and_nothing_typed_makes_nothing(
    qtbot: QtBot, probe: Bindungsgitter
) -> None:
    probe.gehe(NEU, BETRAG)
    probe.tippe(qtbot, "5")
    assert probe.editor().grund == "Beginnen Sie mit der Bezeichnung."
    qtbot.keyClick(probe.editor(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: kein_editor(probe))
    probe.gehe(NEU, NAME)
    probe.tippe(qtbot, "   ")
    assert kein_editor(probe)
    assert len(probe.dok.blick.bindungen) == 3


def test_a_button_leads_to_the_new_row(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gitter.beginne_neu()
    qtbot.keyClicks(probe.editor(), "Dach")
    qtbot.keyClick(probe.editor(), Qt.Key.Key_Return)
    assert probe.dok.blick.bindungen[3].bezeichnung == "Dach"


# -- rows come and go ------------------------------------------------------------------------------


def test_the_model_keeps_its_promises_while_rows_come_and_go(qtbot: QtBot, probe: Bindungsgitter) -> None:
    modus = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(probe.gitter.modell, modus, probe.gitter)
    alle = list(probe.dok.blick.bindungen)
    for stand in (alle[1:], [alle[2], alle[0]], alle[::-1], [], alle, [alle[1]], alle):
        probe.gitter.zeige(stand)
        assert probe.spalte(NAME)[: len(stand)] == [z.bezeichnung for z in stand]
        assert probe.gitter.modell.rowCount() == len(stand) + 2
    for spalte in (BETRAG, BETRAG, BETRAG, NAME):
        probe.gitter.sortiere(spalte)
    for nur_lesbar in (True, False):
        probe.gitter.setze_nur_lesbar(nur_lesbar)
    probe.gehe(0, NAME)
    probe.tippe(qtbot, "Zug")
    probe.gehe(NEU, NAME)
    probe.tippe(qtbot, "Dach")
    probe.waehle(0, NAME, 1, NAME)
    probe.gitter.fuehre_aus("zeile_loeschen")
    while probe.dok.rueckgaengig():
        pass
    assert probe.spalte(NAME) == ["+ neue Bindung …", "Summe"]


def test_selection_and_places_follow_their_records(probe: Bindungsgitter) -> None:
    alle = list(probe.dok.blick.bindungen)
    probe.gehe(2, BETRAG)
    summe = QPersistentModelIndex(probe.gitter.modell.index(SUMME, NAME))
    probe.gitter.zeige([alle[2], alle[1]])
    assert probe.hier() == (0, BETRAG)
    assert probe.gitter.gewaehlte() == (alle[2],)
    probe.gitter.zeige([alle[0], alle[1], alle[2]])
    assert probe.hier() == (2, BETRAG)
    assert summe.row() == SUMME


def test_an_editor_survives_that_its_own_text_takes_the_row_away(qtbot: QtBot, dok: Dokument) -> None:
    probe = Bindungsgitter(dok, herkunft=2025)
    probe.auf_den_schirm(qtbot)
    probe.gehe(0, HERKUNFT)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_F2)
    editor = probe.editor()
    editor.setText("2020")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert probe.spalte(NAME)[0] == "Ausbildung"
    qtbot.waitUntil(lambda: probe.spalte(NAME) == ["+ neue Bindung …", "Summe"])
    assert kein_editor(probe)
    assert dok.blick.bindungen[0].herkunft_jahr == 2020


def test_what_somebody_types_stays_while_others_records_change(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(1, NAME)
    qtbot.keyClick(probe.gitter, "x")
    bindung_anlegen(probe.dok, bezeichnung="Dach", herkunft_jahr=2026, betraege={})
    probe.setze_betrag(probe.dok.blick.bindungen[1], "77")
    assert probe.editor().text() == "x"
    qtbot.keyClick(probe.editor(), Qt.Key.Key_Return)
    assert probe.spalte(NAME)[:4] == ["Ausbildung", "x", "Chance", "Dach"]
    assert probe.text(1, BETRAG) == "77,00"


# -- deleting and clearing -------------------------------------------------------------------------


def test_selected_rows_are_deleted_and_undo_brings_them_back(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.waehle(1, NAME, SUMME, BETRAG)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_Delete, STRG)
    assert probe.spalte(NAME) == ["Ausbildung", "+ neue Bindung …", "Summe"]
    assert probe.hinweise[-1] == "2 Zeilen gelöscht – Strg+Z macht es rückgängig"
    probe.dok.rueckgaengig()
    probe.dok.rueckgaengig()
    assert probe.spalte(NAME)[:3] == ["Ausbildung", "Büro", "Chance"]


def test_del_clears_what_can_be_typed_and_says_where_that_does_not_fit(
    qtbot: QtBot, probe: Bindungsgitter
) -> None:
    probe.waehle(0, BETRAG, 1, ANTEIL)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_Delete)
    assert probe.spalte(BETRAG)[:2] == ["0,00", "0,00"]
    probe.gehe(0, NAME)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_Backspace)
    assert probe.text(0, NAME) == "Ausbildung"
    assert "braucht eine Bezeichnung" in probe.fehler[-1]
    assert "nichts geändert" in probe.fehler[-1]


def test_strg_d_fills_down_from_the_row_above(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.waehle(0, HERKUNFT, 2, BETRAG)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_D, STRG)
    assert probe.spalte(HERKUNFT)[:3] == ["2025"] * 3
    assert probe.spalte(BETRAG)[:3] == ["929.137,82"] * 3
    probe.gehe(1, NAME)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_D, STRG)
    assert probe.spalte(NAME)[:3] == ["Ausbildung", "Ausbildung", "Chance"]


# -- clipboard -------------------------------------------------------------------------------------


def test_a_rectangle_is_copied_with_its_sum_and_cut(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.waehle(1, HERKUNFT, SUMME, BETRAG)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_C, STRG)
    assert QGuiApplication.clipboard().text() == "2024\t50,00\n2026\t0,00\n\t929.187,82\n"
    probe.waehle(0, BETRAG, 1, BETRAG)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_X, STRG)
    assert QGuiApplication.clipboard().text() == "929.137,82\n50,00\n"
    assert probe.spalte(BETRAG)[:2] == ["0,00", "0,00"]


def test_a_rectangle_is_pasted_onto_rows_and_into_new_ones(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(2, NAME)
    QGuiApplication.clipboard().setText("Chor\r\nDach\r\n\r\n")
    qtbot.keyClick(probe.gitter, Qt.Key.Key_V, STRG)
    assert probe.spalte(NAME) == ["Ausbildung", "Büro", "Chor", "Dach", "+ neue Bindung …", "Summe"]
    assert probe.hinweise[-1] == "2 Zellen eingefügt"
    probe.gehe(0, HERKUNFT)
    QGuiApplication.clipboard().setText("2021\t1,00\n2022\t2,00\n")
    qtbot.keyClick(probe.gitter, Qt.Key.Key_V, STRG)
    assert gespeichert(probe.dok)[:2] == [("Ausbildung", 2021, 100), ("Büro", 2022, 200)]


def test_one_value_fills_the_whole_selection(probe: Bindungsgitter) -> None:
    probe.waehle(0, BETRAG, SUMME, BETRAG)
    QGuiApplication.clipboard().setText("9")
    probe.gitter.fuehre_aus("einfuegen")
    assert probe.spalte(BETRAG) == ["9,00", "9,00", "9,00", "", "27,00"]


@pytest.mark.parametrize(
    ("zeile", "spalte", "text", "grund"),
    [
        (0, BETRAG, "1,00\tx\n", "Die Spalte „Art“ wird berechnet und nimmt nichts auf."),
        (0, BEMERKUNG, "x\n", "Die Spalte „Bemerkung“ wird nur in einer neuen Zeile eingetragen."),
        (0, BEMERKUNG, "x\ty\n", "Die Zwischenablage hat 2 Spalten, ab hier sind es nur 1."),
        (0, BETRAG, "1,00\n12.34\n", "mehrdeutig"),
    ],
)
def test_a_paste_that_does_not_fit_is_refused_whole(
    probe: Bindungsgitter, zeile: int, spalte: int, text: str, grund: str
) -> None:
    vorher = gespeichert(probe.dok)
    probe.gehe(zeile, spalte)
    QGuiApplication.clipboard().setText(text)
    probe.gitter.fuehre_aus("einfuegen")
    assert gespeichert(probe.dok) == vorher
    assert len(probe.fehler) == 1
    assert grund in probe.fehler[0]
    assert "nichts geändert" in probe.fehler[0]


def test_without_a_way_to_paste_rectangles_a_single_value_goes_into_a_cell(
    qtbot: QtBot, dok: Dokument
) -> None:
    probe = Bindungsgitter(dok, mit_neu=False, mit_einfuegen=False)
    probe.auf_den_schirm(qtbot)
    probe.gehe(0, BETRAG)
    QGuiApplication.clipboard().setText("5")
    probe.gitter.fuehre_aus("einfuegen")
    assert probe.text(0, BETRAG) == "5,00"
    QGuiApplication.clipboard().setText("5\n6\n")
    probe.gitter.fuehre_aus("einfuegen")
    assert "nur ein einzelner Wert" in probe.fehler[-1]
    QGuiApplication.clipboard().setText("5\n6\n7\n8\n")
    probe.gitter.fuehre_aus("einfuegen")
    assert "4 Zeilen, ab hier sind es nur 3" in probe.fehler[-1]
    assert "nach_unten_ausfuellen" not in probe.gitter.befehle()


# -- selection, sorting, columns -------------------------------------------------------------------


def test_the_selection_tells_its_sum(probe: Bindungsgitter) -> None:
    probe.waehle(0, BETRAG, SUMME, BETRAG)
    assert probe.auswahl[-1] == (
        "Auswahl: 3 Zellen · Summe 929.187,82\u00a0€ · Anzahl 3 · Mittel 309.729,27\u00a0€"
    )
    probe.waehle(0, NAME, 1, NAME)
    assert probe.auswahl[-1] == "Auswahl: 2 Zellen"
    probe.gehe(0, BETRAG)
    assert probe.auswahl[-1] == ""


def klicke_kopf(qtbot: QtBot, probe: Bindungsgitter, spalte: int) -> None:
    kopf = probe.gitter.horizontalHeader()
    ort = kopf.rect().center()
    ort.setX(kopf.sectionViewportPosition(spalte) + 20)
    qtbot.mouseClick(kopf.viewport(), Qt.MouseButton.LeftButton, pos=ort)


def test_a_click_on_a_heading_sorts_up_down_and_as_given(qtbot: QtBot, probe: Bindungsgitter) -> None:
    gezeigt = []
    probe.gehe(0, NAME)
    for _ in range(3):
        klicke_kopf(qtbot, probe, BETRAG)
        gezeigt.append(probe.spalte(NAME)[:4])
        assert probe.gitter.aktuelle() == probe.dok.blick.bindungen[0]
    assert gezeigt == [
        ["Büro", "Ausbildung", "Chance", "+ neue Bindung …"],
        ["Ausbildung", "Büro", "Chance", "+ neue Bindung …"],
        ["Ausbildung", "Büro", "Chance", "+ neue Bindung …"],
    ]
    assert not probe.gitter.horizontalHeader().isSortIndicatorShown()


def test_a_sorted_row_does_not_jump_away_while_it_is_edited(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gitter.sortiere(NAME)
    probe.gehe(0, NAME)
    probe.tippe(qtbot, "Zug")
    assert probe.spalte(NAME)[:3] == ["Zug", "Büro", "Chance"]
    assert probe.hier() == (1, NAME)
    probe.gehe(NEU, NAME)
    probe.tippe(qtbot, "Dach", Qt.Key.Key_Tab)
    assert probe.spalte(NAME)[:4] == ["Büro", "Chance", "Dach", "Zug"]
    assert probe.hier() == (2, HERKUNFT)


def test_the_menu_sorts_and_carries_out_commands_without_a_mouse(probe: Bindungsgitter) -> None:
    probe.gehe(0, NAME)
    taten = {a.text().partition("\t")[0]: a for a in zellmenue(probe.gitter).actions()}
    taten["Nach „Bezeichnung“ absteigend sortieren"].trigger()
    assert probe.spalte(NAME)[:3] == ["Chance", "Büro", "Ausbildung"]
    taten["Ursprüngliche Reihenfolge"].trigger()
    taten["Zeilen löschen"].trigger()
    assert probe.spalte(NAME)[:2] == ["Büro", "Chance"]


def test_widths_are_remembered_but_not_the_order(qtbot: QtBot, dok: Dokument, probe: Bindungsgitter) -> None:
    probe.gitter.setColumnWidth(HERKUNFT, 133)
    probe.gitter.sortiere(NAME)
    zweites = Bindungsgitter(dok)
    zweites.auf_den_schirm(qtbot)
    zweites.gitter.stelle_spalten_her(probe.gitter.spaltenstand())
    assert zweites.gitter.columnWidth(HERKUNFT) == 133
    assert not zweites.gitter.horizontalHeader().isSortIndicatorShown()
    assert zweites.gitter.horizontalHeader().length() == zweites.gitter.viewport().width()


def test_a_grid_can_be_as_high_as_its_rows(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gitter.wachse_bis(6)
    vorher = probe.gitter.height()
    probe.gehe(NEU, NAME)
    probe.tippe(qtbot, "Dach")
    eine = probe.gitter.verticalHeader().defaultSectionSize()
    assert probe.gitter.height() == vorher + eine
    assert probe.gitter.verticalScrollBar().maximum() == 0
    probe.tippe(qtbot, "Eis")
    assert probe.gitter.height() == vorher + eine
    assert probe.gitter.verticalScrollBar().maximum() > 0


# -- read-only, names, closing ---------------------------------------------------------------------


def test_a_read_only_grid_is_read_and_copied_only(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gitter.setze_nur_lesbar(True)
    assert probe.spalte(NAME) == ["Ausbildung", "Büro", "Chance", "Summe"]
    assert probe.gitter.befehle() == {"kopieren", "tabelle_kopieren"}
    probe.gehe(0, BETRAG)
    QGuiApplication.clipboard().setText("5")
    qtbot.keyClick(probe.gitter, "x")
    for taste, dazu in ((Qt.Key.Key_V, STRG), (Qt.Key.Key_Delete, STRG), (Qt.Key.Key_X, STRG)):
        qtbot.keyClick(probe.gitter, taste, dazu)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_Delete)
    assert kein_editor(probe)
    assert probe.text(0, BETRAG) == "929.137,82"
    qtbot.keyClick(probe.gitter, Qt.Key.Key_C, STRG)
    assert QGuiApplication.clipboard().text() == "929.137,82\n"


def test_a_file_that_cannot_be_written_makes_a_read_only_grid(qtbot: QtBot, dok: Dokument) -> None:
    from app.services.plaene import oeffne

    zweites = oeffne(dok.datei.pfad, schreibgeschuetzt=True)
    probe = Bindungsgitter(zweites)
    qtbot.addWidget(probe.gitter)
    assert probe.gitter.modell.nur_lesbar
    zweites.datei.schliesse()


def test_everything_has_a_name_for_a_screen_reader(qtbot: QtBot, probe: Bindungsgitter) -> None:
    modell = probe.gitter.modell
    assert (probe.gitter.objectName(), probe.gitter.accessibleName()) == ("gitter", "Bindungen")
    assert modell.index(0, BETRAG).data(VORLESEN) == "2027 €: 929.137,82"
    assert modell.index(0, BEMERKUNG).data(VORLESEN) == "Bemerkung: leer"
    assert modell.index(NEU, NAME).data(VORLESEN) == "Neue Zeile, Bezeichnung"
    assert modell.index(SUMME, BETRAG).data(VORLESEN) == "Summe, 2027 €: 929.187,82"
    probe.gehe(0, BETRAG)
    qtbot.keyClick(probe.gitter, "x")
    assert probe.editor().accessibleName() == "2027 €"
    assert modell.index(NEU, NAME).data(BEARBEITEN) == ""


def test_closing_the_window_takes_over_what_is_typed_or_waits(qtbot: QtBot, dok: Dokument) -> None:
    from PySide6.QtWidgets import QMainWindow

    probe, fenster = Bindungsgitter(dok), QMainWindow()
    qtbot.addWidget(fenster)
    fenster.setCentralWidget(probe.gitter)
    with qtbot.waitExposed(fenster):
        fenster.show()
    fenster.activateWindow()
    probe.gitter.setFocus()
    assert gitter_hier(fenster) is probe.gitter
    probe.gehe(0, BETRAG)
    qtbot.keyClick(probe.gitter, "x")
    assert gitter_hier(fenster) is probe.gitter
    assert not nimm_eingaben(fenster)
    probe.editor().setText("6")
    probe.editor().setFocus()
    assert nimm_eingaben(fenster)
    assert dok.blick.bindungen[0].betrag_cent(2027) == 600


# -- found by using it -----------------------------------------------------------------------------


def test_typing_on_the_sums_changes_no_other_row(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(SUMME, BETRAG)
    vorher = gespeichert(probe.dok)
    qtbot.keyClick(probe.gitter, "5")
    assert probe.hier() == (SUMME, BETRAG)
    qtbot.keyClick(probe.gitter, "0")
    assert kein_editor(probe)
    assert gespeichert(probe.dok) == vorher


def test_strg_end_leads_to_the_new_row_and_end_stays_in_the_sums(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(0, NAME)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_End, STRG)
    assert probe.hier() == (NEU, BEMERKUNG)
    probe.gehe(SUMME, NAME)
    qtbot.keyClick(probe.gitter, Qt.Key.Key_End)
    assert probe.hier() == (SUMME, BEMERKUNG)


def test_what_was_pasted_into_new_rows_is_in_sight(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gitter.setFixedHeight(120)
    probe.gehe(NEU, NAME)
    QGuiApplication.clipboard().setText("Dach\nEis\n")
    qtbot.keyClick(probe.gitter, Qt.Key.Key_V, STRG)
    letzte = probe.gitter.visualRect(probe.gitter.modell.index(NEU + 1, NAME))
    assert probe.text(NEU + 1, NAME) == "Eis"
    assert probe.gitter.viewport().rect().contains(letzte)


@pytest.mark.parametrize(
    ("taste", "ziel"), [(Qt.Key.Key_Return, (1, HERKUNFT)), (Qt.Key.Key_Tab, (0, BETRAG))]
)
def test_one_key_takes_a_whole_word_while_the_list_is_open(
    qtbot: QtBot, probe: Bindungsgitter, taste: Qt.Key, ziel: tuple[int, int]
) -> None:
    probe.gehe(0, HERKUNFT)
    qtbot.keyClick(probe.gitter, "2")
    qtbot.keyClicks(probe.editor(), "024")
    liste = probe.editor().completer().popup()
    assert liste is not None
    qtbot.waitUntil(liste.isVisible)
    qtbot.keyClick(liste, taste)
    assert kein_editor(probe)
    assert probe.dok.blick.bindungen[0].herkunft_jahr == 2024
    assert probe.hier() == ziel


def test_tab_takes_the_word_that_is_marked_in_the_list(qtbot: QtBot, probe: Bindungsgitter) -> None:
    probe.gehe(0, HERKUNFT)
    qtbot.keyClick(probe.gitter, "2")
    liste = probe.editor().completer().popup()
    assert liste is not None
    qtbot.waitUntil(liste.isVisible)
    qtbot.keyClick(liste, Qt.Key.Key_Down)
    qtbot.keyClick(liste, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: kein_editor(probe))
    assert probe.dok.blick.bindungen[0].herkunft_jahr == 2024
    assert probe.hier() == (0, BETRAG)


def test_a_refused_text_on_a_page_that_was_left_waits_and_takes_no_keys(qtbot: QtBot, dok: Dokument) -> None:
    probe, stapel, feld = Bindungsgitter(dok), QStackedWidget(), QLineEdit()
    qtbot.addWidget(stapel)
    stapel.addWidget(probe.gitter)
    stapel.addWidget(feld)
    stapel.show()
    with qtbot.waitActive(stapel):
        stapel.activateWindow()
    probe.gehe(0, BETRAG)
    probe.tippe(qtbot, "12.34")
    editor = probe.editor()
    editor.clearFocus()
    stapel.setCurrentWidget(feld)
    feld.setFocus()
    assert QApplication.focusWidget() is feld
    runden: list[int] = []
    QTimer.singleShot(0, lambda: runden.append(1))
    qtbot.waitUntil(lambda: bool(runden))
    assert QApplication.focusWidget() is feld
    assert editor.grund == ""
    stapel.setCurrentWidget(probe.gitter)
    assert editor.isVisible()
    assert editor.text() == "12.34"
    assert editor.grund.startswith("„12.34“")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
