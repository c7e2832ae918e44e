"""What is said before a Bindung is booked: VE, funds not released yet, the Mittelansatz."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.services.bindungen import bindung_anlegen
from app.services.bindungspruefung import Entwurf
from app.services.bindungswarnungen import warnungen
from app.services.bindungszeilen import KEIN_VERTRAG, Bindungsteil
from app.services.ve import ve_eintragen
from app.services.zahlungen import freirechnen

if TYPE_CHECKING:
    from app.services.bindungszeilen import Bindungszeile
    from app.services.dokument import Dokument

LEISTUNG = "Förderzentrum II"
ANSATZ_CENT = 867_929_42


def entwurf(betraege: dict[tuple[int, int | None], int], **angaben: object) -> Entwurf:
    herkunft = angaben.pop("herkunft_jahr", 2020)
    assert isinstance(herkunft, int)
    vertrag = replace(KEIN_VERTRAG, **angaben)  # type: ignore[arg-type]  # fields by name
    return Entwurf("Vertrag", herkunft, betraege, vertrag)


def leistung(dok: Dokument) -> str:
    return next(z.massnahme_id for z in dok.blick.zeilen.values() if z.leistung == LEISTUNG)


def gebucht(
    dok: Dokument, betraege: dict[tuple[int, int | None], int], massnahme: str | None = None
) -> Bindungszeile:
    bindung_id = bindung_anlegen(
        dok, bezeichnung="Gebucht", herkunft_jahr=2020, betraege=betraege, massnahme_id=massnahme
    )[0]
    return next(b for b in dok.blick.bindungen if b.id == bindung_id)


def test_each_year_beyond_its_ve_has_a_sentence(beispiel: Dokument) -> None:
    ve_eintragen(beispiel, 2021, 100_00)
    saetze = warnungen(beispiel.blick, entwurf({(2021, None): 150_00, (2022, 1): 1}), None, None)
    assert len(saetze) == 2
    assert saetze[0].startswith("VE 2021 überschritten um 50,00\u00a0€")
    assert saetze[1].startswith("Für 2022 ist keine VE eingetragen")
    assert warnungen(beispiel.blick, entwurf({(2021, None): 100_00}), None, None) == ()


def test_a_year_far_away_needs_a_ve_too(beispiel: Dokument) -> None:
    (satz,) = warnungen(beispiel.blick, entwurf({(2035, None): 1_00}), None, None)
    assert satz.startswith("Für 2035 ist keine VE")


@pytest.mark.parametrize(
    "angaben",
    [{"herkunft_jahr": 2019}, {"teil": Bindungsteil.OPTION, "wirksam": False}],
)
def test_earlier_years_and_options_that_are_not_drawn_use_nothing(
    demo: Dokument, angaben: dict[str, object]
) -> None:
    betraege: dict[tuple[int, int | None], int] = {(2020, None): 10**12, (2021, None): 10**12}
    alles = entwurf(betraege, datum=dt.date(2020, 2, 1), **angaben)
    assert warnungen(demo.blick, alles, leistung(demo), None) == ()
    assert len(warnungen(demo.blick, entwurf(betraege, datum=dt.date(2020, 2, 1)), leistung(demo), None)) == 3


def test_what_a_bindung_took_so_far_does_not_count_twice(beispiel: Dokument) -> None:
    ve_eintragen(beispiel, 2021, 100_00)
    bisher = gebucht(beispiel, {(2021, None): 80_00})
    neu = entwurf({(2021, None): 100_00})
    assert warnungen(beispiel.blick, neu, None, bisher) == ()
    assert "um 80,00\u00a0€" in warnungen(beispiel.blick, neu, None, None)[0]


def test_a_release_makes_room_again(beispiel: Dokument) -> None:
    ve_eintragen(beispiel, 2021, 100_00)
    bisher = gebucht(beispiel, {(2021, None): 80_00})
    freirechnen(beispiel, bisher.id, 2021, 30_00, datum=dt.date(2020, 6, 1), grund="Rest")
    neu = entwurf({(2021, None): 50_00})
    assert warnungen(beispiel.blick, neu, None, None) == ()
    assert len(warnungen(beispiel.blick, entwurf({(2021, None): 50_01}), None, None)) == 1


def test_only_while_a_part_of_the_funds_is_released_the_day_counts(demo: Dokument) -> None:
    def saetze(tag: dt.date | None) -> tuple[str, ...]:
        return warnungen(demo.blick, entwurf({(2020, None): 1_00}, datum=tag), None, None)

    assert len(saetze(dt.date(2020, 3, 31))) == 1
    assert "bis 31.03.2020: Freigegeben sind 45,0\u00a0%" in saetze(dt.date(2020, 3, 31))[0]
    assert saetze(dt.date(2020, 4, 1)) == saetze(None) == ()


def test_a_bindung_that_only_gets_smaller_does_not_warn_of_the_release(demo: Dokument) -> None:
    bisher = gebucht(demo, {(2020, None): 5_00})
    kleiner = entwurf({(2020, None): 4_00}, datum=dt.date(2020, 2, 1))
    assert warnungen(demo.blick, kleiner, None, bisher) == ()


def test_more_than_the_mittelansatz_of_a_leistung_is_said_with_both_amounts(beispiel: Dokument) -> None:
    massnahme = leistung(beispiel)
    gebucht(beispiel, {(2020, None): ANSATZ_CENT - 10_00}, massnahme=massnahme)
    assert warnungen(beispiel.blick, entwurf({(2020, None): 10_00}), massnahme, None) == ()
    (satz,) = warnungen(beispiel.blick, entwurf({(2020, None): 10_01}), massnahme, None)
    assert satz == (
        "Für „Förderzentrum II“ wären 2020 867.929,43\u00a0€ gebunden, 0,01\u00a0€ mehr als der Mittelansatz "
        "867.929,42\u00a0€."
    )
    assert warnungen(beispiel.blick, entwurf({(2021, None): 10_01}), massnahme, None)[0].startswith(
        "Für 2021"
    )
