"""What the charts of the Bindungen show: by year with the VE, by month beside the even path."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from app.models.geld import format_eur
from app.services.bindungsjahre import geltend
from app.services.bindungsmonate import kumuliert, monatswerte
from app.services.datum import MONATE
from app.services.diagrammtypen import (
    Kurve,
    Kurvendaten,
    Kurvenpunkt,
    Reihe,
    Rolle,
    Saeule,
    Saeulendaten,
)
from app.services.diagrammworte import in_worten, mit_hinweis
from app.services.worte import VE_WORT
from app.services.zahlworte import anzahl, in_mio, kurz_eur

if TYPE_CHECKING:
    from app.services.bindungsjahre import Bindungsjahr
    from app.services.planblick import Planblick

_REIHEN = (
    Reihe(Rolle.VORBINDUNG, "Vorbindung"),
    Reihe(Rolle.NEU_GEBUNDEN, "neu gebunden"),
    Reihe(Rolle.NEU_GEPLANT, "geplant, noch nicht gebunden"),
    Reihe(Rolle.FREI, "frei"),
)
_KURVEN = (
    Kurve(Rolle.FESTGELEGT, "festgelegt", stufen=True),
    Kurve(Rolle.AUSGEZAHLT, "angeordnet, ausgezahlt"),
    Kurve(Rolle.PFAD, "gleichmäßiger Pfad", gestrichelt=True),
)


def bindungen(blick: Planblick) -> Saeulendaten:
    """What is bound, planned and free in each Haushaltsjahr, stacked, with the VE as a line (in Cent)."""
    saeulen = tuple(_saeule(blick, jahr) for jahr in blick.bindungsjahre)
    titel = "Bindungen nach Haushaltsjahr"
    zeilen = tuple(
        (
            s.name,
            *(format_eur(teil) for teil in s.teile),
            format_eur(sum(s.teile[:-1])),
            _ve_text(blick, int(s.name)),
            s.hinweis,
        )
        for s in saeulen
    )
    kopf = ("Haushaltsjahr", *(reihe.name for reihe in _REIHEN), "gebunden und geplant", "VE")
    return Saeulendaten(
        titel=titel,
        reihen=_REIHEN,
        saeulen=saeulen,
        tabelle=mit_hinweis(kopf, zeilen),
        beschreibung=in_worten(titel, tuple((s.name, s.genau, s.markenwort, s.hinweis) for s in saeulen)),
        leer="Noch keine Bindungen.",
        markenname="VE",
    )


def _ve_text(blick: Planblick, jahr: int) -> str:
    zeile = geltend(blick.ermaechtigungen, jahr)
    return format_eur(zeile.betrag_cent) if zeile else ""


def _saeule(blick: Planblick, jahr: Bindungsjahr) -> Saeule:
    teile = (jahr.vorbindung_cent, jahr.neu_gebunden_cent, jahr.neu_geplant_cent, jahr.frei_cent)
    worte = [f"{reihe.name} {format_eur(teil)}" for reihe, teil in zip(_REIHEN, teile, strict=True) if teil]
    aufschluesselung = f" ({', '.join(worte)})" if worte else ""
    hinweise = []
    if jahr.freirechnung_cent:
        hinweise.append(f"freigerechnet {format_eur(jahr.freirechnung_cent)}")
    if jahr.offen:
        hinweise.append(f"{anzahl(jahr.offen, 'Zeile', 'Zeilen')} ohne Betrag")
    notizen = [f"{kurz_eur(jahr.frei_cent)} frei"] if jahr.frei_cent else []
    notizen += [f"+ {jahr.offen} offen"] if jahr.offen else []
    return Saeule(
        schluessel=("jahr", jahr.jahr),
        name=str(jahr.jahr),
        teile=teile,
        wert=kurz_eur(jahr.summe_cent),
        knapp=in_mio(jahr.summe_cent),
        genau=f"{format_eur(jahr.summe_cent)}{aufschluesselung}",
        hinweis="; ".join(hinweise),
        notiz=", ".join(notizen),
        marke=None if jahr.ve_cent is None else jahr.vorbindung_cent + jahr.ve_cent,
        markenwort=_markenwort(blick, jahr),
        ueber_marke=jahr.ueber_ve_cent > 0,
    )


def _markenwort(blick: Planblick, jahr: Bindungsjahr) -> str:
    zeile = geltend(blick.ermaechtigungen, jahr.jahr) if jahr.ve_cent is not None else None
    if zeile is None:
        return ""
    rest = f"überschritten um {format_eur(jahr.ueber_ve_cent)}" if jahr.ueber_ve_cent else ""
    worte = [f"VE {format_eur(zeile.betrag_cent)} ({VE_WORT[zeile.stand]})", rest]
    return ", ".join(wort for wort in worte if wort)


# -- by month ----------------------------------------------------------------------------------------


def monate(blick: Planblick, jahr: int) -> Kurvendaten:
    """What is bound and paid, cumulated over the months of a year, beside the even path (in Cent)."""
    werte = monatswerte(blick, jahr)
    fest, pfad, gezahlt = kumuliert(werte.gebunden), kumuliert(werte.pfad), kumuliert(werte.gezahlt)
    letzter = max((m for m, cent in enumerate(werte.gezahlt, start=1) if cent), default=0)
    punkte = tuple(
        _punkt(jahr, m, (fest[m - 1], gezahlt[m - 1] if m <= letzter else None, pfad[m - 1]))
        for m in range(1, len(MONATE) + 1)
    )
    titel = f"Bindungen {jahr} im Jahresverlauf"
    zeilen = tuple(
        (p.titel, *("–" if wert is None else format_eur(wert) for wert in p.werte), "") for p in punkte
    )
    return Kurvendaten(
        titel=titel,
        reihen=_KURVEN,
        punkte=punkte if fest[-1] or gezahlt[-1] else (),
        tabelle=mit_hinweis(("Monat", *(kurve.name for kurve in _KURVEN)), zeilen),
        beschreibung=in_worten(titel, tuple((p.titel, p.genau) for p in punkte)),
        leer=f"{jahr} ist nichts fällig.",
    )


def _punkt(jahr: int, monat: int, werte: tuple[int | None, ...]) -> Kurvenpunkt:
    worte = [
        f"{kurve.name} {format_eur(wert)}"
        for kurve, wert in zip(_KURVEN, werte, strict=True)
        if wert is not None
    ]
    letzter = calendar.monthrange(jahr, monat)[1]
    return Kurvenpunkt(
        schluessel=("monat", monat),
        name=MONATE[monat - 1][:3],
        titel=f"{MONATE[monat - 1]} {jahr}",
        werte=werte,
        genau=", ".join(worte),
        hinweis=f"kumuliert bis {letzter}.{monat:02d}.{jahr}",
    )
