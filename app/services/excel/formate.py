"""The few cell formats of the workbook, by name: thin grey lines, one font, amounts as printed."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.services.excel.schrift import SCHRIFT

PUNKT = 9.0
"""Size of text in tables."""
PUNKT_KLEIN = 6.0
"""Size of a text that would not fit the highest row otherwise."""
PUNKT_TITEL = 12.0

BETRAG = '#,##0.00 "€"'
"""Shown as ``867.929,42 €`` where the user's language is German."""
BETRAG_ROT = f"{BETRAG};[Red]-{BETRAG}"
LISTENBETRAG = "#,##0.00_x"
"""In lists with many columns of amounts: the unit stands in the heading, the room of an x at the right."""
LISTENBETRAG_ROT = f"{LISTENBETRAG};[Red]-{LISTENBETRAG}"
ANZAHL = "#,##0"
ANTEIL = "0 %"
ANTEIL_GENAU = "0.0 %"
VZAE = "#,##0.00"
VZAE_ROT = f"{VZAE};[Red]-{VZAE}"
SCHAETZUNG = '"ca. "#,##0'
KENNZAHL = "#,##0.0##"
ALS_TEXT = "@"
"""What somebody types stays as it is: ``1:73`` becomes no time of day."""
DATUM = "dd.mm.yyyy"

_LINIE = {"border": 1, "border_color": "#8C8C8C"}
_HELLGRAU = {"bg_color": "#EDEDED"}
_KATEGORIE = {"bg_color": "#F7F7F7", "bold": True}

GRUNDSCHRIFT: dict[str, Any] = {"font_name": SCHRIFT, "font_size": 10, "font_scheme": "none"}
"""Font of the sheet itself: widths of columns are counted in its digits, and no theme replaces it."""


class Stil(StrEnum):
    """Names of the formats."""

    TITEL = "titel"
    HINWEIS = "hinweis"
    MERKMAL = "merkmal"
    WERT = "wert"
    WERT_DATUM = "wert_datum"
    KOPF = "kopf"
    TEXT = "text"
    TEXT_KLEIN = "text_klein"
    EINGERUECKT = "eingerueckt"
    MITTIG = "mittig"
    ANZAHL = "anzahl"
    BETRAG = "betrag"
    JAHR = "jahr"
    ANTEIL = "anteil"
    ANTEIL_GENAU = "anteil_genau"
    VZAE = "vzae"
    VZAE_DIFFERENZ = "vzae_differenz"
    SCHLUESSEL = "schluessel"
    SCHAETZUNG = "schaetzung"
    KENNZAHL = "kennzahl"
    KENNZAHL_BETRAG = "kennzahl_betrag"
    STAND_ANZAHL = "stand_anzahl"
    STAND_BETRAG = "stand_betrag"
    LINK = "link"
    KATEGORIE = "kategorie"
    KATEGORIE_MITTIG = "kategorie_mittig"
    KATEGORIE_ANZAHL = "kategorie_anzahl"
    SUMME = "summe"
    SUMME_ANZAHL = "summe_anzahl"
    SUMME_BETRAG = "summe_betrag"
    SUMME_ANTEIL_GENAU = "summe_anteil_genau"
    KATEGORIE_BETRAG = "kategorie_betrag"
    REST = "rest"
    UNTERSCHRIFT = "unterschrift"
    SPALTENNUMMER = "spaltennummer"
    LISTE_DATUM = "liste_datum"
    LISTE_BETRAG = "liste_betrag"
    LISTE_OFFEN = "liste_offen"
    LISTE_SUMME = "liste_summe"
    LISTE_REST = "liste_rest"
    GRUPPE_BETRAG = "gruppe_betrag"
    GRUPPE_TEXT = "gruppe_text"


# One step of indent keeps text and figures off the lines.
_TEXT = {"text_wrap": True, "align": "left", "indent": 1, **_LINIE}
_RECHTS = {"align": "right", "indent": 1, **_LINIE}
# LibreOffice drops the indent of a right-aligned cell if the one before differs in its number format only:
# so amounts, shares and the rest have each another black than the counts beside them. Where text wraps it
# also drops it in the second of two like cells: so only words wrap.
_RECHTS_BETRAG = {**_RECHTS, "font_color": "#0A0A0A"}
_LISTE = {"align": "right", **_LINIE}
_SUMME = {"bold": True, **_HELLGRAU}

