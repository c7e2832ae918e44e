"""Charts of bars on paper: with shares, and as many bars as can be read; the smallest are taken together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.arten import Eintrittestatus
from app.models.geld import format_eur, format_promille, format_zahl, promille
from app.services.diagrammtypen import Groesse, Rolle
from app.services.worte import EINTRITTE_WORT
from app.services.zahlworte import kurz_eur

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.diagrammtypen import Balken, Balkendaten

_KALKULATION = EINTRITTE_WORT[Eintrittestatus.KALKULATION_VORJAHR]
PLATZ = 18
"""So many bars two charts below each other can have."""


def gekuerzt(oben: Balkendaten, unten: Balkendaten) -> tuple[Balkendaten, Balkendaten]:
    """Two charts that share a column of a page: a chart that needs less leaves its room to the other."""
    anzahl_oben, anzahl_unten = len(oben.balken), len(unten.balken)
    platz_oben = max(PLATZ // 2, PLATZ - anzahl_unten)
    platz_unten = max(PLATZ // 2, PLATZ - anzahl_oben)
    return _gekuerzt(oben, platz_oben), _gekuerzt(unten, platz_unten)


def _gekuerzt(daten: Balkendaten, hoechstens: int) -> Balkendaten:
    """The largest bars in their order, then the others as one."""
    gesamt = sum(b.bis for b in daten.balken)
    alle = daten.balken
    if len(alle) > hoechstens:
        nach_groesse = sorted(range(len(alle)), key=lambda n: -alle[n].bis)
        grosse = sorted(nach_groesse[: hoechstens - 1])
        rest = [alle[n] for n in sorted(nach_groesse[hoechstens - 1 :])]
        alle = (*(alle[n] for n in grosse), _weitere(rest, daten.groesse, gesamt))
    return replace(daten, balken=tuple(_mit_anteil(b) for b in alle))


def _weitere(rest: Sequence[Balken], groesse: Groesse, gesamt: int) -> Balken:
    summe = sum(b.bis for b in rest)
    anteil = promille(summe, gesamt)
    name = f"weitere ({len(rest)})"
    mittel = groesse is Groesse.MITTEL
    teils = f", teils {_KALKULATION}" if any(b.wert == _KALKULATION for b in rest) else ""
    return replace(
        rest[0],
        schluessel=("weitere", None),
        name=name,
        titel=", ".join(b.titel for b in rest),
        bis=summe,
        rolle=Rolle.NEBEN,
        wert=kurz_eur(summe) if mittel else format_zahl(summe),
        genau=format_eur(summe) if mittel else format_zahl(summe),
        anteil=("" if anteil is None else format_promille(anteil)) + teils,
        hinweis="",
    )


def _mit_anteil(balken: Balken) -> Balken:
    return replace(balken, wert=f"{balken.wert} · {balken.anteil}") if balken.anteil else balken
