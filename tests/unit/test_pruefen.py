"""The checks of a plan: what they find, what they leave alone, and in which order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.models.arten import Budgetart, Eintrittestatus, Finanzierung
from app.services.befund import Befund, Schwere, befund_als_dict
from app.services.beispiel import lege_beispiel_an
from app.services.eingabe import Feld
from app.services.plaene import plan_anlegen
from app.services.pruefen import pruefe
from app.services.regeln import lade_regeln
from app.services.summen import Dimension
from app.services.zellen import zelle_setzen
from tests.unit.probeplan import GENUG_CENT, Probeplan, baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.regeln import Regel

NBSP = "\u00a0"


@pytest.fixture(scope="module")
def regeln() -> tuple[Regel, ...]:
    return lade_regeln()


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[Probeplan]:
    plan = baue(tmp_path / "probe.amip")
    yield plan
    plan.dok.datei.schliesse()


def _codes(befunde: tuple[Befund, ...]) -> list[str]:
    return [b.code for b in befunde]


def _einer(probe: Probeplan, regeln: tuple[Regel, ...], code: str) -> Befund:
    (befund,) = [b for b in pruefe(probe.blick, regeln) if b.code == code]
    return befund


def test_a_sound_plan_has_no_findings(probe: Probeplan, regeln: tuple[Regel, ...]) -> None:
    probe.zeile()
    probe.zeile("Alt", cent=None, finanzierung=Finanzierung.EINKAUF_VORJAHR)
    probe.zeile("Summe", eintritte=None, eintritte_status=Eintrittestatus.KALKULATION_VORJAHR)
    probe.zeile("Fremd", eintritte=None, eintritte_status=Eintrittestatus.KEINE, cent=5)
    assert pruefe(probe.blick, regeln) == ()


def test_the_example_plan_is_overplanned_and_the_old_cap_raises_nothing(
    tmp_path: Path, regeln: tuple[Regel, ...]
) -> None:
    dok = lege_beispiel_an(tmp_path / "b.amip", "duisburg-2020")
    befunde = pruefe(dok.blick, regeln)
    assert befunde[0].code == "ueberplant"
    assert befunde[0].text.startswith(f"Neufallbudget überplant um 1.637,74{NBSP}€:")
    assert set(_codes(befunde)) == {
        "ueberplant",
        "vorbindung_pauschal",
        "folgejahr_offen",
        "weit_vom_median",
    }
    dok.datei.schliesse()


def test_planning_up_to_the_last_cent_is_no_finding_and_one_cent_more_is(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    zeile = probe.zeile(cent=GENUG_CENT)
    assert "ueberplant" not in _codes(pruefe(probe.blick, regeln))
    zelle_setzen(probe.dok, zeile, Feld.MITTELANSATZ, "100.000.000,01")
    befund = _einer(probe, regeln, "ueberplant")
    assert befund.text.startswith(f"Neufallbudget überplant um 0,01{NBSP}€")
    assert befund.schwere is Schwere.WARNUNG


def test_without_eingliederungsmittel_the_missing_input_is_the_finding_not_the_overplanning(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    probe.zeile()
    probe.budget({Budgetart.EINGLIEDERUNGSMITTEL: None, Budgetart.KFA: None})
    befunde = pruefe(probe.blick, regeln)
    assert [(b.code, b.schwere) for b in befunde] == [
        ("budget_fehlt", Schwere.WARNUNG),
        ("budget_fehlt", Schwere.HINWEIS),
    ]
    assert "Kommunaler Finanzierungsanteil" in befunde[1].text


def test_commitments_beyond_the_budget_are_told_before_anything_is_planned(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    probe.bindung(herkunft=2019, betraege={2020: GENUG_CENT + 100})
    assert f"übersteigen Eingliederungsmittel und Rückeinnahmen um 1,00{NBSP}€" in (
        _einer(probe, regeln, "ueberplant").text
    )


def test_only_the_umschichtung_may_be_negative(probe: Probeplan, regeln: tuple[Regel, ...]) -> None:
    probe.budget({Budgetart.UMSCHICHTUNG: -1, Budgetart.RUECKEINNAHMEN: -1})
    befund = _einer(probe, regeln, "budget_negativ")
    assert befund.bezug is not None
    assert befund.bezug.posten is Budgetart.RUECKEINNAHMEN


@pytest.mark.parametrize("stand", [Finanzierung.EINKAUF_VORJAHR, Finanzierung.SGB_III])
def test_an_amount_beside_a_state_that_forbids_one_is_an_error(
    probe: Probeplan, regeln: tuple[Regel, ...], stand: Finanzierung
) -> None:
    zeile = probe.zeile("Kurs", cent=123_45, finanzierung=stand)
    befund = _einer(probe, regeln, "betrag_trotz_stand")
    assert (befund.schwere, befund.zeilen) == (Schwere.FEHLER, (zeile,))
    assert f"„Kurs“ trägt 123,45{NBSP}€" in befund.text


@pytest.mark.parametrize("stand", [Finanzierung.AUSZAHLUNG_FOLGEJAHR, Finanzierung.FREMDFINANZIERT])
def test_an_amount_that_is_due_later_or_nachrichtlich_is_allowed(
    probe: Probeplan, regeln: tuple[Regel, ...], stand: Finanzierung
) -> None:
    probe.zeile(cent=123_45, finanzierung=stand)
    # What is paid next year binds that year; that no VE is entered for it is another matter.
    assert [b.code for b in pruefe(probe.blick, regeln) if b.code != "ve_fehlt"] == []


@pytest.mark.parametrize("stand", [Eintrittestatus.KALKULATION_VORJAHR, Eintrittestatus.KEINE])
def test_a_number_of_entries_beside_a_state_that_excludes_one_is_an_error(
    probe: Probeplan, regeln: tuple[Regel, ...], stand: Eintrittestatus
) -> None:
    zeile = probe.zeile(eintritte=7, eintritte_status=stand)
    befund = _einer(probe, regeln, "eintritte_trotz_stand")
    assert (befund.schwere, befund.zeilen) == (Schwere.FEHLER, (zeile,))


def test_rows_without_product_or_field_are_told_with_what_the_tables_lack(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    a = probe.zeile("A", produkt=None, eintritte=1, cent=1_00)
    b = probe.zeile("B", produkt=None, handlungsfeld=None, eintritte=2, cent=2_00)
    produkt = _einer(probe, regeln, "ohne_produkt")
    feld = _einer(probe, regeln, "ohne_handlungsfeld")
    assert (set(produkt.zeilen), feld.zeilen) == ({a, b}, (b,))
    assert produkt.text == (
        f"2 Zeilen ohne Produkt (3 Eintritte, 3,00{NBSP}€) fehlen in der Übersicht der Eintritte: "
        "„A“ und „B“."
    )
    assert feld.text == (
        f"1 Zeile ohne Handlungsfeld (2 Eintritte, 2,00{NBSP}€) fehlt in den Maßnahmentabellen: „B“."
    )


def test_entries_in_a_category_that_is_not_shown_would_be_missing_from_the_printed_total(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    zeile = probe.zeile("Fahrten", produkt=probe.verdecktes_produkt, eintritte=7)
    probe.zeile(
        "Rest",
        produkt=probe.verdecktes_produkt,
        eintritte=None,
        eintritte_status=Eintrittestatus.KALKULATION_VORJAHR,
    )
    befund = _einer(probe, regeln, "nicht_ausgewiesen")
    assert befund.zeilen == (zeile,)
    assert befund.text.startswith("7 Eintritte in „Weitere“ fehlen")


def test_gaps_in_rows_are_hints_one_for_all_rows_with_the_same_gap(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    for name in "ABCDE":
        probe.zeile(name, cent=None, eintritte=None)
    befunde = pruefe(probe.blick, regeln)
    assert [(b.code, b.schwere, len(b.zeilen)) for b in befunde] == [
        ("ohne_mittelansatz", Schwere.HINWEIS, 5),
        ("ohne_eintritte", Schwere.HINWEIS, 5),
    ]
    assert befunde[0].text == "5 Neufall-Zeilen ohne Mittelansatz: „A“, „B“, „C“ und 2 weitere."


def test_a_row_without_name_is_found(probe: Probeplan, regeln: tuple[Regel, ...]) -> None:
    zeile = probe.zeile("  ")
    assert _einer(probe, regeln, "ohne_leistung").zeilen == (zeile,)


def test_a_negative_amount_from_a_file_is_an_error(probe: Probeplan, regeln: tuple[Regel, ...]) -> None:
    probe.zeile(cent=-1)
    assert _einer(probe, regeln, "betrag_negativ").schwere is Schwere.FEHLER


def test_a_payment_next_year_without_amount_is_told_with_that_year(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    probe.zeile(cent=None, finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR)
    assert "Auszahlung 2021" in _einer(probe, regeln, "folgejahr_offen").text


def test_commitments_are_checked_for_lump_sums_gaps_and_contradictions(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    erwartet = {
        "vorbindung_pauschal": probe.bindung(herkunft=2019, betraege={2020: 5_00}, aufgegliedert=False),
        "bindung_ohne_betrag": probe.bindung(herkunft=2020, betraege={}),
        "bindung_zu_frueh": probe.bindung(herkunft=2021, betraege={2020: 1}),
        "bindung_negativ": probe.bindung(herkunft=2019, betraege={2021: -1}),
    }
    befunde = pruefe(probe.blick, regeln)
    assert {b.code: b.bezug.bindung_id for b in befunde if b.bezug} == erwartet
    assert befunde[0].code == "bindung_negativ"


def test_live_sums_that_differ_from_a_full_calculation_are_found(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    zeile = probe.zeile(eintritte=10)
    blick = probe.blick
    blick.zeilen[zeile] = replace(blick.zeilen[zeile], eintritte=11)
    befund = _einer(probe, regeln, "summe_laufend")
    assert befund.schwere is Schwere.FEHLER
    assert "10 Eintritte" in befund.text
    assert "richtig: 1 Zeile, 11 Eintritte" in befund.text


def test_a_row_of_a_catalogue_entry_of_another_plan_is_found_and_the_tables_no_longer_tie(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    fremd = probe.handlungsfeld
    plan_anlegen(probe.dok, 2021, "Anderer")
    zeile = probe.zeile(produkt=None, handlungsfeld=fremd)
    assert _einer(probe, regeln, "fremder_verweis").zeilen == (zeile,)
    befund = _einer(probe, regeln, "summe_geht_nicht_auf")
    assert befund.bezug is not None
    assert befund.bezug.dimension is Dimension.HANDLUNGSFELD


# -- Obergrenzen -------------------------------------------------------------------------------------


def _ueber_der_grenze(probe: Probeplan, jahr: int, rechtsgrundlage: str, cent: int = 20_000_000_01) -> None:
    """20 percent of the Eingliederungsmittel, and one cent."""
    probe.jahr(jahr)
    probe.rechtsgrundlage(probe.produkt, rechtsgrundlage)
    probe.zeile(cent=cent)


@pytest.mark.parametrize(("jahr", "zahl"), [(2011, 0), (2015, 1), (2016, 2), (2018, 1), (2019, 0), (2020, 0)])
def test_the_dated_cap_decides_by_the_budget_year(
    probe: Probeplan, regeln: tuple[Regel, ...], jahr: int, zahl: int
) -> None:
    _ueber_der_grenze(probe, jahr, "§ 16f SGB II")
    befunde = [b for b in pruefe(probe.blick, regeln) if b.code == "obergrenze"]
    assert len(befunde) == zahl
    assert all("§ 46 Abs. 2" in b.quelle for b in befunde)


def test_the_cap_names_what_is_planned_what_is_allowed_and_the_rows(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    _ueber_der_grenze(probe, 2015, "§16f  sgb ii")
    im_vorjahr = probe.zeile("Alt", cent=None, finanzierung=Finanzierung.EINKAUF_VORJAHR)
    befund = _einer(probe, regeln, "obergrenze")
    assert befund.text == (
        f"Obergrenze überschritten um 0,01{NBSP}€: Für § 16e SGB II und § 16f SGB II sind "
        f"20.000.000,01{NBSP}€ geplant, zulässig sind 20,0{NBSP}% von 100.000.000,00{NBSP}€, "
        f"also 20.000.000,00{NBSP}€."
    )
    assert befund.zeilen == tuple(z for z in probe.blick.zeilen if z != im_vorjahr)
    assert befund.schwere is Schwere.FEHLER


def test_exactly_the_capped_share_is_allowed(probe: Probeplan, regeln: tuple[Regel, ...]) -> None:
    _ueber_der_grenze(probe, 2015, "§ 16f SGB II", cent=20_000_000_00)
    assert pruefe(probe.blick, regeln) == ()


@pytest.mark.parametrize("andere", ["§ 16 SGB II", "§ 16ee SGB II", "§ 16h SGB II", "§ 16f SGB III", None])
def test_a_legal_basis_counts_only_where_it_is_the_same_not_where_it_begins_alike(
    probe: Probeplan, regeln: tuple[Regel, ...], andere: str
) -> None:
    _ueber_der_grenze(probe, 2015, andere)
    assert pruefe(probe.blick, regeln) == ()


def test_a_cap_that_ends_within_the_year_says_so(probe: Probeplan, regeln: tuple[Regel, ...]) -> None:
    _ueber_der_grenze(probe, 2016, "§ 16e SGB II")
    texte = " ".join(b.text for b in pruefe(probe.blick, regeln))
    assert "(gilt bis 31.07.2016)" in texte
    assert "(gilt ab 01.08.2016)" in texte


# -- Median ------------------------------------------------------------------------------------------


def _kurse(probe: Probeplan, *je_eintritt: int) -> list[str]:
    """Rows with ten Eintritte each, at so many Cent per Eintritt."""
    return [probe.zeile(f"K{i}", eintritte=10, cent=10 * cent) for i, cent in enumerate(je_eintritt)]


def _auffaellig(probe: Probeplan, regeln: tuple[Regel, ...]) -> list[tuple[str, ...]]:
    return [b.zeilen for b in pruefe(probe.blick, regeln) if b.code == "weit_vom_median"]


def test_an_amount_per_entry_far_from_the_median_is_told_with_both_figures(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    zeilen = _kurse(probe, 100_00, 100_00, 100_00, 100_00, 401_00, 24_99)
    assert _auffaellig(probe, regeln) == [(zeilen[4],), (zeilen[5],)]
    texte = [b.text for b in pruefe(probe.blick, regeln)]
    assert texte == [
        f"„K4“: 401,00{NBSP}€ je Eintritt, das 4,0-Fache des Medians von 100,00{NBSP}€ bei „Kurse“.",
        f"„K5“: 24,99{NBSP}€ je Eintritt, 25,0{NBSP}% des Medians von 100,00{NBSP}€ bei „Kurse“.",
    ]


def test_exactly_the_quarter_and_the_fourfold_are_not_far(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    _kurse(probe, 100_00, 100_00, 100_00, 100_00, 400_00, 25_00)
    assert _auffaellig(probe, regeln) == []


def test_the_median_of_an_even_number_of_rows_lies_halfway_between_the_middle_two(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    # Median (100 + 120) / 2 = 110: 4 × 110 = 440.
    zeilen = _kurse(probe, 90_00, 100_00, 120_00, 440_01)
    assert _auffaellig(probe, regeln) == [(zeilen[3],)]


def test_ratios_that_no_decimal_can_hold_are_compared_exactly(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    # Median 1/3 Cent per Eintritt; four thirds are exactly the fourfold, a hair more is too much.
    for _ in range(3):
        probe.zeile(eintritte=3_000_000, cent=1_000_000)
    probe.zeile(eintritte=3_000_000, cent=4_000_000)
    assert _auffaellig(probe, regeln) == []
    zeile = probe.zeile(eintritte=3_000_000, cent=4_000_001)
    assert _auffaellig(probe, regeln) == [(zeile,)]


def test_too_few_rows_have_no_median_to_compare_with(probe: Probeplan, regeln: tuple[Regel, ...]) -> None:
    _kurse(probe, 1, 1_000_00, 1_000_000_00)
    assert _auffaellig(probe, regeln) == []


def test_rows_paid_otherwise_do_not_count_for_the_median(probe: Probeplan, regeln: tuple[Regel, ...]) -> None:
    _kurse(probe, 100_00, 100_00, 900_00)
    probe.zeile(cent=100_00, finanzierung=Finanzierung.FREMDFINANZIERT)
    probe.zeile(cent=100_00, eintritte=0)
    assert _auffaellig(probe, regeln) == []


# -- Reihenfolge -------------------------------------------------------------------------------------


def test_findings_come_heaviest_first_then_in_the_order_of_the_plan(
    probe: Probeplan, regeln: tuple[Regel, ...]
) -> None:
    eins = probe.zeile("1", cent=None)
    zwei = probe.zeile("2", cent=1, finanzierung=Finanzierung.SGB_III)
    drei = probe.zeile("3", eintritte=1, eintritte_status=Eintrittestatus.KEINE)
    vier = probe.zeile("4", cent=GENUG_CENT, produkt=None)
    fuenf = probe.zeile("5", cent=2, finanzierung=Finanzierung.SGB_III)
    befunde = pruefe(probe.blick, regeln)
    assert [(b.code, b.zeilen) for b in befunde] == [
        ("betrag_trotz_stand", (zwei,)),
        ("eintritte_trotz_stand", (drei,)),
        ("betrag_trotz_stand", (fuenf,)),
        ("ueberplant", ()),
        ("ohne_produkt", (vier,)),
        ("ohne_mittelansatz", (eins,)),
    ]
    assert pruefe(probe.blick, regeln) == befunde


def test_a_finding_for_json_has_plain_values_only(probe: Probeplan, regeln: tuple[Regel, ...]) -> None:
    zeile = probe.zeile(produkt=None)
    (befund,) = pruefe(probe.blick, regeln)
    assert befund_als_dict(befund) == {
        "code": "ohne_produkt",
        "schwere": "warnung",
        "text": befund.text,
        "zeilen": [zeile],
        "bezug": {"dimension": "produkt"},
        "quelle": "",
    }
