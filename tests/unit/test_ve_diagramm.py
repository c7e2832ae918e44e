"""The use of a VE month by month, and as a chart."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.services.bindungen import bindung_anlegen
from app.services.bindungszeilen import Vertrag
from app.services.ve import ve_eintragen, ve_jahre
from app.services.ve_diagramm import frei_wort, ve_kurve, ve_monate

if TYPE_CHECKING:
    from app.services.dokument import Dokument


def vertrag(dok: Dokument, cent: int, tag: dt.date | None, jahr: int = 2028, herkunft: int = 2027) -> str:
    betraege: dict[tuple[int, int | None], int] = {(jahr, None): cent}
    return bindung_anlegen(
        dok, bezeichnung="V", herkunft_jahr=herkunft, betraege=betraege, vertrag=Vertrag(datum=tag)
    )[0]


def test_what_has_no_date_comes_first_and_december_has_it_all(leer: Dokument) -> None:
    vertrag(leer, 100_00, None)
    vertrag(leer, 200_00, dt.date(2027, 3, 15))
    vertrag(leer, 50_00, dt.date(2027, 12, 1))
    vertrag(leer, 999_00, dt.date(2026, 3, 1), herkunft=2026)
    monate = ve_monate(leer.blick, 2028)
    assert [m.name for m in monate[:3]] == ["ohne Datum", "Januar", "Februar"]
    assert len(monate) == 13
    assert [m.kumuliert_cent for m in monate] == [100_00] * 3 + [300_00] * 9 + [350_00]
    assert monate[-1].kumuliert_cent == ve_jahre(leer.blick)[0].genutzt_cent
    assert all(m.ve_cent is None and m.frei_cent is None for m in monate)


def test_the_ceiling_of_a_month_is_the_one_that_was_in_force_then(leer: Dokument) -> None:
    vertrag(leer, 300_00, dt.date(2027, 2, 1))
    ve_eintragen(leer, 2028, 500_00, ab=dt.date(2027, 2, 28))
    ve_eintragen(leer, 2028, 250_00, ab=dt.date(2027, 10, 1))
    ve_eintragen(leer, 2029, 1_00, ab=dt.date(2027, 1, 1))
    monate = ve_monate(leer.blick, 2028)
    assert [m.ve_cent for m in monate] == [None, None, *[500_00] * 8, *[250_00] * 3]
    assert [m.frei_cent for m in monate][-4:] == [200_00, -50_00, -50_00, -50_00]


def test_december_has_the_entry_in_force_whenever_it_was_made(leer: Dokument) -> None:
    ve_eintragen(leer, 2028, 500_00, ab=dt.date(2028, 2, 1))
    monate = ve_monate(leer.blick, 2028)
    assert [m.ve_cent for m in monate] == [*[None] * 12, 500_00]


def test_the_chart_has_steps_and_a_dashed_line_and_says_what_is_left(leer: Dokument) -> None:
    vertrag(leer, 300_00, dt.date(2027, 2, 1))
    ve_eintragen(leer, 2028, 250_00, ab=dt.date(2027, 1, 1))
    daten = ve_kurve(leer.blick, 2028)
    assert [(k.stufen, k.gestrichelt) for k in daten.reihen] == [(True, False), (True, True)]
    assert [p.name for p in daten.punkte[:3]] == ["o. D.", "Jan", "Feb"]
    assert daten.punkte[1].hinweis == "250,00\xa0€ frei"
    assert daten.punkte[2].werte == (300_00, 250_00)
    assert daten.punkte[2].hinweis == "50,00\xa0€ überschritten"
    assert daten.tabelle.zeilen[0] == ("Bindungen ohne Datum", "0,00\xa0€", "250,00\xa0€", "250,00\xa0€ frei")
    assert "Februar 2027, in Anspruch genommen 300,00\xa0€" in daten.beschreibung
    assert len(daten.schluessel) == len(daten.tabelle.zeilen)


def test_a_year_without_ve_and_bindungen_says_so(leer: Dokument) -> None:
    daten = ve_kurve(leer.blick, 2028)
    assert (daten.punkte, daten.tabelle.zeilen) == ((), ())
    assert daten.leer == "Für 2028 ist noch nichts gebunden."


def test_what_is_left_of_a_ve_has_a_word() -> None:
    assert [frei_wort(c) for c in (1, 0, -1)] == ["frei", "ausgeschöpft", "überschritten"]
