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
    from sqlalchemy import Connection, RowMapping

_VERTRAGSFELDER = tuple(f.name for f in fields(Vertrag))


def lade_bindungen(verbindung: Connection, plan_id: str) -> tuple[Bindungszeile, ...]:
    """Bindungen with due amounts, payments and releases, in order."""
    faellig: dict[str, list[Faelligkeit]] = defaultdict(list)
    for r in _zu_bindungen(verbindung, plan_id, Bindungsbetrag, Bindungsbetrag.jahr, Bindungsbetrag.monat):
        faellig[r["bindung_id"]].append(Faelligkeit(r["id"], r["jahr"], r["monat"], r["betrag_cent"]))
    zahlungen: dict[str, list[Zahlungszeile]] = defaultdict(list)
    for r in _zu_bindungen(verbindung, plan_id, Zahlung, Zahlung.datum):
        werte = dict(r) | {"art": Zahlungsart(r["art"]), "stand": Zahlungsstand(r["stand"])}
        zahlungen[r["bindung_id"]].append(Zahlungszeile(**werte))
    frei: dict[str, list[Freirechnungszeile]] = defaultdict(list)
    for r in _zu_bindungen(verbindung, plan_id, Freirechnung, Freirechnung.datum):
        frei[r["bindung_id"]].append(Freirechnungszeile(**r))
    rows = verbindung.execute(
        select(Bindung.__table__).where(Bindung.plan_id == plan_id).order_by(Bindung.position, Bindung.id)
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


def _zu_bindungen(
    verbindung: Connection,
    plan_id: str,
    klasse: type[Bindungsbetrag | Zahlung | Freirechnung],
    *ordnung: Any,  # noqa: ANN401 - columns of several types
) -> list[RowMapping]:
    abfrage = (
        select(klasse.__table__)
        .join(Bindung, Bindung.id == klasse.bindung_id)
        .where(Bindung.plan_id == plan_id)
        .order_by(*ordnung, klasse.id)
    )
    return list(verbindung.execute(abfrage).mappings())


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
