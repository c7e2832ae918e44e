"""Columns with marks: drawn at their height, told in words, and what is free does not look bound."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from app.services.diagrammtypen import Reihe, Rolle
from app.views.diagramme import Bindungsdiagramm, farben
from app.views.thema import TOKENS, Thema, anwenden
from tests.gui.diagramm_hilfe import MIO, SAEULENREIHEN, saeule, saeulendaten, zeige

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtWidgets import QApplication, QGraphicsPathItem
    from pytestqt.qtbot import QtBot

    from app.services.diagrammtypen import Saeulendaten
    from app.views.diagramme.saeulenflaeche import Saeulenflaeche
    from app.views.diagramme.schriftzug import Schriftzug


@pytest.fixture(autouse=True)
def hell(qapp: QApplication) -> None:
    anwenden(qapp, Thema.HELL)


@pytest.fixture
def diagramm(qtbot: QtBot) -> Bindungsdiagramm:
    diagramm = Bindungsdiagramm()
    diagramm.setze(saeulendaten())
    zeige(qtbot, diagramm, 700, 320)
    return diagramm


@pytest.fixture
def flaeche(diagramm: Bindungsdiagramm) -> Saeulenflaeche:
    return diagramm._saeulenflaeche


def hoehen(item: QGraphicsPathItem) -> list[float]:
    """The y of each line of a path."""
    pfad = item.path()
    return [pfad.elementAt(nummer).y for nummer in range(0, pfad.elementCount(), 2)]


def opt(flaeche: Saeulenflaeche, nummer: int, name: str) -> Any:  # noqa: ANN401 - pyqtgraph does not type its options
    """What a series was drawn with."""
    return flaeche.reihen[nummer].opts[name]


def y_von(flaeche: Saeulenflaeche, cent: int) -> float:
    (_, _), (unten, oben) = flaeche.viewbox.viewRange()
    return float((oben - cent) / (oben - unten) * flaeche.viewbox.height())


def legende(flaeche: Saeulenflaeche) -> list[str]:
    return [zug.text() for zug in flaeche.legende.namen if zug.isVisible()]


def ort(zug: Schriftzug) -> QRectF:
    return zug.mapRectToParent(zug.boundingRect())


def ohne_marken() -> Saeulendaten:
    daten = saeulendaten()
    return replace(
        daten, saeulen=tuple(replace(s, marke=None, markenwort="", ueber_marke=False) for s in daten.saeulen)
    )


def test_marks_lie_at_their_height_and_those_gone_beyond_apart(flaeche: Saeulenflaeche) -> None:
    assert hoehen(flaeche.strich) == pytest.approx([y_von(flaeche, 12 * MIO), y_von(flaeche, 6 * MIO)], abs=1)
    assert hoehen(flaeche.strich_ueber) == pytest.approx([y_von(flaeche, 18 * MIO)], abs=1)


def test_a_mark_is_a_little_wider_than_its_column(flaeche: Saeulenflaeche) -> None:
    breite = opt(flaeche, 0, "width")
    assert breite < flaeche.strich_ueber.path().boundingRect().width() <= breite + 12


@pytest.mark.parametrize("thema", list(Thema))
def test_a_mark_has_the_colour_of_text_or_of_an_error(
    qapp: QApplication, flaeche: Saeulenflaeche, thema: Thema
) -> None:
    anwenden(qapp, thema)
    assert flaeche.strich.pen().color() == QColor(TOKENS[thema].text)
    assert flaeche.strich_ueber.pen().color() == QColor(TOKENS[thema].fehler)


@pytest.mark.parametrize("thema", list(Thema))
def test_columns_take_the_colours_of_the_theme(
    qapp: QApplication, flaeche: Saeulenflaeche, thema: Thema
) -> None:
    anwenden(qapp, thema)
    for nummer, reihe in enumerate(SAEULENREIHEN):
        zeichen = flaeche.legende.zeichen[nummer]
        assert opt(flaeche, nummer, "brush") == farben.pinsel(TOKENS[thema], reihe.rolle)
        assert zeichen.brush() == opt(flaeche, nummer, "brush")
        assert zeichen.pen().color() == opt(flaeche, nummer, "pen").color()


def test_what_is_free_is_hatched_and_what_is_bound_is_not(flaeche: Saeulenflaeche) -> None:
    muster = [opt(flaeche, nummer, "brush").style() for nummer in range(4)]
    fest = Qt.BrushStyle.SolidPattern
    assert muster == [fest, fest, fest, Qt.BrushStyle.BDiagPattern]


def test_the_axis_reaches_a_mark_above_every_column(qtbot: QtBot) -> None:
    diagramm = Bindungsdiagramm()
    diagramm.setze(saeulendaten(saeule(2021, MIO, 0, 0, 0, marke=40 * MIO)))
    zeige(qtbot, diagramm, 700, 320)
    flaeche = diagramm._saeulenflaeche
    assert flaeche.achse.texte()[-1] == "40\u00a0Mio.\u00a0€"
    assert flaeche.streifen(0).top() < hoehen(flaeche.strich)[0] < y_von(flaeche, MIO)


def test_the_legend_names_the_mark_only_where_a_column_has_one(
    diagramm: Bindungsdiagramm, flaeche: Saeulenflaeche
) -> None:
    namen = [reihe.name for reihe in SAEULENREIHEN]
    assert legende(flaeche) == [*namen, "VE"]
    diagramm.setze(ohne_marken())
    assert legende(flaeche) == namen
    assert hoehen(flaeche.strich) == hoehen(flaeche.strich_ueber) == []
    assert not flaeche.legende.zeichen[-1].isVisible()


def test_the_legend_shows_the_mark_as_a_stroke(flaeche: Saeulenflaeche) -> None:
    strich, kasten = flaeche.legende.zeichen[-1], flaeche.legende.zeichen[0]
    assert strich.path().boundingRect().height() == 0
    assert strich.path().boundingRect().width() > kasten.path().boundingRect().width()


@pytest.mark.parametrize("breite", [240, 300])
def test_a_legend_without_room_takes_more_lines(qtbot: QtBot, breite: int) -> None:
    diagramm = Bindungsdiagramm()
    diagramm.setze(saeulendaten())
    zeige(qtbot, diagramm, breite, 300)
    flaeche = diagramm._saeulenflaeche
    orte = [ort(zug) for zug in flaeche.legende.namen]
    assert max(o.right() for o in orte) <= flaeche.width()
    assert len({o.top() for o in orte}) > 1
    assert max(o.bottom() for o in orte) <= min(ort(zug).top() for zug in flaeche.werte)


def test_the_mark_is_told_in_the_tooltip_and_to_screen_readers(flaeche: Saeulenflaeche) -> None:
    wort = "Verpflichtungsermächtigung 18.000.000,00\u00a0€, überschritten"
    assert wort in flaeche.hinweistext(1)
    assert wort in flaeche.worte(1)
    assert "Verpflichtungsermächtigung" not in flaeche.worte(0)


def test_a_figure_is_not_crossed_by_its_mark(flaeche: Saeulenflaeche) -> None:
    texte = [ort(zug) for zug in flaeche.werte]
    for nummer, item in ((1, flaeche.strich_ueber), (2, flaeche.strich), (3, flaeche.strich)):
        y = hoehen(item)[1 if nummer == 3 else 0]
        assert not texte[nummer].top() - 2 < y < texte[nummer].bottom() + 2


def test_many_updates_make_no_new_items(diagramm: Bindungsdiagramm, flaeche: Saeulenflaeche) -> None:
    vorher = {id(item) for item in flaeche.scene().items()}
    for _ in range(20):
        diagramm.setze(ohne_marken())
        diagramm.setze(saeulendaten())
    assert {id(item) for item in flaeche.scene().items()} == vorher


def test_other_series_bring_their_colours_and_leave_none_behind(
    diagramm: Bindungsdiagramm, flaeche: Saeulenflaeche
) -> None:
    zwei = (Reihe(Rolle.AUSGEZAHLT, "ausgezahlt"), Reihe(Rolle.FREI, "frei"))
    diagramm.setze(saeulendaten(saeule(2020, 2 * MIO, MIO), reihen=zwei))
    blau, gruen = (farben.pinsel(flaeche.tokens, reihe.rolle) for reihe in zwei)
    assert [opt(flaeche, nummer, "brush") for nummer in range(2)] == [blau, gruen]
    assert [len(opt(flaeche, nummer, "x")) for nummer in range(4)] == [1, 1, 0, 0]
    assert legende(flaeche) == ["ausgezahlt", "frei"]


def test_an_empty_chart_says_so_in_its_midst_at_any_size(qtbot: QtBot) -> None:
    diagramm = Bindungsdiagramm()
    diagramm.setze(saeulendaten(saeule(2020, 0, 0, 0, 0)))
    zeige(qtbot, diagramm, 700, 320)
    diagramm.resize(420, 260)
    leer = ort(diagramm.flaeche._leer)
    assert diagramm.flaeche._leer.text() == "Noch keine Bindungen."
    assert leer.center().x() == pytest.approx(diagramm.flaeche.width() / 2, abs=2)
    assert leer.bottom() < diagramm.flaeche.height() * 0.7
