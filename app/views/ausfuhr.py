"""What goes out of a plan as a workbook: its tables, the HÜL, an office's own template; in the background."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.services.fehler import Anwendungsfehler
from app.views.ablage import (
    EXCEL_FILTER,
    PDF_FILTER,
    VORLAGEN_FILTER,
    frage_datei,
    frage_ziel,
    zeige_draussen,
)
from app.views.hintergrund import Abgebrochen
from app.views.meldung import Art, Knopf, Meldung

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow

    from app.services.excel.auswahl import Exportwahl
    from app.services.excel.vorlage import Vorlagenbericht
    from app.services.planblick import Planblick
    from app.views.bericht import Diagrammbild
    from app.views.dateien import Dateien
    from app.views.einstellungen import Einstellungen
    from app.views.exportdialog import Exportdialog
    from app.views.hintergrund import Fortschritt, Hintergrund

    Schreiber = Callable[[Planblick, Fortschritt], Any]

# Services are imported where they are used: they load the database and Excel libraries.


class Ausfuhr(QObject):
    """Exports of the open document; messages go out by the signals of ``Dateien``."""

    def __init__(
        self, dateien: Dateien, fenster: QMainWindow, hintergrund: Hintergrund, einstellungen: Einstellungen
    ) -> None:
        """For one window."""
        super().__init__(dateien)
        self._einstellungen = einstellungen
        self._dateien, self._fenster, self._hintergrund = dateien, fenster, hintergrund
        self._vorlagenordner: Path | None = None
        """Where the last template was."""

    # -- questions -----------------------------------------------------------------------------------

    def frage_export(self) -> None:
        """Ask what goes into the workbook, then where it goes."""
        self._frage_wahl(als_pdf=False)

    def frage_bericht(self) -> None:
        """Ask what goes into the report, then where it goes."""
        self._frage_wahl(als_pdf=True)

    def _frage_wahl(self, *, als_pdf: bool) -> None:
        dokument = self._dateien.dokument
        if dokument is None or self._planpfad() is None:
            return
        from app.services.excel import tabellenangebot  # noqa: PLC0415 - see above
        from app.views.exportdialog import Exportdialog  # noqa: PLC0415 - see above

        bemerkte = sum(bool(zeile.bemerkung.strip()) for zeile in dokument.blick.zeilen.values())
        angebot = tabellenangebot(dokument.blick)
        dialog = Exportdialog(angebot, bemerkte, self._einstellungen, self._fenster, als_pdf=als_pdf)
        pfad = dokument.datei.pfad
        ziel = pfad.with_name(f"{pfad.stem}-Bericht.pdf") if als_pdf else pfad.with_suffix(".xlsx")
        dialog.fertig.connect(partial(self._frage_exportziel, dialog, ziel))
        dialog.open()

    def _frage_exportziel(self, dialog: Exportdialog, vorschlag: Path, wahl: Exportwahl) -> None:
        """Ask where it goes; who cancels here goes on choosing."""

        def weiter(ziel: Path) -> None:
            dialog.merke()
            dialog.accept()
            if dialog.als_pdf:
                self.schreibe_bericht(ziel, wahl=wahl)
            else:
                self.exportiere(ziel, wahl=wahl)

        filter_ = PDF_FILTER if dialog.als_pdf else EXCEL_FILTER
        frage_ziel(dialog, dialog.windowTitle(), vorschlag, filter_, weiter)

    def frage_huel(self) -> None:
        """Ask where the workbook with the Haushaltsüberwachungslisten goes."""
        pfad = self._planpfad()
        if pfad is not None:
            ziel = pfad.with_name(f"{pfad.stem}-HUEL.xlsx")
            weiter = partial(self.exportiere, nur_huel=True)
            frage_ziel(self._fenster, "HÜL exportieren", ziel, EXCEL_FILTER, weiter)

    def frage_vorlage(self) -> None:
        """Ask which template is filled, then where the result goes."""
        pfad = self._planpfad()
        if pfad is not None:
            ordner = self._vorlagenordner or pfad.parent
            titel = "Vorlage mit Platzhaltern wählen"
            frage_datei(self._fenster, titel, ordner, VORLAGEN_FILTER, self._frage_ziel_zur_vorlage)

    def _frage_ziel_zur_vorlage(self, vorlage: Path) -> None:
        if self._dateien.dokument is None:
            return
        self._vorlagenordner = vorlage.parent
        pfad = self._dateien.dokument.datei.pfad
        ziel = pfad.with_name(f"{pfad.stem}-{vorlage.stem}.xlsx")
        weiter = partial(self.fuelle_vorlage, vorlage)
        frage_ziel(self._fenster, "In Vorlage exportieren", ziel, EXCEL_FILTER, weiter)

    def _planpfad(self) -> Path | None:
        """The plan's file; None where there is none, or what is being typed does not fit yet."""
        if self._dateien.dokument is None or not self._dateien.eingaben_stehen():
            return None
        return self._dateien.dokument.datei.pfad

    # -- work ----------------------------------------------------------------------------------------

    def exportiere(self, ziel: Path, *, wahl: Exportwahl | None = None, nur_huel: bool = False) -> None:
        """Write the workbook from the durable state of the file; all of it, what is chosen, or the HÜL."""
        self._starte(ziel, partial(_exportiere, ziel, wahl, nur_huel), partial(self._exportiert, ziel))

    def schreibe_bericht(self, ziel: Path, *, wahl: Exportwahl | None = None) -> None:
        """Write the report; only the charts are drawn here, they are made of widgets."""
        if self._dateien.dokument is None:
            return
        from app.services.excel.auswahl import ALLES  # noqa: PLC0415 - see above
        from app.views.bericht import diagrammbilder  # noqa: PLC0415 - loads the charts' library

        wahl = wahl or ALLES
        bilder = diagrammbilder(self._dateien.dokument.blick, wahl)
        fertig = partial(self._exportiert, ziel, was="Der Bericht")
        self._starte(ziel, partial(_berichte, ziel, wahl, bilder), fertig, titel="Bericht")

    def fuelle_vorlage(self, vorlage: Path, ziel: Path) -> None:
        """Fill a template from the durable state of the file."""
        self._starte(ziel, partial(_fuelle_vorlage, vorlage, ziel), self._gefuellt)

    def _starte(
        self, ziel: Path, schreibe: Schreiber, fertig: Callable[[Any], None], *, titel: str = "Excel-Export"
    ) -> None:
        dokument = self._dateien.dokument
        if dokument is None:
            return
        arbeit = partial(_mit_eigenem_blick, dokument.datei.pfad, dokument.blick.plan_id, schreibe)
        if not self._hintergrund.starte(f"{titel} „{ziel.name}“:", arbeit, fertig, self._gescheitert):
            self._sage(
                Meldung(Art.WARNUNG, "Es läuft noch ein Export.", rat="Warten Sie, bis er fertig ist.")
            )

    # -- outcome -------------------------------------------------------------------------------------

    def _sage(self, meldung: Meldung) -> None:
        self._dateien.meldung.emit(meldung)

    def _exportiert(self, ziel: Path, _ergebnis: object, *, was: str = "Die Arbeitsmappe") -> None:
        text = f"{was} „{ziel.name}“ ist geschrieben."
        self._sage(Meldung(Art.ERFOLG, text, knoepfe=self._knoepfe(ziel)))

    def _gefuellt(self, bericht: Vorlagenbericht) -> None:
        """What was not recognised stands in the file: it is said before anybody sends it off."""
        art = Art.WARNUNG if bericht.nicht_erkannt else Art.ERFOLG
        text = f"Die Vorlage ist als „{bericht.ziel.name}“ geschrieben: {bericht.zahlen}."
        self._sage(Meldung(art, text, rat=bericht.worte, knoepfe=self._knoepfe(bericht.ziel)))

    def _knoepfe(self, ziel: Path) -> tuple[Knopf, ...]:
        return (Knopf("Datei öffnen", lambda: self._zeige(ziel)), ordnerknopf(ziel))

    def _zeige(self, ziel: Path) -> None:
        if not zeige_draussen(ziel):
            rat = "Öffnen Sie den Ordner und von dort die Datei."
            self._sage(Meldung(Art.WARNUNG, f"Für „{ziel.name}“ fand sich kein Programm.", rat=rat))

    def _gescheitert(self, fehler: BaseException) -> None:
        if isinstance(fehler, Abgebrochen):
            was = "Der Export wurde abgebrochen."
            self._sage(Meldung(Art.WARNUNG, was, "Es wurde nichts geschrieben."))
        elif isinstance(fehler, Anwendungsfehler):
            self._sage(Meldung.aus(fehler))
        else:
            self._dateien.absturz.emit(fehler)


