"""What goes out of a plan: its tables as a workbook, the HÜL, the report as PDF; written in the background."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.services.fehler import Anwendungsfehler
from app.views.ablage import EXCEL_FILTER, PDF_FILTER, frage_ziel, zeige_draussen
from app.views.hintergrund import Abgebrochen
from app.views.meldung import Art, Knopf, Meldung

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow

    from app.services.excel.auswahl import Exportwahl
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
        self._dateien, self._fenster, self._hintergrund = dateien, fenster, hintergrund
        self._einstellungen = einstellungen

    # -- questions -----------------------------------------------------------------------------------

    def frage_export(self) -> None:
        """Ask what goes into the workbook, then where it goes."""
        dokument = self._dateien.dokument
        if dokument is None or self._planpfad() is None:
            return
        from app.services.excel import tabellenangebot  # noqa: PLC0415 - see above
        from app.views.exportdialog import Exportdialog  # noqa: PLC0415 - see above

        bemerkte = sum(bool(z.bemerkung.strip()) for z in dokument.blick.zeilen.values())
        angebot = tabellenangebot(dokument.blick)
        dialog = Exportdialog(angebot, bemerkte, self._einstellungen, self._fenster)
        dialog.fertig.connect(partial(self._frage_exportziel, dialog))
        dialog.open()

    def _frage_exportziel(self, dialog: Exportdialog, wahl: Exportwahl) -> None:
        """Whoever cancels here goes on choosing."""
        if self._dateien.dokument is None:
            return

        def weiter(ziel: Path) -> None:
            dialog.merke()
            dialog.accept()
            self.exportiere(ziel, wahl=wahl)

        vorschlag = self._dateien.dokument.datei.pfad.with_suffix(".xlsx")
        frage_ziel(dialog, "Nach Excel exportieren", vorschlag, EXCEL_FILTER, weiter)

    def frage_huel(self) -> None:
        """Ask where the workbook with the Haushaltsüberwachungslisten goes."""
        pfad = self._planpfad()
        if pfad is not None:
            ziel = pfad.with_name(f"{pfad.stem}-HUEL.xlsx")
            weiter = partial(self.exportiere, nur_huel=True)
            frage_ziel(self._fenster, "HÜL exportieren", ziel, EXCEL_FILTER, weiter)

    def frage_bericht(self) -> None:
        """Ask where the report goes."""
        pfad = self._planpfad()
        if pfad is not None:
            ziel = pfad.with_name(f"{pfad.stem}-Bericht.pdf")
            frage_ziel(self._fenster, "Bericht als PDF", ziel, PDF_FILTER, self.schreibe_bericht)

    def _planpfad(self) -> Path | None:
        """The plan's file; None where there is none, or what is being typed does not fit yet."""
        if self._dateien.dokument is None or not self._dateien.eingaben_stehen():
            return None
        return self._dateien.dokument.datei.pfad

    # -- work ----------------------------------------------------------------------------------------

    def exportiere(self, ziel: Path, *, wahl: Exportwahl | None = None, nur_huel: bool = False) -> None:
        """Write the workbook from the durable state of the file; what is wanted of it, or the HÜL."""
        schreibe = partial(_exportiere, ziel, wahl, nur_huel)
        self._starte(f"Excel-Export „{ziel.name}“:", schreibe, partial(self._geschrieben, "Die Arbeitsmappe"))

    def schreibe_bericht(self, ziel: Path) -> None:
        """Write the report; only the charts are drawn here, they are made of widgets."""
        if self._dateien.dokument is None:
            return
        from app.views.bericht import diagrammbilder  # noqa: PLC0415 - loads the charts' library

        schreibe = partial(_berichte, ziel, diagrammbilder(self._dateien.dokument.blick))
        self._starte(f"Bericht „{ziel.name}“:", schreibe, partial(self._geschrieben, "Der Bericht"))

    def _starte(self, titel: str, schreibe: Schreiber, fertig: Callable[[Any], None]) -> None:
        """Let the worker write; where it is busy, say so."""
        dokument = self._dateien.dokument
        if dokument is None:
            return
        arbeit = partial(_mit_eigenem_blick, dokument.datei.pfad, dokument.blick.plan_id, schreibe)
        if not self._hintergrund.starte(titel, arbeit, fertig, self._gescheitert):
            self._sage(
                Meldung(Art.WARNUNG, "Es läuft noch ein Export.", rat="Warten Sie, bis er fertig ist.")
            )

    # -- outcome -------------------------------------------------------------------------------------

    def _sage(self, meldung: Meldung) -> None:
        self._dateien.meldung.emit(meldung)

    def _geschrieben(self, was: str, ziel: Path) -> None:
        text = f"{was} „{ziel.name}“ ist geschrieben."
        self._sage(Meldung(Art.ERFOLG, text, knoepfe=self._knoepfe(ziel)))

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
    ziel: Path, bilder: tuple[Diagrammbild, ...], blick: Planblick, fortschritt: Fortschritt
) -> Path:
    from app.views.bericht import schreibe_bericht  # noqa: PLC0415 - loads the charts' library

    return schreibe_bericht(blick, ziel, bilder=bilder, fortschritt=fortschritt)
