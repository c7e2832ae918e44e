"""Tables and charts onto the clipboard: as text, as HTML that Office takes for a table, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, QStringListModel, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from app.services.zahlworte import anzahl
from app.views.bausteine.zwischenablage import als_text
from app.views.druck.ansicht import auswahl, ganze_tabelle
from app.views.druck.html import als_html
from app.views.seite import Seite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QAbstractItemView, QWidget

    from app.views.druck.teile import Drucktabelle

PNG = "image/png"


def lege_tabellen_ab(tabellen: Sequence[Drucktabelle]) -> None:
    """Put tables on the clipboard, one below the other."""
    daten = _leere_daten()
    daten.setText("\n".join(_als_text(t, mit_titel=len(tabellen) > 1) for t in tabellen))
    daten.setHtml(als_html(tabellen))
    QGuiApplication.clipboard().setMimeData(daten)


def lege_bild_ab(bild: QImage) -> None:
    """Put a picture on the clipboard, also as the PNG that some programs ask for."""
    puffer = QBuffer()
    puffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(puffer, b"png").write(bild)
    daten = _leere_daten()
    daten.setImageData(bild)
    daten.setData(PNG, puffer.data())
    QGuiApplication.clipboard().setMimeData(daten)


def kopiere_auswahl(ansicht: QAbstractItemView) -> str:
    """Put the selected rectangle on the clipboard; what was done in words, or nothing."""
    tabelle = auswahl(ansicht)
    if tabelle is None:
        return ""
    lege_tabellen_ab([tabelle])
    return f"{len(tabelle.zeilen)} × {len(tabelle.rechts)} Zellen kopiert"


def kopiere_tabelle(ansicht: QAbstractItemView) -> str:
    """Put the whole table with its headings on the clipboard; what was done in words."""
    tabelle = ganze_tabelle(ansicht)
    lege_tabellen_ab([tabelle])
    return f"Tabelle kopiert: {anzahl(len(tabelle.zeilen), 'Zeile', 'Zeilen')} mit Überschriften"


class Kopierbedienung(QObject):
    """Strg+C and a menu for a table to read, whose own class knows nothing of the clipboard."""

    def __init__(self, ansicht: QAbstractItemView) -> None:
        """Serve ``ansicht``."""
        super().__init__(ansicht)
        self._ansicht = ansicht
        ansicht.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        ansicht.customContextMenuRequested.connect(self._zeige_menue)

    def taste(self, event: QKeyEvent) -> bool:
        """True where the key was Strg+C and something is selected."""
        return event.matches(QKeySequence.StandardKey.Copy) and self._kopiere_auswahl()

    def menue(self) -> QMenu:
        """What can be copied."""
        menue = QMenu(self._ansicht)
        menue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menue.addAction("Kopieren\tStrg+C").triggered.connect(self._kopiere_auswahl)
        menue.addAction("Tabelle kopieren\tStrg+Umschalt+C").triggered.connect(self._kopiere_alles)
        return menue

    def _zeige_menue(self, ort: QPoint) -> None:
        self.menue().popup(self._ansicht.viewport().mapToGlobal(ort))

    def _kopiere_auswahl(self) -> bool:
        return self._sage(kopiere_auswahl(self._ansicht))

    def _kopiere_alles(self) -> bool:
        return self._sage(kopiere_tabelle(self._ansicht))

    def _sage(self, satz: str) -> bool:
        oben: QWidget | None = self._ansicht
        while oben is not None and not isinstance(oben, Seite):
            oben = oben.parentWidget()
        if satz and oben is not None:
            oben.bruecke.hinweis.emit(satz)
        return bool(satz)


def _leere_daten() -> QMimeData:
    """Data for the clipboard, which outlives Python: what Python has made would crash the program's end."""
    modell = QStringListModel([""])
    daten = modell.mimeData([modell.index(0, 0)])
    daten.clear()
    return daten


def _als_text(tabelle: Drucktabelle, *, mit_titel: bool) -> str:
    zeilen = [zeile.texte for zeile in tabelle.zeilen]
    koepfe = [tabelle.kopf] if tabelle.kopf else []
    titel = [(tabelle.titel,)] if mit_titel and tabelle.titel else []
    return als_text([*titel, *koepfe, *zeilen])
