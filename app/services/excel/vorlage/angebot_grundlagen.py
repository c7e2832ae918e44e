"""What a template can ask for of the Grundlagen: their sums by name, and each of their tables as a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.services.excel.vorlage import werte
from app.services.grundlagenfelder import TABELLEN, Art
from app.services.patlage import patlage
from app.services.regeln import lade_regeln

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.services.excel.vorlage.werte import Wert
    from app.services.grundlagenfelder import Grundfeld, Grundtabelle
    from app.services.grundlagenzeilen import Grundlagenzeile
    from app.services.planblick import Planblick

_EINHEIT = re.compile(r"_(cent|hundertstel|zehntel|tausendstel)$")


def _summe(tabelle: str, feld: str, art: Callable[[int | None], Wert]) -> Callable[[Planblick], Wert]:
    """The sum of a column; nothing where the table is empty."""

    def lies(blick: Planblick) -> Wert:
        zeilen = getattr(blick.grundlagen, tabelle)
        return art(sum(getattr(z, feld) or 0 for z in zeilen)) if zeilen else werte.LEER

    return lies


def _elb(blick: Planblick) -> Wert:
    ganzes = blick.grundlagen.eindeutige_gesamtgruppe
    return werte.anzahl(ganzes.anzahl if ganzes else None)


def _entlastung(blick: Planblick) -> Wert:
    return werte.betrag(patlage(blick, lade_regeln()).summe(blick.jahr).pat_cent)


KENNZAHLEN: Mapping[str, Callable[[Planblick], Wert]] = {
    "Sonderprojekte_Sachkosten": _summe("sonderprojekte", "sachkosten_cent", werte.betrag),
    "Sonderprojekte_Personalkosten": _summe("sonderprojekte", "personalkosten_cent", werte.betrag),
    "Sonderprojekte_gesamt": _summe("sonderprojekte", "summe_cent", werte.betrag),
    "PAT_Entlastung": _entlastung,
    "VZAE_Soll": _summe("personal", "soll_hundertstel", werte.hundertstel),
    "VZAE_Ist": _summe("personal", "ist_hundertstel", werte.hundertstel),
    "eLb": _elb,
    "Umschulungen": _summe("bildungsziele", "umschulungen", werte.anzahl),
    "Teilqualifizierungen": _summe("bildungsziele", "teilqualifizierungen", werte.anzahl),
    "Fortbildungen": _summe("bildungsziele", "fortbildungen", werte.anzahl),
}


def felder(tabelle: Grundtabelle) -> tuple[str, ...]:
    """The fields of a table's list: its columns, without the unit in which the plan keeps them."""
    return tuple(_EINHEIT.sub("", feld.name) for feld in tabelle.felder)


def saetze(tabelle: Grundtabelle, blick: Planblick) -> Iterable[dict[str, Wert]]:
    """The rows of a table, by field."""
    for zeile in tabelle.zeilen(blick):
        yield {_EINHEIT.sub("", feld.name): _wert(feld, zeile) for feld in tabelle.felder}


def _wert(feld: Grundfeld, zeile: Grundlagenzeile) -> Wert:
    """Amounts, counts and days as such; all else in the words in which the plan shows it."""
    wert = getattr(zeile, feld.name)
    if wert is None:
        return werte.LEER
    if feld.art is Art.BETRAG:
        return werte.betrag(wert)
    if feld.art is Art.ANZAHL:
        return werte.anzahl(wert)
    if feld.art is Art.DATUM:
        return werte.datum(wert)
    if feld.name.endswith("_hundertstel"):
        return werte.hundertstel(wert)
    return werte.text(feld.text(zeile))


__all__ = ["KENNZAHLEN", "TABELLEN", "felder", "saetze"]
