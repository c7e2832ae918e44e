"""A cell of a foreign file as the text that people would type into the plan."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from app.services.datum import format_datum
from app.services.einfuhr.rohdaten import Zellart
from app.services.eingabe import EingabeFehler

if TYPE_CHECKING:
    from app.services.einfuhr.rohdaten import Rohzelle

_RAUSCHEN = Decimal("0.000001")
"""Below this a difference comes from the spreadsheet's binary arithmetic, not from anybody's hand."""


def zellentext(zelle: Rohzelle) -> str:
    """The text of a cell; numbers with a decimal comma and without the noise of binary fractions.

    Raises:
        EingabeFehler: the cell has no value: an error of the spreadsheet, or a formula not calculated.
    """
    if zelle.art is Zellart.NICHT_BERECHNET:
        msg = (
            f"nicht berechnet: Die Formel „{(zelle.formel or '')[:60]}“ hat keinen Wert. "
            "Öffnen und speichern Sie die Datei in Excel."
        )
        raise EingabeFehler(msg)
    if zelle.art is Zellart.FEHLER:
        msg = f"Die Zelle zeigt den Fehler „{zelle.text}“."
        raise EingabeFehler(msg)
    if zelle.art is Zellart.ZAHL:
        return zahlentext(Decimal(zelle.text))
    if zelle.art is Zellart.DATUM:
        return format_datum(dt.date.fromisoformat(zelle.text[:10]))
    if zelle.art is Zellart.WAHR:
        return "ja" if zelle.text == "1" else "nein"
    return zelle.text.strip()


def zahlentext(zahl: Decimal) -> str:
    """A number as people type it: ``867929.42`` becomes ``867929,42``."""
    for stellen in range(4):
        rund = zahl.quantize(Decimal(1).scaleb(-stellen), ROUND_HALF_EVEN)
        if abs(rund - zahl) <= _RAUSCHEN:
            zahl = rund
            break
    return f"{zahl:f}".replace(".", ",")
