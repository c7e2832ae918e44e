"""Finds the rows of our own workbook again, wherever they were moved, sorted or copied to."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.services.einfuhr.rohdaten import Rohzelle, Zellart
from app.services.einfuhr.zellwert import zellentext
from app.services.eingabe import EingabeFehler
from app.services.excel.rueckweg import KENNUNG, OHNE_SCHLUESSEL, VERSION, Rueckblatt, Rueckzeile, gerippe
from app.services.fehler import Anwendungsfehler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.services.einfuhr.rohdaten import Rohblatt, Rohmappe

_SCHLUESSEL = re.compile(r"(?P<tabelle>[a-z_]+):(?P<id>[0-9a-f]{32})")
_MINDESTENS = 2
"""So many cells a row must hold to be one that somebody added."""
_SUMMENWORT = re.compile(r"(?i)\s*(zwischen|gesamt)?summe\b.*|\s*gesamt\b.*|\s*nicht einzeln ausgewiesen.*")


@dataclass(frozen=True, slots=True)
class Rueckweg:
    """What the workbook says of itself: its plan, its sheets as they were written, their formulas."""

    plan_id: str
    name: str
    haushaltsjahr: int
    blaetter: tuple[Rueckblatt, ...]
    formeln: Mapping[str, Counter[str]]
    """How often each formula stood on a sheet, cells left out."""


@dataclass(frozen=True, slots=True)
class Fundzelle:
    """A cell of a field: its text, or why it has none."""

    text: str
    ort: str
    formel: str | None = None
    fehler: str = ""


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


def lies_rueckweg(mappe: Rohmappe) -> Rueckweg | None:
    """What the hidden sheet says; None where the workbook is not our own.

    Raises:
        Anwendungsfehler: it is our own, but of a later version, or the hidden sheet is damaged.
    """
    for blatt in mappe.blaetter:
        kopf = _json(blatt.zelle(0, 0).text)
        if kopf is not None and kopf.get("kennung") == KENNUNG:
            return _rueckweg(mappe, blatt, kopf)
    return None


def _json(text: str) -> dict[str, Any] | None:
    try:
        wert = json.loads(text) if text.startswith("{") else None
    except ValueError:
        return None
    return wert if isinstance(wert, dict) else None


def _rueckweg(mappe: Rohmappe, blatt: Rohblatt, kopf: dict[str, Any]) -> Rueckweg:
    if kopf.get("version") != VERSION:
        raise Anwendungsfehler(
            f"„{mappe.name}“ stammt aus einer anderen Version des Programms; sie lässt sich nicht einlesen.",
            "Am Plan wurde nichts geändert.",
            "Exportieren Sie den Plan neu und übertragen Sie die Änderungen.",
        )
    blaetter: list[Rueckblatt] = []
    formeln: dict[str, Counter[str]] = {}
    try:
        for zeile in blatt.zeilen[1:]:
            angabe = _json(zeile[0].text if zeile else "") or {}
            if "formeln" in angabe:
                formeln[angabe["formeln"]] = Counter(angabe["gerippe"])
            elif "blatt" in angabe:
                blaetter.append(
                    Rueckblatt(
                        angabe["blatt"], angabe["tabelle"], angabe["felder"], [], angabe.get("zusatz", {})
                    )
                )
            elif "id" in angabe:
                blaetter[-1].zeilen.append(
                    Rueckzeile(angabe["id"], angabe["texte"], frozenset(angabe.get("verdeckt", ())))
                )
        return Rueckweg(kopf["plan"], kopf["name"], int(kopf["haushaltsjahr"]), tuple(blaetter), formeln)
    except (KeyError, IndexError, TypeError, ValueError) as fehlschlag:
        raise Anwendungsfehler(
            f"Die verborgenen Angaben in „{mappe.name}“ sind beschädigt.",
            "Am Plan wurde nichts geändert.",
            "Exportieren Sie den Plan neu und übertragen Sie die Änderungen.",
        ) from fehlschlag


def finde_blaetter(mappe: Rohmappe, rueckweg: Rueckweg) -> list[Fundblatt]:
    """The tables with rows of the plan, in the order of the workbook; on renamed sheets too.

    A sheet can hold several tables one below the other; each is known by the keys of its rows.
    """
    heimat = {(rueck.tabelle, zeile.zeile_id): rueck for rueck in rueckweg.blaetter for zeile in rueck.zeilen}
    funde: list[Fundblatt] = []
    for roh in mappe.blaetter:
        schluessel = dict(_schluesselzellen(roh))
        eigene = [_Ausschnitt(roh, r, schluessel) for r in _tabellen_auf(roh, schluessel, heimat, rueckweg)]
        eigene.sort(key=lambda a: a.erste)
        for stelle, ausschnitt in enumerate(eigene):
            danach = eigene[stelle + 1].kopf_ab if stelle + 1 < len(eigene) else len(roh.zeilen)
            funde.append(ausschnitt.lies(bis=danach))
    return funde


def _tabellen_auf(
    roh: Rohblatt,
    schluessel: Mapping[int, tuple[str, str]],
    heimat: Mapping[tuple[str, str], Rueckblatt],
    rueckweg: Rueckweg,
) -> list[Rueckblatt]:
    """What stands on a sheet: by the keys of its rows; without any, by its name where it had none."""
    stimmen: dict[str, Counter[str]] = {}
    for tabelle, zeile_id in schluessel.values():
        if (rueck := heimat.get((tabelle, zeile_id))) is not None:
            stimmen.setdefault(tabelle, Counter())[rueck.blatt] += 1
    tabellen = []
    for tabelle, zaehlung in stimmen.items():
        blatt = zaehlung.most_common(1)[0][0]
        tabellen.append(next(r for r in rueckweg.blaetter if (r.blatt, r.tabelle) == (blatt, tabelle)))
    if not tabellen:
        tabellen = [r for r in rueckweg.blaetter if r.blatt == roh.name and not r.zeilen and r.felder]
    return tabellen


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
        for nummer in range(self._kopf_bis + 1, bis):
            tabelle, zeile_id = self._schluessel.get(nummer, (self._rueck.tabelle, ""))
            if tabelle != self._rueck.tabelle or (not zeile_id and not self._ist_neue(nummer)):
                continue
            zellen = {
                name: _fundzelle(self._roh, nummer, spalte, self._deckung)
                for name, spalte in self._spalten.items()
            }
            fund.zeilen.append(Fundzeile(self._roh.name, nummer, zeile_id or None, zellen))
        return fund

    def _ist_neue(self, nummer: int) -> bool:
        """A row without a key that holds something in two columns at least, and is no sum."""
        orte = [s for s in self._spalten.values() if (nummer, s) not in self._deckung]
        voll = [z for s in orte if (z := self._roh.zelle(nummer, s)).art is not Zellart.LEER]
        if len(voll) < _MINDESTENS or _SUMMENWORT.fullmatch(self._roh.zelle(nummer, 0).text):
            return False
        return not all(z.formel or _SUMMENWORT.fullmatch(z.text) for z in voll[1:])


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
    ort = roh.ort(zeile, spalte)
    try:
        return Fundzelle(zellentext(zelle), ort, zelle.formel)
    except EingabeFehler as fehler:
        return Fundzelle("", ort, zelle.formel, str(fehler))


def verlorene_formeln(mappe: Rohmappe, rueckweg: Rueckweg, funde: list[Fundblatt]) -> Iterator[str]:
    """A sentence for each sheet on which a formula was changed, or replaced by a value."""
    namen = {fund.rueck.blatt: fund.roh.name for fund in funde}
    for name, vorher in rueckweg.formeln.items():
        roh = next((b for b in mappe.blaetter if b.name == namen.get(name, name)), None)
        if roh is None:
            continue
        jetzt = Counter(gerippe(z.formel) for zeile in roh.zeilen for z in zeile if z.formel)
        fehlen = vorher - jetzt
        if fehlen:
            anzahl = sum(fehlen.values())
            wort = "eine Formel" if anzahl == 1 else f"{anzahl} Formeln"
            yield (
                f"Auf dem Blatt „{roh.name}“ wurde {wort} geändert oder durch einen Wert ersetzt. "
                "Summen rechnet das Programm selbst; was dort steht, wird nicht übernommen."
            )
