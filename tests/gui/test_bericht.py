"""The report as a PDF: all of the plan on pages that say where they belong, or no file at all."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPainter, QPdfWriter
from PySide6.QtWidgets import QFileDialog

from app.services import struktur
from app.services.diagrammkuerzung import PLATZ
from app.services.diagrammtypen import Balkendaten
from app.services.eingabe import Feld
from app.services.excel.auswahl import Exportwahl, Unterdrueckung
from app.services.excel.bezug import Bereich
from app.services.excel.blatt import Druckkopf
from app.services.excel.diagramm import BLAU, HIMMEL, Diagramm, Diagrammart, Reihe
from app.services.excel.formate import Stil
from app.services.excel.papier import Papierblatt, papierblaetter
from app.services.excel.papierseiten import seiten
from app.services.fehler import Anwendungsfehler, DateiFehler
from app.services.kataloge import Katalog, eintrag_anlegen
from app.services.zeilen import ERFUNDEN
from app.services.zellen import zelle_setzen
from app.views import anwendung
from app.views.bericht import diagrammbilder, schreibe_bericht
from app.views.bericht.diagrammmaler import male_diagramm
from app.views.bericht.satz import JE_PUNKT, Schriftbild, Zeichner, schriftname
from app.views.bericht.tabellenmaler import male_tabellen
from app.views.exportdialog import Exportdialog
from app.views.meldung import Art
from tests.gui.fenster_hilfe import fenster_mit_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument

PDFTOTEXT = shutil.which("pdftotext")
braucht_pdftotext = pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext (poppler-utils) fehlt")
ALT = b"der letzte Bericht"


@pytest.fixture(autouse=True)
def app(qtbot: QtBot) -> Iterator[QApplication]:
    app = anwendung.erzeuge()
    anwendung.setze_thema(app, "hell")
    yield app
    anwendung.setze_thema(app, "hell")


@pytest.fixture(params=["duisburg", "demo", "leer"])
def plan(request: pytest.FixtureRequest) -> Dokument:
    name = {"duisburg": "beispiel"}.get(request.param, request.param)
    dok: Dokument = request.getfixturevalue(name)
    return dok


def seitentexte(pdf: Path) -> list[str]:
    """The text of each page."""
    befehl = [str(PDFTOTEXT), "-raw", str(pdf), "-"]  # in the order in which it was painted
    lauf = subprocess.run(befehl, check=True, capture_output=True, encoding="utf-8")
    return lauf.stdout.split("\f")[:-1]


def eng(text: str) -> str:
    """Without spaces, line ends and hyphens at them: where lines break is another matter."""
    return re.sub(r"[\s-]+", "", text)


def seitenzahl(pdf: Path) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf.read_bytes()))


# -- what is in it -----------------------------------------------------------------------------------


def test_there_is_a_page_with_charts_and_one_for_each_page_of_the_tables(
    plan: Dokument, tmp_path: Path
) -> None:
    pdf = schreibe_bericht(plan.blick, tmp_path / "bericht.pdf")
    inhalt = pdf.read_bytes()
    assert inhalt.startswith(b"%PDF-")
    assert inhalt.rstrip().endswith(b"%%EOF")
    assert seitenzahl(pdf) == 1 + len(seiten(papierblaetter(plan.blick)))
    assert inhalt.count(b"/Subtype /Image") >= 4


@braucht_pdftotext
def test_each_page_says_plan_stand_and_which_page_of_how_many(plan: Dokument, tmp_path: Path) -> None:
    texte = seitentexte(schreibe_bericht(plan.blick, tmp_path / "bericht.pdf"))
    kopf = plan.blick.kopf
    stand = f"Stand {kopf.stand:%d.%m.%Y}" if kopf.stand else f"Haushaltsjahr {kopf.haushaltsjahr}"
    for nummer, text in enumerate(texte, start=1):
        assert f"Seite {nummer} von {len(texte)}" in text
        assert eng(kopf.name) in eng(text)
        assert stand in text
        assert (ERFUNDEN in text) == kopf.erfunden


@braucht_pdftotext
def test_no_text_of_any_table_is_lost(plan: Dokument, tmp_path: Path) -> None:
    texte = seitentexte(schreibe_bericht(plan.blick, tmp_path / "bericht.pdf"))
    for text, seite in zip(texte[1:], seiten(papierblaetter(plan.blick)), strict=True):
        gedruckt = eng(text)
        for teil in seite.teile:
            zeilen = {*teil.kopf, *teil.zeilen}
            fehlen = [
                z.text for z in teil.tabelle.zellen if z.zeile in zeilen and eng(z.text) not in gedruckt
            ]
            assert fehlen == []


@braucht_pdftotext
def test_the_first_page_shows_the_key_figures_with_word_and_sign(beispiel: Dokument, tmp_path: Path) -> None:
    erste = seitentexte(schreibe_bericht(beispiel.blick, tmp_path / "bericht.pdf"))[0].replace("\u00a0", " ")
    for text in (
        "AMIP 2020 jobcenter Duisburg",
        "Status: Entwurf",
        "Der Plan überzieht das Neufallbudget um 1.637,74 €.",
        "35.085.957,00 €",
        "35.087.594,74 €",
        "−1.637,74 €",
        "überplant",
        "100,0 %",
        "15.812",
        "32.647.597,00 €",
        "Neufallbudget 2020",
        "Bindungen nach Haushaltsjahr",
        "Mittel nach Handlungsfeld",
        "Eintritte nach Produktkategorie",
    ):
        assert text in erste


@braucht_pdftotext
def test_the_contents_give_the_page_of_each_table(beispiel: Dokument, tmp_path: Path) -> None:
    texte = seitentexte(schreibe_bericht(beispiel.blick, tmp_path / "bericht.pdf"))
    zeile = re.compile(r"^HF 3\b.*?(\d+)$", re.MULTILINE)
    layout = subprocess.run(
        [str(PDFTOTEXT), "-layout", "-f", "2", "-l", "2", str(tmp_path / "bericht.pdf"), "-"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    treffer = zeile.search(re.sub(r"^ +", "", layout, flags=re.MULTILINE))
    assert treffer
    assert "Verbesserung des Übergangs Schule und Beruf" in texte[int(treffer[1]) - 1]


def test_the_charts_are_light_and_drawn_in_the_dark_theme_too(app: QApplication, beispiel: Dokument) -> None:
    hell = diagrammbilder(beispiel.blick)
    anwendung.setze_thema(app, "dunkel")
    dunkel = diagrammbilder(beispiel.blick)
    for eines, anderes in zip(hell, dunkel, strict=True):
        assert eines.bild == anderes.bild
        assert eines.bild.pixelColor(2, 2) == QColor("white")
    blau = QColor("#0072B2")
    wasserfall = hell[0].bild
    farben = {wasserfall.pixel(x, y) for x in range(0, wasserfall.width(), 9) for y in range(0, 400, 9)}
    assert blau.rgb() in farben


@braucht_pdftotext
def test_the_charts_among_the_tables_say_their_figures(plan: Dokument, tmp_path: Path) -> None:
    texte = seitentexte(schreibe_bericht(plan.blick, tmp_path / "bericht.pdf"))
    for text, seite in zip(texte[1:], seiten(papierblaetter(plan.blick)), strict=True):
        for bild in (bild for teil in seite.teile for bild in teil.tabelle.diagramme):
            worte = [wort for name in bild.diagramm.namen for wort in name.split("\n")]
            assert [wort for wort in worte if eng(wort) not in eng(text)] == []


def test_the_charts_among_the_tables_are_vectors_in_their_colours(beispiel: Dokument) -> None:
    for tabelle in papierblaetter(beispiel.blick):
        for bild in tabelle.diagramme:
            gemalt = gerendert(bild.diagramm)
            sichtbar = [r.farbe for r in bild.diagramm.reihen if r.farbe and any(r.werte)]
            for farbe in bild.diagramm.farben or sichtbar:
                assert QColor(farbe).rgb() in gemalt, (tabelle.name, farbe)


def test_values_below_zero_and_a_series_of_nothing_are_drawn() -> None:
    bereich = Bereich("Blatt", 0, 1, 0)
    for art in Diagrammart:
        for werte in ((0, 0), (5_000_00, -3_000_00)):
            reihe = Reihe("Werte", bereich, BLAU, werte)
            diagramm = Diagramm(
                art,
                "",
                bereich,
                ("eins", "zwei"),
                (reihe,),
                geld=True,
                breite=400,
                hoehe=200,
                farben=(BLAU, HIMMEL),
                legende=True,
            )
            gemalt = gerendert(diagramm)
            assert (QColor(BLAU).rgb() in gemalt) == (any(werte) or art is Diagrammart.SAEULEN)


def gerendert(diagramm: Diagramm) -> set[int]:
    """The colours of a painted chart."""
    bild = QImage(JE_PUNKT * 400, JE_PUNKT * 200, QImage.Format.Format_RGB32)
    bild.setDotsPerMeterX(round(JE_PUNKT * 72 / 0.0254))
    bild.setDotsPerMeterY(round(JE_PUNKT * 72 / 0.0254))
    bild.fill(QColor("white"))
    maler = QPainter(bild)
    male_diagramm(Zeichner(maler, schriftname()), diagramm, QRectF(0, 0, 400, 200), 1.0)
    maler.end()
    return {bild.pixel(x, y) for x in range(0, bild.width(), 5) for y in range(0, bild.height(), 5)}


# -- many groups on the first page -------------------------------------------------------------------


def test_the_smallest_of_many_groups_are_one_bar_and_nothing_is_lost(beispiel: Dokument) -> None:
    for nummer in range(12):
        feld, _ = eintrag_anlegen(beispiel, Katalog.HANDLUNGSFELD, f"Feld {nummer}")
        zeile, _ = struktur.massnahme_anlegen(beispiel, handlungsfeld_id=feld)
        zelle_setzen(beispiel, zeile, Feld.MITTELANSATZ, f"{nummer + 1}000,00")
        eintrag_anlegen(beispiel, Katalog.PRODUKTKATEGORIE, f"Kategorie {nummer}")
    mittel, eintritte = (bild.daten for bild in diagrammbilder(beispiel.blick)[2:])
    assert isinstance(mittel, Balkendaten)
    assert isinstance(eintritte, Balkendaten)
    assert len(mittel.balken) + len(eintritte.balken) == PLATZ
    assert mittel.balken[-1].name == "weitere (8)"
    assert mittel.balken[-1].wert == "36.000\u00a0€ · 0,1\u00a0%"
    assert sum(b.bis for b in mittel.balken) == beispiel.blick.kennzahlen.verplant_cent
    assert mittel.balken[-2].name == "Feld 11"  # in the order of the catalogue


def test_few_groups_are_all_shown_with_their_shares(beispiel: Dokument) -> None:
    mittel = diagrammbilder(beispiel.blick)[2].daten
    assert isinstance(mittel, Balkendaten)
    assert [b.wert.partition(" · ")[2] for b in mittel.balken] == [
        "48,7\u00a0%",
        "46,4\u00a0%",
        "2,7\u00a0%",
        "2,3\u00a0%",
    ]


# -- text that is too long ---------------------------------------------------------------------------


@pytest.fixture
def zeichner() -> Iterator[Zeichner]:
    puffer = QBuffer()
    puffer.open(QIODevice.OpenModeFlag.WriteOnly)
    schreiber = QPdfWriter(puffer)
    schreiber.setResolution(JE_PUNKT * 72)
    maler = QPainter(schreiber)
    yield Zeichner(maler, schriftname())
    maler.end()


def test_a_text_too_long_for_its_place_is_set_smaller_not_cut(zeichner: Zeichner) -> None:
    platz = QRectF(0, 0, 80, 24)
    bild = Schriftbild(9.0, "#000000")
    kurz = zeichner.passend("kurz", bild, platz)
    lang = zeichner.passend("ein Text, der in neun Punkt nicht in zwei Zeilen passt", bild, platz)
    assert lang.zeilenhoehe < kurz.zeilenhoehe
    assert lang.hoehe <= platz.height() + 0.1
    assert lang.breite <= platz.width() + 0.1


@braucht_pdftotext
def test_a_text_higher_than_a_page_goes_on_on_the_next(tmp_path: Path) -> None:
    worte = [f"Wort{nummer}" for nummer in range(900)]
    blatt = Papierblatt("Blatt", "Titel")
    blatt.breiten((500,))
    blatt.verbinde(0, 59, (0, 0), " ".join(worte), Stil.TEXT)
    blatt.drucke(Druckkopf("Plan", "Stand"), (60, 1))
    pdf = tmp_path / "lang.pdf"
    schreiber = QPdfWriter(str(pdf))
    schreiber.setPageOrientation(QPageLayout.Orientation.Landscape)
    schreiber.setResolution(JE_PUNKT * 72)
    maler = QPainter(schreiber)
    alle = seiten([blatt.fertig()])
    for nummer, seite in enumerate(alle):
        if nummer:
            schreiber.newPage()
        male_tabellen(Zeichner(maler, schriftname()), seite, QPointF(43, 54), {})
    maler.end()
    texte = seitentexte(pdf)
    assert len(texte) == len(alle) > 1
    assert " ".join(texte).split() == worte


# -- whole or not at all -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "muster"),
    [("plan.xlsx", "Endung „.pdf“"), ("fehlt/plan.pdf", "gibt es nicht"), ("ordner.pdf", "ist ein Ordner")],
)
def test_what_cannot_be_a_target_is_told_before_anything_is_made(
    beispiel: Dokument, tmp_path: Path, name: str, muster: str
) -> None:
    (tmp_path / "ordner.pdf").mkdir()
    gemeldet: list[str] = []
    with pytest.raises(DateiFehler, match=muster):
        schreibe_bericht(beispiel.blick, tmp_path / name, fortschritt=lambda text, _: gemeldet.append(text))
    assert gemeldet == []


def test_a_cancelled_report_leaves_the_former_file(beispiel: Dokument, tmp_path: Path) -> None:
    class Abbruch(Exception):
        pass

    def brich_ab(_text: str, anteil: float) -> None:
        if anteil > 0.5:
            raise Abbruch

    ziel = tmp_path / "bericht.pdf"
    ziel.write_bytes(ALT)
    with pytest.raises(Abbruch):
        schreibe_bericht(beispiel.blick, ziel, fortschritt=brich_ab)
    assert ziel.read_bytes() == ALT
    assert list(tmp_path.glob("*.tmp")) == []


def test_charts_of_other_figures_are_refused(beispiel: Dokument, tmp_path: Path) -> None:
    bilder = diagrammbilder(beispiel.blick)
    zeile = next(z for z in beispiel.blick.zeilen.values() if z.verplant_cent)
    zelle_setzen(beispiel, zeile.id, Feld.MITTELANSATZ, "1,00")
    with pytest.raises(Anwendungsfehler, match="wurde geändert"):
        schreibe_bericht(beispiel.blick, tmp_path / "bericht.pdf", bilder=bilder)
    assert not (tmp_path / "bericht.pdf").exists()


def test_progress_counts_the_pages_up_to_the_end(beispiel: Dokument, tmp_path: Path) -> None:
    gemeldet: list[tuple[str, float]] = []
    schreibe_bericht(
        beispiel.blick, tmp_path / "b.pdf", fortschritt=lambda text, anteil: gemeldet.append((text, anteil))
    )
    anteile = [anteil for _, anteil in gemeldet]
    assert anteile == sorted(anteile)
    assert anteile[-1] == 1.0
    assert f"Seite 2 von {seitenzahl(tmp_path / 'b.pdf')}" in [text for text, _ in gemeldet]


# -- in the window -----------------------------------------------------------------------------------


def test_the_report_is_written_beside_the_window_and_offers_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    ziel = tmp_path / "plan-Bericht.pdf"

    with qtbot.waitSignal(fenster.hintergrund.beendet, timeout=20_000):
        fenster.dateien.ausfuhr.schreibe_bericht(ziel)

    meldung = fenster.meldung.meldung
    assert meldung is not None
    assert meldung.art is Art.ERFOLG
    assert meldung.was == "Der Bericht „plan-Bericht.pdf“ ist geschrieben."
    assert [k.text for k in meldung.knoepfe] == ["Datei öffnen", "Ordner öffnen"]
    assert seitenzahl(ziel) > 12


def test_a_report_cancelled_in_the_window_writes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)

    with qtbot.waitSignal(fenster.hintergrund.beendet, timeout=20_000):
        fenster.dateien.ausfuhr.schreibe_bericht(tmp_path / "b.pdf")
        fenster.hintergrund.brich_ab()

    assert not (tmp_path / "b.pdf").exists()
    assert fenster.meldung.meldung is not None
    assert fenster.meldung.meldung.was == "Der Export wurde abgebrochen."


def test_the_menu_suggests_a_name_beside_the_plan(qtbot: QtBot, tmp_path: Path) -> None:
    fenster = fenster_mit_plan(qtbot, tmp_path)
    fenster.menues.aktionen["bericht_schreiben"].trigger()
    wahl = next(d for d in fenster.findChildren(Exportdialog) if d.isVisible())
    assert (wahl.windowTitle(), wahl.weiter.text()) == ("Bericht als PDF", "Bericht schreiben …")
    wahl.weiter.click()
    dialog = next(d for d in wahl.findChildren(QFileDialog) if d.isVisible())
    assert dialog.selectedFiles()[0].endswith("plan-Bericht.pdf")
    dialog.reject()
    wahl.reject()


def test_only_chosen_tables_go_into_the_report(beispiel: Dokument, tmp_path: Path) -> None:
    wahl = Exportwahl(tabellen=("abb2", "abb6"))
    ziel = schreibe_bericht(beispiel.blick, tmp_path / "b.pdf", wahl=wahl)
    assert seitenzahl(ziel) < 6
    with pytest.raises(Anwendungsfehler, match="„abb99“ gibt es nicht"):
        schreibe_bericht(beispiel.blick, ziel, wahl=Exportwahl(tabellen=("abb99",)))


def test_no_chart_of_the_report_tells_entries_where_small_counts_are_left_out(beispiel: Dokument) -> None:
    wahl = Exportwahl(kleine_zahlen=Unterdrueckung(3))
    assert any("Eintritte" in bild.titel for bild in diagrammbilder(beispiel.blick))
    assert not any("Eintritte" in bild.titel for bild in diagrammbilder(beispiel.blick, wahl))
