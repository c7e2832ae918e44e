"""Which Bindungen the list shows: by origin, by words, or those behind a figure that somebody followed."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.bindungsfolge import in_folge
from app.services.bindungsliste import Listenfeld, feldtext, vermerk

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.services.bindungszeilen import Bindungszeile
    from app.services.planblick import Planblick

_GESUCHT = (
    Listenfeld.BEZEICHNUNG,
    Listenfeld.VERTRAGSPARTNER,
    Listenfeld.AKTENZEICHEN,
    Listenfeld.LEISTUNG,
    Listenfeld.BEMERKUNG,
)


class Auswahl(StrEnum):
    """Which Bindungen the list shows."""

    ALLE = "alle"
    VORBINDUNGEN = "vorbindungen"
    NEUE = "neue"
    OPTIONEN = "optionen"


def auswahlworte(jahr: int) -> dict[Auswahl, str]:
    """What people read for each of them."""
    return {
        Auswahl.ALLE: "Alle Bindungen",
        Auswahl.VORBINDUNGEN: f"Vorbindungen (vor {jahr})",
        Auswahl.NEUE: f"Bindungen {jahr}",
        Auswahl.OPTIONEN: "Optionen, nicht gezogen",
    }


def gefiltert(
    blick: Planblick, auswahl: Auswahl, suche: str, nur: Collection[str] = ()
) -> list[Bindungszeile]:
    """The Bindungen in the order of the list; ``nur``: only those with these keys."""
    worte = suche.casefold().split()
    bindungen = [
        b
        for b in blick.bindungen
        if (not nur or b.id in nur) and _passt(b, auswahl, blick.jahr) and _enthaelt(blick, b, worte)
    ]
    return in_folge(bindungen)


def _passt(bindung: Bindungszeile, auswahl: Auswahl, jahr: int) -> bool:
    if auswahl is Auswahl.VORBINDUNGEN:
        return bindung.herkunft_jahr < jahr
    if auswahl is Auswahl.NEUE:
        return bindung.herkunft_jahr >= jahr
    return auswahl is Auswahl.ALLE or not bindung.vertrag.wirksam


def _enthaelt(blick: Planblick, bindung: Bindungszeile, worte: Collection[str]) -> bool:
    if not worte:
        return True
    texte = [feldtext(blick, bindung, feld) for feld in _GESUCHT]
    alles = " ".join((*texte, vermerk(blick, bindung))).casefold()
    return all(wort in alles for wort in worte)
