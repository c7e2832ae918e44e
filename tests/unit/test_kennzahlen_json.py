"""The key figures as JSON: the tie-out of the example plan, and what null means."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.models.arten import Budgetart, Eintrittestatus, Finanzierung
from app.services.beispiel import lege_beispiel_an
from app.services.kennzahlen_json import als_dict
from app.services.kennzahlen_text import als_text
from tests.unit.probeplan import baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.dokument import Dokument

ABB_6: dict[str, dict[str, int | None]] = {
    "I": {
        "MAbE im Wege der Vergabe": 3684,
        "Coaching § 16i Teilhabe am Arbeitsmarkt": 198,
        "Aktivierungs- und Vermittlungsgutscheine (AVGS-MPAV)": 180,
        "Aktivierungs- und Vermittlungsgutscheine (AVGS) sonstige": 1635,
        "Maßnahmen bei Arbeitgebern (MAG)": 732,
    },
    "II": {
        "Fortbildung/Qualifizierung (BGS)": 1138,
        "Umschulung / Abschlussorientiert (BGS)": 580,
        "Grundkompetenzen": 50,
        "Hauptschulabschluss": 45,
    },
    "III": {
        "Eingliederungszuschuss (EGZ)": 400,
        "Einstiegsgeld (ESG) sozialversicherungspflichtig": 372,
        "Einstiegsgeld (ESG) selbständig": 4,
        "§ 16c) Leistungen zur Eingliederung von Selbständigen": 60,
    },
    "IV": {
        "BaE": 64,
        "AsA": 28,
        "BvB": 122,
        "abH": 11,
        "Einstiegsqualifizierung (EQ)": 60,
        "§ 16h) Förderung schwer zu erreichender junger Menschen": 25,
    },
    "V": {
        "AG-Zuschüsse SB (AZ-SB, PB-SB, EGZ-SB)": 47,
        "AG-Zuschüsse Reha (AZ, PB, AH, EGZ)": 16,
        "Reha FbW": 15,
        "Aktivierung Reha/ SB": None,
        "Qualifizierung Reha/ SB": 37,
    },
    "VI": {
        "Arbeitsgelegenheiten (AGH-MAE)": 6011,
        "§ 16e) Eingliederung von Langzeitarbeitslosen": 100,
        "§ 16i) Teilhabe am Arbeitsmarkt": 198,
    },
}
"""The 27 printed lines; None is "Kalkulation VJ"."""
KATEGORIEN = {"I": 6429, "II": 1813, "III": 836, "IV": 310, "V": 115, "VI": 6309}
TABELLEN = [
    ("1", 39, 7302, 1_707_261_368),
    ("2", 14, 6739, 1_627_212_400),
    ("3", 29, 1504, 95_274_103),
    (None, 16, 267, 79_011_603),
]


@pytest.fixture(scope="module")
def beispiel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dokument]:
    dok = lege_beispiel_an(tmp_path_factory.mktemp("json") / "b.amip", "duisburg-2020")
    yield dok
    dok.datei.schliesse()


@pytest.fixture(scope="module")
def daten(beispiel: Dokument) -> dict[str, Any]:
    gelesen: dict[str, Any] = json.loads(json.dumps(als_dict(beispiel.blick)))
    return gelesen


def test_the_budget_of_the_example_plan_ties_to_the_printed_text(daten: dict[str, Any]) -> None:
    erwartet = {
        "globalbudget_cent": 13_212_017_800,
        "eingliederungsmittel_cent": 6_889_959_800,
        "verwaltungsmittel_cent": 6_322_058_000,
        "umschichtung_cent": 156_604_400,
        "vorbindungen_cent": 3_264_759_700,
        "rueckeinnahmen_cent": 40_000_000,
        "neufallbudget_cent": 3_508_595_700,
        "verplant_cent": 3_508_759_474,
        "rest_cent": -163_774,
        "kfa_cent": 1_144_952_300,
        "vorleistungen_cent": 60_347_700,
        "verwaltungskostenbudget_cent": 7_683_962_400,
        "eintritte_gesamt": 15_812,
        "zeilen": 98,
    }
    assert {k: daten[k] for k in erwartet} == erwartet


def test_every_line_of_the_printed_overview_is_a_roll_up_of_rows(daten: dict[str, Any]) -> None:
    gelesen = {
        k["nummer"]: {p["bezeichnung"]: p["eintritte"] for p in k["produkte"]}
        for k in daten["produktkategorien"]
    }
    assert gelesen == ABB_6
    assert [list(produkte) for produkte in gelesen.values()] == [list(p) for p in ABB_6.values()]


def test_the_categories_tie_and_make_up_the_total(daten: dict[str, Any]) -> None:
    assert {k["nummer"]: k["eintritte"] for k in daten["produktkategorien"]} == KATEGORIEN
    assert sum(KATEGORIEN.values()) == daten["eintritte_gesamt"]


def test_the_four_measure_tables_tie(daten: dict[str, Any]) -> None:
    felder = [
        (h["nummer"], h["zeilen"], h["eintritte"], h["mittelansatz_cent"]) for h in daten["handlungsfelder"]
    ]
    assert felder == TABELLEN


def test_what_the_printed_overview_leaves_out_is_kept_apart(daten: dict[str, Any]) -> None:
    (weitere,) = daten["weitere_leistungen"]
    assert weitere["eintritte"] is None
    assert {p["bezeichnung"]: p["eintritte"] for p in weitere["produkte"]}["Vermittlungsbudget"] is None


def test_the_head_says_year_state_and_status(daten: dict[str, Any], beispiel: Dokument) -> None:
    assert daten["plan"] == {
        "id": beispiel.blick.plan_id,
        "haushaltsjahr": 2020,
        "bezeichnung": "AMIP 2020 jobcenter Duisburg",
        "stand": "2019-11-06",
        "status": "entwurf",
        "erfunden": False,
    }


def test_rows_outside_of_every_table_are_told_so_that_the_parts_make_the_whole(tmp_path: Path) -> None:
    probe = baue(tmp_path / "p.amip")
    probe.zeile(eintritte=4, cent=4_00)
    probe.zeile(eintritte=3, cent=3_00, produkt=None, handlungsfeld=None)
    probe.zeile(eintritte=1, cent=9_00, finanzierung=Finanzierung.FREMDFINANZIERT)
    daten = als_dict(probe.blick)
    assert daten["ohne_handlungsfeld"] == {"zeilen": 1, "eintritte": 3, "mittelansatz_cent": 3_00}
    assert daten["ohne_produkt"]["eintritte"] == 3
    assert daten["handlungsfelder"][0]["mittelansatz_cent"] == 4_00
    assert (daten["verplant_cent"], daten["eintritte_gesamt"]) == (7_00, 8)
    probe.dok.datei.schliesse()


def test_inputs_that_nobody_has_entered_are_listed(tmp_path: Path) -> None:
    probe = baue(tmp_path / "p.amip")
    probe.budget({Budgetart.KFA: None})
    daten = als_dict(probe.blick)
    assert (daten["kfa_cent"], daten["nicht_eingetragen"]) == (0, ["kfa"])
    assert daten["plan"]["stand"] is None
    probe.dok.datei.schliesse()


def test_a_product_with_numbers_and_kalkulation_shows_its_number(tmp_path: Path) -> None:
    probe = baue(tmp_path / "p.amip")
    probe.zeile(eintritte=None, eintritte_status=Eintrittestatus.KALKULATION_VORJAHR)
    assert als_dict(probe.blick)["produktkategorien"][0]["produkte"][0]["eintritte"] is None
    probe.zeile(eintritte=5)
    assert als_dict(probe.blick)["produktkategorien"][0]["produkte"][0]["eintritte"] == 5
    probe.dok.datei.schliesse()


def test_the_table_for_the_terminal_shows_the_same_figures_in_german(beispiel: Dokument) -> None:
    text = als_text(beispiel.blick)
    zeilen = [" ".join(zeile.replace("\u00a0", " ").split()) for zeile in text.splitlines()]
    assert zeilen[0] == "AMIP 2020 jobcenter Duisburg · Haushaltsjahr 2020, Stand 06.11.2019 · Entwurf"
    assert {
        "Rest (überplant) −1.637,74 €",
        "1 Arbeits- und Fachkräftesicherung 39 7.302 17.072.613,68 €",
        "Aktivierung Reha/ SB Kalkulation VJ",
        "VI Öffentlich geförderte Beschäftigung 6.309",
        "Summe 98 15.812 35.087.594,74 €",
    } <= set(zeilen)
