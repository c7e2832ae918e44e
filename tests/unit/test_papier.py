"""The tables on paper say what the workbook says, cell by cell, and no page loses a row."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from app.services import struktur
from app.services.eingabe import Feld
from app.services.excel.bezug import Bereich
from app.services.excel.blatt import SEITENHOEHE, Druckkopf
from app.services.excel.diagramm import BLAU, Diagramm, Diagrammart, Reihe
from app.services.excel.formate import Stil
from app.services.excel.papier import Papierblatt, papierblaetter
from app.services.excel.papierdiagramm import papierhoehe
from app.services.excel.papierseiten import ABSTAND, BREITE, erste_seiten, seiten
from app.services.zellen import zelle_setzen
from tests.unit.excel_hilfe import exportiert, oeffne

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from app.services.dokument import Dokument
    from app.services.excel.papier import Papiertabelle, Papierzelle

KOPF = Druckkopf("Plan", "Stand 06.11.2019")


@pytest.fixture(params=["duisburg", "demo"])
def plan(request: pytest.FixtureRequest) -> Dokument:
    dok: Dokument = request.getfixturevalue("demo" if request.param == "demo" else "beispiel")
    return dok


def zellen(tabelle: Papiertabelle) -> dict[tuple[int, int], Papierzelle]:
    return {(z.zeile, z.spalte): z for z in tabelle.zellen}


def blatt_mit(zeilen: int, *, kopfzeile: int | None = None, hoehe: float = 20.0) -> Papierblatt:
    """A sheet of two columns with a figure in each row."""
    blatt = Papierblatt("Blatt", "Titel")
    blatt.breiten((100, 100))
    for zeile in range(zeilen):
        blatt.hoehe(zeile, hoehe)
        blatt.anzahl(zeile, 1, zeile)
    blatt.drucke(KOPF, (zeilen, 2), kopfzeile=kopfzeile)
    return blatt


# -- what is on paper --------------------------------------------------------------------------------


def test_each_figure_text_and_date_of_the_workbook_stands_on_paper(plan: Dokument, tmp_path: Path) -> None:
    mappe = oeffne(exportiert(plan, tmp_path), werte=True)
    papier = {tabelle.name: tabelle for tabelle in papierblaetter(plan.blick)}

    assert list(papier) == [b.title for b in mappe if b.sheet_state == "visible"]
    verglichen = sum(_vergleiche(mappe[name], tabelle) for name, tabelle in papier.items())
    assert verglichen > 400


def _vergleiche(blatt: Worksheet, tabelle: Papiertabelle) -> int:
    auf_papier = zellen(tabelle)
    verglichen = 0
    for zeile in blatt[blatt.print_area.replace("$", "").rsplit("!", 1)[-1]]:
        for zelle in zeile:
            if zelle.value is None:
                continue
            gedruckt = auf_papier[zelle.row - 1, zelle.column - 1].text
            ist = _wert(gedruckt, zelle.value, zelle.number_format)
            soll = pytest.approx(zelle.value) if isinstance(zelle.value, float) else zelle.value
            assert ist == soll, (tabelle.name, zelle.coordinate, gedruckt)
            verglichen += 1
    return verglichen


def _wert(gedruckt: str, muster: object, form: str) -> object:
    """What is printed, read as the kind of value that the workbook holds."""
    if isinstance(muster, dt.datetime):
        return dt.datetime.strptime(gedruckt, "%d.%m.%Y")  # noqa: DTZ007 - Excel has no time zones
    if isinstance(muster, int | float):
        zahl = Decimal(re.sub(r"[^\d,−-]", "", gedruckt).replace("−", "-").replace(",", ".").strip("."))
        if "%" not in form:
            return float(zahl)
        # A share is printed rounded: what is printed must be the rounding of what the cell holds.
        stellen = form.partition(".")[2].count("0")
        return muster if round(Decimal(repr(muster)) * 100, stellen) == zahl else float(zahl / 100)
    return gedruckt


def test_the_sums_are_those_of_the_programme(beispiel: Dokument) -> None:
    texte = {t.name: {z.text for z in t.zellen} for t in papierblaetter(beispiel.blick)}
    assert "35.085.957,00\u00a0€" in texte["Abb. 2"]
    assert "15.812" in texte["Abb. 6"]
    assert {"35.087.594,74\u00a0€", "−1.637,74\u00a0€", "überplant"} <= texte["Inhalt"]


def test_figures_read_as_german_ones_and_a_year_as_a_year() -> None:
    blatt = Papierblatt("Blatt", "Titel")
    blatt.betrag(0, 0, 123_456)
    blatt.betrag(1, 0, 123_456, Stil.LISTE_BETRAG)
    blatt.betrag(2, 0, None)
    blatt.anzahl(3, 0, 15_812)
    blatt.anzahl(4, 0, 2020, Stil.WERT)
    blatt.datum(5, 0, dt.date(2019, 11, 6))
    blatt.betragsformel(6, 0, "A1+A2", -163_774, Stil.REST)
    blatt.formel(7, 0, "SUM(A4)", "Kalkulation VJ")
    blatt.formel(8, 0, "SUM(A4)", 1_000)

    alle = blatt.fertig().zellen

    assert [z.text for z in alle] == [
        "1.234,56\u00a0€",
        "1.234,56",
        "",
        "15.812",
        "2020",
        "06.11.2019",
        "−1.637,74\u00a0€",
        "Kalkulation VJ",
        "1.000",
    ]
    assert [z.rot for z in alle] == [False] * 6 + [True] + [False] * 2


def test_hidden_columns_and_what_lies_beside_the_printed_range_are_not_on_paper() -> None:
    blatt = blatt_mit(3)
    blatt.text(0, 0, "verborgen")
    blatt.verstecke(0, 0)
    blatt.text(0, 2, "daneben")
    blatt.text(3, 1, "darunter")
    fertig = blatt.fertig()
    assert [z.text for z in fertig.zellen] == ["0", "1", "2"]
    assert fertig.breiten == (0.0, 75.0)
    assert len(fertig.hoehen) == 3


def test_a_title_runs_on_over_free_cells_but_not_over_others() -> None:
    blatt = Papierblatt("Blatt", "Titel")
    blatt.text(0, 0, "lang", Stil.TITEL)
    blatt.text(1, 0, "kurz", Stil.HINWEIS)
    blatt.text(1, 2, "belegt")
    blatt.text(2, 0, "mit Linien", Stil.TEXT)
    blatt.drucke(KOPF, (3, 4))
    fertig = zellen(blatt.fertig())
    assert [fertig[z, 0].letzte_spalte for z in range(3)] == [3, 1, 0]


def test_a_merged_cell_keeps_its_extent_when_its_text_is_replaced() -> None:
    blatt = blatt_mit(4)
    blatt.verbinde(0, 2, (0, 0), "", Stil.GRUPPE_BETRAG)
    blatt.betrag(0, 0, 500, Stil.GRUPPE_BETRAG)
    zelle = zellen(blatt.fertig())[0, 0]
    assert (zelle.letzte_zeile, zelle.text) == (2, "5,00")


def test_paper_does_not_load_excel() -> None:
    probe = "import sys, app.services.excel.papierseiten as p, app.services.excel.papier; "
    probe += "sys.exit('xlsxwriter' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


# -- pages -------------------------------------------------------------------------------------------


def test_each_row_is_on_one_page_each_page_holds_its_rows_and_no_cell_is_torn(plan: Dokument) -> None:
    tabellen = papierblaetter(plan.blick)
    alle = seiten(tabellen)
    zeilen: dict[str, list[int]] = {}
    for seite in alle:
        letzter = seite.teile[-1]
        assert letzter.oben + letzter.hoehe <= SEITENHOEHE + 0.1, seite.namen
        for teil in seite.teile:
            zeilen.setdefault(teil.tabelle.name, []).extend(teil.zeilen)
            assert teil.tabelle.breite * teil.massstab <= BREITE + 0.1
            for zelle in teil.tabelle.zellen:
                hier = range(zelle.zeile, zelle.letzte_zeile + 1)
                assert len(set(hier) & set(teil.zeilen)) in {0, len(hier)}
    assert zeilen == {t.name: list(range(len(t.hoehen))) for t in tabellen}


def test_further_pages_repeat_the_heading_and_begin_where_the_table_says() -> None:
    blatt = blatt_mit(60, kopfzeile=1)
    blatt.seitenumbrueche([10])
    erste, *weitere = seiten([blatt.fertig()])
    assert erste.teile[0].zeilen == range(10)
    assert list(erste.teile[0].kopf) == []
    assert len(weitere) == 3
    assert all(list(seite.teile[0].kopf) == [1] for seite in weitere)
    assert all(seite.teile[0].hoehe <= SEITENHOEHE for seite in weitere)


def test_a_page_ends_before_a_merged_cell_that_would_not_fit() -> None:
    blatt = blatt_mit(60)
    blatt.verbinde(20, 30, (0, 0), "gehört zusammen", Stil.TEXT)
    anfaenge = [seite.teile[0].zeilen.start for seite in seiten([blatt.fertig()])]
    assert anfaenge[:2] == [0, 20]


def test_a_cell_higher_than_a_page_is_torn_but_no_row_is_lost(leer: Dokument) -> None:
    zeile, _ = struktur.massnahme_anlegen(leer, leistung="viele Ansätze")
    for _ in range(60):
        struktur.ansatz_anlegen(leer, zeile)
    zelle_setzen(leer, zeile, Feld.EINTRITTE, "7")
    tabelle = papierblaetter(leer.blick)[-1]
    alle = seiten([tabelle])
    assert len(alle) > 1
    assert [z for s in alle for z in s.teile[0].zeilen] == list(range(len(tabelle.hoehen)))


def test_a_table_a_little_longer_than_a_page_is_shrunk_to_it() -> None:
    (seite,) = seiten([blatt_mit(26).fertig()])
    assert 0.9 < seite.teile[0].massstab < 1
    assert seite.teile[0].hoehe == pytest.approx(SEITENHOEHE)


def test_small_tables_share_pages_in_order_at_one_scale(plan: Dokument) -> None:
    tabellen = papierblaetter(plan.blick)
    alle = seiten(tabellen)
    anfaenge = erste_seiten(alle, 2)
    assert list(anfaenge) == [t.name for t in tabellen]
    assert list(anfaenge.values()) == sorted(anfaenge.values())
    assert anfaenge["Abb. 1"] == anfaenge["Abb. 2"] == 3
    assert alle[0].namen == "Inhalt"
    for seite in alle:
        assert len({teil.massstab for teil in seite.teile}) == 1
        for oberer, unterer in pairwise(seite.teile):
            assert unterer.oben == pytest.approx(oberer.oben + oberer.hoehe + ABSTAND)
            assert len(oberer.abschnitte) == len(unterer.abschnitte) == 1


def test_the_example_takes_no_more_than_sixteen_pages(beispiel: Dokument) -> None:
    assert len(seiten(papierblaetter(beispiel.blick))) <= 16


def test_tables_are_spread_evenly_over_as_few_pages_as_can_be() -> None:
    blaetter = [blatt_mit(zeilen).fertig() for zeilen in (10, 2, 10)]  # 200, 40 and 200 points
    assert [len(s.teile) for s in seiten(blaetter)] == [3]
    blaetter = [blatt_mit(zeilen).fertig() for zeilen in (8, 8, 8, 8)]
    assert [len(s.teile) for s in seiten(blaetter)] == [2, 2]


def test_tables_that_would_have_to_be_too_small_do_not_share_a_page() -> None:
    breit = Papierblatt("breit", "Titel")
    breit.breiten((1500,))
    breit.anzahl(0, 0, 1)
    schmal = blatt_mit(3).fertig()
    assert len(seiten([schmal, breit.fertig()])) == 2


# -- charts ------------------------------------------------------------------------------------------


def balkenbild(balken: int = 3) -> Diagramm:
    bereich = Bereich("Blatt", 0, balken - 1, 0)
    werte = tuple(range(1, balken + 1))
    namen = tuple(f"Name {wert}" for wert in werte)
    reihe = Reihe("Werte", bereich, BLAU, werte)
    return Diagramm(
        Diagrammart.BALKEN, "", bereich, namen, (reihe,), geld=False, breite=200, hoehe=40 * balken
    )


def mit_diagramm(zeilen: int, diagramm: Diagramm) -> Papierblatt:
    """A sheet with a chart below its rows and a caption below that."""
    blatt = blatt_mit(zeilen, kopfzeile=0)
    blatt.diagramm(zeilen, diagramm)
    unten = zeilen + diagramm.zeilen
    blatt.text(unten, 0, "Unterschrift")
    blatt.drucke(KOPF, (unten + 1, 2), kopfzeile=0)
    return blatt


def test_the_charts_of_the_workbook_are_on_paper_where_the_sheets_have_them(plan: Dokument) -> None:
    tabellen = {t.name: t for t in papierblaetter(plan.blick)}
    assert {name for name, t in tabellen.items() if t.diagramme} == {
        "Abb. 1",
        "Abb. 2",
        "Abb. 3",
        "Abb. 7",
        "Bindungen",
    }
    for tabelle in tabellen.values():
        for bild in tabelle.diagramme:
            assert sum(tabelle.hoehen[z] for z in bild.zeilen) == pytest.approx(papierhoehe(bild.diagramm))
            belegt = {z for zelle in tabelle.zellen for z in range(zelle.zeile, zelle.letzte_zeile + 1)}
            assert not belegt & set(bild.zeilen)


def test_a_chart_is_never_torn_and_needs_no_heading_above_it(plan: Dokument) -> None:
    lang = mit_diagramm(40, balkenbild(8)).fertig()
    for tabelle in (lang, mit_diagramm(3, balkenbild(80)).fertig(), *papierblaetter(plan.blick)):
        for bild in tabelle.diagramme:
            gemeinsam = [set(t.zeilen) & set(bild.zeilen) for s in seiten([tabelle]) for t in s.teile]
            assert max(map(len, gemeinsam)) == len(bild.zeilen)
    unten = seiten([lang])[-1].teile[0]
    assert unten.zeilen.start == lang.diagramme[0].zeilen.start
    assert list(unten.kopf) == []


def test_a_chart_takes_what_its_page_has_left_but_grows_no_higher_than_in_excel() -> None:
    tabelle = mit_diagramm(10, balkenbild()).fertig()
    (seite,) = seiten([tabelle])
    teil = seite.teile[0]
    (bild,) = tabelle.diagramme
    gewachsen = sum(teil.tabelle.hoehen[z] for z in bild.zeilen)
    assert papierhoehe(bild.diagramm) < gewachsen == pytest.approx(120 * 0.75)
    hoch = mit_diagramm(15, balkenbild(10)).fertig()
    (seite,) = seiten([hoch])
    assert seite.teile[0].hoehe == pytest.approx(SEITENHOEHE)


def test_what_a_merged_cell_covers_is_not_printed() -> None:
    blatt = blatt_mit(3)
    blatt.verbinde(0, 1, (1, 1), "Kopf", Stil.KOPF)
    assert [z.text for z in blatt.fertig().zellen] == ["Kopf", "2"]


def test_the_contents_ask_for_the_page_of_each_sheet(beispiel: Dokument) -> None:
    inhalt, *andere = papierblaetter(beispiel.blick)
    gefragt = [z.seite_von for z in inhalt.zellen if z.seite_von]
    assert gefragt == [t.name for t in andere]
    assert "Seite" in {z.text for z in inhalt.zellen}
