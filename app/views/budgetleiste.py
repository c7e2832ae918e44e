"""The bar with the key figures, always on screen; each figure is a link to what it is made of."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip, QVBoxLayout

from app.views.flaechenknopf import Flaechenknopf
from app.views.fluss import Fluss
from app.views.leistentexte import FELDER, Feld, Lage
from app.views.stil import setze_rolle
from app.views.thema import ABSTAND, ABSTAND_HALB, ABSTAND_MITTEL, ABSTAND_WEIT, zahlenschrift

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.befund import Befund
    from app.services.budget import Kennzahlen


class Kennzahl(Flaechenknopf):
    """One figure: name, value, a word; a link by mouse and keyboard."""

    def __init__(self, feld: Feld, parent: QWidget | None = None) -> None:
        """Without a value yet."""
        super().__init__(parent)
        self.feld = feld
        self._lage: Lage | None = None
        self.setObjectName(f"kennzahl_{feld.schluessel}")
        self.setAccessibleName(feld.name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._name = self.schild("kennzahl_name", feld.name)
        self._wert = self.schild("kennzahl")
        self._wert.setFont(zahlenschrift(self._wert.font()))
        self._zusatz = self.schild("kennzahl_name")
        spalte = QVBoxLayout(self)
        spalte.setContentsMargins(ABSTAND, ABSTAND_HALB, ABSTAND, ABSTAND_HALB)
        spalte.setSpacing(0)
        for schild in (self._name, self._wert, self._zusatz):
            spalte.addWidget(schild)

    def zeige(self, lage: Lage) -> None:
        """Show the figures; touches only what differs."""
        if self._lage is None:
            self._wert.setText(self.feld.muster)
            self.setMinimumWidth(self.sizeHint().width())
        self._lage = lage
        ton = self.feld.ton(lage)
        for schild, text in ((self._wert, self.feld.wert(lage)), (self._zusatz, self.feld.zusatz(lage))):
            if schild.text() != text:
                schild.setText(text)
            setze_rolle(schild, ton, "ton")
        satz = self.feld.satz(lage)
        if self.accessibleName() != satz:
            self.setAccessibleName(satz)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._lage is not None:
            QToolTip.showText(event.globalPos(), erklaerung(self.feld, self._lage), self)
            return True
        return super().event(event)


class Budgetleiste(QFrame):
    """Neufallbudget, verplant, Rest, Ausschöpfung, Eintritte, Vorbindungen, Befunde."""

    sprung = Signal(object)
    """A ``Ziel``: where the figure comes from."""
    befunde_gewuenscht = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without figures yet."""
        super().__init__(parent)
        self.setObjectName("budgetleiste")
        self.setProperty("rolle", "leiste")
        self.setAccessibleName("Budgetleiste")
        self._lage: Lage | None = None
        self.felder = {feld.schluessel: Kennzahl(feld, self) for feld in FELDER}
        reihe = Fluss(self, QMargins(ABSTAND_WEIT, ABSTAND_HALB, ABSTAND, ABSTAND_HALB), ABSTAND_MITTEL)
        for kennzahl in self.felder.values():
            reihe.addWidget(kennzahl)
            kennzahl.clicked.connect(lambda _an=False, feld=kennzahl.feld: self._folge(feld))

    def zeige(self, zahlen: Kennzahlen, befunde: tuple[Befund, ...] | None) -> None:
        """Show the key figures and the findings (None: not checked yet)."""
        lage = Lage(zahlen, befunde)
        if lage == self._lage:
            return
        self._lage = lage
        for kennzahl in self.felder.values():
            kennzahl.zeige(lage)

    def _folge(self, feld: Feld) -> None:
        if feld.ziel is None:
            self.befunde_gewuenscht.emit()
        else:
            self.sprung.emit(feld.ziel)


def erklaerung(feld: Feld, lage: Lage) -> str:
    """Hover text: how the figure is calculated, with the figures, and where a click leads."""
    weg = feld.rechenweg(lage)
    zeilen = "".join(
        _rechenzeile(name, wert, ergebnis=nummer == len(weg) > 1)
        for nummer, (name, wert) in enumerate(weg, start=1)
    )
    wohin = f"<p>Klick oder Eingabetaste: {escape(feld.wohin)}</p>"
    return f"<table cellspacing='0' cellpadding='1'>{zeilen}</table>{wohin}"


def _rechenzeile(name: str, wert: str, *, ergebnis: bool) -> str:
    links, rechts = (escape(text).replace(" ", "&nbsp;") for text in (name, wert))
    if ergebnis:
        links, rechts = f"<b>{links}</b>", f"<b>{rechts}</b>"
    return f"<tr><td>{links}</td><td align='right' style='padding-left:16px'>{rechts}</td></tr>"
