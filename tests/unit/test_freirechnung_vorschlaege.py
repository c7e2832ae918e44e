"""Which Bindungen may have money to release: why, and how much."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.services.bindungen import bindung_anlegen
from app.services.bindungszeilen import Bindungsteil, Vertrag
from app.services.datum import heute, stichtag
from app.services.freirechnung_vorschlaege import Anlass, Vorschlag, vorschlaege
from app.services.zahlungen import freirechnen, zahlung_buchen
from tests.unit.bindung_hilfe import REGELN, TAG
from tests.unit.probeplan import baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.dokument import Dokument

ENDE = dt.date(2020, 6, 30)
DANACH = dt.date(2020, 7, 1)


@pytest.fixture
def dok(tmp_path: Path) -> Iterator[Dokument]:
    plan = baue(tmp_path / "probe.amip")
    yield plan.dok
    plan.dok.datei.schliesse()


def lege_an(
    dok: Dokument, vertrag: Vertrag, *, cent: int = 100_00, offen: bool = False, name: str = "Los"
) -> str:
    return bindung_anlegen(
        dok,
        bezeichnung=name,
        herkunft_jahr=2019,
        betraege={(2020, None): cent, (2021, None): 7_00},
        vertrag=vertrag,
        aufgegliedert=not offen,
    )[0]


def gefunden(dok: Dokument, am: dt.date = DANACH) -> tuple[Vorschlag, ...]:
    return vorschlaege(dok.blick, REGELN, am)


def test_what_is_open_after_the_laufzeit_is_proposed_from_the_day_after(dok: Dokument) -> None:
    los = lege_an(dok, Vertrag(laufzeit_bis=ENDE))
    zahlung_buchen(dok, los, 60_00, datum=TAG)
    assert gefunden(dok, ENDE) == ()
    (vorschlag,) = gefunden(dok)
    assert (vorschlag.id, vorschlag.jahr, vorschlag.anlass) == (los, 2020, Anlass.LAUFZEIT_VORBEI)
    assert (vorschlag.offen_cent, vorschlag.vorschlag_cent) == (40_00, 40_00)
    assert vorschlag.begruendung == "Laufzeit am 30.06.2020 zu Ende, 2020 noch offen"
    freirechnen(dok, los, 2020, 40_00, datum=DANACH, grund=vorschlag.begruendung)
    assert gefunden(dok) == ()


@pytest.mark.parametrize(("besetzt", "cent"), [(79, 21_00), (0, 100_00), (80, None), (120, None)])
def test_few_filled_places_propose_the_share_of_the_empty_ones(
    dok: Dokument, besetzt: int, cent: int | None
) -> None:
    lege_an(dok, Vertrag(plaetze=100, besetzt=besetzt))
    assert [v.vorschlag_cent for v in gefunden(dok)] == ([] if cent is None else [cent])
    if besetzt == 79:
        assert gefunden(dok)[0].begruendung == "79 von 100 Plätzen besetzt (79,0\u00a0%, Grenze 80,0\u00a0%)"


def test_without_places_or_a_rule_nothing_is_said_about_them(dok: Dokument) -> None:
    lege_an(dok, Vertrag(plaetze=0, besetzt=0))
    lege_an(dok, Vertrag(plaetze=10))
    lege_an(dok, Vertrag(besetzt=10))
    assert gefunden(dok) == ()
    lege_an(dok, Vertrag(plaetze=10, besetzt=1))
    assert len(gefunden(dok)) == 1
    assert vorschlaege(dok.blick, (), DANACH) == ()


def test_neither_a_known_sum_nor_an_option_that_is_not_drawn_is_proposed(dok: Dokument) -> None:
    vorbei = Vertrag(laufzeit_bis=ENDE)
    lege_an(dok, vorbei, offen=True)
    grund = lege_an(dok, Vertrag())
    lege_an(dok, Vertrag(teil=Bindungsteil.OPTION, grund_id=grund, wirksam=False, laufzeit_bis=ENDE))
    assert gefunden(dok) == ()


def test_of_a_part_never_more_is_proposed_than_its_sum_has_open(dok: Dokument) -> None:
    sammel = lege_an(dok, Vertrag(), cent=150_00, offen=True)
    for name in "AB":
        lege_an(dok, Vertrag(sammel_id=sammel, laufzeit_bis=ENDE), name=name)
    for vorschlag in gefunden(dok):
        freirechnen(dok, vorschlag.id, 2020, gefunden(dok)[0].vorschlag_cent, datum=DANACH, grund="x")
    assert dok.blick.stand.im(2020).gebunden_cent == 0
    assert gefunden(dok) == ()


def test_the_largest_amount_comes_first(dok: Dokument) -> None:
    for cent in (1_00, 3_00, 2_00):
        lege_an(dok, Vertrag(laufzeit_bis=ENDE), cent=cent)
    assert [v.vorschlag_cent for v in gefunden(dok)] == [3_00, 2_00, 1_00]


def test_the_day_is_today_or_the_nearest_one_of_the_haushaltsjahr() -> None:
    jahr = heute().year
    assert stichtag(jahr) == heute()
    assert stichtag(jahr - 1) == dt.date(jahr - 1, 12, 31)
    assert stichtag(jahr + 1) == dt.date(jahr + 1, 1, 1)
