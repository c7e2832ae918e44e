"""The view "Umschichtungen": movements typed into a grid, what they come to, the two sums."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton

from app.services.haushaltszeilen import Umschichtungsbasis, Umschichtungsrichtung, Umschichtungsstand
from app.services.plaene import budget_setzen, oeffne, plan_anlegen
from app.services.protokoll import lies_protokoll
from app.services.summen import Dimension
from app.services.umschichtungen import umschichtung_anlegen
from app.services.zeilen import Budgetart
from app.views.bruecke import Ziel
from app.views.budget.umschichtung import LEER, OFFEN, OHNE_PRODUKTE, Umschichtungsansicht
from tests.gui.budget_hilfe import editor, gehe, hole, tippe, zeige, zeile

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument
    from app.views.budget.seite import BudgetSeite

EURO = "\u00a0€"


@pytest.fixture
def seite(qtbot: QtBot, beispiel: Dokument) -> BudgetSeite:
    return zeige(qtbot, beispiel, "umschichtung")


@pytest.fixture
def ansicht(seite: BudgetSeite) -> Umschichtungsansicht:
    gezeigt = seite.aktuelle()
    assert isinstance(gezeigt, Umschichtungsansicht)
    return gezeigt


def band(ansicht: Umschichtungsansicht) -> dict[str, str]:
    return {name: wert.text().removesuffix(EURO) for name, wert in ansicht.band.werte.items()}


def vollzogen(dok: Dokument, cent: int) -> None:
    umschichtung_anlegen(dok, cent, stand=Umschichtungsstand.VOLLZOGEN, datum=dt.date(2020, 3, 1))


# -- typing ----------------------------------------------------------------------------------------


def test_an_amount_in_the_new_row_is_a_planned_movement_into_the_verwaltung(
    qtbot: QtBot, ansicht: Umschichtungsansicht, beispiel: Dokument
) -> None:
    gehe(ansicht.gitter, 0, "betrag")
    tippe(qtbot, ansicht.gitter, "250.000", Qt.Key.Key_Return)
    (bewegung,) = beispiel.blick.umschichtungen
    assert bewegung.betrag_cent == 250_000_00
    assert bewegung.richtung is Umschichtungsrichtung.IN_VERWALTUNG
    assert bewegung.stand is Umschichtungsstand.GEPLANT
    assert zeile(ansicht.gitter, 0) == ["", "Eingliederung → Verwaltung", "", "", "250.000,00", "geplant", ""]
    assert ansicht.gitter.currentIndex().row() == 1


def test_a_row_can_be_typed_from_left_to_right_and_is_kept_with_its_amount(
    qtbot: QtBot, ansicht: Umschichtungsansicht, beispiel: Dokument
) -> None:
    QAbstractItemModelTester(ansicht.gitter.modell, QAbstractItemModelTester.FailureReportingMode.Fatal)
    gehe(ansicht.gitter, 0, "datum")
    tippe(qtbot, ansicht.gitter, "1.3.2020")
    assert list(beispiel.blick.umschichtungen) == []
    assert zeile(ansicht.gitter, 0)[4] == "fehlt noch"
    assert hole(ansicht, QLabel, "umschichtung_hinweis").text() == OFFEN
    tippe(qtbot, ansicht.gitter, "Verw")
    gehe(ansicht.gitter, 0, "betrag")
    tippe(qtbot, ansicht.gitter, "1000")
    tippe(qtbot, ansicht.gitter, "voll")
    tippe(qtbot, ansicht.gitter, "Rückgabe")
    (bewegung,) = beispiel.blick.umschichtungen
    assert bewegung.datum == dt.date(2020, 3, 1)
    assert bewegung.richtung is Umschichtungsrichtung.IN_EINGLIEDERUNG
    assert bewegung.stand is Umschichtungsstand.VOLLZOGEN
    assert (bewegung.betrag_cent, bewegung.grund) == (1000_00, "Rückgabe")
    assert not hole(ansicht, QLabel, "umschichtung_hinweis").isVisible()
    # Each cell is one step back, the row as it was typed up to its amount is one.
    for _ in range(3):
        beispiel.rueckgaengig()
    assert beispiel.blick.umschichtungen == ()
    assert ansicht.gitter.modell.zeilen == []


def test_a_refused_amount_leaves_the_draft_as_it_was(
    qtbot: QtBot, ansicht: Umschichtungsansicht, beispiel: Dokument
) -> None:
    gehe(ansicht.gitter, 0, "grund")
    tippe(qtbot, ansicht.gitter, "Reserve")
    gehe(ansicht.gitter, 0, "betrag")
    tippe(qtbot, ansicht.gitter, "-5")
    assert "Betrag über 0,00" in editor(ansicht.gitter).grund
    qtbot.keyClick(editor(ansicht.gitter), Qt.Key.Key_Escape)
    assert zeile(ansicht.gitter, 0)[4:] == ["fehlt noch", "geplant", "Reserve"]
    assert beispiel.blick.umschichtungen == ()


def test_executed_without_a_day_is_refused_in_the_cell(
    qtbot: QtBot, ansicht: Umschichtungsansicht, beispiel: Dokument
) -> None:
    umschichtung_anlegen(beispiel, 100_00)
    gehe(ansicht.gitter, 0, "stand")
    tippe(qtbot, ansicht.gitter, "vollzogen")
    assert "hat ein Datum" in editor(ansicht.gitter).grund
    assert beispiel.blick.umschichtungen[0].stand is Umschichtungsstand.GEPLANT
    qtbot.keyClick(editor(ansicht.gitter), Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    "eingabe",
    [
        ("stand", "bald", "kein Stand einer Umschichtung"),
        ("richtung", "nirgends", "keine Richtung"),
        ("datum", "31.4.2020", "gibt es nicht"),
        ("von", "MAbE", "Wählen Sie zuerst die Richtung „zwischen Produkten“"),
        ("betrag", "12.34", "mehrdeutig"),
    ],
    ids=lambda e: "-".join(e[:2]),
)
def test_what_does_not_fit_stays_in_the_editor_with_the_reason(
    qtbot: QtBot, ansicht: Umschichtungsansicht, beispiel: Dokument, eingabe: tuple[str, str, str]
) -> None:
    spalte, text, grund = eingabe
    umschichtung_anlegen(beispiel, 100_00)
    vorher = beispiel.blick.umschichtungen
    gehe(ansicht.gitter, 0, spalte)
    tippe(qtbot, ansicht.gitter, text)
    assert grund in editor(ansicht.gitter).grund
    assert beispiel.blick.umschichtungen == vorher
    qtbot.keyClick(editor(ansicht.gitter), Qt.Key.Key_Escape)


def test_a_state_cannot_be_cleared(qtbot: QtBot, ansicht: Umschichtungsansicht, beispiel: Dokument) -> None:
    umschichtung_anlegen(beispiel, 100_00)
    fehler: list[str] = []
    ansicht.bruecke.fehler.connect(lambda f: fehler.append(f.text))
    gehe(ansicht.gitter, 0, "stand")
    qtbot.keyClick(ansicht.gitter, Qt.Key.Key_Delete)
    assert "Stand kann nicht leer sein" in fehler[0]


def test_a_product_typed_into_the_new_row_means_a_movement_between_products(
    qtbot: QtBot, ansicht: Umschichtungsansicht, beispiel: Dokument
) -> None:
    erstes, zweites = list(beispiel.blick.produkte.values())[:2]
    gehe(ansicht.gitter, 0, "von")
    tippe(qtbot, ansicht.gitter, erstes.titel)
    tippe(qtbot, ansicht.gitter, zweites.titel)
    tippe(qtbot, ansicht.gitter, "5")
    (bewegung,) = beispiel.blick.umschichtungen
    assert bewegung.richtung is Umschichtungsrichtung.ZWISCHEN_PRODUKTEN
    assert (bewegung.von_produkt_id, bewegung.nach_produkt_id) == (erstes.id, zweites.id)
    gehe(ansicht.gitter, 0, "richtung")
    tippe(qtbot, ansicht.gitter, "Eingl")
    (bewegung,) = beispiel.blick.umschichtungen
    assert (bewegung.von_produkt_id, bewegung.nach_produkt_id) == (None, None)


def test_deleting_takes_a_movement_out_and_a_draft_without_a_vorgang(
    qtbot: QtBot, ansicht: Umschichtungsansicht, beispiel: Dokument
) -> None:
    umschichtung_anlegen(beispiel, 100_00)
    hinweise: list[str] = []
    ansicht.bruecke.hinweis.connect(hinweise.append)
    gehe(ansicht.gitter, 1, "grund")
    tippe(qtbot, ansicht.gitter, "Idee")
    eintraege = len(lies_protokoll(beispiel))
    ansicht.gitter.waehle(ansicht.gitter.modell.zeilen[1].id)
    ansicht.fuehre_aus("zeile_loeschen")
    assert len(lies_protokoll(beispiel)) == eintraege
    assert hinweise[-1] == "1 Zeile gelöscht"
    ansicht.gitter.waehle(ansicht.gitter.modell.zeilen[0].id)
    ansicht.fuehre_aus("zeile_loeschen")
    assert beispiel.blick.umschichtungen == ()
    assert hinweise[-1] == "1 Zeile gelöscht – Strg+Z macht es rückgängig"
    assert hole(ansicht, QLabel, "umschichtung_hinweis").text() == LEER


def test_a_draft_does_not_wander_into_another_plan_of_the_file(
    qtbot: QtBot, ansicht: Umschichtungsansicht, beispiel: Dokument
) -> None:
    gehe(ansicht.gitter, 0, "grund")
    tippe(qtbot, ansicht.gitter, "Idee")
    assert len(ansicht.gitter.modell.zeilen) == 1
    plan_anlegen(beispiel, 2027, "Nächster")
    qtbot.waitUntil(lambda: not ansicht.gitter.modell.zeilen)


# -- what they come to -----------------------------------------------------------------------------


def test_the_head_shows_movements_by_state_beside_the_input(
    ansicht: Umschichtungsansicht, beispiel: Dokument
) -> None:
    vollzogen(beispiel, 1_000_000_00)
    umschichtung_anlegen(beispiel, 500_000_00, stand=Umschichtungsstand.GESPERRT)
    umschichtung_anlegen(beispiel, 44_00)
    umschichtung_anlegen(beispiel, 77_00, stand=Umschichtungsstand.ZURUECKGEZOGEN)
    assert band(ansicht) == {
        "planansatz": "1.566.044,00",
        "geplant": "44,00",
        "gesperrt": "500.000,00",
        "vollzogen": "1.000.000,00",
        "ohne": "66.000,00",
    }
    budget_setzen(beispiel, Budgetart.UMSCHICHTUNG, 1_00)
    assert band(ansicht)["ohne"] == "−1.500.043,00"
    assert ansicht.band.zusaetze["ohne"].text() == "mehr erfasst als geplant"
    budget_setzen(beispiel, Budgetart.UMSCHICHTUNG, None)
    assert band(ansicht)["planansatz"] == "noch offen"


def test_the_input_is_set_to_the_movements_in_one_step(
    qtbot: QtBot, ansicht: Umschichtungsansicht, beispiel: Dokument
) -> None:
    knopf = hole(ansicht, QPushButton, "umschichtung_angleichen")
    assert not knopf.isEnabled()
    vollzogen(beispiel, 300_00)
    umschichtung_anlegen(beispiel, 100_00, richtung=Umschichtungsrichtung.IN_EINGLIEDERUNG)
    assert knopf.isEnabled()
    qtbot.mouseClick(knopf, Qt.MouseButton.LeftButton)
    assert beispiel.blick.posten[Budgetart.UMSCHICHTUNG].betrag_cent == 200_00
    assert not knopf.isEnabled()
    beispiel.rueckgaengig()
    assert beispiel.blick.posten[Budgetart.UMSCHICHTUNG].betrag_cent == 1_566_044_00


def test_each_option_says_what_it_makes_of_the_neufallbudget(
    qtbot: QtBot, ansicht: Umschichtungsansicht, beispiel: Dokument
) -> None:
    vollzogen(beispiel, 1_000_000_00)
    knopf = hole(ansicht, QRadioButton, "umschichtung_basis_vollzogen")
    assert knopf.text() == f"vollzogene Bewegungen (Neufallbudget: 35.652.001,00{EURO})"
    assert hole(ansicht, QRadioButton, "umschichtung_basis_geplant").text() == (
        f"geplanter Betrag (Neufallbudget: 35.085.957,00{EURO})"
    )
    qtbot.mouseClick(knopf, Qt.MouseButton.LeftButton)
    assert beispiel.blick.kopf.umschichtung_basis is Umschichtungsbasis.VOLLZOGEN
    assert beispiel.blick.kennzahlen.neufallbudget_cent == 35_652_001_00


def test_executed_movements_between_products_change_what_these_have(
    ansicht: Umschichtungsansicht, beispiel: Dokument
) -> None:
    assert hole(ansicht, QLabel, "umschichtung_ohne_produkte").text() == OHNE_PRODUKTE
    assert not ansicht.produkte.isVisible()
    von, nach = list(beispiel.blick.produkte.values())[:2]
    umschichtung_anlegen(
        beispiel,
        100_00,
        richtung=Umschichtungsrichtung.ZWISCHEN_PRODUKTEN,
        stand=Umschichtungsstand.VOLLZOGEN,
        datum=dt.date(2020, 3, 1),
        von_produkt_id=von.id,
        nach_produkt_id=nach.id,
    )
    assert ansicht.produkte.isVisible()
    assert not hole(ansicht, QLabel, "umschichtung_ohne_produkte").isVisible()
    assert [zeile(ansicht.produkte, i)[::2] for i in range(2)] == [
        [von.titel, "0,00", zeile(ansicht.produkte, 0)[4]],
        [nach.titel, "100,00", zeile(ansicht.produkte, 1)[4]],
    ]
    soll = ansicht.produkte.modell.zeilen[0].lage
    assert soll.soll_cent == beispiel.blick.summe(Dimension.PRODUKT, von.id).mittelansatz_cent - 100_00
    ziele: list[Ziel] = []
    ansicht.bruecke.sprung.connect(ziele.append)
    ansicht.produkte.geoeffnet.emit(ansicht.produkte.modell.zeilen[1])
    hole(ansicht, QPushButton, "umschichtung_lage_planansatz").click()
    assert ziele == [
        Ziel("massnahmen", Dimension.PRODUKT, nach.id),
        Ziel("budget", posten="umschichtung", unterseite="rechnung"),
    ]


def test_a_file_opened_for_reading_offers_nothing_to_change(qtbot: QtBot, beispiel: Dokument) -> None:
    umschichtung_anlegen(beispiel, 100_00)
    nur_lesbar = oeffne(beispiel.datei.pfad, schreibgeschuetzt=True)
    seite = zeige(qtbot, nur_lesbar, "umschichtung")
    ansicht = seite.aktuelle()
    assert isinstance(ansicht, Umschichtungsansicht)
    assert ansicht.gitter.modell.rowCount() == 1
    assert ansicht.befehle() == frozenset({"kopieren", "tabelle_kopieren"})
    assert not hole(ansicht, QPushButton, "umschichtung_angleichen").isEnabled()
    assert not any(k.isEnabled() for k in ansicht.findChildren(QRadioButton))
    nur_lesbar.datei.schliesse()
