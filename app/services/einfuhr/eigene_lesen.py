"""Finds the rows of our own workbook again, wherever they were moved, sorted or copied to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.services.einfuhr.rohdaten import Rohzelle, Zellart
from app.services.einfuhr.zellwert import zellentext
from app.services.eingabe import EingabeFehler
from app.services.excel.rueckweg import OHNE_SCHLUESSEL, SCHLUESSELKOPF, gerippe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.services.einfuhr.rohdaten import Rohblatt, Rohmappe
    from app.services.einfuhr.rueckwegleser import Rueckweg
    from app.services.excel.rueckweg import Rueckblatt

_SCHLUESSEL = re.compile(r"(?P<tabelle>[a-z_]+):(?P<id>[0-9a-f]{32})")
_MINDESTENS = 2
"""So many cells a row must hold to be one that somebody added."""
_SUMMENWORT = re.compile(r"(?i)\s*(zwischen|gesamt)?summe\b.*|\s*gesamt\b.*|\s*nicht einzeln ausgewiesen.*")


@dataclass(frozen=True, slots=True)
class Fundzelle:
    """A cell of a field: its text, or why it has none."""

    text: str
    ort: str
    formel: str | None = None
    fehler: str = ""
    gedeckt: bool = False
    """True where the text stands in a merged cell that begins in a row above."""


@dataclass(frozen=True, slots=True)
class Fundzeile:
    """A row as it stands in the workbook now; ``zeile_id`` is None for one that somebody added."""

    blatt: str
    """Name of the sheet now."""
    nummer: int
    """Its row, counted from 0."""
    zeile_id: str | None
    zellen: Mapping[str, Fundzelle]
    """By field; without those whose column is gone."""


@dataclass(slots=True)
class Fundblatt:
    """A sheet that was known again: what it is, and its rows from top to bottom."""

    roh: Rohblatt
    rueck: Rueckblatt
    zeilen: list[Fundzeile] = field(default_factory=list)
    fehlende: tuple[str, ...] = ()
    """Headings whose column is gone."""
    kopie_von: str = ""
    """The sheet whose rows stand here a second time."""
    notizen: tuple[tuple[str, str], ...] = ()
    """Place and text of what somebody added that is no row."""

    @property
    def stelle(self) -> tuple[str, str]:
        """Sheet and table that it was written as."""
        return self.rueck.blatt, self.rueck.tabelle


def finde_blaetter(mappe: Rohmappe, rueckweg: Rueckweg) -> list[Fundblatt]:
    """The tables with rows of the plan, in the order of the workbook; on renamed sheets too.

    A sheet can hold several tables one below the other; each is known by the keys of its rows.
    """
    suche = _Blattsuche(mappe, rueckweg)
    funde: list[Fundblatt] = []
    for nummer, roh in enumerate(mappe.blaetter):
        schluessel = suche.schluessel[nummer]
        eigene = [_Ausschnitt(roh, r, schluessel) for r in suche.tabellen_auf(nummer)]
        eigene.sort(key=lambda a: a.erste)
        for stelle, ausschnitt in enumerate(eigene):
            danach = eigene[stelle + 1].kopf_ab if stelle + 1 < len(eigene) else len(roh.zeilen)
            funde.append(ausschnitt.lies(bis=danach))
    _merke_kopien(funde)
    return funde


def _merke_kopien(funde: list[Fundblatt]) -> None:
    """Of sheets with the same rows the one that still has its name counts, or the first."""
    je_stelle: dict[tuple[str, str], list[Fundblatt]] = defaultdict(list)
    for fund in funde:
        je_stelle[fund.stelle].append(fund)
    for gleiche in je_stelle.values():
        erster = min(gleiche, key=lambda f: f.roh.name != f.rueck.blatt)
        ids = {z.zeile_id for z in erster.zeilen if z.zeile_id}
        for fund in gleiche:
            eigene = {z.zeile_id for z in fund.zeilen if z.zeile_id}
            if fund is not erster and 2 * len(eigene & ids) > len(eigene):
                fund.kopie_von = erster.roh.name


class _Blattsuche:
    """Which tables stand on which sheet: by the keys of their rows, and by its name."""

    def __init__(self, mappe: Rohmappe, rueckweg: Rueckweg) -> None:
        self._mappe = mappe
        self._geschrieben = {(r.blatt, r.tabelle): r for r in rueckweg.blaetter}
        heimat = {(r.tabelle, z.zeile_id): r for r in rueckweg.blaetter for z in r.zeilen}
        self.schluessel = [dict(_schluesselzellen(roh)) for roh in mappe.blaetter]
        self._stimmen: list[dict[str, Counter[str]]] = []
        """For each sheet and table: how many rows come from which sheet."""
        for schluessel in self.schluessel:
            stimmen: dict[str, Counter[str]] = {}
            for ort in schluessel.values():
                if (rueck := heimat.get(ort)) is not None:
                    stimmen.setdefault(rueck.tabelle, Counter())[rueck.blatt] += 1
            self._stimmen.append(stimmen)
        self._daheim = {
            (roh.name, tabelle)
            for roh, stimmen in zip(mappe.blaetter, self._stimmen, strict=True)
            for tabelle, zaehlung in stimmen.items()
            if zaehlung[roh.name]
        }
        """Sheets that still have their name and a row of their own."""

    def tabellen_auf(self, nummer: int) -> list[Rueckblatt]:
        """The tables on a sheet."""
        roh, stimmen = self._mappe.blaetter[nummer], self._stimmen[nummer]
        tabellen = [self._tabelle(roh.name, tabelle, stimmen[tabelle]) for tabelle in stimmen]
        mit_spalte = any(_hat_schluesselspalte(zeile) for zeile in roh.zeilen)
        leere = [
            r
            for r in self._geschrieben.values()
            if r.blatt == roh.name and r.tabelle not in stimmen and mit_spalte
        ]
        return [*tabellen, *leere]

    def _tabelle(self, name: str, tabelle: str, zaehlung: Counter[str]) -> Rueckblatt:
        """The table by its sheet's name where a row says so or none can, else by most of its rows."""
        haeufigstes = zaehlung.most_common(1)[0][0]
        genannt = self._geschrieben.get((name, tabelle))
        if genannt and (zaehlung[name] or not genannt.zeilen or (haeufigstes, tabelle) in self._daheim):
            return genannt
        return self._geschrieben[haeufigstes, tabelle]


