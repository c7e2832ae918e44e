"""The page "Eintritte": the roll-up of Abb. 6 with its tie to the rows, and the way down to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.geld import format_zahl
from app.services.gliederung import Abgleich, Knotenart, gleiche_ab
from app.services.summen import Dimension
from app.views.bausteine.beschriftung import Leerhinweis, Verweis, bedienhinweis, text
from app.views.bausteine.zellen import Zellbaum
from app.views.bruecke import Ziel
from app.views.eintritte.modell import EintritteModell
from app.views.eintritte.spalten import BEZEICHNUNG, SPALTEN
from app.views.seite import Seite
from app.views.stil import setze_rolle
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent

    from app.services.changes import Nachricht
    from app.services.planblick import Planblick
    from app.views.bruecke import Bruecke

_TIEFEN = (
    ("kategorien", "Kategorien", -1),
    ("zweckbestimmungen", "Zweckbestimmungen", 0),
    ("zeilen", "Zeilen", 1),
)
_ARTEN = {Dimension.PRODUKTKATEGORIE: Knotenart.KATEGORIE, Dimension.PRODUKT: Knotenart.PRODUKT}


class EintritteSeite(Seite):
    """Abb. 6 as a live roll-up; every line opens the rows that it is made of."""

    name = "eintritte"
    titel = "Eintritte"
    icon = "ph.users-three"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build the page; it is filled when it is shown."""
        super().__init__(bruecke, parent)
        self.untertitel = text("", "hinweis")
        self.modell = EintritteModell(self._blick, self)
        self.baum = self._baue_baum()
        self.abgleich = QLabel()
        self.abgleich.setObjectName("eintritte_abgleich")
        self.abgleich.setWordWrap(True)
        knopf = QPushButton("Zu den Maßnahmen")
        knopf.setProperty("rolle", "primaer")
        knopf.setObjectName("eintritte_zu_massnahmen")
        knopf.clicked.connect(lambda: self.bruecke.sprung.emit(Ziel("massnahmen")))
        self.leer = Leerhinweis(
            "Noch keine Leistungen.",
            "Legen Sie auf der Seite „Maßnahmen“ Leistungen an und ordnen Sie ihnen ein Produkt zu. "
            "Ihre Eintritte werden hier von selbst zusammengezählt.",
            knopf,
        )
        self.stapel = QStackedWidget()
        self.stapel.addWidget(self._baue_inhalt())
        self.stapel.addWidget(self.leer)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND_WEIT)
        anordnung.setSpacing(ABSTAND)
        anordnung.addLayout(self._baue_kopf())
        anordnung.addWidget(self.stapel, 1)

    # -- building ----------------------------------------------------------------------------------

    def _baue_kopf(self) -> QHBoxLayout:
        worte = QVBoxLayout()
        worte.setSpacing(2)
        worte.addWidget(text("Eintritte", "titel"))
        worte.addWidget(self.untertitel)
        stufen = QHBoxLayout()
        stufen.setSpacing(0)
        stufen.addWidget(bedienhinweis("Aufklappen bis:"))
        for schluessel, wort, tiefe in _TIEFEN:
            knopf = Verweis(wort, f"Aufklappen bis {wort}", partial(self._klappe_auf, tiefe))
            knopf.setObjectName(f"eintritte_bis_{schluessel}")
            stufen.addWidget(knopf)
        kopf = QHBoxLayout()
        kopf.addLayout(worte)
        kopf.addStretch()
        kopf.addLayout(stufen)
        return kopf

    def _baue_baum(self) -> Zellbaum:
        baum = Zellbaum("Eintritte und Förderfälle nach Produktkategorie", "eintritte_baum")
        baum.setModel(self.modell)
        baum.setTreePosition(BEZEICHNUNG)
        for nummer, spalte in enumerate(SPALTEN):
            baum.setColumnWidth(nummer, spalte.breite)
        baum.strecke(BEZEICHNUNG, SPALTEN[BEZEICHNUNG].breite)
        baum.activated.connect(self._springe)
        return baum

    def _baue_inhalt(self) -> QWidget:
        inhalt = QWidget()
        anordnung = QVBoxLayout(inhalt)
        anordnung.setContentsMargins(0, 0, 0, 0)
        anordnung.setSpacing(ABSTAND)
        anordnung.addWidget(self.baum, 1)
        fuss = QHBoxLayout()
        fuss.addWidget(self.abgleich, 1)
        fuss.addWidget(bedienhinweis("Doppelklick oder Eingabetaste: zu den Zeilen in „Maßnahmen“"))
        anordnung.addLayout(fuss)
        return inhalt

    # -- showing -----------------------------------------------------------------------------------

    def _blick(self) -> Planblick | None:
        dokument = self.bruecke.dokument
        return dokument.blick if dokument.hat_plan else None

    def fuelle(self) -> None:
        """Show everything anew; what is expanded and selected stays."""
        if self.modell.zeige():
            self._klappe_auf(0)
        self._zeige_rahmen()

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """Show only the lines that a Vorgang concerns."""
        if nachricht.struktur or nachricht.plan or nachricht.kataloge:
            self.fuelle()
        elif nachricht.zeilen:
            self.modell.melde_zeilen(nachricht.zeilen)
            self._zeige_rahmen()

    def zustand(self) -> dict[str, QByteArray]:
        """How wide the columns are."""
        return {"spalten": self.baum.spaltenstand()}

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """Give the columns the widths that they had."""
        self.baum.stelle_spalten_her(zustand("spalten"))

    def gehe_zu(self, ziel: Ziel) -> None:
        """Open and select the line of a category or product, or a row."""
        self.hole_nach()
        if ziel.zeilen:
            index = self.modell.finde(Knotenart.ZEILE, ziel.zeilen[0], BEZEICHNUNG)
        elif ziel.dimension is Dimension.GESAMT:
            index = self.modell.finde(Knotenart.GESAMT, "", BEZEICHNUNG)
        else:
            art = _ARTEN.get(ziel.dimension or Dimension.GESAMT, Knotenart.GESAMT)
            index = self.modell.finde(art, ziel.schluessel or "", BEZEICHNUNG)
        if index.isValid():
            self.baum.expand(index.siblingAtColumn(0))
            self._waehle(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would take what stands before it out of the way of Tab."""
        self.baum.setFocus(event.reason())

    def _waehle(self, index: QModelIndex) -> None:
        self.baum.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.baum.scrollTo(index)
        self.baum.setFocus()

    def _zeige_rahmen(self) -> None:
        blick = self._blick()
        self.stapel.setCurrentIndex(0 if blick and blick.zeilen else 1)
        if blick is None:
            self.untertitel.setText("")
            return
        self.untertitel.setText(f"Eintritte / Förderfälle nach Produktkategorie {blick.jahr} (Abb. 6)")
        abgleich = gleiche_ab(blick)
        self.abgleich.setText(abgleichtext(abgleich))
        setze_rolle(self.abgleich, "erfolg" if abgleich.stimmt else "warnung")

    # -- doing -------------------------------------------------------------------------------------

    def _klappe_auf(self, tiefe: int) -> None:
        self.baum.collapseAll()
        if tiefe >= 0:
            self.baum.expandToDepth(tiefe)

    def _springe(self, index: QModelIndex) -> None:
        knoten = self.modell.knoten(index)
        if knoten is None:
            return
        ziel = {
            str(Knotenart.ZEILE): Ziel("massnahmen", zeilen=(knoten.schluessel,)),
            Knotenart.PRODUKT: Ziel("massnahmen", dimension=Dimension.PRODUKT, schluessel=knoten.schluessel),
            Knotenart.OHNE_PRODUKT: Ziel("massnahmen", dimension=Dimension.PRODUKT, schluessel=None),
            Knotenart.KATEGORIE: Ziel(
                "massnahmen", dimension=Dimension.PRODUKTKATEGORIE, schluessel=knoten.schluessel
            ),
        }.get(knoten.art, Ziel("massnahmen", dimension=Dimension.GESAMT))
        self.bruecke.sprung.emit(ziel)


def abgleichtext(abgleich: Abgleich) -> str:
    """The tie of lines and rows as a sentence with a mark."""
    linien, zeilen = format_zahl(abgleich.ausgewiesen.eintritte), format_zahl(abgleich.gesamt.eintritte)
    if abgleich.stimmt:
        return f"✓ Stimmt überein: Summe der Zweckbestimmungen {linien} = Summe der Zeilen {zeilen}"
    teile = [
        f"{format_zahl(summe.eintritte)} in {wo}"
        for summe, wo in (
            (abgleich.uebrige, "Kategorien außerhalb von Abb. 6"),
            (abgleich.ohne_produkt, "Leistungen ohne Produkt"),
        )
        if summe.eintritte
    ]
    return (
        f"✗ Weicht ab: Summe der Zweckbestimmungen {linien}, Summe der Zeilen {zeilen}. "
        f"Nicht gezählt: {' und '.join(teile)}."
    )
