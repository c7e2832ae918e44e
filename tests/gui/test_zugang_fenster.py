"""The whole window for everybody: every control has a name, Tab reaches it, and all words are German."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QScrollBar,
    QTabBar,
    QWidget,
)

from app.services.einfuhr.quelle import lies_quelle, vorschau
from app.views.einfuhr.spaltendialog import Spaltendialog
from app.views.einfuhr.vorschaudialog import Vorschaudialog
from app.views.fortschreibdialog import Fortschreibdialog
from app.views.katalogdialog import Katalogdialog
from app.views.kuerzelhilfe import Kuerzelhilfe
from app.views.meldung import Art, Knopf, Meldung
from app.views.plandialog import Plandialog
from app.views.seitenliste import SEITEN
from tests.gui.einfuhr_hilfe import FREMD
from tests.gui.fenster_hilfe import fenster_mit_plan, neues_fenster

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.einfuhr.quelle import Quelle
    from app.views.hauptfenster import Hauptfenster

_ENGLISCH = re.compile(
    r"\b(Cancel|Close|Yes|No|Open|Save|Apply|Discard|Retry|Ignore|Abort|Help|Look in|File name|"
    r"Files of type|Directory|Folder|Show|Hide|Undo|Redo|Cut|Copy|Paste|Delete|Select All|Clear)\b"
)


def bedienbare(wurzel: QWidget) -> list[QWidget]:
    return [
        w
        for w in wurzel.findChildren(QWidget)
        if w.isVisibleTo(wurzel)
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.focusProxy() is None
        and not isinstance(w, QScrollBar)
        and not _ist_rollbereich(w)
    ]


def _ist_rollbereich(widget: QWidget) -> bool:
    """A mere area that scrolls is no control of its own."""
    return isinstance(widget, QAbstractScrollArea) and widget.metaObject().className() == "QScrollArea"


def name_von(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    if isinstance(widget, QTabBar):
        text = widget.tabText(widget.currentIndex())
    buddys = [s.text() for s in widget.window().findChildren(QLabel) if s.buddy() is widget]
    return widget.accessibleName() or text or "".join(buddys)


def namenlose(wurzel: QWidget) -> list[str]:
    return [f"{type(w).__name__} {w.objectName()}" for w in bedienbare(wurzel) if not name_von(w).strip()]


def mit_tab_erreichte(qtbot: QtBot, fenster: QWidget, hoechstens: int) -> set[QWidget]:
    erreicht: set[QWidget] = set()
    for _ in range(hoechstens):
        fokus = QApplication.focusWidget()
        assert fokus is not None
        erreicht.add(fokus)
        qtbot.keyClick(fokus, Qt.Key.Key_Tab)
    return erreicht


@pytest.mark.parametrize("spec", SEITEN, ids=[s.name for s in SEITEN])
def test_every_control_of_the_window_has_a_name(qtbot: QtBot, tmp_path: Path, spec: object) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.zeige_seite(spec.name)  # type: ignore[attr-defined]  # a SeitenSpec; parametrize loses the type
    fenster.befehle.fuehre_aus("befunde")
    fenster.meldung.zeige(Meldung(Art.FEHLER, "x", knoepfe=(Knopf("Tu etwas", print),)))

    assert len(bedienbare(fenster)) > len(SEITEN)
    assert namenlose(fenster) == []


def test_every_control_of_the_welcome_page_has_a_name(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = neues_fenster(qtbot, tmp_path)
    qtbot.waitUntil(fenster.willkommen.wahlen["beispiel_duisburg-2020"].isVisible)

    assert len(bedienbare(fenster.willkommen)) == 4
    assert namenlose(fenster) == []


def test_tab_walks_from_the_navigation_over_the_budgetleiste_to_the_page(
    qtbot: QtBot, tmp_path: Path
) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.activateWindow()
    qtbot.waitUntil(fenster.isActiveWindow)
    fenster.navigation.setFocus()
    offen = [w for w in bedienbare(fenster) if w.isEnabled() and not _per_pfeil(w)]

    erreicht = mit_tab_erreichte(qtbot, fenster, 3 * len(offen))

    assert [w.objectName() or type(w).__name__ for w in offen if w not in erreicht] == []


def _per_pfeil(widget: QWidget) -> bool:
    """Of buttons of which one is on, Tab reaches that one, and the arrow keys the others."""
    if not isinstance(widget, QAbstractButton):
        return False
    gruppe: QButtonGroup | None = widget.group()
    return gruppe is not None and gruppe.exclusive() and not widget.isChecked()


def test_tab_begins_with_the_example_on_the_welcome_page(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = neues_fenster(qtbot, tmp_path)
    fenster.activateWindow()
    qtbot.waitUntil(fenster.isActiveWindow)
    beispiel = fenster.willkommen.wahlen["beispiel_duisburg-2020"]
    qtbot.waitUntil(beispiel.isVisible)
    beispiel.setFocus()
    besucht = []
    for _ in range(4):
        fokus = fenster.focusWidget()
        assert fokus is not None
        besucht.append(fokus.objectName())
        qtbot.keyClick(fokus, Qt.Key.Key_Tab)

    assert besucht == ["wahl_beispiel_duisburg-2020", "wahl_beispiel_demo", "wahl_neu", "wahl_oeffnen"]


def _neu(fenster: Hauptfenster) -> QDialog:
    return Plandialog(fenster.dateien.ordner, "Vorlage", fenster)


def _kataloge(fenster: Hauptfenster) -> QDialog:
    assert fenster.bruecke is not None
    return Katalogdialog(fenster.bruecke, fenster)


def _fortschreiben(fenster: Hauptfenster) -> QDialog:
    assert fenster.bruecke is not None
    return Fortschreibdialog(fenster.bruecke.dokument, fenster)


def _quelle(fenster: Hauptfenster) -> Quelle:
    assert fenster.bruecke is not None
    pfad = fenster.bruecke.dokument.datei.pfad.with_name("fremd.csv")
    pfad.write_text(FREMD, encoding="utf-8")
    return lies_quelle(pfad)


def _spalten(fenster: Hauptfenster) -> QDialog:
    return Spaltendialog(_quelle(fenster), 2020, fenster)


def _vorschau(fenster: Hauptfenster) -> QDialog:
    assert fenster.bruecke is not None
    blick = fenster.bruecke.blick
    return Vorschaudialog(blick, vorschau(blick, _quelle(fenster)), fenster)


@pytest.mark.parametrize(
    "baue",
    [_neu, _kataloge, _fortschreiben, Kuerzelhilfe, _spalten, _vorschau],
    ids=["neu", "kataloge", "fortschreiben", "kuerzel", "spalten", "vorschau"],
)
def test_every_control_of_a_dialog_has_a_name_and_german_buttons(
    qtbot: QtBot, tmp_path: Path, baue: Callable[[Hauptfenster], QDialog]
) -> None:
    dialog = baue(fenster_mit_plan(qtbot, tmp_path))
    with qtbot.waitExposed(dialog):
        dialog.open()

    assert bedienbare(dialog)
    assert namenlose(dialog) == []
    assert englisches(dialog) == []
    dialog.reject()


def englisches(wurzel: QWidget) -> list[str]:
    texte = [w.text() for w in wurzel.findChildren(QAbstractButton)]
    texte += [w.text() for w in wurzel.findChildren(QLabel)]
    texte += [a.text() for a in wurzel.findChildren(QAction)]
    return [t for t in texte if _ENGLISCH.search(t.replace("&", ""))]


def test_qts_own_buttons_are_german(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = neues_fenster(qtbot, tmp_path)
    ohne = {"NoButton", "FirstButton", "LastButton", "YesToAll", "NoToAll"}
    kasten = QDialogButtonBox(fenster)
    for art in QDialogButtonBox.StandardButton:
        if art.name not in ohne:
            kasten.addButton(art)
    frage = QMessageBox(fenster)
    frage.setDetailedText("x")

    assert len(kasten.buttons()) > 10
    assert englisches(kasten) == []
    assert englisches(frage) == []


def test_qts_own_file_dialog_and_edit_menu_are_german(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = neues_fenster(qtbot, tmp_path)
    dialog = QFileDialog(fenster, "Plan öffnen", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    feld = QLineEdit(fenster)
    menue = feld.createStandardContextMenu()

    assert englisches(dialog) == []
    assert englisches(menue) == []
    menue.deleteLater()
