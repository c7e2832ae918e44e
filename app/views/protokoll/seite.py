"""The page "Protokoll": the journal to read and search, and the way back to the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.services.geld import format_zahl
from app.views.bausteine.beschriftung import bedienhinweis, text
from app.views.bausteine.zellen import Zellbaum
from app.views.protokoll.modell import VORGANG, Protokollmodell
from app.views.protokoll.spalten import SPALTEN, WAS
from app.views.protokoll.spur import ziel_von
from app.views.seite import Seite
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_MITTEL, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent

    from app.services.changes import Nachricht
    from app.views.bruecke import Bruecke

_SUCHPAUSE_MS = 150
_SUCHEN = "suchen"


class ProtokollSeite(Seite):
    """Who changed which figure when and why, newest first."""

    name = "protokoll"
    titel = "Protokoll"
    icon = "ph.clock-counter-clockwise"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build the page; it is read when it is shown."""
        super().__init__(bruecke, parent)
        self.modell = Protokollmodell(bruecke.dokument, self)
        self.baum = Zellbaum("Protokoll der Änderungen", "protokoll_tabelle")
        self.baum.setModel(self.modell)
        self.baum.activated.connect(self._springe)
        self.baum.expanded.connect(self._vervollstaendige)
        for nummer, spalte in enumerate(SPALTEN):
            self.baum.setColumnWidth(nummer, spalte.breite)
        self.baum.strecke(WAS, SPALTEN[WAS].breite)
        self.suche = QLineEdit()
        self.suche.setObjectName("protokoll_suche")
        self.suche.setProperty("rolle", "suche")
        self.suche.setAccessibleName("Protokoll durchsuchen")
        self.suche.setPlaceholderText("Durchsuchen: Name, Leistung, Betrag, Datum")
        self.suche.setClearButtonEnabled(True)
        self.suche.setFixedWidth(340)
        self.alle_plaene = QCheckBox("Alle Pläne der Datei")
        self.alle_plaene.setObjectName("protokoll_alle_plaene")
        self.alle_plaene.setAccessibleName("Alle Pläne der Datei")
        self.fuss = text("", "hinweis")
        self.fuss.setObjectName("protokoll_fuss")
        self._pause = QTimer(self, singleShot=True, interval=_SUCHPAUSE_MS)
        self._pause.timeout.connect(self._suche_jetzt)
        self._nachschub = QTimer(self, interval=0)
        self._nachschub.timeout.connect(self._lade_weiter)
        self.suche.textChanged.connect(lambda _text: self._pause.start())
        self.alle_plaene.toggled.connect(lambda _an: self.fuelle())
        self.modell.rowsInserted.connect(self._zeige_fuss)
        self.modell.modelReset.connect(self._zeige_fuss)
        self._lege_aus()

    def _lege_aus(self) -> None:
        worte = QVBoxLayout()
        worte.setSpacing(2)
        worte.addWidget(text("Protokoll", "titel"))
        worte.addWidget(text("Wer wann welche Angabe geändert hat; das Neueste steht oben", "hinweis"))
        kopf = QHBoxLayout()
        kopf.setSpacing(ABSTAND_MITTEL)
        kopf.addLayout(worte)
        kopf.addStretch()
        kopf.addWidget(self.alle_plaene)
        kopf.addWidget(self.suche)
        fuss = QHBoxLayout()
        fuss.addWidget(self.fuss, 1)
        fuss.addWidget(bedienhinweis("Doppelklick oder Eingabetaste: zur geänderten Stelle"))
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND_WEIT)
        anordnung.setSpacing(ABSTAND)
        anordnung.addLayout(kopf)
        anordnung.addWidget(self.baum, 1)
        anordnung.addLayout(fuss)

    # -- showing -----------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Read the newest entries anew."""
        dokument = self.bruecke.dokument
        self.alle_plaene.setVisible(len(dokument.plaene()) > 1)
        plan_id = dokument.blick.plan_id if dokument.hat_plan and not self.alle_plaene.isChecked() else None
        self.bruecke.tue(lambda: self.modell.lade(plan_id))
        self._suche_weiter()

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """Put the new entry on top; another plan is read anew."""
        if nachricht.changes:
            self.bruecke.tue(self.modell.hole_neuesten)
            self._zeige_fuss()
        else:
            self.fuelle()

    def zustand(self) -> dict[str, QByteArray]:
        """How wide the columns are."""
        return {"spalten": self.baum.spaltenstand()}

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """Give the columns the widths that they had."""
        self.baum.stelle_spalten_her(zustand("spalten"))

    def befehle(self) -> frozenset[str]:
        """The search."""
        return frozenset({_SUCHEN})

    def fuehre_aus(self, befehl: str) -> None:
        """Go to the search field."""
        if befehl == _SUCHEN:
            self.suche.setFocus()
            self.suche.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would take what stands before it out of the way of Tab."""
        self.baum.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the search to the entries."""
        if self.suche.hasFocus() and event.key() == Qt.Key.Key_Down:
            self.baum.setFocus()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Reading on for a search rests while nobody looks."""
        self._nachschub.stop()
        super().hideEvent(event)

    def _zeige_fuss(self) -> None:
        gezeigt, alle = self.modell.rowCount(), self.modell.anzahl
        if not self._sucht:
            self.fuss.setText(f"{format_zahl(alle)} {'Eintrag' if alle == 1 else 'Einträge'}")
        elif self.modell.geladen < alle:
            self.fuss.setText(
                f"{format_zahl(gezeigt)} gefunden, {format_zahl(self.modell.geladen)} von "
                f"{format_zahl(alle)} Einträgen durchsucht …"
            )
        elif gezeigt:
            self.fuss.setText(f"{format_zahl(gezeigt)} von {format_zahl(alle)} Einträgen")
        else:
            self.fuss.setText(f"Kein Eintrag enthält „{self.suche.text().strip()}“.")

    # -- searching ---------------------------------------------------------------------------------

    @property
    def _sucht(self) -> bool:
        return bool(self.suche.text().strip())

    def _suche_jetzt(self) -> None:
        self.modell.suche(self.suche.text())
        self._suche_weiter()

    def _suche_weiter(self) -> None:
        # A search has to see every entry: the rest is read page by page between other events.
        if self._sucht and self.modell.canFetchMore(QModelIndex()):
            self._nachschub.start()
        else:
            self._nachschub.stop()
        self._zeige_fuss()

    def _lade_weiter(self) -> None:
        vorher = self.modell.geladen
        self.bruecke.tue(lambda: self.modell.fetchMore(QModelIndex()))
        if self.modell.geladen == vorher:
            self._nachschub.stop()
        self._suche_weiter()

    # -- going there -------------------------------------------------------------------------------

    def _vervollstaendige(self, index: QModelIndex) -> None:
        knoten = self.modell.knoten(index)
        if knoten is not None and knoten.art == VORGANG:
            self.bruecke.tue(lambda: self.modell.vervollstaendige(knoten.schluessel))

    def _springe(self, index: QModelIndex) -> None:
        felder = self.modell.felder(index)
        ziel = ziel_von(self.bruecke.blick, felder) if felder and self.bruecke.dokument.hat_plan else None
        if ziel is None:
            self.bruecke.hinweis.emit("Diese Stelle gibt es im Plan nicht mehr.")
        else:
            self.bruecke.sprung.emit(ziel)
