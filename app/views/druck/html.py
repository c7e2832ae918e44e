"""A table as HTML that Excel, Word, Outlook and LibreOffice take over as a table. Without Qt."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from app.views.druck.zahlen import tag_von, zahl_von

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.views.druck.teile import Drucktabelle, Druckzeile
    from app.views.druck.zahlen import Zahl

_ANFANG = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" '
    'xmlns="http://www.w3.org/TR/REC-html40"><head><meta charset="utf-8"></head><body><!--StartFragment-->'
)
_ENDE = "<!--EndFragment--></body></html>"
_TABELLE = (
    '<table border="1" cellspacing="0" cellpadding="3" style="border-collapse:collapse;'
    "border:1px solid #C6CED7;font-family:'Segoe UI',Arial,sans-serif;font-size:10pt;color:#18212C\">"
)
_KOPF = "background:#ECEFF3;font-weight:bold;vertical-align:bottom"
_UMBRUCH = '<br style="mso-data-placement:same-cell">'
_TEXT = 'sdnum="1033;0;@" style=\'mso-number-format:"\\@"'
"""Without it spreadsheets take a text that begins with "=" for a formula, and 1-2 for a day."""
_ZEICHEN = re.compile(r"[^0-9A-Za-z%]")
_EINZUG_PX = 12


def als_html(tabellen: Sequence[Drucktabelle]) -> str:
    """One table, or several below their titles."""
    viele = len(tabellen) > 1
    teile = [_ANFANG]
    for tabelle in tabellen:
        if viele and tabelle.titel:
            teile.append(f"<p><b>{escape(tabelle.titel)}</b></p>")
        teile += _tabelle(tabelle)
    teile.append(_ENDE)
    return "".join(teile)


def _tabelle(tabelle: Drucktabelle) -> Iterable[str]:
    yield _TABELLE
    if tabelle.kopf:
        yield "<thead><tr>"
        for text, rechts in zip(tabelle.kopf, tabelle.rechts, strict=True):
            yield f'<th align="{_seite(rechts)}" {_TEXT};{_KOPF}\'>{_worte(text)}</th>'
        yield "</tr></thead>"
    yield "<tbody>"
    for zeile in tabelle.zeilen:
        yield "<tr>"
        yield from _zellen(tabelle, zeile)
        yield "</tr>"
    yield "</tbody></table>"


def _zellen(tabelle: Drucktabelle, zeile: Druckzeile) -> Iterable[str]:
    for spalte, (text, rechts) in enumerate(zip(zeile.texte, tabelle.rechts, strict=True)):
        stufe = zeile.stufe if spalte == tabelle.stufenspalte else 0
        inhalt = _worte(text)
        if zeile.fett and inhalt:
            inhalt = f"<b>{inhalt}</b>"
        yield f"<td{_merkmale(text, rechts=rechts, stufe=stufe)}>{inhalt}</td>"


@lru_cache(maxsize=4096)
def _merkmale(text: str, *, rechts: bool, stufe: int) -> str:
    """Alignment, and what a spreadsheet needs to know: to the right stand figures, else text or a day."""
    if not text:
        return ""
    seite = f' align="{_seite(rechts)}"'
    zahl = zahl_von(text) if rechts else tag_von(text)
    if zahl is not None:
        return f"{seite}{_als_zahl(zahl)}"
    einzug = f";padding-left:{_EINZUG_PX * stufe}px;mso-char-indent-count:{stufe}" if stufe else ""
    return f"{seite} {_TEXT}{einzug}'"


def _als_zahl(zahl: Zahl) -> str:
    # The value is read in US English, and shown in German.
    calc = escape(f"1033;1031;{zahl.calc}")
    excel = _ZEICHEN.sub(_maskiert, zahl.format)
    return f' x:num="{zahl.wert}" sdval="{zahl.wert}" sdnum="{calc}" style=\'mso-number-format:"{excel}"\''


def _maskiert(zeichen: re.Match[str]) -> str:
    # As Excel writes its own HTML: a quotation mark as a code, everything else after a backslash.
    return {'"': "\\0022", "€": "€"}.get(zeichen[0], f"\\{zeichen[0]}")


def _seite(rechts: bool) -> str:
    return "right" if rechts else "left"


def _worte(text: str) -> str:
    return escape(text).replace("\n", _UMBRUCH)
