"""The sums over the Bindungen by year: known sums and their parts, releases, later years and their VE."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from app.models.arten import Budgetart
from app.services.bindungen import bindung_anlegen
from app.services.bindungsgruppen import Gruppierung, nach_gruppe
from app.services.bindungsjahre import Bindungsjahr, geltend
from app.services.bindungsmonate import monatswerte
from app.services.bindungsstand import Jahresstand
from app.services.bindungszeilen import Vertrag
from app.services.plaene import plan_setzen
from app.services.ve import ve_eintragen, ve_jahre, ve_verlauf
from app.services.zahlungen import freirechnen, zahlung_buchen
from tests.unit.bindung_hilfe import TAG
from tests.unit.bindung_zufall import JAHRE, bindungen, setze
from tests.unit.probeplan import Probeplan, baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.bindungszeilen import Bindungszeile
    from app.services.dokument import Dokument

zufall = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[Probeplan]:
    plan = baue(tmp_path / "probe.amip")
    yield plan
    plan.dok.datei.schliesse()


@pytest.fixture
def dok(probe: Probeplan) -> Dokument:
    return probe.dok


def lege_an(
    dok: Dokument, herkunft: int, *, sammel: str | None = None, offen: bool = False, **betraege: int
) -> str:
    """A Bindung; ``j2020=5`` is 5 Cent due in 2020, ``offen`` a known sum."""
    return bindung_anlegen(
        dok,
        bezeichnung="Los",
        herkunft_jahr=herkunft,
        betraege={(int(jahr[1:]), None): cent for jahr, cent in betraege.items()},
        vertrag=Vertrag(sammel_id=sammel),
        aufgegliedert=not offen,
    )[0]


@zufall
@given(zeilen=bindungen)
def test_months_and_groups_add_up_to_the_year_whatever_the_bindungen_are(
    probe: Probeplan, zeilen: tuple[Bindungszeile, ...]
) -> None:
    blick = probe.blick
    setze(blick, zeilen)
    for jahr in JAHRE:
        stand, werte = blick.stand.im(jahr), monatswerte(blick, jahr)
        assert sum(werte.vorbindungen) == stand.vorbindung_cent - stand.vorbindung_frei_cent
        assert sum(werte.neu) == stand.neu_gebunden_cent
        assert sum(werte.gezahlt) == stand.gezahlt_cent
        assert sum(werte.gebunden) == sum(werte.pfad) == stand.gebunden_cent
        for gruppierung in Gruppierung:
            daten = nach_gruppe(blick, gruppierung, jahr)
            assert sum(b.bis for b in daten.balken) == stand.gebunden_cent
        if jahr > blick.jahr:
            genutzt = next(ve.genutzt_cent for ve in ve_jahre(blick) if ve.jahr == jahr)
            assert ve_verlauf(blick, jahr)[-1].kumuliert_cent == genutzt == stand.neu_gebunden_cent


def test_a_year_is_festgelegt_ausgezahlt_abschlaege_and_open(dok: Dokument) -> None:
    alt = lege_an(dok, 2019, j2020=100_00)
    zahlung_buchen(dok, alt, 40_00, datum=TAG, skonto_cent=1_00)
    freirechnen(dok, alt, 2020, 9_00, datum=TAG, grund="x")
    neu = lege_an(dok, 2020, j2020=70_00)
    freirechnen(dok, neu, 2020, 20_00, datum=TAG, grund="x")
    stand = dok.blick.stand.im(2020)
    assert stand == Jahresstand(
        vorbindung_cent=100_00,
        vorbindung_frei_cent=10_00,
        neu_cent=70_00,
        neu_frei_cent=20_00,
        gezahlt_cent=40_00,
    )
    assert (stand.neu_gebunden_cent, stand.gebunden_cent, stand.offen_cent) == (50_00, 140_00, 100_00)
    assert (dok.blick.stand.letztes_jahr, dok.blick.stand.im(2033)) == (2020, Jahresstand())


def test_a_part_explains_its_sum_in_the_years_that_it_names_and_counts_for_itself_in_others(
    dok: Dokument,
) -> None:
    sammel = lege_an(dok, 2019, offen=True, j2020=1_000_00, j2022=300_00)
    lege_an(dok, 2018, sammel=sammel, j2020=400_00, j2021=50_00)
    eigener = lege_an(dok, 2018, j2020=7_00)
    freirechnen(dok, eigener, 2020, 7_00, datum=TAG, grund="x")
    im_jahr = dok.blick.stand.im(2020)
    assert (im_jahr.vorbindung_cent, im_jahr.sammel_cent, im_jahr.aufgegliedert_cent) == (
        1_007_00,
        1_000_00,
        400_00,
    )
    assert (im_jahr.nicht_aufgegliedert_cent, im_jahr.vorbindung_frei_cent) == (600_00, 7_00)
    assert dok.blick.stand.im(2021) == Jahresstand(vorbindung_cent=50_00)
    assert dok.blick.stand.im(2022).nicht_aufgegliedert_cent == 300_00


def test_a_sum_that_is_no_vorbindung_is_not_broken_down(dok: Dokument) -> None:
    sammel = lege_an(dok, 2019, offen=True, j2019=10_00, j2020=10_00)
    lege_an(dok, 2018, sammel=sammel, j2019=4_00)
    plan_setzen(dok, bezeichnung="x", haushaltsjahr=2019, stand=None, status="entwurf")
    assert dok.blick.stand.im(2019) == Jahresstand(neu_cent=10_00)


def test_what_is_released_of_a_part_is_free_and_the_sum_stays(dok: Dokument) -> None:
    sammel = lege_an(dok, 2019, offen=True, j2020=1_000_00)
    teil = lege_an(dok, 2019, sammel=sammel, j2020=400_00)
    vorher = dok.blick.kennzahlen.neufallbudget_cent
    freirechnen(dok, teil, 2020, 150_00, datum=TAG, grund="x")
    stand = dok.blick.stand.im(2020)
    assert (stand.vorbindung_cent, stand.vorbindung_frei_cent, stand.gebunden_cent) == (
        1_000_00,
        150_00,
        850_00,
    )
    assert dok.blick.kennzahlen.neufallbudget_cent == vorher + 150_00


def test_in_another_haushaltsjahr_vorbindungen_and_new_ones_change_sides(dok: Dokument) -> None:
    lege_an(dok, 2020, j2020=10_00, j2021=20_00)
    lege_an(dok, 2021, j2021=5_00)

    def jahr(haushaltsjahr: int) -> tuple[int, int]:
        plan_setzen(dok, bezeichnung="x", haushaltsjahr=haushaltsjahr, stand=None, status="entwurf")
        return dok.blick.kennzahlen.vorbindungen_cent, dok.blick.kennzahlen.neu_gebunden_cent

    assert jahr(2021) == (20_00, 5_00)
    assert jahr(2019) == (0, 0)
    assert jahr(2020) == (0, 10_00)
    assert jahr(2022) == (0, 0)


# -- the years from the plan's on --------------------------------------------------------------------


def test_the_plans_year_shows_what_is_bound_planned_and_free_of_the_neufallbudget(probe: Probeplan) -> None:
    dok = probe.dok
    probe.budget({Budgetart.EINGLIEDERUNGSMITTEL: 1_000_00})
    probe.zeile(cent=600_00)
    alt = lege_an(dok, 2019, j2020=100_00)
    freirechnen(dok, alt, 2020, 30_00, datum=TAG, grund="x")
    lege_an(dok, 2020, j2020=250_00)
    assert dok.blick.bindungsjahre[0] == Bindungsjahr(2020, 70_00, 250_00, 350_00, 330_00, None, 30_00, 0)
    # More is bound than planned: nothing is left to bind of the plan, and what is bound is not free.
    lege_an(dok, 2020, j2020=500_00)
    jahr = dok.blick.bindungsjahre[0]
    assert (jahr.neu_gebunden_cent, jahr.neu_geplant_cent, jahr.frei_cent) == (750_00, 0, 180_00)
    k = dok.blick.kennzahlen
    assert (k.neufallbudget_cent, k.rest_cent, k.ungebunden_cent) == (930_00, 330_00, 180_00)
    lege_an(dok, 2020, j2020=180_01)
    assert (dok.blick.bindungsjahre[0].frei_cent, dok.blick.kennzahlen.ungebunden_cent) == (0, -1)


def test_a_later_year_shows_what_its_ve_still_allows(dok: Dokument) -> None:
    lege_an(dok, 2019, j2021=100_00)
    lege_an(dok, 2020, j2021=40_00)
    ve_eintragen(dok, 2021, 50_00, ab=dt.date(2020, 1, 1))
    jahr = dok.blick.bindungsjahre[1]
    assert (jahr.vorbindung_cent, jahr.neu_cent, jahr.frei_cent, jahr.ueber_ve_cent) == (
        100_00,
        40_00,
        10_00,
        0,
    )
    ve_eintragen(dok, 2021, 30_00, ab=dt.date(2020, 6, 1))
    jahr = dok.blick.bindungsjahre[1]
    assert (jahr.ve_cent, jahr.frei_cent, jahr.ueber_ve_cent) == (30_00, 0, 10_00)


def test_the_years_reach_to_the_last_amount_or_ve_but_not_without_end(dok: Dokument) -> None:
    ve_eintragen(dok, 2026, 1)
    assert dok.blick.bindungsjahre[-1].jahr == 2026
    lege_an(dok, 2020, j2099=1)
    assert [j.jahr for j in dok.blick.bindungsjahre] == list(range(2020, 2036))


def test_without_entries_for_a_year_none_is_in_force(dok: Dokument) -> None:
    ve_eintragen(dok, 2022, 1)
    assert geltend(dok.blick.ermaechtigungen, 2021) is None
