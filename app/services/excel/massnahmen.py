"""The measure tables, one sheet per Handlungsfeld, in the printed layout (AMIP 5.8.1 to 5.8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from app.models.geld import format_eur
from app.services.eingabe import Feld, zelltext
from app.services.excel.bau import Kopfzahlen, Massnahmenspalten
from app.services.excel.bezug import Bereich, Ort, Zahl, bereich
from app.services.excel.blatt import SEITENHOEHE
from app.services.excel.formate import PUNKT, PUNKT_KLEIN, Stil
from app.services.excel.rueckweg import SCHLUESSELKOPF, Rueckblatt, Rueckzeile, schluesseltext
from app.services.excel.schrift import HOECHSTE_ZEILE, texthoehe, verteile
from app.services.summen import Dimension
from app.services.worte import EINTRITTE_WORT, finanzierung_wort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche
    from app.services.planblick import Planblick
    from app.services.zeilen import Katalogeintrag, Zeile

LEISTUNG, EINTRITTE, MITTELANSATZ, FUNKTION, SCHLUESSEL, ZEILENSCHLUESSEL = range(6)
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
_HOECHSTENS_STAUCHEN = 1.12
"""A table that is longer than a page by less than this is shrunk to one page: no page for a row or two."""
_SCHLUESSELKOPF = "Produkt (Schlüssel für Abb. 6)"


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
        return texthoehe(self.text, SPALTEN[self.spalte].pixel, punkt)


class Massnahmentabelle:
    """The measures of one Handlungsfeld, or those without one."""

    def __init__(self, bau: Bau, feld: Katalogeintrag | None, wunschname: str, titel: str) -> None:
        """Lay out the table and note where its columns and sums stand."""
        self.blattname = bau.name(wunschname)
        self.titel = titel
        self._abschnitt = feld.abschnitt if feld else None
        feld_id = feld.id if feld else None
        self._zeilen = bau.blick.zeilen_von(Dimension.HANDLUNGSFELD, feld_id)
        self._letzte = ERSTE_ZEILE + max(len(self._zeilen), 1) - 1
        self._texte = (*_leistungen(self._zeilen), *_funktionen(self._zeilen))
        summe = bau.blick.summe(Dimension.HANDLUNGSFELD, feld_id)
        self._spalten = Massnahmenspalten(
            schluessel=Bereich(self.blattname, ERSTE_ZEILE, self._letzte, SCHLUESSEL),
            eintritte=Bereich(self.blattname, ERSTE_ZEILE, self._letzte, EINTRITTE),
            summe_eintritte=self._summenzahl(EINTRITTE, summe.eintritte),
            summe_mittelansatz=self._summenzahl(MITTELANSATZ, summe.mittelansatz_cent),
        )
        bau.massnahmen.append(self._spalten)
        bau.rueckweg.append(_rueckblatt(self.blattname, feld_id, self._zeilen, self._texte, bau))
        bau.kopfzahlen[self.blattname] = Kopfzahlen(
            self._spalten.summe_eintritte, self._spalten.summe_mittelansatz
        )

    def _summenzahl(self, spalte: int, wert: int) -> Zahl:
        return Zahl(Ort(self.blattname, self._letzte + 1, spalte), wert)

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write headings, rows, merged cells, sums and the hidden keys."""
        blatt.breiten([spalte.pixel for spalte in SPALTEN])
        blatt.text(_TITELZEILE, 0, bau.ueberschrift(self.titel), Stil.TITEL)
        if self._abschnitt:
            blatt.text(_HINWEISZEILE, 0, f"Abschnitt {self._abschnitt}", Stil.HINWEIS)
        for spalte, printed in enumerate(SPALTEN):
            blatt.text(KOPFZEILE, spalte, printed.kopf.format(jahr=bau.blick.jahr), Stil.KOPF)
        blatt.text(KOPFZEILE, SCHLUESSEL, _SCHLUESSELKOPF, Stil.KOPF)
        blatt.text(KOPFZEILE, ZEILENSCHLUESSEL, SCHLUESSELKOPF, Stil.KOPF)
        blatt.verstecke(SCHLUESSEL, ZEILENSCHLUESSEL)
        self._schreibe_zeilen(blatt, bau)
        self._schreibe_summe(blatt)
        self._richte_ein(blatt, bau)

    def _schreibe_zeilen(self, blatt: Blattflaeche, bau: Bau) -> None:
        if not self._zeilen:
            blatt.verbinde(ERSTE_ZEILE, ERSTE_ZEILE, (LEISTUNG, FUNKTION), "Keine Maßnahmen", Stil.TEXT)
        for text in self._texte:
            stil = Stil.TEXT if text.punkt == PUNKT else Stil.TEXT_KLEIN
            oben, unten = ERSTE_ZEILE + text.erste, ERSTE_ZEILE + text.letzte
            blatt.verbinde(oben, unten, (text.spalte, text.spalte), text.text, stil)
        for nummer, zeile in enumerate(self._zeilen, start=ERSTE_ZEILE):
            _schreibe_eintritte(blatt, nummer, zeile)
            _schreibe_mittelansatz(blatt, nummer, zeile, bau.blick.jahr)
            blatt.text(nummer, ZEILENSCHLUESSEL, schluesseltext("ansatz", zeile.id))
            if zeile.produkt_id:
                blatt.text(nummer, SCHLUESSEL, bau.produktschluessel[zeile.produkt_id])

    def _schreibe_summe(self, blatt: Blattflaeche) -> None:
        zeile, spalten = self._letzte + 1, self._spalten
        blatt.text(zeile, LEISTUNG, "Summe", Stil.SUMME)
        formel = f"SUM({bereich(ERSTE_ZEILE, self._letzte, EINTRITTE)})"
        blatt.formel(zeile, EINTRITTE, formel, spalten.summe_eintritte.wert)
        formel = f"SUM({bereich(ERSTE_ZEILE, self._letzte, MITTELANSATZ)})"
        blatt.betragsformel(zeile, MITTELANSATZ, formel, spalten.summe_mittelansatz.wert)
        blatt.leer(zeile, FUNKTION, Stil.SUMME)

    def _richte_ein(self, blatt: Blattflaeche, bau: Bau) -> None:
        hoehen = [20.0, 15.0, _kopfhoehe(bau.blick.jahr), *self._hoehen(bau.blick.jahr), 18.0]
        for zeile, hoehe in enumerate(hoehen):
            blatt.hoehe(zeile, hoehe)
        blatt.fixiere(ERSTE_ZEILE)
        eine_seite = sum(hoehen) <= SEITENHOEHE * _HOECHSTENS_STAUCHEN
        groesse = (len(hoehen), len(SPALTEN))
        blatt.drucke(bau.druckkopf, groesse, kopfzeile=KOPFZEILE, eine_seite=eine_seite)
        if eine_seite:
            return
        bloecke = [ERSTE_ZEILE + anfang for anfang in blockanfaenge(self._texte)] or [ERSTE_ZEILE]
        blatt.seitenumbrueche(umbrueche(hoehen, bloecke, hoehen[KOPFZEILE]))

    def _hoehen(self, jahr: int) -> list[float]:
        if not self._zeilen:
            return [15.0]
        einzeln = [
            texthoehe(mittelansatz_text(zeile, jahr), SPALTEN[MITTELANSATZ].pixel, PUNKT)
            for zeile in self._zeilen
        ]
        # Merged cells over few rows first: what they take also serves the wider ones.
        gruppen = sorted(self._texte, key=lambda t: t.letzte - t.erste)
        return verteile(einzeln, [(t.erste, t.letzte, t.hoehe) for t in gruppen])


