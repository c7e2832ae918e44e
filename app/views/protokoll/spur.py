"""Where a changed field is to be found today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.protokoll_worte import TABELLE_WORT
from app.views.bruecke import Ziel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.planblick import Planblick
    from app.services.protokoll import Protokollfeld


def ziel_von(blick: Planblick, felder: Iterable[Protokollfeld]) -> Ziel | None:
    """The place of the first field that still exists; rows of the grid all together. None: gone."""
    zeilen: list[str] = []
    for feld in felder:
        ziel = _SUCHEN.get(feld.tabelle, _nirgends)(blick, feld.zeile_id)
        if ziel is not None and not ziel.zeilen:
            return ziel if not zeilen else Ziel("massnahmen", zeilen=tuple(dict.fromkeys(zeilen)))
        if ziel is not None:
            zeilen.extend(ziel.zeilen)
    return Ziel("massnahmen", zeilen=tuple(dict.fromkeys(zeilen))) if zeilen else None


def _ansatz(blick: Planblick, schluessel: str) -> Ziel | None:
    return Ziel("massnahmen", zeilen=(schluessel,)) if schluessel in blick.zeilen else None


def _massnahme(blick: Planblick, schluessel: str) -> Ziel | None:
    ansaetze = blick.ansaetze.get(schluessel)
    return Ziel("massnahmen", zeilen=tuple(ansaetze)) if ansaetze else None


def _posten(blick: Planblick, schluessel: str) -> Ziel | None:
    art = next((art for art, posten in blick.posten.items() if posten.id == schluessel), None)
    return Ziel("budget", posten=art.value) if art else None


def _bindung(blick: Planblick, schluessel: str) -> Ziel | None:
    gemeint = next(
        (
            b
            for b in blick.bindungen
            if schluessel == b.id or any(f.id == schluessel for f in b.faelligkeiten)
        ),
        None,
    )
    return Ziel("bindungen", schluessel=gemeint.id) if gemeint else None


def _plan(blick: Planblick, schluessel: str) -> Ziel | None:
    return Ziel("budget") if schluessel == blick.plan_id else None


def _nirgends(_blick: Planblick, _schluessel: str) -> Ziel | None:
    return None


_SUCHEN: dict[str, Callable[[Planblick, str], Ziel | None]] = {
    TABELLE_WORT["ansatz"]: _ansatz,
    TABELLE_WORT["massnahme"]: _massnahme,
    TABELLE_WORT["budgetposten"]: _posten,
    TABELLE_WORT["bindung"]: _bindung,
    TABELLE_WORT["bindungsbetrag"]: _bindung,
    TABELLE_WORT["plan"]: _plan,
}
