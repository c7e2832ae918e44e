"""The sheet HÜL: the Haushaltsüberwachungsliste for the plan's year as a form (§ 34 BHO)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.excel.bau import Kopfzahlen
from app.services.excel.bezug import Ort, Zahl, bereich, zelle
from app.services.excel.formate import Stil
from app.services.excel.formular import Formular
from app.services.excel.massnahmen import Spalte
from app.services.huel import Huelart, Huelbetraege, HuelZeile, huel, summiere

if TYPE_CHECKING:
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche
    from app.services.huel import Huel

(
    NUMMER,
    TAG,
    PARTNER,
    GEGENSTAND,
    LAUFZEIT,
    ART,
    FESTGELEGT,
    FREI,
    ANGEORDNET,
    ABSCHLAEGE,
    OFFEN,
    FOLGEJAHRE,
    BEMERKUNG,
) = range(13)
KOPFZEILE, ERSTE_ZEILE = 2, 4
_BETRAGSSPALTEN = range(FESTGELEGT, FOLGEJAHRE + 1)
_KEINE = "Keine Bindungen mit Wirkung in diesem Jahr"


def spalten(jahr: int) -> tuple[Spalte, ...]:
    """The columns of the form, with the unit in the heading."""
    return (
        Spalte("Lfd. Nr.", 40),
        Spalte("Tag", 78),
        Spalte("Vertragspartner, Aktenzeichen", 150),
        Spalte("Gegenstand", 190),
        Spalte("Laufzeit", 88),
        Spalte("Herkunft, Art", 92),
        Spalte(f"Festgelegt {jahr} (€)", 104),
        Spalte("Frei-\ngerechnet (€)", 104),
        Spalte("Angeordnet, ausgezahlt (€)", 104),
        Spalte("davon Abschläge (€)", 104),
        Spalte("noch offen (€)\n7 − 8 − 9", 104),
        Spalte("nachrichtl.: Folgejahre (€)", 104),
        Spalte("Bemerkung", 170),
    )


class Huelblatt:
    """The list with sums of the Vorbindungen and of the plan's year, and what is still available."""

    def __init__(self, bau: Bau) -> None:
        """Lay out the list and note where its sum stands."""
        jahr = bau.blick.jahr
        self.blattname = bau.name(f"HÜL {jahr}")
        self.titel = f"Haushaltsüberwachungsliste für Ausgaben (HÜL) {jahr}"
        self._liste = huel(bau.blick, jahr)
        self._abschnitte = _abschnitte(self._liste)
        laengen = sum(len(zeilen) + 2 for _, _, zeilen in self._abschnitte)
        self._summenzeile = ERSTE_ZEILE + (laengen or 1)
        summe = Zahl(Ort(self.blattname, self._summenzeile, FESTGELEGT), self._liste.summe.festgelegt_cent)
        bau.kopfzahlen[self.blattname] = Kopfzahlen(betrag=summe)

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write headings, sections, sums and the balance."""
        form = Formular(blatt, spalten(self._liste.jahr))
        form.titel(bau.ueberschrift(self.titel), f"Bindungen mit Wirkung in {self._liste.jahr} (§ 34 BHO)")
        form.kopf(spalten(self._liste.jahr))
        bloecke: list[int] = []
        summen = [
            _schreibe_abschnitt(form, titel, summentitel, zeilen, bloecke)
            for titel, summentitel, zeilen in self._abschnitte
        ]
        if not summen:
            form.breit(form.zeile(), (NUMMER, BEMERKUNG), _KEINE, Stil.TEXT)
        formel = {s: "+".join(zelle(z, s) for z in summen) or "0" for s in _BETRAGSSPALTEN}
        gesamt = _schreibe_summe(form, "Summe", formel, self._liste.summe)
        self._schreibe_abschluss(form, bau, gesamt)
        form.schliesse(KOPFZEILE, bloecke or [ERSTE_ZEILE])
        blatt.fixiere(ERSTE_ZEILE)
        blatt.drucke(bau.druckkopf, form.groesse, kopfzeile=KOPFZEILE, kopfzeilen=2)

    def _schreibe_abschluss(self, form: Formular, bau: Bau, gesamt: int) -> None:
        """What was available, what is bound of it, what is not."""
        verfuegbar, ungebunden = self._liste.verfuegbar_cent, self._liste.ungebunden_cent
        if verfuegbar is None or ungebunden is None:
            return
        form.zeile(10.0)
        erste = _abschlusszeile(
            form, "Verfügbar: Eingliederungsmittel − Umschichtung + Rückeinnahmen", Stil.TEXT
        )
        formel = _verfuegbar_formel(bau)
        if formel:
            form.blatt.betragsformel(erste, FESTGELEGT, formel, verfuegbar, Stil.LISTE_BETRAG)
        else:
            form.blatt.betrag(erste, FESTGELEGT, verfuegbar, Stil.LISTE_BETRAG)
        zweite = _abschlusszeile(form, "− gebunden: festgelegt − freigerechnet (7 − 8)", Stil.TEXT)
        formel = f"ROUND({zelle(gesamt, FESTGELEGT)}-{zelle(gesamt, FREI)},2)"
        gebunden = self._liste.summe.gebunden_cent
        form.blatt.betragsformel(zweite, FESTGELEGT, formel, gebunden, Stil.LISTE_BETRAG)
        dritte = _abschlusszeile(form, "= noch nicht gebunden", Stil.SUMME)
        formel = f"ROUND({zelle(erste, FESTGELEGT)}-{zelle(zweite, FESTGELEGT)},2)"
        form.blatt.betragsformel(dritte, FESTGELEGT, formel, ungebunden, Stil.LISTE_REST)


def huelblatt(bau: Bau) -> list[Tabelle]:
    """The HÜL where the plan has Bindungen."""
    return [Huelblatt(bau)] if bau.blick.bindungen else []


def nur_huel(bau: Bau) -> list[Tabelle]:
    """The HÜL in any case, so that a workbook of the lists alone has a sheet."""
    return [Huelblatt(bau)]


def _abschnitte(liste: Huel) -> list[tuple[str, str, tuple[HuelZeile, ...]]]:
    """Title, title of the sum and lines of each section that has any."""
    alle = (
        ("Vorbindungen (aus Vorjahren)", "Summe der Vorbindungen", liste.vorbindungen),
        (f"Bindungen {liste.jahr}", f"Summe der Bindungen {liste.jahr}", liste.neue),
    )
    return [abschnitt for abschnitt in alle if abschnitt[2]]


def _schreibe_abschnitt(
    form: Formular, titel: str, summentitel: str, zeilen: tuple[HuelZeile, ...], bloecke: list[int]
) -> int:
    """Heading, lines and sum; returns the sum's row."""
    kopf = form.zeile()
    bloecke.append(kopf)
    form.breit(kopf, (NUMMER, BEMERKUNG), titel, Stil.KATEGORIE)
    offen: list[int] = []
    for stelle, zeile in enumerate(zeilen):
        nummer = form.zeile()
        if stelle and zeilen[stelle - 1].zeilenart is not Huelart.BEKANNTE_SUMME:
            bloecke.append(nummer)
        if zeile.zeilenart is Huelart.BEKANNTE_SUMME:
            offen.append(nummer)
            _schreibe_bekannte_summe(form, nummer, zeile)
        else:
            _schreibe_zeile(form, nummer, zeile, offen.pop() if zeile.zeilenart is Huelart.REST else None)
    erste, letzte = kopf + 1, kopf + len(zeilen)
    formel = {s: f"SUM({bereich(erste, letzte, s)})" for s in _BETRAGSSPALTEN}
    return _schreibe_summe(form, summentitel, formel, summiere(zeilen))


