"""The journal's tables, columns and values in the words of the people who read them."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from app.models.arten import Eintrittestatus, Finanzierung
from app.models.geld import format_eur, format_millionstel, format_promille, format_zahl
from app.services.dezimal import format_dezimal
from app.services.worte import (
    ANRECHNUNG_WORT,
    BASIS_WORT,
    BILDUNGSART_WORT,
    BINDUNGSART_WORT,
    BINDUNGSTEIL_WORT,
    BUDGET_WORT,
    EINTRITTE_WORT,
    GROESSE_WORT,
    KENNZAHLART_WORT,
    PLANSTATUS_WORT,
    RICHTUNG_WORT,
    UMSCHICHTUNGSSTAND_WORT,
    VE_WORT,
    ZAHLUNGSART_WORT,
    ZAHLUNGSSTAND_WORT,
    ZIELEINHEIT_WORT,
    ZIELRICHTUNG_WORT,
    finanzierung_wort,
)
from app.services.zeilen import ERFUNDEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
    "zahlung": "Zahlung",
    "freirechnung": "Freirechnung",
    "verpflichtungsermaechtigung": "VE",
    "umschichtung": "Umschichtung",
    "freigabe": "Vorläufige Haushaltsführung",
    "fallgruppe": "Fallgruppe",
    "planwert": "Plangröße",
    "sonderprojekt": "Sonderprojekt",
    "patpauschale": "PAT-Pauschale",
    "personal": "Personal",
    "betreuungsschluessel": "Betreuungsschlüssel",
    "kundengruppe": "Kundengruppe",
    "bildungsziel": "Bildungsziel",
    "kommunale_leistung": "Kommunale Leistung",
    "zielwert": "Zielwert",
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
    "vertragspartner": "Vertragspartner",
    "aktenzeichen": "Aktenzeichen",
    "teil": "Vertragsteil",
    "wirksam": "Bindet",
    "datum": "Datum",
    "laufzeit_von": "Laufzeit von",
    "laufzeit_bis": "Laufzeit bis",
    "summe_cent": "Vertragssumme",
    "sammel_id": "Teil von",
    "grund_id": "Grundvertrag",
    "ansatz_id": "Ansatz",
    "fallgruppe_id": "Fallgruppe",
    "plaetze": "Plätze",
    "besetzt": "Besetzte Plätze",
    "abschlag_promille": "Abschlag",
    "zahlungsziel_tage": "Zahlungsziel (Tage)",
    "skonto_promille": "Skonto",
    "skonto_tage": "Skontofrist (Tage)",
    "beleg": "Beleg",
    "grund": "Grund",
    "ab": "Ab",
    "richtung": "Richtung",
    "von_produkt_id": "Von Produkt",
    "nach_produkt_id": "Nach Produkt",
    "von": "Von",
    "bis": "Bis",
    "anteil_promille": "Freigegeben",
    "anrechnung": "Angerechnet",
    "klasse": "BG-Klasse",
    "anzahl": "Anzahl",
    "beginn_jahr": "Beginn, Jahr",
    "beginn_monat": "Beginn, Monat",
    "dauer_monate": "Dauer (Monate)",
    "lohn_cent": "Bemessungsgrundlage je Monat",
    "groesse": "Größe",
    "wert": "Wert",
    "umschichtung_basis": "Umschichtung gerechnet als",
    "erfunden": ERFUNDEN,
    "bildungsart": "Bildungsziel",
    "sachkosten_cent": "Sachkosten",
    "personalkosten_cent": "Personalkosten",
    "soll_hundertstel": "VZÄ Soll",
    "ist_hundertstel": "VZÄ Ist",
    "soll_zehntel": "Betreuungsschlüssel, Plan",
    "ist_zehntel": "Betreuungsschlüssel, Ist",
    "gesamt": "Ist das Ganze",
    "berichtsmonat": "Stand der Zahl",
    "umschulungen": "Umschulungen",
    "teilqualifizierungen": "Davon Teilqualifizierungen",
    "fortbildungen": "Fortbildungen",
    "erbracht_von": "Erbracht von",
    "faelle": "Fälle ca.",
    "zusatz": "Zusatz",
    "einheit": "Einheit",
    "plan_tausendstel": "Geplant",
    "ist_tausendstel": "Ist",
    "position": "Reihenfolge",
}
"""What people call the columns, in the order in which they read them."""
STILL = {"id", "plan_id", "vorgaenger_id"}
"""Columns that say nothing to people."""
BEI_NEU_STILL = {"position"}
"""Columns that say something only where they change."""
ORT_FELDER = {
    "ansatz": {"massnahme_id"},
    "bindungsbetrag": {"bindung_id", "jahr", "monat"},
    "budgetposten": {"art"},
    "zahlung": {"bindung_id"},
    "freirechnung": {"bindung_id"},
    "verpflichtungsermaechtigung": {"jahr"},
    "planwert": {"groesse"},
}
"""Columns that the place names already, unless they change."""
_JAHRESZAHLEN = {"haushaltsjahr", "herkunft_jahr", "jahr", "monat", "beginn_jahr", "beginn_monat"}
_TAGE = {"stand", "datum", "laufzeit_von", "laufzeit_bis", "ab", "von", "bis"}
_STELLEN = {"_zehntel": 1, "_hundertstel": 2, "_tausendstel": 3}
"""Decimal places that the end of a column's name tells."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_VERWEIS_AUF = {"sammel": "bindung", "grund": "bindung", "von_produkt": "produkt", "nach_produkt": "produkt"}
"""Tables that references point to where the column is not called after them."""


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
        return verweis(tabelle_von(feld), str(wert))
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    if isinstance(wert, int):
        return _zahl_text(feld, wert)
    if feld in _TAGE and _ISO.fullmatch(str(wert)):
        return _tag(str(wert))
    return _wort(feld, str(wert), haushaltsjahr)


