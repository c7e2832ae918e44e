"""What of the Bindungen could be released, and what is: money that new cases can have (AMIP 2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.datum import format_datum, lies_datum, stichtag
from app.services.eingabe import EingabeFehler
from app.services.freirechnung_vorschlaege import Vorschlag, vorschlaege
from app.services.freirechnung_wirkung import freigerechnet_worte
from app.services.regeln import lade_regeln
from app.views.bausteine.beschriftung import text
from app.views.bausteine.felder import Zeilenfeld
from app.views.bausteine.gitter import Gitter
from app.views.bausteine.unterseiten import Unterseite
from app.views.bindungen.freirechendialog import Freirechendialog
from app.views.bindungen.freirechnung_spalten import (
    VORSCHLAG_SPEC,
    Freirechnungseintrag,
    eintraege,
    freirechnungsspec,
)
from app.views.bruecke import Ziel
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QFocusEvent

    from app.services.planblick import Planblick
    from app.services.regeln import Regel
    from app.views.bruecke import Bruecke

_VORSCHLAEGE = 7
"""So many proposals are shown; more of them scroll."""


class FreirechnungUnterseite(Unterseite):
    """Proposals on top, all releases below."""

    name = "freirechnung"
    titel = "Freirechnungen"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build field, tables and buttons."""
        super().__init__(bruecke, parent)
        self._am: dt.date | None = None
        self._regeln: Sequence[Regel] | None = None
        self.stichtag = Zeilenfeld("Stichtag der Vorschläge", self._setze_stichtag)
        self.stichtag.benenne("freirechnung_stichtag")
        self.stichtag.setFixedWidth(112)
        self.vorschlaege: Gitter[Vorschlag] = Gitter(bruecke, VORSCHLAG_SPEC)
        self.vorschlaege.setze_nur_lesbar(True)
        self.vorschlaege.wachse_bis(_VORSCHLAEGE)
        self.eintraege: Gitter[Freirechnungseintrag] = Gitter(bruecke, freirechnungsspec(bruecke))
        self.eintraege.auswahltext.connect(bruecke.hinweis)
        self.freirechnen = self._knopf("freirechnung_freirechnen", "Freirechnen …", self._rechne_frei)
        self.freirechnen.setProperty("rolle", "primaer")
        self.loeschen = self._knopf(
            "freirechnung_loeschen", "Löschen", lambda: self.eintraege.fuehre_aus("zeile_loeschen")
        )
        self.zur_bindung = self._knopf("freirechnung_bindung", "Zur Bindung", self._gehe_zur_bindung)
        self.vorschlagstitel = text("Vorschläge", "untertitel")
        self.kein_vorschlag = self._hinweis("freirechnung_kein_vorschlag")
        self.leer = self._hinweis("freirechnung_leer")
        self.leer.setText(
            "Noch nichts freigerechnet. Wählen Sie einen Vorschlag oder in der Vertragsliste eine Bindung, "
            "dann „Freirechnen …“: Betrag und Grund stehen danach hier."
        )
        self.summen = self._hinweis("freirechnung_summen", umbruch=False)
        self._lege_aus()
        self.vorschlaege.geoeffnet.connect(lambda _v: self._rechne_frei())
        self.vorschlaege.auswahl_geaendert.connect(self._zeige_knoepfe)
        self.eintraege.geoeffnet.connect(lambda _e: self._gehe_zur_bindung())
        self.eintraege.auswahl_geaendert.connect(self._zeige_knoepfe)

    # -- building ----------------------------------------------------------------------------------

    def _knopf(self, name: str, wort: str, tat: Callable[[], None]) -> QPushButton:
        knopf = QPushButton(wort)
        knopf.setObjectName(name)
        knopf.setAccessibleName(wort)
        knopf.clicked.connect(lambda _an=False: tat())
        return knopf

    def _hinweis(self, name: str, *, umbruch: bool = True) -> QLabel:
        schild = text("", "hinweis", umbruch=umbruch)
        schild.setObjectName(name)
        return schild

    def _lege_aus(self) -> None:
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND_WEIT)
        anordnung.setSpacing(ABSTAND)
        titel = QVBoxLayout()
        titel.setSpacing(2)
        titel.addWidget(text(self.titel, "titel"))
        was = "Gebundenes Geld, das nicht gebraucht wird, für neue Fälle freigeben"
        titel.addWidget(text(was, "hinweis", umbruch=True))
        anordnung.addLayout(titel)
        anordnung.addSpacing(ABSTAND)
        schild = text("zum Stichtag", "hinweis")
        schild.setBuddy(self.stichtag)
        anordnung.addLayout(_reihe(self.vorschlagstitel, schild, self.stichtag, None, self.freirechnen))
        anordnung.addWidget(self.kein_vorschlag)
        anordnung.addWidget(self.vorschlaege)
        anordnung.addSpacing(ABSTAND_WEIT)
        unten = (text("Freigerechnet", "untertitel"), self.summen, None, self.zur_bindung, self.loeschen)
        anordnung.addLayout(_reihe(*unten))
        anordnung.addWidget(self.leer)
        anordnung.addWidget(self.eintraege, 1)
        anordnung.addStretch()

    # -- showing -----------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Show everything; what did not change stays as it is."""
        hat_plan = self.bruecke.dokument.hat_plan
        self.setEnabled(hat_plan)
        if not hat_plan:
            return
        if self._regeln is None:
            self._regeln = self.bruecke.tue(lade_regeln) or ()
        blick, am = self.bruecke.blick, self._stichtag()
        self.vorschlagstitel.setText(f"Vorschläge für {blick.jahr}")
        self.stichtag.setze(format_datum(am))
        gefunden = vorschlaege(blick, self._regeln, am)
        self.vorschlaege.zeige(gefunden)
        self.vorschlaege.setVisible(bool(gefunden))
        if gefunden and self.vorschlaege.aktuelle() is None:
            self.vorschlaege.waehle(gefunden[0].id)
        self.kein_vorschlag.setText(_kein_vorschlag(blick, am))
        self.kein_vorschlag.setVisible(not gefunden)
        self.freirechnen.setVisible(bool(gefunden))
        alle = eintraege(blick.bindungen)
        self.eintraege.zeige(alle)
        for teil in (self.eintraege, self.loeschen, self.zur_bindung):
            teil.setVisible(bool(alle))
        self.leer.setVisible(not alle)
        self.summen.setText(freigerechnet_worte(blick))
        self._zeige_knoepfe()

    def _zeige_knoepfe(self) -> None:
        frei = not self.bruecke.dokument.datei.schreibgeschuetzt
        self.freirechnen.setEnabled(frei and bool(self.vorschlaege.gewaehlte()))
        gewaehlt = bool(self.eintraege.gewaehlte())
        self.loeschen.setEnabled(frei and gewaehlt)
        self.zur_bindung.setEnabled(gewaehlt)

    def _stichtag(self) -> dt.date:
        return self._am or stichtag(self.bruecke.blick.jahr)

    def _setze_stichtag(self, eingabe: str) -> str:
        """Another day; an empty field is the day that it began with."""
        try:
            self._am = lies_datum(eingabe)
        except EingabeFehler as fehler:
            return str(fehler)
        self.fuelle()
        return ""

    # -- doing -------------------------------------------------------------------------------------

    def _rechne_frei(self) -> None:
        """Open the dialog with the chosen proposal."""
        gewaehlt = self.vorschlaege.gewaehlte()
        if not gewaehlt or self.bruecke.dokument.datei.schreibgeschuetzt:
            return
        v = gewaehlt[0]
        dialog = Freirechendialog(
            self.bruecke,
            v.bindung,
            self,
            jahr=v.jahr,
            betrag_cent=v.vorschlag_cent,
            grund=v.begruendung,
        )
        dialog.open()

    def _gehe_zur_bindung(self) -> None:
        for eintrag in self.eintraege.gewaehlte()[:1]:
            self.bruecke.sprung.emit(Ziel("bindungen", schluessel=eintrag.bindung.id))

    # -- as a page ---------------------------------------------------------------------------------

    def zustand(self) -> dict[str, QByteArray]:
        """How wide the columns are."""
        return {
            "vorschlaege": self.vorschlaege.spaltenstand(),
            "eintraege": self.eintraege.spaltenstand(),
        }

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """Give the columns their widths back."""
        self.vorschlaege.stelle_spalten_her(zustand("vorschlaege"))
        self.eintraege.stelle_spalten_her(zustand("eintraege"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would take what stands before it out of the way of Tab."""
        tabellen = [g for g in (self.vorschlaege, self.eintraege) if not g.isHidden()]
        ziel: QWidget = tabellen[0] if tabellen else self.stichtag
        ziel.setFocus(event.reason())


def _reihe(*teile: QWidget | None) -> QHBoxLayout:
    """Words and fields on the left, buttons on the right of None."""
    reihe = QHBoxLayout()
    reihe.setSpacing(ABSTAND)
    for teil in teile:
        if teil is None:
            reihe.addStretch(1)
        else:
            reihe.addWidget(teil)
    return reihe


def _kein_vorschlag(blick: Planblick, am: dt.date) -> str:
    if not blick.bindungen:
        return (
            "Noch keine Bindungen. Vorgeschlagen wird, was nach dem Ende einer Laufzeit offen ist oder bei "
            "geringer Auslastung nicht gebraucht wird."
        )
    return (
        f"Kein Vorschlag zum {format_datum(am)}: Keine Laufzeit ist mit offenem Rest zu Ende, und keine "
        "Auslastung liegt unter der Grenze."
    )
