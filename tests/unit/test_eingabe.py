"""What people type and paste into the cells of the measure grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.models.arten import Eintrittestatus, Finanzierung
from app.services import zellen
from app.services.eingabe import EingabeFehler, Feld, vorschlaege, zelltext
from app.services.zellen import Zelle
from tests.unit.datei_hilfe import inhalt

if TYPE_CHECKING:
    from app.services.dokument import Dokument
    from app.services.zeilen import Zeile

# Rows of the example plan.
EINKAUF, BETRAG, KALKULATION, FREMD, FOLGEJAHR = range(5)


@pytest.fixture
def proben(beispiel: Dokument) -> list[str]:
    """One row of each kind: bought last year, an amount, Kalkulation VJ, fremdfinanziert, paid next year."""
    reihe = list(beispiel.blick.zeilen.values())

    def erste(bedingung: object) -> str:
        return next(z.id for z in reihe if bedingung in {z.finanzierung, z.eintritte_status})

    return [
        erste(Finanzierung.EINKAUF_VORJAHR),
        reihe[1].id,
        erste(Eintrittestatus.KALKULATION_VORJAHR),
        erste(Finanzierung.FREMDFINANZIERT),
        erste(Finanzierung.AUSZAHLUNG_FOLGEJAHR),
    ]


def tippe(dok: Dokument, zeile: str, feld: Feld, text: str) -> Zeile:
    zellen.zelle_setzen(dok, zeile, feld, text)
    return dok.blick.zeilen[zeile]


@pytest.mark.parametrize(
    ("text", "eintritte", "status"),
    [
        ("425", 425, Eintrittestatus.ZAHL),
        (" 1.635 ", 1635, Eintrittestatus.ZAHL),
        ("0", 0, Eintrittestatus.ZAHL),
        ("", None, Eintrittestatus.ZAHL),
        ("-", None, Eintrittestatus.KEINE),
        ("–", None, Eintrittestatus.KEINE),
        ("Kalkulation VJ", None, Eintrittestatus.KALKULATION_VORJAHR),
        ("kalk", None, Eintrittestatus.KALKULATION_VORJAHR),
    ],
)
def test_entries_are_a_number_or_a_state(
    beispiel: Dokument, proben: list[str], text: str, eintritte: int | None, status: Eintrittestatus
) -> None:
    for zeile in proben:
        danach = tippe(beispiel, zeile, Feld.EINTRITTE, text)
        assert (danach.eintritte, danach.eintritte_status) == (eintritte, status)


@pytest.mark.parametrize("text", ["-5", "1,5", "12.34", "viele", "k", "Kalkulation VJ 2", "10.000.000"])
def test_what_is_no_entry_is_refused_with_the_choice_there_is(
    beispiel: Dokument, proben: list[str], text: str
) -> None:
    vorher = inhalt(beispiel.datei.pfad)
    with pytest.raises(EingabeFehler, match="Möglich sind auch „Kalkulation VJ“ und „-“"):
        tippe(beispiel, proben[BETRAG], Feld.EINTRITTE, text)
    assert inhalt(beispiel.datei.pfad) == vorher


@pytest.mark.parametrize(
    ("probe", "text", "danach"),
    [
        (BETRAG, "1.234,56 €", (123456, Finanzierung.NEUFALL)),
        (BETRAG, "", (None, Finanzierung.NEUFALL)),
        (BETRAG, "Einkauf erfolgte im Vorjahr", (None, Finanzierung.EINKAUF_VORJAHR)),
        (BETRAG, "eink", (None, Finanzierung.EINKAUF_VORJAHR)),
        (BETRAG, "zu lasten sgb iii", (None, Finanzierung.SGB_III)),
        (BETRAG, "Auszahlung 2021", (86792942, Finanzierung.AUSZAHLUNG_FOLGEJAHR)),
        (BETRAG, "f", (86792942, Finanzierung.FREMDFINANZIERT)),
        # An amount where none may stand: it is new money then.
        (EINKAUF, "500", (50000, Finanzierung.NEUFALL)),
        (EINKAUF, "", (None, Finanzierung.NEUFALL)),
        # An amount that is nachrichtlich, or due next year, stays so.
        (FREMD, "500", (50000, Finanzierung.FREMDFINANZIERT)),
        (FOLGEJAHR, "500", (50000, Finanzierung.AUSZAHLUNG_FOLGEJAHR)),
        (FOLGEJAHR, "", (None, Finanzierung.AUSZAHLUNG_FOLGEJAHR)),
        (FOLGEJAHR, "Neufall", (None, Finanzierung.NEUFALL)),
    ],
)
def test_a_mittelansatz_is_an_amount_or_a_state(
    beispiel: Dokument, proben: list[str], probe: int, text: str, danach: tuple[int | None, Finanzierung]
) -> None:
    zeile = tippe(beispiel, proben[probe], Feld.MITTELANSATZ, text)
    assert (zeile.mittelansatz_cent, zeile.finanzierung) == danach


@pytest.mark.parametrize(
    ("text", "grund"),
    [
        ("-1", "kann nicht negativ sein"),
        ("12.34", "mehrdeutig"),
        ("1,234.56", "mehrdeutig"),
        ("Auszahlung 2022", "kein Stand der Finanzierung"),
        ("später", "kein Stand der Finanzierung"),
        ("?", "Möglich ist auch ein Stand wie"),
    ],
)
def test_what_is_no_mittelansatz_is_refused_with_the_reason(
    beispiel: Dokument, proben: list[str], text: str, grund: str
) -> None:
    vorher = inhalt(beispiel.datei.pfad)
    with pytest.raises(EingabeFehler, match=grund):
        tippe(beispiel, proben[BETRAG], Feld.MITTELANSATZ, text)
    assert inhalt(beispiel.datei.pfad) == vorher


@pytest.mark.parametrize(
    ("feld", "text", "titel"),
    [
        (Feld.HANDLUNGSFELD, "2", "2 Reduzierung von Langzeitarbeitslosigkeit und Hilfebedürftigkeit"),
        (Feld.HANDLUNGSFELD, "querschn", "Querschnittsaufgaben"),
        (Feld.PRODUKT, "§ 16e", "§ 16e) Eingliederung von Langzeitarbeitslosen"),
        (Feld.TEAM, "u25", "U25 / Jugendberufsagentur (JBA)"),
        (Feld.TEAM, "", ""),
    ],
)
def test_a_catalogue_entry_is_meant_by_its_beginning(
    beispiel: Dokument, proben: list[str], feld: Feld, text: str, titel: str
) -> None:
    assert zelltext(beispiel.blick, tippe(beispiel, proben[BETRAG], feld, text), feld) == titel


@pytest.mark.parametrize(
    ("feld", "text", "grund"),
    [
        (Feld.PRODUKT, "§ 16", "nicht eindeutig: „§ 16c"),
        (Feld.TEAM, "Mondteam", "im Katalog „Team“ nicht vorhanden"),
        (Feld.LEISTUNG, "  ", "braucht einen Namen"),
        (Feld.BEMERKUNG, "x" * 2001, "mit 2001 Zeichen zu lang"),
    ],
)
def test_what_no_catalogue_has_or_no_text_can_be_is_refused(
    beispiel: Dokument, proben: list[str], feld: Feld, text: str, grund: str
) -> None:
    vorher = inhalt(beispiel.datei.pfad)
    with pytest.raises(EingabeFehler, match=grund):
        tippe(beispiel, proben[BETRAG], feld, text)
    assert inhalt(beispiel.datei.pfad) == vorher


def test_what_a_cell_shows_is_accepted_again_and_changes_nothing(beispiel: Dokument) -> None:
    vorher = inhalt(beispiel.datei.pfad)
    alle = [
        Zelle(zeile.id, feld, zelltext(beispiel.blick, zeile, feld))
        for zeile in beispiel.blick.zeilen.values()
        for feld in Feld
    ]
    assert not zellen.zellen_setzen(beispiel, alle, "Einfügen")
    assert inhalt(beispiel.datei.pfad) == vorher


def test_every_word_that_a_cell_offers_is_accepted(beispiel: Dokument, proben: list[str]) -> None:
    for feld in Feld:
        for wort in vorschlaege(beispiel.blick, feld):
            danach = tippe(beispiel, proben[EINKAUF], feld, wort)
            if feld is not Feld.MITTELANSATZ:
                assert zelltext(beispiel.blick, danach, feld) == wort


def test_a_text_counts_for_all_rows_of_its_measure(beispiel: Dokument) -> None:
    zwei = [z.id for z in beispiel.blick.zeilen.values() if z.leistung == "E & K Pflege"]
    tippe(beispiel, zwei[1], Feld.FUNKTION, "Neu")
    assert [beispiel.blick.zeilen[z].funktion for z in zwei] == ["Neu", "Neu"]


def test_a_paste_is_one_undo_step(beispiel: Dokument) -> None:
    vorher = inhalt(beispiel.datei.pfad)
    ziele = list(beispiel.blick.zeilen)[:20]
    einfuegen = [Zelle(z, feld, "7") for z in ziele for feld in (Feld.EINTRITTE, Feld.MITTELANSATZ)]
    zellen.zellen_setzen(beispiel, einfuegen, "40 Zellen eingefügt")
    assert {
        (beispiel.blick.zeilen[z].eintritte, beispiel.blick.zeilen[z].mittelansatz_cent) for z in ziele
    } == {(7, 700)}
    assert beispiel.naechstes_rueckgaengig is not None
    assert beispiel.naechstes_rueckgaengig.bezeichnung == "40 Zellen eingefügt"
    beispiel.rueckgaengig()
    assert inhalt(beispiel.datei.pfad) == vorher
    assert beispiel.naechstes_rueckgaengig is None


def test_a_paste_with_one_cell_that_does_not_fit_changes_nothing_and_the_preview_shows_it(
    beispiel: Dokument,
) -> None:
    vorher, blick = inhalt(beispiel.datei.pfad), beispiel.blick
    ziele = list(blick.zeilen)[:3]
    einfuegen = [Zelle(z, Feld.EINTRITTE, text) for z, text in zip(ziele, ("7", "acht", "9"), strict=True)]
    with pytest.raises(EingabeFehler, match="1 von 3 Zellen passen nicht, zum Beispiel: „acht“"):
        zellen.zellen_setzen(beispiel, einfuegen, "Einfügen")
    assert inhalt(beispiel.datei.pfad) == vorher
    assert blick.kennzahlen.eintritte_gesamt == 15812
    vorschau = zellen.vorschau(blick, einfuegen)
    assert [bool(v.fehler) for v in vorschau] == [False, True, False]
    assert (vorschau[0].leistung, vorschau[0].alt, vorschau[0].neu) == ("Förderzentrum I", "70", "7")


@pytest.mark.parametrize("erst_betrag", [True, False])
def test_amount_and_state_of_one_row_pasted_side_by_side_end_alike_in_any_order(
    beispiel: Dokument, proben: list[str], *, erst_betrag: bool
) -> None:
    zeile = proben[EINKAUF]
    paar = [Zelle(zeile, Feld.MITTELANSATZ, "500"), Zelle(zeile, Feld.FINANZIERUNG, "fremdfinanziert")]
    zellen.zellen_setzen(beispiel, paar if erst_betrag else paar[::-1], "Einfügen")
    danach = beispiel.blick.zeilen[zeile]
    assert (danach.mittelansatz_cent, danach.finanzierung) == (50000, Finanzierung.FREMDFINANZIERT)


@pytest.mark.parametrize("text", ["halb\ud800es Zeichen", "Null\x00zeichen", "Seiten\x0cvorschub"])
def test_signs_that_no_file_can_hold_do_not_get_into_the_plan(
    beispiel: Dokument, proben: list[str], text: str
) -> None:
    danach = tippe(beispiel, proben[BETRAG], Feld.BEMERKUNG, text)
    assert danach.bemerkung.isprintable()
    assert danach.bemerkung.startswith(text[:4])
