"""The themes: readable in both, complete, and taken up by what is on screen."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton, QWidget

from app.services.diagrammdaten import Rolle
from app.views.diagramme import farben
from app.views.stil import setze_rolle, stilvorlage
from app.views.thema import (
    TEXTPAARE,
    TOKENS,
    Thema,
    Tokens,
    anwenden,
    palette,
    system_thema,
    thema_von,
    tokens_fuer,
    zahlenschrift,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

BEIDE = pytest.mark.parametrize("thema", list(Thema))


def leuchtdichte(farbe: str) -> float:
    """Relative luminance of WCAG 2.1."""
    anteile = [int(farbe[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    rot, gruen, blau = (a / 12.92 if a <= 0.03928 else ((a + 0.055) / 1.055) ** 2.4 for a in anteile)
    return 0.2126 * rot + 0.7152 * gruen + 0.0722 * blau


def kontrast(eins: str, zwei: str) -> float:
    hell, dunkel = sorted((leuchtdichte(eins), leuchtdichte(zwei)), reverse=True)
    return (hell + 0.05) / (dunkel + 0.05)


def farbe(tokens: Tokens, name: str) -> str:
    return str(getattr(tokens, name))


def test_contrast_is_measured_as_wcag_does() -> None:
    assert kontrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert kontrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@BEIDE
@pytest.mark.parametrize(("text", "flaeche"), TEXTPAARE)
def test_every_text_stands_out_from_every_surface_it_can_lie_on(
    thema: Thema, text: str, flaeche: str
) -> None:
    tokens = TOKENS[thema]
    assert kontrast(farbe(tokens, text), farbe(tokens, flaeche)) >= 4.5


@BEIDE
@pytest.mark.parametrize("flaeche", ["flaeche", "grund", "leiste", "erhoeht"])
@pytest.mark.parametrize("rand", ["rand", "fokus"])
def test_edges_of_inputs_and_the_focus_can_be_seen(thema: Thema, rand: str, flaeche: str) -> None:
    tokens = TOKENS[thema]
    assert kontrast(farbe(tokens, rand), farbe(tokens, flaeche)) >= 3


@BEIDE
@pytest.mark.parametrize("rolle", list(Rolle))
def test_every_bar_stands_out_by_its_face_or_its_edge(thema: Thema, rolle: Rolle) -> None:
    tokens = TOKENS[thema]
    gesicht, rand = farben.farbe(tokens, rolle).name(), farben.randfarbe(tokens, rolle).name()
    assert max(kontrast(gesicht, tokens.flaeche), kontrast(rand, tokens.flaeche)) >= 3


@BEIDE
@pytest.mark.parametrize("rolle", list(Rolle))
@pytest.mark.parametrize("flaeche", ["flaeche", "grund"])
def test_every_line_stands_out_by_its_colour_alone(thema: Thema, rolle: Rolle, flaeche: str) -> None:
    tokens = TOKENS[thema]
    assert kontrast(farben.linienfarbe(tokens, rolle).name(), farbe(tokens, flaeche)) >= 3


@BEIDE
def test_every_placeholder_of_the_style_sheet_is_a_token(thema: Thema) -> None:
    blatt = stilvorlage(TOKENS[thema], 9.0)
    assert "$" not in blatt
    benutzt = set(re.findall(r"#[0-9A-F]{6}\b", blatt))
    assert benutzt <= {wert for wert in asdict(TOKENS[thema]).values() if wert.startswith("#")}


@BEIDE
def test_every_picture_of_the_style_sheet_exists(thema: Thema) -> None:
    pfade = re.findall(r'url\("([^"]+)"\)', stilvorlage(TOKENS[thema], 9.0))
    assert pfade
    assert [pfad for pfad in pfade if not Path(pfad).is_file()] == []


@BEIDE
def test_a_palette_leads_back_to_its_tokens(thema: Thema) -> None:
    assert tokens_fuer(palette(TOKENS[thema])) is TOKENS[thema]


@BEIDE
def test_selected_text_has_its_own_colours(thema: Thema) -> None:
    farben_ = palette(TOKENS[thema])
    text = farben_.color(QPalette.ColorRole.HighlightedText).name()
    assert kontrast(text, farben_.color(QPalette.ColorRole.Highlight).name()) >= 4.5


@BEIDE
def test_the_theme_reaches_the_screen(qtbot: QtBot, qapp: QApplication, thema: Thema) -> None:
    anwenden(qapp, thema)
    fenster = QWidget()
    qtbot.addWidget(fenster)
    knopf = QPushButton("Speichern", fenster)
    knopf.setProperty("rolle", "primaer")
    fenster.resize(200, 100)
    with qtbot.waitExposed(fenster):
        fenster.show()
    bild = fenster.grab().toImage()
    assert bild.pixelColor(190, 90).name().upper() == TOKENS[thema].flaeche
    ort = knopf.geometry().topLeft() + QPoint(knopf.width() // 2, 4)
    assert bild.pixelColor(ort).name().upper() in {TOKENS[thema].akzent, TOKENS[thema].text}
    assert thema_von(qapp) is thema


def test_the_theme_can_be_changed_while_windows_are_open(qtbot: QtBot, qapp: QApplication) -> None:
    anwenden(qapp, Thema.HELL)
    schild = QLabel("Rest")
    schild.setProperty("rolle", "fehler")
    qtbot.addWidget(schild)
    schild.show()
    anwenden(qapp, Thema.DUNKEL)
    assert tokens_fuer(schild.palette()) is TOKENS[Thema.DUNKEL]
    farbe_ = schild.palette().color(QPalette.ColorRole.WindowText)
    assert farbe_ == QColor(TOKENS[Thema.DUNKEL].fehler)


def test_a_role_set_later_is_shown_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    anwenden(qapp, Thema.HELL)
    schild = QLabel("Rest")
    qtbot.addWidget(schild)
    schild.show()
    setze_rolle(schild, "erfolg")
    assert schild.palette().color(QPalette.ColorRole.WindowText) == QColor(TOKENS[Thema.HELL].erfolg)


def test_without_a_desktop_the_system_asks_for_light(qapp: QApplication) -> None:
    anwenden(qapp, Thema.DUNKEL)
    assert system_thema(qapp) is Thema.HELL


def test_entries_of_the_navigation_are_tall_enough_to_hit(qtbot: QtBot, qapp: QApplication) -> None:
    anwenden(qapp, Thema.HELL)
    liste = QListWidget()
    qtbot.addWidget(liste)
    liste.setObjectName("navigation")
    liste.ensurePolished()
    liste.addItems(["Übersicht", "Maßnahmen"])
    liste.show()
    assert liste.visualItemRect(liste.item(0)).height() >= 32


def test_figures_have_equal_widths(qapp: QApplication) -> None:
    schrift = zahlenschrift(QFont(qapp.font()), fett=True)
    assert schrift.isFeatureSet(QFont.Tag.fromString("tnum"))
    assert schrift.weight() == QFont.Weight.DemiBold
