"""Asks how to carry the Haushaltsjahr on, and says beforehand what will come about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.services.fortschreiben import Fortschreibung, bezeichnung_vorschlag, vorschau
from app.services.fortschreibworte import Punkt, punkte, warnungen
from app.views.bausteine.beschriftung import linie, text
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_MITTEL, ABSTAND_WEIT, zahlenschrift

if TYPE_CHECKING:
    from app.services.dokument import Dokument

_BREITE = 720


class Fortschreibdialog(QDialog):
    """The plan of the year after: its name, what it begins with, and a preview in words and numbers."""

    fertig = Signal(object)
    """The ``Fortschreibung`` that the user wants."""

    def __init__(self, dok: Dokument, parent: QWidget | None = None) -> None:
        """For the active plan; nothing is written here."""
        super().__init__(parent)
        self._dok = dok
        kopf = dok.blick.kopf
        self.setObjectName("fortschreibdialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Haushaltsjahr fortschreiben")
        self.setAccessibleName(self.windowTitle())
        self.setFixedWidth(_BREITE)
        self.bezeichnung = QLineEdit(bezeichnung_vorschlag(kopf))
        self.bezeichnung.setObjectName("fortschreiben_bezeichnung")
        self.mit_betraegen = QCheckBox("Eintritte und Mittelansätze als Ausgangswerte übernehmen")
        self.mit_betraegen.setObjectName("fortschreiben_betraege")
        self.mit_betraegen.setChecked(True)
        self.grund = text("", "fehler", umbruch=True)
        self.grund.setObjectName("fortschreiben_grund")
        self.grund.hide()
        self.warnungen = QVBoxLayout()
        self.warnungen.setSpacing(ABSTAND)
        self._texte: list[QLabel] = []
        self._lege_aus()
        self.mit_betraegen.toggled.connect(self._zeige_vorschau)
        self._zeige_vorschau()
        self.bezeichnung.setFocus()

    def wahl(self) -> Fortschreibung:
        """What is entered."""
        return Fortschreibung(self.bezeichnung.text().strip(), self.mit_betraegen.isChecked())

    def _lege_aus(self) -> None:
        kopf = self._dok.blick.kopf
        spalte = QVBoxLayout(self)
        spalte.setContentsMargins(ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_WEIT)
        spalte.setSpacing(ABSTAND_WEIT)
        worum = f"Aus „{kopf.titel}“ entsteht in dieser Datei der Plan für {kopf.haushaltsjahr + 1}."
        spalte.addWidget(text(f"{worum} Der Plan für {kopf.haushaltsjahr} bleibt, wie er ist.", umbruch=True))
        formular = QFormLayout()
        formular.setHorizontalSpacing(ABSTAND_WEIT)
        formular.setVerticalSpacing(ABSTAND)
        formular.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        formular.addRow("&Bezeichnung", self.bezeichnung)
        formular.addRow("", self.mit_betraegen)
        spalte.addLayout(formular)
        spalte.addWidget(linie())
        self.liste = QGridLayout()
        self.liste.setHorizontalSpacing(ABSTAND_WEIT)
        self.liste.setVerticalSpacing(ABSTAND)
        self.liste.setColumnStretch(1, 1)
        spalte.addLayout(self.liste)
        spalte.addLayout(self.warnungen)
        spalte.addWidget(self.grund)
        spalte.addSpacing(ABSTAND)
        spalte.addWidget(self._baue_knoepfe())

    def _baue_knoepfe(self) -> QDialogButtonBox:
        self.knoepfe = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        ja = self.knoepfe.button(QDialogButtonBox.StandardButton.Ok)
        ja.setText("Fortschreiben")
        ja.setProperty("rolle", "primaer")
        self.knoepfe.accepted.connect(self._pruefe)
        self.knoepfe.rejected.connect(self.reject)
        return self.knoepfe

    def _zeige_vorschau(self) -> None:
        schau = vorschau(self._dok, self.wahl())
        zeilen = punkte(schau)
        if not self._texte:
            for nummer, punkt in enumerate(zeilen):
                self._texte.append(self._zeile(nummer, punkt))
            for warnung in warnungen(schau):
                self.warnungen.addWidget(_warnkasten(warnung))
        # The choice changes what a line says, never which lines there are.
        for schild, punkt in zip(self._texte, zeilen, strict=True):
            schild.setText(punkt.text)
        self._passe_hoehe_an()

    def _passe_hoehe_an(self) -> None:
        # Sentences wrap: a dialog by itself does not ask how high they are at its width.
        anordnung = self.layout()
        if anordnung is not None:
            anordnung.activate()
            self.setFixedHeight(anordnung.totalHeightForWidth(_BREITE))

    def _zeile(self, nummer: int, punkt: Punkt) -> QLabel:
        name = text(punkt.name, "untertitel" if punkt.summe else "hinweis")
        schild = text(punkt.text, "untertitel" if punkt.summe else "", umbruch=True)
        schild.setObjectName(f"fortschreiben_{nummer}")
        schild.setAccessibleName(punkt.name)
        schild.setFont(zahlenschrift(schild.font(), fett=punkt.summe))
        for spalte, label in enumerate((name, schild)):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.liste.addWidget(label, nummer, spalte)
        return schild

    def _pruefe(self) -> None:
        wahl = self.wahl()
        if not wahl.bezeichnung:
            self.grund.setText("Ein Plan braucht eine Bezeichnung.")
            self.grund.show()
            self._passe_hoehe_an()
            self.bezeichnung.setFocus()
            return
        self.fertig.emit(wahl)


def _warnkasten(satz: str) -> QFrame:
    rahmen = QFrame()
    rahmen.setProperty("rolle", "meldung_warnung")
    zeile = QHBoxLayout(rahmen)
    zeile.setContentsMargins(ABSTAND_MITTEL, ABSTAND, ABSTAND_MITTEL, ABSTAND)
    schild = text(satz, umbruch=True)
    schild.setObjectName("fortschreiben_warnung")
    zeile.addWidget(schild)
    return rahmen
