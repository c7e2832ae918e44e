"""The columns of the list of Bindungen: those of the Haushaltsüberwachungsliste."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.services.bindungsfolge import eltern
from app.services.bindungsliste import Listenfeld, feldtext, vermerk, zelle_setzen
from app.services.bindungsstand import ist_teil_im
from app.services.bindungszeilen import Bindungszeile
from app.services.geld import format_eur
from app.views.bausteine.gitterspalten import Spalte
from app.views.bausteine.zellen import Stil

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.views.bruecke import Bruecke

    Wert = Callable[[Bindungszeile, int], int]

NEBEN = Stil.NEBEN
_OFFEN_MINUS = "offen"


def spalten(bruecke: Bruecke) -> tuple[Spalte[Bindungszeile], ...]:
    """All columns; the texts are read from the plan as it is."""

    def feld(feld: Listenfeld, kopf: str, breite: int, **angaben: object) -> Spalte[Bindungszeile]:
        spalte: Spalte[Bindungszeile] = Spalte(
            feld.value,
            kopf,
            breite,
            lambda b: feldtext(bruecke.blick, b, feld),
            lambda b, text: zelle_setzen(bruecke.dokument, b.id, feld, text),
            **angaben,  # type: ignore[arg-type]  # fields of Spalte by name
        )
        return spalte

    def betrag(schluessel: str, kopf: str, wert: Wert, tipp: str, breite: int = 98) -> Spalte[Bindungszeile]:
        cent = partial(_im_planjahr, bruecke, wert)
        spalte: Spalte[Bindungszeile] = Spalte(
            schluessel,
            kopf,
            breite,
            lambda b: _betragstext(bruecke, b, cent(b)),
            rechts=True,
            tipp=tipp,
            sortwert=cent,
            wert_cent=cent,
            stil=lambda b: Stil.FEHLER if schluessel == _OFFEN_MINUS and cent(b) < 0 else _stil(b),
        )
        return spalte

    # What people paste stands side by side: name, partner, day, amount; behind the derived columns the rest.
    return (
        feld(Listenfeld.BEZEICHNUNG, "Bezeichnung", 196, stil=_namensstil),
        feld(Listenfeld.VERTRAGSPARTNER, "Vertragspartner", 132, vorschlaege=lambda: _partner(bruecke)),
        feld(Listenfeld.DATUM, "Datum", 84, sortwert=lambda b: b.vertrag.datum),
        feld(
            Listenfeld.BETRAG,
            "Festgelegt €",
            104,
            rechts=True,
            tipp="was in diesem Haushaltsjahr fällig wird, vor Freirechnungen",
            sortwert=partial(_im_planjahr, bruecke, Bindungszeile.betrag_cent),
            wert_cent=partial(_im_planjahr, bruecke, Bindungszeile.festgelegt_cent),
            stil=_stil,
        ),
        _vermerk(bruecke),
        betrag("frei", "Freigerechnet €", Bindungszeile.frei_cent, "wird nicht mehr gebraucht", 108),
        betrag("gezahlt", "Gezahlt €", Bindungszeile.gezahlt_cent, "angeordnet oder ausgezahlt"),
        betrag("abschlag", "Abschläge €", Bindungszeile.abschlag_cent, "davon als Abschlag gezahlt"),
        betrag(_OFFEN_MINUS, "noch offen €", Bindungszeile.offen_cent, "gebunden und noch nicht gezahlt"),
        betrag("spaeter", "spätere Jahre €", _spaeter, "fällig nach diesem Haushaltsjahr", 108),
        feld(
            Listenfeld.HERKUNFT,
            "Herkunft",
            72,
            tipp="Haushaltsjahr, aus dem die Bindung stammt",
            sortwert=lambda b: b.herkunft_jahr,
        ),
        feld(Listenfeld.AKTENZEICHEN, "Aktenzeichen", 120),
        feld(Listenfeld.LEISTUNG, "Leistung", 170, vorschlaege=lambda: _leistungen(bruecke)),
        feld(
            Listenfeld.LAUFZEIT,
            "Laufzeit",
            164,
            tipp="zum Beispiel 01.12.2025 – 31.01.2026",
            sortwert=lambda b: b.vertrag.laufzeit_bis,
        ),
        feld(Listenfeld.BEMERKUNG, "Bemerkung", 180),
    )


def summen(bruecke: Bruecke) -> Mapping[str, Callable[[Sequence[Bindungszeile]], str]]:
    """The last row: what is shown, a known sum and its parts counted once."""

    def summe(wert: Wert, zeilen: Sequence[Bindungszeile]) -> str:
        jahr = bruecke.blick.jahr
        return format_eur(sum(wert(b, jahr) for b in zeilen), symbol=False)

    def festgelegt(zeilen: Sequence[Bindungszeile]) -> str:
        return format_eur(festgelegt_cent(zeilen, bruecke.blick.jahr), symbol=False)

    def offen(zeilen: Sequence[Bindungszeile]) -> str:
        jahr = bruecke.blick.jahr
        weg = sum(b.frei_cent(jahr) + b.gezahlt_cent(jahr) for b in zeilen)
        return format_eur(festgelegt_cent(zeilen, jahr) - weg, symbol=False)

    return {
        "bezeichnung": lambda zeilen: f"Summe ({len(zeilen)})",
        "betrag": festgelegt,
        "frei": partial(summe, Bindungszeile.frei_cent),
        "gezahlt": partial(summe, Bindungszeile.gezahlt_cent),
        "abschlag": partial(summe, Bindungszeile.abschlag_cent),
        _OFFEN_MINUS: offen,
        "spaeter": partial(summe, _spaeter),
    }


def festgelegt_cent(zeilen: Sequence[Bindungszeile], jahr: int) -> int:
    """What some Bindungen bind in a year by contract; parts of a sum that is among them add nothing."""
    nach_id = {b.id: b for b in zeilen}
    return sum(
        b.festgelegt_cent(jahr)
        for b in zeilen
        if not ist_teil_im(b, nach_id.get(b.vertrag.sammel_id or ""), jahr)
    )


def _betragstext(bruecke: Bruecke, bindung: Bindungszeile, cent: int) -> str:
    """Nothing for zero, and beside a known sum whose contracts have the figures."""
    hat_teile = not bindung.aufgegliedert and bruecke.blick.stand.hat_teile(bindung.id)
    return "" if not cent or hat_teile else format_eur(cent, symbol=False)


def _im_planjahr(bruecke: Bruecke, wert: Wert, bindung: Bindungszeile) -> int:
    return wert(bindung, bruecke.blick.jahr)


def _spaeter(bindung: Bindungszeile, jahr: int) -> int:
    return sum(bindung.gebunden_cent(j) for j in bindung.je_jahr if j > jahr)


def _vermerk(bruecke: Bruecke) -> Spalte[Bindungszeile]:
    return Spalte(
        "vermerk",
        "Vermerk",
        146,
        lambda b: vermerk(bruecke.blick, b),
        tipp="Teil einer bekannten Summe, Option oder Aufstockung",
    )


def _namensstil(bindung: Bindungszeile) -> Stil:
    """What stands below a sum or a contract is set in a little."""
    return _stil(bindung) | (Stil.EINZUG if eltern(bindung) else Stil.NORMAL)


def _stil(bindung: Bindungszeile) -> Stil:
    """A known sum stands out; an option that is not drawn steps back."""
    if not bindung.vertrag.wirksam:
        return NEBEN
    return Stil.NORMAL if bindung.aufgegliedert else Stil.FETT


def _partner(bruecke: Bruecke) -> list[str]:
    return sorted({b.vertrag.vertragspartner for b in bruecke.blick.bindungen if b.vertrag.vertragspartner})


def _leistungen(bruecke: Bruecke) -> list[str]:
    blick = bruecke.blick
    return list(dict.fromkeys(blick.zeilen[ansaetze[0]].leistung for ansaetze in blick.ansaetze.values()))
