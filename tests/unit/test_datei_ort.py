"""The file's place: removed or replaced while open, copied, and created where something lies already."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.models import fehler
from app.models.datei import PlanDatei
from app.services import zellen
from app.services.eingabe import Feld
from app.services.plaene import lege_leer_an, oeffne
from tests.unit.datei_hilfe import abdruck, frage, fuehre_aus, inhalt, nur_posix, pruefsumme_stimmt

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.dokument import Dokument


def aendere(dok: Dokument) -> None:
    zeile = next(iter(dok.blick.zeilen.values()))
    zellen.zelle_setzen(dok, zeile.id, Feld.EINTRITTE, str((zeile.eintritte or 0) + 1))


@nur_posix
@pytest.mark.parametrize("ersetzt", [False, True])
def test_an_edit_of_a_file_that_was_removed_or_replaced_is_refused_and_a_copy_saves_all(
    beispiel: Dokument, beispiel_vorlage: Path, *, ersetzt: bool
) -> None:
    pfad = beispiel.datei.pfad
    aendere(beispiel)
    vorher = inhalt(pfad)
    pfad.unlink()
    if ersetzt:
        pfad.write_bytes(beispiel_vorlage.read_bytes())
    stand = abdruck(pfad.parent)
    with pytest.raises(fehler.DateiFehlt, match="verschoben, ersetzt oder gelöscht"):
        aendere(beispiel)
    with pytest.raises(fehler.DateiFehlt):
        beispiel.rueckgaengig()
    assert abdruck(pfad.parent) == stand
    assert beispiel.blick.kennzahlen.eintritte_gesamt == 15813
    beispiel.datei.kopiere_nach(pfad.with_name("gerettet.amip"))
    assert inhalt(pfad.with_name("gerettet.amip")) == vorher
    assert pruefsumme_stimmt(pfad.with_name("gerettet.amip"))


def test_a_copy_is_a_whole_plan_with_its_journal(beispiel: Dokument, tmp_path: Path) -> None:
    aendere(beispiel)
    beispiel.datei.kopiere_nach(tmp_path / "kopie.amip")
    aendere(beispiel)
    kopie = oeffne(tmp_path / "kopie.amip")
    assert kopie.blick.kennzahlen.eintritte_gesamt == 15813
    assert kopie.rueckgaengig()
    assert kopie.blick.kennzahlen.eintritte_gesamt == 15812
    kopie.datei.schliesse()
    assert beispiel.blick.kennzahlen.eintritte_gesamt == 15814


def test_a_copy_replaces_a_file_and_leaves_nothing_else(beispiel: Dokument, tmp_path: Path) -> None:
    ziel = tmp_path / "ziel" / "kopie.amip"
    ziel.parent.mkdir()
    ziel.write_text("alt")
    beispiel.datei.kopiere_nach(ziel)
    assert inhalt(ziel) == inhalt(beispiel.datei.pfad)
    assert list(abdruck(ziel.parent)) == ["kopie.amip"]


def test_a_plan_open_for_reading_only_can_be_copied(beispiel_datei: Path, tmp_path: Path) -> None:
    with PlanDatei.oeffne(beispiel_datei, schreibgeschuetzt=True) as datei:
        datei.kopiere_nach(tmp_path / "kopie.amip")
    assert inhalt(tmp_path / "kopie.amip") == inhalt(beispiel_datei)
    oeffne(tmp_path / "kopie.amip").datei.schliesse()


def test_a_copy_onto_the_open_plan_itself_is_refused(beispiel: Dokument) -> None:
    with pytest.raises(fehler.DateiFehler, match="ist der geöffnete Plan selbst"):
        beispiel.datei.kopiere_nach(beispiel.datei.pfad)
    aendere(beispiel)


@pytest.mark.parametrize("ziel", ["gibt es nicht/kopie.amip", "ordner"])
def test_a_copy_that_cannot_be_written_leaves_the_target_and_the_plan(
    beispiel: Dokument, tmp_path: Path, ziel: str
) -> None:
    (tmp_path / "ordner").mkdir()
    (tmp_path / "ordner" / "inhalt").write_text("bleibt")
    vorher = abdruck(tmp_path)
    with pytest.raises(fehler.SpeicherFehler, match=r"konnte in .* nicht geschrieben werden"):
        beispiel.datei.kopiere_nach(tmp_path / ziel)
    assert abdruck(tmp_path) == vorher
    aendere(beispiel)


def test_beside_the_rest_of_a_broken_write_no_other_file_is_put(beispiel: Dokument, tmp_path: Path) -> None:
    # SQLite would play the rest back into the new file.
    (tmp_path / "neu.amip-journal").write_bytes(b"Rest")
    for schreibe in (beispiel.datei.kopiere_nach, PlanDatei.lege_an):
        with pytest.raises(fehler.DateiFehler, match=r"neu\.amip-journal"):
            schreibe(tmp_path / "neu.amip")
    assert not (tmp_path / "neu.amip").exists()


def test_a_new_plan_never_overwrites_a_file(beispiel_datei: Path) -> None:
    vorher = abdruck(beispiel_datei.parent)
    with pytest.raises(fehler.DateiFehler, match="gibt es schon"):
        lege_leer_an(beispiel_datei, 2021)
    assert abdruck(beispiel_datei.parent) == vorher


def test_a_new_plan_in_a_folder_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(fehler.SpeicherFehler, match="Der Ordner fehlt"):
        lege_leer_an(tmp_path / "fehlt" / "neu.amip", 2021)
    assert abdruck(tmp_path) == {}


def test_a_relative_name_stays_valid_when_the_working_folder_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path as Pfad

    monkeypatch.chdir(tmp_path)
    dok = lege_leer_an(Pfad("neu.amip"), 2021)
    (tmp_path / "anderswo").mkdir()
    monkeypatch.chdir(tmp_path / "anderswo")
    from app.services import struktur

    struktur.massnahme_anlegen(dok)
    dok.datei.schliesse()
    assert frage(tmp_path / "neu.amip", "SELECT count(*) FROM massnahme") == [(1,)]


MITTEN_IM_VORGANG = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import select
from app.models.massnahme import Ansatz
from app.services.plaene import oeffne
dok = oeffne(Path(sys.argv[1]))
with dok.vorgang("zelle", "alles auf null") as tat:
    # A small cache: what is changed goes to the file before the end, as it does with a large Vorgang.
    tat.session.connection().exec_driver_sql("PRAGMA cache_size=1")
    for ansatz in tat.session.scalars(select(Ansatz)):
        ansatz.mittelansatz_cent = 0
    tat.session.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@nur_posix
def test_a_program_killed_in_the_middle_of_a_vorgang_leaves_the_state_before_it(beispiel_datei: Path) -> None:
    vorher, inhalt_vorher = beispiel_datei.read_bytes(), inhalt(beispiel_datei)
    code, ausgabe = fuehre_aus(MITTEN_IM_VORGANG, beispiel_datei)
    assert (code, ausgabe) == (-9, "")
    assert beispiel_datei.read_bytes() != vorher
    assert beispiel_datei.with_name("beispiel.amip-journal").stat().st_size > 0
    dok = oeffne(beispiel_datei)
    assert not dok.datei.schreibgeschuetzt
    assert inhalt(beispiel_datei) == inhalt_vorher
    assert dok.blick.kennzahlen.rest_cent == -163774
    assert not beispiel_datei.with_name("beispiel.amip-journal").exists()
    aendere(dok)
    dok.datei.schliesse()


def test_each_edit_is_in_the_file_when_the_vorgang_has_ended(beispiel: Dokument) -> None:
    aendere(beispiel)
    with closing(sqlite3.connect(beispiel.datei.pfad)) as verbindung:
        assert verbindung.execute("SELECT sum(eintritte) FROM ansatz").fetchone() == (15813,)
    assert beispiel.datei.verbindung.exec_driver_sql("PRAGMA synchronous").scalar() == 3
    assert beispiel.datei.verbindung.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
    beispiel.datei.verbindung.rollback()
