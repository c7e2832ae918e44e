"""The budget formulas (AMIP 2.2 to 2.2.2): pure functions over whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.arten import Budgetart
from app.models.geld import promille

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.services.summen import Summe
    from app.services.zeilen import Bindungszeile


@dataclass(frozen=True, slots=True)
class Kennzahlen:
    """The key figures of a plan; all amounts in Cent."""

    haushaltsjahr: int
    eingliederungsmittel_cent: int
    verwaltungsmittel_cent: int
    kfa_cent: int
    vorleistungen_cent: int
    umschichtung_cent: int
    rueckeinnahmen_cent: int
    vorbindungen_cent: int
    verplant_cent: int
    eintritte_gesamt: int
    zeilen: int

    @property
    def globalbudget_cent(self) -> int:
        """Eingliederungsmittel + Verwaltungsmittel (Abb. 1)."""
        return self.eingliederungsmittel_cent + self.verwaltungsmittel_cent

    @property
    def neufallbudget_cent(self) -> int:
        """Eingliederungsmittel − Umschichtung − Vorbindungen + Rückeinnahmen (Abb. 2)."""
        return (
            self.eingliederungsmittel_cent
            - self.umschichtung_cent
            - self.vorbindungen_cent
            + self.rueckeinnahmen_cent
        )

    @property
    def rest_cent(self) -> int:
        """Neufallbudget − verplant; negative means overplanned."""
        return self.neufallbudget_cent - self.verplant_cent

    @property
    def verwaltungskostenbudget_cent(self) -> int:
        """Verwaltungsmittel + KFA + Vorleistungen/Rückeinnahmen + Umschichtung (Abb. 3)."""
        return self.verwaltungsmittel_cent + self.kfa_cent + self.vorleistungen_cent + self.umschichtung_cent

    @property
    def ausschoepfung_promille(self) -> int | None:
        """Share of verplant: thousandths of the Neufallbudget; None without a Neufallbudget."""
        return promille(self.verplant_cent, self.neufallbudget_cent)

    @property
    def kfa_anteil_promille(self) -> int | None:
        """KFA with Vorleistungen in thousandths of the Gesamtverwaltungskosten (§ 46 Abs. 3 SGB II).

        A plausibility mark only: the basis of the local figure is not published.
        """
        anteil = self.kfa_cent + self.vorleistungen_cent
        return promille(anteil, self.verwaltungskostenbudget_cent)


def kennzahlen(
    haushaltsjahr: int,
    posten: Mapping[Budgetart, int | None],
    bindungen: Iterable[Bindungszeile],
    gesamt: Summe,
) -> Kennzahlen:
    """Key figures from the budget inputs, the Bindungen and the roll-up of all rows."""

    def betrag(art: Budgetart) -> int:
        return posten.get(art) or 0

    return Kennzahlen(
        haushaltsjahr=haushaltsjahr,
        eingliederungsmittel_cent=betrag(Budgetart.EINGLIEDERUNGSMITTEL),
        verwaltungsmittel_cent=betrag(Budgetart.VERWALTUNGSMITTEL),
        kfa_cent=betrag(Budgetart.KFA),
        vorleistungen_cent=betrag(Budgetart.VORLEISTUNGEN),
        umschichtung_cent=betrag(Budgetart.UMSCHICHTUNG),
        rueckeinnahmen_cent=betrag(Budgetart.RUECKEINNAHMEN),
        vorbindungen_cent=vorbindungen_cent(haushaltsjahr, bindungen),
        verplant_cent=gesamt.mittelansatz_cent,
        eintritte_gesamt=gesamt.eintritte,
        zeilen=gesamt.zeilen,
    )


def vorbindungen_cent(haushaltsjahr: int, bindungen: Iterable[Bindungszeile]) -> int:
    """Due in the year from Bindungen of earlier years, in Cent."""
    return sum(b.betrag_cent(haushaltsjahr) for b in bindungen if b.herkunft_jahr < haushaltsjahr)


@dataclass(frozen=True, slots=True)
class Bindungsjahr:
    """What is bound in one year, in Cent."""

    jahr: int
    vorbindung_cent: int
    """From Bindungen of years before the plan's year."""
    neu_geplant_cent: int
    """The plan's own Mittelansätze: cash of the plan's year, or of the year after ("Auszahlung")."""
    neu_gebunden_cent: int
    """Booked Bindungen of the plan's year that fall due in a later year."""
    offen: int
    """Rows paid in this year whose amount is not known yet."""

    @property
    def summe_cent(self) -> int:
        """All of it."""
        return self.vorbindung_cent + self.neu_geplant_cent + self.neu_gebunden_cent


def bindungen_nach_jahr(
    haushaltsjahr: int, bindungen: Iterable[Bindungszeile], gesamt: Summe, *, vorschau: int = 3
) -> tuple[Bindungsjahr, ...]:
    """Bindungen from the plan's year on, at least ``vorschau`` years further, gaps filled."""
    alle = tuple(bindungen)
    faellig = {f.jahr for b in alle for f in b.faelligkeiten}
    letztes = max([haushaltsjahr + vorschau, *faellig])
    jahre = range(haushaltsjahr, min(letztes, haushaltsjahr + 15) + 1)
    return tuple(_bindungsjahr(jahr, haushaltsjahr, alle, gesamt) for jahr in jahre)


def _bindungsjahr(
    jahr: int, haushaltsjahr: int, bindungen: tuple[Bindungszeile, ...], gesamt: Summe
) -> Bindungsjahr:
    geplant = gesamt.mittelansatz_cent if jahr == haushaltsjahr else 0
    folgejahr = jahr == haushaltsjahr + 1
    return Bindungsjahr(
        jahr=jahr,
        vorbindung_cent=sum(b.betrag_cent(jahr) for b in bindungen if b.herkunft_jahr < haushaltsjahr),
        neu_geplant_cent=geplant + (gesamt.folgejahr_cent if folgejahr else 0),
        neu_gebunden_cent=sum(b.betrag_cent(jahr) for b in bindungen if b.herkunft_jahr >= haushaltsjahr)
        if jahr > haushaltsjahr
        else 0,
        offen=gesamt.folgejahr_offen if folgejahr else 0,
    )