def _rueckblatt(
    blatt: str, feld_id: str | None, zeilen: Sequence[Zeile], texte: Sequence[Zelltext], bau: Bau
) -> Rueckblatt:
    """Every cell of the printed columns is an input."""
    koepfe = (spalte.kopf.format(jahr=bau.blick.jahr) for spalte in SPALTEN)
    felder = dict(zip((Feld.LEISTUNG, Feld.EINTRITTE, Feld.MITTELANSATZ, Feld.FUNKTION), koepfe, strict=True))
    verdeckt: dict[int, set[str]] = {}
    for text in texte:
        name = Feld.LEISTUNG if text.spalte == LEISTUNG else Feld.FUNKTION
        for nummer in range(text.erste + 1, text.letzte + 1):
            verdeckt.setdefault(nummer, set()).add(name.value)
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
        Massnahmentabelle(bau, feld, _blattwunsch(feld), _titel(feld))
        for feld in bau.blick.handlungsfelder.values()
    ]
    if bau.blick.summe(Dimension.HANDLUNGSFELD, None).zeilen or not tabellen:
        titel = "Maßnahmen ohne Handlungsfeld"
        tabellen.append(Massnahmentabelle(bau, None, "Ohne Handlungsfeld", titel))
    return tabellen


def _blattwunsch(feld: Katalogeintrag) -> str:
    return f"HF {feld.nummer}" if feld.nummer else feld.kurz or feld.bezeichnung


def _titel(feld: Katalogeintrag) -> str:
    titel = feld.tabellentitel
    if not titel:
        titel = f"Handlungsfeld {feld.nummer} – {feld.bezeichnung}" if feld.nummer else feld.bezeichnung
    return titel.replace(" - ", " – ")


def _leistungen(zeilen: Sequence[Zeile]) -> list[Zelltext]:
    """The Leistung of each measure over all its rows."""
    texte, erste = [], 0
    for _, gruppe in groupby(zeilen, key=lambda z: z.massnahme_id):
        eigene = list(gruppe)
        letzte = erste + len(eigene) - 1
        texte.append(Zelltext(LEISTUNG, erste, letzte, eigene[0].leistung))
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
