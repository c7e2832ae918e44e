"""The tables on paper say what the workbook says, cell by cell, and no page loses a row."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.services import struktur
from app.services.eingabe import Feld
from app.services.excel.blatt import SEITENHOEHE, Druckkopf
from app.services.excel.formate import Stil
from app.services.excel.papier import Papierblatt, papierblaetter
from app.services.excel.papierseiten import BREITE, erste_seiten, seiten
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


def test_small_tables_of_equal_width_share_a_page_and_others_do_not(beispiel: Dokument) -> None:
    alle = seiten(papierblaetter(beispiel.blick))
    assert [s.namen for s in alle[:3]] == ["Inhalt", "Abb. 1 · Abb. 2 · Abb. 3", "Abb. 4"]
    oben = [teil.oben for teil in alle[1].teile]
    assert oben == sorted(oben)
    assert len({teil.massstab for teil in alle[1].teile}) == 1
    assert erste_seiten(alle, 2)["Abb. 3"] == 3


def test_the_contents_ask_for_the_page_of_each_sheet(beispiel: Dokument) -> None:
    inhalt, *andere = papierblaetter(beispiel.blick)
    gefragt = [z.seite_von for z in inhalt.zellen if z.seite_von]
    assert gefragt == [t.name for t in andere]
    assert "Seite" in {z.text for z in inhalt.zellen}
