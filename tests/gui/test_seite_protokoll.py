"""The page "Protokoll": who, when, what, before, after, why; newest first; and back to the row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.services.bindungen import bindung_anlegen
from app.services.eingabe import Feld
from app.services.plaene import budget_setzen, oeffne, plan_anlegen
from app.services.struktur import duplizieren, loeschen
from app.services.zeilen import Budgetart
from app.services.zellen import Zelle, zelle_setzen, zellen_setzen
from app.views.bausteine.zellen import STIL, Stil
from app.views.bruecke import Bruecke, Ziel
from app.views.protokoll import modell as protokollmodell
from app.views.protokoll.seite import ProtokollSeite
from app.views.protokoll.spalten import SPALTEN, ZURUECKGENOMMEN

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument

WANN, WER, WAS, ALT, NEU, WARUM, VERMERK = range(7)


@pytest.fixture
def seite(qtbot: QtBot, beispiel: Dokument) -> ProtokollSeite:
    return zeige(qtbot, beispiel)


def zeige(qtbot: QtBot, dok: Dokument) -> ProtokollSeite:
    seite = ProtokollSeite(Bruecke(dok))
    qtbot.addWidget(seite)
    seite.resize(1280, 700)
    with qtbot.waitExposed(seite):
        seite.show()
    return seite


def texte(seite: ProtokollSeite, zeile: int, eltern: QModelIndex | None = None) -> list[str]:
    oben = eltern if eltern is not None else QModelIndex()
    return [str(seite.modell.index(zeile, spalte, oben).data()) for spalte in range(len(SPALTEN))]


def was(seite: ProtokollSeite) -> list[str]:
    return [texte(seite, zeile)[WAS] for zeile in range(seite.modell.rowCount())]


def zeile_mit(dok: Dokument, leistung: str) -> str:
    return next(z.id for z in dok.blick.zeilen.values() if z.leistung == leistung)


def viele(dok: Dokument, anzahl: int) -> None:
    zeile = zeile_mit(dok, "Förderzentrum II")
    for nummer in range(anzahl):
        zelle_setzen(dok, zeile, Feld.EINTRITTE, str(1000 + nummer))


def test_an_entry_says_who_when_what_before_after_and_why(seite: ProtokollSeite, beispiel: Dokument) -> None:
    budget_setzen(beispiel, Budgetart.RUECKEINNAHMEN, 450_000_00, grund="Prognose vom 12.11.")
    wann, *rest = texte(seite, 0)
    assert len(wann) == len("06.11.2019 08:15:00")
    assert rest == [
        "m.muster",
        "Rückeinnahmen geändert",
        "400.000,00\u00a0€",
        "450.000,00\u00a0€",
        "Prognose vom 12.11.",
        "",
    ]


def test_an_entry_with_several_fields_opens_to_each_of_them(
    seite: ProtokollSeite, beispiel: Dokument
) -> None:
    eins, zwei = zeile_mit(beispiel, "Förderzentrum I"), zeile_mit(beispiel, "Förderzentrum II")
    zellen = [Zelle(eins, Feld.EINTRITTE, "71"), Zelle(zwei, Feld.EINTRITTE, "426")]
    zellen_setzen(beispiel, zellen, "2 Zellen eingefügt")
    oben = seite.modell.index(0, 0)
    assert texte(seite, 0)[WAS : NEU + 1] == ["2 Zellen eingefügt", "", "2 Angaben"]
    felder = [tuple(texte(seite, z, oben)[WAS : NEU + 1]) for z in range(seite.modell.rowCount(oben))]
    assert set(felder) == {
        ("Eintritte – Ansatz „Förderzentrum I“", "70", "71"),
        ("Eintritte – Ansatz „Förderzentrum II“", "425", "426"),
    }


def test_what_is_taken_back_is_muted_and_says_so_until_it_is_done_again(
    seite: ProtokollSeite, beispiel: Dokument
) -> None:
    zelle_setzen(beispiel, zeile_mit(beispiel, "Förderzentrum II"), Feld.EINTRITTE, "1")
    tat = seite.modell.index(0, VERMERK)
    assert (tat.data(), tat.data(STIL)) == ("", int(Stil.NORMAL))
    beispiel.rueckgaengig()
    tat = seite.modell.index(1, VERMERK)
    assert (tat.data(), tat.data(STIL)) == (ZURUECKGENOMMEN, int(Stil.NEBEN))
    assert was(seite)[0].startswith("Rückgängig: ")
    beispiel.wiederholen()
    assert seite.modell.index(2, VERMERK).data() == ""


def test_what_was_taken_back_still_says_so_after_reopening(qtbot: QtBot, beispiel: Dokument) -> None:
    viele(beispiel, 2)
    beispiel.rueckgaengig()
    budget_setzen(beispiel, Budgetart.KFA, 5_00)
    nochmal = oeffne(beispiel.datei.pfad, schreibgeschuetzt=True)
    seite = zeige(qtbot, nochmal)
    assert [texte(seite, z)[VERMERK] for z in range(4)] == ["", "", ZURUECKGENOMMEN, ""]
    nochmal.datei.schliesse()


def test_older_entries_are_read_only_when_somebody_looks_for_them(
    qtbot: QtBot, beispiel: Dokument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protokollmodell, "SEITE", 40)
    viele(beispiel, 100)
    seite = zeige(qtbot, beispiel)
    assert seite.modell.geladen < 101
    assert seite.fuss.text() == "101 Einträge"
    while seite.modell.canFetchMore(QModelIndex()):
        seite.modell.fetchMore(QModelIndex())
    assert seite.modell.rowCount() == 101
    assert was(seite)[-1].startswith("Beispielplan")


def test_new_entries_come_on_top_without_losing_the_page_read_so_far(
    qtbot: QtBot, beispiel: Dokument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protokollmodell, "SEITE", 40)
    viele(beispiel, 60)
    seite = zeige(qtbot, beispiel)
    budget_setzen(beispiel, Budgetart.KFA, 5_00)
    while seite.modell.canFetchMore(QModelIndex()):
        seite.modell.fetchMore(QModelIndex())
    ids = [seite.modell.index(z, 0).internalId() for z in range(seite.modell.rowCount())]
    assert len(set(ids)) == 62
    assert [texte(seite, z)[NEU] for z in (0, 1, 60)] == ["5,00\u00a0€", "1.059", "1.000"]


def test_a_search_reads_all_entries_and_says_how_many_it_found(
    qtbot: QtBot, beispiel: Dokument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protokollmodell, "SEITE", 20)
    budget_setzen(beispiel, Budgetart.RUECKEINNAHMEN, 123_456_00, grund="Schätzung")
    viele(beispiel, 90)
    seite = zeige(qtbot, beispiel)
    seite.fuehre_aus("suchen")
    qtbot.keyClicks(seite.suche, "123.456")
    qtbot.waitUntil(lambda: seite.fuss.text() == "1 von 92 Einträgen")
    assert was(seite) == ["Rückeinnahmen geändert"]
    budget_setzen(beispiel, Budgetart.KFA, 1_00)
    assert was(seite) == ["Rückeinnahmen geändert"]
    seite.suche.setText("gibt es nicht")
    qtbot.waitUntil(lambda: seite.fuss.text() == "Kein Eintrag enthält „gibt es nicht“.")
    seite.suche.clear()
    qtbot.waitUntil(lambda: seite.modell.rowCount() == 93)


def test_a_long_entry_is_read_whole_when_it_is_opened(seite: ProtokollSeite) -> None:
    oben = seite.modell.index(0, 0)
    vorher = seite.modell.rowCount(oben)
    assert texte(seite, 0)[NEU].endswith("Zeilen")
    seite.baum.expand(oben)
    assert seite.modell.rowCount(oben) > 3 * vorher
    assert texte(seite, 0)[NEU].endswith("Angaben")


def test_a_change_leads_to_its_place(qtbot: QtBot, seite: ProtokollSeite, beispiel: Dokument) -> None:
    ziele: list[Ziel] = []
    hinweise: list[str] = []
    seite.bruecke.sprung.connect(ziele.append)
    seite.bruecke.hinweis.connect(hinweise.append)
    zeile = zeile_mit(beispiel, "Förderzentrum II")
    zelle_setzen(beispiel, zeile, Feld.EINTRITTE, "1")
    zelle_setzen(beispiel, zeile, Feld.BEMERKUNG, "neu")
    budget_setzen(beispiel, Budgetart.KFA, 1_00)
    bindung_id, _ = bindung_anlegen(
        beispiel, bezeichnung="V", herkunft_jahr=2019, betraege={(2020, None): 100}
    )
    kopie, _ = duplizieren(beispiel, [zeile])
    loeschen(beispiel, kopie)
    for nummer in range(6):
        seite.baum.setCurrentIndex(seite.modell.index(nummer, WAS))
        qtbot.keyClick(seite.baum, Qt.Key.Key_Return)
    assert hinweise == ["Diese Stelle gibt es im Plan nicht mehr."] * 2
    assert ziele == [
        Ziel("bindungen", schluessel=bindung_id),
        Ziel("budget", posten="kfa"),
        Ziel("massnahmen", zeilen=(zeile,)),
        Ziel("massnahmen", zeilen=(zeile,)),
    ]


def test_the_model_keeps_its_promises_while_entries_come(
    qtbot: QtBot, beispiel: Dokument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protokollmodell, "SEITE", 4)
    # The entry that loads the example is long: the tester looks at it after every signal.
    viele(beispiel, 10)
    seite = zeige(qtbot, beispiel)
    modus = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(seite.modell, modus, seite)
    beispiel.rueckgaengig()
    duplizieren(beispiel, [zeile_mit(beispiel, "Förderzentrum II")])
    seite.modell.fetchMore(QModelIndex())
    for suche in ("rückgängig", "dupliziert", ""):
        seite.modell.suche(suche)
    assert was(seite)[:2] == ["1 Leistung dupliziert", "Rückgängig: Eintritte von „Förderzentrum II“"]


def test_entries_of_other_plans_are_shown_on_request(
    qtbot: QtBot, seite: ProtokollSeite, beispiel: Dokument
) -> None:
    assert not seite.alle_plaene.isVisible()
    plan_anlegen(beispiel, 2021, "Folgeplan")
    assert seite.alle_plaene.isVisible()
    assert was(seite) == ["Plan „Folgeplan“ angelegt"]
    seite.alle_plaene.click()
    assert was(seite)[-1].startswith("Beispielplan")
