"""Copied tables carry no formula that came in as text: as HTML every text says that it is one."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.views.bausteine.zwischenablage import als_text, aus_text
from app.views.druck.html import als_html
from app.views.druck.kopieren import lege_tabellen_ab
from app.views.druck.teile import Drucktabelle, Druckzeile
from tests.gui.druck_hilfe import alle_ansichten, blatt_von, tabellen
from tests.gui.fenster_hilfe import neues_fenster
from tests.unit.excel_hilfe import braucht_libreoffice, konvertiere, oeffne
from tests.unit.formel_hilfe import PROBEN, vergifte

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument

_ZELLE = re.compile(r"<(t[dh])([^>]*)>(.*?)</\1>", re.DOTALL)
_TEXT = ('sdnum="1033;0;@"', 'mso-number-format:"\\@"')
_MARKE = re.compile(r"770[1-9]")


def zellen(html: str) -> list[tuple[str, str]]:
    """Attributes and text of each cell."""
    return [(z[2], unescape(re.sub(r"<[^>]*>", "", z[3]))) for z in _ZELLE.finditer(html)]


def probentabelle() -> Drucktabelle:
    zeilen = tuple(Druckzeile((probe, "1,00")) for probe in PROBEN)
    return Drucktabelle("Proben", (PROBEN[0], "Betrag"), (False, True), zeilen)


def test_on_every_page_each_such_text_is_marked_as_text(qtbot: QtBot, demo: Dokument, tmp_path: Path) -> None:
    dok, _ = vergifte(demo, PROBEN)
    pfad = dok.datei.pfad
    dok.datei.schliesse()
    fenster = neues_fenster(qtbot, tmp_path, (1440, 900))
    assert fenster.dateien.oeffne(pfad)
    gesehen = 0
    for seite, unterseite in alle_ansichten():
        html = als_html(list(tabellen(blatt_von(fenster, seite, unterseite)).values()))
        proben = [(merkmale, text) for merkmale, text in zellen(html) if _MARKE.search(text)]
        gesehen += len(proben)
        assert [text for merkmale, text in proben if not all(wort in merkmale for wort in _TEXT)] == []
    assert gesehen > 500


@braucht_libreoffice
def test_a_spreadsheet_takes_the_copied_texts_as_texts(tmp_path: Path) -> None:
    quelle = tmp_path / "kopie.html"
    quelle.write_text(als_html([probentabelle()]), encoding="utf-8")
    neu = konvertiere(quelle, tmp_path / "kopie.xlsx", tmp_path / "profil", als="HTML (StarCalc)")
    erste, *zeilen = oeffne(neu).worksheets[0].iter_rows()
    assert [(z[0].data_type, z[1].data_type) for z in zeilen] == [("s", "n")] * len(PROBEN)
    assert [erste[0].value, *(z[0].value for z in zeilen)] == [
        PROBEN[0],
        *(" ".join(p.split()) if p[0].isspace() else p for p in PROBEN),
    ]


def test_plain_text_beside_it_is_the_text_itself(qtbot: QtBot) -> None:
    """For our own tables and text programs, which have to get what was typed.

    A spreadsheet takes the HTML; only who asks for "unformatted text" gets this.
    """
    proben = [probe for probe in PROBEN if "\r" not in probe]  # the plan holds line feeds only
    zeilen = tuple(Druckzeile((probe,)) for probe in proben)
    lege_tabellen_ab([Drucktabelle("", (), (False,), zeilen)])
    assert QApplication.clipboard().mimeData().hasHtml()
    text = QApplication.clipboard().text()
    assert aus_text(text) == tuple((probe,) for probe in proben)
    assert text == als_text([(probe,) for probe in proben])
