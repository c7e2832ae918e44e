"""The list of contracts and grants: what it shows, what is typed and pasted there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.services.bindungen import bindung_anlegen
from app.services.geld import format_eur
from app.views.bindungen.vertragsfilter import Auswahl
from tests.gui.vertrags_hilfe import (
    SAMMEL,
    editor,
    eur,
    finde,
    fuege_ein,
    gehe,
    gehe_neu,
    klicke,
    lehnt_ab,
    namen,
    spalte,
    stelle,
    summe,
    tippe,
    zeige_vertraege,
    zelle,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument
    from app.views.bindungen.vertraege import VertraegeUnterseite

ERSTER_TEIL = "Förderzentrum I, Los 1"
MIT_MONATEN = "Förderzentrum II, Los 1"
OPTION = "FTEC Lager/Verkauf West, Los 2, Option"


@pytest.fixture
def seite(qtbot: QtBot, demo: Dokument) -> VertraegeUnterseite:
    return zeige_vertraege(qtbot, demo)


# -- what it shows -----------------------------------------------------------------------------------


def test_every_bindung_has_a_row_and_the_sums_are_those_of_the_plan(
    seite: VertraegeUnterseite, demo: Dokument
) -> None:
    jahr, stand = demo.blick.jahr, demo.blick.stand.im(demo.blick.jahr)
    assert {b.id for b in seite.gitter.modell.zeilen} == {b.id for b in demo.blick.bindungen}
    frei = stand.vorbindung_frei_cent + stand.neu_frei_cent
    assert summe(seite.gitter, "betrag") == eur(stand.vorbindung_cent + stand.neu_cent)
    assert summe(seite.gitter, "frei") == eur(frei)
    assert summe(seite.gitter, "gezahlt") == eur(stand.gezahlt_cent)
    assert summe(seite.gitter, "abschlag") == eur(stand.abschlag_cent)
    assert summe(seite.gitter, "offen") == eur(stand.offen_cent)
    erster = finde(demo, ERSTER_TEIL)
    assert zelle(seite.gitter, erster.id, "betrag") == eur(erster.festgelegt_cent(jahr))
    assert zelle(seite.gitter, erster.id, "offen") == eur(erster.offen_cent(jahr))
    assert zelle(seite.gitter, erster.id, "spaeter") == eur(erster.gebunden_cent(jahr + 1))


def test_parts_stand_below_their_sum_and_options_below_their_contract(seite: VertraegeUnterseite) -> None:
    alle = namen(seite)
    assert alle[:2] == [SAMMEL, ERSTER_TEIL]
    assert alle.index("Erfolg durch Integration, Los 3, Aufstockung") == 1 + alle.index(
        "Erfolg durch Integration, Los 3"
    )
    assert alle.index(OPTION) == 1 + alle.index(OPTION.removesuffix(", Option"))


def test_words_beside_the_amount_say_what_is_a_part_an_option_or_broken_down(
    seite: VertraegeUnterseite, demo: Dokument
) -> None:
    worte = {
        name: zelle(seite.gitter, finde(demo, name).id, "vermerk")
        for name in (SAMMEL, ERSTER_TEIL, OPTION, MIT_MONATEN)
    }
    assert worte == {
        SAMMEL: "zu 88,3\u00a0% aufgegliedert",
        ERSTER_TEIL: "Teil der Vorbindungen",
        OPTION: "Option, nicht gezogen",
        MIT_MONATEN: "",
    }


def test_the_sentence_above_says_how_far_the_known_sum_is_broken_down(
    seite: VertraegeUnterseite, demo: Dokument
) -> None:
    stand = demo.blick.stand.im(demo.blick.jahr)
    assert format_eur(stand.aufgegliedert_cent) in seite.stand.text()
    assert f"{format_eur(stand.nicht_aufgegliedert_cent)} noch nicht aufgegliedert" in seite.stand.text()
    bindung_anlegen(
        demo,
        bezeichnung="Zu viel",
        herkunft_jahr=2019,
        betraege={(2020, None): 4_000_000_00},
        vertrag=finde(demo, ERSTER_TEIL).vertrag,
    )
    assert "188.923,00\u00a0€ zu viel aufgegliedert" in seite.stand.text()
    assert seite.stand.property("ton") == "fehler"


def test_the_model_keeps_its_promises_while_bindungen_come_and_go(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    QAbstractItemModelTester(
        seite.gitter.modell, QAbstractItemModelTester.FailureReportingMode.Warning, seite
    )
    vorher = namen(seite)
    gehe_neu(seite.gitter, "bezeichnung")
    tippe(qtbot, seite.gitter, "Eins")
    for auswahl in (Auswahl.VORBINDUNGEN, Auswahl.OPTIONEN, Auswahl.NEUE, Auswahl.ALLE):
        stelle(seite, auswahl)
    gehe(seite.gitter, finde(demo, "Eins").id, "bezeichnung")
    klicke(qtbot, seite.knoepfe["loeschen"])
    demo.rueckgaengig()
    demo.rueckgaengig()
    assert namen(seite) == vorher


# -- typing ------------------------------------------------------------------------------------------


def test_a_name_in_the_new_row_makes_a_bindung_and_the_row_goes_on(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    gehe_neu(seite.gitter, "bezeichnung")
    tippe(qtbot, seite.gitter, "Kurs am Hafen", Qt.Key.Key_Tab)
    tippe(qtbot, seite.gitter, "Träger Nord", Qt.Key.Key_Tab)
    tippe(qtbot, seite.gitter, "3.2.2020", Qt.Key.Key_Tab)
    tippe(qtbot, seite.gitter, "1234,5", Qt.Key.Key_Tab)
    neu = finde(demo, "Kurs am Hafen")
    assert neu.herkunft_jahr == 2020
    assert (neu.vertrag.vertragspartner, f"{neu.vertrag.datum}") == ("Träger Nord", "2020-02-03")
    assert neu.betrag_cent(2020) == 1_234_50
    assert zelle(seite.gitter, neu.id, "offen") == "1.234,50"


def test_anything_but_the_name_in_the_new_row_is_refused_with_the_way(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    vorher = demo.blick.bindungen
    gehe_neu(seite.gitter, "betrag")
    tippe(qtbot, seite.gitter, "100")
    assert editor(seite.gitter).grund.startswith("Beginnen Sie mit der Bezeichnung")
    assert demo.blick.bindungen == vorher


def test_new_rows_among_the_vorbindungen_explain_the_known_sum(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    stelle(seite, Auswahl.VORBINDUNGEN)
    vorher = demo.blick.kennzahlen.vorbindungen_cent
    gehe_neu(seite.gitter, "bezeichnung")
    tippe(qtbot, seite.gitter, "Nachgetragen")
    neu = finde(demo, "Nachgetragen")
    assert (neu.herkunft_jahr, neu.vertrag.sammel_id) == (2019, finde(demo, SAMMEL).id)
    gehe(seite.gitter, neu.id, "betrag")
    tippe(qtbot, seite.gitter, "811.077,00")
    assert "3.000.000,00\u00a0€ noch nicht aufgegliedert" in seite.stand.text()
    assert demo.blick.kennzahlen.vorbindungen_cent == vorher
    assert summe(seite.gitter, "betrag") == eur(demo.blick.stand.im(2020).vorbindung_cent)


def test_an_amount_is_typed_in_its_cell_and_refused_where_months_are_known(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    mit_monaten = finde(demo, MIT_MONATEN)
    gehe(seite.gitter, mit_monaten.id, "betrag")
    tippe(qtbot, seite.gitter, "5")
    assert "steht hier nach Monaten fest" in editor(seite.gitter).grund
    qtbot.keyClick(editor(seite.gitter), Qt.Key.Key_Escape)
    assert finde(demo, MIT_MONATEN) == mit_monaten
    gehe(seite.gitter, finde(demo, SAMMEL).id, "betrag")
    tippe(qtbot, seite.gitter, "12.34")
    assert "mehrdeutig" in editor(seite.gitter).grund
    assert seite.gitter.offener_editor() is not None


def test_origin_and_term_can_be_typed_too(qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument) -> None:
    gehe_neu(seite.gitter, "bezeichnung")
    tippe(qtbot, seite.gitter, "Neu")
    gehe(seite.gitter, finde(demo, "Neu").id, "herkunft")
    tippe(qtbot, seite.gitter, "2018")
    gehe(seite.gitter, finde(demo, "Neu").id, "laufzeit")
    tippe(qtbot, seite.gitter, "1.3.2020 bis 28.2.2021")
    neu = finde(demo, "Neu")
    assert neu.herkunft_jahr == 2018
    assert zelle(seite.gitter, neu.id, "laufzeit") == "01.03.2020 – 28.02.2021"
    gehe(seite.gitter, neu.id, "laufzeit")
    tippe(qtbot, seite.gitter, "1.3.2021 - 28.2.2020")
    assert "Die Laufzeit endet am 28.02.2020, bevor" in editor(seite.gitter).grund


# -- pasting -----------------------------------------------------------------------------------------


def _dreissig() -> list[tuple[str, ...]]:
    return [(f"Los {n}", f"Träger {n % 4}", f"{n:02}.01.2020", f"{n}.000,00") for n in range(1, 31)]


def test_thirty_rows_out_of_excel_become_thirty_bindungen_in_one_step(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    vorher = demo.blick.bindungen
    gehe_neu(seite.gitter, "bezeichnung")
    fuege_ein(qtbot, seite.gitter, _dreissig())
    neue = [b for b in demo.blick.bindungen if b.bezeichnung.startswith("Los ")]
    assert len(neue) == 30
    assert sum(b.betrag_cent(2020) for b in neue) == 465_000_00
    assert (neue[6].vertrag.vertragspartner, f"{neue[6].vertrag.datum}") == ("Träger 3", "2020-01-07")
    assert namen(seite)[-30:] == [b.bezeichnung for b in neue]
    demo.rueckgaengig()
    assert demo.blick.bindungen == vorher


def test_one_bad_cell_among_thirty_rows_keeps_all_of_them_out(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    vorher, gesagt = demo.blick.bindungen, lehnt_ab(seite)
    zeilen = _dreissig()
    zeilen[17] = ("Los 18", "Träger 2", "30.02.2020", "18.000,00")
    gehe_neu(seite.gitter, "bezeichnung")
    fuege_ein(qtbot, seite.gitter, zeilen)
    assert demo.blick.bindungen == vorher
    assert any("„Los 18“: Den Tag „30.02.2020“ gibt es nicht" in satz for satz in gesagt)


def test_a_paste_over_derived_columns_says_which_take_nothing(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    vorher, gesagt = demo.blick.bindungen, lehnt_ab(seite)
    gehe_neu(seite.gitter, "bezeichnung")
    fuege_ein(qtbot, seite.gitter, [("Los 1", "Träger", "01.01.2020", "5", "Vermerk")])
    assert demo.blick.bindungen == vorher
    assert any("„Vermerk“ wird berechnet" in satz for satz in gesagt)


def test_pasted_amounts_change_bindungen_that_are_there_and_add_the_rest(
    qtbot: QtBot, seite: VertraegeUnterseite, demo: Dokument
) -> None:
    stelle(seite, Auswahl.NEUE)
    letzte = seite.gitter.modell.zeilen[-1]
    assert letzte.bezeichnung == "Neukundenaktivierung 2021"
    gehe(seite.gitter, letzte.id, "bezeichnung")
    fuege_ein(qtbot, seite.gitter, [("Umbenannt", "Träger A", "", "7"), ("Dazu", "Träger B", "", "8")])
    assert finde(demo, "Umbenannt").id == letzte.id
    assert [finde(demo, n).betrag_cent(2020) for n in ("Umbenannt", "Dazu")] == [7_00, 8_00]


def test_what_people_paste_stands_side_by_side(seite: VertraegeUnterseite) -> None:
    assert [spalte(seite.gitter, wort) for wort in ("bezeichnung", "vertragspartner", "datum", "betrag")] == [
        0,
        1,
        2,
        3,
    ]
