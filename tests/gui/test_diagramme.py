"""The charts as people use them: real widgets, real data, mouse, keyboard, table, picture, theme."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from app.services.beispiel import lege_beispiel_an
from app.services.bindungsdiagramme import bindungen
from app.services.diagrammdaten import Balkendaten, Groesse, balken, wasserfall
from app.services.fehler import SpeicherFehler
from app.services.plaene import budget_setzen, lege_leer_an
from app.services.summen import Dimension
from app.services.zeilen import Budgetart
from app.views.diagramme import Balkendiagramm, Bindungsdiagramm, Wasserfalldiagramm
from app.views.thema import TOKENS, Thema, anwenden
from tests.gui.diagramm_hilfe import klicke, langer_wasserfall, mitte, zeige

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument

BREITEN = pytest.mark.parametrize("breite", [360, 400, 900])


@pytest.fixture(autouse=True)
def hell(qapp: QApplication) -> None:
    anwenden(qapp, Thema.HELL)


@pytest.fixture
def dok(tmp_path: Path) -> Iterator[Dokument]:
    dokument = lege_beispiel_an(tmp_path / "plan.amip", "duisburg-2020")
    yield dokument
    dokument.datei.schliesse()


@pytest.fixture
def fall(qtbot: QtBot, dok: Dokument) -> Wasserfalldiagramm:
    diagramm = Wasserfalldiagramm()
    diagramm.setze(wasserfall(dok.blick))
    zeige(qtbot, diagramm)
    return diagramm


@BREITEN
def test_clicking_a_step_of_the_waterfall_tells_what_it_stands_for(
    qtbot: QtBot, dok: Dokument, breite: int
) -> None:
    diagramm = Wasserfalldiagramm()
    diagramm.setze(wasserfall(dok.blick))
    zeige(qtbot, diagramm, breite)
    for nummer, schluessel in (
        (1, ("budgetposten", "umschichtung")),
        (4, ("kennzahl", "neufallbudget")),
        (6, ("kennzahl", "rest")),
    ):
        with qtbot.waitSignal(diagramm.angeklickt) as signal:
            klicke(qtbot, diagramm, nummer)
        assert signal.args == [schluessel]


def test_clicking_a_bar_gives_the_key_of_its_group(qtbot: QtBot, dok: Dokument) -> None:
    diagramm = Balkendiagramm()
    diagramm.setze(balken(dok.blick, Dimension.HANDLUNGSFELD, Groesse.MITTEL))
    zeige(qtbot, diagramm, 400)
    with qtbot.waitSignal(diagramm.angeklickt) as signal:
        klicke(qtbot, diagramm, 1)
    assert signal.args == [(Dimension.HANDLUNGSFELD, list(dok.blick.handlungsfelder)[1])]


def test_clicking_a_column_gives_its_year(qtbot: QtBot, dok: Dokument) -> None:
    diagramm = Bindungsdiagramm()
    diagramm.setze(bindungen(dok.blick))
    zeige(qtbot, diagramm, 400)
    with qtbot.waitSignal(diagramm.angeklickt) as signal:
        klicke(qtbot, diagramm, 1)
    assert signal.args == [("jahr", 2021)]


def test_letting_go_of_the_mouse_on_another_bar_is_no_click(qtbot: QtBot, fall: Wasserfalldiagramm) -> None:
    with qtbot.assertNotEmitted(fall.angeklickt):
        leinwand = fall.flaeche.viewport()
        qtbot.mousePress(leinwand, Qt.MouseButton.LeftButton, pos=mitte(fall, 1))
        qtbot.mouseRelease(leinwand, Qt.MouseButton.LeftButton, pos=mitte(fall, 3))


def test_the_keyboard_walks_the_bars_and_enter_clicks(qtbot: QtBot, fall: Wasserfalldiagramm) -> None:
    fall.flaeche.setFocus()
    qtbot.waitUntil(lambda: fall.flaeche.marke == 0)
    for taste in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(fall.flaeche, taste)
    assert fall.flaeche.marke == 1
    with qtbot.waitSignal(fall.angeklickt) as signal:
        qtbot.keyClick(fall.flaeche, Qt.Key.Key_Return)
    assert signal.args == [("budgetposten", "umschichtung")]
    qtbot.keyClick(fall.flaeche, Qt.Key.Key_End)
    assert fall.flaeche.marke == 6


def test_the_keyboard_mark_is_drawn_only_with_the_focus(qtbot: QtBot, fall: Wasserfalldiagramm) -> None:
    fall.flaeche.setFocus()
    qtbot.waitUntil(fall.flaeche._streifen_wahl.isVisible)
    fall.flaeche.clearFocus()
    assert not fall.flaeche._streifen_wahl.isVisible()


def test_the_mark_stays_on_its_bar_when_figures_change(
    qtbot: QtBot, dok: Dokument, fall: Wasserfalldiagramm
) -> None:
    fall.flaeche.setFocus()
    fall.flaeche.markiere(3)
    budget_setzen(dok, Budgetart.RUECKEINNAHMEN, 1_000_000_00)
    fall.setze(wasserfall(dok.blick))
    assert fall.flaeche.marke == 3
    assert (
        "1.000.000,00\u00a0€" in fall.accessibleDescription().split(".", 1)[0] + fall.accessibleDescription()
    )


@BREITEN
def test_names_and_german_figures_stand_at_the_bars(qtbot: QtBot, dok: Dokument, breite: int) -> None:
    diagramm = Wasserfalldiagramm()
    diagramm.setze(wasserfall(dok.blick))
    zeige(qtbot, diagramm, breite)
    assert [zug.text() for zug in diagramm.flaeche.namen][:3] == [
        "Eingliederungsmittel",
        "− Umschichtung",
        "− Vorbindungen",
    ]
    assert [zug.text() for zug in diagramm.flaeche.werte] == [
        "68,90\u00a0Mio.\u00a0€",
        "1,57\u00a0Mio.\u00a0€",
        "32,65\u00a0Mio.\u00a0€",
        "400.000\u00a0€",
        "35,09\u00a0Mio.\u00a0€",
        "35,09\u00a0Mio.\u00a0€",
        "−1.637,74\u00a0€ überplant",
    ]


@BREITEN
@pytest.mark.parametrize("dimension", [Dimension.HANDLUNGSFELD, Dimension.PRODUKT, Dimension.TEAM])
def test_no_text_of_a_bar_chart_leaves_the_picture_or_covers_another(
    qtbot: QtBot, dok: Dokument, breite: int, dimension: Dimension
) -> None:
    diagramm = Balkendiagramm()
    diagramm.setze(balken(dok.blick, dimension, Groesse.MITTEL))
    zeige(qtbot, diagramm, breite, 800)
    flaeche = diagramm.flaeche
    rahmen = flaeche.viewbox.boundingRect().adjusted(-1, -1, 1, 1)
    zuege = [zug for zug in (*flaeche.namen, *flaeche.werte) if zug.isVisible()]
    orte = [zug.mapRectToParent(zug.boundingRect()) for zug in zuege]
    assert all(rahmen.contains(ort) for ort in orte)
    for nummer, eins in enumerate(orte):
        assert not any(eins.adjusted(1, 1, -1, -1).intersects(zwei) for zwei in orte[nummer + 1 :])


@pytest.mark.parametrize(("breite", "hoehe"), [(480, 420), (800, 520)])
def test_a_waterfall_with_more_steps_keeps_its_texts_apart(qtbot: QtBot, breite: int, hoehe: int) -> None:
    diagramm = Wasserfalldiagramm()
    diagramm.setze(langer_wasserfall())
    zeige(qtbot, diagramm, breite, hoehe)
    flaeche = diagramm.flaeche
    assert [zug.text() for zug in flaeche.namen] == [b.name for b in langer_wasserfall().balken]
    orte = [zug.mapRectToParent(zug.boundingRect()) for zug in (*flaeche.namen, *flaeche.werte)]
    assert all(flaeche.viewbox.boundingRect().adjusted(-1, -1, 1, 1).contains(ort) for ort in orte)
    for nummer, eins in enumerate(orte):
        assert not any(eins.adjusted(1, 1, -1, -1).intersects(zwei) for zwei in orte[nummer + 1 :])


def test_a_name_without_room_is_cut_but_whole_in_the_tooltip(qtbot: QtBot, dok: Dokument) -> None:
    lang = "Sehr lange Bezeichnung eines Handlungsfelds, die in keine Spalte der Welt passen will"
    daten = balken(dok.blick, Dimension.HANDLUNGSFELD, Groesse.MITTEL)
    erster = replace(daten.balken[0], name=lang, titel=f"<b>{lang}")
    diagramm = Balkendiagramm()
    diagramm.setze(replace(daten, balken=(erster, *daten.balken[1:])))
    zeige(qtbot, diagramm, 600)
    assert diagramm.flaeche.namen[0].text().endswith("…")
    assert f"&lt;b&gt;{lang}" in diagramm.flaeche.hinweistext(0)


def test_the_tooltip_has_the_exact_figure(fall: Wasserfalldiagramm) -> None:
    assert "32.647.597,00\u00a0€" in fall.flaeche.hinweistext(2)


def test_the_axis_speaks_german(fall: Wasserfalldiagramm) -> None:
    assert fall.flaeche.achse.texte()[:3] == ["0\u00a0€", "10\u00a0Mio.\u00a0€", "20\u00a0Mio.\u00a0€"]


def test_the_first_picture_of_the_columns_has_its_axis_labels(qtbot: QtBot, dok: Dokument) -> None:
    diagramm = Bindungsdiagramm()
    qtbot.addWidget(diagramm)
    diagramm.resize(400, 420)
    diagramm.setze(bindungen(dok.blick))
    bild = diagramm.grab().toImage()
    achse = diagramm.flaeche.achse.geometry()
    ort = diagramm.flaeche.mapTo(diagramm, QPoint(0, 0))
    mitten = range(int(achse.height()) // 6, int(achse.height()) * 2 // 3)
    grund = bild.pixelColor(1, bild.height() - 2)
    anders = [
        y
        for y in mitten
        for x in range(8, int(achse.width()) - 4)
        if bild.pixelColor(ort.x() + x, ort.y() + y) != grund
    ]
    assert anders


def test_an_update_changes_the_items_that_are_there(dok: Dokument, fall: Wasserfalldiagramm) -> None:
    flaeche = fall.flaeche
    vorher = [*flaeche.scene().items()]
    budget_setzen(dok, Budgetart.RUECKEINNAHMEN, 2_000_000_00)
    fall.setze(wasserfall(dok.blick))
    assert flaeche.werte[4].text() == "36,69\u00a0Mio.\u00a0€"
    assert flaeche.werte[6].text() == "+1,60\u00a0Mio.\u00a0€ frei"
    assert {id(item) for item in flaeche.scene().items()} == {id(item) for item in vorher}


def test_bars_that_went_away_take_their_words_along(qtbot: QtBot, dok: Dokument) -> None:
    daten = balken(dok.blick, Dimension.HANDLUNGSFELD, Groesse.MITTEL)
    diagramm = Balkendiagramm()
    diagramm.setze(daten)
    zeige(qtbot, diagramm)
    diagramm.setze(replace(daten, balken=daten.balken[:2]))
    sichtbar = [zug.text() for zug in diagramm.flaeche.namen if zug.isVisible()]
    assert sichtbar == [b.name for b in daten.balken[:2]]


def test_an_empty_chart_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    dok = lege_leer_an(tmp_path / "leer.amip", 2031)
    diagramm = Balkendiagramm()
    diagramm.setze(balken(dok.blick, Dimension.HANDLUNGSFELD, Groesse.MITTEL))
    zeige(qtbot, diagramm, 400)
    assert diagramm.flaeche._leer.text() == "Noch keine Einträge im Katalog „Handlungsfeld“."
    diagramm.flaeche.setFocus()
    for taste in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_End):
        qtbot.keyClick(diagramm.flaeche, taste)
    assert diagramm.flaeche.marke == -1
    dok.datei.schliesse()


def test_the_table_has_the_same_figures_and_the_same_links(qtbot: QtBot, fall: Wasserfalldiagramm) -> None:
    fall.als_tabelle.setChecked(True)
    tabelle = fall.tabelle
    assert tabelle is not None
    assert fall.stapel.currentWidget() is tabelle
    texte = [
        (tabelle.model().index(zeile, 0).data(), tabelle.model().index(zeile, 1).data())
        for zeile in range(tabelle.rowCount())
    ]
    assert texte[4] == ("= Neufallbudget", "35.085.957,00\u00a0€")
    assert texte[6] == ("Rest", "−1.637,74\u00a0€ überplant")
    tabelle.setCurrentCell(1, 0)
    with qtbot.waitSignal(fall.angeklickt) as signal:
        qtbot.keyClick(tabelle, Qt.Key.Key_Return)
    assert signal.args == [("budgetposten", "umschichtung")]
    fall.als_tabelle.setChecked(False)
    assert fall.stapel.currentWidget() is fall.flaeche


def test_the_table_follows_an_edit_while_it_is_shown(dok: Dokument, fall: Wasserfalldiagramm) -> None:
    fall.als_tabelle.setChecked(True)
    budget_setzen(dok, Budgetart.RUECKEINNAHMEN, 401_637_74)
    fall.setze(wasserfall(dok.blick))
    assert fall.tabelle is not None
    assert fall.tabelle.model().index(6, 1).data() == "0,00\u00a0€ genau verplant"


def test_a_screen_reader_gets_a_name_and_the_figures_in_words(qtbot: QtBot, fall: Wasserfalldiagramm) -> None:
    assert fall.flaeche.accessibleName() == "Neufallbudget 2020"
    assert "= Neufallbudget, 35.085.957,00\u00a0€" in fall.flaeche.accessibleDescription()
    fall.flaeche.setFocus()
    qtbot.keyClick(fall.flaeche, Qt.Key.Key_End)
    assert fall.flaeche.accessibleDescription().startswith("Rest: Neufallbudget − verplant, −1.637,74\u00a0€")
    assert fall.menueknopf.accessibleName() == "Neufallbudget 2020: Bild, Tabelle"


def test_the_picture_is_twice_as_large_white_and_without_marks(
    qtbot: QtBot, qapp: QApplication, fall: Wasserfalldiagramm
) -> None:
    anwenden(qapp, Thema.DUNKEL)
    fall.flaeche.setFocus()
    fall.flaeche.markiere(2)
    bild = fall.bild()
    assert bild.width() > 2 * fall.flaeche.width()
    assert bild.pixelColor(2, 2).name() == "#ffffff"
    stellen = ((x, y) for x in range(0, bild.width(), 3) for y in range(0, bild.height(), 3))
    farben = {bild.pixelColor(x, y).name() for x, y in stellen}
    assert TOKENS[Thema.HELL].reihe_blau.lower() in farben
    assert TOKENS[Thema.HELL].fokus.lower() not in farben
    assert fall.flaeche.tokens.thema is Thema.DUNKEL


def test_the_picture_goes_to_the_clipboard(qtbot: QtBot, fall: Wasserfalldiagramm) -> None:
    with qtbot.waitSignal(fall.hinweis):
        fall.kopiere_bild()
    assert QGuiApplication.clipboard().image().size() == fall.bild().size()


def test_the_picture_is_saved_as_png(tmp_path: Path, fall: Wasserfalldiagramm) -> None:
    ziel = tmp_path / "bild.png"
    fall.speichere_bild(ziel)
    assert QImage(str(ziel)).size() == fall.bild().size()


def test_a_picture_that_cannot_be_written_is_told_with_the_file(
    qtbot: QtBot, tmp_path: Path, fall: Wasserfalldiagramm
) -> None:
    ziel = tmp_path / "gibt-es-nicht" / "bild.png"
    with qtbot.waitSignal(fall.fehler) as signal:
        fall._speichere(str(ziel))
    fehler = signal.args[0]
    assert isinstance(fehler, SpeicherFehler)
    assert "bild.png" in fehler.text
    assert not ziel.exists()


def test_saving_asks_for_the_place_without_blocking(qtbot: QtBot, fall: Wasserfalldiagramm) -> None:
    fall.menue.actions()[0].trigger()
    dialog = fall.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.windowTitle() == "Diagramm als Bild speichern"
    dialog.reject()


def test_a_change_of_theme_changes_the_colours_at_once(qapp: QApplication, fall: Wasserfalldiagramm) -> None:
    def textfarbe() -> str:
        return fall.flaeche.namen[0].brush().color().name().upper()

    assert textfarbe() == TOKENS[Thema.HELL].text
    anwenden(qapp, Thema.DUNKEL)
    assert textfarbe() == TOKENS[Thema.DUNKEL].text
    assert fall.flaeche.werte[6].brush().color().name().upper() == TOKENS[Thema.DUNKEL].fehler


def test_the_wheel_is_left_to_the_page(fall: Wasserfalldiagramm) -> None:
    vorher = fall.flaeche.viewbox.viewRange()
    ort = QPointF(mitte(fall, 2))
    rad = QWheelEvent(
        ort,
        QPointF(fall.flaeche.mapToGlobal(ort.toPoint())),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(fall.flaeche.viewport(), rad)
    assert not rad.isAccepted()
    assert fall.flaeche.viewbox.viewRange() == vorher


def test_dragging_does_not_move_the_picture(qtbot: QtBot, fall: Wasserfalldiagramm) -> None:
    vorher = fall.flaeche.viewbox.viewRange()
    leinwand = fall.flaeche.viewport()
    qtbot.mousePress(leinwand, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    qtbot.mouseMove(leinwand, QPoint(200, 200))
    qtbot.mouseRelease(leinwand, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert fall.flaeche.viewbox.viewRange() == vorher


@pytest.mark.parametrize("art", [Wasserfalldiagramm, Bindungsdiagramm])
def test_a_closed_chart_is_gone_from_memory(
    qapp: QApplication, dok: Dokument, art: type[Wasserfalldiagramm | Bindungsdiagramm]
) -> None:
    diagramm = art()
    if isinstance(diagramm, Wasserfalldiagramm):
        diagramm.setze(wasserfall(dok.blick))
    else:
        diagramm.setze(bindungen(dok.blick))
    diagramm.resize(400, 400)
    diagramm.grab()
    diagramm.als_tabelle.setChecked(True)
    spuren: list[weakref.ref[object]] = [
        weakref.ref(diagramm),
        weakref.ref(diagramm.flaeche),
        weakref.ref(diagramm.flaeche.viewbox),
    ]
    diagramm.deleteLater()
    del diagramm
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [spur() for spur in spuren] == [None, None, None]


def test_many_updates_keep_the_number_of_items(dok: Dokument, fall: Wasserfalldiagramm) -> None:
    eins, zwei = wasserfall(dok.blick), replace(wasserfall(dok.blick), balken=())
    for _ in range(30):
        fall.setze(zwei)
        fall.setze(eins)
    assert len(fall.flaeche.namen) == len(eins.balken)
    assert isinstance(fall.flaeche.daten, Balkendaten)


def test_nothing_but_the_charts_loads_pyqtgraph() -> None:
    probe = (
        "import sys; import app.views.thema, app.views.stil, app.services.diagrammdaten; "
        "sys.exit('pyqtgraph' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0
