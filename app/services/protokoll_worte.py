"""The journal's tables, columns and values in the words of the people who read them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from app.models.arten import Budgetart, Eintrittestatus, Finanzierung, Planstatus
from app.models.geld import format_eur, format_zahl
from app.services.worte import BUDGET_WORT, EINTRITTE_WORT, PLANSTATUS_WORT, finanzierung_wort

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

AKTION_WORT = {"neu": "angelegt", "geaendert": "geändert", "geloescht": "gelöscht"}
TABELLE_WORT = {
    "plan": "Plan",
    "budgetposten": "Budget",
    "handlungsfeld": "Handlungsfeld",
    "produktkategorie": "Produktkategorie",
    "produkt": "Produkt",
    "team": "Team",
    "massnahme": "Leistung",
    "ansatz": "Ansatz",
    "bindung": "Bindung",
    "bindungsbetrag": "Fälligkeit",
}
FELD_WORT = {
    "leistung": "Leistung",
    "bezeichnung": "Bezeichnung",
    "nummer": "Nummer",
    "kurz": "Kurzname",
    "haushaltsjahr": "Haushaltsjahr",
    "stand": "Stand",
    "status": "Status",
    "art": "Art",
    "eintritte": "Eintritte",
    "eintritte_status": "Stand der Eintritte",
    "mittelansatz_cent": "Mittelansatz",
    "betrag_cent": "Betrag",
    "finanzierung": "Finanzierung",
    "herkunft_jahr": "Herkunftsjahr",
    "aufgegliedert": "Aufgegliedert",
    "jahr": "Jahr",
    "monat": "Monat",
    "handlungsfeld_id": "Handlungsfeld",
    "produktkategorie_id": "Produktkategorie",
    "produkt_id": "Produkt",
    "team_id": "Team",
    "massnahme_id": "Leistung",
    "bindung_id": "Bindung",
    "rechtsgrundlage": "Rechtsgrundlage",
    "ausgewiesen": "In der Übersicht ausgewiesen",
    "tabellentitel": "Titel der Tabelle",
    "abschnitt": "Abschnitt",
    "funktion": "Funktion",
    "bemerkung": "Bemerkung",
    "erlaeuterung": "Erläuterung",
    "team_hinweis": "Hinweis zum Team",
    "quelle": "Quelle",
    "position": "Reihenfolge",
}
"""What people call the columns, in the order in which they read them."""
STILL = {"id", "plan_id"}
"""Columns that say nothing to people."""
BEI_NEU_STILL = {"position"}
"""Columns that say something only where they change."""
ORT_FELDER = {
    "ansatz": {"massnahme_id"},
    "bindungsbetrag": {"bindung_id", "jahr", "monat"},
    "budgetposten": {"art"},
}
"""Columns that the place names already, unless they change."""
_JAHRESZAHLEN = {"haushaltsjahr", "herkunft_jahr", "jahr", "monat"}


def wert_text(feld: str, wert: object, *, haushaltsjahr: int, verweis: Callable[[str, str], str]) -> str:
    """A journal value as people read it: amounts in Euro, states and references as words.

    Args:
        feld: column name.
        wert: value as it stands in the journal (dates as ISO text).
        haushaltsjahr: the plan's year, for "Auszahlung" of the year after.
        verweis: name of a row, by table and key.
    """
    if wert is None or wert == "":
        return ""
    if feld.endswith("_id"):
        return verweis(feld.removesuffix("_id"), str(wert))
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    if isinstance(wert, int):
        return _zahl_text(feld, wert)
    if feld == "stand":
        return f"{dt.date.fromisoformat(str(wert)):%d.%m.%Y}"
    return _wort(feld, str(wert), haushaltsjahr)


def _zahl_text(feld: str, wert: int) -> str:
    if feld.endswith("_cent"):
        return format_eur(wert)
    return str(wert) if feld in _JAHRESZAHLEN else format_zahl(wert)


def _wort(feld: str, wert: str, haushaltsjahr: int) -> str:
    """The word for a state; what this version does not know stays as it is in the journal."""
    arten: dict[str, tuple[type[StrEnum], Callable[[Any], str]]] = {
        "status": (Planstatus, lambda a: PLANSTATUS_WORT[a]),
        "eintritte_status": (Eintrittestatus, lambda a: EINTRITTE_WORT[a] or "Zahl"),
        "finanzierung": (Finanzierung, lambda a: finanzierung_wort(a, haushaltsjahr)),
        "art": (Budgetart, lambda a: BUDGET_WORT[a]),
    }
    if feld not in arten:
        return wert
    art, wort = arten[feld]
    return wort(art(wert)) if wert in {a.value for a in art} else wert


def name_aus(tabelle: str, werte: dict[str, Any]) -> str | None:
    """The name of a row out of its columns; None where they do not hold it."""
    if tabelle == "massnahme":
        return str(werte["leistung"]) if "leistung" in werte else None
    if tabelle == "budgetposten":
        return _wort("art", str(werte["art"]), 0) if "art" in werte else None
    if "bezeichnung" not in werte:
        return None
    nummer = werte.get("nummer")
    return f"{nummer} {werte['bezeichnung']}" if nummer else str(werte["bezeichnung"])
