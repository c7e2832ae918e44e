"""Contracts from beginning to end, with the figures of the plan after each step."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from app.services.bindungen import bindung_anlegen, finde
from app.services.bindungszeilen import Bindungsart, Vertrag, Zahlungsart, Zahlungsstand
from app.services.haushaltszeilen import VeStand
from app.services.ve import ve_eintragen, ve_jahre, warnungen
from app.services.zahlungen import freirechnen, zahlung_buchen

if TYPE_CHECKING:
    from app.services.dokument import Dokument


class Stand(NamedTuple):
    """What stays to be spent after a step, in Cent."""

    neufallbudget: int
    ungebunden: int
    ve_2021_frei: int | None
    offen_2020: int
    """On all Bindungen together."""


def stand(dok: Dokument) -> Stand:
    k, ve = dok.blick.kennzahlen, ve_jahre(dok.blick)[0]
    return Stand(k.neufallbudget_cent, k.ungebunden_cent, ve.frei_cent, dok.blick.stand.im(2020).offen_cent)


def test_from_purchase_to_release_each_step_moves_just_the_figures_that_it_concerns(
    beispiel: Dokument,
) -> None:
    dok, leistung = beispiel, next(iter(beispiel.blick.zeilen.values()))
    assert stand(dok) == (35_085_957_00, 35_085_957_00, None, 32_647_597_00)

    # The ceiling for 2021 is known; then the BMAS cuts it. Both stay in the history.
    ve_eintragen(dok, 2021, 500_000_00, ab=dt.date(2020, 1, 2))
    assert stand(dok) == (35_085_957_00, 35_085_957_00, 500_000_00, 32_647_597_00)
    assert warnungen(dok.blick, {2020: 400_000_00, 2021: 200_000_00}) == ()
    ve_eintragen(dok, 2021, 250_000_00, ab=dt.date(2020, 3, 2), stand=VeStand.GEKUERZT)
    assert stand(dok) == (35_085_957_00, 35_085_957_00, 250_000_00, 32_647_597_00)

    # Bought: 600.000 €, of them 200.000 € in 2021. The Neufallbudget stays; less of it is free to bind.
    neu, _ = bindung_anlegen(
        dok,
        bezeichnung="Los 7",
        herkunft_jahr=2020,
        betraege={(2020, None): 400_000_00, (2021, None): 200_000_00},
        massnahme_id=leistung.massnahme_id,
        vertrag=Vertrag(summe_cent=600_000_00, datum=dt.date(2020, 4, 1), abschlag_promille=900),
    )
    assert stand(dok) == (35_085_957_00, 34_685_957_00, 50_000_00, 33_047_597_00)
    assert len(warnungen(dok.blick, {2021: 50_000_01})) == 1

    # Paid on account, in part, and with the final invoice less 2 % of 80.000 €: 1.600 € are free again.
    zahlung_buchen(dok, neu, 150_000_00, datum=dt.date(2020, 5, 4), art=Zahlungsart.ABSCHLAG)
    assert stand(dok) == (35_085_957_00, 34_685_957_00, 50_000_00, 32_897_597_00)
    zahlung_buchen(dok, neu, 100_000_00, datum=dt.date(2020, 9, 1), stand=Zahlungsstand.ANGEORDNET)
    assert stand(dok) == (35_085_957_00, 34_685_957_00, 50_000_00, 32_797_597_00)
    zahlung_buchen(
        dok,
        neu,
        78_400_00,
        datum=dt.date(2021, 1, 8),
        jahr=2020,
        art=Zahlungsart.SCHLUSSZAHLUNG,
        skonto_cent=1_600_00,
    )
    assert stand(dok) == (35_085_957_00, 34_687_557_00, 50_000_00, 32_717_597_00)

    # The rest of the year, and half of the next, will not be needed.
    freirechnen(dok, neu, 2020, 70_000_00, datum=dt.date(2020, 12, 1), grund="weniger Eintritte")
    assert stand(dok) == (35_085_957_00, 34_757_557_00, 50_000_00, 32_647_597_00)
    freirechnen(dok, neu, 2021, 100_000_00, datum=dt.date(2020, 12, 1), grund="kürzere Laufzeit")
    assert stand(dok) == (35_085_957_00, 34_757_557_00, 150_000_00, 32_647_597_00)
    vertrag = finde(dok.blick, neu)
    assert (vertrag.gezahlt_cent(2020), vertrag.abschlag_cent(2020)) == (328_400_00, 150_000_00)
    assert (vertrag.frei_cent(2020), vertrag.offen_cent(2020), vertrag.offen_cent(2021)) == (
        71_600_00,
        0,
        100_000_00,
    )

    # A contract of 2019 explains a part of the known sum, which stays; what is released of it is new money.
    alt, _ = bindung_anlegen(
        dok,
        bezeichnung="Altvertrag",
        herkunft_jahr=2019,
        betraege={(2020, 6): 647_597_00, (2021, None): 10_000_00},
        vertrag=Vertrag(art=Bindungsart.BEWILLIGUNG, sammel_id=dok.blick.bindungen[0].id),
    )
    assert stand(dok) == (35_085_957_00, 34_757_557_00, 150_000_00, 32_647_597_00)
    k = dok.blick.kennzahlen
    assert (k.vorbindungen_aufgegliedert_cent, k.vorbindungen_offen_cent) == (647_597_00, 32_000_000_00)
    freirechnen(dok, alt, 2020, 47_597_00, datum=dt.date(2020, 7, 1), grund="Träger gibt Plätze zurück")
    assert stand(dok) == (35_133_554_00, 34_805_154_00, 150_000_00, 32_600_000_00)
    k = dok.blick.kennzahlen
    assert (k.rest_cent, k.vorbindungen_cent, k.freirechnung_cent) == (
        -1_637_74 + 47_597_00,
        32_647_597_00,
        47_597_00,
    )
    zahlung_buchen(dok, alt, 600_000_00, datum=dt.date(2020, 7, 2))
    assert stand(dok) == (35_133_554_00, 34_805_154_00, 150_000_00, 32_000_000_00)

    # Eleven steps back: the plan as it was printed.
    for _ in range(11):
        dok.rueckgaengig()
    assert stand(dok) == (35_085_957_00, 35_085_957_00, None, 32_647_597_00)
    assert (dok.blick.kennzahlen.rest_cent, dok.naechstes_rueckgaengig) == (-1_637_74, None)
