"""Reads Bindungen with all that belongs to them, VE, Umschichtungen, Freigaben, cases and named figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.models.arten import (
    Anrechnung,
    Bindungsart,
    Bindungsteil,
    Plangroesse,
    Umschichtungsrichtung,
    Umschichtungsstand,
    VeStand,
    Zahlungsart,
    Zahlungsstand,
)
from app.models.bindung import Bindung, Bindungsbetrag, Freirechnung, Zahlung
from app.models.haushalt import (
    Fallgruppe as Fallgruppenzeile,
)
from app.models.haushalt import (
    Freigabe,
    Planwert,
    Umschichtung,
    Verpflichtungsermaechtigung,
)
from app.services.bindungszeilen import (
    Bindungszeile,
    Faelligkeit,
    Freirechnungszeile,
    Vertrag,
    Zahlungszeile,
)
from app.services.haushaltszeilen import (
    Fallgruppe,
    Freigabezeile,
    Planwertzeile,
    Umschichtungszeile,
    VeZeile,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Connection, RowMapping

_VERTRAGSFELDER = tuple(f.name for f in fields(Vertrag))


def lade_bindungen(
    verbindung: Connection, plan_id: str, nur: Collection[str] | None = None
) -> tuple[Bindungszeile, ...]:
    """Bindungen with due amounts, payments and releases, in order; ``nur``: only those with these keys."""
    bedingung = Bindung.plan_id == plan_id if nur is None else Bindung.id.in_(sorted(nur))
    faellig = _lade_faelligkeiten(verbindung, bedingung)
    zahlungen = _lade_zahlungen(verbindung, bedingung)
    frei = _lade_freirechnungen(verbindung, bedingung)
    rows = verbindung.execute(
        select(Bindung.__table__)
        .where(Bindung.plan_id == plan_id, bedingung)
        .order_by(Bindung.position, Bindung.id)
    ).mappings()
    return tuple(
        Bindungszeile(
            id=r["id"],
            position=r["position"],
            bezeichnung=r["bezeichnung"],
            herkunft_jahr=r["herkunft_jahr"],
            aufgegliedert=r["aufgegliedert"],
            massnahme_id=r["massnahme_id"],
            bemerkung=r["bemerkung"],
            quelle=r["quelle"],
            faelligkeiten=tuple(faellig[r["id"]]),
            vertrag=_vertrag(r),
            zahlungen=tuple(zahlungen[r["id"]]),
            freirechnungen=tuple(frei[r["id"]]),
        )
        for r in rows
    )


def _vertrag(r: RowMapping) -> Vertrag:
    werte: dict[str, Any] = {name: r[name] for name in _VERTRAGSFELDER}
    return Vertrag(**(werte | {"art": Bindungsart(r["art"]), "teil": Bindungsteil(r["teil"])}))


def _lade_faelligkeiten(
    verbindung: Connection, bedingung: ColumnElement[bool]
) -> dict[str, list[Faelligkeit]]:
    b, nach_bindung = Bindungsbetrag, defaultdict(list)
    abfrage = (
        select(b.bindung_id, b.id, b.jahr, b.monat, b.betrag_cent)
        .join(Bindung, Bindung.id == b.bindung_id)
        .where(bedingung)
        .order_by(b.jahr, b.monat, b.id)
    )
    for bindung_id, zeile_id, jahr, monat, cent in verbindung.execute(abfrage):
        nach_bindung[bindung_id].append(Faelligkeit(zeile_id, jahr, monat, cent))
    return nach_bindung


def _lade_zahlungen(verbindung: Connection, bedingung: ColumnElement[bool]) -> dict[str, list[Zahlungszeile]]:
    z, nach_bindung = Zahlung, defaultdict(list)
    arten, staende = {a.value: a for a in Zahlungsart}, {s.value: s for s in Zahlungsstand}
    abfrage = (
        select(z.id, z.bindung_id, z.jahr, z.datum, z.betrag_cent, z.art, z.stand, z.beleg, z.bemerkung)
        .join(Bindung, Bindung.id == z.bindung_id)
        .where(bedingung)
        .order_by(z.datum, z.id)
    )
    for zahlung_id, bindung_id, jahr, datum, cent, art, stand, *rest in verbindung.execute(abfrage):
        zeile = Zahlungszeile(zahlung_id, bindung_id, jahr, datum, cent, arten[art], staende[stand], *rest)
        nach_bindung[bindung_id].append(zeile)
    return nach_bindung


def _lade_freirechnungen(
    verbindung: Connection, bedingung: ColumnElement[bool]
) -> dict[str, list[Freirechnungszeile]]:
    f, nach_bindung = Freirechnung, defaultdict(list)
    abfrage = (
        select(f.id, f.bindung_id, f.jahr, f.datum, f.betrag_cent, f.grund)
        .join(Bindung, Bindung.id == f.bindung_id)
        .where(bedingung)
        .order_by(f.datum, f.id)
    )
    for zeile_id, bindung_id, jahr, datum, cent, grund in verbindung.execute(abfrage):
        zeile = Freirechnungszeile(zeile_id, bindung_id, jahr, datum, cent, grund)
        nach_bindung[bindung_id].append(zeile)
    return nach_bindung


def lade_ermaechtigungen(verbindung: Connection, plan_id: str) -> tuple[VeZeile, ...]:
    """Ceilings of later years with their history, by year and date."""
    tabelle = Verpflichtungsermaechtigung
    rows = verbindung.execute(
        select(tabelle.__table__)
        .where(tabelle.plan_id == plan_id)
        .order_by(tabelle.jahr, tabelle.ab, tabelle.id)
    )
    return tuple(VeZeile(r.id, r.jahr, r.ab, r.betrag_cent, VeStand(r.stand), r.bemerkung) for r in rows)


def lade_umschichtungen(verbindung: Connection, plan_id: str) -> tuple[Umschichtungszeile, ...]:
    """Movements by date; those without one last."""
    rows = verbindung.execute(
        select(Umschichtung.__table__)
        .where(Umschichtung.plan_id == plan_id)
        .order_by(Umschichtung.datum.is_(None), Umschichtung.datum, Umschichtung.id)
    )
    return tuple(
        Umschichtungszeile(
            r.id,
            r.datum,
            Umschichtungsrichtung(r.richtung),
            Umschichtungsstand(r.stand),
            r.betrag_cent,
            r.von_produkt_id,
            r.nach_produkt_id,
            r.grund,
        )
        for r in rows
    )


def lade_freigaben(verbindung: Connection, plan_id: str) -> tuple[Freigabezeile, ...]:
    """Releases of a part of the funds, by date."""
    rows = verbindung.execute(
        select(Freigabe.__table__).where(Freigabe.plan_id == plan_id).order_by(Freigabe.von, Freigabe.id)
    )
    return tuple(
        Freigabezeile(r.id, r.von, r.bis, r.anteil_promille, Anrechnung(r.anrechnung), r.bemerkung)
        for r in rows
    )


def lade_fallgruppen(verbindung: Connection, plan_id: str) -> tuple[Fallgruppe, ...]:
    """Groups of cases, in order."""
    rows = verbindung.execute(
        select(Fallgruppenzeile.__table__)
        .where(Fallgruppenzeile.plan_id == plan_id)
        .order_by(Fallgruppenzeile.position, Fallgruppenzeile.id)
    ).mappings()
    namen = tuple(f.name for f in fields(Fallgruppe))
    return tuple(Fallgruppe(**{name: r[name] for name in namen}) for r in rows)


def lade_planwerte(verbindung: Connection, plan_id: str) -> dict[Plangroesse, Planwertzeile]:
    """Named figures by name."""
    rows = verbindung.execute(select(Planwert.__table__).where(Planwert.plan_id == plan_id))
    arten = {groesse.value: groesse for groesse in Plangroesse}
    return {arten[r.groesse]: Planwertzeile(r.id, arten[r.groesse], r.wert, r.quelle) for r in rows}
