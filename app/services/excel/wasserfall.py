"""The picture of a budget formula: hidden helper columns beside its table, and the chart that shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.geld import format_promille, format_zahl, promille, runde
from app.services.excel.bezug import Bereich, zelle
from app.services.excel.diagramm import (
    BLAU,
    GRUEN,
    HIMMEL,
    ORANGE,
    UNSICHTBAR,
    ZINNOBER,
    Diagramm,
    Diagrammart,
    Reihe,
)
from app.services.excel.formate import Stil

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.excel.flaeche import Blattflaeche

KOEPFE = ("Stand", "Sockel", "Mittel", "Abzug", "Zugang", "unter null", "Beschriftung")
_FARBEN = (UNSICHTBAR, BLAU, ORANGE, GRUEN, ZINNOBER)
_BREITE, _HOEHE = 904, 360


@dataclass(frozen=True, slots=True)
class Spalten:
    """Where the table has its words and amounts, and where its helper columns begin."""

    bezeichnung: int
    betrag: int
    stand: int

    @property
    def sockel(self) -> int:
        """First of the columns that are drawn."""
        return self.stand + 1

    @property
    def beschriftung(self) -> int:
        """Name and amount, as the chart writes them."""
        return self.stand + len(KOEPFE) - 1


@dataclass(frozen=True, slots=True)
class Stufe:
    """A line of the formula: what it adds or takes away; the result stands on the ground again."""

    bezeichnung: str
    cent: int
    zeichen: str = ""
    ergebnis: bool = False


@dataclass(frozen=True, slots=True)
class _Saeule:
    """A column in Cent: from where to where, and whether it stands on the ground."""

    von: int
    bis: int
    am_boden: bool

    @property
    def werte(self) -> tuple[int, int, int, int, int]:
        """What is drawn: the base that nobody sees, three kinds of columns, and what is below zero."""
        unten, oben = sorted((self.von, self.bis))
        sichtbar = max(0, oben) - max(0, unten)
        faellt = self.bis < self.von
        return (
            max(0, unten) + min(0, oben),
            sichtbar if self.am_boden else 0,
            sichtbar if faellt and not self.am_boden else 0,
            0 if faellt or self.am_boden else sichtbar,
            min(0, unten) - min(0, oben),
        )


class Formelbild:
    """Helper columns and chart of one formula whose lines stand on successive rows."""

    def __init__(self, blattname: str, erste: int, spalten: Spalten, stufen: Sequence[Stufe]) -> None:
        """Reckon what is drawn."""
        self._blattname, self._erste, self._spalten, self._stufen = blattname, erste, spalten, stufen
        self._saeulen = _saeulen(stufen)

    @property
    def _texte(self) -> tuple[str, ...]:
        return tuple(f"{s.bezeichnung}\n{_mit_zeichen(s)}{_euro(s.cent)}" for s in self._stufen)

    def schreibe(self, blatt: Blattflaeche, kopfzeile: int) -> None:
        """Write the helper columns; all but the words are formulas over the printed amounts."""
        for spalte, kopf in enumerate(KOEPFE, start=self._spalten.stand):
            blatt.text(kopfzeile, spalte, kopf, Stil.KOPF)
        texte = self._texte
        for nummer, (stufe, saeule) in enumerate(zip(self._stufen, self._saeulen, strict=True)):
            zeile = self._erste + nummer
            self._schreibe_saeule(blatt, zeile, stufe, saeule)
            formel = self._text_formel(zeile, stufe)
            blatt.formel(zeile, self._spalten.beschriftung, formel, texte[nummer], Stil.TEXT)

    def _schreibe_saeule(self, blatt: Blattflaeche, zeile: int, stufe: Stufe, saeule: _Saeule) -> None:
        s = self._spalten
        betrag, bis = zelle(zeile, s.betrag), zelle(zeile, s.stand)
        von = "0" if saeule.am_boden else zelle(zeile - 1, s.stand)
        vorzeichen = "-" if stufe.zeichen == "−" else "+"
        stand = f"{vorzeichen}{betrag}".removeprefix("+") if von == "0" else f"{von}{vorzeichen}{betrag}"
        blatt.betragsformel(zeile, s.stand, f"ROUND({stand},2)", saeule.bis, Stil.BETRAG)
        unten, oben = f"MIN({von},{bis})", f"MAX({von},{bis})"
        sichtbar = f"MAX(0,{oben})-MAX(0,{unten})"
        formeln = (
            f"MAX(0,{unten})+MIN(0,{oben})",
            sichtbar if saeule.am_boden else "0",
            "0" if saeule.am_boden else f"IF({bis}<{von},{sichtbar},0)",
            "0" if saeule.am_boden else f"IF({bis}<{von},0,{sichtbar})",
            f"MIN(0,{unten})-MIN(0,{oben})",
        )
        for spalte, (formel, wert) in enumerate(zip(formeln, saeule.werte, strict=True), start=s.sockel):
            blatt.betragsformel(zeile, spalte, f"ROUND({formel},2)", wert, Stil.BETRAG)

    def _text_formel(self, zeile: int, stufe: Stufe) -> str:
        # FIXED writes points and commas as the reader's language has them.
        betrag = f'FIXED({zelle(zeile, self._spalten.betrag)},0)&"\u00a0€"'
        return f'{zelle(zeile, self._spalten.bezeichnung)}&CHAR(10)&"{_mit_zeichen(stufe)}"&{betrag}'

    def diagramm(self, titel: str) -> Diagramm:
        """Columns in the order of the formula."""
        werte = zip(*(s.werte for s in self._saeulen), strict=True)
        reihen = tuple(
            Reihe(name, self._bereich(spalte), farbe, spaltenwerte)
            for spalte, (name, farbe, spaltenwerte) in enumerate(
                zip(KOEPFE[1:-1], _FARBEN, werte, strict=True), start=self._spalten.sockel
            )
        )
        return Diagramm(
            Diagrammart.SAEULEN,
            _beschreibung(titel, self._texte),
            self._bereich(self._spalten.beschriftung),
            self._texte,
            reihen,
            geld=True,
            breite=_BREITE,
            hoehe=_HOEHE,
        )

    def _bereich(self, spalte: int) -> Bereich:
        return Bereich(self._blattname, self._erste, self._erste + len(self._stufen) - 1, spalte)


class Teilebild:
    """Helper column and chart of a sum of parts."""

    def __init__(self, blattname: str, erste: int, spalten: Spalten, stufen: Sequence[Stufe]) -> None:
        """Take the parts; the last line is their sum."""
        self._blattname, self._erste, self._spalten = blattname, erste, spalten
        *self._teile, self._summe = stufen

    @property
    def _texte(self) -> tuple[str, ...]:
        return tuple(
            f"{t.bezeichnung}\n{_euro(t.cent)}{_anteil(t.cent, self._summe.cent)}" for t in self._teile
        )

    def schreibe(self, blatt: Blattflaeche, kopfzeile: int) -> None:
        """Write name, amount and share of each part in one text."""
        spalte = self._spalten.beschriftung
        blatt.text(kopfzeile, spalte, KOEPFE[-1], Stil.KOPF)
        summe = zelle(self._erste + len(self._teile), self._spalten.betrag)
        for zeile, text in enumerate(self._texte, start=self._erste):
            betrag = zelle(zeile, self._spalten.betrag)
            anteil = f'IF({summe}<=0,"",CHAR(10)&FIXED(100*{betrag}/{summe},1)&"\u00a0%")'
            name = zelle(zeile, self._spalten.bezeichnung)
            blatt.formel(
                zeile, spalte, f'{name}&CHAR(10)&FIXED({betrag},0)&"\u00a0€"&{anteil}', text, Stil.TEXT
            )

    def diagramm(self, titel: str) -> Diagramm:
        """A circle of the parts."""
        letzte = self._erste + len(self._teile) - 1
        reihe = Reihe(
            titel,
            Bereich(self._blattname, self._erste, letzte, self._spalten.betrag),
            BLAU,
            tuple(t.cent for t in self._teile),
        )
        return Diagramm(
            Diagrammart.KREIS,
            _beschreibung(titel, self._texte),
            Bereich(self._blattname, self._erste, letzte, self._spalten.beschriftung),
            self._texte,
            (reihe,),
            geld=True,
            breite=_BREITE,
            hoehe=_HOEHE,
            farben=(BLAU, HIMMEL),
        )


def _saeulen(stufen: Sequence[Stufe]) -> tuple[_Saeule, ...]:
    saeulen: list[_Saeule] = []
    stand = 0
    for stufe in stufen:
        bewegung = -stufe.cent if stufe.zeichen == "−" else stufe.cent
        am_boden = stufe.ergebnis or not saeulen
        von = 0 if am_boden else stand
        stand = von + bewegung
        saeulen.append(_Saeule(von, stand, am_boden))
    return tuple(saeulen)


def _mit_zeichen(stufe: Stufe) -> str:
    return f"{stufe.zeichen} " if stufe.zeichen else ""


def _euro(cent: int) -> str:
    """Whole euros as FIXED writes them: with the minus of a keyboard."""
    return f"{format_zahl(runde(cent, 100))}\u00a0€".replace("−", "-")


def _anteil(teil: int, summe: int) -> str:
    anteil = promille(teil, summe)
    return "" if anteil is None else f"\n{format_promille(anteil)}".replace("−", "-")


def _beschreibung(titel: str, texte: Sequence[str]) -> str:
    return f"{titel}: " + "; ".join(text.replace("\n", " ") for text in texte)
