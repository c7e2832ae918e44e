"""What the sheets of the Grundlagen share: printed columns, what stands beside them, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.services.excel.bezug import Bereich, Ort, bereich
from app.services.excel.blatt import SEITENBREITE, SEITENHOEHE
from app.services.excel.diagramm import ZEILENHOEHE
from app.services.excel.formate import PUNKT, Stil
from app.services.excel.formular import Formular
from app.services.excel.massnahmen import Spalte
from app.services.excel.rueckweg import SCHLUESSELKOPF, Rueckblatt, Rueckzeile, schluesseltext
from app.services.excel.schrift import texthoehe
from app.services.grundlagenfelder import Art

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.excel.bau import Bau
    from app.services.excel.diagramm import Diagramm
    from app.services.excel.flaeche import Blattflaeche
    from app.services.grundlagenfelder import Grundfeld, Grundtabelle
    from app.services.grundlagenzeilen import Grundlagenzeile

TITELZEILE, HINWEISZEILE, KOPFZEILE, ERSTE_ZEILE = range(4)
KEINE_ANGABE = "–"
BEMERKUNG_PIXEL, QUELLE_PIXEL = 420, 540
_STELLEN = {"hundertstel": 2, "zehntel": 1, "tausendstel": 3}
_KOPFLUFT = 4
_HOECHSTENS_STAUCHEN = 1.3
"""A table that is longer than a page by less than this is shrunk to one page."""


@dataclass(frozen=True, slots=True)
class Grundspalte(Spalte):
    """A column: what is typed there, or nothing where it is calculated."""

    feld: str = ""
    stil: Stil | None = None
    """Another look than the kind of the field gives it."""
    ueber: int = 0
    """So many columns to the right belong to the cell."""


BEMERKUNG = Grundspalte("Bemerkung", BEMERKUNG_PIXEL, "bemerkung")
QUELLE = Grundspalte("Quelle", QUELLE_PIXEL, "quelle")


class Bogen(Formular):
    """A sheet on which only the first columns are printed; the others are inputs beside the printed table."""

    def __init__(self, blatt: Blattflaeche, spalten: Sequence[Spalte], gedruckt: int) -> None:
        """Begin the sheet with the widths of its columns."""
        super().__init__(blatt, spalten)
        self._gedruckt = gedruckt

    @property
    def groesse(self) -> tuple[int, int]:
        """Rows and columns that are printed."""
        return len(self.hoehen), self._gedruckt

    @property
    def breite(self) -> int:
        """Width of what is printed, in pixels."""
        return sum(self._pixel[: self._gedruckt])

    def ueberschrift(self, titel: str) -> None:
        """The title with an empty row under it."""
        self.titel(titel, "")

    def kopfzellen(self, zeile: int, spalten: Sequence[Spalte], von: int = 0) -> None:
        """Headings without numbers."""
        bedarf = max(texthoehe(s.kopf, s.pixel, PUNKT, fett=True) for s in spalten) + _KOPFLUFT
        self.hoehen[zeile] = max(self.hoehen[zeile], bedarf)
        for spalte, s in enumerate(spalten, start=von):
            self.blatt.text(zeile, spalte, s.kopf, Stil.KOPF)

    def ganz(self, text: str, stil: Stil, luft: float = 0.0) -> int:
        """Text over the whole printed width in a row of its own."""
        zeile = self.zeile()
        self.breit(zeile, (0, self._gedruckt - 1), text, stil)
        self.hoehen[zeile] += luft
        return zeile

    def diagramm(self, diagramm: Diagramm) -> None:
        """A chart on rows of its own."""
        self.blatt.diagramm(len(self.hoehen), diagramm)
        for _ in range(diagramm.zeilen):
            self.zeile(ZEILENHOEHE)

    def unterschrift(self, text: str) -> None:
        """The caption below the table or its chart."""
        self.ganz(text, Stil.UNTERSCHRIFT, luft=8.0)

    def fertig(self, bau: Bau, *, kopfzeilen: int = 1) -> None:
        """Set heights and print; a table on one page, unless it is far longer.

        Args:
            bau: the workbook.
            kopfzeilen: so many rows of headings stay in view and are repeated on each page; 0 where several
                tables with headings of their own are on the sheet.
        """
        for zeile, hoehe in enumerate(self.hoehen):
            self.blatt.hoehe(zeile, hoehe)
        if kopfzeilen:
            self.blatt.fixiere(KOPFZEILE + kopfzeilen)
        seite = SEITENHOEHE * max(1.0, self.breite / SEITENBREITE)
        self.blatt.drucke(
            bau.druckkopf,
            self.groesse,
            kopfzeile=KOPFZEILE if kopfzeilen else None,
            kopfzeilen=kopfzeilen,
            eine_seite=sum(self.hoehen) <= seite * _HOECHSTENS_STAUCHEN,
        )


class Grundbogen:
    """The rows of one table of the Grundlagen on a sheet, one below the other from ``erste`` on."""

    def __init__(  # noqa: PLR0913 - a table, its columns and its place
        self,
        bau: Bau,
        blattname: str,
        tabelle: Grundtabelle,
        spalten: Sequence[Grundspalte],
        neben: Sequence[Grundspalte] = (),
        *,
        erste: int = ERSTE_ZEILE,
    ) -> None:
        """Lay out the rows and note how they are read again.

        Args:
            bau: the workbook.
            blattname: the sheet.
            tabelle: which table.
            spalten: the printed columns.
            neben: inputs beside the printed columns.
            erste: row of the first entry.
        """
        self._blattname, self._tabelle, self._gesperrt = blattname, tabelle, bau.gesperrt
        self.spalten = (*spalten, *neben)
        self.gedruckt = len(spalten)
        self.zeilen = tabelle.zeilen(bau.blick)
        self.erste, self.letzte = erste, erste + len(self.zeilen) - 1
        bau.rueckweg.append(self._rueckblatt())

    @property
    def schluesselspalte(self) -> int:
        """The hidden column with the keys."""
        return len(self.spalten)

    def spalte(self, feld: str) -> int:
        """The column of an input."""
        return next(nummer for nummer, s in enumerate(self.spalten) if s.feld == feld)

    def summe(self, feld: str) -> str:
        """Formula: the sum of an input over all rows."""
        return f"SUM({bereich(self.erste, self.letzte, self.spalte(feld))})"

    def bereich(self, spalte: int) -> Bereich:
        """The cells of a column."""
        return Bereich(self._blattname, self.erste, self.letzte, spalte)

    def ort(self, zeile: int, feld: str) -> Ort:
        """The cell of an input, or of the sum below or above it."""
        return Ort(self._blattname, zeile, self.spalte(feld))

    def schreibe_kopf(self, bogen: Bogen, zeile: int) -> None:
        """Headings, and one above the keys in a column that nobody sees."""
        for spalte, s in enumerate(self.spalten):
            if s.ueber:
                bogen.breit(zeile, (spalte, spalte + s.ueber), s.kopf, Stil.KOPF)
            elif s.kopf:
                bogen.kopfzellen(zeile, (s,), von=spalte)
        bogen.blatt.text(zeile, self.schluesselspalte, SCHLUESSELKOPF, Stil.KOPF)
        bogen.blatt.verstecke(self.schluesselspalte, self.schluesselspalte)

    def schreibe_zeilen(self, bogen: Bogen) -> None:
        """Write every input of every row, and its key."""
        for eintrag in self.zeilen:
            zeile = bogen.zeile()
            for spalte, s in enumerate(self.spalten):
                if s.feld and self._gesperrt(self._tabelle.name, eintrag.id, s.feld):
                    bogen.blatt.gesperrt(zeile, spalte)
                elif s.feld:
                    _schreibe_feld(bogen, (zeile, spalte), s, self._tabelle.feld(s.feld), eintrag)
            schluessel = schluesseltext(self._tabelle.name, eintrag.id)
            bogen.blatt.text(zeile, self.schluesselspalte, schluessel)

    def _rueckblatt(self) -> Rueckblatt:
        felder = {s.feld: s.kopf for s in self.spalten if s.feld}
        zeilen = [
            Rueckzeile(z.id, {feld: self._tabelle.feld(feld).text(z) for feld in felder}) for z in self.zeilen
        ]
        return Rueckblatt(self._blattname, self._tabelle.name, felder, zeilen)


def _schreibe_feld(
    bogen: Bogen, ort: tuple[int, int], spalte: Grundspalte, feld: Grundfeld, eintrag: Grundlagenzeile
) -> None:
    """A cell as its kind is: amounts and counts are numbers, words stay words."""
    blatt, wert = bogen.blatt, getattr(eintrag, feld.name)
    if spalte.stil is Stil.SCHLUESSEL or feld.art in {Art.TEXT, Art.WORT}:
        zeile, von = ort
        bogen.breit(zeile, (von, von + spalte.ueber), feld.text(eintrag), spalte.stil or Stil.TEXT)
    elif feld.art is Art.BETRAG:
        blatt.betrag(*ort, wert, spalte.stil or Stil.BETRAG)
    elif feld.art is Art.ANZAHL:
        blatt.anzahl(*ort, wert, spalte.stil or Stil.ANZAHL)
    elif feld.art is Art.DATUM:
        blatt.datum(*ort, wert, spalte.stil or Stil.LISTE_DATUM)
    else:
        blatt.dezimal(*ort, wert, stellen(feld), spalte.stil or Stil.VZAE)


def stellen(feld: Grundfeld) -> int:
    """Decimal places of a field: its name says what its whole numbers are."""
    return _STELLEN[feld.name.rpartition("_")[2]]


def gemeinsam(werte: Sequence[Any]) -> Any:  # noqa: ANN401 - whatever stands there
    """What all have in common; None where they differ or there is none."""
    verschieden = set(werte)
    return verschieden.pop() if len(verschieden) == 1 else None
