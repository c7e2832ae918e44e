"""The Budgetleiste: figures in words, signs and colours; each a link that explains itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

from app.services.befund import Befund, Schwere
from app.services.budget import Kennzahlen
from app.services.haushaltszeilen import Umschichtungsbasis
from app.services.summen import Dimension
from app.views import anwendung
from app.views.bruecke import Ziel
from app.views.budgetleiste import Budgetleiste, erklaerung
from app.views.leistentexte import FELDER, Lage, befunde_worte

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ZAHLEN = Kennzahlen(
    haushaltsjahr=2020,
    eingliederungsmittel_cent=6_889_959_800,
    verwaltungsmittel_cent=6_322_058_000,
    kfa_cent=1_144_952_300,
    vorleistungen_cent=60_347_700,
    umschichtung_cent=156_604_400,
    rueckeinnahmen_cent=40_000_000,
    vorbindungen_cent=3_264_759_700,
    verplant_cent=3_508_759_474,
    eintritte_gesamt=15_812,
    zeilen=98,
)
NAMEN = {feld.schluessel: feld for feld in FELDER}


@pytest.fixture
def leiste(qtbot: QtBot) -> Budgetleiste:
    app = anwendung.erzeuge()
    anwendung.setze_thema(app, "hell")
    leiste = Budgetleiste()
    qtbot.addWidget(leiste)
    leiste.zeige(ZAHLEN, ())
    with qtbot.waitExposed(leiste):
        leiste.show()
    return leiste


def saetze(leiste: Budgetleiste) -> dict[str, str]:
    return {name: feld.accessibleName() for name, feld in leiste.felder.items()}


def test_every_figure_is_a_whole_sentence_for_screen_readers(leiste: Budgetleiste) -> None:
    assert saetze(leiste) == {
        "neufallbudget": "Neufallbudget: 35.085.957,00\u00a0€, für neue Fälle 2020",
        "verplant": "verplant: 35.087.594,74\u00a0€, Summe der Mittelansätze",
        "rest": "Rest: ▼ −1.637,74\u00a0€, überplant",
        "ausschoepfung": "Ausschöpfung: 100,0\u00a0%, des Neufallbudgets",
        "eintritte": "Eintritte: 15.812, in 98 Zeilen",
        "vorbindungen": "Vorbindungen: 32.647.597,00\u00a0€, fällig 2020",
        "befunde": "Befunde: keine, nichts zu klären",
    }


@pytest.mark.parametrize(
    ("verplant", "satz", "ton"),
    [
        (3_508_595_700 - 1, "Rest: ▲ 0,01\u00a0€, frei", "erfolg"),
        (3_508_595_700, "Rest: 0,00\u00a0€, genau verplant", ""),
        (3_508_595_700 + 1, "Rest: ▼ −0,01\u00a0€, überplant", "fehler"),
    ],
)
def test_the_rest_has_sign_word_and_colour(leiste: Budgetleiste, verplant: int, satz: str, ton: str) -> None:
    leiste.zeige(replace(ZAHLEN, verplant_cent=verplant), ())

    assert leiste.felder["rest"].accessibleName() == satz
    schilder = leiste.felder["rest"].findChildren(QLabel)
    assert [s.property("ton") or "" for s in schilder if s.property("rolle") == "kennzahl"] == [ton]


def test_without_a_neufallbudget_there_is_no_share(leiste: Budgetleiste) -> None:
    leiste.zeige(replace(ZAHLEN, eingliederungsmittel_cent=0), ())

    assert leiste.felder["ausschoepfung"].accessibleName() == "Ausschöpfung: –, des Neufallbudgets"


def test_findings_are_counted_by_weight_and_not_claimed_before_the_check(leiste: Budgetleiste) -> None:
    befunde = (
        Befund("a", Schwere.FEHLER, "a"),
        Befund("b", Schwere.HINWEIS, "b"),
        Befund("c", Schwere.HINWEIS, "c"),
    )
    assert befunde_worte(befunde) == "1 Fehler, 2 Hinweise"

    leiste.zeige(ZAHLEN, befunde)
    assert leiste.felder["befunde"].accessibleName() == "Befunde: 3, 1 Fehler, 2 Hinweise"
    leiste.zeige(ZAHLEN, None)
    assert leiste.felder["befunde"].accessibleName() == "Befunde: …, wird geprüft"


def test_the_hover_text_calculates_with_the_figures(leiste: Budgetleiste) -> None:
    text = erklaerung(NAMEN["neufallbudget"], Lage(ZAHLEN)).replace("\u00a0", " ").replace("&nbsp;", " ")

    for teil in (
        "68.899.598,00 €",
        "− Umschichtung in die Verwaltung",
        "1.566.044,00 €",
        "32.647.597,00 €",
        "+ Rückeinnahmen",
        "400.000,00 €",
        "<b>= Neufallbudget</b>",
        "zum Budget",
    ):
        assert teil in text


def test_the_hover_text_names_releases_and_the_sum_of_the_umschichtung_that_counts() -> None:
    def weg(zahlen: Kennzahlen) -> dict[str, str]:
        return dict(NAMEN["neufallbudget"].rechenweg(Lage(zahlen)))

    geplant = weg(ZAHLEN)
    assert "− Umschichtung in die Verwaltung (geplanter Betrag)" in geplant
    assert "+ Freirechnungen" not in geplant
    vollzogen = weg(replace(ZAHLEN, umschichtung_basis=Umschichtungsbasis.VOLLZOGEN, freirechnung_cent=1_00))
    assert "− Umschichtung in die Verwaltung (vollzogene Bewegungen)" in vollzogen
    assert vollzogen["+ Freirechnungen"] == "1,00\u00a0€"
    assert vollzogen["= Neufallbudget"] == "35.085.958,00\u00a0€"


def test_hovering_shows_the_calculation(qtbot: QtBot, leiste: Budgetleiste) -> None:
    feld = leiste.felder["rest"]
    QApplication.sendEvent(
        feld, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), feld.mapToGlobal(QPoint(5, 5)))
    )

    qtbot.waitUntil(QToolTip.isVisible)
    assert "verplant" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.parametrize("taste", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_and_space_follow_a_figure(qtbot: QtBot, leiste: Budgetleiste, taste: Qt.Key) -> None:
    with qtbot.waitSignal(leiste.sprung) as gesprungen:
        qtbot.keyClick(leiste.felder["verplant"], taste)

    assert gesprungen.args == [Ziel("massnahmen", dimension=Dimension.GESAMT, nur_verplante=True)]


def test_a_click_on_the_findings_asks_for_their_list(qtbot: QtBot, leiste: Budgetleiste) -> None:
    with qtbot.waitSignal(leiste.befunde_gewuenscht):
        qtbot.mouseClick(leiste.felder["befunde"], Qt.MouseButton.LeftButton)


def test_the_bar_fits_beside_the_navigation_at_1280_pixels(leiste: Budgetleiste) -> None:
    befunde = tuple(Befund(str(i), s, "x") for i in range(12) for s in Schwere)
    leiste.zeige(
        replace(ZAHLEN, eingliederungsmittel_cent=99_999_999_999, verplant_cent=99_999_999_999), befunde
    )

    assert leiste.sizeHint().width() <= 1280 - 152


def test_in_a_narrow_window_the_figures_go_on_in_a_second_line(qtbot: QtBot, leiste: Budgetleiste) -> None:
    leiste.resize(700, leiste.heightForWidth(700))

    qtbot.waitUntil(lambda: len({f.y() for f in leiste.felder.values()}) == 2)
    assert all(leiste.rect().contains(f.geometry()) for f in leiste.felder.values())
    assert leiste.minimumSizeHint().width() < 300


def test_fields_stay_in_place_while_figures_change(qtbot: QtBot, leiste: Budgetleiste) -> None:
    leiste.resize(leiste.sizeHint())
    vorher = [f.x() for f in leiste.felder.values()]

    leiste.zeige(replace(ZAHLEN, verplant_cent=1), ())
    layout = leiste.layout()
    assert layout is not None
    layout.activate()

    assert [f.x() for f in leiste.felder.values()] == vorher
