"""An office's own template: filled where it asks for something, and otherwise as it was, byte for byte."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from app.services.datum import heute
from app.services.excel.blatt import Mappe
from app.services.excel.export import lege_aus
from app.services.excel.vorlage import fuelle_vorlage
from app.services.excel.vorlage.laeufe import zelltext
from tests.unit.excel_hilfe import (
    cent,
    oeffne,
)
from tests.unit.vorlagen_hilfe import (
    NEUFALLBUDGET,
    VERPLANT,
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

STAND = dt.date(2019, 11, 6)


@pytest.fixture
def amt(tmp_path: Path) -> Path:
    return amtsvorlage(tmp_path / "amt.xlsx")


# -- what stays --------------------------------------------------------------------------------------


def test_parts_that_nothing_was_asked_of_stay_byte_for_byte(beispiel: Dokument, amt: Path) -> None:
    alt, neu = teile(amt), teile(gefuellt(beispiel, amt))
    assert {name for name in alt if alt[name] != neu.get(name)} == {
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/drawings/drawing1.xml",
        "xl/charts/chart1.xml",
        "xl/styles.xml",
    }
    assert list(neu) == list(alt)
    assert alt["xl/media/image1.png"].startswith(b"\x89PNG")


def test_a_template_with_text_only_keeps_all_but_its_sheet(beispiel: Dokument, tmp_path: Path) -> None:
    vorlage = baue(tmp_path / "v.xlsx", zellen(("A1", "Plan {{Haushaltsjahr}}"), ("A2", "=1+1")))
    alt, neu = teile(vorlage), teile(gefuellt(beispiel, vorlage))
    assert [name for name in alt if alt[name] != neu[name]] == ["xl/worksheets/sheet1.xml"]


def test_the_template_itself_is_only_read(beispiel: Dokument, amt: Path) -> None:
    vorher = amt.read_bytes()
    gefuellt(beispiel, amt)
    assert amt.read_bytes() == vorher


def test_prefixes_that_no_element_uses_and_unknown_elements_survive(
    beispiel: Dokument, tmp_path: Path
) -> None:
    vorlage = baue(tmp_path / "v.xlsx", zellen(("A1", "{{Verplant}}")))
    blatt = teile(vorlage)["xl/worksheets/sheet1.xml"].decode()
    fremd = (
        '<worksheet xmlns:mc="urn:mc" mc:Ignorable="x14ac xr" xmlns:x14ac="urn:a" xmlns:xr="urn:b" '
        'xr:uid="{1}" '
    )
    blatt = blatt.replace("<worksheet ", fremd, 1).replace(
        "</worksheet>",
        '<!-- eigen --><extLst><ext uri="{2}"><a:b xmlns:a="urn:c" c="1&#10;2">x &amp; y</a:b></ext></extLst>'
        "</worksheet>",
    )
    vorlage = mit_teilen(vorlage, tmp_path / "w.xlsx", {"xl/worksheets/sheet1.xml": blatt.encode()})
    neu = teile(gefuellt(beispiel, vorlage))["xl/worksheets/sheet1.xml"].decode()
    assert fremd in neu
    assert neu.endswith(blatt[blatt.index("<!-- eigen") :])


def test_openpyxl_loads_the_result_without_a_warning(beispiel: Dokument, amt: Path) -> None:
    mappe = openpyxl.load_workbook(gefuellt(beispiel, amt))
    assert mappe.sheetnames == ["Bericht", "Auswertung", "Leitfaden"]
    assert mappe["Bericht"].dimensions == "A1:E109"


# -- figures -----------------------------------------------------------------------------------------


def test_a_placeholder_alone_in_its_cell_becomes_a_number_in_the_cells_format(
    beispiel: Dokument, amt: Path
) -> None:
    blatt = oeffne(gefuellt(beispiel, amt))["Bericht"]
    assert (blatt["B4"].value, blatt["B4"].number_format) == (NEUFALLBUDGET, "#,##0")
    assert blatt["B4"].font.b
    assert blatt["B4"].fill.fgColor.rgb == "FFFFF4CC"


def test_a_cell_of_the_format_standard_gets_a_fitting_one(beispiel: Dokument, amt: Path) -> None:
    blatt = oeffne(gefuellt(beispiel, amt))["Bericht"]
    assert (blatt["C4"].value, blatt["C4"].number_format) == (NEUFALLBUDGET, '#,##0.00 "€"')
    assert (blatt["C5"].value.date(), blatt["C5"].number_format) == (STAND, "dd.mm.yyyy")
    assert (blatt["C6"].value, blatt["C6"].number_format) == (15_812, "#,##0")


def test_every_figure_of_the_programs_own_workbook_can_be_asked_for(demo: Dokument, tmp_path: Path) -> None:
    bau = lege_aus(demo.blick)
    mappe = Mappe(io.BytesIO(), "Probe")
    for tabelle in bau.tabellen:
        tabelle.schreibe(mappe.blatt(tabelle.blattname), bau)
    assert {"Verplant", "Freirechnungen", "Eintritte_Abb6"} < bau.zahlen.keys()
    fragen = [(f"A{i}", f"{{{{{name}}}}}") for i, name in enumerate(bau.zahlen, 1)]
    blatt, bericht = aus(demo, tmp_path, zellen(*fragen))
    assert bericht.nicht_erkannt == ()
    for (adresse, frage), zahl in zip(fragen, bau.zahlen.values(), strict=True):
        ist_betrag = "0.00" in blatt[adresse].number_format  # hundredths of a VZÄ too
        wert = blatt[adresse].value or 0
        assert (cent(wert) if ist_betrag else wert) == zahl.wert, frage


def test_words_dates_shares_and_years(beispiel: Dokument, tmp_path: Path) -> None:
    blatt, _ = aus(
        beispiel,
        tmp_path,
        zellen(
            ("A1", "{{ planname }}"),
            ("A2", "{{Haushaltsjahr}}"),
            ("A3", "{{Ausschöpfung}}"),
            ("A4", "{{Erstellt}}"),
            ("A5", "{{Rest_Wort}}"),
            ("A6", "{{Status}}, {{Stand}}: {{Rest-Neufallbudget}}; {{Eintritte gesamt}} Eintritte"),
        ),
    )
    assert blatt["A1"].value == "AMIP 2020 jobcenter Duisburg"
    assert (blatt["A2"].value, blatt["A2"].number_format) == (2020, "General")
    assert (blatt["A3"].value, blatt["A3"].number_format) == (1, "0.0%")
    assert blatt["A4"].value.date() == heute()
    assert blatt["A5"].value == "überplant"
    assert blatt["A6"].value == "Entwurf, 06.11.2019: −1.637,74\u00a0€; 15.812 Eintritte"


def test_a_figure_that_nobody_entered_leaves_the_cell_empty(leer: Dokument, tmp_path: Path) -> None:
    blatt, bericht = aus(
        leer, tmp_path, zellen(("A1", "{{Kfa}}"), ("A2", "{{Ausschoepfung}}"), ("A3", "{{massnahmen.team}}"))
    )
    assert [blatt[a].value for a in ("A1", "A2", "A3")] == [None, None, None]
    assert len(bericht.gefuellt) == 3


def test_dates_of_a_workbook_that_counts_from_1904(beispiel: Dokument, tmp_path: Path) -> None:
    vorlage = baue(tmp_path / "v.xlsx", zellen(("A1", "{{Stand}}")))
    mappe = teile(vorlage)["xl/workbook.xml"].replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    vorlage = mit_teilen(vorlage, tmp_path / "w.xlsx", {"xl/workbook.xml": mappe})
    assert oeffne(gefuellt(beispiel, vorlage)).worksheets[0]["A1"].value.date() == STAND


def test_text_that_begins_like_a_formula_or_looks_like_xml_stays_text(
    beispiel: Dokument, tmp_path: Path
) -> None:
    name = '=SUMME(1) <b> & „"x"“ '
    with beispiel.vorgang("probe", "umbenennen") as tat:
        from app.models.plan import Plan

        tat.session.get_one(Plan, beispiel.blick.plan_id).bezeichnung = name
    blatt, _ = aus(
        beispiel, tmp_path, zellen(("A1", "{{Planname}}"), ("A2", "{{Planname}} {{Haushaltsjahr}}"))
    )
    assert (blatt["A1"].value, blatt["A1"].data_type) == (name, "s")
    assert blatt["A2"].value == f"{name} 2020"


def test_characters_that_xml_or_excel_read_as_something_else() -> None:
    assert zelltext("Kennung _x0041_\x07, _x1_") == "Kennung _x005F_x0041_, _x1_"


def test_runs_of_different_looks_keep_them(beispiel: Dokument, amt: Path) -> None:
    mappe = openpyxl.load_workbook(gefuellt(beispiel, amt), rich_text=True)
    laeufe = list(mappe["Bericht"]["A2"].value)
    assert [str(lauf) for lauf in laeufe] == ["Plan: ", "AMIP 2020 jobcenter Duisburg", " vom 06.11.2019"]
    assert laeufe[1].font.b
    assert laeufe[1].font.color.rgb == "FFB00020"


def test_headers_footers_shapes_and_chart_titles_are_filled(beispiel: Dokument, amt: Path) -> None:
    neu = teile(gefuellt(beispiel, amt))
    blatt, form, diagramm = (
        neu[f"xl/{name}.xml"].decode() for name in ("worksheets/sheet1", "drawings/drawing1", "charts/chart1")
    )
    # "&8" is the size of the font: the year must not become a part of it
    assert "&amp;C&amp;8 2020 AMIP 2020 jobcenter Duisburg&amp;RStand 06.11.2019" in blatt
    assert "&amp;REntwurf" in blatt
    assert "Rest: −1.637,74\u00a0€ (überplant)" in form
    assert "Eintritte 2020" in diagramm


def test_a_header_longer_than_excel_allows_stays_as_it_was(beispiel: Dokument, tmp_path: Path) -> None:
    def fuelle(_mappe: Workbook, blatt: Schreibblatt) -> None:
        blatt.write("A1", "{{Verplant}}")
        blatt.set_header("&L" + "x" * 230 + "{{Planname}}")

    blatt, bericht = aus(beispiel, tmp_path, fuelle)
    assert str(blatt.oddHeader.left.text).endswith("{{Planname}}")
    assert "255 Zeichen" in bericht.hinweise[0]


def test_named_cells_are_filled_also_where_there_was_no_cell(beispiel: Dokument, tmp_path: Path) -> None:
    def fuelle(mappe: Workbook, blatt: Schreibblatt) -> None:
        blatt.write("A1", "x")
        blatt.write_formula("C9", "=1+1", None, 2)
        blatt.merge_range("E2:F3", "")
        for name, ort in (
            ("Neufallbudget", "$B$7"),
            ("verplant", "$A$2"),
            ("Rest_Neufallbudget", "$C$9"),
            ("Globalbudget", "$E$2:$F$3"),
            ("Vorbindungen", "$A$20:$A$22"),
        ):
            mappe.define_name(name, f"=Bericht!{ort}")

    blatt, bericht = aus(beispiel, tmp_path, fuelle)
    assert (blatt["B7"].value, blatt["A2"].value, blatt["E2"].value) == (NEUFALLBUDGET, VERPLANT, 132_120_178)
    assert blatt["C9"].value == "=1+1"
    assert blatt["A20"].value is None
    assert bericht.gefuellt == (
        "Globalbudget in Bericht!E2",
        "Neufallbudget in Bericht!B7",
        "verplant in Bericht!A2",
    )
    assert "Rest_Neufallbudget (Bericht!C9) enthält eine Formel" in bericht.hinweise[0]


def test_the_programs_own_workbook_can_be_a_template(beispiel: Dokument, tmp_path: Path) -> None:
    from app.services.excel import exportiere

    vorlage = exportiere(beispiel.blick, tmp_path / "eigene.xlsx")
    ziel = gefuellt(beispiel, vorlage)
    assert oeffne(ziel, werte=True)["Abb. 1"]["C4"].value == 68_899_598


def test_a_format_made_for_a_figure_drops_the_mark_of_text(beispiel: Dokument, tmp_path: Path) -> None:
    """Whoever types '{{…}} with an apostrophe marks the cell as text; a figure is none."""
    vorlage = baue(tmp_path / "v.xlsx", zellen(("A1", "{{Verplant}}")))
    stile = teile(vorlage)["xl/styles.xml"]
    alt = stile[stile.index(b"<cellXfs") : stile.index(b"</cellXfs>")]
    stile = stile.replace(alt, alt.replace(b"<xf ", b'<xf quotePrefix="1" '))
    ziel = gefuellt(beispiel, mit_teilen(vorlage, tmp_path / "w.xlsx", {"xl/styles.xml": stile}))
    zelle = oeffne(ziel).worksheets[0]["A1"]
    assert (zelle.number_format, zelle.quotePrefix) == ('#,##0.00 "€"', False)


