"""Vorläufige Haushaltsführung (Art. 111 GG): what may be committed while a part of the funds is released."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.geld import runde
from app.services.bindungsmonate import monatswerte
from app.services.haushaltszeilen import Anrechnung

if TYPE_CHECKING:
    import datetime as dt

    from app.services.haushaltszeilen import Freigabezeile
    from app.services.planblick import Planblick

_GANZES = 1000


@dataclass(frozen=True, slots=True)
class Freigabelage:
    """What a release leaves to commit, step by step, in Cent."""

    freigabe: Freigabezeile
    mittel_cent: int
    """The year's Eingliederungsmittel."""
    freigegeben_cent: int
    umschichtung_cent: int
    vorbindungen_cent: int
    """Vorbindungen after releases, as far as they count (``freigabe.anrechnung``)."""
    neu_gebunden_cent: int
    """Bindungen of this year, as far as they count."""

    @property
    def bindbar_cent(self) -> int:
        """What may be committed now; negative: more is committed than released."""
        return (
            self.freigegeben_cent - self.umschichtung_cent - self.vorbindungen_cent - self.neu_gebunden_cent
        )


def freigabelage(blick: Planblick, freigabe: Freigabezeile) -> Freigabelage:
    """Calculate one release as of now. Rückeinnahmen are only expected and do not count."""
    k = blick.kennzahlen
    vorbindungen, neu = k.vorbindungen_cent - k.freirechnung_cent, k.neu_gebunden_cent
    if freigabe.anrechnung is Anrechnung.BIS_STICHTAG:
        vorbindungen, neu = _bis(blick, freigabe.bis)
    return Freigabelage(
        freigabe,
        k.eingliederungsmittel_cent,
        runde(k.eingliederungsmittel_cent * freigabe.anteil_promille, _GANZES),
        k.umschichtung_cent,
        vorbindungen,
        neu,
    )


def freigabe_am(blick: Planblick, tag: dt.date) -> Freigabezeile | None:
    """The release in force on a day; None where the whole of the funds counts."""
    return next((f for f in blick.freigaben if f.von <= tag <= f.bis), None)


def _bis(blick: Planblick, tag: dt.date) -> tuple[int, int]:
    """What of Vorbindungen and new Bindungen falls due up to a day: whole months, the last one by days."""
    werte = monatswerte(blick, blick.jahr)
    if tag.year != blick.jahr:
        anteil = 12 if tag.year > blick.jahr else 0
        return sum(werte.vorbindungen[:anteil]), sum(werte.neu[:anteil])
    tage = calendar.monthrange(tag.year, tag.month)[1]

    def summe(monate: tuple[int, ...]) -> int:
        return sum(monate[: tag.month - 1]) + runde(monate[tag.month - 1] * tag.day, tage)

    return summe(werte.vorbindungen), summe(werte.neu)