EIGENSCHAFTEN: dict[Stil, dict[str, Any]] = {
    Stil.TITEL: {"bold": True, "font_size": PUNKT_TITEL},
    Stil.HINWEIS: {"font_color": "#595959"},
    Stil.MERKMAL: {"font_color": "#595959", "valign": "top"},
    Stil.WERT: {"text_wrap": True, "align": "left", "valign": "top"},
    Stil.WERT_DATUM: {"num_format": DATUM, "align": "left", "valign": "top"},
    Stil.KOPF: {"bold": True, "align": "center", "text_wrap": True, **_LINIE, **_HELLGRAU},
    Stil.TEXT: _TEXT,
    Stil.TEXT_KLEIN: {**_TEXT, "font_size": PUNKT_KLEIN},
    Stil.EINGERUECKT: {**_TEXT, "indent": 2},
    Stil.MITTIG: {"align": "center", **_LINIE},
    Stil.ANZAHL: {**_RECHTS, "num_format": ANZAHL},
    Stil.BETRAG: {**_RECHTS_BETRAG, "num_format": BETRAG},
    Stil.JAHR: {"align": "center", "num_format": "0", **_LINIE},
    Stil.ANTEIL: {**_RECHTS, "num_format": ANTEIL, "font_color": "#0B0B0B"},
    Stil.ANTEIL_GENAU: {**_RECHTS, "num_format": ANTEIL_GENAU, "font_color": "#0C0C0C"},
    Stil.VZAE: {**_RECHTS, "num_format": VZAE, "font_color": "#0D0D0D"},
    Stil.VZAE_DIFFERENZ: {**_RECHTS, "num_format": VZAE_ROT, "font_color": "#0E0E0E"},
    Stil.SCHLUESSEL: {**_RECHTS, "num_format": ALS_TEXT, "font_color": "#0F0F0F"},
    Stil.SCHAETZUNG: {**_RECHTS, "num_format": SCHAETZUNG, "font_color": "#101010"},
    Stil.KENNZAHL: {**_RECHTS, "num_format": KENNZAHL, "font_color": "#111111"},
    Stil.KENNZAHL_BETRAG: {**_RECHTS, "num_format": VZAE, "font_color": "#121212"},
    Stil.STAND_ANZAHL: _RECHTS,
    Stil.STAND_BETRAG: {**_RECHTS_BETRAG, "text_wrap": True},
    Stil.LINK: {**_TEXT, "font_color": "#0B4F8A", "underline": 1},
    Stil.KATEGORIE: {**_TEXT, **_KATEGORIE},
    Stil.KATEGORIE_MITTIG: {"align": "center", **_LINIE, **_KATEGORIE},
    Stil.KATEGORIE_ANZAHL: {**_RECHTS, **_KATEGORIE, "num_format": ANZAHL},
    Stil.SUMME: {**_TEXT, **_SUMME},
    Stil.SUMME_ANZAHL: {**_RECHTS, **_SUMME, "num_format": ANZAHL},
    Stil.SUMME_BETRAG: {**_RECHTS_BETRAG, **_SUMME, "num_format": BETRAG},
    Stil.SUMME_ANTEIL_GENAU: {**_RECHTS, **_SUMME, "num_format": ANTEIL_GENAU, "font_color": "#0C0C0C"},
    Stil.KATEGORIE_BETRAG: {**_RECHTS_BETRAG, **_KATEGORIE, "num_format": BETRAG},
    Stil.REST: {**_RECHTS_BETRAG, **_SUMME, "num_format": BETRAG_ROT},
    Stil.UNTERSCHRIFT: {"italic": True, "text_wrap": True},
    Stil.SPALTENNUMMER: {"align": "center", "font_size": 7.0, "font_color": "#595959", **_LINIE, **_HELLGRAU},
    Stil.LISTE_DATUM: {"num_format": DATUM, "align": "center", **_LINIE},
    Stil.LISTE_BETRAG: {**_LISTE, "num_format": LISTENBETRAG},
    Stil.LISTE_OFFEN: {**_LISTE, "num_format": LISTENBETRAG_ROT},
    Stil.LISTE_SUMME: {**_LISTE, **_SUMME, "num_format": LISTENBETRAG},
    Stil.LISTE_REST: {**_LISTE, **_SUMME, "num_format": LISTENBETRAG_ROT},
    Stil.GRUPPE_BETRAG: {**_LISTE, **_KATEGORIE, "num_format": LISTENBETRAG},
    Stil.GRUPPE_TEXT: {**_TEXT, **_KATEGORIE, "bold": False},
}


def eigenschaften(stil: Stil) -> dict[str, Any]:
    """What XlsxWriter needs to make the format."""
    return {**GRUNDSCHRIFT, "font_size": PUNKT, "valign": "vcenter", **EIGENSCHAFTEN[stil]}
