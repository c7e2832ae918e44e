"""The columns of the roll-up: what each shows of a line, and of a row below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.eingabe import Feld, zelltext
from app.services.geld import format_eur, format_promille, format_zahl, promille
from app.services.gliederung import Knotenart, summe_ausgewiesen
from app.services.summen import LEER, Dimension, Summe
from app.services.worte import EINTRITTE_WORT
from app.services.zeilen import Eintrittestatus, Finanzierung
from app.views.bausteine.zellen import Stil

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.planblick import Planblick
    from app.services.zeilen import Zeile


@dataclass(frozen=True, slots=True)
class Spalte:
    """One column: ``text`` of a roll-up line, ``zeilentext`` of a row below it."""

    schluessel: str
    kopf: str
    breite: int
    text: Callable[[Planblick, Knotenart, str], str]
    zeilentext: Callable[[Planblick, Zeile], str]
    rechts: bool = False
    zeilenstil: Callable[[Zeile], Stil] = lambda _zeile: Stil.NORMAL
    hinweis: str = ""


def summe_von(blick: Planblick, art: Knotenart, schluessel: str) -> Summe:
    """The roll-up behind a line."""
    if art is Knotenart.KATEGORIE:
        return blick.summe(Dimension.PRODUKTKATEGORIE, schluessel)
    if art is Knotenart.PRODUKT:
        return blick.summe(Dimension.PRODUKT, schluessel)
    if art is Knotenart.OHNE_PRODUKT:
        return blick.summe(Dimension.PRODUKT, None)
    if art is Knotenart.GESAMT:
        return summe_ausgewiesen(blick)
    return blick.summen.gesamt if art is Knotenart.ALLE else LEER


def anteil_promille(blick: Planblick, art: Knotenart, schluessel: str) -> int | None:
    """Share of a line in all Eintritte, in thousandths; None where the line has no number."""
    eintritte = summe_von(blick, art, schluessel).eintritte_oder_none
    return None if eintritte is None else promille(eintritte, blick.summen.gesamt.eintritte)


def bezeichnung(blick: Planblick, art: Knotenart, schluessel: str) -> str:
    """What a line is called."""
    if art is Knotenart.KATEGORIE and schluessel in blick.kategorien:
        return blick.kategorien[schluessel].bezeichnung
    if art is Knotenart.PRODUKT and schluessel in blick.produkte:
        return blick.produkte[schluessel].bezeichnung
    return {
        Knotenart.GESAMT: "SUMME GESAMT",
        Knotenart.OHNE_PRODUKT: "Leistungen ohne Produkt",
        Knotenart.ALLE: "Alle Zeilen des Plans",
    }.get(art, "")


def _nummer(blick: Planblick, art: Knotenart, schluessel: str) -> str:
    if art is Knotenart.KATEGORIE and schluessel in blick.kategorien:
        nummer = blick.kategorien[schluessel].nummer
        return f"{nummer}." if nummer else ""
    return ""


def _eintritte(blick: Planblick, art: Knotenart, schluessel: str) -> str:
    eintritte = summe_von(blick, art, schluessel).eintritte_oder_none
    return (
        EINTRITTE_WORT[Eintrittestatus.KALKULATION_VORJAHR] if eintritte is None else format_zahl(eintritte)
    )


def _mittelansatz(blick: Planblick, art: Knotenart, schluessel: str) -> str:
    return format_eur(summe_von(blick, art, schluessel).mittelansatz_cent, symbol=False)


def _zeilen(blick: Planblick, art: Knotenart, schluessel: str) -> str:
    return format_zahl(summe_von(blick, art, schluessel).zeilen)


def _anteil(blick: Planblick, art: Knotenart, schluessel: str) -> str:
    anteil = anteil_promille(blick, art, schluessel)
    return "" if anteil is None else format_promille(anteil)


def _nichts(_blick: Planblick, _art: Knotenart, _schluessel: str) -> str:
    return ""


def _kein_zeilentext(_blick: Planblick, _zeile: Zeile) -> str:
    return ""


def _eintritte_stil(zeile: Zeile) -> Stil:
    return Stil.NORMAL if zeile.eintritte is not None else Stil.NEBEN


def _mittelansatz_stil(zeile: Zeile) -> Stil:
    return Stil.NORMAL if zeile.finanzierung is Finanzierung.NEUFALL else Stil.NEBEN


SPALTEN = (
    Spalte("nummer", "Nr.", 42, _nummer, _kein_zeilentext),
    Spalte("bezeichnung", "Zweckbestimmung", 280, bezeichnung, lambda _b, z: z.leistung),
    Spalte(
        "eintritte",
        "Eintritte / Förderfälle",
        152,
        _eintritte,
        lambda b, z: zelltext(b, z, Feld.EINTRITTE),
        rechts=True,
        zeilenstil=_eintritte_stil,
    ),
    Spalte(
        "mittelansatz",
        "Mittelansatz €",
        176,
        _mittelansatz,
        lambda b, z: zelltext(b, z, Feld.MITTELANSATZ),
        rechts=True,
        zeilenstil=_mittelansatz_stil,
        hinweis="Geld für neue Fälle in diesem Jahr; Zeilen mit einem anderen Stand zählen nicht mit.",
    ),
    Spalte("zeilen", "Zeilen", 64, _zeilen, _kein_zeilentext, rechts=True),
    Spalte(
        "anteil",
        "Anteil an Eintritten",
        136,
        _anteil,
        _kein_zeilentext,
        rechts=True,
        hinweis="Anteil an den Eintritten aller Zeilen des Plans.",
    ),
    Spalte(
        "team",
        "Team",
        112,
        _nichts,
        lambda b, z: zelltext(b, z, Feld.TEAM) or "–",
        zeilenstil=lambda _z: Stil.NEBEN,
    ),
)
BEZEICHNUNG, EINTRITTE, MITTELANSATZ, ANTEIL_SPALTE = 1, 2, 3, 5
