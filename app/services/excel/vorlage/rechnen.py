"""Values of formulas that the new figures change: simple ones are calculated, others lose their old value.

A spreadsheet calculates everything when it opens the file; a preview does not, and shows what stands there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING

from app.services.excel.vorlage.bezuege import Rechteck, marken, rechteck

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from openpyxl.formula.tokenizer import Token

    from app.services.excel.vorlage.knoten import Knoten
    from app.services.excel.vorlage.mappe import Blatt, Mappe

_UNGEWISS = frozenset(("INDIRECT", "OFFSET", "ROW", "ROWS", "CELL", "COLUMN", "SHEET"))
"""What these give depends on more than the cells that they name."""
_HOECHSTENS_RUNDEN = 200
_SAMMELNDE: Mapping[str, Callable[[list[Decimal]], Decimal]] = {
    "SUM(": lambda zahlen: sum(zahlen, Decimal(0)),
    "MIN(": lambda zahlen: min(zahlen, default=Decimal(0)),
    "MAX(": lambda zahlen: max(zahlen, default=Decimal(0)),
    "COUNT(": lambda zahlen: Decimal(len(zahlen)),
    "AVERAGE(": lambda zahlen: sum(zahlen, Decimal(0)) / len(zahlen),
}

Inhalt = Decimal | str | None
"""A figure, words, or an empty cell."""


class Unklar(Exception):
    """A value that this program does not know."""


@dataclass(slots=True)
class Formel:
    """A formula of the result and the cells that it needs; None where these are not known."""

    blatt: Blatt
    zeile: int
    spalte: int
    zelle: Knoten
    text: str
    bedarf: tuple[Rechteck, ...] | None


class Tabellen:
    """The cells of the result by sheet."""

    def __init__(self, mappe: Mappe) -> None:
        """All sheets, as they are now."""
        self.mappe = mappe
        self.zellen = {b.name.casefold(): {(z, s): c for z, s, c in b.zellen()} for b in mappe.blaetter}
        self.gefuellt = {b.name.casefold(): set(b.gefuellt) for b in mappe.blaetter}
        self.offen: set[tuple[str, int, int]] = set()
        """Formulas whose value is not known (yet)."""

    @cached_property
    def namen(self) -> Mapping[str, str]:
        """Defined names of the whole workbook, in small letters."""
        return {
            n.attribute.get("name", "").casefold(): n.text
            for n in self.mappe.namen()
            if "localSheetId" not in n.attribute
        }

    def bezug(self, text: str, blatt: str) -> Rechteck | None:
        """The cells that a reference or a name stands for."""
        return rechteck(text, blatt) or rechteck(self.namen.get(text.casefold(), ""), blatt)

    def wert(self, blatt: str, zeile: int, spalte: int) -> Inhalt:
        """What a cell holds.

        Raises:
            Unklar: a formula whose value is not known, or an error.
        """
        if (blatt, zeile, spalte) in self.offen or blatt not in self.zellen:
            raise Unklar
        zelle = self.zellen[blatt].get((zeile, spalte))
        if zelle is None:
            return None
        wert, art = zelle.kind("v"), zelle.attribute.get("t", "n")
        if art == "inlineStr":
            return "".join(t.text for t in zelle.alle("t"))
        if wert is None:
            if zelle.kind("f") is not None:
                raise Unklar
            return None
        return self._gelesen(wert.text, art)

    def _gelesen(self, text: str, art: str) -> Inhalt:
        try:
            if art == "s":
                return "".join(t.text for t in self.mappe.texte[int(text)].alle("t"))
            if art == "n":
                return Decimal(text.strip())
        except (InvalidOperation, ValueError, IndexError) as grund:
            raise Unklar from grund
        if art == "str":
            return text
        raise Unklar

    def werte(self, bereich: Rechteck) -> Iterator[Inhalt]:
        """What the cells of a range hold, empty ones left out.

        Raises:
            Unklar: as ``wert``.
        """
        for zeile, spalte in self._im(bereich):
            inhalt = self.wert(bereich.blatt, zeile, spalte)
            if inhalt is not None:
                yield inhalt

    def _im(self, b: Rechteck) -> Iterator[tuple[int, int]]:
        zellen = self.zellen.get(b.blatt, {})
        if (b.unten - b.oben + 1) * (b.rechts - b.links + 1) <= len(zellen):
            for zeile in range(b.oben, b.unten + 1):
                for spalte in range(b.links, b.rechts + 1):
                    if (zeile, spalte) in zellen:
                        yield zeile, spalte
        else:
            yield from ((z, s) for z, s in zellen if b.oben <= z <= b.unten and b.links <= s <= b.rechts)

    def neu(self, bereich: Rechteck) -> bool:
        """Whether a range holds a cell that changed."""
        zellen = self.gefuellt.get(bereich.blatt, set())
        if bereich.oben == bereich.unten and bereich.links == bereich.rechts:
            return (bereich.oben, bereich.links) in zellen
        return any(
            bereich.oben <= z <= bereich.unten and bereich.links <= s <= bereich.rechts for z, s in zellen
        )


def rechne_nach(mappe: Mappe, tabellen: Tabellen) -> bool:
    """Give every formula that depends on changed cells its value, or none.

    Returns:
        Whether a spreadsheet has to calculate anew: a formula depends on them, or stands elsewhere now.
    """
    formeln = list(_formeln(mappe, tabellen))
    verschoben = any(blatt.verschiebung.zuwachs for blatt in mappe.blaetter)
    betroffen = _betroffene(formeln, tabellen)
    neu = bool(betroffen) or (verschoben and bool(formeln))
    tabellen.offen = {(f.blatt.name.casefold(), f.zeile, f.spalte) for f in betroffen}
    for formel in betroffen:
        formel.blatt.geaendert = True
        formel.zelle.attribute.pop("t", None)
        formel.zelle.kinder = [k for k in formel.zelle.kinder if getattr(k, "lokal", "") != "v"]
    for _ in range(_HOECHSTENS_RUNDEN):
        uebrig = [formel for formel in betroffen if not _rechne(formel, tabellen)]
        if len(uebrig) == len(betroffen):
            break
        betroffen = uebrig
    return neu


def _formeln(mappe: Mappe, tabellen: Tabellen) -> Iterator[Formel]:
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 - only on use

    for blatt in mappe.blaetter:
        geteilt: dict[str, tuple[str, str]] = {}
        for zeile, spalte, zelle in blatt.zellen():
            formel = zelle.kind("f")
            if formel is None:
                continue
            text, adresse = formel.text, zelle.attribute["r"]
            if formel.attribute.get("t") == "shared":
                schluessel = formel.attribute.get("si", "")
                if text:
                    geteilt[schluessel] = (text, adresse)
                elif schluessel in geteilt:
                    vorbild, von = geteilt[schluessel]
                    text = str(Translator(f"={vorbild}", origin=von).translate_formula(adresse))[1:]
            yield Formel(blatt, zeile, spalte, zelle, text, _bedarf(text, blatt.name, tabellen))


def _bedarf(text: str, blatt: str, tabellen: Tabellen) -> tuple[Rechteck, ...] | None:
    bereiche = []
    for marke in marken(text) or ():
        if marke.type == marke.FUNC and marke.subtype == marke.OPEN:
            if str(marke.value)[:-1].upper() in _UNGEWISS or ":" in marke.value:
                return None
        elif marke.type == marke.OPERAND and marke.subtype == marke.RANGE:
            bereich = tabellen.bezug(str(marke.value), blatt)
            if bereich is None:
                return None
            bereiche.append(bereich)
    return tuple(bereiche) if marken(text) is not None else None


def _betroffene(formeln: list[Formel], tabellen: Tabellen) -> list[Formel]:
    """The formulas that changed cells lead to, directly or by way of others."""
    if not any(tabellen.gefuellt.values()):
        return []
    betroffen: list[Formel] = []
    while True:
        neue, uebrig = [], []
        for formel in formeln:
            trifft = formel.bedarf is None or any(map(tabellen.neu, formel.bedarf))
            ort = (formel.zeile, formel.spalte)
            if trifft or ort in tabellen.gefuellt[formel.blatt.name.casefold()]:
                tabellen.gefuellt[formel.blatt.name.casefold()].add(ort)
                neue.append(formel)
            else:
                uebrig.append(formel)
        betroffen += neue
        if not neue:
            return betroffen
        formeln = uebrig


def _rechne(formel: Formel, tabellen: Tabellen) -> bool:
    """Calculate one formula; False where that is not possible (yet)."""
    teile = marken(formel.text)
    if formel.bedarf is None or teile is None or formel.zelle.kind("f") is None:
        return False
    try:
        ergebnis = _Rechnung(teile, formel.blatt.name, tabellen).ergebnis()
        text = ergebnis if isinstance(ergebnis, str) else _zahl(ergebnis)
    except (Unklar, ArithmeticError):
        return False
    tabellen.offen.discard((formel.blatt.name.casefold(), formel.zeile, formel.spalte))
    if isinstance(ergebnis, str):
        formel.zelle.attribute["t"] = "str"
    stelle = next(i for i, k in enumerate(formel.zelle.kinder) if getattr(k, "lokal", "") == "f")
    formel.zelle.kinder.insert(stelle + 1, formel.zelle.neu("v", text=text))
    return True


def _zahl(wert: Decimal | None) -> str:
    zahl = float(wert or 0)
    if not math.isfinite(zahl):
        raise Unklar
    return repr(zahl).removesuffix(".0")


class _Rechnung:
    """Reads a formula of references, numbers, ``+ - * /``, parentheses, ROUND and some that take ranges."""

    def __init__(self, teile: Sequence[Token], blatt: str, tabellen: Tabellen) -> None:
        self._teile = [t for t in teile if t.type != t.WSPACE]
        self._blatt, self._tabellen = blatt, tabellen
        self._stelle = 0

    def ergebnis(self) -> Inhalt:
        if len(self._teile) == 1 and self._teile[0].type == self._teile[0].OPERAND:
            return self._operand(self._nimm())
        wert = self._summe()
        if self._stelle != len(self._teile):
            raise Unklar
        return wert

    def _nimm(self) -> Token:
        if self._stelle >= len(self._teile):
            raise Unklar
        self._stelle += 1
        return self._teile[self._stelle - 1]

    def _folgt(self, *zeichen: str) -> bool:
        return self._stelle < len(self._teile) and self._teile[self._stelle].value in zeichen

    def _summe(self) -> Decimal:
        wert = self._produkt()
        while self._folgt("+", "-"):
            wert = wert + self._produkt() if self._nimm().value == "+" else wert - self._produkt()
        return wert

    def _produkt(self) -> Decimal:
        wert = self._faktor()
        while self._folgt("*", "/"):
            wert = wert * self._faktor() if self._nimm().value == "*" else wert / self._faktor()
        return wert

    def _faktor(self) -> Decimal:
        marke = self._nimm()
        if marke.type == marke.OP_PRE:
            return self._faktor() if marke.value == "+" else -self._faktor()
        if marke.type == marke.PAREN and marke.subtype == marke.OPEN:
            wert = self._summe()
            self._schliesse()
            return wert
        if marke.type == marke.FUNC and marke.subtype == marke.OPEN:
            return self._funktion(str(marke.value).upper())
        inhalt = self._operand(marke)
        if isinstance(inhalt, str):
            raise Unklar
        return inhalt or Decimal(0)

    def _schliesse(self) -> None:
        if self._nimm().value != ")":
            raise Unklar

    def _funktion(self, name: str) -> Decimal:
        if name in _SAMMELNDE:
            zahlen = self._argument()
            while self._folgt(","):
                self._nimm()
                zahlen += self._argument()
            wert = _SAMMELNDE[name](zahlen)
        elif name == "ROUND(":
            wert = self._summe()
            if not self._folgt(","):
                raise Unklar
            self._nimm()
            wert = wert.quantize(Decimal(1).scaleb(-int(self._summe())), "ROUND_HALF_UP")
        else:
            raise Unklar
        self._schliesse()
        return wert

    def _argument(self) -> list[Decimal]:
        """The figures of a range, or of an expression."""
        marke = self._teile[self._stelle] if self._stelle < len(self._teile) else None
        danach = self._teile[self._stelle + 1] if self._stelle + 1 < len(self._teile) else None
        if marke is not None and marke.type == marke.OPERAND and marke.subtype == marke.RANGE:
            bereich = self._tabellen.bezug(str(marke.value), self._blatt)
            if bereich is not None and danach is not None and danach.value in {",", ")"}:
                self._nimm()
                return [w for w in self._tabellen.werte(bereich) if isinstance(w, Decimal)]
        return [self._summe()]

    def _operand(self, marke: Token) -> Inhalt:
        if marke.type != marke.OPERAND:
            raise Unklar
        if marke.subtype == marke.NUMBER:
            return Decimal(str(marke.value))
        if marke.subtype != marke.RANGE:
            raise Unklar
        bereich = self._tabellen.bezug(str(marke.value), self._blatt)
        if bereich is None or (bereich.oben, bereich.links) != (bereich.unten, bereich.rechts):
            raise Unklar
        return self._tabellen.wert(bereich.blatt, bereich.oben, bereich.links)
