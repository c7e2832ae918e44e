"""What a release is said to change beforehand is what holds afterwards."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.services.bindungen import bindung_anlegen, finde
from app.services.bindungszeilen import Vertrag
from app.services.freirechnung_wirkung import freigerechnet_worte, wirkung
from app.services.ve import ve_eintragen
from app.services.zahlungen import freirechnen

if TYPE_CHECKING:
    from app.services.dokument import Dokument

TAG = dt.date(2027, 6, 1)


def bindung(dok: Dokument, herkunft: int, sammel: str | None = None) -> str:
    betraege: dict[tuple[int, int | None], int] = {(2027, None): 500_00, (2028, None): 300_00}
    return bindung_anlegen(
        dok, bezeichnung="B", herkunft_jahr=herkunft, betraege=betraege, vertrag=Vertrag(sammel_id=sammel)
    )[0]


def stand(dok: Dokument, bindung_id: str, jahr: int) -> list[tuple[str, int]]:
    return [(w.name, w.vorher_cent) for w in wirkung(dok.blick, finde(dok.blick, bindung_id), jahr, 0)]


@pytest.mark.parametrize(
    "fall",
    [
        (2026, 2027, False, "Neufallbudget", 1),
        (2027, 2027, False, "noch nicht gebunden", 1),
        (2027, 2028, True, "VE 2028 frei", 1),
        (2027, 2028, False, "neu gebunden 2028", -1),
        (2026, 2028, True, "Vorbindungen 2028", -1),
    ],
)
def test_the_effect_that_is_announced_comes_about(
    leer: Dokument, fall: tuple[int, int, bool, str, int]
) -> None:
    herkunft, jahr, mit_ve, name, richtung = fall
    bindung_id = bindung(leer, herkunft)
    if mit_ve:
        ve_eintragen(leer, 2028, 200_00, ab=TAG)
    teile = wirkung(leer.blick, finde(leer.blick, bindung_id), jahr, 40_00)
    assert [t.name for t in teile] == [name, f"bei der Bindung offen {jahr}"]
    assert teile[0].nachher_cent - teile[0].vorher_cent == richtung * 40_00
    freirechnen(leer, bindung_id, jahr, 40_00, datum=TAG, grund="nicht gebraucht")
    assert stand(leer, bindung_id, jahr) == [(t.name, t.nachher_cent) for t in teile]


def test_a_part_of_a_known_sum_frees_money_for_new_cases(leer: Dokument) -> None:
    sammel = bindung_anlegen(
        leer, bezeichnung="Summe", herkunft_jahr=2026, betraege={(2027, None): 900_00}, aufgegliedert=False
    )[0]
    teil = bindung(leer, 2026, sammel)
    erste = wirkung(leer.blick, finde(leer.blick, teil), 2027, 40_00)[0]
    freirechnen(leer, teil, 2027, 40_00, datum=TAG, grund="nicht gebraucht")
    assert leer.blick.kennzahlen.neufallbudget_cent == erste.nachher_cent == erste.vorher_cent + 40_00


def test_all_releases_are_told_by_what_they_are_free_for(leer: Dokument) -> None:
    assert freigerechnet_worte(leer.blick) == ""
    alt, neu = bindung(leer, 2026), bindung(leer, 2027)
    for bindung_id, jahr, cent in (
        (alt, 2027, 10_00),
        (neu, 2027, 20_00),
        (alt, 2028, 3_00),
        (neu, 2028, 4_00),
    ):
        freirechnen(leer, bindung_id, jahr, cent, datum=TAG, grund="x")
    assert freigerechnet_worte(leer.blick).replace("\xa0", " ") == (
        "10,00 € von den Vorbindungen 2027, damit im Neufallbudget · 20,00 € von Bindungen aus 2027 · "
        "7,00 € in anderen Jahren"
    )
