"""The tables of the Grundlagen as facts: their columns, how each reads a text, and what it shows."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.models import grundlagen as modelle
from app.models.geld import BetragFehler, format_eur, format_zahl, parse_anzahl, parse_eur
from app.services.datum import format_datum, verlange_datum
from app.services.dezimal import format_dezimal, lies_dezimal
from app.services.eingabe import MAX_TEXT, EingabeFehler, lies_wort
from app.services.grundlagenzeilen import (
    Betreuungszeile,
    Bildungszielzeile,
    Grundlagenzeile,
    KommunaleZeile,
    Kundenzeile,
    Patzeile,
    Personalzeile,
    Projektzeile,
    Zielzeile,
)
from app.services.worte import JA_NEIN_WORT, KENNZAHLART_WORT, ZIELEINHEIT_WORT, ZIELRICHTUNG_WORT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.services.planblick import Planblick

_HUNDERTSTEL, _TAUSENDSTEL = 2, 3
_HOECHSTE_KLASSE = 99
_HOECHSTE_VZAE = 9_999_999
_HOECHSTER_SCHLUESSEL = 99_999


class Art(StrEnum):
    """What a column holds: it decides on alignment, sums and the format of a workbook's cell."""

    TEXT = "text"
    BETRAG = "betrag"
    """Cent."""
    ANZAHL = "anzahl"
    DEZIMAL = "dezimal"
    DATUM = "datum"
    WORT = "wort"
    """One of a closed list."""


ZAHLEN = frozenset({Art.BETRAG, Art.ANZAHL, Art.DEZIMAL})


@dataclass(frozen=True, slots=True)
class Grundfeld:
    """One editable column."""

    name: str
    """The attribute of row and entity."""
    wort: str
    lies: Callable[[str], Any]
    """Reads a text; raises ``EingabeFehler`` or ``BetragFehler``."""
    zeige: Callable[[Any], str]
    """A value as ``lies`` reads it again."""
    art: Art = Art.TEXT
    vorschlaege: tuple[str, ...] = ()
    tipp: str = ""

    def text(self, zeile: Grundlagenzeile) -> str:
        """What the column shows of a row; empty for None."""
        wert = getattr(zeile, self.name)
        return "" if wert is None else self.zeige(wert)


@dataclass(frozen=True, slots=True)
class Grundtabelle:
    """One table of the Grundlagen."""

    name: str
    """Name of the table in the file."""
    attribut: str
    """Where ``Grundlagen`` has its rows."""
    einzahl: str
    """What a row is called."""
    neu: str
    """What a new row is called until somebody names it."""
    entitaet: type[modelle.Grundlage]
    zeilenklasse: type[Grundlagenzeile]
    felder: tuple[Grundfeld, ...]
    anfang: Callable[[Planblick], Mapping[str, Any]] = lambda _blick: {}
    """What a new row holds besides its name."""

    def feld(self, name: str) -> Grundfeld:
        """A column by its attribute."""
        return next(f for f in self.felder if f.name == name)

    def zeilen(self, blick: Planblick) -> tuple[Grundlagenzeile, ...]:
        """The rows of a plan, in order."""
        zeilen: tuple[Grundlagenzeile, ...] = getattr(blick.grundlagen, self.attribut)
        return zeilen


# -- reading and showing -----------------------------------------------------------------------------


def _text(text: str) -> str | None:
    if len(text) > MAX_TEXT:
        msg = f"Der Text ist mit {len(text)} Zeichen zu lang; Platz ist für {MAX_TEXT}."
        raise EingabeFehler(msg)
    return text.strip() or None


def _pflichttext(text: str) -> str:
    gelesen = _text(text)
    if gelesen is None:
        msg = "Hier fehlt eine Bezeichnung."
        raise EingabeFehler(msg)
    return gelesen


def _kurztext(text: str) -> str:
    return _text(text) or ""


def _betrag(text: str) -> int | None:
    if not text.strip():
        return None
    cent = int(parse_eur(text))
    if cent < 0:
        msg = f"Der Betrag kann nicht negativ sein ({format_eur(cent)})."
        raise EingabeFehler(msg)
    return cent


def _anzahl(text: str) -> int | None:
    kern = re.sub(r"(?i)^ca\.?\s*", "", text.strip())
    return parse_anzahl(kern) if kern else None


def _vzae(text: str) -> int | None:
    zahl = lies_dezimal(text, _HUNDERTSTEL)
    if zahl is not None and not 0 <= zahl <= _HOECHSTE_VZAE:
        msg = f"„{text.strip()[:40]}“ ist keine Zahl von Vollzeitäquivalenten."
        raise EingabeFehler(msg)
    return zahl


