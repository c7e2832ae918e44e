"""Estimates of what the Bund allots: reckoned by hand, explained step by step."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.eingabe import EingabeFehler
from app.services.regeln import ZUTEILUNG_EINGLIEDERUNG, ZUTEILUNG_VERWALTUNG, gueltig, lade_regeln
from app.services.zuteilung import (
    EINGLIEDERUNG_WORT,
    VERWALTUNG_WORT,
    Eingliederungseingaben,
    Rechenschritt,
    Verwaltungseingaben,
    schaetze_eingliederung,
    schaetze_verwaltung,
)

(MASSSTAB,) = gueltig(lade_regeln(), ZUTEILUNG_EINGLIEDERUNG, 2020)
(MAXIMALWERT,) = gueltig(lade_regeln(), ZUTEILUNG_VERWALTUNG, 2020)
EINGABEN = Eingliederungseingaben(
    volumen_cent=4_000_000_000_00,
    vorab_cent=500_000_00,
    elb_lokal=50_000,
    elb_bund=4_000_000,
    bevoelkerung_lokal=250_000,
    bevoelkerung_bund=50_000_000,
    lzb_lokal=36_000,
    lzb_bund=2_400_000,
)
VERWALTUNG = Verwaltungseingaben(
    volumen_cent=2_700_000_000_00,
    bg_neu=41_000,
    bg_alt=42_500,
    bg_maximalwerte_bund=2_700_000,
    anteil_millionstel=None,
)


def _texte(schritte: tuple[Rechenschritt, ...]) -> list[str]:
    return [f"{s.bezeichnung}: {s.wert_text}".replace("\u00a0", " ") for s in schritte]


def test_eingliederungsmittel_are_what_one_reckons_by_hand_and_the_steps_say_how() -> None:
    zuteilung = schaetze_eingliederung(EINGABEN, MASSSTAB)
    # 1,25 % of 4 billion are 50 million. One half, with 20 % against 8 %: 150 % more, a quarter
    # of it is 37,5 %. The other half, with 72 % against 60 %: 20 % more, a quarter of it is 5 %.
    pdi, si = 25_000_000_00 * 1375 // 1000, 25_000_000_00 * 105 // 100
    assert zuteilung.ergebnis_cent == 500_000_00 + pdi + si == 61_125_000_00
    assert zuteilung.fehlend == ()
    assert _texte(zuteilung.schritte) == [
        "Zu verteilen (Bund): 4.000.000.000,00 €",
        "eLb-Anteil: 1,2500 % (50.000 von 4.000.000)",
        "Grundsicherungsquote (eLb je Bevölkerung): lokal 20,0 % · Bund 8,0 %",
        "Zuschlag PDI (25,0 % der Abweichung): +37,5 %",
        "Betrag mit PDI (50,0 % der Mittel): 34.375.000,00 €",
        "LZB-Quote (LZB je eLb): lokal 72,0 % · Bund 60,0 %",
        "Zuschlag SI (25,0 % der Abweichung): +5,0 %",
        "Betrag mit SI (50,0 % der Mittel): 26.250.000,00 €",
        "Vorab zugewiesen: 500.000,00 €",
        "Zuteilung (Schätzung): 61.125.000,00 €",
    ]


def test_below_the_average_of_the_bund_it_is_an_abschlag() -> None:
    # 4 % against 8 % is half, 48 % against 60 % is a fifth less; a quarter of each: −12,5 % and −5 %.
    wenig = replace(EINGABEN, bevoelkerung_lokal=1_250_000, lzb_lokal=24_000)
    zuteilung = schaetze_eingliederung(wenig, MASSSTAB)
    texte = _texte(zuteilung.schritte)
    assert "Abschlag PDI (25,0 % der Abweichung): −12,5 %" in texte
    assert "Abschlag SI (25,0 % der Abweichung): −5,0 %" in texte
    assert zuteilung.ergebnis_cent == 500_000_00 + 21_875_000_00 + 23_750_000_00


def test_half_a_cent_is_rounded_up_once_at_the_end() -> None:
    # Equal to the Bund: 1 of 2 eLb, so 0,5 Cent of one Cent; rounded half by half it would be nothing.
    gleich = Eingliederungseingaben(1, 0, 1, 2, 10, 20, 1, 2)
    assert schaetze_eingliederung(gleich, MASSSTAB).ergebnis_cent == 1


@given(
    volumen=st.integers(0, 10**12),
    vorab=st.integers(0, 10**9),
    elb=st.integers(1, 10**5),
    lzb=st.integers(1, 10**5),
    faktor=st.integers(1, 500),
)
def test_like_the_bund_on_average_there_is_no_zuschlag(
    volumen: int, vorab: int, elb: int, lzb: int, faktor: int
) -> None:
    eingaben = Eingliederungseingaben(
        volumen, vorab, elb, elb * faktor, 3 * elb, 3 * elb * faktor, lzb, lzb * faktor
    )
    zuteilung = schaetze_eingliederung(eingaben, MASSSTAB)
    assert zuteilung.ergebnis_cent == vorab + (2 * volumen + faktor) // (2 * faktor)
    texte = _texte(zuteilung.schritte)
    assert {
        "Zuschlag PDI (25,0 % der Abweichung): 0,0 %",
        "Zuschlag SI (25,0 % der Abweichung): 0,0 %",
    } <= set(texte)


@given(st.integers(0, 2_000_000), st.integers(1, 400_000))
def test_more_lzb_and_fewer_inhabitants_never_mean_less_money(mehr: int, weniger: int) -> None:
    vorher = schaetze_eingliederung(EINGABEN, MASSSTAB).ergebnis_cent
    lzb = schaetze_eingliederung(replace(EINGABEN, lzb_lokal=36_000 + mehr), MASSSTAB).ergebnis_cent
    dichter = replace(EINGABEN, bevoelkerung_lokal=max(1, 250_000 - weniger))
    quote = schaetze_eingliederung(dichter, MASSSTAB).ergebnis_cent
    assert vorher is not None
    assert lzb is not None
    assert quote is not None
    assert lzb > vorher or mehr == 0
    assert quote > vorher


@pytest.mark.parametrize("feld", [f.name for f in fields(Eingliederungseingaben)])
def test_a_missing_input_is_named_instead_of_a_result(feld: str) -> None:
    zuteilung = schaetze_eingliederung(replace(EINGABEN, **{feld: None}), MASSSTAB)
    assert (zuteilung.ergebnis_cent, zuteilung.fehlend, zuteilung.schritte) == (None, (feld,), ())
    assert EINGLIEDERUNG_WORT[feld]


@pytest.mark.parametrize(
    ("feld", "wert", "sagt"),
    [
        ("elb_lokal", 0, "„eLb des Jobcenters“ ist 0 nicht möglich: Durch diese Zahl wird geteilt"),
        ("elb_bund", 0, "„eLb im Bund“ ist 0 nicht"),
        ("bevoelkerung_lokal", 0, "„Bevölkerung im Jobcenterbezirk“ ist 0 nicht"),
        ("bevoelkerung_bund", -5, r"„Bevölkerung im Bund“ ist −5 nicht möglich\. Möglich ist ab 1"),
        ("lzb_bund", 0, "„LZB im Bund“ ist 0 nicht"),
        ("lzb_lokal", -1, r"„LZB des Jobcenters“ ist −1 nicht möglich\. Möglich ist ab 0"),
        ("volumen_cent", -1, "−0,01"),
        ("vorab_cent", -100, "−1,00"),
        (
            "elb_lokal",
            4_000_001,
            r"„eLb des Jobcenters“ \(4\.000\.001\) kann nicht größer sein als „eLb im Bund“",
        ),
    ],
)
def test_a_figure_that_cannot_be_is_refused_even_while_others_are_missing(
    feld: str, wert: int, sagt: str
) -> None:
    for eingaben in (EINGABEN, replace(EINGABEN, volumen_cent=None, bevoelkerung_lokal=None)):
        with pytest.raises(EingabeFehler, match=sagt):
            schaetze_eingliederung(replace(eingaben, **{feld: wert}), MASSSTAB)


@given(
    st.builds(Eingliederungseingaben, *[st.none() | st.integers(-3, 10**13)] * 8),
    st.builds(Verwaltungseingaben, *[st.none() | st.integers(-3, 10**13)] * 5),
)
def test_any_figures_give_a_result_name_what_is_missing_or_are_refused_in_a_sentence(
    eingliederung: Eingliederungseingaben, verwaltung: Verwaltungseingaben
) -> None:
    for schaetze in (
        lambda: schaetze_eingliederung(eingliederung, MASSSTAB),
        lambda: schaetze_verwaltung(verwaltung, MAXIMALWERT),
    ):
        try:
            zuteilung = schaetze()
        except EingabeFehler as fehler:
            satz = str(fehler)
        else:
            satz = "."
            assert (zuteilung.ergebnis_cent is None) == bool(zuteilung.fehlend) == (not zuteilung.schritte)
        assert satz.endswith(".")


def test_the_larger_of_the_two_yearly_averages_counts_and_the_steps_name_both_years() -> None:
    zuteilung = schaetze_verwaltung(VERWALTUNG, MAXIMALWERT)
    assert zuteilung.ergebnis_cent == 42_500 * 1000_00  # 1.000,00 for each of 2.700.000
    assert _texte(zuteilung.schritte) == [
        "Zu verteilen (Bund): 2.700.000.000,00 €",
        "Bedarfsgemeinschaften Juli 2018 bis Juni 2019: 41.000",
        "Bedarfsgemeinschaften Juli 2017 bis Juni 2018: 42.500",
        "Maximalwert (der größere): 42.500",
        "Anteil: 1,5741 % (42.500 von 2.700.000)",
        "Zuteilung (Schätzung): 42.500.000,00 €",
    ]


@given(st.integers(0, 2_700_000), st.integers(0, 2_700_000))
def test_which_year_is_the_larger_does_not_matter(eins: int, zwei: int) -> None:
    hin = schaetze_verwaltung(replace(VERWALTUNG, bg_neu=eins, bg_alt=zwei))
    her = schaetze_verwaltung(replace(VERWALTUNG, bg_neu=zwei, bg_alt=eins))
    assert hin.ergebnis_cent == her.ergebnis_cent == max(eins, zwei) * 1000_00


def test_a_share_that_is_known_counts_instead_and_needs_no_bedarfsgemeinschaften() -> None:
    fest = Verwaltungseingaben(4_000_000_000_00, None, None, None, 15759)
    zuteilung = schaetze_verwaltung(fest, MAXIMALWERT)
    assert zuteilung.ergebnis_cent == 63_036_000_00
    assert "Anteil (steht fest): 1,5759 %" in _texte(zuteilung.schritte)
    beides = replace(VERWALTUNG, anteil_millionstel=15759)
    assert schaetze_verwaltung(beides).ergebnis_cent == 42_549_300_00


def test_without_a_rule_the_years_are_named_only_in_general() -> None:
    assert "Bedarfsgemeinschaften im neueren Zeitraum: 41.000" in _texte(
        schaetze_verwaltung(VERWALTUNG).schritte
    )


def test_missing_inputs_of_the_verwaltungsmittel_are_named() -> None:
    leer = Verwaltungseingaben(None, None, None, None, None)
    alle = ("volumen_cent", "bg_neu", "bg_alt", "bg_maximalwerte_bund")
    assert schaetze_verwaltung(leer).fehlend == alle
    assert schaetze_verwaltung(replace(leer, anteil_millionstel=1)).fehlend == ("volumen_cent",)
    assert schaetze_verwaltung(replace(VERWALTUNG, bg_alt=None)).fehlend == ("bg_alt",)
    assert set(alle) < set(VERWALTUNG_WORT)


@pytest.mark.parametrize(
    ("feld", "wert", "sagt"),
    [
        ("bg_maximalwerte_bund", 0, "„Summe der Maximalwerte im Bund“ ist 0 nicht möglich"),
        ("bg_neu", -1, "„Bedarfsgemeinschaften im neueren Zeitraum“ ist −1 nicht"),
        ("bg_alt", 2_700_001, r"\(2\.700\.001\) kann nicht größer sein"),
        ("anteil_millionstel", 1_000_001, r"100,0001\s%.* nicht möglich: Mehr als 100,0000\s% gibt es nicht"),
        ("anteil_millionstel", -1, r"„feststehender Anteil“ ist −0,0001\s% nicht"),
    ],
)
def test_a_share_beyond_the_whole_or_below_nothing_is_refused(feld: str, wert: int, sagt: str) -> None:
    with pytest.raises(EingabeFehler, match=sagt):
        schaetze_verwaltung(replace(VERWALTUNG, **{feld: wert}), MAXIMALWERT)
