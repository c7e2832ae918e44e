"""Finds the other tables with figures in a programme, by the words in their heads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from app.models.geld import BetragFehler, parse_promille
from app.services.einfuhr.amip_text import Art, kann_kopf_sein, kurz, ohne_punkt
from app.services.einfuhr.amip_typen import (
    Betreuungsschluessel,
    Bildungsziel,
    Bildungszielplanung,
    Kundengruppe,
    PatPauschale,
    Schaetzung16a,
    Sonderprojekt,
    Sonderprojekte,
)
from app.services.einfuhr.amip_zellen import STRICHE, lies_anzahl, lies_betrag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.services.einfuhr.amip_text import Textzeile

W = TypeVar("W")
Spalten = tuple[re.Pattern[str], ...]
"""What the heads of the columns say, in the order of the fields that they become."""

_LAENGSTER_KOPF = 120
_LAENGSTE_TABELLE = 2000


def _muster(*worte: str) -> Spalten:
    return tuple(re.compile(wort, re.IGNORECASE) for wort in worte)


FOERDERFAELLE = _muster(r"zweckbestimmung|produkt", r"eintritte|förderfälle")
_SONDERPROJEKTE = _muster(r"sachkosten", r"personalkosten", r"summe|gesamt")
_PAT = _muster(r"konstellation|bedarfsgemeinschaft|BG-Klasse", r"pauschale")
_KUNDENGRUPPEN = _muster(r"kundengruppe", r"anzahl", r"anteil")
_BILDUNGSZIELE = _muster(r"berufsgruppe|zielberuf", r"umschulung", r"fortbildung")
_SCHAETZUNG = _muster(r"leistung", r"erbracht|erbringer|träger", r"schätzung")
_KOEPFE = (FOERDERFAELLE, _SONDERPROJEKTE, _PAT, _KUNDENGRUPPEN, _BILDUNGSZIELE, _SCHAETZUNG)

_SCHLUESSEL = re.compile(r"1 ?: ?([0-9]{1,4})")
_SUMME = re.compile(r"(?:gesamt)?summe\b|(?:ins)?gesamt\b", re.IGNORECASE)
_ERSTE_ZAHL = re.compile(r"[0-9](?:[0-9.]*[0-9])?")
_JE_MONAT = re.compile(r" ?(?:/|je|pro|im) ?monat$|monatlich$", re.IGNORECASE)


@dataclass(slots=True)
class Fund:
    """What was read of the tables, and German sentences on cells that could not be read."""

    sonderprojekte: Sonderprojekte | None = None
    pat: tuple[PatPauschale, ...] = ()
    schluessel: tuple[Betreuungsschluessel, ...] = ()
    kundengruppen: tuple[Kundengruppe, ...] = ()
    bildungsziele: Bildungszielplanung | None = None
    schaetzungen: tuple[Schaetzung16a, ...] = ()
    hinweise: list[str] = field(default_factory=list)


def fremder_kopf(zellen: tuple[str, ...]) -> bool:
    """Whether a row is the head of one of these tables, or of the overview of Eintritte."""
    return kann_kopf_sein(zellen) and any(spalten_von(zellen, muster) for muster in _KOEPFE)


def spalten_von(zellen: tuple[str, ...], muster: Spalten) -> tuple[int, ...]:
    """Place of each column, each in a cell of its own; empty where the row is not this head."""
    if len(zellen) < len(muster) or not kann_kopf_sein(zellen):
        return ()
    spalten: list[int] = []
    for wort in muster:
        for i, zelle in enumerate(zellen):
            if i not in spalten and len(zelle) <= _LAENGSTER_KOPF and wort.search(zelle):
                spalten.append(i)
                break
        else:
            return ()
    return tuple(spalten)


def reihen_unter(
    zeilen: Sequence[Textzeile], muster: Spalten
) -> tuple[Textzeile | None, tuple[int, ...], list[Textzeile]]:
    """The first table with this head: head, places of the columns, rows (without repeated heads)."""
    for i, zeile in enumerate(zeilen):
        if zeile.art is Art.REIHE and (spalten := spalten_von(zeile.zellen, muster)):
            return zeile, spalten, list(_bis_zum_ende(zeilen[i + 1 : i + 1 + _LAENGSTE_TABELLE], muster))
    return None, (), []


def _bis_zum_ende(zeilen: Iterable[Textzeile], muster: Spalten) -> Iterable[Textzeile]:
    for zeile in zeilen:
        if zeile.art is not Art.REIHE or not zeile.dicht:
            return
        if spalten_von(zeile.zellen, muster):
            continue
        if fremder_kopf(zeile.zellen):
            return
        yield zeile


def lies_tabellen(zeilen: Sequence[Textzeile]) -> Fund:
    """All of these tables that a text holds; of several with the same head the first."""
    fund = Fund()
    fund.sonderprojekte = _sonderprojekte(zeilen, fund.hinweise)
    fund.pat = _pat(zeilen, fund.hinweise)
    fund.schluessel = tuple(_schluessel(zeilen))
    fund.kundengruppen = _kundengruppen(zeilen, fund.hinweise)
    fund.bildungsziele = _bildungsziele(zeilen, fund.hinweise)
    fund.schaetzungen = _schaetzungen(zeilen)
    return fund


@dataclass(slots=True)
class _Zellen:
    """The cells of one row; what cannot be read is named in ``hinweise`` and None."""

    zeile: Textzeile
    tabelle: str
    hinweise: list[str]

    def text(self, spalte: int) -> str:
        return ohne_punkt(self.zeile.zellen[spalte]) if 0 <= spalte < len(self.zeile.zellen) else ""

    def wert(self, spalte: int, lies: Callable[[str], W]) -> W | None:
        """What a cell says; None where it is empty or has a dash."""
        text = self.text(spalte)
        if not text or text in STRICHE:
            return None
        try:
            return lies(text)
        except BetragFehler:
            self.hinweise.append(
                f"{self.tabelle}: Die Zelle „{kurz(text)}“ (Textzeile {self.zeile.nummer}) ist nicht lesbar."
            )
            return None


def _sonderprojekte(zeilen: Sequence[Textzeile], hinweise: list[str]) -> Sonderprojekte | None:
    kopf, spalten, reihen = reihen_unter(zeilen, _SONDERPROJEKTE)
    if kopf is None:
        return None
    projekte: list[Sonderprojekt] = []
    for reihe in reihen:
        z = _Zellen(reihe, "Sonderprojekte", hinweise)
        sach, personal, summe = (z.wert(spalte, lies_betrag) for spalte in spalten)
        projekte.append(Sonderprojekt(z.text(0), sach, personal, summe, reihe.nummer))
    gesamt = next((p for p in projekte if _SUMME.match(p.bezeichnung)), None)
    return Sonderprojekte(tuple(p for p in projekte if p is not gesamt), gesamt)


def _pat(zeilen: Sequence[Textzeile], hinweise: list[str]) -> tuple[PatPauschale, ...]:
    kopf, spalten, reihen = reihen_unter(zeilen, _PAT)
    if kopf is None:
        return ()
    gelesen = (_Zellen(reihe, "PAT-Pauschalen", hinweise) for reihe in reihen)
    return tuple(
        PatPauschale(z.text(spalten[0]), z.wert(spalten[1], _monatsbetrag), z.zeile.nummer) for z in gelesen
    )


def _monatsbetrag(text: str) -> int:
    return lies_betrag(_JE_MONAT.sub("", text).rstrip())


def _schluessel(zeilen: Sequence[Textzeile]) -> Iterable[Betreuungsschluessel]:
    """Rows ``Leistungsgewährung → 1:109``, wherever they stand."""
    for zeile in zeilen:
        gefuellt = [zelle for zelle in zeile.zellen if zelle]
        if len(gefuellt) == 2 and (treffer := _SCHLUESSEL.fullmatch(gefuellt[1])):  # noqa: PLR2004 - name, figure
            yield Betreuungsschluessel(ohne_punkt(gefuellt[0]), int(treffer[1]), zeile.nummer)


def _kundengruppen(zeilen: Sequence[Textzeile], hinweise: list[str]) -> tuple[Kundengruppe, ...]:
    kopf, spalten, reihen = reihen_unter(zeilen, _KUNDENGRUPPEN)
    if kopf is None:
        return ()
    name, anzahl, anteil = spalten
    gelesen = (_Zellen(reihe, "Kundengruppen", hinweise) for reihe in reihen)
    return tuple(
        Kundengruppe(
            z.text(name), z.wert(anzahl, lies_anzahl), z.wert(anteil, parse_promille), z.zeile.nummer
        )
        for z in gelesen
    )


def _bildungsziele(zeilen: Sequence[Textzeile], hinweise: list[str]) -> Bildungszielplanung | None:
    """Below ``Umschulungen`` stand two columns: all, and of those the Teilqualifizierungen."""
    kopf, spalten, reihen = reihen_unter(zeilen, _BILDUNGSZIELE)
    if kopf is None:
        return None
    name, umschulung, fortbildung = spalten
    davon = umschulung + 1 if fortbildung > umschulung + 1 else -1
    ziele: list[Bildungsziel] = []
    for reihe in reihen:
        z = _Zellen(reihe, "Bildungszielplanung", hinweise)
        if not z.text(name):
            # The second line of the head.
            continue
        werte = [z.wert(spalte, lies_anzahl) for spalte in (umschulung, davon, fortbildung)]
        ziele.append(Bildungsziel(z.text(name), werte[0], werte[1], werte[2], reihe.nummer))
    gesamt = next((ziel for ziel in ziele if _SUMME.match(ziel.berufsgruppe)), None)
    return Bildungszielplanung(tuple(ziel for ziel in ziele if ziel is not gesamt), gesamt)


def _schaetzungen(zeilen: Sequence[Textzeile]) -> tuple[Schaetzung16a, ...]:
    """Of ``ca. 550 (zzgl. ca. 450 Fälle)`` the number is 550; the words stay beside it."""
    kopf, spalten, reihen = reihen_unter(zeilen, _SCHAETZUNG)
    if kopf is None:
        return ()
    leistung, erbringer, schaetzung = spalten
    gelesen = (_Zellen(reihe, "Schätzung", []) for reihe in reihen)
    return tuple(
        Schaetzung16a(
            z.text(leistung),
            z.text(erbringer),
            _erste_zahl(z.text(schaetzung)),
            z.text(schaetzung),
            z.zeile.nummer,
        )
        for z in gelesen
    )


def _erste_zahl(text: str) -> int | None:
    treffer = _ERSTE_ZAHL.search(text.split("(", maxsplit=1)[0])
    try:
        return lies_anzahl(treffer[0]) if treffer else None
    except BetragFehler:
        return None
