"""Reads the overview ``Eintritte / Förderfälle nach Produktkategorie`` of a programme (Abb. 6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.models.geld import BetragFehler
from app.services.einfuhr.amip_tabellen import FOERDERFAELLE, reihen_unter
from app.services.einfuhr.amip_text import ohne_punkt
from app.services.einfuhr.amip_typen import Foerderfaelle, Foerderkategorie, Foerderzeile
from app.services.einfuhr.amip_zellen import Eintritte, lies_eintritte

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.einfuhr.amip_text import Textzeile

_NUMMER = re.compile(r"((?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})|[1-9][0-9]?)\.?")
_NUMMER_UND_NAME = re.compile(r"((?=[IVX])X{0,2}(?:IX|IV|V?I{0,3}))\. +(.+)")
_SUMME = re.compile(r"(?:gesamt)?summe\b|(?:ins)?gesamt\b", re.IGNORECASE)


def lies_foerderfaelle(zeilen: Sequence[Textzeile], jahr: int | None) -> Foerderfaelle | None:
    """The overview; None where the text has none."""
    kopf, spalten, reihen = reihen_unter(zeilen, FOERDERFAELLE)
    if kopf is None:
        return None
    bau = _Bau(spalten[0], spalten[1], jahr)
    for reihe in reihen:
        bau.nimm(reihe)
    return Foerderfaelle(tuple(bau.kategorien), bau.summe, kopf.nummer, tuple(bau.fehler))


@dataclass(slots=True)
class _Bau:
    name: int
    eintritte: int
    jahr: int | None
    kategorien: list[Foerderkategorie] = field(default_factory=list)
    summe: int | None = None
    fehler: list[str] = field(default_factory=list)

    def nimm(self, zeile: Textzeile) -> None:
        nummer, bezeichnung, zelle = self._ordne(zeile)
        wert = self._wert(zelle, zeile.nummer, bezeichnung)
        if _SUMME.match(bezeichnung):
            self.summe = wert.zahl
        elif nummer:
            self.kategorien.append(
                Foerderkategorie(nummer, bezeichnung, wert.zahl, wert.status, zeile.nummer),
            )
        elif self.kategorien:
            eintrag = Foerderzeile(bezeichnung, wert.zahl, wert.status, zeile.nummer)
            letzte = self.kategorien[-1]
            self.kategorien[-1] = replace(letzte, zeilen=(*letzte.zeilen, eintrag))
        else:
            self.fehler.append(
                f"Übersicht der Eintritte: „{bezeichnung}“ (Textzeile {zeile.nummer}) "
                "steht in keiner Kategorie."
            )

    def _ordne(self, zeile: Textzeile) -> tuple[str, str, str]:
        """Number, name and figure of a row; a lost first tab is put back."""
        zellen = list(zeile.zellen)
        if len(zellen) == self.eintritte and not _NUMMER.fullmatch(zellen[0]):
            zellen.insert(0, "")
        zellen += [""] * (self.eintritte + 1 - len(zellen))
        nummer = zellen[0] if self.name > 0 else ""
        bezeichnung = ohne_punkt(zellen[self.name])
        if not nummer and (treffer := _NUMMER_UND_NAME.fullmatch(bezeichnung)):
            nummer, bezeichnung = treffer[1], treffer[2]
        elif nummer and not _NUMMER.fullmatch(nummer):
            nummer, bezeichnung = "", f"{nummer} {bezeichnung}".strip()
        return nummer.rstrip("."), bezeichnung, zellen[self.eintritte]

    def _wert(self, zelle: str, nummer: int, bezeichnung: str) -> Eintritte:
        try:
            return lies_eintritte(zelle, self.jahr)
        except BetragFehler as grund:
            self.fehler.append(f"Übersicht der Eintritte, „{bezeichnung}“ (Textzeile {nummer}): {grund}")
            return Eintritte()
