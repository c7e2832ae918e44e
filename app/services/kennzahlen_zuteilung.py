"""What the two calculators of the Zuteilung say, as plain values for JSON: whole cents, steps in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.eingabe import EingabeFehler
from app.services.regeln import ZUTEILUNG_EINGLIEDERUNG, ZUTEILUNG_VERWALTUNG, gueltig
from app.services.zuteilung import (
    EINGLIEDERUNG_GROESSE,
    VERWALTUNG_GROESSE,
    eingliederungseingaben,
    schaetze_eingliederung,
    schaetze_verwaltung,
    verwaltungseingaben,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.services.haushaltszeilen import Plangroesse
    from app.services.planblick import Planblick
    from app.services.regeln import Regel
    from app.services.zuteilung import Zuteilung


def zuteilung_als_dict(blick: Planblick, regeln: Sequence[Regel]) -> dict[str, Any]:
    """Both estimates with their inputs; no result where inputs are missing, or the rule that it needs."""
    mittel = next(iter(gueltig(regeln, ZUTEILUNG_EINGLIEDERUNG, blick.jahr)), None)
    verwaltung = next(iter(gueltig(regeln, ZUTEILUNG_VERWALTUNG, blick.jahr)), None)
    return {
        "eingliederungsmittel": {
            **_kopf(blick, mittel, EINGLIEDERUNG_GROESSE),
            **_ergebnis(
                lambda: (
                    schaetze_eingliederung(eingliederungseingaben(blick.planwerte), mittel)
                    if mittel
                    else None
                )
            ),
        },
        "verwaltungsmittel": {
            **_kopf(blick, verwaltung, VERWALTUNG_GROESSE),
            **_ergebnis(lambda: schaetze_verwaltung(verwaltungseingaben(blick.planwerte), verwaltung)),
        },
    }


def _kopf(blick: Planblick, regel: Regel | None, groessen: Mapping[str, Plangroesse]) -> dict[str, Any]:
    werte = blick.planwerte
    return {
        "regel": regel.schluessel if regel else None,
        "eingaben": {name: werte[g].wert if g in werte else None for name, g in groessen.items()},
    }


def _ergebnis(schaetze: Callable[[], Zuteilung | None]) -> dict[str, Any]:
    """``fehler`` holds the sentence about a figure that cannot be, as beside the calculator."""
    zuteilung, fehler = None, None
    try:
        zuteilung = schaetze()
    except EingabeFehler as satz:
        fehler = str(satz)
    schritte = zuteilung.schritte if zuteilung else ()
    return {
        "ergebnis_cent": zuteilung.ergebnis_cent if zuteilung else None,
        "fehlend": list(zuteilung.fehlend) if zuteilung else [],
        "schritte": [{"bezeichnung": s.bezeichnung, "wert": s.wert_text} for s in schritte],
        "fehler": fehler,
    }
