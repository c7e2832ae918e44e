"""The words for states and kinds, as printed in the programme and as people type them."""

from __future__ import annotations

from app.models.arten import (
    Anrechnung,
    Bildungsart,
    Bindungsart,
    Bindungsteil,
    Budgetart,
    Eintrittestatus,
    Finanzierung,
    Kennzahlart,
    Plangroesse,
    Planstatus,
    Umschichtungsbasis,
    Umschichtungsrichtung,
    Umschichtungsstand,
    VeStand,
    Zahlungsart,
    Zahlungsstand,
    Zieleinheit,
    Zielrichtung,
)

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


BINDUNGSART_WORT = {Bindungsart.VERTRAG: "Vertrag", Bindungsart.BEWILLIGUNG: "Bewilligung"}
BINDUNGSTEIL_WORT = {
    Bindungsteil.GRUNDVERTRAG: "Grundvertrag",
    Bindungsteil.OPTION: "Option",
    Bindungsteil.AUFSTOCKUNG: "Aufstockung",
}
ZAHLUNGSART_WORT = {
    Zahlungsart.ABSCHLAG: "Abschlag",
    Zahlungsart.RECHNUNG: "Rechnung",
    Zahlungsart.SCHLUSSZAHLUNG: "Schlusszahlung",
}
ZAHLUNGSSTAND_WORT = {Zahlungsstand.ANGEORDNET: "angeordnet", Zahlungsstand.AUSGEZAHLT: "ausgezahlt"}
VE_WORT = {VeStand.VORLAEUFIG: "vorläufig", VeStand.ENDGUELTIG: "endgültig", VeStand.GEKUERZT: "gekürzt"}
RICHTUNG_WORT = {
    Umschichtungsrichtung.IN_VERWALTUNG: "Eingliederung → Verwaltung",
    Umschichtungsrichtung.IN_EINGLIEDERUNG: "Verwaltung → Eingliederung",
    Umschichtungsrichtung.ZWISCHEN_PRODUKTEN: "zwischen Produkten",
}
UMSCHICHTUNGSSTAND_WORT = {
    Umschichtungsstand.GEPLANT: "geplant",
    Umschichtungsstand.GESPERRT: "gesperrt",
    Umschichtungsstand.VOLLZOGEN: "vollzogen",
    Umschichtungsstand.ZURUECKGEZOGEN: "zurückgezogen",
}
BASIS_WORT = {
    Umschichtungsbasis.GEPLANT: "geplanter Betrag",
    Umschichtungsbasis.VOLLZOGEN: "vollzogene Bewegungen",
}
ANRECHNUNG_WORT = {
    Anrechnung.GANZES_JAHR: "fällig im ganzen Jahr",
    Anrechnung.BIS_STICHTAG: "fällig bis zum Ende der Freigabe",
}
GROESSE_WORT = {
    Plangroesse.EGT_BUND_CENT: "Eingliederungsmittel, bundesweit zu verteilen",
    Plangroesse.EGT_VORAB_CENT: "vorab zugewiesen (Altfälle § 16e)",
    Plangroesse.ELB_LOKAL: "eLb, Jobcenter",
    Plangroesse.ELB_BUND: "eLb, Bund",
    Plangroesse.BEVOELKERUNG_LOKAL: "Bevölkerung im Erwerbsalter, Jobcenter",
    Plangroesse.BEVOELKERUNG_BUND: "Bevölkerung im Erwerbsalter, Bund",
    Plangroesse.LZB_LOKAL: "LZB, Jobcenter",
    Plangroesse.LZB_BUND: "LZB, Bund",
    Plangroesse.VERWALTUNG_BUND_CENT: "Verwaltungsmittel, bundesweit zu verteilen",
    Plangroesse.BG_ZEITRAUM_NEU: "Bedarfsgemeinschaften, neuerer Zeitraum",
    Plangroesse.BG_ZEITRAUM_ALT: "Bedarfsgemeinschaften, älterer Zeitraum",
    Plangroesse.BG_MAXIMALWERTE_BUND: "Summe der Maximalwerte, Bund",
    Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL: "Anteil des Jobcenters, wenn bekannt",
    Plangroesse.PAT_RAHMEN_NEU_CENT: "erwartete Entlastung durch neue Fälle",
    Plangroesse.PAT_RAHMEN_BESTAND_CENT: "erwartete Entlastung durch Bestandsfälle",
}
"""What the named figures are called (AMIP 2.1 to 2.4)."""
JA_NEIN_WORT = {True: "ja", False: "nein"}
BILDUNGSART_WORT = {Bildungsart.UMSCHULUNG: "Umschulung", Bildungsart.FORTBILDUNG: "Fortbildung"}
KENNZAHLART_WORT = {Kennzahlart.STEUERUNGSZIEL: "Steuerungsziel", Kennzahlart.QUALITAET: "Qualitätskennzahl"}
ZIELEINHEIT_WORT = {
    Zieleinheit.EURO: "Euro",
    Zieleinheit.PROZENT: "Prozent",
    Zieleinheit.ANZAHL: "Anzahl",
    Zieleinheit.NOTE: "Note",
    Zieleinheit.INDEX: "Index",
}
ZIELRICHTUNG_WORT = {
    Zielrichtung.MEHR: "mehr ist besser",
    Zielrichtung.WENIGER: "weniger ist besser",
    Zielrichtung.BEOBACHTEN: "nur beobachtet",
}
