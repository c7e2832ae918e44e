"""The flat rates of the PAT that a plan states go before the dated rule (AMIP 2.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.models.geld import format_eur
from app.services.foerderfaelle import klassen
from app.services.regeln import PAT_PAUSCHALE, gueltig

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.services.grundlagenzeilen import Patzeile
    from app.services.planblick import Planblick
    from app.services.regeln import Regel


def regeln_des_plans(blick: Planblick, regeln: Sequence[Regel]) -> tuple[Regel, ...]:
    """The rules with the plan's own flat rates in the place of those that they replace.

    From each day on which a rate of the plan begins there is a rule of its own: the dated one with the plan's
    amounts for its classes. A class that the dated rule does not know is added; where there is no dated rule
    on that day, the plan's rates stand alone nowhere, because nothing says what they are for.
    """
    gesetzt = [p for p in blick.grundlagen.patpauschalen if p.betrag_cent is not None]
    eigene = [
        eigene
        for ab in sorted({p.ab for p in gesetzt})
        if (eigene := _regel(regeln, gesetzt, ab)) is not None
    ]
    # Whoever takes the youngest rule of a day takes the first of those that are equally young.
    return (*reversed(eigene), *regeln)


def _regel(regeln: Sequence[Regel], gesetzt: Sequence[Patzeile], ab: dt.date) -> Regel | None:
    gesetz = max(gueltig(regeln, PAT_PAUSCHALE, ab), key=lambda r: r.gueltig_von, default=None)
    if gesetz is None:
        return None
    klassen: dict[int, dict[str, Any]] = {p["klasse"]: dict(p) for p in gesetz.werte["pauschalen"]}
    for zeile in sorted(gesetzt, key=lambda p: p.ab):
        if gesetz.gueltig_von <= zeile.ab <= ab or zeile.ab == ab:
            klassen[zeile.klasse] = {
                "klasse": zeile.klasse,
                "bezeichnung": zeile.bezeichnung,
                "betrag": format_eur(zeile.betrag_cent or 0, symbol=False),
            }
    werte = {**gesetz.werte, "pauschalen": [klassen[k] for k in sorted(klassen)]}
    return replace(
        gesetz,
        schluessel=f"{gesetz.schluessel}-PLAN-{ab:%Y%m%d}",
        bezeichnung="PAT-Pauschalen des Plans",
        gueltig_von=ab,
        quelle="Plan, Grundlagen",
        werte=werte,
    )


def regelbetrag(regeln: Sequence[Regel], zeile: Patzeile) -> int | None:
    """What the dated rule of its day says for a rate's class (Cent); None where it says nothing."""
    gesetz = max(gueltig(regeln, PAT_PAUSCHALE, zeile.ab), key=lambda r: r.gueltig_von, default=None)
    if gesetz is None:
        return None
    return next((k.betrag_cent for k in klassen((gesetz,), zeile.ab) if k.klasse == zeile.klasse), None)


def abweichungen(blick: Planblick, regeln: Sequence[Regel]) -> tuple[tuple[Patzeile, int], ...]:
    """Rates of the plan that differ from the dated rule, with what the rule says (Cent)."""
    return tuple(
        (zeile, gesetz_cent)
        for zeile in blick.grundlagen.patpauschalen
        if zeile.betrag_cent is not None
        and (gesetz_cent := regelbetrag(regeln, zeile)) not in {None, zeile.betrag_cent}
        and gesetz_cent is not None
    )
