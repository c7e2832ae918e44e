"""Tables that are texts: encoding and separator are found out, nothing in a cell is interpreted."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from app.services.einfuhr import lesefehler
from app.services.einfuhr.rohdaten import LEER, Rohblatt, Rohmappe, Rohzelle, Zellart
from app.services.zellname import zelle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.einfuhr.grenzen import Grenzen

_MARKEN = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STEUERZEICHEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_DATEIENDE = "\x1a"
"""Ctrl-Z: old programs end their texts with it."""
_PROBE = 64 * 1024
_PROBEZEILEN = 100
_STARKE = (";", "\t", "|")
"""Separators that stand in a text for nothing else; tried first."""
_STARK_AB = 0.3
"""Part of the rows that such a separator has to divide: above a table there may be a heading."""
_KOMMA_AB = 0.8
"""Part of the rows that commas have to divide alike: they also stand in sentences and amounts."""
_KEINER = "\x1f"
"""Stands in no text that is read: one cell for each line."""
_DEZIMALKOMMA = re.compile(r"\d,\d")
_ANSAGE = re.compile(r"sep=([;,\t|])\r?\n?", re.IGNORECASE)
"""The first line by which a text tells Excel its separator."""
_VERMERK = (
    "Anführungszeichen stehen in der Datei nicht paarweise; sie wurden als gewöhnliche Zeichen gelesen."
)


def lies_text(inhalt: bytes, pfad: Path, grenzen: Grenzen) -> Rohmappe:
    """Read a text as one sheet of texts.

    Raises:
        DateiFehler: it is no text, is empty, or is beyond a limit.
    """
    text = _entschluessele(inhalt, pfad)
    if not text.strip():
        raise lesefehler.leer(pfad)
    if len(text) > grenzen.zeichen:
        raise lesefehler.zu_viel_text(pfad)
    text, trenner = _trenner(text)
    hinweise: tuple[str, ...] = ()
    try:
        zeilen = _zeilen(csv.reader(_in_zeilen(text), delimiter=trenner, strict=True), pfad, grenzen)
    except csv.Error:  # a quotation mark without its partner, or a text too long for any cell
        zeilen = _ohne_anfuehrung(text, trenner, pfad, grenzen)
        hinweise = (_VERMERK,)
    name = lesefehler.dateiname(pfad)
    return Rohmappe(name, (Rohblatt(pfad.with_name(name).stem, zeilen),), hinweise=hinweise)


def _entschluessele(inhalt: bytes, pfad: Path) -> str:
    try:
        text = inhalt.decode(_kodierung(inhalt))
    except UnicodeDecodeError:
        raise lesefehler.keine_tabelle(pfad) from None
    text = text.removesuffix(_DATEIENDE)
    if _STEUERZEICHEN.search(text):
        raise lesefehler.keine_tabelle(pfad)
    return text


def _kodierung(inhalt: bytes) -> str:
    for marke, name in _MARKEN:
        if inhalt.startswith(marke):
            return name
    gerade, ungerade = inhalt[0:_PROBE:2].count(0), inhalt[1:_PROBE:2].count(0)
    if (
        gerade or ungerade
    ):  # no other text has zero bytes; in UTF-16 western letters have one on the same side
        return "utf-16-be" if gerade > ungerade else "utf-16-le"
    try:
        inhalt.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _in_zeilen(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")  # breaks within quotation marks stay as they are


def _trenner(text: str) -> tuple[str, str]:
    """The text (without a line that only tells the separator), and its separator."""
    if ansage := _ANSAGE.match(text):
        return text[ansage.end() :], ansage[1]
    probe = text[:_PROBE]
    for zeichen in _STARKE:
        breiten = _breiten(probe, zeichen)
        if sum(breite > 1 for breite in breiten) >= _STARK_AB * len(breiten) > 0:
            return text, zeichen
    breiten = _breiten(probe, ",")
    gleiche = max(Counter(breite for breite in breiten if breite > 1).values(), default=0)
    if gleiche >= _KOMMA_AB * len(breiten) > 0 and not _nur_dezimalkommas(probe):
        return text, ","
    return text, _KEINER


def _breiten(probe: str, trenner: str) -> list[int]:
    """How many cells the first rows have that hold anything."""
    breiten: list[int] = []
    with suppress(csv.Error):  # the end of the sample cuts a cell in two
        for felder in csv.reader(_in_zeilen(probe), delimiter=trenner):
            if any(felder):
                breiten.append(len(felder))
            if len(breiten) >= _PROBEZEILEN:
                break
    return breiten


def _nur_dezimalkommas(probe: str) -> bool:
    """Whether every comma stands between digits, as in amounts of a text without any separator."""
    return len(_DEZIMALKOMMA.findall(probe)) >= probe.count(",")


def _ohne_anfuehrung(
    text: str, trenner: str, pfad: Path, grenzen: Grenzen
) -> tuple[tuple[Rohzelle, ...], ...]:
    leser = csv.reader(_in_zeilen(text), delimiter=trenner, quoting=csv.QUOTE_NONE)
    try:
        return _zeilen(leser, pfad, grenzen)
    except csv.Error:
        raise lesefehler.zu_lang(pfad, grenzen.textlaenge, f"Zeile {leser.line_num}") from None


def _zeilen(leser: Iterator[list[str]], pfad: Path, grenzen: Grenzen) -> tuple[tuple[Rohzelle, ...], ...]:
    zeilen: list[tuple[Rohzelle, ...]] = []
    vorrat: dict[str, Rohzelle] = {"": LEER}
    zellen = gefuellt = 0
    for nummer, felder in enumerate(leser):
        breite = max((i + 1 for i, feld in enumerate(felder) if feld), default=0)
        zeilen.append(tuple(_zelle(feld, vorrat) for feld in felder[:breite]))
        if not breite:
            continue
        gefuellt = nummer + 1
        zellen += breite
        if gefuellt > grenzen.zeilen or breite > grenzen.spalten:
            ort = (nummer, breite - 1)
            raise lesefehler.zu_weit(pfad, pfad.stem, ort, (grenzen.zeilen, grenzen.spalten))
        if zellen + gefuellt > grenzen.zellen:
            raise lesefehler.zu_viele_zellen(pfad, grenzen.zellen)
        for spalte, feld in enumerate(felder):
            if len(feld) > grenzen.textlaenge:
                raise lesefehler.zu_lang(pfad, grenzen.textlaenge, f"Zelle {zelle(nummer, spalte)}")
    return tuple(zeilen[:gefuellt])


def _zelle(feld: str, vorrat: dict[str, Rohzelle]) -> Rohzelle:
    if (bekannt := vorrat.get(feld)) is None:
        bekannt = vorrat[feld] = Rohzelle(Zellart.TEXT, feld)
    return bekannt
