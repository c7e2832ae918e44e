"""Two programs and one file."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
from contextlib import ExitStack, closing
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from app.models import fehler
from app.models.datei import PlanDatei
from app.models.prozess import lebenszeichen
from app.models.sperre import Dateisperre, Halter, benutzername, sperrpfad
from app.services import struktur, zellen
from app.services.eingabe import Feld
from app.services.plaene import oeffne
from tests.unit.datei_hilfe import abdruck, inhalt, prozess, pruefsumme_stimmt, schreibe, warte_auf

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.dokument import Dokument

HAELT_OFFEN = """
import sys
from pathlib import Path
from app.services.plaene import oeffne
dok = oeffne(Path(sys.argv[1]))
print("offen", flush=True)
sys.stdin.read()
"""
SPERRT = """
import sqlite3, sys
verbindung = sqlite3.connect(sys.argv[1], isolation_level=None)
verbindung.execute("BEGIN EXCLUSIVE")
print("gesperrt", flush=True)
sys.stdin.read()
verbindung.execute("ROLLBACK")
"""


def erste(dok: Dokument) -> str:
    return next(iter(dok.blick.zeilen))


def test_a_second_program_reads_only_and_says_who_has_the_file_since_when(beispiel_datei: Path) -> None:
    with prozess(HAELT_OFFEN, beispiel_datei) as kind:
        warte_auf(kind, "offen")
        vorher = abdruck(beispiel_datei.parent)
        dok = oeffne(beispiel_datei)
        assert dok.datei.schreibgeschuetzt
        notiz = json.loads(sperrpfad(beispiel_datei).read_text(encoding="utf-8"))
        assert notiz["prozess"] == kind.pid
        assert dok.datei.grund == f"in Benutzung durch {Halter(**notiz).text}"
        assert f"{benutzername()} an {socket.gethostname()}, seit " in dok.datei.grund
        assert len(dok.blick.zeilen) == 98
        with pytest.raises(fehler.NurLesbar, match="in Benutzung durch"):
            zellen.zelle_setzen(dok, erste(dok), Feld.EINTRITTE, "71")
        assert dok.blick.zeilen[erste(dok)].eintritte == 70
        dok.datei.schliesse()
        assert abdruck(beispiel_datei.parent) == vorher


def test_the_note_of_a_program_that_was_killed_is_taken_over(beispiel_datei: Path) -> None:
    with prozess(HAELT_OFFEN, beispiel_datei) as kind:
        warte_auf(kind, "offen")
    assert sperrpfad(beispiel_datei).exists()
    dok = oeffne(beispiel_datei)
    assert not dok.datei.schreibgeschuetzt
    assert json.loads(sperrpfad(beispiel_datei).read_text(encoding="utf-8"))["prozess"] == os.getpid()
    zellen.zelle_setzen(dok, erste(dok), Feld.EINTRITTE, "71")
    dok.datei.schliesse()
    assert not sperrpfad(beispiel_datei).exists()


def test_the_same_process_does_not_open_a_file_twice_for_writing(beispiel: Dokument) -> None:
    with PlanDatei.oeffne(beispiel.datei.pfad) as zweite:
        assert zweite.schreibgeschuetzt
    assert sperrpfad(beispiel.datei.pfad).exists()
    zellen.zelle_setzen(beispiel, erste(beispiel), Feld.EINTRITTE, "71")


def notiere(pfad: Path, halter: Halter) -> None:
    sperrpfad(pfad).write_text(json.dumps(asdict(halter)), encoding="utf-8")


def test_a_note_whose_process_number_belongs_to_a_later_program_is_taken_over(beispiel_datei: Path) -> None:
    jetzt = lebenszeichen(os.getpid())
    assert jetzt
    for start, gehoert_mir in (("früherer Start", True), (jetzt, False)):
        notiere(beispiel_datei, Halter("a", socket.gethostname(), os.getpid(), "2019-11-06T14:02:11", start))
        sperre = Dateisperre(beispiel_datei)
        assert (sperre.nimm() is None) is gehoert_mir
        assert sperre.haelt is gehoert_mir
        sperre.gib_frei()


def test_a_note_of_another_machine_counts_as_long_as_it_lies_there(beispiel_datei: Path) -> None:
    notiere(beispiel_datei, Halter("müller", "PC-17", 4711, "2019-11-06T14:02:11"))
    with PlanDatei.oeffne(beispiel_datei) as datei:
        assert datei.grund == "in Benutzung durch müller an PC-17, seit 06.11.2019 14:02 Uhr"
    assert sperrpfad(beispiel_datei).exists()


@pytest.mark.parametrize("rest", ["", "{", "[]", '{"benutzer": "a"}', '{"prozess": "viele"}'])
def test_an_unreadable_note_is_taken_over(beispiel_datei: Path, rest: str) -> None:
    sperrpfad(beispiel_datei).write_text(rest, encoding="utf-8")
    with PlanDatei.oeffne(beispiel_datei) as datei:
        assert not datei.schreibgeschuetzt


def test_a_file_locked_by_another_process_is_refused_and_opens_once_it_is_free(beispiel_datei: Path) -> None:
    with prozess(SPERRT, beispiel_datei) as kind:
        warte_auf(kind, "gesperrt")
        vorher = abdruck(beispiel_datei.parent)
        with pytest.raises(fehler.DateiGesperrt, match="von einem anderen Programm benutzt") as gemeldet:
            oeffne(beispiel_datei)
        assert "versuchen Sie es noch einmal" in gemeldet.value.rat
        assert abdruck(beispiel_datei.parent) == vorher
    oeffne(beispiel_datei).datei.schliesse()


def test_an_edit_while_another_process_locks_the_file_is_refused_and_works_afterwards(
    beispiel: Dokument,
) -> None:
    pfad, zeile = beispiel.datei.pfad, erste(beispiel)
    vorher = inhalt(pfad)
    with prozess(SPERRT, pfad) as kind:
        warte_auf(kind, "gesperrt")
        with pytest.raises(fehler.DateiGesperrt, match="von einem anderen Programm benutzt"):
            zellen.zelle_setzen(beispiel, zeile, Feld.EINTRITTE, "71")
        assert beispiel.blick.zeilen[zeile].eintritte == 70
        assert beispiel.naechstes_rueckgaengig is None
    assert inhalt(pfad) == vorher
    zellen.zelle_setzen(beispiel, zeile, Feld.EINTRITTE, "71")
    assert beispiel.blick.kennzahlen.eintritte_gesamt == 15813
    assert pruefsumme_stimmt(pfad)


def test_what_another_program_wrote_meanwhile_is_not_overwritten(beispiel: Dokument) -> None:
    pfad, zeile = beispiel.datei.pfad, erste(beispiel)
    schreibe(pfad, "UPDATE meta SET wert = '0'")
    vorher = inhalt(pfad)
    with pytest.raises(fehler.DateiGesperrt, match="inzwischen von einem anderen Programm geändert"):
        zellen.zelle_setzen(beispiel, zeile, Feld.EINTRITTE, "71")
    assert inhalt(pfad) == vorher
    assert beispiel.blick.zeilen[zeile].eintritte == 70


def test_looking_into_the_open_file_from_the_same_process_does_not_drop_its_lock(
    beispiel_datei: Path,
) -> None:
    with PlanDatei.oeffne(beispiel_datei) as datei, datei.schreiben():
        PlanDatei.oeffne(beispiel_datei, schreibgeschuetzt=True).schliesse()
        skript = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
        with prozess(skript, beispiel_datei) as kind:
            ausgabe, _ = kind.communicate(timeout=30)
        assert "database is locked" in ausgabe
    with closing(sqlite3.connect(beispiel_datei)) as verbindung:
        verbindung.execute("BEGIN IMMEDIATE")


def test_a_deed_that_is_durable_but_cannot_be_read_back_is_shown_with_the_next_one(
    beispiel: Dokument,
) -> None:
    pfad, zeile = beispiel.datei.pfad, erste(beispiel)
    with ExitStack() as bis_zum_ende:

        def ein_anderer_sperrt(_session: object) -> None:
            warte_auf(bis_zum_ende.enter_context(prozess(SPERRT, pfad)), "gesperrt")

        event.listen(beispiel.datei.session, "after_commit", ein_anderer_sperrt, once=True)
        with pytest.raises(fehler.DateiGesperrt):
            struktur.massnahme_anlegen(beispiel, nach=zeile)
        assert len(beispiel.blick.zeilen) == 98
    assert len(inhalt(pfad)["ansatz"]) == 99
    zellen.zelle_setzen(beispiel, zeile, Feld.EINTRITTE, "71")
    assert len(beispiel.blick.zeilen) == 99
    assert beispiel.blick.kennzahlen.eintritte_gesamt == 15813
    beispiel.rueckgaengig()
    beispiel.rueckgaengig()
    assert len(beispiel.blick.zeilen) == 98
