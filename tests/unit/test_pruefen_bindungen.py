"""Findings about what is committed: each with its figures, and gone as soon as it is mended."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.models.arten import Budgetart
from app.models.bindung import Bindung, Bindungsbetrag
from app.services.befund import Befund, Bezug, Ort, Schwere
from app.services.bindungen import (
    bindung_anlegen,
    bindung_setzen,
    finde,
    folgebindung_anlegen,
    vertrag_setzen,
)
from app.services.bindungszeilen import Bindungsteil, Vertrag
from app.services.eingabe import Feld
from app.services.fallgruppen import binde, fallgruppe_anlegen, fallgruppe_setzen
from app.services.haushaltszeilen import (
    Plangroesse,
    Umschichtungsrichtung,
    Umschichtungsstand,
    VeStand,
)
from app.services.plaene import plan_setzen
from app.services.planwerte import freigabe_anlegen, planwert_setzen
from app.services.pruefen import pruefe
from app.services.umschichtungen import umschichtung_anlegen
from app.services.ve import ve_eintragen
from app.services.zahlungen import freirechnen, zahlung_buchen
from app.services.zellen import zelle_setzen
from tests.unit.bindung_hilfe import REGELN, TAG, eur, faelle
from tests.unit.probeplan import GENUG_CENT, Probeplan, baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.dokument import Dokument

JANUAR = dt.date(2020, 1, 1)


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[Probeplan]:
    """A row "Kurs" of 1.000 €, nothing to find fault with."""
    plan = baue(tmp_path / "probe.amip")
    plan.zeile("Kurs")
    assert pruefe(plan.blick, REGELN) == ()
    yield plan
    plan.dok.datei.schliesse()


@pytest.fixture
def dok(probe: Probeplan) -> Dokument:
    return probe.dok


def codes(dok: Dokument) -> list[str]:
    return [b.code for b in pruefe(dok.blick, REGELN)]


def einer(dok: Dokument, code: str) -> Befund:
    (befund,) = [b for b in pruefe(dok.blick, REGELN) if b.code == code]
    return befund


def lege_an(  # noqa: PLR0913 - the fields of a Bindung, by name
    dok: Dokument,
    betraege: dict[tuple[int, int | None], int],
    *,
    herkunft: int = 2019,
    name: str = "Los",
    offen: bool = False,
    vertrag: Vertrag | None = None,
    massnahme: str | None = None,
) -> str:
    return bindung_anlegen(
        dok,
        bezeichnung=name,
        herkunft_jahr=herkunft,
        betraege=betraege,
        vertrag=vertrag or Vertrag(),
        aufgegliedert=not offen,
        massnahme_id=massnahme,
    )[0]


# -- what only imports bring -------------------------------------------------------------------------


def test_more_paid_and_released_than_is_bound_is_found(dok: Dokument) -> None:
    los = lege_an(dok, {(2020, None): 100_00})
    zahlung_buchen(dok, los, 70_00, datum=TAG)
    freirechnen(dok, los, 2020, 30_00, datum=TAG, grund="x")
    assert codes(dok) == []
    with dok.vorgang("probe", "wie nach einem Import") as tat:
        betrag = tat.session.get_one(Bindungsbetrag, finde(dok.blick, los).faelligkeiten[0].id)
        betrag.betrag_cent = 99_99
    befund = einer(dok, "bindung_ueberzogen")
    assert befund.text == (
        f"Bindung „Los“: 2020 sind {eur(1)} mehr gezahlt und freigerechnet, als gebunden sind."
    )
    assert (befund.schwere, befund.bezug) == (Schwere.FEHLER, Bezug(bindung_id=los))


def test_amounts_that_are_not_the_contracts_sum_are_found(dok: Dokument) -> None:
    los = lege_an(dok, {(2020, None): 100_00}, vertrag=Vertrag(summe_cent=100_00))
    with dok.vorgang("probe", "wie nach einem Import") as tat:
        tat.session.get_one(Bindung, los).summe_cent = 90_00
    assert einer(dok, "bindung_summe").text == (
        f"Bindung „Los“: Die Fälligkeiten ergeben {eur(100_00)}, die Vertragssumme ist {eur(90_00)}."
    )


# -- known sums --------------------------------------------------------------------------------------


def test_the_known_sum_is_a_notice_until_contracts_account_for_it_and_an_error_beyond(dok: Dokument) -> None:
    sammel = lege_an(dok, {(2020, None): 1_000_00}, name="Summe", offen=True)
    assert einer(dok, "vorbindung_pauschal").text == (
        f"„Summe“: {eur(1_000_00)} sind nur als Summe bekannt; welche Maßnahmen sie binden, steht nicht fest."
    )
    teil = lege_an(dok, {(2020, None): 600_00}, vertrag=Vertrag(sammel_id=sammel))
    assert einer(dok, "vorbindung_pauschal").text.startswith(f"„Summe“: {eur(400_00)} ")
    lege_an(dok, {(2020, None): 400_00}, vertrag=Vertrag(sammel_id=sammel))
    assert codes(dok) == []
    bindung_setzen(dok, teil, bezeichnung="Los", herkunft_jahr=2019, betraege={(2020, None): 600_01})
    befund = einer(dok, "vorbindung_ueberschritten")
    assert befund.text == (
        f"„Summe“: Die aufgegliederten Verträge ergeben 2020 {eur(1_000_01)}, {eur(1)} mehr als die bekannte "
        f"Summe {eur(1_000_00)}. Gerechnet wird mit der bekannten Summe; berichtigen Sie sie oder die "
        "Verträge."
    )
    assert (befund.schwere, befund.bezug) == (Schwere.FEHLER, Bezug(bindung_id=sammel))


def test_later_years_that_a_sum_names_are_checked_and_those_that_it_does_not_name_are_free(
    dok: Dokument,
) -> None:
    sammel = lege_an(dok, {(2021, None): 100_00}, name="Summe", offen=True)
    teil = Vertrag(sammel_id=sammel)
    # In 2020 the contract counts for itself: there is no sum that it could exceed.
    lege_an(dok, {(2020, None): 700_00, (2021, None): 100_00}, vertrag=teil)
    assert codes(dok) == []
    lege_an(dok, {(2021, None): 5_00}, vertrag=teil)
    assert einer(dok, "vorbindung_ueberschritten").text.startswith(
        f"„Summe“: Die aufgegliederten Verträge ergeben 2021 {eur(105_00)}, {eur(5_00)} mehr"
    )


def test_an_option_that_is_not_drawn_explains_nothing(dok: Dokument) -> None:
    sammel = lege_an(dok, {(2020, None): 100_00}, offen=True)
    teil = lege_an(dok, {(2020, None): 100_00}, vertrag=Vertrag(sammel_id=sammel))
    option = Vertrag(sammel_id=sammel, teil=Bindungsteil.OPTION, grund_id=teil, wirksam=False)
    lege_an(dok, {(2020, None): 50_00}, vertrag=option)
    assert codes(dok) == []


def test_in_an_earlier_haushaltsjahr_parts_of_the_sum_may_count_twice(dok: Dokument) -> None:
    sammel = lege_an(dok, {(2020, None): 100_00}, name="Summe", offen=True)
    lege_an(dok, {(2020, None): 100_00}, vertrag=Vertrag(sammel_id=sammel))
    assert codes(dok) == []
    plan_setzen(dok, bezeichnung="x", haushaltsjahr=2019, stand=None, status="entwurf")
    befund = einer(dok, "teil_aus_planjahr")
    assert befund.text == (
        "„Los“ (2019) ist Teil von „Summe“ (2019); im Haushaltsjahr 2019 sind nicht beide Vorbindungen. "
        "Prüfen Sie die Herkunftsjahre, oder lösen Sie die Zuordnung: Der Betrag kann doppelt zählen."
    )
    assert befund.schwere is Schwere.FEHLER


# -- VE and budget -----------------------------------------------------------------------------------


def test_commitments_above_the_ve_are_found_from_the_first_cent(dok: Dokument) -> None:
    ve_eintragen(dok, 2021, 100_00, ab=JANUAR)
    lege_an(dok, {(2021, None): 100_00}, herkunft=2020)
    assert codes(dok) == []
    ve_eintragen(dok, 2021, 99_99, ab=TAG, stand=VeStand.GEKUERZT)
    befund = einer(dok, "ve_ueberschritten")
    assert befund.text == (
        f"VE 2021 überschritten um {eur(1)}: gebunden {eur(100_00)}, VE {eur(99_99)} "
        "(gekürzt seit 04.05.2020)."
    )
    assert (befund.schwere, befund.bezug, befund.quelle) == (Schwere.FEHLER, Bezug(ort=Ort.VE), "§ 38 BHO")


def test_a_year_without_a_ve_is_a_warning_as_soon_as_others_have_one(dok: Dokument) -> None:
    lege_an(dok, {(2022, None): 5_00}, herkunft=2020)
    assert einer(dok, "ve_fehlt").schwere is Schwere.HINWEIS
    ve_eintragen(dok, 2021, 1, ab=JANUAR)
    befund = einer(dok, "ve_fehlt")
    assert befund.schwere is Schwere.WARNUNG
    assert befund.text == (
        f"Für 2022 sind {eur(5_00)} neu gebunden, eine Verpflichtungsermächtigung ist nicht eingetragen."
    )


def test_a_ve_that_is_over_with_a_new_haushaltsjahr_is_told(dok: Dokument) -> None:
    ve_eintragen(dok, 2021, 1, ab=JANUAR)
    plan_setzen(dok, bezeichnung="x", haushaltsjahr=2021, stand=None, status="entwurf")
    assert einer(dok, "ve_vorbei").text == (
        "Eine VE 2021 ist eingetragen. Im Haushaltsjahr 2021 gilt sie nicht: Was 2021 zu zahlen ist, deckt "
        "das Budget."
    )


def test_more_bound_than_the_neufallbudget_is_an_error_even_where_less_is_planned(dok: Dokument) -> None:
    lege_an(dok, {(2020, None): 1_000_00}, herkunft=2020)
    assert codes(dok) == []
    los = lege_an(dok, {(2020, None): 1_00}, herkunft=2020)
    befund = einer(dok, "mehr_gebunden_als_verplant")
    assert befund.text == (
        f"Für 2020 sind {eur(1_001_00)} neu gebunden, {eur(1_00)} mehr als verplant ({eur(1_000_00)}). "
        "Der Rest ist um so viel kleiner, als er aussieht."
    )
    assert (befund.schwere, befund.bezug) == (Schwere.WARNUNG, Bezug(ort=Ort.BINDUNGEN))
    bindung_setzen(dok, los, bezeichnung="Los", herkunft_jahr=2020, betraege={(2020, None): GENUG_CENT})
    befund = einer(dok, "ueberbunden")
    assert befund.text == (
        f"Für 2020 sind {eur(GENUG_CENT + 1_000_00)} neu gebunden, {eur(1_000_00)} mehr als das "
        f"Neufallbudget ({eur(GENUG_CENT)})."
    )
    assert befund.schwere is Schwere.FEHLER
    assert "mehr_gebunden_als_verplant" not in codes(dok)


def test_without_eingliederungsmittel_only_these_are_missed(probe: Probeplan) -> None:
    lege_an(probe.dok, {(2020, None): 5_000_00}, herkunft=2020)
    probe.budget({Budgetart.EINGLIEDERUNGSMITTEL: None})
    assert codes(probe.dok) == ["budget_fehlt"]


def test_more_bound_for_a_leistung_than_its_rows_hold_leads_to_them(probe: Probeplan) -> None:
    dok, (zeile,) = probe.dok, probe.blick.zeilen.values()
    probe.zeile("Anderer", cent=500_00)
    lege_an(dok, {(2020, None): 1_000_00}, herkunft=2020, massnahme=zeile.massnahme_id)
    lege_an(dok, {(2020, None): 9_00}, massnahme=zeile.massnahme_id)
    assert codes(dok) == []
    los = lege_an(dok, {(2020, None): 1_00}, herkunft=2020, massnahme=zeile.massnahme_id)
    befund = einer(dok, "ansatz_ueberbunden")
    assert befund.text == (
        f"„Kurs“: 2020 sind {eur(1_001_00)} neu gebunden, {eur(1_00)} mehr als der Mittelansatz "
        f"{eur(1_000_00)}."
    )
    assert befund.zeilen == (zeile.id,)
    freirechnen(dok, los, 2020, 1_00, datum=TAG, grund="x")
    assert codes(dok) == []


def test_folgejahr_bindungen_are_compared_with_their_row_all_together(probe: Probeplan) -> None:
    dok, (ansatz,) = probe.dok, probe.blick.zeilen
    ve_eintragen(dok, 2021, 1_000_00, ab=JANUAR)
    zelle_setzen(dok, ansatz, Feld.FINANZIERUNG, "Auszahlung 2021")
    folge, _ = folgebindung_anlegen(dok, ansatz)
    assert codes(dok) == []
    # The row is bought in two lots.
    lege_an(dok, {(2021, None): 400_00}, herkunft=2020, vertrag=Vertrag(ansatz_id=ansatz))
    bindung_setzen(dok, folge, bezeichnung="Los", herkunft_jahr=2020, betraege={(2021, None): 500_00})
    befund = einer(dok, "folgebindung_weicht_ab")
    assert befund.text == (f"„Kurs“: 2021 sind {eur(900_00)} gebunden, die Maßnahme nennt {eur(1_000_00)}.")
    assert befund.zeilen == (ansatz,)
    bindung_setzen(dok, folge, bezeichnung="Los", herkunft_jahr=2020, betraege={(2021, None): 600_00})
    assert codes(dok) == []


# -- Umschichtung and vorläufige Haushaltsführung ----------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "erfasst", "zu_finden"),
    [
        (100_00, 100_00, False),
        (100_00, 100_01, True),
        (100_00, -1, True),
        (-100_00, -100_00, False),
        (-100_00, -100_01, True),
        (-100_00, 1, True),
        (0, 1, True),
    ],
)
def test_movements_beyond_the_plans_input_or_the_other_way_are_found(
    probe: Probeplan, plan: int, erfasst: int, zu_finden: bool
) -> None:
    probe.budget({Budgetart.UMSCHICHTUNG: plan})
    richtung = Umschichtungsrichtung.IN_VERWALTUNG if erfasst > 0 else Umschichtungsrichtung.IN_EINGLIEDERUNG
    umschichtung_anlegen(probe.dok, abs(erfasst), richtung=richtung)
    if not zu_finden:
        assert codes(probe.dok) == []
        return
    befund = einer(probe.dok, "umschichtung_weicht_ab")
    assert befund.text == (
        f"Die erfassten Umschichtungen ergeben {eur(erfasst)} in die Verwaltung, geplant sind {eur(plan)}."
    )
    assert befund.bezug == Bezug(posten=Budgetart.UMSCHICHTUNG)


def test_a_product_cannot_give_more_than_its_rows_hold(probe: Probeplan) -> None:
    def bewege(cent: int) -> None:
        umschichtung_anlegen(
            probe.dok,
            cent,
            richtung=Umschichtungsrichtung.ZWISCHEN_PRODUKTEN,
            stand=Umschichtungsstand.VOLLZOGEN,
            datum=TAG,
            von_produkt_id=probe.produkt,
            nach_produkt_id=probe.verdecktes_produkt,
        )

    bewege(1_000_00)
    assert codes(probe.dok) == []
    bewege(1)
    assert einer(probe.dok, "umschichtung_produkt").text == (
        f"„Kurse“: Umgeschichtet sind {eur(1_000_01)}, mehr als die Mittelansätze mit Zugängen "
        f"({eur(1_000_00)})."
    )


def test_more_committed_than_is_released_is_a_notice(probe: Probeplan) -> None:
    probe.budget({Budgetart.EINGLIEDERUNGSMITTEL: 2_000_00})
    lege_an(probe.dok, {(2020, None): 900_00})
    freigabe_anlegen(probe.dok, JANUAR, dt.date(2020, 3, 31), 450)
    assert codes(probe.dok) == []
    lege_an(probe.dok, {(2020, None): 1_00}, herkunft=2020)
    befund = einer(probe.dok, "freigabe_ueberschritten")
    assert befund.text == (
        f"Vorläufige Haushaltsführung bis 31.03.2020: Freigegeben sind 45,0\u00a0% ({eur(900_00)}), gebunden "
        f"{eur(1_00)} mehr. Neue Bindungen sind in dieser Zeit nicht gedeckt."
    )
    assert (befund.bezug, befund.quelle) == (Bezug(ort=Ort.FREIGABE), "Art. 111 GG")


# -- cases -------------------------------------------------------------------------------------------


def test_cases_and_their_bindung_are_compared_year_by_year(probe: Probeplan) -> None:
    dok = probe.dok
    probe.rechtsgrundlage(probe.produkt, "§ 16i SGB II")
    ve_eintragen(dok, 2021, GENUG_CENT, ab=JANUAR)
    gruppe_id, _ = fallgruppe_anlegen(
        dok, REGELN, faelle(probe.produkt, anzahl=1, beginn_monat=12, dauer_monate=2, lohn_cent=600_00)
    )
    binde(dok, REGELN, gruppe_id)
    assert codes(dok) == []
    # One month later: the sum stays, the years do not.
    fallgruppe_setzen(dok, REGELN, replace(dok.blick.fallgruppen[0], beginn_jahr=2021, beginn_monat=1))
    befund = einer(dok, "faelle_bindung")
    assert befund.text == (
        f"Fallgruppe „Frühjahr“: 2020 sind {eur(100_00)} gebunden, aus den Fällen folgen {eur(0)}. "
        f"2021 sind {eur(100_00)} gebunden, aus den Fällen folgen {eur(200_00)}."
    )
    assert befund.bezug == Bezug(bindung_id=dok.blick.bindungen[0].id)
    binde(dok, REGELN, gruppe_id)
    assert codes(dok) == []
    los = dok.blick.bindungen[0]
    bindung_setzen(
        dok, los.id, bezeichnung="x", herkunft_jahr=2020, betraege={(2021, None): 200_00, (2022, None): 1}
    )
    assert einer(dok, "faelle_bindung").text.endswith(
        f"2022 sind {eur(1)} gebunden, aus den Fällen folgen {eur(0)}."
    )


def test_cases_that_no_rule_fits_and_a_relief_far_from_the_frame_are_found(probe: Probeplan) -> None:
    dok = probe.dok
    probe.rechtsgrundlage(probe.produkt, "§ 16i SGB II")
    fallgruppe_anlegen(dok, REGELN, faelle(probe.produkt, anzahl=1))
    planwert_setzen(dok, Plangroesse.PAT_RAHMEN_NEU_CENT, 5_500_00)
    assert codes(dok) == []
    planwert_setzen(dok, Plangroesse.PAT_RAHMEN_NEU_CENT, 5_600_00)
    befund = einer(dok, "pat_rahmen")
    assert befund.text == (
        f"Passiv-Aktiv-Transfer: Aus den Fällen folgen 2020 {eur(5_000_00)}, erwartet sind {eur(5_600_00)}."
    )
    assert befund.bezug == Bezug(ort=Ort.FAELLE)
    planwert_setzen(dok, Plangroesse.PAT_RAHMEN_NEU_CENT, None)
    probe.rechtsgrundlage(probe.produkt, None)
    befund = einer(dok, "faelle_ohne_regel")
    assert befund.text == ("Fallgruppe „Frühjahr“: Das Produkt „Kurse“ hat im Katalog keine Rechtsgrundlage.")
    assert befund.schwere is Schwere.FEHLER


def test_a_drawn_option_is_compared_like_any_contract(dok: Dokument) -> None:
    ve_eintragen(dok, 2021, 10_00, ab=JANUAR)
    grund = lege_an(dok, {(2021, None): 10_00}, herkunft=2020)
    vertrag = Vertrag(teil=Bindungsteil.OPTION, grund_id=grund, wirksam=False)
    option = lege_an(dok, {(2021, None): 5_00}, herkunft=2020, vertrag=vertrag)
    assert codes(dok) == []
    vertrag_setzen(dok, option, replace(vertrag, wirksam=True))
    assert codes(dok) == ["ve_ueberschritten"]
