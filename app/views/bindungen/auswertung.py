"""What the Bindungen mean, as charts: by year, over the months, by group, and in the Neufallbudget."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.services import bindungsdiagramme
from app.services.bindungsgruppen import Gruppierung, nach_gruppe
from app.services.diagrammdaten import wasserfall
from app.views.bausteine.beschriftung import linie, text
from app.views.bausteine.rollbereich import rollbereich
from app.views.bausteine.unterseiten import Unterseite
from app.views.drill import ziel_im_jahr
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent, QWheelEvent

    from app.views.bruecke import Bruecke
    from app.views.diagramme import Balkendiagramm, Bindungsdiagramm, Kurvendiagramm, Wasserfalldiagramm
    from app.views.diagramme.rahmen import Diagramm

_BREIT = 1300
"""From this width (px) on there are two columns."""
_ZEILEN = {"jahre": 20, "monate": 18}
"""Lines of text that a chart is high at least; bars know by themselves how many they are."""


class Jahreswahl(QComboBox):
    """The years to choose from; who scrolls does not want another one."""

    def __init__(self) -> None:
        """Without years yet."""
        super().__init__()
        self.setObjectName("auswertung_jahr")
        self.setAccessibleName("Haushaltsjahr der Auswertung")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def biete_an(self, jahre: tuple[int, ...]) -> None:
        """Offer these years; the chosen one stays where it is among them, else it is the first."""
        if jahre == tuple(self.itemData(stelle) for stelle in range(self.count())):
            return
        jetzt = self.currentData()
        self.blockSignals(True)
        self.clear()
        for jahr in jahre:
            self.addItem(str(jahr), jahr)
        self.setCurrentIndex(max(0, self.findData(jetzt)))
        self.blockSignals(False)

    @property
    def jahr(self) -> int:
        """The chosen year."""
        return int(self.currentData())


class _Diagramme:
    """All charts of the view; made when it is first shown, because that loads the charts' library."""

    def __init__(self) -> None:
        from app.views.diagramme import (  # noqa: PLC0415 - over half a second to import
            Balkendiagramm,
            Bindungsdiagramm,
            Kurvendiagramm,
            Wasserfalldiagramm,
        )

        self.jahre: Bindungsdiagramm = Bindungsdiagramm()
        self.budget: Wasserfalldiagramm = Wasserfalldiagramm()
        self.monate: Kurvendiagramm = Kurvendiagramm()
        self.gruppen: dict[Gruppierung, Balkendiagramm] = {g: Balkendiagramm() for g in Gruppierung}

    @property
    def mit_namen(self) -> dict[str, Diagramm]:
        """All of them in their order; the first two show every year, the others the chosen one."""
        einzeln: dict[str, Diagramm] = {"jahre": self.jahre, "budget": self.budget, "monate": self.monate}
        return einzeln | {g.value: diagramm for g, diagramm in self.gruppen.items()}


