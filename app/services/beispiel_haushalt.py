"""Money beside the measures out of example data: Bindungen, VE, Umschichtungen, Freigaben, cases, figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
from app.models.geld import parse_eur
from app.models.haushalt import (
    Fallgruppe,
    Freigabe,
    Planwert,
    Umschichtung,
    Verpflichtungsermaechtigung,
)
from app.models.massnahme import POSITION_STEP
from app.services.beispieldaten import finde

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.services.dokument import Tat
    from app.services.katalogdaten import Daten

_WIE_SIE_HEISSEN = (
    "bezeichnung",
    "herkunft_jahr",
    "bemerkung",
    "quelle",
    "vertragspartner",
    "aktenzeichen",
    "datum",
    "laufzeit_von",
    "laufzeit_bis",
    "plaetze",
    "besetzt",
    "abschlag_promille",
    "zahlungsziel_tage",
    "skonto_promille",
    "skonto_tage",
)
"""Fields of a Bindung that the data calls by the same name."""


@dataclass(frozen=True, slots=True)
class Verweise:
    """Row keys of what is loaded already, by the words that the data uses for it."""

    produkte: Mapping[str, str]
    massnahmen: Mapping[str, str]
    """By Leistung; a second one of that name is ``Leistung (2)``."""
    ansaetze: Mapping[str, str]
    """By ``ansatzwort``."""
    fallgruppen: dict[str, str] = field(default_factory=dict)
    bindungen: dict[str, str] = field(default_factory=dict)


def ansatzwort(massnahme: str, nummer: int) -> str:
    """What the data calls a row: the word for its Massnahme, and its number in it, from 1."""
    return f"{massnahme}, Zeile {nummer}"


def lade_haushalt(tat: Tat, plan_id: str, daten: Daten, verweise: Verweise) -> None:
    """Add all that is not a catalogue or a measure to a plan, inside a Vorgang under way.

    Raises:
        KeyError: the data refers to something that it does not hold.
    """
    for nummer, eintrag in enumerate(daten.get("fallgruppe", []), start=1):
        _fallgruppe(tat, plan_id, eintrag, verweise, nummer)
    for nummer, eintrag in enumerate(daten.get("bindung", []), start=1):
        _bindung(tat, plan_id, eintrag, verweise, nummer)
    tat.session.add_all(_ve(plan_id, e) for e in daten.get("ve", []))
    tat.session.add_all(_umschichtung(plan_id, e, verweise) for e in daten.get("umschichtung", []))
    tat.session.add_all(_freigabe(plan_id, e) for e in daten.get("freigabe", []))
    tat.session.add_all(_planwert(plan_id, e) for e in daten.get("planwert", []))
    tat.session.flush()


def _merke(ziele: dict[str, str], eintrag: Daten, zeile_id: str) -> None:
    schluessel = eintrag.get("schluessel")
    if schluessel is None:
        return
    if schluessel in ziele:
        msg = f"Schlüssel „{schluessel}“ ist doppelt"
        raise KeyError(msg)
    ziele[schluessel] = zeile_id


# -- Bindungen ---------------------------------------------------------------------------------------


def _bindung(tat: Tat, plan_id: str, e: Daten, verweise: Verweise, nummer: int) -> None:
    ansatz = ansatzwort(e["massnahme"], e["ansatz"]) if "ansatz" in e else None
    summe = e.get("summe")
    bindung = Bindung(
        plan_id=plan_id,
        position=nummer * POSITION_STEP,
        aufgegliedert=e.get("aufgegliedert", True),
        massnahme_id=finde(verweise.massnahmen, e.get("massnahme"), "Maßnahme"),
        ansatz_id=finde(verweise.ansaetze, ansatz, "Ansatz"),
        produkt_id=finde(verweise.produkte, e.get("produkt"), "Produkt"),
        fallgruppe_id=finde(verweise.fallgruppen, e.get("fallgruppe"), "Fallgruppe"),
        sammel_id=finde(verweise.bindungen, e.get("sammel"), "Bindung"),
        grund_id=finde(verweise.bindungen, e.get("grund"), "Bindung"),
        art=Bindungsart(e.get("art", "vertrag")).value,
        teil=Bindungsteil(e.get("teil", "grundvertrag")).value,
        wirksam=e.get("wirksam", True),
        summe_cent=None if summe is None else parse_eur(summe),
        **{name: e.get(name) for name in _WIE_SIE_HEISSEN},
    )
    tat.session.add(bindung)
    tat.session.flush()
    _merke(verweise.bindungen, e, bindung.id)
    tat.session.add_all(_zu_bindung(bindung.id, e))
    tat.session.flush()


def _zu_bindung(bindung_id: str, e: Daten) -> Iterator[Bindungsbetrag | Zahlung | Freirechnung]:
    for b in e["betraege"]:
        betrag = parse_eur(b["betrag"])
        yield Bindungsbetrag(bindung_id=bindung_id, jahr=b["jahr"], monat=b.get("monat"), betrag_cent=betrag)
    for z in e.get("zahlungen", []):
        yield Zahlung(
            bindung_id=bindung_id,
            jahr=z.get("jahr", z["datum"].year),
            datum=z["datum"],
            betrag_cent=parse_eur(z["betrag"]),
            art=Zahlungsart(z.get("art", "rechnung")).value,
            stand=Zahlungsstand(z.get("stand", "ausgezahlt")).value,
            beleg=z.get("beleg"),
            bemerkung=z.get("bemerkung"),
        )
    for f in e.get("freirechnungen", []):
        yield Freirechnung(
            bindung_id=bindung_id,
            jahr=f.get("jahr", f["datum"].year),
            datum=f["datum"],
            betrag_cent=parse_eur(f["betrag"]),
            grund=f["grund"],
        )


# -- cases, VE, movements, releases, figures -----------------------------------------------------------


def _fallgruppe(tat: Tat, plan_id: str, e: Daten, verweise: Verweise, nummer: int) -> None:
    gruppe = Fallgruppe(
        plan_id=plan_id,
        position=nummer * POSITION_STEP,
        bezeichnung=e["bezeichnung"],
        produkt_id=finde(verweise.produkte, e.get("produkt"), "Produkt"),
        massnahme_id=finde(verweise.massnahmen, e.get("massnahme"), "Maßnahme"),
        klasse=e.get("klasse"),
        anzahl=e["anzahl"],
        beginn_jahr=e["beginn_jahr"],
        beginn_monat=e["beginn_monat"],
        dauer_monate=e["dauer_monate"],
        lohn_cent=parse_eur(e["lohn"]),
        bemerkung=e.get("bemerkung"),
    )
    tat.session.add(gruppe)
    tat.session.flush()
    _merke(verweise.fallgruppen, e, gruppe.id)


def _ve(plan_id: str, e: Daten) -> Verpflichtungsermaechtigung:
    return Verpflichtungsermaechtigung(
        plan_id=plan_id,
        jahr=e["jahr"],
        ab=e["ab"],
        betrag_cent=parse_eur(e["betrag"]),
        stand=VeStand(e["stand"]).value,
        bemerkung=e.get("bemerkung"),
    )


def _umschichtung(plan_id: str, e: Daten, verweise: Verweise) -> Umschichtung:
    return Umschichtung(
        plan_id=plan_id,
        datum=e.get("datum"),
        richtung=Umschichtungsrichtung(e["richtung"]).value,
        stand=Umschichtungsstand(e["stand"]).value,
        betrag_cent=parse_eur(e["betrag"]),
        von_produkt_id=finde(verweise.produkte, e.get("von"), "Produkt"),
        nach_produkt_id=finde(verweise.produkte, e.get("nach"), "Produkt"),
        grund=e["grund"],
    )


def _freigabe(plan_id: str, e: Daten) -> Freigabe:
    return Freigabe(
        plan_id=plan_id,
        von=e["von"],
        bis=e["bis"],
        anteil_promille=e["anteil_promille"],
        anrechnung=Anrechnung(e.get("anrechnung", "ganzes_jahr")).value,
        bemerkung=e.get("bemerkung"),
    )


def _planwert(plan_id: str, e: Daten) -> Planwert:
    """A figure: ``betrag`` (an amount) where its name ends in ``_cent``, else ``wert`` (a whole number)."""
    groesse = Plangroesse(e["groesse"])
    wert = parse_eur(e["betrag"]) if groesse.value.endswith("_cent") else e["wert"]
    return Planwert(plan_id=plan_id, groesse=groesse.value, wert=wert, quelle=e.get("quelle"))
