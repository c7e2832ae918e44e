"""Money as whole cents: one pair of functions that writes and reads German amounts.

No float touches an amount anywhere in the program.
"""

import re
from typing import NewType

Cent = NewType("Cent", int)
"""An amount of money in whole cents; negative means owed or overplanned."""

MINUS = "\N{MINUS SIGN}"
GROESSTER_BETRAG = 10**14 - 1
"""Largest amount (in Cent) that is read: just under a trillion euros, far beyond any budget."""

_ZEICHEN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", MINUS: "-"})
# Thousands are set off by points or by spaces; a group never begins with 0 ("0.123" is no 123).
_GANZ = r"\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+"
_BETRAG = re.compile(rf"(?P<minus>-?) ?(?P<euro>{_GANZ})(?:,(?P<cent>\d{{1,2}}))?(?: ?(?:€|EUR))?", re.ASCII)
_ANZAHL = re.compile(_GANZ, re.ASCII)
# In a share "1.576" may be meant as 1,576: points set off thousands only where a comma follows.
_PROZENT = re.compile(
    r"(?P<minus>-?) ?(?P<ganz>\d+|[1-9]\d{0,2}(?:\.\d{3})+(?=,))(?:,(?P<nach>\d+))?(?: ?%)?", re.ASCII
)
_STELLEN_PROMILLE, _STELLEN_MILLIONSTEL = 1, 4
_STELLEN_WORT = {_STELLEN_PROMILLE: "eine Stelle", _STELLEN_MILLIONSTEL: "vier Stellen"}
GROESSTER_PROZENTSATZ = 999_999
"""Largest percentage (before its decimals) that is read."""
_LAENGSTES = 60


class BetragFehler(ValueError):
    """A text that is no amount, with a German sentence that says why."""


def format_eur(cent: int, *, symbol: bool = True, plus: bool = False) -> str:
    """Write an amount the German way: ``-163774`` becomes ``−1.637,74 €``.

    Args:
        cent: the amount in Cent.
        symbol: append the euro sign.
        plus: write a plus sign before positive amounts (for differences).
    """
    euro, rest = divmod(abs(cent), 100)
    sign = MINUS if cent < 0 else "+" if plus and cent > 0 else ""
    text = f"{sign}{format_zahl(euro)},{rest:02d}"
    return f"{text}\u00a0€" if symbol else text


def format_zahl(zahl: int) -> str:
    """Write a whole number with German thousands points: ``15812`` becomes ``15.812``."""
    text = f"{abs(zahl):,}".replace(",", ".")
    return f"{MINUS}{text}" if zahl < 0 else text


def format_promille(promille: int, *, plus: bool = False) -> str:
    """Write a share given in thousandths as percent with one decimal: ``1000`` becomes ``100,0 %``.

    Args:
        promille: the share in thousandths.
        plus: write a plus sign before positive shares (for differences).
    """
    return _prozent(promille, _STELLEN_PROMILLE, plus=plus)


def format_millionstel(millionstel: int) -> str:
    """Write a share given in millionths as percent with four decimals: ``15759`` becomes ``1,5759 %``."""
    return _prozent(millionstel, _STELLEN_MILLIONSTEL)


def _prozent(anteil: int, stellen: int, *, plus: bool = False) -> str:
    ganz, rest = divmod(abs(anteil), 10**stellen)
    sign = MINUS if anteil < 0 else "+" if plus and anteil > 0 else ""
    return f"{sign}{format_zahl(ganz)},{rest:0{stellen}d}\u00a0%"


def promille(teil: int, ganzes: int) -> int | None:
    """Share of ``teil`` in ``ganzes`` in thousandths, rounded half up; None where there is no whole."""
    if ganzes <= 0:
        return None
    return (2000 * teil + ganzes) // (2 * ganzes)


def runde(zaehler: int, nenner: int) -> int:
    """A quotient rounded to a whole number, halves away from zero; ``nenner`` is above 0."""
    betrag = (2 * abs(zaehler) + nenner) // (2 * nenner)
    return -betrag if zaehler < 0 else betrag


def parse_eur(text: str) -> Cent:
    """Read an amount as people type it: ``1.234,56 €``, ``1234,56``, ``-1.637,74``, ``1234``.

    What could be meant in two ways (``12.34``, ``1,234.56``, ``1,234``) is refused.

    Returns:
        The amount in Cent.

    Raises:
        BetragFehler: with a sentence for the user.
    """
    kern = _kern(text)
    if kern in {"", "€", "EUR"}:
        msg = "Hier fehlt ein Betrag, zum Beispiel 1.234,56."
        raise BetragFehler(msg)
    treffer = _BETRAG.fullmatch(kern)
    if treffer is None:
        raise BetragFehler(_why_no_amount(_kurz(text), kern.removesuffix("€").removesuffix("EUR").rstrip()))
    cent = _ziffern(treffer["euro"]) * 100 + int((treffer["cent"] or "0").ljust(2, "0"))
    if cent > GROESSTER_BETRAG:
        msg = f"„{_kurz(text)}“ ist größer als jeder Haushalt. Bitte prüfen Sie die Ziffern."
        raise BetragFehler(msg)
    return Cent(-cent if treffer["minus"] else cent)


