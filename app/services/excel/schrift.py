"""Measures text without a window: how many lines a cell needs, so that no text is cut in print.

Neither Excel nor LibreOffice fits the height of merged cells by itself.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SCHRIFT = "Arial"
"""The font of the workbook; Liberation Sans has the same widths and stands in for it on Linux."""
PUNKT_JE_PIXEL = 0.75
HOECHSTE_ZEILE = 409.0
"""The highest row that Excel knows, in points."""

# Widths in thousandths of the font size, by group of characters (Arial; taken from its public metrics).
_GRUPPEN = {
    191: "'",
    222: "ijl‚‘’",
    260: "|",
    278: " !,./:;I[]\\ft\u00a0·",
    333: "()-`r„“”",
    355: '"',
    365: "º",
    389: "*",
    400: "°",
    469: "^",
    500: "Jcksvxyz",
    556: "0123456789#$?L_abdeghnopqu–€§«»",
    584: "+<=>~−×÷",
    611: "FTZß",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
}
_BREITEN = {zeichen: breite for breite, gruppe in _GRUPPEN.items() for zeichen in gruppe}
_BREITESTES = 1015
_FETT = 1.09
"""Bold text is about this much wider."""
_RESERVE = 0.94
"""Part of a cell's width that is counted on: screen and printer round differently."""
_RAND_PIXEL = 18
"""Indent and padding of a cell, both sides together."""
_ZEILENHOEHE = 1.25
_RAND_PUNKT = 3.75


@cache
def _zeichenbreite(zeichen: str) -> int:
    grund = unicodedata.normalize("NFD", zeichen)[0]
    return _BREITEN.get(zeichen, _BREITEN.get(grund, _BREITESTES))


def textbreite(text: str, punkt: float, *, fett: bool = False) -> float:
    """Width of one line of text in points."""
    breite = sum(map(_zeichenbreite, text)) * punkt / 1000
    return breite * _FETT if fett else breite


def zeilenzahl(text: str, pixel: int, punkt: float, *, fett: bool = False) -> int:
    """Lines that ``text`` takes in a cell of ``pixel`` width, broken between words."""
    platz = (pixel - _RAND_PIXEL) * PUNKT_JE_PIXEL * _RESERVE
    return sum(_zeilen_eines_absatzes(absatz, platz, punkt, fett=fett) for absatz in text.split("\n"))


def _zeilen_eines_absatzes(absatz: str, platz: float, punkt: float, *, fett: bool) -> int:
    leer = textbreite(" ", punkt, fett=fett)
    zeilen, belegt = 1, 0.0
    for wort in absatz.split(" "):
        breite = textbreite(wort, punkt, fett=fett)
        if belegt and belegt + leer + breite > platz:
            zeilen, belegt = zeilen + 1, 0.0
        belegt += (leer if belegt else 0.0) + breite
        while belegt > platz:  # a word longer than the cell is cut between letters
            zeilen, belegt = zeilen + 1, belegt - platz
    return zeilen


def texthoehe(text: str, pixel: int, punkt: float, *, fett: bool = False) -> float:
    """Height in points that ``text`` takes in a cell of ``pixel`` width."""
    return zeilenzahl(text, pixel, punkt, fett=fett) * punkt * _ZEILENHOEHE + _RAND_PUNKT


def verteile(hoehen: Sequence[float], gruppen: Iterable[tuple[int, int, float]]) -> list[float]:
    """Row heights that also give each merged cell what its text needs.

    Args:
        hoehen: what each row needs by itself, in points.
        gruppen: merged cells as first row, last row (both from 0, inclusive) and height needed.
    """
    ergebnis = list(hoehen)
    for erste, letzte, bedarf in gruppen:
        anzahl = letzte - erste + 1
        fehlt = bedarf - sum(ergebnis[erste : letzte + 1])
        if fehlt > 0:
            for zeile in range(erste, letzte + 1):
                ergebnis[zeile] += fehlt / anzahl
    return [min(hoehe, HOECHSTE_ZEILE) for hoehe in ergebnis]
