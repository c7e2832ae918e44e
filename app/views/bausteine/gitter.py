"""A small table of records that is used like Excel: the widget that pages put on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic

from PySide6.QtCore import QEvent, QItemSelectionModel, QMetaMethod, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from app.services.geld import format_zahl
from app.views.bausteine.auswahlsumme import geldsumme
from app.views.bausteine.gitterbedienung import Gitterbedienung
from app.views.bausteine.gittermenue import zellmenue
from app.views.bausteine.gittermodell import Gittermodell
from app.views.bausteine.gitterspalten import T
from app.views.bausteine.zellen import STIL, Stil, Zelldelegate
from app.views.bausteine.zelleneditor import ENTER, Editordelegat
from app.views.bausteine.zelltabelle import Zelltabelle
from app.views.thema import spaltenbreite, tokens_fuer, zahlenschrift

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QByteArray, QPersistentModelIndex
    from PySide6.QtGui import QPainter, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from app.views.bausteine.gitterspalten import Gitterspec
    from app.views.bausteine.zelleneditor import Zelleneditor
    from app.views.bruecke import Bruecke

    Index = QModelIndex | QPersistentModelIndex


class Gitterdelegat(Editordelegat, Zelldelegate):
    """Edits as in Excel, paints in the styles of the house."""

    def vorschlaege(self, index: Index) -> Sequence[str]:
        """What the column offers."""
        modell = index.model()
        return modell.vorschlaege(index) if isinstance(modell, Gittermodell) else ()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A line above the sums."""
        super().paint(painter, option, index)
        if (index.data(STIL) or 0) & Stil.LINIE:
            zelle: Any = option
            oben = zelle.rect.adjusted(0, 0, 0, 1 - zelle.rect.height())
            painter.fillRect(oben, QColor(tokens_fuer(zelle.palette).linie_stark))


