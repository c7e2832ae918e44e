"""What to say before a Bindung is booked: VE exceeded, funds not released, more than the Mittelansatz holds.

A warning is no refusal: whoever books may know more. What cannot be is refused by ``bindungspruefung``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.geld import format_eur, format_promille
from app.services import ve
from app.services.freigabelage import freigabe_am, freigabelage

if TYPE_CHECKING:
    from app.services.bindungspruefung import Entwurf
    from app.services.bindungszeilen import Bindungszeile
    from app.services.planblick import Planblick


def warnungen(
    blick: Planblick, entwurf: Entwurf, massnahme_id: str | None, bisher: Bindungszeile | None
) -> tuple[str, ...]:
    """Sentences about what booking ``entwurf`` would do; ``bisher`` is the Bindung that it changes."""
    if entwurf.herkunft_jahr < blick.jahr or not entwurf.vertrag.wirksam:
        return ()
    return (
        *ve.warnungen(
            blick,
            entwurf.je_jahr,
            ohne=bisher.id if bisher else None,
            ansatz_id=entwurf.vertrag.ansatz_id,
        ),
        *_freigabe(blick, entwurf, bisher),
        *_mittelansatz(blick, entwurf, massnahme_id, bisher),
    )


def _bisher_cent(blick: Planblick, bisher: Bindungszeile | None) -> int:
    neu = bisher is not None and bisher.herkunft_jahr >= blick.jahr
    return bisher.gebunden_cent(blick.jahr) if bisher is not None and neu else 0


def _freigabe(blick: Planblick, entwurf: Entwurf, bisher: Bindungszeile | None) -> tuple[str, ...]:
    datum = entwurf.vertrag.datum
    freigabe = freigabe_am(blick, datum) if datum is not None else None
    if freigabe is None:
        return ()
    neu = entwurf.je_jahr.get(blick.jahr, 0) - _bisher_cent(blick, bisher)
    rest = freigabelage(blick, freigabe).bindbar_cent - neu
    if rest >= 0 or neu <= 0:
        return ()
    satz = (
        f"Vorläufige Haushaltsführung bis {freigabe.bis:%d.%m.%Y}: Freigegeben sind "
        f"{format_promille(freigabe.anteil_promille)}; mit dieser Bindung sind {format_eur(-rest)} mehr "
        "gebunden als freigegeben."
    )
    return (satz,)


def _mittelansatz(
    blick: Planblick, entwurf: Entwurf, massnahme_id: str | None, bisher: Bindungszeile | None
) -> tuple[str, ...]:
    ansaetze = blick.ansaetze.get(massnahme_id or "", [])
    neu = entwurf.je_jahr.get(blick.jahr, 0)
    if bisher is not None:
        neu -= bisher.frei_cent(blick.jahr)
    if not ansaetze or neu <= 0:
        return ()
    geplant = sum(blick.zeilen[a].verplant_cent for a in ansaetze)
    gebunden = neu + sum(
        b.gebunden_cent(blick.jahr)
        for b in blick.bindungen
        if b.massnahme_id == massnahme_id and b.herkunft_jahr >= blick.jahr and b is not bisher
    )
    if gebunden <= geplant:
        return ()
    satz = (
        f"Für „{blick.zeilen[ansaetze[0]].leistung}“ wären {blick.jahr} {format_eur(gebunden)} gebunden, "
        f"{format_eur(gebunden - geplant)} mehr als der Mittelansatz {format_eur(geplant)}."
    )
    return (satz,)
