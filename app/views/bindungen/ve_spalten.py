"""The three tables of the view "Verpflichtungsermächtigungen" as facts: years, entries, months."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.bindungen import lies_jahr
from app.services.bindungsjahre import geltend
from app.services.datum import format_datum, stichtag, verlange_datum
from app.services.eingabe import lies_wort
from app.services.geld import eur, format_eur, format_promille, parse_eur, promille
from app.services.haushaltszeilen import VeStand, VeZeile
from app.services.ve import VeJahr, ve_eintragen, ve_loeschen, ve_setzen
from app.services.ve_diagramm import VeMonatszeile, frei_wort
from app.services.worte import VE_WORT
from app.services.zahlworte import anzahl
from app.views.bausteine.gitterspalten import Gitterspec, Spalte
from app.views.bausteine.zellen import Stil

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.planblick import Planblick
    from app.views.bruecke import Bruecke

OHNE_VE = "keine VE"


@dataclass(frozen=True, slots=True)
class Jahreszeile:
    """One later year of the overview."""

    ve: VeJahr

    @property
    def id(self) -> str:
        """The year as a key."""
        return str(self.ve.jahr)

    @property
    def nutzung_promille(self) -> int | None:
        """Share of the VE that is used."""
        return promille(self.ve.genutzt_cent, self.ve.gilt.betrag_cent) if self.ve.gilt else None


def frei_text(frei_cent: int | None, genutzt_cent: int = 0) -> str:
    """What is left of a VE with its sign and a word; without a VE: that there is none."""
    if frei_cent is None:
        return f"{eur(-genutzt_cent)} ohne VE" if genutzt_cent else OHNE_VE
    return f"{format_eur(frei_cent, symbol=False, plus=True)} {frei_wort(frei_cent)}"


def frei_stil(frei_cent: int | None, genutzt_cent: int = 0) -> Stil:
    """Its colour."""
    if frei_cent is None:
        return Stil.FEHLER if genutzt_cent > 0 else Stil.NEBEN
    return Stil.FEHLER if frei_cent < 0 else Stil.ERFOLG if frei_cent else Stil.NORMAL


# -- years -------------------------------------------------------------------------------------------


def _geltend_text(zeile: Jahreszeile) -> str:
    return eur(zeile.ve.gilt.betrag_cent) if zeile.ve.gilt else "–"


def _nutzung_text(zeile: Jahreszeile) -> str:
    return "" if zeile.nutzung_promille is None else format_promille(zeile.nutzung_promille)


def _offen_text(zeile: Jahreszeile) -> str:
    if not zeile.ve.offen:
        return ""
    return f"{anzahl(zeile.ve.offen, 'Zeile', 'Zeilen')} noch ohne Betrag"


def _jahr_stil(zeile: Jahreszeile) -> Stil:
    return frei_stil(zeile.ve.frei_cent, zeile.ve.genutzt_cent)


_JAHRESSPALTEN: tuple[Spalte[Jahreszeile], ...] = (
    Spalte("jahr", "Jahr", 64, lambda z: str(z.ve.jahr), stil=lambda _z: Stil.FETT),
    Spalte(
        "ve",
        "VE €",
        124,
        _geltend_text,
        rechts=True,
        stil=lambda z: Stil.NORMAL if z.ve.gilt else Stil.NEBEN,
        sortwert=lambda z: z.ve.gilt.betrag_cent if z.ve.gilt else None,
        tipp="Es gilt der jüngste Eintrag für das Jahr",
    ),
    Spalte("stand", "Stand", 92, lambda z: VE_WORT[z.ve.gilt.stand] if z.ve.gilt else ""),
    Spalte(
        "ab",
        "ab",
        92,
        lambda z: format_datum(z.ve.gilt.ab) if z.ve.gilt else "",
        sortwert=lambda z: z.ve.gilt.ab if z.ve.gilt else None,
    ),
    Spalte(
        "genutzt",
        "genutzt €",
        124,
        lambda z: eur(z.ve.genutzt_cent),
        rechts=True,
        stil=lambda z: Stil.NORMAL if z.ve.genutzt_cent else Stil.NEBEN,
        sortwert=lambda z: z.ve.genutzt_cent,
        tipp="Bindungen dieses Haushaltsjahres und Neufälle, die im Folgejahr zu zahlen sind",
    ),
    Spalte(
        "frei",
        "frei €",
        204,
        lambda z: frei_text(z.ve.frei_cent, z.ve.genutzt_cent),
        rechts=True,
        stil=_jahr_stil,
        sortwert=lambda z: z.ve.frei_cent,
    ),
    Spalte(
        "nutzung",
        "Nutzung",
        168,
        _nutzung_text,
        rechts=True,
        stil=lambda z: _jahr_stil(z) & Stil.FEHLER,
        sortwert=lambda z: z.nutzung_promille,
        anteil=lambda z: z.nutzung_promille,
    ),
    Spalte("hinweis", "", 120, _offen_text),
)
JAHRE_SPEC: Gitterspec[Jahreszeile] = Gitterspec(
    "VE nach Jahren", "ve_jahre", _JAHRESSPALTEN, gestreckt="hinweis", ganze_zeilen=True
)


# -- months ------------------------------------------------------------------------------------------

_MONATSSPALTEN: tuple[Spalte[VeMonatszeile], ...] = (
    Spalte("monat", "Monat", 88, lambda z: z.name, sortwert=lambda z: z.monat, stil=lambda _z: Stil.NORMAL),
    Spalte(
        "neu",
        "neu €",
        104,
        lambda z: eur(z.neu_cent) if z.neu_cent else "–",
        rechts=True,
        stil=lambda z: Stil.NORMAL if z.neu_cent else Stil.NEBEN,
        sortwert=lambda z: z.neu_cent,
        wert_cent=lambda z: z.neu_cent,
    ),
    Spalte(
        "kumuliert",
        "kumuliert €",
        104,
        lambda z: eur(z.kumuliert_cent),
        rechts=True,
        stil=lambda _z: Stil.NORMAL,
        sortwert=lambda z: z.kumuliert_cent,
    ),
    Spalte(
        "frei",
        "frei €",
        108,
        lambda z: "–" if z.frei_cent is None else format_eur(z.frei_cent, symbol=False, plus=True),
        rechts=True,
        stil=lambda z: frei_stil(z.frei_cent, z.kumuliert_cent),
        sortwert=lambda z: z.frei_cent,
    ),
)
MONATE_SPEC: Gitterspec[VeMonatszeile] = Gitterspec(
    "Inanspruchnahme nach Monaten", "ve_monate", _MONATSSPALTEN, gestreckt="frei"
)


# -- entries -----------------------------------------------------------------------------------------


def _mit_jahr(zeile: VeZeile, text: str) -> VeZeile:
    return replace(zeile, jahr=lies_jahr(text))


def _mit_tag(zeile: VeZeile, text: str) -> VeZeile:
    return replace(zeile, ab=verlange_datum(text, "Zu einem Eintrag gehört der Tag, ab dem er gilt."))


def _mit_betrag(zeile: VeZeile, text: str) -> VeZeile:
    return replace(zeile, betrag_cent=int(parse_eur(text)))


def _mit_stand(zeile: VeZeile, text: str) -> VeZeile:
    return replace(zeile, stand=lies_wort(text, VE_WORT, "kein Stand einer VE"))


def _mit_bemerkung(zeile: VeZeile, text: str) -> VeZeile:
    return replace(zeile, bemerkung=text.strip() or None)


_LESER: dict[str, Callable[[VeZeile, str], VeZeile]] = {
    "jahr": _mit_jahr,
    "ab": _mit_tag,
    "betrag": _mit_betrag,
    "stand": _mit_stand,
    "bemerkung": _mit_bemerkung,
}


def eintragsspec(bruecke: Bruecke, jahr_hier: Callable[[], int]) -> Gitterspec[VeZeile]:
    """The entries; a new one that is not begun with its year is for ``jahr_hier``."""

    def gilt(zeile: VeZeile) -> bool:
        return geltend(bruecke.blick.ermaechtigungen, zeile.jahr) == zeile

    def neu(schluessel: str, text: str) -> str:
        """Begin from the VE in force: what is not typed stays as it is until it is typed too."""
        jahr = lies_jahr(text) if schluessel == "jahr" else jahr_hier()
        zeile = _LESER[schluessel](_vorlage(bruecke.blick, jahr), text)
        return ve_eintragen(
            bruecke.dokument,
            zeile.jahr,
            zeile.betrag_cent,
            stand=zeile.stand,
            ab=zeile.ab,
            bemerkung=zeile.bemerkung,
        )[0]

    def setzer(schluessel: str) -> Callable[[VeZeile, str], object]:
        return lambda zeile, text: ve_setzen(bruecke.dokument, _LESER[schluessel](zeile, text))

    return Gitterspec(
        "Einträge zu Verpflichtungsermächtigungen",
        "ve_eintraege",
        _eintragsspalten(setzer, gilt),
        neu=neu,
        platzhalter="+ Jahr …",
        loesche=lambda zeilen: ve_loeschen(bruecke.dokument, [z.id for z in zeilen]),
        gestreckt="bemerkung",
    )


def _eintragsspalten(
    setzer: Callable[[str], Callable[[VeZeile, str], object]], gilt: Callable[[VeZeile], bool]
) -> tuple[Spalte[VeZeile], ...]:
    stil = _stil_wenn(gilt)
    return (
        Spalte("jahr", "Jahr", 72, lambda z: str(z.jahr), setzer("jahr"), stil=stil),
        Spalte(
            "ab", "ab", 92, lambda z: format_datum(z.ab), setzer("ab"), stil=stil, sortwert=lambda z: z.ab
        ),
        Spalte(
            "betrag",
            "Betrag €",
            112,
            lambda z: eur(z.betrag_cent),
            setzer("betrag"),
            rechts=True,
            stil=stil,
            sortwert=lambda z: z.betrag_cent,
            wert_cent=lambda z: z.betrag_cent,
        ),
        Spalte(
            "stand",
            "Stand",
            84,
            lambda z: VE_WORT[z.stand],
            setzer("stand"),
            vorschlaege=lambda: tuple(VE_WORT.values()),
            stil=stil,
        ),
        Spalte(
            "gilt",
            "",
            44,
            lambda z: "gilt" if gilt(z) else "",
            stil=lambda _z: Stil.ERFOLG,
            tipp="Je Jahr gilt der jüngste Eintrag",
        ),
        Spalte("bemerkung", "Bemerkung", 100, lambda z: z.bemerkung or "", setzer("bemerkung"), stil=stil),
    )


def _stil_wenn(gilt: Callable[[VeZeile], bool]) -> Callable[[VeZeile], Stil]:
    """Entries that later ones have taken over from step back."""
    return lambda zeile: Stil.NORMAL if gilt(zeile) else Stil.NEBEN


def _vorlage(blick: Planblick, jahr: int) -> VeZeile:
    """What a new entry begins from: the amount in force, as of today or the first day without an entry."""
    gilt = geltend(blick.ermaechtigungen, jahr)
    tag = stichtag(blick.jahr)
    tage = {z.ab for z in blick.ermaechtigungen if z.jahr == jahr}
    if tag in tage:
        tag = max(tage) + dt.timedelta(days=1)
    return VeZeile("", jahr, tag, gilt.betrag_cent if gilt else 0, VeStand.VORLAEUFIG, None)
