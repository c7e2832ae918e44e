"""The frame of every chart: title, menu, drawing area or table with the same figures, pictures of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSaveFile, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QImageWriter, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services.fehler import SpeicherFehler
from app.views.demobanner import VERMERK
from app.views.diagramme.tabelle import Diagrammtabelle, als_drucktabelle
from app.views.druck.kopieren import lege_bild_ab, lege_tabellen_ab
from app.views.druck.teile import Druckbild, Drucktext, Textart
from app.views.thema import ABSTAND, ABSTAND_HALB, TOKENS, Thema, tokens_fuer

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent

    from app.services.diagrammtypen import Diagrammdaten
    from app.views.bruecke import Bruecke
    from app.views.diagramme.balkenflaeche import Balkenflaeche
    from app.views.diagramme.kurvenflaeche import Kurvenflaeche
    from app.views.diagramme.saeulenflaeche import Saeulenflaeche
    from app.views.druck.teile import Druckteil

_BILDFAKTOR = 2
_BILDRAND = 16
_PAPIERBREITE = 660
"""Width (px) of a chart on paper, without its margins."""
_UNTEN_LINKS = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
_PUNKTE = 16
"""Edge of the menu's icon (px)."""


class Diagramm(QWidget):
    """A chart with its title and menu. Keys and errors travel as objects.

    Subclasses hand their drawing area to ``__init__`` and offer ``setze`` for their kind of data.
    """

    angeklickt = Signal(object)
    """The key (``Schluessel``) of a bar that was clicked or entered."""
    hinweis = Signal(str)
    """A sentence for the status bar."""
    fehler = Signal(object)
    """An ``Anwendungsfehler`` for the user."""

    def __init__(
        self, flaeche: Balkenflaeche | Saeulenflaeche | Kurvenflaeche, parent: QWidget | None = None
    ) -> None:
        """Build the frame around a drawing area."""
        super().__init__(parent)
        self.flaeche = flaeche
        self._daten: Diagrammdaten | None = None
        self.tabelle: Diagrammtabelle | None = None
        self.titel = QLabel(self)
        self.titel.setProperty("rolle", "untertitel")
        self.menueknopf = QToolButton(self)
        self.stapel = QStackedWidget(self)
        self.stapel.addWidget(flaeche)
        self._baue_menue()
        kopf = QHBoxLayout()
        kopf.setContentsMargins(ABSTAND, 0, 0, 0)
        kopf.addWidget(self.titel, 1)
        kopf.addWidget(self.menueknopf)
        spalte = QVBoxLayout(self)
        spalte.setContentsMargins(0, 0, 0, 0)
        spalte.setSpacing(ABSTAND_HALB)
        spalte.addLayout(kopf)
        spalte.addWidget(self.stapel, 1)
        flaeche.gewaehlt.connect(self.angeklickt)
        flaeche.markiert.connect(self._sage)
        self._faerbe()

    def melde_an(self, name: str, bruecke: Bruecke) -> None:
        """Give the chart and its parts names, and the window its sentences and errors."""
        self.setObjectName(name)
        self.flaeche.setObjectName(f"{name}_flaeche")
        self.menueknopf.setObjectName(f"{name}_menue")
        self.hinweis.connect(bruecke.hinweis)
        self.fehler.connect(bruecke.fehler)

    def _baue_menue(self) -> None:
        menue = QMenu(self)
        menue.addAction("Als Bild speichern …").triggered.connect(self._frage_ziel)
        menue.addAction("Diagramm kopieren").triggered.connect(self.kopiere_bild)
        menue.addAction("Werte des Diagramms kopieren").triggered.connect(self.kopiere_werte)
        menue.addSeparator()
        self.als_tabelle = menue.addAction("Als Tabelle zeigen")
        self.als_tabelle.setCheckable(True)
        self.als_tabelle.toggled.connect(self._zeige_tabelle)
        self.menue = menue
        self.menueknopf.setProperty("rolle", "nur_symbol")
        self.menueknopf.setAccessibleName("Diagramm: Bild, Tabelle")
        self.menueknopf.setToolTip("Als Bild speichern, kopieren oder als Tabelle zeigen")
        self.menueknopf.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menueknopf.setMenu(menue)

    def zeige(self, daten: Diagrammdaten) -> None:
        """Everything of new data but the drawing: title, words for screen readers, table."""
        self._daten = daten
        if self.titel.text() != daten.titel:
            self.titel.setText(daten.titel)
            for widget in (self, self.flaeche):
                widget.setAccessibleName(daten.titel)
            self.menueknopf.setAccessibleName(f"{daten.titel}: Bild, Tabelle")
        self._sage(self.flaeche.marke if self.flaeche.hasFocus() else -1)
        if self.tabelle is not None and self.als_tabelle.isChecked():
            self.tabelle.setze(daten)

    def _sage(self, nummer: int) -> None:
        if self._daten is None:
            return
        text = self._daten.beschreibung
        if nummer >= 0:
            text = f"{self.flaeche.worte(nummer)}. {text}"
        for widget in (self, self.flaeche):
            widget.setAccessibleDescription(text)

    def _zeige_tabelle(self, an: bool) -> None:
        if an and self._daten is not None:
            if self.tabelle is None:
                self.tabelle = Diagrammtabelle(self)
                self.tabelle.gewaehlt.connect(self.angeklickt)
                self.stapel.addWidget(self.tabelle)
            self.tabelle.setze(self._daten)
        aktuell = self.tabelle if an and self.tabelle is not None else self.flaeche
        self.stapel.setCurrentWidget(aktuell)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would take the menu's button out of the way of Tab."""
        self.stapel.currentWidget().setFocus(event.reason())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menue.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "menueknopf"):
            self._faerbe()

    def _faerbe(self) -> None:
        tokens = tokens_fuer(self.palette())
        self.menueknopf.setIcon(_drei_punkte(QColor(tokens.text_neben)))
        self.menueknopf.setIconSize(QSize(_PUNKTE, _PUNKTE))
        if self.flaeche.tokens is not tokens:
            self.flaeche.faerbe(tokens)

    def bild(self) -> QImage:
        """The chart with its title at twice the size, on white: made for documents, whatever theme is on.

        A remark that the window asks for (``VERMERK``) stands below it.
        """
        return self._male(_BILDRAND, str(self.window().property(VERMERK) or ""))

    def _male(self, rand: int, vermerk: str) -> QImage:
        groesse = self.flaeche.size()
        kopf = self.titel.sizeHint().height() + ABSTAND
        fuss = self.fontMetrics().height() + ABSTAND if vermerk else 0
        ganz = QSize(groesse.width() + 2 * rand, groesse.height() + kopf + fuss + 2 * rand)
        bild = QImage(ganz * _BILDFAKTOR, QImage.Format.Format_RGB32)
        bild.setDevicePixelRatio(_BILDFAKTOR)
        hell, vorher = TOKENS[Thema.HELL], self.flaeche.tokens
        bild.fill(QColor(hell.grund))
        maler = QPainter(bild)
        maler.setRenderHints(self.flaeche.renderHints())
        maler.setPen(QColor(hell.text))
        maler.setFont(self.titel.font())
        oben = QRectF(rand + ABSTAND, rand, groesse.width(), kopf)
        maler.drawText(oben, Qt.AlignmentFlag.AlignLeft, self.titel.text())
        self.flaeche.faerbe(hell)
        self.flaeche.ohne_marken()
        ziel = QRectF(QPointF(rand, rand + kopf), QSizeF(groesse))
        self.flaeche.render(maler, ziel, self.flaeche.rect())
        self.flaeche.faerbe(vorher)
        maler.setPen(QColor(hell.text_neben))
        maler.setFont(self.font())
        maler.drawText(QRectF(ziel.adjusted(ABSTAND, 0, 0, fuss)), _UNTEN_LINKS, vermerk)
        maler.end()
        return bild

    def kopiere_bild(self) -> None:
        """Put the picture on the clipboard."""
        lege_bild_ab(self.bild())
        self.hinweis.emit("Das Diagramm liegt als Bild in der Zwischenablage.")

    def kopiere_werte(self) -> None:
        """Put the figures behind the chart on the clipboard, as a table."""
        if self._daten is not None:
            lege_tabellen_ab([als_drucktabelle(self._daten)])
            self.hinweis.emit("Die Werte des Diagramms liegen als Tabelle in der Zwischenablage.")

    def druckteile(self) -> tuple[Druckteil, ...]:
        """On paper: the picture, or the table where that is what is shown."""
        if self._daten is None:
            return ()
        if self.als_tabelle.isChecked():
            titel = Drucktext(self._daten.titel, Textart.UNTERTITEL)
            return (titel, als_drucktabelle(self._daten))
        return (Druckbild(self._daten.titel, self._papierbild()),)

    def _papierbild(self) -> QImage:
        """Laid out for the width of a sheet, so that its words are as large as the others there."""
        vorher = self.flaeche.size()
        self.flaeche.resize(_PAPIERBREITE, vorher.height())
        # How high bars must be depends on whether their names fit beside them.
        self.flaeche.resize(
            _PAPIERBREITE, max(self.flaeche.sizeHint().height(), self.flaeche.minimumHeight())
        )
        bild = self._male(0, "")
        self.flaeche.resize(vorher)
        return bild

    def speichere_bild(self, pfad: Path) -> None:
        """Write the picture as PNG: whole, or not at all.

        Raises:
            SpeicherFehler: the file could not be written; an existing one is untouched.
        """
        datei = QSaveFile(str(pfad))
        offen = datei.open(QSaveFile.OpenModeFlag.WriteOnly)
        if not (offen and QImageWriter(datei, b"png").write(self.bild()) and datei.commit()):
            raise SpeicherFehler(
                pfad,
                f"„{pfad.name}“ konnte in „{pfad.parent}“ nicht geschrieben werden.",
                "Eine vorhandene Datei ist unverändert, der Plan ist nicht betroffen.",
                "Wählen Sie einen anderen Ort.",
            )

    def _frage_ziel(self) -> None:
        vorschlag = f"{self.titel.text()}.png"
        dialog = QFileDialog(self, "Diagramm als Bild speichern", vorschlag, "PNG-Bild (*.png)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._speichere)
        dialog.open()

    def _speichere(self, name: str) -> None:
        try:
            self.speichere_bild(Path(name))
        except SpeicherFehler as fehler:
            self.fehler.emit(fehler)
        else:
            self.hinweis.emit(f"Bild gespeichert: {name}")


def _drei_punkte(farbe: QColor) -> QIcon:
    bild = QPixmap(_PUNKTE * 2, _PUNKTE * 2)
    bild.setDevicePixelRatio(2)
    bild.fill(Qt.GlobalColor.transparent)
    maler = QPainter(bild)
    maler.setRenderHint(QPainter.RenderHint.Antialiasing)
    maler.setPen(Qt.PenStyle.NoPen)
    maler.setBrush(farbe)
    for x in (2, 7, 12):
        maler.drawEllipse(x, 7, 3, 3)
    maler.end()
    return QIcon(bild)
