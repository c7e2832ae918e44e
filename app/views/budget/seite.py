"""The page "Budget": the formulas, and what shapes the year's money, each in a view of its own."""

from __future__ import annotations

from app.views.bausteine.unterseiten import Mehrfachseite, UnterseitenSpec


def _ansicht(name: str, titel: str, klasse: str) -> UnterseitenSpec:
    return UnterseitenSpec(name, titel, f"app.views.budget.{name}", klasse)


class BudgetSeite(Mehrfachseite):
    """Budget, Umschichtungen, vorläufige Haushaltsführung, Zuteilung."""

    name = "budget"
    titel = "Budget"
    icon = "ph.currency-eur"
    unterseiten = (
        _ansicht("rechnung", "Budget", "Rechnung"),
        _ansicht("umschichtung", "Umschichtungen", "Umschichtungsansicht"),
        _ansicht("freigabe", "Vorläufige Haushaltsführung", "Freigabeansicht"),
        _ansicht("zuteilung", "Zuteilung", "Zuteilungsansicht"),
    )
