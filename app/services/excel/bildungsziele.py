"""Abb. 14: planned entries into training by group of occupations, and the tie with Abb. 6 (5.8.1.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.arten import Bildungsart
from app.services.bildungsabgleich import bildungsabgleich
from app.services.excel.bau import Abstimmung, Kopfzahlen
from app.services.excel.bezug import Ort, Zahl, bereich, zelle
from app.services.excel.formate import Stil
from app.services.excel.grundbogen import BEMERKUNG, KOPFZEILE, QUELLE, Bogen, Grundbogen, Grundspalte
from app.services.grundlagenfelder import BILDUNGSZIELE

if TYPE_CHECKING:
    from app.services.bildungsabgleich import Bildungsabgleich
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche

SPALTEN = (
    Grundspalte("Berufsgruppe des Zielberufs", 394, "bezeichnung"),
    Grundspalte("abschlussorientierte Eintritte insgesamt", 170, "umschulungen"),
    Grundspalte("dar. Teilqualifizierungen", 170, "teilqualifizierungen"),
    Grundspalte("Fortbildungen", 170, "fortbildungen"),
)
BERUFSGRUPPE, UMSCHULUNGEN, TEILQUALIFIZIERUNGEN, FORTBILDUNGEN = range(len(SPALTEN))
ZWEITE_KOPFZEILE, GESAMTZEILE, ERSTE_ZEILE = KOPFZEILE + 1, KOPFZEILE + 2, KOPFZEILE + 3
_ABSTAND = 3
"""Below the last group: the caption, an empty row and the heading of the tie."""
_ABB14, _ABB6, _DIFFERENZ = UMSCHULUNGEN, TEILQUALIFIZIERUNGEN, FORTBILDUNGEN
_SUMMENSPALTE = {Bildungsart.UMSCHULUNG: UMSCHULUNGEN, Bildungsart.FORTBILDUNG: FORTBILDUNGEN}
_MEHRZAHL = {Bildungsart.UMSCHULUNG: "Umschulungen", Bildungsart.FORTBILDUNG: "Fortbildungen"}
_ABGLEICHSFELDER = {_ABB14: "geplant", _ABB6: "eintritte", _DIFFERENZ: "differenz"}
_ANZAHLSPALTEN = ("umschulungen", "teilqualifizierungen", "fortbildungen")


class Bildungszielblatt:
    """The groups with their total above them, as printed; below the tie with Abb. 6."""

    def __init__(self, bau: Bau) -> None:
        """Lay out both tables and note where totals and differences stand."""
        self.blattname = bau.name("Abb. 14")
        self.titel = f"Bildungszielplanung ao/nao (BZP) {bau.blick.jahr}"
        self._bogen = Grundbogen(
            bau, self.blattname, BILDUNGSZIELE, SPALTEN, (BEMERKUNG, QUELLE), erste=ERSTE_ZEILE
        )
        for feld in _ANZAHLSPALTEN:
            summe = sum(getattr(z, feld) or 0 for z in bau.blick.grundlagen.bildungsziele)
            bau.zahlen[feld.capitalize()] = Zahl(self._bogen.ort(GESAMTZEILE, feld), summe)
        self._abgleich = bildungsabgleich(bau.blick)
        self._erste_abstimmung = self._bogen.letzte + 1 + _ABSTAND
        self._merke_abstimmung(bau)

    def _merke_abstimmung(self, bau: Bau) -> None:
        if not self._abgleich:
            return
        for zeile, abgleich in enumerate(self._abgleich, start=self._erste_abstimmung):
            differenz = Zahl(Ort(self.blattname, zeile, _DIFFERENZ), abgleich.differenz)
            text = f"{_MEHRZAHL[abgleich.art]}: {self.blattname} − Abb. 6"
            bau.abstimmungen.append(Abstimmung(text, differenz))
        summe = Ort(self.blattname, self._erste_abstimmung + len(self._abgleich), _ABB14)
        bau.kopfzahlen[self.blattname] = Kopfzahlen(
            eintritte=Zahl(summe, sum(a.geplant for a in self._abgleich))
        )

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write headings, total, groups, caption and the tie."""
        bogen = Bogen(blatt, self._bogen.spalten, self._bogen.gedruckt)
        bogen.ueberschrift(bau.ueberschrift(self.titel))
        self._schreibe_kopf(bogen)
        self._schreibe_gesamt(bogen, bau)
        self._bogen.schreibe_zeilen(bogen)
        bogen.unterschrift(f"Abb. 14 – {self.titel}")
        if self._abgleich:
            self._schreibe_abstimmung(bogen, bau)
        bogen.fertig(bau, kopfzeilen=2)

    def _schreibe_kopf(self, bogen: Bogen) -> None:
        bogen.zeile(20.0)
        self._bogen.schreibe_kopf(bogen, bogen.zeile())
        oben, unten = KOPFZEILE, ZWEITE_KOPFZEILE
        spalten = (UMSCHULUNGEN, TEILQUALIFIZIERUNGEN)
        bogen.blatt.verbinde(oben, oben, spalten, "Umschulungen", Stil.KOPF)
        for spalte, s in enumerate(self._bogen.spalten):
            if spalte not in spalten:
                bogen.blatt.verbinde(oben, unten, (spalte, spalte), s.kopf, Stil.KOPF)

    def _schreibe_gesamt(self, bogen: Bogen, bau: Bau) -> None:
        zeile = bogen.zeile(18.0)
        bogen.blatt.text(zeile, BERUFSGRUPPE, "Gesamt", Stil.SUMME)
        for feld in _ANZAHLSPALTEN:
            wert, spalte = bau.zahlen[feld.capitalize()].wert, self._bogen.spalte(feld)
            if bau.gesperrt("bildungsziel", "", feld):
                bogen.blatt.gesperrt(zeile, spalte, Stil.SUMME_ANZAHL)
            else:
                bogen.blatt.formel(zeile, spalte, self._bogen.summe(feld), wert)

    def _schreibe_abstimmung(self, bogen: Bogen, bau: Bau) -> None:
        bogen.zeile()
        kopf = bogen.zeile(20.0)
        for spalte, text in enumerate(("Abstimmung der Eintritte", self.blattname, "Abb. 6", "Differenz")):
            bogen.blatt.text(kopf, spalte, text, Stil.KOPF)
        for abgleich in self._abgleich:
            self._schreibe_abgleich(bogen, abgleich, bau)
        zeile, letzte = bogen.zeile(18.0), len(bogen.hoehen) - 2
        bogen.blatt.text(zeile, BERUFSGRUPPE, "Zusammen", Stil.SUMME)
        werte = [(a.geplant, a.eintritte, a.differenz) for a in self._abgleich]
        summen = map(sum, zip(*werte, strict=True))
        for (spalte, feld), wert in zip(_ABGLEICHSFELDER.items(), summen, strict=True):
            formel = f"SUM({bereich(self._erste_abstimmung, letzte, spalte)})"
            if bau.gesperrt("bildungsabgleich", "", feld):
                bogen.blatt.gesperrt(zeile, spalte, Stil.SUMME_ANZAHL)
            else:
                bogen.blatt.formel(zeile, spalte, formel, wert)

    def _schreibe_abgleich(self, bogen: Bogen, abgleich: Bildungsabgleich, bau: Bau) -> None:
        blatt, zeile = bogen.blatt, bogen.zeile()
        produkte = ", ".join(p.bezeichnung for p in abgleich.produkte)
        bogen.text(zeile, BERUFSGRUPPE, f"{_MEHRZAHL[abgleich.art]} ({produkte})")
        gesamt = zelle(GESAMTZEILE, _SUMMENSPALTE[abgleich.art])
        formeln = {
            _ABB14: (gesamt, abgleich.geplant),
            _ABB6: (_eintritte(abgleich, bau), abgleich.eintritte),
            _DIFFERENZ: (f"{zelle(zeile, _ABB14)}-{zelle(zeile, _ABB6)}", abgleich.differenz),
        }
        for spalte, (formel, wert) in formeln.items():
            if bau.gesperrt("bildungsabgleich", abgleich.art.value, _ABGLEICHSFELDER[spalte]):
                blatt.gesperrt(zeile, spalte)
            elif formel:
                blatt.formel(zeile, spalte, formel, wert, Stil.ANZAHL)
            else:
                blatt.anzahl(zeile, spalte, wert)


def bildungsziele(bau: Bau) -> list[Tabelle]:
    """Abb. 14 where the plan has training targets."""
    return [Bildungszielblatt(bau)] if bau.blick.grundlagen.bildungsziele else []


def _eintritte(abgleich: Bildungsabgleich, bau: Bau) -> str:
    """Formula: the lines of Abb. 6; a product without a line there is counted in the measure tables.

    Empty where the workbook has neither, or no keys beside the measures.
    """
    if not bau.wahl.wieder_einlesbar:
        return ""
    gezeigt = [bau.produktorte[p.id].bezug for p in abgleich.produkte if p.id in bau.produktorte]
    teile = [f"SUM({','.join(gezeigt)})"] if gezeigt else []  # SUM passes over a line in words
    for produkt in abgleich.produkte:
        if produkt.id not in bau.produktorte:
            schluessel = bau.produktschluessel[produkt.id]
            teile += [
                f'SUMIFS({m.eintritte.bezug},{m.schluessel.bezug},"{schluessel}")' for m in bau.massnahmen
            ]
    vollstaendig = bau.massnahmen or len(gezeigt) == len(abgleich.produkte)
    return "+".join(teile) if vollstaendig else ""
