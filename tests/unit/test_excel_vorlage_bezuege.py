"""References after a sheet gained rows: row 5 of „Tab“ becomes three rows, row 9 two; all below moves."""

from __future__ import annotations

import pytest

from app.services.excel.vorlage.bezuege import Heimat, Verschiebung, rechteck, versetze, zerlege

TAB = Verschiebung({5: 3, 9: 2})
ALLE = {"tab": TAB, "mein blatt": Verschiebung({2: 4})}


@pytest.mark.parametrize(
    ("alt", "erste", "letzte"), [(1, 1, 1), (5, 5, 7), (6, 8, 8), (9, 11, 12), (10, 13, 13), (99, 102, 102)]
)
def test_where_rows_go_and_come_from(alt: int, erste: int, letzte: int) -> None:
    assert (TAB.erste(alt), TAB.letzte(alt)) == (erste, letzte)
    assert [TAB.vorlage(neu) for neu in range(erste, letzte + 1)] == [alt] * (letzte - erste + 1)


@pytest.mark.parametrize(
    ("alt", "neu"),
    [
        ("A1+A6", "A1+A8"),
        ("SUM(C5:C5)", "SUM(C5:C7)"),
        ("SUM(C5)", "SUM(C5:C7)"),
        ("SUM($C$5)", "SUM($C$5:$C$7)"),
        ("SUM(C5,C9)", "SUM(C5:C7,C11:C12)"),
        ("SUM(C4:C6)", "SUM(C4:C8)"),
        ("SUM(C1:C4)", "SUM(C1:C4)"),
        ("SUBTOTAL(9,C5)", "SUBTOTAL(9,C5:C7)"),
        ("SUM(C5*2)", "SUM(C5*2)"),
        ("IF(C5>0,SUM(D5:E5),0)", "IF(C5>0,SUM(D5:E7),0)"),
        ("C5", "C5"),
        ("$B$10/B$6", "$B$13/B$8"),
        ("5:5", "5:7"),
        ("$1:$6", "$1:$8"),
        ("C:C", "C:C"),
        ("SUM(C6:C1048576)", "SUM(C8:C1048576)"),
        ("Tab!A10+'Mein Blatt'!$A$3+Fern!A10", "Tab!A13+'Mein Blatt'!$A$6+Fern!A10"),
        ("[1]Tab!A10", "[1]Tab!A10"),
        ("Steuer1+Tabelle[Spalte]+LOG10(A10)", "Steuer1+Tabelle[Spalte]+LOG10(A13)"),
        ('"A10 und {{x}}"&A10', '"A10 und {{x}}"&A13'),
        ("A10:INDEX(B:B,A6)", "A13:INDEX(B:B,A8)"),
        ("SUM( C5 )", "SUM( C5:C7 )"),
        ("A10%+{1,2;3,4}", "A13%+{1,2;3,4}"),
        ("ungültig(((", "ungültig((("),
    ],
)
def test_formulas_elsewhere_mean_the_same_cells(alt: str, neu: str) -> None:
    assert versetze(alt, Heimat("Tab", 20), ALLE) == neu


@pytest.mark.parametrize(
    ("alt", "dritte"),
    [
        ("B5*C5", "B7*C7"),
        ("D4+C5", "D6+C7"),
        ("SUM(C$5:C5)", "SUM(C$5:C7)"),
        ("C5/SUM(C$5:C$5)", "C7/SUM(C$5:C$7)"),
        ("C5/SUM(C$5)", "C7/SUM(C$5:C$7)"),
        ("SUM(B5:D5)", "SUM(B7:D7)"),
        ("C5/C10", "C7/C13"),
        ("C5/C$10", "C7/C$13"),
        ("C5*$A$1", "C7*$A$1"),
        ("Fern!A5", "Fern!A7"),
    ],
)
def test_formulas_of_the_row_itself_run_along(alt: str, dritte: str) -> None:
    assert versetze(alt, Heimat("Tab", 5, 2), ALLE) == dritte


def test_ranges_of_rules_and_links() -> None:
    assert TAB.bereiche("A5:D5 A1 A9 B10:C12") == "A5:D7 A1 A11:A12 B13:C15"
    assert TAB.bereich("A5", aufspannen=False) == "A5"
    assert TAB.bereich("kein Bezug") == "kein Bezug"


def test_addresses_are_read() -> None:
    assert zerlege("$AB$12") == (12, 28)
    bereich = rechteck("'Mein ''Blatt'!$B$3:A1", "x")
    assert bereich is not None
    assert (bereich.blatt, bereich.oben, bereich.links, bereich.unten, bereich.rechts) == (
        "mein 'blatt",
        1,
        1,
        3,
        2,
    )
    assert rechteck("Neufallbudget", "x") is None
