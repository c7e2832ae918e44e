"""Says for as long as it is on screen that a plan holds invented data, and marks the pictures made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.services.zeilen import ERFUNDEN
from app.views.symbole import setze_bild
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_HALB

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.zeilen import Plankopf

VERMERK = "vermerk"
"""Dynamic property of the window: what every picture of a chart in it must bear, or an empty text."""
SATZ = f"{ERFUNDEN}: zum Ausprobieren, nicht zum Planen."
_SYMBOL = 16


class Demobanner(QFrame):
    """Visible while a plan of demo data is open; it cannot be closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden."""
        super().__init__(parent)
        self.setObjectName("demobanner")
        self.setProperty("rolle", "leiste")
        self.setAccessibleName(SATZ)
        self._bild = QLabel()
        self.text = QLabel(SATZ)
        self.text.setObjectName("demobanner_text")
        self.text.setProperty("rolle", "hinweis")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        reihe = QHBoxLayout(self)
        reihe.setContentsMargins(ABSTAND_GROSS, ABSTAND_HALB, ABSTAND_GROSS, ABSTAND_HALB)
        reihe.setSpacing(ABSTAND)
        reihe.addWidget(self._bild)
        reihe.addWidget(self.text, 1)
        self.hide()

    def zeige(self, kopf: Plankopf | None) -> None:
        """Show the sentence where the plan is invented."""
        erfunden = kopf is not None and kopf.erfunden
        self.window().setProperty(VERMERK, ERFUNDEN if erfunden else "")
        if erfunden:
            setze_bild(self._bild, "ph.flask", "text_neben", _SYMBOL)
        self.setVisible(erfunden)
