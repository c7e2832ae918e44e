"""The columns of the Protokoll: what each shows of an entry, and of one changed field below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.geld import format_zahl
from app.views.bausteine.zellen import Stil

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.protokoll import Protokollfeld, Protokollzeile

ZURUECKGENOMMEN = "zurückgenommen"


@dataclass(frozen=True, slots=True)
class Eintrag:
    """An entry as it is shown: with what became of it since."""

    zeile: Protokollzeile
    zurueckgenommen: bool

    @property
    def einziges(self) -> Protokollfeld | None:
        """The one field that was changed; None where there are more, or a whole row came or went."""
        felder = self.zeile.aenderungen
        return felder[0] if len(felder) == 1 and self.zeile.vollstaendig and felder[0].feld else None


@dataclass(frozen=True, slots=True)
class Spalte:
    """One column."""

    schluessel: str
    kopf: str
    breite: int
    eintrag: Callable[[Eintrag], str]
    feld: Callable[[Protokollfeld], str]
    stil: Stil = Stil.NORMAL


def was_text(feld: Protokollfeld) -> str:
    """What happened to a field, with the place in words."""
    ort = f"{feld.tabelle} „{feld.ort}“" if feld.ort else feld.tabelle
    if not feld.feld:
        return f"{ort} {feld.aktion}"
    return f"{feld.feld} – {ort}" if feld.aktion == "geändert" else f"{feld.feld} – {ort} {feld.aktion}"


def _zeitpunkt(eintrag: Eintrag) -> str:
    return f"{eintrag.zeile.zeitpunkt.astimezone():%d.%m.%Y %H:%M:%S}"


def _alt(eintrag: Eintrag) -> str:
    return einzeilig(eintrag.einziges.alt) if eintrag.einziges else ""


def _neu(eintrag: Eintrag) -> str:
    if eintrag.einziges:
        return einzeilig(eintrag.einziges.neu)
    zahl = len(eintrag.zeile.aenderungen) if eintrag.zeile.vollstaendig else eintrag.zeile.zeilen
    einzahl, mehrzahl = ("Angabe", "Angaben") if eintrag.zeile.vollstaendig else ("Zeile", "Zeilen")
    return f"{format_zahl(zahl)} {einzahl if zahl == 1 else mehrzahl}" if zahl else ""


def einzeilig(text: str) -> str:
    """A text without line breaks, for a table cell."""
    return " ".join(text.splitlines())


def _nichts(_feld: Protokollfeld) -> str:
    return ""


SPALTEN = (
    Spalte("zeitpunkt", "Wann", 164, _zeitpunkt, _nichts),
    Spalte("wer", "Wer", 108, lambda e: e.zeile.wer, _nichts),
    Spalte("was", "Was", 220, lambda e: einzeilig(e.zeile.bezeichnung), was_text),
    Spalte("alt", "Vorher", 130, _alt, lambda f: einzeilig(f.alt), Stil.NEBEN),
    Spalte("neu", "Nachher", 134, _neu, lambda f: einzeilig(f.neu)),
    Spalte("warum", "Warum", 160, lambda e: einzeilig(e.zeile.grund), _nichts),
    Spalte("vermerk", "Vermerk", 112, lambda e: ZURUECKGENOMMEN if e.zurueckgenommen else "", _nichts),
)
WAS = 2


def suchtext(zeile: Protokollzeile) -> str:
    """Everything of an entry that a search looks into, in lower case."""
    eintrag = Eintrag(zeile, zurueckgenommen=False)
    teile = [_zeitpunkt(eintrag), zeile.wer, zeile.bezeichnung, zeile.grund]
    for feld in zeile.aenderungen:
        teile += (feld.tabelle, feld.ort, feld.feld, feld.alt, feld.neu, feld.aktion)
    return "\n".join(teile).casefold()
