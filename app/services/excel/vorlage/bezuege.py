"""Rows that a sheet gains, and what becomes of every reference to cells below them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from app.services.excel.bezug import spaltenname

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from openpyxl.formula.tokenizer import Token

LETZTE_ZEILE, LETZTE_SPALTE = 1_048_576, 16_384
_BLATT = r"(?:(?P<blatt>'(?:[^']|'')+'|[^'!:,()\s]+)!)?"
_BEREICH = re.compile(
    _BLATT + r"(?P<s1>\$?[A-Za-z]{1,3})(?P<z1>\$?\d+)(?::(?P<s2>\$?[A-Za-z]{1,3})(?P<z2>\$?\d+))?(?P<rest>#?)"
)
_ZEILEN = re.compile(_BLATT + r"(?P<z1>\$?\d+):(?P<z2>\$?\d+)")
_SPALTEN = re.compile(_BLATT + r"(?P<s1>\$?[A-Za-z]{1,3}):(?P<s2>\$?[A-Za-z]{1,3})")
_ZELLE = re.compile(r"(?P<s>\$?[A-Za-z]{1,3})(?P<z>\$?\d+)")
_SAMMELND = frozenset(
    (
        *("SUM", "COUNT", "COUNTA", "AVERAGE", "MIN", "MAX", "PRODUCT", "MEDIAN", "SUBTOTAL", "AGGREGATE"),
        *("SUMSQ", "STDEV", "STDEV.S", "VAR", "VAR.S"),
    )
)
"""Functions that mean the whole column where they are given the one cell of a repeated row."""


def spaltennummer(name: str) -> int:
    """A column's number, from 1: ``AA`` is 27."""
    nummer = 0
    for zeichen in name.replace("$", "").upper():
        nummer = nummer * 26 + ord(zeichen) - ord("A") + 1
    return nummer


def zerlege(adresse: str) -> tuple[int, int]:
    """Row and column, from 1, of a cell's address: ``C5``.

    Raises:
        ValueError: it is none.
    """
    treffer = _ZELLE.fullmatch(adresse)
    if treffer is None:
        raise ValueError(adresse)
    return int(treffer["z"].lstrip("$")), spaltennummer(treffer["s"])


@dataclass(frozen=True)
class Verschiebung:
    """By repeated row (number in the template, from 1): how many rows it becomes, at least one."""

    kopien: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def _zeilen(self) -> list[int]:
        return sorted(self.kopien)

    @cached_property
    def _mehr(self) -> list[int]:
        return [0, *accumulate(self.kopien[zeile] - 1 for zeile in self._zeilen)]

    @property
    def zuwachs(self) -> int:
        """So many rows more."""
        return self._mehr[-1]

    def erste(self, zeile: int) -> int:
        """Where a row goes: a repeated one with its first copy; no further than the sheet."""
        return min(zeile + self._mehr[bisect_left(self._zeilen, zeile)], LETZTE_ZEILE)

    def letzte(self, zeile: int) -> int:
        """Where a row goes: a repeated one with its last copy."""
        return min(self.erste(zeile) + self.kopien.get(zeile, 1) - 1, LETZTE_ZEILE)

    def vorlage(self, neu: int) -> int:
        """The row of the template that a row of the result comes from."""
        mehr = 0
        for zeile in self._zeilen:
            if neu < zeile + mehr:
                break
            if neu < zeile + mehr + self.kopien[zeile]:
                return zeile
            mehr += self.kopien[zeile] - 1
        return neu - mehr

    def bereich(self, bereich: str, *, aufspannen: bool = True) -> str:
        """Cells of this sheet (``A5:D5``) after the rows were added.

        Args:
            bereich: one address or two.
            aufspannen: a single cell of a repeated row becomes the cells of all copies.
        """
        von, _, bis = bereich.partition(":")
        anfang = _ZELLE.fullmatch(von)
        if anfang is None:
            return bereich
        ende = _ZELLE.fullmatch(bis) or (anfang if aufspannen else None)
        links = anfang["s"] + _zeile(anfang["z"], self.erste)
        rechts = ende["s"] + _zeile(ende["z"], self.letzte) if ende else links
        return links if links == rechts else f"{links}:{rechts}"

    def bereiche(self, liste: str) -> str:
        """A list of ranges, set off by spaces."""
        return " ".join(map(self.bereich, liste.split()))


def _zeile(zeile: str, ort: Callable[[int], int]) -> str:
    return ("$" if zeile.startswith("$") else "") + str(ort(int(zeile.lstrip("$"))))


KEINE = Verschiebung()


@dataclass(frozen=True, slots=True)
class Heimat:
    """Where a formula stands: its sheet and row in the template, and in which copy of the row (from 0)."""

    blatt: str
    zeile: int | None = None
    kopie: int = 0


@dataclass(frozen=True, slots=True)
class Rechteck:
    """Cells that a formula refers to; rows and columns from 1, both ends included."""

    blatt: str
    oben: int
    links: int
    unten: int
    rechts: int

    def in_zeile(self, zeile: int) -> str:
        """The same columns of one row, as an address."""
        links, rechts = (f"{spaltenname(s - 1)}{zeile}" for s in (self.links, self.rechts))
        return links if links == rechts else f"{links}:{rechts}"


@lru_cache(maxsize=20_000)
def marken(formel: str) -> tuple[Token, ...] | None:
    """The parts of a formula (without ``=``); None where it cannot be read."""
    from openpyxl.formula.tokenizer import Tokenizer, TokenizerError  # noqa: PLC0415 - only on use

    try:
        return tuple(Tokenizer(f"={formel}").items)
    except (TokenizerError, IndexError):
        return None


