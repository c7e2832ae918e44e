"""The line at the bottom: what is selected or was done on the left, when it was saved on the right."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar

from app.views.thema import zahlenschrift

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.dokument import Dokument


class Statuszeile(QStatusBar):
    """Says that each edit is durable: there is no save button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.hinweis = QLabel()
        self.hinweis.setObjectName("status_hinweis")
        self.hinweis.setFont(zahlenschrift(self.hinweis.font()))
        # A long sentence must not widen the window.
        self.hinweis.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.gespeichert = QLabel()
        self.gespeichert.setObjectName("status_gespeichert")
        self.gespeichert.setFont(zahlenschrift(self.gespeichert.font()))
        for schild in (self.hinweis, self.gespeichert):
            schild.setTextFormat(Qt.TextFormat.PlainText)
            schild.setContentsMargins(8, 0, 8, 0)
        self.addWidget(self.hinweis, 1)
        self.addPermanentWidget(self.gespeichert)

    def zeige_hinweis(self, text: str) -> None:
        """A sentence on the left."""
        if self.hinweis.text() != text:
            self.hinweis.setText(text)
            self.hinweis.setToolTip(text)

    def zeige_dokument(self, dokument: Dokument | None) -> None:
        """What holds before the first change."""
        self.zeige_hinweis("")
        if dokument is None:
            self.gespeichert.setText("")
        else:
            nur_lesen = dokument.datei.schreibgeschuetzt
            self.gespeichert.setText("nur Lesen" if nur_lesen else "Alle Änderungen sind gespeichert")

    def zeige_gespeichert(self, zeitpunkt: str) -> None:
        """The last change is durable; ``zeitpunkt`` is ISO 8601 in UTC."""
        ort = dt.datetime.fromisoformat(zeitpunkt).astimezone()
        self.gespeichert.setText(f"gespeichert {ort:%H:%M:%S}")
