"""The list of Bindungen: cells read from text, pasted all or nothing, its order, what it says of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.services.bindungen import bindung_anlegen, bindung_loeschen, bindungen_loeschen, vertrag_setzen
from app.services.bindungsfolge import in_folge
from app.services.bindungsliste import (
    Listenfeld,
    Listenzelle,
    Neuvorlage,
    feldtext,
    neu_anlegen,
    schreibe,
    vermerk,
    zelle_setzen,
)
from app.services.bindungszeilen import Bindungsteil, Vertrag
from app.services.datum import format_zeitraum, lies_zeitraum
from app.services.eingabe import EingabeFehler
from app.services.planblick import Planblick
from app.services.zahlungen import freirechnen, zahlung_buchen, zahlung_setzen, zahlungen_loeschen

if TYPE_CHECKING:
    from app.services.bindungszeilen import Bindungszeile
    from app.services.dokument import Dokument

JAHR = 2027
NEU = Neuvorlage(JAHR)


def lege_an(dok: Dokument, name: str, **vertrag: object) -> str:
    herkunft = JAHR - 1 if vertrag.get("sammel_id") else JAHR
    return bindung_anlegen(
        dok,
        bezeichnung=name,
        herkunft_jahr=herkunft,
        betraege={(JAHR, None): 100_00},
        vertrag=Vertrag(**vertrag),  # type: ignore[arg-type]  # fields by name
    )[0]


def lege_summe_an(dok: Dokument, cent: int = 1_000_00) -> str:
    return bindung_anlegen(
        dok,
        bezeichnung="Bekannt",
        herkunft_jahr=JAHR - 1,
        betraege={(JAHR, None): cent} if cent else {},
        aufgegliedert=False,
    )[0]


def hole(dok: Dokument, bindung_id: str) -> Bindungszeile:
    return next(b for b in dok.blick.bindungen if b.id == bindung_id)


# -- one cell ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("feld", "text", "danach"),
    [
        (Listenfeld.BEZEICHNUNG, " Kurs ", "Kurs"),
        (Listenfeld.VERTRAGSPARTNER, "Träger", "Träger"),
        (Listenfeld.VERTRAGSPARTNER, "  ", ""),
        (Listenfeld.AKTENZEICHEN, "II-7", "II-7"),
        (Listenfeld.DATUM, "1.2.2027", "01.02.2027"),
        (Listenfeld.DATUM, "", ""),
        (Listenfeld.BETRAG, "1234,5", "1.234,50"),
        (Listenfeld.BETRAG, "", "0,00"),
        (Listenfeld.HERKUNFT, "2025", "2025"),
        (Listenfeld.LAUFZEIT, "1.1.2027-31.12.2028", "01.01.2027 – 31.12.2028"),
        (Listenfeld.LAUFZEIT, "", ""),
        (Listenfeld.BEMERKUNG, "wichtig", "wichtig"),
    ],
)
def test_what_is_typed_is_what_the_cell_says_and_takes_again(
    leer: Dokument, feld: Listenfeld, text: str, danach: str
) -> None:
    bindung_id = lege_an(leer, "Vertrag")
    zelle_setzen(leer, bindung_id, feld, text)
    stand = hole(leer, bindung_id)
    assert feldtext(leer.blick, stand, feld) == danach
    zelle_setzen(leer, bindung_id, feld, danach)
    assert hole(leer, bindung_id) == stand


@pytest.mark.parametrize(
    ("feld", "text", "grund"),
    [
        (Listenfeld.BEZEICHNUNG, "", "braucht eine Bezeichnung"),
        (Listenfeld.DATUM, "30.2.2027", "gibt es nicht"),
        (Listenfeld.BETRAG, "12.34", "mehrdeutig"),
        (Listenfeld.BETRAG, "-1", "negativ"),
        (Listenfeld.HERKUNFT, "20", "kein Jahr"),
        (Listenfeld.HERKUNFT, "2028", "nicht schon 2027 fällig"),
        (Listenfeld.LAUFZEIT, "1.1.2027", "keine Laufzeit"),
        (Listenfeld.LAUFZEIT, "31.12.2027 – 1.1.2027", "bevor sie am"),
        (Listenfeld.LEISTUNG, "gibt es nicht", "keine Leistung"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    leer: Dokument, feld: Listenfeld, text: str, grund: str
) -> None:
    bindung_id = lege_an(leer, "Vertrag")
    vorher = leer.blick.bindungen
    with pytest.raises(EingabeFehler, match=grund):
        zelle_setzen(leer, bindung_id, feld, text)
    assert leer.blick.bindungen == vorher


def test_a_leistung_is_found_by_its_name_and_taken_away_by_nothing(beispiel: Dokument) -> None:
    bindung_id = neu_anlegen(beispiel, "Vertrag", Neuvorlage(2020))
    zelle_setzen(beispiel, bindung_id, Listenfeld.LEISTUNG, "förderzentrum ii")
    assert feldtext(beispiel.blick, hole(beispiel, bindung_id), Listenfeld.LEISTUNG) == "Förderzentrum II"
    zelle_setzen(beispiel, bindung_id, Listenfeld.LEISTUNG, "")
    assert hole(beispiel, bindung_id).massnahme_id is None


def test_an_amount_keeps_later_years_and_carries_the_sum_of_the_contract_along(leer: Dokument) -> None:
    bindung_id = bindung_anlegen(
        leer,
        bezeichnung="Vertrag",
        herkunft_jahr=JAHR,
        betraege={(JAHR, None): 1_00, (JAHR + 1, 3): 2_00},
        vertrag=Vertrag(summe_cent=3_00),
    )[0]
    zelle_setzen(leer, bindung_id, Listenfeld.BETRAG, "5")
    assert hole(leer, bindung_id).betrag_cent(JAHR + 1) == 2_00
    assert hole(leer, bindung_id).vertrag.summe_cent == 7_00


def test_a_year_that_stands_by_months_is_left_to_the_dialog(leer: Dokument) -> None:
    bindung_id = bindung_anlegen(leer, bezeichnung="Vertrag", herkunft_jahr=JAHR, betraege={(JAHR, 3): 1_00})[
        0
    ]
    with pytest.raises(EingabeFehler, match="steht hier nach Monaten fest"):
        zelle_setzen(leer, bindung_id, Listenfeld.BETRAG, "5")


# -- many cells --------------------------------------------------------------------------------------


def _zeile(name: str, betrag: str = "1") -> dict[Listenfeld, str]:
    return {Listenfeld.BEZEICHNUNG: name, Listenfeld.BETRAG: betrag}


def test_cells_and_new_rows_are_one_step(leer: Dokument) -> None:
    alte = lege_an(leer, "Alt")
    vorher = leer.blick.bindungen
    zellen = [Listenzelle(alte, Listenfeld.BETRAG, "7"), Listenzelle(alte, Listenfeld.AKTENZEICHEN, "A")]
    leere = {Listenfeld.BEZEICHNUNG: " ", Listenfeld.BETRAG: ""}
    schreibe(leer, zellen, [_zeile("Eins"), leere, _zeile("Zwei", "2")], NEU)
    assert [b.bezeichnung for b in leer.blick.bindungen] == ["Alt", "Eins", "Zwei"]
    assert [b.betrag_cent(JAHR) for b in leer.blick.bindungen] == [7_00, 1_00, 2_00]
    assert leer.naechstes_rueckgaengig is not None
    assert leer.naechstes_rueckgaengig.bezeichnung == "2 Bindungen angelegt, 1 Bindung geändert"
    leer.rueckgaengig()
    assert leer.blick.bindungen == vorher


@pytest.mark.parametrize(
    ("schlecht", "grund"),
    [
        (_zeile("Zwei", "12.34"), "„Zwei“: "),
        (_zeile("", "5"), "2. neue Zeile: Eine Bindung braucht eine Bezeichnung"),
    ],
)
def test_of_many_rows_the_one_that_does_not_fit_is_named_and_none_is_kept(
    leer: Dokument, schlecht: dict[Listenfeld, str], grund: str
) -> None:
    with pytest.raises(EingabeFehler) as fehler:
        schreibe(leer, [], [_zeile("Eins"), schlecht, _zeile("Drei")], NEU)
    assert str(fehler.value).startswith(grund)
    assert leer.blick.bindungen == ()


def test_a_single_row_is_refused_without_its_name_in_front(leer: Dokument) -> None:
    with pytest.raises(EingabeFehler, match=r"^Eine Bindung braucht"):
        schreibe(leer, [], [_zeile("", "5")], NEU)


def test_new_rows_begin_as_the_list_says(leer: Dokument) -> None:
    summe = lege_summe_an(leer)
    teil = hole(leer, neu_anlegen(leer, "Teil", Neuvorlage(JAHR - 1, summe)))
    assert (teil.herkunft_jahr, teil.vertrag.sammel_id) == (JAHR - 1, summe)
    assert leer.blick.stand.im(JAHR).vorbindung_cent == 1_000_00


# -- what it says ------------------------------------------------------------------------------------


def test_the_note_says_what_a_bindung_is_besides_a_contract(leer: Dokument) -> None:
    summe = lege_summe_an(leer)
    grund = lege_an(leer, "Grund")
    texte = {
        vermerk(leer.blick, hole(leer, bindung_id))
        for bindung_id in (
            grund,
            lege_an(leer, "Teil", sammel_id=summe),
            lege_an(leer, "Option", teil=Bindungsteil.OPTION, grund_id=grund, wirksam=False),
            lege_an(leer, "Gezogen", teil=Bindungsteil.OPTION, grund_id=grund),
            lege_an(leer, "Mehr", teil=Bindungsteil.AUFSTOCKUNG, grund_id=grund),
        )
    }
    assert texte == {"", "Teil der Vorbindungen", "Option, nicht gezogen", "Option", "Aufstockung"}


def test_the_note_of_a_known_sum_says_how_far_it_is_broken_down(leer: Dokument) -> None:
    summe = lege_summe_an(leer, 300_00)

    def wort() -> str:
        return vermerk(leer.blick, hole(leer, summe))

    assert wort() == "nicht aufgegliedert"
    lege_an(leer, "Eins", sammel_id=summe)
    lege_an(leer, "Zwei", sammel_id=summe)
    assert wort() == "zu 66,6\u00a0% aufgegliedert"
    lege_an(leer, "Drei", sammel_id=summe)
    assert wort() == "ganz aufgegliedert"
    lege_an(leer, "Vier", sammel_id=summe)
    assert wort() == "zu viel aufgegliedert"


def test_a_known_sum_of_another_year_is_not_a_part_of_anything(leer: Dokument) -> None:
    eine, andere = lege_summe_an(leer), lege_summe_an(leer)
    with pytest.raises(EingabeFehler, match="Teil einer anderen Summe"):
        vertrag_setzen(leer, eine, replace(hole(leer, eine).vertrag, sammel_id=andere))


def test_parts_and_options_follow_what_they_belong_to(leer: Dokument) -> None:
    summe = lege_summe_an(leer)
    frei = lege_an(leer, "Frei")
    teil = lege_an(leer, "Teil", sammel_id=summe)
    option = lege_an(leer, "Option", teil=Bindungsteil.OPTION, grund_id=frei)
    folge = in_folge(leer.blick.bindungen)
    assert [b.id for b in folge] == [summe, teil, frei, option]
    allein = [b for b in leer.blick.bindungen if b.id not in {summe, frei}]
    assert [b.id for b in in_folge(allein)] == [teil, option], "nobody gets lost without a parent"


# -- terms -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["1.1.2027-31.3.2027", "01.01.2027 – 31.03.2027", "1.1.2027 bis 31.3.2027"])
def test_a_term_is_read_as_people_write_it(text: str) -> None:
    von, bis = dt.date(2027, 1, 1), dt.date(2027, 3, 31)
    assert lies_zeitraum(text) == (von, bis)
    assert lies_zeitraum(format_zeitraum(von, bis)) == (von, bis)


def test_a_term_can_be_open_at_either_end() -> None:
    tag = dt.date(2027, 1, 1)
    for zeitraum in ((tag, None), (None, tag), (None, None)):
        assert lies_zeitraum(format_zeitraum(*zeitraum)) == zeitraum


@pytest.mark.parametrize(
    "text", ["heute", "1.1.2027", "1.1.2027 - 2.1.2027 - 3.1.2027", "30.2.2027 - 1.3.2027"]
)
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(EingabeFehler):
        lies_zeitraum(text)


# -- deleting, and the model in memory ---------------------------------------------------------------


def test_a_contract_goes_with_all_its_options_or_not_at_all(leer: Dokument) -> None:
    grund = lege_an(leer, "Grund")
    option = lege_an(leer, "Option", teil=Bindungsteil.OPTION, grund_id=grund)
    vorher = leer.blick.bindungen
    with pytest.raises(EingabeFehler, match="hat Optionen"):
        bindung_loeschen(leer, grund)
    bindungen_loeschen(leer, [grund, option])
    assert leer.blick.bindungen == ()
    leer.rueckgaengig()
    assert leer.blick.bindungen == vorher


def test_parts_stand_alone_once_their_sum_is_deleted(leer: Dokument) -> None:
    summe = lege_summe_an(leer)
    teil = lege_an(leer, "Teil", sammel_id=summe)
    bindung_loeschen(leer, summe)
    assert hole(leer, teil).vertrag.sammel_id is None
    assert leer.blick.stand.im(JAHR).vorbindung_cent == 100_00
    leer.rueckgaengig()
    assert hole(leer, teil).vertrag.sammel_id == summe


def test_after_every_step_memory_holds_what_the_file_holds(leer: Dokument) -> None:
    def stimmt() -> None:
        frisch = Planblick(leer.datei, leer.blick.plan_id)
        assert leer.blick.bindungen == frisch.bindungen
        for jahr in (JAHR - 1, JAHR, JAHR + 1):
            assert leer.blick.stand.im(jahr) == frisch.stand.im(jahr)

    summe = lege_summe_an(leer)
    teil = lege_an(leer, "Teil", sammel_id=summe)
    tag = dt.date(JAHR, 3, 1)
    zahlung = zahlung_buchen(leer, teil, 5_00, datum=tag)[0]
    stimmt()
    zahlung_setzen(leer, replace(hole(leer, teil).zahlungen[0], betrag_cent=6_00))
    assert hole(leer, teil).gezahlt_cent(JAHR) == 6_00
    stimmt()
    freirechnen(leer, teil, JAHR, 7_00, datum=tag, grund="Rest")
    zelle_setzen(leer, teil, Listenfeld.BETRAG, "200")
    stimmt()
    zahlungen_loeschen(leer, [zahlung])
    bindung_loeschen(leer, summe)
    stimmt()
    schreibe(leer, [], [_zeile(f"Los {n}") for n in range(210)], NEU)
    stimmt()
    while leer.naechstes_rueckgaengig is not None:
        leer.rueckgaengig()
        stimmt()
    assert leer.blick.bindungen == ()
