"""What a plan can leave to the next one: Bindungen of every kind, and cases that run on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.models.haushalt import Fallgruppe
from app.services.bindungen import bindung_anlegen
from app.services.bindungszeilen import Bindungsteil, Vertrag
from app.services.zahlungen import freirechnen, zahlung_buchen

if TYPE_CHECKING:
    from tests.unit.probeplan import Probeplan

TAG = dt.date(2020, 5, 4)


def lege_bindungen_an(probe: Probeplan) -> dict[str, str]:
    """A known sum with a part, contracts of two years, an option, a top-up, releases; keys by name."""
    dok = probe.dok
    zeile = probe.zeile("Werkstatt")
    massnahme = dok.blick.zeilen[zeile].massnahme_id
    sammel, _ = bindung_anlegen(
        dok,
        bezeichnung="Summe",
        herkunft_jahr=2019,
        betraege={(2020, None): 900_00, (2021, None): 500_00},
        aufgegliedert=False,
    )
    teil, _ = bindung_anlegen(
        dok,
        bezeichnung="Teil",
        herkunft_jahr=2018,
        betraege={(2021, 3): 200_00},
        vertrag=Vertrag(sammel_id=sammel, vertragspartner="Träger", aktenzeichen="7/18", plaetze=12),
    )
    freirechnen(dok, teil, 2021, 50_00, datum=TAG, grund="weniger Plätze")
    neu, _ = bindung_anlegen(
        dok,
        bezeichnung="Neu",
        herkunft_jahr=2020,
        betraege={(2020, 11): 100_00, (2021, 4): 300_00, (2021, 5): 300_00, (2022, 1): 80_00},
        massnahme_id=massnahme,
        bemerkung="Los 3",
        vertrag=Vertrag(produkt_id=probe.produkt, summe_cent=780_00),
    )
    freirechnen(dok, neu, 2021, 350_00, datum=TAG, grund="kürzer")
    alt, _ = bindung_anlegen(dok, bezeichnung="Vorbei", herkunft_jahr=2019, betraege={(2020, None): 60_00})
    option = Vertrag(teil=Bindungsteil.OPTION, wirksam=False, grund_id=alt)
    bindung_anlegen(
        dok, bezeichnung="Option", herkunft_jahr=2020, betraege={(2021, None): 40_00}, vertrag=option
    )
    mehr = Vertrag(teil=Bindungsteil.AUFSTOCKUNG, grund_id=neu)
    bindung_anlegen(dok, bezeichnung="Mehr", herkunft_jahr=2020, betraege={(2021, 6): 20_00}, vertrag=mehr)
    zahlung_buchen(dok, neu, 100_00, datum=dt.date(2020, 12, 1))
    return {b.bezeichnung: b.id for b in dok.blick.bindungen}


def lege_fallgruppen_an(probe: Probeplan) -> None:
    zeile = probe.zeile("Lohn")
    massnahme = probe.blick.zeilen[zeile].massnahme_id
    with probe.dok.vorgang("probe", "Fallgruppen") as tat:
        for name, jahr, monat, dauer in (
            ("bis Dezember", 2019, 1, 24),
            ("bis Januar", 2019, 2, 24),
            ("beginnt später", 2021, 6, 3),
        ):
            tat.session.add(
                Fallgruppe(
                    plan_id=probe.blick.plan_id,
                    position=1024,
                    bezeichnung=name,
                    produkt_id=probe.produkt,
                    massnahme_id=massnahme,
                    klasse=2,
                    anzahl=5,
                    beginn_jahr=jahr,
                    beginn_monat=monat,
                    dauer_monate=dauer,
                    lohn_cent=1_500_00,
                )
            )
