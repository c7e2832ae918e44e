"""A table or tree on screen as a ``Drucktabelle``: all its rows, or what is selected in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTreeView

from app.views.bausteine.zellen import STIL, Stil
from app.views.bausteine.zelltabelle import Zelltabelle
from app.views.druck.teile import Drucktabelle, Druckzeile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_ANZEIGE = int(Qt.ItemDataRole.DisplayRole)
_AUSRICHTUNG = int(Qt.ItemDataRole.TextAlignmentRole)
_SCHRIFT = int(Qt.ItemDataRole.FontRole)
_RECHTS = int(Qt.AlignmentFlag.AlignRight)
_OBEN = QModelIndex()
_JE_MELDUNG = 250
"""So many rows are read between two reports of progress."""


class _Stelle(NamedTuple):
    """Where a row stands in the model."""

    zeile: int
    eltern: QModelIndex | QPersistentModelIndex
    stufe: int


def ganze_tabelle(ansicht: QAbstractItemView, melde: Callable[[], None] = lambda: None) -> Drucktabelle:
    """All rows as they are sorted, filtered and opened now, in the columns that are shown.

    ``melde`` is called again and again where there are many of them, and may raise.
    """
    lade_ganz(ansicht.model())
    stellen = list(_alle(ansicht))
    tabelle = _tabelle(ansicht, stellen, sichtbare_spalten(ansicht), mit_kopf=True, melde=melde)
    return _ohne_leere_spalten(_hebt_nicht_alles_hervor(tabelle))


def auswahl(ansicht: QAbstractItemView) -> Drucktabelle | None:
    """The selected cells without headings; None where there are none."""
    if isinstance(ansicht, Zelltabelle):
        bereich = ansicht.kopierbereich()
        stellen = [_Stelle(z, _OBEN, 0) for z in bereich[0]] if bereich else []
        spalten = bereich[1] if bereich else []
    else:
        stellen, spalten = _gewaehlte(ansicht)
    return _tabelle(ansicht, stellen, spalten, mit_kopf=False) if stellen and spalten else None


def lade_ganz(modell: QAbstractItemModel) -> None:
    """Let a model that is read in pages read all of them."""
    while modell.canFetchMore(_OBEN):
        modell.fetchMore(_OBEN)


def sichtbare_spalten(ansicht: QAbstractItemView) -> list[int]:
    """Columns in the order in which they stand, without hidden ones."""
    kopf = _kopfleiste(ansicht)
    if kopf is None:
        return list(range(ansicht.model().columnCount()))
    reihe = [kopf.logicalIndex(i) for i in range(kopf.count())]
    return [s for s in reihe if not kopf.isSectionHidden(s)]


def _kopfleiste(ansicht: QAbstractItemView) -> QHeaderView | None:
    if isinstance(ansicht, QTableView):
        return ansicht.horizontalHeader()
    return ansicht.header() if isinstance(ansicht, QTreeView) else None


# -- rows --------------------------------------------------------------------------------------------


def _alle(ansicht: QAbstractItemView) -> Iterator[_Stelle]:
    if isinstance(ansicht, QTreeView):
        yield from _zweige(ansicht, _OBEN, 0)
        return
    for zeile in range(ansicht.model().rowCount()):
        if isinstance(ansicht, QTableView) and ansicht.isRowHidden(zeile):
            continue
        if not isinstance(ansicht, Zelltabelle) or ansicht.ist_inhalt(zeile):
            yield _Stelle(zeile, _OBEN, 0)


def _zweige(baum: QTreeView, eltern: QModelIndex, stufe: int) -> Iterator[_Stelle]:
    modell = baum.model()
    for zeile in range(modell.rowCount(eltern)):
        if baum.isRowHidden(zeile, eltern):
            continue
        yield _Stelle(zeile, eltern, stufe)
        kind = modell.index(zeile, 0, eltern)
        if baum.isExpanded(kind):
            yield from _zweige(baum, kind, stufe + 1)


def _gewaehlte(ansicht: QAbstractItemView) -> tuple[list[_Stelle], list[int]]:
    gewaehlt = ansicht.selectedIndexes()
    zeilen = {(i.row(), i.siblingAtColumn(0).internalId()) for i in gewaehlt}
    spalten = {i.column() for i in gewaehlt}
    modell = ansicht.model()
    stellen = [
        s for s in _alle(ansicht) if (s.zeile, modell.index(s.zeile, 0, s.eltern).internalId()) in zeilen
    ]
    return stellen, [s for s in sichtbare_spalten(ansicht) if s in spalten]


# -- the table ---------------------------------------------------------------------------------------


def _tabelle(
    ansicht: QAbstractItemView,
    stellen: Sequence[_Stelle],
    spalten: Sequence[int],
    *,
    mit_kopf: bool,
    melde: Callable[[], None] = lambda: None,
) -> Drucktabelle:
    modell = ansicht.model()
    namen = ansicht.verticalHeader() if mit_kopf and isinstance(ansicht, QTableView) else None
    mit_namen = namen is not None and not namen.isHidden()
    seite = Qt.Orientation.Horizontal
    kopf = tuple(_wort(modell.headerData(s, seite)) for s in spalten) if mit_kopf else ()
    rechts = _rechts(modell, stellen, spalten)
    zeilen = list(_zeilen(ansicht, stellen, spalten, melde))
    if mit_namen:
        kopf, rechts = ("", *kopf), (False, *rechts)
        zeilen = [_benannt(modell, stelle, zeile) for stelle, zeile in zip(stellen, zeilen, strict=False)]
    baumspalte = ansicht.treePosition() if isinstance(ansicht, QTreeView) else -1
    stufenspalte = spalten.index(baumspalte) if baumspalte in spalten else 0
    return Drucktabelle(ansicht.accessibleName(), kopf, rechts, tuple(zeilen), stufenspalte)


def _zeilen(
    ansicht: QAbstractItemView, stellen: Sequence[_Stelle], spalten: Sequence[int], melde: Callable[[], None]
) -> Iterator[Druckzeile]:
    for nummer, stelle in enumerate(stellen):
        # A tree may be set up anew by what happens meanwhile; a table can only have become shorter.
        if nummer and nummer % _JE_MELDUNG == 0 and not isinstance(ansicht, QTreeView):
            melde()
        if stelle.zeile >= ansicht.model().rowCount(stelle.eltern):
            return
        yield _zeile(ansicht, stelle, spalten)


def _rechts(
    modell: QAbstractItemModel, stellen: Sequence[_Stelle], spalten: Sequence[int]
) -> tuple[bool, ...]:
    if not stellen:
        return (False,) * len(spalten)
    zeile, eltern, _stufe = stellen[0]
    lagen = (modell.index(zeile, s, eltern).data(_AUSRICHTUNG) for s in spalten)
    return tuple(bool(int(lage) & _RECHTS) if lage is not None else False for lage in lagen)


def _zeile(ansicht: QAbstractItemView, stelle: _Stelle, spalten: Sequence[int]) -> Druckzeile:
    modell, (zeile, eltern, stufe) = ansicht.model(), stelle
    texte = tuple(_wort(modell.index(zeile, s, eltern).data(_ANZEIGE)) for s in spalten)
    erste = modell.index(zeile, spalten[0], eltern)
    stil, schrift = erste.data(STIL), erste.data(_SCHRIFT)
    stil = Stil(stil) if isinstance(stil, int) else Stil.NORMAL
    fett = bool(stil & Stil.FETT) or (
        isinstance(schrift, QFont) and schrift.weight() >= QFont.Weight.DemiBold
    )
    if isinstance(ansicht, Zelltabelle):
        fett = fett or not ansicht.haelt_an(zeile)
    return Druckzeile(texte, stufe + bool(stil & Stil.EINZUG), fett, bool(stil & Stil.LINIE))


def _benannt(modell: QAbstractItemModel, stelle: _Stelle, zeile: Druckzeile) -> Druckzeile:
    name = _wort(modell.headerData(stelle.zeile, Qt.Orientation.Vertical))
    return Druckzeile((name, *zeile.texte), zeile.stufe, zeile.fett, zeile.linie)


def _ohne_leere_spalten(tabelle: Drucktabelle) -> Drucktabelle:
    """Leave out columns without heading and text: on screen they take what the others leave."""
    voll = [
        s for s, kopf in enumerate(tabelle.kopf) if kopf or any(zeile.texte[s] for zeile in tabelle.zeilen)
    ]
    if len(voll) == len(tabelle.kopf):
        return tabelle
    return replace(
        tabelle,
        kopf=tuple(tabelle.kopf[s] for s in voll),
        rechts=tuple(tabelle.rechts[s] for s in voll),
        zeilen=tuple(replace(z, texte=tuple(z.texte[s] for s in voll)) for z in tabelle.zeilen),
        stufenspalte=voll.index(tabelle.stufenspalte) if tabelle.stufenspalte in voll else 0,
    )


def _hebt_nicht_alles_hervor(tabelle: Drucktabelle) -> Drucktabelle:
    """A first column in bold throughout makes no row stand out."""
    if len(tabelle.zeilen) > 1 and all(zeile.fett for zeile in tabelle.zeilen):
        return replace(tabelle, zeilen=tuple(replace(zeile, fett=False) for zeile in tabelle.zeilen))
    return tabelle


def _wort(wert: object) -> str:
    return "" if wert is None else str(wert)
