"""For the tests of importing our own workbook: exported, changed with openpyxl, read as the program does."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.cell.cell import MergedCell

from app.services.einfuhr.anwenden import wende_an
from app.services.einfuhr.mappenleser import lies
from app.services.einfuhr.quelle import lies_quelle, vorschau
from app.services.einfuhr.vorschau import Postenart
from app.services.eingabe import Feld, zelltext
from app.services.excel import exportiere
from app.services.excel.auswahl import ALLES
from app.services.excel.rueckweg import SCHLUESSELKOPF
from app.services.grundlagenfelder import TABELLEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from app.services.dokument import Dokument
    from app.services.einfuhr.rohdaten import Rohmappe
    from app.services.einfuhr.vorschau import Posten, Vorschau
    from app.services.excel.auswahl import Exportwahl
    from app.services.planblick import Planblick

LEISTUNG, EINTRITTE, MITTELANSATZ, FUNKTION = 1, 2, 3, 4
"""Columns of a measure table, as openpyxl counts them."""
Wert = str | float | dt.date | None


class Mappe:
    """The plan's workbook in somebody else's hands; its formulas lose their values on saving, as ever."""

    def __init__(
        self, dok: Dokument, ordner: Path, name: str = "mappe.xlsx", wahl: Exportwahl = ALLES
    ) -> None:
        self.pfad = exportiere(dok.blick, ordner / name, wahl=wahl)
        self.buch: Workbook = openpyxl.load_workbook(self.pfad)

    def blatt(self, name: str) -> Worksheet:
        blatt: Worksheet = self.buch[name]
        return blatt

    def wo(self, zeile_id: str) -> tuple[Worksheet, int]:
        """Sheet and row of a row of the plan, by its hidden key."""
        for blatt in self.buch:
            for reihe in blatt.iter_rows():
                for zelle in reihe:
                    if isinstance(zelle.value, str) and zelle.value.endswith(f":{zeile_id}"):
                        return blatt, zelle.row
        raise LookupError(zeile_id)

    def setze(self, zeile_id: str, spalte: int, wert: Wert) -> None:
        blatt, nummer = self.wo(zeile_id)
        blatt.cell(nummer, spalte).value = wert

    def speichere(self, wer: str = "b.beispiel") -> Path:
        self.buch.properties.lastModifiedBy = wer
        self.buch.save(self.pfad)
        return self.pfad

    def schau(self, blick: Planblick) -> Vorschau:
        """What the import says, by the real process."""
        return vorschau(blick, lies_quelle(self.speichere()))

    def roh(self) -> Rohmappe:
        """As it is read, within this process."""
        return lies(self.speichere())


def loese_verbunde(blatt: Worksheet) -> None:
    """Take merged cells apart, as Excel does: the text stays in the first cell."""
    for bereich in list(blatt.merged_cells.ranges):
        blatt.unmerge_cells(str(bereich))


def fuelle_hinab(blatt: Worksheet, ab: int, bis: int, spalten: Iterable[int] = (LEISTUNG, FUNKTION)) -> None:
    """Write into each empty cell what stands above it, as people do before they sort."""
    for nummer in range(ab + 1, bis + 1):
        for spalte in spalten:
            if blatt.cell(nummer, spalte).value in {None, ""}:
                blatt.cell(nummer, spalte).value = blatt.cell(nummer - 1, spalte).value


def datenzeilen(blatt: Worksheet) -> list[int]:
    """The rows with a key."""
    return [
        reihe[0].row
        for reihe in blatt.iter_rows()
        if any(isinstance(z.value, str) and z.value.startswith("ansatz:") for z in reihe)
    ]


def sortiere(blatt: Worksheet, nach: Callable[[list[Any]], Any], *, spalten: int = 0) -> None:
    """Sort the rows with keys; ``spalten``: only so many columns move, the others stay where they are."""
    nummern = datenzeilen(blatt)
    breite = spalten or blatt.max_column
    werte = sorted(
        ([blatt.cell(n, s).value for s in range(1, breite + 1)] for n in nummern), key=nach, reverse=True
    )
    for nummer, reihe in zip(nummern, werte, strict=True):
        for spalte, wert in enumerate(reihe, start=1):
            blatt.cell(nummer, spalte).value = wert


def schreibe(blatt: Worksheet, nummer: int, werte: Sequence[Wert]) -> None:
    """Fill the cells of a row from the first on; those under a merged one stay as they are."""
    for spalte, wert in enumerate(werte, start=1):
        zelle = blatt.cell(nummer, spalte)
        if not isinstance(zelle, MergedCell):
            zelle.value = wert


def schluesselspalte(blatt: Worksheet) -> int:
    """The hidden column with the keys."""
    koepfe = (z for reihe in blatt.iter_rows() for z in reihe if z.value == SCHLUESSELKOPF)
    return int(next(koepfe).column)


def schiebe(blatt: Worksheet, ab: int, *, um: int = 1) -> None:
    """Insert rows above ``ab`` as a spreadsheet does: merged cells below move along, those across grow."""
    bereiche = [(b.min_row, b.min_col, b.max_row, b.max_col) for b in blatt.merged_cells.ranges]
    loese_verbunde(blatt)
    blatt.insert_rows(ab, um)
    for oben, links, unten, rechts in bereiche:
        blatt.merge_cells(
            start_row=oben + um * (oben >= ab),
            start_column=links,
            end_row=unten + um * (unten >= ab),
            end_column=rechts,
        )


def streiche(blatt: Worksheet, nummer: int) -> None:
    """Delete a row as a spreadsheet does: merged cells across shrink, and keep no text if it stood there."""
    bereiche = [(b.min_row, b.min_col, b.max_row, b.max_col) for b in blatt.merged_cells.ranges]
    loese_verbunde(blatt)
    blatt.delete_rows(nummer)
    for oben, links, unten, rechts in bereiche:
        oben, unten = oben - (oben > nummer), unten - (unten >= nummer)  # noqa: PLW2901 - moved along
        if (oben, links) != (unten, rechts) and oben <= unten:
            blatt.merge_cells(start_row=oben, start_column=links, end_row=unten, end_column=rechts)


def kurz(schau: Vorschau) -> list[tuple[str, str, str]]:
    """Field, old and new of each changed cell."""
    return [(p.feld, p.alt, p.neu) for p in schau.posten if p.art is Postenart.ZELLE]


def einer(schau: Vorschau) -> Posten:
    """The only item."""
    (posten,) = schau.posten
    return posten


def nimm_an(dok: Dokument, schau: Vorschau, *, alles: bool = True) -> None:
    """Accept all that is possible, or what is proposed."""
    moeglich = {p.schluessel for p in schau.posten if p.moeglich}
    wende_an(dok, schau, moeglich if alles else schau.vorgeschlagen, "Abstimmung")


def abbild(blick: Planblick) -> dict[tuple[str, str, str], str]:
    """Every cell that an import can touch, as a text."""
    felder = {
        ("ansatz", z.id, feld.value): zelltext(blick, z, feld) for z in blick.zeilen.values() for feld in Feld
    }
    budget = {("budgetposten", p.id, "betrag"): str(p.betrag_cent) for p in blick.posten.values()}
    grundlagen = {
        (t.name, z.id, f.name): f.text(z) for t in TABELLEN for z in t.zeilen(blick) for f in t.felder
    }
    return felder | budget | grundlagen


def zeile_von(blick: Planblick, leistung: str, nummer: int = 0) -> str:
    """The key of a row by its Leistung."""
    return [z.id for z in blick.zeilen.values() if z.leistung == leistung][nummer]
