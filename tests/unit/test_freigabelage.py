"""Vorläufige Haushaltsführung: what may be committed while a part of the funds is released; named figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.models.arten import Budgetart
from app.services.bindungen import bindung_anlegen
from app.services.freigabelage import Freigabelage, freigabe_am, freigabelage
from app.services.haushaltszeilen import Anrechnung, Plangroesse
from app.services.planwerte import freigabe_anlegen, freigabe_setzen, freigaben_loeschen, planwert_setzen
from app.services.zahlungen import freirechnen
from tests.unit.bindung_hilfe import TAG, lehnt_ab
from tests.unit.probeplan import baue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.dokument import Dokument

NEUJAHR, MITTE = dt.date(2020, 1, 1), dt.date(2020, 4, 15)


@pytest.fixture
def dok(tmp_path: Path) -> Iterator[Dokument]:
    """10.000 € Mittel, 1.000 € Umschichtung; 1.200 € Vorbindung over the year, 240 € of 2020 in April."""
    probe = baue(tmp_path / "probe.amip")
    probe.budget({Budgetart.EINGLIEDERUNGSMITTEL: 10_000_00, Budgetart.UMSCHICHTUNG: 1_000_00})
    alt: dict[tuple[int, int | None], int] = {(2020, m): 100_00 for m in range(1, 13)}
    alt[2020, None] = 12_00
    bindung, _ = bindung_anlegen(probe.dok, bezeichnung="Alt", herkunft_jahr=2019, betraege=alt)
    freirechnen(probe.dok, bindung, 2020, 12_00, datum=TAG, grund="x")
    bindung_anlegen(probe.dok, bezeichnung="Neu", herkunft_jahr=2020, betraege={(2020, 4): 240_00})
    yield probe.dok
    probe.dok.datei.schliesse()


def lage(dok: Dokument, bis: dt.date, promille: int, anrechnung: Anrechnung) -> Freigabelage:
    freigabe_anlegen(dok, NEUJAHR, bis, promille, anrechnung=anrechnung)
    return freigabelage(dok.blick, dok.blick.freigaben[0])


def test_the_whole_year_counts_against_the_released_part(dok: Dokument) -> None:
    stand = lage(dok, MITTE, 455, Anrechnung.GANZES_JAHR)
    assert (stand.mittel_cent, stand.freigegeben_cent, stand.umschichtung_cent) == (
        10_000_00,
        4_550_00,
        1_000_00,
    )
    assert (stand.vorbindungen_cent, stand.neu_gebunden_cent) == (1_200_00, 240_00)
    assert stand.bindbar_cent == 4_550_00 - 1_000_00 - 1_200_00 - 240_00


@pytest.mark.parametrize(
    ("bis", "alt", "neu"),
    [
        # The release of 12 € takes from December.
        (dt.date(2020, 3, 31), 303_00, 0),
        (MITTE, 353_50, 120_00),
        (dt.date(2020, 4, 30), 404_00, 240_00),
        (dt.date(2020, 12, 31), 1_200_00, 240_00),
        (dt.date(2021, 2, 1), 1_200_00, 240_00),
    ],
)
def test_only_what_falls_due_until_the_end_of_the_release_counts_where_that_is_chosen(
    dok: Dokument, bis: dt.date, alt: int, neu: int
) -> None:
    stand = lage(dok, bis, 1000, Anrechnung.BIS_STICHTAG)
    assert (stand.vorbindungen_cent, stand.neu_gebunden_cent) == (alt, neu)


def test_a_release_of_the_year_before_counts_nothing_of_this_one(dok: Dokument) -> None:
    freigabe_anlegen(dok, dt.date(2019, 1, 1), dt.date(2019, 3, 1), 450, anrechnung=Anrechnung.BIS_STICHTAG)
    stand = freigabelage(dok.blick, dok.blick.freigaben[0])
    assert (stand.vorbindungen_cent, stand.neu_gebunden_cent) == (0, 0)


def test_more_committed_than_released_is_negative(dok: Dokument) -> None:
    assert lage(dok, MITTE, 0, Anrechnung.GANZES_JAHR).bindbar_cent == -2_440_00


def test_a_release_is_in_force_on_its_days_only(dok: Dokument) -> None:
    freigabe_anlegen(dok, NEUJAHR, MITTE, 450)
    (freigabe,) = dok.blick.freigaben
    tage = (dt.date(2019, 12, 31), NEUJAHR, MITTE, dt.date(2020, 4, 16))
    assert [freigabe_am(dok.blick, tag) for tag in tage] == [None, freigabe, freigabe, None]
    freigaben_loeschen(dok, [freigabe.id])
    assert freigabe_am(dok.blick, NEUJAHR) is None


def test_what_cannot_be_released_is_refused(dok: Dokument) -> None:
    ueber = "100,1\u00a0% ist kein Anteil von 0 bis 100 %."
    lehnt_ab(dok, lambda: freigabe_anlegen(dok, NEUJAHR, MITTE, 1001), ueber)
    rueckwaerts = "Die Freigabe endet am 01.01.2020, bevor sie am 15.04.2020 beginnt."
    lehnt_ab(dok, lambda: freigabe_anlegen(dok, MITTE, NEUJAHR, 450), rueckwaerts)
    freigabe_anlegen(dok, NEUJAHR, MITTE, 450)
    alt = dok.blick.freigaben[0]
    lehnt_ab(dok, lambda: freigabe_setzen(dok, replace(alt, anteil_promille=1001)), ueber)
    lehnt_ab(dok, lambda: freigabe_setzen(dok, replace(alt, von=MITTE, bis=NEUJAHR)), rueckwaerts)
    neu = replace(alt, anteil_promille=0, bis=NEUJAHR, bemerkung="x", anrechnung=Anrechnung.BIS_STICHTAG)
    freigabe_setzen(dok, neu)
    assert dok.blick.freigaben == (neu,)


def test_a_figure_keeps_its_source_until_another_is_named(dok: Dokument) -> None:
    groesse = Plangroesse.ELB_LOKAL
    planwert_setzen(dok, groesse, 70_000, quelle="BA")
    planwert_setzen(dok, groesse, None)
    assert (dok.blick.planwerte[groesse].wert, dok.blick.planwerte[groesse].quelle) == (None, "BA")
    planwert_setzen(dok, groesse, 0, quelle="")
    assert (dok.blick.planwerte[groesse].wert, dok.blick.planwerte[groesse].quelle) == (0, None)


def test_a_figure_is_not_negative_and_a_share_not_more_than_the_whole(dok: Dokument) -> None:
    lehnt_ab(
        dok,
        lambda: planwert_setzen(dok, Plangroesse.ELB_LOKAL, -1),
        "„eLb, Jobcenter“ kann nicht negativ sein.",
    )
    anteil = Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL
    lehnt_ab(
        dok, lambda: planwert_setzen(dok, anteil, 1_000_001), "Ein Anteil kann nicht mehr als 100 % sein."
    )
    planwert_setzen(dok, anteil, 1_000_000)
