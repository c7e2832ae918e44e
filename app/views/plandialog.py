"""Asks for a new plan: Haushaltsjahr, Bezeichnung and, for a new file, where it goes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
)

from app.services.plaene import FRUEHESTES_JAHR, SPAETESTES_JAHR, vorschlag
from app.views.ablage import ENDUNG, FILTER, freier_name
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Plandialog(QDialog):
    """A new plan; with a folder a new file, without one a further plan in the open file."""

    fertig = Signal(int, str, object)
    """Haushaltsjahr, Bezeichnung, and the file's ``Path`` (None: in the open file)."""

    def __init__(self, ordner: Path | None, vorlage: str | None, parent: QWidget | None = None) -> None:
        """Suggest the coming year; ``vorlage`` names the plan whose catalogues can be taken over."""
        super().__init__(parent)
        self.setObjectName("plandialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Neuer Plan" if ordner is not None else "Neuer Plan in dieser Datei")
        self.setMinimumWidth(560)
        self._ordner = ordner
        self._vorlage = vorlage
        self.jahr = QSpinBox()
        self.jahr.setObjectName("neu_jahr")
        self.jahr.setRange(FRUEHESTES_JAHR, SPAETESTES_JAHR)
        self.jahr.setValue(dt.datetime.now().astimezone().year + 1)
        self.jahr.setFixedWidth(96)
        self.bezeichnung = QLineEdit()
        self.bezeichnung.setObjectName("neu_bezeichnung")
        self.ort = QLineEdit()
        self.ort.setObjectName("neu_ort")
        self.kataloge = QCheckBox()
        self.kataloge.setObjectName("neu_kataloge")
        self.kataloge.setChecked(True)
        self.grund = QLabel()
        self.grund.setProperty("rolle", "fehler")
        self.grund.setWordWrap(True)
        self.grund.hide()
        self._lege_aus()
        self.jahr.valueChanged.connect(self._schlage_vor)
        self._schlage_vor()

    def _lege_aus(self) -> None:
        formular = QFormLayout()
        formular.setHorizontalSpacing(ABSTAND_WEIT)
        formular.setVerticalSpacing(ABSTAND)
        formular.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        formular.addRow("&Haushaltsjahr", self.jahr)
        formular.addRow("&Bezeichnung", self.bezeichnung)
        if self._ordner is not None:
            durchsuchen = QPushButton("Durchsuchen …")
            durchsuchen.clicked.connect(self._durchsuche)
            reihe = QHBoxLayout()
            reihe.setSpacing(ABSTAND)
            reihe.addWidget(self.ort, 1)
            reihe.addWidget(durchsuchen)
            formular.addRow("&Datei", reihe)
            schild = formular.labelForField(reihe)
            if isinstance(schild, QLabel):
                schild.setBuddy(self.ort)
            self.ort.setAccessibleName("Datei")
        if self._vorlage is not None:
            self.kataloge.setText(f"Handlungsfelder, Produkte und Teams aus „{self._vorlage}“ übernehmen")
            formular.addRow("", self.kataloge)
        self.knoepfe = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        ja = self.knoepfe.button(QDialogButtonBox.StandardButton.Ok)
        ja.setText("Anlegen")
        ja.setProperty("rolle", "primaer")
        self.knoepfe.accepted.connect(self._pruefe)
        self.knoepfe.rejected.connect(self.reject)
        spalte = QVBoxLayout(self)
        spalte.setContentsMargins(ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_WEIT)
        spalte.setSpacing(ABSTAND_WEIT)
        spalte.addLayout(formular)
        spalte.addWidget(self.grund)
        spalte.addStretch(1)
        spalte.addWidget(self.knoepfe)

    def _schlage_vor(self) -> None:
        jahr = self.jahr.value()
        # What the user has typed stays.
        if not self.bezeichnung.isModified():
            self.bezeichnung.setText(vorschlag(jahr))
        if self._ordner is not None and not self.ort.isModified():
            self.ort.setText(str(freier_name(self._ordner, f"plan-{jahr}", ENDUNG)))

    def _durchsuche(self) -> None:
        dialog = QFileDialog(self, "Wo soll die Plandatei liegen?", self.ort.text(), FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ENDUNG.removeprefix("."))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._nimm_ort)
        dialog.open()

    def _nimm_ort(self, pfad: str) -> None:
        self.ort.setText(pfad)
        self.ort.setModified(True)

    def _pruefe(self) -> None:
        bezeichnung = self.bezeichnung.text().strip()
        if not bezeichnung:
            self.zeige_grund("Ein Plan braucht eine Bezeichnung.")
            self.bezeichnung.setFocus()
            return
        pfad: Path | None = None
        if self._ordner is not None:
            pfad = Path(self.ort.text().strip())
            if not self.ort.text().strip() or not pfad.is_absolute():
                self.zeige_grund("Wählen Sie, wo die Plandatei liegen soll.")
                self.ort.setFocus()
                return
            if pfad.suffix.casefold() != ENDUNG:
                pfad = pfad.with_name(f"{pfad.name}{ENDUNG}")
        self.fertig.emit(self.jahr.value(), bezeichnung, pfad)

    @property
    def mit_katalogen(self) -> bool:
        """True where the catalogues of the ``vorlage`` are to be taken over."""
        return self._vorlage is not None and self.kataloge.isChecked()

    def zeige_grund(self, text: str) -> None:
        """Say why this plan cannot be created; the dialog stays open."""
        self.grund.setText(text)
        self.grund.show()
