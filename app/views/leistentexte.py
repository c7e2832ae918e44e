"""What the Budgetleiste says about each figure: amount, word, whole sentence, how it is calculated."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.befund import Schwere
from app.services.geld import format_eur, format_promille, format_zahl
from app.services.summen import Dimension
from app.services.worte import BASIS_WORT, rest_wort
from app.views.bruecke import Ziel

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.befund import Befund
    from app.services.budget import Kennzahlen

Rechenweg = tuple[tuple[str, str], ...]
"""Lines of a calculation: label with its sign, and figure; the last line is the result."""
BEFUNDE = "befunde"
_MEHRZAHL = {Schwere.FEHLER: "Fehler", Schwere.WARNUNG: "Warnungen", Schwere.HINWEIS: "Hinweise"}
_EINZAHL = {Schwere.FEHLER: "Fehler", Schwere.WARNUNG: "Warnung", Schwere.HINWEIS: "Hinweis"}


@dataclass(frozen=True, slots=True)
class Lage:
    """What the bar shows: the key figures, and the findings (None: not checked yet)."""

    zahlen: Kennzahlen
    befunde: tuple[Befund, ...] | None = None


@dataclass(frozen=True, slots=True)
class Feld:
    """One figure of the bar as functions of the plan's figures.

    ``ton`` is empty, ``fehler``, ``warnung`` or ``erfolg``.
    """

    schluessel: str
    name: str
    wert: Callable[[Lage], str]
    zusatz: Callable[[Lage], str]
    rechenweg: Callable[[Lage], Rechenweg]
    ziel: Ziel | None
    wohin: str
    """Where a click leads, for the hover text."""
    ton: Callable[[Lage], str] = lambda _lage: ""
    muster: str = ""
    """A value as wide as one usually sees: keeps the fields beside it in place while figures change."""

    def satz(self, lage: Lage) -> str:
        """The whole figure as one sentence, for screen readers."""
        zusatz = self.zusatz(lage)
        return f"{self.name}: {self.wert(lage)}{', ' + zusatz if zusatz else ''}"


def _neufallbudget(lage: Lage) -> Rechenweg:
    k = lage.zahlen
    frei = (("+ Freirechnungen", format_eur(k.freirechnung_cent)),) if k.freirechnung_cent else ()
    return (
        ("Eingliederungsmittel", format_eur(k.eingliederungsmittel_cent)),
        (
            f"− Umschichtung in die Verwaltung ({BASIS_WORT[k.umschichtung_basis]})",
            format_eur(k.umschichtung_cent),
        ),
        (f"− Vorbindungen mit Wirkung in {k.haushaltsjahr}", format_eur(k.vorbindungen_cent)),
        *frei,
        ("+ Rückeinnahmen", format_eur(k.rueckeinnahmen_cent)),
        ("= Neufallbudget", format_eur(k.neufallbudget_cent)),
    )


def _rest(lage: Lage) -> Rechenweg:
    k = lage.zahlen
    return (
        ("Neufallbudget", format_eur(k.neufallbudget_cent)),
        ("− verplant", format_eur(k.verplant_cent)),
        ("= Rest", format_eur(k.rest_cent)),
    )


def _rest_wert(lage: Lage) -> str:
    rest = lage.zahlen.rest_cent
    zeichen = "▼ " if rest < 0 else "▲ " if rest > 0 else ""
    return zeichen + format_eur(rest)


def _ausschoepfung(lage: Lage) -> str:
    anteil = lage.zahlen.ausschoepfung_promille
    return "–" if anteil is None else format_promille(anteil)


def _ausschoepfung_weg(lage: Lage) -> Rechenweg:
    k = lage.zahlen
    return (
        ("verplant", format_eur(k.verplant_cent)),
        ("÷ Neufallbudget", format_eur(k.neufallbudget_cent)),
        ("= Ausschöpfung", _ausschoepfung(lage)),
    )


def _vorbindungen_weg(lage: Lage) -> Rechenweg:
    k = lage.zahlen
    return ((f"Bindungen aus Vorjahren, fällig {k.haushaltsjahr}", format_eur(k.vorbindungen_cent)),)


def _befunde_wert(lage: Lage) -> str:
    if lage.befunde is None:
        return "…"
    return format_zahl(len(lage.befunde)) if lage.befunde else "keine"


def befunde_worte(befunde: tuple[Befund, ...]) -> str:
    """How many of which weight: ``1 Fehler, 3 Hinweise``."""
    je = Counter(b.schwere for b in befunde)
    return ", ".join(
        f"{format_zahl(je[s])} {_EINZAHL[s] if je[s] == 1 else _MEHRZAHL[s]}" for s in Schwere if je[s]
    )


def _befunde_zusatz(lage: Lage) -> str:
    if lage.befunde is None:
        return "wird geprüft"
    return befunde_worte(lage.befunde) if lage.befunde else "nichts zu klären"


def _befunde_ton(lage: Lage) -> str:
    schwerste = min((b.schwere.rang for b in lage.befunde or ()), default=None)
    return {0: "fehler", 1: "warnung"}.get(schwerste, "") if schwerste is not None else ""


FELDER: tuple[Feld, ...] = (
    Feld(
        "neufallbudget",
        "Neufallbudget",
        lambda lage: format_eur(lage.zahlen.neufallbudget_cent),
        lambda lage: f"für neue Fälle {lage.zahlen.haushaltsjahr}",
        _neufallbudget,
        Ziel("budget", posten="neufallbudget"),
        "zum Budget",
        muster="99.999.999,99\u00a0€",
    ),
    Feld(
        "verplant",
        "verplant",
        lambda lage: format_eur(lage.zahlen.verplant_cent),
        lambda _lage: "Summe der Mittelansätze",
        lambda lage: (("Summe der Mittelansätze mit neuem Geld", format_eur(lage.zahlen.verplant_cent)),),
        Ziel("massnahmen", dimension=Dimension.GESAMT, nur_verplante=True),
        "zu den Zeilen mit Mittelansatz",
        muster="99.999.999,99\u00a0€",
    ),
    Feld(
        "rest",
        "Rest",
        _rest_wert,
        lambda lage: rest_wort(lage.zahlen.rest_cent),
        _rest,
        Ziel("uebersicht"),
        "zur Übersicht",
        lambda lage: "fehler" if lage.zahlen.rest_cent < 0 else "erfolg" if lage.zahlen.rest_cent else "",
        muster="▼ −9.999.999,99\u00a0€",
    ),
    Feld(
        "ausschoepfung",
        "Ausschöpfung",
        _ausschoepfung,
        lambda _lage: "des Neufallbudgets",
        _ausschoepfung_weg,
        Ziel("uebersicht"),
        "zur Übersicht",
    ),
    Feld(
        "eintritte",
        "Eintritte",
        lambda lage: format_zahl(lage.zahlen.eintritte_gesamt),
        lambda lage: (
            f"in {format_zahl(lage.zahlen.zeilen)} {'Zeile' if lage.zahlen.zeilen == 1 else 'Zeilen'}"
        ),
        lambda lage: (("Summe der Eintritte aller Zeilen", format_zahl(lage.zahlen.eintritte_gesamt)),),
        Ziel("eintritte"),
        "zu den Eintritten nach Produkten",
        muster="99.999",
    ),
    Feld(
        "vorbindungen",
        "Vorbindungen",
        lambda lage: format_eur(lage.zahlen.vorbindungen_cent),
        lambda lage: f"fällig {lage.zahlen.haushaltsjahr}",
        _vorbindungen_weg,
        Ziel("bindungen"),
        "zu den Bindungen",
        muster="99.999.999,99\u00a0€",
    ),
    Feld(
        BEFUNDE,
        "Befunde",
        _befunde_wert,
        _befunde_zusatz,
        lambda lage: (("Ergebnis der Prüfung", _befunde_zusatz(lage)),),
        None,
        "zu den Befunden",
        _befunde_ton,
    ),
)
