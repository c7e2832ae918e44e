"""Catalogue entries that an import brings along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.models.massnahme import POSITION_STEP
from app.models.plan import Handlungsfeld, Produkt, Produktkategorie
from app.services.einfuhr.vorschau import HANDLUNGSFELD, PRODUKT, PRODUKTKATEGORIE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.dokument import Tat
    from app.services.einfuhr.vorschau import Posten
    from app.services.planblick import Planblick

_KLASSEN: dict[str, type[Handlungsfeld | Produktkategorie | Produkt]] = {
    HANDLUNGSFELD: Handlungsfeld,
    PRODUKTKATEGORIE: Produktkategorie,
    PRODUKT: Produkt,
}


def lege_kataloge_an(tat: Tat, blick: Planblick, posten: Sequence[Posten]) -> frozenset[str]:
    """Add catalogue entries at the end, inside a Vorgang under way; returns the keys of those added.

    A product whose category is not accepted is left out, and so it is not assigned to anything.
    """
    angelegt: set[str] = set()
    for tabelle in (HANDLUNGSFELD, PRODUKTKATEGORIE, PRODUKT):
        for p in posten:
            if p.tabelle == tabelle and (objekt := _objekt(tat, blick, p, angelegt)) is not None:
                tat.session.add(objekt)
                tat.session.flush()
                angelegt.add(p.zeile_id)
    return frozenset(angelegt)


def _objekt(
    tat: Tat, blick: Planblick, p: Posten, angelegt: set[str]
) -> Handlungsfeld | Produktkategorie | Produkt | None:
    klasse = _KLASSEN[p.tabelle]
    letzte = tat.session.scalar(select(func.max(klasse.position)).where(klasse.plan_id == blick.plan_id))
    werte: dict[str, object] = {
        "id": p.zeile_id,
        "plan_id": blick.plan_id,
        "position": (letzte or 0) + POSITION_STEP,
        **p.texte,
    }
    if p.tabelle == PRODUKT:
        kategorie = p.zusatz["produktkategorie_id"]
        if kategorie not in blick.kategorien and kategorie not in angelegt:
            return None
        werte["produktkategorie_id"] = kategorie
    return klasse(**werte)
