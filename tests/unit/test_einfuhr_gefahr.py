"""Files that are no table, broken or hostile: a sentence that says what to do, and never a guess."""

from __future__ import annotations

import os
import struct
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.models.fehler import DateiBeschaedigt, DateiFehlt, NurLesbar
from app.services.einfuhr.grenzen import Grenzen
from app.services.einfuhr.lesen import lies_datei
from app.services.excel import exportiere
from tests.unit import einfuhr_hilfe as h

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.dokument import Dokument


# -- files that are no table ---------------------------------------------------------------------------


def test_a_missing_file_a_folder_and_an_empty_file_are_told(tmp_path: Path) -> None:
    fehlt = h.klage(tmp_path / "fehlt.xlsx")
    assert isinstance(fehlt, DateiFehlt)
    assert "„fehlt.xlsx“" in fehlt.was
    (tmp_path / "leer.xlsx").write_bytes(b"")
    assert "ist leer" in h.klage(tmp_path / "leer.xlsx").was
    (tmp_path / "leer.csv").write_bytes(b"\xef\xbb\xbf \r\n\r\n")
    assert "ist leer" in h.klage(tmp_path / "leer.csv").was
    (tmp_path / "ordner.xlsx").mkdir()
    assert "ist ein Ordner" in h.klage(tmp_path / "ordner.xlsx").was
    assert isinstance(h.klage(tmp_path / "null\0byte.xlsx"), DateiFehlt)


@h.nur_posix
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rohr.csv")
    assert "keine gewöhnliche Datei" in h.klage(tmp_path / "rohr.csv").was


@h.nur_posix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root darf alles lesen")
def test_a_file_without_the_right_to_read_is_told(tmp_path: Path) -> None:
    pfad = h.mappe(tmp_path / "fremd.xlsx", h.EINE_ZELLE)
    pfad.chmod(0)
    assert isinstance(h.klage(pfad), NurLesbar)


def test_a_workbook_without_any_content_is_empty(tmp_path: Path) -> None:
    nur_formatiert = h.zeile(1, '<c r="A1" s="1"/>')
    assert "ist leer" in h.klage(h.mappe(tmp_path / "formatiert.xlsx", nur_formatiert)).was


def _ods(pfad: Path) -> Path:
    return h.packe(
        pfad, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
    )


def _bytes(inhalt: bytes) -> Callable[[Path], Path]:
    def schreibe(pfad: Path) -> Path:
        pfad.write_bytes(inhalt)
        return pfad

    return schreibe