def planwert_text(groesse: str | None, wert: int | None) -> str:
    """A named figure in the unit that its name says."""
    if wert is None:
        return ""
    if groesse is not None and groesse.endswith("_millionstel"):
        return format_millionstel(wert)
    return format_eur(wert) if groesse is not None and groesse.endswith("_cent") else format_zahl(wert)


def _tag(iso: str) -> str:
    return f"{dt.date.fromisoformat(iso):%d.%m.%Y}"


def tabelle_von(feld: str) -> str:
    """The table that a reference column points to."""
    name = feld.removesuffix("_id")
    return _VERWEIS_AUF.get(name, name)


def _zahl_text(feld: str, wert: int) -> str:
    if feld.endswith("_cent"):
        return format_eur(wert)
    if feld.endswith("_promille"):
        return format_promille(wert)
    stellen = next((n for ende, n in _STELLEN.items() if feld.endswith(ende)), None)
    if stellen is not None:
        return format_dezimal(wert, stellen)
    return str(wert) if feld in _JAHRESZAHLEN else format_zahl(wert)


def _wort(feld: str, wert: str, haushaltsjahr: int) -> str:
    """The word for a state; what this version does not know stays as it is in the journal."""
    if feld == "finanzierung" and wert in {f.value for f in Finanzierung}:
        return finanzierung_wort(Finanzierung(wert), haushaltsjahr)
    worte: dict[str, str] = {a.value: w for liste in _WORTE.get(feld, ()) for a, w in liste.items()}
    return worte.get(wert, wert)


_WORTE: Mapping[str, tuple[Mapping[Any, str], ...]] = {
    "status": (PLANSTATUS_WORT,),
    "eintritte_status": ({**EINTRITTE_WORT, Eintrittestatus.ZAHL: "Zahl"},),
    "art": (BUDGET_WORT, BINDUNGSART_WORT, ZAHLUNGSART_WORT, KENNZAHLART_WORT),
    "teil": (BINDUNGSTEIL_WORT,),
    "stand": (VE_WORT, UMSCHICHTUNGSSTAND_WORT, ZAHLUNGSSTAND_WORT),
    "richtung": (RICHTUNG_WORT, ZIELRICHTUNG_WORT),
    "anrechnung": (ANRECHNUNG_WORT,),
    "groesse": (GROESSE_WORT,),
    "umschichtung_basis": (BASIS_WORT,),
    "bildungsart": (BILDUNGSART_WORT,),
    "einheit": (ZIELEINHEIT_WORT,),
}
"""The words for states and kinds by column; a column can stand in several tables."""


_NAMENSFELD = {"massnahme": "leistung", "planwert": "groesse", "umschichtung": "richtung"}
"""The column that names a row, where it is not its Bezeichnung (or its kind)."""


def name_aus(tabelle: str, werte: dict[str, Any]) -> str | None:
    """The name of a row out of its columns; None where they do not hold it."""
    feld = _NAMENSFELD.get(tabelle, "art" if tabelle == "budgetposten" else "bezeichnung")
    if tabelle == "verpflichtungsermaechtigung":
        return f"VE {werte['jahr']}" if "jahr" in werte else None
    if tabelle == "freigabe":
        return f"{TABELLE_WORT[tabelle]} bis {_tag(str(werte['bis']))}" if "bis" in werte else None
    if feld not in werte:
        return None
    wort = _wort(feld, str(werte[feld]), 0)
    nummer = werte.get("nummer")
    return f"{nummer} {wort}" if nummer else wort
