"""Read-only files and folders, as somebody meets them who is not root: root may write everywhere."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.unit.datei_hilfe import abdruck, format_1, fuehre_aus, nur_posix

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = nur_posix
NOBODY = 65534

ALS_NOBODY = """
import json, os, sys
from pathlib import Path
from app.models.fehler import DateiFehler
from app.services import plaene, zellen
from app.services.eingabe import Feld

def oeffne(pfad):
    dok = plaene.oeffne(pfad)
    antwort["grund"], antwort["zeilen"] = dok.datei.grund, len(dok.blick.zeilen)
    return dok

def aendere(dok):
    zellen.zelle_setzen(dok, next(iter(dok.blick.zeilen)), Feld.EINTRITTE, "71")

def nur_oeffnen(pfad):
    oeffne(pfad).datei.schliesse()

def oeffnen_und_aendern(pfad):
    aendere(oeffne(pfad))

def neu(pfad):
    plaene.lege_leer_an(pfad, 2021)

def rechte_gehen_verloren(pfad):
    dok = oeffne(pfad)
    aendere(dok)
    os.chmod(pfad.parent, 0o555)
    try:
        zellen.zelle_setzen(dok, next(iter(dok.blick.zeilen)), Feld.EINTRITTE, "72")
    finally:
        os.chmod(pfad.parent, 0o755)
        antwort["eintritte"] = dok.blick.kennzahlen.eintritte_gesamt
        aendere(dok)  # the same value again: nothing to write
        zellen.zelle_setzen(dok, next(iter(dok.blick.zeilen)), Feld.EINTRITTE, "73")
        antwort["danach"] = dok.blick.kennzahlen.eintritte_gesamt
        dok.datei.schliesse()

tat, pfad, vorlage = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
antwort = {}
nur_oeffnen(vorlage)  # all that is imported late is there before the rights go
antwort.clear()
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    globals()[tat](pfad)
except DateiFehler as fehler:
    antwort["fehler"], antwort["text"] = type(fehler).__name__, fehler.text
print(json.dumps(antwort))
"""


@pytest.fixture
def ordner() -> Iterator[Path]:
    """A folder that belongs to the user of the test, below folders that everybody may enter."""
    pfad = Path(tempfile.mkdtemp(prefix="amip-rechte-"))
    if os.geteuid() == 0:
        os.chown(pfad, NOBODY, NOBODY)
    yield pfad
    pfad.chmod(0o755)
    shutil.rmtree(pfad)


@pytest.fixture
def plan(ordner: Path, beispiel_datei: Path) -> Path:
    """The example plan, in the hands of that user."""
    return uebergib(shutil.copyfile(beispiel_datei, ordner / "plan.amip"))


def uebergib(pfad: Path) -> Path:
    pfad.chmod(0o644)
    if os.geteuid() == 0:
        os.chown(pfad, NOBODY, NOBODY)
    return pfad


def als_nobody(tat: str, pfad: Path, vorlage: Path) -> dict[str, object]:
    code, ausgabe = fuehre_aus(ALS_NOBODY, tat, pfad, vorlage)
    assert code == 0, ausgabe
    antwort = json.loads(ausgabe)
    assert isinstance(antwort, dict)
    return antwort


def test_without_hindrance_the_user_writes(plan: Path, beispiel_datei: Path) -> None:
    assert als_nobody("oeffnen_und_aendern", plan, beispiel_datei) == {"grund": "", "zeilen": 98}


def test_a_read_only_file_is_shown_and_not_changed(plan: Path, beispiel_datei: Path) -> None:
    plan.chmod(0o444)
    vorher = abdruck(plan.parent)
    antwort = als_nobody("oeffnen_und_aendern", plan, beispiel_datei)
    assert antwort["grund"] == "die Datei ist schreibgeschützt"
    assert antwort["zeilen"] == 98
    assert antwort["fehler"] == "NurLesbar"
    assert "nur zum Lesen geöffnet (die Datei ist schreibgeschützt)" in str(antwort["text"])
    assert "Kopie" in str(antwort["text"])
    assert abdruck(plan.parent) == vorher


def test_a_file_in_a_read_only_folder_is_shown_and_not_changed(plan: Path, beispiel_datei: Path) -> None:
    plan.parent.chmod(0o555)
    vorher = abdruck(plan.parent)
    antwort = als_nobody("oeffnen_und_aendern", plan, beispiel_datei)
    assert antwort["grund"] == "der Ordner ist schreibgeschützt"
    assert antwort["zeilen"] == 98
    assert antwort["fehler"] == "NurLesbar"
    assert abdruck(plan.parent) == vorher


def test_an_old_file_in_a_read_only_folder_is_refused_with_a_sentence(
    ordner: Path, beispiel_datei: Path
) -> None:
    alt = uebergib(format_1(ordner / "alt.amip"))
    ordner.chmod(0o555)
    vorher = abdruck(ordner)
    antwort = als_nobody("nur_oeffnen", alt, beispiel_datei)
    assert antwort["fehler"] == "NurLesbar"
    assert "älteren Programmversion" in str(antwort["text"])
    assert "der Ordner ist schreibgeschützt" in str(antwort["text"])
    assert abdruck(ordner) == vorher


@pytest.mark.parametrize("was", ["datei", "ordner"])
def test_a_file_that_must_not_be_read_is_refused(plan: Path, beispiel_datei: Path, was: str) -> None:
    (plan if was == "datei" else plan.parent).chmod(0)
    antwort = als_nobody("nur_oeffnen", plan, beispiel_datei)
    assert antwort["fehler"] == "NurLesbar"
    assert "Der Zugriff wurde verweigert" in str(antwort["text"])


def test_a_new_plan_in_a_read_only_folder_is_refused(ordner: Path, beispiel_datei: Path) -> None:
    ordner.chmod(0o555)
    antwort = als_nobody("neu", ordner / "neu.amip", beispiel_datei)
    assert antwort["fehler"] == "SpeicherFehler"
    assert "schreibgeschützt" in str(antwort["text"])
    assert abdruck(ordner) == {}


def test_when_the_folder_becomes_read_only_an_edit_is_refused_and_works_again_later(
    plan: Path, beispiel_datei: Path
) -> None:
    antwort = als_nobody("rechte_gehen_verloren", plan, beispiel_datei)
    assert antwort["fehler"] == "NurLesbar"
    assert "schreibgeschützt" in str(antwort["text"])
    assert (antwort["eintritte"], antwort["danach"]) == (15813, 15815)
