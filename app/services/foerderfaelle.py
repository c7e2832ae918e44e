"""Wage subsidies of groups of like cases (§§ 16e, 16i SGB II), and what the PAT pays of them.

Counts only, never a person. The shares of the years of support and the flat rates of the
Passiv-Aktiv-Transfer (PAT, AMIP 2.4) are dated rules.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.models.geld import format_eur, format_zahl, parse_eur, runde
from app.services.datum import format_datum
from app.services.eingabe import EingabeFehler
from app.services.regeln import LOHNKOSTENZUSCHUSS, PAT_PAUSCHALE, gueltig
from app.services.verteilung import MONATE_IM_JAHR, ab_monat
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.regeln import Regel
    from app.services.verteilung import Monat


@dataclass(frozen=True, slots=True)
class Faelle:
    """A group of cases that begin in the same month, with the same term, wage and class."""

    rechtsgrundlage: str
    klasse: int | None
    """Class of the Bedarfsgemeinschaft for the PAT flat rate; None: the PAT is not used."""
    anzahl: int
    beginn: Monat
    dauer_monate: int
    lohn_cent: int
    """Wage of one case per month that the subsidy is reckoned from."""


@dataclass(frozen=True, slots=True)
class Fallmonat:
    """One month of a whole group (Cent)."""

    jahr: int
    monat: int
    foerderjahr: int
    """Year of support, from 1."""
    zuschuss_cent: int
    """Wage subsidy, gross."""
    pat_cent: int
    """What the PAT pays of it."""

    @property
    def netto_cent(self) -> int:
        """What the Eingliederungstitel pays."""
        return self.zuschuss_cent - self.pat_cent


@dataclass(frozen=True, slots=True)
class Fallsumme:
    """Subsidy and PAT of one budget year (Cent)."""

    zuschuss_cent: int
    pat_cent: int

    @property
    def netto_cent(self) -> int:
        """What the Eingliederungstitel pays."""
        return self.zuschuss_cent - self.pat_cent


class Klasse(NamedTuple):
    """One class of Bedarfsgemeinschaften with its PAT flat rate per month (Cent)."""

    klasse: int
    bezeichnung: str
    betrag_cent: int


def monatsverlauf(faelle: Faelle, regeln: Sequence[Regel]) -> tuple[Fallmonat, ...]:
    """Subsidy and PAT of a group month by month, by the rules in force on the first day of its first month.

    The subsidy of a case is its wage times the share of the year of support, rounded to the cent; its PAT is
    the flat rate of its class, never more than the subsidy. Both rules stay the same for the whole term: the
    PAT is fixed once per case.

    Raises:
        EingabeFehler: impossible figures, no rule for this legal basis at that time, an unknown class, or a
            term longer than the rule's years of support.
    """
    tag = _beginn(faelle)
    anteile = _anteile(faelle, regeln, tag)
    pauschale = _pauschale(faelle, regeln, tag)
    verlauf = []
    for nummer, (jahr, monat) in enumerate(ab_monat(faelle.beginn, faelle.dauer_monate)):
        foerderjahr = nummer // MONATE_IM_JAHR + 1
        zuschuss = runde(faelle.lohn_cent * anteile[foerderjahr - 1], 1000)
        pat = min(pauschale, zuschuss)
        verlauf.append(
            Fallmonat(jahr, monat, foerderjahr, faelle.anzahl * zuschuss, faelle.anzahl * pat),
        )
    return tuple(verlauf)


def je_jahr(verlauf: Iterable[Fallmonat]) -> dict[int, Fallsumme]:
    """Subsidy and PAT by budget year, in the order of the years; several groups' months can be chained."""
    summen: dict[int, Fallsumme] = {}
    for m in sorted(verlauf, key=lambda m: m.jahr):
        bisher = summen.get(m.jahr, Fallsumme(0, 0))
        summen[m.jahr] = Fallsumme(bisher.zuschuss_cent + m.zuschuss_cent, bisher.pat_cent + m.pat_cent)
    return summen


def entlastung_im_jahr(verlauf: Iterable[Fallmonat], haushaltsjahr: int) -> int:
    """What the PAT relieves the Eingliederungstitel of in a budget year (Cent)."""
    return sum(m.pat_cent for m in verlauf if m.jahr == haushaltsjahr)


def faelligkeiten(verlauf: Iterable[Fallmonat], *, netto: bool = True) -> dict[Monat, int]:
    """What a Bindung for these cases takes in each month (Cent), in the order of the months.

    Args:
        verlauf: the months of one group, or of several chained.
        netto: without what the PAT pays; else the whole subsidy.
    """
    summen: dict[Monat, int] = {}
    for m in sorted(verlauf, key=lambda m: (m.jahr, m.monat)):
        monat = (m.jahr, m.monat)
        summen[monat] = summen.get(monat, 0) + (m.netto_cent if netto else m.zuschuss_cent)
    return summen


