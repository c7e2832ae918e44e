"""The page Maßnahmen: the grid, its filters and commands, and the live Neufallbudget beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
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
from app.views.massnahmen.menues import KNOEPFE, Menues
from app.views.massnahmen.modell import MassnahmenModell
from app.views.massnahmen.sicht import Filter
from app.views.massnahmen.spalten import LEISTUNG
from app.views.massnahmen.tabelle import Massnahmentabelle
from app.views.seite import Seite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.befund import Befund
    from app.services.changes import Nachricht
    from app.services.summen import Dimension
    from app.views.bruecke import Bruecke, Ziel
    from app.views.diagramme import Wasserfalldiagramm


LEER = "Noch keine Leistungen. Mit „+ Leistung“ legen Sie die erste an."
LEER_OHNE_KATALOG = (
    "Noch keine Leistungen. Legen Sie unter „Plan › Kataloge …“ Handlungsfelder, Produkte und Teams an, "
    "dann mit „+ Leistung“ die erste Leistung."
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
        self.leer = QLabel()
        self.leer.setObjectName("massnahmen_leer")
        self.leer.setWordWrap(True)
        self.leer.setProperty("rolle", "hinweis")
        self.leer.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.diagramm: Wasserfalldiagramm | None = None
        self.teiler = QSplitter(Qt.Orientation.Horizontal)
        self.teiler.setObjectName("massnahmen_teiler")
        self._teiler = QByteArray()
        self._gemerkt: tuple[tuple[str, ...], int] | None = None
        self._lege_aus()
        self._verbinde()

    def _lege_aus(self) -> None:
        links = QWidget()
        spalte = QVBoxLayout(links)
        spalte.setContentsMargins(0, 0, 0, 0)
        spalte.setSpacing(8)
        spalte.addWidget(self.leer, 1)
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
        self.diagrammknopf = QPushButton("Diagramm ausblenden")
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
        self.menues = Menues(self.tabelle, self.modell, self.leiste, self.fuehre_aus)

    # -- showing -----------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Show the plan anew; the chart library is loaded with the first showing."""
        if self.diagramm is None:
            from app.views.diagramme import Wasserfalldiagramm  # noqa: PLC0415 - 0,7 s to import

            self.diagramm = Wasserfalldiagramm()
            self.diagramm.setMinimumWidth(320)
            self.diagramm.angeklickt.connect(self._drill)
            self.diagramm.hinweis.connect(self.bruecke.hinweis)
            self.diagramm.fehler.connect(self.bruecke.fehler)
            self.teiler.addWidget(self.diagramm)
            self.teiler.setStretchFactor(1, 0)
            self.teiler.setSizes([self.width() - 380, 364])
            if not self._teiler.isEmpty():
                self.teiler.restoreState(self._teiler)
            self.diagramm.setVisible(self.diagrammknopf.isChecked())
        self.leiste.fuelle(self.bruecke.blick)
        self.modell.baue_um()
        if not self.tabelle.currentIndex().isValid():
            self.tabelle.waehle_zeilen(list(self.bruecke.blick.zeilen)[:1])
            self.tabelle.setFocus()
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
        self.diagrammknopf.setText("Diagramm ausblenden" if an else "Diagramm zeigen")

    def _zeige_fuss(self) -> None:
        summe, alle = self.modell.summe_gezeigt(), len(self.bruecke.blick.zeilen)
        self.leer.setText(LEER if self.bruecke.blick.handlungsfelder else LEER_OHNE_KATALOG)
        self.leer.setVisible(alle == 0)
        self.tabelle.setVisible(alle != 0)
        gezeigt = format_zahl(self.modell.gezeigte)
        zahl = (
            f"{format_zahl(alle)} Zeilen"
            if self.modell.gezeigte == alle
            else f"{gezeigt} von {format_zahl(alle)} Zeilen"
        )
        eintritte, verplant = format_zahl(summe.eintritte), format_eur(summe.mittelansatz_cent)
        self.fuss.setText(f"{zahl} · {eintritte} Eintritte · {verplant} verplant")

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

    def zustand(self) -> dict[str, QByteArray]:
        """Widths and order of the columns, which are hidden, and the chart's width."""
        return {"spalten": self.tabelle.horizontalHeader().saveState(), "teiler": self.teiler.saveState()}

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """As it was left; columns of another version of the program are not forced."""
        spalten = zustand("spalten")
        if not spalten.isEmpty() and self.tabelle.horizontalHeader().restoreState(spalten):
            self.tabelle.fixiert.lege()
        self._teiler = zustand("teiler")

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
