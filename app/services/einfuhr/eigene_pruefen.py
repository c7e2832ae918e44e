"""What somebody changed in our own workbook where nothing is read back: formulas, and mere results."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from app.services.einfuhr.rohdaten import Zellart
from app.services.excel.rueckweg import OHNE_SCHLUESSEL, gerippe, zahlenabdruck

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.services.einfuhr.eigene_lesen import Fundblatt
    from app.services.einfuhr.rohdaten import Rohblatt, Rohmappe, Rohzelle
    from app.services.einfuhr.rueckwegleser import Rueckweg


def nicht_uebernommenes(mappe: Rohmappe, rueckweg: Rueckweg, funde: Sequence[Fundblatt]) -> Iterator[str]:
    """A sentence for each sheet and kind of change."""
    namen = {fund.rueck.blatt: fund.roh.name for fund in funde}
    blaetter = {blatt.name: blatt for blatt in mappe.blaetter}
    tabellen = {rueck.blatt for rueck in rueckweg.blaetter}
    for name, abdruck in rueckweg.feste.items():
        roh = blaetter.get(namen.get(name, name))
        if roh is None or (name in tabellen and name not in namen):
            continue
        if fehlen := rueckweg.formeln.get(name, Counter()) - _gerippe(roh):
            yield _verlorene(roh, fehlen)
        elif _abdruck(roh) != abdruck:
            yield (
                f"Auf dem Blatt „{roh.name}“ wurden Zahlen geändert, die das Programm aus einer Mappe nicht "
                "übernimmt; ändern Sie sie im Programm."
            )


def _gerippe(roh: Rohblatt) -> Counter[str]:
    return Counter(gerippe(z.formel) for zeile in roh.zeilen for z in zeile if z.formel)


def _verlorene(roh: Rohblatt, fehlen: Counter[str]) -> str:
    anzahl = sum(fehlen.values())
    tat, wort = ("wurde", "eine Formel") if anzahl == 1 else ("wurden", f"{anzahl} Formeln")
    return (
        f"Auf dem Blatt „{roh.name}“ {tat} {wort} geändert oder durch einen Wert ersetzt. "
        "Summen rechnet das Programm selbst; was dort steht, wird nicht übernommen."
    )


def _abdruck(roh: Rohblatt) -> int:
    """As the export took it: of rows that the plan has none of, where the sheet tells them apart."""
    versiegelt = [zeile for zeile in roh.zeilen if any(z.text == OHNE_SCHLUESSEL for z in zeile)]
    return zahlenabdruck(
        Decimal(z.text) for zeile in versiegelt or roh.zeilen for z in zeile if _ist_feste_zahl(z)
    )


def _ist_feste_zahl(zelle: Rohzelle) -> bool:
    return zelle.art is Zellart.ZAHL and zelle.formel is None
