"""The plan as an import sees it: every row by table and key, its fields as texts, and how each is read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.models.arten import Budgetart, Eintrittestatus, Finanzierung
from app.models.geld import BetragFehler, format_eur, format_zahl, parse_anzahl, parse_eur
from app.services import grundlagenfelder
from app.services.einfuhr.vorschau import ANSATZ, BUDGETPOSTEN
from app.services.eingabe import FELD_WORT, EingabeFehler, Feld, lies_zelle
from app.services.excel.massnahmen import blatttext
from app.services.grundlagenfelder import TABELLEN
from app.services.worte import BUDGET_WORT
from app.services.zeilen import Zeile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.services.eingabe import Setzung
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

    def alle(self) -> Iterator[tuple[str, str]]:
        """Table and key of every row that an own workbook can add to."""
        yield from ((ANSATZ, zeile_id) for zeile_id in self.blick.zeilen)
        yield from self._grundlagen

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
        return lies_text(self.blick, self.blick.zeilen[zeile_id], feld, text).werte

    def gleich(self, tabelle: str, zeile_id: str, feld: str, text: str) -> bool:
        """True where a text would set what the plan has."""
        return self.gleichbedeutend(tabelle, zeile_id, feld, text, self.text(tabelle, zeile_id, feld))

    def gleichbedeutend(self, tabelle: str, zeile_id: str, feld: str, eine: str, andere: str) -> bool:
        """True where two texts would set the same."""
        if eine == andere:
            return True
        try:
            werte = [self.lies(tabelle, zeile_id, feld, text) for text in (eine, andere)]
        except EingabeFehler:
            return False
        return bool(werte[0] == werte[1])

    def warum_nicht(self, tabelle: str, zeile_id: str, feld: str, text: str) -> str:
        """Why a field cannot take a text; empty where it can."""
        try:
            self.lies(tabelle, zeile_id, feld, text)
        except EingabeFehler as fehler:
            return str(fehler)
        return ""

    def warum_nicht_neu(self, tabelle: str, texte: Mapping[str, str]) -> str:
        """Why a new row cannot hold these texts; empty where it can."""
        try:
            for feld, text in texte.items():
                if tabelle == ANSATZ:
                    lies_text(self.blick, leere_zeile(""), Feld(feld), text)
                else:
                    grundlagenfelder.lies(grundlagenfelder.tabelle(tabelle), feld, text)
        except EingabeFehler as fehler:
            return str(fehler)
        return ""


def _ist_betrag(text: str) -> bool:
    try:
        parse_eur(text)
    except BetragFehler:
        return False
    return True


def trage_ein(blick: Planblick, zeile: Zeile, feld: Feld, text: str) -> tuple[Zeile, Setzung]:
    """What a text makes of a row, and what is to be written for it, as ``lies_text``."""
    setzung = lies_text(blick, zeile, feld, text)
    return _mit(zeile, setzung), setzung


def lies_text(blick: Planblick, zeile: Zeile, feld: Feld, text: str) -> Setzung:
    """What is to be written for a text.

    A Mittelansatz means just what a printed table shows: an amount alone is Neufall, a word alone has no
    amount, ``fremdfinanziert (nachrichtlich 1,00 €)`` has both.

    Raises:
        EingabeFehler: the field cannot take it.
    """
    if feld is Feld.MITTELANSATZ:
        zeile = replace(zeile, mittelansatz_cent=None, finanzierung=Finanzierung.NEUFALL)
        if (beides := _NACHRICHTLICH.fullmatch(text.strip())) is not None:
            zeile = _mit(zeile, lies_zelle(blick, zeile, Feld.FINANZIERUNG, beides["stand"]))
            if not zeile.finanzierung.erlaubt_betrag:
                msg = f"„{text.strip()[:60]}“ nennt einen Betrag, obwohl bei diesem Stand keiner stehen kann."
                raise EingabeFehler(msg)
            text = beides["betrag"]
    return lies_zelle(blick, zeile, feld, text)


def _mit(zeile: Zeile, setzung: Setzung) -> Zeile:
    werte: dict[str, Any] = dict(setzung.werte)
    if "finanzierung" in werte:
        stand = Finanzierung(werte["finanzierung"])
        return replace(zeile, finanzierung=stand, mittelansatz_cent=werte["mittelansatz_cent"])
    return replace(zeile, eintritte=werte["eintritte"]) if "eintritte" in werte else zeile


def leere_zeile(zeile_id: str, massnahme_id: str = "", leistung: str = "") -> Zeile:
    """A row that holds nothing yet."""
    return Zeile(
        id=zeile_id,
        massnahme_id=massnahme_id,
        leistung=leistung,
        handlungsfeld_id=None,
        produkt_id=None,
        team_id=None,
        eintritte=None,
        eintritte_status=Eintrittestatus.ZAHL,
        mittelansatz_cent=None,
        finanzierung=Finanzierung.NEUFALL,
        funktion="",
        bemerkung="",
        team_hinweis=None,
        quelle=None,
        position=0,
        ansatz_position=0,
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
