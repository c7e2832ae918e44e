"""Checks of the budget: inputs, overplanning, legal caps, Bindungen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.geld import format_eur, format_promille
from app.services.befund import Befund, Bezug, Schwere
from app.services.lage import schluessel
from app.services.regeln import EINGLIEDERUNGSMITTEL, OBERGRENZE, gueltig, norm
from app.services.summen import Dimension
from app.services.worte import BUDGET_WORT
from app.services.zeilen import Budgetart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.lage import Lage
    from app.services.regeln import Regel


def ueberplant(lage: Lage) -> Iterator[Befund]:
    """More is planned for new cases than the Neufallbudget holds."""
    k = lage.kennzahlen
    if k.rest_cent >= 0 or Budgetart.EINGLIEDERUNGSMITTEL in _fehlende(lage):
        return
    if k.verplant_cent == 0:
        text = (
            f"Für Neufälle bleibt nichts: Umschichtung und Vorbindungen übersteigen Eingliederungsmittel "
            f"und Rückeinnahmen um {format_eur(-k.rest_cent)}."
        )
    else:
        text = (
            f"Neufallbudget überplant um {format_eur(-k.rest_cent)}: verplant sind "
            f"{format_eur(k.verplant_cent)}, verfügbar {format_eur(k.neufallbudget_cent)}."
        )
    yield Befund("ueberplant", Schwere.WARNUNG, text, bezug=Bezug(dimension=Dimension.GESAMT))


def budget_fehlt(lage: Lage) -> Iterator[Befund]:
    """Budget inputs that nobody has entered; without Eingliederungsmittel there is no Neufallbudget."""
    fehlend = _fehlende(lage)
    haupt = Budgetart.EINGLIEDERUNGSMITTEL
    if haupt in fehlend:
        text = f"{BUDGET_WORT[haupt]} sind nicht eingetragen: Ein Neufallbudget lässt sich nicht berechnen."
        yield Befund("budget_fehlt", Schwere.WARNUNG, text, bezug=Bezug(posten=haupt))
    uebrige = [art for art in fehlend if art is not haupt]
    if uebrige:
        liste = ", ".join(f"„{BUDGET_WORT[art]}“" for art in uebrige)
        text = f"Noch nicht eingetragen und deshalb mit 0 € gerechnet: {liste}."
        yield Befund("budget_fehlt", Schwere.HINWEIS, text, bezug=Bezug(posten=uebrige[0]))


def budget_negativ(lage: Lage) -> Iterator[Befund]:
    """Only the Umschichtung can be negative (money from the Verwaltung into the Eingliederungstitel)."""
    for art in Budgetart:
        posten = lage.blick.posten.get(art)
        if posten is not None and (posten.betrag_cent or 0) < 0 and art is not Budgetart.UMSCHICHTUNG:
            text = f"„{BUDGET_WORT[art]}“ ist negativ ({format_eur(posten.betrag_cent or 0)})."
            yield Befund("budget_negativ", Schwere.FEHLER, text, bezug=Bezug(posten=art))


def _fehlende(lage: Lage) -> list[Budgetart]:
    posten = lage.blick.posten
    return [art for art in Budgetart if art not in posten or posten[art].betrag_cent is None]


def obergrenzen(lage: Lage) -> Iterator[Befund]:
    """Caps in force in the Haushaltsjahr on what some legal bases may take together."""
    for regel in gueltig(lage.regeln, OBERGRENZE, lage.blick.jahr):
        yield from _obergrenze(lage, regel)


def _obergrenze(lage: Lage, regel: Regel) -> Iterator[Befund]:
    basis_cent = _basis_cent(lage, regel.text("basis"))
    if basis_cent <= 0:
        return
    codes = {norm(code) for code in regel.liste("rechtsgrundlagen")}
    produkte = {p.id for p in lage.blick.produkte.values() if p.zusatz and norm(p.zusatz) in codes}
    zeilen = [z for z in lage.zeilen if z.produkt_id in produkte and z.verplant_cent]
    geplant = sum(z.verplant_cent for z in zeilen)
    anteil = regel.zahl("anteil_promille")
    if geplant * 1000 <= basis_cent * anteil:
        return
    grenze = basis_cent * anteil // 1000
    leistungen = _und(regel.liste("rechtsgrundlagen"))
    text = (
        f"Obergrenze überschritten um {format_eur(geplant - grenze)}: Für {leistungen} sind "
        f"{format_eur(geplant)} geplant, zulässig sind {format_promille(anteil)} von "
        f"{format_eur(basis_cent)}, also {format_eur(grenze)}{_teiljahr(regel, lage.blick.jahr)}."
    )
    yield Befund("obergrenze", Schwere.FEHLER, text, schluessel(zeilen), quelle=regel.quelle)


def _basis_cent(lage: Lage, basis: str) -> int:
    if basis == EINGLIEDERUNGSMITTEL:
        return lage.kennzahlen.eingliederungsmittel_cent
    return lage.kennzahlen.verwaltungskostenbudget_cent


def _teiljahr(regel: Regel, jahr: int) -> str:
    """Says so where the rule holds for a part of the year only."""
    if regel.gueltig_bis is not None and regel.gueltig_bis.year == jahr and not _ist_silvester(regel):
        return f" (gilt bis {regel.gueltig_bis:%d.%m.%Y})"
    if regel.gueltig_von.year == jahr and (regel.gueltig_von.month, regel.gueltig_von.day) != (1, 1):
        return f" (gilt ab {regel.gueltig_von:%d.%m.%Y})"
    return ""


def _ist_silvester(regel: Regel) -> bool:
    bis = regel.gueltig_bis
    return bis is not None and (bis.month, bis.day) == (12, 31)


def _und(worte: tuple[str, ...]) -> str:
    return " und ".join([", ".join(worte[:-1]), worte[-1]]) if len(worte) > 1 else "".join(worte)
