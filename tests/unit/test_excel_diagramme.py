"""The workbook's native charts: they point to the right cells, whose figures draw the right picture."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from app.services.beispiel import lege_beispiel_an
from app.services.excel.bezug import Bereich
from app.services.excel.diagramm import BLAU, GRUEN, ORANGE, Diagramm, Diagrammart
from app.services.excel.wasserfall import Formelbild, Spalten, Stufe
from app.services.plaene import lege_leer_an
from tests.unit.excel_hilfe import exportiert, oeffne

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from openpyxl import Workbook

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def pfad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ordner = tmp_path_factory.mktemp("diagramme")
    dokument = lege_beispiel_an(ordner / "plan.amip", "duisburg-2020", wer="Test")
    ziel = exportiert(dokument, ordner)
    dokument.datei.schliesse()
    return ziel


@pytest.fixture(scope="module")
def werte(pfad: Path) -> Workbook:
    return oeffne(pfad, werte=True)


def teile(pfad: Path, muster: str) -> list[Element]:
    with zipfile.ZipFile(pfad) as paket:
        namen = sorted(n for n in paket.namelist() if re.fullmatch(muster, n))
        return [ElementTree.fromstring(paket.read(name)) for name in namen]


def bezuege(diagramm: Element, art: str) -> list[str]:
    """The references of all series: ``cat`` or ``val``."""
    return [f.text or "" for f in diagramm.iterfind(f".//{_C}ser/{_C}{art}//{_C}f")]


def diagramm_von(pfad: Path, blatt: str) -> Element:
    alle = teile(pfad, r"xl/charts/chart\d+\.xml")
    return next(d for d in alle if bezuege(d, "val")[0].startswith(f"'{blatt}'"))


def inhalt(werte: Workbook, bezug: str) -> list[Any]:
    blatt, zellen = bezug.rsplit("!", 1)
    return [z[0].value for z in werte[blatt.strip("'")][zellen.replace("$", "")]]


def test_each_picture_of_the_programme_has_a_chart(pfad: Path) -> None:
    alle = teile(pfad, r"xl/charts/chart\d+\.xml")
    blaetter = [bezuege(d, "val")[0].split("!")[0] for d in alle]
    assert blaetter == ["'Abb. 1'", "'Abb. 2'", "'Abb. 3'", "'Abb. 7'", "'Bindungen'"]


def test_abb_1_is_a_circle_of_the_two_parts(pfad: Path, werte: Workbook) -> None:
    diagramm = diagramm_von(pfad, "Abb. 1")
    assert diagramm.find(f".//{_C}pieChart") is not None
    assert bezuege(diagramm, "val") == ["'Abb. 1'!$C$4:$C$5"]
    assert inhalt(werte, bezuege(diagramm, "cat")[0]) == [
        "Eingliederungsmittel\n68.899.598\u00a0€\n52,1\u00a0%",
        "Verwaltungsmittel (Bund)\n63.220.580\u00a0€\n47,9\u00a0%",
    ]


@pytest.mark.parametrize(
    ("blatt", "erwartet"),
    [
        (
            "Abb. 2",
            [
                [0, 67_333_554, 34_685_957, 34_685_957, 0],
                [68_899_598, 0, 0, 0, 35_085_957],
                [0, 1_566_044, 32_647_597, 0, 0],
                [0, 0, 0, 400_000, 0],
                [0, 0, 0, 0, 0],
            ],
        ),
        (
            "Abb. 3",
            [
                [0, 63_220_580, 74_670_103, 75_273_580, 0],
                [63_220_580, 0, 0, 0, 76_839_624],
                [0, 0, 0, 0, 0],
                [0, 11_449_523, 603_477, 1_566_044, 0],
                [0, 0, 0, 0, 0],
            ],
        ),
    ],
)
def test_a_waterfall_stands_on_a_base_that_nobody_sees(
    pfad: Path, werte: Workbook, blatt: str, erwartet: list[list[int]]
) -> None:
    diagramm = diagramm_von(pfad, blatt)
    assert diagramm.find(f".//{_C}grouping").attrib["val"] == "stacked"  # type: ignore[union-attr]  # it is there, or the test fails
    assert [inhalt(werte, b) for b in bezuege(diagramm, "val")] == erwartet
    sockel = diagramm.find(f".//{_C}ser/{_C}spPr")
    assert sockel is not None
    assert sockel.find(f"{_A}noFill") is not None


def test_the_names_under_the_columns_bear_sign_and_amount(pfad: Path, werte: Workbook) -> None:
    namen = inhalt(werte, bezuege(diagramm_von(pfad, "Abb. 2"), "cat")[0])
    assert namen[0] == "Eingliederungsmittel\n68.899.598\u00a0€"
    assert namen[1].endswith("\n− 1.566.044\u00a0€")
    assert namen[-1] == "Neufallbudget\n= 35.085.957\u00a0€"


def test_the_helper_columns_are_hidden_and_still_drawn(pfad: Path, werte: Workbook) -> None:
    spalten = werte["Abb. 2"].column_dimensions
    assert spalten["D"].hidden  # openpyxl keeps a run of like columns under its first
    assert (spalten["D"].min, spalten["D"].max) == (4, 11)
    for diagramm in teile(pfad, r"xl/charts/chart\d+\.xml"):
        assert diagramm.find(f".//{_C}plotVisOnly") is None


def test_abb_7_draws_the_categories_with_their_entries(pfad: Path, werte: Workbook) -> None:
    diagramm = diagramm_von(pfad, "Abb. 7")
    assert inhalt(werte, bezuege(diagramm, "val")[0]) == [6429, 1813, 836, 310, 115, 6309]
    assert inhalt(werte, bezuege(diagramm, "cat")[0])[0] == "MAbE\n40,7\u00a0%"
    assert diagramm.find(f".//{_C}barDir").attrib["val"] == "bar"  # type: ignore[union-attr]  # as above
    # The first category stands at the top.
    assert diagramm.find(f".//{_C}catAx//{_C}orientation").attrib["val"] == "maxMin"  # type: ignore[union-attr]  # as above


def test_the_years_are_stacked_with_a_legend(pfad: Path, werte: Workbook) -> None:
    diagramm = diagramm_von(pfad, "Bindungen")
    assert inhalt(werte, bezuege(diagramm, "cat")[0]) == [2020, 2021, 2022, 2023]
    assert len(bezuege(diagramm, "val")) == 4
    assert diagramm.find(f".//{_C}legend") is not None


def test_every_chart_says_in_words_what_it_shows(pfad: Path) -> None:
    texte = [
        e.attrib.get("descr", "")
        for z in teile(pfad, r"xl/drawings/drawing\d+\.xml")
        for e in z.iter()
        if e.tag.endswith("cNvPr")
    ]
    assert len(texte) == 5
    assert texte[0].startswith("Globalbudget 2020 (Schätzwerte): Eingliederungsmittel 68.899.598\u00a0€")
    assert all(texte)


def test_a_chart_lies_inside_what_is_printed(pfad: Path) -> None:
    mappe = oeffne(pfad)
    for name in ("Abb. 1", "Abb. 2", "Abb. 3", "Abb. 7", "Bindungen"):
        blatt = mappe[name]
        (bild,) = blatt._charts
        letzte = int(blatt.print_area.rsplit("$", 1)[1])
        assert blatt.max_row <= letzte
        # Rows and columns of an anchor count from 0.
        assert bild.anchor.to.row < letzte
        assert bild.anchor._from.row > 3


def test_a_waterfall_tells_its_parts_apart_by_colour(pfad: Path) -> None:
    farben = {f.attrib["val"] for f in diagramm_von(pfad, "Abb. 2").iterfind(f".//{_C}ser//{_A}srgbClr")}
    assert {BLAU[1:], ORANGE[1:], GRUEN[1:]} <= farben


def test_an_empty_plan_has_no_charts(tmp_path: Path) -> None:
    leer = lege_leer_an(tmp_path / "leer.amip", 2031, wer="Test")
    ziel = exportiert(leer, tmp_path)
    leer.datei.schliesse()
    assert teile(ziel, r"xl/charts/chart\d+\.xml") == []


@given(st.lists(st.tuples(st.sampled_from(["+", "−"]), st.integers(-(10**9), 10**9)), min_size=1, max_size=7))
def test_a_column_reaches_from_what_was_before_to_what_is_after(posten: list[tuple[str, int]]) -> None:
    stufen = [Stufe("Posten", cent, zeichen) for zeichen, cent in posten]
    bild = Formelbild("Probe", 3, Spalten(1, 2, 4), stufen).diagramm("Probe")
    stand = 0
    for nummer, (zeichen, cent) in enumerate(posten):
        danach = stand - cent if zeichen == "−" else stand + cent
        sockel, *gezeichnet, unter_null = (reihe.werte[nummer] for reihe in bild.reihen)
        ueber_null = sum(gezeichnet)
        assert len([w for w in gezeichnet if w]) <= 1
        # Above and below zero a chart stacks apart, and the base is on one side only.
        oben, unten = max(stand, danach), min(stand, danach)
        assert max(0, sockel) + ueber_null == max(0, oben)
        assert min(0, sockel) + unter_null == min(0, unten)
        assert ueber_null - unter_null == oben - unten
        stand = danach


def test_a_chart_takes_the_rows_that_it_needs() -> None:
    bereich = Bereich("Probe", 0, 1, 0)
    bild = Diagramm(Diagrammart.KREIS, "", bereich, (), (), geld=True, breite=100, hoehe=361)
    assert bild.zeilen == 14
