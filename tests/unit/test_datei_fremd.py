"""Files that are no plan, or a plan that cannot be trusted: refused in German, and nothing is written."""

from __future__ import annotations

import os
import random
import sqlite3
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from app.models import fehler, pruefung
from app.models.datei import PlanDatei
from app.models.schema import FORMAT
from app.models.verbindung import uri
from app.services.plaene import oeffne
from tests.unit.datei_hilfe import abdruck, inhalt, nur_posix, schreibe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def erwarte_ablehnung(pfad: Path, art: type[fehler.DateiFehler], grund: str) -> None:
    vorher = abdruck(pfad.parent)
    with pytest.raises(art, match=grund) as gemeldet:
        oeffne(pfad)
    assert type(gemeldet.value) is art
    assert f"„{pfad.name}“" in gemeldet.value.was
    assert gemeldet.value.rat
    assert gemeldet.value.pfad == pfad
    assert abdruck(pfad.parent) == vorher


def text(pfad: Path) -> None:
    pfad.write_text("Leistung;Eintritte\nFörderzentrum I;70\n" * 20, encoding="utf-8")


def leer(pfad: Path) -> None:
    pfad.write_bytes(b"")


def kurz(pfad: Path) -> None:
    pfad.write_bytes(b"SQLite format 3\x00")


def kopf_und_unsinn(pfad: Path) -> None:
    pfad.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 32)


def andere_datenbank(pfad: Path) -> None:
    schreibe(pfad, "CREATE TABLE plan (id TEXT); PRAGMA user_version=2")


def ordner(pfad: Path) -> None:
    pfad.mkdir()


@pytest.mark.parametrize("mache", [text, leer, kurz, kopf_und_unsinn, andere_datenbank, ordner])
def test_what_is_no_plan_is_refused(tmp_path: Path, mache: Callable[[Path], None]) -> None:
    pfad = tmp_path / "etwas.amip"
    mache(pfad)
    erwarte_ablehnung(pfad, fehler.KeinPlan, "keine Plandatei")


@nur_posix
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rohr.amip")
    with pytest.raises(fehler.KeinPlan, match="keine Plandatei"):
        oeffne(tmp_path / "rohr.amip")


def test_a_file_that_is_not_there_is_named_with_its_folder(tmp_path: Path) -> None:
    erwarte_ablehnung(tmp_path / "weg.amip", fehler.DateiFehlt, "nicht gefunden")
    with pytest.raises(fehler.DateiFehlt, match="gar nicht da"):
        oeffne(tmp_path / "gar nicht da" / "weg.amip")


def test_a_file_with_the_mark_of_another_program_is_no_plan(beispiel_datei: Path) -> None:
    schreibe(beispiel_datei, "PRAGMA application_id=1196444487")
    erwarte_ablehnung(beispiel_datei, fehler.KeinPlan, "keine Plandatei")


@pytest.mark.parametrize("anteil", [0.1, 0.5, 0.95])
def test_a_truncated_file_is_refused(beispiel_datei: Path, anteil: float) -> None:
    daten = beispiel_datei.read_bytes()
    beispiel_datei.write_bytes(daten[: int(len(daten) * anteil)])
    erwarte_ablehnung(beispiel_datei, fehler.DateiBeschaedigt, "beschädigt")


@pytest.mark.parametrize(
    ("eingriff", "grund"),
    [
        (
            "CREATE TRIGGER heimlich AFTER UPDATE ON ansatz BEGIN UPDATE ansatz SET position = 1; END",
            "fremde Automatiken .heimlich.",
        ),
        ("CREATE VIEW blick AS SELECT * FROM ansatz", "fremde Automatiken .blick."),
        ("ALTER TABLE ansatz DROP COLUMN eintritte_status", "nicht den Aufbau"),
        ("ALTER TABLE team ADD COLUMN zusatz TEXT", "nicht den Aufbau"),
        ("DROP INDEX ix_massnahme_plan_id", "nicht den Aufbau"),
        ("CREATE TABLE gast (id INTEGER)", "nicht den Aufbau"),
        ("UPDATE massnahme SET team_id = 'niemand' WHERE position = 1024", "ins Leere"),
        ("UPDATE ansatz SET mittelansatz_cent = mittelansatz_cent + 1", "die Prüfsumme stimmt nicht"),
        ("UPDATE plan SET status = 'beschlossen'", "die Prüfsumme stimmt nicht"),
        ("DELETE FROM ansatz WHERE eintritte = 70", "die Prüfsumme stimmt nicht"),
        ("UPDATE massnahme SET bemerkung = x'4142'", "die Prüfsumme stimmt nicht"),
        ("DELETE FROM meta", "die Prüfsumme stimmt nicht"),
        ("UPDATE vorgang SET typ = 'rueckgaengig'", "beschädigtes Protokoll"),
    ],
)
def test_a_plan_that_was_changed_past_the_program_is_refused(
    beispiel_datei: Path, eingriff: str, grund: str
) -> None:
    schreibe(beispiel_datei, eingriff)
    erwarte_ablehnung(beispiel_datei, fehler.DateiBeschaedigt, grund)


