"""The item model of a grid: goes from one state of its records to the next, and writes by Vorgänge."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from app.views.bausteine.baummodell import ANZEIGE, AUSRICHTUNG, LINKS, RECHTS, TIPP, laeufe
from app.views.bausteine.gitterspalten import T
from app.views.bausteine.versuch import versuche
from app.views.bausteine.zellen import ANTEIL, STIL, Stil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.views.bausteine.gitterspalten import Gitterspec
    from app.views.bruecke import Bruecke

Index = QModelIndex | QPersistentModelIndex

BEARBEITEN = int(Qt.ItemDataRole.EditRole)
VORLESEN = int(Qt.ItemDataRole.AccessibleTextRole)
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_FLAGS_OFFEN = _FLAGS | Qt.ItemFlag.ItemIsEditable
_NIRGENDS = QModelIndex()
SUMME = "Summe"


class Gittermodell(QAbstractTableModel, Generic[T]):
    """Records, then the empty row for a new one, then the row of sums.

    The model holds records as they were shown last: what a Vorgang changes arrives through ``zeige``.
    """

    def __init__(self, bruecke: Bruecke, spec: Gitterspec[T], parent: QObject | None = None) -> None:
        """Without records yet; what cannot be written is told to ``bruecke``."""
        super().__init__(parent)
        self.spec = spec
        self.angelegt: str | None = None
        """Key of the record that the last written text has made."""
        self._bruecke = bruecke
        self._zeilen: list[T] = []
        self._gegeben: tuple[T, ...] = ()
        self._summen: tuple[str, ...] = ()
        self._nur_lesbar = bruecke.dokument.datei.schreibgeschuetzt
        self._sortierung: tuple[int, bool] | None = None
        self._schreibt = False
        self._wartend: tuple[T, ...] | None = None
        self._rollen: dict[int, Callable[[int, int], Any]] = {
            ANZEIGE: self._anzeige,
            BEARBEITEN: self._bearbeiten,
            AUSRICHTUNG: lambda _z, spalte: RECHTS if spec.spalten[spalte].rechts else LINKS,
            TIPP: lambda zeile, spalte: self._anzeige(zeile, spalte) or None,
            VORLESEN: self._vorlesen,
            STIL: self._stil,
            ANTEIL: self._anteil,
        }
        self._summiere()

    # -- what is shown -----------------------------------------------------------------------------

    def zeige(self, zeilen: Sequence[T]) -> None:
        """Go over to other records; what stays keeps its selection, and an editor its cell."""
        bleiben = {z.id for z in zeilen}
        if self._schreibt and any(z.id not in bleiben for z in self._zeilen):
            # Taking rows away now could delete the editor under its own key press.
            self._wartend = tuple(zeilen)
            return
        self._wartend = None
        gleiche = bleiben == {z.id for z in self._zeilen}
        self._gegeben = tuple(zeilen)
        # A row does not jump away because one of its values changed.
        self._gleiche_an(self._an_ihrem_platz() if gleiche and self._sortierung else self._sortiert())

    def setze_sortierung(self, sortierung: tuple[int, bool] | None) -> None:
        """Sort by a column (descending where True); None for the order given."""
        self._sortierung = sortierung
        self._gleiche_an(self._sortiert())

    @property
    def sortierung(self) -> tuple[int, bool] | None:
        """Column and whether descending; None for the order given."""
        return self._sortierung

    def setze_nur_lesbar(self, nur_lesbar: bool) -> None:
        """Let records be read and copied, not changed; the row for a new one goes then."""
        if nur_lesbar == self._nur_lesbar:
            return
        stelle, mit_neu = len(self._zeilen), self.spec.neu is not None
        if mit_neu and nur_lesbar:
            self.beginRemoveRows(_NIRGENDS, stelle, stelle)
        elif mit_neu:
            self.beginInsertRows(_NIRGENDS, stelle, stelle)
        self._nur_lesbar = nur_lesbar
        if mit_neu and nur_lesbar:
            self.endRemoveRows()
        elif mit_neu:
            self.endInsertRows()
        self._melde_alles()

    @property
    def nur_lesbar(self) -> bool:
        """True where nothing can be changed."""
        return self._nur_lesbar

    def _sortiert(self) -> list[T]:
        if self._sortierung is None:
            return list(self._gegeben)
        spalte, ab = self.spec.spalten[self._sortierung[0]], self._sortierung[1]
        mit = [z for z in self._gegeben if spalte.wert(z) is not None]
        ohne = [z for z in self._gegeben if spalte.wert(z) is None]
        return sorted(mit, key=spalte.wert, reverse=ab) + ohne

    def _an_ihrem_platz(self) -> list[T]:
        neu = {z.id: z for z in self._gegeben}
        return [neu[z.id] for z in self._zeilen]

    def _gleiche_an(self, soll: list[T]) -> None:
        bleiben = {z.id for z in soll}
        for von, anzahl in reversed(laeufe([z.id not in bleiben for z in self._zeilen])):
            self.beginRemoveRows(_NIRGENDS, von, von + anzahl - 1)
            del self._zeilen[von : von + anzahl]
            self.endRemoveRows()
        vorhanden = {z.id for z in self._zeilen}
        self._ordne([z for z in soll if z.id in vorhanden])
        for von, anzahl in laeufe([z.id not in vorhanden for z in soll]):
            self.beginInsertRows(_NIRGENDS, von, von + anzahl - 1)
            self._zeilen[von:von] = soll[von : von + anzahl]
            self.endInsertRows()
        self._summiere()
        self._melde_alles()

    def _ordne(self, soll: list[T]) -> None:
        if [z.id for z in self._zeilen] == [z.id for z in soll]:
            self._zeilen = soll
            return
        self.layoutAboutToBeChanged.emit()
        rang = {z.id: stelle for stelle, z in enumerate(soll)}
        alte = self.persistentIndexList()
        ziele = [rang[z.id] for z in self._zeilen]
        self._zeilen = soll
        neue = [self.index(ziele[i.row()], i.column()) if i.row() < len(ziele) else i for i in alte]
        self.changePersistentIndexList(alte, neue)
        self.layoutChanged.emit()

    def _summiere(self) -> None:
        texte = {schluessel: summe(self._gegeben) for schluessel, summe in self.spec.summe.items()}
        texte.setdefault(self.spec.spalten[0].schluessel, SUMME)
        self._summen = tuple(texte.get(s.schluessel, "") for s in self.spec.spalten)

    def _melde_alles(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    # -- where things are --------------------------------------------------------------------------

    @property
    def zeilen(self) -> Sequence[T]:
        """The records as they stand."""
        return self._zeilen

    def zeile(self, stelle: int) -> T | None:
        """The record at a place; None for the new row and the sums."""
        return self._zeilen[stelle] if 0 <= stelle < len(self._zeilen) else None

    def stelle(self, schluessel: str) -> int | None:
        """The place of a record; None where it is not shown."""
        return next((i for i, z in enumerate(self._zeilen) if z.id == schluessel), None)

    @property
    def neue_stelle(self) -> int | None:
        """The place of the row for a new record; None where there is none."""
        return len(self._zeilen) if self.spec.neu is not None and not self._nur_lesbar else None

    def ist_summe(self, stelle: int) -> bool:
        """True for the row of sums."""
        return bool(self.spec.summe) and stelle == self.rowCount() - 1

    # -- writing -----------------------------------------------------------------------------------

    def schreibe(self, index: Index, text: str) -> str:
        """Read a text and call the Vorgang; returns why it was not written, or nothing once it is durable."""
        spalte, zeile = self.spec.spalten[index.column()], self.zeile(index.row())
        grund = self.sperrgrund(index)
        if grund:
            return grund
        self.angelegt = None
        if zeile is None and not text.strip():
            return ""
        with self._umbau_danach():
            return versuche(self._bruecke, lambda: self._schreibe(zeile, spalte.schluessel, text))

    def _schreibe(self, zeile: T | None, schluessel: str, text: str) -> None:
        spalte = self.spec.spalten[self.spec.stelle(schluessel)]
        if zeile is not None and spalte.setze is not None:
            spalte.setze(zeile, text)
        elif zeile is None and self.spec.neu is not None:
            self.angelegt = str(self.spec.neu(schluessel, text))

    def sperrgrund(self, index: Index) -> str:
        """Why a cell takes no text; empty where it does."""
        neu = index.row() == self.neue_stelle
        if self._nur_lesbar or (not neu and self.zeile(index.row()) is None):
            return "Diese Zelle lässt sich nicht ändern."
        return self.spec.spalten[index.column()].sperrgrund(neu=neu)

    def vorschlaege(self, index: Index) -> Sequence[str]:
        """The words that a cell offers."""
        hole = self.spec.spalten[index.column()].vorschlaege
        return hole() if hole is not None else ()

    @contextmanager
    def _umbau_danach(self) -> Iterator[None]:
        self._schreibt = True
        try:
            yield
        finally:
            self._schreibt = False
            if self._wartend is not None:
                QTimer.singleShot(0, self, self._hole_nach)

    def _hole_nach(self) -> None:
        if self._wartend is not None:
            self.zeige(self._wartend)

    # -- Qt ----------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NIRGENDS) -> int:
        if parent.isValid():
            return 0
        return len(self._zeilen) + (self.neue_stelle is not None) + bool(self.spec.summe)

    def columnCount(self, parent: Index = _NIRGENDS) -> int:
        return 0 if parent.isValid() else len(self.spec.spalten)

    def data(self, index: Index, role: int = ANZEIGE) -> Any:  # noqa: ANN401 - as Qt has it
        """Maps the role to its handler."""
        handler = self._rollen.get(role)
        if handler is None or not index.isValid():
            return None
        return handler(index.row(), index.column())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ANZEIGE) -> Any:  # noqa: ANN401 - as Qt has it
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.spec.spalten):
            return None
        spalte = self.spec.spalten[section]
        return {
            ANZEIGE: spalte.kopf,
            AUSRICHTUNG: RECHTS if spalte.rechts else LINKS,
            TIPP: spalte.tipp or None,
        }.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS if self.sperrgrund(index) else _FLAGS_OFFEN

    def setData(self, index: Index, value: Any, role: int = BEARBEITEN) -> bool:  # noqa: ANN401 - as Qt has it
        """Write; a text that does not fit, or a failed write, changes nothing."""
        return role == BEARBEITEN and not self.schreibe(index, str(value))

    # -- roles -------------------------------------------------------------------------------------

    def _anzeige(self, stelle: int, spalte: int) -> str:
        zeile = self.zeile(stelle)
        if zeile is not None:
            return self.spec.spalten[spalte].text(zeile)
        if self.ist_summe(stelle):
            return self._summen[spalte]
        return "" if spalte else self.spec.platzhalter

    def _bearbeiten(self, stelle: int, spalte: int) -> str:
        zeile, hole = self.zeile(stelle), self.spec.spalten[spalte].eingabe
        if zeile is None:
            return self._anzeige(stelle, spalte) if self.ist_summe(stelle) else ""
        return hole(zeile) if hole is not None else self._anzeige(stelle, spalte)

    def _stil(self, stelle: int, spalte: int) -> int:
        zeile = self.zeile(stelle)
        if zeile is not None:
            return int(self.spec.spalten[spalte].stil_von(zeile))
        return int(Stil.FETT | Stil.LINIE if self.ist_summe(stelle) else Stil.NEBEN)

    def _anteil(self, stelle: int, spalte: int) -> int | None:
        zeile, hole = self.zeile(stelle), self.spec.spalten[spalte].anteil
        return hole(zeile) if zeile is not None and hole is not None else None

    def _vorlesen(self, stelle: int, spalte: int) -> str:
        kopf = self.spec.spalten[spalte].kopf
        if stelle == self.neue_stelle:
            return f"Neue Zeile, {kopf}"
        davor = f"{SUMME}, " if self.ist_summe(stelle) else ""
        return f"{davor}{kopf}: {self._anzeige(stelle, spalte) or 'leer'}"
