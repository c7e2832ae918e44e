"""A template as an office might bring it: letterhead, logo, chart, rules, merged cells, a second sheet."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import xlsxwriter
from PIL import Image, ImageDraw

from app.services.excel.vorlage import fuelle_vorlage
from tests.unit.excel_hilfe import oeffne

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet as Schreibblatt

    from app.services.dokument import Dokument
    from app.services.excel.vorlage import Vorlagenbericht

NEUFALLBUDGET = 35_085_957
VERPLANT = 35_087_594.74
ZUWACHS = 97
"""Rows that 98 measures add to the one of the template."""


def logo() -> io.BytesIO:
    """A picture for the letterhead."""
    bild = Image.new("RGB", (180, 60), "#0B4F8A")
    ImageDraw.Draw(bild).rectangle((8, 8, 52, 52), fill="#F0B323")
    puffer = io.BytesIO()
    bild.save(puffer, "png")
    puffer.seek(0)
    return puffer


def baue(pfad: Path, fuelle: Callable[[Workbook, Schreibblatt], None], blatt: str = "Bericht") -> Path:
    """A workbook of one sheet (more where ``fuelle`` adds them)."""
    mappe = xlsxwriter.Workbook(str(pfad), {"strings_to_formulas": False})
    fuelle(mappe, mappe.add_worksheet(blatt))
    mappe.close()
    return pfad


def amtsvorlage(pfad: Path) -> Path:
    """The whole thing: a report with its table of measures, a chart beside it, and an evaluation."""
    mappe = xlsxwriter.Workbook(str(pfad), {"strings_to_formulas": False})
    bericht = mappe.add_worksheet("Bericht")
    auswertung = mappe.add_worksheet("Auswertung")
    mappe.add_worksheet("Leitfaden").write_string("A1", "Bleibt, wie es ist.")
    _schreibe_kopf(mappe, bericht)
    _schreibe_tabelle(mappe, bericht)
    _schreibe_auswertung(mappe, auswertung)
    bericht.set_header(
        "&L&G&C&8{{Haushaltsjahr}} {{Planname}}&RStand {{Stand}}",
        {"image_left": "l.png", "image_data_left": logo()},
    )
    bericht.set_footer("&LSeite &P von &N&R{{Status}}")
    bericht.set_landscape()
    bericht.fit_to_pages(1, 0)
    bericht.print_area("A1:E30")
    bericht.repeat_rows(7)
    bericht.set_h_pagebreaks([10])
    mappe.define_name("Verplant", "=Bericht!$B$5")
    mappe.define_name("Alle_Eintritte", "=Bericht!$B$9")
    mappe.close()
    return pfad


def _schreibe_kopf(mappe: Workbook, blatt: Schreibblatt) -> None:
    titel = mappe.add_format({"bold": True, "font_size": 16, "font_name": "Georgia", "font_color": "#0B4F8A"})
    fett = mappe.add_format({"bold": True, "font_color": "#B00020"})
    euro = mappe.add_format({"num_format": "#,##0", "bg_color": "#FFF4CC", "bold": True})
    blatt.set_column("A:A", 42)
    blatt.set_column("B:D", 18)
    blatt.set_column("E:E", 40)
    blatt.set_row(0, 48)
    blatt.insert_image("E1", "logo.png", {"image_data": logo(), "x_offset": 60})
    blatt.merge_range("A1:C1", "Bericht {{Haushaltsjahr}}", titel)
    blatt.write_rich_string("A2", "Plan: ", fett, "{{Plan", "name}}", " vom {{Stand}}")
    blatt.write("A3", "Neufallbudget: {{Neufallbudget}} (Ausschöpfung {{Ausschoepfung}})")
    blatt.write("A4", "Neufallbudget")
    blatt.write("B4", "{{Neufallbudget}}", euro)
    blatt.write("A5", "verplant")
    blatt.write("B5", None, mappe.add_format({"bottom": 1}))
    blatt.write("A6", "Rest")
    blatt.write_formula("B6", "=B4-B5", euro)
    blatt.write("C4", "{{Neufallbudget}}")
    blatt.write("C5", "{{Stand}}")
    blatt.write("C6", "{{Eintritte_gesamt}}")
    blatt.write("D4", "{{Neufalbudget}}")


def _schreibe_tabelle(mappe: Workbook, blatt: Schreibblatt) -> None:
    kopf = mappe.add_format({"bold": True, "bg_color": "#0B4F8A", "font_color": "white", "border": 1})
    zelle = mappe.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    betrag = mappe.add_format({"border": 1, "num_format": '#,##0.00 "EUR"', "align": "right"})
    for spalte, text in enumerate(("Leistung", "Eintritte", "Mittelansatz", "Anteil", "Funktion")):
        blatt.write(7, spalte, text, kopf)
    blatt.write("A9", "{{massnahmen.leistung}}", zelle)
    blatt.write("B9", "{{massnahmen.eintritte}}", mappe.add_format({"border": 1, "num_format": "0"}))
    blatt.write("C9", "{{massnahmen.mittelansatz}}", betrag)
    blatt.write_formula("D9", "=B9/B$10", mappe.add_format({"border": 1, "num_format": "0.0%"}))
    blatt.write("E9", "{{massnahmen.funktion}} – {{massnahmen.team}}", zelle)
    blatt.write("A10", "Summe", kopf)
    blatt.write_formula("B10", "=SUM(B9:B9)", kopf)
    blatt.write_formula("C10", "=SUM(C9)", betrag)
    blatt.merge_range("A11:E11", "Hinweis unter der Tabelle", zelle)
    blatt.write_url("A12", "internal:'Auswertung'!A1", string="zur Auswertung")
    blatt.conditional_format(
        "C9:C9",
        {
            "type": "cell",
            "criteria": ">",
            "value": 1_000_000,
            "format": mappe.add_format({"bg_color": "#FFC7CE"}),
        },
    )
    blatt.data_validation("E9", {"validate": "length", "criteria": "<", "value": 500})
    blatt.data_validation("B12", {"validate": "list", "source": ["ja", "nein"]})
    blatt.autofilter("A8:E9")
    diagramm = mappe.add_chart({"type": "bar"})
    assert diagramm is not None
    diagramm.add_series(
        {"name": "=Bericht!$B$8", "categories": "=Bericht!$A$9:$A$9", "values": "=Bericht!$B$9:$B$9"}
    )
    diagramm.set_title({"name": "Eintritte {{Haushaltsjahr}}"})
    blatt.insert_chart("B14", diagramm)
    blatt.insert_textbox("A14", "Rest: {{Rest_Neufallbudget}} ({{Rest_Wort}})", {"width": 220, "height": 60})


def _schreibe_auswertung(mappe: Workbook, blatt: Schreibblatt) -> None:
    blatt.write("A1", "Neufallbudget")
    blatt.write_formula("B1", "=Bericht!B4")
    blatt.write("A2", "Summe der Tabelle")
    blatt.write_formula("B2", "=Bericht!C10")
    blatt.write("A3", "Höchste Zahl von Eintritten")
    blatt.write_formula("B3", "=MAX(Alle_Eintritte)")
    blatt.write("A4", "Rest")
    blatt.write_formula("B4", "=B1-B2")
    blatt.write_formula("B5", "=1+1", None, 2)
    blatt.write("A7", "Jahr")
    for spalte, text in enumerate(("{{bindungen.jahr}}", "{{bindungen.gebunden}}", "{{bindungen.ve}}")):
        blatt.write(7, spalte, text)
    blatt.write_formula("B9", "=SUM(B8:B8)")
    for spalte, text in enumerate(("{{massnahmen[1].leistung}}", "{{massnahmen[1].eintritte}}")):
        blatt.write(10, spalte, text)
    blatt.write_formula("B12", "=SUM(B11:B11)")


def teile(pfad: Path) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(pfad) as mappe:
        return {name: mappe.read(name) for name in mappe.namelist()}


def mit_teilen(quelle: Path, ziel: Path, neue: Mapping[str, bytes | None]) -> Path:
    """A copy of a workbook with some parts replaced, added, or (None) left out."""
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as mappe:
        for name, inhalt in {**teile(quelle), **neue}.items():
            if inhalt is not None:
                mappe.writestr(name, inhalt)
    return ziel


def gefuellt(dok: Dokument, vorlage: Path) -> Path:
    ziel = vorlage.with_name("ergebnis.xlsx")
    fuelle_vorlage(dok.blick, vorlage, ziel)
    return ziel


def aus(
    dok: Dokument, ordner: Path, fuelle: Callable[[Workbook, Schreibblatt], None]
) -> tuple[Worksheet, Vorlagenbericht]:
    """The first sheet of a small template after it was filled, and the report."""
    ziel = ordner / "klein-ergebnis.xlsx"
    bericht = fuelle_vorlage(dok.blick, baue(ordner / "klein.xlsx", fuelle), ziel)
    return oeffne(ziel).worksheets[0], bericht


def zellen(*inhalt: tuple[str, str]) -> Callable[[Workbook, Schreibblatt], None]:
    """A sheet with these cells; what begins with ``=`` is a formula."""

    def fuelle(_mappe: Workbook, blatt: Schreibblatt) -> None:
        for adresse, text in inhalt:
            (blatt.write_formula if text.startswith("=") else blatt.write_string)(adresse, text)

    return fuelle