def _zeige_vzae(wert: int) -> str:
    return format_dezimal(wert, _HUNDERTSTEL, _HUNDERTSTEL)


def _schluessel(text: str) -> int | None:
    kern = re.sub(r"^1\s*:\s*", "", text.strip())
    zahl = lies_dezimal(kern, 1)
    if zahl is not None and not 0 < zahl <= _HOECHSTER_SCHLUESSEL:
        msg = f"„{text.strip()[:40]}“ ist kein Betreuungsschlüssel. Erwartet wird zum Beispiel 1:73."
        raise EingabeFehler(msg)
    return zahl


def _zeige_schluessel(wert: int) -> str:
    return f"1:{format_dezimal(wert, 1)}"


def _klasse(text: str) -> int:
    zahl = parse_anzahl(text, _HOECHSTE_KLASSE)
    if zahl == 0:
        msg = "Klassen zählen von 1 an."
        raise EingabeFehler(msg)
    return zahl


def _tag(text: str) -> dt.date:
    return verlange_datum(text, "Hier fehlt der Tag, von dem an der Betrag gilt.")


def _wort(worte: Mapping[Any, str], was: str) -> Callable[[str], Any]:
    def lies(text: str) -> object:
        if not text.strip():
            msg = f"Hier fehlt eine Angabe. Möglich ist: {', '.join(worte.values())}."
            raise EingabeFehler(msg)
        return lies_wort(text, worte, was)

    return lies


def _feld_wort(name: str, wort: str, worte: Mapping[Any, str], was: str) -> Grundfeld:
    return Grundfeld(
        name, wort, _wort(worte, was), lambda w: worte[w], art=Art.WORT, vorschlaege=tuple(worte.values())
    )


def _f_text(name: str, wort: str, *, tipp: str = "") -> Grundfeld:
    return Grundfeld(name, wort, _text, str, tipp=tipp)


def _f_betrag(name: str, wort: str) -> Grundfeld:
    return Grundfeld(name, wort, _betrag, lambda w: format_eur(w, symbol=False), art=Art.BETRAG)


def _f_anzahl(name: str, wort: str, *, tipp: str = "") -> Grundfeld:
    return Grundfeld(name, wort, _anzahl, format_zahl, art=Art.ANZAHL, tipp=tipp)


def _f_ziel(name: str, wort: str) -> Grundfeld:
    return Grundfeld(
        name,
        wort,
        lambda text: lies_dezimal(text, _TAUSENDSTEL),
        lambda w: format_dezimal(w, _TAUSENDSTEL),
        art=Art.DEZIMAL,
    )


def _bezeichnung(wort: str) -> Grundfeld:
    return Grundfeld("bezeichnung", wort, _pflichttext, str)


_BEMERKUNG = _f_text("bemerkung", "Bemerkung")
_QUELLE = _f_text("quelle", "Quelle", tipp="Wo die Zahl steht")
_BERICHTSMONAT = _f_text("berichtsmonat", "Stand", tipp="Für welchen Monat oder Tag die Zahl gilt")

# -- the tables --------------------------------------------------------------------------------------

