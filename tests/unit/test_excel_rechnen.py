"""The exported workbook calculates: formula, cached value and LibreOffice's answer agree to the cent."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.geld import GROESSTER_BETRAG
from app.models.plan import Produktkategorie
from app.services.beispiel import lege_beispiel_an
from app.services.excel import Exportwahl, Unterdrueckung, exportiere
from app.services.excel.blatt import Mappe, euro
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

    from app.services.dokument import Dokument


@pytest.fixture
def dok(tmp_path: Path) -> Iterator[Dokument]:
    dokument = lege_beispiel_an(tmp_path / "plan.amip", "duisburg-2020", wer="Test")
    yield dokument
    dokument.datei.schliesse()


@pytest.fixture(scope="session")
def profil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("libreoffice")


def rechne(quelle: Path, profil: Path) -> Workbook:
    """The values that LibreOffice calculates, whatever was cached."""
    nackt = ohne_gemerkte_werte(quelle, quelle.with_name("ohne-werte.xlsx"))
    return oeffne(konvertiere(nackt, quelle.with_name("gerechnet.xlsx"), profil), werte=True)


def vergleichbar(wert: float | str | None) -> float | str | None:
    return cent(wert) if isinstance(wert, int | float) else wert


def zelle_namens(mappe: Workbook, werte: Workbook, name: str) -> float:
    ((blatt, adresse),) = mappe.defined_names[name].destinations
    wert = werte[blatt][adresse].value
    assert isinstance(wert, int | float)
    return wert


@given(st.integers(-GROESSTER_BETRAG, GROESSTER_BETRAG))
def test_a_cell_number_is_the_nearest_to_the_amount(betrag: int) -> None:
    assert Decimal(repr(euro(betrag))) == Decimal(betrag) / 100


@given(st.lists(st.integers(-GROESSTER_BETRAG, GROESSTER_BETRAG), min_size=1, max_size=50))
def test_amounts_come_back_from_the_file_to_the_cent(betraege: list[int]) -> None:
    puffer = io.BytesIO()
    mappe = Mappe(puffer, "Probe")
    blatt = mappe.blatt("Probe")
    for zeile, betrag in enumerate(betraege):
        blatt.betrag(zeile, 0, betrag)
    mappe.schliesse()
    gelesen = [z[0].value for z in oeffne(puffer)["Probe"]]
    assert [Decimal(repr(w)) * 100 for w in gelesen] == betraege


def test_every_formula_has_a_cached_value(dok: Dokument, tmp_path: Path) -> None:
    pfad = exportiert(dok, tmp_path)
    werte = oeffne(pfad, werte=True)
    zellen = formelzellen(oeffne(pfad))
    assert len(zellen) > 100
    assert [z for z in zellen if werte[z[0]][z[1]].value is None] == []


def test_sums_are_formulas_over_their_parts(dok: Dokument, tmp_path: Path) -> None:
    mappe = oeffne(exportiert(dok, tmp_path))
    assert mappe["HF 1"]["C43"].value == "=SUM(C4:C42)"
    assert mappe["HF 1"]["B43"].value == "=SUM(B4:B42)"
    assert mappe["Abb. 2"]["C8"].value == "=ROUND(C4-C5-C6+C7,2)"
    assert mappe["Abb. 2"]["C4"].value == "='Abb. 1'!$C$4"
    assert mappe["Abb. 3"]["C8"].value == "=ROUND(C4+C5+C6+C7,2)"
    assert mappe["Abb. 6"]["C37"].value == "=SUM(C4,C10,C15,C20,C27,C33)"
    assert "SUMIFS('HF 1'!$B$4:$B$42,'HF 1'!$E$4:$E$42,D5)" in mappe["Abb. 6"]["C5"].value


@braucht_libreoffice
@pytest.mark.parametrize(
    "wahl",
    [
        Exportwahl(),
        Exportwahl(("abb2", "abb6", "hf2")),
        Exportwahl(("abb1", "abb3", "hf", "huel")),
        Exportwahl(("abb6", "hf"), zeilen_mit_bemerkung=False),
        Exportwahl(interne_bemerkungen=True),
        Exportwahl(kleine_zahlen=Unterdrueckung(3)),
        Exportwahl(zeilen_mit_bemerkung=False, kleine_zahlen=Unterdrueckung(20)),
    ],
    ids=["alles", "teile", "ohne-abb2", "ohne-zeilen", "bemerkungen", "kleine-zahlen", "beides"],
)
def test_libreoffice_calculates_every_formula_to_the_same_cent(
    dok: Dokument, tmp_path: Path, profil: Path, wahl: Exportwahl
) -> None:
    pfad = exportiere(dok.blick, tmp_path / "plan.xlsx", wahl=wahl)
    zellen = formelzellen(oeffne(pfad))
    gemerkt, gerechnet = oeffne(pfad, werte=True), rechne(pfad, profil)
    abweichend = {
        f"{blatt}!{adresse}": (gemerkt[blatt][adresse].value, gerechnet[blatt][adresse].value)
        for blatt, adresse in zellen
        if vergleichbar(gemerkt[blatt][adresse].value) != vergleichbar(gerechnet[blatt][adresse].value)
    }
    assert abweichend == {}


@braucht_libreoffice
def test_a_figure_changed_in_a_measure_table_moves_abb_6_and_the_rest(
    dok: Dokument, tmp_path: Path, profil: Path
) -> None:
    pfad = exportiert(dok, tmp_path)
    mappe = oeffne(pfad)
    mappe["HF 1"]["B5"] = 435  # Förderzentrum II: ten more entries …
    mappe["HF 1"]["C5"] = 866_291.68  # … and just as much less money as was overplanned
    mappe["Querschnittsaufgaben"]["B12"] = 3  # Reha Aktivierung und Eingliederung: a number after all
    mappe["Abb. 1"]["C4"] = 68_899_599  # one euro more
    mappe.save(pfad)
    werte = oeffne(konvertiere(pfad, tmp_path / "neu.xlsx", profil), werte=True)
    assert zelle_namens(mappe, werte, "Eintritte_gesamt") == 15_825
    assert zelle_namens(mappe, werte, "Eintritte_Abb6") == 15_825
    assert zelle_namens(mappe, werte, "Neufallbudget") == 35_085_958
    assert cent(zelle_namens(mappe, werte, "Rest_Neufallbudget")) == 1_00
    assert [z.value for z in werte["Abb. 6"][5][:3]] == [None, "MAbE im Wege der Vergabe", 3_694]
    assert werte["Abb. 6"]["C4"].value == 6_439
    assert 3 in [z[2].value for z in werte["Abb. 6"].iter_rows(min_row=27, max_row=32)]
    assert "frei" in [z[4].value for z in werte["Inhalt"].iter_rows(max_col=5)]


def test_the_key_figures_have_names(dok: Dokument, tmp_path: Path) -> None:
    pfad = exportiert(dok, tmp_path)
    mappe, werte = oeffne(pfad), oeffne(pfad, werte=True)
    zahlen = dok.blick.kennzahlen
    erwartet = {
        "Globalbudget": zahlen.globalbudget_cent,
        "Eingliederungsmittel": zahlen.eingliederungsmittel_cent,
        "Verwaltungsmittel": zahlen.verwaltungsmittel_cent,
        "Umschichtung": zahlen.umschichtung_cent,
        "Vorbindungen": zahlen.vorbindungen_cent,
        "Rueckeinnahmen": zahlen.rueckeinnahmen_cent,
        "Neufallbudget": zahlen.neufallbudget_cent,
        "Verplant": zahlen.verplant_cent,
        "Rest_Neufallbudget": zahlen.rest_cent,
        "Verwaltungskostenbudget": zahlen.verwaltungskostenbudget_cent,
    }
    assert {name: cent(zelle_namens(mappe, werte, name)) for name in erwartet} == erwartet
    assert zelle_namens(mappe, werte, "Eintritte_gesamt") == zahlen.eintritte_gesamt


def test_entries_without_a_line_in_abb_6_are_told(dok: Dokument, tmp_path: Path) -> None:
    kategorie = next(k for k in dok.blick.kategorien.values() if k.nummer == "V")
    with dok.vorgang("probe", "nicht ausweisen") as tat:
        tat.session.get_one(Produktkategorie, kategorie.id).ausgewiesen = False
    werte = oeffne(exportiert(dok, tmp_path), werte=True)
    zeilen = {z[0].value: z[2].value for z in werte["Inhalt"].iter_rows(max_col=3) if z[0].value}
    assert zeilen["Eintritte aller Maßnahmentabellen"] == 15_812
    assert zeilen["SUMME GESAMT (Abb. 6)"] == 15_812 - 115
    assert zeilen["Eintritte ohne Zeile in Abb. 6"] == 115


@braucht_libreoffice
def test_libreoffice_opens_an_empty_plan(tmp_path: Path, profil: Path) -> None:
    dok = lege_leer_an(tmp_path / "leer.amip", 2031, wer="Test")
    pfad = exportiert(dok, tmp_path)
    dok.datei.schliesse()
    werte = rechne(pfad, profil)
    assert werte["Abb. 2"]["C8"].value == 0
    assert werte["Abb. 6"]["C4"].value == 0
    assert "genau verplant" in [z[4].value for z in werte["Inhalt"].iter_rows(max_col=5)]
