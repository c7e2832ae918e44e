"""The view "Auswertung": charts of all Bindungen, live, and the Bindungen behind each figure."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.services.bindungen import bindung_loeschen
from app.services.bindungsgruppen import Gruppierung
from app.services.bindungszeilen import Vertrag
from app.services.zahlungen import freirechnen
from app.views.bindungen.auswertung import AuswertungUnterseite
from app.views.bruecke import Ziel
from tests.gui.bindungen_hilfe import TAG, bindung, namenlose, unerreichte, zeige
from tests.gui.diagramm_hilfe import mitte

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument
    from app.views.diagramme.rahmen import Diagramm


@pytest.fixture
def dok(beispiel: Dokument) -> Dokument:
    for nummer in range(3):
        partner = Vertrag(vertragspartner=f"Träger {nummer}")
        bindung(beispiel, f"V{nummer}", 2020, {2020: 900_000_00 + nummer, 2021: 500_000_00}, partner)
    return beispiel


@pytest.fixture
def seite(qtbot: QtBot, dok: Dokument) -> AuswertungUnterseite:
    return zeige(qtbot, AuswertungUnterseite, dok)


def titel(seite: AuswertungUnterseite) -> list[str]:
    assert seite.diagramme is not None
    return [d.titel.text() for d in seite.diagramme.mit_namen.values()]


def diagramm(seite: AuswertungUnterseite, name: str) -> Diagramm:
    assert seite.diagramme is not None
    return seite.diagramme.mit_namen[name]


def klicke(qtbot: QtBot, seite: AuswertungUnterseite, name: str, nummer: int) -> Ziel:
    ziele: list[Ziel] = []
    seite.bruecke.sprung.connect(ziele.append)
    hier = diagramm(seite, name)
    seite.roller.ensureWidgetVisible(hier)
    qtbot.mouseClick(hier.flaeche.viewport(), Qt.MouseButton.LeftButton, pos=mitte(hier, nummer))
    seite.bruecke.sprung.disconnect(ziele.append)
    return ziele[0]


def test_the_charts_show_all_years_and_one_year_by_month_and_group(seite: AuswertungUnterseite) -> None:
    assert titel(seite) == [
        "Bindungen nach Haushaltsjahr",
        "Neufallbudget 2020",
        "Bindungen 2020 im Jahresverlauf",
        "Bindungen 2020 nach Handlungsfeld",
        "Bindungen 2020 nach Produktkategorie",
        "Bindungen 2020 nach Vertragspartner",
    ]


def test_another_year_is_shown_by_month_and_group_only(seite: AuswertungUnterseite) -> None:
    assert [seite.jahr.itemData(n) for n in range(seite.jahr.count())] == [2020, 2021, 2022, 2023]
    seite.jahr.setCurrentIndex(1)
    assert titel(seite)[1:3] == ["Neufallbudget 2020", "Bindungen 2021 im Jahresverlauf"]
    assert all("2021" in t for t in titel(seite)[2:])


def test_charts_follow_each_change_and_the_chosen_year_stays(
    seite: AuswertungUnterseite, dok: Dokument
) -> None:
    seite.jahr.setCurrentIndex(1)
    partner = diagramm(seite, Gruppierung.VERTRAGSPARTNER.value)
    assert "Träger 2" in partner.accessibleDescription()
    bindung_loeschen(dok, dok.blick.bindungen[-1].id)
    assert "Träger 2" not in partner.accessibleDescription()
    bindung(dok, "lang", 2020, {2025: 1_00})
    assert seite.jahr.count() == 6
    assert seite.jahr.jahr == 2021


def test_a_column_leads_to_its_year(qtbot: QtBot, seite: AuswertungUnterseite) -> None:
    assert klicke(qtbot, seite, "jahre", 1) == Ziel("bindungen", posten="2021")


def test_a_month_leads_to_what_is_due_in_it(qtbot: QtBot, seite: AuswertungUnterseite, dok: Dokument) -> None:
    seite.jahr.setCurrentIndex(1)
    ziel = klicke(qtbot, seite, "monate", 2)
    assert ziel.titel == "fällig im März 2021"
    assert set(ziel.bindungen) == {b.id for b in dok.blick.bindungen if b.gebunden_cent(2021)}


def test_a_group_leads_to_its_bindungen(qtbot: QtBot, seite: AuswertungUnterseite, dok: Dokument) -> None:
    ziel = klicke(qtbot, seite, Gruppierung.VERTRAGSPARTNER.value, 0)
    assert ziel == Ziel(
        "bindungen",
        unterseite="vertraege",
        bindungen=(dok.blick.bindungen[-1].id,),
        titel="Vertragspartner „Träger 2“, gebunden 2020",
    )


def test_releases_in_the_waterfall_lead_to_their_view(
    qtbot: QtBot, seite: AuswertungUnterseite, dok: Dokument
) -> None:
    alt = bindung(dok, "Alt", 2019, {2020: 100_00})
    freirechnen(dok, alt, 2020, 50_00, datum=TAG, grund="nicht gebraucht")
    assert klicke(qtbot, seite, "budget", 3) == Ziel("bindungen", unterseite="freirechnung")
    assert klicke(qtbot, seite, "budget", 7) == Ziel("bindungen", unterseite="vertraege")


@pytest.mark.parametrize(("breite", "spalten"), [(1100, 1), (1440, 2)])
def test_charts_stand_in_as_many_columns_as_there_is_room_for_and_none_is_squeezed(
    qtbot: QtBot, dok: Dokument, breite: int, spalten: int
) -> None:
    seite = zeige(qtbot, AuswertungUnterseite, dok, breite)
    assert seite.diagramme is not None
    alle = list(seite.diagramme.mit_namen.values())
    assert len({d.x() for d in alle}) == spalten
    # What a chart needs depends on its width; the layout asks again in the next round of events.
    qtbot.waitUntil(lambda: all(d.flaeche.height() >= d.flaeche.minimumSizeHint().height() for d in alle))
    assert min(d.width() for d in alle) > 500
    assert not seite.roller.horizontalScrollBar().isVisible()


def test_the_columns_change_with_the_window(qtbot: QtBot, seite: AuswertungUnterseite) -> None:
    assert seite.diagramme is not None
    alle = list(seite.diagramme.mit_namen.values())
    seite.resize(1440, 700)
    qtbot.waitUntil(lambda: len({d.x() for d in alle}) == 2)
    seite.resize(1000, 700)
    qtbot.waitUntil(lambda: len({d.x() for d in alle}) == 1)


def test_the_wheel_scrolls_past_the_year(seite: AuswertungUnterseite) -> None:
    seite.jahr.setFocus()
    rad = QWheelEvent(
        QPointF(5, 5),
        seite.jahr.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(seite.jahr, rad)
    assert seite.jahr.jahr == 2020
    assert not rad.isAccepted()


def test_a_plan_without_bindungen_says_so(qtbot: QtBot, leer: Dokument) -> None:
    seite = zeige(qtbot, AuswertungUnterseite, leer)
    assert [seite.jahr.itemData(0), seite.jahr.count()] == [2027, 4]
    assert titel(seite)[2] == "Bindungen 2027 im Jahresverlauf"


def test_everything_has_a_name_and_is_reached_by_keyboard(qtbot: QtBot, seite: AuswertungUnterseite) -> None:
    assert namenlose(seite) == []
    assert unerreichte(qtbot, seite) == set()


def test_the_charts_library_is_not_loaded_before_the_view_is_shown() -> None:
    befehl = (
        "import sys; import app.views.bindungen.auswertung, app.views.bindungen.ve; "
        "sys.exit('pyqtgraph' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", befehl], check=False).returncode == 0
