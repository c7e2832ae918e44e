"""Which texts are figures, and how Excel and LibreOffice are told so. Without Qt, and without floats."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

MINUS = "\N{MINUS SIGN}"
_ZAHL = re.compile(r"([+−-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?:[ \u00a0\u202f]?([€%]))?")
_TAG = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
_EXCEL = {None: "", "€": '\\ "€"', "%": "\\ %"}
_CALC = {None: "", "€": " [$€-407]", "%": "%"}
_NULLTAG = dt.date(1899, 12, 30)
"""Day 0 of spreadsheets."""


@dataclass(frozen=True, slots=True)
class Zahl:
    """A figure for a spreadsheet: its value with a decimal point, and its format."""

    wert: str
    format: str
    """In Excel's words, which are those of the US: ``#,##0.00``."""
    calc: str
    """In LibreOffice's words for German: ``#.##0,00``."""


def zahl_von(text: str) -> Zahl | None:
    """The figure that a German text is; None for every other text.

    >>> zahl_von("−1.637,74 €").wert
    '-1637.74'
    """
    treffer = _ZAHL.fullmatch(text.strip())
    if treffer is None:
        return None
    vorzeichen, ganz, stellen, einheit = treffer.groups()
    kern = ganz.replace(".", "")
    gruppiert = "." in ganz or (stellen is not None and einheit != "%")
    if len(kern) > 1 and kern.startswith("0"):
        return None
    nach = "0" * len(stellen or "")
    wert = (
        _durch_hundert(kern, stellen or "") if einheit == "%" else kern + (f".{stellen}" if stellen else "")
    )
    excel = ("#,##0" if gruppiert else "0") + (f".{nach}" if nach else "") + _EXCEL[einheit]
    calc = ("#.##0" if gruppiert else "0") + (f",{nach}" if nach else "") + _CALC[einheit]
    return Zahl(f"{'-' if vorzeichen in {MINUS, '-'} else ''}{wert}", excel, calc)


def tag_von(text: str) -> Zahl | None:
    """The day that a text like ``06.11.2019`` is, as the number that spreadsheets have for it."""
    treffer = _TAG.fullmatch(text)
    if treffer is None:
        return None
    tag, monat, jahr = (int(teil) for teil in treffer.groups())
    try:
        nummer = (dt.date(jahr, monat, tag) - _NULLTAG).days
    except ValueError:
        return None
    return Zahl(str(nummer), "dd.mm.yyyy", "TT.MM.JJJJ") if nummer > 0 else None


def _durch_hundert(ganz: str, stellen: str) -> str:
    ziffern = ganz.rjust(3, "0") + stellen
    komma = len(ziffern) - len(stellen) - 2
    return f"{ziffern[:komma]}.{ziffern[komma:]}"
