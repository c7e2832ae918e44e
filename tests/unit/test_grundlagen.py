"""The Grundlagen: seeded from the programme, edited cell by cell, tied to the measures, carried on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.services import grundlagen, grundlagenfelder
from app.services.bildungsabgleich import bildungsabgleich
from app.services.dezimal import format_dezimal, lies_dezimal
from app.services.eingabe import EingabeFehler, Feld
from app.services.fortschreiben import Fortschreibung, fortschreiben
from app.services.grundlagen import Grundzelle
from app.services.grundlagenfelder import (
    BETREUUNGSSCHLUESSEL,
    BILDUNGSZIELE,
    KOMMUNALE_LEISTUNGEN,
    KUNDENGRUPPEN,
    PATPAUSCHALEN,
    PERSONAL,
    SONDERPROJEKTE,
    TABELLEN,
    ZIELWERTE,
)
from app.services.grundlagenzeilen import Bildungsart, Grundlagen
from app.services.kataloge import Katalog, eintrag_setzen, feldtext
from app.services.patlage import patlage
from app.services.protokoll import lies_protokoll
from app.services.pruefen import pruefe
from app.services.regeln import lade_regeln
from app.services.struktur import Richtung
from app.services.zellen import zelle_setzen

if TYPE_CHECKING:
    from app.services.dokument import Dokument
    from app.services.grundlagenfelder import Grundtabelle


def texte(dok: Dokument, tabelle: Grundtabelle) -> list[dict[str, str]]:
    return [{f.name: f.text(z) for f in tabelle.felder if f.text(z)} for z in tabelle.zeilen(dok.blick)]


def codes(dok: Dokument) -> list[str]:
    return [b.code for b in pruefe(dok.blick, lade_regeln())]


# -- what the programme says ---------------------------------------------------------------------------


def test_the_special_projects_of_abb_4_have_their_sums(beispiel: Dokument) -> None:
    projekte = beispiel.blick.grundlagen.sonderprojekte
    assert [(p.bezeichnung, p.sachkosten_cent, p.personalkosten_cent, p.summe_cent) for p in projekte] == [
        ("ESF-LZA", 3008700, 0, 3008700),
        ("TQ", 2000000, 7007000, 9007000),
        ("Jobstarter+", 0, 5896600, 5896600),
    ]
    assert sum(p.sachkosten_cent or 0 for p in projekte) == 5008700
    assert sum(p.personalkosten_cent or 0 for p in projekte) == 12903600
    assert sum(p.summe_cent for p in projekte) == 17912300


def test_the_training_targets_of_abb_14_tie_with_abb_6(beispiel: Dokument) -> None:
    ziele = beispiel.blick.grundlagen.bildungsziele
    assert sum(z.teilqualifizierungen or 0 for z in ziele) == 246
    assert [(a.art, a.geplant, a.eintritte, a.stimmt) for a in bildungsabgleich(beispiel.blick)] == [
        (Bildungsart.UMSCHULUNG, 580, 580, True),
        (Bildungsart.FORTBILDUNG, 1233, 1233, True),
    ]


def test_staff_ratios_clients_and_services_of_the_city_stand_as_printed(beispiel: Dokument) -> None:
    stand = beispiel.blick.grundlagen
    (personal,) = stand.personal
    assert (personal.soll_hundertstel, personal.ist_hundertstel) == (86820, 79233)
    assert (personal.differenz_hundertstel, personal.besetzung_promille) == (-7587, 913)
    assert [z["soll_zehntel"] for z in texte(beispiel, BETREUUNGSSCHLUESSEL)] == ["1:73", "1:135", "1:109"]
    assert [(k.anzahl, stand.kundenanteil_prozent(k)) for k in stand.kundengruppen] == [
        (50396, 100),
        (36203, 72),
        (9701, 19),
        (6965, 14),
        (6010, 12),
    ]
    assert [(k.faelle, k.zusatz) for k in stand.kommunale_leistungen] == [
        (None, "nach Bedarf"),
        (800, None),
        (550, "zzgl. ca. 450 Fälle Clearing"),
        (200, None),
    ]
    assert [(p.klasse, p.betrag_cent) for p in stand.patpauschalen] == [(1, 50000), (2, 60000), (3, 70000)]


def test_the_five_figures_of_the_zielsteuerung_have_no_invented_targets(beispiel: Dokument) -> None:
    ziele = beispiel.blick.grundlagen.zielwerte
    assert [z.kurz for z in ziele] == ["LLU", "IQ", "LZB", "KZI", "IPQ"]
    assert [z.plan_tausendstel for z in ziele] == [None] * 5
    assert [z.ist_tausendstel for z in ziele] == [None, None, 36_203_000, None, None]
    assert not {"bildungsziele", "kundengruppen", "patpauschalen"} & set(codes(beispiel))


# -- editing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tabelle", TABELLEN, ids=lambda t: t.name)
def test_every_cell_takes_back_the_text_that_it_shows(beispiel: Dokument, tabelle: Grundtabelle) -> None:
    vorher = tabelle.zeilen(beispiel.blick)
    zellen = [Grundzelle(z.id, f.name, f.text(z)) for z in vorher for f in tabelle.felder]
    assert not grundlagen.zellen_setzen(beispiel, tabelle, zellen)
    assert tabelle.zeilen(beispiel.blick) == vorher


@pytest.mark.parametrize("tabelle", TABELLEN, ids=lambda t: t.name)
def test_a_row_is_added_moved_and_deleted_and_undo_brings_all_back(
    beispiel: Dokument, tabelle: Grundtabelle
) -> None:
    vorher = tabelle.zeilen(beispiel.blick)
    schluessel = "f" * 32
    grundlagen.zelle_setzen(beispiel, tabelle, schluessel, "bezeichnung", "Ganz neu")
    assert [z.id for z in tabelle.zeilen(beispiel.blick)] == [*(z.id for z in vorher), schluessel]
    grundlagen.zeile_verschieben(beispiel, tabelle, schluessel, Richtung.HINAUF)
    assert tabelle.zeilen(beispiel.blick)[-2].bezeichnung == "Ganz neu"
    grundlagen.zeilen_loeschen(beispiel, tabelle, [schluessel, vorher[0].id])
    assert len(tabelle.zeilen(beispiel.blick)) == len(vorher) - 1
    for _ in range(3):
        assert beispiel.rueckgaengig()
    assert tabelle.zeilen(beispiel.blick) == vorher


def test_a_new_row_of_the_pat_begins_with_the_next_class_and_the_year(beispiel: Dokument) -> None:
    grundlagen.zelle_setzen(beispiel, PATPAUSCHALEN, "f" * 32, "betrag_cent", "800,00")
    neu = beispiel.blick.grundlagen.patpauschalen[-1]
    assert (neu.klasse, neu.ab, neu.betrag_cent) == (4, dt.date(2020, 1, 1), 80000)


@pytest.mark.parametrize(
    ("tabelle", "feld", "text", "grund"),
    [
        (SONDERPROJEKTE, "sachkosten_cent", "12.34", "mehrdeutig"),
        (SONDERPROJEKTE, "personalkosten_cent", "-1", "negativ"),
        (SONDERPROJEKTE, "bezeichnung", "  ", "fehlt eine Bezeichnung"),
        (PERSONAL, "soll_hundertstel", "868,205", "mehr als 2 Stellen"),
        (PERSONAL, "ist_hundertstel", "viele", "keine Zahl"),
        (BETREUUNGSSCHLUESSEL, "soll_zehntel", "1:0", "kein Betreuungsschlüssel"),
        (KUNDENGRUPPEN, "gesamt", "vielleicht", "weder „ja“ noch „nein“"),
        (KUNDENGRUPPEN, "anzahl", "3,5", "keine Anzahl"),
        (BILDUNGSZIELE, "teilqualifizierungen", "121", "mehr als die 120 Umschulungen"),
        (KOMMUNALE_LEISTUNGEN, "bezeichnung", "x" * 2001, "zu lang"),
        (PATPAUSCHALEN, "klasse", "0", "zählen von 1"),
        (PATPAUSCHALEN, "ab", "", "fehlt der Tag"),
        (ZIELWERTE, "einheit", "", "Möglich ist: Euro"),
        (ZIELWERTE, "plan_tausendstel", "25,1234", "mehr als 3 Stellen"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason_and_nothing_changes(
    beispiel: Dokument, tabelle: Grundtabelle, feld: str, text: str, grund: str
) -> None:
    vorher = beispiel.blick.grundlagen
    with pytest.raises(EingabeFehler, match=grund):
        grundlagen.zelle_setzen(beispiel, tabelle, tabelle.zeilen(beispiel.blick)[0].id, feld, text)
    assert beispiel.blick.grundlagen == vorher


def test_a_rectangle_is_taken_as_a_whole_or_not_at_all(beispiel: Dokument) -> None:
    zeile = beispiel.blick.grundlagen.sonderprojekte[0]
    vorher = beispiel.blick.grundlagen
    zellen = [Grundzelle(zeile.id, "sachkosten_cent", "1,00"), Grundzelle("e" * 32, "sachkosten_cent", "x")]
    with pytest.raises(EingabeFehler, match="1 von 2 Zellen passen nicht"):
        grundlagen.zellen_setzen(beispiel, SONDERPROJEKTE, zellen)
    assert beispiel.blick.grundlagen == vorher
    gut = [zellen[0], Grundzelle("e" * 32, "sachkosten_cent", "2,50")]
    grundlagen.zellen_setzen(beispiel, SONDERPROJEKTE, gut)
    assert [p.sachkosten_cent for p in beispiel.blick.grundlagen.sonderprojekte] == [100, 2000000, 0, 250]
    assert beispiel.blick.grundlagen.sonderprojekte[-1].bezeichnung == "Neues Sonderprojekt"


def test_numbers_are_taken_as_people_write_them(beispiel: Dokument) -> None:
    zeile = beispiel.blick.grundlagen.kommunale_leistungen[0]
    grundlagen.zelle_setzen(beispiel, KOMMUNALE_LEISTUNGEN, zeile.id, "faelle", "ca. 1.250")
    assert beispiel.blick.grundlagen.kommunale_leistungen[0].faelle == 1250
    schluessel = beispiel.blick.grundlagen.betreuungsschluessel[0]
    grundlagen.zelle_setzen(beispiel, BETREUUNGSSCHLUESSEL, schluessel.id, "ist_zehntel", "81,5")
    assert texte(beispiel, BETREUUNGSSCHLUESSEL)[0]["ist_zehntel"] == "1:81,5"


@pytest.mark.parametrize(
    ("text", "stellen", "wert", "gezeigt"),
    [
        ("792,33", 2, 79233, "792,33"),
        ("1.234", 3, 1234000, "1.234"),
        ("-0,5 %", 3, -500, "−0,5"),
        ("−2,50", 2, -250, "−2,5"),
        ("", 2, None, ""),
    ],
)
def test_decimals_are_whole_numbers_of_their_last_place(
    text: str, stellen: int, wert: int | None, gezeigt: str
) -> None:
    assert lies_dezimal(text, stellen) == wert
    assert ("" if wert is None else format_dezimal(wert, stellen)) == gezeigt


@pytest.mark.parametrize("text", ["12.34", "1,234.5", "1e5", "12.3456,7", "9" * 40, "٣"])
def test_decimals_that_could_mean_something_else_are_refused(text: str) -> None:
    with pytest.raises(EingabeFehler, match="keine Zahl"):
        lies_dezimal(text, 3)


# -- ties and findings ---------------------------------------------------------------------------------


def test_another_number_of_entries_breaks_the_tie_and_is_found(beispiel: Dokument) -> None:
    zeile = next(
        z
        for z in beispiel.blick.zeilen.values()
        if z.produkt_id and beispiel.blick.produkte[z.produkt_id].bildungsart is Bildungsart.UMSCHULUNG
    )
    zelle_setzen(beispiel, zeile.id, Feld.EINTRITTE, str((zeile.eintritte or 0) + 7))
    befund = next(b for b in pruefe(beispiel.blick, lade_regeln()) if b.code == "bildungsziele")
    assert "580 Umschulungen, die Maßnahmen haben 587 Eintritte" in befund.text
    assert zeile.id in befund.zeilen


def test_which_products_count_as_training_is_said_in_the_catalogue(beispiel: Dokument) -> None:
    produkt = next(p for p in beispiel.blick.produkte.values() if p.bezeichnung == "Grundkompetenzen")
    assert feldtext(beispiel, produkt, "bildungsart") == "Fortbildung"
    eintrag_setzen(beispiel, Katalog.PRODUKT, produkt.id, "bildungsart", "um")
    assert beispiel.blick.produkte[produkt.id].bildungsart is Bildungsart.UMSCHULUNG
    assert codes(beispiel).count("bildungsziele") == 2
    grundlagen.bildungsart_setzen(beispiel, produkt.id, None)
    assert beispiel.blick.produkte[produkt.id].bildungsart is None
    with pytest.raises(EingabeFehler, match="kein Bildungsziel"):
        eintrag_setzen(beispiel, Katalog.PRODUKT, produkt.id, "bildungsart", "Studium")


def test_a_group_larger_than_the_whole_and_a_missing_whole_are_found(beispiel: Dokument) -> None:
    ganzes, gruppe, *_ = beispiel.blick.grundlagen.kundengruppen
    grundlagen.zelle_setzen(beispiel, KUNDENGRUPPEN, gruppe.id, "anzahl", "60.000")
    assert codes(beispiel).count("kundengruppen") == 1
    grundlagen.zelle_setzen(beispiel, KUNDENGRUPPEN, ganzes.id, "gesamt", "nein")
    befunde = [b for b in pruefe(beispiel.blick, lade_regeln()) if b.code == "kundengruppen"]
    assert [b.text for b in befunde] == [
        "Bei den Kundengruppen ist nicht genau eine als Ganzes gekennzeichnet: Anteile fehlen."
    ]
    assert beispiel.blick.grundlagen.kundenanteil_prozent(gruppe) is None


def test_the_journal_tells_in_words_what_changed(beispiel: Dokument) -> None:
    zeile = beispiel.blick.grundlagen.personal[0]
    grundlagen.zelle_setzen(beispiel, PERSONAL, zeile.id, "ist_hundertstel", "801,5")
    eintrag = lies_protokoll(beispiel)[0]
    assert eintrag.bezeichnung == "Personal „Jobcenter gesamt“ geändert"
    (feld,) = eintrag.aenderungen
    assert (feld.ort, feld.feld, feld.alt, feld.neu) == ("Jobcenter gesamt", "VZÄ Ist", "792,33", "801,5")


def test_flat_rates_of_the_plan_go_before_the_dated_rule_for_cases_from_their_day_on(demo: Dokument) -> None:
    regeln = lade_regeln()
    vorher = patlage(demo.blick, regeln).summe(demo.blick.jahr)
    klasse_1 = demo.blick.grundlagen.patpauschalen[0]
    faelle = [g for g in demo.blick.fallgruppen if g.klasse == 1 and g.beginn_jahr >= demo.blick.jahr]
    assert faelle
    grundlagen.zelle_setzen(demo, PATPAUSCHALEN, klasse_1.id, "betrag_cent", "510,00")
    grundlagen.zelle_setzen(demo, PATPAUSCHALEN, klasse_1.id, "ab", "01.01.2020")
    nachher = patlage(demo.blick, regeln).summe(demo.blick.jahr)
    monate = sum(g.anzahl * min(g.dauer_monate, 13 - g.beginn_monat) for g in faelle)
    assert nachher.pat_cent - vorher.pat_cent == monate * 10_00
    assert nachher.zuschuss_cent == vorher.zuschuss_cent
    (befund,) = (b for b in pruefe(demo.blick, regeln) if b.code == "patpauschalen")
    assert "510,00 € PAT" in befund.text.replace("\u00a0", " ")
    assert "500,00 €" in befund.text.replace("\u00a0", " ")


# -- the year after ------------------------------------------------------------------------------------


def test_the_year_after_takes_over_plans_but_nothing_that_was_measured(beispiel: Dokument) -> None:
    alt = beispiel.blick.grundlagen
    fortschreiben(beispiel, Fortschreibung("2021", betraege_uebernehmen=True))
    neu = beispiel.blick.grundlagen
    assert [p.summe_cent for p in neu.sonderprojekte] == [p.summe_cent for p in alt.sonderprojekte]
    assert (neu.personal[0].soll_hundertstel, neu.personal[0].ist_hundertstel) == (86820, None)
    assert [z.ist_tausendstel for z in neu.zielwerte] == [None] * 5
    assert {k.berichtsmonat for k in neu.kundengruppen} == {None}
    assert not {p.id for p in neu.sonderprojekte} & {p.id for p in alt.sonderprojekte}
    assert [a.stimmt for a in bildungsabgleich(beispiel.blick)] == [True, True]


def test_without_amounts_only_names_and_the_flat_rates_are_taken_over(beispiel: Dokument) -> None:
    fortschreiben(beispiel, Fortschreibung("2021", betraege_uebernehmen=False))
    neu = beispiel.blick.grundlagen
    assert [(p.bezeichnung, p.sachkosten_cent) for p in neu.sonderprojekte] == [
        ("ESF-LZA", None),
        ("TQ", None),
        ("Jobstarter+", None),
    ]
    assert [p.betrag_cent for p in neu.patpauschalen] == [50000, 60000, 70000]


def test_an_empty_plan_has_no_grundlagen_and_no_findings_about_them(leer: Dokument) -> None:
    assert leer.blick.grundlagen == Grundlagen()
    assert bildungsabgleich(leer.blick) == ()
    assert not {"bildungsziele", "kundengruppen", "patpauschalen"} & set(codes(leer))


def test_tables_are_found_by_their_name_in_the_file() -> None:
    assert [grundlagenfelder.tabelle(t.name) for t in TABELLEN] == list(TABELLEN)
