"""What headings of foreign tables mean: the words that departments use, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from app.services.einfuhr.standworte import schluessel, worte


class Rolle(StrEnum):
    """What a column of a foreign table can hold."""

    LEISTUNG = "leistung"
    EINTRITTE = "eintritte"
    MITTELANSATZ = "mittelansatz"
    FINANZIERUNG = "finanzierung"
    FUNKTION = "funktion"
    HANDLUNGSFELD = "handlungsfeld"
    PRODUKT = "produkt"
    TEAM = "team"
    BEMERKUNG = "bemerkung"


KERN = (Rolle.LEISTUNG, Rolle.EINTRITTE, Rolle.MITTELANSATZ)
"""Without one of these, rows of text are no heading."""

_STAEMME = {
    Rolle.LEISTUNG: {
        10: "leistung massnahme",
        8: "angebot massnahmebezeichnung massnahmename",
        7: "bezeichnung projekt vorhaben instrument",
        5: "name kurs benennung gegenstand",
    },
    Rolle.EINTRITTE: {
        10: "eintritt eintritte neueintritte gutschein plaetze tn teilnehmer teilnehmende foerderfaelle",
        8: "platz platzzahl platzanzahl teilnehmerzahl zugaenge zugang faelle personen teilnahmen",
        6: "anzahl menge kontingent zahl",
    },
    Rolle.MITTELANSATZ: {
        10: "mittelansatz ansatz planansatz",
        9: "betrag budget mittelbedarf haushaltsmittel finanzbedarf finanzvolumen",
        7: "haushaltsplan mittel kosten volumen ausgaben gesamtkosten bedarf neufall haushaltsansatz aufwand",
        5: "€ eur euro teur summe geschaeftsplan",
    },
    Rolle.FINANZIERUNG: {
        10: "finanzierung finanzierungsart finanzierungsstand",
        7: "mittelherkunft kostentraeger finanzierungsquelle geldgeber",
        4: "status",
    },
    Rolle.FUNKTION: {
        10: "funktion integrationsprozess",
        8: "ziel ziele zielsetzung massnahmeziel massnahmeinhalt",
        7: "inhalt beschreibung kurzbeschreibung massnahmebeschreibung",
        5: "zweck",
    },
    Rolle.HANDLUNGSFELD: {
        10: "handlungsfeld hf",
        7: "handlungsschwerpunkt themenfeld schwerpunkt",
    },
    Rolle.PRODUKT: {
        10: "zweckbestimmung produkt produktbezeichnung",
        8: "produktkategorie massnahmeart massnahmetyp leistungsart",
        6: "rechtsgrundlage finanzposition paragraph §",
    },
    Rolle.TEAM: {
        10: "team fachteam teams",
        8: "fachbereich abteilung organisationseinheit sachgebiet",
        6: "zustaendig zustaendigkeit verantwortlich oe teamleitung",
    },
    Rolle.BEMERKUNG: {
        10: "bemerkung anmerkung kommentar notiz",
        8: "hinweis erlaeuterung ergaenzung",
        5: "sonstiges",
    },
}
_PUNKTE = {
    wort: (rolle, p) for rolle, s in _STAEMME.items() for p, liste in s.items() for wort in liste.split()
}
_FREMD = worte(
    "bestand bestandsfaelle austritt austritte abweichung differenz quote anteil prozent % nr nummer lfd "
    "schluessel durchschnitt durchschnittlich vorjahr vj ist monat monate monatlich laufzeit beginn ende "
    "dauer datum je pro platzkosten stueckkosten fallkosten aktenzeichen az plz telefon mail "
    "ansprechpartner vorbindung verausgabt gebunden"
)
"""Words that make a column none of the plan's: ``Bestand``, ``Kosten je Platz``, ``lfd. Nr.``."""
_FREMDE_ENDUNGEN = (
    "nummer",
    "traeger",
    "erbringer",
    "quote",
    "anteil",
    "dauer",
    "beginn",
    "datum",
    "schluessel",
)
_FUELL = worte(
    "der die das des den dem im in fuer und von zum zur mit ca plan geplant geplante geplanter gesamt neu "
    "soll jahr hj haushaltsjahr bzw oder t tsd mio inkl incl davon laut gem lt"
)
_ENDUNGEN = ("", "n", "en", "e", "s", "er", "es")
_STAMM_LAENGE = 5
_ENDE_MINUS, _ANFANG_MINUS = 2, 6
"""The end of a German compound says what it is: ``Massnahmenkosten`` are costs."""
_ZEICHEN = re.compile(r"[a-z0-9]+|[€%§]")
_JAHR = re.compile(r"(?:19|20)\d\d")
_ZUSATZ, _ZUSATZ_HOECHSTENS = 0.5, 2.0
_ANDERES_JAHR, _DIESES_JAHR = 4.0, 1.0
_LAENGSTE = 10
_TAUSEND = re.compile(r"\bt ?€|\bk ?€|\bteur\b|\btsd\b|\btausend\b|\b1\.?000 ?(?:€|eur)")
_MILLION = re.compile(r"\bmio\b|\bmillionen\b")


