"""Lines over months as people use them: drawn, labelled, pointed at, read aloud, as table and picture."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt

from app.services.diagrammtypen import Kurve, Rolle
from app.views.diagramme import Kurvendiagramm, farben
from app.views.diagramme.endwerte import auseinander
from app.views.thema import TOKENS, Thema, anwenden
from tests.gui.diagramm_hilfe import (
    AUSGEZAHLT,
    FESTGELEGT,
    KURVEN,
    MIO,
    PFAD,
    klicke,
    kurvendaten,
    zeige,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.views.diagramme.kurvenflaeche import Kurvenflaeche
    from app.views.diagramme.schriftzug import Schriftzug

GROESSEN = pytest.mark.parametrize(("breite", "hoehe"), [(420, 260), (700, 320), (1000, 420)])
FEHLT = (None,) * 5


@pytest.fixture(autouse=True)
def hell(qapp: QApplication) -> None:
    anwenden(qapp, Thema.HELL)


@pytest.fixture
def diagramm(qtbot: QtBot) -> Kurvendiagramm:
    diagramm = Kurvendiagramm()
    diagramm.setze(kurvendaten())
    zeige(qtbot, diagramm, 700, 320)
    return diagramm


@pytest.fixture
def flaeche(diagramm: Kurvendiagramm) -> Kurvenflaeche:
    return diagramm._kurvenflaeche


def ort(zug: Schriftzug) -> QRectF:
    return zug.mapRectToParent(zug.boundingRect())


def stelle(flaeche: Kurvenflaeche, nummer: int, monat: float, cent: int) -> QPointF:
    """Where a line has a value, in px: pyqtgraph takes over a new scale when it paints."""
    flaeche.grab()
    return flaeche.kurven[nummer].mapToItem(flaeche.viewbox, monat, cent)


def sichtbar(zuege: list[Schriftzug]) -> list[str]:
    return [zug.text() for zug in zuege if zug.isVisible()]


def test_a_line_goes_through_the_values_of_its_months(flaeche: Kurvenflaeche) -> None:
    x, y = flaeche.kurven[1].getData()
    assert list(x) == list(range(12))
    assert [round(wert) for wert in y] == list(AUSGEZAHLT)


def test_a_stepped_line_holds_each_value_for_its_month(flaeche: Kurvenflaeche) -> None:
    x, y = flaeche.kurven[0].getData()
    assert list(x[:4]) == [-0.5, 0.5, 0.5, 1.5]
    assert [round(wert) for wert in y[:4]] == [FESTGELEGT[0], FESTGELEGT[0], FESTGELEGT[1], FESTGELEGT[1]]


def test_the_middle_of_a_month_is_where_its_value_is_drawn(flaeche: Kurvenflaeche) -> None:
    punkt = stelle(flaeche, 1, 4, AUSGEZAHLT[4])
    assert punkt.x() == pytest.approx(flaeche.streifen(4).center().x(), abs=1)
    assert flaeche.streifen(4).contains(punkt)


def test_a_line_ends_where_its_values_end(diagramm: Kurvendiagramm, flaeche: Kurvenflaeche) -> None:
    diagramm.setze(kurvendaten(FESTGELEGT, (*AUSGEZAHLT[:7], *FEHLT), PFAD))
    assert len(flaeche.kurven[1].getData()[0]) == 7
    assert sichtbar(flaeche.werte)[1] == "16,00\u00a0Mio.\u00a0€"


def test_a_line_is_interrupted_where_a_month_has_no_value(
    diagramm: Kurvendiagramm, flaeche: Kurvenflaeche
) -> None:
    diagramm.setze(kurvendaten(FESTGELEGT, (*AUSGEZAHLT[:5], None, *AUSGEZAHLT[6:]), PFAD))
    assert [nummer for nummer, da in enumerate(flaeche.kurven[1].opts["connect"]) if not da] == [4, 10]


def test_the_axis_speaks_german_in_millions(flaeche: Kurvenflaeche) -> None:
    assert flaeche.achse.texte() == [
        "0\u00a0€",
        "10\u00a0Mio.\u00a0€",
        "20\u00a0Mio.\u00a0€",
        "30\u00a0Mio.\u00a0€",
    ]


def test_negative_values_have_their_room_and_the_ground_line_is_zero(
    diagramm: Kurvendiagramm, flaeche: Kurvenflaeche
) -> None:
    minus = tuple(-wert for wert in AUSGEZAHLT)
    diagramm.setze(kurvendaten(FESTGELEGT, minus, PFAD))
    punkt = stelle(flaeche, 1, 11, minus[11])
    null = flaeche.linien.path().boundingRect().top()
    assert null < punkt.y() < flaeche.namen[0].y()
    assert "−20\u00a0Mio.\u00a0€" in flaeche.achse.texte()


@GROESSEN
def test_last_values_stand_right_of_their_lines_and_none_on_another(
    qtbot: QtBot, breite: int, hoehe: int
) -> None:
    nah = tuple(tuple(wert + zehntel * MIO // 10 for wert in PFAD) for zehntel in (0, 1, 2, 3))
    kurven = (*KURVEN, Kurve(Rolle.GEPLANT_OFFEN, "geplant"))
    diagramm = Kurvendiagramm()
    diagramm.setze(kurvendaten(*nah, kurven=kurven))
    zeige(qtbot, diagramm, breite, hoehe)
    flaeche = diagramm._kurvenflaeche
    orte = [ort(zug) for zug in flaeche.werte]
    assert len(sichtbar(flaeche.werte)) == 4
    assert all(flaeche.streifen(11).right() < o.left() and o.right() <= flaeche.width() for o in orte)
    for nummer, eins in enumerate(orte):
        assert not any(eins.adjusted(1, 1, -1, -1).intersects(zwei) for zwei in orte[nummer + 1 :])
    assert [o.top() for o in orte] == sorted((o.top() for o in orte), reverse=True)


@GROESSEN
def test_the_last_value_of_a_line_that_ends_early_keeps_off_the_lines(
    qtbot: QtBot, breite: int, hoehe: int
) -> None:
    diagramm = Kurvendiagramm()
    diagramm.setze(kurvendaten((*FESTGELEGT[:7], *FEHLT), (*AUSGEZAHLT[:7], *FEHLT), PFAD))
    zeige(qtbot, diagramm, breite, hoehe)
    flaeche = diagramm._kurvenflaeche
    for zug in flaeche.werte[:2]:
        kasten = ort(zug).adjusted(1, 1, -1, -1)
        for monat in range(11):
            von, bis = (stelle(flaeche, 2, m, PFAD[m]) for m in (monat, monat + 1))
            strecke = [von + (bis - von) * (teil / 20) for teil in range(21)]
            assert not any(kasten.contains(punkt) for punkt in strecke)


def test_texts_are_pushed_apart_no_more_than_needed() -> None:
    assert auseinander([50, 10, 90], 10, 0, 100) == [50, 10, 90]
    assert auseinander([50, 50], 10, 0, 100) == [45, 55]
    assert auseinander([2, 1], 10, 0, 100) == [10, 0]
    assert auseinander([99, 98, 20], 10, 0, 100) == [100, 90, 20]
    assert auseinander([], 10, 0, 100) == []


def test_months_stand_below_as_many_as_there_is_room_for(
    diagramm: Kurvendiagramm, flaeche: Kurvenflaeche
) -> None:
    assert len(sichtbar(flaeche.namen)) == 12
    diagramm.resize(320, 260)
    namen = [zug for zug in flaeche.namen if zug.isVisible()]
    assert 2 <= len(namen) < 12
    assert namen[0].text() == "Jan"
    for eins, zwei in pairwise(namen):
        assert ort(eins).right() < ort(zwei).left()


def test_where_it_is_narrow_last_values_leave_the_unit_to_the_axis(
    diagramm: Kurvendiagramm, flaeche: Kurvenflaeche
) -> None:
    diagramm.resize(420, 260)
    assert sichtbar(flaeche.werte) == ["33,40", "31,20", "35,09"]
    diagramm.setze(kurvendaten(*(tuple(w // 1000 for w in r) for r in (FESTGELEGT, AUSGEZAHLT, PFAD))))
    assert sichtbar(flaeche.werte) == ["33.400\u00a0€", "31.200\u00a0€", "35.086\u00a0€"]


def test_the_legend_names_the_lines_with_their_strokes(flaeche: Kurvenflaeche) -> None:
    assert sichtbar(flaeche.legende.namen) == ["Festgelegt", "Ausgezahlt", "linearer Pfad"]
    gestrichelt = [zeichen.pen().style() == Qt.PenStyle.CustomDashLine for zeichen in flaeche.legende.zeichen]
    assert gestrichelt == [False, False, True]
    assert flaeche.kurven[2].opts["pen"].style() == Qt.PenStyle.CustomDashLine


@pytest.mark.parametrize("thema", list(Thema))
def test_lines_take_the_colours_of_the_theme(
    qapp: QApplication, flaeche: Kurvenflaeche, thema: Thema
) -> None:
    anwenden(qapp, thema)
    for nummer, kurve in enumerate(KURVEN):
        farbe = farben.linienfarbe(TOKENS[thema], kurve.rolle)
        assert flaeche.kurven[nummer].opts["pen"].color() == farbe
        assert flaeche.punkte[nummer].brush().color() == farbe
        assert flaeche.legende.zeichen[nummer].pen().color() == farbe
    assert flaeche.werte[0].brush().color().name().upper() == TOKENS[thema].text


def test_clicking_into_a_month_tells_which(qtbot: QtBot, diagramm: Kurvendiagramm) -> None:
    with qtbot.waitSignal(diagramm.angeklickt) as signal:
        klicke(qtbot, diagramm, 3)
    assert signal.args == [("monat", 4)]


def test_the_keyboard_walks_the_months_and_enter_clicks(qtbot: QtBot, diagramm: Kurvendiagramm) -> None:
    diagramm.flaeche.setFocus()
    qtbot.waitUntil(lambda: diagramm.flaeche.marke == 0)
    qtbot.keyClick(diagramm.flaeche, Qt.Key.Key_Right)
    qtbot.keyClick(diagramm.flaeche, Qt.Key.Key_Right)
    with qtbot.waitSignal(diagramm.angeklickt) as signal:
        qtbot.keyClick(diagramm.flaeche, Qt.Key.Key_Space)
    assert signal.args == [("monat", 3)]
    qtbot.keyClick(diagramm.flaeche, Qt.Key.Key_End)
    assert diagramm.flaeche.marke == 11
    assert diagramm.flaeche.accessibleDescription().startswith(
        "Dezember 2020, Festgelegt 33.400.000,00\u00a0€, Ausgezahlt 31.200.000,00\u00a0€"
    )


def test_the_tooltip_lists_every_line_with_its_exact_value(flaeche: Kurvenflaeche) -> None:
    text = flaeche.hinweistext(6)
    assert "<b>Juli 2020</b>" in text
    for name, wert in (
        ("Festgelegt", "25.000.000,00\u00a0€"),
        ("Ausgezahlt", "16.000.000,00\u00a0€"),
        ("linearer Pfad", "20.466.808,25\u00a0€"),
    ):
        assert name in text
        assert wert in text
    assert "Haushaltssperre &lt;ab Juli&gt;" in text


def test_the_tooltip_leaves_out_what_has_no_value(diagramm: Kurvendiagramm, flaeche: Kurvenflaeche) -> None:
    ohne = (None,) * 12
    diagramm.setze(kurvendaten(FESTGELEGT, ohne, ohne))
    assert "Ausgezahlt" not in flaeche.hinweistext(0)
    diagramm.setze(kurvendaten(ohne, ohne, ohne))
    assert "noch kein Betrag" in flaeche.hinweistext(0)


def test_the_table_has_a_row_for_each_month(qtbot: QtBot, diagramm: Kurvendiagramm) -> None:
    diagramm.als_tabelle.setChecked(True)
    tabelle = diagramm.tabelle
    assert tabelle is not None
    assert tabelle.rowCount() == 12
    assert tabelle.model().index(11, 2).data() == "31.200.000,00\u00a0€"
    tabelle.setCurrentCell(1, 0)
    with qtbot.waitSignal(diagramm.angeklickt) as signal:
        qtbot.keyClick(tabelle, Qt.Key.Key_Return)
    assert signal.args == [("monat", 2)]


@pytest.mark.parametrize("thema", list(Thema))
def test_the_picture_has_light_colours_and_lines_twice_as_wide(
    qapp: QApplication, diagramm: Kurvendiagramm, thema: Thema
) -> None:
    anwenden(qapp, thema)
    bild = diagramm.bild()
    farbe = farben.linienfarbe(TOKENS[Thema.HELL], Rolle.FESTGELEGT)
    flaeche = diagramm._kurvenflaeche
    mitte = stelle(flaeche, 0, 2.3, FESTGELEGT[2])
    rand = bild.height() / 2 - flaeche.height() - 16
    x, y = round(2 * (mitte.x() + 16)), round(2 * (mitte.y() + rand))
    dick = sum(bild.pixelColor(x, y + dy).name() == farbe.name() for dy in range(-8, 9))
    assert 4 <= dick <= 6
    assert bild.pixelColor(2, 2).name() == "#ffffff"


def test_an_empty_chart_says_why_in_its_midst_at_any_size(
    diagramm: Kurvendiagramm, flaeche: Kurvenflaeche
) -> None:
    ohne = (None,) * 12
    diagramm.setze(kurvendaten(ohne, ohne, ohne))
    diagramm.resize(420, 260)
    assert flaeche._leer.text() == "Noch keine Auszahlungen."
    assert ort(flaeche._leer).center().x() == pytest.approx(flaeche.width() / 2, abs=2)
    diagramm.setze(replace(kurvendaten(), punkte=()))
    assert flaeche._leer.text() == "Noch keine Auszahlungen."
    assert sichtbar(flaeche.namen) == []
    diagramm.setze(kurvendaten())
    assert flaeche._leer.text() == ""


def test_many_updates_make_no_new_items(diagramm: Kurvendiagramm, flaeche: Kurvenflaeche) -> None:
    vorher = {id(item) for item in flaeche.scene().items()}
    for _ in range(20):
        diagramm.setze(kurvendaten(AUSGEZAHLT, kurven=KURVEN[1:2]))
        diagramm.setze(kurvendaten())
    assert {id(item) for item in flaeche.scene().items()} == vorher


def test_lines_that_went_away_take_their_words_along(
    diagramm: Kurvendiagramm, flaeche: Kurvenflaeche
) -> None:
    diagramm.setze(kurvendaten(AUSGEZAHLT, kurven=KURVEN[1:2]))
    assert [kurve.isVisible() for kurve in flaeche.kurven] == [True, False, False]
    assert [punkte.isVisible() for punkte in flaeche.punkte] == [True, False, False]
    assert sichtbar(flaeche.legende.namen) == ["Ausgezahlt"]
    assert len(sichtbar(flaeche.werte)) == 1


def test_a_closed_chart_is_gone_from_memory(qapp: QApplication) -> None:
    diagramm = Kurvendiagramm()
    diagramm.setze(kurvendaten())
    diagramm.resize(400, 400)
    diagramm.grab()
    spuren: list[weakref.ref[object]] = [weakref.ref(diagramm), weakref.ref(diagramm.flaeche.viewbox)]
    diagramm.deleteLater()
    del diagramm
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [spur() for spur in spuren] == [None, None]
