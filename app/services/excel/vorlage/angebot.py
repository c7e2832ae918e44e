"""What a template can ask for: the key figures by name, and the lists that a row is repeated for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.arten import Budgetart, Eintrittestatus, Planstatus
from app.services.datum import heute
from app.services.excel.massnahmen import mittelansatz_text
from app.services.excel.vorlage import angebot_grundlagen, werte
from app.services.gliederung import summe_ausgewiesen
from app.services.grundlagenfelder import TABELLEN
from app.services.summen import Dimension
from app.services.worte import EINTRITTE_WORT, PLANSTATUS_WORT, finanzierung_wort, rest_wort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.services.excel.vorlage.werte import Wert
    from app.services.grundlagenfelder import Grundtabelle
    from app.services.planblick import Planblick
    from app.services.summen import Summe
    from app.services.zeilen import Katalogeintrag, Zeile

_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def normal(name: str) -> str:
    """A name as it is compared: capitals, umlauts and spaces make no difference."""
    return re.sub(r"[\s_-]+", "_", name.strip().casefold()).translate(_UMLAUTE)


@dataclass(frozen=True, slots=True)
class Satz:
    """One entry of a list: its values by field, and the group (key) that it belongs to."""

    werte: Mapping[str, Wert]
    gruppe: str | None = None


@dataclass(frozen=True, slots=True)
class Liste:
    """A list: the fields of its entries, and by what it can be limited (``massnahmen[1]``)."""

    name: str
    felder: tuple[str, ...]
    saetze: Callable[[Planblick], Iterable[Satz]]
    gruppen: Callable[[Planblick], Iterable[Katalogeintrag]] = lambda _blick: ()
    """The catalogue whose numbers, short names and names limit the list."""


def _posten(art: Budgetart) -> Callable[[Planblick], Wert]:
    def lies(blick: Planblick) -> Wert:
        posten = blick.posten.get(art)
        return werte.betrag(posten.betrag_cent if posten else None)

    return lies


def _gebunden_und_geplant(blick: Planblick) -> Wert:
    jahr = next((j for j in blick.bindungsjahre if j.jahr == blick.jahr), None)
    return werte.betrag(jahr.summe_cent if jahr else None)


def _umschichtung(blick: Planblick) -> Wert:
    """What the formulas use; nothing where nobody has entered the plan's figure."""
    cent = blick.kennzahlen.umschichtung_cent
    return werte.betrag(cent) if cent else _posten(Budgetart.UMSCHICHTUNG)(blick)


KENNZAHLEN: dict[str, Callable[[Planblick], Wert]] = {
    "Planname": lambda b: werte.text(b.kopf.name),
    "Haushaltsjahr": lambda b: werte.jahr(b.jahr),
    "Stand": lambda b: werte.datum(b.kopf.stand),
    "Status": lambda b: werte.text(PLANSTATUS_WORT[Planstatus(b.kopf.status)]),
    "Quelle": lambda b: werte.text(b.kopf.quelle),
    "Erstellt": lambda _b: werte.datum(heute()),
    "Globalbudget": lambda b: werte.betrag(b.kennzahlen.globalbudget_cent),
    "Eingliederungsmittel": _posten(Budgetart.EINGLIEDERUNGSMITTEL),
    "Verwaltungsmittel": _posten(Budgetart.VERWALTUNGSMITTEL),
    "Umschichtung": _umschichtung,
    "Vorbindungen": lambda b: werte.betrag(b.kennzahlen.vorbindungen_cent),
    "Freirechnungen": lambda b: werte.betrag(b.kennzahlen.freirechnung_cent),
    "Rueckeinnahmen": _posten(Budgetart.RUECKEINNAHMEN),
    "Neufallbudget": lambda b: werte.betrag(b.kennzahlen.neufallbudget_cent),
    "Verplant": lambda b: werte.betrag(b.kennzahlen.verplant_cent),
    "Rest_Neufallbudget": lambda b: werte.betrag(b.kennzahlen.rest_cent),
    "Rest_Wort": lambda b: werte.text(rest_wort(b.kennzahlen.rest_cent)),
    "Ausschoepfung": lambda b: werte.anteil(b.kennzahlen.ausschoepfung_promille),
    "Kfa": _posten(Budgetart.KFA),
    "Vorleistungen": _posten(Budgetart.VORLEISTUNGEN),
    "Verwaltungskostenbudget": lambda b: werte.betrag(b.kennzahlen.verwaltungskostenbudget_cent),
    "Eintritte_gesamt": lambda b: werte.anzahl(b.kennzahlen.eintritte_gesamt),
    "Eintritte_Abb6": lambda b: werte.anzahl(summe_ausgewiesen(b).eintritte),
    "Neu_gebunden": lambda b: werte.betrag(b.kennzahlen.neu_gebunden_cent),
    "Ungebunden": lambda b: werte.betrag(b.kennzahlen.ungebunden_cent),
    "Gezahlt": lambda b: werte.betrag(b.kennzahlen.gezahlt_cent),
    "Gebunden_und_geplant": _gebunden_und_geplant,
    **angebot_grundlagen.KENNZAHLEN,
}
"""The figures by name; those that the program's own workbook names have the same names there."""


