"""Catalogues as readable data (``resources/beispiele/*/plan.toml``), loaded into a plan."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from app.models.arten import Bildungsart
from app.models.massnahme import POSITION_STEP
from app.services.katalogkopie import Kataloge, Schluessel, lege_an
from app.services.ressourcen import ressource
from app.services.zeilen import Katalogeintrag

if TYPE_CHECKING:
    from app.services.dokument import Tat

Daten = dict[str, Any]


def lies_daten(name: str, datei: str) -> Daten:
    """One file of an example plan."""
    with ressource("beispiele", name, datei).open("rb") as quelle:
        return tomllib.load(quelle)


def lade(tat: Tat, plan_id: str, daten: Daten) -> Schluessel:
    """Add the catalogues of ``daten`` to a plan, inside a Vorgang under way; keys by the data's words."""
    return lege_an(
        tat,
        plan_id,
        Kataloge(
            _eintraege(daten, "handlungsfeld"),
            _eintraege(daten, "produktkategorie"),
            _eintraege(daten, "produkt", zusatz="rechtsgrundlage"),
            _eintraege(daten, "team", zusatz="quelle"),
        ),
    )


def _eintraege(daten: Daten, name: str, zusatz: str = "") -> tuple[Katalogeintrag, ...]:
    return tuple(
        Katalogeintrag(
            id=e["schluessel"],
            position=nummer * POSITION_STEP,
            bezeichnung=e["bezeichnung"],
            nummer=e.get("nummer"),
            kurz=e.get("kurz"),
            gehoert_zu=e.get("kategorie"),
            ausgewiesen=e.get("ausgewiesen", True),
            zusatz=e.get(zusatz),
            tabellentitel=e.get("tabellentitel"),
            abschnitt=e.get("abschnitt"),
            bildungsart=Bildungsart(e["bildungsart"]) if "bildungsart" in e else None,
        )
        for nummer, e in enumerate(daten.get(name, []), start=1)
    )
