"""The sheets of the Grundlagen beside the printed programme, their live sums, and their way back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.models import grundlagen as modelle
from app.models.arten import Zieleinheit, Zielrichtung
from app.models.plan import Produktkategorie
from app.services.beispiel import lege_beispiel_an
from app.services.excel import Exportwahl, exportiere
from app.services.excel.rueckweg import BLATTNAME, SCHLUESSELKOPF
from app.services.grundlagenfelder import TABELLEN, lies, tabelle
from app.services.plaene import lege_leer_an
from tests.unit.excel_hilfe import (
    braucht_libreoffice,
    cent,
    exportiert,
    formelzellen,
    konvertiere,
    oeffne,
    ohne_gemerkte_werte,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from app.services.dokument import Dokument

GRUNDBLAETTER = {
    "Abb. 4": ["sonderprojekt"],
    "PAT": ["patpauschale"],
    "Personal": ["betreuungsschluessel", "personal"],
    "Kundengruppen": ["kundengruppe"],
    "Abb. 14": ["bildungsziel"],
    "Abb. 16": ["kommunale_leistung"],
    "Ziele": ["zielwert"],
}


@pytest.fixture
def dok(tmp_path: Path) -> Iterator[Dokument]:
    dokument = lege_beispiel_an(tmp_path / "plan.amip", "duisburg-2020", wer="Test")
    yield dokument
    dokument.datei.schliesse()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Dokument]:
    dokument = lege_beispiel_an(tmp_path / "demo.amip", "demo", wer="Test")
    yield dokument
    dokument.datei.schliesse()


@pytest.fixture(scope="module")
def werte(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The example plan's workbook, for reading only."""
    ordner = tmp_path_factory.mktemp("grundlagen")
    dokument = lege_beispiel_an(ordner / "plan.amip", "duisburg-2020", wer="Test")
    mappe = oeffne(exportiert(dokument, ordner), werte=True)
    dokument.datei.schliesse()
    return mappe


@pytest.fixture(scope="module")
def profil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("libreoffice")


def zeilen(blatt: Worksheet, ab: int, bis: int, spalten: int) -> list[tuple[Any, ...]]:
    return [tuple(z.value for z in blatt[nummer][:spalten]) for nummer in range(ab, bis + 1)]


