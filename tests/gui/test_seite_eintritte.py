"""The page "Eintritte": Abb. 6 as it lives, down to its rows."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from app.services.bindungen import bindung_anlegen
from app.services.eingabe import Feld
from app.services.gliederung import Ast, Knotenart, gliedere
from app.services.plaene import lege_leer_an, plan_anlegen
from app.services.struktur import (
    Richtung,
    ansatz_anlegen,
    duplizieren,
    loeschen,
    massnahme_anlegen,
    verschieben,
)
from app.services.summen import Dimension
from app.services.zellen import zelle_setzen
from app.views.bausteine.baummodell import ANZEIGE, Knoten
from app.views.bruecke import Bruecke, Ziel
from app.views.eintritte.seite import EintritteSeite
from app.views.eintritte.spalten import ANTEIL_SPALTE, BEZEICHNUNG, EINTRITTE, MITTELANSATZ

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument


@pytest.fixture
def seite(qtbot: QtBot, beispiel: Dokument) -> EintritteSeite:
    return zeige(qtbot, beispiel)


def zeige(qtbot: QtBot, dok: Dokument) -> EintritteSeite:
    seite = EintritteSeite(Bruecke(dok))
    qtbot.addWidget(seite)
    seite.resize(1280, 760)
    with qtbot.waitExposed(seite):
        seite.show()
    return seite


def index(seite: EintritteSeite, bezeichnung: str, spalte: int = BEZEICHNUNG) -> QModelIndex:
    def suche(eltern: QModelIndex) -> QModelIndex | None:
        for zeile in range(seite.modell.rowCount(eltern)):
            kind = seite.modell.index(zeile, BEZEICHNUNG, eltern)
            if kind.data() == bezeichnung:
                return kind.siblingAtColumn(spalte)
            tiefer = suche(kind.siblingAtColumn(0))
            if tiefer is not None:
                return tiefer
        return None

    gefunden = suche(QModelIndex())
    assert gefunden is not None, bezeichnung
    return gefunden


def text(seite: EintritteSeite, bezeichnung: str, spalte: int) -> str:
    return str(index(seite, bezeichnung, spalte).data())


def als_ast(knoten: Knoten) -> tuple[Ast, ...]:
    return tuple(Ast(Knotenart(k.art), k.schluessel, als_ast(k)) for k in knoten.kinder)


def zeile_mit(dok: Dokument, leistung: str) -> str:
    return next(z.id for z in dok.blick.zeilen.values() if z.leistung == leistung)


def test_the_lines_are_those_of_the_printed_table(seite: EintritteSeite) -> None:
    oben = [seite.modell.index(zeile, 0) for zeile in range(seite.modell.rowCount())]
    gezeigt = [(i.data(), i.siblingAtColumn(EINTRITTE).data()) for i in oben]
    assert gezeigt[:7] == [
        ("I.", "6.429"),
        ("II.", "1.813"),
        ("III.", "836"),
        ("IV.", "310"),
        ("V.", "115"),
        ("VI.", "6.309"),
        ("", "15.812"),
    ]
    assert sum(seite.modell.rowCount(i) for i in oben[:6]) == 27
    assert text(seite, "MAbE im Wege der Vergabe", EINTRITTE) == "3.684"
    assert text(seite, "Aktivierung Reha/ SB", EINTRITTE) == "Kalkulation VJ"
    assert text(seite, "Aktivierung Reha/ SB", ANTEIL_SPALTE) == ""
    assert text(seite, "SUMME GESAMT", ANTEIL_SPALTE) == "100,0\u00a0%"
    assert text(seite, "Alle Zeilen des Plans", MITTELANSATZ) == "35.087.594,74"


def test_a_line_opens_to_its_rows_with_amount_or_state(seite: EintritteSeite) -> None:
    linie = index(seite, "MAbE im Wege der Vergabe", 0)
    assert seite.modell.rowCount(linie) == 60
    assert text(seite, "Förderzentrum II", MITTELANSATZ) == "867.929,42"
    assert text(seite, "Förderzentrum I", MITTELANSATZ) == "Einkauf erfolgte im Vorjahr"
    assert text(seite, "Förderzentrum I", EINTRITTE) == "70"


def test_the_tie_is_shown_with_mark_and_word(seite: EintritteSeite, beispiel: Dokument) -> None:
    assert seite.abgleich.text().startswith("✓ Stimmt überein")
    assert seite.abgleich.text().count("15.812") == 2
    zelle_setzen(beispiel, zeile_mit(beispiel, "Förderzentrum II"), Feld.PRODUKT, "")
    assert seite.abgleich.text().startswith("✗ Weicht ab")
    assert "425 in Leistungen ohne Produkt" in seite.abgleich.text()
    assert seite.abgleich.property("rolle") == "warnung"
    assert text(seite, "Leistungen ohne Produkt", EINTRITTE) == "425"
    beispiel.rueckgaengig()
    assert seite.abgleich.property("rolle") == "erfolg"
    assert als_ast(seite.modell.wurzel) == gliedere(beispiel.blick)


def test_a_new_number_touches_its_row_its_lines_and_the_shares_alone(
    seite: EintritteSeite, beispiel: Dokument
) -> None:
    gemeldet: list[tuple[str, int, int]] = []
    zurueckgesetzt: list[Any] = []

    def merke(links: QModelIndex, rechts: QModelIndex) -> None:
        gemeldet.extend(
            (str(links.sibling(zeile, BEZEICHNUNG).data()), links.column(), rechts.column())
            for zeile in range(links.row(), rechts.row() + 1)
        )

    seite.modell.dataChanged.connect(merke)
    seite.modell.modelReset.connect(lambda: zurueckgesetzt.append(True))
    seite.modell.layoutChanged.connect(lambda: zurueckgesetzt.append(True))
    zelle_setzen(beispiel, zeile_mit(beispiel, "Förderzentrum II"), Feld.EINTRITTE, "525")
    assert not zurueckgesetzt
    ganz = {name for name, links, rechts in gemeldet if (links, rechts) != (ANTEIL_SPALTE, ANTEIL_SPALTE)}
    assert ganz == {
        "Förderzentrum II",
        "MAbE im Wege der Vergabe",
        "Maßnahmen zur Aktivierung & beruflichen Eingliederung (MAbE)",
        "SUMME GESAMT",
        "Alle Zeilen des Plans",
    }
    assert text(seite, "MAbE im Wege der Vergabe", EINTRITTE) == "3.784"
    assert text(seite, "SUMME GESAMT", EINTRITTE) == "15.912"


def test_what_does_not_concern_the_lines_tells_nothing(seite: EintritteSeite, beispiel: Dokument) -> None:
    gemeldet: list[Any] = []
    seite.modell.dataChanged.connect(lambda *_werte: gemeldet.append(True))
    bindung_anlegen(beispiel, bezeichnung="Vertrag", herkunft_jahr=2019, betraege={(2020, None): 100})
    assert not gemeldet


def test_the_model_keeps_its_promises_while_rows_come_and_go(
    qtbot: QtBot, seite: EintritteSeite, beispiel: Dokument
) -> None:
    # The tester looks at the whole tree after every signal: a small plan is enough for it.
    loeschen(beispiel, list(beispiel.blick.zeilen)[6:-2])
    modus = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(seite.modell, modus, seite)
    seite.baum.expandAll()
    wuerfel = random.Random(6)  # noqa: S311 - the same sequence each time, no secret
    vorher, anfang = als_ast(seite.modell.wurzel), beispiel.naechstes_rueckgaengig
    assert anfang is not None
    produkte = ["", *(p.bezeichnung for p in beispiel.blick.produkte.values())]
    for _ in range(16):
        zeile = wuerfel.choice(list(beispiel.blick.zeilen))
        tat = wuerfel.choice(
            [
                lambda z: massnahme_anlegen(beispiel, nach=z),
                lambda z: ansatz_anlegen(beispiel, z),
                lambda z: duplizieren(beispiel, [z]),
                lambda z: loeschen(beispiel, [z]),
                lambda z: verschieben(beispiel, [z], Richtung.HINUNTER),
                lambda z: zelle_setzen(beispiel, z, Feld.PRODUKT, wuerfel.choice(produkte)),
                lambda z: zelle_setzen(beispiel, z, Feld.EINTRITTE, str(wuerfel.randrange(100))),
            ]
        )
        tat(zeile)
        assert als_ast(seite.modell.wurzel) == gliedere(beispiel.blick)
    while (schritt := beispiel.naechstes_rueckgaengig) and schritt.vorgang_id != anfang.vorgang_id:
        beispiel.rueckgaengig()
    assert als_ast(seite.modell.wurzel) == vorher


def test_expansion_and_selection_survive_rows_that_come_and_go(
    seite: EintritteSeite, beispiel: Dokument
) -> None:
    linie = index(seite, "MAbE im Wege der Vergabe", 0)
    seite.baum.expand(linie)
    seite.gehe_zu(Ziel("eintritte", zeilen=(zeile_mit(beispiel, "Förderzentrum II"),)))
    loeschen(beispiel, [zeile_mit(beispiel, "Förderzentrum I")])
    duplizieren(beispiel, [zeile_mit(beispiel, "E & K Pflege")])
    assert seite.baum.isExpanded(index(seite, "MAbE im Wege der Vergabe", 0))
    assert seite.baum.currentIndex().siblingAtColumn(BEZEICHNUNG).data() == "Förderzentrum II"
    assert not seite.baum.isExpanded(index(seite, "Maßnahmen bei Arbeitgebern (MAG)", 0))


def test_enter_leads_to_the_row_or_to_the_rows_of_the_line(
    qtbot: QtBot, seite: EintritteSeite, beispiel: Dokument
) -> None:
    ziele: list[Ziel] = []
    seite.bruecke.sprung.connect(ziele.append)
    zeile = zeile_mit(beispiel, "Förderzentrum II")
    for ziel in (
        Ziel("eintritte", zeilen=(zeile,)),
        Ziel("eintritte", dimension=Dimension.PRODUKT, schluessel=beispiel.blick.zeilen[zeile].produkt_id),
        Ziel("eintritte", dimension=Dimension.GESAMT),
    ):
        seite.gehe_zu(ziel)
        qtbot.keyClick(seite.baum, Qt.Key.Key_Return)
    assert ziele == [
        Ziel("massnahmen", zeilen=(zeile,)),
        Ziel("massnahmen", dimension=Dimension.PRODUKT, schluessel=beispiel.blick.zeilen[zeile].produkt_id),
        Ziel("massnahmen", dimension=Dimension.GESAMT),
    ]


def test_a_double_click_leads_on_and_does_not_fold(qtbot: QtBot, seite: EintritteSeite) -> None:
    ziele: list[Ziel] = []
    seite.bruecke.sprung.connect(ziele.append)
    ort = seite.baum.visualRect(index(seite, "Berufliche Weiterbildung")).center()
    qtbot.mouseClick(seite.baum.viewport(), Qt.MouseButton.LeftButton, pos=ort)
    qtbot.mouseDClick(seite.baum.viewport(), Qt.MouseButton.LeftButton, pos=ort)
    assert [z.dimension for z in ziele] == [Dimension.PRODUKTKATEGORIE]
    assert seite.baum.isExpanded(index(seite, "Berufliche Weiterbildung", 0))


def test_a_hidden_page_catches_up_when_it_is_shown(seite: EintritteSeite, beispiel: Dokument) -> None:
    seite.hide()
    loeschen(beispiel, [zeile_mit(beispiel, "Förderzentrum II")])
    seite.show()
    assert text(seite, "SUMME GESAMT", EINTRITTE) == "15.387"
    assert als_ast(seite.modell.wurzel) == gliedere(beispiel.blick)


def test_the_levels_unfold_by_keyboard(qtbot: QtBot, seite: EintritteSeite) -> None:
    for stufe, offen in (("kategorien", False), ("zweckbestimmungen", True)):
        knopf = seite.findChild(QPushButton, f"eintritte_bis_{stufe}")
        assert knopf is not None
        qtbot.keyClick(knopf, Qt.Key.Key_Space)
        assert seite.baum.isExpanded(index(seite, "Berufliche Weiterbildung", 0)) is offen


def test_an_empty_plan_says_what_to_do_and_another_plan_shows_its_own_rows(
    qtbot: QtBot, beispiel: Dokument, tmp_path: Path
) -> None:
    leer = lege_leer_an(tmp_path / "leer.amip", 2027)
    seite = zeige(qtbot, leer)
    ziele: list[Ziel] = []
    seite.bruecke.sprung.connect(ziele.append)
    assert seite.leer.isVisible()
    knopf = seite.findChild(QPushButton, "eintritte_zu_massnahmen")
    assert knopf is not None
    qtbot.mouseClick(knopf, Qt.MouseButton.LeftButton)
    assert ziele == [Ziel("massnahmen")]
    massnahme_anlegen(leer)
    assert not seite.leer.isVisible()
    assert text(seite, "Leistungen ohne Produkt", EINTRITTE) == "0"
    leer.datei.schliesse()
    andere = zeige(qtbot, beispiel)
    plan_anlegen(beispiel, 2021, "Folgeplan")
    assert andere.leer.isVisible()
    assert "2021" in andere.untertitel.text()
    assert andere.modell.index(0, BEZEICHNUNG).data(ANZEIGE) == "SUMME GESAMT"
