"""One line of a Bindung's amounts: what is no year, month or amount is refused in German."""

from __future__ import annotations

import pytest

from app.services.bindungen import lies_faelligkeit
from app.services.eingabe import EingabeFehler


@pytest.mark.parametrize(
    ("jahr", "monat", "betrag", "ergebnis"),
    [
        ("2021", "", "1.000,50", ((2021, None), 100_050)),
        (" 2021 ", "03", "5", ((2021, 3), 500)),
        ("2022", "12", "0,01 €", ((2022, 12), 1)),
    ],
)
def test_a_line_is_read_as_year_month_and_cent(
    jahr: str, monat: str, betrag: str, ergebnis: tuple[tuple[int, int | None], int]
) -> None:
    assert lies_faelligkeit(jahr, monat, betrag) == ergebnis


@pytest.mark.parametrize(
    ("jahr", "monat", "betrag", "wort"),
    [
        ("21", "", "1", "kein Jahr"),
        ("9" * 6000, "", "1", "kein Jahr"),
        ("zweitausend", "", "1", "kein Jahr"),
        ("2021", "13", "1", "kein Monat"),
        ("2021", "0", "1", "kein Monat"),
        ("2021", "7" * 6000, "1", "kein Monat"),
        ("2021", "", "12.34", "mehrdeutig"),
        ("2021", "", "", "fehlt ein Betrag"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(jahr: str, monat: str, betrag: str, wort: str) -> None:
    with pytest.raises(EingabeFehler, match=wort):
        lies_faelligkeit(jahr, monat, betrag)
