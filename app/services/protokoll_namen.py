"""Names of rows for the Protokoll, also of those that are deleted meanwhile: then the journal knows them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.models.massnahme import Ansatz
from app.models.schema import PLANTABELLEN
from app.models.vorgang import Aenderung
from app.services.protokoll_worte import TABELLE_WORT, name_aus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

_BLOCK = 500
"""Keys per query, well below SQLite's limit of parameters."""
_ELTERN = {
    "ansatz": "massnahme",
    "bindungsbetrag": "bindung",
    "zahlung": "bindung",
    "freirechnung": "bindung",
}
"""Rows that have no name of their own are named by the row they belong to."""


class Namen:
    """Rows by table and key, read in few queries: as they are now, or as they were when they were deleted."""

    def __init__(self, verbindung: Connection) -> None:
        """Start with no row; ``merke`` reads them."""
        self._verbindung = verbindung
        self._werte: dict[tuple[str, str], dict[str, Any]] = {}
        self._nummern: dict[str, int] = {}
        """Which Ansatz of its Leistung a row is, from 1, where there are several."""

    def merke(self, zeilen: Iterable[tuple[str, str]]) -> None:
        """Read rows, and those that they belong to."""
        self._lies(zeilen)
        eltern = {
            (tabelle, str(self._werte[kind][f"{tabelle}_id"]))
            for kind in list(self._werte)
            if (tabelle := _ELTERN.get(kind[0])) and self._werte[kind].get(f"{tabelle}_id")
        }
        self._lies(eltern)
        self._nummeriere({i for t, i in self._werte if t == "massnahme"})

    def merke_plaene(self, plan_ids: Iterable[str]) -> None:
        """Read plans, for their year."""
        self._lies(("plan", plan_id) for plan_id in plan_ids)

    def jahr(self, plan_id: str | None) -> int:
        """A plan's Haushaltsjahr; 0 where nothing is known of the plan."""
        return int(self._werte.get(("plan", plan_id or ""), {}).get("haushaltsjahr", 0))

    def name(self, tabelle: str, zeile_id: str) -> str:
        """The row's name, or what kind of thing it was."""
        if tabelle in _ELTERN:
            return self.ort(tabelle, zeile_id)
        wort = TABELLE_WORT.get(tabelle, tabelle)
        return name_aus(tabelle, self._werte.get((tabelle, zeile_id), {})) or f"{wort} ohne Namen"

    def wert(self, tabelle: str, zeile_id: str, feld: str) -> Any:  # noqa: ANN401 - columns of all kinds
        """What a column of a row holds; None where that is not known."""
        return self._werte.get((tabelle, zeile_id), {}).get(feld)

    def ort(self, tabelle: str, zeile_id: str) -> str:
        """Where a change happened: the row's own name, or the name of what it belongs to."""
        eltern = _ELTERN.get(tabelle)
        if eltern is None:
            return self.name(tabelle, zeile_id)
        werte = self._werte.get((tabelle, zeile_id), {})
        ort = self.name(eltern, str(werte.get(f"{eltern}_id", "")))
        if zeile_id in self._nummern:
            return f"{ort} ({self._nummern[zeile_id]}. Ansatz)"
        if "jahr" not in werte:
            return ort
        monat = f"{werte['monat']:02d}/" if werte.get("monat") else ""
        return f"{ort}, {monat}{werte['jahr']}"

    def _lies(self, zeilen: Iterable[tuple[str, str]]) -> None:
        je_tabelle: dict[str, set[str]] = defaultdict(set)
        for tabelle, zeile_id in zeilen:
            if tabelle in PLANTABELLEN and (tabelle, zeile_id) not in self._werte:
                je_tabelle[tabelle].add(zeile_id)
        for tabelle, ids in je_tabelle.items():
            self._lies_heute(tabelle, ids)
            self._lies_geloeschte(tabelle, ids - {i for t, i in self._werte if t == tabelle})

    def _lies_heute(self, tabelle: str, ids: set[str]) -> None:
        spalten = PLANTABELLEN[tabelle].__table__
        for block in _bloecke(ids):
            for row in self._verbindung.execute(select(spalten).where(spalten.c.id.in_(block))).mappings():
                self._werte[tabelle, row["id"]] = dict(row)

    def _nummeriere(self, massnahme_ids: set[str]) -> None:
        geschwister: dict[str, list[str]] = defaultdict(list)
        for block in _bloecke(massnahme_ids):
            rows = self._verbindung.execute(
                select(Ansatz.massnahme_id, Ansatz.id)
                .where(Ansatz.massnahme_id.in_(block))
                .order_by(Ansatz.position, Ansatz.id)
            )
            for massnahme_id, ansatz_id in rows:
                geschwister[massnahme_id].append(ansatz_id)
        for ids in geschwister.values():
            if len(ids) > 1:
                self._nummern.update({ansatz_id: n for n, ansatz_id in enumerate(ids, start=1)})

    def _lies_geloeschte(self, tabelle: str, ids: set[str]) -> None:
        for block in _bloecke(ids):
            rows = self._verbindung.execute(
                select(Aenderung.zeile_id, Aenderung.alt)
                .where(Aenderung.tabelle == tabelle, Aenderung.zeile_id.in_(block))
                .where(Aenderung.aktion == "geloescht")
                .order_by(Aenderung.id)
            )
            # The last deletion wins: a row can be deleted, brought back by undo, and deleted again.
            for zeile_id, alt in rows:
                self._werte[tabelle, zeile_id] = json.loads(alt)


def _bloecke(ids: set[str]) -> Iterator[list[str]]:
    geordnet = sorted(ids)
    for anfang in range(0, len(geordnet), _BLOCK):
        yield geordnet[anfang : anfang + _BLOCK]
