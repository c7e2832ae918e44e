"""The Bindungen over the years: sums that tie with the budget, and what the plan adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.bindungen import bindung_anlegen
from app.services.bindungstabelle import (
    Tabellenart,
    Tabellenzeile,
    betrifft_folgejahr,
    bindungstabelle,
    folgejahr_zeilen,
)
from app.services.eingabe import Feld
from app.services.plaene import lege_leer_an
from app.services.zellen import zelle_setzen

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.dokument import Dokument


@pytest.fixture
def dok(beispiel: Dokument) -> Dokument:
    return beispiel


def zeilen(dok: Dokument, nur_jahr: int | None = None) -> tuple[Tabellenzeile, ...]:
    return bindungstabelle(dok.blick, folgejahr_zeilen(dok.blick), nur_jahr=nur_jahr).zeilen


def zeile(dok: Dokument, art: Tabellenart) -> Tabellenzeile:
    return next(z for z in zeilen(dok) if z.art is art)


def lege_an(dok: Dokument) -> None:
    bindung_anlegen(
        dok,
        bezeichnung="Rahmenvertrag",
        herkunft_jahr=2019,
        betraege={(2020, 3): 100_00, (2020, 4): 50_00, (2021, None): 700_00, (2025, None): 1_00},
    )
    bindung_anlegen(
        dok, bezeichnung="Neu", herkunft_jahr=2020, betraege={(2020, None): 9_00, (2022, 1): 5_00}
    )


def test_the_years_run_from_the_plan_to_the_last_amount_without_a_gap(dok: Dokument) -> None:
    assert bindungstabelle(dok.blick, ()).jahre == (2020, 2021, 2022, 2023)
    lege_an(dok)
    assert bindungstabelle(dok.blick, ()).jahre == (2020, 2021, 2022, 2023, 2024, 2025)


def test_months_of_a_year_are_one_amount_and_nothing_is_blank(dok: Dokument) -> None:
    lege_an(dok)
    vertrag = next(z for z in zeilen(dok) if z.bezeichnung == "Rahmenvertrag")
    assert vertrag.betraege == (150_00, 700_00, None, None, None, 1_00)
    assert vertrag.summe_cent == 851_00


def test_the_vorbindungen_are_what_the_neufallbudget_deducts(dok: Dokument) -> None:
    lege_an(dok)
    assert zeile(dok, Tabellenart.VORBINDUNGEN).betraege[0] == dok.blick.kennzahlen.vorbindungen_cent
    assert zeile(dok, Tabellenart.SUMME).betraege[0] == 32_647_597_00 + 150_00 + 9_00


def test_what_each_year_bears_is_what_the_chart_shows(dok: Dokument) -> None:
    lege_an(dok)
    assert zeile(dok, Tabellenart.GESAMT).betraege == tuple(j.summe_cent for j in dok.blick.bindungsjahre)


def test_the_total_of_the_source_says_that_it_is_not_broken_down(dok: Dokument) -> None:
    assert zeilen(dok)[0].zuordnung == "nicht aufgegliedert"


def test_a_row_paid_next_year_without_an_amount_is_open_until_somebody_enters_one(dok: Dokument) -> None:
    folgejahr = zeile(dok, Tabellenart.FOLGEJAHR)
    assert (folgejahr.offen, folgejahr.betraege[1], len(folgejahr.kinder)) == (1, None, 1)
    zelle_setzen(dok, folgejahr.kinder[0].schluessel, Feld.MITTELANSATZ, "1.000,50")
    folgejahr = zeile(dok, Tabellenart.FOLGEJAHR)
    assert (folgejahr.offen, folgejahr.betraege[1]) == (0, 1_000_50)
    assert zeile(dok, Tabellenart.GESAMT).betraege[1] == 1_000_50


def test_only_rows_that_are_or_were_paid_next_year_concern_its_line(dok: Dokument) -> None:
    bekannt = folgejahr_zeilen(dok.blick)
    andere = next(z for z in dok.blick.zeilen if z not in bekannt)
    assert not betrifft_folgejahr(dok.blick, bekannt, {andere})
    assert betrifft_folgejahr(dok.blick, bekannt, set(bekannt))
    zelle_setzen(dok, andere, Feld.FINANZIERUNG, "Auszahlung 2021")
    assert betrifft_folgejahr(dok.blick, bekannt, {andere})


def test_a_chosen_year_leaves_only_lines_with_an_amount_in_it(dok: Dokument) -> None:
    lege_an(dok)
    assert [z.bezeichnung for z in zeilen(dok, 2021)] == [
        "Rahmenvertrag",
        "Summe der Bindungen",
        "davon Vorbindungen",
        "Neufälle mit Auszahlung 2021",
        "Gebunden und geplant",
    ]
    assert [z.bezeichnung for z in zeilen(dok, 2022)] == [
        "Neu",
        "Summe der Bindungen",
        "Gebunden und geplant",
    ]
    assert zeilen(dok, 1999) == zeilen(dok)


def test_an_empty_plan_has_a_table_of_nothing(tmp_path: Path) -> None:
    leer = lege_leer_an(tmp_path / "leer.amip", 2027)
    arten = [z.art for z in zeilen(leer)]
    assert arten == [Tabellenart.SUMME, Tabellenart.VORBINDUNGEN, Tabellenart.GEPLANT, Tabellenart.GESAMT]
    assert all(z.summe_cent == 0 for z in zeilen(leer))
    leer.datei.schliesse()
