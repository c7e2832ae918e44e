"""Every Vorgang on Bindungen and the year's money: live, undone, done again; and how the Protokoll reads."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from app.models.arten import Umschichtungsbasis
from app.models.schema import PLANTABELLEN
from app.services import bindungen, fallgruppen, planwerte, struktur, umschichtungen, ve, zahlungen
from app.services.bindungszeilen import Vertrag
from app.services.haushaltszeilen import Plangroesse, Umschichtungsstand, VeStand
from app.services.kataloge import Katalog, eintrag_loeschen
from app.services.plaene import plan_setzen
from app.services.protokoll import Protokollfeld, lies_protokoll
from app.services.protokoll_worte import FELD_WORT, STILL, TABELLE_WORT
from tests.unit.bindung_hilfe import REGELN, TAG, Voll, eur, fuelle, hin_und_her, lehnt_ab

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.dokument import Dokument


@pytest.fixture
def voll(beispiel: Dokument) -> Voll:
    return fuelle(beispiel)


def _bindung_setzen(v: Voll) -> object:
    return bindungen.bindung_setzen(
        v.dok, v.neu, bezeichnung="Anders", herkunft_jahr=2019, betraege={(2020, 12): 1, (2022, None): 2}
    )


def _anderes_jahr(v: Voll) -> object:
    return plan_setzen(v.dok, bezeichnung="x", haushaltsjahr=2021, stand=None, status="entwurf")


def _ve(v: Voll) -> object:
    return ve.ve_setzen(v.dok, replace(v.blick.ermaechtigungen[-1], jahr=2022, stand=VeStand.ENDGUELTIG))


def _bewegung(v: Voll) -> object:
    zeile = next(u for u in v.blick.umschichtungen if u.id == v.bewegung)
    return umschichtungen.umschichtung_setzen(v.dok, replace(zeile, stand=Umschichtungsstand.ZURUECKGEZOGEN))


def _freirechnung_setzen(v: Voll) -> object:
    zeile = next(f for f in v.bindung(v.teil).freirechnungen if f.id == v.freirechnung)
    return zahlungen.freirechnung_setzen(v.dok, replace(zeile, betrag_cent=1, grund="anders"))


def _zahlung_setzen(v: Voll) -> object:
    zeile = v.bindung(v.teil).zahlungen[0]
    return zahlungen.zahlung_setzen(v.dok, replace(zeile, betrag_cent=902_000_00 - 100_000_00, beleg=None))


def _gruppe_setzen(v: Voll) -> object:
    return fallgruppen.fallgruppe_setzen(v.dok, REGELN, replace(v.blick.fallgruppen[0], anzahl=12))


VORGAENGE: dict[str, Callable[[Voll], object]] = {
    "Bindung ändern": _bindung_setzen,
    "Vertrag ändern": lambda v: bindungen.vertrag_setzen(v.dok, v.neu, Vertrag(plaetze=3, datum=TAG)),
    "Option ziehen": lambda v: bindungen.option_ziehen(v.dok, v.option),
    "Bindung löschen": lambda v: bindungen.bindung_loeschen(v.dok, v.teil),
    "Summe löschen": lambda v: bindungen.bindung_loeschen(v.dok, v.sammel),
    "Folgebindung löschen": lambda v: bindungen.bindung_loeschen(v.dok, v.folge),
    "Zahlung buchen": lambda v: zahlungen.zahlung_buchen(v.dok, v.neu, 1, datum=TAG, jahr=2021),
    "Zahlung ändern": _zahlung_setzen,
    "Zahlung löschen": lambda v: zahlungen.zahlungen_loeschen(v.dok, [v.zahlung]),
    "freirechnen": lambda v: zahlungen.freirechnen(v.dok, v.sammel, 2020, 5, datum=TAG, grund="zu viel"),
    "Freirechnung ändern": _freirechnung_setzen,
    "Freirechnung löschen": lambda v: zahlungen.freirechnungen_loeschen(v.dok, [v.freirechnung]),
    "VE eintragen": lambda v: ve.ve_eintragen(v.dok, 2023, 7),
    "VE ändern": _ve,
    "VE löschen": lambda v: ve.ve_loeschen(v.dok, [v.ve]),
    "Umschichtung anlegen": lambda v: umschichtungen.umschichtung_anlegen(v.dok, 9),
    "Umschichtung ändern": _bewegung,
    "Umschichtung löschen": lambda v: umschichtungen.umschichtungen_loeschen(v.dok, [v.bewegung]),
    "Basis": lambda v: umschichtungen.basis_setzen(v.dok, Umschichtungsbasis.VOLLZOGEN),
    "Freigabe ändern": lambda v: planwerte.freigabe_setzen(
        v.dok, replace(v.blick.freigaben[0], anteil_promille=500)
    ),
    "Freigabe löschen": lambda v: planwerte.freigaben_loeschen(v.dok, [v.freigabe]),
    "Plangröße": lambda v: planwerte.planwert_setzen(v.dok, Plangroesse.PAT_RAHMEN_NEU_CENT, None),
    "neue Plangröße": lambda v: planwerte.planwert_setzen(v.dok, Plangroesse.ELB_LOKAL, 70_000, quelle="BA"),
    "Fallgruppe ändern": _gruppe_setzen,
    "Fallgruppe löschen": lambda v: fallgruppen.fallgruppen_loeschen(v.dok, [v.gruppe]),
    "Zeile mit Bindung löschen": lambda v: struktur.loeschen(v.dok, [v.ansatz]),
    "Leistung mit Bindung löschen": lambda v: struktur.loeschen(v.dok, [next(iter(v.blick.zeilen))]),
    "anderes Haushaltsjahr": _anderes_jahr,
}


@pytest.mark.parametrize("name", VORGAENGE)
def test_each_vorgang_shows_at_once_and_goes_to_and_fro_with_undo_and_redo(voll: Voll, name: str) -> None:
    hin_und_her(voll.dok, lambda: VORGAENGE[name](voll))


def test_all_of_it_can_be_taken_back_and_done_again(beispiel: Dokument) -> None:
    # Down to the plan as it was, and back up to the last of them: rows refer to each other both ways.
    anfang = beispiel.naechstes_rueckgaengig
    fuelle(beispiel)
    ende, kennzahlen = beispiel.naechstes_rueckgaengig, beispiel.blick.kennzahlen
    while beispiel.naechstes_rueckgaengig != anfang:
        beispiel.rueckgaengig()
    assert (len(beispiel.blick.bindungen), beispiel.blick.umschichtungen) == (1, ())
    while beispiel.naechstes_wiederholen is not None:
        beispiel.wiederholen()
    assert (beispiel.naechstes_rueckgaengig, beispiel.blick.kennzahlen) == (ende, kennzahlen)


def test_a_product_that_only_bindungen_cases_or_movements_name_stays_in_the_catalogue(
    voll: Voll,
) -> None:
    for gruppe, wer in (("bindungen", "Bindungen"), ("fallgruppen", "Fallgruppen"), ("", "Umschichtungen")):
        struktur.loeschen(voll.dok, list(voll.blick.zeilen))
        if gruppe == "bindungen":
            produkt_id = voll.bindung(voll.teil).vertrag.produkt_id
        elif gruppe == "fallgruppen":
            produkt_id = voll.blick.fallgruppen[0].produkt_id
            bindungen.bindung_loeschen(voll.dok, voll.fallbindung)
        else:
            produkt_id = next(u for u in voll.blick.umschichtungen if u.nach_produkt_id).nach_produkt_id
        assert produkt_id is not None
        name = voll.blick.produkte[produkt_id].bezeichnung
        satz = f"„{name}“ wird von {wer} benutzt. Ordnen Sie diese zuerst anders zu."
        lehnt_ab(voll.dok, partial(eintrag_loeschen, voll.dok, Katalog.PRODUKT, produkt_id), satz)


# -- the Protokoll -----------------------------------------------------------------------------------


def test_every_table_and_every_column_has_a_german_word() -> None:
    assert set(TABELLE_WORT) == set(PLANTABELLEN)
    spalten = {s.key for klasse in PLANTABELLEN.values() for s in klasse.__table__.columns}
    assert spalten - STILL == set(FELD_WORT) & spalten
    assert not set(FELD_WORT) - spalten


def test_a_plan_with_everything_reads_in_words_without_keys_and_code(voll: Voll) -> None:
    for name in ("Zahlung ändern", "Freirechnung ändern", "VE ändern", "Umschichtung ändern", "Basis"):
        VORGAENGE[name](voll)
    _gruppe_setzen(voll)
    planwerte.planwert_setzen(voll.dok, Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL, 15_759)
    while voll.blick.bindungen:
        bindungen.bindung_loeschen(voll.dok, voll.blick.bindungen[-1].id)
    worte = [
        wort
        for eintrag in lies_protokoll(voll.dok)[:-1]
        for f in eintrag.aenderungen
        for wort in (f.tabelle, f.ort, f.feld, f.alt, f.neu, eintrag.bezeichnung)
    ]
    schlecht = re.compile(r"[0-9a-f]{32}|_|ohne Namen|\d{4}-\d\d-\d\d|True|False|None")
    assert [w for w in worte if schlecht.search(w)] == []


def _felder(voll: Voll) -> list[tuple[str, str, str, str]]:
    (eintrag,) = lies_protokoll(voll.dok, hoechstens=1)
    return [_kurz(f) for f in eintrag.aenderungen]


def _kurz(f: Protokollfeld) -> tuple[str, str, str, str]:
    return f.ort, f.feld, f.alt, f.neu


def test_figures_read_in_their_own_unit(voll: Voll) -> None:
    planwerte.planwert_setzen(voll.dok, Plangroesse.PAT_RAHMEN_NEU_CENT, 95_000_00)
    ort = "erwartete Entlastung durch neue Fälle"
    assert _felder(voll) == [(ort, "Wert", eur(90_000_00), eur(95_000_00))]
    planwerte.planwert_setzen(voll.dok, Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL, None)
    planwerte.planwert_setzen(voll.dok, Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL, 15_759)
    assert _felder(voll) == [("Anteil des Jobcenters, wenn bekannt", "Wert", "", "1,5759\u00a0%")]
    planwerte.planwert_setzen(voll.dok, Plangroesse.ELB_LOKAL, 70_000)
    assert _felder(voll)[-1] == ("eLb, Jobcenter", "Wert", "", "70.000")


def test_what_a_bindung_refers_to_is_called_by_name(voll: Voll) -> None:
    bindungen.bindung_loeschen(voll.dok, voll.option)
    assert ("Option", "Grundvertrag", "Neu", "") in _felder(voll)
    bindungen.bindung_loeschen(voll.dok, voll.folge)
    leistung = voll.blick.zeilen[voll.ansatz].leistung
    assert (leistung, "Ansatz", f"{leistung} (2. Ansatz)", "") in _felder(voll)
    planwerte.freigaben_loeschen(voll.dok, [voll.freigabe])
    ort = "Vorläufige Haushaltsführung bis 31.03.2020"
    assert (ort, "Freigegeben", "45,0\u00a0%", "") in _felder(voll)


def test_the_reason_of_a_release_stands_in_the_journal(voll: Voll) -> None:
    zahlungen.freirechnen(voll.dok, voll.teil, 2020, 1_00, datum=TAG, grund=" Träger kündigt ")
    (eintrag,) = lies_protokoll(voll.dok, hoechstens=1)
    assert (eintrag.bezeichnung, eintrag.grund) == (
        f"{eur(1_00)} von „Teil“ freigerechnet",
        "Träger kündigt",
    )
    assert ("Teil, 2020", "Betrag", "", eur(1_00)) in _felder(voll)