SONDERPROJEKTE = Grundtabelle(
    "sonderprojekt",
    "sonderprojekte",
    "Sonderprojekt",
    "Neues Sonderprojekt",
    modelle.Sonderprojekt,
    Projektzeile,
    (
        _bezeichnung("Sonderprojekt"),
        _f_betrag("sachkosten_cent", "Sachkosten €"),
        _f_betrag("personalkosten_cent", "Personalkosten €"),
        _BEMERKUNG,
        _QUELLE,
    ),
)
PATPAUSCHALEN = Grundtabelle(
    "patpauschale",
    "patpauschalen",
    "PAT-Pauschale",
    "Neue Pauschale",
    modelle.Patpauschale,
    Patzeile,
    (
        Grundfeld("klasse", "BG-Klasse", _klasse, str, art=Art.ANZAHL),
        _bezeichnung("Bedarfsgemeinschaft"),
        _f_betrag("betrag_cent", "je Fall und Monat €"),
        Grundfeld("ab", "für Fälle ab", _tag, format_datum, art=Art.DATUM),
        _QUELLE,
    ),
    lambda blick: {
        "klasse": max((p.klasse for p in blick.grundlagen.patpauschalen), default=0) + 1,
        "ab": dt.date(blick.jahr, 1, 1),
    },
)
PERSONAL = Grundtabelle(
    "personal",
    "personal",
    "Personal",
    "Neuer Bereich",
    modelle.Personal,
    Personalzeile,
    (
        _bezeichnung("Bereich"),
        Grundfeld("soll_hundertstel", "VZÄ Soll", _vzae, _zeige_vzae, art=Art.DEZIMAL),
        Grundfeld("ist_hundertstel", "VZÄ Ist", _vzae, _zeige_vzae, art=Art.DEZIMAL),
        _BEMERKUNG,
        _QUELLE,
    ),
)
BETREUUNGSSCHLUESSEL = Grundtabelle(
    "betreuungsschluessel",
    "betreuungsschluessel",
    "Betreuungsschlüssel",
    "Neuer Bereich",
    modelle.Betreuungsschluessel,
    Betreuungszeile,
    (
        _bezeichnung("Bereich"),
        Grundfeld("soll_zehntel", "Plan", _schluessel, _zeige_schluessel, art=Art.DEZIMAL),
        Grundfeld("ist_zehntel", "Ist", _schluessel, _zeige_schluessel, art=Art.DEZIMAL),
        _BEMERKUNG,
        _QUELLE,
    ),
)
KUNDENGRUPPEN = Grundtabelle(
    "kundengruppe",
    "kundengruppen",
    "Kundengruppe",
    "Neue Kundengruppe",
    modelle.Kundengruppe,
    Kundenzeile,
    (
        _bezeichnung("Kundengruppe"),
        _f_anzahl("anzahl", "Anzahl (eLb)"),
        _feld_wort("gesamt", "ist das Ganze", JA_NEIN_WORT, "weder „ja“ noch „nein“"),
        _BERICHTSMONAT,
        _QUELLE,
    ),
)
BILDUNGSZIELE = Grundtabelle(
    "bildungsziel",
    "bildungsziele",
    "Bildungsziel",
    "Neue Berufsgruppe",
    modelle.Bildungsziel,
    Bildungszielzeile,
    (
        _bezeichnung("Berufsgruppe des Zielberufs"),
        _f_anzahl("umschulungen", "Umschulungen", tipp="abschlussorientierte Eintritte insgesamt"),
        _f_anzahl("teilqualifizierungen", "dar. Teilqual.", tipp="davon Teilqualifizierungen"),
        _f_anzahl("fortbildungen", "Fortbildungen"),
        _BEMERKUNG,
        _QUELLE,
    ),
)
KOMMUNALE_LEISTUNGEN = Grundtabelle(
    "kommunale_leistung",
    "kommunale_leistungen",
    "Kommunale Leistung",
    "Neue Leistung",
    modelle.KommunaleLeistung,
    KommunaleZeile,
    (
        _bezeichnung("Kommunale Eingliederungsleistung"),
        _f_text("rechtsgrundlage", "Rechtsgrundlage"),
        _f_text("erbracht_von", "Erbracht von"),
        _f_anzahl("faelle", "Fälle ca.", tipp="Schätzung, keine Soll-Planung"),
        _f_text("zusatz", "Zusatz", tipp="Steht für die Zahl („nach Bedarf“) oder ergänzt sie"),
        _QUELLE,
    ),
)
ZIELWERTE = Grundtabelle(
    "zielwert",
    "zielwerte",
    "Zielwert",
    "Neue Kennzahl",
    modelle.Zielwert,
    Zielzeile,
    (
        Grundfeld("kurz", "Kurz", _kurztext, str),
        _bezeichnung("Kennzahl"),
        _feld_wort("art", "Art", KENNZAHLART_WORT, "keine Art von Kennzahl"),
        _feld_wort("einheit", "Einheit", ZIELEINHEIT_WORT, "keine Einheit"),
        _feld_wort("richtung", "Ziel", ZIELRICHTUNG_WORT, "keine Richtung"),
        _f_ziel("plan_tausendstel", "geplant"),
        _f_ziel("ist_tausendstel", "Ist"),
        _BERICHTSMONAT,
        _BEMERKUNG,
        _QUELLE,
    ),
)
TABELLEN: tuple[Grundtabelle, ...] = (
    SONDERPROJEKTE,
    PATPAUSCHALEN,
    PERSONAL,
    BETREUUNGSSCHLUESSEL,
    KUNDENGRUPPEN,
    BILDUNGSZIELE,
    KOMMUNALE_LEISTUNGEN,
    ZIELWERTE,
)


def tabelle(name: str) -> Grundtabelle:
    """A table by its name in the file."""
    return next(t for t in TABELLEN if t.name == name)


def lies(tabelle: Grundtabelle, feld: str, text: str) -> Any:  # noqa: ANN401 - values of all columns
    """Read a text for one column.

    Raises:
        EingabeFehler: with the reason in German.
    """
    try:
        wert = tabelle.feld(feld).lies(text)
    except BetragFehler as fehler:
        raise EingabeFehler(str(fehler)) from fehler
    return wert.value if isinstance(wert, StrEnum) else wert
