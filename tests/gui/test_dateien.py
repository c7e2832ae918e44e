"""Plan files in the window: new, open, copy, export; whatever goes wrong is said, and nothing is lost."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from app.services import plaene
from app.views.bausteine.felder import Feld
from app.views.meldung import Art
from app.views.plandialog import Plandialog
from tests.gui.fenster_hilfe import BEISPIEL, beispielplan, fenster_mit_plan, neues_fenster

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.views.hauptfenster import Hauptfenster
    from app.views.meldung import Meldung


def gesagt(fenster: Hauptfenster) -> Meldung:
    assert fenster.meldung.meldung is not None
    return fenster.meldung.meldung


def dialog_von(fenster: Hauptfenster) -> Plandialog:
    return next(d for d in fenster.findChildren(Plandialog) if d.isVisible())


def lege_an(dialog: Plandialog) -> None:
    next(k for k in dialog.findChildren(QPushButton) if k.text() == "Anlegen").click()


def test_the_example_becomes_a_copy_of_ones_own_and_is_opened_again(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = neues_fenster(qtbot, tmp_path)
    wahl = fenster.willkommen.wahlen[f"beispiel_{BEISPIEL}"]
    assert wahl.accessibleName() == "Beispielplan AMIP 2020 jobcenter Duisburg"

    wahl.click()

    ziel = tmp_path / "Pläne" / f"{BEISPIEL}.amip"
    assert ziel.is_file()
    assert fenster.dateien.dokument is not None
    plaene.plan_anlegen(fenster.dateien.dokument, 2021, "Mein eigener")
    fenster.dateien.schliesse()
    assert fenster.dateien.oeffne_beispiel(BEISPIEL)
    assert "Mein eigener" in {p.bezeichnung for p in fenster.dateien.dokument.plaene()}


def test_a_file_that_is_no_plan_is_told_on_the_welcome_page(qtbot: QtBot, tmp_path: Path) -> None:
    fremd = tmp_path / "brief.amip"
    fremd.write_bytes(b"Sehr geehrte Damen und Herren")
    fenster = neues_fenster(qtbot, tmp_path)

    assert not fenster.dateien.oeffne(fremd)

    assert gesagt(fenster).art is Art.FEHLER
    assert "brief.amip" in gesagt(fenster).was
    assert fenster.stapel.currentWidget() is fenster.willkommen
    assert fenster.einstellungen.zuletzt() == ()
    assert fremd.read_bytes() == b"Sehr geehrte Damen und Herren"


def test_a_file_that_cannot_be_opened_leaves_the_open_plan_alone(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    dokument = fenster.dateien.dokument

    assert not fenster.dateien.oeffne(tmp_path / "fort.amip")

    assert fenster.dateien.dokument is dokument
    assert "fort.amip" in gesagt(fenster).was
    assert "plan.amip" in fenster.windowTitle()


def test_a_new_plan_asks_for_year_name_and_place_and_opens(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = neues_fenster(qtbot, tmp_path)
    fenster.befehle.fuehre_aus("neu")
    dialog = dialog_von(fenster)
    dialog.jahr.setValue(2024)
    assert dialog.bezeichnung.text() == "Arbeitsmarkt- und Integrationsprogramm 2024"
    assert dialog.ort.text() == str(tmp_path / "Pläne" / "plan-2024.amip")

    lege_an(dialog)

    assert fenster.dateien.dokument is not None
    assert fenster.dateien.dokument.blick.jahr == 2024
    assert "plan-2024.amip" in fenster.windowTitle()


def test_a_name_that_was_typed_survives_another_year(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = neues_fenster(qtbot, tmp_path)
    fenster.befehle.fuehre_aus("neu")
    dialog = dialog_von(fenster)
    dialog.bezeichnung.selectAll()
    qtbot.keyClicks(dialog.bezeichnung, "Entwurf")

    dialog.jahr.setValue(2030)

    assert dialog.bezeichnung.text() == "Entwurf"


def test_a_new_plan_never_replaces_a_file_and_the_dialog_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    da = beispielplan(tmp_path, "da.amip")
    vorher = da.read_bytes()
    fenster = neues_fenster(qtbot, tmp_path)
    fenster.befehle.fuehre_aus("neu")
    dialog = dialog_von(fenster)
    dialog.ort.setText(str(da))

    lege_an(dialog)

    assert dialog.isVisible()
    assert "gibt es schon" in dialog.grund.text()
    assert da.read_bytes() == vorher


@pytest.mark.parametrize("ort", ["", "nur-ein-name"])
def test_a_new_plan_without_a_place_is_asked_again(qtbot: QtBot, tmp_path: Path, ort: str) -> None:
    fenster = neues_fenster(qtbot, tmp_path)
    fenster.befehle.fuehre_aus("neu")
    dialog = dialog_von(fenster)
    dialog.ort.setText(ort)

    lege_an(dialog)

    assert dialog.grund.text() == "Wählen Sie, wo die Plandatei liegen soll."


def test_a_further_plan_goes_into_the_open_file(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.befehle.fuehre_aus("plan_neu")
    dialog = dialog_von(fenster)
    dialog.jahr.setValue(2021)

    lege_an(dialog)

    assert fenster.dateien.dokument is not None
    assert [p.haushaltsjahr for p in fenster.dateien.dokument.plaene()] == [2021, 2020]
    assert fenster.dateien.dokument.blick.jahr == 2021


def test_a_copy_is_a_plan_and_can_be_opened_from_the_message(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    ziel = tmp_path / "neu" / "kopie.amip"

    fenster.dateien.kopiere(ziel)

    assert gesagt(fenster).art is Art.ERFOLG
    knoepfe = {k.text: k.tat for k in gesagt(fenster).knoepfe}
    assert list(knoepfe) == ["Kopie öffnen", "Ordner öffnen"]
    knoepfe["Kopie öffnen"]()
    assert fenster.dateien.dokument is not None
    assert fenster.dateien.dokument.datei.pfad == ziel
    assert fenster.dateien.dokument.blick.kennzahlen.eintritte_gesamt == 15_812


def test_the_export_runs_beside_the_window_and_offers_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    ziel = tmp_path / "plan.xlsx"
    gemeldet: list[tuple[str, float]] = []
    faeden: list[bool] = []
    fenster.hintergrund.fortschritt.connect(lambda text, anteil: gemeldet.append((text, anteil)))
    fenster.hintergrund.fortschritt.connect(
        lambda *_: faeden.append(threading.current_thread() is threading.main_thread())
    )

    with qtbot.waitSignal(fenster.hintergrund.beendet, timeout=20_000):
        fenster.dateien.ausfuhr.exportiere(ziel)
        assert fenster.fortschritt.isVisible()

    assert not fenster.fortschritt.isVisible()
    assert [k.text for k in gesagt(fenster).knoepfe] == ["Datei öffnen", "Ordner öffnen"]
    assert openpyxl.load_workbook(ziel, read_only=True).sheetnames
    assert gemeldet
    assert all(faeden)
    assert all(0 <= anteil <= 1 for _text, anteil in gemeldet)


def waehle(fenster: Hauptfenster, pfad: Path) -> None:
    """Choose a file in the dialog that is open."""
    dialog = next(d for d in fenster.findChildren(QFileDialog) if d.isVisible())
    dialog.hide()
    dialog.fileSelected.emit(str(pfad))


def test_a_template_is_chosen_then_a_target_and_the_message_tells_what_was_filled(
    qtbot: QtBot, tmp_path: Path
) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    vorlage, ziel = tmp_path / "amt.xlsx", tmp_path / "aus.xlsx"
    mappe = openpyxl.Workbook()
    mappe["Sheet"]["B4"] = "{{Neufallbudget}}"
    mappe["Sheet"]["B5"] = "{{Neufalbudget}}"
    mappe.save(vorlage)

    fenster.befehle.fuehre_aus("vorlage_fuellen")
    waehle(fenster, vorlage)
    with qtbot.waitSignal(fenster.hintergrund.beendet, timeout=20_000):
        waehle(fenster, ziel)

    assert gesagt(fenster).art is Art.WARNUNG
    assert "„aus.xlsx“ geschrieben: 1 Platzhalter gefüllt, 1 nicht erkannt." in gesagt(fenster).was
    assert "Nicht erkannt: {{Neufalbudget}} in Sheet!B5" in gesagt(fenster).rat
    assert [k.text for k in gesagt(fenster).knoepfe] == ["Datei öffnen", "Ordner öffnen"]
    assert openpyxl.load_workbook(ziel)["Sheet"]["B4"].value == 35_085_957


def test_a_template_that_cannot_be_used_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    openpyxl.Workbook().save(tmp_path / "leer.xlsx")

    with qtbot.waitSignal(fenster.hintergrund.beendet, timeout=20_000):
        fenster.dateien.ausfuhr.fuelle_vorlage(tmp_path / "leer.xlsx", tmp_path / "aus.xlsx")

    assert gesagt(fenster).art is Art.FEHLER
    assert "enthält keinen Platzhalter" in gesagt(fenster).was
    assert not (tmp_path / "aus.xlsx").exists()


def test_a_cancelled_export_writes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    ziel = tmp_path / "plan.xlsx"

    with qtbot.waitSignal(fenster.hintergrund.beendet, timeout=20_000):
        fenster.dateien.ausfuhr.exportiere(ziel)
        fenster.hintergrund.brich_ab()

    assert gesagt(fenster).was == "Der Export wurde abgebrochen."
    assert not ziel.exists()
    assert not list(tmp_path.glob("*.tmp"))


def test_an_export_to_a_folder_that_is_gone_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)

    with qtbot.waitSignal(fenster.hintergrund.beendet, timeout=20_000):
        fenster.dateien.ausfuhr.exportiere(tmp_path / "fort" / "plan.xlsx")

    assert gesagt(fenster).art is Art.FEHLER
    assert "fort" in gesagt(fenster).was
    assert gesagt(fenster).sicher == "Es wurde nichts geschrieben."


def test_closing_the_window_ends_a_running_export(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.dateien.ausfuhr.exportiere(tmp_path / "plan.xlsx")

    fenster.close()

    assert not (tmp_path / ".plan.amip.in-benutzung").exists()
    assert not list(tmp_path.glob("*.tmp"))


def test_missing_files_stay_in_the_list_marked_and_cannot_be_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.dateien.schliesse()
    (tmp_path / "plan.amip").unlink()

    fenster.zeige_willkommen()

    wahl = fenster.willkommen.wahlen["zuletzt_0"]
    assert not wahl.isEnabled()
    assert "nicht mehr vorhanden" in wahl.accessibleDescription()


def test_a_file_without_any_plan_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    from app.models.datei import PlanDatei

    pfad = tmp_path / "leer.amip"
    PlanDatei.lege_an(pfad).schliesse()
    fenster = neues_fenster(qtbot, tmp_path)

    assert not fenster.dateien.oeffne(pfad)

    assert gesagt(fenster).was == "„leer.amip“ enthält noch keinen Plan."
    assert QApplication.overrideCursor() is None


def test_what_is_being_typed_is_taken_over_before_the_plan_closes(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    feld = bezeichnungsfeld(fenster)
    feld.editor.selectAll()
    qtbot.keyClicks(feld.editor, "Zweiter Entwurf")

    fenster.befehle.fuehre_aus("schliessen")

    dokument = plaene.oeffne(tmp_path / "plan.amip")
    assert dokument.blick.kopf.bezeichnung == "Zweiter Entwurf"
    dokument.datei.schliesse()


def test_an_input_that_does_not_fit_keeps_the_plan_open(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    feld = bezeichnungsfeld(fenster)
    feld.editor.clear()

    fenster.befehle.fuehre_aus("schliessen")

    assert fenster.dateien.dokument is not None
    assert gesagt(fenster).was == "Eine Eingabe passt noch nicht."
    feld.verwirf()


def bezeichnungsfeld(fenster: Hauptfenster) -> Feld:
    fenster.activateWindow()
    fenster.zeige_seite("budget")
    feld = next(f for f in fenster.findChildren(Feld) if f.text() == "AMIP 2020 jobcenter Duisburg")
    feld.editor.setFocus()
    return feld
