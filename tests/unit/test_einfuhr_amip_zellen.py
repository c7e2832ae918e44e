"""Cells of a programme's tables: counts, amounts, and the states in their place."""

from __future__ import annotations

import pytest

from app.models.arten import Eintrittestatus, Finanzierung
from app.models.geld import BetragFehler
from app.services.einfuhr.amip import lies_amip
from app.services.einfuhr.amip_zellen import lies_eintritte, lies_mittel
from tests.unit.amip_hilfe import tabelle


@pytest.mark.parametrize(
    ("text", "zahl", "status"),
    [
        ("1.635", 1635, Eintrittestatus.ZAHL),
        ("ca. 425", 425, Eintrittestatus.ZAHL),
        ("ca.450 Plätze", 450, Eintrittestatus.ZAHL),
        ("0", 0, Eintrittestatus.ZAHL),
        ("Kalkulation VJ", None, Eintrittestatus.KALKULATION_VORJAHR),
        ("Kalkulation V J", None, Eintrittestatus.KALKULATION_VORJAHR),
        ("kalkulation Vorjahr", None, Eintrittestatus.KALKULATION_VORJAHR),
        ("Kalkulation 2019", None, Eintrittestatus.KALKULATION_VORJAHR),
        ("-", None, Eintrittestatus.KEINE),
        ("–", None, Eintrittestatus.KEINE),
        ("", None, None),
    ],
)
def test_cells_of_the_column_eintritte(text: str, zahl: int | None, status: Eintrittestatus | None) -> None:
    gelesen = lies_eintritte(text, 2020)
    assert (gelesen.zahl, gelesen.status) == (zahl, status)


@pytest.mark.parametrize("text", ["4Z5", "1.63", "12,5", "-3", "viele", "Kalkulation 2018", "9" * 300])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(BetragFehler):
        lies_eintritte(text, 2020)


@pytest.mark.parametrize(
    ("text", "cent", "finanzierung"),
    [
        ("867.929,42 €", 86_792_942, Finanzierung.NEUFALL),
        ("ca. 180.000,00 EUR", 18_000_000, Finanzierung.NEUFALL),
        ("€ 1.000", 100_000, Finanzierung.NEUFALL),
        ("500,- €", 50_000, Finanzierung.NEUFALL),
        ("2,7 Mio. €", 270_000_000, Finanzierung.NEUFALL),
        ("15 T€", 1_500_000, Finanzierung.NEUFALL),
        ("0,00 €", 0, Finanzierung.NEUFALL),
        ("Einkauf erfolgte im Vorjahr", None, Finanzierung.EINKAUF_VORJAHR),
        ("Einkauferfolgte im Vor jahr", None, Finanzierung.EINKAUF_VORJAHR),
        ("Einkauf in 2019", None, Finanzierung.EINKAUF_VORJAHR),
        ("Auszahlung 2021", None, Finanzierung.AUSZAHLUNG_FOLGEJAHR),
        ("Auszahlung im Folgejahr", None, Finanzierung.AUSZAHLUNG_FOLGEJAHR),
        ("12.000 € (Auszahlung 2021)", 1_200_000, Finanzierung.AUSZAHLUNG_FOLGEJAHR),
        ("zu Lasten SGB III", None, Finanzierung.SGB_III),
        ("zu Lasten SGB Ill", None, Finanzierung.SGB_III),
        ("z. L. SGB III", None, Finanzierung.SGB_III),
        ("fremdfinanziert", None, Finanzierung.FREMDFINANZIERT),
        ("Fremdfinanzierung: ca. 30.087 €", 3_008_700, Finanzierung.FREMDFINANZIERT),
        ("Neufall", None, Finanzierung.NEUFALL),
        ("-", None, None),
        ("", None, None),
    ],
)
def test_cells_of_the_column_mittelansatz(
    text: str, cent: int | None, finanzierung: Finanzierung | None
) -> None:
    gelesen = lies_mittel(text, 2020)
    assert (gelesen.cent, gelesen.finanzierung) == (cent, finanzierung)


@pytest.mark.parametrize(
    "text",
    [
        "867.929.42 €",
        "8G7.929,42 €",
        "-5,00 €",
        "Auszahlung 2022",
        "Einkauf in 2018",
        "zu Lasten SGB II",
        "Einkauf erfolgte im Vorjahr (5.000 €)",
        "siehe unten",
        "1,234 €",
        "(" * 300,
    ],
)
def test_what_is_neither_amount_nor_state_is_refused(text: str) -> None:
    with pytest.raises(BetragFehler):
        lies_mittel(text, 2020)


def test_empty_cells_are_named_and_say_nothing_about_the_plan() -> None:
    lesung = lies_amip(tabelle("A\t\t5 €\tx", "B\t3\t-\tx"), "a.txt").lesung
    assert [(z.eintritte_status, z.finanzierung) for z in lesung.zeilen] == [
        (None, Finanzierung.NEUFALL),
        (Eintrittestatus.ZAHL, None),
    ]
    assert "Ohne Angabe in der Spalte Eintritte: „A“ (5.1, Zeile 1)." in lesung.hinweise
    assert "Ohne Angabe in der Spalte Mittelansatz: „B“ (5.1, Zeile 2)." in lesung.hinweise


def test_words_in_brackets_after_a_state_become_a_remark() -> None:
    (zeile,) = lies_amip(tabelle("A\t-\tfremdfinanziert (Land NRW)\t"), "a.txt").lesung.zeilen
    assert zeile.bemerkung == "Zum Mittelansatz steht im Text: „Land NRW“."


def test_a_text_too_long_for_its_cell_is_named() -> None:
    (zeile,) = lies_amip(tabelle(f"A\t1\t5 €\t{'x' * 2001}"), "a.txt").lesung.zeilen
    assert "ist mit 2001 Zeichen zu lang" in zeile.fehler[0]