def rueckwege(mappe: Workbook) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each table that can be read again, with its rows."""
    angaben = [json.loads(z[0].value) for z in mappe[BLATTNAME].iter_rows(min_row=2, max_col=1)]
    tabellen: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    for angabe in angaben:
        if "blatt" in angabe:
            tabellen.append((angabe, []))
        elif "id" in angabe:
            tabellen[-1][1].append(angabe)
    return tabellen


# -- as printed --------------------------------------------------------------------------------------


def test_abb_4_has_the_printed_projects_and_sums(werte: Workbook) -> None:
    assert zeilen(werte["Abb. 4"], 3, 7, 4) == [
        ("Sonderprojekt", "Sachkosten", "Personalkosten", "Summe"),
        ("ESF-LZA", 30_087, 0, 30_087),
        ("TQ", 20_000, 70_070, 90_070),
        ("Jobstarter+", 0, 58_966, 58_966),
        ("Gesamt 2020", 50_087, 129_036, 179_123),
    ]
    assert werte["Abb. 4"]["A8"].value == "Abb. 4 – Sonderprojekte – Zusätzliche Mittel 2020"


def test_the_pat_has_its_classes_with_amounts_and_the_day_from_which_they_hold(werte: Workbook) -> None:
    gelesen = zeilen(werte["PAT"], 4, 6, 4)
    assert [(z[0], z[3]) for z in gelesen] == [(1, 500), (2, 600), (3, 700)]
    assert {f"{z[2]:%d.%m.%Y}" for z in gelesen} == {"01.01.2019"}
    assert werte["PAT"].max_row == 6


def test_the_staff_has_its_ratios_as_text_and_its_vzae_with_difference_and_share(werte: Workbook) -> None:
    blatt = werte["Personal"]
    assert [z[:2] for z in zeilen(blatt, 4, 7, 2)] == [
        ("Bereich", "Plan"),
        ("Markt und Integration U25", "1:73"),
        ("Markt und Integration Ü25", "1:135"),
        ("Leistungsgewährung", "1:109"),
    ]
    assert blatt["B5"].number_format == "@"
    assert zeilen(blatt, 11, 11, 5) == [("Jobcenter gesamt", 868.2, 792.33, -75.87, 0.913)]


def test_the_groups_of_clients_have_the_printed_shares(werte: Workbook) -> None:
    assert [z[1:3] for z in zeilen(werte["Kundengruppen"], 4, 8, 3)] == [
        (50_396, 1),
        (36_203, 0.72),
        (9_701, 0.19),
        (6_965, 0.14),
        (6_010, 0.12),
    ]
    assert werte["Kundengruppen"]["C5"].number_format == "0 %"
    assert "Datenstand September 2019" in werte["Kundengruppen"]["A9"].value


def test_abb_14_has_two_rows_of_headings_and_its_total_above_the_groups(werte: Workbook) -> None:
    blatt = werte["Abb. 14"]
    assert {str(b) for b in blatt.merged_cells.ranges} >= {"A3:A4", "B3:C3", "D3:D4"}
    assert zeilen(blatt, 3, 7, 4) == [
        ("Berufsgruppe des Zielberufs", "Umschulungen", None, "Fortbildungen"),
        (None, "abschlussorientierte Eintritte insgesamt", "dar. Teilqualifizierungen", None),
        ("Gesamt", 580, 246, 1233),
        ("Fahrzeugführung im Straßenverkehr", 120, 120, 35),
        ("Verwaltung", 138, 40, 150),
    ]
    assert blatt["A8"].value.startswith("Gesundheit")
    assert blatt["B8"].value is None
    assert blatt.print_title_rows == "$3:$4"


def test_abb_14_ties_with_abb_6_below_and_in_the_contents(werte: Workbook) -> None:
    assert [z[1:] for z in zeilen(werte["Abb. 14"], 15, 18, 4)] == [
        ("Abb. 14", "Abb. 6", "Differenz"),
        (580, 580, 0),
        (1233, 1233, 0),
        (1813, 1813, 0),
    ]
    stand = {z[0].value: (z[2].value, z[4].value) for z in werte["Inhalt"].iter_rows(max_col=5)}
    assert stand["Umschulungen: Abb. 14 − Abb. 6"] == (0, "stimmt")
    assert stand["Fortbildungen: Abb. 14 − Abb. 6"] == (0, "stimmt")


def test_abb_16_has_its_estimates_as_numbers_beside_what_is_said_of_them(werte: Workbook) -> None:
    blatt = werte["Abb. 16"]
    assert blatt["D3"].value == "Schätzung 2020\n(keine „Soll-Planung“)"
    assert [z[3:] for z in zeilen(blatt, 4, 8, 5)] == [
        ("Fälle", "Zusatz"),
        (None, "nach Bedarf"),
        (800, None),
        (550, "zzgl. ca. 450 Fälle Clearing"),
        (200, None),
    ]
    assert blatt["D6"].number_format == '"ca. "#,##0'


def test_abb_7_shares_out_the_categories_of_abb_6(werte: Workbook) -> None:
    assert [z[2:] for z in zeilen(werte["Abb. 7"], 4, 10, 4)] == [
        (6429, 0.407),
        (1813, 0.115),
        (836, 0.053),
        (310, 0.02),
        (115, 0.007),
        (6309, 0.399),
        (15812, 1),
    ]


def test_the_contents_show_the_figures_of_the_new_sheets(werte: Workbook) -> None:
    zahlen = {z[0].value: (z[2].value, z[3].value) for z in werte["Inhalt"].iter_rows(max_col=4)}
    assert zahlen["Abb. 4"] == (None, 179_123)
    assert zahlen["Abb. 7"] == (15_812, None)
    assert zahlen["Abb. 14"] == (1_813, None)
    assert zahlen["Bindungen"] == (None, 67_735_191.74)


# -- figures -----------------------------------------------------------------------------------------


def test_sums_and_shares_are_formulas(dok: Dokument, tmp_path: Path) -> None:
    mappe = oeffne(exportiert(dok, tmp_path))
    assert mappe["Abb. 4"]["B7"].value == "=SUM(B4:B6)"
    assert mappe["Abb. 4"]["D5"].value == "=SUM(B5:C5)"
    assert mappe["Abb. 7"]["C4"].value == "='Abb. 6'!$C$4"
    assert mappe["Abb. 14"]["B5"].value == "=SUM(B6:B12)"
    assert mappe["Abb. 14"]["C17"].value == "=SUM('Abb. 6'!$C$11,'Abb. 6'!$C$13,'Abb. 6'!$C$14)"
    assert mappe["Bindungen"]["B4"].value == "=ROUND('Abb. 2'!$C$6,2)"


def test_the_new_key_figures_have_names(dok: Dokument, tmp_path: Path) -> None:
    pfad = exportiert(dok, tmp_path)
    mappe, gelesen = oeffne(pfad), oeffne(pfad, werte=True)
    erwartet = {
        "Sonderprojekte_Sachkosten": 50_087,
        "Sonderprojekte_Personalkosten": 129_036,
        "Sonderprojekte_gesamt": 179_123,
        "Umschulungen": 580,
        "Teilqualifizierungen": 246,
        "Fortbildungen": 1_233,
        "eLb": 50_396,
        "VZAE_Soll": 868.2,
        "VZAE_Ist": 792.33,
        "Gebunden_und_geplant": 67_735_191.74,
    }
    for name, wert in erwartet.items():
        ((blatt, adresse),) = mappe.defined_names[name].destinations
        assert gelesen[blatt][adresse].value == wert


def test_the_pat_sums_new_cases_and_running_ones(demo: Dokument, tmp_path: Path) -> None:
    blatt = oeffne(exportiert(demo, tmp_path), werte=True)["PAT"]
    gelesen = {z[0].value: [zelle.value for zelle in z[2:]] for z in blatt.iter_rows(min_row=8, max_col=6)}
    neu, bestand, summe = (gelesen[text] for text in ("Neue Fälle 2020", "Bestandsfälle", "Summe 2020"))
    assert summe == [a + b for a, b in zip(neu, bestand, strict=True)]
    assert summe[2] == 3_228_600
    assert summe[3] == summe[1] - summe[2]
    assert cent(gelesen["Abweichung: Entlastung − erwartet"][2]) == -21_400_00


def test_the_years_tie_with_what_the_program_reckons(demo: Dokument, tmp_path: Path) -> None:
    blatt = oeffne(exportiert(demo, tmp_path), werte=True)["Bindungen"]
    jahre = demo.blick.bindungsjahre
    gelesen = zeilen(blatt, 4, 3 + len(jahre), 9)
    assert [z[0] for z in gelesen] == [j.jahr for j in jahre]
    assert [[cent(w) for w in z[1:5]] for z in gelesen] == [
        [j.vorbindung_cent, j.neu_gebunden_cent, j.neu_geplant_cent, j.summe_cent] for j in jahre
    ]
    assert [z[5] for z in gelesen] == ["–", 11_750_000, 5_400_000, 940_000]
    assert [cent(z[6]) for z in gelesen] == [j.frei_cent for j in jahre]
    assert [z[7] for z in gelesen] == ["–", 0, 0, 22_000]


def test_a_year_without_ve_shows_none(werte: Workbook) -> None:
    assert zeilen(werte["Bindungen"], 5, 5, 10)[0][5:8] == ("–", "–", "–")
    assert werte["Bindungen"]["J5"].value == "1 Betrag noch offen"


@pytest.mark.parametrize(
    ("richtung", "ist", "wort"),
    [
        (Zielrichtung.MEHR, 24_600, "erreicht"),
        (Zielrichtung.MEHR, 24_400, "nicht erreicht"),
        (Zielrichtung.WENIGER, 24_500, "erreicht"),
        (Zielrichtung.WENIGER, 24_501, "nicht erreicht"),
        (Zielrichtung.BEOBACHTEN, 24_500, "–"),
    ],
)
def test_a_goal_says_in_words_whether_it_is_reached(
    dok: Dokument, tmp_path: Path, richtung: Zielrichtung, ist: int, wort: str
) -> None:
    quote = next(z for z in dok.blick.grundlagen.zielwerte if z.kurz == "IQ")
    with dok.vorgang("probe", "Ziel") as tat:
        zeile = tat.session.get_one(modelle.Zielwert, quote.id)
        zeile.plan_tausendstel, zeile.ist_tausendstel, zeile.richtung = 24_500, ist, richtung
    blatt = oeffne(exportiert(dok, tmp_path), werte=True)["Ziele"]
    assert [z.value for z in blatt[5]][5:9] == [24.5, ist / 1000, (ist - 24_500) / 1000, wort]


def test_goals_are_written_as_their_unit_is(dok: Dokument, tmp_path: Path) -> None:
    with dok.vorgang("probe", "Ziele") as tat:
        for ziel in dok.blick.grundlagen.zielwerte:
            tat.session.get_one(modelle.Zielwert, ziel.id).ist_tausendstel = 36_203_000
    blatt = oeffne(exportiert(dok, tmp_path))["Ziele"]
    formate = dict(zip([z[3].value for z in blatt.iter_rows(min_row=4, max_row=8)], range(4, 9), strict=True))
    assert blatt.cell(formate[Zieleinheit.EURO.value.capitalize()], 7).number_format == "#,##0.00"
    assert blatt.cell(formate["Anzahl"], 7).number_format == "#,##0"
    assert blatt.cell(formate["Prozent"], 7).number_format == "#,##0.0##"


def test_a_product_without_a_line_in_abb_6_still_counts_for_abb_14(dok: Dokument, tmp_path: Path) -> None:
    kategorie = next(k for k in dok.blick.kategorien.values() if k.nummer == "II")
    with dok.vorgang("probe", "nicht ausweisen") as tat:
        tat.session.get_one(Produktkategorie, kategorie.id).ausgewiesen = False
    pfad = exportiert(dok, tmp_path)
    assert "SUMIFS('HF 1'!" in oeffne(pfad)["Abb. 14"]["C16"].value
    assert [z[2] for z in zeilen(oeffne(pfad, werte=True)["Abb. 14"], 16, 18, 4)] == [580, 1233, 1813]


def test_without_a_group_that_is_the_whole_there_are_no_shares(dok: Dokument, tmp_path: Path) -> None:
    with dok.vorgang("probe", "kein Ganzes") as tat:
        for gruppe in dok.blick.grundlagen.kundengruppen:
            tat.session.get_one(modelle.Kundengruppe, gruppe.id).gesamt = False
    mappe = oeffne(exportiert(dok, tmp_path), werte=True)
    assert {z[2] for z in zeilen(mappe["Kundengruppen"], 4, 8, 3)} == {"–"}
    assert "eLb" not in mappe.defined_names


@pytest.mark.parametrize("kennwort", ["abb7", "abb14", "bindungen", "abb1"])
def test_a_sheet_stands_alone_too(demo: Dokument, tmp_path: Path, kennwort: str) -> None:
    ganz = oeffne(exportiert(demo, tmp_path), werte=True)
    wahl = Exportwahl((kennwort,))
    allein = oeffne(exportiere(demo.blick, tmp_path / "allein.xlsx", wahl=wahl), werte=True)
    assert len(set(allein.sheetnames) - {"Inhalt", BLATTNAME}) == 1
    for name in allein.sheetnames:
        if name not in {"Inhalt", BLATTNAME}:
            gelesen = [[z.value for z in zeile] for zeile in allein[name]]
            assert gelesen == [[z.value for z in zeile] for zeile in ganz[name]]


# -- which sheets there are --------------------------------------------------------------------------


def test_an_empty_plan_has_none_of_the_sheets(tmp_path: Path) -> None:
    leer = lege_leer_an(tmp_path / "leer.amip", 2031, wer="Test")
    namen = oeffne(exportiert(leer, tmp_path)).sheetnames
    leer.datei.schliesse()
    assert not {*GRUNDBLAETTER, "Abb. 7", "Bindungen"} & set(namen)


@pytest.mark.parametrize("name", [t.name for t in TABELLEN])
def test_a_table_that_the_plan_lacks_has_no_rows_on_any_sheet(
    dok: Dokument, tmp_path: Path, name: str
) -> None:
    fakten = tabelle(name)
    with dok.vorgang("probe", "geleert") as tat:
        for zeile in fakten.zeilen(dok.blick):
            tat.session.delete(tat.session.get_one(fakten.entitaet, zeile.id))
    mappe = oeffne(exportiert(dok, tmp_path), werte=True)
    ohne = {blatt for blatt, tabellen in GRUNDBLAETTER.items() if tabellen == [name]}
    assert set(GRUNDBLAETTER) - set(mappe.sheetnames) == ohne
    assert name not in {kopf["tabelle"] for kopf, _ in rueckwege(mappe)}


# -- the way back ------------------------------------------------------------------------------------


def test_every_input_of_the_grundlagen_finds_its_way_back(dok: Dokument, tmp_path: Path) -> None:
    gefunden = {kopf["tabelle"]: (kopf, z) for kopf, z in rueckwege(oeffne(exportiert(dok, tmp_path)))}
    for fakten in TABELLEN:
        kopf, eintraege = gefunden[fakten.name]
        assert set(kopf["felder"]) == {f.name for f in fakten.felder}
        assert [e["id"] for e in eintraege] == [z.id for z in fakten.zeilen(dok.blick)]
        for eintrag, zeile in zip(eintraege, fakten.zeilen(dok.blick), strict=True):
            for feld, text in eintrag["texte"].items():
                if text:
                    assert lies(fakten, feld, text) == getattr(zeile, feld)


def test_headings_stand_above_their_inputs_and_keys_beside_them(dok: Dokument, tmp_path: Path) -> None:
    mappe = oeffne(exportiert(dok, tmp_path), werte=True)
    for kopf, eintraege in rueckwege(mappe):
        if kopf["tabelle"] not in {t.name for t in TABELLEN}:
            continue
        blatt = mappe[kopf["blatt"]]
        schluessel = {z.value: z for zeile in blatt for z in zeile if isinstance(z.value, str)}
        spalten = {str(z.value): z.column for zeile in blatt for z in zeile if z.value}
        assert set(kopf["felder"].values()) <= set(spalten)
        for eintrag in eintraege:
            zelle = schluessel[f"{kopf['tabelle']}:{eintrag['id']}"]
            assert blatt.column_dimensions[zelle.column_letter].hidden
            assert spalten[SCHLUESSELKOPF] == zelle.column
            ueberschrift = kopf["felder"]["bezeichnung"]
            assert blatt.cell(zelle.row, spalten[ueberschrift]).value == eintrag["texte"]["bezeichnung"]


def test_inputs_beside_the_printed_table_are_not_printed(werte: Workbook) -> None:
    assert werte["Abb. 4"]["E3"].value == "Bemerkung"
    assert werte["Abb. 4"].print_area == "'Abb. 4'!$A$1:$D$8"


# -- live --------------------------------------------------------------------------------------------


@braucht_libreoffice
def test_libreoffice_finds_the_same_in_the_demo(demo: Dokument, tmp_path: Path, profil: Path) -> None:
    pfad = exportiert(demo, tmp_path)
    nackt = ohne_gemerkte_werte(pfad, tmp_path / "ohne-werte.xlsx")
    gemerkt, gerechnet = (
        oeffne(pfad, werte=True),
        oeffne(konvertiere(nackt, tmp_path / "neu.xlsx", profil), werte=True),
    )
    abweichend = [
        (blatt, adresse, gemerkt[blatt][adresse].value, gerechnet[blatt][adresse].value)
        for blatt, adresse in formelzellen(oeffne(pfad))
        if not _gleich(gemerkt[blatt][adresse].value, gerechnet[blatt][adresse].value)
    ]
    assert abweichend == []


def _gleich(a: float | str | None, b: float | str | None) -> bool:
    if isinstance(a, int | float) and isinstance(b, int | float):
        return round(a * 1000) == round(b * 1000)
    return a == b


@braucht_libreoffice
def test_a_changed_figure_moves_sums_shares_ties_and_pictures(
    dok: Dokument, tmp_path: Path, profil: Path
) -> None:
    pfad = exportiert(dok, tmp_path)
    mappe = oeffne(pfad)
    mappe["Abb. 4"]["C4"] = 1_000.5
    mappe["Abb. 14"]["B6"] = 121
    mappe["Kundengruppen"]["B4"] = 72_406
    mappe["Personal"]["C11"] = 868.2
    mappe["Abb. 1"]["C4"] = 30_000_000  # far too little: the Neufallbudget falls below zero
    mappe["HF 2"]["B12"] = 5011  # a thousand AGH less
    mappe.save(pfad)
    neu = oeffne(konvertiere(pfad, tmp_path / "neu.xlsx", profil), werte=True)
    assert cent(neu["Abb. 4"]["D7"].value) == 180_123_50
    assert [z.value for z in neu["Abb. 14"][16][1:4]] == [581, 580, 1]
    assert neu["Kundengruppen"]["C5"].value == 0.5
    assert (neu["Personal"]["D11"].value, neu["Personal"]["E11"].value) == (0, 1)
    assert (neu["Abb. 7"]["C9"].value, neu["Abb. 7"]["C10"].value) == (5309, 14812)
    assert "weicht ab" in [z[4].value for z in neu["Inhalt"].iter_rows(max_col=5)]
    gezeichnet = [cent(z.value) for z in neu["Abb. 2"][8][4:10]]
    assert gezeichnet == [-3_813_641_00, 0, 0, 0, 0, -3_813_641_00]
