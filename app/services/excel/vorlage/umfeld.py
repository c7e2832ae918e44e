"""What of a sheet is no cell but names some: merged cells, rules, print, links, and the parts beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.services.excel.vorlage.anker import verschiebe_anker, verschiebe_anker_in
from app.services.excel.vorlage.bezuege import KEINE, Heimat, rechteck, versetze
from app.services.excel.vorlage.knoten import Knoten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.excel.vorlage.anker import Hoehen
    from app.services.excel.vorlage.bezuege import Verschiebung
    from app.services.excel.vorlage.knoten import Roh
    from app.services.excel.vorlage.mappe import Blatt, Mappe

_BEREICHE = ("ref", "sqref")
_ZELLEN = ("activeCell", "topLeftCell", "r")
_BEZUEGE = ("location", "linkedCell", "listFillRange", "fmlaLink", "fmlaRange", "textlink")
_FORMELN = frozenset({"formula", "formula1", "formula2", "f", "calculatedColumnFormula", "totalsRowFormula"})
_EINZELN = frozenset({"comment", "threadedComment"})
"""They belong to one cell, whatever becomes of its row."""
_VML_ZEILE = re.compile(rb"(<x:Row>\s*)(\d+)(\s*</x:Row>)")
_VML_FORM = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
_VML_ANKER = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")


class Umfeld:
    """Moves what belongs to a sheet; ``verschiebungen`` are all sheets that gained rows."""

    def __init__(self, blatt: Blatt, verschiebungen: Mapping[str, Verschiebung]) -> None:
        """For one sheet."""
        self._blatt, self._alle = blatt, verschiebungen
        self._eigene = verschiebungen.get(blatt.name.casefold(), KEINE)

    def verschiebe(self, hoehen: Hoehen) -> None:
        """All of the sheet's own part but its cells."""
        for kind in self._blatt.wurzel.elemente():
            if kind.lokal == "mergeCells":
                self._verbunde(kind)
            elif kind.lokal == "rowBreaks":
                for umbruch in kind.elemente("brk"):
                    self._setze(
                        umbruch, "id", str(self._eigene.letzte(int(umbruch.attribute.get("id", "0"))))
                    )
            elif kind.lokal != "sheetData":
                self.knoten(kind, None)
        if self._eigene.kopien and verschiebe_anker_in(self._blatt.wurzel, self._eigene, hoehen):
            self._blatt.geaendert = True

    def _setze(self, knoten: Knoten, name: str, wert: str) -> None:
        if knoten.attribute[name] != wert:
            knoten.attribute[name] = wert
            self._blatt.geaendert = True

    def _verbunde(self, liste: Knoten) -> None:
        """Cells merged within a repeated row are merged in each copy; over more rows they grow."""
        neu: list[Knoten | str | Roh] = []
        for kind in liste.kinder:
            bereich = rechteck(kind.attribute.get("ref", ""), "") if isinstance(kind, Knoten) else None
            if not isinstance(kind, Knoten) or bereich is None:
                neu.append(kind)
            elif bereich.oben == bereich.unten and bereich.oben in self._eigene.kopien:
                erste = self._eigene.erste(bereich.oben)
                neu.extend(
                    kind.neu("mergeCell", {**kind.attribute, "ref": bereich.in_zeile(zeile)})
                    for zeile in range(erste, erste + self._eigene.kopien[bereich.oben])
                )
            else:
                self._setze(kind, "ref", self._eigene.bereich(kind.attribute["ref"]))
                neu.append(kind)
        liste.kinder = neu
        if "count" in liste.attribute:
            self._setze(liste, "count", str(sum(1 for _ in liste.elemente())))

    def knoten(self, knoten: Knoten, zeile: int | None) -> bool:
        """An element and all below; ``zeile`` is the row that relative formulas count from.

        Returns:
            Whether anything changed.
        """
        ort = knoten.kind("sqref")
        sqref = (knoten.attribute.get("sqref") or (ort.text if ort else "")).split()
        erster = rechteck(sqref[0], "") if sqref else None
        zeile = erster.oben if erster else zeile
        geaendert = self._attribute(knoten, zeile)
        if knoten.lokal == "sparklines":
            geaendert |= self._wiederhole_sparklines(knoten)
        for kind in knoten.elemente():
            if kind.lokal in _FORMELN and kind.text and not any(kind.elemente()):
                neu = versetze(kind.text, Heimat(self._blatt.name, zeile), self._alle)
            elif kind.lokal == "sqref":
                neu = self._eigene.bereiche(kind.text)
            else:
                geaendert |= kind.lokal != "sparkline" and self.knoten(kind, zeile)
                continue
            if neu != kind.text:
                kind.text, geaendert = neu, True
        self._blatt.geaendert |= geaendert
        return geaendert

    def _attribute(self, knoten: Knoten, zeile: int | None) -> bool:
        vorher = dict(knoten.attribute)
        bereiche, zellen = (_BEREICHE, _ZELLEN) if knoten.lokal not in _EINZELN else ((), ("ref", *_ZELLEN))
        for name in vorher.keys() & set(bereiche):
            knoten.attribute[name] = self._eigene.bereiche(vorher[name])
        for name in vorher.keys() & set(zellen):
            knoten.attribute[name] = self._eigene.bereich(vorher[name], aufspannen=False)
        for name in vorher.keys() & set(_BEZUEGE):
            knoten.attribute[name] = versetze(vorher[name], Heimat(self._blatt.name, zeile), self._alle)
        return knoten.attribute != vorher

    def _wiederhole_sparklines(self, liste: Knoten) -> bool:
        """A small chart in a cell belongs to that one cell: each copy of its row gets its own."""
        neu: list[Knoten | str | Roh] = []
        geaendert = False
        for kind in liste.kinder:
            ort = kind.kind("sqref") if isinstance(kind, Knoten) else None
            bereich = rechteck(ort.text, "") if ort else None
            if not isinstance(kind, Knoten) or bereich is None:
                neu.append(kind)
                continue
            for nummer in range(self._eigene.kopien.get(bereich.oben, 1)):
                kopie = kind.kopie()
                for teil in kopie.elemente("sqref", "f"):
                    if teil.lokal == "sqref":
                        teil.text = bereich.in_zeile(self._eigene.erste(bereich.oben) + nummer)
                    else:
                        teil.text = versetze(
                            teil.text, Heimat(self._blatt.name, bereich.oben, nummer), self._alle
                        )
                    geaendert = True
                neu.append(kopie)
        liste.kinder = neu
        return geaendert


