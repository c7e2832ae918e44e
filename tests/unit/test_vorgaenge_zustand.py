"""Any sequence of Vorgänge, undos and redos gives the plan that replaying what is left gives.

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

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.models.arten import Budgetart, Planstatus
from app.models.bindung import Bindung
from app.models.datei import PlanDatei
from app.models.massnahme import Ansatz, Massnahme
from app.services import bindungen, katalogdaten, kataloge, plaene, struktur, zellen
from app.services.dokument import PLAN_ANLEGEN, Dokument
from app.services.eingabe import KATALOG_VON, EingabeFehler, Feld, vorschlaege
from app.services.kataloge import Katalog
from app.services.planblick import Planblick
from app.services.struktur import Richtung
from app.services.zellen import Zelle
from tests.unit.datei_hilfe import Inhalt, frage, inhalt, pruefsumme_stimmt
from tests.unit.test_planblick import gleich

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.dokument import Schritt

stellen = st.integers(0, 120)
auswahl = st.lists(stellen, min_size=1, max_size=4)
betraege = st.none() | st.integers(-100, 10**12)
jahre = st.integers(2017, 2024)
monate = st.none() | st.integers(1, 12)
faelligkeiten = st.dictionaries(st.tuples(jahre, monate), st.integers(0, 10**10), max_size=3)
worte = st.text(max_size=12)
TEXTE = {
    Feld.EINTRITTE: ("", "-", "Kalkulation VJ", "0", "7", "1.635", "viele"),
    Feld.MITTELANSATZ: ("", "0", "1.234,56", "Einkauf", "fremd", "Auszahlung", "zu Lasten", "12.34", "-5"),
    Feld.FINANZIERUNG: ("Neufall", "Einkauf", "fremd", "Auszahlung", "zu Lasten", "Spende"),
    Feld.HANDLUNGSFELD: ("", "1", "2", "3", "Quer", "4"),
    Feld.PRODUKT: ("", "BaE", "AsA", "Grundkomp", "§ 16"),
    Feld.TEAM: ("", "QM", "U25", "Team", "Mond"),
}


@st.composite
def eingaben(draw: st.DrawFn) -> tuple[Feld, str]:
    """A field of the grid and what somebody types into it."""
    feld = draw(st.sampled_from(Feld))
    return feld, draw(st.sampled_from(TEXTE[feld]) if feld in TEXTE else worte)


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


class Maschine(RuleBasedStateMachine):
    """A file under edit, with what is known about it from outside."""

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

    @rule(ort=stellen, feld=st.sampled_from(sorted(KATALOG_VON)), nummer=stellen)
    def zuordnung(self, ort: int, feld: Feld, nummer: int) -> None:
        def tut(dok: Dokument) -> None:
            worte = ["", *vorschlaege(dok.blick, feld)]
            for zeile in zeilen(dok, [ort]):
                zellen.zelle_setzen(dok, zeile, feld, worte[nummer % len(worte)])

        self.tue(tut)

    def setze(self, ort: int, feld: Feld, text: str) -> None:
        self.tue(lambda dok: [zellen.zelle_setzen(dok, z, feld, text) for z in zeilen(dok, [ort])])

    @rule(ort=stellen, eingabe=eingaben())
    def zelle(self, ort: int, eingabe: tuple[Feld, str]) -> None:
        self.setze(ort, *eingabe)

    @rule(ort=stellen, text=st.sampled_from(TEXTE[Feld.MITTELANSATZ]))
    def mittelansatz(self, ort: int, text: str) -> None:
        self.setze(ort, Feld.MITTELANSATZ, text)

    @rule(ort=stellen, text=st.sampled_from(TEXTE[Feld.EINTRITTE]))
    def eintritte(self, ort: int, text: str) -> None:
        self.setze(ort, Feld.EINTRITTE, text)

    @rule(orte=auswahl, eingabe=st.lists(eingaben(), min_size=1, max_size=3))
    def einfuegen(self, orte: list[int], eingabe: list[tuple[Feld, str]]) -> None:
        self.tue(
            lambda dok: zellen.zellen_setzen(
                dok, [Zelle(z, *e) for z in zeilen(dok, orte) for e in eingabe], "Einfügen"
            )
        )

    @rule(orte=st.lists(stellen, max_size=1), feld=stellen, name=worte)
    def massnahme(self, orte: list[int], feld: int, name: str) -> None:
        def tut(dok: Dokument) -> None:
            nach = next(iter(zeilen(dok, orte)), None)
            felder = [None, *dok.blick.handlungsfelder]
            struktur.massnahme_anlegen(
                dok, nach=nach, handlungsfeld_id=felder[feld % len(felder)], leistung=name
            )

        self.tue(tut)

    @rule(ort=stellen)
    def ansatz(self, ort: int) -> None:
        self.tue(lambda dok: [struktur.ansatz_anlegen(dok, z) for z in zeilen(dok, [ort])])

    @rule(orte=auswahl)
    def duplizieren(self, orte: list[int]) -> None:
        self.tue(lambda dok: struktur.duplizieren(dok, zeilen(dok, orte)))

    @rule(orte=auswahl, richtung=st.sampled_from(Richtung))
    def verschieben(self, orte: list[int], richtung: Richtung) -> None:
        self.tue(lambda dok: struktur.verschieben(dok, zeilen(dok, orte), richtung))

    @rule(orte=auswahl)
    def loeschen(self, orte: list[int]) -> None:
        self.tue(lambda dok: struktur.loeschen(dok, zeilen(dok, orte)))

    @rule(art=st.sampled_from(Budgetart), cent=betraege, grund=st.none() | worte)
    def budget(self, art: Budgetart, cent: int | None, grund: str | None) -> None:
        self.tue(lambda dok: plaene.budget_setzen(dok, art, cent, grund=grund))

    @rule(art=st.sampled_from(Budgetart), quelle=st.none() | worte, erlaeuterung=worte)
    def budgettext(self, art: Budgetart, quelle: str | None, erlaeuterung: str) -> None:
        self.tue(lambda dok: plaene.budget_erlaeutern(dok, art, quelle=quelle, erlaeuterung=erlaeuterung))

    @rule(name=worte, jahr=jahre, betraege=faelligkeiten, orte=st.lists(stellen, max_size=1))
    def bindung(
        self, name: str, jahr: int, betraege: dict[tuple[int, int | None], int], orte: list[int]
    ) -> None:
        def tut(dok: Dokument) -> None:
            massnahme = next((dok.blick.zeilen[z].massnahme_id for z in zeilen(dok, orte)), None)
            bindungen.bindung_anlegen(
                dok, bezeichnung=name, herkunft_jahr=jahr, betraege=betraege, massnahme_id=massnahme
            )

        self.tue(tut)

    @precondition(lambda self: self.dok.blick.bindungen)
    @rule(ort=stellen, name=worte, jahr=jahre, betraege=faelligkeiten)
    def bindung_aendern(
        self, ort: int, name: str, jahr: int, betraege: dict[tuple[int, int | None], int]
    ) -> None:
        def tut(dok: Dokument) -> None:
            alle = dok.blick.bindungen
            bindungen.bindung_setzen(
                dok, alle[ort % len(alle)].id, bezeichnung=name, herkunft_jahr=jahr, betraege=betraege
            )

        self.tue(tut)

    @precondition(lambda self: self.dok.blick.bindungen)
    @rule(ort=stellen)
    def bindung_weg(self, ort: int) -> None:
        def tut(dok: Dokument) -> None:
            alle = dok.blick.bindungen
            bindungen.bindung_loeschen(dok, alle[ort % len(alle)].id)

        self.tue(tut)

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

    @rule(katalog=st.sampled_from(Katalog), name=worte)
    def katalog_neu(self, katalog: Katalog, name: str) -> None:
        self.tue(lambda dok: kataloge.eintrag_anlegen(dok, katalog, name))

    @rule(
        katalog=st.sampled_from(Katalog),
        ort=stellen,
        richtung=st.none() | st.sampled_from(Richtung),
        name=worte,
    )
    def katalog_aendern(self, katalog: Katalog, ort: int, richtung: Richtung | None, name: str) -> None:
        def tut(dok: Dokument) -> None:
            if alle := kataloge.eintraege(dok, katalog):
                eintrag = alle[ort % len(alle)].id
                if richtung is None:
                    kataloge.eintrag_setzen(dok, katalog, eintrag, "bezeichnung", name)
                else:
                    kataloge.eintrag_verschieben(dok, katalog, eintrag, richtung)

        self.tue(tut)

    @rule(katalog=st.sampled_from(Katalog), ort=st.integers(0, 2))
    def katalog_weg(self, katalog: Katalog, ort: int) -> None:
        def tut(dok: Dokument) -> None:
            if alle := kataloge.eintraege(dok, katalog):
                # From the end: what is new there is used by no row yet.
                kataloge.eintrag_loeschen(dok, katalog, alle[-1 - ort % len(alle)].id)

        self.tue(tut)

    @rule(jahr=jahre, name=worte)
    def neuer_plan(self, jahr: int, name: str) -> None:
        self.tue(lambda dok: plaene.plan_anlegen(dok, jahr, name))

    @precondition(lambda self: len(self.plaene) > 1)
    @rule(nummer=st.integers(0, 5))
    def anderer_plan(self, nummer: int) -> None:
        self.dok.waehle(self.plaene[nummer % len(self.plaene)])

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


def anteil(zaehler: int, nenner: int) -> settings:
    """So many of the examples that the profile asks for, in long sequences."""
    return settings(max_examples=settings().max_examples * zaehler // nenner, stateful_step_count=25)


def kleiner_plan(pfad: Path) -> Path:
    """A plan with all catalogues and few rows, so that sequences hit the same ones again and again."""
    kopf = katalogdaten.lies_daten("duisburg-2020", "plan.toml")
    dok = Dokument(PlanDatei.lege_an(pfad))
    with dok.vorgang(PLAN_ANLEGEN, "Kleiner Plan") as tat:
        plan_id = plaene.neuer_plan(tat, 2020, "Kleiner Plan").id
        kataloge_neu = katalogdaten.lade(tat, plan_id, kopf)
        felder, produkte = list(kataloge_neu.handlungsfelder.values()), list(kataloge_neu.produkte.values())
        for nummer in range(1, 6):
            massnahme = Massnahme(
                plan_id=plan_id,
                position=nummer,
                leistung=f"Leistung {nummer}",
                handlungsfeld_id=felder[nummer // 3],
                produkt_id=produkte[nummer],
            )
            tat.session.add(massnahme)
            tat.session.flush()
            tat.session.add_all(
                Ansatz(
                    massnahme_id=massnahme.id, position=n, eintritte=10 * n, mittelansatz_cent=nummer * 100
                )
                for n in range(1, 2 + nummer % 3)
            )
        tat.session.add(Bindung(plan_id=plan_id, position=1, bezeichnung="Los 1", herkunft_jahr=2019))
    dok.datei.schliesse()
    return pfad


def laufe(vorlage: Path, umfang: settings) -> None:
    """Run the machine on copies of a file."""
    run_state_machine_as_test(type("Lauf", (Maschine,), {"vorlage": vorlage}), settings=umfang)


@pytest.mark.timeout(900)
def test_any_sequence_of_vorgaenge_undos_and_redos_equals_a_replay_of_what_is_left(tmp_path: Path) -> None:
    laufe(kleiner_plan(tmp_path / "klein.amip"), anteil(2, 5))


@pytest.mark.timeout(900)
def test_the_sequences_work_from_an_empty_plan_as_well(tmp_path: Path) -> None:
    plaene.lege_leer_an(tmp_path / "leer.amip", 2021).datei.schliesse()
    laufe(tmp_path / "leer.amip", anteil(1, 10))


@pytest.mark.timeout(900)
def test_the_sequences_work_on_the_example_plan_as_well(beispiel_vorlage: Path) -> None:
    laufe(beispiel_vorlage, anteil(1, 20))
