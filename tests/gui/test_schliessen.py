"""What somebody is typing when the window closes is kept, or the window stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.plaene import oeffne
from app.views.bausteine.zelleneditor import Zelleneditor
from app.views.massnahmen.tabelle import Massnahmentabelle
from tests.gui.fenster_hilfe import fenster_mit_plan

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_closing_keeps_what_is_being_typed_and_waits_for_a_refused_text(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.zeige_seite("massnahmen")
    tabelle = fenster.findChild(Massnahmentabelle)
    assert tabelle is not None
    zeile = next(s for s in range(3, 40) if tabelle.model().index(s, 2).data() == "61.208,40")
    tabelle.setCurrentIndex(tabelle.model().index(zeile, 2))
    tabelle.setFocus()
    qtbot.keyClick(tabelle, "x")
    editor = fenster.findChild(Zelleneditor)
    assert editor is not None
    assert not fenster.close()
    assert fenster.isVisible()
    assert editor.isVisible()
    assert editor.grund
    editor.setText("5,00")
    editor.setFocus()
    assert fenster.close()
    wieder = oeffne(tmp_path / "plan.amip", schreibgeschuetzt=True)
    assert 500 in {z.mittelansatz_cent for z in wieder.blick.zeilen.values()}
    wieder.datei.schliesse()
