"""For the tests of the import's dialogs: an exported workbook that somebody edited, and previews of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
from PySide6.QtCore import Qt

from app.services.einfuhr.quelle import lies_quelle, vorschau
from app.services.einfuhr.vorschau import ANSATZ, Posten, Postenart, Quellenart, Vorschau
from app.services.eingabe import Feld
from app.services.excel import exportiere
from app.services.zellen import zelle_setzen
from app.views import anwendung
from app.views.einfuhr.vorschaudialog import Vorschaudialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument

FOERDERZENTRUM, NEUE = "Förderzentrum II", "Neue Sache"
FREMD = """Planung Team U25;;;;
;;;;
Maßnahme;Anzahl TN;Fachteam;Ansatz €;Anmerkung
Förderzentrum II;430;QM-Team;"900.000,00";
E & K Pflege;48;QM-Team;61.208,40;
Neue Sache;12;QM-Team;"12.345,60";neu
Summe;490;;"973.554,00";
"""


def bearbeitet(dok: Dokument, ordner: Path, aendere: Callable[[Workbook], object]) -> Path:
    """The plan's workbook as it comes back after ``aendere``."""
    pfad = ordner / "mappe.xlsx"
    exportiere(dok.blick, pfad)
    mappe = openpyxl.load_workbook(pfad)
    aendere(mappe)
    mappe.properties.lastModifiedBy = "K. Beispiel"
    mappe.save(pfad)
    return pfad


def gemischt(mappe: Workbook) -> None:
    """Two cells that differ, one that is no number, a deleted row, a new one, a formula replaced."""
    blatt = mappe["HF 1"]
    assert blatt["A5"].value == FOERDERZENTRUM
    blatt["B5"], blatt["C5"], blatt["B9"] = 500, 900_000.5, "viele"
    mappe["HF 3"].delete_rows(summenzeile(mappe["HF 3"]) - 1)
    ende = summenzeile(blatt)
    blatt.insert_rows(ende)
    for spalte, wert in enumerate((NEUE, 12, 45_000), start=1):
        blatt.cell(ende, spalte).value = wert
    mappe["Abb. 2"]["C8"] = 450_000


def summenzeile(blatt: Worksheet) -> int:
    """The row of the sum below the measures."""
    return next(n for n in range(5, 999) if str(blatt.cell(n, 1).value).startswith("Summe"))


def setze_eintritte(dok: Dokument, leistung: str, text: str) -> None:
    """Somebody goes on working on the plan meanwhile."""
    zeile = next(z for z in dok.blick.zeilen.values() if z.leistung == leistung)
    zelle_setzen(dok, zeile.id, Feld.EINTRITTE, text)


def schau_mit_allem(dok: Dokument, ordner: Path) -> Vorschau:
    """A preview with a conflict too."""
    pfad = bearbeitet(dok, ordner, gemischt)
    setze_eintritte(dok, FOERDERZENTRUM, "430")
    return vorschau(dok.blick, lies_quelle(pfad))


def zeige(qtbot: QtBot, dok: Dokument, schau: Vorschau) -> Vorschaudialog:
    """The dialog on screen, kept by the test."""
    anwendung.erzeuge()
    dialog = Vorschaudialog(dok.blick, schau)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    return dialog


def finde(schau: Vorschau, **merkmale: object) -> Posten:
    """The one item with these properties."""
    (posten,) = [p for p in schau.posten if all(getattr(p, n) == w for n, w in merkmale.items())]
    return posten


def zelle(name: str, gruppe: str = "HF 1", **weitere: object) -> Posten:
    werte: dict[str, object] = {"alt": "1", "neu": "2", "feld": "eintritte", "feldwort": "Eintritte"}
    return Posten(name, Postenart.ZELLE, ANSATZ, name, gruppe, name, "HF 1!B5", **(werte | weitere))  # type: ignore[arg-type]  # fields by name


def schau_aus(*posten: Posten) -> Vorschau:
    return Vorschau("plan", Quellenart.EIGENE, "mappe.xlsx", posten)


def schau_mit_jedem() -> Vorschau:
    """One of each kind: possible, a conflict, two that are not possible, a deletion."""
    return schau_aus(
        zelle("a"),
        zelle("b", konflikt=True, basis="0", vermerk="im Plan inzwischen von „0“ auf „1“ geändert"),
        zelle("c", fehler="„2“ passt nicht."),
        zelle("d", gruppe="HF 2", fehler="„2“ passt nicht."),
        Posten("e", Postenart.WEG, ANSATZ, "e", "HF 3", "e", "HF 3", alt="28"),
    )
