"""The main window: a plan opens, pages follow links, each Vorgang is seen everywhere, nothing is lost."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog

from app.services import eingabe, plaene, zellen
from app.services.fehler import Anwendungsfehler
from app.views.bruecke import Ziel
from app.views.budget.umschichtung import Umschichtungsansicht
from app.views.einstellungen import Einstellungen
from app.views.meldung import Art
from app.views.seitenliste import SEITEN
from tests.gui.budget_hilfe import gehe, tippe
from tests.gui.fenster_hilfe import beispielplan, fenster_mit_plan, neues_fenster

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.views.hauptfenster import Hauptfenster


def erste_verplante(fenster: Hauptfenster) -> str:
    assert fenster.bruecke is not None
    return next(z.id for z in fenster.bruecke.blick.zeilen.values() if z.verplant_cent)


def setze_mittel(fenster: Hauptfenster, zeile: str, text: str) -> None:
    bruecke = fenster.bruecke
    assert bruecke is not None
    bruecke.tue(lambda: zellen.zelle_setzen(bruecke.dokument, zeile, eingabe.Feld.MITTELANSATZ, text))


def test_without_a_plan_the_welcome_page_fills_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = neues_fenster(qtbot, tmp_path)

    assert fenster.stapel.currentWidget() is fenster.willkommen
    assert not fenster.navigation.isVisible()
    assert not fenster.budgetleiste.isVisible()
    assert fenster.windowTitle() == "Eingliederungsplaner"


def test_the_title_names_file_plan_and_stand(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)

    assert fenster.windowTitle() == (
        "Eingliederungsplaner — plan.amip · AMIP 2020 jobcenter Duisburg, Stand 06.11.2019"
    )


def test_every_page_of_the_navigation_is_there_and_opens_by_its_key(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)

    for nummer, spec in enumerate(SEITEN, start=1):
        qtbot.keyClick(fenster, Qt.Key(Qt.Key.Key_0 + nummer), Qt.KeyboardModifier.ControlModifier)
        seite = fenster.stapel.aktuelle()
        assert seite is not None
        assert (seite.name, seite.titel) == (spec.name, spec.titel)
        assert fenster.navigation.currentItem().text() == spec.titel
        assert fenster.menues.seiten[spec.name].isChecked()


def test_the_navigation_leads_to_its_pages_with_the_arrow_keys(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.navigation.setFocus()

    qtbot.keyClick(fenster.navigation, Qt.Key.Key_Down)

    seite = fenster.stapel.aktuelle()
    assert seite is not None
    assert seite.name == SEITEN[1].name
    assert fenster.navigation.hasFocus()


def test_a_vorgang_moves_the_budgetleiste_and_says_when_it_was_saved(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    assert fenster.bruecke is not None
    zeile = erste_verplante(fenster)
    vorher = fenster.bruecke.blick.zeilen[zeile].verplant_cent

    setze_mittel(fenster, zeile, f"{vorher // 100 - 1638},{vorher % 100:02d}")

    assert fenster.budgetleiste.felder["rest"].accessibleName() == "Rest: ▲ 0,26\u00a0€, frei"
    assert fenster.statuszeile.gespeichert.text().startswith("gespeichert ")


def test_undo_by_key_takes_the_vorgang_back_and_the_menu_names_it(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    assert fenster.bruecke is not None
    vorher = fenster.bruecke.blick.kennzahlen
    setze_mittel(fenster, erste_verplante(fenster), "1,00")
    wort = fenster.menues.aktionen["rueckgaengig"].text()

    qtbot.keyClick(fenster, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert wort.startswith("Rückgängig: Mittelansatz von „")
    assert fenster.bruecke.blick.kennzahlen == vorher
    assert fenster.menues.aktionen["wiederholen"].text().startswith("Wiederholen: Mittelansatz von „")
    qtbot.keyClick(fenster, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert fenster.bruecke.blick.kennzahlen != vorher


def test_undo_with_nothing_to_undo_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)

    qtbot.keyClick(fenster, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert fenster.statuszeile.hinweis.text() == "Es gibt nichts rückgängig zu machen."


def test_an_ampersand_in_a_name_does_not_become_a_mnemonic(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    assert fenster.bruecke is not None
    zeile = next(z.id for z in fenster.bruecke.blick.zeilen.values() if "&" in z.leistung and z.verplant_cent)

    setze_mittel(fenster, zeile, "1,00")

    assert " && " in fenster.menues.aktionen["rueckgaengig"].text()


def test_a_refused_change_is_told_in_the_bar_and_forgotten_after_the_next_success(
    qtbot: QtBot, tmp_path: Path
) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    assert fenster.bruecke is not None
    fenster.bruecke.fehler.emit(Anwendungsfehler("Das ging nicht.", "Nichts geändert.", "Noch einmal."))
    assert fenster.meldung.isVisible()
    assert fenster.meldung.accessibleName() == "Fehler: Das ging nicht. Nichts geändert. Noch einmal."

    setze_mittel(fenster, erste_verplante(fenster), "1,00")

    assert not fenster.meldung.isVisible()


def test_an_error_of_the_program_is_told_without_a_traceback(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.logbuch.user_log_path", lambda *_a, **_k: tmp_path)
    fenster = fenster_mit_plan(qtbot, tmp_path)

    fenster.melde_absturz(ZeroDivisionError("division by zero"))

    gesagt = fenster.meldung.accessibleName()
    assert gesagt.startswith("Fehler: Im Programm ist ein unerwarteter Fehler aufgetreten.")
    assert "division" not in gesagt
    assert fenster.meldung.meldung is not None
    assert [k.text for k in fenster.meldung.meldung.knoepfe] == ["Protokolldatei öffnen"]


def test_a_link_leads_to_its_page_and_rows(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    zeile = erste_verplante(fenster)

    fenster.springe(Ziel("massnahmen", zeilen=(zeile,)))

    seite = fenster.stapel.aktuelle()
    assert seite is not None
    assert seite.name == "massnahmen"
    assert fenster.focusWidget() is not None


def test_search_leads_from_any_page_to_the_grids_search(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.zeige_seite("budget")
    assert fenster.suchknopf.isVisible()

    qtbot.keyClick(fenster, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    fokus = fenster.focusWidget()
    assert fokus is not None
    assert fokus.objectName() == "suche"
    assert not fenster.suchknopf.isVisible()


def test_clipboard_commands_of_the_menu_serve_the_input_that_has_the_focus(
    qtbot: QtBot, tmp_path: Path
) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.befehle.fuehre_aus("suchen")
    feld = fenster.focusWidget()
    assert feld is not None
    qtbot.keyClicks(feld, "Lager")
    qtbot.keyClick(feld, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    # An offscreen window is not active, so Qt names no focus widget: the window's own is taken.
    fenster.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is feld)
    fenster.befehle.fuehre_aus("ausschneiden")

    assert QApplication.clipboard().text() == "Lager"
    assert feld.property("text") == ""


def test_a_file_in_use_opens_read_only_and_the_banner_says_who_has_it(qtbot: QtBot, tmp_path: Path) -> None:
    pfad = beispielplan(tmp_path)
    notiz = {
        "benutzer": "müller",
        "rechner": f"nicht-{socket.gethostname()}",
        "prozess": 1,
        "seit": "2019-11-06T14:02:00+01:00",
    }
    pfad.with_name(f".{pfad.name}.in-benutzung").write_text(json.dumps(notiz), encoding="utf-8")
    fenster = neues_fenster(qtbot, tmp_path)

    assert fenster.dateien.oeffne(pfad)

    assert fenster.lesebanner.isVisible()
    assert "müller" in fenster.lesebanner.text.text()
    assert "06.11.2019" in fenster.lesebanner.text.text()
    assert fenster.statuszeile.gespeichert.text() == "nur Lesen"
    setze_mittel(fenster, erste_verplante(fenster), "1,00")
    assert fenster.meldung.meldung is not None
    assert fenster.meldung.meldung.art is Art.FEHLER
    assert [k.text for k in fenster.meldung.meldung.knoepfe] == ["Kopie speichern …"]


def lass_fallen(fenster: Hauptfenster, daten: QMimeData) -> None:
    """Drag over the window, then drop, as the window system tells it."""
    kopie, links, keine = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(fenster, QDragEnterEvent(QPoint(200, 200), kopie, daten, links, keine))
    QApplication.sendEvent(fenster, QDropEvent(QPointF(200, 200), kopie, daten, links, keine))


def test_a_plan_file_dropped_on_the_window_opens(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = neues_fenster(qtbot, tmp_path)
    daten = QMimeData()
    daten.setUrls([QUrl.fromLocalFile(str(beispielplan(tmp_path, "gezogen.amip")))])
    lass_fallen(fenster, daten)

    assert "gezogen.amip" in fenster.windowTitle()


@pytest.mark.parametrize(("offen", "genommen"), [(True, True), (False, False)])
def test_a_table_dropped_on_the_window_is_imported_where_a_plan_is_open(
    qtbot: QtBot, tmp_path: Path, offen: bool, genommen: bool
) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path) if offen else neues_fenster(qtbot, tmp_path)
    tabelle = tmp_path / "tabelle.csv"
    tabelle.write_text("Maßnahme;Anzahl TN\nFörderzentrum II;430\n", encoding="utf-8")
    daten = QMimeData()
    daten.setUrls([QUrl.fromLocalFile(str(tabelle))])
    lass_fallen(fenster, daten)

    assert fenster.hintergrund.beschaeftigt is genommen
    if genommen:
        qtbot.waitUntil(lambda: fenster.findChild(QDialog, "spaltendialog") is not None, timeout=20_000)


def test_closing_the_plan_leads_back_to_the_welcome_page_that_lists_it(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)

    fenster.befehle.fuehre_aus("schliessen")

    assert fenster.stapel.currentWidget() is fenster.willkommen
    assert fenster.willkommen.wahlen["zuletzt_0"].accessibleName() == "plan.amip"
    assert not (tmp_path / ".plan.amip.in-benutzung").exists()


def test_what_is_not_in_the_plan_yet_is_dropped_only_on_the_second_close(
    qtbot: QtBot, tmp_path: Path
) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.springe(Ziel("budget", unterseite="umschichtung"))
    ansicht = fenster.findChild(Umschichtungsansicht)
    assert ansicht is not None
    assert ansicht.gitter.modell.neue_stelle is not None
    gehe(ansicht.gitter, ansicht.gitter.modell.neue_stelle, "datum")
    tippe(qtbot, ansicht.gitter, "1.3.2020")
    assert not fenster.close()
    assert "Eine Umschichtung ist noch unvollständig" in fenster.statuszeile.hinweis.text()
    assert fenster.close()


def test_page_theme_and_column_widths_are_found_again(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.zeige_seite("massnahmen")
    seite = fenster.stapel.aktuelle()
    assert seite is not None
    gemerkt = seite.zustand()
    fenster.setze_thema("dunkel")
    fenster.close()

    neu = Einstellungen(tmp_path / "einstellungen.ini")

    assert (neu.thema, neu.seite) == ("dunkel", "massnahmen")
    assert all(neu.bytes(f"seite_massnahmen/{name}") == wert for name, wert in gemerkt.items())
    assert not neu.bytes("fenster/geometrie").isEmpty()


def test_another_plan_of_the_file_is_shown_everywhere(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    assert fenster.bruecke is not None
    erster = fenster.bruecke.blick.plan_id
    plaene.plan_anlegen(fenster.bruecke.dokument, 2021, "Entwurf für das nächste Jahr")
    assert fenster.windowTitle() == "Eingliederungsplaner — plan.amip · Entwurf für das nächste Jahr"
    fenster.menues.menues["Plan"].aboutToShow.emit()
    angebote = {a.text(): a for a in fenster.menues.menues["Plan"].actions() if a.isCheckable()}

    angebote["2020 · AMIP 2020 jobcenter Duisburg, Stand 06.11.2019"].trigger()

    assert fenster.bruecke.blick.plan_id == erster
    assert fenster.windowTitle().endswith("Stand 06.11.2019")


def test_what_the_page_cannot_do_is_greyed_in_the_open_menu_and_keeps_its_key_after(
    qtbot: QtBot, tmp_path: Path
) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.zeige_seite("budget")
    menue, aktion = fenster.menues.menues["Bearbeiten"], fenster.menues.aktionen["leistung_neu"]

    menue.aboutToShow.emit()
    beim_oeffnen = aktion.isEnabled()
    menue.aboutToHide.emit()

    assert not beim_oeffnen
    assert aktion.isEnabled()


def test_a_plan_opened_for_the_second_time_stays_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    dokument = fenster.dateien.dokument

    assert fenster.dateien.oeffne(tmp_path / "plan.amip")

    assert fenster.dateien.dokument is dokument


def test_alt_and_the_underlined_letter_open_a_menu(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    buchstaben = [m.title()[m.title().index("&") + 1] for m in fenster.menues.menues.values()]

    assert buchstaben == ["D", "B", "P", "A", "H"]
