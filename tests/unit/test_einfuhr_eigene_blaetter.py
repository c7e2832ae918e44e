"""Our own workbook with rows on other sheets, and with its sheets and columns rearranged or damaged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.services.einfuhr.quelle import lies_quelle, vorschau
from app.services.einfuhr.vorschau import Postenart
from app.services.eingabe import Feld
from app.services.excel import exportiere
from app.services.excel.auswahl import Exportwahl, Unterdrueckung
from app.services.excel.rueckweg import BLATTNAME
from app.services.fehler import Anwendungsfehler
from app.services.zellen import zelle_setzen
from tests.unit.einfuhr_mappe_hilfe import (
    EINTRITTE,
    FUNKTION,
    MITTELANSATZ,
    Mappe,
    abbild,
    datenzeilen,
    einer,
    loese_verbunde,
    nimm_an,
    schiebe,
    schluesselspalte,
    schreibe,
    streiche,
    zeile_von,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from app.services.dokument import Dokument
    from tests.unit.einfuhr_mappe_hilfe import Wert

OHNE_SPALTE = (
    "Auf dem Blatt „HF 3“ fehlt die Spalte „Eintritte/ Plätze/ Gutscheine 2020“; sie wird nicht verglichen."
)
WEG = Postenart.WEG


# -- moved to another Handlungsfeld ---------------------------------------------------------------------


def _ziehe_um(mappe: Mappe, zeile_ids: Sequence[str], ziel: str) -> None:
    blatt = mappe.blatt(ziel)
    stelle = (datenzeilen(blatt) or [4])[0]
    for zeile_id in reversed(zeile_ids):
        quelle, nummer = mappe.wo(zeile_id)
        werte = [z.value for z in quelle[nummer]]
        streiche(quelle, nummer)
        schiebe(blatt, stelle)
        schreibe(blatt, stelle, werte)


def test_a_row_on_the_sheet_of_another_handlungsfeld_belongs_there_now(
    beispiel: Dokument, tmp_path: Path
) -> None:
    agh = zeile_von(beispiel.blick, "AGH")
    mappe = Mappe(beispiel, tmp_path)
    _ziehe_um(mappe, [agh], "HF 1")
    schau = mappe.schau(beispiel.blick)
    posten = einer(schau)
    felder = [f.titel for f in beispiel.blick.handlungsfelder.values()]
    assert (posten.feld, posten.alt, posten.neu) == ("handlungsfeld", felder[1], felder[0])
    assert (posten.vorgeschlagen, posten.vermerk) == (True, "vom Blatt „HF 2“ hierher verschoben")
    nimm_an(beispiel, schau)
    assert beispiel.blick.zeilen[agh].handlungsfeld_id == next(iter(beispiel.blick.handlungsfelder))
    assert mappe.schau(beispiel.blick).posten == ()


def test_a_move_against_a_move_in_the_plan_is_a_conflict(beispiel: Dokument, tmp_path: Path) -> None:
    agh = zeile_von(beispiel.blick, "AGH")
    mappe = Mappe(beispiel, tmp_path)
    _ziehe_um(mappe, [agh], "HF 1")
    felder = [f.titel for f in beispiel.blick.handlungsfelder.values()]
    zelle_setzen(beispiel, agh, Feld.HANDLUNGSFELD, felder[2])
    posten = einer(mappe.schau(beispiel.blick))
    assert (posten.alt, posten.neu, posten.basis) == (felder[2], felder[0], felder[1])
    assert (posten.konflikt, posten.vorgeschlagen) == (True, False)
    zelle_setzen(beispiel, agh, Feld.HANDLUNGSFELD, felder[0])
    assert mappe.schau(beispiel.blick).posten == ()


def test_a_part_of_a_measure_cannot_move_alone(beispiel: Dokument, tmp_path: Path) -> None:
    erste, zweite = (zeile_von(beispiel.blick, "E & K Pflege", n) for n in (0, 1))
    mappe = Mappe(beispiel, tmp_path)
    _ziehe_um(mappe, [zweite], "HF 2")
    posten = einer(mappe.schau(beispiel.blick))
    assert posten.fehler.startswith("Nur ein Teil der Zeilen wurde verschoben")
    ganz = Mappe(beispiel, tmp_path, "ganz.xlsx")
    _ziehe_um(ganz, [erste, zweite], "HF 2")
    posten = einer(ganz.schau(beispiel.blick))
    assert (posten.feld, posten.fehler) == ("handlungsfeld", "")


def test_a_sheet_keeps_its_name_though_most_of_its_rows_came_from_another(
    beispiel: Dokument, tmp_path: Path
) -> None:
    mappe = Mappe(beispiel, tmp_path)
    ids = [z.id for z in beispiel.blick.zeilen.values() if mappe.wo(z.id)[0].title == "HF 1"]
    assert 2 * len(ids) > len(beispiel.blick.zeilen) / 2
    _ziehe_um(mappe, ids, "HF 2")
    schau = mappe.schau(beispiel.blick)
    massnahmen = {beispiel.blick.zeilen[i].massnahme_id for i in ids}
    assert [p.feld for p in schau.posten] == ["handlungsfeld"] * len(massnahmen)
    assert {p.gruppe for p in schau.posten} == {"HF 2"}
    assert schau.hinweise == ()


# -- sheets and columns ---------------------------------------------------------------------------------


def _benenne_um(mappe: Mappe) -> None:
    mappe.blatt("HF 2").title = "Langzeit"


def _stelle_um(mappe: Mappe) -> None:
    mappe.buch.move_sheet("HF 2", -9)


def _loesche_blatt(mappe: Mappe) -> None:
    del mappe.buch["HF 3"]


def _loesche_schluessel(mappe: Mappe) -> None:
    blatt = mappe.blatt("HF 3")
    blatt.delete_cols(schluesselspalte(blatt))


def _loesche_spalte(mappe: Mappe) -> None:
    blatt = mappe.blatt("HF 3")
    loese_verbunde(blatt)
    blatt.delete_cols(EINTRITTE)


def _neue_spalte(mappe: Mappe) -> None:
    blatt = mappe.blatt("HF 2")
    loese_verbunde(blatt)
    blatt.insert_cols(EINTRITTE)
    for nummer in range(4, 12):
        blatt.cell(nummer, EINTRITTE).value = f"Notiz {nummer}"


def _ueberschrift(mappe: Mappe) -> None:
    mappe.blatt("HF 3").cell(3, EINTRITTE).value = "Plätze"


def _neues_blatt(mappe: Mappe) -> None:
    blatt = mappe.buch.create_sheet("Notizen", 0)
    blatt.append(["Leistung", "Eintritte", "Mittel"])
    blatt.append(["AGH", 5, 6])


@pytest.mark.parametrize(
    ("tue", "hinweise"),
    [
        (_benenne_um, ("Das Blatt „HF 2“ heißt jetzt „Langzeit“.",)),
        (_stelle_um, ()),
        (
            _loesche_blatt,
            ("Das Blatt „HF 3“ fehlt in der Mappe; 29 Zeilen gelten deshalb nicht als gelöscht.",),
        ),
        (
            _loesche_schluessel,
            ("Auf dem Blatt „HF 3“ fehlen die Schlüssel der Zeilen; es wird nicht verglichen.",),
        ),
        (
            _loesche_spalte,
            (OHNE_SPALTE,),
        ),
        (_neue_spalte, ()),
        (
            _ueberschrift,
            (OHNE_SPALTE,),
        ),
        (_neues_blatt, ()),
    ],
)
def test_sheets_and_columns_are_found_again_or_named(
    beispiel: Dokument, tmp_path: Path, tue: Callable[[Mappe], None], hinweise: tuple[str, ...]
) -> None:
    agh = zeile_von(beispiel.blick, "AGH")
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(agh, MITTELANSATZ, 5)
    tue(mappe)
    schau = mappe.schau(beispiel.blick)
    assert [(p.zeile_id, p.neu) for p in schau.posten] == [(agh, "5,00")]
    # Columns that go or come shift the sums below; openpyxl does not rewrite their formulas.
    assert tuple(h for h in schau.hinweise if "Formel" not in h) == hinweise


@pytest.mark.parametrize("wert", [1, "=SUM(B4:B5)*2"])
def test_a_changed_formula_is_named_and_its_value_not_taken_over(
    beispiel: Dokument, tmp_path: Path, wert: Wert
) -> None:
    mappe = Mappe(beispiel, tmp_path)
    blatt = mappe.blatt("HF 2")
    blatt.cell(datenzeilen(blatt)[-1] + 1, EINTRITTE).value = wert
    schau = mappe.schau(beispiel.blick)
    assert schau.posten == ()
    (satz,) = schau.hinweise
    assert satz.startswith("Auf dem Blatt „HF 2“ wurde eine Formel geändert oder durch einen Wert ersetzt.")


@pytest.mark.parametrize("wo", ["Abb. 2", "HÜL 2020"])
def test_a_changed_result_that_is_no_formula_is_named(demo: Dokument, tmp_path: Path, wo: str) -> None:
    mappe = Mappe(demo, tmp_path)
    blatt = mappe.blatt(wo)
    zahlen = [z for reihe in blatt.iter_rows(min_row=5) for z in reihe if isinstance(z.value, int | float)]
    feste = [z for z in zahlen if "budgetposten:" not in str(blatt.cell(z.row, 4).value)]
    feste[0].value += 1
    schau = mappe.schau(demo.blick)
    assert schau.posten == ()
    (satz,) = schau.hinweise
    assert satz.startswith(
        f"Auf dem Blatt „{wo}“ wurden Zahlen geändert, die das Programm aus einer Mappe nicht"
    )


def test_all_rows_of_a_sheet_deleted_are_deleted_rows(beispiel: Dokument, tmp_path: Path) -> None:
    mappe = Mappe(beispiel, tmp_path)
    blatt = mappe.blatt("HF 3")
    nummern = datenzeilen(blatt)
    loese_verbunde(blatt)
    blatt.delete_rows(nummern[0], len(nummern))
    schau = mappe.schau(beispiel.blick)
    assert {p.art for p in schau.posten} == {WEG}
    assert len(schau.posten) == len(nummern)
    assert schau.vorgeschlagen == frozenset()


def test_rows_with_remarks_that_were_not_exported_are_not_deleted(beispiel: Dokument, tmp_path: Path) -> None:
    zelle_setzen(beispiel, zeile_von(beispiel.blick, "AGH"), Feld.BEMERKUNG, "intern")
    pfad = exportiere(beispiel.blick, tmp_path / "m.xlsx", wahl=Exportwahl(zeilen_mit_bemerkung=False))
    schau = vorschau(beispiel.blick, lies_quelle(pfad))
    assert (schau.posten, schau.hinweise) == ((), ())


def test_remarks_come_back_where_they_were_exported(beispiel: Dokument, tmp_path: Path) -> None:
    agh = zeile_von(beispiel.blick, "AGH")
    mappe = Mappe(beispiel, tmp_path, wahl=Exportwahl(interne_bemerkungen=True))
    mappe.setze(agh, FUNKTION + 1, "bitte klären")
    schau = mappe.schau(beispiel.blick)
    assert (einer(schau).feld, einer(schau).neu) == ("bemerkung", "bitte klären")
    nimm_an(beispiel, schau)
    assert beispiel.blick.zeilen[agh].bemerkung == "bitte klären"


# -- the hidden sheet -----------------------------------------------------------------------------------


def test_a_workbook_of_another_plan_is_refused(beispiel: Dokument, demo: Dokument, tmp_path: Path) -> None:
    mappe = Mappe(demo, tmp_path)
    vorher = abbild(beispiel.blick)
    with pytest.raises(Anwendungsfehler, match="gehört zu einem anderen Plan") as info:
        mappe.schau(beispiel.blick)
    assert demo.blick.kopf.name in str(info.value)
    assert abbild(beispiel.blick) == vorher


def _andere_version(blatt: Worksheet) -> None:
    kopf = json.loads(blatt["A1"].value)
    blatt["A1"].value = json.dumps({**kopf, "version": 2})


def _erste(blatt: Worksheet) -> Cell:
    """The line of the first row of the plan."""
    return next(zelle for zelle in blatt["A"] if zelle.value.startswith('{"id"'))


def _zeile_weg(blatt: Worksheet) -> None:
    blatt.delete_rows(_erste(blatt).row)


def _zeile_leer(blatt: Worksheet) -> None:
    _erste(blatt).value = None


def _blatt_weg(blatt: Worksheet) -> None:
    for nummer in range(blatt.max_row, 1, -1):
        if '"blatt"' in str(blatt.cell(nummer, 1).value):
            blatt.delete_rows(nummer, blatt.max_row - nummer + 1)
            return


def _abgeschnitten(blatt: Worksheet) -> None:
    _erste(blatt).value = str(_erste(blatt).value)[:-5]


def _andere_art(blatt: Worksheet) -> None:
    _erste(blatt).value = '{"id": 5, "texte": ["x"], "verdeckt": []}'


def _fremdes_feld(blatt: Worksheet) -> None:
    for zelle in blatt["A"]:
        zelle.value = zelle.value.replace('"eintritte"', '"geheim"')


def _fremde_tabelle(blatt: Worksheet) -> None:
    for zelle in blatt["A"]:
        zelle.value = zelle.value.replace('"ansatz"', '"vorgang"')


@pytest.mark.parametrize(
    ("schade", "satz"),
    [
        (_andere_version, "stammt aus einer anderen Version"),
        *(
            (tue, "Angaben in „mappe.xlsx“ sind beschädigt")
            for tue in (
                _zeile_weg,
                _zeile_leer,
                _blatt_weg,
                _abgeschnitten,
                _andere_art,
                _fremdes_feld,
                _fremde_tabelle,
            )
        ),
    ],
)
def test_a_damaged_hidden_sheet_is_refused_as_a_whole(
    beispiel: Dokument, tmp_path: Path, schade: Callable[[Worksheet], None], satz: str
) -> None:
    mappe = Mappe(beispiel, tmp_path)
    schade(mappe.blatt(BLATTNAME))
    with pytest.raises(Anwendungsfehler, match=satz):
        mappe.schau(beispiel.blick)


def test_without_its_hidden_sheet_it_is_a_foreign_table(beispiel: Dokument, tmp_path: Path) -> None:
    mappe = Mappe(beispiel, tmp_path)
    del mappe.buch[BLATTNAME]
    assert lies_quelle(mappe.speichere()).art.value == "tabelle"
    ohne = exportiere(
        beispiel.blick, tmp_path / "klein.xlsx", wahl=Exportwahl(kleine_zahlen=Unterdrueckung())
    )
    assert lies_quelle(ohne).art.value == "tabelle"
