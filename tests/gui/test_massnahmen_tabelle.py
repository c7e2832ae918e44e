"""The grid as its users meet it: real widgets, a real file, real keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu, QTableWidget

from app.services.plaene import lege_leer_an, oeffne
from app.services.summen import Dimension
from app.services.zeilen import Finanzierung
from app.views.bausteine.zelleneditor import Zelleneditor
from app.views.bruecke import Bruecke, Ziel
from app.views.massnahmen.einfuegen import Einfuegevorschau
from app.views.massnahmen.modell import ANZEIGE, ART, ZUSTAND
from app.views.massnahmen.seite import MassnahmenSeite
from app.views.massnahmen.sicht import Filter, Gruppe
from app.views.massnahmen.spalten import LEISTUNG, SPALTEN, STELLE

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument

EINTRITTE, MITTEL, TEAM = STELLE["eintritte"], STELLE["mittelansatz"], STELLE["team"]


@pytest.fixture
def dok(beispiel: Dokument) -> Dokument:
    return beispiel


@pytest.fixture
def bruecke(dok: Dokument) -> Bruecke:
    return Bruecke(dok)


@pytest.fixture
def seite(qtbot: QtBot, bruecke: Bruecke) -> MassnahmenSeite:
    seite = MassnahmenSeite(bruecke)
    qtbot.addWidget(seite)
    seite.resize(1280, 760)
    with qtbot.waitExposed(seite):
        seite.show()
    seite.tabelle.setFocus()
    return seite


def leistung(seite: MassnahmenSeite, stelle: int) -> str:
    zeile = seite.modell.zeile(stelle)
    return zeile.leistung if zeile is not None else ""


def stelle_von(seite: MassnahmenSeite, name: str, nummer: int = 0) -> int:
    treffer = [s for s in range(seite.modell.rowCount()) if leistung(seite, s) == name]
    return treffer[nummer]


def gehe(seite: MassnahmenSeite, zeile: int, spalte: int) -> None:
    seite.tabelle.setCurrentIndex(seite.modell.index(zeile, spalte))


def waehle(seite: MassnahmenSeite, oben: int, links: int, unten: int, rechts: int) -> None:
    modell, auswahl = seite.modell, seite.tabelle.selectionModel()
    auswahl.setCurrentIndex(modell.index(oben, links), QItemSelectionModel.SelectionFlag.NoUpdate)
    bereich = QItemSelection(modell.index(oben, links), modell.index(unten, rechts))
    auswahl.select(bereich, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def editor(seite: MassnahmenSeite) -> Zelleneditor:
    offen = [e for e in seite.findChildren(Zelleneditor) if e.isVisible()]
    assert len(offen) == 1
    return offen[0]


def kein_editor(seite: MassnahmenSeite) -> bool:
    return not any(e.isVisible() for e in seite.findChildren(Zelleneditor))


def tippe(qtbot: QtBot, seite: MassnahmenSeite, text: str, taste: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type as a person does: the first key opens the editor, the rest goes into it."""
    qtbot.keyClick(seite.tabelle, text[0])
    feld = editor(seite)
    qtbot.keyClicks(feld, text[1:])
    qtbot.keyClick(feld, taste)


def text(seite: MassnahmenSeite, zeile: int, spalte: int) -> str:
    return str(seite.modell.index(zeile, spalte).data(ANZEIGE))


def test_the_item_model_keeps_its_promises_while_rows_come_and_go(
    qtbot: QtBot, seite: MassnahmenSeite, dok: Dokument
) -> None:
    modus = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(seite.modell, modus, seite)
    for dimension in (None, Dimension.TEAM, Dimension.PRODUKT, Dimension.HANDLUNGSFELD):
        seite.modell.setze_gruppierung(dimension)
    seite.modell.setze_filter(Filter(suche="ftec"))
    assert 0 < seite.modell.rowCount() < 20
    seite.modell.setze_filter(Filter())
    gehe(seite, 3, LEISTUNG)
    for befehl in ("leistung_neu", "ansatz_neu", "duplizieren", "hinauf", "hinunter", "zeile_loeschen"):
        seite.fuehre_aus(befehl)
    while dok.rueckgaengig():
        pass
    assert seite.modell.gezeigte == 98


