"""The line above the grid: group by, filter by catalogue and state, search."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from app.services.summen import Dimension
from app.services.worte import finanzierung_wort
from app.services.zeilen import Finanzierung
from app.views.massnahmen.sicht import Filter

if TYPE_CHECKING:
    from app.services.planblick import Planblick

GRUPPIERUNGEN: tuple[tuple[str, Dimension | None], ...] = (
    ("Handlungsfeld", Dimension.HANDLUNGSFELD),
    ("Produktkategorie", Dimension.PRODUKTKATEGORIE),
    ("Produkt", Dimension.PRODUKT),
    ("Team", Dimension.TEAM),
    ("nicht gruppieren", None),
)
SUCHPAUSE_MS = 120
_ALLE, _OHNE = "*", "-"


class Filterleiste(QWidget):
    """Chooses grouping and filter."""

    gruppierung = Signal(object)
    filter = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing chosen yet; ``fuelle`` offers the plan's catalogues."""
        super().__init__(parent)
        self._filter = Filter()
        self.gruppieren = self._auswahl("gruppieren", "Gruppieren nach")
        for text, dimension in GRUPPIERUNGEN:
            self.gruppieren.addItem(text, dimension)
        self.handlungsfeld = self._auswahl("filter_handlungsfeld", "Handlungsfeld filtern")
        self.team = self._auswahl("filter_team", "Team filtern")
        self.finanzierung = self._auswahl("filter_finanzierung", "Finanzierung filtern")
        self.suche = QLineEdit()
        self.suche.setObjectName("suche")
        self.suche.setAccessibleName("In den Maßnahmen suchen")
        self.suche.setPlaceholderText("Suchen … (Strg+F)")
        self.suche.setClearButtonEnabled(True)
        self.suche.setMinimumWidth(150)
        self.aufheben = QPushButton("Filter aufheben")
        self.aufheben.setObjectName("filter_aufheben")
        self.aufheben.setFlat(True)
        self.aufheben.hide()
        self._lege_aus()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SUCHPAUSE_MS)
        self._pause.timeout.connect(self._sende)
        self.suche.textChanged.connect(self._pause.start)
        self.gruppieren.currentIndexChanged.connect(
            lambda _i: self.gruppierung.emit(self.gruppieren.currentData())
        )
        for feld in (self.handlungsfeld, self.team, self.finanzierung):
            feld.currentIndexChanged.connect(self._sende)
        self.aufheben.clicked.connect(lambda: self.setze(Filter()))

    def _auswahl(self, name: str, vorlesename: str) -> QComboBox:
        feld = QComboBox()
        feld.setObjectName(name)
        feld.setAccessibleName(vorlesename)
        feld.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        feld.setMinimumContentsLength(11)
        # With large text the boxes give way before the window grows past the screen.
        feld.setMinimumWidth(96)
        return feld

    def _lege_aus(self) -> None:
        anordnung = QHBoxLayout(self)
        anordnung.setContentsMargins(0, 0, 0, 0)
        anordnung.setSpacing(8)
        for text, feld in (
            ("&Gruppieren", self.gruppieren),
            ("", self.handlungsfeld),
            ("", self.team),
            ("", self.finanzierung),
        ):
            if text:
                schild = QLabel(text)
                schild.setBuddy(feld)
                schild.setProperty("rolle", "hinweis")
                anordnung.addWidget(schild)
            anordnung.addWidget(feld)
        anordnung.addWidget(self.suche, 1)
        anordnung.addWidget(self.aufheben)
        self.suche.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fuelle(self, blick: Planblick) -> None:
        """Offer the plan's catalogues; a choice that still exists stays."""
        self._fuelle(
            self.handlungsfeld,
            "Alle Handlungsfelder",
            [(e.titel, e.id) for e in blick.handlungsfelder.values()],
        )
        self._fuelle(self.team, "Alle Teams", [(e.bezeichnung, e.id) for e in blick.teams.values()])
        sperre = QSignalBlocker(self.finanzierung)
        alt = self.finanzierung.currentData()
        self.finanzierung.clear()
        self.finanzierung.addItem("Jede Finanzierung", None)
        for f in Finanzierung:
            self.finanzierung.addItem(finanzierung_wort(f, blick.jahr), f)
        self.finanzierung.setCurrentIndex(max(0, self.finanzierung.findData(alt)))
        sperre.unblock()

    def _fuelle(self, feld: QComboBox, alle: str, eintraege: list[tuple[str, str]]) -> None:
        sperre = QSignalBlocker(feld)
        alt = feld.currentData()
        feld.clear()
        feld.addItem(alle, _ALLE)
        for text, schluessel in eintraege:
            feld.addItem(text, schluessel)
        feld.addItem("ohne Zuordnung", _OHNE)
        feld.setCurrentIndex(max(0, feld.findData(alt)))
        sperre.unblock()

    def _sende(self) -> None:
        gruppen: list[tuple[Dimension, str | None]] = []
        for feld, dimension in ((self.handlungsfeld, Dimension.HANDLUNGSFELD), (self.team, Dimension.TEAM)):
            wahl = feld.currentData()
            if wahl not in {None, _ALLE}:
                gruppen.append((dimension, None if wahl == _OHNE else wahl))
        andere = [
            (d, s) for d, s in self._filter.gruppen if d not in {Dimension.HANDLUNGSFELD, Dimension.TEAM}
        ]
        finanzierung = self.finanzierung.currentData()
        self._melde(
            replace(
                self._filter,
                suche=self.suche.text().strip(),
                gruppen=(*gruppen, *andere),
                finanzierung=Finanzierung(finanzierung) if finanzierung is not None else None,
            )
        )

    def setze(self, filter_: Filter) -> None:
        """Show and apply a filter that comes from a link or a column's menu."""
        gruppen = dict(filter_.gruppen)
        felder = (self.handlungsfeld, self.team, self.finanzierung, self.suche)
        sperren = [QSignalBlocker(f) for f in felder]
        for feld, dimension in ((self.handlungsfeld, Dimension.HANDLUNGSFELD), (self.team, Dimension.TEAM)):
            wahl = (gruppen[dimension] or _OHNE) if dimension in gruppen else _ALLE
            feld.setCurrentIndex(max(0, feld.findData(wahl)))
        self.finanzierung.setCurrentIndex(max(0, self.finanzierung.findData(filter_.finanzierung)))
        self.suche.setText(filter_.suche)
        for sperre in sperren:
            sperre.unblock()
        self._pause.stop()
        self._melde(filter_)

    def _melde(self, filter_: Filter) -> None:
        self._filter = filter_
        self.aufheben.setVisible(filter_.aktiv)
        self.filter.emit(filter_)
