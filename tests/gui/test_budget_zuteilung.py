"""The view "Zuteilung": calculators whose inputs stay in the plan, and how a result gets into the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTextEdit

from app.services.haushaltszeilen import Plangroesse
from app.services.plaene import oeffne, plan_setzen
from app.services.planwerte import planwert_setzen
from app.services.protokoll import lies_protokoll
from app.services.zeilen import Budgetart
from app.views.bruecke import Ziel
from app.views.budget.rechner import GENUEGT, Rechner
from app.views.budget.zuteilung import Zuteilungsansicht
from tests.gui.budget_hilfe import hole, zeige

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument
    from app.views.budget.seite import BudgetSeite

EINGABEN = {
    Plangroesse.EGT_BUND_CENT: 1_000_000_00,
    Plangroesse.EGT_VORAB_CENT: 500_00,
    Plangroesse.ELB_LOKAL: 20,
    Plangroesse.ELB_BUND: 100,
    Plangroesse.BEVOELKERUNG_LOKAL: 100,
    Plangroesse.BEVOELKERUNG_BUND: 1000,
    Plangroesse.LZB_LOKAL: 10,
    Plangroesse.LZB_BUND: 50,
}
"""A fifth of the eLb; twice the ratio of the Bund in the one half, the same as the Bund in the other."""
ERGEBNIS = 225_500_00
"""200.000 € with a supplement of a quarter of 100 % on one half, and what is allotted beforehand."""


@pytest.fixture
def seite(qtbot: QtBot, beispiel: Dokument) -> BudgetSeite:
    return zeige(qtbot, beispiel, "zuteilung")


@pytest.fixture
def ansicht(seite: BudgetSeite) -> Zuteilungsansicht:
    gezeigt = seite.aktuelle()
    assert isinstance(gezeigt, Zuteilungsansicht)
    return gezeigt


@pytest.fixture
def eingliederung(ansicht: Zuteilungsansicht) -> Rechner:
    return ansicht.rechner[0]


@pytest.fixture
def verwaltung(ansicht: Zuteilungsansicht) -> Rechner:
    return ansicht.rechner[1]


def fuelle(dok: Dokument) -> None:
    for groesse, wert in EINGABEN.items():
        planwert_setzen(dok, groesse, wert)


def setze_jahr(dok: Dokument, jahr: int) -> None:
    kopf = dok.blick.kopf
    plan_setzen(dok, bezeichnung=kopf.bezeichnung, haushaltsjahr=jahr, stand=kopf.stand, status=kopf.status)


def tippe(qtbot: QtBot, seite: BudgetSeite, groesse: Plangroesse, text: str) -> QLineEdit:
    feld = hole(seite, QLineEdit, f"planwert_{groesse.value}_editor")
    feld.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(feld, text)
    qtbot.keyClick(feld, Qt.Key.Key_Return)
    return feld


def test_inputs_stay_in_the_plan_with_their_sources(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    # More people than any row of a plan can count.
    feld = tippe(qtbot, seite, Plangroesse.BEVOELKERUNG_BUND, "54.300.000")
    assert feld.text() == "54.300.000"
    tippe(qtbot, seite, Plangroesse.EGT_BUND_CENT, "3900000000")
    anteil = tippe(qtbot, seite, Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL, "1,5759")
    assert anteil.text() == "1,5759\u00a0%"
    quelle = hole(seite, QTextEdit, "planwert_quelle_bevoelkerung_bund_editor")
    quelle.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(quelle, "Destatis")
    qtbot.keyClick(quelle, Qt.Key.Key_Return)
    werte = beispiel.blick.planwerte
    bevoelkerung = werte[Plangroesse.BEVOELKERUNG_BUND]
    assert (bevoelkerung.wert, bevoelkerung.quelle) == (54_300_000, "Destatis")
    assert werte[Plangroesse.EGT_BUND_CENT].wert == 3_900_000_000_00
    assert werte[Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL].wert == 15_759


def test_what_is_no_figure_stays_in_the_field_with_the_reason(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    feld = tippe(qtbot, seite, Plangroesse.ELB_LOKAL, "viele")
    assert feld.text() == "viele"
    assert "keine Anzahl" in hole(seite, QLabel, "planwert_elb_lokal_grund").text()
    assert Plangroesse.ELB_LOKAL not in beispiel.blick.planwerte


def test_inputs_that_are_missing_are_named(
    seite: BudgetSeite, beispiel: Dokument, eingliederung: Rechner, verwaltung: Rechner
) -> None:
    fuelle(beispiel)
    planwert_setzen(beispiel, Plangroesse.LZB_BUND, None)
    planwert_setzen(beispiel, Plangroesse.ELB_LOKAL, None)
    assert eingliederung.hinweis.text() == "Es fehlen noch: eLb, Jobcenter; LZB, Bund."
    assert not eingliederung.uebernehmen.isEnabled()
    assert eingliederung.rechenweg.texte() == []
    planwert_setzen(beispiel, Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL, None)
    assert verwaltung.hinweis.text().endswith(GENUEGT)
    planwert_setzen(beispiel, Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL, 15_000)
    assert verwaltung.hinweis.text() == "Es fehlt noch: Verwaltungsmittel, bundesweit zu verteilen."


def test_the_reckoning_stands_step_by_step_beside_the_inputs(
    seite: BudgetSeite, beispiel: Dokument, eingliederung: Rechner
) -> None:
    fuelle(beispiel)
    schritte = {name: wert for name, wert, _ in eingliederung.rechenweg.texte()}
    assert schritte["Zuteilung (Schätzung)"] == "225.500,00\u00a0€"
    assert schritte["Zuschlag PDI (25,0\u00a0% der Abweichung)"] == "+25,0\u00a0%"
    assert not eingliederung.hinweis.isVisible()
    assert [wert for _, wert, _ in eingliederung.vergleich.texte()] == [
        "68.899.598,00\u00a0€",
        "−68.674.098,00\u00a0€",
    ]
    planwert_setzen(beispiel, Plangroesse.EGT_VORAB_CENT, 0)
    assert eingliederung.rechenweg.texte()[-1][1] == "225.000,00\u00a0€"


def test_a_result_goes_into_the_budget_with_its_source_in_one_step(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument, eingliederung: Rechner
) -> None:
    fuelle(beispiel)
    vorher = beispiel.blick.posten[Budgetart.EINGLIEDERUNGSMITTEL]
    eintraege = len(lies_protokoll(beispiel))
    knopf = hole(seite, QPushButton, "zuteilung_eingliederung_uebernehmen")
    qtbot.mouseClick(knopf, Qt.MouseButton.LeftButton)
    posten = beispiel.blick.posten[Budgetart.EINGLIEDERUNGSMITTEL]
    assert (posten.betrag_cent, posten.quelle) == (ERGEBNIS, "EinglMV-Schätzung für 2020")
    assert posten.erlaeuterung == vorher.erlaeuterung
    assert not knopf.isEnabled()
    assert eingliederung.vergleich.texte()[1][1] == "0,00\u00a0€"
    assert len(lies_protokoll(beispiel)) == eintraege + 1
    beispiel.rueckgaengig()
    assert beispiel.blick.posten[Budgetart.EINGLIEDERUNGSMITTEL] == vorher
    assert knopf.isEnabled()


def test_the_administrative_funds_follow_from_the_larger_average(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument, verwaltung: Rechner
) -> None:
    for groesse, wert in (
        (Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL, None),
        (Plangroesse.VERWALTUNG_BUND_CENT, 1_000_000_00),
        (Plangroesse.BG_ZEITRAUM_NEU, 30),
        (Plangroesse.BG_ZEITRAUM_ALT, 40),
        (Plangroesse.BG_MAXIMALWERTE_BUND, 1000),
    ):
        planwert_setzen(beispiel, groesse, wert)
    assert ("Bedarfsgemeinschaften Juli 2018 bis Juni 2019", "30", "") in verwaltung.rechenweg.texte()
    qtbot.mouseClick(verwaltung.uebernehmen, Qt.MouseButton.LeftButton)
    posten = beispiel.blick.posten[Budgetart.VERWALTUNGSMITTEL]
    assert (posten.betrag_cent, posten.quelle) == (40_000_00, "Maximalwert-Schätzung für 2020")


def test_a_figure_that_cannot_be_is_told_in_place_of_a_result(
    seite: BudgetSeite, beispiel: Dokument, eingliederung: Rechner
) -> None:
    fuelle(beispiel)
    planwert_setzen(beispiel, Plangroesse.ELB_LOKAL, 101)
    assert "kann nicht größer sein" in eingliederung.hinweis.text()
    assert eingliederung.hinweis.property("rolle") == "fehler"
    assert not eingliederung.uebernehmen.isEnabled()


def test_the_rule_stands_there_with_its_source_or_a_sentence_that_there_is_none(
    seite: BudgetSeite, beispiel: Dokument, eingliederung: Rechner, verwaltung: Rechner
) -> None:
    fuelle(beispiel)
    assert "Quelle: Eingliederungsmittel-Verordnung (EinglMV)" in eingliederung.regel.text()
    assert "Viertel der Abweichung" in eingliederung.regel.toolTip()
    setze_jahr(beispiel, 2019)
    assert eingliederung.regel.text().startswith("Für 2019 ist kein Verteilungsmaßstab hinterlegt")
    assert eingliederung.rechenweg.texte() == []
    assert not eingliederung.uebernehmen.isEnabled()
    setze_jahr(beispiel, 2027)
    assert eingliederung.rechenweg.texte()[-1][1] == "225.500,00\u00a0€"
    assert verwaltung.regel.text().startswith("Für 2027 sind keine Bemessungszeiträume hinterlegt")


def test_the_figure_of_today_leads_to_its_input(seite: BudgetSeite) -> None:
    ziele: list[Ziel] = []
    seite.bruecke.sprung.connect(ziele.append)
    hole(seite, QPushButton, "zuteilung_verwaltung_vergleich_0_verweis").click()
    assert ziele == [Ziel("budget", posten="verwaltungsmittel", unterseite="rechnung")]


def test_a_file_opened_for_reading_offers_no_input(qtbot: QtBot, beispiel: Dokument) -> None:
    fuelle(beispiel)
    nur_lesbar = oeffne(beispiel.datei.pfad, schreibgeschuetzt=True)
    seite = zeige(qtbot, nur_lesbar, "zuteilung")
    editoren: list[QLineEdit | QTextEdit] = [*seite.findChildren(QLineEdit), *seite.findChildren(QTextEdit)]
    assert len(editoren) == 26
    assert all(editor.isReadOnly() for editor in editoren)
    assert not hole(seite, QPushButton, "zuteilung_eingliederung_uebernehmen").isEnabled()
    nur_lesbar.datei.schliesse()
