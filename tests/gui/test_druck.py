"""Printing: every page has something to print, nothing is cut or torn, the preview speaks German."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QTableView,
    QToolBar,
    QToolButton,
    QTreeView,
)

from app.services.plaene import plan_setzen
from app.views import anwendung
from app.views.bausteine.gitter import Gitter
from app.views.druck.ansicht import lade_ganz
from app.views.druck.geduld import Geduld
from app.views.druck.satz import EINHEIT
from app.views.druck.spalten import SCHRIFTGRADE
from app.views.druck.stuecke import Bildstueck, Kopfstueck, Textstueck, Zeilenstueck
from app.views.druck.taten import KEIN_DRUCKER, Druck
from app.views.druck.teile import Druckbild, Drucktabelle, Drucktext, Druckzeile, Textart
from app.views.druck.umbruch import brich_um
from app.views.druck.vorschau import Vorschau
from app.views.hintergrund import Abgebrochen
from app.views.massnahmen.seite import MassnahmenSeite
from app.views.massnahmen.sicht import Filter, Gruppe
from app.views.massnahmen.spalten import STELLE
from app.views.protokoll import modell as protokollmodell
from app.views.protokoll.modell import Protokollmodell
from tests.gui.druck_hilfe import (
    alle_ansichten,
    blatt_von,
    fenster_mit,
    gehe,
    lange_tabelle,
    maler_fuer,
    sichtbare_tabellen,
    tabellen,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.views.druck.umbruch import Blatt
    from app.views.hauptfenster import Hauptfenster

A4_QUER = (770 * EINHEIT, 480 * EINHEIT)
LEISTUNG, EINTRITTE, TEAM = STELLE["leistung"], STELLE["eintritte"], STELLE["team"]


@pytest.fixture
def fenster(qtbot: QtBot, demo_vorlage: Path, tmp_path: Path) -> Hauptfenster:
    return fenster_mit(qtbot, demo_vorlage, tmp_path)


def zeilen_auf(blatt: Blatt) -> list[Zeilenstueck]:
    return [s for _y, s in blatt if isinstance(s, Zeilenstueck)]


# -- what a page has to say --------------------------------------------------------------------------


@pytest.mark.parametrize("vorlage", ["beispiel_vorlage", "demo_vorlage"])
def test_every_page_has_something_to_print(
    qtbot: QtBot, tmp_path: Path, vorlage: str, request: pytest.FixtureRequest
) -> None:
    fenster = fenster_mit(qtbot, request.getfixturevalue(vorlage), tmp_path)
    for seite, unterseite in alle_ansichten():
        blatt = blatt_von(fenster, seite, unterseite)
        # The example has nothing to show on some views but the sentence that says what belongs there.
        assert blatt.teile, (seite, unterseite)
        if vorlage == "demo_vorlage":
            assert any(isinstance(t, Drucktabelle | Druckbild) for t in blatt.teile), (seite, unterseite)
        assert blatt.titel
        assert "2020" in blatt.plan
        assert bool(blatt.vermerk) == (vorlage == "demo_vorlage")


def test_every_table_that_is_on_screen_is_on_paper_with_all_rows(fenster: Hauptfenster) -> None:
    for seite, unterseite in alle_ansichten():
        gedruckt = tabellen(blatt_von(fenster, seite, unterseite))
        gezeigt = fenster.stapel.aktuelle()
        assert gezeigt is not None
        for ansicht in sichtbare_tabellen(gezeigt):
            modell = ansicht.model()
            inhalt = modell.rowCount() - (
                isinstance(ansicht, Gitter) and ansicht.modell.neue_stelle is not None
            )
            tabelle = gedruckt.get(ansicht.accessibleName())
            if tabelle is None:
                # Only tables that hold nothing but the sum of nothing.
                assert isinstance(ansicht, Gitter)
                assert not ansicht.modell.zeilen
            elif not isinstance(ansicht, QTreeView):
                assert len(tabelle.zeilen) == inhalt, ansicht.accessibleName()


def test_no_sheet_has_a_text_beside_or_below_it(fenster: Hauptfenster) -> None:
    for seite, unterseite in alle_ansichten():
        maler = maler_fuer(*blatt_von(fenster, seite, unterseite).teile)
        papier = maler.anordnung()
        breite = int(papier.paintRect(QPageLayout.Unit.Point).width() * EINHEIT)
        hoehe = int(papier.paintRect(QPageLayout.Unit.Point).height() * EINHEIT)
        for blatt in maler.blaetter(papier):
            for y, stueck in blatt:
                assert y + stueck.hoehe <= hoehe
                if isinstance(stueck, Kopfstueck | Zeilenstueck):
                    assert stueck.lage.breite <= breite
                    assert_nichts_abgeschnitten(stueck)
                elif isinstance(stueck, Bildstueck):
                    assert stueck.breite <= breite
                elif isinstance(stueck, Textstueck):
                    assert stueck.schrift.breite(stueck.text) <= breite + EINHEIT


def assert_nichts_abgeschnitten(stueck: Kopfstueck | Zeilenstueck) -> None:
    fett = isinstance(stueck, Kopfstueck) or stueck.fett
    schrift = stueck.lage.fett if fett else stueck.lage.normal
    stufe = 0 if isinstance(stueck, Kopfstueck) else stueck.stufe
    for spalte, zeilen in enumerate(stueck.zellen):
        for text in zeilen:
            assert schrift.breite(text) <= stueck.lage.platz(spalte, stufe) + EINHEIT, text


def test_the_measures_are_printed_once_with_groups_and_without_hidden_columns(fenster: Hauptfenster) -> None:
    seite = gehe(fenster, "massnahmen")
    assert isinstance(seite, MassnahmenSeite)
    seite.tabelle.setColumnHidden(TEAM, True)

    blatt = blatt_von(fenster, "massnahmen")
    (tabelle,) = tabellen(blatt).values()
    assert "Team" not in tabelle.kopf
    assert tabelle.kopf[:2] == ("Leistung", "Eintritte")
    koepfe = [z for z in range(seite.modell.rowCount()) if isinstance(seite.modell.eintrag(z), Gruppe)]
    assert [n for n, z in enumerate(tabelle.zeilen) if z.fett] == koepfe
    assert len(tabelle.zeilen) == len(koepfe) + 98


def test_what_is_filtered_and_sorted_on_screen_is_so_on_paper(fenster: Hauptfenster) -> None:
    seite = gehe(fenster, "massnahmen")
    assert isinstance(seite, MassnahmenSeite)
    seite.leiste.setze(Filter(suche="Coaching"))
    seite.modell.setze_gruppierung(None)
    seite.modell.setze_sortierung((EINTRITTE, True))

    blatt = blatt_von(fenster, "massnahmen")
    (tabelle,) = tabellen(blatt).values()
    eintritte = [
        int(z.texte[EINTRITTE].replace(".", "")) for z in tabelle.zeilen if z.texte[EINTRITTE].isdigit()
    ]
    assert 0 < len(tabelle.zeilen) < 98
    assert eintritte == sorted(eintritte, reverse=True)
    assert any("Coaching" in t.text for t in blatt.teile if isinstance(t, Drucktext))


def test_a_tree_is_printed_as_far_as_it_is_open(fenster: Hauptfenster) -> None:
    gehe(fenster, "eintritte")
    baum = fenster.findChild(QTreeView, "eintritte_baum")
    assert isinstance(baum, QTreeView)
    baum.collapseAll()
    (zu,) = tabellen(blatt_von(fenster, "eintritte")).values()
    assert {z.stufe for z in zu.zeilen} == {0}
    baum.expandAll()
    (offen,) = tabellen(blatt_von(fenster, "eintritte")).values()
    assert {z.stufe for z in offen.zeilen} == {0, 1, 2}
    assert offen.kopf[offen.stufenspalte] == "Zweckbestimmung"


def test_the_journal_is_printed_whole_though_it_is_read_in_pages(
    fenster: Hauptfenster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protokollmodell, "SEITE", 2)
    assert fenster.bruecke is not None
    dok = fenster.bruecke.dokument
    for name in ("Eins", "Zwei", "Drei", "Vier", "Fünf"):
        plan_setzen(dok, bezeichnung=name, haushaltsjahr=2020, stand=None, status="entwurf")
    modell = Protokollmodell(dok)
    modell.lade(None)
    assert modell.rowCount() == 2
    lade_ganz(modell)
    assert modell.rowCount() == 6
    (tabelle,) = tabellen(blatt_von(fenster, "protokoll")).values()
    assert len(tabelle.zeilen) == 6


def test_how_a_page_is_operated_is_left_out(fenster: Hauptfenster) -> None:
    for seite in ("eintritte", "protokoll"):
        texte = [t.text for t in blatt_von(fenster, seite).teile if isinstance(t, Drucktext)]
        assert texte
        assert not any("Doppelklick" in t or "Aufklappen" in t for t in texte)


def test_a_choice_stands_with_its_word_above_what_it_chooses(fenster: Hauptfenster) -> None:
    teile = blatt_von(fenster, "bindungen", "auswertung").teile
    stelle = next(n for n, t in enumerate(teile) if t == Drucktext("Haushaltsjahr: 2020", Textart.ANGABE))
    danach = teile[stelle + 1]
    assert isinstance(danach, Druckbild)
    assert danach.titel == "Bindungen 2020 im Jahresverlauf"


def test_formulas_of_labels_and_inputs_are_tables_too(fenster: Hauptfenster) -> None:
    tabelle = tabellen(blatt_von(fenster, "budget", "rechnung"))["Neufallbudget 2020 (Abb. 2)"]
    assert tabelle.kopf == ("", "", "Betrag €", "Quelle", "Erläuterung")
    assert tabelle.rechts == (False, False, True, False, False)
    neufall = next(z for z in tabelle.zeilen if z.texte[1] == "Neufallbudget")
    assert neufall.texte[:3] == ("=", "Neufallbudget", "35.254.607,00")
    assert neufall.fett
    assert neufall.linie


def test_charts_are_light_whatever_the_theme(fenster: Hauptfenster) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    helle = [t.bild for t in blatt_von(fenster, "uebersicht").teile if isinstance(t, Druckbild)]
    anwendung.setze_thema(app, "dunkel")
    try:
        bilder = [t.bild for t in blatt_von(fenster, "uebersicht").teile if isinstance(t, Druckbild)]
    finally:
        anwendung.setze_thema(app, "hell")
    assert len(bilder) == 4
    assert bilder == helle


def test_words_are_not_broken_in_small_type_either(qtbot: QtBot) -> None:
    worte = ("Bedarfsgemeinschaften mit Kindern", "1.234.567,89", "Langzeitarbeitslosigkeit", "01.01.2020")
    koepfe = tuple(f"Überschrift {i}" for i in range(14))
    zeilen = tuple(Druckzeile(tuple(worte[(i + j) % 4 if j % 4 else 1] for j in range(14))) for i in range(9))
    maler = maler_fuer(Drucktabelle("", koepfe, (False,) * 14, zeilen))
    gedruckt = [z for blatt in maler.blaetter(maler.anordnung()) for z in zeilen_auf(blatt)]
    assert gedruckt[0].lage.normal is not maler._satz.schrift(SCHRIFTGRADE[0])
    texte = {" ".join(zelle) for z in gedruckt for zelle in z.zellen}
    assert texte <= set(worte)


# -- sheets ------------------------------------------------------------------------------------------


def test_rows_are_not_torn_and_headings_are_on_every_sheet(qtbot: QtBot) -> None:
    maler = maler_fuer(lange_tabelle(400))
    blaetter = maler.blaetter(maler.anordnung())
    assert len(blaetter) > 5
    assert [z.zellen[0][0] for blatt in blaetter for z in zeilen_auf(blatt)] == [
        f"Zeile {i}" for i in range(400)
    ]
    assert all(isinstance(blatt[0][1], Kopfstueck) for blatt in blaetter)


def test_a_groups_head_is_never_the_last_row_of_a_sheet(qtbot: QtBot) -> None:
    maler = maler_fuer(lange_tabelle(300, gruppen=3))
    for blatt in maler.blaetter(maler.anordnung())[:-1]:
        assert not zeilen_auf(blatt)[-1].fett


def test_a_title_stays_with_its_table(qtbot: QtBot) -> None:
    teile = [(Drucktext(f"Titel {i}", Textart.UNTERTITEL), lange_tabelle(12 + i)) for i in range(8)]
    maler = maler_fuer(*(teil for paar in teile for teil in paar))
    for blatt in maler.blaetter(maler.anordnung()):
        assert not (isinstance(blatt[-1][1], Textstueck | Kopfstueck))


def test_only_a_row_that_is_higher_than_a_sheet_goes_on_on_the_next(qtbot: QtBot) -> None:
    worte = [f"Wort{i}" for i in range(9000)]
    riese = Drucktabelle("", ("Text",), (False,), (Druckzeile((" ".join(worte),)),))
    maler = maler_fuer(riese)
    blaetter = brich_um([riese], maler._satz, *A4_QUER)
    assert len(blaetter) > 1
    gedruckt = [zeile for blatt in blaetter for z in zeilen_auf(blatt) for zeile in z.zellen[0]]
    assert " ".join(gedruckt).split() == worte


def test_a_table_with_too_many_columns_goes_on_below_with_its_first_one(qtbot: QtBot) -> None:
    koepfe = tuple(f"Spalte {i}" for i in range(40))
    tabelle = Drucktabelle(
        "", koepfe, (True,) * 40, tuple(Druckzeile(("1.234.567,89",) * 40) for _ in range(3))
    )
    maler = maler_fuer(tabelle)
    gedruckt = [
        s for blatt in maler.blaetter(maler.anordnung()) for _y, s in blatt if isinstance(s, Kopfstueck)
    ]
    assert len(gedruckt) > 1
    worte = [[" ".join(zelle) for zelle in kopf.zellen] for kopf in gedruckt]
    assert all(kopf[0] == "Spalte 0" for kopf in worte)
    assert [wort for kopf in worte for wort in kopf[1:]] == list(koepfe[1:])
    assert gedruckt[0].lage.normal is maler._satz.schrift(SCHRIFTGRADE[-1])


def test_the_sheet_is_turned_for_a_wide_table_only(fenster: Hauptfenster) -> None:
    lagen = {
        seite: maler_fuer(*blatt_von(fenster, seite).teile).anordnung().orientation()
        for seite in ("uebersicht", "massnahmen", "eintritte")
    }
    hoch, quer = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
    assert lagen == {"uebersicht": hoch, "massnahmen": quer, "eintritte": hoch}


def test_pieces_are_painted_where_they_were_laid_out(qtbot: QtBot) -> None:
    maler = maler_fuer(lange_tabelle(3))
    ((_y, kopf), *zeilen) = maler.blaetter(maler.anordnung())[0]
    bild = QImage(A4_QUER[0] // 10, A4_QUER[1] // 10, QImage.Format.Format_RGB32)
    bild.fill(QColor("white"))
    stift = QPainter(bild)
    stift.scale(0.1, 0.1)
    for y, stueck in ((0, kopf), *zeilen):
        stueck.male(stift, y)
    stift.end()
    unten = sum(stueck.hoehe for _y, stueck in ((0, kopf), *zeilen)) // 10
    dunkle = [
        y for y in range(bild.height()) if any(QColor(bild.pixel(x, y)).lightness() < 120 for x in range(400))
    ]
    assert dunkle
    assert max(dunkle) <= unten


def test_all_sheets_are_in_the_pdf(fenster: Hauptfenster, tmp_path: Path) -> None:
    blatt = blatt_von(fenster, "massnahmen")
    maler = maler_fuer(*blatt.teile)
    ziel = tmp_path / "seite.pdf"
    Druck(fenster).speichere_pdf(maler, ziel)
    inhalt = ziel.read_bytes()
    assert inhalt.startswith(b"%PDF")
    assert inhalt.count(b"/Type /Page\n") == len(maler.blaetter(maler.anordnung())) > 3
    assert fenster.meldung.meldung is not None
    assert fenster.meldung.meldung.was == "„seite.pdf“ ist gespeichert."


def test_a_pdf_that_cannot_be_written_leaves_nothing_and_says_so(
    fenster: Hauptfenster, tmp_path: Path
) -> None:
    ziel = tmp_path / "gibt-es-nicht" / "seite.pdf"
    Druck(fenster).speichere_pdf(maler_fuer(lange_tabelle(3)), ziel)
    assert not ziel.exists()
    assert fenster.meldung.meldung is not None
    assert "gibt es nicht" in fenster.meldung.meldung.was


def test_only_the_chosen_sheets_are_printed(fenster: Hauptfenster, tmp_path: Path) -> None:
    maler = maler_fuer(lange_tabelle(400))
    drucker = QPrinter(QPrinter.PrinterMode.HighResolution)
    drucker.setOutputFileName(str(tmp_path / "aus.pdf"))
    drucker.setPageLayout(maler.anordnung())
    drucker.setPrintRange(QPrinter.PrintRange.PageRange)
    drucker.setFromTo(2, 4)
    Druck(fenster)._drucke_auf(maler, drucker, 1)
    assert (tmp_path / "aus.pdf").read_bytes().count(b"/Type /Page\n") == 3


# -- commands and the preview ------------------------------------------------------------------------


def vorschau_von(fenster: Hauptfenster) -> Vorschau:
    fenster.befehle.fuehre_aus("druckvorschau")
    vorschau = fenster.findChild(Vorschau)
    assert isinstance(vorschau, Vorschau)
    return vorschau


def test_the_preview_shows_every_sheet_in_german(qtbot: QtBot, fenster: Hauptfenster) -> None:
    gehe(fenster, "massnahmen")
    vorschau = vorschau_von(fenster)
    qtbot.waitUntil(vorschau.isVisible)
    bild = vorschau.findChild(QPrintPreviewWidget)
    assert isinstance(bild, QPrintPreviewWidget)
    assert bild.pageCount() == len(vorschau._maler.blaetter(vorschau.drucker.pageLayout())) > 3
    leiste = vorschau.findChild(QToolBar)
    assert isinstance(leiste, QToolBar)
    assert [a.text() for a in leiste.actions() if a.text()] == [
        "Breite anpassen", "Seite anpassen", "Verkleinern", "Vergrößern", "Hochformat", "Querformat",
        "Erste Seite", "Vorige Seite", "Nächste Seite", "Letzte Seite", "Einzelne Seite anzeigen",
        "Gegenüberliegende Seiten anzeigen", "Übersicht aller Seiten", "Seite einrichten", "Drucken",
        "Als PDF …",
    ]  # fmt: skip
    assert vorschau.windowTitle() == "Druckvorschau – Maßnahmen"
    vorschau.reject()


def test_everything_in_the_preview_has_a_name_and_fits(qtbot: QtBot, fenster: Hauptfenster) -> None:
    gehe(fenster, "uebersicht")
    vorschau = vorschau_von(fenster)
    qtbot.waitUntil(vorschau.isVisible)
    teile = [
        w
        for art in (QAbstractButton, QLineEdit, QComboBox)
        for w in vorschau.findChildren(art)
        if w.isVisible()
    ]
    assert len(teile) > 15
    assert [w for w in teile if not w.accessibleName()] == []
    erweiterung = vorschau.findChild(QToolButton, "qt_toolbar_ext_button")
    assert erweiterung is None or not erweiterung.isVisible()
    vorschau.reject()


def test_the_sheet_can_be_turned_in_the_preview(qtbot: QtBot, fenster: Hauptfenster) -> None:
    gehe(fenster, "massnahmen")
    vorschau = vorschau_von(fenster)
    bild = vorschau.findChild(QPrintPreviewWidget)
    assert isinstance(bild, QPrintPreviewWidget)
    quer = bild.pageCount()
    bild.setPortraitOrientation()
    assert bild.pageCount() == len(vorschau._maler.blaetter(vorschau.drucker.pageLayout())) != quer
    vorschau.reject()


def test_without_a_printer_the_message_offers_a_pdf(
    qtbot: QtBot, fenster: Hauptfenster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    gehe(fenster, "eintritte")
    fenster.befehle.fuehre_aus("drucken")
    meldung = fenster.meldung.meldung
    assert meldung is not None
    assert meldung.was == KEIN_DRUCKER
    assert [k.text for k in meldung.knoepfe] == ["Als PDF speichern …"]
    meldung.knoepfe[0].tat()
    dialog = fenster.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.windowTitle() == "Als PDF speichern"
    assert dialog.selectedFiles()[0].endswith("plan-Eintritte.pdf")
    dialog.reject()


def test_without_a_printer_the_preview_says_so_itself(
    qtbot: QtBot, fenster: Hauptfenster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    gehe(fenster, "eintritte")
    vorschau = vorschau_von(fenster)
    leiste = vorschau.findChild(QToolBar)
    assert isinstance(leiste, QToolBar)
    next(a for a in leiste.actions() if a.text() == "Drucken").trigger()
    kasten = vorschau.findChild(QMessageBox, "kein_drucker")
    assert isinstance(kasten, QMessageBox)
    assert kasten.text() == KEIN_DRUCKER
    kasten.reject()
    vorschau.reject()


def test_an_empty_window_has_nothing_to_print(qtbot: QtBot, fenster: Hauptfenster) -> None:
    fenster.dateien.schliesse()
    fenster.befehle.fuehre_aus("drucken")
    assert fenster.statuszeile.hinweis.text() == "Auf dieser Seite gibt es nichts zu drucken."


def test_a_long_document_can_be_stopped(qtbot: QtBot, fenster: Hauptfenster) -> None:
    maler = maler_fuer(lange_tabelle(2000))

    def brich_ab_sobald_sichtbar() -> None:
        geduld()
        if geduld.anzeige is not None:
            geduld.anzeige.cancel()

    with pytest.raises(Abgebrochen), Geduld(fenster, 0) as geduld:
        maler.blaetter(maler.anordnung(), brich_ab_sobald_sichtbar)
    assert geduld.anzeige is not None
    assert not geduld.anzeige.isVisible()


def test_a_short_document_shows_no_progress(qtbot: QtBot, fenster: Hauptfenster) -> None:
    maler = maler_fuer(lange_tabelle(20))
    with Geduld(fenster, 60) as geduld:
        maler.blaetter(maler.anordnung(), geduld)
    assert geduld.anzeige is None


def test_what_prints_is_loaded_on_use_only() -> None:
    probe = "import sys, app.views.hauptfenster; sys.exit('PySide6.QtPrintSupport' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


def test_an_ordinary_table_can_be_printed_too(qtbot: QtBot, fenster: Hauptfenster) -> None:
    gehe(fenster, "bindungen", "vertraege")
    tafel = fenster.findChild(QTableView, "bindung_jahre")
    assert tafel is not None
    tabelle = tabellen(blatt_von(fenster, "bindungen", "vertraege"))[tafel.accessibleName()]
    assert tabelle.kopf == ("", "2020")
    assert tabelle.zeilen[-1].texte[0] == "= noch nicht"
    assert tabelle.zeilen[-1].fett
