"""The grid's columns as facts: what a column shows, how it sorts, whether and as what it is edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.services.eingabe import KATALOG_VON, Feld, zelltext
from app.services.geld import format_eur, format_zahl
from app.services.zeilen import Finanzierung

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.planblick import Planblick
    from app.services.summen import Summe
    from app.services.zeilen import Zeile


@dataclass(frozen=True, slots=True)
class Spalte:
    """One column of the grid."""

    schluessel: str
    kopf: str
    breite: int
    text: Callable[[Planblick, Zeile], str]
    sortierung: Callable[[Planblick, Zeile], Any]
    feld: Feld | None = None
    """What the column edits; None for a derived one."""
    zahl: bool = False
    """Right-aligned with tabular figures."""
    wert: Callable[[Planblick, Zeile], int | None] | None = None
    """The number behind the cell (Cent or count) for the selection's sum."""
    geld: bool = False
    gruppe: Callable[[Summe], str] | None = None
    """What a group's head shows in this column."""
    tipp: str = ""


def je_eintritt_cent(zeile: Zeile) -> int | None:
    """Mittelansatz per Eintritt in Cent, rounded half up; None where one of them is lacking."""
    if not zeile.eintritte or zeile.mittelansatz_cent is None:
        return None
    return (2 * zeile.mittelansatz_cent + zeile.eintritte) // (2 * zeile.eintritte)


def _feldtext(feld: Feld) -> Callable[[Planblick, Zeile], str]:
    return lambda blick, zeile: zelltext(blick, zeile, feld)


def _wort(feld: Feld) -> Callable[[Planblick, Zeile], Any]:
    return lambda blick, zeile: zelltext(blick, zeile, feld).casefold()


def _finanzierungstext(blick: Planblick, zeile: Zeile) -> str:
    return zelltext(blick, zeile, Feld.FINANZIERUNG)


def _je_eintritt(_blick: Planblick, zeile: Zeile) -> str:
    cent = je_eintritt_cent(zeile)
    return "" if cent is None else format_eur(cent, symbol=False)


def _katalogtext(feld: Feld) -> Callable[[Planblick, Zeile], str]:
    def text(blick: Planblick, zeile: Zeile) -> str:
        return zelltext(blick, zeile, feld) or "—"

    return text


def _nach_position(feld: Feld) -> Callable[[Planblick, Zeile], Any]:
    kataloge = {Feld.HANDLUNGSFELD: "handlungsfelder", Feld.PRODUKT: "produkte", Feld.TEAM: "teams"}

    def sortierung(blick: Planblick, zeile: Zeile) -> tuple[int, int, int]:
        schluessel = getattr(zeile, f"{feld.value}_id")
        if schluessel is None:
            return (1, 0, 0)
        eintrag = getattr(blick, kataloge[feld])[schluessel]
        ueber = blick.kategorien[eintrag.gehoert_zu].position if eintrag.gehoert_zu else 0
        return (0, ueber, eintrag.position)

    return sortierung


def _eintritte_gruppe(summe: Summe) -> str:
    if summe.eintritte_oder_none is None:
        return "Kalkulation VJ"
    return format_zahl(summe.eintritte)


def _mittel_gruppe(summe: Summe) -> str:
    return format_eur(summe.mittelansatz_cent, symbol=False)


SPALTEN: tuple[Spalte, ...] = (
    Spalte("leistung", "Leistung", 280, _feldtext(Feld.LEISTUNG), _wort(Feld.LEISTUNG), Feld.LEISTUNG),
    Spalte(
        "eintritte",
        "Eintritte",
        92,
        _feldtext(Feld.EINTRITTE),
        lambda _b, z: -1 if z.eintritte is None else z.eintritte,
        Feld.EINTRITTE,
        zahl=True,
        wert=lambda _b, z: z.eintritte,
        gruppe=_eintritte_gruppe,
        tipp="Eintritte, Plätze oder Gutscheine; möglich sind auch „Kalkulation VJ“ und „-“",
    ),
    Spalte(
        "mittelansatz",
        "Mittelansatz €",
        176,
        _feldtext(Feld.MITTELANSATZ),
        lambda _b, z: -1 if z.mittelansatz_cent is None else z.mittelansatz_cent,
        Feld.MITTELANSATZ,
        zahl=True,
        wert=lambda _b, z: z.mittelansatz_cent,
        geld=True,
        gruppe=_mittel_gruppe,
        tipp="Mittelansatz (Neufall) in Euro, oder der Stand der Finanzierung",
    ),
    Spalte(
        "team",
        "Team",
        132,
        _katalogtext(Feld.TEAM),
        _nach_position(Feld.TEAM),
        Feld.TEAM,
        tipp="Zuständiges Team; „abgeleitet“ steht im Hinweis, wo die Quelle es nicht ausdrücklich nennt",
    ),
    Spalte("produkt", "Produkt", 220, _katalogtext(Feld.PRODUKT), _nach_position(Feld.PRODUKT), Feld.PRODUKT),
    Spalte(
        "finanzierung",
        "Finanzierung",
        184,
        _finanzierungstext,
        lambda _b, z: list(Finanzierung).index(z.finanzierung),
        Feld.FINANZIERUNG,
        tipp="Nur Neufälle zählen als verplant",
    ),
    Spalte(
        "je_eintritt",
        "€ je Eintritt",
        104,
        _je_eintritt,
        lambda _b, z: je_eintritt_cent(z) or -1,
        zahl=True,
        wert=lambda _b, z: je_eintritt_cent(z),
        geld=True,
        tipp="Mittelansatz geteilt durch Eintritte (berechnet)",
    ),
    Spalte(
        "handlungsfeld",
        "Handlungsfeld",
        220,
        _katalogtext(Feld.HANDLUNGSFELD),
        _nach_position(Feld.HANDLUNGSFELD),
        Feld.HANDLUNGSFELD,
    ),
    Spalte(
        "funktion",
        "Funktion im Integrationsprozess",
        360,
        _feldtext(Feld.FUNKTION),
        _wort(Feld.FUNKTION),
        Feld.FUNKTION,
    ),
    Spalte("bemerkung", "Bemerkung", 260, _feldtext(Feld.BEMERKUNG), _wort(Feld.BEMERKUNG), Feld.BEMERKUNG),
)


def hat_liste(spalte: int) -> bool:
    """True where a cell is picked from a list rather than typed."""
    feld = SPALTEN[spalte].feld
    return feld is not None and (feld in KATALOG_VON or feld is Feld.FINANZIERUNG)


LEISTUNG = 0
STELLE = {spalte.schluessel: nummer for nummer, spalte in enumerate(SPALTEN)}
