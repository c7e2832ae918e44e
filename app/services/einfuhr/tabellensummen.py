"""Compares the sums that a foreign table states with the rows that were read out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.models.geld import format_eur, format_zahl
from app.services.einfuhr.spaltenworte import Rolle
from app.services.einfuhr.standworte import schluessel
from app.services.excel.bezug import spaltenname
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.einfuhr.zahlzellen import Zellwert

_SUMME = re.compile(
    r"(?:(?:zwischen|teil|gesamt|end)?summen?|(?:summe )?gesamt|insgesamt|gesamtbetrag|gesamtergebnis|total|"
    r"subtotal|uebertrag)\b|[σ∑]"
)
_GESAMT = re.compile(r"gesamt|total|[σ∑]")
_SENKRECHT = re.compile(
    r"=(?:SUM|SUMME|SUBTOTAL|TEILERGEBNIS)\((?:\d+[,;])?\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})\)",
    re.IGNORECASE,
)


def ist_summenwort(text: str) -> bool:
    """Whether a row that begins with this text is a sum: ``Summe HF 1``, ``Zwischensumme``, ``Σ``."""
    return _SUMME.match(schluessel(text)) is not None


def summenbereich(formel: str | None, spalte: int) -> tuple[int, int] | None:
    """First and last row (from 0) of what a formula adds up in its own column; None for any other."""
    treffer = _SENKRECHT.fullmatch(formel.replace(" ", "")) if formel else None
    name = spaltenname(spalte)
    if treffer is None or not treffer[1].upper() == treffer[3].upper() == name:
        return None
    return int(treffer[2]) - 1, int(treffer[4]) - 1


@dataclass(frozen=True, slots=True)
class _Stand:
    """What all rows up to a place come to."""

    zeilen: int = 0
    eintritte: int = 0
    betraege: int = 0
    """All amounts that stand as numbers (Cent), as the spreadsheet adds them up."""
    neufall: int = 0
    """Those of them that are new money of the year."""
    unlesbar: int = 0

    def werte(self, rolle: Rolle, ab: _Stand) -> tuple[int, ...]:
        """What the rows since then come to: the ways in which a sum may be meant."""
        if rolle is Rolle.EINTRITTE:
            return (self.eintritte - ab.eintritte,)
        return (self.betraege - ab.betraege, self.neufall - ab.neufall)


@dataclass(frozen=True, slots=True)
class _Offen:
    """A sum that stands above its rows."""

    nummer: int
    werte: Mapping[Rolle, int]
    ab: _Stand


@dataclass(slots=True)
class Summen:
    """Running totals of the rows, and the sentences on the sums between them."""

    hinweise: list[str] = field(default_factory=list)
    _jetzt: _Stand = field(default_factory=_Stand)
    _block: _Stand = field(default_factory=_Stand)
    _feld: _Stand = field(default_factory=_Stand)
    _offen: _Offen | None = None

    def zeile(self, eintritte: int | None, betrag: int | None, *, neufall: bool, lesbar: bool) -> None:
        """Count a row; ``betrag`` (Cent) is the number of its cell, not an amount in words."""
        alt = self._jetzt
        self._jetzt = _Stand(
            alt.zeilen + 1,
            alt.eintritte + (eintritte or 0),
            alt.betraege + (betrag or 0),
            alt.neufall + ((betrag or 0) if neufall else 0),
            alt.unlesbar + (not lesbar),
        )

    def feld_beginnt(self) -> None:
        """A heading within the table: sums below it may mean the rows from here on."""
        self.schliesse()
        self._feld = self._block = self._jetzt

    def ist_summe(self, werte: Mapping[Rolle, Zellwert]) -> bool:
        """Whether figures are just what at least two rows above come to."""
        zahlen = _zahlen(werte)
        if not zahlen or not any(zahlen.values()):
            return False
        return any(
            self._jetzt.zeilen - ab.zeilen > 1
            and all(zahl in self._jetzt.werte(rolle, ab) for rolle, zahl in zahlen.items())
            for ab in (self._block, self._feld, _Stand())
        )

    def summe(
        self, nummer: int, text: str, werte: Mapping[Rolle, Zellwert], *, darunter: bool = False
    ) -> None:
        """A row of sums (``nummer`` counted from 1): say whether it ties with its rows."""
        if darunter:
            self.feld_beginnt()
            self._offen = _Offen(nummer, _zahlen(werte), self._jetzt)
            return
        self.schliesse()
        self._pruefe(nummer, text, werte)
        self._block = self._jetzt

    def schliesse(self) -> None:
        """Check the sum that stands above the rows that now end."""
        offen, self._offen = self._offen, None
        if offen is None:
            return
        saetze = [self._satz(offen.nummer, r, z, (offen.ab,), "darunter") for r, z in offen.werte.items()]
        self._melde(offen.nummer, saetze, "darunter")

    def _pruefe(self, nummer: int, text: str, werte: Mapping[Rolle, Zellwert]) -> None:
        gesamt = _GESAMT.search(schluessel(text)) is not None
        alle = (_Stand(), self._feld, self._block) if gesamt else (self._block, self._feld, _Stand())
        # After a subtotal nothing is left in the block: what follows adds up more.
        anfaenge = tuple(a for a in alle if a.zeilen < self._jetzt.zeilen) or (_Stand(),)
        saetze = [self._satz(nummer, r, z, anfaenge, "darüber") for r, z in _zahlen(werte).items()]
        unlesbar = [f"Zeile {nummer} nennt eine Summe: {w.fehler}" for w in werte.values() if w.fehler]
        self._melde(nummer, [*saetze, *unlesbar], "darüber", nennt=bool(saetze))

    def _melde(self, nummer: int, saetze: list[str], wo: str, *, nennt: bool = True) -> None:
        falsch = [satz for satz in saetze if satz]
        self.hinweise += falsch
        if not falsch and nennt:
            self.hinweise.append(
                f"Zeile {nummer} ist eine Summe und keine Maßnahme; sie stimmt mit den Zeilen {wo} überein."
            )
        elif not falsch:
            self.hinweise.append(f"Zeile {nummer} ist eine Summe ohne Zahlen und wurde übergangen.")

    def _satz(self, nummer: int, rolle: Rolle, zahl: int, anfaenge: tuple[_Stand, ...], wo: str) -> str:
        """What a sum and its rows differ by; empty where they tie."""
        if any(zahl in self._jetzt.werte(rolle, ab) for ab in anfaenge):
            return ""
        ergeben = self._jetzt.werte(rolle, anfaenge[0])[0]
        unlesbar = self._jetzt.unlesbar - anfaenge[0].unlesbar
        schreibe = format_zahl if rolle is Rolle.EINTRITTE else format_eur
        was = "Summe der Eintritte" if rolle is Rolle.EINTRITTE else "Summe"
        satz = f"Die {was} in Zeile {nummer} ist {schreibe(zahl)}, "
        satz += f"die Zeilen {wo} ergeben {schreibe(ergeben)}"
        if unlesbar:
            satz += f" (davon {anzahl(unlesbar, 'Zeile', 'Zeilen')} nicht lesbar)"
        return f"{satz}."


def _zahlen(werte: Mapping[Rolle, Zellwert]) -> dict[Rolle, int]:
    return {rolle: wert.zahl for rolle, wert in werte.items() if wert.zahl is not None}
