"""The dialog that asks what the columns of a foreign table are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from app.services.einfuhr.quelle import lies_quelle
from app.services.einfuhr.spaltenraten import Rolle
from app.services.eingabe import FELD_WORT, Feld
from app.views import anwendung
from app.views.einfuhr.spaltendialog import Spaltendialog
from tests.gui.einfuhr_hilfe import FREMD

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton, QTableWidgetItem
    from pytestqt.qtbot import QtBot

JAHR = 2020
MASSNAHME, ANZAHL, TEAM, ANSATZ, ANMERKUNG = range(5)


def zeige(qtbot: QtBot, pfad: Path) -> Spaltendialog:
    anwendung.erzeuge()
    dialog = Spaltendialog(lies_quelle(pfad), JAHR)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    return dialog


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> Spaltendialog:
    pfad = tmp_path / "fremd.csv"
    pfad.write_text(FREMD, encoding="cp1252")
    return zeige(qtbot, pfad)


def mappe(ordner: Path, **blaetter: list[list[object]]) -> Path:
    buch = openpyxl.Workbook()
    buch.remove(buch.active)
    for name, zeilen in blaetter.items():
        blatt = buch.create_sheet(name)
        for zeile in zeilen:
            blatt.append(zeile)
    pfad = ordner / "fremd.xlsx"
    buch.save(pfad)
    return pfad


def weiter(dialog: Spaltendialog) -> QPushButton:
    return dialog.knoepfe.button(QDialogButtonBox.StandardButton.Ok)


def waehle(dialog: Spaltendialog, spalte: int, rolle: Rolle | None) -> None:
    """As somebody does it with the mouse or the arrow keys."""
    wahl = dialog.wahlen[spalte]
    wahl.setCurrentIndex(
        wahl.findText("– nicht einlesen –" if rolle is None else FELD_WORT[Feld(rolle.value)])
    )
    wahl.activated.emit(wahl.currentIndex())


def rollen(dialog: Spaltendialog) -> list[Rolle | None]:
    gelten = [s.rolle for s in dialog.deutung.spalten]
    worte = ["– nicht einlesen –" if r is None else FELD_WORT[Feld(r.value)] for r in gelten]
    assert [w.currentText() for w in dialog.wahlen] == worte
    return gelten


def koepfe(dialog: Spaltendialog) -> list[str]:
    zahl = dialog.beispiel.columnCount()
    return [wort(dialog.beispiel.horizontalHeaderItem(n)) for n in range(zahl)]


def wort(zelle: QTableWidgetItem | None) -> str:
    assert zelle is not None
    return zelle.text()


def test_the_guess_is_shown_with_what_stands_in_each_column(dialog: Spaltendialog) -> None:
    assert rollen(dialog) == [
        Rolle.LEISTUNG,
        Rolle.EINTRITTE,
        Rolle.TEAM,
        Rolle.MITTELANSATZ,
        Rolle.BEMERKUNG,
    ]
    assert dialog.gruende[MASSNAHME].text() == "z. B. „Förderzentrum II“, „E & K Pflege“, „Neue Sache“"
    assert koepfe(dialog)[:2] == ["Maßnahme\n→ Leistung", "Anzahl TN\n→ Eintritte"]
    assert wort(dialog.beispiel.verticalHeaderItem(0)) == "4"
    assert wort(dialog.beispiel.item(0, ANSATZ)) == "900.000,00"
    assert dialog.kopfzeile.value() == 3
    assert dialog.wahlen[ANZAHL].accessibleName() == "Was in „Anzahl TN“ steht"


def test_a_role_that_is_given_to_another_column_leaves_the_one_that_had_it(dialog: Spaltendialog) -> None:
    waehle(dialog, ANMERKUNG, Rolle.TEAM)
    assert rollen(dialog)[TEAM] is None
    assert rollen(dialog)[ANMERKUNG] is Rolle.TEAM
    assert dialog.gruende[TEAM].text().startswith("von Ihnen geändert · z. B. „QM-Team“")
    assert dialog.gruende[ANMERKUNG].text().startswith("von Ihnen gewählt")
    assert (koepfe(dialog)[TEAM], koepfe(dialog)[ANMERKUNG]) == ("Fachteam\n→ –", "Anmerkung\n→ Team")


def test_without_the_leistung_there_is_no_way_on_and_it_is_said_why(dialog: Spaltendialog) -> None:
    assert weiter(dialog).isEnabled()
    waehle(dialog, MASSNAHME, None)
    assert not weiter(dialog).isEnabled()
    assert dialog.fehler.isVisible()
    assert "in welcher Spalte die Leistung steht" in dialog.fehler.text()
    assert weiter(dialog).toolTip() == dialog.fehler.text()
    waehle(dialog, MASSNAHME, Rolle.LEISTUNG)
    assert weiter(dialog).isEnabled()
    assert dialog.fehler.isHidden()


def test_the_leistung_alone_says_nothing_that_could_be_compared(dialog: Spaltendialog) -> None:
    for spalte in (ANZAHL, TEAM, ANSATZ, ANMERKUNG):
        waehle(dialog, spalte, None)
    assert not weiter(dialog).isEnabled()
    assert "noch eine Spalte zur Leistung" in dialog.fehler.text()


def test_another_row_of_headings_guesses_anew(dialog: Spaltendialog) -> None:
    dialog.kopfzeile.setValue(0)
    assert dialog.deutung.kopfzeile is None
    assert dialog.kopfzeile.text() == "keine"
    assert koepfe(dialog)[0].startswith("Spalte A\n→ ")
    assert wort(dialog.beispiel.verticalHeaderItem(0)) == "1"
    dialog.kopfzeile.setValue(3)
    assert rollen(dialog)[ANZAHL] is Rolle.EINTRITTE


def test_another_sheet_shows_its_own_columns(qtbot: QtBot, tmp_path: Path) -> None:
    pfad = mappe(
        tmp_path,
        Liste=[["Leistung", "Eintritte"], ["Sprachkurs", 20], ["Coaching", 15]],
        Geld=[["Betrag", "Was"], [1234.5, "Sprachkurs"]],
    )
    dialog = zeige(qtbot, pfad)
    assert [dialog.blaetter.itemText(n) for n in range(dialog.blaetter.count())] == ["Liste", "Geld"]
    assert dialog.blaetter.currentText() == "Liste"
    dialog.blaetter.setCurrentText("Geld")
    assert dialog.deutung.blatt == "Geld"
    assert len(dialog.wahlen) == 2
    assert wort(dialog.beispiel.item(1, 0)) == "1234,5", "as people write it, not as the file does"


@pytest.mark.parametrize(
    "zeilen", [[["x"]], [["Ort", "Datum"], ["Duisburg", "heute"]]], ids=["wort", "fremd"]
)
def test_a_table_without_measures_opens_with_the_reason(
    qtbot: QtBot, tmp_path: Path, zeilen: list[list[object]]
) -> None:
    dialog = zeige(qtbot, mappe(tmp_path, Blatt=zeilen))
    while dialog.deutung.lesbar:
        waehle(dialog, dialog.deutung.spalte(Rolle.LEISTUNG) or 0, None)
    assert not weiter(dialog).isEnabled()
    assert dialog.fehler.isVisible()


def test_hidden_sheets_are_offered_where_there_are_no_others(qtbot: QtBot, tmp_path: Path) -> None:
    quelle = lies_quelle(mappe(tmp_path, A=[["Leistung", "Eintritte"], ["Kurs", 1]], B=[["x"]]))
    roh = quelle.mappe
    assert roh is not None
    sichtbar, *_ = roh.blaetter

    def angebot(*versteckt: bool) -> list[str]:
        paare = zip(roh.blaetter, versteckt, strict=True)
        blaetter = tuple(replace(b, versteckt=v) for b, v in paare)
        wahl = Spaltendialog(replace(quelle, mappe=replace(roh, blaetter=blaetter)), JAHR)
        qtbot.addWidget(wahl)
        return [wahl.blaetter.itemText(n) for n in range(wahl.blaetter.count())]

    assert angebot(False, True) == [sichtbar.name]
    assert angebot(True, True) == ["A", "B"]


def test_it_is_worked_by_keyboard(qtbot: QtBot, dialog: Spaltendialog) -> None:
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.blaetter.setFocus()
    besucht = []
    for _ in range(9):
        fokus = QApplication.focusWidget()
        assert fokus is not None
        besucht.append(fokus.objectName())
        qtbot.keyClick(fokus, Qt.Key.Key_Tab)
    assert besucht[:2] == ["spalten_blatt", "spalten_kopfzeile"]
    assert besucht[2:7] == [f"spalte_{n}" for n in range(5)]
    assert besucht[7:] == ["spalten_beispiel", "spalten_weiter"]
    wahl = dialog.wahlen[TEAM]
    wahl.setFocus()
    qtbot.keyClick(wahl, Qt.Key.Key_Home)
    assert rollen(dialog)[TEAM] is None


@pytest.mark.parametrize("taste", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_goes_on_with_what_was_chosen_and_escape_does_not(
    qtbot: QtBot, dialog: Spaltendialog, taste: Qt.Key
) -> None:
    gesagt: list[object] = []
    dialog.bestaetigt.connect(gesagt.append)
    waehle(dialog, ANMERKUNG, None)
    with qtbot.waitSignal(dialog.accepted if taste == Qt.Key.Key_Return else dialog.rejected):
        qtbot.keyClick(dialog, taste)
    assert gesagt == ([dialog.deutung] if taste == Qt.Key.Key_Return else [])


def test_a_table_as_wide_as_is_read_opens_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    breit: list[list[object]] = [[f"Kopf {n}" for n in range(400)], list(range(400))]
    dialog = zeige(qtbot, mappe(tmp_path, Breit=breit))
    assert 0 < len(dialog.wahlen) <= 400
