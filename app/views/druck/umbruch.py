"""From the parts of a page to sheets: first everything is laid out and counted, then it is painted."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from app.views.druck.satz import EINHEIT, kopfwort
from app.views.druck.spalten import GRAD, ist_breit, setze
from app.views.druck.stuecke import (
    NEBEN,
    TEXT,
    ZELLENLUFT,
    Bildstueck,
    Kopfstueck,
    Luft,
    Spaltenlage,
    Textstueck,
    Zeilenstueck,
)
from app.views.druck.teile import Druckbild, Drucktabelle, Drucktext, Textart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.views.druck.satz import Satz
    from app.views.druck.spalten import Spaltensatz
    from app.views.druck.stuecke import Stueck, Zellen
    from app.views.druck.teile import Druckteil, Druckzeile

Blatt = list[tuple[int, "Stueck"]]
"""The pieces of one sheet, each with its distance from the top."""
_ABSTAND = 10 * EINHEIT
_ABSTAND_TITEL = 14 * EINHEIT
_ABSTAND_NACH_TITEL = 4 * EINHEIT
_BILDGROESSE = 3 * EINHEIT // 4
"""A pixel of a chart at most: as on a screen with 96 pixels per inch."""
_KLEIN = 15
"""A table of so few rows stays on one sheet, where it does not take more than half of it."""
_JE_MELDUNG = 250
"""So many rows are laid out between two reports of progress."""


def passt_quer(teile: Sequence[Druckteil], satz: Satz, breite: int) -> bool:
    """True where a table is too wide for sheets of this width: these are turned sideways."""
    tabellen = [t for t in teile if isinstance(t, Drucktabelle)]
    return any(ist_breit(satz.spaltenmasse(t, GRAD), breite) for t in tabellen)


def brich_um(
    teile: Sequence[Druckteil], satz: Satz, breite: int, hoehe: int, melde: Callable[[], None] = lambda: None
) -> list[Blatt]:
    """Lay the parts out on sheets of this size; ``melde`` is called again and again and may raise.

    No piece is torn apart, no heading stands alone at the foot of a sheet, and a table that goes on has its
    headings on each sheet.
    """
    return verteile(list(_stuecke(teile, satz, breite, hoehe, melde)), hoehe)


def verteile(stuecke: Sequence[Stueck], hoehe: int) -> list[Blatt]:
    """Put pieces one below the other, and go on to a new sheet where one does not fit."""
    blaetter: list[Blatt] = [[]]
    y = 0
    bedarf = _bedarf(stuecke, hoehe)
    for stueck, noetig in zip(stuecke, bedarf, strict=True):
        blatt = blaetter[-1]
        if blatt and y + noetig > hoehe:
            blatt, y = [], 0
            blaetter.append(blatt)
            if stueck.kopf is not None:
                blatt.append((0, stueck.kopf))
                y = stueck.kopf.hoehe
        if not blatt and isinstance(stueck, Luft):
            continue
        blatt.append((y, stueck))
        y += stueck.hoehe
    return blaetter


def _bedarf(stuecke: Sequence[Stueck], hoehe: int) -> list[int]:
    """What each piece needs on its sheet together with those that it must not be parted from."""
    bedarf = [stueck.hoehe for stueck in stuecke]
    for nummer in range(len(stuecke) - 2, -1, -1):
        if stuecke[nummer].haelt:
            zusammen = bedarf[nummer] + bedarf[nummer + 1]
            kopf = stuecke[nummer].kopf
            if zusammen + (kopf.hoehe if kopf is not None else 0) <= hoehe:
                bedarf[nummer] = zusammen
    return bedarf


# -- pieces ------------------------------------------------------------------------------------------


def _stuecke(
    teile: Sequence[Druckteil], satz: Satz, breite: int, hoehe: int, melde: Callable[[], None]
) -> Iterator[Stueck]:
    davor: Druckteil | None = None
    for teil in teile:
        if davor is not None:
            yield Luft(_abstand(davor, teil), haelt=isinstance(davor, Drucktext) and davor.art.haelt)
        if isinstance(teil, Drucktext):
            yield from _text(teil, satz, breite)
        elif isinstance(teil, Druckbild):
            yield _bild(teil, breite, hoehe)
        else:
            yield from _tabelle(teil, satz, breite, hoehe, melde)
        davor = teil


def _abstand(davor: Druckteil, teil: Druckteil) -> int:
    if isinstance(davor, Drucktext) and davor.art.ist_titel:
        return _ABSTAND_NACH_TITEL
    if isinstance(teil, Drucktext) and teil.art.ist_titel:
        return _ABSTAND_TITEL
    beide_texte = isinstance(davor, Drucktext) and isinstance(teil, Drucktext)
    return _ABSTAND_NACH_TITEL if beide_texte else _ABSTAND


def _text(teil: Drucktext, satz: Satz, breite: int) -> Iterator[Textstueck]:
    schrift = satz.fuer(teil.art)
    farbe = NEBEN if teil.art in {Textart.NEBEN, Textart.ANGABE} else TEXT
    for zeile in schrift.zeilen(teil.text, breite):
        yield Textstueck(zeile, schrift, farbe, haelt=teil.art.haelt)


def _bild(teil: Druckbild, breite: int, hoehe: int) -> Bildstueck:
    pixel = teil.bild.deviceIndependentSize()
    faktor = min(_BILDGROESSE, breite / pixel.width(), hoehe / pixel.height())
    return Bildstueck(teil.bild, int(pixel.width() * faktor), int(pixel.height() * faktor))


def _tabelle(
    tabelle: Drucktabelle, satz: Satz, breite: int, hoehe: int, melde: Callable[[], None]
) -> Iterator[Stueck]:
    grad, saetze = setze(satz.spaltenmasse(tabelle, GRAD), breite)
    for nummer, spalten in enumerate(saetze):
        if nummer:
            yield Luft(_ABSTAND_TITEL)
        lage = Spaltenlage(
            spalten.breiten,
            tuple(tabelle.rechts[s] for s in spalten.spalten),
            satz.schrift(grad),
            satz.schrift(grad, fett=True),
            spalten.spalten.index(tabelle.stufenspalte) if tabelle.stufenspalte in spalten.spalten else -1,
        )
        kopf = _kopf(tabelle, spalten, lage) if tabelle.kopf else None
        if kopf is not None:
            yield kopf
        platz = hoehe - (kopf.hoehe if kopf is not None else 0)
        zeilen = list(_zeilen(tabelle, spalten, lage, kopf, platz, melde))
        klein = len(zeilen) <= _KLEIN and 2 * sum(zeile.hoehe for zeile in zeilen) <= hoehe
        for zeile in zeilen[:-1]:
            yield replace(zeile, haelt=True) if klein else zeile
        yield from zeilen[-1:]


def _kopf(tabelle: Drucktabelle, spalten: Spaltensatz, lage: Spaltenlage) -> Kopfstueck:
    zellen = tuple(
        lage.fett.zeilen(kopfwort(tabelle.kopf[s]), lage.platz(stelle))
        for stelle, s in enumerate(spalten.spalten)
    )
    return Kopfstueck(lage, zellen, _hoehe(zellen, lage.fett.zeile))


def _zeilen(  # noqa: PLR0913, PLR0917 - the parts of a table
    tabelle: Drucktabelle,
    spalten: Spaltensatz,
    lage: Spaltenlage,
    kopf: Kopfstueck | None,
    hoehe: int,
    melde: Callable[[], None],
) -> Iterator[Zeilenstueck]:
    paare = pairwise([*tabelle.zeilen, None])
    for nummer, (zeile, danach) in enumerate(paare):
        if nummer % _JE_MELDUNG == 0:
            melde()
        if zeile is None:
            continue
        schrift = lage.fett if zeile.fett else lage.normal
        zellen = tuple(
            schrift.zeilen(zeile.texte[s], lage.platz(stelle, zeile.stufe))
            for stelle, s in enumerate(spalten.spalten)
        )
        hoechstens = max((hoehe - 2 * ZELLENLUFT) // schrift.zeile, 1)
        for stueck in _geteilt(zellen, hoechstens):
            yield Zeilenstueck(
                lage, stueck, _hoehe(stueck, schrift.zeile), zeile.stufe, zeile.fett, zeile.linie,
                _haelt(zeile, danach), kopf,
            )  # fmt: skip


def _haelt(zeile: Druckzeile, danach: Druckzeile | None) -> bool:
    """A group's head stays with its first row, a sum with the last row above it."""
    if danach is None:
        return False
    return (zeile.fett and not zeile.linie) or (danach.linie and danach.fett)


def _geteilt(zellen: Zellen, hoechstens: int) -> Iterator[Zellen]:
    """Only a row that is higher than a sheet goes on on the next one."""
    zeilen = max(len(z) for z in zellen)
    for ab in range(0, zeilen, hoechstens):
        yield tuple(z[ab : ab + hoechstens] for z in zellen)


def _hoehe(zellen: Zellen, zeile: int) -> int:
    return max(len(z) for z in zellen) * zeile + 2 * ZELLENLUFT
