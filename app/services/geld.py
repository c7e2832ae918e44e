"""Writing and reading amounts, for views: they do not reach into the models."""

from app.models.geld import (
    BetragFehler,
    Cent,
    format_eur,
    format_promille,
    format_zahl,
    parse_anzahl,
    parse_eur,
    promille,
)

__all__ = [
    "BetragFehler",
    "Cent",
    "format_eur",
    "format_promille",
    "format_zahl",
    "parse_anzahl",
    "parse_eur",
    "promille",
]
