"""Type on paper: sizes, fonts, and how texts are broken into lines; lengths in parts of a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from app.views.druck.spalten import Spaltenmass
from app.views.druck.teile import Textart
from app.views.thema import zahlenschrift

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.views.druck.teile import Drucktabelle

EINHEIT = 20
"""Parts of a point: fine enough that a layout is the same for every printer."""
_GRADE = {
    Textart.TITEL: 120,
    Textart.UNTERTITEL: 105,
    Textart.TEXT: 90,
    Textart.NEBEN: 85,
    Textart.ANGABE: 85,
}
_FETTE = {Textart.TITEL, Textart.UNTERTITEL}
SPALTENLUFT = 9 * EINHEIT
"""Between the texts of two columns."""
EINZUG = 10 * EINHEIT
_BEQUEM = 62 * EINHEIT
"""So wide a column of text is at least, where it has that much to say."""
_LAENGSTES_WORT = 130 * EINHEIT
_STICHPROBE = 60
"""From about so many rows it is learned which columns make rows high."""
_PROBEN = 40
"""So many of a column's longest texts are measured; letters differ less than texts do."""


class Schrift:
    """One size and weight: measures and breaks texts, and remembers what it has measured."""

    def __init__(self, familie: QFont, grad: int, *, fett: bool = False) -> None:
        """``grad`` is in tenths of a point."""
        schrift = zahlenschrift(familie, fett=fett)
        # Else letters are as wide as whole pixels, and texts of small type wider than they should be.
        schrift.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        schrift.setPixelSize(grad * EINHEIT // 10)
        self.schrift = schrift
        masse = QFontMetricsF(schrift)
        self._masse = masse
        self.zeile = round(masse.height() * 1.08)
        self.grundlinie = round(masse.ascent() + masse.height() * 0.04)
        self._breiten: dict[str, int] = {}
        self._umbrueche: dict[tuple[str, int], tuple[str, ...]] = {}

    def breite(self, text: str) -> int:
        """Width of a text on one line."""
        breite = self._breiten.get(text)
        if breite is None:
            breite = self._breiten[text] = int(self._masse.horizontalAdvance(text)) + 1
        return breite

    def zeilen(self, text: str, breite: int) -> tuple[str, ...]:
        """The lines of a text in a width; words that are too long are broken as well."""
        if "\n" not in text and self.breite(text) <= breite:
            return (text,)
        zeilen = self._umbrueche.get((text, breite))
        if zeilen is None:
            zeilen = tuple(z for absatz in text.split("\n") for z in self._brich(absatz, breite))
            self._umbrueche[text, breite] = zeilen
        return zeilen

    def _brich(self, absatz: str, breite: int) -> Iterable[str]:
        if self.breite(absatz) <= breite:
            yield absatz
            return
        anordnung = QTextLayout(absatz, self.schrift)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        anordnung.setTextOption(option)
        anordnung.beginLayout()
        while (zeile := anordnung.createLine()).isValid():
            zeile.setLineWidth(breite)
            yield absatz[zeile.textStart() : zeile.textStart() + zeile.textLength()].rstrip()
        anordnung.endLayout()


class Satz:
    """All fonts of a document."""

    def __init__(self, familie: QFont) -> None:
        """In the program's own font."""
        self._familie = familie
        self._schriften: dict[tuple[int, bool], Schrift] = {}

    def schrift(self, grad: int, *, fett: bool = False) -> Schrift:
        """A font by its size in tenths of a point."""
        if (grad, fett) not in self._schriften:
            self._schriften[grad, fett] = Schrift(self._familie, grad, fett=fett)
        return self._schriften[grad, fett]

    def fuer(self, art: Textart) -> Schrift:
        """The font of a heading or a sentence."""
        return self.schrift(_GRADE[art], fett=art in _FETTE)

    def spaltenmasse(self, tabelle: Drucktabelle, grad: int) -> list[Spaltenmass]:
        """What each column needs, its heading included."""
        normal, fett = self.schrift(grad), self.schrift(grad, fett=True)
        tiefe = max((zeile.stufe for zeile in tabelle.zeilen), default=0)
        schritt = max(len(tabelle.zeilen) // _STICHPROBE, 1)
        proben = tabelle.zeilen[::schritt]
        masse = []
        for spalte in range(len(tabelle.rechts)):
            texte = {z.texte[spalte] for z in tabelle.zeilen if not z.fett}
            fette = {z.texte[spalte] for z in tabelle.zeilen if z.fett}
            kopf = {kopfwort(tabelle.kopf[spalte])} if tabelle.kopf else set()
            inhalt = ganz = max(_laengste(normal, texte), _laengste(fett, fette))
            wort = max(_laengste(normal, _worte(texte)), _laengste(fett, _worte(fette | kopf)))
            einzug = EINZUG * tiefe if spalte == tabelle.stufenspalte else 0
            # A heading goes on in the next line before it makes a column wider than what stands in it.
            ganz = max(ganz, wort, min(_laengste(fett, kopf), _BEQUEM))
            mindestens = max(min(wort, _LAENGSTES_WORT), min(inhalt, _BEQUEM))
            breiten = tuple((fett if z.fett else normal).breite(z.texte[spalte]) for z in proben)
            masse.append(Spaltenmass(ganz, mindestens, einzug + SPALTENLUFT, breiten))
        return masse


def kopfwort(kopf: str) -> str:
    """A heading whose unit does not stand alone in a line."""
    return kopf.replace(" €", "\N{NO-BREAK SPACE}€").replace(" %", "\N{NO-BREAK SPACE}%")


def _laengste(schrift: Schrift, texte: Iterable[str]) -> int:
    absaetze = {absatz for text in texte for absatz in text.split("\n")}
    proben = sorted(absaetze, key=len, reverse=True)[:_PROBEN]
    return max((schrift.breite(text) for text in proben), default=0)


def _worte(texte: Iterable[str]) -> set[str]:
    return {wort for text in texte for wort in text.split(" ")}
