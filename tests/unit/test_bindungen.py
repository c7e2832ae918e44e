"""Bindungen: what is refused and why, and what options, parts of a known sum and deletions do."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.services import bindungen
from app.services.bindungen import (
    bindung_anlegen,
    bindung_loeschen,
    bindung_setzen,
    folgebindung_anlegen,
    option_ziehen,
    steht_im_folgejahr,
    vertrag_setzen,
)
from app.services.bindungszeilen import Bindungsteil, Vertrag
from app.services.eingabe import Feld
from app.services.zahlungen import freirechnen, zahlung_buchen
from app.services.zellen import zelle_setzen
from tests.unit.bindung_hilfe import TAG, eur, lehnt_ab
from tests.unit.probeplan import Probeplan, baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.dokument import Dokument

LOS: dict[str, Any] = {
    "bezeichnung": "Los 1",
    "herkunft_jahr": 2020,
    "betraege": {(2020, 3): 100_00, (2021, None): 50_00},
}
OPTION = Bindungsteil.OPTION
SAMMEL = 32_647_597_00
SUMME_OHNE_TEIL = (
    "Eine Bindung, von der nur die Summe bekannt ist, kann weder Option oder Aufstockung noch Teil einer "
    "anderen Summe sein."
)


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[Probeplan]:
    plan = baue(tmp_path / "probe.amip")
    yield plan
    plan.dok.datei.schliesse()


@pytest.fixture
def dok(probe: Probeplan) -> Dokument:
    """A plan for 2020 without rows."""
    return probe.dok


def lege_an(dok: Dokument, **anders: Any) -> str:  # noqa: ANN401 - the fields of a Bindung, by name
    return bindung_anlegen(dok, **(LOS | anders))[0]


def summe(dok: Dokument, betraege: dict[tuple[int, int | None], int] | None = None, jahr: int = 2019) -> str:
    return lege_an(
        dok,
        bezeichnung="Vorbindungen",
        herkunft_jahr=jahr,
        betraege=betraege or {(2020, None): 1_000_00},
        aufgegliedert=False,
    )


def teil(dok: Dokument, sammel: str, **anders: Any) -> str:  # noqa: ANN401 - the fields of a Bindung, by name
    werte = {
        "bezeichnung": "Teil",
        "herkunft_jahr": 2019,
        "betraege": {(2020, None): 600_00},
        "vertrag": Vertrag(sammel_id=sammel),
    }
    return lege_an(dok, **(werte | anders))


def _summensatz(summe: int, was: str) -> str:
    return f"Die Fälligkeiten ergeben {eur(150_00)}, die Vertragssumme ist {eur(summe)}: Es {was}."


ABGELEHNT: list[tuple[dict[str, Any], str]] = [
    ({"bezeichnung": "  "}, "Eine Bindung braucht eine Bezeichnung."),
    (
        {"herkunft_jahr": 2021},
        "Eine Bindung aus 2021 kann nicht schon 2020 fällig sein. Prüfen Sie Herkunftsjahr und Fälligkeit.",
    ),
    ({"herkunft_jahr": 2004}, "2004 ist kein Haushaltsjahr zwischen 2005 und 2099."),
    ({"betraege": {(2100, None): 1}}, "2100 ist kein Haushaltsjahr zwischen 2005 und 2099."),
    (
        {"betraege": {(2020, None): -1}},
        "Die Fälligkeit 2020 ist negativ oder nennt keinen Monat von 1 bis 12.",
    ),
    (
        {"betraege": {(2020, 13): 1}},
        "Die Fälligkeit 2020 ist negativ oder nennt keinen Monat von 1 bis 12.",
    ),
    (
        {"vertrag": Vertrag(summe_cent=200_00)},
        _summensatz(200_00, f"fehlen {eur(50_00)}"),
    ),
    (
        {"vertrag": Vertrag(summe_cent=149_99)},
        _summensatz(149_99, f"sind {eur(1)} zu viel"),
    ),
    (
        {"vertrag": Vertrag(laufzeit_von=dt.date(2020, 5, 2), laufzeit_bis=dt.date(2020, 5, 1))},
        "Die Laufzeit endet am 01.05.2020, bevor sie am 02.05.2020 beginnt.",
    ),
    ({"vertrag": Vertrag(plaetze=-1)}, "Plätze: Eine negative Zahl kann hier nicht stehen."),
    ({"vertrag": Vertrag(besetzt=-1)}, "Besetzte Plätze: Eine negative Zahl kann hier nicht stehen."),
    ({"vertrag": Vertrag(zahlungsziel_tage=-1)}, "Zahlungsziel: Eine negative Zahl kann hier nicht stehen."),
    ({"vertrag": Vertrag(skonto_tage=-1)}, "Skontofrist: Eine negative Zahl kann hier nicht stehen."),
    ({"vertrag": Vertrag(abschlag_promille=1001)}, "Abschlag: Erwartet wird ein Anteil von 0 bis 100 %."),
    ({"vertrag": Vertrag(skonto_promille=-1)}, "Skonto: Erwartet wird ein Anteil von 0 bis 100 %."),
    (
        {"vertrag": Vertrag(wirksam=False)},
        "Nur eine Option kann noch nicht gezogen sein; jeder andere Vertrag bindet.",
    ),
    (
        {"vertrag": Vertrag(teil=OPTION)},
        "Eine Option oder Aufstockung gehört zu einem Grundvertrag: Wählen Sie ihn aus.",
    ),
    (
        {"vertrag": Vertrag(sammel_id="gibt es nicht")},
        "Aufgliedern lässt sich nur eine Bindung, von der bisher nur die Summe bekannt ist.",
    ),
]


@pytest.mark.parametrize(("anders", "satz"), ABGELEHNT)
def test_what_cannot_be_is_refused_with_the_reason_both_new_and_as_a_change(
    dok: Dokument, anders: dict[str, Any], satz: str
) -> None:
    lehnt_ab(dok, lambda: lege_an(dok, **anders), satz)
    bindung = lege_an(dok)
    lehnt_ab(dok, lambda: bindung_setzen(dok, bindung, **(LOS | anders)), satz)


def test_a_bindung_that_is_gone_is_refused_by_every_vorgang(dok: Dokument) -> None:
    bindung = lege_an(dok)
    bindung_loeschen(dok, bindung)
    satz = "Diese Bindung gibt es nicht mehr."
    lehnt_ab(dok, lambda: bindung_loeschen(dok, bindung), satz)
    lehnt_ab(dok, lambda: option_ziehen(dok, bindung), satz)
    lehnt_ab(dok, lambda: vertrag_setzen(dok, bindung, Vertrag()), satz)


def test_a_change_keeps_what_it_does_not_name_and_the_months_that_stay(dok: Dokument) -> None:
    bindung = lege_an(dok, vertrag=Vertrag(vertragspartner="Werk", datum=TAG))
    maerz = next(f.id for f in bindungen.finde(dok.blick, bindung).faelligkeiten if f.monat == 3)
    bindung_setzen(
        dok, bindung, bezeichnung=" Los 2 ", herkunft_jahr=2019, betraege={(2020, 3): 1, (2022, 1): 2}
    )
    neu = bindungen.finde(dok.blick, bindung)
    assert (neu.bezeichnung, neu.herkunft_jahr, neu.vertrag.vertragspartner) == ("Los 2", 2019, "Werk")
    assert bindungen.betraege_von(neu) == {(2020, 3): 1, (2022, 1): 2}
    assert neu.faelligkeiten[0].id == maerz


def test_less_than_is_paid_and_released_cannot_be_bound(dok: Dokument) -> None:
    bindung = lege_an(dok)
    zahlung_buchen(dok, bindung, 60_00, datum=TAG)
    freirechnen(dok, bindung, 2020, 30_00, datum=TAG, grund="weniger")
    satz = (
        f"Für 2020 sind schon {eur(60_00)} angeordnet oder gezahlt und {eur(30_00)} freigerechnet; "
        "weniger kann nicht festgelegt sein."
    )

    def setze(betraege: dict[tuple[int, int | None], int]) -> object:
        return bindung_setzen(dok, bindung, bezeichnung="Los 1", herkunft_jahr=2020, betraege=betraege)

    lehnt_ab(dok, lambda: setze({(2020, 3): 89_99}), satz)
    lehnt_ab(dok, lambda: setze({(2021, None): 500_00}), satz)
    setze({(2020, None): 90_00})
    assert bindungen.finde(dok.blick, bindung).offen_cent(2020) == 0


# -- options and top-ups -----------------------------------------------------------------------------


def test_an_option_binds_from_the_day_it_is_drawn_and_a_top_up_at_once(dok: Dokument) -> None:
    grund = lege_an(dok)
    option = lege_an(dok, bezeichnung="Option", vertrag=Vertrag(teil=OPTION, grund_id=grund, wirksam=False))
    lege_an(dok, bezeichnung="Mehr", vertrag=Vertrag(teil=Bindungsteil.AUFSTOCKUNG, grund_id=grund))
    assert dok.blick.stand.im(2020).neu_gebunden_cent == 200_00
    option_ziehen(dok, option)
    assert dok.blick.stand.im(2020).neu_gebunden_cent == 300_00
    zahlung_buchen(dok, option, 1, datum=TAG)
    lehnt_ab(
        dok,
        lambda: option_ziehen(dok, option, gezogen=False),
        f"Für 2020 sind schon {eur(1)} angeordnet oder gezahlt und {eur(0)} freigerechnet; "
        "weniger kann nicht festgelegt sein.",
    )
    lehnt_ab(dok, lambda: option_ziehen(dok, grund), "„Los 1“ ist keine Option.")


def test_an_option_of_an_older_contract_is_bound_in_the_year_in_which_it_is_drawn(dok: Dokument) -> None:
    grund = lege_an(dok, herkunft_jahr=2019)
    vertrag = Vertrag(teil=OPTION, grund_id=grund, wirksam=False)
    option = lege_an(dok, bezeichnung="Option", herkunft_jahr=2019, vertrag=vertrag)
    vorher = dok.blick.stand.im(2020)
    option_ziehen(dok, option)
    nachher = dok.blick.stand.im(2020)
    assert bindungen.finde(dok.blick, option).herkunft_jahr == 2020
    assert nachher.vorbindung_cent == vorher.vorbindung_cent
    assert nachher.neu_gebunden_cent == vorher.neu_gebunden_cent + 100_00


def test_nothing_is_paid_or_released_on_an_option_that_is_not_drawn(dok: Dokument) -> None:
    grund = lege_an(dok)
    option = lege_an(dok, bezeichnung="O", vertrag=Vertrag(teil=OPTION, grund_id=grund, wirksam=False))
    satz = "„O“ ist eine Option, die noch nicht gezogen ist: Sie bindet nichts."
    lehnt_ab(dok, lambda: zahlung_buchen(dok, option, 1, datum=TAG), satz)
    lehnt_ab(dok, lambda: freirechnen(dok, option, 2020, 1, datum=TAG, grund="x"), satz)


def test_a_base_contract_stays_one_as_long_as_anything_adds_to_it(dok: Dokument) -> None:
    grund, anderer = lege_an(dok), lege_an(dok, bezeichnung="Los 2")
    option = lege_an(dok, bezeichnung="Option", vertrag=Vertrag(teil=OPTION, grund_id=grund))
    lehnt_ab(
        dok,
        lambda: bindung_loeschen(dok, grund),
        "„Los 1“ hat Optionen oder Aufstockungen: Löschen Sie zuerst diese.",
    )
    lehnt_ab(
        dok,
        lambda: vertrag_setzen(dok, grund, Vertrag(teil=OPTION, grund_id=anderer)),
        "„Los 1“ hat selbst Optionen oder Aufstockungen und bleibt Grundvertrag.",
    )
    falsch = "Eine Option oder Aufstockung gehört zu einem Grundvertrag: Wählen Sie ihn aus."
    lehnt_ab(dok, lambda: vertrag_setzen(dok, option, Vertrag(teil=OPTION, grund_id=option)), falsch)
    lehnt_ab(dok, lambda: lege_an(dok, vertrag=Vertrag(teil=OPTION, grund_id=option)), falsch)
    bindung_loeschen(dok, option)
    bindung_loeschen(dok, grund)


def test_an_option_that_becomes_a_contract_of_its_own_lets_go_of_the_other(dok: Dokument) -> None:
    grund = lege_an(dok)
    option = lege_an(dok, bezeichnung="Option", vertrag=Vertrag(teil=OPTION, grund_id=grund))
    vertrag_setzen(dok, option, Vertrag(grund_id=grund))
    assert bindungen.finde(dok.blick, option).vertrag.grund_id is None
    bindung_loeschen(dok, grund)


# -- the known sum and its parts ---------------------------------------------------------------------


def test_the_known_sum_stays_the_tie_while_it_is_broken_down(beispiel: Dokument) -> None:
    sammel = beispiel.blick.bindungen[0].id
    neufall = beispiel.blick.kennzahlen.neufallbudget_cent
    teil(beispiel, sammel, betraege={(2020, 1): 30_000_000_00, (2021, None): 5_00})
    k = beispiel.blick.kennzahlen
    assert (k.vorbindungen_cent, k.neufallbudget_cent) == (SAMMEL, neufall)
    assert (k.vorbindungen_aufgegliedert_cent, k.vorbindungen_offen_cent) == (30_000_000_00, 2_647_597_00)
    # A year that the sum does not name: the contract counts for itself.
    assert beispiel.blick.stand.im(2021).vorbindung_cent == 5_00
    teil(beispiel, sammel, betraege={(2020, None): 2_647_597_01})
    k = beispiel.blick.kennzahlen
    assert (k.vorbindungen_cent, k.vorbindungen_offen_cent) == (SAMMEL, -1)


def test_only_a_known_sum_is_broken_down_and_only_by_contracts_of_earlier_years(dok: Dokument) -> None:
    sammel, vertrag = summe(dok), lege_an(dok)
    lehnt_ab(
        dok,
        lambda: teil(dok, vertrag),
        "Aufgliedern lässt sich nur eine Bindung, von der bisher nur die Summe bekannt ist.",
    )
    lehnt_ab(
        dok,
        lambda: teil(dok, sammel, herkunft_jahr=2020),
        "Ein Teil der Vorbindungen stammt aus einem Jahr vor 2020; dieser Vertrag ist von 2020.",
    )


def test_a_known_sum_is_no_part_of_another_and_no_option(dok: Dokument) -> None:
    # Two sums that were parts of each other would both count nothing.
    eine, andere = summe(dok), summe(dok, {(2020, None): 5})
    lehnt_ab(dok, lambda: vertrag_setzen(dok, eine, Vertrag(sammel_id=andere)), SUMME_OHNE_TEIL)
    lehnt_ab(dok, lambda: teil(dok, eine, aufgegliedert=False), SUMME_OHNE_TEIL)
    grund = lege_an(dok)
    lehnt_ab(dok, lambda: vertrag_setzen(dok, eine, Vertrag(teil=OPTION, grund_id=grund)), SUMME_OHNE_TEIL)
    lehnt_ab(
        dok,
        lambda: lege_an(dok, vertrag=Vertrag(teil=OPTION, grund_id=eine)),
        "Eine Option oder Aufstockung gehört zu einem Grundvertrag: Wählen Sie ihn aus.",
    )


def test_parts_stand_alone_after_their_sum_is_deleted_and_are_parts_again_with_undo(dok: Dokument) -> None:
    sammel = summe(dok)
    teil(dok, sammel)
    bindung_loeschen(dok, sammel)
    assert (dok.blick.stand.im(2020).vorbindung_cent, dok.blick.stand.im(2020).sammel_cent) == (600_00, 0)
    dok.rueckgaengig()
    assert dok.blick.stand.im(2020).vorbindung_cent == 1_000_00
    assert dok.blick.stand.im(2020).aufgegliedert_cent == 600_00


def test_a_bindung_goes_with_its_payments_and_releases(dok: Dokument) -> None:
    bindung = lege_an(dok, herkunft_jahr=2019)
    zahlung_buchen(dok, bindung, 40_00, datum=TAG, skonto_cent=1_00)
    vorher = dok.blick.bindungen
    bindung_loeschen(dok, bindung)
    assert dok.blick.bindungen == ()
    assert dok.blick.kennzahlen.freirechnung_cent == 0
    dok.rueckgaengig()
    assert dok.blick.bindungen == vorher


# -- the Folgejahr -----------------------------------------------------------------------------------


def test_a_row_paid_next_year_is_planned_until_a_bindung_stands_for_it(probe: Probeplan) -> None:
    dok = probe.dok
    ansatz = probe.zeile("Kurs")
    nicht = "„Kurs“ wird nicht erst im Folgejahr gezahlt oder ist schon als Bindung gebucht."
    lehnt_ab(dok, lambda: folgebindung_anlegen(dok, ansatz), nicht)
    zelle_setzen(dok, ansatz, Feld.FINANZIERUNG, "Auszahlung 2021")
    zelle_setzen(dok, ansatz, Feld.MITTELANSATZ, "")
    ohne = "„Kurs“ hat noch keinen Betrag: Tragen Sie ihn zuerst bei den Maßnahmen ein."
    lehnt_ab(dok, lambda: folgebindung_anlegen(dok, ansatz), ohne)
    zelle_setzen(dok, ansatz, Feld.MITTELANSATZ, "70")
    jahr = dok.blick.bindungsjahre[1]
    assert (jahr.neu_geplant_cent, jahr.neu_gebunden_cent) == (70_00, 0)
    folge, _ = folgebindung_anlegen(dok, ansatz)
    jahr = dok.blick.bindungsjahre[1]
    assert (jahr.neu_geplant_cent, jahr.neu_gebunden_cent) == (0, 70_00)
    lehnt_ab(dok, lambda: folgebindung_anlegen(dok, ansatz), nicht)
    bindung_loeschen(dok, folge)
    assert steht_im_folgejahr(dok.blick, dok.blick.zeilen[ansatz])


def test_an_option_that_is_not_drawn_stands_for_no_row(probe: Probeplan) -> None:
    # Else the money would be neither planned nor bound.
    dok = probe.dok
    ansatz = probe.zeile("Kurs")
    zelle_setzen(dok, ansatz, Feld.FINANZIERUNG, "Auszahlung 2021")
    folge, _ = folgebindung_anlegen(dok, ansatz)
    grund = lege_an(dok, betraege={})
    vertrag = replace(bindungen.finde(dok.blick, folge).vertrag, teil=OPTION, grund_id=grund, wirksam=False)
    vertrag_setzen(dok, folge, vertrag)
    assert dok.blick.bindungsjahre[1].neu_cent == 1_000_00
