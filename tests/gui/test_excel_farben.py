"""The workbook's charts have the colours of the program's."""

from __future__ import annotations

from app.services.excel import diagramm
from app.views.thema import TOKENS, Thema


def test_a_chart_of_the_workbook_has_the_colours_of_the_light_theme() -> None:
    hell = TOKENS[Thema.HELL]
    assert (
        hell.reihe_blau,
        hell.reihe_himmel,
        hell.reihe_gruen,
    ) == (diagramm.BLAU, diagramm.HIMMEL, diagramm.GRUEN)
    assert (
        hell.reihe_orange,
        hell.reihe_zinnober,
        hell.reihe_purpur,
    ) == (diagramm.ORANGE, diagramm.ZINNOBER, diagramm.PURPUR)
