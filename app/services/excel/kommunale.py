"""Abb. 16: services of the city beside the measures, with an estimate of their cases (AMIP 5.8.2.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.excel.formate import Stil
from app.services.excel.grundbogen import KOPFZEILE, QUELLE, Bogen, Grundbogen, Grundspalte
from app.services.grundlagenfelder import KOMMUNALE_LEISTUNGEN

if TYPE_CHECKING:
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche

SPALTEN = (
    Grundspalte("Kommunale Eingliederungsleistung", 270, "bezeichnung"),
    Grundspalte("Rechtsgrundlage", 170, "rechtsgrundlage"),
    Grundspalte("Erbracht von", 280, "erbracht_von"),
    Grundspalte("Fälle", 90, "faelle", Stil.SCHAETZUNG),
    Grundspalte("Zusatz", 196, "zusatz"),
)
LEISTUNG, RECHTSGRUNDLAGE, ERBRACHT_VON, FAELLE, ZUSATZ = range(len(SPALTEN))
ERSTE_ZEILE = KOPFZEILE + 2


class Kommunalblatt:
    """The services; the estimate is a number and what is said beside it."""

    def __init__(self, bau: Bau) -> None:
        """Lay out the table."""
        self.blattname = bau.name("Abb. 16")
        self.titel = f"Kommunale Eingliederungsleistungen – Schätzung der Fallzahlen {bau.blick.jahr}"
        self._bogen = Grundbogen(
            bau, self.blattname, KOMMUNALE_LEISTUNGEN, SPALTEN, (QUELLE,), erste=ERSTE_ZEILE
        )

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write headings, services and the caption."""
        bogen = Bogen(blatt, self._bogen.spalten, self._bogen.gedruckt)
        bogen.ueberschrift(bau.ueberschrift(self.titel))
        schaetzung = f"Schätzung {bau.blick.jahr}\n(keine „Soll-Planung“)"
        oben, unten = bogen.zeile(30.0), bogen.zeile()
        self._bogen.schreibe_kopf(bogen, unten)
        blatt.verbinde(oben, oben, (FAELLE, ZUSATZ), schaetzung, Stil.KOPF)
        for spalte, s in enumerate(self._bogen.spalten):
            if spalte not in {FAELLE, ZUSATZ}:
                blatt.verbinde(oben, unten, (spalte, spalte), s.kopf, Stil.KOPF)
        self._bogen.schreibe_zeilen(bogen)
        bogen.unterschrift(f"Abb. 16 – {self.titel}")
        bogen.fertig(bau, kopfzeilen=2)


def kommunale_leistungen(bau: Bau) -> list[Tabelle]:
    """Abb. 16 where the plan states such services."""
    return [Kommunalblatt(bau)] if bau.blick.grundlagen.kommunale_leistungen else []
