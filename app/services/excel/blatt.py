"""A sheet, written cell by cell, each with its kind: text stays text, amounts are exact to the cent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.services.excel.bezug import Ort, blattbezug, genannte_blaetter
from app.services.excel.diagramm import ABSTAND
from app.services.excel.formate import GRUNDSCHRIFT, Stil, eigenschaften
from app.services.excel.geheimhaltung import GESPERRT
from app.services.excel.rueckweg import OHNE_SCHLUESSEL, SCHLUESSELKOPF, zahlenabdruck
from app.services.excel.schrift import PUNKT_JE_PIXEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from app.services.excel.diagramm import Diagramm

LAENGSTER_TEXT = 32_767
"""Longest text of a cell in Excel."""
_A4 = 9
RAND_SEITE, RAND_OBEN, RAND_KOPF = 0.6, 0.75, 0.35
"""Margins in inches: at the sides, above and below the table, and where the lines above and below it are."""
_A4_QUER = (11.69, 8.27)
SEITENHOEHE = (_A4_QUER[1] - 2 * RAND_OBEN) * 72
"""Height for rows on a printed page, in points."""
SEITENBREITE = int((_A4_QUER[0] - 2 * RAND_SEITE) * 72 / PUNKT_JE_PIXEL)
"""Width for columns on a printed page, in pixels."""


def euro(cent: int) -> float:
    """The number of a cell for an amount in Cent: the nearest one to the decimal, nothing calculated."""
    return dezimalzahl(cent, 2)


def dezimalzahl(wert: int, stellen: int) -> float:
    """The number of a cell for a whole number of its last place: ``79233`` with 2 places is 792.33."""
    return float(Decimal(wert).scaleb(-stellen))


@dataclass(frozen=True, slots=True)
class Druckkopf:
    """What stands above and below each printed page."""

    links: str
    rechts: str


class Mappe:
    """The workbook in the making."""

    def __init__(self, ziel: BinaryIO, titel: str, *, mit_schluesseln: bool = True) -> None:
        """Start an empty workbook that is written to ``ziel`` on ``schliesse``.

        Args:
            ziel: where to.
            titel: of the document.
            mit_schluesseln: False: no sheet gets its column with the keys of the rows.
        """
        from xlsxwriter import Workbook  # noqa: PLC0415 - only on use: the start of the program stays fast

        optionen = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": GRUNDSCHRIFT,
        }
        self._mappe: Workbook = Workbook(ziel, optionen)
        self._mappe.set_properties({"title": titel})
        self._formate: dict[Stil, Format] = {}
        self.mit_schluesseln = mit_schluesseln
        self.formeln: dict[str, list[str]] = {}
        """The formulas of each sheet, in the order in which they were written."""
        self.feste: dict[str, int] = {}
        """The ``zahlenabdruck`` of each sheet's figures outside the rows with keys."""
        self._blaetter: dict[str, Blatt] = {}

    def blatt(self, name: str, *, versteckt: bool = False) -> Blatt:
        """Add a sheet at the end; ``versteckt``: no spreadsheet offers to show it."""
        roh = self._mappe.add_worksheet(name)
        if versteckt:
            roh.very_hidden()
        self._blaetter[name] = Blatt(self, roh)
        return self._blaetter[name]

    def format(self, stil: Stil) -> Format:
        """The format of a name, made once."""
        if stil not in self._formate:
            self._formate[stil] = self._mappe.add_format(eigenschaften(stil))
        return self._formate[stil]

    def vollende(self, legende: str = "") -> None:
        """Write what depends on all sheets: formulas, and below cells that are not told what they mean.

        A formula becomes its value where it points to a sheet that is not in this workbook, or where a sheet
        that it counts on holds a cell that is not told; what just points to such a cell is not told either.
        """
        lebendig = {name for name, blatt in self._blaetter.items() if not blatt.gesperrte}
        verdeckt = {
            Ort(name, zeile, spalte).bezug
            for name, blatt in self._blaetter.items()
            for zeile, spalte in blatt.gesperrte
        }
        for blatt in self._blaetter.values():
            blatt.vollende(lebendig, verdeckt)
            if blatt.name not in self.feste:
                self.feste[blatt.name] = zahlenabdruck(blatt.feste_zahlen())
            blatt.versiegle()
            if blatt.gesperrte and legende:
                blatt.schreibe_legende(legende)

    def zeichne(self, diagramm: Diagramm) -> Chart:
        """A chart of this workbook."""
        from app.services.excel.zeichnung import zeichne  # noqa: PLC0415 - on use, as XlsxWriter itself

        return zeichne(self._mappe, diagramm)

    def benenne(self, name: str, bezug: str) -> None:
        """Give a cell a name that formulas and the name box know."""
        self._mappe.define_name(name, f"={bezug}")

    def schliesse(self) -> None:
        """Write the workbook."""
        self.vollende()
        self._mappe.close()


