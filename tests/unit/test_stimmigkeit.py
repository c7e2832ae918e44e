"""A file with a right checksum but content that the program could not work with is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.models import pruefsumme
from app.models.fehler import DateiBeschaedigt
from app.services.plaene import lege_leer_an, oeffne, plan_anlegen
from tests.unit.datei_hilfe import schreibe

if TYPE_CHECKING:
    from pathlib import Path

FAELLE = {
    "unbekannte Finanzierung": ("UPDATE ansatz SET finanzierung = 'geschenkt'", "unbekannte Angabe"),
    "unbekannter Stand der Eintritte": ("UPDATE ansatz SET eintritte_status = 'viele'", "unbekannte Angabe"),
    "unbekannter Status": ("UPDATE plan SET status = 'vergessen'", "unbekannte Angabe"),
    "Betrag als Kommazahl": (
        "UPDATE ansatz SET mittelansatz_cent = 12.5 WHERE rowid = 2",
        "keine ganze Zahl",
    ),
    "Verweis in einen anderen Plan": (
        "UPDATE massnahme SET team_id = (SELECT id FROM team WHERE bezeichnung = 'Fremd')",
        "in einen anderen Plan",
    ),
    "unbekannter Vertragsteil": ("UPDATE bindung SET teil = 'anhang'", "unbekannte Angabe"),
    "Vertragssumme als Text": ("UPDATE bindung SET summe_cent = 'viel'", "keine ganze Zahl"),
    "Bindung an den Ansatz eines anderen Plans": (
        "UPDATE bindung SET ansatz_id = 'fa'",
        r"in einen anderen Plan \(ansatz_id\)",
    ),
    "Bindung an die Maßnahme eines anderen Plans": (
        "UPDATE bindung SET massnahme_id = 'fm'",
        r"in einen anderen Plan \(massnahme_id\)",
    ),
}


def erneuere_pruefsumme(pfad: Path) -> None:
    with closing(sqlite3.connect(pfad)) as verbindung:
        wert = pruefsumme.als_text(pruefsumme.inhaltssumme(verbindung))
        verbindung.execute("UPDATE meta SET wert = ? WHERE schluessel = ?", (wert, pruefsumme.SCHLUESSEL))
        verbindung.commit()


@pytest.mark.parametrize(("sql", "wort"), FAELLE.values(), ids=FAELLE.keys())
def test_content_that_makes_no_sense_is_refused_with_a_reason(
    beispiel_datei: Path, sql: str, wort: str
) -> None:
    dok = oeffne(beispiel_datei)
    zweiter = plan_anlegen(dok, 2021, "Zweiter Plan")
    dok.datei.schliesse()
    fremd = f"INSERT INTO team (id, plan_id, position, bezeichnung) VALUES ('f', '{zweiter}', 1, 'Fremd');"  # noqa: S608 - a key of ours
    leer = "NULL, NULL, NULL, 1, '', '', '', NULL, NULL, NULL"
    fremd += f"INSERT INTO massnahme VALUES ('{zweiter}', {leer}, 'fm');"  # noqa: S608 - a key of ours
    fremd += "INSERT INTO ansatz VALUES ('fm', 1, NULL, 'zahl', NULL, 'neufall', 'fa');"
    schreibe(beispiel_datei, fremd + sql)
    erneuere_pruefsumme(beispiel_datei)
    vorher = beispiel_datei.read_bytes()
    with pytest.raises(DateiBeschaedigt, match=wort) as fehler:
        oeffne(beispiel_datei)
    assert "nichts geändert" in fehler.value.sicher
    assert beispiel_datei.read_bytes() == vorher


def test_a_new_checksum_over_sound_content_is_accepted(tmp_path: Path) -> None:
    pfad = tmp_path / "plan.amip"
    lege_leer_an(pfad, 2027).datei.schliesse()
    erneuere_pruefsumme(pfad)
    dok = oeffne(pfad)
    assert dok.blick.jahr == 2027
    dok.datei.schliesse()
