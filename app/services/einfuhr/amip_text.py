"""Takes a text apart that came from a PDF: rows with tabs, numbered headings, captions, what is between."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.models.geld import format_zahl
from app.services.fehler import Anwendungsfehler

if TYPE_CHECKING:
    from collections.abc import Sequence

HOECHSTENS_REIHEN = 20_000
"""Far more rows with tabs than any programme has."""
HOECHSTENS_ZELLEN = 24
"""More cells than any table has: what follows stays in the last one."""
LUECKE = 4
"""So many lines between two rows are kept; more is running text."""
KURZ = 120
"""Up to this length a line between two rows may be a page's head or foot, or a part of a cell."""

_UNRAT = re.compile(
    "[<&*\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff\u00b2\u00b3\u00b9\u2070\u2074-\u2079]"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_ENTITAET = re.compile(r"&(?:#[0-9]{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,12});")
# Footnote marks and signs without width go without a trace; control characters part words.
_OHNE_SPUR = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u00b2\u00b3\u00b9\u2070\u2074-\u2079]|\\*\\*")
_STEUER = re.compile("[\x00-\x1f\x7f-\x9f]")
_AUFZAEHLUNG = re.compile(r"^(?:[■▪•◼●○◾✓\u2023\uf0b7] ?)+")
_NUMMERIERT = re.compile(
    r"(?:#+ *)?([1-9][0-9]?(?:\.[1-9][0-9]{0,2}){0,6})\.? +((?:[^\W\d_]|[„“\"§(]).{2,300})"
)
_HANDLUNGSFELD = re.compile(r"(?:#+ *)?(Handlungsfeld [0-9IVX]{1,4}\b.{0,200})")
_BESCHRIFTUNG = re.compile(r"(?:Abb|Tab)(?:\.|ildung|elle) *[0-9]{1,3}\b")
_TIEFE_VON_LISTEN = 2
"""Lists count "1." and "1.1"; they do not count "5.8.1"."""
_GANZES_VERZEICHNIS = 10
_ANFAENGE = frozenset("123456789#HAT*<")
"""First signs of headings and captions, some of them in bold or with the remains of HTML."""
_SATZENDE = (".", ":", ";", ",")


class Art(StrEnum):
    """What a line is."""

    REIHE = "reihe"
    UEBERSCHRIFT = "ueberschrift"
    BESCHRIFTUNG = "beschriftung"
    ENDE = "ende"


@dataclass(frozen=True, slots=True)
class Ueberschrift:
    """A heading: its number as printed (``5.8.1``; empty for one without) and its words."""

    nummer: str
    titel: str
    pfad: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Textzeile:
    """A row, heading or caption, with the lines of running text between it and the one before."""

    art: Art
    nummer: int
    """Line of the text, from 1."""
    zellen: tuple[str, ...] = ()
    titel: str = ""
    davor: tuple[tuple[int, str], ...] = ()
    """At most ``LUECKE`` lines, the first ones, with their numbers; blank lines are not among them."""
    davor_anzahl: int = 0
    abschnitte: tuple[Ueberschrift, ...] = ()
    """Headings that the line stands below: from the chapter to the nearest section."""

    @property
    def dicht(self) -> bool:
        """Whether no more than page heads and feet stand between this row and the one before."""
        return self.davor_anzahl <= LUECKE and all(len(text) <= KURZ for _nr, text in self.davor)


def fundstelle(abschnitte: Sequence[Ueberschrift], nummer: int) -> str:
    """``2.2.1, Textzeile 238``; for people."""
    abschnitt = next((a.nummer for a in reversed(abschnitte) if a.nummer), "")
    return f"{abschnitt}, Textzeile {nummer}" if abschnitt else f"Textzeile {nummer}"


def saeubere(roh: str) -> str:
    """A cell without the remains of HTML, footnote marks, invisible signs and doubled spaces."""
    if _UNRAT.search(roh):
        roh = _ENTITAET.sub(lambda treffer: html.unescape(treffer[0]), _TAG.sub(" ", roh))
        roh = _STEUER.sub(" ", _OHNE_SPUR.sub("", roh))
    return " ".join(roh.split())


def ohne_punkt(text: str) -> str:
    """A name without the bullet before it."""
    return _AUFZAEHLUNG.sub("", text)


def kern(text: str) -> str:
    """What of a name counts where two are compared: letters and digits, in lower case."""
    return "".join(c for c in text.casefold() if c.isalnum())


def kurz(text: str, laenge: int = 60) -> str:
    """The beginning of a text, for a sentence about it."""
    return text if len(text) <= laenge else f"{text[: laenge - 1]}…"


def normalisiere(text: str) -> str:
    """The text with one kind of line end and of space, without footnote marks; its lines stay as they are."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _OHNE_SPUR.sub("", text.replace("\u00a0", " ").replace("\u202f", " "))


def kann_kopf_sein(zellen: tuple[str, ...]) -> bool:
    """Whether a row may be a table's head: none of its cells begins with a figure."""
    return not any(zelle[:1].isdigit() for zelle in zellen)


