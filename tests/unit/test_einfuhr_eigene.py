"""Our own workbook comes back changed: each cell told apart, in conflict or not, taken over at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.services import protokoll
from app.services.einfuhr.anwenden import NichtsGewaehlt, wende_an
from app.services.einfuhr.eigene import vorschau_eigene
from app.services.einfuhr.quelle import lies_quelle, vorschau
from app.services.einfuhr.rohdaten import Rohzelle, Zellart
from app.services.einfuhr.vorschau import Quellenart
from app.services.einfuhr.wirkung import wirkung
from app.services.eingabe import Feld
from app.services.excel import exportiere
from app.services.fehler import Anwendungsfehler
from app.services.zeilen import Finanzierung
from app.services.zellen import zelle_setzen
from tests.unit.einfuhr_mappe_hilfe import (
    EINTRITTE,
    FUNKTION,
    LEISTUNG,
    MITTELANSATZ,
    Mappe,
    abbild,
    einer,
    nimm_an,
    zeile_von,
)
from tests.unit.excel_hilfe import braucht_libreoffice, konvertiere

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.dokument import Dokument
    from app.services.einfuhr.rohdaten import Rohmappe
    from app.services.einfuhr.vorschau import Vorschau
    from tests.unit.einfuhr_mappe_hilfe import Wert

BETRAG = 3


@pytest.fixture
def agh(beispiel: Dokument) -> str:
    """A measure with one row: 6.011 Eintritte, 13.713.810 €."""
    return zeile_von(beispiel.blick, "AGH")


def _cent(dok: Dokument, zeile_id: str) -> int | None:
    return dok.blick.zeilen[zeile_id].mittelansatz_cent


# -- nothing changed ------------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", ["beispiel", "demo"])
def test_a_workbook_that_nobody_changed_says_nothing_new(
    plan: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    dok: Dokument = request.getfixturevalue(plan)
    pfad = exportiere(dok.blick, tmp_path / "mappe.xlsx")
    quelle = lies_quelle(pfad)
    schau = vorschau(dok.blick, quelle)
    assert (quelle.art, schau.posten, schau.hinweise) == (Quellenart.EIGENE, (), ())
    assert schau.unveraendert >= len(dok.blick.zeilen)


@braucht_libreoffice
@pytest.mark.parametrize("plan", ["beispiel", "demo"])
def test_saving_it_in_libreoffice_changes_nothing(
    plan: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    dok: Dokument = request.getfixturevalue(plan)
    pfad = exportiere(dok.blick, tmp_path / "mappe.xlsx")
    gespeichert = konvertiere(pfad, tmp_path / "anders.xlsx", tmp_path / "profil")
    schau = vorschau(dok.blick, lies_quelle(gespeichert))
    assert (schau.posten, schau.hinweise) == ((), ())


def test_openpyxl_saving_it_changes_nothing(beispiel: Dokument, tmp_path: Path) -> None:
    schau = Mappe(beispiel, tmp_path).schau(beispiel.blick)
    assert (schau.posten, schau.hinweise) == ((), ())


# -- one cell -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fall",
    [
        (EINTRITTE, 6000, "6.000", "6.000"),
        (EINTRITTE, "Kalkulation VJ", "Kalkulation VJ", "Kalkulation VJ"),
        (EINTRITTE, "-", "-", "-"),
        (EINTRITTE, None, "", ""),
        (MITTELANSATZ, 1234.5, "1.234,50", "1.234,50"),
        (MITTELANSATZ, "1.234,56 €", "1.234,56", "1.234,56"),
        (MITTELANSATZ, 0.1 + 0.2, "0,30", "0,30"),
        (MITTELANSATZ, None, "", ""),
        (MITTELANSATZ, "Einkauf erfolgte im Vorjahr", "Einkauf erfolgte im Vorjahr", None),
        (LEISTUNG, " AGH neu ", "AGH neu", "AGH neu"),
        (FUNKTION, None, "", ""),
    ],
)
def test_a_changed_cell_is_one_difference_and_is_taken_over(
    beispiel: Dokument, tmp_path: Path, agh: str, fall: tuple[int, Wert, str, str | None]
) -> None:
    spalte, wert, neu, steht = fall
    vorher = abbild(beispiel.blick)
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(agh, spalte, wert)
    schau = mappe.schau(beispiel.blick)
    posten = einer(schau)
    feld = (Feld.LEISTUNG, Feld.EINTRITTE, Feld.MITTELANSATZ, Feld.FUNKTION)[spalte - 1].value
    assert (posten.feld, posten.neu, posten.basis, posten.konflikt) == (feld, neu, posten.alt, False)
    assert posten.ort.startswith("HF 2!")
    assert posten.vorgeschlagen
    nimm_an(beispiel, schau, alles=False)
    nachher = abbild(beispiel.blick)
    geaendert = {ort for ort, text in nachher.items() if vorher[ort] != text}
    assert geaendert - {("ansatz", agh, "finanzierung")} == {("ansatz", agh, feld)}
    assert steht is None or nachher["ansatz", agh, feld] == steht
    beispiel.rueckgaengig()
    assert abbild(beispiel.blick) == vorher


@pytest.mark.parametrize(
    "fall",
    [
        (EINTRITTE, 12.5, "12,5"),
        (EINTRITTE, "viele", "viele"),
        (EINTRITTE, -3, "-3"),
        (MITTELANSATZ, "rund fünf", "rund fünf"),
        (MITTELANSATZ, -5, "nicht negativ"),
        (MITTELANSATZ, 12.345, "12,345"),
        (MITTELANSATZ, dt.date(2020, 3, 1), "01.03.2020"),
        (MITTELANSATZ, "#DIV/0!", "#DIV/0!"),
        (MITTELANSATZ, "Einkauf erfolgte im Vorjahr (nachrichtlich 5,00 €)", "keiner stehen kann"),
        (LEISTUNG, None, "braucht einen Namen"),
    ],
)
def test_what_a_cell_cannot_hold_is_named_and_never_taken_over(
    beispiel: Dokument, tmp_path: Path, agh: str, fall: tuple[int, Wert, str]
) -> None:
    spalte, wert, wort = fall
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(agh, spalte, wert)
    schau = mappe.schau(beispiel.blick)
    posten = einer(schau)
    assert wort in posten.fehler
    assert not posten.vorgeschlagen
    with pytest.raises(Anwendungsfehler, match="kann nicht übernommen werden"):
        wende_an(beispiel, schau, {posten.schluessel}, "trotzdem")


def _mit_wert(mappe: Rohmappe, formel: str, wert: str) -> Rohmappe:
    """As a spreadsheet saves it: the formula with its value."""

    def gerechnet(zelle: Rohzelle) -> Rohzelle:
        return Rohzelle(Zellart.ZAHL, wert, formel) if zelle.formel == formel else zelle

    blaetter = (replace(b, zeilen=tuple(tuple(map(gerechnet, z)) for z in b.zeilen)) for b in mappe.blaetter)
    return replace(mappe, blaetter=tuple(blaetter))


def test_a_formula_in_an_input_counts_with_its_value_and_without_one_not_at_all(
    beispiel: Dokument, tmp_path: Path, agh: str
) -> None:
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(agh, EINTRITTE, "=6011+10")
    posten = einer(mappe.schau(beispiel.blick))
    assert posten.neu == ""
    assert "nicht berechnet" in posten.fehler
    gerechnet = _mit_wert(mappe.roh(), "=6011+10", "6021")
    posten = einer(vorschau_eigene(beispiel.blick, gerechnet))
    assert (posten.neu, posten.fehler) == ("6.021", "")
    assert "aus der Formel =6011+10" in posten.vermerk


def test_an_amount_with_a_state_is_read_as_it_is_printed(
    beispiel: Dokument, tmp_path: Path, agh: str
) -> None:
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(agh, MITTELANSATZ, "fremdfinanziert (nachrichtlich 30.087,00 €)")
    schau = mappe.schau(beispiel.blick)
    folge = wirkung(beispiel.blick, schau.posten)
    assert folge.vorher.verplant_cent - folge.nachher.verplant_cent == 1_371_381_000
    nimm_an(beispiel, schau)
    zeile = beispiel.blick.zeilen[agh]
    assert (zeile.finanzierung, zeile.mittelansatz_cent) == (Finanzierung.FREMDFINANZIERT, 3_008_700)
    assert mappe.schau(beispiel.blick).posten == ()
    # Now a plain amount: in the printed table that is money of this year, and it must count again.
    zweite = Mappe(beispiel, tmp_path, "zweite.xlsx")
    zweite.setze(agh, MITTELANSATZ, 1500)
    nimm_an(beispiel, zweite.schau(beispiel.blick))
    zeile = beispiel.blick.zeilen[agh]
    assert (zeile.finanzierung, zeile.mittelansatz_cent) == (Finanzierung.NEUFALL, 150_000)
    # And a word alone has no amount.
    dritte = Mappe(beispiel, tmp_path, "dritte.xlsx")
    dritte.setze(agh, MITTELANSATZ, "fremdfinanziert")
    nimm_an(beispiel, dritte.schau(beispiel.blick))
    assert _cent(beispiel, agh) is None
    assert dritte.schau(beispiel.blick).posten == ()


def test_a_leistung_and_a_funktion_over_several_rows_change_once_for_the_measure(
    beispiel: Dokument, tmp_path: Path
) -> None:
    erste, zweite = (zeile_von(beispiel.blick, "E & K Pflege", n) for n in (0, 1))
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(erste, LEISTUNG, "E & K Altenpflege")
    mappe.setze(erste, FUNKTION, None)
    schau = mappe.schau(beispiel.blick)
    assert sorted(p.feld for p in schau.posten) == ["funktion", "leistung"]
    nimm_an(beispiel, schau)
    assert {beispiel.blick.zeilen[z].leistung for z in (erste, zweite)} == {"E & K Altenpflege"}
    assert {beispiel.blick.zeilen[z].funktion for z in (erste, zweite)} == {""}


def test_a_funktion_merged_over_several_measures_changes_in_each_of_them(
    beispiel: Dokument, tmp_path: Path
) -> None:
    beide = [zeile_von(beispiel.blick, name) for name in ("Förderzentrum I", "Förderzentrum II")]
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(beide[0], FUNKTION, None)
    schau = mappe.schau(beispiel.blick)
    assert [(p.zeile_id, p.neu) for p in schau.posten] == [(z, "") for z in beide]


# -- three ways -----------------------------------------------------------------------------------------


def test_what_changed_only_in_the_plan_is_not_turned_back(
    beispiel: Dokument, tmp_path: Path, agh: str
) -> None:
    mappe = Mappe(beispiel, tmp_path)
    zelle_setzen(beispiel, agh, Feld.EINTRITTE, "7000")
    zelle_setzen(beispiel, agh, Feld.MITTELANSATZ, "fremdfinanziert")
    schau = mappe.schau(beispiel.blick)
    assert (schau.posten, schau.hinweise) == ((), ())


def test_the_same_change_on_both_sides_is_no_difference(beispiel: Dokument, tmp_path: Path, agh: str) -> None:
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(agh, MITTELANSATZ, "14.000.000,00 €")
    zelle_setzen(beispiel, agh, Feld.MITTELANSATZ, "14000000")
    assert mappe.schau(beispiel.blick).posten == ()


def test_different_changes_are_a_conflict_that_nobody_proposes(
    beispiel: Dokument, tmp_path: Path, agh: str
) -> None:
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(agh, EINTRITTE, 5000)
    zelle_setzen(beispiel, agh, Feld.EINTRITTE, "7000")
    schau = mappe.schau(beispiel.blick)
    posten = einer(schau)
    assert (posten.alt, posten.neu, posten.basis, posten.konflikt) == ("7.000", "5.000", "6.011", True)
    assert posten.vermerk == "im Plan inzwischen von „6.011“ auf „7.000“ geändert"
    assert schau.vorgeschlagen == frozenset()
    with pytest.raises(NichtsGewaehlt):
        nimm_an(beispiel, schau, alles=False)
    nimm_an(beispiel, schau)
    assert beispiel.blick.zeilen[agh].eintritte == 5000


def test_a_plan_that_changes_after_the_preview_refuses_it(
    beispiel: Dokument, tmp_path: Path, agh: str
) -> None:
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(agh, EINTRITTE, 5000)
    schau = mappe.schau(beispiel.blick)
    zelle_setzen(beispiel, agh, Feld.EINTRITTE, "7000")
    with pytest.raises(Anwendungsfehler, match="hat sich im Plan geändert, seit die Vorschau entstand"):
        nimm_an(beispiel, schau)
    assert beispiel.blick.zeilen[agh].eintritte == 7000


# -- taking over ----------------------------------------------------------------------------------------


def _viele(dok: Dokument, ordner: Path) -> tuple[Mappe, Vorschau]:
    mappe = Mappe(dok, ordner)
    for nummer, zeile in enumerate(dok.blick.zeilen.values()):
        mappe.setze(zeile.id, EINTRITTE, nummer)
    return mappe, mappe.schau(dok.blick)


def test_all_is_one_vorgang_with_its_reason_and_one_undo_takes_it_back(
    beispiel: Dokument, tmp_path: Path
) -> None:
    vorher, vorgaenge = abbild(beispiel.blick), protokoll.anzahl_vorgaenge(beispiel)
    mappe, schau = _viele(beispiel, tmp_path)
    nimm_an(beispiel, schau)
    assert protokoll.anzahl_vorgaenge(beispiel) == vorgaenge + 1
    eintrag = protokoll.lies_protokoll(beispiel)[0]
    assert (eintrag.bezeichnung, eintrag.wer) == ("Import „mappe.xlsx“: 98 Zellen", "m.muster")
    assert eintrag.grund.startswith("Abstimmung (zuletzt gespeichert von b.beispiel am 20")
    assert mappe.schau(beispiel.blick).posten == ()
    beispiel.rueckgaengig()
    assert abbild(beispiel.blick) == vorher


def test_items_are_accepted_one_by_one(beispiel: Dokument, tmp_path: Path) -> None:
    _, schau = _viele(beispiel, tmp_path)
    erster = schau.posten[5]
    vorher = abbild(beispiel.blick)
    folge = wirkung(beispiel.blick, [erster])
    wende_an(beispiel, schau, {erster.schluessel}, "nur diese")
    nachher = abbild(beispiel.blick)
    assert {o for o in vorher if vorher[o] != nachher[o]} == {("ansatz", erster.zeile_id, "eintritte")}
    assert folge.nachher.eintritte == beispiel.blick.kennzahlen.eintritte_gesamt


@pytest.mark.parametrize("grund", ["", "  "])
def test_without_a_reason_nothing_is_taken_over(
    beispiel: Dokument, tmp_path: Path, agh: str, grund: str
) -> None:
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(agh, EINTRITTE, 5000)
    schau = mappe.schau(beispiel.blick)
    with pytest.raises(Anwendungsfehler, match="braucht einen Grund"):
        wende_an(beispiel, schau, schau.vorgeschlagen, grund)
    assert beispiel.blick.zeilen[agh].eintritte == 6011
