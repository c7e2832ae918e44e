"""The sheet HÜL-VE: Verpflichtungsermächtigungen, their use by month, and what uses them (§§ 34, 38 BHO)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.datum import MONATE
from app.services.excel.bau import Kopfzahlen
from app.services.excel.bezug import Ort, Zahl, bereich, spaltenname, zelle
from app.services.excel.formate import Stil
from app.services.excel.formular import Formular
from app.services.excel.massnahmen import Spalte
from app.services.huel_ve import BETRAG_OFFEN, huel_ve
from app.services.ve_diagramm import OHNE_DATUM
from app.services.worte import VE_WORT
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche
    from app.services.huel_ve import HuelVe, HuelVeZeile
    from app.services.ve import VeJahr

NUMMER, TAG, PARTNER, GEGENSTAND, ART, GESAMT, ERSTES_JAHR = range(7)
MONATSWORTE = (OHNE_DATUM, *MONATE)
_KOPF_A, _VE, _STAND, _GENUTZT, _FREI, _WORT = range(3, 9)
_KOPF_B = 10
_VERLAUF = _KOPF_B + 1
_KOPF_C = _VERLAUF + len(MONATSWORTE) + 1
KOPFZEILE = _KOPF_C + 1
ERSTE_ZEILE = KOPFZEILE + 2
_BETRAG_PIXEL = 108
_KEINE = "Keine Inanspruchnahme"
_MONATSKOPF = "Monat (0: ohne Datum)"


def spalten(liste: HuelVe) -> tuple[Spalte, ...]:
    """The columns of the form: one for each year in which a VE falls due."""
    return (
        Spalte("Lfd. Nr.", 40),
        Spalte("Tag", 78),
        Spalte("Vertragspartner, Aktenzeichen", 180),
        Spalte("Gegenstand", 240),
        Spalte("Art", 100),
        Spalte("Gesamtbetrag (€)", _BETRAG_PIXEL),
        *(Spalte(f"fällig {j.jahr} (€)", _BETRAG_PIXEL) for j in liste.jahre),
        Spalte("Bemerkung", 170),
    )


class HuelVeblatt:
    """A) the VE by year, B) their use by month, C) the single Bindungen, as in the printed form."""

    def __init__(self, bau: Bau) -> None:
        """Lay out the list and note where its sum stands."""
        self.blattname = bau.name("HÜL-VE")
        jahr = bau.blick.jahr
        self.titel = f"Haushaltsüberwachungsliste für Verpflichtungsermächtigungen (HÜL-VE) {jahr}"
        self._liste = huel_ve(bau.blick)
        self._bemerkung = ERSTES_JAHR + len(self._liste.jahre)
        self._monat = self._bemerkung + 1
        self._jahresspalten = range(ERSTES_JAHR, self._bemerkung)
        self._letzte = ERSTE_ZEILE + max(len(self._liste.zeilen), 1) - 1
        summe = Zahl(Ort(self.blattname, self._letzte + 1, GESAMT), self._liste.genutzt_cent)
        bau.kopfzahlen[self.blattname] = Kopfzahlen(betrag=summe)

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write the three parts of the form and the hidden months."""
        form = Formular(blatt, spalten(self._liste))
        form.titel(
            bau.ueberschrift(self.titel),
            f"Bindungen {bau.blick.jahr} mit Fälligkeit in späteren Jahren (§§ 34, 38 BHO)",
        )
        form.zeile(8.0)
        self._schreibe_ermaechtigungen(form)
        form.zeile(10.0)
        self._schreibe_verlauf(form)
        form.zeile(10.0)
        teil_c = "C  Einzelne Inanspruchnahmen"
        form.breit(form.zeile(20.0), (NUMMER, self._bemerkung), teil_c, Stil.KATEGORIE)
        form.kopf(spalten(self._liste))
        blatt.text(KOPFZEILE, self._monat, _MONATSKOPF, Stil.KOPF)
        blatt.verstecke(self._monat, self._monat)
        self._schreibe_zeilen(form)
        form.schliesse(KOPFZEILE, range(ERSTE_ZEILE, self._letzte + 1))
        blatt.drucke(bau.druckkopf, form.groesse, kopfzeile=KOPFZEILE, kopfzeilen=2)

    # -- A: what may be committed ----------------------------------------------------------------

    def _schreibe_ermaechtigungen(self, form: Formular) -> None:
        self._schreibe_teilkopf(form, "A  Verpflichtungsermächtigungen und ihr Stand")
        for text, stil in (
            ("Verpflichtungsermächtigung", Stil.TEXT),
            ("Stand, gilt ab", Stil.TEXT),
            ("in Anspruch genommen (Summe aus C)", Stil.TEXT),
            ("frei (mit Minus: überschritten)", Stil.SUMME),
            ("Ergebnis", Stil.TEXT),
        ):
            zeile = form.zeile()
            form.breit(zeile, (NUMMER, ART), text, stil)
            form.leere(zeile, range(GESAMT, self._bemerkung + 1), stil)
        self._schreibe_zeilensumme(form, _VE, sum(j.gilt.betrag_cent for j in self._liste.jahre if j.gilt))
        self._schreibe_zeilensumme(form, _GENUTZT, self._liste.genutzt_cent)
        for spalte, jahr in zip(self._jahresspalten, self._liste.jahre, strict=True):
            self._schreibe_ve(form, spalte, jahr)
        offen = sum(j.offen for j in self._liste.jahre)
        if offen:
            form.text(_GENUTZT, self._bemerkung, f"{anzahl(offen, 'Betrag', 'Beträge')} noch offen")

    def _schreibe_ve(self, form: Formular, spalte: int, jahr: VeJahr) -> None:
        blatt = form.blatt
        genutzt = zelle(self._letzte + 1, spalte)
        blatt.betragsformel(_GENUTZT, spalte, genutzt, jahr.genutzt_cent, Stil.LISTE_BETRAG)
        if jahr.gilt is None or jahr.frei_cent is None:
            form.text(_STAND, spalte, "keine VE", Stil.STAND_BETRAG)
            form.text(_WORT, spalte, "ohne VE", Stil.STAND_BETRAG)
            return
        blatt.betrag(_VE, spalte, jahr.gilt.betrag_cent, Stil.LISTE_BETRAG)
        stand = f"{VE_WORT[jahr.gilt.stand]},\nab {jahr.gilt.ab:%d.%m.%Y}"
        form.text(_STAND, spalte, stand, Stil.STAND_BETRAG)
        formel = f"ROUND({zelle(_VE, spalte)}-{zelle(_GENUTZT, spalte)},2)"
        blatt.betragsformel(_FREI, spalte, formel, jahr.frei_cent, Stil.LISTE_REST)
        frei = zelle(_FREI, spalte)
        formel = f'IF({frei}<0,"überschritten",IF({frei}>0,"frei","ausgeschöpft"))'
        blatt.formel(_WORT, spalte, formel, _frei_wort(jahr.frei_cent), Stil.STAND_BETRAG)

    # -- B: the course of the year ---------------------------------------------------------------

    def _schreibe_verlauf(self, form: Formular) -> None:
        self._schreibe_teilkopf(form, "B  Inanspruchnahme, aufgelaufen bis zum Ende des Monats")
        for monat, wort in enumerate(MONATSWORTE):
            zeile = form.zeile()
            form.breit(zeile, (NUMMER, ART), wort, Stil.TEXT)
            je_jahr = [verlauf[monat].kumuliert_cent for verlauf in self._liste.verlauf]
            for spalte, cent in zip(self._jahresspalten, je_jahr, strict=True):
                formel = self._kumuliert(monat, spalte)
                form.blatt.betragsformel(zeile, spalte, formel, cent, Stil.LISTE_BETRAG)
            self._schreibe_zeilensumme(form, zeile, sum(je_jahr))
            form.blatt.leer(zeile, self._bemerkung)

    def _kumuliert(self, monat: int, spalte: int) -> str:
        """What was used up to the month before, and what the month adds."""
        werte, monate = (_fest(ERSTE_ZEILE, self._letzte, s) for s in (spalte, self._monat))
        neu = f"SUMIFS({werte},{monate},{monat})"
        return f"ROUND({zelle(_VERLAUF + monat - 1, spalte)}+{neu},2)" if monat else f"ROUND({neu},2)"

    # -- C: what uses them -----------------------------------------------------------------------

    def _schreibe_zeilen(self, form: Formular) -> None:
        if not self._liste.zeilen:
            zeile = form.zeile()
            form.breit(zeile, (NUMMER, ART), _KEINE, Stil.TEXT)
            form.leere(zeile, range(GESAMT, self._bemerkung + 1), Stil.TEXT)
        for eintrag in self._liste.zeilen:
            self._schreibe_zeile(form, form.zeile(), eintrag)
        zeile = form.zeile(18.0)
        form.breit(zeile, (NUMMER, ART), "Summe", Stil.SUMME)
        je_jahr = (self._liste.genutzt_cent, *(j.genutzt_cent for j in self._liste.jahre))
        for spalte, cent in enumerate(je_jahr, start=GESAMT):
            formel = f"ROUND(SUM({bereich(ERSTE_ZEILE, self._letzte, spalte)}),2)"
            form.blatt.betragsformel(zeile, spalte, formel, cent, Stil.LISTE_SUMME)
        form.blatt.leer(zeile, self._bemerkung, Stil.SUMME)

    def _schreibe_zeile(self, form: Formular, zeile: int, eintrag: HuelVeZeile) -> None:
        form.blatt.anzahl(zeile, NUMMER, eintrag.nr, Stil.MITTIG)
        form.blatt.datum(zeile, TAG, eintrag.datum, Stil.LISTE_DATUM)
        partner = "\n".join(t for t in (eintrag.vertragspartner, eintrag.aktenzeichen) if t)
        form.text(zeile, PARTNER, partner)
        form.text(zeile, GEGENSTAND, eintrag.gegenstand)
        form.text(zeile, ART, eintrag.art)
        self._schreibe_zeilensumme(form, zeile, eintrag.gesamt_cent)
        for spalte, jahr, cent in zip(self._jahresspalten, self._liste.jahre, eintrag.betraege, strict=True):
            if eintrag.betrag_offen and jahr.jahr == self._liste.haushaltsjahr + 1:
                form.text(zeile, spalte, BETRAG_OFFEN, Stil.STAND_BETRAG)
            else:
                form.blatt.betrag(zeile, spalte, cent or None, Stil.LISTE_BETRAG)
        form.text(zeile, self._bemerkung, eintrag.bemerkung)
        form.blatt.anzahl(zeile, self._monat, eintrag.monat)

    # -- parts of the form -----------------------------------------------------------------------

    def _schreibe_teilkopf(self, form: Formular, titel: str) -> None:
        zeile = form.zeile(20.0)
        form.breit(zeile, (NUMMER, ART), titel, Stil.KATEGORIE)
        worte = ("Gesamt (€)", *(f"{j.jahr} (€)" for j in self._liste.jahre), "Bemerkung")
        for spalte, wort in enumerate(worte, start=GESAMT):
            form.blatt.text(zeile, spalte, wort, Stil.KOPF)

    def _schreibe_zeilensumme(self, form: Formular, zeile: int, cent: int) -> None:
        von, bis = zelle(zeile, ERSTES_JAHR), zelle(zeile, self._bemerkung - 1)
        form.blatt.betragsformel(zeile, GESAMT, f"ROUND(SUM({von}:{bis}),2)", cent, Stil.LISTE_BETRAG)


def huel_ve_blatt(bau: Bau) -> list[Tabelle]:
    """The list, where a later year has a VE or uses one."""
    return [HuelVeblatt(bau)] if huel_ve(bau.blick).jahre else []


def _fest(erste: int, letzte: int, spalte: int) -> str:
    name = spaltenname(spalte)
    return f"${name}${erste + 1}:${name}${letzte + 1}"


def _frei_wort(frei_cent: int) -> str:
    return "überschritten" if frei_cent < 0 else "frei" if frei_cent else "ausgeschöpft"
