"""The groups of cases as a table: what each costs in the plan's year, and whether a Bindung says the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.fallgruppen import bindung_der

if TYPE_CHECKING:
    from app.services.bindungszeilen import Bindungszeile
    from app.services.foerderfaelle import Fallsumme
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
    """Compared year by year from the plan's on, as the check does."""
    if bindung is None:
        return Buchungsstand.KEINE
    jahre = {j for j in (*bindung.jahre, *(m.jahr for m in lage.monate)) if j >= ab}
    gleich = all(bindung.betrag_cent(j) == lage.im_jahr(j).netto_cent for j in jahre)
    return Buchungsstand.GEBUCHT if gleich else Buchungsstand.WEICHT_AB
