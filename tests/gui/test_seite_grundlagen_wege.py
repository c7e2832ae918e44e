"""The tables of the page "Grundlagen": while they are empty, tied with the measures, reached by links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.services import grundlagen
from app.services.eingabe import Feld
from app.services.grundlagen import Grundzelle, zellen_setzen
from app.services.grundlagenzeilen import Bildungsart
from app.services.kataloge import Katalog
from app.services.plaene import lege_leer_an, oeffne
from app.services.protokoll import lies_protokoll
from app.services.zellen import zelle_setzen as ansatz_setzen
from app.views.bausteine.felder import Zeilenfeld
from app.views.bruecke import Bruecke, Ziel
from app.views.grundlagen.bildungsziel import BildungszielSeite
from app.views.grundlagen.seite import GrundlagenSeite
from app.views.grundlagen.tafelseite import Tafelseite
from app.views.katalogdialog import Katalogdialog
from app.views.protokoll.spur import ziel_von
from tests.gui.tafel_hilfe import ANSICHT, NAMEN, SEITEN, Probe, S, zeige

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument


@pytest.fixture(params=NAMEN)
def probe(qtbot: QtBot, beispiel: Dokument, request: pytest.FixtureRequest) -> Probe:
    """Each table in turn."""
    return Probe(qtbot, beispiel, request.param)


# -- empty ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SEITEN)
def test_an_empty_table_says_what_to_do_and_begins(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    leer = lege_leer_an(tmp_path / "leer.amip", 2027)
    probe = zeige(qtbot, leer, name)
    assert isinstance(probe.ansicht, Tafelseite)
    assert probe.ansicht.leer.isVisible()
    assert probe.ansicht.rat
    assert not probe.tafel.knoepfe["neu"].isVisible()
    probe.seite.setFocus()
    assert QApplication.focusWidget() is probe.ansicht.beginnen
    qtbot.keyClick(probe.ansicht.beginnen, Qt.Key.Key_Space)
    editor = probe.gitter.offener_editor()
    assert editor is not None
    qtbot.keyClicks(editor, "Erstes")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert probe.bezeichnungen() == ["Erstes"]
    assert probe.gitter.isVisible()
    leer.datei.schliesse()


def test_an_empty_read_only_file_offers_no_button(qtbot: QtBot, tmp_path: Path) -> None:
    pfad = tmp_path / "leer.amip"
    lege_leer_an(pfad, 2027).datei.schliesse()
    leer = oeffne(pfad, schreibgeschuetzt=True)
    probe = zeige(qtbot, leer, "kundengruppe")
    assert isinstance(probe.ansicht, Tafelseite)
    assert probe.ansicht.leer.isVisible()
    assert not probe.ansicht.beginnen.isVisible()
    leer.datei.schliesse()


# -- the tie with the measures -------------------------------------------------------------------------


@pytest.fixture
def bildung(qtbot: QtBot, beispiel: Dokument) -> Probe:
    """The training targets on the screen."""
    return Probe(qtbot, beispiel, "bildungsziel")


def ansicht(probe: Probe) -> BildungszielSeite:
    assert isinstance(probe.ansicht, BildungszielSeite)
    return probe.ansicht


def worte(probe: Probe) -> list[str]:
    return [probe.schild(f"bildung_wort_{art}") for art in Bildungsart]


def test_the_tie_leads_to_the_rows_of_the_measures(bildung: Probe) -> None:
    assert worte(bildung) == ["✓ stimmt überein", "✓ stimmt überein"]
    verweis = ansicht(bildung).abstimmung.zeilen[Bildungsart.UMSCHULUNG].eintritte
    assert verweis.text() == "580"
    bildung.qtbot.mouseClick(verweis, Qt.MouseButton.LeftButton)
    (sprung,) = bildung.spruenge
    assert sprung == Ziel("massnahmen", zeilen=sprung.zeilen)
    assert sum(bildung.dok.blick.zeilen[z].eintritte or 0 for z in sprung.zeilen) == 580


def test_the_tie_follows_targets_measures_and_products(bildung: Probe) -> None:
    bildung.gehe(3, "umschulungen")
    bildung.tippe("31")
    assert worte(bildung)[0] == "✗ 7 zu wenig"
    verweis = ansicht(bildung).abstimmung.zeilen[Bildungsart.UMSCHULUNG].eintritte
    bildung.qtbot.mouseClick(verweis, Qt.MouseButton.LeftButton)
    zeile = next(z for z in bildung.spruenge[0].zeilen if bildung.dok.blick.zeilen[z].eintritte)
    ansatz_setzen(
        bildung.dok, zeile, Feld.EINTRITTE, str((bildung.dok.blick.zeilen[zeile].eintritte or 0) + 7)
    )
    assert worte(bildung)[0] == "✓ stimmt überein"
    assert verweis.text() == "587"
    zuordnung = ansicht(bildung).zuordnung
    zuordnung.setFocus()
    zuordnung.gehe_zu(zuordnung.modell.index(0, 3))
    assert zuordnung.modell.vorschlaege(zuordnung.currentIndex()) == ("Umschulung", "Fortbildung")
    bildung.qtbot.keyClick(zuordnung, Qt.Key.Key_Delete)
    assert worte(bildung)[1] == "✗ 1.138 zu wenig"


def test_without_any_product_the_tie_asks_for_one(bildung: Probe) -> None:
    zuordnung = ansicht(bildung).zuordnung
    zeilen = zuordnung.modell.rowCount()
    zuordnung.setFocus()
    zuordnung.gehe_zu(zuordnung.modell.index(0, 3))
    for _ in range(zeilen - 1):
        bildung.qtbot.keyClick(zuordnung, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert bildung.seite.befehle() >= {"leeren", "nach_unten_ausfuellen"}
    bildung.seite.fuehre_aus("leeren")
    (eintrag,) = lies_protokoll(bildung.dok, hoechstens=1)
    assert eintrag.bezeichnung == f"Bildungsziel von {zeilen} Produkten geändert"
    leer = bildung.ansicht.findChild(QLabel, "bildung_ohne_produkte")
    assert leer is not None
    assert leer.isVisible()
    assert zuordnung.modell.rowCount() == len(bildung.dok.blick.produkte)
    assert bildung.dok.rueckgaengig()
    assert not leer.isVisible()


# -- links, memory -------------------------------------------------------------------------------------


def test_the_protokoll_leads_to_the_row_that_was_changed(probe: Probe) -> None:
    zeile = probe.zeilen()[-1]
    grundlagen.zelle_setzen(probe.dok, probe.tabelle, zeile.id, "bezeichnung", "anders")
    (eintrag,) = lies_protokoll(probe.dok, hoechstens=1)
    ziel = ziel_von(probe.dok.blick, eintrag.aenderungen)
    assert ziel is not None
    probe.seite.zeige("kundengruppe" if probe.ansicht.name != "kundengruppe" else "zielwert")
    probe.seite.gehe_zu(ziel)
    assert probe.seite.aktuelle() is probe.ansicht
    assert probe.gitter.aktuelle() == next(z for z in probe.zeilen() if z.id == zeile.id)


def test_every_table_of_the_file_has_its_view() -> None:
    ansichten = {u.name for u in GrundlagenSeite.unterseiten}
    assert {ANSICHT.get(name, name) for name in NAMEN} == ansichten


def test_flat_rates_of_the_plan_say_where_they_differ(qtbot: QtBot, beispiel: Dokument) -> None:
    probe = zeige(qtbot, beispiel, "patpauschale")
    probe.gehe(1, "betrag_cent")
    probe.tippe("650")
    assert probe.text(1, "regel") == "600,00"
    assert probe.text(1, "vergleich") == f"50,00{S}€ mehr als die Regel"
    assert probe.schild("patpauschale_satz").endswith("1 von 3 weicht von ihr ab.")


def test_the_catalogue_completes_what_a_product_counts_as(qtbot: QtBot, beispiel: Dokument) -> None:
    eltern = QWidget()
    qtbot.addWidget(eltern)
    dialog = Katalogdialog(Bruecke(beispiel), eltern)
    dialog.blaetter.setCurrentIndex(list(Katalog).index(Katalog.PRODUKT))
    with qtbot.waitExposed(dialog):
        dialog.show()
    feld = dialog.findChild(Zeilenfeld, "produkt_1_bildungsart")
    assert feld is not None
    feld.editor.setFocus()
    qtbot.keyClicks(feld.editor, "um")
    assert feld.text().casefold() == "umschulung"
    qtbot.keyClick(feld.editor, Qt.Key.Key_Return)
    assert next(iter(beispiel.blick.produkte.values())).bildungsart is Bildungsart.UMSCHULUNG


def test_widths_are_remembered(probe: Probe) -> None:
    feste = next(
        s.schluessel for s in probe.modell.spec.spalten if s.schluessel != probe.modell.spec.gestreckt
    )
    probe.gitter.setColumnWidth(probe.spalte(feste), 177)
    stand = probe.seite.zustand()
    zweite = Probe(probe.qtbot, probe.dok, probe.tabelle.name)
    zweite.seite.stelle_her(lambda wort: stand[wort])
    assert zweite.gitter.columnWidth(zweite.spalte(feste)) == 177


def test_a_hidden_view_catches_up_when_it_is_shown(qtbot: QtBot, beispiel: Dokument) -> None:
    probe = zeige(qtbot, beispiel, "sonderprojekt")
    probe.seite.zeige("zielwert")
    zeile = probe.zeilen()[0]
    zellen_setzen(beispiel, probe.tabelle, [Grundzelle(zeile.id, "bezeichnung", "umbenannt")])
    probe.seite.zeige("sonderprojekt")
    assert probe.text(0, "bezeichnung") == "umbenannt"
