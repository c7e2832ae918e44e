"""Workbooks out and in, and the report, each run in its own process; openpyxl does the same beside it."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.benchmarks.ausgabe import zeile
from tests.benchmarks.plan import grosser_plan

if TYPE_CHECKING:
    from pathlib import Path

SCHREIBEN = ("export", "openpyxl_write_only", "openpyxl_normal")
"""The first makes the workbook that the others write again."""
LESEN = ("lesekind", "openpyxl_lesen", "einfuhr", "einfuhr_geaendert")


@dataclass(slots=True)
class _Reihe:
    """What was measured of one thing: times in ms by name, and the most memory in MB, round by round."""

    zeiten: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    spitzen: list[float] = field(default_factory=list)

    @property
    def spitze(self) -> str:
        return f"   Spitze {max(self.spitzen):5.0f} MB"

    def gegen(self, name: str, andere: list[float]) -> str:
        """How often ours fits into what another one takes, as the median of the rounds."""
        mal = statistics.median(b / a for a, b in zip(self.zeiten[name], andere, strict=True))
        return f"   {mal:.2f} × unsere Zeit"


def miss(ordner: Path, zeilen: int, runden: int) -> None:
    """Measure all with a plan of so many rows; of the example itself, the report as well."""
    plan = ordner / f"mappen-{zeilen}.amip"
    grosser_plan(plan, zeilen).datei.schliesse()
    mappe = plan.with_suffix(".xlsx")
    reihen: dict[str, _Reihe] = defaultdict(_Reihe)
    for runde in range(runden):
        for fall in SCHREIBEN:
            _laufe(fall, plan, mappe, reihen[fall])
        if runde == 0:
            _laufe("aendere", plan, mappe, _Reihe())
        for fall in LESEN:
            _laufe(fall, plan, mappe, reihen[fall])
        if zeilen < 1000:
            _laufe("bericht", plan, mappe, reihen["bericht"])
    _zeige(zeilen, reihen)


def _laufe(fall: str, plan: Path, mappe: Path, reihe: _Reihe) -> None:
    befehl = [sys.executable, "-m", "tests.benchmarks.mappenlauf", fall, str(plan), str(mappe)]
    lauf = subprocess.run(befehl, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    gesagt = json.loads(lauf.stdout)
    for name, wert in gesagt["zeiten"].items():
        reihe.zeiten[name].append(wert)
    reihe.spitzen.append(gesagt["spitze"])


def _zeige(zeilen: int, reihen: dict[str, _Reihe]) -> None:
    unsere = reihen["export"]
    zeile(f"Arbeitsmappe schreiben, {zeilen} Zeilen", unsere.zeiten["export"], unsere.spitze)
    for fall in SCHREIBEN[1:]:
        andere = reihen[fall]
        wort = fall.replace("_", ", ", 1)
        mal = unsere.gegen("export", andere.zeiten["openpyxl"])
        zeile(f"  nur deren Werte und Formeln: {wort}", andere.zeiten["openpyxl"], andere.spitze + mal)
    unsere, kind, andere = reihen["einfuhr"], reihen["lesekind"], reihen["openpyxl_lesen"]
    zeile(f"Dieselbe Mappe lesen (eigener Prozess), {zeilen} Zeilen", unsere.zeiten["lesen"], kind.spitze)
    mal = unsere.gegen("lesen", andere.zeiten["openpyxl"])
    zeile("  openpyxl, load_workbook", andere.zeiten["openpyxl"], andere.spitze + mal)
    zeile("  vergleichen, 0 Unterschiede", unsere.zeiten["vergleichen"], unsere.spitze)
    unsere = reihen["einfuhr_geaendert"]
    schau = [a + b for a, b in zip(unsere.zeiten["lesen"], unsere.zeiten["vergleichen"], strict=True)]
    zeile("  Vorschau mit 100 geänderten Zellen (lesen, vergleichen)", schau)
    zeile("  sie in einem Vorgang übernehmen", unsere.zeiten["anwenden"], unsere.spitze)
    if "bericht" in reihen:
        bericht = reihen["bericht"]
        zeile(f"Bericht als PDF, {zeilen} Zeilen", bericht.zeiten["bericht"], bericht.spitze)