def _massnahmen(blick: Planblick) -> Iterable[Satz]:
    for nummer, zeile in enumerate(blick.zeilen.values(), start=1):
        produkt = blick.produkte.get(zeile.produkt_id or "")
        yield Satz(
            {
                "nummer": werte.anzahl(nummer),
                "leistung": werte.text(zeile.leistung),
                "eintritte": _eintritte(zeile),
                "mittelansatz": _mittelansatz(zeile, blick.jahr),
                "finanzierung": werte.text(finanzierung_wort(zeile.finanzierung, blick.jahr)),
                "funktion": werte.text(zeile.funktion),
                "handlungsfeld": _titel(blick.handlungsfelder, zeile.handlungsfeld_id),
                "kategorie": _titel(blick.kategorien, produkt.gehoert_zu if produkt else None),
                "produkt": _titel(blick.produkte, zeile.produkt_id),
                "team": _titel(blick.teams, zeile.team_id),
                "bemerkung": werte.text(zeile.bemerkung),
            },
            zeile.handlungsfeld_id,
        )


def _eintritte(zeile: Zeile) -> Wert:
    if zeile.eintritte is None:
        return werte.text(EINTRITTE_WORT[zeile.eintritte_status])
    return werte.anzahl(zeile.eintritte)


def _mittelansatz(zeile: Zeile, jahr: int) -> Wert:
    """An amount that counts; a state in words, so that no sum takes a noted amount in."""
    if zeile.finanzierung.zaehlt:
        return werte.betrag(zeile.mittelansatz_cent)
    return werte.text(mittelansatz_text(zeile, jahr))


def _titel(katalog: Mapping[str, Katalogeintrag], schluessel: str | None) -> Wert:
    eintrag = katalog.get(schluessel or "")
    return werte.text(eintrag.bezeichnung if eintrag else None)


def _summenwerte(summe: Summe) -> dict[str, Wert]:
    eintritte = summe.eintritte_oder_none
    wort = EINTRITTE_WORT[Eintrittestatus.KALKULATION_VORJAHR]
    return {
        "eintritte": werte.text(wort) if eintritte is None else werte.anzahl(eintritte),
        "mittelansatz": werte.betrag(summe.mittelansatz_cent),
    }


def _ausgewiesene(blick: Planblick) -> dict[str, Katalogeintrag]:
    return {k.id: k for k in blick.kategorien.values() if k.ausgewiesen}


def _kategorien(blick: Planblick) -> Iterable[Satz]:
    for kategorie in _ausgewiesene(blick).values():
        summe = blick.summe(Dimension.PRODUKTKATEGORIE, kategorie.id)
        yield Satz(
            {
                "nummer": werte.text(kategorie.nummer),
                "bezeichnung": werte.text(kategorie.bezeichnung),
                **_summenwerte(summe),
            }
        )


