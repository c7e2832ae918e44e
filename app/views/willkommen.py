"""What one meets without a plan: the example, a new plan, a file, and the files opened last."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.views.flaechenknopf import Flaechenknopf
from app.views.symbole import programmsymbol, setze_bild
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_HALB, ABSTAND_MITTEL, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_BREITE_LINKS = 380
_BREITE_RECHTS = 380
_LOGO = 56
_SYMBOL = 28


class Wahl(Flaechenknopf):
    """A way to begin: icon, what, and a word more about it."""

    def __init__(self, symbol: str, titel: str, zusatz: str, parent: QWidget | None = None) -> None:
        """Show the texts; the icon comes with ``zeichne``."""
        super().__init__(parent)
        self._symbol = symbol
        self.setAccessibleName(titel)
        self.setAccessibleDescription(zusatz)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bild = self.schild("")
        self._bild.setFixedWidth(_SYMBOL)
        self._titel = self.schild("", titel)
        self._zusatz = self.schild("kennzahl_name", zusatz)
        texte = QVBoxLayout()
        texte.setSpacing(2)
        texte.addWidget(self._titel)
        texte.addWidget(self._zusatz)
        reihe = QHBoxLayout(self)
        reihe.setContentsMargins(ABSTAND, ABSTAND, ABSTAND, ABSTAND)
        reihe.setSpacing(ABSTAND_MITTEL)
        reihe.addWidget(self._bild)
        reihe.addLayout(texte, 1)

    def zeichne(self) -> None:
        """Draw the icon."""
        setze_bild(self._bild, self._symbol, "akzent" if self.isEnabled() else "text_aus", _SYMBOL)

    def setze_zusatz(self, text: str) -> None:
        """Another word about it, shortened in the middle where it is long."""
        self._zusatz.setText(
            self._zusatz.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _BREITE_RECHTS - 64)
        )
        self.setAccessibleDescription(text)


class Willkommen(QWidget):
    """The page without a plan; whoever listens does what was chosen."""

    beispiel = Signal(str)
    neu = Signal()
    oeffnen = Signal()
    datei = Signal(object)
    """A ``Path`` opened before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """New and open at once; the rest with ``zeige_beispiele`` and ``zeige_zuletzt``."""
        super().__init__(parent)
        self.setObjectName("willkommen")
        self.setAccessibleName("Willkommen")
        self._beispiele = QVBoxLayout()
        self._zuletzt = QVBoxLayout()
        self._leer = QLabel("Noch keine. Pläne, die Sie öffnen, stehen künftig hier.")
        self.wahlen: dict[str, Wahl] = {}
        self._logo = QLabel()
        self._lege_aus()

    def _lege_aus(self) -> None:
        spalten = QHBoxLayout()
        spalten.setSpacing(ABSTAND_GROSS * 2)
        spalten.addWidget(self._links())
        spalten.addWidget(self._rechts())
        inhalt = QVBoxLayout()
        inhalt.setSpacing(ABSTAND_GROSS)
        inhalt.addLayout(self._kopf())
        inhalt.addWidget(_linie())
        inhalt.addLayout(spalten)
        hinweis = _schild("hinweis", "Sie können eine Plandatei auch mit der Maus auf dieses Fenster ziehen.")
        hinweis.setContentsMargins(ABSTAND, 0, 0, 0)
        inhalt.addWidget(hinweis)
        mitte = QHBoxLayout()
        mitte.addStretch(1)
        mitte.addLayout(inhalt)
        mitte.addStretch(1)
        aussen = QVBoxLayout(self)
        aussen.addStretch(2)
        aussen.addLayout(mitte)
        aussen.addStretch(3)

    def _kopf(self) -> QHBoxLayout:
        self._logo.setPixmap(programmsymbol().pixmap(_LOGO, _LOGO))
        texte = QVBoxLayout()
        texte.setSpacing(2)
        texte.addWidget(_schild("titel", "Eingliederungsplaner"))
        texte.addWidget(
            _schild("hinweis", "Neufallbudget, Maßnahmen, Eintritte und Bindungen eines Haushaltsjahres")
        )
        kopf = QHBoxLayout()
        kopf.setContentsMargins(ABSTAND, 0, 0, 0)
        kopf.setSpacing(ABSTAND_WEIT)
        kopf.addWidget(self._logo)
        kopf.addLayout(texte, 1)
        return kopf

    def _links(self) -> QWidget:
        neu = self._wahl("neu", "ph.file-plus", "Neuer Plan …", "Haushaltsjahr und Bezeichnung festlegen")
        neu.clicked.connect(self.neu)
        oeffnen = self._wahl("oeffnen", "ph.folder-open", "Öffnen …", "Eine vorhandene Plandatei (.amip)")
        oeffnen.clicked.connect(self.oeffnen)
        spalte, inhalt = _spalte("Beginnen", _BREITE_LINKS)
        inhalt.addLayout(self._beispiele)
        inhalt.addWidget(neu)
        inhalt.addWidget(oeffnen)
        inhalt.addStretch(1)
        return spalte

    def _rechts(self) -> QWidget:
        self._leer.setProperty("rolle", "hinweis")
        self._leer.setWordWrap(True)
        self._leer.setContentsMargins(ABSTAND, ABSTAND, 0, 0)
        spalte, inhalt = _spalte("Zuletzt geöffnet", _BREITE_RECHTS)
        inhalt.addLayout(self._zuletzt)
        inhalt.addWidget(self._leer)
        inhalt.addStretch(1)
        return spalte

    def zeige_beispiele(self, beispiele: Sequence[tuple[str, str]]) -> None:
        """Offer the example plans: name and title of each."""
        _leere(self._beispiele)
        self.wahlen = {n: w for n, w in self.wahlen.items() if not n.startswith("beispiel_")}
        for name, titel in beispiele:
            wahl = self._wahl(f"beispiel_{name}", "ph.chart-bar", "Beispielplan", titel)
            wahl.setAccessibleName(f"Beispielplan {titel}")
            wahl.clicked.connect(partial(self._waehle_beispiel, name))
            wahl.zeichne()
            self._beispiele.addWidget(wahl)
            wahl.show()
        self._ordne()
        if beispiele and self.window().focusWidget() in (None, self.wahlen["neu"]):
            self.wahlen[f"beispiel_{beispiele[0][0]}"].setFocus()

    def zeige_zuletzt(self, pfade: Sequence[Path]) -> None:
        """List the files opened last; missing ones cannot be chosen and say so."""
        _leere(self._zuletzt)
        self.wahlen = {n: w for n, w in self.wahlen.items() if not n.startswith("zuletzt_")}
        self._leer.setVisible(not pfade)
        for nummer, pfad in enumerate(pfade):
            da = pfad.is_file()
            wahl = self._wahl(f"zuletzt_{nummer}", "ph.file" if da else "ph.file-x", pfad.name, "")
            wahl.setEnabled(da)
            wahl.setToolTip(str(pfad))
            wahl.setze_zusatz(str(pfad.parent) if da else f"nicht mehr vorhanden – {pfad.parent}")
            wahl.clicked.connect(partial(self._waehle_datei, pfad))
            wahl.zeichne()
            self._zuletzt.addWidget(wahl)
            wahl.show()
        self._ordne()

    def _ordne(self) -> None:
        """Tab goes as the eye does, though the examples are added late."""
        erste = [w for name, w in self.wahlen.items() if name.startswith("beispiel_")]
        letzte = [w for name, w in self.wahlen.items() if name.startswith("zuletzt_")]
        for erster, zweiter in pairwise([*erste, self.wahlen["neu"], self.wahlen["oeffnen"], *letzte]):
            QWidget.setTabOrder(erster, zweiter)

    def zeichne_symbole(self) -> None:
        """Draw the icons (after the first paint)."""
        for wahl in self.findChildren(Wahl):
            wahl.zeichne()

    def _wahl(self, name: str, symbol: str, titel: str, zusatz: str) -> Wahl:
        wahl = Wahl(symbol, titel, zusatz)
        wahl.setObjectName(f"wahl_{name}")
        self.wahlen[name] = wahl
        return wahl

    def _waehle_beispiel(self, name: str, _an: bool = False) -> None:
        self.beispiel.emit(name)

    def _waehle_datei(self, pfad: Path, _an: bool = False) -> None:
        self.datei.emit(pfad)


def _spalte(titel: str, breite: int) -> tuple[QWidget, QVBoxLayout]:
    rahmen = QWidget()
    rahmen.setFixedWidth(breite)
    spalte = QVBoxLayout(rahmen)
    spalte.setContentsMargins(0, 0, 0, 0)
    spalte.setSpacing(ABSTAND_HALB)
    kopf = _schild("untertitel", titel)
    kopf.setContentsMargins(ABSTAND, 0, 0, ABSTAND_HALB)
    spalte.addWidget(kopf)
    return rahmen, spalte


def _schild(rolle: str, text: str) -> QLabel:
    schild = QLabel(text)
    schild.setProperty("rolle", rolle)
    return schild


def _linie() -> QFrame:
    linie = QFrame()
    linie.setProperty("rolle", "trennlinie")
    return linie


def _leere(layout: QVBoxLayout) -> None:
    while (eintrag := layout.takeAt(0)) is not None:
        if (alt := eintrag.widget()) is not None:
            alt.hide()
            alt.deleteLater()
