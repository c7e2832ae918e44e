"""Bindungen of a real plan for 2020, and what a person does on a view of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from app.services.bindungen import bindung_anlegen
from app.services.bindungszeilen import Vertrag
from app.views.bruecke import Bruecke

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument
    from app.views.bausteine.gitter import Gitter
    from app.views.bausteine.unterseiten import Unterseite
    from app.views.bausteine.zelleneditor import Zelleneditor

    U = TypeVar("U", bound=Unterseite)

TAG = dt.date(2020, 5, 4)


def zeige(qtbot: QtBot, klasse: type[U], dok: Dokument, breite: int = 1100) -> U:
    seite = klasse(Bruecke(dok))
    qtbot.addWidget(seite)
    seite.resize(breite, 700)
    with qtbot.waitExposed(seite):
        seite.show()
    seite.activateWindow()
    return seite


def bindung(
    dok: Dokument, name: str, herkunft: int, je_jahr: dict[int, int], vertrag: Vertrag | None = None
) -> str:
    betraege: dict[tuple[int, int | None], int] = {(jahr, None): cent for jahr, cent in je_jahr.items()}
    return bindung_anlegen(
        dok, bezeichnung=name, herkunft_jahr=herkunft, betraege=betraege, vertrag=vertrag or Vertrag()
    )[0]


def texte(gitter: Gitter[Any]) -> list[list[str]]:
    modell = gitter.modell
    return [
        [str(modell.index(z, s).data() or "") for s in range(modell.columnCount())]
        for z in range(modell.rowCount())
    ]


def spalte(gitter: Gitter[Any], schluessel: str) -> list[str]:
    stelle = gitter.modell.spec.stelle(schluessel)
    return [zeile[stelle] for zeile in texte(gitter)]


def gehe(gitter: Gitter[Any], zeile: int, schluessel: str) -> None:
    gitter.setFocus()
    gitter.gehe_zu(gitter.modell.index(zeile, gitter.modell.spec.stelle(schluessel)))


def editor(gitter: Gitter[Any]) -> Zelleneditor:
    offen = gitter.offener_editor()
    assert offen is not None
    return offen


def tippe(qtbot: QtBot, gitter: Gitter[Any], text: str, taste: Qt.Key = Qt.Key.Key_Return) -> None:
    """The first key opens the editor, the rest goes into it."""
    qtbot.keyClick(gitter, text[0])
    qtbot.keyClicks(editor(gitter), text[1:])
    qtbot.keyClick(editor(gitter), taste)


def knopf(seite: QWidget, name: str) -> QPushButton:
    gefunden = seite.findChild(QPushButton, name)
    assert gefunden is not None
    return gefunden


def klicke(qtbot: QtBot, seite: QWidget, name: str) -> None:
    assert knopf(seite, name).isEnabled()
    qtbot.mouseClick(knopf(seite, name), Qt.MouseButton.LeftButton)


def bedienbare(seite: QWidget) -> list[QWidget]:
    return [
        w
        for w in seite.findChildren(QWidget)
        if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None
    ]


def namenlose(seite: QWidget) -> list[QWidget]:
    """Controls without a name for people or for tests."""
    return [
        w
        for w in bedienbare(seite)
        if not w.objectName() or not (w.accessibleName() or (isinstance(w, QAbstractButton) and w.text()))
    ]


def unerreichte(qtbot: QtBot, seite: QWidget) -> set[str]:
    """Controls that Tab does not reach; in an editable grid it goes from cell to cell first."""
    offen = {w for w in bedienbare(seite) if w.isEnabled()}
    seite.setFocus()
    for _ in range(8 * len(offen)):
        fokus = QApplication.focusWidget()
        assert fokus is not None
        offen.discard(fokus)
        qtbot.keyClick(fokus, Qt.Key.Key_Tab)
    return {w.objectName() for w in offen}
