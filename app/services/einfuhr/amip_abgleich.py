"""Compares a programme with itself: German sentences wherever its own figures do not agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.arten import Eintrittestatus
from app.models.geld import BetragFehler, format_eur, format_zahl
from app.services.einfuhr.amip_text import kern
from app.services.einfuhr.amip_zellen import lies_anzahl, lies_betrag
from app.services.worte import EINTRITTE_WORT, FREI, UEBERPLANT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from app.services.einfuhr.amip_massnahmen import Rohreihe, Tabelle
    from app.services.einfuhr.amip_typen import (
        Bildungszielplanung,
        Budgetangaben,
        Foerderfaelle,
        Foerderkategorie,
        Foerderzeile,
        Sonderprojekt,
        Sonderprojekte,
    )
    from app.services.einfuhr.lesezeilen import Lesezeile

_HOECHSTENS = 5
"""So many places are named in one sentence."""


def foerderfaelle(uebersicht: Foerderfaelle, zeilen: Sequence[Lesezeile]) -> Iterator[str]:
    """The overview against its own sums, and against the measure tables."""
    for kategorie in uebersicht.kategorien:
        summe = sum(z.eintritte or 0 for z in kategorie.zeilen)
        if kategorie.zeilen and summe != (kategorie.eintritte or 0):
            yield (
                f"Die Zeilen der Kategorie {_name(kategorie)} ergeben {format_zahl(summe)} Eintritte, "
                f"die Kategorie selbst nennt {_wert(kategorie)}."
            )
    if uebersicht.summe is None:
        yield "Die Übersicht der Eintritte nach Produktkategorie nennt keine lesbare Gesamtsumme."
        return
    kategorien = sum(k.eintritte or 0 for k in uebersicht.kategorien)
    if kategorien != uebersicht.summe:
        yield (
            f"Die Kategorien der Übersicht ergeben {format_zahl(kategorien)} Eintritte, "
            f"ihre Gesamtsumme nennt {format_zahl(uebersicht.summe)}."
        )
    massnahmen = sum(z.eintritte or 0 for z in zeilen)
    if zeilen and massnahmen != uebersicht.summe:
        yield (
            f"Die Maßnahmentabellen ergeben {format_zahl(massnahmen)} Eintritte, "
            f"die Übersicht nach Produktkategorie nennt {format_zahl(uebersicht.summe)}."
        )


def produkte(
    uebersicht: Foerderfaelle, zeilen: Sequence[Lesezeile], produkt_von: Mapping[str, str]
) -> Iterator[str]:
    """Each line of the overview against the rows whose Leistung belongs to it.

    Args:
        uebersicht: the overview.
        zeilen: the rows of all measure tables.
        produkt_von: name of a product by Leistung; spaces and signs do not matter where names are compared.
    """
    bekannt = {kern(leistung): kern(produkt) for leistung, produkt in produkt_von.items()}
    je_produkt: dict[str, list[Lesezeile]] = {}
    fremd: list[Lesezeile] = []
    for zeile in zeilen:
        produkt = bekannt.get(kern(zeile.leistung))
        if produkt is not None:
            je_produkt.setdefault(produkt, []).append(zeile)
        elif zeile.eintritte:
            fremd.append(zeile)
    for eintrag in uebersicht.zeilen:
        gehoert = je_produkt.pop(kern(eintrag.bezeichnung), None)
        if gehoert is not None:
            yield from _zeile_gegen_summe(eintrag, gehoert)
    ohne_zeile = [z for rest in je_produkt.values() for z in rest if z.eintritte]
    for was, rest in (("hat die Übersicht keine Zeile", ohne_zeile), ("ist kein Produkt bekannt", fremd)):
        if rest:
            yield f"Zu diesen Leistungen mit Eintritten {was}: {aufzaehlung(z.leistung for z in rest)}."


def _zeile_gegen_summe(eintrag: Foerderzeile, gehoert: list[Lesezeile]) -> Iterator[str]:
    summe = sum(z.eintritte or 0 for z in gehoert)
    if summe != (eintrag.eintritte or 0):
        yield (
            f"„{eintrag.bezeichnung}“ (Textzeile {eintrag.textzeile}): Die Übersicht nennt {_wert(eintrag)}, "
            f"die Maßnahmentabellen ergeben {format_zahl(summe)} Eintritte."
        )


def _name(kategorie: Foerderkategorie) -> str:
    return f"{kategorie.nummer} „{kategorie.bezeichnung}“"


def _wert(eintrag: Foerderzeile | Foerderkategorie) -> str:
    if eintrag.eintritte is not None:
        return format_zahl(eintrag.eintritte)
    if eintrag.status is None or eintrag.status is Eintrittestatus.ZAHL:
        return "keine Zahl"
    return f"„{EINTRITTE_WORT[eintrag.status]}“"


def bildungsziele(planung: Bildungszielplanung) -> Iterator[str]:
    """The table of occupations against its own total, and the part against the whole."""
    gesamt = planung.gesamt
    for ziel in (*planung.zeilen, *([gesamt] if gesamt else [])):
        teil, ganzes = ziel.teilqualifizierungen or 0, ziel.umschulungen or 0
        if teil > ganzes:
            yield (
                f"Bildungszielplanung, „{ziel.berufsgruppe}“: {format_zahl(teil)} Teilqualifizierungen sind "
                f"mehr als die {format_zahl(ganzes)} Eintritte, von denen sie ein Teil sind."
            )
    if gesamt is None:
        return
    for was in ("umschulungen", "teilqualifizierungen", "fortbildungen"):
        genannt, summe = getattr(gesamt, was), sum(getattr(z, was) or 0 for z in planung.zeilen)
        if genannt is not None and genannt != summe:
            yield (
                f"Bildungszielplanung, {was.capitalize()}: Die Zeilen ergeben {format_zahl(summe)}, "
                f"„{gesamt.berufsgruppe}“ nennt {format_zahl(genannt)}."
            )


def sonderprojekte(projekte: Sonderprojekte) -> Iterator[str]:
    """The table of special projects against its sums, across and down."""
    alle = (*projekte.zeilen, *([projekte.gesamt] if projekte.gesamt else []))
    for projekt in alle:
        quer = (projekt.sachkosten_cent or 0) + (projekt.personalkosten_cent or 0)
        if projekt.summe_cent is not None and quer != projekt.summe_cent:
            yield (
                f"Sonderprojekte, „{projekt.bezeichnung}“: Sach- und Personalkosten ergeben "
                f"{format_eur(quer)}, die Summe nennt {format_eur(projekt.summe_cent)}."
            )
    if projekte.gesamt is None:
        return
    for was, lies in _SPALTEN_SONDERPROJEKTE:
        genannt, summe = lies(projekte.gesamt), sum(lies(p) or 0 for p in projekte.zeilen)
        if genannt is not None and genannt != summe:
            yield (
                f"Sonderprojekte, {was}: Die Projekte ergeben {format_eur(summe)}, "
                f"„{projekte.gesamt.bezeichnung}“ nennt {format_eur(genannt)}."
            )


_SPALTEN_SONDERPROJEKTE: tuple[tuple[str, Callable[[Sonderprojekt], int | None]], ...] = (
    ("Sachkosten", lambda p: p.sachkosten_cent),
    ("Personalkosten", lambda p: p.personalkosten_cent),
    ("Summe", lambda p: p.summe_cent),
)


def budget(angaben: Budgetangaben) -> Iterator[str]:
    """The named figures against the formulas of the budget (2.2 to 2.2.2)."""
    neufall, mittel = angaben.neufallbudget, angaben.eingliederungsmittel
    gefolgert, verwaltung = (
        angaben.eingliederungsmittel_aus_formel_cent,
        angaben.verwaltungsmittel_aus_formel_cent,
    )
    if neufall is not None and mittel is not None and gefolgert is not None and gefolgert != mittel.cent:
        gerechnet = neufall.cent + mittel.cent - gefolgert
        yield (
            f"Neufallbudget: Der Text nennt {format_eur(neufall.cent)}, aus Eingliederungsmitteln, "
            f"Umschichtung, Vorbindungen und Rückeinnahmen folgen {format_eur(gerechnet)}."
        )
    genannt = angaben.verwaltungsmittel
    if genannt is not None and verwaltung is not None and genannt.cent != verwaltung:
        yield (
            f"Verwaltungsmittel: Der Text nennt {format_eur(genannt.cent)}, aus dem Verwaltungskostenbudget "
            f"folgen {format_eur(verwaltung)}."
        )
    egt = mittel.cent if mittel else gefolgert
    verwaltungsmittel = genannt.cent if genannt else verwaltung
    if angaben.globalbudget is None or egt is None or verwaltungsmittel is None:
        return
    if (summe := egt + verwaltungsmittel) != angaben.globalbudget.cent:
        yield (
            f"Globalbudget: Der Text nennt {format_eur(angaben.globalbudget.cent)}, die Formeln für "
            f"Neufallbudget und Verwaltungskostenbudget führen auf {format_eur(summe)}."
        )


def verplant(angaben: Budgetangaben, zeilen: Sequence[Lesezeile]) -> Iterator[str]:
    """What the Mittelansätze amount to, beside the Neufallbudget."""
    if angaben.neufallbudget is None or not zeilen:
        return
    cent = sum(
        z.mittelansatz_cent
        for z in zeilen
        if z.mittelansatz_cent and z.finanzierung and z.finanzierung.zaehlt
    )
    rest = angaben.neufallbudget.cent - cent
    if rest:
        wort = UEBERPLANT if rest < 0 else FREI
        stand = f"{wort} um {format_eur(-rest)}" if rest < 0 else f"{format_eur(rest)} sind {wort}"
        yield (
            f"Die Mittelansätze ergeben {format_eur(cent)}, das Neufallbudget nennt der Text mit "
            f"{format_eur(angaben.neufallbudget.cent)}: {stand}."
        )


def summenzeilen(tabellen: Sequence[Tabelle], zeilen: Sequence[Lesezeile]) -> Iterator[str]:
    """Sums printed in a measure table against the rows of that table."""
    anfang = 0
    for tabelle in tabellen:
        gelesen = zeilen[anfang : anfang + len(tabelle.reihen)]
        anfang += len(tabelle.reihen)
        for reihe in tabelle.summen:
            yield from _summenzeile(reihe, gelesen)


def _summenzeile(reihe: Rohreihe, zeilen: Sequence[Lesezeile]) -> Iterator[str]:
    eintritte = sum(z.eintritte or 0 for z in zeilen)
    cent = sum(z.mittelansatz_cent or 0 for z in zeilen)
    paare = (
        ("Eintritte", _oder_none(lies_anzahl, reihe.eintritte), eintritte, format_zahl),
        ("Mittelansatz", _oder_none(lies_betrag, reihe.mittelansatz), cent, format_eur),
    )
    for was, genannt, summe, schreibe in paare:
        if genannt is not None and genannt != summe:
            yield (
                f"„{reihe.leistung.text}“ (Textzeile {reihe.zeile.nummer}), {was}: gedruckt sind "
                f"{schreibe(genannt)}, die Zeilen der Tabelle ergeben {schreibe(summe)}."
            )


def _oder_none(lies: Callable[[str], int], text: str) -> int | None:
    try:
        return lies(text)
    except BetragFehler:
        return None


def leere_zellen(zeilen: Sequence[Lesezeile]) -> Iterator[str]:
    """Rows without Eintritte or without Mittelansatz: their values stay as they are in the plan."""
    paare = (
        ("Eintritte", [z for z in zeilen if z.eintritte_status is None and not z.fehler]),
        ("Mittelansatz", [z for z in zeilen if z.finanzierung is None and not z.fehler]),
    )
    for was, leer in paare:
        if leer:
            orte = aufzaehlung(f"„{z.leistung}“ ({z.herkunft})" for z in leer)
            yield f"Ohne Angabe in der Spalte {was}: {orte}."


def aufzaehlung(worte: Iterable[str]) -> str:
    """The first few of some words, and how many more there are."""
    alle = list(dict.fromkeys(worte))
    mehr = len(alle) - _HOECHSTENS
    return ", ".join(alle[:_HOECHSTENS]) + (f" und {format_zahl(mehr)} weitere" if mehr > 0 else "")
