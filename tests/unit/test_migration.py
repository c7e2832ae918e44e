"""Files of older and newer formats."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from app.models import fehler, migration
from app.models.datei import PlanDatei
from app.models.schema import FORMAT, PLANTABELLEN, objekte
from app.services.plaene import oeffne
from tests.unit.datei_hilfe import abdruck, aus_format, frage, inhalt, pruefsumme_stimmt, schreibe

if TYPE_CHECKING:
    from pathlib import Path

JOURNAL = (
    "SELECT nr, v.id, plan_id, zeitpunkt, wer, art, bezeichnung, grund, typ, bezug, a.* "
    "FROM vorgang v LEFT JOIN aenderung a ON a.vorgang_id = v.id ORDER BY nr, a.id"
)


ALTE_TABELLEN = (
    "plan",
    "budgetposten",
    "handlungsfeld",
    "produktkategorie",
    "produkt",
    "team",
    "massnahme",
    "ansatz",
    "bindung",
    "bindungsbetrag",
)
FORMAT_3 = 3
SCHRITTE = {1: 7, 2: 10, 3: 12}
"""How many deeds can be taken back in the old files."""


@pytest.fixture(params=[1, 2, 3])
def version(request: pytest.FixtureRequest) -> int:
    """An older format."""
    return int(request.param)


@pytest.fixture
def alt(tmp_path: Path, version: int) -> Path:
    """A file of an older format: the example in an excerpt, with edits, and two deeds taken back."""
    return aus_format(tmp_path / "alt.amip", version)


def schema(pfad: Path) -> dict[tuple[str, str], str]:
    verbindung = sqlite3.connect(pfad)
    try:
        return objekte(verbindung)
    finally:
        verbindung.close()


def zeilen(pfad: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every plan table that the file has, by key, as values by column name."""
    with closing(sqlite3.connect(pfad)) as verbindung:
        verbindung.row_factory = sqlite3.Row
        da = {name for art, name in objekte(verbindung) if art == "table"}
        return {
            tabelle: [dict(z) for z in verbindung.execute(f"SELECT * FROM {tabelle} ORDER BY id")]  # noqa: S608 - our tables
            for tabelle in sorted(da & set(PLANTABELLEN))
        }


def test_the_old_file_has_rows_in_every_table_that_its_format_knew(alt: Path, version: int) -> None:
    assert frage(alt, "PRAGMA user_version") == [(version,)]
    gefuellt = {tabelle for tabelle, z in zeilen(alt).items() if z}
    assert gefuellt == {*ALTE_TABELLEN, *(("planwert",) if version == FORMAT_3 else ())}


def test_an_old_file_is_lifted_to_the_present_format_with_data_and_journal_intact(alt: Path) -> None:
    vorher, journal = zeilen(alt), frage(alt, JOURNAL)
    PlanDatei.oeffne(alt).schliesse()
    assert frage(alt, "PRAGMA user_version") == [(FORMAT,)]
    nachher = zeilen(alt)
    for tabelle, alte in vorher.items():
        assert [{s: neu[s] for s in alt_} for alt_, neu in zip(alte, nachher[tabelle], strict=True)] == alte
    assert not any(nachher[tabelle] for tabelle in nachher.keys() - vorher.keys())
    assert frage(alt, JOURNAL) == journal
    assert pruefsumme_stimmt(alt)


def test_what_format_3_added_holds_what_the_plan_meant_before(alt: Path) -> None:
    PlanDatei.oeffne(alt).schliesse()
    nachher = zeilen(alt)
    assert {p["umschichtung_basis"] for p in nachher["plan"]} == {"geplant"}
    assert {p["erfunden"] for p in nachher["plan"]} == {0}
    assert {(b["art"], b["teil"], b["wirksam"]) for b in nachher["bindung"]} == {
        ("vertrag", "grundvertrag", 1)
    }


def test_the_lifted_file_is_built_like_a_fresh_one(alt: Path, tmp_path: Path) -> None:
    PlanDatei.oeffne(alt).schliesse()
    PlanDatei.lege_an(tmp_path / "frisch.amip").schliesse()
    assert schema(alt) == schema(tmp_path / "frisch.amip")


