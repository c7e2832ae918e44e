"""For the tests of reading foreign files: ordinary, odd and hostile files, written part by part."""

from __future__ import annotations

import os
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from app.models.fehler import DateiFehler
from app.services.einfuhr.grenzen import Grenzen
from app.services.einfuhr.lesefehler import SICHER
from app.services.einfuhr.lesen import lies_datei
from app.services.einfuhr.rohdaten import Rohzelle, Zellart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TABELLE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BEZIEHUNG = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKET = "http://schemas.openxmlformats.org/package/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BLATT = "xl/worksheets/sheet1.xml"

WURZEL = (
    f'{XML}<Relationships xmlns="{PAKET}"><Relationship Id="rId1" Type="{BEZIEHUNG}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
STILE = (
    f'{XML}<styleSheet xmlns="{TABELLE}"><numFmts count="2"><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="171" formatCode="0.00&quot; Std.&quot;"/></numFmts>'
    '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/>'
    '<xf numFmtId="22"/></cellXfs></styleSheet>'
)
"""Styles 1, 2 and 4 show a day."""


def blatt(zeilen: str, *, davor: str = "", danach: str = "") -> str:
    """A sheet's XML around its rows."""
    raeume = f'xmlns="{TABELLE}" xmlns:r="{BEZIEHUNG}"'
    return f"{XML}<worksheet {raeume}>{davor}<sheetData>{zeilen}</sheetData>{danach}</worksheet>"


def teile(*blaetter: str, zustand: str = "", texte: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The parts of a workbook with these sheets (XML); ``zustand`` is what the workbook says of the last."""
    liste = "".join(
        f'<sheet name="Blatt {n}" sheetId="{n}" {zustand if n == len(blaetter) else ""} r:id="rId{n}"/>'
        for n in range(1, len(blaetter) + 1)
    )
    verweise = "".join(
        f'<Relationship Id="rId{n}" Type="{BEZIEHUNG}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(blaetter) + 1)
    )
    verweise += (
        f'<Relationship Id="s" Type="{BEZIEHUNG}/styles" Target="styles.xml"/>'
        f'<Relationship Id="t" Type="{BEZIEHUNG}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    )
    raeume = f'xmlns="{TABELLE}" xmlns:r="{BEZIEHUNG}"'
    alle = {
        "[Content_Types].xml": f"{XML}<Types/>",
        "_rels/.rels": WURZEL,
        "xl/workbook.xml": f"{XML}<workbook {raeume}><sheets>{liste}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PAKET}">{verweise}</Relationships>',
        "xl/styles.xml": STILE,
        "xl/sharedStrings.xml": f'{XML}<sst xmlns="{TABELLE}">{"".join(texte)}</sst>',
    }
    alle |= {f"xl/worksheets/sheet{n}.xml": inhalt for n, inhalt in enumerate(blaetter, start=1)}
    return {name: inhalt.encode() for name, inhalt in alle.items()}


def packe(pfad: Path, inhalt: Mapping[str, bytes]) -> Path:
    """Write parts as a zip."""
    with zipfile.ZipFile(pfad, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, teil in inhalt.items():
            archiv.writestr(name, teil)
    return pfad


def entpacke(pfad: Path) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(pfad) as archiv:
        return {name: archiv.read(name) for name in archiv.namelist()}


def mappe(pfad: Path, zeilen: str, *, danach: str = "", **weiteres: str) -> Path:
    """A workbook with one sheet of these rows; further parts by name (``__`` is a slash)."""
    alle = teile(blatt(zeilen, danach=danach))
    alle |= {name.replace("__", "/"): inhalt.encode() for name, inhalt in weiteres.items()}
    return packe(pfad, alle)


def zahlzelle(ort: str, wert: str, stil: int = 0) -> str:
    """The XML of a number."""
    return f'<c r="{ort}" s="{stil}"><v>{wert}</v></c>'


def zeile(nummer: int, *zellen: str) -> str:
    """The XML of a row (from 1)."""
    return f'<row r="{nummer}">{"".join(zellen)}</row>'


def zahl(wert: str) -> Rohzelle:
    """What a number is read as."""
    return Rohzelle(Zellart.ZAHL, wert)


def text(wert: str) -> Rohzelle:
    """What a text is read as."""
    return Rohzelle(Zellart.TEXT, wert)


def ole2(pfad: Path, *stroeme: str) -> Path:
    """A small OLE2 container (compound file) with empty streams of these names."""
    frei, ende, kein = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF
    kopf = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    kopf += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, ende, 0, ende, 0, 0)
    kopf += struct.pack("<108I", *([frei] * 108))
    fat = struct.pack("<128I", 0xFFFFFFFD, ende, *([frei] * 126))
    verzeichnis = _eintrag("Root Entry", 5, kein, 1)
    for name in stroeme:
        verzeichnis += _eintrag(name, 2, kein, kein)
    pfad.write_bytes(kopf.ljust(512, b"\xff") + fat + verzeichnis.ljust(512, b"\x00"))
    return pfad


def _eintrag(name: str, art: int, rechts: int, kind: int) -> bytes:
    wort = name.encode("utf-16-le") + b"\x00\x00"
    return (
        wort.ljust(64, b"\x00")
        + struct.pack("<HBBIII", len(wort), art, 1, 0xFFFFFFFF, rechts, kind)
        + bytes(36)
        + struct.pack("<IQ", 0xFFFFFFFE, 0)
    )


def luege(pfad: Path, name: str, behauptet: int) -> Path:
    """Let the zip's directory and the part's own header state another unpacked size of a part."""
    inhalt = bytearray(pfad.read_bytes())
    with zipfile.ZipFile(pfad) as archiv:
        eintrag = archiv.getinfo(name)
    groesse = struct.pack("<I", eintrag.file_size)
    neu = struct.pack("<I", behauptet)
    ort = eintrag.header_offset + 22
    assert inhalt[ort : ort + 4] == groesse
    inhalt[ort : ort + 4] = neu
    verzeichnis = inhalt.rindex(b"PK\x01\x02", 0, inhalt.rindex(name.encode()))
    assert inhalt[verzeichnis + 24 : verzeichnis + 28] == groesse
    inhalt[verzeichnis + 24 : verzeichnis + 28] = neu
    pfad.write_bytes(inhalt)
    return pfad


EINE_ZELLE = zeile(1, zahlzelle("A1", "1"))
"""The row of the smallest workbook."""
ZEHN = "".join(zeile(n, zahlzelle(f"C{n}", "1")) for n in range(1, 11))
"""Ten rows with two empty cells and a number."""
nur_posix = pytest.mark.skipif(os.name == "nt", reason="Rechte, Grenzen und Pipes wie hier hat nur POSIX")


def klage(pfad: Path, grenzen: Grenzen | None = None) -> DateiFehler:
    """What reading the file complains of; always that the plan is unchanged, and what to do."""
    with pytest.raises(DateiFehler) as info:
        lies_datei(pfad, grenzen=grenzen or Grenzen())
    fehler = info.value
    assert fehler.pfad == pfad
    assert fehler.sicher == SICHER
    assert fehler.rat.endswith(".")
    return fehler
