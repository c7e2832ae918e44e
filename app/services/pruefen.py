"""Checks a plan: contradictions in its rows, sums that do not tie, budgets and legal caps.

Quick enough to run after every edit: each check is one pass over rows that are in memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services import (
    pruefen_bindungen,
    pruefen_budget,
    pruefen_grundlagen,
    pruefen_summen,
    pruefen_zeilen,
)
from app.services.lage import Lage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.befund import Befund
    from app.services.planblick import Planblick
    from app.services.regeln import Regel

PRUEFUNGEN: tuple[Callable[[Lage], Iterable[Befund]], ...] = (
    pruefen_budget.ueberplant,
    pruefen_budget.budget_fehlt,
    pruefen_budget.budget_negativ,
    pruefen_budget.obergrenzen,
    pruefen_bindungen.widerspruechlich,
    pruefen_bindungen.ueberzogen,
    pruefen_bindungen.bekannte_summen,
    pruefen_bindungen.teil_aus_planjahr,
    pruefen_bindungen.ueberbunden,
    pruefen_bindungen.verpflichtungsermaechtigungen,
    pruefen_bindungen.ansatz_ueberbunden,
    pruefen_bindungen.folgebindung_weicht_ab,
    pruefen_bindungen.umschichtungen,
    pruefen_bindungen.freigaben,
    pruefen_bindungen.faelle,
    pruefen_grundlagen.bildungsziele,
    pruefen_grundlagen.kundengruppen,
    pruefen_grundlagen.patpauschalen,
    pruefen_summen.summen_laufend,
    pruefen_summen.summen_gehen_auf,
    pruefen_summen.nicht_ausgewiesen,
    pruefen_zeilen.fremder_verweis,
    pruefen_zeilen.betrag_trotz_stand,
    pruefen_zeilen.eintritte_trotz_stand,
    pruefen_zeilen.betrag_negativ,
    pruefen_zeilen.ohne_leistung,
    pruefen_zeilen.ohne_handlungsfeld,
    pruefen_zeilen.ohne_produkt,
    pruefen_zeilen.ohne_mittelansatz,
    pruefen_zeilen.ohne_eintritte,
    pruefen_zeilen.folgejahr_offen,
    pruefen_zeilen.weit_vom_median,
)
"""Every check; the order counts among findings of the same weight and place."""


def pruefe(blick: Planblick, regeln: tuple[Regel, ...]) -> tuple[Befund, ...]:
    """All findings: heaviest first, then what concerns the whole plan, then rows in printed order."""
    lage = Lage(blick, tuple(blick.zeilen.values()), blick.kennzahlen, regeln)
    befunde = [befund for pruefung in PRUEFUNGEN for befund in pruefung(lage)]
    stelle = {zeile_id: i for i, zeile_id in enumerate(blick.zeilen)} if befunde else {}

    def rang(befund: Befund) -> tuple[int, int]:
        return befund.schwere.rang, stelle[befund.zeilen[0]] if befund.zeilen else -1

    return tuple(sorted(befunde, key=rang))
