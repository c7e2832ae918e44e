"""A file under edit by any sequence of Vorgänge, undos and redos, with what is known about it from outside.

A command names rows by their place, never by key: so the same command does the same in another file, at the
same point. Keys of new rows are random; both files are compared with these numbered in the order they arose.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.models.arten import Finanzierung, Planstatus
from app.models.datei import PlanDatei
from app.services import bindungen, plaene, struktur
from app.services.bindungsgruppen import Gruppierung, nach_gruppe
from app.services.bindungsmonate import monatswerte
from app.services.dokument import PLAN_ANLEGEN, Dokument
from app.services.eingabe import EingabeFehler
from app.services.planblick import Planblick
from app.services.protokoll import anzahl_vorgaenge, lies_protokoll
from app.services.pruefen import pruefe
from tests.unit import haushaltsbefehle
from tests.unit.bindung_hilfe import REGELN
from tests.unit.datei_hilfe import Inhalt, frage, inhalt, pruefsumme_stimmt
from tests.unit.test_planblick import gleich

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.dokument import Schritt
    from tests.unit.haushaltsbefehle import Betraege, Vertragswunsch

stellen = st.integers(0, 120)
auswahl = st.lists(stellen, min_size=1, max_size=4)
jahre = st.integers(2017, 2024)
monate = st.none() | st.integers(1, 12)
faellige_jahre = st.sampled_from((2018, 2020, 2020, 2020, 2021, 2021, 2022))
herkunftsjahre = st.sampled_from((2017, 2019, 2019, 2019, 2020, 2020, 2021))
faelligkeiten = st.dictionaries(st.tuples(faellige_jahre, monate), st.integers(0, 10**10), max_size=3)
worte = st.text(max_size=12)
namen = st.sampled_from(("Los", "Vertrag")) | worte


@dataclass(frozen=True)
class Befehl:
    """A Vorgang of the plan with the number ``plan``, counted in the order in which plans arose."""

    plan: int
    tut: Callable[[Dokument], object]


@dataclass(frozen=True)
class Getan:
    """A deed with the plan's content before and after it."""

    befehl: Befehl
    schritt: Schritt
    vorher: Inhalt
    nachher: Inhalt


def zeilen(dok: Dokument, orte: list[int]) -> list[str]:
    """The rows at these places, if there are rows."""
    alle = list(dok.blick.zeilen)
    return [alle[ort % len(alle)] for ort in orte] if alle else []


