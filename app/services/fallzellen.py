"""Reads what was typed or pasted into the grid of cases; what does not fit is refused with the reason."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.models.geld import BetragFehler, format_eur, format_zahl, parse_anzahl, parse_eur
from app.services.datum import format_datum, format_monatsjahr, lies_monatsjahr
from app.services.eingabe import MAX_TEXT, EingabeFehler, eindeutig
from app.services.fallgruppen import (
    STANDARD_DAUER,
    fallgruppe_anlegen,
    fallgruppe_setzen,
    fallgruppen_setzen,
)
from app.services.foerderfaelle import klassen
from app.services.haushaltszeilen import Fallgruppe
from app.services.patregeln import regeln_des_plans
from app.services.regeln import LOHNKOSTENZUSCHUSS, PAT_PAUSCHALE, gueltig
from app.services.summen import Dimension
from app.services.verteilung import MONATE_IM_JAHR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.services.changes import Changes
    from app.services.dokument import Dokument
    from app.services.planblick import Planblick
    from app.services.regeln import Regel
    from app.services.zeilen import Katalogeintrag

    Leser = Callable[[Planblick, Sequence[Regel], Fallgruppe, str], Fallgruppe]

OHNE_PAT = "ohne PAT"
"""What a cell says where the PAT is not used."""
_OHNE = {"", "-", "–", "ohne", OHNE_PAT.casefold()}
_DAUER = re.compile(r"(\d{1,3})\s*(monate?|jahre?)?", re.ASCII | re.IGNORECASE)


class Fallfeld(StrEnum):
    """The columns of a group of cases that can be typed, in the order in which they are read."""

    BEZEICHNUNG = "bezeichnung"
    PRODUKT = "produkt"
    BEGINN = "beginn"
    KLASSE = "klasse"
    ANZAHL = "anzahl"
    DAUER = "dauer"
    LOHN = "lohn"
    MASSNAHME = "massnahme"
    BEMERKUNG = "bemerkung"


# -- a new group, and what can be chosen -------------------------------------------------------------


def foerderprodukte(blick: Planblick, regeln: Sequence[Regel]) -> tuple[Katalogeintrag, ...]:
    """Products whose legal basis has a wage subsidy, in the order of the catalogue."""
    arten = [r for r in regeln if r.art == LOHNKOSTENZUSCHUSS]
    return tuple(p for p in blick.produkte.values() if p.zusatz and any(r.gilt_fuer(p.zusatz) for r in arten))


def neue_gruppe(blick: Planblick, regeln: Sequence[Regel]) -> Fallgruppe:
    """What a new group starts from: no cases yet, from January of the plan's year on.

    Its product is the one with a PAT for which most is planned, so that a legal basis that several products
    share leads to the support itself; where there is no such product, any with a wage subsidy.

    Raises:
        EingabeFehler: the catalogue has no product with a wage subsidy.
    """
    produkte = foerderprodukte(blick, regeln)
    if not produkte:
        msg = (
            "Im Katalog ist kein Produkt, dessen Rechtsgrundlage einen Lohnkostenzuschuss trägt. Legen Sie "
            "es unter „Plan › Kataloge …“ an, zum Beispiel mit der Rechtsgrundlage § 16i SGB II."
        )
        raise EingabeFehler(msg)
    pauschalen = gueltig(regeln, PAT_PAUSCHALE, blick.jahr)
    mit_pat = [p for p in produkte if any(r.gilt_fuer(p.zusatz or "") for r in pauschalen)]
    produkt = max(mit_pat or produkte, key=lambda p: blick.summe(Dimension.PRODUKT, p.id).mittelansatz_cent)
    return Fallgruppe(
        id="",
        position=0,
        bezeichnung=f"Fallgruppe {len(blick.fallgruppen) + 1}",
        produkt_id=produkt.id,
        massnahme_id=None,
        klasse=None,
        anzahl=0,
        beginn_jahr=blick.jahr,
        beginn_monat=1,
        dauer_monate=STANDARD_DAUER,
        lohn_cent=0,
        bemerkung=None,
    )


def klassenworte(blick: Planblick, regeln: Sequence[Regel], beginn: tuple[int, int]) -> dict[int, str]:
    """The classes of the PAT for cases that begin in a month: ``1 ein Erwachsener, kein Kind``."""
    alle = klassen(regeln_des_plans(blick, regeln), dt.date(*beginn, 1))
    return {k.klasse: f"{k.klasse} {k.bezeichnung}" for k in alle}


def massnahmen(blick: Planblick, produkt_id: str | None) -> dict[str, str]:
    """Keys of the Leistungen by their names, those of the product only; of all without one."""
    namen: dict[str, str] = {}
    for massnahme_id, ansaetze in blick.ansaetze.items():
        zeile = blick.zeilen[ansaetze[0]]
        if produkt_id is None or zeile.produkt_id == produkt_id:
            namen.setdefault(zeile.leistung, massnahme_id)
    return namen


def vorschlaege(
    blick: Planblick, regeln: Sequence[Regel], feld: Fallfeld, gruppe: Fallgruppe | None
) -> tuple[str, ...]:
    """The words that a cell offers; None for the cell of a new row."""
    if feld is Fallfeld.PRODUKT:
        return tuple(p.titel for p in foerderprodukte(blick, regeln))
    if feld is Fallfeld.KLASSE:
        beginn = (gruppe.beginn_jahr, gruppe.beginn_monat) if gruppe else (blick.jahr, 1)
        return (*klassenworte(blick, regeln, beginn).values(), OHNE_PAT)
    if feld is Fallfeld.MASSNAHME:
        return tuple(massnahmen(blick, gruppe.produkt_id if gruppe else None))
    return ()


# -- texts of cells ----------------------------------------------------------------------------------


def zelltext(blick: Planblick, regeln: Sequence[Regel], gruppe: Fallgruppe, feld: Fallfeld) -> str:
    """What stands in a cell, as it is shown, copied, and accepted again by ``lies``."""
    if feld is Fallfeld.PRODUKT:
        produkt = blick.produkte.get(gruppe.produkt_id or "")
        return produkt.titel if produkt else ""
    if feld is Fallfeld.MASSNAHME:
        ansaetze = blick.ansaetze.get(gruppe.massnahme_id or "")
        return blick.zeilen[ansaetze[0]].leistung if ansaetze else ""
    if feld is Fallfeld.KLASSE:
        if gruppe.klasse is None:
            return OHNE_PAT
        worte = klassenworte(blick, regeln, (gruppe.beginn_jahr, gruppe.beginn_monat))
        return worte.get(gruppe.klasse, str(gruppe.klasse))
    return {
        Fallfeld.ANZAHL: format_zahl(gruppe.anzahl),
        Fallfeld.BEGINN: format_monatsjahr(gruppe.beginn_jahr, gruppe.beginn_monat),
        Fallfeld.DAUER: str(gruppe.dauer_monate),
        Fallfeld.LOHN: format_eur(gruppe.lohn_cent, symbol=False),
        Fallfeld.BEMERKUNG: gruppe.bemerkung or "",
    }.get(feld, gruppe.bezeichnung)


def lies(
    blick: Planblick, regeln: Sequence[Regel], gruppe: Fallgruppe, angaben: Mapping[str, str]
) -> Fallgruppe:
    """A group with what was typed into some of its cells (texts by ``Fallfeld``).

    Raises:
        EingabeFehler: with the reason in German; nothing is changed.
    """
    for feld in Fallfeld:
        if feld in angaben:
            try:
                gruppe = _LESER[feld](blick, regeln, gruppe, angaben[feld].strip())
            except BetragFehler as fehler:
                raise EingabeFehler(str(fehler)) from fehler
    return gruppe


def _bezeichnung(_blick: Planblick, _regeln: Sequence[Regel], gruppe: Fallgruppe, text: str) -> Fallgruppe:
    return replace(gruppe, bezeichnung=_kurz_genug(text))


def _bemerkung(_blick: Planblick, _regeln: Sequence[Regel], gruppe: Fallgruppe, text: str) -> Fallgruppe:
    return replace(gruppe, bemerkung=_kurz_genug(text) or None)


def _produkt(blick: Planblick, regeln: Sequence[Regel], gruppe: Fallgruppe, text: str) -> Fallgruppe:
    if not text:
        return replace(gruppe, produkt_id=None)
    namen: dict[str, str] = {}
    for produkt in foerderprodukte(blick, regeln):
        for name in (produkt.titel, produkt.bezeichnung, produkt.kurztitel):
            namen.setdefault(name, produkt.id)
    wort = eindeutig(text, tuple(namen), "kein Produkt mit einem Lohnkostenzuschuss")
    return replace(gruppe, produkt_id=namen[wort])


def _massnahme(blick: Planblick, _regeln: Sequence[Regel], gruppe: Fallgruppe, text: str) -> Fallgruppe:
    if not text:
        return replace(gruppe, massnahme_id=None)
    eigene, alle = massnahmen(blick, gruppe.produkt_id), massnahmen(blick, None)
    namen = eigene if any(n.casefold().startswith(text.casefold()) for n in eigene) else alle
    wort = eindeutig(text, tuple(namen), "keine Leistung dieses Plans")
    return replace(gruppe, massnahme_id=namen[wort])


def _klasse(blick: Planblick, regeln: Sequence[Regel], gruppe: Fallgruppe, text: str) -> Fallgruppe:
    if text.casefold() in _OHNE:
        return replace(gruppe, klasse=None)
    beginn = (gruppe.beginn_jahr, gruppe.beginn_monat)
    worte = klassenworte(blick, regeln, beginn)
    if not worte:
        tag = format_datum(dt.date(*beginn, 1))
        msg = f"Am {tag} gibt es keine PAT-Pauschalen: Lassen Sie die BG-Klasse leer."
        raise EingabeFehler(msg)
    namen = {wort: klasse for klasse, wort in worte.items()}
    namen |= {wort.partition(" ")[2]: klasse for klasse, wort in worte.items()}
    wort = eindeutig(text, tuple(namen), "keine BG-Klasse")
    return replace(gruppe, klasse=namen[wort])


def _anzahl(_blick: Planblick, _regeln: Sequence[Regel], gruppe: Fallgruppe, text: str) -> Fallgruppe:
    return replace(gruppe, anzahl=parse_anzahl(text) if text else 0)


def _beginn(_blick: Planblick, _regeln: Sequence[Regel], gruppe: Fallgruppe, text: str) -> Fallgruppe:
    jahr, monat = lies_monatsjahr(text)
    return replace(gruppe, beginn_jahr=jahr, beginn_monat=monat)


def _dauer(_blick: Planblick, _regeln: Sequence[Regel], gruppe: Fallgruppe, text: str) -> Fallgruppe:
    treffer = _DAUER.fullmatch(text)
    if treffer is None:
        msg = f"„{text}“ ist keine Dauer. Erwartet werden Monate, zum Beispiel 24."
        raise EingabeFehler(msg)
    in_jahren = (treffer[2] or "").casefold().startswith("jahr")
    return replace(gruppe, dauer_monate=int(treffer[1]) * (MONATE_IM_JAHR if in_jahren else 1))


def _lohn(_blick: Planblick, _regeln: Sequence[Regel], gruppe: Fallgruppe, text: str) -> Fallgruppe:
    return replace(gruppe, lohn_cent=int(parse_eur(text)) if text else 0)


_LESER: Mapping[Fallfeld, Leser] = {
    Fallfeld.BEZEICHNUNG: _bezeichnung,
    Fallfeld.PRODUKT: _produkt,
    Fallfeld.BEGINN: _beginn,
    Fallfeld.KLASSE: _klasse,
    Fallfeld.ANZAHL: _anzahl,
    Fallfeld.DAUER: _dauer,
    Fallfeld.LOHN: _lohn,
    Fallfeld.MASSNAHME: _massnahme,
    Fallfeld.BEMERKUNG: _bemerkung,
}


def _kurz_genug(text: str) -> str:
    if len(text) > MAX_TEXT:
        msg = f"Der Text ist mit {len(text)} Zeichen zu lang; Platz ist für {MAX_TEXT}."
        raise EingabeFehler(msg)
    return text


# -- Vorgänge ----------------------------------------------------------------------------------------


def zelle_setzen(
    dok: Dokument, regeln: Sequence[Regel], gruppe: Fallgruppe, feld: Fallfeld, text: str
) -> Changes:
    """Write one cell as typed.

    Raises:
        EingabeFehler: the text does not fit; nothing is changed.
    """
    return fallgruppe_setzen(dok, regeln, lies(dok.blick, regeln, gruppe, {feld: text}))


def zeile_anlegen(dok: Dokument, regeln: Sequence[Regel], feld: Fallfeld, text: str) -> str:
    """Make a group of what was typed into one cell of the new row; returns its key.

    Raises:
        EingabeFehler: the text does not fit; nothing is changed.
    """
    entwurf = lies(dok.blick, regeln, neue_gruppe(dok.blick, regeln), {feld: text})
    return fallgruppe_anlegen(dok, regeln, entwurf)[0]


def zellen_setzen(
    dok: Dokument,
    regeln: Sequence[Regel],
    zellen: Sequence[tuple[Fallgruppe, str, str]],
    neue: Sequence[Mapping[str, str]] = (),
) -> Changes:
    """Write many cells (group, ``Fallfeld``, text) and new rows (texts by ``Fallfeld``): all, or nothing.

    Raises:
        EingabeFehler: the first text that does not fit, with its row; nothing is changed.
    """
    gruppen = {gruppe.id: gruppe for gruppe, _feld, _text in zellen}
    angaben: dict[str, dict[str, str]] = {gruppe_id: {} for gruppe_id in gruppen}
    for gruppe, feld, text in zellen:
        angaben[gruppe.id][feld] = text
    geaendert = [_lies_zeile(dok.blick, regeln, gruppe, angaben[gruppe.id]) for gruppe in gruppen.values()]
    entwuerfe = []
    for nummer, zeile in enumerate(neue, start=1):
        leer = neue_gruppe(dok.blick, regeln)
        name = f"Fallgruppe {len(dok.blick.fallgruppen) + nummer}"
        entwuerfe.append(_lies_zeile(dok.blick, regeln, replace(leer, bezeichnung=name), zeile))
    return fallgruppen_setzen(dok, regeln, geaendert, entwuerfe)


def _lies_zeile(
    blick: Planblick, regeln: Sequence[Regel], gruppe: Fallgruppe, angaben: Mapping[str, str]
) -> Fallgruppe:
    try:
        return lies(blick, regeln, gruppe, angaben)
    except EingabeFehler as fehler:
        name = angaben.get(Fallfeld.BEZEICHNUNG, "").strip() or gruppe.bezeichnung
        msg = f"„{name}“: {fehler}"
        raise EingabeFehler(msg) from fehler
