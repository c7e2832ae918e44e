"""What goes into a cell or a text: a figure with its kind, or words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from app.models.geld import format_eur, format_promille, format_zahl
from app.services.datum import format_datum
from app.services.dezimal import format_dezimal
from app.services.excel.blatt import LAENGSTER_TEXT, euro

_NULLPUNKT = dt.date(1899, 12, 30)
_TAGE_1904 = 1462


class Art(StrEnum):
    """What a value is; it decides how a cell shows it that has no format of its own."""

    BETRAG = "betrag"
    ANZAHL = "anzahl"
    ANTEIL = "anteil"
    HUNDERTSTEL = "hundertstel"
    DATUM = "datum"
    JAHR = "jahr"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Wert:
    """A value: ``zahl`` is Cent, a count, thousandths, hundredths, a year or a day's ordinal, by its kind."""

    art: Art
    zahl: int | None = None
    worte: str = ""

    @property
    def text(self) -> str:
        """The value within a text, the German way; nothing where nobody has entered it."""
        if self.zahl is None:
            return self.worte[:LAENGSTER_TEXT]
        if self.art is Art.BETRAG:
            return format_eur(self.zahl)
        if self.art is Art.HUNDERTSTEL:
            return format_dezimal(self.zahl, 2, 2)
        if self.art is Art.ANTEIL:
            return format_promille(self.zahl)
        if self.art is Art.DATUM:
            return format_datum(dt.date.fromordinal(self.zahl))
        return str(self.zahl) if self.art is Art.JAHR else format_zahl(self.zahl)

    def zellzahl(self, *, ab_1904: bool = False) -> str | None:
        """The number of a cell; None for words and for nothing. ``ab_1904``: days count from 1904."""
        if self.zahl is None:
            return None
        if self.art in {Art.BETRAG, Art.HUNDERTSTEL}:
            return repr(euro(self.zahl)).removesuffix(".0")
        if self.art is Art.ANTEIL:
            return repr(self.zahl / 1000)
        if self.art is Art.DATUM:
            tage = self.zahl - _NULLPUNKT.toordinal()
            return str(tage - _TAGE_1904 if ab_1904 else tage)
        return str(self.zahl)


LEER = Wert(Art.TEXT)


def betrag(cent: int | None) -> Wert:
    """An amount in Cent."""
    return Wert(Art.BETRAG, cent)


def anzahl(zahl: int | None) -> Wert:
    """A count."""
    return Wert(Art.ANZAHL, zahl)


def hundertstel(zahl: int | None) -> Wert:
    """A decimal with two places, as a whole number of hundredths."""
    return Wert(Art.HUNDERTSTEL, zahl)


def anteil(promille: int | None) -> Wert:
    """A share in thousandths."""
    return Wert(Art.ANTEIL, promille)


def jahr(zahl: int) -> Wert:
    """A year: without a thousands point."""
    return Wert(Art.JAHR, zahl)


def datum(tag: dt.date | None) -> Wert:
    """A day."""
    return Wert(Art.DATUM, tag.toordinal() if tag else None)


def text(worte: str | None) -> Wert:
    """Words."""
    return Wert(Art.TEXT, worte=worte or "")
