"""The command ``import``, as a real process: shows, takes over with a reason, and says what is left."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from app.models.sperre import sperrpfad
from app.services.beispiel import lege_beispiel_an
from app.services.plaene import lege_leer_an, oeffne
from app.services.protokoll import lies_protokoll
from tests.e2e.programm import rufe
from tests.unit.datei_hilfe import DATEN, inhalt
from tests.unit.einfuhr_mappe_hilfe import EINTRITTE, Mappe, streiche, zeile_von

if TYPE_CHECKING:
    from subprocess import CompletedProcess

    from app.services.protokoll import Protokollzeile

AMIP = DATEN / "amip-tabellen.txt"
REST = "Rest des Neufallbudgets: −1.637,74\u00a0€ → −1.637,74\u00a0€"


@pytest.fixture(scope="module")
def vorlage(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A plan; its workbook with a change by somebody; another one with a deleted row and a conflict to be."""
    ordner = tmp_path_factory.mktemp("vorlage")
    dok = lege_beispiel_an(ordner / "plan.amip", "duisburg-2020")
    einfach, schwierig = (Mappe(dok, ordner, f"{name}.xlsx") for name in ("einfach", "schwierig"))
    einfach.setze(zeile_von(dok.blick, "AGH"), EINTRITTE, 6000)
    schwierig.setze(zeile_von(dok.blick, "AGH"), EINTRITTE, 6000)
    schwierig.setze(zeile_von(dok.blick, "EQ"), EINTRITTE, "viele")
    streiche(*schwierig.wo(zeile_von(dok.blick, "BaE")))
    dok.datei.schliesse()
    return ordner / "plan.amip", einfach.speichere("b.beispiel"), schwierig.speichere()


