"""What is bound, planned and free by budget year, beside the Verpflichtungsermächtigungen (AMIP 2.2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.excel.bau import Kopfzahlen
from app.services.excel.bezug import Bereich, Ort, Zahl, bereich, zelle
from app.services.excel.diagramm import GRUEN, HIMMEL, ORANGE, PURPUR, Diagramm, Diagrammart, Reihe
from app.services.excel.formate import Stil
from app.services.excel.grundbogen import ERSTE_ZEILE, KEINE_ANGABE, Bogen
from app.services.excel.massnahmen import Spalte
from app.services.zahlworte import anzahl, kurz_eur

if TYPE_CHECKING:
    from app.services.bindungsjahre import Bindungsjahr
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche

SPALTEN = (
    Spalte("Haushaltsjahr", 104),
    Spalte("Vorbindungen", 124),
    Spalte("neu gebunden", 124),
    Spalte("geplant, noch nicht gebunden", 124),
    Spalte("Summe", 124),
    Spalte("VE", 124),
    Spalte("frei", 124),
    Spalte("über der VE", 116),
    Spalte("freigerechnet (von Vorbindungen)", 124),
    Spalte("Bemerkung", 130),
)
JAHR, VORBINDUNG, GEBUNDEN, GEPLANT, SUMME, VE, FREI, UEBER_VE, FREIGERECHNET, BEMERKUNG = range(len(SPALTEN))
_REIHEN = ((VORBINDUNG, ORANGE), (GEBUNDEN, PURPUR), (GEPLANT, HIMMEL), (FREI, GRUEN))
_ZEILENHOEHE = 18.0
_HOEHE = 330


class Bindungsblatt:
    """One row for each year from the plan's on, and a chart of them."""

    def __init__(self, bau: Bau) -> None:
        """Lay out the table and note where the plan's year stands."""
        self.blattname = bau.name("Bindungen")
        self._jahre = bau.blick.bindungsjahre
        self._letzte = ERSTE_ZEILE + len(self._jahre) - 1
        self.titel = f"Bindungen und Verpflichtungsermächtigungen {bau.blick.jahr} bis {self._jahre[-1].jahr}"
        planjahr = self._jahre[0]
        for name, spalte, cent in (
            ("Gebunden_und_geplant", SUMME, planjahr.summe_cent),
            ("Neu_gebunden", GEBUNDEN, planjahr.neu_gebunden_cent),
        ):
            bau.zahlen[name] = Zahl(Ort(self.blattname, ERSTE_ZEILE, spalte), cent)
        bau.kopfzahlen[self.blattname] = Kopfzahlen(betrag=bau.zahlen["Gebunden_und_geplant"])

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write the years, their sum and the chart."""
        bogen = Bogen(blatt, SPALTEN, len(SPALTEN))
        bogen.ueberschrift(bau.ueberschrift(self.titel))
        bogen.kopfzellen(bogen.zeile(), SPALTEN)
        for jahr in self._jahre:
            zeile = bogen.zeile(_ZEILENHOEHE)
            blatt.anzahl(zeile, JAHR, jahr.jahr, Stil.JAHR)
            _schreibe_bestand(blatt, zeile, jahr, bau)
            _schreibe_geplant(blatt, zeile, jahr, bau)
            _schreibe_summe(blatt, zeile, jahr)
            _schreibe_ve(blatt, zeile, jahr, bau)
            bemerkung = f"{anzahl(jahr.offen, 'Betrag', 'Beträge')} noch offen" if jahr.offen else ""
            bogen.text(zeile, BEMERKUNG, bemerkung)
        self._schreibe_gesamt(bogen)
        bogen.diagramm(self._diagramm(bogen.breite))
        bogen.fertig(bau)

    def _schreibe_gesamt(self, bogen: Bogen) -> None:
        blatt, zeile = bogen.blatt, bogen.zeile(_ZEILENHOEHE)
        blatt.text(zeile, JAHR, "Summe", Stil.SUMME)
        for spalte, cent in (
            (VORBINDUNG, sum(j.vorbindung_cent for j in self._jahre)),
            (GEBUNDEN, sum(j.neu_gebunden_cent for j in self._jahre)),
            (GEPLANT, sum(j.neu_geplant_cent for j in self._jahre)),
            (SUMME, sum(j.summe_cent for j in self._jahre)),
            (VE, sum(j.ve_cent or 0 for j in self._jahre)),
            (UEBER_VE, sum(j.ueber_ve_cent for j in self._jahre)),
            (FREIGERECHNET, sum(j.freirechnung_cent for j in self._jahre)),
        ):
            formel = f"SUM({bereich(ERSTE_ZEILE, self._letzte, spalte)})"
            blatt.betragsformel(zeile, spalte, formel, cent)
        # What is free of the Neufallbudget and of a VE are different moneys: no sum.
        for spalte in (FREI, BEMERKUNG):
            blatt.leer(zeile, spalte, Stil.SUMME)

    def _diagramm(self, breite: int) -> Diagramm:
        werte = {
            VORBINDUNG: [j.vorbindung_cent for j in self._jahre],
            GEBUNDEN: [j.neu_gebunden_cent for j in self._jahre],
            GEPLANT: [j.neu_geplant_cent for j in self._jahre],
            FREI: [j.frei_cent for j in self._jahre],
        }
        reihen = tuple(
            Reihe(SPALTEN[spalte].kopf, self._bereich(spalte), farbe, tuple(werte[spalte]))
            for spalte, farbe in _REIHEN
        )
        jahre = "; ".join(f"{j.jahr} gebunden und geplant {kurz_eur(j.summe_cent)}" for j in self._jahre)
        return Diagramm(
            Diagrammart.SAEULEN,
            f"{self.titel}: {jahre}",
            self._bereich(JAHR),
            tuple(str(j.jahr) for j in self._jahre),
            reihen,
            geld=True,
            breite=breite,
            hoehe=_HOEHE,
            legende=True,
        )

    def _bereich(self, spalte: int) -> Bereich:
        return Bereich(self.blattname, ERSTE_ZEILE, self._letzte, spalte)


def bindungsjahre(bau: Bau) -> list[Tabelle]:
    """The years where the plan has Bindungen or VE."""
    return [Bindungsblatt(bau)] if bau.blick.bindungen or bau.blick.ermaechtigungen else []


def _ist_planjahr(jahr: Bindungsjahr, bau: Bau) -> bool:
    return jahr.jahr == bau.blick.jahr


def _schreibe_bestand(blatt: Blattflaeche, zeile: int, jahr: Bindungsjahr, bau: Bau) -> None:
    """What is bound; the Vorbindungen of the plan's year are those of Abb. 2, less what was released."""
    abzug = [f"-{bau.zahlen[name].ort.bezug}" for name in ("Freirechnungen",) if name in bau.zahlen]
    if _ist_planjahr(jahr, bau) and "Vorbindungen" in bau.zahlen:
        formel = f"ROUND({bau.zahlen['Vorbindungen'].ort.bezug}{''.join(abzug)},2)"
        blatt.betragsformel(zeile, VORBINDUNG, formel, jahr.vorbindung_cent, Stil.BETRAG)
    else:
        blatt.betrag(zeile, VORBINDUNG, jahr.vorbindung_cent)
    blatt.betrag(zeile, GEBUNDEN, jahr.neu_gebunden_cent)
    blatt.betrag(zeile, FREIGERECHNET, jahr.freirechnung_cent)


