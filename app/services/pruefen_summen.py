"""Checks that roll-ups tie: live sums against a full calculation, tables and overview against the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.geld import format_eur, format_zahl
from app.services.befund import Befund, Bezug, Schwere
from app.services.lage import namen, schluessel
from app.services.summen import LEER, Dimension, Summe
from app.services.zahlworte import anzahl
from app.services.zeilen import Eintrittestatus, Finanzierung

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.services.lage import Lage
    from app.services.zeilen import Zeile

Gruppe = tuple[Dimension, str | None]


def summen_laufend(lage: Lage) -> Iterator[Befund]:
    """The sums kept true by differences must equal a calculation over all rows."""
    soll = rechne_nach(lage)
    ist = lage.blick.summen.als_dict()
    if soll == ist:
        return
    falsch = [g for g in soll.keys() | ist.keys() if soll.get(g, LEER) != ist.get(g, LEER)]
    gruppe = min(falsch, key=lambda g: (g[0].value, g[1] or ""))
    falsch_ist, richtig_ist = _werte(ist.get(gruppe, LEER)), _werte(soll.get(gruppe, LEER))
    text = (
        f"Eine laufend fortgeschriebene Summe stimmt nicht ({_titel(lage, gruppe)}: {falsch_ist}; "
        f"richtig: {richtig_ist}). Ihre Eingaben sind gespeichert. "
        f"Schließen Sie den Plan und öffnen Sie ihn erneut."
    )
    yield Befund("summe_laufend", Schwere.FEHLER, text, bezug=Bezug(*gruppe))


def rechne_nach(lage: Lage) -> dict[Gruppe, Summe]:
    """Every roll-up calculated anew, by another way than ``Summen``: whole groups at once."""
    haufen: dict[tuple[str | None, str | None, str | None], list[Zeile]] = {}
    for z in lage.zeilen:
        haufen.setdefault((z.handlungsfeld_id, z.produkt_id, z.team_id), []).append(z)
    kategorie_von = lage.blick.kategorie_von()
    stand: dict[Gruppe, Summe] = {}
    for (handlungsfeld, produkt, team), zeilen in haufen.items():
        teil = _summe(zeilen)
        gruppen: tuple[Gruppe, ...] = (
            (Dimension.GESAMT, None),
            (Dimension.HANDLUNGSFELD, handlungsfeld),
            (Dimension.PRODUKT, produkt),
            (Dimension.PRODUKTKATEGORIE, kategorie_von.get(produkt) if produkt else None),
            (Dimension.TEAM, team),
        )
        for gruppe in gruppen:
            stand[gruppe] = stand.get(gruppe, LEER).plus(teil)
    return stand


def _summe(zeilen: list[Zeile]) -> Summe:
    folgejahr = [z for z in zeilen if z.finanzierung is Finanzierung.AUSZAHLUNG_FOLGEJAHR]
    return Summe(
        zeilen=len(zeilen),
        eintritte=sum(z.eintritte or 0 for z in zeilen),
        mittelansatz_cent=sum(z.mittelansatz_cent or 0 for z in zeilen if z.finanzierung.zaehlt),
        mit_zahl=sum(z.eintritte is not None for z in zeilen),
        kalkulation=sum(z.eintritte_status is Eintrittestatus.KALKULATION_VORJAHR for z in zeilen),
        folgejahr_cent=sum(z.mittelansatz_cent or 0 for z in folgejahr),
        folgejahr_offen=sum(z.mittelansatz_cent is None for z in folgejahr),
    )


def summen_gehen_auf(lage: Lage) -> Iterator[Befund]:
    """Tables and overview must add up to the total, together with the rows that belong to no group."""
    gesamt = lage.blick.summe(Dimension.GESAMT)
    for dimension, wort in (
        (Dimension.HANDLUNGSFELD, "Die Maßnahmentabellen der Handlungsfelder"),
        (Dimension.PRODUKT, "Die Produkte"),
        (Dimension.PRODUKTKATEGORIE, "Die Produktkategorien"),
    ):
        gruppen = [lage.blick.summe(dimension, k) for k in (*lage.blick.katalog(dimension), None)]
        teile = _zusammen(gruppen)
        if teile != gesamt:
            text = f"{wort} ergeben nicht die Gesamtsumme: {_werte(teile)} statt {_werte(gesamt)}."
            yield Befund("summe_geht_nicht_auf", Schwere.FEHLER, text, bezug=Bezug(dimension=dimension))


def _zusammen(summen: Iterable[Summe]) -> Summe:
    stand = LEER
    for summe in summen:
        stand = stand.plus(summe)
    return stand


def nicht_ausgewiesen(lage: Lage) -> Iterator[Befund]:
    """Entries in a category that the overview of entries leaves out would be missing from its total."""
    for kategorie in lage.blick.kategorien.values():
        if kategorie.ausgewiesen or not lage.blick.summe(Dimension.PRODUKTKATEGORIE, kategorie.id).eintritte:
            continue
        produkte = {p.id for p in lage.blick.produkte.values() if p.gehoert_zu == kategorie.id}
        zeilen = [z for z in lage.zeilen if z.eintritte and z.produkt_id in produkte]
        summe = sum(z.eintritte or 0 for z in zeilen)
        fehlen = "fehlt" if summe == 1 else "fehlen"
        text = (
            f"{anzahl(summe, 'Eintritt', 'Eintritte')} in „{kategorie.titel}“ {fehlen} in der Übersicht der "
            f"Eintritte, weil sie diese Kategorie nicht ausweist: {namen(zeilen)}."
        )
        bezug = Bezug(Dimension.PRODUKTKATEGORIE, kategorie.id)
        yield Befund("nicht_ausgewiesen", Schwere.WARNUNG, text, schluessel(zeilen), bezug)


def _titel(lage: Lage, gruppe: Gruppe) -> str:
    dimension, key = gruppe
    if dimension is Dimension.GESAMT:
        return "Gesamtsumme"
    eintrag = lage.blick.katalog(dimension).get(key) if key else None
    return eintrag.titel if eintrag else "ohne Zuordnung"


def _werte(summe: Summe) -> str:
    return (
        f"{anzahl(summe.zeilen, 'Zeile', 'Zeilen')}, {format_zahl(summe.eintritte)} Eintritte, "
        f"{format_eur(summe.mittelansatz_cent)}"
    )
