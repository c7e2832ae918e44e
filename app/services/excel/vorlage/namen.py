"""Defined names: a cell that is called like a key figure is filled; all names go along with their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.excel.bezug import spaltenname
from app.services.excel.vorlage.bezuege import Heimat, rechteck, versetze, zerlege
from app.services.excel.vorlage.knoten import Knoten
from app.services.excel.vorlage.platzhalter import MUSTER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.excel.vorlage.bericht import Notizen
    from app.services.excel.vorlage.bezuege import Rechteck, Verschiebung
    from app.services.excel.vorlage.knoten import Roh
    from app.services.excel.vorlage.mappe import Blatt, Mappe
    from app.services.excel.vorlage.platzhalter import Angebot
    from app.services.excel.vorlage.zellen import Zellen


def nimm_namen_mit(mappe: Mappe, verschiebungen: Mapping[str, Verschiebung]) -> None:
    """Let names mean the same cells as before."""
    geaendert = False
    for name in mappe.namen():
        neu = versetze(name.text, Heimat(""), verschiebungen, aufspannen=True)
        if neu != name.text:
            name.text, geaendert = neu, True
    if geaendert:
        mappe.paket.uebernimm(mappe.teil)


def fuelle_benannte(mappe: Mappe, angebot: Angebot, zellen: Zellen, notizen: Notizen) -> None:
    """Fill the named cells; to be called when the rows stand where they will, and names do not yet."""
    fertig: set[tuple[str, int, int]] = set()
    for knoten in mappe.namen():
        name = knoten.attribute.get("name", "")
        wert, bereich = angebot.kennzahl(name), rechteck(knoten.text, "")
        blatt = mappe.blatt(bereich.blatt) if bereich else None
        if wert is None or bereich is None or blatt is None or not _eine_zelle(blatt, bereich):
            continue
        if (blatt.name, bereich.oben, bereich.links) in fertig:
            continue
        fertig.add((blatt.name, bereich.oben, bereich.links))
        ort = blatt.ort(bereich.oben, bereich.links)
        verschiebung = blatt.verschiebung
        gefuellt = False
        for zeile in range(verschiebung.erste(bereich.oben), verschiebung.letzte(bereich.oben) + 1):
            if (zeile, bereich.links) in blatt.gefuellt:
                continue
            zelle = hole_zelle(blatt, zeile, bereich.links)
            if zelle.kind("f") is not None:
                notizen.hinweise.append(
                    f"Die Zelle mit dem Namen {name} ({ort}) enthält eine Formel und bleibt, wie sie ist."
                )
                break
            if MUSTER.search(zellen.text(zelle)) is None:
                zellen.setze(blatt, zelle, wert)
                gefuellt = True
        if gefuellt:
            notizen.fuellte(name, ort)


def _eine_zelle(blatt: Blatt, bereich: Rechteck) -> bool:
    if (bereich.oben, bereich.links) == (bereich.unten, bereich.rechts):
        return True
    ecken = bereich.in_zeile(bereich.oben).split(":")
    adresse = f"{ecken[0]}:{ecken[-1].rstrip('0123456789')}{bereich.unten}"
    verbunde = blatt.wurzel.kind("mergeCells")
    return verbunde is not None and any(
        v.attribute.get("ref") == blatt.verschiebung.bereich(adresse) for v in verbunde.elemente()
    )


def hole_zelle(blatt: Blatt, zeile: int, spalte: int) -> Knoten:
    """A cell of the result; where there is none yet, an empty one with the format of its row or column."""
    daten = blatt.daten
    reihe = next((r for r in daten.elemente("row") if int(r.attribute["r"]) == zeile), None)
    if reihe is None:
        reihe = daten.neu("row", {"r": str(zeile)})
        _fuege_ein(daten.kinder, reihe, [int(k.attribute["r"]) for k in daten.elemente("row")], zeile)
    adresse = f"{spaltenname(spalte - 1)}{zeile}"
    zelle = next((z for z in reihe.elemente("c") if z.attribute["r"] == adresse), None)
    if zelle is None:
        zelle = reihe.neu("c", {"r": adresse})
        reihe.attribute.pop("spans", None)
        stil = _stil(blatt, reihe, spalte)
        if stil is not None:
            zelle.attribute["s"] = stil
        _fuege_ein(reihe.kinder, zelle, [zerlege(z.attribute["r"])[1] for z in reihe.elemente("c")], spalte)
    return zelle


def _fuege_ein(kinder: list[Knoten | str | Roh], neu: Knoten, nummern: list[int], nummer: int) -> None:
    """Put an element before the first one of its kind that has a higher number."""
    davor = sum(n < nummer for n in nummern)
    stellen = [i for i, k in enumerate(kinder) if isinstance(k, Knoten) and k.lokal == neu.lokal]
    kinder.insert(stellen[davor] if davor < len(stellen) else len(kinder), neu)


def _stil(blatt: Blatt, reihe: Knoten, spalte: int) -> str | None:
    if reihe.attribute.get("customFormat") in {"1", "true"}:
        return reihe.attribute.get("s")
    spalten = blatt.wurzel.kind("cols")
    for eintrag in spalten.elemente("col") if spalten else ():
        if int(eintrag.attribute.get("min", "0")) <= spalte <= int(eintrag.attribute.get("max", "0")):
            return eintrag.attribute.get("style")
    return None
