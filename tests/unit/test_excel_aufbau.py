"""The exported workbook beside the printed programme: headings, order, merged cells, states, print set-up."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.arten import Finanzierung
from app.models.massnahme import Ansatz, Massnahme
from app.models.plan import Handlungsfeld
from app.services.beispiel import lege_beispiel_an
from app.services.excel.bezug import LAENGSTER_NAME, blattname, spaltenname
from app.services.excel.massnahmen import Zelltext, blockanfaenge, umbrueche
from app.services.excel.rueckweg import BLATTNAME
from app.services.excel.schrift import texthoehe, verteile, zeilenzahl
from app.services.plaene import lege_leer_an
from tests.unit.excel_hilfe import cent, exportiert, oeffne

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from app.services.dokument import Dokument

BLAETTER = [
    "Inhalt",
    "Abb. 1",
    "Abb. 2",
    "Abb. 3",
    "Abb. 4",
    "PAT",
    "Personal",
    "Abb. 6",
    "Abb. 7",
    "Ziele",
    "Kundengruppen",
    "Abb. 14",
    "Abb. 16",
    "HF 1",
    "HF 2",
    "HF 3",
    "Querschnittsaufgaben",
    "Bindungen",
    "HÜL 2020",
    "HÜL-VE",
]
MASSNAHMENBLAETTER = BLAETTER[13:17]
VORJAHR = "Einkauf erfolgte im Vorjahr"
HANDLUNGSFELD_2 = [
    ("Leistungsdiagnostik (Phoenix)", 56, VORJAHR),
    ("Refit 1", 15, 23121.22),
    (None, 45, VORJAHR),
    ("Refit 2", 15, 24059.72),
    (None, 45, VORJAHR),
    ("Stabilisierung von Beschäftigung", 18, 49074.30),
    (None, 18, VORJAHR),
    ("Theaterprojekt Ü25", 20, 153600),
    ("AGH", 6011, 13713810),
    ("RK MDK", "Kalkulation VJ", 66.44),
    ("ESF-LZA", "-", "fremdfinanziert"),
    ("§ 16i - Teilhabe am Arbeitsmarkt", 198, 1527636),
    ("dto. beschäftigungsbegleitendes Coaching", 198, VORJAHR),
    ("§ 16e - Eingliederung von Langzeitarbeitslosen", 100, 780756.32),
]
KATEGORIEN = [
    ("I.", "Maßnahmen zur Aktivierung & beruflichen Eingliederung (MAbE)", 6429),
    ("II.", "Berufliche Weiterbildung", 1813),
    ("III.", "Aufnahme einer Erwerbstätigkeit", 836),
    ("IV.", "Berufswahl & Berufsbildung", 310),
    ("V.", "Teilhabe behinderter Menschen am Arbeitsleben", 115),
    ("VI.", "Öffentlich geförderte Beschäftigung", 6309),
]


@pytest.fixture
def dok(tmp_path: Path) -> Iterator[Dokument]:
    dokument = lege_beispiel_an(tmp_path / "plan.amip", "duisburg-2020", wer="Test")
    yield dokument
    dokument.datei.schliesse()


@pytest.fixture
def leer(tmp_path: Path) -> Iterator[Dokument]:
    dokument = lege_leer_an(tmp_path / "leer.amip", 2031, wer="Test")
    yield dokument
    dokument.datei.schliesse()


@pytest.fixture(scope="module")
def werte(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The example plan's workbook, for reading only."""
    ordner = tmp_path_factory.mktemp("beispiel")
    dokument = lege_beispiel_an(ordner / "plan.amip", "duisburg-2020", wer="Test")
    mappe = oeffne(exportiert(dokument, ordner), werte=True)
    dokument.datei.schliesse()
    return mappe


def zeilen(blatt: Worksheet, ab: int, bis: int, spalten: int = 3) -> list[tuple[Any, ...]]:
    return [tuple(z.value for z in blatt[nummer][:spalten]) for nummer in range(ab, bis + 1)]


def verbunden(blatt: Worksheet, spalte: str) -> set[str]:
    return {b.coord for b in blatt.merged_cells.ranges if b.coord.startswith(spalte)}


# -- what stands where -------------------------------------------------------------------------------


