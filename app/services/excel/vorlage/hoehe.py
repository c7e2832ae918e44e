"""Heights of repeated rows whose text wraps: Excel fits them to the text by itself, other programs do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.excel.schrift import HOECHSTE_ZEILE, texthoehe
from app.services.excel.vorlage.bezuege import rechteck, zerlege

if TYPE_CHECKING:
    from app.services.excel.vorlage.knoten import Knoten
    from app.services.excel.vorlage.mappe import Blatt
    from app.services.excel.vorlage.stile import Stile
    from app.services.excel.vorlage.zellen import Zellen

_PIXEL_JE_ZEICHEN, _RAND = 7, 5
_UEBLICHE_BREITE = 8.43


class Zeilenhoehe:
    """Fits rows of one sheet."""

    def __init__(self, blatt: Blatt, stile: Stile) -> None:
        """Read the widths of columns and which of them are merged, before anything moves."""
        self._stile = stile
        form = blatt.wurzel.kind("sheetFormatPr")
        self._sonst = float((form.attribute if form else {}).get("defaultColWidth", _UEBLICHE_BREITE))
        spalten = blatt.wurzel.kind("cols")
        self._breiten = [
            (int(k.attribute["min"]), int(k.attribute["max"]), float(k.attribute.get("width", self._sonst)))
            for k in (spalten.elemente("col") if spalten else ())
        ]
        verbunde = blatt.wurzel.kind("mergeCells")
        bereiche = (
            rechteck(k.attribute.get("ref", ""), "") for k in (verbunde.elemente() if verbunde else ())
        )
        self._rechts = {(b.oben, b.links): b.rechts for b in bereiche if b is not None and b.oben == b.unten}

    def passe_an(self, zeile: Knoten, vorlagenzeile: int, hoehe: str | None, zellen: Zellen) -> None:
        """Set a row's height where its text needs more than ``hoehe``, the template's (in points)."""
        bedarf = max(
            (self._bedarf(zelle, vorlagenzeile, zellen) for zelle in zeile.elemente("c")), default=0.0
        )
        if bedarf > float(hoehe or 0):
            zeile.attribute["ht"] = f"{min(bedarf, HOECHSTE_ZEILE):.2f}"
        elif hoehe is not None:
            zeile.attribute["ht"] = hoehe

    def _bedarf(self, zelle: Knoten, vorlagenzeile: int, zellen: Zellen) -> float:
        punkt = self._stile.umbruch(zelle.attribute.get("s", "0"))
        text = zellen.text(zelle)
        if punkt is None or not text:
            return 0.0
        _, links = zerlege(zelle.attribute["r"])
        rechts = self._rechts.get((vorlagenzeile, links), links)
        pixel = sum(self._pixel(spalte) for spalte in range(links, rechts + 1))
        return texthoehe(text, pixel, punkt)

    def _pixel(self, spalte: int) -> int:
        breite = next((w for von, bis, w in self._breiten if von <= spalte <= bis), self._sonst)
        return int(breite * _PIXEL_JE_ZEICHEN) + _RAND