def blattname(geschrieben: str | None, eigenes: str) -> str:
    """The sheet that a reference names, as names are compared."""
    if geschrieben is None:
        return eigenes.casefold()
    name = geschrieben[1:-1].replace("''", "'") if geschrieben.startswith("'") else geschrieben
    return name.casefold()


def rechteck(bezug: str, eigenes: str) -> Rechteck | None:
    """The cells that a reference names; None for anything else, such as a name."""
    if treffer := _BEREICH.fullmatch(bezug):
        if treffer["rest"]:
            return None
        z1, s1 = int(treffer["z1"].lstrip("$")), spaltennummer(treffer["s1"])
        z2 = int((treffer["z2"] or treffer["z1"]).lstrip("$"))
        s2 = spaltennummer(treffer["s2"] or treffer["s1"])
    elif treffer := _ZEILEN.fullmatch(bezug):
        z1, z2 = (int(treffer[z].lstrip("$")) for z in ("z1", "z2"))
        s1, s2 = 1, LETZTE_SPALTE
    elif treffer := _SPALTEN.fullmatch(bezug):
        s1, s2 = (spaltennummer(treffer[s]) for s in ("s1", "s2"))
        z1, z2 = 1, LETZTE_ZEILE
    else:
        return None
    blatt = blattname(treffer["blatt"], eigenes)
    return Rechteck(blatt, min(z1, z2), min(s1, s2), max(z1, z2), max(s1, s2))


def versetze(
    formel: str, heimat: Heimat, verschiebungen: Mapping[str, Verschiebung], *, aufspannen: bool = False
) -> str:
    """A formula after sheets gained rows.

    Args:
        formel: the formula without ``=``.
        heimat: where it stands in the template, and in which copy.
        verschiebungen: by sheet (as ``blattname`` compares them), those that gained rows.
        aufspannen: a single fixed cell of a repeated row means the cells of all its copies.
    """
    teile = marken(formel)
    if teile is None:
        return formel
    versetzer = _Versetzer(heimat, verschiebungen)
    ergebnis = []
    for i, (marke, offene) in enumerate(_mit_funktion(teile)):
        text = str(marke.value)
        if marke.type == marke.OPERAND and marke.subtype == marke.RANGE:
            allein = offene in _SAMMELND and _allein(teile, i)
            text = versetzer.bezug(text, aufspannen=aufspannen or allein)
        elif marke.type == marke.FUNC and marke.subtype == marke.OPEN and ":" in text:
            von, _, funktion = text.rpartition(":")  # A1:INDEX(…)
            text = f"{versetzer.bezug(von)}:{funktion}"
        ergebnis.append(text)
    return "".join(ergebnis)


def _mit_funktion(teile: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Each part with the name of the innermost function that it stands in."""
    offen: list[str] = []
    for marke in teile:
        yield marke, offen[-1] if offen else ""
        if marke.type in {marke.FUNC, marke.PAREN, marke.ARRAY}:
            if marke.subtype == marke.OPEN:
                offen.append(str(marke.value)[:-1].upper() if marke.type == marke.FUNC else "")
            elif offen:
                offen.pop()


def _allein(teile: Sequence[Token], i: int) -> bool:
    """Whether a reference is a whole argument of a function."""
    davor = next((t for t in reversed(teile[:i]) if t.type != t.WSPACE), None)
    danach = next((t for t in teile[i + 1 :] if t.type != t.WSPACE), None)
    return all(t is not None and t.type in {t.FUNC, t.SEP} for t in (davor, danach))


@dataclass(frozen=True, slots=True)
class _Versetzer:
    heimat: Heimat
    verschiebungen: Mapping[str, Verschiebung]

    def bezug(self, bezug: str, *, aufspannen: bool = False) -> str:
        treffer = _BEREICH.fullmatch(bezug) or _ZEILEN.fullmatch(bezug)
        if treffer is None:
            return bezug
        blatt = blattname(treffer["blatt"], self.heimat.blatt)
        gruppen = treffer.groupdict()
        von, bis = treffer["z1"], treffer["z2"]
        if bis is None and aufspannen and not self._mitlaufend(von):
            bis, gruppen["s2"] = von, gruppen["s1"]
        oben = self._zeile(von, blatt, ende=False)
        # An end that is fixed closes the range behind the last copy, a running one goes along.
        unten = self._zeile(bis, blatt, ende=True) if bis else None
        links = f"{treffer['blatt']}!" if treffer["blatt"] else ""
        links += (gruppen.get("s1") or "") + oben
        rechts = (gruppen.get("s2") or "") + unten if unten else ""
        if treffer["z2"] is None and (gruppen.get("s1") or "") + oben == rechts:
            rechts = ""
        return links + (f":{rechts}" if rechts else "") + (gruppen.get("rest") or "")

    def _mitlaufend(self, zeile: str) -> bool:
        """Whether a row goes along from copy to copy: relative, in a formula of a repeated row."""
        eigene = self.verschiebungen.get(self.heimat.blatt.casefold(), KEINE)
        return self.heimat.zeile in eigene.kopien and not zeile.startswith("$")

    def _zeile(self, zeile: str, blatt: str, *, ende: bool) -> str:
        verschiebung = self.verschiebungen.get(blatt, KEINE)
        nummer = int(zeile.lstrip("$"))
        if self._mitlaufend(zeile):
            # Below the repeated row nothing runs along: a sum stays where the rows push it.
            darunter = blatt == self.heimat.blatt.casefold() and nummer > (self.heimat.zeile or 0)
            return str(verschiebung.erste(nummer) + (0 if darunter else self.heimat.kopie))
        return _zeile(zeile, verschiebung.letzte if ende else verschiebung.erste)
