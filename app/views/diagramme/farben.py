"""Which colour a bar has: the meaning comes with the data, the colour from the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from app.services.diagrammtypen import Rolle
from app.views.thema import Thema

if TYPE_CHECKING:
    from app.views.thema import Tokens

_RAND_DUNKLER = 125
"""Percent: the edge of a bar is darker than its face, so that pale colours stand out from a white ground."""
_STRICHE = [5.0, 3.0]
"""Dash and gap of a dashed line, in widths of its pen."""


def farbe(tokens: Tokens, rolle: Rolle) -> QColor:
    """The face of a bar."""
    return QColor(
        {
            Rolle.MITTEL: tokens.reihe_blau,
            Rolle.ERGEBNIS: tokens.reihe_blau,
            Rolle.ABZUG: tokens.reihe_orange,
            Rolle.ZUGANG: tokens.reihe_gruen,
            Rolle.PLAN: tokens.reihe_himmel,
            Rolle.FREI: tokens.reihe_gruen,
            Rolle.UEBERPLANT: tokens.reihe_zinnober,
            Rolle.NEBEN: tokens.reihe_still,
            Rolle.VORBINDUNG: tokens.reihe_orange,
            Rolle.NEU_GEPLANT: tokens.reihe_himmel,
            Rolle.NEU_GEBUNDEN: tokens.reihe_purpur,
            Rolle.FESTGELEGT: tokens.reihe_orange,
            Rolle.AUSGEZAHLT: tokens.reihe_blau,
            Rolle.GEPLANT_OFFEN: tokens.reihe_himmel,
            Rolle.FREIGERECHNET: tokens.reihe_gruen,
            Rolle.PFAD: tokens.text_neben,
        }[rolle]
    )


def randfarbe(tokens: Tokens, rolle: Rolle) -> QColor:
    """The edge of a bar."""
    return farbe(tokens, rolle).darker(_RAND_DUNKLER)


def linienfarbe(tokens: Tokens, rolle: Rolle) -> QColor:
    """A line has no edge: its colour alone stands out from the ground."""
    return randfarbe(tokens, rolle) if tokens.thema is Thema.HELL else farbe(tokens, rolle)


def linienstift(tokens: Tokens, rolle: Rolle, *, gestrichelt: bool = False) -> QPen:
    """The pen of a line."""
    stift = QPen(linienfarbe(tokens, rolle), 1.5 if gestrichelt else 2.5)
    stift.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if gestrichelt:
        stift.setDashPattern(_STRICHE)
    return stift


def pinsel(tokens: Tokens, rolle: Rolle) -> QBrush:
    """The face of a part of a column: what is free is hatched, so that it does not look like bound money."""
    if rolle is Rolle.FREI:
        return QBrush(linienfarbe(tokens, rolle), Qt.BrushStyle.BDiagPattern)
    return QBrush(farbe(tokens, rolle))


def stift(tokens: Tokens, rolle: Rolle) -> QPen:
    """The edge of a part of a column."""
    return QPen(linienfarbe(tokens, rolle) if rolle is Rolle.FREI else randfarbe(tokens, rolle), 0)


def textfarbe(tokens: Tokens, rolle: Rolle) -> QColor:
    """The figure at a bar: coloured only where it says over or free, subdued where there is none."""
    farben = {Rolle.UEBERPLANT: tokens.fehler, Rolle.FREI: tokens.erfolg, Rolle.NEBEN: tokens.text_neben}
    return QColor(farben.get(rolle, tokens.text))
