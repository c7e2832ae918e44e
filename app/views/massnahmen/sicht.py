"""Which rows the grid shows and in what order: filter, sort and group, without Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.services.geld import BetragFehler, parse_anzahl, parse_eur
from app.services.summen import LEER, Dimension, Summe, beitrag
from app.views.massnahmen.spalten import SPALTEN

if TYPE_CHECKING:
    from app.services.planblick import Planblick
    from app.services.zeilen import Finanzierung, Zeile


@dataclass(frozen=True, slots=True)
class Filter:
    """What a row must have to be shown; empty parts let everything through."""

    suche: str = ""
    gruppen: tuple[tuple[Dimension, str | None], ...] = ()
    finanzierung: Finanzierung | None = None
    nur_verplante: bool = False
    nur_befunde: bool = False
    zeilen: frozenset[str] | None = None
    spalten: tuple[tuple[int, str], ...] = ()
    """Column number and the text that its cell must contain (``=text`` for exactly, ``>n``, ``<n``)."""

    @property
    def aktiv(self) -> bool:
        """True where rows may be hidden."""
        return self != Filter()

    def mit_spalte(self, spalte: int, text: str) -> Filter:
        """This filter with another condition for one column; an empty text takes it away."""
        andere = tuple((s, t) for s, t in self.spalten if s != spalte)
        return replace(self, spalten=(*andere, (spalte, text)) if text else andere)


@dataclass(slots=True)
class Gruppe:
    """A group's head in the grid, with the roll-up of the rows shown under it."""

    schluessel: str | None
    titel: str
    summe: Summe = LEER
    offen: bool = True


@dataclass(slots=True)
class Sicht:
    """The visible sequence of group heads and rows."""

    eintraege: list[Gruppe | str] = field(default_factory=list)
    gruppen: dict[str | None, Gruppe] = field(default_factory=dict)
    gezeigt: dict[str, Zeile] = field(default_factory=dict)
    """Rows that pass the filter (also under closed groups), as they were when counted."""
    stelle: dict[str, int] = field(default_factory=dict)
    """Place in ``eintraege`` of each visible row."""


class Suchtexte:
    """All text of a row in one, kept until the row or a catalogue changes: typing a search stays quick."""

    def __init__(self) -> None:
        """Nothing read yet."""
        self._texte: dict[str, tuple[Zeile, str]] = {}

    def vergiss(self) -> None:
        """Catalogue names have changed."""
        self._texte.clear()

    def von(self, blick: Planblick, zeile: Zeile) -> str:
        """Everything the row shows, in lower case."""
        alt = self._texte.get(zeile.id)
        if alt is not None and alt[0] is zeile:
            return alt[1]
        text = "\n".join(spalte.text(blick, zeile) for spalte in SPALTEN).casefold()
        self._texte[zeile.id] = (zeile, text)
        return text


def passt(
    blick: Planblick, zeile: Zeile, filter_: Filter, befunde: frozenset[str], suchtexte: Suchtexte
) -> bool:
    """True where a row passes every part of the filter."""
    if (
        (filter_.zeilen is not None and zeile.id not in filter_.zeilen)
        or (filter_.nur_verplante and not zeile.verplant_cent)
        or (filter_.nur_befunde and zeile.id not in befunde)
        or (filter_.finanzierung is not None and zeile.finanzierung is not filter_.finanzierung)
    ):
        return False
    if any(blick.schluessel(zeile, dim) != schluessel for dim, schluessel in filter_.gruppen):
        return False
    if filter_.suche and filter_.suche.casefold() not in suchtexte.von(blick, zeile):
        return False
    return all(_spalte_passt(blick, zeile, spalte, text) for spalte, text in filter_.spalten)


def _spalte_passt(blick: Planblick, zeile: Zeile, nummer: int, text: str) -> bool:
    spalte = SPALTEN[nummer]
    if text[:1] in "<>" and spalte.wert is not None:
        wert, grenze = spalte.wert(blick, zeile), _grenze(text[1:], geld=spalte.geld)
        if grenze is not None:
            return wert is not None and (wert > grenze if text[0] == ">" else wert < grenze)
    inhalt = spalte.text(blick, zeile).casefold()
    if text.startswith("="):
        return inhalt == text[1:].strip().casefold()
    return text.casefold() in inhalt


def _grenze(text: str, *, geld: bool) -> int | None:
    try:
        return parse_eur(text) if geld else parse_anzahl(text)
    except BetragFehler:
        return None


def baue(  # noqa: PLR0913, PLR0917 - the parts of a view
    blick: Planblick,
    filter_: Filter,
    gruppierung: Dimension | None,
    sortierung: tuple[int, bool] | None,
    zu: frozenset[str | None],
    befunde: frozenset[str],
    suchtexte: Suchtexte,
) -> Sicht:
    """The sequence to show; ``sortierung`` is column and descending, ``zu`` the closed groups."""
    sicht = Sicht()
    zeilen = [
        z for z in blick.zeilen.values() if not filter_.aktiv or passt(blick, z, filter_, befunde, suchtexte)
    ]
    if sortierung is not None:
        spalte = SPALTEN[sortierung[0]]
        zeilen.sort(key=lambda z: spalte.sortierung(blick, z), reverse=sortierung[1])
    sicht.gezeigt = {z.id: z for z in zeilen}
    if gruppierung is None:
        sicht.eintraege = [z.id for z in zeilen]
    else:
        _gruppiere(blick, sicht, zeilen, gruppierung, zu)
    sicht.stelle = {e: i for i, e in enumerate(sicht.eintraege) if isinstance(e, str)}
    return sicht


def _gruppiere(
    blick: Planblick, sicht: Sicht, zeilen: list[Zeile], dimension: Dimension, zu: frozenset[str | None]
) -> None:
    katalog = blick.katalog(dimension)
    glieder: dict[str | None, list[Zeile]] = {schluessel: [] for schluessel in [*katalog, None]}
    for zeile in zeilen:
        glieder[blick.schluessel(zeile, dimension)].append(zeile)
    for schluessel, mitglieder in glieder.items():
        if not mitglieder:
            continue
        titel = katalog[schluessel].titel if schluessel else "ohne Zuordnung"
        summe = LEER
        for zeile in mitglieder:
            summe = summe.plus(beitrag(zeile))
        gruppe = Gruppe(schluessel, titel, summe, offen=schluessel not in zu)
        sicht.gruppen[schluessel] = gruppe
        sicht.eintraege.append(gruppe)
        if gruppe.offen:
            sicht.eintraege.extend(z.id for z in mitglieder)
