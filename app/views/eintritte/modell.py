"""The roll-up as an item model: figures are read when painted, and only what a Vorgang changed is told."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from app.services.gliederung import Ast, Knotenart, gliedere, ordnung
from app.views.bausteine.baummodell import ANZEIGE, TIPP, Baummodell, Knoten, Paar, Spaltenkopf
from app.views.bausteine.zellen import ANTEIL, STIL, Stil
from app.views.eintritte.spalten import ANTEIL_SPALTE, BEZEICHNUNG, SPALTEN, anteil_promille

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QObject

    from app.services.planblick import Planblick

_SUMMEN = {Knotenart.GESAMT, Knotenart.ALLE}
_FETT = {Knotenart.KATEGORIE, Knotenart.GESAMT, Knotenart.ALLE, Knotenart.OHNE_PRODUKT}
_MIT_ANTEIL = {Knotenart.KATEGORIE, Knotenart.PRODUKT}
_KOEPFE = tuple(Spaltenkopf(s.kopf, s.rechts, s.hinweis) for s in SPALTEN)


class EintritteModell(Baummodell):
    """Categories, their products, and the rows below; sums read live from the plan."""

    def __init__(self, hole_blick: Callable[[], Planblick | None], parent: QObject | None = None) -> None:
        """Empty until ``zeige``; ``hole_blick`` gives the read model of the plan that is shown."""
        super().__init__(parent)
        self._hole_blick = hole_blick
        self._plan_id: str | None = None
        self.koepfe = _KOEPFE
        self.handler |= {ANZEIGE: self._text, TIPP: self._tipp, STIL: self._stil, ANTEIL: self._anteil}

    def zeige(self) -> bool:
        """Show the plan as it is now; True where it is another one than before (a reset)."""
        blick = self._hole_blick()
        plan_id = blick.plan_id if blick else None
        if plan_id != self._plan_id or blick is None:
            self._plan_id = plan_id
            self.ersetze(gliedere(blick) if blick else (), _KOEPFE)
            return True
        self.gleiche_an(gliedere(blick))
        self.melde_alles()
        return False

    def melde_zeilen(self, zeilen: Iterable[str]) -> None:
        """Rows got other values: tell them, the lines above them, and the shares."""
        blick = self._hole_blick()
        if blick is None:
            return
        gemeint: list[Paar] = [(Knotenart.ZEILE, z) for z in zeilen if z in blick.zeilen]
        verlassen = [self._haenge_um(paar, blick) for paar in gemeint]
        betroffen: dict[Knoten, set[int]] = {}
        for paar in {*gemeint, *filter(None, verlassen)}:
            knoten = self.knoten_zu(*paar)
            while knoten is not None and knoten.eltern is not None:
                betroffen.setdefault(knoten.eltern, set()).add(knoten.stelle)
                knoten = knoten.eltern
        for eltern, stellen in betroffen.items():
            self.melde(eltern, min(stellen), max(stellen))
        for knoten in self.wurzel.kinder:
            if knoten.art in _SUMMEN:
                self.melde_knoten(knoten)
        self._melde_anteile()

    def _melde_anteile(self) -> None:
        for eltern in (self.wurzel, *(k for k in self.wurzel.kinder if k.art == Knotenart.KATEGORIE)):
            if eltern.kinder:
                self.melde(eltern, 0, len(eltern.kinder) - 1, ANTEIL_SPALTE)

    def _haenge_um(self, paar: Paar, blick: Planblick) -> Paar | None:
        """Move a row whose product changed below its new line; returns the line that it left."""
        knoten = self.knoten_zu(*paar)
        if knoten is None or knoten.eltern is None:
            return None
        zeile = blick.zeilen[knoten.schluessel]
        soll = (Knotenart.PRODUKT, zeile.produkt_id) if zeile.produkt_id else (Knotenart.OHNE_PRODUKT, "")
        alt, neu = knoten.eltern, self.knoten_zu(*soll)
        if alt is neu:
            return None
        if neu is None or (alt.art == Knotenart.OHNE_PRODUKT and len(alt.kinder) == 1):
            # The line for rows without a product comes and goes with its rows.
            self.gleiche_an(gliedere(blick))
            return alt.paar
        self.entferne(alt, knoten.stelle, 1)
        stelle = bisect_left(
            neu.kinder, ordnung(blick, zeile), key=lambda k: ordnung(blick, blick.zeilen[k.schluessel])
        )
        self.fuege_ein(neu, stelle, (Ast(Knotenart.ZEILE, zeile.id),))
        return alt.paar

    # -- roles -------------------------------------------------------------------------------------

    def _text(self, knoten: Knoten, spalte: int) -> str | None:
        blick = self._hole_blick()
        if blick is None:
            return None
        if knoten.art == Knotenart.ZEILE:
            zeile = blick.zeilen.get(knoten.schluessel)
            return SPALTEN[spalte].zeilentext(blick, zeile) if zeile else None
        return SPALTEN[spalte].text(blick, Knotenart(knoten.art), knoten.schluessel)

    def _tipp(self, knoten: Knoten, spalte: int) -> str | None:
        blick = self._hole_blick()
        if blick is None or spalte != BEZEICHNUNG:
            return None
        if knoten.art == Knotenart.ZEILE:
            zeile = blick.zeilen.get(knoten.schluessel)
            return (zeile.funktion or None) if zeile else None
        name = self._text(knoten, spalte) or ""
        produkt = blick.produkte.get(knoten.schluessel) if knoten.art == Knotenart.PRODUKT else None
        return f"{name}\n{produkt.zusatz}" if produkt and produkt.zusatz else name

    def _stil(self, knoten: Knoten, spalte: int) -> int:
        if knoten.art == Knotenart.ZEILE:
            blick = self._hole_blick()
            zeile = blick.zeilen.get(knoten.schluessel) if blick else None
            return int(SPALTEN[spalte].zeilenstil(zeile)) if zeile else 0
        stil = Stil.FETT if knoten.art in _FETT else Stil.NORMAL
        return int(stil | Stil.LINIE if knoten.art in _SUMMEN else stil)

    def _anteil(self, knoten: Knoten, spalte: int) -> int | None:
        blick = self._hole_blick()
        if spalte != ANTEIL_SPALTE or blick is None or knoten.art not in _MIT_ANTEIL:
            return None
        return anteil_promille(blick, Knotenart(knoten.art), knoten.schluessel)
