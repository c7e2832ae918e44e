"""The plan as an import sees it: every row by table and key, its fields as texts, and how each is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.models.arten import Budgetart
from app.models.geld import BetragFehler, format_eur, format_zahl, parse_anzahl, parse_eur
from app.services import grundlagenfelder
from app.services.einfuhr.vorschau import ANSATZ, BUDGETPOSTEN
from app.services.eingabe import FELD_WORT, EingabeFehler, Feld, lies_zelle
from app.services.excel.massnahmen import blatttext
from app.services.grundlagenfelder import TABELLEN
from app.services.worte import BUDGET_WORT
from app.services.zellen import Zelle

if TYPE_CHECKING:
    from app.services.planblick import Planblick
    from app.services.zeilen import Budgetzeile

BETRAG = "betrag"
_NACHRICHTLICH = re.compile(r"(?P<stand>.+?)\s*\(nachrichtlich (?P<betrag>[^)]+)\)", re.DOTALL)


class Spiegel:
    """Reads the plan for comparing; changes nothing."""

    def __init__(self, blick: Planblick) -> None:
        """Look up what the plan has."""
        self.blick = blick
        self._posten: dict[str, Budgetzeile] = {p.id: p for p in blick.posten.values()}
        self._grundlagen = {(t.name, z.id): z for t in TABELLEN for z in t.zeilen(blick)}

    def hat(self, tabelle: str, zeile_id: str) -> bool:
        """True where the plan has this row now."""
        if tabelle == ANSATZ:
            return zeile_id in self.blick.zeilen
        if tabelle == BUDGETPOSTEN:
            return zeile_id in self._posten
        return (tabelle, zeile_id) in self._grundlagen

    def name(self, tabelle: str, zeile_id: str) -> str:
        """What a row that the plan has is called."""
        if tabelle == ANSATZ:
            return self.blick.zeilen[zeile_id].leistung or "ohne Namen"
        if tabelle == BUDGETPOSTEN:
            return BUDGET_WORT[self._posten[zeile_id].art]
        return self._grundlagen[tabelle, zeile_id].bezeichnung

    def text(self, tabelle: str, zeile_id: str, feld: str) -> str:
        """What a field of a row says now."""
        if tabelle == ANSATZ:
            return blatttext(self.blick, self.blick.zeilen[zeile_id], Feld(feld))
        if tabelle == BUDGETPOSTEN:
            cent = self._posten[zeile_id].betrag_cent
            return "" if cent is None else format_eur(cent, symbol=False)
        zeile = self._grundlagen[tabelle, zeile_id]
        return grundlagenfelder.tabelle(tabelle).feld(feld).text(zeile)

    def feldwort(self, tabelle: str, feld: str) -> str:
        """What people call a field."""
        if tabelle == ANSATZ:
            return FELD_WORT[Feld(feld)]
        if tabelle == BUDGETPOSTEN:
            return "Betrag"
        return grundlagenfelder.tabelle(tabelle).feld(feld).wort

    def gruppe(self, zeile_id: str) -> str:
        """The Handlungsfeld that a row of the measures stands in, for the heading above it."""
        feld_id = self.blick.zeilen[zeile_id].handlungsfeld_id
        return self.blick.handlungsfelder[feld_id].titel if feld_id else "ohne Handlungsfeld"

    def lies(self, tabelle: str, zeile_id: str, feld: str, text: str) -> Any:  # noqa: ANN401 - any column
        """What a text would set, for comparing; two texts that set the same are the same.

        Raises:
            EingabeFehler: the field cannot take it.
        """
        if tabelle == ANSATZ:
            return self._lies_ansatz(zeile_id, Feld(feld), text)
        if tabelle == BUDGETPOSTEN:
            return lies_budget(self._posten[zeile_id].art, text)
        return grundlagenfelder.lies(grundlagenfelder.tabelle(tabelle), feld, text)

    def schoen(self, tabelle: str, feld: str, text: str) -> str:
        """A text that the field takes, as the plan writes it: ``900000,5`` becomes ``900.000,50``."""
        if tabelle == BUDGETPOSTEN or (tabelle == ANSATZ and feld == Feld.MITTELANSATZ.value):
            return format_eur(parse_eur(text), symbol=False) if _ist_betrag(text) else text
        if tabelle == ANSATZ:
            return (
                format_zahl(parse_anzahl(text)) if feld == Feld.EINTRITTE.value and text.isdigit() else text
            )
        grundfeld = grundlagenfelder.tabelle(tabelle).feld(feld)
        wert = grundfeld.lies(text)
        return "" if wert is None else grundfeld.zeige(wert)

    def _lies_ansatz(self, zeile_id: str, feld: Feld, text: str) -> object:
        zeile = self.blick.zeilen[zeile_id]
        return tuple(
            lies_zelle(self.blick, zeile, z.feld, z.text).werte for z in zellen_aus(zeile_id, feld, text)
        )


def _ist_betrag(text: str) -> bool:
    try:
        parse_eur(text)
    except BetragFehler:
        return False
    return True


def zellen_aus(zeile_id: str, feld: Feld, text: str) -> tuple[Zelle, ...]:
    """The cells of the grid that a text fills: ``fremdfinanziert (nachrichtlich 1,00 €)`` fills two."""
    treffer = _NACHRICHTLICH.fullmatch(text.strip()) if feld is Feld.MITTELANSATZ else None
    if treffer is None:
        return (Zelle(zeile_id, feld, text),)
    return (
        Zelle(zeile_id, Feld.FINANZIERUNG, treffer["stand"]),
        Zelle(zeile_id, Feld.MITTELANSATZ, treffer["betrag"]),
    )


def lies_budget(art: Budgetart, text: str) -> int | None:
    """Read an input of the budget formulas, in Cent; an empty text is None: not known.

    Raises:
        EingabeFehler: no amount, or a negative one where there can be none.
    """
    if not text.strip():
        return None
    try:
        cent = int(parse_eur(text))
    except BetragFehler as fehler:
        raise EingabeFehler(str(fehler)) from fehler
    if cent < 0 and art is not Budgetart.UMSCHICHTUNG:
        msg = f"„{BUDGET_WORT[art]}“ kann nicht negativ sein ({format_eur(cent)})."
        raise EingabeFehler(msg)
    return cent
