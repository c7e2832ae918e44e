"""The roll-up of Abb. 6: every row stands below one line, and the lines account for every Eintritt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.eingabe import Feld
from app.services.gliederung import Knotenart, gleiche_ab, gliedere, ordnung, summe_ausgewiesen
from app.services.plaene import lege_leer_an
from app.services.struktur import duplizieren
from app.services.zellen import zelle_setzen

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.dokument import Dokument


@pytest.fixture
def dok(beispiel: Dokument) -> Dokument:
    return beispiel


def test_every_row_stands_below_exactly_one_line_in_printed_order(dok: Dokument) -> None:
    je_linie = [
        [zeile.schluessel for zeile in linie.kinder]
        for oben in gliedere(dok.blick)
        for linie in (oben.kinder if oben.art is Knotenart.KATEGORIE else (oben,))
    ]
    assert sorted(z for linie in je_linie for z in linie) == sorted(dok.blick.zeilen)
    stelle = {schluessel: nummer for nummer, schluessel in enumerate(dok.blick.zeilen)}
    assert all(linie == sorted(linie, key=stelle.__getitem__) for linie in je_linie)


def test_categories_outside_the_table_stand_below_its_sum(dok: Dokument) -> None:
    arten = [ast.art for ast in gliedere(dok.blick)]
    assert arten == [*[Knotenart.KATEGORIE] * 6, Knotenart.GESAMT, Knotenart.KATEGORIE, Knotenart.ALLE]


def test_the_lines_of_the_example_account_for_all_15812_entries(dok: Dokument) -> None:
    abgleich = gleiche_ab(dok.blick)
    assert (abgleich.ausgewiesen.eintritte, abgleich.gesamt.eintritte) == (15_812, 15_812)
    assert abgleich.stimmt
    assert summe_ausgewiesen(dok.blick) == abgleich.ausgewiesen


def test_entries_of_a_row_without_product_are_missing_from_the_lines(dok: Dokument) -> None:
    zeile = next(z for z in dok.blick.zeilen.values() if z.eintritte == 425)
    zelle_setzen(dok, zeile.id, Feld.PRODUKT, "")
    abgleich = gleiche_ab(dok.blick)
    assert not abgleich.stimmt
    assert (abgleich.differenz, abgleich.ohne_produkt.eintritte) == (425, 425)
    assert gliedere(dok.blick)[-2].art is Knotenart.OHNE_PRODUKT


def test_the_order_of_rows_is_the_one_of_the_read_model(dok: Dokument) -> None:
    duplizieren(dok, list(dok.blick.zeilen)[7:12])
    zeilen = list(dok.blick.zeilen.values())
    zelle_setzen(dok, zeilen[40].id, Feld.HANDLUNGSFELD, "")
    zeilen = list(dok.blick.zeilen.values())
    assert sorted(zeilen, key=lambda z: ordnung(dok.blick, z)) == zeilen


def test_an_empty_plan_has_only_its_sums(tmp_path: Path) -> None:
    dok = lege_leer_an(tmp_path / "leer.amip", 2027)
    assert [ast.art for ast in gliedere(dok.blick)] == [Knotenart.GESAMT, Knotenart.ALLE]
    assert gleiche_ab(dok.blick).stimmt
    dok.datei.schliesse()
