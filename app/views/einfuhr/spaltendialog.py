"""Asks whether the columns of a foreign table are what they seem to be, before anything is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.einfuhr.spaltenraten import Deutung, Rolle, rate, rate_mit_kopf
from app.services.eingabe import FELD_WORT, Feld
from app.views.bausteine.beschriftung import text
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    from app.services.einfuhr.quelle import Quelle
    from app.services.einfuhr.rohdaten import Rohblatt

_GROESSE = QSize(980, 640)
_BEISPIELZEILEN = 8
_NICHT = "– nicht einlesen –"


class Spaltendialog(QDialog):
    """The program guesses, the user confirms or changes."""

    bestaetigt = Signal(object)
    """The ``Deutung`` to read by."""

    def __init__(self, quelle: Quelle, jahr: int, parent: QWidget | None = None) -> None:
        """For a foreign table; ``jahr`` is the plan's Haushaltsjahr."""
        super().__init__(parent)
        self._quelle, self._jahr = quelle, jahr
        self._blatt: Rohblatt = quelle.blatt(None, jahr)
        self._deutung: Deutung = rate(self._blatt, jahr)
        self.setObjectName("spaltendialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Spalten zuordnen: {quelle.name}")
        self.setAccessibleName(self.windowTitle())
        self.setSizeGripEnabled(True)
        self.resize(_GROESSE)
        self.blaetter = self._baue_blattwahl()
        self.kopfzeile = QSpinBox()
        self.kopfzeile.setObjectName("spalten_kopfzeile")
        self.kopfzeile.setAccessibleName("Zeile der Überschriften")
        self.kopfzeile.setSpecialValueText("keine")
        self.wahlen: list[QComboBox] = []
        self._reihen = QFormLayout()
        self._reihen.setHorizontalSpacing(ABSTAND_WEIT)
        self._reihen.setVerticalSpacing(ABSTAND)
        self.beispiel = QTableWidget()
        self.beispiel.setObjectName("spalten_beispiel")
        self.beispiel.setAccessibleName("Die ersten Zeilen der Tabelle")
        self.beispiel.setWordWrap(False)
        self.beispiel.horizontalHeader().setStretchLastSection(True)
        self.beispiel.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.fehler = text("", "fehler", umbruch=True)
        self.fehler.setObjectName("spalten_fehler")
        self.knoepfe = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._lege_aus()
        self._zeige()
        self.blaetter.currentTextChanged.connect(self._wechsle_blatt)
        self.kopfzeile.valueChanged.connect(self._wechsle_kopf)

    @property
    def deutung(self) -> Deutung:
        """What the columns are as chosen."""
        return self._deutung

    # -- building ----------------------------------------------------------------------------------

    def _baue_blattwahl(self) -> QComboBox:
        wahl = QComboBox()
        wahl.setObjectName("spalten_blatt")
        wahl.setAccessibleName("Blatt")
        mappe = self._quelle.mappe
        wahl.addItems([b.name for b in mappe.blaetter if not b.versteckt] if mappe else [])
        wahl.setCurrentText(self._blatt.name)
        return wahl

    def _lege_aus(self) -> None:
        ja = self.knoepfe.button(QDialogButtonBox.StandardButton.Ok)
        ja.setText("Vergleichen …")
        ja.setProperty("rolle", "primaer")
        ja.setObjectName("spalten_weiter")
        self.knoepfe.accepted.connect(self._weiter)
        self.knoepfe.rejected.connect(self.reject)
        oben = QHBoxLayout()
        oben.setSpacing(ABSTAND)
        for wort, feld in (("&Blatt", self.blaetter), ("Überschriften in &Zeile", self.kopfzeile)):
            schild = QLabel(wort)
            schild.setBuddy(feld)
            oben.addWidget(schild)
            oben.addWidget(feld)
            oben.addSpacing(ABSTAND_WEIT)
        oben.addStretch(1)
        inhalt = QWidget()
        inhalt.setProperty("rolle", "inhalt")
        inhalt.setLayout(self._reihen)
        rolle = QScrollArea()
        rolle.setObjectName("spalten_rolle")
        rolle.setWidgetResizable(True)
        rolle.setWidget(inhalt)
        spalte = QVBoxLayout(self)
        spalte.setContentsMargins(ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_WEIT)
        spalte.setSpacing(ABSTAND_WEIT)
        spalte.addWidget(text("Was steht in welcher Spalte?", "titel"))
        spalte.addWidget(
            text(
                "Das Programm hat die Spalten nach Überschrift und Inhalt zugeordnet. Bitte prüfen Sie das. "
                "Am Plan ändert sich erst etwas, wenn Sie danach einzelne Unterschiede annehmen.",
                "hinweis",
                umbruch=True,
            )
        )
        spalte.addLayout(oben)
        spalte.addWidget(rolle, 2)
        spalte.addWidget(self.beispiel, 1)
        spalte.addWidget(self.fehler)
        spalte.addWidget(self.knoepfe)

    # -- showing -----------------------------------------------------------------------------------

    def _zeige(self) -> None:
        kopf = self._deutung.kopfzeile
        self.kopfzeile.blockSignals(True)
        self.kopfzeile.setRange(0, max(len(self._blatt.zeilen), 1))
        self.kopfzeile.setValue(0 if kopf is None else kopf + 1)
        self.kopfzeile.blockSignals(False)
        self._zeige_spalten()
        self._zeige_beispiel()
        self._zeige_fehler()

    def _zeige_spalten(self) -> None:
        while self._reihen.rowCount():
            self._reihen.removeRow(0)
        self.wahlen.clear()
        for spalte in self._deutung.spalten:
            wahl = QComboBox()
            wahl.addItem(_NICHT, None)
            for rolle in Rolle:
                wahl.addItem(FELD_WORT[Feld(rolle.value)], rolle)
            wahl.setCurrentIndex(0 if spalte.rolle is None else list(Rolle).index(spalte.rolle) + 1)
            name = spalte.kopf or f"Spalte {spalte.nummer + 1}"
            wahl.setObjectName(f"spalte_{spalte.nummer}")
            wahl.setAccessibleName(f"Was in „{name}“ steht")
            wahl.activated.connect(lambda _i, n=spalte.nummer, w=wahl: self._waehle(n, w.currentData()))
            grund = text(spalte.grund, "hinweis" if spalte.sicher else "")
            reihe = QHBoxLayout()
            reihe.setSpacing(ABSTAND_WEIT)
            reihe.addWidget(wahl)
            reihe.addWidget(grund, 1)
            schild = text(_kurz(name))
            schild.setMinimumHeight(wahl.sizeHint().height())
            self._reihen.addRow(schild, reihe)
            self.wahlen.append(wahl)

    def _zeige_beispiel(self) -> None:
        erste = self._deutung.erste_zeile
        zeilen = self._blatt.zeilen[erste : erste + _BEISPIELZEILEN]
        spalten = self._deutung.spalten
        self.beispiel.clear()
        self.beispiel.setRowCount(len(zeilen))
        self.beispiel.setColumnCount(len(spalten))
        self.beispiel.setHorizontalHeaderLabels([_kurz(s.kopf or str(s.nummer + 1), 24) for s in spalten])
        self.beispiel.setVerticalHeaderLabels([str(erste + n + 1) for n in range(len(zeilen))])
        for n, zeile in enumerate(zeilen):
            for m, spalte in enumerate(spalten):
                wert = zeile[spalte.nummer].text if spalte.nummer < len(zeile) else ""
                self.beispiel.setItem(n, m, QTableWidgetItem(" ".join(wert.split())))

    def _zeige_fehler(self) -> None:
        lesbar = self._deutung.lesbar
        self.fehler.setVisible(not lesbar)
        self.fehler.setText(
            "" if lesbar else "Gebraucht werden die Leistung und dazu Eintritte oder Mittelansatz."
        )
        self.knoepfe.button(QDialogButtonBox.StandardButton.Ok).setEnabled(lesbar)

    # -- choosing ----------------------------------------------------------------------------------

    def _wechsle_blatt(self, name: str) -> None:
        self._blatt = self._quelle.blatt(name, self._jahr)
        self._deutung = rate(self._blatt, self._jahr)
        self._zeige()

    def _wechsle_kopf(self, zeile: int) -> None:
        self._deutung = rate_mit_kopf(self._blatt, self._jahr, zeile - 1 if zeile else None)
        self._zeige()

    def _waehle(self, spalte: int, rolle: Rolle | None) -> None:
        self._deutung = self._deutung.mit(spalte, rolle)
        for wahl, deutung in zip(self.wahlen, self._deutung.spalten, strict=True):
            wahl.setCurrentIndex(0 if deutung.rolle is None else list(Rolle).index(deutung.rolle) + 1)
        self._zeige_fehler()

    def _weiter(self) -> None:
        self.bestaetigt.emit(self._deutung)
        self.accept()


def _kurz(wort: str, laenge: int = 44) -> str:
    wort = " ".join(wort.split())
    return wort if len(wort) <= laenge else f"{wort[: laenge - 1]}…"
