"""The preview of an import: what is ticked, what can be ticked, what it says, and that it writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from app.services.einfuhr.quelle import lies_quelle, vorschau
from app.services.einfuhr.vorschau import ANSATZ, Posten, Postenart, Quellenart, Vorschau
from app.services.eingabe import Feld
from app.views.einfuhr.vorschaumodell import (
    ALT,
    FELD,
    GRUPPE,
    NEU,
    ORT,
    POSTEN,
    VERMERK,
    ZEILE,
    Vorschaumodell,
)
from tests.gui.einfuhr_hilfe import (
    FOERDERZENTRUM,
    NEUE,
    bearbeitet,
    finde,
    schau_aus,
    schau_mit_allem,
    schau_mit_jedem,
    zeige,
    zelle,
)

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QModelIndex
    from pytestqt.logging import _QtMessageCapture
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument
    from app.views.einfuhr.vorschaudialog import Vorschaudialog

HAKEN = Qt.ItemDataRole.CheckStateRole
AN, TEILS, AUS = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


@pytest.fixture
def modell(qapp: QApplication) -> Vorschaumodell:
    return Vorschaumodell(schau_mit_jedem(), qapp)


def stelle(modell: Vorschaumodell, schluessel: str, spalte: int = ZEILE) -> QModelIndex:
    return modell.finde(POSTEN, schluessel, spalte)


def haken(modell: Vorschaumodell, art: str, schluessel: str) -> Qt.CheckState | None:
    wert = modell.finde(art, schluessel).data(HAKEN)
    return None if wert is None else Qt.CheckState(wert)


# -- the model -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("posten", [(), (zelle("a"), zelle("b", gruppe="HF 2"))], ids=["leer", "gefuellt"])
def test_the_model_keeps_qts_rules_empty_filled_and_filtered(
    qapp: QApplication, qtlog: _QtMessageCapture, posten: tuple[Posten, ...]
) -> None:
    modell = Vorschaumodell(schau_aus(*posten), qapp)
    QAbstractItemModelTester(modell, QAbstractItemModelTester.FailureReportingMode.Warning, modell)
    modell.zeige(["b"])
    assert modell.rowCount() == (1 if posten else 0)
    modell.setze([p.schluessel for p in posten], an=False)
    modell.zeige(p.schluessel for p in posten)
    assert modell.rowCount() == len(posten)
    modell.setze([p.schluessel for p in posten], an=True)
    assert [r.message for r in qtlog.records] == []


def test_only_what_nothing_speaks_against_is_ticked_at_first(modell: Vorschaumodell) -> None:
    assert modell.gewaehlt == {"a"}
    assert [haken(modell, POSTEN, s) for s in "abcde"] == [AN, AUS, None, None, AUS]


def test_a_group_shows_whether_all_some_or_none_of_its_possible_items_are_ticked(
    modell: Vorschaumodell,
) -> None:
    assert [haken(modell, GRUPPE, g) for g in ("HF 1", "HF 2", "HF 3")] == [TEILS, None, AUS]
    modell.setData(stelle(modell, "b"), AN, HAKEN)
    assert haken(modell, GRUPPE, "HF 1") == AN
    modell.setze(["a", "b"], an=False)
    assert haken(modell, GRUPPE, "HF 1") == AUS


def test_ticking_a_group_ticks_what_is_possible_in_it(qtbot: QtBot, modell: Vorschaumodell) -> None:
    with qtbot.waitSignal(modell.gewaehlt_geaendert):
        assert modell.setData(modell.finde(GRUPPE, "HF 1"), AN, HAKEN)
    assert modell.gewaehlt == {"a", "b"}


@pytest.mark.parametrize(("art", "schluessel"), [(POSTEN, "c"), (GRUPPE, "HF 2")])
def test_what_is_not_possible_cannot_be_ticked(
    qtbot: QtBot, modell: Vorschaumodell, art: str, schluessel: str
) -> None:
    index = modell.finde(art, schluessel)
    assert not index.flags() & Qt.ItemFlag.ItemIsUserCheckable
    with qtbot.assertNotEmitted(modell.gewaehlt_geaendert):
        assert not modell.setData(index, AN, HAKEN)
        modell.setze(["c", "d"], an=True)
        modell.schalte(["c", "d"])
    assert modell.gewaehlt == {"a"}


def test_a_filter_hides_lines_but_no_tick(modell: Vorschaumodell) -> None:
    modell.zeige(["b", "c"])
    assert modell.rowCount() == 1
    assert modell.rowCount(modell.index(0, 0)) == 2
    assert haken(modell, GRUPPE, "HF 1") == AUS
    assert modell.gewaehlt == {"a"}
    modell.setData(modell.finde(GRUPPE, "HF 1"), AN, HAKEN)
    assert modell.gewaehlt == {"a", "b"}


def test_switching_several_ticks_all_and_only_then_takes_the_ticks_away(modell: Vorschaumodell) -> None:
    modell.schalte(["a", "b", "c"])
    assert modell.gewaehlt == {"a", "b"}
    modell.schalte(["a", "b", "c"])
    assert modell.gewaehlt == set()


def test_figures_stand_to_the_right_and_words_to_the_left(qapp: QApplication) -> None:
    modell = Vorschaumodell(
        schau_aus(
            zelle("zahl", feld="mittelansatz", alt="61.208,40", neu="Einkauf erfolgte im Vorjahr"),
            zelle("wort", feld="funktion", alt="1", neu="2"),
        ),
        qapp,
    )

    def rechts(schluessel: str, spalte: int) -> bool:
        return bool(
            stelle(modell, schluessel, spalte).data(Qt.ItemDataRole.TextAlignmentRole)
            & Qt.AlignmentFlag.AlignRight.value
        )

    assert (rechts("zahl", ALT), rechts("zahl", NEU)) == (True, False)
    assert (rechts("wort", ALT), rechts("wort", NEU), rechts("zahl", ZEILE)) == (False, False, False)


def test_a_line_says_what_is_to_be_minded_in_a_word_and_a_screen_reader_hears_the_tick(
    modell: Vorschaumodell,
) -> None:
    assert [stelle(modell, s, VERMERK).data() for s in "abce"] == ["", "Konflikt", "nicht möglich", ""]
    assert stelle(modell, "e", FELD).data() == "löschen"
    assert stelle(modell, "a", ORT).data() == "HF 1!B5"
    vorgelesen = [stelle(modell, s).data(Qt.ItemDataRole.AccessibleTextRole) for s in "abc"]
    assert vorgelesen == ["a, ausgewählt", "b, nicht ausgewählt", "c, nicht möglich"]
    assert stelle(modell, "c", VERMERK).data(Qt.ItemDataRole.ToolTipRole) == "Nicht möglich: „2“ passt nicht."


# -- the dialog ----------------------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot: QtBot, beispiel: Dokument, tmp_path: Path) -> Vorschaudialog:
    return zeige(qtbot, beispiel, schau_mit_allem(beispiel, tmp_path))


def kind(dialog: Vorschaudialog, name: str) -> QPushButton:
    knopf = dialog.findChild(QPushButton, name)
    assert isinstance(knopf, QPushButton)
    return knopf


def waehle_filter(dialog: Vorschaudialog, name: str) -> None:
    knopf = dialog.findChild(QToolButton, f"import_filter_{name}")
    assert isinstance(knopf, QToolButton)
    knopf.click()


def texte(dialog: Vorschaudialog, spalte: int = ZEILE) -> list[str]:
    modell = dialog.modell
    gruppen = [modell.index(n, 0) for n in range(modell.rowCount())]
    return [modell.index(n, spalte, g).data() for g in gruppen for n in range(modell.rowCount(g))]


def gewaehlte(dialog: Vorschaudialog) -> set[str]:
    return {
        f"{p.name} {p.feldwort}".strip() for p in dialog._vorschau.nach_schluessel(dialog.modell.gewaehlt)
    }


def test_the_button_counts_what_is_ticked(dialog: Vorschaudialog) -> None:
    assert gewaehlte(dialog) == {f"{FOERDERZENTRUM} Mittelansatz", NEUE}
    assert dialog.ja.text() == "2 Änderungen übernehmen"
    assert dialog.auswahl.text() == "Angekreuzt: 2 von 5"
    kind(dialog, "import_alle").click()
    assert dialog.ja.text() == "4 Änderungen übernehmen"
    assert dialog.auswahl.text() == "Angekreuzt: 4 von 5, darunter 1 Konflikt und 1 Löschung"
    kind(dialog, "import_keine").click()
    assert not dialog.ja.isEnabled()
    assert dialog.ja.toolTip() == "Es ist nichts angekreuzt."


def test_the_effect_follows_each_tick(dialog: Vorschaudialog) -> None:
    werte = dialog.wirkung.werte
    # 867.929,42 becomes 900.000,50, and the new row needs 45.000,00.
    assert werte["rest"].text() == ("−1.637,74\u00a0€ überplant  →  −78.708,82\u00a0€ überplant")
    assert werte["eintritte"].text() == "15.817  →  15.829"
    assert dialog.wirkung.paare["neufallbudget"].isHidden()
    kind(dialog, "import_keine").click()
    assert werte["rest"].text() == "−1.637,74\u00a0€ überplant (unverändert)"
    assert werte["eintritte"].text() == "15.817 (unverändert)"
    assert werte["rest"].accessibleName() == f"Rest des Neufallbudgets: {werte['rest'].text()}"


def test_a_rest_that_becomes_free_loses_its_colour_of_warning(
    qtbot: QtBot, beispiel: Dokument, tmp_path: Path
) -> None:
    pfad = bearbeitet(beispiel, tmp_path, lambda m: m["HF 1"].cell(5, 3, 800_000))
    dialog = zeige(qtbot, beispiel, vorschau(beispiel.blick, lies_quelle(pfad)))
    rest = dialog.wirkung.werte["rest"]
    assert (rest.property("ton"), rest.text().endswith("frei")) == ("", True)
    kind(dialog, "import_keine").click()
    assert rest.property("ton") == "fehler"


def test_filters_show_only_their_kind_and_all_and_none_work_on_what_is_shown(dialog: Vorschaudialog) -> None:
    waehle_filter(dialog, "zeilen")
    assert texte(dialog) == [NEUE, "AsA"]
    assert texte(dialog, FELD) == ["neue Zeile", "löschen"]
    kind(dialog, "import_keine").click()
    assert gewaehlte(dialog) == {f"{FOERDERZENTRUM} Mittelansatz"}
    waehle_filter(dialog, "konflikte")
    assert texte(dialog) == [FOERDERZENTRUM]
    kind(dialog, "import_alle").click()
    assert gewaehlte(dialog) == {f"{FOERDERZENTRUM} Mittelansatz", f"{FOERDERZENTRUM} Eintritte"}
    waehle_filter(dialog, "fehler")
    assert texte(dialog, NEU) == ["viele"]
    waehle_filter(dialog, "alle")
    assert len(texte(dialog)) == 5


def test_a_filter_that_would_show_nothing_or_all_is_not_offered(
    qtbot: QtBot, beispiel: Dokument, tmp_path: Path
) -> None:
    pfad = bearbeitet(beispiel, tmp_path, lambda m: m["HF 1"].cell(5, 3, 800_000))
    dialog = zeige(qtbot, beispiel, vorschau(beispiel.blick, lies_quelle(pfad)))
    assert [k.text() for k in dialog.filter.buttons()] == ["Alle (1)"]


def test_a_click_on_the_box_ticks_and_a_click_beside_it_shows_the_item_in_full(
    qtbot: QtBot, dialog: Vorschaudialog
) -> None:
    schluessel = finde(dialog._vorschau, konflikt=True).schluessel
    index = stelle(dialog.modell, schluessel)
    rechteck = dialog.baum.visualRect(index)
    qtbot.mouseClick(
        dialog.baum.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(rechteck.left() + 14, rechteck.center().y()),
    )
    assert schluessel in dialog.modell.gewaehlt
    rechteck = dialog.baum.visualRect(index.siblingAtColumn(NEU))
    qtbot.mouseClick(dialog.baum.viewport(), Qt.MouseButton.LeftButton, pos=rechteck.center())
    assert schluessel in dialog.modell.gewaehlt
    assert dialog.einzelheit.toPlainText().startswith(f"{FOERDERZENTRUM}\nEintritte, steht in HF 1!B5")


def test_the_whole_dialog_is_worked_by_keyboard(qtbot: QtBot, dialog: Vorschaudialog) -> None:
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.focusWidget() is dialog.baum
    assert dialog.einzelheit.toPlainText().startswith(FOERDERZENTRUM)
    qtbot.keyClick(dialog.baum, Qt.Key.Key_Space)
    assert f"{FOERDERZENTRUM} Eintritte" in gewaehlte(dialog)
    qtbot.keyClick(dialog.baum, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.baum, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(dialog.baum, Qt.Key.Key_Space)
    assert {f"{FOERDERZENTRUM} Eintritte", f"{FOERDERZENTRUM} Mittelansatz"} <= gewaehlte(dialog)
    besucht = []
    for _ in range(4):
        fokus = dialog.focusWidget()
        assert fokus is not None
        besucht.append(fokus.objectName() or getattr(fokus, "text", str)())
        qtbot.keyClick(fokus, Qt.Key.Key_Tab)
    assert besucht == ["import_posten", "import_einzelheit", "import_grund", "import_uebernehmen"]
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_without_a_reason_nothing_is_taken_over_and_it_is_said_why(
    qtbot: QtBot, dialog: Vorschaudialog
) -> None:
    dialog.grund.setText("   ")
    with qtbot.assertNotEmitted(dialog.uebernehmen):
        dialog.ja.click()
    assert dialog.fehler.isVisible()
    assert "Grund" in dialog.fehler.text()
    assert dialog.focusWidget() is dialog.grund
    qtbot.keyClicks(dialog.grund, "Neue Zahlen")
    assert dialog.fehler.isHidden()
    with qtbot.waitSignal(dialog.uebernehmen) as gesagt:
        qtbot.keyClick(dialog.grund, Qt.Key.Key_Return)
    assert gesagt.args == [frozenset(dialog.modell.gewaehlt), "Neue Zahlen"]
    assert dialog.isVisible(), "the dialog waits for the answer"


def test_without_a_difference_there_is_nothing_but_the_hints_and_a_way_out(
    qtbot: QtBot, beispiel: Dokument, tmp_path: Path
) -> None:
    pfad = bearbeitet(beispiel, tmp_path, lambda m: m["Abb. 2"].cell(8, 3, 450_000))
    dialog = zeige(qtbot, beispiel, vorschau(beispiel.blick, lies_quelle(pfad)))
    assert dialog.hinweise.isVisible()
    assert "Summen rechnet das Programm selbst" in dialog.hinweise.toPlainText()
    assert not any(teil.isVisible() for teil in (dialog.baum, dialog.ja, dialog.grund, dialog.wirkung))
    (schliessen,) = dialog.knoepfe.buttons()
    assert schliessen.text() == "Schließen"
    with qtbot.waitSignal(dialog.rejected):
        schliessen.click()


def test_three_hundred_differences_are_ticked_in_a_moment(qtbot: QtBot, beispiel: Dokument) -> None:
    zeilen = list(beispiel.blick.zeilen.values())
    posten = [
        Posten(f"{z.id}:{f}", Postenart.ZELLE, ANSATZ, z.id, "HF", z.leistung, "HF!B5", f, f, "1", "2")
        for z in zeilen
        for f in (Feld.EINTRITTE.value, Feld.BEMERKUNG.value, Feld.FUNKTION.value)
    ]
    dialog = zeige(
        qtbot, beispiel, Vorschau(beispiel.blick.plan_id, Quellenart.EIGENE, "m.xlsx", tuple(posten))
    )
    assert dialog.ja.text() == f"{len(posten)} Änderungen übernehmen"
    kind(dialog, "import_keine").click()
    assert not dialog.ja.isEnabled()
