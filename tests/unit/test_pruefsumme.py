"""The content checksum."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.models import pruefsumme
from app.models.basis import Basis
from app.models.schema import PLANTABELLEN
from app.services import bindungen, plaene, struktur, zellen
from app.services.eingabe import Feld
from tests.unit.bindung_hilfe import fuelle
from tests.unit.datei_hilfe import frage, pruefsumme_stimmt

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.dokument import Dokument

werte = st.lists(st.none() | st.integers(-(2**63), 2**63 - 1) | st.text(), min_size=1, max_size=5)


def summe(pfad: Path) -> str:
    return str(frage(pfad, "SELECT wert FROM meta")[0][0])


@given(werte, werte)
def test_rows_that_differ_have_different_sums(eine: list[object], andere: list[object]) -> None:
    assume(eine != andere)
    assert pruefsumme.zeilensumme("ansatz", eine) != pruefsumme.zeilensumme("ansatz", andere)
    assert pruefsumme.zeilensumme("ansatz", eine) != pruefsumme.zeilensumme("team", eine)


def test_values_count_as_sqlite_stores_them() -> None:
    assert pruefsumme.zeilensumme("t", [True, dt.date(2019, 11, 6), None]) == pruefsumme.zeilensumme(
        "t", [1, "2019-11-06", None]
    )
    assert pruefsumme.zeilensumme("t", ["1"]) != pruefsumme.zeilensumme("t", [1])
    assert pruefsumme.zeilensumme("t", [""]) != pruefsumme.zeilensumme("t", [None])


def test_the_sum_does_not_depend_on_the_order_of_rows(beispiel_datei: Path) -> None:
    with closing(sqlite3.connect(beispiel_datei)) as verbindung:
        vorher = pruefsumme.inhaltssumme(verbindung)
        verbindung.execute("CREATE TABLE anders AS SELECT * FROM ansatz")
        verbindung.execute("DELETE FROM ansatz")
        verbindung.execute("INSERT INTO ansatz SELECT * FROM anders ORDER BY id DESC")
        verbindung.execute("DROP TABLE anders")
        assert pruefsumme.inhaltssumme(verbindung) == vorher


def test_every_table_of_the_plan_counts_and_no_other(beispiel: Dokument) -> None:
    fuelle(beispiel)
    with closing(sqlite3.connect(beispiel.datei.pfad)) as verbindung:
        verbindung.execute("PRAGMA foreign_keys=OFF")
        stand = pruefsumme.inhaltssumme(verbindung)
        for tabelle in PLANTABELLEN:
            verbindung.execute(f"UPDATE {tabelle} SET id = id || 'x'")  # noqa: S608 - our tables
            neu = pruefsumme.inhaltssumme(verbindung)
            assert neu != stand, tabelle
            stand = neu
        for tabelle in Basis.metadata.tables.keys() - PLANTABELLEN.keys():
            verbindung.execute(f"DELETE FROM {tabelle}")  # noqa: S608 - our tables
            assert pruefsumme.inhaltssumme(verbindung) == stand, tabelle


def test_the_sum_follows_each_vorgang_and_returns_with_undo(beispiel: Dokument) -> None:
    pfad = beispiel.datei.pfad
    staende = [summe(pfad)]
    zeilen = list(beispiel.blick.zeilen)
    zellen.zelle_setzen(beispiel, zeilen[0], Feld.TEAM, "U25")
    staende.append(summe(pfad))
    struktur.loeschen(beispiel, zeilen[1:4])
    staende.append(summe(pfad))
    plaene.plan_setzen(
        beispiel, bezeichnung="Entwurf", haushaltsjahr=2021, stand=dt.date(2020, 1, 2), status="entwurf"
    )
    staende.append(summe(pfad))
    bindungen.bindung_anlegen(beispiel, bezeichnung="Los", herkunft_jahr=2020, betraege={(2021, None): 1})
    staende.append(summe(pfad))
    assert len(set(staende)) == 5
    assert pruefsumme_stimmt(pfad)
    for stand in reversed(staende[:-1]):
        beispiel.rueckgaengig()
        assert summe(pfad) == stand
        assert pruefsumme_stimmt(pfad)
    for stand in staende[1:]:
        beispiel.wiederholen()
        assert summe(pfad) == stand


def test_a_blob_is_no_value_of_a_plan() -> None:
    with pytest.raises(TypeError):
        pruefsumme.zeilensumme("massnahme", [b"\x00"])
