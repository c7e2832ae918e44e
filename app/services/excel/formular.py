"""What the sheets of the Haushaltsüberwachung share: numbered columns, rows that fit their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.excel.blatt import SEITENBREITE, SEITENHOEHE
from app.services.excel.formate import PUNKT, PUNKT_KLEIN, PUNKT_TITEL, Stil
from app.services.excel.massnahmen import umbrueche
from app.services.excel.schrift import HOECHSTE_ZEILE, texthoehe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.excel.flaeche import Blattflaeche
    from app.services.excel.massnahmen import Spalte

NORMALE_ZEILE = 16.0
_NUMMERNZEILE = 12.0
_EINZUG = 12


class Formular:
    """Writes the rows of one sheet and keeps how high each must be."""

    def __init__(self, blatt: Blattflaeche, spalten: Sequence[Spalte]) -> None:
        """Begin the sheet with the widths of its columns."""
        self.blatt = blatt
        self.hoehen: list[float] = []
        self._pixel = [spalte.pixel for spalte in spalten]
        blatt.breiten(self._pixel)

    def zeile(self, hoehe: float = NORMALE_ZEILE) -> int:
        """Take the next row."""
        self.hoehen.append(hoehe)
        return len(self.hoehen) - 1

    def titel(self, titel: str, hinweis: str) -> None:
        """The title and a line under it."""
        self.blatt.text(self.zeile(PUNKT_TITEL * 1.7), 0, titel, Stil.TITEL)
        self.blatt.text(self.zeile(), 0, hinweis, Stil.HINWEIS)

    def kopf(self, spalten: Sequence[Spalte]) -> int:
        """A heading, and below it the numbers of the columns."""
        hoehe = max(texthoehe(s.kopf, s.pixel, PUNKT, fett=True) for s in spalten) + 2
        zeile = self.zeile(hoehe)
        nummern = self.zeile(_NUMMERNZEILE)
        for spalte, s in enumerate(spalten):
            self.blatt.text(zeile, spalte, s.kopf, Stil.KOPF)
            self.blatt.anzahl(nummern, spalte, spalte + 1, Stil.SPALTENNUMMER)
        return zeile

    def text(self, zeile: int, spalte: int, text: str, stil: Stil = Stil.TEXT) -> None:
        """Text in a cell; the row grows with it, and a text that no row could hold is set smaller."""
        self._texte(zeile, (spalte, spalte), text, stil)

    def breit(self, zeile: int, spalten: tuple[int, int], text: str, stil: Stil) -> None:
        """Text in a cell merged over columns (both ends included)."""
        self._texte(zeile, spalten, text, stil)

    def _texte(self, zeile: int, spalten: tuple[int, int], text: str, stil: Stil) -> None:
        von, bis = spalten
        platz = sum(self._pixel[von : bis + 1]) - (_EINZUG if stil is Stil.EINGERUECKT else 0)
        fett = stil in {Stil.SUMME, Stil.KATEGORIE, Stil.KOPF}
        hoehe = texthoehe(text, platz, PUNKT, fett=fett)
        if hoehe > HOECHSTE_ZEILE:
            stil = Stil.TEXT_KLEIN
            hoehe = min(texthoehe(text, platz, PUNKT_KLEIN), HOECHSTE_ZEILE)
        self.blatt.verbinde(zeile, zeile, spalten, text, stil)
        self.hoehen[zeile] = max(self.hoehen[zeile], hoehe)

    def leere(self, zeile: int, spalten: range, stil: Stil) -> None:
        """Empty cells with their lines."""
        for spalte in spalten:
            self.blatt.leer(zeile, spalte, stil)

    @property
    def groesse(self) -> tuple[int, int]:
        """Rows and columns that are printed."""
        return len(self.hoehen), len(self._pixel)

    def schliesse(self, kopfzeile: int, bloecke: Sequence[int]) -> None:
        """Set the heights, and begin printed pages with blocks only.

        Args:
            kopfzeile: the heading that each further page repeats, with the numbers below it.
            bloecke: rows that may begin a page; the first is the list's first row.
        """
        for zeile, hoehe in enumerate(self.hoehen):
            self.blatt.hoehe(zeile, hoehe)
        seite = SEITENHOEHE * max(1.0, sum(self._pixel) / SEITENBREITE)
        kopf = sum(self.hoehen[kopfzeile : kopfzeile + 2])
        if sum(self.hoehen) > seite:
            self.blatt.seitenumbrueche(umbrueche(self.hoehen, bloecke, kopf, seite))
