"""Abb. 6: entries by Produktkategorie and Produkt, a live roll-up of the measure tables (AMIP 2.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.arten import Eintrittestatus
from app.services.excel.bau import Kopfzahlen
from app.services.excel.bezug import Ort, Zahl, bereich, zelle
from app.services.excel.blatt import SEITENHOEHE
from app.services.excel.formate import PUNKT, Stil
from app.services.excel.schrift import texthoehe
from app.services.summen import Dimension
from app.services.worte import EINTRITTE_WORT

if TYPE_CHECKING:
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche
    from app.services.summen import Summe
    from app.services.zeilen import Katalogeintrag

NUMMER, ZWECK, EINTRITTE, SCHLUESSEL, ZAHLEN, KALKULATIONEN = range(6)
PIXEL = (60, 560, 180)
KOPFZEILE, ERSTE_ZEILE = 2, 3
_EINZUG = 12
_HOECHSTENS_STAUCHEN = 1.3
"""A table that is longer than a page by less than this is shrunk to one page."""
_KALKULATION = EINTRITTE_WORT[Eintrittestatus.KALKULATION_VORJAHR]
_HILFSKOPF = ("Schlüssel", "Zeilen mit Zahl", f"Zeilen „{_KALKULATION}“")


@dataclass(frozen=True, slots=True)
class Kategorieblock:
    """A category with its row on the sheet and the rows of its products below it."""

    kategorie: Katalogeintrag
    zeile: int
    produkte: tuple[Katalogeintrag, ...]

    @property
    def erste(self) -> int:
        """Row of the first product."""
        return self.zeile + 1

    @property
    def letzte(self) -> int:
        """Row of the last product."""
        return self.zeile + len(self.produkte)


class Produktuebersicht:
    """The table of all shown categories with SUMME GESAMT."""

    def __init__(self, bau: Bau) -> None:
        """Lay out the rows and note where the total stands."""
        self.blattname = bau.name("Abb. 6")
        self.titel = f"Eintritte / Förderfälle nach Produktkategorie {bau.blick.jahr}"
        self._unterschrift = f"Abb. 6 – {self.titel}"
        self._bloecke = _bloecke(bau)
        self._summenzeile = self._bloecke[-1].letzte + 1 if self._bloecke else ERSTE_ZEILE
        self._summe = Zahl(Ort(self.blattname, self._summenzeile, EINTRITTE), _ausgewiesene_eintritte(bau))
        bau.zahlen["Eintritte_Abb6"] = self._summe
        bau.kopfzahlen[self.blattname] = Kopfzahlen(eintritte=self._summe)
        self._merke_orte(bau)

    def _merke_orte(self, bau: Bau) -> None:
        for block in self._bloecke:
            bau.kategorieorte[block.kategorie.id] = Ort(self.blattname, block.zeile, EINTRITTE)
            for zeile, produkt in enumerate(block.produkte, start=block.erste):
                bau.produktorte[produkt.id] = Ort(self.blattname, zeile, EINTRITTE)

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write categories, lines, the total and the caption."""
        blatt.breiten(PIXEL)
        blatt.text(0, 0, bau.ueberschrift(self.titel), Stil.TITEL)
        for spalte, kopf in enumerate(("", "Zweckbestimmung", "Eintritte / Förderfälle", *_HILFSKOPF)):
            blatt.text(KOPFZEILE, spalte, kopf, Stil.KOPF)
        blatt.verstecke(SCHLUESSEL, KALKULATIONEN)
        for block in self._bloecke:
            _schreibe_kategorie(blatt, block, bau.blick.summe(Dimension.PRODUKTKATEGORIE, block.kategorie.id))
            for zeile, produkt in enumerate(block.produkte, start=block.erste):
                _schreibe_produkt(blatt, zeile, produkt, bau)
        self._schreibe_summe(blatt)
        self._richte_ein(blatt, bau)

    def _schreibe_summe(self, blatt: Blattflaeche) -> None:
        zeile = self._summenzeile
        blatt.leer(zeile, NUMMER, Stil.SUMME)
        blatt.text(zeile, ZWECK, "SUMME GESAMT", Stil.SUMME)
        teile = ",".join(zelle(block.zeile, EINTRITTE) for block in self._bloecke)
        blatt.formel(zeile, EINTRITTE, f"SUM({teile or '0'})", self._summe.wert)

    def _richte_ein(self, blatt: Blattflaeche, bau: Bau) -> None:
        unten = self._summenzeile + 1
        blatt.verbinde(unten, unten, (NUMMER, EINTRITTE), self._unterschrift, Stil.UNTERSCHRIFT)
        hoehen = [15.0] * (unten + 1)
        hoehen[0] = hoehen[KOPFZEILE] = 20.0
        for block in self._bloecke:
            hoehen[block.zeile] = texthoehe(block.kategorie.bezeichnung, PIXEL[ZWECK], PUNKT, fett=True)
            for zeile, produkt in enumerate(block.produkte, start=block.erste):
                hoehen[zeile] = texthoehe(produkt.bezeichnung, PIXEL[ZWECK] - _EINZUG, PUNKT)
        hoehen[unten] = texthoehe(self._unterschrift, sum(PIXEL), PUNKT) + 10
        for zeile, hoehe in enumerate(hoehen):
            blatt.hoehe(zeile, hoehe)
        blatt.fixiere(ERSTE_ZEILE)
        eine_seite = sum(hoehen) <= SEITENHOEHE * _HOECHSTENS_STAUCHEN
        groesse = (len(hoehen), len(PIXEL))
        blatt.drucke(bau.druckkopf, groesse, kopfzeile=KOPFZEILE, eine_seite=eine_seite)


