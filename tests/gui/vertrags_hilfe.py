"""The list of Bindungen on screen over a real plan, and what people do with keys and clipboard there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.services.geld import format_eur
from app.views.bindungen.vertraege import VertraegeUnterseite
from app.views.bruecke import Bruecke

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton
    from pytestqt.qtbot import QtBot

    from app.services.bindungszeilen import Bindungszeile
    from app.services.dokument import Dokument
    from app.views.bausteine.gitter import Gitter
    from app.views.bausteine.zelleneditor import Zelleneditor
    from app.views.bindungen.vertragsfilter import Auswahl

SAMMEL = "Vorbindungen (nicht aufgegliedert)"


def zeige_vertraege(qtbot: QtBot, dok: Dokument) -> VertraegeUnterseite:
    """The page, filled and with the focus."""
    seite = VertraegeUnterseite(Bruecke(dok))
    qtbot.addWidget(seite)
    seite.resize(1280, 800)
    with qtbot.waitExposed(seite):
        seite.show()
    seite.activateWindow()
    seite.gitter.setFocus()
    return seite


def finde(dok: Dokument, bezeichnung: str) -> Bindungszeile:
    """A Bindung by its name."""
    return next(b for b in dok.blick.bindungen if b.bezeichnung == bezeichnung)


def spalte(gitter: Gitter[Any], schluessel: str) -> int:
    """Where a column stands."""
    return gitter.modell.spec.stelle(schluessel)


def zelle(gitter: Gitter[Any], zeile_id: str, schluessel: str) -> str:
    """What a cell says."""
    ort = gitter.modell.stelle(zeile_id)
    assert ort is not None
    return str(gitter.modell.index(ort, spalte(gitter, schluessel)).data())


def summe(gitter: Gitter[Any], schluessel: str) -> str:
    """What the last row says."""
    return str(gitter.modell.index(gitter.modell.rowCount() - 1, spalte(gitter, schluessel)).data())


def namen(seite: VertraegeUnterseite) -> list[str]:
    """The names in the list, in order."""
    return [b.bezeichnung for b in seite.gitter.modell.zeilen]


def gehe_neu(gitter: Gitter[Any], schluessel: str) -> None:
    """Go to a cell of the row for a new record."""
    ort = gitter.modell.neue_stelle
    assert ort is not None
    gitter.setFocus()
    gitter.gehe_zu(gitter.modell.index(ort, spalte(gitter, schluessel)))


def gehe(gitter: Gitter[Any], zeile_id: str, schluessel: str) -> None:
    """Go to a cell."""
    gitter.setFocus()
    gitter.waehle(zeile_id, schluessel)


def editor(gitter: Gitter[Any]) -> Zelleneditor:
    """The editor that is open."""
    offen = gitter.offener_editor()
    assert offen is not None
    return offen


def tippe(qtbot: QtBot, gitter: Gitter[Any], text: str, taste: Qt.Key = Qt.Key.Key_Return) -> None:
    """The first key opens the editor, the rest goes into it."""
    qtbot.keyClick(gitter, text[0])
    # QTest cannot type umlauts.
    editor(gitter).insert(text[1:])
    qtbot.keyClick(editor(gitter), taste)


def fuege_ein(qtbot: QtBot, gitter: Gitter[Any], zeilen: list[tuple[str, ...]]) -> None:
    """Paste rows as Excel puts them on the clipboard."""
    QGuiApplication.clipboard().setText("\n".join("\t".join(zeile) for zeile in zeilen) + "\n")
    qtbot.keyClick(gitter, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def klicke(qtbot: QtBot, knopf: QPushButton) -> None:
    """Click a button that can be clicked."""
    assert knopf.isEnabled()
    qtbot.mouseClick(knopf, Qt.MouseButton.LeftButton)


def eur(cent: int) -> str:
    """An amount as cells show it."""
    return format_eur(cent, symbol=False)


def stelle(seite: VertraegeUnterseite, auswahl: Auswahl) -> None:
    """Choose which Bindungen the list shows."""
    seite.wahl.setCurrentIndex(seite.wahl.findData(auswahl.value))


def lehnt_ab(seite: VertraegeUnterseite) -> list[str]:
    """What the window would say of refused deeds from now on."""
    gesagt: list[str] = []
    seite.bruecke.fehler.connect(lambda fehler: gesagt.append(fehler.text))
    return gesagt
