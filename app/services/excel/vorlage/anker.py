"""Where pictures, charts and shapes hang on the grid, after rows were added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.excel.vorlage.bezuege import LETZTE_ZEILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.excel.vorlage.bezuege import Verschiebung
    from app.services.excel.vorlage.knoten import Knoten
    from app.services.excel.vorlage.mappe import Blatt

_EMU_JE_PUNKT = 12_700
_UEBLICHE_HOEHE = 15.0
_DEHNBAR = frozenset({"sp", "cxnSp", "grpSp"})
"""Frames and lines drawn around rows grow with them, as in Excel; pictures and charts keep their size."""


@dataclass(frozen=True, slots=True)
class Hoehen:
    """Heights of rows in the template, in EMU, by number from 1."""

    eigene: Mapping[int, int]
    sonst: int

    @classmethod
    def von(cls, blatt: Blatt) -> Hoehen:
        """Read them, before rows are repeated."""
        form = blatt.wurzel.kind("sheetFormatPr")
        sonst = float(form.attribute.get("defaultRowHeight", _UEBLICHE_HOEHE)) if form else _UEBLICHE_HOEHE
        eigene = {}
        for zeile in blatt.daten.elemente("row"):
            punkt = float(zeile.attribute.get("ht", sonst))
            versteckt = zeile.attribute.get("hidden") in {"1", "true"}
            eigene[int(zeile.attribute["r"])] = 0 if versteckt else round(punkt * _EMU_JE_PUNKT)
        return cls(eigene, round(sonst * _EMU_JE_PUNKT))

    def hoehe(self, zeile: int) -> int:
        """Height of a row of the template."""
        return self.eigene.get(zeile, self.sonst)


def verschiebe_anker(zeichnung: Knoten, verschiebung: Verschiebung, hoehen: Hoehen) -> bool:
    """Move the objects of a drawing; False where all stay."""
    geaendert = False
    for anker in zeichnung.alle("twoCellAnchor", "oneCellAnchor"):
        if anker.attribute.get("editAs") != "absolute":
            dehnbar = anker.attribute.get("editAs", "twoCell") == "twoCell" and any(
                k.lokal in _DEHNBAR for k in anker.elemente()
            )
            geaendert |= _verschiebe(anker, verschiebung, hoehen, dehnbar=dehnbar)
    return geaendert


def verschiebe_anker_in(wurzel: Knoten, verschiebung: Verschiebung, hoehen: Hoehen) -> bool:
    """Likewise for controls and embedded objects, which stand in the sheet's own part."""
    geaendert = False
    for anker in wurzel.alle("anchor"):
        geaendert |= _verschiebe(anker, verschiebung, hoehen, dehnbar=False)
    return geaendert


def _verschiebe(anker: Knoten, verschiebung: Verschiebung, hoehen: Hoehen, *, dehnbar: bool) -> bool:
    von, bis = anker.kind("from"), anker.kind("to")
    oben = von.kind("row") if von else None
    if oben is None:
        return False
    alt = _zeile(oben)
    neu = verschiebung.erste(alt + 1) - 1
    unten, rest = (bis.kind("row"), bis.kind("rowOff")) if bis else (None, None)
    vorher = (oben.text, unten.text if unten else "", rest.text if rest else "")
    if unten is not None and dehnbar:
        unten.text = str(verschiebung.erste(_zeile(unten) + 1) - 1)
    elif unten is not None:
        bedarf = sum(hoehen.hoehe(z + 1) for z in range(alt, _zeile(unten))) + int(rest.text if rest else 0)
        zeile, bedarf = _gleich_hoch(neu + 1, bedarf, verschiebung, hoehen)
        unten.text = str(zeile - 1)
        if rest is not None:
            rest.text = str(bedarf)
    oben.text = str(neu)
    return vorher != (oben.text, unten.text if unten else "", rest.text if rest else "")


def _zeile(knoten: Knoten) -> int:
    return min(int(knoten.text), LETZTE_ZEILE)


def _gleich_hoch(zeile: int, bedarf: int, verschiebung: Verschiebung, hoehen: Hoehen) -> tuple[int, int]:
    """Row (from 1) and offset of the lower edge of an object that needs ``bedarf`` from ``zeile`` on."""
    while zeile < LETZTE_ZEILE and bedarf > (hoehe := hoehen.hoehe(verschiebung.vorlage(zeile))):
        bedarf, zeile = bedarf - hoehe, zeile + 1
    return zeile, bedarf
