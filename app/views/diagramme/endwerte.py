"""Where the last values of lines stand: none on another, and off the lines where there is room."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEBEN = 8
"""Space (px) between the end of a line and its value."""
_VERSUCHE = (
    (True, 0.0),
    (True, -1.0),
    (False, -1.0),
    (True, 1.0),
    (False, 1.0),
    (True, -1.8),
    (True, 1.8),
)
"""Where a value in the midst of lines may stand: right of its point (or left), so many heights below it."""
_TEILE = 4
"""In so many parts a stretch of a line is tried for whether it crosses a text."""


@dataclass(frozen=True, slots=True)
class Ende:
    """The last point of a line and the width of its text (px); ``amrand`` where nothing comes after it."""

    punkt: QPointF
    breite: float
    amrand: bool


def auseinander(mitten: Sequence[float], hoehe: float, oben: float, unten: float) -> list[float]:
    """Centres at least ``hoehe`` apart between two bounds, in their order and as near as can be."""
    reihenfolge = sorted(range(len(mitten)), key=mitten.__getitem__)
    gruppen: list[tuple[float, int]] = []
    for rang, nummer in enumerate(reihenfolge):
        summe, anzahl = mitten[nummer] - rang * hoehe, 1
        while gruppen and gruppen[-1][0] / gruppen[-1][1] > summe / anzahl:
            vorige, viele = gruppen.pop()
            summe, anzahl = summe + vorige, anzahl + viele
        gruppen.append((summe, anzahl))
    tiefste = max(unten - (len(mitten) - 1) * hoehe, oben)
    basis = [min(max(summe / anzahl, oben), tiefste) for summe, anzahl in gruppen for _ in range(anzahl)]
    ergebnis = [0.0] * len(mitten)
    for rang, nummer in enumerate(reihenfolge):
        ergebnis[nummer] = basis[rang] + rang * hoehe
    return ergebnis


def orte(
    enden: Sequence[Ende], linien: Sequence[Sequence[QPointF]], flaeche: QRectF, spalte: float, hoehe: float
) -> list[QRectF]:
    """The place of each text: at the edge in a column that begins at ``spalte``, else beside its point."""
    ergebnis = [QRectF()] * len(enden)
    rand = [nummer for nummer, ende in enumerate(enden) if ende.amrand]
    halb = hoehe / 2
    mitten = auseinander(
        [enden[n].punkt.y() for n in rand], hoehe, flaeche.top() + halb, flaeche.bottom() - halb
    )
    for nummer, mitte in zip(rand, mitten, strict=True):
        ergebnis[nummer] = QRectF(spalte, round(mitte - halb), enden[nummer].breite, hoehe)
    besetzt = [ergebnis[nummer] for nummer in rand]
    for nummer, ende in enumerate(enden):
        if not ende.amrand:
            ergebnis[nummer] = _daneben(ende, linien, besetzt, flaeche, hoehe)
            besetzt.append(ergebnis[nummer])
    return ergebnis


def _daneben(
    ende: Ende, linien: Sequence[Sequence[QPointF]], besetzt: list[QRectF], flaeche: QRectF, hoehe: float
) -> QRectF:
    """The first place beside a point where neither text nor line is in the way; else the least bad one."""
    rechts = min(ende.punkt.x() + _NEBEN, flaeche.right() - ende.breite)
    links = ende.punkt.x() + _NEBEN / 2 - ende.breite
    moeglich = [
        QRectF(rechts if neben else links, round(ende.punkt.y() + (tiefer - 0.5) * hoehe), ende.breite, hoehe)
        for neben, tiefer in _VERSUCHE
    ]
    drin = [ort for ort in moeglich if flaeche.contains(ort)] or moeglich[:1]
    return min(drin, key=lambda ort: (_belegt(ort, besetzt), sum(_kreuzt(ort, linie) for linie in linien)))


def _belegt(ort: QRectF, besetzt: list[QRectF]) -> int:
    return sum(ort.intersects(anderer) for anderer in besetzt)


def _kreuzt(ort: QRectF, linie: Sequence[QPointF]) -> bool:
    """Whether a line (points from left to right) runs through a place."""
    for von, bis in pairwise(linie):
        links, rechts = max(von.x(), ort.left()), min(bis.x(), ort.right())
        if links > rechts:
            continue
        stellen = [links + (rechts - links) * i / _TEILE for i in range(_TEILE + 1)]
        if any(ort.top() <= _hoehe(von, bis, x) <= ort.bottom() for x in stellen):
            return True
    return False


def _hoehe(von: QPointF, bis: QPointF, x: float) -> float:
    lang = bis.x() - von.x()
    return bis.y() if not lang else von.y() + (bis.y() - von.y()) * (x - von.x()) / lang
