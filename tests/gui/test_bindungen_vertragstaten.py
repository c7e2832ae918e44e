"""The list of contracts and grants: filtered, paid, released, drawn, deleted, exported."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from app.services.plaene import oeffne
from app.views.bindungen.dialog import Bindungsdialog
from app.views.bindungen.freirechendialog import Freirechendialog
from app.views.bindungen.vertragsfilter import Auswahl
from app.views.bindungen.zahlungsdialog import Zahlungsdialog
from app.views.bruecke import Ziel
from tests.gui.fenster_hilfe import neues_fenster
from tests.gui.vertrags_hilfe import (
    SAMMEL,
    editor,
    eur,
    finde,
    gehe,
    gehe_neu,
    klicke,
    lehnt_ab,
    namen,
    stelle,
    summe,
    tippe,
    zeige_vertraege,
    zelle,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument
    from app.views.bindungen.vertraege import VertraegeUnterseite

ERSTER_TEIL = "Förderzentrum I, Los 1"
MIT_MONATEN = "Förderzentrum II, Los 1"
OPTION = "FTEC Lager/Verkauf West, Los 2, Option"


@pytest.fixture
def seite(qtbot: QtBot, demo: Dokument) -> VertraegeUnterseite:
    return zeige_vertraege(qtbot, demo)


def test_the_chosen_one_is_released_in_the_dialog(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    seite.waehle(finde(demo, ERSTER_TEIL).id)
    klicke(qtbot, seite.knoepfe["freirechnen"])
    dialog = seite.findChild(Freirechendialog)
    assert dialog is not None
    assert dialog.betrag.text() == "565.200,00"
    dialog.betrag.setText("65.200")
    dialog.warum.setText("weniger Teilnehmende")
    dialog.uebernimm()
    assert finde(demo, ERSTER_TEIL).frei_cent(2020) == 65_200_00
    assert seite.gitter.hasFocus()


# -- finding -----------------------------------------------------------------------------------------


def test_words_find_name_partner_sign_leistung_and_note(seite: VertraegeUnterseite) -> None:
    seite.suche.setText("lager option")
    assert namen(seite) == [OPTION]
    seite.suche.setText("nicht gezogen")
    assert namen(seite) == [OPTION]
    seite.suche.setText("DEMO-2020-021")
    assert namen(seite) == ["Neukundenaktivierung 2021"]
    seite.suche.setText("gibt es nirgends")
    assert namen(seite) == []
    assert summe(seite.gitter, "betrag") == "0,00"


def test_each_choice_shows_its_bindungen(seite: VertraegeUnterseite, demo: Dokument) -> None:
    stelle(seite, Auswahl.VORBINDUNGEN)
    assert {b.herkunft_jahr for b in seite.gitter.modell.zeilen} == {2018, 2019}
    stelle(seite, Auswahl.NEUE)
    assert {b.herkunft_jahr for b in seite.gitter.modell.zeilen} == {2020}
    stelle(seite, Auswahl.OPTIONEN)
    assert namen(seite) == [OPTION]
    stelle(seite, Auswahl.ALLE)
    assert len(namen(seite)) == len(demo.blick.bindungen)


def test_a_link_shows_the_bindungen_behind_a_figure_until_the_filter_is_taken_away(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    seite.suche.setText("gibt es nirgends")
    gemeint = tuple(finde(demo, name).id for name in (ERSTER_TEIL, OPTION))
    seite.gehe_zu(Ziel("bindungen", bindungen=gemeint, titel="Träger Nord"))
    assert sorted(namen(seite)) == sorted([ERSTER_TEIL, OPTION])
    assert seite.filter.text() == "Nur: Träger Nord (2 Bindungen)"
    assert seite.filter.isVisible()
    klicke(qtbot, seite.alle)
    assert len(namen(seite)) == len(demo.blick.bindungen)
    assert not seite.filter.isVisible()


def test_what_was_chosen_below_a_filter_is_in_sight_and_has_the_keys_without_it(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    letzte = seite.gitter.modell.zeilen[-1]
    gemeint = (finde(demo, ERSTER_TEIL).id, letzte.id)
    seite.gehe_zu(Ziel("bindungen", bindungen=gemeint, titel="Träger Nord"))
    seite.waehle(letzte.id)
    seite.alle.setFocus()
    qtbot.keyClick(seite.alle, Qt.Key.Key_Space)
    assert len(namen(seite)) == len(demo.blick.bindungen)
    ort = seite.gitter.visualRect(seite.gitter.currentIndex())
    assert seite.gitter.aktuelle() == letzte
    assert seite.gitter.viewport().rect().contains(ort.center())
    assert seite.focusWidget() is seite.gitter


def test_a_link_to_one_bindung_chooses_it_even_where_a_filter_hid_it(
    seite: VertraegeUnterseite, demo: Dokument
) -> None:
    stelle(seite, Auswahl.OPTIONEN)
    seite.gehe_zu(Ziel("bindungen", schluessel=finde(demo, ERSTER_TEIL).id))
    gewaehlt = seite.gitter.aktuelle()
    assert gewaehlt is not None
    assert gewaehlt.bezeichnung == ERSTER_TEIL
    assert seite.einzelheiten.titel.text() == ERSTER_TEIL


# -- details -----------------------------------------------------------------------------------------


def test_the_chosen_bindung_shows_its_years_payments_releases_and_terms(
    seite: VertraegeUnterseite, demo: Dokument
) -> None:
    erster = finde(demo, ERSTER_TEIL)
    seite.waehle(erster.id)
    einzelheiten = seite.einzelheiten
    assert (
        einzelheiten.bedingungen.text()
        == "Abschlag 80,0\u00a0% · Zahlungsziel 30 Tage · 68 von 70 Plätzen besetzt"
    )
    assert len(einzelheiten.zahlungen.modell.zeilen) == len(erster.zahlungen)
    assert summe(einzelheiten.zahlungen, "betrag") == eur(sum(z.betrag_cent for z in erster.zahlungen))
    tafel = einzelheiten.jahre
    texte = [tafel.item(z, 0) for z in range(tafel.rowCount())]
    assert [t.text() for t in texte if t is not None] == [
        eur(wert)
        for wert in (
            erster.festgelegt_cent(2020),
            erster.frei_cent(2020),
            erster.gezahlt_cent(2020),
            erster.abschlag_cent(2020),
            erster.offen_cent(2020),
        )
    ]


def test_the_known_sum_shows_what_of_it_is_broken_down(seite: VertraegeUnterseite, demo: Dokument) -> None:
    seite.waehle(finde(demo, SAMMEL).id)
    tafel = seite.einzelheiten.jahre
    texte = [tafel.item(z, 0) for z in range(tafel.rowCount())]
    assert [t.text() for t in texte if t is not None] == ["32.647.597,00", "28.836.520,00", "3.811.077,00"]


def test_details_can_be_put_away_and_that_is_remembered(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    hoehe = seite.gitter.height()
    qtbot.mouseClick(seite.einzelheiten.klappe_knopf, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: seite.gitter.height() > hoehe + 100)
    assert not seite.einzelheiten.zahlungen.isVisible()
    gemerkt = seite.zustand()
    zweite = zeige_vertraege(qtbot, demo)
    zweite.stelle_her(lambda wort: gemerkt.get(wort, QByteArray()))
    assert not zweite.einzelheiten.zahlungen.isVisible()
    assert zweite.einzelheiten.klappe_knopf.accessibleName() == "Einzelheiten einblenden"
    qtbot.mouseClick(zweite.einzelheiten.klappe_knopf, Qt.MouseButton.LeftButton)
    assert zweite.einzelheiten.zahlungen.isVisible()
    qtbot.waitUntil(lambda: abs(zweite.gitter.height() - hoehe) < 3)


def test_a_payment_is_typed_and_one_that_is_too_high_stays_in_its_editor(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    erster = finde(demo, ERSTER_TEIL)
    seite.waehle(erster.id)
    zahlungen = seite.einzelheiten.zahlungen
    gehe_neu(zahlungen, "betrag")
    tippe(qtbot, zahlungen, "1.000,50")
    danach = finde(demo, ERSTER_TEIL)
    assert danach.gezahlt_cent(2020) == erster.gezahlt_cent(2020) + 1_000_50
    assert zelle(seite.gitter, erster.id, "gezahlt") == eur(danach.gezahlt_cent(2020))
    gehe_neu(zahlungen, "betrag")
    tippe(qtbot, zahlungen, "999.999.999")
    assert "mehr, als 2020" in editor(zahlungen).grund
    assert finde(demo, ERSTER_TEIL) == danach


def test_a_release_is_typed_and_frees_the_money_at_once(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    vorher = demo.blick.kennzahlen.neufallbudget_cent
    erster = finde(demo, ERSTER_TEIL)
    seite.waehle(erster.id)
    frei = seite.einzelheiten.freirechnungen
    gehe_neu(frei, "betrag")
    tippe(qtbot, frei, "100,00")
    assert finde(demo, ERSTER_TEIL).frei_cent(2020) == erster.frei_cent(2020) + 100_00
    assert demo.blick.kennzahlen.neufallbudget_cent == vorher + 100_00
    zeile = finde(demo, ERSTER_TEIL).freirechnungen[-1]
    gehe(frei, zeile.id, "grund")
    qtbot.keyClick(frei, Qt.Key.Key_Delete)
    assert finde(demo, ERSTER_TEIL).freirechnungen[-1] == zeile, "a release without a reason is refused"


def test_without_a_bindung_nothing_can_be_booked(qtbot: QtBot, seite: VertraegeUnterseite) -> None:
    gehe_neu(seite.gitter, "bezeichnung")
    zahlungen = seite.einzelheiten.zahlungen
    gehe_neu(zahlungen, "betrag")
    tippe(qtbot, zahlungen, "5")
    assert editor(zahlungen).grund == "Wählen Sie zuerst eine Bindung in der Liste."
    moeglich = {name for name, knopf in seite.knoepfe.items() if knopf.isEnabled()}
    assert moeglich == {"neu", "huel"}


# -- deeds -------------------------------------------------------------------------------------------


def test_an_option_is_drawn_binds_and_is_taken_back(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    option = finde(demo, OPTION)
    seite.waehle(option.id)
    assert not seite.knoepfe["zahlung"].isEnabled()
    klicke(qtbot, seite.knoepfe["option"])
    assert finde(demo, OPTION).gebunden_cent(2021) == option.betrag_cent(2021)
    assert zelle(seite.gitter, option.id, "vermerk") == "Option"
    assert seite.knoepfe["option"].accessibleName() == "Option zurücknehmen"
    klicke(qtbot, seite.knoepfe["option"])
    assert finde(demo, OPTION) == option
    seite.waehle(finde(demo, ERSTER_TEIL).id)
    assert not seite.knoepfe["option"].isEnabled()


def test_deleting_says_how_to_get_it_back_and_undo_does(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    hinweise: list[str] = []
    seite.bruecke.hinweis.connect(hinweise.append)
    vorher = demo.blick.bindungen
    seite.waehle(finde(demo, ERSTER_TEIL).id)
    klicke(qtbot, seite.knoepfe["loeschen"])
    assert ERSTER_TEIL not in namen(seite)
    assert hinweise[-1] == f"Bindung „{ERSTER_TEIL}“ gelöscht. Strg+Z nimmt das zurück."
    demo.rueckgaengig()
    assert demo.blick.bindungen == vorher


def test_a_contract_goes_together_with_its_option_and_not_without_it(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    gesagt, vorher = lehnt_ab(seite), demo.blick.bindungen
    gehe(seite.gitter, finde(demo, OPTION.removesuffix(", Option")).id, "bezeichnung")
    strg = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(seite.gitter, Qt.Key.Key_Delete, strg)
    assert any("Optionen oder Aufstockungen" in satz for satz in gesagt)
    assert demo.blick.bindungen == vorher
    qtbot.keyClick(seite.gitter, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(seite.gitter, Qt.Key.Key_Delete, strg)
    assert len(demo.blick.bindungen) == len(vorher) - 2
    demo.rueckgaengig()
    assert demo.blick.bindungen == vorher


def test_enter_on_a_derived_cell_opens_the_dialog_of_its_bindung(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    gehe(seite.gitter, finde(demo, ERSTER_TEIL).id, "gezahlt")
    qtbot.keyClick(seite.gitter, Qt.Key.Key_Return)
    dialog = seite.findChild(Bindungsdialog)
    assert dialog is not None
    assert dialog.formular.bezeichnung.text() == ERSTER_TEIL
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert seite.window().focusWidget() is seite.gitter


def test_the_list_has_the_focus_after_a_dialog_that_a_button_opened(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    seite.waehle(finde(demo, ERSTER_TEIL).id)
    seite.knoepfe["bearbeiten"].setFocus()
    qtbot.keyClick(seite.knoepfe["bearbeiten"], Qt.Key.Key_Space)
    dialog = seite.findChild(Bindungsdialog)
    assert dialog is not None
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert seite.window().focusWidget() is seite.gitter


def test_the_dialog_for_a_new_row_among_the_vorbindungen_begins_as_a_part(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    stelle(seite, Auswahl.VORBINDUNGEN)
    klicke(qtbot, seite.knoepfe["neu"])
    dialog = seite.findChild(Bindungsdialog)
    assert dialog is not None
    assert dialog.formular.sammel.currentData() == finde(demo, SAMMEL).id
    assert dialog.formular.herkunft.text() == "2019"


def test_the_button_pays_the_chosen_bindung(qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument) -> None:
    seite.waehle(finde(demo, ERSTER_TEIL).id)
    klicke(qtbot, seite.knoepfe["zahlung"])
    dialog = seite.findChild(Zahlungsdialog)
    assert dialog is not None
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert finde(demo, ERSTER_TEIL).offen_cent(2020) == 0
    assert seite.window().focusWidget() is seite.gitter


def test_a_file_opened_for_reading_shows_everything_and_offers_no_change(
    qtbot: QtBot, demo: Dokument
) -> None:
    nur_lesbar = oeffne(demo.datei.pfad, schreibgeschuetzt=True)
    seite = zeige_vertraege(qtbot, nur_lesbar)
    seite.waehle(finde(nur_lesbar, ERSTER_TEIL).id)
    assert {name for name, knopf in seite.knoepfe.items() if knopf.isEnabled()} == {"huel"}
    assert seite.gitter.befehle() == frozenset({"kopieren", "tabelle_kopieren"})
    qtbot.keyClick(seite.gitter, Qt.Key.Key_A)
    assert seite.gitter.offener_editor() is None
    assert seite.einzelheiten.zahlungen.modell.neue_stelle is None
    nur_lesbar.datei.schliesse()


def test_the_button_writes_the_list_for_the_treasury_as_a_workbook(
    qtbot: QtBot, tmp_path: Path, demo_vorlage: Path
) -> None:
    fenster = neues_fenster(qtbot, tmp_path)
    assert fenster.dateien.oeffne(shutil.copyfile(demo_vorlage, tmp_path / "demo.amip"))
    assert fenster.bruecke is not None
    fenster.bruecke.sprung.emit(Ziel("bindungen", unterseite="vertraege"))
    knopf = fenster.findChild(QPushButton, "vertraege_huel")
    assert knopf is not None
    klicke(qtbot, knopf)
    dialog = fenster.findChild(QFileDialog)
    assert dialog is not None
    ziel = tmp_path / "demo-HUEL.xlsx"
    with qtbot.waitSignal(fenster.hintergrund.beendet, timeout=20_000):
        dialog.fileSelected.emit(str(ziel))
    dialog.close()
    mappe = openpyxl.load_workbook(ziel, read_only=True)
    texte = {zelle for zeile in mappe.worksheets[0].iter_rows(values_only=True) for zelle in zeile}
    assert ERSTER_TEIL in texte
    mappe.close()
