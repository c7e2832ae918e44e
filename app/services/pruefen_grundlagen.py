"""Checks of what the plan rests on: training targets against the roll-up, shares, flat rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.geld import format_eur, format_zahl
from app.services.befund import Befund, Bezug, Ort, Schwere
from app.services.bildungsabgleich import bildungsabgleich
from app.services.patregeln import abweichungen
from app.services.worte import BILDUNGSART_WORT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.lage import Lage


def bildungsziele(lage: Lage) -> Iterator[Befund]:
    """Abb. 14 must tie with the products that it breaks down."""
    for abgleich in bildungsabgleich(lage.blick):
        if not abgleich.stimmt:
            wort = f"{BILDUNGSART_WORT[abgleich.art]}en"
            text = (
                f"Die Bildungszielplanung hat {format_zahl(abgleich.geplant)} {wort}, die Maßnahmen haben "
                f"{format_zahl(abgleich.eintritte)} Eintritte."
            )
            yield Befund(
                "bildungsziele", Schwere.WARNUNG, text, abgleich.zeilen, Bezug(ort=Ort.BILDUNGSZIELE)
            )


def kundengruppen(lage: Lage) -> Iterator[Befund]:
    """A group of clients cannot be larger than the whole; shares need exactly one whole."""
    gruppen, bezug = lage.blick.grundlagen.kundengruppen, Bezug(ort=Ort.KUNDENGRUPPEN)
    ganzes = lage.blick.grundlagen.eindeutige_gesamtgruppe
    if gruppen and ganzes is None:
        text = "Bei den Kundengruppen ist nicht genau eine als Ganzes gekennzeichnet: Anteile fehlen."
        yield Befund("kundengruppen", Schwere.HINWEIS, text, bezug=bezug)
    for gruppe in gruppen:
        if ganzes and ganzes.anzahl is not None and (gruppe.anzahl or 0) > ganzes.anzahl:
            text = (
                f"Die Kundengruppe „{gruppe.bezeichnung}“ ist mit {format_zahl(gruppe.anzahl or 0)} größer "
                f"als „{ganzes.bezeichnung}“ ({format_zahl(ganzes.anzahl)})."
            )
            yield Befund("kundengruppen", Schwere.WARNUNG, text, bezug=bezug)


def patpauschalen(lage: Lage) -> Iterator[Befund]:
    """The plan can reckon with other flat rates than the law's; that should be known."""
    for zeile, gesetz_cent in abweichungen(lage.blick, lage.regeln):
        text = (
            f"Für BG-Klasse {zeile.klasse} rechnet der Plan mit {format_eur(zeile.betrag_cent or 0)} PAT je "
            f"Fall und Monat; die Regel am {zeile.ab:%d.%m.%Y} nennt {format_eur(gesetz_cent)}."
        )
        yield Befund("patpauschalen", Schwere.HINWEIS, text, bezug=Bezug(ort=Ort.PATPAUSCHALEN))
