"""What may be committed for later years: the VE in force, their history, and how far they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.ve import ve_jahre
from app.services.ve_diagramm import ve_kurve, ve_monate
from app.views.bausteine.beschriftung import text
from app.views.bausteine.gitter import Gitter
from app.views.bausteine.rollbereich import rollbereich
from app.views.bausteine.unterseiten import Unterseite
from app.views.bindungen.ve_spalten import JAHRE_SPEC, MONATE_SPEC, Jahreszeile, eintragsspec
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from app.services.haushaltszeilen import VeZeile
    from app.services.ve_diagramm import VeMonatszeile
    from app.views.bruecke import Bruecke, Ziel
    from app.views.diagramme import Kurvendiagramm

_BREIT = 1300
"""From this width (px) on, chart and months stand side by side."""
_UNBEGRENZT = 16_777_215
"""What Qt takes for a width without limit."""
_MONATE = 13
_JAHRE, _EINTRAEGE = 6, 16
"""So many rows grow with what is there; more of them scroll."""


class VeUnterseite(Unterseite):
    """The VE by year on top; below, every entry and the use of the chosen year's VE."""

    name = "ve"
    titel = "Verpflichtungsermächtigungen"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build the tables; the chart comes with the first showing."""
        super().__init__(bruecke, parent)
        self._jahr = 0
        self.jahre: Gitter[Jahreszeile] = Gitter(bruecke, JAHRE_SPEC)
        self.eintraege: Gitter[VeZeile] = Gitter(bruecke, eintragsspec(bruecke, lambda: self._jahr))
        self.monate: Gitter[VeMonatszeile] = Gitter(bruecke, MONATE_SPEC)
        for gitter, zeilen in self._gitter().values():
            gitter.wachse_bis(zeilen)
        for gelesen in (self.jahre, self.monate):
            gelesen.setze_nur_lesbar(True)
        for summiert in (self.eintraege, self.monate):
            summiert.auswahltext.connect(bruecke.hinweis)
        self._monatsbreite = self.monate.horizontalHeader().length() + 2 * self.monate.frameWidth()
        self.diagramm: Kurvendiagramm | None = None
        self.leer = text(
            "Eine Verpflichtungsermächtigung erlaubt, schon jetzt Geld eines späteren Haushaltsjahres zu "
            "binden (§§ 16, 38 BHO). Beginnen Sie mit „VE eintragen“: das Jahr, dann der Betrag.",
            "hinweis",
            umbruch=True,
        )
        self.leer.setObjectName("ve_leer")
        self.eintragen = self._knopf("ve_eintragen", "VE eintragen", self.eintraege.beginne_neu)
        self.eintragen.setProperty("rolle", "primaer")
        self.loeschen = self._knopf(
            "ve_loeschen", "Löschen", lambda: self.eintraege.fuehre_aus("zeile_loeschen")
        )
        self._lege_aus()
        self.jahre.selectionModel().currentChanged.connect(self._bei_jahr)
        self.eintraege.auswahl_geaendert.connect(self._bei_eintrag)

    def _gitter(self) -> dict[str, tuple[Gitter[Any], int]]:
        return {
            "jahre": (self.jahre, _JAHRE),
            "eintraege": (self.eintraege, _EINTRAEGE),
            "monate": (self.monate, _MONATE),
        }

    # -- building ----------------------------------------------------------------------------------

    def _knopf(self, name: str, wort: str, tat: Callable[[], None]) -> QPushButton:
        knopf = QPushButton(wort)
        knopf.setObjectName(name)
        knopf.setAccessibleName(wort)
        knopf.clicked.connect(lambda _an=False: tat())
        return knopf

    def _lege_aus(self) -> None:
        worte = QVBoxLayout()
        worte.setSpacing(2)
        worte.addWidget(text(self.titel, "titel"))
        was = "Was für spätere Jahre gebunden werden darf, und wie viel davon in Anspruch genommen ist"
        worte.addWidget(text(was, "hinweis", umbruch=True))
        kopf = QHBoxLayout()
        kopf.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, 0)
        kopf.addLayout(worte, 1)
        for knopf in (self.eintragen, self.loeschen):
            kopf.addWidget(knopf, 0, Qt.AlignmentFlag.AlignVCenter)
        inhalt = QWidget()
        inhalt.setProperty("rolle", "inhalt")
        spalte = QVBoxLayout(inhalt)
        spalte.setContentsMargins(ABSTAND_GROSS, ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT)
        spalte.setSpacing(ABSTAND_GROSS)
        spalte.addWidget(self.jahre)
        spalte.addLayout(self._unten(), 1)
        self.roller = rollbereich("ve_roller", inhalt)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(0, 0, 0, 0)
        anordnung.setSpacing(ABSTAND)
        anordnung.addLayout(kopf)
        anordnung.addWidget(self.roller, 1)

    def _unten(self) -> QHBoxLayout:
        links = QVBoxLayout()
        links.setSpacing(ABSTAND)
        links.addWidget(text("Einträge", "untertitel"))
        links.addWidget(self.leer)
        links.addWidget(self.eintraege)
        links.addStretch(1)
        self.verlauf = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.verlauf.setSpacing(ABSTAND_WEIT)
        self.verlauf.addWidget(self.monate, 0, Qt.AlignmentFlag.AlignTop)
        rechts = QVBoxLayout()
        rechts.addLayout(self.verlauf)
        rechts.addStretch(1)
        unten = QHBoxLayout()
        unten.setSpacing(ABSTAND_GROSS)
        unten.addLayout(links, 1)
        unten.addLayout(rechts, 1)
        self._spalten = unten
        return unten

    def _baue_diagramm(self) -> Kurvendiagramm:
        from app.views.diagramme import Kurvendiagramm  # noqa: PLC0415 - over half a second to import

        diagramm = Kurvendiagramm()
        diagramm.melde_an("ve_diagramm", self.bruecke)
        diagramm.setMinimumHeight(16 * self.fontMetrics().height())
        self.verlauf.insertWidget(0, diagramm, 1)
        self.setTabOrder(diagramm, self.monate)
        return diagramm

    # -- showing -----------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Show everything; what did not change stays as it is."""
        hat_plan = self.bruecke.dokument.hat_plan
        self.setEnabled(hat_plan)
        if not hat_plan:
            return
        if self.diagramm is None:
            self.diagramm = self._baue_diagramm()
        blick = self.bruecke.blick
        self.jahre.zeige([Jahreszeile(ve) for ve in ve_jahre(blick)])
        self.eintraege.zeige(sorted(blick.ermaechtigungen, key=lambda z: (z.jahr, z.ab, z.id)))
        self.leer.setVisible(not blick.ermaechtigungen)
        if self.jahre.aktuelle() is None:
            self.jahre.waehle(str(blick.jahr + 1))
        self._zeige_jahr()
        self._zeige_knoepfe()

    def _zeige_jahr(self) -> None:
        gewaehlt = self.jahre.aktuelle()
        if gewaehlt is None or self.diagramm is None:
            return
        self._jahr = gewaehlt.ve.jahr
        kurve = ve_kurve(self.bruecke.blick, self._jahr)
        self.diagramm.setze(kurve)
        self.monate.zeige(ve_monate(self.bruecke.blick, self._jahr))
        self.monate.setVisible(bool(kurve.punkte))

    def _zeige_knoepfe(self) -> None:
        frei = not self.bruecke.dokument.datei.schreibgeschuetzt
        self.eintragen.setEnabled(frei)
        self.loeschen.setEnabled(frei and bool(self.eintraege.gewaehlte()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        breit = self.width() >= _BREIT
        richtung = QBoxLayout.Direction.LeftToRight if breit else QBoxLayout.Direction.TopToBottom
        self.verlauf.setDirection(richtung)
        self._spalten.setStretch(0, 8)
        self._spalten.setStretch(1, 13 if breit else 8)
        # Beside the chart the months take the place that they need, below it all that there is.
        self.monate.setMinimumWidth(self._monatsbreite if breit else 0)
        self.monate.setMaximumWidth(self._monatsbreite if breit else _UNBEGRENZT)

    # -- choosing ----------------------------------------------------------------------------------

    def _bei_jahr(self, _neu: QModelIndex, _alt: QModelIndex) -> None:
        self._zeige_jahr()

    def _bei_eintrag(self) -> None:
        """The year of a chosen entry is the one that one wants to see; the focus alone chooses none."""
        self._zeige_knoepfe()
        zeile = next(iter(self.eintraege.gewaehlte()), None)
        if zeile is not None and zeile.jahr != self._jahr:
            self.jahre.waehle(str(zeile.jahr))

    def gehe_zu(self, ziel: Ziel) -> None:
        """Show the use of a year's VE (``posten``)."""
        self.hole_nach()
        if ziel.posten:
            self.jahre.waehle(ziel.posten)

    # -- as a page ---------------------------------------------------------------------------------

    def zustand(self) -> dict[str, QByteArray]:
        """How wide the columns are."""
        return {name: gitter.spaltenstand() for name, (gitter, _zeilen) in self._gitter().items()}

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """Give the columns their widths back."""
        for name, (gitter, _zeilen) in self._gitter().items():
            gitter.stelle_spalten_her(zustand(name))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would take what stands before it out of the way of Tab."""
        self.jahre.setFocus(event.reason())
