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
from app.services.excel.rueckweg import KENNUNG, VERSION, Rueckblatt, Rueckzeile, gerippe
from app.services.fehler import Anwendungsfehler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.services.einfuhr.rohdaten import Rohblatt, Rohmappe

_SCHLUESSEL = re.compile(r"(?P<tabelle>[a-z_]+):(?P<id>[0-9a-f]{32})")
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
    """The sheets with rows of the plan, in the order of the workbook, renamed ones too."""
    heimat = {(rueck.tabelle, zeile.zeile_id): rueck for rueck in rueckweg.blaetter for zeile in rueck.zeilen}
    funde = []
    for roh in mappe.blaetter:
        schluessel = dict(_schluesselzellen(roh))
        stimmen = Counter(h.blatt for s in schluessel.values() if (h := heimat.get(s)) is not None)
        nach_name = next((r for r in rueckweg.blaetter if r.blatt == roh.name and not stimmen), None)
        if stimmen:
            meist = stimmen.most_common(1)[0][0]
            rueck = next(r for r in rueckweg.blaetter if r.blatt == meist)
        elif nach_name is not None:
            rueck = nach_name
        else:
            continue
        fund = Fundblatt(roh, rueck)
        _lies_zeilen(fund, schluessel)
        funde.append(fund)
    return funde


def _schluesselzellen(roh: Rohblatt) -> Iterator[tuple[int, tuple[str, str]]]:
    for nummer, zeile in enumerate(roh.zeilen):
        for zelle in reversed(zeile):
            treffer = _SCHLUESSEL.fullmatch(zelle.text) if zelle.art is Zellart.TEXT else None
            if treffer:
                yield nummer, (treffer["tabelle"], treffer["id"])
                break


def _lies_zeilen(fund: Fundblatt, schluessel: Mapping[int, tuple[str, str]]) -> None:
    kopf, spalten = _kopfzeile(fund)
    fund.fehlende = tuple(wort for name, wort in fund.rueck.felder.items() if name not in spalten)
    deckung = _deckung(fund.roh)
    for nummer in range(kopf + 1, len(fund.roh.zeilen)):
        eigener = schluessel.get(nummer)
        zeile_id = eigener[1] if eigener and eigener[0] == fund.rueck.tabelle else None
        if zeile_id is None and not _ist_neue(fund, nummer, spalten, deckung):
            continue
        zellen = {name: _fundzelle(fund.roh, nummer, spalte, deckung) for name, spalte in spalten.items()}
        fund.zeilen.append(Fundzeile(fund.roh.name, nummer, zeile_id, zellen))


def _kopfzeile(fund: Fundblatt) -> tuple[int, dict[str, int]]:
    """The row with most of the headings, and the column of each field."""
    bestes: tuple[int, dict[str, int]] = (-1, {})
    gesucht = {_norm(wort): name for name, wort in fund.rueck.felder.items()}
    for nummer, zeile in enumerate(fund.roh.zeilen):
        spalten: dict[str, int] = {}
        for spalte, zelle in enumerate(zeile):
            name = gesucht.get(_norm(zelle.text)) if zelle.art is Zellart.TEXT else None
            if name is not None:
                spalten.setdefault(name, spalte)
        if len(spalten) > len(bestes[1]):
            bestes = nummer, spalten
    return bestes


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


def _ist_neue(
    fund: Fundblatt,
    nummer: int,
    spalten: Mapping[str, int],
    deckung: Mapping[tuple[int, int], tuple[int, int]],
) -> bool:
    """A row without a key that holds something in two columns at least, and is no sum."""
    eigene = [fund.roh.zelle(nummer, s) for s in spalten.values() if (nummer, s) not in deckung]
    voll = [z for z in eigene if z.art is not Zellart.LEER]
    if not voll or _SUMMENWORT.fullmatch(fund.roh.zelle(nummer, 0).text):
        return False
    if any(z.formel for z in voll) and all(z.formel or _SUMMENWORT.fullmatch(z.text) for z in voll[1:]):
        return False
    return len(voll) > 1


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
