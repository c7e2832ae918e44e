"""A large plan for measuring: invented rows, and every one of them says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.massnahme import POSITION_STEP, Ansatz, Massnahme
from app.services.beispiel import lege_beispiel_an
from app.services.bindungen import neue_bindung
from app.services.bindungszeilen import Vertrag

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.dokument import Dokument


def grosser_plan(pfad: Path, zeilen: int) -> Dokument:
    """The example plan, filled up with invented rows ("Messzeile …") to ``zeilen`` rows."""
    dok = lege_beispiel_an(pfad, "duisburg-2020")
    blick = dok.blick
    felder, produkte, teams = list(blick.handlungsfelder), list(blick.produkte), list(blick.teams)
    with dok.vorgang("messung", "Erfundene Messzeilen") as tat:
        for i in range(zeilen - len(blick.zeilen)):
            massnahme = Massnahme(
                plan_id=blick.plan_id,
                handlungsfeld_id=felder[i % len(felder)],
                produkt_id=produkte[i % len(produkte)],
                team_id=teams[i % len(teams)],
                position=(1000 + i) * POSITION_STEP,
                leistung=f"Messzeile {i} (erfunden)",
                funktion="erfunden",
                bemerkung="",
            )
            tat.session.add(massnahme)
            tat.session.flush()
            tat.session.add(
                Ansatz(
                    massnahme_id=massnahme.id,
                    position=POSITION_STEP,
                    eintritte=i % 90,
                    mittelansatz_cent=i * 137,
                )
            )
        tat.session.flush()
    return dok


def plan_mit_bindungen(pfad: Path, zahl: int) -> Dokument:
    """The example plan with ``zahl`` invented Bindungen of the plan's year, each due in every month of it."""
    dok = lege_beispiel_an(pfad, "duisburg-2020")
    blick = dok.blick
    with dok.vorgang("messung", "Erfundene Bindungen") as tat:
        for i in range(zahl):
            neue_bindung(
                tat,
                blick.plan_id,
                {(blick.jahr, monat): 1_000_00 + i for monat in range(1, 13)}
                | {(blick.jahr + 1, None): 5_00},
                Vertrag(vertragspartner=f"Träger {i % 40} (erfunden)"),
                bezeichnung=f"Messbindung {i} (erfunden)",
                herkunft_jahr=blick.jahr,
            )
    return dok
