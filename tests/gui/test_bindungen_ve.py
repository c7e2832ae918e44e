"""The view "Verpflichtungsermächtigungen": years on top, entries, and the use of the chosen year."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.services.bindungen import bindung_loeschen
from app.services.bindungszeilen import Vertrag
from app.services.haushaltszeilen import VeStand
from app.services.plaene import oeffne
from app.services.ve import ve_eintragen
from app.views.bausteine.zellen import ANTEIL, STIL, Stil
from app.views.bindungen.seite import BindungenSeite
from app.views.bindungen.ve import VeUnterseite
from app.views.bruecke import Bruecke, Ziel
from tests.gui.bindungen_hilfe import (
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

JANUAR, SEPTEMBER = dt.date(2020, 1, 1), dt.date(2020, 9, 1)
WENIG = 800_00


@pytest.fixture
def dok(beispiel: Dokument) -> Dokument:
    """VE for 2021 that is cut below what is used, one for 2022 with room."""
    bindung(beispiel, "A", 2020, {2021: 600_00, 2022: 100_00}, Vertrag(datum=dt.date(2020, 3, 2)))
    bindung(beispiel, "B", 2020, {2021: 300_00})
    ve_eintragen(beispiel, 2021, 1_000_00, ab=JANUAR)
    ve_eintragen(beispiel, 2021, WENIG, stand=VeStand.GEKUERZT, ab=SEPTEMBER)
    ve_eintragen(beispiel, 2022, 400_00, ab=JANUAR, bemerkung="erste Meldung")
    return beispiel


@pytest.fixture
def seite(qtbot: QtBot, dok: Dokument) -> VeUnterseite:
    return zeige(qtbot, VeUnterseite, dok)


def test_each_later_year_says_what_is_allowed_used_and_left(seite: VeUnterseite) -> None:
    assert [zeile[:7] for zeile in texte(seite.jahre)] == [
        ["2021", "800,00", "gekürzt", "01.09.2020", "900,00", "−100,00 überschritten", "112,5\xa0%"],
        ["2022", "400,00", "vorläufig", "01.01.2020", "100,00", "+300,00 frei", "25,0\xa0%"],
        ["2023", "–", "", "", "0,00", "keine VE", ""],
    ]
    assert spalte(seite.jahre, "hinweis") == ["1 Zeile noch ohne Betrag", "", ""]


def test_over_and_free_have_their_colours_and_bars(seite: VeUnterseite) -> None:
    modell, spec = seite.jahre.modell, seite.jahre.modell.spec
    frei, nutzung = spec.stelle("frei"), spec.stelle("nutzung")
    assert [modell.index(z, frei).data(STIL) for z in range(3)] == [Stil.FEHLER, Stil.ERFOLG, Stil.NEBEN]
    assert [modell.index(z, nutzung).data(ANTEIL) for z in range(3)] == [1125, 250, None]
    assert modell.index(0, frei).data(ANTEIL) is None


def test_bound_without_a_ve_is_an_error(qtbot: QtBot, beispiel: Dokument) -> None:
    bindung(beispiel, "A", 2020, {2022: 700_00})
    seite = zeige(qtbot, VeUnterseite, beispiel)
    index = seite.jahre.modell.index(1, seite.jahre.modell.spec.stelle("frei"))
    assert index.data() == "−700,00 ohne VE"
    assert index.data(STIL) == Stil.FEHLER


def test_the_entries_are_a_history_in_which_the_latest_counts(seite: VeUnterseite) -> None:
    assert texte(seite.eintraege) == [
        ["2021", "01.01.2020", "1.000,00", "vorläufig", "", ""],
        ["2021", "01.09.2020", "800,00", "gekürzt", "gilt", ""],
        ["2022", "01.01.2020", "400,00", "vorläufig", "gilt", "erste Meldung"],
        ["+ Jahr …", "", "", "", "", ""],
    ]


def test_a_year_typed_in_the_new_row_begins_an_entry_from_what_is_in_force(
    qtbot: QtBot, seite: VeUnterseite, dok: Dokument
) -> None:
    gehe(seite.eintraege, 3, "jahr")
    tippe(qtbot, seite.eintraege, "2021", Qt.Key.Key_Tab)
    assert len(dok.blick.ermaechtigungen) == 4
    neu = max((z for z in dok.blick.ermaechtigungen if z.jahr == 2021), key=lambda z: z.ab)
    assert (neu.jahr, neu.betrag_cent, neu.stand) == (2021, WENIG, VeStand.VORLAEUFIG)
    zeile = seite.eintraege.aktuelle()
    assert zeile is not None
    assert zeile.jahr == 2021
    assert seite.eintraege.currentIndex().column() == seite.eintraege.modell.spec.stelle("ab")


def test_an_amount_typed_in_the_new_row_is_for_the_chosen_year(
    qtbot: QtBot, seite: VeUnterseite, dok: Dokument
) -> None:
    seite.jahre.waehle("2023")
    gehe(seite.eintraege, 3, "betrag")
    tippe(qtbot, seite.eintraege, "5.000")
    assert [z.betrag_cent for z in dok.blick.ermaechtigungen if z.jahr == 2023] == [5_000_00]
    assert texte(seite.jahre)[2][1] == "5.000,00"
    assert seite.eintraege.currentIndex().row() == seite.eintraege.modell.neue_stelle


def test_two_new_entries_of_a_year_do_not_fall_on_the_same_day(
    qtbot: QtBot, seite: VeUnterseite, dok: Dokument
) -> None:
    for zeile, betrag in ((3, "5.000"), (4, "6.000")):
        seite.jahre.waehle("2023")
        gehe(seite.eintraege, zeile, "betrag")
        tippe(qtbot, seite.eintraege, betrag)
    assert len({z.ab for z in dok.blick.ermaechtigungen if z.jahr == 2023}) == 2
    assert texte(seite.jahre)[2][1] == "6.000,00"


@pytest.mark.parametrize(
    "fall",
    [
        ("jahr", "2020", "Was 2020 zu zahlen ist, deckt das Budget."),
        ("jahr", "bald", "ist kein Jahr"),
        ("betrag", "-5", "kann nicht negativ sein"),
        ("stand", "vielleicht", "kein Stand einer VE"),
    ],
)
def test_what_does_not_fit_stays_in_the_editor_with_the_reason(
    qtbot: QtBot, seite: VeUnterseite, dok: Dokument, fall: tuple[str, str, str]
) -> None:
    schluessel, text, teil = fall
    vorher = dok.blick.ermaechtigungen
    gehe(seite.eintraege, 3, schluessel)
    tippe(qtbot, seite.eintraege, text)
    assert teil in editor(seite.eintraege).grund
    assert dok.blick.ermaechtigungen == vorher
    qtbot.keyClick(editor(seite.eintraege), Qt.Key.Key_Escape)


def test_every_cell_of_an_entry_can_be_changed(qtbot: QtBot, seite: VeUnterseite, dok: Dokument) -> None:
    for schluessel, text in (
        ("ab", "1.2.2020"),
        ("betrag", "950,5"),
        ("stand", "endg"),
        ("bemerkung", "Bescheid"),
        ("jahr", "2023"),
    ):
        gehe(seite.eintraege, 0, schluessel)
        if schluessel == "jahr":
            tippe(qtbot, seite.eintraege, text, Qt.Key.Key_Tab)
        else:
            tippe(qtbot, seite.eintraege, text)
    neu = next(z for z in dok.blick.ermaechtigungen if z.jahr == 2023)
    assert (neu.ab, neu.betrag_cent) == (dt.date(2020, 2, 1), 950_50)
    assert (neu.stand, neu.bemerkung) == (VeStand.ENDGUELTIG, "Bescheid")


def test_a_deleted_entry_gives_the_one_before_its_force_back(
    qtbot: QtBot, seite: VeUnterseite, dok: Dokument
) -> None:
    assert not knopf(seite, "ve_loeschen").isEnabled()
    gehe(seite.eintraege, 1, "betrag")
    klicke(qtbot, seite, "ve_loeschen")
    assert texte(seite.jahre)[0][1:3] == ["1.000,00", "vorläufig"]
    dok.rueckgaengig()
    assert texte(seite.jahre)[0][1:3] == ["800,00", "gekürzt"]


def test_the_months_of_the_chosen_year_begin_with_what_has_no_date(seite: VeUnterseite) -> None:
    assert seite.diagramm is not None
    assert seite.diagramm.titel.text() == "Inanspruchnahme der VE 2021"
    assert texte(seite.monate)[0] == ["ohne Datum", "300,00", "300,00", "+700,00"]
    assert texte(seite.monate)[3] == ["März", "600,00", "900,00", "+100,00"]
    assert texte(seite.monate)[12] == ["Dezember", "–", "900,00", "−100,00"]
    seite.jahre.waehle("2022")
    assert seite.diagramm.titel.text() == "Inanspruchnahme der VE 2022"
    assert texte(seite.monate)[12] == ["Dezember", "–", "100,00", "+300,00"]


def test_an_entry_shows_the_use_of_its_year(seite: VeUnterseite) -> None:
    gehe(seite.eintraege, 2, "betrag")
    assert seite.diagramm is not None
    assert seite.diagramm.titel.text() == "Inanspruchnahme der VE 2022"


def test_the_focus_alone_leaves_the_chosen_year(qtbot: QtBot, seite: VeUnterseite) -> None:
    seite.jahre.setFocus()
    seite.jahre.waehle("2023")
    qtbot.keyClick(seite.jahre, Qt.Key.Key_Tab)
    assert seite.eintraege.hasFocus()
    assert seite.diagramm is not None
    assert seite.diagramm.titel.text() == "Inanspruchnahme der VE 2023"


def test_a_change_of_a_bindung_is_shown_at_once(seite: VeUnterseite, dok: Dokument) -> None:
    bindung_loeschen(dok, dok.blick.bindungen[-1].id)
    assert texte(seite.jahre)[0][4:7] == ["600,00", "+200,00 frei", "75,0\xa0%"]
    assert texte(seite.monate)[0][1] == "–"


def test_the_grids_keep_to_what_qt_expects_of_models(seite: VeUnterseite, dok: Dokument) -> None:
    for gitter in (seite.jahre, seite.eintraege, seite.monate):
        QAbstractItemModelTester(gitter.modell, QAbstractItemModelTester.FailureReportingMode.Fatal, seite)
    ve_eintragen(dok, 2030, 1_00, ab=JANUAR)
    dok.rueckgaengig()
    assert len(texte(seite.jahre)) == 3


def test_without_a_ve_the_view_says_what_one_is_and_how_to_begin(qtbot: QtBot, beispiel: Dokument) -> None:
    seite = zeige(qtbot, VeUnterseite, beispiel)
    assert seite.leer.isVisible()
    assert "§§ 16, 38 BHO" in seite.leer.text()
    assert not seite.monate.isVisible()
    klicke(qtbot, seite, "ve_eintragen")
    qtbot.keyClicks(editor(seite.eintraege), "2021")
    qtbot.keyClick(editor(seite.eintraege), Qt.Key.Key_Return)
    assert not seite.leer.isVisible()
    assert texte(seite.jahre)[0][1] == "0,00"


def test_a_file_that_is_read_only_shows_everything_and_takes_nothing(
    qtbot: QtBot, dok: Dokument, tmp_path: Path
) -> None:
    kopie = shutil.copyfile(dok.datei.pfad, tmp_path / "kopie.amip")
    nur_lesen = oeffne(kopie, schreibgeschuetzt=True)
    seite = zeige(qtbot, VeUnterseite, nur_lesen)
    assert len(texte(seite.eintraege)) == 3
    gehe(seite.eintraege, 0, "betrag")
    qtbot.keyClick(seite.eintraege, "5")
    assert seite.eintraege.offener_editor() is None
    assert not knopf(seite, "ve_eintragen").isEnabled()
    assert not knopf(seite, "ve_loeschen").isEnabled()
    nur_lesen.datei.schliesse()


def test_the_commands_of_the_menus_reach_the_table_with_the_focus(seite: VeUnterseite, dok: Dokument) -> None:
    gehe(seite.eintraege, 2, "betrag")
    assert "zeile_loeschen" in seite.befehle()
    seite.fuehre_aus("zeile_loeschen")
    assert {z.jahr for z in dok.blick.ermaechtigungen} == {2021}
    seite.jahre.setFocus()
    assert seite.befehle() == {"kopieren", "tabelle_kopieren"}


def test_everything_has_a_name_and_is_reached_by_keyboard(qtbot: QtBot, seite: VeUnterseite) -> None:
    assert namenlose(seite) == []
    assert unerreichte(qtbot, seite) == set()


def test_with_room_the_months_stand_beside_the_chart(qtbot: QtBot, dok: Dokument) -> None:
    seite = zeige(qtbot, VeUnterseite, dok, breite=1440)
    assert seite.diagramm is not None
    assert seite.monate.x() > seite.diagramm.geometry().right()
    assert not seite.eintraege.horizontalScrollBar().isVisible()
    assert not seite.monate.horizontalScrollBar().isVisible()
    seite.resize(1100, 700)
    qtbot.waitUntil(lambda: seite.monate.y() > seite.diagramm.geometry().bottom())  # type: ignore[union-attr]  # built when shown
    assert not seite.eintraege.horizontalScrollBar().isVisible()


def test_a_link_leads_to_the_view_and_its_year(qtbot: QtBot, dok: Dokument) -> None:
    seite = BindungenSeite(Bruecke(dok))
    qtbot.addWidget(seite)
    seite.resize(1100, 700)
    with qtbot.waitExposed(seite):
        seite.show()
    seite.gehe_zu(Ziel("bindungen", unterseite="ve", posten="2022"))
    ve = seite.aktuelle()
    assert isinstance(ve, VeUnterseite)
    gewaehlt = ve.jahre.aktuelle()
    assert gewaehlt is not None
    assert gewaehlt.ve.jahr == 2022


def test_column_widths_are_remembered(qtbot: QtBot, seite: VeUnterseite, dok: Dokument) -> None:
    seite.eintraege.setColumnWidth(0, 133)
    stand = seite.zustand()
    andere = zeige(qtbot, VeUnterseite, dok)
    andere.stelle_her(lambda wort: stand[wort])
    assert andere.eintraege.columnWidth(0) == 133
