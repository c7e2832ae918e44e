"""Writing and reading dates the German way: 01.12.2025."""

from __future__ import annotations

import datetime as dt
import re

from app.services.eingabe import EingabeFehler, eindeutig

_STRICH = re.compile(r"\s*(?:[-–—]|\bbis\b)\s*")
_DATUM = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})", re.ASCII)
_MONATSJAHR = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{4})", re.ASCII)
_MONATSWORT = re.compile(r"([^\W\d]+)\.?\s*(\d{4})")


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


def verlange_datum(text: str, sonst: str) -> dt.date:
    """Read a day that must be there; ``sonst`` is the sentence for an empty text.

    Raises:
        EingabeFehler: no day, or none that can be read.
    """
    tag = lies_datum(text)
    if tag is None:
        raise EingabeFehler(sonst)
    return tag


def heute() -> dt.date:
    """Today, local time."""
    return dt.datetime.now().astimezone().date()


def stichtag(haushaltsjahr: int) -> dt.date:
    """Today, or the nearest day of the Haushaltsjahr to it: what new bookings are suggested for."""
    return min(max(heute(), dt.date(haushaltsjahr, 1, 1)), dt.date(haushaltsjahr, 12, 31))


def format_monatsjahr(jahr: int, monat: int) -> str:
    """Write a month as ``03.2020``."""
    return f"{monat:02d}.{jahr}"


def lies_monatsjahr(text: str) -> tuple[int, int]:
    """Read a month as people type it (``3.2020``, ``03/2020``, ``März 2020``, or a day in it): year, month.

    Raises:
        EingabeFehler: no such month, or the year is not written in four digits.
    """
    kern = text.strip()
    if _DATUM.fullmatch(kern) and (tag := lies_datum(kern)) is not None:
        return tag.year, tag.month
    if (zahlen := _MONATSJAHR.fullmatch(kern)) is not None:
        monat, jahr = (int(teil) for teil in zahlen.groups())
    elif (worte := _MONATSWORT.fullmatch(kern)) is not None:
        wort = {"mrz": "März", "maerz": "März"}.get(worte[1].casefold(), worte[1])
        monat = MONATE.index(eindeutig(wort, MONATE, "kein Monat")) + 1
        jahr = int(worte[2])
    else:
        msg = f"„{kern}“ ist kein Monat. Erwartet werden Monat und Jahr, zum Beispiel 03.2020."
        raise EingabeFehler(msg)
    if jahr < dt.MINYEAR:
        msg = f"Das Jahr {jahr:04d} gibt es nicht."
        raise EingabeFehler(msg)
    if not 1 <= monat <= len(MONATE):
        msg = f"Den Monat {monat} gibt es nicht. Möglich sind 1 bis {len(MONATE)}."
        raise EingabeFehler(msg)
    return jahr, monat


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


def zeitpunkt_text(iso: str) -> str:
    """A moment as a file states it: ``2019-11-06T14:02:11`` becomes ``06.11.2019, 14:02``; else as it is."""
    try:
        moment = dt.datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{moment:%d.%m.%Y, %H:%M}"
