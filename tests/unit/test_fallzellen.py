"""Cells of the grid of cases: what they take, what they refuse, and several in one Vorgang."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.bindungen import bindung_setzen
from app.services.eingabe import EingabeFehler
from app.services.fallgruppen import binde, binde_alle, bindung_der
from app.services.falltabelle import Buchungsstand, falltabelle
from app.services.fallzellen import (
    Fallfeld,
    neue_gruppe,
    vorschlaege,
    zeile_anlegen,
    zelle_setzen,
    zellen_setzen,
    zelltext,
)
from app.services.patlage import patlage
from tests.unit.fallgruppen_hilfe import BESTAND, NEUE, REGELN, lege_an

if TYPE_CHECKING:
    from app.services.dokument import Dokument
    from app.services.haushaltszeilen import Fallgruppe


def gruppe(dok: Dokument, stelle: int = 0) -> Fallgruppe:
    return dok.blick.fallgruppen[stelle]


def texte(dok: Dokument, stelle: int = 0) -> dict[str, str]:
    return {f.value: zelltext(dok.blick, REGELN, gruppe(dok, stelle), f) for f in Fallfeld}


def test_a_new_row_begins_with_no_cases_in_january_of_the_plans_year(beispiel: Dokument) -> None:
    zeile_anlegen(beispiel, REGELN, Fallfeld.BEZEICHNUNG, "neu")
    # The coaching rests on § 16i as well, but the money is planned for the support itself.
    assert texte(beispiel) == {
        "bezeichnung": "neu",
        "produkt": "§ 16i) Teilhabe am Arbeitsmarkt",
        "beginn": "01.2020",
        "klasse": "ohne PAT",
        "anzahl": "0",
        "dauer": "24",
        "lohn": "0,00",
        "massnahme": "",
        "bemerkung": "",
    }
    zeile_anlegen(beispiel, REGELN, Fallfeld.ANZAHL, "12")
    assert (gruppe(beispiel, 1).bezeichnung, gruppe(beispiel, 1).anzahl) == ("Fallgruppe 2", 12)


@pytest.mark.parametrize(
    ("feld", "text", "steht_da"),
    [
        (Fallfeld.PRODUKT, "§ 16e", "§ 16e) Eingliederung von Langzeitarbeitslosen"),
        (Fallfeld.BEGINN, "Mai 2021", "05.2021"),
        (Fallfeld.KLASSE, "3", "3 alle anderen Bedarfsgemeinschaften"),
        (Fallfeld.KLASSE, "ein Erwachsener, kein Kind", "1 ein Erwachsener, kein Kind"),
        (Fallfeld.KLASSE, "", "ohne PAT"),
        (Fallfeld.KLASSE, "ohne PAT", "ohne PAT"),
        (Fallfeld.ANZAHL, "1.200", "1.200"),
        (Fallfeld.ANZAHL, "", "0"),
        (Fallfeld.DAUER, "36", "36"),
        (Fallfeld.DAUER, "5 Jahre", "60"),
        (Fallfeld.LOHN, "1900", "1.900,00"),
        (Fallfeld.MASSNAHME, "§ 16i - T", "§ 16i - Teilhabe am Arbeitsmarkt"),
        (Fallfeld.MASSNAHME, "§ 16e", "§ 16e - Eingliederung von Langzeitarbeitslosen"),
        (Fallfeld.BEMERKUNG, "später prüfen", "später prüfen"),
    ],
)
def test_a_cell_takes_what_people_type_and_shows_it_in_full(
    beispiel: Dokument, feld: Fallfeld, text: str, steht_da: str
) -> None:
    lege_an(beispiel, {"bezeichnung": "neu", "klasse": "2"})
    zelle_setzen(beispiel, REGELN, gruppe(beispiel), feld, text)
    assert texte(beispiel)[feld] == steht_da
    zelle_setzen(beispiel, REGELN, gruppe(beispiel), feld, steht_da)
    assert texte(beispiel)[feld] == steht_da


@pytest.mark.parametrize(
    ("feld", "text", "sagt"),
    [
        (Fallfeld.BEZEICHNUNG, "", "braucht eine Bezeichnung"),
        (Fallfeld.BEMERKUNG, "x" * 2001, "zu lang"),
        (Fallfeld.PRODUKT, "", "Wählen Sie das Produkt"),
        (Fallfeld.PRODUKT, "Gutschein", "kein Produkt mit einem Lohnkostenzuschuss"),
        (Fallfeld.BEGINN, "12.2018", "keine Regel"),
        (Fallfeld.KLASSE, "4", "keine BG-Klasse"),
        (Fallfeld.KLASSE, "ein", "nicht eindeutig"),
        (Fallfeld.ANZAHL, "-3", "keine Anzahl"),
        (Fallfeld.DAUER, "61", "1 bis 60 Monate"),
        (Fallfeld.DAUER, "lang", "keine Dauer"),
        (Fallfeld.LOHN, "12.34", "mehrdeutig"),
        (Fallfeld.LOHN, "900.000.000.000", "prüfen Sie Anzahl und Lohn"),
        (Fallfeld.MASSNAHME, "Gibt es nicht", "keine Leistung dieses Plans"),
    ],
)
def test_what_does_not_fit_changes_nothing_and_says_why(
    beispiel: Dokument, feld: Fallfeld, text: str, sagt: str
) -> None:
    lege_an(beispiel, {"bezeichnung": "neu", "klasse": "2", "anzahl": "90"})
    vorher = gruppe(beispiel)
    with pytest.raises(EingabeFehler, match=sagt):
        zelle_setzen(beispiel, REGELN, vorher, feld, text)
    assert gruppe(beispiel) == vorher


def test_cells_offer_the_products_classes_and_leistungen_that_fit(beispiel: Dokument) -> None:
    lege_an(beispiel, {"bezeichnung": "neu", "produkt": "§ 16e", "beginn": "01.2023"})

    def biete(feld: Fallfeld, zeile: Fallgruppe | None) -> tuple[str, ...]:
        return vorschlaege(beispiel.blick, REGELN, feld, zeile)

    assert set(biete(Fallfeld.PRODUKT, None)) == {
        "Coaching § 16i Teilhabe am Arbeitsmarkt",
        "§ 16e) Eingliederung von Langzeitarbeitslosen",
        "§ 16i) Teilhabe am Arbeitsmarkt",
    }
    assert "2 ein Erwachsener, mindestens ein Kind" in biete(Fallfeld.KLASSE, None)
    assert "2 ein Erwachsener, genau ein Kind" in biete(Fallfeld.KLASSE, gruppe(beispiel))
    assert biete(Fallfeld.MASSNAHME, gruppe(beispiel)) == ("§ 16e - Eingliederung von Langzeitarbeitslosen",)
    assert len(biete(Fallfeld.MASSNAHME, None)) > 50
    assert biete(Fallfeld.ANZAHL, None) == ()


def test_a_catalogue_without_a_wage_subsidy_cannot_have_cases(leer: Dokument) -> None:
    with pytest.raises(EingabeFehler, match="Im Katalog ist kein Produkt"):
        neue_gruppe(leer.blick, REGELN)


# -- several at once ---------------------------------------------------------------------------------


def test_cells_and_new_rows_are_written_in_one_vorgang(beispiel: Dokument) -> None:
    lege_an(beispiel, NEUE[0])
    zellen = [(gruppe(beispiel), "anzahl", "81"), (gruppe(beispiel), "lohn", "2.000")]
    zellen_setzen(beispiel, REGELN, zellen, [{"anzahl": "5"}, {"anzahl": "6"}])
    assert [(g.bezeichnung, g.anzahl) for g in beispiel.blick.fallgruppen] == [
        ("neu, Klasse 1", 81),
        ("Fallgruppe 2", 5),
        ("Fallgruppe 3", 6),
    ]
    assert gruppe(beispiel).lohn_cent == 2_000_00
    beispiel.rueckgaengig()
    assert [g.anzahl for g in beispiel.blick.fallgruppen] == [80]


def test_a_paste_reads_each_row_as_a_whole_and_refuses_all_where_one_does_not_fit(beispiel: Dokument) -> None:
    # 60 months fit § 16i only: the product that stands beside them counts, whatever its column.
    lege_an(beispiel, {"dauer": "60", "produkt": "§ 16i) T", "bezeichnung": "lang"})
    for zeile, sagt in (
        ({"bezeichnung": "falsch", "anzahl": "viele"}, "„falsch“: .*keine Anzahl"),
        ({"bezeichnung": "zu lang", "dauer": "99"}, "„zu lang“: .*1 bis 60 Monate"),
    ):
        with pytest.raises(EingabeFehler, match=sagt):
            zellen_setzen(beispiel, REGELN, [(gruppe(beispiel), "anzahl", "7")], [{"anzahl": "1"}, zeile])
    assert [(g.bezeichnung, g.anzahl) for g in beispiel.blick.fallgruppen] == [("lang", 0)]


def stand(dok: Dokument) -> list[Buchungsstand]:
    return [z.stand for z in falltabelle(dok.blick, patlage(dok.blick, REGELN))]


def test_several_groups_are_booked_in_one_vorgang_and_follow_their_cases(beispiel: Dokument) -> None:
    neu, bestand = lege_an(beispiel, NEUE[0], BESTAND)
    bindungen = len(beispiel.blick.bindungen)
    binde_alle(beispiel, REGELN, [neu, bestand])
    assert stand(beispiel) == [Buchungsstand.GEBUCHT, Buchungsstand.GEBUCHT]
    gebucht, vorbindung = bindung_der(beispiel.blick, neu), bindung_der(beispiel.blick, bestand)
    assert gebucht is not None
    assert vorbindung is not None
    # 80 cases of class 1: (1.900 − 500) × 10 months.
    assert gebucht.betrag_cent(2020) == 1_120_000_00
    assert (gebucht.herkunft_jahr, gebucht.vertrag.plaetze, gebucht.vertrag.sammel_id) == (2020, 80, None)
    assert vorbindung.herkunft_jahr == 2019
    assert vorbindung.vertrag.sammel_id is not None
    beispiel.rueckgaengig()
    assert len(beispiel.blick.bindungen) == bindungen
    assert stand(beispiel) == [Buchungsstand.KEINE, Buchungsstand.KEINE]


def test_a_bindung_that_says_something_else_is_brought_up_to_the_cases(beispiel: Dokument) -> None:
    (neu,) = lege_an(beispiel, NEUE[0])
    binde(beispiel, REGELN, neu)
    zelle_setzen(beispiel, REGELN, gruppe(beispiel), Fallfeld.BEGINN, "04.2020")
    assert stand(beispiel) == [Buchungsstand.WEICHT_AB]
    binde(beispiel, REGELN, neu)
    assert stand(beispiel) == [Buchungsstand.GEBUCHT]
    bindung = bindung_der(beispiel.blick, neu)
    assert bindung is not None
    bindung_setzen(
        beispiel,
        bindung.id,
        bezeichnung=bindung.bezeichnung,
        herkunft_jahr=2020,
        betraege={(2020, None): sum(f.betrag_cent for f in bindung.faelligkeiten)},
    )
    # The same sum, but not in the same years.
    assert stand(beispiel) == [Buchungsstand.WEICHT_AB]


def test_where_one_group_cannot_be_booked_none_is(beispiel: Dokument) -> None:
    neu, ohne = lege_an(beispiel, NEUE[0], {"bezeichnung": "noch leer"})
    with pytest.raises(EingabeFehler, match="„noch leer“: Ab 2020 ist nichts zu zahlen"):
        binde_alle(beispiel, REGELN, [neu, ohne])
    assert bindung_der(beispiel.blick, neu) is None
    with pytest.raises(EingabeFehler, match="gibt es nicht mehr"):
        binde(beispiel, REGELN, "fort")
