"""What the commands for paper and clipboard do with the page that the window shows."""

from __future__ import annotations

import datetime as dt
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QFileDialog, QMessageBox, QWidget

from app.services.ablage import lege_ab
from app.services.fehler import DateiFehler
from app.services.zahlworte import anzahl
from app.views import anwendung
from app.views.ablage import zeige_draussen
from app.views.druck.geduld import Geduld
from app.views.druck.kopieren import kopiere_tabelle, lege_tabellen_ab
from app.views.druck.maler import Maler
from app.views.druck.sammeln import sammle
from app.views.druck.teile import Diagrammhaft, Drucktabelle
from app.views.druck.vorschau import Vorschau
from app.views.hintergrund import Abgebrochen
from app.views.meldung import Art, Knopf, Meldung

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.views.druck.teile import Druckblatt
    from app.views.hauptfenster import Hauptfenster

W = TypeVar("W", bound=QWidget)
KEIN_DRUCKER = "Es ist kein Drucker eingerichtet."
_RAT = "Speichern Sie die Seite als PDF, oder richten Sie einen Drucker ein. Die Vorschau geht auch so."
_NICHTS = "Auf dieser Seite gibt es nichts zu drucken."
_AUFLOESUNG = 1200
_PDF_FILTER = "PDF-Datei (*.pdf)"


