"""The dialog that books a payment: suggestions, Skonto, and what is refused with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.services.bindungen import vertrag_setzen
from app.services.bindungszeilen import Zahlungsart, Zahlungsstand
from app.views.bindungen.zahlungsdialog import Zahlungsdialog
from app.views.bruecke import Bruecke
from tests.gui.vertrags_hilfe import finde

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.services.bindungszeilen import Bindungszeile
    from app.services.dokument import Dokument

MIT_ABSCHLAG = "Förderzentrum I, Los 1"
OFFEN_CENT = 565_200_00


def oeffne(qtbot: QtBot, dok: Dokument, bindung: Bindungszeile) -> Zahlungsdialog:
    dialog = Zahlungsdialog(Bruecke(dok), bindung)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    return dialog


@pytest.fixture
def dialog(qtbot: QtBot, demo: Dokument) -> Zahlungsdialog:
    return oeffne(qtbot, demo, finde(demo, MIT_ABSCHLAG))


def _mit_skonto(dok: Dokument) -> Bindungszeile:
    bindung = finde(dok, MIT_ABSCHLAG)
    vertrag_setzen(dok, bindung.id, replace(bindung.vertrag, skonto_promille=20, skonto_tage=14))
    return finde(dok, MIT_ABSCHLAG)


def test_what_is_open_is_suggested_and_selected_to_be_typed_over(dialog: Zahlungsdialog) -> None:
    assert dialog.betrag.text() == "565.200,00"
    assert dialog.betrag.selectedText() == dialog.betrag.text()
    assert dialog.jahr.text() == "2020"
    assert dialog.datum.text().endswith(".2020")
    assert dialog.folge.text() == "Gezahlt werden 565.200,00\u00a0€; 2020 bleiben 0,00\u00a0€ offen."
    assert dialog.skonto.isHidden()


def test_an_instalment_is_suggested_as_agreed(dialog: Zahlungsdialog) -> None:
    dialog.art.setCurrentIndex(dialog.art.findData(Zahlungsart.ABSCHLAG.value))
    # 80 % of nine months of 157.000 are paid on account; of twelve months three are left.
    dialog.datum.setText("31.12.2020")
    assert dialog.betrag.text() == "376.800,00"
    assert dialog.folge.text() == "Gezahlt werden 376.800,00\u00a0€; 2020 bleiben 188.400,00\u00a0€ offen."
    dialog.datum.setText("10.10.2020")
    dialog.datum.editingFinished.emit()
    assert dialog.betrag.text() == "125.600,00"


def test_enter_books_all_that_was_said(qtbot: QtBot, dialog: Zahlungsdialog, demo: Dokument) -> None:
    dialog.betrag.setText("1000")
    dialog.datum.setText("3.6.2020")
    dialog.art.setCurrentIndex(dialog.art.findData(Zahlungsart.SCHLUSSZAHLUNG.value))
    dialog.stand.setCurrentIndex(dialog.stand.findData(Zahlungsstand.ANGEORDNET.value))
    dialog.beleg.setText(" B-17 ")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.beleg, Qt.Key.Key_Return)
    zahlung = next(z for z in finde(demo, MIT_ABSCHLAG).zahlungen if z.beleg == "B-17")
    assert (zahlung.betrag_cent, f"{zahlung.datum}", zahlung.jahr) == (1_000_00, "2020-06-03", 2020)
    assert (zahlung.art, zahlung.stand) == (Zahlungsart.SCHLUSSZAHLUNG, Zahlungsstand.ANGEORDNET)


def test_skonto_is_deducted_and_released_in_one_step(qtbot: QtBot, demo: Dokument) -> None:
    bindung = _mit_skonto(demo)
    dialog = oeffne(qtbot, demo, bindung)
    assert dialog.skonto.text() == "2,0\u00a0% Skonto abziehen (innerhalb von 14 Tagen)"
    dialog.betrag.setText("10.000,25")
    dialog.skonto.setChecked(True)
    assert dialog.folge.text() == (
        "Gezahlt werden 9.800,24\u00a0€; 200,01\u00a0€ Skonto werden freigerechnet; "
        "2020 bleiben 555.199,75\u00a0€ offen."
    )
    dialog.buche()
    danach = finde(demo, MIT_ABSCHLAG)
    assert danach.gezahlt_cent(2020) == bindung.gezahlt_cent(2020) + 9_800_24
    assert danach.frei_cent(2020) == bindung.frei_cent(2020) + 200_01
    assert danach.freirechnungen[-1].grund == "Skonto"
    demo.rueckgaengig()
    assert finde(demo, MIT_ABSCHLAG) == bindung


def test_more_than_is_open_is_refused_with_what_is_open(dialog: Zahlungsdialog, demo: Dokument) -> None:
    vorher = finde(demo, MIT_ABSCHLAG)
    assert vorher.offen_cent(2020) == OFFEN_CENT
    dialog.betrag.setText("565.200,01")
    dialog.buche()
    assert dialog.isVisible()
    assert "(565.200,00\u00a0€)" in dialog.grund.text()
    dialog.betrag.setText("1")
    assert dialog.grund.isHidden(), "the reason goes while somebody mends it"
    assert finde(demo, MIT_ABSCHLAG) == vorher


@pytest.mark.parametrize(
    ("feld", "text", "grund"),
    [
        ("betrag", "12.34", "mehrdeutig"),
        ("betrag", "", "Betrag"),
        ("betrag", "-5", "über 0,00"),
        ("datum", "31.2.2020", "gibt es nicht"),
        ("datum", "", "hat ein Datum"),
        ("jahr", "20", "kein Jahr"),
        ("jahr", "1999", "gehört nicht zum Haushaltsjahr 1999"),
    ],
)
def test_what_cannot_be_read_stays_with_the_reason(
    dialog: Zahlungsdialog, demo: Dokument, feld: str, text: str, grund: str
) -> None:
    vorher = finde(demo, MIT_ABSCHLAG)
    getattr(dialog, feld).setText(text)
    dialog.buche()
    assert grund in dialog.grund.text()
    assert dialog.isVisible()
    assert getattr(dialog, feld).text() == text
    assert finde(demo, MIT_ABSCHLAG) == vorher


def test_escape_books_nothing(qtbot: QtBot, dialog: Zahlungsdialog, demo: Dokument) -> None:
    vorher = finde(demo, MIT_ABSCHLAG)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.betrag, Qt.Key.Key_Escape)
    assert finde(demo, MIT_ABSCHLAG) == vorher
