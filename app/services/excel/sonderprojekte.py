"""Abb. 4: projects with money of their own beside the budget (AMIP 2.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.excel.bau import Kopfzahlen
from app.services.excel.bezug import Ort, Zahl, bereich, zelle
from app.services.excel.formate import Stil
from app.services.excel.grundbogen import BEMERKUNG, QUELLE, Bogen, Grundbogen, Grundspalte
from app.services.grundlagenfelder import SONDERPROJEKTE

if TYPE_CHECKING:
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche

SPALTEN = (
    Grundspalte("Sonderprojekt", 330, "bezeichnung"),
    Grundspalte("Sachkosten", 180, "sachkosten_cent"),
    Grundspalte("Personalkosten", 180, "personalkosten_cent"),
    Grundspalte("Summe", 180),
)
PROJEKT, SACHKOSTEN, PERSONALKOSTEN, SUMME = range(len(SPALTEN))


class Sonderprojektblatt:
    """The projects with their costs, the sum of each and of all."""

    def __init__(self, bau: Bau) -> None:
        """Lay out the table and note where its sums stand."""
        self.blattname = bau.name("Abb. 4")
        self.titel = f"Sonderprojekte – Zusätzliche Mittel {bau.blick.jahr}"
        self._bogen = Grundbogen(bau, self.blattname, SONDERPROJEKTE, SPALTEN, (BEMERKUNG, QUELLE))
        self._projekte = bau.blick.grundlagen.sonderprojekte
        sachkosten = sum(p.sachkosten_cent or 0 for p in self._projekte)
        personalkosten = sum(p.personalkosten_cent or 0 for p in self._projekte)
        self._gesamt = (sachkosten, personalkosten, sachkosten + personalkosten)
        orte = (Ort(self.blattname, self._bogen.letzte + 1, s) for s in (SACHKOSTEN, PERSONALKOSTEN, SUMME))
        namen = ("Sonderprojekte_Sachkosten", "Sonderprojekte_Personalkosten", "Sonderprojekte_gesamt")
        for name, ort, cent in zip(namen, orte, self._gesamt, strict=True):
            bau.zahlen[name] = Zahl(ort, cent)
        bau.kopfzahlen[self.blattname] = Kopfzahlen(betrag=bau.zahlen["Sonderprojekte_gesamt"])

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write the projects, the sums and the caption."""
        bogen = Bogen(blatt, self._bogen.spalten, self._bogen.gedruckt)
        bogen.ueberschrift(bau.ueberschrift(self.titel))
        self._bogen.schreibe_kopf(bogen, bogen.zeile(22.0))
        self._bogen.schreibe_zeilen(bogen)
        for zeile, projekt in enumerate(self._projekte, start=self._bogen.erste):
            formel = f"SUM({zelle(zeile, SACHKOSTEN)}:{zelle(zeile, PERSONALKOSTEN)})"
            blatt.betragsformel(zeile, SUMME, formel, projekt.summe_cent, Stil.BETRAG)
        unten = bogen.zeile(18.0)
        blatt.text(unten, PROJEKT, f"Gesamt {bau.blick.jahr}", Stil.SUMME)
        for spalte, cent in zip((SACHKOSTEN, PERSONALKOSTEN, SUMME), self._gesamt, strict=True):
            formel = f"SUM({bereich(self._bogen.erste, self._bogen.letzte, spalte)})"
            blatt.betragsformel(unten, spalte, formel, cent)
        bogen.unterschrift(f"Abb. 4 – {self.titel}")
        bogen.fertig(bau)


def sonderprojekte(bau: Bau) -> list[Tabelle]:
    """Abb. 4 where the plan has such projects."""
    return [Sonderprojektblatt(bau)] if bau.blick.grundlagen.sonderprojekte else []