def _hat_schluesselspalte(zeile: Sequence[Rohzelle]) -> bool:
    return any(zelle.text in {SCHLUESSELKOPF, OHNE_SCHLUESSEL} for zelle in zeile)


def _schluesselzellen(roh: Rohblatt) -> Iterator[tuple[int, tuple[str, str]]]:
    """Table and key of each row that has one; two empty words for a row that was never one of the plan."""
    for nummer, zeile in enumerate(roh.zeilen):
        for zelle in reversed(zeile):
            treffer = _SCHLUESSEL.fullmatch(zelle.text) if zelle.art is Zellart.TEXT else None
            if treffer:
                yield nummer, (treffer["tabelle"], treffer["id"])
                break
            if zelle.text == OHNE_SCHLUESSEL:
                yield nummer, ("", "")
                break


class _Ausschnitt:
    """The part of a sheet that one table takes: its headings, in one row or several, and its rows."""

    def __init__(self, roh: Rohblatt, rueck: Rueckblatt, schluessel: Mapping[int, tuple[str, str]]) -> None:
        self._roh, self._rueck = roh, rueck
        self._schluessel = schluessel
        eigene = [nummer for nummer, (tabelle, _id) in schluessel.items() if tabelle == rueck.tabelle]
        self.erste = min(eigene, default=len(roh.zeilen))
        ohne = {"", rueck.tabelle}
        fremde = [n for n, (tabelle, _id) in schluessel.items() if tabelle not in ohne and n < self.erste]
        self._spalten, koepfe = self._suche_koepfe(max(fremde, default=-1) + 1)
        self.kopf_ab = min(koepfe, default=self.erste)
        """The first row of its headings."""
        self._kopf_bis = max(koepfe, default=self.erste - 1)
        self._deckung = _deckung(roh)

    def _suche_koepfe(self, ab: int) -> tuple[dict[str, int], list[int]]:
        """The column of each field and the rows of its headings: the nearest above the rows."""
        gesucht = {_norm(wort): name for name, wort in self._rueck.felder.items()}
        spalten: dict[str, int] = {}
        zeilen: list[int] = []
        for nummer in range(min(self.erste, len(self._roh.zeilen)) - 1, ab - 1, -1):
            for spalte, zelle in enumerate(self._roh.zeilen[nummer]):
                name = gesucht.get(_norm(zelle.text)) if zelle.art is Zellart.TEXT else None
                if name is not None and name not in spalten:
                    spalten[name] = spalte
                    zeilen.append(nummer)
        return spalten, zeilen

    def lies(self, bis: int) -> Fundblatt:
        """The rows from the headings to the row before ``bis``."""
        fund = Fundblatt(self._roh, self._rueck)
        fund.fehlende = tuple(w for name, w in self._rueck.felder.items() if name not in self._spalten)
        notizen: list[tuple[str, str]] = []
        for nummer in range(self._kopf_bis + 1, bis):
            tabelle, zeile_id = self._schluessel.get(nummer, (self._rueck.tabelle, ""))
            if not tabelle and not self._rueck.zeilen:
                tabelle = self._rueck.tabelle  # The line that says "Keine Maßnahmen" can be typed over.
            if tabelle != self._rueck.tabelle:
                continue
            if not zeile_id and not self._ist_neue(nummer):
                notizen.extend(self._notiz(nummer))
                continue
            zellen = {
                name: _fundzelle(self._roh, nummer, spalte, self._deckung)
                for name, spalte in self._spalten.items()
            }
            fund.zeilen.append(Fundzeile(self._roh.name, nummer, zeile_id or None, zellen))
        fund.notizen = tuple(notizen)
        return fund

    def _volle(self, nummer: int, spalten: Iterable[int]) -> list[Rohzelle]:
        """The cells of a row that hold something of their own."""
        orte = (s for s in spalten if (nummer, s) not in self._deckung)
        return [z for s in orte if (z := self._roh.zelle(nummer, s)).art is not Zellart.LEER]

    def _ist_neue(self, nummer: int) -> bool:
        """A row without a key that holds an input and something beside it, and is no sum."""
        felder = self._volle(nummer, self._spalten.values())
        alle = self._volle(nummer, range(len(self._roh.zeilen[nummer])))
        if not felder or len(alle) < _MINDESTENS or any(_SUMMENWORT.fullmatch(z.text) for z in alle[:2]):
            return False
        return not all(_rechnet(z) or _SUMMENWORT.fullmatch(z.text) for z in alle[1:])

    def _notiz(self, nummer: int) -> Iterator[tuple[str, str]]:
        """What stands alone in a row that was never one of the plan."""
        if nummer in self._schluessel:
            return
        texte = [z.text for z in self._volle(nummer, self._spalten.values()) if not _rechnet(z)]
        if texte and not _SUMMENWORT.fullmatch(texte[0]):
            yield self._roh.ort(nummer, min(self._spalten.values())), " ".join(texte[0].split())[:60]


