"""What the charts show: frozen data with every figure already in words, made by pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.arten import Budgetart, Eintrittestatus, Umschichtungsbasis
from app.models.geld import format_eur, format_promille, format_zahl, promille
from app.services.diagrammtypen import (
    Balken,
    Balkendaten,
    Groesse,
    Rolle,
    Schluessel,
    Tabelle,
)
from app.services.diagrammworte import in_worten, mit_hinweis
from app.services.summen import Dimension
from app.services.worte import BASIS_WORT, BUDGET_WORT, EINTRITTE_WORT, rest_wort
from app.services.zahlworte import anzahl, kurz_eur

if TYPE_CHECKING:
    from app.services.budget import Kennzahlen
    from app.services.planblick import Planblick
    from app.services.summen import Summe
    from app.services.zeilen import Katalogeintrag

__all__ = [
    "Balken",
    "Balkendaten",
    "Groesse",
    "Rolle",
    "Schluessel",
    "Tabelle",
    "balken",
    "wasserfall",
]

KEIN_BETRAG = "noch kein Betrag"


def wasserfall(blick: Planblick) -> Balkendaten:
    """The Neufallbudget in the order of its formula (AMIP 2.2.1), with the plan and the Rest beside it."""
    k = blick.kennzahlen
    nach_umschichtung = k.eingliederungsmittel_cent - k.umschichtung_cent
    nach_vorbindungen = nach_umschichtung - k.vorbindungen_cent
    nach_freirechnung = nach_vorbindungen + k.freirechnung_cent
    neufall = k.neufallbudget_cent
    formel = [
        _posten(blick, Budgetart.EINGLIEDERUNGSMITTEL, "", 0, k.eingliederungsmittel_cent),
        _umschichtung(blick, k, nach_umschichtung),
        _vorbindungen(k.vorbindungen_cent, nach_umschichtung, nach_vorbindungen, blick.jahr),
    ]
    if k.freirechnung_cent:
        formel.append(_freirechnung(k.freirechnung_cent, nach_vorbindungen, nach_freirechnung))
    formel.append(_posten(blick, Budgetart.RUECKEINNAHMEN, "+ ", nach_freirechnung, neufall))
    plan = [_verplant(k.verplant_cent, k.ausschoepfung_promille)]
    if k.neu_gebunden_cent:
        plan.append(_neu_gebunden(k.neu_gebunden_cent, k.verplant_cent))
    balken = (*formel, _ergebnis(neufall), *plan, _rest(k.rest_cent, neufall, k.verplant_cent))
    titel = f"Neufallbudget {blick.jahr}"
    zeilen = tuple((b.name, b.genau) for b in balken)
    return Balkendaten(
        titel=titel,
        groesse=Groesse.MITTEL,
        balken=balken,
        tabelle=Tabelle(("Posten", "Betrag"), zeilen, (False, True)),
        beschreibung=in_worten(titel, zeilen),
        leer="Noch keine Beträge.",
        verbunden=True,
        grenze=neufall,
        grenze_ab=len(formel),
    )


def _posten(blick: Planblick, art: Budgetart, zeichen: str, von: int, bis: int) -> Balken:
    zeile = blick.posten.get(art)
    betrag = zeile.betrag_cent if zeile else None
    rolle = Rolle.MITTEL if art is Budgetart.EINGLIEDERUNGSMITTEL else _richtung(von, bis)
    return Balken(
        schluessel=("budgetposten", art.value),
        name=f"{zeichen}{BUDGET_WORT[art]}",
        titel=BUDGET_WORT[art],
        von=von,
        bis=bis,
        rolle=rolle,
        wert=KEIN_BETRAG if betrag is None else kurz_eur(betrag),
        genau=KEIN_BETRAG if betrag is None else format_eur(betrag),
        hinweis=f"Quelle: {zeile.quelle}" if zeile and zeile.quelle else "",
    )


def _richtung(von: int, bis: int) -> Rolle:
    return Rolle.ZUGANG if bis >= von else Rolle.ABZUG


def _umschichtung(blick: Planblick, k: Kennzahlen, bis: int) -> Balken:
    """The sum in use, and which one that is."""
    vollzogen = k.umschichtung_basis is Umschichtungsbasis.VOLLZOGEN
    zeile = blick.posten.get(Budgetart.UMSCHICHTUNG)
    offen = not vollzogen and (zeile is None or zeile.betrag_cent is None)
    quelle = f"Quelle: {zeile.quelle}" if zeile and zeile.quelle and not vollzogen else ""
    hinweise = (f"Gerechnet wird: {BASIS_WORT[k.umschichtung_basis]}", quelle)
    return Balken(
        schluessel=("budgetposten", Budgetart.UMSCHICHTUNG.value),
        name="− Umschichtung, vollzogen" if vollzogen else "− Umschichtung",
        titel=BUDGET_WORT[Budgetart.UMSCHICHTUNG],
        von=k.eingliederungsmittel_cent,
        bis=bis,
        rolle=_richtung(k.eingliederungsmittel_cent, bis),
        wert=KEIN_BETRAG if offen else kurz_eur(k.umschichtung_cent),
        genau=KEIN_BETRAG if offen else format_eur(k.umschichtung_cent),
        hinweis="; ".join(h for h in hinweise if h),
    )


def _freirechnung(betrag: int, von: int, bis: int) -> Balken:
    return Balken(
        schluessel=("kennzahl", "freirechnung"),
        name="+ Freirechnungen",
        titel="Freirechnungen",
        von=von,
        bis=bis,
        rolle=Rolle.ZUGANG,
        wert=kurz_eur(betrag),
        genau=format_eur(betrag),
        hinweis="Von den Vorbindungen dieses Jahres freigegeben: wieder für neue Fälle da",
    )


def _neu_gebunden(betrag: int, verplant: int) -> Balken:
    anteil = promille(betrag, verplant)
    return Balken(
        schluessel=("kennzahl", "neu_gebunden"),
        name="davon gebunden",
        titel="Bindungen dieses Jahres, fällig in diesem Jahr",
        von=0,
        bis=betrag,
        rolle=Rolle.NEU_GEBUNDEN,
        wert=kurz_eur(betrag),
        genau=format_eur(betrag),
        hinweis="" if anteil is None else f"{format_promille(anteil)} der Mittelansätze",
    )


def _vorbindungen(betrag: int, von: int, bis: int, jahr: int) -> Balken:
    return Balken(
        schluessel=("budgetposten", "vorbindungen"),
        name="− Vorbindungen",
        titel="Vorbindungen",
        von=von,
        bis=bis,
        rolle=Rolle.ZUGANG if bis > von else Rolle.ABZUG,
        wert=kurz_eur(betrag),
        genau=format_eur(betrag),
        hinweis=f"Fällig {jahr} aus Bindungen früherer Jahre",
    )


def _ergebnis(neufall: int) -> Balken:
    return Balken(
        schluessel=("kennzahl", "neufallbudget"),
        name="= Neufallbudget",
        titel="Neufallbudget",
        von=0,
        bis=neufall,
        rolle=Rolle.ERGEBNIS,
        wert=kurz_eur(neufall),
        genau=format_eur(neufall),
        hinweis="Eingliederungsmittel − Umschichtung − Vorbindungen + Freirechnungen + Rückeinnahmen",
        betont=True,
    )


def _verplant(betrag: int, ausschoepfung: int | None) -> Balken:
    return Balken(
        schluessel=("kennzahl", "verplant"),
        name="verplant",
        titel="Verplante Mittelansätze",
        von=0,
        bis=betrag,
        rolle=Rolle.PLAN,
        wert=kurz_eur(betrag),
        genau=format_eur(betrag),
        hinweis="" if ausschoepfung is None else f"{format_promille(ausschoepfung)} des Neufallbudgets",
        abgesetzt=True,
    )


def _rest(rest: int, neufall: int, verplant: int) -> Balken:
    wort = rest_wort(rest)
    return Balken(
        schluessel=("kennzahl", "rest"),
        name="Rest",
        titel="Rest: Neufallbudget − verplant",
        von=min(neufall, verplant),
        bis=max(neufall, verplant),
        rolle=Rolle.UEBERPLANT if rest < 0 else Rolle.FREI,
        wert=f"{kurz_eur(rest, plus=True)} {wort}",
        genau=f"{format_eur(rest, plus=True)} {wort}",
        betont=True,
    )


_GRUPPE = {
    Dimension.HANDLUNGSFELD: "Handlungsfeld",
    Dimension.PRODUKTKATEGORIE: "Produktkategorie",
    Dimension.PRODUKT: "Produkt",
    Dimension.TEAM: "Team",
}
_GROESSE = {Groesse.MITTEL: "Mittelansatz", Groesse.EINTRITTE: "Eintritte"}
_NICHT_AUSGEWIESEN = "In der Übersicht der Eintritte nicht ausgewiesen"


def balken(blick: Planblick, dimension: Dimension, groesse: Groesse) -> Balkendaten:
    """Mittel (Cent) or Eintritte of each group of a dimension that has a catalogue, in its order.

    Groups that the overview of Eintritte does not list come last, then the rows that have no group at all.
    """
    katalog = sorted(blick.katalog(dimension).values(), key=lambda eintrag: not eintrag.ausgewiesen)
    gruppen = (*katalog, None) if blick.summe(dimension).zeilen else tuple(katalog)
    gesamt = _zahl(blick.summen.gesamt, groesse) or 0
    alle = tuple(_gruppe(blick, dimension, groesse, eintrag, gesamt) for eintrag in gruppen)
    wort = "Mittel" if groesse is Groesse.MITTEL else "Eintritte"
    titel = f"{wort} nach {_GRUPPE[dimension]}"
    zeilen = tuple((b.titel, b.genau, b.anteil, b.hinweis) for b in alle)
    return Balkendaten(
        titel=titel,
        groesse=groesse,
        balken=alle,
        tabelle=mit_hinweis((_GRUPPE[dimension], _GROESSE[groesse], "Anteil"), zeilen),
        beschreibung=in_worten(titel, zeilen),
        leer=f"Noch keine Einträge im Katalog „{_GRUPPE[dimension]}“.",
    )


def _gruppe(
    blick: Planblick, dimension: Dimension, groesse: Groesse, eintrag: Katalogeintrag | None, gesamt: int
) -> Balken:
    schluessel = eintrag.id if eintrag else None
    summe = blick.summe(dimension, schluessel)
    zahl = _zahl(summe, groesse)
    ohne = f"ohne {_GRUPPE[dimension]}"
    ausgewiesen = eintrag is not None and eintrag.ausgewiesen
    wert, genau = _zahlworte(zahl, groesse)
    return Balken(
        schluessel=(dimension, schluessel),
        name=eintrag.kurztitel if eintrag else ohne,
        titel=eintrag.titel if eintrag else ohne,
        von=0,
        bis=zahl or 0,
        rolle=Rolle.MITTEL if ausgewiesen else Rolle.NEBEN,
        wert=wert,
        genau=genau,
        anteil="" if zahl is None else _anteil(zahl, gesamt),
        hinweis="; ".join(_hinweise(summe, groesse, zahl, eintrag)),
    )


def _zahl(summe: Summe, groesse: Groesse) -> int | None:
    return summe.mittelansatz_cent if groesse is Groesse.MITTEL else summe.eintritte_oder_none


def _zahlworte(zahl: int | None, groesse: Groesse) -> tuple[str, str]:
    if zahl is None:
        wort = EINTRITTE_WORT[Eintrittestatus.KALKULATION_VORJAHR]
        return wort, wort
    if groesse is Groesse.MITTEL:
        return kurz_eur(zahl), format_eur(zahl)
    return format_zahl(zahl), format_zahl(zahl)


def _hinweise(summe: Summe, groesse: Groesse, zahl: int | None, eintrag: Katalogeintrag | None) -> list[str]:
    hinweise = []
    if groesse is Groesse.EINTRITTE and zahl is not None and summe.kalkulation:
        wort = EINTRITTE_WORT[Eintrittestatus.KALKULATION_VORJAHR]
        hinweise.append(f"dazu {anzahl(summe.kalkulation, 'Zeile', 'Zeilen')} „{wort}“")
    if eintrag is not None and not eintrag.ausgewiesen:
        hinweise.append(_NICHT_AUSGEWIESEN)
    return hinweise


def _anteil(zahl: int, gesamt: int) -> str:
    anteil = promille(zahl, gesamt)
    return "" if anteil is None else format_promille(anteil)