def gliedere(text: str) -> tuple[Textzeile, ...]:
    """All rows, headings and captions of a normalised text, and an end."""
    return _Gliederer().lies(text)


@dataclass(slots=True)
class _Gliederer:
    zeilen: list[Textzeile] = field(default_factory=list)
    abschnitte: tuple[Ueberschrift, ...] = ()
    zuletzt: tuple[int, ...] = ()
    davor: list[tuple[int, str]] = field(default_factory=list)
    anzahl: int = 0
    reihen: int = 0
    verzeichnis: dict[str, str] = field(default_factory=dict)
    """Beginnings of the titles by number, from the table of contents."""

    def lies(self, text: str) -> tuple[Textzeile, ...]:
        nummer = 0
        for nummer, roh in enumerate(text.split("\n"), start=1):
            if "\t" in roh:
                self._reihe(nummer, roh)
            elif roh and not roh.isspace():
                self._fliesstext(nummer, roh)
        self._nimm(Art.ENDE, nummer)
        return tuple(self.zeilen)

    def _reihe(self, nummer: int, roh: str) -> None:
        self.reihen += 1
        if self.reihen > HOECHSTENS_REIHEN:
            raise Anwendungsfehler(
                f"Der Text hat mehr als {format_zahl(HOECHSTENS_REIHEN)} Zeilen mit Tabulatoren.",
                "Am Plan wurde nichts geändert.",
                "Bitte prüfen Sie, ob er ein Arbeitsmarkt- und Integrationsprogramm ist.",
            )
        zellen = tuple(saeubere(zelle) for zelle in roh.split("\t", HOECHSTENS_ZELLEN))
        if any(zellen):
            self._nimm(Art.REIHE, nummer, zellen)
        if len(zellen) == 2 and zellen[1].isdigit() and (treffer := _NUMMERIERT.fullmatch(zellen[0])):  # noqa: PLR2004 - title, page
            self.verzeichnis.setdefault(treffer[1], _anfang(treffer[2]))

    def _fliesstext(self, nummer: int, roh: str) -> None:
        erstes = roh[0] if not roh[0].isspace() else roh.lstrip()[0]
        if erstes not in _ANFAENGE and len(self.davor) == LUECKE:
            self.anzahl += 1
            return
        anfang = saeubere(roh[: 3 * KURZ])
        if len(roh) <= 3 * KURZ and (kopf := self._ueberschrift(anfang)):
            self.abschnitte = kopf
            self._nimm(Art.UEBERSCHRIFT, nummer, titel=kopf[-1].titel)
        elif _BESCHRIFTUNG.match(anfang):
            self._nimm(Art.BESCHRIFTUNG, nummer, titel=anfang)
        else:
            self.anzahl += 1
            if len(self.davor) < LUECKE:
                self.davor.append((nummer, anfang))

    def _nimm(self, art: Art, nummer: int, zellen: tuple[str, ...] = (), titel: str = "") -> None:
        davor, anzahl = tuple(self.davor), self.anzahl
        self.zeilen.append(Textzeile(art, nummer, zellen, titel, davor, anzahl, self.abschnitte))
        self.davor, self.anzahl = [], 0

    def _ueberschrift(self, text: str) -> tuple[Ueberschrift, ...]:
        """The headings that hold from here on; empty where the line is none."""
        if text.endswith(_SATZENDE):
            return ()
        if treffer := _NUMMERIERT.fullmatch(text):
            pfad = tuple(int(teil) for teil in treffer[1].split("."))
            if len(pfad) <= _TIEFE_VON_LISTEN and not self._ist_kapitel(treffer[1], treffer[2], pfad):
                return ()
            self.zuletzt = pfad
            oben = tuple(a for a in self.abschnitte if a.nummer and a.pfad == pfad[: len(a.pfad)] != pfad)
            return (*oben, Ueberschrift(treffer[1], treffer[2], pfad))
        if treffer := _HANDLUNGSFELD.fullmatch(text):
            oben = tuple(a for a in self.abschnitte if a.nummer)
            return (*oben, Ueberschrift("", treffer[1], (*self.zuletzt, 0)))
        return ()

    def _ist_kapitel(self, nummer: str, titel: str, pfad: tuple[int, ...]) -> bool:
        """Whether a number that a list may have as well is a heading's."""
        if nummer in self.verzeichnis:
            return self.verzeichnis[nummer] == _anfang(titel)
        # Without a word of it in a whole table of contents it is none; else numbers of headings only grow.
        return len(self.verzeichnis) < _GANZES_VERZEICHNIS and pfad > self.zuletzt


def _anfang(titel: str) -> str:
    return kern(titel)[:12]