class Druck:
    """For one window; every way begins with what its page shows now."""

    def __init__(self, fenster: Hauptfenster) -> None:
        """For ``fenster``; made anew for each command, when its work begins."""
        self._fenster = fenster
        self._seit = time.monotonic()

    # -- paper -------------------------------------------------------------------------------------

    def zeige_vorschau(self) -> None:
        """Show what would be printed."""
        if (maler := self._maler()) is None:
            return
        drucker = self._drucker(maler)
        vorschau = Vorschau(maler, drucker, self._fenster, self._seit)
        vorschau.drucken.connect(partial(self._frage_drucker, maler, drucker, vorschau))
        vorschau.pdf.connect(partial(self._frage_pdf, maler, vorschau))
        vorschau.open()

    def drucke(self) -> None:
        """Ask for the printer and print."""
        if (maler := self._maler()) is not None:
            self._frage_drucker(maler, self._drucker(maler), self._fenster)

    def _maler(self) -> Maler | None:
        blatt = self._blatt()
        if blatt is None:
            return None
        if not blatt.teile:
            self._sage(_NICHTS)
            return None
        return Maler(blatt, QApplication.font(), dt.datetime.now().astimezone())

    @staticmethod
    def _drucker(maler: Maler) -> QPrinter:
        drucker = QPrinter(QPrinter.PrinterMode.HighResolution)
        drucker.setPageLayout(maler.anordnung())
        drucker.setDocName(maler.blatt.titel)
        drucker.setCreator(anwendung.NAME)
        return drucker

    def _frage_drucker(self, maler: Maler, drucker: QPrinter, eltern: QWidget) -> None:
        if not QPrinterInfo.availablePrinterNames():
            self._sage_ohne_drucker(maler, eltern)
            return
        dialog = QPrintDialog(drucker, eltern)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("Drucken")
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(maler.blaetter(drucker.pageLayout())))
        dialog.finished.connect(partial(self._drucke_auf, maler, drucker))
        # The dialog's own way to open wants a slot by name.
        QDialog.open(dialog)

    def _drucke_auf(self, maler: Maler, drucker: QPrinter, ergebnis: int) -> None:
        if ergebnis and self._male(maler, drucker, _gewaehlte_seiten(drucker)):
            self._sage(f"Gedruckt: {maler.blatt.titel}")

    def _sage_ohne_drucker(self, maler: Maler, eltern: QWidget) -> None:
        als_pdf = partial(self._frage_pdf, maler, eltern)
        if eltern is self._fenster:
            knopf = Knopf("Als PDF speichern …", als_pdf)
            self._fenster.meldung.zeige(Meldung(Art.WARNUNG, KEIN_DRUCKER, rat=_RAT, knoepfe=(knopf,)))
            return
        kasten = QMessageBox(QMessageBox.Icon.Information, "Drucken", KEIN_DRUCKER, parent=eltern)
        kasten.setObjectName("kein_drucker")
        kasten.setInformativeText(_RAT)
        kasten.addButton("Als PDF speichern …", QMessageBox.ButtonRole.AcceptRole).clicked.connect(als_pdf)
        kasten.addButton(QMessageBox.StandardButton.Close)
        kasten.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kasten.open()

    def _frage_pdf(self, maler: Maler, eltern: QWidget, _an: bool = False) -> None:
        pfad = self._fenster.bruecke.dokument.datei.pfad if self._fenster.bruecke is not None else Path()
        name = maler.blatt.titel.replace(" · ", "-")
        dialog = QFileDialog(
            eltern, "Als PDF speichern", str(pfad.with_name(f"{pfad.stem}-{name}.pdf")), _PDF_FILTER
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda ziel: self.speichere_pdf(maler, Path(ziel)))
        dialog.open()

    def speichere_pdf(self, maler: Maler, pfad: Path) -> None:
        """Write the sheets as a PDF: whole, or not at all."""
        puffer = QBuffer()
        puffer.open(QIODevice.OpenModeFlag.WriteOnly)
        schreiber = QPdfWriter(puffer)
        schreiber.setResolution(_AUFLOESUNG)
        schreiber.setPageLayout(maler.anordnung())
        schreiber.setTitle(f"{maler.blatt.titel} – {maler.blatt.plan}")
        schreiber.setCreator(anwendung.NAME)
        if not self._male(maler, schreiber, None):
            return
        del schreiber
        puffer.close()
        try:
            lege_ab(bytes(puffer.data().data()), pfad)
        except DateiFehler as fehler:
            self._fenster.melde_fehler(fehler)
            return
        knopf = Knopf("Datei öffnen", partial(zeige_draussen, pfad))
        text = f"„{pfad.name}“ ist gespeichert."
        self._fenster.meldung.zeige(Meldung(Art.ERFOLG, text, knoepfe=(knopf,)))

    def _male(self, maler: Maler, geraet: QPrinter | QPdfWriter, seiten: range | None) -> bool:
        try:
            with Geduld(self._fenster) as geduld:
                maler.male(geraet, seiten, geduld)
        except Abgebrochen:
            self._sage("Abgebrochen; es wurde nichts fertiggestellt.")
            return False
        return True

    # -- clipboard ---------------------------------------------------------------------------------

    def kopiere_tabelle(self) -> None:
        """Copy the table that has the focus, or the page's only one; else all that the page is made of."""
        ansichten = self._auf_der_seite(QAbstractItemView)
        # A view inside another one is a part of it, such as its fixed column.
        ansichten = [a for a in ansichten if not any(b is not a and b.isAncestorOf(a) for b in ansichten)]
        ansicht = self._gemeint(ansichten)
        if ansicht is not None:
            self._sage(kopiere_tabelle(ansicht))
        elif ansichten:
            self._sage("Hier sind mehrere Tabellen: Klicken Sie zuerst in die, die Sie kopieren wollen.")
        else:
            self._kopiere_alle()

    def _kopiere_alle(self) -> None:
        blatt = self._blatt()
        tabellen = [t for t in blatt.teile if isinstance(t, Drucktabelle)] if blatt is not None else []
        if not tabellen:
            self._sage("Auf dieser Seite ist keine Tabelle.")
            return
        lege_tabellen_ab(tabellen)
        self._sage(f"{anzahl(len(tabellen), 'Tabelle', 'Tabellen')} kopiert")

    def kopiere_diagramm(self) -> None:
        """Copy the picture of the chart that has the focus, or of the page's only one."""
        self._mit_diagramm(lambda diagramm: diagramm.kopiere_bild())

    def kopiere_werte(self) -> None:
        """Copy the figures of the chart that has the focus, or of the page's only one."""
        self._mit_diagramm(lambda diagramm: diagramm.kopiere_werte())

    def _mit_diagramm(self, tat: Callable[[Diagrammhaft], None]) -> None:
        diagramme = [w for w in self._auf_der_seite(QWidget) if isinstance(w, Diagrammhaft)]
        diagramm = self._gemeint(diagramme)
        if isinstance(diagramm, Diagrammhaft):
            tat(diagramm)
        elif diagramme:
            self._sage("Hier sind mehrere Diagramme: Klicken Sie zuerst in das, das Sie kopieren wollen.")
        else:
            self._sage("Auf dieser Seite ist kein Diagramm.")

    # -- the page ----------------------------------------------------------------------------------

    def _blatt(self) -> Druckblatt | None:
        seite, bruecke = self._fenster.stapel.aktuelle(), self._fenster.bruecke
        if seite is None or bruecke is None:
            self._sage(_NICHTS)
            return None
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            with Geduld(self._fenster, seit=self._seit) as geduld:
                return bruecke.tue(lambda: sammle(seite, bruecke.blick.kopf, geduld))
        except Abgebrochen:
            return None
        finally:
            QApplication.restoreOverrideCursor()

    def _auf_der_seite(self, art: type[W]) -> list[W]:
        seite = self._fenster.stapel.aktuelle()
        return [w for w in seite.findChildren(art) if w.isVisible()] if seite is not None else []

    def _gemeint(self, widgets: list[W]) -> W | None:
        """The one with the focus, or the only one."""
        fokus: QWidget | None = self._fenster.focusWidget()
        mit_fokus = (w for w in widgets if fokus is not None and (w is fokus or w.isAncestorOf(fokus)))
        return next(mit_fokus, widgets[0] if len(widgets) == 1 else None)

    def _sage(self, satz: str) -> None:
        self._fenster.statuszeile.zeige_hinweis(satz)


def _gewaehlte_seiten(drucker: QPrinter) -> range | None:
    if drucker.printRange() != QPrinter.PrintRange.PageRange or not drucker.fromPage():
        return None
    return range(drucker.fromPage(), drucker.toPage() + 1)
