"""The three budgets as facts: their lines in the order of the formulas, what is input and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.geld import format_eur, format_promille, format_zahl
from app.services.haushaltszeilen import Umschichtungsbasis
from app.services.regeln import gueltig
from app.services.worte import BASIS_WORT, BUDGET_WORT
from app.services.zeilen import Budgetart
from app.views.bruecke import Ziel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.budget import Kennzahlen
    from app.services.planblick import Planblick
    from app.services.regeln import Regel

ANTEIL_VERWALTUNG = "anteil_verwaltungskosten"


class Posten(StrEnum):
    """Amounts that follow from the inputs."""

    GLOBALBUDGET = "globalbudget"
    NEUFALLBUDGET = "neufallbudget"
    VERWALTUNGSKOSTENBUDGET = "verwaltungskostenbudget"
    VORBINDUNGEN = "vorbindungen"
    FREIRECHNUNG = "freirechnung"
    NEU_GEBUNDEN = "neu_gebunden"
    UNGEBUNDEN = "ungebunden"
    VERPLANT = "verplant"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Zeile:
    """A line of a formula: its sign, what it shows, and where it comes from.

    ``art`` with ``eingabe`` is edited here; ``art`` without it is carried over from the block above.
    """

    zeichen: str
    art: Budgetart | None = None
    eingabe: bool = False
    posten: Posten | None = None
    summe: bool = False
    neben: bool = False
    """A remark on the line above, no part of the formula."""
    basis: bool = False
    """The input gives way to what executed movements come to where the plan reckons with that."""
    ziel: Ziel | None = None
    herkunft: str = ""
    """What stands in place of a source where the line has none of its own."""

    @property
    def schluessel(self) -> str:
        """Stable word of the line within its block."""
        return self.art.value if self.art else self.posten.value if self.posten else ""

    @property
    def name(self) -> str:
        """What the line is called."""
        return BUDGET_WORT[self.art] if self.art else POSTEN_WORT[self.posten] if self.posten else ""


@dataclass(frozen=True, slots=True)
class Block:
    """One budget: a formula table."""

    schluessel: str
    titel: str
    abbildung: str
    zeilen: tuple[Zeile, ...]


POSTEN_WORT = {
    Posten.GLOBALBUDGET: "Globalbudget",
    Posten.NEUFALLBUDGET: "Neufallbudget",
    Posten.VERWALTUNGSKOSTENBUDGET: "Verwaltungskostenbudget",
    Posten.VORBINDUNGEN: "Vorbindungen",
    Posten.FREIRECHNUNG: "Freirechnungen",
    Posten.NEU_GEBUNDEN: "davon gebunden",
    Posten.UNGEBUNDEN: "noch nicht gebunden",
    Posten.VERPLANT: "verplant (Mittelansätze)",
    Posten.REST: "Rest",
}
POSTEN_CENT: dict[Posten, Callable[[Kennzahlen], int]] = {
    Posten.GLOBALBUDGET: lambda k: k.globalbudget_cent,
    Posten.NEUFALLBUDGET: lambda k: k.neufallbudget_cent,
    Posten.VERWALTUNGSKOSTENBUDGET: lambda k: k.verwaltungskostenbudget_cent,
    Posten.VORBINDUNGEN: lambda k: k.vorbindungen_cent,
    Posten.FREIRECHNUNG: lambda k: k.freirechnung_cent,
    Posten.NEU_GEBUNDEN: lambda k: k.neu_gebunden_cent,
    Posten.UNGEBUNDEN: lambda k: k.ungebunden_cent,
    Posten.VERPLANT: lambda k: k.verplant_cent,
    Posten.REST: lambda k: k.rest_cent,
}
"""Each derived amount in Cent."""

ZU_UMSCHICHTUNGEN = Ziel("budget", unterseite="umschichtung")

BLOECKE = (
    Block(
        "globalbudget",
        "Globalbudget",
        "Abb. 1",
        (
            Zeile("", art=Budgetart.EINGLIEDERUNGSMITTEL, eingabe=True),
            Zeile("+", art=Budgetart.VERWALTUNGSMITTEL, eingabe=True),
            Zeile("=", posten=Posten.GLOBALBUDGET, summe=True),
        ),
    ),
    Block(
        "neufallbudget",
        "Neufallbudget",
        "Abb. 2",
        (
            Zeile("", art=Budgetart.EINGLIEDERUNGSMITTEL, herkunft="aus dem Globalbudget"),
            Zeile("−", art=Budgetart.UMSCHICHTUNG, eingabe=True, basis=True, ziel=ZU_UMSCHICHTUNGEN),
            Zeile("−", posten=Posten.VORBINDUNGEN, ziel=Ziel("bindungen"), herkunft="aus den Bindungen"),
            Zeile(
                "+",
                posten=Posten.FREIRECHNUNG,
                ziel=Ziel("bindungen", unterseite="freirechnung"),
                herkunft="aus den Freirechnungen",
            ),
            Zeile("+", art=Budgetart.RUECKEINNAHMEN, eingabe=True),
            Zeile("=", posten=Posten.NEUFALLBUDGET, summe=True),
            Zeile(
                "",
                posten=Posten.NEU_GEBUNDEN,
                neben=True,
                ziel=Ziel("bindungen"),
                herkunft="aus den Bindungen",
            ),
            Zeile("", posten=Posten.UNGEBUNDEN, neben=True),
            Zeile(
                "−",
                posten=Posten.VERPLANT,
                ziel=Ziel("massnahmen", nur_verplante=True),
                herkunft="aus den Maßnahmen",
            ),
            Zeile("=", posten=Posten.REST, summe=True),
        ),
    ),
    Block(
        "verwaltungskostenbudget",
        "Verwaltungskostenbudget",
        "Abb. 3",
        (
            Zeile("", art=Budgetart.VERWALTUNGSMITTEL, herkunft="aus dem Globalbudget"),
            Zeile("+", art=Budgetart.KFA, eingabe=True),
            Zeile("+", art=Budgetart.VORLEISTUNGEN, eingabe=True),
            Zeile(
                "+",
                art=Budgetart.UMSCHICHTUNG,
                eingabe=True,
                basis=True,
                ziel=ZU_UMSCHICHTUNGEN,
                herkunft="derselbe Betrag wie im Neufallbudget",
            ),
            Zeile("=", posten=Posten.VERWALTUNGSKOSTENBUDGET, summe=True),
        ),
    ),
)
_SUMMANDEN = {
    Posten.GLOBALBUDGET: (Budgetart.EINGLIEDERUNGSMITTEL, Budgetart.VERWALTUNGSMITTEL),
    Posten.NEUFALLBUDGET: (Budgetart.EINGLIEDERUNGSMITTEL, Budgetart.UMSCHICHTUNG, Budgetart.RUECKEINNAHMEN),
    Posten.VERWALTUNGSKOSTENBUDGET: (
        Budgetart.VERWALTUNGSMITTEL,
        Budgetart.KFA,
        Budgetart.VORLEISTUNGEN,
        Budgetart.UMSCHICHTUNG,
    ),
}


def rest_wort(kennzahlen: Kennzahlen) -> str:
    """The Rest in words, so that sign and colour are not alone."""
    rest_cent = kennzahlen.rest_cent
    if not rest_cent and not kennzahlen.verplant_cent:
        return "noch nichts verplant"
    if rest_cent < 0:
        return f"▼ überplant um {format_eur(-rest_cent)}"
    return f"noch frei: {format_eur(rest_cent)}" if rest_cent else "genau verplant"


def fehlend_wort(blick: Planblick, posten: Posten) -> str:
    """Which inputs a sum still lacks; empty where it is complete."""
    fehlend = [
        BUDGET_WORT[art]
        for art in _SUMMANDEN.get(posten, ())
        if _zaehlt(blick, art) and (art not in blick.posten or blick.posten[art].betrag_cent is None)
    ]
    return f"vorläufig, noch ohne: {', '.join(fehlend)}" if fehlend else ""


def _zaehlt(blick: Planblick, art: Budgetart) -> bool:
    """False for the input of the Umschichtung where the plan reckons with its movements."""
    geplant = blick.kopf.umschichtung_basis is Umschichtungsbasis.GEPLANT
    return geplant or art is not Budgetart.UMSCHICHTUNG


def basis_wort(blick: Planblick) -> str:
    """Which sum of the Umschichtung counts, beside the input that does not."""
    posten = blick.posten.get(Budgetart.UMSCHICHTUNG)
    cent = posten.betrag_cent if posten else None
    planansatz = "noch offen" if cent is None else format_eur(cent)
    return f"gerechnet: {BASIS_WORT[Umschichtungsbasis.VOLLZOGEN]}; Planansatz {planansatz}"


def basis_betrag(kennzahlen: Kennzahlen, basis: Umschichtungsbasis) -> str:
    """One of the two sums of the Umschichtung."""
    geplant = basis is Umschichtungsbasis.GEPLANT
    return format_eur(
        kennzahlen.umschichtung_geplant_cent if geplant else kennzahlen.umschichtung_vollzogen_cent
    )


def ungebunden_wort(kennzahlen: Kennzahlen) -> str:
    """Says so where more is bound than there is."""
    mehr = kennzahlen.ungebunden_cent < 0
    return f"▼ {format_eur(-kennzahlen.ungebunden_cent)} mehr gebunden als Neufallbudget" if mehr else ""


def vorbindungen_wort(blick: Planblick) -> str:
    """How many Bindungen of earlier years fall due in the plan's year."""
    zahl = sum(1 for b in blick.bindungen if b.herkunft_jahr < blick.jahr and b.betrag_cent(blick.jahr))
    return f"{format_zahl(zahl)} {'Bindung' if zahl == 1 else 'Bindungen'} aus Vorjahren, fällig {blick.jahr}"


def verplant_wort(kennzahlen: Kennzahlen) -> str:
    """Share of the Neufallbudget that is planned."""
    anteil = kennzahlen.ausschoepfung_promille
    return "" if anteil is None else f"{format_promille(anteil)} des Neufallbudgets"


def kfa_wort(kennzahlen: Kennzahlen, regeln: Iterable[Regel]) -> tuple[str, str]:
    """The KFA's share beside the law's mark, and the mark's whole source; empty where there is no share."""
    anteil = kennzahlen.kfa_anteil_promille
    if anteil is None:
        return "", ""
    satz = f"KFA mit Vorleistungen: {format_promille(anteil)} der Gesamtverwaltungskosten"
    marken = gueltig(regeln, ANTEIL_VERWALTUNG, kennzahlen.haushaltsjahr)
    if not marken:
        return satz, ""
    richtwert = format_promille(marken[0].zahl("kommune_promille"))
    # The rule names the law first, then where the programme quotes it.
    gesetz = marken[0].quelle.split(";")[0].strip()
    return f"{satz}, Richtwert {richtwert} ({gesetz})", marken[0].quelle
