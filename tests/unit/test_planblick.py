"""The read model: what is added up edit by edit equals what is calculated anew."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.models.arten import Budgetart, Finanzierung
from app.services import bindungen, plaene, struktur, zellen
from app.services.bindungsstand import Bindungsstand, Jahresstand, bindungsstand
from app.services.eingabe import Feld
from app.services.planblick import Planblick
from app.services.struktur import Richtung
from app.services.summen import LEER, Dimension, Summe, Summen, beitrag
from app.services.zellen import Zelle

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.changes import Nachricht
    from app.services.dokument import Dokument


def gleich(live: Planblick, frisch: Planblick) -> bool:
    """Whether two read models show the same, in the same order."""
    assert live.summen.als_dict() == Summen.aus(frisch.zeilen.values(), frisch.kategorie_von()).als_dict()
    for name in (
        "kopf",
        "posten",
        "bindungen",
        "handlungsfelder",
        "kategorien",
        "produkte",
        "teams",
        "ansaetze",
        "ermaechtigungen",
        "umschichtungen",
        "freigaben",
        "fallgruppen",
        "planwerte",
        "folgejahr",
        "bindungsjahre",
    ):
        assert getattr(live, name) == getattr(frisch, name), name
    assert staende(live.stand, live) == staende(bindungsstand(frisch.jahr, frisch.bindungen), frisch)
    assert live.stand.ansaetze == frisch.stand.ansaetze
    assert list(live.zeilen.items()) == list(frisch.zeilen.items())
    assert live.kennzahlen == frisch.kennzahlen
    return True


def staende(stand: Bindungsstand, blick: Planblick) -> dict[int, Jahresstand]:
    """The sums of every year that any Bindung names."""
    jahre = {j for b in blick.bindungen for j in (*b.jahre, *b.bewegte_jahre)}
    return {jahr: stand.im(jahr) for jahr in sorted({*jahre, blick.jahr, stand.letztes_jahr})}


def erste(dok: Dokument, anzahl: int = 1) -> list[str]:
    return list(dok.blick.zeilen)[:anzahl]


def eine_bindung(dok: Dokument) -> None:
    bindungen.bindung_anlegen(
        dok, bezeichnung="Los", herkunft_jahr=2019, betraege={(2020, 3): 500, (2021, None): 7}
    )


def neuer_kopf(dok: Dokument) -> None:
    plaene.plan_setzen(
        dok, bezeichnung="Neu", haushaltsjahr=2021, stand=dt.date(2020, 1, 2), status="abgestimmt"
    )


def viele_zellen(dok: Dokument) -> None:
    zellen.zellen_setzen(dok, [Zelle(z, Feld.MITTELANSATZ, "1") for z in erste(dok, 50)], "Einfügen")


VORGAENGE: dict[str, Callable[[Dokument], object]] = {
    "eintritte": lambda d: zellen.zelle_setzen(d, erste(d)[0], Feld.EINTRITTE, "Kalkulation VJ"),
    "mittelansatz": lambda d: zellen.zelle_setzen(d, erste(d)[0], Feld.MITTELANSATZ, "1.000"),
    "folgejahr": lambda d: zellen.zelle_setzen(d, erste(d)[0], Feld.FINANZIERUNG, "Auszahlung 2021"),
    "handlungsfeld": lambda d: zellen.zelle_setzen(d, erste(d)[0], Feld.HANDLUNGSFELD, "3"),
    "produkt": lambda d: zellen.zelle_setzen(d, erste(d, 3)[2], Feld.PRODUKT, "BaE"),
    "ohne produkt": lambda d: zellen.zelle_setzen(d, erste(d)[0], Feld.PRODUKT, ""),
    "team": lambda d: zellen.zelle_setzen(d, erste(d)[0], Feld.TEAM, "U25"),
    "leistung": lambda d: zellen.zelle_setzen(d, erste(d, 4)[3], Feld.LEISTUNG, "Anders"),
    "einfügen": viele_zellen,
    "neu": lambda d: struktur.massnahme_anlegen(d, nach=erste(d, 5)[4]),
    "ansatz": lambda d: struktur.ansatz_anlegen(d, erste(d)[0]),
    "duplizieren": lambda d: struktur.duplizieren(d, erste(d, 5)),
    "löschen": lambda d: struktur.loeschen(d, erste(d, 3)),
    "verschieben": lambda d: struktur.verschieben(d, erste(d), Richtung.HINUNTER),
    "budget": lambda d: plaene.budget_setzen(d, Budgetart.UMSCHICHTUNG, -1),
    "bindung": eine_bindung,
    "kopf": neuer_kopf,
}


@pytest.mark.parametrize("name", VORGAENGE)
def test_after_a_vorgang_its_undo_and_its_redo_the_live_read_model_equals_a_fresh_one(
    beispiel: Dokument, name: str
) -> None:
    vorher = Planblick(beispiel.datei, beispiel.blick.plan_id)
    VORGAENGE[name](beispiel)
    assert gleich(beispiel.blick, Planblick(beispiel.datei, beispiel.blick.plan_id))
    nachher = Planblick(beispiel.datei, beispiel.blick.plan_id)
    beispiel.rueckgaengig()
    assert gleich(beispiel.blick, vorher)
    beispiel.wiederholen()
    assert gleich(beispiel.blick, nachher)


def test_a_row_moves_its_groups_by_just_what_it_adds(beispiel: Dokument) -> None:
    blick, zeile = beispiel.blick, next(iter(beispiel.blick.zeilen.values()))
    assert zeile.produkt_id is not None
    vorher = blick.summe(Dimension.PRODUKT, zeile.produkt_id)
    zellen.zelle_setzen(beispiel, zeile.id, Feld.MITTELANSATZ, "1.000,01")
    nachher = blick.summe(Dimension.PRODUKT, zeile.produkt_id)
    assert nachher == vorher.plus(Summe(mittelansatz_cent=100001))
    assert blick.kennzahlen.rest_cent == -163774 - 100001


def test_what_is_not_cash_of_this_year_is_not_verplant(beispiel: Dokument) -> None:
    zeile = beispiel.blick.zeilen[erste(beispiel, 2)[1]]
    verplant = beispiel.blick.kennzahlen.verplant_cent
    for wort, folgejahr in (("Auszahlung 2021", 86792942), ("fremdfinanziert", 0)):
        zellen.zelle_setzen(beispiel, zeile.id, Feld.FINANZIERUNG, wort)
        assert beispiel.blick.kennzahlen.verplant_cent == verplant - 86792942
        assert beispiel.blick.summen.gesamt.folgejahr_cent == folgejahr
        assert beispiel.blick.bindungsjahre[1].neu_geplant_cent == folgejahr


def test_a_group_of_rows_without_any_number_is_kalkulation_vj(beispiel: Dokument) -> None:
    zeile = next(z for z in beispiel.blick.zeilen.values() if z.finanzierung is Finanzierung.SGB_III)
    summe = Summe(zeilen=2, kalkulation=1)
    assert summe.eintritte_oder_none is None
    assert summe.plus(Summe(zeilen=1, eintritte=0, mit_zahl=1)).eintritte_oder_none == 0
    assert LEER.eintritte_oder_none == 0
    assert beitrag(zeile).mittelansatz_cent == 0


def test_a_sum_taken_away_leaves_no_trace(beispiel: Dokument) -> None:
    summen = Summen.aus(beispiel.blick.zeilen.values(), beispiel.blick.kategorie_von())
    for zeile in beispiel.blick.zeilen.values():
        summen.buche(zeile, -1)
    assert summen.als_dict() == {}


def test_the_rows_behind_a_roll_up_add_up_to_it(beispiel: Dokument) -> None:
    blick = beispiel.blick
    for dimension in Dimension:
        for schluessel in (*blick.katalog(dimension), None):
            zeilen = blick.zeilen_von(dimension, schluessel)
            erwartet = LEER
            for zeile in zeilen:
                erwartet = erwartet.plus(beitrag(zeile))
            assert blick.summe(dimension, schluessel) == erwartet


def test_the_message_names_just_the_rows_that_changed(beispiel: Dokument) -> None:
    nachrichten: list[Nachricht] = []
    beispiel.hoere(nachrichten.append)
    zwei = frozenset(z.id for z in beispiel.blick.zeilen.values() if z.leistung == "E & K Pflege")
    zellen.zelle_setzen(beispiel, min(zwei), Feld.BEMERKUNG, "gilt für beide")
    zellen.zelle_setzen(beispiel, min(zwei), Feld.EINTRITTE, "1")
    zellen.zelle_setzen(beispiel, min(zwei), Feld.HANDLUNGSFELD, "2")
    plaene.budget_setzen(beispiel, Budgetart.KFA, 1)
    assert [(n.zeilen, n.struktur, n.budget) for n in nachrichten] == [
        (zwei, False, False),
        (frozenset({min(zwei)}), False, False),
        (frozenset(), True, False),
        (frozenset(), False, True),
    ]
