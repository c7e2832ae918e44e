"""Asks whether the columns of a foreign table are what they seem to be, before anything is compared."""

from __future__ import annotations

from itertools import pairwise
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
    QSizePolicy,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.einfuhr.spaltenraten import Deutung, Rolle, rate, rate_mit_kopf
from app.services.einfuhr.zellwert import zellentext
from app.services.eingabe import FELD_WORT, EingabeFehler, Feld
from app.services.zellname import spaltenname
from app.views.bausteine.beschriftung import text
from app.views.einfuhr.dialoggroesse import begrenzt
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT, spaltenbreite

if TYPE_CHECKING:
    from app.services.einfuhr.quelle import Quelle
    from app.services.einfuhr.rohdaten import Rohblatt, Rohzelle
    from app.services.einfuhr.spaltenraten import Spaltendeutung

_GROESSE = QSize(980, 640)
_BEISPIELZEILEN, _PROBEZEILEN, _BEISPIELE, _BREITESTE = 8, 30, 3, 240
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
        self.resize(begrenzt(self, _GROESSE))
        self.blaetter = self._baue_blattwahl()
        self.kopfzeile = QSpinBox()
        self.kopfzeile.setObjectName("spalten_kopfzeile")
        self.kopfzeile.setAccessibleName("Zeile der Überschriften")
        self.kopfzeile.setSpecialValueText("keine")
        self.wahlen: list[QComboBox] = []
        self.gruende: list[QLabel] = []
        """Beside each choice: why, and what stands in the column."""
        self._rolle = QScrollArea()
        self._reihen = QFormLayout()
        self._reihen.setHorizontalSpacing(ABSTAND_WEIT)
        self._reihen.setVerticalSpacing(ABSTAND)
        self.beispiel = QTableWidget()
        self.beispiel.setObjectName("spalten_beispiel")
        self.beispiel.setAccessibleName("Die ersten Zeilen der Tabelle")
        self.beispiel.setWordWrap(False)
        self.beispiel.setTabKeyNavigation(False)
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
        blaetter = mappe.blaetter if mappe else ()
        wahl.addItems([b.name for b in blaetter if not b.versteckt] or [b.name for b in blaetter])
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
        self._rolle.setObjectName("spalten_rolle")
        self._rolle.setWidgetResizable(True)
        self._rolle.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the choice that has the focus
        self._rolle.setWidget(inhalt)
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
        spalte.addWidget(self._rolle, 1)
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
        self.gruende.clear()
        for spalte in self._deutung.spalten:
            wahl = self._baue_wahl(spalte)
            grund = text(self._grund(spalte), "hinweis")
            grund.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            reihe = QHBoxLayout()
            reihe.setSpacing(ABSTAND_WEIT)
            reihe.addWidget(wahl)
            reihe.addWidget(grund, 1)
            schild = text(_kurz(_name(spalte)))
            schild.setMinimumHeight(wahl.sizeHint().height())
            self._reihen.addRow(schild, reihe)
            self.wahlen.append(wahl)
            self.gruende.append(grund)
        weg = [self.kopfzeile, *self.wahlen, self.beispiel, *self.knoepfe.buttons()]
        for vorher, nachher in pairwise(weg):
            self.setTabOrder(vorher, nachher)
        hoehe = sum(w.sizeHint().height() + ABSTAND for w in self.wahlen)
        self._rolle.setMaximumHeight(hoehe + 2 * ABSTAND_WEIT)

    def _baue_wahl(self, spalte: Spaltendeutung) -> QComboBox:
        wahl = QComboBox()
        wahl.addItem(_NICHT)
        for rolle in Rolle:
            wahl.addItem(FELD_WORT[Feld(rolle.value)])
        wahl.setCurrentIndex(_stelle(spalte.rolle))
        wahl.setObjectName(f"spalte_{spalte.nummer}")
        wahl.setAccessibleName(f"Was in „{_name(spalte)}“ steht")
        wahl.activated.connect(lambda stelle, n=spalte.nummer: self._waehle(n, _rolle(stelle)))
        return wahl

    def _grund(self, spalte: Spaltendeutung) -> str:
        """What stands in a column, and why it is taken for what it is, unless the heading says so itself."""
        worte = [] if spalte.grund == f"Überschrift „{spalte.kopf}“" else [spalte.grund]
        werte = list(dict.fromkeys(w for z in self._zeilen(_PROBEZEILEN) if (w := _wert(z, spalte.nummer))))
        if werte:
            worte.append("z. B. " + ", ".join(f"„{_kurz(w, 28)}“" for w in werte[:_BEISPIELE]))
        return " · ".join(wort for wort in worte if wort)

    def _zeilen(self, wie_viele: int) -> tuple[tuple[Rohzelle, ...], ...]:
        erste = self._deutung.erste_zeile
        return self._blatt.zeilen[erste : erste + wie_viele]

    def _zeige_beispiel(self) -> None:
        erste, zeilen, spalten = (
            self._deutung.erste_zeile,
            self._zeilen(_BEISPIELZEILEN),
            self._deutung.spalten,
        )
        self.beispiel.clear()
        self.beispiel.setRowCount(len(zeilen))
        self.beispiel.setColumnCount(len(spalten))
        self._zeige_koepfe()
        self.beispiel.setVerticalHeaderLabels([str(erste + n + 1) for n in range(len(zeilen))])
        for n, zeile in enumerate(zeilen):
            for m, spalte in enumerate(spalten):
                self.beispiel.setItem(n, m, QTableWidgetItem(_wert(zeile, spalte.nummer)))
        self.beispiel.resizeColumnsToContents()
        kopf = self.beispiel.horizontalHeader()
        breiteste = spaltenbreite(self.font(), _BREITESTE)
        for m in range(len(spalten)):
            kopf.resizeSection(m, min(kopf.sectionSize(m) + ABSTAND, breiteste))

    def _zeige_koepfe(self) -> None:
        """Above each column of the example: its heading, and below that what it is taken for."""
        for m, spalte in enumerate(self._deutung.spalten):
            rolle = FELD_WORT[Feld(spalte.rolle.value)] if spalte.rolle else "–"
            kopf = QTableWidgetItem(f"{_kurz(_name(spalte), 24)}\n→ {rolle}")
            kopf.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.beispiel.setHorizontalHeaderItem(m, kopf)

    def _zeige_fehler(self) -> None:
        warum = ""
        if self._deutung.spalte(Rolle.LEISTUNG) is None:
            warum = "Wählen Sie, in welcher Spalte die Leistung steht: Daran erkennt das Programm die Zeilen."
        elif not self._deutung.lesbar:
            warum = "Wählen Sie noch eine Spalte zur Leistung, zum Beispiel Eintritte oder Mittelansatz."
        self.fehler.setVisible(bool(warum))
        self.fehler.setText(warum)
        weiter = self.knoepfe.button(QDialogButtonBox.StandardButton.Ok)
        weiter.setEnabled(not warum)
        weiter.setToolTip(warum)

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
        for wahl, grund, deutung in zip(self.wahlen, self.gruende, self._deutung.spalten, strict=True):
            wahl.setCurrentIndex(_stelle(deutung.rolle))
            grund.setText(self._grund(deutung))
        self._zeige_koepfe()
        self._zeige_fehler()

    def _weiter(self) -> None:
        self.bestaetigt.emit(self._deutung)
        self.accept()


def _name(spalte: Spaltendeutung) -> str:
    return spalte.kopf or f"Spalte {spaltenname(spalte.nummer)}"


def _stelle(rolle: Rolle | None) -> int:
    """Where a role stands in the choice."""
    return 0 if rolle is None else list(Rolle).index(rolle) + 1


def _rolle(stelle: int) -> Rolle | None:
    """The role that stands there in the choice."""
    return list(Rolle)[stelle - 1] if stelle else None


def _wert(zeile: tuple[Rohzelle, ...], spalte: int) -> str:
    """A cell as people type it; one that cannot be read as it stands."""
    if spalte >= len(zeile):
        return ""
    try:
        wert = zellentext(zeile[spalte])
    except EingabeFehler:
        wert = zeile[spalte].text or zeile[spalte].formel or ""
    return " ".join(wert.split())


def _kurz(wort: str, laenge: int = 44) -> str:
    wort = " ".join(wort.split())
    return wort if len(wort) <= laenge else f"{wort[: laenge - 1]}…"