def test_typing_starts_editing_and_enter_makes_it_durable_and_goes_down(
    qtbot: QtBot, seite: MassnahmenSeite, dok: Dokument
) -> None:
    zeile = stelle_von(seite, "Förderzentrum II")
    gehe(seite, zeile, MITTEL)
    tippe(qtbot, seite, "900.000,50")
    assert text(seite, zeile, MITTEL) == "900.000,50"
    assert (seite.tabelle.currentIndex().row(), seite.tabelle.currentIndex().column()) == (zeile + 1, MITTEL)
    assert kein_editor(seite)
    zweites = oeffne(dok.datei.pfad, schreibgeschuetzt=True)
    gespeichert = [
        z.mittelansatz_cent for z in zweites.blick.zeilen.values() if z.leistung == "Förderzentrum II"
    ]
    zweites.datei.schliesse()
    assert gespeichert == [90_000_050]


def test_tab_goes_right_and_shift_tab_left(qtbot: QtBot, seite: MassnahmenSeite) -> None:
    zeile = stelle_von(seite, "Förderzentrum II")
    gehe(seite, zeile, EINTRITTE)
    tippe(qtbot, seite, "430", Qt.Key.Key_Tab)
    assert seite.tabelle.currentIndex().column() == MITTEL
    qtbot.keyClick(seite.tabelle, Qt.Key.Key_Backtab)
    assert seite.tabelle.currentIndex().column() == EINTRITTE
    assert text(seite, zeile, EINTRITTE) == "430"


def test_arrow_keys_take_the_text_and_go_on(qtbot: QtBot, seite: MassnahmenSeite) -> None:
    zeile = stelle_von(seite, "Förderzentrum II")
    gehe(seite, zeile, EINTRITTE)
    tippe(qtbot, seite, "431", Qt.Key.Key_Down)
    tippe(qtbot, seite, "49", Qt.Key.Key_Up)
    assert [text(seite, s, EINTRITTE) for s in (zeile, zeile + 1)] == ["431", "49"]
    assert seite.tabelle.currentIndex().row() == zeile


def test_wrong_text_stays_in_the_editor_with_the_reason_and_escape_brings_the_old_back(
    qtbot: QtBot, seite: MassnahmenSeite, dok: Dokument
) -> None:
    zeile = stelle_von(seite, "Förderzentrum II")
    gehe(seite, zeile, MITTEL)
    vorher = dok.naechstes_rueckgaengig
    tippe(qtbot, seite, "12.34")
    feld = editor(seite)
    assert feld.text() == "12.34"
    assert "mehrdeutig" in feld.grund
    assert seite.tabelle.currentIndex().row() == zeile
    assert dok.naechstes_rueckgaengig == vorher
    qtbot.keyClick(feld, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: kein_editor(seite))
    assert text(seite, zeile, MITTEL) == "867.929,42"


def test_wrong_text_stays_even_when_another_cell_is_clicked(qtbot: QtBot, seite: MassnahmenSeite) -> None:
    zeile = stelle_von(seite, "Förderzentrum II")
    gehe(seite, zeile, MITTEL)
    qtbot.keyClick(seite.tabelle, "v")
    feld = editor(seite)
    qtbot.keyClicks(feld, "iel")
    anderswo = seite.tabelle.visualRect(seite.modell.index(zeile + 3, EINTRITTE)).center()
    qtbot.mouseClick(seite.tabelle.viewport(), Qt.MouseButton.LeftButton, pos=anderswo)
    qtbot.waitUntil(lambda: seite.tabelle.currentIndex().row() == zeile)
    assert feld.isVisible()
    assert feld.text() == "viel"
    assert "nicht vorhanden" in feld.grund or "kein" in feld.grund


def test_the_text_stays_when_the_file_has_vanished(
    qtbot: QtBot, seite: MassnahmenSeite, dok: Dokument
) -> None:
    fehler: list[object] = []
    seite.bruecke.fehler.connect(fehler.append)
    dok.datei.pfad.unlink()
    zeile = stelle_von(seite, "Förderzentrum II")
    gehe(seite, zeile, MITTEL)
    tippe(qtbot, seite, "5,00")
    assert editor(seite).text() == "5,00"
    assert "nicht mehr an ihrem Ort" in editor(seite).grund
    assert len(fehler) == 1
    assert text(seite, zeile, MITTEL) == "867.929,42"
    qtbot.keyClick(editor(seite), Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("getippt", "erwartet", "finanzierung"),
    [
        ("Einkauf", "Einkauf erfolgte im Vorjahr", Finanzierung.EINKAUF_VORJAHR),
        ("zu Lasten", "zu Lasten SGB III", Finanzierung.SGB_III),
        ("auszahlung 2021", "Auszahlung 2021", Finanzierung.AUSZAHLUNG_FOLGEJAHR),
        ("fremd", "fremdfinanziert", Finanzierung.FREMDFINANZIERT),
    ],
)
def test_a_state_is_typed_into_the_amount(
    qtbot: QtBot, seite: MassnahmenSeite, getippt: str, erwartet: str, finanzierung: Finanzierung
) -> None:
    zeile = stelle_von(seite, "Theaterprojekt Ü25")
    seite.tabelle.scrollTo(seite.modell.index(zeile, MITTEL))
    gehe(seite, zeile, MITTEL)
    qtbot.keyClick(seite.tabelle, Qt.Key.Key_F2)
    editor(seite).selectAll()
    qtbot.keyClicks(editor(seite), getippt)
    liste = editor(seite).completer().popup()
    if liste is not None and liste.isVisible():
        qtbot.keyClick(liste, Qt.Key.Key_Escape)
    qtbot.keyClick(editor(seite), Qt.Key.Key_Return)
    gespeichert = seite.modell.zeile(zeile)
    assert gespeichert is not None
    assert gespeichert.finanzierung is finanzierung
    betrag = "153.600,00" if finanzierung.erlaubt_betrag else erwartet
    assert text(seite, zeile, MITTEL) == betrag
    assert seite.modell.index(zeile, MITTEL).data(ART) == ZUSTAND


