"""Catalogues are data of the plan: edited, ordered, taken over, and never pulled from under a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services import kataloge
from app.services.eingabe import EingabeFehler
from app.services.kataloge import Katalog
from app.services.plaene import plan_anlegen
from app.services.struktur import Richtung, massnahme_anlegen
from app.services.summen import Dimension

if TYPE_CHECKING:
    from app.services.dokument import Dokument


@pytest.fixture
def dok(beispiel: Dokument) -> Dokument:
    return beispiel


def namen(dok: Dokument, katalog: Katalog) -> list[str]:
    return [e.bezeichnung for e in kataloge.eintraege(dok, katalog)]


def test_an_entry_is_added_renamed_moved_and_deleted_and_each_step_can_be_undone(dok: Dokument) -> None:
    vorher = namen(dok, Katalog.TEAM)
    eintrag, _ = kataloge.eintrag_anlegen(dok, Katalog.TEAM, "Team Nord")
    kataloge.eintrag_setzen(dok, Katalog.TEAM, eintrag, "bezeichnung", "Team Süd")
    kataloge.eintrag_verschieben(dok, Katalog.TEAM, eintrag, Richtung.HINAUF)
    assert namen(dok, Katalog.TEAM) == [*vorher[:-1], "Team Süd", vorher[-1]]
    kataloge.eintrag_loeschen(dok, Katalog.TEAM, eintrag)
    assert namen(dok, Katalog.TEAM) == vorher
    for _ in range(4):
        dok.rueckgaengig()
    assert namen(dok, Katalog.TEAM) == vorher


def test_an_entry_that_is_used_is_not_deleted(dok: Dokument) -> None:
    feld = next(iter(dok.blick.handlungsfelder))
    with pytest.raises(EingabeFehler, match="39 Zeilen"):
        kataloge.eintrag_loeschen(dok, Katalog.HANDLUNGSFELD, feld)
    kategorie = next(iter(dok.blick.kategorien))
    with pytest.raises(EingabeFehler, match="benutzt"):
        kataloge.eintrag_loeschen(dok, Katalog.PRODUKTKATEGORIE, kategorie)


def test_two_entries_cannot_have_the_same_name(dok: Dokument) -> None:
    with pytest.raises(EingabeFehler, match="schon"):
        kataloge.eintrag_anlegen(dok, Katalog.TEAM, "qm-team")


def test_a_product_moves_to_another_category_and_the_roll_up_follows(dok: Dokument) -> None:
    produkt = next(p for p in dok.blick.produkte.values() if p.bezeichnung == "BaE")
    ziel = next(k for k in dok.blick.kategorien.values() if k.nummer == "VI")
    kataloge.eintrag_setzen(dok, Katalog.PRODUKT, produkt.id, "gehoert_zu", ziel.titel)
    assert dok.blick.summe(Dimension.PRODUKTKATEGORIE, ziel.id).eintritte == 6_309 + 64
    with pytest.raises(EingabeFehler, match="keine Produktkategorie"):
        kataloge.eintrag_setzen(dok, Katalog.PRODUKT, produkt.id, "gehoert_zu", "XVII")


def test_an_empty_plan_takes_over_the_catalogues_of_the_example_once(leer: Dokument, dok: Dokument) -> None:
    kataloge.uebernehmen(leer, "duisburg-2020")
    for katalog in Katalog:
        assert namen(leer, katalog) == namen(dok, katalog)
    with pytest.raises(EingabeFehler, match="schon Kataloge"):
        kataloge.uebernehmen(leer, "duisburg-2020")
    massnahme_anlegen(leer, handlungsfeld_id=next(iter(leer.blick.handlungsfelder)))
    assert leer.blick.kennzahlen.zeilen == 1


def test_a_second_plan_of_the_file_takes_over_the_catalogues_of_the_first(dok: Dokument) -> None:
    erster = dok.blick
    plan_anlegen(dok, 2021, "Folgejahr")
    kataloge.uebernehmen_aus_plan(dok, erster)
    for katalog, reihe in (
        (k, [e.bezeichnung for e in erster.katalog(Dimension(k.value)).values()]) for k in Katalog
    ):
        assert namen(dok, katalog) == reihe
    assert not set(dok.blick.produkte) & set(erster.produkte)
    dok.rueckgaengig()
    assert namen(dok, Katalog.PRODUKT) == []


def test_a_product_needs_a_category_first(leer: Dokument) -> None:
    with pytest.raises(EingabeFehler, match="Produktkategorie"):
        kataloge.eintrag_anlegen(leer, Katalog.PRODUKT, "Irgendetwas")
