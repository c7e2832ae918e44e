"""Abb. 7: the portfolio of measures by Produktkategorie, out of Abb. 6 (AMIP 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.geld import format_promille, promille
from app.services.excel.bau import Kopfzahlen
from app.services.excel.bezug import Bereich, Ort, Zahl, bereich, zelle
from app.services.excel.diagramm import BLAU, Diagramm, Diagrammart, Reihe
from app.services.excel.formate import Stil
from app.services.excel.geheimhaltung import GESPERRT
from app.services.excel.grundbogen import ERSTE_ZEILE, KEINE_ANGABE, Bogen
from app.services.excel.massnahmen import Spalte
from app.services.excel.produkte import kategoriewert
from app.services.summen import Dimension

if TYPE_CHECKING:
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche
    from app.services.zeilen import Katalogeintrag

SPALTEN = (
    Spalte("", 60),
    Spalte("Produktkategorie", 500),
    Spalte("Eintritte / Förderfälle", 180),
    Spalte("Anteil", 164),
)
NUMMER, KATEGORIE, EINTRITTE, ANTEIL = range(len(SPALTEN))
KURZNAME, BESCHRIFTUNG = len(SPALTEN), len(SPALTEN) + 1
_HILFSKOEPFE = ("Kurzname", "Beschriftung")
_ZEILENHOEHE = 18.0
_BREITE, _JE_BALKEN, _RAND = 904, 40, 30
_HOECHSTENS = 420


class Portfolioblatt:
    """One row for each category that Abb. 6 shows, with its share, and a chart of them."""

    def __init__(self, bau: Bau) -> None:
        """Lay out the table and note where its sum stands."""
        self.blattname = bau.name("Abb. 7")
        self.titel = f"Maßnahmenportfolio {bau.blick.jahr}"
        self._kategorien = _ausgewiesene(bau)
        self._werte = [
            kategoriewert(bau.blick.summe(Dimension.PRODUKTKATEGORIE, k.id)) for k in self._kategorien
        ]
        self._summe = sum(wert for wert in self._werte if isinstance(wert, int))
        self._ohne_summe = bau.gesperrt("abb6")
        for nummer, kategorie in enumerate(self._kategorien):
            if bau.gesperrt("produktkategorie", kategorie.id):
                self._werte[nummer] = GESPERRT
        self._letzte = ERSTE_ZEILE + len(self._kategorien) - 1
        summe = Zahl(Ort(self.blattname, self._letzte + 1, EINTRITTE), self._summe)
        bau.kopfzahlen[self.blattname] = Kopfzahlen(eintritte=summe)

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write the categories, the sum, the chart and the caption."""
        bogen = Bogen(blatt, SPALTEN, len(SPALTEN))
        bogen.ueberschrift(bau.ueberschrift(self.titel))
        kopf = bogen.zeile(22.0)
        bogen.kopfzellen(kopf, SPALTEN)
        for spalte, text in enumerate(_HILFSKOEPFE, start=KURZNAME):
            blatt.text(kopf, spalte, text, Stil.KOPF)
        blatt.verstecke(KURZNAME, BESCHRIFTUNG)
        for kategorie, wert in zip(self._kategorien, self._werte, strict=True):
            self._schreibe_zeile(bogen, kategorie, wert, bau)
        self._schreibe_summe(bogen)
        bogen.diagramm(self._diagramm())
        bogen.unterschrift(f"Abb. 7 – {self.titel}")
        bogen.fertig(bau)

    def _schreibe_zeile(self, bogen: Bogen, kategorie: Katalogeintrag, wert: int | str, bau: Bau) -> None:
        blatt, zeile = bogen.blatt, bogen.zeile(_ZEILENHOEHE)
        blatt.text(zeile, NUMMER, f"{kategorie.nummer}." if kategorie.nummer else "", Stil.MITTIG)
        bogen.text(zeile, KATEGORIE, kategorie.bezeichnung)
        ort = bau.kategorieorte.get(kategorie.id)
        if wert == GESPERRT:
            blatt.gesperrt(zeile, EINTRITTE)
        elif ort is not None:
            blatt.formel(zeile, EINTRITTE, ort.bezug, wert, Stil.ANZAHL)
        elif isinstance(wert, int):
            blatt.anzahl(zeile, EINTRITTE, wert)
        else:
            blatt.text(zeile, EINTRITTE, wert, Stil.STAND_ANZAHL)
        eintritte, summe = zelle(zeile, EINTRITTE), f"{zelle(self._letzte + 1, EINTRITTE)}"
        formel = f'IF(AND(ISNUMBER({eintritte}),{summe}>0),ROUND({eintritte}/{summe},3),"{KEINE_ANGABE}")'
        anteil = self._anteil(wert)
        if self._wort(wert) == GESPERRT:
            blatt.gesperrt(zeile, ANTEIL)
        elif anteil is None:
            blatt.formel(zeile, ANTEIL, formel, KEINE_ANGABE, Stil.ANTEIL_GENAU)
        else:
            blatt.dezimalformel(zeile, ANTEIL, formel, anteil, stellen=3, stil=Stil.ANTEIL_GENAU)
        blatt.text(zeile, KURZNAME, _kurzname(kategorie))
        zahl = zelle(zeile, ANTEIL)
        text = f'IF(ISNUMBER({zahl}),FIXED(100*{zahl},1)&"\u00a0%","{KEINE_ANGABE}")'
        formel = f"{zelle(zeile, KURZNAME)}&CHAR(10)&{text}"
        blatt.formel(zeile, BESCHRIFTUNG, formel, self._beschriftung(kategorie, wert), Stil.TEXT)

    def _anteil(self, wert: int | str) -> int | None:
        return promille(wert, self._summe) if isinstance(wert, int) else None

    def _wort(self, wert: int | str) -> str:
        """The share in words; it is not told where the count or the whole is not: each gives the other."""
        if wert == GESPERRT or (self._ohne_summe and isinstance(wert, int)):
            return GESPERRT
        anteil = self._anteil(wert)
        return KEINE_ANGABE if anteil is None else format_promille(anteil)

    def _beschriftung(self, kategorie: Katalogeintrag, wert: int | str) -> str:
        return f"{_kurzname(kategorie)}\n{self._wort(wert)}"

    def _schreibe_summe(self, bogen: Bogen) -> None:
        blatt, zeile = bogen.blatt, bogen.zeile(_ZEILENHOEHE)
        blatt.leer(zeile, NUMMER, Stil.SUMME)
        blatt.text(zeile, KATEGORIE, "SUMME GESAMT", Stil.SUMME)
        if self._ohne_summe:
            blatt.gesperrt(zeile, EINTRITTE, Stil.SUMME_ANZAHL)
        else:
            formel = f"SUM({bereich(ERSTE_ZEILE, self._letzte, EINTRITTE)})"
            blatt.formel(zeile, EINTRITTE, formel, self._summe)
        summe = zelle(zeile, EINTRITTE)
        formel = f'IF({summe}>0,{summe}/{summe},"{KEINE_ANGABE}")'
        if self._summe:
            blatt.dezimalformel(zeile, ANTEIL, formel, 1000, stellen=3, stil=Stil.SUMME_ANTEIL_GENAU)
        else:
            blatt.formel(zeile, ANTEIL, formel, KEINE_ANGABE, Stil.SUMME_ANTEIL_GENAU)

    def _diagramm(self) -> Diagramm:
        namen = tuple(
            self._beschriftung(kategorie, wert)
            for kategorie, wert in zip(self._kategorien, self._werte, strict=True)
        )
        werte = tuple(wert if isinstance(wert, int) else 0 for wert in self._werte)
        zeilen = (name.replace("\n", " ") for name in namen)
        return Diagramm(
            Diagrammart.BALKEN,
            f"{self.titel}, Eintritte und Anteile: {'; '.join(zeilen)}",
            Bereich(self.blattname, ERSTE_ZEILE, self._letzte, BESCHRIFTUNG),
            namen,
            (Reihe(self.titel, Bereich(self.blattname, ERSTE_ZEILE, self._letzte, EINTRITTE), BLAU, werte),),
            geld=False,
            breite=_BREITE,
            hoehe=min(_RAND + _JE_BALKEN * len(self._kategorien), _HOECHSTENS),
        )


def portfolio(bau: Bau) -> list[Tabelle]:
    """Abb. 7 where anything is planned."""
    return [Portfolioblatt(bau)] if _ausgewiesene(bau) and bau.kennzahlen.zeilen else []


def _ausgewiesene(bau: Bau) -> list[Katalogeintrag]:
    return [k for k in bau.blick.kategorien.values() if k.ausgewiesen]


def _kurzname(kategorie: Katalogeintrag) -> str:
    return kategorie.kurz or kategorie.bezeichnung
