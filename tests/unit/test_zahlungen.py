"""Payments and releases: what is open by Haushaltsjahr, Skonto, releases that free money at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.services.bindungen import bindung_anlegen, finde, vertrag_setzen
from app.services.bindungszeilen import Vertrag, Zahlungsart
from app.services.zahlungen import (
    SKONTO,
    abschlagsvorschlag_cent,
    freirechnen,
    freirechnung_setzen,
    freirechnungen_loeschen,
    zahlung_buchen,
    zahlung_setzen,
    zahlungen_loeschen,
)
from tests.unit.bindung_hilfe import TAG, eur, lehnt_ab

if TYPE_CHECKING:
    from app.services.bindungszeilen import Bindungszeile
    from app.services.dokument import Dokument

WEG = "Diese Buchung gibt es nicht mehr."


@pytest.fixture
def los(beispiel: Dokument) -> str:
    """A contract of 2020: 100 € in 2020, 50 € in 2021."""
    return _neu(beispiel)


def _neu(dok: Dokument, herkunft: int = 2020, sammel: str | None = None, cent: int = 100_00) -> str:
    return bindung_anlegen(
        dok,
        bezeichnung="Los",
        herkunft_jahr=herkunft,
        betraege={(2020, 3): cent, (2021, None): 50_00},
        vertrag=Vertrag(sammel_id=sammel),
    )[0]


def bindung(dok: Dokument, los: str) -> Bindungszeile:
    return finde(dok.blick, los)


def zu_viel(was: str, cent: int, jahr: int, offen: int) -> str:
    return f"{was} {eur(cent)} ist mehr, als {jahr} bei „Los“ offen ist ({eur(offen)})."


def test_payments_draw_on_their_haushaltsjahr_to_the_last_cent(beispiel: Dokument, los: str) -> None:
    zahlung_buchen(beispiel, los, 60_00, datum=TAG, art=Zahlungsart.ABSCHLAG)
    lehnt_ab(
        beispiel,
        lambda: zahlung_buchen(beispiel, los, 40_01, datum=TAG),
        zu_viel("Die Zahlung", 40_01, 2020, 40_00),
    )
    zahlung_buchen(beispiel, los, 40_00, datum=TAG, art=Zahlungsart.SCHLUSSZAHLUNG)
    stand = bindung(beispiel, los)
    assert (stand.gezahlt_cent(2020), stand.abschlag_cent(2020), stand.offen_cent(2020)) == (100_00, 60_00, 0)
    assert (stand.gezahlt_cent(2021), stand.offen_cent(2021)) == (0, 50_00)


@pytest.mark.parametrize("cent", [0, -1])
def test_a_payment_and_a_release_are_more_than_nothing(beispiel: Dokument, los: str, cent: int) -> None:
    erwartet = "Erwartet wird ein Betrag über 0,00 €."
    lehnt_ab(beispiel, lambda: zahlung_buchen(beispiel, los, cent, datum=TAG), f"Die Zahlung: {erwartet}")
    lehnt_ab(
        beispiel,
        lambda: freirechnen(beispiel, los, 2020, cent, datum=TAG, grund="x"),
        f"Die Freirechnung: {erwartet}",
    )


@pytest.mark.parametrize(("tag", "jahr"), [(dt.date(2021, 1, 8), 2020), (dt.date(2020, 12, 28), 2021)])
def test_about_the_turn_of_the_year_the_haushaltsjahr_counts_not_the_day(
    beispiel: Dokument, los: str, tag: dt.date, jahr: int
) -> None:
    zahlung_buchen(beispiel, los, 10_00, datum=tag, jahr=jahr)
    assert bindung(beispiel, los).gezahlt_cent(jahr) == 10_00
    assert bindung(beispiel, los).gezahlt_cent(4041 - jahr) == 0


def test_an_instalment_is_the_agreed_share_less_what_is_paid_on_account(beispiel: Dokument, los: str) -> None:
    def vorschlag(monat: int) -> int:
        return abschlagsvorschlag_cent(beispiel.blick, bindung(beispiel, los), dt.date(2020, monat, 1))

    assert vorschlag(3) == 0
    vertrag_setzen(beispiel, los, replace(bindung(beispiel, los).vertrag, abschlag_promille=800))
    assert vorschlag(2) == 0
    assert vorschlag(3) == 80_00
    zahlung_buchen(beispiel, los, 30_00, datum=TAG, art=Zahlungsart.ABSCHLAG)
    freirechnen(beispiel, los, 2020, 10_00, datum=TAG, grund="weniger")
    assert vorschlag(3) == 42_00
    zahlung_buchen(beispiel, los, 50_00, datum=TAG, art=Zahlungsart.RECHNUNG)
    assert vorschlag(3) == 10_00


def test_without_a_haushaltsjahr_it_is_that_of_the_day(beispiel: Dokument, los: str) -> None:
    zahlung_buchen(beispiel, los, 10_00, datum=dt.date(2021, 1, 8))
    assert bindung(beispiel, los).gezahlt_cent(2021) == 10_00


def test_a_day_far_from_the_haushaltsjahr_is_a_slip(beispiel: Dokument, los: str) -> None:
    satz = (
        "Eine Zahlung vom 04.05.2002 gehört nicht zum Haushaltsjahr 2020. Prüfen Sie Tag und Haushaltsjahr."
    )
    lehnt_ab(beispiel, lambda: zahlung_buchen(beispiel, los, 1, datum=dt.date(2002, 5, 4), jahr=2020), satz)
    zahlung_buchen(beispiel, los, 1, datum=TAG)
    falsch = replace(bindung(beispiel, los).zahlungen[0], datum=dt.date(2002, 5, 4))
    lehnt_ab(beispiel, lambda: zahlung_setzen(beispiel, falsch), satz)


def test_a_skonto_settles_the_invoice_and_is_free_again(beispiel: Dokument, los: str) -> None:
    zahlung_buchen(beispiel, los, 98_00, datum=TAG, skonto_cent=2_00)
    stand = bindung(beispiel, los)
    assert (stand.gezahlt_cent(2020), stand.frei_cent(2020), stand.offen_cent(2020)) == (98_00, 2_00, 0)
    assert stand.freirechnungen[0].grund == SKONTO
    beispiel.rueckgaengig()
    assert bindung(beispiel, los).offen_cent(2020) == 100_00


def test_a_skonto_is_refused_where_it_and_the_payment_are_more_than_is_open(
    beispiel: Dokument, los: str
) -> None:
    lehnt_ab(
        beispiel,
        lambda: zahlung_buchen(beispiel, los, 99_00, datum=TAG, skonto_cent=2_00),
        zu_viel("Die Zahlung mit Skonto", 101_00, 2020, 100_00),
    )
    lehnt_ab(
        beispiel,
        lambda: zahlung_buchen(beispiel, los, 99_00, datum=TAG, skonto_cent=-1),
        f"Ein Skonto kann nicht negativ sein ({eur(-1)}).",
    )


def test_a_payment_is_changed_within_what_is_open_without_it(beispiel: Dokument, los: str) -> None:
    zahlung_buchen(beispiel, los, 60_00, datum=TAG)
    alt = bindung(beispiel, los).zahlungen[0]
    lehnt_ab(
        beispiel,
        lambda: zahlung_setzen(beispiel, replace(alt, betrag_cent=100_01)),
        zu_viel("Die Zahlung", 100_01, 2020, 100_00),
    )
    lehnt_ab(
        beispiel,
        lambda: zahlung_setzen(beispiel, replace(alt, jahr=2021)),
        zu_viel("Die Zahlung", 60_00, 2021, 50_00),
    )
    zahlung_setzen(beispiel, replace(alt, betrag_cent=50_00, jahr=2021, beleg="7"))
    neu = bindung(beispiel, los).zahlungen[0]
    assert (neu.id, neu.jahr, neu.betrag_cent, neu.beleg) == (alt.id, 2021, 50_00, "7")
    zahlungen_loeschen(beispiel, [alt.id])
    lehnt_ab(beispiel, lambda: zahlung_setzen(beispiel, neu), WEG)


# -- releases ----------------------------------------------------------------------------------------


def test_what_is_released_of_a_vorbindung_flows_back_into_the_neufallbudget_at_once(
    beispiel: Dokument,
) -> None:
    alt = _neu(beispiel, herkunft=2019)
    vorher = beispiel.blick.kennzahlen
    freirechnen(beispiel, alt, 2020, 30_00, datum=TAG, grund="weniger Plätze")
    k = beispiel.blick.kennzahlen
    assert k.neufallbudget_cent == vorher.neufallbudget_cent + 30_00
    assert (k.rest_cent, k.vorbindungen_cent) == (vorher.rest_cent + 30_00, vorher.vorbindungen_cent)
    # Money of a later year is that year's: it frees nothing now.
    freirechnen(beispiel, alt, 2021, 20_00, datum=TAG, grund="weniger Plätze")
    assert beispiel.blick.kennzahlen.neufallbudget_cent == k.neufallbudget_cent
    assert beispiel.blick.bindungsjahre[1].vorbindung_cent == 30_00


def test_what_is_released_of_a_new_bindung_was_never_out_of_the_neufallbudget(
    beispiel: Dokument, los: str
) -> None:
    vorher = beispiel.blick.kennzahlen
    freirechnen(beispiel, los, 2020, 30_00, datum=TAG, grund="weniger Plätze")
    k = beispiel.blick.kennzahlen
    assert k.neufallbudget_cent == vorher.neufallbudget_cent
    assert k.ungebunden_cent == vorher.ungebunden_cent + 30_00


def test_a_release_needs_a_reason_and_what_is_still_open(beispiel: Dokument, los: str) -> None:
    zahlung_buchen(beispiel, los, 70_00, datum=TAG)
    lehnt_ab(
        beispiel,
        lambda: freirechnen(beispiel, los, 2020, 1, datum=TAG, grund=" "),
        "Zu einer Freirechnung gehört ein Grund: Warum wird das Geld nicht gebraucht?",
    )
    lehnt_ab(
        beispiel,
        lambda: freirechnen(beispiel, los, 2020, 30_01, datum=TAG, grund="x"),
        zu_viel("Die Freirechnung", 30_01, 2020, 30_00),
    )
    lehnt_ab(
        beispiel,
        lambda: freirechnen(beispiel, los, 2022, 1, datum=TAG, grund="x"),
        zu_viel("Die Freirechnung", 1, 2022, 0),
    )


def test_a_release_is_changed_and_taken_back(beispiel: Dokument, los: str) -> None:
    freirechnen(beispiel, los, 2020, 30_00, datum=TAG, grund="x")
    alt = bindung(beispiel, los).freirechnungen[0]
    lehnt_ab(
        beispiel,
        lambda: freirechnung_setzen(beispiel, replace(alt, betrag_cent=100_01)),
        zu_viel("Die Freirechnung", 100_01, 2020, 100_00),
    )
    lehnt_ab(
        beispiel,
        lambda: freirechnung_setzen(beispiel, replace(alt, grund="")),
        "Zu einer Freirechnung gehört ein Grund: Warum wird das Geld nicht gebraucht?",
    )
    freirechnung_setzen(beispiel, replace(alt, betrag_cent=100_00, grund=" y "))
    neu = bindung(beispiel, los).freirechnungen[0]
    assert (neu.betrag_cent, neu.grund, bindung(beispiel, los).offen_cent(2020)) == (100_00, "y", 0)
    freirechnungen_loeschen(beispiel, [alt.id])
    assert bindung(beispiel, los).offen_cent(2020) == 100_00
    lehnt_ab(beispiel, lambda: freirechnung_setzen(beispiel, neu), WEG)


# -- known sums and their parts ----------------------------------------------------------------------


@pytest.fixture
def sammel(beispiel: Dokument) -> str:
    return bindung_anlegen(
        beispiel,
        bezeichnung="Los",
        herkunft_jahr=2019,
        betraege={(2020, None): 1_000_00},
        aufgegliedert=False,
    )[0]


def test_on_a_known_sum_only_what_no_contract_accounts_for_is_open(beispiel: Dokument, sammel: str) -> None:
    _neu(beispiel, 2019, sammel, cent=600_00)
    lehnt_ab(
        beispiel,
        lambda: zahlung_buchen(beispiel, sammel, 400_01, datum=TAG),
        zu_viel("Die Zahlung", 400_01, 2020, 400_00),
    )
    lehnt_ab(
        beispiel,
        lambda: freirechnen(beispiel, sammel, 2020, 400_01, datum=TAG, grund="x"),
        zu_viel("Die Freirechnung", 400_01, 2020, 400_00),
    )
    freirechnen(beispiel, sammel, 2020, 400_00, datum=TAG, grund="x")


def test_never_more_flows_back_than_the_known_sum_took(beispiel: Dokument, sammel: str) -> None:
    # The contracts come to more than the sum (a finding); the sum is what the Neufallbudget lacks.
    erster, zweiter = (_neu(beispiel, 2019, sammel, cent=800_00) for _ in range(2))
    neufall = beispiel.blick.kennzahlen.neufallbudget_cent
    freirechnen(beispiel, erster, 2020, 800_00, datum=TAG, grund="x")
    lehnt_ab(
        beispiel,
        lambda: freirechnen(beispiel, zweiter, 2020, 200_01, datum=TAG, grund="x"),
        zu_viel("Die Freirechnung", 200_01, 2020, 200_00),
    )
    zahlung_buchen(beispiel, zweiter, 150_00, datum=TAG)
    lehnt_ab(
        beispiel,
        lambda: zahlung_buchen(beispiel, zweiter, 1_00, datum=TAG, skonto_cent=50_00),
        zu_viel("Skonto", 50_00, 2020, 49_00),
    )
    freirechnen(beispiel, zweiter, 2020, 50_00, datum=TAG, grund="x")
    assert beispiel.blick.kennzahlen.neufallbudget_cent == neufall + 850_00
    # In a year that the sum does not name, a contract is open for itself.
    freirechnen(beispiel, zweiter, 2021, 50_00, datum=TAG, grund="x")


def test_what_was_paid_on_a_sum_can_still_be_corrected_after_it_is_broken_down(
    beispiel: Dokument, sammel: str
) -> None:
    zahlung_buchen(beispiel, sammel, 700_00, datum=TAG)
    _neu(beispiel, 2019, sammel, cent=1_000_00)
    alt = bindung(beispiel, sammel).zahlungen[0]
    zahlung_setzen(beispiel, replace(alt, beleg="4711"))
    lehnt_ab(
        beispiel,
        lambda: zahlung_setzen(beispiel, replace(alt, betrag_cent=700_01)),
        zu_viel("Die Zahlung", 700_01, 2020, 700_00),
    )
    zahlung_setzen(beispiel, replace(alt, betrag_cent=1_00))
    assert beispiel.blick.stand.im(2020).gezahlt_cent == 1_00
