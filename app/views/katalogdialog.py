"""The plan's catalogues: Handlungsfelder, Produktkategorien, Produkte and Teams, edited in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.services import beispiel, kataloge
from app.services.kataloge import FELDER, KATALOG_WORT, Katalog
from app.services.struktur import Richtung
from app.services.worte import BILDUNGSART_WORT
from app.views.bausteine.beschriftung import text
from app.views.bausteine.felder import Zeilenfeld, verkette
from app.views.bausteine.versuch import versuche

if TYPE_CHECKING:
    from app.services.changes import Nachricht
    from app.services.fehler import Anwendungsfehler
    from app.services.zeilen import Katalogeintrag
    from app.views.bruecke import Bruecke

NEUER_NAME = {
    Katalog.HANDLUNGSFELD: "Neues Handlungsfeld",
    Katalog.PRODUKTKATEGORIE: "Neue Produktkategorie",
    Katalog.PRODUKT: "Neues Produkt",
    Katalog.TEAM: "Neues Team",
}
_BREITE = {"nummer": 56, "kurz": 150, "abschnitt": 80, "rechtsgrundlage": 130, "bildungsart": 116}
_BILDUNGSART = "Umschulung oder Fortbildung; leer: zählt nicht zur Bildungszielplanung"


class Katalogdialog(QDialog):
    """All catalogues of the active plan; each edit is a Vorgang and can be undone."""

    def __init__(self, bruecke: Bruecke, parent: QWidget) -> None:
        """One tab per catalogue."""
        super().__init__(parent)
        self._bruecke = bruecke
        self.setObjectName("katalogdialog")
        self.setWindowTitle("Kataloge des Plans")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1000, 640)
        self.blaetter = QTabWidget()
        self.blaetter.setAccessibleName("Kataloge")
        self._tafeln = {katalog: Katalogtafel(bruecke, katalog) for katalog in Katalog}
        for katalog, tafel in self._tafeln.items():
            self.blaetter.addTab(tafel, KATALOG_WORT[katalog])
        anordnung = QVBoxLayout(self)
        hinweis = (
            "Die Kataloge gehören zum Plan. Jede Änderung ist sofort gespeichert und lässt sich mit Strg+Z "
            "im Hauptfenster zurücknehmen."
        )
        anordnung.addWidget(text(hinweis, "hinweis", umbruch=True))
        anordnung.addWidget(self.blaetter, 1)
        self.meldung = text("", "fehler", umbruch=True)
        self.meldung.setObjectName("katalog_meldung")
        self.meldung.hide()
        anordnung.addWidget(self.meldung)
        anordnung.addLayout(self._fuss())
        bruecke.fehler.connect(self._zeige_fehler)
        bruecke.geaendert.connect(self._bei_aenderung)
        self._fuelle()

    def _fuss(self) -> QHBoxLayout:
        zeile = QHBoxLayout()
        self.uebernehmen: list[QPushButton] = []
        for name in beispiel.vorlagen():
            knopf = QPushButton(f"Aus „{beispiel.titel(name)}“ übernehmen")
            knopf.setObjectName(f"uebernehmen_{name}")
            knopf.clicked.connect(partial(self._uebernimm, name))
            self.uebernehmen.append(knopf)
            zeile.addWidget(knopf)
        zeile.addStretch(1)
        knoepfe = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        knoepfe.rejected.connect(self.reject)
        zeile.addWidget(knoepfe)
        return zeile

    def _uebernimm(self, name: str) -> None:
        self._bruecke.tue(lambda: kataloge.uebernehmen(self._bruecke.dokument, name))

    def _zeige_fehler(self, fehler: Anwendungsfehler) -> None:
        self.meldung.setText(fehler.text)
        self.meldung.show()

    def _bei_aenderung(self, nachricht: Nachricht) -> None:
        if nachricht.kataloge or nachricht.plan:
            self.meldung.hide()
            # Later: a field that just wrote must not be deleted under its own key press.
            QTimer.singleShot(0, self, self._fuelle)

    def _fuelle(self) -> None:
        dok = self._bruecke.dokument
        leer = not any(kataloge.eintraege(dok, katalog) for katalog in Katalog)
        for knopf in self.uebernehmen:
            knopf.setVisible(leer)
        for tafel in self._tafeln.values():
            tafel.fuelle()


class Katalogtafel(QWidget):
    """The entries of one catalogue as rows of fields."""

    def __init__(self, bruecke: Bruecke, katalog: Katalog) -> None:
        """Empty until ``fuelle``."""
        super().__init__()
        self._bruecke, self._katalog = bruecke, katalog
        self.setObjectName(f"katalog_{katalog.value}")
        self._roller = QScrollArea()
        self._roller.setWidgetResizable(True)
        self._roller.setFrameShape(QScrollArea.Shape.NoFrame)
        self.felder: dict[tuple[str, str], Zeilenfeld] = {}
        self._ids: tuple[str, ...] = ()
        neu = QPushButton(f"+ {NEUER_NAME[katalog]}")
        neu.setObjectName(f"neu_{katalog.value}")
        neu.clicked.connect(self._neu)
        anordnung = QVBoxLayout(self)
        anordnung.addWidget(self._roller, 1)
        zeile = QHBoxLayout()
        zeile.addWidget(neu)
        zeile.addStretch(1)
        anordnung.addLayout(zeile)

    def fuelle(self) -> None:
        """Show the entries; the rows are only built anew where entries came, went or moved."""
        eintraege = kataloge.eintraege(self._bruecke.dokument, self._katalog)
        if (ids := tuple(e.id for e in eintraege)) != self._ids or not self.felder:
            self._ids = ids
            self._baue(eintraege)
        for eintrag in eintraege:
            for feld, _kopf in FELDER[self._katalog]:
                inhalt = kataloge.feldtext(self._bruecke.dokument, eintrag, feld)
                self.felder[eintrag.id, feld].setze(inhalt)

    def _baue(self, eintraege: tuple[Katalogeintrag, ...]) -> None:
        inhalt = QWidget()
        gitter = QGridLayout(inhalt)
        gitter.setVerticalSpacing(4)
        self.felder = {}
        for spalte, (feld, kopf) in enumerate(FELDER[self._katalog]):
            gitter.addWidget(text(kopf, "kennzahl_name"), 0, spalte)
            gitter.setColumnStretch(spalte, 0 if feld in _BREITE else 1)
            if feld in _BREITE:
                gitter.setColumnMinimumWidth(spalte, _BREITE[feld])
        for zeile, eintrag in enumerate(eintraege, start=1):
            self._zeile(gitter, zeile, eintrag)
        gitter.setRowStretch(len(eintraege) + 1, 1)
        if not eintraege:
            gitter.addWidget(text("Noch keine Einträge.", "hinweis"), 1, 0, 1, 3)
        for feld, _kopf in FELDER[self._katalog]:
            verkette([self.felder[e.id, feld] for e in eintraege])
        self._roller.setWidget(inhalt)

    def _zeile(self, gitter: QGridLayout, zeile: int, eintrag: Katalogeintrag) -> None:
        for spalte, (feld, kopf) in enumerate(FELDER[self._katalog]):
            name = f"{kopf} von {eintrag.bezeichnung}"
            eingabe = Zeilenfeld(name, partial(self._setze, eintrag.id, feld))
            if feld == "bildungsart":
                eingabe.ergaenze(tuple(BILDUNGSART_WORT.values()))
                eingabe.setToolTip(_BILDUNGSART)
            eingabe.benenne(f"{self._katalog.value}_{zeile}_{feld}")
            if feld in _BREITE:
                eingabe.setFixedWidth(_BREITE[feld])
            self.felder[eintrag.id, feld] = eingabe
            gitter.addWidget(eingabe, zeile, spalte)
        rest = len(FELDER[self._katalog])
        for wort, sagen, tat in (
            ("↑", "nach oben", partial(self._verschiebe, eintrag.id, Richtung.HINAUF)),
            ("↓", "nach unten", partial(self._verschiebe, eintrag.id, Richtung.HINUNTER)),
            ("Löschen", "löschen", partial(self._loesche, eintrag.id)),
        ):
            knopf = QPushButton(wort)
            knopf.setFlat(True)
            knopf.setAccessibleName(f"{eintrag.bezeichnung} {sagen}")
            knopf.clicked.connect(partial(_ohne_argument, tat))
            gitter.addWidget(knopf, zeile, rest)
            rest += 1

    def _setze(self, eintrag_id: str, feld: str, inhalt: str) -> str:
        dok = self._bruecke.dokument
        return versuche(
            self._bruecke, lambda: kataloge.eintrag_setzen(dok, self._katalog, eintrag_id, feld, inhalt)
        )

    def _neu(self) -> None:
        dok, name = self._bruecke.dokument, NEUER_NAME[self._katalog]
        namen = {e.bezeichnung for e in kataloge.eintraege(dok, self._katalog)}
        nummer = 2
        while name in namen:
            name = f"{NEUER_NAME[self._katalog]} {nummer}"
            nummer += 1
        self._bruecke.tue(lambda: kataloge.eintrag_anlegen(dok, self._katalog, name))

    def _verschiebe(self, eintrag_id: str, richtung: Richtung) -> None:
        dok = self._bruecke.dokument
        self._bruecke.tue(lambda: kataloge.eintrag_verschieben(dok, self._katalog, eintrag_id, richtung))

    def _loesche(self, eintrag_id: str) -> None:
        dok = self._bruecke.dokument
        self._bruecke.tue(lambda: kataloge.eintrag_loeschen(dok, self._katalog, eintrag_id))


def _ohne_argument(tat: partial[None], _an: bool = False) -> None:
    tat()
