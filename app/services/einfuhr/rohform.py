"""A ``Rohmappe`` as plain JSON data and back: what the reading process hands to the program, never pickled.

Cells that are alike are written once; rows are lists of their numbers. 0 is the empty cell.
"""

from __future__ import annotations

from typing import Any

from app.services.einfuhr.rohdaten import LEER, Rohblatt, Rohmappe, Rohzelle, Verbund, Zellart


def als_daten(mappe: Rohmappe) -> dict[str, Any]:
    """A workbook as lists, texts and numbers."""
    nummern = {id(LEER): 0}
    zellen: list[list[str | None]] = []

    def nummer(zelle: Rohzelle) -> int:
        if (bekannt := nummern.get(id(zelle))) is not None:
            return bekannt
        zellen.append([zelle.art.value, zelle.text, zelle.formel])
        return nummern.setdefault(id(zelle), len(zellen))

    blaetter = [
        {
            "name": blatt.name,
            "zeilen": [[nummer(zelle) for zelle in zeile] for zeile in blatt.zeilen],
            "verbunden": [
                [v.erste_zeile, v.erste_spalte, v.letzte_zeile, v.letzte_spalte] for v in blatt.verbunden
            ],
            "versteckt": blatt.versteckt,
        }
        for blatt in mappe.blaetter
    ]
    return {
        "name": mappe.name,
        "zellen": zellen,
        "blaetter": blaetter,
        "geaendert_von": mappe.geaendert_von,
        "geaendert_am": mappe.geaendert_am,
        "hinweise": list(mappe.hinweise),
    }


def aus_daten(daten: dict[str, Any]) -> Rohmappe:
    """The workbook that ``als_daten`` took apart.

    Raises:
        KeyError, IndexError, TypeError, ValueError: the data is something else.
    """
    vorrat = [LEER, *(_zelle(*teile) for teile in daten["zellen"])]
    return Rohmappe(
        name=_text(daten["name"]),
        blaetter=tuple(_blatt(blatt, vorrat) for blatt in daten["blaetter"]),
        geaendert_von=_text_oder_nichts(daten["geaendert_von"]),
        geaendert_am=_text_oder_nichts(daten["geaendert_am"]),
        hinweise=tuple(_text(hinweis) for hinweis in daten["hinweise"]),
    )


def _blatt(daten: dict[str, Any], vorrat: list[Rohzelle]) -> Rohblatt:
    return Rohblatt(
        name=_text(daten["name"]),
        zeilen=tuple(tuple(map(vorrat.__getitem__, zeile)) for zeile in daten["zeilen"]),
        verbunden=tuple(Verbund(*map(int, ecken)) for ecken in daten["verbunden"]),
        versteckt=bool(daten["versteckt"]),
    )


def _zelle(art: str, text: str, formel: str | None) -> Rohzelle:
    return Rohzelle(Zellart(art), _text(text), _text_oder_nichts(formel))


def _text(wert: object) -> str:
    if not isinstance(wert, str):
        raise TypeError
    return wert


def _text_oder_nichts(wert: object) -> str | None:
    return None if wert is None else _text(wert)
