"""What people and formulas call a cell; loads nothing else."""

from __future__ import annotations


def spaltenname(spalte: int) -> str:
    """Letters of a column counted from 0: ``0`` becomes ``A``, ``26`` becomes ``AA``."""
    name = ""
    rest = spalte + 1
    while rest:
        rest, stelle = divmod(rest - 1, 26)
        name = chr(ord("A") + stelle) + name
    return name


def spaltennummer(name: str) -> int:
    """The column counted from 0 that has these letters: ``A`` is 0, ``AA`` is 26."""
    nummer = 0
    for buchstabe in name.upper():
        nummer = nummer * 26 + ord(buchstabe) - ord("A") + 1
    return nummer - 1


def zelle(zeile: int, spalte: int) -> str:
    """A cell of the same sheet, rows and columns counted from 0: ``C5``."""
    return f"{spaltenname(spalte)}{zeile + 1}"
