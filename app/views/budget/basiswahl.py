"""The choice of the sum of the Umschichtung that the budget formulas use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from app.services.haushaltszeilen import Umschichtungsbasis
from app.services.umschichtungen import basis_setzen
from app.services.worte import BASIS_WORT
from app.views.bausteine.beschriftung import text
from app.views.bausteine.versuch import versuche
from app.views.fluss import Fluss
from app.views.thema import ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.budget import Kennzahlen
    from app.views.bruecke import Bruecke


class Basiswahl(QWidget):
    """Two options, each with what it means in Euro."""

    def __init__(
        self, bruecke: Bruecke, objektname: str, wirkung: Callable[[Kennzahlen, Umschichtungsbasis], str]
    ) -> None:
        """``wirkung`` says what an option comes to."""
        super().__init__()
        self._bruecke, self._wirkung = bruecke, wirkung
        self.setObjectName(objektname)
        self._gruppe = QButtonGroup(self)
        reihe = Fluss(self, QMargins(0, 4, 0, 4), ABSTAND_WEIT)
        schild = text("Gerechnet wird:", "hinweis")
        schild.setContentsMargins(0, 2, 0, 2)
        reihe.addWidget(schild)
        self.knoepfe: dict[Umschichtungsbasis, QRadioButton] = {}
        for basis in Umschichtungsbasis:
            knopf = QRadioButton(BASIS_WORT[basis])
            knopf.setObjectName(f"{objektname}_{basis.value}")
            knopf.clicked.connect(partial(self._waehle, basis))
            self._gruppe.addButton(knopf)
            reihe.addWidget(knopf)
            self.knoepfe[basis] = knopf

    def zeige(self) -> None:
        """Show which sum counts now."""
        kennzahlen = self._bruecke.blick.kennzahlen
        nur_lesbar = self._bruecke.dokument.datei.schreibgeschuetzt
        for basis, knopf in self.knoepfe.items():
            worte = f"{BASIS_WORT[basis]} ({self._wirkung(kennzahlen, basis)})"
            knopf.setText(worte)
            knopf.setAccessibleName(f"Umschichtung gerechnet als {worte}")
            knopf.setEnabled(not nur_lesbar)
        self.knoepfe[kennzahlen.umschichtung_basis].setChecked(True)

    def _waehle(self, basis: Umschichtungsbasis, _an: bool = True) -> None:
        if basis is not self._bruecke.blick.kopf.umschichtung_basis:
            versuche(self._bruecke, lambda: basis_setzen(self._bruecke.dokument, basis))
        # Where nothing was written, the old one counts on.
        self.zeige()
