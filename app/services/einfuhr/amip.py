"""Reads the text of an Arbeitsmarkt- und Integrationsprogramm (AMIP): measures, overviews, budget.

Tables are known by the words in their heads and by their shape, so that a programme of another Jobcenter or
year is read as well. What cannot be read is named; nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.einfuhr import amip_abgleich as abgleich
from app.services.einfuhr.amip_budget import lies_budget, lies_personal
from app.services.einfuhr.amip_foerderfaelle import lies_foerderfaelle
from app.services.einfuhr.amip_lesezeilen import erkenne_jahr, lesezeilen
from app.services.einfuhr.amip_massnahmen import finde_tabellen
from app.services.einfuhr.amip_tabellen import Fund, fremder_kopf, lies_tabellen
from app.services.einfuhr.amip_text import gliedere, normalisiere
from app.services.einfuhr.lesezeilen import Lesung
from app.services.fehler import Anwendungsfehler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.services.einfuhr.amip_massnahmen import Tabelle
    from app.services.einfuhr.amip_typen import (
        Betreuungsschluessel,
        Bildungszielplanung,
        Budgetangaben,
        Foerderfaelle,
        Kundengruppe,
        PatPauschale,
        Personal,
        Schaetzung16a,
        Sonderprojekte,
    )
    from app.services.einfuhr.lesezeilen import Lesezeile

_JAHR = re.compile(r"\b(?:Haushalts|Geschäfts|Plan)jahr(?:es)? (20[0-9]{2})\b")
_SICHER = "Am Plan wurde nichts geändert."


@dataclass(frozen=True, slots=True)
class AmipLesung:
    """What a programme states; None or empty is what its text does not say."""

    lesung: Lesung
    """The rows of the measure tables in printed order, and the sentences on everything."""
    haushaltsjahr: int | None
    budget: Budgetangaben
    foerderfaelle: Foerderfaelle | None = None
    sonderprojekte: Sonderprojekte | None = None
    pat_pauschalen: tuple[PatPauschale, ...] = ()
    betreuungsschluessel: tuple[Betreuungsschluessel, ...] = ()
    personal: Personal | None = None
    kundengruppen: tuple[Kundengruppe, ...] = ()
    bildungsziele: Bildungszielplanung | None = None
    schaetzungen_16a: tuple[Schaetzung16a, ...] = ()


def lies_amip(text: str, name: str, produkte: Mapping[str, str] | None = None) -> AmipLesung:
    """Read the text of a programme; cells of its tables are parted by tabs, one row a line.

    Args:
        text: the whole text.
        name: what was read, for the journal: the file's name.
        produkte: name of a product by Leistung, where known: then the rows are compared with the overview of
            Eintritte line by line.

    Raises:
        Anwendungsfehler: there is no text, or none of the tables stands in it.
    """
    if not text or text.isspace():
        raise _ohne_text(name)
    text = normalisiere(text)
    zeilen = gliedere(text)
    tabellen, uebergangen = finde_tabellen(zeilen, fremder_kopf)
    jahr = erkenne_jahr(tabellen) or _jahr_des_textes(text)
    fund, uebersicht = lies_tabellen(zeilen), lies_foerderfaelle(zeilen, jahr)
    if not any(t.reihen for t in tabellen) and uebersicht is None:
        raise _ohne_tabellen(name)
    budget, mehrdeutig = lies_budget(text, zeilen, jahr)
    massnahmen = lesezeilen(tabellen, jahr)
    saetze = (
        *_jahr_saetze(tabellen, jahr),
        *uebergangen,
        *_massnahmen_saetze(tabellen, massnahmen),
        *_uebersicht_saetze(uebersicht, massnahmen, produkte),
        *_tabellen_saetze(fund),
        *mehrdeutig,
        *abgleich.budget(budget),
        *abgleich.verplant(budget, massnahmen),
    )
    return AmipLesung(
        lesung=Lesung(massnahmen, saetze, name),
        haushaltsjahr=jahr,
        budget=budget,
        foerderfaelle=uebersicht,
        sonderprojekte=fund.sonderprojekte,
        pat_pauschalen=fund.pat,
        betreuungsschluessel=fund.schluessel,
        personal=lies_personal(text),
        kundengruppen=fund.kundengruppen,
        bildungsziele=fund.bildungsziele,
        schaetzungen_16a=fund.schaetzungen,
    )


def _ohne_text(name: str) -> Anwendungsfehler:
    return Anwendungsfehler(
        f"„{name}“ enthält keinen Text.",
        _SICHER,
        "Bitte prüfen Sie, ob der Text vollständig aus dem PDF übernommen wurde.",
    )


def _ohne_tabellen(name: str) -> Anwendungsfehler:
    return Anwendungsfehler(
        f"In „{name}“ steht keine Maßnahmentabelle.",
        _SICHER,
        "Gesucht werden Zeilen mit den Spalten Leistung, Eintritte und Mittelansatz, deren Zellen durch "
        "Tabulatoren getrennt sind. Bitte prüfen Sie, ob die Tabellen beim Kopieren erhalten blieben.",
    )


def _jahr_des_textes(text: str) -> int | None:
    """The year that the running text calls its own most often."""
    jahre = Counter(_JAHR.findall(text[:200_000]))
    return int(jahre.most_common(1)[0][0]) if jahre else None


def _jahr_saetze(tabellen: Sequence[Tabelle], jahr: int | None) -> Iterator[str]:
    if jahr is None:
        yield "Das Haushaltsjahr ist nicht zu erkennen; Jahreszahlen in den Zellen wurden nicht geprüft."
        return
    andere = sorted({j for tabelle in tabellen for j in tabelle.jahre} - {jahr})
    if andere:
        genannt = " und ".join(str(j) for j in andere)
        yield f"Köpfe der Maßnahmentabellen nennen neben {jahr} auch {genannt}; gelesen wurde für {jahr}."


def _massnahmen_saetze(tabellen: Sequence[Tabelle], massnahmen: Sequence[Lesezeile]) -> Iterator[str]:
    if not massnahmen:
        yield "Der Text enthält keine Maßnahmentabelle mit Zeilen."
    yield from abgleich.leere_zellen(massnahmen)
    yield from abgleich.summenzeilen(tabellen, massnahmen)


def _uebersicht_saetze(
    uebersicht: Foerderfaelle | None, massnahmen: Sequence[Lesezeile], produkte: Mapping[str, str] | None
) -> Iterator[str]:
    if uebersicht is None:
        yield "Der Text enthält keine Übersicht der Eintritte nach Produktkategorie; ein Abgleich entfällt."
        return
    yield from uebersicht.fehler
    yield from abgleich.foerderfaelle(uebersicht, massnahmen)
    if produkte:
        yield from abgleich.produkte(uebersicht, massnahmen, produkte)


def _tabellen_saetze(fund: Fund) -> Iterator[str]:
    yield from fund.hinweise
    if fund.sonderprojekte is not None:
        yield from abgleich.sonderprojekte(fund.sonderprojekte)
    if fund.bildungsziele is not None:
        yield from abgleich.bildungsziele(fund.bildungsziele)
