"""Rows that are not listed: what stands in their place, so that every sum still counts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.summen import LEER, Dimension, Summe, beitrag
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.excel.auswahl import Exportwahl
    from app.services.planblick import Planblick
    from app.services.zeilen import Zeile

NICHT_EINZELN = "nicht einzeln ausgewiesen"


@dataclass(frozen=True, slots=True)
class Sammelzeile:
    """The rows of one product (or of none) that a measure table does not list."""

    produkt_id: str | None
    summe: Summe

    @property
    def hat_zahl(self) -> bool:
        """True where its cell holds a number of Eintritte."""
        return self.summe.mit_zahl > 0

    @property
    def ist_kalkulation(self) -> bool:
        """True where its cell says "Kalkulation VJ"."""
        return not self.hat_zahl and self.summe.kalkulation > 0


def gelistete(blick: Planblick, wahl: Exportwahl, feld_id: str | None) -> tuple[Zeile, ...]:
    """The rows of a Handlungsfeld that its table lists, in printed order."""
    return tuple(z for z in blick.zeilen_von(Dimension.HANDLUNGSFELD, feld_id) if not _faellt_weg(z, wahl))


def sammelzeilen(blick: Planblick, wahl: Exportwahl, feld_id: str | None) -> tuple[Sammelzeile, ...]:
    """What stands for the others: one for each product in its order, the one without a product last."""
    je_produkt: dict[str | None, Summe] = {}
    for zeile in blick.zeilen_von(Dimension.HANDLUNGSFELD, feld_id):
        if _faellt_weg(zeile, wahl):
            bisher = je_produkt.get(zeile.produkt_id, LEER)
            je_produkt[zeile.produkt_id] = bisher.plus(beitrag(zeile))
    return tuple(Sammelzeile(p, je_produkt[p]) for p in (*blick.produkte, None) if p in je_produkt)


def zusammen(zeilen: Sequence[Sammelzeile]) -> Summe:
    """All of them together."""
    summe = LEER
    for zeile in zeilen:
        summe = summe.plus(zeile.summe)
    return summe


def sammeltext(zeilen: Sequence[Sammelzeile]) -> str:
    """What the row in their place says."""
    return f"{NICHT_EINZELN} ({anzahl(zusammen(zeilen).zeilen, 'Zeile', 'Zeilen')})"


def _faellt_weg(zeile: Zeile, wahl: Exportwahl) -> bool:
    return not wahl.zeilen_mit_bemerkung and bool(zeile.bemerkung.strip())
