"""What a paste into the grid of Maßnahmen would do, before it does it. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.zellen import Zelle, vorschau
from app.views.massnahmen.spalten import SPALTEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.planblick import Planblick
    from app.services.zellen import Zellvorschau
    from app.views.bausteine.zwischenablage import Rechteck


@dataclass(frozen=True, slots=True)
class Einfuegeplan:
    """What a paste would do: the cells it writes, and everything that does not fit."""

    zellen: tuple[Zelle, ...]
    vorschau: tuple[Zellvorschau, ...]
    hindernisse: tuple[str, ...]
    """Sentences about the rectangle as a whole: too many rows, a derived column."""

    @property
    def passt(self) -> bool:
        """True where the whole rectangle fits."""
        return not self.hindernisse and not any(v.fehler for v in self.vorschau)


def plane(
    blick: Planblick, rechteck: Rechteck, ziel_zeilen: Sequence[str], spalten: Sequence[int]
) -> Einfuegeplan:
    """Fit a rectangle onto the rows and columns from the anchor on (visible order)."""
    hindernisse = []
    if len(rechteck) > len(ziel_zeilen):
        hindernisse.append(
            f"Die Zwischenablage hat {len(rechteck)} Zeilen, ab hier sind es nur {len(ziel_zeilen)}."
        )
    if len(rechteck[0]) > len(spalten):
        hindernisse.append(
            f"Die Zwischenablage hat {len(rechteck[0])} Spalten, ab hier sind es nur {len(spalten)}."
        )
    genutzt = spalten[: len(rechteck[0])]
    berechnet = [SPALTEN[s].kopf for s in genutzt if SPALTEN[s].feld is None]
    hindernisse += [f"Die Spalte „{kopf}“ wird berechnet und nimmt nichts auf." for kopf in berechnet]
    zellen = tuple(
        Zelle(zeile_id, feld, text)
        for zeile_id, werte in zip(ziel_zeilen, rechteck, strict=False)
        for spalte, text in zip(genutzt, werte, strict=False)
        if (feld := SPALTEN[spalte].feld) is not None
    )
    return Einfuegeplan(zellen, vorschau(blick, zellen), tuple(hindernisse))
