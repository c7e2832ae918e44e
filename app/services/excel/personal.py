"""Staff: clients per member of staff, and full-time equivalents decided and there (AMIP 2.6.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.excel.bezug import Ort, Zahl, zelle
from app.services.excel.formate import Stil
from app.services.excel.grundbogen import (
    ERSTE_ZEILE,
    KEINE_ANGABE,
    QUELLE,
    Bogen,
    Grundbogen,
    Grundspalte,
)
from app.services.grundlagenfelder import BETREUUNGSSCHLUESSEL, PERSONAL

if TYPE_CHECKING:
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche
    from app.services.grundlagenzeilen import Personalzeile

_BEREICH = Grundspalte("Bereich", 300, "bezeichnung")
_BEMERKUNG_PIXEL = 250
SCHLUESSELSPALTEN = (
    _BEREICH,
    Grundspalte("Plan", 110, "soll_zehntel", Stil.SCHLUESSEL),
    Grundspalte("Ist", 110, "ist_zehntel", Stil.SCHLUESSEL),
    Grundspalte("Bemerkung zum Schlüssel", 110, "bemerkung", ueber=2),
    Grundspalte("", 110),
    Grundspalte("", _BEMERKUNG_PIXEL),
)
VZAE_SPALTEN = (
    _BEREICH,
    Grundspalte("VZÄ Soll", 110, "soll_hundertstel"),
    Grundspalte("VZÄ Ist", 110, "ist_hundertstel"),
    Grundspalte("Differenz", 110),
    Grundspalte("Besetzung", 110),
    Grundspalte("Bemerkung", _BEMERKUNG_PIXEL, "bemerkung"),
)
BEREICH, SOLL, IST, DIFFERENZ, BESETZUNG, BEMERKUNG = range(len(VZAE_SPALTEN))
_UEBERSCHRIFT_SCHLUESSEL, _UEBERSCHRIFT_VZAE = "Betreuungsschlüssel", "Vollzeitäquivalente (VZÄ)"
_ABSTAND = 3
"""An empty row, the name of the second table and its heading."""


class Personalblatt:
    """Both tables, one below the other; one alone where the plan has only that."""

    def __init__(self, bau: Bau) -> None:
        """Lay out the tables."""
        self.blattname = bau.name("Personal")
        self.titel = f"Personalressourcen {bau.blick.jahr}"
        grundlagen = bau.blick.grundlagen
        self._schluessel, self._vzae = None, None
        erste = ERSTE_ZEILE + 1
        if grundlagen.betreuungsschluessel:
            self._schluessel = Grundbogen(
                bau, self.blattname, BETREUUNGSSCHLUESSEL, SCHLUESSELSPALTEN, (QUELLE,), erste=erste
            )
            erste = self._schluessel.letzte + 1 + _ABSTAND
        if grundlagen.personal:
            self._vzae = Grundbogen(bau, self.blattname, PERSONAL, VZAE_SPALTEN, (QUELLE,), erste=erste)
            self._benenne(bau, grundlagen.personal, erste)

    def _benenne(self, bau: Bau, zeilen: tuple[Personalzeile, ...], zeile: int) -> None:
        """Names only where a single row leaves no doubt what they mean."""
        if len(zeilen) == 1:
            ist, soll = zeilen[0].ist_hundertstel, zeilen[0].soll_hundertstel
            bau.zahlen["VZAE_Soll"] = Zahl(Ort(self.blattname, zeile, SOLL), soll or 0)
            bau.zahlen["VZAE_Ist"] = Zahl(Ort(self.blattname, zeile, IST), ist or 0)

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write both tables."""
        bogen = Bogen(blatt, (*VZAE_SPALTEN, QUELLE), len(VZAE_SPALTEN))
        bogen.ueberschrift(bau.ueberschrift(self.titel))
        if self._schluessel:
            bogen.ganz(_UEBERSCHRIFT_SCHLUESSEL, Stil.KATEGORIE)
            self._schluessel.schreibe_kopf(bogen, bogen.zeile(20.0))
            self._schluessel.schreibe_zeilen(bogen)
            if self._vzae:
                bogen.zeile()
        if self._vzae:
            bogen.ganz(_UEBERSCHRIFT_VZAE, Stil.KATEGORIE)
            self._vzae.schreibe_kopf(bogen, bogen.zeile(20.0))
            self._vzae.schreibe_zeilen(bogen)
            for zeile, eintrag in enumerate(bau.blick.grundlagen.personal, start=self._vzae.erste):
                _schreibe_vergleich(blatt, zeile, eintrag)
        bogen.fertig(bau, kopfzeilen=0)


def personal(bau: Bau) -> list[Tabelle]:
    """The staff where the plan states any figure of it."""
    grundlagen = bau.blick.grundlagen
    return [Personalblatt(bau)] if grundlagen.personal or grundlagen.betreuungsschluessel else []


def _schreibe_vergleich(blatt: Blattflaeche, zeile: int, eintrag: Personalzeile) -> None:
    soll, ist = zelle(zeile, SOLL), zelle(zeile, IST)
    beide = f"AND(ISNUMBER({soll}),ISNUMBER({ist}))"
    formel = f'IF({beide},ROUND({ist}-{soll},2),"{KEINE_ANGABE}")'
    if eintrag.differenz_hundertstel is None:
        blatt.formel(zeile, DIFFERENZ, formel, KEINE_ANGABE, Stil.VZAE_DIFFERENZ)
    else:
        blatt.dezimalformel(
            zeile, DIFFERENZ, formel, eintrag.differenz_hundertstel, stellen=2, stil=Stil.VZAE_DIFFERENZ
        )
    formel = f'IF(AND(N({soll})>0,ISNUMBER({ist})),ROUND({ist}/{soll},3),"{KEINE_ANGABE}")'
    if eintrag.besetzung_promille is None:
        blatt.formel(zeile, BESETZUNG, formel, KEINE_ANGABE, Stil.ANTEIL_GENAU)
    else:
        blatt.dezimalformel(
            zeile, BESETZUNG, formel, eintrag.besetzung_promille, stellen=3, stil=Stil.ANTEIL_GENAU
        )