def verschiebe_nachbarn(
    mappe: Mappe, blatt: Blatt, verschiebungen: Mapping[str, Verschiebung], hoehen: Hoehen
) -> None:
    """The parts beside a sheet: drawings, tables, comments, pivot tables, controls."""
    eigene = verschiebungen.get(blatt.name.casefold(), KEINE)
    umfeld = Umfeld(blatt, verschiebungen)
    for beziehung in mappe.paket.beziehungen(blatt.teil):
        if beziehung.teil not in mappe.paket.gelesen:
            continue
        if beziehung.art == "vmlDrawing":
            _verschiebe_vml(mappe, beziehung.teil, eigene)
        elif beziehung.art in {"drawing", "table", "comments", "threadedComment", "pivotTable", "ctrlProp"}:
            war = blatt.geaendert
            wurzel = mappe.paket.baum(beziehung.teil).wurzel
            geaendert = umfeld.knoten(wurzel, None)
            blatt.geaendert = war
            if beziehung.art == "drawing" and eigene.kopien:
                geaendert |= verschiebe_anker(wurzel, eigene, hoehen)
            if geaendert:
                mappe.paket.uebernimm(beziehung.teil)


def _verschiebe_vml(mappe: Mappe, teil: str, eigene: Verschiebung) -> None:
    """Comments' frames, in a language that is no XML: changed in the bytes."""
    alt = mappe.paket.gelesen[teil]

    def form(treffer: re.Match[bytes]) -> bytes:
        text = treffer[0]
        zeile = _VML_ZEILE.search(text)
        anker = _VML_ANKER.search(text)
        werte = [int(w) for w in anker[2].split(b",")] if anker else []
        if len(werte) != 8:  # noqa: PLR2004 - four corners, each a column or row and an offset
            return text
        bezug = int(zeile[2]) if zeile else werte[2]
        mehr = eigene.erste(bezug + 1) - bezug - 1
        werte[2], werte[6] = werte[2] + mehr, werte[6] + mehr
        neu = b", ".join(str(w).encode() for w in werte)
        text = _VML_ANKER.sub(lambda m: m[1] + neu + m[3], text)
        return _VML_ZEILE.sub(lambda m: m[1] + str(bezug + mehr).encode() + m[3], text)

    try:
        neu = _VML_FORM.sub(form, alt)
    except ValueError:
        return
    if neu != alt:
        mappe.paket.setze(teil, neu)
