"""Rows of a template repeated for each entry of a list: what moves along, and what formulas then say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.services.excel.vorlage.angebot import KENNZAHLEN, LISTEN
from app.services.excel.vorlage.werte import Art
from tests.unit.excel_hilfe import (
    braucht_libreoffice,
    cent,
    formelzellen,
    konvertiere,
    oeffne,
)
from tests.unit.vorlagen_hilfe import (
    NEUFALLBUDGET,
    VERPLANT,
    ZUWACHS,
    amtsvorlage,
    aus,
    baue,
    gefuellt,
    mit_teilen,
    teile,
    zellen,
)

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet as Schreibblatt

    from app.services.dokument import Dokument


@pytest.fixture(scope="session")
def profil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("libreoffice")


@pytest.fixture
def amt(tmp_path: Path) -> Path:
    return amtsvorlage(tmp_path / "amt.xlsx")


# -- repeated rows -----------------------------------------------------------------------------------


def test_a_row_is_repeated_for_each_entry_with_format_and_height(beispiel: Dokument, tmp_path: Path) -> None:
    def fuelle(mappe: Workbook, blatt: Schreibblatt) -> None:
        blatt.set_row(1, 33, mappe.add_format({"italic": True}))
        blatt.write("A2", "{{massnahmen.leistung}}", mappe.add_format({"bold": True}))
        blatt.write("B2", "{{massnahmen.eintritte}}")
        blatt.write(
            "C2",
            "{{massnahmen.mittelansatz}}",
            mappe.add_format({"num_format": "0.00", "bg_color": "#FF0000"}),
        )
        blatt.write("D2", "Nr. {{massnahmen.nummer}}: {{massnahmen.funktion}} ({{massnahmen.team}})")
        blatt.write("E2", "fest")
        blatt.write("A3", "Ende")

    blatt, bericht = aus(beispiel, tmp_path, fuelle)
    zeilen = list(beispiel.blick.zeilen.values())
    assert bericht.neue_zeilen == ZUWACHS
    assert [blatt.cell(2 + i, 1).value for i in range(98)] == [z.leistung for z in zeilen]
    for i, zeile in enumerate(zeilen):
        mittel = blatt.cell(2 + i, 3)
        if zeile.finanzierung.zaehlt:
            assert cent(mittel.value) == zeile.mittelansatz_cent
        assert (mittel.number_format, mittel.fill.fgColor.rgb) == ("0.00", "FFFF0000")
        assert blatt.row_dimensions[2 + i].height == 33
        assert blatt.cell(2 + i, 5).value == "fest"
    assert blatt["B2"].number_format == "#,##0"
    assert blatt["C2"].value == "Einkauf erfolgte im Vorjahr"
    assert re.fullmatch(r"Nr\. 2: .+ \(QM-Team\)", blatt["D3"].value)
    assert blatt["A100"].value == "Ende"


def test_a_row_without_a_height_of_its_own_is_as_high_as_its_text_needs(
    beispiel: Dokument, tmp_path: Path
) -> None:
    def fuelle(mappe: Workbook, blatt: Schreibblatt) -> None:
        blatt.set_column("A:A", 20)
        blatt.write("A1", "{{massnahmen.funktion}}", mappe.add_format({"text_wrap": True}))
        blatt.write("B1", "{{massnahmen.funktion}}")

    blatt, _ = aus(beispiel, tmp_path, fuelle)
    funktionen = [z.funktion for z in beispiel.blick.zeilen.values()]
    laengste = funktionen.index(max(funktionen, key=len)) + 1
    leere = funktionen.index("") + 1 if "" in funktionen else None
    assert blatt.row_dimensions[laengste].height > 60
    assert leere is None or blatt.row_dimensions[leere].height is None


def test_states_stand_as_words_and_no_sum_counts_them(beispiel: Dokument, tmp_path: Path) -> None:
    blatt, _ = aus(
        beispiel,
        tmp_path,
        zellen(
            ("A1", "{{massnahmen.eintritte}}"), ("B1", "{{massnahmen.mittelansatz}}"), ("B2", "=SUM(B1:B1)")
        ),
    )
    worte = {z.value for z in [*blatt["A"], *blatt["B"]] if isinstance(z.value, str)} - {"=SUM(B1:B98)"}
    assert {w.split("\n")[0] for w in worte} >= {
        "Kalkulation VJ",
        "-",
        "Einkauf erfolgte im Vorjahr",
        "Auszahlung 2021",
        "zu Lasten SGB III",
        "fremdfinanziert",
    }
    assert oeffne(tmp_path / "klein-ergebnis.xlsx", werte=True).worksheets[0]["B99"].value == VERPLANT


def test_a_list_can_be_limited_by_number_or_name(beispiel: Dokument, tmp_path: Path) -> None:
    blatt, _ = aus(
        beispiel,
        tmp_path,
        zellen(
            ("A1", "{{massnahmen[1].leistung}}"),
            ("B1", "{{massnahmen[3].leistung}}"),
            ("A2", "{{massnahmen[Querschnittsaufgaben].eintritte}}"),
            ("A3", "{{produkte[VI].bezeichnung}}"),
        ),
    )
    spalten = [[z.value for z in spalte if z.value is not None] for spalte in blatt["A1:B39"]]
    del spalten
    erste = [blatt.cell(z, 1).value for z in range(1, 40)]
    zweite = [blatt.cell(z, 2).value for z in range(1, 40)]
    assert None not in erste
    assert zweite.index(None) == 29
    assert len([z for z in range(40, 56) if blatt.cell(z, 1).value is not None]) == 16
    assert blatt["A56"].value is not None


def test_the_other_lists(demo: Dokument, tmp_path: Path) -> None:
    blatt, _ = aus(
        demo,
        tmp_path,
        zellen(
            *(
                (f"{s}1", f"{{{{produkte.{f}}}}}")
                for s, f in zip("ABC", ("nummer", "bezeichnung", "eintritte"), strict=True)
            ),
            *(
                (f"{s}2", f"{{{{kategorien.{f}}}}}")
                for s, f in zip("ABC", ("nummer", "bezeichnung", "eintritte"), strict=True)
            ),
            *(
                (f"{s}3", f"{{{{handlungsfelder.{f}}}}}")
                for s, f in zip("ABC", ("titel", "mittelansatz", "eintritte"), strict=True)
            ),
            *(
                (f"{s}4", f"{{{{bindungen.{f}}}}}")
                for s, f in zip("ABC", ("jahr", "gebunden", "ve"), strict=True)
            ),
        ),
    )
    reihen = [[z.value for z in zeile] for zeile in blatt.iter_rows(max_col=3)]
    assert len(reihen) == 27 + 6 + 4 + len(demo.blick.bindungsjahre)
    assert reihen[0] == ["I", "MAbE im Wege der Vergabe", 3_684]
    assert sum(r[2] for r in reihen[27:33]) == 15_812
    assert sum(cent(r[1]) for r in reihen[33:37]) == demo.blick.kennzahlen.verplant_cent
    for reihe, jahr in zip(reihen[37:], demo.blick.bindungsjahre, strict=True):
        assert (reihe[0], cent(reihe[1])) == (jahr.jahr, jahr.vorbindung_cent + jahr.neu_gebunden_cent)
        assert (None if reihe[2] is None else cent(reihe[2])) == jahr.ve_cent


def test_every_field_of_every_list_has_a_value(demo: Dokument) -> None:
    for liste in LISTEN:
        saetze = list(liste.saetze(demo.blick))
        assert saetze, liste.name
        for satz in saetze:
            assert tuple(sorted(satz.werte)) == tuple(sorted(liste.felder))
    assert {KENNZAHLEN[name](demo.blick).art for name in KENNZAHLEN} == set(Art)


def test_all_that_hangs_below_the_row_moves_down(beispiel: Dokument, amt: Path) -> None:
    mappe = oeffne(gefuellt(beispiel, amt))
    blatt = mappe["Bericht"]
    assert {str(v) for v in blatt.merged_cells.ranges} == {"A1:C1", "A108:E108"}
    assert blatt["A108"].value == "Hinweis unter der Tabelle"
    assert {(str(d.sqref), d.type) for d in blatt.data_validations.dataValidation} == {
        ("E9:E106", "textLength"),
        ("B109", "list"),
    }
    assert [str(c.sqref) for c in blatt.conditional_formatting] == ["C9:C106"]
    assert blatt.auto_filter.ref == "A8:E106"
    assert blatt["A109"].hyperlink.location == "'Auswertung'!A1"
    assert [b.id for b in blatt.row_breaks.brk] == [107]
    assert blatt.print_area == "'Bericht'!$A$1:$E$127"
    assert blatt.print_title_rows == "$8:$8"
    assert mappe.defined_names["Alle_Eintritte"].attr_text == "Bericht!$B$9:$B$106"


def test_pictures_above_stay_and_charts_below_move_in_their_size(beispiel: Dokument, amt: Path) -> None:
    def anker(inhalt: bytes) -> list[tuple[int, int]]:
        text = inhalt.decode()
        reihen = [int(r) for r in re.findall(r"<xdr:row>(\d+)</xdr:row>", text)]
        return list(zip(reihen[::2], reihen[1::2], strict=True))

    alt, neu = (anker(teile(p)["xl/drawings/drawing1.xml"]) for p in (amt, gefuellt(beispiel, amt)))
    assert alt[0] == neu[0]
    assert [(a + ZUWACHS, b + ZUWACHS) for a, b in alt[1:]] == neu[1:]


def test_charts_show_all_copies_and_hold_their_values(beispiel: Dokument, amt: Path) -> None:
    text = teile(gefuellt(beispiel, amt))["xl/charts/chart1.xml"].decode()
    assert re.findall(r"<c:f>(.*?)</c:f>", text) == [
        "Bericht!$B$8",
        "Bericht!$A$9:$A$106",
        "Bericht!$B$9:$B$106",
    ]
    assert text.count('<c:ptCount val="98"/>') == 2
    assert "<c:v>Förderzentrum II</c:v>" in text
    assert "<c:v>425</c:v>" in text
    assert "{{" not in text


def test_formulas_go_along_with_the_rows(beispiel: Dokument, amt: Path) -> None:
    mappe = oeffne(gefuellt(beispiel, amt))
    bericht, auswertung = mappe["Bericht"], mappe["Auswertung"]
    assert [bericht[f"D{z}"].value for z in (9, 10, 106)] == ["=B9/B$107", "=B10/B$107", "=B106/B$107"]
    assert (bericht["B107"].value, bericht["C107"].value) == ("=SUM(B9:B106)", "=SUM(C9:C106)")
    assert (auswertung["B1"].value, auswertung["B2"].value) == ("=Bericht!B4", "=Bericht!C107")
    assert (auswertung["B12"].value, auswertung["B53"].value) == ("=SUM(B8:B11)", "=SUM(B14:B52)")


def test_formulas_stated_once_for_many_cells_are_written_out(beispiel: Dokument, tmp_path: Path) -> None:
    vorlage = baue(
        tmp_path / "v.xlsx",
        zellen(("A1", "{{massnahmen.eintritte}}"), ("B3", "=A1"), ("B4", "=A1"), ("C3", "=A1")),
    )
    blatt = teile(vorlage)["xl/worksheets/sheet1.xml"].decode()
    geteilt = blatt.replace('<c r="B3"><f>A1</f>', '<c r="B3"><f t="shared" ref="B3:C4" si="0">A2*2</f>')
    for zelle in ("B4", "C3"):
        geteilt = geteilt.replace(f'<c r="{zelle}"><f>A1</f>', f'<c r="{zelle}"><f t="shared" si="0"/>')
    assert geteilt.count("shared") == 3
    vorlage = mit_teilen(vorlage, tmp_path / "w.xlsx", {"xl/worksheets/sheet1.xml": geteilt.encode()})
    neu = oeffne(gefuellt(beispiel, vorlage)).worksheets[0]
    assert [neu[a].value for a in ("B100", "B101", "C100")] == ["=A99*2", "=A100*2", "=B99*2"]


def test_comments_move_with_their_cells(beispiel: Dokument, tmp_path: Path) -> None:
    def fuelle(_mappe: Workbook, blatt: Schreibblatt) -> None:
        blatt.write("A1", "{{massnahmen.leistung}}")
        blatt.write_comment("A1", "oben")
        blatt.write_comment("B3", "unten")

    blatt, _ = aus(beispiel, tmp_path, fuelle)
    assert (blatt["A1"].comment.text, blatt["B100"].comment.text) == ("oben", "unten")
    vml = teile(tmp_path / "klein-ergebnis.xlsx")["xl/drawings/vmlDrawing1.vml"].decode()
    assert re.findall(r"<x:Row>(\d+)</x:Row>", vml) == ["0", "99"]


def test_an_empty_row_at_the_very_end_of_the_sheet_is_no_obstacle(beispiel: Dokument, tmp_path: Path) -> None:
    vorlage = baue(
        tmp_path / "v.xlsx", zellen(("A1", "{{massnahmen.leistung}}"), ("B3", "=SUM(A2:A1048576)"))
    )
    blatt = teile(vorlage)["xl/worksheets/sheet1.xml"]
    blatt = blatt.replace(b"</sheetData>", b'<row r="1048576" ht="12.8"/></sheetData>')
    vorlage = mit_teilen(vorlage, tmp_path / "w.xlsx", {"xl/worksheets/sheet1.xml": blatt})
    neu = oeffne(gefuellt(beispiel, vorlage)).worksheets[0]
    assert (neu.max_row, neu["B100"].value) == (100, "=SUM(A99:A1048576)")


def test_a_formula_that_cannot_be_read_is_told(beispiel: Dokument, tmp_path: Path) -> None:
    _, bericht = aus(beispiel, tmp_path, zellen(("A1", "{{massnahmen.leistung}}"), ("B3", "=A1#")))
    assert bericht.hinweise == ("Die Formel in Bericht!B100 ist nicht lesbar; prüfen Sie ihre Bezüge.",)


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")
def test_sparklines_are_drawn_in_each_copy(beispiel: Dokument, tmp_path: Path) -> None:
    def fuelle(_mappe: Workbook, blatt: Schreibblatt) -> None:
        blatt.write("A2", "{{massnahmen[2].eintritte}}")
        blatt.add_sparkline("C2", {"range": "Bericht!A2:B2"})

    aus(beispiel, tmp_path, fuelle)
    text = teile(tmp_path / "klein-ergebnis.xlsx")["xl/worksheets/sheet1.xml"].decode()
    assert re.findall(r"<xm:f>(.*?)</xm:f><xm:sqref>(.*?)</xm:sqref>", text) == [
        (f"Bericht!A{z}:B{z}", f"C{z}") for z in range(2, 16)
    ]


def test_merged_cells_of_the_row_are_merged_in_each_copy(beispiel: Dokument, tmp_path: Path) -> None:
    def fuelle(_mappe: Workbook, blatt: Schreibblatt) -> None:
        blatt.merge_range("A1:B1", "{{massnahmen[2].leistung}}")
        blatt.merge_range("D1:D2", "hoch")

    blatt, _ = aus(beispiel, tmp_path, fuelle)
    assert {str(v) for v in blatt.merged_cells.ranges} == {f"A{z}:B{z}" for z in range(1, 15)} | {"D1:D15"}


# -- values of formulas ------------------------------------------------------------------------------


def test_simple_formulas_have_their_value_for_a_preview(beispiel: Dokument, amt: Path) -> None:
    werte = oeffne(gefuellt(beispiel, amt), werte=True)
    assert werte["Bericht"]["B6"].value == pytest.approx(-1_637.74)
    assert (werte["Bericht"]["B107"].value, werte["Bericht"]["C107"].value) == (15_812, VERPLANT)
    assert [werte["Auswertung"][f"B{z}"].value for z in (1, 2, 3)] == [NEUFALLBUDGET, VERPLANT, 6_011]
    assert werte["Auswertung"]["B5"].value == 2


def test_other_formulas_lose_a_value_that_is_wrong_now(beispiel: Dokument, tmp_path: Path) -> None:
    blatt, _ = aus(
        beispiel,
        tmp_path,
        zellen(
            ("A1", "{{Verplant}}"),
            ("A2", '=IF(A1>0,"ja","nein")'),
            ("A3", '=A2&"!"'),
            ("A4", '=INDIRECT("A1")'),
            ("A5", "=B1+1"),
        ),
    )
    assert blatt["A2"].value == '=IF(A1>0,"ja","nein")'
    werte = oeffne(tmp_path / "klein-ergebnis.xlsx", werte=True).worksheets[0]
    assert [werte[f"A{z}"].value for z in (2, 3, 4, 5)] == [None, None, None, 0]


def test_a_spreadsheet_calculates_all_when_it_opens_the_file(beispiel: Dokument, amt: Path) -> None:
    assert oeffne(gefuellt(beispiel, amt)).calculation.fullCalcOnLoad


def test_the_list_of_the_order_of_calculation_goes_with_all_that_names_it(
    beispiel: Dokument, amt: Path, tmp_path: Path
) -> None:
    alt = teile(amt)
    typ = b'<Override PartName="/xl/calcChain.xml" ContentType="application/x-calc"/></Types>'
    art = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    beziehung = b'<Relationship Id="rId99" Type="' + art + b'" Target="calcChain.xml"/></Relationships>'
    vorlage = mit_teilen(
        amt,
        tmp_path / "kette.xlsx",
        {
            "xl/calcChain.xml": b"<calcChain/>",
            "[Content_Types].xml": alt["[Content_Types].xml"].replace(b"</Types>", typ),
            "xl/_rels/workbook.xml.rels": alt["xl/_rels/workbook.xml.rels"].replace(
                b"</Relationships>", beziehung
            ),
        },
    )
    neu = teile(gefuellt(beispiel, vorlage))
    assert not [name for name, inhalt in neu.items() if "calcChain" in name or b"calcChain" in inhalt]
    assert b"fullCalcOnLoad" in neu["xl/workbook.xml"]


@braucht_libreoffice
def test_libreoffice_calculates_the_same_values(
    beispiel: Dokument, amt: Path, tmp_path: Path, profil: Path
) -> None:
    ziel = gefuellt(beispiel, amt)
    gemerkt = oeffne(ziel, werte=True)
    orte = [(b, a) for b, a in formelzellen(oeffne(ziel)) if gemerkt[b][a].value is not None]
    assert len(orte) > 90
    mit_nullen = mit_teilen(
        ziel,
        tmp_path / "ohne-werte.xlsx",
        {
            name: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>0</v>", inhalt)
            for name, inhalt in teile(ziel).items()
            if name.startswith("xl/worksheets/sheet")
        },
    )
    gerechnet = oeffne(konvertiere(mit_nullen, tmp_path / "gerechnet.xlsx", profil), werte=True)
    for blatt, adresse in orte:
        assert gerechnet[blatt][adresse].value == pytest.approx(gemerkt[blatt][adresse].value), (
            blatt,
            adresse,
        )


@braucht_libreoffice
def test_a_template_that_libreoffice_wrote_is_filled_too(
    beispiel: Dokument, amt: Path, tmp_path: Path, profil: Path
) -> None:
    vorlage = konvertiere(amt, tmp_path / "libre.xlsx", profil)
    ziel = gefuellt(beispiel, vorlage)
    blatt = oeffne(ziel, werte=True)["Bericht"]
    assert (blatt["B4"].value, blatt["B107"].value, blatt["C107"].value) == (NEUFALLBUDGET, 15_812, VERPLANT)
    assert blatt["A108"].value == "Hinweis unter der Tabelle"
