"""Rows of measures as a foreign table or a text states them, before they are compared with the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.models.arten import Eintrittestatus, Finanzierung


@dataclass(frozen=True, slots=True)
class Lesezeile:
    """One row of a measure table elsewhere. What a source does not state is None, and changes nothing.

    ``mittelansatz_cent`` is in Cent. ``eintritte_status`` is None where the source has no column for it;
    ``finanzierung`` likewise.
    """

    leistung: str
    herkunft: str
    """Where it stands: ``Tabelle1, Zeile 12``; for people."""
    eintritte: int | None = None
    eintritte_status: Eintrittestatus | None = None
    mittelansatz_cent: int | None = None
    finanzierung: Finanzierung | None = None
    handlungsfeld: str | None = None
    produkt: str | None = None
    team: str | None = None
    funktion: str | None = None
    bemerkung: str | None = None
    fortsetzung: bool | None = None
    """True for a further row of the Leistung above, False for the first of one; None: the name tells."""
    fehler: tuple[str, ...] = ()
    """German sentences: what of the row could not be read; it cannot be taken over as it stands."""


@dataclass(frozen=True, slots=True)
class Lesung:
    """All rows that were found, in their order, with what people should know of it."""

    zeilen: tuple[Lesezeile, ...]
    hinweise: tuple[str, ...] = ()
    """German sentences: mismatches within the source, parts that were passed over."""
    quelle: str = ""
    """What was read: the file's name, for the journal."""
