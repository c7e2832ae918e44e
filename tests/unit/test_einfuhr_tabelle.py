"""Rows of foreign tables: merged cells, headings and sums between them, and our own export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.models.arten import Eintrittestatus, Finanzierung
from app.models.geld import format_eur, format_zahl
from app.services.einfuhr.rohdaten import LEER, Rohblatt, Rohmappe, Rohzelle, Verbund, Zellart
from app.services.einfuhr.spaltenraten import Rolle, rate, rate_blatt
from app.services.einfuhr.tabelle import lies_tabelle
from app.services.summen import Dimension
from app.services.worte import EINTRITTE_WORT, finanzierung_wort
from tests.unit.excel_hilfe import exportiert
from tests.unit.rohblatt_hilfe import (
    DATEN,
    EINKAUF,
    ERWARTET,
    JAHR,
    KALK,
    KEINE,
    KOPF,
    NEUFALL,
    Wert,
    blatt,
    fehlerlos,
    kurz,
    lies,
    rohmappe,
    rollen,
    zelle,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.services.dokument import Dokument


def test_merged_cells_make_further_rows_of_the_same_leistung() -> None:
    roh = blatt(
        ("Leistung", "Plätze", "Betrag", "Funktion"),
        ("AGH", 10, 1000, "Struktur"),
        (None, 20, "Einkauf VJ"),
        ("FbW", 30, 2000),
        (None, None, None),
        verbunden=[(1, 0, 2, 0), (1, 3, 3, 3), (3, 0, 4, 0)],
    )
    lesung = lies(roh)
    assert kurz(lesung) == [
        ("AGH", 10, 100000, NEUFALL),
        ("AGH", 20, None, EINKAUF),
        ("FbW", 30, 200000, NEUFALL),
    ]
    assert [z.funktion for z in lesung.zeilen] == ["Struktur"] * 3
    assert not lesung.hinweise


def test_a_figure_merged_over_rows_counts_once_and_a_state_for_each() -> None:
    roh = blatt(
        KOPF,
        ("AGH", 10, 1000),
        ("FbW", 20, None),
        ("MAT", 30, "Einkauf VJ"),
        ("AVGS", 40, None),
        verbunden=[(1, 2, 2, 2), (3, 2, 4, 2)],
    )
    lesung = lies(roh)
    assert kurz(lesung) == [
        ("AGH", 10, 100000, NEUFALL),
        ("FbW", 20, None, None),
        ("MAT", 30, None, EINKAUF),
        ("AVGS", 40, None, EINKAUF),
    ]
    assert lesung.hinweise == (
        "Mittelansatz in Tabelle1!C2 gilt für mehrere Zeilen und steht nur bei der ersten.",
    )


def test_a_name_merged_into_the_next_column_is_no_text_of_that_column() -> None:
    roh = blatt(("Leistung", "Team", "Betrag"), ("AGH", None, 5), ("B", "U25", 6), verbunden=[(1, 0, 1, 1)])
    assert [(z.leistung, z.team) for z in lies(roh).zeilen] == [("AGH", None), ("B", "U25")]


def test_rows_without_a_name_belong_to_the_leistung_above_and_are_named() -> None:
    lesung = lies(blatt(KOPF, ("AGH", 10, 1000), (None, 20, 500), (None, 30, 700), ("FbW", 1, 2)))
    assert [z.leistung for z in lesung.zeilen] == ["AGH", "AGH", "AGH", "FbW"]
    assert lesung.hinweise == ("Zeilen 3, 4 ohne Leistung: weitere Ansätze der Leistung darüber.",)
    (erste, _) = lies(blatt(KOPF, (None, 20, 500), ("FbW", 1, 2))).zeilen
    assert erste.fehler == ("Leistung: Hier fehlt der Name.",)


@pytest.mark.parametrize("verbund", [[], [(1, 0, 1, 2), (4, 0, 4, 2)]])
def test_a_row_of_one_text_is_a_handlungsfeld(verbund: list[tuple[int, int, int, int]]) -> None:
    roh = blatt(
        KOPF,
        ("Arbeitskräftesicherung:",),
        ("AGH", 10, 1000),
        ("FbW", 20, 2000),
        ("Querschnitt",),
        ("Reha", 30, 3000),
        verbunden=verbund,
    )
    lesung = lies(roh)
    felder = [z.handlungsfeld for z in lesung.zeilen]
    assert felder == ["Arbeitskräftesicherung", "Arbeitskräftesicherung", "Querschnitt"]
    assert lesung.hinweise == (
        "Zeile 2 („Arbeitskräftesicherung“) gilt als Handlungsfeld der Zeilen darunter.",
        "Zeile 5 („Querschnitt“) gilt als Handlungsfeld der Zeilen darunter.",
    )


def test_a_second_heading_in_succession_and_notes_below_the_table_are_passed_over() -> None:
    roh = blatt(
        KOPF, ("Handlungsfeld 1",), ("Abschnitt 5.8",), ("AGH", 10, 1000), ("* ohne Reha",), ("Stand 2019",)
    )
    lesung = lies(roh)
    assert [(z.leistung, z.handlungsfeld) for z in lesung.zeilen] == [("AGH", "Handlungsfeld 1")]
    assert lesung.hinweise[1:] == (
        "Zeile 3 („Abschnitt 5.8“) nennt weder Zahlen noch ein Handlungsfeld: übergangen.",
        "Zeile 5 („* ohne Reha“) steht unter der Tabelle: übergangen.",
        "Zeile 6 („Stand 2019“) steht unter der Tabelle: übergangen.",
    )


def test_a_handlungsfeld_in_its_column_holds_until_the_next() -> None:
    roh = blatt(("HF", "Leistung", "Betrag"), ("HF 1", "AGH", 5), (None, "FbW", 6), ("HF 2", "MAT", 7))
    lesung = lies(roh)
    assert [z.handlungsfeld for z in lesung.zeilen] == ["HF 1", "HF 1", "HF 2"]
    assert lesung.hinweise == ("Zeile 3 ohne Handlungsfeld: es gilt das von weiter oben.",)


def test_a_title_above_the_heading_names_the_handlungsfeld() -> None:
    roh = blatt(("Handlungsfeld 3 – Übergang",), (), KOPF, *DATEN)
    assert {z.handlungsfeld for z in lies(roh).zeilen} == {"Handlungsfeld 3 – Übergang"}


@pytest.mark.parametrize(
    "wort", ["Summe", "SUMME GESAMT", "Gesamt:", "Zwischensumme", "Summe HF 1", "Σ", "Insgesamt", "Total"]
)
def test_a_sum_is_no_measure_and_is_checked(wort: str) -> None:
    stimmt = lies(blatt(KOPF, *DATEN, (wort, 1705, "867.995,86")))
    assert kurz(stimmt) == ERWARTET
    assert stimmt.hinweise == (
        "Zeile 5 ist eine Summe und keine Maßnahme; sie stimmt mit den Zeilen darüber überein.",
    )
    falsch = lies(blatt(KOPF, *DATEN, (wort, 1706, 867995.85)))
    assert kurz(falsch) == ERWARTET
    assert falsch.hinweise == (
        "Die Summe der Eintritte in Zeile 5 ist 1.706, die Zeilen darüber ergeben 1.705.",
        "Die Summe in Zeile 5 ist 867.995,85\u00a0€, die Zeilen darüber ergeben 867.995,86\u00a0€.",
    )


def test_a_measure_whose_name_only_begins_like_a_sum_is_read() -> None:
    namen = ["Gesamtkonzept Sprache", "Summer School", "Totalausfall", "Gesamtschule"]
    lesung = lies(blatt(KOPF, *[(name, 5, 7.5) for name in namen]))
    assert [z.leistung for z in lesung.zeilen] == namen


def test_subtotals_are_checked_against_their_block_and_the_total_against_all() -> None:
    zeilen = [
        *(KOPF, ("HF 1",), ("A", 1, 10), ("B", 2, 20), ("Zwischensumme", 3, 30)),
        *(("HF 2",), ("C", 4, 40), ("D", 5, 50), ("Zwischensumme", 9, 91), ("Gesamt", 12, 120)),
    ]
    lesung = lies(blatt(*zeilen))
    assert [z.leistung for z in lesung.zeilen] == ["A", "B", "C", "D"]
    assert [h for h in lesung.hinweise if "Summe" in h] == [
        "Zeile 5 ist eine Summe und keine Maßnahme; sie stimmt mit den Zeilen darüber überein.",
        "Die Summe in Zeile 9 ist 91,00\u00a0€, die Zeilen darüber ergeben 90,00\u00a0€.",
        "Zeile 10 ist eine Summe und keine Maßnahme; sie stimmt mit den Zeilen darüber überein.",
    ]


def test_a_sum_of_a_handlungsfeld_may_span_its_subtotals() -> None:
    eins, zwei = [("HF 1",), ("A", 1, 10)], [("HF 2",), ("B", 2, 20)]
    unten = [("Zwischensumme", 2, 20), ("C", 3, 30), ("Summe HF 2", 5, 50), ("Summe", 6, 61)]
    hinweise = lies(blatt(KOPF, *eins, *zwei, *unten)).hinweise
    assert [h for h in hinweise if "Summe" in h][1:] == [
        "Zeile 8 ist eine Summe und keine Maßnahme; sie stimmt mit den Zeilen darüber überein.",
        "Die Summe in Zeile 9 ist 61,00\u00a0€, die Zeilen darüber ergeben 50,00\u00a0€.",
    ]


def test_a_sum_says_that_rows_of_it_could_not_be_read() -> None:
    lesung = lies(blatt(KOPF, ("A", 1, 10), ("B", 2, "12.34"), ("Summe", 3, 22.34)))
    (hinweis,) = lesung.hinweise
    assert hinweis.startswith(
        "Die Summe in Zeile 4 ist 22,34\u00a0€, die Zeilen darüber ergeben 10,00\u00a0€"
    )
    assert hinweis.endswith("(davon 1 Zeile nicht lesbar).")
    offen = lies(blatt(KOPF, ("A", 1, 10), ("Summe", 1, Rohzelle(Zellart.NICHT_BERECHNET))))
    assert "Zeile 3 nennt eine Summe: nicht berechnet" in " ".join(offen.hinweise)


def test_a_sum_without_a_word_is_known_by_its_formula_or_by_what_it_comes_to() -> None:
    formel = [zelle("Kategorie I"), zelle(3, "=SUM(B3:B4)"), zelle(30, "=SUMME(C3:C4)")]
    oben = lies(blatt(KOPF, formel, ("A", 1, 10), ("B", 2, 20)))
    assert [z.leistung for z in oben.zeilen] == ["A", "B"]
    assert oben.hinweise == (
        "Zeile 2 ist eine Summe und keine Maßnahme; sie stimmt mit den Zeilen darunter überein.",
    )
    unten = lies(blatt(KOPF, ("A", 1, 10), ("B", 2, 20), (None, 3, 30)))
    assert [z.leistung for z in unten.zeilen] == ["A", "B"]
    assert "Zeile 4 ist eine Summe" in unten.hinweise[0]
    mitten = lies(blatt(KOPF, ("A", 1, 10), ("B", 2, 20), (None, 3, 30), ("C", 4, 40)))
    assert [z.leistung for z in mitten.zeilen] == ["A", "B", "B", "C"]
    # A row's own formula over its months is no sum of other rows.
    quer = lies(blatt(KOPF, ("A", 1, 10), (zelle("B"), zelle(2), zelle(20, "=SUM(E3:P3)"))))
    assert [z.leistung for z in quer.zeilen] == ["A", "B"]


def test_a_handlungsfeld_with_the_sums_of_its_rows_is_no_measure() -> None:
    roh = blatt(
        KOPF, ("Handlungsfeld 1", 3, 30), ("A", 1, 10), ("B", 2, 20), ("Handlungsfeld 2", 4, 41), ("C", 4, 40)
    )
    lesung = lies(roh)
    assert [(z.leistung, z.handlungsfeld) for z in lesung.zeilen] == [
        ("A", "Handlungsfeld 1"),
        ("B", "Handlungsfeld 1"),
        ("C", "Handlungsfeld 2"),
    ]
    assert lesung.hinweise == (
        "Zeile 2 ist eine Summe und keine Maßnahme; sie stimmt mit den Zeilen darunter überein.",
        "Die Summe in Zeile 5 ist 41,00\u00a0€, die Zeilen darunter ergeben 40,00\u00a0€.",
    )


def test_a_repeated_heading_and_empty_rows_are_passed_over() -> None:
    roh = blatt(KOPF, DATEN[0], (), (None, "  "), tuple(k.upper() for k in KOPF), *DATEN[1:], (), ())
    assert kurz(lies(roh)) == ERWARTET
    assert not lies(roh).hinweise


def test_rows_with_neither_name_nor_figures_are_named() -> None:
    roh = blatt(
        (*KOPF, "Bemerkung"), ("AGH", 1, 2, "erste"), (None, None, None, "Fortsetzung"), ("FbW", 3, 4)
    )
    lesung = lies(roh)
    assert [z.leistung for z in lesung.zeilen] == ["AGH", "FbW"]
    assert lesung.hinweise == ("Zeile 3 ohne Leistung und ohne Zahlen: übergangen.",)


def test_an_error_in_the_name_is_named() -> None:
    (zeile, _) = lies(blatt(KOPF, (Rohzelle(Zellart.FEHLER, "#NV"), 1, 2), ("B", 3, 4))).zeilen
    assert "Leistung: Die Tabelle zeigt hier den Fehler #NV." in zeile.fehler


# -- the program's own workbook ----------------------------------------------------------------------


def test_the_own_export_comes_back_row_by_row(beispiel: Dokument, tmp_path: Path) -> None:
    mappe = rohmappe(exportiert(beispiel, tmp_path))
    blick = beispiel.blick
    gelesen = 0
    for feld, name in zip(
        blick.handlungsfelder.values(), ("HF 1", "HF 2", "HF 3", "Querschnittsaufgaben"), strict=True
    ):
        roh = next(b for b in mappe.blaetter if b.name == name)
        lesung = lies(roh)
        zeilen = blick.zeilen_von(Dimension.HANDLUNGSFELD, feld.id)
        assert [
            (
                z.leistung,
                z.eintritte,
                z.eintritte_status,
                z.mittelansatz_cent,
                z.finanzierung,
                z.funktion or "",
            )
            for z in lesung.zeilen
        ] == [
            (z.leistung, z.eintritte, z.eintritte_status, z.mittelansatz_cent, z.finanzierung, z.funktion)
            for z in zeilen
        ]
        assert fehlerlos(lesung)
        assert len(lesung.hinweise) == 1
        assert "stimmt mit den Zeilen darüber überein" in lesung.hinweise[0]
        gelesen += len(zeilen)
    assert gelesen == 98


# -- any table ---------------------------------------------------------------------------------------

_TEXTE = st.sampled_from(
    [
        "",
        " ",
        "Leistung",
        "Plätze",
        "Betrag",
        "Summe",
        "HF 1",
        "-",
        "12.34",
        "1.234,56 €",
        "ESF",
        "T€ 5",
        "2020",
    ]
) | st.text(max_size=12)
_ZELLEN = st.one_of(
    st.just(LEER),
    st.builds(Rohzelle, st.sampled_from(Zellart), _TEXTE, st.none() | st.just("=SUM(B2:B5)")),
    st.builds(Rohzelle, st.just(Zellart.ZAHL), st.floats(allow_nan=True).map(repr)),
)
_VERBUND = st.builds(Verbund, *[st.integers(0, 8)] * 2, *[st.integers(0, 20000)] * 2)
_BLAETTER = st.builds(
    Rohblatt,
    st.just("T"),
    st.lists(st.lists(_ZELLEN, max_size=6).map(tuple), max_size=12).map(tuple),
    st.lists(_VERBUND, max_size=4).map(tuple),
)


@given(_BLAETTER, st.integers(2000, 2100))
@example(Rohblatt("T", ()), 2020)
def test_any_sheet_is_read_without_a_failure(roh: Rohblatt, jahr: int) -> None:
    deutung = rate(roh, jahr)
    vergeben = [s.rolle for s in deutung.spalten if s.rolle]
    assert len(vergeben) == len(set(vergeben))
    rate_blatt(Rohmappe("x", (roh, roh)))
    for wahl in (deutung, deutung.mit(0, Rolle.LEISTUNG), deutung.mit_kopfzeile(None).mit(1, Rolle.LEISTUNG)):
        for zeile in lies_tabelle(roh, wahl, jahr).zeilen:
            assert zeile.leistung or zeile.fehler
            assert zeile.eintritte is None or zeile.eintritte >= 0
            assert zeile.mittelansatz_cent is None or zeile.mittelansatz_cent >= 0


_NAMEN = st.sampled_from(
    ["AGH", "FbW", "Förderzentrum II", "E & K Pflege", "Reise zum MDK", "Coaching § 16i"]
)
_STAENDE = st.sampled_from([f for f in Finanzierung if f is not NEUFALL])


@st.composite
def _zeile(draw: st.DrawFn) -> dict[Rolle, object]:
    stand = draw(st.just(NEUFALL) | _STAENDE)
    darf = stand.erlaubt_betrag
    muss = stand is NEUFALL
    return {
        Rolle.LEISTUNG: draw(_NAMEN) + f" {draw(st.integers(1, 99))}",
        Rolle.EINTRITTE: draw(st.integers(0, 9_999_999) | st.sampled_from([KALK, KEINE])),
        Rolle.MITTELANSATZ: draw(st.integers(0, 10**12)) if darf and (muss or draw(st.booleans())) else None,
        Rolle.FINANZIERUNG: stand,
        Rolle.TEAM: draw(st.sampled_from(["U25", "Team Reha", ""])),
    }


_UEBERSCHRIFTEN: Mapping[Rolle, str] = {
    Rolle.LEISTUNG: "Maßnahme",
    Rolle.EINTRITTE: "Eintritte/ Plätze/ Gutscheine 2020",
    Rolle.MITTELANSATZ: "Mittelansatz (Neufall) 2020 ca.",
    Rolle.TEAM: "Fachteam",
}


def _geschrieben(zeile: Mapping[Rolle, object], rolle: Rolle, zahl_als_text: bool) -> Wert:
    """A cell as the plan itself prints it, figures as German texts or as numbers."""
    wert = zeile[rolle]
    if rolle is Rolle.EINTRITTE:
        if isinstance(wert, Eintrittestatus):
            return EINTRITTE_WORT[wert]
        assert isinstance(wert, int)
        return format_zahl(wert) if zahl_als_text else wert
    if rolle is not Rolle.MITTELANSATZ:
        return str(wert) or None
    stand = zeile[Rolle.FINANZIERUNG]
    assert isinstance(stand, Finanzierung)
    if not isinstance(wert, int):
        return finanzierung_wort(stand, JAHR)
    if stand is not NEUFALL:
        return f"{finanzierung_wort(stand, JAHR)}\n(nachrichtlich {format_eur(wert)})"
    return format_eur(wert) if zahl_als_text else wert / 100


@given(
    st.lists(_zeile(), min_size=1, max_size=12),
    st.permutations(list(_UEBERSCHRIFTEN)),
    st.integers(0, 3),
    st.booleans(),
)
def test_a_table_in_any_order_of_columns_comes_back_as_it_was(
    zeilen: list[dict[Rolle, object]], reihenfolge: list[Rolle], briefkopf: int, zahl_als_text: bool
) -> None:
    roh = blatt(
        *[("jobcenter Musterstadt",)] * briefkopf,
        [_UEBERSCHRIFTEN[r] for r in reihenfolge],
        *[[_geschrieben(z, r, zahl_als_text) for r in reihenfolge] for z in zeilen],
    )
    deutung = rate(roh, JAHR)
    assert rollen(deutung) == reihenfolge
    assert deutung.erste_zeile == briefkopf + 1
    lesung = lies_tabelle(roh, deutung, JAHR)
    assert fehlerlos(lesung)
    assert [
        {
            Rolle.LEISTUNG: z.leistung,
            Rolle.EINTRITTE: z.eintritte_status if z.eintritte is None else z.eintritte,
            Rolle.MITTELANSATZ: z.mittelansatz_cent,
            Rolle.FINANZIERUNG: z.finanzierung,
            Rolle.TEAM: z.team or "",
        }
        for z in lesung.zeilen
    ] == zeilen


def test_ten_thousand_rows_are_read_to_the_last() -> None:
    zeilen = [
        (f"Maßnahme {n}", n, f"{format_zahl(n * 7)},50 €", "Ziel", "U25", "Text") for n in range(10_000)
    ]
    verbunden = [(n, 3, n + 1, 3) for n in range(1, 9_000, 2)]
    roh = blatt(
        ("Leistung", "Plätze", "Betrag", "Funktion", "Team", "Bemerkung"), *zeilen, verbunden=verbunden
    )
    lesung = lies(roh)
    assert len(lesung.zeilen) == 10_000
    assert lesung.zeilen[-1].mittelansatz_cent == 69993 * 100 + 50
