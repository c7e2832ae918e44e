"""Makes the workbook of a plan: the printed tables with live sums, written whole or not at all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from app.services.ablage import lege_ab, pruefe_ziel
from app.services.excel.abbildungen import abb1, abb2, abb3
from app.services.excel.auswahl import ALLES, Exportwahl, Tabellenangebot, Tabellenart, pruefe_kennwoerter
from app.services.excel.bau import Bau
from app.services.excel.bildungsziele import bildungsziele
from app.services.excel.bindungen import bindungsjahre
from app.services.excel.blatt import Mappe
from app.services.excel.huel import huelblatt, nur_huel
from app.services.excel.huel_ve import huel_ve_blatt
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
from app.services.fehler import Anwendungsfehler

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.services.planblick import Planblick

__all__ = ["ENDUNG", "TABELLENARTEN", "exportiere", "exportiere_huel", "lege_aus", "tabellenangebot"]

ENDUNG = ".xlsx"

TABELLENARTEN: tuple[Tabellenart, ...] = (
    Tabellenart("inhalt", "Inhalt", inhalt, immer=True, sperrbar=True),
    Tabellenart("abb1", "Abb. 1", abb1, sperrbar=True),
    Tabellenart("abb2", "Abb. 2", abb2, sperrbar=True),
    Tabellenart("abb3", "Abb. 3", abb3, sperrbar=True),
    Tabellenart("abb4", "Abb. 4", sonderprojekte, sperrbar=True),
    Tabellenart("pat", "PAT", pat, sperrbar=True),
    Tabellenart("personal", "Personal", personal, sperrbar=True),
    Tabellenart("abb6", "Abb. 6", produktuebersicht, sperrbar=True),
    Tabellenart("abb7", "Abb. 7", portfolio, sperrbar=True),
    Tabellenart("ziele", "Ziele", ziele, sperrbar=True),
    Tabellenart("kundengruppen", "Kundengruppen", kundengruppen, sperrbar=True),
    Tabellenart("abb14", "Abb. 14", bildungsziele, sperrbar=True),
    Tabellenart("abb16", "Abb. 16", kommunale_leistungen, sperrbar=True),
    Tabellenart("hf", "Maßnahmentabellen", massnahmentabellen, sperrbar=True),
    Tabellenart("bindungen", "Bindungen", bindungsjahre, sperrbar=True),
    Tabellenart("huel", "HÜL", huelblatt, sperrbar=True),
    Tabellenart("huel-ve", "HÜL-VE", huel_ve_blatt, sperrbar=True),
)
"""The tables in the order of their sheets. A further table joins by its factory."""
_NUR_HUEL = (
    Tabellenart("huel", "HÜL", nur_huel, sperrbar=True),
    Tabellenart("huel-ve", "HÜL-VE", huel_ve_blatt, sperrbar=True),
)


def lege_aus(blick: Planblick, arten: Sequence[Tabellenart] = TABELLENARTEN, wahl: Exportwahl = ALLES) -> Bau:
    """All tables, laid out so that each can be written; those that are wanted are in ``tabellen``.

    Raises:
        Anwendungsfehler: a word of ``wahl`` that no table has.
    """
    bau = Bau(blick, wahl)
    for art in arten:
        for tabelle in art.fabrik(bau):
            name = tabelle.blattname
            if not (art.immer or wahl.enthaelt(art.kennwort, bau.teilworte.get(name, art.kennwort))):
                bau.weggelassen.append(name)
            elif wahl.kleine_zahlen is not None and not art.sperrbar:
                bau.unsperrbar.append(name)
            else:
                bau.tabellen.append(tabelle)
    bau.rueckweg = [rueck for rueck in bau.rueckweg if rueck.blatt in bau.blattnamen]
    pruefe_kennwoerter(wahl, (*(art.kennwort for art in arten), *bau.teilworte.values()))
    return bau


def tabellenangebot(
    blick: Planblick, arten: Sequence[Tabellenart] = TABELLENARTEN
) -> tuple[Tabellenangebot, ...]:
    """The sheets of this plan that can be chosen, in their order."""
    bau = Bau(blick)
    return tuple(
        Tabellenangebot(
            bau.teilworte.get(tabelle.blattname, art.kennwort), tabelle.blattname, tabelle.titel, art.sperrbar
        )
        for art in arten
        for tabelle in art.fabrik(bau)
        if not art.immer
    )


def exportiere(
    blick: Planblick,
    ziel: Path,
    *,
    wahl: Exportwahl = ALLES,
    fortschritt: Callable[[str, float], None] | None = None,
    arten: Sequence[Tabellenart] = TABELLENARTEN,
) -> Path:
    """Write the plan's tables as an Excel workbook to ``ziel``; an existing file is replaced at the very end.

    Args:
        blick: the plan.
        ziel: the file, ending in ``.xlsx``.
        wahl: which tables and rows, and whether small counts are told.
        fortschritt: told what is being written and which part (0 to 1) is done; an exception from it
            cancels the export, and nothing is written.
        arten: the tables that there are, in order.

    Returns:
        ``ziel``.

    Raises:
        DateiFehler: with what, which file and what now; an existing file is unchanged.
        Anwendungsfehler: a table that there is not, or none that the plan has.
    """
    melde = fortschritt or (lambda _text, _anteil: None)
    pruefe_ziel(ziel, ENDUNG)
    bau = lege_aus(blick, arten, wahl)
    _pruefe_umfang(bau, arten)
    puffer = io.BytesIO()
    mappe = Mappe(puffer, blick.kopf.name, mit_schluesseln=wahl.wieder_einlesbar)
    schritte = len(bau.tabellen) + 1
    for nummer, tabelle in enumerate(bau.tabellen):
        melde(f"Blatt „{tabelle.blattname}“", nummer / schritte)
        tabelle.schreibe(mappe.blatt(tabelle.blattname), bau)
    mappe.vollende(wahl.kleine_zahlen.legende if wahl.kleine_zahlen else "")
    if bau.rueckweg and wahl.wieder_einlesbar:
        schreibe_rueckweg(mappe.blatt(bau.name(BLATTNAME), versteckt=True), bau, mappe.formeln, mappe.feste)
    for name, zahl in bau.zahlen.items():
        if zahl.ort.blatt in bau.blattnamen:
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
    return exportiere(blick, ziel, fortschritt=fortschritt, arten=_NUR_HUEL)


def _pruefe_umfang(bau: Bau, arten: Sequence[Tabellenart]) -> None:
    """No workbook that holds nothing but the list of its contents."""
    if len(bau.tabellen) <= sum(art.immer for art in arten):
        raise Anwendungsfehler(
            "Von den gewählten Tabellen hat der Plan keine.",
            "Es wurde nichts geschrieben.",
            "Wählen Sie wenigstens eine Tabelle, die der Plan hat.",
        )
