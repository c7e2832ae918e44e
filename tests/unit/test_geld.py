"""Writing and reading amounts."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.geld import (
    GROESSTE_ANZAHL,
    GROESSTER_BETRAG,
    GROESSTER_PROZENTSATZ,
    BetragFehler,
    format_eur,
    format_millionstel,
    format_promille,
    format_zahl,
    parse_anzahl,
    parse_eur,
    parse_millionstel,
    parse_promille,
    promille,
    runde,
)

betraege = st.integers(min_value=-GROESSTER_BETRAG, max_value=GROESSTER_BETRAG)


@given(betraege, st.booleans())
def test_a_written_amount_is_read_back_to_the_cent(cent: int, symbol: bool) -> None:
    assert parse_eur(format_eur(cent, symbol=symbol)) == cent


@given(betraege)
def test_an_amount_typed_without_points_or_with_spaces_is_the_same_amount(cent: int) -> None:
    text = format_eur(cent, symbol=False)
    assert parse_eur(text.replace(".", "")) == cent
    assert parse_eur(text.replace(".", "\u202f")) == cent
    assert parse_eur(f" {text} EUR ") == cent


@given(st.integers(min_value=0, max_value=GROESSTE_ANZAHL))
def test_a_written_count_is_read_back(zahl: int) -> None:
    assert parse_anzahl(format_zahl(zahl)) == zahl
    assert parse_anzahl(str(zahl)) == zahl


@given(st.text())
def test_any_text_is_an_amount_of_whole_cents_or_refused_in_german(text: str) -> None:
    try:
        cent = parse_eur(text)
    except BetragFehler as fehler:
        meldung = str(fehler)
    else:
        meldung = ""
        assert abs(cent) <= GROESSTER_BETRAG
        assert parse_eur(format_eur(cent)) == cent
    assert not meldung or re.search("Betrag|mehrdeutig|Komma|Haushalt", meldung)


@pytest.mark.parametrize(
    ("text", "cent"),
    [
        ("1.234,56 €", 123456),
        ("1234,56", 123456),
        ("-1.637,74", -163774),
        ("−1.637,74 €", -163774),
        ("− 5", -500),
        ("1234", 123400),
        ("1.234", 123400),
        ("1 234 567,8", 123456780),
        ("0", 0),
        ("-0,00", 0),
        ("0,05", 5),
        ("00000000000000000000000000000012,50", 1250),
        ("867.929,42", 86792942),
        ("35.087.594,74\u00a0€", 3508759474),
        ("999.999.999.999,99", GROESSTER_BETRAG),
    ],
)
def test_amounts_as_people_type_them(text: str, cent: int) -> None:
    assert parse_eur(text) == cent


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        ("", "fehlt ein Betrag"),
        (" € ", "fehlt ein Betrag"),
        ("12.34", "mehrdeutig"),
        ("1,234.56", "mehrdeutig"),
        ("1234.5678", "mehrdeutig"),
        ("1,234", "mehr als zwei Stellen"),
        ("0.123", "mehrdeutig"),
        ("12 34", "kein Betrag"),
        ("1.234 567", "kein Betrag"),
        ("1.23.456", "kein Betrag"),
        ("1..234", "kein Betrag"),
        ("12,", "kein Betrag"),
        (",50", "kein Betrag"),
        ("--5", "kein Betrag"),
        ("5-", "kein Betrag"),
        ("1e6", "kein Betrag"),
        ("12\n34", "kein Betrag"),
        ("١٢", "kein Betrag"),
        ("zwölf", "kein Betrag"),
        ("€ €", "kein Betrag"),
        ("1.000.000.000.000,00", "größer als jeder Haushalt"),
        ("9" * 6000, "größer als jeder Haushalt"),
    ],
)
def test_what_is_no_amount_or_could_mean_two_is_refused_with_the_reason(text: str, grund: str) -> None:
    with pytest.raises(BetragFehler, match=grund) as fehler:
        parse_eur(text)
    assert len(str(fehler.value)) < 200


@pytest.mark.parametrize("text", ["", "-1", "1,5", "12.34", "1.2345", "0.123", "viele", "٣", "1e3"])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(BetragFehler, match="keine Anzahl"):
        parse_anzahl(text)


@pytest.mark.parametrize("text", ["10.000.000", "9" * 6000])
def test_a_count_beyond_all_measure_is_refused(text: str) -> None:
    with pytest.raises(BetragFehler, match=r"mehr als 9\.999\.999"):
        parse_anzahl(text)


def test_amounts_and_shares_are_written_the_german_way() -> None:
    assert format_eur(-163774) == "−1.637,74\u00a0€"
    assert format_eur(3508595700) == "35.085.957,00\u00a0€"
    assert format_eur(5, symbol=False) == "0,05"
    assert format_eur(500, plus=True) == "+5,00\u00a0€"
    assert format_eur(0, plus=True) == "0,00\u00a0€"
    assert format_promille(1000) == "100,0\u00a0%"
    assert format_promille(-5) == "−0,5\u00a0%"


def test_a_share_is_rounded_half_up_and_none_without_a_whole() -> None:
    assert promille(1, 2000) == 1
    assert promille(1, 2001) == 0
    assert promille(3508759474, 3508595700) == 1000
    assert promille(1, 0) is None


promillewerte = st.integers(-GROESSTER_PROZENTSATZ * 10 - 9, GROESSTER_PROZENTSATZ * 10 + 9)
millionstelwerte = st.integers(-GROESSTER_PROZENTSATZ * 10**4 - 9999, GROESSTER_PROZENTSATZ * 10**4 + 9999)


@given(promillewerte, millionstelwerte)
def test_a_written_percentage_is_read_back_exactly(tausendstel: int, millionstel: int) -> None:
    assert parse_promille(format_promille(tausendstel)) == tausendstel
    assert parse_millionstel(format_millionstel(millionstel)) == millionstel
    ohne_zeichen = format_millionstel(millionstel).replace(".", "").removesuffix("\u00a0%")
    assert parse_millionstel(f" {ohne_zeichen}% ") == millionstel


@given(st.text() | st.from_regex(r"-? ?[\d.,]{1,12} ?%?", fullmatch=True))
def test_any_text_is_a_percentage_that_can_be_written_or_refused_in_german(text: str) -> None:
    for lies, schreibe in ((parse_promille, format_promille), (parse_millionstel, format_millionstel)):
        try:
            anteil = lies(text)
        except BetragFehler as fehler:
            meldung = str(fehler)
        else:
            meldung = ""
            assert lies(schreibe(anteil)) == anteil
        assert not meldung or re.search("Prozentsatz|mehrdeutig|Komma|größer als jeder Anteil", meldung)


@pytest.mark.parametrize(
    ("text", "tausendstel", "millionstel"),
    [
        ("45 %", 450, 450_000),
        ("45,0", 450, 450_000),
        ("84,8\u00a0%", 848, 848_000),
        ("0,5%", 5, 5_000),
        ("−0,5 %", -5, -5_000),
        ("100", 1000, 1_000_000),
        ("1.234,5 %", 12345, 12_345_000),
    ],
)
def test_percentages_as_people_type_them(text: str, tausendstel: int, millionstel: int) -> None:
    assert parse_promille(text) == tausendstel
    assert parse_millionstel(text) == millionstel


def test_a_percentage_has_four_decimals_where_a_share_needs_them() -> None:
    assert format_millionstel(15759) == "1,5759\u00a0%"
    assert format_millionstel(-5) == "−0,0005\u00a0%"
    assert parse_millionstel("1,5759 %") == 15759
    assert format_promille(326, plus=True) == "+32,6\u00a0%"
    assert format_promille(0, plus=True) == "0,0\u00a0%"


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        ("", r"fehlt ein Prozentsatz, zum Beispiel 1,5000\s%"),
        (" % ", "fehlt ein Prozentsatz"),
        ("1.5759", "mehrdeutig"),
        ("1.576 %", "mehrdeutig"),  # three decimals or a thousand
        ("1,234.5", "mehrdeutig"),
        ("1,57591 %", "mehr als vier Stellen nach dem Komma"),
        ("1,5,7", "kein Prozentsatz"),
        ("1,", "kein Prozentsatz"),
        ("ein Viertel", "kein Prozentsatz"),
        ("% 5", "kein Prozentsatz"),
        ("5 %%", "kein Prozentsatz"),
        ("٥ %", "kein Prozentsatz"),
        ("1000000 %", "größer als jeder Anteil"),
        ("9" * 6000, "größer als jeder Anteil"),
    ],
)
def test_what_is_no_percentage_or_could_mean_two_is_refused_with_the_reason(text: str, grund: str) -> None:
    with pytest.raises(BetragFehler, match=grund) as fehler:
        parse_millionstel(text)
    assert len(str(fehler.value)) < 200


def test_thousandths_take_one_decimal_only() -> None:
    with pytest.raises(BetragFehler, match="mehr als eine Stelle nach dem Komma"):
        parse_promille("84,85 %")


@given(st.integers(), st.integers(1, 10**9))
def test_a_quotient_is_rounded_to_the_nearest_number_halves_away_from_zero(zaehler: int, nenner: int) -> None:
    gerundet, genau = runde(zaehler, nenner), Fraction(zaehler, nenner)
    assert abs(gerundet - genau) <= Fraction(1, 2)
    assert abs(gerundet - genau) < Fraction(1, 2) or abs(gerundet) > abs(genau)


def test_halves_are_rounded_away_from_zero() -> None:
    assert [runde(z, 2) for z in (-3, -1, 0, 1, 3)] == [-2, -1, 0, 1, 2]
