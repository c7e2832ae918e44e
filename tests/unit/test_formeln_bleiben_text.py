"""What goes out carries no formula that came in as text: whatever field it was typed into."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

import pytest
import xlsxwriter

from app.models.plan import Plan
from app.services.excel import exportiere, exportiere_huel
from app.services.excel.vorlage import fuelle_vorlage
from app.services.excel.vorlage.angebot import KENNZAHLEN, LISTEN
from tests.unit.excel_hilfe import braucht_libreoffice, konvertiere
from tests.unit.formel_hilfe import (
    KOPFPROBE,
    PROBEN,
    giftige_formeln,
    gifttexte,
    kopfzeilen,
    planklassen,
    textspalten,
    vergifte,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xlsxwriter.chart import Chart

    from app.services.dokument import Dokument


@pytest.fixture
def giftig(demo: Dokument) -> Iterator[Dokument]:
    """The demo plan, its texts filled with all samples in turn."""
    dok, _ = vergifte(demo, PROBEN)
    yield dok
    dok.datei.schliesse()


def vorlage(pfad: Path) -> Path:
    """A template that asks for all there is: one cell for each figure, one row for each list."""
    mappe = xlsxwriter.Workbook(str(pfad), {"strings_to_formulas": False})
    blatt = mappe.add_worksheet("Alles")
    for zeile, name in enumerate(KENNZAHLEN):
        blatt.write_string(zeile, 0, f"{{{{{name}}}}}")
        blatt.write_string(zeile, 1, f"Text mit {{{{{name}}}}}")
    for liste in LISTEN:
        blatt = mappe.add_worksheet(liste.name[:31])
        for spalte, feld in enumerate(liste.felder):
            blatt.write_string(0, spalte, f"{{{{{liste.name}.{feld}}}}}")
    blatt.set_header("&L{{Planname}}&R{{Status}}")
    bild = cast("Chart", mappe.add_chart({"type": "column"}))
    bild.add_series({"values": "=Alles!$A$1:$A$3", "name": "{{Planname}}"})
    bild.set_title({"name": "{{Planname}}"})
    blatt.insert_chart("D3", bild)
    mappe.close()
    return pfad


def test_every_text_field_of_every_table_is_tried(demo: Dokument) -> None:
    dok, gefuellt = vergifte(demo, PROBEN)
    dok.datei.schliesse()
    alle = {f"{klasse.__tablename__}.{spalte}" for klasse in planklassen() for spalte in textspalten(klasse)}
    assert len(alle) > 50
    assert alle - gefuellt == set(), "the demo plan has no row of these"


@pytest.mark.parametrize("probe", PROBEN)
def test_no_text_becomes_a_formula_in_workbook_huel_or_template(
    demo: Dokument, tmp_path: Path, probe: str
) -> None:
    dok, _ = vergifte(demo, [probe])
    mappe, huel, amt = (tmp_path / f"{name}.xlsx" for name in ("mappe", "huel", "amt"))
    exportiere(dok.blick, mappe)
    exportiere_huel(dok.blick, huel)
    fuelle_vorlage(dok.blick, vorlage(tmp_path / "vorlage.xlsx"), amt)
    dok.datei.schliesse()
    for datei, mindestens in ((mappe, 200), (huel, 50), (amt, 200)):
        assert giftige_formeln(datei) == []
        assert len(gifttexte(datei)) > mindestens


def test_a_formula_among_the_texts_would_be_found_out(tmp_path: Path) -> None:
    mappe = xlsxwriter.Workbook(str(tmp_path / "schlecht.xlsx"))
    blatt = mappe.add_worksheet("Blatt")
    for zeile, probe in enumerate(PROBEN):
        blatt.write(zeile, 0, probe)
    bild = cast("Chart", mappe.add_chart({"type": "column"}))
    bild.add_series({"values": "=Blatt!$A$1:$A$3", "name": "=Blatt!$A$7701"})
    blatt.insert_chart("D1", bild)
    mappe.close()
    gefunden = giftige_formeln(tmp_path / "schlecht.xlsx")
    teile = Counter(wo.split(":")[0] for wo in gefunden)
    assert teile == {"xl/worksheets/sheet1.xml": 4, "xl/charts/chart1.xml": 1}


@braucht_libreoffice
def test_saved_anew_by_libreoffice_every_text_is_still_the_same_text(
    giftig: Dokument, tmp_path: Path
) -> None:
    fuelle_vorlage(giftig.blick, vorlage(tmp_path / "vorlage.xlsx"), tmp_path / "amt.xlsx")
    exportiere(giftig.blick, tmp_path / "mappe.xlsx")
    for name in ("mappe", "amt"):
        vorher = tmp_path / f"{name}.xlsx"
        nachher = konvertiere(vorher, tmp_path / f"{name}-neu.xlsx", tmp_path / "profil")
        assert giftige_formeln(nachher) == []
        assert gifttexte(nachher) == gifttexte(vorher)


def test_a_plans_name_is_no_code_in_headers_and_footers(demo: Dokument, tmp_path: Path) -> None:
    with demo.vorgang("probe", "Name") as tat:
        tat.session.get_one(Plan, demo.blick.plan_id).bezeichnung = KOPFPROBE
        tat.session.flush()
    exportiere(demo.blick, tmp_path / "mappe.xlsx")
    fuelle_vorlage(demo.blick, vorlage(tmp_path / "vorlage.xlsx"), tmp_path / "amt.xlsx")
    for name in ("mappe", "amt"):
        mit_namen = [kopf for kopf in kopfzeilen(tmp_path / f"{name}.xlsx") if "7701" in kopf]
        assert mit_namen
        for kopf in mit_namen:
            assert KOPFPROBE.replace("&", "&&") in kopf