def test_flipped_bytes_never_show_other_figures(beispiel_datei: Path) -> None:
    heil = beispiel_datei.read_bytes()
    soll = inhalt(beispiel_datei)
    zufall = random.Random(2020)  # noqa: S311 - the same places in every run
    abgelehnt = 0
    for _ in range(200):
        daten = bytearray(heil)
        daten[zufall.randrange(len(daten))] ^= 1 << zufall.randrange(8)
        beispiel_datei.write_bytes(daten)
        try:
            dok = oeffne(beispiel_datei, schreibgeschuetzt=True)
        except fehler.DateiFehler:
            abgelehnt += 1
        else:
            # What was hit is unused space, or a text of the journal.
            assert len(dok.blick.zeilen) == len(soll["ansatz"])
            dok.datei.schliesse()
            assert inhalt(beispiel_datei) == soll
        assert beispiel_datei.read_bytes() == daten
    assert abgelehnt > 40


def test_a_damaged_index_by_which_rows_would_be_missing_is_noticed(beispiel_datei: Path) -> None:
    with sqlite3.connect(beispiel_datei) as verbindung:
        seite = verbindung.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_massnahme_plan_id'"
        ).fetchone()[0]
        groesse = verbindung.execute("PRAGMA page_size").fetchone()[0]
        schluessel = verbindung.execute("SELECT id FROM plan").fetchone()[0].encode()
    verbindung.close()
    daten = bytearray(beispiel_datei.read_bytes())
    stelle = daten.index(schluessel, (seite - 1) * groesse, seite * groesse)
    daten[stelle] ^= 1
    beispiel_datei.write_bytes(daten)
    with sqlite3.connect(beispiel_datei) as verbindung:
        assert verbindung.execute("PRAGMA quick_check").fetchone() == ("ok",)
    verbindung.close()
    erwarte_ablehnung(beispiel_datei, fehler.DateiBeschaedigt, "ist beschädigt")


def test_an_intact_plan_is_checked_without_being_touched(beispiel_datei: Path) -> None:
    vorher = abdruck(beispiel_datei.parent)
    assert pruefung.pruefe(beispiel_datei) == FORMAT
    PlanDatei.oeffne(beispiel_datei).schliesse()
    assert abdruck(beispiel_datei.parent) == vorher


@pytest.mark.parametrize("name", ["Plan 100 %.amip", "was? so#1.amip", "Übergang & Ähnliches;'x'.amip"])
def test_signs_in_a_file_name_mean_nothing(tmp_path: Path, name: str) -> None:
    if os.name == "nt":
        name = name.replace("?", "")
    PlanDatei.lege_an(tmp_path / name).schliesse()
    datei = PlanDatei.oeffne(tmp_path / name)
    datei.kopiere_nach(tmp_path / f"Kopie von {name}")
    datei.schliesse()
    PlanDatei.oeffne(tmp_path / f"Kopie von {name}").schliesse()
    assert sorted(abdruck(tmp_path)) == sorted([name, f"Kopie von {name}"])


def test_a_plan_on_a_network_drive_has_an_address_that_sqlite_takes() -> None:
    assert uri(PureWindowsPath(r"\\server\amt\Plan 1.amip"), mode="ro") == (
        "file:////server/amt/Plan%201.amip?mode=ro"
    )
    assert uri(PureWindowsPath(r"C:\Plan#1.amip"), mode="rw") == "file:///C:/Plan%231.amip?mode=rw"
    assert uri(PurePosixPath("/a/b?c.amip"), mode="rw") == "file:///a/b%3Fc.amip?mode=rw"
