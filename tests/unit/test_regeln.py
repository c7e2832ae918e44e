"""Dated rules: which are in force when, and what a broken rule file says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.services.regeln import OBERGRENZE, RegelFehler, gueltig, lade_regeln, norm

if TYPE_CHECKING:
    from pathlib import Path

GANZ = """
[[regel]]
schluessel = "A"
art = "obergrenze_anteil"
bezeichnung = "Probe"
gueltig_von = 2012-04-01
gueltig_bis = 2016-07-31
quelle = "§ 1"
anteil_promille = 200
basis = "eingliederungsmittel"
rechtsgrundlagen = ["§ 2"]
"""


def _schreibe(ordner: Path, text: str, name: str = "probe.toml") -> Path:
    (ordner / name).write_text(text, encoding="utf-8")
    return ordner


def test_the_programs_own_rules_load_and_every_one_names_its_source() -> None:
    regeln = lade_regeln()
    assert {r.art for r in regeln} >= {OBERGRENZE, "abweichung_median", "pat_pauschale"}
    assert all(r.quelle for r in regeln)


@pytest.mark.parametrize(
    ("jahr", "schluessel"),
    [
        (2011, set()),
        (2012, {"OBERGRENZE-2012"}),
        (2015, {"OBERGRENZE-2012"}),
        (2016, {"OBERGRENZE-2012", "OBERGRENZE-2016"}),
        (2018, {"OBERGRENZE-2016"}),
        (2019, set()),
        (2020, set()),
    ],
)
def test_the_dates_of_the_cap_decide_for_which_budget_year_it_holds(jahr: int, schluessel: set[str]) -> None:
    assert {r.schluessel for r in gueltig(lade_regeln(), OBERGRENZE, jahr)} == schluessel


def test_a_rule_holds_from_its_first_to_its_last_day_both_included(tmp_path: Path) -> None:
    regeln = lade_regeln(_schreibe(tmp_path, GANZ))
    tage = {
        dt.date(2012, 3, 31): False,
        dt.date(2012, 4, 1): True,
        dt.date(2016, 7, 31): True,
        dt.date(2016, 8, 1): False,
    }
    assert {tag: bool(gueltig(regeln, OBERGRENZE, tag)) for tag in tage} == tage


def test_a_rule_without_last_day_holds_on() -> None:
    assert [r.schluessel for r in gueltig(lade_regeln(), "pat_pauschale", 2090)] == ["PAT-2023"]


def test_a_kind_that_this_version_does_not_know_is_kept_with_its_values(tmp_path: Path) -> None:
    text = GANZ.replace("obergrenze_anteil", "kommt_noch") + 'neues_feld = "x"\n'
    (regel,) = lade_regeln(_schreibe(tmp_path, text))
    assert regel.text("neues_feld") == "x"
    assert regel.zahl("anteil_promille") == 200


@pytest.mark.parametrize(
    ("alt", "neu", "sagt"),
    [
        ('quelle = "§ 1"\n', "", "Regel 1 („A“) fehlt „quelle“"),
        ('bezeichnung = "Probe"', 'bezeichnung = ""', "fehlt „bezeichnung“"),
        ("gueltig_von = 2012-04-01", 'gueltig_von = "2012"', "„gueltig_von“ ein Datum"),
        ("anteil_promille = 200", "anteil_promille = 0.2", "„anteil_promille“ eine ganze Zahl"),
        ("anteil_promille = 200", "anteil_promille = true", "„anteil_promille“ eine ganze Zahl"),
        ('rechtsgrundlagen = ["§ 2"]', "rechtsgrundlagen = []", "fehlt „rechtsgrundlagen“"),
        (
            'rechtsgrundlagen = ["§ 2"]',
            "rechtsgrundlagen = [2]",
            "jeder Eintrag von „rechtsgrundlagen“ ein Text",
        ),
        ("2016-07-31", "2011-07-31", "liegt „gueltig_bis“ vor „gueltig_von“"),
        ('basis = "eingliederungsmittel"', 'basis = "alles"', "„alles“ keine Basis"),
        ("[[regel]]", "[regel]", "als „[[regel]]“ geschrieben"),
        ("[[regel]]", "[[regel", "kein gültiges TOML"),
    ],
)
def test_a_broken_rule_file_is_named_with_rule_and_field(
    tmp_path: Path, alt: str, neu: str, sagt: str
) -> None:
    with pytest.raises(RegelFehler) as info:
        lade_regeln(_schreibe(tmp_path, GANZ.replace(alt, neu)))
    assert "„probe.toml“" in info.value.text
    assert sagt in info.value.was


def test_the_same_key_in_two_files_is_refused(tmp_path: Path) -> None:
    _schreibe(tmp_path, GANZ, "a.toml")
    with pytest.raises(RegelFehler, match=r"„b\.toml“.*„A“ kommt zweimal vor"):
        lade_regeln(_schreibe(tmp_path, GANZ, "b.toml"))


PAT = """
[[regel]]
schluessel = "P"
art = "pat_pauschale"
bezeichnung = "Probe"
gueltig_von = 2019-01-01
quelle = "§ 1"
rechtsgrundlagen = ["§ 2"]
zeitraum = "monat"
pauschalen = [{ klasse = 1, bezeichnung = "alle", betrag = "500,00" }]
"""


@pytest.mark.parametrize(
    ("alt", "neu", "sagt"),
    [
        ("klasse = 1, ", "", "in Pauschale 1 von Regel 1 („P“) fehlt „klasse“"),
        ('betrag = "500,00"', "betrag = 500", "Pauschale 1 von Regel 1 („P“) muss „betrag“ ein Text sein"),
        ('"500,00"', '"500.00"', "„500.00“ ist mehrdeutig"),
        ('{ klasse = 1, bezeichnung = "alle", betrag = "500,00" }', "500", "„pauschalen“ eine Tabelle sein"),
    ],
)
def test_a_broken_flat_rate_is_named_with_rule_and_field(
    tmp_path: Path, alt: str, neu: str, sagt: str
) -> None:
    assert lade_regeln(_schreibe(tmp_path, PAT))
    with pytest.raises(RegelFehler) as info:
        lade_regeln(_schreibe(tmp_path, PAT.replace(alt, neu)))
    assert sagt in info.value.was


def test_a_legal_basis_is_the_same_however_its_blanks_and_case_are_written(tmp_path: Path) -> None:
    assert norm("§ 16e SGB II") == norm("§16e\u00a0sgb  ii") != norm("§ 16i SGB II")
    (regel,) = lade_regeln(_schreibe(tmp_path, PAT))
    assert regel.gilt_fuer("§2")
    assert not regel.gilt_fuer("§ 22")
