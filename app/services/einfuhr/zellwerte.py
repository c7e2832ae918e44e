"""What is written in a workbook's cell, as a text that loses nothing: numbers, days, texts with escapes."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal

TAG_NULL = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook's days have no time zone
"""Day 0 of most workbooks; one day late before 1 March 1900, because Excel knows a 29 February 1900."""
TAG_NULL_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - as above
"""Day 0 of workbooks that were begun on old Macs."""
_LETZTER_TAG = 2_958_466
"""The day after 31 December 9999."""
_SCHEINTAG = 60
"""29 February 1900."""
_TAG_SEKUNDEN = 86_400

_ZAHL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_MASKE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LESBARE_STEUERZEICHEN = "\t\n\r"
_ERSTES_SCHRIFTZEICHEN = 0x20
_ERSATZZEICHEN = range(0xD800, 0xE000)

DATUMSFORMATE = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)})
"""The numbers of built-in formats that show a day; those of a mere time of day are left out."""
_WORTLAUT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


_DAUER = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


def lies_zahl(wort: str) -> float:
    """A number as XML states it.

    Raises:
        ValueError: it is none, or too large for a number of a spreadsheet.
    """
    wort = wort.strip()
    if not _ZAHL.fullmatch(wort):
        raise ValueError(wort)
    wert = float(wort)
    if not math.isfinite(wert):
        raise ValueError(wort)
    return wert


def lies_ganzzahl(wort: str) -> int:
    """A whole number from 0 on.

    Raises:
        ValueError: it is none.
    """
    if not (wort.isascii() and wort.isdecimal()):
        raise ValueError(wort)
    return int(wort)


def als_dezimalzahl(wert: float) -> str:
    """A number without exponent, with the fewest digits that mean it: ``867929.42``, ``5``."""
    if wert == 0:
        return "0"
    text = format(Decimal(repr(wert)), "f")
    return text.removesuffix(".0")


def als_datum(wert: float, tag_null: dt.datetime) -> str | None:
    """The day (and time, where there is one) of a day number; None where it is no day.

    Below 1 it is a time of day or nothing at all; after the year 9999 Excel itself shows no day; and its
    29 February 1900 never was.
    """
    vor_maerz_1900 = tag_null == TAG_NULL and wert < _SCHEINTAG + 1
    if not 1 <= wert < _LETZTER_TAG or (vor_maerz_1900 and wert >= _SCHEINTAG):
        return None
    sekunden = round((wert % 1) * _TAG_SEKUNDEN)
    tage = int(wert) + (1 if vor_maerz_1900 else 0)
    try:
        zeit = tag_null + dt.timedelta(days=tage, seconds=sekunden)
    except OverflowError:
        return None
    return zeit.date().isoformat() if sekunden in {0, _TAG_SEKUNDEN} else zeit.isoformat()


def ist_datumsformat(code: str) -> bool:
    """Whether a number format shows a day: ``dd/mm/yyyy``, but neither ``0.00 "Std."`` nor ``[h]:mm``."""
    kern = _WORTLAUT.sub("", code.partition(";")[0]).casefold()
    if kern in {"general", "standard"} or _DAUER.search(code):
        return False
    return "d" in kern or "y" in kern or ("m" in kern and "h" not in kern and "s" not in kern)


def ohne_masken(text: str) -> str:
    """A text with its ``_x000D_`` escapes resolved, as far as a text can hold what they stand for."""
    return _MASKE.sub(_zeichen, text) if "_x" in text else text


def _zeichen(treffer: re.Match[str]) -> str:
    nummer = int(treffer[1], 16)
    zeichen = chr(nummer)
    if nummer in _ERSATZZEICHEN:
        return treffer[0]
    lesbar = nummer >= _ERSTES_SCHRIFTZEICHEN or zeichen in _LESBARE_STEUERZEICHEN
    return zeichen if lesbar else treffer[0]