@dataclass(frozen=True, slots=True)
class _Formel:
    """A formula that waits until all sheets are there."""

    zeile: int
    spalte: int
    text: str
    stil: Stil
    wert: float | str


class Blatt:
    """One sheet: a ``Blattflaeche`` that writes with XlsxWriter."""

    def __init__(self, mappe: Mappe, roh: Worksheet) -> None:
        """Wrap a sheet of XlsxWriter."""
        self._mappe, self._roh = mappe, roh
        self._formeln: list[_Formel] = []
        self._druckbereich: tuple[int, int] | None = None
        self.gesperrte: set[tuple[int, int]] = set()
        """Row and column of the cells that are not told."""

        self._schluesselspalte: int | None = None
        self._mit_schluessel: set[int] = set()
        self._zahlen: dict[tuple[int, int], float] = {}
        roh.hide_gridlines(2)

    @property
    def name(self) -> str:
        """The sheet's name."""
        return str(self._roh.get_name())

    # -- cells -----------------------------------------------------------------------------------

    def text(self, zeile: int, spalte: int, text: str, stil: Stil = Stil.TEXT) -> None:
        """Text as it is, also where it begins with ``=``; an empty cell for none."""
        if text == SCHLUESSELKOPF:
            self._schluesselspalte = spalte
        if spalte == self._schluesselspalte and not self._mappe.mit_schluesseln:
            return
        if text:
            if spalte == self._schluesselspalte:
                self._mit_schluessel.add(zeile)
            self._roh.write_string(zeile, spalte, text[:LAENGSTER_TEXT], self._mappe.format(stil))
        else:
            self.leer(zeile, spalte, stil)

    def betrag(self, zeile: int, spalte: int, cent: int | None, stil: Stil = Stil.BETRAG) -> None:
        """An amount in Cent; an empty cell for None."""
        if cent is None:
            self.leer(zeile, spalte, stil)
        else:
            self._zahl(zeile, spalte, euro(cent), stil)

    def anzahl(self, zeile: int, spalte: int, zahl: int | None, stil: Stil = Stil.ANZAHL) -> None:
        """A count; an empty cell for None."""
        if zahl is None:
            self.leer(zeile, spalte, stil)
        else:
            self._zahl(zeile, spalte, zahl, stil)

    def gesperrt(self, zeile: int, spalte: int, stil: Stil = Stil.STAND_ANZAHL) -> None:
        """The mark of a count that is not told; where one is, the sheet's formulas become values."""
        self.gesperrte.add((zeile, spalte))
        self._roh.write_string(zeile, spalte, GESPERRT, self._mappe.format(stil))

    def dezimal(self, zeile: int, spalte: int, wert: int | None, stellen: int, stil: Stil) -> None:
        """A decimal as a whole number of its last place; an empty cell for None."""
        if wert is None:
            self.leer(zeile, spalte, stil)
        else:
            self._zahl(zeile, spalte, dezimalzahl(wert, stellen), stil)

    def _zahl(self, zeile: int, spalte: int, wert: float, stil: Stil) -> None:
        self._zahlen[zeile, spalte] = wert
        self._roh.write_number(zeile, spalte, wert, self._mappe.format(stil))

    def feste_zahlen(self) -> Iterator[Decimal]:
        """The figures that are neither inputs nor formulas."""
        for (zeile, _), wert in self._zahlen.items():
            if zeile not in self._mit_schluessel:
                yield Decimal(repr(wert))

    def datum(self, zeile: int, spalte: int, datum: dt.date | None, stil: Stil = Stil.WERT_DATUM) -> None:
        """A date; an empty cell for None."""
        if datum is None:
            self.leer(zeile, spalte, stil)
            return
        mitternacht = dt.datetime(datum.year, datum.month, datum.day)  # noqa: DTZ001 - Excel has no time zones
        self._roh.write_datetime(zeile, spalte, mitternacht, self._mappe.format(stil))

    def leer(self, zeile: int, spalte: int, stil: Stil = Stil.TEXT) -> None:
        """An empty cell with its lines."""
        self._roh.write_blank(zeile, spalte, None, self._mappe.format(stil))

    def betragsformel(
        self, zeile: int, spalte: int, formel: str, cent: int, stil: Stil = Stil.SUMME_BETRAG
    ) -> None:
        """A formula for an amount, with its value in Cent as of now for programs that do not calculate."""
        self._schreibe_formel(zeile, spalte, formel, stil, euro(cent))

    def formel(
        self, zeile: int, spalte: int, formel: str, wert: int | str, stil: Stil = Stil.SUMME_ANZAHL
    ) -> None:
        """A formula for a count or a word, with its value as of now."""
        self._schreibe_formel(zeile, spalte, formel, stil, wert)

    def _schreibe_formel(self, zeile: int, spalte: int, formel: str, stil: Stil, wert: float | str) -> None:
        self._formeln.append(_Formel(zeile, spalte, formel, stil, wert))

    def vollende(self, lebendig: set[str], verdeckt: set[str]) -> None:
        """Write the formulas, or their values (``Mappe.vollende``)."""
        for formel in self._formeln:
            format_ = self._mappe.format(formel.stil)
            if formel.text in verdeckt:
                self._roh.write_string(formel.zeile, formel.spalte, GESPERRT, format_)
            elif {self.name, *genannte_blaetter(formel.text)} <= lebendig:
                self._mappe.formeln.setdefault(self.name, []).append(formel.text)
                self._roh.write_formula(formel.zeile, formel.spalte, f"={formel.text}", format_, formel.wert)
            elif isinstance(formel.wert, str):
                self._roh.write_string(formel.zeile, formel.spalte, formel.wert, format_)
            else:
                self._zahl(formel.zeile, formel.spalte, formel.wert, formel.stil)
        self._formeln.clear()

    def schreibe_legende(self, text: str) -> None:
        """A line below what is printed, and printed too."""
        zeilen, spalten = self._druckbereich or (max(zeile for zeile, _ in self.gesperrte) + 2, 1)
        self._roh.write_string(zeilen, 0, text, self._mappe.format(Stil.HINWEIS))
        self._roh.print_area(0, 0, zeilen, spalten - 1)

    def dezimalformel(  # noqa: PLR0913 - as the others, and with how many places
        self, zeile: int, spalte: int, formel: str, wert: int, *, stellen: int, stil: Stil
    ) -> None:
        """A formula for a decimal, with its value as of now as a whole number of its last place."""
        zahl = dezimalzahl(wert, stellen)
        self._schreibe_formel(zeile, spalte, formel, stil, zahl)

    def link(self, zeile: int, spalte: int, blatt: str) -> None:
        """A link to the start of another sheet, with that sheet's name as its text."""
        self._roh.write_url(
            zeile, spalte, f"internal:{blattbezug(blatt)}!A1", self._mappe.format(Stil.LINK), blatt
        )

    def seitenzahl(self, zeile: int, spalte: int, blatt: str = "") -> None:
        """Nothing: only paper has pages."""

    def verbinde(self, erste: int, letzte: int, spalten: tuple[int, int], text: str, stil: Stil) -> None:
        """Text in a cell merged over rows and columns (both ends included); a single cell is just written."""
        von, bis = spalten
        if (erste, von) != (letzte, bis):
            self._roh.merge_range(erste, von, letzte, bis, "", self._mappe.format(stil))
        self.text(erste, von, text, stil)

    def diagramm(self, zeile: int, diagramm: Diagramm) -> None:
        """A chart on the rows from ``zeile`` on: ``diagramm.zeilen`` of them must be as high as it says."""
        lage = {
            "y_offset": ABSTAND,
            # With the cells, but never out of shape.
            "object_position": 2,
            "description": diagramm.beschreibung,
        }
        self._roh.insert_chart(zeile, 0, self._mappe.zeichne(diagramm), lage)

    def versiegle(self) -> None:
        """Say of each row written without a key that it is none of the plan: others are added later."""
        if self._schluesselspalte is None:
            return
        letzte: int | None = getattr(self._roh, "dim_rowmax", None)
        for zeile in range(0 if letzte is None else letzte + 1):
            if zeile not in self._mit_schluessel:
                self.text(zeile, self._schluesselspalte, OHNE_SCHLUESSEL, Stil.HINWEIS)

    # -- shape -----------------------------------------------------------------------------------

    def breiten(self, pixel: Sequence[int]) -> None:
        """Widths of the columns from the first on."""
        for spalte, breite in enumerate(pixel):
            self._roh.set_column_pixels(spalte, spalte, breite)

    def verstecke(self, erste: int, letzte: int) -> None:
        """Hide helper columns."""
        self._roh.set_column_pixels(erste, letzte, 60, None, {"hidden": True})

    def hoehe(self, zeile: int, punkt: float) -> None:
        """Height of a row in points; 0 hides it."""
        self._roh.set_row(zeile, round(punkt / PUNKT_JE_PIXEL) * PUNKT_JE_PIXEL)

    def fixiere(self, zeilen: int) -> None:
        """Keep the first rows in view."""
        self._roh.freeze_panes(zeilen, 0)

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
        roh, self._druckbereich = self._roh, groesse
        roh.set_paper(_A4)
        roh.set_landscape()
        roh.set_margins(left=RAND_SEITE, right=RAND_SEITE, top=RAND_OBEN, bottom=RAND_OBEN)
        roh.set_header(f"&L&8 {_kopftext(kopf.links)}&R&8 {_kopftext(kopf.rechts)}", {"margin": RAND_KOPF})
        roh.set_footer(f"&L&8 {_kopftext(self.name)}&R&8 Seite &P von &N", {"margin": RAND_KOPF})
        roh.fit_to_pages(1, int(eine_seite))
        roh.center_horizontally()
        roh.print_area(0, 0, groesse[0] - 1, groesse[1] - 1)
        if kopfzeile is not None:
            roh.repeat_rows(kopfzeile, kopfzeile + kopfzeilen - 1)

    def seitenumbrueche(self, zeilen: Sequence[int]) -> None:
        """Begin a printed page with each of these rows."""
        self._roh.set_h_pagebreaks(list(zeilen))


_LAENGSTER_KOPFTEXT = 100
_KOPFTEXT_ENDE = 40


def _kopftext(text: str) -> str:
    """Shortened in the middle: a remark at the end of a plan's name stays."""
    anfang = _LAENGSTER_KOPFTEXT - _KOPFTEXT_ENDE - 1
    kurz = text if len(text) <= _LAENGSTER_KOPFTEXT else f"{text[:anfang]}…{text[-_KOPFTEXT_ENDE:]}"
    return kurz.replace("&", "&&").replace("\n", " ")
