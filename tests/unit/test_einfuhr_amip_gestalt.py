"""Shapes of a programme's tables: torn, shifted, under other headings; and texts that have none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.arten import Finanzierung
from app.services.einfuhr.amip import lies_amip
from app.services.einfuhr.amip_text import HOECHSTENS_REIHEN
from app.services.fehler import Anwendungsfehler
from tests.unit.amip_hilfe import KOPF, tabelle


def _namen(*reihen: str, kopf: str = KOPF.format(jahr=2020)) -> list[tuple[str, int | None, str | None]]:
    zeilen = lies_amip(tabelle(*reihen, kopf=kopf), "a.txt").lesung.zeilen
    assert not any(z.fehler for z in zeilen)
    return [(z.leistung, z.eintritte, z.funktion) for z in zeilen]


@pytest.mark.parametrize(
    "reihen",
    [
        ("Gutschein (Träger und Arbeitgeber)\t5\t1 €\tf",),
        ("Gutschein (Träger und\t5\t1 €\tf", "Arbeitgeber)\t\t\t"),
        ("Gutschein (Träger und\t\t\t", "Arbeitgeber)\t5\t1 €\tf"),
        ("Gutschein (Träger und", "Arbeitgeber)\t5\t1 €\tf"),
        ("Gutschein (Träger und Arbeitgeber)\t\t\tf", "\t5\t1 €\t"),
        ("Gut-\t5\t1 €\tf", "schein (Träger und\t\t\t", "Arbeitgeber)\t\t\t"),
        ("▪ Gutschein (Träger und Arbeitgeber)\t5\t1 €\tf",),
    ],
)
def test_a_leistung_over_several_lines_is_one(reihen: tuple[str, ...]) -> None:
    assert _namen("Erste\t1\t2 €\tg.", *reihen) == [
        ("Erste", 1, "g."),
        ("Gutschein (Träger und Arbeitgeber)", 5, "f"),
    ]


def test_a_funktion_over_several_lines_is_one() -> None:
    erwartet = [("A", 1, "hilft beim Einstieg."), ("B", 2, "hilft beim Einstieg.")]
    assert _namen("A\t1\t2 €\thilft beim", "Einstieg.", "B\t2\t3 €") == erwartet
    assert _namen("A\t1\t2 €\thilft beim", "\t\t\tEinstieg.", "B\t2\t3 €") == erwartet


def test_lost_and_surplus_tabs_do_not_move_cells() -> None:
    assert _namen("A\t1\t2 €\tf", "2\tEinkauf erfolgte im Vorjahr", "B\t3\t4 €\tg\th\t") == [
        ("A", 1, "f"),
        ("A", 2, "f"),
        ("B", 3, "g h"),
    ]


def test_columns_may_stand_in_another_order_and_their_heads_over_two_lines() -> None:
    kopf = "Funktion\tMaßnahme\tMittelansatz\tEintritte/\n\t\t2020\tPlätze 2020"
    assert _namen("f\tA\t2 €\t7", "\t\t3 €\t8", kopf=kopf) == [("A", 7, "f"), ("A", 8, "f")]


def test_a_line_that_touches_a_table_without_columns_is_named() -> None:
    lesung = lies_amip(tabelle("A\t1\t2 €\tf.", "Etwas anderes", "B\t1\t2 €\tg"), "a.txt").lesung
    assert [z.leistung for z in lesung.zeilen] == ["A", "B"]
    assert lesung.hinweise[0].startswith("Textzeile 5 berührt eine Maßnahmentabelle, hat aber keine Spalten")


def test_rows_that_belong_to_nothing_are_named() -> None:
    nichts, leer = lies_amip(tabelle("\t1\t2 €\t", "Nur ein Name\t\t\t"), "a.txt").lesung.zeilen
    assert "fehlt die Leistung" in nichts.fehler[0]
    assert leer.fehler == ("Die Zeile nennt weder Eintritte noch einen Mittelansatz.",)


def test_a_printed_sum_is_checked_and_is_no_measure() -> None:
    lesung = lies_amip(tabelle("A\t1\t2 €\tf", "B\t2\t3 €\tf", "Summe\t4\t5,00 €\t"), "a.txt").lesung
    assert [z.leistung for z in lesung.zeilen] == ["A", "B"]
    assert [h for h in lesung.hinweise if "Summe" in h] == [
        "„Summe“ (Textzeile 6), Eintritte: gedruckt sind 4, die Zeilen der Tabelle ergeben 3."
    ]


def test_running_text_and_other_tables_end_a_measure_table() -> None:
    absatz = "Ein langer Absatz. " * 20
    text = tabelle("A\t1\t2 €\tf", "", absatz, "", "Ort\tRaum\tTelefon\tStand", "", absatz)
    assert [z.leistung for z in lies_amip(text, "a.txt").lesung.zeilen] == ["A"]
    text = tabelle("A\t1\t2 €\tf", "Kundengruppe\tAnzahl (eLB)\tAnteil (an eLB)", "Junge\t12\t50%")
    lesung = lies_amip(text, "a.txt")
    assert [z.leistung for z in lesung.lesung.zeilen] == ["A"]
    assert [g.anzahl for g in lesung.kundengruppen] == [12]


@pytest.mark.parametrize(
    ("koepfe", "titel"),
    [
        (["5.1. Handlungsfeld 1 - Arbeit", "5.1.1. Angebote"], "Handlungsfeld 1 - Arbeit"),
        (["## Handlungsfeld 1 - Arbeit"], "Handlungsfeld 1 - Arbeit"),
        (["4. Ziele", "4.1 Arbeit"], "Arbeit"),
        (["4. Ziele", "4.1 Arbeit", "1. ein Punkt einer Liste"], "Arbeit"),
        (["4. Ziele\t3", "5. Zahlen\t9", "4. Ziele", "5. ein Punkt einer Liste", "4.1 Arbeit"], "Arbeit"),
        ([], None),
    ],
)
def test_a_table_belongs_to_the_handlungsfeld_that_it_stands_under(
    koepfe: list[str], titel: str | None
) -> None:
    text = "\n".join([*koepfe, tabelle("A\t1\t2 €\tf", abschnitt="")])
    (zeile,) = lies_amip(text, "a.txt").lesung.zeilen
    assert zeile.handlungsfeld == titel
    assert re.fullmatch(r"[0-9.]+, Zeile 1" if koepfe[1:] else r"Textzeile \d+", zeile.herkunft)


def test_without_the_word_handlungsfeld_tables_part_where_their_headings_do() -> None:
    teile = [
        tabelle("A\t1\t2 €\tf", abschnitt=f"{n}\n{m}")
        for n, m in (("7.1. Arbeit", "7.1.2. Angebote"), ("7.2. Jugend", "7.2.5. Angebote"))
    ]
    zeilen = lies_amip("\n".join(["7. Ziele", *teile]), "a.txt").lesung.zeilen
    assert [(z.handlungsfeld, z.herkunft) for z in zeilen] == [
        ("Arbeit", "7.1.2, Zeile 1"),
        ("Jugend", "7.2.5, Zeile 1"),
    ]


def test_a_table_without_the_word_stands_under_a_heading_of_the_level_of_the_others() -> None:
    text = "\n".join(
        [
            tabelle("A\t1\t2 €\tf", abschnitt="5. Ziele\n5.1. Handlungsfeld 1 - Arbeit\n5.1.2. Angebote"),
            tabelle("B\t1\t2 €\tf", abschnitt="6. Weiteres\n6.1. Querschnittsaufgaben\n6.1.3. Angebote"),
        ]
    )
    zeilen = lies_amip(text, "a.txt").lesung.zeilen
    assert [z.handlungsfeld for z in zeilen] == ["Handlungsfeld 1 - Arbeit", "Querschnittsaufgaben"]


def test_a_row_with_the_words_of_a_head_is_a_row() -> None:
    assert _namen("Maßnahme A\tca. 60 Gutscheine\tNeufall\tf") == [("Maßnahme A", 60, "f")]


def test_heads_with_different_years_are_named() -> None:
    text = tabelle("A\t1\tAuszahlung 2021\tf") + tabelle(
        "B\t1\t2 €\tf",
        kopf="Leistung\tEintritte 2020\tMittelansatz 2019\tFunktion",
        abschnitt="5.2. Handlungsfeld 2 - B",
    )
    lesung = lies_amip(text, "a.txt")
    assert lesung.haushaltsjahr == 2020
    assert (
        "Köpfe der Maßnahmentabellen nennen neben 2020 auch 2019; gelesen wurde für 2020."
        in lesung.lesung.hinweise
    )


def test_without_a_year_states_are_read_and_that_is_said() -> None:
    lesung = lies_amip(
        tabelle("A\t1\tAuszahlung 2031\tf", kopf="Leistung\tEintritte\tMittelansatz\tFunktion"), "a.txt"
    )
    assert lesung.haushaltsjahr is None
    assert lesung.lesung.zeilen[0].finanzierung is Finanzierung.AUSZAHLUNG_FOLGEJAHR
    assert lesung.lesung.hinweise[0].startswith("Das Haushaltsjahr ist nicht zu erkennen")


# -- what is no programme -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "was"),
    [
        ("", "enthält keinen Text"),
        (" \n\t\n", "enthält keinen Text"),
        ("Sehr geehrte Damen und Herren", "keine Maßnahmentabelle"),
        ("Ort\tRaum\nMitte\t12", "keine Maßnahmentabelle"),
        (KOPF.format(jahr=2020), "keine Maßnahmentabelle"),
        ("a\tb\n" * (HOECHSTENS_REIHEN + 1), "mehr als 20.000 Zeilen"),
    ],
)
def test_a_text_that_is_no_programme_is_refused_with_a_clear_word(text: str, was: str) -> None:
    with pytest.raises(Anwendungsfehler, match=was) as fehler:
        lies_amip(text, "brief.txt")
    assert fehler.value.sicher == "Am Plan wurde nichts geändert."
    assert fehler.value.rat


_ZELLE = st.sampled_from(
    [
        "",
        "A",
        "Gut-",
        "(x",
        "5",
        "1.635",
        "-",
        "Kalkulation VJ",
        "867.929,42 €",
        "Auszahlung 2021",
        "Summe",
        "I.",
    ]
) | st.text(max_size=8)
_ZEILE = st.lists(_ZELLE, max_size=6).map("\t".join) | st.sampled_from(
    [
        KOPF.format(jahr=2020),
        "5.1. Handlungsfeld 1 - Arbeit",
        "Abb. 6 - Eintritte",
        "\tZweckbestimmung\tEintritte / Förderfälle",
        "\tSachkosten\tPersonalkosten\tSumme",
        "Berufsgruppe des Zielberufs\tUmschulungen\t\tFortbildungen",
        "Das Neufallbudget 2020 beträgt 1.000 €.",
    ]
)


@given(st.text() | st.lists(_ZEILE, max_size=30).map("\n".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        lesung = lies_amip(text, "zufall.txt", {"A": "B"})
    except Anwendungsfehler:
        return
    for zeile in lesung.lesung.zeilen:
        assert zeile.leistung or zeile.fehler
        assert zeile.mittelansatz_cent is None or zeile.mittelansatz_cent >= 0
