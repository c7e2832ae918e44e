"""The tables of the page "Grundlagen": figures of the programme, and editing as in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from app.services import grundlagen
from app.services.grundlagen import Grundzelle
from app.services.grundlagenzeilen import Zieleinheit, Zielrichtung
from app.services.plaene import oeffne
from tests.gui.tafel_hilfe import NAMEN, STRG, Probe, S, zeige

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument


@pytest.fixture(params=NAMEN)
def probe(qtbot: QtBot, beispiel: Dokument, request: pytest.FixtureRequest) -> Probe:
    """Each table in turn."""
    return Probe(qtbot, beispiel, request.param)


# -- figures and sums ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "spalte", "texte"),
    [
        ("sonderprojekt", "sachkosten_cent", ["30.087,00", "20.000,00", "0,00", "", "50.087,00"]),
        ("sonderprojekt", "personalkosten_cent", ["0,00", "70.070,00", "58.966,00", "", "129.036,00"]),
        ("sonderprojekt", "summe", ["30.087,00", "90.070,00", "58.966,00", "", "179.123,00"]),
        ("patpauschale", "betrag_cent", ["500,00", "600,00", "700,00", ""]),
        ("patpauschale", "vergleich", ["wie die Regel", "wie die Regel", "wie die Regel", ""]),
        ("personal", "differenz", ["75,87 VZÄ zu wenig", ""]),
        ("personal", "besetzung", [f"91,3{S}%", ""]),
        ("betreuungsschluessel", "soll_zehntel", ["1:73", "1:135", "1:109", ""]),
        ("kundengruppe", "anteil", [f"{p}{S}%" for p in (100, 72, 19, 14, 12)] + [""]),
        ("bildungsziel", "umschulungen", ["120", "138", "", "24", "10", "120", "168", "", "580"]),
        ("bildungsziel", "teilqualifizierungen", ["120", "40", "", "", "", "30", "56", "", "246"]),
        ("bildungsziel", "fortbildungen", ["35", "150", "30", "60", "45", "160", "753", "", "1.233"]),
        ("bildungsziel", "eintritte", ["155", "288", "30", "84", "55", "280", "921", "", "1.813"]),
        ("kommunale_leistung", "faelle", ["", "ca. 800", "ca. 550", "ca. 200", ""]),
        (
            "zielwert",
            "ampel",
            ["• beobachtet", "○ offen", "○ offen", "○ offen", "○ offen", ""],
        ),
        ("zielwert", "ist_tausendstel", ["", "", "36.203", "", "", ""]),
    ],
)
def test_the_figures_of_the_programme_stand_there_with_what_follows_from_them(
    qtbot: QtBot, beispiel: Dokument, name: str, spalte: str, texte: list[str]
) -> None:
    assert zeige(qtbot, beispiel, name).texte(spalte) == texte


def test_the_statement_above_follows_the_figures(qtbot: QtBot, beispiel: Dokument) -> None:
    probe = zeige(qtbot, beispiel, "sonderprojekt")
    probe.gehe(0, "sachkosten_cent")
    probe.tippe("40.087")
    assert probe.schild("sonderprojekt_kernsatz") == (
        f"3 Sonderprojekte bringen 189.123,00{S}€ außerhalb des Budgets."
    )
    assert probe.texte("summe")[-1] == "189.123,00"


def test_goals_show_their_unit_and_whether_they_are_reached(qtbot: QtBot, beispiel: Dokument) -> None:
    probe = zeige(qtbot, beispiel, "zielwert")
    for spalte, eingabe in (("plan_tausendstel", "25,3"), ("ist_tausendstel", "24,9 %")):
        probe.gehe(1, spalte)
        probe.tippe(eingabe)
    assert probe.text(1, "plan_tausendstel") == f"25,3{S}%"
    assert probe.text(1, "abweichung") == f"−0,4{S}%-Punkte"
    assert probe.text(1, "ampel") == "✗ verfehlt"
    probe.gehe(1, "ist_tausendstel")
    probe.tippe("26")
    assert probe.text(1, "ampel") == "✓ erreicht"
    probe.gehe(1, "einheit")
    probe.tippe("Euro")
    assert probe.text(1, "plan_tausendstel") == f"25,30{S}€"


def test_shares_are_drawn_as_bars(qtbot: QtBot, beispiel: Dokument) -> None:
    probe = zeige(qtbot, beispiel, "kundengruppe")
    spalte = probe.modell.spec.spalten[probe.spalte("anteil")]
    assert spalte.anteil is not None
    assert [spalte.anteil(z) for z in probe.zeilen()] == [1000, 718, 192, 138, 119]


# -- editing, the same in all of them ------------------------------------------------------------------


def test_the_empty_row_becomes_a_row_with_its_first_text(probe: Probe) -> None:
    zahl = len(probe.zeilen())
    probe.gehe(zahl)
    probe.tippe("Ganz neu", Qt.Key.Key_Tab)
    assert probe.bezeichnungen()[-1] == "Ganz neu"
    # Tab leads on in the new row, below it there is an empty one again.
    assert probe.gitter.currentIndex().row() == zahl
    assert probe.modell.neue_stelle == zahl + 1
    assert probe.dok.rueckgaengig()
    assert len(probe.zeilen()) == zahl


def test_the_button_begins_a_row_and_delete_takes_it_away(probe: Probe) -> None:
    zahl = len(probe.zeilen())
    probe.qtbot.mouseClick(probe.tafel.knoepfe["neu"], Qt.MouseButton.LeftButton)
    editor = probe.gitter.offener_editor()
    assert editor is not None
    text = "7" if probe.tabelle.name == "patpauschale" else "Neues"
    probe.qtbot.keyClicks(editor, text)
    probe.qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert len(probe.zeilen()) == zahl + 1
    probe.gehe(zahl)
    probe.qtbot.mouseClick(probe.tafel.knoepfe["loeschen"], Qt.MouseButton.LeftButton)
    assert len(probe.zeilen()) == zahl
    assert "Strg+Z" in probe.hinweise[-1]
    probe.gehe(0)
    probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_Delete, STRG)
    assert len(probe.zeilen()) == zahl - 1
    assert probe.dok.rueckgaengig()
    assert len(probe.zeilen()) == zahl


def test_a_rectangle_is_pasted_in_one_step_with_new_rows_at_the_end(probe: Probe) -> None:
    vorher = probe.zeilen()
    probe.gehe(len(vorher) - 1)
    QGuiApplication.clipboard().setText("Alpha\nBeta\nGamma\n")
    probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_V, STRG)
    assert probe.bezeichnungen() == [*(z.bezeichnung for z in vorher[:-1]), "Alpha", "Beta", "Gamma"]
    assert probe.hinweise[-1] == "3 Zellen eingefügt"
    assert probe.dok.rueckgaengig()
    assert probe.zeilen() == vorher


def test_a_new_row_has_what_the_paste_leaves_open_from_the_table(qtbot: QtBot, beispiel: Dokument) -> None:
    probe = zeige(qtbot, beispiel, "zielwert")
    probe.gehe(len(probe.zeilen()))
    QGuiApplication.clipboard().setText("Neue Kennzahl\tNK\t\tmehr\t12,5\t")
    probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_V, STRG)
    assert probe.fehler == []
    neu = probe.zeilen()[-1]
    assert (neu.bezeichnung, neu.kurz, neu.einheit, neu.richtung) == (
        "Neue Kennzahl",
        "NK",
        Zieleinheit.ANZAHL,
        Zielrichtung.MEHR,
    )
    assert (neu.plan_tausendstel, neu.ist_tausendstel) == (12_500, None)


def test_the_editor_begins_with_the_bare_number(qtbot: QtBot, beispiel: Dokument) -> None:
    probe = zeige(qtbot, beispiel, "kommunale_leistung")
    probe.gehe(1, "faelle")
    assert probe.text(1, "faelle") == "ca. 800"
    probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_F2)
    editor = probe.gitter.offener_editor()
    assert editor is not None
    assert editor.text() == "800"
    probe.qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_what_is_copied_can_be_pasted_again(probe: Probe) -> None:
    """Units and "ca." are read as they are shown."""
    vorher = probe.zeilen()
    zahl = len(vorher)
    for spalte in [s.schluessel for s in probe.modell.spec.spalten if s.setze is not None]:
        probe.gehe(0, spalte)
        for _ in range(zahl - 1):
            probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_C, STRG)
        probe.gehe(0, spalte)
        probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_V, STRG)
        assert probe.fehler == []
        assert probe.zeilen() == vorher


def test_cells_are_cleared_and_filled_down(probe: Probe) -> None:
    probe.gehe(0, "quelle")
    assert probe.zeilen()[0].quelle
    probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_Delete)
    assert probe.zeilen()[0].quelle is None
    probe.tippe("Seite 12")
    probe.gehe(len(probe.zeilen()), "quelle")
    probe.tippe("unten")
    stelle = len(probe.zeilen()) - 1
    probe.gehe(stelle - 1, "quelle")
    oben = probe.text(stelle - 1, "quelle")
    probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_D, STRG)
    assert probe.zeilen()[stelle].quelle == oben


def test_what_does_not_fit_stays_in_the_editor_with_the_reason(probe: Probe) -> None:
    spalte = next(f.name for f in probe.tabelle.felder if f.art in {"betrag", "anzahl", "dezimal"})
    vorher = probe.zeilen()
    probe.gehe(0, spalte)
    probe.tippe("viele")
    editor = probe.gitter.offener_editor()
    assert editor is not None
    assert editor.abgelehnt
    probe.qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert probe.zeilen() == vorher


def test_a_rectangle_that_does_not_fit_changes_nothing(probe: Probe) -> None:
    vorher = probe.zeilen()
    probe.gehe(0)
    QGuiApplication.clipboard().setText("Alpha\n" + "x" * 3000)
    probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_V, STRG)
    assert probe.zeilen() == vorher
    assert "zu lang" in probe.fehler[-1]


def test_rows_are_moved_up_and_down_but_not_while_sorted(qtbot: QtBot, beispiel: Dokument) -> None:
    probe = zeige(qtbot, beispiel, "sonderprojekt")
    assert {"hinauf", "hinunter"} <= probe.seite.befehle()
    probe.gehe(2)
    probe.seite.fuehre_aus("hinauf")
    assert probe.bezeichnungen() == ["ESF-LZA", "Jobstarter+", "TQ"]
    assert probe.gitter.currentIndex().row() == 1
    probe.seite.fuehre_aus("hinunter")
    assert probe.bezeichnungen() == ["ESF-LZA", "TQ", "Jobstarter+"]
    probe.gitter.sortiere(probe.spalte("summe"))
    probe.seite.fuehre_aus("hinauf")
    assert probe.bezeichnungen() == ["ESF-LZA", "TQ", "Jobstarter+"]
    assert "Sortierung aufheben" in probe.hinweise[-1]


def test_words_are_picked_from_a_list(qtbot: QtBot, beispiel: Dokument) -> None:
    probe = zeige(qtbot, beispiel, "zielwert")
    probe.gehe(0, "richtung")
    assert probe.modell.vorschlaege(probe.gitter.currentIndex()) == (
        "mehr ist besser",
        "weniger ist besser",
        "nur beobachtet",
    )
    assert "auswahlliste" in probe.seite.befehle()
    probe.tippe("weniger")
    assert probe.text(0, "richtung") == "weniger ist besser"


def test_the_model_keeps_its_promises_while_rows_come_and_go(probe: Probe) -> None:
    QAbstractItemModelTester(probe.modell, QAbstractItemModelTester.FailureReportingMode.Fatal, probe.seite)
    zahl = len(probe.zeilen())
    zellen = [Grundzelle(n * 32, "bezeichnung", f"neu {n}") for n in "ef"]
    grundlagen.zellen_setzen(probe.dok, probe.tabelle, zellen)
    probe.gitter.sortiere(probe.spalte("bezeichnung"))
    grundlagen.zeilen_loeschen(probe.dok, probe.tabelle, [probe.zeilen()[0].id, "e" * 32])
    while len(probe.zeilen()) != zahl:
        assert probe.dok.rueckgaengig()
    assert probe.modell.neue_stelle == zahl


def test_a_change_elsewhere_leaves_the_editor_alone(probe: Probe) -> None:
    probe.gehe(0)
    probe.qtbot.keyClick(probe.gitter, "X")
    editor = probe.gitter.offener_editor()
    assert editor is not None
    grundlagen.zelle_setzen(probe.dok, probe.tabelle, "f" * 32, "bezeichnung", "von anderswo")
    assert probe.texte("bezeichnung")[len(probe.zeilen()) - 1] == "von anderswo"
    assert editor.isVisible()
    assert editor.text() == "X"


def test_a_read_only_file_shows_everything_and_changes_nothing(qtbot: QtBot, beispiel: Dokument) -> None:
    zweites = oeffne(beispiel.datei.pfad, schreibgeschuetzt=True)
    for name in NAMEN:
        probe = zeige(qtbot, zweites, name)
        assert probe.modell.neue_stelle is None
        probe.gehe(0)
        assert not any(knopf.isEnabled() for knopf in probe.tafel.knoepfe.values())
        assert "zeile_loeschen" not in probe.seite.befehle()
    zweites.datei.schliesse()
