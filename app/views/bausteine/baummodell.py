"""A tree for item views that goes from one state to the next with few insertions and removals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPersistentModelIndex

    Index = QModelIndex | QPersistentModelIndex

Paar = tuple[str, str]
"""What a node stands for: its kind and its key."""
ANZEIGE = int(Qt.ItemDataRole.DisplayRole)
AUSRICHTUNG = int(Qt.ItemDataRole.TextAlignmentRole)
TIPP = int(Qt.ItemDataRole.ToolTipRole)
RECHTS = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LINKS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NIRGENDS = QModelIndex()


class Ast(Protocol):
    """A branch as it shall be: kind, key and the branches below it."""

    @property
    def art(self) -> str: ...
    @property
    def schluessel(self) -> str: ...
    @property
    def kinder(self) -> Sequence[Ast]: ...


@dataclass(frozen=True, slots=True)
class Zweig:
    """A plain branch."""

    art: str
    schluessel: str
    kinder: tuple[Zweig, ...] = ()


@dataclass(frozen=True, slots=True)
class Spaltenkopf:
    """A column's heading; figures stand to the right."""

    titel: str
    rechts: bool = False
    hinweis: str = ""


@dataclass(slots=True, eq=False)
class Knoten:
    """A line of the tree; ``nummer`` is what its model indexes carry."""

    nummer: int
    art: str
    schluessel: str
    eltern: Knoten | None
    stelle: int = 0
    kinder: list[Knoten] = field(default_factory=list)

    @property
    def paar(self) -> Paar:
        """What the node stands for."""
        return self.art, self.schluessel


