"""What became of a template's placeholders, for people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.models.geld import format_zahl
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from pathlib import Path

_GENANNT = 5


@dataclass(frozen=True, slots=True)
class Vorlagenbericht:
    """The outcome: which file, and what was found in the template at which place."""

    ziel: Path
    gefuellt: tuple[str, ...]
    """Each filled placeholder with its place in the template: ``{{Verplant}} in Bericht!B4``."""
    nicht_erkannt: tuple[str, ...]
    """Likewise those that stay as they were, with the reason where there is one to tell."""
    hinweise: tuple[str, ...] = ()
    """German sentences: what else one should know."""
    neue_zeilen: int = 0
    """Rows that repeated rows added."""

    @property
    def zahlen(self) -> str:
        """How many: ``14 Platzhalter gefüllt, 1 nicht erkannt``."""
        rest = f", {len(self.nicht_erkannt)} nicht erkannt" if self.nicht_erkannt else ""
        return f"{format_zahl(len(self.gefuellt))} Platzhalter gefüllt{rest}"

    @property
    def worte(self) -> str:
        """What was not recognised (of many the first) and what else one should know; else nothing."""
        mehr = len(self.nicht_erkannt) - _GENANNT
        rest = f" und {anzahl(mehr, 'weiterer', 'weitere')}" if mehr > 0 else ""
        genannt = f"Nicht erkannt: {'; '.join(self.nicht_erkannt[:_GENANNT])}{rest}."
        return " ".join([*([genannt] if self.nicht_erkannt else []), *self.hinweise])


@dataclass(slots=True)
class Notizen:
    """The report while it is made."""

    gefuellt: list[str] = field(default_factory=list)
    nicht_erkannt: list[str] = field(default_factory=list)
    hinweise: list[str] = field(default_factory=list)

    def fuellte(self, platzhalter: str, ort: str) -> None:
        """A placeholder was filled."""
        self.gefuellt.append(f"{platzhalter} in {ort}")

    def kennt_nicht(self, platzhalter: str, ort: str, grund: str = "") -> None:
        """A placeholder stays."""
        self.nicht_erkannt.append(f"{platzhalter} in {ort}" + (f" ({grund})" if grund else ""))
