"""The page Maßnahmen: the grid, its filters and commands, and the live Neufallbudget beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.services.geld import format_eur, format_zahl
from app.views.massnahmen.auswahlsumme import auswahltext
from app.views.massnahmen.bedienung import Bedienung
from app.views.massnahmen.einfuegen import Einfuegevorschau
from app.views.massnahmen.filterleiste import Filterleiste
from app.views.massnahmen.modell import MassnahmenModell
from app.views.massnahmen.sicht import Filter
from app.views.massnahmen.spalten import LEISTUNG, SPALTEN
from app.views.massnahmen.tabelle import Massnahmentabelle
from app.views.seite import Seite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.befund import Befund
    from app.services.changes import Nachricht
    from app.services.summen import Dimension
    from app.views.bruecke import Bruecke, Ziel
    from app.views.diagramme import Wasserfalldiagramm

KNOEPFE = (
    ("leistung_neu", "+ Leistung", "Neue Leistung unter der aktuellen Zeile"),
    ("ansatz_neu", "+ Ansatz", "Weiterer Ansatz zur selben Leistung, zum Beispiel neben dem Einkauf des Vorjahres"),
    ("duplizieren", "Duplizieren", "Gewählte Leistungen mit allen Ansätzen kopieren"),
    ("hinauf", "Nach oben", "Gewählte Zeilen nach oben (Alt+Pfeil hinauf)"),
    ("hinunter", "Nach unten", "Gewählte Zeilen nach unten (Alt+Pfeil hinunter)"),
    ("zeile_loeschen", "Löschen", "Gewählte Zeilen löschen (Strg+Entf); Strg+Z holt sie zurück"),
)


class MassnahmenSeite(Seite):
    """Edit and see in one place."""

    name = "massnahmen"
    titel = "Maßnahmen"
    icon = "mdi6.table-edit"

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Build grid, filters and the place for the chart."""
        super().__init__(bruecke, parent)
        self.modell = MassnahmenModell(bruecke)
        self.tabelle = Massnahmentabelle(self.modell)
        self.bedienung = Bedienung(bruecke, self.modell, self.tabelle)
        self.leiste = Filterleiste()
        self.fuss = QLabel()
        self.fuss.setObjectName("massnahmen_fuss")
        self.fuss.setProperty("rolle", "hinweis")
        self.leer = QLabel(
            "Noch keine Leistungen. Mit „+ Leistung“ legen Sie die erste an, oder Sie fügen Zeilen aus Excel ein."
        )
        self.leer.setProperty("rolle", "hinweis")
        self.leer.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.diagramm: Wasserfalldiagramm | None = None
        self.teiler = QSplitter(Qt.Orientation.Horizontal)
        self.teiler.setObjectName("massnahmen_teiler")
        self._gemerkt: tuple[tuple[str, ...], int] | None = None
        self._lege_aus()
        self._verbinde()

    def _lege_aus(self) -> None:
        links = QWidget()
        spalte = QVBoxLayout(links)
        spalte.setContentsMargins(0, 0, 0, 0)
        spalte.setSpacing(8)
        spalte.addWidget(self.leer)
        spalte.addWidget(self.tabelle, 1)
        spalte.addWidget(self.fuss)
        self.teiler.addWidget(links)
        self.teiler.setStretchFactor(0, 1)
        self.teiler.setChildrenCollapsible(False)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(16, 12, 16, 8)
        anordnung.setSpacing(8)
        anordnung.addWidget(self.leiste)
        anordnung.addLayout(self._knopfzeile())
        anordnung.addWidget(self.teiler, 1)

    def _knopfzeile(self) -> QHBoxLayout:
        zeile = QHBoxLayout()
        zeile.setSpacing(4)
        self.knoepfe = {}
        for befehl, text, tipp in KNOEPFE:
            knopf = QPushButton(text)
            knopf.setObjectName(f"knopf_{befehl}")
            knopf.setToolTip(tipp)
            knopf.setAccessibleDescription(tipp)
            knopf.setFlat(True)
            knopf.clicked.connect(lambda _an=False, b=befehl: self.fuehre_aus(b))
            self.knoepfe[befehl] = knopf
            zeile.addWidget(knopf)
        zeile.addStretch(1)
        self.diagrammknopf = QPushButton("Diagramm")
        self.diagrammknopf.setObjectName("knopf_diagramm")
        self.diagrammknopf.setToolTip("Neufallbudget neben der Tabelle zeigen oder ausblenden")
        self.diagrammknopf.setCheckable(True)
        self.diagrammknopf.setChecked(True)
        self.diagrammknopf.setFlat(True)
        zeile.addWidget(self.diagrammknopf)
        return zeile

    def _verbinde(self) -> None:
        self.leiste.filter.connect(self.modell.setze_filter)
        self.leiste.gruppierung.connect(self.modell.setze_gruppierung)
        self.bedienung.passt_nicht.connect(self._zeige_vorschau)
        self.tabelle.auswahl_geaendert.connect(self._zeige_auswahl)
        self.modell.modelAboutToBeReset.connect(self._merke_auswahl)
        self.modell.umgebaut.connect(self._stelle_auswahl_her)
        self.modell.summe_geaendert.connect(self._zeige_fuss)
        self.diagrammknopf.toggled.connect(self._zeige_diagramm)
        for kopf in (self.tabelle.horizontalHeader(), self.tabelle.fixiert.horizontalHeader()):
            kopf.setSectionsClickable(True)
            kopf.sectionClicked.connect(self._sortiere)
            kopf.customContextMenuRequested.connect(lambda ort, k=kopf: self._kopfmenue(k, ort))
        for tabelle in (self.tabelle, self.tabelle.fixiert):
            tabelle.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            tabelle.customContextMenuRequested.connect(lambda ort, t=tabelle: self._zellmenue(t, ort))

    # -- showing -----------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Show the plan anew; the chart library is loaded with the first showing."""
        if self.diagramm is None:
            from app.views.diagramme import Wasserfalldiagramm  # noqa: PLC0415 - 0,7 s to import

            self.diagramm = Wasserfalldiagramm()
            self.diagramm.setMinimumWidth(320)
            self.diagramm.angeklickt.connect(self._drill)
            self.teiler.addWidget(self.diagramm)
            self.teiler.setStretchFactor(1, 0)
            self.teiler.setSizes([self.width() - 380, 364])
            self.diagramm.setVisible(self.diagrammknopf.isChecked())
        self.leiste.fuelle(self.bruecke.blick)
        self.modell.baue_um()
        self._zeichne()

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """Rows, subtotals and the chart."""
        if nachricht.kataloge or nachricht.plan:
            self.leiste.fuelle(self.bruecke.blick)
        self.modell.aktualisiere(nachricht)
        self._zeichne()

    def _zeichne(self) -> None:
        from app.services.diagrammdaten import wasserfall  # noqa: PLC0415 - with the chart

        if self.diagramm is not None and self.diagramm.isVisibleTo(self):
            self.diagramm.setze(wasserfall(self.bruecke.blick))

    def _zeige_diagramm(self, an: bool) -> None:
        if self.diagramm is not None:
            self.diagramm.setVisible(an)
            self._zeichne()

    def _zeige_fuss(self) -> None:
        summe, alle = self.modell.summe_gezeigt(), len(self.bruecke.blick.zeilen)
        self.leer.setVisible(alle == 0)
        self.tabelle.setVisible(alle != 0)
        gezeigt = format_zahl(self.modell.gezeigte)
        zahl = f"{format_zahl(alle)} Zeilen" if self.modell.gezeigte == alle else f"{gezeigt} von {format_zahl(alle)} Zeilen"
        self.fuss.setText(
            f"{zahl} · {format_zahl(summe.eintritte)} Eintritte · {format_eur(summe.mittelansatz_cent)} verplant"
        )

    def _zeige_auswahl(self) -> None:
        self.bruecke.hinweis.emit(auswahltext(self.bruecke.blick, self.modell, self.tabelle))

    def zeige_befunde(self, befunde: Iterable[Befund]) -> None:
        """Mark the rows that findings name."""
        self.modell.zeige_befunde(befunde)

    # -- keep the place over a rebuild -------------------------------------------------------------

    def _merke_auswahl(self) -> None:
        self._gemerkt = (tuple(self.tabelle.gewaehlte_zeilen()), self.tabelle.currentIndex().column())

    def _stelle_auswahl_her(self) -> None:
        if self._gemerkt is not None and self._gemerkt[0]:
            self.tabelle.waehle_zeilen(self._gemerkt[0], max(self._gemerkt[1], LEISTUNG))
        self._gemerkt = None

    # -- links and commands ------------------------------------------------------------------------

    def gehe_zu(self, ziel: Ziel) -> None:
        """Show the rows behind a figure, or a single row."""
        if ziel.zeilen and len(ziel.zeilen) == 1:
            self.leiste.setze(Filter())
            self.modell.oeffne_gruppe_von(ziel.zeilen[0])
            self.tabelle.waehle_zeilen(ziel.zeilen)
            self.tabelle.setFocus()
            return
        gruppen: tuple[tuple[Dimension, str | None], ...] = ()
        if ziel.dimension is not None and ziel.dimension != "gesamt":
            gruppen = ((ziel.dimension, ziel.schluessel),)
        zeilen = frozenset(ziel.zeilen) if ziel.zeilen else None
        self.leiste.setze(Filter(gruppen=gruppen, nur_verplante=ziel.nur_verplante, zeilen=zeilen))
        self.tabelle.setFocus()

    def befehle(self) -> frozenset[str]:
        """Everything the grid can do, and the search."""
        return self.bedienung.befehle | {"suchen", "diagramm_umschalten"}

    def fuehre_aus(self, befehl: str) -> None:
        """Carry out a command of the menu."""
        if befehl == "suchen":
            self.leiste.suche.setFocus()
            self.leiste.suche.selectAll()
        elif befehl == "diagramm_umschalten":
            self.diagrammknopf.toggle()
        else:
            self.bedienung.fuehre_aus(befehl)

    def _drill(self, schluessel: object) -> None:
        from app.views.drill import ziel_von  # noqa: PLC0415 - with the chart

        if (ziel := ziel_von(schluessel)) is not None:
            self.bruecke.sprung.emit(ziel)

    def _zeige_vorschau(self, plan: object) -> None:
        Einfuegevorschau(plan, self.window()).open()  # type: ignore[arg-type]  # Signal(object) loses the type

    # -- header and context menus ------------------------------------------------------------------

    def _sortiere(self, spalte: int) -> None:
        jetzt = self.modell.sortierung
        if jetzt is None or jetzt[0] != spalte:
            neu: tuple[int, bool] | None = (spalte, False)
        else:
            neu = None if jetzt[1] else (spalte, True)
        self.modell.setze_sortierung(neu)
        for kopf in (self.tabelle.horizontalHeader(), self.tabelle.fixiert.horizontalHeader()):
            kopf.setSortIndicatorShown(neu is not None)
            if neu is not None:
                ordnung = Qt.SortOrder.DescendingOrder if neu[1] else Qt.SortOrder.AscendingOrder
                kopf.setSortIndicator(neu[0], ordnung)

    def _kopfmenue(self, kopf: QWidget, ort: QPoint) -> None:
        spalte = kopf.logicalIndexAt(ort)  # type: ignore[attr-defined]  # a header view
        menue = QMenu(self)
        menue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = SPALTEN[spalte].kopf
        self._eintrag(menue, "Aufsteigend sortieren", lambda: self._sortiere_so(spalte, absteigend=False))
        self._eintrag(menue, "Absteigend sortieren", lambda: self._sortiere_so(spalte, absteigend=True))
        self._eintrag(menue, "Gedruckte Reihenfolge", lambda: self.modell.setze_sortierung(None))
        menue.addSeparator()
        self._eintrag(menue, f"„{name}“ filtern …", lambda: self._frage_filter(spalte))
        self._eintrag(menue, "Filter dieser Spalte aufheben", lambda: self._spaltenfilter(spalte, ""))
        menue.addSeparator()
        for nummer, s in enumerate(SPALTEN[1:], start=1):
            aktion = self._eintrag(menue, s.kopf, lambda n=nummer: self._blende(n))
            aktion.setCheckable(True)
            aktion.setChecked(not self.tabelle.isColumnHidden(nummer))
        menue.popup(kopf.mapToGlobal(ort))

    def _eintrag(self, menue: QMenu, text: str, tat: object) -> QAction:
        aktion = menue.addAction(text)
        aktion.triggered.connect(lambda _an=False: tat())  # type: ignore[operator]  # a callable without arguments
        return aktion

    def _sortiere_so(self, spalte: int, *, absteigend: bool) -> None:
        self.modell.setze_sortierung((spalte, absteigend))

    def _blende(self, spalte: int) -> None:
        self.tabelle.setColumnHidden(spalte, not self.tabelle.isColumnHidden(spalte))

    def _frage_filter(self, spalte: int) -> None:
        frage = QInputDialog(self)
        frage.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        frage.setWindowTitle("Spalte filtern")
        hilfe = "enthält …, =genau" + (", >Zahl, <Zahl" if SPALTEN[spalte].wert else "")
        frage.setLabelText(f"{SPALTEN[spalte].kopf}: {hilfe}")
        frage.setTextValue(dict(self.modell.filter.spalten).get(spalte, ""))
        frage.textValueSelected.connect(lambda text: self._spaltenfilter(spalte, text.strip()))
        frage.open()

    def _spaltenfilter(self, spalte: int, text: str) -> None:
        self.leiste.setze(replace(self.modell.filter, spalten=self.modell.filter.mit_spalte(spalte, text).spalten))

    def _zellmenue(self, tabelle: QWidget, ort: QPoint) -> None:
        menue = QMenu(self)
        menue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for befehl, text in (
            ("kopieren", "Kopieren\tStrg+C"),
            ("ausschneiden", "Ausschneiden\tStrg+X"),
            ("einfuegen", "Einfügen\tStrg+V"),
            ("nach_unten_ausfuellen", "Nach unten ausfüllen\tStrg+D"),
            ("leeren", "Leeren\tEntf"),
        ):
            self._eintrag(menue, text, lambda b=befehl: self.fuehre_aus(b))
        menue.addSeparator()
        for befehl, text, _tipp in KNOEPFE:
            self._eintrag(menue, text, lambda b=befehl: self.fuehre_aus(b))
        menue.popup(tabelle.mapToGlobal(ort))
