"""Figures in words: counts with their noun, short large amounts, round ticks; no powers of ten."""

from __future__ import annotations

from app.models.geld import MINUS, format_eur, format_zahl

_MIO_CENT = 100_000_000
_ZENTIMIO_CENT = _MIO_CENT // 100
_GENAU_BIS_CENT = 1_000_000
"""Up to here (10.000 €) an amount is written with its cents."""


def anzahl(zahl: int, einzahl: str, mehrzahl: str) -> str:
    """A count with its noun: ``1 Zeile``, ``1.635 Zeilen``."""
    return f"{format_zahl(zahl)} {einzahl if zahl == 1 else mehrzahl}"


def kurz_eur(cent: int, *, plus: bool = False) -> str:
    """An amount (Cent) in short: ``35,09 Mio. €``, ``400.000 €``, below 10.000 € exact ``−1.637,74 €``."""
    if cent == 0:
        return "0\u00a0€"
    betrag = abs(cent)
    euro = (betrag + 50) // 100
    if betrag < _GENAU_BIS_CENT:
        return format_eur(cent, plus=plus)
    vorzeichen = MINUS if cent < 0 else "+" if plus else ""
    if euro * 100 < _MIO_CENT:
        return f"{vorzeichen}{format_zahl(euro)}\u00a0€"
    return f"{vorzeichen}{in_mio(betrag)}\u00a0Mio.\u00a0€"


def in_mio(cent: int) -> str:
    """An amount (Cent) in millions of euros with two decimals, without the unit: ``35,09``."""
    ganz, rest = divmod((abs(cent) + _ZENTIMIO_CENT // 2) // _ZENTIMIO_CENT, 100)
    return f"{MINUS if cent < 0 else ''}{format_zahl(ganz)},{rest:02d}"


def achsenwerte(unten: int, oben: int, hoechstens: int, kleinster: int = 1) -> tuple[int, ...]:
    """Round values (1, 2 or 5 times a power of ten) from ``unten`` to ``oben``.

    Args:
        unten: smallest value shown.
        oben: largest value shown.
        hoechstens: about how many steps there is room for.
        kleinster: no step is smaller (100 for amounts: whole euros).
    """
    spanne = max(oben - unten, 1)
    schritt = kleinster
    faktoren = (2, 5, 10)
    basis = kleinster
    while spanne > schritt * max(hoechstens, 1):
        schritt = next((basis * f for f in faktoren if basis * f > schritt), basis * 10)
        if schritt == basis * 10:
            basis = schritt
    erster = -(-unten // schritt) * schritt
    return tuple(range(erster, oben + 1, schritt))


def achsentext_eur(cent: int, groesster: int) -> str:
    """A tick of an amount axis (Cent), in millions where the largest value (Cent) reaches one."""
    if cent == 0:
        return "0\u00a0€"
    if abs(groesster) < _MIO_CENT:
        return format_eur(cent).replace(",00\u00a0", "\u00a0")
    ganz, rest = divmod(abs(cent), _MIO_CENT)
    stellen = f"{rest:08d}".rstrip("0")
    komma = f",{stellen}" if stellen else ""
    return f"{MINUS if cent < 0 else ''}{format_zahl(ganz)}{komma}\u00a0Mio.\u00a0€"
