"""Movements, named figures and results that are taken over: what the plan keeps, and what it refuses."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.models.arten import (
    Budgetart,
    Plangroesse,
    Umschichtungsbasis,
    Umschichtungsrichtung,
    Umschichtungsstand,
)
from app.models.geld import BetragFehler, parse_anzahl
from app.services import plaene, planwerte, umschichtungen
from app.services.eingabe import EingabeFehler, lies_eintrag
from app.services.summen import Dimension
from app.services.zuteilung import (
    EINGLIEDERUNG_GROESSE,
    VERWALTUNG_GROESSE,
    eingliederungseingaben,
    verwaltungseingaben,
)

if TYPE_CHECKING:
    from app.services.dokument import Dokument

ZWISCHEN = Umschichtungsrichtung.ZWISCHEN_PRODUKTEN


def test_a_movement_takes_the_key_of_its_draft(beispiel: Dokument) -> None:
    entwurf = umschichtungen.neuer_entwurf()
    schluessel, _ = umschichtungen.umschichtung_anlegen(beispiel, 5_00, zeile_id=entwurf.id)
    assert schluessel == entwurf.id == beispiel.blick.umschichtungen[0].id
    anderer, _ = umschichtungen.umschichtung_anlegen(beispiel, 5_00)
    assert anderer != schluessel


def test_products_belong_to_a_movement_between_products_only(beispiel: Dokument) -> None:
    von, nach = list(beispiel.blick.produkte)[:2]
    umschichtungen.umschichtung_anlegen(beispiel, 5_00, von_produkt_id=von, nach_produkt_id=nach)
    assert beispiel.blick.umschichtungen[0].von_produkt_id is None
    umschichtungen.umschichtung_anlegen(
        beispiel, 6_00, richtung=ZWISCHEN, von_produkt_id=von, nach_produkt_id=nach
    )
    assert {b.von_produkt_id for b in beispiel.blick.umschichtungen} == {None, von}


@pytest.mark.parametrize(
    "angaben",
    [
        {"betrag_cent": 0},
        {"stand": Umschichtungsstand.VOLLZOGEN},
        {"richtung": ZWISCHEN, "stand": Umschichtungsstand.VOLLZOGEN, "datum": dt.date(2020, 1, 1)},
    ],
    ids=["ohne Betrag", "ohne Datum", "ohne Produkte"],
)
def test_a_movement_that_cannot_be_is_refused(beispiel: Dokument, angaben: dict[str, object]) -> None:
    with pytest.raises(EingabeFehler):
        umschichtungen.umschichtung_anlegen(beispiel, **{"betrag_cent": 1_00} | angaben)  # type: ignore[arg-type]  # several types
    assert beispiel.blick.umschichtungen == ()


def test_the_input_follows_the_movements_that_are_not_withdrawn(beispiel: Dokument) -> None:
    umschichtungen.umschichtung_anlegen(beispiel, 900_00)
    umschichtungen.umschichtung_anlegen(beispiel, 200_00, richtung=Umschichtungsrichtung.IN_EINGLIEDERUNG)
    umschichtungen.umschichtung_anlegen(beispiel, 50_00, stand=Umschichtungsstand.ZURUECKGEZOGEN)
    umschichtungen.planansatz_angleichen(beispiel)
    assert beispiel.blick.posten[Budgetart.UMSCHICHTUNG].betrag_cent == 700_00


def test_the_neufallbudget_is_known_for_both_sums_of_the_umschichtung(beispiel: Dokument) -> None:
    umschichtungen.umschichtung_anlegen(
        beispiel, 1_000_000_00, stand=Umschichtungsstand.VOLLZOGEN, datum=dt.date(2020, 3, 1)
    )
    bei = {b: beispiel.blick.kennzahlen.neufallbudget_bei(b) for b in Umschichtungsbasis}
    for basis in Umschichtungsbasis:
        umschichtungen.basis_setzen(beispiel, basis)
        assert beispiel.blick.kennzahlen.neufallbudget_cent == bei[basis]
    assert bei[Umschichtungsbasis.VOLLZOGEN] - bei[Umschichtungsbasis.GEPLANT] == 566_044_00


@pytest.mark.parametrize(
    ("groesse", "text", "wert"),
    [
        (Plangroesse.EGT_BUND_CENT, "3.900.000.000,00", 390_000_000_000),
        (Plangroesse.BEVOELKERUNG_BUND, "54.300.000", 54_300_000),
        (Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL, "1,5759\u00a0%", 15_759),
    ],
)
def test_a_named_figure_is_read_as_it_is_written(groesse: Plangroesse, text: str, wert: int) -> None:
    assert planwerte.lies_planwert(groesse, text) == wert
    assert planwerte.planwert_text(groesse, wert) == text


def test_a_named_figure_can_be_unknown_and_is_never_absurd() -> None:
    assert planwerte.lies_planwert(Plangroesse.ELB_BUND, " ") is None
    assert planwerte.planwert_text(Plangroesse.ELB_BUND, None) == ""
    with pytest.raises(BetragFehler, match=r"mehr als 999\.999\.999"):
        planwerte.lies_planwert(Plangroesse.ELB_BUND, "1.000.000.000")
    with pytest.raises(BetragFehler, match=r"mehr als 9\.999\.999"):
        parse_anzahl("54.300.000")


def test_what_is_calculated_is_taken_over_with_its_source_in_one_vorgang(beispiel: Dokument) -> None:
    vorher = beispiel.blick.posten[Budgetart.VERWALTUNGSMITTEL]
    changes = plaene.budget_uebernehmen(beispiel, Budgetart.VERWALTUNGSMITTEL, 7_00, quelle="Schätzung")
    posten = beispiel.blick.posten[Budgetart.VERWALTUNGSMITTEL]
    assert (posten.betrag_cent, posten.quelle, posten.erlaeuterung) == (
        7_00,
        "Schätzung",
        vorher.erlaeuterung,
    )
    assert len(changes.saetze) == 1
    beispiel.rueckgaengig()
    assert beispiel.blick.posten[Budgetart.VERWALTUNGSMITTEL] == vorher


def test_every_input_of_the_estimates_has_a_figure_of_the_plan(beispiel: Dokument) -> None:
    for nummer, groesse in enumerate(
        (*EINGLIEDERUNG_GROESSE.values(), *VERWALTUNG_GROESSE.values()), start=1
    ):
        planwerte.planwert_setzen(beispiel, groesse, nummer)
    werte = beispiel.blick.planwerte
    eingliederung, verwaltung = eingliederungseingaben(werte), verwaltungseingaben(werte)
    assert [getattr(eingliederung, name) for name in EINGLIEDERUNG_GROESSE] == list(range(1, 9))
    assert [getattr(verwaltung, name) for name in VERWALTUNG_GROESSE] == list(range(9, 14))
    assert eingliederungseingaben({}).elb_bund is None


def test_an_entry_of_a_catalogue_is_found_by_title_name_or_beginning(beispiel: Dokument) -> None:
    eintrag = next(iter(beispiel.blick.teams.values()))
    for text in (eintrag.titel, eintrag.bezeichnung, f" {eintrag.titel.upper()} "):
        assert lies_eintrag(beispiel.blick, Dimension.TEAM, text, "Team") == eintrag.id
    assert lies_eintrag(beispiel.blick, Dimension.TEAM, "  ", "Team") is None
    with pytest.raises(EingabeFehler, match="im Katalog „Team“ nicht vorhanden"):
        lies_eintrag(beispiel.blick, Dimension.TEAM, "Mars", "Team")
