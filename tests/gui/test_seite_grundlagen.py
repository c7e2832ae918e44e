"""The page "Grundlagen" with its view on cases: typed as by a person, figures reckoned by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from app.services.eingabe import Feld
from app.services.fallgruppen import binde, bindung_der
from app.services.fallzellen import Fallfeld, zelle_setzen
from app.services.grundlagen import zeilen_loeschen
from app.services.grundlagenfelder import PATPAUSCHALEN
from app.services.haushaltszeilen import Plangroesse
from app.services.kataloge import Katalog, eintrag_setzen
from app.services.plaene import lege_leer_an, oeffne
from app.services.planwerte import planwert_setzen
from app.services.zellen import zelle_setzen as mittel_setzen
from app.views.bruecke import Bruecke, Ziel
from app.views.grundlagen.pat import PatSeite
from app.views.grundlagen.seite import GrundlagenSeite
from tests.gui.test_seite_zugang import bedienbare
from tests.unit.fallgruppen_hilfe import BESTAND, NEUE, OHNE_PAT, REGELN, lege_an

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument

(BEZEICHNUNG, PRODUKT, KLASSE, ANZAHL, BEGINN, DAUER, LOHN) = range(7)
(ART, BRUTTO, PAT, NETTO, BINDUNG, MASSNAHME, BEMERKUNG) = range(7, 14)
TEILHABE = "§ 16i - Teilhabe am Arbeitsmarkt"
STRG, NICHTS = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


class Probe:
    """The page on screen, and what a person does there."""

    def __init__(self, qtbot: QtBot, dok: Dokument) -> None:
        self.qtbot, self.dok, self.bruecke = qtbot, dok, Bruecke(dok)
        self.fehler: list[str] = []
        self.hinweise: list[str] = []
        self.spruenge: list[Ziel] = []
        self.bruecke.fehler.connect(lambda f: self.fehler.append(f.text))
        self.bruecke.hinweis.connect(self.hinweise.append)
        self.bruecke.sprung.connect(self.spruenge.append)
        self.seite = GrundlagenSeite(self.bruecke)
        qtbot.addWidget(self.seite)
        self.seite.resize(1300, 900)
        with qtbot.waitExposed(self.seite):
            self.seite.show()
        self.seite.activateWindow()
        pat = self.seite.zeige("pat")
        assert isinstance(pat, PatSeite)
        self.pat, self.gitter = pat, pat.gitter

    def gehe(self, zeile: int, spalte: int) -> None:
        self.gitter.setFocus()
        self.gitter.gehe_zu(self.gitter.modell.index(zeile, spalte))

    def tippe(self, text: str, taste: Qt.Key = Qt.Key.Key_Tab) -> None:
        self.qtbot.keyClick(self.gitter, text[0])
        editor = self.gitter.offener_editor()
        assert editor is not None
        self.qtbot.keyClicks(editor, text[1:])
        self.qtbot.keyClick(editor, taste)

    def zeile(self, stelle: int) -> list[str]:
        modell = self.gitter.modell
        return [str(modell.index(stelle, spalte).data()) for spalte in range(modell.columnCount())]

    def spalte(self, spalte: int) -> list[str]:
        modell = self.gitter.modell
        return [str(modell.index(zeile, spalte).data()) for zeile in range(modell.rowCount())]

    def zahlen(self, name: str) -> list[str]:
        return [self.schild(f"pat_zahl_{name}_{spalte}") for spalte in range(1, 5)]

    def schild(self, name: str) -> str:
        label = self.pat.findChild(QLabel, name)
        assert label is not None
        return label.text()

    def klicke(self, knopf: str) -> None:
        self.qtbot.mouseClick(self.pat.knoepfe[knopf], Qt.MouseButton.LeftButton)

    def waehle_alle(self) -> None:
        self.gehe(0, BEZEICHNUNG)
        for _ in range(len(self.dok.blick.fallgruppen) - 1):
            self.qtbot.keyClick(self.gitter, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture
def probe(qtbot: QtBot, beispiel: Dokument) -> Probe:
    lege_an(beispiel, *({**zeile, "massnahme": TEILHABE} for zeile in NEUE))
    return Probe(qtbot, beispiel)


# -- typing ----------------------------------------------------------------------------------------


def test_150_cases_of_mixed_classes_cost_what_one_reckons_by_hand(qtbot: QtBot, beispiel: Dokument) -> None:
    probe = Probe(qtbot, beispiel)
    qtbot.mouseClick(probe.pat.beginnen, Qt.MouseButton.LeftButton)
    editor = probe.gitter.offener_editor()
    assert editor is not None
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    for stelle, (klasse, anzahl) in enumerate(((1, 80), (2, 40), (3, 30))):
        probe.gehe(stelle, BEZEICHNUNG)
        probe.tippe(f"Klasse {klasse}")
        assert probe.gitter.currentIndex().column() == PRODUKT
        qtbot.keyClick(probe.gitter, Qt.Key.Key_Tab)
        for text in (str(klasse), str(anzahl), "3/2020", "60"):
            probe.tippe(text)
        probe.tippe("1900", Qt.Key.Key_Return)

    # March to December are ten months of the first year of support: 100 % of 1.900,00 €.
    assert probe.zeile(0) == [
        "Klasse 1",
        "§ 16i) Teilhabe am Arbeitsmarkt",
        "1 ein Erwachsener, kein Kind",
        "80",
        "03.2020",
        "60",
        "1.900,00",
        "Neufall",
        "1.520.000,00",  # 80 × 1.900 × 10
        "400.000,00",  # 80 × 500 × 10
        "1.120.000,00",
        "–",
        "",
        "",
    ]
    assert probe.zeile(1)[BRUTTO : NETTO + 1] == ["760.000,00", "240.000,00", "520.000,00"]
    assert probe.zeile(2)[BRUTTO : NETTO + 1] == ["570.000,00", "210.000,00", "360.000,00"]
    summe = probe.zeile(4)
    assert (summe[BEZEICHNUNG], summe[ANZAHL]) == ("Summe", "150")
    assert summe[BRUTTO : NETTO + 1] == ["2.850.000,00", "850.000,00", "2.000.000,00"]
    assert probe.zahlen("neu") == ["150", "2.850.000,00", "850.000,00", "2.000.000,00"]
    assert probe.zahlen("bestand") == ["0", "0,00", "0,00", "0,00"]
    assert probe.pat.satz.text() == (
        "Der Passiv-Aktiv-Transfer entlastet den Eingliederungstitel 2020 um 850.000,00\u00a0€."
    )
    assert [g.dauer_monate for g in beispiel.blick.fallgruppen] == [60, 60, 60]
    assert probe.fehler == []


@pytest.mark.parametrize(
    ("spalte", "text", "sagt"),
    [
        (BEGINN, "13.2020", "Den Monat 13 gibt es nicht"),
        (DAUER, "61", "Möglich sind 1 bis 60 Monate"),
        (KLASSE, "7", "keine BG-Klasse"),
        (LOHN, "12.34", "mehrdeutig"),
    ],
)
def test_what_does_not_fit_stays_in_the_editor_with_the_reason(
    probe: Probe, spalte: int, text: str, sagt: str
) -> None:
    vorher = probe.dok.blick.fallgruppen
    probe.gehe(0, spalte)
    probe.tippe(text, Qt.Key.Key_Return)
    editor = probe.gitter.offener_editor()
    assert editor is not None
    assert editor.text() == text
    assert sagt in editor.grund
    assert probe.dok.blick.fallgruppen == vorher
    probe.qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_a_class_is_picked_from_those_of_the_groups_beginning(probe: Probe) -> None:
    zelle_setzen(probe.dok, REGELN, probe.dok.blick.fallgruppen[0], Fallfeld.BEGINN, "01.2023")
    probe.gehe(0, KLASSE)
    modell = probe.gitter.modell
    assert "2 ein Erwachsener, genau ein Kind" in modell.vorschlaege(modell.index(0, KLASSE))
    probe.gehe(1, KLASSE)
    assert "2 ein Erwachsener, mindestens ein Kind" in modell.vorschlaege(modell.index(1, KLASSE))
    probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_Delete)
    assert probe.zeile(1)[KLASSE] == "ohne PAT"
    assert probe.zeile(1)[PAT] == "0,00"


def test_a_table_from_excel_comes_in_one_step_or_not_at_all(probe: Probe) -> None:
    kopf = "Bestand A\t§ 16i) T\t2\t100\t09.2019\t24\t1.800,00\nBestand B\t§ 16e\t\t20\t10.2019\t24\t"
    probe.gehe(3, BEZEICHNUNG)
    QGuiApplication.clipboard().setText(f"{kopf}viel\n")
    probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_V, STRG)
    assert len(probe.dok.blick.fallgruppen) == 3
    assert "„Bestand B“" in probe.fehler[-1]
    QGuiApplication.clipboard().setText(f"{kopf}1.700\n")
    probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_V, STRG)
    assert probe.spalte(ART)[3:5] == ["Bestand", "Bestand"]
    # 100 × 600 × 12 months of PAT; § 16e: 20 × 1.700 × (9 months at 75 % + 3 at 50 %).
    assert probe.zeile(3)[PAT] == "720.000,00"
    assert probe.zeile(4)[BRUTTO] == "280.500,00"
    assert probe.zahlen("bestand") == ["120", "2.440.500,00", "720.000,00", "1.720.500,00"]
    probe.dok.rueckgaengig()
    assert probe.spalte(BEZEICHNUNG)[3:] == ["+ neue Fallgruppe …", "Summe"]


def test_selected_groups_are_deleted_and_come_back(probe: Probe) -> None:
    probe.gehe(1, ANZAHL)
    assert "zeile_loeschen" in probe.pat.befehle()
    probe.pat.fuehre_aus("zeile_loeschen")
    assert probe.spalte(BEZEICHNUNG)[:2] == ["neu, Klasse 1", "neu, Klasse 3"]
    probe.dok.rueckgaengig()
    assert len(probe.dok.blick.fallgruppen) == 3


# -- the frame -------------------------------------------------------------------------------------


def test_the_expected_relief_is_typed_and_compared_in_words(probe: Probe) -> None:
    kopf = probe.pat.kopf
    neu, bestand = Plangroesse.PAT_RAHMEN_NEU_CENT, Plangroesse.PAT_RAHMEN_BESTAND_CENT
    for groesse, text in ((neu, "550.000"), (bestand, "2.700.000")):
        feld = kopf.rahmen[groesse].editor
        feld.setFocus()
        probe.qtbot.keyClicks(feld, text)
        probe.qtbot.keyClick(feld, Qt.Key.Key_Return)
    quelle = kopf.quellen[neu].editor
    quelle.setFocus()
    probe.qtbot.keyClicks(quelle, "AMIP 2.4")
    probe.qtbot.keyClick(quelle, Qt.Key.Key_Return)
    assert probe.dok.blick.planwerte[neu].wert == 550_000_00
    assert probe.dok.blick.planwerte[neu].quelle == "AMIP 2.4"
    assert kopf.rahmen[neu].text() == "550.000,00"
    assert probe.schild("pat_abweichung_neu") == "300.000,00\u00a0€ mehr als erwartet (54,5\u00a0%)"
    assert probe.schild("pat_abweichung_bestand") == "2.700.000,00\u00a0€ weniger als erwartet (100,0\u00a0%)"
    assert probe.schild("pat_zahl_alle_5") == "3.250.000,00"
    feld = kopf.rahmen[neu].editor
    feld.setFocus()
    probe.qtbot.keyClicks(feld, "-5")
    probe.qtbot.keyClick(feld, Qt.Key.Key_Return)
    assert "kann nicht negativ sein" in kopf.rahmen[neu].grund.text()
    probe.qtbot.keyClick(feld, Qt.Key.Key_Escape)
    assert kopf.rahmen[neu].text() == "550.000,00"


# -- Bindungen -------------------------------------------------------------------------------------


def test_selected_groups_are_booked_together_and_lead_to_their_bindung(probe: Probe) -> None:
    assert not probe.pat.knoepfe["zur_bindung"].isEnabled()
    probe.waehle_alle()
    probe.klicke("binden")
    assert probe.spalte(BINDUNG)[:3] == ["gebucht"] * 3
    assert probe.hinweise[-1].startswith("3 Fallgruppen als Bindung gebucht")
    assert not probe.pat.knoepfe["binden"].isEnabled()
    bindung = bindung_der(probe.dok.blick, probe.dok.blick.fallgruppen[0].id)
    assert bindung is not None
    assert bindung.betrag_cent(2020) == 1_120_000_00
    probe.gehe(0, ANZAHL)
    probe.klicke("zur_bindung")
    probe.gehe(0, NETTO)
    probe.qtbot.keyClick(probe.gitter, Qt.Key.Key_Return)
    assert probe.spruenge == [Ziel("bindungen", schluessel=bindung.id)] * 2
    probe.gehe(0, ANZAHL)
    probe.tippe("81")
    assert probe.spalte(BINDUNG)[:3] == ["weicht ab", "gebucht", "gebucht"]
    probe.gehe(0, ANZAHL)
    probe.klicke("binden")
    assert probe.spalte(BINDUNG)[:3] == ["gebucht"] * 3


def test_what_cannot_be_booked_is_told_and_nothing_is(probe: Probe) -> None:
    lege_an(probe.dok, {"bezeichnung": "noch leer"})
    probe.waehle_alle()
    probe.klicke("binden")
    assert "„noch leer“: Ab 2020 ist nichts zu zahlen." in probe.fehler[-1]
    assert probe.spalte(BINDUNG)[:4] == ["–"] * 4


def test_a_bindung_that_changes_elsewhere_is_noticed(probe: Probe) -> None:
    binde(probe.dok, REGELN, probe.dok.blick.fallgruppen[1].id)
    assert probe.spalte(BINDUNG)[:3] == ["–", "gebucht", "–"]
    probe.dok.rueckgaengig()
    assert probe.spalte(BINDUNG)[:3] == ["–"] * 3


# -- chart, comparison, rules ----------------------------------------------------------------------


def test_the_chart_shows_years_or_the_months_of_the_plans_year(probe: Probe) -> None:
    bild = probe.pat.bild
    assert bild.diagramm is not None
    flaeche = bild.diagramm.flaeche
    assert [s.name for s in flaeche.teile()] == ["2020", "2021", "2022", "2023", "2024", "2025"]
    bild.diagramm.angeklickt.emit(("jahr", 2021))
    assert not bild.knoepfe[True].isChecked()
    bild.diagramm.angeklickt.emit(("jahr", 2020))
    assert bild.knoepfe[True].isChecked()
    assert bild.knoepfe[True].text() == "Monate 2020"
    assert bild.diagramm.titel.text() == "Lohnkostenzuschuss 2020 nach Monaten"
    lege_an(probe.dok, BESTAND)
    assert [s.titel for s in flaeche.teile()][2] == "März 2020"
    probe.qtbot.mouseClick(bild.knoepfe[False], Qt.MouseButton.LeftButton)
    assert len(flaeche.teile()) == 6


def test_without_being_shown_no_chart_is_loaded(qtbot: QtBot, beispiel: Dokument) -> None:
    seite = PatSeite(Bruecke(beispiel))
    qtbot.addWidget(seite)
    assert seite.bild.diagramm is None


def test_new_cases_stand_beside_the_plan_and_follow_it(probe: Probe) -> None:
    vergleich = probe.pat.vergleich
    modell = vergleich.modell
    assert [str(modell.index(0, s).data()) for s in range(4)] == [
        TEILHABE,
        "1.527.636,00",
        "2.850.000,00",
        "2.000.000,00",
    ]
    (zeile,) = modell.zeilen
    mittel_setzen(probe.dok, zeile.ansaetze[0], Feld.MITTELANSATZ, "2.000.000")
    assert str(modell.index(0, 4).data()) == "brutto 850.000,00\u00a0€ über, netto gleich dem Mittelansatz"
    vergleich.setFocus()
    vergleich.gehe_zu(modell.index(0, 0))
    probe.qtbot.keyClick(vergleich, Qt.Key.Key_Return)
    assert probe.spruenge == [Ziel("massnahmen", zeilen=zeile.ansaetze)]
    assert probe.pat.befehle() == vergleich.befehle()
    lege_an(probe.dok, OHNE_PAT)
    assert modell.rowCount() == 2


def test_the_rules_behind_the_figures_are_shown_with_their_source(probe: Probe) -> None:
    modell = probe.pat.regeln.modell
    erste = [str(modell.index(0, s).data()) for s in range(4)]
    assert erste == [
        "Lohnkostenzuschuss § 16i SGB II",
        "100 / 100 / 90 / 80 / 70 % des Lohns im 1. bis 5. Förderjahr",
        "seit 01.01.2019",
        "§ 16i Abs. 2 SGB II",
    ]
    assert modell.rowCount() == 5


def test_a_group_that_no_rule_fits_counts_nothing_and_says_why(probe: Probe) -> None:
    produkt = probe.dok.blick.produkte[probe.dok.blick.fallgruppen[0].produkt_id or ""]
    assert probe.pat.fehler.isHidden()
    eintrag_setzen(probe.dok, Katalog.PRODUKT, produkt.id, "rechtsgrundlage", "§ 16d SGB II")
    assert probe.zeile(0)[ART : NETTO + 1] == ["ohne Regel", "–", "–", "–"]
    assert probe.zahlen("alle") == ["150", "0,00", "0,00", "0,00"]
    assert probe.pat.fehler.text().startswith("„neu, Klasse 1“: Für „§ 16d SGB II“ gibt es")


# -- as a page -------------------------------------------------------------------------------------


def test_a_plan_without_cases_says_what_they_are_and_how_to_begin(qtbot: QtBot, beispiel: Dokument) -> None:
    for rahmen in (Plangroesse.PAT_RAHMEN_NEU_CENT, Plangroesse.PAT_RAHMEN_BESTAND_CENT):
        planwert_setzen(beispiel, rahmen, None)
    zeilen_loeschen(beispiel, PATPAUSCHALEN, [p.id for p in beispiel.blick.grundlagen.patpauschalen])
    probe = Probe(qtbot, beispiel)
    assert probe.pat.leer.isVisible()
    assert "keine Personen" in probe.pat.leer.rat.text()
    probe.seite.setFocus()
    assert probe.pat.beginnen.hasFocus()
    qtbot.keyClick(probe.pat.beginnen, Qt.Key.Key_Space)
    editor = probe.gitter.offener_editor()
    assert editor is not None
    qtbot.keyClicks(editor, "§ 16i neu")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert [g.bezeichnung for g in beispiel.blick.fallgruppen] == ["§ 16i neu"]
    assert probe.gitter.isVisible()


def test_a_catalogue_without_a_wage_subsidy_is_said_instead(qtbot: QtBot, tmp_path: Path) -> None:
    leer = lege_leer_an(tmp_path / "leer.amip", 2027)
    probe = Probe(qtbot, leer)
    assert "Plan › Kataloge" in probe.pat.leer.rat.text()
    assert not probe.pat.beginnen.isVisible()
    leer.datei.schliesse()


def test_a_read_only_file_shows_the_figures_and_changes_nothing(qtbot: QtBot, beispiel: Dokument) -> None:
    lege_an(beispiel, *NEUE)
    zweites = oeffne(beispiel.datei.pfad, schreibgeschuetzt=True)
    probe = Probe(qtbot, zweites)
    assert probe.spalte(BEZEICHNUNG)[-1] == "Summe"
    assert "+ neue Fallgruppe …" not in probe.spalte(BEZEICHNUNG)
    probe.gehe(0, BEZEICHNUNG)
    assert not any(knopf.isEnabled() for knopf in probe.pat.knoepfe.values())
    assert all(feld.editor.isReadOnly() for feld in probe.pat.kopf.rahmen.values())
    zweites.datei.schliesse()


def test_a_link_leads_to_a_group_on_its_view(probe: Probe) -> None:
    probe.seite.zeige("personal")
    gruppe = probe.dok.blick.fallgruppen[2]
    probe.seite.gehe_zu(Ziel("grundlagen", unterseite="pat", schluessel=gruppe.id))
    assert probe.gitter.currentIndex().row() == 2
    assert probe.seite.aktuelle() is probe.pat
    probe.seite.setFocus()
    assert QApplication.focusWidget() is probe.gitter


def test_tab_reaches_every_control_and_each_has_a_name(probe: Probe) -> None:
    alle = bedienbare(probe.seite)
    assert all(w.objectName() for w in alle)
    assert [w for w in alle if not (w.accessibleName() or isinstance(w, QAbstractButton))] == []
    # Of the two buttons Tab reaches the one that is on, the arrow keys lead to the other.
    offen = {w for w in alle if w.isEnabled()} - {probe.pat.bild.knoepfe[True]}
    assert len(offen) > 10
    probe.seite.setFocus()
    for _ in range(150):
        fokus = QApplication.focusWidget()
        assert fokus is not None
        offen.discard(fokus)
        probe.qtbot.keyClick(fokus, Qt.Key.Key_Tab, STRG if fokus is probe.gitter else NICHTS)
    assert sorted(w.objectName() for w in offen) == []
    probe.pat.bild.knoepfe[False].setFocus()
    probe.qtbot.keyClick(probe.pat.bild.knoepfe[False], Qt.Key.Key_Right)
    assert probe.pat.bild.knoepfe[True].hasFocus()


def test_widths_are_remembered(qtbot: QtBot, probe: Probe) -> None:
    probe.gitter.setColumnWidth(LOHN, 133)
    stand = probe.seite.zustand()
    zweite = Probe(qtbot, probe.dok)
    zweite.seite.stelle_her(lambda wort: stand[wort])
    assert zweite.gitter.columnWidth(LOHN) == 133
