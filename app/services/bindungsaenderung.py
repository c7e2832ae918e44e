"""Which Bindungen a Vorgang touched, and the list of Bindungen with these exchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.models.journal import Satz
    from app.services.bindungszeilen import Bindungszeile, Faelligkeit, Freirechnungszeile, Zahlungszeile

    Teile = Sequence[Faelligkeit] | Sequence[Zahlungszeile] | Sequence[Freirechnungszeile]

_BINDUNG = "bindung"
_TEILE: dict[str, Callable[[Bindungszeile], Teile]] = {
    "bindungsbetrag": lambda b: b.faelligkeiten,
    "zahlung": lambda b: b.zahlungen,
    "freirechnung": lambda b: b.freirechnungen,
}
TABELLEN = frozenset({_BINDUNG, *_TEILE})
EINZELN = 200
"""So many Bindungen are read one by one; where more changed, all are."""


def betroffene(bindungen: Iterable[Bindungszeile], saetze: Iterable[Satz]) -> set[str]:
    """Keys of the Bindungen that records of the journal belong to, new and deleted ones included."""
    ids: set[str] = set()
    ohne: dict[str, set[str]] = {}
    for satz in saetze:
        if satz.tabelle == _BINDUNG:
            ids.add(satz.zeile_id)
        elif satz.tabelle in _TEILE:
            genannt = {werte["bindung_id"] for werte in (satz.alt, satz.neu) if "bindung_id" in werte}
            ids |= genannt
            if not genannt:
                # A changed field does not say whose it is.
                ohne.setdefault(satz.tabelle, set()).add(satz.zeile_id)
    for tabelle, gesucht in ohne.items():
        ids |= _halter(bindungen, _TEILE[tabelle], gesucht)
    return ids


def _halter(
    bindungen: Iterable[Bindungszeile], teile: Callable[[Bindungszeile], Teile], gesucht: set[str]
) -> set[str]:
    """Whose parts have these keys."""
    gefunden: set[str] = set()
    fehlen = len(gesucht)
    for bindung in bindungen:
        if not fehlen:
            break
        treffer = sum(1 for teil in teile(bindung) if teil.id in gesucht)
        if treffer:
            gefunden.add(bindung.id)
            fehlen -= treffer
    return gefunden


def ersetzt(
    bindungen: Iterable[Bindungszeile], weg: set[str], neue: Iterable[Bindungszeile]
) -> tuple[Bindungszeile, ...]:
    """The Bindungen in order, with ``neue`` in place of those whose keys are in ``weg``."""
    alle = [*(b for b in bindungen if b.id not in weg), *neue]
    return tuple(sorted(alle, key=lambda b: (b.position, b.id)))
