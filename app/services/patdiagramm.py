"""What the chart of the cases shows: the wage subsidy as what the EGT and what the PAT pays of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.geld import format_eur, format_promille, format_zahl, promille
from app.services.datum import MONATE
from app.services.diagrammtypen import Reihe, Rolle, Saeule, Saeulendaten
from app.services.diagrammworte import in_worten, mit_hinweis
from app.services.foerderfaelle import Fallsumme
from app.services.zahlworte import in_mio, kurz_eur

if TYPE_CHECKING:
    from app.services.diagrammtypen import Schluessel
    from app.services.patlage import Patlage

_REIHEN = (
    Reihe(Rolle.MITTEL, "netto (Eingliederungstitel)"),
    Reihe(Rolle.FREIGERECHNET, "Passiv-Aktiv-Transfer"),
)
_LEER = "Noch keine Kosten: Tragen Sie Anzahl und Lohn der Fälle ein."


def jahre(lage: Patlage) -> Saeulendaten:
    """The subsidy of all groups by Haushaltsjahr, from the plan's on: net and PAT stacked (in Cent)."""
    saeulen = []
    for jahr in lage.jahre:
        summe = lage.summe(jahr)
        knapp = in_mio(summe.zuschuss_cent)
        saeulen.append(_saeule(("jahr", jahr), str(jahr), summe, knapp))
    return _daten("Lohnkostenzuschuss nach Haushaltsjahr", "Haushaltsjahr", tuple(saeulen))


def monate(lage: Patlage) -> Saeulendaten:
    """The subsidy of all groups by month of the plan's year: net and PAT stacked (in Cent)."""
    jahr, saeulen = lage.haushaltsjahr, []
    for m in lage.monate():
        summe, name = Fallsumme(m.zuschuss_cent, m.pat_cent), MONATE[m.monat - 1]
        knapp = format_zahl((m.zuschuss_cent + 50) // 100)
        saeulen.append(_saeule(("monat", m.monat), name[:3], summe, knapp, f"{name} {jahr}"))
    return _daten(f"Lohnkostenzuschuss {jahr} nach Monaten", "Monat", tuple(saeulen))


def _daten(titel: str, kopf: str, saeulen: tuple[Saeule, ...]) -> Saeulendaten:
    zeilen = tuple(
        (
            s.zeitraum or s.name,
            format_eur(sum(s.teile)),
            *(format_eur(teil) for teil in reversed(s.teile)),
            "",
        )
        for s in saeulen
    )
    return Saeulendaten(
        titel=titel,
        reihen=_REIHEN,
        saeulen=saeulen,
        tabelle=mit_hinweis((kopf, "brutto", "Passiv-Aktiv-Transfer", "netto"), zeilen),
        beschreibung=in_worten(titel, tuple((s.zeitraum or s.name, s.genau, s.anteil) for s in saeulen)),
        leer=_LEER,
    )


def _saeule(schluessel: Schluessel, name: str, summe: Fallsumme, knapp: str, zeitraum: str = "") -> Saeule:
    anteil = promille(summe.pat_cent, summe.zuschuss_cent)
    return Saeule(
        schluessel=schluessel,
        name=name,
        teile=(summe.netto_cent, summe.pat_cent),
        wert=kurz_eur(summe.zuschuss_cent),
        knapp=knapp,
        genau=(
            f"brutto {format_eur(summe.zuschuss_cent)}, Passiv-Aktiv-Transfer {format_eur(summe.pat_cent)}, "
            f"netto {format_eur(summe.netto_cent)}"
        ),
        anteil=f"Anteil des PAT {format_promille(anteil)}" if anteil else "",
        zeitraum=zeitraum,
    )
