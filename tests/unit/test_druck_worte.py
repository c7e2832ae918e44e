"""What paper and clipboard need without Qt: which texts are figures, HTML for Office, widths of columns."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.geld import format_eur, format_promille
from app.views.druck.html import als_html
from app.views.druck.spalten import GRAD, SCHRIFTGRADE, Spaltenmass, ist_breit, setze, verteile
from app.views.druck.teile import Drucktabelle, Druckzeile
from app.views.druck.zahlen import tag_von, zahl_von


class Leser(HTMLParser):
    """Reads a table as Office does: cells with their marks, by row."""

    def __init__(self) -> None:
        super().__init__()
        self.zeilen: list[list[tuple[str, dict[str, str | None]]]] = []
        self._offen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.zeilen.append([])
        elif tag in {"td", "th"}:
            self.zeilen[-1].append(("", dict(attrs)))
            self._offen = True
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        self._offen = self._offen and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self._offen:
            text, merkmale = self.zeilen[-1][-1]
            self.zeilen[-1][-1] = (text + data, merkmale)


def tabelle(*zeilen: tuple[str, ...], rechts: tuple[bool, ...]) -> Drucktabelle:
    return Drucktabelle("Probe", (), rechts, tuple(Druckzeile(z) for z in zeilen))


def gelesen(*tabellen: Drucktabelle) -> list[list[tuple[str, dict[str, str | None]]]]:
    leser = Leser()
    leser.feed(als_html(tabellen))
    return leser.zeilen


# -- figures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wert", "format_"),
    [
        ("−1.637,74", "-1637.74", "#,##0.00"),
        ("1.234.567,89\u00a0€", "1234567.89", '#,##0.00\\ "€"'),
        ("15.812", "15812", "#,##0"),
        ("2020", "2020", "0"),
        ("0", "0", "0"),
        ("+132.000,00", "132000.00", "#,##0.00"),
        ("12,3\u00a0%", "0.123", "0.0\\ %"),
        ("102\u00a0%", "1.02", "0\\ %"),
        ("1,5759\u00a0%", "0.015759", "0.0000\\ %"),
    ],
)
def test_a_german_figure_is_known_with_its_value_and_its_format(text: str, wert: str, format_: str) -> None:
    zahl = zahl_von(text)
    assert zahl is not None
    assert (zahl.wert, zahl.format) == (wert, format_)


@pytest.mark.parametrize(
    "text", ["", "–", "Kalkulation VJ", "007", "1.2", "12.34", "1,", "=1+1", "1-2", "5 €/h"]
)
def test_every_other_text_is_none(text: str) -> None:
    assert zahl_von(text) is None


@given(st.integers(-(10**13), 10**13))
def test_no_cent_gets_lost_on_the_way_to_a_spreadsheet(cent: int) -> None:
    zahl = zahl_von(format_eur(cent))
    assert zahl is not None
    assert int(zahl.wert.replace(".", "")) == cent


@given(st.integers(-5000, 5000))
def test_a_share_arrives_as_a_fraction(promille: int) -> None:
    zahl = zahl_von(format_promille(promille))
    assert zahl is not None
    assert float(zahl.wert) == pytest.approx(promille / 1000)


def test_days_have_the_number_that_spreadsheets_give_them() -> None:
    tag = tag_von("06.11.2019")
    assert tag is not None
    assert tag.wert == "43775"
    assert tag_von("31.02.2019") is None
    assert tag_von("seit 06.11.2019") is None


# -- HTML --------------------------------------------------------------------------------------------


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    ((zelle, merkmale),) = gelesen(tabelle(("=1+1",), rechts=(True,)))[0]
    assert zelle == "=1+1"
    assert merkmale["style"] == r'mso-number-format:"\@"'
    assert merkmale["sdnum"] == "1033;0;@"


def test_an_amount_is_a_number_for_excel_and_for_libreoffice() -> None:
    ((zelle, merkmale),) = gelesen(tabelle(("−1.637,74 €",), rechts=(True,)))[0]
    assert zelle == "−1.637,74 €"
    assert merkmale["x:num"] == merkmale["sdval"] == "-1637.74"
    assert merkmale["align"] == "right"
    assert merkmale["style"] == r'mso-number-format:"\#\,\#\#0\.00\\\ \0022€\0022"'


def test_digits_to_the_left_are_no_figures() -> None:
    ((_zelle, merkmale),) = gelesen(tabelle(("2020",), rechts=(False,)))[0]
    assert "x:num" not in merkmale


def test_texts_are_escaped_and_lines_stay_in_their_cell() -> None:
    html = als_html([tabelle(("<b>&\nzwei",), rechts=(False,))])
    assert '&lt;b&gt;&amp;<br style="mso-data-placement:same-cell">zwei' in html
    assert gelesen(tabelle(("<b>&\nzwei",), rechts=(False,)))[0][0][0] == "<b>&\nzwei"


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=5))
def test_whatever_stands_in_a_table_is_read_back(zeilen: list[tuple[str, str]]) -> None:
    zeilen = [tuple(re.sub(r"[\x00\r]", "", t) for t in z) for z in zeilen]  # type: ignore[misc]  # pairs stay pairs
    for gegeben, zurueck in zip(zeilen, gelesen(tabelle(*zeilen, rechts=(False, True))), strict=True):
        assert [text for text, _m in zurueck] == list(gegeben)


def test_headings_groups_and_levels_are_there() -> None:
    html = als_html([Drucktabelle("", ("Was",), (False,), (Druckzeile(("A",), stufe=2, fett=True),))])
    assert re.search(r"<thead><tr><th [^>]*>Was</th></tr></thead>", html)
    assert "<b>A</b>" in html
    assert "padding-left:24px" in html
    assert html.index("<!--StartFragment-->") < html.index("<table") < html.index("<!--EndFragment-->")


def test_several_tables_stand_below_their_titles() -> None:
    eine = tabelle(("a",), rechts=(False,))
    assert "<p>" not in als_html([eine])
    assert als_html([eine, eine]).count("<p><b>Probe</b></p>") == 2


# -- columns -----------------------------------------------------------------------------------------


def test_columns_that_fit_are_as_wide_as_their_texts() -> None:
    assert verteile([Spaltenmass(100, 50), Spaltenmass(30, 30)], 200) == (100, 30)


def test_a_long_text_gives_way_before_a_figure() -> None:
    breiten = verteile([Spaltenmass(400, 60, proben=(400, 390)), Spaltenmass(80, 80, proben=(80, 80))], 300)
    assert breiten is not None
    assert breiten[1] == 80
    assert breiten[0] == 220


def test_what_is_left_over_goes_where_it_saves_lines() -> None:
    lang = Spaltenmass(1000, 100, proben=(1000,) * 20)
    kurz = Spaltenmass(150, 100, proben=(90,) * 20)
    breiten = verteile([lang, kurz], 600)
    assert breiten is not None
    assert breiten[0] > 450


@given(st.lists(st.tuples(st.integers(1, 3000), st.integers(1, 600)), min_size=1, max_size=20))
def test_every_column_has_its_place_and_none_is_wider_than_the_sheet(paare: list[tuple[int, int]]) -> None:
    masse = [Spaltenmass(max(p), min(p), 9, (max(p),)) for p in paare]
    grad, saetze = setze(masse, 1000)
    assert grad in SCHRIFTGRADE
    spalten = [s for satz in saetze for s in satz.spalten]
    assert set(spalten) == set(range(len(masse)))
    assert [s for s in spalten if s] == sorted(s for s in spalten if s)
    for satz in saetze:
        assert satz.spalten[0] == 0
        assert sum(satz.breiten) <= 1000
        assert len(satz.breiten) == len(satz.spalten)


def test_type_becomes_smaller_before_columns_go_on_below() -> None:
    knapp = [Spaltenmass(120, 120)] * 10
    grad, saetze = setze(knapp, 1000)
    assert grad < GRAD
    assert len(saetze) == 1
    _grad, saetze = setze([Spaltenmass(200, 200)] * 12, 1000)
    assert len(saetze) > 1
    assert all(b.spalten[1] == a.spalten[-1] + 1 for a, b in pairwise(saetze))


def test_only_a_wide_table_turns_the_sheet() -> None:
    assert not ist_breit([Spaltenmass(900, 100), Spaltenmass(200, 50)], 1000)
    assert ist_breit([Spaltenmass(900, 100), Spaltenmass(600, 50)], 1000)
    assert ist_breit([Spaltenmass(600, 600), Spaltenmass(600, 600)], 1000)