def _kern(text: str) -> str:
    return re.sub(" +", " ", text.translate(_ZEICHEN)).strip()


def _ziffern(text: str) -> int:
    # Python refuses to read thousands of digits, with an English error; 20 are beyond any amount.
    return int(text.replace(".", "").replace(" ", "").lstrip("0")[:20] or "0")


def _kurz(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _LAENGSTES else f"{text[: _LAENGSTES - 1]}…"


def _why_no_amount(eingabe: str, kern: str) -> str:
    if re.fullmatch(r"-?\d+(,\d{3})*\.\d+", kern) or re.fullmatch(r"-?\d+\.\d{1,2}", kern):
        return (
            f"„{eingabe}“ ist mehrdeutig: Cent stehen nach einem Komma, Tausender werden mit Punkten "
            "getrennt, zum Beispiel 1.234,56."
        )
    if re.fullmatch(r"-?[\d.]+,\d{3,}", kern):
        return f"„{eingabe}“ hat mehr als zwei Stellen nach dem Komma."
    return f"„{eingabe}“ ist kein Betrag. Erwartet wird zum Beispiel 1.234,56."


GROESSTE_ANZAHL = 9_999_999


def parse_anzahl(text: str, hoechstens: int = GROESSTE_ANZAHL) -> int:
    """Read a count as people type it: ``425`` or ``1.635``; never negative, never more than ``hoechstens``.

    Raises:
        BetragFehler: with a sentence for the user.
    """
    kern = _kern(text)
    if not _ANZAHL.fullmatch(kern):
        msg = f"„{_kurz(text)}“ ist keine Anzahl. Erwartet wird eine ganze Zahl ab 0, zum Beispiel 1.635."
        raise BetragFehler(msg)
    zahl = _ziffern(kern)
    if zahl > hoechstens:
        msg = f"„{_kurz(text)}“ ist mehr als {format_zahl(hoechstens)}. Bitte prüfen Sie die Ziffern."
        raise BetragFehler(msg)
    return zahl


def parse_promille(text: str) -> int:
    """Read a percentage with at most one decimal, in thousandths: ``84,8 %`` or ``84,8`` is 848.

    Raises:
        BetragFehler: with a sentence for the user.
    """
    return _lies_prozent(text, _STELLEN_PROMILLE)


def parse_millionstel(text: str) -> int:
    """Read a percentage with at most four decimals, in millionths: ``1,5759 %`` is 15759.

    Raises:
        BetragFehler: with a sentence for the user.
    """
    return _lies_prozent(text, _STELLEN_MILLIONSTEL)


def _lies_prozent(text: str, stellen: int) -> int:
    kern = _kern(text)
    beispiel = _prozent(15 * 10**stellen // 10, stellen)
    if kern in {"", "%"}:
        msg = f"Hier fehlt ein Prozentsatz, zum Beispiel {beispiel}."
        raise BetragFehler(msg)
    treffer = _PROZENT.fullmatch(kern)
    if treffer is None:
        if re.fullmatch(r"-? ?\d+(,\d{3})*\.[\d.]*\d(,\d+)?(?: ?%)?", kern, re.ASCII):
            msg = (
                f"„{_kurz(text)}“ ist mehrdeutig: Dezimalstellen stehen nach einem Komma, wie in {beispiel}."
            )
        else:
            msg = f"„{_kurz(text)}“ ist kein Prozentsatz. Erwartet wird zum Beispiel {beispiel}."
        raise BetragFehler(msg)
    nach = treffer["nach"] or ""
    if len(nach) > stellen:
        msg = f"„{_kurz(text)}“ hat mehr als {_STELLEN_WORT[stellen]} nach dem Komma."
        raise BetragFehler(msg)
    ganz = _ziffern(treffer["ganz"])
    if ganz > GROESSTER_PROZENTSATZ:
        msg = f"„{_kurz(text)}“ ist größer als jeder Anteil. Bitte prüfen Sie die Ziffern."
        raise BetragFehler(msg)
    anteil = int(f"{ganz}{nach.ljust(stellen, '0')}")
    return -anteil if treffer["minus"] else anteil