def _schreibe_bekannte_summe(form: Formular, nummer: int, zeile: HuelZeile) -> None:
    """The heading of a known sum: its amount stands left of the columns that are added up."""
    titel = f"Bekannte Summe: {zeile.gegenstand}"
    form.breit(nummer, (NUMMER, GEGENSTAND), titel, Stil.KATEGORIE)
    form.blatt.verbinde(nummer, nummer, (LAUFZEIT, ART), "", Stil.GRUPPE_BETRAG)
    form.blatt.betrag(nummer, LAUFZEIT, zeile.festgelegt_cent, Stil.GRUPPE_BETRAG)
    form.leere(nummer, _BETRAGSSPALTEN, Stil.KATEGORIE)
    form.text(nummer, BEMERKUNG, zeile.bemerkung, Stil.GRUPPE_TEXT)


def _schreibe_zeile(form: Formular, nummer: int, zeile: HuelZeile, bekannte_summe: int | None) -> None:
    blatt = form.blatt
    eingerueckt = zeile.zeilenart in {Huelart.TEIL, Huelart.REST}
    blatt.anzahl(nummer, NUMMER, zeile.nr, Stil.MITTIG)
    blatt.datum(nummer, TAG, zeile.datum, Stil.LISTE_DATUM)
    form.text(nummer, PARTNER, "\n".join(t for t in (zeile.vertragspartner, zeile.aktenzeichen) if t))
    form.text(nummer, GEGENSTAND, zeile.gegenstand, Stil.EINGERUECKT if eingerueckt else Stil.TEXT)
    form.text(nummer, LAUFZEIT, zeile.laufzeit.replace(" – ", " –\n"))
    form.text(nummer, ART, f"{zeile.herkunft_jahr}\n{zeile.art}")
    form.text(nummer, BEMERKUNG, zeile.bemerkung)
    if bekannte_summe is None:
        blatt.betrag(nummer, FESTGELEGT, zeile.festgelegt_cent, Stil.LISTE_BETRAG)
    else:
        teile = bereich(bekannte_summe + 1, nummer - 1, FESTGELEGT)
        formel = f"ROUND({zelle(bekannte_summe, LAUFZEIT)}-SUM({teile}),2)"
        blatt.betragsformel(nummer, FESTGELEGT, formel, zeile.festgelegt_cent, Stil.LISTE_OFFEN)
    for spalte, cent in (
        (FREI, zeile.freigerechnet_cent),
        (ANGEORDNET, zeile.angeordnet_gezahlt_cent),
        (ABSCHLAEGE, zeile.davon_abschlaege_cent),
        (FOLGEJAHRE, zeile.folgejahre_cent),
    ):
        blatt.betrag(nummer, spalte, cent or None, Stil.LISTE_BETRAG)
    blatt.betragsformel(nummer, OFFEN, _offen_formel(nummer), zeile.offen_cent, Stil.LISTE_OFFEN)


