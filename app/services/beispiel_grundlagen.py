"""What a plan rests on out of example data: every column as people would type it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.models.massnahme import POSITION_STEP
from app.services.grundlagenfelder import TABELLEN, Grundtabelle, lies

if TYPE_CHECKING:
    from app.models.grundlagen import Grundlage
    from app.services.dokument import Tat
    from app.services.katalogdaten import Daten


def lade_grundlagen(tat: Tat, plan_id: str, daten: Daten) -> None:
    """Add the tables of the Grundlagen to a plan, inside a Vorgang under way.

    Raises:
        EingabeFehler: a text that its column cannot take.
    """
    for tabelle in TABELLEN:
        for nummer, eintrag in enumerate(daten.get(tabelle.name, []), start=1):
            tat.session.add(_zeile(plan_id, tabelle, eintrag, nummer))
    tat.session.flush()


def _zeile(plan_id: str, tabelle: Grundtabelle, eintrag: Daten, nummer: int) -> Grundlage:
    werte: dict[str, Any] = {feld: lies(tabelle, feld, text) for feld, text in eintrag.items()}
    return tabelle.entitaet(plan_id=plan_id, position=nummer * POSITION_STEP, **werte)