# -- what is not recognised --------------------------------------------------------------------------


def test_what_is_not_recognised_stays_and_is_told_with_its_place(beispiel: Dokument, amt: Path) -> None:
    bericht = fuelle_vorlage(beispiel.blick, amt, amt.with_name("z.xlsx"))
    assert bericht.nicht_erkannt == ("{{Neufalbudget}} in Bericht!D4 (gemeint vielleicht {{Neufallbudget}})",)
    assert bericht.zahlen == "27 Platzhalter gefüllt, 1 nicht erkannt"
    assert bericht.worte.startswith("Nicht erkannt: {{Neufalbudget}} in Bericht!D4 (gemeint")
    assert oeffne(bericht.ziel)["Bericht"]["D4"].value == "{{Neufalbudget}}"


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        ("{{massnahmen[2].leistng}}", "gemeint vielleicht {{massnahmen.leistung}}"),
        ("{{massnahmen.x}}", "Felder von massnahmen: nummer, leistung"),
        ("{{massnahmen[9].leistung}}", "„9“ gibt es in diesem Plan nicht"),
        ("{{masnahmen.leistung}}", "gemeint vielleicht {{massnahmen.leistung}}"),
        ("{{ }}", "A1"),
        ('="{{Verplant}}"', "in Formeln wird nicht gefüllt"),
    ],
)
def test_why_something_is_not_recognised(beispiel: Dokument, tmp_path: Path, text: str, grund: str) -> None:
    _, bericht = aus(beispiel, tmp_path, zellen(("A1", text), ("B1", "{{Verplant}}")))
    (satz,) = bericht.nicht_erkannt
    assert grund in satz
    assert bericht.gefuellt == ("{{Verplant}} in Bericht!B1",)


