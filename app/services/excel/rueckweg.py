"""What lets a workbook find back into the plan: keys beside the rows, and what stood in each input cell.

Rows carry their key in a hidden column, so that they are known again wherever they are moved, sorted or
copied to. A sheet that no spreadsheet offers to show holds the plan's key and the text of every input at the
time of the export: what somebody changed since then is told apart from what changed in the plan meanwhile.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.services.excel.formate import Stil

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from app.services.excel.bau import Bau
    from app.services.excel.flaeche import Blattflaeche

BLATTNAME = "Eingliederungsplaner"
KENNUNG = "eingliederungsplaner-rueckweg"
VERSION = 1
_ABDRUCK = 2**32
_BLATT = re.compile(r"(?:'(?:[^']|'')+'|[A-Za-z_]\w*)!")
_ZELLE = re.compile(r"\$?\b[A-Z]{1,3}\$?[0-9]+\b")
SCHLUESSELKOPF = "Schlüssel der Zeile (nicht ändern)"
OHNE_SCHLUESSEL = "(keine Zeile des Plans)"
"""Stands in the place of the key beside headings and sums: a row without either was added by somebody."""


def gerippe(formel: str) -> str:
    """A formula without the cells that it names: what stays the same when rows are added or moved."""
    return _ZELLE.sub("#", _BLATT.sub("", formel.removeprefix("="))).replace(" ", "")


def zahlenabdruck(zahlen: Iterable[Decimal]) -> int:
    """A number that is another one as soon as one of the figures is, whatever their order."""
    return sum(zlib.crc32(f"{zahl:.6f}".encode()) for zahl in zahlen) % _ABDRUCK


def schluesseltext(tabelle: str, zeile_id: str) -> str:
    """The key of a row as its hidden cell holds it: ``ansatz:0f3c…``."""
    return f"{tabelle}:{zeile_id}"


@dataclass(frozen=True, slots=True)
class Rueckzeile:
    """A row that can be read again: its key, and each input's text as the program would read it again.

    ``verdeckt`` are fields whose cell is part of a merged one that begins in a row above: it is empty.
    """

    zeile_id: str
    texte: Mapping[str, str]
    verdeckt: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rueckblatt:
    """How a sheet is read again.

    ``felder`` gives the heading of each input column by the field that it holds; ``tabelle`` is what its rows
    are (``ansatz``, ``budgetposten``, or a table of the Grundlagen).
    """

    blatt: str
    tabelle: str
    felder: Mapping[str, str]
    zeilen: list[Rueckzeile] = field(default_factory=list)
    zusatz: Mapping[str, str] = field(default_factory=dict)
    """What else a new row on this sheet belongs to: ``handlungsfeld_id``."""


def schreibe_rueckweg(
    blatt: Blattflaeche, bau: Bau, formeln: Mapping[str, Sequence[str]], feste: Mapping[str, int]
) -> None:
    """Fill the sheet behind the others: one line of JSON in each row.

    Args:
        blatt: the sheet.
        bau: the workbook.
        formeln: the formulas of each sheet.
        feste: the ``zahlenabdruck`` of each sheet's figures that are no inputs.
    """
    for zeile, angabe in enumerate(_angaben(bau, formeln, feste)):
        blatt.text(zeile, 0, json.dumps(angabe, ensure_ascii=False), Stil.HINWEIS)


def _angaben(
    bau: Bau, formeln: Mapping[str, Sequence[str]], feste: Mapping[str, int]
) -> Iterator[dict[str, object]]:
    yield {
        "kennung": KENNUNG,
        "version": VERSION,
        "plan": bau.blick.plan_id,
        "name": bau.blick.kopf.name,
        "haushaltsjahr": bau.blick.jahr,
        "blaetter": len(bau.rueckweg),
    }
    for name, eigene in formeln.items():
        for formel, anzahl in Counter(map(gerippe, eigene)).items():
            yield {"formeln": name, "gerippe": {formel: anzahl}}
    for name, abdruck in feste.items():
        yield {"feste": name, "abdruck": abdruck}
    for rueck in bau.rueckweg:
        yield {
            "blatt": rueck.blatt,
            "tabelle": rueck.tabelle,
            "felder": dict(rueck.felder),
            "zusatz": dict(rueck.zusatz),
            "zeilen": len(rueck.zeilen),
        }
        for zeile in rueck.zeilen:
            yield {"id": zeile.zeile_id, "texte": dict(zeile.texte), "verdeckt": sorted(zeile.verdeckt)}
