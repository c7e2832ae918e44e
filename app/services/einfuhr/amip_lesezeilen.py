"""Makes rows of measures out of the tables of a programme: reads the cells, says what they stand under."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.geld import BetragFehler
from app.services.einfuhr.amip_text import kurz
from app.services.einfuhr.amip_zellen import Eintritte, Mittel, lies_eintritte, lies_mittel
from app.services.einfuhr.lesezeilen import Lesezeile
from app.services.eingabe import MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.einfuhr.amip_massnahmen import Rohreihe, Tabelle
    from app.services.einfuhr.amip_text import Ueberschrift

_HANDLUNGSFELD = re.compile(r"Handlungs(?:feld|schwerpunkt)\b", re.IGNORECASE)
_LEERER_NAME = "Der Zeile fehlt die Leistung, und über ihr steht keine, zu der sie gehört."
_LEERE_ZEILE = "Die Zeile nennt weder Eintritte noch einen Mittelansatz."


def erkenne_jahr(tabellen: Sequence[Tabelle]) -> int | None:
    """The year that the heads of the tables name most often."""
    jahre = Counter(jahr for tabelle in tabellen for jahr in tabelle.jahre)
    return jahre.most_common(1)[0][0] if jahre else None


def handlungsfelder(tabellen: Sequence[Tabelle]) -> list[str | None]:
    """What each table stands under: the heading at the level where the Handlungsfelder part.

    That is the level of a heading "Handlungsfeld"; where there is none, the highest level at which the tables
    stand under different headings; else the nearest heading.
    """
    ebene = _ebene([t.abschnitte for t in tabellen])
    titel: list[str | None] = []
    for tabelle in tabellen:
        kopf = _handlungsfeld(tabelle.abschnitte)
        if kopf is None and tabelle.abschnitte:
            kopf = tabelle.abschnitte[min(ebene, len(tabelle.abschnitte)) - 1]
        titel.append(kopf.titel if kopf else None)
    return titel


def _handlungsfeld(abschnitte: Sequence[Ueberschrift]) -> Ueberschrift | None:
    return next((a for a in reversed(abschnitte) if _HANDLUNGSFELD.match(a.titel)), None)


def _ebene(wege: Sequence[tuple[Ueberschrift, ...]]) -> int:
    for weg in wege:
        if kopf := _handlungsfeld(weg):
            return weg.index(kopf) + 1
    tiefste = max((len(weg) for weg in wege), default=1)
    ebenen = range(1, tiefste + 1)
    return next((e for e in ebenen if len({weg[:e] for weg in wege}) > 1), max(tiefste, 1))


def lesezeilen(tabellen: Sequence[Tabelle], jahr: int | None) -> tuple[Lesezeile, ...]:
    """The rows of all tables in printed order; an empty Funktion goes on with the one above."""
    zeilen: list[Lesezeile] = []
    for tabelle, titel in zip(tabellen, handlungsfelder(tabellen), strict=True):
        funktion, davor = "", None
        for reihe in tabelle.reihen:
            funktion = reihe.funktion or funktion
            zeile = _lesezeile(tabelle, reihe, titel, funktion, jahr)
            # Rows of one Leistung share its name, the very same one.
            zeilen.append(replace(zeile, fortsetzung=reihe.leistung is davor))
            davor = reihe.leistung
    return tuple(zeilen)


def _lesezeile(
    tabelle: Tabelle, reihe: Rohreihe, titel: str | None, funktion: str, jahr: int | None
) -> Lesezeile:
    fehler: list[str] = []
    name, eintritte, mittel = reihe.leistung.text, Eintritte(), Mittel()
    if not name:
        fehler.append(_LEERER_NAME)
    if not reihe.eintritte and not reihe.mittelansatz:
        fehler.append(_LEERE_ZEILE)
    try:
        eintritte = lies_eintritte(reihe.eintritte, jahr)
    except BetragFehler as grund:
        fehler.append(f"Eintritte: {grund}")
    try:
        mittel = lies_mittel(reihe.mittelansatz, jahr)
    except BetragFehler as grund:
        fehler.append(f"Mittelansatz: {grund}")
    for wort, text in (("Leistung", name), ("Funktion", funktion)):
        if len(text) > MAX_TEXT:
            fehler.append(f"{wort}: Der Text „{kurz(text)}“ ist mit {len(text)} Zeichen zu lang.")
    return Lesezeile(
        leistung=name[:MAX_TEXT],
        herkunft=herkunft(tabelle, reihe),
        eintritte=eintritte.zahl,
        eintritte_status=eintritte.status,
        mittelansatz_cent=mittel.cent,
        finanzierung=mittel.finanzierung,
        handlungsfeld=titel,
        funktion=funktion[:MAX_TEXT] or None,
        bemerkung=f"Zum Mittelansatz steht im Text: „{mittel.zusatz}“." if mittel.zusatz else None,
        fehler=tuple(fehler),
    )


def herkunft(tabelle: Tabelle, reihe: Rohreihe) -> str:
    """``5.8.1.29, Zeile 3``; without a section the line of the text."""
    if tabelle.abschnitt:
        return f"{tabelle.abschnitt}, Zeile {reihe.nummer}"
    return f"Textzeile {reihe.zeile.nummer}"
