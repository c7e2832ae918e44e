"""Dates as people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from app.services.datum import format_datum, format_monatsjahr, lies_datum, lies_monatsjahr
from app.services.eingabe import EingabeFehler


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("06.11.2019", dt.date(2019, 11, 6)),
        (" 6.1.2020 ", dt.date(2020, 1, 6)),
        ("29. 02. 2024", dt.date(2024, 2, 29)),
        ("", None),
        ("  ", None),
    ],
)
def test_a_german_date_is_read(text: str, tag: dt.date | None) -> None:
    assert lies_datum(text) == tag


@pytest.mark.parametrize("text", ["2019-11-06", "6.11.19", "11/06/2019", "gestern", "06.11.2019 8 Uhr"])
def test_what_is_no_german_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(EingabeFehler, match=r"ist kein Datum.*01\.12\.2025"):
        lies_datum(text)


@pytest.mark.parametrize("text", ["31.04.2020", "29.02.2023", "1.13.2020", "1.1.0000"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(EingabeFehler, match="gibt es nicht"):
        lies_datum(text)


def test_a_written_date_is_read_back_and_none_is_empty() -> None:
    tag = dt.date(2020, 2, 9)
    assert format_datum(tag) == "09.02.2020"
    assert lies_datum(format_datum(tag)) == tag
    assert format_datum(None) == ""


@pytest.mark.parametrize(
    "text",
    ["03.2020", "3/2020", " 3-2020", "März 2020", "mär. 2020", "Mrz 2020", "01.03.2020"],
)
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert lies_monatsjahr(text) == (2020, 3)
    assert format_monatsjahr(2020, 3) == "03.2020"


@pytest.mark.parametrize(
    ("text", "sagt"),
    [
        ("13.2020", "Den Monat 13 gibt es nicht"),
        ("0/2020", "Den Monat 0 gibt es nicht"),
        ("1.0000", "Das Jahr 0000 gibt es nicht"),
        ("J 2020", "nicht eindeutig"),
        ("Lenz 2020", "kein Monat"),
        ("3.20", "Monat und Jahr, zum Beispiel 03.2020"),
        ("", "Monat und Jahr, zum Beispiel 03.2020"),
    ],
)
def test_what_is_no_month_is_refused_with_the_reason(text: str, sagt: str) -> None:
    with pytest.raises(EingabeFehler, match=sagt):
        lies_monatsjahr(text)
