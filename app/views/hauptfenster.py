"""The main window: navigation, Budgetleiste, pages, messages; it connects them and holds no plan logic."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from app.views import anwendung, symbole
from app.views.befehle import Befehle
from app.views.befunde import Befundepanel, BefundePruefer
from app.views.bruecke import Bruecke, Ziel
from app.views.budgetleiste import Budgetleiste
from app.views.buehne import Buehne
from app.views.dateien import Dateien
from app.views.demobanner import Demobanner
from app.views.einfuhr.ablauf import Einfuhr
from app.views.hintergrund import Hintergrund
from app.views.lesebanner import Lesebanner
from app.views.meldung import Fortschrittsleiste, Knopf, Meldung, Meldungsleiste
from app.views.menues import Menues
from app.views.navigation import Navigation
from app.views.seitenliste import SEITEN, STARTSEITE, seitenspec
from app.views.seitenstapel import Seitenstapel
from app.views.statuszeile import Statuszeile
from app.views.suchknopf import Suchknopf
from app.views.willkommen import Willkommen
from app.views.ziehen import Ziehen

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from app.services.befund import Befund
    from app.services.changes import Nachricht
    from app.services.dokument import Dokument
    from app.services.fehler import Anwendungsfehler
    from app.views.einstellungen import Einstellungen

GROESSE = (1440, 900)
MINDESTGROESSE = (960, 600)
"""Works down to 1280×800 at its best; smaller windows scroll."""


class Hauptfenster(QMainWindow):
    """Everything that is on screen."""

    def __init__(
        self, einstellungen: Einstellungen, *, thema: str | None = None, ordner: Path | None = None
    ) -> None:
        """An empty window; ``ordner`` is where new plans go by default."""
        super().__init__()
        self.setObjectName("hauptfenster")
        self.einstellungen = einstellungen
        self._thema = thema or einstellungen.thema
        self.bruecke: Bruecke | None = None
        self.pruefer: BefundePruefer | None = None
        self._gewarnt = ""
        self.hintergrund = Hintergrund(self)
        self.dateien = Dateien(self, einstellungen, self.hintergrund, ordner)
        self.einfuhr = Einfuhr(self, self.hintergrund)
        self.willkommen = Willkommen()
        self.stapel = Seitenstapel(self.willkommen, einstellungen)
        self.navigation = Navigation(SEITEN)
        self.budgetleiste = Budgetleiste()
        self.fortschritt = Fortschrittsleiste()
        self.meldung = Meldungsleiste()
        self.lesebanner = Lesebanner()
        self.demobanner = Demobanner()
        self.befundepanel = Befundepanel()
        self.statuszeile = Statuszeile(self)
        self.menues = Menues(self, einstellungen.zuletzt)
        self.befehle = Befehle(self)
        self.ziehen = Ziehen(self, lambda: self.bruecke is not None)
        self.suchknopf = Suchknopf()
        self._lege_aus()
        self._verbinde()
        self._zeige_dokument(None)
        self.menues.aktionen[f"thema_{self._thema}"].setChecked(True)

    def _lege_aus(self) -> None:
        rechts = QVBoxLayout()
        rechts.setSpacing(0)
        for leiste in (self.budgetleiste, self.demobanner, self.fortschritt, self.meldung, self.lesebanner):
            rechts.addWidget(leiste)
        rechts.addWidget(Buehne(self.stapel, self.befundepanel), 1)
        inhalt = QWidget()
        reihe = QHBoxLayout(inhalt)
        reihe.setContentsMargins(0, 0, 0, 0)
        reihe.setSpacing(0)
        reihe.addWidget(self.navigation)
        reihe.addLayout(rechts, 1)
        self.setCentralWidget(inhalt)
        self.setStatusBar(self.statuszeile)
        self.menuBar().setCornerWidget(self.suchknopf, Qt.Corner.TopRightCorner)
        self.setMinimumSize(*MINDESTGROESSE)

    def _verbinde(self) -> None:
        self.menues.befehl.connect(self.befehle.fuehre_aus)
        self.suchknopf.clicked.connect(partial(self._befehl, "suchen"))
        self.menues.seite_gewaehlt.connect(self.zeige_seite)
        self.menues.datei_gewaehlt.connect(self.dateien.oeffne)
        self.menues.plan_gewaehlt.connect(self.befehle.waehle_plan)
        self.navigation.gewaehlt.connect(self.zeige_seite)
        self.stapel.gewechselt.connect(self._bei_seite)
        self.budgetleiste.sprung.connect(self.springe)
        self.budgetleiste.befunde_gewuenscht.connect(self.befehle.befunde)
        self.befundepanel.sprung.connect(self.springe)
        self.befundepanel.geschlossen.connect(self._fokus_auf_seite)
        self.meldung.geschlossen.connect(self._fokus_auf_seite)
        self.lesebanner.kopie_gewuenscht.connect(self.dateien.frage_kopie)
        self.ziehen.plan.connect(self.dateien.oeffne)
        self.ziehen.quelle.connect(self.einfuhr.lies)
        self.dateien.gewechselt.connect(self._zeige_dokument)
        self.dateien.meldung.connect(self.meldung.zeige)
        self.dateien.absturz.connect(self.melde_absturz)
        self.einfuhr.meldung.connect(self.meldung.zeige)
        self.einfuhr.absturz.connect(self.melde_absturz)
        self.hintergrund.begonnen.connect(self.fortschritt.beginne)
        self.hintergrund.fortschritt.connect(self.fortschritt.melde)
        self.hintergrund.beendet.connect(self.fortschritt.hide)
        self.fortschritt.abgebrochen.connect(self.hintergrund.brich_ab)
        self.willkommen.neu.connect(self.dateien.frage_neu)
        self.willkommen.oeffnen.connect(self.dateien.frage_oeffnen)
        self.willkommen.beispiel.connect(self.dateien.oeffne_beispiel)
        self.willkommen.datei.connect(self.dateien.oeffne)

    # -- start and end -------------------------------------------------------------------------------

    def stelle_groesse_her(self) -> None:
        """As large as it was left; at first as large as the screen allows."""
        if not self.restoreGeometry(self.einstellungen.bytes("fenster/geometrie")):
            self.resize(*GROESSE)
            platz = self.screen().availableSize()
            if platz.width() < GROESSE[0] or platz.height() < GROESSE[1]:
                self.setWindowState(Qt.WindowState.WindowMaximized)

    def vollende(self) -> None:
        """What can wait until the window is on screen: icons."""
        self.navigation.zeichne_symbole()
        self.menues.zeichne_symbole()
        self.suchknopf.zeichne_symbol()
        self.willkommen.zeichne_symbole()

    def zeige_willkommen(self) -> None:
        """Fill the welcome page; the examples' titles are read here."""
        from app.services import beispiel  # noqa: PLC0415 - loads the database library

        self.willkommen.zeige_beispiele([(name, beispiel.titel(name)) for name in beispiel.beispiele()])
        self.willkommen.zeige_zuletzt(self.einstellungen.zuletzt())
        self.stapel.zeige_willkommen()

    def closeEvent(self, event: QCloseEvent) -> None:
        from app.views.eingaben import nimm_eingaben, unfertiges  # noqa: PLC0415 - loads the pages' code

        if self.bruecke is not None and not nimm_eingaben(self):
            self.statuszeile.zeige_hinweis("Eine Eingabe passt noch nicht. Esc verwirft sie, dann schließen.")
            event.ignore()
            return
        offen = unfertiges(self) if self.bruecke is not None else ""
        if offen and offen != self._gewarnt:
            self._gewarnt = offen
            self.statuszeile.zeige_hinweis(f"{offen} (Seite Budget). Noch einmal schließen verwirft das.")
            event.ignore()
            return
        self.hintergrund.brich_ab()
        self.hintergrund.warte()
        self.einstellungen.merke("fenster/geometrie", self.saveGeometry())
        self.dateien.schliesse()
        self.einstellungen.sichere()
        event.accept()

    # -- the open plan -------------------------------------------------------------------------------

    def _zeige_dokument(self, dokument: Dokument | None) -> None:
        if self.pruefer is not None:
            self.pruefer.deleteLater()
        if self.bruecke is not None:
            self.bruecke.deleteLater()
        self.meldung.schliesse()
        self.befundepanel.hide()
        self.bruecke = Bruecke(dokument, self) if dokument is not None else None
        self.pruefer = BefundePruefer(self.bruecke, self) if self.bruecke is not None else None
        self.stapel.setze(self.bruecke)
        self.einfuhr.setze_bruecke(self.bruecke)
        self.menues.setze_dokument(dokument, self._befehle_hier)
        for teil in (self.navigation, self.budgetleiste, self.suchknopf):
            teil.setVisible(dokument is not None)
        self.lesebanner.zeige(dokument)
        self.statuszeile.zeige_dokument(dokument)
        self._zeige_titel()
        if self.bruecke is not None and self.pruefer is not None:
            self._hoere(self.bruecke, self.pruefer)
        elif self.isVisible():
            self.zeige_willkommen()

    def _hoere(self, bruecke: Bruecke, pruefer: BefundePruefer) -> None:
        bruecke.geaendert.connect(self._bei_aenderung)
        bruecke.fehler.connect(self.melde_fehler)
        bruecke.hinweis.connect(self.statuszeile.zeige_hinweis)
        bruecke.sprung.connect(self.springe)
        bruecke.befehl.connect(self._befehl)
        pruefer.neu.connect(self._zeige_befunde)
        self.budgetleiste.zeige(bruecke.blick.kennzahlen, None)
        gemerkt = self.einstellungen.seite
        self.zeige_seite(gemerkt if seitenspec(gemerkt) is not None else STARTSEITE)

    def _bei_aenderung(self, nachricht: Nachricht) -> None:
        if self.bruecke is None or self.pruefer is None:
            return
        self.budgetleiste.zeige(self.bruecke.blick.kennzahlen, self.pruefer.befunde)
        self.menues.zeige_verlauf()
        if nachricht.plan:
            self._zeige_titel()
        if nachricht.changes:
            self.statuszeile.zeige_gespeichert(nachricht.changes.zeitpunkt)
            self.meldung.vergiss_fluechtiges()

    def _zeige_befunde(self, befunde: tuple[Befund, ...]) -> None:
        if self.bruecke is not None:
            self.budgetleiste.zeige(self.bruecke.blick.kennzahlen, befunde)
            self.befundepanel.zeige(befunde)
            self.stapel.zeige_befunde(befunde)

    def _zeige_titel(self) -> None:
        titel = anwendung.NAME
        kopf = self.bruecke.blick.kopf if self.bruecke is not None else None
        if self.bruecke is not None and kopf is not None:
            titel = f"{titel} — {self.bruecke.dokument.datei.pfad.name} · {kopf.titel}"
        self.setWindowTitle(titel)
        self.demobanner.zeige(kopf)

    # -- pages and links -------------------------------------------------------------------------------

    def zeige_seite(self, name: str) -> None:
        """Show a page, by its name."""
        self.stapel.zeige(name)

    def springe(self, ziel: Ziel) -> None:
        """Follow a link ("Warum diese Zahl?")."""
        seite = self.stapel.zeige(ziel.seite)
        if seite is not None:
            seite.gehe_zu(ziel)

    def _bei_seite(self, name: str) -> None:
        self.navigation.markiere(name)
        self.menues.markiere_seite(name)
        self.suchknopf.setVisible("suchen" not in self._befehle_hier())
        self.einstellungen.seite = name

    def _befehle_hier(self) -> frozenset[str]:
        seite = self.stapel.aktuelle()
        return seite.befehle() if seite is not None else frozenset()

    def _fokus_auf_seite(self) -> None:
        seite = self.stapel.aktuelle()
        if seite is not None and not seite.isAncestorOf(QApplication.focusWidget() or self):
            seite.setFocus()

    def _befehl(self, befehl: str, _an: bool = False) -> None:
        self.befehle.fuehre_aus(befehl)

    # -- messages ----------------------------------------------------------------------------------------

    def melde_fehler(self, fehler: Anwendungsfehler) -> None:
        """An error that the user can mend; a file that is gone or locked can still be saved elsewhere."""
        from app.services.fehler import DateiFehler  # noqa: PLC0415 - after the first paint

        retten = (
            (Knopf("Kopie speichern …", self.dateien.frage_kopie),) if isinstance(fehler, DateiFehler) else ()
        )
        self.meldung.zeige(Meldung.aus(fehler, *retten, fluechtig=True))

    def melde_absturz(self, fehler: BaseException) -> None:
        """An error of the program: logged, and said without a traceback."""
        from app.services import logbuch  # noqa: PLC0415 - needed only now

        text = logbuch.melde_absturz(fehler, wobei="im Fenster")
        self.meldung.zeige_absturz(text, self.befehle.logdatei)

    # -- theme, drag and drop ------------------------------------------------------------------------------

    def setze_thema(self, wort: str) -> None:
        """Light, dark or as the desktop has it; remembered."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            anwendung.setze_thema(app, wort)
        self.einstellungen.thema = wort
        symbole.erneuere(self)
        self.navigation.zeichne_symbole()
