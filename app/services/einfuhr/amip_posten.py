"""The tables and figures of a programme's text, besides its measures, as items of a preview."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.models.arten import Budgetart
from app.models.basis import neue_id
from app.models.geld import format_eur, format_zahl
from app.services import grundlagenfelder
from app.services.dezimal import format_dezimal
from app.services.einfuhr.spiegel import BETRAG, Spiegel
from app.services.einfuhr.vorschau import (
    BINDUNG,
    BUDGETPOSTEN,
    PRODUKT,
    PRODUKTKATEGORIE,
    Posten,
    Postenart,
)
from app.services.eingabe import EingabeFehler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.services.einfuhr.amip import AmipLesung
    from app.services.einfuhr.amip_typen import Budgetzahl, Kundengruppe, Schaetzung16a
    from app.services.planblick import Planblick

_KLAMMER = re.compile(r"(?P<name>.+?)\s*\((?P<grundlage>§[^)]+)\)")
_BERICHTSMONAT = re.compile(r"\(?Berichtsmonat (?P<monat>\w+ \d{4})\)?")
_ZAHL_VORN = re.compile(r"^\s*(ca\.?)?\s*[\d.]+\s*")
_FOLGT = "folgt aus den übrigen Zahlen des Textes"


def budgetposten(blick: Planblick, lesung: AmipLesung) -> Iterator[Posten]:
    """The inputs of the budget formulas that the text names, or that follow from what it names."""
    spiegel, b = Spiegel(blick), lesung.budget
    zahlen: tuple[tuple[Budgetart, Budgetzahl | None, int | None], ...] = (
        (Budgetart.EINGLIEDERUNGSMITTEL, b.eingliederungsmittel, b.eingliederungsmittel_aus_formel_cent),
        (Budgetart.VERWALTUNGSMITTEL, b.verwaltungsmittel, b.verwaltungsmittel_aus_formel_cent),
        (Budgetart.KFA, b.kfa, None),
        (Budgetart.VORLEISTUNGEN, b.vorleistungen, None),
        (Budgetart.UMSCHICHTUNG, b.umschichtung, None),
        (Budgetart.RUECKEINNAHMEN, b.rueckeinnahmen, None),
    )
    for art, zahl, aus_formel in zahlen:
        cent = zahl.cent if zahl else aus_formel
        zeile = blick.posten.get(art)
        if cent is None or zeile is None or zeile.betrag_cent == cent:
            continue
        yield Posten(
            f"{BUDGETPOSTEN}:{zeile.id}:{BETRAG}",
            Postenart.ZELLE,
            BUDGETPOSTEN,
            zeile.id,
            "Budget",
            spiegel.name(BUDGETPOSTEN, zeile.id),
            zahl.fundstelle if zahl else lesung.lesung.quelle,
            BETRAG,
            "Betrag",
            spiegel.text(BUDGETPOSTEN, zeile.id, BETRAG),
            format_eur(cent, symbol=False),
            vermerk="" if zahl else _FOLGT,
            zusatz={"quelle": zahl.fundstelle if zahl else _FOLGT},
        )


def vorbindungen(blick: Planblick, lesung: AmipLesung) -> tuple[tuple[Posten, ...], tuple[str, ...]]:
    """The known sum of the Vorbindungen as a new Bindung, or a sentence where the plan has another."""
    zahl = lesung.budget.vorbindungen
    if zahl is None:
        return (), ()
    jetzt = blick.kennzahlen.vorbindungen_cent
    if jetzt == zahl.cent:
        return (), ()
    if jetzt:
        satz = (
            f"Der Text nennt Vorbindungen von {format_eur(zahl.cent)}, der Plan hat {format_eur(jetzt)}; "
            "das ändern Sie auf der Seite Bindungen."
        )
        return (), (satz,)
    name = "Vorbindungen (nicht aufgegliedert)"
    posten = Posten(
        f"{BINDUNG}:vorbindungen:neu",
        Postenart.NEU,
        BINDUNG,
        neue_id(),
        "Budget",
        name,
        zahl.fundstelle,
        neu=format_eur(zahl.cent, symbol=False),
        texte={"bezeichnung": name, BETRAG: format_eur(zahl.cent, symbol=False), "quelle": zahl.fundstelle},
    )
    return (posten,), ()


def katalogposten(blick: Planblick, lesung: AmipLesung) -> Iterator[Posten]:
    """Categories and lines of the overview of entries that the plan's catalogues lack."""
    if lesung.foerderfaelle is None:
        return
    vorhanden = {_dicht(k.bezeichnung): k.id for k in blick.kategorien.values()}
    produkte = {_dicht(p.bezeichnung) for p in blick.produkte.values()}
    for kategorie in lesung.foerderfaelle.kategorien:
        kategorie_id = vorhanden.get(_dicht(kategorie.bezeichnung))
        if kategorie_id is None:
            kategorie_id = neue_id()
            texte = {"nummer": kategorie.nummer.rstrip("."), "bezeichnung": kategorie.bezeichnung}
            yield _eintrag(PRODUKTKATEGORIE, kategorie_id, texte, kategorie.textzeile, {})
        for zeile in kategorie.zeilen:
            if _dicht(zeile.bezeichnung) not in produkte:
                zusatz = {"produktkategorie_id": kategorie_id}
                texte = {"bezeichnung": zeile.bezeichnung}
                yield _eintrag(PRODUKT, neue_id(), texte, zeile.textzeile, zusatz)