class Baummodell(QAbstractItemModel):
    """Keeps the tree; subclasses say in ``handler`` what each role shows of a node in a column.

    Only the structure is kept here: figures are read when they are painted.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """An empty tree without columns."""
        super().__init__(parent)
        self.koepfe: tuple[Spaltenkopf, ...] = ()
        self.wurzel = Knoten(0, "", "", None)
        self.handler: dict[int, Callable[[Knoten, int], Any]] = {
            AUSRICHTUNG: lambda _k, spalte: RECHTS if self.koepfe[spalte].rechts else LINKS,
        }
        self._naechste = 1
        self._knoten: dict[int, Knoten] = {}
        self._nach_paar: dict[Paar, Knoten] = {}

    # -- for subclasses and pages ------------------------------------------------------------------

    def ersetze(self, aeste: Sequence[Ast], koepfe: tuple[Spaltenkopf, ...]) -> None:
        """Show something else altogether: a reset."""
        self.beginResetModel()
        self.koepfe = koepfe
        self._knoten.clear()
        self._nach_paar.clear()
        self.wurzel.kinder = [self._baue(ast, self.wurzel) for ast in aeste]
        _nummeriere(self.wurzel)
        self.endResetModel()

    def gleiche_an(self, aeste: Sequence[Ast]) -> None:
        """Go over to a new state; what stays keeps its selection and expansion."""
        self.gleiche_kinder_an(self.wurzel, aeste)

    def gleiche_kinder_an(self, eltern: Knoten, soll: Sequence[Ast]) -> None:
        """Make the branches below a node as they shall be."""
        bleiben = {(ast.art, ast.schluessel) for ast in soll}
        for von, anzahl in reversed(laeufe([k.paar not in bleiben for k in eltern.kinder])):
            self.entferne(eltern, von, anzahl)
        vorhanden = {k.paar for k in eltern.kinder}
        self._ordne(eltern, [(a.art, a.schluessel) for a in soll if (a.art, a.schluessel) in vorhanden])
        for von, anzahl in laeufe([(a.art, a.schluessel) not in vorhanden for a in soll]):
            self.fuege_ein(eltern, von, soll[von : von + anzahl])
        for knoten, ast in zip(eltern.kinder, soll, strict=True):
            if knoten.kinder or ast.kinder:
                self.gleiche_kinder_an(knoten, ast.kinder)

    def entferne(self, eltern: Knoten, von: int, anzahl: int) -> None:
        """Take branches away."""
        self.beginRemoveRows(self.index_von(eltern), von, von + anzahl - 1)
        for knoten in eltern.kinder[von : von + anzahl]:
            self._vergiss(knoten)
        del eltern.kinder[von : von + anzahl]
        _nummeriere(eltern)
        self.endRemoveRows()

    def fuege_ein(self, eltern: Knoten, von: int, aeste: Sequence[Ast]) -> None:
        """Put branches in."""
        if not aeste:
            return
        self.beginInsertRows(self.index_von(eltern), von, von + len(aeste) - 1)
        eltern.kinder[von:von] = [self._baue(ast, eltern) for ast in aeste]
        _nummeriere(eltern)
        self.endInsertRows()

    def melde(self, eltern: Knoten, von: int, bis: int, spalte: int | None = None) -> None:
        """Tell that lines below a node show something else, in one column or all."""
        links, rechts = (0, len(self.koepfe) - 1) if spalte is None else (spalte, spalte)
        self.dataChanged.emit(
            self.createIndex(von, links, eltern.kinder[von].nummer),
            self.createIndex(bis, rechts, eltern.kinder[bis].nummer),
        )

    def melde_knoten(self, knoten: Knoten) -> None:
        """Tell that one line shows something else."""
        if knoten.eltern is not None:
            self.melde(knoten.eltern, knoten.stelle, knoten.stelle)

    def melde_alles(self, eltern: Knoten | None = None) -> None:
        """Tell that every line below a node may show something else."""
        eltern = eltern or self.wurzel
        if eltern.kinder:
            self.melde(eltern, 0, len(eltern.kinder) - 1)
            for kind in eltern.kinder:
                self.melde_alles(kind)

    def knoten(self, index: Index) -> Knoten | None:
        """The node of an index; None for an invalid one."""
        return self._von(index.internalId()) if index.isValid() else None

    def knoten_zu(self, art: str, schluessel: str = "") -> Knoten | None:
        """The node that stands for something; None where there is none."""
        return self._nach_paar.get((art, schluessel))

    def finde(self, art: str, schluessel: str = "", spalte: int = 0) -> QModelIndex:
        """The index of what a node stands for; invalid where there is none."""
        knoten = self.knoten_zu(art, schluessel)
        return QModelIndex() if knoten is None else self.index_von(knoten, spalte)

    def index_von(self, knoten: Knoten, spalte: int = 0) -> QModelIndex:
        """The index of a node; invalid for the root."""
        if knoten is self.wurzel:
            return QModelIndex()
        return self.createIndex(knoten.stelle, spalte, knoten.nummer)

    # -- what Qt asks ------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NIRGENDS) -> QModelIndex:
        # Views ask this more often than anything else: no detour over hasIndex().
        kinder = self._knoten_von(parent).kinder
        if 0 <= row < len(kinder) and 0 <= column < len(self.koepfe) and parent.column() <= 0:
            return self.createIndex(row, column, kinder[row].nummer)
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # hides QObject.parent(), as in C++
        eltern = self._von(index.internalId()).eltern if index.isValid() else None
        return QModelIndex() if eltern is None else self.index_von(eltern)

    def rowCount(self, parent: Index = _NIRGENDS) -> int:
        return 0 if parent.column() > 0 else len(self._knoten_von(parent).kinder)

    def columnCount(self, parent: Index = _NIRGENDS) -> int:  # noqa: ARG002 - Qt's signature
        return len(self.koepfe)

    def data(self, index: Index, role: int = ANZEIGE) -> Any:  # noqa: ANN401 - a QVariant
        handler = self.handler.get(role)
        if handler is None or not index.isValid():
            return None
        return handler(self._von(index.internalId()), index.column())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ANZEIGE) -> Any:  # noqa: ANN401 - a QVariant
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.koepfe):
            return None
        kopf = self.koepfe[section]
        return {
            ANZEIGE: kopf.titel,
            AUSRICHTUNG: RECHTS if kopf.rechts else LINKS,
            TIPP: kopf.hinweis or None,
        }.get(role)

    # -- within ------------------------------------------------------------------------------------

    def _von(self, nummer: int) -> Knoten:
        return self._knoten[nummer] if nummer else self.wurzel

    def _knoten_von(self, index: Index) -> Knoten:
        return self._von(index.internalId()) if index.isValid() else self.wurzel

    def _baue(self, ast: Ast, eltern: Knoten) -> Knoten:
        knoten = Knoten(self._naechste, ast.art, ast.schluessel, eltern)
        self._naechste += 1
        self._knoten[knoten.nummer] = knoten
        self._nach_paar[knoten.paar] = knoten
        knoten.kinder = [self._baue(kind, knoten) for kind in ast.kinder]
        _nummeriere(knoten)
        return knoten

    def _vergiss(self, knoten: Knoten) -> None:
        for kind in knoten.kinder:
            self._vergiss(kind)
        del self._knoten[knoten.nummer]
        # Something that moves may already stand at its new place.
        if self._nach_paar.get(knoten.paar) is knoten:
            del self._nach_paar[knoten.paar]

    def _ordne(self, eltern: Knoten, soll: list[Paar]) -> None:
        if [k.paar for k in eltern.kinder] == soll:
            return
        self.layoutAboutToBeChanged.emit()
        alte = self.persistentIndexList()
        rang = {paar: stelle for stelle, paar in enumerate(soll)}
        eltern.kinder.sort(key=lambda k: rang[k.paar])
        _nummeriere(eltern)
        neue = [self.index_von(self._von(i.internalId()), i.column()) for i in alte]
        self.changePersistentIndexList(alte, neue)
        self.layoutChanged.emit()


def _nummeriere(eltern: Knoten) -> None:
    for stelle, kind in enumerate(eltern.kinder):
        kind.stelle = stelle


def laeufe(treffer: Sequence[bool]) -> list[tuple[int, int]]:
    """Runs of True as (start, length)."""
    ergebnis: list[tuple[int, int]] = []
    for stelle, wahr in enumerate(treffer):
        if not wahr:
            continue
        if ergebnis and sum(ergebnis[-1]) == stelle:
            ergebnis[-1] = (ergebnis[-1][0], ergebnis[-1][1] + 1)
        else:
            ergebnis.append((stelle, 1))
    return ergebnis
