"""The menu of a grid's cells: its commands with their keys, and sorting for people without a mouse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from app.views.bausteine.gitter import Gitter
    from app.views.bausteine.gitterspalten import T

ZELLBEFEHLE = (
    ("kopieren", "Kopieren\tStrg+C"),
    ("tabelle_kopieren", "Tabelle kopieren\tStrg+Umschalt+C"),
    ("ausschneiden", "Ausschneiden\tStrg+X"),
    ("einfuegen", "Einfügen\tStrg+V"),
    ("nach_unten_ausfuellen", "Nach unten ausfüllen\tStrg+D"),
    ("leeren", "Leeren\tEntf"),
    ("auswahlliste", "Aus der Liste wählen\tF4"),
)
"""Commands on the selected cells of any table, as its menu offers them."""
_EINTRAEGE = (
    *ZELLBEFEHLE,
    ("hinauf", "Nach oben verschieben\tAlt+Hoch"),
    ("hinunter", "Nach unten verschieben\tAlt+Herunter"),
    ("zeile_loeschen", "Zeilen löschen\tStrg+Entf"),
)


def zellmenue(gitter: Gitter[T]) -> QMenu:
    """What can be done with the selection, and with the column of the current cell."""
    menue = QMenu(gitter)
    menue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    moeglich = gitter.befehle()
    for befehl, text in _EINTRAEGE:
        if befehl in moeglich:
            menue.addAction(text).triggered.connect(partial(_fuehre_aus, gitter, befehl))
    spalte = gitter.currentIndex().column()
    if spalte >= 0:
        menue.addSeparator()
        kopf = gitter.modell.spec.spalten[spalte].kopf
        for text, sortierung in (
            (f"Nach „{kopf}“ aufsteigend sortieren", (spalte, False)),
            (f"Nach „{kopf}“ absteigend sortieren", (spalte, True)),
            ("Ursprüngliche Reihenfolge", None),
        ):
            menue.addAction(text).triggered.connect(partial(_sortiere, gitter, sortierung))
    return menue


def _fuehre_aus(gitter: Gitter[T], befehl: str, _an: bool = False) -> None:
    gitter.fuehre_aus(befehl)


def _sortiere(gitter: Gitter[T], sortierung: tuple[int, bool] | None, _an: bool = False) -> None:
    gitter.setze_sortierung(sortierung)
