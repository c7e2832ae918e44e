"""The way of an import: choose a file, read it in the background, confirm columns, accept, write."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from app.services.fehler import Anwendungsfehler
from app.views.hintergrund import Abgebrochen
from app.views.meldung import Art, Meldung

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QMainWindow

    from app.services.einfuhr.quelle import Quelle
    from app.services.einfuhr.spaltenraten import Deutung
    from app.services.einfuhr.vorschau import Vorschau
    from app.views.bruecke import Bruecke
    from app.views.einfuhr.vorschaudialog import Vorschaudialog
    from app.views.hintergrund import Hintergrund

QUELLFILTER = (
    "Arbeitsmappen, Tabellen und Texte (*.xlsx *.xlsm *.csv *.tsv *.txt);;"
    "Arbeitsmappe (*.xlsx *.xlsm);;Tabelle (*.csv *.tsv);;Text eines Programms (*.txt);;Alle Dateien (*)"
)
_NICHTS = "Am Plan wurde nichts geändert."

# Services and dialogs are imported where they are used: the start of the window does not need them.


class Einfuhr(QObject):
    """Imports into the open plan, one at a time."""

    meldung = Signal(object)
    """A ``Meldung`` for the user."""
    absturz = Signal(object)
    """An exception that nobody foresaw."""

    def __init__(self, fenster: QMainWindow, hintergrund: Hintergrund) -> None:
        """For one window."""
        super().__init__(fenster)
        self._fenster, self._hintergrund = fenster, hintergrund
        self._bruecke: Bruecke | None = None
        self._dialog: QDialog | None = None
        """The question that is open; the window's other parts wait for it."""

    def setze_bruecke(self, bruecke: Bruecke | None) -> None:
        """Another plan is open now, or none: what was asked about the one before is no question any more."""
        self._bruecke = bruecke
        if self._dialog is not None:
            self._dialog.reject()

    def frage_datei(self) -> None:
        """Ask which file to read."""
        bruecke = self._bereit()
        if bruecke is None:
            return
        ordner = str(bruecke.dokument.datei.pfad.parent)
        dialog = QFileDialog(self._fenster, "Importieren", ordner, QUELLFILTER)
        dialog.setObjectName("import_datei")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda pfad: self.lies(Path(pfad)))
        dialog.open()

    def lies(self, pfad: Path) -> None:
        """Read a file in the background; what it is decides how it goes on."""
        from app.services.einfuhr.quelle import lies_quelle  # noqa: PLC0415 - see above

        bruecke = self._bereit()
        if bruecke is None:
            return

        def arbeit(fortschritt: object) -> Quelle:
            return lies_quelle(pfad, fortschritt=fortschritt)  # type: ignore[arg-type]  # a callable object

        titel = f"„{pfad.name}“ wird gelesen:"
        gelesen = partial(self._gelesen, bruecke)
        if not self._hintergrund.starte(titel, arbeit, gelesen, self._gescheitert):
            rat = "Warten Sie, bis sie fertig ist."
            self.meldung.emit(Meldung(Art.WARNUNG, "Es läuft noch eine andere Arbeit.", rat=rat))

    def _bereit(self) -> Bruecke | None:
        """The open plan if something can be imported into it now; else it is said why not."""
        bruecke = self._bruecke
        if bruecke is None or self._dialog is not None:
            return None
        if bruecke.dokument.datei.schreibgeschuetzt:
            was = "Der Plan ist nur zum Lesen geöffnet; in ihn lässt sich nichts importieren."
            self.meldung.emit(Meldung(Art.WARNUNG, was, rat="Speichern Sie eine Kopie und öffnen Sie diese."))
            return None
        return bruecke

    def _gelesen(self, bruecke: Bruecke, quelle: Quelle) -> None:
        from app.services.einfuhr.vorschau import Quellenart  # noqa: PLC0415 - see above
        from app.views.einfuhr.spaltendialog import Spaltendialog  # noqa: PLC0415 - see above

        if self._bruecke is not bruecke:
            was = f"„{quelle.name}“ wurde nicht verglichen: Inzwischen ist ein anderer Plan offen."
            self.meldung.emit(Meldung(Art.WARNUNG, was, _NICHTS))
            return
        if quelle.art is not Quellenart.TABELLE:
            self._vergleiche(bruecke, quelle, None)
            return
        dialog = Spaltendialog(quelle, bruecke.blick.jahr, self._fenster)
        dialog.bestaetigt.connect(partial(self._vergleiche, bruecke, quelle))
        self._zeige(dialog)

    def _vergleiche(self, bruecke: Bruecke, quelle: Quelle, deutung: Deutung | None) -> None:
        from app.services.einfuhr.quelle import vorschau  # noqa: PLC0415 - see above
        from app.views.einfuhr.vorschaudialog import Vorschaudialog  # noqa: PLC0415 - see above

        try:
            schau = vorschau(bruecke.blick, quelle, deutung)
        except Anwendungsfehler as fehler:
            self.meldung.emit(Meldung.aus(fehler))
            return
        dialog = Vorschaudialog(bruecke.blick, schau, self._fenster)
        dialog.uebernehmen.connect(partial(self._uebernimm, bruecke, dialog, schau))
        self._zeige(dialog)

    def _zeige(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(partial(self._beendet, dialog))
        dialog.open()

    def _beendet(self, dialog: QDialog, _ergebnis: int) -> None:
        if self._dialog is dialog:  # confirmed columns have opened the next one already
            self._dialog = None

    def _uebernimm(
        self, bruecke: Bruecke, dialog: Vorschaudialog, schau: Vorschau, gewaehlt: frozenset[str], grund: str
    ) -> None:
        from app.services.einfuhr.anwenden import wende_an  # noqa: PLC0415 - see above
        from app.services.zahlworte import anzahl  # noqa: PLC0415 - see above

        try:
            wende_an(bruecke.dokument, schau, gewaehlt, grund)
        except Anwendungsfehler as fehler:
            dialog.zeige_fehler(" ".join(t for t in (fehler.was, fehler.sicher, fehler.rat) if t))
            return
        dialog.accept()
        wort = anzahl(len(gewaehlt), "Änderung", "Änderungen")
        was = f"{wort} aus „{schau.quelle}“ übernommen."
        wieder = "Strg+Z nimmt sie zurück." if len(gewaehlt) == 1 else "Strg+Z nimmt alle zusammen zurück."
        self.meldung.emit(Meldung(Art.ERFOLG, was, wieder, fluechtig=True))

    def _gescheitert(self, fehler: BaseException) -> None:
        if isinstance(fehler, Abgebrochen):
            self.meldung.emit(Meldung(Art.WARNUNG, "Der Import wurde abgebrochen.", _NICHTS))
        elif isinstance(fehler, Anwendungsfehler):
            self.meldung.emit(Meldung.aus(fehler))
        else:
            self.absturz.emit(fehler)
