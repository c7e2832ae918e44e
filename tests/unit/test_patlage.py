"""Cases of § 16i and § 16e: groups, the Bindungen that follow them, the PAT of a plan by year and month."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.services.bindungen import betraege_von, bindung_loeschen, bindung_setzen, vertrag_setzen
from app.services.bindungszeilen import Bindungsart
from app.services.fallgruppen import (
    binde,
    bindung_der,
    faellig_ab_planjahr,
    fallgruppe_anlegen,
    fallgruppe_setzen,
    fallgruppen_loeschen,
)
from app.services.foerderfaelle import Fallsumme
from app.services.haushaltszeilen import Fallgruppe, Plangroesse
from app.services.patlage import Patlage, patlage
from app.services.planwerte import planwert_setzen
from app.services.zahlungen import zahlung_buchen
from tests.unit.bindung_hilfe import REGELN, TAG, eur, faelle, lehnt_ab, produkt

if TYPE_CHECKING:
    from app.services.bindungszeilen import Bindungszeile
    from app.services.dokument import Dokument

P16I, P16E = "§ 16i SGB II", "§ 16e SGB II"


@pytest.fixture
def dok(beispiel: Dokument) -> Dokument:
    return beispiel


def lege_an(dok: Dokument, paragraf: str = P16I, **anders: object) -> Fallgruppe:
    entwurf = faelle(**({"produkt_id": produkt(dok, paragraf)} | anders))  # type: ignore[arg-type]  # by name
    gruppe_id, _ = fallgruppe_anlegen(dok, REGELN, entwurf)
    return gruppe(dok, gruppe_id)


def gruppe(dok: Dokument, gruppe_id: str) -> Fallgruppe:
    return next(g for g in dok.blick.fallgruppen if g.id == gruppe_id)


def bindung(dok: Dokument, eine: Fallgruppe) -> Bindungszeile:
    gefunden = bindung_der(dok.blick, eine.id)
    assert gefunden is not None
    return gefunden


def lage(dok: Dokument) -> Patlage:
    return patlage(dok.blick, REGELN)


# -- groups ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anders", "satz"),
    [
        ({"bezeichnung": " "}, "Eine Fallgruppe braucht eine Bezeichnung."),
        (
            {"produkt_id": None},
            "Wählen Sie das Produkt: Seine Rechtsgrundlage bestimmt Zuschuss und PAT.",
        ),
        ({"beginn_monat": 13}, "Den Monat 13 gibt es nicht. Möglich sind 1 bis 12."),
        ({"anzahl": -1}, "Die Anzahl der Fälle kann nicht negativ sein (−1). Möglich ist ab 0."),
        (
            {"lohn_cent": -1},
            f"Der Lohn kann nicht negativ sein ({eur(-1)}). Möglich ist ab 0,00 €.",
        ),
        (
            {"dauer_monate": 61},
            (
                "Eine Dauer von 61 Monaten ist bei § 16i SGB II nicht möglich. Möglich sind 1 bis 60 Monate "
                "(5 Förderjahre)."
            ),
        ),
        (
            {"klasse": 4},
            (
                "Die Klasse 4 gibt es im Passiv-Aktiv-Transfer nicht. Möglich ist: 1 (ein Erwachsener, kein "
                "Kind), 2 (ein Erwachsener, mindestens ein Kind), 3 (alle anderen Bedarfsgemeinschaften)."
            ),
        ),
        (
            {"beginn_jahr": 2018},
            (
                "Für „§ 16i SGB II“ gibt es bei Beginn 01.03.2018 keine Regel zum Lohnkostenzuschuss. "
                "Möglich ist: § 16i SGB II ab 01.01.2019; § 16e SGB II ab 01.01.2019."
            ),
        ),
    ],
)
def test_cases_that_cannot_be_are_refused_new_and_as_a_change(
    dok: Dokument, anders: dict[str, Any], satz: str
) -> None:
    lehnt_ab(dok, lambda: lege_an(dok, **anders), satz)
    alt = lege_an(dok)
    neu = replace(alt, **anders)
    lehnt_ab(dok, lambda: fallgruppe_setzen(dok, REGELN, neu), satz)


def test_a_product_without_a_legal_basis_makes_no_cases(dok: Dokument) -> None:
    ohne = next(p for p in dok.blick.produkte.values() if not p.zusatz)
    satz = f"Das Produkt „{ohne.bezeichnung}“ hat im Katalog keine Rechtsgrundlage."
    lehnt_ab(dok, lambda: fallgruppe_anlegen(dok, REGELN, faelle(ohne.id)), satz)


def test_groups_stand_in_the_order_they_were_added_and_are_changed_as_a_whole(dok: Dokument) -> None:
    erste, zweite = lege_an(dok, bezeichnung=" A "), lege_an(dok, bezeichnung="B")
    assert [(g.bezeichnung, g.position) for g in dok.blick.fallgruppen] == [("A", 1024), ("B", 2048)]
    neu = replace(erste, bezeichnung="C", klasse=None, anzahl=3, beginn_monat=5, bemerkung="x")
    fallgruppe_setzen(dok, REGELN, neu)
    assert dok.blick.fallgruppen == (neu, zweite)


def test_a_bindung_outlives_its_cases(dok: Dokument) -> None:
    eine = lege_an(dok)
    binde(dok, REGELN, eine.id)
    fallgruppen_loeschen(dok, [eine.id])
    assert dok.blick.fallgruppen == ()
    assert dok.blick.bindungen[-1].vertrag.fallgruppe_id is None
    dok.rueckgaengig()
    assert dok.blick.bindungen[-1].vertrag.fallgruppe_id == eine.id


# -- the Bindung that follows ------------------------------------------------------------------------


def test_new_cases_bind_what_the_title_pays_net_of_the_pat_month_by_month(dok: Dokument) -> None:
    # 2.000 € wage, all of it for two years, 500 € of it from the PAT: 10 times 1.500 € a month.
    eine = lege_an(dok)
    binde(dok, REGELN, eine.id)
    neu = bindung(dok, eine)
    assert betraege_von(neu) == {(2020 + (m - 1) // 12, (m - 1) % 12 + 1): 15_000_00 for m in range(3, 27)}
    assert (neu.herkunft_jahr, neu.vertrag.art, neu.vertrag.plaetze) == (2020, Bindungsart.BEWILLIGUNG, 10)
    assert dok.blick.kennzahlen.neu_gebunden_cent == 150_000_00
    assert dok.blick.bindungsjahre[1].neu_gebunden_cent == 180_000_00


def test_cases_that_run_already_explain_the_known_sum_from_the_plans_year_on(dok: Dokument) -> None:
    eine = lege_an(dok, beginn_jahr=2019)
    binde(dok, REGELN, eine.id)
    neu = bindung(dok, eine)
    assert (neu.herkunft_jahr, neu.vertrag.sammel_id) == (2019, dok.blick.bindungen[0].id)
    assert neu.jahre == (2020, 2021)
    k = dok.blick.kennzahlen
    assert (k.vorbindungen_cent, k.vorbindungen_aufgegliedert_cent) == (32_647_597_00, 180_000_00)


def test_without_a_known_sum_they_are_a_vorbindung_of_their_own(dok: Dokument) -> None:
    bindung_loeschen(dok, dok.blick.bindungen[0].id)
    eine = lege_an(dok, beginn_jahr=2019)
    binde(dok, REGELN, eine.id)
    assert bindung(dok, eine).vertrag.sammel_id is None
    assert dok.blick.kennzahlen.vorbindungen_cent == 180_000_00


def test_cases_of_a_later_year_are_a_bindung_of_this_one(dok: Dokument) -> None:
    eine = lege_an(dok, beginn_jahr=2021, beginn_monat=12, dauer_monate=1)
    binde(dok, REGELN, eine.id)
    assert (bindung(dok, eine).herkunft_jahr, bindung(dok, eine).jahre) == (2020, (2021,))


def test_a_booked_bindung_follows_its_cases_and_keeps_what_else_is_known_of_it(dok: Dokument) -> None:
    eine = lege_an(dok, dauer_monate=2)
    binde(dok, REGELN, eine.id)
    alt = bindung(dok, eine)
    # The sum of the contract is known as well: it follows too.
    vertrag_setzen(dok, alt.id, replace(alt.vertrag, aktenzeichen="II-5", summe_cent=30_000_00))
    fallgruppe_setzen(dok, REGELN, replace(eine, anzahl=20))
    binde(dok, REGELN, eine.id)
    neu = bindung(dok, eine)
    assert (neu.id, neu.vertrag.aktenzeichen) == (alt.id, "II-5")
    assert (neu.vertrag.summe_cent, neu.vertrag.plaetze, neu.gebunden_cent(2020)) == (
        60_000_00,
        20,
        60_000_00,
    )


def test_a_booked_bindung_changes_sides_with_the_beginning_of_its_cases(dok: Dokument) -> None:
    sammel = dok.blick.bindungen[0].id
    eine = lege_an(dok)
    binde(dok, REGELN, eine.id)
    fallgruppe_setzen(dok, REGELN, replace(eine, beginn_jahr=2019))
    binde(dok, REGELN, eine.id)
    assert (bindung(dok, eine).herkunft_jahr, bindung(dok, eine).vertrag.sammel_id) == (2019, sammel)
    assert dok.blick.kennzahlen.neu_gebunden_cent == 0
    fallgruppe_setzen(dok, REGELN, eine)
    binde(dok, REGELN, eine.id)
    assert (bindung(dok, eine).herkunft_jahr, bindung(dok, eine).vertrag.sammel_id) == (2020, None)


def test_less_than_is_paid_cannot_follow_and_nothing_is_nothing_to_book(dok: Dokument) -> None:
    eine = lege_an(dok, dauer_monate=2)
    binde(dok, REGELN, eine.id)
    zahlung_buchen(dok, bindung(dok, eine).id, 20_000_00, datum=TAG)
    fallgruppe_setzen(dok, REGELN, replace(eine, dauer_monate=1))
    lehnt_ab(
        dok,
        lambda: binde(dok, REGELN, eine.id),
        f"Für 2020 sind schon {eur(20_000_00)} angeordnet oder gezahlt und {eur(0)} freigerechnet; "
        "weniger kann nicht festgelegt sein.",
    )
    keine = lege_an(dok, bezeichnung="Leer", anzahl=0)
    lehnt_ab(dok, lambda: binde(dok, REGELN, keine.id), "„Leer“: Ab 2020 ist nichts zu zahlen.")
    weit = lege_an(dok, beginn_jahr=2099, beginn_monat=12)
    lehnt_ab(
        dok,
        lambda: binde(dok, REGELN, weit.id),
        "2100 ist kein Haushaltsjahr zwischen 2005 und 2099.",
    )
    fallgruppen_loeschen(dok, [weit.id])
    lehnt_ab(dok, lambda: binde(dok, REGELN, weit.id), "Diese Fallgruppe gibt es nicht mehr.")


def test_a_bindung_edited_by_hand_no_longer_follows(dok: Dokument) -> None:
    eine = lege_an(dok, dauer_monate=1)
    binde(dok, REGELN, eine.id)
    alt = bindung(dok, eine)
    bindung_setzen(dok, alt.id, bezeichnung="x", herkunft_jahr=2020, betraege={(2020, None): 1})
    assert bindung(dok, eine).vertrag == alt.vertrag
    assert faellig_ab_planjahr(dok.blick, eine, REGELN) == {(2020, 3): 15_000_00}


# -- the whole plan ----------------------------------------------------------------------------------


def test_the_relief_is_told_by_year_for_new_cases_and_for_those_that_run_already(dok: Dokument) -> None:
    lege_an(dok)
    lege_an(dok, beginn_jahr=2019, klasse=3, anzahl=1, dauer_monate=13)
    lege_an(dok, P16E, klasse=None, anzahl=1, dauer_monate=12)
    stand = lage(dok)
    assert stand.jahre == (2020, 2021, 2022)
    assert stand.faelle == 12
    assert stand.summe(2020) == Fallsumme(200_000_00 + 6_000_00 + 15_000_00, 50_000_00 + 2_100_00)
    assert stand.summe(2020, neu=True) == Fallsumme(215_000_00, 50_000_00)
    assert stand.summe(2020, neu=False) == Fallsumme(6_000_00, 2_100_00)
    assert stand.summe(2020).netto_cent == 221_000_00 - 52_100_00
    assert stand.summe(2033) == Fallsumme(0, 0)


def test_the_months_of_the_plans_year_add_up_to_it(dok: Dokument) -> None:
    lege_an(dok)
    lege_an(dok, beginn_jahr=2019, klasse=2)
    monate = lage(dok).monate()
    assert [m.monat for m in monate] == list(range(1, 13))
    assert (monate[1].zuschuss_cent, monate[1].pat_cent) == (20_000_00, 6_000_00)
    summe = lage(dok).summe(2020)
    assert sum(m.zuschuss_cent for m in monate) == summe.zuschuss_cent
    assert sum(m.pat_cent for m in monate) == summe.pat_cent


def test_the_expected_frame_is_known_as_soon_as_one_part_of_it_is(dok: Dokument) -> None:
    for rahmen in (Plangroesse.PAT_RAHMEN_NEU_CENT, Plangroesse.PAT_RAHMEN_BESTAND_CENT):
        planwert_setzen(dok, rahmen, None)
    assert lage(dok).rahmen_cent is None
    planwert_setzen(dok, Plangroesse.PAT_RAHMEN_BESTAND_CENT, 5)
    assert (lage(dok).rahmen_neu_cent, lage(dok).rahmen_cent) == (None, 5)
    planwert_setzen(dok, Plangroesse.PAT_RAHMEN_NEU_CENT, 2)
    assert lage(dok).rahmen_cent == 7


def test_a_group_that_no_rule_fits_any_more_counts_nothing_and_says_why(dok: Dokument) -> None:
    lege_an(dok)
    ohne_regeln = patlage(dok.blick, ())
    assert ohne_regeln.summe(2020) == Fallsumme(0, 0)
    assert ohne_regeln.gruppen[0].fehler.startswith("Für „§ 16i SGB II“ gibt es")
    assert ohne_regeln.jahre == (2020,)
