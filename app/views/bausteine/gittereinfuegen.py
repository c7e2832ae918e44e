"""Fits a rectangle of the clipboard onto the cells of a grid, or says why it does not fit. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from app.services.zahlworte import anzahl
from app.views.bausteine.gitterspalten import T

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.views.bausteine.gitterspalten import Gitterspec, Spalte
    from app.views.bausteine.zwischenablage import Rechteck

NUR_EINE = "Hier lässt sich nur ein einzelner Wert in eine Zelle einfügen."


@dataclass(frozen=True, slots=True)
class Einfuegung(Generic[T]):
    """What a paste writes: cells of records, and texts of new rows by column."""

    zellen: tuple[tuple[T, str, str], ...]
    neue: tuple[Mapping[str, str], ...]

    @property
    def umfang(self) -> int:
        """How many cells are written."""
        return len(self.zellen) + sum(len(zeile) for zeile in self.neue)


def plane(
    spec: Gitterspec[T], zeilen: Sequence[T], spalten: Sequence[Spalte[T]], rechteck: Rechteck
) -> Einfuegung[T] | str:
    """Fit ``rechteck`` onto records and columns from the anchor on; rows below them become new records."""
    breite, alte = len(rechteck[0]), rechteck[: len(zeilen)]
    neue = [zeile for zeile in rechteck[len(zeilen) :] if any(text.strip() for text in zeile)]
    if neue and spec.neu is None:
        ab_hier = f"ab hier sind es nur {len(zeilen)}"
        return f"Die Zwischenablage hat {anzahl(len(rechteck), 'Zeile', 'Zeilen')}, {ab_hier}."
    if breite > len(spalten):
        ab_hier = f"ab hier sind es nur {len(spalten)}"
        return f"Die Zwischenablage hat {anzahl(breite, 'Spalte', 'Spalten')}, {ab_hier}."
    genutzt = spalten[:breite]
    gesperrt = [
        grund
        for spalte in genutzt
        for art, betroffen in ((False, alte), (True, neue))
        if betroffen and (grund := spalte.sperrgrund(neu=art))
    ]
    if gesperrt:
        return " ".join(dict.fromkeys(gesperrt))
    zellen = tuple(
        (zeile, spalte.schluessel, text)
        for zeile, texte in zip(zeilen, alte, strict=False)
        for spalte, text in zip(genutzt, texte, strict=True)
    )
    angaben = tuple({s.schluessel: t for s, t in zip(genutzt, zeile, strict=True)} for zeile in neue)
    return Einfuegung(zellen, angaben)
