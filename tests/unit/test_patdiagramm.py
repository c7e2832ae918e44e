"""The charts of the cases, their words, their frame, and how they stand to the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.diagrammtypen import Rolle
from app.services.patdiagramm import jahre, monate
from app.services.patlage import patlage
from app.services.patvergleich import vergleiche
from app.services.patworte import kernsatz, rahmenwort, regelworte
from app.services.summen import Dimension
from tests.unit.fallgruppen_hilfe import BESTAND, NEUE, OHNE_PAT, REGELN, lege_an

if TYPE_CHECKING:
    from app.services.dokument import Dokument
    from app.services.patlage import Patlage


def lage(dok: Dokument) -> Patlage:
    return patlage(dok.blick, REGELN)


def test_the_years_show_what_the_title_and_what_the_pat_pays(beispiel: Dokument) -> None:
    lege_an(beispiel, *NEUE)
    daten = jahre(lage(beispiel))
    assert [s.name for s in daten.saeulen] == ["2020", "2021", "2022", "2023", "2024", "2025"]
    assert [(r.rolle, r.name) for r in daten.reihen] == [
        (Rolle.MITTEL, "netto (Eingliederungstitel)"),
        (Rolle.FREIGERECHNET, "Passiv-Aktiv-Transfer"),
    ]
    erstes = daten.saeulen[0]
    assert erstes.teile == (2_000_000_00, 850_000_00)
    assert (erstes.schluessel, erstes.titel, erstes.wert) == (
        ("jahr", 2020),
        "Haushaltsjahr 2020",
        "2,85\u00a0Mio.\u00a0€",
    )
    assert erstes.anteil == "Anteil des PAT 29,8\u00a0%"
    assert daten.tabelle.kopf == ("Haushaltsjahr", "brutto", "Passiv-Aktiv-Transfer", "netto")
    # 2022: two months at 100 %, ten at 90 % of 1.900,00 for 150 cases.
    assert daten.tabelle.zeilen[2] == (
        "2022",
        "3.135.000,00\u00a0€",
        "1.020.000,00\u00a0€",
        "2.115.000,00\u00a0€",
    )
    assert "2020, brutto 2.850.000,00\u00a0€, Passiv-Aktiv-Transfer 850.000,00\u00a0€" in daten.beschreibung


def test_the_months_are_those_of_the_plans_year(beispiel: Dokument) -> None:
    lege_an(beispiel, *NEUE, BESTAND)
    daten = monate(lage(beispiel))
    assert daten.titel == "Lohnkostenzuschuss 2020 nach Monaten"
    assert [s.name for s in daten.saeulen][:3] == ["Jan", "Feb", "Mär"]
    # 100 running cases of class 2; from March on the 150 new ones as well.
    assert daten.saeulen[1].teile == (120_000_00, 60_000_00)
    assert daten.saeulen[2].teile == (120_000_00 + 200_000_00, 60_000_00 + 85_000_00)
    maerz = daten.saeulen[2]
    assert (maerz.schluessel, maerz.titel, maerz.knapp) == (("monat", 3), "März 2020", "465.000")
    assert daten.tabelle.zeilen[2][0] == "März 2020"
    assert "März 2020, brutto 465.000,00\u00a0€" in daten.beschreibung


def test_without_costs_the_chart_says_what_to_enter(beispiel: Dokument) -> None:
    lege_an(beispiel, {"bezeichnung": "noch leer"})
    daten = jahre(lage(beispiel))
    assert not any(any(s.teile) for s in daten.saeulen)
    assert daten.saeulen[0].anteil == ""
    assert "Anzahl und Lohn" in daten.leer


def test_the_statement_says_what_the_pat_relieves(beispiel: Dokument) -> None:
    assert kernsatz(lage(beispiel)).endswith("entlastet den Eingliederungstitel 2020 noch nicht.")
    lege_an(beispiel, OHNE_PAT)
    # 10 cases, 6 months, 75 % of 2.000,00.
    assert kernsatz(lage(beispiel)).startswith("Die Fälle kosten 2020 90.000,00\u00a0€;")
    lege_an(beispiel, *NEUE)
    assert kernsatz(lage(beispiel)) == (
        "Der Passiv-Aktiv-Transfer entlastet den Eingliederungstitel 2020 um 850.000,00\u00a0€."
    )


def test_the_frame_is_compared_in_words() -> None:
    assert rahmenwort(850_000_00, 550_000_00) == "300.000,00\u00a0€ mehr als erwartet (54,5\u00a0%)"
    assert rahmenwort(500_000_00, 550_000_00) == "50.000,00\u00a0€ weniger als erwartet (9,1\u00a0%)"
    assert rahmenwort(1, 1) == "wie erwartet"
    assert rahmenwort(1_00, 0) == "1,00\u00a0€ mehr als erwartet"
    assert rahmenwort(1, None) == ""


def test_the_rules_behind_the_figures_are_those_of_the_year_and_of_each_beginning(beispiel: Dokument) -> None:
    worte = {w.id: w for w in regelworte(lage(beispiel), REGELN)}
    assert worte["LOHNKOSTEN-16I-2019"].wert == "100 / 100 / 90 / 80 / 70 % des Lohns im 1. bis 5. Förderjahr"
    assert worte["LOHNKOSTEN-16E-2019"].wert == "75 / 50 % des Lohns im 1. und 2. Förderjahr"
    assert worte["LOHNKOSTEN-16E-2019"].gilt == "seit 01.01.2019"
    assert worte["PAT-2019-2"].was == "PAT, BG-Klasse 2: ein Erwachsener, mindestens ein Kind"
    assert worte["PAT-2019-2"].wert.startswith("600,00\u00a0€ je Fall und Monat")
    assert worte["PAT-2019-2"].gilt == "01.01.2019 bis 31.12.2022"
    assert len(worte) == 5
    lege_an(beispiel, {"bezeichnung": "später", "beginn": "01.2023"})
    assert "PAT-2023-1" in {w.id for w in regelworte(lage(beispiel), REGELN)}


def test_new_cases_stand_beside_what_the_plan_holds_for_them(beispiel: Dokument) -> None:
    massnahme = "§ 16i - Teilhabe am Arbeitsmarkt"
    lege_an(beispiel, *({**zeile, "massnahme": massnahme} for zeile in NEUE), BESTAND)
    (zeile,) = vergleiche(beispiel.blick, lage(beispiel))
    assert (zeile.name, zeile.mittelansatz_cent) == (massnahme, 1_527_636_00)
    assert (zeile.neufaelle.zuschuss_cent, zeile.neufaelle.netto_cent) == (2_850_000_00, 2_000_000_00)
    assert zeile.wort == ("brutto 1.322.364,00\u00a0€ über, netto 472.364,00\u00a0€ über dem Mittelansatz")
    assert beispiel.blick.zeilen[zeile.ansaetze[0]].leistung == massnahme


def test_cases_without_a_leistung_stand_beside_what_is_left_of_their_product(beispiel: Dokument) -> None:
    blick = beispiel.blick
    lege_an(beispiel, NEUE[0], OHNE_PAT)
    teilhabe, e16 = vergleiche(blick, lage(beispiel))
    assert teilhabe.name == "§ 16i) Teilhabe am Arbeitsmarkt"
    assert teilhabe.mittelansatz_cent == 1_527_636_00
    assert e16.wort == "690.756,32\u00a0€ unter dem Mittelansatz"
    lege_an(beispiel, {**NEUE[1], "massnahme": "§ 16i - Teilhabe am Arbeitsmarkt"})
    rest, _e16, eigene = vergleiche(blick, lage(beispiel))
    assert (rest.name, rest.mittelansatz_cent) == ("§ 16i) Teilhabe am Arbeitsmarkt, übrige Leistungen", 0)
    assert eigene.mittelansatz_cent == blick.summe(Dimension.PRODUKT, teilhabe.id).mittelansatz_cent
