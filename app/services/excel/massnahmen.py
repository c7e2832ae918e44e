"""The measure tables, one sheet per Handlungsfeld, in the printed layout (AMIP 5.8.1 to 5.8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from app.models.arten import Eintrittestatus
from app.models.geld import format_eur
from app.services.eingabe import Feld, zelltext
from app.services.excel.auswahl import kennwort
from app.services.excel.bau import Kopfzahlen, Massnahmenspalten
from app.services.excel.bezug import Bereich, Ort, Zahl, bereich
from app.services.excel.blatt import SEITENBREITE, SEITENHOEHE
from app.services.excel.formate import PUNKT, PUNKT_KLEIN, Stil
from app.services.excel.rueckweg import SCHLUESSELKOPF, Rueckblatt, Rueckzeile, schluesseltext
from app.services.excel.sammelzeilen import NICHT_EINZELN, gelistete, sammeltext, sammelzeilen, zusammen
from app.services.excel.schrift import HOECHSTE_ZEILE, texthoehe, verteile
from app.services.summen import Dimension
from app.services.worte import EINTRITTE_WORT, finanzierung_wort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.excel.auswahl import Exportwahl
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche
    from app.services.planblick import Planblick
    from app.services.zeilen import Katalogeintrag, Zeile

LEISTUNG, EINTRITTE, MITTELANSATZ, FUNKTION, BEMERKUNG = range(5)
_TITELZEILE, _HINWEISZEILE, KOPFZEILE, ERSTE_ZEILE = range(4)


@dataclass(frozen=True, slots=True)
class Spalte:
    """A printed column: heading (``{jahr}`` is the Haushaltsjahr) and width in pixels."""

    kopf: str
    pixel: int


SPALTEN = (
    Spalte("Leistung", 272),
    Spalte("Eintritte/ Plätze/ Gutscheine {jahr}", 128),
    Spalte("Mittelansatz (Neufall) {jahr} ca.", 182),
    Spalte("Funktion im Integrationsprozess", 424),
)
BEMERKUNGSSPALTE = Spalte("Bemerkung (intern)", 260)
"""Beside the printed columns, only where somebody wants it."""
_FELD_VON = {LEISTUNG: Feld.LEISTUNG, FUNKTION: Feld.FUNKTION, BEMERKUNG: Feld.BEMERKUNG}
_HOECHSTENS_STAUCHEN = 1.12
"""A table that is longer than a page by less than this is shrunk to one page: no page for a row or two."""
_SCHLUESSELKOPF = "Produkt (Schlüssel für Abb. 6)"
_KALKULATION = EINTRITTE_WORT[Eintrittestatus.KALKULATION_VORJAHR]


@dataclass(frozen=True, slots=True)
class Zelltext:
    """A text over one or more rows (counted from the table's first, both ends included)."""

    spalte: int
    erste: int
    letzte: int
    text: str

    @property
    def punkt(self) -> float:
        """Size of the text: smaller where the highest rows could not hold it."""
        passt = self._hoehe(PUNKT) <= HOECHSTE_ZEILE * (self.letzte - self.erste + 1)
        return PUNKT if passt else PUNKT_KLEIN

    @property
    def hoehe(self) -> float:
        """Height that the text needs, in points."""
        return self._hoehe(self.punkt)

    def _hoehe(self, punkt: float) -> float:
        return texthoehe(self.text, (*SPALTEN, BEMERKUNGSSPALTE)[self.spalte].pixel, punkt)


class Massnahmentabelle:
    """The measures of one Handlungsfeld, or those without one.

    Rows that are not listed stand in hidden rows, one for each product, which every sum and Abb. 6 count; the
    row below them shows their sum. Where small counts are left out there are no such rows, only their sum.
    """

    def __init__(self, bau: Bau, feld: Katalogeintrag | None, wunschname: str, titel: str) -> None:
        """Lay out the table and note where its columns and sums stand."""
        self.blattname = bau.name(wunschname)
        self.titel = titel
        self._abschnitt = feld.abschnitt if feld else None
        self._feld_id = feld.id if feld else None
        self._gedruckt = spalten(bau.wahl)
        self._schluessel, self._zeilenschluessel = len(self._gedruckt), len(self._gedruckt) + 1
        self._zeilen = gelistete(bau.blick, bau.wahl, self._feld_id)
        self._gesammelt = sammelzeilen(bau.blick, bau.wahl, self._feld_id)
        self._verborgen = self._gesammelt if bau.wahl.wieder_einlesbar else ()
        self._sammelzeile = ERSTE_ZEILE + len(self._zeilen) + len(self._verborgen)
        self._summenzeile = self._sammelzeile + (1 if self._gesammelt or not self._zeilen else 0)
        self._letzte = self._summenzeile - (2 if self._verborgen else 1)
        self._texte = _texte(self._zeilen, bau.wahl)
        self._spalten = self._merke_spalten(bau)
        bau.sammelzeilen[self.blattname] = self._gesammelt
        bau.rueckweg.append(_rueckblatt(self.blattname, self._feld_id, self._zeilen, self._texte, bau))

    def _merke_spalten(self, bau: Bau) -> Massnahmenspalten:
        summe = bau.blick.summe(Dimension.HANDLUNGSFELD, self._feld_id)
        spalten = Massnahmenspalten(
            schluessel=Bereich(self.blattname, ERSTE_ZEILE, self._letzte, self._schluessel),
            eintritte=Bereich(self.blattname, ERSTE_ZEILE, self._letzte, EINTRITTE),
            summe_eintritte=self._summenzahl(EINTRITTE, summe.eintritte),
            summe_mittelansatz=self._summenzahl(MITTELANSATZ, summe.mittelansatz_cent),
        )
        bau.massnahmen.append(spalten)
        bau.kopfzahlen[self.blattname] = Kopfzahlen(spalten.summe_eintritte, spalten.summe_mittelansatz)
        return spalten

    def _summenzahl(self, spalte: int, wert: int) -> Zahl:
        return Zahl(Ort(self.blattname, self._summenzeile, spalte), wert)

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write headings, rows, merged cells, sums and the hidden keys."""
        blatt.breiten([spalte.pixel for spalte in self._gedruckt])
        blatt.text(_TITELZEILE, 0, bau.ueberschrift(self.titel), Stil.TITEL)
        if self._abschnitt:
            blatt.text(_HINWEISZEILE, 0, f"Abschnitt {self._abschnitt}", Stil.HINWEIS)
        for spalte, printed in enumerate(self._gedruckt):
            blatt.text(KOPFZEILE, spalte, printed.kopf.format(jahr=bau.blick.jahr), Stil.KOPF)
        if bau.wahl.wieder_einlesbar:
            blatt.text(KOPFZEILE, self._schluessel, _SCHLUESSELKOPF, Stil.KOPF)
            blatt.text(KOPFZEILE, self._zeilenschluessel, SCHLUESSELKOPF, Stil.KOPF)
            blatt.verstecke(self._schluessel, self._zeilenschluessel)
        self._schreibe_zeilen(blatt, bau)
        self._schreibe_gesammelte(blatt, bau)
        self._schreibe_summe(blatt, bau)
        self._richte_ein(blatt, bau)

    def _schreibe_zeilen(self, blatt: Blattflaeche, bau: Bau) -> None:
        if not self._zeilen and not self._gesammelt:
            letzte = len(self._gedruckt) - 1
            blatt.verbinde(ERSTE_ZEILE, ERSTE_ZEILE, (LEISTUNG, letzte), "Keine Maßnahmen", Stil.TEXT)
        for text in self._texte:
            stil = Stil.TEXT if text.punkt == PUNKT else Stil.TEXT_KLEIN
            oben, unten = ERSTE_ZEILE + text.erste, ERSTE_ZEILE + text.letzte
            blatt.verbinde(oben, unten, (text.spalte, text.spalte), text.text, stil)
        for nummer, zeile in enumerate(self._zeilen, start=ERSTE_ZEILE):
            if bau.gesperrt("ansatz", zeile.id):
                blatt.gesperrt(nummer, EINTRITTE)
            else:
                _schreibe_eintritte(blatt, nummer, zeile)
            _schreibe_mittelansatz(blatt, nummer, zeile, bau.blick.jahr)
            if bau.wahl.wieder_einlesbar:
                blatt.text(nummer, self._zeilenschluessel, schluesseltext("ansatz", zeile.id))
                self._schreibe_produkt(blatt, nummer, zeile.produkt_id, bau)

    def _schreibe_produkt(self, blatt: Blattflaeche, nummer: int, produkt_id: str | None, bau: Bau) -> None:
        if produkt_id:
            blatt.text(nummer, self._schluessel, bau.produktschluessel[produkt_id])

    def _schreibe_gesammelte(self, blatt: Blattflaeche, bau: Bau) -> None:
        """The hidden rows, and the row that shows their sum."""
        if not self._gesammelt:
            return
        erste = ERSTE_ZEILE + len(self._zeilen)
        for nummer, sammel in enumerate(self._verborgen, start=erste):
            blatt.text(nummer, LEISTUNG, NICHT_EINZELN)
            if sammel.hat_zahl:
                blatt.anzahl(nummer, EINTRITTE, sammel.summe.eintritte)
            elif sammel.ist_kalkulation:
                blatt.text(nummer, EINTRITTE, _KALKULATION, Stil.STAND_ANZAHL)
            blatt.betrag(nummer, MITTELANSATZ, sammel.summe.mittelansatz_cent)
            self._schreibe_produkt(blatt, nummer, sammel.produkt_id, bau)
        zeile, summe = self._sammelzeile, zusammen(self._gesammelt)
        blatt.text(zeile, LEISTUNG, sammeltext(self._gesammelt))
        for spalte in range(FUNKTION, len(self._gedruckt)):
            blatt.leer(zeile, spalte)
        if not self._verborgen:
            blatt.betrag(zeile, MITTELANSATZ, summe.mittelansatz_cent)
            if bau.gesperrt("nicht_ausgewiesen", self._feld_id or ""):
                blatt.gesperrt(zeile, EINTRITTE)
            else:
                blatt.anzahl(zeile, EINTRITTE, summe.eintritte)
            return
        formel = f"SUM({bereich(erste, zeile - 1, EINTRITTE)})"
        blatt.formel(zeile, EINTRITTE, formel, summe.eintritte, Stil.ANZAHL)
        formel = f"SUM({bereich(erste, zeile - 1, MITTELANSATZ)})"
        blatt.betragsformel(zeile, MITTELANSATZ, formel, summe.mittelansatz_cent, Stil.BETRAG)

    def _schreibe_summe(self, blatt: Blattflaeche, bau: Bau) -> None:
        zeile, spalten = self._summenzeile, self._spalten
        blatt.text(zeile, LEISTUNG, "Summe", Stil.SUMME)
        if bau.gesperrt("handlungsfeld", self._feld_id or ""):
            blatt.gesperrt(zeile, EINTRITTE, Stil.SUMME_ANZAHL)
        else:
            formel = f"SUM({bereich(ERSTE_ZEILE, self._letzte, EINTRITTE)})"
            blatt.formel(zeile, EINTRITTE, formel, spalten.summe_eintritte.wert)
        formel = f"SUM({bereich(ERSTE_ZEILE, self._letzte, MITTELANSATZ)})"
        blatt.betragsformel(zeile, MITTELANSATZ, formel, spalten.summe_mittelansatz.wert)
        for spalte in range(FUNKTION, len(self._gedruckt)):
            blatt.leer(zeile, spalte, Stil.SUMME)

    def _richte_ein(self, blatt: Blattflaeche, bau: Bau) -> None:
        hoehen = [20.0, 15.0, _kopfhoehe(bau.blick.jahr), *self._hoehen(bau.blick.jahr), 18.0]
        for zeile, hoehe in enumerate(hoehen):
            blatt.hoehe(zeile, hoehe)
        blatt.fixiere(ERSTE_ZEILE)
        # More than on paper where the print is shrunk to its width.
        seite = SEITENHOEHE * max(1.0, sum(s.pixel for s in self._gedruckt) / SEITENBREITE)
        eine_seite = sum(hoehen) <= seite * _HOECHSTENS_STAUCHEN
        groesse = (len(hoehen), len(self._gedruckt))
        blatt.drucke(bau.druckkopf, groesse, kopfzeile=KOPFZEILE, eine_seite=eine_seite)
        if eine_seite:
            return
        bloecke = [ERSTE_ZEILE + anfang for anfang in blockanfaenge(self._texte)] or [ERSTE_ZEILE]
        blatt.seitenumbrueche(umbrueche(hoehen, bloecke, hoehen[KOPFZEILE], seite))

    def _hoehen(self, jahr: int) -> list[float]:
        """Of all rows between heading and sum."""
        darunter = [0.0] * len(self._verborgen) + [15.0] * (self._summenzeile - self._sammelzeile)
        einzeln = [
            texthoehe(mittelansatz_text(zeile, jahr), SPALTEN[MITTELANSATZ].pixel, PUNKT)
            for zeile in self._zeilen
        ]
        # Merged cells over few rows first: what they take also serves the wider ones.
        gruppen = sorted(self._texte, key=lambda t: t.letzte - t.erste)
        return [*verteile(einzeln, [(t.erste, t.letzte, t.hoehe) for t in gruppen]), *darunter]


def spalten(wahl: Exportwahl) -> tuple[Spalte, ...]:
    """The columns that are printed."""
    return (*SPALTEN, BEMERKUNGSSPALTE) if wahl.bemerkungsspalte else SPALTEN


def _texte(zeilen: Sequence[Zeile], wahl: Exportwahl) -> tuple[Zelltext, ...]:
    """What stands once for several rows."""
    bemerkungen = _je_massnahme(zeilen, BEMERKUNG) if wahl.bemerkungsspalte else ()
    return (*_je_massnahme(zeilen, LEISTUNG), *_funktionen(zeilen), *bemerkungen)


def _rueckblatt(
    blatt: str, feld_id: str | None, zeilen: Sequence[Zeile], texte: Sequence[Zelltext], bau: Bau
) -> Rueckblatt:
    """Every cell of the printed columns is an input."""
    namen = (Feld.LEISTUNG, Feld.EINTRITTE, Feld.MITTELANSATZ, Feld.FUNKTION, Feld.BEMERKUNG)
    koepfe = (spalte.kopf.format(jahr=bau.blick.jahr) for spalte in spalten(bau.wahl))
    felder = dict(zip(namen, koepfe, strict=False))
    verdeckt: dict[int, set[str]] = {}
    for text in texte:
        for nummer in range(text.erste + 1, text.letzte + 1):
            verdeckt.setdefault(nummer, set()).add(_FELD_VON[text.spalte].value)
    return Rueckblatt(
        blatt,
        "ansatz",
        {feld.value: kopf for feld, kopf in felder.items()},
        [
            Rueckzeile(
                zeile.id,
                {feld.value: blatttext(bau.blick, zeile, feld) for feld in felder},
                frozenset(verdeckt.get(nummer, ())),
            )
            for nummer, zeile in enumerate(zeilen)
        ],
        {"handlungsfeld_id": feld_id} if feld_id else {},
    )


def massnahmentabellen(bau: Bau) -> list[Tabelle]:
    """One table per Handlungsfeld in its order, and one for measures without, where there are any."""
    tabellen: list[Tabelle] = [
        _tabelle(bau, feld, _blattwunsch(feld), _titel(feld)) for feld in bau.blick.handlungsfelder.values()
    ]
    if bau.blick.summe(Dimension.HANDLUNGSFELD, None).zeilen or not tabellen:
        titel = "Maßnahmen ohne Handlungsfeld"
        tabellen.append(_tabelle(bau, None, "Ohne Handlungsfeld", titel))
    return tabellen


def _tabelle(bau: Bau, feld: Katalogeintrag | None, wunschname: str, titel: str) -> Massnahmentabelle:
    """A table, with the word by which it can be chosen alone: ``hf1``, ``hf-querschnittsaufgaben``."""
    tabelle = Massnahmentabelle(bau, feld, wunschname, titel)
    if feld and feld.nummer:
        wort = kennwort(f"hf{feld.nummer}")
    else:
        wort = kennwort("hf", (feld.kurz or feld.bezeichnung) if feld else "ohne")
    bau.teilworte[tabelle.blattname] = wort
    return tabelle


def _blattwunsch(feld: Katalogeintrag) -> str:
    return f"HF {feld.nummer}" if feld.nummer else feld.kurz or feld.bezeichnung


def _titel(feld: Katalogeintrag) -> str:
    titel = feld.tabellentitel
    if not titel:
        titel = f"Handlungsfeld {feld.nummer} – {feld.bezeichnung}" if feld.nummer else feld.bezeichnung
    return titel.replace(" - ", " – ")


def _je_massnahme(zeilen: Sequence[Zeile], spalte: int) -> list[Zelltext]:
    """A text of each measure over all its rows."""
    texte, erste = [], 0
    for _, gruppe in groupby(zeilen, key=lambda z: z.massnahme_id):
        eigene = list(gruppe)
        letzte = erste + len(eigene) - 1
        texte.append(Zelltext(spalte, erste, letzte, str(getattr(eigene[0], _FELD_VON[spalte].value))))
        erste = letzte + 1
    return texte


def _funktionen(zeilen: Sequence[Zeile]) -> list[Zelltext]:
    """The Funktion over all rows of measures in succession that share it; an empty one for each measure."""
    texte, erste = [], 0
    for (_, funktion), gruppe in groupby(
        zeilen, key=lambda z: ("" if z.funktion else z.massnahme_id, z.funktion)
    ):
        letzte = erste + len(list(gruppe)) - 1
        texte.append(Zelltext(FUNKTION, erste, letzte, funktion))
        erste = letzte + 1
    return texte


def blockanfaenge(texte: Sequence[Zelltext]) -> list[int]:
    """Rows that no merged cell reaches into from above: a page may begin with them."""
    anfaenge: list[int] = []
    reicht_bis = -1
    for text in sorted(texte, key=lambda t: t.erste):
        if text.erste > reicht_bis:
            anfaenge.append(text.erste)
        reicht_bis = max(reicht_bis, text.letzte)
    return anfaenge


def umbrueche(
    hoehen: Sequence[float], bloecke: Sequence[int], kopf: float, seite: float = SEITENHOEHE
) -> list[int]:
    """Rows that begin a printed page, so that no merged cell is torn.

    Args:
        hoehen: heights of all rows of the sheet, in points.
        bloecke: rows that may begin a page; the first is the table's first row.
        kopf: height of the heading that each further page repeats.
        seite: height of a page, in points: more than on paper where the print is shrunk to its width.
    """
    ergebnis: list[int] = []
    belegt = sum(hoehen[: bloecke[0]])
    enden = [*bloecke[1:], len(hoehen)]
    for anfang, ende in zip(bloecke, enden, strict=True):
        bedarf = sum(hoehen[anfang:ende])
        if belegt + bedarf > seite and anfang != bloecke[0]:
            ergebnis.append(anfang)
            belegt = kopf
        belegt += bedarf
    return ergebnis


def _kopfhoehe(jahr: int) -> float:
    return max(texthoehe(s.kopf.format(jahr=jahr), s.pixel, PUNKT, fett=True) for s in SPALTEN) + 2


def _schreibe_eintritte(blatt: Blattflaeche, nummer: int, zeile: Zeile) -> None:
    if zeile.eintritte is None:
        blatt.text(nummer, EINTRITTE, EINTRITTE_WORT[zeile.eintritte_status], Stil.STAND_ANZAHL)
    else:
        blatt.anzahl(nummer, EINTRITTE, zeile.eintritte)


def _schreibe_mittelansatz(blatt: Blattflaeche, nummer: int, zeile: Zeile, jahr: int) -> None:
    if zeile.finanzierung.zaehlt:
        blatt.betrag(nummer, MITTELANSATZ, zeile.mittelansatz_cent)
    else:
        blatt.text(nummer, MITTELANSATZ, mittelansatz_text(zeile, jahr), Stil.STAND_BETRAG)


def blatttext(blick: Planblick, zeile: Zeile, feld: Feld) -> str:
    """What a cell of the table says of a row, as a text."""
    if feld is Feld.MITTELANSATZ and not zeile.finanzierung.zaehlt:
        return mittelansatz_text(zeile, blick.jahr)
    return zelltext(blick, zeile, feld)


def mittelansatz_text(zeile: Zeile, jahr: int) -> str:
    """The state as printed; an amount that is no cash of the year stands in words, and no sum counts it."""
    wort = finanzierung_wort(zeile.finanzierung, jahr)
    if zeile.finanzierung.zaehlt or zeile.mittelansatz_cent is None:
        return wort
    return f"{wort}\n(nachrichtlich {format_eur(zeile.mittelansatz_cent)})"
