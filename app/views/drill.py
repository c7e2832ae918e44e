"""Where a click on a chart's bar leads ("Warum diese Zahl?")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.bindungsgruppen import GRUPPIERUNG_WORT, Gruppierung, der_gruppe, nach_gruppe
from app.services.bindungsmonate import faellig_im
from app.services.datum import monatsname
from app.services.summen import Dimension
from app.views.bruecke import Ziel

if TYPE_CHECKING:
    from app.services.planblick import Planblick

_KENNZAHLEN = {
    "verplant": Ziel("massnahmen", nur_verplante=True),
    "rest": Ziel("massnahmen", nur_verplante=True),
    "freirechnung": Ziel("bindungen", unterseite="freirechnung"),
    "neu_gebunden": Ziel("bindungen", unterseite="vertraege"),
}
"""Figures that are not made on the page "Budget"."""
_GRUPPIERUNGEN = {f"bindungen_{gruppierung.value}": gruppierung for gruppierung in Gruppierung}


def ziel_von(schluessel: object) -> Ziel | None:
    """The place behind a bar's key; None where there is nothing more to show."""
    if not isinstance(schluessel, tuple) or len(schluessel) != 2:  # noqa: PLR2004 - (kind, key)
        return None
    art, wert = schluessel
    if isinstance(art, Dimension):
        return Ziel("massnahmen", dimension=art, schluessel=wert)
    if art == "budgetposten":
        return Ziel("bindungen") if wert == "vorbindungen" else Ziel("budget", posten=str(wert))
    if art == "jahr":
        return Ziel("bindungen", posten=str(wert))
    return _KENNZAHLEN.get(wert, Ziel("budget", posten=str(wert))) if art == "kennzahl" else None


def ziel_im_jahr(blick: Planblick, jahr: int, schluessel: object) -> Ziel | None:
    """The place behind a key of a chart about one year: for a group or a month the Bindungen in it."""
    if not isinstance(schluessel, tuple) or len(schluessel) != 2:  # noqa: PLR2004 - (kind, key)
        return None
    art, wert = schluessel
    if art == "monat":
        bindungen = tuple(b.id for b in faellig_im(blick, jahr, wert))
        return _vertraege(bindungen, f"fällig im {monatsname(wert)} {jahr}")
    gruppierung = _GRUPPIERUNGEN.get(art)
    if gruppierung is None:
        return ziel_von(schluessel)
    bindungen = tuple(b.id for b in der_gruppe(blick, gruppierung, wert, jahr))
    balken = nach_gruppe(blick, gruppierung, jahr).balken
    name = next((b.titel for b in balken if b.schluessel == schluessel), "")
    return _vertraege(bindungen, f"{GRUPPIERUNG_WORT[gruppierung]} „{name}“, gebunden {jahr}")


def _vertraege(bindungen: tuple[str, ...], titel: str) -> Ziel | None:
    """The list of contracts with these alone."""
    if not bindungen:
        return None
    return Ziel("bindungen", unterseite="vertraege", bindungen=bindungen, titel=titel)
