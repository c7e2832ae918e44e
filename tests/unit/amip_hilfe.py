"""Writes the example plan as the text of a programme, as reading a PDF leaves it; says what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from app.models.arten import Eintrittestatus, Finanzierung
from app.models.geld import format_eur, format_zahl, parse_eur
from app.services.beispieldaten import lies_beispiel
from app.services.worte import EINTRITTE_WORT, finanzierung_wort

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.services.einfuhr.lesezeilen import Lesezeile

DUISBURG = lies_beispiel("duisburg-2020")
_PRODUKTE = {p["schluessel"]: p["bezeichnung"] for p in DUISBURG["produkt"]}
PRODUKT_VON = {m["leistung"]: _PRODUKTE[m["produkt"]] for m in DUISBURG["massnahme"]}
KOPF = (
    "Leistung\tEintritte/ Plätze/ Gutscheine {jahr}\tMittelansatz (Neufall) {jahr} ca.\tFunktion im Prozess"
)


@dataclass(frozen=True, slots=True)
class Soll:
    """What one printed row says."""

    handlungsfeld: str
    leistung: str
    eintritte: int | None
    status: Eintrittestatus
    cent: int | None
    finanzierung: Finanzierung
    funktion: str


def soll_zeilen() -> list[Soll]:
    """The rows of the example plan in printed order."""
    titel = {h["schluessel"]: h["tabellentitel"] for h in DUISBURG["handlungsfeld"]}
    return [_soll(titel[m["handlungsfeld"]], m, a) for m in DUISBURG["massnahme"] for a in m["ansaetze"]]


def _soll(titel: str, massnahme: dict[str, Any], ansatz: dict[str, Any]) -> Soll:
    betrag = ansatz.get("mittelansatz")
    return Soll(
        titel,
        massnahme["leistung"],
        ansatz.get("eintritte"),
        Eintrittestatus(ansatz.get("eintritte_status", "zahl")),
        parse_eur(betrag) if betrag else None,
        Finanzierung(ansatz.get("finanzierung", "neufall")),
        massnahme["funktion"],
    )


def als_soll(zeilen: Iterable[Lesezeile], *, mit_funktion: bool = True) -> list[tuple[object, ...]]:
    """Rows that were read, to be compared with ``als_tupel``."""
    return [
        (
            z.handlungsfeld,
            z.leistung,
            z.eintritte,
            z.eintritte_status,
            z.mittelansatz_cent,
            z.finanzierung,
            z.funktion if mit_funktion else "",
        )
        for z in zeilen
    ]


def als_tupel(zeilen: Iterable[Soll], *, mit_funktion: bool = True) -> list[tuple[object, ...]]:
    """The example's rows, to be compared with ``als_soll``."""
    return [
        (
            z.handlungsfeld,
            z.leistung,
            z.eintritte,
            z.status,
            z.cent,
            z.finanzierung,
            z.funktion if mit_funktion else "",
        )
        for z in zeilen
    ]


# -- writing ----------------------------------------------------------------------------------------


def amip_text(jahr: int = 2020, *, seite_nach: int = 0, umbruch: tuple[str, ...] = ("",)) -> str:
    """A whole programme of the example plan.

    Args:
        jahr: year of the plan.
        seite_nach: a new page begins after so many rows of a table; 0: each table stands on one page.
        umbruch: the lines between two pages.
    """
    zeilen = [f"Geschäftsjahr {jahr}", "", "4. Kennzahlen\t9", "", "4. Kennzahlen", "", *uebersicht(), ""]
    felder = groupby(soll_zeilen(), key=lambda z: z.handlungsfeld)
    for nummer, (titel, reihen) in enumerate(felder, start=1):
        zeilen += [f"5.{nummer}. {titel}", "", f"5.{nummer}.1. Angebote im Überblick", ""]
        zeilen += [f"Für {jahr} vorgesehen:", "", KOPF.format(jahr=jahr)]
        gedruckt = list(_gedruckt(reihen, jahr))
        stuecke = range(0, len(gedruckt), seite_nach or len(gedruckt))
        for anfang in stuecke:
            zeilen += list(umbruch) if anfang else []
            zeilen += gedruckt[anfang : anfang + (seite_nach or len(gedruckt))]
        zeilen.append("")
    return "\n".join(zeilen)


def _gedruckt(reihen: Iterable[Soll], jahr: int) -> Iterator[str]:
    """Rows with the empty cells of a merged Leistung and of a Funktion that reaches on."""
    name = funktion = ""
    for z in reihen:
        eintritte = EINTRITTE_WORT[z.status] if z.eintritte is None else format_zahl(z.eintritte)
        mittel = finanzierung_wort(z.finanzierung, jahr) if z.cent is None else format_eur(z.cent)
        gleich = (z.leistung, z.funktion) == (
            name,
            funktion,
        ) and z.finanzierung is Finanzierung.EINKAUF_VORJAHR
        zellen = [
            "" if gleich else z.leistung,
            eintritte,
            mittel,
            "" if z.funktion == funktion else z.funktion,
        ]
        name, funktion = z.leistung, z.funktion
        yield "\t".join(zellen)


def uebersicht() -> Iterator[str]:
    """The overview of Eintritte by category and product (Abb. 6)."""
    je_produkt: dict[str, list[dict[str, Any]]] = {}
    for massnahme in DUISBURG["massnahme"]:
        je_produkt.setdefault(massnahme["produkt"], []).extend(massnahme["ansaetze"])
    yield "\tZweckbestimmung\tEintritte / Förderfälle"
    gesamt = 0
    for kategorie in (k for k in DUISBURG["produktkategorie"] if k["ausgewiesen"]):
        produkte = [p for p in DUISBURG["produkt"] if p["kategorie"] == kategorie["schluessel"]]
        summen = {p["bezeichnung"]: _summe(je_produkt[p["schluessel"]]) for p in produkte}
        summe = sum(s or 0 for s in summen.values())
        gesamt += summe
        yield f"{kategorie['nummer']}.\t{kategorie['bezeichnung']}\t{format_zahl(summe)}"
        for bezeichnung, wert in summen.items():
            yield f"\t{bezeichnung}\t{'Kalkulation VJ' if wert is None else format_zahl(wert)}"
    yield f"\tSUMME GESAMT\t{format_zahl(gesamt)}"


def _summe(ansaetze: list[dict[str, Any]]) -> int | None:
    zahlen = [a["eintritte"] for a in ansaetze if "eintritte" in a]
    return sum(zahlen) if zahlen else None


def tabelle(
    *reihen: str, kopf: str = KOPF.format(jahr=2020), abschnitt: str = "5.1. Handlungsfeld 1 - Arbeit"
) -> str:
    """A small programme: one measure table, its rows as they are given."""
    return "\n".join([abschnitt, "", kopf, *reihen, ""])
