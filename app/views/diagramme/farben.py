"""Which colour a bar has: the meaning comes with the data, the colour from the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from app.services.diagrammdaten import Rolle

if TYPE_CHECKING:
    from app.views.thema import Tokens

_RAND_DUNKLER = 125
"""Percent: the edge of a bar is darker than its face, so that pale colours stand out from a white ground."""


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
        }[rolle]
    )


def randfarbe(tokens: Tokens, rolle: Rolle) -> QColor:
    """The edge of a bar."""
    return farbe(tokens, rolle).darker(_RAND_DUNKLER)


def textfarbe(tokens: Tokens, rolle: Rolle) -> QColor:
    """The figure at a bar: coloured only where it says over or free, subdued where there is none."""
    farben = {Rolle.UEBERPLANT: tokens.fehler, Rolle.FREI: tokens.erfolg, Rolle.NEBEN: tokens.text_neben}
    return QColor(farben.get(rolle, tokens.text))
