"""States as people write them in tables: ``Kalk. VJ``, ``Einkauf Vorjahr``, ``z.L. SGB III``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.models.arten import Eintrittestatus, Finanzierung

_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "\u00ad": "", "\u200b": "", "\ufeff": ""})
_STRICHE = frozenset({"-", "–", "—", "−", "--", "---", "./."})
_WORT = re.compile(r"[a-z]+|\d+")
_BEIWERK = re.compile(r"[\s.,:;()/+\-–—\"'„“!*]*")
_ZAHL = r"\d[\d. \u00a0\u202f]*(?:,(?:\d+|-+))?"
_BETRAG_IM_TEXT = re.compile(
    rf"\(?\s*(?:nachrichtlich:?\s*(?P<a>-?{_ZAHL}\s*(?:€|EUR\b)?)|(?P<b>-?{_ZAHL}\s*(?:€|EUR\b)))\s*\)?",
    re.IGNORECASE,
)
_TRENNUNG = re.compile(r"(?<=\w)-[ \t]*\r?\n\s*(?=[a-zäöüß])")
_LAENGSTER_STAND = 120
FELDNAME = re.compile(r"(?:handlungsfeld\b|hf\s*(?:\d|[ivx]+\b))", re.IGNORECASE)
"""How a Handlungsfeld is announced: ``Handlungsfeld 1``, ``HF II``."""
_JAHR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Stand:
    """What a cell says instead of a number; what it does not speak of is None."""

    eintritte: Eintrittestatus | None = None
    finanzierung: Finanzierung | None = None


@dataclass(frozen=True, slots=True)
class _Muster:
    """One word of each group must be there, and no word that is neither in a group nor harmless."""

    stand: Stand
    gruppen: tuple[frozenset[str], ...]
    dazu: frozenset[str] = frozenset()

    def passt(self, genannt: frozenset[str]) -> bool:
        return all(g & genannt for g in self.gruppen) and genannt <= self.dazu.union(_HARMLOS, *self.gruppen)


def worte(text: str) -> frozenset[str]:
    """The words of a text, as data are written here."""
    return frozenset(text.split())


_HARMLOS = worte(
    "im in ist wird wurde werden erfolgt erfolgte bereits schon erst der die das des dem den aus vom von zum "
    "ueber durch jahr hj haushaltsjahr mittel mitteln nachrichtlich siehe"
)
_VORJAHR = worte("vj vorjahr vorjahre vorjahres vorjahreswert vorjahreswerte")
_FOLGEJAHR = worte("fj folgejahr folgejahre naechstes naechsten kommendes kommenden")
_MUSTER = (
    _Muster(Stand(Eintrittestatus.KALKULATION_VORJAHR), (worte("kalk kalkulation kalkuliert"),), _VORJAHR),
    _Muster(
        Stand(finanzierung=Finanzierung.EINKAUF_VORJAHR),
        (worte("einkauf einkaeufe eingekauft eink"), _VORJAHR),
    ),
    _Muster(
        Stand(finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR),
        (worte("auszahlung auszahlungen ausgezahlt zahlung zahlbar faellig faelligkeit"), _FOLGEJAHR),
    ),
    _Muster(
        Stand(finanzierung=Finanzierung.SGB_III),
        (worte("sgb"), worte("iii 3")),
        worte("zu lasten zulasten z l zl finanziert finanzierung"),
    ),
    _Muster(
        Stand(finanzierung=Finanzierung.SGB_III),
        (worte("sgbiii sgb3"),),
        worte("zu lasten zulasten z l zl finanziert finanzierung"),
    ),
    _Muster(
        Stand(finanzierung=Finanzierung.FREMDFINANZIERT),
        (worte("fremdfinanziert fremdfinanzierung fremdmittel drittmittel drittfinanziert esf fremd"),),
        worte("finanziert finanzierung bund land kofinanziert gefoerdert"),
    ),
    _Muster(Stand(finanzierung=Finanzierung.NEUFALL), (worte("neufall neufaelle neufaellen"),)),
)


def schluessel(text: str) -> str:
    """A text for comparing: small letters, no umlauts, one space between words, no hyphenation."""
    return eine_zeile(text).casefold().translate(_UMLAUTE)


def eine_zeile(text: str) -> str:
    """A text in one line, words that were divided at a line's end put together again."""
    return " ".join(_TRENNUNG.sub("", text).split())


def ist_strich(text: str) -> bool:
    """Whether a cell holds a dash and nothing else, a euro sign aside: no number, and not 0."""
    return text.replace("€", "").strip() in _STRICHE


@lru_cache(maxsize=4096)
def lies_stand(text: str, jahr: int) -> Stand | None:
    """The state that a text names in a plan for ``jahr``; None where it is anything else."""
    if not text or len(text) > _LAENGSTER_STAND:
        return None
    klein = schluessel(text)
    if not _BEIWERK.fullmatch(_WORT.sub("", klein)):
        return None
    bezug = {str(jahr - 1): "vj", str(jahr + 1): "fj", str(jahr): "hj"}
    genannt = frozenset(bezug.get(wort, wort) for wort in _WORT.findall(klein))
    return next((m.stand for m in _MUSTER if m.passt(genannt)), None)


def trenne_betrag(text: str) -> tuple[str, str]:
    """Word and amount of a text that holds both: ``fremdfinanziert (nachrichtlich 1.234,00 €)``.

    The amount is empty where none is marked as one, by ``€`` or ``nachrichtlich``.
    """
    treffer = _BETRAG_IM_TEXT.search(text)
    if treffer is None:
        return text, ""
    rest = f"{text[: treffer.start()]} {text[treffer.end() :]}".strip()
    return rest, (treffer["a"] or treffer["b"]).strip()


def falsches_jahr(text: str, jahr: int) -> str | None:
    """The year of a payment that is not the year after the plan's: ``2022`` in ``Auszahlung 2022``."""
    genannt = _JAHR.search(text)
    if genannt is None:
        return None
    stand = lies_stand(text.replace(genannt[0], str(jahr + 1)), jahr)
    return genannt[0] if stand == Stand(finanzierung=Finanzierung.AUSZAHLUNG_FOLGEJAHR) else None