@pytest.fixture
def plan(vorlage: tuple[Path, Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(vorlage[0], tmp_path / "plan.amip"))


def _klagt(ergebnis: CompletedProcess[str], *worte: str) -> None:
    assert ergebnis.returncode == 2, ergebnis.stdout
    assert ergebnis.stdout == ""
    assert "Traceback" not in ergebnis.stderr
    for wort in worte:
        assert wort in ergebnis.stderr


def _letzter(plan: Path) -> Protokollzeile:
    dok = oeffne(plan, schreibgeschuetzt=True)
    try:
        return lies_protokoll(dok)[0]
    finally:
        dok.datei.schliesse()


# -- showing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wie", [(), ("--vorschau", "text")])
def test_the_preview_is_text_and_changes_nothing(
    vorlage: tuple[Path, Path, Path], plan: Path, tmp_path: Path, wie: tuple[str, ...]
) -> None:
    vorher = plan.read_bytes()
    ergebnis = rufe(tmp_path, "import", plan, vorlage[2], *wie)
    assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
    zeilen = ergebnis.stdout.splitlines()
    assert zeilen[0].endswith("3 Unterschiede in „schwierig.xlsx“")
    assert zeilen[1].startswith("Zuletzt gespeichert von b.beispiel am 20")
    assert zeilen[2].startswith("+ AGH (HF 2!B")
    assert zeilen[2].endswith(") Eintritte: „6.011“ → „6.000“")
    assert zeilen[3].startswith("✗ EQ (HF 3!B")
    assert zeilen[4].startswith("– BaE (HF 3) gelöscht")
    assert zeilen[-1] == REST
    assert plan.read_bytes() == vorher
    assert not sperrpfad(plan).exists()


def test_the_preview_is_data_as_well(vorlage: tuple[Path, Path, Path], plan: Path, tmp_path: Path) -> None:
    ergebnis = rufe(tmp_path, "import", plan, vorlage[2], "--vorschau", "json")
    assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
    daten = json.loads(ergebnis.stdout)
    assert [(p["name"], p["art"], p["vorgeschlagen"]) for p in daten["posten"]] == [
        ("AGH", "zelle", True),
        ("EQ", "zelle", False),
        ("BaE", "weg", False),
    ]
    assert daten["geaendert_von"] == "b.beispiel"
    assert daten["wirkung"]["vorher"]["eintritte"] - daten["wirkung"]["nachher"]["eintritte"] == 11


def test_nothing_new_says_so(vorlage: tuple[Path, Path, Path], plan: Path, tmp_path: Path) -> None:
    assert rufe(tmp_path, "export", plan, "m.xlsx").returncode == 0
    ergebnis = rufe(tmp_path, "import", plan, "m.xlsx")
    assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
    assert ergebnis.stdout.endswith("0 Unterschiede in „m.xlsx“\n")
    vorher = plan.read_bytes()
    ergebnis = rufe(tmp_path, "import", plan, "m.xlsx", "--anwenden", "--grund", "Abstimmung")
    assert (ergebnis.returncode, ergebnis.stdout) == (0, "„m.xlsx“: nichts zu übernehmen.\n")
    assert inhalt(plan) == inhalt(Path(shutil.copy(vorlage[0], tmp_path / "alt.amip")))
    assert plan.read_bytes() == vorher


# -- taking over ----------------------------------------------------------------------------------------


def test_taken_over_it_stands_in_the_protokoll_with_reason_file_and_who_saved_it(
    vorlage: tuple[Path, Path, Path], plan: Path, tmp_path: Path
) -> None:
    ergebnis = rufe(tmp_path, "import", plan, vorlage[1], "--anwenden", "--grund", "Sitzung 3.4.")
    assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
    satz = "1 Änderung aus „einfach.xlsx“ übernommen. Rest des Neufallbudgets: −1.637,74\u00a0€\n"
    assert ergebnis.stdout == satz
    eintrag = _letzter(plan)
    assert eintrag.bezeichnung == "Import „einfach.xlsx“: 1 Zelle"
    assert eintrag.grund.startswith("Sitzung 3.4. (zuletzt gespeichert von b.beispiel am 20")
    assert [(f.ort, f.alt, f.neu) for f in eintrag.aenderungen] == [("AGH", "6.011", "6.000")]
    assert not sperrpfad(plan).exists()
    assert "0 Unterschiede" in rufe(tmp_path, "import", plan, vorlage[1]).stdout


def test_what_is_not_proposed_stays_and_is_named(
    vorlage: tuple[Path, Path, Path], plan: Path, tmp_path: Path
) -> None:
    ergebnis = rufe(tmp_path, "import", plan, vorlage[2], "--anwenden", "--grund", "Abstimmung")
    assert (ergebnis.returncode, ergebnis.stderr) == (1, "")
    zeilen = ergebnis.stdout.splitlines()
    assert zeilen[0].startswith("1 Änderung aus „schwierig.xlsx“ übernommen.")
    assert [z.split(" (")[0] for z in zeilen[1:]] == ["Nicht übernommen: ✗ EQ", "Nicht übernommen: – BaE"]
    # Nothing but what nobody proposes is left: that is told, and no error.
    ergebnis = rufe(tmp_path, "import", plan, vorlage[2], "--anwenden", "--grund", "noch einmal")
    assert (ergebnis.returncode, ergebnis.stderr) == (1, "")
    assert ergebnis.stdout.splitlines()[0] == "„schwierig.xlsx“: nichts übernommen."
    ergebnis = rufe(tmp_path, "import", plan, vorlage[2], "--anwenden", "--alles", "--grund", "alles")
    assert (ergebnis.returncode, ergebnis.stderr) == (1, "")
    assert "Nicht übernommen: ✗ EQ" in ergebnis.stdout
    assert "BaE" not in ergebnis.stdout
    assert _letzter(plan).bezeichnung == "Import „schwierig.xlsx“: 1 gelöschte Zeile"


def test_the_text_of_a_programme_fills_an_empty_plan(tmp_path: Path) -> None:
    lege_leer_an(tmp_path / "neu.amip", 2020).datei.schliesse()
    ergebnis = rufe(tmp_path, "import", "neu.amip", AMIP, "--anwenden", "--grund", "Start 2020")
    assert (ergebnis.returncode, ergebnis.stderr) == (0, "")
    zahlen = json.loads(rufe(tmp_path, "kennzahlen", "neu.amip", "--json").stdout)
    assert (zahlen["eintritte_gesamt"], zahlen["rest_cent"]) == (15_812, -163_774)
    eintrag = _letzter(tmp_path / "neu.amip")
    assert (eintrag.grund, eintrag.bezeichnung.startswith("Import „amip-tabellen.txt“: ")) == (
        "Start 2020",
        True,
    )


def test_a_sheet_of_a_foreign_table_is_chosen_by_its_name(plan: Path, tmp_path: Path) -> None:
    buch = openpyxl.Workbook()
    for name, eintritte in (("Alt", 5), ("Neu", 6)):
        blatt = buch.create_sheet(name)
        blatt.append(("Leistung", "Eintritte"))
        blatt.append(("AGH", eintritte))
    buch.save(tmp_path / "m.xlsx")
    ergebnis = rufe(tmp_path, "import", plan, "m.xlsx", "--blatt", "Neu")
    assert "Eintritte: „6.011“ → „6“" in ergebnis.stdout
    _klagt(rufe(tmp_path, "import", plan, "m.xlsx", "--blatt", "Neuer"), "Ein Blatt „Neuer“ gibt es")


# -- refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wie", "wort"),
    [
        (("--anwenden",), "Zum Übernehmen gehört ein Grund"),
        (("--anwenden", "--grund", "  "), "Zum Übernehmen gehört ein Grund"),
        (("--alles",), "gelten nur mit --anwenden"),
        (("--grund", "x"), "gelten nur mit --anwenden"),
        (("--anwenden", "--vorschau", "text", "--grund", "x"), "--anwenden"),
    ],
)
def test_what_does_not_belong_together_is_refused(
    vorlage: tuple[Path, Path, Path], plan: Path, tmp_path: Path, wie: tuple[str, ...], wort: str
) -> None:
    vorher = plan.read_bytes()
    _klagt(rufe(tmp_path, "import", plan, vorlage[1], *wie), wort)
    assert plan.read_bytes() == vorher


