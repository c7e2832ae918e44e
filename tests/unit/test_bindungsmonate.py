"""The Bindungen month by month: what has no month is spread, releases go off the end, parts off their sum."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.services.bindungen import bindung_anlegen
from app.services.bindungsmonate import Monatsreihe, Monatswerte, kumuliert, monatswerte
from app.services.bindungszeilen import Bindungsteil, Vertrag
from app.services.zahlungen import freirechnen, zahlung_buchen
from tests.unit.bindung_hilfe import TAG
from tests.unit.probeplan import baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.dokument import Dokument


@pytest.fixture
def dok(tmp_path: Path) -> Iterator[Dokument]:
    plan = baue(tmp_path / "probe.amip")
    yield plan.dok
    plan.dok.datei.schliesse()


def lege_an(
    dok: Dokument,
    betraege: dict[tuple[int, int | None], int],
    *,
    herkunft: int = 2019,
    vertrag: Vertrag | None = None,
    offen: bool = False,
) -> str:
    return bindung_anlegen(
        dok,
        bezeichnung="Los",
        herkunft_jahr=herkunft,
        betraege=betraege,
        vertrag=vertrag or Vertrag(),
        aufgegliedert=not offen,
    )[0]


def werte(dok: Dokument, jahr: int = 2020) -> Monatswerte:
    return monatswerte(dok.blick, jahr)


def reihe(**monate: int) -> Monatsreihe:
    """``m3=5``: 5 Cent in March."""
    return tuple(monate.get(f"m{m}", 0) for m in range(1, 13))


def test_known_months_stay_and_the_rest_of_the_year_is_spread_evenly(dok: Dokument) -> None:
    lege_an(dok, {(2020, 3): 100, (2020, None): 1_200, (2021, 1): 7})
    assert werte(dok).vorbindungen == (100, 100, 200, 100, 100, 100, 100, 100, 100, 100, 100, 100)
    assert werte(dok, 2021).vorbindungen == reihe(m1=7)


@pytest.mark.parametrize(
    ("von", "bis", "monate"),
    [
        (dt.date(2020, 11, 1), dt.date(2021, 6, 30), reihe(m11=3_000, m12=3_100)),
        (dt.date(2019, 5, 1), dt.date(2020, 1, 31), reihe(m1=6_100)),
        (dt.date(2020, 12, 1), None, reihe(m12=6_100)),
        (None, dt.date(2020, 1, 15), reihe(m1=6_100)),
    ],
)
def test_where_the_laufzeit_is_known_its_days_weigh(
    dok: Dokument, von: dt.date | None, bis: dt.date | None, monate: Monatsreihe
) -> None:
    lege_an(dok, {(2020, None): 6_100}, vertrag=Vertrag(laufzeit_von=von, laufzeit_bis=bis))
    assert werte(dok).vorbindungen == monate


def test_a_laufzeit_outside_the_year_says_nothing_about_its_months(dok: Dokument) -> None:
    zeit = Vertrag(laufzeit_von=dt.date(2018, 1, 1), laufzeit_bis=dt.date(2018, 12, 31))
    lege_an(dok, {(2020, None): 12}, vertrag=zeit)
    assert werte(dok).vorbindungen == (1,) * 12


def test_a_release_goes_off_the_latest_months(dok: Dokument) -> None:
    los = lege_an(dok, {(2020, m): 100 for m in (2, 5, 9)})
    freirechnen(dok, los, 2020, 150, datum=TAG, grund="x")
    assert werte(dok).vorbindungen == reihe(m2=100, m5=50)


def test_new_ones_stand_apart_and_an_option_that_is_not_drawn_takes_nothing(dok: Dokument) -> None:
    grund = lege_an(dok, {(2020, 6): 5}, herkunft=2020)
    option = Vertrag(teil=Bindungsteil.OPTION, grund_id=grund, wirksam=False)
    lege_an(dok, {(2020, 7): 50}, herkunft=2020, vertrag=option)
    assert (werte(dok).neu, werte(dok).vorbindungen) == (reihe(m6=5), reihe())


def test_payments_from_outside_the_year_stand_at_its_edge(dok: Dokument) -> None:
    los = lege_an(dok, {(2020, None): 100})
    for tag, cent in ((dt.date(2019, 12, 30), 1), (TAG, 2), (dt.date(2021, 1, 7), 4)):
        zahlung_buchen(dok, los, cent, datum=tag, jahr=2020)
    assert werte(dok).gezahlt == reihe(m1=1, m5=2, m12=4)
    assert kumuliert(werte(dok).gezahlt)[-1] == 7


def test_the_path_is_even_to_the_cent(dok: Dokument) -> None:
    lege_an(dok, {(2020, 12): 1_205})
    assert (sum(werte(dok).pfad), set(werte(dok).pfad)) == (1_205, {100, 101})


def test_a_known_sum_shows_its_parts_in_their_months_and_the_rest_in_its_own(dok: Dokument) -> None:
    sammel = lege_an(dok, {(2020, 3): 900, (2020, 9): 300}, offen=True)
    lege_an(dok, {(2020, 12): 400}, vertrag=Vertrag(sammel_id=sammel))
    assert werte(dok).vorbindungen == reihe(m3=600, m9=200, m12=400)
    lege_an(dok, {(2020, 1): 800}, vertrag=Vertrag(sammel_id=sammel))
    assert werte(dok).vorbindungen == reihe(m1=800, m12=400)


def test_what_is_released_of_the_rest_of_a_sum_goes_off_that_rest(dok: Dokument) -> None:
    # Not off months that contracts have taken: no month comes to less than nothing.
    sammel = lege_an(dok, {(2020, None): 1_200}, offen=True)
    lege_an(dok, {(2020, 1): 600}, vertrag=Vertrag(sammel_id=sammel))
    freirechnen(dok, sammel, 2020, 600, datum=TAG, grund="x")
    assert werte(dok).vorbindungen == reihe(m1=600)
