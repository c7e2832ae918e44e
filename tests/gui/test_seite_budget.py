"""The page "Budget": inputs in place, what follows from them at once, refusals with their reason."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from app.services.bindungen import bindung_anlegen
from app.services.eingabe import Feld
from app.services.haushaltszeilen import Umschichtungsbasis, Umschichtungsstand
from app.services.plaene import budget_setzen, lege_leer_an, oeffne
from app.services.protokoll import lies_protokoll
from app.services.umschichtungen import basis_setzen, umschichtung_anlegen
from app.services.zahlungen import freirechnen
from app.services.zeilen import Budgetart
from app.services.zellen import zelle_setzen
from app.views.bruecke import Bruecke, Ziel
from app.views.budget.seite import BudgetSeite

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument


W = TypeVar("W", bound=QWidget)


@pytest.fixture
def seite(qtbot: QtBot, beispiel: Dokument) -> BudgetSeite:
    return zeige(qtbot, beispiel)


def zeige(qtbot: QtBot, dok: Dokument) -> BudgetSeite:
    seite = BudgetSeite(Bruecke(dok))
    qtbot.addWidget(seite)
    seite.resize(1280, 900)
    with qtbot.waitExposed(seite):
        seite.show()
    seite.activateWindow()
    return seite


def hole(seite: BudgetSeite, art: type[W], name: str) -> W:
    gefunden = seite.findChild(art, name)
    assert gefunden is not None, name
    return gefunden


def betrag(seite: BudgetSeite, block: str, art: Budgetart) -> QLineEdit:
    return hole(seite, QLineEdit, f"betrag_{block}_{art.value}_editor")


def ergebnis(seite: BudgetSeite, block: str, posten: str) -> str:
    widget = hole(seite, QWidget, f"ergebnis_{block}_{posten}")
    assert isinstance(widget, QLabel | QPushButton)
    return widget.text()


def hinweis(seite: BudgetSeite, block: str, posten: str) -> QLabel:
    return hole(seite, QLabel, f"hinweis_{block}_{posten}")


def tippe(qtbot: QtBot, editor: QLineEdit, text: str, taste: Qt.Key = Qt.Key.Key_Return) -> None:
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, taste)


def cent(dok: Dokument, art: Budgetart) -> int | None:
    return dok.blick.posten[art].betrag_cent


def test_the_three_budgets_show_the_figures_of_the_example(seite: BudgetSeite) -> None:
    assert ergebnis(seite, "globalbudget", "globalbudget") == "132.120.178,00"
    assert ergebnis(seite, "neufallbudget", "eingliederungsmittel") == "68.899.598,00"
    assert ergebnis(seite, "neufallbudget", "vorbindungen") == "32.647.597,00"
    assert ergebnis(seite, "neufallbudget", "neufallbudget") == "35.085.957,00"
    assert ergebnis(seite, "neufallbudget", "verplant") == "35.087.594,74"
    assert ergebnis(seite, "verwaltungskostenbudget", "verwaltungskostenbudget") == "76.839.624,00"


def test_an_overplanned_rest_has_sign_word_and_colour(seite: BudgetSeite, beispiel: Dokument) -> None:
    assert ergebnis(seite, "neufallbudget", "rest") == "−1.637,74"
    wort = hinweis(seite, "neufallbudget", "rest")
    assert (wort.text(), wort.property("rolle")) == ("▼ überplant um 1.637,74\u00a0€", "fehler")
    budget_setzen(beispiel, Budgetart.RUECKEINNAHMEN, 401_637_74)
    assert (wort.text(), wort.property("rolle")) == ("genau verplant", "erfolg")
    budget_setzen(beispiel, Budgetart.RUECKEINNAHMEN, 500_000_00)
    assert (wort.text(), wort.property("rolle")) == ("noch frei: 98.362,26\u00a0€", "erfolg")


def test_what_is_typed_is_durable_after_enter_and_the_next_field_has_the_focus(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    feld = betrag(seite, "neufallbudget", Budgetart.UMSCHICHTUNG)
    tippe(qtbot, feld, "1.500.000")
    assert cent(beispiel, Budgetart.UMSCHICHTUNG) == 1_500_000_00
    assert feld.text() == "1.500.000,00"
    assert ergebnis(seite, "neufallbudget", "neufallbudget") == "35.152.001,00"
    assert QApplication.focusWidget() is betrag(seite, "neufallbudget", Budgetart.RUECKEINNAHMEN)
    zweites = oeffne(beispiel.datei.pfad, schreibgeschuetzt=True)
    assert cent(zweites, Budgetart.UMSCHICHTUNG) == 1_500_000_00
    zweites.datei.schliesse()


def test_the_umschichtung_is_one_input_in_two_blocks(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    tippe(qtbot, betrag(seite, "verwaltungskostenbudget", Budgetart.UMSCHICHTUNG), "2.000.000,50")
    assert betrag(seite, "neufallbudget", Budgetart.UMSCHICHTUNG).text() == "2.000.000,50"
    assert ergebnis(seite, "neufallbudget", "neufallbudget") == "34.652.000,50"
    assert ergebnis(seite, "verwaltungskostenbudget", "verwaltungskostenbudget") == "77.273.580,50"
    beispiel.rueckgaengig()
    assert betrag(seite, "verwaltungskostenbudget", Budgetart.UMSCHICHTUNG).text() == "1.566.044,00"


@pytest.mark.parametrize("taste", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down])
@pytest.mark.parametrize(
    "eingabe", [("12.34", "mehrdeutig"), ("viel", "kein Betrag"), ("-5", "negativ")], ids=lambda e: e[0]
)
def test_what_cannot_be_taken_stays_in_the_editor_with_the_reason(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument, eingabe: tuple[str, str], taste: Qt.Key
) -> None:
    text, grund = eingabe
    feld = betrag(seite, "neufallbudget", Budgetart.RUECKEINNAHMEN)
    fehler: list[object] = []
    seite.bruecke.fehler.connect(fehler.append)
    tippe(qtbot, feld, text, taste)
    satz = hole(seite, QLabel, "betrag_neufallbudget_rueckeinnahmen_grund")
    assert feld.text() == text
    assert satz.isVisible()
    assert grund in satz.text()
    assert feld.accessibleDescription() == satz.text()
    assert QApplication.focusWidget() is feld
    assert cent(beispiel, Budgetart.RUECKEINNAHMEN) == 400_000_00
    assert not fehler
    qtbot.keyClick(feld, Qt.Key.Key_Escape)
    assert feld.text() == "400.000,00"
    assert not satz.isVisible()


def test_leaving_a_field_by_mouse_keeps_what_was_typed(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    feld = betrag(seite, "verwaltungskostenbudget", Budgetart.KFA)
    qtbot.mouseClick(feld, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(feld, "11 000 000")
    qtbot.mouseClick(hole(seite, QLineEdit, "plan_anlass"), Qt.MouseButton.LeftButton)
    assert cent(beispiel, Budgetart.KFA) == 11_000_000_00
    assert feld.text() == "11.000.000,00"


def test_clearing_a_field_makes_the_amount_unknown_and_the_sum_provisional(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    feld = betrag(seite, "neufallbudget", Budgetart.RUECKEINNAHMEN)
    feld.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(feld, Qt.Key.Key_Delete)
    qtbot.keyClick(feld, Qt.Key.Key_Return)
    assert cent(beispiel, Budgetart.RUECKEINNAHMEN) is None
    assert hinweis(seite, "neufallbudget", "neufallbudget").text() == "vorläufig, noch ohne: Rückeinnahmen"


def test_f2_goes_behind_the_figure_and_typing_otherwise_replaces_it(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    feld = betrag(seite, "neufallbudget", Budgetart.RUECKEINNAHMEN)
    feld.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(feld, Qt.Key.Key_F2)
    qtbot.keyClick(feld, Qt.Key.Key_Backspace)
    qtbot.keyClicks(feld, "5")
    qtbot.keyClick(feld, Qt.Key.Key_Return)
    assert cent(beispiel, Budgetart.RUECKEINNAHMEN) == 400_000_05


def test_a_change_elsewhere_does_not_touch_what_is_being_typed(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    feld = betrag(seite, "neufallbudget", Budgetart.RUECKEINNAHMEN)
    feld.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(feld, "45")
    zeile = next(z.id for z in beispiel.blick.zeilen.values() if z.verplant_cent)
    zelle_setzen(beispiel, zeile, Feld.MITTELANSATZ, "0")
    budget_setzen(beispiel, Budgetart.KFA, 1_00)
    assert feld.text() == "45"
    assert betrag(seite, "verwaltungskostenbudget", Budgetart.KFA).text() == "1,00"
    qtbot.keyClick(feld, Qt.Key.Key_Escape)
    assert feld.text() == "400.000,00"


def test_an_edit_of_a_row_moves_verplant_and_rest(seite: BudgetSeite, beispiel: Dokument) -> None:
    zeile = next(z for z in beispiel.blick.zeilen.values() if z.leistung == "Förderzentrum II")
    zelle_setzen(beispiel, zeile.id, Feld.MITTELANSATZ, "866.291,68")
    assert ergebnis(seite, "neufallbudget", "verplant") == "35.085.957,00"
    assert ergebnis(seite, "neufallbudget", "rest") == "0,00"


def test_the_occasion_stands_in_the_protokoll_with_the_amount(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    qtbot.keyClicks(hole(seite, QLineEdit, "plan_anlass"), "EinglMV vom 12.12.")
    tippe(qtbot, betrag(seite, "globalbudget", Budgetart.EINGLIEDERUNGSMITTEL), "69.000.000")
    (eintrag,) = lies_protokoll(beispiel, hoechstens=1)
    assert eintrag.grund == "EinglMV vom 12.12."
    assert (eintrag.aenderungen[0].alt, eintrag.aenderungen[0].neu) == (
        "68.899.598,00\u00a0€",
        "69.000.000,00\u00a0€",
    )


def test_source_and_explanation_are_edited_beside_the_amount(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    editor = hole(seite, QTextEdit, "erlaeuterung_kfa_editor")
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(editor, "Beschluss des Rates")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(editor, "vom 2.12.")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    posten = beispiel.blick.posten[Budgetart.KFA]
    assert posten.erlaeuterung == "Beschluss des Rates\nvom 2.12."
    assert posten.quelle == "2.2.2"


def test_the_head_of_the_plan_is_edited_in_place(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    tippe(qtbot, hole(seite, QLineEdit, "plan_stand_editor"), "1.12.2019", Qt.Key.Key_Tab)
    tippe(qtbot, hole(seite, QLineEdit, "plan_bezeichnung_editor"), "AMIP, zweite Fassung")
    kopf = beispiel.blick.kopf
    assert (kopf.stand, kopf.bezeichnung) == (dt.date(2019, 12, 1), "AMIP, zweite Fassung")
    status = hole(seite, QComboBox, "plan_status")
    status.setFocus()
    qtbot.keyClick(status, Qt.Key.Key_Down)
    assert beispiel.blick.kopf.status == "in_pruefung"
    beispiel.rueckgaengig()
    assert status.currentText() == "Entwurf"


@pytest.mark.parametrize(
    "eingabe",
    [
        ("stand", "2019-11-06", "kein Datum"),
        ("stand", "31.4.2020", "gibt es nicht"),
        ("haushaltsjahr", "bald", "kein Jahr"),
        ("haushaltsjahr", "1999", "kein Haushaltsjahr"),
        ("bezeichnung", " ", "braucht eine Bezeichnung"),
    ],
    ids=lambda e: "-".join(e[:2]),
)
def test_a_head_that_cannot_be_is_refused_beside_the_field(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument, eingabe: tuple[str, str, str]
) -> None:
    feld, text, grund = eingabe
    vorher = beispiel.blick.kopf
    tippe(qtbot, hole(seite, QLineEdit, f"plan_{feld}_editor"), text)
    assert grund in hole(seite, QLabel, f"plan_{feld}_grund").text()
    assert beispiel.blick.kopf == vorher


# -- which sum of the Umschichtung counts ----------------------------------------------------------


def wahl(seite: BudgetSeite, basis: Umschichtungsbasis) -> QRadioButton:
    return hole(seite, QRadioButton, f"budget_basis_{basis.value}")


def test_the_plan_reckons_with_executed_movements_once_that_is_chosen(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    umschichtung_anlegen(
        beispiel, 1_000_000_00, stand=Umschichtungsstand.VOLLZOGEN, datum=dt.date(2020, 3, 1)
    )
    assert wahl(seite, Umschichtungsbasis.VOLLZOGEN).text() == "vollzogene Bewegungen (1.000.000,00\u00a0€)"
    qtbot.mouseClick(wahl(seite, Umschichtungsbasis.VOLLZOGEN), Qt.MouseButton.LeftButton)
    assert beispiel.blick.kopf.umschichtung_basis is Umschichtungsbasis.VOLLZOGEN
    assert ergebnis(seite, "neufallbudget", "umschichtung") == "1.000.000,00"
    assert ergebnis(seite, "neufallbudget", "neufallbudget") == "35.652.001,00"
    assert ergebnis(seite, "verwaltungskostenbudget", "umschichtung") == "1.000.000,00"
    assert ergebnis(seite, "verwaltungskostenbudget", "verwaltungskostenbudget") == "76.273.580,00"
    wort = hinweis(seite, "neufallbudget", "umschichtung")
    assert wort.isVisible()
    assert wort.text() == "gerechnet: vollzogene Bewegungen; Planansatz 1.566.044,00\u00a0€"
    assert hinweis(seite, "verwaltungskostenbudget", "umschichtung").text() == (
        "gerechnet: vollzogene Bewegungen"
    )
    assert not betrag(seite, "verwaltungskostenbudget", Budgetart.UMSCHICHTUNG).isVisible()
    beispiel.rueckgaengig()
    assert wahl(seite, Umschichtungsbasis.GEPLANT).isChecked()
    assert betrag(seite, "verwaltungskostenbudget", Budgetart.UMSCHICHTUNG).isVisible()
    assert not hole(seite, QPushButton, "ergebnis_neufallbudget_umschichtung").isVisible()
    assert not wort.isVisible()
    assert ergebnis(seite, "neufallbudget", "neufallbudget") == "35.085.957,00"


def test_the_input_stays_within_reach_below_the_executed_sum(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    basis_setzen(beispiel, Umschichtungsbasis.VOLLZOGEN)
    QApplication.processEvents()
    feld = betrag(seite, "neufallbudget", Budgetart.UMSCHICHTUNG)
    verweis = hole(seite, QPushButton, "ergebnis_neufallbudget_umschichtung")
    tippe(qtbot, feld, "1.500.000")
    assert cent(beispiel, Budgetart.UMSCHICHTUNG) == 1_500_000_00
    assert ergebnis(seite, "neufallbudget", "neufallbudget") == "36.652.001,00"
    assert (
        feld.mapTo(seite, feld.rect().topLeft()).y() > verweis.mapTo(seite, verweis.rect().bottomLeft()).y()
    )
    seite.gehe_zu(Ziel("budget", posten="umschichtung"))
    assert QApplication.focusWidget() is feld
    ziele: list[Ziel] = []
    seite.bruecke.sprung.connect(ziele.append)
    verweis.click()
    assert ziele == [Ziel("budget", unterseite="umschichtung")]


def test_the_arrow_keys_choose_the_other_sum(qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument) -> None:
    geplant = wahl(seite, Umschichtungsbasis.GEPLANT)
    geplant.setFocus()
    qtbot.keyClick(geplant, Qt.Key.Key_Right)
    assert beispiel.blick.kopf.umschichtung_basis is Umschichtungsbasis.VOLLZOGEN


def test_enter_passes_over_an_input_that_has_given_way(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    vorleistungen = betrag(seite, "verwaltungskostenbudget", Budgetart.VORLEISTUNGEN)
    tippe(qtbot, vorleistungen, "1")
    assert QApplication.focusWidget() is betrag(seite, "verwaltungskostenbudget", Budgetart.UMSCHICHTUNG)
    basis_setzen(beispiel, Umschichtungsbasis.VOLLZOGEN)
    tippe(qtbot, vorleistungen, "2")
    assert QApplication.focusWidget() is vorleistungen


def test_an_unknown_input_does_not_make_the_executed_sum_provisional(
    seite: BudgetSeite, beispiel: Dokument
) -> None:
    budget_setzen(beispiel, Budgetart.UMSCHICHTUNG, None)
    fehlt = "vorläufig, noch ohne: Umschichtung in die Verwaltung"
    assert hinweis(seite, "neufallbudget", "neufallbudget").text() == fehlt
    basis_setzen(beispiel, Umschichtungsbasis.VOLLZOGEN)
    assert hinweis(seite, "neufallbudget", "neufallbudget").text() == ""
    assert hinweis(seite, "neufallbudget", "umschichtung").text().endswith("Planansatz noch offen")


# -- what is bound and released --------------------------------------------------------------------


def test_releases_of_earlier_bindungen_raise_the_neufallbudget(
    seite: BudgetSeite, beispiel: Dokument
) -> None:
    alte = beispiel.blick.bindungen[0]
    freirechnen(beispiel, alte.id, 2020, 500_000_00, datum=dt.date(2020, 5, 1), grund="Abbruch")
    assert ergebnis(seite, "neufallbudget", "freirechnung") == "500.000,00"
    assert ergebnis(seite, "neufallbudget", "neufallbudget") == "35.585.957,00"
    ziele: list[Ziel] = []
    seite.bruecke.sprung.connect(ziele.append)
    hole(seite, QPushButton, "ergebnis_neufallbudget_freirechnung").click()
    assert ziele == [Ziel("bindungen", unterseite="freirechnung")]


def test_what_is_bound_of_the_neufallbudget_stands_below_it(seite: BudgetSeite, beispiel: Dokument) -> None:
    bindung_anlegen(beispiel, bezeichnung="Los 1", herkunft_jahr=2020, betraege={(2020, None): 85_957_00})
    assert ergebnis(seite, "neufallbudget", "neu_gebunden") == "85.957,00"
    assert ergebnis(seite, "neufallbudget", "ungebunden") == "35.000.000,00"
    wort = hinweis(seite, "neufallbudget", "ungebunden")
    assert wort.text() == ""
    bindung_anlegen(beispiel, bezeichnung="Los 2", herkunft_jahr=2020, betraege={(2020, None): 35_000_000_50})
    assert ergebnis(seite, "neufallbudget", "ungebunden") == "−0,50"
    assert wort.text() == "▼ 0,50\u00a0€ mehr gebunden als Neufallbudget"
    assert wort.property("rolle") == "fehler"


def test_links_lead_to_where_an_amount_comes_from(qtbot: QtBot, seite: BudgetSeite) -> None:
    ziele: list[Ziel] = []
    seite.bruecke.sprung.connect(ziele.append)
    for name in ("ergebnis_neufallbudget_vorbindungen", "ergebnis_neufallbudget_verplant"):
        qtbot.keyClick(hole(seite, QPushButton, name), Qt.Key.Key_Space)
    assert ziele == [Ziel("bindungen"), Ziel("massnahmen", nur_verplante=True)]
    qtbot.mouseClick(
        hole(seite, QPushButton, "ergebnis_neufallbudget_eingliederungsmittel"), Qt.MouseButton.LeftButton
    )
    assert QApplication.focusWidget() is betrag(seite, "globalbudget", Budgetart.EINGLIEDERUNGSMITTEL)


@pytest.mark.parametrize("art", list(Budgetart))
def test_a_link_to_an_input_puts_the_cursor_there(seite: BudgetSeite, art: Budgetart) -> None:
    seite.gehe_zu(Ziel("budget", posten=art.value))
    fokus = QApplication.focusWidget()
    assert fokus is not None
    assert fokus.objectName().endswith(f"_{art.value}_editor")


def test_the_share_of_the_city_stands_beside_the_mark_of_its_year_only(
    qtbot: QtBot, seite: BudgetSeite, tmp_path: Path
) -> None:
    satz = hinweis(seite, "verwaltungskostenbudget", "verwaltungskostenbudget").text()
    assert "15,7\u00a0%" in satz
    assert "Richtwert 15,2\u00a0% (§ 46 Abs. 3" in satz
    anderes = lege_leer_an(tmp_path / "anderes.amip", 2031)
    budget_setzen(anderes, Budgetart.KFA, 100_00)
    budget_setzen(anderes, Budgetart.VERWALTUNGSMITTEL, 300_00)
    andere = zeige(qtbot, anderes)
    satz = hinweis(andere, "verwaltungskostenbudget", "verwaltungskostenbudget").text()
    assert "25,0\u00a0% der Gesamtverwaltungskosten" in satz
    assert "Richtwert" not in satz
    anderes.datei.schliesse()


def test_an_empty_plan_says_what_is_still_open(qtbot: QtBot, tmp_path: Path) -> None:
    leer = lege_leer_an(tmp_path / "leer.amip", 2027)
    seite = zeige(qtbot, leer)
    assert betrag(seite, "globalbudget", Budgetart.EINGLIEDERUNGSMITTEL).placeholderText() == "noch offen"
    assert hinweis(seite, "globalbudget", "globalbudget").text().startswith("vorläufig, noch ohne: ")
    assert hinweis(seite, "neufallbudget", "rest").text() == "noch nichts verplant"
    tippe(qtbot, betrag(seite, "globalbudget", Budgetart.EINGLIEDERUNGSMITTEL), "1000")
    assert ergebnis(seite, "neufallbudget", "eingliederungsmittel") == "1.000,00"
    leer.datei.schliesse()


def test_a_file_opened_for_reading_offers_no_input(qtbot: QtBot, beispiel: Dokument) -> None:
    nur_lesbar = oeffne(beispiel.datei.pfad, schreibgeschuetzt=True)
    seite = zeige(qtbot, nur_lesbar)
    editoren: list[QLineEdit | QTextEdit] = [*seite.findChildren(QLineEdit), *seite.findChildren(QTextEdit)]
    assert len(editoren) > 15
    assert all(editor.isReadOnly() for editor in editoren)
    assert not any(knopf.isEnabled() for knopf in seite.findChildren(QRadioButton))
    nur_lesbar.datei.schliesse()


def test_undo_belongs_to_the_window_until_somebody_types(
    qtbot: QtBot, seite: BudgetSeite, beispiel: Dokument
) -> None:
    from PySide6.QtGui import QKeySequence, QShortcut

    kuerzel = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), seite, beispiel.rueckgaengig)
    feld = betrag(seite, "neufallbudget", Budgetart.RUECKEINNAHMEN)
    tippe(qtbot, feld, "7")
    feld.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(feld, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert cent(beispiel, Budgetart.RUECKEINNAHMEN) == 400_000_00
    assert feld.text() == "400.000,00"
    budget_setzen(beispiel, Budgetart.KFA, 5_00)
    qtbot.keyClicks(feld, "123")
    qtbot.keyClick(feld, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert cent(beispiel, Budgetart.KFA) == 5_00
    kuerzel.setEnabled(False)
