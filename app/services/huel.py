"""The Haushaltsüberwachungsliste (HÜL) as data: what is committed, released, ordered and open in a year.

The columns follow the pattern that belongs to § 34 BHO and its VV: day, recipient and reason, festgelegt,
angeordnet, of that on account. Its sums are those of ``Bindungsstand``: a known sum stands as a heading
over the contracts that explain it, and what no contract accounts for is a line of its own.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.models.arten import Bindungsart, Bindungsteil
from app.models.geld import format_eur
from app.services.bindungsstand import ist_teil_im
from app.services.worte import BINDUNGSART_WORT, BINDUNGSTEIL_WORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.services.bindungszeilen import Bindungszeile, Vertrag
    from app.services.planblick import Planblick

NICHT_AUFGEGLIEDERT = "noch nicht aufgegliedert"
BEKANNTE_SUMME = "bekannte Summe"
VORBINDUNG = "Vorbindung"


class Huelart(StrEnum):
    """What a line of the list is."""

    BINDUNG = "bindung"
    BEKANNTE_SUMME = "bekannte_summe"
    """Heading over the contracts that a known sum is broken down into: no sum counts it."""
    TEIL = "teil"
    """A contract that explains a known sum."""
    REST = "rest"
    """What of the known sum no contract accounts for; what is paid or released on the sum itself."""


@dataclass(frozen=True, slots=True)
class Huelbetraege:
    """The amounts of a line or of a sum, in Cent."""

    festgelegt_cent: int = 0
    freigerechnet_cent: int = 0
    angeordnet_gezahlt_cent: int = 0
    davon_abschlaege_cent: int = 0
    folgejahre_cent: int = 0
    """Bound in later years by the same Bindung, after releases: for information."""

    @property
    def gebunden_cent(self) -> int:
        """Festgelegt, less what is released."""
        return self.festgelegt_cent - self.freigerechnet_cent

    @property
    def offen_cent(self) -> int:
        """Bound, and neither ordered nor paid."""
        return self.gebunden_cent - self.angeordnet_gezahlt_cent


@dataclass(frozen=True, slots=True)
class HuelZeile(Huelbetraege):
    """A line of the list."""

    nr: int | None = None
    """Running number; none for the heading and the rest of a known sum."""
    zeilenart: Huelart = Huelart.BINDUNG
    bindung_id: str = ""
    """The Bindung; of a heading and a rest the known sum's."""
    herkunft_jahr: int = 0
    art: str = ""
    """What it is, in a word: ``Vorbindung``, ``Bewilligung``, ``Option (nicht gezogen)`` …"""
    datum: dt.date | None = None
    vertragspartner: str = ""
    aktenzeichen: str = ""
    gegenstand: str = ""
    laufzeit: str = ""
    bemerkung: str = ""

    @property
    def zaehlt(self) -> bool:
        """True where sums count the line."""
        return self.zeilenart is not Huelart.BEKANNTE_SUMME


@dataclass(frozen=True, slots=True)
class Huel:
    """The list of one year."""

    jahr: int
    vorbindungen: tuple[HuelZeile, ...]
    """Of years before the plan's, in order."""
    neue: tuple[HuelZeile, ...]
    """Of the plan's year, in order."""
    verfuegbar_cent: int | None = None
    """Eingliederungsmittel − Umschichtung + Rückeinnahmen; known for the plan's year only."""

    @property
    def zeilen(self) -> tuple[HuelZeile, ...]:
        """All lines in order."""
        return (*self.vorbindungen, *self.neue)

    @property
    def summe(self) -> Huelbetraege:
        """Over all lines that count: the same as ``Bindungsstand.im(jahr)``."""
        return summiere(self.zeilen)

    @property
    def ungebunden_cent(self) -> int | None:
        """What of the available money no Bindung has taken; negative: more is bound."""
        return None if self.verfuegbar_cent is None else self.verfuegbar_cent - self.summe.gebunden_cent


def summiere(zeilen: Iterable[HuelZeile]) -> Huelbetraege:
    """The sum of the lines that count."""
    zaehlende = [z for z in zeilen if z.zaehlt]
    return Huelbetraege(
        sum(z.festgelegt_cent for z in zaehlende),
        sum(z.freigerechnet_cent for z in zaehlende),
        sum(z.angeordnet_gezahlt_cent for z in zaehlende),
        sum(z.davon_abschlaege_cent for z in zaehlende),
        sum(z.folgejahre_cent for z in zaehlende),
    )


def huel(blick: Planblick, jahr: int) -> Huel:
    """The list of ``jahr``: Vorbindungen first, then Bindungen of the plan's year, each by day and place."""
    leistungen = {b.massnahme_id: leistung(blick, b) for b in blick.bindungen if b.massnahme_id}
    liste = huel_aus(blick.jahr, jahr, blick.bindungen, leistungen)
    if jahr != blick.jahr:
        return liste
    k = blick.kennzahlen
    return replace(
        liste, verfuegbar_cent=k.eingliederungsmittel_cent - k.umschichtung_cent + k.rueckeinnahmen_cent
    )