class Haushaltsmaschine(RuleBasedStateMachine):
    """What is bound, paid, released, moved and reckoned; rows go, and the Haushaltsjahr changes."""

    vorlage: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.ordner = Path(tempfile.mkdtemp(prefix="amip-zustand-"))
        self.pfad = shutil.copyfile(self.vorlage, self.ordner / "plan.amip")
        self.dok = Dokument(PlanDatei.oeffne(self.pfad), wer="m.muster")
        self.plaene = [self.dok.blick.plan_id]
        self.stand = self.geoeffnet_bei = inhalt(self.pfad)
        self.getan: list[Getan] = []
        self.zurueck: list[Getan] = []

    def teardown(self) -> None:
        try:
            assert len(lies_protokoll(self.dok)) <= anzahl_vorgaenge(self.dok)
            self.was_bleibt_ergibt_noch_einmal_denselben_plan()
        finally:
            self.dok.datei.schliesse()
            shutil.rmtree(self.ordner)

    # -- what may happen -----------------------------------------------------------------------------

    def tue(self, tut: Callable[[Dokument], object]) -> None:
        befehl = Befehl(self.plaene.index(self.dok.blick.plan_id), tut)
        vorher, schritt_vorher = self.stand, self.dok.naechstes_rueckgaengig
        try:
            tut(self.dok)
        except EingabeFehler:
            assert inhalt(self.pfad) == vorher
            return
        self.stand = inhalt(self.pfad)
        schritt = self.dok.naechstes_rueckgaengig
        if schritt is None or schritt == schritt_vorher:
            assert self.stand == vorher
            return
        self.getan.append(Getan(befehl, schritt, vorher, self.stand))
        self.zurueck.clear()
        if schritt.art == PLAN_ANLEGEN:
            self.plaene.append(self.dok.blick.plan_id)

    @rule(
        name=namen,
        jahr=herkunftsjahre,
        betraege=faelligkeiten,
        ort=st.none() | stellen,
        summe=st.booleans(),
        wunsch=haushaltsbefehle.wuensche,
    )
    def bindung(  # noqa: PLR0913 - the fields of a Bindung, by name
        self,
        *,
        name: str,
        jahr: int,
        betraege: Betraege,
        ort: int | None,
        summe: bool,
        wunsch: Vertragswunsch,
    ) -> None:
        def tut(dok: Dokument) -> None:
            orte = [] if ort is None else [ort]
            massnahme = next((dok.blick.zeilen[z].massnahme_id for z in zeilen(dok, orte)), None)
            bindungen.bindung_anlegen(
                dok,
                bezeichnung=name,
                herkunft_jahr=jahr,
                betraege=betraege,
                massnahme_id=massnahme,
                vertrag=wunsch.vertrag(dok, betraege),
                aufgegliedert=not summe,
            )

        self.tue(tut)

    @precondition(lambda self: self.dok.blick.bindungen)
    @rule(
        ort=stellen,
        name=namen,
        jahr=st.none() | herkunftsjahre,
        betraege=faelligkeiten,
        wunsch=st.none() | haushaltsbefehle.wuensche,
    )
    def bindung_aendern(
        self, ort: int, name: str, jahr: int | None, betraege: Betraege, wunsch: Vertragswunsch | None
    ) -> None:
        def tut(dok: Dokument) -> None:
            alte = dok.blick.bindungen[ort % len(dok.blick.bindungen)]
            bindungen.bindung_setzen(
                dok,
                alte.id,
                bezeichnung=name,
                herkunft_jahr=alte.herkunft_jahr if jahr is None else jahr,
                betraege=betraege,
                vertrag=wunsch.vertrag(dok, betraege) if wunsch else None,
            )

        self.tue(tut)

    @precondition(lambda self: self.dok.blick.bindungen)
    @rule(ort=stellen, gezogen=st.none() | st.booleans())
    def bindung_weg_oder_gezogen(self, ort: int, gezogen: bool | None) -> None:
        def tut(dok: Dokument) -> None:
            bindung = dok.blick.bindungen[ort % len(dok.blick.bindungen)].id
            if gezogen is None:
                bindungen.bindung_loeschen(dok, bindung)
            else:
                bindungen.option_ziehen(dok, bindung, gezogen=gezogen)

        self.tue(tut)

    @precondition(lambda self: self.dok.blick.bindungen)
    @rule(befehl=haushaltsbefehle.buchungen)
    def buchung(self, befehl: Callable[[Dokument], object]) -> None:
        self.tue(befehl)

    @precondition(lambda self: self.dok.blick.bindungen)
    @rule(befehl=haushaltsbefehle.buchungen)
    def noch_eine_buchung(self, befehl: Callable[[Dokument], object]) -> None:
        self.tue(befehl)

    @rule(befehl=haushaltsbefehle.ermaechtigungen)
    def ermaechtigung(self, befehl: Callable[[Dokument], object]) -> None:
        self.tue(befehl)

    @rule(befehl=haushaltsbefehle.umschichtungen | haushaltsbefehle.groessen)
    def mittel(self, befehl: Callable[[Dokument], object]) -> None:
        self.tue(befehl)

    @rule(befehl=haushaltsbefehle.fallgruppen)
    def faelle(self, befehl: Callable[[Dokument], object]) -> None:
        self.tue(befehl)

    @rule(ort=stellen)
    def folgebindung(self, ort: int) -> None:
        def tut(dok: Dokument) -> None:
            im_folgejahr = [
                z.id for z in dok.blick.zeilen.values() if z.finanzierung is Finanzierung.AUSZAHLUNG_FOLGEJAHR
            ]
            if im_folgejahr:
                bindungen.folgebindung_anlegen(dok, im_folgejahr[ort % len(im_folgejahr)])

        self.tue(tut)

    @rule(orte=auswahl)
    def loeschen(self, orte: list[int]) -> None:
        self.tue(lambda dok: struktur.loeschen(dok, zeilen(dok, orte)))

    @rule(
        name=worte,
        jahr=jahre,
        tag=st.none() | st.dates(dt.date(2018, 1, 1)),
        status=st.sampled_from(Planstatus),
    )
    def kopf(self, name: str, jahr: int, tag: dt.date | None, status: Planstatus) -> None:
        self.tue(
            lambda dok: plaene.plan_setzen(
                dok, bezeichnung=name, haushaltsjahr=jahr, stand=tag, status=status.value
            )
        )

    @precondition(lambda self: self.getan)
    @rule(mal=st.integers(1, 4))
    def rueckgaengig(self, mal: int) -> None:
        for _ in range(mal):
            changes = self.dok.rueckgaengig()
            assert bool(changes) is bool(self.getan)
            if not self.getan:
                return
            tat = self.getan.pop()
            self.zurueck.append(tat)
            self.stand = inhalt(self.pfad)
            assert self.stand == tat.vorher
            if tat.schritt.art == PLAN_ANLEGEN:
                self.plaene.pop()
            assert self.dok.blick.plan_id in self.plaene

    @precondition(lambda self: self.zurueck)
    @rule(mal=st.integers(1, 4))
    def wiederholen(self, mal: int) -> None:
        for _ in range(mal):
            changes = self.dok.wiederholen()
            assert bool(changes) is bool(self.zurueck)
            if not self.zurueck:
                return
            tat = self.zurueck.pop()
            self.getan.append(tat)
            self.stand = inhalt(self.pfad)
            assert self.stand == tat.nachher
            if tat.schritt.art == PLAN_ANLEGEN:
                self.plaene.append(self.dok.blick.plan_id)

    @precondition(lambda self: self.geoeffnet_bei != self.stand)
    @rule()
    def neu_oeffnen(self) -> None:
        self.geoeffnet_bei = self.stand
        aktiv = self.dok.blick.plan_id
        self.dok.datei.schliesse()
        self.dok = Dokument(PlanDatei.oeffne(self.pfad), wer="m.muster", plan_id=aktiv)
        assert inhalt(self.pfad) == self.stand

    # -- what holds at any time ----------------------------------------------------------------------

    @invariant()
    def die_liste_der_vorgaenge_stimmt(self) -> None:
        assert self.dok.naechstes_rueckgaengig == (self.getan[-1].schritt if self.getan else None)
        assert self.dok.naechstes_wiederholen == (self.zurueck[-1].schritt if self.zurueck else None)

    @invariant()
    def der_blick_zeigt_was_in_der_datei_steht(self) -> None:
        assert gleich(self.dok.blick, Planblick(self.dok.datei, self.dok.blick.plan_id))

    @invariant()
    def keine_bindung_ist_ueberzogen(self) -> None:
        # Whatever the Haushaltsjahr: a Bindung holds what is paid and released of it, year by year.
        for bindung in self.dok.blick.bindungen:
            for jahr in {*bindung.jahre, *bindung.bewegte_jahre}:
                assert bindung.offen_cent(jahr) >= 0
        befunde = {b.code for b in pruefe(self.dok.blick, REGELN)}
        assert not befunde & {"bindung_ueberzogen", "bindung_summe", "bindung_zu_frueh", "bindung_negativ"}
        assert not befunde & {"summe_laufend", "summe_geht_nicht_auf", "fremder_verweis"}

    @invariant()
    def monate_und_gruppen_ergeben_das_jahr(self) -> None:
        blick = self.dok.blick
        for jahr in (blick.jahr, blick.jahr + 1):
            stand, werte = blick.stand.im(jahr), monatswerte(blick, jahr)
            assert sum(werte.vorbindungen) == stand.vorbindung_cent - stand.vorbindung_frei_cent
            assert (sum(werte.neu), sum(werte.gezahlt)) == (stand.neu_gebunden_cent, stand.gezahlt_cent)
            balken = nach_gruppe(blick, Gruppierung.PRODUKTKATEGORIE, jahr).balken
            assert sum(b.bis for b in balken) == stand.gebunden_cent

    @invariant()
    def die_pruefsumme_stimmt(self) -> None:
        assert pruefsumme_stimmt(self.pfad)

    def was_bleibt_ergibt_noch_einmal_denselben_plan(self) -> None:
        frisch = shutil.copyfile(self.vorlage, self.ordner / "noch einmal.amip")
        with PlanDatei.oeffne(frisch) as datei:
            dok = Dokument(datei, wer="m.muster")
            ids = [dok.blick.plan_id]
            for tat in self.getan:
                if dok.blick.plan_id != ids[tat.befehl.plan]:
                    dok.waehle(ids[tat.befehl.plan])
                tat.befehl.tut(dok)
                if tat.schritt.art == PLAN_ANLEGEN:
                    ids.append(dok.blick.plan_id)
        assert mit_nummern(frisch) == mit_nummern(self.pfad)


def mit_nummern(pfad: Path) -> dict[str, list[list[Any]]]:
    """The content with the keys of rows numbered in the order in which the rows arose."""
    entstanden = frage(
        pfad, "SELECT zeile_id FROM aenderung WHERE aktion = 'neu' GROUP BY zeile_id ORDER BY min(id)"
    )
    stand = inhalt(pfad)
    da = {zeile[-1] for tabelle in stand.values() for zeile in tabelle}
    nummer = {zeile_id: f"Zeile {n}" for n, zeile_id in enumerate(z for (z,) in entstanden if z in da)}
    return {
        tabelle: sorted([[nummer.get(wert, wert) for wert in zeile] for zeile in reihe], key=repr)
        for tabelle, reihe in stand.items()
    }