class Gitter(Zelltabelle, Generic[T]):
    """Shows and edits records as its ``Gitterspec`` says.

    Fill it with ``zeige``, again after each change of the plan. Menus reach it through ``befehle`` and
    ``fuehre_aus``.
    """

    auswahltext = Signal(str)
    """Summe, Anzahl and Mittelwert of the selected amounts; empty for a single cell."""
    geoeffnet = Signal(object)
    """A record whose derived cell was double-clicked, or where Enter was pressed."""

    def __init__(self, bruecke: Bruecke, spec: Gitterspec[T], parent: QWidget | None = None) -> None:
        """Without records yet; read-only where the file is."""
        super().__init__(spec.name, spec.objektname, parent)
        self.modell: Gittermodell[T] = Gittermodell(bruecke, spec, self)
        self._spec = spec
        self._angelegt: tuple[str, int] | None = None
        self._hoechstens = 0
        self.setModel(self.modell)
        self.setFont(zahlenschrift(self.font()))
        delegat = Gitterdelegat(self, self)
        delegat.weiter.connect(self.nach_eingabe)
        self.setItemDelegate(delegat)
        if spec.ganze_zeilen:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._bedienung: Gitterbedienung[T] = Gitterbedienung(bruecke, self)
        self.befehl.connect(self.fuehre_aus)
        self.auswahl_geaendert.connect(self._melde_auswahl)
        self.doubleClicked.connect(self._oeffne)
        self._richte_ein()

    def _richte_ein(self) -> None:
        kopf = self.horizontalHeader()
        kopf.setSectionsClickable(True)
        kopf.setStretchLastSection(False)
        kopf.ensurePolished()
        kopf.sectionClicked.connect(self.sortiere)
        # A click on a heading sorts: the selection stays with its records.
        kopf.sectionPressed.disconnect()
        kopf.sectionEntered.disconnect()
        for nummer in range(len(self._spec.spalten)):
            self.setColumnWidth(nummer, self._breite(nummer))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._zeige_menue)
        for signal in (self.modell.rowsInserted, self.modell.rowsRemoved):
            signal.connect(self._passe_hoehe_an)

    # -- showing -----------------------------------------------------------------------------------

    def zeige(self, zeilen: Sequence[T]) -> None:
        """Show these records; what stays keeps its selection, and an editor its cell."""
        self.modell.zeige(zeilen)

    def setze_nur_lesbar(self, nur_lesbar: bool) -> None:
        """Let records be read and copied, not changed."""
        self.modell.setze_nur_lesbar(nur_lesbar)

    def wachse_bis(self, zeilen: int) -> None:
        """Be as high as the rows that are there, up to this many; more of them scroll."""
        self._hoechstens = zeilen
        self._passe_hoehe_an()

    def _passe_hoehe_an(self, *_args: object) -> None:
        if self._hoechstens:
            zeilen = min(self.modell.rowCount(), self._hoechstens)
            kopf, balken = self.horizontalHeader(), self.horizontalScrollBar()
            quer = balken.sizeHint().height() if kopf.length() > self.viewport().width() else 0
            hoehe = zeilen * self.verticalHeader().defaultSectionSize() + kopf.sizeHint().height() + quer
            self.setFixedHeight(hoehe + 2 * self.frameWidth())

    def spaltenstand(self) -> QByteArray:
        """How wide the columns are, to be remembered."""
        return self.horizontalHeader().saveState()

    def stelle_spalten_her(self, stand: QByteArray) -> None:
        """Give the columns the widths that ``spaltenstand`` remembered; nothing for an empty array."""
        if not stand.isEmpty() and self.horizontalHeader().restoreState(stand):
            # The order of the rows is not remembered, its mark came along.
            self.setze_sortierung(self.modell.sortierung)
            self._strecke()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._strecke()
        self._passe_hoehe_an()

    def _strecke(self) -> None:
        kopf, spalte = self.horizontalHeader(), self._spec.stelle(self._spec.gestreckt)
        rest = self.viewport().width() - (kopf.length() - kopf.sectionSize(spalte))
        kopf.resizeSection(spalte, max(rest, self._breite(spalte)))

    def _breite(self, spalte: int) -> int:
        # Wider with larger text; never so narrow that the heading is cut.
        breite = spaltenbreite(self.font(), self._spec.spalten[spalte].breite)
        return max(breite, self.horizontalHeader().sectionSizeHint(spalte))

    def sortiere(self, spalte: int) -> None:
        """Ascending, descending, as given: each click on the same heading goes one further."""
        jetzt = self.modell.sortierung
        if jetzt is None or jetzt[0] != spalte:
            self.setze_sortierung((spalte, False))
        else:
            self.setze_sortierung(None if jetzt[1] else (spalte, True))

    def setze_sortierung(self, sortierung: tuple[int, bool] | None) -> None:
        """Sort by a column (descending where True); None for the order given."""
        self.modell.setze_sortierung(sortierung)
        kopf = self.horizontalHeader()
        kopf.setSortIndicatorShown(sortierung is not None)
        if sortierung is not None:
            ab = Qt.SortOrder.DescendingOrder if sortierung[1] else Qt.SortOrder.AscendingOrder
            kopf.setSortIndicator(sortierung[0], ab)

    # -- records -----------------------------------------------------------------------------------

    def aktuelle(self) -> T | None:
        """The record of the current cell."""
        return self.modell.zeile(self.currentIndex().row())

    def gewaehlte(self) -> tuple[T, ...]:
        """Records of which a cell is selected, from top to bottom."""
        return tuple(z for s in self.gewaehlte_stellen() if (z := self.modell.zeile(s)) is not None)

    def waehle(self, schluessel: str, spalte: str = "") -> None:
        """Make a record's cell the current one; nothing where it is not shown."""
        stelle = self.modell.stelle(schluessel)
        if stelle is not None:
            self.gehe_zu(self.modell.index(stelle, self._spec.stelle(spalte) if spalte else 0))

    def beginne_neu(self) -> None:
        """Go to the row for a new record and begin typing there."""
        stelle = self.modell.neue_stelle
        if stelle is None:
            return
        offen = (s for s in self.sichtbare_spalten() if not self._spec.spalten[s].sperrgrund(neu=True))
        index = self.modell.index(stelle, next(offen, 0))
        self.setFocus()
        self.gehe_zu(index)
        self.edit(index)

    # -- commands ----------------------------------------------------------------------------------

    def befehle(self) -> frozenset[str]:
        """Names of the commands (``aktionen.py``) that can be carried out now."""
        return self._bedienung.befehle()

    def fuehre_aus(self, befehl: str) -> None:
        """Carry out a command named in ``befehle``."""
        self._bedienung.fuehre_aus(befehl)

    # -- editing -----------------------------------------------------------------------------------

    def schreibe(self, index: Index, text: str) -> str | None:
        """The model calls the Vorgang; a new record is remembered, to be gone to."""
        grund = self.modell.schreibe(index, text)
        if not grund and self.modell.angelegt is not None:
            self._angelegt = (self.modell.angelegt, index.column())
        return grund

    def uebernimm(self, editor: Zelleneditor) -> bool:
        """Write the editor's text, as every table of the house does."""
        self._angelegt = None
        return super().uebernimm(editor)

    def nach_eingabe(self, zeilen: int, spalten: int) -> None:
        """Move on from what was typed: in a new record to its next cell, or down to the next new row."""
        if self._angelegt is not None and (stelle := self.modell.stelle(self._angelegt[0])) is not None:
            unten = self.modell.neue_stelle
            if zeilen > 0 and unten is not None:
                self.gehe_zu(self.modell.index(unten, self._angelegt[1]))
                return
            self.gehe_zu(self.modell.index(stelle, self._angelegt[1]))
        self.gehe(zeilen, spalten)

    def hat_liste(self, index: Index) -> bool:
        """Columns that offer words."""
        return self._spec.spalten[index.column()].vorschlaege is not None

    def haelt_an(self, zeile: int) -> bool:
        """The row of sums is passed over."""
        return not self.modell.ist_summe(zeile)

    def ist_inhalt(self, zeile: int) -> bool:
        """The row for a new record says nothing yet."""
        return zeile != self.modell.neue_stelle

    def event(self, event: QEvent) -> bool:
        """Alt+Down opens the list of a cell here, whatever else it does in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt and event.key() == Qt.Key.Key_Down and self.hat_liste_hier():
                event.accept()
                return True
        return super().event(event)

    def hat_liste_hier(self) -> bool:
        """True where the current cell can be picked from a list."""
        index = self.currentIndex()
        return index.isValid() and self.hat_liste(index) and not self.modell.sperrgrund(index)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Whole records where these are chosen as a whole."""
        befehl = super().selectionCommand(index, event)
        return befehl | QItemSelectionModel.SelectionFlag.Rows if self._spec.ganze_zeilen else befehl

    def taste(self, event: QKeyEvent) -> bool:
        """Enter on a derived cell opens its record; where nothing can be typed, Tab leads on."""
        if event.key() in ENTER and self._oeffne(self.currentIndex()):
            return True
        if self.modell.nur_lesbar and event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.verlasse(weiter=event.key() == Qt.Key.Key_Tab)
            return True
        return super().taste(event)

    def _oeffne(self, index: QModelIndex) -> bool:
        zeile = self.modell.zeile(index.row())
        if zeile is None or self._spec.spalten[index.column()].setze is not None:
            return False
        if not self.isSignalConnected(QMetaMethod.fromSignal(self.geoeffnet)):
            return False
        self.geoeffnet.emit(zeile)
        return True

    # -- selection and menu ------------------------------------------------------------------------

    def _melde_auswahl(self) -> None:
        self.auswahltext.emit(self._auswahltext())

    def _auswahltext(self) -> str:
        bereich = self.rechteck()
        if bereich is None:
            return ""
        zeilen = [z for s in bereich[0] if (z := self.modell.zeile(s)) is not None]
        zellen = len(zeilen) * len(bereich[1])
        if zellen < 2:  # noqa: PLR2004 - one cell needs no sum
            return ""
        spalten = [self._spec.spalten[s] for s in bereich[1]]
        werte = [s.wert_cent(z) for s in spalten if s.wert_cent is not None for z in zeilen]
        betraege = [w for w in werte if w is not None]
        teile = [f"Auswahl: {format_zahl(zellen)} Zellen", *([geldsumme(betraege)] if betraege else [])]
        return " · ".join(teile)

    def _zeige_menue(self, ort: QPoint) -> None:
        zellmenue(self).popup(self.viewport().mapToGlobal(ort))


def gitter_hier(seite: QWidget) -> Gitter[Any] | None:
    """The grid of a page that has the focus (or whose editor has it); else its only visible one."""
    fokus: QWidget | None = seite.window().focusWidget()
    alle = [g for g in seite.findChildren(Gitter) if g.isVisible()]
    mit_fokus = next((g for g in alle if fokus is not None and (g is fokus or g.isAncestorOf(fokus))), None)
    return mit_fokus or (alle[0] if len(alle) == 1 else None)
