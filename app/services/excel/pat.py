"""The Passiv-Aktiv-Transfer: its flat rates by class, and what it relieves the budget of (AMIP 2.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.excel.bau import Kopfzahlen
from app.services.excel.bezug import Ort, Zahl, bereich, zelle
from app.services.excel.formate import Stil
from app.services.excel.grundbogen import ERSTE_ZEILE, QUELLE, Bogen, Grundbogen, Grundspalte
from app.services.grundlagenfelder import PATPAUSCHALEN
from app.services.patlage import patlage
from app.services.regeln import lade_regeln

if TYPE_CHECKING:
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche
    from app.services.foerderfaelle import Fallsumme
    from app.services.patlage import Gruppenlage, Patlage

SPALTEN = (
    Grundspalte("BG-Klasse", 80, "klasse"),
    Grundspalte("Konstellation der Bedarfsgemeinschaft", 330, "bezeichnung"),
    Grundspalte("für Fälle ab", 110, "ab"),
    Grundspalte("PAT-Pauschale je Fall und Monat", 150, "betrag_cent"),
    Grundspalte("", 150),
    Grundspalte("", 150),
)
KLASSE, KONSTELLATION, AB, PAUSCHALE, _, _ = range(len(SPALTEN))
_NAME, _FAELLE, _ZUSCHUSS, _PAT, _NETTO = (KLASSE, KONSTELLATION), 2, 3, 4, 5
_KOEPFE = ("Fälle", "Lohnkostenzuschuss", "PAT (Entlastung)", "zu Lasten EGT")
_ABSTAND = 3
"""An empty row, the name of the second table and its heading."""


@dataclass(frozen=True, slots=True)
class _Fallzeile:
    """A line of the second table; one with ``teile`` sums so many lines below it."""

    text: str
    faelle: int
    summe: Fallsumme
    teile: int = 0


class Patblatt:
    """Flat rates, and below them the cases of the year with subsidy, PAT and what is left to pay."""

    def __init__(self, bau: Bau) -> None:
        """Lay out both tables and note where the relief stands."""
        self.blattname = bau.name("PAT")
        self.titel = f"Passiv-Aktiv-Transfer (PAT) {bau.blick.jahr}"
        self._pauschalen = None
        self._lage = patlage(bau.blick, lade_regeln()) if bau.blick.fallgruppen else None
        gedruckt = SPALTEN if self._lage else SPALTEN[: PAUSCHALE + 1]
        self._spalten = (*gedruckt, QUELLE)
        self._gedruckt = len(gedruckt)
        if bau.blick.grundlagen.patpauschalen:
            self._pauschalen = Grundbogen(bau, self.blattname, PATPAUSCHALEN, gedruckt, (QUELLE,))
        self._zeilen = _fallzeilen(self._lage) if self._lage else []
        self._erste = self._pauschalen.letzte + 1 + _ABSTAND if self._pauschalen else ERSTE_ZEILE
        if self._lage:
            self._merke_summe(bau, self._lage)

    def _merke_summe(self, bau: Bau, lage: Patlage) -> None:
        ort = Ort(self.blattname, self._erste + len(self._zeilen), _PAT)
        bau.zahlen["PAT_Entlastung"] = Zahl(ort, lage.summe(lage.haushaltsjahr).pat_cent)
        bau.kopfzahlen[self.blattname] = Kopfzahlen(betrag=bau.zahlen["PAT_Entlastung"])

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write what the plan has of both tables."""
        bogen = Bogen(blatt, self._spalten, self._gedruckt)
        bogen.ueberschrift(bau.ueberschrift(self.titel))
        if self._pauschalen:
            self._pauschalen.schreibe_kopf(bogen, bogen.zeile(22.0))
            self._pauschalen.schreibe_zeilen(bogen)
        if self._lage:
            self._schreibe_faelle(bogen, self._lage)
        bogen.fertig(bau, kopfzeilen=0 if self._lage else 1)

    def _schreibe_faelle(self, bogen: Bogen, lage: Patlage) -> None:
        if self._pauschalen:
            bogen.zeile()
            bogen.ganz(f"Entlastung des Eingliederungstitels {lage.haushaltsjahr}", Stil.KATEGORIE)
        kopf = bogen.zeile(20.0)
        bogen.breit(kopf, _NAME, "Förderfälle", Stil.KOPF)
        for spalte, text in enumerate(_KOEPFE, start=_FAELLE):
            bogen.blatt.text(kopf, spalte, text, Stil.KOPF)
        for fallzeile in self._zeilen:
            _schreibe_zeile(bogen, fallzeile)
        self._schreibe_summe(bogen, lage)
        _schreibe_rahmen(bogen, lage)

    def _schreibe_summe(self, bogen: Bogen, lage: Patlage) -> None:
        zeile, summe = bogen.zeile(18.0), lage.summe(lage.haushaltsjahr)
        bogen.breit(zeile, _NAME, f"Summe {lage.haushaltsjahr}", Stil.SUMME)
        koepfe = [self._erste + n for n, z in enumerate(self._zeilen) if z.teile]

        def formel(spalte: int) -> str:
            return f"SUM({','.join(zelle(kopf, spalte) for kopf in koepfe) or '0'})"

        bogen.blatt.formel(zeile, _FAELLE, formel(_FAELLE), lage.faelle)
        werte = (summe.zuschuss_cent, summe.pat_cent, summe.netto_cent)
        for spalte, cent in zip((_ZUSCHUSS, _PAT, _NETTO), werte, strict=True):
            bogen.blatt.betragsformel(zeile, spalte, formel(spalte), cent)