def test_the_sheets_come_in_printed_order(werte: Workbook) -> None:
    assert werte.sheetnames == [*BLAETTER, BLATTNAME]


@pytest.mark.parametrize("blatt", MASSNAHMENBLAETTER)
def test_a_measure_table_has_the_printed_headings_in_the_printed_order(werte: Workbook, blatt: str) -> None:
    assert [z.value for z in werte[blatt][3][:4]] == [
        "Leistung",
        "Eintritte/ Plätze/ Gutscheine 2020",
        "Mittelansatz (Neufall) 2020 ca.",
        "Funktion im Integrationsprozess",
    ]


@pytest.mark.parametrize(
    ("blatt", "titel", "anzahl", "summen"),
    [
        ("HF 1", "Handlungsfeld 1 – Arbeits- und Fachkräftesicherung", 39, (7302, 17_072_613_68)),
        (
            "HF 2",
            "Handlungsfeld 2 – Reduzierung von Langzeitarbeitslosigkeit und Hilfebedürftigkeit",
            14,
            (6739, 16_272_124_00),
        ),
        ("HF 3", "Handlungsfeld 3 – Verbesserung des Übergangs Schule und Beruf", 29, (1504, 952_741_03)),
        (
            "Querschnittsaufgaben",
            "Querschnittsaufgaben – Gleichstellung, Chancengleichheit, Vielfalt und Inklusion",
            16,
            (267, 790_116_03),
        ),
    ],
)
def test_a_measure_table_has_its_title_its_rows_and_its_sums(
    werte: Workbook, blatt: str, titel: str, anzahl: int, summen: tuple[int, int]
) -> None:
    summe = werte[blatt][4 + anzahl]
    assert werte[blatt]["A1"].value == titel
    assert summe[0].value == "Summe"
    assert (summe[1].value, cent(summe[2].value)) == summen


def test_the_rows_stand_as_printed_with_states_as_text(werte: Workbook) -> None:
    assert zeilen(werte["HF 2"], 4, 17) == HANDLUNGSFELD_2


def test_a_case_paid_next_year_names_the_year(werte: Workbook) -> None:
    assert [z[2] for z in zeilen(werte["HF 1"], 4, 42) if z[1] == 500] == ["Auszahlung 2021"]


def test_a_leistung_is_merged_over_its_rows(werte: Workbook) -> None:
    assert verbunden(werte["HF 2"], "A") == {"A5:A6", "A7:A8", "A9:A10"}


def test_a_funktion_is_merged_over_measures_that_share_it(werte: Workbook) -> None:
    assert verbunden(werte["HF 2"], "D") == {"D5:D8", "D9:D10"}
    assert "D4:D5" in verbunden(werte["HF 1"], "D")
    assert werte["HF 1"]["D4"].value
    assert werte["HF 1"]["D5"].value is None


def test_empty_funktion_cells_stay_apart(dok: Dokument, tmp_path: Path) -> None:
    with dok.vorgang("probe", "Funktion geleert") as tat:
        for zeile in list(dok.blick.zeilen.values())[:2]:
            tat.session.get_one(Massnahme, zeile.massnahme_id).funktion = ""
    blatt = oeffne(exportiert(dok, tmp_path))["HF 1"]
    assert not {"D4:D5"} & verbunden(blatt, "D")


def test_abb_6_has_roman_numerals_and_indented_lines(werte: Workbook) -> None:
    blatt = werte["Abb. 6"]
    alle = zeilen(blatt, 4, 37)
    assert [z for z in alle if z[0]] == KATEGORIEN
    assert alle[1] == (None, "MAbE im Wege der Vergabe", 3684)
    assert alle[-1] == (None, "SUMME GESAMT", 15812)
    assert len([z for z in alle if not z[0]]) == 27 + 1
    assert blatt["B5"].alignment.indent > blatt["B4"].alignment.indent
    assert blatt["B38"].value is None
    assert blatt["A38"].value == "Abb. 6 – Eintritte / Förderfälle nach Produktkategorie 2020"


def test_a_line_without_numbers_says_kalkulation_vj(werte: Workbook) -> None:
    assert [z for z in zeilen(werte["Abb. 6"], 4, 37) if z[2] == "Kalkulation VJ"] == [
        (None, "Aktivierung Reha/ SB", "Kalkulation VJ")
    ]


