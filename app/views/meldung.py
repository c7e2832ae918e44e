"""The slim bar that says what went wrong or well, what is safe and what to do; it never blocks the work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.views.stil import setze_rolle
from app.views.symbole import setze_bild, setze_symbol
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_HALB, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from app.services.fehler import Anwendungsfehler

BALKENSCHRITTE = 1000


class Art(StrEnum):
    """What kind of message: it decides colour, icon and the word that a screen reader says first."""

    FEHLER = "fehler"
    WARNUNG = "warnung"
    ERFOLG = "erfolg"


_ICON = {Art.FEHLER: "ph.warning-circle", Art.WARNUNG: "ph.warning", Art.ERFOLG: "ph.check-circle"}
_WORT = {Art.FEHLER: "Fehler", Art.WARNUNG: "Hinweis", Art.ERFOLG: "Erledigt"}


@dataclass(frozen=True, slots=True)
class Knopf:
    """What the user can do about a message."""

    text: str
    tat: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Meldung:
    """A message: what happened, what is safe nevertheless, what to do now."""

    art: Art
    was: str
    sicher: str = ""
    rat: str = ""
    knoepfe: tuple[Knopf, ...] = ()
    fluechtig: bool = False
    """True where the next change that succeeds makes the message pointless."""

    @classmethod
    def aus(cls, fehler: Anwendungsfehler, *knoepfe: Knopf, fluechtig: bool = False) -> Meldung:
        """The message for an error that the user can mend."""
        return cls(Art.FEHLER, fehler.was, fehler.sicher, fehler.rat, knoepfe, fluechtig)


class Meldungsleiste(QFrame):
    """Shows one message at a time, the newest."""

    geschlossen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing to say yet."""
        super().__init__(parent)
        self.setObjectName("meldung")
        self.meldung: Meldung | None = None
        self._bild = QLabel()
        self._was = _schild("meldung_was")
        self._rat = _schild("meldung_rat")
        self._knoepfe = QHBoxLayout()
        self._knoepfe.setSpacing(ABSTAND)
        self._zu = QToolButton()
        self._zu.setProperty("rolle", "nur_symbol")
        self._zu.setIconSize(QSize(16, 16))
        self._zu.setToolTip("Meldung schließen (Esc)")
        self._zu.setAccessibleName("Meldung schließen")
        self._zu.clicked.connect(self.schliesse)
        texte = QVBoxLayout()
        texte.setSpacing(2)
        texte.addWidget(self._was)
        texte.addWidget(self._rat)
        reihe = QHBoxLayout(self)
        reihe.setContentsMargins(ABSTAND_GROSS, ABSTAND, ABSTAND, ABSTAND)
        reihe.setSpacing(ABSTAND)
        reihe.addWidget(self._bild, 0, Qt.AlignmentFlag.AlignTop)
        reihe.addLayout(texte, 1)
        reihe.addLayout(self._knoepfe)
        reihe.addWidget(self._zu, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def zeige(self, meldung: Meldung) -> None:
        """Show a message in place of the one before."""
        self.meldung = meldung
        setze_rolle(self, f"meldung_{meldung.art}")
        setze_bild(self._bild, _ICON[meldung.art], meldung.art.value)
        setze_symbol(self._zu, "ph.x")
        self._was.setText(meldung.was)
        rest = " ".join(satz for satz in (meldung.sicher, meldung.rat) if satz)
        self._rat.setText(rest)
        self._rat.setVisible(bool(rest))
        self._setze_knoepfe(meldung.knoepfe)
        self.setAccessibleName(f"{_WORT[meldung.art]}: {meldung.was} {rest}".strip())
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def zeige_absturz(self, text: str, oeffne_log: Callable[[], object]) -> None:
        """Show an error of the program itself; ``text`` says what is safe and where the details are."""
        was, _, rest = text.partition(". ")
        self.zeige(
            Meldung(Art.FEHLER, f"{was}.", rest, knoepfe=(Knopf("Protokolldatei öffnen", oeffne_log),))
        )

    def vergiss_fluechtiges(self) -> None:
        """A change succeeded: an error about the change before is of no use any more."""
        if self.meldung is not None and self.meldung.fluechtig:
            self.meldung = None
            self.hide()

    def schliesse(self) -> None:
        """Take the message away."""
        self.meldung = None
        self.hide()
        self.geschlossen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.schliesse()
        else:
            super().keyPressEvent(event)

    def _setze_knoepfe(self, knoepfe: tuple[Knopf, ...]) -> None:
        while (eintrag := self._knoepfe.takeAt(0)) is not None:
            if (alt := eintrag.widget()) is not None:
                alt.hide()
                alt.deleteLater()
        for knopf in knoepfe:
            neu = QPushButton(knopf.text)
            neu.clicked.connect(lambda _an=False, tat=knopf.tat: tat())
            self._knoepfe.addWidget(neu, 0, Qt.AlignmentFlag.AlignTop)


class Fortschrittsleiste(QFrame):
    """Says how far a job in the background is, with a button that cancels it."""

    abgebrochen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """No job yet."""
        super().__init__(parent)
        self.setObjectName("fortschritt")
        self.setProperty("rolle", "leiste")
        self._titel = ""
        self._text = _schild("fortschritt_text")
        self._balken = QProgressBar()
        self._balken.setTextVisible(False)
        self._balken.setFixedWidth(240)
        self._halt = QPushButton("Abbrechen")
        self._halt.clicked.connect(self._brich_ab)
        reihe = QHBoxLayout(self)
        reihe.setContentsMargins(ABSTAND_GROSS, ABSTAND_HALB, ABSTAND, ABSTAND_HALB)
        reihe.setSpacing(ABSTAND_WEIT)
        reihe.addWidget(self._text, 1)
        reihe.addWidget(self._balken)
        reihe.addWidget(self._halt)
        self.hide()

    def beginne(self, titel: str) -> None:
        """A job begins; how long it takes is not known yet."""
        self._titel = titel
        self._text.setText(titel)
        self._balken.setAccessibleName(titel)
        self._balken.setRange(0, 0)
        self._halt.setEnabled(True)
        self.show()

    def melde(self, text: str, anteil: float) -> None:
        """How far the job is (0 to 1)."""
        self._text.setText(f"{self._titel} {text}")
        self._balken.setRange(0, BALKENSCHRITTE)
        self._balken.setValue(round(anteil * BALKENSCHRITTE))

    def _brich_ab(self) -> None:
        self._halt.setEnabled(False)
        self._text.setText(f"{self._titel} Wird abgebrochen …")
        self.abgebrochen.emit()


def _schild(name: str) -> QLabel:
    schild = QLabel()
    schild.setObjectName(name)
    schild.setTextFormat(Qt.TextFormat.PlainText)
    schild.setWordWrap(True)
    schild.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return schild
