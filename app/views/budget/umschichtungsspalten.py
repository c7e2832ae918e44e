"""The columns of the movements: what each shows, and what a typed text makes of a record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.datum import format_datum, lies_datum
from app.services.eingabe import MAX_TEXT, EingabeFehler, lies_eintrag, lies_wort
from app.services.geld import eur, parse_eur
from app.services.haushaltszeilen import Umschichtungsrichtung, Umschichtungsstand, Umschichtungszeile
from app.services.summen import Dimension
from app.services.umschichtungen import Produktlage, pruefe_angaben, verlange_betrag
from app.services.worte import RICHTUNG_WORT, UMSCHICHTUNGSSTAND_WORT
from app.views.bausteine.entwuerfe import FEHLT
from app.views.bausteine.gitterspalten import Spalte
from app.views.bausteine.zellen import Stil

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.planblick import Planblick

Zeile = Umschichtungszeile
PRODUKTSPALTEN = ("von", "nach")
_ZWISCHEN = Umschichtungsrichtung.ZWISCHEN_PRODUKTEN


def lies(blick: Planblick, zeile: Zeile, spalte: str, text: str) -> Zeile:
    """What a text typed into a column makes of a record.

    Raises:
        EingabeFehler: it does not fit, alone or with what the record says otherwise.
        BetragFehler: no amount.
    """
    neu = _LESER[spalte](blick, zeile, text.strip())
    pruefe_angaben(neu)
    return neu


def _lies_richtung(_blick: Planblick, zeile: Zeile, text: str) -> Zeile:
    richtung = lies_wort(_verlange(text, "Richtung"), RICHTUNG_WORT, "keine Richtung")
    if richtung is _ZWISCHEN:
        return replace(zeile, richtung=richtung)
    return replace(zeile, richtung=richtung, von_produkt_id=None, nach_produkt_id=None)


def _lies_stand(_blick: Planblick, zeile: Zeile, text: str) -> Zeile:
    wort = _verlange(text, "Stand")
    return replace(zeile, stand=lies_wort(wort, UMSCHICHTUNGSSTAND_WORT, "kein Stand einer Umschichtung"))


def _lies_betrag(_blick: Planblick, zeile: Zeile, text: str) -> Zeile:
    cent = parse_eur(text)
    verlange_betrag(cent)
    return replace(zeile, betrag_cent=cent)


def _lies_produkt(blick: Planblick, zeile: Zeile, text: str) -> str | None:
    if text and zeile.richtung is not _ZWISCHEN:
        msg = f"Wählen Sie zuerst die Richtung „{RICHTUNG_WORT[_ZWISCHEN]}“."
        raise EingabeFehler(msg)
    return lies_eintrag(blick, Dimension.PRODUKT, text, "Produkt")


def _lies_grund(_blick: Planblick, zeile: Zeile, text: str) -> Zeile:
    if len(text) > MAX_TEXT:
        msg = f"Der Text ist mit {len(text)} Zeichen zu lang; Platz ist für {MAX_TEXT}."
        raise EingabeFehler(msg)
    return replace(zeile, grund=text)


def _verlange(text: str, was: str) -> str:
    if not text:
        msg = f"{was} kann nicht leer sein; F4 zeigt, was es gibt."
        raise EingabeFehler(msg)
    return text


_LESER: dict[str, Callable[[Planblick, Zeile, str], Zeile]] = {
    "datum": lambda _b, z, t: replace(z, datum=lies_datum(t)),
    "richtung": _lies_richtung,
    "von": lambda b, z, t: replace(z, von_produkt_id=_lies_produkt(b, z, t)),
    "nach": lambda b, z, t: replace(z, nach_produkt_id=_lies_produkt(b, z, t)),
    "betrag": _lies_betrag,
    "stand": _lies_stand,
    "grund": _lies_grund,
}


def spalten(
    blick: Callable[[], Planblick], setze: Callable[[Zeile, str, str], object]
) -> tuple[Spalte[Zeile], ...]:
    """The columns.

    Args:
        blick: the plan as of now.
        setze: writes a text into a record's column.
    """

    def produkt(schluessel: str | None) -> str:
        eintrag = blick().produkte.get(schluessel or "")
        return eintrag.titel if eintrag else ""

    def produkte() -> Sequence[str]:
        return [p.titel for p in blick().produkte.values()]

    def zu(spalte: str) -> Callable[[Zeile, str], object]:
        return lambda zeile, text: setze(zeile, spalte, text)

    return (
        Spalte(
            "datum", "Datum", 92, lambda z: format_datum(z.datum), zu("datum"), sortwert=lambda z: z.datum
        ),
        Spalte(
            "richtung",
            "Richtung",
            196,
            lambda z: RICHTUNG_WORT[z.richtung],
            zu("richtung"),
            vorschlaege=lambda: tuple(RICHTUNG_WORT.values()),
        ),
        Spalte(
            "von", "von Produkt", 176, lambda z: produkt(z.von_produkt_id), zu("von"), vorschlaege=produkte
        ),
        Spalte(
            "nach",
            "nach Produkt",
            176,
            lambda z: produkt(z.nach_produkt_id),
            zu("nach"),
            vorschlaege=produkte,
        ),
        Spalte(
            "betrag",
            "Betrag €",
            116,
            lambda z: eur(z.betrag_cent) if z.betrag_cent else FEHLT,
            zu("betrag"),
            eingabe=lambda z: eur(z.betrag_cent) if z.betrag_cent else "",
            rechts=True,
            sortwert=lambda z: z.betrag_cent or None,
            wert_cent=lambda z: z.betrag_cent,
            stil=_betragsstil,
            tipp="Immer positiv; wohin das Geld geht, sagt die Richtung",
        ),
        Spalte(
            "stand",
            "Stand",
            110,
            lambda z: UMSCHICHTUNGSSTAND_WORT[z.stand],
            zu("stand"),
            vorschlaege=lambda: tuple(UMSCHICHTUNGSSTAND_WORT.values()),
        ),
        Spalte("grund", "Grund", 120, lambda z: z.grund, zu("grund")),
    )


def _betragsstil(zeile: Zeile) -> Stil:
    if not zeile.betrag_cent:
        return Stil.FEHLER
    return Stil.NEBEN if zeile.stand is Umschichtungsstand.ZURUECKGEZOGEN else Stil.NORMAL


@dataclass(frozen=True, slots=True)
class Produktzeile:
    """What executed movements leave of a product's money, in Cent."""

    id: str
    titel: str
    lage: Produktlage


def produktspalten() -> tuple[Spalte[Produktzeile], ...]:
    """The columns of what movements leave of each product's money."""
    return (
        Spalte("produkt", "Produkt", 240, lambda z: z.titel, stil=lambda _z: Stil.NORMAL),
        _lagespalte("ansatz", "Mittelansatz €", lambda z: z.ansatz_cent),
        _lagespalte("zugang", "Zugang €", lambda z: z.zugang_cent),
        _lagespalte("abgang", "Abgang €", lambda z: z.abgang_cent),
        _lagespalte("soll", "Soll €", lambda z: z.soll_cent),
    )


def _lagespalte(schluessel: str, kopf: str, wert: Callable[[Produktlage], int]) -> Spalte[Produktzeile]:
    return Spalte(
        schluessel,
        kopf,
        140,
        lambda z: eur(wert(z.lage)),
        rechts=True,
        sortwert=lambda z: wert(z.lage),
        wert_cent=lambda z: wert(z.lage),
        stil=lambda z: Stil.FEHLER if wert(z.lage) < 0 else Stil.NORMAL,
    )
