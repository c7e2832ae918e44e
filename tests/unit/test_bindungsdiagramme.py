"""The charts of the Bindungen: by year with the VE, by month, by group; each bar leads to its Bindungen."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.services.bindungen import bindung_anlegen
from app.services.bindungsdiagramme import bindungen, monate
from app.services.bindungsgruppen import (
    OHNE_AUFGLIEDERUNG,
    Gruppierung,
    der_gruppe,
    nach_gruppe,
)
from app.services.bindungszeilen import Vertrag
from app.services.diagrammdaten import wasserfall
from app.services.diagrammtypen import Rolle
from app.services.ve import ve_eintragen
from app.services.zahlungen import freirechnen, zahlung_buchen
from tests.unit.bindung_hilfe import TAG, eur
from tests.unit.probeplan import Probeplan, baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.diagrammtypen import Balken
    from app.services.dokument import Dokument

PARTNER = Gruppierung.VERTRAGSPARTNER
JANUAR = dt.date(2020, 1, 1)


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[Probeplan]:
    plan = baue(tmp_path / "probe.amip")
    yield plan
    plan.dok.datei.schliesse()


@pytest.fixture
def dok(probe: Probeplan) -> Dokument:
    return probe.dok


def lege_an(  # noqa: PLR0913 - the fields of a Bindung, by name
    dok: Dokument,
    cent: int,
    *,
    jahr: int = 2020,
    herkunft: int = 2019,
    offen: bool = False,
    massnahme: str | None = None,
    vertrag: Vertrag | None = None,
) -> str:
    return bindung_anlegen(
        dok,
        bezeichnung="Los",
        herkunft_jahr=herkunft,
        betraege={(jahr, None): cent},
        massnahme_id=massnahme,
        vertrag=vertrag or Vertrag(),
        aufgegliedert=not offen,
    )[0]


def balken(dok: Dokument, gruppierung: Gruppierung) -> dict[str, Balken]:
    return {b.name: b for b in nach_gruppe(dok.blick, gruppierung, 2020).balken}


# -- by year -----------------------------------------------------------------------------------------


def test_the_ve_is_a_line_above_the_vorbindungen_and_says_its_state_and_what_is_over(dok: Dokument) -> None:
    lege_an(dok, 70_00, jahr=2021)
    lege_an(dok, 40_00, jahr=2021, herkunft=2020)
    ve_eintragen(dok, 2021, 50_00, ab=JANUAR)
    saeule = bindungen(dok.blick).saeulen[1]
    assert (saeule.teile, saeule.marke, saeule.ueber_marke) == ((70_00, 40_00, 0, 10_00), 120_00, False)
    assert saeule.markenwort == f"VE {eur(50_00)} (vorläufig)"
    ve_eintragen(dok, 2021, 30_00, ab=TAG)
    saeule = bindungen(dok.blick).saeulen[1]
    assert (saeule.teile, saeule.marke, saeule.ueber_marke) == ((70_00, 40_00, 0, 0), 100_00, True)
    assert saeule.markenwort == f"VE {eur(30_00)} (vorläufig), überschritten um {eur(10_00)}"
    ohne = bindungen(dok.blick).saeulen[2]
    assert (ohne.marke, ohne.markenwort, ohne.ueber_marke) == (None, "", False)


def test_the_table_says_all_that_the_columns_show(dok: Dokument) -> None:
    alt = lege_an(dok, 70_00)
    freirechnen(dok, alt, 2020, 20_00, datum=TAG, grund="x")
    ve_eintragen(dok, 2021, 50_00, ab=JANUAR)
    daten = bindungen(dok.blick)
    zeile = dict(zip(daten.tabelle.kopf, daten.tabelle.zeilen[0], strict=True))
    assert zeile["Vorbindung"] == eur(50_00)
    assert zeile["gebunden und geplant"] == eur(50_00)
    assert zeile["Hinweis"] == f"freigerechnet {eur(20_00)}"
    assert daten.tabelle.zeilen[1][daten.tabelle.kopf.index("VE")] == eur(50_00)


# -- by month ----------------------------------------------------------------------------------------


def test_what_is_paid_ends_with_the_last_payment_and_the_path_goes_on(dok: Dokument) -> None:
    los = lege_an(dok, 1_200_00)
    zahlung_buchen(dok, los, 250_00, datum=TAG)
    punkte = monate(dok.blick, 2020).punkte
    assert [p.werte for p in punkte[3:6]] == [
        (400_00, 0, 400_00),
        (500_00, 250_00, 500_00),
        (600_00, None, 600_00),
    ]
    assert punkte[-1].werte == (1_200_00, None, 1_200_00)
    assert punkte[1].hinweis == "kumuliert bis 29.02.2020"


def test_a_year_in_which_nothing_is_due_has_no_lines(dok: Dokument) -> None:
    daten = monate(dok.blick, 2022)
    assert (daten.punkte, daten.leer) == ((), "2022 ist nichts fällig.")


# -- by group ----------------------------------------------------------------------------------------


def test_bindungen_stand_with_their_leistung_or_their_own_product(probe: Probeplan) -> None:
    dok = probe.dok
    ansatz = probe.zeile("Kurs", produkt=probe.produkt)
    massnahme = probe.blick.zeilen[ansatz].massnahme_id
    lege_an(dok, 10_00, massnahme=massnahme)
    lege_an(dok, 5_00, massnahme=massnahme, vertrag=Vertrag(produkt_id=probe.verdecktes_produkt))
    lege_an(dok, 1_00)
    assert {n: b.bis for n, b in balken(dok, Gruppierung.HANDLUNGSFELD).items()} == {
        "1 Arbeit": 15_00,
        "ohne Zuordnung": 1_00,
    }
    assert {n: b.bis for n, b in balken(dok, Gruppierung.PRODUKTKATEGORIE).items()} == {
        "I Gezeigt": 10_00,
        "Weitere": 5_00,
        "ohne Zuordnung": 1_00,
    }


def test_what_no_contract_accounts_for_comes_last_and_leads_to_its_sum(dok: Dokument) -> None:
    sammel = lege_an(dok, 100_00, offen=True)
    teil = lege_an(dok, 60_00, vertrag=Vertrag(sammel_id=sammel, vertragspartner="Werk"))
    freirechnen(dok, teil, 2020, 10_00, datum=TAG, grund="x")
    ohne = lege_an(dok, 3_00)
    gruppen = balken(dok, PARTNER)
    assert [(n, b.bis) for n, b in gruppen.items()] == [
        ("Werk", 50_00),
        ("ohne Zuordnung", 3_00),
        (OHNE_AUFGLIEDERUNG, 40_00),
    ]
    assert gruppen["Werk"].hinweis == "1 Bindung"
    assert gruppen[OHNE_AUFGLIEDERUNG].rolle is Rolle.NEBEN
    for name, schluessel in (("Werk", teil), ("ohne Zuordnung", ohne), (OHNE_AUFGLIEDERUNG, sammel)):
        hinter = der_gruppe(dok.blick, PARTNER, str(gruppen[name].schluessel[1]), 2020)
        assert [b.id for b in hinter] == [schluessel]


def test_of_many_partners_the_largest_are_shown_and_the_others_lead_to_themselves(dok: Dokument) -> None:
    ids = [lege_an(dok, 100 * n, vertrag=Vertrag(vertragspartner=f"Werk {n:02}")) for n in range(1, 16)]
    gruppen = list(balken(dok, PARTNER).values())
    assert [b.name for b in gruppen] == [*(f"Werk {n:02}" for n in range(15, 4, -1)), "4 weitere"]
    assert gruppen[-1].bis == 1_000
    hinter = der_gruppe(dok.blick, PARTNER, str(gruppen[-1].schluessel[1]), 2020)
    assert [b.id for b in hinter] == ids[:4]


def test_a_year_in_which_nothing_is_bound_has_no_bars(dok: Dokument) -> None:
    los = lege_an(dok, 5_00)
    freirechnen(dok, los, 2020, 5_00, datum=TAG, grund="x")
    daten = nach_gruppe(dok.blick, PARTNER, 2020)
    assert (daten.balken, daten.leer) == ((), "2020 ist nichts gebunden.")


# -- the waterfall -----------------------------------------------------------------------------------


def test_releases_and_what_is_bound_stand_in_the_waterfall_as_soon_as_there_are_any(
    probe: Probeplan,
) -> None:
    dok = probe.dok
    probe.zeile(cent=400_00)
    alt = lege_an(dok, 100_00)
    assert [b.name for b in wasserfall(dok.blick).balken] == [
        "Eingliederungsmittel",
        "− Umschichtung",
        "− Vorbindungen",
        "+ Rückeinnahmen",
        "= Neufallbudget",
        "verplant",
        "Rest",
    ]
    freirechnen(dok, alt, 2020, 30_00, datum=TAG, grund="x")
    lege_an(dok, 100_00, herkunft=2020)
    nach_name = {b.name: b for b in wasserfall(dok.blick).balken}
    frei, neu = nach_name["+ Freirechnungen"], nach_name["davon gebunden"]
    assert frei.bis - frei.von == 30_00
    assert nach_name["= Neufallbudget"].bis == dok.blick.kennzahlen.neufallbudget_cent
    assert nach_name["+ Rückeinnahmen"].von == frei.bis
    assert (neu.bis, neu.hinweis) == (100_00, "25,0\u00a0% der Mittelansätze")
