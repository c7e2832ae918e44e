"""Bindungen at random, contradictions of imports included, put into a read model."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from app.services.bindungsstand import bindungsstand
from app.services.bindungszeilen import (
    Bindungsteil,
    Bindungszeile,
    Faelligkeit,
    Freirechnungszeile,
    Vertrag,
    Zahlungsart,
    Zahlungsstand,
    Zahlungszeile,
)

if TYPE_CHECKING:
    from app.services.planblick import Planblick

JAHRE = (2019, 2020, 2021, 2022)
HOECHSTENS = 8
_jahre = st.sampled_from(JAHRE)
_betraege = st.integers(-50, 400) | st.integers(0, 10**10)
_tage = st.dates(dt.date(2019, 6, 1), dt.date(2022, 6, 30))


@st.composite
def bindung(draw: st.DrawFn, nummer: int) -> Bindungszeile:
    """One of the list: it can be a known sum, a part of any other, an option that is not drawn."""
    eigene = f"b{nummer}"
    wirksam = draw(st.sampled_from((True, True, True, False)))
    von, bis = draw(st.tuples(st.none() | _tage, st.none() | _tage))
    faellig = draw(st.dictionaries(st.tuples(_jahre, st.none() | st.integers(1, 12)), _betraege, max_size=4))
    return Bindungszeile(
        id=eigene,
        position=nummer,
        bezeichnung=eigene,
        herkunft_jahr=draw(st.sampled_from((2018, 2019, 2019, 2020, 2021))),
        aufgegliedert=draw(st.sampled_from((nummer > 1, nummer > 1, nummer > 1, nummer < 2))),
        massnahme_id=None,
        bemerkung=None,
        quelle=None,
        faelligkeiten=tuple(Faelligkeit("", jahr, monat, cent) for (jahr, monat), cent in faellig.items()),
        vertrag=Vertrag(
            teil=Bindungsteil.GRUNDVERTRAG if wirksam else Bindungsteil.OPTION,
            wirksam=wirksam,
            sammel_id=draw(st.sampled_from([None, *(s for s in ("b0", "b0", "b1", "b7") if s != eigene)])),
            vertragspartner=draw(st.none() | st.sampled_from("ABC")),
            laufzeit_von=von,
            laufzeit_bis=bis,
        ),
        zahlungen=tuple(
            Zahlungszeile(
                "", eigene, jahr, tag, cent, Zahlungsart.RECHNUNG, Zahlungsstand.AUSGEZAHLT, None, None
            )
            for jahr, tag, cent in draw(st.lists(st.tuples(_jahre, _tage, st.integers(1, 500)), max_size=2))
        ),
        freirechnungen=tuple(
            Freirechnungszeile("", eigene, jahr, dt.date(2020, 1, 1), cent, "x")
            for jahr, cent in draw(st.lists(st.tuples(_jahre, st.integers(1, 500)), max_size=2))
        ),
    )


bindungen = st.integers(0, HOECHSTENS).flatmap(lambda zahl: st.tuples(*(bindung(n) for n in range(zahl))))


def setze(blick: Planblick, zeilen: tuple[Bindungszeile, ...]) -> None:
    """Let a read model show these Bindungen, as if they had been loaded."""
    blick.bindungen, blick.stand = zeilen, bindungsstand(blick.jahr, zeilen)
