"""The groups of cases as a table: what each costs in the plan's year, and whether a Bindung says the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.fallgruppen import bindung_der

if TYPE_CHECKING:
    from app.services.bindungszeilen import Bindungszeile
    from app.services.foerderfaelle import Fallmonat, Fallsumme
    from app.services.haushaltszeilen import Fallgruppe
    from app.services.patlage import Gruppenlage, Patlage
    from app.services.planblick import Planblick


class Buchungsstand(StrEnum):
    """Whether a Bindung pays for a group, and the same as follows from its cases."""

    KEINE = "keine"
    GEBUCHT = "gebucht"
    WEICHT_AB = "weicht_ab"


BUCHUNG_WORT = {
    Buchungsstand.KEINE: "–",
    Buchungsstand.GEBUCHT: "gebucht",
    Buchungsstand.WEICHT_AB: "weicht ab",
}
NEUFALL, BESTAND, NICHT_BERECHENBAR = "Neufall", "Bestand", "ohne Regel"


@dataclass(frozen=True, slots=True)
class Fallzeile:
    """One group with its figures of the plan's year (Cent)."""

    lage: Gruppenlage
    neu: bool
    im_jahr: Fallsumme
    stand: Buchungsstand
    bindung_id: str | None

    @property
    def id(self) -> str:
        """Key of the group."""
        return self.gruppe.id

    @property
    def gruppe(self) -> Fallgruppe:
        """The cases."""
        return self.lage.gruppe

    @property
    def fehler(self) -> str:
        """Why the group counts nothing; empty where it does."""
        return self.lage.fehler

    @property
    def art(self) -> str:
        """New or running already, in a word."""
        if self.fehler:
            return NICHT_BERECHENBAR
        return NEUFALL if self.neu else BESTAND


def falltabelle(blick: Planblick, lage: Patlage) -> tuple[Fallzeile, ...]:
    """One line for each group, in their order."""
    return tuple(_zeile(blick, gruppe) for gruppe in lage.gruppen)


def _zeile(blick: Planblick, lage: Gruppenlage) -> Fallzeile:
    bindung = bindung_der(blick, lage.gruppe.id)
    return Fallzeile(
        lage,
        lage.gruppe.beginn_jahr >= blick.jahr,
        lage.im_jahr(blick.jahr),
        _stand(lage, bindung, blick.jahr),
        bindung.id if bindung else None,
    )


def _stand(lage: Gruppenlage, bindung: Bindungszeile | None, ab: int) -> Buchungsstand:
    if bindung is None:
        return Buchungsstand.KEINE
    return Buchungsstand.WEICHT_AB if abweichende_jahre(lage, bindung, ab) else Buchungsstand.GEBUCHT


def abweichende_jahre(lage: Gruppenlage, bindung: Bindungszeile, ab: int) -> tuple[tuple[int, int, int], ...]:
    """Years from ``ab`` on that the Bindung covers with another amount: year, booked and following (Cent).

    Cases are often granted in sections: what lies behind the Bindung's years, or behind the end of its
    Laufzeit, does not count. Groups that no rule fits deviate in nothing.
    """
    if lage.fehler:
        return ()
    soll = {jahr: 0 for jahr in bindung.jahre if jahr >= ab}
    for monat in lage.monate:
        if monat.jahr in soll and _gilt(bindung, monat):
            soll[monat.jahr] += monat.netto_cent
    staende = ((jahr, bindung.betrag_cent(jahr), betrag) for jahr, betrag in soll.items())
    return tuple(stand for stand in staende if stand[1] != stand[2])


def _gilt(bindung: Bindungszeile, monat: Fallmonat) -> bool:
    bis = bindung.vertrag.laufzeit_bis
    return bis is None or (monat.jahr, monat.monat) <= (bis.year, bis.month)
