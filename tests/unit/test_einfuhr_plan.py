"""The text of a programme becomes a plan: the same as the example, row by row, and back with one undo."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.services import protokoll
from app.services.einfuhr.anwenden import wende_an
from app.services.einfuhr.quelle import lies_quelle, vorschau
from app.services.einfuhr.vorschau import Postenart, Quellenart, vorschau_als_dict
from app.services.einfuhr.wirkung import wirkung
from app.services.eingabe import Feld
from app.services.fehler import Anwendungsfehler
from app.services.grundlagenfelder import TABELLEN, ZAHLEN
from app.services.plaene import budget_setzen, lege_leer_an
from app.services.worte import BUDGET_WORT
from app.services.zeilen import Budgetart
from app.services.zellen import zelle_setzen
from tests.unit.datei_hilfe import DATEN, inhalt
from tests.unit.einfuhr_mappe_hilfe import abbild, nimm_an, zeile_von

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.dokument import Dokument
    from app.services.einfuhr.quelle import Quelle
    from app.services.planblick import Planblick

TEXT = DATEN / "amip-tabellen.txt"
UEBERPLANT = (
    "Die Mittelansätze ergeben 35.087.594,74\u00a0€, das Neufallbudget nennt der Text mit "
    "35.085.957,00\u00a0€: überplant um 1.637,74\u00a0€."
)


@pytest.fixture
def neu(tmp_path: Path) -> Iterator[Dokument]:
    """A plan for 2020 that holds nothing."""
    dok = lege_leer_an(tmp_path / "neu.amip", 2020)
    yield dok
    dok.datei.schliesse()


@pytest.fixture(scope="module")
def text() -> Quelle:
    quelle = lies_quelle(TEXT)
    assert quelle.art is Quellenart.AMIP
    return quelle


def _zeilen(blick: Planblick, *, mit_funktion: bool = True) -> list[tuple[object, ...]]:
    """All that a printed row says, and of which measure it is."""
    massnahmen: dict[str, int] = {}
    return [
        (
            massnahmen.setdefault(z.massnahme_id, len(massnahmen)),
            blick.handlungsfelder[z.handlungsfeld_id or ""].titel,
            z.leistung,
            z.eintritte,
            z.eintritte_status,
            z.mittelansatz_cent,
            z.finanzierung,
            z.funktion if mit_funktion else "",
        )
        for z in blick.zeilen.values()
    ]


def _grundlagen(blick: Planblick) -> dict[str, list[list[str]]]:
    """The figures of each table of the Grundlagen; its names are not printed everywhere alike."""
    return {
        t.name: [[f.text(z) for f in t.felder if f.art in ZAHLEN] for z in t.zeilen(blick)]
        for t in TABELLEN
        if t.name != "zielwert"
    }


def _pruefe_plan(neu: Dokument, beispiel: Dokument, *, mit_funktion: bool = True) -> None:
    blick, soll = neu.blick, beispiel.blick
    assert _zeilen(blick, mit_funktion=mit_funktion) == _zeilen(soll, mit_funktion=mit_funktion)
    assert (len(blick.zeilen), len({z.massnahme_id for z in blick.zeilen.values()})) == (98, 74)
    assert blick.kennzahlen.eintritte_gesamt == 15_812
    assert blick.kennzahlen.verplant_cent == 3_508_759_474
    assert blick.kennzahlen == soll.kennzahlen
    felder = [(f.nummer, f.bezeichnung, f.tabellentitel) for f in blick.handlungsfelder.values()]
    assert felder == [(f.nummer, f.bezeichnung, f.tabellentitel) for f in soll.handlungsfelder.values()]


def test_an_empty_plan_becomes_the_example_row_by_row(
    neu: Dokument, beispiel: Dokument, text: Quelle
) -> None:
    schau = vorschau(neu.blick, text)
    assert schau.hinweise == (UEBERPLANT,)
    assert all(p.vorgeschlagen for p in schau.posten)
    folge = wirkung(neu.blick, schau.posten)
    nimm_an(neu, schau, alles=False)
    _pruefe_plan(neu, beispiel)
    zahlen = neu.blick.kennzahlen
    assert folge.nachher.neufallbudget_cent == zahlen.neufallbudget_cent == 3_508_595_700
    assert (folge.nachher.rest_cent, folge.nachher.eintritte) == (zahlen.rest_cent, 15_812)


def test_the_budget_says_where_each_figure_stands(neu: Dokument, text: Quelle) -> None:
    nimm_an(neu, vorschau(neu.blick, text))
    posten = {BUDGET_WORT[art]: (p.betrag_cent, p.quelle) for art, p in neu.blick.posten.items()}
    assert posten["Rückeinnahmen"] == (40_000_000, "2.2.1, Textzeile 32")
    assert posten["Eingliederungsmittel"] == (6_889_959_800, "folgt aus den übrigen Zahlen des Textes")
    (bindung,) = neu.blick.bindungen
    assert (bindung.herkunft_jahr, bindung.aufgegliedert) == (2019, False)
    assert neu.blick.kennzahlen.vorbindungen_cent == 3_264_759_700


def test_the_catalogues_are_those_of_the_overview(neu: Dokument, beispiel: Dokument, text: Quelle) -> None:
    nimm_an(neu, vorschau(neu.blick, text))
    kategorien = [(k.nummer, k.bezeichnung) for k in neu.blick.kategorien.values()]
    soll = [(k.nummer, k.bezeichnung) for k in beispiel.blick.kategorien.values() if k.ausgewiesen]
    assert kategorien == soll
    # The printed overview tears a word apart; the plan keeps what the text says.
    namen = [p.bezeichnung.replace("Einstiegs geld", "Einstiegsgeld") for p in neu.blick.produkte.values()]
    assert namen == [p.bezeichnung for p in beispiel.blick.produkte.values()][: len(namen)]
    assert len(namen) == 27


def test_the_grundlagen_are_those_of_the_example(neu: Dokument, beispiel: Dokument, text: Quelle) -> None:
    nimm_an(neu, vorschau(neu.blick, text))
    ist, soll = neu.blick.grundlagen, beispiel.blick.grundlagen
    assert _grundlagen(neu.blick) == _grundlagen(beispiel.blick)
    for tabelle in (
        "sonderprojekte",
        "personal",
        "betreuungsschluessel",
        "bildungsziele",
        "kommunale_leistungen",
    ):
        namen = [[z.bezeichnung for z in getattr(g, tabelle)] for g in (ist, soll)]
        assert namen[0] == namen[1]
    assert [k.gesamt for k in ist.kundengruppen] == [True, False, False, False, False]
    assert ist.kundengruppen[3].berichtsmonat == "Mai 2019"
    assert ist.kommunale_leistungen[0].zusatz == "nach Bedarf"
    assert ist.kommunale_leistungen[2].rechtsgrundlage == "§ 16a Nr. 3, 1. Alt. SGB II"
    quellen = [p.quelle for p in neu.blick.grundlagen.sonderprojekte]
    assert quellen == ["Textzeile 50", "Textzeile 51", "Textzeile 52"]


def test_read_again_nothing_is_left_to_take_over(neu: Dokument, text: Quelle) -> None:
    nimm_an(neu, vorschau(neu.blick, text))
    schau = vorschau(neu.blick, text)
    assert (schau.posten, schau.unveraendert) == ((), 98)


def test_one_undo_takes_all_of_it_back(neu: Dokument, text: Quelle) -> None:
    leer, vorgaenge = inhalt(neu.datei.pfad), protokoll.anzahl_vorgaenge(neu)
    nimm_an(neu, vorschau(neu.blick, text))
    assert protokoll.anzahl_vorgaenge(neu) == vorgaenge + 1
    voll = inhalt(neu.datei.pfad)
    neu.rueckgaengig()
    assert inhalt(neu.datei.pfad) == leer
    neu.wiederholen()
    assert inhalt(neu.datei.pfad) == voll


@pytest.mark.parametrize("plan", ["beispiel", "demo"])
def test_the_example_itself_has_no_difference(
    plan: str, request: pytest.FixtureRequest, text: Quelle
) -> None:
    dok: Dokument = request.getfixturevalue(plan)
    schau = vorschau(dok.blick, text)
    assert (schau.posten, schau.unveraendert, schau.hinweise) == ((), 98, (UEBERPLANT,))


def test_what_the_plan_says_otherwise_is_shown_and_taken_over(beispiel: Dokument, text: Quelle) -> None:
    vorher = abbild(beispiel.blick)
    agh = zeile_von(beispiel.blick, "AGH")
    zelle_setzen(beispiel, agh, Feld.EINTRITTE, "1")
    zelle_setzen(beispiel, agh, Feld.FUNKTION, "eigene Worte")
    budget_setzen(beispiel, Budgetart.KFA, 1)
    schau = vorschau(beispiel.blick, text)
    assert [(p.feld, p.alt, p.neu) for p in schau.posten] == [
        ("betrag", "0,01", "11.449.523,00"),
        ("eintritte", "1", "6.011"),
    ]
    nimm_an(beispiel, schau)
    assert abbild(beispiel.blick) == {**vorher, ("ansatz", agh, "funktion"): "eigene Worte"}


def test_vorbindungen_that_the_plan_has_otherwise_are_named_and_left(beispiel: Dokument) -> None:
    geaendert = TEXT.read_text(encoding="utf-8").replace("32.647.597", "32.647.000")
    quelle = type(lies_quelle(TEXT))(Quellenart.AMIP, "anders.txt", text=geaendert)
    schau = vorschau(beispiel.blick, quelle)
    assert not [p for p in schau.posten if p.tabelle == "bindung"]
    satz = (
        "Der Text nennt Vorbindungen von 32.647.000,00\u00a0€, der Plan hat 32.647.597,00\u00a0€; "
        "das ändern Sie auf der Seite Bindungen."
    )
    assert satz in schau.hinweise


def test_rejected_catalogues_leave_measures_without_them(neu: Dokument, text: Quelle) -> None:
    schau = vorschau(neu.blick, text)
    ohne = {p.schluessel for p in schau.posten if p.tabelle not in {"handlungsfeld", "produktkategorie"}}
    wende_an(neu, schau, ohne, "ohne Kataloge")
    assert {z.handlungsfeld_id for z in neu.blick.zeilen.values()} == {None}
    assert len({z.massnahme_id for z in neu.blick.zeilen.values()}) == 74
    assert neu.blick.produkte == {}
    assert neu.blick.kennzahlen.verplant_cent == 3_508_759_474


def test_some_rows_only_keep_their_order(neu: Dokument, text: Quelle) -> None:
    schau = vorschau(neu.blick, text)
    zeilen = [p for p in schau.posten if p.tabelle == "ansatz"]
    namen = ["Förderzentrum I", "Freie Förderung", "AGH", "BaE", "SB EGZ"]
    wende_an(neu, schau, {p.schluessel for p in zeilen if p.name in namen}, "ein Teil")
    assert [z.leistung for z in neu.blick.zeilen.values()] == namen
    # The others go between them, each after the nearest row above that is there.
    rest = {p.schluessel for p in zeilen if p.name not in namen}
    wende_an(neu, schau, rest, "der Rest")
    assert [z.leistung for z in neu.blick.zeilen.values()] == [p.name for p in zeilen]
    with pytest.raises(Anwendungsfehler, match="hat sich im Plan geändert"):
        wende_an(neu, schau, {zeilen[0].schluessel}, "ein zweites Mal")


def test_a_text_for_another_year_says_so(leer: Dokument, text: Quelle) -> None:
    assert "Der Text ist für 2020, der Plan für 2027." in vorschau(leer.blick, text).hinweise


def test_the_preview_is_told_as_data(neu: Dokument, text: Quelle) -> None:
    daten = vorschau_als_dict(vorschau(neu.blick, text))
    assert (daten["art"], daten["quelle"], len(daten["posten"])) == ("amip", "amip-tabellen.txt", 168)
    assert {p["art"] for p in daten["posten"]} == {Postenart.NEU.value, Postenart.ZELLE.value}


@pytest.mark.parametrize("zeichensatz", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_text_of_an_older_program_keeps_its_umlauts(
    neu: Dokument, beispiel: Dokument, tmp_path: Path, zeichensatz: str
) -> None:
    pfad = tmp_path / "alt.txt"
    geschrieben = TEXT.read_text(encoding="utf-8").replace("\n", "\r\n").replace("▪", "-").replace("■", "-")
    pfad.write_bytes(geschrieben.encode(zeichensatz))
    nimm_an(neu, vorschau(neu.blick, lies_quelle(pfad)))
    assert _zeilen(neu.blick) == _zeilen(beispiel.blick)


def test_the_original_gives_the_example(neu: Dokument, beispiel: Dokument) -> None:
    pfad = os.environ.get("AMIP_TEXT")
    if not pfad:
        pytest.skip("AMIP_TEXT names no text of the whole programme; it is not part of the project")
    quelle = lies_quelle(Path(pfad))
    assert vorschau(beispiel.blick, quelle).posten == ()
    nimm_an(neu, vorschau(neu.blick, quelle))
    # The example describes what a Leistung is for in words of its own.
    _pruefe_plan(neu, beispiel, mit_funktion=False)
    assert vorschau(neu.blick, quelle).posten == ()
    neu.rueckgaengig()
    assert neu.blick.zeilen == {}
