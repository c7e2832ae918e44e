"""The Bindungen as a table over the years, with what the plan itself adds to them, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.models.geld import format_zahl
from app.services.worte import finanzierung_wort
from app.services.zeilen import Finanzierung

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.bindungsjahre import Bindungsjahr
    from app.services.bindungszeilen import Bindungszeile
    from app.services.planblick import Planblick
    from app.services.zeilen import Zeile


class Tabellenart(StrEnum):
    """What a line of the table stands for."""

    BINDUNG = "bindung"
    SUMME = "summe"
    """Sum of the Bindungen above."""
    VORBINDUNGEN = "vorbindungen"
    """Those of earlier years: what the Neufallbudget deducts."""
    GEPLANT = "geplant"
    """The plan's Mittelansätze: cash of its year."""
    FOLGEJAHR = "folgejahr"
    """New cases that are paid in the year after, all together."""
    FOLGEJAHR_ZEILE = "folgejahr_zeile"
    """One such row of the plan."""
    GESAMT = "gesamt"
    """What each year has to bear."""


@dataclass(frozen=True, slots=True)
class Tabellenzeile:
    """One line: amounts in Cent by year (None: nothing), ``offen`` rows without an amount yet."""

    art: Tabellenart
    schluessel: str
    bezeichnung: str
    herkunft_jahr: int | None
    zuordnung: str
    """The Leistung, or a word on the line."""
    betraege: tuple[int | None, ...]
    offen: int = 0
    kinder: tuple[Tabellenzeile, ...] = ()

    @property
    def summe_cent(self) -> int:
        """Over all years."""
        return sum(b for b in self.betraege if b is not None)


@dataclass(frozen=True, slots=True)
class Bindungstabelle:
    """The years from the plan's on, and the lines in order."""

    jahre: tuple[int, ...]
    zeilen: tuple[Tabellenzeile, ...]


def folgejahr_zeilen(blick: Planblick) -> tuple[str, ...]:
    """Keys of the rows that are paid in the year after, in printed order."""
    return tuple(z.id for z in blick.zeilen.values() if _im_folgejahr(z))


def betrifft_folgejahr(blick: Planblick, bekannt: Iterable[str], geaendert: Iterable[str]) -> bool:
    """True where one of the changed rows is paid, or was paid, in the year after."""
    bekannte = set(bekannt)
    return any(z in bekannte or (z in blick.zeilen and _im_folgejahr(blick.zeilen[z])) for z in geaendert)


def bindungstabelle(
    blick: Planblick, folgejahr: Iterable[str], *, nur_jahr: int | None = None
) -> Bindungstabelle:
    """The table as of now.

    Args:
        blick: the plan.
        folgejahr: keys of the rows paid in the year after (``folgejahr_zeilen``).
        nur_jahr: show only lines with an amount, or an open one, in this year.
    """
    bindungsjahre = blick.bindungsjahre
    jahre = tuple(j.jahr for j in bindungsjahre)
    einzeln = tuple(_bindung(blick, b, jahre) for b in blick.bindungen)
    zeilen = (
        *einzeln,
        _summe(Tabellenart.SUMME, "Summe der Bindungen", einzeln, jahre),
        _vorbindungen(blick, einzeln, jahre),
        _geplant(blick, jahre),
        _folgejahr(blick, [blick.zeilen[z] for z in folgejahr if z in blick.zeilen], jahre),
        _gesamt(bindungsjahre),
    )
    if nur_jahr in jahre:
        stelle = jahre.index(nur_jahr)
        zeilen = tuple(z for z in zeilen if _bleibt(z, stelle))
    return Bindungstabelle(jahre, tuple(z for z in zeilen if z.art is not Tabellenart.FOLGEJAHR or z.kinder))


def _im_folgejahr(zeile: Zeile) -> bool:
    return zeile.finanzierung is Finanzierung.AUSZAHLUNG_FOLGEJAHR


