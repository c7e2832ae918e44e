"""One table of the page "Grundlagen" on the screen, and what a person does there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.services.grundlagenfelder import TABELLEN, tabelle
from app.views.bruecke import Bruecke, Ziel
from app.views.grundlagen.pat import PatSeite
from app.views.grundlagen.seite import GrundlagenSeite
from app.views.grundlagen.tafelseite import Tafelseite

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument
    from app.views.bausteine.gitter import Gitter
    from app.views.grundlagen.tafel import Tafel

S = "\u00a0"
STRG = Qt.KeyboardModifier.ControlModifier
ANSICHT = {"betreuungsschluessel": "personal", "patpauschale": "pat"}
NAMEN = [t.name for t in TABELLEN]
SEITEN = [name for name in NAMEN if name not in ANSICHT]


class Probe:
    """One table on the screen, and what a person does there."""

    def __init__(self, qtbot: QtBot, dok: Dokument, name: str) -> None:
        self.qtbot, self.dok, self.tabelle = qtbot, dok, tabelle(name)
        self.bruecke = Bruecke(dok)
        self.fehler: list[str] = []
        self.hinweise: list[str] = []
        self.spruenge: list[Ziel] = []
        self.bruecke.fehler.connect(lambda f: self.fehler.append(f"{f.text} {f.rat}"))
        self.bruecke.hinweis.connect(self.hinweise.append)
        self.bruecke.sprung.connect(self.spruenge.append)
        self.seite = GrundlagenSeite(self.bruecke)
        qtbot.addWidget(self.seite)
        self.seite.resize(1300, 900)
        self.ansicht = self.seite.zeige(ANSICHT.get(name, name))
        with qtbot.waitExposed(self.seite):
            self.seite.show()
        self.seite.activateWindow()
        self.tafel = self._tafel(name)
        self.gitter: Gitter[Any] = self.tafel.gitter
        self.modell = self.gitter.modell

    def _tafel(self, name: str) -> Tafel[Any]:
        if isinstance(self.ansicht, PatSeite):
            return self.ansicht.pauschalen
        assert isinstance(self.ansicht, Tafelseite)
        return next(t for t in self.ansicht.tafeln if t.objectName() == f"tafel_{name}")

    def spalte(self, schluessel: str) -> int:
        stelle = self.modell.spec.stelle(schluessel)
        assert self.modell.spec.spalten[stelle].schluessel == schluessel
        return stelle

    def gehe(self, zeile: int, spalte: str = "bezeichnung") -> None:
        self.gitter.setFocus()
        self.gitter.gehe_zu(self.modell.index(zeile, self.spalte(spalte)))

    def tippe(self, text: str, taste: Qt.Key = Qt.Key.Key_Return) -> None:
        self.qtbot.keyClick(self.gitter, text[0])
        editor = self.gitter.offener_editor()
        assert editor is not None
        self.qtbot.keyClicks(editor, text[1:])
        self.qtbot.keyClick(editor, taste)

    def text(self, zeile: int, spalte: str) -> str:
        return str(self.modell.index(zeile, self.spalte(spalte)).data())

    def texte(self, spalte: str) -> list[str]:
        return [self.text(zeile, spalte) for zeile in range(self.modell.rowCount())]

    def zeilen(self) -> tuple[Any, ...]:
        return self.tabelle.zeilen(self.dok.blick)

    def bezeichnungen(self) -> list[str]:
        return [z.bezeichnung for z in self.zeilen()]

    def schild(self, name: str) -> str:
        label = self.ansicht.findChild(QLabel, name)
        assert label is not None
        return label.text()


def zeige(qtbot: QtBot, dok: Dokument, name: str) -> Probe:
    return Probe(qtbot, dok, name)