def test_the_head_of_an_excel_table_is_left_alone(beispiel: Dokument, tmp_path: Path) -> None:
    """Excel keeps its words twice, and calls a file damaged where they differ."""

    def fuelle(_mappe: Workbook, blatt: Schreibblatt) -> None:
        blatt.write("A3", "{{massnahmen.leistung}}")
        blatt.write("B3", "{{massnahmen.eintritte}}")
        blatt.add_table(
            "A2:B3", {"columns": [{"header": "Leistung {{Haushaltsjahr}}"}, {"header": "Eintritte"}]}
        )

    blatt, bericht = aus(beispiel, tmp_path, fuelle)
    assert blatt["A2"].value == "Leistung {{Haushaltsjahr}}"
    assert "Kopfzeile einer Excel-Tabelle" in bericht.nicht_erkannt[0]
    assert [t.ref for t in blatt.tables.values()] == ["A2:B100"]
    assert [t.autoFilter.ref for t in blatt.tables.values()] == ["A2:B100"]


def test_invented_data_are_told_where_the_template_has_no_name_of_the_plan(
    demo: Dokument, tmp_path: Path
) -> None:
    assert "erfunden" in aus(demo, tmp_path, zellen(("A1", "{{Verplant}}")))[1].hinweise[0]
    assert aus(demo, tmp_path, zellen(("A1", "{{Planname}}")))[1].hinweise == ()


