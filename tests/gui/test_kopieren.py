"""Copying: every table and chart reaches Excel, Word and Outlook, and Strg+C puts down what it always did."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractItemView, QTableView, QTreeView

from app.views.bausteine.gitter import Gitter
from app.views.bausteine.gittermenue import zellmenue
from app.views.bausteine.zellen import Zellbaum
from app.views.diagramme.rahmen import Diagramm
from app.views.druck.kopieren import PNG
from app.views.massnahmen.seite import MassnahmenSeite
from app.views.massnahmen.sicht import Gruppe
from tests.gui.druck_hilfe import fenster_mit, gehe, sichtbare_tabellen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.views.hauptfenster import Hauptfenster

STRG = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def fenster(qtbot: QtBot, demo_vorlage: Path, tmp_path: Path) -> Hauptfenster:
    QGuiApplication.clipboard().clear()
    return fenster_mit(qtbot, demo_vorlage, tmp_path)


def text() -> str:
    return QGuiApplication.clipboard().text()


def html() -> str:
    return QGuiApplication.clipboard().mimeData().html()


def waehle(ansicht: QAbstractItemView, oben: int, links: int, unten: int, rechts: int) -> None:
    modell = ansicht.model()
    bereich = QItemSelection(modell.index(oben, links), modell.index(unten, rechts))
    ansicht.selectionModel().select(bereich, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def gitter(fenster: Hauptfenster, name: str) -> Gitter[Any]:
    gefunden = next(g for g in fenster.findChildren(Gitter) if g.accessibleName() == name)
    assert isinstance(gefunden, Gitter)
    return gefunden


def hinweis(fenster: Hauptfenster) -> str:
    return fenster.statuszeile.hinweis.text()


# -- rectangles --------------------------------------------------------------------------------------


def test_strg_c_puts_down_html_beside_the_same_text(qtbot: QtBot, fenster: Hauptfenster) -> None:
    seite = gehe(fenster, "massnahmen")
    assert isinstance(seite, MassnahmenSeite)
    waehle(seite.tabelle, 1, 0, 2, 2)
    qtbot.keyClick(seite.tabelle, Qt.Key.Key_C, STRG)
    assert text() == "Förderzentrum I\t70\tEinkauf erfolgte im Vorjahr\nFörderzentrum II\t425\t867.929,42\n"
    assert html().count("<tr>") == 2
    assert "<th" not in html()
    assert 'x:num="867929.42"' in html()
    assert hinweis(fenster) == "2 × 3 Zellen kopiert"


def test_heads_of_groups_are_not_copied_with_a_rectangle(qtbot: QtBot, fenster: Hauptfenster) -> None:
    seite = gehe(fenster, "massnahmen")
    assert isinstance(seite, MassnahmenSeite)
    waehle(seite.tabelle, 0, 0, 1, 1)
    qtbot.keyClick(seite.tabelle, Qt.Key.Key_C, STRG)
    assert text() == "Förderzentrum I\t70\n"


def test_the_years_of_a_bindung_are_copied_as_a_rectangle(qtbot: QtBot, fenster: Hauptfenster) -> None:
    gehe(fenster, "bindungen", "vertraege")
    tafel = fenster.findChild(QTableView, "bindung_jahre")
    assert isinstance(tafel, QTableView)
    waehle(tafel, 0, 0, 1, 0)
    qtbot.keyClick(tafel, Qt.Key.Key_C, STRG)
    assert text() == "32.647.597,00\n28.836.520,00\n"


def test_selected_lines_of_a_tree_are_copied_in_their_order(qtbot: QtBot, fenster: Hauptfenster) -> None:
    gehe(fenster, "eintritte")
    baum = fenster.findChild(Zellbaum, "eintritte_baum")
    assert isinstance(baum, Zellbaum)
    oben = baum.model().index(0, 0)
    baum.expand(oben)
    zeilen = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    baum.selectionModel().clear()
    for index in (baum.model().index(1, 0, oben), oben):
        baum.selectionModel().select(index, zeilen)
    qtbot.keyClick(baum, Qt.Key.Key_C, STRG)
    assert [zeile.split("\t")[1] for zeile in text().splitlines()] == [
        "Maßnahmen zur Aktivierung & beruflichen Eingliederung (MAbE)",
        "Coaching § 16i Teilhabe am Arbeitsmarkt",
    ]
    assert html().count("<tr>") == 2
    assert hinweis(fenster) == "2 × 7 Zellen kopiert"


def test_without_a_selection_the_clipboard_stays(qtbot: QtBot, fenster: Hauptfenster) -> None:
    gehe(fenster, "eintritte")
    baum = fenster.findChild(Zellbaum, "eintritte_baum")
    assert isinstance(baum, Zellbaum)
    baum.selectionModel().clear()
    QGuiApplication.clipboard().setText("bleibt")
    qtbot.keyClick(baum, Qt.Key.Key_C, STRG)
    assert text() == "bleibt"


# -- whole tables ------------------------------------------------------------------------------------


def test_a_whole_table_is_copied_with_headings_and_groups(fenster: Hauptfenster) -> None:
    seite = gehe(fenster, "massnahmen")
    assert isinstance(seite, MassnahmenSeite)
    # Its fixed column is a second view, but no second table.
    seite.leiste.suche.setFocus()
    fenster.befehle.fuehre_aus("tabelle_kopieren")
    zeilen = text().splitlines()
    gruppen = sum(isinstance(seite.modell.eintrag(z), Gruppe) for z in range(seite.modell.rowCount()))
    assert zeilen[0].startswith("Leistung\tEintritte\tMittelansatz €\t")
    assert len(zeilen) == 1 + 98 + gruppen
    assert html().count("<tr>") == len(zeilen)
    assert hinweis(fenster) == f"Tabelle kopiert: {98 + gruppen} Zeilen mit Überschriften"


def test_the_row_for_a_new_record_is_not_copied(fenster: Hauptfenster) -> None:
    gehe(fenster, "budget", "freigabe")
    fenster.befehle.fuehre_aus("tabelle_kopieren")
    assert text() == (
        "von\tbis\tAnteil %\tangerechnet\tBemerkung\n"
        "01.01.2020\t31.03.2020\t45,0\u00a0%\tfällig im ganzen Jahr\tDemodaten (erfunden)\n"
    )
    assert 'x:num="0.450"' in html()
    assert 'x:num="43831"' in html()


def test_with_several_tables_the_focus_decides(fenster: Hauptfenster) -> None:
    gehe(fenster, "bindungen", "freirechnung")
    fenster.setFocus()
    fenster.befehle.fuehre_aus("tabelle_kopieren")
    assert hinweis(fenster).startswith("Hier sind mehrere Tabellen")
    assert text() == ""

    gitter(fenster, "Freirechnungen").setFocus()
    fenster.befehle.fuehre_aus("tabelle_kopieren")
    assert text().startswith("Datum\tBindung\t")
    assert text().splitlines()[-1] == "Summe\t\t\t\t372.766,00\t"


def test_formulas_are_copied_with_their_titles_where_there_is_no_other_table(fenster: Hauptfenster) -> None:
    gehe(fenster, "budget", "rechnung")
    fenster.befehle.fuehre_aus("tabelle_kopieren")
    assert hinweis(fenster) == "4 Tabellen kopiert"
    assert "\nNeufallbudget 2020 (Abb. 2)\n\t\tBetrag €\tQuelle\tErläuterung\n" in text()
    assert "<p><b>Neufallbudget 2020 (Abb. 2)</b></p><table" in html()
    assert html().count("<table") == 4


def test_a_page_without_a_table_says_so(fenster: Hauptfenster) -> None:
    gehe(fenster, "uebersicht")
    fenster.befehle.fuehre_aus("tabelle_kopieren")
    assert hinweis(fenster) == "Auf dieser Seite ist keine Tabelle."


def test_every_table_offers_to_be_copied_whole_in_its_menu(fenster: Hauptfenster) -> None:
    seite = gehe(fenster, "massnahmen")
    assert isinstance(seite, MassnahmenSeite)
    assert "Tabelle kopieren" in [a.text().split("\t")[0] for a in seite.menues.zellmenue().actions()]
    for name, unterseite in (("bindungen", "vertraege"), ("bindungen", "jahre"), ("protokoll", "")):
        for ansicht in sichtbare_tabellen(gehe(fenster, name, unterseite)):
            bedienung: Any = getattr(ansicht, "kopieren", None)
            menue = zellmenue(ansicht) if isinstance(ansicht, Gitter) else bedienung.menue()
            assert "Tabelle kopieren" in [a.text().split("\t")[0] for a in menue.actions()]


def test_the_menu_of_a_tree_copies_it_whole(fenster: Hauptfenster) -> None:
    gehe(fenster, "protokoll")
    baum = fenster.findChild(QTreeView, "protokoll_tabelle")
    assert isinstance(baum, Zellbaum)
    next(a for a in baum.kopieren.menue().actions() if a.text().startswith("Tabelle")).trigger()
    assert text().startswith("Wann\tWer\tWas\t")
    assert hinweis(fenster) == "Tabelle kopiert: 1 Zeile mit Überschriften"


def test_the_program_ends_well_with_a_table_and_a_picture_on_the_clipboard() -> None:
    probe = """
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from app.views.druck.kopieren import lege_bild_ab, lege_tabellen_ab
from app.views.druck.teile import Drucktabelle, Druckzeile
app = QApplication([])
lege_bild_ab(QImage(9, 9, QImage.Format.Format_RGB32))
assert app.clipboard().image().width() == 9
lege_tabellen_ab([Drucktabelle("", ("A",), (False,), (Druckzeile(("x",)),))])
print(app.clipboard().mimeData().formats())
"""
    ende = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert (ende.stdout, ende.returncode) == ("['text/plain', 'text/html']\n", 0)


# -- charts ------------------------------------------------------------------------------------------


def test_a_chart_is_copied_as_a_png_at_twice_its_size(fenster: Hauptfenster) -> None:
    gehe(fenster, "massnahmen")
    fenster.befehle.fuehre_aus("diagramm_kopieren")
    daten = QGuiApplication.clipboard().mimeData()
    bild = QImage.fromData(daten.data(PNG))
    diagramm = next(d for d in fenster.findChildren(Diagramm) if d.isVisible())
    assert bild.size() == diagramm.bild().size()
    assert bild.width() > 2 * diagramm.flaeche.width()
    assert daten.hasImage()


def test_the_figures_of_the_chart_with_the_focus_are_copied(fenster: Hauptfenster) -> None:
    gehe(fenster, "uebersicht")
    fenster.setFocus()
    fenster.befehle.fuehre_aus("werte_kopieren")
    assert hinweis(fenster).startswith("Hier sind mehrere Diagramme")

    diagramm = next(d for d in fenster.findChildren(Diagramm) if d.titel.text() == "Neufallbudget 2020")
    diagramm.flaeche.setFocus()
    fenster.befehle.fuehre_aus("werte_kopieren")
    assert "= Neufallbudget\t35.254.607,00" in text().replace("\u00a0€", "")
    assert 'x:num="35254607.00"' in html()


def test_the_menu_of_a_chart_offers_picture_and_figures(fenster: Hauptfenster) -> None:
    gehe(fenster, "massnahmen")
    diagramm = next(d for d in fenster.findChildren(Diagramm) if d.isVisible())
    worte = [a.text() for a in diagramm.menue.actions() if a.text()]
    assert worte == [
        "Als Bild speichern …",
        "Diagramm kopieren",
        "Werte des Diagramms kopieren",
        "Als Tabelle zeigen",
    ]


def test_a_chart_that_is_shown_as_a_table_is_copied_as_one(qtbot: QtBot, fenster: Hauptfenster) -> None:
    gehe(fenster, "massnahmen")
    diagramm = next(d for d in fenster.findChildren(Diagramm) if d.isVisible())
    diagramm.als_tabelle.setChecked(True)
    assert diagramm.tabelle is not None
    diagramm.tabelle.selectRow(0)
    qtbot.keyClick(diagramm.tabelle, Qt.Key.Key_C, STRG)
    assert text().startswith("Eingliederungsmittel\t")
    assert len(text().splitlines()) == 1


def test_a_page_without_a_chart_says_so(fenster: Hauptfenster) -> None:
    gehe(fenster, "protokoll")
    fenster.befehle.fuehre_aus("diagramm_kopieren")
    assert hinweis(fenster) == "Auf dieser Seite ist kein Diagramm."
