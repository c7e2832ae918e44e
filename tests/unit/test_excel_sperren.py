"""Small counts are not told in the workbook: not at their place, in sums, shares, charts or hidden parts."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.models.grundlagen import Bildungsziel, KommunaleLeistung, Kundengruppe
from app.models.massnahme import Ansatz
from app.services.beispiel import lege_beispiel_an
from app.services.excel import Exportwahl, Unterdrueckung, exportiere
from app.services.excel.export import TABELLENARTEN, lege_aus
from app.services.excel.geheimhaltung import GESPERRT
from app.services.excel.papier import papierblaetter
from app.services.excel.rueckweg import BLATTNAME
from app.services.summen import Dimension
from tests.unit.excel_hilfe import oeffne
from tests.unit.test_excel_auswahl import bemerke, inhalt_der_datei, saetze, zeile_mit, zeilen_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from app.services.dokument import Dokument

KLEINE = Exportwahl(kleine_zahlen=Unterdrueckung(3))
_SCHLUESSEL = re.compile(r"[a-z_]+:[0-9a-f]{32}")


@pytest.fixture
def dok(tmp_path: Path) -> Iterator[Dokument]:
    dokument = lege_beispiel_an(tmp_path / "plan.amip", "duisburg-2020", wer="Test")
    yield dokument
    dokument.datei.schliesse()


def mappe_mit(dok: Dokument, ordner: Path, wahl: Exportwahl = KLEINE) -> Path:
    return exportiere(dok.blick, ordner / "plan.xlsx", wahl=wahl)


def setze_eintritte(dok: Dokument, zahlen: dict[str, int]) -> None:
    """By Leistung: Eintritte of its first row."""
    with dok.vorgang("probe", "Eintritte") as tat:
        for leistung, zahl in zahlen.items():
            zeile = next(z for z in dok.blick.zeilen.values() if z.leistung == leistung)
            tat.session.get_one(Ansatz, zeile.id).eintritte = zahl


def spalte(blatt: Worksheet, nummer: int, erste: int, letzte: int) -> list[Any]:
    return [blatt.cell(zeile, nummer).value for zeile in range(erste, letzte + 1)]


def klein_gemacht(dok: Dokument) -> None:
    setze_eintritte(dok, {"Leistungsdiagnostik (Phoenix)": 2, "Refit 1": 1, "Theaterprojekt Ü25": 0})


def test_no_small_count_and_none_that_tells_it_stands_at_its_place(dok: Dokument, tmp_path: Path) -> None:
    klein_gemacht(dok)
    bau = lege_aus(dok.blick, wahl=KLEINE)
    assert len(bau.sperren) > 3
    mappe = oeffne(mappe_mit(dok, tmp_path))
    blatt = mappe["HF 2"]
    for nummer, zeile in enumerate(zeilen_in(dok.blick, "2"), start=4):
        gesperrt = bau.gesperrt("ansatz", zeile.id)
        assert (blatt.cell(nummer, 2).value == GESPERRT) == gesperrt
        if zeile.eintritte is not None:
            assert gesperrt or blatt.cell(nummer, 2).value == zeile.eintritte
    abb6, produkte = mappe["Abb. 6"], {p.bezeichnung: p for p in dok.blick.produkte.values()}
    for zeile_ in abb6.iter_rows(min_row=4, max_col=3):
        produkt = produkte.get(str(zeile_[1].value))
        if produkt is not None:
            assert (zeile_[2].value == GESPERRT) == bau.gesperrt("produkt", produkt.id)
    assert blatt.cell(4, 2).value == GESPERRT


def test_sheets_with_suppressed_counts_hold_values_without_keys_and_say_so(
    dok: Dokument, tmp_path: Path
) -> None:
    klein_gemacht(dok)
    pfad = mappe_mit(dok, tmp_path)
    mappe = oeffne(pfad)
    legende = "• = Zahl unter 3 oder zu deren Schutz unterdrückt"
    for blatt in mappe:
        zellen = [z for zeile in blatt.iter_rows() for z in zeile]
        if any(z.value == GESPERRT for z in zellen):
            assert [z.coordinate for z in zellen if z.data_type == "f"] == []
            assert blatt.cell(blatt.max_row, 1).value == legende or blatt.title == "Inhalt"
            assert blatt.print_area.endswith(f"${blatt.max_row}")
    assert legende in saetze(pfad)
    assert "nicht wieder in den Plan eingelesen" in saetze(pfad)
    assert BLATTNAME not in mappe.sheetnames
    alles = inhalt_der_datei(pfad)
    assert _SCHLUESSEL.search(alles) is None
    assert "P001" not in alles
    assert mappe["Abb. 2"]["C8"].value == "=ROUND(C4-C5-C6+C7,2)"


def test_sums_in_the_contents_tell_no_suppressed_count(dok: Dokument, tmp_path: Path) -> None:
    with dok.vorgang("probe", "Eintritte") as tat:
        for zeile in zeilen_in(dok.blick, "2"):
            if zeile.eintritte is not None:
                tat.session.get_one(Ansatz, zeile.id).eintritte = 2 if zeile.leistung == "AGH" else 0
    bau = lege_aus(dok.blick, wahl=KLEINE)
    feld = next(f for f in dok.blick.handlungsfelder.values() if f.nummer == "2")
    assert bau.gesperrt("handlungsfeld", feld.id)
    inhalt = oeffne(mappe_mit(dok, tmp_path))["Inhalt"]
    assert inhalt.cell(zeile_mit(inhalt, "HF 2"), 3).value == GESPERRT


def test_counts_of_abb_14_are_bound_to_the_products_they_break_down(dok: Dokument) -> None:
    ziele = dok.blick.grundlagen.bildungsziele
    with dok.vorgang("probe", "Bildungsziel") as tat:
        tat.session.get_one(Bildungsziel, ziele[0].id).umschulungen = 121
        tat.session.get_one(Bildungsziel, ziele[1].id).umschulungen = 137
        tat.session.get_one(Bildungsziel, ziele[4].id).umschulungen = 2
        tat.session.get_one(Bildungsziel, ziele[6].id).umschulungen = 176
    bau = lege_aus(dok.blick, wahl=KLEINE)
    assert bau.gesperrt("bildungsziel", ziele[4].id, "umschulungen")
    assert sum(bau.gesperrt("bildungsziel", z.id, "umschulungen") for z in ziele) == 2
    assert not bau.gesperrt("bildungsziel", ziele[0].id, "fortbildungen")


def test_rows_that_are_not_listed_protect_small_counts_too(dok: Dokument, tmp_path: Path) -> None:
    bemerke(dok, "2")
    setze_eintritte(dok, {"AGH": 2})
    wahl = Exportwahl(zeilen_mit_bemerkung=False, kleine_zahlen=Unterdrueckung(3))
    blatt = oeffne(mappe_mit(dok, tmp_path, wahl))["HF 2"]
    assert not any(d.hidden for d in blatt.row_dimensions.values())
    assert blatt["A4"].value == f"nicht einzeln ausgewiesen ({len(zeilen_in(dok.blick, '2'))} Zeilen)"
    assert blatt["A5"].value == "Summe"
    feld = next(f for f in dok.blick.handlungsfelder.values() if f.nummer == "2")
    summe = dok.blick.summe(Dimension.HANDLUNGSFELD, feld.id).eintritte
    gesperrt = lege_aus(dok.blick, wahl=wahl).gesperrt("nicht_ausgewiesen", feld.id)
    assert blatt["B4"].value == (GESPERRT if gesperrt else summe)


# -- what the plan rests on --------------------------------------------------------------------------


def test_a_small_group_is_told_neither_by_its_number_nor_by_its_share(dok: Dokument, tmp_path: Path) -> None:
    gruppe = dok.blick.grundlagen.kundengruppen[4]
    with dok.vorgang("probe", "Kundengruppe") as tat:
        tat.session.get_one(Kundengruppe, gruppe.id).anzahl = 2
    blatt = oeffne(mappe_mit(dok, tmp_path))["Kundengruppen"]
    assert spalte(blatt, 2, 4, 8) == [50_396, 36_203, 9_701, 6_965, GESPERRT]
    assert spalte(blatt, 3, 4, 8) == [1, 0.72, 0.19, 0.14, GESPERRT]


def test_no_share_tells_a_whole_that_is_small(dok: Dokument, tmp_path: Path) -> None:
    with dok.vorgang("probe", "Kundengruppe") as tat:
        for zeile, anzahl in zip(dok.blick.grundlagen.kundengruppen, (2, 0, 0, 0, 0), strict=True):
            tat.session.get_one(Kundengruppe, zeile.id).anzahl = anzahl
    blatt = oeffne(mappe_mit(dok, tmp_path))["Kundengruppen"]
    assert spalte(blatt, 2, 4, 8) == [GESPERRT, 0, 0, 0, 0]
    assert spalte(blatt, 3, 4, 8) == [GESPERRT] * 5


def test_a_small_estimate_of_the_city_is_not_told(dok: Dokument, tmp_path: Path) -> None:
    leistung = dok.blick.grundlagen.kommunale_leistungen[3]
    with dok.vorgang("probe", "Fälle") as tat:
        tat.session.get_one(KommunaleLeistung, leistung.id).faelle = 1
    blatt = oeffne(mappe_mit(dok, tmp_path))["Abb. 16"]
    assert GESPERRT in spalte(blatt, 4, 5, 9)
    assert {800, 550} < set(spalte(blatt, 4, 5, 9))


def test_abb_14_hides_what_its_total_and_abb_6_would_tell(dok: Dokument, tmp_path: Path) -> None:
    ziele = dok.blick.grundlagen.bildungsziele
    with dok.vorgang("probe", "Bildungsziel") as tat:
        for ziel in ziele:
            tat.session.get_one(Bildungsziel, ziel.id).umschulungen = 2 if ziel is ziele[0] else 0
            tat.session.get_one(Bildungsziel, ziel.id).teilqualifizierungen = 0
    setze_eintritte(dok, {"FbW abschlussorientiert": 2})
    pfad = mappe_mit(dok, tmp_path)
    blatt = oeffne(pfad)["Abb. 14"]
    gesamt = zeile_mit(blatt, "Gesamt")
    assert spalte(blatt, 2, gesamt, gesamt + 7) == [GESPERRT, GESPERRT, 0, 0, 0, 0, 0, 0]
    zeile = next(z for z in range(1, 30) if str(blatt.cell(z, 1).value).startswith("Umschulungen ("))
    assert [blatt.cell(zeile, s).value for s in (2, 3, 4)] == [GESPERRT, GESPERRT, 0]
    umschulung = next(p for p in dok.blick.produkte.values() if p.bildungsart == "umschulung")
    abb6 = oeffne(pfad)["Abb. 6"]
    assert abb6.cell(zeile_mit(abb6, umschulung.bezeichnung, 2), 3).value == GESPERRT


def test_neither_share_nor_chart_of_abb_7_tells_a_small_category(dok: Dokument, tmp_path: Path) -> None:
    kategorie = next(k for k in dok.blick.kategorien.values() if k.nummer == "V")
    produkte = {p.id for p in dok.blick.produkte.values() if p.gehoert_zu == kategorie.id}
    with dok.vorgang("probe", "Eintritte") as tat:
        for nummer, zeile in enumerate(z for z in dok.blick.zeilen.values() if z.produkt_id in produkte):
            if zeile.eintritte is not None:
                tat.session.get_one(Ansatz, zeile.id).eintritte = 2 if nummer == 0 else 0
    pfad = mappe_mit(dok, tmp_path)
    blatt = oeffne(pfad)["Abb. 7"]
    zeile_v = zeile_mit(blatt, kategorie.bezeichnung, 2)
    assert [blatt.cell(zeile_v, s).value for s in (3, 4)] == [GESPERRT, GESPERRT]
    assert str(blatt.cell(zeile_v, 6).value).endswith(GESPERRT)
    gesperrte = [z for z in range(4, 10) if blatt.cell(z, 3).value == GESPERRT]
    assert len(gesperrte) > 1
    with zipfile.ZipFile(pfad) as archiv:
        diagramme = [archiv.read(n).decode() for n in archiv.namelist() if n.startswith("xl/charts/chart")]
    (bild,) = (d for d in diagramme if "Abb. 7" in d)
    cache = re.search(r"<c:val>.*?</c:val>", bild, re.DOTALL)
    assert cache is not None
    gezeigt = dict(re.findall(r'<c:pt idx="(\d+)"><c:v>([^<]*)</c:v>', cache.group()))
    assert len(gezeigt) >= 4
    assert {gezeigt.get(str(z - 4), "0") for z in gesperrte} == {"0"}


def test_a_topic_that_cannot_leave_counts_out_is_left_out_and_named(dok: Dokument, tmp_path: Path) -> None:
    arten = tuple(replace(a, sperrbar=a.kennwort != "abb14") for a in TABELLENARTEN)
    pfad = exportiere(dok.blick, tmp_path / "plan.xlsx", wahl=KLEINE, arten=arten)
    assert "Abb. 14" not in oeffne(pfad).sheetnames
    assert "Nicht enthalten, weil kleine Zahlen unterdrückt sind: Abb. 14." in saetze(pfad)


def test_paper_tells_no_more_than_the_workbook(dok: Dokument, tmp_path: Path) -> None:
    klein_gemacht(dok)
    mappe = oeffne(mappe_mit(dok, tmp_path), werte=True)
    papier = {
        t.name: {(z.zeile, z.spalte): z.text for z in t.zellen}
        for t in papierblaetter(dok.blick, wahl=KLEINE)
    }
    verdeckt = 0
    for blatt in mappe:
        for zelle in (z for zeile in blatt.iter_rows() for z in zeile if z.value == GESPERRT):
            assert papier[blatt.title][zelle.row - 1, zelle.column - 1] == GESPERRT, (
                blatt.title,
                zelle.coordinate,
            )
            verdeckt += 1
    assert verdeckt > 3
    legende = KLEINE.kleine_zahlen.legende if KLEINE.kleine_zahlen else ""
    assert legende in papier["HF 2"].values()
