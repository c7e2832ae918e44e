"""Reads figures out of cells of foreign tables: exactly, or not at all, and then with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from app.models.arten import Eintrittestatus, Finanzierung
from app.models.geld import (
    GROESSTE_ANZAHL,
    GROESSTER_BETRAG,
    BetragFehler,
    format_eur,
    format_zahl,
    parse_anzahl,
    parse_eur,
)
from app.services.einfuhr.rohdaten import Zellart
from app.services.einfuhr.standworte import Stand, falsches_jahr, ist_strich, lies_stand, trenne_betrag
from app.services.worte import EINTRITTE_WORT, finanzierung_wort

if TYPE_CHECKING:
    from app.services.einfuhr.rohdaten import Rohzelle

_PLAIN = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_UNGEFAEHR = re.compile(r"^(?:(?:ca|circa|rd|rund|etwa|ungefähr)\b\.?|~|≈)\s*", re.IGNORECASE)
_EINHEIT = re.compile(
    r"(?<=\d)\s*(?:TN|Teilnehmer|Teilnehmende|Teilnehmerinnen|Plätze|Platz|Personen|Eintritte|Eintritt|"
    r"Gutscheine|Gutschein|Fälle|Förderfälle|Stück|St\.)\s*$",
    re.IGNORECASE,
)
_VIELFACHES = r"(?P<mal>T\s?€|TEUR|TE\b|Tsd\.?(?:\s?(?:€|EUR|Euro))?|Mio\.?(?:\s?(?:€|EUR|Euro))?)"
_VIELFACH = re.compile(
    rf"^{_VIELFACHES}\s*(?P<a>[-\d].*)$|^(?P<b>.*\d)\s*{_VIELFACHES.replace('mal', 'mal2')}$", re.IGNORECASE
)
_EURO_VORN = re.compile(r"^(?:€|EUR\b)\s*(?=[-−\d])", re.IGNORECASE)
_EURO_WORT = re.compile(r"(?<=[\d-])\s*Euro$|(?<=[\d-])\s*EUR$", re.IGNORECASE)
_OHNE_CENT = re.compile(r",(?:-{1,2}|–|—)(?=\s*(?:€|EUR)?$)")
_GANZ_MIT_NULLEN = re.compile(r"(.*\d),0{1,2}")
_STELLEN_FLOAT = 15
"""A spreadsheet keeps so many digits for certain: only beyond them is a remainder an artefact."""
_LAENGSTES = 60
OHNE_STAND = Stand()


@dataclass(frozen=True, slots=True)
class Zellwert:
    """What a cell says: a figure (Cent, or a count), a state, both, an error, or nothing at all."""

    zahl: int | None = None
    stand: Stand = OHNE_STAND
    fehler: str = ""
    strich: bool = False
    genannt: bool = True
    """False where the cell is part of a merged one whose figure belongs to another row."""

    @property
    def leer(self) -> bool:
        """True for an empty cell: the source has the column, but no figure in this row."""
        return self.zahl is None and self.stand == OHNE_STAND and not self.fehler and not self.strich


LEERER_WERT = Zellwert()
NICHT_GENANNT = Zellwert(genannt=False)


def _fehler(text: str) -> Zellwert:
    return Zellwert(fehler=text)


def lies_anzahl(zelle: Rohzelle, jahr: int) -> Zellwert:
    """The Eintritte that a cell states, in a plan for ``jahr``."""
    if zelle.art is Zellart.ZAHL:
        return _anzahl_aus_zahl(zelle.text)
    if zelle.art is Zellart.TEXT:
        return _anzahl_aus_text(zelle.text.strip(), jahr)
    return _ohne_zahl(zelle)


def lies_betrag(zelle: Rohzelle, jahr: int, faktor: int = 1) -> Zellwert:
    """The Mittelansatz in Cent, or its state; ``faktor`` is 1000 where the column is in T€."""
    if zelle.art is Zellart.ZAHL:
        return _betrag_aus_zahl(zelle.text, faktor)
    if zelle.art is Zellart.TEXT:
        return _betrag_aus_text(zelle.text.strip(), jahr, faktor)
    return _ohne_zahl(zelle)


def lies_finanzierung(zelle: Rohzelle, jahr: int) -> Zellwert:
    """The state of a column that holds nothing but states."""
    if zelle.art is Zellart.ZAHL:
        return _fehler(f"„{_kurz(zelle.text)}“ ist kein Stand der Finanzierung.")
    if zelle.art is not Zellart.TEXT:
        return _ohne_zahl(zelle)
    text = zelle.text.strip()
    if not text or ist_strich(text):
        return LEERER_WERT
    return _stand_im_text(text, jahr) or _fehler(_kein_stand(text, jahr))


def zellfehler(zelle: Rohzelle) -> str:
    """Why nothing can be read out of a cell, whatever its column; empty where it can."""
    if zelle.art is Zellart.FEHLER:
        return f"Die Tabelle zeigt hier den Fehler {zelle.text.strip() or '#FEHLER'}."
    if zelle.art is Zellart.NICHT_BERECHNET:
        return (
            "nicht berechnet: Die Formel hat keinen gespeicherten Wert. "
            "Bitte öffnen und speichern Sie die Datei in Excel."
        )
    return ""


def _ohne_zahl(zelle: Rohzelle) -> Zellwert:
    if zelle.art is Zellart.DATUM:
        return _fehler(f"Hier steht ein Datum ({_kurz(zelle.text)}), keine Zahl.")
    if zelle.art is Zellart.WAHR:
        return _fehler("Hier steht WAHR oder FALSCH, keine Zahl.")
    grund = zellfehler(zelle)
    return _fehler(grund) if grund else LEERER_WERT


# -- numbers ---------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _anzahl_aus_zahl(text: str) -> Zellwert:
    wert = _dezimal(text)
    if wert is None:
        return _fehler(f"„{_kurz(text)}“ ist keine Zahl.")
    if wert < 0:
        return _fehler(f"Eintritte können nicht negativ sein ({_deutsch(wert)}).")
    if wert > GROESSTE_ANZAHL:
        return _fehler(f"{_deutsch(wert)} ist mehr als {format_zahl(GROESSTE_ANZAHL)}.")
    ganz = _gerundet(wert, 0)
    if ganz is None:
        return _fehler(f"{_deutsch(wert)} ist ein Bruchteil; Eintritte sind ganze Zahlen.")
    return Zellwert(ganz, Stand(Eintrittestatus.ZAHL))


@lru_cache(maxsize=4096)
def _betrag_aus_zahl(text: str, faktor: int) -> Zellwert:
    roh = _dezimal(text)
    if roh is None:
        return _fehler(f"„{_kurz(text)}“ ist keine Zahl.")
    if abs(roh) > GROESSTER_BETRAG // (100 * faktor):
        return _fehler(f"{_deutsch(roh)} ist größer als jeder Haushalt.")
    cent = _gerundet(roh, 2 + len(str(faktor)) - 1)
    if cent is None:
        stellen = "mehr als zwei Stellen nach dem Komma" if faktor == 1 else "Bruchteile von Cent"
        return _fehler(f"{_deutsch(roh)} hat {stellen}.")
    return _nicht_negativ(cent)


def _nicht_negativ(cent: int) -> Zellwert:
    if cent < 0:
        return _fehler(f"Ein Mittelansatz kann nicht negativ sein ({format_eur(cent)}).")
    return Zellwert(cent)


def _dezimal(text: str) -> Decimal | None:
    return Decimal(text) if _PLAIN.fullmatch(text) else None


def _gerundet(wert: Decimal, stellen: int) -> int | None:
    """The number in units of its last decimal that counts; None where it really has more decimals."""
    versetzt = wert.scaleb(stellen)
    ganz = versetzt.to_integral_value()
    rest = abs(versetzt - ganz)
    if not rest:
        return int(ganz)
    ziffern = len(wert.as_tuple().digits)
    artefakt = ziffern >= _STELLEN_FLOAT and rest <= max(abs(versetzt), Decimal(1)) * Decimal("1e-13")
    return int(ganz) if artefakt else None


def _deutsch(wert: Decimal) -> str:
    return _kurz(f"{wert:f}".replace(".", ",").replace("-", "−"))


# -- texts -----------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _anzahl_aus_text(text: str, jahr: int) -> Zellwert:
    if not text:
        return LEERER_WERT
    if ist_strich(text):
        return Zellwert(stand=Stand(Eintrittestatus.KEINE), strich=True)
    stand = lies_stand(text, jahr)
    if stand is not None:
        return Zellwert(stand=stand)
    kern = _EINHEIT.sub("", _UNGEFAEHR.sub("", text))
    nullen = _GANZ_MIT_NULLEN.fullmatch(kern)
    try:
        zahl = parse_anzahl(nullen[1] if nullen else kern)
    except BetragFehler as fehler:
        return _fehler(
            f"{fehler} Möglich sind auch „{EINTRITTE_WORT[Eintrittestatus.KALKULATION_VORJAHR]}“ und „-“."
        )
    return Zellwert(zahl, Stand(Eintrittestatus.ZAHL))


@lru_cache(maxsize=4096)
def _betrag_aus_text(text: str, jahr: int, faktor: int) -> Zellwert:
    if not text:
        return LEERER_WERT
    if ist_strich(text):
        return Zellwert(strich=True)
    try:
        cent = _cent(text, faktor)
    except BetragFehler as fehler:
        wert = _stand_im_text(text, jahr)
        if wert is None and falsches_jahr(text, jahr):
            return _fehler(_kein_stand(text, jahr))
        hat_ziffern = any(z.isdigit() for z in text)
        return wert or _fehler(str(fehler) if hat_ziffern else _kein_stand(text, jahr))
    return _nicht_negativ(cent)


def _stand_im_text(text: str, jahr: int) -> Zellwert | None:
    """A state, alone or with its amount; None where the words are no state."""
    stand = lies_stand(text, jahr)
    if stand is not None:
        return Zellwert(stand=stand)
    wort, betrag = trenne_betrag(text)
    stand = lies_stand(wort, jahr) if betrag else None
    if stand is None:
        return None
    try:
        wert = _nicht_negativ(_cent(betrag, 1))
    except BetragFehler as fehler:
        return _fehler(str(fehler))
    return wert if wert.fehler else Zellwert(wert.zahl, stand)


def _cent(text: str, faktor: int) -> int:
    """The amount of a text, in Cent.

    Raises:
        BetragFehler: it is none, or could be meant in two ways.
    """
    kern = _UNGEFAEHR.sub("", text)
    vielfach = _VIELFACH.match(kern)
    if vielfach:
        mal = (vielfach["mal"] or vielfach["mal2"]).casefold()
        eigener = 1_000_000 if mal.startswith("mio") else 1000
        return _begrenzt(parse_eur((vielfach["a"] or vielfach["b"]).strip()) * eigener, text)
    if faktor > 1 and re.search(r"€|\bEUR", kern, re.IGNORECASE):
        msg = f"„{_kurz(text)}“ nennt Euro in einer Spalte, deren Überschrift ein Vielfaches nennt."
        raise BetragFehler(msg)
    kern = _EURO_WORT.sub("", _EURO_VORN.sub("", kern))
    return _begrenzt(parse_eur(_OHNE_CENT.sub("", kern)) * faktor, text)


def _begrenzt(cent: int, text: str) -> int:
    if abs(cent) > GROESSTER_BETRAG:
        msg = f"„{_kurz(text)}“ ist größer als jeder Haushalt. Bitte prüfen Sie die Ziffern."
        raise BetragFehler(msg)
    return cent


def _kein_stand(text: str, jahr: int) -> str:
    falsch = falsches_jahr(text, jahr)
    if falsch:
        return f"„{_kurz(text)}“: {falsch} ist nicht das Jahr nach dem Haushaltsjahr ({jahr + 1})."
    angebot = ", ".join(f"„{finanzierung_wort(f, jahr)}“" for f in Finanzierung if not f.zaehlt)
    return f"„{_kurz(text)}“ ist weder ein Betrag noch ein bekannter Stand. Bekannt sind {angebot}."


def _kurz(text: str) -> str:
    eine_zeile = " ".join(text.split())
    return eine_zeile if len(eine_zeile) <= _LAENGSTES else f"{eine_zeile[: _LAENGSTES - 1]}…"
