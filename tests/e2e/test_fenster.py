"""The window as a process of its own: it starts, opens what it was given, and ends with the right code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.beispiel import lege_beispiel_an
from tests.e2e.programm import rufe_python

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

_LAUF = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app.views import anwendung
from app.views.hauptfenster import Hauptfenster
from app.views.start import starte

sys.stdout.reconfigure(encoding="utf-8")
app = anwendung.erzeuge()
vor_dem_bild = []

def schaue():
    fenster = next((w for w in app.topLevelWidgets() if isinstance(w, Hauptfenster)), None)
    if fenster is None or not fenster.isVisible():
        return
    if not vor_dem_bild:
        vor_dem_bild.append(sorted({"sqlalchemy", "pyqtgraph", "xlsxwriter", "openpyxl"} & set(sys.modules)))
    fertig = fenster.bruecke is not None or fenster.meldung.meldung is not None
    if fertig or (len(sys.argv) < 2 and fenster.willkommen.wahlen.get("beispiel_duisburg-2020")):
        print("vor dem ersten Bild geladen:", vor_dem_bild[0])
        print("danach:", sorted({"xlsxwriter", "openpyxl"} & set(sys.modules)))
        print("Titel:", fenster.windowTitle())
        print("Meldung:", fenster.meldung.accessibleName())
        fenster.close()

uhr = QTimer()
uhr.timeout.connect(schaue)
uhr.start(0)
print("Rückgabe:", starte(Path(sys.argv[1]) if len(sys.argv) > 1 else None, None, "hell"))
"""


def zeilen(lauf: subprocess.CompletedProcess[str]) -> dict[str, str]:
    assert (lauf.returncode, lauf.stderr) == (0, "")
    return dict(zeile.split(": ", 1) for zeile in lauf.stdout.splitlines())


def test_the_window_is_shown_before_the_libraries_are_loaded_and_excel_not_at_all(tmp_path: Path) -> None:
    plan = tmp_path / "p.amip"
    lege_beispiel_an(plan, "duisburg-2020").datei.schliesse()

    gesagt = zeilen(rufe_python(tmp_path, _LAUF, plan))

    assert gesagt["vor dem ersten Bild geladen"] == "[]"
    assert gesagt["danach"] == "[]"
    assert gesagt["Titel"].startswith("Eingliederungsplaner — p.amip · ")
    assert gesagt["Rückgabe"] == "0"
    assert not (tmp_path / ".p.amip.in-benutzung").exists()


def test_a_file_that_cannot_be_opened_leads_to_the_welcome_page_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "kein-plan.amip").write_text("nichts", encoding="utf-8")

    gesagt = zeilen(rufe_python(tmp_path, _LAUF, tmp_path / "kein-plan.amip"))

    assert gesagt["Titel"] == "Eingliederungsplaner"
    assert gesagt["Meldung"].startswith("Fehler: „kein-plan.amip“ ist keine Plandatei")
    assert gesagt["Rückgabe"] == "0"


def test_without_a_file_the_welcome_page_is_shown(tmp_path: Path) -> None:
    gesagt = zeilen(rufe_python(tmp_path, _LAUF))

    assert gesagt["vor dem ersten Bild geladen"] == "[]"
    assert gesagt["Titel"] == "Eingliederungsplaner"
