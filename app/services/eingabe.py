"""Reads what somebody typed or pasted into a cell of the measure grid; refuses it with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from app.models.arten import Eintrittestatus, Finanzierung
from app.models.geld import BetragFehler, format_eur, format_zahl, parse_anzahl, parse_eur
from app.services.summen import Dimension
from app.services.worte import EINTRITTE_WORT, finanzierung_wort

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.planblick import Planblick
    from app.services.zeilen import Katalogeintrag, Zeile

MAX_TEXT = 2000
A = TypeVar("A")


class Feld(StrEnum):
    """The editable columns of the measure grid."""

    LEISTUNG = "leistung"
    EINTRITTE = "eintritte"
    MITTELANSATZ = "mittelansatz"
    FINANZIERUNG = "finanzierung"
    HANDLUNGSFELD = "handlungsfeld"
    PRODUKT = "produkt"
    TEAM = "team"
    FUNKTION = "funktion"
    BEMERKUNG = "bemerkung"


FELD_WORT = {
    Feld.LEISTUNG: "Leistung",
    Feld.EINTRITTE: "Eintritte",
    Feld.MITTELANSATZ: "Mittelansatz",
    Feld.FINANZIERUNG: "Finanzierung",
    Feld.HANDLUNGSFELD: "Handlungsfeld",
    Feld.PRODUKT: "Produkt",
    Feld.TEAM: "Team",
    Feld.FUNKTION: "Funktion",
    Feld.BEMERKUNG: "Bemerkung",
}
KATALOG_VON = {
    Feld.HANDLUNGSFELD: Dimension.HANDLUNGSFELD,
    Feld.PRODUKT: Dimension.PRODUKT,
    Feld.TEAM: Dimension.TEAM,
}


class EingabeFehler(ValueError):
    """A text that the cell cannot take; the message is a German sentence."""


@dataclass(frozen=True, slots=True)
class Setzung:
    """New column values of one row of one table, read from a cell."""

    tabelle: str
    zeile_id: str
    werte: tuple[tuple[str, Any], ...]


def zelltext(blick: Planblick, zeile: Zeile, feld: Feld) -> str:
    """What stands in a cell, as it is shown, copied, and accepted again by ``lies_zelle``."""
    if feld is Feld.EINTRITTE:
        wort = EINTRITTE_WORT[zeile.eintritte_status]
        return wort if zeile.eintritte is None else format_zahl(zeile.eintritte)
    if feld is Feld.MITTELANSATZ:
        return _mittelansatztext(blick, zeile)
    if feld is Feld.FINANZIERUNG:
        return finanzierung_wort(zeile.finanzierung, blick.jahr)
    if feld in KATALOG_VON:
        dimension = KATALOG_VON[feld]
        schluessel = blick.schluessel(zeile, dimension)
        return blick.katalog(dimension)[schluessel].titel if schluessel else ""
    return str(getattr(zeile, feld.value))


def _mittelansatztext(blick: Planblick, zeile: Zeile) -> str:
    if zeile.mittelansatz_cent is not None:
        return format_eur(zeile.mittelansatz_cent, symbol=False)
    leer = zeile.finanzierung is Finanzierung.NEUFALL
    return "" if leer else finanzierung_wort(zeile.finanzierung, blick.jahr)


def vorschlaege(blick: Planblick, feld: Feld) -> tuple[str, ...]:
    """The words that a cell offers: its states, or its catalogue."""
    if feld is Feld.EINTRITTE:
        return tuple(w for w in EINTRITTE_WORT.values() if w)
    if feld is Feld.MITTELANSATZ:
        return tuple(finanzierung_wort(f, blick.jahr) for f in Finanzierung if f is not Finanzierung.NEUFALL)
    if feld is Feld.FINANZIERUNG:
        return tuple(finanzierung_wort(f, blick.jahr) for f in Finanzierung)
    if feld in KATALOG_VON:
        return tuple(e.titel for e in blick.katalog(KATALOG_VON[feld]).values())
    return ()


def lies_zelle(blick: Planblick, zeile: Zeile, feld: Feld, text: str) -> Setzung:
    """Read a text for one cell.

    Raises:
        EingabeFehler: with the reason in German; nothing is changed.
    """
    text = text.strip()
    if feld is Feld.EINTRITTE:
        return Setzung("ansatz", zeile.id, _eintritte(text))
    if feld is Feld.MITTELANSATZ:
        return Setzung("ansatz", zeile.id, _mittelansatz(blick, zeile, text))
    if feld is Feld.FINANZIERUNG:
        return Setzung("ansatz", zeile.id, _finanzierung(blick, zeile, text))
    if feld in KATALOG_VON:
        return Setzung("massnahme", zeile.massnahme_id, _verweis(blick, feld, text))
    if len(text) > MAX_TEXT:
        msg = f"Der Text ist mit {len(text)} Zeichen zu lang; Platz ist für {MAX_TEXT}."
        raise EingabeFehler(msg)
    if feld is Feld.LEISTUNG and not text:
        msg = "Eine Leistung braucht einen Namen."
        raise EingabeFehler(msg)
    return Setzung("massnahme", zeile.massnahme_id, ((feld.value, text),))


def _eintritte(text: str) -> tuple[tuple[str, Any], ...]:
    if not text:
        return (("eintritte", None), ("eintritte_status", Eintrittestatus.ZAHL.value))
    if text in {"-", "–", "−", "—"}:
        return (("eintritte", None), ("eintritte_status", Eintrittestatus.KEINE.value))
    if len(text) > 1 and "kalkulation vj".startswith(text.casefold()):
        return (("eintritte", None), ("eintritte_status", Eintrittestatus.KALKULATION_VORJAHR.value))
    try:
        zahl = parse_anzahl(text)
    except BetragFehler as fehler:
        msg = f"{fehler} Möglich sind auch „Kalkulation VJ“ und „-“."
        raise EingabeFehler(msg) from fehler
    return (("eintritte", zahl), ("eintritte_status", Eintrittestatus.ZAHL.value))


def _mittelansatz(blick: Planblick, zeile: Zeile, text: str) -> tuple[tuple[str, Any], ...]:
    if not text:
        finanzierung = zeile.finanzierung if zeile.finanzierung.erlaubt_betrag else Finanzierung.NEUFALL
        return (("mittelansatz_cent", None), ("finanzierung", finanzierung.value))
    if text[0].isalpha():
        return _finanzierung(blick, zeile, text)
    try:
        cent = parse_eur(text)
    except BetragFehler as fehler:
        msg = f"{fehler} Möglich ist auch ein Stand wie „Einkauf erfolgte im Vorjahr“."
        raise EingabeFehler(msg) from fehler
    if cent < 0:
        msg = f"Ein Mittelansatz kann nicht negativ sein ({format_eur(cent)})."
        raise EingabeFehler(msg)
    finanzierung = zeile.finanzierung if zeile.finanzierung.erlaubt_betrag else Finanzierung.NEUFALL
    return (("mittelansatz_cent", int(cent)), ("finanzierung", finanzierung.value))


def _finanzierung(blick: Planblick, zeile: Zeile, text: str) -> tuple[tuple[str, Any], ...]:
    worte = {finanzierung_wort(f, blick.jahr): f for f in Finanzierung}
    finanzierung = worte[eindeutig(text, tuple(worte), "kein Stand der Finanzierung")]
    cent = zeile.mittelansatz_cent if finanzierung.erlaubt_betrag else None
    return (("mittelansatz_cent", cent), ("finanzierung", finanzierung.value))


def _verweis(blick: Planblick, feld: Feld, text: str) -> tuple[tuple[str, Any], ...]:
    spalte = f"{feld.value}_id"
    return ((spalte, lies_eintrag(blick, KATALOG_VON[feld], text, FELD_WORT[feld])),)


def lies_eintrag(blick: Planblick, dimension: Dimension, text: str, katalog: str) -> str | None:
    """The key of the catalogue's entry that a typed title or name means; None for an empty text.

    Raises:
        EingabeFehler: none or several fit; ``katalog`` is what the catalogue is called.
    """
    if not text.strip():
        return None
    eintraege: dict[str, Katalogeintrag] = {}
    for eintrag in blick.katalog(dimension).values():
        eintraege.setdefault(eintrag.titel, eintrag)
        eintraege.setdefault(eintrag.bezeichnung, eintrag)
    return eintraege[eindeutig(text.strip(), tuple(eintraege), f"im Katalog „{katalog}“ nicht vorhanden")].id


def eindeutig(text: str, worte: tuple[str, ...], warum: str) -> str:
    """The word that is meant: the same, or the only one that begins so (any case).

    Raises:
        EingabeFehler: none or several fit; ``warum`` says what none of them is.
    """
    klein = text.casefold()
    gleich = [w for w in worte if w.casefold() == klein]
    treffer = gleich or [w for w in worte if w.casefold().startswith(klein)]
    if len(treffer) == 1 or gleich:
        return treffer[0]
    if treffer:
        msg = f"„{text}“ ist nicht eindeutig: {', '.join(f'„{w}“' for w in treffer[:4])}."
        raise EingabeFehler(msg)
    angebot = ", ".join(f"„{w}“" for w in worte[:5])
    msg = f"„{text}“ ist {warum}. Möglich ist zum Beispiel {angebot}." if worte else f"„{text}“ ist {warum}."
    raise EingabeFehler(msg)


def lies_wort(text: str, worte: Mapping[A, str], was: str) -> A:
    """The state or kind that a typed word means: the same word, or the only one that begins so.

    Raises:
        EingabeFehler: none or several fit; the sentence names what is possible.
    """
    nach_wort = {wort: art for art, wort in worte.items()}
    return nach_wort[eindeutig(text.strip(), tuple(nach_wort), was)]
