"""What all charts say in words: their table, and the sentence for screen readers."""

from __future__ import annotations

from app.services.diagrammtypen import Tabelle


def mit_hinweis(kopf: tuple[str, ...], zeilen: tuple[tuple[str, ...], ...]) -> Tabelle:
    """A table of names, figures and a last column of remarks, which falls away where there are none."""
    rechts = (False, *(True for _ in kopf[1:]))
    if any(zeile[-1] for zeile in zeilen):
        return Tabelle((*kopf, "Hinweis"), zeilen, (*rechts, False))
    return Tabelle(kopf, tuple(zeile[:-1] for zeile in zeilen), rechts)


def in_worten(titel: str, zeilen: tuple[tuple[str, ...], ...]) -> str:
    """The chart as one sentence."""
    saetze = (", ".join(teil for teil in zeile if teil) for zeile in zeilen)
    return f"{titel}: {'; '.join(saetze)}."
