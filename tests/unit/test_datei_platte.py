"""A full disk: what was durable stays, memory and file agree, and the next edit works once there is room."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from app.models import fehler
from app.services import zellen
from app.services.eingabe import Feld
from app.services.plaene import lege_leer_an, oeffne
from app.services.planblick import Planblick
from app.services.zellen import Zelle
from tests.unit.datei_hilfe import abdruck, fuehre_aus, inhalt, nur_posix, pruefsumme_stimmt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.dokument import Dokument

pytestmark = nur_posix


@pytest.fixture
def platte(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    pfad = tmp_path / "platte"
    pfad.mkdir()
    befehl = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(pfad)]
    if not shutil.which("mount") or subprocess.run(befehl, capture_output=True, check=False).returncode:
        pytest.skip(
            "eine kleine Platte einzuhängen ist hier nicht erlaubt; die Grenze für Dateien prüft dasselbe"
        )
    yield pfad
    subprocess.run(["umount", "--lazy", str(pfad)], check=True)


@pytest.fixture
def dok(platte: Path, beispiel_datei: Path) -> Iterator[Dokument]:
    """The example plan on that disk."""
    dokument = oeffne(shutil.copyfile(beispiel_datei, platte / "plan.amip"), wer="m.muster")
    yield dokument
    dokument.datei.schliesse()


def fuelle(platte: Path) -> Path:
    """Fill a disk to the last byte."""
    ballast = platte / "ballast"
    with ballast.open("wb", buffering=0) as datei:
        for groesse in (65536, 512):
            menge = os.statvfs(platte).f_bavail * os.statvfs(platte).f_frsize // groesse
            for _ in range(menge):
                datei.write(b"x" * groesse)
        with pytest.raises(OSError, match=re.escape(os.strerror(errno.ENOSPC))):
            datei.write(b"x")
    return ballast


def lange_texte(dok: Dokument) -> list[Zelle]:
    return [Zelle(zeile, Feld.BEMERKUNG, "lang " * 300) for zeile in dok.blick.zeilen]


def test_an_edit_on_a_full_disk_is_refused_and_works_once_there_is_room(dok: Dokument, platte: Path) -> None:
    erste = next(iter(dok.blick.zeilen))
    zellen.zelle_setzen(dok, erste, Feld.EINTRITTE, "71")
    ballast = fuelle(platte)
    vorher = abdruck(platte)
    with pytest.raises(fehler.SpeicherFehler, match="Der Datenträger ist voll") as gemeldet:
        zellen.zellen_setzen(dok, lange_texte(dok), "Einfügen")
    assert "unverändert auf dem letzten gespeicherten Stand" in gemeldet.value.sicher
    assert "Schaffen Sie Platz" in gemeldet.value.rat
    assert abdruck(platte) == vorher
    assert dok.blick.zeilen == Planblick(dok.datei, dok.blick.plan_id).zeilen
    assert dok.blick.zeilen[erste].eintritte == 71
    with pytest.raises(fehler.SpeicherFehler):
        dok.rueckgaengig()
    assert dok.blick.zeilen[erste].eintritte == 71
    ballast.unlink()
    zellen.zellen_setzen(dok, lange_texte(dok), "Einfügen")
    assert {z.bemerkung for z in dok.blick.zeilen.values()} == {("lang " * 300).strip()}
    dok.rueckgaengig()
    dok.rueckgaengig()
    assert dok.blick.kennzahlen.eintritte_gesamt == 15812
    assert pruefsumme_stimmt(platte / "plan.amip")


def test_a_copy_or_a_new_plan_on_a_full_disk_leaves_the_old_target(dok: Dokument, platte: Path) -> None:
    ziel = platte / "kopie.amip"
    dok.datei.kopiere_nach(ziel)
    fuelle(platte)
    vorher = abdruck(platte)
    with pytest.raises(fehler.SpeicherFehler, match="der Datenträger ist voll"):
        dok.datei.kopiere_nach(ziel)
    with pytest.raises(fehler.SpeicherFehler, match="der Datenträger ist voll"):
        lege_leer_an(platte / "neu.amip", 2021)
    assert abdruck(platte) == vorher
    oeffne(ziel, schreibgeschuetzt=True).datei.schliesse()


def test_a_plan_on_a_full_disk_opens(dok: Dokument, platte: Path) -> None:
    pfad = dok.datei.pfad
    dok.datei.schliesse()
    fuelle(platte)
    zweites = oeffne(pfad)
    assert zweites.blick.kennzahlen.rest_cent == -163774
    zweites.datei.schliesse()


GRENZE = """
import json, resource, sys
from pathlib import Path
from app.models.fehler import SpeicherFehler
from app.services import zellen
from app.services.eingabe import Feld
from app.services.plaene import oeffne
from app.services.planblick import Planblick

pfad = Path(sys.argv[1])
dok = oeffne(pfad)
texte = [zellen.Zelle(z, Feld.BEMERKUNG, "lang " * 300) for z in dok.blick.zeilen]
antwort = {}
# Python ignores SIGXFSZ: a file that would become larger meets an error instead.
resource.setrlimit(resource.RLIMIT_FSIZE, (pfad.stat().st_size, resource.RLIM_INFINITY))
try:
    zellen.zellen_setzen(dok, texte, "Einfügen")
except SpeicherFehler as fehler:
    antwort["text"] = fehler.text
antwort["datei"] = pfad.stat().st_size
antwort["gleich"] = dok.blick.zeilen == Planblick(dok.datei, dok.blick.plan_id).zeilen
antwort["zurueck"] = dok.naechstes_rueckgaengig is None
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
zellen.zellen_setzen(dok, texte, "Einfügen")
dok.datei.schliesse()
print(json.dumps(antwort))
"""


def test_a_file_that_may_not_grow_keeps_its_last_state_and_takes_the_edit_later(beispiel_datei: Path) -> None:
    vorher, groesse = inhalt(beispiel_datei), beispiel_datei.stat().st_size
    code, ausgabe = fuehre_aus(GRENZE, beispiel_datei)
    assert code == 0, ausgabe
    antwort = json.loads(ausgabe)
    assert "Der Datenträger ist voll oder nicht erreichbar" in antwort.pop("text")
    assert antwort == {"datei": groesse, "gleich": True, "zurueck": True}
    dok = oeffne(beispiel_datei)
    assert dok.rueckgaengig()
    dok.datei.schliesse()
    assert inhalt(beispiel_datei) == vorher