@dataclass(frozen=True, slots=True)
class Kopftreffer:
    """What a heading speaks for: points by role, 10 for the plan's own word."""

    punkte: dict[Rolle, float] = field(default_factory=dict)
    fremd: bool = False
    """The heading names what the plan has no column for."""
    anderes_jahr: bool = False


@lru_cache(maxsize=4096)
def kopftreffer(text: str, jahr: int | None = None) -> Kopftreffer:
    """What a heading means in a plan for ``jahr``; nothing where no word is known."""
    zeichen = _ZEICHEN.findall(schluessel(text))
    jahre = {int(z) for z in zeichen if _JAHR.fullmatch(z)}
    namen = [z for z in zeichen if not _JAHR.fullmatch(z)]
    if any(_ist_fremd(wort) for wort in namen):
        return Kopftreffer(fremd=True)
    bester: dict[Rolle, float] = {}
    unbekannt = 0.0
    gezaehlt = 0
    for wort in namen:
        treffer = _wortpunkte(wort)
        for rolle, punkte in treffer:
            wert = punkte - min(gezaehlt * _ZUSATZ, _ZUSATZ_HOECHSTENS)
            bester[rolle] = max(bester.get(rolle, 0.0), wert)
        unbekannt += _ZUSATZ if not treffer and wort not in _FUELL else 0.0
        gezaehlt += wort not in _FUELL
    abzug = min(unbekannt, _ZUSATZ_HOECHSTENS) + max(0, len(namen) - _LAENGSTE)
    anderes = jahr is not None and bool(jahre) and jahr not in jahre
    abzug += _ANDERES_JAHR if anderes else -_DIESES_JAHR if jahr in jahre else 0.0
    return Kopftreffer({r: p - abzug for r, p in bester.items() if p > abzug}, anderes_jahr=anderes)


def ist_kopfwort(text: str) -> bool:
    """Whether a short text can stand in a heading: a known word, a unit, a year, a filling word."""
    zeichen = _ZEICHEN.findall(schluessel(text))
    bekannt = [z in _FUELL or _JAHR.fullmatch(z) or _ist_fremd(z) or bool(_wortpunkte(z)) for z in zeichen]
    return bool(bekannt) and all(bekannt)


def ist_einheit(text: str) -> bool:
    """Whether a text is a unit below a heading: ``€``, ``in T€``, ``Anzahl``."""
    zeichen = set(_ZEICHEN.findall(schluessel(text)))
    return bool(zeichen) and zeichen <= {
        "€",
        "eur",
        "euro",
        "t",
        "tsd",
        "teur",
        "mio",
        "in",
        "anzahl",
        "zahl",
        "ca",
        "%",
    }


def vielfaches(text: str) -> int:
    """By what amounts below a heading are to be multiplied: 1000 for ``Ansatz (T€)``."""
    klein = schluessel(text)
    return 1000 if _TAUSEND.search(klein) else 1_000_000 if _MILLION.search(klein) else 1


def _ist_fremd(wort: str) -> bool:
    return any(s in _FREMD for s in _grundformen(wort)) or (
        wort not in _PUNKTE and wort.endswith(_FREMDE_ENDUNGEN) and wort != "traeger"
    )


@lru_cache(maxsize=4096)
def _wortpunkte(wort: str) -> tuple[tuple[Rolle, float], ...]:
    genau = next((_PUNKTE[s] for s in _grundformen(wort) if s in _PUNKTE), None)
    if genau is not None:
        return (genau,)
    treffer: dict[Rolle, float] = {}
    for stamm, (rolle, punkte) in _PUNKTE.items():
        if len(stamm) < _STAMM_LAENGE:
            continue
        if any(s.endswith(stamm) for s in _grundformen(wort)):
            treffer[rolle] = max(treffer.get(rolle, 0.0), punkte - _ENDE_MINUS)
        elif wort.startswith(stamm):
            treffer[rolle] = max(treffer.get(rolle, 0.0), punkte - _ANFANG_MINUS)
    return tuple(treffer.items())


def _grundformen(wort: str) -> list[str]:
    return [wort[: len(wort) - len(e)] for e in _ENDUNGEN if wort.endswith(e)]
