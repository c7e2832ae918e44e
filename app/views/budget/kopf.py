"""The plan's head in place: name, Haushaltsjahr, Stand, Status, and why budget figures are being changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app.services.datum import format_datum, lies_datum
from app.services.eingabe import EingabeFehler
from app.services.plaene import plan_setzen
from app.services.worte import PLANSTATUS_WORT
from app.views.bausteine.beschriftung import text
from app.views.bausteine.felder import Feld, Zeilenfeld
from app.views.bausteine.versuch import versuche
from app.views.thema import ABSTAND_HALB, ABSTAND_WEIT

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from app.services.zeilen import Plankopf
    from app.views.bruecke import Bruecke

_SPALTEN = (
    ("bezeichnung", "Bezeichnung des Plans", 5),
    ("haushaltsjahr", "Haushaltsjahr", 1),
    ("stand", "Stand (Datum)", 1),
    ("status", "Status", 1),
    ("anlass", "Anlass der Änderungen (freiwillig)", 4),
)


class Statuswahl(QComboBox):
    """The plan's status; the wheel does not change it in passing."""

    def __init__(self) -> None:
        """All states in the order of a plan's way."""
        super().__init__()
        self.setObjectName("plan_status")
        self.setAccessibleName("Status")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for status, wort in PLANSTATUS_WORT.items():
            self.addItem(wort, status.value)

    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()


class Planangaben(QWidget):
    """The plan's head as fields."""

    def __init__(self, bruecke: Bruecke) -> None:
        """Empty until ``zeige``."""
        super().__init__()
        self._bruecke = bruecke
        self.bezeichnung = Zeilenfeld(_SPALTEN[0][1], lambda t: self._setze(bezeichnung=t))
        self.jahr = Zeilenfeld(_SPALTEN[1][1], self._setze_jahr)
        self.stand = Zeilenfeld(_SPALTEN[2][1], self._setze_stand, platzhalter="TT.MM.JJJJ")
        self.status = Statuswahl()
        self.anlass = QLineEdit()
        self.anlass.setObjectName("plan_anlass")
        self.anlass.setAccessibleName(_SPALTEN[4][1])
        self.anlass.setPlaceholderText("steht im Protokoll bei den Beträgen")
        self.status.activated.connect(self._setze_status)
        gitter = QGridLayout(self)
        gitter.setContentsMargins(0, 0, 0, 0)
        gitter.setHorizontalSpacing(ABSTAND_WEIT)
        gitter.setVerticalSpacing(ABSTAND_HALB)
        felder = (self.bezeichnung, self.jahr, self.stand, self.status, self.anlass)
        for spalte, ((schluessel, wort, anteil), feld) in enumerate(zip(_SPALTEN, felder, strict=True)):
            schild = text(wort, "kennzahl_name")
            schild.setBuddy(feld)
            gitter.addWidget(schild, 0, spalte)
            gitter.addWidget(feld, 1, spalte, Qt.AlignmentFlag.AlignTop)
            gitter.setColumnStretch(spalte, anteil)
            if isinstance(feld, Feld):
                feld.benenne(f"plan_{schluessel}")

    def zeige(self, kopf: Plankopf, nur_lesbar: bool) -> None:
        """Show the plan's head; what somebody is typing stays."""
        self.bezeichnung.setze(kopf.bezeichnung)
        self.jahr.setze(str(kopf.haushaltsjahr))
        self.stand.setze(format_datum(kopf.stand))
        self.status.setCurrentIndex(self.status.findData(kopf.status))
        self.status.setEnabled(not nur_lesbar)
        self.anlass.setReadOnly(nur_lesbar)
        for feld in (self.bezeichnung, self.jahr, self.stand):
            feld.setze_nur_lesbar(nur_lesbar)

    def grund(self) -> str | None:
        """Why budget figures are being changed; None where nobody said."""
        return self.anlass.text().strip() or None

    def _setze(self, **neu: Any) -> str:  # noqa: ANN401 - the fields of the head have several types
        kopf = self._bruecke.blick.kopf
        werte: dict[str, Any] = {
            "bezeichnung": kopf.bezeichnung,
            "haushaltsjahr": kopf.haushaltsjahr,
            "stand": kopf.stand,
            "status": kopf.status,
        }
        return versuche(self._bruecke, lambda: plan_setzen(self._bruecke.dokument, **(werte | neu)))

    def _setze_jahr(self, eingabe: str) -> str:
        kern = eingabe.strip()
        if not (kern.isascii() and kern.isdecimal()):
            return f"„{kern}“ ist kein Jahr. Erwartet wird eine Zahl wie {self._bruecke.blick.jahr}."
        return self._setze(haushaltsjahr=int(kern))

    def _setze_stand(self, eingabe: str) -> str:
        try:
            tag = lies_datum(eingabe)
        except EingabeFehler as fehler:
            return str(fehler)
        return self._setze(stand=tag)

    def _setze_status(self) -> None:
        if self._setze(status=self.status.currentData()):
            self.status.setCurrentIndex(self.status.findData(self._bruecke.blick.kopf.status))
