"""The template as a workbook: its sheets, shared texts, names and styles."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from app.services.excel.bezug import spaltenname
from app.services.excel.vorlage.bezuege import (
    KEINE,
    LETZTE_SPALTE,
    LETZTE_ZEILE,
    Verschiebung,
    spaltennummer,
    zerlege,
)
from app.services.excel.vorlage.knoten import Knoten
from app.services.excel.vorlage.paket import INHALTSTYPEN, beschaedigt, beziehungsteil

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.excel.vorlage.paket import Paket

_VORLAGENTYP, _MAPPENTYP = "template.main+xml", "sheet.main+xml"
_VOR_CALCPR = frozenset(
    (
        *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
        *("functionGroups", "externalReferences", "definedNames"),
    )
)


@dataclass(slots=True)
class Blatt:
    """A sheet with cells, and what was done to it so far."""

    name: str
    teil: str
    wurzel: Knoten
    verschiebung: Verschiebung = KEINE
    geaendert: bool = False
    gefuellt: set[tuple[int, int]] = field(default_factory=set)
    """Cells (row and column of the result, from 1) that hold something else than in the template."""

    @property
    def daten(self) -> Knoten:
        """The rows."""
        return self.wurzel.kind("sheetData") or Knoten("sheetData")

    def zellen(self) -> Iterator[tuple[int, int, Knoten]]:
        """All cells with row and column."""
        for zeile in self.daten.elemente("row"):
            for zelle in zeile.elemente("c"):
                yield (*zerlege(zelle.attribute["r"]), zelle)

    def fuellte(self, zelle: Knoten) -> None:
        """A cell holds something else now."""
        self.gefuellt.add(zerlege(zelle.attribute["r"]))
        self.geaendert = True

    def ort(self, zeile: int, spalte: int) -> str:
        """What people call a cell: ``Bericht!B4``."""
        return f"{self.name}!{spaltenname(spalte - 1)}{zeile}"


class Mappe:
    """The workbook of a package."""

    def __init__(self, paket: Paket) -> None:
        """Read its sheets.

        Raises:
            DateiFehler: it is no whole workbook.
        """
        self.paket = paket
        self.teil = next((b.teil for b in paket.beziehungen("") if b.art == "officeDocument"), "")
        self.wurzel = paket.baum(self.teil).wurzel
        self._arten = {b.id: b for b in paket.beziehungen(self.teil)}
        self.blaetter: list[Blatt] = []
        self.kopfteile: list[tuple[str, str]] = []
        """Name and part of every sheet, those without cells included."""
        try:
            self._lies_blaetter()
        except ValueError as grund:
            raise beschaedigt(paket.pfad) from grund

    def _lies_blaetter(self) -> None:
        liste = self.wurzel.kind("sheets")
        for eintrag in liste.elemente("sheet") if liste else ():
            name = eintrag.attribute.get("name", "")
            beziehung = self._arten.get(eintrag.attribut("id") or "")
            if beziehung is None:
                continue
            self.kopfteile.append((name, beziehung.teil))
            if beziehung.art == "worksheet":
                blatt = Blatt(name, beziehung.teil, self.paket.baum(beziehung.teil).wurzel)
                _nummeriere(blatt)
                self.blaetter.append(blatt)
        if not self.blaetter:
            raise beschaedigt(self.paket.pfad, self.teil)

    @cached_property
    def texte(self) -> list[Knoten]:
        """The shared texts."""
        teil = self._teil("sharedStrings")
        return list(self.paket.baum(teil).wurzel.elemente("si")) if teil else []

    @property
    def stilteil(self) -> str | None:
        """The part with the cell formats."""
        return self._teil("styles")

    def _teil(self, art: str) -> str | None:
        teile = (b.teil for b in self._arten.values() if b.art == art)
        return next((t for t in teile if t in self.paket.gelesen), None)

    @property
    def ab_1904(self) -> bool:
        """Whether days are counted from 1904 (old Macs)."""
        eigenschaften = self.wurzel.kind("workbookPr")
        return eigenschaften is not None and eigenschaften.attribute.get("date1904") in {"1", "true"}

    def namen(self) -> list[Knoten]:
        """The defined names."""
        liste = self.wurzel.kind("definedNames")
        return list(liste.elemente("definedName")) if liste else []

    def blatt(self, name: str) -> Blatt | None:
        """A sheet by its name, as formulas compare it."""
        return next((b for b in self.blaetter if b.name.casefold() == name.casefold()), None)

    def rechne_beim_oeffnen(self) -> None:
        """Let the spreadsheet calculate everything; its list of the order to do so is out of date."""
        rechnung = self.wurzel.kind("calcPr")
        if rechnung is None:
            rechnung = self.wurzel.neu("calcPr")
            stellen = [i for i, k in enumerate(self.wurzel.kinder) if getattr(k, "lokal", "") in _VOR_CALCPR]
            self.wurzel.kinder.insert(stellen[-1] + 1, rechnung)
        rechnung.attribute["fullCalcOnLoad"] = "1"
        self.paket.uebernimm(self.teil)
        for beziehung in [b for b in self._arten.values() if b.art == "calcChain"]:
            liste = self.paket.baum(beziehungsteil(self.teil)).wurzel
            liste.kinder = [
                k for k in liste.kinder if not isinstance(k, Knoten) or k.attribute.get("Id") != beziehung.id
            ]
            self.paket.uebernimm(beziehungsteil(self.teil))
            self.paket.entferne(beziehung.teil)

    def werde_arbeitsmappe(self) -> None:
        """A template (.xltx) becomes a workbook."""
        typ = self.paket.typ(self.teil)
        if typ is not None and typ.attribute.get("ContentType", "").endswith(_VORLAGENTYP):
            art = typ.attribute["ContentType"].removesuffix(_VORLAGENTYP) + _MAPPENTYP
            typ.attribute["ContentType"] = art
            self.paket.uebernimm(INHALTSTYPEN)


def _nummeriere(blatt: Blatt) -> None:
    """Rows and cells may leave out where they stand: then it is behind the one before."""
    zeile = 0
    for reihe in blatt.daten.elemente("row"):
        zeile = int(reihe.attribute.get("r", zeile + 1))
        reihe.attribute["r"] = str(zeile)
        spalte = 0
        for zelle in reihe.elemente("c"):
            adresse = zelle.attribute.get("r", "")
            spalte = spaltennummer(adresse.rstrip("0123456789")) if adresse else spalte + 1
            if not (1 <= zeile <= LETZTE_ZEILE and 1 <= spalte <= LETZTE_SPALTE):
                raise ValueError(adresse)
            zelle.attribute["r"] = f"{spaltenname(spalte - 1)}{zeile}"
