"""The grid's item model: parses and calls a Vorgang, refreshes just what a Vorgang changed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from app.services.eingabe import EingabeFehler, lies_zelle, vorschlaege, zelltext
from app.services.fehler import Anwendungsfehler
from app.services.summen import LEER, Dimension, Summe, beitrag
from app.services.zeilen import Finanzierung
from app.services.zellen import zelle_setzen
from app.views.massnahmen.sicht import Filter, Gruppe, Sicht, Suchtexte, baue
from app.views.massnahmen.spalten import LEISTUNG, SPALTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.services.befund import Befund
    from app.services.changes import Nachricht
    from app.services.zeilen import Zeile
    from app.views.bruecke import Bruecke

Index = QModelIndex | QPersistentModelIndex

# Cached ints: looking an enum member up in data() dominates a repaint.
ANZEIGE = int(Qt.ItemDataRole.DisplayRole)
BEARBEITEN = int(Qt.ItemDataRole.EditRole)
AUSRICHTUNG = int(Qt.ItemDataRole.TextAlignmentRole)
TIPP = int(Qt.ItemDataRole.ToolTipRole)
VORLESEN = int(Qt.ItemDataRole.AccessibleTextRole)
ART = int(Qt.ItemDataRole.UserRole) + 1
"""Role: how the delegate draws a cell, one of the words below."""
BEFUND = ART + 1
"""Role: worst finding of a row (its Schwere as text), in the first column."""
GRUPPE, ZUSTAND, GEDAEMPFT, NORMAL, BERECHNET = "gruppe", "zustand", "gedaempft", "normal", "berechnet"
_RECHTS = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LINKS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_FLAGS_GRUPPE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_FLAGS_ZELLE = _FLAGS_GRUPPE | Qt.ItemFlag.ItemIsEditable
KEIN_INDEX = QModelIndex()


class MassnahmenModell(QAbstractTableModel):
    """Rows of the plan, grouped, filtered and sorted."""

    umgebaut = Signal()
    """The sequence of rows is another one (after a reset)."""
    summe_geaendert = Signal()

    def __init__(self, bruecke: Bruecke) -> None:
        """Show the active plan grouped by Handlungsfeld."""
        super().__init__()
        self._bruecke = bruecke
        self._filter = Filter()
        self._gruppierung: Dimension | None = Dimension.HANDLUNGSFELD
        self._sortierung: tuple[int, bool] | None = None
        self._zu: frozenset[str | None] = frozenset()
        self._befunde: dict[str, list[Befund]] = {}
        self._sicht = Sicht()
        self._suchtexte = Suchtexte()
        self._schreibt = self._umbau_wartet = False
        self._rollen: dict[int, Callable[[Gruppe | str, int], Any]] = {
            ANZEIGE: self._anzeige,
            BEARBEITEN: self._bearbeiten,
            AUSRICHTUNG: lambda _e, spalte: _RECHTS if SPALTEN[spalte].zahl else _LINKS,
            TIPP: self._tipp,
            VORLESEN: self._vorlesen,
            ART: self._art,
            BEFUND: self._befund,
        }
        self._baue()

    # -- what is shown -----------------------------------------------------------------------------

    @property
    def filter(self) -> Filter:
        """The filter in force."""
        return self._filter

    @property
    def gruppierung(self) -> Dimension | None:
        """What rows are grouped by."""
        return self._gruppierung

    @property
    def sortierung(self) -> tuple[int, bool] | None:
        """Column and whether descending; None for the printed order."""
        return self._sortierung

    def setze_filter(self, filter_: Filter) -> None:
        """Show only rows that pass."""
        if filter_ != self._filter:
            self._filter = filter_
            self.baue_um()

    def setze_gruppierung(self, dimension: Dimension | None) -> None:
        """Group by another dimension, all groups open."""
        self._gruppierung, self._zu = dimension, frozenset()
        self.baue_um()

    def setze_sortierung(self, sortierung: tuple[int, bool] | None) -> None:
        """Sort within the groups; None for the printed order."""
        self._sortierung = sortierung
        self.baue_um()

    def klappe(self, zeile: int) -> None:
        """Open or close the group whose head is at ``zeile``."""
        eintrag = self._sicht.eintraege[zeile]
        if isinstance(eintrag, Gruppe):
            self._zu = self._zu ^ {eintrag.schluessel}
            self.baue_um()

    def oeffne_gruppe_von(self, zeile_id: str) -> None:
        """Make sure that a row is not under a closed group."""
        zeile = self._bruecke.blick.zeilen.get(zeile_id)
        if zeile is None or self._gruppierung is None:
            return
        schluessel = self._bruecke.blick.schluessel(zeile, self._gruppierung)
        if schluessel in self._zu:
            self._zu = self._zu - {schluessel}
            self.baue_um()

    def baue_um(self) -> None:
        """Set up the sequence of rows anew."""
        self.beginResetModel()
        self._baue()
        self.endResetModel()
        self.umgebaut.emit()
        self.summe_geaendert.emit()

    @contextmanager
    def _umbau_danach(self) -> Iterator[None]:
        """While a cell editor writes: a reset would delete the editor under its own key press."""
        self._umbau_wartet = False
        self._schreibt = True
        try:
            yield
        finally:
            self._schreibt = False
            if self._umbau_wartet:
                QTimer.singleShot(0, self, self.baue_um)

    def _baue(self) -> None:
        blick = self._bruecke.blick
        befunde = frozenset(self._befunde)
        self._sicht = baue(
            blick, self._filter, self._gruppierung, self._sortierung, self._zu, befunde, self._suchtexte
        )

    def zeige_befunde(self, befunde: Iterable[Befund]) -> None:
        """Mark the rows that findings name."""
        neu: dict[str, list[Befund]] = {}
        for befund in befunde:
            for zeile_id in befund.zeilen:
                neu.setdefault(zeile_id, []).append(befund)
        betroffen = {z for z in neu.keys() | self._befunde.keys() if neu.get(z) != self._befunde.get(z)}
        self._befunde = neu
        if self._filter.nur_befunde:
            self.baue_um()
            return
        for zeile_id in betroffen:
            if (stelle := self._sicht.stelle.get(zeile_id)) is not None:
                self.dataChanged.emit(self.index(stelle, LEISTUNG), self.index(stelle, LEISTUNG))

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """Show what a Vorgang changed: single rows and their group's head, or everything."""
        if nachricht.kataloge:
            self._suchtexte.vergiss()
        if nachricht.struktur or nachricht.plan or self._gruppe_gewechselt(nachricht.zeilen):
            self._umbau_wartet = True
            if not self._schreibt:
                self.baue_um()
            return
        gruppen: set[str | None] = set()
        for zeile_id in nachricht.zeilen:
            self._zaehle(zeile_id, gruppen)
            if (stelle := self._sicht.stelle.get(zeile_id)) is not None:
                self.dataChanged.emit(self.index(stelle, 0), self.index(stelle, len(SPALTEN) - 1))
        for stelle, eintrag in enumerate(self._sicht.eintraege) if gruppen else ():
            if isinstance(eintrag, Gruppe) and eintrag.schluessel in gruppen:
                self.dataChanged.emit(self.index(stelle, 0), self.index(stelle, len(SPALTEN) - 1))
        if nachricht.zeilen:
            self.summe_geaendert.emit()

    def _gruppe_gewechselt(self, zeilen: Iterable[str]) -> bool:
        if self._gruppierung is None:
            return False
        blick, gezeigt = self._bruecke.blick, self._sicht.gezeigt
        return any(
            z in gezeigt
            and blick.schluessel(gezeigt[z], self._gruppierung)
            != blick.schluessel(blick.zeilen[z], self._gruppierung)
            for z in zeilen
        )

    def _zaehle(self, zeile_id: str, gruppen: set[str | None]) -> None:
        alt = self._sicht.gezeigt.get(zeile_id)
        if alt is None:
            return
        neu = self._bruecke.blick.zeilen[zeile_id]
        self._sicht.gezeigt[zeile_id] = neu
        if self._gruppierung is not None:
            schluessel = self._bruecke.blick.schluessel(neu, self._gruppierung)
            gruppe = self._sicht.gruppen[schluessel]
            gruppe.summe = gruppe.summe.plus(beitrag(alt), -1).plus(beitrag(neu))
            gruppen.add(schluessel)

    # -- where things are --------------------------------------------------------------------------

    def eintrag(self, zeile: int) -> Gruppe | str:
        """The group's head or the row's key at a place."""
        return self._sicht.eintraege[zeile]

    def zeile(self, zeile: int) -> Zeile | None:
        """The row at a place; None for a group's head."""
        eintrag = self._sicht.eintraege[zeile]
        return self._bruecke.blick.zeilen[eintrag] if isinstance(eintrag, str) else None

    def stelle(self, zeile_id: str) -> int | None:
        """The place of a row; None where it is not shown."""
        return self._sicht.stelle.get(zeile_id)

    @property
    def gezeigte(self) -> int:
        """How many rows pass the filter."""
        return len(self._sicht.gezeigt)

    def summe_gezeigt(self) -> Summe:
        """Roll-up of the rows that pass the filter."""
        summe = LEER
        if self._gruppierung is not None:
            for gruppe in self._sicht.gruppen.values():
                summe = summe.plus(gruppe.summe)
            return summe
        if not self._filter.aktiv:
            return self._bruecke.blick.summen.gesamt
        for zeile in self._sicht.gezeigt.values():
            summe = summe.plus(beitrag(zeile))
        return summe

    # -- Qt ----------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = KEIN_INDEX) -> int:
        """Group heads and rows."""
        return 0 if parent.isValid() else len(self._sicht.eintraege)

    def columnCount(self, parent: Index = KEIN_INDEX) -> int:
        """As many as ``SPALTEN``."""
        return 0 if parent.isValid() else len(SPALTEN)

    def data(self, index: Index, role: int = ANZEIGE) -> Any:  # noqa: ANN401 - as Qt has it
        """Maps the role to its handler."""
        handler = self._rollen.get(role)
        if handler is None or not index.isValid():
            return None
        return handler(self._sicht.eintraege[index.row()], index.column())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ANZEIGE) -> Any:  # noqa: ANN401
        """Column titles, with a mark where a filter is set."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        spalte = SPALTEN[section]
        if role == ANZEIGE:
            return f"{spalte.kopf} ⧩" if any(s == section for s, _t in self._filter.spalten) else spalte.kopf
        if role == TIPP:
            return spalte.tipp or None
        if role == AUSRICHTUNG:
            return _RECHTS if spalte.zahl else _LINKS
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells of rows can be edited where the column is not derived."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._sicht.eintraege[index.row()], Gruppe) or SPALTEN[index.column()].feld is None:
            return _FLAGS_GRUPPE
        return _FLAGS_ZELLE

    def setData(self, index: Index, value: Any, role: int = BEARBEITEN) -> bool:  # noqa: ANN401 - as Qt has it
        """Parse and call a Vorgang; a text that does not fit, or a failed write, changes nothing."""
        return role == BEARBEITEN and self.schreibe(index, str(value)) is None

    def schreibe(self, index: Index, text: str) -> str | None:
        """Parse a text and call the Vorgang; returns why it was not written, or None when it is durable."""
        zeile, feld = self.zeile(index.row()), SPALTEN[index.column()].feld
        if zeile is None or feld is None:
            return "Diese Zelle wird berechnet."
        try:
            with self._umbau_danach():
                zelle_setzen(self._bruecke.dokument, zeile.id, feld, text)
        except EingabeFehler as fehler:
            return str(fehler)
        except Anwendungsfehler as fehler:
            self._bruecke.fehler.emit(fehler)
            return fehler.text
        return None

    def pruefe(self, index: Index, text: str) -> str | None:
        """Why a cell could not take a text, as a German sentence; None where it could. Writes nothing."""
        zeile, feld = self.zeile(index.row()), SPALTEN[index.column()].feld
        if zeile is None or feld is None:
            return "Diese Zelle wird berechnet."
        try:
            lies_zelle(self._bruecke.blick, zeile, feld, text)
        except EingabeFehler as fehler:
            return str(fehler)
        return None

    def vorschlaege(self, index: Index) -> tuple[str, ...]:
        """The words that a cell offers."""
        feld = SPALTEN[index.column()].feld
        return vorschlaege(self._bruecke.blick, feld) if feld else ()

    # -- roles -------------------------------------------------------------------------------------

    def _anzeige(self, eintrag: Gruppe | str, spalte: int) -> str:
        if isinstance(eintrag, str):
            return SPALTEN[spalte].text(self._bruecke.blick, self._bruecke.blick.zeilen[eintrag])
        if spalte == LEISTUNG:
            return f"{eintrag.titel}  ({eintrag.summe.zeilen})"
        gruppe = SPALTEN[spalte].gruppe
        return gruppe(eintrag.summe) if gruppe else ""

    def _bearbeiten(self, eintrag: Gruppe | str, spalte: int) -> str:
        feld = SPALTEN[spalte].feld
        if isinstance(eintrag, Gruppe) or feld is None:
            return self._anzeige(eintrag, spalte)
        return zelltext(self._bruecke.blick, self._bruecke.blick.zeilen[eintrag], feld)

    def _art(self, eintrag: Gruppe | str, spalte: int) -> str:
        if isinstance(eintrag, Gruppe):
            return GRUPPE
        zeile = self._bruecke.blick.zeilen[eintrag]
        schluessel = SPALTEN[spalte].schluessel
        if schluessel == "leistung":
            return NORMAL if self._bruecke.blick.ansaetze[zeile.massnahme_id][0] == zeile.id else GEDAEMPFT
        if schluessel == "eintritte" and zeile.eintritte is None:
            return ZUSTAND
        if schluessel == "mittelansatz" and not (
            zeile.finanzierung.zaehlt and zeile.mittelansatz_cent is not None
        ):
            return ZUSTAND
        if schluessel == "finanzierung" and zeile.finanzierung is Finanzierung.NEUFALL:
            return GEDAEMPFT
        return BERECHNET if SPALTEN[spalte].feld is None else NORMAL

    def _befund(self, eintrag: Gruppe | str, spalte: int) -> str | None:
        if spalte != LEISTUNG or isinstance(eintrag, Gruppe) or eintrag not in self._befunde:
            return None
        return str(self._befunde[eintrag][0].schwere.value)

    def _tipp(self, eintrag: Gruppe | str, spalte: int) -> str | None:
        if isinstance(eintrag, Gruppe):
            return None
        zeile = self._bruecke.blick.zeilen[eintrag]
        schluessel = SPALTEN[spalte].schluessel
        teile = [SPALTEN[spalte].text(self._bruecke.blick, zeile)]
        if schluessel == "team" and zeile.team_hinweis:
            teile.append(zeile.team_hinweis)
        if schluessel == "leistung":
            teile += [zeile.funktion, zeile.bemerkung, *(b.text for b in self._befunde.get(zeile.id, []))]
        if (
            schluessel == "mittelansatz"
            and zeile.mittelansatz_cent is not None
            and not zeile.finanzierung.zaehlt
        ):
            teile.append("nachrichtlich: zählt nicht als verplant")
        return "\n".join(t for t in teile if t) or None

    def _vorlesen(self, eintrag: Gruppe | str, spalte: int) -> str:
        return f"{SPALTEN[spalte].kopf}: {self._anzeige(eintrag, spalte) or 'leer'}"
