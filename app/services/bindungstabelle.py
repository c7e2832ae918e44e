"""The Bindungen as a table over the years, with what the plan adds and the VE, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.bindungsfolge import Unter, geordnet
from app.services.bindungsjahre import geltend
from app.services.worte import BINDUNGSTEIL_WORT, VE_WORT, finanzierung_wort
from app.services.zahlworte import anzahl
from app.services.zeilen import Finanzierung

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.bindungszeilen import Bindungszeile
    from app.services.planblick import Planblick
    from app.services.zeilen import Zeile

Betraege = tuple[int | None, ...]
"""Cent by year; None: nothing."""


class Tabellenart(StrEnum):
    """What a line of the table stands for."""

    BINDUNG = "bindung"
    NICHT_AUFGEGLIEDERT = "nicht_aufgegliedert"
    """What of a known sum no contract accounts for."""
    SUMME = "summe"
    """Sum of the Bindungen above, after releases."""
    VORBINDUNGEN = "vorbindungen"
    """Those of earlier years, after releases."""
    FREIRECHNUNGEN = "freirechnungen"
    """What is released; taken off above already."""
    GEPLANT = "geplant"
    """The plan's Mittelansätze that no Bindung has taken yet: cash of its year."""
    FOLGEJAHR = "folgejahr"
    """New cases that are paid in the year after, all together."""
    FOLGEJAHR_ZEILE = "folgejahr_zeile"
    """One such row of the plan."""
    GESAMT = "gesamt"
    """What each year has to bear."""
    VE = "ve"
    """The ceiling of each later year."""
    VE_FREI = "ve_frei"
    """What of it may still be committed; negative: exceeded."""


@dataclass(frozen=True, slots=True)
class Tabellenzeile:
    """One line: amounts in Cent by year (None: nothing), ``offen`` rows without an amount yet."""

    art: Tabellenart
    schluessel: str
    bezeichnung: str
    herkunft_jahr: int | None
    zuordnung: str
    """The Leistung, or a word on the line."""
    betraege: Betraege
    offen: int = 0
    kinder: tuple[Tabellenzeile, ...] = ()
    nachrichtlich: bool = False
    """True for what is shown, but counted elsewhere or not at all."""

    @property
    def summe_cent(self) -> int:
        """Over all years."""
        return sum(b for b in self.betraege if b is not None)


@dataclass(frozen=True, slots=True)
class Bindungstabelle:
    """The years from the plan's on, and the lines in order."""

    jahre: tuple[int, ...]
    zeilen: tuple[Tabellenzeile, ...]


def folgejahr_zeilen(blick: Planblick) -> tuple[str, ...]:
    """Keys of the rows that are paid in the year after, in printed order."""
    return tuple(z.id for z in blick.zeilen.values() if _im_folgejahr(z))


def betrifft_folgejahr(blick: Planblick, bekannt: Iterable[str], geaendert: Iterable[str]) -> bool:
    """True where one of the changed rows is paid, or was paid, in the year after."""
    bekannte = set(bekannt)
    return any(z in bekannte or (z in blick.zeilen and _im_folgejahr(blick.zeilen[z])) for z in geaendert)


def bindungstabelle(
    blick: Planblick, folgejahr: Iterable[str], *, nur_jahr: int | None = None
) -> Bindungstabelle:
    """The table as of now.

    Args:
        blick: the plan.
        folgejahr: keys of the rows paid in the year after (``folgejahr_zeilen``).
        nur_jahr: show only lines with an amount, or an open one, in this year.
    """
    jahre = tuple(j.jahr for j in blick.bindungsjahre)
    offene = [blick.zeilen[z] for z in folgejahr if z in blick.zeilen and z not in blick.stand.ansaetze]
    zeilen = (
        *_bindungen(blick, jahre),
        *_summen(blick, jahre),
        _geplant(blick, jahre),
        _folgejahr(blick, offene, jahre),
        _gesamt(blick),
        *_ermaechtigungen(blick),
    )
    if nur_jahr in jahre:
        stelle = jahre.index(nur_jahr)
        zeilen = tuple(z for z in zeilen if _bleibt(z, stelle))
    return Bindungstabelle(jahre, tuple(z for z in zeilen if z.art is not Tabellenart.FOLGEJAHR or z.kinder))


