"""Catalogue entries put into a plan: the one place that does it, whatever the entries come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.plan import Handlungsfeld, Produkt, Produktkategorie, Team

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.dokument import Tat
    from app.services.planblick import Planblick
    from app.services.zeilen import Katalogeintrag


@dataclass(frozen=True, slots=True)
class Kataloge:
    """Entries by kind; each one's ``id`` is what others call it: a row key, or a word of readable data."""

    handlungsfelder: tuple[Katalogeintrag, ...]
    kategorien: tuple[Katalogeintrag, ...]
    produkte: tuple[Katalogeintrag, ...]
    teams: tuple[Katalogeintrag, ...]


@dataclass(frozen=True, slots=True)
class Schluessel:
    """Row keys of the entries that were added, by the ``id`` that they came with."""

    handlungsfelder: dict[str, str]
    produkte: dict[str, str]
    teams: dict[str, str]


def von_plan(blick: Planblick) -> Kataloge:
    """The catalogues of a plan."""
    return Kataloge(
        tuple(blick.handlungsfelder.values()),
        tuple(blick.kategorien.values()),
        tuple(blick.produkte.values()),
        tuple(blick.teams.values()),
    )


def lege_an(tat: Tat, plan_id: str, kataloge: Kataloge) -> Schluessel:
    """Add entries to a plan, inside a Vorgang under way."""

    def fuege_an(objekte: Mapping[str, Handlungsfeld | Produktkategorie | Produkt | Team]) -> dict[str, str]:
        tat.session.add_all(objekte.values())
        tat.session.flush()
        return {alt: objekt.id for alt, objekt in objekte.items()}

    handlungsfelder = fuege_an({h.id: _handlungsfeld(plan_id, h) for h in kataloge.handlungsfelder})
    teams = fuege_an({t.id: _team(plan_id, t) for t in kataloge.teams})
    kategorien = fuege_an({k.id: _kategorie(plan_id, k) for k in kataloge.kategorien})
    produkte = fuege_an({p.id: _produkt(plan_id, p, kategorien) for p in kataloge.produkte})
    return Schluessel(handlungsfelder, produkte, teams)


def _handlungsfeld(plan_id: str, h: Katalogeintrag) -> Handlungsfeld:
    return Handlungsfeld(
        plan_id=plan_id,
        position=h.position,
        nummer=h.nummer,
        bezeichnung=h.bezeichnung,
        kurz=h.kurz,
        tabellentitel=h.tabellentitel,
        abschnitt=h.abschnitt,
    )


def _kategorie(plan_id: str, k: Katalogeintrag) -> Produktkategorie:
    return Produktkategorie(
        plan_id=plan_id,
        position=k.position,
        nummer=k.nummer,
        bezeichnung=k.bezeichnung,
        kurz=k.kurz,
        ausgewiesen=k.ausgewiesen,
    )


def _produkt(plan_id: str, p: Katalogeintrag, kategorien: Mapping[str, str]) -> Produkt:
    return Produkt(
        plan_id=plan_id,
        produktkategorie_id=kategorien[str(p.gehoert_zu)],
        position=p.position,
        bezeichnung=p.bezeichnung,
        rechtsgrundlage=p.zusatz,
        bildungsart=p.bildungsart.value if p.bildungsart else None,
    )


def _team(plan_id: str, t: Katalogeintrag) -> Team:
    return Team(plan_id=plan_id, position=t.position, bezeichnung=t.bezeichnung, quelle=t.zusatz)
