"""What new cases cost gross and net beside what the plan holds for them, by Leistung or product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.geld import format_eur
from app.services.foerderfaelle import Fallsumme
from app.services.patlage import NICHTS

if TYPE_CHECKING:
    from app.services.haushaltszeilen import Fallgruppe
    from app.services.patlage import Patlage
    from app.services.planblick import Planblick


@dataclass(frozen=True, slots=True)
class Vergleich:
    """New cases of the plan's year (Cent) beside the Mittelansätze of one Leistung or product.

    A product's line counts only Leistungen that have no line of their own.
    """

    id: str
    name: str
    ansaetze: tuple[str, ...]
    """Keys of the rows that the Mittelansatz is made of."""
    mittelansatz_cent: int
    neufaelle: Fallsumme

    @property
    def wort(self) -> str:
        """How both figures stand to the Mittelansatz."""
        brutto = self.neufaelle.zuschuss_cent - self.mittelansatz_cent
        netto = self.neufaelle.netto_cent - self.mittelansatz_cent
        davor = "" if brutto == netto else f"brutto {_abstand(brutto)}, netto "
        return f"{davor}{_abstand(netto)} dem Mittelansatz"


def vergleiche(blick: Planblick, lage: Patlage) -> tuple[Vergleich, ...]:
    """One line for each Leistung that new cases belong to, and for each product of cases without one."""
    summen: dict[tuple[str, str], Fallsumme] = {}
    for gruppenlage in lage.gruppen:
        gruppe = gruppenlage.gruppe
        if gruppe.beginn_jahr < blick.jahr or (gehoert := _gehoert(blick, gruppe)) is None:
            continue
        bisher, dazu = summen.get(gehoert, NICHTS), gruppenlage.im_jahr(blick.jahr)
        summen[gehoert] = Fallsumme(
            bisher.zuschuss_cent + dazu.zuschuss_cent, bisher.pat_cent + dazu.pat_cent
        )
    eigene = {schluessel for art, schluessel in summen if art == _MASSNAHME}
    return tuple(
        _massnahme(blick, schluessel, summe)
        if art == _MASSNAHME
        else _produkt(blick, schluessel, summe, eigene)
        for (art, schluessel), summe in summen.items()
    )


_MASSNAHME, _PRODUKT = "massnahme", "produkt"


def _gehoert(blick: Planblick, gruppe: Fallgruppe) -> tuple[str, str] | None:
    if gruppe.massnahme_id in blick.ansaetze:
        return _MASSNAHME, gruppe.massnahme_id or ""
    return (_PRODUKT, gruppe.produkt_id) if gruppe.produkt_id in blick.produkte else None


def _massnahme(blick: Planblick, massnahme_id: str, summe: Fallsumme) -> Vergleich:
    ansaetze = tuple(blick.ansaetze[massnahme_id])
    return _vergleich(blick, massnahme_id, blick.zeilen[ansaetze[0]].leistung, ansaetze, summe)


def _produkt(blick: Planblick, produkt_id: str, summe: Fallsumme, eigene: set[str]) -> Vergleich:
    zeilen = [z for z in blick.zeilen.values() if z.produkt_id == produkt_id]
    ansaetze = tuple(z.id for z in zeilen if z.massnahme_id not in eigene)
    rest = ", übrige Leistungen" if len(ansaetze) < len(zeilen) else ""
    return _vergleich(blick, produkt_id, f"{blick.produkte[produkt_id].titel}{rest}", ansaetze, summe)


def _vergleich(
    blick: Planblick, schluessel: str, name: str, ansaetze: tuple[str, ...], summe: Fallsumme
) -> Vergleich:
    geplant = sum(blick.zeilen[a].verplant_cent for a in ansaetze)
    return Vergleich(schluessel, name, ansaetze, geplant, summe)


def _abstand(cent: int) -> str:
    return f"{format_eur(abs(cent))} {'über' if cent > 0 else 'unter'}" if cent else "gleich"
