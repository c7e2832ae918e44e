"""What a table is laid out on, cell by cell: a sheet of the workbook, or a sheet of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.services.excel.formate import Stil

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.services.excel.blatt import Druckkopf
    from app.services.excel.diagramm import Diagramm


class Blattflaeche(Protocol):
    """One layout, two outputs: tables are written on this, and know neither Excel nor paper.

    Rows and columns are counted from 0; amounts are in Cent.
    """

    @property
    def name(self) -> str:
        """The sheet's name."""

    # -- cells -----------------------------------------------------------------------------------

    def text(self, zeile: int, spalte: int, text: str, stil: Stil = Stil.TEXT) -> None:
        """Text as it is; an empty cell for none."""

    def betrag(self, zeile: int, spalte: int, cent: int | None, stil: Stil = Stil.BETRAG) -> None:
        """An amount in Cent; an empty cell for None."""

    def anzahl(self, zeile: int, spalte: int, zahl: int | None, stil: Stil = Stil.ANZAHL) -> None:
        """A count; an empty cell for None."""

    def gesperrt(self, zeile: int, spalte: int, stil: Stil = Stil.STAND_ANZAHL) -> None:
        """The mark of a count that is not told; where one is, the sheet's formulas become values."""

    def dezimal(self, zeile: int, spalte: int, wert: int | None, stellen: int, stil: Stil) -> None:
        """A decimal as a whole number of its last place; an empty cell for None."""

    def datum(self, zeile: int, spalte: int, datum: dt.date | None, stil: Stil = Stil.WERT_DATUM) -> None:
        """A date; an empty cell for None."""

    def leer(self, zeile: int, spalte: int, stil: Stil = Stil.TEXT) -> None:
        """An empty cell with its lines."""

    def betragsformel(
        self, zeile: int, spalte: int, formel: str, cent: int, stil: Stil = Stil.SUMME_BETRAG
    ) -> None:
        """A formula for an amount, with its value in Cent as of now."""

    def formel(
        self, zeile: int, spalte: int, formel: str, wert: int | str, stil: Stil = Stil.SUMME_ANZAHL
    ) -> None:
        """A formula for a count or a word, with its value as of now."""

    def dezimalformel(  # noqa: PLR0913 - as the others, and with how many places
        self, zeile: int, spalte: int, formel: str, wert: int, *, stellen: int, stil: Stil
    ) -> None:
        """A formula for a decimal, with its value as of now as a whole number of its last place."""

    def link(self, zeile: int, spalte: int, blatt: str) -> None:
        """A link to the start of another sheet, with that sheet's name as its text."""

    def seitenzahl(self, zeile: int, spalte: int, blatt: str = "") -> None:
        """On paper the page on which a sheet begins; without one, the heading above such figures."""

    def verbinde(self, erste: int, letzte: int, spalten: tuple[int, int], text: str, stil: Stil) -> None:
        """Text in a cell merged over rows and columns (both ends included)."""

    def diagramm(self, zeile: int, diagramm: Diagramm) -> None:
        """A chart on the rows from ``zeile`` on: ``diagramm.zeilen`` of them must be as high as it says."""

    # -- shape -----------------------------------------------------------------------------------

    def breiten(self, pixel: Sequence[int]) -> None:
        """Widths of the columns from the first on."""

    def verstecke(self, erste: int, letzte: int) -> None:
        """Hide helper columns."""

    def hoehe(self, zeile: int, punkt: float) -> None:
        """Height of a row in points; 0 hides it."""

    def fixiere(self, zeilen: int) -> None:
        """Keep the first rows in view."""

    def drucke(
        self,
        kopf: Druckkopf,
        groesse: tuple[int, int],
        *,
        kopfzeile: int | None = None,
        kopfzeilen: int = 1,
        eine_seite: bool = False,
    ) -> None:
        """Set up the print: A4 landscape, one page wide, with page numbers.

        Args:
            kopf: what stands above each page.
            groesse: rows and columns that are printed.
            kopfzeile: row that is repeated on each page.
            kopfzeilen: so many rows from there are repeated.
            eine_seite: shrink the sheet to one page.
        """

    def seitenumbrueche(self, zeilen: Sequence[int]) -> None:
        """Begin a printed page with each of these rows."""