# -- .xltx -------------------------------------------------------------------------------------------


def test_a_template_file_becomes_a_workbook(beispiel: Dokument, amt: Path, tmp_path: Path) -> None:
    typen = teile(amt)["[Content_Types].xml"].replace(b"sheet.main+xml", b"template.main+xml")
    vorlage = mit_teilen(amt, tmp_path / "amt.xltx", {"[Content_Types].xml": typen})
    neu = teile(gefuellt(beispiel, vorlage))
    assert neu["[Content_Types].xml"].count(b"spreadsheetml.sheet.main+xml") == 1
    assert b"template" not in neu["[Content_Types].xml"]
    assert oeffne(tmp_path / "ergebnis.xlsx")["Bericht"]["B4"].value == NEUFALLBUDGET


def test_progress_is_told_and_can_cancel(beispiel: Dokument, amt: Path) -> None:
    gemeldet: list[float] = []
    ziel = amt.with_name("z.xlsx")
    fuelle_vorlage(beispiel.blick, amt, ziel, fortschritt=lambda _text, anteil: gemeldet.append(anteil))
    assert gemeldet == sorted(gemeldet)
    assert gemeldet[-1] == 1
    ziel.unlink()

    def brich_ab(_text: str, anteil: float) -> None:
        if anteil > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fuelle_vorlage(beispiel.blick, amt, ziel, fortschritt=brich_ab)
    assert not ziel.exists()