@pytest.mark.parametrize(
    ("name", "mache", "wort"),
    [
        ("geheim.xlsx", lambda p: h.ole2(p, "EncryptionInfo", "EncryptedPackage"), "Kennwort geschützt"),
        ("alt.xls", lambda p: h.ole2(p, "Workbook"), "eine alte Excel-Datei (.xls)"),
        ("aelter.xlsx", lambda p: h.ole2(p, "Book"), "eine alte Excel-Datei (.xls)"),
        ("uralt.xls", _bytes(b"\x09\x04\x06\x00\x00\x04\x10\x00rest"), "eine alte Excel-Datei (.xls)"),
        ("brief.doc", lambda p: h.ole2(p, "WordDocument"), "ein altes Office-Dokument, keine Tabelle"),
        ("frei.ods", _ods, "(.ods)"),
        ("binaer.xlsb", lambda p: h.packe(p, {"xl/workbook.bin": b"x"}), "(.xlsb)"),
        ("brief.xlsx", lambda p: h.packe(p, {"word/document.xml": b"x"}), "ein Word-Dokument, keine Tabelle"),
        ("fotos.xlsx", lambda p: h.packe(p, {"a.jpg": b"x"}), "ein ZIP-Archiv, keine Tabelle"),
        ("druck.xlsx", _bytes(b"%PDF-1.7\n..."), "eine PDF-Datei, keine Tabelle"),
        ("netz.xls", _bytes(b"<html><table><tr><td>1"), "Internetseite (HTML)"),
        ("plan.xlsx", _bytes(b"SQLite format 3\0rest"), "eine Plandatei, keine Tabelle"),
        ("daten.csv", _bytes(b"a;b\n\x00\x01\x02\x03\x04\x05"), "keine Tabelle, die gelesen werden kann"),
        ("daten.txt", _bytes(b"a;b\x81\x8d\n"), "keine Tabelle, die gelesen werden kann"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(
    tmp_path: Path, name: str, mache: Callable[[Path], Path], wort: str
) -> None:
    fehler = h.klage(mache(tmp_path / name))
    assert fehler.was.startswith(f"„{name}“ ist")
    assert wort in fehler.was


# -- broken and hostile files --------------------------------------------------------------------------


def test_a_file_that_was_cut_off_is_told(tmp_path: Path, beispiel: Dokument) -> None:
    pfad = exportiere(beispiel.blick, tmp_path / "plan.xlsx")
    pfad.write_bytes(pfad.read_bytes()[:-2000])
    fehler = h.klage(pfad)
    assert isinstance(fehler, DateiBeschaedigt)
    assert "beschädigt oder unvollständig" in fehler.was


@pytest.mark.parametrize(
    ("zeilen", "wo"),
    [
        (h.zeile(1, '<c r="B1" t="s"><v>7</v></c>'), "Blatt „Blatt 1“, Zelle B1"),
        (h.zeile(1, h.zahlzelle("B1", "NaN")), "Blatt „Blatt 1“, Zelle B1"),
        (h.zeile(1, h.zahlzelle("B1", "1e999")), "Blatt „Blatt 1“, Zelle B1"),
        (h.zeile(1, h.zahlzelle("B1", "1", 99)), "Blatt „Blatt 1“, Zelle B1"),
        (h.zeile(1, h.zahlzelle("A1", "1"), h.zahlzelle("A1", "2")), "Blatt „Blatt 1“, Zelle A1"),
        (h.zeile(0, h.zahlzelle("A1", "1")), "Blatt „Blatt 1“, Zeile 0"),
    ],
)
def test_a_cell_that_makes_no_sense_is_named_and_never_guessed(tmp_path: Path, zeilen: str, wo: str) -> None:
    fehler = h.klage(h.mappe(tmp_path / "k.xlsx", zeilen))
    assert isinstance(fehler, DateiBeschaedigt)
    assert f"({wo})" in fehler.was


@pytest.mark.parametrize(
    "teil", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", h.BLATT, "_rels/.rels"]
)
def test_entities_and_references_outside_are_refused_wherever_they_stand(tmp_path: Path, teil: str) -> None:
    geheim = tmp_path / "geheim.txt"
    geheim.write_text("GEHEIM", encoding="utf-8")
    zelle = '<c r="A1" t="inlineStr"><is><t>&amp;</t></is></c>'
    teile = h.teile(h.blatt(h.zeile(1, zelle)))
    dtd = f'<!DOCTYPE x [<!ENTITY lies SYSTEM "{geheim.as_uri()}"><!ENTITY a "{"a" * 99}">]>'
    anfang = h.XML.encode()
    teile[teil] = teile[teil].replace(anfang, anfang + dtd.encode()).replace(b"&amp;", b"&lies;&a;")
    fehler = h.klage(h.packe(tmp_path / "xxe.xlsx", teile))
    assert "XML-Dokumenttyp oder Entitäten" in fehler.was
    assert "GEHEIM" not in fehler.text


@pytest.mark.parametrize("teil", [h.BLATT, "xl/media/bild.png"])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, teil: str) -> None:
    teile = h.teile(h.blatt(h.EINE_ZELLE))
    teile[teil] = teile.get(teil, b"") + b" " * 150_000_000
    pfad = h.packe(tmp_path / "bombe.xlsx", teile)
    assert pfad.stat().st_size < 400_000
    assert "ungewöhnlich stark gepackt" in h.klage(pfad).was
    assert "auf mehr als 100 MB auspacken" in h.klage(pfad, replace(Grenzen(), verhaeltnis=10_000)).was


def test_a_directory_that_lies_about_sizes_does_not_open_the_door(tmp_path: Path) -> None:
    teile = h.teile(h.blatt(h.EINE_ZELLE))
    teile[h.BLATT] = teile[h.BLATT] + b" " * 5_000_000
    pfad = h.luege(h.packe(tmp_path / "luege.xlsx", teile), h.BLATT, 1_000)
    assert isinstance(h.klage(pfad), DateiBeschaedigt)


def test_parts_are_counted_while_they_are_read_again_and_again(tmp_path: Path) -> None:
    teile = h.teile(*[h.blatt(h.EINE_ZELLE)] * 20)
    gross = h.blatt(h.EINE_ZELLE, danach=f"<!--{'x' * 200_000}-->").encode()
    teile = {n: t for n, t in teile.items() if not n.startswith("xl/worksheets/")} | {h.BLATT: gross}
    verweise = teile["xl/_rels/workbook.xml.rels"]
    for n in range(2, 21):
        verweise = verweise.replace(f"sheet{n}.xml".encode(), b"sheet1.xml")
    teile["xl/_rels/workbook.xml.rels"] = verweise
    pfad = h.packe(tmp_path / "oft.xlsx", teile)
    assert len(lies_datei(pfad).blaetter) == 20
    assert "auspacken" in h.klage(pfad, replace(Grenzen(), ausgepackt=2_000_000)).was


def test_a_part_that_stands_twice_in_the_zip_is_refused(tmp_path: Path) -> None:
    pfad = h.mappe(tmp_path / "doppelt.xlsx", h.EINE_ZELLE)
    with zipfile.ZipFile(pfad, "a") as archiv, pytest.warns(UserWarning, match="Duplicate"):
        archiv.writestr(h.BLATT, h.blatt(h.zeile(1, h.zahlzelle("A1", "2"))))
    assert "steht doppelt darin" in h.klage(pfad).was


def test_an_encrypted_zip_asks_to_remove_the_password(tmp_path: Path) -> None:
    pfad = h.mappe(tmp_path / "zip.xlsx", h.EINE_ZELLE)
    inhalt = bytearray(pfad.read_bytes())
    ort = -1
    while (ort := inhalt.find(b"PK\x01\x02", ort + 1)) >= 0:
        inhalt[ort + 8 : ort + 10] = struct.pack("<H", 1)
    pfad.write_bytes(inhalt)
    assert "mit einem Kennwort geschützt" in h.klage(pfad).was


def test_references_in_a_circle_and_out_of_the_workbook_end(tmp_path: Path) -> None:
    teile = h.teile(h.blatt(h.EINE_ZELLE))
    verweise = teile["xl/_rels/workbook.xml.rels"]
    for ziel in (b"workbook.xml", b"_rels/workbook.xml.rels", b"../../../../etc/passwd"):
        teile["xl/_rels/workbook.xml.rels"] = verweise.replace(b"worksheets/sheet1.xml", ziel)
        pfad = h.packe(tmp_path / "kreis.xlsx", teile)
        assert "beschädigt" in h.klage(pfad).was or "ist leer" in h.klage(pfad).was
    aussen = b'Target="file:///etc/passwd" TargetMode="External"'
    teile["xl/_rels/workbook.xml.rels"] = verweise.replace(b'Target="worksheets/sheet1.xml"', aussen)
    assert "Blatt „Blatt 1“ fehlt" in h.klage(h.packe(tmp_path / "aussen.xlsx", teile)).was


# -- more than is read ---------------------------------------------------------------------------------


def test_one_cell_in_the_last_corner_is_named_and_not_walked_to(tmp_path: Path) -> None:
    zeilen = h.EINE_ZELLE + h.zeile(1_048_576, h.zahlzelle("XFD1048576", "1"))
    fehler = h.klage(h.mappe(tmp_path / "ecke.xlsx", zeilen))
    assert "Blatt „Blatt 1“, steht etwas in Zelle XFD1048576" in fehler.was
    assert "bis zu 100.000 Zeilen und 1.000 Spalten" in fehler.was
    assert fehler.rat.startswith("Löschen Sie die Zelle XFD1048576")


def test_a_cell_in_the_last_corner_that_is_only_formatted_counts_for_nothing(tmp_path: Path) -> None:
    zeilen = h.EINE_ZELLE + h.zeile(1_048_576, '<c r="XFD1048576" s="1"/>')
    assert lies_datei(h.mappe(tmp_path / "e.xlsx", zeilen)).blaetter[0].zeilen == ((h.zahl("1"),),)


def _mappe_mit(zeilen: str) -> Callable[[Path], Path]:
    return lambda ordner: h.mappe(ordner / "m.xlsx", zeilen)


def _viele_blaetter(ordner: Path) -> Path:
    return h.packe(ordner / "m.xlsx", h.teile(*[h.blatt(h.EINE_ZELLE)] * 5))


def _csv(inhalt: str) -> Callable[[Path], Path]:
    return lambda ordner: _bytes(inhalt.encode())(ordner / "m.csv")


LANG = h.zeile(1, f'<c r="A1" t="inlineStr"><is><t>{"x" * 600}</t></is></c>')
GETEILT = "".join(
    h.zeile(n, f'<c r="A{n}"><f t="shared" si="0">{"B1+" * 200 + "1" if n == 1 else ""}</f><v>1</v></c>')
    for n in range(1, 11)
)


@pytest.mark.parametrize(
    ("mache", "grenzen", "satz"),
    [
        (_mappe_mit(h.ZEHN), {"dateigroesse": 500}, "zu groß"),
        (_mappe_mit(h.ZEHN), {"eintraege": 3}, "aus mehr als 3 Teilen"),
        (_viele_blaetter, {"blaetter": 4}, "zu viele Blätter: Gelesen werden bis zu 4"),
        (_mappe_mit(h.ZEHN), {"zeilen": 9}, "in Zelle C10. Gelesen werden bis zu 9 Zeilen"),
        (
            _mappe_mit(h.ZEHN),
            {"spalten": 2},
            "in Zelle C1. Gelesen werden bis zu 100.000 Zeilen und 2 Spalten",
        ),
        (_mappe_mit(h.ZEHN), {"zellen": 39}, "bis zu 39 Zellen"),  # with the empty ones: 3 each, and 10 rows
        (_mappe_mit(h.ZEHN), {"zellen": 9}, "bis zu 9 Zellen"),
        (_mappe_mit(LANG), {"textlaenge": 599}, "Blatt „Blatt 1“, Zelle A1: mehr als 599 Zeichen"),
        (_mappe_mit(GETEILT), {"zeichen": 5_000}, "zu umfangreich"),
        (_mappe_mit(h.ZEHN), {"ausgabe": 200}, "unerwartet abgebrochen"),
        (_csv("a;b\n" * 10), {"zeilen": 9}, "in Zelle B10. Gelesen werden bis zu 9 Zeilen"),
        (_csv("a;b;c\n"), {"spalten": 2}, "in Zelle C1"),
        (_csv("a;b;c\n" * 10), {"zellen": 39}, "bis zu 39 Zellen"),
        (_csv("a;b\n1;" + "x" * 600), {"textlaenge": 599}, "Zelle B2: mehr als 599 Zeichen"),
        (_csv("a;b\n1;" + "x" * 600), {"zeichen": 500}, "zu umfangreich"),
        (_csv("x" * 200_000), {}, "mehr als 32.767 Zeichen"),
    ],
)
def test_what_is_beyond_a_limit_is_refused_with_the_limit(
    tmp_path: Path, mache: Callable[[Path], Path], grenzen: dict[str, int], satz: str
) -> None:
    assert satz in h.klage(mache(tmp_path), replace(Grenzen(), **grenzen)).was


def test_what_is_just_within_the_limits_is_read(tmp_path: Path) -> None:
    genau = replace(Grenzen(), zeilen=10, spalten=3, zellen=40)
    assert len(lies_datei(h.mappe(tmp_path / "g.xlsx", h.ZEHN), grenzen=genau).blaetter[0].zeilen) == 10
