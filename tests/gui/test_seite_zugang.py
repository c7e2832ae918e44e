"""Eintritte, Budget, Bindungen and Protokoll for everybody: names, and every control by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTextEdit, QWidget

from app.services.plaene import lege_leer_an
from app.views.bausteine.gitter import Gitter
from app.views.bindungen.seite import BindungenSeite
from app.views.bruecke import Bruecke
from app.views.budget.seite import BudgetSeite
from app.views.eintritte.seite import EintritteSeite
from app.views.grundlagen.seite import GrundlagenSeite
from app.views.protokoll.seite import ProtokollSeite
from app.views.seitenliste import seitenspec

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument
    from app.views.seite import Seite

SEITEN: tuple[type[Seite], ...] = (
    EintritteSeite,
    BudgetSeite,
    BindungenSeite,
    ProtokollSeite,
    GrundlagenSeite,
)
NAMEN = [seite.name for seite in SEITEN]


def zeige(qtbot: QtBot, klasse: type[Seite], dok: Dokument) -> Seite:
    seite = klasse(Bruecke(dok))
    qtbot.addWidget(seite)
    seite.resize(1060, 640)
    with qtbot.waitExposed(seite):
        seite.show()
    seite.activateWindow()
    return seite


def bedienbare(seite: Seite) -> list[QWidget]:
    return [
        w
        for w in seite.findChildren(QWidget)
        if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None
    ]


@pytest.mark.parametrize("klasse", SEITEN, ids=NAMEN)
def test_every_control_has_a_name_for_people_and_for_tests(
    qtbot: QtBot, beispiel: Dokument, klasse: type[Seite]
) -> None:
    seite = zeige(qtbot, klasse, beispiel)
    for widget in bedienbare(seite):
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        assert widget.accessibleName() or text, widget
        assert widget.objectName(), widget


@pytest.mark.parametrize("klasse", SEITEN, ids=NAMEN)
def test_tab_reaches_every_control(qtbot: QtBot, beispiel: Dokument, klasse: type[Seite]) -> None:
    seite = zeige(qtbot, klasse, beispiel)
    offen = {w for w in bedienbare(seite) if w.isEnabled()}
    seite.setFocus()
    for _ in range(3 * len(offen)):
        fokus = QApplication.focusWidget()
        assert fokus is not None
        offen.discard(fokus)
        # In a grid Tab goes from cell to cell, as in Excel; Strg+Tab leaves it.
        strg = isinstance(fokus, Gitter)
        modifikator = Qt.KeyboardModifier.ControlModifier if strg else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(fokus, Qt.Key.Key_Tab, modifikator)
    assert not {w.objectName() for w in offen}


@pytest.mark.parametrize("klasse", SEITEN, ids=NAMEN)
def test_a_plan_without_anything_is_shown(qtbot: QtBot, tmp_path: Path, klasse: type[Seite]) -> None:
    leer = lege_leer_an(tmp_path / "leer.amip", 2027)
    seite = zeige(qtbot, klasse, leer)
    assert any(label.isVisible() and label.text() for label in seite.findChildren(QLabel))
    leer.datei.schliesse()


@pytest.mark.parametrize("klasse", SEITEN, ids=NAMEN)
def test_the_navigation_finds_the_page_under_its_name(klasse: type[Seite]) -> None:
    spec = seitenspec(klasse.name)
    assert spec is not None
    assert (spec.titel, spec.icon, spec.klasse) == (klasse.titel, klasse.icon, klasse.__name__)
    assert spec.modul == klasse.__module__


def test_a_figure_that_can_be_typed_looks_different_from_one_that_follows(
    qtbot: QtBot, beispiel: Dokument
) -> None:
    seite = zeige(qtbot, BudgetSeite, beispiel)
    felder: list[QLineEdit | QTextEdit] = [*seite.findChildren(QLineEdit), *seite.findChildren(QTextEdit)]
    assert all(not feld.isReadOnly() for feld in felder)
    abgeleitet = [w for w in seite.findChildren(QWidget) if w.objectName().startswith("ergebnis_")]
    assert len(abgeleitet) == 8
    assert not any(isinstance(w, QLineEdit | QTextEdit) for w in abgeleitet)
