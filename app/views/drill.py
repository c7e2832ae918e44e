"""Where a click on a chart's bar leads ("Warum diese Zahl?")."""

from __future__ import annotations

from app.services.summen import Dimension
from app.views.bruecke import Ziel


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
    if art == "kennzahl" and wert in {"verplant", "rest"}:
        return Ziel("massnahmen", nur_verplante=True)
    return Ziel("budget", posten=str(wert)) if art == "kennzahl" else None
