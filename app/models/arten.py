"""The closed lists of a plan: states and kinds, with the words that people read."""

from __future__ import annotations

from enum import StrEnum


class Planstatus(StrEnum):
    """Where a plan stands on its way to the Trägerversammlung."""

    ENTWURF = "entwurf"
    IN_PRUEFUNG = "in_pruefung"
    ABGESTIMMT = "abgestimmt"
    BESCHLOSSEN = "beschlossen"


class Budgetart(StrEnum):
    """The inputs of the budget formulas (AMIP sections 2.2 to 2.2.2)."""

    EINGLIEDERUNGSMITTEL = "eingliederungsmittel"
    VERWALTUNGSMITTEL = "verwaltungsmittel"
    KFA = "kfa"
    VORLEISTUNGEN = "vorleistungen"
    UMSCHICHTUNG = "umschichtung"
    RUECKEINNAHMEN = "rueckeinnahmen"


class Eintrittestatus(StrEnum):
    """What the column Eintritte holds: a number, or a reason why there is none."""

    ZAHL = "zahl"
    KALKULATION_VORJAHR = "kalkulation_vorjahr"
    KEINE = "keine"


class Finanzierung(StrEnum):
    """What the column Mittelansatz (Neufall) holds: new money of this year, or why not."""

    NEUFALL = "neufall"
    EINKAUF_VORJAHR = "einkauf_vorjahr"
    AUSZAHLUNG_FOLGEJAHR = "auszahlung_folgejahr"
    SGB_III = "sgb_iii"
    FREMDFINANZIERT = "fremdfinanziert"

    @property
    def zaehlt(self) -> bool:
        """True where an amount is cash of this year and counts as verplant."""
        return self is Finanzierung.NEUFALL

    @property
    def erlaubt_betrag(self) -> bool:
        """True where an amount may stand: counted, due next year, or nachrichtlich."""
        return self not in {Finanzierung.EINKAUF_VORJAHR, Finanzierung.SGB_III}
