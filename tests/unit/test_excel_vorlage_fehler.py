"""Templates that cannot be used: each is refused with a sentence, and nothing is written."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from app.models.fehler import DateiFehler, DateiFehlt
from app.services.excel.vorlage import fuelle_vorlage, paket
from tests.unit.vorlagen_hilfe import baue, mit_teilen, teile, zellen

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.dokument import Dokument

BLATT = "xl/worksheets/sheet1.xml"


@pytest.fixture
def vorlage(tmp_path: Path) -> Path:
    return baue(tmp_path / "v.xlsx", zellen(("A1", "{{Verplant}}"), ("A2", "{{massnahmen.leistung}}")))


def abgelehnt(dok: Dokument, vorlage: Path) -> DateiFehler:
    """The refusal; neither the target nor anything beside it came about."""
    ordner = vorlage.parent / "ziel"
    ordner.mkdir(exist_ok=True)
    with pytest.raises(DateiFehler) as gefangen:
        fuelle_vorlage(dok.blick, vorlage, ordner / "z.xlsx")
    assert list(ordner.iterdir()) == []
    return gefangen.value


def test_the_template_itself_is_no_target(beispiel: Dokument, vorlage: Path) -> None:
    vorher = vorlage.read_bytes()
    with pytest.raises(DateiFehler, match="ist die Vorlage selbst"):
        fuelle_vorlage(beispiel.blick, vorlage, vorlage)
    umweg = vorlage.parent / "umweg.xlsx"
    umweg.symlink_to(vorlage)
    with pytest.raises(DateiFehler, match="ist die Vorlage selbst"):
        fuelle_vorlage(beispiel.blick, vorlage, umweg)
    assert vorlage.read_bytes() == vorher


def test_a_target_of_another_kind_is_refused(beispiel: Dokument, vorlage: Path) -> None:
    with pytest.raises(DateiFehler, match="nicht die Endung"):
        fuelle_vorlage(beispiel.blick, vorlage, vorlage.with_name("plan.amip"))


def test_an_existing_target_stays_when_the_template_is_refused(beispiel: Dokument, tmp_path: Path) -> None:
    ziel = tmp_path / "z.xlsx"
    ziel.write_bytes(b"alt")
    kaputt = tmp_path / "v.xlsx"
    kaputt.write_bytes(b"PK\x03\x04 nichts")
    with pytest.raises(DateiFehler):
        fuelle_vorlage(beispiel.blick, kaputt, ziel)
    assert ziel.read_bytes() == b"alt"


def test_no_such_file_and_a_folder(beispiel: Dokument, tmp_path: Path) -> None:
    assert isinstance(abgelehnt(beispiel, tmp_path / "fort.xlsx"), DateiFehlt)
    (tmp_path / "ordner.xlsx").mkdir()
    assert "ist ein Ordner" in abgelehnt(beispiel, tmp_path / "ordner.xlsx").was


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root darf alles lesen")
def test_a_file_that_may_not_be_read(beispiel: Dokument, vorlage: Path) -> None:
    vorlage.chmod(0)
    assert "Zugriff" in abgelehnt(beispiel, vorlage).was


@pytest.mark.parametrize(
    ("name", "inhalt", "sagt"),
    [
        ("alt.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "das alte Format von Excel (.xls)"),
        ("alt.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "das alte Format von Excel (.xls)"),
        (
            "geheim.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60) + "EncryptedPackage".encode("utf-16-le"),
            "ist mit einem Kennwort geschützt",
        ),
        ("makro.xlsm", b"PK", "enthält Makros"),
        ("brief.docx", b"PK", "hat nicht die Endung „.xlsx“ oder „.xltx“"),
        ("leer.xlsx", b"", "ist beschädigt oder keine Excel-Arbeitsmappe"),
        ("text.xlsx", b"Sehr geehrte Damen und Herren", "ist beschädigt oder keine Excel-Arbeitsmappe"),
    ],
)
def test_other_kinds_of_files(
    beispiel: Dokument, tmp_path: Path, name: str, inhalt: bytes, sagt: str
) -> None:
    pfad = tmp_path / name
    pfad.write_bytes(inhalt)
    fehler = abgelehnt(beispiel, pfad)
    assert sagt in fehler.was
    assert fehler.sicher == "Es wurde nichts geschrieben."
    assert fehler.rat


def test_macros_under_a_harmless_name(beispiel: Dokument, vorlage: Path, tmp_path: Path) -> None:
    mit = mit_teilen(vorlage, tmp_path / "m.xlsx", {"xl/vbaProject.bin": b"\0"})
    assert "enthält Makros" in abgelehnt(beispiel, mit).was
    typen = teile(vorlage)["[Content_Types].xml"].replace(b"spreadsheetml.sheet", b"sheet.macroEnabled")
    mit = mit_teilen(vorlage, tmp_path / "n.xlsx", {"[Content_Types].xml": typen})
    assert "enthält Makros" in abgelehnt(beispiel, mit).was


@pytest.mark.parametrize("teil", ["[Content_Types].xml", "xl/workbook.xml", "_rels/.rels", BLATT])
def test_a_workbook_that_lacks_a_part(beispiel: Dokument, vorlage: Path, tmp_path: Path, teil: str) -> None:
    halb = mit_teilen(vorlage, tmp_path / "halb.xlsx", {teil: None})
    assert "beschädigt" in abgelehnt(beispiel, halb).was


@pytest.mark.parametrize(
    "inhalt",
    [
        b"<worksheet><sheetData>",
        b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><worksheet>&b;</worksheet>",
        b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><worksheet/>",
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><worksheet>&a;</worksheet>",
        b"<!DOCTYPE x><w><sheetData><row><c t='str'><v>{{Stand}}</v></c></row></sheetData></w>",
        b"<worksheet>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</worksheet>",
        b"<worksheet><sheetData><row r='1'><c r='??'><v>1</v></c></row></sheetData></worksheet>",
        b"<worksheet><sheetData><row r='eins'/></sheetData></worksheet>",
        b"<worksheet><sheetData><row r='1'><c r='ZZZ1'/></row></sheetData></worksheet>",
        b"<worksheet><sheetData><row r='9999999'><c/></row></sheetData></worksheet>",
        b"<worksheet><cols><col/></cols><sheetData><row><c/></row></sheetData></worksheet>",
        b"<worksheet><sheetData><row ht='inf'/></sheetData></worksheet>",
        b"\xff\xfe\x00",
    ],
)
def test_hostile_or_broken_xml(beispiel: Dokument, vorlage: Path, tmp_path: Path, inhalt: bytes) -> None:
    pfad = mit_teilen(vorlage, tmp_path / "h.xlsx", {BLATT: inhalt})
    assert "beschädigt" in abgelehnt(beispiel, pfad).was


def test_a_zip_bomb_is_not_unpacked(
    beispiel: Dokument, vorlage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paket, "GROESSTER_INHALT", 2**20)
    bombe = mit_teilen(vorlage, tmp_path / "b.xlsx", {"xl/media/image9.png": bytes(2 * 2**20)})
    assert bombe.stat().st_size < 2**16
    assert "ist zu groß" in abgelehnt(beispiel, bombe).was


def test_a_size_that_the_zip_lies_about(beispiel: Dokument, vorlage: Path, tmp_path: Path) -> None:
    """The directory says 10 bytes, there are more: no more than said is unpacked, and that is damage."""
    falsch = tmp_path / "f.xlsx"
    groesse = len(teile(vorlage)[BLATT])
    daten = bytearray(vorlage.read_bytes())
    stelle = daten.rindex(BLATT.encode()) - 46  # its entry in the central directory
    assert daten[stelle : stelle + 4] == b"PK\x01\x02"
    assert int.from_bytes(daten[stelle + 24 : stelle + 28], "little") == groesse
    daten[stelle + 24 : stelle + 28] = (10).to_bytes(4, "little")
    falsch.write_bytes(daten)
    assert "beschädigt" in abgelehnt(beispiel, falsch).was


def test_part_names_that_lead_out_or_stand_twice(beispiel: Dokument, vorlage: Path, tmp_path: Path) -> None:
    hinaus = mit_teilen(vorlage, tmp_path / "h.xlsx", {"xl/../../x.xml": b"<x/>"})
    assert "beschädigt" in abgelehnt(beispiel, hinaus).was
    doppelt = mit_teilen(vorlage, tmp_path / "d.xlsx", {})
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(doppelt, "a") as mappe:
        mappe.writestr(BLATT, b"<worksheet/>")
    assert "beschädigt" in abgelehnt(beispiel, doppelt).was


def test_rows_that_would_not_fit_on_the_sheet(beispiel: Dokument, vorlage: Path, tmp_path: Path) -> None:
    blatt = teile(vorlage)[BLATT].replace(b'<row r="2"', b'<row r="1048570"').replace(b'"A2"', b'"A1048570"')
    voll = mit_teilen(vorlage, tmp_path / "voll.xlsx", {BLATT: blatt})
    assert "keinen Platz für weitere Zeilen" in abgelehnt(beispiel, voll).was


def test_a_workbook_that_asks_for_nothing(beispiel: Dokument, tmp_path: Path) -> None:
    ohne = baue(tmp_path / "ohne.xlsx", zellen(("A1", "Neufallbudget")))
    fehler = abgelehnt(beispiel, ohne)
    assert "enthält keinen Platzhalter" in fehler.was
    assert "{{Neufallbudget}}" in fehler.rat
    falsch = baue(tmp_path / "falsch.xlsx", zellen(("A1", "{{Neufalbudget}}")))
    assert "{{Neufalbudget}} in Bericht!A1" in abgelehnt(beispiel, falsch).was
