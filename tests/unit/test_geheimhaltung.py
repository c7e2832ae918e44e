"""Small counts are left out so that nobody can reckon them: by one equation, by all, or by their bounds."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.excel.geheimhaltung import Gleichung, Unterdrueckung, errechenbare, gesperrte

DREI = Unterdrueckung(3)
Tafel = tuple[dict[str, int], list[Gleichung[str]]]


def tafel(zeilen: list[list[int]]) -> Tafel:
    """A table with sums of rows and columns and a total."""
    werte = {f"{z}/{s}": wert for z, zeile in enumerate(zeilen) for s, wert in enumerate(zeile)}
    hoehe, breite = len(zeilen), len(zeilen[0])
    gleichungen = [Gleichung(f"{z}/Σ", tuple(f"{z}/{s}" for s in range(breite))) for z in range(hoehe)]
    gleichungen += [Gleichung(f"Σ/{s}", tuple(f"{z}/{s}" for z in range(hoehe))) for s in range(breite)]
    gleichungen.append(Gleichung("Σ/Σ", tuple(f"{z}/Σ" for z in range(hoehe))))
    gleichungen.append(Gleichung("Σ/Σ", tuple(f"Σ/{s}" for s in range(breite))))
    for gleichung in gleichungen:
        werte[gleichung.summe] = sum(werte[teil] for teil in gleichung.teile)
    return werte, gleichungen


@st.composite
def tafeln(draw: st.DrawFn, hoechstens: int = 6, wert: int = 9) -> Tafel:
    breite = draw(st.integers(1, hoechstens))
    zeile = st.lists(st.integers(0, wert), min_size=breite, max_size=breite)
    return tafel(draw(st.lists(zeile, min_size=1, max_size=hoechstens)))


@st.composite
def gleichungssysteme(draw: st.DrawFn) -> Tafel:
    """Sums of any parts, parts and sums in any further sum: rings and diamonds too."""
    werte = {
        f"z{n}": wert for n, wert in enumerate(draw(st.lists(st.integers(0, 6), min_size=1, max_size=6)))
    }
    gleichungen: list[Gleichung[str]] = []
    for nummer in range(draw(st.integers(1, 6))):
        teile = tuple(draw(st.sets(st.sampled_from(sorted(werte)), min_size=1, max_size=4)))
        gleichungen.append(Gleichung(f"s{nummer}", tuple(sorted(teile))))
        werte[f"s{nummer}"] = sum(werte[teil] for teil in teile)
    return werte, gleichungen


def rang(zeilen: list[list[int]]) -> int:
    """Rank over fractions."""
    matrix, ergebnis = [[Fraction(w) for w in zeile] for zeile in zeilen], 0
    for spalte in range(len(matrix[0]) if matrix else 0):
        pivot = next((z for z in range(ergebnis, len(matrix)) if matrix[z][spalte]), None)
        if pivot is None:
            continue
        matrix[ergebnis], matrix[pivot] = matrix[pivot], matrix[ergebnis]
        for z in range(ergebnis + 1, len(matrix)):
            faktor = matrix[z][spalte] / matrix[ergebnis][spalte]
            matrix[z] = [a - faktor * b for a, b in zip(matrix[z], matrix[ergebnis], strict=True)]
        ergebnis += 1
    return ergebnis


def eindeutig(gleichungen: list[Gleichung[str]], gesperrt: frozenset[str], zelle: str) -> bool:
    """True where the equations give a missing cell one value: without its column they say less."""
    spalten = sorted(gesperrt)
    matrix = [[(z in g.teile) - (z == g.summe) for z in spalten] for g in gleichungen]
    stelle = spalten.index(zelle)
    ohne = [[w for s, w in enumerate(zeile) if s != stelle] for zeile in matrix]
    return rang(ohne) == rang(matrix) - 1


def schritt_fuer_schritt(gleichungen: list[Gleichung[str]], gesperrt: frozenset[str]) -> set[str]:
    """What a reader reckons from equations with one unknown, again and again."""
    unbekannt = set(gesperrt)
    while neu := {
        z for g in gleichungen for z in g.zellen if z in unbekannt and len(unbekannt & set(g.zellen)) == 1
    }:
        unbekannt -= neu
    return set(gesperrt) - unbekannt


def kleine(werte: dict[str, int]) -> set[str]:
    return {z for z, wert in werte.items() if DREI.ist_klein(wert)}


def test_zero_and_the_limit_itself_are_told() -> None:
    werte = {"null": 0, "eins": 1, "zwei": 2, "drei": 3}
    assert gesperrte(werte, [], DREI) == {"eins", "zwei"}
    assert gesperrte(werte, [], Unterdrueckung(2)) == {"eins"}


def test_a_small_part_takes_the_smallest_other_one_with_it() -> None:
    werte = {"a": 2, "b": 40, "c": 7, "d": 0, "summe": 49}
    assert gesperrte(werte, [Gleichung("summe", ("a", "b", "c", "d"))], DREI) == {"a", "c"}


def test_without_secondary_suppression_only_small_counts_are_left_out() -> None:
    werte = {"a": 2, "b": 40, "summe": 42}
    wie = Unterdrueckung(3, komplementaer=False)
    assert gesperrte(werte, [Gleichung("summe", ("a", "b"))], wie) == {"a"}


def test_the_sum_is_left_out_where_nothing_else_can_be() -> None:
    werte = {"a": 2, "b": 0, "summe": 2, "anderes": 50, "alle": 52}
    gleichungen = [Gleichung("summe", ("a", "b")), Gleichung("alle", ("summe", "anderes"))]
    assert gesperrte(werte, gleichungen, DREI) == {"a", "summe", "anderes"}


def test_two_ones_below_a_known_sum_are_no_secret_and_so_take_more_with_them() -> None:
    werte = {"a": 1, "b": 1, "c": 10, "summe": 12}
    gleichungen = [Gleichung("summe", ("a", "b", "c"))]
    assert errechenbare(werte, gleichungen, {"a", "b"}) == {"a", "b"}
    assert gesperrte(werte, gleichungen, DREI) == {"a", "b", "c"}


def test_three_sums_over_three_pairs_tell_each_and_so_take_more_with_them() -> None:
    werte = {"a": 1, "b": 4, "c": 5, "ab": 5, "bc": 9, "ac": 6}
    gleichungen = [Gleichung("ab", ("a", "b")), Gleichung("bc", ("b", "c")), Gleichung("ac", ("a", "c"))]
    assert schritt_fuer_schritt(gleichungen, frozenset("abc")) == set()
    assert errechenbare(werte, gleichungen, {"a", "b", "c"}) >= {"a", "b", "c"}
    assert len(gesperrte(werte, gleichungen, DREI)) > 3


@pytest.mark.parametrize("unter", [0, 1, 21])
def test_a_limit_that_makes_no_sense_is_refused(unter: int) -> None:
    with pytest.raises(ValueError, match="zwischen 2 und 20"):
        Unterdrueckung(unter)


@given(st.one_of(tafeln(), gleichungssysteme()))
def test_no_small_count_follows_from_equations_with_one_unknown(gegeben: Tafel) -> None:
    werte, gleichungen = gegeben
    gesperrt = gesperrte(werte, gleichungen, DREI)
    assert kleine(werte) <= gesperrt
    assert schritt_fuer_schritt(gleichungen, gesperrt) & kleine(werte) == set()


@given(st.one_of(tafeln(4), gleichungssysteme()))
def test_no_small_count_follows_from_all_equations_together(gegeben: Tafel) -> None:
    werte, gleichungen = gegeben
    gesperrt = gesperrte(werte, gleichungen, DREI)
    assert [z for z in kleine(werte) if eindeutig(gleichungen, gesperrt, z)] == []


@given(tafeln(3, wert=4))
def test_every_small_count_could_be_another_number(gegeben: Tafel) -> None:
    """By trying: some other whole numbers from 1 on fit everything that is told."""
    werte, gleichungen = gegeben
    gesperrt = gesperrte(werte, gleichungen, DREI)
    teile = [z for z in sorted(gesperrt) if "Σ" not in z]
    if len(teile) > 6:
        return
    moeglich: dict[str, set[int]] = {z: set() for z in teile}
    for versuch in product(range(1, 7), repeat=len(teile)):
        probe = {**werte, **dict(zip(teile, versuch, strict=True))}
        for gleichung in gleichungen:
            probe[gleichung.summe] = sum(probe[t] for t in gleichung.teile)
        if all(probe[z] == werte[z] for z in werte if z not in gesperrt):
            for z, wert in zip(teile, versuch, strict=True):
                moeglich[z].add(wert)
    assert [z for z in teile if DREI.ist_klein(werte[z]) and len(moeglich[z]) < 2] == []


@given(st.one_of(tafeln(4), gleichungssysteme()))
def test_what_follows_is_found_as_by_the_ranks(gegeben: Tafel) -> None:
    werte, gleichungen = gegeben
    gesperrt = frozenset(z for z, wert in werte.items() if wert > 0 and wert % 2)
    gefunden = errechenbare(werte, gleichungen, gesperrt)
    assert {z for z in gesperrt if eindeutig(gleichungen, gesperrt, z)} <= gefunden


@given(tafeln())
def test_where_no_count_is_small_everything_is_told(gegeben: Tafel) -> None:
    werte, gleichungen = gegeben
    dreifach = {z: wert * 3 for z, wert in werte.items()}
    assert gesperrte(dreifach, gleichungen, DREI) == frozenset()
