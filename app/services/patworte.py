"""The Passiv-Aktiv-Transfer of a plan in words: its relief, its frame, and the rules behind the figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.geld import format_eur, format_promille, promille
from app.services.datum import format_datum
from app.services.foerderfaelle import klassen
from app.services.regeln import LOHNKOSTENZUSCHUSS, PAT_PAUSCHALE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.services.patlage import Patlage
    from app.services.regeln import Regel


def kernsatz(lage: Patlage) -> str:
    """The page's one statement: what the PAT relieves the Eingliederungstitel of."""
    jahr = lage.haushaltsjahr
    summe = lage.summe(jahr)
    if summe.pat_cent:
        return (
            f"Der Passiv-Aktiv-Transfer entlastet den Eingliederungstitel {jahr} um "
            f"{format_eur(summe.pat_cent)}."
        )
    if summe.zuschuss_cent:
        return (
            f"Die Fälle kosten {jahr} {format_eur(summe.zuschuss_cent)}; der Passiv-Aktiv-Transfer trägt "
            "davon nichts."
        )
    return f"Der Passiv-Aktiv-Transfer entlastet den Eingliederungstitel {jahr} noch nicht."


def rahmenwort(entlastung_cent: int, rahmen_cent: int | None, *, faelle: bool = True) -> str:
    """How a relief (Cent) stands to what is expected; empty where nothing is expected.

    ``faelle`` False: no cases are entered yet, so there is nothing to compare.
    """
    if rahmen_cent is None:
        return ""
    if not faelle:
        return "noch keine Fälle eingetragen"
    abweichung = entlastung_cent - rahmen_cent
    if abweichung == 0:
        return "wie erwartet"
    anteil = promille(abs(abweichung), rahmen_cent)
    prozent = f" ({format_promille(anteil)})" if anteil is not None else ""
    return f"{format_eur(abs(abweichung))} {'mehr' if abweichung > 0 else 'weniger'} als erwartet{prozent}"


@dataclass(frozen=True, slots=True)
class Regelwort:
    """A rule behind the figures: what it is about, what it says, how long it holds, where it stands."""

    id: str
    was: str
    wert: str
    gilt: str
    quelle: str


def regelworte(lage: Patlage, regeln: Sequence[Regel]) -> tuple[Regelwort, ...]:
    """The wage subsidies and PAT flat rates that are in force in the plan's year or when a group begins."""
    beginne = {dt.date(lage_.gruppe.beginn_jahr, lage_.gruppe.beginn_monat, 1) for lage_ in lage.gruppen}

    def zaehlt(regel: Regel) -> bool:
        return regel.gilt_im(lage.haushaltsjahr) or any(regel.gilt_am(tag) for tag in beginne)

    geltende = [regel for regel in regeln if zaehlt(regel)]
    zuschuesse = (_zuschuss(r) for r in geltende if r.art == LOHNKOSTENZUSCHUSS)
    pauschalen = (wort for r in geltende if r.art == PAT_PAUSCHALE for wort in _pauschalen(r))
    return (*zuschuesse, *pauschalen)


def _zuschuss(regel: Regel) -> Regelwort:
    anteile = regel.zahlen("anteile_promille")
    prozent = " / ".join(format_promille(a).split("\u00a0")[0].removesuffix(",0") for a in anteile)
    return Regelwort(
        regel.schluessel,
        f"Lohnkostenzuschuss {', '.join(regel.liste('rechtsgrundlagen'))}",
        f"{prozent} % des Lohns im {_foerderjahre(len(anteile))}",
        _gilt(regel),
        regel.quelle,
    )


def _foerderjahre(zahl: int) -> str:
    if zahl == 1:
        return "1. Förderjahr"
    return f"1. {'und' if zahl == 2 else 'bis'} {zahl}. Förderjahr"  # noqa: PLR2004 - two are no range


def _pauschalen(regel: Regel) -> Iterator[Regelwort]:
    for klasse in klassen((regel,), regel.gueltig_von):
        yield Regelwort(
            f"{regel.schluessel}-{klasse.klasse}",
            f"PAT, BG-Klasse {klasse.klasse}: {klasse.bezeichnung}",
            f"{format_eur(klasse.betrag_cent)} je Fall und Monat, höchstens der Zuschuss",
            _gilt(regel),
            regel.quelle,
        )


def _gilt(regel: Regel) -> str:
    von = format_datum(regel.gueltig_von)
    return f"{von} bis {format_datum(regel.gueltig_bis)}" if regel.gueltig_bis else f"seit {von}"
