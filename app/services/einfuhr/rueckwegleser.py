"""Reads the sheet that no spreadsheet shows: what our own workbook says of itself."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.services import grundlagenfelder
from app.services.einfuhr.vorschau import ANSATZ, BUDGETPOSTEN
from app.services.eingabe import Feld
from app.services.excel.rueckweg import KENNUNG, VERSION, Rueckblatt, Rueckzeile
from app.services.fehler import Anwendungsfehler

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.einfuhr.rohdaten import Rohblatt, Rohmappe

_NICHTS = "Am Plan wurde nichts geändert."
_NEU = "Exportieren Sie den Plan neu und übertragen Sie die Änderungen."
_FELDER = {
    ANSATZ: frozenset(f.value for f in Feld),
    BUDGETPOSTEN: frozenset({"betrag"}),
    **{t.name: frozenset(f.name for f in t.felder) for t in grundlagenfelder.TABELLEN},
}


@dataclass(frozen=True, slots=True)
class Rueckweg:
    """What the workbook says of itself: its plan, its sheets as they were written, their formulas."""

    plan_id: str
    name: str
    haushaltsjahr: int
    blaetter: tuple[Rueckblatt, ...]
    formeln: Mapping[str, Counter[str]]
    """How often each formula stood on a sheet, cells left out."""
    feste: Mapping[str, int]
    """The ``zahlenabdruck`` of each sheet's figures that are no inputs."""


class _Beschaedigt(ValueError):
    """A line that was not written so."""


def lies_rueckweg(mappe: Rohmappe) -> Rueckweg | None:
    """What the hidden sheet says; None where the workbook is not our own.

    Raises:
        Anwendungsfehler: it is our own, but of another version, or the hidden sheet is damaged.
    """
    for blatt in mappe.blaetter:
        text = blatt.zelle(0, 0).text
        if text.startswith("{") and KENNUNG in text:
            return _rueckweg(mappe, blatt)
    return None


def _rueckweg(mappe: Rohmappe, blatt: Rohblatt) -> Rueckweg:
    try:
        kopf = _json(blatt.zelle(0, 0).text)
        if kopf.get("version") == VERSION:
            return _lies(blatt, kopf)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as fehlschlag:
        msg = f"Die verborgenen Angaben in „{mappe.name}“ sind beschädigt."
        raise Anwendungsfehler(msg, _NICHTS, _NEU) from fehlschlag
    raise Anwendungsfehler(
        f"„{mappe.name}“ stammt aus einer anderen Version des Programms; sie lässt sich nicht einlesen.",
        _NICHTS,
        _NEU,
    )


def _json(text: str) -> dict[str, Any]:
    wert = json.loads(text)
    if not isinstance(wert, dict):
        raise _Beschaedigt
    return wert


def _lies(blatt: Rohblatt, kopf: dict[str, Any]) -> Rueckweg:
    blaetter: list[Rueckblatt] = []
    formeln: dict[str, Counter[str]] = {}
    feste: dict[str, int] = {}
    erwartet = 0
    for nummer in range(1, len(blatt.zeilen)):
        angabe = _json(blatt.zelle(nummer, 0).text)
        if "formeln" in angabe:
            formeln.setdefault(angabe["formeln"], Counter()).update(angabe["gerippe"])
        elif "feste" in angabe:
            feste[angabe["feste"]] = angabe["abdruck"]
        elif "blatt" in angabe:
            erwartet += angabe["zeilen"]
            blaetter.append(_blatt(angabe))
        else:
            blaetter[-1].zeilen.append(_zeile(angabe, blaetter[-1]))
    if erwartet != sum(len(b.zeilen) for b in blaetter) or kopf["blaetter"] != len(blaetter):
        raise _Beschaedigt
    plan, name, jahr = _wort(kopf["plan"]), _wort(kopf["name"]), int(kopf["haushaltsjahr"])
    return Rueckweg(plan, name, jahr, tuple(blaetter), formeln, feste)


def _blatt(angabe: dict[str, Any]) -> Rueckblatt:
    felder = _worte(angabe["felder"])
    if not felder.keys() <= _FELDER[angabe["tabelle"]]:
        raise _Beschaedigt
    return Rueckblatt(_wort(angabe["blatt"]), angabe["tabelle"], felder, [], _worte(angabe["zusatz"]))


def _zeile(angabe: dict[str, Any], blatt: Rueckblatt) -> Rueckzeile:
    texte = _worte(angabe["texte"])
    if not texte.keys() <= blatt.felder.keys():
        raise _Beschaedigt
    return Rueckzeile(_wort(angabe["id"]), texte, frozenset(angabe["verdeckt"]))


def _wort(wert: object) -> str:
    if not isinstance(wert, str):
        raise _Beschaedigt
    return wert


def _worte(wert: dict[str, Any]) -> dict[str, str]:
    return {_wort(name): _wort(text) for name, text in wert.items()}
