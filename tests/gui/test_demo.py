"""Demo data says so on screen: welcome page, title, banner, list of plans, pictures of charts."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from app.services import plaene
from app.views.demobanner import SATZ
from app.views.diagramme.rahmen import Diagramm
from app.views.katalogdialog import Katalogdialog
from tests.gui.fenster_hilfe import beispielplan, fenster_mit_plan, neues_fenster

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from app.views.hauptfenster import Hauptfenster

ERFUNDEN = "Demodaten (erfunden)"


def mit_demo(qtbot: QtBot, vorlage: Path, ordner: Path) -> Hauptfenster:
    fenster = neues_fenster(qtbot, ordner)
    assert fenster.dateien.oeffne(shutil.copyfile(vorlage, ordner / "demo.amip"))
    return fenster


def test_the_welcome_page_offers_the_programmes_plan_first_and_marks_the_demo(
    qtbot: QtBot, tmp_path: Path
) -> None:
    wahlen = neues_fenster(qtbot, tmp_path).willkommen.wahlen
    namen = [w.accessibleDescription() for name, w in wahlen.items() if name.startswith("beispiel_")]
    assert namen == ["AMIP 2020 jobcenter Duisburg", f"Demo 2020 – {ERFUNDEN}"]


def test_the_banner_stays_while_the_demo_is_open_and_goes_with_it(
    qtbot: QtBot, tmp_path: Path, demo_vorlage: Path
) -> None:
    fenster = mit_demo(qtbot, demo_vorlage, tmp_path)
    assert fenster.demobanner.isVisible()
    assert fenster.demobanner.text.text() == SATZ
    assert fenster.windowTitle().count(ERFUNDEN) == 1

    assert fenster.bruecke is not None
    dokument = fenster.bruecke.dokument
    fenster.bruecke.tue(
        lambda: plaene.plan_setzen(
            dokument, bezeichnung="Probe", haushaltsjahr=2020, stand=None, status="entwurf"
        )
    )
    assert fenster.windowTitle().endswith(f"Probe – {ERFUNDEN}")
    assert fenster.demobanner.isVisible()

    assert fenster.dateien.oeffne(beispielplan(tmp_path))
    assert not fenster.demobanner.isVisible()
    assert ERFUNDEN not in fenster.windowTitle()


def test_a_plan_beside_the_demo_in_the_same_file_is_not_marked(
    qtbot: QtBot, tmp_path: Path, demo_vorlage: Path
) -> None:
    fenster = mit_demo(qtbot, demo_vorlage, tmp_path)
    assert fenster.bruecke is not None
    dokument = fenster.bruecke.dokument
    demo = dokument.blick.plan_id
    fenster.bruecke.tue(lambda: plaene.plan_anlegen(dokument, 2021, "Eigener Plan"))
    assert not fenster.demobanner.isVisible()
    fenster.befehle.waehle_plan(demo)
    assert fenster.demobanner.isVisible()


def bild(fenster: Hauptfenster) -> tuple[Diagramm, QImage]:
    fenster.zeige_seite("uebersicht")
    diagramm = next(d for d in fenster.findChildren(Diagramm) if d.isVisible())
    return diagramm, diagramm.bild()


def test_the_picture_of_a_chart_bears_the_mark_below_and_that_of_another_plan_does_not(
    qtbot: QtBot, tmp_path: Path, demo_vorlage: Path
) -> None:
    demo, mit = bild(mit_demo(qtbot, demo_vorlage, tmp_path))
    andere, ohne = bild(fenster_mit_plan(qtbot, tmp_path))

    def fuss(diagramm: Diagramm, aufnahme: QImage) -> int:
        return aufnahme.height() - 2 * diagramm.flaeche.height()

    streifen = fuss(demo, mit) - fuss(andere, ohne)
    assert streifen > 2 * demo.fontMetrics().height()
    unten = range(mit.height() - 32 - demo.fontMetrics().height(), mit.height() - 32)
    farben = {mit.pixelColor(x, y).name() for x in range(mit.width() // 3) for y in unten}
    assert len(farben) > 2


def test_only_a_plan_with_catalogues_of_its_own_lends_them(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    assert fenster.bruecke is not None
    dialog = Katalogdialog(fenster.bruecke, fenster)
    qtbot.addWidget(dialog)
    namen = [k.objectName() for k in dialog.findChildren(QPushButton) if "uebernehmen_" in k.objectName()]
    assert namen == ["uebernehmen_duisburg-2020"]
