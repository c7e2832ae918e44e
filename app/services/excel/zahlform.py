"""How a number format of the workbook reads in German: exact, out of whole numbers."""

from __future__ import annotations

import re

from app.models.geld import runde
from app.services.dezimal import format_dezimal

_FORM = re.compile(
    r'(?:"(?P<vor>[^"]*)")?(?P<tausender>#,##)?0(?:\.(?P<fest>0*)(?P<frei>#*))?(?P<prozent>\s*%)?'
    r'(?:_.)?(?:\s*"(?P<nach>[^"]*)")?'
)
ROT = "[Red]"


def zahlwort(wert: int, stellen: int, form: str) -> str:
    """A number in words of the format ``form``: ``12345`` with 2 places in ``#,##0.00`` is ``123,45``.

    Args:
        wert: whole number of its last place (an amount in Cent has 2).
        stellen: how many decimal places that are.
        form: number format of the workbook; none, or one for text, writes the number plainly.
    """
    treffer = _FORM.fullmatch(form.partition(";")[0])
    if treffer is None:
        return format_dezimal(wert, stellen).replace(".", "") if form in {"", "@"} else _unbekannt(form)
    fest, frei = len(treffer["fest"] or ""), len(treffer["frei"] or "")
    faktor = 100 if treffer["prozent"] else 1
    rund = runde(wert * faktor * 10 ** (fest + frei), 10**stellen)
    zahl = format_dezimal(rund, fest + frei, fest)
    if not treffer["tausender"]:
        zahl = zahl.replace(".", "")
    nach = "\u00a0%" if treffer["prozent"] else f"\u00a0{treffer['nach']}" if treffer["nach"] else ""
    return f"{treffer['vor'] or ''}{zahl}{nach}"


def _unbekannt(form: str) -> str:
    msg = f"a number format that paper does not know: {form}"
    raise ValueError(msg)
