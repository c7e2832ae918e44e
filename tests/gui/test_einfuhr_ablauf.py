"""The whole way of an import in the window: from the file to one Vorgang, and whatever can go wrong."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, TypeVar

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from app.services.protokoll import anzahl_vorgaenge, lies_protokoll
from app.views.einfuhr.spaltendialog import Spaltendialog
from app.views.einfuhr.vorschaudialog import Vorschaudialog
from app.views.meldung import Art
from tests.gui.einfuhr_hilfe import FOERDERZENTRUM, FREMD, NEUE, bearbeitet, gemischt, setze_eintritte
from tests.gui.fenster_hilfe import beispielplan, fenster_mit_plan, neues_fenster
from tests.unit import einfuhr_hilfe

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument
    from app.views.hauptfenster import Hauptfenster
    from app.views.meldung import Meldung

D = TypeVar("D", bound=QDialog)
LANGSAM = 30_000


def dokument(fenster: Hauptfenster) -> Dokument:
    assert fenster.dateien.dokument is not None
    return fenster.dateien.dokument


def offene(fenster: Hauptfenster, art: type[D]) -> list[D]:
    return [d for d in fenster.findChildren(art) if d.isVisible()]


def warte_auf(qtbot: QtBot, fenster: Hauptfenster, art: type[D]) -> D:
    qtbot.waitUntil(lambda: bool(offene(fenster, art)), timeout=LANGSAM)
    (dialog,) = offene(fenster, art)
    return dialog


def gesagt(qtbot: QtBot, fenster: Hauptfenster) -> Meldung:
    qtbot.waitUntil(lambda: not fenster.hintergrund.beschaeftigt, timeout=LANGSAM)
    assert fenster.meldung.meldung is not None
    return fenster.meldung.meldung


@pytest.fixture
def fenster(qtbot: QtBot, tmp_path: Path) -> Hauptfenster:
    return fenster_mit_plan(qtbot, tmp_path)


@pytest.fixture
def mappe(fenster: Hauptfenster, tmp_path: Path) -> Path:
    return bearbeitet(dokument(fenster), tmp_path, gemischt)


@pytest.fixture
def vorschau(qtbot: QtBot, fenster: Hauptfenster, mappe: Path) -> Vorschaudialog:
    fenster.einfuhr.lies(mappe)
    return warte_auf(qtbot, fenster, Vorschaudialog)


# -- as it should go -----------------------------------------------------------------------------------


def test_what_was_accepted_becomes_one_vorgang_that_one_undo_takes_back(
    qtbot: QtBot, fenster: Hauptfenster, vorschau: Vorschaudialog
) -> None:
    dok = dokument(fenster)
    vorher, schritte = dok.blick.kennzahlen, anzahl_vorgaenge(dok)
    assert vorschau.isModal()
    vorschau.grund.setText("Rückmeldung des Fachbereichs")
    vorschau.ja.click()

    assert offene(fenster, QDialog) == []
    meldung = gesagt(qtbot, fenster)
    assert meldung.art is Art.ERFOLG
    assert meldung.was == "3 Änderungen aus „mappe.xlsx“ übernommen."
    assert meldung.sicher == "Strg+Z nimmt alle zusammen zurück."
    assert anzahl_vorgaenge(dok) == schritte + 1
    (eintrag,) = lies_protokoll(dok, hoechstens=1)
    assert eintrag.bezeichnung == "Import „mappe.xlsx“: 2 Zellen, 1 neue Zeile"
    assert eintrag.grund.startswith("Rückmeldung des Fachbereichs (zuletzt gespeichert von K. Beispiel")
    assert dok.blick.kennzahlen.eintritte_gesamt == vorher.eintritte_gesamt + 75 + 12
    assert NEUE in {z.leistung for z in dok.blick.zeilen.values()}

    fenster.befehle.fuehre_aus("rueckgaengig")
    assert dok.blick.kennzahlen == vorher
    assert NEUE not in {z.leistung for z in dok.blick.zeilen.values()}


def test_the_menu_asks_for_a_file_beside_the_plan(qtbot: QtBot, fenster: Hauptfenster, mappe: Path) -> None:
    fenster.befehle.fuehre_aus("importieren")
    frage = warte_auf(qtbot, fenster, QFileDialog)
    assert frage.objectName() == "import_datei"
    assert frage.directory().absolutePath() == str(mappe.parent)
    frage.fileSelected.emit(str(mappe))
    frage.reject()
    assert warte_auf(qtbot, fenster, Vorschaudialog).windowTitle() == "Import: mappe.xlsx"


def test_columns_of_a_foreign_table_are_confirmed_before_it_is_compared(
    qtbot: QtBot, fenster: Hauptfenster, tmp_path: Path
) -> None:
    pfad = tmp_path / "fremd.csv"
    pfad.write_text(FREMD, encoding="cp1252")
    fenster.einfuhr.lies(pfad)
    spalten = warte_auf(qtbot, fenster, Spaltendialog)
    qtbot.keyClick(spalten, Qt.Key.Key_Return)
    vorschau = warte_auf(qtbot, fenster, Vorschaudialog)
    assert vorschau.ja.text() == "3 Änderungen übernehmen"
    assert "Daran ändert sich nichts." in vorschau.hinweise.toPlainText()
    vorschau.grund.setText("Meldung des Teams")
    vorschau.ja.click()
    assert offene(fenster, QDialog) == []
    zeile = next(z for z in dokument(fenster).blick.zeilen.values() if z.leistung == FOERDERZENTRUM)
    assert (zeile.eintritte, zeile.mittelansatz_cent) == (430, 900_000_00)
    fenster.einfuhr.lies(pfad)
    warte_auf(qtbot, fenster, Spaltendialog).reject()
    assert not fenster.hintergrund.beschaeftigt


def test_a_workbook_dropped_on_the_window_is_read(qtbot: QtBot, fenster: Hauptfenster, mappe: Path) -> None:
    lass_los(fenster, mappe)
    assert warte_auf(qtbot, fenster, Vorschaudialog).isVisible()


def zieht(fenster: Hauptfenster, pfad: Path) -> bool:
    """True where the window takes what is dragged over it."""
    daten = QMimeData()
    daten.setUrls([QUrl.fromLocalFile(str(pfad))])
    taste, ohne = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    ereignis = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, daten, taste, ohne)
    ereignis.ignore()
    QApplication.sendEvent(fenster, ereignis)
    return ereignis.isAccepted()


def lass_los(fenster: Hauptfenster, pfad: Path) -> None:
    assert zieht(fenster, pfad)
    daten = QMimeData()
    daten.setUrls([QUrl.fromLocalFile(str(pfad))])
    taste, ohne = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        fenster, QDropEvent(QPointF(QPoint(200, 200)), Qt.DropAction.CopyAction, daten, taste, ohne)
    )


# -- as it should not go -------------------------------------------------------------------------------


def test_a_plan_that_changed_meanwhile_is_not_written_over_and_the_dialog_says_so(
    fenster: Hauptfenster, vorschau: Vorschaudialog
) -> None:
    dok = dokument(fenster)
    setze_eintritte(dok, FOERDERZENTRUM, "431")
    schritte = anzahl_vorgaenge(dok)
    vorschau.grund.setText("Rückmeldung")
    vorschau.ja.click()
    assert vorschau.isVisible()
    assert vorschau.fehler.isVisible()
    assert "hat sich im Plan geändert, seit die Vorschau entstand" in vorschau.fehler.text()
    assert "Lesen Sie die Datei noch einmal ein." in vorschau.fehler.text()
    assert anzahl_vorgaenge(dok) == schritte
    vorschau.reject()
    assert fenster.meldung.meldung is None


def test_a_plan_that_is_closed_takes_its_preview_along(
    qtbot: QtBot, fenster: Hauptfenster, vorschau: Vorschaudialog, mappe: Path
) -> None:
    with qtbot.waitSignal(vorschau.rejected):
        fenster.befehle.fuehre_aus("schliessen")
    assert offene(fenster, QDialog) == []
    fenster.einfuhr.lies(mappe)
    assert not fenster.hintergrund.beschaeftigt, "without a plan there is nothing to compare with"


def test_a_plan_that_is_closed_while_the_file_is_read_gets_no_preview(
    qtbot: QtBot, fenster: Hauptfenster, mappe: Path, tmp_path: Path
) -> None:
    fenster.einfuhr.lies(mappe)
    assert fenster.dateien.oeffne(beispielplan(tmp_path, "anderer.amip"))
    assert gesagt(qtbot, fenster).was == (
        "„mappe.xlsx“ wurde nicht verglichen: Inzwischen ist ein anderer Plan offen."
    )
    assert offene(fenster, QDialog) == []


def test_only_one_import_is_under_way(qtbot: QtBot, fenster: Hauptfenster, mappe: Path) -> None:
    fenster.einfuhr.lies(mappe)
    fenster.einfuhr.lies(mappe)
    assert fenster.meldung.meldung is not None
    assert fenster.meldung.meldung.was == "Es läuft noch eine andere Arbeit."
    dialog = warte_auf(qtbot, fenster, Vorschaudialog)
    lass_los(fenster, mappe)
    assert not fenster.hintergrund.beschaeftigt
    assert offene(fenster, QDialog) == [dialog]


def test_reading_reports_its_progress_and_can_be_cancelled(
    qtbot: QtBot, fenster: Hauptfenster, mappe: Path
) -> None:
    gemeldet: list[float] = []
    fenster.hintergrund.fortschritt.connect(lambda _text, anteil: gemeldet.append(anteil))
    fenster.einfuhr.lies(mappe)
    # Two reports come before the reading process is started; the third only while it works.
    qtbot.waitUntil(lambda: len(gemeldet) > 2, timeout=LANGSAM)
    fenster.fortschritt.abgebrochen.emit()
    meldung = gesagt(qtbot, fenster)
    assert (meldung.was, meldung.sicher) == (
        "Der Import wurde abgebrochen.",
        "Am Plan wurde nichts geändert.",
    )
    assert offene(fenster, QDialog) == []
    assert gemeldet == sorted(gemeldet)


def test_a_plan_that_is_only_read_takes_nothing_by_any_way(
    qtbot: QtBot, tmp_path: Path, fenster: Hauptfenster, mappe: Path
) -> None:
    fenster.befehle.fuehre_aus("schliessen")
    notiz = {
        "benutzer": "müller",
        "rechner": f"nicht-{socket.gethostname()}",
        "prozess": 1,
        "seit": "2019-11-06T14:02:00+01:00",
    }
    (tmp_path / ".plan.amip.in-benutzung").write_text(json.dumps(notiz), encoding="utf-8")
    assert fenster.dateien.oeffne(tmp_path / "plan.amip")
    for weg in (lambda: fenster.befehle.fuehre_aus("importieren"), lambda: lass_los(fenster, mappe)):
        fenster.meldung.schliesse()
        weg()
        meldung = gesagt(qtbot, fenster)
        assert "nur zum Lesen geöffnet" in meldung.was
        assert meldung.rat == "Speichern Sie eine Kopie und öffnen Sie diese."
    assert offene(fenster, QDialog) == []


def test_without_a_plan_nothing_can_be_imported(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = neues_fenster(qtbot, tmp_path)
    assert not fenster.menues.aktionen["importieren"].isEnabled()
    pfad = tmp_path / "x.csv"
    pfad.write_text("Leistung;Eintritte\n", encoding="utf-8")
    assert not zieht(fenster, pfad)
    fenster.einfuhr.frage_datei()
    assert offene(fenster, QDialog) == []


def kaputt(ordner: Path) -> Path:
    pfad = ordner / "kaputt.xlsx"
    buch = openpyxl.Workbook()
    buch.save(pfad)
    pfad.write_bytes(pfad.read_bytes()[:2_000])
    return pfad


def bombe(ordner: Path) -> Path:
    teile = einfuhr_hilfe.teile(einfuhr_hilfe.blatt(einfuhr_hilfe.EINE_ZELLE))
    teile["xl/media/bild.png"] = b" " * 150_000_000
    return einfuhr_hilfe.packe(ordner / "bombe.xlsx", teile)


def brief(ordner: Path) -> Path:
    pfad = ordner / "brief.csv"
    pfad.write_bytes(b"%PDF-1.7 Sehr geehrte Damen und Herren")
    return pfad


@pytest.mark.parametrize(
    ("datei", "satz"),
    [
        (kaputt, "„kaputt.xlsx“ ist beschädigt oder unvollständig"),
        (bombe, "„bombe.xlsx“ ist ungewöhnlich stark gepackt"),
        (brief, "„brief.csv“ ist eine PDF-Datei, keine Tabelle"),
        (lambda ordner: ordner / "fort.xlsx", "Die Datei „fort.xlsx“ gibt es in"),
    ],
    ids=["kaputt", "bombe", "brief", "fort"],
)
def test_a_file_that_cannot_be_read_is_told_with_what_is_safe_and_what_to_do(
    qtbot: QtBot, fenster: Hauptfenster, tmp_path: Path, datei: object, satz: str
) -> None:
    fenster.einfuhr.lies(datei(tmp_path))  # type: ignore[operator]  # a function of the folder
    meldung = gesagt(qtbot, fenster)
    assert meldung.art is Art.FEHLER
    assert meldung.was.startswith(satz)
    assert meldung.sicher == "Am Plan wurde nichts geändert."
    assert meldung.rat
    assert offene(fenster, QDialog) == []


def test_the_workbook_of_another_plan_is_refused_by_name(
    qtbot: QtBot, fenster: Hauptfenster, mappe: Path, tmp_path: Path
) -> None:
    assert fenster.dateien.oeffne(beispielplan(tmp_path, "anderer.amip"))
    fenster.einfuhr.lies(mappe)
    meldung = gesagt(qtbot, fenster)
    assert "gehört zu einem anderen Plan" in meldung.was
    assert "Öffnen Sie jenen Plan" in meldung.rat
