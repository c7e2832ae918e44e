"""The small tables below the cases: beside the plan, its own flat rates, and the rules behind the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.geld import format_eur
from app.services.grundlagenfelder import PATPAUSCHALEN
from app.services.grundlagenworte import patsatz, patwort
from app.services.patregeln import regelbetrag
from app.views.bausteine.gitter import Gitter
from app.views.bausteine.gitterspalten import Gitterspec, Spalte
from app.views.bausteine.zellen import Stil
from app.views.grundlagen.tafel import Feldspalte, Tafel, Tafelspec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.grundlagenzeilen import Patzeile
    from app.services.patvergleich import Vergleich
    from app.services.patworte import Regelwort
    from app.services.regeln import Regel
    from app.views.bruecke import Bruecke

_HOECHSTENS = 12
"""So many rows a table shows before it scrolls."""


def baue_vergleich(bruecke: Bruecke) -> Gitter[Vergleich]:
    """New cases gross and net beside the Mittelansatz; Enter or a double click leads to its rows."""
    spalten: tuple[Spalte[Vergleich], ...] = (
        Spalte("name", "Maßnahme oder Produkt", 230, lambda v: v.name, stil=lambda _v: Stil.VERWEIS),
        _betrag("mittelansatz", "Mittelansatz €", lambda v: v.mittelansatz_cent),
        _betrag("brutto", "Neufälle brutto €", lambda v: v.neufaelle.zuschuss_cent),
        _betrag("netto", "Neufälle netto €", lambda v: v.neufaelle.netto_cent),
        Spalte("wort", "im Vergleich", 440, lambda v: v.wort),
    )
    spec = Gitterspec("Neufälle im Vergleich zum Plan", "pat_vergleich", spalten, gestreckt="name")
    gitter: Gitter[Vergleich] = Gitter(bruecke, spec)
    gitter.wachse_bis(_HOECHSTENS)
    return gitter


def baue_pauschalen(bruecke: Bruecke, regeln: Callable[[], Sequence[Regel]]) -> Tafel[Patzeile]:
    """The flat rates that the plan states, each beside the dated rule that it goes before."""

    def regel(zeile: Patzeile) -> int | None:
        return regelbetrag(regeln(), zeile)

    def weicht_ab(zeile: Patzeile) -> bool:
        return zeile.betrag_cent is not None and regel(zeile) != zeile.betrag_cent

    spalten: tuple[Feldspalte[Patzeile] | Spalte[Patzeile], ...] = (
        Feldspalte("klasse", 84),
        Feldspalte("bezeichnung", 260),
        Feldspalte("betrag_cent", 150),
        Feldspalte("ab", 96),
        Spalte(
            "regel",
            "datierte Regel €",
            120,
            lambda z: "" if (cent := regel(z)) is None else format_eur(cent, symbol=False),
            rechts=True,
            sortwert=regel,
        ),
        Spalte(
            "vergleich",
            "im Vergleich",
            210,
            lambda z: patwort(z, regeln()),
            stil=lambda z: Stil.FETT if weicht_ab(z) else Stil.NEBEN,
        ),
        Feldspalte("quelle", 100),
    )
    spec = Tafelspec(
        PATPAUSCHALEN,
        lambda g: g.patpauschalen,
        lambda blick: patsatz(blick, regeln()),
        spalten,
        gestreckt="bezeichnung",
        neu="Pauschale hinzufügen",
        platzhalter="+ neue …",
        titel="Pauschalen des Plans",
    )
    return Tafel(bruecke, spec)


def baue_regeln(bruecke: Bruecke) -> Gitter[Regelwort]:
    """Shares and flat rates with their dates and sources."""
    spalten: tuple[Spalte[Regelwort], ...] = (
        Spalte("was", "Regel", 345, lambda r: r.was, stil=lambda _r: Stil.NORMAL),
        Spalte("wert", "Wert", 345, lambda r: r.wert, stil=lambda _r: Stil.NORMAL),
        Spalte("gilt", "gilt", 170, lambda r: r.gilt),
        Spalte("quelle", "Quelle", 180, lambda r: r.quelle),
    )
    spec = Gitterspec("Datierte Regeln", "pat_regeln", spalten, gestreckt="quelle")
    gitter: Gitter[Regelwort] = Gitter(bruecke, spec)
    gitter.wachse_bis(_HOECHSTENS)
    return gitter


def _betrag(schluessel: str, kopf: str, cent: Callable[[Vergleich], int]) -> Spalte[Vergleich]:
    return Spalte(
        schluessel,
        kopf,
        126,
        lambda v: format_eur(cent(v), symbol=False),
        rechts=True,
        sortwert=cent,
        wert_cent=cent,
    )
