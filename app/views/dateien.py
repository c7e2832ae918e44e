"""What one does with plan files: new, open, copy, close; holds the open document."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from app.services.eingabe import EingabeFehler
from app.services.fehler import Anwendungsfehler
from app.views.ablage import (
    ENDUNG,
    FILTER,
    frage_datei,
    frage_ziel,
    freier_name,
    lege_ordner_an,
    standardordner,
)
from app.views.ausfuhr import Ausfuhr, ordnerknopf
from app.views.meldung import Art, Knopf, Meldung

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.dokument import Dokument
    from app.views.einstellungen import Einstellungen
    from app.views.hintergrund import Hintergrund
    from app.views.plandialog import Plandialog

# Services are imported where they are used: they load the database library, and the window comes first.


class Dateien(QObject):
    """Holds the open document; a new one is open before the old one is closed."""

    gewechselt = Signal(object)
    """The ``Dokument`` that is open now, or None."""
    meldung = Signal(object)
    """A ``Meldung`` for the user."""
    absturz = Signal(object)
    """An exception that nobody foresaw."""

    def __init__(
        self,
        fenster: QMainWindow,
        einstellungen: Einstellungen,
        hintergrund: Hintergrund,
        ordner: Path | None = None,
    ) -> None:
        """No document yet; ``ordner`` is where new plans go by default."""
        super().__init__(fenster)
        self._fenster, self._einstellungen = fenster, einstellungen
        self._ordner = ordner
        self.dokument: Dokument | None = None
        self.ausfuhr = Ausfuhr(self, fenster, hintergrund, einstellungen)

    @property
    def ordner(self) -> Path:
        """Where new plans go by default."""
        return self._ordner or standardordner()

    # -- open ----------------------------------------------------------------------------------------

    def oeffne(self, pfad: Path) -> bool:
        """Open a plan file; on an error the plan open before stays, and False is returned."""
        from app.services import plaene  # noqa: PLC0415 - see above

        if self.dokument is not None and _gleiche_datei(self.dokument.datei.pfad, pfad):
            self.meldung.emit(Meldung(Art.ERFOLG, f"„{pfad.name}“ ist bereits geöffnet."))
            return True
        return self.eingaben_stehen() and self._nimm(lambda: plaene.oeffne(pfad))

    def zeige(self, dokument: Dokument) -> None:
        """Show a document that is open already; it is closed when another one takes its place.

        Raises:
            Anwendungsfehler: it holds no plan.
        """
        self._setze(_mit_plan(dokument))

    def oeffne_beispiel(self, name: str) -> bool:
        """Open the user's copy of an example plan; it is made where there is none yet."""
        from app.services import beispiel, plaene  # noqa: PLC0415 - see above

        pfad = self.ordner / f"{name}{ENDUNG}"
        if pfad.exists():
            return self.oeffne(pfad)

        def lege_an() -> Dokument:
            if name in beispiel.beispiele():
                lege_ordner_an(pfad.parent)
            beispiel.lege_beispiel_an(pfad, name).datei.schliesse()
            return plaene.oeffne(pfad)

        return self.eingaben_stehen() and self._nimm(lege_an)

    def frage_oeffnen(self) -> None:
        """Ask which file to open."""
        ordner = self._naheliegender_ordner()
        frage_datei(self._fenster, "Plan öffnen", ordner, f"{FILTER};;Alle Dateien (*)", self.oeffne)

    def schliesse(self) -> None:
        """Close the plan; everything is durable already."""
        if self.eingaben_stehen():
            self._setze(None)

    def eingaben_stehen(self) -> bool:
        """Take over what is being typed; False, and it is said, where a text was refused and stays."""
        if self.dokument is None:
            return True
        from app.views.eingaben import nimm_eingaben  # noqa: PLC0415 - loads the pages' code

        fokus: QWidget | None = self._fenster.focusWidget()
        if nimm_eingaben(self._fenster):
            # Whoever cancels the dialog that follows goes on where they were.
            if fokus is not None and isValid(fokus) and fokus.isVisible():
                fokus.setFocus()
            return True
        rat = "Berichtigen Sie sie, oder verwerfen Sie sie mit Esc."
        self.meldung.emit(Meldung(Art.WARNUNG, "Eine Eingabe passt noch nicht.", rat=rat, fluechtig=True))
        return False

    def _naheliegender_ordner(self) -> Path:
        if self.dokument is not None:
            return self.dokument.datei.pfad.parent
        zuletzt = self._einstellungen.zuletzt()
        return zuletzt[0].parent if zuletzt else self.ordner

    def _nimm(self, oeffne: Callable[[], Dokument]) -> bool:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            dokument = _mit_plan(oeffne())
        except Anwendungsfehler as fehler:
            self.meldung.emit(Meldung.aus(fehler))
            return False
        finally:
            QApplication.restoreOverrideCursor()
        self._setze(dokument)
        self._einstellungen.merke_datei(dokument.datei.pfad)
        return True

    def _setze(self, dokument: Dokument | None) -> None:
        alt, self.dokument = self.dokument, dokument
        self.gewechselt.emit(dokument)
        if alt is not None:
            alt.datei.schliesse()

    # -- new -----------------------------------------------------------------------------------------

    def frage_neu(self) -> None:
        """Ask for a new plan in a new file."""
        from app.services import beispiel  # noqa: PLC0415 - see above
        from app.views.plandialog import Plandialog  # noqa: PLC0415 - see above

        vorlage = next(iter(beispiel.vorlagen()), None)
        dialog = Plandialog(self._naheliegender_ordner(), vorlage and beispiel.titel(vorlage), self._fenster)
        dialog.fertig.connect(partial(self._lege_an, dialog))
        dialog.open()

    def _lege_an(self, dialog: Plandialog, jahr: int, bezeichnung: str, pfad: Path) -> None:
        from app.services import beispiel, kataloge, plaene  # noqa: PLC0415 - see above

        try:
            lege_ordner_an(pfad.parent)
            dokument = plaene.lege_leer_an(pfad, jahr, bezeichnung=bezeichnung)
            if dialog.mit_katalogen:
                kataloge.uebernehmen(dokument, beispiel.vorlagen()[0])
        except Anwendungsfehler as fehler:
            dialog.zeige_grund(fehler.text)
        except EingabeFehler as fehler:
            dialog.zeige_grund(str(fehler))
        else:
            dialog.accept()
            self._setze(dokument)
            self._einstellungen.merke_datei(pfad)

    # -- copies ----------------------------------------------------------------------------

    def frage_kopie(self) -> None:
        """Ask where a copy of the plan goes."""
        if self.dokument is None or not self.eingaben_stehen():
            return
        pfad = self.dokument.datei.pfad
        ordner = self.ordner if self.dokument.datei.schreibgeschuetzt else pfad.parent
        vorschlag = freier_name(ordner, f"{pfad.stem}-Kopie", ENDUNG)
        frage_ziel(self._fenster, "Kopie speichern unter", vorschlag, FILTER, self.kopiere)

    def kopiere(self, ziel: Path) -> None:
        """Write a whole copy of the open file."""
        if self.dokument is None:
            return
        try:
            lege_ordner_an(ziel.parent)
            self.dokument.datei.kopiere_nach(ziel)
        except Anwendungsfehler as fehler:
            self.meldung.emit(Meldung.aus(fehler))
            return
        knoepfe = (Knopf("Kopie öffnen", lambda: self.oeffne(ziel)), ordnerknopf(ziel))
        text = f"Die Kopie „{ziel.name}“ ist gespeichert."
        self.meldung.emit(
            Meldung(Art.ERFOLG, text, "Sie arbeiten weiter in der bisherigen Datei.", knoepfe=knoepfe)
        )


def _mit_plan(dokument: Dokument) -> Dokument:
    if not dokument.hat_plan:
        dokument.datei.schliesse()
        raise Anwendungsfehler(
            f"„{dokument.datei.pfad.name}“ enthält noch keinen Plan.",
            "An der Datei wurde nichts geändert.",
            "Legen Sie mit „Datei › Neuer Plan …“ einen neuen an.",
        )
    return dokument


def _gleiche_datei(eine: Path, andere: Path) -> bool:
    try:
        return eine.samefile(andere)
    except OSError:
        return False
