"""Figures and states in foreign tables are read exactly, or named as what cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.einfuhr.rohdaten import Rohzelle, Zellart
from app.services.einfuhr.spaltenraten import Rolle, rate, rate_mit_kopf
from app.services.einfuhr.tabelle import lies_tabelle
from tests.unit.rohblatt_hilfe import (
    EINKAUF,
    FOLGEJAHR,
    FREMD,
    JAHR,
    KALK,
    KEINE,
    KOPF,
    NEUFALL,
    ROLLEN,
    SGB_III,
    ZAHL,
    Wert,
    blatt,
    fehlerlos,
    lies,
)

if TYPE_CHECKING:
    from app.models.arten import Eintrittestatus, Finanzierung
    from app.services.einfuhr.lesezeilen import Lesezeile


def eine(wert: Wert, rolle: Rolle = Rolle.MITTELANSATZ) -> Lesezeile:
    """One row with a cell in a column that is settled."""
    roh = blatt(KOPF, ("AGH", wert, 5) if rolle is Rolle.EINTRITTE else ("AGH", 5, wert))
    deutung = rate_mit_kopf(roh, JAHR, 0)
    for spalte, feste in enumerate(ROLLEN):
        deutung = deutung.mit(spalte, feste)
    (zeile,) = lies_tabelle(roh, deutung, JAHR).zeilen
    return zeile


@pytest.mark.parametrize(
    ("wert", "cent"),
    [
        (867929.4200000001, 86792942),
        (0.1 + 0.2, 30),
        (Rohzelle(Zellart.ZAHL, "17072613.680000003"), 1707261368),
        (0, 0),
        ("0,00 €", 0),
        ("1.234,56 €", 123456),
        ("1.234,56\u00a0€", 123456),
        ("1 234", 123400),
        ("1\u202f234,5", 123450),
        ("€ 1.234", 123400),
        ("1.234 Euro", 123400),
        ("EUR 500", 50000),
        ("ca. 800", 80000),
        ("rd. 1.000,-- €", 100000),
        ("800,-", 80000),
        ("T€ 12", 1200000),
        ("12,5 T€", 1250000),
        ("12 Tsd. €", 1200000),
        ("1,5 Mio. €", 150000000),
        ("ca. 3 TEUR", 300000),
    ],
)
def test_an_amount_is_read_to_the_cent(wert: Wert, cent: int) -> None:
    zeile = eine(wert)
    assert (zeile.mittelansatz_cent, zeile.finanzierung, zeile.fehler) == (cent, NEUFALL, ())


@pytest.mark.parametrize(
    ("wert", "grund"),
    [
        ("1,234.56", "mehrdeutig"),
        ("12.34", "mehrdeutig"),
        ("T€ 12.34", "mehrdeutig"),
        ("1,234", "mehr als zwei Stellen"),
        (Rohzelle(Zellart.ZAHL, "1000000.0000001"), "mehr als zwei Stellen"),
        (333.333, "333,333 hat mehr als zwei Stellen"),
        (1000 / 3, "mehr als zwei Stellen"),
        (-5, "nicht negativ"),
        ("-1.637,74", "nicht negativ"),
        ("-5 €", "nicht negativ"),
        (1e15, "größer als jeder Haushalt"),
        ("999.999.999 Mio. €", "größer als jeder Haushalt"),
        ("10-12", "kein Betrag"),
        ("später", "weder ein Betrag noch ein bekannter Stand"),
        ("kein Einkauf im Vorjahr", "weder ein Betrag noch ein bekannter Stand"),
        ("§ 45 SGB III", "kein Betrag"),
        ("Auszahlung 2022", "2022 ist nicht das Jahr nach dem Haushaltsjahr"),
        ("Einkauf im Vorjahr 500 €", "500,00\u00a0€ passt nicht zu „Einkauf erfolgte im Vorjahr“"),
        (Rohzelle(Zellart.DATUM, "2020-05-01"), "Datum"),
        (Rohzelle(Zellart.WAHR, "1"), "WAHR oder FALSCH"),
        (Rohzelle(Zellart.FEHLER, "#DIV/0!"), "#DIV/0!"),
        (Rohzelle(Zellart.NICHT_BERECHNET, formel="=B2*3"), "nicht berechnet"),
        (Rohzelle(Zellart.ZAHL, "NaN"), "keine Zahl"),
    ],
)
def test_an_amount_that_is_none_or_ambiguous_is_an_error_of_its_row(wert: Wert, grund: str) -> None:
    zeile = eine(wert)
    assert zeile.mittelansatz_cent is None
    (satz,) = zeile.fehler
    assert satz.startswith("Mittelansatz: ")
    assert grund in satz
    assert (zeile.leistung, zeile.eintritte) == ("AGH", 5)


@pytest.mark.parametrize(
    ("wert", "erwartet"),
    [
        (70, (70, ZAHL)),
        (70.0, (70, ZAHL)),
        (Rohzelle(Zellart.ZAHL, "69.99999999999999"), (70, ZAHL)),
        ("1.635", (1635, ZAHL)),
        ("1 635", (1635, ZAHL)),
        ("ca. 800", (800, ZAHL)),
        ("12,00", (12, ZAHL)),
        ("25 TN", (25, ZAHL)),
        ("0", (0, ZAHL)),
        (None, (None, ZAHL)),
        ("  ", (None, ZAHL)),
        ("-", (None, KEINE)),
        ("–", (None, KEINE)),
        ("Kalkulation VJ", (None, KALK)),
        ("Kalk. VJ", (None, KALK)),
        ("KALKULATION VORJAHR", (None, KALK)),
        ("Kalkulation 2019", (None, KALK)),
    ],
)
def test_entries_are_a_number_or_a_state(wert: Wert, erwartet: tuple[int | None, Eintrittestatus]) -> None:
    zeile = eine(wert, Rolle.EINTRITTE)
    assert (zeile.eintritte, zeile.eintritte_status) == erwartet
    assert not zeile.fehler


@pytest.mark.parametrize(
    ("wert", "grund"),
    [
        (12.5, "Bruchteil"),
        (-3, "nicht negativ"),
        (10_000_000, "mehr als 9.999.999"),
        ("12,5", "keine Anzahl"),
        ("-3", "keine Anzahl"),
        ("12.34", "keine Anzahl"),
        ("1,635", "keine Anzahl"),
        ("bis zu 150", "keine Anzahl"),
        ("Plätze", "keine Anzahl"),
        (Rohzelle(Zellart.NICHT_BERECHNET), "nicht berechnet"),
        (Rohzelle(Zellart.FEHLER, "#REF!"), "#REF!"),
    ],
)
def test_entries_that_are_none_are_an_error_of_their_row(wert: Wert, grund: str) -> None:
    zeile = eine(wert, Rolle.EINTRITTE)
    assert (zeile.eintritte, zeile.eintritte_status) == (None, None)
    (satz,) = zeile.fehler
    assert satz.startswith("Eintritte: ")
    assert grund in satz


@pytest.mark.parametrize(
    ("text", "cent", "finanzierung"),
    [
        ("Einkauf erfolgte im Vorjahr", None, EINKAUF),
        ("EINKAUF VORJAHR", None, EINKAUF),
        ("im VJ eingekauft", None, EINKAUF),
        ("Einkauf 2019", None, EINKAUF),
        ("Auszahlung 2021", None, FOLGEJAHR),
        ("Auszahlung im Folgejahr", None, FOLGEJAHR),
        ("auszahlung\n2021", None, FOLGEJAHR),
        ("Auszahlung 2021\n(nachrichtlich 1.234,00 €)", 123400, FOLGEJAHR),
        ("Auszahlung 2021: 500 €", 50000, FOLGEJAHR),
        ("zu Lasten SGB III", None, SGB_III),
        ("z.L. SGB III", None, SGB_III),
        ("zulasten SGB 3", None, SGB_III),
        ("SGB III", None, SGB_III),
        ("fremdfinanziert", None, FREMD),
        ("Fremdfinanziert (ESF)", None, FREMD),
        ("ESF", None, FREMD),
        ("ESF-Mittel", None, FREMD),
        ("fremdfinanziert\n(nachrichtlich 1.234,00\u00a0€)", 123400, FREMD),
        ("1.234,00 € (ESF)", 123400, FREMD),
        ("-", None, NEUFALL),
        ("–", None, NEUFALL),
        ("- €", None, NEUFALL),
        ("", None, NEUFALL),
        ("Neufall", None, NEUFALL),
    ],
)
def test_a_mittelansatz_can_be_a_state_in_many_spellings(
    text: str, cent: int | None, finanzierung: Finanzierung
) -> None:
    zeile = eine(text)
    assert (zeile.mittelansatz_cent, zeile.finanzierung, zeile.fehler) == (cent, finanzierung, ())


def test_a_year_in_a_state_is_meant_from_the_plans_year() -> None:
    roh = blatt(KOPF, ("AGH", 5, "Auszahlung 2028"), ("FbW", 6, "Einkauf 2026"), ("MAT", 7, 8.5))
    assert [z.finanzierung for z in lies(roh, 2027).zeilen] == [FOLGEJAHR, EINKAUF, NEUFALL]


@pytest.mark.parametrize(
    ("betrag", "finanzierung", "cent", "stand"),
    [
        (500, "fremdfinanziert", 50000, FREMD),
        (500, "Neufall", 50000, NEUFALL),
        (500, None, 50000, NEUFALL),
        (None, "zu Lasten SGB III", None, SGB_III),
        ("Einkauf VJ", "Einkauf Vorjahr", None, EINKAUF),
        (0, "Einkauf Vorjahr", None, EINKAUF),
        (None, "ESF, nachrichtlich 12 €", 1200, FREMD),
    ],
)
def test_a_column_of_its_own_for_the_state_completes_the_amount(
    betrag: Wert, finanzierung: Wert, cent: int | None, stand: Finanzierung
) -> None:
    roh = blatt(("Leistung", "Betrag", "Finanzierung"), ("AGH", betrag, finanzierung), ("B", 7, "Neufall"))
    zeile = lies(roh).zeilen[0]
    assert (zeile.mittelansatz_cent, zeile.finanzierung, zeile.fehler) == (cent, stand, ())


@pytest.mark.parametrize(
    ("betrag", "finanzierung", "grund"),
    [
        (500, "Einkauf Vorjahr", "500,00\u00a0€ passt nicht zu „Einkauf erfolgte im Vorjahr“"),
        ("ESF", "zu Lasten SGB III", "Die Zeile nennt „fremdfinanziert“ und „zu Lasten SGB III“"),
        (5, "ESF 12 €", "zwei Beträge"),
        (5, "Stadt", "„Stadt“ ist weder ein Betrag noch ein bekannter Stand"),
        (5, 7, "kein Stand der Finanzierung"),
    ],
)
def test_what_contradicts_itself_is_an_error(betrag: Wert, finanzierung: Wert, grund: str) -> None:
    roh = blatt(("Leistung", "Betrag", "Finanzierung"), ("A", betrag, finanzierung), ("B", 7, "Neufall"))
    assert rate(roh, JAHR).spalte(Rolle.FINANZIERUNG) == 2
    zeile = lies(roh).zeilen[0]
    assert zeile.mittelansatz_cent in {None, 500}
    assert grund in " ".join(zeile.fehler)


def test_a_state_may_stand_in_the_neighbouring_column() -> None:
    roh = blatt(KOPF, ("AGH", "zu Lasten SGB III", None), ("RK", None, "Kalk. VJ"), ("FbW", 7, 8.5))
    erste, zweite, _ = lies(roh).zeilen
    assert (erste.eintritte, erste.eintritte_status, erste.finanzierung) == (None, None, SGB_III)
    assert (zweite.eintritte_status, zweite.mittelansatz_cent) == (KALK, None)
    assert fehlerlos(lies(roh))
    assert "gilt den Eintritten" in eine("Kalkulation VJ").fehler[0]


def test_thousands_in_the_heading_count_and_are_named() -> None:
    roh = blatt(("Leistung", "Ansatz (T€)"), ("AGH", 12.5), ("FbW", "1.000"), ("MAT", "500 €"))
    lesung = lies(roh)
    assert [z.mittelansatz_cent for z in lesung.zeilen] == [1250000, 100000000, None]
    assert "Vielfaches" in lesung.zeilen[2].fehler[0]
    assert lesung.hinweise == ("Beträge der Spalte „Ansatz (T€)“ sind als Tausend Euro gelesen.",)


def test_all_texts_of_a_row_are_read_and_one_that_is_too_long_is_named() -> None:
    kopf = ("Leistung", "Betrag", "Funktion", "Handlungsfeld", "Produkt", "Team", "Bemerkung")
    roh = blatt(kopf, (" AGH ", 5, "Struktur", "HF 1", "§ 16d", "U25", "neu"), ("B", 6, *["x" * 2001] * 5))
    erste, zweite = lies(roh).zeilen
    assert (erste.leistung, erste.funktion, erste.handlungsfeld) == ("AGH", "Struktur", "HF 1")
    assert (erste.produkt, erste.team, erste.bemerkung, erste.fehler) == ("§ 16d", "U25", "neu", ())
    assert zweite.fehler[0] == "Funktion: Der Text ist mit 2001 Zeichen zu lang; Platz ist für 2000."
    ohne = lies(blatt(kopf, ("AGH", 5), ("B", 6))).zeilen[0]
    assert (ohne.funktion, ohne.produkt, ohne.team, ohne.bemerkung) == (None, None, None, None)
