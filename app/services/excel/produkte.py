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
        hilfskopf = _HILFSKOPF if bau.wahl.wieder_einlesbar else ()
        for spalte, kopf in enumerate(("", "Zweckbestimmung", "Eintritte / Förderfälle", *hilfskopf)):
            blatt.text(KOPFZEILE, spalte, kopf, Stil.KOPF)
        blatt.verstecke(SCHLUESSEL, KALKULATIONEN)
        for block in self._bloecke:
            _schreibe_kategorie(blatt, block, bau)
            for zeile, produkt in enumerate(block.produkte, start=block.erste):
                _schreibe_produkt(blatt, zeile, produkt, bau)
        self._schreibe_summe(blatt, bau)
        self._richte_ein(blatt, bau)

    def _schreibe_summe(self, blatt: Blattflaeche, bau: Bau) -> None:
        zeile = self._summenzeile
        blatt.leer(zeile, NUMMER, Stil.SUMME)
        blatt.text(zeile, ZWECK, "SUMME GESAMT", Stil.SUMME)
        teile = ",".join(zelle(block.zeile, EINTRITTE) for block in self._bloecke)
        if bau.gesperrt("abb6"):
            blatt.gesperrt(zeile, EINTRITTE, Stil.SUMME_ANZAHL)
        else:
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


def _schreibe_kategorie(blatt: Blattflaeche, block: Kategorieblock, bau: Bau) -> None:
    zeile, nummer = block.zeile, block.kategorie.nummer
    summe = bau.blick.summe(Dimension.PRODUKTKATEGORIE, block.kategorie.id)
    blatt.text(zeile, NUMMER, f"{nummer}." if nummer else "", Stil.KATEGORIE_MITTIG)
    blatt.text(zeile, ZWECK, block.kategorie.bezeichnung, Stil.KATEGORIE)
    if bau.gesperrt("produktkategorie", block.kategorie.id):
        blatt.gesperrt(zeile, EINTRITTE, Stil.KATEGORIE_ANZAHL)
    elif not bau.wahl.wieder_einlesbar:
        _schreibe_wert(blatt, zeile, kategoriewert(summe), Stil.KATEGORIE_ANZAHL)
    elif block.produkte:
        zahlen, kalkulationen, eintritte = (
            f"SUM({bereich(block.erste, block.letzte, spalte)})"
            for spalte in (ZAHLEN, KALKULATIONEN, EINTRITTE)
        )
        formel = _oder_kalkulation(zahlen, kalkulationen, eintritte)
        blatt.formel(zeile, EINTRITTE, formel, kategoriewert(summe), Stil.KATEGORIE_ANZAHL)
    else:
        blatt.anzahl(zeile, EINTRITTE, 0, Stil.KATEGORIE_ANZAHL)


def _schreibe_produkt(blatt: Blattflaeche, zeile: int, produkt: Katalogeintrag, bau: Bau) -> None:
    blatt.leer(zeile, NUMMER)
    blatt.text(zeile, ZWECK, produkt.bezeichnung, Stil.EINGERUECKT)
    if bau.gesperrt("produkt", produkt.id):
        blatt.gesperrt(zeile, EINTRITTE)
    elif not bau.wahl.wieder_einlesbar:
        # Without the keys beside the measures nothing can be rolled up.
        _schreibe_wert(
            blatt, zeile, kategoriewert(bau.blick.summe(Dimension.PRODUKT, produkt.id)), Stil.ANZAHL
        )
    else:
        _schreibe_formeln(blatt, zeile, produkt, bau)


def _schreibe_formeln(blatt: Blattflaeche, zeile: int, produkt: Katalogeintrag, bau: Bau) -> None:
    summe = bau.blick.summe(Dimension.PRODUKT, produkt.id)
    schluessel = zelle(zeile, SCHLUESSEL)
    blatt.text(zeile, SCHLUESSEL, bau.produktschluessel[produkt.id])
    mit_zahl, kalkulation = _zellen_des_produkts(produkt.id, summe, bau)
    for spalte, bedingung, wert in (
        (ZAHLEN, '">=0"', mit_zahl),
        (KALKULATIONEN, f'"{_KALKULATION}"', kalkulation),
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


def _zellen_des_produkts(produkt_id: str, summe: Summe, bau: Bau) -> tuple[int, int]:
    """How many cells hold a number, how many "Kalkulation VJ": rows that are not listed share one."""
    mit_zahl, kalkulation = summe.mit_zahl, summe.kalkulation
    for sammel in (s for zeilen in bau.sammelzeilen.values() for s in zeilen if s.produkt_id == produkt_id):
        mit_zahl += sammel.hat_zahl - sammel.summe.mit_zahl
        kalkulation += sammel.ist_kalkulation - sammel.summe.kalkulation
    return mit_zahl, kalkulation


def _schreibe_wert(blatt: Blattflaeche, zeile: int, wert: int | str, stil: Stil) -> None:
    if isinstance(wert, str):
        blatt.text(zeile, EINTRITTE, wert, stil)
    else:
        blatt.anzahl(zeile, EINTRITTE, wert, stil)


def _oder_kalkulation(zahlen: str, kalkulationen: str, eintritte: str) -> str:
    """Formula: the entries, or "Kalkulation VJ" where no row has a number but some are planned that way."""
    return f'IF(AND({zahlen}=0,{kalkulationen}>0),"{_KALKULATION}",{eintritte})'


def kategoriewert(summe: Summe) -> int | str:
    """What Abb. 6 shows: the entries, or that they are planned from last year's."""
    eintritte = summe.eintritte_oder_none
    return _KALKULATION if eintritte is None else eintritte
