"""Spreading an amount: exact to the cent, whatever the parts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from app.services.eingabe import EingabeFehler
from app.services.verteilung import ab_monat, gleichmaessig, je_jahr, monate, nach_gewichten, nach_tagen

if TYPE_CHECKING:
    from collections.abc import Callable

betraege = st.integers(min_value=-(10**14), max_value=10**14)


@given(betraege, st.lists(st.integers(0, 10**9), min_size=1, max_size=40))
@example(0, [1, 2, 3])
@example(-1, [1, 1])
@example(10**14, [1, 1, 1])
@example(-(10**14), [0, 7, 0, 6])
def test_the_parts_add_up_exactly_and_none_is_a_cent_off_its_share(cent: int, gewichte: list[int]) -> None:
    assume(sum(gewichte) > 0)
    teile = nach_gewichten(cent, gewichte)
    assert sum(teile) == cent
    assert len(teile) == len(gewichte)
    for teil, gewicht in zip(teile, gewichte, strict=True):
        assert abs(teil - Fraction(cent * gewicht, sum(gewichte))) < 1
        assert gewicht or teil == 0


@given(betraege, st.integers(1, 10**6), st.integers(1, 60))
def test_equal_weights_differ_by_a_cent_at_most_and_the_earlier_parts_get_it(
    cent: int, gewicht: int, anzahl: int
) -> None:
    teile = nach_gewichten(cent, [gewicht] * anzahl)
    assert max(teile) - min(teile) <= 1
    assert list(teile) == sorted(teile, key=abs, reverse=True)


@given(betraege, st.lists(st.integers(1, 10**6), min_size=1, max_size=20))
def test_a_negative_amount_is_the_mirror_image(cent: int, gewichte: list[int]) -> None:
    assert nach_gewichten(-cent, gewichte) == tuple(-teil for teil in nach_gewichten(cent, gewichte))


@pytest.mark.parametrize(
    ("cent", "gewichte", "teile"),
    [
        (10000, [1, 1, 1], (3334, 3333, 3333)),
        (-10000, [1, 1, 1], (-3334, -3333, -3333)),
        (100, [1, 2, 4], (14, 29, 57)),
        (1, [0, 1, 1], (0, 1, 0)),
        (2, [1, 5, 5], (0, 1, 1)),
        (0, [3, 4], (0, 0)),
    ],
)
def test_left_over_cents_go_to_the_largest_remainders(
    cent: int, gewichte: list[int], teile: tuple[int, ...]
) -> None:
    assert nach_gewichten(cent, gewichte) == teile


@pytest.mark.parametrize("gewichte", [[], [0], [0, 0], [2, -1]])
def test_without_a_weight_there_is_nothing_to_spread_by(gewichte: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        nach_gewichten(100, gewichte)


def test_a_term_touches_its_first_and_its_last_month_and_all_between() -> None:
    assert monate(dt.date(2020, 11, 30), dt.date(2021, 2, 1)) == (
        (2020, 11),
        (2020, 12),
        (2021, 1),
        (2021, 2),
    )
    assert monate(dt.date(2020, 12, 31), dt.date(2020, 12, 31)) == ((2020, 12),)
    assert ab_monat((2020, 12), 2) == ((2020, 12), (2021, 1))


@pytest.mark.parametrize("verteile", [gleichmaessig, nach_tagen])
def test_a_term_that_ends_before_it_begins_is_refused_with_both_days(
    verteile: Callable[[int, dt.date, dt.date], dict[tuple[int, int], int]],
) -> None:
    with pytest.raises(
        EingabeFehler, match=r"Das Ende \(31\.01\.2020\) liegt vor dem Beginn \(01\.02\.2020\)"
    ):
        verteile(100, dt.date(2020, 2, 1), dt.date(2020, 1, 31))


def test_evenly_each_month_gets_the_same_even_if_only_begun() -> None:
    teile = gleichmaessig(10000, dt.date(2020, 11, 15), dt.date(2021, 1, 3))
    assert teile == {(2020, 11): 3334, (2020, 12): 3333, (2021, 1): 3333}
    assert je_jahr(teile) == {2020: 6667, 2021: 3333}


def test_by_days_a_month_gets_what_its_days_are_of_the_term() -> None:
    # 16 + 29 (leap year) + 15 = 60 days, 1,00 each.
    teile = nach_tagen(6000, dt.date(2020, 1, 16), dt.date(2020, 3, 15))
    assert teile == {(2020, 1): 1600, (2020, 2): 2900, (2020, 3): 1500}
    assert nach_tagen(700, dt.date(2021, 2, 3), dt.date(2021, 2, 5)) == {(2021, 2): 700}


@given(betraege, st.dates(dt.date(2005, 1, 1), dt.date(2040, 12, 31)), st.integers(1, 1200))
def test_over_any_term_months_and_years_add_up_exactly(cent: int, von: dt.date, laufzeit: int) -> None:
    tage = [von + dt.timedelta(nummer) for nummer in range(laufzeit)]
    im_monat = Counter((tag.year, tag.month) for tag in tage)
    nach_zeit = nach_tagen(cent, von, tage[-1])
    for teile in (gleichmaessig(cent, von, tage[-1]), nach_zeit):
        assert tuple(teile) == monate(von, tage[-1]) == tuple(im_monat)
        assert sum(teile.values()) == sum(je_jahr(teile).values()) == cent
        assert list(je_jahr(teile)) == list(range(von.year, tage[-1].year + 1))
    for monat, teil in nach_zeit.items():
        assert abs(teil - Fraction(cent * im_monat[monat], laufzeit)) < 1