def test_deeds_from_before_the_migration_are_undone_and_redone(alt: Path, version: int) -> None:
    dok = oeffne(alt)
    vorher = inhalt(alt)
    gemacht = 0
    while dok.rueckgaengig():
        gemacht += 1
    assert gemacht == SCHRITTE[version]
    assert dok.blick.kopf.bezeichnung == "AMIP 2020 jobcenter Duisburg"
    assert [z.mittelansatz_cent for z in dok.blick.zeilen.values()] == [None, 86792942, 6120840, None]
    for _ in range(gemacht):
        assert dok.wiederholen()
    assert inhalt(alt) == vorher
    assert (dok.naechstes_wiederholen is not None) == (version in {1, FORMAT_3})
    dok.datei.schliesse()
    assert pruefsumme_stimmt(alt)


def test_the_backup_beside_it_is_the_old_file_byte_for_byte(alt: Path, version: int) -> None:
    vorher = alt.read_bytes()
    PlanDatei.oeffne(alt).schliesse()
    assert migration.sicherungspfad(alt, version).read_bytes() == vorher
    assert alt.read_bytes() != vorher


def test_an_older_backup_of_other_content_is_kept(alt: Path, version: int) -> None:
    migration.sicherungspfad(alt, version).write_bytes(b"eine andere Sicherung")
    vorher = alt.read_bytes()
    PlanDatei.oeffne(alt).schliesse()
    assert migration.sicherungspfad(alt, version).read_bytes() == b"eine andere Sicherung"
    assert migration.sicherungspfad(alt, version, 2).read_bytes() == vorher


def test_an_old_file_opened_for_reading_only_is_refused_with_a_sentence(alt: Path) -> None:
    vorher = abdruck(alt.parent)
    with pytest.raises(fehler.NurLesbar) as gemeldet:
        PlanDatei.oeffne(alt, schreibgeschuetzt=True)
    assert "„alt.amip“ stammt aus einer älteren Programmversion" in gemeldet.value.text
    assert "Kopieren Sie die Datei" in gemeldet.value.text
    assert abdruck(alt.parent) == vorher


def test_an_interrupted_migration_leaves_the_file_as_it_was_and_it_opens_again(
    alt: Path, version: int
) -> None:
    vorher = alt.read_bytes()

    def bricht_ab(verbindung: sqlite3.Connection) -> None:
        migration.SCHRITTE[version](verbindung)
        verbindung.execute("DELETE FROM ansatz")
        msg = "Strom weg"
        raise InterruptedError(msg)

    with pytest.raises(InterruptedError):
        migration.migriere(alt, version, {version: bricht_ab})
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
    alt: Path, version: int, eingriff: str, grund: str
) -> None:
    schreibe(alt, eingriff)
    vorher = alt.read_bytes()
    # From format 2 on the checksum notices most of it first.
    with pytest.raises(fehler.DateiBeschaedigt, match=grund if version == 1 else f"{grund}|Prüfsumme"):
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


def test_a_file_that_was_lifted_by_another_in_the_meantime_is_not_lifted_twice(
    alt: Path, version: int
) -> None:
    PlanDatei.oeffne(alt).schliesse()
    vorher = alt.read_bytes()
    with pytest.raises(fehler.DateiGesperrt, match="inzwischen von einem anderen Programm"):
        migration.migriere(alt, version)
    assert alt.read_bytes() == vorher


def test_a_newer_file_is_refused_with_both_versions_named(beispiel_datei: Path) -> None:
    schreibe(beispiel_datei, f"PRAGMA user_version={FORMAT + 1}")
    vorher = abdruck(beispiel_datei.parent)
    with pytest.raises(fehler.NeueresFormat, match=rf"Format {FORMAT + 1}, .* Format {FORMAT}\b"):
        PlanDatei.oeffne(beispiel_datei)
    assert abdruck(beispiel_datei.parent) == vorher