def huel_aus(
    haushaltsjahr: int,
    jahr: int,
    bindungen: Iterable[Bindungszeile],
    leistungen: Mapping[str, str] | None = None,
) -> Huel:
    """The list of ``jahr`` in the plan of ``haushaltsjahr``; ``leistungen`` name measures by their key."""
    bauer = _Bauer(haushaltsjahr, jahr, tuple(bindungen), leistungen or {})
    vorbindungen, neue = bauer.abschnitt(vorbindung=True), bauer.abschnitt(vorbindung=False)
    anzahl = sum(_hat_nummer(z) for z in vorbindungen)
    return Huel(jahr, _nummeriert(vorbindungen, 1), _nummeriert(neue, anzahl + 1))


def leistung(blick: Planblick, bindung: Bindungszeile) -> str:
    """The measure that a Bindung belongs to; empty without one."""
    ansaetze = blick.ansaetze.get(bindung.massnahme_id) if bindung.massnahme_id else None
    return blick.zeilen[ansaetze[0]].leistung if ansaetze else ""


def gegenstand(bezeichnung: str, massnahme: str) -> str:
    """What a Bindung is for: its name, and the measure where the name does not say it."""
    return f"{bezeichnung} ({massnahme})" if massnahme and massnahme not in bezeichnung else bezeichnung


def reihenfolge(bindung: Bindungszeile) -> tuple[dt.date, int, str]:
    """Sort key of a list: by day, without one first; then as entered."""
    return bindung.vertrag.datum or dt.date.min, bindung.position, bindung.id


def art_wort(bindung: Bindungszeile, haushaltsjahr: int) -> str:
    """What a Bindung is, in a word."""
    vertrag = bindung.vertrag
    if vertrag.teil is Bindungsteil.OPTION:
        return f"{BINDUNGSTEIL_WORT[vertrag.teil]} ({'gezogen' if vertrag.wirksam else 'nicht gezogen'})"
    if vertrag.teil is Bindungsteil.AUFSTOCKUNG:
        return BINDUNGSTEIL_WORT[vertrag.teil]
    wort = BINDUNGSART_WORT[vertrag.art]
    if bindung.herkunft_jahr >= haushaltsjahr:
        return wort
    return VORBINDUNG if vertrag.art is Bindungsart.VERTRAG else f"{VORBINDUNG}, {wort}"


def laufzeit_wort(vertrag: Vertrag) -> str:
    """From when to when: ``01.03.2020 – 31.12.2021``, ``ab 01.03.2020``; empty where neither is known."""
    von, bis = vertrag.laufzeit_von, vertrag.laufzeit_bis
    if von is None and bis is None:
        return ""
    if von is None or bis is None:
        return f"bis {bis:%d.%m.%Y}" if bis else f"ab {von:%d.%m.%Y}"
    return f"{von:%d.%m.%Y} – {bis:%d.%m.%Y}"


def option_wort(cent: int) -> str:
    """What an option that is not drawn amounts to."""
    return f"Option über {format_eur(cent)}: bindet erst, wenn sie gezogen ist."


def _hat_nummer(zeile: HuelZeile) -> bool:
    return zeile.zeilenart in {Huelart.BINDUNG, Huelart.TEIL}


def _nummeriert(zeilen: Iterable[HuelZeile], ab: int) -> tuple[HuelZeile, ...]:
    ergebnis, nummer = [], ab
    for zeile in zeilen:
        ergebnis.append(replace(zeile, nr=nummer) if _hat_nummer(zeile) else zeile)
        nummer += _hat_nummer(zeile)
    return tuple(ergebnis)


