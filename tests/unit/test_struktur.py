"""Adding, duplicating, moving and deleting rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.models.massnahme import Massnahme
from app.services import bindungen, plaene, struktur, zellen
from app.services.eingabe import Feld
from app.services.struktur import Richtung
from tests.unit.datei_hilfe import inhalt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.dokument import Dokument


@pytest.fixture
def dok(tmp_path: Path) -> Iterator[Dokument]:
    """A plan with measures A to E, one row each; C has three (C, 1, 2)."""
    dokument = plaene.lege_leer_an(tmp_path / "plan.amip", 2021)
    for name in "ABCDE":
        neu, _ = struktur.massnahme_anlegen(dokument, leistung=name)
        zellen.zelle_setzen(dokument, neu, Feld.EINTRITTE, "0")
    c = zeile(dokument, "C")
    for zahl in ("2", "1"):
        neu, _ = struktur.ansatz_anlegen(dokument, c)
        zellen.zelle_setzen(dokument, neu, Feld.EINTRITTE, zahl)
    yield dokument
    dokument.datei.schliesse()


def bild(dok: Dokument) -> str:
    """The rows in order: the name for entries 0, else the entries."""
    return " ".join(str(z.eintritte or z.leistung) for z in dok.blick.zeilen.values())


def zeile(dok: Dokument, zeichen: str) -> str:
    return dict(zip(bild(dok).split(), dok.blick.zeilen, strict=True))[zeichen]


def zeilen(dok: Dokument, zeichen: str) -> list[str]:
    return [zeile(dok, z) for z in zeichen]


def test_rows_stand_in_the_order_they_were_added(dok: Dokument) -> None:
    assert bild(dok) == "A B C 1 2 D E"


def test_a_new_measure_stands_below_the_chosen_row_and_takes_over_where_it_belongs(
    beispiel: Dokument,
) -> None:
    muster = list(beispiel.blick.zeilen.values())[2]
    neu, changes = struktur.massnahme_anlegen(beispiel, nach=muster.id, leistung="Neu")
    reihe = list(beispiel.blick.zeilen.values())
    # The measure has two rows: the new one stands below both.
    assert [z.leistung for z in reihe[1:6]] == [
        "Förderzentrum II",
        "E & K Pflege",
        "E & K Pflege",
        "Neu",
        "geringfügig Beschäftigte (Minijobber)",
    ]
    zeile_neu = beispiel.blick.zeilen[neu]
    assert (zeile_neu.handlungsfeld_id, zeile_neu.produkt_id, zeile_neu.team_id) == (
        muster.handlungsfeld_id,
        muster.produkt_id,
        muster.team_id,
    )
    assert (zeile_neu.eintritte, zeile_neu.mittelansatz_cent) == (None, None)
    assert {s.tabelle for s in changes.saetze} == {"massnahme", "ansatz"}


def test_there_is_always_room_below_a_row(dok: Dokument) -> None:
    a = zeile(dok, "A")
    for nummer in range(14):  # a gap of 1024 is halved ten times
        struktur.massnahme_anlegen(dok, nach=a, leistung=f"N{nummer}")
    assert bild(dok) == " ".join(["A", *(f"N{n}" for n in reversed(range(14))), "B", "C", "1", "2", "D", "E"])
    with dok.datei.lesen() as verbindung:
        positionen = verbindung.execute(select(Massnahme.position)).scalars().all()
    assert len(set(positionen)) == len(positionen)


def test_a_measure_without_a_row_to_follow_stands_at_the_end_of_its_handlungsfeld(beispiel: Dokument) -> None:
    feld = next(iter(beispiel.blick.handlungsfelder))
    neu, _ = struktur.massnahme_anlegen(beispiel, handlungsfeld_id=feld, leistung="Neu")
    assert list(beispiel.blick.zeilen).index(neu) == 39


def test_a_duplicate_stands_below_its_original_with_all_its_rows(dok: Dokument) -> None:
    neue, _ = struktur.duplizieren(dok, zeilen(dok, "1A"))
    assert bild(dok) == "A A B C 1 2 C 1 2 D E"
    assert len(neue) == 4
    assert not set(neue) & set(zeilen(dok, "BDE"))


def test_a_duplicate_has_the_same_content_and_counts(beispiel: Dokument) -> None:
    original = list(beispiel.blick.zeilen.values())[1]
    (neu,), _ = struktur.duplizieren(beispiel, [original.id])
    kopie = beispiel.blick.zeilen[neu]
    for feld in ("leistung", "handlungsfeld_id", "produkt_id", "team_id", "eintritte", "mittelansatz_cent"):
        assert getattr(kopie, feld) == getattr(original, feld)
    assert beispiel.blick.kennzahlen.eintritte_gesamt == 15812 + 425
    assert beispiel.blick.kennzahlen.rest_cent == -163774 - 86792942


def test_the_measure_goes_with_its_last_row(dok: Dokument) -> None:
    struktur.loeschen(dok, zeilen(dok, "C2"))
    assert bild(dok) == "A B 1 D E"
    struktur.loeschen(dok, zeilen(dok, "1A"))
    assert bild(dok) == "B D E"
    assert sorted(z.leistung for z in dok.blick.zeilen.values()) == ["B", "D", "E"]
    assert len(inhalt(dok.datei.pfad)["massnahme"]) == 3
    dok.rueckgaengig()
    dok.rueckgaengig()
    assert bild(dok) == "A B C 1 2 D E"


def test_a_bindung_outlives_its_measure_and_gets_it_back_with_undo(dok: Dokument) -> None:
    a = dok.blick.zeilen[zeile(dok, "A")]
    bindungen.bindung_anlegen(
        dok, bezeichnung="Los", herkunft_jahr=2020, betraege={(2021, None): 5}, massnahme_id=a.massnahme_id
    )
    struktur.loeschen(dok, [a.id])
    assert [b.massnahme_id for b in dok.blick.bindungen] == [None]
    dok.rueckgaengig()
    assert [b.massnahme_id for b in dok.blick.bindungen] == [a.massnahme_id]


@pytest.mark.parametrize(
    ("gewaehlt", "richtung", "danach"),
    [
        ("B", Richtung.HINAUF, "B A C 1 2 D E"),
        ("B", Richtung.HINUNTER, "A C 1 2 B D E"),
        ("D", Richtung.HINAUF, "A B D C 1 2 E"),
        ("A", Richtung.HINAUF, "A B C 1 2 D E"),
        ("E", Richtung.HINUNTER, "A B C 1 2 D E"),
        ("AB", Richtung.HINUNTER, "C 1 2 A B D E"),
        ("DE", Richtung.HINAUF, "A B D E C 1 2"),
        ("BE", Richtung.HINAUF, "B A C 1 2 E D"),
        ("AD", Richtung.HINUNTER, "B A C 1 2 E D"),
        ("AE", Richtung.HINAUF, "A B C 1 2 E D"),
        # One row of several moves within its measure, at the edge the measure moves.
        ("1", Richtung.HINAUF, "A B 1 C 2 D E"),
        ("1", Richtung.HINUNTER, "A B C 2 1 D E"),
        ("12", Richtung.HINAUF, "A B 1 2 C D E"),
        ("C", Richtung.HINAUF, "A C 1 2 B D E"),
        ("2", Richtung.HINUNTER, "A B D C 1 2 E"),
        ("C12", Richtung.HINUNTER, "A B D C 1 2 E"),
        ("1B", Richtung.HINUNTER, "A D B C 1 2 E"),
    ],
)
def test_each_chosen_row_changes_places_with_its_neighbour(
    dok: Dokument, gewaehlt: str, richtung: Richtung, danach: str
) -> None:
    struktur.verschieben(dok, zeilen(dok, gewaehlt), richtung)
    assert bild(dok) == danach
    if danach != "A B C 1 2 D E":
        dok.rueckgaengig()
        assert bild(dok) == "A B C 1 2 D E"


def test_a_move_stays_within_the_handlungsfeld(beispiel: Dokument) -> None:
    reihe = list(beispiel.blick.zeilen)
    assert not struktur.verschieben(beispiel, [reihe[38]], Richtung.HINUNTER)
    assert not struktur.verschieben(beispiel, [reihe[39]], Richtung.HINAUF)
    assert list(beispiel.blick.zeilen) == reihe
    assert struktur.verschieben(beispiel, [reihe[37], reihe[46]], Richtung.HINUNTER)
    assert list(beispiel.blick.zeilen) == [
        *reihe[:37], reihe[38], reihe[37], *reihe[39:46], reihe[47], reihe[46], *reihe[48:]
    ]  # fmt: skip


def test_measures_at_the_same_position_can_still_be_moved_apart(dok: Dokument) -> None:
    with dok.vorgang("probe", "wie nach einem Import") as tat:
        for massnahme in tat.session.scalars(select(Massnahme)):
            massnahme.position = 7
    vorher = bild(dok).split()
    struktur.verschieben(dok, [list(dok.blick.zeilen)[-1]], Richtung.HINAUF)
    assert bild(dok).split() != vorher
    assert sorted(bild(dok)) == sorted(" ".join(vorher))


def test_nothing_chosen_is_nothing_done(dok: Dokument) -> None:
    vorher = inhalt(dok.datei.pfad)
    assert not struktur.verschieben(dok, [], Richtung.HINAUF)
    assert not struktur.loeschen(dok, [])
    assert struktur.duplizieren(dok, [])[0] == ()
    assert inhalt(dok.datei.pfad) == vorher
