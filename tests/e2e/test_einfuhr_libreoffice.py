"""Out to a workbook, sorted and edited there, saved anew by LibreOffice, and back: only what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from app.services.einfuhr.anwenden import wende_an
from app.services.einfuhr.quelle import lies_quelle, vorschau
from app.services.einfuhr.vorschau import Postenart, Quellenart
from tests.unit.excel_hilfe import braucht_libreoffice, exportiert, konvertiere

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from app.services.dokument import Dokument

ERSTE = 4
LEISTUNG, EINTRITTE, MITTEL, FUNKTION = range(1, 5)


def _ende(blatt: Worksheet) -> int:
    return next(n for n in range(ERSTE, 999) if str(blatt.cell(n, LEISTUNG).value).startswith("Summe"))


def _sortiere(blatt: Worksheet) -> None:
    """By entries, the most first, as somebody does it who took the merged cells apart for that."""
    ende = _ende(blatt)
    for verbund in list(blatt.merged_cells.ranges):
        if ERSTE <= verbund.min_row < ende:
            blatt.unmerge_cells(str(verbund))
    spalten = range(1, blatt.max_column + 1)
    zeilen = [[blatt.cell(z, s).value for s in spalten] for z in range(ERSTE, ende)]
    zahl = [z[EINTRITTE - 1] if isinstance(z[EINTRITTE - 1], int) else -1 for z in zeilen]
    reihe = sorted(range(len(zeilen)), key=lambda n: -zahl[n])
    assert reihe != sorted(reihe), "there is something to sort"
    for n, alte in enumerate(reihe):
        for s in spalten:
            blatt.cell(ERSTE + n, s).value = zeilen[alte][s - 1]


def _zeile(blatt: Worksheet, leistung: str) -> int:
    return next(n for n in range(ERSTE, _ende(blatt)) if blatt.cell(n, LEISTUNG).value == leistung)


@braucht_libreoffice
def test_a_workbook_sorted_edited_and_saved_by_libreoffice_brings_back_just_the_edits(
    beispiel: Dokument, tmp_path: Path
) -> None:
    mappe = openpyxl.load_workbook(exportiert(beispiel, tmp_path))
    blatt = mappe["HF 1"]
    _sortiere(blatt)
    blatt.cell(_zeile(blatt, "Förderzentrum II"), EINTRITTE).value = 500
    blatt.cell(_zeile(blatt, "Förderzentrum II"), MITTEL).value = 900_000.5
    blatt.cell(_zeile(blatt, "Förderzentrum I"), FUNKTION).value = "neu gefasst"
    ende = _ende(blatt)
    blatt.insert_rows(ende)
    for spalte, wert in enumerate(("Neue Sache", 12, 45_000, "wozu"), start=1):
        blatt.cell(ende, spalte).value = wert
    mappe.save(tmp_path / "bearbeitet.xlsx")
    zurueck = konvertiere(tmp_path / "bearbeitet.xlsx", tmp_path / "zurueck.xlsx", tmp_path / "profil")

    quelle = lies_quelle(zurueck)
    schau = vorschau(beispiel.blick, quelle)

    assert quelle.art is Quellenart.EIGENE
    zellen = [(p.name, p.feldwort, p.neu) for p in schau.posten if p.art is Postenart.ZELLE]
    assert sorted(zellen) == [
        ("Förderzentrum I", "Funktion", "neu gefasst"),
        ("Förderzentrum II", "Eintritte", "500"),
        ("Förderzentrum II", "Mittelansatz", "900.000,50"),
    ]
    (neu,) = [p for p in schau.posten if p.art is not Postenart.ZELLE]
    assert (neu.art, neu.name) == (Postenart.NEU, "Neue Sache")
    assert all(p.vorgeschlagen for p in schau.posten)
    assert any("stehen in anderer Reihenfolge" in satz for satz in schau.hinweise)

    vorher = beispiel.blick.kennzahlen
    wende_an(beispiel, schau, schau.vorgeschlagen, "Rundreise")
    assert beispiel.blick.kennzahlen.eintritte_gesamt == vorher.eintritte_gesamt + 75 + 12
    assert not [p for p in vorschau(beispiel.blick, quelle).posten if p.art is not Postenart.NEU], (
        "what was taken over is no difference any more"
    )
    beispiel.rueckgaengig()
    assert beispiel.blick.kennzahlen == vorher