def klassen(regeln: Iterable[Regel], tag: dt.date) -> tuple[Klasse, ...]:
    """The classes of the PAT rule in force on a day; empty where there is none."""
    regel = _juengste(gueltig(regeln, PAT_PAUSCHALE, tag))
    return () if regel is None else _klassen(regel)


def _klassen(regel: Regel) -> tuple[Klasse, ...]:
    return tuple(
        Klasse(eintrag["klasse"], eintrag["bezeichnung"], int(parse_eur(eintrag["betrag"])))
        for eintrag in regel.werte["pauschalen"]
    )


def _juengste(regeln: Iterable[Regel]) -> Regel | None:
    return max(regeln, key=lambda r: r.gueltig_von, default=None)


def _beginn(faelle: Faelle) -> dt.date:
    """First day of the first month, once all figures are possible."""
    jahr, monat = faelle.beginn
    if not 1 <= monat <= MONATE_IM_JAHR:
        msg = f"Den Monat {monat} gibt es nicht. Möglich sind 1 bis {MONATE_IM_JAHR}."
        raise EingabeFehler(msg)
    if not dt.MINYEAR <= jahr <= dt.MAXYEAR:
        msg = f"Das Jahr {jahr} ist kein Beginn. Möglich sind vier Ziffern, zum Beispiel 2020."
        raise EingabeFehler(msg)
    if faelle.anzahl < 0:
        msg = (
            f"Die Anzahl der Fälle kann nicht negativ sein ({format_zahl(faelle.anzahl)}). Möglich ist ab 0."
        )
        raise EingabeFehler(msg)
    if faelle.lohn_cent < 0:
        msg = f"Der Lohn kann nicht negativ sein ({format_eur(faelle.lohn_cent)}). Möglich ist ab 0,00 €."
        raise EingabeFehler(msg)
    return dt.date(jahr, monat, 1)


def _anteile(faelle: Faelle, regeln: Sequence[Regel], tag: dt.date) -> tuple[int, ...]:
    """Shares (Promille) by year of support, enough of them for the term."""
    moeglich = gueltig(regeln, LOHNKOSTENZUSCHUSS, tag)
    regel = _juengste(r for r in moeglich if r.gilt_fuer(faelle.rechtsgrundlage))
    if regel is None:
        msg = (
            f"Für „{faelle.rechtsgrundlage}“ gibt es bei Beginn {format_datum(tag)} keine Regel zum "
            f"Lohnkostenzuschuss. {_moeglich(regeln, moeglich)}"
        )
        raise EingabeFehler(msg)
    anteile = regel.zahlen("anteile_promille")
    laengste = len(anteile) * MONATE_IM_JAHR
    if not 1 <= faelle.dauer_monate <= laengste:
        msg = (
            f"Eine Dauer von {anzahl(faelle.dauer_monate, 'Monat', 'Monaten')} ist bei "
            f"{faelle.rechtsgrundlage} nicht möglich. Möglich sind 1 bis {laengste} Monate "
            f"({anzahl(len(anteile), 'Förderjahr', 'Förderjahre')})."
        )
        raise EingabeFehler(msg)
    return anteile


def _moeglich(regeln: Iterable[Regel], heute: Sequence[Regel]) -> str:
    """What can be entered instead: a legal basis of that day, else a day from which on there are rules."""
    if heute:
        codes = dict.fromkeys(code for r in heute for code in r.liste("rechtsgrundlagen"))
        return f"Möglich ist dann: {', '.join(codes)}."
    alle = [r for r in regeln if r.art == LOHNKOSTENZUSCHUSS]
    if not alle:
        return "Es ist keine solche Regel vorhanden."
    zeiten = dict.fromkeys(
        f"{', '.join(r.liste('rechtsgrundlagen'))} ab {format_datum(r.gueltig_von)}"
        + (f" bis {format_datum(r.gueltig_bis)}" if r.gueltig_bis else "")
        for r in alle
    )
    return f"Möglich ist: {'; '.join(zeiten)}."


def _pauschale(faelle: Faelle, regeln: Sequence[Regel], tag: dt.date) -> int:
    """PAT flat rate (Cent) of one case per month; 0 where the PAT is not used or not meant for it."""
    regel = _juengste(r for r in gueltig(regeln, PAT_PAUSCHALE, tag) if r.gilt_fuer(faelle.rechtsgrundlage))
    if faelle.klasse is None or regel is None:
        return 0
    betraege = {k.klasse: k.betrag_cent for k in _klassen(regel)}
    if faelle.klasse not in betraege:
        angebot = ", ".join(f"{k.klasse} ({k.bezeichnung})" for k in _klassen(regel))
        msg = f"Die Klasse {faelle.klasse} gibt es im Passiv-Aktiv-Transfer nicht. Möglich ist: {angebot}."
        raise EingabeFehler(msg)
    return betraege[faelle.klasse]
