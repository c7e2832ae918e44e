"""The data of the charts: the figures of the example plan, in words, and what is odd about a plan."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.bindungen import bindung_anlegen
from app.services.bindungsdiagramme import bindungen
from app.services.diagrammdaten import Groesse, Rolle, balken, wasserfall
from app.services.plaene import budget_setzen
from app.services.summen import Dimension
from app.services.zahlworte import achsentext_eur, achsenwerte, in_mio, kurz_eur
from app.services.zeilen import Budgetart

if TYPE_CHECKING:
    from app.services.dokument import Dokument

CENT = st.integers(min_value=-(10**14), max_value=10**14)


@pytest.fixture
def dok(beispiel: Dokument) -> Dokument:
    return beispiel


def test_the_waterfall_follows_the_formula_with_the_printed_figures(dok: Dokument) -> None:
    daten = wasserfall(dok.blick)
    assert [(b.name, b.genau) for b in daten.balken] == [
        ("Eingliederungsmittel", "68.899.598,00\u00a0€"),
        ("− Umschichtung", "1.566.044,00\u00a0€"),
        ("− Vorbindungen", "32.647.597,00\u00a0€"),
        ("+ Rückeinnahmen", "400.000,00\u00a0€"),
        ("= Neufallbudget", "35.085.957,00\u00a0€"),
        ("verplant", "35.087.594,74\u00a0€"),
        ("Rest", "−1.637,74\u00a0€ überplant"),
    ]


def test_vorbindungen_lead_to_the_place_of_the_bindungen(dok: Dokument) -> None:
    assert wasserfall(dok.blick).balken[2].schluessel == ("budgetposten", "vorbindungen")


def test_each_step_of_the_waterfall_begins_where_the_one_before_ends(dok: Dokument) -> None:
    balken_ = wasserfall(dok.blick).balken
    assert [b.von for b in balken_[1:4]] == [b.bis for b in balken_[:3]]
    assert (balken_[4].von, balken_[4].bis) == (0, balken_[3].bis)


def test_the_overplanned_rest_has_sign_word_and_role(dok: Dokument) -> None:
    rest = wasserfall(dok.blick).balken[-1]
    assert rest.wert == "−1.637,74\u00a0€ überplant"
    assert rest.rolle is Rolle.UEBERPLANT
    assert (rest.von, rest.bis) == (35_085_957_00, 35_087_594_74)


def test_a_free_rest_says_so(dok: Dokument) -> None:
    budget_setzen(dok, Budgetart.RUECKEINNAHMEN, 500_000_00)
    rest = wasserfall(dok.blick).balken[-1]
    assert (rest.wert, rest.rolle) == ("+98.362\u00a0€ frei", Rolle.FREI)


def test_an_umschichtung_into_the_eingliederungstitel_is_drawn_as_an_addition(dok: Dokument) -> None:
    budget_setzen(dok, Budgetart.UMSCHICHTUNG, -500_000_00)
    stufe = wasserfall(dok.blick).balken[1]
    assert (stufe.name, stufe.wert, stufe.rolle) == ("− Umschichtung", "−500.000\u00a0€", Rolle.ZUGANG)
    assert stufe.bis - stufe.von == 500_000_00


def test_an_input_nobody_entered_is_not_shown_as_zero(leer: Dokument) -> None:
    posten = [b for b in wasserfall(leer.blick).balken if b.name != "− Vorbindungen"][:3]
    assert {b.wert for b in posten} == {"noch kein Betrag"}
    assert wasserfall(leer.blick).balken[-1].genau == "0,00\u00a0€ genau verplant"


def test_the_description_says_the_figures_in_words(dok: Dokument) -> None:
    text = wasserfall(dok.blick).beschreibung
    assert text.startswith("Neufallbudget 2020: Eingliederungsmittel, 68.899.598,00\u00a0€;")
    assert text.endswith("Rest, −1.637,74\u00a0€ überplant.")


def test_mittel_by_handlungsfeld_sum_to_what_is_planned(dok: Dokument) -> None:
    daten = balken(dok.blick, Dimension.HANDLUNGSFELD, Groesse.MITTEL)
    assert sum(b.bis for b in daten.balken) == 35_087_594_74
    assert daten.balken[0].name == "1 Arbeit und Fachkräfte"
    assert daten.balken[0].titel == "1 Arbeits- und Fachkräftesicherung"
    assert daten.balken[0].wert == "17,07\u00a0Mio.\u00a0€"


def test_eintritte_by_category_are_those_of_the_printed_overview(dok: Dokument) -> None:
    daten = balken(dok.blick, Dimension.PRODUKTKATEGORIE, Groesse.EINTRITTE)
    assert [b.wert for b in daten.balken] == [
        "6.429",
        "1.813",
        "836",
        "310",
        "115",
        "6.309",
        "Kalkulation VJ",
    ]


def test_a_category_outside_the_overview_comes_last_and_says_so(dok: Dokument) -> None:
    letzter = balken(dok.blick, Dimension.PRODUKTKATEGORIE, Groesse.EINTRITTE).balken[-1]
    assert (letzter.name, letzter.rolle) == ("Weitere Leistungen", Rolle.NEBEN)
    assert "nicht ausgewiesen" in letzter.hinweis


def test_a_group_with_figures_and_kalkulation_vj_tells_how_many_rows_lack_one(dok: Dokument) -> None:
    erste = balken(dok.blick, Dimension.PRODUKTKATEGORIE, Groesse.EINTRITTE)
    hinweise = {b.titel: b.hinweis for b in erste.balken}
    gemischt = [
        schluessel
        for schluessel in dok.blick.kategorien
        if (s := dok.blick.summe(Dimension.PRODUKTKATEGORIE, schluessel)).kalkulation and s.mit_zahl
    ]
    assert gemischt
    for schluessel in gemischt:
        summe = dok.blick.summe(Dimension.PRODUKTKATEGORIE, schluessel)
        hinweis = hinweise[dok.blick.kategorien[schluessel].titel]
        assert hinweis.startswith(f"dazu {summe.kalkulation} Zeile")


def test_rows_without_a_team_have_a_bar_of_their_own(dok: Dokument) -> None:
    daten = balken(dok.blick, Dimension.TEAM, Groesse.MITTEL)
    assert daten.balken[-1].schluessel == (Dimension.TEAM, None)
    assert daten.balken[-1].name == "ohne Team"


def test_every_bar_has_a_row_in_the_table_with_the_same_exact_figure(dok: Dokument) -> None:
    for daten in (
        wasserfall(dok.blick),
        balken(dok.blick, Dimension.HANDLUNGSFELD, Groesse.MITTEL),
        balken(dok.blick, Dimension.PRODUKT, Groesse.EINTRITTE),
    ):
        assert [zeile[1] for zeile in daten.tabelle.zeilen] == [b.genau for b in daten.balken]
        assert {len(zeile) for zeile in daten.tabelle.zeilen} == {len(daten.tabelle.kopf)}
        assert len(daten.tabelle.rechts) == len(daten.tabelle.kopf)


def test_bindungen_stack_what_earlier_years_bound_and_what_is_planned(dok: Dokument) -> None:
    daten = bindungen(dok.blick)
    erste = daten.saeulen[0]
    assert erste.schluessel == ("jahr", 2020)
    assert erste.teile == (32_647_597_00, 0, 35_087_594_74, 0)
    assert (erste.wert, erste.knapp) == ("67,74\u00a0Mio.\u00a0€", "67,74")


def test_rows_paid_next_year_without_an_amount_are_noted_not_counted(dok: Dokument) -> None:
    naechstes = bindungen(dok.blick).saeulen[1]
    assert naechstes.teile == (0, 0, 0, 0)
    assert (naechstes.notiz, naechstes.hinweis) == ("+ 1 offen", "1 Zeile ohne Betrag")


def test_a_new_bindung_stands_in_the_year_it_falls_due(dok: Dokument) -> None:
    bindung_anlegen(dok, bezeichnung="Neu", herkunft_jahr=2020, betraege={(2022, None): 1_000_000_00})
    daten = bindungen(dok.blick)
    saeule = next(s for s in daten.saeulen if s.name == "2022")
    assert saeule.teile == (0, 1_000_000_00, 0, 0)
    zeile = next(z for z in daten.tabelle.zeilen if z[0] == "2022")
    assert zeile[2] == "1.000.000,00\u00a0€"


@pytest.mark.parametrize(
    ("cent", "text"),
    [
        (35_085_957_00, "35,09\u00a0Mio.\u00a0€"),
        (-32_647_597_00, "−32,65\u00a0Mio.\u00a0€"),
        (400_000_00, "400.000\u00a0€"),
        (999_999_49, "999.999\u00a0€"),
        (999_999_50, "1,00\u00a0Mio.\u00a0€"),
        (-1_637_74, "−1.637,74\u00a0€"),
        (0, "0\u00a0€"),
        (1_234_567_890_12, "1.234,57\u00a0Mio.\u00a0€"),
    ],
)
def test_amounts_are_shortened_the_german_way(cent: int, text: str) -> None:
    assert kurz_eur(cent) == text


@given(CENT)
def test_millions_are_rounded_to_the_nearest_hundredth(cent: int) -> None:
    ganz = in_mio(cent).replace("−", "-").replace(".", "").replace(",", "")
    assert abs(int(ganz) * 1_000_000 - cent) <= 500_000


@given(CENT, CENT, st.integers(min_value=1, max_value=12))
def test_ticks_are_round_lie_inside_and_are_few(eins: int, zwei: int, hoechstens: int) -> None:
    unten, oben = sorted((eins, zwei))
    werte = achsenwerte(unten, oben, hoechstens, 100)
    assert all(unten <= wert <= oben for wert in werte)
    assert len(werte) <= hoechstens + 1
    schritte = {b - a for a, b in pairwise(werte)}
    assert len(schritte) <= 1
    assert all(str(schritt).rstrip("0") in {"1", "2", "5"} and schritt >= 100 for schritt in schritte)


@given(CENT)
def test_no_tick_has_an_exponent_or_an_english_point(cent: int) -> None:
    text = achsentext_eur(cent * 100, 10**16)
    assert "e" not in text.lower().replace("\u00a0€", "")
    assert text.endswith("€")


def test_counts_never_get_broken_ticks() -> None:
    assert achsenwerte(0, 3, 8) == (0, 1, 2, 3)
