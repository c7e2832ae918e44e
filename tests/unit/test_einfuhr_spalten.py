"""What the columns of foreign tables hold is guessed from headings and cells, with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.services.einfuhr.rohdaten import Rohmappe
from app.services.einfuhr.spaltenraten import Rolle, rate, rate_blatt, rate_mit_kopf
from app.services.einfuhr.tabelle import lies_tabelle
from tests.unit.excel_hilfe import exportiert
from tests.unit.rohblatt_hilfe import (
    DATEN,
    EINKAUF,
    ERWARTET,
    JAHR,
    KOPF,
    NEUFALL,
    ROLLEN,
    Wert,
    blatt,
    fehlerlos,
    kurz,
    lies,
    rohmappe,
    rollen,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.services.dokument import Dokument


@pytest.mark.parametrize(
    ("kopf", "rolle"),
    [
        ("Leistung", Rolle.LEISTUNG),
        ("Maßnahme", Rolle.LEISTUNG),
        ("MASSNAHMEN", Rolle.LEISTUNG),
        ("Maßnahme-\nbezeichnung", Rolle.LEISTUNG),
        ("Bezeichnung der Maßnahme", Rolle.LEISTUNG),
        ("Bezeichnung", Rolle.LEISTUNG),
        ("Träger / Maßnahme", Rolle.LEISTUNG),
        ("Eintritte/ Plätze/ Gutscheine 2020", Rolle.EINTRITTE),
        ("Eintritte/\nPlätze/\nGutscheine 2020", Rolle.EINTRITTE),
        ("Anzahl TN", Rolle.EINTRITTE),
        ("Plaetze", Rolle.EINTRITTE),
        ("geplante Teilnehmer", Rolle.EINTRITTE),
        ("Teilnehmerplätze 2020", Rolle.EINTRITTE),
        ("Mittelansatz (Neufall) 2020 ca.", Rolle.MITTELANSATZ),
        ("Betrag", Rolle.MITTELANSATZ),
        ("Ansatz €", Rolle.MITTELANSATZ),
        ("Mittel-\nansatz in EUR", Rolle.MITTELANSATZ),
        ("Maßnahmekosten 2020", Rolle.MITTELANSATZ),
        ("Budget", Rolle.MITTELANSATZ),
        ("Finanzierungsart", Rolle.FINANZIERUNG),
        ("Funktion im Integrationsprozess", Rolle.FUNKTION),
        ("Zielsetzung", Rolle.FUNKTION),
        ("Kurzbeschreibung", Rolle.FUNKTION),
        ("Handlungsfeld", Rolle.HANDLUNGSFELD),
        ("HF", Rolle.HANDLUNGSFELD),
        ("Zweckbestimmung", Rolle.PRODUKT),
        ("Rechtsgrundlage", Rolle.PRODUKT),
        ("Fachteam", Rolle.TEAM),
        ("zuständiges Team", Rolle.TEAM),
        ("Bemerkungen", Rolle.BEMERKUNG),
        ("Anmerkung", Rolle.BEMERKUNG),
        ("Bestand", None),
        ("Austritte 2020", None),
        ("lfd. Nr.", None),
        ("Maßnahmenummer", None),
        ("Kosten je Platz", None),
        ("Leistungserbringer", None),
        ("Ansatz Vorjahr", None),
        ("Anteil in %", None),
        ("Produkt (Schlüssel für Abb. 6)", None),
        ("Maßnahmebeginn", None),
        ("Träger", None),
    ],
)
def test_a_heading_says_what_its_column_holds(kopf: str, rolle: Rolle | None) -> None:
    (erste,) = rate_mit_kopf(blatt((kopf,)), JAHR, 0).spalten
    assert erste.rolle is rolle
    assert " ".join(kopf.replace("-\n", "").split()) in erste.grund


@pytest.mark.parametrize("reihenfolge", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (2, 0, 1), (1, 2, 0), (0, 2, 1)])
@pytest.mark.parametrize("mit_kopf", [True, False])
def test_columns_are_found_in_any_order_with_and_without_headings(
    reihenfolge: tuple[int, ...], mit_kopf: bool
) -> None:
    zeilen = [KOPF, *DATEN] if mit_kopf else DATEN
    roh = blatt(*[[zeile[i] for i in reihenfolge] for zeile in zeilen])
    deutung = rate(roh, JAHR)
    assert rollen(deutung) == [ROLLEN[i] for i in reihenfolge]
    assert deutung.sicher is mit_kopf
    assert kurz(lies(roh)) == ERWARTET
    assert fehlerlos(lies(roh))


def test_the_heading_is_found_below_a_letterhead() -> None:
    roh = blatt(
        ("jobcenter Musterstadt", None, None, "Stand: 06.11.2019"),
        ("Fachteam", "U25"),
        ("Planung der Maßnahmen und Budgets 2020",),
        (),
        KOPF,
        *DATEN,
    )
    deutung = rate(roh, JAHR)
    assert (deutung.kopfzeile, deutung.kopfzeilen, deutung.erste_zeile) == (4, 1, 5)
    assert kurz(lies(roh)) == ERWARTET
    assert lies(roh).zeilen[0].herkunft == "Tabelle1, Zeile 6"


def test_a_heading_of_two_rows_with_merged_years_leads_to_the_plans_year() -> None:
    roh = blatt(
        ("Maßnahme", 2019, None, 2020, None),
        (None, "Plätze", "Ansatz", "Plätze", "Ansatz"),
        ("AGH", 10, 1000.5, 20, 2000.5),
        ("FbW", 11, 1100.5, 21, 2100.5),
        verbunden=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)],
    )
    deutung = rate(roh, JAHR)
    assert (deutung.kopfzeile, deutung.kopfzeilen) == (0, 2)
    assert rollen(deutung) == [Rolle.LEISTUNG, None, None, Rolle.EINTRITTE, Rolle.MITTELANSATZ]
    assert deutung.spalten[3].grund == "Überschrift „2020 Plätze“"
    assert kurz(lies(roh)) == [("AGH", 20, 200050, NEUFALL), ("FbW", 21, 210050, NEUFALL)]
    assert rollen(rate(roh, 2019))[1:] == [Rolle.EINTRITTE, Rolle.MITTELANSATZ, None, None]


@pytest.mark.parametrize("unten", [("", "Anzahl", "€"), ("1", "2", "3"), ("(1)", "(2)", "(3)"), (1, 2, 3)])
def test_units_and_numbers_of_columns_belong_to_the_heading(unten: Sequence[Wert]) -> None:
    roh = blatt(KOPF, unten, *DATEN)
    assert rate(roh, JAHR).erste_zeile == 2
    assert kurz(lies(roh)) == ERWARTET


def test_the_first_row_of_texts_is_not_taken_for_a_second_heading() -> None:
    roh = blatt(
        ("Leistung", "Plätze", "Mittelansatz", None),
        ("AGH", "Kalkulation VJ", "fremdfinanziert", "Team U25"),
        ("FbW", 5, 7, "Team Reha"),
    )
    assert rate(roh, JAHR).erste_zeile == 1
    assert [z.team for z in lies(roh).zeilen] == ["Team U25", "Team Reha"]


def test_a_measure_of_texts_alone_is_not_taken_for_a_heading() -> None:
    unter_kopf = blatt((*KOPF, None), ("AGH", None, None, "Team U25"), ("FbW", 5, 7, "Team Reha"))
    assert rate(unter_kopf, JAHR).erste_zeile == 1
    ohne_kopf = blatt(
        ("Bildungsmaßnahme", "Kalkulation VJ", 7.5, "Fachteam"),
        ("Bildungsmaßnahme 2", "Kalkulation VJ", "Einkauf Vorjahr", "Fachteam"),
        ("AGH", 5, 8.5, "Fachteam U25"),
    )
    assert rate(ohne_kopf, JAHR).kopfzeile is None
    assert kurz(lies(ohne_kopf))[1] == ("Bildungsmaßnahme 2", None, None, EINKAUF)


def test_running_numbers_are_no_entries() -> None:
    roh = blatt((1, "AGH", 20, 100.5), (2, "FbW", 15, 200.5), (3, "MAT", 40, 300.5))
    assert rollen(rate(roh, JAHR)) == [None, *ROLLEN]


def test_columns_that_the_plan_does_not_have_stay_without_a_role() -> None:
    roh = blatt(
        ("lfd. Nr.", "Träger", "Maßnahme", "Bestand", "Eintritte", "Kosten je TN", "Ansatz", "Abweichung"),
        (1, "GfB", "AGH", 500, 20, 99.5, 1990, 17),
        (2, "Werkkiste", "FbW", 600, 30, 88.5, 2655, 18),
        (3, "GfB", "MAT", 700, 40, 77.5, 3100, 19),
    )
    assert rollen(rate(roh, JAHR)) == [
        *(None, None, Rolle.LEISTUNG, None, Rolle.EINTRITTE, None, Rolle.MITTELANSATZ, None)
    ]


def test_two_columns_are_enough() -> None:
    roh = blatt(("Bezeichnung", "Betrag"), ("AGH", 1000), ("FbW", "2.000,50 €"))
    lesung = lies(roh)
    assert kurz(lesung) == [("AGH", None, 100000, NEUFALL), ("FbW", None, 200050, NEUFALL)]
    assert {z.eintritte_status for z in lesung.zeilen} == {None}
    nur_plaetze = lies(blatt(("Leistung", "Plätze"), ("AGH", 5), ("FbW", None)))
    assert kurz(nur_plaetze) == [("AGH", 5, None, None)]


def test_a_role_that_people_change_stands_once_and_the_rest_stays() -> None:
    roh = blatt(("Maßnahme", "Ansatz", "Budget"), ("AGH", 100, 200))
    geraten = rate(roh, JAHR)
    assert rollen(geraten) == [Rolle.LEISTUNG, Rolle.MITTELANSATZ, None]
    anders = geraten.mit(2, Rolle.MITTELANSATZ)
    assert rollen(anders) == [Rolle.LEISTUNG, None, Rolle.MITTELANSATZ]
    assert anders.spalten[2].grund == "von Ihnen gewählt"
    assert lies_tabelle(roh, anders, JAHR).zeilen[0].mittelansatz_cent == 20000
    assert rollen(anders.mit(2, None)) == [Rolle.LEISTUNG, None, None]
    assert rollen(geraten) == [Rolle.LEISTUNG, Rolle.MITTELANSATZ, None]


def test_another_heading_moves_the_first_row_and_none_reads_from_the_top() -> None:
    roh = blatt(KOPF, *DATEN)
    deutung = rate(roh, JAHR)
    assert deutung.mit_kopfzeile(1).erste_zeile == 2
    assert deutung.mit_kopfzeile(1, 2).erste_zeile == 3
    ohne = deutung.mit_kopfzeile(None)
    assert (ohne.erste_zeile, ohne.kopfzeilen) == (0, 0)
    assert len(lies_tabelle(roh, ohne, JAHR).zeilen) == 4


def test_a_heading_far_below_can_be_chosen() -> None:
    roh = blatt(*[("Text",)] * 80, KOPF, *DATEN)
    deutung = rate_mit_kopf(roh, JAHR, 80)
    assert rollen(deutung) == list(ROLLEN)
    assert kurz(lies_tabelle(roh, deutung, JAHR)) == ERWARTET


def test_without_a_leistung_nothing_is_read_and_the_reason_is_given() -> None:
    roh = blatt(KOPF, *DATEN)
    lesung = lies_tabelle(roh, rate(roh, JAHR).mit(0, None), JAHR)
    assert (lesung.zeilen, lesung.hinweise) == ((), ("Es ist keine Spalte als Leistung gewählt.",))


def test_a_heading_for_another_year_is_named() -> None:
    roh = blatt(("Leistung", "Plätze 2019"), ("AGH", 5), ("FbW", 7))
    assert "anderes Jahr" in rate(roh, JAHR).spalten[1].grund
    assert not rate(roh, JAHR).sicher
    assert lies(roh).hinweise == (
        "Die Überschrift „Plätze 2019“ nennt ein anderes Jahr als der Plan (2020).",
    )


def test_a_heading_that_the_cells_contradict_is_not_certain() -> None:
    roh = blatt(("Leistung", "Betrag"), ("AGH", "nach Bedarf"), ("FbW", "siehe unten"))
    assert not rate(roh, JAHR).sicher


def test_the_sheet_with_the_measures_is_found(beispiel: Dokument, tmp_path: Path) -> None:
    mappe = rohmappe(exportiert(beispiel, tmp_path))
    assert rate_blatt(mappe).name == "HF 1"
    assert rate_blatt(Rohmappe("x", tuple(b for b in mappe.blaetter if b.name != "HF 1"))).name == "HF 3"
    roh = blatt(KOPF, *DATEN)
    versteckt, sichtbar = replace(roh, name="alt", versteckt=True), replace(roh, name="neu")
    assert rate_blatt(Rohmappe("x", (versteckt, sichtbar))) is sichtbar
    with pytest.raises(ValueError, match="enthält keine Tabelle"):
        rate_blatt(Rohmappe("leer.xlsx", ()))


def test_a_column_of_sources_that_are_no_states_does_not_make_rows_unreadable() -> None:
    roh = blatt(("Maßnahme", "Finanzierung", "Betrag"), ("AGH", "EGT", 10), ("FbW", "Bund", 20))
    assert rollen(rate(roh, JAHR)) == [Rolle.LEISTUNG, None, Rolle.MITTELANSATZ]
    assert fehlerlos(lies(roh))
