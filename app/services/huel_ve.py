"""The Haushaltsüberwachungsliste for Verpflichtungsermächtigungen (HÜL-VE) as data (§§ 34, 38 BHO).

The VE by the year in which they fall due, how far each is used from January to December, and every
Bindung of the plan's year that uses one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.bindungen import steht_im_folgejahr
from app.services.bindungsjahre import geltend
from app.services.huel import art_wort, gegenstand, leistung, option_wort, reihenfolge
from app.services.ve import VeJahr, VeMonat, ve_jahre, ve_verlauf

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.services.bindungszeilen import Bindungszeile
    from app.services.planblick import Planblick
    from app.services.zeilen import Zeile

AUS_MASSNAHME = "aus Maßnahme"
BETRAG_OFFEN = "Betrag offen"


@dataclass(frozen=True, slots=True)
class HuelVeZeile:
    """What one Bindung of the plan's year, or one new case paid in the year after, takes of the VE."""

    nr: int
    bindung_id: str | None
    ansatz_id: str | None
    """The row of a measure that is paid in the year after and not booked yet."""
    art: str
    """What it is, in a word: ``Vertrag``, ``Option (gezogen)``, ``aus Maßnahme`` …"""
    datum: dt.date | None
    monat: int
    """Month of the plan's year (1–12) that the use counts from; 0: without a date in it."""
    vertragspartner: str
    aktenzeichen: str
    gegenstand: str
    betraege: tuple[int, ...]
    """In Cent, after releases, for each of the list's years."""
    betrag_offen: bool
    """True where the amount of the year after is not known yet."""
    bemerkung: str

    @property
    def gesamt_cent(self) -> int:
        """Over all later years."""
        return sum(self.betraege)


@dataclass(frozen=True, slots=True)
class HuelVe:
    """The list: years, lines and the course of the use."""

    haushaltsjahr: int
    jahre: tuple[VeJahr, ...]
    """The later years that have a VE or use one, in order."""
    zeilen: tuple[HuelVeZeile, ...]
    verlauf: tuple[tuple[VeMonat, ...], ...]
    """For each of the years: without a date first, then January to December."""

    @property
    def genutzt_cent(self) -> int:
        """Over all years."""
        return sum(j.genutzt_cent for j in self.jahre)


def huel_ve(blick: Planblick) -> HuelVe:
    """The list as of now: booked Bindungen by day and place, then new cases paid in the year after."""
    jahre = _jahre(blick)
    bindungen = sorted((b for b in blick.bindungen if _nutzt_ve(blick, b)), key=reihenfolge)
    ansaetze = [z for z in blick.zeilen.values() if steht_im_folgejahr(blick, z)]
    zeilen = (
        *(_bindung(blick, b, jahre, nr) for nr, b in enumerate(bindungen, start=1)),
        *(_ansatz(blick, z, jahre, nr) for nr, z in enumerate(ansaetze, start=len(bindungen) + 1)),
    )
    return HuelVe(blick.jahr, jahre, zeilen, tuple(ve_verlauf(blick, j.jahr) for j in jahre))


def _nutzt_ve(blick: Planblick, bindung: Bindungszeile) -> bool:
    beruehrt = {*bindung.jahre, *bindung.bewegte_jahre}
    return bindung.herkunft_jahr >= blick.jahr and any(j > blick.jahr for j in beruehrt)


def _jahre(blick: Planblick) -> tuple[VeJahr, ...]:
    """Years with a VE, with something due, or with an amount that is still open; also far ones."""
    bekannt = {v.jahr: v for v in ve_jahre(blick)}
    noetig = {v.jahr for v in blick.ermaechtigungen}
    noetig |= {v.jahr for v in bekannt.values() if v.gilt or v.genutzt_cent or v.offen}
    for bindung in blick.bindungen:
        if _nutzt_ve(blick, bindung):
            noetig |= {j for j in (*bindung.jahre, *bindung.bewegte_jahre) if j > blick.jahr}
    return tuple(
        bekannt.get(jahr)
        or VeJahr(jahr, geltend(blick.ermaechtigungen, jahr), blick.stand.im(jahr).neu_gebunden_cent, 0)
        for jahr in sorted(noetig)
    )


def _bindung(blick: Planblick, bindung: Bindungszeile, jahre: Sequence[VeJahr], nr: int) -> HuelVeZeile:
    vertrag = bindung.vertrag
    saetze = [bindung.bemerkung] if bindung.bemerkung else []
    if not vertrag.wirksam:
        saetze.append(option_wort(sum(bindung.betrag_cent(j.jahr) for j in jahre)))
    return HuelVeZeile(
        nr=nr,
        bindung_id=bindung.id,
        ansatz_id=vertrag.ansatz_id,
        art=art_wort(bindung, blick.jahr),
        datum=vertrag.datum,
        monat=vertrag.datum.month if vertrag.datum and vertrag.datum.year == blick.jahr else 0,
        vertragspartner=vertrag.vertragspartner or "",
        aktenzeichen=vertrag.aktenzeichen or "",
        gegenstand=gegenstand(bindung.bezeichnung, leistung(blick, bindung)),
        betraege=tuple(bindung.gebunden_cent(j.jahr) for j in jahre),
        betrag_offen=False,
        bemerkung="\n".join(saetze),
    )


def _ansatz(blick: Planblick, zeile: Zeile, jahre: Sequence[VeJahr], nr: int) -> HuelVeZeile:
    cent = zeile.mittelansatz_cent
    return HuelVeZeile(
        nr=nr,
        bindung_id=None,
        ansatz_id=zeile.id,
        art=AUS_MASSNAHME,
        datum=None,
        monat=0,
        vertragspartner="",
        aktenzeichen="",
        gegenstand=zeile.leistung,
        betraege=tuple((cent or 0) if j.jahr == blick.jahr + 1 else 0 for j in jahre),
        betrag_offen=cent is None,
        bemerkung="",
    )