@pytest.mark.parametrize(
    ("blatt", "zeichen", "betraege", "unterschrift"),
    [
        (
            "Abb. 1",
            [None, "+", "="],
            [68_899_598, 63_220_580, 132_120_178],
            "Abb. 1 – Globalbudget 2020 (Schätzwerte)",
        ),
        (
            "Abb. 2",
            [None, "−", "−", "+", "="],
            [68_899_598, 1_566_044, 32_647_597, 400_000, 35_085_957],
            "Abb. 2 – Neufallbudget 2020 (Schätzwerte)",
        ),
        (
            "Abb. 3",
            [None, "+", "+", "+", "="],
            [63_220_580, 11_449_523, 603_477, 1_566_044, 76_839_624],
            "Abb. 3 – Verwaltungskostenbudget 2020 (Schätzwerte)",
        ),
    ],
)
def test_a_budget_table_follows_its_formula(
    werte: Workbook, blatt: str, zeichen: list[str | None], betraege: list[int], unterschrift: str
) -> None:
    letzte = 3 + len(betraege)
    gelesen = zeilen(werte[blatt], 4, letzte)
    assert [z[0] for z in gelesen] == zeichen
    assert [z[2] for z in gelesen] == betraege
    unter_dem_bild = [z[0].value for z in werte[blatt].iter_rows(min_row=letzte + 1, max_col=1)]
    assert [text for text in unter_dem_bild if text] == [unterschrift]


def test_the_contents_name_the_plan_and_say_overplanned_in_words(werte: Workbook) -> None:
    blatt = werte["Inhalt"]
    assert blatt["A1"].value == "AMIP 2020 jobcenter Duisburg"
    assert blatt["B2"].value == 2020
    assert f"{blatt['B3'].value:%d.%m.%Y}" == "06.11.2019"
    rest = next(z for z in zeilen(blatt, 1, 40, 5) if str(z[0]).startswith("Rest"))
    assert (cent(rest[3]), rest[4]) == (-1_637_74, "überplant")


def test_the_contents_link_to_every_sheet(werte: Workbook) -> None:
    ziele = {z.hyperlink.location for zeile in werte["Inhalt"] for z in zeile if z.hyperlink}
    assert ziele == {f"'{name}'!A1" for name in BLAETTER[1:]}


def test_amounts_and_counts_have_the_printed_formats(werte: Workbook) -> None:
    assert werte["HF 1"]["C5"].number_format == '#,##0.00 "€"'
    assert werte["HF 1"]["B5"].number_format == "#,##0"


def test_a_decided_plan_shows_no_estimates(dok: Dokument, tmp_path: Path) -> None:
    with dok.vorgang("probe", "beschlossen") as tat:
        from app.models.plan import Plan

        tat.session.get_one(Plan, dok.blick.plan_id).status = "beschlossen"
    spalte = [z[0].value for z in oeffne(exportiert(dok, tmp_path))["Abb. 2"].iter_rows(max_col=1)]
    assert spalte[-1] == "Abb. 2 – Neufallbudget 2020"


# -- what must not be lost or misread ----------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "=HYPERLINK('x')", "{=A1}", "+49 203", "@SUM(A1)", "https://x.de", "00123"]
)
def test_text_stays_text_whatever_it_begins_with(dok: Dokument, tmp_path: Path, text: str) -> None:
    with dok.vorgang("probe", "Text") as tat:
        massnahme = tat.session.get_one(Massnahme, next(iter(dok.blick.zeilen.values())).massnahme_id)
        massnahme.leistung = massnahme.funktion = text
    blatt = oeffne(exportiert(dok, tmp_path))["HF 1"]
    for adresse in ("A4", "D4"):
        assert (blatt[adresse].value, blatt[adresse].data_type) == (text, "s")
        assert blatt[adresse].hyperlink is None


def test_an_amount_that_does_not_count_is_told_in_words(dok: Dokument, tmp_path: Path) -> None:
    fremd = next(z for z in dok.blick.zeilen.values() if z.finanzierung is Finanzierung.FREMDFINANZIERT)
    with dok.vorgang("probe", "nachrichtlich") as tat:
        tat.session.get_one(Ansatz, fremd.id).mittelansatz_cent = 30_087_00
    blatt = oeffne(exportiert(dok, tmp_path), werte=True)["HF 2"]
    assert blatt["C14"].value == "fremdfinanziert\n(nachrichtlich 30.087,00\u00a0€)"
    assert cent(blatt["C18"].value) == 16_272_124_00


