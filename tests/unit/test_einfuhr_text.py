"""Tables that are texts: encoding and separator are found out, and nothing is interpreted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.einfuhr.lesen import lies_datei
from app.services.einfuhr.mappenleser import lies
from app.services.einfuhr.rohdaten import Zellart

if TYPE_CHECKING:
    from pathlib import Path


UMLAUTE = "Maßnahme;Träger;Betrag\nÜbung;„Käthe“;1.234,56 €\n"


@pytest.mark.parametrize("kodierung", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_text_table_is_read_in_every_usual_encoding(tmp_path: Path, kodierung: str) -> None:
    pfad = tmp_path / "träger.csv"
    pfad.write_bytes(UMLAUTE.encode(kodierung))
    mappe = lies_datei(pfad)
    assert mappe.blaetter[0].name == "träger"
    assert [[z.text for z in zeile] for zeile in mappe.blaetter[0].zeilen] == [
        ["Maßnahme", "Träger", "Betrag"],
        ["Übung", "„Käthe“", "1.234,56 €"],
    ]
    assert {z.art for zeile in mappe.blaetter[0].zeilen for z in zeile} == {Zellart.TEXT}


def tabelle(tmp_path: Path, inhalt: str, name: str = "t.csv") -> list[list[str]]:
    pfad = tmp_path / name
    pfad.write_bytes(inhalt.encode())
    return [[z.text for z in zeile] for zeile in lies(pfad).blaetter[0].zeilen]


@pytest.mark.parametrize("trenner", [";", ",", "\t", "|"])
def test_the_separator_is_found_out(tmp_path: Path, trenner: str) -> None:
    zeilen = [["Leistung", "Eintritte", "Ansatz"], ["FbW", "120", "867929.42"], ["AVGS", "", "5"]]
    assert tabelle(tmp_path, "\r\n".join(trenner.join(z) for z in zeilen)) == zeilen


def test_amounts_with_a_comma_do_not_split_a_table(tmp_path: Path) -> None:
    assert tabelle(tmp_path, "FbW;1,50\nMAG;2,75\n") == [["FbW", "1,50"], ["MAG", "2,75"]]
    assert tabelle(tmp_path, "FbW 1,50\nMAG 2,75\n", "t.txt") == [["FbW 1,50"], ["MAG 2,75"]]


def test_sentences_stay_whole(tmp_path: Path) -> None:
    satz = (
        "Die Mittel, die übrig sind, werden verteilt.\nEs bleibt dabei; das gilt.\nEnde.\nNochmals: Ende.\n"
    )
    assert tabelle(tmp_path, satz, "brief.txt") == [[zeile] for zeile in satz.splitlines()]


def test_a_title_above_the_table_does_not_hide_the_separator(tmp_path: Path) -> None:
    inhalt = "Stand, vorläufig: 1,0\n\nLeistung;Ansatz\nFbW;1,50\n"
    assert tabelle(tmp_path, inhalt)[2:] == [["Leistung", "Ansatz"], ["FbW", "1,50"]]


def test_quoted_cells_keep_separators_quotes_and_line_breaks(tmp_path: Path) -> None:
    assert tabelle(tmp_path, 'a;"b;""c""\r\nd";e\r\n1;2;3\r\n') == [["a", 'b;"c"\r\nd', "e"], ["1", "2", "3"]]


def test_a_quotation_mark_without_partner_swallows_nothing(tmp_path: Path) -> None:
    pfad = tmp_path / "zoll.csv"
    pfad.write_text('Größe;Stück\n"20 Zoll;3\nRohr;4\n', encoding="utf-8")
    mappe = lies(pfad)
    assert [[z.text for z in zeile] for zeile in mappe.blaetter[0].zeilen] == [
        ["Größe", "Stück"],
        ['"20 Zoll', "3"],
        ["Rohr", "4"],
    ]
    assert "nicht paarweise" in mappe.hinweise[0]


def test_a_line_that_tells_excel_the_separator_is_followed_and_left_out(tmp_path: Path) -> None:
    assert tabelle(tmp_path, "sep=|\r\na;b|c\r\n") == [["a;b", "c"]]


def test_empty_cells_at_the_end_and_empty_lines_in_between(tmp_path: Path) -> None:
    assert tabelle(tmp_path, "a;;\n\n;b;\n;;\n\n") == [["a"], [], ["", "b"]]


def test_formulas_and_numbers_in_a_text_stay_text(tmp_path: Path) -> None:
    assert tabelle(tmp_path, '=1+1;0012;1e5\n@SUM(A1);"-1";x\n') == [
        ["=1+1", "0012", "1e5"],
        ["@SUM(A1)", "-1", "x"],
    ]
