"""What is bound in a year by Handlungsfeld, Produktkategorie and Vertragspartner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.models.geld import format_eur, format_promille, promille
from app.services.bindungsstand import ist_teil_im
from app.services.diagrammtypen import Balken, Balkendaten, Groesse, Rolle
from app.services.diagrammworte import in_worten, mit_hinweis
from app.services.zahlworte import anzahl, kurz_eur

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.bindungszeilen import Bindungszeile
    from app.services.planblick import Planblick

OHNE_AUFGLIEDERUNG = "nicht aufgegliedert"
_OHNE = "ohne Zuordnung"
_HOECHSTENS = 12
_WEITERE = "weitere"


class Gruppierung(StrEnum):
    """What Bindungen are grouped by."""

    HANDLUNGSFELD = "handlungsfeld"
    PRODUKTKATEGORIE = "produktkategorie"
    VERTRAGSPARTNER = "vertragspartner"


GRUPPIERUNG_WORT = {
    Gruppierung.HANDLUNGSFELD: "Handlungsfeld",
    Gruppierung.PRODUKTKATEGORIE: "Produktkategorie",
    Gruppierung.VERTRAGSPARTNER: "Vertragspartner",
}


@dataclass(frozen=True, slots=True)
class _Gruppe:
    schluessel: str
    name: str
    cent: int
    zahl: int


def nach_gruppe(blick: Planblick, gruppierung: Gruppierung, jahr: int) -> Balkendaten:
    """What is bound in a year by group, largest first; what no contract accounts for comes last (in Cent)."""
    gruppen = _gruppen(blick, gruppierung, jahr)
    gesamt = sum(g.cent for g in gruppen)
    balken = tuple(_balken(g, gruppierung, gesamt) for g in gruppen if g.cent)
    wort = GRUPPIERUNG_WORT[gruppierung]
    titel = f"Bindungen {jahr} nach {wort}"
    zeilen = tuple((b.titel, b.genau, b.anteil, b.hinweis) for b in balken)
    return Balkendaten(
        titel=titel,
        groesse=Groesse.MITTEL,
        balken=balken,
        tabelle=mit_hinweis((wort, "gebunden", "Anteil"), zeilen),
        beschreibung=in_worten(titel, zeilen),
        leer=f"{jahr} ist nichts gebunden.",
    )


def gruppe_von(blick: Planblick, gruppierung: Gruppierung, bindung: Bindungszeile) -> str:
    """The key of the group that a Bindung belongs to; empty where it has none."""
    return _SCHLUESSEL[gruppierung](blick, bindung)


def _gruppen(blick: Planblick, gruppierung: Gruppierung, jahr: int) -> list[_Gruppe]:
    cent: dict[str, int] = {}
    zahl: dict[str, int] = {}
    nach_id = {b.id: b for b in blick.bindungen}
    rest = 0
    for bindung in blick.bindungen:
        betrag = bindung.gebunden_cent(jahr)
        if not bindung.aufgegliedert:
            rest += betrag
            continue
        sammel = nach_id.get(bindung.vertrag.sammel_id or "")
        if bindung.herkunft_jahr < blick.jahr and ist_teil_im(bindung, sammel, jahr):
            rest -= bindung.festgelegt_cent(jahr)
        schluessel = gruppe_von(blick, gruppierung, bindung)
        cent[schluessel] = cent.get(schluessel, 0) + betrag
        zahl[schluessel] = zahl.get(schluessel, 0) + int(betrag != 0)
    namen = _namen(blick, gruppierung)
    gruppen = sorted(
        (_Gruppe(s, namen.get(s, s or _OHNE), c, zahl[s]) for s, c in cent.items()),
        key=lambda g: (not g.schluessel, -g.cent, g.name),
    )
    return [
        *_gekuerzt(gruppen),
        *([_Gruppe(OHNE_AUFGLIEDERUNG, OHNE_AUFGLIEDERUNG, rest, 0)] if rest else []),
    ]


def _gekuerzt(gruppen: list[_Gruppe]) -> list[_Gruppe]:
    if len(gruppen) <= _HOECHSTENS:
        return gruppen
    uebrige = gruppen[_HOECHSTENS - 1 :]
    name = f"{len(uebrige)} {_WEITERE}"
    weitere = _Gruppe(_WEITERE, name, sum(g.cent for g in uebrige), sum(g.zahl for g in uebrige))
    return [*gruppen[: _HOECHSTENS - 1], weitere]


def _balken(gruppe: _Gruppe, gruppierung: Gruppierung, gesamt: int) -> Balken:
    anteil = promille(gruppe.cent, gesamt)
    benannt = gruppe.schluessel not in {"", OHNE_AUFGLIEDERUNG, _WEITERE}
    return Balken(
        schluessel=(f"bindungen_{gruppierung.value}", gruppe.schluessel),
        name=gruppe.name,
        titel=gruppe.name,
        von=0,
        bis=gruppe.cent,
        rolle=Rolle.MITTEL if benannt else Rolle.NEBEN,
        wert=kurz_eur(gruppe.cent),
        genau=format_eur(gruppe.cent),
        anteil="" if anteil is None else format_promille(anteil),
        hinweis=anzahl(gruppe.zahl, "Bindung", "Bindungen") if gruppe.zahl else "",
    )


def _namen(blick: Planblick, gruppierung: Gruppierung) -> dict[str, str]:
    katalog = {
        Gruppierung.HANDLUNGSFELD: blick.handlungsfelder,
        Gruppierung.PRODUKTKATEGORIE: blick.kategorien,
    }.get(gruppierung, {})
    return {eintrag.id: eintrag.kurztitel for eintrag in katalog.values()}


def _handlungsfeld(blick: Planblick, bindung: Bindungszeile) -> str:
    ansaetze = blick.ansaetze.get(bindung.massnahme_id or "")
    return blick.zeilen[ansaetze[0]].handlungsfeld_id or "" if ansaetze else ""


def produkt_von(blick: Planblick, bindung: Bindungszeile) -> str:
    """The key of a Bindung's product: its own, or that of its Leistung; empty where it has none."""
    if bindung.vertrag.produkt_id:
        return bindung.vertrag.produkt_id
    ansaetze = blick.ansaetze.get(bindung.massnahme_id or "")
    return blick.zeilen[ansaetze[0]].produkt_id or "" if ansaetze else ""


def _kategorie(blick: Planblick, bindung: Bindungszeile) -> str:
    produkt = blick.produkte.get(produkt_von(blick, bindung))
    return produkt.gehoert_zu or "" if produkt else ""


_SCHLUESSEL: dict[Gruppierung, Callable[[Planblick, Bindungszeile], str]] = {
    Gruppierung.HANDLUNGSFELD: _handlungsfeld,
    Gruppierung.PRODUKTKATEGORIE: _kategorie,
    Gruppierung.VERTRAGSPARTNER: lambda _blick, bindung: bindung.vertrag.vertragspartner or "",
}


def der_gruppe(
    blick: Planblick, gruppierung: Gruppierung, schluessel: str, jahr: int
) -> Iterable[Bindungszeile]:
    """The Bindungen behind a bar: those of the group that bind anything in the year."""
    gezeigt = {g.schluessel for g in _gruppen(blick, gruppierung, jahr)}
    for bindung in blick.bindungen:
        eigener = gruppe_von(blick, gruppierung, bindung) if bindung.aufgegliedert else OHNE_AUFGLIEDERUNG
        balken = eigener if eigener in gezeigt or not bindung.aufgegliedert else _WEITERE
        if balken == schluessel and bindung.gebunden_cent(jahr):
            yield bindung
