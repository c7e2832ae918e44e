"""A plan whose every text begins like a formula, and what of it is a formula in a workbook."""

from __future__ import annotations

import re
import zipfile
from itertools import count
from typing import TYPE_CHECKING

from defusedxml import ElementTree
from sqlalchemy import String, select

from app.models.basis import Basis, Planinhalt
from app.models.stimmigkeit import _WORTE
from app.services.plaene import oeffne

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from app.services.dokument import Dokument

PROBEN = (
    "=7701+1",
    "=cmd|' /C calc'!A7702",
    "@SUM(7703)",
    "+7704",
    "-7705",
    "\t=7706+1",
    "\r=7707+1",
    '=HYPERLINK("http://7708.example","x")',
    "{=7709+1}",
)
"""Each bears a number by which it is known again, and that no cell of a workbook has."""
KOPFPROBE = "=7701 &P & Söhne &D"
"""In a header, Excel puts the page and the day in the place of such letters."""
_MARKE = re.compile(r"770[1-9]")
_BLATTNAME = re.compile(r"'(?:[^']|'')*'!")
_RAUM = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WORTSPALTEN = {(tabelle, spalte) for tabelle, spalte, _ in _WORTE}


def textspalten(klasse: type[Planinhalt]) -> list[str]:
    """The columns of a table that hold free text."""
    return [
        spalte.key
        for spalte in klasse.__table__.columns
        if isinstance(spalte.type, String)
        and not (spalte.primary_key or spalte.foreign_keys or spalte.name.endswith("_id"))
        and (klasse.__tablename__, spalte.name) not in _WORTSPALTEN
    ]


def planklassen() -> list[type[Planinhalt]]:
    """All tables that are the plan, present ones and future ones."""
    klassen = [mapper.class_ for mapper in Basis.registry.mappers]
    return [klasse for klasse in klassen if issubclass(klasse, Planinhalt)]


def vergifte(dok: Dokument, proben: Sequence[str]) -> tuple[Dokument, set[str]]:
    """Fill every text of the plan with the samples in turn; the plan opened anew, and what was filled."""
    nummer, gefuellt = count(), set()
    with dok.vorgang("probe", "Texte, die wie Formeln beginnen") as tat:
        for klasse in planklassen():
            for objekt in tat.session.scalars(select(klasse)).all():
                for spalte in textspalten(klasse):
                    setattr(objekt, spalte, proben[next(nummer) % len(proben)])
                    gefuellt.add(f"{klasse.__tablename__}.{spalte}")
        tat.session.flush()
    pfad = dok.datei.pfad
    dok.datei.schliesse()
    return oeffne(pfad), gefuellt


def giftige_formeln(mappe: Path) -> list[str]:
    """What came in as text and is a formula now, in whatever part; names of sheets in references are none."""
    return [
        f"{teil}: {formel}"
        for teil, wurzel in _teile(mappe)
        for element in wurzel.iter()
        if element.tag.rpartition("}")[2] in {"f", "definedName", "formula", "formula1", "formula2", "sqref"}
        and (formel := element.text or "")
        and _MARKE.search(_BLATTNAME.sub("", formel))
    ]


def gifttexte(mappe: Path) -> dict[tuple[str, str], str]:
    """The samples that stand in cells as text, by sheet and cell."""
    teile = dict(_teile(mappe))
    texte = ["".join(t.text or "" for t in si.iter(f"{_RAUM}t")) for si in teile["xl/sharedStrings.xml"]]
    gefunden = {}
    for teil, wurzel in teile.items():
        for zelle in wurzel.iter(f"{_RAUM}c") if teil.startswith("xl/worksheets/sheet") else ():
            text = _text(zelle, texte)
            if _beginnt(text):
                assert zelle.find(f"{_RAUM}f") is None
                gefunden[teil, zelle.get("r", "")] = text
    return gefunden


def _text(zelle: Element, texte: Sequence[str]) -> str:
    """The text of a cell; empty where it is a number or a formula's value."""
    if zelle.get("t") == "s":
        return texte[int(zelle.findtext(f"{_RAUM}v") or "")]
    if zelle.get("t") == "inlineStr":
        return "".join(t.text or "" for t in zelle.iter(f"{_RAUM}t"))
    return ""


def _beginnt(text: str) -> bool:
    return text.lstrip()[:1] in {"=", "+", "-", "@", "{"} and _MARKE.search(text) is not None


def kopfzeilen(mappe: Path) -> list[str]:
    """Headers and footers of all sheets."""
    return [
        element.text or ""
        for _, wurzel in _teile(mappe)
        for element in wurzel.iter()
        if element.tag in {f"{_RAUM}oddHeader", f"{_RAUM}oddFooter"}
    ]


def _teile(mappe: Path) -> Iterator[tuple[str, Element]]:
    with zipfile.ZipFile(mappe) as archiv:
        for name in archiv.namelist():
            if name.endswith(".xml"):
                yield name, ElementTree.fromstring(archiv.read(name))