def ordnerknopf(ziel: Path) -> Knopf:
    """The button that shows the folder of a file."""
    return Knopf("Ordner öffnen", lambda: zeige_draussen(ziel.parent))


def _mit_eigenem_blick(pfad: Path, plan_id: str, schreibe: Schreiber, fortschritt: Fortschritt) -> object:
    """Runs in the worker: opens the file for itself, read-only; the open document stays where it is."""
    from app.services import plaene  # noqa: PLC0415 - see above

    dokument = plaene.oeffne(pfad, schreibgeschuetzt=True)
    try:
        dokument.waehle(plan_id)
        return schreibe(dokument.blick, fortschritt)
    finally:
        dokument.datei.schliesse()


def _exportiere(
    ziel: Path, wahl: Exportwahl | None, nur_huel: bool, blick: Planblick, fortschritt: Fortschritt
) -> Path:
    from app.services.excel import Exportwahl, exportiere, exportiere_huel  # noqa: PLC0415 - see above

    if nur_huel:
        return exportiere_huel(blick, ziel, fortschritt=fortschritt)
    return exportiere(blick, ziel, wahl=wahl or Exportwahl(), fortschritt=fortschritt)


def _berichte(
    ziel: Path,
    wahl: Exportwahl,
    bilder: tuple[Diagrammbild, ...],
    blick: Planblick,
    fortschritt: Fortschritt,
) -> Path:
    from app.views.bericht import schreibe_bericht  # noqa: PLC0415 - see above

    return schreibe_bericht(blick, ziel, wahl=wahl, bilder=bilder, fortschritt=fortschritt)


def _fuelle_vorlage(vorlage: Path, ziel: Path, blick: Planblick, fortschritt: Fortschritt) -> Vorlagenbericht:
    from app.services.excel.vorlage import fuelle_vorlage  # noqa: PLC0415 - see above

    return fuelle_vorlage(blick, vorlage, ziel, fortschritt=fortschritt)
