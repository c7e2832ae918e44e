"""The command line: what is a file, what a command, and German sentences for what is neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.aufruf import FENSTER, AufrufFehler, lies

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_arguments_the_window_opens() -> None:
    auftrag = lies([])
    assert (auftrag.befehl, auftrag.werte.datei, auftrag.werte.beispiel) == (FENSTER, None, None)


def test_the_window_opens_a_file_with_its_whole_path(tmp_path: Path) -> None:
    auftrag = lies(["fehlt noch.amip", "--thema", "dunkel"])
    assert auftrag.befehl == FENSTER
    assert auftrag.werte.datei == tmp_path / "fehlt noch.amip"
    assert auftrag.werte.thema == "dunkel"


def test_the_window_opens_on_an_example() -> None:
    assert lies(["--beispiel", "duisburg-2020"]).werte.beispiel == "duisburg-2020"


def test_a_first_word_that_is_a_file_is_a_file_even_if_it_is_called_like_a_command(tmp_path: Path) -> None:
    (tmp_path / "export").write_bytes(b"")
    auftrag = lies(["export"])
    assert (auftrag.befehl, auftrag.werte.datei) == (FENSTER, tmp_path / "export")


def test_a_folder_called_like_a_command_does_not_hide_the_command(tmp_path: Path) -> None:
    (tmp_path / "bilder").mkdir()
    auftrag = lies(["bilder", "p.amip", "bilder"])
    assert (auftrag.befehl, auftrag.werte.ordner) == ("bilder", tmp_path / "bilder")


def test_a_command_takes_its_arguments(tmp_path: Path) -> None:
    werte = lies(["kennzahlen", "p.amip", "--json", "--plan", "abc"]).werte
    assert (werte.datei, werte.json, werte.plan) == (tmp_path / "p.amip", True, "abc")


@pytest.mark.parametrize(
    ("argumente", "satz"),
    [
        (["kennzahlen"], "Es fehlt: DATEI."),
        (["export", "p.amip"], "Es fehlt: ZIEL.xlsx."),
        (["kennzahlen", "p.amip", "--foo"], "Unbekannte Angabe: --foo."),
        (["kennzahlen", "p.amip", "--plan"], "Nach --plan fehlt eine Angabe."),
        (["kennzahlen", "p.amip", "--json=1"], "--json nimmt keinen Wert an."),
        (["--thema", "rot"], "„rot“ gibt es bei --thema nicht. Möglich: hell, dunkel."),
        (["neu", "p.amip", "--jahr", "2020", "--beispiel", "x"], "--beispiel und --jahr schließen sich aus."),
        (["p.amip", "--beispiel", "x"], "DATEI und --beispiel schließen sich aus."),
        (
            ["export", "p.amip", "z.xlsx", "--bemerkungen", "alle"],
            "„alle“ gibt es bei --bemerkungen nicht. Möglich: mit, ohne-zeilen.",
        ),
        (["kennzahlen", "p.amip", "--jso"], "Unbekannte Angabe: --jso."),
    ],
)
def test_a_wrong_command_line_is_refused_in_german(argumente: list[str], satz: str) -> None:
    with pytest.raises(AufrufFehler) as info:
        lies(argumente)
    assert str(info.value) == satz
    assert info.value.aufruf.startswith("Aufruf: eingliederungsplaner")


def test_tables_are_words_and_the_limit_for_small_counts_is_a_number() -> None:
    werte = lies(["export", "p.amip", "z.xlsx", "--tabellen", "abb1, HF2,", "--kleine-zahlen", "5"]).werte
    assert (werte.tabellen, werte.kleine_zahlen, werte.bemerkungen) == (("abb1", "hf2"), 5, None)
    with pytest.raises(AufrufFehler, match="„drei“ ist keine Grenze für kleine Zahlen"):
        lies(["export", "p.amip", "z.xlsx", "--kleine-zahlen", "drei"])
