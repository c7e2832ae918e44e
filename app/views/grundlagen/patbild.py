"""The chart of the cases: by Haushaltsjahr or by month, drawn from the first showing on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.views.thema import ABSTAND, ABSTAND_HALB

if TYPE_CHECKING:
    from app.services.patlage import Patlage
    from app.views.bruecke import Bruecke
    from app.views.diagramme import Saeulendiagramm

_HOEHE = 15
"""Lines of text that the chart is high."""


class Patbild(QWidget):
    """What the wage subsidies cost, as net and PAT; two buttons choose years or months."""

    def __init__(self, bruecke: Bruecke) -> None:
        """Only the buttons; the chart comes with the first figures."""
        super().__init__()
        self._bruecke = bruecke
        self._monate = False
        self._lage: Patlage | None = None
        self.diagramm: Saeulendiagramm | None = None
        gruppe = QButtonGroup(self)
        reihe = QHBoxLayout()
        reihe.setSpacing(ABSTAND_HALB)
        self.knoepfe: dict[bool, QToolButton] = {}
        for monate, name in ((False, "jahre"), (True, "monate")):
            knopf = QToolButton()
            knopf.setObjectName(f"pat_nach_{name}")
            knopf.setCheckable(True)
            knopf.setChecked(monate is self._monate)
            knopf.clicked.connect(partial(self.schalte, monate))
            gruppe.addButton(knopf)
            reihe.addWidget(knopf)
            self.knoepfe[monate] = knopf
        reihe.addStretch()
        self._anordnung = QVBoxLayout(self)
        self._anordnung.setContentsMargins(0, 0, 0, 0)
        self._anordnung.setSpacing(ABSTAND)
        self._anordnung.addLayout(reihe)

    def _baue(self) -> Saeulendiagramm:
        from app.views.diagramme import Saeulendiagramm  # noqa: PLC0415 - over half a second to import

        diagramm = Saeulendiagramm()
        diagramm.melde_an("pat_diagramm", self._bruecke)
        diagramm.setFixedHeight(_HOEHE * self.fontMetrics().height())
        diagramm.angeklickt.connect(self._bei_saeule)
        self._anordnung.addWidget(diagramm)
        return diagramm

    def zeige(self, lage: Patlage) -> None:
        """Show the figures."""
        from app.services import patdiagramm  # noqa: PLC0415 - with the chart

        self._lage = lage
        if self.diagramm is None:
            self.diagramm = self._baue()
        for monate, wort in ((False, "Haushaltsjahre"), (True, f"Monate {lage.haushaltsjahr}")):
            self.knoepfe[monate].setText(wort)
            self.knoepfe[monate].setAccessibleName(f"Diagramm: {wort}")
        self.diagramm.setze(patdiagramm.monate(lage) if self._monate else patdiagramm.jahre(lage))

    def schalte(self, monate: bool, _an: bool = False) -> None:
        """Show months of the plan's year, or years."""
        self._monate = monate
        self.knoepfe[monate].setChecked(True)
        if self._lage is not None:
            self.zeige(self._lage)

    def _bei_saeule(self, schluessel: object) -> None:
        if self._lage is not None and schluessel == ("jahr", self._lage.haushaltsjahr):
            self.schalte(monate=True)
