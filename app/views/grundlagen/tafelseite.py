"""A view of the page "Grundlagen": one or several tables of the plan, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.views.bausteine.beschriftung import Leerhinweis, text
from app.views.bausteine.gitter import gitter_hier
from app.views.bausteine.rollbereich import rollbereich
from app.views.bausteine.unterseiten import Unterseite
from app.views.grundlagen.tafel import Tafel
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_HALB, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QFocusEvent

    from app.services.changes import Nachricht
    from app.views.bruecke import Bruecke, Ziel
    from app.views.grundlagen.tafel import Tafelspec


class Tafelseite(Unterseite):
    """Title and statement, then the tables; without any row it says what belongs here."""

    was, rat, beginn = "", "", ""
    """What the empty view says, what to do, and what its button says."""

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build the view; it is filled when it is shown."""
        super().__init__(bruecke, parent)
        self._begonnen = False
        self.tafeln: tuple[Tafel[Any], ...] = tuple(Tafel(bruecke, spec) for spec in self.specs())
        self.satz = text("", "untertitel", umbruch=True)
        self.satz.setObjectName(f"{self.name}_kernsatz")
        self.beginnen = QPushButton(self.beginn)
        self.beginnen.setObjectName(f"{self.name}_beginnen")
        self.beginnen.setProperty("rolle", "primaer")
        self.beginnen.clicked.connect(lambda _an=False: self.beginne())
        self.leer = Leerhinweis(self.was, self.rat, self.beginnen)
        self.stapel = QStackedWidget()
        self._lege_aus()

    def specs(self) -> tuple[Tafelspec[Any], ...]:
        """The tables of this view."""
        raise NotImplementedError

    def weiteres(self) -> Sequence[QWidget]:
        """What stands below the tables."""
        return ()

    def _lege_aus(self) -> None:
        inhalt = QWidget()
        inhalt.setProperty("rolle", "inhalt")
        spalte = QVBoxLayout(inhalt)
        spalte.setContentsMargins(ABSTAND_GROSS, ABSTAND, ABSTAND_GROSS, ABSTAND_GROSS)
        spalte.setSpacing(ABSTAND_GROSS)
        for widget in (*self.tafeln, *self.weiteres()):
            spalte.addWidget(widget)
        spalte.addStretch()
        self.roller = rollbereich(f"{self.name}_roller", inhalt)
        self.roller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stapel.addWidget(self.roller)
        self.stapel.addWidget(self.leer)
        oben = QVBoxLayout()
        oben.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND)
        oben.setSpacing(ABSTAND_HALB)
        kopf = QHBoxLayout()
        kopf.setSpacing(ABSTAND)
        kopf.addWidget(text(self.titel, "titel"))
        if len(self.tafeln) == 1:
            kopf.addWidget(self.tafeln[0].werkzeuge, 1)
        oben.addLayout(kopf)
        oben.addWidget(self.satz)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(0, 0, 0, 0)
        anordnung.setSpacing(0)
        anordnung.addLayout(oben)
        anordnung.addWidget(self.stapel, 1)

    # -- showing -----------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Show everything anew."""
        hat_plan = self.bruecke.dokument.hat_plan
        self.setEnabled(hat_plan)
        if hat_plan:
            self.zeige()

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """The tables, where something of the Grundlagen changed."""
        if nachricht.grundlagen or nachricht.plan:
            self.zeige()

    def zeige(self) -> None:
        """Show tables and statement."""
        for tafel in self.tafeln:
            tafel.zeige()
        leer = all(tafel.ist_leer for tafel in self.tafeln) and not self._begonnen
        self.stapel.setCurrentWidget(self.leer if leer else self.roller)
        self.satz.setText(self.kernsatz())
        self.satz.setVisible(not leer and bool(self.satz.text()))
        for tafel in self.tafeln:
            tafel.werkzeuge.setVisible(not leer)
        self.beginnen.setVisible(not self.bruecke.dokument.datei.schreibgeschuetzt)

    def kernsatz(self) -> str:
        """What stands below the title: the statement of the only table."""
        return "" if self.tafeln[0].ist_leer else self.tafeln[0].satz.text()

    def beginne(self) -> None:
        """Begin the first row."""
        self._begonnen = True
        self.zeige()
        self.tafeln[0].beginne()

    # -- as a view of the page ---------------------------------------------------------------------

    def befehle(self) -> frozenset[str]:
        """What the table with the focus carries out, or the first one."""
        return self._gitter().befehle() if self.stapel.currentWidget() is self.roller else frozenset()

    def fuehre_aus(self, befehl: str) -> None:
        """The table with the focus does it, or the first one."""
        self._gitter().fuehre_aus(befehl)

    def _gitter(self) -> Any:  # noqa: ANN401 - grids of different rows
        return gitter_hier(self) or self.tafeln[0].gitter

    def zustand(self) -> dict[str, QByteArray]:
        """How wide the columns are."""
        return {t.gitter.objectName(): t.gitter.spaltenstand() for t in self.tafeln}

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """Give the columns the widths that they had."""
        for tafel in self.tafeln:
            tafel.gitter.stelle_spalten_her(zustand(tafel.gitter.objectName()))

    def gehe_zu(self, ziel: Ziel) -> None:
        """Show one row (``schluessel``)."""
        self.hole_nach()
        if ziel.schluessel:
            tafel = next((t for t in self.tafeln if t.waehle(ziel.schluessel)), None)
            if tafel is not None:
                tafel.gitter.setFocus()
                self.roller.ensureWidgetVisible(tafel)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would take what stands before it out of the way of Tab."""
        leer = self.stapel.currentWidget() is self.leer
        (self.beginnen if leer else self.tafeln[0].gitter).setFocus(event.reason())
