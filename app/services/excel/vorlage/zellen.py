"""Cells: which placeholders they hold, and what they become."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.excel.vorlage import laeufe
from app.services.excel.vorlage.platzhalter import MUSTER, Listenfeld, Unbekannt
from app.services.excel.vorlage.werte import Art

if TYPE_CHECKING:
    from app.services.excel.vorlage.bericht import Notizen
    from app.services.excel.vorlage.knoten import Knoten
    from app.services.excel.vorlage.mappe import Blatt, Mappe
    from app.services.excel.vorlage.platzhalter import Angebot
    from app.services.excel.vorlage.stile import Stile
    from app.services.excel.vorlage.werte import Wert

IN_FORMEL = "in Formeln wird nicht gefüllt"
IM_TABELLENKOPF = "die Kopfzeile einer Excel-Tabelle bleibt, wie sie ist"


@dataclass(frozen=True, slots=True)
class Stelle:
    """Where a cell stands in the template (``Bericht!B4``), and which entry of a list its row is for."""

    ort: str
    satz: int = 0
    gemeldet: bool = False
    """Whether the report has its placeholder already."""


class Zellen:
    """Fills cells of one workbook."""

    def __init__(self, mappe: Mappe, angebot: Angebot, stile: Stile, notizen: Notizen) -> None:
        """With what the plan offers."""
        self._mappe, self._angebot, self._stile, self._notizen = mappe, angebot, stile, notizen

    def saetze(self, zeile: Knoten, gesperrt: frozenset[str]) -> int | None:
        """How many entries a row is repeated for; None where it asks for no list.

        Args:
            zeile: a row.
            gesperrt: addresses of cells that are never filled.
        """
        laengen = [
            len(deutung.saetze)
            for zelle in zeile.elemente("c")
            if zelle.kind("f") is None and zelle.attribute["r"] not in gesperrt
            for inhalt in MUSTER.findall(self.text(zelle))
            if isinstance(deutung := self._angebot.deute(inhalt), Listenfeld)
        ]
        return max(laengen, default=None)

    def text(self, zelle: Knoten) -> str:
        """The text of a cell; nothing for a figure."""
        return "".join(lauf.text for lauf in _laeufe(self._textknoten(zelle)))

    def _textknoten(self, zelle: Knoten) -> Knoten | None:
        art = zelle.attribute.get("t")
        if art == "inlineStr":
            return zelle.kind("is")
        wert = zelle.kind("v")
        if wert is None:
            return None
        if art == "s" and wert.text.strip().isdecimal() and int(wert.text) < len(self._mappe.texte):
            return self._mappe.texte[int(wert.text)]
        return _als_is(zelle, wert.text) if art == "str" else None

    def fuelle(self, blatt: Blatt, zelle: Knoten, stelle: Stelle) -> None:
        """Fill the placeholders of a cell in place, where it has any."""
        formel = zelle.kind("f")
        if formel is not None:
            for inhalt in MUSTER.findall(formel.text) if stelle.satz == 0 else ():
                self._notizen.kennt_nicht(f"{{{{{inhalt}}}}}", stelle.ort, IN_FORMEL)
            return
        quelle = self._textknoten(zelle)
        text = "".join(lauf.text for lauf in _laeufe(quelle))
        if quelle is None or MUSTER.search(text) is None:
            return
        allein = MUSTER.fullmatch(text.strip())
        if allein is not None:
            wert = self._wert(allein[1], stelle)
            if wert is None:
                return
            if wert.art is not Art.TEXT or not wert.text:
                self.setze(blatt, zelle, wert)
                return
            stelle = replace(stelle, gemeldet=True)
        self._setze_texte(blatt, zelle, quelle, stelle)

    def lass(self, zelle: Knoten, ort: str) -> None:
        """A cell that is never filled: say so where it has placeholders."""
        for inhalt in MUSTER.findall(self.text(zelle)):
            self._notizen.kennt_nicht(f"{{{{{inhalt}}}}}", ort, IM_TABELLENKOPF)

    def _wert(self, inhalt: str, stelle: Stelle) -> Wert | None:
        """What a placeholder stands for here; the first row of a list puts it into the report."""
        deutung = self._angebot.deute(inhalt)
        platzhalter = f"{{{{{inhalt}}}}}"
        melde = stelle.satz == 0 and not stelle.gemeldet
        if isinstance(deutung, Unbekannt):
            if melde:
                self._notizen.kennt_nicht(platzhalter, stelle.ort, deutung.grund)
            return None
        if melde:
            self._notizen.fuellte(platzhalter, stelle.ort)
        return deutung.wert(stelle.satz) if isinstance(deutung, Listenfeld) else deutung

    def _setze_texte(self, blatt: Blatt, zelle: Knoten, quelle: Knoten, stelle: Stelle) -> None:
        neu = zelle.neu("is")
        neu.kinder = [k.kopie(zelle) for k in quelle.elemente("t", "r")]

        def ersatz(inhalt: str) -> str | None:
            wert = self._wert(inhalt, stelle)
            return None if wert is None else laeufe.zelltext(wert.text)

        if laeufe.ersetze(_laeufe(neu), ersatz, zelle=True):
            # A run that a placeholder only ended in has nothing to say any more.
            neu.kinder = [k for k in neu.elemente() if any(lauf.text for lauf in _laeufe_in(k))]
            zelle.attribute["t"] = "inlineStr"
            zelle.kinder = [neu]
            blatt.fuellte(zelle)

    def setze(self, blatt: Blatt, zelle: Knoten, wert: Wert) -> None:
        """Let a cell hold a value, in its own format if it has one."""
        zahl = wert.zellzahl(ab_1904=self._mappe.ab_1904)
        zelle.attribute.pop("t", None)
        zelle.kinder = []
        if zahl is not None:
            zelle.kinder = [zelle.neu("v", text=zahl)]
            stil = self._stile.passend(zelle.attribute.get("s", "0"), wert.art)
            if stil != zelle.attribute.get("s", "0"):
                zelle.attribute["s"] = stil
        elif wert.text:
            zelle.attribute["t"] = "inlineStr"
            zelle.kinder = [_als_is(zelle, laeufe.zelltext(wert.text))]
        blatt.fuellte(zelle)


def _als_is(zelle: Knoten, text: str) -> Knoten:
    ergebnis, lauf = zelle.neu("is"), zelle.neu("t", text=text)
    if text != text.strip():
        lauf.attribute["xml:space"] = "preserve"
    ergebnis.kinder.append(lauf)
    return ergebnis


def _laeufe(knoten: Knoten | None) -> list[Knoten]:
    """The elements with the text of a cell: one, or one for each run; no reading aids (``rPh``)."""
    if knoten is None:
        return []
    return [lauf for kind in knoten.elemente("t", "r") for lauf in _laeufe_in(kind)]


def _laeufe_in(kind: Knoten) -> list[Knoten]:
    return [kind] if kind.lokal == "t" else list(kind.elemente("t"))
