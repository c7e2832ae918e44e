"""What the Bindungen amount to in each year: earlier years' and new ones, released, paid, broken down.

A known sum (``aufgegliedert`` false) stays the tie for the years that it names: contracts that are a part of
it explain it and add nothing there. What is released of a part is free all the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.services.bindungszeilen import Bindungszeile


@dataclass(frozen=True, slots=True)
class Jahresstand:
    """One year's sums over the Bindungen, in Cent."""

    vorbindung_cent: int = 0
    """Festgelegt by Bindungen of years before the plan's year; known sums count whole."""
    vorbindung_frei_cent: int = 0
    """What of it is released."""
    neu_cent: int = 0
    """Festgelegt by Bindungen of the plan's year."""
    neu_frei_cent: int = 0
    gezahlt_cent: int = 0
    """Ordered or paid out."""
    abschlag_cent: int = 0
    sammel_cent: int = 0
    """Known sums of earlier years whose contracts need not be known."""
    aufgegliedert_cent: int = 0
    """What contracts account for of these sums."""

    @property
    def neu_gebunden_cent(self) -> int:
        """Bound by Bindungen of the plan's year, after releases."""
        return self.neu_cent - self.neu_frei_cent

    @property
    def gebunden_cent(self) -> int:
        """Bound by all Bindungen, after releases."""
        return self.vorbindung_cent - self.vorbindung_frei_cent + self.neu_gebunden_cent

    @property
    def offen_cent(self) -> int:
        """Bound and neither ordered nor paid."""
        return self.gebunden_cent - self.gezahlt_cent

    @property
    def nicht_aufgegliedert_cent(self) -> int:
        """What of the known sums no contract accounts for; negative: contracts come to more."""
        return self.sammel_cent - self.aufgegliedert_cent


LEER = Jahresstand()
_FELDER = tuple(f.name for f in fields(Jahresstand))


class Bindungsstand:
    """The sums of all years; made anew when Bindungen change."""

    def __init__(
        self,
        jahre: Mapping[int, Jahresstand],
        ansaetze: frozenset[str],
        teile: Mapping[str, Mapping[int, int]],
    ) -> None:
        """Keep the sums; ``ansaetze`` are the rows "Auszahlung im Folgejahr" that a Bindung stands for.

        Args:
            jahre: the sums by year.
            ansaetze: keys of rows.
            teile: what the parts of a known sum come to by year (Cent), by the key of that sum.
        """
        self._jahre = dict(jahre)
        self.ansaetze = ansaetze
        self._teile = teile

    def hat_teile(self, sammel_id: str) -> bool:
        """True for a known sum of which some contracts are known."""
        return sammel_id in self._teile

    def teile_cent(self, sammel_id: str, jahr: int) -> int:
        """What the contracts of a known sum come to in a year."""
        return self._teile.get(sammel_id, {}).get(jahr, 0)

    def im(self, jahr: int) -> Jahresstand:
        """One year's sums."""
        return self._jahre.get(jahr, LEER)

    @property
    def letztes_jahr(self) -> int:
        """The last year in which anything falls due; 0 without Bindungen."""
        return max(self._jahre, default=0)


def bindungsstand(haushaltsjahr: int, bindungen: Iterable[Bindungszeile]) -> Bindungsstand:
    """Full calculation over all Bindungen of a plan."""
    alle = tuple(bindungen)
    nach_id = {b.id: b for b in alle}
    summen: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(_FELDER, 0))
    teile: dict[str, dict[int, int]] = defaultdict(dict)
    for bindung in alle:
        sammel = nach_id.get(bindung.vertrag.sammel_id or "")
        for jahr, werte in bindung.je_jahr.items():
            festgelegt = werte.betrag_cent if bindung.vertrag.wirksam else 0
            summe = summen[jahr]
            summe["gezahlt_cent"] += werte.gezahlt_cent
            summe["abschlag_cent"] += werte.abschlag_cent
            if bindung.herkunft_jahr >= haushaltsjahr:
                summe["neu_cent"] += festgelegt
                summe["neu_frei_cent"] += werte.frei_cent
            else:
                summe["vorbindung_frei_cent"] += werte.frei_cent
                if sammel is None or not ist_teil_im(bindung, sammel, jahr):
                    _zaehle_eigene(summe, bindung, festgelegt)
                elif sammel.herkunft_jahr < haushaltsjahr:
                    summe["aufgegliedert_cent"] += festgelegt
            if sammel is not None:
                teile[sammel.id][jahr] = teile[sammel.id].get(jahr, 0) + festgelegt
    ansaetze = frozenset(b.vertrag.ansatz_id for b in alle if b.vertrag.ansatz_id and b.vertrag.wirksam)
    staende = {jahr: Jahresstand(**summe) for jahr, summe in summen.items()}
    return Bindungsstand(staende, ansaetze, dict(teile))


def _zaehle_eigene(summe: dict[str, int], bindung: Bindungszeile, festgelegt: int) -> None:
    """What a Bindung of an earlier year adds where no known sum holds it already."""
    summe["vorbindung_cent"] += festgelegt
    if not bindung.aufgegliedert:
        summe["sammel_cent"] += festgelegt


def ist_teil_im(bindung: Bindungszeile, sammel: Bindungszeile | None, jahr: int) -> bool:
    """True where a contract only explains what a known sum holds for the year.

    A Bindung of the plan's year is never a part: callers look at its ``herkunft_jahr`` first.
    """
    return (
        sammel is not None
        and bindung.vertrag.sammel_id == sammel.id
        and bindung.aufgegliedert
        and not sammel.aufgegliedert
        and any(f.jahr == jahr for f in sammel.faelligkeiten)
    )
