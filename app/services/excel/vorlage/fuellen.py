"""Fills a template: reads it whole, changes what has to change, and writes the result or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models import fehler
from app.services.ablage import lege_ab, pruefe_ziel
from app.services.excel.bezug import spaltenname
from app.services.excel.export import ENDUNG
from app.services.excel.vorlage.anker import Hoehen
from app.services.excel.vorlage.bericht import Notizen, Vorlagenbericht
from app.services.excel.vorlage.bezuege import LETZTE_ZEILE, Verschiebung, marken, rechteck
from app.services.excel.vorlage.diagramme import nimm_diagramme_mit
from app.services.excel.vorlage.hoehe import Zeilenhoehe
from app.services.excel.vorlage.mappe import Mappe
from app.services.excel.vorlage.namen import fuelle_benannte, nimm_namen_mit
from app.services.excel.vorlage.paket import beschaedigt, oeffne, unbrauchbar
from app.services.excel.vorlage.platzhalter import Angebot
from app.services.excel.vorlage.rechnen import Tabellen, rechne_nach
from app.services.excel.vorlage.stile import Stile
from app.services.excel.vorlage.texte import Texte
from app.services.excel.vorlage.umfeld import Umfeld, verschiebe_nachbarn
from app.services.excel.vorlage.zeilen import Zeilenbau, nimm_formeln_mit
from app.services.excel.vorlage.zellen import Zellen
from app.services.zeilen import ERFUNDEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.excel.vorlage.mappe import Blatt
    from app.services.excel.vorlage.paket import Paket
    from app.services.planblick import Planblick

    Melder = Callable[[str, float], None]

MEISTE_ZEILEN = 200_000
"""So many rows are added to a sheet at most: more would exhaust the memory, and nobody reads them."""
_RAT = "Schreiben Sie in die Vorlage zum Beispiel {{Neufallbudget}}; das Handbuch nennt alle Platzhalter."


def fuelle_vorlage(
    blick: Planblick, vorlage: Path, ziel: Path, *, fortschritt: Melder | None = None
) -> Vorlagenbericht:
    """Write ``vorlage`` with the plan's figures to ``ziel``; the template itself is only read.

    Args:
        blick: the plan.
        vorlage: a workbook (.xlsx) or a template (.xltx) with placeholders or named cells.
        ziel: the file, ending in ``.xlsx``.
        fortschritt: told what is being done and which part (0 to 1) is done; an exception from it cancels,
            and nothing is written.

    Returns:
        What was filled and what was not.

    Raises:
        DateiFehler: with what, which file and what now; an existing file is unchanged.
    """
    melde = fortschritt or (lambda _text, _anteil: None)
    pruefe_ziel(ziel, ENDUNG)
    _pruefe_verschieden(vorlage, ziel)
    melde(f"Vorlage „{vorlage.name}“ lesen", 0.0)
    paket = oeffne(vorlage)
    notizen = Notizen()
    try:
        zuwachs = _fuelle(blick, paket, notizen, melde)
    except (ValueError, KeyError, OverflowError) as grund:  # no number or address where one has to be
        raise beschaedigt(vorlage) from grund
    if not notizen.gefuellt:
        raise _nichts_gefuellt(vorlage, notizen)
    if blick.kopf.erfunden and not any(f.startswith("{{Planname") for f in notizen.gefuellt):
        notizen.hinweise.append(
            f"Der Plan enthält {ERFUNDEN}; die Vorlage hat kein {{{{Planname}}}}, das es sagt."
        )
    melde("Datei schreiben", 0.9)
    lege_ab(paket.als_bytes(), ziel)
    melde("Fertig", 1.0)
    return Vorlagenbericht(
        ziel, tuple(notizen.gefuellt), tuple(notizen.nicht_erkannt), tuple(notizen.hinweise), zuwachs
    )


def _pruefe_verschieden(vorlage: Path, ziel: Path) -> None:
    if ziel.exists() and vorlage.exists() and ziel.samefile(vorlage):
        raise fehler.DateiFehler(
            ziel,
            f"„{ziel.name}“ ist die Vorlage selbst.",
            "Sie ist unverändert.",
            "Wählen Sie für das Ergebnis einen anderen Namen.",
        )


def _nichts_gefuellt(vorlage: Path, notizen: Notizen) -> fehler.DateiFehler:
    if notizen.nicht_erkannt:
        warum = f"enthält keinen Platzhalter, den das Programm kennt: {'; '.join(notizen.nicht_erkannt[:5])}"
    else:
        warum = "enthält keinen Platzhalter"
    return unbrauchbar(vorlage, warum, _RAT)


def _fuelle(blick: Planblick, paket: Paket, notizen: Notizen, melde: Melder) -> int:
    """Change the parts; returns how many rows came to it."""
    mappe, angebot = Mappe(paket), Angebot(blick)
    stile = Stile(mappe)
    zellen = Zellen(mappe, angebot, stile, notizen)
    hoehen = {blatt.name: Hoehen.von(blatt) for blatt in mappe.blaetter}
    gesperrt = {blatt.name: _tabellenkoepfe(mappe, blatt) for blatt in mappe.blaetter}
    for blatt in mappe.blaetter:
        blatt.verschiebung = _verschiebung(blatt, zellen, gesperrt[blatt.name], paket)
    verschiebungen = {b.name.casefold(): b.verschiebung for b in mappe.blaetter if b.verschiebung.kopien}
    for nummer, blatt in enumerate(mappe.blaetter):
        melde(f"Blatt „{blatt.name}“", 0.1 + 0.5 * nummer / len(mappe.blaetter))
        if verschiebungen and not blatt.verschiebung.kopien:
            nimm_formeln_mit(blatt, verschiebungen)
        eigene = verschiebungen if blatt.verschiebung.kopien else {}
        Zeilenbau(blatt, zellen, eigene, gesperrt[blatt.name], Zeilenhoehe(blatt, stile)).baue()
        if verschiebungen:
            Umfeld(blatt, verschiebungen).verschiebe(hoehen[blatt.name])
            verschiebe_nachbarn(mappe, blatt, verschiebungen, hoehen[blatt.name])
    fuelle_benannte(mappe, angebot, zellen, notizen)
    nimm_namen_mit(mappe, verschiebungen)
    melde("Formeln", 0.7)
    _rechne(mappe, verschiebungen, notizen)
    Texte(mappe, angebot, notizen).fuelle()
    mappe.werde_arbeitsmappe()
    for blatt in mappe.blaetter:
        if blatt.geaendert:
            _setze_umfang(blatt)
            paket.uebernimm(blatt.teil)
    return sum(blatt.verschiebung.zuwachs for blatt in mappe.blaetter)


def _rechne(mappe: Mappe, verschiebungen: dict[str, Verschiebung], notizen: Notizen) -> None:
    tabellen = Tabellen(mappe)
    if rechne_nach(mappe, tabellen):
        mappe.rechne_beim_oeffnen()
    for blatt in mappe.blaetter if verschiebungen else ():
        for zeile, spalte, zelle in blatt.zellen():
            formel = zelle.kind("f")
            if formel is not None and formel.text and marken(formel.text) is None:
                wo = blatt.ort(zeile, spalte)
                notizen.hinweise.append(f"Die Formel in {wo} ist nicht lesbar; prüfen Sie ihre Bezüge.")
    nimm_diagramme_mit(mappe, tabellen, verschiebungen)


def _verschiebung(blatt: Blatt, zellen: Zellen, gesperrt: frozenset[str], paket: Paket) -> Verschiebung:
    kopien = {}
    letzte = 0
    for zeile in blatt.daten.elemente("row"):
        nummer = int(zeile.attribute["r"])
        letzte = nummer if zeile.kind("c") else letzte
        saetze = zellen.saetze(zeile, gesperrt)
        if saetze is not None:
            kopien[nummer] = max(saetze, 1)
    verschiebung = Verschiebung(kopien)
    if verschiebung.zuwachs > MEISTE_ZEILEN or letzte + verschiebung.zuwachs > LETZTE_ZEILE:
        raise unbrauchbar(paket.pfad, f"hat auf dem Blatt „{blatt.name}“ keinen Platz für weitere Zeilen")
    return verschiebung


def _tabellenkoepfe(mappe: Mappe, blatt: Blatt) -> frozenset[str]:
    """The cells whose text Excel keeps in a table's own part as well: changed alone, the file is damaged."""
    adressen: set[str] = set()
    for beziehung in mappe.paket.beziehungen(blatt.teil):
        if beziehung.art != "table" or beziehung.teil not in mappe.paket.gelesen:
            continue
        tabelle = mappe.paket.baum(beziehung.teil).wurzel
        bereich = rechteck(tabelle.attribute.get("ref", ""), "")
        if bereich is not None and tabelle.attribute.get("headerRowCount") != "0":
            adressen |= {
                f"{spaltenname(spalte - 1)}{bereich.oben}"
                for spalte in range(bereich.links, bereich.rechts + 1)
            }
    return frozenset(adressen)


def _setze_umfang(blatt: Blatt) -> None:
    """What the sheet says of its own size; some programs read no further."""
    umfang = blatt.wurzel.kind("dimension")
    orte = [(zeile, spalte) for zeile, spalte, _ in blatt.zellen()]
    if umfang is None or not orte:
        return
    zeilen, spalten = [z for z, _ in orte], [s for _, s in orte]
    links, rechts = spaltenname(min(spalten) - 1), spaltenname(max(spalten) - 1)
    umfang.attribute["ref"] = f"{links}{min(zeilen)}:{rechts}{max(zeilen)}"
