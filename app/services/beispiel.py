"""Makes a plan file out of readable example data (``resources/beispiele``), in one Vorgang."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.models.arten import Budgetart, Eintrittestatus, Finanzierung
from app.models.bindung import Bindung, Bindungsbetrag
from app.models.datei import PlanDatei
from app.models.fehler import Anwendungsfehler
from app.models.geld import parse_eur
from app.models.massnahme import POSITION_STEP, Ansatz, Massnahme
from app.models.plan import Budgetposten
from app.services import katalogdaten
from app.services.dokument import PLAN_ANLEGEN, Dokument
from app.services.katalogdaten import Daten, lies_daten
from app.services.plaene import neuer_plan
from app.services.ressourcen import ressource

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.plan import Plan
    from app.services.dokument import Tat


def beispiele() -> tuple[str, ...]:
    """Names of the example plans that come with the program."""
    return tuple(sorted(ordner.name for ordner in ressource("beispiele").iterdir() if ordner.is_dir()))


def titel(name: str) -> str:
    """What an example plan is called."""
    return str(lies_daten(name, "plan.toml")["plan"]["bezeichnung"])


def lege_beispiel_an(pfad: Path, name: str, *, wer: str | None = None) -> Dokument:
    """Create a plan file with the example ``name``.

    Raises:
        Anwendungsfehler: there is no such example.
        DateiFehler: the file exists already or cannot be written.
    """
    if name not in beispiele():
        msg = f"Ein Beispiel „{name}“ gibt es nicht. Vorhanden: {', '.join(beispiele())}."
        raise Anwendungsfehler(msg)
    kopf, massnahmen = lies_daten(name, "plan.toml"), lies_daten(name, "massnahmen.toml")
    dok = Dokument(PlanDatei.lege_an(pfad), wer=wer)
    bezeichnung = str(kopf["plan"]["bezeichnung"])
    with dok.vorgang(PLAN_ANLEGEN, f"Beispielplan „{bezeichnung}“ geladen") as tat:
        plan = neuer_plan(
            tat,
            kopf["plan"]["haushaltsjahr"],
            bezeichnung,
            kopf["plan"].get("stand"),
            kopf["plan"].get("quelle"),
        )
        plan.status = kopf["plan"].get("status", plan.status)
        _fuelle(tat, plan, kopf, massnahmen["massnahme"])
    return dok


def _fuelle(tat: Tat, plan: Plan, kopf: Daten, massnahmen: list[Daten]) -> None:
    session = tat.session
    posten = {p.art: p for p in session.scalars(select(Budgetposten).where(Budgetposten.plan_id == plan.id))}
    for eintrag in kopf["budgetposten"]:
        ziel = posten[Budgetart(eintrag["art"]).value]
        ziel.betrag_cent = parse_eur(eintrag["betrag"])
        ziel.quelle, ziel.erlaeuterung = eintrag.get("quelle"), eintrag.get("erlaeuterung")

    schluessel = katalogdaten.lade(tat, plan.id, kopf)
    for nummer, eintrag in enumerate(massnahmen, start=1):
        verweise = {
            "handlungsfeld_id": schluessel.handlungsfelder.get(eintrag.get("handlungsfeld", "")),
            "produkt_id": schluessel.produkte.get(eintrag.get("produkt", "")),
            "team_id": schluessel.teams.get(eintrag.get("team", "")),
        }
        _massnahme(tat, plan, eintrag, verweise, nummer)
    for nummer, eintrag in enumerate(kopf.get("bindung", []), start=1):
        _bindung(tat, plan, eintrag, nummer)


def _massnahme(tat: Tat, plan: Plan, eintrag: Daten, verweise: dict[str, str | None], nummer: int) -> None:
    massnahme = Massnahme(
        plan_id=plan.id,
        position=nummer * POSITION_STEP,
        leistung=eintrag["leistung"],
        funktion=eintrag.get("funktion", ""),
        bemerkung=eintrag.get("bemerkung", ""),
        team_hinweis=eintrag.get("team_hinweis"),
        quelle=eintrag.get("quelle"),
        **verweise,
    )
    tat.session.add(massnahme)
    tat.session.flush()
    tat.session.add_all(_ansatz(massnahme.id, i, a) for i, a in enumerate(eintrag["ansaetze"], start=1))
    tat.session.flush()


def _ansatz(massnahme_id: str, nummer: int, daten: Daten) -> Ansatz:
    betrag = daten.get("mittelansatz")
    return Ansatz(
        massnahme_id=massnahme_id,
        position=nummer * POSITION_STEP,
        eintritte=daten.get("eintritte"),
        eintritte_status=Eintrittestatus(daten.get("eintritte_status", "zahl")).value,
        mittelansatz_cent=parse_eur(betrag) if betrag is not None else None,
        finanzierung=Finanzierung(daten.get("finanzierung", "neufall")).value,
    )


def _bindung(tat: Tat, plan: Plan, eintrag: Daten, nummer: int) -> None:
    bindung = Bindung(
        plan_id=plan.id,
        position=nummer * POSITION_STEP,
        bezeichnung=eintrag["bezeichnung"],
        herkunft_jahr=eintrag["herkunft_jahr"],
        aufgegliedert=eintrag.get("aufgegliedert", True),
        bemerkung=eintrag.get("bemerkung"),
        quelle=eintrag.get("quelle"),
    )
    tat.session.add(bindung)
    tat.session.flush()
    tat.session.add_all(
        Bindungsbetrag(
            bindung_id=bindung.id, jahr=b["jahr"], monat=b.get("monat"), betrag_cent=parse_eur(b["betrag"])
        )
        for b in eintrag["betraege"]
    )
    tat.session.flush()
