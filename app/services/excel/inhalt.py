"""The first sheet: which plan this is, links to all tables with their figures, and whether they tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.arten import Planstatus
from app.services.excel.bau import Kopfzahlen
from app.services.excel.bezug import Ort, Zahl, zelle
from app.services.excel.blatt import SEITENHOEHE
from app.services.excel.formate import PUNKT, Stil
from app.services.excel.sammelzeilen import zusammen
from app.services.excel.schrift import texthoehe
from app.services.worte import FREI, GENAU_VERPLANT, PLANSTATUS_WORT, UEBERPLANT, rest_wort
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from app.services.excel.bau import Abstimmung, Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche

BLATT, TITEL, EINTRITTE, BETRAG, WORT = range(5)
PIXEL = (150, 505, 95, 155, 100)
_HOECHSTENS_STAUCHEN = 1.3
"""Contents that are longer than a page by less than this are shrunk to one page."""
STIMMT, WEICHT_AB = "stimmt", "weicht ab"


class Inhalt:
    """Plan, contents and tie-out."""

    def __init__(self, bau: Bau) -> None:
        """Take the first name; where things stand is known once all tables are built."""
        self.blattname = bau.name("Inhalt")
        self.titel = bau.blick.kopf.name
        self._hoehen: list[float] = []

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write the head, the contents with each table's figures, and the tie-out."""
        blatt.breiten(PIXEL)
        self._hoehen = []
        self._zeile(24.0)
        blatt.text(0, 0, self.titel, Stil.TITEL)
        self._schreibe_kopf(blatt, bau)
        self._zeile(10.0)
        self._schreibe_verzeichnis(blatt, bau)
        self._zeile(10.0)
        self._schreibe_umfang(blatt, bau)
        self._schreibe_abstimmung(blatt, bau)
        for zeile, hoehe in enumerate(self._hoehen):
            blatt.hoehe(zeile, hoehe)
        eine_seite = sum(self._hoehen) <= SEITENHOEHE * _HOECHSTENS_STAUCHEN
        blatt.drucke(bau.druckkopf, (len(self._hoehen), len(PIXEL)), eine_seite=eine_seite)

    def _zeile(self, hoehe: float) -> int:
        """Take the next row."""
        self._hoehen.append(hoehe)
        return len(self._hoehen) - 1

    def _schreibe_kopf(self, blatt: Blattflaeche, bau: Bau) -> None:
        kopf = bau.blick.kopf
        zeile = self._zeile(15.0)
        blatt.text(zeile, BLATT, "Haushaltsjahr", Stil.MERKMAL)
        blatt.anzahl(zeile, TITEL, kopf.haushaltsjahr, Stil.WERT)
        if kopf.stand:
            zeile = self._zeile(15.0)
            blatt.text(zeile, BLATT, "Stand", Stil.MERKMAL)
            blatt.datum(zeile, TITEL, kopf.stand)
        texte = (("Status", PLANSTATUS_WORT[Planstatus(kopf.status)]), ("Quelle", kopf.quelle or ""))
        for merkmal, text in texte:
            if text:
                zeile = self._zeile(texthoehe(text, sum(PIXEL[TITEL:]), PUNKT))
                blatt.text(zeile, BLATT, merkmal, Stil.MERKMAL)
                blatt.verbinde(zeile, zeile, (TITEL, WORT), text, Stil.WERT)

    def _schreibe_verzeichnis(self, blatt: Blattflaeche, bau: Bau) -> None:
        zeile = self._zeile(20.0)
        for spalte, kopf in enumerate(("Blatt", "Inhalt", "Eintritte", "Betrag")):
            blatt.text(zeile, spalte, kopf, Stil.KOPF)
        blatt.seitenzahl(zeile, WORT)
        for tabelle in bau.tabellen:
            if tabelle is self:
                continue
            hoehe = texthoehe(tabelle.titel, PIXEL[TITEL], PUNKT)
            zeile = self._zeile(max(hoehe, texthoehe(tabelle.blattname, PIXEL[BLATT], PUNKT)))
            blatt.link(zeile, BLATT, tabelle.blattname)
            blatt.text(zeile, TITEL, tabelle.titel)
            kopfzahlen = bau.kopfzahlen.get(tabelle.blattname, Kopfzahlen())
            _verweise(blatt, zeile, EINTRITTE, kopfzahlen.eintritte)
            _verweise(blatt, zeile, BETRAG, kopfzahlen.betrag)
            blatt.seitenzahl(zeile, WORT, tabelle.blattname)

    def _schreibe_umfang(self, blatt: Blattflaeche, bau: Bau) -> None:
        """What this workbook lacks or has besides: whoever gets it cannot know."""
        saetze = umfang(bau)
        if not saetze:
            return
        zeile = self._zeile(20.0)
        blatt.verbinde(zeile, zeile, (BLATT, WORT), "Umfang dieser Mappe", Stil.KOPF)
        for satz in saetze:
            zeile = self._zeile(texthoehe(satz, sum(PIXEL), PUNKT) + 2)
            blatt.verbinde(zeile, zeile, (BLATT, WORT), satz, Stil.TEXT)
        self._zeile(10.0)

    def _schreibe_abstimmung(self, blatt: Blattflaeche, bau: Bau) -> None:
        zeile = self._zeile(20.0)
        blatt.verbinde(zeile, zeile, (BLATT, TITEL), "Abstimmung", Stil.KOPF)
        blatt.text(zeile, EINTRITTE, "Eintritte", Stil.KOPF)
        blatt.text(zeile, BETRAG, "Betrag", Stil.KOPF)
        self._schreibe_mittel(blatt, bau)
        self._schreibe_eintritte(blatt, bau)
        for abstimmung in bau.abstimmungen:
            if abstimmung.differenz.ort.blatt in bau.blattnamen:
                self._schreibe_differenz(blatt, abstimmung)

    def _schreibe_mittel(self, blatt: Blattflaeche, bau: Bau) -> None:
        zahlen = bau.kennzahlen
        neufall = self._abstimmzeile(blatt, "Neufallbudget (Abb. 2)")
        _verweise(blatt, neufall, BETRAG, bau.zahlen["Neufallbudget"])
        verplant = self._abstimmzeile(blatt, "verplant: Summe der Mittelansätze aller Maßnahmentabellen")
        formel = "+".join(m.summe_mittelansatz.ort.bezug for m in bau.massnahmen)
        blatt.betragsformel(verplant, BETRAG, f"ROUND({formel},2)", zahlen.verplant_cent, Stil.BETRAG)
        rest = self._abstimmzeile(blatt, "Rest: Neufallbudget − verplant", Stil.SUMME)
        formel = f"ROUND({zelle(neufall, BETRAG)}-{zelle(verplant, BETRAG)},2)"
        blatt.betragsformel(rest, BETRAG, formel, zahlen.rest_cent, Stil.REST)
        betrag = zelle(rest, BETRAG)
        formel = f'IF({betrag}<0,"{UEBERPLANT}",IF({betrag}>0,"{FREI}","{GENAU_VERPLANT}"))'
        blatt.formel(rest, WORT, formel, rest_wort(zahlen.rest_cent), Stil.KOPF)
        bau.zahlen["Verplant"] = Zahl(Ort(self.blattname, verplant, BETRAG), zahlen.verplant_cent)
        bau.zahlen["Rest_Neufallbudget"] = Zahl(Ort(self.blattname, rest, BETRAG), zahlen.rest_cent)

    def _schreibe_eintritte(self, blatt: Blattflaeche, bau: Bau) -> None:
        gesamt, gezeigt = bau.kennzahlen.eintritte_gesamt, bau.zahlen["Eintritte_Abb6"]
        alle = self._abstimmzeile(blatt, "Eintritte aller Maßnahmentabellen")
        formel = "+".join(m.summe_eintritte.ort.bezug for m in bau.massnahmen)
        if bau.gesperrt("gesamt"):
            blatt.gesperrt(alle, EINTRITTE)
        else:
            blatt.formel(alle, EINTRITTE, formel, gesamt, Stil.ANZAHL)
        summe = self._abstimmzeile(blatt, "SUMME GESAMT (Abb. 6)")
        if bau.gesperrt("abb6"):
            blatt.gesperrt(summe, EINTRITTE)
        else:
            _verweise(blatt, summe, EINTRITTE, gezeigt)
        offen = self._abstimmzeile(blatt, "Eintritte ohne Zeile in Abb. 6", Stil.SUMME)
        formel = f"{zelle(alle, EINTRITTE)}-{zelle(summe, EINTRITTE)}"
        if bau.gesperrt("ohne_abb6"):
            blatt.gesperrt(offen, EINTRITTE, Stil.SUMME_ANZAHL)
        else:
            blatt.formel(offen, EINTRITTE, formel, gesamt - gezeigt.wert)
        blatt.leer(offen, BETRAG, Stil.SUMME)
        bau.zahlen["Eintritte_gesamt"] = Zahl(Ort(self.blattname, alle, EINTRITTE), gesamt)

    def _schreibe_differenz(self, blatt: Blattflaeche, abstimmung: Abstimmung) -> None:
        zeile, differenz = self._abstimmzeile(blatt, abstimmung.text), abstimmung.differenz
        _verweise(blatt, zeile, EINTRITTE, differenz)
        formel = f'IF({zelle(zeile, EINTRITTE)}=0,"{STIMMT}","{WEICHT_AB}")'
        blatt.formel(zeile, WORT, formel, WEICHT_AB if differenz.wert else STIMMT, Stil.KOPF)

    def _abstimmzeile(self, blatt: Blattflaeche, text: str, stil: Stil = Stil.TEXT) -> int:
        zeile = self._zeile(15.0)
        blatt.verbinde(zeile, zeile, (BLATT, TITEL), text, stil)
        for spalte in (EINTRITTE, BETRAG):
            blatt.leer(zeile, spalte, stil)
        return zeile


