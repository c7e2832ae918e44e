"""Where clicks on charts about Bindungen lead: to the Bindungen that make up the figure."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.services.bindungen import bindung_anlegen
from app.services.bindungsdiagramme import monate
from app.services.bindungsgruppen import Gruppierung, nach_gruppe
from app.services.bindungszeilen import Vertrag
from app.services.zahlungen import freirechnen
from app.views.bruecke import Ziel
from app.views.drill import ziel_im_jahr, ziel_von

if TYPE_CHECKING:
    from app.services.dokument import Dokument


def bindung(dok: Dokument, partner: str | None, cent: int, monat: int | None = None, jahr: int = 2027) -> str:
    betraege: dict[tuple[int, int | None], int] = {(jahr, monat): cent}
    return bindung_anlegen(
        dok,
        bezeichnung=f"Vertrag {partner}",
        herkunft_jahr=2027,
        betraege=betraege,
        vertrag=Vertrag(vertragspartner=partner),
    )[0]


def test_releases_and_new_bindungen_of_the_waterfall_lead_to_their_views() -> None:
    assert ziel_von(("kennzahl", "freirechnung")) == Ziel("bindungen", unterseite="freirechnung")
    assert ziel_von(("kennzahl", "neu_gebunden")) == Ziel("bindungen", unterseite="vertraege")
    assert ziel_von(("kennzahl", "rest")) == Ziel("massnahmen", nur_verplante=True)
    assert ziel_von(("kennzahl", "neufallbudget")) == Ziel("budget", posten="neufallbudget")


def test_a_group_leads_to_its_bindungen_and_says_which_they_are(leer: Dokument) -> None:
    eine, andere = bindung(leer, "DAA", 100_00), bindung(leer, "DAA", 50_00)
    bindung(leer, "DAA", 70_00, jahr=2028)
    bindung(leer, "Grone", 10_00)
    ziel = ziel_im_jahr(leer.blick, 2027, ("bindungen_vertragspartner", "DAA"))
    assert ziel is not None
    assert (ziel.seite, ziel.unterseite) == ("bindungen", "vertraege")
    assert set(ziel.bindungen) == {eine, andere}
    assert ziel.titel == "Vertragspartner „DAA“, gebunden 2027"


@pytest.mark.parametrize("gruppierung", Gruppierung)
def test_the_bindungen_behind_a_bar_add_up_to_it(leer: Dokument, gruppierung: Gruppierung) -> None:
    for nummer in range(16):
        bindung(leer, f"Partner {nummer:02d}", 100_00 + nummer)
    bindung(leer, None, 5_00)
    bindung_anlegen(
        leer, bezeichnung="Summe", herkunft_jahr=2026, betraege={(2027, None): 900_00}, aufgegliedert=False
    )
    nach_id = {b.id: b for b in leer.blick.bindungen}
    balken = nach_gruppe(leer.blick, gruppierung, 2027).balken
    assert "6 weitere" in [b.name for b in balken] or gruppierung is not Gruppierung.VERTRAGSPARTNER
    for einer in balken:
        ziel = ziel_im_jahr(leer.blick, 2027, einer.schluessel)
        assert ziel is not None
        assert sum(nach_id[b].gebunden_cent(2027) for b in ziel.bindungen) == einer.bis, einer.name


def test_a_month_leads_to_what_is_due_in_it(leer: Dokument) -> None:
    maerz, ganzes_jahr = bindung(leer, "A", 300_00, 3), bindung(leer, "B", 120_00)
    frei = bindung(leer, "C", 30_00, 3)
    freirechnen(leer, frei, 2027, 30_00, datum=dt.date(2027, 1, 2), grund="nicht gebraucht")
    ziel = ziel_im_jahr(leer.blick, 2027, monate(leer.blick, 2027).punkte[2].schluessel)
    assert ziel == Ziel(
        "bindungen",
        unterseite="vertraege",
        bindungen=(maerz, ganzes_jahr),
        titel="fällig im März 2027",
    )
    april = ziel_im_jahr(leer.blick, 2027, ("monat", 4))
    assert april is not None
    assert april.bindungen == (ganzes_jahr,)
    assert ziel_im_jahr(leer.blick, 2029, ("monat", 4)) is None


def test_other_keys_lead_where_they_lead_elsewhere(leer: Dokument) -> None:
    assert ziel_im_jahr(leer.blick, 2027, ("jahr", 2028)) == Ziel("bindungen", posten="2028")
    assert ziel_im_jahr(leer.blick, 2027, None) is None
