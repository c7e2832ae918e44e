"""The view on cases of § 16i and § 16e: what they cost, what the PAT relieves, and their Bindungen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.fallgruppen import binde_alle
from app.services.falltabelle import Buchungsstand, Fallzeile, falltabelle
from app.services.fallzellen import foerderprodukte
from app.services.fehler import Anwendungsfehler
from app.services.patlage import Patlage, patlage
from app.services.patvergleich import Vergleich, vergleiche
from app.services.patworte import kernsatz, regelworte
from app.services.regeln import lade_regeln
from app.services.zahlworte import anzahl
from app.views.bausteine.beschriftung import Leerhinweis, text
from app.views.bausteine.rollbereich import rollbereich
from app.views.bausteine.unterseiten import Unterseite
from app.views.bruecke import Ziel
from app.views.grundlagen.patbild import Patbild
from app.views.grundlagen.patkopf import Patkopf
from app.views.grundlagen.patspalten import Fallgitter
from app.views.grundlagen.pattabellen import baue_pauschalen, baue_regeln, baue_vergleich
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_HALB, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent

    from app.services.changes import Nachricht
    from app.services.planblick import Planblick
    from app.services.regeln import Regel
    from app.views.bruecke import Bruecke

_HOECHSTENS = 16
"""So many rows the grid shows before it scrolls."""
_WAS = "Noch keine Fallgruppen."
_RAT = (
    "Eine Fallgruppe sind Fälle nach § 16i oder § 16e mit gleicher BG-Klasse, gleichem Beginn und gleichem "
    "Lohn: eine Anzahl, keine Personen.\nDaraus folgen Zuschuss, Passiv-Aktiv-Transfer und Bindungen."
)
_OHNE_PRODUKT = (
    "Zuerst braucht der Katalog („Plan › Kataloge …“) ein Produkt, dessen Rechtsgrundlage einen "
    "Lohnkostenzuschuss trägt, zum Beispiel § 16i SGB II."
)


class PatSeite(Unterseite):
    """Groups of cases edited in place, with all that follows from them at once."""

    name = "pat"
    titel = "§ 16i, § 16e und PAT"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build the view; it is filled when it is shown."""
        super().__init__(bruecke, parent)
        self._regeln: tuple[Regel, ...] | None = None
        self._begonnen = False
        self.satz = text("", "untertitel", umbruch=True)
        self.satz.setObjectName("pat_satz")
        self.kopf = Patkopf(bruecke)
        self.gitter = Fallgitter(bruecke, self._hole_regeln)
        self.gitter.wachse_bis(_HOECHSTENS)
        self.gitter.geoeffnet.connect(self._oeffne)
        self.gitter.auswahl_geaendert.connect(self._zeige_knoepfe)
        self.auswahl = text("", "hinweis")
        self.auswahl.setObjectName("pat_auswahl")
        self.gitter.auswahltext.connect(self.auswahl.setText)
        self.knoepfe = self._baue_knoepfe()
        self.fehler = text("", "fehler", umbruch=True)
        self.fehler.setObjectName("pat_fehler")
        self.bild = Patbild(bruecke)
        self.vergleich = baue_vergleich(bruecke)
        self.vergleich.geoeffnet.connect(self._zu_den_zeilen)
        self.vergleichsblock = _block("Im Vergleich zum Plan", self.vergleich)
        self.pauschalen = baue_pauschalen(bruecke, self._hole_regeln)
        self.regeln = baue_regeln(bruecke)
        self.beginnen = QPushButton("Erste Fallgruppe anlegen")
        self.beginnen.setObjectName("pat_beginnen")
        self.beginnen.setProperty("rolle", "primaer")
        self.beginnen.clicked.connect(lambda _an=False: self._beginne())
        self.leer = Leerhinweis(_WAS, _RAT, self.beginnen)
        self.stapel = QStackedWidget()
        self._lege_aus()

    # -- building ----------------------------------------------------------------------------------

    def _baue_knoepfe(self) -> dict[str, QPushButton]:
        befehle: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("neu", "Fallgruppe hinzufügen", "", self._beginne),
            (
                "binden",
                "Als Bindung buchen",
                "Bucht, was die gewählten Fallgruppen netto kosten, oder gleicht ihre Bindung an",
                self._binde,
            ),
            ("zur_bindung", "Zur Bindung", "", self._zur_bindung),
        )
        knoepfe = {}
        for name, wort, tipp, tat in befehle:
            knopf = QPushButton(wort)
            knopf.setObjectName(f"pat_{name}")
            knopf.setAccessibleName(wort)
            knopf.setToolTip(tipp)
            knopf.clicked.connect(lambda _an=False, t=tat: t())
            knoepfe[name] = knopf
        return knoepfe

    def _lege_aus(self) -> None:
        reihe = QHBoxLayout()
        reihe.setSpacing(ABSTAND)
        reihe.addWidget(text("Fallgruppen", "untertitel"))
        reihe.addSpacing(ABSTAND)
        reihe.addWidget(self.auswahl, 1)
        for knopf in self.knoepfe.values():
            reihe.addWidget(knopf)
        gruppen = QVBoxLayout()
        gruppen.setSpacing(ABSTAND)
        gruppen.addLayout(reihe)
        gruppen.addWidget(self.gitter)
        gruppen.addWidget(self.fehler)
        inhalt = QWidget()
        inhalt.setProperty("rolle", "inhalt")
        spalte = QVBoxLayout(inhalt)
        spalte.setContentsMargins(ABSTAND_GROSS, ABSTAND, ABSTAND_GROSS, ABSTAND_GROSS)
        spalte.setSpacing(ABSTAND_GROSS)
        spalte.addWidget(self.kopf)
        spalte.addLayout(gruppen)
        spalte.addWidget(self.bild)
        spalte.addWidget(self.vergleichsblock)
        spalte.addWidget(self.pauschalen)
        spalte.addWidget(_block("Datierte Regeln: Zuschussanteile und Pauschalen", self.regeln))
        spalte.addStretch()
        self.roller = rollbereich("pat_roller", inhalt)
        self.roller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stapel.addWidget(self.roller)
        self.stapel.addWidget(self.leer)
        oben = QVBoxLayout()
        oben.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND)
        oben.setSpacing(ABSTAND_HALB)
        oben.addWidget(text(self.titel, "titel"))
        oben.addWidget(self.satz)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(0, 0, 0, 0)
        anordnung.setSpacing(0)
        # Above the part that scrolls: what the view is about stays in sight.
        anordnung.addLayout(oben)
        anordnung.addWidget(self.stapel, 1)

    # -- showing -----------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Show everything anew."""
        hat_plan = self.bruecke.dokument.hat_plan
        self.setEnabled(hat_plan)
        if hat_plan:
            self.gitter.setze_nur_lesbar(self._nur_lesbar)
            self._zeige()

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """Mittelansätze concern only the comparison with the plan; catalogues come with ``struktur``."""
        if (
            nachricht.faelle
            or nachricht.grundlagen
            or nachricht.struktur
            or nachricht.budget
            or nachricht.bindungen
            or nachricht.plan
        ):
            self._zeige()
        elif nachricht.zeilen:
            self._zeige_vergleich(patlage(self.bruecke.blick, self._hole_regeln()))

    @property
    def _nur_lesbar(self) -> bool:
        return self.bruecke.dokument.datei.schreibgeschuetzt

    def _zeige(self) -> None:
        blick, regeln = self.bruecke.blick, self._hole_regeln()
        lage = patlage(blick, regeln)
        if not (self._begonnen or lage.rahmen_cent is not None or self._hat_zeilen(blick)):
            self._zeige_leer(foerderbar=bool(foerderprodukte(blick, regeln)))
            return
        self.stapel.setCurrentWidget(self.roller)
        self.satz.setText(kernsatz(lage))
        self.satz.show()
        self.kopf.zeige(lage, nur_lesbar=self._nur_lesbar)
        self.gitter.zeige(falltabelle(blick, lage))
        gruende = [f"„{g.gruppe.bezeichnung}“: {g.fehler}" for g in lage.gruppen if g.fehler]
        self.fehler.setText("\n".join(gruende))
        self.fehler.setVisible(bool(gruende))
        self.bild.zeige(lage)
        self._zeige_vergleich(lage)
        self.pauschalen.zeige()
        self.regeln.zeige(regelworte(lage, regeln))
        self._zeige_knoepfe()

    def _hat_zeilen(self, blick: Planblick) -> bool:
        return bool(blick.fallgruppen or blick.grundlagen.patpauschalen)

    def _zeige_leer(self, *, foerderbar: bool) -> None:
        self.gitter.zeige(())
        self.stapel.setCurrentWidget(self.leer)
        self.satz.hide()
        self.beginnen.setVisible(foerderbar and not self._nur_lesbar)
        self.leer.rat.setText(_RAT if foerderbar else f"{_RAT}\n{_OHNE_PRODUKT}")

    def _zeige_vergleich(self, lage: Patlage) -> None:
        zeilen = vergleiche(self.bruecke.blick, lage)
        self.vergleich.zeige(zeilen)
        self.vergleichsblock.setVisible(bool(zeilen))

    def _zeige_knoepfe(self) -> None:
        gewaehlt, aktuelle = self.gitter.gewaehlte(), self.gitter.aktuelle()
        self.knoepfe["neu"].setEnabled(not self._nur_lesbar)
        offen = any(z.stand is not Buchungsstand.GEBUCHT and not z.fehler for z in gewaehlt)
        self.knoepfe["binden"].setEnabled(offen and not self._nur_lesbar)
        self.knoepfe["zur_bindung"].setEnabled(aktuelle is not None and aktuelle.bindung_id is not None)

    def _hole_regeln(self) -> tuple[Regel, ...]:
        if self._regeln is None:
            try:
                self._regeln = lade_regeln()
            except Anwendungsfehler as fehler:
                self._regeln = ()
                self.bruecke.fehler.emit(fehler)
        return self._regeln

    # -- as a view of the page ---------------------------------------------------------------------

    def zustand(self) -> dict[str, QByteArray]:
        """How wide the columns are."""
        return {"spalten": self.gitter.spaltenstand(), "pauschalen": self.pauschalen.gitter.spaltenstand()}

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """Give the columns the widths that they had."""
        self.gitter.stelle_spalten_her(zustand("spalten"))
        self.pauschalen.gitter.stelle_spalten_her(zustand("pauschalen"))

    def gehe_zu(self, ziel: Ziel) -> None:
        """Show one group or flat rate (``schluessel``)."""
        self.hole_nach()
        if ziel.schluessel:
            self.gitter.waehle(ziel.schluessel)
            if self.pauschalen.waehle(ziel.schluessel):
                self.pauschalen.gitter.setFocus()
                self.roller.ensureWidgetVisible(self.pauschalen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would take what stands before it out of the way of Tab."""
        leer = self.stapel.currentWidget() is self.leer
        (self.beginnen if leer else self.gitter).setFocus(event.reason())

    # -- doing -------------------------------------------------------------------------------------

    def _beginne(self) -> None:
        self._begonnen = True
        self._zeige()
        self.gitter.beginne_neu()

    def _binde(self) -> None:
        ids = [z.id for z in self.gitter.gewaehlte() if z.stand is not Buchungsstand.GEBUCHT]
        dok, regeln = self.bruecke.dokument, self._hole_regeln()
        if ids and self.bruecke.tue(lambda: binde_alle(dok, regeln, ids)) is not None:
            wort = anzahl(len(ids), "Fallgruppe", "Fallgruppen")
            self.bruecke.hinweis.emit(f"{wort} als Bindung gebucht. Strg+Z nimmt das zurück.")

    def _zur_bindung(self) -> None:
        zeile = self.gitter.aktuelle()
        if zeile is not None and zeile.bindung_id is not None:
            self.bruecke.sprung.emit(Ziel("bindungen", schluessel=zeile.bindung_id))

    def _oeffne(self, zeile: Fallzeile) -> None:
        if zeile.bindung_id is not None:
            self.bruecke.sprung.emit(Ziel("bindungen", schluessel=zeile.bindung_id))

    def _zu_den_zeilen(self, zeile: Vergleich) -> None:
        if zeile.ansaetze:
            self.bruecke.sprung.emit(Ziel("massnahmen", zeilen=zeile.ansaetze))


def _block(titel: str, tabelle: QWidget) -> QWidget:
    """A small table below its heading."""
    block = QWidget()
    spalte = QVBoxLayout(block)
    spalte.setContentsMargins(0, 0, 0, 0)
    spalte.setSpacing(ABSTAND)
    spalte.addWidget(text(titel, "untertitel"))
    spalte.addWidget(tabelle)
    return block
