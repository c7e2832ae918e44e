"""The tie between the Bildungszielplanung (Abb. 14) and the entries of the products that it breaks down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.arten import Bildungsart
from app.services.summen import Dimension

if TYPE_CHECKING:
    from app.services.planblick import Planblick
    from app.services.zeilen import Katalogeintrag


@dataclass(frozen=True, slots=True)
class Bildungsabgleich:
    """One kind of training: what Abb. 14 plans, and what the measures have."""

    art: Bildungsart
    geplant: int
    eintritte: int
    produkte: tuple[Katalogeintrag, ...]
    zeilen: tuple[str, ...]
    """Keys of the rows behind ``eintritte``, in printed order."""

    @property
    def differenz(self) -> int:
        """Planned less entries."""
        return self.geplant - self.eintritte

    @property
    def stimmt(self) -> bool:
        """True where both are the same."""
        return not self.differenz


def bildungsabgleich(blick: Planblick) -> tuple[Bildungsabgleich, ...]:
    """One tie for each kind of training that products are assigned to; none without training targets."""
    if not blick.grundlagen.bildungsziele:
        return ()
    return tuple(a for art in Bildungsart if (a := _abgleich(blick, art)).produkte)


def _abgleich(blick: Planblick, art: Bildungsart) -> Bildungsabgleich:
    ziele = blick.grundlagen.bildungsziele
    je_zeile = (z.umschulungen if art is Bildungsart.UMSCHULUNG else z.fortbildungen for z in ziele)
    produkte = tuple(p for p in blick.produkte.values() if p.bildungsart is art)
    ids = {p.id for p in produkte}
    return Bildungsabgleich(
        art,
        sum(zahl or 0 for zahl in je_zeile),
        sum(blick.summe(Dimension.PRODUKT, p.id).eintritte for p in produkte),
        produkte,
        tuple(z.id for z in blick.zeilen.values() if z.produkt_id in ids),
    )


def bildungsprodukte(blick: Planblick) -> tuple[Katalogeintrag, ...]:
    """The products to ask about: those of the categories that have one assigned; without any, all."""
    kategorien = {p.gehoert_zu for p in blick.produkte.values() if p.bildungsart}
    return tuple(p for p in blick.produkte.values() if not kategorien or p.gehoert_zu in kategorien)
