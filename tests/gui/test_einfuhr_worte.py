"""What the preview of an import says of its items."""

from __future__ import annotations

import pytest

from app.services.einfuhr.vorschau import ANSATZ, Posten, Postenart, Vorschau
from app.views.einfuhr.vorschauworte import auswahl, einzelheit, lage, neues
from tests.gui.einfuhr_hilfe import NEUE, schau_mit_jedem, zelle


@pytest.fixture
def schau() -> Vorschau:
    return schau_mit_jedem()


def test_a_conflict_says_what_was_exported_what_is_there_and_what_would_be(schau: Vorschau) -> None:
    assert einzelheit(schau.posten[1]).split("\n\n")[1] == "beim Export: 0\njetzt im Plan: 1\nneu: 2 (+1)"
    assert "Angekreuzt gilt der neue Inhalt, sonst bleibt der des Plans." in einzelheit(schau.posten[1])


@pytest.mark.parametrize(
    ("feld", "alt", "neu", "satz"),
    [
        ("mittelansatz", "867.929,42", "900.000,00\u00a0€", "neu: 900.000,00 (+32.070,58)"),
        ("eintritte", "1.635", "1600", "neu: 1.600 (−35)"),
        ("eintritte", "425", "Kalkulation VJ", "neu: Kalkulation VJ"),
        ("mittelansatz", "", "5", "neu: 5,00"),
        ("bemerkung", "alt", "", "neu: (leer)"),
    ],
)
def test_the_new_content_is_written_as_the_plan_writes_it_with_the_difference(
    feld: str, alt: str, neu: str, satz: str
) -> None:
    assert satz in einzelheit(zelle("a", feld=feld, alt=alt, neu=neu)).splitlines()


def test_a_new_row_tells_each_column_by_its_name() -> None:
    texte = {"leistung": NEUE, "eintritte": "1200", "mittelansatz": "45000", "team": "QM-Team"}
    neu = Posten("n", Postenart.NEU, ANSATZ, "n", "HF 1", NEUE, "HF 1!A40", texte=texte)
    assert neues(neu) == "1.200 · 45.000,00 · QM-Team"
    assert einzelheit(neu).splitlines()[:2] == [NEUE, "Neue Zeile, steht in HF 1!A40"]
    assert einzelheit(neu).splitlines()[3:] == [
        f"Leistung: {NEUE}",
        "Eintritte: 1.200",
        "Mittelansatz: 45.000,00",
        "Team: QM-Team",
    ]


def test_a_new_row_of_the_grundlagen_or_the_catalogues_tells_its_columns_too() -> None:
    projekt = {"bezeichnung": "TQ", "sachkosten_cent": "20.000,00"}
    p = Posten("p", Postenart.NEU, "sonderprojekt", "p", "Abb. 4", "TQ", "Abb. 4!A9", texte=projekt)
    assert "Sachkosten €: 20.000,00" in einzelheit(p)
    katalog = {"nummer": "5", "bezeichnung": "Inklusion", "tabellentitel": "Handlungsfeld 5 - Inklusion"}
    k = Posten("k", Postenart.NEU, "handlungsfeld", "k", "Kataloge", "Inklusion", "amip.txt", texte=katalog)
    assert "Titel der Tabelle: Handlungsfeld 5 - Inklusion" in einzelheit(k)


def test_the_first_sentence_says_what_somebody_has_to_decide(schau: Vorschau) -> None:
    assert lage(schau.posten) == (
        "Angekreuzt ist alles, was dem Plan nicht widerspricht. Bitte entscheiden Sie selbst: "
        "1 Konflikt und 1 Löschung. 2 Angaben passen nicht und bleiben außen vor."
    )
    assert lage(schau.posten[:1]) == "Angekreuzt ist alles, was dem Plan nicht widerspricht."
    assert lage(schau.posten[2:3]) == "1 Angabe passt nicht und bleibt außen vor."


def test_what_is_not_to_be_overlooked_stands_beside_the_button(schau: Vorschau) -> None:
    assert auswahl(schau.posten[:1], 5) == "Angekreuzt: 1 von 5"
    assert auswahl((schau.posten[1], schau.posten[4]), 5) == (
        "Angekreuzt: 2 von 5, darunter 1 Konflikt und 1 Löschung"
    )
