"""The overview: Neufallbudget with the plan beside it, Mittel and Eintritte by group, Bindungen by year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services.bindungsdiagramme import bindungen
from app.services.diagrammdaten import Groesse, balken, wasserfall
from app.services.geld import format_eur, format_promille
from app.services.summen import Dimension
from app.views.bausteine.rollbereich import rollbereich
from app.views.diagramme import Balkendiagramm, Bindungsdiagramm, Wasserfalldiagramm
from app.views.drill import ziel_von
from app.views.planzeile import planzeile
from app.views.seite import Seite
from app.views.stil import setze_rolle
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_HALB, ABSTAND_WEIT
from app.views.trennlinie import Senkrechte

if TYPE_CHECKING:
    from app.services.budget import Kennzahlen
    from app.services.changes import Nachricht
    from app.views.bruecke import Bruecke
    from app.views.diagramme.rahmen import Diagramm

_GROESSEN = {Groesse.MITTEL: "Mittel", Groesse.EINTRITTE: "Eintritte"}


class UebersichtSeite(Seite):
    """One sentence, one waterfall, and what the money goes into."""

    name = "uebersicht"
    titel = "Übersicht"
    icon = "ph.chart-bar"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build the charts; they are filled when the page is shown."""
        super().__init__(bruecke, parent)
        self._groesse = Groesse.MITTEL
        self.plan = QLabel()
        self.plan.setProperty("rolle", "hinweis")
        self.satz = QLabel()
        self.satz.setObjectName("uebersicht_satz")
        self.satz.setProperty("rolle", "titel")
        for schild in (self.plan, self.satz):
            schild.setTextFormat(Qt.TextFormat.PlainText)
            schild.setWordWrap(True)
        self.neufallbudget = Wasserfalldiagramm()
        self.handlungsfelder = Balkendiagramm()
        self.kategorien = Balkendiagramm()
        self.bindungen = Bindungsdiagramm()
        self.umschalter = {groesse: self._umschalter(groesse, wort) for groesse, wort in _GROESSEN.items()}
        self._lege_aus()
        for diagramm in (self.neufallbudget, self.handlungsfelder, self.kategorien, self.bindungen):
            self._verbinde(diagramm)

    def _lege_aus(self) -> None:
        kopf = QVBoxLayout()
        kopf.setSpacing(ABSTAND_HALB)
        kopf.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_WEIT, ABSTAND_HALB)
        kopf.addWidget(self.satz)
        kopf.addWidget(self.plan)
        links = QVBoxLayout()
        links.setSpacing(ABSTAND_WEIT)
        links.addWidget(self.neufallbudget, 3)
        links.addWidget(_waagerechte())
        links.addWidget(self.bindungen, 2)
        spalten = QHBoxLayout()
        spalten.setSpacing(ABSTAND_GROSS)
        spalten.addLayout(links, 1)
        spalten.addWidget(Senkrechte())
        spalten.addLayout(self._gruppen(), 1)
        inhalt = QWidget()
        inhalt.setProperty("rolle", "inhalt")
        inhalt.setLayout(spalten)
        # Charts keep 8 px of their own, so that their text stands below that of the Budgetleiste.
        spalten.setContentsMargins(ABSTAND_WEIT, ABSTAND, ABSTAND_WEIT, ABSTAND)
        self._gib_platz()
        roller = rollbereich("uebersicht_roller", inhalt)
        aussen = QVBoxLayout(self)
        aussen.setContentsMargins(0, 0, 0, 0)
        # Above the part that scrolls: wrapped text in it would give the charts more than they need.
        aussen.addLayout(kopf)
        aussen.addWidget(roller, 1)

    def _gib_platz(self) -> None:
        """No chart becomes so small that its words touch, even with large text: then the page scrolls."""
        zeile = self.fontMetrics().height()
        for diagramm, zeilen in (
            (self.neufallbudget, 19),
            (self.bindungen, 11),
            (self.handlungsfelder, 11),
            (self.kategorien, 18),
        ):
            diagramm.setMinimumSize(18 * zeile, zeilen * zeile)

    def _gruppen(self) -> QVBoxLayout:
        wahl = QHBoxLayout()
        wahl.setSpacing(ABSTAND_HALB)
        wahl.setContentsMargins(ABSTAND, 0, 0, 0)
        for knopf in self.umschalter.values():
            wahl.addWidget(knopf)
        wahl.addStretch(1)
        spalte = QVBoxLayout()
        spalte.setSpacing(ABSTAND)
        spalte.addLayout(wahl)
        # As high as they have bars: four Handlungsfelder, seven categories.
        spalte.addWidget(self.handlungsfelder, 5)
        spalte.addWidget(self.kategorien, 8)
        return spalte

    def _umschalter(self, groesse: Groesse, wort: str) -> QToolButton:
        if not hasattr(self, "_gruppe"):
            self._gruppe = QButtonGroup(self)
        knopf = QToolButton()
        knopf.setObjectName(f"groesse_{groesse.value}")
        knopf.setText(wort)
        knopf.setAccessibleName(f"{wort} nach Gruppen zeigen")
        knopf.setCheckable(True)
        knopf.setChecked(groesse is self._groesse)
        knopf.clicked.connect(partial(self._schalte, groesse))
        self._gruppe.addButton(knopf)
        return knopf

    def _verbinde(self, diagramm: Diagramm) -> None:
        diagramm.angeklickt.connect(self._drill)
        diagramm.hinweis.connect(self.bruecke.hinweis)
        diagramm.fehler.connect(self.bruecke.fehler)

    # -- showing -------------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Show everything."""
        self._zeige_kopf()
        self.neufallbudget.setze(wasserfall(self.bruecke.blick))
        self._zeige_gruppen()
        self.bindungen.setze(bindungen(self.bruecke.blick))

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """What the change concerns; the waterfall shows every amount."""
        self._zeige_kopf()
        self.neufallbudget.setze(wasserfall(self.bruecke.blick))
        if nachricht.zeilen or nachricht.struktur or nachricht.kataloge:
            self._zeige_gruppen()
        if nachricht.zeilen or nachricht.struktur or nachricht.bindungen or nachricht.plan:
            self.bindungen.setze(bindungen(self.bruecke.blick))

    def _zeige_kopf(self) -> None:
        blick = self.bruecke.blick
        zahlen = blick.kennzahlen
        self.satz.setText(kernsatz(zahlen))
        setze_rolle(self.satz, "fehler" if zahlen.rest_cent < 0 else "", "ton")
        self.plan.setText(planzeile(blick.kopf))

    def _zeige_gruppen(self) -> None:
        blick = self.bruecke.blick
        self.handlungsfelder.setze(balken(blick, Dimension.HANDLUNGSFELD, self._groesse))
        self.kategorien.setze(balken(blick, Dimension.PRODUKTKATEGORIE, self._groesse))

    def _schalte(self, groesse: Groesse, _an: bool = False) -> None:
        self._groesse = groesse
        self._zeige_gruppen()

    def _drill(self, schluessel: object) -> None:
        if (ziel := ziel_von(schluessel)) is not None:
            self.bruecke.sprung.emit(ziel)


def kernsatz(zahlen: Kennzahlen) -> str:
    """The page's one statement: how plan and Neufallbudget stand to each other."""
    if zahlen.neufallbudget_cent == 0 and zahlen.verplant_cent == 0:
        return "Noch ist nichts geplant. Beginnen Sie mit den Beträgen auf der Seite „Budget“."
    rest = format_eur(abs(zahlen.rest_cent))
    if zahlen.rest_cent < 0:
        return f"Der Plan überzieht das Neufallbudget um {rest}."
    if zahlen.rest_cent == 0:
        return "Das Neufallbudget ist genau verplant."
    anteil = zahlen.ausschoepfung_promille
    schon = f"; verplant sind {format_promille(anteil)}" if anteil is not None else ""
    return f"Vom Neufallbudget sind noch {rest} frei{schon}."


def _waagerechte() -> QFrame:
    linie = QFrame()
    linie.setProperty("rolle", "trennlinie")
    return linie
