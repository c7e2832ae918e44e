"""Reads an example as a whole: all its files, after those of the example it builds on; no word is unknown."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from app.services.grundlagenfelder import TABELLEN
from app.services.ressourcen import ressource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.katalogdaten import Daten


def _worte(worte: str) -> frozenset[str]:
    return frozenset(worte.split())


_TEXT = _worte("bezeichnung quelle bemerkung")
_ERLAUBT: Mapping[str, frozenset[str]] = {
    "plan": _worte("haushaltsjahr bezeichnung stand status quelle erfunden grundlage"),
    "budgetposten": _worte("art betrag quelle erlaeuterung"),
    "handlungsfeld": _worte("schluessel nummer bezeichnung kurz abschnitt tabellentitel"),
    "team": _worte("schluessel bezeichnung quelle"),
    "produktkategorie": _worte("schluessel nummer bezeichnung kurz ausgewiesen"),
    "produkt": _worte("schluessel kategorie bezeichnung rechtsgrundlage bildungsart"),
    "massnahme": _worte(
        "leistung handlungsfeld produkt team funktion bemerkung team_hinweis quelle ansaetze",
    ),
    "ansaetze": _worte("eintritte eintritte_status mittelansatz finanzierung"),
    "bindung": _TEXT
    | _worte("schluessel sammel grund massnahme ansatz produkt fallgruppe herkunft_jahr aufgegliedert")
    | _worte("art teil wirksam vertragspartner aktenzeichen datum laufzeit_von laufzeit_bis summe plaetze")
    | _worte("besetzt abschlag_promille zahlungsziel_tage skonto_promille skonto_tage")
    | _worte("betraege zahlungen freirechnungen"),
    "betraege": _worte("jahr monat betrag"),
    "zahlungen": _worte("jahr datum betrag art stand beleg bemerkung"),
    "freirechnungen": _worte("jahr datum betrag grund"),
    "ve": _worte("jahr ab betrag stand bemerkung"),
    "umschichtung": _worte("datum richtung stand betrag von nach grund"),
    "freigabe": _worte("von bis anteil_promille anrechnung bemerkung"),
    "fallgruppe": _TEXT
    | _worte("schluessel produkt massnahme klasse anzahl beginn_jahr beginn_monat dauer_monate lohn"),
    "planwert": _worte("groesse betrag wert quelle"),
    **{t.name: frozenset(f.name for f in t.felder) for t in TABELLEN},
}
"""What the data may say, by table; the lists inside an entry are tables of their own."""


def lies_beispiel(name: str) -> Daten:
    """All data of an example: its files together, after those of the example that it builds on.

    Raises:
        KeyError: the data uses a word that the program does not know.
    """
    daten: Daten = {}
    for pfad in sorted(ressource("beispiele", name).glob("*.toml")):
        with pfad.open("rb") as quelle:
            daten = _zusammen(daten, tomllib.load(quelle))
    pruefe_worte(daten)
    grundlage = daten["plan"].get("grundlage")
    return daten if grundlage is None else _zusammen(lies_beispiel(grundlage), daten)


def _zusammen(erst: Daten, dann: Daten) -> Daten:
    """Lists follow each other, the head of the plan is taken over word by word."""
    ganz = dict(erst)
    for tabelle, inhalt in dann.items():
        vorher = ganz.get(tabelle)
        if isinstance(vorher, dict):
            ganz[tabelle] = vorher | inhalt
        else:
            ganz[tabelle] = [*(vorher or ()), *inhalt] if isinstance(inhalt, list) else inhalt
    return ganz


def pruefe_worte(daten: Mapping[str, Any]) -> None:
    """Check that every table and every key is known.

    Raises:
        KeyError: with the table and the unknown word.
    """
    for tabelle, inhalt in daten.items():
        if tabelle not in _ERLAUBT:
            msg = f"unbekannte Tabelle „{tabelle}“"
            raise KeyError(msg)
        for eintrag in inhalt if isinstance(inhalt, list) else [inhalt]:
            _pruefe_eintrag(tabelle, eintrag)


def _pruefe_eintrag(tabelle: str, eintrag: Daten) -> None:
    if unbekannt := eintrag.keys() - _ERLAUBT[tabelle]:
        msg = f"{tabelle}: unbekannte Angabe {', '.join(f'„{wort}“' for wort in sorted(unbekannt))}"
        raise KeyError(msg)
    pruefe_worte({wort: wert for wort, wert in eintrag.items() if isinstance(wert, list)})


def finde(ziele: Mapping[str, str], schluessel: str | None, was: str) -> str | None:
    """Row key of what the data refers to; None where it refers to nothing.

    Raises:
        KeyError: there is no such entry, with its name.
    """
    if schluessel is None:
        return None
    if schluessel not in ziele:
        msg = f"{was} „{schluessel}“ gibt es in den Daten nicht"
        raise KeyError(msg)
    return ziele[schluessel]
