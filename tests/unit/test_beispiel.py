"""The example plan ties out with the printed programme: entries, Abb. 6, the four tables, the budget."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from app.models.arten import Budgetart, Eintrittestatus, Finanzierung
from app.models.fehler import Anwendungsfehler
from app.services.beispiel import beispiele, lege_beispiel_an
from app.services.summen import Dimension

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.dokument import Dokument

Zweckbestimmung = tuple[str, int | None]

ABB_6: dict[tuple[str, int], tuple[Zweckbestimmung, ...]] = {
    ("I", 6429): (
        ("MAbE im Wege der Vergabe", 3684),
        ("Coaching § 16i Teilhabe am Arbeitsmarkt", 198),
        ("Aktivierungs- und Vermittlungsgutscheine (AVGS-MPAV)", 180),
        ("Aktivierungs- und Vermittlungsgutscheine (AVGS) sonstige", 1635),
        ("Maßnahmen bei Arbeitgebern (MAG)", 732),
    ),
    ("II", 1813): (
        ("Fortbildung/Qualifizierung (BGS)", 1138),
        ("Umschulung / Abschlussorientiert (BGS)", 580),
        ("Grundkompetenzen", 50),
        ("Hauptschulabschluss", 45),
    ),
    ("III", 836): (
        ("Eingliederungszuschuss (EGZ)", 400),
        ("Einstiegsgeld (ESG) sozialversicherungspflichtig", 372),
        ("Einstiegsgeld (ESG) selbständig", 4),
        ("§ 16c) Leistungen zur Eingliederung von Selbständigen", 60),
    ),
    ("IV", 310): (
        ("BaE", 64),
        ("AsA", 28),
        ("BvB", 122),
        ("abH", 11),
        ("Einstiegsqualifizierung (EQ)", 60),
        ("§ 16h) Förderung schwer zu erreichender junger Menschen", 25),
    ),
    ("V", 115): (
        ("AG-Zuschüsse SB (AZ-SB, PB-SB, EGZ-SB)", 47),
        ("AG-Zuschüsse Reha (AZ, PB, AH, EGZ)", 16),
        ("Reha FbW", 15),
        ("Aktivierung Reha/ SB", None),
        ("Qualifizierung Reha/ SB", 37),
    ),
    ("VI", 6309): (
        ("Arbeitsgelegenheiten (AGH-MAE)", 6011),
        ("§ 16e) Eingliederung von Langzeitarbeitslosen", 100),
        ("§ 16i) Teilhabe am Arbeitsmarkt", 198),
    ),
}
"""Category with its total, and its lines as printed; None stands for "Kalkulation VJ"."""


def test_every_line_and_category_of_abb_6_is_the_roll_up_of_its_rows(beispiel: Dokument) -> None:
    blick = beispiel.blick
    gerechnet = {
        (k.nummer, blick.summe(Dimension.PRODUKTKATEGORIE, k.id).eintritte): tuple(
            (p.bezeichnung, blick.summe(Dimension.PRODUKT, p.id).eintritte_oder_none)
            for p in blick.produkte.values()
            if p.gehoert_zu == k.id
        )
        for k in blick.kategorien.values()
        if k.ausgewiesen
    }
    assert gerechnet == ABB_6
    assert list(gerechnet) == list(ABB_6)
    assert sum(len(zeilen) for zeilen in gerechnet.values()) == 27


def test_what_has_no_line_in_abb_6_adds_no_entries_to_its_total(beispiel: Dokument) -> None:
    blick = beispiel.blick
    assert blick.kennzahlen.eintritte_gesamt == 15812
    assert sum(summe for _nummer, summe in ABB_6) == 15812
    weitere = [k for k in blick.kategorien.values() if not k.ausgewiesen]
    assert [blick.summe(Dimension.PRODUKTKATEGORIE, k.id).eintritte for k in weitere] == [0]
    assert all(z.produkt_id for z in blick.zeilen.values())


def test_the_four_tables_have_their_rows_entries_and_sums(beispiel: Dokument) -> None:
    blick = beispiel.blick
    tabellen = [
        (h.nummer, h.abschnitt, s.zeilen, s.eintritte, s.mittelansatz_cent)
        for h in blick.handlungsfelder.values()
        for s in (blick.summe(Dimension.HANDLUNGSFELD, h.id),)
    ]
    assert tabellen == [
        ("1", "5.8.1.29", 39, 7302, 17_072_613_68),
        ("2", "5.8.2.11", 14, 6739, 16_272_124_00),
        ("3", "5.8.3.11", 29, 1504, 952_741_03),
        (None, "5.8.4.11", 16, 267, 790_116_03),
    ]
    assert len(blick.zeilen) == 98


def test_the_budget_is_that_of_the_programme_and_its_overplanning_shows(beispiel: Dokument) -> None:
    k = beispiel.blick.kennzahlen
    assert dataclasses.asdict(k) == {
        "haushaltsjahr": 2020,
        "eingliederungsmittel_cent": 68_899_598_00,
        "verwaltungsmittel_cent": 63_220_580_00,
        "kfa_cent": 11_449_523_00,
        "vorleistungen_cent": 603_477_00,
        "umschichtung_cent": 1_566_044_00,
        "rueckeinnahmen_cent": 400_000_00,
        "vorbindungen_cent": 32_647_597_00,
        "verplant_cent": 35_087_594_74,
        "eintritte_gesamt": 15812,
        "zeilen": 98,
        "umschichtung_basis": "geplant",
        "umschichtung_geplant_cent": 1_566_044_00,
        "umschichtung_vollzogen_cent": 0,
        "freirechnung_cent": 0,
        "neu_gebunden_cent": 0,
        "gezahlt_cent": 0,
        "vorbindungen_aufgegliedert_cent": 0,
        "vorbindungen_offen_cent": 32_647_597_00,
    }
    assert k.globalbudget_cent == 132_120_178_00
    assert k.neufallbudget_cent == 35_085_957_00
    assert k.rest_cent == -1_637_74
    assert k.verwaltungskostenbudget_cent == 76_839_624_00
    assert k.ausschoepfung_promille == 1000


def test_the_one_printed_total_of_vorbindungen_stays_one_bindung(beispiel: Dokument) -> None:
    (bindung,) = beispiel.blick.bindungen
    assert not bindung.aufgegliedert
    assert [(f.jahr, f.monat, f.betrag_cent) for f in bindung.faelligkeiten] == [(2020, None, 32_647_597_00)]
    assert bindung.herkunft_jahr < 2020


def test_further_education_of_abb_14_is_the_sum_of_its_three_products(beispiel: Dokument) -> None:
    blick = beispiel.blick
    eintritte = {
        p.bezeichnung: blick.summe(Dimension.PRODUKT, p.id).eintritte for p in blick.produkte.values()
    }
    fortbildung = ("Fortbildung/Qualifizierung (BGS)", "Grundkompetenzen", "Hauptschulabschluss")
    assert sum(eintritte[name] for name in fortbildung) == 1233
    assert eintritte["Umschulung / Abschlussorientiert (BGS)"] == 580


def test_no_row_has_an_amount_or_a_number_beside_a_state_that_forbids_it(beispiel: Dokument) -> None:
    for zeile in beispiel.blick.zeilen.values():
        assert zeile.finanzierung.erlaubt_betrag or zeile.mittelansatz_cent is None, zeile
        assert zeile.eintritte is None or zeile.eintritte_status is Eintrittestatus.ZAHL, zeile
        assert zeile.finanzierung is not Finanzierung.NEUFALL or zeile.mittelansatz_cent is not None, zeile


def test_each_budget_input_says_where_it_comes_from(beispiel: Dokument) -> None:
    assert set(beispiel.blick.posten) == set(Budgetart)
    assert all(posten.quelle for posten in beispiel.blick.posten.values())


def test_an_example_that_does_not_exist_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(Anwendungsfehler, match=f"Vorhanden: {beispiele()[0]}"):
        lege_beispiel_an(tmp_path / "neu.amip", "atlantis")
    assert list(tmp_path.iterdir()) == []
