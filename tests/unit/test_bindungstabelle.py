"""The Bindungen over the years: sums that tie with the budget, and what the plan adds."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.services.bindungen import bindung_anlegen, folgebindung_anlegen, option_ziehen
from app.services.bindungstabelle import (
    Tabellenart,
    Tabellenzeile,
    betrifft_folgejahr,
    bindungstabelle,
    folgejahr_zeilen,
)
from app.services.bindungszeilen import Vertrag
from app.services.eingabe import Feld
from app.services.plaene import lege_leer_an
from app.services.ve import ve_eintragen
from app.services.zahlungen import freirechnen
from app.services.zellen import zelle_setzen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from app.services.dokument import Dokument


@pytest.fixture
def dok(beispiel: Dokument) -> Dokument:
    return beispiel


def zeilen(dok: Dokument, nur_jahr: int | None = None) -> tuple[Tabellenzeile, ...]:
    return bindungstabelle(dok.blick, folgejahr_zeilen(dok.blick), nur_jahr=nur_jahr).zeilen


def zeile(dok: Dokument, art: Tabellenart) -> Tabellenzeile:
    return next(z for z in zeilen(dok) if z.art is art)


def lege_an(dok: Dokument) -> None:
    bindung_anlegen(
        dok,
        bezeichnung="Rahmenvertrag",
        herkunft_jahr=2019,
        betraege={(2020, 3): 100_00, (2020, 4): 50_00, (2021, None): 700_00, (2025, None): 1_00},
    )
    bindung_anlegen(
        dok, bezeichnung="Neu", herkunft_jahr=2020, betraege={(2020, None): 9_00, (2022, 1): 5_00}
    )


def test_the_years_run_from_the_plan_to_the_last_amount_without_a_gap(dok: Dokument) -> None:
    assert bindungstabelle(dok.blick, ()).jahre == (2020, 2021, 2022, 2023)
    lege_an(dok)
    assert bindungstabelle(dok.blick, ()).jahre == (2020, 2021, 2022, 2023, 2024, 2025)


def test_months_of_a_year_are_one_amount_and_nothing_is_blank(dok: Dokument) -> None:
    lege_an(dok)
    vertrag = next(z for z in zeilen(dok) if z.bezeichnung == "Rahmenvertrag")
    assert vertrag.betraege == (150_00, 700_00, None, None, None, 1_00)
    assert vertrag.summe_cent == 851_00


def test_the_vorbindungen_are_what_the_neufallbudget_deducts(dok: Dokument) -> None:
    lege_an(dok)
    assert zeile(dok, Tabellenart.VORBINDUNGEN).betraege[0] == dok.blick.kennzahlen.vorbindungen_cent
    assert zeile(dok, Tabellenart.SUMME).betraege[0] == 32_647_597_00 + 150_00 + 9_00


def test_what_each_year_bears_is_what_the_chart_shows(dok: Dokument) -> None:
    lege_an(dok)
    assert zeile(dok, Tabellenart.GESAMT).betraege == tuple(j.summe_cent for j in dok.blick.bindungsjahre)


def test_the_total_of_the_source_says_that_it_is_not_broken_down(dok: Dokument) -> None:
    assert zeilen(dok)[0].zuordnung == "nicht aufgegliedert"


def test_a_row_paid_next_year_without_an_amount_is_open_until_somebody_enters_one(dok: Dokument) -> None:
    folgejahr = zeile(dok, Tabellenart.FOLGEJAHR)
    assert (folgejahr.offen, folgejahr.betraege[1], len(folgejahr.kinder)) == (1, None, 1)
    zelle_setzen(dok, folgejahr.kinder[0].schluessel, Feld.MITTELANSATZ, "1.000,50")
    folgejahr = zeile(dok, Tabellenart.FOLGEJAHR)
    assert (folgejahr.offen, folgejahr.betraege[1]) == (0, 1_000_50)
    assert zeile(dok, Tabellenart.GESAMT).betraege[1] == 1_000_50


def test_only_rows_that_are_or_were_paid_next_year_concern_its_line(dok: Dokument) -> None:
    bekannt = folgejahr_zeilen(dok.blick)
    andere = next(z for z in dok.blick.zeilen if z not in bekannt)
    assert not betrifft_folgejahr(dok.blick, bekannt, {andere})
    assert betrifft_folgejahr(dok.blick, bekannt, set(bekannt))
    zelle_setzen(dok, andere, Feld.FINANZIERUNG, "Auszahlung 2021")
    assert betrifft_folgejahr(dok.blick, bekannt, {andere})


def test_a_chosen_year_leaves_only_lines_with_an_amount_in_it(dok: Dokument) -> None:
    lege_an(dok)
    assert [z.bezeichnung for z in zeilen(dok, 2021)] == [
        "Rahmenvertrag",
        "Summe der Bindungen",
        "davon Vorbindungen",
        "Neufälle mit Auszahlung 2021",
        "Gebunden und geplant",
    ]
    assert [z.bezeichnung for z in zeilen(dok, 2022)] == [
        "Neu",
        "Summe der Bindungen",
        "Gebunden und geplant",
    ]
    assert zeilen(dok, 1999) == zeilen(dok)


def test_an_empty_plan_has_a_table_of_nothing(tmp_path: Path) -> None:
    leer = lege_leer_an(tmp_path / "leer.amip", 2027)
    arten = [z.art for z in zeilen(leer)]
    assert arten == [Tabellenart.SUMME, Tabellenart.VORBINDUNGEN, Tabellenart.GEPLANT, Tabellenart.GESAMT]
    assert all(z.summe_cent == 0 for z in zeilen(leer))
    leer.datei.schliesse()


# -- parts, options, releases, VE --------------------------------------------------------------------


def finde(alle: Iterable[Tabellenzeile], bezeichnung: str) -> Tabellenzeile:
    """A line anywhere in the table."""
    for z in alle:
        if z.bezeichnung == bezeichnung:
            return z
        with contextlib.suppress(LookupError):
            return finde(z.kinder, bezeichnung)
    raise LookupError(bezeichnung)


def test_contracts_stand_below_the_sum_that_they_explain_and_the_rest_is_said(demo: Dokument) -> None:
    sammel = zeilen(demo)[0]
    assert sammel.zuordnung == "teilweise aufgegliedert"
    *teile, rest = sammel.kinder
    assert all(t.nachrichtlich for t in teile)
    assert rest.art is Tabellenart.NICHT_AUFGEGLIEDERT
    assert rest.betraege[0] == demo.blick.stand.im(2020).nicht_aufgegliedert_cent
    assert rest.betraege[1] is None, "the sum names only the plan's year"
    festgelegt = sum(
        b.festgelegt_cent(2020) for b in demo.blick.bindungen if b.vertrag.sammel_id == sammel.schluessel
    )
    assert sammel.betraege[0] == festgelegt + rest.betraege[0]


def test_parts_add_nothing_to_the_sum_and_their_releases_take_off(demo: Dokument) -> None:
    vorher = zeile(demo, Tabellenart.VORBINDUNGEN).betraege
    sammel = zeilen(demo)[0].schluessel
    teil = bindung_anlegen(
        demo,
        bezeichnung="Weiterer Teil",
        herkunft_jahr=2019,
        betraege={(2020, None): 1_000_00},
        vertrag=Vertrag(sammel_id=sammel),
    )[0]
    assert zeile(demo, Tabellenart.VORBINDUNGEN).betraege == vorher
    freirechnen(demo, teil, 2020, 400_00, datum=dt.date(2020, 5, 4), grund="Rest")
    danach = zeile(demo, Tabellenart.VORBINDUNGEN).betraege
    assert (vorher[0] or 0) - (danach[0] or 0) == 400_00
    assert danach[1:] == vorher[1:]
    assert finde(zeilen(demo), "Weiterer Teil").betraege[0] == 600_00


def test_what_is_released_has_a_line_of_its_own(demo: Dokument) -> None:
    stand = demo.blick.stand.im(2020)
    assert zeile(demo, Tabellenart.FREIRECHNUNGEN).betraege[0] == (
        stand.vorbindung_frei_cent + stand.neu_frei_cent
    )


def test_an_option_stands_below_its_contract_and_counts_when_drawn(demo: Dokument) -> None:
    grundvertrag = finde(zeilen(demo), "FTEC Lager/Verkauf West, Los 2")
    (option,) = grundvertrag.kinder
    assert (option.zuordnung, option.nachrichtlich) == ("Option, nicht gezogen", True)
    vorher = zeile(demo, Tabellenart.SUMME).betraege
    option_ziehen(demo, option.schluessel)
    gezogen = finde(zeilen(demo), option.bezeichnung)
    assert (gezogen.betraege, gezogen.nachrichtlich) == (option.betraege, False)
    danach = zeile(demo, Tabellenart.SUMME).betraege
    assert (danach[1] or 0) - (vorher[1] or 0) == option.betraege[1]


def test_the_ve_of_each_later_year_and_what_is_left_of_it(demo: Dokument) -> None:
    ve, frei = zeile(demo, Tabellenart.VE), zeile(demo, Tabellenart.VE_FREI)
    assert ve.betraege[:3] == (None, 11_750_000_00, 5_400_000_00)
    neu = [j.neu_cent for j in demo.blick.bindungsjahre]
    assert frei.betraege[1:3] == (11_750_000_00 - neu[1], 5_400_000_00 - neu[2])
    assert "gekürzt" in ve.zuordnung


def test_without_any_ve_there_is_no_line_for_it(dok: Dokument) -> None:
    arten = {z.art for z in zeilen(dok)}
    assert Tabellenart.VE not in arten
    ve_eintragen(dok, 2021, 5_00)
    assert zeile(dok, Tabellenart.VE).betraege == (None, 5_00, None, None)
    assert zeile(dok, Tabellenart.VE_FREI).betraege == (None, 5_00, None, None)


def test_a_row_paid_next_year_leaves_the_open_ones_once_it_is_booked(dok: Dokument) -> None:
    (offen,) = zeile(dok, Tabellenart.FOLGEJAHR).kinder
    zelle_setzen(dok, offen.schluessel, Feld.MITTELANSATZ, "500")
    gesamt = zeile(dok, Tabellenart.GESAMT).betraege
    folgebindung_anlegen(dok, offen.schluessel)
    assert Tabellenart.FOLGEJAHR not in {z.art for z in zeilen(dok)}
    assert zeile(dok, Tabellenart.GESAMT).betraege == gesamt
