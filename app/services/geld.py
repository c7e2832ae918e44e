"""Writing and reading amounts, for views: they do not reach into the models."""

from app.models.geld import (
    BetragFehler,
    Cent,
    format_eur,
    format_millionstel,
    format_promille,
    format_zahl,
    parse_anzahl,
    parse_eur,
    parse_millionstel,
    parse_promille,
    promille,
)

__all__ = [
    "BetragFehler",
    "Cent",
    "eur",
    "format_eur",
    "format_millionstel",
    "format_promille",
    "format_zahl",
    "parse_anzahl",
    "parse_eur",
    "parse_millionstel",
    "parse_promille",
    "promille",
]


def eur(cent: int) -> str:
    """An amount (Cent) below a heading that says "€" already."""
    return format_eur(cent, symbol=False)
