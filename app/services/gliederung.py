"""The roll-up of the rows by Produktkategorie and Produkt (AMIP section 3, Abb. 6)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.summen import LEER, Dimension, Summe

if TYPE_CHECKING:
    from app.services.planblick import Planblick
    from app.services.zeilen import Zeile


class Knotenart(StrEnum):
    """What a line of the roll-up stands for."""

    KATEGORIE = "kategorie"
    PRODUKT = "produkt"
    ZEILE = "zeile"
    GESAMT = "gesamt"
    """Sum of the categories that Abb. 6 shows."""
    OHNE_PRODUKT = "ohne_produkt"
    """Rows that belong to no product."""
    ALLE = "alle"
    """All rows of the plan."""


@dataclass(frozen=True, slots=True)
class Ast:
    """A line of the roll-up with those below it; ``schluessel`` is its key in the catalogue."""

    art: Knotenart
    schluessel: str
    kinder: tuple[Ast, ...] = ()


@dataclass(frozen=True, slots=True)
class Abgleich:
    """Whether the lines of Abb. 6 account for every Eintritt of the plan."""

    ausgewiesen: Summe
    """Sum of the lines of Abb. 6."""
    uebrige: Summe
    """Rows of categories that Abb. 6 does not show."""
    ohne_produkt: Summe
    gesamt: Summe
    """All rows."""

    @property
    def differenz(self) -> int:
        """Eintritte of rows that no line of Abb. 6 counts."""
        return self.gesamt.eintritte - self.ausgewiesen.eintritte

    @property
    def stimmt(self) -> bool:
        """True where the sum of the lines is the sum of the rows."""
        return self.differenz == 0


def gliedere(blick: Planblick) -> tuple[Ast, ...]:
    """The whole roll-up: shown categories, their sum, what Abb. 6 does not show, all rows."""
    je_produkt: dict[str | None, list[Ast]] = {}
    for zeile in blick.zeilen.values():
        je_produkt.setdefault(zeile.produkt_id, []).append(Ast(Knotenart.ZEILE, zeile.id))
    produkte: dict[str | None, list[Ast]] = {}
    for produkt in blick.produkte.values():
        ast = Ast(Knotenart.PRODUKT, produkt.id, tuple(je_produkt.get(produkt.id, ())))
        produkte.setdefault(produkt.gehoert_zu, []).append(ast)
    kategorien = [
        (k.ausgewiesen, Ast(Knotenart.KATEGORIE, k.id, tuple(produkte.get(k.id, ()))))
        for k in blick.kategorien.values()
    ]
    ohne = (Ast(Knotenart.OHNE_PRODUKT, "", tuple(je_produkt[None])),) if None in je_produkt else ()
    return (
        *(ast for ausgewiesen, ast in kategorien if ausgewiesen),
        Ast(Knotenart.GESAMT, ""),
        *(ast for ausgewiesen, ast in kategorien if not ausgewiesen),
        *ohne,
        Ast(Knotenart.ALLE, ""),
    )


def summe_ausgewiesen(blick: Planblick) -> Summe:
    """Sum of the categories that Abb. 6 shows (SUMME GESAMT)."""
    return _summe_kategorien(blick, ausgewiesen=True)


def gleiche_ab(blick: Planblick) -> Abgleich:
    """Compare the lines of Abb. 6 with the rows of the plan."""
    return Abgleich(
        ausgewiesen=summe_ausgewiesen(blick),
        uebrige=_summe_kategorien(blick, ausgewiesen=False),
        ohne_produkt=blick.summe(Dimension.PRODUKT, None),
        gesamt=blick.summen.gesamt,
    )


def ordnung(blick: Planblick, zeile: Zeile) -> tuple[bool, int, int, str, int, str]:
    """Where a row stands in printed order: sorts like the rows of the read model."""
    feld = blick.handlungsfelder.get(zeile.handlungsfeld_id) if zeile.handlungsfeld_id else None
    return (
        feld is None,
        feld.position if feld else 0,
        zeile.position,
        zeile.massnahme_id,
        zeile.ansatz_position,
        zeile.id,
    )


def _summe_kategorien(blick: Planblick, *, ausgewiesen: bool) -> Summe:
    summe = LEER
    for kategorie in blick.kategorien.values():
        if kategorie.ausgewiesen is ausgewiesen:
            summe = summe.plus(blick.summe(Dimension.PRODUKTKATEGORIE, kategorie.id))
    return summe
