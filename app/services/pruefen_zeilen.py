"""Checks of the measure rows: contradictions, gaps, and amounts that look like slips of the finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.geld import format_eur, format_promille, format_zahl
from app.services.befund import Befund, Bezug, Schwere
from app.services.lage import name, namen, schluessel, umfang
from app.services.regeln import ABWEICHUNG_MEDIAN, gueltig
from app.services.summen import Dimension
from app.services.worte import EINTRITTE_WORT, finanzierung_wort
from app.services.zahlworte import anzahl
from app.services.zeilen import Eintrittestatus, Finanzierung

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.lage import Lage
    from app.services.regeln import Regel
    from app.services.zeilen import Zeile

_OHNE_BETRAG = tuple(f for f in Finanzierung if not f.erlaubt_betrag)
_SCHRANKE = 64
"""Bits that keep two different ratios apart: denominators are counts far below 2 to the 32."""


def fremder_verweis(lage: Lage) -> Iterator[Befund]:
    """References to catalogue entries that the plan does not have (only a foreign file can hold them)."""
    blick = lage.blick
    for dimension, wort in (
        (Dimension.HANDLUNGSFELD, "Handlungsfeld"),
        (Dimension.PRODUKT, "Produkt"),
        (Dimension.TEAM, "Team"),
    ):
        feld = f"{dimension.value}_id"
        bekannt = {None, *blick.katalog(dimension)}
        zeilen = [z for z in lage.zeilen if getattr(z, feld) not in bekannt]
        if zeilen:
            text = (
                f"{_gross(namen(zeilen))}: Das eingetragene {wort} gehört nicht zu diesem Plan. "
                "Wählen Sie es neu aus."
            )
            yield Befund("fremder_verweis", Schwere.FEHLER, text, schluessel(zeilen))


def betrag_trotz_stand(lage: Lage) -> Iterator[Befund]:
    """An amount beside a state that forbids one."""
    for z in lage.zeilen:
        if z.mittelansatz_cent is not None and z.finanzierung in _OHNE_BETRAG:
            stand = finanzierung_wort(z.finanzierung, lage.blick.jahr)
            text = (
                f"{_gross(name(z))} trägt {format_eur(z.mittelansatz_cent)}, obwohl der Stand „{stand}“ "
                f"keinen Mittelansatz zulässt."
            )
            yield Befund("betrag_trotz_stand", Schwere.FEHLER, text, (z.id,))


def eintritte_trotz_stand(lage: Lage) -> Iterator[Befund]:
    """A number of Eintritte beside a state that stands for none."""
    for z in lage.zeilen:
        if z.eintritte is not None and z.eintritte_status is not Eintrittestatus.ZAHL:
            text = (
                f"{_gross(name(z))} zählt {anzahl(z.eintritte, 'Eintritt', 'Eintritte')}, obwohl der Stand "
                f"„{EINTRITTE_WORT[z.eintritte_status]}“ keine Zahl zulässt."
            )
            yield Befund("eintritte_trotz_stand", Schwere.FEHLER, text, (z.id,))


def betrag_negativ(lage: Lage) -> Iterator[Befund]:
    """A negative Mittelansatz would make room in the Neufallbudget."""
    for z in lage.zeilen:
        if z.mittelansatz_cent is not None and z.mittelansatz_cent < 0:
            text = f"{_gross(name(z))} hat einen negativen Mittelansatz ({format_eur(z.mittelansatz_cent)})."
            yield Befund("betrag_negativ", Schwere.FEHLER, text, (z.id,))


def ohne_leistung(lage: Lage) -> Iterator[Befund]:
    """Rows without a name."""
    zeilen = [z for z in lage.zeilen if not z.leistung or z.leistung.isspace()]
    if zeilen:
        text = f"{anzahl(len(zeilen), 'Zeile', 'Zeilen')} ohne Leistung ({umfang(zeilen)})."
        yield Befund("ohne_leistung", Schwere.WARNUNG, text, schluessel(zeilen))


def ohne_handlungsfeld(lage: Lage) -> Iterator[Befund]:
    """Rows that would stand in none of the measure tables."""
    zeilen = [z for z in lage.zeilen if z.handlungsfeld_id is None]
    if zeilen:
        text = (
            f"{anzahl(len(zeilen), 'Zeile', 'Zeilen')} ohne Handlungsfeld ({umfang(zeilen)}) "
            f"{'fehlt' if len(zeilen) == 1 else 'fehlen'} in den Maßnahmentabellen: {namen(zeilen)}."
        )
        bezug = Bezug(dimension=Dimension.HANDLUNGSFELD)
        yield Befund("ohne_handlungsfeld", Schwere.WARNUNG, text, schluessel(zeilen), bezug)


def ohne_produkt(lage: Lage) -> Iterator[Befund]:
    """Rows that would stand in no line of the overview of entries."""
    zeilen = [z for z in lage.zeilen if z.produkt_id is None]
    if zeilen:
        text = (
            f"{anzahl(len(zeilen), 'Zeile', 'Zeilen')} ohne Produkt ({umfang(zeilen)}) "
            f"{'fehlt' if len(zeilen) == 1 else 'fehlen'} in der Übersicht der Eintritte: {namen(zeilen)}."
        )
        bezug = Bezug(dimension=Dimension.PRODUKT)
        yield Befund("ohne_produkt", Schwere.WARNUNG, text, schluessel(zeilen), bezug)


def ohne_mittelansatz(lage: Lage) -> Iterator[Befund]:
    """New cases of this year without an amount."""
    neufall = Finanzierung.NEUFALL
    zeilen = [z for z in lage.zeilen if z.mittelansatz_cent is None and z.finanzierung is neufall]
    if zeilen:
        text = f"{anzahl(len(zeilen), 'Neufall-Zeile', 'Neufall-Zeilen')} ohne Mittelansatz: {namen(zeilen)}."
        yield Befund("ohne_mittelansatz", Schwere.HINWEIS, text, schluessel(zeilen))


def ohne_eintritte(lage: Lage) -> Iterator[Befund]:
    """Rows with neither a number of Eintritte nor a reason why there is none."""
    zahl = Eintrittestatus.ZAHL
    zeilen = [z for z in lage.zeilen if z.eintritte is None and z.eintritte_status is zahl]
    if zeilen:
        text = f"{anzahl(len(zeilen), 'Zeile', 'Zeilen')} ohne Angabe der Eintritte: {namen(zeilen)}."
        yield Befund("ohne_eintritte", Schwere.HINWEIS, text, schluessel(zeilen))


def folgejahr_offen(lage: Lage) -> Iterator[Befund]:
    """New cases paid next year whose amount is unknown: the Bindung of that year is too low by it."""
    folgejahr = Finanzierung.AUSZAHLUNG_FOLGEJAHR
    gebucht = lage.blick.stand.ansaetze
    zeilen = [
        z
        for z in lage.zeilen
        if z.mittelansatz_cent is None and z.finanzierung is folgejahr and z.id not in gebucht
    ]
    if zeilen:
        jahr = lage.blick.jahr + 1
        text = (
            f"{anzahl(len(zeilen), 'Zeile', 'Zeilen')} mit Auszahlung {jahr}, aber ohne Betrag: "
            f"Die Bindung für {jahr} ist nicht vollständig bekannt ({namen(zeilen)})."
        )
        yield Befund("folgejahr_offen", Schwere.HINWEIS, text, schluessel(zeilen))


def weit_vom_median(lage: Lage) -> Iterator[Befund]:
    """Mittelansatz per Eintritt far from the median of the row's product, as the dated rules say."""
    for regel in gueltig(lage.regeln, ABWEICHUNG_MEDIAN, lage.blick.jahr):
        je_produkt: dict[str, list[Zeile]] = {}
        for z in lage.zeilen:
            if z.produkt_id and z.eintritte and z.mittelansatz_cent is not None and z.finanzierung.zaehlt:
                je_produkt.setdefault(z.produkt_id, []).append(z)
        for produkt_id, zeilen in je_produkt.items():
            if len(zeilen) >= regel.zahl("mindestzeilen"):
                produkt = lage.blick.produkte.get(produkt_id)
                yield from _vergleiche(zeilen, produkt.bezeichnung if produkt else "", regel)


