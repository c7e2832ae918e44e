"""Rectangles of cells to and from Excel: tab-separated text with quoted line breaks. Without Qt."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Rechteck = tuple[tuple[str, ...], ...]


def als_text(rechteck: Sequence[Sequence[str]]) -> str:
    """Write a rectangle as Excel does: tabs, line breaks inside quotes."""
    puffer = io.StringIO()
    csv.writer(puffer, dialect="excel-tab", lineterminator="\n").writerows(rechteck)
    return puffer.getvalue()


def aus_text(text: str) -> Rechteck:
    """Read a rectangle as Excel and LibreOffice put it on the clipboard; ragged rows are filled up."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    zeilen = list(csv.reader(io.StringIO(text), dialect="excel-tab")) or [[]]
    breite = max(len(z) for z in zeilen) or 1
    return tuple((*z, *[""] * (breite - len(z))) for z in zeilen)
