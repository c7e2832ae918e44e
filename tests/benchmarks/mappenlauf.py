"""One measurement in a process of its own: ``python -m tests.benchmarks.mappenlauf FALL PLAN MAPPE``.

Prints a line of JSON: milliseconds by name, and the most memory that the process held, in MB.
"""

from __future__ import annotations

import json
import os
import re
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.plaene import oeffne
from tests.benchmarks.ausgabe import ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.einfuhr.quelle import Quelle
    from app.services.einfuhr.vorschau import Vorschau
    from app.services.planblick import Planblick

    Zeiten = dict[str, float]

GEAENDERTE = 100


def spitze() -> float:
    """The most memory that this process ever held, in MB; 0 where that is not known.

    Linux hands ``ru_maxrss`` of the parent on to the child; its own record of the process does not.
    """
    stand = Path("/proc/self/status")
    if stand.exists() and (treffer := re.search(r"VmHWM:\s+(\d+) kB", stand.read_text(encoding="utf-8"))):
        return int(treffer[1]) / 1000
    if sys.platform == "win32":
        return 0.0
    import resource

    hoechstens = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return hoechstens / (1_000_000 if sys.platform == "darwin" else 1000)


def export(plan: Path, mappe: Path) -> Zeiten:
    """The whole workbook."""
    from app.services.excel import exportiere

    dok = oeffne(plan, schreibgeschuetzt=True)
    return {"export": ms(lambda: exportiere(dok.blick, mappe))}


def bericht(plan: Path, mappe: Path) -> Zeiten:
    """The report as a PDF, with the charts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.views import anwendung
    from app.views.bericht import schreibe_bericht

    anwendung.setze_thema(anwendung.erzeuge(), "hell")
    dok = oeffne(plan, schreibgeschuetzt=True)
    return {"bericht": ms(lambda: schreibe_bericht(dok.blick, mappe.with_suffix(".pdf")))}


def openpyxl_write_only(_plan: Path, mappe: Path) -> Zeiten:
    """The same values and formulas by openpyxl, row by row and never again."""
    return _schreibe_mit_openpyxl(mappe, write_only=True)


def openpyxl_normal(_plan: Path, mappe: Path) -> Zeiten:
    """The same values and formulas by openpyxl."""
    return _schreibe_mit_openpyxl(mappe, write_only=False)


def _schreibe_mit_openpyxl(mappe: Path, *, write_only: bool) -> Zeiten:
    from openpyxl import Workbook, load_workbook

    quelle = load_workbook(mappe, read_only=True)
    inhalt = {blatt.title: list(blatt.iter_rows(values_only=True)) for blatt in quelle}
    quelle.close()

    def schreibe() -> None:
        neue = Workbook(write_only=write_only)
        for titel, zeilen in inhalt.items():
            blatt = neue.create_sheet(titel)
            for zeile in zeilen:
                blatt.append(zeile)
        neue.save(mappe.with_suffix(".openpyxl.xlsx"))

    return {"openpyxl": ms(schreibe)}


def openpyxl_lesen(_plan: Path, mappe: Path) -> Zeiten:
    """The same workbook read by openpyxl."""
    from openpyxl import load_workbook

    return {"openpyxl": ms(lambda: load_workbook(mappe))}


def lesekind(_plan: Path, mappe: Path) -> Zeiten:
    """What the reading process does, for its memory."""
    from app.services.einfuhr.grenzen import VORGABE
    from app.services.einfuhr.mappenleser import lies
    from app.services.einfuhr.rohform import als_daten

    def lies_und_packe() -> None:
        json.dumps({"mappe": als_daten(lies(mappe, VORGABE, lambda _text, _anteil: None))}).encode()

    return {"kind": ms(lies_und_packe)}


def einfuhr(plan: Path, mappe: Path) -> Zeiten:
    """Read the workbook as it was written, and compare."""
    dok = oeffne(plan, schreibgeschuetzt=True)
    zeiten, schau, _ = _lies_und_vergleiche(dok.blick, mappe)
    assert schau.posten == ()
    return zeiten


def einfuhr_geaendert(plan: Path, mappe: Path) -> Zeiten:
    """Read a workbook in which somebody changed cells, and take all over as one Vorgang."""
    from app.services.einfuhr.anwenden import wende_an
    from app.services.einfuhr.quelle import vorschau

    dok = oeffne(plan)
    zeiten, schau, quelle = _lies_und_vergleiche(dok.blick, geaenderte(mappe))
    assert len(schau.vorgeschlagen) == len(schau.posten) == GEAENDERTE
    zeiten["anwenden"] = ms(lambda: wende_an(dok, schau, schau.vorgeschlagen, "Messung"))
    dok.rueckgaengig()  # one Vorgang it was; and the next round finds the same plan
    assert len(vorschau(dok.blick, quelle).posten) == GEAENDERTE
    dok.datei.schliesse()
    return zeiten


def _lies_und_vergleiche(blick: Planblick, mappe: Path) -> tuple[Zeiten, Vorschau, Quelle]:
    from app.services.einfuhr.quelle import lies_quelle, vorschau

    quellen: list[Quelle] = []
    schauen: list[Vorschau] = []
    zeiten = {
        "lesen": ms(lambda: quellen.append(lies_quelle(mappe))),
        "vergleichen": ms(lambda: schauen.append(vorschau(blick, quellen[0]))),
    }
    return zeiten, schauen[0], quellen[0]


def geaenderte(mappe: Path) -> Path:
    """Where the workbook with the changed cells lies."""
    return mappe.with_suffix(".geaendert.xlsx")


def aendere(_plan: Path, mappe: Path) -> Zeiten:
    """Change cells as somebody in another office would: other Eintritte and Mittelansätze, and saved."""
    from openpyxl import load_workbook

    from app.services.excel.massnahmen import ERSTE_ZEILE

    buch = load_workbook(mappe)
    zellen = (
        zelle
        for blatt in buch
        for zeile in blatt.iter_rows(min_row=ERSTE_ZEILE + 1)
        if any(str(zelle.value).startswith("ansatz:") for zelle in zeile)
        for zelle in zeile[1:3]
        if isinstance(zelle.value, int | float)
    )
    for zelle in islice(zellen, GEAENDERTE):
        zelle.value += 1
    buch.save(geaenderte(mappe))
    return {}


FAELLE: dict[str, Callable[[Path, Path], Zeiten]] = {
    tat.__name__: tat
    for tat in (
        export,
        bericht,
        openpyxl_write_only,
        openpyxl_normal,
        openpyxl_lesen,
        lesekind,
        einfuhr,
        einfuhr_geaendert,
        aendere,
    )
}


if __name__ == "__main__":
    zeiten = FAELLE[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    print(json.dumps({"zeiten": zeiten, "spitze": spitze()}))
