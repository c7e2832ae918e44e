"""Runs a Vorgang for an inline field: why an input is refused comes back as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.eingabe import EingabeFehler
from app.services.geld import BetragFehler

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.views.bruecke import Bruecke

NICHT_GESPEICHERT = "Nicht gespeichert. Ihre Eingabe steht noch hier; versuchen Sie es noch einmal."


def versuche(bruecke: Bruecke, tat: Callable[[], object]) -> str:
    """Run ``tat``; returns why its input is refused, or an empty text once it is kept.

    Errors of the file go the usual way through ``bruecke.tue``; the input is not kept then either.
    """

    def lies_und_tue() -> str:
        try:
            tat()
        except (EingabeFehler, BetragFehler) as fehler:
            return str(fehler)
        return ""

    grund = bruecke.tue(lies_und_tue)
    return NICHT_GESPEICHERT if grund is None else grund
