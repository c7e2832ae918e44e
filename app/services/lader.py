"""Reads a plan's rows into frozen dataclasses, with plain SQL: fast, and no entity leaves the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.models.arten import Bildungsart, Budgetart, Eintrittestatus, Finanzierung, Umschichtungsbasis
from app.models.plan import (
    Budgetposten,
    Handlungsfeld,
    Plan,
    Produkt,
    Produktkategorie,
    Team,
)
from app.services.zeilen import Budgetzeile, Katalogeintrag, Plankopf, Zeile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

_ZEILEN_SQL = """
SELECT a.id, m.id, m.leistung, m.handlungsfeld_id, m.produkt_id, m.team_id, a.eintritte,
       a.eintritte_status, a.mittelansatz_cent, a.finanzierung, m.funktion, m.bemerkung,
       m.team_hinweis, m.quelle, m.position, a.position
  FROM massnahme m JOIN ansatz a ON a.massnahme_id = m.id
  LEFT JOIN handlungsfeld h ON h.id = m.handlungsfeld_id
 WHERE m.plan_id = ?
 ORDER BY h.position IS NULL, h.position, m.position, m.id, a.position, a.id
"""


def lade_plaene(verbindung: Connection) -> tuple[Plankopf, ...]:
    """All plans of the file, newest year first."""
    rows = verbindung.execute(
        select(Plan.__table__).order_by(Plan.haushaltsjahr.desc(), Plan.bezeichnung, Plan.id)
    )
    return tuple(
        Plankopf(
            r.id,
            r.haushaltsjahr,
            r.bezeichnung,
            r.stand,
            r.status,
            r.quelle,
            Umschichtungsbasis(r.umschichtung_basis),
            r.erfunden,
        )
        for r in rows
    )


def lade_zeilen(verbindung: Connection, plan_id: str) -> list[Zeile]:
    """All rows of a plan in printed order: Handlungsfeld, Massnahme, Ansatz."""
    status = {s.value: s for s in Eintrittestatus}
    finanzierung = {f.value: f for f in Finanzierung}
    rows = verbindung.exec_driver_sql(_ZEILEN_SQL, (plan_id,))
    return [_zeile(r, status, finanzierung) for r in rows]


def _zeile(
    r: Sequence[Any], status: Mapping[str, Eintrittestatus], finanzierung: Mapping[str, Finanzierung]
) -> Zeile:
    zeile: Any = (*r[:7], status[r[7]], r[8], finanzierung[r[9]], *r[10:])
    return Zeile(*zeile)


def lade_handlungsfelder(verbindung: Connection, plan_id: str) -> dict[str, Katalogeintrag]:
    """Handlungsfelder by key, in order."""
    rows = verbindung.execute(
        select(Handlungsfeld.__table__)
        .where(Handlungsfeld.plan_id == plan_id)
        .order_by(Handlungsfeld.position, Handlungsfeld.id)
    )
    return {
        r.id: Katalogeintrag(
            r.id,
            r.position,
            r.bezeichnung,
            nummer=r.nummer,
            kurz=r.kurz,
            tabellentitel=r.tabellentitel,
            abschnitt=r.abschnitt,
        )
        for r in rows
    }


def lade_kategorien(verbindung: Connection, plan_id: str) -> dict[str, Katalogeintrag]:
    """Produktkategorien by key, in order."""
    rows = verbindung.execute(
        select(Produktkategorie.__table__)
        .where(Produktkategorie.plan_id == plan_id)
        .order_by(Produktkategorie.position, Produktkategorie.id)
    )
    return {
        r.id: Katalogeintrag(
            r.id, r.position, r.bezeichnung, nummer=r.nummer, kurz=r.kurz, ausgewiesen=r.ausgewiesen
        )
        for r in rows
    }


def lade_produkte(verbindung: Connection, plan_id: str) -> dict[str, Katalogeintrag]:
    """Produkte by key, in the order of their category and their own."""
    rows = verbindung.execute(
        select(Produkt.__table__)
        .join(Produktkategorie, Produktkategorie.id == Produkt.produktkategorie_id)
        .where(Produkt.plan_id == plan_id)
        .order_by(Produktkategorie.position, Produkt.position, Produkt.id)
    )
    return {
        r.id: Katalogeintrag(
            r.id,
            r.position,
            r.bezeichnung,
            gehoert_zu=r.produktkategorie_id,
            zusatz=r.rechtsgrundlage,
            bildungsart=Bildungsart(r.bildungsart) if r.bildungsart else None,
        )
        for r in rows
    }


def lade_teams(verbindung: Connection, plan_id: str) -> dict[str, Katalogeintrag]:
    """Teams by key, in order."""
    rows = verbindung.execute(
        select(Team.__table__).where(Team.plan_id == plan_id).order_by(Team.position, Team.id)
    )
    return {r.id: Katalogeintrag(r.id, r.position, r.bezeichnung, zusatz=r.quelle) for r in rows}


def lade_posten(verbindung: Connection, plan_id: str) -> dict[Budgetart, Budgetzeile]:
    """Budget inputs by kind."""
    rows = verbindung.execute(select(Budgetposten.__table__).where(Budgetposten.plan_id == plan_id))
    arten = {art.value: art for art in Budgetart}
    return {
        arten[r.art]: Budgetzeile(r.id, arten[r.art], r.betrag_cent, r.quelle, r.erlaeuterung) for r in rows
    }
