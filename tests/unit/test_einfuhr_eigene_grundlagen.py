"""Our own workbook: inputs of the budget and tables of the Grundlagen come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.models.geld import parse_eur
from app.services.einfuhr.vorschau import Postenart
from app.services.einfuhr.wirkung import wirkung
from app.services.fehler import Anwendungsfehler
from app.services.grundlagen import zelle_setzen as grundzelle_setzen
from app.services.grundlagenfelder import SONDERPROJEKTE
from app.services.zeilen import Budgetart
from tests.unit.einfuhr_mappe_hilfe import (
    Mappe,
    einer,
    kurz,
    nimm_an,
    schiebe,
    streiche,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.dokument import Dokument
    from tests.unit.einfuhr_mappe_hilfe import Wert

BETRAG = 3


@pytest.mark.parametrize(
    "fall",
    [
        (Budgetart.EINGLIEDERUNGSMITTEL, 70_000_000, "70.000.000,00", ""),
        (Budgetart.UMSCHICHTUNG, -1000.5, "-1.000,50", ""),
        (Budgetart.RUECKEINNAHMEN, -5, "-5", "kann nicht negativ sein"),
        (Budgetart.KFA, None, "", ""),
        (Budgetart.KFA, "viel", "viel", "viel"),
    ],
)
def test_inputs_of_the_budget_come_back(
    beispiel: Dokument, tmp_path: Path, fall: tuple[Budgetart, Wert, str, str]
) -> None:
    art, wert, neu, fehler = fall
    posten_id = beispiel.blick.posten[art].id
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(posten_id, BETRAG, wert)
    schau = mappe.schau(beispiel.blick)
    posten = einer(schau)
    assert (posten.neu.replace("−", "-"), posten.feldwort) == (neu, "Betrag")
    assert fehler in posten.fehler
    if fehler:
        assert not posten.moeglich
        return
    folge = wirkung(beispiel.blick, schau.posten)
    nimm_an(beispiel, schau)
    assert beispiel.blick.posten[art].betrag_cent == (parse_eur(neu) if neu else None)
    assert folge.nachher.rest_cent == beispiel.blick.kennzahlen.rest_cent
    assert mappe.schau(beispiel.blick).posten == ()


def test_tables_of_the_grundlagen_come_back(beispiel: Dokument, tmp_path: Path) -> None:
    g = beispiel.blick.grundlagen
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(g.sonderprojekte[0].id, 2, 31000)
    mappe.setze(g.bildungsziele[0].id, 4, 36)
    mappe.setze(g.personal[0].id, 3, 800.5)
    mappe.setze(g.betreuungsschluessel[0].id, 2, "1:75")
    mappe.setze(g.kundengruppen[0].id, 2, 50000)
    schau = mappe.schau(beispiel.blick)
    assert sorted((p.tabelle, p.alt, p.neu) for p in schau.posten) == [
        ("betreuungsschluessel", "1:73", "1:75"),
        ("bildungsziel", "35", "36"),
        ("kundengruppe", "50.396", "50.000"),
        ("personal", "792,33", "800,50"),
        ("sonderprojekt", "30.087,00", "31.000,00"),
    ]
    assert schau.hinweise == ()
    nimm_an(beispiel, schau)
    assert mappe.schau(beispiel.blick).posten == ()
    assert beispiel.blick.grundlagen.personal[0].ist_hundertstel == 80050


def test_a_row_of_the_grundlagen_added_deleted_and_wrong(beispiel: Dokument, tmp_path: Path) -> None:
    projekte = beispiel.blick.grundlagen.sonderprojekte
    mappe = Mappe(beispiel, tmp_path)
    blatt, erste = mappe.wo(projekte[0].id)
    letzte = mappe.wo(projekte[-1].id)[1]
    schiebe(blatt, letzte + 1, um=3)
    for nummer, werte in enumerate((("Neues", 5, 6), (None, 7, 8), ("Falsch", "fünf", 1)), start=letzte + 1):
        for spalte, wert in enumerate(werte, start=1):
            blatt.cell(nummer, spalte).value = wert
    streiche(blatt, erste)
    schau = mappe.schau(beispiel.blick)
    arten = [(p.art, p.name, bool(p.fehler), p.vorgeschlagen) for p in schau.posten]
    assert arten == [
        (Postenart.NEU, "Neues", False, True),
        (Postenart.NEU, "weitere Zeile", True, False),
        (Postenart.NEU, "Falsch", True, False),
        (Postenart.WEG, projekte[0].bezeichnung, False, False),
    ]
    nimm_an(beispiel, schau)
    namen = [p.bezeichnung for p in beispiel.blick.grundlagen.sonderprojekte]
    assert namen == [*(p.bezeichnung for p in projekte[1:]), "Neues"]
    assert beispiel.blick.grundlagen.sonderprojekte[-1].personalkosten_cent == 600
    wieder = mappe.schau(beispiel.blick)
    assert [p.name for p in wieder.posten if p.moeglich] == []


def test_more_teilqualifizierungen_than_umschulungen_are_refused_as_on_the_screen(
    beispiel: Dokument, tmp_path: Path
) -> None:
    ziel = next(z for z in beispiel.blick.grundlagen.bildungsziele if z.umschulungen == 138)
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(ziel.id, 3, 139)
    schau = mappe.schau(beispiel.blick)
    with pytest.raises(Anwendungsfehler, match="139 Teilqualifizierungen sind mehr als die 138"):
        nimm_an(beispiel, schau)
    mappe.setze(ziel.id, 2, 139)
    nimm_an(beispiel, mappe.schau(beispiel.blick))


def test_a_conflict_in_the_grundlagen(beispiel: Dokument, tmp_path: Path) -> None:
    projekt = beispiel.blick.grundlagen.sonderprojekte[0].id
    mappe = Mappe(beispiel, tmp_path)
    mappe.setze(projekt, 2, 31000)
    grundzelle_setzen(beispiel, SONDERPROJEKTE, projekt, "sachkosten_cent", "32000")
    assert einer(mappe.schau(beispiel.blick)).konflikt
    assert kurz(mappe.schau(beispiel.blick)) == [("sachkosten_cent", "32.000,00", "31.000,00")]
