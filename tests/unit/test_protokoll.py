"""The Protokoll: the journal in German words, newest first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.models.arten import Budgetart
from app.models.vorgang import Vorgangstyp
from app.services.beispiel import lege_beispiel_an
from app.services.bindungen import bindung_anlegen, bindung_loeschen
from app.services.eingabe import Feld
from app.services.plaene import budget_setzen, plan_anlegen, plan_setzen
from app.services.protokoll import (
    Protokollfeld,
    Protokollzeile,
    anzahl_vorgaenge,
    lies_protokoll,
    lies_vorgang,
)
from app.services.struktur import ansatz_anlegen, loeschen, massnahme_anlegen
from app.services.zellen import zelle_setzen
from tests.unit.probeplan import Probeplan, baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NBSP = "\u00a0"


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[Probeplan]:
    plan = baue(tmp_path / "probe.amip")
    yield plan
    plan.dok.datei.schliesse()


def _letzte(probe: Probeplan) -> Protokollzeile:
    return lies_protokoll(probe.dok, hoechstens=1)[0]


def _kurz(felder: tuple[Protokollfeld, ...]) -> list[tuple[str, str, str, str]]:
    return [(f.ort, f.feld, f.alt, f.neu) for f in felder]


def test_an_edit_shows_who_when_what_old_and_new_in_euro(probe: Probeplan) -> None:
    zeile = probe.zeile("Kurs", cent=1_234_567_89)
    vorher = dt.datetime.now(dt.UTC)
    zelle_setzen(probe.dok, zeile, Feld.MITTELANSATZ, "1,50")
    eintrag = _letzte(probe)
    assert (eintrag.wer, eintrag.bezeichnung, eintrag.typ) == (
        "Probe",
        "Mittelansatz von „Kurs“",
        Vorgangstyp.TAT,
    )
    assert abs(eintrag.zeitpunkt - vorher) < dt.timedelta(minutes=1)
    assert eintrag.zeitpunkt.utcoffset() == dt.timedelta(0)
    (feld,) = eintrag.aenderungen
    assert (feld.tabelle, feld.zeile_id, feld.aktion) == ("Ansatz", zeile, "geändert")
    assert _kurz((feld,)) == [("Kurs", "Mittelansatz", f"1.234.567,89{NBSP}€", f"1,50{NBSP}€")]


def test_states_are_words_and_the_following_year_is_that_of_the_plan(probe: Probeplan) -> None:
    zeile = probe.zeile("Kurs", eintritte=1_635)
    zelle_setzen(probe.dok, zeile, Feld.EINTRITTE, "Kalkulation VJ")
    assert _kurz(_letzte(probe).aenderungen) == [
        ("Kurs", "Eintritte", "1.635", ""),
        ("Kurs", "Stand der Eintritte", "Zahl", "Kalkulation VJ"),
    ]
    zelle_setzen(probe.dok, zeile, Feld.FINANZIERUNG, "Auszahlung 2021")
    assert _kurz(_letzte(probe).aenderungen) == [("Kurs", "Finanzierung", "Neufall", "Auszahlung 2021")]


def test_references_are_shown_by_name(probe: Probeplan) -> None:
    zeile = probe.zeile("Kurs")
    zelle_setzen(probe.dok, zeile, Feld.PRODUKT, "Reisen")
    zelle_setzen(probe.dok, zeile, Feld.HANDLUNGSFELD, "")
    felder = [f for eintrag in lies_protokoll(probe.dok, hoechstens=2) for f in eintrag.aenderungen]
    assert _kurz(tuple(felder)) == [
        ("Kurs", "Handlungsfeld", "1 Arbeit", ""),
        ("Kurs", "Produkt", "Kurse", "Reisen"),
    ]


def test_a_budget_input_is_named_and_the_reason_kept(probe: Probeplan) -> None:
    budget_setzen(probe.dok, Budgetart.KFA, 5_00, grund="Bescheid der Stadt")
    eintrag = _letzte(probe)
    assert eintrag.grund == "Bescheid der Stadt"
    assert _kurz(eintrag.aenderungen) == [
        ("Kommunaler Finanzierungsanteil (KFA)", "Betrag", f"0,00{NBSP}€", f"5,00{NBSP}€")
    ]


def test_the_head_of_a_plan_shows_german_dates_and_plain_years(probe: Probeplan) -> None:
    plan_setzen(
        probe.dok,
        bezeichnung="Programm",
        haushaltsjahr=2021,
        stand=dt.date(2020, 11, 6),
        status="beschlossen",
    )
    felder = {f.feld: (f.alt, f.neu) for f in _letzte(probe).aenderungen}
    assert felder["Haushaltsjahr"] == ("2020", "2021")
    assert felder["Stand"] == ("", "06.11.2020")
    assert felder["Status"] == ("Entwurf", "beschlossen")


def test_a_new_row_lists_what_it_was_made_with_and_no_keys(probe: Probeplan) -> None:
    probe.zeile("Kurs", eintritte=3, cent=None)
    felder = _letzte(probe).aenderungen
    assert {f.aktion for f in felder} == {"angelegt"}
    assert [(f.tabelle, f.feld, f.neu) for f in felder] == [
        ("Leistung", "Leistung", "Kurs"),
        ("Leistung", "Handlungsfeld", "1 Arbeit"),
        ("Leistung", "Produkt", "Kurse"),
        ("Ansatz", "Eintritte", "3"),
        ("Ansatz", "Stand der Eintritte", "Zahl"),
        ("Ansatz", "Finanzierung", "Neufall"),
    ]


def test_rows_deleted_meanwhile_keep_their_name(probe: Probeplan) -> None:
    zeile = probe.zeile("Kurs")
    zelle_setzen(probe.dok, zeile, Feld.EINTRITTE, "12")
    loeschen(probe.dok, [zeile])
    geloescht, geaendert = lies_protokoll(probe.dok, hoechstens=2)
    assert _kurz(geaendert.aenderungen) == [("Kurs", "Eintritte", "10", "12")]
    assert {(f.ort, f.aktion) for f in geloescht.aenderungen} == {("Kurs", "gelöscht")}


def test_a_row_deleted_by_taking_back_its_creation_keeps_its_name(probe: Probeplan) -> None:
    massnahme_anlegen(probe.dok, handlungsfeld_id=probe.handlungsfeld, leistung="Kurz da")
    probe.dok.rueckgaengig()
    zurueck, getan = lies_protokoll(probe.dok, hoechstens=2)
    assert (zurueck.typ, zurueck.bezeichnung) == (
        Vorgangstyp.RUECKGAENGIG,
        "Rückgängig: Leistung hinzugefügt",
    )
    assert {f.ort for f in (*zurueck.aenderungen, *getan.aenderungen)} == {"Kurz da"}


def test_due_amounts_of_a_deleted_commitment_name_it_and_their_month(probe: Probeplan) -> None:
    bindung, _changes = bindung_anlegen(
        probe.dok, bezeichnung="Vertrag", herkunft_jahr=2020, betraege={(2021, 3): 7_00, (2022, None): 8_00}
    )
    bindung_loeschen(probe.dok, bindung)
    felder = [f for f in _letzte(probe).aenderungen if f.tabelle == "Fälligkeit"]
    assert sorted(_kurz(tuple(felder))) == [
        ("Vertrag, 03/2021", "Betrag", f"7,00{NBSP}€", ""),
        ("Vertrag, 2022", "Betrag", f"8,00{NBSP}€", ""),
    ]


def test_several_rows_of_one_leistung_are_told_apart(probe: Probeplan) -> None:
    erste = probe.zeile("Kurs")
    zweite, _changes = ansatz_anlegen(probe.dok, erste)
    zelle_setzen(probe.dok, zweite, Feld.EINTRITTE, "5")
    zelle_setzen(probe.dok, erste, Feld.EINTRITTE, "6")
    orte = [e.aenderungen[0].ort for e in lies_protokoll(probe.dok, hoechstens=2)]
    assert orte == ["Kurs (1. Ansatz)", "Kurs (2. Ansatz)"]


def test_pages_follow_each_other_newest_first(probe: Probeplan) -> None:
    for name in "ABCDE":
        probe.zeile(name)
    alle = lies_protokoll(probe.dok)
    assert [e.bezeichnung for e in alle[:5]] == ["Probe E", "Probe D", "Probe C", "Probe B", "Probe A"]
    assert [e.nr for e in alle] == sorted((e.nr for e in alle), reverse=True)
    seiten = [lies_protokoll(probe.dok, ab=ab, hoechstens=3) for ab in range(0, len(alle) + 3, 3)]
    assert tuple(e for seite in seiten for e in seite) == alle
    assert anzahl_vorgaenge(probe.dok) == len(alle)


def test_only_the_entries_of_one_plan_are_read(probe: Probeplan) -> None:
    erster = probe.blick.plan_id
    probe.zeile("Im ersten")
    zweiter = plan_anlegen(probe.dok, 2021, "Zweiter")
    (eintrag,) = lies_protokoll(probe.dok, plan_id=zweiter)
    assert eintrag.bezeichnung == "Plan „Zweiter“ angelegt"
    assert lies_protokoll(probe.dok, plan_id=erster)[0].bezeichnung == "Probe Im ersten"
    assert anzahl_vorgaenge(probe.dok, plan_id=zweiter) == 1


def test_a_big_entry_shows_its_first_rows_and_all_of_them_on_demand(tmp_path: Path) -> None:
    dok = lege_beispiel_an(tmp_path / "b.amip", "duisburg-2020")
    (eintrag,) = lies_protokoll(dok, zeilen_je_vorgang=10)
    assert not eintrag.vollstaendig
    assert len({f.zeile_id for f in eintrag.aenderungen}) <= 10
    ganz = lies_vorgang(dok, eintrag.vorgang_id)
    assert ganz is not None
    assert ganz.vollstaendig
    assert ganz.zeilen == eintrag.zeilen
    assert sum(f.feld == "Mittelansatz" for f in ganz.aenderungen) > 0
    assert ganz.aenderungen[: len(eintrag.aenderungen)] == eintrag.aenderungen
    dok.datei.schliesse()


def test_an_entry_that_does_not_exist_is_none(probe: Probeplan) -> None:
    assert lies_vorgang(probe.dok, "gibt es nicht") is None
