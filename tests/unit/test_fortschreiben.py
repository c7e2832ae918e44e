"""The Haushaltsjahr is carried on: the next plan begins with what this one leaves it, in one Vorgang."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.models.arten import Eintrittestatus, Finanzierung
from app.models.massnahme import Massnahme
from app.models.plan import Plan
from app.services.bindungen import bindung_anlegen, folgebindung_anlegen, option_ziehen
from app.services.bindungszeilen import Bindungsteil, Vertrag
from app.services.eingabe import EingabeFehler
from app.services.fortschreiben import Fortschreibung, fortschreiben, vorschau
from app.services.fortschreibworte import punkte, warnungen
from app.services.plaene import oeffne
from app.services.summen import Dimension
from app.services.ve import ve_eintragen
from app.services.zahlungen import freirechnen, zahlung_buchen
from tests.unit import probeplan
from tests.unit.datei_hilfe import inhalt, pruefsumme_stimmt
from tests.unit.fortschreib_hilfe import TAG, lege_bindungen_an, lege_fallgruppen_an

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.bindungszeilen import Bindungszeile
    from app.services.dokument import Dokument
    from tests.unit.probeplan import Probeplan

WAHL = Fortschreibung("Plan 2021")


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[Probeplan]:
    """A plan for 2020 without rows."""
    plan = probeplan.baue(tmp_path / "plan.amip")
    yield plan
    plan.dok.datei.schliesse()


def bindung(dok: Dokument, name: str) -> Bindungszeile:
    (treffer,) = (b for b in dok.blick.bindungen if b.bezeichnung == name)
    return treffer


def faellig(dok: Dokument, name: str) -> dict[tuple[int, int | None], int]:
    return {(f.jahr, f.monat): f.betrag_cent for f in bindung(dok, name).faelligkeiten}


def test_the_vorbindungen_of_the_new_plan_are_what_the_old_one_showed_for_its_year(probe: Probeplan) -> None:
    lege_bindungen_an(probe)
    probe.zeile("Später", cent=70_00, finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR)
    gebucht = probe.zeile("Gebucht", cent=30_00, finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR)
    folgebindung_anlegen(probe.dok, gebucht)
    alt = {
        j.jahr: j.vorbindung_cent + j.neu_gebunden_cent + j.neu_geplant_cent
        for j in probe.blick.bindungsjahre
    }
    assert alt[2021] == (500 - 50 + 600 - 350 + 20 + 70 + 30) * 100
    schau = vorschau(probe.dok, WAHL)

    fortschreiben(probe.dok, WAHL)

    neu = {j.jahr: j.vorbindung_cent for j in probe.blick.bindungsjahre}
    assert {jahr: neu[jahr] for jahr in (2021, 2022, 2023)} == {
        jahr: alt[jahr] for jahr in (2021, 2022, 2023)
    }
    assert probe.blick.kennzahlen.vorbindungen_cent == alt[2021] == schau.vorbindungen_cent
    assert schau.bindungen_spaeter_cent == alt[2022]
    assert (schau.bindungen, schau.optionen, schau.neufaelle, schau.neufaelle_cent) == (5, 1, 1, 70_00)
    assert bindung(probe.dok, "Gebucht").vertrag.ansatz_id is None


def test_over_two_years_nothing_is_lost_and_each_year_keeps_its_origin(probe: Probeplan) -> None:
    dok = probe.dok
    bindung_anlegen(
        dok,
        bezeichnung="Lang",
        herkunft_jahr=2020,
        betraege={(2020, None): 1_00, (2021, None): 2_00, (2022, 7): 3_00, (2023, None): 4_00},
    )
    erste = fortschreiben(dok, WAHL)
    bindung_anlegen(dok, bezeichnung="Jung", herkunft_jahr=2021, betraege={(2022, None): 10_00})
    freirechnen(dok, bindung(dok, "Lang").id, 2022, 1_00, datum=TAG, grund="weniger")
    mitte = bindung(dok, "Lang").id

    fortschreiben(dok, Fortschreibung("Plan 2022"))

    assert faellig(dok, "Lang") == {(2022, 7): 2_00, (2023, None): 4_00}
    assert bindung(dok, "Lang").herkunft_jahr == 2020
    assert bindung(dok, "Lang").vertrag.vorgaenger_id == mitte
    assert dok.blick.kennzahlen.vorbindungen_cent == 12_00
    dok.waehle(erste)
    assert faellig(dok, "Lang") == {(2021, None): 2_00, (2022, 7): 3_00, (2023, None): 4_00}


def test_contracts_keep_what_is_known_of_them_and_refer_to_the_copies(probe: Probeplan) -> None:
    alte = lege_bindungen_an(probe)
    produkte, massnahmen = set(probe.blick.produkte), set(probe.blick.ansaetze)

    fortschreiben(probe.dok, WAHL)

    dok = probe.dok
    assert not set(alte.values()) & {b.id for b in dok.blick.bindungen}
    teil, neu, mehr = (bindung(dok, name) for name in ("Teil", "Neu", "Mehr"))
    assert (teil.herkunft_jahr, teil.vertrag.vertragspartner, teil.vertrag.plaetze) == (2018, "Träger", 12)
    assert teil.vertrag.sammel_id == bindung(dok, "Summe").id
    assert faellig(dok, "Summe") == {(2021, None): 450_00}
    assert not bindung(dok, "Summe").aufgegliedert
    assert faellig(dok, "Neu") == {(2021, 4): 250_00, (2022, 1): 80_00}
    assert neu.bemerkung == "Los 3"
    assert neu.vertrag.vorgaenger_id == alte["Neu"]
    assert neu.vertrag.summe_cent is None
    assert neu.massnahme_id in dok.blick.ansaetze
    assert neu.massnahme_id not in massnahmen
    assert neu.vertrag.produkt_id in dok.blick.produkte
    assert neu.vertrag.produkt_id not in produkte
    assert (mehr.vertrag.teil, mehr.vertrag.grund_id) == (Bindungsteil.AUFSTOCKUNG, neu.id)
    assert not any(b.zahlungen or b.freirechnungen for b in dok.blick.bindungen)
    assert [b.bezeichnung for b in dok.blick.bindungen] == [
        "Summe",
        "Teil",
        "Neu",
        "Vorbei",
        "Option",
        "Mehr",
    ]


def test_an_option_can_still_be_drawn_in_the_new_plan(probe: Probeplan) -> None:
    lege_bindungen_an(probe)
    fortschreiben(probe.dok, WAHL)
    vorher = probe.blick.kennzahlen

    option_ziehen(probe.dok, bindung(probe.dok, "Option").id)

    nachher = probe.blick.kennzahlen
    assert nachher.neu_gebunden_cent == vorher.neu_gebunden_cent + 40_00
    assert nachher.vorbindungen_cent == vorher.vorbindungen_cent


def test_what_is_paid_for_the_new_year_already_is_taken_off_and_said(probe: Probeplan) -> None:
    neu = lege_bindungen_an(probe)["Neu"]
    zahlung_buchen(probe.dok, neu, 30_00, datum=dt.date(2020, 12, 30), jahr=2021)
    (satz,) = warnungen(vorschau(probe.dok, WAHL))
    assert "30,00\u00a0€ angeordnet oder gezahlt" in satz

    fortschreiben(probe.dok, WAHL)

    assert faellig(probe.dok, "Neu") == {(2021, 4): 220_00, (2022, 1): 80_00}


def test_new_cases_paid_next_year_become_bindungen_and_those_without_amount_are_named(
    probe: Probeplan,
) -> None:
    probe.zeile("Kurs", cent=70_00, finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR)
    probe.zeile("Offen", cent=None, finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR)
    schau = vorschau(probe.dok, WAHL)
    assert schau.offen == ("Offen",)
    (satz,) = warnungen(schau)
    assert "1 Neufall bleibt offen" in satz
    assert "„Offen“" in satz

    fortschreiben(probe.dok, WAHL)

    (neu,) = probe.blick.bindungen
    assert (neu.bezeichnung, neu.herkunft_jahr, faellig(probe.dok, "Kurs")) == (
        "Kurs",
        2020,
        {(2021, None): 70_00},
    )
    zeile = probe.blick.zeilen[probe.blick.ansaetze[neu.massnahme_id or ""][0]]
    assert zeile.leistung == "Kurs"
    assert neu.vertrag.produkt_id == zeile.produkt_id
    for kopie in probe.blick.zeilen.values():
        assert (kopie.finanzierung, kopie.mittelansatz_cent) == (Finanzierung.EINKAUF_VORJAHR, None)
        assert kopie.eintritte == 10


def test_every_row_comes_along_with_its_catalogues_and_its_order(beispiel: Dokument) -> None:
    alt = beispiel.blick
    fortschreiben(beispiel, WAHL)
    neu = beispiel.blick

    for dimension in (d for d in Dimension if d is not Dimension.GESAMT):
        vorher, nachher = alt.katalog(dimension), neu.katalog(dimension)
        assert [e.titel for e in vorher.values()] == [e.titel for e in nachher.values()]
        assert not set(vorher) & set(nachher)
        summen = [[b.summe(dimension, k).eintritte for k in b.katalog(dimension)] for b in (alt, neu)]
        assert summen[0] == summen[1]
    gekauft = {Finanzierung.AUSZAHLUNG_FOLGEJAHR: Finanzierung.EINKAUF_VORJAHR}
    nur_neu = {"id", "massnahme_id", "handlungsfeld_id", "produkt_id", "team_id"}
    for eins, zwei in zip(alt.zeilen.values(), neu.zeilen.values(), strict=True):
        gleich = {name: getattr(eins, name) for name in type(eins).__slots__ if name not in nur_neu}
        soll = gleich | {"finanzierung": gekauft.get(eins.finanzierung, eins.finanzierung)}
        assert {name: getattr(zwei, name) for name in soll} == soll
    assert neu.kennzahlen.verplant_cent == alt.kennzahlen.verplant_cent
    with beispiel.datei.lesen() as verbindung:
        vorgaenger = set(
            verbindung.execute(
                select(Massnahme.vorgaenger_id).where(Massnahme.plan_id == neu.plan_id)
            ).scalars()
        )
    assert vorgaenger == set(alt.ansaetze)


def test_without_amounts_rows_keep_their_states_and_lose_their_figures(beispiel: Dokument) -> None:
    alt = beispiel.blick
    wahl = replace(WAHL, betraege_uebernehmen=False)
    assert (vorschau(beispiel, wahl).eintritte, vorschau(beispiel, wahl).verplant_cent) == (None, None)
    assert any("leer" in punkt.text for punkt in punkte(vorschau(beispiel, wahl)))

    fortschreiben(beispiel, wahl)

    zeilen = beispiel.blick.zeilen.values()
    assert {(z.eintritte, z.mittelansatz_cent) for z in zeilen} == {(None, None)}
    staende = [z.eintritte_status for z in zeilen]
    assert staende == [z.eintritte_status for z in alt.zeilen.values()]
    assert Eintrittestatus.KALKULATION_VORJAHR in staende


def test_cases_that_still_run_in_january_come_along_and_their_bindung_knows_them(probe: Probeplan) -> None:
    lege_fallgruppen_an(probe)
    alte = {g.bezeichnung: g for g in probe.blick.fallgruppen}
    for name, gruppe in (("lebt", "bis Januar"), ("endet", "bis Dezember")):
        bindung_anlegen(
            probe.dok,
            bezeichnung=name,
            herkunft_jahr=2019,
            betraege={(2021, None): 5_00},
            vertrag=Vertrag(fallgruppe_id=alte[gruppe].id),
        )
    assert vorschau(probe.dok, WAHL).fallgruppen == 2

    fortschreiben(probe.dok, WAHL)

    neue = {g.bezeichnung: g for g in probe.blick.fallgruppen}
    assert set(neue) == {"bis Januar", "beginnt später"}
    kopie = neue["bis Januar"]
    assert kopie.produkt_id in probe.blick.produkte
    assert kopie.massnahme_id in probe.blick.ansaetze
    verweise = {"id": "", "produkt_id": None, "massnahme_id": None}
    assert asdict(kopie) | verweise == asdict(alte["bis Januar"]) | verweise
    assert bindung(probe.dok, "lebt").vertrag.fallgruppe_id == kopie.id
    assert bindung(probe.dok, "endet").vertrag.fallgruppe_id is None


def test_budget_ve_and_what_belongs_to_the_old_year_stay_there(probe: Probeplan) -> None:
    ve_eintragen(probe.dok, 2021, 5_000_00, ab=TAG)
    alt = probe.blick
    assert alt.ermaechtigungen

    fortschreiben(probe.dok, WAHL)

    neu = probe.blick
    assert {z.betrag_cent for z in neu.posten.values()} == {None}
    assert (neu.ermaechtigungen, neu.umschichtungen, neu.freigaben, neu.planwerte) == ((), (), (), {})
    assert (neu.kopf.stand, neu.kopf.status, neu.jahr) == (None, "entwurf", 2021)
    assert neu.kopf.quelle == f"fortgeschrieben aus „{alt.kopf.titel}“"


def test_the_new_plan_knows_the_old_one_and_whether_it_is_invented(probe: Probeplan) -> None:
    alt = probe.blick.plan_id
    with probe.dok.vorgang("probe", "erfunden") as tat:
        tat.session.get_one(Plan, alt).erfunden = True

    neu = fortschreiben(probe.dok, WAHL)

    assert probe.blick.plan_id == neu
    assert probe.blick.kopf.erfunden
    with probe.dok.datei.lesen() as verbindung:
        assert verbindung.execute(select(Plan.vorgaenger_id).where(Plan.id == neu)).scalar_one() == alt


def test_undo_takes_the_whole_plan_away_and_redo_brings_it_back_also_after_reopening(
    probe: Probeplan,
) -> None:
    pfad, alt = probe.dok.datei.pfad, probe.blick.plan_id
    lege_bindungen_an(probe)
    lege_fallgruppen_an(probe)
    probe.zeile("Kurs", cent=70_00, finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR)
    gebucht = probe.zeile("Gebucht", cent=30_00, finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR)
    folgebindung_anlegen(probe.dok, gebucht)
    vorher = inhalt(pfad)
    neu = fortschreiben(probe.dok, WAHL)
    nachher = inhalt(pfad)
    assert pruefsumme_stimmt(pfad)

    probe.dok.rueckgaengig()
    assert (inhalt(pfad), probe.blick.plan_id) == (vorher, alt)
    assert pruefsumme_stimmt(pfad)
    probe.dok.wiederholen()
    assert (inhalt(pfad), probe.blick.plan_id) == (nachher, neu)
    probe.dok.datei.schliesse()

    dok = oeffne(pfad)
    assert dok.blick.plan_id == neu
    dok.rueckgaengig()
    assert inhalt(pfad) == vorher
    dok.datei.schliesse()
    dok = oeffne(pfad)
    dok.wiederholen()
    assert inhalt(pfad) == nachher
    assert pruefsumme_stimmt(pfad)
    dok.datei.schliesse()


def test_the_old_plan_stays_as_it_is(probe: Probeplan) -> None:
    lege_bindungen_an(probe)
    pfad = probe.dok.datei.pfad
    vorher = inhalt(pfad)

    fortschreiben(probe.dok, WAHL)

    nachher = inhalt(pfad)
    assert all(set(zeilen) <= set(nachher[tabelle]) for tabelle, zeilen in vorher.items())


def test_no_name_or_no_such_year_is_refused_and_nothing_is_written(probe: Probeplan) -> None:
    pfad = probe.dok.datei.pfad
    probe.jahr(2099)
    vorher = inhalt(pfad)
    with pytest.raises(EingabeFehler, match="Bezeichnung"):
        fortschreiben(probe.dok, Fortschreibung("  "))
    with pytest.raises(EingabeFehler, match="2100 ist kein Haushaltsjahr"):
        fortschreiben(probe.dok, WAHL)
    assert inhalt(pfad) == vorher