def _produkte(blick: Planblick) -> Iterable[Satz]:
    """The lines of Abb. 6 below their categories; the number is the category's."""
    for kategorie in _ausgewiesene(blick).values():
        for produkt in (p for p in blick.produkte.values() if p.gehoert_zu == kategorie.id):
            yield Satz(
                {
                    "nummer": werte.text(produkt.nummer or kategorie.nummer),
                    "bezeichnung": werte.text(produkt.bezeichnung),
                    "kategorie": werte.text(kategorie.bezeichnung),
                    "rechtsgrundlage": werte.text(produkt.zusatz),
                    **_summenwerte(blick.summe(Dimension.PRODUKT, produkt.id)),
                },
                kategorie.id,
            )


def _handlungsfelder(blick: Planblick) -> Iterable[Satz]:
    """All of them; rows without one make a last entry, so that the list adds up."""
    for feld in blick.handlungsfelder.values():
        namen = {
            "nummer": werte.text(feld.nummer),
            "titel": werte.text(feld.titel),
            "bezeichnung": werte.text(feld.bezeichnung),
            "kurz": werte.text(feld.kurz or feld.bezeichnung),
        }
        yield Satz({**namen, **_summenwerte(blick.summe(Dimension.HANDLUNGSFELD, feld.id))})
    ohne = blick.summe(Dimension.HANDLUNGSFELD, None)
    if ohne.zeilen:
        wort = werte.text("ohne Handlungsfeld")
        yield Satz(
            {
                "nummer": werte.LEER,
                **dict.fromkeys(("titel", "bezeichnung", "kurz"), wort),
                **_summenwerte(ohne),
            }
        )


def _bindungen(blick: Planblick) -> Iterable[Satz]:
    for jahr in blick.bindungsjahre:
        gebunden = jahr.vorbindung_cent + jahr.neu_gebunden_cent
        yield Satz(
            {
                "jahr": werte.jahr(jahr.jahr),
                "gebunden": werte.betrag(gebunden),
                "vorbindung": werte.betrag(jahr.vorbindung_cent),
                "neu_gebunden": werte.betrag(jahr.neu_gebunden_cent),
                "neu_geplant": werte.betrag(jahr.neu_geplant_cent),
                "summe": werte.betrag(jahr.summe_cent),
                "frei": werte.betrag(jahr.frei_cent),
                "ve": werte.betrag(jahr.ve_cent),
                "freirechnung": werte.betrag(jahr.freirechnung_cent),
            }
        )


def _grundlagenliste(tabelle: Grundtabelle) -> Liste:
    def saetze(blick: Planblick) -> Iterable[Satz]:
        return (Satz(satz) for satz in angebot_grundlagen.saetze(tabelle, blick))

    return Liste(tabelle.attribut, angebot_grundlagen.felder(tabelle), saetze)


_MASSNAHMENFELDER = (
    *("nummer", "leistung", "eintritte", "mittelansatz", "finanzierung", "funktion"),
    *("handlungsfeld", "kategorie", "produkt", "team", "bemerkung"),
)
_BINDUNGSFELDER = (
    *("jahr", "gebunden", "vorbindung", "neu_gebunden", "neu_geplant", "summe", "frei", "ve"),
    "freirechnung",
)
LISTEN: tuple[Liste, ...] = (
    Liste("massnahmen", _MASSNAHMENFELDER, _massnahmen, lambda b: b.handlungsfelder.values()),
    Liste(
        "produkte",
        ("nummer", "bezeichnung", "kategorie", "rechtsgrundlage", "eintritte", "mittelansatz"),
        _produkte,
        lambda b: _ausgewiesene(b).values(),
    ),
    Liste("kategorien", ("nummer", "bezeichnung", "eintritte", "mittelansatz"), _kategorien),
    Liste(
        "handlungsfelder",
        ("nummer", "titel", "bezeichnung", "kurz", "eintritte", "mittelansatz"),
        _handlungsfelder,
    ),
    Liste("bindungen", _BINDUNGSFELDER, _bindungen),
    *(_grundlagenliste(tabelle) for tabelle in TABELLEN),
)
