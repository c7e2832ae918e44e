"""Groups of clients with their shares of the whole (AMIP 5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.excel.bezug import Zahl, spaltenname, zelle
from app.services.excel.formate import Stil
from app.services.excel.grundbogen import (
    KEINE_ANGABE,
    QUELLE,
    Bogen,
    Grundbogen,
    Grundspalte,
    gemeinsam,
)
from app.services.grundlagenfelder import KUNDENGRUPPEN

if TYPE_CHECKING:
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche

SPALTEN = (
    Grundspalte("Kundengruppe", 420, "bezeichnung"),
    Grundspalte("Anzahl (eLb)", 150, "anzahl"),
    Grundspalte("Anteil (an eLb)", 150),
    Grundspalte("Berichtsmonat", 170, "berichtsmonat"),
)
GRUPPE, ANZAHL, ANTEIL, STAND = range(len(SPALTEN))
GESAMT = Grundspalte("ist das Ganze", 110, "gesamt")


class Kundenblatt:
    """The groups in their order; each share is reckoned from the group that is the whole."""

    def __init__(self, bau: Bau) -> None:
        """Lay out the table and note where the whole stands."""
        self.blattname = bau.name("Kundengruppen")
        self.titel = f"Erwerbsfähige Leistungsberechtigte nach Kundengruppen {bau.blick.jahr}"
        self._bogen = Grundbogen(bau, self.blattname, KUNDENGRUPPEN, SPALTEN, (GESAMT, QUELLE))
        self._gruppen = bau.blick.grundlagen.kundengruppen
        self._ganzes = bau.blick.grundlagen.eindeutige_gesamtgruppe
        if self._ganzes is not None:
            zeile = self._bogen.erste + self._gruppen.index(self._ganzes)
            bau.zahlen["eLb"] = Zahl(self._bogen.ort(zeile, "anzahl"), self._ganzes.anzahl or 0)

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write the groups, their shares and the source."""
        bogen = Bogen(blatt, self._bogen.spalten, self._bogen.gedruckt)
        bogen.ueberschrift(bau.ueberschrift(self.titel))
        self._bogen.schreibe_kopf(bogen, bogen.zeile(22.0))
        self._bogen.schreibe_zeilen(bogen)
        for zeile in range(self._bogen.erste, self._bogen.letzte + 1):
            self._schreibe_anteil(blatt, zeile, bau)
        quelle = gemeinsam([k.quelle for k in self._gruppen])
        if quelle:
            bogen.ganz(f"Quelle: {quelle}", Stil.UNTERSCHRIFT, luft=8.0)
        bogen.fertig(bau)

    def _schreibe_anteil(self, blatt: Blattflaeche, zeile: int, bau: Bau) -> None:
        gruppe = self._gruppen[zeile - self._bogen.erste]
        if bau.gesperrt("kundengruppe", gruppe.id, "anteil"):
            blatt.gesperrt(zeile, ANTEIL)
            return
        if self._ganzes is None:
            blatt.text(zeile, ANTEIL, KEINE_ANGABE, Stil.STAND_ANZAHL)
            return
        ganzes, anzahl = bau.zahlen["eLb"].ort, zelle(zeile, ANZAHL)
        nenner = f"${spaltenname(ganzes.spalte)}${ganzes.zeile + 1}"
        formel = f'IF(OR(N({nenner})=0,NOT(ISNUMBER({anzahl}))),"{KEINE_ANGABE}",ROUND({anzahl}/{nenner},2))'
        prozent = bau.blick.grundlagen.kundenanteil_prozent(gruppe)
        if prozent is None:
            blatt.formel(zeile, ANTEIL, formel, KEINE_ANGABE, Stil.ANTEIL)
        else:
            blatt.dezimalformel(zeile, ANTEIL, formel, prozent, stellen=2, stil=Stil.ANTEIL)


def kundengruppen(bau: Bau) -> list[Tabelle]:
    """The groups of clients where the plan states any."""
    return [Kundenblatt(bau)] if bau.blick.grundlagen.kundengruppen else []
