"""For the tests of the Excel export: reading what was written, and LibreOffice as a second opinion."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from typing import IO, TYPE_CHECKING

import openpyxl
import pytest

from app.services.excel import exportiere

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

    from app.services.dokument import Dokument

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
braucht_libreoffice = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice fehlt: auf Debian richtet „python3 dev.py setup“ es ein"
)

_EINSTELLUNG = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
_PROFIL = "\n".join(
    (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
        _EINSTELLUNG.format("Office.Calc/Formula/Load", "OOXMLRecalcMode", 0),  # calculate anew, always
        _EINSTELLUNG.format("Setup/L10N", "ooSetupSystemLocale", "de-DE"),
        "</oor:items>",
    )
)


def exportiert(dok: Dokument, ordner: Path) -> Path:
    """The workbook of the open plan."""
    return exportiere(dok.blick, ordner / "plan.xlsx")


def oeffne(pfad: Path | IO[bytes], *, werte: bool = False) -> Workbook:
    """The workbook as openpyxl reads it: formulas, or their cached values."""
    return openpyxl.load_workbook(pfad, data_only=werte)


def cent(wert: float) -> int:
    """The amount in Cent that a cell shows."""
    return round(Decimal(wert) * 100)


def konvertiere(quelle: Path, ziel: Path, profil: Path, *, als: str = "") -> Path:
    """Let LibreOffice open ``quelle`` (``als``: by this filter), calculate anew and save as ``ziel`` is."""
    einstellungen = profil / "user" / "registrymodifications.xcu"
    if not einstellungen.exists():
        einstellungen.parent.mkdir(parents=True)
        einstellungen.write_text(_PROFIL, encoding="utf-8")
    ordner = ziel.parent / f"aus-{ziel.stem}"
    befehl = [str(SOFFICE), f"-env:UserInstallation={profil.as_uri()}", "--headless"]
    befehl += [f"--infilter={als}"] if als else []
    subprocess.run(
        [*befehl, "--convert-to", ziel.suffix[1:], "--outdir", str(ordner), str(quelle)],
        check=True,
        capture_output=True,
        timeout=110,
    )
    return (ordner / quelle.name).with_suffix(ziel.suffix).rename(ziel)


def ohne_gemerkte_werte(quelle: Path, ziel: Path) -> Path:
    """A copy in which the cached value of every formula is a wrong 0."""
    with zipfile.ZipFile(quelle) as alt, zipfile.ZipFile(ziel, "w") as neu:
        for eintrag in alt.infolist():
            inhalt = alt.read(eintrag)
            if eintrag.filename.startswith("xl/worksheets/sheet"):
                text, anzahl = re.subn(r"(</f>)<v>[^<]*</v>", r"\1<v>0</v>", inhalt.decode("utf-8"))
                assert anzahl == text.count("<f>")
                inhalt = text.encode("utf-8")
            neu.writestr(eintrag, inhalt)
    return ziel


def formelzellen(mappe: Workbook) -> list[tuple[str, str]]:
    """Sheet and address of every formula."""
    return [
        (blatt.title, zelle.coordinate)
        for blatt in mappe
        for zeile in blatt.iter_rows()
        for zelle in zeile
        if zelle.data_type == "f"
    ]