def _offen_formel(nummer: int) -> str:
    festgelegt, frei, angeordnet = (zelle(nummer, s) for s in (FESTGELEGT, FREI, ANGEORDNET))
    return f"ROUND({festgelegt}-{frei}-{angeordnet},2)"


def _schreibe_summe(form: Formular, titel: str, formel: dict[int, str], summe: Huelbetraege) -> int:
    nummer = form.zeile(18.0)
    form.breit(nummer, (NUMMER, ART), titel, Stil.SUMME)
    werte = {
        FESTGELEGT: summe.festgelegt_cent,
        FREI: summe.freigerechnet_cent,
        ANGEORDNET: summe.angeordnet_gezahlt_cent,
        ABSCHLAEGE: summe.davon_abschlaege_cent,
        OFFEN: summe.offen_cent,
        FOLGEJAHRE: summe.folgejahre_cent,
    }
    for spalte, cent in werte.items():
        stil = Stil.LISTE_REST if spalte == OFFEN else Stil.LISTE_SUMME
        form.blatt.betragsformel(nummer, spalte, f"ROUND({formel[spalte]},2)", cent, stil)
    form.blatt.leer(nummer, BEMERKUNG, Stil.SUMME)
    return nummer


def _abschlusszeile(form: Formular, text: str, stil: Stil) -> int:
    nummer = form.zeile()
    form.breit(nummer, (NUMMER, ART), text, stil)
    return nummer


def _verfuegbar_formel(bau: Bau) -> str:
    """From the cells of Abb. 1 and 2; empty in a workbook without them."""
    namen = ("Eingliederungsmittel", "Umschichtung", "Rueckeinnahmen")
    if not all(name in bau.zahlen for name in namen):
        return ""
    mittel, umschichtung, rueckeinnahmen = (bau.zahlen[name].ort.bezug for name in namen)
    return f"ROUND({mittel}-{umschichtung}+{rueckeinnahmen},2)"
