"""The words for states and kinds, as printed in the programme and as people type them."""

from __future__ import annotations

from app.models.arten import Budgetart, Eintrittestatus, Finanzierung, Planstatus

EINTRITTE_WORT = {
    Eintrittestatus.ZAHL: "",
    Eintrittestatus.KALKULATION_VORJAHR: "Kalkulation VJ",
    Eintrittestatus.KEINE: "-",
}
PLANSTATUS_WORT = {
    Planstatus.ENTWURF: "Entwurf",
    Planstatus.IN_PRUEFUNG: "in Prüfung",
    Planstatus.ABGESTIMMT: "abgestimmt",
    Planstatus.BESCHLOSSEN: "beschlossen",
}
BUDGET_WORT = {
    Budgetart.EINGLIEDERUNGSMITTEL: "Eingliederungsmittel",
    Budgetart.VERWALTUNGSMITTEL: "Verwaltungsmittel (Bund)",
    Budgetart.KFA: "Kommunaler Finanzierungsanteil (KFA)",
    Budgetart.VORLEISTUNGEN: "Vorleistungen und weitere Rückeinnahmen (Verwaltung)",
    Budgetart.UMSCHICHTUNG: "Umschichtung in die Verwaltung",
    Budgetart.RUECKEINNAHMEN: "Rückeinnahmen",
}


UEBERPLANT, FREI, GENAU_VERPLANT = "überplant", "frei", "genau verplant"


def rest_wort(rest_cent: int) -> str:
    """The Rest (Cent) in a word, so that neither colour nor sign has to say it alone."""
    return UEBERPLANT if rest_cent < 0 else FREI if rest_cent else GENAU_VERPLANT


def finanzierung_wort(finanzierung: Finanzierung, haushaltsjahr: int) -> str:
    """The state as it is printed in the column Mittelansatz: ``Auszahlung 2021`` in a plan for 2020."""
    return {
        Finanzierung.NEUFALL: "Neufall",
        Finanzierung.EINKAUF_VORJAHR: "Einkauf erfolgte im Vorjahr",
        Finanzierung.AUSZAHLUNG_FOLGEJAHR: f"Auszahlung {haushaltsjahr + 1}",
        Finanzierung.SGB_III: "zu Lasten SGB III",
        Finanzierung.FREMDFINANZIERT: "fremdfinanziert",
    }[finanzierung]
