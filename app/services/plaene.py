"""Vorgänge on whole plans: create a file with a plan, add plans, change a plan's head and budget inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.models.arten import Budgetart, Planstatus
from app.models.datei import PlanDatei
from app.models.geld import format_eur
from app.models.plan import Budgetposten, Plan
from app.services.dokument import PLAN_ANLEGEN, Dokument
from app.services.eingabe import EingabeFehler
from app.services.worte import BUDGET_WORT

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from app.services.changes import Changes
    from app.services.dokument import Tat

FRUEHESTES_JAHR = 2005
"""The SGB II is in force since 2005: there is no earlier plan."""
SPAETESTES_JAHR = 2099


def oeffne(pfad: Path, *, schreibgeschuetzt: bool = False, wer: str | None = None) -> Dokument:
    """Open a plan file.

    Raises:
        DateiFehler: what, which file, what now; nothing was written.
    """
    datei = PlanDatei.oeffne(pfad, schreibgeschuetzt=schreibgeschuetzt)
    try:
        return Dokument(datei, wer=wer)
    except BaseException:
        datei.schliesse()
        raise


def lege_leer_an(
    pfad: Path, jahr: int, *, bezeichnung: str | None = None, wer: str | None = None
) -> Dokument:
    """Create a file with one empty plan for ``jahr``: budget inputs unknown, catalogues empty.

    Raises:
        EingabeFehler: the year cannot be a Haushaltsjahr.
        DateiFehler: the file exists already or cannot be written.
    """
    pruefe_jahr(jahr)
    dok = Dokument(PlanDatei.lege_an(pfad), wer=wer)
    plan_anlegen(dok, jahr, bezeichnung or vorschlag(jahr))
    return dok


def vorschlag(jahr: int) -> str:
    """What a plan for ``jahr`` is called unless somebody says otherwise."""
    return f"Arbeitsmarkt- und Integrationsprogramm {jahr}"


def plan_anlegen(dok: Dokument, jahr: int, bezeichnung: str, stand: dt.date | None = None) -> str:
    """Add an empty plan to the file and make it the active one; returns its key."""
    pruefe_jahr(jahr)
    with dok.vorgang(PLAN_ANLEGEN, f"Plan „{bezeichnung}“ angelegt") as tat:
        plan = neuer_plan(tat, jahr, bezeichnung, stand)
        plan_id = plan.id
    dok.waehle(plan_id)
    return plan_id


def neuer_plan(
    tat: Tat, jahr: int, bezeichnung: str, stand: dt.date | None = None, quelle: str | None = None
) -> Plan:
    """A new plan with its budget inputs still unknown, inside a Vorgang under way."""
    plan = Plan(
        haushaltsjahr=jahr,
        bezeichnung=bezeichnung,
        stand=stand,
        status=Planstatus.ENTWURF.value,
        quelle=quelle,
    )
    tat.session.add(plan)
    tat.session.flush()
    tat.plan_id = plan.id
    tat.session.add_all(Budgetposten(plan_id=plan.id, art=art.value) for art in Budgetart)
    tat.session.flush()
    return plan


def plan_setzen(
    dok: Dokument, *, bezeichnung: str, haushaltsjahr: int, stand: dt.date | None, status: str
) -> Changes:
    """Change the head of the active plan.

    Raises:
        EingabeFehler: empty name or impossible year; nothing is changed.
    """
    pruefe_jahr(haushaltsjahr)
    if not bezeichnung.strip():
        msg = "Ein Plan braucht eine Bezeichnung."
        raise EingabeFehler(msg)
    with dok.vorgang("plan_kopf", "Angaben zum Plan geändert") as tat:
        plan = tat.session.get_one(Plan, dok.blick.plan_id)
        plan.bezeichnung, plan.haushaltsjahr = bezeichnung.strip(), haushaltsjahr
        plan.stand, plan.status = stand, Planstatus(status).value
    return tat.ergebnis()


def budget_setzen(dok: Dokument, art: Budgetart, cent: int | None, *, grund: str | None = None) -> Changes:
    """Set one budget input, in Cent; None means not known yet.

    Only the Umschichtung may be negative: then money flows from the Verwaltung into the EGT.

    Raises:
        EingabeFehler: a negative amount where there can be none.
    """
    if cent is not None and cent < 0 and art is not Budgetart.UMSCHICHTUNG:
        msg = f"„{BUDGET_WORT[art]}“ kann nicht negativ sein ({format_eur(cent)})."
        raise EingabeFehler(msg)
    with dok.vorgang("budget", f"{BUDGET_WORT[art]} geändert", grund=grund) as tat:
        posten = _posten(tat, dok.blick.plan_id, art)
        posten.betrag_cent = cent
    return tat.ergebnis()


def budget_uebernehmen(dok: Dokument, art: Budgetart, cent: int, *, quelle: str) -> Changes:
    """Set a budget input (Cent) to what was calculated, and say where it comes from, in one Vorgang."""
    with dok.vorgang("budget", f"{BUDGET_WORT[art]} übernommen", grund=quelle) as tat:
        posten = _posten(tat, dok.blick.plan_id, art)
        posten.betrag_cent, posten.quelle = cent, quelle
    return tat.ergebnis()


def budget_erlaeutern(
    dok: Dokument, art: Budgetart, *, quelle: str | None, erlaeuterung: str | None
) -> Changes:
    """Say where a budget input comes from and what it means."""
    with dok.vorgang("budget_text", f"Erläuterung zu {BUDGET_WORT[art]} geändert") as tat:
        posten = _posten(tat, dok.blick.plan_id, art)
        posten.quelle, posten.erlaeuterung = quelle or None, erlaeuterung or None
    return tat.ergebnis()


def _posten(tat: Tat, plan_id: str, art: Budgetart) -> Budgetposten:
    return tat.session.scalars(
        select(Budgetposten).where(Budgetposten.plan_id == plan_id, Budgetposten.art == art.value)
    ).one()


def pruefe_jahr(jahr: int) -> None:
    """Check that there can be a plan for ``jahr``.

    Raises:
        EingabeFehler: there cannot.
    """
    if not FRUEHESTES_JAHR <= jahr <= SPAETESTES_JAHR:
        msg = f"{jahr} ist kein Haushaltsjahr zwischen {FRUEHESTES_JAHR} und {SPAETESTES_JAHR}."
        raise EingabeFehler(msg)
