"""Eintritte, Budget, Bindungen and Protokoll for everybody: names, and every control by keyboard."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from app.services.haushaltszeilen import Plangroesse, Umschichtungsrichtung, Umschichtungsstand
from app.services.plaene import lege_leer_an
from app.services.planwerte import freigabe_anlegen, planwert_setzen
from app.services.umschichtungen import umschichtung_anlegen
from app.views.bausteine.gitter import Gitter
from app.views.bausteine.unterseiten import Mehrfachseite
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
ANSICHTEN = [
    (seite, ansicht)
    for seite in SEITEN
    for ansicht in ([u.name for u in seite.unterseiten] if issubclass(seite, Mehrfachseite) else [""])
]
"""Every page, and every view of those that have several."""
ANSICHTSNAMEN = ["-".join(filter(None, (seite.name, ansicht))) for seite, ansicht in ANSICHTEN]


def zeige(qtbot: QtBot, klasse: type[Seite], dok: Dokument, ansicht: str = "") -> Seite:
    seite = klasse(Bruecke(dok))
    if isinstance(seite, Mehrfachseite) and ansicht:
        assert seite.zeige(ansicht).name == ansicht
    qtbot.addWidget(seite)
    seite.resize(1060, 640)
    with qtbot.waitExposed(seite):
        seite.show()
    seite.activateWindow()
    return seite


def fuelle(dok: Dokument) -> None:
    """Something to see on the views that an example leaves empty."""
    von, nach = list(dok.blick.produkte)[:2]
    umschichtung_anlegen(
        dok,
        100_00,
        richtung=Umschichtungsrichtung.ZWISCHEN_PRODUKTEN,
        stand=Umschichtungsstand.VOLLZOGEN,
        datum=dt.date(2020, 3, 1),
        von_produkt_id=von,
        nach_produkt_id=nach,
    )
    umschichtung_anlegen(dok, 200_00)
    freigabe_anlegen(dok, dt.date(2020, 1, 1), dt.date(2020, 3, 31), 450)
    planwert_setzen(dok, Plangroesse.VERWALTUNG_BUND_CENT, 4_000_000_000_00)
    planwert_setzen(dok, Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL, 15_000)


def bedienbare(seite: Seite) -> list[QWidget]:
    return [
        w
        for w in seite.findChildren(QWidget)
        if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None
    ]


def ist_nur_wahl(widget: QWidget) -> bool:
    """Of buttons that exclude each other Tab comes to the chosen one, the arrow keys choose another."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked():
        return False
    gruppe = widget.group()
    return isinstance(widget, QRadioButton) or (bool(gruppe) and bool(gruppe.checkedButton()))


@pytest.mark.parametrize("ansicht", ANSICHTEN, ids=ANSICHTSNAMEN)
def test_every_control_has_a_name_for_people_and_for_tests(
    qtbot: QtBot, beispiel: Dokument, ansicht: tuple[type[Seite], str]
) -> None:
    fuelle(beispiel)
    seite = zeige(qtbot, ansicht[0], beispiel, ansicht[1])
    for widget in bedienbare(seite):
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        assert widget.accessibleName() or text, widget
        assert widget.objectName(), widget


@pytest.mark.parametrize("ansicht", ANSICHTEN, ids=ANSICHTSNAMEN)
def test_tab_reaches_every_control(
    qtbot: QtBot, beispiel: Dokument, ansicht: tuple[type[Seite], str]
) -> None:
    fuelle(beispiel)
    seite = zeige(qtbot, ansicht[0], beispiel, ansicht[1])
    offen = {w for w in bedienbare(seite) if w.isEnabled() and not ist_nur_wahl(w)}
    # Tab walks through the cells of a grid before it leaves it.
    zellen = sum(g.model().rowCount() * g.model().columnCount() for g in offen if isinstance(g, Gitter))
    seite.setFocus()
    for _ in range(3 * len(offen) + zellen):
        fokus = QApplication.focusWidget()
        assert fokus is not None
        offen.discard(fokus)
        # In a grid Tab goes from cell to cell, as in Excel; Strg+Tab leaves it.
        strg = isinstance(fokus, Gitter)
        modifikator = Qt.KeyboardModifier.ControlModifier if strg else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(fokus, Qt.Key.Key_Tab, modifikator)
    assert not {w.objectName() for w in offen}


@pytest.mark.parametrize("ansicht", ANSICHTEN, ids=ANSICHTSNAMEN)
def test_a_plan_without_anything_is_shown(
    qtbot: QtBot, tmp_path: Path, ansicht: tuple[type[Seite], str]
) -> None:
    leer = lege_leer_an(tmp_path / "leer.amip", 2027)
    seite = zeige(qtbot, ansicht[0], leer, ansicht[1])
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
    abgeleitet = [
        w for w in seite.findChildren(QWidget) if w.objectName().startswith("ergebnis_") and w.isVisible()
    ]
    assert len(abgeleitet) == 11
    assert not any(isinstance(w, QLineEdit | QTextEdit) for w in abgeleitet)
