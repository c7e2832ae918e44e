"""Says why a plan cannot be changed now, and the way out: a copy of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from app.views.symbole import setze_bild
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_HALB

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.dokument import Dokument


class Lesebanner(QFrame):
    """Visible while a plan is open for reading only."""

    kopie_gewuenscht = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden."""
        super().__init__(parent)
        self.setObjectName("lesebanner")
        self.setProperty("rolle", "meldung_warnung")
        self._bild = QLabel()
        self.text = QLabel()
        self.text.setObjectName("lesebanner_text")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        kopie = QPushButton("Eigene Kopie speichern …")
        kopie.setObjectName("eigene_kopie")
        kopie.clicked.connect(self.kopie_gewuenscht)
        reihe = QHBoxLayout(self)
        reihe.setContentsMargins(ABSTAND_GROSS, ABSTAND_HALB, ABSTAND, ABSTAND_HALB)
        reihe.setSpacing(ABSTAND)
        reihe.addWidget(self._bild)
        reihe.addWidget(self.text, 1)
        reihe.addWidget(kopie)
        self.hide()

    def zeige(self, dokument: Dokument | None) -> None:
        """Show the reason, or nothing where the plan can be changed."""
        nur_lesen = dokument is not None and dokument.datei.schreibgeschuetzt
        if dokument is not None and nur_lesen:
            satz = f"Nur Lesen: {dokument.datei.grund}. Änderungen sind erst in einer eigenen Kopie möglich."
            self.text.setText(satz)
            self.setAccessibleName(satz)
            setze_bild(self._bild, "ph.lock-key", "warnung")
        self.setVisible(nur_lesen)
