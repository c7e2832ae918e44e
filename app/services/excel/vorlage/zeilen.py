"""The rows of a sheet: repeated for each entry of a list, those below pushed down, formulas taken along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.excel.bezug import spaltenname
from app.services.excel.vorlage.bezuege import LETZTE_ZEILE, Heimat, rechteck, versetze, zerlege
from app.services.excel.vorlage.knoten import Knoten
from app.services.excel.vorlage.zellen import Stelle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.excel.vorlage.bezuege import Verschiebung
    from app.services.excel.vorlage.hoehe import Zeilenhoehe
    from app.services.excel.vorlage.knoten import Roh
    from app.services.excel.vorlage.mappe import Blatt
    from app.services.excel.vorlage.zellen import Zellen


def loese_geteilte(blatt: Blatt) -> None:
    """Write formulas out that Excel states once for many cells: rows between them would tear them apart."""
    from openpyxl.formula.translate import Translator  # noqa: PLC0415 - only on use

    ursprung: dict[str, tuple[str, str]] = {}
    for *_, zelle in blatt.zellen():
        formel = zelle.kind("f")
        if formel is None or formel.attribute.get("t") != "shared":
            continue
        schluessel, adresse = formel.attribute.get("si", ""), zelle.attribute["r"]
        if formel.text:
            ursprung[schluessel] = (formel.text, adresse)
        elif schluessel in ursprung:
            text, von = ursprung[schluessel]
            formel.text = Translator(f"={text}", origin=von).translate_formula(adresse).removeprefix("=")
        for name in ("t", "si", "ref"):
            formel.attribute.pop(name, None)


def nimm_formeln_mit(blatt: Blatt, verschiebungen: Mapping[str, Verschiebung]) -> None:
    """Formulas of a sheet that gains no rows itself, but names cells of sheets that do."""
    if not any(_trifft(zelle, blatt.name, verschiebungen) for *_, zelle in blatt.zellen()):
        return
    loese_geteilte(blatt)
    for zeile, _, zelle in blatt.zellen():
        _versetze_formel(zelle, Heimat(blatt.name, zeile), verschiebungen)
    blatt.geaendert = True


def _trifft(zelle: Knoten, blatt: str, verschiebungen: Mapping[str, Verschiebung]) -> bool:
    formel = zelle.kind("f")
    if formel is None or "!" not in formel.text:
        return False
    return versetze(formel.text, Heimat(blatt), verschiebungen) != formel.text


def _versetze_formel(zelle: Knoten, heimat: Heimat, verschiebungen: Mapping[str, Verschiebung]) -> None:
    formel = zelle.kind("f")
    if formel is None:
        return
    if formel.text:
        formel.text = versetze(formel.text, heimat, verschiebungen)
    eigene = verschiebungen.get(heimat.blatt.casefold())
    for name in ("ref", "r1", "r2"):
        if eigene is None or name not in formel.attribute:
            continue
        bereich = rechteck(formel.attribute[name], heimat.blatt)
        if bereich is not None and bereich.oben == bereich.unten == heimat.zeile:
            formel.attribute[name] = bereich.in_zeile(eigene.erste(bereich.oben) + heimat.kopie)
        else:
            formel.attribute[name] = eigene.bereich(formel.attribute[name], aufspannen=False)


@dataclass(frozen=True, slots=True)
class Zeilenbau:
    """Makes the rows of one sheet; ``gesperrt`` names cells that are not filled."""

    blatt: Blatt
    zellen: Zellen
    verschiebungen: Mapping[str, Verschiebung]
    gesperrt: frozenset[str]
    hoehe: Zeilenhoehe

    def baue(self) -> None:
        """Repeat, push down and fill the rows."""
        if self.blatt.verschiebung.kopien:
            loese_geteilte(self.blatt)
            self.blatt.geaendert = True
        neu: list[Knoten | str | Roh] = []
        for zeile in self.blatt.daten.kinder:
            if isinstance(zeile, Knoten) and zeile.lokal == "row":
                if int(zeile.attribute["r"]) + self.blatt.verschiebung.zuwachs > LETZTE_ZEILE:
                    continue  # an empty one that LibreOffice puts at the very end
                kopien = self._kopien(zeile)
                neu.extend(self._baue_zeile(reihe, nummer) for nummer, reihe in enumerate(kopien))
            else:
                neu.append(zeile)
        self.blatt.daten.kinder = neu

    def _kopien(self, zeile: Knoten) -> list[Knoten]:
        anzahl = self.blatt.verschiebung.kopien.get(int(zeile.attribute["r"]))
        if anzahl is None:
            return [zeile]
        return [zeile.kopie() for _ in range(anzahl)]

    def _baue_zeile(self, zeile: Knoten, nummer: int) -> Knoten:
        alt = int(zeile.attribute["r"])
        wiederholt = alt in self.blatt.verschiebung.kopien
        neu = self.blatt.verschiebung.erste(alt) + nummer
        zeile.attribute["r"] = str(neu)
        for zelle in zeile.elemente("c"):
            adresse = zelle.attribute["r"]
            _, spalte = zerlege(adresse)
            zelle.attribute["r"] = f"{spaltenname(spalte - 1)}{neu}"
            if self.verschiebungen:
                _versetze_formel(zelle, Heimat(self.blatt.name, alt, nummer), self.verschiebungen)
            if adresse in self.gesperrt:
                self.zellen.lass(zelle, f"{self.blatt.name}!{adresse}")
            else:
                self.zellen.fuelle(self.blatt, zelle, Stelle(f"{self.blatt.name}!{adresse}", nummer))
            if wiederholt and zelle.kind("f") is not None:
                self.blatt.fuellte(zelle)
        if wiederholt and zeile.attribute.get("customHeight") not in {"1", "true"}:
            self.hoehe.passe_an(zeile, alt, zeile.attribute.pop("ht", None), self.zellen)
        return zeile
