"""What the checks of a plan look at, gathered once, and how they name rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.geld import format_eur, format_zahl
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.budget import Kennzahlen
    from app.services.planblick import Planblick
    from app.services.regeln import Regel
    from app.services.zeilen import Zeile

MAX_NAMEN = 3


@dataclass(frozen=True, slots=True)
class Lage:
    """The plan under check with its rows and figures as of now, and the dated rules."""

    blick: Planblick
    zeilen: tuple[Zeile, ...]
    kennzahlen: Kennzahlen
    regeln: tuple[Regel, ...]


def schluessel(zeilen: Sequence[Zeile]) -> tuple[str, ...]:
    """Keys of the Ansätze."""
    return tuple(z.id for z in zeilen)


def name(zeile: Zeile) -> str:
    """How a sentence calls a row."""
    return f"„{zeile.leistung}“" if zeile.leistung.strip() else "eine Zeile ohne Namen"


def namen(zeilen: Sequence[Zeile]) -> str:
    """Some names, each once: ``„A“, „B“, „C“ und 4 weitere``."""
    alle = list(dict.fromkeys(name(z) for z in zeilen))
    if len(alle) > MAX_NAMEN + 1:
        return f"{', '.join(alle[:MAX_NAMEN])} und {format_zahl(len(alle) - MAX_NAMEN)} weitere"
    return " und ".join([", ".join(alle[:-1]), alle[-1]]) if len(alle) > 1 else alle[0]


def umfang(zeilen: Sequence[Zeile]) -> str:
    """What rows amount to: ``12 Eintritte, 3.000,00 €``."""
    eintritte = sum(z.eintritte or 0 for z in zeilen)
    cent = sum(z.verplant_cent for z in zeilen)
    return f"{anzahl(eintritte, 'Eintritt', 'Eintritte')}, {format_eur(cent)}"
