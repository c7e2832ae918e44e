"""A page of several views: tabs, links, what is remembered, and who has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from app.services.bindungen import bindung_anlegen
from app.views.bruecke import Bruecke, Ziel
from app.views.einstellungen import Einstellungen
from app.views.seitenliste import SeitenSpec
from app.views.seitenstapel import Seitenstapel
from tests.gui.unterseiten_hilfe import Ansicht, Freigaben, Probeseite, Verpflichtungen, Zahlungen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument


@pytest.fixture
def seite(qtbot: QtBot, leer: Dokument) -> Probeseite:
    seite = Probeseite(Bruecke(leer))
    zeige(qtbot, seite)
    return seite


def zeige(qtbot: QtBot, fenster: QWidget) -> None:
    qtbot.addWidget(fenster)
    fenster.resize(900, 400)
    with qtbot.waitExposed(fenster):
        fenster.show()
    fenster.activateWindow()


def aendere(dok: Dokument) -> None:
    bindung_anlegen(dok, bezeichnung="Dach", herkunft_jahr=2026, betraege={})


def ansicht(seite: Probeseite) -> Ansicht:
    gezeigt = seite.aktuelle()
    assert isinstance(gezeigt, Ansicht)
    return gezeigt


def klicke(qtbot: QtBot, seite: Probeseite, stelle: int) -> None:
    qtbot.mouseClick(seite.reiter, Qt.MouseButton.LeftButton, pos=seite.reiter.tabRect(stelle).center())


def test_a_view_is_built_when_it_is_first_shown(qtbot: QtBot, leer: Dokument) -> None:
    seite = Probeseite(Bruecke(leer))
    qtbot.addWidget(seite)
    assert seite.findChildren(Ansicht) == []
    zeige(qtbot, seite)
    assert [type(a) for a in seite.findChildren(Ansicht)] == [Verpflichtungen]
    assert ansicht(seite).gesehen == ["fuelle"]
    klicke(qtbot, seite, 2)
    assert isinstance(seite.aktuelle(), Zahlungen)
    assert seite.aktuelle().isVisible()
    assert len(seite.findChildren(Ansicht)) == 2
    klicke(qtbot, seite, 0)
    assert isinstance(seite.aktuelle(), Verpflichtungen)
    assert len(seite.findChildren(Ansicht)) == 2


def test_only_the_view_that_is_shown_follows_a_change_the_others_catch_up(
    qtbot: QtBot, seite: Probeseite
) -> None:
    erste = ansicht(seite)
    klicke(qtbot, seite, 1)
    zweite = ansicht(seite)
    aendere(seite.bruecke.dokument)
    aendere(seite.bruecke.dokument)
    assert (erste.gesehen, zweite.gesehen) == (["fuelle"], ["fuelle", "aktualisiere", "aktualisiere"])
    klicke(qtbot, seite, 0)
    assert erste.gesehen == ["fuelle", "fuelle"]
    seite.hide()
    aendere(seite.bruecke.dokument)
    assert erste.gesehen == ["fuelle", "fuelle"]
    seite.show()
    assert erste.gesehen == ["fuelle"] * 3
    assert zweite.gesehen == ["fuelle", "aktualisiere", "aktualisiere"]


def test_a_link_leads_to_its_view(seite: Probeseite) -> None:
    ziel = Ziel("budget", schluessel="x", unterseite="freigaben")
    seite.gehe_zu(ziel)
    assert isinstance(seite.aktuelle(), Freigaben)
    assert ansicht(seite).ziele == [ziel]
    assert seite.reiter.currentIndex() == 1
    seite.gehe_zu(Ziel("budget"))
    assert isinstance(seite.aktuelle(), Freigaben)
    seite.gehe_zu(Ziel("budget", posten="vorbindungen"))
    assert isinstance(seite.aktuelle(), Verpflichtungen)
    seite.gehe_zu(Ziel("budget", unterseite="gibt_es_nicht"))
    assert isinstance(seite.aktuelle(), Verpflichtungen)


def test_commands_are_those_of_the_view_that_is_shown(qtbot: QtBot, seite: Probeseite) -> None:
    gemeldet: list[frozenset[str]] = []
    seite.befehle_geaendert.connect(lambda: gemeldet.append(seite.befehle()))
    assert seite.befehle() == {"suchen"}
    klicke(qtbot, seite, 1)
    assert gemeldet == [frozenset({"kopieren", "zeile_loeschen"})]
    seite.fuehre_aus("kopieren")
    assert ansicht(seite).gesehen == ["fuelle", "kopieren"]


def test_what_views_remember_comes_back_under_their_name(qtbot: QtBot, seite: Probeseite) -> None:
    klicke(qtbot, seite, 1)
    ansicht(seite).breite = b"77"
    stand = seite.zustand()
    assert {n: bytes(w.data()) for n, w in stand.items()} == {
        "unterseite": b"freigaben",
        "verpflichtungen_breite": b"100",
        "freigaben_breite": b"77",
    }
    neu = Probeseite(seite.bruecke)
    neu.stelle_her(lambda name: stand.get(name, QByteArray()))
    zeige(qtbot, neu)
    assert isinstance(neu.aktuelle(), Freigaben)
    assert neu.reiter.currentIndex() == 1
    assert ansicht(neu).breite == b"77"
    klicke(qtbot, neu, 2)
    assert ansicht(neu).breite == b"100"


def test_a_view_that_no_longer_exists_is_not_remembered(qtbot: QtBot, leer: Dokument) -> None:
    seite = Probeseite(Bruecke(leer))
    seite.stelle_her(lambda _name: QByteArray(b"\xff\xfe"))
    zeige(qtbot, seite)
    assert isinstance(seite.aktuelle(), Verpflichtungen)


def test_findings_reach_views_that_are_built_later(qtbot: QtBot, leer: Dokument) -> None:
    from app.services.pruefen import pruefe
    from app.services.regeln import lade_regeln

    aendere(leer)
    befunde = pruefe(leer.blick, lade_regeln())
    assert befunde
    seite = Probeseite(Bruecke(leer))
    seite.zeige_befunde(befunde)
    zeige(qtbot, seite)
    assert ansicht(seite).befunde == befunde


def test_tab_leads_from_the_tabs_to_the_view_and_arrow_keys_choose(qtbot: QtBot, leer: Dokument) -> None:
    fenster = QWidget()
    davor, seite, danach = QPushButton("davor"), Probeseite(Bruecke(leer)), QPushButton("danach")
    anordnung = QVBoxLayout(fenster)
    for teil in (davor, seite):
        anordnung.addWidget(teil)
    zeige(qtbot, fenster)
    anordnung.addWidget(danach)
    davor.setFocus()
    qtbot.keyClick(davor, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is seite.reiter
    qtbot.keyClick(seite.reiter, Qt.Key.Key_Right)
    assert isinstance(seite.aktuelle(), Freigaben)
    assert QApplication.focusWidget() is seite.reiter
    qtbot.keyClick(seite.reiter, Qt.Key.Key_End)
    assert isinstance(seite.aktuelle(), Zahlungen)
    qtbot.keyClick(seite.reiter, Qt.Key.Key_Home)
    assert isinstance(seite.aktuelle(), Verpflichtungen)
    qtbot.keyClick(seite.reiter, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is ansicht(seite).feld
    qtbot.keyClick(ansicht(seite).feld, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is seite.reiter


def test_the_focus_goes_to_the_view_and_along_when_another_is_clicked(qtbot: QtBot, leer: Dokument) -> None:
    fenster = QWidget()
    seite = Probeseite(Bruecke(leer))
    anordnung = QVBoxLayout(fenster)
    for teil in (seite, QPushButton("danach")):
        anordnung.addWidget(teil)
    zeige(qtbot, fenster)
    klicke(qtbot, seite, 1)
    klicke(qtbot, seite, 0)
    seite.setFocus()
    assert QApplication.focusWidget() is ansicht(seite).feld
    unterwegs: list[QWidget | None] = []
    app = QApplication.instance()
    assert isinstance(app, QApplication)

    def merke(_alt: QWidget | None, neu: QWidget | None) -> None:
        unterwegs.append(neu)

    app.focusChanged.connect(merke)
    klicke(qtbot, seite, 1)
    app.focusChanged.disconnect(merke)
    assert isinstance(seite.aktuelle(), Freigaben)
    assert {w for w in unterwegs if w is not None} == {ansicht(seite).feld}


def test_turning_the_wheel_over_the_tabs_changes_nothing(seite: Probeseite) -> None:
    ort = QPointF(seite.reiter.tabRect(0).center())
    ereignis = QWheelEvent(
        ort,
        seite.reiter.mapToGlobal(ort),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(seite.reiter, ereignis)
    assert isinstance(seite.aktuelle(), Verpflichtungen)


def test_tabs_and_views_have_names(seite: Probeseite) -> None:
    assert (seite.reiter.objectName(), seite.reiter.accessibleName()) == (
        "budget_reiter",
        "Ansichten: Budget",
    )
    assert [seite.reiter.tabText(i) for i in range(3)] == ["Verpflichtungen", "Freigaben", "Zahlungen"]
    assert (seite.aktuelle().objectName(), seite.aktuelle().accessibleName()) == (
        "unterseite_verpflichtungen",
        "Verpflichtungen",
    )


def test_the_window_hears_that_other_commands_are_possible(
    qtbot: QtBot, tmp_path: Path, leer: Dokument, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = SeitenSpec("budget", "Budget", "ph.link", Probeseite.__module__, Probeseite.__name__)
    monkeypatch.setattr("app.views.seitenstapel.seitenspec", {"budget": spec}.get)
    einstellungen = Einstellungen(tmp_path / "e.ini")
    stapel = Seitenstapel(QWidget(), einstellungen)
    zeige(qtbot, stapel)
    stapel.setze(Bruecke(leer))
    seite = stapel.zeige("budget")
    assert isinstance(seite, Probeseite)
    gemeldet: list[str] = []
    stapel.gewechselt.connect(gemeldet.append)
    klicke(qtbot, seite, 1)
    assert gemeldet == ["budget"]
    stapel.setze(Bruecke(leer))
    wieder = stapel.zeige("budget")
    assert isinstance(wieder, Probeseite)
    assert wieder is not seite
    assert isinstance(wieder.aktuelle(), Freigaben)
