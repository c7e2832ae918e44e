"""Contracts and grants as the officer books them: the list, the breaking down of known sums, the details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMargins, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from app.services.bindungen import bindungen_loeschen, option_ziehen
from app.services.bindungsliste import Listenfeld, Listenzelle, Neuvorlage, neu_anlegen, schreibe
from app.services.bindungszeilen import Bindungsteil, Bindungszeile, Vertrag
from app.services.eingabe import EingabeFehler
from app.services.geld import format_eur
from app.services.zahlworte import anzahl
from app.views.bausteine.beschriftung import Verweis, text
from app.views.bausteine.gitter import Gitter, gitter_hier
from app.views.bausteine.gitterspalten import Gitterspec
from app.views.bausteine.unterseiten import Unterseite
from app.views.bausteine.versuch import versuche
from app.views.bindungen.einzelheiten import Einzelheiten
from app.views.bindungen.freirechendialog import Freirechendialog
from app.views.bindungen.knopfreihe import knopfreihe
from app.views.bindungen.taten import Bindungstaten
from app.views.bindungen.vertragsfilter import Auswahl, auswahlworte, gefiltert
from app.views.bindungen.vertragsspalten import spalten, summen
from app.views.bindungen.zahlungsdialog import Zahlungsdialog
from app.views.fluss import Fluss
from app.views.stil import setze_rolle
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT, zeilenhoehe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QFocusEvent

    from app.services.changes import Nachricht
    from app.views.bruecke import Bruecke, Ziel

SUCHBREITE = 180
_ZU, _OFFEN = b"zu", b"offen"


class VertraegeUnterseite(Unterseite):
    """The list with the columns of the HÜL; below it the years, payments and releases of the chosen one."""

    name = "vertraege"
    titel = "Verträge und Bewilligungen"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build list and details; they are filled when the page is shown."""
        super().__init__(bruecke, parent)
        self._nur: frozenset[str] = frozenset()
        self._teilerstand = QByteArray()
        self.taten = Bindungstaten(bruecke, self, self.waehle)
        self.stand = text("", "hinweis", umbruch=True)
        self.stand.setObjectName("bindungen_stand")
        self.wahl = QComboBox()
        self.wahl.setObjectName("bindungen_auswahl_art")
        self.wahl.setAccessibleName("Welche Bindungen gezeigt werden")
        self.suche = QLineEdit()
        self.suche.setObjectName("bindungen_suche")
        self.suche.setAccessibleName("Bindungen suchen")
        self.suche.setPlaceholderText("Suchen …")
        self.suche.setClearButtonEnabled(True)
        self.suche.setFixedWidth(SUCHBREITE)
        self.filter = text("", "hinweis")
        self.filter.setObjectName("bindungen_filter")
        self.alle = Verweis("Filter aufheben", "Filter aufheben", self.hebe_filter_auf)
        self.alle.setObjectName("bindungen_filter_weg")
        self.gitter: Gitter[Bindungszeile] = Gitter(bruecke, self._spec())
        self.gitter.geoeffnet.connect(self._oeffne)
        self.gitter.auswahltext.connect(bruecke.hinweis)
        self.gitter.selectionModel().currentChanged.connect(self._bei_wahl)
        self.einzelheiten = Einzelheiten(bruecke)
        self.einzelheiten.klappt.connect(self._merke_teiler)
        self.einzelheiten.geklappt.connect(self._bei_klappen)
        self.knoepfe = knopfreihe(
            "vertraege",
            (
                ("neu", "Bindung hinzufügen …", self._neu),
                ("bearbeiten", "Bearbeiten …", self._bearbeite),
                ("zahlung", "Zahlung buchen …", self._zahle),
                ("freirechnen", "Freirechnen …", self._rechne_frei),
                ("option", "Option ziehen", self._ziehe),
                ("loeschen", "Löschen", lambda: self.taten.loesche(*self.gitter.gewaehlte())),
                ("huel", "HÜL exportieren …", lambda: bruecke.befehl.emit("huel_exportieren")),
            ),
        )
        self.teiler = QSplitter(Qt.Orientation.Vertical)
        self.teiler.setObjectName("vertraege_teiler")
        self.teiler.setChildrenCollapsible(False)
        self.teiler.setHandleWidth(1)
        self._lege_aus()
        self.wahl.currentIndexChanged.connect(self._zeige)
        self.suche.textChanged.connect(self._zeige)

    # -- building ----------------------------------------------------------------------------------

    def _spec(self) -> Gitterspec[Bindungszeile]:
        return Gitterspec(
            "Bindungen",
            "bindungen_liste",
            spalten(self.bruecke),
            neu=self._lege_an,
            platzhalter="+ neue Bindung …",
            summe=summen(self.bruecke),
            loesche=lambda bindungen: bindungen_loeschen(self.bruecke.dokument, [b.id for b in bindungen]),
            einfuegen=self._fuege_ein,
            gestreckt="bezeichnung",
        )

    def _lege_aus(self) -> None:
        kopf = QHBoxLayout()
        kopf.setSpacing(ABSTAND)
        kopf.addWidget(self.stand, 1)
        kopf.addWidget(self.suche, 0, Qt.AlignmentFlag.AlignTop)
        kopf.addWidget(self.knoepfe["huel"], 0, Qt.AlignmentFlag.AlignTop)
        # With large text the row goes on in the next line instead of cutting its words.
        werkzeuge = QWidget()
        zeile = Fluss(werkzeuge, QMargins(), ABSTAND, ABSTAND)
        for name, knopf in self.knoepfe.items():
            if name != "huel":
                zeile.addWidget(knopf)
        zeile.addWidget(self.wahl)
        nur = QHBoxLayout()
        nur.setSpacing(ABSTAND)
        nur.addWidget(self.filter)
        nur.addWidget(self.alle)
        nur.addStretch()
        self.gitter.setMinimumHeight(4 * zeilenhoehe(self.font()))
        self.teiler.addWidget(self.gitter)
        self.teiler.addWidget(self.einzelheiten)
        self.teiler.setStretchFactor(0, 8)
        self.teiler.setStretchFactor(1, 5)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND_WEIT)
        anordnung.setSpacing(ABSTAND)
        anordnung.addLayout(kopf)
        anordnung.addWidget(werkzeuge)
        anordnung.addLayout(nur)
        anordnung.addWidget(self.teiler, 1)

    # -- showing -----------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Show everything anew."""
        hat_plan = self.bruecke.dokument.hat_plan
        self.setEnabled(hat_plan)
        if hat_plan:
            self._biete_an()
            self._zeige()

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """The list, where something of it changed."""
        if nachricht.plan:
            self._biete_an()
        if nachricht.bindungen or nachricht.struktur or nachricht.zeilen or nachricht.plan:
            self._zeige()

    def _biete_an(self) -> None:
        jetzt = self.wahl.currentData()
        self.wahl.blockSignals(True)
        self.wahl.clear()
        for auswahl, wort in auswahlworte(self.bruecke.blick.jahr).items():
            self.wahl.addItem(wort, auswahl.value)
        self.wahl.setCurrentIndex(max(0, self.wahl.findData(jetzt)))
        self.wahl.blockSignals(False)

    def _zeige(self) -> None:
        self.gitter.zeige(gefiltert(self.bruecke.blick, self._auswahl(), self.suche.text(), self._nur))
        self.filter.setVisible(bool(self._nur))
        self.alle.setVisible(bool(self._nur))
        self._zeige_stand()
        self._zeige_einzelne()

    def _auswahl(self) -> Auswahl:
        return Auswahl(self.wahl.currentData() or Auswahl.ALLE)

    def _zeige_stand(self) -> None:
        """How far known sums are broken down, and what this year's Bindungen amount to."""
        blick = self.bruecke.blick
        jahr, stand = blick.jahr, blick.stand.im(blick.jahr)
        saetze = []
        if stand.sammel_cent:
            rest = stand.nicht_aufgegliedert_cent
            wort = "noch nicht aufgegliedert" if rest >= 0 else "zu viel aufgegliedert"
            saetze.append(
                f"Von {format_eur(stand.sammel_cent)} bekannten Vorbindungen sind "
                f"{format_eur(stand.aufgegliedert_cent)} aufgegliedert, {format_eur(abs(rest))} {wort}."
            )
        saetze.append(
            f"{jahr} sind {format_eur(stand.gebunden_cent)} gebunden, davon "
            f"{format_eur(stand.gezahlt_cent)} gezahlt und {format_eur(stand.offen_cent)} offen."
        )
        self.stand.setText("\n".join(saetze))
        setze_rolle(self.stand, "fehler" if stand.nicht_aufgegliedert_cent < 0 else "", "ton")

    def _bei_wahl(self) -> None:
        self._zeige_einzelne()

    def _zeige_einzelne(self) -> None:
        gewaehlte = self.gitter.aktuelle()
        bindung = self.taten.finde(gewaehlte.id) if gewaehlte else None
        self.einzelheiten.zeige(bindung)
        frei = self.taten.frei
        option = bindung is not None and bindung.vertrag.teil is Bindungsteil.OPTION
        wirksam = bindung is not None and bindung.vertrag.wirksam
        moeglich = {
            "neu": frei,
            "bearbeiten": bindung is not None and frei,
            "zahlung": wirksam and frei,
            "freirechnen": wirksam and frei,
            "option": option and frei,
            "loeschen": bindung is not None and frei,
            "huel": True,
        }
        for name, knopf in self.knoepfe.items():
            knopf.setEnabled(moeglich[name])
        gezogen = option and wirksam
        self.knoepfe["option"].setText("Zurücknehmen" if gezogen else "Option ziehen")
        self.knoepfe["option"].setAccessibleName("Option zurücknehmen" if gezogen else "Option ziehen")

    # -- going there -------------------------------------------------------------------------------

    def gehe_zu(self, ziel: Ziel) -> None:
        """Show one Bindung (``schluessel``), or those behind a figure (``bindungen``)."""
        self.hole_nach()
        if ziel.bindungen or ziel.schluessel:
            self._nur = frozenset(ziel.bindungen)
            self.filter.setText(f"Nur: {ziel.titel} ({anzahl(len(self._nur), 'Bindung', 'Bindungen')})")
            self.suche.clear()
            self.wahl.setCurrentIndex(0)
            self._zeige()
        if ziel.schluessel:
            self.waehle(ziel.schluessel)

    def hebe_filter_auf(self) -> None:
        """Show all Bindungen again, the chosen one in sight; the keys go on in the list."""
        self._nur = frozenset()
        if self.alle.hasFocus():
            self.gitter.setFocus()
        self._zeige()
        self.gitter.hol_ins_bild()

    def waehle(self, bindung_id: str) -> None:
        """Make a Bindung the chosen one; where a filter hides it, the filter goes."""
        if self.gitter.modell.stelle(bindung_id) is None:
            self.suche.clear()
            self.wahl.setCurrentIndex(0)
            self.hebe_filter_auf()
        self.gitter.waehle(bindung_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would take what stands before it out of the way of Tab."""
        self.gitter.setFocus(event.reason())

    def befehle(self) -> frozenset[str]:
        """What the grid with the focus can do, and the search."""
        hier = gitter_hier(self) or self.gitter
        return hier.befehle() | {"suchen"}

    def fuehre_aus(self, befehl: str) -> None:
        """Carry out a command of the menu."""
        if befehl == "suchen":
            self.suche.setFocus()
            self.suche.selectAll()
        else:
            (gitter_hier(self) or self.gitter).fuehre_aus(befehl)

    def zustand(self) -> dict[str, QByteArray]:
        """Column widths, the divider, and whether the details are put away."""
        eigene = {
            "liste": self.gitter.spaltenstand(),
            "teiler": self._teilerstand if self.einzelheiten.zu else self.teiler.saveState(),
            "einzelheiten": QByteArray(_ZU if self.einzelheiten.zu else _OFFEN),
        }
        return eigene | self.einzelheiten.spaltenstand()

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """Take over what was remembered."""
        self.gitter.stelle_spalten_her(zustand("liste"))
        self._teilerstand = zustand("teiler")
        if not self._teilerstand.isEmpty():
            self.teiler.restoreState(self._teilerstand)
        self.einzelheiten.stelle_spalten_her(zustand)
        self.einzelheiten.klappe(zu=bytes(zustand("einzelheiten").data()) == _ZU)

    def _merke_teiler(self, zu: bool) -> None:
        if zu:
            self._teilerstand = self.teiler.saveState()

    def _bei_klappen(self, zu: bool) -> None:
        """Put the divider back where it stood before the details were put away."""
        if not zu and not self._teilerstand.isEmpty():
            self.teiler.restoreState(self._teilerstand)

    # -- doing -------------------------------------------------------------------------------------

    def _vorlage(self) -> Neuvorlage:
        """What new rows are: in the list of Vorbindungen they explain the known sum."""
        jahr = self.bruecke.blick.jahr
        if self._auswahl() is not Auswahl.VORBINDUNGEN:
            return Neuvorlage(jahr)
        sammel = next((b.id for b in self.bruecke.blick.bindungen if not b.aufgegliedert), None)
        return Neuvorlage(jahr - 1, sammel)

    def _lege_an(self, schluessel: str, eingabe: str) -> str:
        if schluessel != Listenfeld.BEZEICHNUNG.value:
            msg = "Beginnen Sie mit der Bezeichnung; das Übrige ergänzen Sie danach."
            raise EingabeFehler(msg)
        return neu_anlegen(self.bruecke.dokument, eingabe, self._vorlage())

    def _fuege_ein(
        self,
        zellen: Sequence[tuple[Bindungszeile, str, str]],
        neue: Sequence[Mapping[str, str]],
    ) -> str:
        def tat() -> None:
            schreibe(
                self.bruecke.dokument,
                [Listenzelle(b.id, Listenfeld(feld), t) for b, feld, t in zellen],
                [{Listenfeld(feld): t for feld, t in texte.items()} for texte in neue],
                self._vorlage(),
            )

        return versuche(self.bruecke, tat)

    def _neu(self) -> None:
        vorlage = self._vorlage()
        self.taten.oeffne(None, Vertrag(sammel_id=vorlage.sammel_id))

    def _oeffne(self, bindung: Bindungszeile) -> None:
        self.taten.oeffne(self.taten.finde(bindung.id))

    def _bearbeite(self) -> None:
        if (gewaehlte := self.gitter.aktuelle()) is not None:
            self._oeffne(gewaehlte)

    def _zahle(self) -> None:
        if (gewaehlte := self.gitter.aktuelle()) is not None and self.taten.frei:
            self._zeige_dialog(Zahlungsdialog(self.bruecke, gewaehlte, self))

    def _rechne_frei(self) -> None:
        if (gewaehlte := self.gitter.aktuelle()) is not None and self.taten.frei:
            self._zeige_dialog(Freirechendialog(self.bruecke, gewaehlte, self))

    def _zeige_dialog(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _ergebnis: self.gitter.setFocus())
        dialog.open()

    def _ziehe(self) -> None:
        if (gewaehlte := self.gitter.aktuelle()) is not None:
            gezogen = not gewaehlte.vertrag.wirksam
            self.bruecke.tue(lambda: option_ziehen(self.bruecke.dokument, gewaehlte.id, gezogen=gezogen))
