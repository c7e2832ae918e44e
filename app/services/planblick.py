"""The read model of the open plan: all rows and roll-ups in memory, kept true by each Vorgang's changes."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from app.models.arten import Budgetart, Eintrittestatus, Finanzierung, Plangroesse
from app.services import bindungsaenderung, lader, lader_grundlagen, lader_haushalt
from app.services.bindungsjahre import Bindungsjahr, Folgejahr, bindungsjahre, grenzen
from app.services.bindungsstand import Bindungsstand, bindungsstand
from app.services.budget import Kennzahlen, Umschichtungen, kennzahlen, vollzogen_cent
from app.services.changes import Changes, Nachricht
from app.services.grundlagenfelder import TABELLEN
from app.services.summen import Dimension, Summe, Summen
from app.services.zeilen import Budgetzeile, Katalogeintrag, Plankopf, Zeile

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.models.datei import PlanDatei
    from app.models.journal import Satz
    from app.services.bindungszeilen import Bindungszeile
    from app.services.grundlagenzeilen import Grundlagen
    from app.services.haushaltszeilen import (
        Fallgruppe,
        Freigabezeile,
        Planwertzeile,
        Umschichtungszeile,
        VeZeile,
    )

_KATALOGE = {"handlungsfeld", "produktkategorie", "produkt", "team"}
_ZEILENTABELLEN = {"massnahme", "ansatz"}
_BUDGET = {"budgetposten", "umschichtung", "freigabe", "planwert"}
_BINDUNGEN = bindungsaenderung.TABELLEN | {"verpflichtungsermaechtigung"}
_GRUNDLAGEN = {t.name for t in TABELLEN}
_STRUKTURFELDER = {"position", "handlungsfeld_id", "massnahme_id", "plan_id"}
_ZEILENFELDER = {f.name for f in fields(Zeile)}


class Planblick:
    """Everything that is shown of one plan. Views read it; only ``nachziehen`` changes it."""

    def __init__(self, datei: PlanDatei, plan_id: str) -> None:
        """Load the plan."""
        self._datei = datei
        self.plan_id = plan_id
        self.kopf: Plankopf
        self.handlungsfelder: dict[str, Katalogeintrag] = {}
        self.kategorien: dict[str, Katalogeintrag] = {}
        self.produkte: dict[str, Katalogeintrag] = {}
        self.teams: dict[str, Katalogeintrag] = {}
        self.posten: dict[Budgetart, Budgetzeile] = {}
        self.bindungen: tuple[Bindungszeile, ...] = ()
        self.stand: Bindungsstand
        """What the Bindungen amount to by year."""
        self.ermaechtigungen: tuple[VeZeile, ...] = ()
        self.umschichtungen: tuple[Umschichtungszeile, ...] = ()
        self.freigaben: tuple[Freigabezeile, ...] = ()
        self.fallgruppen: tuple[Fallgruppe, ...] = ()
        self.planwerte: dict[Plangroesse, Planwertzeile] = {}
        self.grundlagen: Grundlagen
        """What the plan rests on beside the money."""
        self.zeilen: dict[str, Zeile] = {}
        """Rows by Ansatz key, in printed order."""
        self.ansaetze: dict[str, list[str]] = {}
        """Ansatz keys by Massnahme, in order."""
        self.summen = Summen({})
        self.lade()

    def lade(self) -> None:
        """Read everything again."""
        with self._datei.lesen() as verbindung:
            self._lade_kopf(verbindung)
            self._lade_kataloge(verbindung)
            self._lade_budget(verbindung)
            self._lade_bindungen(verbindung)
            self.fallgruppen = lader_haushalt.lade_fallgruppen(verbindung, self.plan_id)
            self.grundlagen = lader_grundlagen.lade_grundlagen(verbindung, self.plan_id)
            self._lade_zeilen(verbindung)

    def _lade_kopf(self, verbindung: Connection) -> None:
        self.kopf = next(k for k in lader.lade_plaene(verbindung) if k.id == self.plan_id)

    def _lade_kataloge(self, verbindung: Connection) -> None:
        self.handlungsfelder = lader.lade_handlungsfelder(verbindung, self.plan_id)
        self.kategorien = lader.lade_kategorien(verbindung, self.plan_id)
        self.produkte = lader.lade_produkte(verbindung, self.plan_id)
        self.teams = lader.lade_teams(verbindung, self.plan_id)

    def _lade_budget(self, verbindung: Connection) -> None:
        self.posten = lader.lade_posten(verbindung, self.plan_id)
        self.umschichtungen = lader_haushalt.lade_umschichtungen(verbindung, self.plan_id)
        self.freigaben = lader_haushalt.lade_freigaben(verbindung, self.plan_id)
        self.planwerte = lader_haushalt.lade_planwerte(verbindung, self.plan_id)

    def _lade_bindungen(self, verbindung: Connection) -> None:
        self.bindungen = lader_haushalt.lade_bindungen(verbindung, self.plan_id)
        self.ermaechtigungen = lader_haushalt.lade_ermaechtigungen(verbindung, self.plan_id)
        self.stand = bindungsstand(self.jahr, self.bindungen)

    def _ziehe_bindungen_nach(self, verbindung: Connection, changes: Changes) -> None:
        """Read again only those that changed: a plan can have hundreds, with thousands of payments."""
        ids = bindungsaenderung.betroffene(self.bindungen, changes.saetze)
        if len(ids) > bindungsaenderung.EINZELN:
            self._lade_bindungen(verbindung)
            return
        neue = lader_haushalt.lade_bindungen(verbindung, self.plan_id, ids) if ids else ()
        self.bindungen = bindungsaenderung.ersetzt(self.bindungen, ids, neue)
        self.ermaechtigungen = lader_haushalt.lade_ermaechtigungen(verbindung, self.plan_id)
        self.stand = bindungsstand(self.jahr, self.bindungen)

    def _lade_zeilen(self, verbindung: Connection) -> None:
        self.zeilen = {z.id: z for z in lader.lade_zeilen(verbindung, self.plan_id)}
        self.ansaetze = {}
        for zeile in self.zeilen.values():
            self.ansaetze.setdefault(zeile.massnahme_id, []).append(zeile.id)
        self.summen = Summen.aus(self.zeilen.values(), self.kategorie_von())

    def kategorie_von(self) -> dict[str, str | None]:
        """Category of each product."""
        return {p.id: p.gehoert_zu for p in self.produkte.values()}

    def nachziehen(self, changes: Changes) -> Nachricht:
        """Take over what a Vorgang changed and say what views must refresh."""
        tabellen = {satz.tabelle for satz in changes.saetze}
        kataloge = bool(tabellen & _KATALOGE)
        nachricht = Nachricht(
            changes,
            frozenset(),
            struktur=kataloge or any(_ist_strukturell(satz) for satz in changes.saetze),
            budget=bool(tabellen & _BUDGET),
            bindungen=bool(tabellen & _BINDUNGEN),
            kataloge=kataloge,
            plan="plan" in tabellen,
            faelle="fallgruppe" in tabellen,
            grundlagen=bool(tabellen & _GRUNDLAGEN),
        )
        if nachricht.mehr_als_zeilen:
            with self._datei.lesen() as verbindung:
                self._lies_nach(verbindung, nachricht)
        if nachricht.struktur:
            return nachricht
        zeilen: set[str] = set()
        for satz in changes.saetze:
            zeilen |= self._setze(satz)
        return replace(nachricht, zeilen=frozenset(zeilen))

    def _lies_nach(self, verbindung: Connection, nachricht: Nachricht) -> None:
        if nachricht.plan:
            self._lade_kopf(verbindung)
        if nachricht.kataloge:
            self._lade_kataloge(verbindung)
        if nachricht.budget:
            self._lade_budget(verbindung)
        if nachricht.bindungen or nachricht.plan:
            self._ziehe_bindungen_nach(verbindung, nachricht.changes)
        if nachricht.faelle:
            self.fallgruppen = lader_haushalt.lade_fallgruppen(verbindung, self.plan_id)
        if nachricht.grundlagen:
            self.grundlagen = lader_grundlagen.lade_grundlagen(verbindung, self.plan_id)
        if nachricht.struktur:
            self._lade_zeilen(verbindung)

    def _setze(self, satz: Satz) -> set[str]:
        if satz.tabelle not in _ZEILENTABELLEN:
            return set()
        if satz.tabelle == "massnahme":
            ids = self.ansaetze.get(satz.zeile_id, [])
        else:
            ids = [satz.zeile_id] if satz.zeile_id in self.zeilen else []
        neu: dict[str, Any] = {k: v for k, v in satz.neu.items() if k in _ZEILENFELDER}
        if "eintritte_status" in neu:
            neu["eintritte_status"] = Eintrittestatus(neu["eintritte_status"])
        if "finanzierung" in neu:
            neu["finanzierung"] = Finanzierung(neu["finanzierung"])
        for ansatz_id in ids:
            alt = self.zeilen[ansatz_id]
            self.summen.buche(alt, -1)
            self.zeilen[ansatz_id] = replace(alt, **neu)
            self.summen.buche(self.zeilen[ansatz_id], 1)
        return set(ids)

    @property
    def jahr(self) -> int:
        """The plan's Haushaltsjahr."""
        return self.kopf.haushaltsjahr

    @property
    def kennzahlen(self) -> Kennzahlen:
        """The key figures as of now."""
        betraege = {art: zeile.betrag_cent for art, zeile in self.posten.items()}
        umschichtungen = Umschichtungen(
            self.kopf.umschichtung_basis,
            betraege.get(Budgetart.UMSCHICHTUNG) or 0,
            vollzogen_cent(self.umschichtungen),
        )
        return kennzahlen(self.jahr, betraege, self.stand.im(self.jahr), self.summen.gesamt, umschichtungen)

    @property
    def folgejahr(self) -> Folgejahr:
        """New cases paid in the year after, less those that a Bindung stands for."""
        gesamt = self.summen.gesamt
        vertreten = [
            zeile
            for ansatz_id in self.stand.ansaetze
            if (zeile := self.zeilen.get(ansatz_id)) is not None
            and zeile.finanzierung is Finanzierung.AUSZAHLUNG_FOLGEJAHR
        ]
        return Folgejahr(
            gesamt.folgejahr_cent - sum(zeile.mittelansatz_cent or 0 for zeile in vertreten),
            gesamt.folgejahr_offen - sum(zeile.mittelansatz_cent is None for zeile in vertreten),
        )

    @property
    def bindungsjahre(self) -> tuple[Bindungsjahr, ...]:
        """What is bound, planned and free by year as of now."""
        return bindungsjahre(self.stand, self.kennzahlen, self.folgejahr, grenzen(self.ermaechtigungen))

    def summe(self, dimension: Dimension, schluessel: str | None = None) -> Summe:
        """Roll-up of one group as of now."""
        return self.summen.summe(dimension, schluessel)

    def katalog(self, dimension: Dimension) -> dict[str, Katalogeintrag]:
        """The catalogue that a dimension groups by; empty for the whole plan."""
        return {
            Dimension.HANDLUNGSFELD: self.handlungsfelder,
            Dimension.PRODUKTKATEGORIE: self.kategorien,
            Dimension.PRODUKT: self.produkte,
            Dimension.TEAM: self.teams,
        }.get(dimension, {})

    def schluessel(self, zeile: Zeile, dimension: Dimension) -> str | None:
        """The group that a row belongs to."""
        if dimension is Dimension.HANDLUNGSFELD:
            return zeile.handlungsfeld_id
        if dimension is Dimension.PRODUKT:
            return zeile.produkt_id
        if dimension is Dimension.TEAM:
            return zeile.team_id
        if dimension is Dimension.PRODUKTKATEGORIE and zeile.produkt_id:
            return self.produkte[zeile.produkt_id].gehoert_zu
        return None

    def zeilen_von(self, dimension: Dimension, schluessel: str | None) -> tuple[Zeile, ...]:
        """The rows behind a roll-up, in printed order."""
        if dimension is Dimension.GESAMT:
            return tuple(self.zeilen.values())
        return tuple(z for z in self.zeilen.values() if self.schluessel(z, dimension) == schluessel)


def _ist_strukturell(satz: Satz) -> bool:
    if satz.tabelle not in _ZEILENTABELLEN:
        return False
    return satz.aktion != "geaendert" or bool(_STRUKTURFELDER & satz.neu.keys())
