"""What JSON says of the Bindungen: the same figures as on screen, in whole cents and ISO dates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.services.kennzahlen_bindungen import bindungen_als_dict
from tests.unit.bindung_hilfe import REGELN, Voll, fuelle

if TYPE_CHECKING:
    from app.services.dokument import Dokument


@pytest.fixture
def voll(beispiel: Dokument) -> Voll:
    return fuelle(beispiel)


@pytest.fixture
def daten(voll: Voll) -> dict[str, Any]:
    return bindungen_als_dict(voll.blick, REGELN)


def test_the_year_is_told_with_what_is_paid_released_and_open(daten: dict[str, Any]) -> None:
    assert daten["bindungen"] == {
        "anzahl": 7,
        "vorbindungen_cent": 32_647_597_00,
        "vorbindungen_aufgegliedert_cent": 1_000_000_00,
        "vorbindungen_nicht_aufgegliedert_cent": 31_647_597_00,
        "freirechnungen_cent": 102_000_00,
        "freirechnungen_vorbindungen_cent": 102_000_00,
        "neu_gebunden_cent": 550_000_00,
        "gezahlt_cent": 98_000_00,
        "abschlaege_cent": 98_000_00,
        "offen_cent": 32_647_597_00 - 102_000_00 + 550_000_00 - 98_000_00,
        "neufallbudget_ungebunden_cent": 35_085_957_00 + 102_000_00 - 550_000_00,
    }


def test_later_years_name_their_ve_in_force(daten: dict[str, Any]) -> None:
    jahre = {jahr["jahr"]: jahr for jahr in daten["bindungsjahre"]}
    naechstes = jahre[2021]
    # 200.000 € of the contract, 50.000 € of the top-up, 80.000 € of the row, 180.000 € of the cases.
    assert (naechstes["neu_gebunden_cent"], naechstes["neu_geplant_cent"]) == (510_000_00, 0)
    assert (naechstes["ve_cent"], naechstes["ve_stand"], naechstes["ve_ab"]) == (
        300_000_00,
        "gekuerzt",
        "2020-06-01",
    )
    assert (naechstes["ve_ueberschritten_cent"], naechstes["frei_cent"]) == (210_000_00, 0)
    assert (jahre[2022]["ve_cent"], jahre[2022]["ve_ab"]) == (None, None)


def test_months_and_groups_add_up_to_the_year(daten: dict[str, Any]) -> None:
    monate, summen = daten["bindungen_monate"], daten["bindungen"]
    gebunden = summen["vorbindungen_cent"] - summen["freirechnungen_cent"] + summen["neu_gebunden_cent"]
    assert sum(monate["vorbindungen_cent"]) + sum(monate["neu_cent"]) == sum(monate["pfad_cent"]) == gebunden
    assert sum(monate["gezahlt_cent"]) == summen["gezahlt_cent"]
    assert set(daten["bindungen_nach"]) == {"handlungsfeld", "produktkategorie", "vertragspartner"}
    for gruppen in daten["bindungen_nach"].values():
        assert sum(g["gebunden_cent"] for g in gruppen) == gebunden


def test_movements_releases_and_cases_are_told_as_on_their_pages(daten: dict[str, Any]) -> None:
    assert daten["umschichtung"] == {
        "basis": "geplant",
        "planansatz_cent": 1_566_044_00,
        "geplant_cent": 0,
        "gesperrt_cent": 0,
        "vollzogen_cent": 1_000_000_00,
        "ohne_bewegung_cent": 566_044_00,
        "produkte": [],
    }
    (freigabe,) = daten["vorlaeufige_haushaltsfuehrung"]
    assert (freigabe["von"], freigabe["bis"], freigabe["anrechnung"]) == (
        "2020-01-01",
        "2020-03-31",
        "bis_stichtag",
    )
    assert freigabe["bindbar_cent"] == (
        freigabe["freigegeben_cent"]
        - freigabe["umschichtung_cent"]
        - freigabe["vorbindungen_cent"]
        - freigabe["neu_gebunden_cent"]
    )
    pat = daten["passiv_aktiv_transfer"]
    assert (pat["faelle"], pat["rahmen_neu_cent"], pat["rahmen_bestand_cent"]) == (
        10,
        90_000_00,
        2_700_000_00,
    )
    assert pat["jahre"][0] == {
        "jahr": 2020,
        "brutto_cent": 200_000_00,
        "pat_cent": 50_000_00,
        "pat_neu_cent": 50_000_00,
        "pat_bestand_cent": 0,
        "netto_cent": 150_000_00,
    }
    assert sum(m["pat_cent"] for m in pat["monate"]) == 50_000_00


def test_all_of_it_can_be_written_as_json_of_an_empty_plan_too(voll: Voll, leer: Dokument) -> None:
    for dok in (voll.dok, leer):
        wieder = json.loads(json.dumps(bindungen_als_dict(dok.blick, REGELN)))
        assert len(wieder["bindungen_monate"]["pfad_cent"]) == 12
