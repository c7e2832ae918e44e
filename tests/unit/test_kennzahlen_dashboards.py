"""Every figure of the dashboards stands in the JSON too: curves, groups of later years, VE, Zuteilung."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest

from app.services.bindungsdiagramme import monate
from app.services.bindungsgruppen import Gruppierung, nach_gruppe
from app.services.haushaltszeilen import Plangroesse
from app.services.huel import huel
from app.services.huel_ve import huel_ve
from app.services.kennzahlen_json import als_dict
from app.services.kennzahlen_text import als_text
from app.services.patlage import patlage
from app.services.planwerte import planwert_setzen
from app.services.regeln import lade_regeln
from app.services.umschichtungen import produktlagen

if TYPE_CHECKING:
    from app.services.dokument import Dokument


@pytest.fixture
def daten(demo: Dokument) -> dict[str, Any]:
    return als_dict(demo.blick, lade_regeln())


def test_the_curves_are_told_as_they_are_drawn_and_the_path_is_even(
    daten: dict[str, Any], demo: Dokument
) -> None:
    werte = daten["bindungen_monate"]
    punkte = monate(demo.blick, 2020).punkte
    assert werte["gebunden_kumuliert_cent"] == [p.werte[0] for p in punkte]
    assert werte["pfad_kumuliert_cent"] == [p.werte[2] for p in punkte]
    assert werte["gezahlt_kumuliert_cent"] == list(accumulate(werte["gezahlt_cent"]))
    assert max(werte["pfad_cent"]) - min(werte["pfad_cent"]) <= 1


def test_later_years_are_told_by_month_and_group(daten: dict[str, Any], demo: Dokument) -> None:
    jahre = {j["jahr"]: j for j in daten["bindungen_spaeter"]}
    assert list(jahre) == [2021, 2022, 2023]
    for jahr, spaeter in jahre.items():
        balken = nach_gruppe(demo.blick, Gruppierung.VERTRAGSPARTNER, jahr).balken
        assert [g["gebunden_cent"] for g in spaeter["nach"]["vertragspartner"]] == [b.bis for b in balken]
        gebunden = next(
            j["vorbindung_cent"] + j["neu_gebunden_cent"] for j in daten["bindungsjahre"] if j["jahr"] == jahr
        )
        assert spaeter["monate"]["gebunden_kumuliert_cent"][-1] == gebunden > 0


def test_the_json_ties_out_with_both_lists_to_the_cent(daten: dict[str, Any], demo: Dokument) -> None:
    summe, stand = huel(demo.blick, 2020).summe, daten["bindungen"]
    assert summe.festgelegt_cent - summe.freigerechnet_cent == (
        stand["vorbindungen_cent"] - stand["freirechnungen_vorbindungen_cent"] + stand["neu_gebunden_cent"]
    )
    assert summe.freigerechnet_cent == stand["freirechnungen_cent"]
    assert summe.angeordnet_gezahlt_cent == stand["gezahlt_cent"]
    assert summe.davon_abschlaege_cent == stand["abschlaege_cent"]
    assert summe.offen_cent == stand["offen_cent"]
    assert huel(demo.blick, 2020).ungebunden_cent == stand["neufallbudget_ungebunden_cent"]
    for jahr, ve, verlauf in zip(
        huel_ve(demo.blick).jahre,
        daten["verpflichtungsermaechtigungen"],
        huel_ve(demo.blick).verlauf,
        strict=True,
    ):
        assert (ve["jahr"], ve["genutzt_cent"], ve["frei_cent"]) == (
            jahr.jahr,
            jahr.genutzt_cent,
            jahr.frei_cent,
        )
        assert ve["genutzt_kumuliert_cent"] == [m.kumuliert_cent for m in verlauf]
        assert len(ve["ve_im_verlauf_cent"]) == 13
    assert daten["verpflichtungsermaechtigungen"][-1]["frei_cent"] == -22_000_00


def test_movements_by_product_and_cases_beside_the_plan_are_told(
    daten: dict[str, Any], demo: Dokument
) -> None:
    assert [p["soll_cent"] for p in daten["umschichtung"]["produkte"]] == [
        p.soll_cent for p in produktlagen(demo.blick)
    ]
    pat, lage = daten["passiv_aktiv_transfer"], patlage(demo.blick, lade_regeln())
    assert pat["faelle_neu"] + pat["faelle_bestand"] == pat["faelle"] == lage.faelle
    assert sum(m["netto_cent"] for m in pat["monate"]) == pat["jahre"][0]["netto_cent"]
    assert sum(v["netto_cent"] for v in pat["vergleich"]) == lage.summe(2020, neu=True).netto_cent > 0


def test_produktkategorien_carry_their_mittelansatz_and_add_up(daten: dict[str, Any]) -> None:
    kategorien = [*daten["produktkategorien"], *daten["weitere_leistungen"]]
    summe = sum(k["mittelansatz_cent"] for k in kategorien)
    assert summe + daten["ohne_produkt"]["mittelansatz_cent"] == daten["verplant_cent"]
    for kategorie in kategorien:
        assert sum(p["mittelansatz_cent"] for p in kategorie["produkte"]) == kategorie["mittelansatz_cent"]


def test_the_zuteilung_is_told_with_rule_inputs_and_steps(daten: dict[str, Any]) -> None:
    mittel, verwaltung = (daten["zuteilung"][k] for k in ("eingliederungsmittel", "verwaltungsmittel"))
    assert (mittel["regel"], verwaltung["regel"]) == (
        "ZUTEILUNG-EINGLIEDERUNG-2020",
        "ZUTEILUNG-VERWALTUNG-2020",
    )
    for rechner in (mittel, verwaltung):
        assert rechner["ergebnis_cent"] > 0
        assert rechner["schritte"][-1]["bezeichnung"] == "Zuteilung (Schätzung)"
        assert (rechner["fehlend"], rechner["fehler"]) == ([], None)


def test_a_zuteilung_that_cannot_be_estimated_says_why(leer: Dokument, demo: Dokument) -> None:
    offen = als_dict(leer.blick, lade_regeln())["zuteilung"]["eingliederungsmittel"]
    assert (offen["ergebnis_cent"], offen["schritte"]) == (None, [])
    assert "elb_lokal" in offen["fehlend"]
    planwert_setzen(demo, Plangroesse.ELB_BUND, 1)
    falsch = als_dict(demo.blick, lade_regeln())["zuteilung"]["eingliederungsmittel"]
    assert falsch["ergebnis_cent"] is None
    assert "eLb" in falsch["fehler"]
    ohne_regel = als_dict(demo.blick)["zuteilung"]["eingliederungsmittel"]
    assert (ohne_regel["regel"], ohne_regel["ergebnis_cent"], ohne_regel["fehlend"]) == (None, None, [])


def test_the_text_says_by_how_much_the_plan_is_over(beispiel: Dokument, demo: Dokument) -> None:
    def frei(dok: Dokument, jahr: int) -> str:
        return (
            next(z for z in als_text(dok.blick).splitlines() if z.startswith(f"{jahr} "))
            .split("  ")[-1]
            .replace("\xa0", " ")
        )

    assert frei(beispiel, 2020).strip() == "−1.637,74 €"
    assert frei(demo, 2020).strip() == "167.012,26 €"
    assert frei(demo, 2023).strip() == "−22.000,00 €"
