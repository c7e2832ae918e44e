"""The Grundlagen of a plan taken over into that of the year after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.grundlagenfelder import TABELLEN, ZAHLEN, Grundtabelle

if TYPE_CHECKING:
    from app.models.grundlagen import Grundlage
    from app.services.dokument import Tat
    from app.services.grundlagenzeilen import Grundlagenzeile
    from app.services.planblick import Planblick

_BLEIBT = frozenset({"klasse"})
"""Numbers that are names."""
_GEMESSEN = frozenset({"ist_hundertstel", "ist_zehntel", "ist_tausendstel", "berichtsmonat"})
"""What was measured this year says nothing of the next one."""


def uebernimm_grundlagen(tat: Tat, plan_id: str, alt: Planblick, *, mit_zahlen: bool) -> None:
    """Copy all rows into a plan, inside a Vorgang under way; figures only where ``mit_zahlen`` says so.

    The flat rates of the PAT are taken over all the same: they hold until the law changes.
    """
    for tabelle in TABELLEN:
        zahlen = mit_zahlen or tabelle.name == "patpauschale"
        tat.session.add_all(
            _kopie(plan_id, tabelle, zeile, mit_zahlen=zahlen) for zeile in tabelle.zeilen(alt)
        )
    tat.session.flush()


def _kopie(plan_id: str, tabelle: Grundtabelle, zeile: Grundlagenzeile, *, mit_zahlen: bool) -> Grundlage:
    werte: dict[str, Any] = {}
    for feld in tabelle.felder:
        ohne = feld.name in _GEMESSEN or (feld.art in ZAHLEN and not mit_zahlen)
        wert = getattr(zeile, feld.name)
        werte[feld.name] = None if ohne and feld.name not in _BLEIBT else wert
    return tabelle.entitaet(plan_id=plan_id, position=zeile.position, **werte)