def _rechnet(zelle: Rohzelle) -> bool:
    """True for a formula that draws on other cells: a sum, not somebody's sum in their head."""
    return zelle.formel is not None and "#" in gerippe(zelle.formel)


def _norm(text: str) -> str:
    return "".join(text.split()).casefold()


def _deckung(roh: Rohblatt) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell that a merged one covers: the first cell, which holds the text."""
    return {
        (zeile, spalte): (v.erste_zeile, v.erste_spalte)
        for v in roh.verbunden
        if v.letzte_zeile - v.erste_zeile < len(roh.zeilen)
        for zeile in range(v.erste_zeile, min(v.letzte_zeile, len(roh.zeilen) - 1) + 1)
        for spalte in range(v.erste_spalte, min(v.letzte_spalte, v.erste_spalte + 63) + 1)
        if (zeile, spalte) != (v.erste_zeile, v.erste_spalte)
    }


def _fundzelle(
    roh: Rohblatt, zeile: int, spalte: int, deckung: Mapping[tuple[int, int], tuple[int, int]]
) -> Fundzelle:
    z, s = deckung.get((zeile, spalte), (zeile, spalte))
    zelle: Rohzelle = roh.zelle(z, s)
    ort, gedeckt = roh.ort(zeile, spalte), z < zeile
    try:
        return Fundzelle(zellentext(zelle), ort, zelle.formel, gedeckt=gedeckt)
    except EingabeFehler as fehler:
        return Fundzelle("", ort, zelle.formel, str(fehler), gedeckt)
