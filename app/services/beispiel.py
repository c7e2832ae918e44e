"""Makes a plan file out of readable example data (``resources/beispiele``), in one Vorgang."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.models.arten import Budgetart, Eintrittestatus, Finanzierung, Planstatus
from app.models.datei import PlanDatei
from app.models.fehler import Anwendungsfehler
from app.models.geld import parse_eur
from app.models.massnahme import POSITION_STEP, Ansatz, Massnahme
from app.models.plan import Budgetposten
from app.services import katalogdaten
from app.services.beispiel_grundlagen import lade_grundlagen
from app.services.beispiel_haushalt import Verweise, ansatzwort, lade_haushalt
from app.services.beispieldaten import finde, lies_beispiel
from app.services.dokument import PLAN_ANLEGEN, Dokument
from app.services.katalogdaten import Daten, lies_daten
from app.services.plaene import neuer_plan
from app.services.ressourcen import ressource

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from app.models.plan import Plan
    from app.services.dokument import Tat
    from app.services.katalogkopie import Schluessel


def beispiele() -> tuple[str, ...]:
    """Names of the example plans that come with the program; those that build on another one last."""
    namen = (ordner.name for ordner in ressource("beispiele").iterdir() if ordner.is_dir())
    return tuple(sorted(namen, key=lambda name: ("grundlage" in _kopf(name), name)))


def vorlagen() -> tuple[str, ...]:
    """Names of those with catalogues of their own, to be taken over into other plans."""
    return tuple(name for name in beispiele() if "grundlage" not in _kopf(name))


def titel(name: str) -> str:
    """What an example plan is called."""
    return str(_kopf(name)["bezeichnung"])


def _kopf(name: str) -> Daten:
    kopf: Daten = lies_daten(name, "plan.toml")["plan"]
    return kopf


def lege_beispiel_an(pfad: Path, name: str, *, wer: str | None = None) -> Dokument:
    """Create a plan file with the example ``name``.

    Raises:
        Anwendungsfehler: there is no such example.
        DateiFehler: the file exists already or cannot be written.
    """
    if name not in beispiele():
        msg = f"Ein Beispiel „{name}“ gibt es nicht. Vorhanden: {', '.join(beispiele())}."
        raise Anwendungsfehler(msg)
    daten = lies_beispiel(name)
    kopf = daten["plan"]
    bezeichnung = str(kopf["bezeichnung"])
    dok = Dokument(PlanDatei.lege_an(pfad), wer=wer)
    with dok.vorgang(PLAN_ANLEGEN, f"Beispielplan „{bezeichnung}“ geladen") as tat:
        plan = neuer_plan(tat, kopf["haushaltsjahr"], bezeichnung, kopf.get("stand"), kopf.get("quelle"))
        plan.status = Planstatus(kopf.get("status", plan.status)).value
        plan.erfunden = kopf.get("erfunden", False)
        _fuelle(tat, plan, daten)
    return dok


def _fuelle(tat: Tat, plan: Plan, daten: Daten) -> None:
    session = tat.session
    posten = {p.art: p for p in session.scalars(select(Budgetposten).where(Budgetposten.plan_id == plan.id))}
    for eintrag in daten["budgetposten"]:
        ziel = posten[Budgetart(eintrag["art"]).value]
        ziel.betrag_cent = parse_eur(eintrag["betrag"])
        ziel.quelle, ziel.erlaeuterung = eintrag.get("quelle"), eintrag.get("erlaeuterung")

    schluessel = katalogdaten.lade(tat, plan.id, daten)
    massnahmen: dict[str, str] = {}
    ansaetze: dict[str, str] = {}
    for nummer, eintrag in enumerate(daten["massnahme"], start=1):
        wort = _wort(eintrag["leistung"], massnahmen)
        massnahmen[wort] = _massnahme(tat, plan, eintrag, schluessel, nummer)
        for stelle, ansatz_id in enumerate(_ansaetze(tat, massnahmen[wort], eintrag["ansaetze"]), start=1):
            ansaetze[ansatzwort(wort, stelle)] = ansatz_id
    lade_grundlagen(tat, plan.id, daten)
    lade_haushalt(tat, plan.id, daten, Verweise(schluessel.produkte, massnahmen, ansaetze))


def _wort(leistung: str, vergeben: Container[str]) -> str:
    """What other data calls a Massnahme: its Leistung, from the second of that name on with a number."""
    worte = chain([leistung], (f"{leistung} ({nummer})" for nummer in count(2)))
    return next(wort for wort in worte if wort not in vergeben)


def _massnahme(tat: Tat, plan: Plan, eintrag: Daten, schluessel: Schluessel, nummer: int) -> str:
    massnahme = Massnahme(
        plan_id=plan.id,
        position=nummer * POSITION_STEP,
        leistung=eintrag["leistung"],
        funktion=eintrag.get("funktion", ""),
        bemerkung=eintrag.get("bemerkung", ""),
        team_hinweis=eintrag.get("team_hinweis"),
        quelle=eintrag.get("quelle"),
        handlungsfeld_id=finde(schluessel.handlungsfelder, eintrag.get("handlungsfeld"), "Handlungsfeld"),
        produkt_id=finde(schluessel.produkte, eintrag.get("produkt"), "Produkt"),
        team_id=finde(schluessel.teams, eintrag.get("team"), "Team"),
    )
    tat.session.add(massnahme)
    tat.session.flush()
    return massnahme.id


def _ansaetze(tat: Tat, massnahme_id: str, daten: list[Daten]) -> list[str]:
    ansaetze = [_ansatz(massnahme_id, nummer, eintrag) for nummer, eintrag in enumerate(daten, start=1)]
    tat.session.add_all(ansaetze)
    tat.session.flush()
    return [ansatz.id for ansatz in ansaetze]


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
