"""Carries out the commands of the menus: by the window itself, or by the page that is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPlainTextEdit, QTextEdit

from app import __version__
from app.views.ablage import zeige_draussen
from app.views.aktionen import AKTIONEN, Ort
from app.views.bruecke import Ziel
from app.views.meldung import Art, Meldung

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.fortschreiben import Fortschreibung
    from app.views.druck.taten import Druck
    from app.views.fortschreibdialog import Fortschreibdialog
    from app.views.hauptfenster import Hauptfenster
    from app.views.plandialog import Plandialog

Eingabe = QLineEdit | QTextEdit | QPlainTextEdit
_IN_EINGABEN: dict[str, Callable[[Eingabe], None]] = {
    "ausschneiden": lambda eingabe: eingabe.cut(),
    "kopieren": lambda eingabe: eingabe.copy(),
    "einfuegen": lambda eingabe: eingabe.paste(),
}
"""What the clipboard commands do while somebody is typing in an input."""


class Befehle:
    """The commands by name."""

    def __init__(self, fenster: Hauptfenster) -> None:
        """For one window."""
        self._fenster = fenster
        self._orte = {spec.befehl: spec.ort for spec in AKTIONEN}
        dateien = fenster.dateien
        self._taten: dict[str, Callable[[], object]] = {
            "neu": dateien.frage_neu,
            "oeffnen": dateien.frage_oeffnen,
            "kopie_speichern_unter": dateien.frage_kopie,
            "bericht_schreiben": dateien.ausfuhr.frage_bericht,
            "importieren": fenster.einfuhr.frage_datei,
            "excel_exportieren": dateien.ausfuhr.frage_export,
            "huel_exportieren": dateien.ausfuhr.frage_huel,
            "vorlage_fuellen": dateien.ausfuhr.frage_vorlage,
            "drucken": lambda: self._druck().drucke(),
            "druckvorschau": lambda: self._druck().zeige_vorschau(),
            "tabelle_kopieren": lambda: self._druck().kopiere_tabelle(),
            "diagramm_kopieren": lambda: self._druck().kopiere_diagramm(),
            "werte_kopieren": lambda: self._druck().kopiere_werte(),
            "schliessen": dateien.schliesse,
            "beenden": fenster.close,
            "rueckgaengig": self.rueckgaengig,
            "wiederholen": self.wiederholen,
            "plan_neu": self.plan_neu,
            "fortschreiben": self.fortschreiben,
            "kataloge": self.kataloge,
            "befunde": self.befunde,
            "thema_system": partial(fenster.setze_thema, "system"),
            "thema_hell": partial(fenster.setze_thema, "hell"),
            "thema_dunkel": partial(fenster.setze_thema, "dunkel"),
            "ganzes_fenster": self.ganzes_fenster,
            "handbuch": self.handbuch,
            "kuerzelhilfe": self.kuerzelhilfe,
            "logdatei": self.logdatei,
            "ueber": self.ueber,
        }

    @property
    def namen(self) -> frozenset[str]:
        """What the window itself carries out."""
        return frozenset(self._taten)

    def fuehre_aus(self, befehl: str) -> None:
        """Carry out a command of the table in ``aktionen``."""
        ort = self._orte[befehl]
        fokus = QApplication.focusWidget()
        if ort is Ort.EINGABE and befehl in _IN_EINGABEN and isinstance(fokus, Eingabe):
            _IN_EINGABEN[befehl](fokus)
        elif ort is Ort.FENSTER:
            self._taten[befehl]()
        else:
            self._auf_der_seite(befehl)

    def _auf_der_seite(self, befehl: str) -> None:
        seite = self._fenster.stapel.aktuelle()
        if seite is None:
            return
        if befehl == "suchen" and befehl not in seite.befehle():
            self._fenster.springe(Ziel("massnahmen"))
            seite = self._fenster.stapel.aktuelle()
        if seite is not None and befehl in seite.befehle():
            seite.fuehre_aus(befehl)
        else:
            self._fenster.statuszeile.zeige_hinweis("Das geht auf dieser Seite nicht.")

    def _druck(self) -> Druck:
        from app.views.druck.taten import Druck  # noqa: PLC0415 - loads what prints

        return Druck(self._fenster)

    # -- Undo and Redo -------------------------------------------------------------------------------

    def rueckgaengig(self) -> None:
        """Take back the last Vorgang."""
        bruecke = self._fenster.bruecke
        if bruecke is None:
            return
        schritt = bruecke.dokument.naechstes_rueckgaengig
        if schritt is None:
            self._fenster.statuszeile.zeige_hinweis("Es gibt nichts rückgängig zu machen.")
        elif bruecke.tue(bruecke.dokument.rueckgaengig) is not None:
            self._fenster.statuszeile.zeige_hinweis(f"Rückgängig gemacht: {schritt.bezeichnung}")

    def wiederholen(self) -> None:
        """Do again what was taken back."""
        bruecke = self._fenster.bruecke
        if bruecke is None:
            return
        schritt = bruecke.dokument.naechstes_wiederholen
        if schritt is None:
            self._fenster.statuszeile.zeige_hinweis("Es gibt nichts zu wiederholen.")
        elif bruecke.tue(bruecke.dokument.wiederholen) is not None:
            self._fenster.statuszeile.zeige_hinweis(f"Wiederholt: {schritt.bezeichnung}")

    # -- plans ---------------------------------------------------------------------------------------

    def waehle_plan(self, plan_id: str) -> None:
        """Show another plan of the file."""
        bruecke = self._fenster.bruecke
        if bruecke is not None and plan_id != bruecke.blick.plan_id:
            bruecke.tue(partial(bruecke.dokument.waehle, plan_id))

    def plan_neu(self) -> None:
        """Ask for a further plan in this file."""
        from app.views.plandialog import Plandialog  # noqa: PLC0415 - on use

        if self._fenster.bruecke is None:
            return
        dialog = Plandialog(None, self._fenster.bruecke.blick.kopf.bezeichnung, self._fenster)
        dialog.fertig.connect(partial(self._lege_plan_an, dialog))
        dialog.open()

    def _lege_plan_an(self, dialog: Plandialog, jahr: int, bezeichnung: str, _pfad: object) -> None:
        from app.services import kataloge, plaene  # noqa: PLC0415 - on use

        bruecke = self._fenster.bruecke
        if bruecke is None:
            return
        dialog.accept()
        bisher = bruecke.blick
        angelegt = bruecke.tue(lambda: plaene.plan_anlegen(bruecke.dokument, jahr, bezeichnung))
        if angelegt is not None and dialog.mit_katalogen:
            bruecke.tue(lambda: kataloge.uebernehmen_aus_plan(bruecke.dokument, bisher))

    def fortschreiben(self) -> None:
        """Ask how to carry this plan on into the year after."""
        from app.views.fortschreibdialog import Fortschreibdialog  # noqa: PLC0415 - on use

        if self._fenster.bruecke is None:
            return
        dialog = Fortschreibdialog(self._fenster.bruecke.dokument, self._fenster)
        dialog.fertig.connect(partial(self._schreibe_fort, dialog))
        dialog.open()

    def _schreibe_fort(self, dialog: Fortschreibdialog, wahl: Fortschreibung) -> None:
        from app.services import fortschreiben, fortschreibworte  # noqa: PLC0415 - on use

        bruecke = self._fenster.bruecke
        if bruecke is None:
            return
        dialog.accept()
        vorschau = fortschreiben.vorschau(bruecke.dokument, wahl)
        if bruecke.tue(lambda: fortschreiben.fortschreiben(bruecke.dokument, wahl)) is not None:
            hinweis = f"{fortschreibworte.ergebnis(vorschau)} Strg+Z nimmt das zurück."
            self._fenster.statuszeile.zeige_hinweis(hinweis)

    def kataloge(self) -> None:
        """Edit the plan's catalogues."""
        from app.views.katalogdialog import Katalogdialog  # noqa: PLC0415 - on use

        if self._fenster.bruecke is not None:
            Katalogdialog(self._fenster.bruecke, self._fenster).show()

    def befunde(self) -> None:
        """Show or put away the findings."""
        if self._fenster.befundepanel.isVisible():
            self._fenster.befundepanel.schliesse()
        elif self._fenster.pruefer is not None:
            self._fenster.pruefer.pruefe()
            self._fenster.befundepanel.oeffne()

    # -- window and help -----------------------------------------------------------------------------

    def ganzes_fenster(self) -> None:
        """Whole screen, or back."""
        if self._fenster.isFullScreen():
            self._fenster.showNormal()
        else:
            self._fenster.showFullScreen()

    def handbuch(self) -> None:
        """Open the handbook beside the window."""
        from app.services.ressourcen import handbuch  # noqa: PLC0415 - on use
        from app.views.handbuch import Handbuchfenster  # noqa: PLC0415 - on use

        if handbuch().is_file():
            Handbuchfenster(self._fenster).show()
        else:
            rat = "Installieren Sie das Programm neu."
            self._fenster.meldung.zeige(Meldung(Art.WARNUNG, "Das Handbuch ist nicht vorhanden.", rat=rat))

    def kuerzelhilfe(self) -> None:
        """List the shortcuts."""
        from app.views.kuerzelhilfe import Kuerzelhilfe  # noqa: PLC0415 - on use

        Kuerzelhilfe(self._fenster).show()

    def logdatei(self) -> None:
        """Open the log for support."""
        from app.services.logbuch import logdatei  # noqa: PLC0415 - on use

        pfad = logdatei()
        if not pfad.is_file():
            self._fenster.meldung.zeige(Meldung(Art.ERFOLG, "Es ist kein Fehler aufgezeichnet."))
        elif not zeige_draussen(pfad):
            rat = f"Sie liegt unter „{pfad}“."
            text = "Die Protokolldatei ließ sich nicht öffnen."
            self._fenster.meldung.zeige(Meldung(Art.WARNUNG, text, rat=rat))

    def ueber(self) -> None:
        """Name and version."""
        kasten = QMessageBox(self._fenster)
        kasten.setWindowTitle("Über den Eingliederungsplaner")
        kasten.setText(f"Eingliederungsplaner {__version__}")
        kasten.setInformativeText(
            "Plant und überwacht die Eingliederungsmittel eines Jobcenters. "
            "Gespeichert werden nur Summen, keine Daten über Personen."
        )
        kasten.setIconPixmap(self._fenster.windowIcon().pixmap(64, 64))
        kasten.open()
