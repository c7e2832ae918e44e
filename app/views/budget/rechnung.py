"""The budgets as formulas: what is put in, and at once what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.services.eingabe import MAX_TEXT, EingabeFehler
from app.services.geld import parse_eur
from app.services.plaene import budget_erlaeutern, budget_setzen
from app.services.regeln import lade_regeln
from app.services.worte import BASIS_WORT
from app.services.zeilen import Budgetart
from app.views.bausteine.felder import Feld, verkette
from app.views.bausteine.rollbereich import rollbereich
from app.views.bausteine.unterseiten import Unterseite
from app.views.bausteine.versuch import versuche
from app.views.budget.aufbau import (
    BLOECKE,
    Posten,
    basis_betrag,
    basis_wort,
    fehlend_wort,
    kfa_wort,
    rest_wort,
    ungebunden_wort,
    verplant_wort,
    vorbindungen_wort,
)
from app.views.budget.basiswahl import Basiswahl
from app.views.budget.block import Blockansicht
from app.views.budget.kopf import Planangaben
from app.views.stil import setze_rolle
from app.views.thema import ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from app.services.budget import Kennzahlen
    from app.services.changes import Nachricht
    from app.services.regeln import Regel
    from app.views.bruecke import Bruecke, Ziel


class Rechnung(Unterseite):
    """Global-, Neufall- and Verwaltungskostenbudget as formulas whose inputs are edited in place."""

    name = "rechnung"
    titel = "Budget"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build the view; it is filled when it is shown."""
        super().__init__(bruecke, parent)
        self._regeln: tuple[Regel, ...] | None = None
        self.angaben = Planangaben(bruecke)
        self.bloecke = [
            Blockansicht(block, self._setze, self._erlaeutere, self._springe, self._zeige_posten)
            for block in BLOECKE
        ]
        self.basis = Basiswahl(bruecke, "budget_basis", basis_betrag)
        self.bloecke[1].setze_basiswahl(self.basis)
        self.rollbereich = rollbereich("budget_rollbereich", self._baue_inhalt())
        self.rollbereich.setAccessibleName("Budget")
        self.rollbereich.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(0, 0, 0, 0)
        anordnung.addWidget(self.rollbereich)
        felder: list[Feld] = [feld for block in self.bloecke for feld in block.betragsfelder.values()]
        verkette(felder)
        self.erstes = felder[0].editor

    def _baue_inhalt(self) -> QWidget:
        inhalt = QWidget()
        inhalt.setProperty("rolle", "inhalt")
        anordnung = QVBoxLayout(inhalt)
        anordnung.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND_GROSS)
        anordnung.setSpacing(ABSTAND_WEIT)
        anordnung.addWidget(self.angaben)
        for block in self.bloecke:
            anordnung.addWidget(block)
        anordnung.addStretch()
        return inhalt

    # -- showing -----------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Show everything anew."""
        self.setEnabled(self.bruecke.dokument.hat_plan)
        if self.bruecke.dokument.hat_plan:
            self._zeige_eingaben()
            self._zeige_ergebnisse()

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """Inputs only where they changed; what follows from them each time."""
        if nachricht.budget or nachricht.plan:
            self._zeige_eingaben()
        self._zeige_ergebnisse()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would take what stands before it out of the way of Tab."""
        self.erstes.setFocus(event.reason())

    def gehe_zu(self, ziel: Ziel) -> None:
        """Lead to an input or a derived amount by its stable word."""
        if ziel.posten:
            self._zeige_posten(ziel.posten)

    def _zeige_posten(self, posten: str) -> None:
        widget = next((w for block in self.bloecke if (w := block.ziel_von(posten)) is not None), None)
        if widget is not None:
            self.rollbereich.ensureWidgetVisible(widget, 0, ABSTAND_GROSS * 4)
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _zeige_eingaben(self) -> None:
        datei = self.bruecke.dokument.datei
        blick = self.bruecke.blick
        self.angaben.zeige(blick.kopf, datei.schreibgeschuetzt)
        for block in self.bloecke:
            block.zeige_eingaben(blick, datei.schreibgeschuetzt)

    def _zeige_ergebnisse(self) -> None:
        blick = self.bruecke.blick
        kennzahlen = blick.kennzahlen
        for block in self.bloecke:
            block.zeige_ergebnisse(blick, kennzahlen)
        global_, neufall, verwaltung = self.bloecke
        _sage(global_.hinweise[Posten.GLOBALBUDGET], fehlend_wort(blick, Posten.GLOBALBUDGET))
        _sage(neufall.hinweise[Posten.NEUFALLBUDGET], fehlend_wort(blick, Posten.NEUFALLBUDGET))
        _sage(neufall.hinweise[Posten.VORBINDUNGEN], vorbindungen_wort(blick))
        _sage(neufall.hinweise[Posten.VERPLANT], verplant_wort(kennzahlen))
        self._zeige_umschichtung(neufall, verwaltung)
        self._zeige_rest(neufall, kennzahlen)
        anteil, quelle = kfa_wort(kennzahlen, self._hole_regeln())
        kfa = verwaltung.hinweise[Posten.VERWALTUNGSKOSTENBUDGET]
        _sage(kfa, " · ".join(filter(None, (fehlend_wort(blick, Posten.VERWALTUNGSKOSTENBUDGET), anteil))))
        kfa.setToolTip(quelle)

    def _zeige_umschichtung(self, neufall: Blockansicht, verwaltung: Blockansicht) -> None:
        blick, art = self.bruecke.blick, Budgetart.UMSCHICHTUNG.value
        self.basis.zeige()
        _sage(neufall.hinweise[art], basis_wort(blick))
        _sage(verwaltung.hinweise[art], f"gerechnet: {BASIS_WORT[blick.kopf.umschichtung_basis]}")
        ungebunden = neufall.hinweise[Posten.UNGEBUNDEN]
        _sage(ungebunden, ungebunden_wort(blick.kennzahlen))
        setze_rolle(ungebunden, "fehler" if blick.kennzahlen.ungebunden_cent < 0 else "hinweis")

    def _zeige_rest(self, block: Blockansicht, kennzahlen: Kennzahlen) -> None:
        rolle = "fehler" if kennzahlen.rest_cent < 0 else "erfolg" if kennzahlen.verplant_cent else "hinweis"
        _sage(block.hinweise[Posten.REST], rest_wort(kennzahlen))
        for widget in (block.hinweise[Posten.REST], block.abgeleitet[Posten.REST]):
            if isinstance(widget, QLabel):
                setze_rolle(widget, rolle)

    def _hole_regeln(self) -> tuple[Regel, ...]:
        if self._regeln is None:
            self._regeln = self.bruecke.tue(lade_regeln) or ()
        return self._regeln

    # -- doing -------------------------------------------------------------------------------------

    def _setze(self, art: Budgetart, eingabe: str) -> str:
        def tat() -> None:
            cent = parse_eur(eingabe) if eingabe.strip() else None
            budget_setzen(self.bruecke.dokument, art, cent, grund=self.angaben.grund())

        return versuche(self.bruecke, tat)

    def _erlaeutere(self, art: Budgetart, feld: str, eingabe: str) -> str:
        if len(eingabe) > MAX_TEXT:
            return f"Der Text ist mit {len(eingabe)} Zeichen zu lang; Platz ist für {MAX_TEXT}."

        def tat() -> None:
            posten = self.bruecke.blick.posten.get(art)
            if posten is None:
                msg = "Diesen Posten gibt es in diesem Plan nicht."
                raise EingabeFehler(msg)
            worte = {"quelle": posten.quelle, "erlaeuterung": posten.erlaeuterung, feld: eingabe.strip()}
            budget_erlaeutern(
                self.bruecke.dokument, art, quelle=worte["quelle"], erlaeuterung=worte["erlaeuterung"]
            )

        return versuche(self.bruecke, tat)

    def _springe(self, ziel: Ziel) -> None:
        self.bruecke.sprung.emit(ziel)


def _sage(label: QLabel, inhalt: str) -> None:
    if label.text() != inhalt:
        label.setText(inhalt)
