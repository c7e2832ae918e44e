"""Finds the figures of the budget in the running text of a programme, those beyond doubt."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.geld import BetragFehler, format_eur
from app.services.einfuhr.amip_text import fundstelle, kurz, saeubere
from app.services.einfuhr.amip_typen import Budgetangaben, Budgetzahl, Personal
from app.services.einfuhr.amip_zellen import lies_betrag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.services.einfuhr.amip_text import Textzeile

_BETRAG = re.compile(
    r"(?<![0-9.,])[0-9]{1,3}(?:\.[0-9]{3}){1,4}(?:,(?:[0-9]{2}|-{1,2}|–))?\s?(?:€|EUR\b|Euro\b)"
)
_FENSTER = 300
"""So many characters before an amount may hold the word that it belongs to."""
_NAH = 60
"""So far a word that often stands beside other amounts may be from its own."""

# Later ones are nearer to the amount; of two that begin at the same place the longer one counts.
_WORTE = {
    "vorleistungen": r"(?:bereits )?geleistete[rn]? Zahlungen aus|weitere[rn]? Rückeinnahmen|Vorleistungen",
    "rueckeinnahmen": r"Rückeinnahmen",
    "vorbindungen": r"Vorbindungen|Verbindungen|Vorbelastungen",
    "umschichtung": r"Umschichtung(?:sbetrag|sbedarf|ssumme)?\w{0,2}",
    "neufallbudget": r"Neufallbudgets?",
    "kfa": r"kommunale[rnms]? Finanzierungsanteil\w{0,2}|KFA",
    "verwaltungskostenbudget": (
        r"(?:Jahresbudget|Budget) für Verwaltungskosten|(?:Gesamt)?[Vv]erwaltungs(?:kosten)?budget\w{0,2}"
    ),
    "globalbudget": r"Globalbudgets?",
    "eingliederungsmittel": r"Eingliederungsmitteln?|Eingliederungstitels?",
    "verwaltungsmittel": r"Verwaltungsmitteln?",
}
_WORT = re.compile("|".join(rf"(?P<{art}>\b(?:{muster})\b)" for art, muster in _WORTE.items()))
_NUR_NAH = frozenset({"eingliederungsmittel", "verwaltungsmittel"})
_BEZUG = re.compile(r"in Höhe von|i\. ?H\. ?v\.|beträgt|betragen|belaufen|beläuft|:|\t")
_FREMD = re.compile(r"[Zz]usätzlich|Sonder|Projekt|ESF|PAT\b|Passiv")
_ABGEWANDT = re.compile(
    r"\b(?:um|statt|von bisher|weniger als|mehr als|mindestens)\s*(?:ca\.|rd\.|rund|etwa)?\s*$"
)
_VORJAHR = re.compile(r"\b(?:im|des|zum) Vorjahre?s?\b|\bbisher\b")
_AUS_FRUEHER = re.compile(r"Haushaltsjahr|Vorjahr|Bindung|vertraglich|20[0-9]{2}")
_JAHR = re.compile(r"(?<![0-9.,])20[0-9]{2}\b(?![.,][0-9])")
_KLAMMER = re.compile(r"\([^()€]{0,120}\)")
_ENDE = re.compile(
    r"(?<!\bca)(?<!\brd)(?<!Abs)(?<!Ziff)(?<!\bNr)(?<!\bH)(?<!\bi)(?<!\bv)(?<!\bS)[.!?;]\s+(?=[A-ZÄÖÜ„])"
    r"|\n\s*(?=[A-ZÄÖÜ„§#■▪-]|[0-9]+\.)"
)

_VZAE = re.compile(
    r"(?<![0-9.,])([0-9]{1,5}(?:\.[0-9]{3})?)(?:,([0-9]{1,2}))?\s(?:Vollzeitäquivalente?n?|VZÄ)\b"
)
_SOLL_IST = re.compile(r"[„\"»‚'](Soll|Ist)[“\"«‘']|\bim (Soll|Ist)\b")


@dataclass(frozen=True, slots=True)
class _Kandidat:
    art: str
    cent: int
    stelle: int
    wort: str
    wortlaut: str


def lies_budget(
    text: str, zeilen: Sequence[Textzeile], jahr: int | None
) -> tuple[Budgetangaben, tuple[str, ...]]:
    """The figures that the text names with one value each, and sentences on those with several."""
    orte = _Orte(text, zeilen)
    werte: dict[str, list[_Kandidat]] = {}
    for kandidat in _kandidaten(text, jahr):
        werte.setdefault(kandidat.art, []).append(kandidat)
    zahlen: dict[str, Budgetzahl] = {}
    hinweise: list[str] = []
    for art, funde in werte.items():
        betraege = list(dict.fromkeys(f.cent for f in funde))
        if len(betraege) == 1:
            fundstelle = orte.fundstelle(funde[0].stelle)
            zahlen[art] = Budgetzahl(betraege[0], fundstelle, funde[0].wortlaut)
        else:
            hinweise.append(_mehrdeutig(funde, betraege, orte))
    return Budgetangaben(**zahlen), tuple(hinweise)


def _mehrdeutig(funde: list[_Kandidat], betraege: list[int], orte: _Orte) -> str:
    stellen = [next(f for f in funde if f.cent == cent) for cent in betraege[:4]]
    genannt = ", ".join(f"{format_eur(f.cent)} ({orte.fundstelle(f.stelle)})" for f in stellen)
    return f"Der Text nennt für „{funde[0].wort}“ verschiedene Beträge: {genannt}. Übernommen wird keiner."


def _kandidaten(text: str, jahr: int | None) -> Iterator[_Kandidat]:
    zuvor = 0
    for treffer in _BETRAG.finditer(text):
        anfang = max(zuvor, treffer.start() - _FENSTER)
        zuvor, fenster = treffer.end(), text[anfang : treffer.start()]
        if _WORT.search(fenster) is None:
            continue
        fenster = _satzteil(fenster)
        wort = _letztes_wort(fenster)
        if wort is None or not _sicher(wort, fenster, jahr):
            continue
        if "\t" in fenster and _BETRAG.match(text[treffer.end() :].lstrip(" \t")[:40]):
            # A table with several amounts beside a name: which one is meant stands in its head.
            continue
        try:
            cent = lies_betrag(saeubere(treffer[0]))
        except BetragFehler:
            continue
        wortlaut = saeubere(fenster[wort.start() :] + treffer[0])
        yield _Kandidat(
            str(wort.lastgroup), cent, treffer.start(), saeubere(wort[0]), kurz(wortlaut, _FENSTER)
        )


def _satzteil(fenster: str) -> str:
    """From the beginning of the sentence, without brackets: they hold what only explains."""
    ende = 0
    for treffer in _ENDE.finditer(fenster):
        ende = treffer.end()
    return _KLAMMER.sub(lambda k: " " * len(k[0]), fenster[ende:])


def _letztes_wort(fenster: str) -> re.Match[str] | None:
    wort = None
    for treffer in _WORT.finditer(fenster):
        wort = treffer
    return wort


def _sicher(wort: re.Match[str], fenster: str, jahr: int | None) -> bool:
    """Whether the amount is this figure, of this year: no difference to it, and none of another year."""
    art, danach = wort.lastgroup, fenster[wort.end() :]
    if _ABGEWANDT.search(danach) or _VORJAHR.search(danach):
        return False
    if art in _NUR_NAH:
        return len(danach) <= _NAH and bool(_BEZUG.search(danach)) and not _FREMD.search(fenster)
    if art == "vorbindungen":
        # "Verbindungen" may be what it says: here it has to be money of contracts.
        return bool(_AUS_FRUEHER.search(fenster))
    jahre = {int(j) for j in _JAHR.findall(fenster)}
    return jahr is None or not jahre or jahr in jahre


class _Orte:
    """Where an amount stands: section and line."""

    def __init__(self, text: str, zeilen: Sequence[Textzeile]) -> None:
        self._text, self._zeilen = text, zeilen
        self._nummern = [z.nummer for z in zeilen]

    def fundstelle(self, stelle: int) -> str:
        """``2.2.1, Textzeile 238``."""
        nummer = self._text.count("\n", 0, stelle) + 1
        index = bisect_right(self._nummern, nummer)
        return fundstelle(self._zeilen[index - 1].abschnitte if index else (), nummer)


def lies_personal(text: str) -> Personal:
    """Staff in the ``Soll`` and in the ``Ist``: the figure whose sentence says so; None where several do."""
    werte: dict[str, set[int]] = {"Soll": set(), "Ist": set()}
    for treffer in _VZAE.finditer(text):
        vorn = text[max(0, treffer.start() - _FENSTER) : treffer.start()]
        danach = text[treffer.end() : treffer.end() + _FENSTER]
        satz = vorn[max((m.end() for m in _ENDE.finditer(vorn)), default=0) :]
        ende = _ENDE.search(danach)
        satz += danach[: ende.start()] if ende else danach
        worte = {m[1] or m[2] for m in _SOLL_IST.finditer(satz)}
        if len(worte) == 1:
            ganz, nach = treffer[1].replace(".", ""), (treffer[2] or "").ljust(2, "0")
            werte[worte.pop()].add(int(ganz + nach))
    soll, ist = (next(iter(w)) if len(w) == 1 else None for w in werte.values())
    return Personal(soll, ist)
