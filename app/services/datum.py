"""Writing and reading dates the German way: 01.12.2025."""

from __future__ import annotations

import datetime as dt
import re

from app.services.eingabe import EingabeFehler

_DATUM = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})", re.ASCII)


def format_datum(tag: dt.date | None) -> str:
    """Write a day as ``01.12.2025``; None is an empty text."""
    return f"{tag:%d.%m.%Y}" if tag else ""


def lies_datum(text: str) -> dt.date | None:
    """Read a day as people type it: ``1.12.2025``; an empty text is None.

    Raises:
        EingabeFehler: no such day, or not written as day, month and year in four digits.
    """
    kern = text.strip()
    if not kern:
        return None
    treffer = _DATUM.fullmatch(kern)
    if treffer is None:
        msg = f"„{kern}“ ist kein Datum. Erwartet werden Tag, Monat und Jahr, zum Beispiel 01.12.2025."
        raise EingabeFehler(msg)
    tag, monat, jahr = (int(teil) for teil in treffer.groups())
    try:
        return dt.date(jahr, monat, tag)
    except ValueError as fehler:
        msg = f"Den Tag „{kern}“ gibt es nicht."
        raise EingabeFehler(msg) from fehler


_STRICH = re.compile(r"\s*(?:[-–—]|\bbis\b)\s*")


def format_zeitraum(von: dt.date | None, bis: dt.date | None) -> str:
    """Write a term as ``01.12.2025 – 31.01.2026``; ``…`` where an end is open, nothing where both are."""
    if von is None and bis is None:
        return ""
    return f"{format_datum(von) or '…'} – {format_datum(bis) or '…'}"


def lies_zeitraum(text: str) -> tuple[dt.date | None, dt.date | None]:
    """Read a term as people type it: two days with a dash or "bis" between them; nothing is no term.

    Raises:
        EingabeFehler: no two days, or one that there is not.
    """
    kern = text.strip()
    if not kern:
        return None, None
    teile = [teil.strip(" ….") if not teil.strip(" ….") else teil for teil in _STRICH.split(kern)]
    if len(teile) != 2:  # noqa: PLR2004 - a beginning and an end
        msg = f"„{kern}“ ist keine Laufzeit. Erwartet wird zum Beispiel 01.12.2025 – 31.01.2026."
        raise EingabeFehler(msg)
    return lies_datum(teile[0]), lies_datum(teile[1])


MONATE = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
"""The months' names, January first."""


def monatsname(monat: int) -> str:
    """The name of a month (1–12)."""
    return MONATE[monat - 1]