def _im_folgejahr(zeile: Zeile) -> bool:
    return zeile.finanzierung is Finanzierung.AUSZAHLUNG_FOLGEJAHR


def _bleibt(zeile: Tabellenzeile, stelle: int) -> bool:
    if zeile.art is Tabellenart.FOLGEJAHR:
        return stelle == 1
    if zeile.art in {Tabellenart.SUMME, Tabellenart.GESAMT}:
        return True
    return bool(zeile.betraege[stelle]) or any(_bleibt(kind, stelle) for kind in zeile.kinder)


# -- Bindungen ---------------------------------------------------------------------------------------


def _bindungen(blick: Planblick, jahre: tuple[int, ...]) -> tuple[Tabellenzeile, ...]:
    """Contracts below the sum that they explain, options and top-ups below their base contract."""
    oben, unter = geordnet(blick.bindungen)
    return tuple(_bindung(blick, bindung, jahre, unter) for bindung in oben)


def _bindung(
    blick: Planblick,
    bindung: Bindungszeile,
    jahre: tuple[int, ...],
    unter: Unter,
) -> Tabellenzeile:
    kinder = tuple(_bindung(blick, kind, jahre, unter) for kind in unter.get(bindung.id, ()))
    if not bindung.aufgegliedert and kinder:
        kinder = (*kinder, _nicht_aufgegliedert(blick, bindung, jahre))
    wirksam = bindung.vertrag.wirksam
    return Tabellenzeile(
        Tabellenart.BINDUNG,
        bindung.id,
        bindung.bezeichnung,
        bindung.herkunft_jahr,
        _zuordnung(blick, bindung),
        tuple((bindung.gebunden_cent(j) if wirksam else bindung.betrag_cent(j)) or None for j in jahre),
        kinder=kinder,
        nachrichtlich=bool(bindung.vertrag.sammel_id) or not wirksam,
    )


def _nicht_aufgegliedert(blick: Planblick, sammel: Bindungszeile, jahre: tuple[int, ...]) -> Tabellenzeile:
    betraege = tuple(
        sammel.festgelegt_cent(jahr) - blick.stand.teile_cent(sammel.id, jahr)
        if any(f.jahr == jahr for f in sammel.faelligkeiten)
        else None
        for jahr in jahre
    )
    return Tabellenzeile(
        Tabellenart.NICHT_AUFGEGLIEDERT,
        sammel.id,
        "noch nicht aufgegliedert",
        None,
        "",
        betraege,
        nachrichtlich=True,
    )


def _zuordnung(blick: Planblick, bindung: Bindungszeile) -> str:
    vertrag = bindung.vertrag
    if not vertrag.wirksam:
        return f"{BINDUNGSTEIL_WORT[vertrag.teil]}, nicht gezogen"
    ansaetze = blick.ansaetze.get(bindung.massnahme_id or "")
    if ansaetze:
        return blick.zeilen[ansaetze[0]].leistung
    if vertrag.produkt_id in blick.produkte:
        return blick.produkte[vertrag.produkt_id].bezeichnung
    if bindung.aufgegliedert:
        return ""
    return "teilweise aufgegliedert" if blick.stand.hat_teile(bindung.id) else "nicht aufgegliedert"


# -- sums --------------------------------------------------------------------------------------------


