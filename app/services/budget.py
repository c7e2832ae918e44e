"""The budget formulas (AMIP 2.2 to 2.2.2): pure functions over whole cents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.arten import Budgetart, Umschichtungsbasis, Umschichtungsstand
from app.models.geld import promille

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.services.bindungsstand import Jahresstand
    from app.services.haushaltszeilen import Umschichtungszeile
    from app.services.summen import Summe


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
    umschichtung_basis: Umschichtungsbasis = Umschichtungsbasis.GEPLANT
    """Which of the two sums below ``umschichtung_cent`` is."""
    umschichtung_geplant_cent: int = 0
    umschichtung_vollzogen_cent: int = 0
    freirechnung_cent: int = 0
    """Released of this year's Vorbindungen: free for new cases again."""
    neu_gebunden_cent: int = 0
    """Bindungen of this year that fall due in it, after releases: they draw on the Mittelansätze."""
    gezahlt_cent: int = 0
    """Ordered or paid out in this year on all Bindungen."""
    vorbindungen_aufgegliedert_cent: int = 0
    """What contracts account for of the Vorbindungen that are known as a sum."""
    vorbindungen_offen_cent: int = 0
    """What of these sums no contract accounts for; negative: contracts come to more."""

    @property
    def globalbudget_cent(self) -> int:
        """Eingliederungsmittel + Verwaltungsmittel (Abb. 1)."""
        return self.eingliederungsmittel_cent + self.verwaltungsmittel_cent

    @property
    def neufallbudget_cent(self) -> int:
        """Eingliederungsmittel − Umschichtung − Vorbindungen + Freirechnungen + Rückeinnahmen (Abb. 2)."""
        return (
            self.eingliederungsmittel_cent
            - self.umschichtung_cent
            - self.vorbindungen_cent
            + self.freirechnung_cent
            + self.rueckeinnahmen_cent
        )

    def neufallbudget_bei(self, basis: Umschichtungsbasis) -> int:
        """The Neufallbudget with one of the two sums of the Umschichtung, in Cent."""
        geplant = basis is Umschichtungsbasis.GEPLANT
        betrag = self.umschichtung_geplant_cent if geplant else self.umschichtung_vollzogen_cent
        return replace(self, umschichtung_cent=betrag).neufallbudget_cent

    @property
    def ungebunden_cent(self) -> int:
        """What of the Neufallbudget no Bindung of this year has taken yet; negative: more is bound."""
        return self.neufallbudget_cent - self.neu_gebunden_cent

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


@dataclass(frozen=True, slots=True)
class Umschichtungen:
    """The Umschichtung into the Verwaltung by its two sums, in Cent, and which one the formulas use."""

    basis: Umschichtungsbasis
    geplant_cent: int
    vollzogen_cent: int

    @property
    def betrag_cent(self) -> int:
        """The sum in use."""
        return self.geplant_cent if self.basis is Umschichtungsbasis.GEPLANT else self.vollzogen_cent


def vollzogen_cent(bewegungen: Iterable[Umschichtungszeile]) -> int:
    """What executed movements brought into the Verwaltung, less what came back, in Cent."""
    return sum(b.in_verwaltung_cent for b in bewegungen if b.stand is Umschichtungsstand.VOLLZOGEN)


def kennzahlen(
    haushaltsjahr: int,
    posten: Mapping[Budgetart, int | None],
    gebunden: Jahresstand,
    gesamt: Summe,
    umschichtungen: Umschichtungen,
) -> Kennzahlen:
    """Key figures from the budget inputs, the year's Bindungen, the roll-up of all rows, the Umschichtung."""

    def betrag(art: Budgetart) -> int:
        return posten.get(art) or 0

    return Kennzahlen(
        haushaltsjahr=haushaltsjahr,
        eingliederungsmittel_cent=betrag(Budgetart.EINGLIEDERUNGSMITTEL),
        verwaltungsmittel_cent=betrag(Budgetart.VERWALTUNGSMITTEL),
        kfa_cent=betrag(Budgetart.KFA),
        vorleistungen_cent=betrag(Budgetart.VORLEISTUNGEN),
        umschichtung_cent=umschichtungen.betrag_cent,
        rueckeinnahmen_cent=betrag(Budgetart.RUECKEINNAHMEN),
        vorbindungen_cent=gebunden.vorbindung_cent,
        verplant_cent=gesamt.mittelansatz_cent,
        eintritte_gesamt=gesamt.eintritte,
        zeilen=gesamt.zeilen,
        umschichtung_basis=umschichtungen.basis,
        umschichtung_geplant_cent=umschichtungen.geplant_cent,
        umschichtung_vollzogen_cent=umschichtungen.vollzogen_cent,
        freirechnung_cent=gebunden.vorbindung_frei_cent,
        neu_gebunden_cent=gebunden.neu_gebunden_cent,
        gezahlt_cent=gebunden.gezahlt_cent,
        vorbindungen_aufgegliedert_cent=gebunden.aufgegliedert_cent,
        vorbindungen_offen_cent=gebunden.nicht_aufgegliedert_cent,
    )
