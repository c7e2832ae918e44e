"""What stands in a foreign workbook arrives whole, and as what it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from openpyxl.formula.translate import Translator
from openpyxl.utils.datetime import from_excel

from app.services.einfuhr.formeln import verschiebe
from app.services.einfuhr.lesen import lies_datei
from app.services.einfuhr.rohdaten import LEER, Rohzelle, Verbund, Zellart
from app.services.einfuhr.zellwerte import TAG_NULL, als_datum, als_dezimalzahl, ist_datumsformat
from app.services.excel import exportiere
from tests.unit import einfuhr_hilfe as h

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.dokument import Dokument


def test_the_programs_own_workbook_is_read_as_openpyxl_reads_it(beispiel: Dokument, tmp_path: Path) -> None:
    pfad = exportiere(beispiel.blick, tmp_path / "plan.xlsx")
    mappe = lies_datei(pfad)
    werte, formeln = (openpyxl.load_workbook(pfad, data_only=nur_werte) for nur_werte in (True, False))
    assert [b.name for b in mappe.blaetter] == werte.sheetnames
    verglichen = 0
    for blatt in mappe.blaetter:
        wert_blatt, formel_blatt = werte[blatt.name], formeln[blatt.name]
        assert len(blatt.zeilen) == max(
            (z.row for reihe in wert_blatt.iter_rows() for z in reihe if z.value is not None), default=0
        )
        for reihe in wert_blatt.iter_rows():
            for zelle in reihe:
                gelesen = blatt.zelle(zelle.row - 1, zelle.column - 1)
                assert gelesen.text == _wie_openpyxl(zelle.value), zelle.coordinate
                formel = formel_blatt[zelle.coordinate].value
                ist_formel = formel_blatt[zelle.coordinate].data_type == "f"
                assert gelesen.formel == (formel if ist_formel else None), zelle.coordinate
                verglichen += gelesen is not LEER
        assert {(v.erste_zeile, v.letzte_spalte) for v in blatt.verbunden} == {
            (r.min_row - 1, r.max_col - 1) for r in wert_blatt.merged_cells.ranges
        }
    assert verglichen > 800


def _wie_openpyxl(wert: object) -> str:
    if isinstance(wert, dt.datetime):
        return wert.date().isoformat()
    if isinstance(wert, bool):
        return str(int(wert))
    if isinstance(wert, (int, float)):
        return als_dezimalzahl(float(wert))
    return "" if wert is None else str(wert)


def test_each_kind_of_cell_keeps_its_meaning(tmp_path: Path) -> None:
    pfad = tmp_path / "arten.xlsx"
    with xlsxwriter.Workbook(pfad) as mappe:
        blatt = mappe.add_worksheet("Arten")
        datum = mappe.add_format({"num_format": "dd.mm.yyyy"})
        stunden = mappe.add_format({"num_format": '0.00 "Std."'})
        blatt.write_number("A1", 867929.42)
        blatt.write_number("B1", 1e22)
        blatt.write_number("C1", 0.00000123)
        blatt.write_datetime("A2", dt.date(2019, 11, 6), datum)
        blatt.write_datetime("B2", dt.datetime.fromisoformat("2019-11-06T14:02:11"), datum)
        blatt.write_number("C2", 7.5, stunden)
        blatt.write_boolean("A3", True)
        blatt.write_formula("B3", "=1/0", None, "#DIV/0!")
        blatt.write_formula("C3", "=A1*2", None, 1735858.84)
        blatt.write_string("A4", "=keine Formel")
        blatt.write_string("B4", "zwei\nZeilen _x0041_ \x01")
    assert lies_datei(pfad).blaetter[0].zeilen == (
        (h.zahl("867929.42"), h.zahl("1" + "0" * 22), h.zahl("0.00000123")),
        (
            Rohzelle(Zellart.DATUM, "2019-11-06"),
            Rohzelle(Zellart.DATUM, "2019-11-06T14:02:11"),
            h.zahl("7.5"),
        ),
        (
            Rohzelle(Zellart.WAHR, "1"),
            Rohzelle(Zellart.FEHLER, "#DIV/0!", "=1/0"),
            Rohzelle(Zellart.ZAHL, "1735858.84", "=A1*2"),
        ),
        # A character that no text can hold stays in its escaped form.
        (h.text("=keine Formel"), h.text("zwei\nZeilen _x0041_ _x0001_")),
    )


def test_a_formula_without_a_value_is_not_zero(tmp_path: Path) -> None:
    pfad = tmp_path / "ohne.xlsx"
    mappe = openpyxl.Workbook()  # writes no cached values
    mappe.active["A1"] = 1
    mappe.active["B1"] = "=A1+1"
    mappe.save(pfad)
    assert lies_datei(pfad).blaetter[0].zelle(0, 1) == Rohzelle(Zellart.NICHT_BERECHNET, "", "=A1+1")


def test_a_formula_whose_value_is_an_empty_text_was_calculated(tmp_path: Path) -> None:
    zellen = (
        '<c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>""</f><v></v></c><c r="C1" t="str"><f>""</f></c>'
    )
    blatt = lies_datei(h.mappe(tmp_path / "leer.xlsx", h.zeile(1, zellen))).blaetter[0]
    assert [z.art for z in blatt.zeilen[0]] == [Zellart.TEXT, *[Zellart.NICHT_BERECHNET] * 2]


def test_every_amount_with_two_decimals_survives_to_the_cent(tmp_path: Path) -> None:
    cent = [1, 10, 29, 1_637_74, 86_792_942, 3_509_876_543, 99_999_999_999, -86_792_942]
    pfad = tmp_path / "betraege.xlsx"
    with xlsxwriter.Workbook(pfad) as mappe:
        mappe.add_worksheet().write_column("A1", [c / 100 for c in cent])
    texte = [zeile[0].text for zeile in lies_datei(pfad).blaetter[0].zeilen]
    assert [round(float(t) * 100) for t in texte] == cent
    assert texte[4] == "867929.42"


def test_the_rest_of_a_shared_formula_is_shifted(tmp_path: Path) -> None:
    erste = '<c r="C1"><f t="shared" ref="C1:C2" si="0">A1*$B$1</f><v>2</v></c>'
    zweite = '<c r="C2"><f t="shared" si="0"/><v>4</v></c>'
    pfad = h.mappe(tmp_path / "geteilt.xlsx", h.zeile(1, erste) + h.zeile(2, zweite))
    blatt = lies_datei(pfad).blaetter[0]
    assert [blatt.zelle(z, 2).formel for z in (0, 1)] == ["=A1*$B$1", "=A2*$B$1"]


@pytest.mark.parametrize(
    "formel",
    [
        "SUM(A1:B2)+$A1+A$1+$A$1",
        "'HF 1'!C5*HF1!C5&\"A1\"",
        "SUM(A:A)+SUM($B:C)+SUM(3:4)",
        "LOG10(A1)+IF(ISNUMBER(B2),Name_1,1)",
        "SUMIF(Tabelle1!$A$2:$A$9,A7,Tabelle1!C$2:C$9)",
        "A1048570",
    ],
)
def test_formulas_are_shifted_as_openpyxl_shifts_them(formel: str) -> None:
    assert f"={verschiebe(formel, 3, 2)}" == Translator(f"={formel}", "A1").translate_formula("C4")


def test_a_shared_formula_that_leaves_the_sheet_says_so() -> None:
    assert verschiebe("A1+B2", -1, 0) == "#REF!+B1"


def test_days_are_those_of_openpyxl() -> None:
    for tag in (1, 2, 58, 59, 61, 62, 366, 43775, 43775.5, 2958465):
        erwartet = from_excel(tag)
        assert als_datum(tag, TAG_NULL) in {erwartet.isoformat(), erwartet.date().isoformat()}
    assert [als_datum(t, TAG_NULL) for t in (-1, 0, 0.5, 60, 2958466)] == [None] * 5  # no days at all


@pytest.mark.parametrize(
    ("code", "ist_tag"),
    [
        ("dd/mm/yyyy", True),
        ("mmm", True),
        ("[$-407]d. mmmm yyyy;@", True),
        ("yyyy\\-mm", True),
        ("General", False),
        ("Standard", False),
        ('0.00 "Stand"', False),
        ("[h]:mm", False),
        ("hh:mm", False),
        ("[Red]#,##0.00", False),
        ('#,##0.00\\ "EUR";[Red]\\-#,##0.00\\ "EUR"', False),
    ],
)
def test_a_number_format_shows_a_day_or_not(code: str, ist_tag: bool) -> None:
    assert ist_datumsformat(code) is ist_tag


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    teile = h.teile(h.blatt(h.zeile(1, h.zahlzelle("A1", "42313", 1))))
    alt = teile["xl/workbook.xml"]
    teile["xl/workbook.xml"] = alt.replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    pfad = h.packe(tmp_path / "mac.xlsx", teile)
    assert lies_datei(pfad).blaetter[0].zelle(0, 0).text == "2019-11-06"


def test_styles_decide_what_is_a_day(tmp_path: Path) -> None:
    zellen = [h.zahlzelle(f"{spalte}1", "43775", stil) for stil, spalte in enumerate("ABCDE")]
    pfad = h.mappe(tmp_path / "stile.xlsx", h.zeile(1, *zellen))
    arten = [zelle.art for zelle in lies_datei(pfad).blaetter[0].zeilen[0]]
    assert arten == [Zellart.ZAHL, Zellart.DATUM, Zellart.DATUM, Zellart.ZAHL, Zellart.DATUM]


def test_texts_come_in_runs_without_their_phonetic_reading(tmp_path: Path) -> None:
    laut = "<rPh><t>laut</t></rPh>"
    texte = (f"<si><r><t>Förder</t></r><r><t>fall</t></r>{laut}</si>", "<si><t/></si>")
    zellen = '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    inline = f'<c r="C1" t="inlineStr"><is><r><t>in</t></r><r><t> der Zelle</t></r>{laut}</is></c>'
    teile = h.teile(h.blatt(h.zeile(1, zellen, inline)), texte=texte)
    gelesen = lies_datei(h.packe(tmp_path / "t.xlsx", teile)).blaetter[0]
    assert gelesen.zeilen == ((h.text("Förderfall"), LEER, h.text("in der Zelle")),)


def test_merged_cells_and_hidden_sheets_are_told(tmp_path: Path) -> None:
    pfad = tmp_path / "v.xlsx"
    mappe = openpyxl.Workbook()
    mappe.active.title = "Offen"
    mappe.active["A1"] = "Überschrift"
    mappe.active.merge_cells("A1:C2")
    for name, zustand in (("Versteckt", "hidden"), ("Tief", "veryHidden")):
        blatt = mappe.create_sheet(name)
        blatt["A1"] = 1
        blatt.sheet_state = zustand
    mappe.save(pfad)
    blaetter = lies_datei(pfad).blaetter
    assert [(b.name, b.versteckt) for b in blaetter] == [
        ("Offen", False),
        ("Versteckt", True),
        ("Tief", True),
    ]
    assert blaetter[0].verbunden == (Verbund(0, 0, 1, 2),)
    assert [b.zeilen[0] for b in blaetter[1:]] == [(h.zahl("1"),)] * 2


def test_who_saved_last_and_when_is_told(tmp_path: Path) -> None:
    pfad = tmp_path / "wer.xlsx"
    mappe = openpyxl.Workbook()
    mappe.active["A1"] = 1
    mappe.properties.lastModifiedBy = "M. Muster"
    mappe.save(pfad)
    teile = h.entpacke(pfad)
    kern = teile["docProps/core.xml"]
    anfang = kern.index(b">", kern.index(b"<dcterms:modified")) + 1
    teile["docProps/core.xml"] = kern[:anfang] + b"2019-11-06T14:02:11Z" + kern[anfang + 20 :]
    gelesen = lies_datei(h.packe(pfad, teile))
    assert (gelesen.name, gelesen.geaendert_von, gelesen.geaendert_am) == (
        "wer.xlsx",
        "M. Muster",
        "2019-11-06T14:02:11",
    )


def test_a_false_dimension_loses_nothing(tmp_path: Path) -> None:
    zeilen = "".join(
        h.zeile(n, h.zahlzelle(f"A{n}", str(n)), h.zahlzelle(f"D{n}", "7")) for n in range(1, 51)
    )
    teile = h.teile(h.blatt(zeilen, davor='<dimension ref="A1:B2"/>'))
    gelesen = lies_datei(h.packe(tmp_path / "d.xlsx", teile)).blaetter[0]
    assert len(gelesen.zeilen) == 50
    assert gelesen.zelle(49, 3) == h.zahl("7")


def test_rows_and_cells_need_not_say_where_they_are(tmp_path: Path) -> None:
    zeilen = '<row><c><v>1</v></c><c><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c><c><v>4</v></c></row>'
    gelesen = lies_datei(h.mappe(tmp_path / "o.xlsx", zeilen)).blaetter[0]
    assert gelesen.zeilen == ((h.zahl("1"), h.zahl("2")), (), (LEER, h.zahl("3"), h.zahl("4")))


def test_strict_open_xml_is_read_like_the_usual_kind(tmp_path: Path) -> None:
    tag = '<c r="B1" t="d"><v>2019-11-06T00:00:00</v></c>'
    teile = h.teile(h.blatt(h.zeile(1, h.zahlzelle("A1", "1"), tag)))
    streng = {
        name: inhalt.replace(h.TABELLE.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            h.BEZIEHUNG.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, inhalt in teile.items()
    }
    gelesen = lies_datei(h.packe(tmp_path / "s.xlsx", streng)).blaetter[0]
    assert gelesen.zeilen == ((h.zahl("1"), Rohzelle(Zellart.DATUM, "2019-11-06")),)


def test_macros_and_links_are_left_out_and_told(tmp_path: Path) -> None:
    weiteres = {"xl__vbaProject.bin": "x", "xl__externalLinks__externalLink1.xml": "<kaputt"}
    hinweise = lies_datei(h.mappe(tmp_path / "m.xlsm", h.EINE_ZELLE, **weiteres)).hinweise
    assert len(hinweise) == 2
    assert "Makros; sie wurden weder gelesen noch ausgeführt" in hinweise[0]
    assert "verweist auf andere Dateien; diese wurden nicht geöffnet" in hinweise[1]


def test_a_sheet_of_a_chart_is_passed_over_and_told(tmp_path: Path) -> None:
    pfad = tmp_path / "d.xlsx"
    with xlsxwriter.Workbook(pfad) as mappe:
        mappe.add_worksheet("Zahlen").write_number("A1", 1)
        diagramm = mappe.add_chart({"type": "column"})
        diagramm.add_series({"values": "=Zahlen!$A$1:$A$1"})
        mappe.add_chartsheet("Bild").set_chart(diagramm)
    gelesen = lies_datei(pfad)
    assert [b.name for b in gelesen.blaetter] == ["Zahlen"]
    assert "„Bild“" in gelesen.hinweise[0]


def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    gelesen = lies_datei(h.mappe(tmp_path / "liste.csv", h.EINE_ZELLE))
    assert gelesen.blaetter[0].zeilen == ((h.zahl("1"),),)
    assert gelesen.hinweise == (
        "Die Datei endet auf „.csv“, ist aber eine Excel-Mappe und wurde als solche gelesen.",
    )
    (tmp_path / "text.xlsx").write_text("a;b\n1;2\n", encoding="utf-8")
    assert lies_datei(tmp_path / "text.xlsx").blaetter[0].zeilen[1] == (h.text("1"), h.text("2"))
