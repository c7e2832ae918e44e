"""What of a plan's Bindungen goes on into the plan of the year after: the Vorbindungen of that one.

Only what falls due then or later and is neither released nor paid. Rows keep the keys of the plan that they
come from; who writes them puts new ones in their place.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from app.services.bindungen import steht_im_folgejahr
from app.services.bindungspruefung import MONATE
from app.services.bindungsstand import ist_teil_im
from app.services.bindungszeilen import Bindungsteil, Bindungszeile, Faelligkeit, Vertrag

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from app.services.planblick import Planblick
    from app.services.zeilen import Zeile

Betraege = dict[tuple[int, int | None], int]
"""Due amounts in Cent by year and month (None: month not known)."""


def uebertrag(haushaltsjahr: int, bindungen: Iterable[Bindungszeile]) -> tuple[Bindungszeile, ...]:
    """The Bindungen of the plan for ``haushaltsjahr`` as that of the year after has them, in order.

    What is released or paid of a year goes off its latest months. A known sum stays the tie: what is released
    of its parts goes off the sum as well. The base contract of an option that is not drawn comes along even
    where nothing of it is due any more: without it the option could not be drawn.
    """
    alle = tuple(bindungen)
    nach_id = {b.id: b for b in alle}
    weg = _abzuege(haushaltsjahr, alle, nach_id)
    betraege = {b.id: _rest(b, haushaltsjahr + 1, weg) for b in alle}
    for bindung in alle:
        for sammel, jahr in _als_teil(haushaltsjahr, bindung, nach_id, {j for j, _ in betraege[bindung.id]}):
            if all(j != jahr for j, _ in betraege[sammel.id]):
                # Used up, but named for the year: else the part would count beside it.
                betraege[sammel.id][jahr, None] = 0
    mit_geld = {b.id for b in alle if betraege[b.id]}
    bleiben = mit_geld | {
        b.vertrag.grund_id or "" for b in alle if b.id in mit_geld and _ist_offene_option(b)
    }
    return tuple(_fortgesetzt(haushaltsjahr, b, betraege[b.id], bleiben) for b in alle if b.id in bleiben)


def neufaelle(blick: Planblick) -> tuple[Bindungszeile, ...]:
    """The rows "Auszahlung" of the year after that no Bindung stands for, as Bindungen of this year.

    Their ``id`` is the key of the row. Rows without an amount are none, see ``offene_neufaelle``.
    """
    return tuple(
        Bindungszeile(
            id=zeile.id,
            position=zeile.position,
            bezeichnung=zeile.leistung or "Neufall",
            herkunft_jahr=blick.jahr,
            aufgegliedert=True,
            massnahme_id=zeile.massnahme_id,
            bemerkung=None,
            quelle=f"Auszahlung {blick.jahr + 1} laut Plan {blick.jahr}",
            faelligkeiten=(Faelligkeit("", blick.jahr + 1, None, zeile.mittelansatz_cent),),
            vertrag=Vertrag(produkt_id=zeile.produkt_id),
        )
        for zeile in blick.zeilen.values()
        if zeile.mittelansatz_cent and steht_im_folgejahr(blick, zeile)
    )


def offene_neufaelle(blick: Planblick) -> tuple[Zeile, ...]:
    """The rows "Auszahlung" of the year after without an amount: no Bindung can be made of them."""
    return tuple(
        z for z in blick.zeilen.values() if z.mittelansatz_cent is None and steht_im_folgejahr(blick, z)
    )


def _als_teil(
    haushaltsjahr: int, bindung: Bindungszeile, nach_id: Mapping[str, Bindungszeile], jahre: Iterable[int]
) -> list[tuple[Bindungszeile, int]]:
    """The known sum that a Bindung explains, with each of the years in which it does."""
    sammel = nach_id.get(bindung.vertrag.sammel_id or "")
    if sammel is None or bindung.herkunft_jahr >= haushaltsjahr:
        return []
    return [(sammel, jahr) for jahr in jahre if ist_teil_im(bindung, sammel, jahr)]


def _abzuege(
    haushaltsjahr: int, alle: Iterable[Bindungszeile], nach_id: Mapping[str, Bindungszeile]
) -> Mapping[tuple[str, int], int]:
    """Released or paid by Bindung and year, in Cent."""
    weg: dict[tuple[str, int], int] = defaultdict(int)
    for bindung in alle:
        jahre = bindung.bewegte_jahre
        je_jahr = {jahr: bindung.frei_cent(jahr) + bindung.gezahlt_cent(jahr) for jahr in jahre}
        for jahr, cent in je_jahr.items():
            weg[bindung.id, jahr] += cent
        for sammel, jahr in _als_teil(haushaltsjahr, bindung, nach_id, jahre):
            weg[sammel.id, jahr] += je_jahr[jahr]
    return weg


def _rest(bindung: Bindungszeile, ab: int, weg: Mapping[tuple[str, int], int]) -> Betraege:
    """What is due from year ``ab`` on, less what goes off each year; places without money are left out."""
    betraege: Betraege = defaultdict(int)
    for faellig in bindung.faelligkeiten:
        if faellig.jahr >= ab:
            betraege[faellig.jahr, faellig.monat] += faellig.betrag_cent
    for jahr in {j for j, _ in betraege}:
        abzug = weg.get((bindung.id, jahr), 0)
        for stelle in sorted((s for s in betraege if s[0] == jahr), key=_spaeteste_zuerst):
            genommen = min(abzug, max(betraege[stelle], 0))
            betraege[stelle] -= genommen
            abzug -= genommen
    return {stelle: cent for stelle, cent in betraege.items() if cent}


def _spaeteste_zuerst(stelle: tuple[int, int | None]) -> int:
    # What has no month yet is the least certain: it goes first.
    return -(stelle[1] or MONATE + 1)


def _ist_offene_option(bindung: Bindungszeile) -> bool:
    return not bindung.vertrag.wirksam


def _fortgesetzt(
    haushaltsjahr: int, bindung: Bindungszeile, betraege: Betraege, bleiben: Collection[str]
) -> Bindungszeile:
    alt = bindung.vertrag
    als_teil = alt.sammel_id in bleiben and bindung.herkunft_jahr < haushaltsjahr
    mit_grund = alt.grund_id in bleiben
    vertrag = replace(
        alt,
        teil=alt.teil if mit_grund or _ist_offene_option(bindung) else Bindungsteil.GRUNDVERTRAG,
        sammel_id=alt.sammel_id if als_teil else None,
        grund_id=alt.grund_id if mit_grund else None,
        ansatz_id=None,
        vorgaenger_id=bindung.id,
        summe_cent=None,
    )
    faellig = tuple(Faelligkeit("", jahr, monat, cent) for (jahr, monat), cent in betraege.items())
    return replace(bindung, faelligkeiten=faellig, vertrag=vertrag, zahlungen=(), freirechnungen=())
