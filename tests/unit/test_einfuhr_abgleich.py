"""A foreign table beside the plan: its rows found again, changes and new rows told, the rest left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from app.models.plan import Team
from app.services.einfuhr.anwenden import wende_an
from app.services.einfuhr.quelle import deute, lies_quelle, vorschau
from app.services.einfuhr.vorschau import Postenart, Quellenart
from app.services.einfuhr.wirkung import wirkung
from app.services.eingabe import Feld
from app.services.fehler import Anwendungsfehler
from app.services.zeilen import Finanzierung
from app.services.zellen import zelle_setzen
from tests.unit.einfuhr_mappe_hilfe import abbild, einer, kurz, nimm_an, zeile_von

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.services.dokument import Dokument
    from app.services.einfuhr.quelle import Quelle
    from tests.unit.einfuhr_mappe_hilfe import Wert

KOPF = ("Leistung", "Eintritte", "Mittelansatz")
NEU, ZELLE = Postenart.NEU, Postenart.ZELLE


@pytest.fixture
def ordner(tmp_path: Path) -> Path:
    return tmp_path


def _tabelle(
    ordner: Path, *zeilen: Sequence[Wert], kopf: Sequence[str] = KOPF, name: str = "fremd.xlsx"
) -> Quelle:
    """A foreign workbook, read by the real process."""
    buch = openpyxl.Workbook()
    blatt = buch.active
    assert blatt is not None
    blatt.append(kopf)
    for zeile in zeilen:
        blatt.append(zeile)
    buch.properties.lastModifiedBy = "f.fremd"
    buch.save(ordner / name)
    quelle = lies_quelle(ordner / name)
    assert quelle.art is Quellenart.TABELLE
    return quelle


def _alle(dok: Dokument) -> list[tuple[Wert, ...]]:
    """The rows of the plan as a foreign table would state them."""
    return [
        (
            z.leistung,
            "Kalkulation VJ" if z.eintritte is None and z.leistung != "ESF-LZA" else z.eintritte or "-",
            (z.mittelansatz_cent or 0) / 100
            if z.finanzierung is Finanzierung.NEUFALL
            else {
                Finanzierung.EINKAUF_VORJAHR: "Einkauf im Vorjahr",
                Finanzierung.AUSZAHLUNG_FOLGEJAHR: "Auszahlung 2021",
                Finanzierung.SGB_III: "z.L. SGB III",
                Finanzierung.FREMDFINANZIERT: "fremdfinanziert",
            }[z.finanzierung],
        )
        for z in dok.blick.zeilen.values()
    ]


# -- the same rows --------------------------------------------------------------------------------------


@pytest.mark.parametrize("gedreht", [False, True])
def test_the_rows_of_the_plan_are_found_again_in_any_order(
    beispiel: Dokument, ordner: Path, gedreht: bool
) -> None:
    zeilen = _alle(beispiel)
    schau = vorschau(beispiel.blick, _tabelle(ordner, *(zeilen[::-1] if gedreht else zeilen)))
    assert (schau.posten, schau.unveraendert) == ((), 98)
    assert (schau.geaendert_von, schau.quelle) == ("f.fremd", "fremd.xlsx")


def test_a_changed_row_is_told_cell_by_cell(beispiel: Dokument, ordner: Path) -> None:
    vorher = abbild(beispiel.blick)
    agh = zeile_von(beispiel.blick, "AGH")
    schau = vorschau(beispiel.blick, _tabelle(ordner, ("agh", 6000, 100.5), ("EQ", 60, 82992)))
    assert kurz(schau) == [
        ("eintritte", "6.011", "6.000"),
        ("mittelansatz", "13.713.810,00", "100,50\u00a0€"),
    ]
    assert {p.ort for p in schau.posten} == {"Sheet, Zeile 2"}
    folge = wirkung(beispiel.blick, schau.posten)
    nimm_an(beispiel, schau)
    nachher = abbild(beispiel.blick)
    geaendert = {o for o in vorher if vorher[o] != nachher[o]}
    assert geaendert == {("ansatz", agh, "eintritte"), ("ansatz", agh, "mittelansatz")}
    assert folge.nachher.rest_cent == beispiel.blick.kennzahlen.rest_cent
    (satz,) = [h for h in schau.hinweise if h.startswith("Im Plan, aber nicht in der Quelle")]
    assert "96 Zeilen" in satz


def test_columns_that_are_not_there_change_nothing(beispiel: Dokument, ordner: Path) -> None:
    quelle = _tabelle(ordner, ("AGH", 6000), ("EQ", None), kopf=("Leistung", "Eintritte"))
    vorher = abbild(beispiel.blick)
    nimm_an(beispiel, vorschau(beispiel.blick, quelle))
    nachher = abbild(beispiel.blick)
    assert {o[2] for o in vorher if vorher[o] != nachher[o]} == {"eintritte"}


def test_a_state_without_an_amount_leaves_the_amount_of_that_state(beispiel: Dokument, ordner: Path) -> None:
    agh = zeile_von(beispiel.blick, "AGH")
    zelle_setzen(beispiel, agh, Feld.FINANZIERUNG, "fremdfinanziert")
    assert vorschau(beispiel.blick, _tabelle(ordner, ("AGH", 6011, "fremdfinanziert"))).posten == ()
    zelle_setzen(beispiel, agh, Feld.FINANZIERUNG, "Neufall")
    schau = vorschau(beispiel.blick, _tabelle(ordner, ("AGH", 6011, "fremdfinanziert"), name="b.xlsx"))
    assert kurz(schau) == [("mittelansatz", "13.713.810,00", "fremdfinanziert")]


# -- the same Leistung several times --------------------------------------------------------------------


def test_of_several_rows_of_a_leistung_the_equal_ones_pair_first(beispiel: Dokument, ordner: Path) -> None:
    quelle = _tabelle(ordner, ("E & K Pflege", 17, "Einkauf Vorjahr"), ("E & K Pflege", 48, 61208.40))
    schau = vorschau(beispiel.blick, quelle)
    assert einer(schau).zeile_id == zeile_von(beispiel.blick, "E & K Pflege", 1)
    assert kurz(schau) == [("eintritte", "16", "17")]


def test_a_further_row_of_a_leistung_joins_its_measure(beispiel: Dokument, ordner: Path) -> None:
    quelle = _tabelle(
        ordner,
        ("E & K Pflege", 48, 61208.40),
        ("E & K Pflege", 16, "Einkauf Vorjahr"),
        ("E & K Pflege", 5, "Auszahlung 2021"),
    )
    schau = vorschau(beispiel.blick, quelle)
    assert einer(schau).art is NEU
    nimm_an(beispiel, schau)
    zeilen = [z for z in beispiel.blick.zeilen.values() if z.leistung == "E & K Pflege"]
    assert ([z.eintritte for z in zeilen], len({z.massnahme_id for z in zeilen})) == ([48, 16, 5], 1)
    assert {z.funktion for z in zeilen} == {zeilen[0].funktion}
    assert vorschau(beispiel.blick, quelle).posten == ()


def test_a_further_row_changes_nothing_of_its_measure(beispiel: Dokument, ordner: Path) -> None:
    zelle_setzen(beispiel, zeile_von(beispiel.blick, "AGH"), Feld.BEMERKUNG, "gut")
    quelle = _tabelle(
        ordner, ("AGH", 6011, 13713810, "gut"), ("AGH", 5, 6, "schlecht"), kopf=(*KOPF, "Bemerkung")
    )
    schau = vorschau(beispiel.blick, quelle)
    assert einer(schau).vermerk == "Bemerkung gilt der ganzen Leistung und bleibt „gut“"
    nimm_an(beispiel, schau)
    zeilen = [z for z in beispiel.blick.zeilen.values() if z.leistung == "AGH"]
    assert [(z.eintritte, z.bemerkung) for z in zeilen] == [(6011, "gut"), (5, "gut")]


def test_what_rows_of_one_measure_say_of_it_is_one_item_or_none(beispiel: Dokument, ordner: Path) -> None:
    kopf = (*KOPF, "Bemerkung")
    gleich = _tabelle(
        ordner,
        ("E & K Pflege", 48, 61208.40, "gut"),
        ("E & K Pflege", 16, "Einkauf Vorjahr", "gut"),
        kopf=kopf,
    )
    schau = vorschau(beispiel.blick, gleich)
    assert (einer(schau).feld, einer(schau).neu, einer(schau).fehler) == ("bemerkung", "gut", "")
    verschieden = _tabelle(
        ordner,
        ("E & K Pflege", 48, 61208.40, "gut"),
        ("E & K Pflege", 16, "Einkauf Vorjahr", "schlecht"),
        kopf=kopf,
        name="b.xlsx",
    )
    assert "sagen Verschiedenes" in einer(vorschau(beispiel.blick, verschieden)).fehler
    nimm_an(beispiel, schau)
    assert "Eine andere Zeile" in einer(vorschau(beispiel.blick, verschieden)).fehler


# -- new ------------------------------------------------------------------------------------------------


def test_a_new_leistung_stands_after_the_row_above_it(beispiel: Dokument, ordner: Path) -> None:
    feld = list(beispiel.blick.handlungsfelder.values())[1].tabellentitel or ""
    zeilen = ("AGH", 6011, 13713810), ("Neue Hilfe", 5, 100), ("Neue Hilfe", 6, 200)
    quelle = _tabelle(ordner, (feld,), *zeilen)
    schau = vorschau(beispiel.blick, quelle)
    assert [(p.art, p.name, p.neu) for p in schau.posten] == [
        (NEU, "Neue Hilfe", "5 · 100,00\u00a0€"),
        (NEU, "Neue Hilfe", "6 · 200,00\u00a0€"),
    ]
    nimm_an(beispiel, schau)
    namen = [z.leistung for z in beispiel.blick.zeilen.values()]
    stelle = namen.index("AGH")
    assert namen[stelle : stelle + 3] == ["AGH", "Neue Hilfe", "Neue Hilfe"]
    assert len({z.massnahme_id for z in beispiel.blick.zeilen.values() if z.leistung == "Neue Hilfe"}) == 1
    assert vorschau(beispiel.blick, quelle).posten == ()


def test_many_new_rows_find_room_between_two_old_ones(beispiel: Dokument, ordner: Path) -> None:
    neue = [(f"Hilfe {n}", n, n) for n in range(1, 1200)]
    feld = list(beispiel.blick.handlungsfelder.values())[1].tabellentitel or ""
    schau = vorschau(beispiel.blick, _tabelle(ordner, (feld,), ("AGH", 6011, 13713810), *neue))
    alte = [z.leistung for z in beispiel.blick.zeilen.values()]
    nimm_an(beispiel, schau)
    namen = [z.leistung for z in beispiel.blick.zeilen.values()]
    stelle = namen.index("AGH") + 1
    assert namen[stelle : stelle + len(neue)] == [name for name, _, _ in neue]
    assert [n for n in namen if not n.startswith("Hilfe ")] == alte
    beispiel.rueckgaengig()
    assert [z.leistung for z in beispiel.blick.zeilen.values()] == alte


def test_a_handlungsfeld_as_a_heading_holds_the_rows_below(leer: Dokument, ordner: Path) -> None:
    quelle = _tabelle(
        ordner,
        ("Handlungsfeld 1 - Arbeit",),
        ("Coaching", 5, 100),
        ("Handlungsfeld 2 - Jugend",),
        ("Werkstatt", 6, 200),
    )
    schau = vorschau(leer.blick, quelle)
    assert [(p.tabelle, p.name) for p in schau.posten] == [
        ("handlungsfeld", "Handlungsfeld 1 - Arbeit"),
        ("handlungsfeld", "Handlungsfeld 2 - Jugend"),
        ("ansatz", "Coaching"),
        ("ansatz", "Werkstatt"),
    ]
    nimm_an(leer, schau)
    felder = leer.blick.handlungsfelder
    assert [felder[z.handlungsfeld_id or ""].titel for z in leer.blick.zeilen.values()] == [
        "1 Arbeit",
        "2 Jugend",
    ]
    assert vorschau(leer.blick, quelle).posten == ()


def test_two_spellings_of_a_handlungsfeld_are_one(leer: Dokument, ordner: Path) -> None:
    quelle = _tabelle(
        ordner,
        ("Coaching", 5, 100, "Handlungsfeld 1 - Arbeit"),
        ("Werkstatt", 6, 200, "Handlungsfeld 1 – arbeit"),
        kopf=(*KOPF, "Handlungsfeld"),
    )
    schau = vorschau(leer.blick, quelle)
    assert [p.tabelle for p in schau.posten] == ["handlungsfeld", "ansatz", "ansatz"]


def test_unknown_handlungsfelder_of_known_rows_are_named_and_not_made(
    beispiel: Dokument, ordner: Path
) -> None:
    quelle = _tabelle(ordner, ("AGH", 6011, 13713810, "Irgendwo"), kopf=(*KOPF, "Handlungsfeld"))
    schau = vorschau(beispiel.blick, quelle)
    assert schau.posten == ()
    satz = "Das Handlungsfeld „Irgendwo“ kennt der Plan nicht; 1 Zeile des Plans darunter behalten ihres."
    assert satz in schau.hinweise


def test_another_handlungsfeld_of_the_plan_is_a_change(beispiel: Dokument, ordner: Path) -> None:
    eins, zwei = list(beispiel.blick.handlungsfelder.values())[:2]
    quelle = _tabelle(ordner, ("AGH", 6011, 13713810, eins.bezeichnung), kopf=(*KOPF, "Handlungsfeld"))
    schau = vorschau(beispiel.blick, quelle)
    assert kurz(schau) == [("handlungsfeld", zwei.titel, eins.titel)]
    nimm_an(beispiel, schau)
    zeile = beispiel.blick.zeilen[zeile_von(beispiel.blick, "AGH")]
    assert zeile.handlungsfeld_id == eins.id


def test_a_team_that_the_plan_lacks_stays_empty_and_is_named(beispiel: Dokument, ordner: Path) -> None:
    with beispiel.vorgang("probe", "Team") as tat:
        tat.session.add(Team(plan_id=beispiel.blick.plan_id, position=1, bezeichnung="Einkauf"))
    quelle = _tabelle(
        ordner,
        ("Hilfe A", 5, 100, "Einkauf"),
        ("Hilfe B", 6, 200, "Fernweh"),
        ("AGH", 6011, 13713810, "Fernweh"),
        kopf=(*KOPF, "Team"),
    )
    a, b, agh = vorschau(beispiel.blick, quelle).posten
    assert (a.vermerk, a.texte["team"]) == ("", "Einkauf")
    assert (b.vermerk, "team" in b.texte) == ("Team „Fernweh“ kennt der Plan nicht und bleibt leer", False)
    assert "nicht vorhanden" in agh.fehler
    nimm_an(beispiel, vorschau(beispiel.blick, quelle))
    teams = {z.leistung: z.team_id for z in beispiel.blick.zeilen.values()}
    assert teams["Hilfe A"] == next(iter(beispiel.blick.teams))
    assert teams["Hilfe B"] is None


# -- what cannot be read --------------------------------------------------------------------------------


def test_rows_that_cannot_be_read_are_told_and_never_taken_over(beispiel: Dokument, ordner: Path) -> None:
    quelle = _tabelle(
        ordner,
        ("AGH", "viele", 5),
        ("EQ", 60, "=B2*2"),
        ("Neue Hilfe", 5, "rund fünf"),
        ("BaE", 65, 175405.99),
    )
    schau = vorschau(beispiel.blick, quelle)
    assert [(p.name, bool(p.fehler), p.vorgeschlagen) for p in schau.posten] == [
        ("AGH", True, False),
        ("EQ", True, False),
        ("Neue Hilfe", True, False),
        ("BaE", False, True),
    ]
    assert "nicht berechnet" in schau.posten[1].fehler
    vorher = abbild(beispiel.blick)
    for posten in schau.posten[:3]:
        with pytest.raises(Anwendungsfehler, match="kann nicht übernommen werden"):
            wende_an(beispiel, schau, {posten.schluessel}, "trotzdem")
    assert abbild(beispiel.blick) == vorher
    folge = wirkung(beispiel.blick, schau.nach_schluessel(schau.vorgeschlagen))
    assert folge.nachher.eintritte == folge.vorher.eintritte + 1


def test_a_table_without_measures_is_refused(beispiel: Dokument, ordner: Path) -> None:
    quelle = _tabelle(ordner, ("Apfel", "rot"), ("Birne", "grün"), kopf=("Obst", "Farbe"))
    with pytest.raises(Anwendungsfehler, match="keine Tabelle mit Maßnahmen"):
        vorschau(beispiel.blick, quelle)


def test_a_sheet_is_chosen_by_name_and_a_wrong_name_refused(beispiel: Dokument, ordner: Path) -> None:
    buch = openpyxl.Workbook()
    for name, eintritte in (("Alt", 5), ("Neu", 6)):
        blatt = buch.create_sheet(name)
        blatt.append(KOPF)
        blatt.append(("AGH", eintritte, 13713810))
    buch.save(ordner / "m.xlsx")
    quelle = lies_quelle(ordner / "m.xlsx")
    schau = vorschau(beispiel.blick, quelle, deute(quelle, 2020, "Neu"))
    assert kurz(schau) == [("eintritte", "6.011", "6")]
    with pytest.raises(
        Anwendungsfehler, match=r"„Neuer“ gibt es in „m.xlsx“ nicht; dort stehen .*„Alt“, „Neu“"
    ):
        deute(quelle, 2020, "Neuer")


# -- an empty plan --------------------------------------------------------------------------------------


def test_an_empty_plan_takes_all_rows_and_one_undo_takes_them_back(
    leer: Dokument, beispiel: Dokument, ordner: Path
) -> None:
    zeilen = [
        (z[0], z[1], str(z[2]).replace("2021", "2028") if isinstance(z[2], str) else z[2])
        for z in _alle(beispiel)
    ]
    quelle = _tabelle(ordner, *zeilen)
    schau = vorschau(leer.blick, quelle)
    assert {p.art for p in schau.posten} == {NEU}
    folge = wirkung(leer.blick, schau.posten)
    nimm_an(leer, schau)
    assert [z.leistung for z in leer.blick.zeilen.values()] == [
        z.leistung for z in beispiel.blick.zeilen.values()
    ]
    assert leer.blick.kennzahlen.verplant_cent == 3_508_759_474 == folge.nachher.verplant_cent
    assert leer.blick.kennzahlen.eintritte_gesamt == 15_812 == folge.nachher.eintritte
    assert vorschau(leer.blick, quelle).posten == ()
    leer.rueckgaengig()
    assert leer.blick.zeilen == {}


def test_a_csv_is_read_as_well(beispiel: Dokument, ordner: Path) -> None:
    pfad = ordner / "t.csv"
    pfad.write_bytes("Leistung;Eintritte;Mittelansatz\r\nAGH;6.000;13.713.810,00 €\r\n".encode("cp1252"))
    assert kurz(vorschau(beispiel.blick, lies_quelle(pfad))) == [("eintritte", "6.011", "6.000")]