def test_a_state_is_picked_from_the_list_that_f4_opens(qtbot: QtBot, seite: MassnahmenSeite) -> None:
    zeile = stelle_von(seite, "Förderzentrum II")
    gehe(seite, zeile, STELLE["finanzierung"])
    qtbot.keyClick(seite.tabelle, Qt.Key.Key_F4)
    feld = editor(seite)
    liste = feld.completer().popup()
    assert liste is not None
    assert liste.isVisible()
    assert [liste.model().index(i, 0).data() for i in range(liste.model().rowCount())] == [
        "Neufall",
        "Einkauf erfolgte im Vorjahr",
        "Auszahlung 2021",
        "zu Lasten SGB III",
        "fremdfinanziert",
    ]
    liste.setCurrentIndex(liste.model().index(3, 0))
    qtbot.keyClick(liste, Qt.Key.Key_Return)
    assert feld.text() == "zu Lasten SGB III"
    qtbot.keyClick(feld, Qt.Key.Key_Return)
    assert text(seite, zeile, MITTEL) == "zu Lasten SGB III"


def test_the_leistung_is_edited_where_it_is_seen_also_after_scrolling_sideways(
    qtbot: QtBot, seite: MassnahmenSeite
) -> None:
    zeile = stelle_von(seite, "AGH")
    gehe(seite, zeile, STELLE["bemerkung"])
    assert seite.tabelle.horizontalScrollBar().value() > 0
    gehe(seite, zeile, LEISTUNG)
    tippe(qtbot, seite, "AGH-MAE")
    assert text(seite, zeile, LEISTUNG) == "AGH-MAE"
    assert seite.tabelle.fixiert.geometry().left() <= 1
    assert seite.tabelle.fixiert.width() == seite.tabelle.columnWidth(LEISTUNG)


def test_a_rectangle_goes_to_excel_and_back_in_one_step(
    qtbot: QtBot, seite: MassnahmenSeite, dok: Dokument
) -> None:
    waehle(seite, 1, EINTRITTE, 3, MITTEL)
    qtbot.keyClick(seite.tabelle, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    kopiert = QGuiApplication.clipboard().text()
    assert kopiert == "70\tEinkauf erfolgte im Vorjahr\n425\t867.929,42\n48\t61.208,40\n"
    QGuiApplication.clipboard().setText(
        "71\t1.000,00\r\n426\tEinkauf erfolgte im Vorjahr\r\nKalkulation VJ\t5\r\n"
    )
    schritte = dok.naechstes_rueckgaengig
    qtbot.keyClick(seite.tabelle, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [text(seite, z, s) for z in (1, 2, 3) for s in (EINTRITTE, MITTEL)] == [
        "71",
        "1.000,00",
        "426",
        "Einkauf erfolgte im Vorjahr",
        "Kalkulation VJ",
        "5,00",
    ]
    dok.rueckgaengig()
    assert dok.naechstes_rueckgaengig == schritte
    assert text(seite, 2, MITTEL) == "867.929,42"


def test_a_paste_that_does_not_fit_is_refused_whole_with_a_preview(
    qtbot: QtBot, seite: MassnahmenSeite, dok: Dokument
) -> None:
    vorher = dok.blick.kennzahlen
    waehle(seite, 1, EINTRITTE, 1, EINTRITTE)
    QGuiApplication.clipboard().setText("71\t1.000,00\nviele\t12.34\n")
    seite.fuehre_aus("einfuegen")
    fenster = seite.findChild(Einfuegevorschau) or next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, Einfuegevorschau)
    )
    tabelle = fenster.findChild(QTableWidget)
    gruende = [tabelle.item(z, 4).text() for z in range(tabelle.rowCount())]  # type: ignore[union-attr]  # set for each row
    assert sum(1 for g in gruende if g) == 2
    assert "keine Anzahl" in gruende[0]
    assert dok.blick.kennzahlen == vorher
    assert text(seite, 1, EINTRITTE) == "70"
    fenster.close()


