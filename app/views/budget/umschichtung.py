"""Umschichtungen: every movement, what they come to beside the plan's input, and what is left by product."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.services.geld import format_eur
from app.services.haushaltszeilen import Umschichtungsrichtung, Umschichtungsstand, Umschichtungszeile
from app.services.summen import Dimension
from app.services.umschichtungen import (
    bewegungslage,
    neuer_entwurf,
    planansatz_angleichen,
    produktlagen,
    umschichtung_anlegen,
    umschichtung_setzen,
    umschichtungen_loeschen,
)
from app.views.bausteine.beschriftung import text
from app.views.bausteine.entwuerfe import Entwuerfe
from app.views.bausteine.gitter import Gitter, gitter_hier
from app.views.bausteine.gitterspalten import Gitterspec
from app.views.bausteine.unterseiten import Unterseite
from app.views.bausteine.versuch import versuche
from app.views.bruecke import Ziel
from app.views.budget.basiswahl import Basiswahl
from app.views.budget.kennzahlband import Kennzahlband
from app.views.budget.umschichtungsspalten import PRODUKTSPALTEN, Produktzeile, lies, produktspalten, spalten
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget

    from app.services.budget import Kennzahlen
    from app.services.changes import Nachricht
    from app.services.haushaltszeilen import Umschichtungsbasis
    from app.views.bruecke import Bruecke

LEER = (
    "Noch keine Umschichtung erfasst. Tippen Sie in die letzte Zeile; gespeichert ist eine Umschichtung, "
    "sobald ihr Betrag eingetragen ist."
)
OFFEN = "Noch nicht gespeichert: Es fehlt der Betrag."
OHNE_PRODUKTE = "Noch keine Umschichtung zwischen Produkten vollzogen: Die Mittelansätze gelten unverändert."
_BAND = (
    ("planansatz", "Planansatz"),
    ("geplant", "erfasst: geplant"),
    ("gesperrt", "gesperrt"),
    ("vollzogen", "vollzogen"),
    ("ohne", "noch ohne Bewegung"),
)
_PRODUKTZEILEN = 6


def _wirkung(kennzahlen: Kennzahlen, basis: Umschichtungsbasis) -> str:
    return f"Neufallbudget: {format_eur(kennzahlen.neufallbudget_bei(basis))}"


class Umschichtungsansicht(Unterseite):
    """The movements between Eingliederung and Verwaltung and between products."""

    name = "umschichtung"
    titel = "Umschichtungen"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build the view; it is filled when it is shown."""
        super().__init__(bruecke, parent)
        self.band = Kennzahlband("umschichtung_lage", _BAND, {"planansatz": self._zum_planansatz})
        self.basis = Basiswahl(bruecke, "umschichtung_basis", _wirkung)
        self.angleichen = QPushButton("Planansatz an die Bewegungen angleichen")
        self.angleichen.setObjectName("umschichtung_angleichen")
        self.angleichen.clicked.connect(self._gleiche_an)
        self.hinweis = text("", "hinweis", umbruch=True)
        self.hinweis.setObjectName("umschichtung_hinweis")
        self._entwuerfe: Entwuerfe[Umschichtungszeile] = Entwuerfe(
            lambda z: bool(z.betrag_cent), self._lege_an, self._zeige_bewegungen
        )
        self.gitter: Gitter[Umschichtungszeile] = Gitter(bruecke, self._spec())
        self.gitter.auswahltext.connect(bruecke.hinweis)
        self.produkte: Gitter[Produktzeile] = Gitter(
            bruecke,
            Gitterspec(
                "Umschichtungen nach Produkten",
                "umschichtung_produkte",
                produktspalten(),
                gestreckt="produkt",
            ),
        )
        self.produkte.wachse_bis(_PRODUKTZEILEN)
        self.produkte.geoeffnet.connect(self._zum_produkt)
        self.produkte.auswahltext.connect(bruecke.hinweis)
        self.ohne_produkte = text(OHNE_PRODUKTE, "hinweis", umbruch=True)
        self.ohne_produkte.setObjectName("umschichtung_ohne_produkte")
        self._lege_aus()

    def _spec(self) -> Gitterspec[Umschichtungszeile]:
        return Gitterspec(
            "Umschichtungen",
            "umschichtung_gitter",
            spalten(lambda: self.bruecke.blick, self._setze),
            neu=self._neu,
            platzhalter="+ neue …",
            loesche=self._loesche,
            gestreckt="grund",
        )

    def _lege_aus(self) -> None:
        wahl = QHBoxLayout()
        wahl.addWidget(self.basis, 1)
        wahl.addWidget(self.angleichen, 0, Qt.AlignmentFlag.AlignTop)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND_WEIT)
        anordnung.setSpacing(ABSTAND)
        anordnung.addWidget(self.band)
        anordnung.addLayout(wahl)
        anordnung.addWidget(self.gitter, 1)
        anordnung.addWidget(self.hinweis)
        anordnung.addSpacing(ABSTAND)
        anordnung.addWidget(text("Nach Produkten", "untertitel"))
        anordnung.addWidget(self.produkte)
        anordnung.addWidget(self.ohne_produkte)

    def unfertig(self) -> str:
        """Drafts that the plan cannot take yet."""
        return self._entwuerfe.wort("Eine Umschichtung", "Umschichtungen")

    # -- showing -----------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Show everything anew."""
        self.setEnabled(self.bruecke.dokument.hat_plan)
        if self.bruecke.dokument.hat_plan:
            self._entwuerfe.gehoeren_zu(self.bruecke.blick.plan_id)
            self._zeige_lage()
            self._zeige_bewegungen()
            self._zeige_produkte()

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """The movements only where the budget, products or the plan changed."""
        if nachricht.budget or nachricht.kataloge or nachricht.plan:
            self.fuelle()
        else:
            self._zeige_lage()
            self._zeige_produkte()

    def _zeige_lage(self) -> None:
        lage = bewegungslage(self.bruecke.blick)
        offen = lage.planansatz_cent is None
        self.band.zeige(
            {
                "planansatz": "noch offen" if offen else format_eur(lage.planansatz_cent or 0),
                "geplant": format_eur(lage.geplant_cent),
                "gesperrt": format_eur(lage.gesperrt_cent),
                "vollzogen": format_eur(lage.vollzogen_cent),
                "ohne": format_eur(lage.ohne_bewegung_cent),
            },
            {"ohne": "mehr erfasst als geplant" if lage.ohne_bewegung_cent < 0 else ""},
        )
        self.basis.zeige()
        nur_lesbar = self.bruecke.dokument.datei.schreibgeschuetzt
        self.angleichen.setEnabled(
            not nur_lesbar and self._hat_bewegungen() and lage.planansatz_cent != lage.erfasst_cent
        )
        self.angleichen.setToolTip(f"Planansatz danach: {format_eur(lage.erfasst_cent)}")

    def _hat_bewegungen(self) -> bool:
        """True where something was moved into or out of the Verwaltung and not withdrawn."""
        return any(
            b.in_verwaltung_cent and b.stand is not Umschichtungsstand.ZURUECKGEZOGEN
            for b in self.bruecke.blick.umschichtungen
        )

    def _zeige_bewegungen(self) -> None:
        bewegungen, entwuerfe = self.bruecke.blick.umschichtungen, self._entwuerfe.zeilen
        self.gitter.zeige([*bewegungen, *entwuerfe])
        worte = OFFEN if entwuerfe else "" if bewegungen else LEER
        self.hinweis.setText(worte)
        self.hinweis.setVisible(bool(worte))

    def _zeige_produkte(self) -> None:
        blick = self.bruecke.blick
        lagen = produktlagen(blick)
        self.produkte.zeige(
            [Produktzeile(lage.produkt_id, blick.produkte[lage.produkt_id].titel, lage) for lage in lagen]
        )
        self.produkte.setVisible(bool(lagen))
        self.ohne_produkte.setVisible(not lagen)

    def gehe_zu(self, ziel: Ziel) -> None:
        """Show one line (``schluessel``)."""
        self.hole_nach()
        if ziel.schluessel:
            self.gitter.waehle(ziel.schluessel)

    # -- what the columns do -----------------------------------------------------------------------

    def _setze(self, zeile: Umschichtungszeile, spalte: str, eingabe: str) -> None:
        neu = lies(self.bruecke.blick, zeile, spalte, eingabe)
        if self._entwuerfe.ist(zeile):
            self._entwuerfe.schreibe(neu)
        elif neu != zeile:
            umschichtung_setzen(self.bruecke.dokument, neu)

    def _neu(self, spalte: str, eingabe: str) -> str:
        leer = neuer_entwurf()
        if spalte in PRODUKTSPALTEN:
            leer = replace(leer, richtung=Umschichtungsrichtung.ZWISCHEN_PRODUKTEN)
        self._entwuerfe.schreibe(lies(self.bruecke.blick, leer, spalte, eingabe))
        return leer.id

    def _lege_an(self, zeile: Umschichtungszeile) -> None:
        umschichtung_anlegen(
            self.bruecke.dokument,
            zeile.betrag_cent,
            richtung=zeile.richtung,
            stand=zeile.stand,
            datum=zeile.datum,
            von_produkt_id=zeile.von_produkt_id,
            nach_produkt_id=zeile.nach_produkt_id,
            grund=zeile.grund,
            zeile_id=zeile.id,
        )

    def _loesche(self, zeilen: Sequence[Umschichtungszeile]) -> None:
        im_plan = self._entwuerfe.verwirf(zeilen)
        if im_plan:
            umschichtungen_loeschen(self.bruecke.dokument, [z.id for z in im_plan])

    # -- doing -------------------------------------------------------------------------------------

    def _gleiche_an(self) -> None:
        versuche(self.bruecke, lambda: planansatz_angleichen(self.bruecke.dokument))

    def _zum_planansatz(self) -> None:
        self.bruecke.sprung.emit(Ziel("budget", posten="umschichtung", unterseite="rechnung"))

    def _zum_produkt(self, zeile: Produktzeile) -> None:
        self.bruecke.sprung.emit(Ziel("massnahmen", Dimension.PRODUKT, zeile.id))

    def befehle(self) -> frozenset[str]:
        """What can be done with the movements."""
        return self.gitter.befehle()

    def fuehre_aus(self, befehl: str) -> None:
        """The table that has the focus does it."""
        (gitter_hier(self) or self.gitter).fuehre_aus(befehl)

    def zustand(self) -> dict[str, QByteArray]:
        """How wide the columns are."""
        return {"spalten": self.gitter.spaltenstand()}

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """Give the columns their widths again."""
        self.gitter.stelle_spalten_her(zustand("spalten"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the movements."""
        self.gitter.setFocus(event.reason())
