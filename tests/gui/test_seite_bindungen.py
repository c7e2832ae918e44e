"""The Bindungen over the years, the dialog, and the ways from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton

from app.services.bindungen import bindung_anlegen, bindung_loeschen
from app.services.eingabe import Feld
from app.services.plaene import lege_leer_an, oeffne
from app.services.struktur import loeschen
from app.services.ve import ve_eintragen
from app.services.zellen import zelle_setzen
from app.views.bindungen.dialog import Bindungsdialog
from app.views.bindungen.jahre import JahreUnterseite
from app.views.bindungen.jahresmodell import BEZEICHNUNG, FESTE, ZUORDNUNG
from app.views.bruecke import Bruecke, Ziel

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument

OHNE_MONAT, MAERZ = 0, 3


@pytest.fixture
def seite(qtbot: QtBot, beispiel: Dokument) -> JahreUnterseite:
    return zeige(qtbot, beispiel)


def zeige(qtbot: QtBot, dok: Dokument) -> JahreUnterseite:
    seite = JahreUnterseite(Bruecke(dok))
    qtbot.addWidget(seite)
    seite.resize(1280, 800)
    with qtbot.waitExposed(seite):
        seite.show()
    return seite


def vertrag(dok: Dokument, name: str = "Vertrag") -> str:
    betraege: dict[tuple[int, int | None], int] = {(2020, 3): 100_00, (2021, None): 700_00}
    massnahme = next(iter(dok.blick.ansaetze))
    return bindung_anlegen(
        dok, bezeichnung=name, herkunft_jahr=2019, betraege=betraege, massnahme_id=massnahme
    )[0]


def index(seite: JahreUnterseite, bezeichnung: str, spalte: int = BEZEICHNUNG) -> QModelIndex:
    for zeile in range(seite.modell.rowCount()):
        oben = seite.modell.index(zeile, BEZEICHNUNG)
        kinder = [seite.modell.index(k, BEZEICHNUNG, oben) for k in range(seite.modell.rowCount(oben))]
        for kandidat in (oben, *kinder):
            if kandidat.data() == bezeichnung:
                return kandidat.siblingAtColumn(spalte)
    raise AssertionError(bezeichnung)


def zeilentexte(seite: JahreUnterseite) -> list[str]:
    return [str(seite.modell.index(z, BEZEICHNUNG).data()) for z in range(seite.modell.rowCount())]


def klicke(qtbot: QtBot, seite: JahreUnterseite, name: str) -> None:
    knopf = seite.findChild(QPushButton, name)
    assert knopf is not None
    assert knopf.isEnabled()
    qtbot.mouseClick(knopf, Qt.MouseButton.LeftButton)


def dialog(seite: JahreUnterseite) -> Bindungsdialog:
    gefunden = seite.findChild(Bindungsdialog)
    assert gefunden is not None
    return gefunden


def schreibe(offen: Bindungsdialog, zeile: int, spalte: int, text: str) -> None:
    zelle = offen.matrix.item(zeile, spalte)
    assert zelle is not None
    zelle.setText(text)


def klicke_knopf(qtbot: QtBot, offen: Bindungsdialog, name: str) -> None:
    qtbot.mouseClick(offen.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def klicke_uebernehmen(qtbot: QtBot, offen: Bindungsdialog) -> None:
    qtbot.mouseClick(offen.uebernehmen, Qt.MouseButton.LeftButton)


def uebernimm(qtbot: QtBot, offen: Bindungsdialog) -> None:
    """Accept the dialog, which closes; where it warns first, a second time."""
    geschlossen: list[int] = []
    offen.finished.connect(geschlossen.append)
    klicke_uebernehmen(qtbot, offen)
    if not geschlossen and offen.uebernehmen.text() == "Trotzdem übernehmen":
        klicke_uebernehmen(qtbot, offen)
    assert geschlossen, offen.grund.text()


def test_the_total_of_the_source_is_marked_as_not_broken_down(seite: JahreUnterseite) -> None:
    zeile = index(seite, "Vorbindungen (nicht aufgegliedert)")
    assert zeile.siblingAtColumn(ZUORDNUNG).data() == "nicht aufgegliedert"
    assert zeile.siblingAtColumn(FESTE).data() == "32.647.597,00"
    assert [seite.modell.headerData(s, Qt.Orientation.Horizontal) for s in range(FESTE, FESTE + 5)] == [
        "2020 €",
        "2021 €",
        "2022 €",
        "2023 €",
        "Summe €",
    ]


def test_the_plan_s_own_amounts_stand_below_and_lead_to_their_rows(
    qtbot: QtBot, seite: JahreUnterseite
) -> None:
    ziele: list[Ziel] = []
    seite.bruecke.sprung.connect(ziele.append)
    assert index(seite, "Geplante Mittelansätze 2020", FESTE).data() == "35.087.594,74"
    offen = index(seite, "Neufälle mit Auszahlung 2021").siblingAtColumn(0)
    zeile = seite.modell.index(0, BEZEICHNUNG, offen)
    assert zeile.siblingAtColumn(FESTE + 1).data() == "offen"
    for ziel in (zeile, index(seite, "Geplante Mittelansätze 2020"), index(seite, "davon Vorbindungen")):
        seite.baum.setCurrentIndex(ziel)
        qtbot.keyClick(seite.baum, Qt.Key.Key_Return)
    assert len(ziele[0].zeilen) == 1
    assert seite.bruecke.blick.zeilen[ziele[0].zeilen[0]].leistung == zeile.data()
    assert ziele[1:] == [Ziel("massnahmen", nur_verplante=True), Ziel("budget", posten="vorbindungen")]


def test_an_edit_of_a_row_moves_the_planned_amounts(seite: JahreUnterseite, beispiel: Dokument) -> None:
    zeile = next(z for z in beispiel.blick.zeilen.values() if z.leistung == "Förderzentrum II")
    zurueckgesetzt: list[object] = []
    seite.modell.modelReset.connect(lambda: zurueckgesetzt.append(True))
    zelle_setzen(beispiel, zeile.id, Feld.MITTELANSATZ, "867.930,42")
    assert index(seite, "Geplante Mittelansätze 2020", FESTE).data() == "35.087.595,74"
    assert index(seite, "Gebunden und geplant", FESTE).data() == "67.735.192,74"
    zelle_setzen(beispiel, zeile.id, Feld.FINANZIERUNG, "Auszahlung 2021")
    assert index(seite, "Förderzentrum II", FESTE + 1).data() == "867.930,42"
    assert not zurueckgesetzt
    beispiel.rueckgaengig()
    with pytest.raises(AssertionError):
        index(seite, "Förderzentrum II")


def test_a_new_bindung_is_entered_in_the_dialog_and_selected(
    qtbot: QtBot, seite: JahreUnterseite, beispiel: Dokument
) -> None:
    klicke(qtbot, seite, "bindungen_neu")
    offen = dialog(seite)
    assert offen.isModal()
    qtbot.keyClicks(offen.formular.bezeichnung, "Rahmenvertrag")
    schreibe(offen, OHNE_MONAT, 0, "1.000,50")
    schreibe(offen, MAERZ, 1, "500")
    assert offen.summe.text() == "Summe der Fälligkeiten 1.500,50\u00a0€"
    offen.formular.leistung.setEditText("Förderzentrum II")
    uebernimm(qtbot, offen)
    neu = beispiel.blick.bindungen[-1]
    assert (neu.bezeichnung, neu.herkunft_jahr) == ("Rahmenvertrag", 2020)
    assert [(f.jahr, f.monat, f.betrag_cent) for f in neu.faelligkeiten] == [
        (2020, None, 1_000_50),
        (2021, 3, 500_00),
    ]
    assert seite.baum.currentIndex().siblingAtColumn(BEZEICHNUNG).data() == "Rahmenvertrag"
    assert index(seite, "Rahmenvertrag", ZUORDNUNG).data() == "Förderzentrum II"
    beispiel.rueckgaengig()
    assert "Rahmenvertrag" not in zeilentexte(seite)
    beispiel.wiederholen()
    assert index(seite, "Rahmenvertrag", FESTE).data() == "1.000,50"


def test_what_does_not_fit_stays_in_the_dialog_with_the_reason_beside_it(
    qtbot: QtBot, seite: JahreUnterseite, beispiel: Dokument
) -> None:
    vorher = beispiel.blick.bindungen
    klicke(qtbot, seite, "bindungen_neu")
    offen = dialog(seite)
    klicke_uebernehmen(qtbot, offen)
    assert offen.grund.text() == "Eine Bindung braucht eine Bezeichnung."
    qtbot.keyClicks(offen.formular.bezeichnung, "Vertrag")
    for text, grund in (("12.34", "mehrdeutig"), ("-5", "nicht negativ"), ("viel", "kein Betrag")):
        schreibe(offen, MAERZ, 0, text)
        assert grund in offen.matrix.fehler[MAERZ, 0]
        assert f"Fälligkeit 2020, März: {offen.matrix.fehler[MAERZ, 0]}" == offen.grund.text()
        klicke_uebernehmen(qtbot, offen)
        assert offen.isVisible()
        zelle = offen.matrix.item(MAERZ, 0)
        assert zelle is not None
        assert zelle.text() in {text, "-5", "−5,00"}
        schreibe(offen, MAERZ, 0, "1")
        assert offen.grund.isHidden()
    for feld, text, grund in (
        (offen.formular.herkunft, "1999", "kein Haushaltsjahr"),
        (offen.formular.herkunft, "2021", "kann nicht schon 2020 fällig sein"),
        (offen.formular.datum, "31.02.2020", "Den Tag „31.02.2020“ gibt es nicht"),
        (offen.formular.summe, "2,00", "Es fehlen 1,00"),
        (offen.formular.skonto, "viel", "Skonto"),
    ):
        vorher_text = feld.text()
        feld.setText(text)
        klicke_uebernehmen(qtbot, offen)
        assert grund in offen.grund.text()
        assert offen.isVisible()
        feld.setText(vorher_text)
    offen.formular.leistung.setEditText("gibt es nicht")
    klicke_uebernehmen(qtbot, offen)
    assert "„gibt es nicht“" in offen.grund.text()
    assert beispiel.blick.bindungen == vorher
    qtbot.keyClick(offen, Qt.Key.Key_Escape)
    assert beispiel.blick.bindungen == vorher


def test_a_contract_is_spread_over_its_months_to_the_cent(qtbot: QtBot, seite: JahreUnterseite) -> None:
    klicke(qtbot, seite, "bindungen_neu")
    offen = dialog(seite)
    klicke_knopf(qtbot, offen, "bindung_verteilen_gleich")
    assert "braucht es eine Laufzeit" in offen.grund.text()
    offen.formular.von.setText("15.11.2020")
    offen.formular.bis.setText("31.01.2021")
    offen.formular.summe.setText("100,00")
    klicke_knopf(qtbot, offen, "bindung_verteilen_gleich")
    assert offen.matrix.betraege == {(2020, 11): 33_34, (2020, 12): 33_33, (2021, 1): 33_33}
    klicke_knopf(qtbot, offen, "bindung_verteilen_tage")
    assert offen.matrix.betraege == {(2020, 11): 20_51, (2020, 12): 39_75, (2021, 1): 39_74}
    klicke_knopf(qtbot, offen, "bindung_verteilen_jahr")
    assert offen.matrix.jahre == [2020, 2021, 2022, 2023]
    assert offen.matrix.summe_cent == 100_00


def test_a_bindung_above_the_ve_warns_first_and_is_kept_on_the_second_try(
    qtbot: QtBot, seite: JahreUnterseite, beispiel: Dokument
) -> None:
    ve_eintragen(beispiel, 2021, 1_000_00)
    klicke(qtbot, seite, "bindungen_neu")
    offen = dialog(seite)
    qtbot.keyClicks(offen.formular.bezeichnung, "Zu groß")
    schreibe(offen, OHNE_MONAT, 1, "1.500")
    assert "VE 2021 überschritten um 500,00\u00a0€" in offen.warnung.text()
    vorher = beispiel.blick.bindungen
    klicke_uebernehmen(qtbot, offen)
    assert offen.isVisible()
    assert offen.uebernehmen.text() == "Trotzdem übernehmen"
    assert beispiel.blick.bindungen == vorher
    uebernimm(qtbot, offen)
    assert beispiel.blick.bindungen[-1].betrag_cent(2021) == 1_500_00


def test_a_double_click_opens_a_bindung_with_all_that_it_says(
    qtbot: QtBot, seite: JahreUnterseite, beispiel: Dokument
) -> None:
    bindung_id = vertrag(beispiel)
    ort = seite.baum.visualRect(index(seite, "Vertrag")).center()
    qtbot.mouseClick(seite.baum.viewport(), Qt.MouseButton.LeftButton, pos=ort)
    qtbot.mouseDClick(seite.baum.viewport(), Qt.MouseButton.LeftButton, pos=ort)
    offen = dialog(seite)
    assert offen.matrix.betraege == {(2020, 3): 100_00, (2021, None): 700_00}
    assert offen.formular.leistung.currentText() == next(iter(beispiel.blick.zeilen.values())).leistung
    schreibe(offen, OHNE_MONAT, 1, "800")
    uebernimm(qtbot, offen)
    bindung = next(b for b in beispiel.blick.bindungen if b.id == bindung_id)
    assert bindung.betrag_cent(2021) == 800_00
    assert bindung.massnahme_id == next(iter(beispiel.blick.ansaetze))
    assert index(seite, "Vertrag", FESTE + 1).data() == "800,00"


def test_delete_takes_a_bindung_away_and_undo_brings_it_back(
    qtbot: QtBot, seite: JahreUnterseite, beispiel: Dokument
) -> None:
    vertrag(beispiel)
    hinweise: list[str] = []
    seite.bruecke.hinweis.connect(hinweise.append)
    seite.activateWindow()
    seite.baum.setFocus()
    seite.baum.setCurrentIndex(index(seite, "Vertrag"))
    qtbot.keyClick(seite.baum, Qt.Key.Key_Delete)
    assert "Vertrag" not in zeilentexte(seite)
    assert hinweise == ["Bindung „Vertrag“ gelöscht. Strg+Z nimmt das zurück."]
    beispiel.rueckgaengig()
    assert index(seite, "Vertrag", FESTE + 1).data() == "700,00"


def test_buttons_work_only_for_a_selected_bindung(
    qtbot: QtBot, seite: JahreUnterseite, beispiel: Dokument
) -> None:
    ziele: list[Ziel] = []
    seite.bruecke.sprung.connect(ziele.append)
    vertrag(beispiel)
    seite.baum.setCurrentIndex(index(seite, "Summe der Bindungen"))
    frei = {name for name, knopf in seite.knoepfe.items() if knopf.isEnabled()}
    assert frei == {"neu"}
    seite.baum.setCurrentIndex(index(seite, "Vorbindungen (nicht aufgegliedert)"))
    assert not seite.knoepfe["leistung"].isEnabled()
    seite.baum.setCurrentIndex(index(seite, "Vertrag"))
    klicke(qtbot, seite, "bindungen_leistung")
    assert ziele == [Ziel("massnahmen", zeilen=tuple(next(iter(beispiel.blick.ansaetze.values()))))]


def test_a_bar_of_the_chart_leaves_only_what_falls_due_in_its_year(
    qtbot: QtBot, seite: JahreUnterseite, beispiel: Dokument
) -> None:
    vertrag(beispiel)
    assert seite.diagramm is not None
    seite.diagramm.angeklickt.emit(("jahr", 2021))
    assert "Vorbindungen (nicht aufgegliedert)" not in zeilentexte(seite)
    assert "Vertrag" in zeilentexte(seite)
    assert seite.auswahl.text() == "Nur Fälligkeiten 2021"
    klicke(qtbot, seite, "bindungen_alle_jahre")
    assert "Vorbindungen (nicht aufgegliedert)" in zeilentexte(seite)
    assert not seite.auswahl.isVisible()
    seite.gehe_zu(Ziel("bindungen", posten="2021"))
    assert seite.auswahl.isVisible()
    seite.gehe_zu(Ziel("bindungen", schluessel=beispiel.blick.bindungen[0].id))
    assert (
        seite.baum.currentIndex().siblingAtColumn(BEZEICHNUNG).data() == "Vorbindungen (nicht aufgegliedert)"
    )


def test_the_model_keeps_its_promises_while_bindungen_come_and_go(
    seite: JahreUnterseite, beispiel: Dokument
) -> None:
    modus = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(seite.modell, modus, seite)
    vorher = zeilentexte(seite)
    eins, zwei = vertrag(beispiel, "Eins"), vertrag(beispiel, "Zwei")
    bindung_loeschen(beispiel, eins)
    seite.zeige_jahr(2020)
    seite.zeige_jahr(None)
    bindung_anlegen(beispiel, bezeichnung="Lang", herkunft_jahr=2020, betraege={(2030, None): 1_00})
    assert seite.modell.columnCount() == FESTE + 12
    zeile = next(z.id for z in beispiel.blick.zeilen.values() if z.verplant_cent)
    zelle_setzen(beispiel, zeile, Feld.FINANZIERUNG, "Auszahlung 2021")
    loeschen(beispiel, [zeile])
    bindung_loeschen(beispiel, zwei)
    for _ in range(7):
        beispiel.rueckgaengig()
    assert zeilentexte(seite) == vorher


def test_an_empty_plan_says_how_to_begin(qtbot: QtBot, tmp_path: Path) -> None:
    leer = lege_leer_an(tmp_path / "leer.amip", 2027)
    seite = zeige(qtbot, leer)
    assert seite.leer.isVisible()
    assert "Bindung hinzufügen" in seite.leer.text()
    bindung_anlegen(leer, bezeichnung="Erste", herkunft_jahr=2026, betraege={(2027, None): 5_00})
    assert not seite.leer.isVisible()
    assert index(seite, "davon Vorbindungen", FESTE).data() == "5,00"
    leer.datei.schliesse()


def test_a_file_opened_for_reading_offers_no_change(qtbot: QtBot, beispiel: Dokument) -> None:
    nur_lesbar = oeffne(beispiel.datei.pfad, schreibgeschuetzt=True)
    seite = zeige(qtbot, nur_lesbar)
    seite.baum.setFocus()
    seite.baum.setCurrentIndex(index(seite, "Vorbindungen (nicht aufgegliedert)"))
    assert not any(knopf.isEnabled() for knopf in seite.knoepfe.values())
    qtbot.keyClick(seite.baum, Qt.Key.Key_Delete)
    qtbot.keyClick(seite.baum, Qt.Key.Key_Return)
    assert QApplication.activeModalWidget() is None
    assert len(nur_lesbar.blick.bindungen) == 1
    nur_lesbar.datei.schliesse()
