"""What a release would change, said before it is made: which amount, from what to what (AMIP 2.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.geld import format_eur
from app.services.bindungspruefung import freirechenbar_cent
from app.services.ve import ve_jahre

if TYPE_CHECKING:
    from app.services.bindungszeilen import Bindungszeile
    from app.services.planblick import Planblick


@dataclass(frozen=True, slots=True)
class Wirkung:
    """An amount that a release moves, in Cent."""

    name: str
    vorher_cent: int
    nachher_cent: int


def wirkung(blick: Planblick, bindung: Bindungszeile, jahr: int, cent: int) -> tuple[Wirkung, ...]:
    """What ``cent`` released of a Bindung in a year move: first the plan's amount, then the Bindung's rest.

    Of this year's Vorbindungen it becomes money for new cases, of a new Bindung what no Bindung has taken
    yet. In a later year it frees the VE that the Bindung used; a Vorbindung never used this plan's VE.
    """
    offen = freirechenbar_cent(blick, bindung, jahr)
    return (
        _im_plan(blick, bindung, jahr, cent),
        Wirkung(f"bei der Bindung offen {jahr}", offen, offen - cent),
    )


def _im_plan(blick: Planblick, bindung: Bindungszeile, jahr: int, cent: int) -> Wirkung:
    stand, neu = blick.stand.im(jahr), bindung.herkunft_jahr >= blick.jahr
    if jahr == blick.jahr and not neu:
        vorher = blick.kennzahlen.neufallbudget_cent
        return Wirkung("Neufallbudget", vorher, vorher + cent)
    if jahr == blick.jahr:
        vorher = blick.kennzahlen.ungebunden_cent
        return Wirkung("noch nicht gebunden", vorher, vorher + cent)
    frei = next((ve.frei_cent for ve in ve_jahre(blick) if ve.jahr == jahr), None)
    if neu and frei is not None:
        return Wirkung(f"VE {jahr} frei", frei, frei + cent)
    if neu:
        return Wirkung(f"neu gebunden {jahr}", stand.neu_gebunden_cent, stand.neu_gebunden_cent - cent)
    vorher = stand.vorbindung_cent - stand.vorbindung_frei_cent
    return Wirkung(f"Vorbindungen {jahr}", vorher, vorher - cent)


def freigerechnet_worte(blick: Planblick) -> str:
    """What all releases come to, by what they are free for; empty where nothing is released."""
    jahr, stand = blick.jahr, blick.stand.im(blick.jahr)
    alle = [f for bindung in blick.bindungen for f in bindung.freirechnungen]
    andere = sum(f.betrag_cent for f in alle if f.jahr != jahr)
    teile = (
        (stand.vorbindung_frei_cent, f"von den Vorbindungen {jahr}, damit im Neufallbudget"),
        (stand.neu_frei_cent, f"von Bindungen aus {jahr}"),
        (andere, "in anderen Jahren"),
    )
    return " · ".join(f"{format_eur(cent)} {worte}" for cent, worte in teile if cent)
