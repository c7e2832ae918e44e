"""Any sequence of Vorgänge, undos and redos gives the plan that replaying what is left gives.

A command names rows by their place, never by key: so the same command does the same in another file, at the
same point. Keys of new rows are random; both files are compared with these numbered in the order they arose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.models.arten import Budgetart, Finanzierung
from app.models.bindung import Bindung, Bindungsbetrag
from app.models.datei import PlanDatei
from app.models.massnahme import Ansatz, Massnahme
from app.services import katalogdaten, kataloge, plaene, struktur, zellen
from app.services.dokument import PLAN_ANLEGEN, Dokument
from app.services.eingabe import KATALOG_VON, Feld, vorschlaege
from app.services.kataloge import Katalog
from app.services.struktur import Richtung
from app.services.zellen import Zelle
from tests.unit.bindung_hilfe import fuelle
from tests.unit.datei_hilfe import schreibe
from tests.unit.zustandsmaschine import Haushaltsmaschine, auswahl, jahre, stellen, worte, zeilen

if TYPE_CHECKING:
    from pathlib import Path

betraege = st.none() | st.integers(-100, 10**12)
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


class Maschine(Haushaltsmaschine):
    """The rows and catalogues of a plan, and further plans of the file, as well."""

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

    @rule(art=st.sampled_from(Budgetart), cent=betraege, grund=st.none() | worte)
    def budget(self, art: Budgetart, cent: int | None, grund: str | None) -> None:
        self.tue(lambda dok: plaene.budget_setzen(dok, art, cent, grund=grund))

    @rule(art=st.sampled_from(Budgetart), quelle=st.none() | worte, erlaeuterung=worte)
    def budgettext(self, art: Budgetart, quelle: str | None, erlaeuterung: str) -> None:
        self.tue(lambda dok: plaene.budget_erlaeutern(dok, art, quelle=quelle, erlaeuterung=erlaeuterung))

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
                    massnahme_id=massnahme.id,
                    position=n,
                    eintritte=10 * n,
                    mittelansatz_cent=nummer * 100,
                    finanzierung=Finanzierung.NEUFALL if n == 1 else Finanzierung.AUSZAHLUNG_FOLGEJAHR,
                )
                for n in range(1, 2 + nummer % 3)
            )
        sammel = Bindung(
            plan_id=plan_id, position=1, bezeichnung="Summe", herkunft_jahr=2019, aufgegliedert=False
        )
        tat.session.add(sammel)
        tat.session.flush()
        tat.session.add_all(
            Bindungsbetrag(bindung_id=sammel.id, jahr=jahr, betrag_cent=10**9) for jahr in (2020, 2021)
        )
    dok.datei.schliesse()
    return pfad


def voller_plan(pfad: Path) -> Path:
    """The small plan with one of everything, as if it had been made at a stroke."""
    with PlanDatei.oeffne(kleiner_plan(pfad)) as datei:
        fuelle(Dokument(datei))
    schreibe(
        pfad,
        "UPDATE aenderung SET vorgang_id = (SELECT id FROM vorgang WHERE nr = 1);"
        "DELETE FROM vorgang WHERE nr > 1;",
    )
    return pfad


def laufe(vorlage: Path, umfang: settings, maschine: type[Haushaltsmaschine] = Maschine) -> None:
    """Run a machine on copies of a file."""
    run_state_machine_as_test(type("Lauf", (maschine,), {"vorlage": vorlage}), settings=umfang)


@pytest.mark.timeout(900)
def test_any_sequence_of_vorgaenge_undos_and_redos_equals_a_replay_of_what_is_left(tmp_path: Path) -> None:
    laufe(kleiner_plan(tmp_path / "klein.amip"), anteil(3, 10))


@pytest.mark.timeout(900)
def test_the_sequences_work_where_contracts_payments_and_cases_refer_to_each_other(tmp_path: Path) -> None:
    laufe(voller_plan(tmp_path / "voll.amip"), anteil(3, 10), Haushaltsmaschine)


@pytest.mark.timeout(900)
def test_the_sequences_work_from_an_empty_plan_as_well(tmp_path: Path) -> None:
    plaene.lege_leer_an(tmp_path / "leer.amip", 2021).datei.schliesse()
    laufe(tmp_path / "leer.amip", anteil(1, 10))


@pytest.mark.timeout(900)
def test_the_sequences_work_on_the_example_plan_as_well(beispiel_vorlage: Path) -> None:
    laufe(beispiel_vorlage, anteil(1, 20))
