"""Haushaltsjahr fortschreiben: this plan goes on into the plan of the year after, in one Vorgang.

Catalogues, measures, what is bound beyond the year and cases that still run are carried over; the budget, VE,
Umschichtungen, Freigaben, named figures, payments and releases are this year's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.haushalt import Fallgruppe as Fallgruppenzeile
from app.models.massnahme import Ansatz, Massnahme
from app.services import katalogkopie
from app.services.bindungen import betraege_von, neue_bindung
from app.services.bindungsstand import bindungsstand
from app.services.bindungsuebertrag import neufaelle, offene_neufaelle, uebertrag
from app.services.eingabe import EingabeFehler
from app.services.grundlagenfelder import TABELLEN
from app.services.grundlagenkopie import uebernimm_grundlagen
from app.services.plaene import neuer_plan, pruefe_jahr, vorschlag
from app.services.zeilen import Finanzierung

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.bindungszeilen import Bindungszeile
    from app.services.dokument import Dokument, Tat
    from app.services.haushaltszeilen import Fallgruppe
    from app.services.planblick import Planblick
    from app.services.zeilen import Plankopf, Zeile

ART = "fortschreiben"
_MONATE = 12


@dataclass(frozen=True, slots=True)
class Fortschreibung:
    """What the user chose."""

    bezeichnung: str
    """Name of the new plan."""
    betraege_uebernehmen: bool = True
    """Eintritte and Mittelansätze come along to begin with; else both are empty."""


@dataclass(frozen=True, slots=True)
class Fortschreibvorschau:
    """What the new plan will hold, in numbers; amounts in Cent."""

    jahr: int
    handlungsfelder: int
    kategorien: int
    produkte: int
    teams: int
    leistungen: int
    ansaetze: int
    eintritte: int | None
    """Carried over to begin with; None where they are not."""
    verplant_cent: int | None
    """Mittelansätze (Neufall) carried over to begin with; None where they are not."""
    bindungen: int
    """Bindungen with money left in the new year or later; options that are not drawn are not counted."""
    bindungen_cent: int
    """What they take in the new year, after releases and payments."""
    bindungen_spaeter_cent: int
    """What they take after it."""
    optionen: int
    """Options that are not drawn and can still be."""
    neufaelle: int
    """Rows "Auszahlung" of the new year that become Bindungen."""
    neufaelle_cent: int
    offen: tuple[str, ...]
    """Leistungen of such rows whose amount is not known: no Bindung is made for them."""
    gezahlt_cent: int
    """Paid for the new year or later already, and taken off."""
    fallgruppen: int
    grundlagen: int
    """Rows of all tables of the Grundlagen."""
    mit_zahlen: bool
    """Whether figures are taken over."""
    """Groups of cases that still run in the new year."""
    vorhandene: tuple[str, ...]
    """Plans that the file already has for the new year."""

    @property
    def vorbindungen_cent(self) -> int:
        """What the new plan begins with: due in its year from this and earlier years."""
        return self.bindungen_cent + self.neufaelle_cent


def bezeichnung_vorschlag(kopf: Plankopf) -> str:
    """What the plan of the year after is called unless somebody says otherwise: the year moves on."""
    naechstes = kopf.haushaltsjahr + 1
    name, treffer = re.subn(rf"(?<!\d){kopf.haushaltsjahr}(?!\d)", str(naechstes), kopf.bezeichnung)
    return name if treffer else vorschlag(naechstes)


def vorschau(dok: Dokument, wahl: Fortschreibung) -> Fortschreibvorschau:
    """What ``fortschreiben`` will do with the active plan; nothing is written."""
    blick = dok.blick
    jahr = blick.jahr + 1
    bindungen = uebertrag(blick.jahr, blick.bindungen)
    stand = bindungsstand(jahr, bindungen)
    neue = neufaelle(blick)
    gesamt = blick.summen.gesamt
    return Fortschreibvorschau(
        jahr=jahr,
        handlungsfelder=len(blick.handlungsfelder),
        kategorien=len(blick.kategorien),
        produkte=len(blick.produkte),
        teams=len(blick.teams),
        leistungen=len(blick.ansaetze),
        ansaetze=len(blick.zeilen),
        eintritte=gesamt.eintritte if wahl.betraege_uebernehmen else None,
        verplant_cent=gesamt.mittelansatz_cent if wahl.betraege_uebernehmen else None,
        bindungen=sum(b.vertrag.wirksam and any(f.betrag_cent for f in b.faelligkeiten) for b in bindungen),
        bindungen_cent=stand.im(jahr).gebunden_cent,
        bindungen_spaeter_cent=sum(
            stand.im(spaeter).gebunden_cent for spaeter in range(jahr + 1, stand.letztes_jahr + 1)
        ),
        optionen=sum(not b.vertrag.wirksam for b in bindungen),
        neufaelle=len(neue),
        neufaelle_cent=sum(b.betrag_cent(jahr) for b in neue),
        offen=tuple(zeile.leistung or "ohne Namen" for zeile in offene_neufaelle(blick)),
        gezahlt_cent=sum(z.betrag_cent for b in blick.bindungen for z in b.zahlungen if z.jahr >= jahr),
        fallgruppen=sum(laeuft_im(g, jahr) for g in blick.fallgruppen),
        grundlagen=sum(len(tabelle.zeilen(blick)) for tabelle in TABELLEN),
        mit_zahlen=wahl.betraege_uebernehmen,
        vorhandene=tuple(kopf.titel for kopf in dok.plaene() if kopf.haushaltsjahr == jahr),
    )


def laeuft_im(gruppe: Fallgruppe, jahr: int) -> bool:
    """True where the cases still run in January of ``jahr``, or begin later."""
    ende = gruppe.beginn_jahr * _MONATE + gruppe.beginn_monat - 1 + gruppe.dauer_monate
    return ende > jahr * _MONATE


def fortschreiben(dok: Dokument, wahl: Fortschreibung) -> str:
    """Make the plan of the year after out of the active one and show it; returns its key.

    Raises:
        EingabeFehler: no name, or no such Haushaltsjahr; nothing is changed.
    """
    alt, bezeichnung = dok.blick, wahl.bezeichnung.strip()
    if not bezeichnung:
        msg = "Ein Plan braucht eine Bezeichnung."
        raise EingabeFehler(msg)
    pruefe_jahr(alt.jahr + 1)
    with dok.vorgang(ART, f"Haushaltsjahr {alt.jahr + 1} fortgeschrieben: „{bezeichnung}“") as tat:
        plan = neuer_plan(tat, alt.jahr + 1, bezeichnung, quelle=f"fortgeschrieben aus „{alt.kopf.titel}“")
        plan.vorgaenger_id, plan.erfunden = alt.plan_id, alt.kopf.erfunden
        plan_id = plan.id
        _fuelle(tat, plan_id, alt, wahl)
    dok.waehle(plan_id)
    return plan_id


@dataclass(frozen=True, slots=True)
class _Kopien:
    """Keys in the new plan by those of the old one."""

    massnahmen: Mapping[str, str]
    produkte: Mapping[str, str]
    fallgruppen: Mapping[str, str]


def _fuelle(tat: Tat, plan_id: str, alt: Planblick, wahl: Fortschreibung) -> None:
    kataloge = katalogkopie.lege_an(tat, plan_id, katalogkopie.von_plan(alt))
    massnahmen = _massnahmen(tat, plan_id, alt, kataloge)
    tat.session.add_all(_ansatz(massnahmen, zeile, wahl) for zeile in alt.zeilen.values())
    gruppen = {
        g.id: _fallgruppe(plan_id, g, massnahmen, kataloge.produkte)
        for g in alt.fallgruppen
        if laeuft_im(g, alt.jahr + 1)
    }
    tat.session.add_all(gruppen.values())
    uebernimm_grundlagen(tat, plan_id, alt, mit_zahlen=wahl.betraege_uebernehmen)
    tat.session.flush()
    kopien = _Kopien(massnahmen, kataloge.produkte, {g: kopie.id for g, kopie in gruppen.items()})
    _bindungen(tat, plan_id, (*uebertrag(alt.jahr, alt.bindungen), *neufaelle(alt)), kopien)


def _massnahmen(tat: Tat, plan_id: str, alt: Planblick, kataloge: katalogkopie.Schluessel) -> dict[str, str]:
    kopien = {
        massnahme_id: _massnahme(plan_id, alt.zeilen[ansaetze[0]], kataloge)
        for massnahme_id, ansaetze in alt.ansaetze.items()
    }
    tat.session.add_all(kopien.values())
    tat.session.flush()
    return {massnahme_id: kopie.id for massnahme_id, kopie in kopien.items()}


def _massnahme(plan_id: str, zeile: Zeile, kataloge: katalogkopie.Schluessel) -> Massnahme:
    return Massnahme(
        plan_id=plan_id,
        handlungsfeld_id=kataloge.handlungsfelder.get(zeile.handlungsfeld_id or ""),
        produkt_id=kataloge.produkte.get(zeile.produkt_id or ""),
        team_id=kataloge.teams.get(zeile.team_id or ""),
        position=zeile.position,
        leistung=zeile.leistung,
        funktion=zeile.funktion,
        bemerkung=zeile.bemerkung,
        team_hinweis=zeile.team_hinweis,
        quelle=zeile.quelle,
        vorgaenger_id=zeile.massnahme_id,
    )


def _ansatz(massnahmen: Mapping[str, str], zeile: Zeile, wahl: Fortschreibung) -> Ansatz:
    # What was new this year and is paid next year was bought the year before, seen from there.
    gekauft = zeile.finanzierung is Finanzierung.AUSZAHLUNG_FOLGEJAHR
    mit_betrag = wahl.betraege_uebernehmen and not gekauft
    return Ansatz(
        massnahme_id=massnahmen[zeile.massnahme_id],
        position=zeile.ansatz_position,
        eintritte=zeile.eintritte if wahl.betraege_uebernehmen else None,
        eintritte_status=zeile.eintritte_status.value,
        mittelansatz_cent=zeile.mittelansatz_cent if mit_betrag else None,
        finanzierung=(Finanzierung.EINKAUF_VORJAHR if gekauft else zeile.finanzierung).value,
    )


def _fallgruppe(
    plan_id: str, gruppe: Fallgruppe, massnahmen: Mapping[str, str], produkte: Mapping[str, str]
) -> Fallgruppenzeile:
    return Fallgruppenzeile(
        plan_id=plan_id,
        position=gruppe.position,
        bezeichnung=gruppe.bezeichnung,
        produkt_id=produkte.get(gruppe.produkt_id or ""),
        massnahme_id=massnahmen.get(gruppe.massnahme_id or ""),
        klasse=gruppe.klasse,
        anzahl=gruppe.anzahl,
        beginn_jahr=gruppe.beginn_jahr,
        beginn_monat=gruppe.beginn_monat,
        dauer_monate=gruppe.dauer_monate,
        lohn_cent=gruppe.lohn_cent,
        bemerkung=gruppe.bemerkung,
    )


def _bindungen(tat: Tat, plan_id: str, zeilen: tuple[Bindungszeile, ...], kopien: _Kopien) -> None:
    """Write them in order; only then can they refer to each other."""
    neue = {}
    for zeile in zeilen:
        vertrag = replace(
            zeile.vertrag,
            sammel_id=None,
            grund_id=None,
            produkt_id=kopien.produkte.get(zeile.vertrag.produkt_id or ""),
            fallgruppe_id=kopien.fallgruppen.get(zeile.vertrag.fallgruppe_id or ""),
        )
        neue[zeile.id] = neue_bindung(
            tat,
            plan_id,
            betraege_von(zeile),
            vertrag,
            bezeichnung=zeile.bezeichnung,
            herkunft_jahr=zeile.herkunft_jahr,
            aufgegliedert=zeile.aufgegliedert,
            massnahme_id=kopien.massnahmen.get(zeile.massnahme_id or ""),
            bemerkung=zeile.bemerkung,
            quelle=zeile.quelle,
        )
    for zeile in zeilen:
        for feld in ("sammel_id", "grund_id"):
            ziel = getattr(zeile.vertrag, feld)
            if ziel is not None:
                setattr(neue[zeile.id], feld, neue[ziel].id)
    tat.session.flush()
