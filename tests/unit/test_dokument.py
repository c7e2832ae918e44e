"""Vorgänge, the journal, undo and redo."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, insert, select, text, update

from app.models import fehler
from app.models.arten import Budgetart
from app.models.datei import PlanDatei
from app.models.massnahme import Ansatz, Massnahme
from app.models.plan import Plan, Team
from app.models.vorgang import Vorgang
from app.services import bindungen, plaene, struktur, zellen
from app.services.eingabe import Feld
from app.services.plaene import oeffne
from tests.unit.datei_hilfe import frage, inhalt, pruefsumme_stimmt, schreibe

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.changes import Nachricht
    from app.services.dokument import Dokument


def erste(dok: Dokument) -> str:
    return next(iter(dok.blick.zeilen))


def eintraege(dok: Dokument) -> list[dict[str, Any]]:
    spalten = ("typ", "wer", "art", "bezeichnung", "grund", "plan_id", "bezug", "id", "zeitpunkt")
    rows = frage(dok.datei.pfad, f"SELECT {', '.join(spalten)} FROM vorgang ORDER BY nr")  # noqa: S608 - our columns
    return [dict(zip(spalten, row, strict=True)) for row in rows]


def saetze(dok: Dokument, vorgang_id: str) -> list[tuple[str, str, str, dict[str, Any], dict[str, Any]]]:
    rows = frage(
        dok.datei.pfad,
        "SELECT tabelle, zeile_id, aktion, alt, neu FROM aenderung WHERE vorgang_id = ? ORDER BY id",
        vorgang_id,
    )
    return [(t, z, a, json.loads(alt), json.loads(neu)) for t, z, a, alt, neu in rows]


# -- what the journal says ---------------------------------------------------------------------------


def test_the_journal_says_who_did_what_when_and_why_with_old_and_new_values(beispiel: Dokument) -> None:
    vorher = dt.datetime.now(dt.UTC) - dt.timedelta(milliseconds=1)
    changes = plaene.budget_setzen(beispiel, Budgetart.KFA, 1200000000, grund="Bescheid der Stadt")
    eintrag = eintraege(beispiel)[-1]
    assert vorher <= dt.datetime.fromisoformat(eintrag.pop("zeitpunkt")) <= dt.datetime.now(dt.UTC)
    assert eintrag == {
        "id": changes.vorgang_id,
        "typ": "tat",
        "wer": "m.muster",
        "art": "budget",
        "bezeichnung": "Kommunaler Finanzierungsanteil (KFA) geändert",
        "grund": "Bescheid der Stadt",
        "plan_id": beispiel.blick.plan_id,
        "bezug": None,
    }
    posten = beispiel.blick.posten[Budgetart.KFA].id
    assert saetze(beispiel, changes.vorgang_id) == [
        ("budgetposten", posten, "geaendert", {"betrag_cent": 1144952300}, {"betrag_cent": 1200000000})
    ]


def test_only_touched_fields_stand_in_the_journal_and_dates_as_iso_text(beispiel: Dokument) -> None:
    changes = plaene.plan_setzen(
        beispiel,
        bezeichnung=beispiel.blick.kopf.bezeichnung,
        haushaltsjahr=2020,
        stand=dt.date(2019, 12, 2),
        status="in_pruefung",
    )
    assert [satz[3:] for satz in saetze(beispiel, changes.vorgang_id)] == [
        ({"stand": "2019-11-06", "status": "entwurf"}, {"stand": "2019-12-02", "status": "in_pruefung"})
    ]


def test_new_and_deleted_rows_stand_in_the_journal_whole(beispiel: Dokument) -> None:
    neu, changes = struktur.ansatz_anlegen(beispiel, erste(beispiel))
    tabelle, zeile, aktion, alt, werte = saetze(beispiel, changes.vorgang_id)[-1]
    assert (tabelle, zeile, aktion, alt) == ("ansatz", neu, "neu", {})
    assert werte == {
        "id": neu,
        "massnahme_id": beispiel.blick.zeilen[neu].massnahme_id,
        "position": 2048,
        "eintritte": None,
        "eintritte_status": "zahl",
        "mittelansatz_cent": None,
        "finanzierung": "neufall",
    }
    weg = struktur.loeschen(beispiel, [neu])
    assert [satz[1:] for satz in saetze(beispiel, weg.vorgang_id)] == [(neu, "geloescht", werte, {})]


def test_undo_and_redo_are_entries_of_their_own_that_name_the_deed(beispiel: Dokument) -> None:
    tat = zellen.zelle_setzen(beispiel, erste(beispiel), Feld.EINTRITTE, "71")
    beispiel.rueckgaengig()
    beispiel.wiederholen()
    letzte = eintraege(beispiel)[-2:]
    assert [(e["typ"], e["bezug"], e["bezeichnung"]) for e in letzte] == [
        ("rueckgaengig", tat.vorgang_id, "Rückgängig: Eintritte von „Förderzentrum I“"),
        ("wiederholen", tat.vorgang_id, "Wiederholt: Eintritte von „Förderzentrum I“"),
    ]
    assert [satz[3:] for e in letzte for satz in saetze(beispiel, e["id"])] == [
        ({"eintritte": 71}, {"eintritte": 70}),
        ({"eintritte": 70}, {"eintritte": 71}),
    ]


def test_a_value_set_on_a_row_of_the_same_vorgang_keeps_its_old_value_in_the_journal(
    beispiel: Dokument,
) -> None:
    with beispiel.vorgang("probe", "Probe") as tat:
        team = Team(plan_id=beispiel.blick.plan_id, position=1, bezeichnung="Neu")
        tat.session.add(team)
        tat.session.flush()
        team.quelle = "2.7"
    assert [(s.aktion, s.alt) for s in tat.ergebnis().saetze] == [
        ("neu", {}),
        ("geaendert", {"quelle": None}),
    ]
    assert pruefsumme_stimmt(beispiel.datei.pfad)
    beispiel.rueckgaengig()
    assert pruefsumme_stimmt(beispiel.datei.pfad)


def test_a_vorgang_that_changes_nothing_is_no_entry_and_no_undo_step(beispiel: Dokument) -> None:
    zellen.zelle_setzen(beispiel, erste(beispiel), Feld.EINTRITTE, "71")
    beispiel.rueckgaengig()
    vorher = eintraege(beispiel)
    assert not zellen.zelle_setzen(beispiel, erste(beispiel), Feld.EINTRITTE, "70")
    assert eintraege(beispiel) == vorher
    assert beispiel.naechstes_wiederholen is not None


def test_the_creation_of_a_plan_is_an_entry_of_that_plan(beispiel: Dokument) -> None:
    plan_id = plaene.plan_anlegen(beispiel, 2021, "Entwurf 2021")
    assert [e["plan_id"] for e in eintraege(beispiel)] == [beispiel.plaene()[1].id, plan_id]


# -- nothing gets past it ----------------------------------------------------------------------------


def test_plan_content_is_not_written_without_a_vorgang(beispiel: Dokument) -> None:
    vorher = inhalt(beispiel.datei.pfad)
    with pytest.raises(RuntimeError, match="by a Vorgang only"), beispiel.datei.schreiben() as session:
        session.get_one(Plan, beispiel.blick.plan_id).bezeichnung = "heimlich"
    session = beispiel.datei.session
    session.add(Plan(haushaltsjahr=2021, bezeichnung="heimlich", status="entwurf"))
    with pytest.raises(RuntimeError, match="by a Vorgang only"):
        session.flush()
    session.rollback()
    session.expunge_all()
    assert inhalt(beispiel.datei.pfad) == vorher


def test_a_file_without_a_document_takes_no_plan_content(beispiel_datei: Path) -> None:
    with PlanDatei.oeffne(beispiel_datei) as datei:
        with pytest.raises(RuntimeError, match="by a Vorgang only"), datei.schreiben() as session:
            session.add(Plan(haushaltsjahr=2021, bezeichnung="heimlich", status="entwurf"))
        with datei.schreiben() as session:
            assert session.scalar(select(Plan.haushaltsjahr)) == 2020


@pytest.mark.parametrize(
    "anweisung",
    [
        update(Ansatz).values(mittelansatz_cent=0),
        delete(Ansatz),
        insert(Massnahme).values(id="x", plan_id="x", position=1, leistung="x"),
        text("UPDATE ansatz SET mittelansatz_cent = 0"),
    ],
    ids=["update", "delete", "insert", "text"],
)
def test_a_statement_that_would_pass_the_journal_by_is_refused(
    beispiel: Dokument,
    anweisung: Any,  # noqa: ANN401 - statements of all kinds
) -> None:
    vorher = inhalt(beispiel.datei.pfad)
    with pytest.raises(RuntimeError, match="pass the journal by"), beispiel.vorgang("probe", "Probe") as tat:
        tat.session.execute(anweisung)
    assert inhalt(beispiel.datei.pfad) == vorher


def test_a_vorgang_inside_another_is_refused_and_the_outer_is_dropped_whole(beispiel: Dokument) -> None:
    vorher = inhalt(beispiel.datei.pfad)

    def innen() -> None:
        with beispiel.vorgang("aussen", "Außen") as tat:
            tat.session.get_one(Ansatz, erste(beispiel)).eintritte = 0
            tat.session.flush()
            struktur.loeschen(beispiel, [erste(beispiel)])

    with pytest.raises(RuntimeError, match="already open"):
        innen()
    assert inhalt(beispiel.datei.pfad) == vorher
    assert beispiel.naechstes_rueckgaengig is None


def test_a_bug_inside_a_vorgang_leaves_file_memory_and_undo_list_alone(beispiel: Dokument) -> None:
    vorher, zeilen = inhalt(beispiel.datei.pfad), dict(beispiel.blick.zeilen)

    def fehlerhaft() -> None:
        with beispiel.vorgang("probe", "Probe") as tat:
            tat.session.get_one(Ansatz, erste(beispiel)).eintritte = 0
            tat.session.flush()
            _ = 1 // 0

    with pytest.raises(ZeroDivisionError):
        fehlerhaft()
    assert inhalt(beispiel.datei.pfad) == vorher
    assert beispiel.blick.zeilen == zeilen
    zellen.zelle_setzen(beispiel, erste(beispiel), Feld.EINTRITTE, "71")
    assert pruefsumme_stimmt(beispiel.datei.pfad)


# -- undo and redo -----------------------------------------------------------------------------------


def test_undo_reaches_back_over_closing_the_file(beispiel: Dokument) -> None:
    vorher = inhalt(beispiel.datei.pfad)
    zellen.zelle_setzen(beispiel, erste(beispiel), Feld.EINTRITTE, "71")
    struktur.loeschen(beispiel, list(beispiel.blick.zeilen)[:3])
    beispiel.datei.schliesse()
    dok = oeffne(beispiel.datei.pfad)
    assert dok.naechstes_rueckgaengig is not None
    assert dok.naechstes_rueckgaengig.bezeichnung == "3 Zeilen gelöscht"
    while dok.rueckgaengig():
        pass
    assert inhalt(dok.datei.pfad) == vorher
    dok.datei.schliesse()


def test_what_was_undone_is_redone_after_reopening_and_lost_after_a_new_deed(beispiel: Dokument) -> None:
    zellen.zelle_setzen(beispiel, erste(beispiel), Feld.EINTRITTE, "71")
    beispiel.rueckgaengig()
    beispiel.datei.schliesse()
    dok = oeffne(beispiel.datei.pfad)
    assert dok.wiederholen()
    assert dok.blick.zeilen[erste(dok)].eintritte == 71
    dok.rueckgaengig()
    zellen.zelle_setzen(dok, erste(dok), Feld.EINTRITTE, "72")
    assert dok.naechstes_wiederholen is None
    assert dok.wiederholen() is None
    dok.datei.schliesse()


def test_the_creation_of_the_only_plan_cannot_be_undone(beispiel: Dokument) -> None:
    assert beispiel.naechstes_rueckgaengig is None
    assert beispiel.rueckgaengig() is None
    assert len(beispiel.blick.zeilen) == 98


def test_undo_shows_the_plan_whose_deed_it_takes_back(beispiel: Dokument) -> None:
    alt = beispiel.blick.plan_id
    zellen.zelle_setzen(beispiel, erste(beispiel), Feld.EINTRITTE, "71")
    neu = plaene.plan_anlegen(beispiel, 2021, "Entwurf 2021")
    assert beispiel.blick.plan_id == neu
    assert [p.id for p in beispiel.plaene()] == [neu, alt]
    beispiel.rueckgaengig()
    assert beispiel.blick.plan_id == alt
    assert [p.id for p in beispiel.plaene()] == [alt]
    beispiel.wiederholen()
    assert beispiel.blick.plan_id == neu
    beispiel.rueckgaengig()
    plaene.plan_anlegen(beispiel, 2022, "Entwurf 2022")
    beispiel.rueckgaengig()
    beispiel.rueckgaengig()
    assert beispiel.blick.zeilen[erste(beispiel)].eintritte == 70


def test_an_undone_deed_of_a_plan_that_is_not_shown_brings_it_on_screen(beispiel: Dokument) -> None:
    alt, zeile = beispiel.blick.plan_id, erste(beispiel)
    neu = plaene.plan_anlegen(beispiel, 2021, "Entwurf 2021")
    beispiel.waehle(alt)
    zellen.zelle_setzen(beispiel, zeile, Feld.EINTRITTE, "71")
    beispiel.waehle(neu)
    nachrichten: list[Nachricht] = []
    beispiel.hoere(nachrichten.append)
    beispiel.rueckgaengig()
    assert beispiel.blick.plan_id == alt
    assert beispiel.blick.zeilen[zeile].eintritte == 70
    assert [(n.struktur, n.plan, bool(n.changes)) for n in nachrichten] == [(True, True, True)]


def test_a_plan_that_is_not_there_cannot_be_chosen(beispiel: Dokument) -> None:
    with pytest.raises(LookupError):
        beispiel.waehle("weg")
    assert len(beispiel.blick.zeilen) == 98


@pytest.mark.parametrize(
    "eingriff",
    [
        "UPDATE aenderung SET alt = '{' WHERE aktion = 'geaendert'",
        "UPDATE aenderung SET alt = '{\"farbe\": 1}' WHERE aktion = 'geaendert'",
        "UPDATE aenderung SET tabelle = 'gast' WHERE aktion = 'geaendert'",
        "UPDATE aenderung SET neu = '{\"eintritte\": 72}' WHERE aktion = 'geaendert'",
        "UPDATE aenderung SET zeile_id = 'weg' WHERE aktion = 'geaendert'",
        "UPDATE aenderung SET alt = '{\"eintritte\": 70, \"position\": 1}' WHERE aktion = 'geaendert'",
        "UPDATE aenderung SET alt = '{\"farbe\": null}' WHERE aktion = 'geaendert'",
        "UPDATE aenderung SET alt = '[]' WHERE aktion = 'geaendert'",
        "UPDATE aenderung SET aktion = 'verdreht' WHERE aktion = 'geaendert'",
        "UPDATE aenderung SET aktion = 'neu' WHERE aktion = 'geaendert'",
        "DELETE FROM aenderung",
    ],
)
def test_an_undo_that_does_not_fit_the_plan_is_refused_and_changes_nothing(
    beispiel: Dokument, eingriff: str
) -> None:
    pfad = beispiel.datei.pfad
    zellen.zelle_setzen(beispiel, erste(beispiel), Feld.EINTRITTE, "71")
    schreibe(pfad, eingriff)
    vorher = inhalt(pfad)
    with pytest.raises(fehler.DateiBeschaedigt, match="beschädigtes Protokoll"):
        beispiel.rueckgaengig()
    assert inhalt(pfad) == vorher
    assert beispiel.blick.zeilen[erste(beispiel)].eintritte == 71


def test_listeners_hear_once_of_each_change_and_nothing_of_none(beispiel: Dokument) -> None:
    nachrichten: list[Nachricht] = []
    beispiel.hoere(nachrichten.append)
    zeile = erste(beispiel)
    zellen.zelle_setzen(beispiel, zeile, Feld.EINTRITTE, "71")
    zellen.zelle_setzen(beispiel, zeile, Feld.EINTRITTE, "71")
    beispiel.rueckgaengig()
    bindungen.bindung_anlegen(beispiel, bezeichnung="Los 3", herkunft_jahr=2020, betraege={(2021, 1): 5})
    assert [(n.zeilen, n.struktur, n.bindungen) for n in nachrichten] == [
        (frozenset({zeile}), False, False),
        (frozenset({zeile}), False, False),
        (frozenset(), False, True),
    ]


def test_the_journal_numbers_never_return(beispiel: Dokument) -> None:
    zellen.zelle_setzen(beispiel, erste(beispiel), Feld.EINTRITTE, "71")
    with beispiel.datei.lesen() as verbindung:
        nummern = verbindung.execute(select(Vorgang.nr).order_by(Vorgang.nr)).scalars().all()
    assert nummern == [1, 2]


def test_signs_that_no_file_can_hold_get_neither_into_the_plan_nor_into_the_journal(
    beispiel: Dokument,
) -> None:
    bindungen.bindung_anlegen(
        beispiel, bezeichnung="Los\ud800 3\x00", herkunft_jahr=2020, betraege={}, bemerkung="a\r\nb\x0bc\td"
    )
    neu = beispiel.blick.bindungen[-1]
    assert (neu.bezeichnung, neu.bemerkung) == ("Los  3 ", "a\nb c\td")
    assert eintraege(beispiel)[-1]["bezeichnung"] == "Bindung „Los  3 “ angelegt"
    beispiel.rueckgaengig()
    assert pruefsumme_stimmt(beispiel.datei.pfad)


def test_an_undo_does_not_remove_a_row_that_is_not_as_the_journal_says(beispiel: Dokument) -> None:
    pfad = beispiel.datei.pfad
    struktur.ansatz_anlegen(beispiel, erste(beispiel))
    schreibe(pfad, "UPDATE aenderung SET neu = replace(neu, '2048', '2049') WHERE aktion = 'neu'")
    vorher = inhalt(pfad)
    with pytest.raises(fehler.DateiBeschaedigt, match="beschädigtes Protokoll"):
        beispiel.rueckgaengig()
    assert inhalt(pfad) == vorher
