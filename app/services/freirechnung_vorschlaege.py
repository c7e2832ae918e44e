"""Which Bindungen may have money to release: the Laufzeit is over with a rest open, or few places filled.

AMIP 2.5: timely release and new investment of what is not used. What counts as "few" is a dated rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.models.geld import format_promille
from app.services.bindungspruefung import freirechenbar_cent
from app.services.regeln import AUSLASTUNG_NIEDRIG, gueltig

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from app.services.bindungszeilen import Bindungszeile
    from app.services.planblick import Planblick
    from app.services.regeln import Regel


class Anlass(StrEnum):
    """Why a Bindung is proposed."""

    LAUFZEIT_VORBEI = "laufzeit_vorbei"
    AUSLASTUNG = "auslastung"


@dataclass(frozen=True, slots=True)
class Vorschlag:
    """A Bindung that may be released in part, in Cent of the plan's year."""

    bindung: Bindungszeile
    jahr: int
    anlass: Anlass
    offen_cent: int
    vorschlag_cent: int
    begruendung: str

    @property
    def id(self) -> str:
        """Key of the Bindung: each is proposed once."""
        return self.bindung.id


def vorschlaege(blick: Planblick, regeln: Sequence[Regel], am: dt.date) -> tuple[Vorschlag, ...]:
    """What could be released as of a day, largest amount first."""
    regel = next(iter(gueltig(regeln, AUSLASTUNG_NIEDRIG, blick.jahr)), None)
    grenze = regel.zahl("anteil_promille") if regel else 0
    gefunden = (_vorschlag(blick, bindung, grenze, am) for bindung in blick.bindungen)
    return tuple(sorted((v for v in gefunden if v is not None), key=lambda v: -v.vorschlag_cent))


def _vorschlag(blick: Planblick, bindung: Bindungszeile, grenze: int, am: dt.date) -> Vorschlag | None:
    jahr = blick.jahr
    offen = freirechenbar_cent(blick, bindung, jahr) if bindung.aufgegliedert else 0
    if offen <= 0:
        return None
    bis, auslastung = bindung.vertrag.laufzeit_bis, bindung.vertrag.auslastung_promille
    if bis is not None and bis < am:
        satz = f"Laufzeit am {bis:%d.%m.%Y} zu Ende, {jahr} noch offen"
        return Vorschlag(bindung, jahr, Anlass.LAUFZEIT_VORBEI, offen, offen, satz)
    if auslastung is not None and auslastung < grenze:
        satz = (
            f"{bindung.vertrag.besetzt} von {bindung.vertrag.plaetze} Plätzen besetzt "
            f"({format_promille(auslastung)}, Grenze {format_promille(grenze)})"
        )
        return Vorschlag(bindung, jahr, Anlass.AUSLASTUNG, offen, offen * (1000 - auslastung) // 1000, satz)
    return None
