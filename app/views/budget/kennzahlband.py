"""A row of figures above a table, each with its name; some lead to where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.views.bausteine.beschriftung import Verweis, betrag, text
from app.views.druck.teile import Drucktabelle, Druckzeile
from app.views.fluss import Fluss
from app.views.thema import ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.views.druck.teile import Druckteil


class Kennzahlband(QWidget):
    """Names above figures, side by side; goes on in the next line where there is no more room."""

    def __init__(
        self,
        objektname: str,
        zahlen: Sequence[tuple[str, str]],
        folgen: Mapping[str, Callable[[], None]],
    ) -> None:
        """``zahlen`` are words and names, ``folgen`` says which figures lead somewhere."""
        super().__init__()
        self.setObjectName(objektname)
        self._namen = dict(zahlen)
        self.werte: dict[str, QLabel | Verweis] = {}
        self.zusaetze: dict[str, QLabel] = {}
        reihe = Fluss(self, QMargins(0, 0, 0, 0), ABSTAND_GROSS + ABSTAND_WEIT)
        for schluessel, name in zahlen:
            reihe.addWidget(self._baue(schluessel, name, folgen.get(schluessel)))

    def _baue(self, schluessel: str, name: str, folge: Callable[[], None] | None) -> QWidget:
        wert: QLabel | Verweis
        if folge is not None:
            wert = Verweis("", name, folge, zahl=True, fett=True)
            # The figure stands below its name, not its edge.
            wert.setStyleSheet("padding-left: 0; border-left-width: 0;")
        else:
            wert = betrag(name, fett=True)
            wert.setContentsMargins(0, 6, 0, 4)
        wert.setObjectName(f"{self.objectName()}_{schluessel}")
        zusatz = text("", "hinweis")
        zelle = QWidget()
        spalte = QVBoxLayout(zelle)
        spalte.setContentsMargins(0, 0, 0, 0)
        spalte.setSpacing(0)
        spalte.addWidget(text(name, "kennzahl_name"))
        spalte.addWidget(wert, 0, Qt.AlignmentFlag.AlignLeft)
        spalte.addWidget(zusatz)
        spalte.addStretch()
        self.werte[schluessel], self.zusaetze[schluessel] = wert, zusatz
        return zelle

    def druckteile(self) -> tuple[Druckteil, ...]:
        """On paper: a table of one line, and the words below the figures where there are any."""
        werte = tuple(w.text() for w in self.werte.values())
        worte = tuple(z.text() if z.isVisibleTo(self) else "" for z in self.zusaetze.values())
        zeilen = [Druckzeile(werte, fett=True), *([Druckzeile(worte)] if any(worte) else [])]
        koepfe = tuple(self._namen.values())
        return (Drucktabelle(self.accessibleName(), koepfe, (True,) * len(koepfe), tuple(zeilen)),)

    def zeige(self, werte: Mapping[str, str], zusaetze: Mapping[str, str] | None = None) -> None:
        """Show these figures, and a word below some."""
        for schluessel, inhalt in werte.items():
            widget = self.werte[schluessel]
            widget.setText(inhalt)
            widget.setAccessibleName(f"{self._namen[schluessel]}: {inhalt}")
            zusatz = (zusaetze or {}).get(schluessel, "")
            self.zusaetze[schluessel].setText(zusatz)
            self.zusaetze[schluessel].setVisible(bool(zusatz))