def _eintrag(
    tabelle: str, zeile_id: str, texte: dict[str, str], textzeile: int, zusatz: dict[str, str]
) -> Posten:
    name = texte["bezeichnung"]
    return Posten(
        f"{tabelle}:{textzeile}:neu",
        Postenart.NEU,
        tabelle,
        zeile_id,
        "Kataloge",
        name,
        f"Textzeile {textzeile}",
        neu=" ".join(texte.values()),
        texte=texte,
        zusatz=zusatz,
    )


def grundlagenposten(blick: Planblick, lesung: AmipLesung) -> Iterator[Posten]:
    """The tables of the Grundlagen: rows known by their name, the flat rates by their class."""
    for name, zeilen in _grundlagen(blick, lesung).items():
        yield from _tabelle(blick, name, zeilen)


def _grundlagen(blick: Planblick, lesung: AmipLesung) -> dict[str, list[tuple[dict[str, str], str]]]:
    """Each table's rows as texts, with where they stand."""
    ort = "Textzeile {}".format
    projekte = lesung.sonderprojekte.zeilen if lesung.sonderprojekte else ()
    ziele = lesung.bildungsziele.zeilen if lesung.bildungsziele else ()
    groesste = max((k.anzahl or 0 for k in lesung.kundengruppen), default=0)
    personal = lesung.personal
    return {
        "sonderprojekt": [
            (
                {
                    "bezeichnung": p.bezeichnung,
                    "sachkosten_cent": _euro(p.sachkosten_cent),
                    "personalkosten_cent": _euro(p.personalkosten_cent),
                },
                ort(p.textzeile),
            )
            for p in projekte
        ],
        "patpauschale": [
            (
                {
                    "klasse": str(klasse),
                    "bezeichnung": p.konstellation,
                    "betrag_cent": _euro(p.monat_cent),
                    "ab": f"01.01.{lesung.haushaltsjahr or blick.jahr}",
                },
                ort(p.textzeile),
            )
            for klasse, p in enumerate(lesung.pat_pauschalen, start=1)
        ],
        "personal": [
            (
                {
                    "bezeichnung": "Jobcenter gesamt",
                    "soll_hundertstel": _vzae(personal.soll_hundertstel),
                    "ist_hundertstel": _vzae(personal.ist_hundertstel),
                },
                lesung.lesung.quelle,
            )
        ]
        if personal and (personal.soll_hundertstel or personal.ist_hundertstel)
        else [],
        "betreuungsschluessel": [
            ({"bezeichnung": s.bereich, "soll_zehntel": f"1:{s.kunden}"}, ort(s.textzeile))
            for s in lesung.betreuungsschluessel
        ],
        "kundengruppe": [
            (_kundengruppe(k, ganzes=k.anzahl == groesste), ort(k.textzeile)) for k in lesung.kundengruppen
        ],
        "bildungsziel": [
            (
                {
                    "bezeichnung": z.berufsgruppe,
                    "umschulungen": _zahl(z.umschulungen),
                    "teilqualifizierungen": _zahl(z.teilqualifizierungen),
                    "fortbildungen": _zahl(z.fortbildungen),
                },
                ort(z.textzeile),
            )
            for z in ziele
        ],
        "kommunale_leistung": [(_kommunale(s), ort(s.textzeile)) for s in lesung.schaetzungen_16a],
    }


