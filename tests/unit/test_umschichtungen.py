"""Umschichtungen: movements by state, which sum the Neufallbudget uses, what products have left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.services.haushaltszeilen import Umschichtungsbasis, Umschichtungsrichtung, Umschichtungsstand
from app.services.plaene import budget_setzen
from app.services.umschichtungen import (
    Bewegungslage,
    Produktlage,
    basis_setzen,
    bewegungslage,
    produktlagen,
    umschichtung_anlegen,
    umschichtung_setzen,
    umschichtungen_loeschen,
)
from app.services.zeilen import Budgetart
from tests.unit.bindung_hilfe import TAG, lehnt_ab
from tests.unit.probeplan import Probeplan, baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.dokument import Dokument

ZURUECK = Umschichtungsrichtung.IN_EINGLIEDERUNG
PRODUKTE = Umschichtungsrichtung.ZWISCHEN_PRODUKTEN
VOLLZOGEN = Umschichtungsstand.VOLLZOGEN
OHNE_BETRAG = "Erwartet wird ein Betrag über 0,00 €; wohin er geht, sagt die Richtung."
OHNE_DATUM = "Eine vollzogene Umschichtung hat ein Datum: Tragen Sie zuerst ein, wann sie vollzogen wurde."


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[Probeplan]:
    plan = baue(tmp_path / "probe.amip")
    yield plan
    plan.dok.datei.schliesse()


@pytest.fixture
def dok(probe: Probeplan) -> Dokument:
    return probe.dok


def test_the_neufallbudget_uses_the_planned_or_the_executed_sum(beispiel: Dokument) -> None:
    blick = beispiel.blick
    assert blick.kennzahlen.neufallbudget_cent == 35_085_957_00
    umschichtung_anlegen(beispiel, 1_000_000_00, datum=TAG, stand=VOLLZOGEN)
    umschichtung_anlegen(beispiel, 66_044_00, richtung=ZURUECK, datum=TAG, stand=VOLLZOGEN)
    umschichtung_anlegen(beispiel, 500_00, stand=Umschichtungsstand.GESPERRT)
    assert blick.kennzahlen.neufallbudget_cent == 35_085_957_00
    basis_setzen(beispiel, Umschichtungsbasis.VOLLZOGEN)
    k = blick.kennzahlen
    assert (k.umschichtung_geplant_cent, k.umschichtung_vollzogen_cent) == (1_566_044_00, 933_956_00)
    assert k.neufallbudget_cent == 35_085_957_00 + 1_566_044_00 - 933_956_00
    assert k.verwaltungskostenbudget_cent == 76_839_624_00 - 1_566_044_00 + 933_956_00
    basis_setzen(beispiel, Umschichtungsbasis.GEPLANT)
    assert blick.kennzahlen.neufallbudget_cent == 35_085_957_00


def test_movements_stand_by_state_beside_the_plans_input(dok: Dokument) -> None:
    budget_setzen(dok, Budgetart.UMSCHICHTUNG, 100_00)
    for stand, cent in zip(Umschichtungsstand, (1_00, 2_00, 4_00, 8_00), strict=True):
        umschichtung_anlegen(dok, cent, stand=stand, datum=TAG)
    umschichtung_anlegen(dok, 16_00, richtung=ZURUECK)
    umschichtung_anlegen(dok, 32_00, richtung=PRODUKTE)
    lage = bewegungslage(dok.blick)
    assert lage == Bewegungslage(-15_00, 2_00, 4_00, 100_00)
    assert (lage.erfasst_cent, lage.ohne_bewegung_cent) == (-9_00, 109_00)


def test_an_input_that_nobody_entered_is_not_zero(leer: Dokument) -> None:
    assert bewegungslage(leer.blick) == Bewegungslage(0, 0, 0, None)


def test_executed_movements_between_products_change_what_these_have(probe: Probeplan) -> None:
    dok, eins, zwei = probe.dok, probe.produkt, probe.verdecktes_produkt
    probe.zeile(cent=100_00)
    for cent, von, nach in ((30_00, eins, zwei), (5_00, zwei, eins)):
        umschichtung_anlegen(
            dok,
            cent,
            richtung=PRODUKTE,
            stand=VOLLZOGEN,
            datum=TAG,
            von_produkt_id=von,
            nach_produkt_id=nach,
        )
    umschichtung_anlegen(dok, 9_00, richtung=PRODUKTE, von_produkt_id=eins, nach_produkt_id=zwei)
    lagen = produktlagen(dok.blick)
    assert lagen == (Produktlage(eins, 100_00, 5_00, 30_00), Produktlage(zwei, 0, 30_00, 5_00))
    assert [lage.soll_cent for lage in lagen] == [75_00, 25_00]
    assert dok.blick.kennzahlen.umschichtung_vollzogen_cent == 0


def test_only_a_movement_between_products_has_products(probe: Probeplan) -> None:
    dok = probe.dok
    von, nach = probe.produkt, probe.verdecktes_produkt
    umschichtung_anlegen(dok, 1, stand=VOLLZOGEN, datum=TAG, von_produkt_id=von, nach_produkt_id=nach)
    assert dok.blick.umschichtungen[0].von_produkt_id is None
    assert produktlagen(dok.blick) == ()
    neu, _ = umschichtung_anlegen(dok, 2, richtung=PRODUKTE, von_produkt_id=von, nach_produkt_id=nach)
    zeile = next(u for u in dok.blick.umschichtungen if u.id == neu)
    assert (zeile.von_produkt_id, zeile.nach_produkt_id) == (von, nach)
    umschichtung_setzen(dok, replace(zeile, richtung=ZURUECK))
    assert next(u for u in dok.blick.umschichtungen if u.id == neu).nach_produkt_id is None


@pytest.mark.parametrize("cent", [0, -1])
def test_an_amount_is_above_zero_whichever_way_it_goes(dok: Dokument, cent: int) -> None:
    lehnt_ab(dok, lambda: umschichtung_anlegen(dok, cent), OHNE_BETRAG)
    umschichtung_anlegen(dok, 1)
    zeile = dok.blick.umschichtungen[0]
    lehnt_ab(dok, lambda: umschichtung_setzen(dok, replace(zeile, betrag_cent=cent)), OHNE_BETRAG)


def test_what_is_executed_has_a_day_and_both_products(probe: Probeplan) -> None:
    dok, eins = probe.dok, probe.produkt
    lehnt_ab(dok, lambda: umschichtung_anlegen(dok, 1, stand=VOLLZOGEN), OHNE_DATUM)
    umschichtung_anlegen(dok, 1, richtung=PRODUKTE, von_produkt_id=eins)
    zeile = dok.blick.umschichtungen[0]
    lehnt_ab(dok, lambda: umschichtung_setzen(dok, replace(zeile, stand=VOLLZOGEN)), OHNE_DATUM)
    lehnt_ab(
        dok,
        lambda: umschichtung_setzen(dok, replace(zeile, stand=VOLLZOGEN, datum=TAG)),
        "Zwischen Produkten: Wählen Sie zuerst beide Produkte, dann den Stand „vollzogen“.",
    )
    lehnt_ab(
        dok,
        lambda: umschichtung_setzen(dok, replace(zeile, nach_produkt_id=eins)),
        "Von und nach sind dasselbe Produkt.",
    )


def test_movements_are_listed_by_day_and_deleted(dok: Dokument) -> None:
    ohne, _ = umschichtung_anlegen(dok, 1)
    mit, _ = umschichtung_anlegen(dok, 2, datum=TAG, grund=" Tarif ")
    assert [(u.id, u.grund) for u in dok.blick.umschichtungen] == [(mit, "Tarif"), (ohne, "")]
    umschichtungen_loeschen(dok, [ohne, mit])
    assert dok.blick.umschichtungen == ()
