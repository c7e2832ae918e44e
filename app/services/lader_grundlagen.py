"""Reads the tables of the Grundlagen."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.services.grundlagenfelder import TABELLEN, Grundtabelle
from app.services.grundlagenzeilen import Grundlagen, Kennzahlart, Zieleinheit, Zielrichtung

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from app.services.grundlagenzeilen import Grundlagenzeile

_WORTE: dict[tuple[str, str], Callable[[str], object]] = {
    ("zielwert", "art"): Kennzahlart,
    ("zielwert", "einheit"): Zieleinheit,
    ("zielwert", "richtung"): Zielrichtung,
}
"""Columns that hold a word of a closed list."""


def lade_grundlagen(verbindung: Connection, plan_id: str) -> Grundlagen:
    """All tables of a plan, each in its order."""
    teile: dict[str, Any] = {t.attribut: _lade(verbindung, plan_id, t) for t in TABELLEN}
    return Grundlagen(**teile)


def _lade(verbindung: Connection, plan_id: str, tabelle: Grundtabelle) -> tuple[Grundlagenzeile, ...]:
    klasse = tabelle.entitaet
    namen = [f.name for f in fields(tabelle.zeilenklasse)]
    rows = verbindung.execute(
        select(klasse.__table__).where(klasse.plan_id == plan_id).order_by(klasse.position, klasse.id)
    ).mappings()
    return tuple(
        tabelle.zeilenklasse(**{name: _wert(tabelle.name, name, r[name]) for name in namen}) for r in rows
    )


def _wert(tabelle: str, name: str, wert: Any) -> Any:  # noqa: ANN401 - columns of all kinds
    liste = _WORTE.get((tabelle, name))
    return liste(wert) if liste and wert is not None else wert
