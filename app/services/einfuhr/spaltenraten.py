"""Guesses what the columns of a foreign table hold; people confirm or change it before rows are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log2
from typing import TYPE_CHECKING

from app.services.einfuhr.kopfsuche import Kopf, Kopfsuche
from app.services.einfuhr.spalteninhalt import Inhalt, inhaltspunkte, lies_inhalt, widerspricht
from app.services.einfuhr.spaltenworte import KERN, Kopftreffer, Rolle, kopftreffer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.einfuhr.rohdaten import Rohblatt, Rohmappe

__all__ = ["Deutung", "Rolle", "Spaltendeutung", "rate", "rate_blatt", "rate_mit_kopf"]

_PROBE = 300
"""So many rows below the heading tell what a column holds."""
_AB_PUNKTEN, _SICHER_AB = 2.0, 7.0
_WIDERSPRUCH, _LEERE_SPALTE, _UNBEKANNTER_KOPF, _ANDERER_KOPF = 7.0, 2.0, 1.0, 4.0
_VERSTECKT = 15.0
_GEFUELLT_ANTEIL = 0.15
"""A column with fewer cells than this share of the fullest one says nothing by what stands in it."""
_JE_VERDOPPLUNG = 3.0
"""Twice as many rows speak for a sheet as much as this."""


@dataclass(frozen=True, slots=True)
class Spaltendeutung:
    """What a column (counted from 0) is taken for, and why, in German words."""

    nummer: int
    kopf: str
    """Its heading in one line; empty where it has none."""
    rolle: Rolle | None = None
    grund: str = ""
    sicher: bool = False
    """True where the heading names the role and the cells agree, or where people chose it."""


@dataclass(frozen=True, slots=True)
class Deutung:
    """How a sheet is to be read; each role stands at most once."""

    blatt: str
    kopfzeile: int | None
    """First row of the heading, counted from 0; None where the table has none."""
    kopfzeilen: int
    spalten: tuple[Spaltendeutung, ...]

    @property
    def erste_zeile(self) -> int:
        """First row (counted from 0) below the heading."""
        return 0 if self.kopfzeile is None else self.kopfzeile + self.kopfzeilen

    @property
    def lesbar(self) -> bool:
        """True where rows can be read: some column holds the Leistung, and another says something of it."""
        rollen = {s.rolle for s in self.spalten} - {None}
        return Rolle.LEISTUNG in rollen and len(rollen) > 1

    @property
    def sicher(self) -> bool:
        """True where nothing was merely guessed, and there is something to read."""
        return self.lesbar and all(s.sicher for s in self.spalten if s.rolle)

    def spalte(self, rolle: Rolle) -> int | None:
        """The column (counted from 0) of a role."""
        return next((s.nummer for s in self.spalten if s.rolle is rolle), None)

    def rolle(self, spalte: int) -> Rolle | None:
        """The role of a column (counted from 0)."""
        return next((s.rolle for s in self.spalten if s.nummer == spalte), None)

    def mit(self, spalte: int, rolle: Rolle | None) -> Deutung:
        """The same with another role for a column; a column that had the role loses it."""
        neu = []
        for alt in self.spalten:
            if alt.nummer == spalte:
                neu.append(replace(alt, rolle=rolle, grund="von Ihnen gewählt", sicher=True))
            elif rolle is not None and alt.rolle is rolle:
                neu.append(replace(alt, rolle=None, grund="von Ihnen geändert", sicher=True))
            else:
                neu.append(alt)
        return replace(self, spalten=tuple(neu))

    def mit_kopfzeile(self, kopfzeile: int | None, kopfzeilen: int = 1) -> Deutung:
        """The same columns below another heading; ``rate_mit_kopf`` guesses them anew instead."""
        return replace(self, kopfzeile=kopfzeile, kopfzeilen=0 if kopfzeile is None else kopfzeilen)


def rate(blatt: Rohblatt, jahr: int) -> Deutung:
    """Find the heading, and say what each column holds, for a plan of ``jahr``."""
    suche = Kopfsuche(blatt, jahr)
    return _deute(blatt, jahr, suche, suche.suche())[0]


def rate_mit_kopf(blatt: Rohblatt, jahr: int, kopfzeile: int | None, kopfzeilen: int = 1) -> Deutung:
    """Say what each column holds below the heading that people chose (rows counted from 0)."""
    kopf = Kopf(kopfzeile, 0 if kopfzeile is None else kopfzeilen)
    suche = Kopfsuche(blatt, jahr, (kopf.zeile or 0) + kopf.zeilen)
    return _deute(blatt, jahr, suche, kopf)[0]


def rate_blatt(mappe: Rohmappe, jahr: int | None = None) -> Rohblatt:
    """The sheet that most likely holds the measure table; the first among equals.

    Raises:
        ValueError: the file has no sheets.
    """
    if not mappe.blaetter:
        raise ValueError(f"„{mappe.name}“ enthält keine Tabelle.")
    return max(mappe.blaetter, key=lambda blatt: _blattpunkte(blatt, jahr))


def _blattpunkte(blatt: Rohblatt, jahr: int | None) -> float:
    suche = Kopfsuche(blatt, jahr)
    deutung, punkte = _deute(blatt, jahr, suche, suche.suche())
    kern = sum(deutung.spalte(rolle) is not None for rolle in KERN)
    if not deutung.lesbar or kern == 1:
        punkte /= 4
    zeilen = max(len(blatt.zeilen) - deutung.erste_zeile, 0)
    return punkte + _JE_VERDOPPLUNG * log2(1 + zeilen) - _VERSTECKT * blatt.versteckt


# -- columns ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Anwaerter:
    """A column for a role."""

    punkte: float
    spalte: int
    rolle: Rolle
    grund: str
    sicher: bool


def _deute(blatt: Rohblatt, jahr: int | None, suche: Kopfsuche, kopf: Kopf) -> tuple[Deutung, float]:
    erste = 0 if kopf.zeile is None else kopf.zeile + kopf.zeilen
    koepfe = [_kopftext(suche, kopf, s) for s in range(suche.breite)]
    probe = blatt.zeilen[erste : erste + _PROBE]
    inhalte = [lies_inhalt([z[s] for z in probe if s < len(z)], jahr or 0) for s in range(suche.breite)]
    ab = max((i.gefuellt for i in inhalte), default=0) * _GEFUELLT_ANTEIL
    alle: list[_Anwaerter] = []
    for spalte, text in enumerate(koepfe):
        inhalt = inhalte[spalte]
        nach_inhalt = inhaltspunkte(inhalt) if inhalt.gefuellt >= ab else {}
        alle += _anwaerter(spalte, text, kopftreffer(text, jahr), inhalt, nach_inhalt)
    gewaehlt = _verteile(alle)
    spalten = tuple(_spaltendeutung(s, text, gewaehlt.get(s), inhalte[s]) for s, text in enumerate(koepfe))
    return Deutung(blatt.name, kopf.zeile, kopf.zeilen, spalten), sum(a.punkte for a in gewaehlt.values())


def _kopftext(suche: Kopfsuche, kopf: Kopf, spalte: int) -> str:
    return "" if kopf.zeile is None else suche.ueberschrift(kopf.zeile, kopf.zeilen, spalte)


def _anwaerter(
    spalte: int,
    text: str,
    treffer: Kopftreffer,
    inhalt: Inhalt,
    nach_inhalt: Mapping[Rolle, tuple[float, str]],
) -> list[_Anwaerter]:
    """The roles that heading and cells of a column speak for."""
    if treffer.fremd:
        return []
    ergebnis = []
    for rolle, kopfpunkte in treffer.punkte.items():
        nein = widerspricht(inhalt, rolle)
        if nein and rolle is Rolle.FINANZIERUNG:
            continue  # "EGT" and "Bund" are no states: they would make every row unreadable
        punkte = kopfpunkte + nach_inhalt.get(rolle, (0.0, ""))[0]
        punkte -= _WIDERSPRUCH * nein + _LEERE_SPALTE * (not inhalt.gefuellt)
        grund = f"Überschrift „{text}“"
        grund += ", aber für ein anderes Jahr" if treffer.anderes_jahr else ""
        grund += ", aber der Inhalt passt nicht dazu" if nein else ""
        sicher = kopfpunkte >= _SICHER_AB and not nein and not treffer.anderes_jahr
        ergebnis.append(_Anwaerter(punkte, spalte, rolle, grund, sicher))
    for rolle, (inhaltspkt, wort) in nach_inhalt.items():
        if rolle not in treffer.punkte:
            punkte = inhaltspkt - _UNBEKANNTER_KOPF * bool(text) - _ANDERER_KOPF * bool(treffer.punkte)
            ergebnis.append(_Anwaerter(punkte, spalte, rolle, f"Inhalt: {wort}", sicher=False))
    return ergebnis


def _verteile(alle: list[_Anwaerter]) -> dict[int, _Anwaerter]:
    """Give each role to the column for which most speaks; each column has one role."""
    gewaehlt: dict[int, _Anwaerter] = {}
    rollen: set[Rolle] = set()
    for anwaerter in sorted(alle, key=lambda a: (-a.punkte, a.spalte)):
        if anwaerter.punkte < _AB_PUNKTEN or anwaerter.spalte in gewaehlt or anwaerter.rolle in rollen:
            continue
        gewaehlt[anwaerter.spalte] = anwaerter
        rollen.add(anwaerter.rolle)
    return gewaehlt


def _spaltendeutung(nummer: int, text: str, wahl: _Anwaerter | None, inhalt: Inhalt) -> Spaltendeutung:
    if wahl is not None:
        return Spaltendeutung(nummer, text, wahl.rolle, wahl.grund, wahl.sicher)
    if not inhalt.gefuellt and not text:
        return Spaltendeutung(nummer, text, grund="leer")
    grund = f"Überschrift „{text}“ gehört zu keiner Spalte des Plans" if text else "nicht erkannt"
    return Spaltendeutung(nummer, text, grund=grund)
