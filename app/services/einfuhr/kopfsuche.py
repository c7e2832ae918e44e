"""Finds the heading of a foreign table: one to three rows, somewhere below a letterhead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.arten import Finanzierung
from app.services.einfuhr.rohdaten import Zellart
from app.services.einfuhr.spaltenworte import KERN, Rolle, ist_einheit, ist_kopfwort, kopftreffer
from app.services.einfuhr.standworte import eine_zeile, ist_strich, lies_stand
from app.services.einfuhr.verbunde import Verbunde

if TYPE_CHECKING:
    from app.services.einfuhr.rohdaten import Rohblatt

BREITESTE = 200
"""So many columns are looked at."""
TIEFSTE = 60
"""A heading begins above this row."""
HOECHSTENS = 3
_LAENGSTE = 120
_ROLLEN_MINDESTENS = 2
_JAHRE = range(1990, 2100)
_ZEILE_MINUS = 1.0


@dataclass(frozen=True, slots=True)
class Kopf:
    """Where a heading stands, and how much speaks for it; ``zeile`` is None where there is none."""

    zeile: int | None
    zeilen: int
    punkte: float = 0.0


class Kopfsuche:
    """The texts of a sheet's first rows, merged cells filled."""

    def __init__(self, blatt: Rohblatt, jahr: int | None, mindestens: int = 0) -> None:
        """Read what could be a heading, and at least so many rows."""
        self._jahr = jahr
        self.breite = min(max((len(z) for z in blatt.zeilen), default=0), BREITESTE)
        tiefe = min(len(blatt.zeilen), max(TIEFSTE + HOECHSTENS, mindestens))
        verbunde = Verbunde(blatt, range(self.breite), tiefe)
        self._zeilen = [_kopfzeile(blatt, verbunde, z, self.breite, jahr or 0) for z in range(tiefe)]

    def suche(self) -> Kopf:
        """The heading for which most speaks."""
        bester = Kopf(None, 0)
        for zeile in range(min(len(self._zeilen), TIEFSTE)):
            for anzahl in range(1, HOECHSTENS + 1):
                punkte = self._punkte(zeile, anzahl)
                if punkte is None:
                    break
                if punkte > bester.punkte:
                    bester = Kopf(zeile, anzahl, punkte)
        if bester.zeile is None:
            return bester
        return Kopf(bester.zeile, self.mit_einheiten(bester.zeile, bester.zeilen), bester.punkte)

    def mit_einheiten(self, zeile: int, zeilen: int) -> int:
        """So many rows the heading has with a row of units or column numbers below it."""
        while zeilen < HOECHSTENS and zeile + zeilen < len(self._zeilen):
            darunter = self._zeilen[zeile + zeilen]
            if not (darunter.nummern or darunter.einheiten):
                break
            zeilen += 1
        return zeilen

    def _punkte(self, zeile: int, anzahl: int) -> float | None:
        """Points for so many rows as a heading; None where they, and more of them, cannot be one."""
        if zeile + anzahl > len(self._zeilen):
            return None
        erste = self._zeilen[zeile]
        if not erste.moeglich or len(set(erste.texte) - {""}) < _ROLLEN_MINDESTENS:
            return None
        oben = erste
        for weitere in self._zeilen[zeile + 1 : zeile + anzahl]:
            if not weitere.setzt_fort(oben):
                return None
            oben = weitere
        return self._rollenpunkte(zeile, anzahl)

    def _rollenpunkte(self, zeile: int, anzahl: int) -> float:
        beste: dict[Rolle, float] = {}
        for spalte in range(self.breite):
            treffer = kopftreffer(self.ueberschrift(zeile, anzahl, spalte), self._jahr)
            for rolle, punkte in sorted(treffer.punkte.items(), key=lambda p: -p[1])[:1]:
                beste[rolle] = max(beste.get(rolle, 0.0), punkte)
        if len(beste) < _ROLLEN_MINDESTENS or not any(rolle in beste for rolle in KERN):
            return 0.0
        return sum(beste.values()) - _ZEILE_MINUS * (anzahl - 1)

    def ueberschrift(self, zeile: int, anzahl: int, spalte: int) -> str:
        """The heading of a column: its texts from above to below, each once."""
        texte = [z.texte[spalte] for z in self._zeilen[zeile : zeile + anzahl] if not z.nummern]
        return " ".join(dict.fromkeys(eine_zeile(t) for t in texte if t))


@dataclass(frozen=True, slots=True)
class _Kopfzeile:
    texte: tuple[str, ...]
    """By column, merged cells filled; empty where nothing stands."""
    eigen: tuple[bool, ...]
    """Whether the text is the column's own, not one over several columns."""
    moeglich: bool
    einheiten: bool
    """Only units below the headings."""
    nummern: bool
    """Only the columns' numbers."""

    def setzt_fort(self, oben: _Kopfzeile) -> bool:
        """Whether this row goes on with the heading that the row above begins."""
        if not self.moeglich or not any(self.texte):
            return False
        paare = zip(self.texte, oben.texte, oben.eigen, strict=True)
        return all(
            ist_kopfwort(text)
            for text, darueber, eigen in paare
            if text and eigen and darueber and text != darueber
        )


def _kopfzeile(blatt: Rohblatt, verbunde: Verbunde, zeile: int, breite: int, jahr: int) -> _Kopfzeile:
    texte, eigen, moeglich = [], [], True
    for spalte in range(breite):
        verbund = verbunde.um(zeile, spalte)
        z, s = (verbund.erste_zeile, verbund.erste_spalte) if verbund else (zeile, spalte)
        zelle = blatt.zelle(z, s)
        text = zelle.text.strip()
        eigen.append(verbund is None or verbund.erste_spalte == verbund.letzte_spalte)
        texte.append(text)
        if text:
            moeglich &= zelle.art is Zellart.TEXT or _ist_jahr(text, zelle.art)
            moeglich &= len(text) <= _LAENGSTE and not _ist_stand(text, jahr)
    gefuellt = [t for t in texte if t]
    einheiten = bool(gefuellt) and all(ist_einheit(t) for t in gefuellt)
    return _Kopfzeile(tuple(texte), tuple(eigen), moeglich, einheiten, _sind_nummern(gefuellt))


def _ist_jahr(text: str, art: Zellart) -> bool:
    return art is Zellart.ZAHL and text.isascii() and text.isdigit() and int(text[:9]) in _JAHRE


def _ist_stand(text: str, jahr: int) -> bool:
    """Whether a text is what stands below a heading: a dash, ``Kalkulation VJ``, ``Einkauf im Vorjahr``."""
    stand = lies_stand(text, jahr)
    nur_unten = {Finanzierung.EINKAUF_VORJAHR, Finanzierung.SGB_III}
    return ist_strich(text) or (
        stand is not None and (stand.eintritte is not None or stand.finanzierung in nur_unten)
    )


def _sind_nummern(texte: list[str]) -> bool:
    return len(texte) >= HOECHSTENS and [t.strip("()") for t in texte] == [
        str(n) for n in range(1, len(texte) + 1)
    ]