def _bleibt(zeile: Tabellenzeile, stelle: int) -> bool:
    if zeile.art is Tabellenart.FOLGEJAHR:
        return stelle == 1
    return zeile.art in {Tabellenart.SUMME, Tabellenart.GESAMT} or bool(zeile.betraege[stelle])


def _bindung(blick: Planblick, bindung: Bindungszeile, jahre: tuple[int, ...]) -> Tabellenzeile:
    zuordnung = "" if bindung.aufgegliedert else "nicht aufgegliedert"
    ansaetze = blick.ansaetze.get(bindung.massnahme_id) if bindung.massnahme_id else None
    if ansaetze:
        zuordnung = blick.zeilen[ansaetze[0]].leistung
    return Tabellenzeile(
        Tabellenart.BINDUNG,
        bindung.id,
        bindung.bezeichnung,
        bindung.herkunft_jahr,
        zuordnung,
        tuple(bindung.betrag_cent(jahr) or None for jahr in jahre),
    )


def _summe(
    art: Tabellenart, bezeichnung: str, zeilen: Iterable[Tabellenzeile], jahre: tuple[int, ...]
) -> Tabellenzeile:
    summen = [0] * len(jahre)
    for zeile in zeilen:
        for stelle, cent in enumerate(zeile.betraege):
            summen[stelle] += cent or 0
    return Tabellenzeile(art, "", bezeichnung, None, "", tuple(summen))


def _vorbindungen(
    blick: Planblick, einzeln: Iterable[Tabellenzeile], jahre: tuple[int, ...]
) -> Tabellenzeile:
    aus_vorjahren = [z for z in einzeln if z.herkunft_jahr is not None and z.herkunft_jahr < blick.jahr]
    return _summe(Tabellenart.VORBINDUNGEN, "davon Vorbindungen", aus_vorjahren, jahre)


def _geplant(blick: Planblick, jahre: tuple[int, ...]) -> Tabellenzeile:
    verplant = blick.summen.gesamt.mittelansatz_cent
    return Tabellenzeile(
        Tabellenart.GEPLANT,
        "",
        f"Geplante Mittelansätze {blick.jahr}",
        blick.jahr,
        "aus den Maßnahmen",
        (verplant, *(None for _ in jahre[1:])),
    )


def _folgejahr(blick: Planblick, zeilen: list[Zeile], jahre: tuple[int, ...]) -> Tabellenzeile:
    gesamt = blick.summen.gesamt
    wort = finanzierung_wort(Finanzierung.AUSZAHLUNG_FOLGEJAHR, blick.jahr)

    def betraege(cent: int | None) -> tuple[int | None, ...]:
        return (None, cent, *(None for _ in jahre[2:]))

    kinder = tuple(
        Tabellenzeile(
            Tabellenart.FOLGEJAHR_ZEILE,
            zeile.id,
            zeile.leistung,
            blick.jahr,
            "",
            betraege(zeile.mittelansatz_cent),
            offen=int(zeile.mittelansatz_cent is None),
        )
        for zeile in zeilen
    )
    return Tabellenzeile(
        Tabellenart.FOLGEJAHR,
        "",
        f"Neufälle mit {wort}",
        blick.jahr,
        _offen_wort(gesamt.folgejahr_offen) or "aus den Maßnahmen",
        betraege(gesamt.folgejahr_cent or None),
        offen=gesamt.folgejahr_offen,
        kinder=kinder,
    )


def _gesamt(bindungsjahre: tuple[Bindungsjahr, ...]) -> Tabellenzeile:
    offen = sum(j.offen for j in bindungsjahre)
    return Tabellenzeile(
        Tabellenart.GESAMT,
        "",
        "Gebunden und geplant",
        None,
        _offen_wort(offen),
        tuple(j.summe_cent for j in bindungsjahre),
        offen=offen,
    )


def _offen_wort(zahl: int) -> str:
    return f"{format_zahl(zahl)} {'Betrag' if zahl == 1 else 'Beträge'} offen" if zahl else ""
