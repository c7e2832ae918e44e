"""Finds the measure tables of a programme by their columns, and puts together what page breaks tore apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.models.geld import BetragFehler
from app.services.einfuhr.amip_text import KURZ, Art, kann_kopf_sein, kurz, ohne_punkt
from app.services.einfuhr.amip_zellen import STRICHE, Eintritte, Mittel, lies_eintritte, lies_mittel
from app.services.eingabe import MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.einfuhr.amip_text import Textzeile, Ueberschrift

_LAENGSTE_ZELLE = 4 * MAX_TEXT
"""Nothing is added to a cell that is too long in any case."""
_LAENGSTER_KOPF = 120
_SPALTEN = {
    "mittelansatz": re.compile(r"mittelansatz|neufall|\bansatz\b", re.IGNORECASE),
    "eintritte": re.compile(r"\b(?:eintritte?|plätze|gutscheine?|teilnehm)", re.IGNORECASE),
    "leistung": re.compile(r"\b(?:leistung|maßnahme|instrument)", re.IGNORECASE),
    "funktion": re.compile(r"\bfunktion", re.IGNORECASE),
}
_JAHR = re.compile(r"\b(20[0-9]{2})\b")
_NUR_JAHR = re.compile(r"20[0-9]{2}(?: ca\.?)?")
_SUMME = re.compile(r"(?:zwischen|gesamt)?summe\b|(?:ins)?gesamt(?: 20[0-9]{2})?:?$", re.IGNORECASE)
_OFFENES_ENDE = re.compile(
    r"(?:[-–/,&(]|\b(?:und|oder|mit|für|bei|zur|zum|der|die|des|von|vom|im|in|nach|auf|als))$", re.IGNORECASE
)
_SATZENDE = (".", "!", "?", ")", "“", '"', ":")


@dataclass(slots=True)
class Name:
    """What a Leistung is called; its rows share it, as it may go on in a later line."""

    text: str


@dataclass(slots=True)
class Rohreihe:
    """A row as text, before its cells are read."""

    leistung: Name
    eintritte: str
    mittelansatz: str
    funktion: str
    zeile: Textzeile
    nummer: int = 0
    """Within its table, from 1."""


@dataclass(slots=True)
class Tabelle:
    """A measure table: all of its parts in one section of the text."""

    abschnitte: tuple[Ueberschrift, ...]
    kopf: tuple[str, ...]
    spalten: dict[str, int]
    reihen: list[Rohreihe] = field(default_factory=list)
    summen: list[Rohreihe] = field(default_factory=list)

    @property
    def jahre(self) -> tuple[int, ...]:
        """Years that the head names."""
        return tuple(sorted({int(jahr) for zelle in self.kopf for jahr in _JAHR.findall(zelle)}))

    @property
    def abschnitt(self) -> str:
        """Number of the section; empty where the text has none."""
        return next((a.nummer for a in reversed(self.abschnitte) if a.nummer), "")


def finde_tabellen(
    zeilen: Iterable[Textzeile], fremder_kopf: Callable[[tuple[str, ...]], bool]
) -> tuple[list[Tabelle], list[str]]:
    """All measure tables of a text, and sentences on what was passed over.

    ``fremder_kopf`` says whether a row is the head of another table, which ends the open one.
    """
    leser = _Leser(fremder_kopf)
    for zeile in zeilen:
        leser.nimm(zeile)
    return leser.tabellen, leser.hinweise


def _spalten(zellen: tuple[str, ...]) -> dict[str, int]:
    """Place of each column in a head; empty where the row is none."""
    if not kann_kopf_sein(zellen):
        return {}
    spalten: dict[str, int] = {}
    for wort, muster in _SPALTEN.items():
        for i, zelle in enumerate(zellen):
            if i not in spalten.values() and len(zelle) <= _LAENGSTER_KOPF and muster.search(zelle):
                spalten[wort] = i
                break
        else:
            if wort != "funktion":
                return {}
    # "60 Gutscheine" and "Neufall" stand below a head, not in it.
    daten = _ist_eintritte(zellen[spalten["eintritte"]]) or _ist_mittel(zellen[spalten["mittelansatz"]])
    return {} if daten else spalten


@dataclass(slots=True)
class _Leser:
    """Goes through the rows of a text; ``tabelle`` is the one that is open."""

    fremder_kopf: Callable[[tuple[str, ...]], bool]
    tabellen: list[Tabelle] = field(default_factory=list)
    hinweise: list[str] = field(default_factory=list)
    tabelle: Tabelle | None = None
    im_kopf: bool = False
    """Whether only the head of the open table was seen so far."""
    vorige: int = 0
    """Line of the row before."""
    namensteil: Rohreihe | None = None
    """A row with a name alone: the name may go on below, or belong to the one above."""
    vorsatz: str = ""
    """A line before a row that is the beginning of its name."""

    def nimm(self, zeile: Textzeile) -> None:
        """Take the next row, heading or caption."""
        if self.tabelle is not None and zeile.davor:
            self._zwischen(self.tabelle, zeile)
        if zeile.art is not Art.REIHE:
            self._schliesse()
        elif spalten := _spalten(zeile.zellen):
            self._oeffne(zeile, spalten)
        elif self.fremder_kopf(zeile.zellen):
            self._schliesse()
        elif self.tabelle is not None:
            self._reihe(self.tabelle, zeile)
        self.vorige = zeile.nummer

    def _oeffne(self, zeile: Textzeile, spalten: dict[str, int]) -> None:
        letzte = self.tabellen[-1] if self.tabellen else None
        self.im_kopf = True
        if letzte is not None and letzte.abschnitte == zeile.abschnitte and letzte.spalten == spalten:
            self.tabelle = letzte
            letzte.kopf += zeile.zellen
            return
        self._schliesse()
        self.tabelle = Tabelle(zeile.abschnitte, zeile.zellen, spalten)
        self.tabellen.append(self.tabelle)

    def _schliesse(self) -> None:
        tabelle, self.tabelle = self.tabelle, None
        if tabelle is not None:
            self._loese_namensteil(tabelle, "")
        self.vorsatz = ""

    # -- rows ---------------------------------------------------------------------------------------

    def _reihe(self, tabelle: Tabelle, zeile: Textzeile) -> None:
        reihe = _ordne(tabelle, zeile)
        name, leer = reihe.leistung.text, not reihe.eintritte and not reihe.mittelansatz
        im_kopf, self.im_kopf = self.im_kopf, False
        if im_kopf and _ist_kopfrest(reihe):
            tabelle.kopf += zeile.zellen
            self.im_kopf = True
        elif not zeile.dicht and not (_ist_eintritte(reihe.eintritte) and reihe.mittelansatz):
            self._schliesse()
        elif _SUMME.match(name):
            tabelle.summen.append(reihe)
        elif leer and name:
            self._loese_namensteil(tabelle, name)
            self.namensteil = reihe
        elif leer and tabelle.reihen:
            tabelle.reihen[-1].funktion = verbinde(tabelle.reihen[-1].funktion, reihe.funktion)
        else:
            self._datenreihe(tabelle, reihe)

    def _datenreihe(self, tabelle: Tabelle, reihe: Rohreihe) -> None:
        teil = self._loese_namensteil(tabelle, reihe.leistung.text)
        if teil is not None:
            reihe.leistung.text = verbinde(teil.leistung.text, reihe.leistung.text)
            reihe.funktion = verbinde(teil.funktion, reihe.funktion)
        if self.vorsatz:
            reihe.leistung.text = verbinde(self.vorsatz, reihe.leistung.text)
            self.vorsatz = ""
        if not reihe.leistung.text and tabelle.reihen:
            reihe.leistung = tabelle.reihen[-1].leistung
        _haenge_an(tabelle, reihe)

    def _loese_namensteil(self, tabelle: Tabelle, name: str) -> Rohreihe | None:
        """What becomes of a row with a name alone; it is returned where the next row goes on with it."""
        teil, self.namensteil = self.namensteil, None
        if teil is None:
            return None
        vorher = tabelle.reihen[-1] if tabelle.reihen else None
        if vorher is not None and _haengt_zusammen(vorher.leistung.text, teil.leistung.text):
            vorher.leistung.text = verbinde(vorher.leistung.text, teil.leistung.text)
            vorher.funktion = verbinde(vorher.funktion, teil.funktion)
            return None
        # The next row has no name of its own, or goes on with this one.
        if self.tabelle is not None and (not name or _haengt_zusammen(teil.leistung.text, name)):
            return teil
        _haenge_an(tabelle, teil)
        return None

    # -- lines between ------------------------------------------------------------------------------

    def _zwischen(self, tabelle: Tabelle, zeile: Textzeile) -> None:
        """Lines without tabs that touch a row may be parts of its cells; others belong to the page."""
        zeilen = list(zeile.davor)
        if self._ist_vorsatz(tabelle, zeile):
            nummer, self.vorsatz = zeilen.pop()
            self.hinweise.append(
                f"Textzeile {nummer} wurde als Anfang der Leistung in der Zeile darunter gelesen: "
                f"„{kurz(self.vorsatz)}“."
            )
        for abstand, (nummer, text) in enumerate(zeilen, start=1):
            if nummer != self.vorige + abstand or len(text) > KURZ or self.im_kopf:
                break
            if tabelle.reihen and not text.isdigit():
                self._gehoert_nach_oben(tabelle.reihen[-1], nummer, text)

    def _ist_vorsatz(self, tabelle: Tabelle, zeile: Textzeile) -> bool:
        if zeile.art is not Art.REIHE or not zeile.dicht or zeile.davor[-1][0] != zeile.nummer - 1:
            return False
        text, name = zeile.davor[-1][1], _ordne(tabelle, zeile).leistung.text
        satz = bool(tabelle.reihen) and _ist_offen(tabelle.reihen[-1].funktion) and text[:1].islower()
        return bool(name) and not satz and _haengt_zusammen(text, name)

    def _gehoert_nach_oben(self, reihe: Rohreihe, nummer: int, text: str) -> None:
        if _ist_offen(reihe.funktion):
            reihe.funktion = verbinde(reihe.funktion, text)
        else:
            self.hinweise.append(
                f"Textzeile {nummer} berührt eine Maßnahmentabelle, hat aber keine Spalten: „{kurz(text)}“. "
                "Sie wurde übergangen."
            )


def _ist_offen(funktion: str) -> bool:
    return bool(funktion) and not funktion.endswith(_SATZENDE)


def _ist_kopfrest(reihe: Rohreihe) -> bool:
    """Whether a row directly below a head goes on with it: no name, no figures but a year."""
    eintritte, mittel = reihe.eintritte, reihe.mittelansatz
    if reihe.leistung.text or "€" in mittel or not (eintritte or mittel or reihe.funktion):
        return False
    return not (
        (_ist_eintritte(eintritte) and not _NUR_JAHR.fullmatch(eintritte))
        or (_ist_mittel(mittel) and not _NUR_JAHR.fullmatch(mittel))
    )


def _ordne(tabelle: Tabelle, zeile: Textzeile) -> Rohreihe:
    """The cells of a row by columns; a lost first tab is put back, what is too much joins the last."""
    zellen, breite = list(zeile.zellen), len(tabelle.spalten)
    erste = tabelle.spalten["leistung"] == 0
    if erste and 1 < len(zellen) < breite and _ist_eintritte(zellen[0]) and _ist_mittel(zellen[1]):
        zellen.insert(0, "")
    letzte = max(tabelle.spalten.values())
    if len(zellen) > letzte + 1 == breite:
        zellen[letzte:] = [" ".join(z for z in zellen[letzte:] if z)]

    def zelle(wort: str) -> str:
        spalte = tabelle.spalten.get(wort, -1)
        return zellen[spalte] if 0 <= spalte < len(zellen) else ""

    name = Name(ohne_punkt(zelle("leistung")))
    return Rohreihe(name, zelle("eintritte"), zelle("mittelansatz"), zelle("funktion"), zeile)


def _haenge_an(tabelle: Tabelle, reihe: Rohreihe) -> None:
    reihe.nummer = len(tabelle.reihen) + 1
    tabelle.reihen.append(reihe)


def _ist_eintritte(text: str) -> bool:
    """Whether something stands there that the column Eintritte can hold."""
    try:
        return text not in STRICHE and lies_eintritte(text, None) != Eintritte()
    except BetragFehler:
        return False


def _ist_mittel(text: str) -> bool:
    """Whether something stands there that the column Mittelansatz can hold."""
    try:
        return lies_mittel(text, None) != Mittel()
    except BetragFehler:
        return False


def _haengt_zusammen(vorn: str, hinten: str) -> bool:
    """Whether two lines read as one name: an open end, an open bracket, or a beginning that is none."""
    if not vorn or not hinten:
        return False
    offen = vorn.count("(") > vorn.count(")")
    return offen or bool(_OFFENES_ENDE.search(vorn)) or hinten[0] in "(),"


def verbinde(vorn: str, hinten: str) -> str:
    """Two parts of a text as one; a word that was divided at the line's end is whole again."""
    if not vorn or not hinten or len(vorn) > _LAENGSTE_ZELLE:
        return vorn or hinten
    geteilt = vorn.endswith("-") and vorn[-2:-1].isalpha() and hinten[0].islower()
    if geteilt and not re.match(r"(?:und|oder|bzw)\b", hinten):
        return vorn[:-1] + hinten
    return f"{vorn} {hinten}"
