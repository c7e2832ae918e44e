"""Decimals with few places as whole numbers of their last place: no float holds a figure of the plan."""

from __future__ import annotations

import re

from app.models.geld import format_zahl
from app.services.eingabe import EingabeFehler

_DEZIMAL = re.compile(r"(?P<minus>-)?(?P<ganz>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<nach>\d+))?", re.ASCII)
_GROESSTE_STELLEN = 12


def lies_dezimal(text: str, stellen: int) -> int | None:
    """Read a decimal as people type it, as a whole number of its last place; an empty text is None.

    Raises:
        EingabeFehler: no number, ambiguous, or with more places than ``stellen``.
    """
    kern = re.sub(r"[\s\u00a0\u202f]", "", text).replace("−", "-").removesuffix("%").removesuffix("€")
    if not kern:
        return None
    treffer = _DEZIMAL.fullmatch(kern)
    if treffer is None or len(treffer["ganz"].replace(".", "")) > _GROESSTE_STELLEN:
        msg = f"„{text.strip()[:40]}“ ist keine Zahl. Erwartet wird zum Beispiel 1.234,5."
        raise EingabeFehler(msg)
    nach = treffer["nach"] or ""
    if len(nach.rstrip("0")) > stellen:
        msg = f"„{text.strip()[:40]}“ hat mehr als {stellen} Stellen nach dem Komma."
        raise EingabeFehler(msg)
    zahl = int(treffer["ganz"].replace(".", "") + nach[:stellen].ljust(stellen, "0"))
    return -zahl if treffer["minus"] else zahl


def format_dezimal(wert: int, stellen: int, mindestens: int = 0) -> str:
    """A whole number of its last place as a decimal: ``79233`` with 2 places becomes ``792,33``."""
    ganz, rest = divmod(abs(wert), 10**stellen)
    nach = f"{rest:0{stellen}d}".rstrip("0").ljust(mindestens, "0")
    zahl = format_zahl(ganz) + (f",{nach}" if nach else "")
    return f"−{zahl}" if wert < 0 else zahl