class AuswertungUnterseite(Unterseite):
    """Charts of everything that is committed; a click opens the Bindungen behind a figure."""

    name = "auswertung"
    titel = "Auswertung"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Only the frame; the charts come with the first showing."""
        super().__init__(bruecke, parent)
        self.diagramme: _Diagramme | None = None
        self._spalten = 0
        self.jahr = Jahreswahl()
        self.jahr.currentIndexChanged.connect(self._zeige_jahr)
        self.oben, self.unten = QGridLayout(), QGridLayout()
        self._lege_aus()

    # -- building ----------------------------------------------------------------------------------

    def _lege_aus(self) -> None:
        inhalt = QWidget()
        inhalt.setProperty("rolle", "inhalt")
        spalte = QVBoxLayout(inhalt)
        # Charts keep 8 px of their own, so that their text stands below that of the tabs.
        spalte.setContentsMargins(ABSTAND_WEIT, ABSTAND_WEIT, ABSTAND_WEIT, ABSTAND_WEIT)
        spalte.setSpacing(ABSTAND_WEIT)
        for gitter in (self.oben, self.unten):
            gitter.setHorizontalSpacing(ABSTAND_GROSS)
            gitter.setVerticalSpacing(ABSTAND_GROSS)
        spalte.addLayout(self.oben)
        spalte.addWidget(linie())
        spalte.addLayout(self._wahl())
        spalte.addLayout(self.unten)
        spalte.addStretch(1)
        self.roller = rollbereich("auswertung_roller", inhalt)
        aussen = QVBoxLayout(self)
        aussen.setContentsMargins(0, 0, 0, 0)
        aussen.addWidget(self.roller)

    def _wahl(self) -> QHBoxLayout:
        schild = text("&Haushaltsjahr", "hinweis")
        schild.setBuddy(self.jahr)
        wahl = QHBoxLayout()
        wahl.setContentsMargins(ABSTAND, 0, ABSTAND, 0)
        wahl.setSpacing(ABSTAND)
        wahl.addWidget(schild)
        wahl.addWidget(self.jahr)
        wahl.addStretch(1)
        return wahl

    def _baue_diagramme(self) -> _Diagramme:
        diagramme = _Diagramme()
        zeile = self.fontMetrics().height()
        for name, diagramm in diagramme.mit_namen.items():
            diagramm.melde_an(f"auswertung_{name}", self.bruecke)
            if name in _ZEILEN:
                diagramm.setMinimumHeight(_ZEILEN[name] * zeile)
            diagramm.angeklickt.connect(self._drill)
        return diagramme

    def _ordne(self, spalten: int) -> None:
        """Put the charts in one column or two, in the same order."""
        if self.diagramme is None or spalten == self._spalten:
            return
        self._spalten = spalten
        alle = list(self.diagramme.mit_namen.values())
        for gitter, teile in ((self.oben, alle[:2]), (self.unten, alle[2:])):
            for stelle, diagramm in enumerate(teile):
                gitter.addWidget(diagramm, *divmod(stelle, spalten))
            gitter.setColumnStretch(0, 1)
            gitter.setColumnStretch(1, 1 if spalten > 1 else 0)

    def _stelle_reihenfolge(self) -> None:
        """Tab goes as one reads."""
        if self.diagramme is None:
            return
        alle = list(self.diagramme.mit_namen.values())
        felder: list[QWidget] = [w for d in alle[:2] for w in (d.menueknopf, d.flaeche)]
        felder += [self.jahr, *(w for d in alle[2:] for w in (d.menueknopf, d.flaeche))]
        for vorher, nachher in itertools.pairwise(felder):
            self.setTabOrder(vorher, nachher)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ordne(2 if self.width() >= _BREIT else 1)

    # -- showing -----------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Show everything; each chart changes what is there in place."""
        hat_plan = self.bruecke.dokument.hat_plan
        self.setEnabled(hat_plan)
        if not hat_plan:
            return
        if self.diagramme is None:
            self.diagramme = self._baue_diagramme()
            self._ordne(2 if self.width() >= _BREIT else 1)
            self._stelle_reihenfolge()
        blick = self.bruecke.blick
        self.jahr.biete_an(tuple(j.jahr for j in blick.bindungsjahre))
        self.diagramme.jahre.setze(bindungsdiagramme.bindungen(blick))
        self.diagramme.budget.setze(wasserfall(blick))
        self._zeige_jahr()

    def _zeige_jahr(self) -> None:
        if self.diagramme is None:
            return
        blick, jahr = self.bruecke.blick, self.jahr.jahr
        self.diagramme.monate.setze(bindungsdiagramme.monate(blick, jahr))
        for gruppierung, diagramm in self.diagramme.gruppen.items():
            diagramm.setze(nach_gruppe(blick, gruppierung, jahr))

    def _drill(self, schluessel: object) -> None:
        if (ziel := ziel_im_jahr(self.bruecke.blick, self.jahr.jahr, schluessel)) is not None:
            self.bruecke.sprung.emit(ziel)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would take what stands before it out of the way of Tab."""
        ziel: QWidget = self.diagramme.jahre.flaeche if self.diagramme is not None else self.jahr
        ziel.setFocus(event.reason())
