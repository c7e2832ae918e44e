"""Whether the program can work with a file's content: known words, whole cents, references within a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    import sqlite3
    from enum import StrEnum

_WORTE: tuple[tuple[str, str, type[StrEnum]], ...] = (
    ("plan", "status", Planstatus),
    ("budgetposten", "art", Budgetart),
    ("ansatz", "eintritte_status", Eintrittestatus),
    ("ansatz", "finanzierung", Finanzierung),
    ("plan", "umschichtung_basis", Umschichtungsbasis),
    ("bindung", "art", Bindungsart),
    ("bindung", "teil", Bindungsteil),
    ("zahlung", "art", Zahlungsart),
    ("zahlung", "stand", Zahlungsstand),
    ("verpflichtungsermaechtigung", "stand", VeStand),
    ("umschichtung", "richtung", Umschichtungsrichtung),
    ("umschichtung", "stand", Umschichtungsstand),
    ("freigabe", "anrechnung", Anrechnung),
    ("planwert", "groesse", Plangroesse),
    ("produkt", "bildungsart", Bildungsart),
    ("zielwert", "art", Kennzahlart),
    ("zielwert", "einheit", Zieleinheit),
    ("zielwert", "richtung", Zielrichtung),
)
_GANZZAHLEN = (
    ("plan", "haushaltsjahr"),
    ("budgetposten", "betrag_cent"),
    ("ansatz", "eintritte"),
    ("ansatz", "mittelansatz_cent"),
    ("bindung", "herkunft_jahr"),
    ("bindungsbetrag", "jahr"),
    ("bindungsbetrag", "monat"),
    ("bindungsbetrag", "betrag_cent"),
    ("bindung", "summe_cent"),
    ("bindung", "plaetze"),
    ("bindung", "besetzt"),
    ("bindung", "abschlag_promille"),
    ("bindung", "zahlungsziel_tage"),
    ("bindung", "skonto_promille"),
    ("bindung", "skonto_tage"),
    ("zahlung", "jahr"),
    ("zahlung", "betrag_cent"),
    ("freirechnung", "jahr"),
    ("freirechnung", "betrag_cent"),
    ("verpflichtungsermaechtigung", "jahr"),
    ("verpflichtungsermaechtigung", "betrag_cent"),
    ("umschichtung", "betrag_cent"),
    ("freigabe", "anteil_promille"),
    ("fallgruppe", "klasse"),
    ("fallgruppe", "anzahl"),
    ("fallgruppe", "beginn_jahr"),
    ("fallgruppe", "beginn_monat"),
    ("fallgruppe", "dauer_monate"),
    ("fallgruppe", "lohn_cent"),
    ("planwert", "wert"),
    ("sonderprojekt", "sachkosten_cent"),
    ("sonderprojekt", "personalkosten_cent"),
    ("patpauschale", "klasse"),
    ("patpauschale", "betrag_cent"),
    ("personal", "soll_hundertstel"),
    ("personal", "ist_hundertstel"),
    ("betreuungsschluessel", "soll_zehntel"),
    ("betreuungsschluessel", "ist_zehntel"),
    ("kundengruppe", "anzahl"),
    ("bildungsziel", "umschulungen"),
    ("bildungsziel", "teilqualifizierungen"),
    ("bildungsziel", "fortbildungen"),
    ("kommunale_leistung", "faelle"),
    ("zielwert", "plan_tausendstel"),
    ("zielwert", "ist_tausendstel"),
)
_VERWEISE = (
    ("massnahme", "handlungsfeld_id", "handlungsfeld"),
    ("massnahme", "produkt_id", "produkt"),
    ("massnahme", "team_id", "team"),
    ("produkt", "produktkategorie_id", "produktkategorie"),
    ("bindung", "massnahme_id", "massnahme"),
    ("bindung", "produkt_id", "produkt"),
    ("bindung", "sammel_id", "bindung"),
    ("bindung", "grund_id", "bindung"),
    ("bindung", "fallgruppe_id", "fallgruppe"),
    ("fallgruppe", "produkt_id", "produkt"),
    ("fallgruppe", "massnahme_id", "massnahme"),
    ("umschichtung", "von_produkt_id", "produkt"),
    ("umschichtung", "nach_produkt_id", "produkt"),
)


def unstimmigkeit(verbindung: sqlite3.Connection) -> str | None:
    """What in a file of the present format the program could not work with; None where all is well."""
    for tabelle, spalte, worte in _WORTE:
        liste = ", ".join(f"'{wort.value}'" for wort in worte)
        if _gibt_es(verbindung, tabelle, f"{spalte} NOT IN ({liste})"):
            return f"enthält in „{tabelle}“ eine unbekannte Angabe ({spalte})"
    for tabelle, spalte in _GANZZAHLEN:
        if _gibt_es(verbindung, tabelle, f"typeof({spalte}) NOT IN ('integer', 'null')"):
            return f"enthält in „{tabelle}“ einen Wert, der keine ganze Zahl ist ({spalte})"
    for tabelle, spalte, ziel in _VERWEISE:
        verbund = f"{tabelle} AS hier JOIN {ziel} AS dort ON dort.id = hier.{spalte}"
        if _gibt_es(verbindung, verbund, "dort.plan_id <> hier.plan_id"):
            return f"enthält in „{tabelle}“ einen Verweis in einen anderen Plan ({spalte})"
    ansaetze = "bindung b JOIN ansatz a ON a.id = b.ansatz_id JOIN massnahme m ON m.id = a.massnahme_id"
    if _gibt_es(verbindung, ansaetze, "m.plan_id <> b.plan_id"):
        return "enthält in „bindung“ einen Verweis in einen anderen Plan (ansatz_id)"
    return None


def _gibt_es(verbindung: sqlite3.Connection, aus: str, wobei: str) -> bool:
    # Both parts are made of the names above, nothing comes from the file.
    frage = f"SELECT 1 FROM {aus} WHERE {wobei} LIMIT 1"  # noqa: S608 - see above
    return verbindung.execute(frage).fetchone() is not None
