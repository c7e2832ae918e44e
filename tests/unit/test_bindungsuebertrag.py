"""What of the Bindungen goes on: no cent is lost or counted twice on the way into the year after."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.services.bindungsstand import bindungsstand
from app.services.bindungsuebertrag import uebertrag
from app.services.bindungszeilen import (
    Bindungsteil,
    Bindungszeile,
    Faelligkeit,
    Freirechnungszeile,
    Vertrag,
    Zahlungsart,
    Zahlungsstand,
    Zahlungszeile,
)

JAHR = 2020
TAG = dt.date(2020, 6, 1)
BETRAG = st.integers(min_value=0, max_value=10_000_00)


def bindung(
    name: str, faellig: dict[tuple[int, int | None], int], *, herkunft: int = 2019, **vertrag: object
) -> Bindungszeile:
    """A Bindung as the read model has it."""
    return Bindungszeile(
        id=name,
        position=1024,
        bezeichnung=name,
        herkunft_jahr=herkunft,
        aufgegliedert=True,
        massnahme_id=None,
        bemerkung=None,
        quelle=None,
        faelligkeiten=tuple(Faelligkeit("", j, m, cent) for (j, m), cent in faellig.items()),
        vertrag=replace(Vertrag(), **vertrag),  # type: ignore[arg-type]  # fields of Vertrag, by name
    )


def mit_freirechnung(zeile: Bindungszeile, jahr: int, cent: int) -> Bindungszeile:
    if cent == 0:
        return zeile
    neu = Freirechnungszeile("f", zeile.id, jahr, TAG, cent, "nicht gebraucht")
    return replace(zeile, freirechnungen=(*zeile.freirechnungen, neu))


def mit_zahlung(zeile: Bindungszeile, jahr: int, cent: int) -> Bindungszeile:
    if cent == 0:
        return zeile
    neu = Zahlungszeile(
        "z", zeile.id, jahr, TAG, cent, Zahlungsart.ABSCHLAG, Zahlungsstand.AUSGEZAHLT, None, None
    )
    return replace(zeile, zahlungen=(*zeile.zahlungen, neu))


def faellig(zeile: Bindungszeile) -> dict[tuple[int, int | None], int]:
    return {(f.jahr, f.monat): f.betrag_cent for f in zeile.faelligkeiten}


STELLE = st.tuples(st.integers(2019, 2023), st.one_of(st.none(), st.integers(1, 12)))


@st.composite
def bestand(draw: st.DrawFn) -> tuple[Bindungszeile, ...]:
    """Contracts, an option, a known sum and its parts, with releases and payments that fit."""
    zeilen: list[Bindungszeile] = []
    sammel = replace(
        bindung("sammel", draw(st.dictionaries(STELLE, BETRAG, max_size=4))), aufgegliedert=False
    )
    offen = {jahr: sammel.betrag_cent(jahr) for jahr in range(2019, 2024)}
    for nummer in range(draw(st.integers(0, 5))):
        herkunft, teil = draw(st.integers(2018, 2020)), draw(st.booleans())
        zeile = bindung(
            f"b{nummer}",
            draw(st.dictionaries(STELLE, BETRAG, max_size=6)),
            herkunft=herkunft,
            sammel_id="sammel" if teil else None,
        )
        for jahr in zeile.jahre:
            genannt = teil and herkunft < JAHR and any(f.jahr == jahr for f in sammel.faelligkeiten)
            grenze = min(zeile.betrag_cent(jahr), offen[jahr]) if genannt else zeile.betrag_cent(jahr)
            frei = draw(st.integers(0, grenze))
            gezahlt = draw(st.integers(0, grenze - frei))
            offen[jahr] -= frei + gezahlt if genannt else 0
            zeile = mit_zahlung(mit_freirechnung(zeile, jahr, frei), jahr, gezahlt)
        zeilen.append(zeile)
    option = bindung(
        "option",
        draw(st.dictionaries(STELLE, BETRAG, max_size=3)),
        teil=Bindungsteil.OPTION,
        wirksam=draw(st.booleans()),
        grund_id="b0" if zeilen else None,
    )
    for jahr in sammel.jahre:
        sammel = mit_freirechnung(sammel, jahr, draw(st.integers(0, offen[jahr])))
    return (*zeilen, option, sammel)


@given(bestand())
def test_what_is_open_in_each_later_year_is_the_vorbindung_of_the_next_plan(
    alle: tuple[Bindungszeile, ...],
) -> None:
    alt, neu = bindungsstand(JAHR, alle), bindungsstand(JAHR + 1, uebertrag(JAHR, alle))
    for jahr in range(JAHR + 1, 2025):
        assert neu.im(jahr).vorbindung_cent == alt.im(jahr).offen_cent
        assert (neu.im(jahr).vorbindung_frei_cent, neu.im(jahr).neu_cent) == (0, 0)


@given(bestand())
def test_nothing_that_is_over_comes_along_and_every_reference_leads_somewhere(
    alle: tuple[Bindungszeile, ...],
) -> None:
    kopien = uebertrag(JAHR, alle)
    ids = {b.id for b in kopien}
    offene = {b.vertrag.grund_id for b in kopien if not b.vertrag.wirksam}
    for kopie in kopien:
        assert all(f.jahr > JAHR for f in kopie.faelligkeiten)
        assert kopie.faelligkeiten or kopie.id in offene
        assert not kopie.zahlungen
        assert not kopie.freirechnungen
        assert {kopie.vertrag.sammel_id, kopie.vertrag.grund_id} <= ids | {None}
        assert kopie.vertrag.vorgaenger_id == kopie.id


def test_a_release_goes_off_the_latest_months_and_an_unknown_month_goes_first() -> None:
    zeile = bindung("b", {(2021, 2): 100, (2021, None): 50, (2021, 11): 70, (2022, 1): 30})

    (kopie,) = uebertrag(JAHR, [mit_freirechnung(zeile, 2021, 140)])

    assert faellig(kopie) == {(2021, 2): 80, (2022, 1): 30}


def test_a_release_of_a_part_goes_off_the_known_sum_even_when_the_sum_is_used_up() -> None:
    sammel = replace(bindung("sammel", {(2021, None): 100}), aufgegliedert=False)
    eins = mit_freirechnung(bindung("a", {(2021, 5): 60}, sammel_id="sammel"), 2021, 60)
    zwei = mit_freirechnung(bindung("b", {(2021, 5): 80}, sammel_id="sammel"), 2021, 40)

    kopien = uebertrag(JAHR, (sammel, eins, zwei))

    assert [(k.id, faellig(k)) for k in kopien] == [("sammel", {(2021, None): 0}), ("b", {(2021, 5): 40})]
    assert bindungsstand(2021, kopien).im(2021).vorbindung_cent == 0


def test_an_option_that_is_not_drawn_keeps_its_base_contract_so_that_it_can_be_drawn() -> None:
    grund = bindung("grund", {(2020, None): 100}, summe_cent=100)
    option = bindung(
        "option", {(2021, None): 70}, teil=Bindungsteil.OPTION, wirksam=False, grund_id="grund", summe_cent=70
    )

    kopien = {k.id: k for k in uebertrag(JAHR, (grund, option))}

    assert faellig(kopien["grund"]) == {}
    vertrag = kopien["option"].vertrag
    assert (vertrag.teil, vertrag.wirksam, vertrag.grund_id) == (Bindungsteil.OPTION, False, "grund")
    assert vertrag.summe_cent is None
    assert bindungsstand(2021, kopien.values()).im(2021).gebunden_cent == 0


def test_a_drawn_option_stands_alone_once_its_base_contract_is_over() -> None:
    grund = bindung("grund", {(2020, None): 100})
    option = bindung("option", {(2021, None): 70}, teil=Bindungsteil.OPTION, grund_id="grund")

    (kopie,) = uebertrag(JAHR, (grund, option))

    assert (kopie.id, kopie.vertrag.teil, kopie.vertrag.grund_id) == (
        "option",
        Bindungsteil.GRUNDVERTRAG,
        None,
    )
