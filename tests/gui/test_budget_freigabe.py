"""The view "Vorläufige Haushaltsführung": releases typed into a grid, and what may be committed now."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.services.bindungen import bindung_anlegen
from app.services.haushaltszeilen import Anrechnung
from app.services.plaene import oeffne
from app.services.planwerte import freigabe_anlegen
from app.views.bruecke import Ziel
from app.views.budget.freigabe import Freigabeansicht
from tests.gui.budget_hilfe import editor, gehe, hole, tippe, zeige, zeile

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument
    from app.views.budget.seite import BudgetSeite


@pytest.fixture
def seite(qtbot: QtBot, beispiel: Dokument) -> BudgetSeite:
    return zeige(qtbot, beispiel, "freigabe")


@pytest.fixture
def ansicht(seite: BudgetSeite) -> Freigabeansicht:
    gezeigt = seite.aktuelle()
    assert isinstance(gezeigt, Freigabeansicht)
    return gezeigt


def trage_ein(dok: Dokument, promille: int, quartal: int = 1) -> None:
    bis = {1: dt.date(2020, 3, 31), 2: dt.date(2020, 6, 30)}[quartal]
    freigabe_anlegen(dok, dt.date(2020, 3 * quartal - 2, 1), bis, promille)


def test_the_button_begins_a_release_and_writes_nothing_until_it_is_complete(
    qtbot: QtBot, ansicht: Freigabeansicht, beispiel: Dokument
) -> None:
    knopf = hole(ansicht, QPushButton, "freigabe_eintragen")
    assert knopf.isVisible()
    assert not ansicht.gitter.isVisible()
    qtbot.mouseClick(knopf, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(editor(ansicht.gitter), "1.1.2020")
    qtbot.keyClick(editor(ansicht.gitter), Qt.Key.Key_Tab)
    hinweis = hole(ansicht, QLabel, "freigabe_hinweis")
    assert hinweis.text() == "Noch nicht gespeichert: Es fehlt bis und Anteil."
    assert zeile(ansicht.gitter, 0)[:3] == ["01.01.2020", "fehlt noch", "fehlt noch"]
    tippe(qtbot, ansicht.gitter, "31.3.2020")
    assert list(beispiel.blick.freigaben) == []
    assert not ansicht.rechenweg.isVisible()
    tippe(qtbot, ansicht.gitter, "45")
    tippe(qtbot, ansicht.gitter, "fällig bis")
    (freigabe,) = beispiel.blick.freigaben
    assert (freigabe.von, freigabe.bis) == (dt.date(2020, 1, 1), dt.date(2020, 3, 31))
    assert (freigabe.anteil_promille, freigabe.anrechnung) == (450, Anrechnung.BIS_STICHTAG)
    assert not hinweis.isVisible()
    assert ansicht.rechenweg.isVisible()


def test_an_end_before_the_beginning_keeps_the_draft_with_the_reason(
    qtbot: QtBot, ansicht: Freigabeansicht, beispiel: Dokument
) -> None:
    ansicht.beginne()
    qtbot.keyClick(editor(ansicht.gitter), Qt.Key.Key_Escape)
    for spalte, text in (("von", "1.4.2020"), ("bis", "31.3.2020")):
        gehe(ansicht.gitter, 0, spalte)
        tippe(qtbot, ansicht.gitter, text)
    tippe(qtbot, ansicht.gitter, "45")
    assert "endet am 31.03.2020, bevor sie am 01.04.2020 beginnt" in editor(ansicht.gitter).grund
    qtbot.keyClick(editor(ansicht.gitter), Qt.Key.Key_Escape)
    assert list(beispiel.blick.freigaben) == []
    assert zeile(ansicht.gitter, 0)[2] == "fehlt noch"
    gehe(ansicht.gitter, 0, "von")
    tippe(qtbot, ansicht.gitter, "1.1.2020")
    gehe(ansicht.gitter, 0, "anteil")
    tippe(qtbot, ansicht.gitter, "45")
    assert [f.von for f in beispiel.blick.freigaben] == [dt.date(2020, 1, 1)]


@pytest.mark.parametrize(
    "eingabe",
    [
        ("anteil", "101", "kein Anteil von 0 bis 100"),
        ("anteil", "viel", "kein Prozentsatz"),
        ("bis", "30.2.2020", "gibt es nicht"),
        ("anrechnung", "nie", "keine Anrechnung"),
    ],
    ids=lambda e: "-".join(e[:2]),
)
def test_what_does_not_fit_stays_in_the_editor_with_the_reason(
    qtbot: QtBot, ansicht: Freigabeansicht, beispiel: Dokument, eingabe: tuple[str, str, str]
) -> None:
    spalte, text, grund = eingabe
    trage_ein(beispiel, 450)
    vorher = beispiel.blick.freigaben
    gehe(ansicht.gitter, 0, spalte)
    tippe(qtbot, ansicht.gitter, text)
    assert grund in editor(ansicht.gitter).grund
    assert beispiel.blick.freigaben == vorher
    qtbot.keyClick(editor(ansicht.gitter), Qt.Key.Key_Escape)


def test_the_reckoning_goes_from_the_share_to_what_may_be_committed(
    ansicht: Freigabeansicht, beispiel: Dokument
) -> None:
    trage_ein(beispiel, 700)
    wege = ansicht.rechenweg.texte()
    assert [(name, wert) for name, wert, _ in wege] == [
        ("freigegeben", "48.229.718,60"),
        ("Umschichtung in die Verwaltung", "1.566.044,00"),
        ("Vorbindungen", "32.647.597,00"),
        ("neu gebunden", "0,00"),
        ("jetzt bindbar", "14.016.077,60"),
    ]
    assert wege[0][2] == "70,0\u00a0% von 68.899.598,00\u00a0€ Eingliederungsmittel"
    bindung_anlegen(beispiel, bezeichnung="Los", herkunft_jahr=2020, betraege={(2020, None): 14_016_077_61})
    assert ansicht.rechenweg.texte()[-1] == (
        "jetzt bindbar",
        "−0,01",
        "▼ 0,01\u00a0€ mehr gebunden als freigegeben",
    )
    rot = hole(ansicht, QLabel, "freigabe_rechenweg_4_wert")
    assert rot.property("rolle") == "fehler"


def test_the_reckoning_is_that_of_the_chosen_release(ansicht: Freigabeansicht, beispiel: Dokument) -> None:
    trage_ein(beispiel, 450, 1)
    trage_ein(beispiel, 700, 2)
    gehe(ansicht.gitter, 1, "von")
    titel = hole(ansicht, QLabel, "freigabe_rechnung")
    assert titel.text() == "Was vom 01.04.2020 bis 30.06.2020 gebunden werden darf"
    gehe(ansicht.gitter, 0, "bemerkung")
    assert titel.text() == "Was vom 01.01.2020 bis 31.03.2020 gebunden werden darf"
    assert ansicht.rechenweg.texte()[0][1] == "31.004.819,10"


def test_figures_lead_to_where_they_come_from(ansicht: Freigabeansicht, beispiel: Dokument) -> None:
    trage_ein(beispiel, 450)
    ziele: list[Ziel] = []
    ansicht.bruecke.sprung.connect(ziele.append)
    for nummer in range(4):
        hole(ansicht, QPushButton, f"freigabe_rechenweg_{nummer}_verweis").click()
    assert ziele == [
        Ziel("budget", posten="eingliederungsmittel", unterseite="rechnung"),
        Ziel("budget", unterseite="umschichtung"),
        Ziel("bindungen"),
        Ziel("bindungen"),
    ]


def test_deleting_the_last_release_and_undoing_it(ansicht: Freigabeansicht, beispiel: Dokument) -> None:
    trage_ein(beispiel, 450)
    gehe(ansicht.gitter, 0, "von")
    ansicht.fuehre_aus("zeile_loeschen")
    assert beispiel.blick.freigaben == ()
    assert hole(ansicht, QPushButton, "freigabe_eintragen").isVisible()
    beispiel.rueckgaengig()
    assert ansicht.gitter.isVisible()
    assert zeile(ansicht.gitter, 0)[2] == "45,0\u00a0%"


def test_a_file_opened_for_reading_begins_no_release(qtbot: QtBot, beispiel: Dokument) -> None:
    nur_lesbar = oeffne(beispiel.datei.pfad, schreibgeschuetzt=True)
    seite = zeige(qtbot, nur_lesbar, "freigabe")
    assert not hole(seite, QPushButton, "freigabe_eintragen").isEnabled()
    nur_lesbar.datei.schliesse()
