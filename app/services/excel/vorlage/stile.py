"""Cell formats: a figure in a cell of the format "Standard" gets one that fits; all else of it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.excel import formate
from app.services.excel.vorlage.werte import Art

if TYPE_CHECKING:
    from app.services.excel.vorlage.knoten import Knoten
    from app.services.excel.vorlage.mappe import Mappe

_FORMAT = {
    Art.BETRAG: formate.BETRAG,
    Art.ANZAHL: formate.ANZAHL,
    Art.ANTEIL: "0.0%",
    Art.HUNDERTSTEL: "#,##0.00",
    Art.DATUM: formate.DATUM,
}
_EINGEBAUT = {formate.ANZAHL: "3"}
_UEBLICHE_GROESSE = 11.0
_ERSTES_EIGENES = 164
_STANDARD = frozenset({"general", "standard"})


class Stile:
    """The formats of a workbook; new ones go to the end, so that no number changes its meaning."""

    def __init__(self, mappe: Mappe) -> None:
        """Read them on first use."""
        self._mappe = mappe
        self._gemacht: dict[tuple[str, Art], str] = {}
        self._umbruch: dict[str, float | None] = {}

    def passend(self, stil: str, art: Art) -> str:
        """The format for a value of this kind in a cell that has the format ``stil`` (its number)."""
        if art not in _FORMAT or self._mappe.stilteil is None:
            return stil
        if (stil, art) not in self._gemacht:
            self._gemacht[stil, art] = self._mache(self._mappe.stilteil, stil, art)
        return self._gemacht[stil, art]

    def umbruch(self, stil: str) -> float | None:
        """Size of the font, in points, of a format that wraps text; None for one that does not."""
        if stil not in self._umbruch:
            self._umbruch[stil] = self._lies_umbruch(stil)
        return self._umbruch[stil]

    def _lies_umbruch(self, stil: str) -> float | None:
        if self._mappe.stilteil is None:
            return None
        wurzel = self._mappe.paket.baum(self._mappe.stilteil).wurzel
        form = _nummer_in(wurzel, "cellXfs", stil)
        ausrichtung = form.kind("alignment") if form else None
        if form is None or ausrichtung is None or ausrichtung.attribute.get("wrapText") not in {"1", "true"}:
            return None
        schrift = _nummer_in(wurzel, "fonts", form.attribute.get("fontId", "0"))
        groesse = schrift.kind("sz") if schrift else None
        return float(groesse.attribute.get("val", _UEBLICHE_GROESSE)) if groesse else _UEBLICHE_GROESSE

    def _mache(self, teil: str, stil: str, art: Art) -> str:
        wurzel = self._mappe.paket.baum(teil).wurzel
        liste = wurzel.kind("cellXfs")
        form = _nummer_in(wurzel, "cellXfs", stil)
        if liste is None or form is None or not _ist_standard(wurzel, form.attribute.get("numFmtId", "0")):
            return stil
        anzahl = sum(1 for _ in liste.elemente())
        neu = form.kopie()
        neu.attribute |= {"numFmtId": _nummer(wurzel, _FORMAT[art]), "applyNumberFormat": "1"}
        neu.attribute.pop("quotePrefix", None)
        liste.kinder.append(neu)
        liste.attribute["count"] = str(anzahl + 1)
        self._mappe.paket.uebernimm(teil)
        return str(anzahl)


def _nummer_in(wurzel: Knoten, liste: str, nummer: str) -> Knoten | None:
    """An entry of a list of formats, fonts and so on, by its number from 0."""
    eintraege = wurzel.kind(liste)
    alle = list(eintraege.elemente()) if eintraege else []
    return alle[int(nummer)] if nummer.isdecimal() and int(nummer) < len(alle) else None


def _eigene(wurzel: Knoten) -> dict[str, str]:
    liste = wurzel.kind("numFmts")
    return {
        k.attribute.get("numFmtId", ""): k.attribute.get("formatCode", "")
        for k in (liste.elemente("numFmt") if liste else ())
    }


def _ist_standard(wurzel: Knoten, nummer: str) -> bool:
    return nummer == "0" or _eigene(wurzel).get(nummer, "").casefold() in _STANDARD


def _nummer(wurzel: Knoten, code: str) -> str:
    """The number of a number format; a new one where the workbook has none of this code."""
    eigene = _eigene(wurzel)
    bekannt = _EINGEBAUT.get(code) or next((n for n, c in eigene.items() if c == code), None)
    if bekannt is not None:
        return bekannt
    nummer = str(max([_ERSTES_EIGENES - 1, *(int(n) for n in eigene if n.isdecimal())]) + 1)
    liste = wurzel.kind("numFmts")
    if liste is None:
        liste = wurzel.neu("numFmts")
        wurzel.kinder.insert(0, liste)
    liste.kinder.append(wurzel.neu("numFmt", {"numFmtId": nummer, "formatCode": code}))
    liste.attribute["count"] = str(len(eigene) + 1)
    return nummer
