"""Files of older and newer formats."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from app.models import fehler, migration
from app.models.datei import PlanDatei
from app.models.schema import FORMAT, PLANTABELLEN, objekte
from app.services.plaene import oeffne
from tests.unit.datei_hilfe import abdruck, format_1, frage, inhalt, pruefsumme_stimmt, schreibe

if TYPE_CHECKING:
    from pathlib import Path

JOURNAL = (
    "SELECT nr, v.id, plan_id, zeitpunkt, wer, art, bezeichnung, grund, typ, bezug, a.* "
    "FROM vorgang v LEFT JOIN aenderung a ON a.vorgang_id = v.id ORDER BY nr, a.id"
)


@pytest.fixture
def alt(tmp_path: Path) -> Path:
    """A file of format 1: the example in an excerpt, with edits, and two deeds taken back."""
    return format_1(tmp_path / "alt.amip")


def schema(pfad: Path) -> dict[tuple[str, str], str]:
    verbindung = sqlite3.connect(pfad)
    try:
        return objekte(verbindung)
    finally:
        verbindung.close()


def test_the_old_file_has_rows_in_every_table_of_the_plan(alt: Path) -> None:
    assert frage(alt, "PRAGMA user_version") == [(1,)]
    assert {tabelle: bool(zeilen) for tabelle, zeilen in inhalt(alt).items()} == dict.fromkeys(
        PLANTABELLEN, True
    )


def test_an_old_file_is_lifted_to_the_present_format_with_data_and_journal_intact(alt: Path) -> None:
    vorher, journal = inhalt(alt), frage(alt, JOURNAL)
    PlanDatei.oeffne(alt).schliesse()
    assert frage(alt, "PRAGMA user_version") == [(FORMAT,)]
    assert inhalt(alt) == vorher
    assert frage(alt, JOURNAL) == journal
    assert pruefsumme_stimmt(alt)


def test_the_lifted_file_is_built_like_a_fresh_one(alt: Path, tmp_path: Path) -> None:
    PlanDatei.oeffne(alt).schliesse()
    PlanDatei.lege_an(tmp_path / "frisch.amip").schliesse()
    assert schema(alt) == schema(tmp_path / "frisch.amip")


def test_deeds_from_before_the_migration_are_undone_and_redone(alt: Path) -> None:
    dok = oeffne(alt)
    vorher = inhalt(alt)
    gemacht = 0
    while dok.rueckgaengig():
        gemacht += 1
    assert gemacht == 7
    assert dok.blick.kopf.bezeichnung == "AMIP 2020 jobcenter Duisburg"
    assert [z.mittelansatz_cent for z in dok.blick.zeilen.values()] == [None, 86792942, 6120840, None]
    for _ in range(gemacht):
        assert dok.wiederholen()
    assert inhalt(alt) == vorher
    assert dok.naechstes_wiederholen is not None
    dok.datei.schliesse()
    assert pruefsumme_stimmt(alt)


def test_the_backup_beside_it_is_the_old_file_byte_for_byte(alt: Path) -> None:
    vorher = alt.read_bytes()
    PlanDatei.oeffne(alt).schliesse()
    assert migration.sicherungspfad(alt, 1).read_bytes() == vorher
    assert alt.read_bytes() != vorher


def test_an_older_backup_of_other_content_is_kept(alt: Path) -> None:
    migration.sicherungspfad(alt, 1).write_bytes(b"eine andere Sicherung")
    vorher = alt.read_bytes()
    PlanDatei.oeffne(alt).schliesse()
    assert migration.sicherungspfad(alt, 1).read_bytes() == b"eine andere Sicherung"
    assert migration.sicherungspfad(alt, 1, 2).read_bytes() == vorher


def test_an_old_file_opened_for_reading_only_is_refused_with_a_sentence(alt: Path) -> None:
    vorher = abdruck(alt.parent)
    with pytest.raises(fehler.NurLesbar) as gemeldet:
        PlanDatei.oeffne(alt, schreibgeschuetzt=True)
    assert "„alt.amip“ stammt aus einer älteren Programmversion" in gemeldet.value.text
    assert "Kopieren Sie die Datei" in gemeldet.value.text
    assert abdruck(alt.parent) == vorher


def test_an_interrupted_migration_leaves_the_file_as_it_was_and_it_opens_again(alt: Path) -> None:
    vorher = alt.read_bytes()

    def bricht_ab(verbindung: sqlite3.Connection) -> None:
        migration.SCHRITTE[1](verbindung)
        verbindung.execute("DELETE FROM ansatz")
        msg = "Strom weg"
        raise InterruptedError(msg)

    with pytest.raises(InterruptedError):
        migration.migriere(alt, 1, {1: bricht_ab})
    assert alt.read_bytes() == vorher
    PlanDatei.oeffne(alt).schliesse()
    assert frage(alt, "PRAGMA user_version") == [(FORMAT,)]
    assert len(inhalt(alt)["ansatz"]) == 5


@pytest.mark.parametrize(
    ("eingriff", "grund"),
    [
        ("ALTER TABLE ansatz ADD COLUMN zusatz TEXT", "nicht den Aufbau"),
        ("ALTER TABLE ansatz DROP COLUMN mittelansatz_cent", "nicht den Aufbau"),
        ("DROP TABLE meta", "beschädigt"),
        ("UPDATE massnahme SET bemerkung = x'00ff'", "Werte, die kein Plan haben kann"),
    ],
)
def test_an_old_file_of_a_foreign_build_is_refused_and_stays_as_it_was(
    alt: Path, eingriff: str, grund: str
) -> None:
    schreibe(alt, eingriff)
    vorher = alt.read_bytes()
    with pytest.raises(fehler.DateiBeschaedigt, match=grund):
        PlanDatei.oeffne(alt)
    assert alt.read_bytes() == vorher


def test_a_file_that_is_in_use_is_not_lifted(alt: Path) -> None:
    vorher = alt.read_bytes()
    from app.models.sperre import Dateisperre

    sperre = Dateisperre(alt)
    sperre.nimm()
    with pytest.raises(fehler.NurLesbar, match="in Benutzung durch"):
        PlanDatei.oeffne(alt)
    sperre.gib_frei()
    assert alt.read_bytes() == vorher


def test_a_file_that_was_lifted_by_another_in_the_meantime_is_not_lifted_twice(alt: Path) -> None:
    PlanDatei.oeffne(alt).schliesse()
    vorher = alt.read_bytes()
    with pytest.raises(fehler.DateiGesperrt, match="inzwischen von einem anderen Programm"):
        migration.migriere(alt, 1)
    assert alt.read_bytes() == vorher


def test_a_newer_file_is_refused_with_both_versions_named(beispiel_datei: Path) -> None:
    schreibe(beispiel_datei, f"PRAGMA user_version={FORMAT + 1}")
    vorher = abdruck(beispiel_datei.parent)
    with pytest.raises(fehler.NeueresFormat, match=rf"Format {FORMAT + 1}, .* Format {FORMAT}\b"):
        PlanDatei.oeffne(beispiel_datei)
    assert abdruck(beispiel_datei.parent) == vorher
