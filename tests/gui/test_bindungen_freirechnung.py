"""The view "Freirechnungen" and its dialog: proposals, what a release would change, all releases."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

from app.services.bindungen import finde
from app.services.bindungszeilen import Bindungsteil, Vertrag
from app.services.plaene import oeffne
from app.services.ve import ve_eintragen
from app.services.zahlungen import freirechnen
from app.views.bindungen.freirechendialog import Freirechendialog
from app.views.bindungen.freirechnung import FreirechnungUnterseite
from app.views.bruecke import Bruecke, Ziel
from tests.gui.bindungen_hilfe import (
    TAG,
    bindung,
    editor,
    gehe,
    klicke,
    knopf,
    namenlose,
    spalte,
    texte,
    tippe,
    unerreichte,
    zeige,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument

ENDE = dt.date(2020, 6, 30)


@pytest.fixture
def dok(beispiel: Dokument) -> Dokument:
    """One Vorbindung whose Laufzeit ends in June, one new Bindung with few places filled."""
    alt = Vertrag(vertragspartner="DAA", laufzeit_bis=ENDE)
    neu = Vertrag(vertragspartner="Grone", plaetze=10, besetzt=5)
    bindung(beispiel, "Alt", 2019, {2020: 100_000_00}, alt)
    bindung(beispiel, "Neu", 2020, {2020: 50_000_00, 2021: 40_000_00}, neu)
    return beispiel


@pytest.fixture
def seite(qtbot: QtBot, dok: Dokument) -> FreirechnungUnterseite:
    return zeige(qtbot, FreirechnungUnterseite, dok)


def hole(dok: Dokument, name: str) -> str:
    return next(b.id for b in dok.blick.bindungen if b.bezeichnung == name)


def dialog(seite: FreirechnungUnterseite) -> Freirechendialog:
    gefunden = seite.findChild(Freirechendialog)
    assert gefunden is not None
    return gefunden


def wirkungen(offen: Freirechendialog) -> list[str]:
    schilder = [offen.findChild(QLabel, f"freirechnen_wirkung_{n}") for n in range(2)]
    return [s.accessibleName().replace("\xa0", " ") for s in schilder if s is not None]


def allein(qtbot: QtBot, dok: Dokument, name: str, jahr: int | None = None) -> Freirechendialog:
    """The dialog as the list of contracts opens it."""
    offen = Freirechendialog(Bruecke(dok), finde(dok.blick, hole(dok, name)), None, jahr)
    offen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(offen)
    offen.open()
    return offen


# -- proposals -------------------------------------------------------------------------------------


def test_proposals_say_what_could_be_released_and_why(seite: FreirechnungUnterseite) -> None:
    assert texte(seite.vorschlaege) == [
        ["Alt", "DAA", "Laufzeit am 30.06.2020 zu Ende, 2020 noch offen", "100.000,00", "100.000,00"],
        ["Neu", "Grone", "5 von 10 Plätzen besetzt (50,0\xa0%, Grenze 80,0\xa0%)", "50.000,00", "25.000,00"],
    ]
    assert seite.vorschlagstitel.text() == "Vorschläge für 2020"
    assert seite.stichtag.text() == "31.12.2020"


def test_another_day_gives_other_proposals_and_no_day_the_first_again(
    qtbot: QtBot, seite: FreirechnungUnterseite
) -> None:
    feld = seite.stichtag.editor
    for eingabe, namen, gezeigt in (
        ("30.6.2020", ["Neu"], "30.06.2020"),
        ("", ["Alt", "Neu"], "31.12.2020"),
    ):
        feld.setFocus()
        feld.selectAll()
        qtbot.keyClick(feld, Qt.Key.Key_Delete)
        qtbot.keyClicks(feld, eingabe)
        qtbot.keyClick(feld, Qt.Key.Key_Return)
        assert spalte(seite.vorschlaege, "bindung") == namen
        assert seite.stichtag.text() == gezeigt
    feld.selectAll()
    qtbot.keyClicks(feld, "31.6.2020")
    qtbot.keyClick(feld, Qt.Key.Key_Return)
    assert "gibt es nicht" in seite.stichtag.grund.text()
    assert spalte(seite.vorschlaege, "bindung") == ["Alt", "Neu"]


def test_without_proposals_the_view_says_why(qtbot: QtBot, beispiel: Dokument, leer: Dokument) -> None:
    seite = zeige(qtbot, FreirechnungUnterseite, beispiel)
    assert seite.kein_vorschlag.text().startswith("Kein Vorschlag zum 31.12.2020")
    assert not seite.vorschlaege.isVisible()
    assert seite.leer.isVisible()
    leere = zeige(qtbot, FreirechnungUnterseite, leer)
    assert leere.kein_vorschlag.text().startswith("Noch keine Bindungen.")


# -- the dialog ------------------------------------------------------------------------------------


def test_a_proposal_is_released_in_a_dialog_that_says_the_effect_first(
    qtbot: QtBot, seite: FreirechnungUnterseite, dok: Dokument
) -> None:
    hinweise: list[str] = []
    seite.bruecke.hinweis.connect(hinweise.append)
    klicke(qtbot, seite, "freirechnung_freirechnen")
    offen = dialog(seite)
    assert (offen.betrag.text(), offen.datum.text()) == ("100.000,00", "31.12.2020")
    assert offen.warum.text() == "Laufzeit am 30.06.2020 zu Ende, 2020 noch offen"
    neufall = dok.blick.kennzahlen.neufallbudget_cent
    assert wirkungen(offen) == [
        "Neufallbudget: 34.985.957,00 € → 35.085.957,00 €",
        "Bei der Bindung offen 2020: 100.000,00 € → 0,00 €",
    ]
    offen.betrag.setText("50000")
    assert wirkungen(offen)[0] == "Neufallbudget: 34.985.957,00 € → 35.035.957,00 €"
    klicke(qtbot, offen, "freirechnen_ja")
    assert dok.blick.kennzahlen.neufallbudget_cent == neufall + 50_000_00
    assert texte(seite.eintraege)[0] == [
        "31.12.2020",
        "Alt",
        "DAA",
        "2020",
        "50.000,00",
        "Laufzeit am 30.06.2020 zu Ende, 2020 noch offen",
    ]
    assert spalte(seite.vorschlaege, "vorschlag") == ["50.000,00", "25.000,00"]
    assert hinweise[-1].endswith("von „Alt“ freigerechnet. Strg+Z nimmt das zurück.")


def test_enter_on_a_proposal_opens_the_dialog(qtbot: QtBot, seite: FreirechnungUnterseite) -> None:
    gehe(seite.vorschlaege, 1, "bindung")
    qtbot.keyClick(seite.vorschlaege, Qt.Key.Key_Return)
    assert dialog(seite).betrag.text() == "25.000,00"
    assert wirkungen(dialog(seite))[0].startswith("Noch nicht gebunden: ")
    dialog(seite).reject()


def test_a_later_year_frees_its_ve(qtbot: QtBot, dok: Dokument) -> None:
    ve_eintragen(dok, 2021, 100_000_00, ab=TAG)
    offen = allein(qtbot, dok, "Neu")
    assert offen.betrag.text() == "50.000,00"
    offen.jahr.setCurrentIndex(offen.jahr.findData(2021))
    assert offen.betrag.text() == "40.000,00"
    assert wirkungen(offen)[0] == "VE 2021 frei: 60.000,00 € → 100.000,00 €"
    offen.betrag.setText("1")
    offen.jahr.setCurrentIndex(offen.jahr.findData(2020))
    assert offen.betrag.text() == "1"
    offen.reject()


@pytest.mark.parametrize(
    "fall",
    [
        ("betrag", "200.000", "ist mehr, als 2020 bei „Alt“ offen ist"),
        ("betrag", "12.34", "12.34"),
        ("betrag", "0", "Erwartet wird ein Betrag über 0,00"),
        ("datum", "", "gehört der Tag"),
        ("datum", "gestern", "ist kein Datum"),
        ("warum", " ", "gehört ein Grund"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence_and_stays(
    qtbot: QtBot, seite: FreirechnungUnterseite, dok: Dokument, fall: tuple[str, str, str]
) -> None:
    feld, text, teil = fall
    klicke(qtbot, seite, "freirechnung_freirechnen")
    offen = dialog(seite)
    getattr(offen, feld).setText(text)
    klicke(qtbot, offen, "freirechnen_ja")
    assert offen.isVisible()
    assert teil in offen.ablehnung.text()
    assert not any(b.freirechnungen for b in dok.blick.bindungen)
    offen.betrag.setText("1")
    assert not offen.ablehnung.isVisible()
    offen.reject()


def test_an_option_that_is_not_drawn_cannot_be_released(qtbot: QtBot, dok: Dokument) -> None:
    option = Vertrag(teil=Bindungsteil.OPTION, wirksam=False, grund_id=hole(dok, "Neu"))
    bindung(dok, "Option", 2020, {2020: 1_000_00}, option)
    offen = allein(qtbot, dok, "Option", jahr=2020)
    offen.betrag.setText("5")
    offen.warum.setText("nicht gezogen")
    klicke(qtbot, offen, "freirechnen_ja")
    assert "Option, die noch nicht gezogen ist" in offen.ablehnung.text()
    offen.reject()


def test_the_dialog_begins_with_the_next_year_that_has_anything_open(qtbot: QtBot, dok: Dokument) -> None:
    freirechnen(dok, hole(dok, "Neu"), 2020, 50_000_00, datum=TAG, grund="x")
    offen = allein(qtbot, dok, "Neu")
    assert offen.jahr.currentData() == 2021
    assert offen.betrag.text() == "40.000,00"
    offen.reject()


def test_everything_in_the_dialog_has_a_name_and_is_reached_by_keyboard(qtbot: QtBot, dok: Dokument) -> None:
    offen = allein(qtbot, dok, "Neu")
    offen.activateWindow()
    qtbot.waitUntil(offen.isActiveWindow)
    assert offen.accessibleName() == "Freirechnen"
    assert namenlose(offen) == []
    offen.betrag.setFocus()
    assert unerreichte(qtbot, offen) == set()
    offen.reject()


# -- releases --------------------------------------------------------------------------------------


@pytest.fixture
def mit(dok: Dokument) -> Dokument:
    """Two releases in this year, one in the next."""
    freirechnen(dok, hole(dok, "Neu"), 2020, 5_000_00, datum=dt.date(2020, 8, 1), grund="später begonnen")
    freirechnen(dok, hole(dok, "Neu"), 2021, 1_000_00, datum=dt.date(2020, 8, 1), grund="später begonnen")
    freirechnen(dok, hole(dok, "Alt"), 2020, 9_000_00, datum=TAG, grund="Auslastung")
    return dok


def test_releases_stand_in_the_order_of_their_day_with_their_sum(qtbot: QtBot, mit: Dokument) -> None:
    seite = zeige(qtbot, FreirechnungUnterseite, mit)
    assert texte(seite.eintraege) == [
        ["04.05.2020", "Alt", "DAA", "2020", "9.000,00", "Auslastung"],
        ["01.08.2020", "Neu", "Grone", "2020", "5.000,00", "später begonnen"],
        ["01.08.2020", "Neu", "Grone", "2021", "1.000,00", "später begonnen"],
        ["Summe", "", "", "", "15.000,00", ""],
    ]
    assert seite.summen.text().replace("\xa0", " ") == (
        "9.000,00 € von den Vorbindungen 2020, damit im Neufallbudget · 5.000,00 € von Bindungen aus 2020 · "
        "1.000,00 € in anderen Jahren"
    )


def test_every_cell_of_a_release_can_be_changed(qtbot: QtBot, mit: Dokument) -> None:
    seite = zeige(qtbot, FreirechnungUnterseite, mit)
    for schluessel, text in (("betrag", "8.000"), ("grund", "Abbruch"), ("datum", "5.5.2020")):
        gehe(seite.eintraege, 0, schluessel)
        tippe(qtbot, seite.eintraege, text)
    gehe(seite.eintraege, 2, "jahr")
    tippe(qtbot, seite.eintraege, "2020")
    assert texte(seite.eintraege)[0] == ["05.05.2020", "Alt", "DAA", "2020", "8.000,00", "Abbruch"]
    assert spalte(seite.eintraege, "jahr") == ["2020", "2020", "2020", ""]
    gehe(seite.eintraege, 0, "betrag")
    tippe(qtbot, seite.eintraege, "200.000")
    assert "ist mehr, als 2020" in editor(seite.eintraege).grund
    qtbot.keyClick(editor(seite.eintraege), Qt.Key.Key_Escape)


def test_a_deleted_release_binds_the_money_again(qtbot: QtBot, mit: Dokument) -> None:
    seite = zeige(qtbot, FreirechnungUnterseite, mit)
    vorher = mit.blick.kennzahlen.neufallbudget_cent
    assert not knopf(seite, "freirechnung_loeschen").isEnabled()
    gehe(seite.eintraege, 0, "betrag")
    klicke(qtbot, seite, "freirechnung_loeschen")
    assert mit.blick.kennzahlen.neufallbudget_cent == vorher - 9_000_00
    assert len(texte(seite.eintraege)) == 3
    mit.rueckgaengig()
    assert len(texte(seite.eintraege)) == 4


def test_a_release_leads_to_its_bindung(qtbot: QtBot, mit: Dokument) -> None:
    seite = zeige(qtbot, FreirechnungUnterseite, mit)
    ziele: list[Ziel] = []
    seite.bruecke.sprung.connect(ziele.append)
    gehe(seite.eintraege, 0, "bindung")
    qtbot.keyClick(seite.eintraege, Qt.Key.Key_Return)
    klicke(qtbot, seite, "freirechnung_bindung")
    assert ziele == [Ziel("bindungen", schluessel=hole(mit, "Alt"))] * 2


def test_a_file_that_is_read_only_shows_everything_and_takes_nothing(
    qtbot: QtBot, mit: Dokument, tmp_path: Path
) -> None:
    kopie = shutil.copyfile(mit.datei.pfad, tmp_path / "kopie.amip")
    nur_lesen = oeffne(kopie, schreibgeschuetzt=True)
    seite = zeige(qtbot, FreirechnungUnterseite, nur_lesen)
    assert len(texte(seite.eintraege)) == 4
    gehe(seite.eintraege, 0, "betrag")
    qtbot.keyClick(seite.eintraege, "5")
    assert seite.eintraege.offener_editor() is None
    assert not knopf(seite, "freirechnung_freirechnen").isEnabled()
    assert not knopf(seite, "freirechnung_loeschen").isEnabled()
    assert knopf(seite, "freirechnung_bindung").isEnabled()
    gehe(seite.vorschlaege, 0, "bindung")
    qtbot.keyClick(seite.vorschlaege, Qt.Key.Key_Return)
    assert seite.findChild(Freirechendialog) is None
    nur_lesen.datei.schliesse()


def test_the_grids_keep_to_what_qt_expects_of_models(qtbot: QtBot, mit: Dokument) -> None:
    seite = zeige(qtbot, FreirechnungUnterseite, mit)
    for gitter in (seite.vorschlaege, seite.eintraege):
        QAbstractItemModelTester(gitter.modell, QAbstractItemModelTester.FailureReportingMode.Fatal, seite)
    freirechnen(mit, hole(mit, "Alt"), 2020, 91_000_00, datum=TAG, grund="zu Ende")
    assert spalte(seite.vorschlaege, "bindung") == ["Neu"]
    mit.rueckgaengig()
    assert spalte(seite.vorschlaege, "bindung") == ["Alt", "Neu"]


def test_everything_has_a_name_and_is_reached_by_keyboard(qtbot: QtBot, mit: Dokument) -> None:
    seite = zeige(qtbot, FreirechnungUnterseite, mit)
    gehe(seite.eintraege, 0, "betrag")
    assert namenlose(seite) == []
    assert unerreichte(qtbot, seite) == set()
