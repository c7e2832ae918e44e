"""Writes down the old and new value of every field that changed, and plays such records back.

It hangs on the session's flush. Without an open Vorgang a flush of plan content is refused, and so is every
statement but a query: nothing writes to the plan past the journal.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, Table, bindparam, event, insert, inspect, select
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from app.models.basis import Basis, Planinhalt
from app.models.pruefsumme import zeilensumme
from app.models.schema import PLANTABELLEN
from app.models.vorgang import Aenderung, Vorgang

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import BindParameter, Connection
    from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
    from sqlalchemy.sql.dml import ReturningDelete, ReturningUpdate

Werte = dict[str, Any]
"""Values of a row by column name, as Python has them (``bool``, ``date``)."""


@dataclass(frozen=True, slots=True)
class Satz:
    """One changed row: ``aktion`` is ``neu``, ``geaendert`` or ``geloescht``; values by column name."""

    tabelle: str
    zeile_id: str
    aktion: str
    alt: Werte
    neu: Werte


class JournalFehler(Exception):
    """An entry of the journal cannot be played back: it does not fit the plan, or cannot be read."""


def to_json(werte: Werte) -> str:
    """Values as a JSON object; dates as ISO text."""
    return json.dumps(werte, ensure_ascii=False, sort_keys=True, default=_iso)


def _iso(wert: object) -> str:
    if isinstance(wert, dt.date):
        return wert.isoformat()
    msg = f"{type(wert).__name__} has no place in the journal"
    raise TypeError(msg)


# -- writing down ------------------------------------------------------------------------------------


def beobachte(session: Session, offene_senke: Callable[[], Callable[[Satz, int], None] | None]) -> None:
    """Send a ``Satz`` for each plan row that a flush writes, with the difference it makes to the checksum.

    Args:
        session: the session to watch.
        offene_senke: where the records go; None while no Vorgang is open: then the flush is refused.
    """

    def before_flush(sess: Session, _kontext: UOWTransaction, _instances: object) -> None:
        if offene_senke() is None and any(
            isinstance(o, Planinhalt) for o in (*sess.new, *sess.dirty, *sess.deleted)
        ):
            msg = "Plan content is written by a Vorgang only"
            raise RuntimeError(msg)

    def after_flush(sess: Session, _kontext: UOWTransaction) -> None:
        senke = offene_senke()
        # Deletions first: undone in reverse order, new rows go before deleted ones come back.
        for objekte, satz_von in ((sess.deleted, _geloescht), (sess.dirty, _geaendert), (sess.new, _neu)):
            for objekt in objekte:
                if isinstance(objekt, Planinhalt) and (ergebnis := satz_von(objekt)) and senke:
                    senke(*ergebnis)

    def only_queries(zustand: ORMExecuteState) -> None:
        if not zustand.is_select:
            msg = "Statements pass the journal by: change entities inside a Vorgang"
            raise RuntimeError(msg)

    event.listen(session, "before_flush", before_flush)
    event.listen(session, "after_flush", after_flush)
    event.listen(session, "do_orm_execute", only_queries)


def _zeile(objekt: Planinhalt) -> Werte:
    return {name: getattr(objekt, name) for name in _spalten(type(objekt).__tablename__)}


def _neu(objekt: Planinhalt) -> tuple[Satz, int]:
    tabelle, zeile = type(objekt).__tablename__, _zeile(objekt)
    return Satz(tabelle, objekt.id, "neu", {}, zeile), zeilensumme(tabelle, zeile.values())


def _geloescht(objekt: Planinhalt) -> tuple[Satz, int]:
    tabelle, zeile = type(objekt).__tablename__, _gespeichert(objekt)
    return Satz(tabelle, objekt.id, "geloescht", zeile, {}), -zeilensumme(tabelle, zeile.values())


def _geaendert(objekt: Planinhalt) -> tuple[Satz, int] | None:
    tabelle, nachher, vorher = type(objekt).__tablename__, _zeile(objekt), _gespeichert(objekt)
    felder = [name for name, wert in nachher.items() if wert != vorher[name]]
    if not felder:
        return None
    satz = Satz(
        tabelle, objekt.id, "geaendert", {n: vorher[n] for n in felder}, {n: nachher[n] for n in felder}
    )
    differenz = zeilensumme(tabelle, nachher.values()) - zeilensumme(tabelle, vorher.values())
    return satz, differenz


def _gespeichert(objekt: Planinhalt) -> Werte:
    """The row as it stood in the file before the flush."""
    attrs = inspect(objekt).attrs
    vorher = _zeile(objekt)
    for name in vorher:
        verlauf = attrs[name].history
        if verlauf.deleted:
            vorher[name] = verlauf.deleted[0]
    return vorher


# -- storing and playing back ------------------------------------------------------------------------


def schreibe(verbindung: Connection, eintrag: Werte, saetze: Iterable[Satz]) -> None:
    """Store an entry (the columns of ``Vorgang``) with its records, inside the transaction under way."""
    verbindung.execute(insert(Vorgang), eintrag)
    verbindung.execute(
        insert(Aenderung),
        [
            {
                "vorgang_id": eintrag["id"],
                "tabelle": satz.tabelle,
                "zeile_id": satz.zeile_id,
                "aktion": satz.aktion,
                "alt": to_json(satz.alt),
                "neu": to_json(satz.neu),
            }
            for satz in saetze
        ],
    )


def lies(verbindung: Connection, vorgang_id: str) -> list[Satz]:
    """The records of an entry, in order.

    Raises:
        JournalFehler: there are none, or one cannot be read.
    """
    rows = verbindung.execute(
        select(Aenderung.tabelle, Aenderung.zeile_id, Aenderung.aktion, Aenderung.alt, Aenderung.neu)
        .where(Aenderung.vorgang_id == vorgang_id)
        .order_by(Aenderung.id)
    ).all()
    try:
        saetze = [Satz(t, z, a, _werte(t, alt), _werte(t, neu)) for t, z, a, alt, neu in rows]
    except (KeyError, ValueError, TypeError, AttributeError) as fehler:
        msg = f"entry {vorgang_id} cannot be read"
        raise JournalFehler(msg) from fehler
    if not saetze or not all(_ist_ganz(satz) for satz in saetze):
        msg = f"entry {vorgang_id} is not complete"
        raise JournalFehler(msg)
    return saetze


def _ist_ganz(satz: Satz) -> bool:
    if satz.aktion == "geaendert":
        return bool(satz.neu) and satz.neu.keys() == satz.alt.keys()
    ganze, leere = (satz.neu, satz.alt) if satz.aktion == "neu" else (satz.alt, satz.neu)
    # An entry of an older format may lack columns that came later.
    return satz.aktion in _GEGENTEIL and not leere and {"id"} <= ganze.keys() <= set(_spalten(satz.tabelle))


def _werte(tabelle: str, text: str) -> Werte:
    arten = {spalte.key: spalte.type for spalte in _tabelle(tabelle).columns}
    return {
        name: dt.date.fromisoformat(wert) if isinstance(arten[name], Date) and wert else wert
        for name, wert in json.loads(text).items()
    }


_GEGENTEIL = {"neu": "geloescht", "geloescht": "neu", "geaendert": "geaendert"}


def umgekehrt(satz: Satz) -> Satz:
    """The record that takes ``satz`` back."""
    return Satz(satz.tabelle, satz.zeile_id, _GEGENTEIL[satz.aktion], satz.neu, satz.alt)


def wende_an(verbindung: Connection, satz: Satz) -> int:
    """Do to the plan what a record says; returns the difference it makes to the checksum.

    Raises:
        JournalFehler: the row is not as the record says it was.
    """
    if satz.aktion == "neu":
        zeile = _vorgaben(satz.tabelle) | satz.neu
        verbindung.execute(insert(_tabelle(satz.tabelle)), zeile)
        return zeilensumme(satz.tabelle, map(zeile.get, _spalten(satz.tabelle)))
    werte = {"zeile_id": satz.zeile_id}
    if satz.aktion == "geloescht":
        row = verbindung.execute(_loesche(satz.tabelle), werte).one_or_none()
        if row is None or row._asdict() | satz.alt != row._asdict():
            raise _passt_nicht(satz)
        return -zeilensumme(satz.tabelle, row)
    werte |= {f"alt_{name}": wert for name, wert in satz.alt.items()}
    werte |= {f"neu_{name}": wert for name, wert in satz.neu.items()}
    row = verbindung.execute(_aendere(satz.tabelle, tuple(satz.neu)), werte).one_or_none()
    if row is None:
        raise _passt_nicht(satz)
    nachher = row._asdict()
    return zeilensumme(satz.tabelle, nachher.values()) - zeilensumme(
        satz.tabelle, (nachher | satz.alt).values()
    )


@cache
def _loesche(name: str) -> ReturningDelete[tuple[Any, ...]]:
    tabelle = _tabelle(name)
    return tabelle.delete().where(tabelle.c.id == bindparam("zeile_id")).returning(*tabelle.c)


@cache
def _aendere(name: str, felder: tuple[str, ...]) -> ReturningUpdate[tuple[Any, ...]]:
    """Made once for each set of fields: an undo can have many thousand records of the same kind."""
    tabelle = _tabelle(name)

    def wert(wann: str, feld: str) -> BindParameter[Any]:
        return bindparam(f"{wann}_{feld}", type_=tabelle.c[feld].type)

    return (
        tabelle.update()
        .where(tabelle.c.id == bindparam("zeile_id"))
        .where(*(tabelle.c[feld].is_not_distinct_from(wert("alt", feld)) for feld in felder))
        .values({feld: wert("neu", feld) for feld in felder})
        .returning(*tabelle.c)
    )


def _passt_nicht(satz: Satz) -> JournalFehler:
    return JournalFehler(f"{satz.tabelle} {satz.zeile_id} is not as the journal says")


def _tabelle(name: str) -> Table:
    return Basis.metadata.tables[PLANTABELLEN[name].__tablename__]


@cache
def _vorgaben(tabelle: str) -> Werte:
    """What columns hold that an entry of an older format does not know."""
    return {
        spalte.key: spalte.default.arg if isinstance(spalte.default, ScalarElementColumnDefault) else None
        for spalte in _tabelle(tabelle).columns
    }


@cache
def _spalten(tabelle: str) -> tuple[str, ...]:
    return tuple(_tabelle(tabelle).columns.keys())