def umfang(bau: Bau) -> tuple[str, ...]:
    """In sentences: tables and rows that are left out, small counts, internal remarks."""
    wahl, saetze = bau.wahl, []
    if wahl.bemerkungsspalte and bau.massnahmen:
        saetze.append("Mit internen Bemerkungen: nicht zur Weitergabe bestimmt.")
    if bau.weggelassen:
        namen = ", ".join(bau.weggelassen)
        saetze.append(f"Nicht enthalten: {namen}. Zahlen, die dort stehen, sind hier Werte ohne Formel.")
    gesammelt = zusammen([s for name in bau.blattnamen for s in bau.sammelzeilen.get(name, ())])
    if gesammelt.zeilen:
        zeilen = anzahl(gesammelt.zeilen, "Maßnahmenzeile ist", "Maßnahmenzeilen sind")
        saetze.append(f"{zeilen} nicht einzeln ausgewiesen; Eintritte und Mittel zählen in allen Summen mit.")
    if wahl.kleine_zahlen is not None:
        saetze.append(f"{wahl.kleine_zahlen.legende}. Summen neben solchen Zahlen sind Werte ohne Formel.")
        if bau.unsperrbar:
            namen = ", ".join(bau.unsperrbar)
            saetze.append(f"Nicht enthalten, weil kleine Zahlen unterdrückt sind: {namen}.")
        saetze.append("Diese Mappe kann nicht wieder in den Plan eingelesen werden.")
    return tuple(saetze)


def inhalt(bau: Bau) -> list[Tabelle]:
    """The first sheet."""
    return [Inhalt(bau)]


def _verweise(blatt: Blattflaeche, zeile: int, spalte: int, zahl: Zahl | None) -> None:
    if zahl is None:
        blatt.leer(zeile, spalte)
    elif spalte == BETRAG:
        blatt.betragsformel(zeile, spalte, zahl.ort.bezug, zahl.wert, Stil.BETRAG)
    else:
        blatt.formel(zeile, spalte, zahl.ort.bezug, zahl.wert, Stil.ANZAHL)
