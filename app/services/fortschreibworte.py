"""What carrying a Haushaltsjahr on does, in German: the same lines in the dialog and on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.geld import format_eur, format_zahl
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.fortschreiben import Fortschreibvorschau

_GENANNT = 3
NICHT_UEBERNOMMEN = "Budgetposten, VE, Umschichtungen, Freigaben, Plangrößen, Zahlungen, Freirechnungen"


@dataclass(frozen=True, slots=True)
class Punkt:
    """One line: what it is about, and what happens; ``summe`` is the one that the others lead to."""

    name: str
    text: str
    summe: bool = False


def punkte(v: Fortschreibvorschau) -> tuple[Punkt, ...]:
    """The lines in order."""
    return (
        Punkt("Kataloge", _kataloge(v)),
        Punkt("Maßnahmen", _massnahmen(v)),
        Punkt("Bindungen", _bindungen(v)),
        *_optionen(v),
        *_neufaelle(v),
        Punkt(f"Vorbindungen {v.jahr}", format_eur(v.vorbindungen_cent), summe=True),
        *_fallgruppen(v),
        *_grundlagen(v),
        Punkt("Nicht übernommen", NICHT_UEBERNOMMEN),
    )


def warnungen(v: Fortschreibvorschau) -> tuple[str, ...]:
    """What the user has to know before."""
    return tuple(_warnungen(v))


def ergebnis(v: Fortschreibvorschau) -> str:
    """What has come about, in a sentence."""
    return (
        f"Plan {v.jahr} angelegt: {anzahl(v.leistungen, 'Leistung', 'Leistungen')}, "
        f"Vorbindungen {format_eur(v.vorbindungen_cent)}."
    )


def _kataloge(v: Fortschreibvorschau) -> str:
    return ", ".join(
        (
            anzahl(v.handlungsfelder, "Handlungsfeld", "Handlungsfelder"),
            anzahl(v.kategorien, "Produktkategorie", "Produktkategorien"),
            anzahl(v.produkte, "Produkt", "Produkte"),
            anzahl(v.teams, "Team", "Teams"),
        )
    )


def _massnahmen(v: Fortschreibvorschau) -> str:
    was = f"{anzahl(v.leistungen, 'Leistung', 'Leistungen')} mit {_ansaetzen(v.ansaetze)}"
    if v.eintritte is None or v.verplant_cent is None:
        return f"{was}, Eintritte und Mittelansätze leer"
    return (
        f"{was}; Ausgangswerte: {anzahl(v.eintritte, 'Eintritt', 'Eintritte')}, {format_eur(v.verplant_cent)}"
    )


def _ansaetzen(zahl: int) -> str:
    return f"{format_zahl(zahl)} {'Ansatz' if zahl == 1 else 'Ansätzen'}"


def _bindungen(v: Fortschreibvorschau) -> str:
    if not v.bindungen:
        return f"keine reicht in das Jahr {v.jahr} oder weiter"
    return (
        f"{anzahl(v.bindungen, 'Bindung', 'Bindungen')}: {format_eur(v.bindungen_cent)} fällig {v.jahr}, "
        f"{format_eur(v.bindungen_spaeter_cent)} später"
    )


def _optionen(v: Fortschreibvorschau) -> Iterator[Punkt]:
    if v.optionen:
        wort = anzahl(v.optionen, "Option bleibt", "Optionen bleiben")
        yield Punkt("Optionen", f"{wort} offen und {'bindet' if v.optionen == 1 else 'binden'} noch nichts")


def _neufaelle(v: Fortschreibvorschau) -> Iterator[Punkt]:
    if v.neufaelle:
        wort = anzahl(v.neufaelle, "Neufall wird zur Bindung", "Neufälle werden zu Bindungen")
        yield Punkt(f"Auszahlung {v.jahr}", f"{wort}: {format_eur(v.neufaelle_cent)}")


def _fallgruppen(v: Fortschreibvorschau) -> Iterator[Punkt]:
    if v.fallgruppen:
        yield Punkt("Fallgruppen", anzahl(v.fallgruppen, f"läuft {v.jahr} weiter", f"laufen {v.jahr} weiter"))


def _grundlagen(v: Fortschreibvorschau) -> Iterator[Punkt]:
    if v.grundlagen:
        zahlen = "Planzahlen als Ausgangswerte, Ist-Werte leer" if v.mit_zahlen else "ohne Zahlen"
        yield Punkt("Grundlagen", f"{anzahl(v.grundlagen, 'Zeile', 'Zeilen')}, {zahlen}")


def _warnungen(v: Fortschreibvorschau) -> Iterator[str]:
    if v.vorhandene:
        wo = ", ".join(f"„{titel}“" for titel in v.vorhandene)
        yield f"Für {v.jahr} gibt es in dieser Datei schon {wo}. Es entsteht ein weiterer Plan."
    if v.offen:
        wer = anzahl(len(v.offen), "Neufall bleibt", "Neufälle bleiben")
        yield (
            f"{wer} offen, weil zur „Auszahlung {v.jahr}“ kein Betrag bekannt ist: {_nenne(v.offen)}. "
            f"Steht er fest, legen Sie die Bindung im Plan {v.jahr} selbst an."
        )
    if v.gezahlt_cent:
        yield (
            f"Für {v.jahr} oder später sind schon {format_eur(v.gezahlt_cent)} angeordnet oder gezahlt. Sie "
            "sind von den Vorbindungen abgezogen; die Zahlungen selbst bleiben im alten Plan."
        )


def _nenne(namen: tuple[str, ...]) -> str:
    genannt = ", ".join(f"„{name}“" for name in namen[:_GENANNT])
    rest = len(namen) - _GENANNT
    return f"{genannt} und {format_zahl(rest)} weitere" if rest > 0 else genannt