def test_a_paste_with_more_rows_than_there_are_is_refused(seite: MassnahmenSeite, dok: Dokument) -> None:
    geplant: list[object] = []
    seite.bedienung.passt_nicht.connect(geplant.append)
    letzte = seite.modell.rowCount() - 1
    waehle(seite, letzte, EINTRITTE, letzte, EINTRITTE)
    QGuiApplication.clipboard().setText("1\n2\n3\n")
    seite.fuehre_aus("einfuegen")
    assert "3 Zeilen, ab hier sind es nur 1" in geplant[0].hindernisse[0]  # type: ignore[attr-defined]  # an Einfuegeplan
    assert dok.blick.kennzahlen.eintritte_gesamt == 15_812


def test_one_value_pasted_fills_the_whole_selection(seite: MassnahmenSeite) -> None:
    waehle(seite, 1, EINTRITTE, 4, EINTRITTE)
    QGuiApplication.clipboard().setText("9")
    seite.fuehre_aus("einfuegen")
    assert [text(seite, z, EINTRITTE) for z in (1, 2, 3, 4)] == ["9"] * 4


def test_fill_down_clear_and_cut_are_one_step_each(
    qtbot: QtBot, seite: MassnahmenSeite, dok: Dokument
) -> None:
    waehle(seite, 2, EINTRITTE, 5, MITTEL)
    qtbot.keyClick(seite.tabelle, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert {text(seite, z, MITTEL) for z in (2, 3, 4, 5)} == {"867.929,42"}
    dok.rueckgaengig()
    assert dok.blick.kennzahlen.rest_cent == -163_774
    qtbot.keyClick(seite.tabelle, Qt.Key.Key_Delete)
    assert {text(seite, z, EINTRITTE) for z in (2, 3, 4, 5)} == {""}
    dok.rueckgaengig()
    qtbot.keyClick(seite.tabelle, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("425\t867.929,42\n")
    dok.rueckgaengig()
    assert dok.blick.kennzahlen.eintritte_gesamt == 15_812


def test_subtotals_follow_an_edit_and_equal_the_roll_up(
    qtbot: QtBot, seite: MassnahmenSeite, dok: Dokument
) -> None:
    for dimension in (Dimension.HANDLUNGSFELD, Dimension.PRODUKTKATEGORIE, Dimension.TEAM):
        seite.modell.setze_gruppierung(dimension)
        gehe(seite, stelle_von(seite, "AGH"), MITTEL)
        tippe(qtbot, seite, "1.000.000")
        for stelle in range(seite.modell.rowCount()):
            eintrag = seite.modell.eintrag(stelle)
            if isinstance(eintrag, Gruppe):
                assert eintrag.summe == dok.blick.summe(dimension, eintrag.schluessel)
        dok.rueckgaengig()


def test_a_row_moves_to_its_new_group_when_its_team_changes(qtbot: QtBot, seite: MassnahmenSeite) -> None:
    seite.modell.setze_gruppierung(Dimension.TEAM)
    vorher = stelle_von(seite, "AGH")
    gehe(seite, vorher, TEAM)
    qtbot.keyClick(seite.tabelle, Qt.Key.Key_F2)
    editor(seite).setText("QM-Team")
    qtbot.keyClick(editor(seite), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stelle_von(seite, "AGH") != vorher)
    nachher = stelle_von(seite, "AGH")
    kopf = next(e for s in range(nachher, -1, -1) if isinstance(e := seite.modell.eintrag(s), Gruppe))
    assert kopf.titel == "QM-Team"


def test_search_filters_and_links_show_just_their_rows(qtbot: QtBot, seite: MassnahmenSeite) -> None:
    seite.fuehre_aus("suchen")
    assert seite.leiste.suche.hasFocus()
    qtbot.keyClicks(seite.leiste.suche, "pflege")
    qtbot.waitUntil(lambda: seite.modell.gezeigte < 98)
    assert "E & K Pflege" in {leistung(seite, s) for s in range(seite.modell.rowCount())}
    seite.leiste.aufheben.click()
    assert seite.modell.gezeigte == 98
    seite.gehe_zu(Ziel("massnahmen", nur_verplante=True))
    assert seite.modell.summe_gezeigt().mittelansatz_cent == 3_508_759_474
    seite.menues.filtere(MITTEL, ">1.000.000")
    assert seite.modell.gezeigte == 6
    seite.menues.filtere(MITTEL, "")
    seite.gehe_zu(Ziel("massnahmen"))
    assert seite.modell.gezeigte == 98


def test_sorting_works_within_groups_and_the_printed_order_comes_back(seite: MassnahmenSeite) -> None:
    gedruckt = [seite.modell.eintrag(s) for s in range(1, 5)]
    seite.menues.sortiere(EINTRITTE)
    seite.menues.sortiere(EINTRITTE)
    assert leistung(seite, 1).startswith("Aktivierungs- und Vermittlungsgutschein")
    seite.menues.sortiere(EINTRITTE)
    assert [seite.modell.eintrag(s) for s in range(1, 5)] == gedruckt


def test_a_new_measure_is_named_at_once_and_undo_takes_it_away(
    qtbot: QtBot, seite: MassnahmenSeite, dok: Dokument
) -> None:
    gehe(seite, stelle_von(seite, "AGH"), EINTRITTE)
    seite.fuehre_aus("leistung_neu")
    qtbot.keyClicks(editor(seite), "Werkstatt")
    qtbot.keyClick(editor(seite), Qt.Key.Key_Return)
    neu = stelle_von(seite, "Werkstatt")
    assert neu == stelle_von(seite, "AGH") + 1
    dok.rueckgaengig()
    dok.rueckgaengig()
    assert seite.modell.gezeigte == 98


def test_moving_rows_keeps_them_selected(seite: MassnahmenSeite) -> None:
    zeile = stelle_von(seite, "AGH")
    gehe(seite, zeile, EINTRITTE)
    seite.fuehre_aus("hinauf")
    assert stelle_von(seite, "AGH") == zeile - 1
    assert [leistung(seite, zeile - 1)] == ["AGH"]
    assert seite.tabelle.gewaehlte_zeilen() == [seite.modell.eintrag(zeile - 1)]


def test_the_selection_sum_counts_amounts_and_entries_apart(qtbot: QtBot, seite: MassnahmenSeite) -> None:
    hinweise: list[str] = []
    seite.bruecke.hinweis.connect(hinweise.append)
    waehle(seite, 2, MITTEL, 3, MITTEL)
    assert hinweise[-1] == (
        "Auswahl: 2 Zellen · Summe 929.137,82\u00a0€ · Anzahl 2 · Mittel 464.568,91\u00a0€"
    )
    waehle(seite, 2, EINTRITTE, 3, EINTRITTE)
    assert hinweise[-1] == "Auswahl: 2 Zellen · Eintritte Σ 473 · Anzahl 2 · Mittel 236,5"


def test_an_empty_plan_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    dok = lege_leer_an(tmp_path / "leer.amip", 2027)
    seite = MassnahmenSeite(Bruecke(dok))
    qtbot.addWidget(seite)
    with qtbot.waitExposed(seite):
        seite.show()
    assert seite.leer.isVisible()
    assert "+ Leistung" in seite.leer.text()
    seite.fuehre_aus("leistung_neu")
    assert seite.tabelle.isVisible()
    assert seite.modell.gezeigte == 1
    dok.datei.schliesse()


def test_every_column_has_a_heading_and_derived_ones_cannot_be_edited(seite: MassnahmenSeite) -> None:
    zeile = stelle_von(seite, "AGH")
    for nummer, spalte in enumerate(SPALTEN):
        flags = seite.modell.flags(seite.modell.index(zeile, nummer))
        assert bool(flags & Qt.ItemFlag.ItemIsEditable) == (spalte.feld is not None)
        assert seite.modell.headerData(nummer, Qt.Orientation.Horizontal)


def test_sorting_filtering_and_hiding_a_column_can_be_reached_by_keyboard(seite: MassnahmenSeite) -> None:
    gehe(seite, stelle_von(seite, "AGH"), MITTEL)
    menue = seite.menues.zellmenue()
    spaltenmenue = menue.actions()[-1].menu()
    assert isinstance(spaltenmenue, QMenu)
    assert menue.actions()[-1].text() == "Spalte „Mittelansatz €“"
    next(a for a in spaltenmenue.actions() if a.text() == "Absteigend sortieren").trigger()
    assert seite.modell.sortierung == (MITTEL, True)
    next(a for a in spaltenmenue.actions() if a.text() == "Team").trigger()
    assert seite.tabelle.isColumnHidden(TEAM)
