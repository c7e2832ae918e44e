"""Catalogues as readable data (``resources/beispiele/*/plan.toml``), loaded into a plan."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.models.massnahme import POSITION_STEP
from app.models.plan import Handlungsfeld, Produkt, Produktkategorie, Team
from app.services.ressourcen import ressource

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.dokument import Tat

Daten = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Schluessel:
    """Row keys of loaded catalogue entries by the words that the data uses for them."""

    handlungsfelder: dict[str, str]
    produkte: dict[str, str]
    teams: dict[str, str]


def lies_daten(name: str, datei: str) -> Daten:
    """One file of an example plan."""
    with ressource("beispiele", name, datei).open("rb") as quelle:
        return tomllib.load(quelle)


def lade(tat: Tat, plan_id: str, daten: Daten) -> Schluessel:
    """Add the catalogues of ``daten`` to a plan, inside a Vorgang under way."""

    def katalog(name: str, mache: Callable[[Daten, int], Any]) -> dict[str, str]:
        eintraege = {
            e["schluessel"]: mache(e, (i + 1) * POSITION_STEP) for i, e in enumerate(daten.get(name, []))
        }
        tat.session.add_all(eintraege.values())
        tat.session.flush()
        return {schluessel: objekt.id for schluessel, objekt in eintraege.items()}

    handlungsfelder = katalog("handlungsfeld", lambda e, p: _handlungsfeld(plan_id, e, p))
    teams = katalog(
        "team",
        lambda e, p: Team(plan_id=plan_id, position=p, bezeichnung=e["bezeichnung"], quelle=e.get("quelle")),
    )
    kategorien = katalog("produktkategorie", lambda e, p: _kategorie(plan_id, e, p))
    produkte = katalog(
        "produkt",
        lambda e, p: Produkt(
            plan_id=plan_id,
            produktkategorie_id=kategorien[e["kategorie"]],
            position=p,
            bezeichnung=e["bezeichnung"],
            rechtsgrundlage=e.get("rechtsgrundlage"),
        ),
    )
    return Schluessel(handlungsfelder, produkte, teams)


def _handlungsfeld(plan_id: str, e: Daten, position: int) -> Handlungsfeld:
    return Handlungsfeld(
        plan_id=plan_id,
        position=position,
        nummer=e.get("nummer"),
        bezeichnung=e["bezeichnung"],
        kurz=e.get("kurz"),
        tabellentitel=e.get("tabellentitel"),
        abschnitt=e.get("abschnitt"),
    )


def _kategorie(plan_id: str, e: Daten, position: int) -> Produktkategorie:
    return Produktkategorie(
        plan_id=plan_id,
        position=position,
        nummer=e.get("nummer"),
        bezeichnung=e["bezeichnung"],
        kurz=e.get("kurz"),
        ausgewiesen=e.get("ausgewiesen", True),
    )
