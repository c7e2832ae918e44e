"""Our own workbook with rows added, deleted, copied, sorted and moved, and with its sheets rearranged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.services.einfuhr.anwenden import wende_an
from app.services.einfuhr.vorschau import Postenart
from app.services.einfuhr.wirkung import wirkung
from app.services.eingabe import Feld
from app.services.fehler import Anwendungsfehler
from app.services.struktur import loeschen, massnahme_anlegen
from app.services.zeilen import Budgetart
from app.services.zellen import zelle_setzen
from tests.unit.einfuhr_mappe_hilfe import (
    EINTRITTE,
    FUNKTION,
    LEISTUNG,
    MITTELANSATZ,
    Mappe,
    datenzeilen,
    einer,
    fuelle_hinab,
    loese_verbunde,
    nimm_an,
    schiebe,
    schluesselspalte,
    schreibe,
    sortiere,
    streiche,
    zeile_von,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.dokument import Dokument
    from tests.unit.einfuhr_mappe_hilfe import Wert

OHNE_SPALTE = (
    "Auf dem Blatt „HF 3“ fehlt die Spalte „Eintritte/ Plätze/ Gutscheine 2020“; sie wird nicht verglichen."
)
NEU, WEG = Postenart.NEU, Postenart.WEG
HINWEIS_REIHE = (
    "Die Zeilen auf dem Blatt „HF 1“ stehen in anderer Reihenfolge; die Reihenfolge im Plan bleibt."
)
OHNE_SCHLUESSEL = (
    "Auf dem Blatt „HF 1“ wurden Zeilen ohne ihre verborgenen Schlüssel umgestellt; sie wurden an ihrem "
    "Inhalt erkannt."
)


def _nach_betrag(reihe: list[Any]) -> tuple[float, str]:
    betrag = reihe[MITTELANSATZ - 1]
    return (betrag if isinstance(betrag, int | float) else 0.0, str(reihe))


# -- order ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spalten", "hinweise"), [(0, (HINWEIS_REIHE,)), (FUNKTION, (OHNE_SCHLUESSEL, HINWEIS_REIHE))]
)
def test_sorted_rows_are_the_same_rows_with_their_keys_or_without(
    beispiel: Dokument, tmp_path: Path, spalten: int, hinweise: tuple[str, ...]
) -> None:
    mappe = Mappe(beispiel, tmp_path)
    blatt = mappe.blatt("HF 1")
    nummern = datenzeilen(blatt)
    loese_verbunde(blatt)
    fuelle_hinab(blatt, nummern[0], nummern[-1])
    sortiere(blatt, _nach_betrag, spalten=spalten)
    schau = mappe.schau(beispiel.blick)
    assert (schau.posten, schau.hinweise) == ((), hinweise)
    assert schau.unveraendert == 135


def test_a_change_among_rows_sorted_without_their_keys_is_found(beispiel: Dokument, tmp_path: Path) -> None:
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(agh := zeile_von(beispiel.blick, "AGH"), EINTRITTE, 6000)
    blatt = mappe.blatt("HF 2")
    nummern = datenzeilen(blatt)
    loese_verbunde(blatt)
    fuelle_hinab(blatt, nummern[0], nummern[-1])
    sortiere(blatt, _nach_betrag, spalten=FUNKTION)
    posten = einer(mappe.schau(beispiel.blick))
    assert (posten.zeile_id, posten.feld, posten.neu) == (agh, "eintritte", "6.000")


def test_merged_cells_taken_apart_and_nothing_else_say_nothing(beispiel: Dokument, tmp_path: Path) -> None:
    mappe = Mappe(beispiel, tmp_path)
    for name in ("HF 1", "HF 2", "HF 3"):
        loese_verbunde(mappe.blatt(name))
    assert mappe.schau(beispiel.blick).posten == ()


def test_rows_of_one_measure_that_say_different_things_are_refused(
    beispiel: Dokument, tmp_path: Path
) -> None:
    erste, zweite = (zeile_von(beispiel.blick, "E & K Pflege", n) for n in (0, 1))
    mappe = Mappe(beispiel, tmp_path)
    loese_verbunde(mappe.wo(erste)[0])
    mappe.setze(erste, LEISTUNG, "Eins")
    mappe.setze(zweite, LEISTUNG, "Zwei")
    posten = einer(mappe.schau(beispiel.blick))
    assert posten.fehler.startswith(
        "Die Zeilen dieser Leistung sagen Verschiedenes: „Eins“ (HF 1!A6), „Zwei“"
    )


# -- added ----------------------------------------------------------------------------------------------


def test_an_added_measure_stands_where_it_was_put(beispiel: Dokument, tmp_path: Path) -> None:
    mappe = Mappe(beispiel, tmp_path)
    blatt, nummer = mappe.wo(zeile_von(beispiel.blick, "geringfügig Beschäftigte (Minijobber)"))
    schiebe(blatt, nummer)
    schreibe(blatt, nummer, ("Neue Hilfe", 12, 3456.78, "wozu"))
    schau = mappe.schau(beispiel.blick)
    posten = einer(schau)
    assert (posten.art, posten.name, posten.vorgeschlagen) == (NEU, "Neue Hilfe", True)
    assert posten.neu == "Neue Hilfe · 12 · 3456,78 · wozu"
    folge = wirkung(beispiel.blick, schau.posten)
    nimm_an(beispiel, schau)
    zeile = beispiel.blick.zeilen[zeile_von(beispiel.blick, "Neue Hilfe")]
    assert (zeile.eintritte, zeile.mittelansatz_cent, zeile.funktion) == (12, 345_678, "wozu")
    namen = [z.leistung for z in beispiel.blick.zeilen.values()]
    assert namen[namen.index("Neue Hilfe") - 1] == "E & K Pflege"
    assert zeile.handlungsfeld_id == next(iter(beispiel.blick.handlungsfelder))
    assert folge.nachher.rest_cent == beispiel.blick.kennzahlen.rest_cent
    assert folge.nachher.eintritte == beispiel.blick.kennzahlen.eintritte_gesamt
    # Its row has no key: read again it is known by what it says.
    assert mappe.schau(beispiel.blick).posten == ()


def test_a_row_within_a_merged_leistung_is_a_further_one_of_it(beispiel: Dokument, tmp_path: Path) -> None:
    zweite = zeile_von(beispiel.blick, "E & K Pflege", 1)
    mappe = Mappe(beispiel, tmp_path)
    blatt, nummer = mappe.wo(zweite)
    schiebe(blatt, nummer)
    schreibe(blatt, nummer, (None, 5, "Auszahlung 2021"))
    schau = mappe.schau(beispiel.blick)
    assert einer(schau).name == "E & K Pflege"
    anzahl = len({z.massnahme_id for z in beispiel.blick.zeilen.values()})
    nimm_an(beispiel, schau)
    assert len({z.massnahme_id for z in beispiel.blick.zeilen.values()}) == anzahl
    assert [z.eintritte for z in beispiel.blick.zeilen.values() if z.leistung == "E & K Pflege"] == [
        48,
        16,
        5,
    ]
    assert mappe.schau(beispiel.blick).posten == ()


def test_further_rows_of_an_added_measure_belong_to_it_and_not_to_the_one_above(
    beispiel: Dokument, tmp_path: Path
) -> None:
    mappe = Mappe(beispiel, tmp_path)
    blatt, nummer = mappe.wo(zeile_von(beispiel.blick, "geringfügig Beschäftigte (Minijobber)"))
    schiebe(blatt, nummer, um=3)
    schreibe(blatt, nummer, ("Neue Hilfe", 12, 100, "wozu"))
    schreibe(blatt, nummer + 1, (None, 13, 200))
    schreibe(blatt, nummer + 2, (None, 14, "fremdfinanziert"))
    schau = mappe.schau(beispiel.blick)
    assert [p.art for p in schau.posten] == [NEU] * 3
    nimm_an(beispiel, schau)
    neue = [z for z in beispiel.blick.zeilen.values() if z.leistung == "Neue Hilfe"]
    assert [z.eintritte for z in neue] == [12, 13, 14]
    assert len({z.massnahme_id for z in neue}) == 1
    assert neue[0].funktion == "wozu"
    beispiel.rueckgaengig()
    # Without its first row a further one has nowhere to go.
    schau = mappe.schau(beispiel.blick)
    zweite = [p for p in schau.posten if p.texte.get("eintritte") == "13"]
    with pytest.raises(Anwendungsfehler, match="gehört zu einer neuen Leistung, die nicht übernommen wird"):
        wende_an(beispiel, schau, {zweite[0].schluessel}, "nur die")


@pytest.mark.parametrize(
    ("werte", "fehler"),
    [
        (("Neue Hilfe", "viele", 5), "viele"),
        (("Neue Hilfe", 5, "rund fünf"), "rund fünf"),
        (("Neue Hilfe", 5, "=B4*100"), "nicht berechnet"),
        (("x" * 2001, 5, 5), "zu lang"),
    ],
)
def test_an_added_row_that_cannot_be_read_is_named_beforehand(
    beispiel: Dokument, tmp_path: Path, werte: tuple[Wert, ...], fehler: str
) -> None:
    mappe = Mappe(beispiel, tmp_path)
    blatt, nummer = mappe.wo(zeile_von(beispiel.blick, "AGH"))
    schiebe(blatt, nummer)
    schreibe(blatt, nummer, werte)
    posten = einer(mappe.schau(beispiel.blick))
    assert fehler in posten.fehler
    assert not posten.vorgeschlagen


def test_notes_and_sums_that_somebody_added_are_no_rows(beispiel: Dokument, tmp_path: Path) -> None:
    mappe = Mappe(beispiel, tmp_path)
    blatt, nummer = mappe.wo(zeile_von(beispiel.blick, "AGH"))
    schiebe(blatt, nummer, um=2)
    schreibe(blatt, nummer, ("Bitte prüfen!",))
    schreibe(blatt, nummer + 1, ("Zwischensumme", "=SUM(B4:B8)", "=SUM(C4:C8)"))
    schau = mappe.schau(beispiel.blick)
    assert schau.posten == ()
    assert schau.hinweise == (
        f"Keine Zeile des Plans und nicht übernommen: „Bitte prüfen!“ (HF 2!A{nummer}).",
    )


def test_a_row_added_to_the_budget_is_named_and_impossible(beispiel: Dokument, tmp_path: Path) -> None:
    mappe = Mappe(beispiel, tmp_path)
    blatt, nummer = mappe.wo(beispiel.blick.posten[Budgetart.RUECKEINNAHMEN].id)
    schiebe(blatt, nummer)
    schreibe(blatt, nummer, ("+", "Spende", 5000))
    posten = einer(mappe.schau(beispiel.blick))
    assert posten.fehler == "Das Budget hat feste Eingaben; eine weitere Zeile kennt der Plan nicht."


def test_a_measure_typed_over_the_line_of_an_empty_handlungsfeld(leer: Dokument, tmp_path: Path) -> None:
    mappe = Mappe(leer, tmp_path)
    blatt = mappe.blatt("Ohne Handlungsfeld")
    loese_verbunde(blatt)
    schreibe(blatt, 4, ("Erste Hilfe", 5, 100))
    schau = mappe.schau(leer.blick)
    assert einer(schau).name == "Erste Hilfe"
    nimm_an(leer, schau)
    assert [z.leistung for z in leer.blick.zeilen.values()] == ["Erste Hilfe"]
    assert mappe.schau(leer.blick).posten == ()


# -- copied ---------------------------------------------------------------------------------------------


def test_a_copied_row_is_a_new_one_and_the_original_keeps_its_key(beispiel: Dokument, tmp_path: Path) -> None:
    agh = zeile_von(beispiel.blick, "AGH")
    mappe = Mappe(beispiel, tmp_path)
    blatt, nummer = mappe.wo(agh)
    werte = [z.value for z in blatt[nummer]]
    schiebe(blatt, nummer)
    schreibe(blatt, nummer, ["AGH plus", 7, *werte[2:]])
    schau = mappe.schau(beispiel.blick)
    posten = einer(schau)
    assert (posten.art, posten.name, posten.vermerk) == (NEU, "AGH plus", "Kopie von „AGH“")
    nimm_an(beispiel, schau)
    assert beispiel.blick.zeilen[agh].eintritte == 6011
    assert mappe.schau(beispiel.blick).posten == ()


def test_a_copy_on_another_sheet_is_new_there(beispiel: Dokument, tmp_path: Path) -> None:
    mappe = Mappe(beispiel, tmp_path)
    blatt, nummer = mappe.wo(zeile_von(beispiel.blick, "AGH"))
    ziel, stelle = mappe.wo(zeile_von(beispiel.blick, "Förderzentrum I"))
    schiebe(ziel, stelle)
    schreibe(ziel, stelle, [z.value for z in blatt[nummer]])
    schau = mappe.schau(beispiel.blick)
    assert (einer(schau).art, einer(schau).gruppe) == (NEU, "HF 1")


def test_a_copied_sheet_is_told_and_not_read_twice(beispiel: Dokument, tmp_path: Path) -> None:
    mappe = Mappe(beispiel, tmp_path)
    kopie = mappe.buch.copy_worksheet(mappe.blatt("HF 2"))
    kopie.title = "HF 2 (2)"
    mappe.buch.move_sheet(kopie, -20)
    kopie.cell(datenzeilen(kopie)[0], EINTRITTE).value = 1
    mappe.setze(agh := zeile_von(beispiel.blick, "Theaterprojekt Ü25"), EINTRITTE, 99)
    blatt = mappe.blatt("HF 2")
    nummer = next(n for n in datenzeilen(blatt) if agh in str(blatt.cell(n, schluesselspalte(blatt)).value))
    kopie.cell(nummer, EINTRITTE).value = 20
    blatt.cell(nummer, EINTRITTE).value = 99
    schau = mappe.schau(beispiel.blick)
    assert (einer(schau).zeile_id, einer(schau).neu) == (agh, "99")
    assert schau.hinweise == (
        "Das Blatt „HF 2 (2)“ enthält die Zeilen von „HF 2“ ein zweites Mal; verglichen wird nur „HF 2“.",
    )


# -- deleted --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("weg", ["zeile", "inhalt"])
def test_a_deleted_row_is_told_and_not_proposed(beispiel: Dokument, tmp_path: Path, weg: str) -> None:
    agh = zeile_von(beispiel.blick, "AGH")
    mappe = Mappe(beispiel, tmp_path)
    blatt, nummer = mappe.wo(agh)
    if weg == "zeile":
        streiche(blatt, nummer)
    else:
        schreibe(blatt, nummer, (None,) * FUNKTION)
    schau = mappe.schau(beispiel.blick)
    posten = einer(schau)
    assert (posten.art, posten.zeile_id, posten.alt) == (WEG, agh, "6.011 · 13.713.810,00")
    assert schau.vorgeschlagen == frozenset()
    folge = wirkung(beispiel.blick, schau.posten)
    nimm_an(beispiel, schau)
    assert agh not in beispiel.blick.zeilen
    assert folge.nachher.rest_cent == beispiel.blick.kennzahlen.rest_cent
    assert mappe.schau(beispiel.blick).posten == ()


def test_the_first_row_of_a_merged_leistung_goes_and_the_others_keep_their_name(
    beispiel: Dokument, tmp_path: Path
) -> None:
    erste = zeile_von(beispiel.blick, "E & K Pflege", 0)
    mappe = Mappe(beispiel, tmp_path)
    streiche(*mappe.wo(erste))
    posten = einer(mappe.schau(beispiel.blick))
    assert (posten.art, posten.zeile_id) == (WEG, erste)


def test_a_deleted_row_that_changed_in_the_plan_is_a_conflict(beispiel: Dokument, tmp_path: Path) -> None:
    agh = zeile_von(beispiel.blick, "AGH")
    mappe = Mappe(beispiel, tmp_path)
    streiche(*mappe.wo(agh))
    zelle_setzen(beispiel, agh, Feld.EINTRITTE, "1")
    posten = einer(mappe.schau(beispiel.blick))
    assert (posten.konflikt, posten.vermerk) == (True, "im Plan inzwischen geändert")


def test_an_input_of_the_budget_cannot_be_deleted(beispiel: Dokument, tmp_path: Path) -> None:
    mappe = Mappe(beispiel, tmp_path)
    streiche(*mappe.wo(beispiel.blick.posten[Budgetart.RUECKEINNAHMEN].id))
    assert einer(mappe.schau(beispiel.blick)).fehler == "Eine Eingabe des Budgets kann nicht gelöscht werden."


def test_rows_that_the_plan_lost_meanwhile_are_told_only_where_they_were_edited(
    beispiel: Dokument, tmp_path: Path
) -> None:
    still, laut = (zeile_von(beispiel.blick, name) for name in ("Inklusion (Let's go)", "AGH"))
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(laut, MITTELANSATZ, None)
    loeschen(beispiel, [still, laut])
    schau = mappe.schau(beispiel.blick)
    assert schau.posten == ()
    (satz,) = schau.hinweise
    assert satz.startswith("„AGH“ (HF 2!A")
    assert satz.endswith(" gibt es im Plan nicht mehr; ihre Änderungen entfallen.")


def test_rows_that_the_plan_gained_meanwhile_are_left_alone(beispiel: Dokument, tmp_path: Path) -> None:
    mappe = Mappe(beispiel, tmp_path)
    massnahme_anlegen(beispiel, nach=zeile_von(beispiel.blick, "AGH"))
    schau = mappe.schau(beispiel.blick)
    assert (schau.posten, schau.hinweise) == ((), ())