class _Bauer:
    """Lays out the lines of one year: what explains a known sum stands below it."""

    def __init__(
        self,
        haushaltsjahr: int,
        jahr: int,
        bindungen: tuple[Bindungszeile, ...],
        leistungen: Mapping[str, str],
    ) -> None:
        self._haushaltsjahr, self._jahr, self._leistungen = haushaltsjahr, jahr, leistungen
        self._bindungen = bindungen
        self._nach_id = {b.id: b for b in bindungen}
        self._teile: dict[str, list[Bindungszeile]] = defaultdict(list)
        """All parts by their known sum, whichever years they fall due in."""
        for bindung in bindungen:
            if bindung.vertrag.sammel_id in self._nach_id and bindung.herkunft_jahr < haushaltsjahr:
                self._teile[bindung.vertrag.sammel_id].append(bindung)

    def abschnitt(self, *, vorbindung: bool) -> list[HuelZeile]:
        """The lines of Vorbindungen, or of the plan's year; not numbered yet."""
        oben = [
            b
            for b in self._bindungen
            if self._wirkt(b)
            and not self._ist_teil(b, self._jahr)
            and (b.herkunft_jahr < self._haushaltsjahr) == vorbindung
        ]
        return [zeile for b in sorted(oben, key=reihenfolge) for zeile in self._zeilen(b, Huelart.BINDUNG)]

    def _wirkt(self, bindung: Bindungszeile) -> bool:
        return self._jahr in bindung.jahre or self._jahr in bindung.bewegte_jahre

    def _ist_teil(self, bindung: Bindungszeile, jahr: int) -> bool:
        sammel = self._nach_id.get(bindung.vertrag.sammel_id or "")
        return bindung.herkunft_jahr < self._haushaltsjahr and ist_teil_im(bindung, sammel, jahr)

    def _zeilen(self, bindung: Bindungszeile, zeilenart: Huelart) -> list[HuelZeile]:
        teile = [b for b in self._teile[bindung.id] if self._wirkt(b) and self._ist_teil(b, self._jahr)]
        if not teile:
            return [self._zeile(bindung, zeilenart)]
        eigene = [z for b in sorted(teile, key=reihenfolge) for z in self._zeilen(b, Huelart.TEIL)]
        eigene.append(self._rest(bindung, teile))
        return [self._kopf(bindung, eigene), *eigene]

    def _zeile(self, bindung: Bindungszeile, zeilenart: Huelart) -> HuelZeile:
        vertrag, jahr = bindung.vertrag, self._jahr
        massnahme = self._leistungen.get(bindung.massnahme_id or "", "")
        return HuelZeile(
            festgelegt_cent=bindung.festgelegt_cent(jahr),
            freigerechnet_cent=bindung.frei_cent(jahr),
            angeordnet_gezahlt_cent=bindung.gezahlt_cent(jahr),
            davon_abschlaege_cent=bindung.abschlag_cent(jahr),
            folgejahre_cent=self._folgejahre(bindung),
            zeilenart=zeilenart,
            bindung_id=bindung.id,
            herkunft_jahr=bindung.herkunft_jahr,
            art=art_wort(bindung, self._haushaltsjahr),
            datum=vertrag.datum,
            vertragspartner=vertrag.vertragspartner or "",
            aktenzeichen=vertrag.aktenzeichen or "",
            gegenstand=gegenstand(bindung.bezeichnung, massnahme),
            laufzeit=laufzeit_wort(vertrag),
            bemerkung=self._bemerkung(bindung),
        )

    def _kopf(self, sammel: Bindungszeile, eigene: Iterable[HuelZeile]) -> HuelZeile:
        summe = summiere(eigene)
        return replace(
            self._zeile(sammel, Huelart.BEKANNTE_SUMME),
            art=BEKANNTE_SUMME,
            bemerkung=sammel.bemerkung or "",
            freigerechnet_cent=summe.freigerechnet_cent,
            angeordnet_gezahlt_cent=summe.angeordnet_gezahlt_cent,
            davon_abschlaege_cent=summe.davon_abschlaege_cent,
            folgejahre_cent=summe.folgejahre_cent,
        )

    def _rest(self, sammel: Bindungszeile, teile: Iterable[Bindungszeile]) -> HuelZeile:
        rest = sammel.festgelegt_cent(self._jahr) - sum(b.festgelegt_cent(self._jahr) for b in teile)
        saetze = self._gruende(sammel)
        if rest < 0:
            saetze.append(f"Die Verträge ergeben {format_eur(-rest)} mehr als die bekannte Summe.")
        return replace(
            self._zeile(sammel, Huelart.REST),
            festgelegt_cent=rest,
            datum=None,
            vertragspartner="",
            aktenzeichen="",
            gegenstand=NICHT_AUFGEGLIEDERT,
            laufzeit="",
            bemerkung="\n".join(saetze),
        )

    def _folgejahre(self, bindung: Bindungszeile) -> int:
        """Bound in later years; of a known sum less what its parts account for in the years that it names."""
        spaetere = [j for j in {*bindung.jahre, *bindung.bewegte_jahre} if j > self._jahr]
        teile = self._teile.get(bindung.id, ())
        return sum(
            bindung.gebunden_cent(j) - sum(t.festgelegt_cent(j) for t in teile if self._ist_teil(t, j))
            for j in spaetere
        )

    def _bemerkung(self, bindung: Bindungszeile) -> str:
        saetze = [bindung.bemerkung] if bindung.bemerkung else []
        if not bindung.vertrag.wirksam:
            saetze.append(option_wort(bindung.betrag_cent(self._jahr)))
        return "\n".join([*saetze, *self._gruende(bindung)])

    def _gruende(self, bindung: Bindungszeile) -> list[str]:
        """Why something of the year's amount is released, each reason once."""
        gruende = dict.fromkeys(f.grund for f in bindung.freirechnungen if f.jahr == self._jahr)
        return [f"Freigerechnet: {'; '.join(gruende)}"] if gruende else []
