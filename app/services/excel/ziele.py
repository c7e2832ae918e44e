"""The figures of the Zielsteuerung: planned, actual, and whether the goal is reached (AMIP 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.excel.bezug import zelle
from app.services.excel.formate import Stil
from app.services.excel.grundbogen import KEINE_ANGABE, QUELLE, Bogen, Grundbogen, Grundspalte
from app.services.grundlagenfelder import ZIELWERTE
from app.services.grundlagenzeilen import Zieleinheit, Zielrichtung
from app.services.worte import ZIELRICHTUNG_WORT

if TYPE_CHECKING:
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche
    from app.services.grundlagenzeilen import Zielzeile

SPALTEN = (
    Grundspalte("Kurz", 50, "kurz"),
    Grundspalte("Kennzahl", 196, "bezeichnung"),
    Grundspalte("Art", 120, "art"),
    Grundspalte("Einheit", 62, "einheit"),
    Grundspalte("Ziel", 126, "richtung"),
    Grundspalte("geplant", 78, "plan_tausendstel"),
    Grundspalte("Ist", 78, "ist_tausendstel"),
    Grundspalte("Abweichung", 86),
    Grundspalte("Ergebnis", 90),
    Grundspalte("Stand", 82, "berichtsmonat"),
    Grundspalte("Bemerkung", 170, "bemerkung"),
)
KURZ, KENNZAHL, ART, EINHEIT, RICHTUNG, PLAN, IST, ABWEICHUNG, ERGEBNIS, STAND, BEMERKUNG = range(
    len(SPALTEN)
)
ERREICHT, VERFEHLT = "erreicht", "nicht erreicht"
_TAUSENDSTEL, _GANZE = 3, 1000


class Zielblatt:
    """One row for each figure, with the deviation and the result as formulas."""

    def __init__(self, bau: Bau) -> None:
        """Lay out the table."""
        self.blattname = bau.name("Ziele")
        self.titel = f"Kennzahlen der Zielsteuerung {bau.blick.jahr}"
        self._ziele = bau.blick.grundlagen.zielwerte
        self._bogen = Grundbogen(bau, self.blattname, ZIELWERTE, SPALTEN, (QUELLE,))

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write the figures."""
        bogen = Bogen(blatt, self._bogen.spalten, self._bogen.gedruckt)
        bogen.ueberschrift(bau.ueberschrift(self.titel))
        self._bogen.schreibe_kopf(bogen, bogen.zeile(22.0))
        self._bogen.schreibe_zeilen(bogen)
        for zeile, ziel in enumerate(self._ziele, start=self._bogen.erste):
            _schreibe_werte(blatt, zeile, ziel)
            _schreibe_ergebnis(blatt, zeile, ziel)
        bogen.fertig(bau)


def ziele(bau: Bau) -> list[Tabelle]:
    """The figures of the Zielsteuerung where the plan states any."""
    return [Zielblatt(bau)] if bau.blick.grundlagen.zielwerte else []


def _schreibe_werte(blatt: Blattflaeche, zeile: int, ziel: Zielzeile) -> None:
    """Numbers as their unit is written."""
    stil = _stil(ziel)
    blatt.dezimal(zeile, PLAN, ziel.plan_tausendstel, _TAUSENDSTEL, stil)
    blatt.dezimal(zeile, IST, ziel.ist_tausendstel, _TAUSENDSTEL, stil)
    plan, ist = zelle(zeile, PLAN), zelle(zeile, IST)
    formel = f'IF(AND(ISNUMBER({plan}),ISNUMBER({ist})),ROUND({ist}-{plan},3),"{KEINE_ANGABE}")'
    if ziel.abweichung_tausendstel is None:
        blatt.formel(zeile, ABWEICHUNG, formel, KEINE_ANGABE, stil)
    else:
        blatt.dezimalformel(
            zeile, ABWEICHUNG, formel, ziel.abweichung_tausendstel, stellen=_TAUSENDSTEL, stil=stil
        )


def _stil(ziel: Zielzeile) -> Stil:
    werte = (ziel.plan_tausendstel or 0, ziel.ist_tausendstel or 0)
    if ziel.einheit is Zieleinheit.EURO:
        return Stil.KENNZAHL_BETRAG
    if ziel.einheit is Zieleinheit.ANZAHL and not any(wert % _GANZE for wert in werte):
        return Stil.ANZAHL
    return Stil.KENNZAHL


def _schreibe_ergebnis(blatt: Blattflaeche, zeile: int, ziel: Zielzeile) -> None:
    abweichung, richtung = zelle(zeile, ABWEICHUNG), zelle(zeile, RICHTUNG)
    mehr, weniger = (ZIELRICHTUNG_WORT[r] for r in (Zielrichtung.MEHR, Zielrichtung.WENIGER))
    formel = (
        f'IF(NOT(ISNUMBER({abweichung})),"{KEINE_ANGABE}",'
        f'IF({richtung}="{mehr}",IF({abweichung}>=0,"{ERREICHT}","{VERFEHLT}"),'
        f'IF({richtung}="{weniger}",IF({abweichung}<=0,"{ERREICHT}","{VERFEHLT}"),"{KEINE_ANGABE}")))'
    )
    wort = KEINE_ANGABE if ziel.erreicht is None else ERREICHT if ziel.erreicht else VERFEHLT
    blatt.formel(zeile, ERGEBNIS, formel, wort, Stil.MITTIG)
