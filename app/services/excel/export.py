"""Makes the workbook of a plan: the printed tables with live sums, written whole or not at all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from app.services.ablage import lege_ab, pruefe_ziel
from app.services.excel.abbildungen import abbildungen
from app.services.excel.bau import Bau
from app.services.excel.bildungsziele import bildungsziele
from app.services.excel.bindungen import bindungsjahre
from app.services.excel.blatt import Mappe
from app.services.excel.huel import huelblaetter, nur_huel
from app.services.excel.inhalt import inhalt
from app.services.excel.kommunale import kommunale_leistungen
from app.services.excel.kundengruppen import kundengruppen
from app.services.excel.massnahmen import massnahmentabellen
from app.services.excel.pat import pat
from app.services.excel.personal import personal
from app.services.excel.portfolio import portfolio
from app.services.excel.produkte import produktuebersicht
from app.services.excel.rueckweg import BLATTNAME, schreibe_rueckweg
from app.services.excel.sonderprojekte import sonderprojekte
from app.services.excel.ziele import ziele

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.services.excel.bau import Tabelle
    from app.services.planblick import Planblick

    Fabrik = Callable[[Bau], list[Tabelle]]
    """Lays out the sheets of one topic; none where the plan has nothing for it."""

__all__ = ["ENDUNG", "FABRIKEN", "exportiere", "exportiere_huel", "lege_aus"]

ENDUNG = ".xlsx"

FABRIKEN: tuple[Fabrik, ...] = (
    inhalt,
    abbildungen,
    sonderprojekte,
    pat,
    personal,
    produktuebersicht,
    portfolio,
    ziele,
    kundengruppen,
    bildungsziele,
    kommunale_leistungen,
    massnahmentabellen,
    bindungsjahre,
    huelblaetter,
)
"""The tables in the order of their sheets. A further table joins by its factory."""


def lege_aus(blick: Planblick, fabriken: Sequence[Fabrik] = FABRIKEN) -> Bau:
    """All tables, laid out so that each can be written."""
    bau = Bau(blick)
    for fabrik in fabriken:
        bau.tabellen.extend(fabrik(bau))
    return bau


def exportiere(
    blick: Planblick,
    ziel: Path,
    *,
    fortschritt: Callable[[str, float], None] | None = None,
    fabriken: Sequence[Fabrik] = FABRIKEN,
) -> Path:
    """Write the plan's tables as an Excel workbook to ``ziel``; an existing file is replaced at the very end.

    Args:
        blick: the plan.
        ziel: the file, ending in ``.xlsx``.
        fortschritt: told what is being written and which part (0 to 1) is done; an exception from it
            cancels the export, and nothing is written.
        fabriken: which tables, in order.

    Returns:
        ``ziel``.

    Raises:
        DateiFehler: with what, which file and what now; an existing file is unchanged.
    """
    melde = fortschritt or (lambda _text, _anteil: None)
    pruefe_ziel(ziel, ENDUNG)
    bau = lege_aus(blick, fabriken)
    puffer = io.BytesIO()
    mappe = Mappe(puffer, blick.kopf.name)
    schritte = len(bau.tabellen) + 1
    for nummer, tabelle in enumerate(bau.tabellen):
        melde(f"Blatt „{tabelle.blattname}“", nummer / schritte)
        blatt = mappe.blatt(tabelle.blattname)
        tabelle.schreibe(blatt, bau)
        blatt.versiegle()
    if bau.rueckweg:
        schreibe_rueckweg(mappe.blatt(bau.name(BLATTNAME), versteckt=True), bau, mappe.formeln)
    for name, zahl in bau.zahlen.items():
        mappe.benenne(name, zahl.ort.bezug)
    melde("Datei schreiben", (schritte - 1) / schritte)
    mappe.schliesse()
    lege_ab(puffer.getbuffer(), ziel)
    melde("Fertig", 1.0)
    return ziel


def exportiere_huel(
    blick: Planblick, ziel: Path, *, fortschritt: Callable[[str, float], None] | None = None
) -> Path:
    """Write only HÜL and HÜL-VE as a workbook; as ``exportiere``.

    Raises:
        DateiFehler: with what, which file and what now; an existing file is unchanged.
    """
    return exportiere(blick, ziel, fortschritt=fortschritt, fabriken=(nur_huel,))
