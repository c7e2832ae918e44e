"""How much of a foreign file is read at most: far above every real table, far below what hurts."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Grenzen:
    """The limits of reading a foreign file."""

    dateigroesse: int = 25 * MIB
    """Bytes of the file as it lies on the disk."""
    ausgepackt: int = 100_000_000
    """Bytes of all parts of a workbook, as its directory promises them and as they are counted while read."""
    verhaeltnis: int = 300
    """How many times as large a part may be unpacked; real tables stay below 100, a zip bomb has 1.000."""
    verhaeltnis_ab: int = MIB
    """Bytes up to which a part may unpack as it likes."""
    eintraege: int = 5_000
    """Parts within a workbook."""
    blaetter: int = 250
    """Sheets of a workbook."""
    zeilen: int = 100_000
    """Rows of a sheet, up to the last cell that holds something."""
    spalten: int = 1_000
    """Columns of a sheet, up to the last cell that holds something."""
    zellen: int = 1_000_000
    """Cells of the file, the empty ones before the last of each row included, and merged ranges."""
    textlaenge: int = 32_767
    """Characters of one cell: what Excel allows."""
    zeichen: int = 20_000_000
    """Characters of all cells that differ from each other."""
    ausgabe: int = 150_000_000
    """Bytes that the reading process may answer."""
    speicher: int = 1024 * MIB
    """Bytes of memory of the reading process (not on Windows)."""
    sekunden: float = 60.0
    """How long reading may take, the start of the process included."""


VORGABE = Grenzen()
