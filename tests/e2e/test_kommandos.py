"""The commands without a window, as real processes: what they print, write, return, and leave alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from app import __version__
from app.models.arten import Budgetart
from app.models.datei import PlanDatei
from app.models.sperre import sperrpfad
from app.services.beispiel import lege_beispiel_an
from app.services.plaene import budget_setzen, lege_leer_an, plan_anlegen
from tests.e2e.programm import rufe, rufe_python
from tests.unit.datei_hilfe import format_1

if TYPE_CHECKING:
    from subprocess import CompletedProcess

FREMD = ("PySide6", "pyqtgraph", "openpyxl", "xlsxwriter", "numpy", "qtawesome")


@pytest.fixture(scope="module")
def vorlage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pfad = tmp_path_factory.mktemp("vorlage") / "duisburg.amip"
    lege_beispiel_an(pfad, "duisburg-2020").datei.schliesse()
    return pfad


@pytest.fixture
def plan(vorlage: Path, tmp_path: Path) -> Path:
    ordner = tmp_path / "pläne mit Leerzeichen"
    ordner.mkdir()
    return Path(shutil.copy(vorlage, ordner / "Plan Ö.amip"))


def _inhalt(ordner: Path) -> dict[str, tuple[str, int]]:
    """Every file of a folder with its content and time of change."""
    return {
        p.name: (hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_mtime_ns) for p in ordner.iterdir()
    }


def _klagt(ergebnis: CompletedProcess[str], rueckgabe: int, *worte: str) -> None:
    """It ends with this code, says so on stderr in German, and shows no traceback."""
    assert ergebnis.returncode == rueckgabe, ergebnis.stderr
    assert ergebnis.stdout == ""
    assert "Traceback" not in ergebnis.stderr
    for wort in worte:
        assert wort in ergebnis.stderr


# -- neu ---------------------------------------------------------------------------------------------


def test_neu_makes_the_example_plan_and_leaves_no_lock_behind(tmp_path: Path) -> None:
    ergebnis = rufe(tmp_path, "neu", "p.amip", "--beispiel", "duisburg-2020")
    assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
    assert "AMIP 2020 jobcenter Duisburg, Haushaltsjahr 2020" in ergebnis.stdout
    pfad = tmp_path / "p.amip"
    assert pfad.is_file()
    assert not sperrpfad(pfad).exists()
    zahlen = json.loads(rufe(tmp_path, "kennzahlen", "p.amip", "--json").stdout)
    assert (zahlen["eintritte_gesamt"], zahlen["rest_cent"]) == (15_812, -163_774)


def test_neu_makes_an_empty_plan_with_year_and_name(tmp_path: Path) -> None:
    assert rufe(tmp_path, "neu", "p.amip", "--jahr", "2027", "--bezeichnung", "Übung").returncode == 0
    kopf = json.loads(rufe(tmp_path, "kennzahlen", "p.amip", "--json").stdout)["plan"]
    assert (kopf["haushaltsjahr"], kopf["bezeichnung"]) == (2027, "Übung")


def test_neu_without_more_plans_for_next_year(tmp_path: Path) -> None:
    jahr = dt.datetime.now().astimezone().year + 1
    assert f"Haushaltsjahr {jahr}" in rufe(tmp_path, "neu", "p.amip").stdout


def test_neu_never_overwrites(tmp_path: Path, plan: Path) -> None:
    vorher = _inhalt(plan.parent)
    _klagt(rufe(tmp_path, "neu", plan, "--jahr", "2020"), 2, "gibt es schon", plan.name)
    assert _inhalt(plan.parent) == vorher


@pytest.mark.parametrize(
    ("argumente", "sagt"),
    [
        (["neu"], "Es fehlt: ZIEL.amip."),
        (["neu", "p.txt"], "endet auf „.amip“"),
        (["neu", "p.amip", "--jahr", "20"], "„20“ ist kein Haushaltsjahr"),
        (["neu", "p.amip", "--jahr", "1999"], "1999 ist kein Haushaltsjahr zwischen"),
        (["neu", "p.amip", "--beispiel", "oslo"], "„oslo“ gibt es nicht. Vorhanden: duisburg-2020"),
        (["neu", "p.amip", "--jahr", "2020", "--beispiel", "x"], "schließen sich aus"),
        (["neu", "p.amip", "--beispiel", "duisburg-2020", "--bezeichnung", "X"], "schon eine Bezeichnung"),
        (["neu", "fehlt/p.amip", "--jahr", "2020"], "Ordner"),
    ],
)
def test_neu_says_in_german_what_is_wrong_and_writes_nothing(
    tmp_path: Path, argumente: list[str], sagt: str
) -> None:
    _klagt(rufe(tmp_path, *argumente), 2, sagt)
    assert [p.name for p in tmp_path.iterdir() if p.name != "zustand"] == []


# -- kennzahlen --------------------------------------------------------------------------------------


def test_kennzahlen_prints_a_german_table_in_utf8_on_any_console(plan: Path) -> None:
    ergebnis = rufe(plan.parent, "kennzahlen", plan)
    assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
    assert "Rest (überplant)" in ergebnis.stdout
    assert "−1.637,74\u00a0€" in ergebnis.stdout


def test_kennzahlen_json_has_every_promised_key(plan: Path) -> None:
    daten = json.loads(rufe(plan.parent, "kennzahlen", plan, "--json").stdout)
    assert daten.keys() >= {
        "globalbudget_cent",
        "eingliederungsmittel_cent",
        "verwaltungsmittel_cent",
        "umschichtung_cent",
        "vorbindungen_cent",
        "rueckeinnahmen_cent",
        "neufallbudget_cent",
        "verplant_cent",
        "rest_cent",
        "verwaltungskostenbudget_cent",
        "eintritte_gesamt",
        "handlungsfelder",
        "produktkategorien",
    }
    assert daten["handlungsfelder"][0].keys() == {
        "nummer",
        "bezeichnung",
        "zeilen",
        "eintritte",
        "mittelansatz_cent",
    }
    kategorie = daten["produktkategorien"][0]
    assert kategorie.keys() == {"nummer", "bezeichnung", "eintritte", "mittelansatz_cent", "produkte"}
    assert kategorie["produkte"][0].keys() == {"bezeichnung", "eintritte", "mittelansatz_cent"}


def test_kennzahlen_shows_the_plan_that_was_asked_for(tmp_path: Path) -> None:
    dok = lege_leer_an(tmp_path / "p.amip", 2020, bezeichnung="Alt")
    alt = dok.blick.plan_id
    plan_anlegen(dok, 2021, "Neu")
    dok.datei.schliesse()
    assert rufe(tmp_path, "kennzahlen", "p.amip").stdout.startswith("Neu ")
    assert rufe(tmp_path, "kennzahlen", "p.amip", "--plan", alt).stdout.startswith("Alt ")
    _klagt(
        rufe(tmp_path, "kennzahlen", "p.amip", "--plan", "x"), 2, "Einen Plan „x“ gibt es", alt, "2021, Neu"
    )


def test_a_command_without_window_loads_neither_qt_nor_excel(plan: Path) -> None:
    programm = (
        "import sys\n"
        "from app.__main__ import main\n"
        "rueckgabe = main(['kennzahlen', sys.argv[1], '--json'])\n"
        f"da = [n for n in {FREMD!r} if n in sys.modules]\n"
        "print(rueckgabe, da, file=sys.stderr)\n"
    )
    assert rufe_python(plan.parent, programm, plan).stderr.strip() == "0 []"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows hat kein head und keine Signale für Pipes")
def test_a_reader_that_leaves_early_is_no_error(plan: Path) -> None:
    programm = (
        "import subprocess, sys\n"
        "p = subprocess.Popen([sys.executable, '-m', 'app', 'kennzahlen', sys.argv[1], '--json'],\n"
        "    stdout=subprocess.PIPE, stderr=subprocess.PIPE)\n"
        "p.stdout.close()\n"
        "fehler = p.stderr.read()\n"
        "print(p.wait(), fehler)\n"
    )
    assert rufe_python(plan.parent, programm, plan).stdout.strip() == "0 b''"


# -- pruefen -----------------------------------------------------------------------------------------


def test_pruefen_returns_1_and_says_by_how_much_the_example_is_overplanned(plan: Path) -> None:
    ergebnis = rufe(plan.parent, "pruefen", plan)
    assert (ergebnis.returncode, ergebnis.stderr) == (1, "")
    assert ergebnis.stdout.startswith("Warnung: Neufallbudget überplant um 1.637,74\u00a0€:")
    assert ergebnis.stdout.endswith("6 Befunde: 0 Fehler, 1 Warnung, 5 Hinweise.\n")


def test_pruefen_as_json_lists_the_findings_with_their_rows(plan: Path) -> None:
    ergebnis = rufe(plan.parent, "pruefen", plan, "--json")
    daten = json.loads(ergebnis.stdout)
    assert ergebnis.returncode == 1
    assert daten["plan"]["haushaltsjahr"] == 2020
    assert daten["befunde"][0]["code"] == "ueberplant"
    assert all(b["schwere"] in {"warnung", "hinweis"} for b in daten["befunde"])
    assert [len(b["zeilen"]) for b in daten["befunde"] if b["code"] == "weit_vom_median"] == [1, 1, 1]


def test_pruefen_returns_0_for_a_plan_with_nothing_to_report(tmp_path: Path) -> None:
    dok = lege_leer_an(tmp_path / "p.amip", 2020)
    for art in Budgetart:
        budget_setzen(dok, art, 0)
    dok.datei.schliesse()
    ergebnis = rufe(tmp_path, "pruefen", "p.amip")
    assert (ergebnis.returncode, ergebnis.stdout) == (0, "Keine Befunde.\n")
    assert json.loads(rufe(tmp_path, "pruefen", "p.amip", "--json").stdout)["befunde"] == []


def test_pruefen_counts_a_mere_hint_as_a_finding(tmp_path: Path) -> None:
    dok = lege_leer_an(tmp_path / "p.amip", 2020)
    for art in Budgetart:
        if art is not Budgetart.KFA:
            budget_setzen(dok, art, 0)
    dok.datei.schliesse()
    ergebnis = rufe(tmp_path, "pruefen", "p.amip")
    assert ergebnis.returncode == 1
    assert ergebnis.stdout.endswith("1 Befund: 0 Fehler, 0 Warnungen, 1 Hinweis.\n")


# -- Unlesbares --------------------------------------------------------------------------------------


@pytest.mark.parametrize("befehl", ["kennzahlen", "pruefen"])
def test_a_file_that_is_gone_no_plan_or_damaged_returns_2_with_a_sentence(
    tmp_path: Path, plan: Path, befehl: str
) -> None:
    _klagt(rufe(tmp_path, befehl, "weg.amip"), 2, "„weg.amip“ wurde nicht gefunden", str(tmp_path))
    (tmp_path / "text.amip").write_text("kein Plan", encoding="utf-8")
    _klagt(rufe(tmp_path, befehl, "text.amip"), 2, "„text.amip“ ist keine Plandatei")
    inhalt = plan.read_bytes()
    plan.write_bytes(inhalt[:40_000])
    _klagt(rufe(tmp_path, befehl, plan), 2, f"„{plan.name}“")
    plan.write_bytes(inhalt.replace(b"Vermittlungsbudget", b"Vermittlungsbridge"))
    _klagt(rufe(tmp_path, befehl, plan), 2, f"„{plan.name}“", "Sicherungskopie")


# -- nur lesen ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("argumente", [["kennzahlen"], ["pruefen", "--json"], ["export"], ["bericht"]])
def test_reading_commands_touch_neither_the_plan_nor_its_folder(
    tmp_path: Path, plan: Path, argumente: list[str]
) -> None:
    befehl, *rest = argumente
    ziele = {"export": [tmp_path / "aus.xlsx"], "bericht": [tmp_path / "aus.pdf"]}
    ordner_vorher = plan.parent.stat().st_mtime_ns
    vorher = _inhalt(plan.parent)
    assert rufe(tmp_path, befehl, plan, *ziele.get(befehl, []), *rest).returncode in {0, 1}
    assert _inhalt(plan.parent) == vorher
    assert plan.parent.stat().st_mtime_ns == ordner_vorher


def test_reading_commands_work_while_the_plan_is_open_in_the_window(tmp_path: Path, plan: Path) -> None:
    with PlanDatei.oeffne(plan):
        notiz = sperrpfad(plan).read_bytes()
        ergebnis = rufe(tmp_path, "kennzahlen", plan)
        assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
        assert sperrpfad(plan).read_bytes() == notiz


def test_a_plan_of_an_older_format_is_read_without_lifting_it(tmp_path: Path) -> None:
    ordner = tmp_path / "alt"
    ordner.mkdir()
    format_1(ordner / "alt.amip")
    vorher = _inhalt(ordner)
    ergebnis = rufe(tmp_path, "kennzahlen", ordner / "alt.amip", "--json")
    assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
    assert json.loads(ergebnis.stdout)["plan"]["haushaltsjahr"] == 2020
    assert _inhalt(ordner) == vorher


# -- fortschreiben -----------------------------------------------------------------------------------


def test_fortschreiben_writes_the_next_plan_into_the_file_and_says_what_came_about(
    tmp_path: Path, plan: Path
) -> None:
    ergebnis = rufe(tmp_path, "fortschreiben", plan)
    assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
    assert "Plan 2021 angelegt, „AMIP 2021 jobcenter Duisburg“." in ergebnis.stdout
    assert "Maßnahmen: 74 Leistungen mit 98 Ansätzen" in ergebnis.stdout
    assert "„Neukundenaktivierung“" in ergebnis.stdout
    zahlen = json.loads(rufe(tmp_path, "kennzahlen", plan, "--json").stdout)
    assert (zahlen["plan"]["haushaltsjahr"], zahlen["eintritte_gesamt"]) == (2021, 15_812)
    assert not sperrpfad(plan).exists()


def test_fortschreiben_takes_a_name_a_plan_and_no_figures(tmp_path: Path, plan: Path) -> None:
    alt = json.loads(rufe(tmp_path, "kennzahlen", plan, "--json").stdout)["plan"]["id"]
    assert rufe(tmp_path, "fortschreiben", plan).returncode == 0
    ergebnis = rufe(tmp_path, "fortschreiben", plan, "--plan", alt, "--bezeichnung", "AAA", "--ohne-betraege")
    assert ergebnis.returncode == 0
    assert "schon „AMIP 2021 jobcenter Duisburg“" in ergebnis.stdout
    zahlen = json.loads(rufe(tmp_path, "kennzahlen", plan, "--json").stdout)
    assert (zahlen["plan"]["bezeichnung"], zahlen["eintritte_gesamt"]) == ("AAA", 0)


def test_fortschreiben_changes_nothing_where_it_cannot(tmp_path: Path, plan: Path) -> None:
    vorher = plan.read_bytes()
    _klagt(rufe(tmp_path, "fortschreiben", plan, "--bezeichnung", " "), 2, "Bezeichnung", "nichts geändert")
    _klagt(rufe(tmp_path, "fortschreiben", plan, "--plan", "x"), 2, "Einen Plan „x“ gibt es")
    _klagt(rufe(tmp_path, "fortschreiben", tmp_path / "weg.amip"), 2, "„weg.amip“ wurde nicht gefunden")
    with PlanDatei.oeffne(plan):
        _klagt(rufe(tmp_path, "fortschreiben", plan), 2, f"„{plan.name}“", "in Benutzung")
    assert plan.read_bytes() == vorher


# -- export ------------------------------------------------------------------------------------------


def test_export_writes_a_workbook_that_opens(tmp_path: Path, plan: Path) -> None:
    ergebnis = rufe(tmp_path, "export", plan, "aus.xlsx")
    assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
    assert "aus.xlsx“ geschrieben." in ergebnis.stdout
    mappe = openpyxl.load_workbook(tmp_path / "aus.xlsx", read_only=True)
    assert len(mappe.sheetnames) > 1
    mappe.close()


def test_export_fills_a_template_and_says_what_it_did_not_know(tmp_path: Path, plan: Path) -> None:
    vorlage = openpyxl.Workbook()
    vorlage["Sheet"]["A1"] = "{{Neufallbudget}}"
    vorlage["Sheet"]["A2"] = "{{Neufalbudget}}"
    vorlage.save(tmp_path / "v.xlsx")
    ergebnis = rufe(tmp_path, "export", plan, "aus.xlsx", "--vorlage", "v.xlsx")
    assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
    assert "1 Platzhalter gefüllt, 1 nicht erkannt." in ergebnis.stdout
    assert "Nicht erkannt: {{Neufalbudget}} in Sheet!A2" in ergebnis.stdout
    assert openpyxl.load_workbook(tmp_path / "aus.xlsx")["Sheet"]["A1"].value == 35_085_957


def test_export_says_what_is_wrong_with_a_template(tmp_path: Path, plan: Path) -> None:
    (tmp_path / "v.xlsm").write_bytes(b"PK")
    _klagt(rufe(tmp_path, "export", plan, "aus.xlsx", "--vorlage", "v.xlsm"), 2, "„v.xlsm“ enthält Makros")
    _klagt(rufe(tmp_path, "export", plan, "aus.xlsx", "--vorlage", "fort.xlsx"), 2, "„fort.xlsx“")
    assert not (tmp_path / "aus.xlsx").exists()


def test_export_writes_the_tables_that_are_named_without_small_counts(tmp_path: Path, plan: Path) -> None:
    auswahl = ["--tabellen", "abb6,HF-Querschnittsaufgaben", "--bemerkungen", "mit", "--kleine-zahlen", "3"]
    ergebnis = rufe(tmp_path, "export", plan, "aus.xlsx", *auswahl)
    assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
    mappe = openpyxl.load_workbook(tmp_path / "aus.xlsx")
    assert mappe.sheetnames == ["Inhalt", "Abb. 6", "Querschnittsaufgaben"]
    assert "•" in [zelle.value for zelle in mappe["Querschnittsaufgaben"]["B"]]


def test_export_refuses_a_table_and_a_limit_that_there_is_not(tmp_path: Path, plan: Path) -> None:
    _klagt(
        rufe(tmp_path, "export", plan, "aus.xlsx", "--tabellen", "abb99"), 2, "„abb99“ gibt es nicht", "hf1"
    )
    _klagt(rufe(tmp_path, "export", plan, "aus.xlsx", "--kleine-zahlen", "1"), 2, "zwischen 2 und 20")
    _klagt(
        rufe(tmp_path, "export", plan, "aus.xlsx", "--vorlage", "v.xlsx", "--tabellen", "abb1"), 2, "schließt"
    )
    assert not (tmp_path / "aus.xlsx").exists()


def test_export_refuses_another_kind_of_file(tmp_path: Path, plan: Path) -> None:
    _klagt(rufe(tmp_path, "export", plan, "aus.ods"), 2, "„aus.ods“", ".xlsx")
    assert not (tmp_path / "aus.ods").exists()


# -- bericht -----------------------------------------------------------------------------------------


def test_bericht_writes_a_pdf_without_a_screen(tmp_path: Path, plan: Path) -> None:
    ergebnis = rufe(tmp_path, "bericht", plan, "aus.pdf")
    assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
    assert "aus.pdf“ geschrieben." in ergebnis.stdout
    assert (tmp_path / "aus.pdf").read_bytes().startswith(b"%PDF-")


def test_bericht_refuses_another_kind_of_file_and_a_plan_that_is_not_there(
    tmp_path: Path, plan: Path
) -> None:
    vorher = plan.read_bytes()
    _klagt(rufe(tmp_path, "bericht", plan, plan), 2, f"„{plan.name}“", ".pdf")
    assert plan.read_bytes() == vorher
    _klagt(rufe(tmp_path, "bericht", plan, "aus.pdf", "--plan", "x"), 2, "Einen Plan „x“ gibt es")
    assert not (tmp_path / "aus.pdf").exists()


# -- Aufruf ------------------------------------------------------------------------------------------


def test_version_and_help_are_german_and_return_0(tmp_path: Path) -> None:
    assert rufe(tmp_path, "--version").stdout == f"Eingliederungsplaner {__version__}\n"
    hilfe = rufe(tmp_path, "--help")
    assert (hilfe.returncode, hilfe.stderr) == (0, "")
    for wort in ("Aufruf: eingliederungsplaner", "Angaben:", "Optionen:", "diese Hilfe zeigen", "kennzahlen"):
        assert wort in hilfe.stdout
    for wort in ("usage", "options", "positional", "show this"):
        assert wort not in hilfe.stdout


def test_a_word_that_is_neither_file_nor_command_is_refused_with_the_commands(tmp_path: Path) -> None:
    _klagt(rufe(tmp_path, "kenzahlen"), 2, "„kenzahlen“ ist weder", "neu, kennzahlen, pruefen", "Aufruf:")


def test_an_unexpected_error_is_logged_and_told_in_a_sentence_with_the_log_file(tmp_path: Path) -> None:
    programm = (
        "import sys\n"
        "from app import kommandos\n"
        "from app.__main__ import main\n"
        "kommandos.KOMMANDOS['kennzahlen'] = lambda werte: werte.fehlt\n"
        "sys.exit(main(['kennzahlen', 'p.amip']))\n"
    )
    ergebnis = rufe_python(tmp_path, programm)
    _klagt(ergebnis, 3, "unerwarteter Fehler", ".log“")
    if os.name == "posix" and sys.platform != "darwin":
        (log,) = (tmp_path / "zustand").rglob("*.log")
        assert str(log) in ergebnis.stderr
        inhalt = log.read_text(encoding="utf-8")
        assert "AttributeError" in inhalt
        assert "kennzahlen p.amip" in inhalt
