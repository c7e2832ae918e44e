"""VE: ceilings of later years with their history, their use, and warnings before they are exceeded."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from app.services.bindungen import bindung_anlegen, folgebindung_anlegen
from app.services.bindungszeilen import Bindungsteil, Vertrag
from app.services.eingabe import Feld
from app.services.haushaltszeilen import VeStand
from app.services.plaene import plan_setzen
from app.services.ve import VeJahr, ve_eintragen, ve_jahre, ve_loeschen, ve_setzen, ve_verlauf, warnungen
from app.services.zahlungen import freirechnen
from app.services.zellen import zelle_setzen
from tests.unit.bindung_hilfe import TAG, eur, lehnt_ab
from tests.unit.probeplan import Probeplan, baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.dokument import Dokument

JANUAR, JUNI = dt.date(2020, 1, 1), dt.date(2020, 6, 1)


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[Probeplan]:
    plan = baue(tmp_path / "probe.amip")
    yield plan
    plan.dok.datei.schliesse()


@pytest.fixture
def dok(probe: Probeplan) -> Dokument:
    return probe.dok


def binde(
    dok: Dokument, cent: int, *, jahr: int = 2021, herkunft: int = 2020, vertrag: Vertrag | None = None
) -> str:
    return bindung_anlegen(
        dok,
        bezeichnung="Los",
        herkunft_jahr=herkunft,
        betraege={(jahr, None): cent},
        vertrag=vertrag or Vertrag(),
    )[0]


def ve(dok: Dokument, jahr: int = 2021) -> VeJahr:
    return next(v for v in ve_jahre(dok.blick) if v.jahr == jahr)


def ueber(cent: int, betrag: int, stand: str, genutzt: int, diese: int) -> str:
    return (
        f"VE 2021 überschritten um {eur(cent)}: {eur(betrag)} ({stand}), genutzt {eur(genutzt)}, "
        f"diese Bindung {eur(diese)}."
    )


def test_the_latest_entry_counts_and_the_earlier_ones_are_its_history(dok: Dokument) -> None:
    ve_eintragen(dok, 2021, 300_00, ab=JUNI, stand=VeStand.GEKUERZT)
    ve_eintragen(dok, 2021, 500_00, ab=JANUAR)
    gilt = ve(dok).gilt
    assert gilt is not None
    assert (gilt.betrag_cent, gilt.stand, ve(dok).frei_cent) == (300_00, VeStand.GEKUERZT, 300_00)
    assert [(z.ab, z.betrag_cent) for z in dok.blick.ermaechtigungen] == [(JANUAR, 500_00), (JUNI, 300_00)]
    ve_loeschen(dok, [gilt.id])
    assert ve(dok).frei_cent == 500_00


def test_an_entry_without_a_day_counts_from_today(dok: Dokument) -> None:
    ve_eintragen(dok, 2021, 1)
    assert dok.blick.ermaechtigungen[0].ab == dt.datetime.now().astimezone().date()


def test_years_without_a_ve_are_listed_and_have_nothing_free(dok: Dokument) -> None:
    binde(dok, 5_00, jahr=2025)
    assert [(v.jahr, v.frei_cent, v.genutzt_cent) for v in ve_jahre(dok.blick)] == [
        (2021, None, 0),
        (2022, None, 0),
        (2023, None, 0),
        (2024, None, 0),
        (2025, None, 5_00),
    ]


def test_only_bindungen_of_the_plans_year_use_it_and_only_as_far_as_they_bind(dok: Dokument) -> None:
    ve_eintragen(dok, 2021, 100_00, ab=JANUAR)
    binde(dok, 70_00, herkunft=2019)
    grund = binde(dok, 40_00)
    binde(dok, 500_00, vertrag=Vertrag(teil=Bindungsteil.OPTION, grund_id=grund, wirksam=False))
    freirechnen(dok, grund, 2021, 15_00, datum=TAG, grund="weniger")
    assert (ve(dok).genutzt_cent, ve(dok).frei_cent) == (25_00, 75_00)


def test_new_cases_paid_in_the_year_after_use_it_once(probe: Probeplan) -> None:
    dok = probe.dok
    ansatz = probe.zeile("Kurs")
    zelle_setzen(dok, ansatz, Feld.FINANZIERUNG, "Auszahlung 2021")
    ve_eintragen(dok, 2021, 1_200_00, ab=JANUAR)
    assert (ve(dok).genutzt_cent, ve(dok).frei_cent) == (1_000_00, 200_00)
    # Booking it takes nothing more; anything else would.
    assert warnungen(dok.blick, {2021: 1_000_00}, ansatz_id=ansatz) == ()
    assert warnungen(dok.blick, {2021: 1_300_00}, ansatz_id=ansatz) == (
        ueber(100_00, 1_200_00, "vorläufig", 0, 1_300_00),
    )
    assert len(warnungen(dok.blick, {2021: 1_000_00})) == 1
    folge, _ = folgebindung_anlegen(dok, ansatz)
    assert ve(dok).genutzt_cent == 1_000_00
    assert warnungen(dok.blick, {2021: 1_200_00}, ohne=folge, ansatz_id=ansatz) == ()


def test_a_bindung_is_warned_about_from_the_first_cent_above(dok: Dokument) -> None:
    ve_eintragen(dok, 2021, 100_00, ab=JANUAR, stand=VeStand.GEKUERZT)
    binde(dok, 60_00)
    assert warnungen(dok.blick, {2020: 9_999_00, 2021: 40_00}) == ()
    assert warnungen(dok.blick, {2021: 40_01}) == (ueber(1, 100_00, "gekürzt", 60_00, 40_01),)


def test_a_later_year_without_a_ve_is_warned_about_however_late_it_is(dok: Dokument) -> None:
    ve_eintragen(dok, 2021, 100_00, ab=JANUAR)
    assert warnungen(dok.blick, {2021: 1, 2022: 2_00, 2060: 3_00, 2061: 0}) == (
        f"Für 2022 ist keine VE eingetragen; diese Bindung braucht {eur(2_00)}.",
        f"Für 2060 ist keine VE eingetragen; diese Bindung braucht {eur(3_00)}.",
    )


def test_a_bindung_under_change_does_not_count_against_itself(dok: Dokument) -> None:
    ve_eintragen(dok, 2021, 100_00, ab=JANUAR)
    los = binde(dok, 100_00)
    assert warnungen(dok.blick, {2021: 100_00}, ohne=los) == ()
    assert warnungen(dok.blick, {2021: 100_01}, ohne=los) == (ueber(1, 100_00, "vorläufig", 0, 100_01),)
    # What is released of it stays released: another Bindung took its place, and it warns of nothing.
    freirechnen(dok, los, 2021, 30_00, datum=TAG, grund="weniger")
    binde(dok, 30_00)
    assert warnungen(dok.blick, {2021: 100_00}, ohne=los) == ()
    # One of an earlier year used the VE of that year.
    alt = binde(dok, 50_00, herkunft=2019)
    assert len(warnungen(dok.blick, {2021: 50_00}, ohne=alt)) == 1


def test_the_use_over_the_months_ends_at_what_is_used(probe: Probeplan) -> None:
    dok = probe.dok
    zelle_setzen(dok, probe.zeile("Kurs"), Feld.FINANZIERUNG, "Auszahlung 2021")
    for monat, cent in ((2, 10_00), (2, 5_00), (12, 1_00)):
        binde(dok, cent, vertrag=Vertrag(datum=dt.date(2020, monat, 3)))
    binde(dok, 2_00)
    binde(dok, 4_00, vertrag=Vertrag(datum=dt.date(2019, 12, 30)))
    binde(dok, 8_00, herkunft=2019, vertrag=Vertrag(datum=dt.date(2020, 2, 3)))
    verlauf = ve_verlauf(dok.blick, 2021)
    assert [m.monat for m in verlauf] == list(range(13))
    assert {m.monat: m.neu_cent for m in verlauf if m.neu_cent} == {0: 1_006_00, 2: 15_00, 12: 1_00}
    assert verlauf[-1].kumuliert_cent == ve(dok).genutzt_cent == 1_022_00
    assert ve_verlauf(dok.blick, 2022)[-1].kumuliert_cent == 0


def test_what_cannot_be_is_refused_new_and_as_a_change(dok: Dokument) -> None:
    for jahr in (2020, 2019, 2100):
        satz = (
            f"Eine VE gilt für Jahre nach dem Haushaltsjahr 2020, nicht für {jahr}: Was 2020 zu zahlen ist, "
            "deckt das Budget."
        )
        lehnt_ab(dok, partial(ve_eintragen, dok, jahr, 1), satz)
    negativ = f"Eine VE kann nicht negativ sein ({eur(-1)})."
    lehnt_ab(dok, lambda: ve_eintragen(dok, 2021, -1), negativ)
    ve_eintragen(dok, 2021, 0, ab=JANUAR)
    alt = dok.blick.ermaechtigungen[0]
    lehnt_ab(dok, lambda: ve_setzen(dok, replace(alt, betrag_cent=-1)), negativ)
    lehnt_ab(
        dok,
        lambda: ve_setzen(dok, replace(alt, jahr=2020)),
        "Eine VE gilt für Jahre nach dem Haushaltsjahr 2020, nicht für 2020: Was 2020 zu zahlen ist, deckt "
        "das Budget.",
    )


def test_two_entries_of_one_day_would_leave_open_which_counts(dok: Dokument) -> None:
    satz = (
        "Für 2021 gibt es schon einen Eintrag vom 01.01.2020: Ändern Sie diesen, oder nennen Sie einen "
        "anderen Tag. Es gilt der jüngste."
    )
    ve_eintragen(dok, 2021, 5, ab=JANUAR)
    lehnt_ab(dok, lambda: ve_eintragen(dok, 2021, 4, ab=JANUAR), satz)
    ve_eintragen(dok, 2022, 4, ab=JANUAR)
    spaeter, _ = ve_eintragen(dok, 2021, 3, ab=JUNI)
    zeile = next(z for z in dok.blick.ermaechtigungen if z.id == spaeter)
    lehnt_ab(dok, lambda: ve_setzen(dok, replace(zeile, ab=JANUAR)), satz)
    ve_setzen(dok, replace(zeile, betrag_cent=2, stand=VeStand.ENDGUELTIG, bemerkung="Erlass"))
    assert ve(dok).gilt == replace(zeile, betrag_cent=2, stand=VeStand.ENDGUELTIG, bemerkung="Erlass")


def test_in_another_haushaltsjahr_the_ve_of_that_year_no_longer_shows(dok: Dokument) -> None:
    ve_eintragen(dok, 2021, 5, ab=JANUAR)
    plan_setzen(dok, bezeichnung="x", haushaltsjahr=2021, stand=None, status="entwurf")
    assert [(v.jahr, v.gilt) for v in ve_jahre(dok.blick)] == [(2022, None), (2023, None), (2024, None)]
    ve_loeschen(dok, [dok.blick.ermaechtigungen[0].id])
    assert dok.blick.ermaechtigungen == ()