def _kundengruppe(k: Kundengruppe, *, ganzes: bool) -> dict[str, str]:
    treffer = _BERICHTSMONAT.search(k.bezeichnung)
    return {
        "bezeichnung": _BERICHTSMONAT.sub("", k.bezeichnung).strip(),
        "anzahl": _zahl(k.anzahl),
        "gesamt": "ja" if ganzes else "nein",
        "berichtsmonat": treffer["monat"] if treffer else "",
    }


def _kommunale(s: Schaetzung16a) -> dict[str, str]:
    treffer = _KLAMMER.fullmatch(s.leistung)
    rest = _ZAHL_VORN.sub("", s.wortlaut).strip("() ") if s.zahl is not None else s.wortlaut
    return {
        "bezeichnung": treffer["name"] if treffer else s.leistung,
        "rechtsgrundlage": treffer["grundlage"] if treffer else "",
        "erbracht_von": s.erbringer,
        "faelle": _zahl(s.zahl),
        "zusatz": rest,
    }


def _tabelle(blick: Planblick, name: str, zeilen: list[tuple[dict[str, str], str]]) -> Iterator[Posten]:
    tabelle = grundlagenfelder.tabelle(name)
    schluessel = "klasse" if name == "patpauschale" else "bezeichnung"
    vorhanden = {_norm(tabelle.feld(schluessel).text(z)): z for z in tabelle.zeilen(blick)}
    for texte, ort in zeilen:
        alt = vorhanden.get(_norm(texte[schluessel]))
        if alt is None:
            yield Posten(
                f"{name}:{texte[schluessel]}:neu",
                Postenart.NEU,
                name,
                neue_id(),
                tabelle.einzahl,
                texte["bezeichnung"],
                ort,
                neu=" · ".join(t for f, t in texte.items() if t and f != "bezeichnung"),
                texte={**{f: t for f, t in texte.items() if t}, "quelle": ort},
            )
            continue
        jetzt = {f.name: f.text(alt) for f in tabelle.felder}
        yield from _felder(name, alt.id, jetzt, texte, ort)


def _felder(
    name: str, zeile_id: str, jetzt: Mapping[str, str], texte: Mapping[str, str], ort: str
) -> Iterator[Posten]:
    """Figures that the text states otherwise; names and words stay as the plan has them."""
    tabelle = grundlagenfelder.tabelle(name)
    for feld in tabelle.felder:
        neu = texte.get(feld.name, "")
        if (
            feld.art not in grundlagenfelder.ZAHLEN
            or not neu
            or _gleich(name, feld.name, neu, jetzt[feld.name])
        ):
            continue
        yield Posten(
            f"{name}:{zeile_id}:{feld.name}",
            Postenart.ZELLE,
            name,
            zeile_id,
            tabelle.einzahl,
            jetzt["bezeichnung"],
            ort,
            feld.name,
            feld.wort,
            jetzt[feld.name],
            neu,
        )


def _gleich(name: str, feld: str, eine: str, andere: str) -> bool:
    tabelle = grundlagenfelder.tabelle(name)
    try:
        return bool(
            grundlagenfelder.lies(tabelle, feld, eine) == grundlagenfelder.lies(tabelle, feld, andere)
        )
    except EingabeFehler:
        return False


def _dicht(text: str) -> str:
    """A name without blanks: a text read off a page tears words apart."""
    return "".join(text.split()).casefold()


def _norm(text: str) -> str:
    return " ".join(text.split()).casefold()


def _euro(cent: int | None) -> str:
    return "" if cent is None else format_eur(cent, symbol=False)


def _zahl(zahl: int | None) -> str:
    return "" if zahl is None else format_zahl(zahl)


def _vzae(hundertstel: int | None) -> str:
    return "" if hundertstel is None else format_dezimal(hundertstel, 2, 2)
