"""The table of Bindungen as an item model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.bindungstabelle import Bindungstabelle, Tabellenart, Tabellenzeile
from app.services.geld import format_eur
from app.views.bausteine.baummodell import ANZEIGE, TIPP, Baummodell, Knoten, Spaltenkopf
from app.views.bausteine.zellen import STIL, Stil

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtCore import QModelIndex, QObject

BEZEICHNUNG, HERKUNFT, ZUORDNUNG = range(3)
FESTE = 3
"""How many columns stand before the years; the sum stands behind them."""
_SUMMEN = {Tabellenart.SUMME, Tabellenart.GESAMT}
_VERWEISE = {
    Tabellenart.GEPLANT,
    Tabellenart.FOLGEJAHR,
    Tabellenart.FOLGEJAHR_ZEILE,
    Tabellenart.VORBINDUNGEN,
    Tabellenart.FREIRECHNUNGEN,
    Tabellenart.VE,
    Tabellenart.VE_FREI,
}
_TIPPS = {
    Tabellenart.NICHT_AUFGEGLIEDERT: "Bekannte Summe, weniger die Verträge darüber.",
    Tabellenart.VORBINDUNGEN: (
        "Bindungen früherer Jahre, nach Freirechnungen; dieser Betrag mindert das Neufallbudget."
    ),
    Tabellenart.GEPLANT: "Mittelansätze (Neufall) des Plans, die noch keine Bindung in Anspruch nimmt.",
    Tabellenart.FOLGEJAHR: (
        "Neue Fälle dieses Jahres, die erst im nächsten Jahr bezahlt werden und noch nicht als Bindung "
        "gebucht sind: „Als Bindung buchen“ ergänzt Vertragspartner und Zeichen."
    ),
    Tabellenart.GESAMT: "Vorbindungen, neue Bindungen und was der Plan darüber hinaus vorsieht.",
    Tabellenart.VE_FREI: "Verpflichtungsermächtigung, weniger neue Bindungen und Neufälle dieses Jahres.",
}
_OHNE_SUMME = {Tabellenart.VE, Tabellenart.VE_FREI}


class Bindungsmodell(Baummodell):
    """One line per Bindung, the sums, and what the plan adds."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty until ``zeige``."""
        super().__init__(parent)
        self._tabelle = Bindungstabelle((), ())
        self._zeilen: dict[tuple[str, str], Tabellenzeile] = {}
        self.handler |= {ANZEIGE: self._text, STIL: self._stil, TIPP: self._tipp}

    @property
    def jahre(self) -> tuple[int, ...]:
        """The years that have a column."""
        return self._tabelle.jahre

    def zeige(self, tabelle: Bindungstabelle) -> bool:
        """Show a table; True after a reset, because the years are others than before."""
        alte, jahre = self._zeilen, self._tabelle.jahre
        self._tabelle = tabelle
        self._zeilen = {(z.art, z.schluessel): z for z in _alle(tabelle.zeilen)}
        if jahre != tabelle.jahre:
            self.ersetze(tabelle.zeilen, _koepfe(tabelle.jahre))
            return True
        self.gleiche_an(tabelle.zeilen)
        for paar, zeile in self._zeilen.items():
            knoten = self.knoten_zu(*paar)
            if knoten is not None and paar in alte and alte[paar] != zeile:
                self.melde_knoten(knoten)
        return False

    def zeile(self, index: QModelIndex) -> Tabellenzeile | None:
        """The line of an index; None for an invalid one."""
        knoten = self.knoten(index)
        return self._zeilen.get(knoten.paar) if knoten else None

    # -- roles -------------------------------------------------------------------------------------

    def _text(self, knoten: Knoten, spalte: int) -> str | None:
        zeile = self._zeilen.get(knoten.paar)
        if zeile is None:
            return None
        if spalte == BEZEICHNUNG:
            return zeile.bezeichnung
        if spalte == HERKUNFT:
            return str(zeile.herkunft_jahr) if zeile.herkunft_jahr else ""
        if spalte == ZUORDNUNG:
            return zeile.zuordnung
        if spalte == len(self.koepfe) - 1:
            return _summe(zeile)
        return self._betrag(zeile, spalte - FESTE)

    @staticmethod
    def _betrag(zeile: Tabellenzeile, stelle: int) -> str:
        cent = zeile.betraege[stelle]
        if cent is None:
            return "offen" if zeile.offen and stelle == 1 else ""
        return format_eur(cent, symbol=False)

    def _stil(self, knoten: Knoten, spalte: int) -> int:
        zeile = self._zeilen.get(knoten.paar)
        if zeile is None:
            return 0
        stil = Stil.NORMAL
        if zeile.art in _SUMMEN:
            stil |= Stil.FETT | Stil.LINIE
        elif zeile.art in _VERWEISE and spalte == BEZEICHNUNG:
            stil |= Stil.VERWEIS
        if zeile.art is Tabellenart.VE:
            stil |= Stil.LINIE
        if spalte >= FESTE and _ist_negativ(zeile, spalte - FESTE):
            return int(stil | Stil.FEHLER)
        if (
            zeile.nachrichtlich
            or spalte in {HERKUNFT, ZUORDNUNG}
            or (zeile.offen and spalte == FESTE + 1 and not zeile.betraege[1])
        ):
            stil |= Stil.NEBEN
        return int(stil)

    def _tipp(self, knoten: Knoten, spalte: int) -> str | None:
        zeile = self._zeilen.get(knoten.paar)
        return _TIPPS.get(zeile.art) if zeile and spalte == BEZEICHNUNG else None


def _summe(zeile: Tabellenzeile) -> str:
    if zeile.art in _OHNE_SUMME:
        return ""
    return "offen" if zeile.offen and not zeile.summe_cent else format_eur(zeile.summe_cent, symbol=False)


def _alle(zeilen: Iterable[Tabellenzeile]) -> Iterator[Tabellenzeile]:
    for zeile in zeilen:
        yield zeile
        yield from _alle(zeile.kinder)


def _ist_negativ(zeile: Tabellenzeile, stelle: int) -> bool:
    return stelle < len(zeile.betraege) and (zeile.betraege[stelle] or 0) < 0


def _koepfe(jahre: tuple[int, ...]) -> tuple[Spaltenkopf, ...]:
    return (
        Spaltenkopf("Bezeichnung"),
        Spaltenkopf("Herkunft", hinweis="Jahr, aus dem die Bindung stammt"),
        Spaltenkopf("Leistung"),
        *(Spaltenkopf(f"{jahr} €", rechts=True, hinweis=f"fällig {jahr}") for jahr in jahre),
        Spaltenkopf("Summe €", rechts=True),
    )