def produktuebersicht(bau: Bau) -> list[Tabelle]:
    """Abb. 6."""
    return [Produktuebersicht(bau)]


def _ausgewiesene_eintritte(bau: Bau) -> int:
    """Entries of all categories that Abb. 6 shows."""
    return sum(
        bau.blick.summe(Dimension.PRODUKTKATEGORIE, kategorie.id).eintritte
        for kategorie in bau.blick.kategorien.values()
        if kategorie.ausgewiesen
    )


def _bloecke(bau: Bau) -> list[Kategorieblock]:
    bloecke, zeile = [], ERSTE_ZEILE
    for kategorie in bau.blick.kategorien.values():
        if kategorie.ausgewiesen:
            produkte = tuple(p for p in bau.blick.produkte.values() if p.gehoert_zu == kategorie.id)
            bloecke.append(Kategorieblock(kategorie, zeile, produkte))
            zeile = bloecke[-1].letzte + 1
    return bloecke


def _schreibe_kategorie(blatt: Blattflaeche, block: Kategorieblock, summe: Summe) -> None:
    zeile, nummer = block.zeile, block.kategorie.nummer
    blatt.text(zeile, NUMMER, f"{nummer}." if nummer else "", Stil.KATEGORIE_MITTIG)
    blatt.text(zeile, ZWECK, block.kategorie.bezeichnung, Stil.KATEGORIE)
    if block.produkte:
        zahlen, kalkulationen, eintritte = (
            f"SUM({bereich(block.erste, block.letzte, spalte)})"
            for spalte in (ZAHLEN, KALKULATIONEN, EINTRITTE)
        )
        formel = _oder_kalkulation(zahlen, kalkulationen, eintritte)
        blatt.formel(zeile, EINTRITTE, formel, kategoriewert(summe), Stil.KATEGORIE_ANZAHL)
    else:
        blatt.anzahl(zeile, EINTRITTE, 0, Stil.KATEGORIE_ANZAHL)


def _schreibe_produkt(blatt: Blattflaeche, zeile: int, produkt: Katalogeintrag, bau: Bau) -> None:
    summe = bau.blick.summe(Dimension.PRODUKT, produkt.id)
    schluessel = zelle(zeile, SCHLUESSEL)
    blatt.leer(zeile, NUMMER)
    blatt.text(zeile, ZWECK, produkt.bezeichnung, Stil.EINGERUECKT)
    blatt.text(zeile, SCHLUESSEL, bau.produktschluessel[produkt.id])
    for spalte, bedingung, wert in (
        (ZAHLEN, '">=0"', summe.mit_zahl),
        (KALKULATIONEN, f'"{_KALKULATION}"', summe.kalkulation),
    ):
        zaehle = "+".join(
            f"COUNTIFS({m.schluessel.bezug},{schluessel},{m.eintritte.bezug},{bedingung})"
            for m in bau.massnahmen
        )
        blatt.formel(zeile, spalte, zaehle, wert, Stil.ANZAHL)
    summiere = "+".join(
        f"SUMIFS({m.eintritte.bezug},{m.schluessel.bezug},{schluessel})" for m in bau.massnahmen
    )
    formel = _oder_kalkulation(zelle(zeile, ZAHLEN), zelle(zeile, KALKULATIONEN), summiere)
    blatt.formel(zeile, EINTRITTE, formel, kategoriewert(summe), Stil.ANZAHL)


def _oder_kalkulation(zahlen: str, kalkulationen: str, eintritte: str) -> str:
    """Formula: the entries, or "Kalkulation VJ" where no row has a number but some are planned that way."""
    return f'IF(AND({zahlen}=0,{kalkulationen}>0),"{_KALKULATION}",{eintritte})'


def kategoriewert(summe: Summe) -> int | str:
    """What Abb. 6 shows: the entries, or that they are planned from last year's."""
    eintritte = summe.eintritte_oder_none
    return _KALKULATION if eintritte is None else eintritte