def _schreibe_geplant(blatt: Blattflaeche, zeile: int, jahr: Bindungsjahr, bau: Bau) -> None:
    """In the plan's year what the measure tables plan and no Bindung stands for yet."""
    verplant = _verplant(bau)
    if _ist_planjahr(jahr, bau) and verplant:
        formel = f"MAX(0,ROUND({verplant}-{zelle(zeile, GEBUNDEN)},2))"
        blatt.betragsformel(zeile, GEPLANT, formel, jahr.neu_geplant_cent, Stil.BETRAG)
    else:
        blatt.betrag(zeile, GEPLANT, jahr.neu_geplant_cent)


def _verplant(bau: Bau) -> str:
    return "+".join(m.summe_mittelansatz.ort.bezug for m in bau.massnahmen)


def _schreibe_summe(blatt: Blattflaeche, zeile: int, jahr: Bindungsjahr) -> None:
    formel = f"SUM({zelle(zeile, VORBINDUNG)}:{zelle(zeile, GEPLANT)})"
    blatt.betragsformel(zeile, SUMME, formel, jahr.summe_cent, Stil.BETRAG)


def _schreibe_ve(blatt: Blattflaeche, zeile: int, jahr: Bindungsjahr, bau: Bau) -> None:
    """What is free: of the Neufallbudget in the plan's year, of the VE in later years."""
    ve, neu = zelle(zeile, VE), f"{zelle(zeile, GEBUNDEN)}-{zelle(zeile, GEPLANT)}"
    if _ist_planjahr(jahr, bau):
        for spalte in (VE, UEBER_VE):
            blatt.text(zeile, spalte, KEINE_ANGABE, Stil.STAND_BETRAG)
        _schreibe_frei_im_planjahr(blatt, zeile, jahr, bau)
        return
    if jahr.ve_cent is None:
        blatt.text(zeile, VE, KEINE_ANGABE, Stil.STAND_BETRAG)
    else:
        blatt.betrag(zeile, VE, jahr.ve_cent)
    for spalte, formel, cent in (
        (FREI, f"MAX(0,ROUND({ve}-{neu},2))", jahr.frei_cent),
        (UEBER_VE, f"MAX(0,-ROUND({ve}-{neu},2))", jahr.ueber_ve_cent),
    ):
        ganz = f'IF(ISNUMBER({ve}),{formel},"{KEINE_ANGABE}")'
        if jahr.ve_cent is None:
            blatt.formel(zeile, spalte, ganz, KEINE_ANGABE, Stil.BETRAG)
        else:
            blatt.betragsformel(zeile, spalte, ganz, cent, Stil.BETRAG)


def _schreibe_frei_im_planjahr(blatt: Blattflaeche, zeile: int, jahr: Bindungsjahr, bau: Bau) -> None:
    neufall, verplant = bau.zahlen.get("Neufallbudget"), _verplant(bau)
    if neufall is None or not verplant:
        blatt.betrag(zeile, FREI, jahr.frei_cent)
        return
    formel = f"MAX(0,ROUND({neufall.ort.bezug}-MAX({verplant},{zelle(zeile, GEBUNDEN)}),2))"
    blatt.betragsformel(zeile, FREI, formel, jahr.frei_cent, Stil.BETRAG)
