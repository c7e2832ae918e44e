"""Wage subsidies and the PAT: reckoned by hand, by the rules in force when a case begins."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.eingabe import EingabeFehler
from app.services.foerderfaelle import (
    Faelle,
    Fallsumme,
    entlastung_im_jahr,
    faelligkeiten,
    je_jahr,
    klassen,
    monatsverlauf,
)
from app.services.regeln import lade_regeln

REGELN = lade_regeln()
FALL = Faelle("§ 16i SGB II", klasse=1, anzahl=1, beginn=(2020, 3), dauer_monate=60, lohn_cent=190_000)


def test_150_cases_of_mixed_classes_cost_in_2020_what_one_reckons_by_hand() -> None:
    gruppen = [replace(FALL, klasse=k, anzahl=n) for k, n in ((1, 80), (2, 40), (3, 30))]
    verlauf = [m for gruppe in gruppen for m in monatsverlauf(gruppe, REGELN)]
    # March to December are 10 months of the first year of support, at 100 % of 1.900,00.
    zuschuss = 150 * 1_900_00 * 10
    pat = (80 * 500_00 + 40 * 600_00 + 30 * 700_00) * 10
    assert (zuschuss, pat) == (2_850_000_00, 850_000_00)
    assert je_jahr(verlauf)[2020] == Fallsumme(2_850_000_00, 850_000_00)
    assert je_jahr(verlauf)[2020].netto_cent == 2_000_000_00
    assert entlastung_im_jahr(verlauf, 2020) == 850_000_00
    # 2022: January and February at 100 %, ten months at 90 %: 150 × (2 × 1.900 + 10 × 1.710).
    assert je_jahr(verlauf)[2022] == Fallsumme(3_135_000_00, 1_020_000_00)
    assert list(je_jahr(verlauf)) == [2020, 2021, 2022, 2023, 2024, 2025]


def test_the_share_falls_after_every_twelve_months_to_100_90_80_70_percent() -> None:
    verlauf = monatsverlauf(FALL, REGELN)
    assert len(verlauf) == 60
    wechsel = {(m.jahr, m.monat): m.zuschuss_cent for m in verlauf if m.monat in {2, 3}}
    assert wechsel == {
        (2020, 3): 1_900_00,
        (2021, 2): 1_900_00,
        (2021, 3): 1_900_00,
        (2022, 2): 1_900_00,
        (2022, 3): 1_710_00,
        (2023, 2): 1_710_00,
        (2023, 3): 1_520_00,
        (2024, 2): 1_520_00,
        (2024, 3): 1_330_00,
        (2025, 2): 1_330_00,
    }
    assert [m.foerderjahr for m in verlauf] == [1] * 12 + [2] * 12 + [3] * 12 + [4] * 12 + [5] * 12


def test_the_pat_is_never_more_than_the_subsidy_not_even_when_that_falls() -> None:
    verlauf = monatsverlauf(replace(FALL, klasse=3, anzahl=2, lohn_cent=720_00), REGELN)
    je_foerderjahr = {m.foerderjahr: (m.zuschuss_cent, m.pat_cent, m.netto_cent) for m in verlauf}
    assert je_foerderjahr == {
        1: (1_440_00, 1_400_00, 40_00),
        2: (1_440_00, 1_400_00, 40_00),
        3: (1_296_00, 1_296_00, 0),  # 90 % of 720 are 648 a case, less than 700
        4: (1_152_00, 1_152_00, 0),
        5: (1_008_00, 1_008_00, 0),
    }


def test_a_case_keeps_the_flat_rate_of_its_first_month_and_a_new_one_gets_the_new_rate() -> None:
    def pat_2023(klasse: int, beginn: tuple[int, int]) -> set[int]:
        faelle = replace(FALL, klasse=klasse, beginn=beginn, dauer_monate=24)
        return {m.pat_cent for m in monatsverlauf(faelle, REGELN) if m.jahr == 2023}

    assert [pat_2023(k, (2022, 12)) for k in (1, 2, 3)] == [{500_00}, {600_00}, {700_00}]
    assert [pat_2023(k, (2023, 1)) for k in (1, 2, 3)] == [{800_00}, {1_000_00}, {1_100_00}]


def test_16e_pays_75_and_50_percent_and_has_no_pat() -> None:
    verlauf = monatsverlauf(replace(FALL, rechtsgrundlage="§16e  sgb ii", dauer_monate=24), REGELN)
    assert [m.zuschuss_cent for m in verlauf] == [1_425_00] * 12 + [950_00] * 12
    assert {m.pat_cent for m in verlauf} == {0}


def test_without_a_class_the_pat_is_not_used() -> None:
    assert {m.pat_cent for m in monatsverlauf(replace(FALL, klasse=None), REGELN)} == {0}


def test_a_subsidy_is_rounded_half_up_for_each_case_then_multiplied() -> None:
    # 75 % of 0,02 are 1,5 Cent, rounded to 2; 50 % of 0,01 are half a Cent, rounded to 1.
    zwei = monatsverlauf(Faelle("§ 16e SGB II", None, 3, (2020, 1), 12, 2), REGELN)
    eins = monatsverlauf(Faelle("§ 16e SGB II", None, 3, (2020, 1), 13, 1), REGELN)
    assert zwei[0].zuschuss_cent == 6
    assert eins[12].zuschuss_cent == 3


def test_what_falls_due_month_by_month_is_net_or_gross_for_all_groups_together() -> None:
    kurz = replace(FALL, dauer_monate=2)
    verlauf = [
        *monatsverlauf(replace(kurz, beginn=(2020, 12)), REGELN),
        *monatsverlauf(replace(kurz, beginn=(2020, 11), klasse=None), REGELN),
    ]
    assert faelligkeiten(verlauf) == {(2020, 11): 1_900_00, (2020, 12): 3_300_00, (2021, 1): 1_400_00}
    brutto = faelligkeiten(verlauf, netto=False)
    assert list(brutto.items()) == [((2020, 11), 1_900_00), ((2020, 12), 3_800_00), ((2021, 1), 1_900_00)]


def test_the_classes_and_their_rates_are_those_of_the_day() -> None:
    def betraege(*tag: int) -> list[tuple[int, int]]:
        return [(klasse, betrag) for klasse, _, betrag in klassen(REGELN, dt.date(*tag))]

    assert betraege(2022, 12, 31) == [(1, 500_00), (2, 600_00), (3, 700_00)]
    assert betraege(2023, 1, 1) == [(1, 800_00), (2, 1_000_00), (3, 1_100_00)]
    assert klassen(REGELN, dt.date(2023, 1, 1))[1].bezeichnung == "ein Erwachsener, genau ein Kind"
    assert klassen(REGELN, dt.date(2018, 12, 31)) == ()


@pytest.mark.parametrize(
    ("faelle", "sagt"),
    [
        (
            replace(FALL, klasse=4),
            r"Klasse 4 gibt es .* nicht\. Möglich ist: 1 \(ein Erwachsener, kein Kind\), 2",
        ),
        (
            replace(FALL, dauer_monate=61),
            r"61 Monaten ist bei § 16i .* Möglich sind 1 bis 60 Monate \(5 Förderj",
        ),
        (replace(FALL, dauer_monate=0), r"0 Monaten .* 1 bis 60"),
        (replace(FALL, rechtsgrundlage="§ 16e SGB II", dauer_monate=25), "1 bis 24 Monate"),
        (replace(FALL, beginn=(2020, 13)), r"Monat 13 gibt es nicht\. Möglich sind 1 bis 12"),
        (replace(FALL, beginn=(2020, 0)), "Monat 0 gibt es nicht"),
        (replace(FALL, beginn=(0, 1)), "Jahr 0 ist kein Beginn"),
        (replace(FALL, beginn=(10_000, 1)), "Jahr 10000 ist kein Beginn"),
        (replace(FALL, anzahl=-1), r"Anzahl .* negativ sein \(−1\)"),
        (replace(FALL, lohn_cent=-1), r"Lohn .* negativ sein \(−0,01"),
        (
            replace(FALL, rechtsgrundlage="§ 16d SGB II"),
            r"„§ 16d SGB II“ .* Beginn 01\.03\.2020 keine Regel .* § 16i SGB II, § 16e SGB II",
        ),
        (replace(FALL, beginn=(2018, 12)), r"Beginn 01\.12\.2018 keine Regel .*§ 16i SGB II ab 01\.01\.2019"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(faelle: Faelle, sagt: str) -> None:
    with pytest.raises(EingabeFehler, match=sagt):
        monatsverlauf(faelle, REGELN)


def test_without_any_rule_the_refusal_says_so() -> None:
    with pytest.raises(EingabeFehler, match="Es ist keine solche Regel vorhanden"):
        monatsverlauf(FALL, ())


@given(
    st.builds(
        Faelle,
        st.just("§ 16i SGB II"),
        st.sampled_from([None, 1, 2, 3]),
        st.integers(0, 500),
        st.tuples(st.integers(2019, 2030), st.integers(1, 12)),
        st.integers(1, 60),
        st.integers(0, 500_000),
    )
)
def test_for_any_group_the_pat_stays_within_the_subsidy_and_the_sums_agree(faelle: Faelle) -> None:
    verlauf = monatsverlauf(faelle, REGELN)
    assert len(verlauf) == faelle.dauer_monate
    assert all(0 <= m.pat_cent <= m.zuschuss_cent <= faelle.anzahl * faelle.lohn_cent for m in verlauf)
    netto = sum(s.netto_cent for s in je_jahr(verlauf).values())
    assert netto == sum(faelligkeiten(verlauf).values())
    entlastung = sum(entlastung_im_jahr(verlauf, jahr) for jahr in je_jahr(verlauf))
    assert netto + entlastung == sum(faelligkeiten(verlauf, netto=False).values())
