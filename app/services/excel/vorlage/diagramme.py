"""Charts: what they draw, taken along with the rows, with the values that a preview shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.services.excel.vorlage.bezuege import Heimat, rechteck, versetze
from app.services.excel.vorlage.rechnen import Unklar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.excel.vorlage.bezuege import Rechteck, Verschiebung
    from app.services.excel.vorlage.knoten import Knoten
    from app.services.excel.vorlage.mappe import Mappe
    from app.services.excel.vorlage.rechnen import Inhalt, Tabellen

_TEIL = re.compile(r"(?:^|/)charts/[^/]*\.xml$", re.IGNORECASE)
_REIHEN = frozenset({"cat", "val", "xVal", "yVal", "bubbleSize"})
_MEISTE_PUNKTE = 10_000


def diagrammteile(mappe: Mappe) -> list[str]:
    """The parts that draw charts."""
    return [teil for teil in mappe.paket.namen if _TEIL.search(teil)]


def nimm_diagramme_mit(mappe: Mappe, tabellen: Tabellen, verschiebungen: Mapping[str, Verschiebung]) -> None:
    """Let the charts refer to the rows where they are now, and hold their new values."""
    for teil in diagrammteile(mappe):
        geaendert = False
        for knoten, reihe in _bezuege(mappe.paket.baum(teil).wurzel):
            formel = knoten.kind("f")
            if formel is None:
                continue
            neu = versetze(formel.text, Heimat(""), verschiebungen, aufspannen=reihe)
            bereich = rechteck(neu, "")
            if neu != formel.text or (bereich is not None and tabellen.neu(bereich)):
                formel.text, geaendert = neu, True
                _merke_werte(knoten, bereich, tabellen)
        if geaendert:
            mappe.paket.uebernimm(teil)


def _bezuege(wurzel: Knoten) -> list[tuple[Knoten, bool]]:
    """The elements with a reference, and whether it is one of a series of values."""
    ergebnis: list[tuple[Knoten, bool]] = []

    def suche(knoten: Knoten, *, reihe: bool) -> None:
        if knoten.kind("f") is not None:
            ergebnis.append((knoten, reihe))
        for kind in knoten.elemente():
            suche(kind, reihe=reihe or kind.lokal in _REIHEN)

    suche(wurzel, reihe=False)
    return ergebnis


def _merke_werte(knoten: Knoten, bereich: Rechteck | None, tabellen: Tabellen) -> None:
    """Write the cached values anew; none where they are not known: the spreadsheet fetches them."""
    speicher = next(knoten.elemente("numCache", "strCache", "multiLvlStrCache"), None)
    if speicher is None:
        return
    try:
        werte = _werte(bereich, tabellen) if speicher.lokal != "multiLvlStrCache" else None
    except Unklar:
        werte = None
    if werte is None:
        knoten.kinder.remove(speicher)
        return
    davor = list(speicher.elemente("formatCode"))
    danach = list(speicher.elemente("extLst"))
    speicher.kinder = [*davor, speicher.neu("ptCount", {"val": str(len(werte))})]
    for nummer, wert in enumerate(werte):
        if wert is None or (speicher.lokal == "numCache" and isinstance(wert, str)):
            continue
        punkt = speicher.neu("pt", {"idx": str(nummer)})
        text = wert if isinstance(wert, str) else repr(float(wert)).removesuffix(".0")
        punkt.kinder.append(speicher.neu("v", text=text))
        speicher.kinder.append(punkt)
    speicher.kinder += danach


def _werte(bereich: Rechteck | None, tabellen: Tabellen) -> list[Inhalt]:
    if bereich is None:
        raise Unklar
    anzahl = (bereich.unten - bereich.oben + 1) * (bereich.rechts - bereich.links + 1)
    if anzahl > _MEISTE_PUNKTE:
        raise Unklar
    return [
        tabellen.wert(bereich.blatt, zeile, spalte)
        for zeile in range(bereich.oben, bereich.unten + 1)
        for spalte in range(bereich.links, bereich.rechts + 1)
    ]