def pat(bau: Bau) -> list[Tabelle]:
    """The PAT where the plan states flat rates or has cases."""
    return [Patblatt(bau)] if bau.blick.grundlagen.patpauschalen or bau.blick.fallgruppen else []


def _fallzeilen(lage: Patlage) -> list[_Fallzeile]:
    """New cases, then those that run already, each with its groups."""
    jahr = lage.haushaltsjahr
    zeilen = []
    for text, neu in ((f"Neue Fälle {jahr}", True), ("Bestandsfälle", False)):
        gruppen = [g for g in lage.gruppen if (g.gruppe.beginn_jahr >= jahr) == neu]
        if gruppen:
            summe = lage.summe(jahr, neu=neu)
            zeilen.append(_Fallzeile(text, lage.faelle_von(neu=neu), summe, len(gruppen)))
            zeilen += [_gruppenzeile(g, jahr) for g in gruppen]
    return zeilen


def _gruppenzeile(lage: Gruppenlage, jahr: int) -> _Fallzeile:
    klasse = "" if lage.gruppe.klasse is None else f" (BG-Klasse {lage.gruppe.klasse})"
    fehler = f"\n{lage.fehler}" if lage.fehler else ""
    return _Fallzeile(f"{lage.gruppe.bezeichnung}{klasse}{fehler}", lage.gruppe.anzahl, lage.im_jahr(jahr))


def _schreibe_zeile(bogen: Bogen, fallzeile: _Fallzeile) -> None:
    blatt, zeile = bogen.blatt, bogen.zeile()
    ist_kopf = bool(fallzeile.teile)
    bogen.breit(zeile, _NAME, fallzeile.text, Stil.KATEGORIE if ist_kopf else Stil.EINGERUECKT)
    zuschuss, pat_cent = fallzeile.summe.zuschuss_cent, fallzeile.summe.pat_cent
    netto = f"ROUND({zelle(zeile, _ZUSCHUSS)}-{zelle(zeile, _PAT)},2)"
    if not ist_kopf:
        blatt.anzahl(zeile, _FAELLE, fallzeile.faelle)
        blatt.betrag(zeile, _ZUSCHUSS, zuschuss)
        blatt.betrag(zeile, _PAT, pat_cent)
        blatt.betragsformel(zeile, _NETTO, netto, fallzeile.summe.netto_cent, Stil.BETRAG)
        return
    letzte = zeile + fallzeile.teile

    def summe(spalte: int) -> str:
        return f"SUM({bereich(zeile + 1, letzte, spalte)})"

    blatt.formel(zeile, _FAELLE, summe(_FAELLE), fallzeile.faelle, Stil.KATEGORIE_ANZAHL)
    blatt.betragsformel(zeile, _ZUSCHUSS, summe(_ZUSCHUSS), zuschuss, Stil.KATEGORIE_BETRAG)
    blatt.betragsformel(zeile, _PAT, summe(_PAT), pat_cent, Stil.KATEGORIE_BETRAG)
    blatt.betragsformel(zeile, _NETTO, netto, fallzeile.summe.netto_cent, Stil.KATEGORIE_BETRAG)


def _schreibe_rahmen(bogen: Bogen, lage: Patlage) -> None:
    """What was expected, and how far the calculation is from it."""
    if lage.rahmen_cent is None:
        return
    summenzeile, erste = len(bogen.hoehen) - 1, len(bogen.hoehen)
    angaben = (
        ("erwartet: neue Fälle", lage.rahmen_neu_cent),
        ("erwartet: Bestandsfälle", lage.rahmen_bestand_cent),
    )
    for text, cent in angaben:
        zeile = bogen.zeile()
        _schreibe_rahmenzeile(bogen, zeile, text, Stil.TEXT)
        bogen.blatt.betrag(zeile, _PAT, cent)
    zeile = bogen.zeile(18.0)
    _schreibe_rahmenzeile(bogen, zeile, "Abweichung: Entlastung − erwartet", Stil.SUMME)
    formel = f"ROUND({zelle(summenzeile, _PAT)}-SUM({bereich(erste, zeile - 1, _PAT)}),2)"
    abweichung = lage.summe(lage.haushaltsjahr).pat_cent - lage.rahmen_cent
    bogen.blatt.betragsformel(zeile, _PAT, formel, abweichung, Stil.REST)


def _schreibe_rahmenzeile(bogen: Bogen, zeile: int, text: str, stil: Stil) -> None:
    bogen.breit(zeile, _NAME, text, stil)
    for spalte in (_FAELLE, _ZUSCHUSS, _NETTO):
        bogen.blatt.leer(zeile, spalte, stil)