def _summen(blick: Planblick, jahre: tuple[int, ...]) -> tuple[Tabellenzeile, ...]:
    staende = [blick.stand.im(jahr) for jahr in jahre]
    vorbindungen = tuple(s.vorbindung_cent - s.vorbindung_frei_cent for s in staende)
    frei = tuple((s.vorbindung_frei_cent + s.neu_frei_cent) or None for s in staende)
    zeilen = [
        _summe(Tabellenart.SUMME, "Summe der Bindungen", tuple(s.gebunden_cent for s in staende)),
        _summe(Tabellenart.VORBINDUNGEN, "davon Vorbindungen", vorbindungen),
    ]
    if any(frei):
        zeilen.append(_summe(Tabellenart.FREIRECHNUNGEN, "freigerechnet, oben schon abgezogen", frei))
    return tuple(zeilen)


def _summe(art: Tabellenart, bezeichnung: str, betraege: Betraege) -> Tabellenzeile:
    return Tabellenzeile(art, "", bezeichnung, None, "", betraege)


def _geplant(blick: Planblick, jahre: Sequence[int]) -> Tabellenzeile:
    planjahr = blick.bindungsjahre[0]
    zusatz = ", noch nicht gebunden" if planjahr.neu_gebunden_cent else ""
    return Tabellenzeile(
        Tabellenart.GEPLANT,
        "",
        f"Geplante Mittelansätze {blick.jahr}{zusatz}",
        blick.jahr,
        "aus den Maßnahmen",
        (planjahr.neu_geplant_cent, *(None for _ in jahre[1:])),
    )


def _folgejahr(blick: Planblick, zeilen: list[Zeile], jahre: tuple[int, ...]) -> Tabellenzeile:
    folgejahr = blick.folgejahr
    wort = finanzierung_wort(Finanzierung.AUSZAHLUNG_FOLGEJAHR, blick.jahr)

    def betraege(cent: int | None) -> Betraege:
        return (None, cent, *(None for _ in jahre[2:]))

    kinder = tuple(
        Tabellenzeile(
            Tabellenart.FOLGEJAHR_ZEILE,
            zeile.id,
            zeile.leistung,
            blick.jahr,
            "",
            betraege(zeile.mittelansatz_cent),
            offen=int(zeile.mittelansatz_cent is None),
        )
        for zeile in zeilen
    )
    return Tabellenzeile(
        Tabellenart.FOLGEJAHR,
        "",
        f"Neufälle mit {wort}",
        blick.jahr,
        _offen_wort(folgejahr.offen) or "aus den Maßnahmen",
        betraege(folgejahr.betrag_cent or None),
        offen=folgejahr.offen,
        kinder=kinder,
    )


def _gesamt(blick: Planblick) -> Tabellenzeile:
    offen = sum(j.offen for j in blick.bindungsjahre)
    return Tabellenzeile(
        Tabellenart.GESAMT,
        "",
        "Gebunden und geplant",
        None,
        _offen_wort(offen),
        tuple(j.summe_cent for j in blick.bindungsjahre),
        offen=offen,
    )


def _ermaechtigungen(blick: Planblick) -> tuple[Tabellenzeile, ...]:
    """The VE of later years and what is left of them; nothing where none is entered."""
    if not blick.ermaechtigungen:
        return ()
    jahre = blick.bindungsjahre
    staende = {VE_WORT[z.stand] for j in jahre if (z := geltend(blick.ermaechtigungen, j.jahr)) is not None}
    frei = tuple(None if j.ve_cent is None else j.ve_cent - j.neu_cent for j in jahre)
    return (
        Tabellenzeile(
            Tabellenart.VE,
            "",
            "Verpflichtungsermächtigung",
            None,
            ", ".join(sorted(staende)),
            tuple(j.ve_cent for j in jahre),
        ),
        Tabellenzeile(Tabellenart.VE_FREI, "", "VE noch frei", None, "für neue Bindungen", frei),
    )


def _offen_wort(zahl: int) -> str:
    return f"{anzahl(zahl, 'Betrag', 'Beträge')} offen" if zahl else ""
