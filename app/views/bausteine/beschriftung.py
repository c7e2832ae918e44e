"""Labels and links of a page: headings, amounts, words that lead somewhere, empty states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.views.druck.teile import NUR_AM_SCHIRM
from app.views.thema import ABSTAND, ABSTAND_MITTEL, zahlenschrift

if TYPE_CHECKING:
    from collections.abc import Callable


def text(inhalt: str, rolle: str = "", *, umbruch: bool = False) -> QLabel:
    """A label with a role of the style sheet; its text can be selected and copied where it wraps."""
    label = QLabel(inhalt)
    if rolle:
        label.setProperty("rolle", rolle)
    label.setWordWrap(umbruch)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def bedienhinweis(inhalt: str) -> QLabel:
    """How the page is operated: of no use on paper."""
    label = text(inhalt, "hinweis")
    label.setProperty(NUR_AM_SCHIRM, True)
    return label


def betrag(name: str, *, fett: bool = False) -> QLabel:
    """An empty label for a derived amount: to the right, figures of equal width, can be copied."""
    label = text("")
    label.setAccessibleName(name)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    label.setFont(zahlenschrift(label.font(), fett=fett))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class Verweis(QPushButton):
    """A word or a figure that leads somewhere; followed by a click, Enter or the space bar."""

    def __init__(
        self, inhalt: str, name: str, folge: Callable[[], None], *, zahl: bool = False, fett: bool = False
    ) -> None:
        """A link; ``zahl`` sets it to the right like an amount."""
        super().__init__(inhalt)
        self.ist_zahl = zahl
        self.setProperty("rolle", "link")
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        if zahl:
            self.setFont(zahlenschrift(self.font(), fett=fett))
        self.clicked.connect(lambda _an=False: folge())


def linie() -> QFrame:
    """A thin horizontal line."""
    rahmen = QFrame()
    rahmen.setProperty("rolle", "trennlinie")
    return rahmen


class Leerhinweis(QWidget):
    """What a page says while there is nothing to show, and the way to change that."""

    def __init__(self, was: str, rat: str, knopf: QPushButton | None = None) -> None:
        """Two sentences and a button, in the middle of the page."""
        super().__init__()
        self.setObjectName("leerhinweis")
        anordnung = QVBoxLayout(self)
        anordnung.setSpacing(ABSTAND)
        anordnung.addStretch(2)
        self.rat = text(rat, "hinweis", umbruch=True)
        for label in (text(was, "untertitel", umbruch=True), self.rat):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            anordnung.addWidget(label)
        if knopf is not None:
            reihe = QHBoxLayout()
            reihe.setContentsMargins(0, ABSTAND_MITTEL, 0, 0)
            reihe.addStretch()
            reihe.addWidget(knopf)
            reihe.addStretch()
            anordnung.addLayout(reihe)
        anordnung.addStretch(3)
