"""The Haushaltsüberwachungslisten say the same as the sums, line by line."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.arten import Finanzierung
from app.services.bindungen import bindung_anlegen, folgebindung_anlegen
from app.services.bindungsstand import bindungsstand
from app.services.bindungszeilen import (
    Bindungsart,
    Bindungsteil,
    Bindungszeile,
    Faelligkeit,
    Freirechnungszeile,
    Vertrag,
    Zahlungsart,
    Zahlungsstand,
    Zahlungszeile,
)
from app.services.haushaltszeilen import VeStand
from app.services.huel import Huelart, HuelZeile, art_wort, huel, huel_aus, laufzeit_wort, summiere
from app.services.huel_ve import huel_ve
from app.services.ve import ve_eintragen, ve_jahre
from app.services.zahlungen import freirechnen, zahlung_buchen
from tests.unit.probeplan import Probeplan, baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

JAHR = 2020
CENT = st.integers(0, 10**10)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Probeplan]:
    probe = baue(tmp_path / "plan.amip", JAHR)
    yield probe
    probe.dok.datei.schliesse()


@pytest.fixture(scope="module")
def leerer_plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Probeplan]:
    """A plan whose Bindungen a property test exchanges in memory."""
    probe = baue(tmp_path_factory.mktemp("huel") / "plan.amip", JAHR)
    yield probe
    probe.dok.datei.schliesse()


def neu(
    plan: Probeplan, name: str, herkunft: int, betraege: dict[int, int], vertrag: Vertrag | None = None
) -> str:
    """Add a Bindung with its amounts (Cent) by year."""
    return bindung_anlegen(
        plan.dok,
        bezeichnung=name,
        herkunft_jahr=herkunft,
        betraege={(jahr, None): cent for jahr, cent in betraege.items()},
        vertrag=vertrag or Vertrag(),
    )[0]


def namen(zeilen: tuple[HuelZeile, ...]) -> list[tuple[int | None, str, int]]:
    return [(z.nr, z.gegenstand, z.festgelegt_cent) for z in zeilen]


# -- whatever the Bindungen are ----------------------------------------------------------------------


@st.composite
def bindung(draw: st.DrawFn, nummer: int, sammel: tuple[str, ...]) -> Bindungszeile:
    """A Bindung with amounts, payments and releases, perhaps a part of a known sum or an open option."""
    kennung = f"b{nummer}"
    herkunft = draw(st.integers(JAHR - 2, JAHR + 1))
    jahre = draw(st.lists(st.integers(JAHR, JAHR + 3), max_size=3))
    zahljahre = draw(st.lists(st.integers(JAHR, JAHR + 2), max_size=2))
    freijahre = draw(st.lists(st.integers(JAHR, JAHR + 2), max_size=2))
    option = draw(st.booleans())
    tag = dt.date(JAHR, 1, 1)
    return Bindungszeile(
        id=kennung,
        position=nummer,
        bezeichnung=f"Vertrag {nummer}",
        herkunft_jahr=herkunft,
        aufgegliedert=True,
        massnahme_id=None,
        bemerkung=None,
        quelle=None,
        faelligkeiten=tuple(Faelligkeit(f"f{i}", j, None, draw(CENT)) for i, j in enumerate(jahre)),
        vertrag=Vertrag(
            art=draw(st.sampled_from(Bindungsart)),
            teil=Bindungsteil.OPTION if option else Bindungsteil.GRUNDVERTRAG,
            wirksam=not option or draw(st.booleans()),
            sammel_id=draw(st.sampled_from([None, *sammel])),
            datum=draw(st.none() | st.dates(dt.date(JAHR - 1, 1, 1), dt.date(JAHR, 12, 31))),
        ),
        zahlungen=tuple(
            Zahlungszeile(
                f"z{i}",
                kennung,
                j,
                tag,
                draw(CENT),
                draw(st.sampled_from(Zahlungsart)),
                Zahlungsstand.AUSGEZAHLT,
                None,
                None,
            )
            for i, j in enumerate(zahljahre)
        ),
        freirechnungen=tuple(
            Freirechnungszeile(f"r{i}", kennung, j, tag, draw(CENT), "Grund") for i, j in enumerate(freijahre)
        ),
    )


@st.composite
def bindungen(draw: st.DrawFn) -> tuple[Bindungszeile, ...]:
    """Some contracts, and up to two known sums of the year before that they may be parts of."""
    sammel = tuple(
        replace(draw(bindung(100 + i, ())), aufgegliedert=False, herkunft_jahr=JAHR - 1, vertrag=Vertrag())
        for i in range(draw(st.integers(0, 2)))
    )
    einzeln = [draw(bindung(i, tuple(s.id for s in sammel))) for i in range(draw(st.integers(0, 6)))]
    return (*sammel, *einzeln)


@given(bindungen(), st.integers(JAHR, JAHR + 3))
def test_the_sums_of_the_list_are_those_of_the_plan(alle: tuple[Bindungszeile, ...], jahr: int) -> None:
    liste, stand = huel_aus(JAHR, jahr, alle), bindungsstand(JAHR, alle).im(jahr)
    alte, neue, summe = summiere(liste.vorbindungen), summiere(liste.neue), liste.summe
    assert (alte.festgelegt_cent, alte.freigerechnet_cent) == (
        stand.vorbindung_cent,
        stand.vorbindung_frei_cent,
    )
    assert (neue.festgelegt_cent, neue.freigerechnet_cent) == (stand.neu_cent, stand.neu_frei_cent)
    assert (summe.angeordnet_gezahlt_cent, summe.davon_abschlaege_cent) == (
        stand.gezahlt_cent,
        stand.abschlag_cent,
    )
    assert summe.offen_cent == stand.offen_cent


@given(bindungen())
def test_every_bindung_with_effect_stands_once_and_is_numbered(alle: tuple[Bindungszeile, ...]) -> None:
    zeilen = huel_aus(JAHR, JAHR, alle).zeilen
    eigene = [z for z in zeilen if z.zeilenart is not Huelart.REST]
    wirkend = {b.id for b in alle if JAHR in {*b.jahre, *b.bewegte_jahre}}
    assert sorted(z.bindung_id for z in eigene) == sorted(wirkend)
    nummern = [z.nr for z in zeilen if z.nr is not None]
    assert nummern == list(range(1, len(nummern) + 1))


@given(bindungen())
def test_a_known_sum_is_its_parts_and_the_rest(alle: tuple[Bindungszeile, ...]) -> None:
    zeilen = huel_aus(JAHR, JAHR, alle).zeilen
    for stelle, kopf in enumerate(zeilen):
        if kopf.zeilenart is Huelart.BEKANNTE_SUMME:
            ende = next(i for i in range(stelle, len(zeilen)) if zeilen[i].zeilenart is Huelart.REST)
            summe = summiere(zeilen[stelle + 1 : ende + 1])
            assert kopf.festgelegt_cent == summe.festgelegt_cent
            assert kopf.offen_cent == summe.offen_cent
            assert zeilen[ende].bindung_id == kopf.bindung_id


@given(alle=bindungen())
def test_what_the_ve_list_holds_is_what_the_ve_count_as_used(
    leerer_plan: Probeplan, alle: tuple[Bindungszeile, ...]
) -> None:
    blick = leerer_plan.blick
    blick.bindungen, blick.stand = alle, bindungsstand(JAHR, alle)
    liste = huel_ve(blick)
    genutzt = {v.jahr: v.genutzt_cent for v in ve_jahre(blick) if v.genutzt_cent}
    gezeigt = {j.jahr: sum(z.betraege[i] for z in liste.zeilen) for i, j in enumerate(liste.jahre)}
    assert {jahr: cent for jahr, cent in gezeigt.items() if cent} == genutzt
    assert sum(z.gesamt_cent for z in liste.zeilen) == liste.genutzt_cent
    for stelle, verlauf in enumerate(liste.verlauf):
        je_monat = [sum(z.betraege[stelle] for z in liste.zeilen if z.monat == m.monat) for m in verlauf]
        assert [m.neu_cent for m in verlauf] == je_monat


# -- HÜL ---------------------------------------------------------------------------------------------


def test_parts_stand_below_their_known_sum_with_what_is_left(plan: Probeplan) -> None:
    sammel = plan.bindung(herkunft=2019, betraege={2020: 1_000_00}, name="Altlast", aufgegliedert=False)
    neu(plan, "Spät", 2019, {2020: 100_00}, Vertrag(sammel_id=sammel, datum=dt.date(2019, 9, 1)))
    neu(plan, "Früh", 2018, {2020: 250_00}, Vertrag(sammel_id=sammel, datum=dt.date(2018, 3, 1)))
    neu(plan, "Allein", 2019, {2020: 70_00}, Vertrag(datum=dt.date(2017, 1, 1)))
    liste = huel(plan.blick, JAHR)
    assert namen(liste.vorbindungen) == [
        (None, "Altlast", 1_000_00),
        (1, "Früh", 250_00),
        (2, "Spät", 100_00),
        (None, "noch nicht aufgegliedert", 650_00),
        (3, "Allein", 70_00),
    ]
    assert liste.summe.festgelegt_cent == 1_070_00


def test_parts_that_come_to_more_than_the_known_sum_leave_a_negative_rest(plan: Probeplan) -> None:
    sammel = plan.bindung(herkunft=2019, betraege={2020: 1_000_00}, name="Altlast", aufgegliedert=False)
    neu(plan, "Zu groß", 2019, {2020: 1_200_00}, Vertrag(sammel_id=sammel))
    rest = huel(plan.blick, JAHR).zeilen[-1]
    assert (rest.zeilenart, rest.festgelegt_cent) == (Huelart.REST, -200_00)
    assert rest.bemerkung == "Die Verträge ergeben 200,00\u00a0€ mehr als die bekannte Summe."


def test_a_known_sum_without_parts_is_a_line_like_any(plan: Probeplan) -> None:
    plan.bindung(herkunft=2019, betraege={2020: 1_000_00}, name="Altlast", aufgegliedert=False)
    (zeile,) = huel(plan.blick, JAHR).zeilen
    assert (zeile.nr, zeile.zeilenart, zeile.festgelegt_cent) == (1, Huelart.BINDUNG, 1_000_00)


def test_a_part_stands_alone_in_a_year_that_the_known_sum_does_not_name(plan: Probeplan) -> None:
    sammel = plan.bindung(herkunft=2019, betraege={2020: 1_000_00}, name="Altlast", aufgegliedert=False)
    neu(plan, "Teil", 2019, {2020: 400_00, 2021: 90_00}, Vertrag(sammel_id=sammel))
    (zeile,) = huel(plan.blick, 2021).zeilen
    assert (zeile.zeilenart, zeile.festgelegt_cent) == (Huelart.BINDUNG, 90_00)


def test_later_years_of_a_known_sum_are_less_what_its_parts_take(plan: Probeplan) -> None:
    sammel = plan.bindung(
        herkunft=2019, betraege={2020: 1_000_00, 2021: 500_00}, name="Altlast", aufgegliedert=False
    )
    neu(plan, "Teil", 2019, {2020: 400_00, 2021: 90_00}, Vertrag(sammel_id=sammel))
    kopf, teil, rest = huel(plan.blick, JAHR).zeilen
    assert (kopf.folgejahre_cent, teil.folgejahre_cent, rest.folgejahre_cent) == (500_00, 90_00, 410_00)


def test_a_line_shows_what_is_paid_on_account_released_and_open(plan: Probeplan) -> None:
    kennung = neu(plan, "Kurs", JAHR, {2020: 1_000_00, 2021: 300_00})
    tag = dt.date(2020, 4, 1)
    zahlung_buchen(plan.dok, kennung, 200_00, datum=tag, art=Zahlungsart.ABSCHLAG)
    zahlung_buchen(plan.dok, kennung, 150_00, datum=tag, stand=Zahlungsstand.ANGEORDNET)
    freirechnen(plan.dok, kennung, 2020, 50_00, datum=tag, grund="Plätze blieben frei")
    freirechnen(plan.dok, kennung, 2021, 100_00, datum=tag, grund="endet früher")
    (zeile,) = huel(plan.blick, JAHR).neue
    assert (zeile.festgelegt_cent, zeile.freigerechnet_cent) == (1_000_00, 50_00)
    assert (zeile.angeordnet_gezahlt_cent, zeile.davon_abschlaege_cent) == (350_00, 200_00)
    assert (zeile.offen_cent, zeile.folgejahre_cent) == (600_00, 200_00)
    assert zeile.bemerkung == "Freigerechnet: Plätze blieben frei"


def test_an_option_that_is_not_drawn_binds_nothing_and_says_what_it_would(plan: Probeplan) -> None:
    grund = neu(plan, "Kurs", JAHR, {2020: 100_00})
    option = Vertrag(teil=Bindungsteil.OPTION, wirksam=False, grund_id=grund)
    neu(plan, "Verlängerung", JAHR, {2020: 80_00}, option)
    zeile = huel(plan.blick, JAHR).neue[-1]
    assert (zeile.art, zeile.festgelegt_cent, zeile.offen_cent) == ("Option (nicht gezogen)", 0, 0)
    assert zeile.bemerkung == "Option über 80,00\u00a0€: bindet erst, wenn sie gezogen ist."


def test_what_is_available_less_what_is_bound_is_not_bound_yet(plan: Probeplan) -> None:
    neu(plan, "Alt", 2019, {2020: 300_00})
    neu(plan, "Neu", JAHR, {2020: 100_00})
    liste = huel(plan.blick, JAHR)
    assert liste.ungebunden_cent == plan.blick.kennzahlen.ungebunden_cent == 100_000_000_00 - 400_00
    assert huel(plan.blick, JAHR + 1).verfuegbar_cent is None


def test_the_measure_is_named_where_the_contract_does_not(plan: Probeplan) -> None:
    ansatz = plan.zeile("Förderzentrum")
    massnahme = plan.blick.zeilen[ansatz].massnahme_id
    for name in ("Los 1", "Förderzentrum, Los 2"):
        bindung_anlegen(
            plan.dok,
            bezeichnung=name,
            herkunft_jahr=JAHR,
            betraege={(JAHR, None): 1_00},
            massnahme_id=massnahme,
        )
    assert [z.gegenstand for z in huel(plan.blick, JAHR).neue] == [
        "Los 1 (Förderzentrum)",
        "Förderzentrum, Los 2",
    ]


@pytest.mark.parametrize(
    ("herkunft", "vertrag", "wort"),
    [
        (2019, Vertrag(), "Vorbindung"),
        (2019, Vertrag(art=Bindungsart.BEWILLIGUNG), "Vorbindung, Bewilligung"),
        (2020, Vertrag(), "Vertrag"),
        (2020, Vertrag(teil=Bindungsteil.OPTION), "Option (gezogen)"),
        (2020, Vertrag(teil=Bindungsteil.AUFSTOCKUNG), "Aufstockung"),
    ],
)
def test_a_line_says_what_it_is(herkunft: int, vertrag: Vertrag, wort: str) -> None:
    zeile = Bindungszeile("b", 1, "Name", herkunft, True, None, None, None, (), vertrag)
    assert art_wort(zeile, JAHR) == wort


@pytest.mark.parametrize(
    ("von", "bis", "wort"),
    [
        (None, None, ""),
        (dt.date(2020, 3, 1), None, "ab 01.03.2020"),
        (None, dt.date(2021, 12, 31), "bis 31.12.2021"),
        (dt.date(2020, 3, 1), dt.date(2021, 12, 31), "01.03.2020 – 31.12.2021"),
    ],
)
def test_a_term_reads_as_far_as_it_is_known(von: dt.date | None, bis: dt.date | None, wort: str) -> None:
    assert laufzeit_wort(Vertrag(laufzeit_von=von, laufzeit_bis=bis)) == wort


# -- HÜL-VE ------------------------------------------------------------------------------------------


def test_the_ve_list_has_bookings_by_day_and_then_cases_of_the_year_after(plan: Probeplan) -> None:
    plan.zeile("Neufall", cent=900_00, finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR)
    plan.zeile("Noch offen", cent=None, finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR)
    neu(plan, "Herbst", JAHR, {2021: 50_00, 2022: 20_00}, Vertrag(datum=dt.date(2020, 9, 1)))
    neu(plan, "Frühling", JAHR, {2020: 1_00, 2021: 10_00}, Vertrag(datum=dt.date(2020, 4, 1)))
    neu(plan, "Vorbindung", 2019, {2021: 77_00})
    neu(plan, "Nur dieses Jahr", JAHR, {2020: 5_00})
    ve_eintragen(plan.dok, 2021, 500_00, stand=VeStand.ENDGUELTIG, ab=dt.date(2020, 1, 1))
    liste = huel_ve(plan.blick)
    assert [j.jahr for j in liste.jahre] == [2021, 2022]
    assert [(z.nr, z.gegenstand, z.art, z.monat, z.betraege) for z in liste.zeilen] == [
        (1, "Frühling", "Vertrag", 4, (10_00, 0)),
        (2, "Herbst", "Vertrag", 9, (50_00, 20_00)),
        (3, "Neufall", "aus Maßnahme", 0, (900_00, 0)),
        (4, "Noch offen", "aus Maßnahme", 0, (0, 0)),
    ]
    assert [z.betrag_offen for z in liste.zeilen] == [False, False, False, True]
    assert (liste.jahre[0].genutzt_cent, liste.jahre[0].frei_cent) == (960_00, -460_00)
    assert [m.kumuliert_cent for m in liste.verlauf[0]] == [900_00] * 4 + [910_00] * 5 + [960_00] * 4


def test_a_case_that_is_booked_stands_once(plan: Probeplan) -> None:
    ansatz = plan.zeile("Neufall", cent=900_00, finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR)
    folgebindung_anlegen(plan.dok, ansatz)
    (zeile,) = huel_ve(plan.blick).zeilen
    assert (zeile.art, zeile.ansatz_id, zeile.gesamt_cent) == ("Vertrag", ansatz, 900_00)


def test_a_year_far_off_has_its_place_too(plan: Probeplan) -> None:
    neu(plan, "Lang", JAHR, {2041: 30_00})
    ve_eintragen(plan.dok, 2045, 10_00)
    liste = huel_ve(plan.blick)
    assert [(j.jahr, j.genutzt_cent, j.frei_cent) for j in liste.jahre] == [
        (2041, 30_00, None),
        (2045, 0, 10_00),
    ]


def test_a_plan_without_later_years_has_no_ve_list(plan: Probeplan) -> None:
    neu(plan, "Nur dieses Jahr", JAHR, {2020: 5_00})
    liste = huel_ve(plan.blick)
    assert (liste.jahre, liste.zeilen, liste.verlauf) == ((), (), ())