def test_rows_without_handlungsfeld_have_their_own_sheet(dok: Dokument, tmp_path: Path) -> None:
    with dok.vorgang("probe", "ohne Handlungsfeld") as tat:
        massnahme = next(iter(dok.blick.zeilen.values())).massnahme_id
        tat.session.get_one(Massnahme, massnahme).handlungsfeld_id = None
    mappe = oeffne(exportiert(dok, tmp_path), werte=True)
    assert mappe.sheetnames[13:] == [
        *MASSNAHMENBLAETTER,
        "Ohne Handlungsfeld",
        "Bindungen",
        "HÜL 2020",
        "HÜL-VE",
        BLATTNAME,
    ]
    assert mappe["Ohne Handlungsfeld"]["A4"].value == "Förderzentrum I"
    gesamt = next(z for z in zeilen(mappe["Inhalt"], 1, 40) if str(z[0]).startswith("Eintritte aller"))
    assert gesamt[2] == 15812


def test_a_handlungsfeld_without_measures_says_so(dok: Dokument, tmp_path: Path) -> None:
    with dok.vorgang("probe", "Handlungsfeld") as tat:
        tat.session.add(
            Handlungsfeld(plan_id=dok.blick.plan_id, position=9999, nummer="1", bezeichnung="Noch nichts")
        )
    mappe = oeffne(exportiert(dok, tmp_path), werte=True)
    blatt = mappe["HF 1 (2)"]
    assert (blatt["A1"].value, blatt["A4"].value) == ("Handlungsfeld 1 – Noch nichts", "Keine Maßnahmen")
    assert (blatt["B5"].value, blatt["C5"].value) == (0, 0)


def test_an_empty_plan_exports_too(leer: Dokument, tmp_path: Path) -> None:
    mappe = oeffne(exportiert(leer, tmp_path), werte=True)
    assert mappe.sheetnames == [
        "Inhalt",
        "Abb. 1",
        "Abb. 2",
        "Abb. 3",
        "Abb. 6",
        "Ohne Handlungsfeld",
        BLATTNAME,
    ]
    assert mappe["Abb. 2"]["C8"].value == 0
    assert mappe["Abb. 2"]["C4"].value == 0
    assert mappe["Abb. 1"]["C4"].value is None
    assert mappe["Abb. 6"]["C4"].value == 0


# -- print -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BLAETTER)
def test_every_sheet_prints_on_a4_landscape_one_page_wide_with_page_numbers(
    werte: Workbook, name: str
) -> None:
    blatt = werte[name]
    assert (blatt.page_setup.paperSize, blatt.page_setup.orientation) == (9, "landscape")
    assert blatt.sheet_properties.pageSetUpPr.fitToPage
    assert (blatt.page_setup.fitToWidth or 1, blatt.page_setup.fitToHeight) in {(1, 0), (1, None)}
    assert blatt.oddFooter.right.text.endswith("Seite &P von &N")
    assert "AMIP 2020 jobcenter Duisburg" in blatt.oddHeader.left.text
    assert "Stand 06.11.2019" in blatt.oddHeader.right.text


@pytest.mark.parametrize("name", MASSNAHMENBLAETTER)
def test_a_measure_table_repeats_its_heading_and_keeps_it_in_view(werte: Workbook, name: str) -> None:
    assert werte[name].print_title_rows == "$3:$3"
    assert werte[name].freeze_panes == "A4"


def test_the_keys_are_hidden_and_outside_the_print(werte: Workbook) -> None:
    for name in MASSNAHMENBLAETTER:
        assert werte[name].column_dimensions["E"].hidden
        assert re.fullmatch(r"'.+'!\$A\$1:\$D\$\d+", werte[name].print_area)


def test_no_printed_page_begins_inside_a_merged_cell(werte: Workbook) -> None:
    umbrueche_gesehen = 0
    for name in MASSNAHMENBLAETTER:
        for umbruch in werte[name].row_breaks.brk:
            umbrueche_gesehen += 1
            erste = umbruch.id + 1
            assert not [b for b in werte[name].merged_cells.ranges if b.min_row < erste <= b.max_row]
    assert umbrueche_gesehen >= 2