def test_files_that_are_none_and_other_plans_are_refused(
    vorlage: tuple[Path, Path, Path], plan: Path, tmp_path: Path
) -> None:
    vorher = plan.read_bytes()
    (tmp_path / "obst.csv").write_text("Obst;Farbe\nApfel;rot\n", encoding="utf-8")
    (tmp_path / "kaputt.xlsx").write_bytes(b"PK\x03\x04 nichts weiter")
    lege_leer_an(tmp_path / "anderer.amip", 2027).datei.schliesse()
    anwenden = ("--anwenden", "--grund", "x")
    _klagt(rufe(tmp_path, "import", plan, "fehlt.xlsx", *anwenden), "fehlt.xlsx")
    _klagt(rufe(tmp_path, "import", plan, "kaputt.xlsx", *anwenden), "kaputt.xlsx")
    _klagt(rufe(tmp_path, "import", plan, "obst.csv", *anwenden), "keine Tabelle mit Maßnahmen")
    _klagt(rufe(tmp_path, "import", "anderer.amip", vorlage[1], *anwenden), "gehört zu einem anderen Plan")
    _klagt(rufe(tmp_path, "import", vorlage[1], vorlage[1], *anwenden), "einfach.xlsx")
    assert plan.read_bytes() == vorher
    assert not sperrpfad(plan).exists()


@pytest.mark.skipif(os.name != "posix", reason="Rechte wie unter POSIX")
def test_a_plan_that_cannot_be_written_is_shown_and_not_changed(
    vorlage: tuple[Path, Path, Path], plan: Path, tmp_path: Path
) -> None:
    dok = oeffne(plan)
    try:
        _klagt(rufe(tmp_path, "import", plan, vorlage[1], "--anwenden", "--grund", "x"), "plan.amip")
        assert rufe(tmp_path, "import", plan, vorlage[1]).returncode == 0
    finally:
        dok.datei.schliesse()
