"""Vorläufige Haushaltsführung: what part of the year's funds is released, and what may be committed now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.services.datum import format_datum
from app.services.freigabelage import Freigabelage, freigabelage
from app.services.geld import format_eur, format_promille
from app.services.planwerte import (
    freigabe_anlegen,
    freigabe_setzen,
    freigaben_loeschen,
    neuer_schluessel,
)
from app.services.worte import ANRECHNUNG_WORT, BASIS_WORT, BUDGET_WORT
from app.services.zeilen import Budgetart
from app.views.bausteine.beschriftung import Leerhinweis, text
from app.views.bausteine.entwuerfe import Entwuerfe
from app.views.bausteine.gitter import Gitter
from app.views.bausteine.gitterspalten import Gitterspec
from app.views.bausteine.rollbereich import rollbereich
from app.views.bausteine.unterseiten import Unterseite
from app.views.bruecke import Ziel
from app.views.budget.freigabespalten import Angaben, lies, spalten
from app.views.budget.rechenweg import Rechenweg, Schritt
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QFocusEvent

    from app.services.changes import Nachricht
    from app.services.haushaltszeilen import Freigabezeile
    from app.services.planblick import Planblick
    from app.views.bruecke import Bruecke

WOZU = (
    "Solange der Bundeshaushalt nicht in Kraft ist, wird von den Mitteln des Jahres nur ein Teil freigegeben "
    "(Art. 111 GG)."
)
RAT = "Tragen Sie Zeitraum und Anteil ein, dann zeigt diese Seite, was Sie bis dahin noch binden dürfen."
_ZEILEN = 7


class Freigabeansicht(Unterseite):
    """The releases, and the reckoning of the one that is chosen."""

    name = "freigabe"
    titel = "Vorläufige Haushaltsführung"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build the view; it is filled when it is shown."""
        super().__init__(bruecke, parent)
        self._begonnen = False
        self._entwuerfe: Entwuerfe[Angaben] = Entwuerfe(
            lambda z: not z.fehlend, self._lege_an, self._zeige_freigaben
        )
        self.gitter: Gitter[Angaben] = Gitter(bruecke, self._spec())
        self.gitter.wachse_bis(_ZEILEN)
        self.gitter.auswahl_geaendert.connect(self._zeige_rechnung)
        self.rechnung = text("", "untertitel")
        self.rechnung.setObjectName("freigabe_rechnung")
        self.hinweis = text("", "hinweis", umbruch=True)
        self.hinweis.setObjectName("freigabe_hinweis")
        self.rechenweg = Rechenweg("freigabe_rechenweg", bruecke.sprung.emit, namensbreite=230)
        self.rechenweg.setMaximumWidth(860)
        self.eintragen = QPushButton("Freigabe eintragen")
        self.eintragen.setObjectName("freigabe_eintragen")
        self.eintragen.setProperty("rolle", "primaer")
        self.eintragen.clicked.connect(self.beginne)
        self.leer = Leerhinweis(WOZU, RAT, self.eintragen)
        self.stapel = QStackedWidget()
        self.stapel.addWidget(self.leer)
        self.stapel.addWidget(self._baue_inhalt())
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(0, 0, 0, 0)
        anordnung.addWidget(self.stapel)

    def _spec(self) -> Gitterspec[Angaben]:
        return Gitterspec(
            "Freigaben",
            "freigabe_gitter",
            spalten(self._setze),
            neu=self._neu,
            platzhalter="+ neue …",
            loesche=self._loesche,
            gestreckt="bemerkung",
        )

    def _baue_inhalt(self) -> QWidget:
        inhalt = QWidget()
        inhalt.setProperty("rolle", "inhalt")
        anordnung = QVBoxLayout(inhalt)
        anordnung.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND_WEIT)
        anordnung.setSpacing(ABSTAND)
        anordnung.addWidget(text(f"{WOZU} {RAT}", "hinweis", umbruch=True))
        anordnung.addWidget(self.gitter)
        anordnung.addWidget(self.hinweis)
        anordnung.addSpacing(ABSTAND_WEIT)
        anordnung.addWidget(self.rechnung)
        anordnung.addWidget(self.rechenweg)
        anordnung.addStretch()
        return rollbereich("freigabe_rollbereich", inhalt)

    def unfertig(self) -> str:
        """Drafts that the plan cannot take yet."""
        return self._entwuerfe.wort("Eine Freigabe", "Freigaben")

    # -- showing -----------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Show everything anew."""
        self.setEnabled(self.bruecke.dokument.hat_plan)
        if self.bruecke.dokument.hat_plan:
            self._entwuerfe.gehoeren_zu(self.bruecke.blick.plan_id)
            self.eintragen.setEnabled(not self.bruecke.dokument.datei.schreibgeschuetzt)
            self._zeige_freigaben()

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """The releases only where the budget or the plan changed; the reckoning each time."""
        if nachricht.budget or nachricht.plan:
            self.fuelle()
        else:
            self._zeige_rechnung()

    def _zeige_freigaben(self) -> None:
        entwuerfe = self._entwuerfe.zeilen
        alle = [*map(Angaben.aus, self.bruecke.blick.freigaben), *entwuerfe]
        self.gitter.zeige(alle)
        self.stapel.setCurrentIndex(bool(alle) or self._begonnen)
        offen = next((z for z in entwuerfe), None)
        self.hinweis.setVisible(offen is not None)
        if offen is not None:
            self.hinweis.setText(f"Noch nicht gespeichert: Es fehlt {' und '.join(offen.fehlend)}.")
        self._zeige_rechnung()

    def _gewaehlte(self) -> Freigabezeile | None:
        """The release of the current cell; without one the first."""
        aktuelle, freigaben = self.gitter.aktuelle(), self.bruecke.blick.freigaben
        if aktuelle is None:
            return next(iter(freigaben), None)
        return next((f for f in freigaben if f.id == aktuelle.id), None)

    def _zeige_rechnung(self) -> None:
        if not self.bruecke.dokument.hat_plan:
            return
        freigabe = self._gewaehlte()
        for widget in (self.rechnung, self.rechenweg):
            widget.setVisible(freigabe is not None)
        if freigabe is not None:
            von, bis = format_datum(freigabe.von), format_datum(freigabe.bis)
            self.rechnung.setText(f"Was vom {von} bis {bis} gebunden werden darf")
            self.rechenweg.zeige(schritte(self.bruecke.blick, freigabelage(self.bruecke.blick, freigabe)))

    # -- what the columns do -----------------------------------------------------------------------

    def beginne(self) -> None:
        """Begin a new release: nothing is written until its days and its share are typed."""
        self._begonnen = True
        self.stapel.setCurrentIndex(1)
        self.gitter.beginne_neu()

    def _setze(self, zeile: Angaben, spalte: str, eingabe: str) -> None:
        neu = lies(zeile, spalte, eingabe)
        if self._entwuerfe.ist(zeile):
            self._entwuerfe.schreibe(neu)
        elif neu != zeile and (fertig := neu.zeile()) is not None:
            freigabe_setzen(self.bruecke.dokument, fertig)

    def _neu(self, spalte: str, eingabe: str) -> str:
        neu = lies(Angaben(neuer_schluessel()), spalte, eingabe)
        self._entwuerfe.schreibe(neu)
        return neu.id

    def _lege_an(self, angaben: Angaben) -> None:
        zeile = angaben.zeile()
        if zeile is not None:
            freigabe_anlegen(
                self.bruecke.dokument,
                zeile.von,
                zeile.bis,
                zeile.anteil_promille,
                anrechnung=zeile.anrechnung,
                bemerkung=zeile.bemerkung,
                zeile_id=zeile.id,
            )

    def _loesche(self, zeilen: Sequence[Angaben]) -> None:
        im_plan = self._entwuerfe.verwirf(zeilen)
        if im_plan:
            freigaben_loeschen(self.bruecke.dokument, [z.id for z in im_plan])

    def gehe_zu(self, ziel: Ziel) -> None:
        """Show one line (``schluessel``)."""
        self.hole_nach()
        if ziel.schluessel:
            self.gitter.waehle(ziel.schluessel)

    # -- as a view ---------------------------------------------------------------------------------

    def befehle(self) -> frozenset[str]:
        """What can be done with the releases."""
        return self.gitter.befehle()

    def fuehre_aus(self, befehl: str) -> None:
        """The table does it."""
        self.gitter.fuehre_aus(befehl)

    def zustand(self) -> dict[str, QByteArray]:
        """How wide the columns are."""
        return {"spalten": self.gitter.spaltenstand()}

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """Give the columns their widths again."""
        self.gitter.stelle_spalten_her(zustand("spalten"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the releases, or to the button that begins one."""
        ziel: QWidget = self.gitter if self.stapel.currentIndex() else self.eintragen
        ziel.setFocus(event.reason())


def schritte(blick: Planblick, lage: Freigabelage) -> tuple[Schritt, ...]:
    """The reckoning of a release, line by line."""
    anteil, mittel = format_promille(lage.freigabe.anteil_promille), format_eur(lage.mittel_cent)
    zaehlt = ANRECHNUNG_WORT[lage.freigabe.anrechnung]
    frei = lage.bindbar_cent

    def euro(cent: int) -> str:
        return format_eur(cent, symbol=False)

    return (
        Schritt(
            "",
            "freigegeben",
            euro(lage.freigegeben_cent),
            f"{anteil} von {mittel} {BUDGET_WORT[Budgetart.EINGLIEDERUNGSMITTEL]}",
            ziel=Ziel("budget", posten=Budgetart.EINGLIEDERUNGSMITTEL.value, unterseite="rechnung"),
        ),
        Schritt(
            "−",
            BUDGET_WORT[Budgetart.UMSCHICHTUNG],
            euro(lage.umschichtung_cent),
            f"gerechnet: {BASIS_WORT[blick.kopf.umschichtung_basis]}",
            ziel=Ziel("budget", unterseite="umschichtung"),
        ),
        Schritt(
            "−",
            "Vorbindungen",
            euro(lage.vorbindungen_cent),
            f"nach Freirechnungen, {zaehlt}",
            ziel=Ziel("bindungen"),
        ),
        Schritt("−", "neu gebunden", euro(lage.neu_gebunden_cent), zaehlt, ziel=Ziel("bindungen")),
        Schritt(
            "=",
            "jetzt bindbar",
            euro(frei),
            f"▼ {format_eur(-frei)} mehr gebunden als freigegeben" if frei < 0 else "",
            summe=True,
            ton="fehler" if frei < 0 else "",
        ),
    )
