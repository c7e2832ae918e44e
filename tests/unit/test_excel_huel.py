"""The sheets HÜL and HÜL-VE: their form, their formulas, and that nothing is counted twice."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from app.models.arten import Finanzierung
from app.services.bindungen import bindung_anlegen
from app.services.bindungszeilen import Bindungsteil, Vertrag, Zahlungsart
from app.services.excel import exportiere_huel
from app.services.haushaltszeilen import Umschichtungsbasis, Umschichtungsstand, VeStand
from app.services.huel import huel
from app.services.huel_ve import huel_ve
from app.services.umschichtungen import basis_setzen, umschichtung_anlegen
from app.services.ve import ve_eintragen
from app.services.zahlungen import freirechnen, zahlung_buchen
from app.services.zeilen import Budgetart
from tests.unit.excel_hilfe import (
    braucht_libreoffice,
    cent,
    exportiert,
    formelzellen,
    konvertiere,
    oeffne,
    ohne_gemerkte_werte,
)
from tests.unit.probeplan import Probeplan, baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

JAHR = 2020
TAG = dt.date(2020, 3, 31)


@pytest.fixture
def leer(tmp_path: Path) -> Iterator[Probeplan]:
    probe = baue(tmp_path / "plan.amip", JAHR)
    yield probe
    probe.dok.datei.schliesse()


def neu(
    plan: Probeplan, name: str, herkunft: int, betraege: dict[int, int], vertrag: Vertrag | None = None
) -> str:
    return bindung_anlegen(
        plan.dok,
        bezeichnung=name,
        herkunft_jahr=herkunft,
        betraege={(jahr, None): betrag for jahr, betrag in betraege.items()},
        vertrag=vertrag or Vertrag(),
    )[0]


@pytest.fixture
def plan(leer: Probeplan) -> Probeplan:
    """A known sum in two parts, contracts of before and of this year, an option, VE, cases of next year."""
    sammel = leer.bindung(
        herkunft=2019, betraege={2020: 10_000_10, 2021: 900_00}, name="Altlast", aufgegliedert=False
    )
    teil = neu(leer, "Teil A", 2019, {2020: 3_000_03, 2021: 500_00}, Vertrag(sammel_id=sammel))
    neu(leer, "Teil B", 2018, {2020: 1_000_01}, Vertrag(sammel_id=sammel, datum=dt.date(2018, 5, 5)))
    neu(leer, "Allein", 2019, {2020: 64_00})
    grund = neu(
        leer,
        "Coaching",
        2020,
        {2020: 2_400_00, 2021: 4_800_00, 2022: 2_400_00},
        Vertrag(
            datum=dt.date(2020, 3, 2),
            vertragspartner="=Träger & Söhne",
            aktenzeichen="0815",
            laufzeit_von=dt.date(2020, 7, 1),
            laufzeit_bis=dt.date(2022, 6, 30),
        ),
    )
    option = Vertrag(datum=dt.date(2020, 3, 2), teil=Bindungsteil.OPTION, wirksam=False, grund_id=grund)
    neu(leer, "Verlängerung", 2020, {2020: 1_00, 2022: 2_400_00}, option)
    neu(leer, "Bewilligung", 2020, {2021: 11_11}, Vertrag(datum=dt.date(2019, 12, 20)))
    leer.zeile("Neufall", cent=700_00, finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR)
    leer.zeile("Offen", cent=None, finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR)
    zahlung_buchen(leer.dok, teil, 1_234_56, datum=TAG, art=Zahlungsart.ABSCHLAG)
    zahlung_buchen(leer.dok, sammel, 2_000_00, datum=TAG)
    freirechnen(leer.dok, grund, 2020, 100_01, datum=TAG, grund="weniger Plätze")
    freirechnen(leer.dok, sammel, 2020, 50_00, datum=TAG, grund="verfallen")
    ve_eintragen(leer.dok, 2021, 10_000_00, stand=VeStand.ENDGUELTIG, ab=dt.date(2020, 1, 1))
    ve_eintragen(leer.dok, 2022, 2_000_00, stand=VeStand.GEKUERZT, ab=dt.date(2020, 4, 1))
    return leer


def zeile(blatt: Worksheet, spalte: int, text: str) -> tuple[Any, ...]:
    """The first row with ``text`` in a column (from 0)."""
    return next(
        tuple(z.value for z in r)
        for r in blatt.iter_rows()
        if len(r) > spalte and str(r[spalte].value).startswith(text)
    )


def betraege(werte: tuple[Any, ...]) -> list[int | None]:
    return [None if w is None else cent(w) for w in werte]


def test_the_list_has_the_columns_of_the_form(plan: Probeplan, tmp_path: Path) -> None:
    blatt = oeffne(exportiert(plan.dok, tmp_path))["HÜL 2020"]
    assert [str(z.value).replace("\n", " ") for z in blatt[3]] == [
        "Lfd. Nr.",
        "Tag",
        "Vertragspartner, Aktenzeichen",
        "Gegenstand",
        "Laufzeit",
        "Herkunft, Art",
        "Festgelegt 2020 (€)",
        "Frei- gerechnet (€)",
        "Angeordnet, ausgezahlt (€)",
        "davon Abschläge (€)",
        "noch offen (€) 7 − 8 − 9",
        "nachrichtl.: Folgejahre (€)",
        "Bemerkung",
    ]
    assert [z.value for z in blatt[4]] == list(range(1, 14))
    assert (blatt.print_title_rows, blatt.freeze_panes) == ("$3:$4", "A5")


def test_the_lines_stand_in_order_with_the_known_sum_as_heading(plan: Probeplan, tmp_path: Path) -> None:
    blatt = oeffne(exportiert(plan.dok, tmp_path), werte=True)["HÜL 2020"]
    assert [tuple(z.value for z in blatt[n][:4])[::3] for n in range(5, 15)] == [
        ("Vorbindungen (aus Vorjahren)", None),
        ("Bekannte Summe: Altlast", None),
        (1, "Teil A"),
        (2, "Teil B"),
        (None, "noch nicht aufgegliedert"),
        (3, "Allein"),
        ("Summe der Vorbindungen", None),
        ("Bindungen 2020", None),
        (4, "Coaching"),
        (5, "Verlängerung"),
    ]
    assert (cent(blatt["E6"].value), blatt["G6"].value) == (10_000_10, None)
    assert betraege(tuple(z.value for z in blatt[9][6:12])) == [
        10_000_10 - 3_000_03 - 1_000_01,
        50_00,
        2_000_00,
        None,
        10_000_10 - 3_000_03 - 1_000_01 - 2_050_00,
        400_00,
    ]


def test_sums_and_open_amounts_are_formulas_with_the_values_of_the_list(
    plan: Probeplan, tmp_path: Path
) -> None:
    pfad = exportiert(plan.dok, tmp_path)
    formeln, werte = oeffne(pfad)["HÜL 2020"], oeffne(pfad, werte=True)["HÜL 2020"]
    assert formeln["K7"].value == "=ROUND(G7-H7-I7,2)"
    assert formeln["G9"].value == "=ROUND(E6-SUM(G7:G8),2)"
    assert formeln["G11"].value == "=ROUND(SUM(G6:G10),2)"
    assert formeln["K16"].value == "=ROUND(K11+K15,2)"
    summe = huel(plan.blick, JAHR).summe
    assert betraege(zeile(werte, 0, "Summe")[6:8]) == [10_064_10, 50_00]
    gesamt = next(r for r in werte.iter_rows(values_only=True) if r[0] == "Summe")
    assert betraege(gesamt[6:12]) == [
        summe.festgelegt_cent,
        summe.freigerechnet_cent,
        summe.angeordnet_gezahlt_cent,
        summe.davon_abschlaege_cent,
        summe.offen_cent,
        summe.folgejahre_cent,
    ]
    assert cent(zeile(werte, 0, "= noch nicht gebunden")[6]) == plan.blick.kennzahlen.ungebunden_cent


def test_text_stays_text_and_days_are_days(plan: Probeplan, tmp_path: Path) -> None:
    blatt = oeffne(exportiert(plan.dok, tmp_path))["HÜL 2020"]
    partner, tag = blatt["C13"], blatt["B13"]
    assert (partner.value, partner.data_type) == ("=Träger & Söhne\n0815", "s")
    assert (tag.value, tag.number_format) == (dt.datetime(2020, 3, 2), "dd.mm.yyyy")  # noqa: DTZ001 - as read
    assert blatt["E13"].value == "01.07.2020 –\n30.06.2022"


def test_the_ve_list_has_a_column_for_each_year_and_says_exceeded_in_words(
    plan: Probeplan, tmp_path: Path
) -> None:
    blatt = oeffne(exportiert(plan.dok, tmp_path), werte=True)["HÜL-VE"]
    genutzt = [j.genutzt_cent for j in huel_ve(plan.blick).jahre]
    assert genutzt == [4_800_00 + 11_11 + 700_00, 2_400_00]
    assert betraege(zeile(blatt, 0, "in Anspruch")[5:8]) == [sum(genutzt), *genutzt]
    assert betraege(zeile(blatt, 0, "frei (")[6:8]) == [10_000_00 - genutzt[0], 2_000_00 - genutzt[1]]
    assert zeile(blatt, 0, "Ergebnis")[6:8] == ("frei", "überschritten")
    assert zeile(blatt, 0, "Stand")[6:8] == ("endgültig,\nab 01.01.2020", "gekürzt,\nab 01.04.2020")
    assert zeile(blatt, 3, "Offen")[4:7] == ("aus Maßnahme", 0, "Betrag offen")
    assert zeile(blatt, 0, "in Anspruch")[8] == "1 Betrag noch offen"
    assert "nicht gezogen" in zeile(blatt, 3, "Verlängerung")[4]


def test_use_is_cumulated_from_january_to_december_by_formula(plan: Probeplan, tmp_path: Path) -> None:
    pfad = exportiert(plan.dok, tmp_path)
    formeln, werte = oeffne(pfad)["HÜL-VE"], oeffne(pfad, werte=True)["HÜL-VE"]
    monate = [r[0].value for r in werte.iter_rows(min_row=12, max_row=24)]
    assert (monate[:2], monate[-1]) == (["ohne Datum", "Januar"], "Dezember")
    verlauf = [cent(werte.cell(r, 7).value) for r in range(12, 25)]
    assert verlauf == [711_11] * 3 + [5_511_11] * 10
    assert formeln["G15"].value == "=ROUND(G14+SUMIFS($G$29:$G$33,$J$29:$J$33,3),2)"
    assert werte.column_dimensions["J"].hidden


@braucht_libreoffice
def test_libreoffice_calculates_both_lists_to_the_same_cent(plan: Probeplan, tmp_path: Path) -> None:
    pfad = exportiere_huel(plan.blick, tmp_path / "huel.xlsx")
    nackt = ohne_gemerkte_werte(pfad, tmp_path / "nackt.xlsx")
    gerechnet = oeffne(konvertiere(nackt, tmp_path / "neu.xlsx", tmp_path / "profil"), werte=True)
    gemerkt, zellen = oeffne(pfad, werte=True), formelzellen(oeffne(pfad))
    assert len(zellen) > 80

    def wert(mappe: Any, ort: tuple[str, str]) -> int | str:  # noqa: ANN401 - a workbook of either kind
        inhalt = mappe[ort[0]][ort[1]].value
        return inhalt if isinstance(inhalt, str) else cent(inhalt)

    assert {z: wert(gerechnet, z) for z in zellen} == {z: wert(gemerkt, z) for z in zellen}


# -- which sheets there are --------------------------------------------------------------------------


def test_a_plan_without_bindungen_has_neither_list(leer: Probeplan, tmp_path: Path) -> None:
    namen = oeffne(exportiert(leer.dok, tmp_path)).sheetnames
    assert [n for n in namen if n.startswith("HÜL")] == []


def test_the_ve_list_is_left_out_where_nothing_falls_due_later(leer: Probeplan, tmp_path: Path) -> None:
    neu(leer, "Nur dieses Jahr", 2020, {2020: 5_00})
    namen = oeffne(exportiert(leer.dok, tmp_path)).sheetnames
    assert [n for n in namen if n.startswith("HÜL")] == ["HÜL 2020"]


def test_a_ve_that_nothing_uses_yet_is_listed(leer: Probeplan, tmp_path: Path) -> None:
    ve_eintragen(leer.dok, 2021, 10_00)
    blatt = oeffne(exportiert(leer.dok, tmp_path), werte=True)["HÜL-VE"]
    assert zeile(blatt, 0, "Keine Inanspruchnahme")
    assert betraege(zeile(blatt, 0, "frei (")[6:7]) == [10_00]


def test_the_lists_alone_are_a_workbook_of_two_sheets(plan: Probeplan, tmp_path: Path) -> None:
    meldungen: list[str] = []
    pfad = exportiere_huel(
        plan.blick, tmp_path / "huel.xlsx", fortschritt=lambda text, _anteil: meldungen.append(text)
    )
    mappe = oeffne(pfad, werte=True)
    assert mappe.sheetnames == ["HÜL 2020", "HÜL-VE"]
    assert meldungen[-1] == "Fertig"
    assert cent(zeile(mappe["HÜL 2020"], 0, "Verfügbar")[6]) == 100_000_000_00


def test_the_list_alone_says_that_there_is_nothing(leer: Probeplan, tmp_path: Path) -> None:
    mappe = oeffne(exportiere_huel(leer.blick, tmp_path / "huel.xlsx"), werte=True)
    assert mappe.sheetnames == ["HÜL 2020"]
    assert mappe["HÜL 2020"]["A5"].value == "Keine Bindungen mit Wirkung in diesem Jahr"


def test_a_long_list_gets_pages_that_begin_with_a_line(leer: Probeplan, tmp_path: Path) -> None:
    for nummer in range(60):
        neu(leer, f"Vertrag {nummer} mit einem Gegenstand, der mehrere Zeilen füllt", 2020, {2020: 1_00})
    blatt = oeffne(exportiert(leer.dok, tmp_path), werte=True)["HÜL 2020"]
    umbrueche = [u.id for u in blatt.row_breaks.brk]
    assert len(umbrueche) >= 2
    assert all(isinstance(blatt.cell(u + 1, 1).value, int) for u in umbrueche)


# -- Abb. 2 and 3 beside it --------------------------------------------------------------------------


def test_releases_of_vorbindungen_are_a_line_of_abb_2(plan: Probeplan, tmp_path: Path) -> None:
    pfad = exportiert(plan.dok, tmp_path)
    blatt, formeln = oeffne(pfad, werte=True)["Abb. 2"], oeffne(pfad)["Abb. 2"]
    frei = next(r for r in blatt.iter_rows(values_only=True) if str(r[1]).startswith("Freirechnungen"))
    assert (frei[0], cent(frei[2])) == ("+", 50_00)
    assert formeln["C9"].value == "=ROUND(C4-C5-C6+C7+C8,2)"
    assert cent(blatt["C9"].value) == plan.blick.kennzahlen.neufallbudget_cent


def test_executed_movements_are_told_where_they_count(plan: Probeplan, tmp_path: Path) -> None:
    plan.budget({Budgetart.UMSCHICHTUNG: 999_00})
    umschichtung_anlegen(plan.dok, 400_00, stand=Umschichtungsstand.VOLLZOGEN, datum=TAG)
    basis_setzen(plan.dok, Umschichtungsbasis.VOLLZOGEN)
    mappe = oeffne(exportiert(plan.dok, tmp_path), werte=True)
    for blatt in ("Abb. 2", "Abb. 3"):
        zeile_ = zeile(mappe[blatt], 1, "Umschichtung")
        assert (zeile_[1], cent(zeile_[2])) == ("Umschichtung in die Verwaltung (vollzogen)", 400_00)
    assert cent(mappe["Abb. 2"]["C9"].value) == plan.blick.kennzahlen.neufallbudget_cent
    assert cent(mappe["Abb. 3"]["C8"].value) == plan.blick.kennzahlen.verwaltungskostenbudget_cent
