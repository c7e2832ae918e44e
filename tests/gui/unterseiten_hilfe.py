"""A page of three views over a real plan; each view writes down what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.views.bausteine.unterseiten import Mehrfachseite, Unterseite, UnterseitenSpec

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent

    from app.services.befund import Befund
    from app.services.changes import Nachricht
    from app.views.bruecke import Bruecke, Ziel


class Ansicht(Unterseite):
    befehlsnamen: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        super().__init__(bruecke, parent)
        self.gesehen: list[str] = []
        self.ziele: list[Ziel] = []
        self.befunde: tuple[Befund, ...] = ()
        self.breite = b"100"
        self.feld = QLineEdit()
        self.feld.setObjectName(f"feld_{self.name}")
        self.feld.setAccessibleName(self.titel)
        QVBoxLayout(self).addWidget(self.feld)

    def fuelle(self) -> None:
        self.gesehen.append("fuelle")

    def aktualisiere(self, nachricht: Nachricht) -> None:
        self.gesehen.append("aktualisiere" if nachricht.bindungen else "fremdes")

    def gehe_zu(self, ziel: Ziel) -> None:
        self.ziele.append(ziel)

    def befehle(self) -> frozenset[str]:
        return self.befehlsnamen

    def fuehre_aus(self, befehl: str) -> None:
        self.gesehen.append(befehl)

    def zustand(self) -> dict[str, QByteArray]:
        return {"breite": QByteArray(self.breite)}

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        if not zustand("breite").isEmpty():
            self.breite = bytes(zustand("breite").data())

    def zeige_befunde(self, befunde: tuple[Befund, ...]) -> None:
        self.befunde = befunde

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.feld.setFocus(event.reason())


class Verpflichtungen(Ansicht):
    name, titel = "verpflichtungen", "Verpflichtungen"
    befehlsnamen = frozenset({"suchen"})


class Freigaben(Ansicht):
    name, titel = "freigaben", "Freigaben"
    befehlsnamen = frozenset({"kopieren", "zeile_loeschen"})


class Zahlungen(Ansicht):
    name, titel = "zahlungen", "Zahlungen"


class Probeseite(Mehrfachseite):
    name, titel, icon = "budget", "Budget", "ph.link"
    unterseiten = tuple(
        UnterseitenSpec(k.name, k.titel, k.__module__, k.__name__)
        for k in (Verpflichtungen, Freigaben, Zahlungen)
    )
