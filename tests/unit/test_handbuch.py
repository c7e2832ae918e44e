"""The handbook says what the program does: codes of findings, dated rules, keys of the JSON."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app import kommando_import
from app.services import pruefen
from app.services.befund import SCHWERE_WORT, Bezug, Schwere, befund_als_dict
from app.services.einfuhr.quelle import lies_quelle, vorschau
from app.services.einfuhr.vorschau import vorschau_als_dict
from app.services.excel.vorlage.angebot import KENNZAHLEN, LISTEN
from app.services.excel.vorlage.platzhalter import MUSTER, Angebot, Unbekannt
from app.services.kennzahlen_json import als_dict
from app.services.pruefen import pruefe
from app.services.regeln import PAT_PAUSCHALE, Regel, lade_regeln

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from app.services.dokument import Dokument

HANDBUCH = Path(__file__).parents[2] / "docs" / "handbuch.md"
ERSTER_TAG = "01.01.2005"
"""Rules of the house hold from here on, that is always."""


@pytest.fixture(scope="module")
def handbuch() -> str:
    return HANDBUCH.read_text(encoding="utf-8")


def abschnitt(handbuch: str, titel: str) -> str:
    """Everything below a heading up to the next one."""
    treffer = re.search(
        rf"^#+ (?:\d+ )?{re.escape(titel)}\n(.*?)(?=^#+ |\Z)", handbuch, re.MULTILINE | re.DOTALL
    )
    assert treffer, titel
    return treffer[1]


def tabelle(text: str) -> list[list[str]]:
    """The cells of the first table, without its heading; it ends at the first line that is none of it."""
    zeilen = text[text.index("| --- |") :].splitlines()[1:]
    ende = next((i for i, zeile in enumerate(zeilen) if not zeile.startswith("|")), len(zeilen))
    return [[zelle.strip() for zelle in zeile.strip("|").split("|")] for zeile in zeilen[:ende]]


# -- findings ----------------------------------------------------------------------------------------


def _gewichte(wert: ast.AST) -> set[str]:
    return {
        SCHWERE_WORT[Schwere[k.attr]]
        for k in ast.walk(wert)
        if isinstance(k, ast.Attribute) and isinstance(k.value, ast.Name) and k.value.id == "Schwere"
    }


def _vergeben(funktion: ast.FunctionDef) -> Iterator[tuple[str, set[str]]]:
    """Code and weights of each finding that a function makes; a weight in a variable is looked up."""
    zuweisungen = {
        ziel.id: _gewichte(k.value)
        for k in ast.walk(funktion)
        if isinstance(k, ast.Assign)
        for ziel in k.targets
        if isinstance(ziel, ast.Name)
    }
    for knoten in ast.walk(funktion):
        if isinstance(knoten, ast.Call) and getattr(knoten.func, "id", "") == "Befund":
            code, schwere = knoten.args[:2]
            assert isinstance(code, ast.Constant)
            gewichte = zuweisungen[schwere.id] if isinstance(schwere, ast.Name) else _gewichte(schwere)
            yield str(code.value), gewichte


def vergebene_codes() -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for modul in Path(pruefen.__file__).parent.glob("pruefen*.py"):
        for knoten in ast.parse(modul.read_text(encoding="utf-8")).body:
            if isinstance(knoten, ast.FunctionDef):
                for code, gewichte in _vergeben(knoten):
                    codes.setdefault(code, set()).update(gewichte)
    return codes


def test_the_handbook_names_every_finding_with_its_weight_and_no_other(handbuch: str) -> None:
    beschrieben = {
        code: set(gewicht.split(", "))
        for codes, gewicht, _ in tabelle(abschnitt(handbuch, "Prüfung und Befunde"))
        for code in codes.split(", ")
    }
    assert beschrieben == vergebene_codes()


# -- rules -------------------------------------------------------------------------------------------


def _tag(tag: dt.date) -> str:
    return f"{tag:%d.%m.%Y}"


def _gilt(regel: Regel) -> str:
    von = _tag(regel.gueltig_von)
    if regel.gueltig_bis:
        return f"{von} bis {_tag(regel.gueltig_bis)}"
    return "alle Jahre" if von == ERSTER_TAG else f"seit {von}"


def test_the_handbook_lists_every_dated_rule_with_its_validity_in_one_table(handbuch: str) -> None:
    text = abschnitt(handbuch, "Datierte Regeln")
    assert {zeile[0]: zeile[2] for zeile in tabelle(text)} == {r.schluessel: _gilt(r) for r in lade_regeln()}
    assert len(re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)) == 1


def test_the_handbook_names_the_lump_sums_of_the_pat_in_force(handbuch: str) -> None:
    inhalte = {zeile[0]: zeile[3] for zeile in tabelle(abschnitt(handbuch, "Datierte Regeln"))}
    for regel in (r for r in lade_regeln() if r.art == PAT_PAUSCHALE):
        betraege = [p["betrag"].removesuffix(",00") for p in regel.werte["pauschalen"]]
        assert inhalte[regel.schluessel].startswith(f"{', '.join(betraege)} €")


# -- templates -----------------------------------------------------------------------------------------


def test_the_handbook_lists_every_placeholder_of_templates_and_no_other(handbuch: str) -> None:
    text = abschnitt(handbuch, "Eigene Vorlagen")
    genannt = [p for zeile in tabelle(text) for p in re.findall(r"\{\{(\w+)\}\}", zeile[0])]
    assert sorted(genannt) == sorted(KENNZAHLEN)
    listen = tabelle(text[text.index("| Liste |") :])
    assert {zeile[0].strip("`"): tuple(re.findall(r"`(\w+)`", zeile[1])) for zeile in listen} == {
        liste.name: liste.felder for liste in LISTEN
    }


def test_every_example_of_a_placeholder_in_the_handbook_is_understood(
    handbuch: str, beispiel: Dokument
) -> None:
    angebot = Angebot(beispiel.blick)
    genannt = MUSTER.findall(abschnitt(handbuch, "Eigene Vorlagen"))
    assert "massnahmen[1].leistung" in genannt
    assert [p for p in genannt if isinstance(angebot.deute(p), Unbekannt)] == []


# -- calls for scripts -------------------------------------------------------------------------------


def _schluessel(wert: object) -> set[str]:
    if isinstance(wert, dict):
        return set(wert).union(*map(_schluessel, wert.values()))
    return set().union(*map(_schluessel, wert)) if isinstance(wert, list) else set()


def test_the_handbook_names_every_key_of_both_jsons_and_no_other(handbuch: str, demo: Dokument) -> None:
    regeln = lade_regeln()
    daten = als_dict(demo.blick, regeln)
    befunde = [befund_als_dict(befund) for befund in pruefe(demo.blick, regeln)]
    text = abschnitt(handbuch, "Aufrufe für Skripte")
    genannt = set(re.findall(r"`([a-z_]+)`", text[text.index("**kennzahlen --json**") :]))
    bezug = {"dimension", "schluessel", "posten", "bindung_id", "ort"}
    assert bezug == set(Bezug.__slots__)
    assert genannt - {"befunde"} == _schluessel(daten) | _schluessel(befunde) | bezug


def test_the_handbook_names_every_key_of_the_preview_of_an_import(
    handbuch: str, beispiel: Dokument, tmp_path: Path
) -> None:
    pfad = tmp_path / "fremd.csv"
    pfad.write_text("Leistung;Eintritte\nFörderzentrum II;430\nNeue Sache;12\n", encoding="utf-8")
    schau = vorschau(beispiel.blick, lies_quelle(pfad))
    daten = {**vorschau_als_dict(schau), "wirkung": kommando_import.wirkung_als_dict(beispiel.blick, schau)}
    for posten in daten["posten"]:
        posten["texte"] = None  # its keys are the names of fields
    text = abschnitt(handbuch, "Aufrufe für Skripte")
    anfang, ende = text.index("**import --vorschau json**"), text.index("**kennzahlen --json**")
    assert set(re.findall(r"`([a-z_]+)`", text[anfang:ende])) == _schluessel(daten)


def test_references_between_sections_name_sections_that_there_are(handbuch: str) -> None:
    titel = set(re.findall(r"^#+ (?:\d+ )?(.+)$", handbuch, re.MULTILINE))
    verweise = re.findall(r"Abschnitt „([^“]+)“", handbuch)
    assert verweise
    assert set(verweise) <= titel
    assert not re.findall(r"Abschnitt \d+(?![\d.])", handbuch)