def _vergleiche(zeilen: list[Zeile], produkt: str, regel: Regel) -> Iterator[Befund]:
    zaehler, nenner = median_je_eintritt(zeilen)
    von, bis = regel.zahl("faktor_von_promille"), regel.zahl("faktor_bis_promille")
    if zaehler <= 0:
        return
    for z in zeilen:
        # Ratio against median times factor, as whole numbers: both sides multiplied by all denominators.
        links = (z.mittelansatz_cent or 0) * nenner * 1000
        rechts = zaehler * (z.eintritte or 0)
        if rechts * von <= links <= rechts * bis:
            continue
        je_eintritt = format_eur(_gerundet(z.mittelansatz_cent or 0, z.eintritte or 1))
        text = (
            f"{_gross(name(z))}: {je_eintritt} je Eintritt, {_vielfaches(_gerundet(links, rechts))} "
            f"des Medians von {format_eur(_gerundet(zaehler, nenner))} bei „{produkt}“."
        )
        yield Befund("weit_vom_median", Schwere.HINWEIS, text, (z.id,), quelle=regel.quelle)


def median_je_eintritt(zeilen: list[Zeile]) -> tuple[int, int]:
    """Median of Mittelansatz per Eintritt as an exact fraction (Cent over Eintritte).

    All rows have a Mittelansatz and at least one Eintritt; there is at least one row.
    """
    # Floors of ratios scaled this far have the order of the exact ratios, and sort quickly.
    paare = [(z.mittelansatz_cent or 0, z.eintritte or 1) for z in zeilen]
    paare.sort(key=lambda paar: (paar[0] << _SCHRANKE) // paar[1])
    a, b = paare[(len(paare) - 1) // 2]
    c, d = paare[len(paare) // 2]
    return a * d + c * b, 2 * b * d


def _gerundet(zaehler: int, nenner: int) -> int:
    return (2 * zaehler + nenner) // (2 * nenner)


def _vielfaches(promille: int) -> str:
    if promille < 1000:  # noqa: PLR2004 - the whole in Promille
        return format_promille(promille)
    ganz, zehntel = divmod((promille + 50) // 100, 10)
    return f"das {format_zahl(ganz)},{zehntel}-Fache"


def _gross(text: str) -> str:
    """With a capital first letter, as sentences begin."""
    return text[:1].upper() + text[1:]
