"""The user says what goes into the workbook: tables, internal remarks, rows, small counts."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from app.models.massnahme import Massnahme
from app.services.beispiel import lege_beispiel_an
from app.services.einfuhr.eigene import vorschau_eigene
from app.services.einfuhr.lesen import lies_datei
from app.services.einfuhr.vorschau import Postenart
from app.services.excel import Exportwahl, exportiere, tabellenangebot
from app.services.excel.bezug import genannte_blaetter
from app.services.excel.rueckweg import BLATTNAME
from app.services.fehler import Anwendungsfehler
from app.services.plaene import lege_leer_an
from app.services.summen import Dimension
from tests.unit.excel_hilfe import cent, oeffne

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from app.services.dokument import Dokument
    from app.services.planblick import Planblick

OHNE_ZEILEN = Exportwahl(zeilen_mit_bemerkung=False)
MIT_BEMERKUNGEN = Exportwahl(interne_bemerkungen=True)
_SCHLUESSEL = re.compile(r"[a-z_]+:[0-9a-f]{32}")


@pytest.fixture
def dok(tmp_path: Path) -> Iterator[Dokument]:
    dokument = lege_beispiel_an(tmp_path / "plan.amip", "duisburg-2020", wer="Test")
    yield dokument
    dokument.datei.schliesse()


def mappe_mit(dok: Dokument, ordner: Path, wahl: Exportwahl) -> Path:
    return exportiere(dok.blick, ordner / "plan.xlsx", wahl=wahl)


def bemerke(dok: Dokument, feld: str, bemerkung: str = "vertraulich: Kündigung droht") -> None:
    """A remark on every measure of a Handlungsfeld."""
    with dok.vorgang("probe", "Bemerkung") as tat:
        for massnahme_id in {z.massnahme_id for z in zeilen_in(dok.blick, feld)}:
            tat.session.get_one(Massnahme, massnahme_id).bemerkung = bemerkung


def zeilen_in(blick: Planblick, nummer: str) -> tuple[Any, ...]:
    feld = next(f for f in blick.handlungsfelder.values() if f.nummer == nummer)
    return blick.zeilen_von(Dimension.HANDLUNGSFELD, feld.id)


def inhalt_der_datei(pfad: Path) -> str:
    """Everything that is written in the workbook, hidden or not."""
    with zipfile.ZipFile(pfad) as archiv:
        return "\n".join(archiv.read(name).decode("utf-8") for name in archiv.namelist())


def zeile_mit(blatt: Worksheet, text: str, spalte: int = 1) -> int:
    return next(z for z in range(1, blatt.max_row + 1) if blatt.cell(z, spalte).value == text)


def saetze(pfad: Path) -> str:
    return "\n".join(str(z[0].value) for z in oeffne(pfad, werte=True)["Inhalt"].iter_rows(max_col=1))


# -- which tables ------------------------------------------------------------------------------------


def test_every_sheet_of_the_plan_is_offered_by_its_word(dok: Dokument) -> None:
    worte = [a.kennwort for a in tabellenangebot(dok.blick)]
    assert worte[:4] == ["abb1", "abb2", "abb3", "abb4"]
    assert worte[-7:] == ["hf1", "hf2", "hf3", "hf-querschnittsaufgaben", "bindungen", "huel", "huel-ve"]
    assert all(a.sperrbar for a in tabellenangebot(dok.blick))


@pytest.mark.parametrize(
    ("tabellen", "blaetter"),
    [
        (("abb2",), ["Abb. 2"]),
        (("abb3", "abb1"), ["Abb. 1", "Abb. 3"]),
        (("abb6",), ["Abb. 6"]),
        (("hf",), ["HF 1", "HF 2", "HF 3", "Querschnittsaufgaben"]),
        (("hf2", "hf-querschnittsaufgaben"), ["HF 2", "Querschnittsaufgaben"]),
        (("abb6", "hf1"), ["Abb. 6", "HF 1"]),
        (("huel",), ["HÜL 2020"]),
        (("huel", "abb1", "abb2"), ["Abb. 1", "Abb. 2", "HÜL 2020"]),
        (("huel-ve", "bindungen"), ["Bindungen", "HÜL-VE"]),
        (("abb7",), ["Abb. 7"]),
        (("abb14", "abb16"), ["Abb. 14", "Abb. 16"]),
        (("abb14", "abb6"), ["Abb. 6", "Abb. 14"]),
        (("abb4", "pat", "personal", "ziele"), ["Abb. 4", "PAT", "Personal", "Ziele"]),
    ],
)
def test_only_the_wanted_tables_go_out_and_no_formula_points_to_another(
    dok: Dokument, tmp_path: Path, tabellen: tuple[str, ...], blaetter: list[str]
) -> None:
    voll = oeffne(exportiere(dok.blick, tmp_path / "voll.xlsx"), werte=True)
    pfad = mappe_mit(dok, tmp_path, Exportwahl(tabellen))
    mappe, werte = oeffne(pfad), oeffne(pfad, werte=True)
    assert [n for n in mappe.sheetnames if n not in {"Inhalt", BLATTNAME}] == blaetter
    for blatt in mappe:
        for zelle in (z for zeile in blatt.iter_rows() for z in zeile if z.data_type == "f"):
            assert genannte_blaetter(str(zelle.value)) <= set(mappe.sheetnames)
    for name in mappe.defined_names.values():
        assert name.value.split("!")[0].strip("'") in mappe.sheetnames
    for name in blaetter:
        # A formula of the budget also has the keys of the inputs that stand there now.
        spalten = 3 if name.startswith("Abb.") else werte[name].max_column
        teil, ganz = (b[name].iter_rows(max_col=spalten, values_only=True) for b in (werte, voll))
        assert list(teil) == list(ganz)


def test_the_tie_stays_true_without_the_tables_behind_it(dok: Dokument, tmp_path: Path) -> None:
    pfad = mappe_mit(dok, tmp_path, Exportwahl(("abb3",)))
    blatt, formeln = oeffne(pfad, werte=True)["Inhalt"], oeffne(pfad)["Inhalt"]
    zeile = zeile_mit(blatt, "verplant: Summe der Mittelansätze aller Maßnahmentabellen")
    assert cent(blatt.cell(zeile, 4).value) == dok.blick.kennzahlen.verplant_cent
    assert not isinstance(formeln.cell(zeile, 4).value, str)
    assert formeln.cell(zeile + 1, 4).value == f"=ROUND(D{zeile - 1}-D{zeile},2)"


def test_the_contents_say_what_is_missing(dok: Dokument, tmp_path: Path) -> None:
    alle = {a.kennwort for a in tabellenangebot(dok.blick)}
    text = saetze(mappe_mit(dok, tmp_path, Exportwahl(tuple(alle - {"huel-ve"}))))
    assert "Nicht enthalten: HÜL-VE. Zahlen, die dort stehen, sind hier Werte ohne Formel." in text
    assert "Umfang dieser Mappe" not in saetze(exportiere(dok.blick, tmp_path / "voll.xlsx"))


def test_an_input_stands_in_the_first_table_that_is_there_and_can_be_read_again(
    dok: Dokument, tmp_path: Path
) -> None:
    pfad = mappe_mit(dok, tmp_path, Exportwahl(("abb2",)))
    mappe = oeffne(pfad)
    assert mappe["Abb. 2"]["C4"].value == 68_899_598
    assert _SCHLUESSEL.fullmatch(mappe["Abb. 2"]["D4"].value)
    mappe["Abb. 2"]["C4"] = 70_000_000
    mappe.save(pfad)
    posten = vorschau_eigene(dok.blick, lies_datei(pfad)).posten
    assert [(p.feldwort, p.neu) for p in posten] == [("Betrag", "70.000.000,00")]


def test_an_unknown_word_is_refused_with_the_words_there_are(dok: Dokument, tmp_path: Path) -> None:
    with pytest.raises(Anwendungsfehler) as fehler:
        mappe_mit(dok, tmp_path, Exportwahl(("abb1", "abb9")))
    assert fehler.value.was == "Eine Tabelle „abb9“ gibt es nicht."
    assert fehler.value.rat.startswith("Möglich: inhalt, abb1, abb2, abb3,")
    assert fehler.value.rat.endswith("huel, huel-ve, hf1, hf2, hf3, hf-querschnittsaufgaben.")
    assert not (tmp_path / "plan.xlsx").exists()


def test_a_table_that_the_plan_does_not_have_makes_no_workbook(tmp_path: Path) -> None:
    leer = lege_leer_an(tmp_path / "leer.amip", 2031, wer="Test")
    with pytest.raises(Anwendungsfehler, match="hat der Plan keine"):
        exportiere(leer.blick, tmp_path / "plan.xlsx", wahl=Exportwahl(("huel",)))
    leer.datei.schliesse()
    assert not (tmp_path / "plan.xlsx").exists()


def test_sheets_that_were_not_exported_do_not_count_as_deleted(dok: Dokument, tmp_path: Path) -> None:
    pfad = mappe_mit(dok, tmp_path, Exportwahl(("hf1",)))
    schau = vorschau_eigene(dok.blick, lies_datei(pfad))
    assert schau.posten == ()
    assert schau.hinweise == ()


# -- internal remarks --------------------------------------------------------------------------------


def test_internal_remarks_never_go_out_by_themselves(dok: Dokument, tmp_path: Path) -> None:
    bemerke(dok, "2")
    assert "Kündigung" not in inhalt_der_datei(exportiere(dok.blick, tmp_path / "plan.xlsx"))
    assert "Kündigung" not in inhalt_der_datei(mappe_mit(dok, tmp_path, OHNE_ZEILEN))


def test_internal_remarks_are_a_last_column_and_come_back(dok: Dokument, tmp_path: Path) -> None:
    bemerke(dok, "2")
    pfad = mappe_mit(dok, tmp_path, MIT_BEMERKUNGEN)
    mappe = oeffne(pfad)
    blatt = mappe["HF 2"]
    assert blatt["E3"].value == "Bemerkung (intern)"
    assert blatt["E4"].value == "vertraulich: Kündigung droht"
    assert blatt.print_area.endswith("$E$18")
    assert blatt.column_dimensions["F"].hidden
    assert "nicht zur Weitergabe bestimmt" in saetze(pfad)
    assert "SUMIFS('HF 2'!$B$4:$B$17,'HF 2'!$F$4:$F$17," in mappe["Abb. 6"]["C5"].value
    assert vorschau_eigene(dok.blick, lies_datei(pfad)).posten == ()
    blatt["E5"] = "geklärt"  # Refit 1, merged over two rows
    mappe.save(pfad)
    posten = vorschau_eigene(dok.blick, lies_datei(pfad)).posten
    assert [(p.feldwort, p.alt, p.neu) for p in posten] == [
        ("Bemerkung", "vertraulich: Kündigung droht", "geklärt")
    ]


# -- rows that are not listed ------------------------------------------------------------------------


def test_rows_with_a_remark_are_not_listed_and_every_sum_stays(dok: Dokument, tmp_path: Path) -> None:
    bemerkte = [z for z in dok.blick.zeilen.values() if z.bemerkung]
    voll = oeffne(exportiere(dok.blick, tmp_path / "voll.xlsx"), werte=True)
    pfad = mappe_mit(dok, tmp_path, OHNE_ZEILEN)
    werte = oeffne(pfad, werte=True)
    for name in ("HF 1", "HF 2", "HF 3", "Querschnittsaufgaben"):
        blatt, summe = werte[name], zeile_mit(werte[name], "Summe")
        alte = zeile_mit(voll[name], "Summe")
        assert [z.value for z in blatt[summe][:3]] == [z.value for z in voll[name][alte][:3]]
    eintritte = [[z.value for z in zeile[:3]] for zeile in werte["Abb. 6"].iter_rows(max_col=3)]
    assert eintritte == [[z.value for z in zeile[:3]] for zeile in voll["Abb. 6"].iter_rows(max_col=3)]
    sichtbar = inhalt_der_datei(pfad)
    andere = {z.leistung for z in dok.blick.zeilen.values() if not z.bemerkung}
    andere |= {p.bezeichnung for p in dok.blick.produkte.values()}
    andere |= {p.bezeichnung for p in dok.blick.grundlagen.sonderprojekte}
    eigene = {z.leistung for z in bemerkte} - andere
    assert len(eigene) > 5
    assert [leistung for leistung in eigene if f">{leistung}<" in sichtbar] == []
    assert [z.id for z in bemerkte if z.id in sichtbar] == []
    assert f"{len(bemerkte)} Maßnahmenzeilen sind nicht einzeln ausgewiesen" in saetze(pfad)


def test_what_is_not_listed_stands_before_the_sum_over_hidden_rows_by_product(
    dok: Dokument, tmp_path: Path
) -> None:
    bemerke(dok, "2")
    zeilen = zeilen_in(dok.blick, "2")
    produkte = {z.produkt_id for z in zeilen}
    mappe = oeffne(mappe_mit(dok, tmp_path, OHNE_ZEILEN))
    blatt = mappe["HF 2"]
    letzte = 3 + len(produkte)
    assert blatt.cell(letzte + 1, 1).value == f"nicht einzeln ausgewiesen ({len(zeilen)} Zeilen)"
    assert blatt.cell(letzte + 1, 2).value == f"=SUM(B4:B{letzte})"
    assert blatt.cell(letzte + 2, 2).value == f"=SUM(B4:B{letzte})"
    assert blatt.cell(letzte + 2, 1).value == "Summe"
    assert [blatt.row_dimensions[z].hidden for z in range(3, letzte + 3)] == [
        False,
        *[True] * len(produkte),
        False,
        False,
    ]
    assert f"$B$4:$B${letzte}" in mappe["Abb. 6"]["C5"].value


def test_rows_that_were_not_listed_do_not_count_as_deleted_nor_sums_as_new(
    dok: Dokument, tmp_path: Path
) -> None:
    bemerke(dok, "2")
    schau = vorschau_eigene(dok.blick, lies_datei(mappe_mit(dok, tmp_path, OHNE_ZEILEN)))
    assert [p for p in schau.posten if p.art in {Postenart.WEG, Postenart.NEU}] == []
    assert schau.posten == ()
