"""Hangs on a session's flush and writes down the old and new value of every field that changed.

Without an open Vorgang a flush of plan content is refused: nothing writes to the plan past the journal.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, inspect

from app.models.basis import Planinhalt

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

Werte = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Satz:
    """One changed row: ``aktion`` is ``neu``, ``geaendert`` or ``geloescht``; values by column name."""

    tabelle: str
    zeile_id: str
    aktion: str
    alt: Werte
    neu: Werte


def to_json(werte: Werte) -> str:
    """Values as a JSON object; dates as ISO text."""
    return json.dumps(werte, ensure_ascii=False, sort_keys=True, default=_iso)


def _iso(wert: object) -> str:
    if isinstance(wert, dt.date):
        return wert.isoformat()
    msg = f"{type(wert).__name__} has no place in the journal"
    raise TypeError(msg)


def beobachte(session: Session, senke: Callable[[Satz], None], offen: Callable[[], bool]) -> None:
    """Send a ``Satz`` for each plan row that a flush writes; refuse flushes while no Vorgang is open."""

    def before_flush(sess: Session, _kontext: UOWTransaction, _instances: object) -> None:
        if not offen() and any(isinstance(o, Planinhalt) for o in (*sess.new, *sess.dirty, *sess.deleted)):
            msg = "Plan content is written by a Vorgang only"
            raise RuntimeError(msg)

    def after_flush(sess: Session, _kontext: UOWTransaction) -> None:
        # Deletions first: undone in reverse order, new rows go before deleted ones come back.
        for objekt in (*sess.deleted, *sess.dirty, *sess.new):
            if isinstance(objekt, Planinhalt) and (satz := _satz(sess, objekt)) is not None:
                senke(satz)

    def refuse_bulk(zustand: ORMExecuteState) -> None:
        if zustand.is_insert or zustand.is_update or zustand.is_delete:
            msg = "Bulk statements pass the journal by: change entities inside a Vorgang"
            raise RuntimeError(msg)

    event.listen(session, "before_flush", before_flush)
    event.listen(session, "after_flush", after_flush)
    event.listen(session, "do_orm_execute", refuse_bulk)


def _satz(session: Session, objekt: Planinhalt) -> Satz | None:
    zustand = inspect(objekt)
    tabelle = type(objekt).__tablename__
    namen = [spalte.key for spalte in zustand.mapper.column_attrs]
    if objekt in session.new:
        return Satz(tabelle, objekt.id, "neu", {}, {name: getattr(objekt, name) for name in namen})
    if objekt in session.deleted:
        return Satz(tabelle, objekt.id, "geloescht", {name: getattr(objekt, name) for name in namen}, {})
    alt: Werte = {}
    neu: Werte = {}
    for name in namen:
        verlauf = zustand.attrs[name].history
        if verlauf.has_changes() and verlauf.deleted and verlauf.deleted[0] != verlauf.added[0]:
            alt[name], neu[name] = verlauf.deleted[0], verlauf.added[0]
    return Satz(tabelle, objekt.id, "geaendert", alt, neu) if neu else None