def test_a_long_text_gets_the_height_it_needs_over_its_merged_rows(dok: Dokument, tmp_path: Path) -> None:
    text = "Ein langer Satz über die Funktion dieser Maßnahme. " * 38
    with dok.vorgang("probe", "lang") as tat:
        for zeile in list(dok.blick.zeilen.values())[:2]:
            tat.session.get_one(Massnahme, zeile.massnahme_id).funktion = text
    blatt = oeffne(exportiert(dok, tmp_path))["HF 1"]
    # About 1.900 letters on lines of some 80: 24 lines of at least 10.35 points (the font's own line height).
    assert blatt.row_dimensions[4].height + blatt.row_dimensions[5].height > 24 * 10.35


def test_a_text_too_long_for_the_highest_row_is_set_smaller() -> None:
    assert Zelltext(0, 0, 0, "kurz").punkt == 9
    lang = Zelltext(0, 0, 0, "lang und länger " * 125)
    assert lang.punkt < 9
    assert lang.hoehe <= 409


def test_words_break_between_and_long_words_within() -> None:
    assert zeilenzahl("", 100, 9) == 1
    assert zeilenzahl("a b c", 100, 9) == 1
    assert zeilenzahl("a\nb\nc", 100, 9) == 3
    assert zeilenzahl("Wort " * 20, 100, 9) > 5
    assert zeilenzahl("W" * 100, 100, 9) > 10


@given(
    st.lists(st.floats(10, 60), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(10, 300)), max_size=6),
)
def test_heights_give_every_merged_cell_its_room(
    hoehen: list[float], gruppen: list[tuple[int, int, float]]
) -> None:
    passend = [(min(a, b), max(a, b), h) for a, b, h in gruppen if max(a, b) < len(hoehen)]
    ergebnis = verteile(hoehen, passend)
    assert all(neu >= alt for neu, alt in zip(ergebnis, hoehen, strict=True))
    for erste, letzte, bedarf in passend:
        assert sum(ergebnis[erste : letzte + 1]) >= min(bedarf, 409 * (letzte - erste + 1)) - 1e-6


@given(st.text(max_size=200), st.integers(60, 600))
def test_a_wider_cell_never_needs_more_height(text: str, pixel: int) -> None:
    assert texthoehe(text, pixel + 50, 9) <= texthoehe(text, pixel, 9)


def test_pages_are_filled_and_begin_with_a_block_only() -> None:
    texte = [Zelltext(3, i, i + 1, "x") for i in range(0, 40, 2)]
    bloecke = [3 + anfang for anfang in blockanfaenge(texte)]
    hoehen = [20.0] * (3 + 40 + 1)
    anfaenge = umbrueche(hoehen, bloecke, kopf=20.0)
    assert anfaenge
    assert set(anfaenge) <= set(bloecke)
    for von, bis in pairwise([0, *anfaenge, len(hoehen)]):
        assert sum(hoehen[von:bis]) <= 487.5


# -- names -------------------------------------------------------------------------------------------


@given(st.lists(st.text(max_size=40), max_size=12))
def test_sheet_names_are_unique_and_valid_for_excel(wuensche: list[str]) -> None:
    vergeben: set[str] = set()
    namen = [blattname(wunsch, vergeben) for wunsch in wuensche]
    assert len({n.casefold() for n in namen}) == len(namen)
    for name in namen:
        assert 1 <= len(name) <= LAENGSTER_NAME
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_a_sheet_name_keeps_what_it_can() -> None:
    vergeben: set[str] = set()
    assert blattname("HF 1/2: alt", vergeben) == "HF 1-2- alt"
    assert blattname("hf 1/2: ALT", vergeben) == "hf 1-2- ALT (2)"
    assert blattname("", vergeben) == "Tabelle"
    assert blattname("History", vergeben) == "History-"


def test_columns_have_letters() -> None:
    assert [spaltenname(s) for s in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_xlsxwriter_is_loaded_only_for_an_export() -> None:
    probe = "import sys, app.services.excel; sys.exit('xlsxwriter' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0
