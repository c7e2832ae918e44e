"""How far a VE is used over the plan's year (§§ 16, 38 BHO): month by month, and as lines of a chart."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.geld import format_eur
from app.services.bindungsjahre import geltend
from app.services.datum import MONATE, monatsname
from app.services.diagrammtypen import Kurve, Kurvendaten, Kurvenpunkt, Rolle
from app.services.diagrammworte import in_worten, mit_hinweis
from app.services.ve import ve_verlauf

if TYPE_CHECKING:
    from app.services.haushaltszeilen import VeZeile
    from app.services.planblick import Planblick

OHNE_DATUM = "ohne Datum"
_OHNE_KURZ = "o. D."
_KURVEN = (
    Kurve(Rolle.NEU_GEBUNDEN, "in Anspruch genommen", stufen=True),
    Kurve(Rolle.PFAD, "VE", stufen=True, gestrichelt=True),
)
UEBERSCHRITTEN, AUSGESCHOEPFT, FREI = "überschritten", "ausgeschöpft", "frei"


@dataclass(frozen=True, slots=True)
class VeMonatszeile:
    """What one month (1–12; 0: Bindungen without a date) uses, all up to it, and the VE then, in Cent."""

    monat: int
    neu_cent: int
    kumuliert_cent: int
    ve_cent: int | None
    """The ceiling at the end of the month; None where none is in force yet."""

    @property
    def id(self) -> str:
        """The month as a key."""
        return str(self.monat)

    @property
    def name(self) -> str:
        """The month in full."""
        return monatsname(self.monat) if self.monat else OHNE_DATUM

    @property
    def frei_cent(self) -> int | None:
        """What the VE still allows; negative: exceeded. None without a VE."""
        return None if self.ve_cent is None else self.ve_cent - self.kumuliert_cent


def frei_wort(frei_cent: int) -> str:
    """What is left of a VE (Cent) in a word, so that neither colour nor sign has to say it alone."""
    return UEBERSCHRITTEN if frei_cent < 0 else FREI if frei_cent else AUSGESCHOEPFT


def ve_monate(blick: Planblick, jahr: int) -> tuple[VeMonatszeile, ...]:
    """Use of a later year's VE over the plan's year: without a date first, then January to December."""
    return tuple(
        VeMonatszeile(m.monat, m.neu_cent, m.kumuliert_cent, _ve_cent(blick, jahr, max(m.monat, 1)))
        for m in ve_verlauf(blick, jahr)
    )


def _ve_cent(blick: Planblick, jahr: int, monat: int) -> int | None:
    """The ceiling at the end of a month; December has the one in force, whenever it was entered."""
    zeilen: tuple[VeZeile, ...] = blick.ermaechtigungen
    if monat < len(MONATE):
        ende = dt.date(blick.jahr, monat, calendar.monthrange(blick.jahr, monat)[1])
        zeilen = tuple(z for z in zeilen if z.ab <= ende)
    gilt = geltend(zeilen, jahr)
    return gilt.betrag_cent if gilt is not None else None


def ve_kurve(blick: Planblick, jahr: int) -> Kurvendaten:
    """The use of a VE in steps, the VE itself as a dashed line beside it (in Cent)."""
    monate = ve_monate(blick, jahr)
    punkte = tuple(_punkt(blick.jahr, zeile) for zeile in monate)
    titel = f"Inanspruchnahme der VE {jahr}"
    zeilen = tuple(
        (p.titel, *("–" if wert is None else format_eur(wert) for wert in p.werte), p.hinweis) for p in punkte
    )
    leer = not any(z.kumuliert_cent or z.ve_cent for z in monate)
    return Kurvendaten(
        titel=titel,
        reihen=_KURVEN,
        punkte=() if leer else punkte,
        tabelle=mit_hinweis(("Monat", *(kurve.name for kurve in _KURVEN)), () if leer else zeilen),
        beschreibung=in_worten(titel, tuple((p.titel, p.genau, p.hinweis) for p in punkte)),
        leer=f"Für {jahr} ist noch nichts gebunden.",
    )


def _punkt(haushaltsjahr: int, zeile: VeMonatszeile) -> Kurvenpunkt:
    werte = (zeile.kumuliert_cent, zeile.ve_cent)
    worte = [
        f"{kurve.name} {format_eur(wert)}"
        for kurve, wert in zip(_KURVEN, werte, strict=True)
        if wert is not None
    ]
    frei = zeile.frei_cent
    hinweis = "" if frei is None else f"{format_eur(abs(frei))} {frei_wort(frei)}"
    return Kurvenpunkt(
        schluessel=("monat", zeile.monat),
        name=zeile.name[:3] if zeile.monat else _OHNE_KURZ,
        titel=f"{zeile.name} {haushaltsjahr}" if zeile.monat else "Bindungen ohne Datum",
        werte=werte,
        genau=", ".join(worte),
        hinweis=hinweis,
    )
