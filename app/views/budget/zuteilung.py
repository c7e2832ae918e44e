"""Zuteilung: what the Bund will allot, estimated from public figures before its notice comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.regeln import lade_regeln
from app.views.bausteine.beschriftung import text
from app.views.bausteine.rollbereich import rollbereich
from app.views.bausteine.unterseiten import Unterseite
from app.views.budget.rechner import RECHNER, Rechner
from app.views.thema import ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from app.services.changes import Nachricht
    from app.services.regeln import Regel
    from app.views.bruecke import Bruecke

WOZU = (
    "Solange der Zuteilungsbescheid fehlt, lassen sich die Mittel aus veröffentlichten Zahlen schätzen. Ihre "
    "Eingaben bleiben im Plan; ins Budget kommt das Ergebnis erst, wenn Sie es übernehmen."
)


class Zuteilungsansicht(Unterseite):
    """Two calculators: Eingliederungsmittel and Verwaltungsmittel."""

    name = "zuteilung"
    titel = "Zuteilung"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build the view; it is filled when it is shown."""
        super().__init__(bruecke, parent)
        self._regeln: tuple[Regel, ...] | None = None
        self.rechner = tuple(Rechner(bruecke, art) for art in RECHNER)
        inhalt = QWidget()
        inhalt.setProperty("rolle", "inhalt")
        spalte = QVBoxLayout(inhalt)
        spalte.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND_GROSS)
        spalte.setSpacing(ABSTAND_GROSS)
        spalte.addWidget(text(WOZU, "hinweis", umbruch=True))
        for rechner in self.rechner:
            spalte.addWidget(rechner)
        spalte.addStretch()
        bereich = rollbereich("zuteilung_rollbereich", inhalt)
        bereich.setAccessibleName("Zuteilung")
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(0, 0, 0, 0)
        anordnung.addWidget(bereich)

    def fuelle(self) -> None:
        """Show everything anew."""
        self.setEnabled(self.bruecke.dokument.hat_plan)
        if not self.bruecke.dokument.hat_plan:
            return
        if self._regeln is None:
            self._regeln = self.bruecke.tue(lade_regeln) or ()
        for rechner in self.rechner:
            rechner.zeige(self._regeln)

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """Inputs and budget are the plan's own; rows and Bindungen do not matter here."""
        if nachricht.budget or nachricht.plan:
            self.fuelle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the first input."""
        next(iter(self.rechner[0].felder.values())).editor.setFocus(event.reason())
