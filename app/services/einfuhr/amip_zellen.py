"""Reads the cells of a programme's tables: counts, amounts, and the states that stand in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.models.arten import Eintrittestatus, Finanzierung
from app.models.geld import BetragFehler, format_eur, parse_anzahl, parse_eur
from app.services.einfuhr.amip_text import kern
from app.services.worte import EINTRITTE_WORT, finanzierung_wort

STRICHE = frozenset({"-", "–", "−", "—", "./.", "--"})

_ETWA = re.compile(
    r"(?:(?:ca|circa|rd|rund|etwa|bis zu|voraussichtlich|schätzungsweise)\b\.? *|[~≈] *)+", re.IGNORECASE
)
_EINHEIT = re.compile(
    r" *(?:eintritte?|plätze|platz|gutscheine?|förderfälle|fälle|tn|teilnehm(?:er|ende)|personen)\.?$",
    re.IGNORECASE,
)
_VORAN = re.compile(r"^(?:€|EUR) *")
_EURO = re.compile(r" ?Euro$", re.IGNORECASE)
_GLATT = re.compile(r",(?:-{1,2}|–|—)(?= ?(?:€|EUR|$))")
_GROSS = re.compile(r"([0-9]{1,6})(?:,([0-9]{1,6}))? ?(?:(Mio\.?|Tsd\.?)(?: ?(?:€|EUR))?|T(?:€|EUR))")
_STELLEN = {"M": 8, "T": 5}
"""Digits that a million and a thousand euros add to a number of Cent."""
_MIT_EURO = re.compile(r"(?<![0-9.,])[0-9](?:[0-9. ]{0,20}[0-9])?(?:,[0-9-]{1,2})? ?(?:€|EUR\b|Euro\b)")
_KLAMMER = re.compile(r"^(.*?) *\(([^()]*)\)$")
_LAENGSTES = 200
_RAND = " ,;:-–—()"

# Compared are letters and digits only, so that spaces and points of a bad reading do not matter.
_KALKULATION = re.compile(
    r"kalk(?:ulation)?(?:en)?(?:aus|des|dem|ausdem|nach|wie|im)?(?:vj|vorjahre?s?|(20[0-9]{2}))"
)
_EINKAUF = re.compile(
    r"(?:der)?(?:einkauf|einkäufe|eingekauft|beschafft|beschaffung|vergabe)(?:ist|wurden?|erfolgten?|erfolgt)?"
    r"(?:bereits|schon)?(?:im|in)?(?:vorjahr|vj|(20[0-9]{2}))(?:erfolgt|eingekauft)?"
)
_FOLGEJAHR = re.compile(
    r"(?:aus)?zahlung(?:erfolgt)?(?:erst)?(?:im|in)?(?:(?:dem)?folgejahr|(20[0-9]{2}))(?:fällig)?"
)
_SGB_III = re.compile(
    r"(?:finanz(?:ierung|iert)|zl|zulasten|zulast)?(?:des|der|durch|aus|über)?sgb(?:[il1]{3}|3)"
)
_FREMD = re.compile(r"fremdfinanz(?:iert|ierung)")


@dataclass(frozen=True, slots=True)
class Eintritte:
    """What a cell of the column Eintritte says; both None where nothing stands in it."""

    zahl: int | None = None
    status: Eintrittestatus | None = None


@dataclass(frozen=True, slots=True)
class Mittel:
    """What a cell of the column Mittelansatz says; both None where nothing stands in it.

    ``zusatz`` is what stands in brackets after a state, ``fremdfinanziert (ESF)``.
    """

    cent: int | None = None
    finanzierung: Finanzierung | None = None
    zusatz: str = ""


def lies_anzahl(text: str) -> int:
    """A count with ``ca.`` before and a unit after it.

    Raises:
        BetragFehler: with the reason in German.
    """
    return parse_anzahl(_EINHEIT.sub("", _ohne_etwa(text)))


def lies_betrag(text: str) -> int:
    """An amount in Cent: ``ca. 1.234,56 €``, ``500,- €``, ``€ 12``, ``2,7 Mio. €``, ``15 T€``.

    Raises:
        BetragFehler: with the reason in German.
    """
    rest = _GLATT.sub(",00", _EURO.sub(" €", _ohne_etwa(text)))
    if treffer := _VORAN.match(rest):
        rest = rest[treffer.end() :]
    if treffer := _GROSS.fullmatch(rest):
        stellen, nach = _STELLEN[(treffer[3] or "T")[0]], treffer[2] or ""
        if len(nach) <= stellen:
            return int(treffer[1] + nach.ljust(stellen, "0"))
    return int(parse_eur(rest))


def _pruefe_laenge(text: str) -> None:
    if len(text) > _LAENGSTES:
        msg = f"„{text[:40]}…“ ist mit {len(text)} Zeichen länger als jede Angabe in dieser Spalte."
        raise BetragFehler(msg)


def _ohne_etwa(text: str) -> str:
    treffer = _ETWA.match(text)
    return text[treffer.end() :] if treffer else text


def lies_eintritte(text: str, jahr: int | None) -> Eintritte:
    """The cell of the column Eintritte / Plätze / Gutscheine of a plan for ``jahr``.

    Raises:
        BetragFehler: with the reason in German.
    """
    if not text:
        return Eintritte()
    _pruefe_laenge(text)
    if text in STRICHE:
        return Eintritte(status=Eintrittestatus.KEINE)
    if text[0].isalpha() and _ist(_KALKULATION, kern(text), jahr, -1):
        return Eintritte(status=Eintrittestatus.KALKULATION_VORJAHR)
    try:
        return Eintritte(lies_anzahl(text), Eintrittestatus.ZAHL)
    except BetragFehler as fehler:
        wort = EINTRITTE_WORT[Eintrittestatus.KALKULATION_VORJAHR]
        msg = f"{fehler} Möglich sind auch „{wort}“ und „-“."
        raise BetragFehler(msg) from fehler


@lru_cache(maxsize=4096)
def lies_mittel(text: str, jahr: int | None) -> Mittel:
    """The cell of the column Mittelansatz (Neufall) of a plan for ``jahr``: an amount, a state, or both.

    Raises:
        BetragFehler: with the reason in German.
    """
    if not text or text in STRICHE:
        return Mittel()
    _pruefe_laenge(text)
    if finanzierung := lies_finanzierung(text, jahr):
        return Mittel(finanzierung=finanzierung)
    try:
        cent = lies_betrag(text)
    except BetragFehler as fehler:
        return _zusammengesetzt(text, jahr, fehler)
    if cent < 0:
        msg = f"Ein Mittelansatz kann nicht negativ sein ({format_eur(cent)})."
        raise BetragFehler(msg)
    return Mittel(cent, Finanzierung.NEUFALL)


def _zusammengesetzt(text: str, jahr: int | None, fehler: BetragFehler) -> Mittel:
    """``fremdfinanziert (30.087 €)``, ``12.000 € (Auszahlung 2021)``, ``fremdfinanziert (ESF)``."""
    treffer = _MIT_EURO.search(text)
    if treffer is None:
        klammer = _KLAMMER.match(text)
        finanzierung = lies_finanzierung(klammer[1], jahr) if klammer else None
        if klammer is None or finanzierung is None:
            msg = f"{fehler} Möglich ist auch ein Stand wie „Einkauf erfolgte im Vorjahr“."
            raise BetragFehler(msg) from fehler
        return Mittel(finanzierung=finanzierung, zusatz=klammer[2])
    rest = _ohne_etwa_am_ende(f"{text[: treffer.start()]} {text[treffer.end() :]}".strip(_RAND))
    finanzierung = lies_finanzierung(rest, jahr)
    if finanzierung is None:
        msg = f"„{text}“ ist weder ein Betrag noch ein bekannter Stand mit Betrag."
        raise BetragFehler(msg) from fehler
    if not finanzierung.erlaubt_betrag:
        msg = f"„{text}“ nennt einen Betrag, obwohl bei diesem Stand keiner stehen kann."
        raise BetragFehler(msg) from fehler
    return Mittel(lies_betrag(treffer[0]), finanzierung)


def _ohne_etwa_am_ende(text: str) -> str:
    return re.sub(r"[ (:,]*\b(?:ca|rd)\.?$", "", text).strip(_RAND)


def lies_finanzierung(text: str, jahr: int | None) -> Finanzierung | None:
    """The state that the words mean; None where they are no state of a plan for ``jahr``."""
    wort = kern(text)
    if not wort or wort[0].isdigit():
        return None
    gedruckt = {kern(finanzierung_wort(f, jahr or 0)): f for f in Finanzierung}
    if wort in gedruckt:
        return gedruckt[wort]
    if _ist(_EINKAUF, wort, jahr, -1):
        return Finanzierung.EINKAUF_VORJAHR
    if _ist(_FOLGEJAHR, wort, jahr, 1):
        return Finanzierung.AUSZAHLUNG_FOLGEJAHR
    if _SGB_III.fullmatch(wort):
        return Finanzierung.SGB_III
    return Finanzierung.FREMDFINANZIERT if _FREMD.fullmatch(wort) else None


def _ist(muster: re.Pattern[str], wort: str, jahr: int | None, abstand: int) -> bool:
    """Whether the words are this state; a year among them must be the one that the state means."""
    treffer = muster.fullmatch(wort)
    if treffer is None:
        return False
    return treffer[1] is None or jahr is None or int(treffer[1]) == jahr + abstand
