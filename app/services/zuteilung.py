"""Estimates what the Bund will allot to a Jobcenter, with every step of the reckoning in words.

Eingliederungsmittel by eLb with the indicators PDI and SI, Verwaltungsmittel by the Maximalwert (AMIP 2.1).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TYPE_CHECKING

from app.models.geld import format_eur, format_millionstel, format_promille, format_zahl, runde
from app.services.eingabe import EingabeFehler
from app.services.haushaltszeilen import Plangroesse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.services.haushaltszeilen import Planwertzeile
    from app.services.regeln import Regel

GANZES_MILLIONSTEL = 1_000_000
_BEDARFSGEMEINSCHAFTEN = ("bg_neu", "bg_alt", "bg_maximalwerte_bund")

EINGLIEDERUNG_WORT: Mapping[str, str] = {
    "volumen_cent": "zu verteilende Eingliederungsmittel (Bund)",
    "vorab_cent": "vorab zugewiesene Mittel",
    "elb_lokal": "eLb des Jobcenters",
    "elb_bund": "eLb im Bund",
    "bevoelkerung_lokal": "Bevölkerung im Jobcenterbezirk",
    "bevoelkerung_bund": "Bevölkerung im Bund",
    "lzb_lokal": "LZB des Jobcenters",
    "lzb_bund": "LZB im Bund",
}
VERWALTUNG_WORT: Mapping[str, str] = {
    "volumen_cent": "zu verteilende Verwaltungsmittel (Bund)",
    "bg_neu": "Bedarfsgemeinschaften im neueren Zeitraum",
    "bg_alt": "Bedarfsgemeinschaften im älteren Zeitraum",
    "bg_maximalwerte_bund": "Summe der Maximalwerte im Bund",
    "anteil_millionstel": "feststehender Anteil",
}
"""What each input is called in a sentence."""
EINGLIEDERUNG_GROESSE: Mapping[str, Plangroesse] = {
    "volumen_cent": Plangroesse.EGT_BUND_CENT,
    "vorab_cent": Plangroesse.EGT_VORAB_CENT,
    "elb_lokal": Plangroesse.ELB_LOKAL,
    "elb_bund": Plangroesse.ELB_BUND,
    "bevoelkerung_lokal": Plangroesse.BEVOELKERUNG_LOKAL,
    "bevoelkerung_bund": Plangroesse.BEVOELKERUNG_BUND,
    "lzb_lokal": Plangroesse.LZB_LOKAL,
    "lzb_bund": Plangroesse.LZB_BUND,
}
VERWALTUNG_GROESSE: Mapping[str, Plangroesse] = {
    "volumen_cent": Plangroesse.VERWALTUNG_BUND_CENT,
    "bg_neu": Plangroesse.BG_ZEITRAUM_NEU,
    "bg_alt": Plangroesse.BG_ZEITRAUM_ALT,
    "bg_maximalwerte_bund": Plangroesse.BG_MAXIMALWERTE_BUND,
    "anteil_millionstel": Plangroesse.VERWALTUNG_ANTEIL_MILLIONSTEL,
}
"""The plan's named figure behind each input."""


@dataclass(frozen=True, slots=True)
class Eingliederungseingaben:
    """Inputs of the estimate; None until somebody knows the figure (0 is a figure)."""

    volumen_cent: int | None
    """What is distributed among all Jobcenter by this scale, without what is allotted beforehand."""
    vorab_cent: int | None
    """What this Jobcenter is allotted beforehand, for paying out old cases."""
    elb_lokal: int | None
    elb_bund: int | None
    bevoelkerung_lokal: int | None
    """People from 15 to the regular age of retirement."""
    bevoelkerung_bund: int | None
    lzb_lokal: int | None
    lzb_bund: int | None


@dataclass(frozen=True, slots=True)
class Verwaltungseingaben:
    """Inputs of the estimate; a known share makes the Bedarfsgemeinschaften needless."""

    volumen_cent: int | None
    bg_neu: int | None
    """Average number of Bedarfsgemeinschaften in the newer of the two years."""
    bg_alt: int | None
    bg_maximalwerte_bund: int | None
    """Sum of all Jobcenter's larger averages."""
    anteil_millionstel: int | None
    """Share of this Jobcenter in millionths, where it is known already: 1,5759 % is 15759."""


@dataclass(frozen=True, slots=True)
class Rechenschritt:
    """One step of the reckoning, in words."""

    bezeichnung: str
    wert_text: str


@dataclass(frozen=True, slots=True)
class Zuteilung:
    """The estimate with its steps; without a result where inputs are missing."""

    ergebnis_cent: int | None
    fehlend: tuple[str, ...]
    """Field names of the inputs that are missing."""
    schritte: tuple[Rechenschritt, ...]


def eingliederungseingaben(werte: Mapping[Plangroesse, Planwertzeile]) -> Eingliederungseingaben:
    """The inputs as they stand in the plan."""
    return Eingliederungseingaben(**_aus_plan(werte, EINGLIEDERUNG_GROESSE))


def verwaltungseingaben(werte: Mapping[Plangroesse, Planwertzeile]) -> Verwaltungseingaben:
    """The inputs as they stand in the plan."""
    return Verwaltungseingaben(**_aus_plan(werte, VERWALTUNG_GROESSE))


def _aus_plan(
    werte: Mapping[Plangroesse, Planwertzeile], groessen: Mapping[str, Plangroesse]
) -> dict[str, int | None]:
    return {name: werte[g].wert if g in werte else None for name, g in groessen.items()}


def schaetze_eingliederung(eingaben: Eingliederungseingaben, regel: Regel) -> Zuteilung:
    """Estimate the Eingliederungsmittel by a rule of the kind ``zuteilung_eingliederung``.

    The share is that of the eLb, times 1 + weight × (q − q̄)/q̄: for one part of the money q is eLb per
    inhabitant (PDI), for the other LZB per eLb (SI). Fractions throughout; only the result is rounded.

    Raises:
        EingabeFehler: a figure that cannot be (negative, none to divide by, larger than that of the Bund).
    """
    _pruefe_eingliederung(eingaben)
    e, fehlend = _bekannte(eingaben), _fehlende(eingaben)
    if fehlend:
        return Zuteilung(None, fehlend, ())
    elb, elb_bund = e["elb_lokal"], e["elb_bund"]
    quote, quote_bund = Fraction(elb, e["bevoelkerung_lokal"]), Fraction(elb_bund, e["bevoelkerung_bund"])
    pdi = _Indikator.nach(regel, "PDI", quote, quote_bund)
    si = _Indikator.nach(regel, "SI", Fraction(e["lzb_lokal"], elb), Fraction(e["lzb_bund"], elb_bund))
    anteil = Fraction(elb, elb_bund)
    summe = _ganz(e["volumen_cent"] * anteil * (pdi.faktor + si.faktor))
    # The parts are shown so that they add up to the result.
    nach_pdi = _ganz(e["volumen_cent"] * anteil * pdi.faktor)
    ergebnis = e["vorab_cent"] + summe
    schritte = (
        Rechenschritt("Zu verteilen (Bund)", format_eur(e["volumen_cent"])),
        Rechenschritt("eLb-Anteil", _anteil_text(anteil, elb, elb_bund)),
        *pdi.schritte("Grundsicherungsquote (eLb je Bevölkerung)", nach_pdi),
        *si.schritte("LZB-Quote (LZB je eLb)", summe - nach_pdi),
        Rechenschritt("Vorab zugewiesen", format_eur(e["vorab_cent"])),
        Rechenschritt("Zuteilung (Schätzung)", format_eur(ergebnis)),
    )
    return Zuteilung(ergebnis, (), schritte)


def schaetze_verwaltung(eingaben: Verwaltungseingaben, regel: Regel | None = None) -> Zuteilung:
    """Estimate the Verwaltungsmittel: the known share, else the larger average over the sum of all such.

    Args:
        eingaben: the figures.
        regel: a rule of the kind ``zuteilung_verwaltung``, which names the two years; None: no such rule.

    Raises:
        EingabeFehler: a figure that cannot be (negative, none to divide by, more than the whole).
    """
    _pruefe_verwaltung(eingaben)
    e = _bekannte(eingaben)
    fest = e.get("anteil_millionstel")
    noetig = ("volumen_cent",) if fest is not None else ("volumen_cent", *_BEDARFSGEMEINSCHAFTEN)
    fehlend = tuple(name for name in noetig if name not in e)
    if fehlend:
        return Zuteilung(None, fehlend, ())
    if fest is not None:
        schritt = Rechenschritt("Anteil (steht fest)", format_millionstel(fest))
        return _verwaltung(e["volumen_cent"], Fraction(fest, GANZES_MILLIONSTEL), (schritt,))
    groesser, bund = max(e["bg_neu"], e["bg_alt"]), e["bg_maximalwerte_bund"]
    neu = regel.text("zeitraum_neu") if regel else "im neueren Zeitraum"
    alt = regel.text("zeitraum_alt") if regel else "im älteren Zeitraum"
    anteil = Fraction(groesser, bund)
    schritte = (
        Rechenschritt(f"Bedarfsgemeinschaften {neu}", format_zahl(e["bg_neu"])),
        Rechenschritt(f"Bedarfsgemeinschaften {alt}", format_zahl(e["bg_alt"])),
        Rechenschritt("Maximalwert (der größere)", format_zahl(groesser)),
        Rechenschritt("Anteil", _anteil_text(anteil, groesser, bund)),
    )
    return _verwaltung(e["volumen_cent"], anteil, schritte)


def _verwaltung(volumen_cent: int, anteil: Fraction, mitte: tuple[Rechenschritt, ...]) -> Zuteilung:
    ergebnis = _ganz(volumen_cent * anteil)
    anfang = Rechenschritt("Zu verteilen (Bund)", format_eur(volumen_cent))
    ende = Rechenschritt("Zuteilung (Schätzung)", format_eur(ergebnis))
    return Zuteilung(ergebnis, (), (anfang, *mitte, ende))


@dataclass(frozen=True, slots=True)
class _Indikator:
    """How one ratio, compared with that of the Bund, changes one part of the money."""

    name: str
    lokal: Fraction
    bund: Fraction
    teil_promille: int
    gewicht_promille: int

    @classmethod
    def nach(cls, regel: Regel, name: str, lokal: Fraction, bund: Fraction) -> _Indikator:
        teil = regel.zahl(f"anteil_{name.lower()}_promille")
        return cls(name, lokal, bund, teil, regel.zahl("gewicht_promille"))

    @property
    def zuschlag(self) -> Fraction:
        return Fraction(self.gewicht_promille, 1000) * (self.lokal - self.bund) / self.bund

    @property
    def faktor(self) -> Fraction:
        return Fraction(self.teil_promille, 1000) * (1 + self.zuschlag)

    def schritte(self, quote: str, betrag_cent: int) -> Iterable[Rechenschritt]:
        art = "Abschlag" if self.zuschlag < 0 else "Zuschlag"
        gewicht = f"{format_promille(self.gewicht_promille)} der Abweichung"
        vergleich = f"lokal {_prozent(self.lokal)} · Bund {_prozent(self.bund)}"
        zuschlag = format_promille(_promille(self.zuschlag), plus=True)
        yield Rechenschritt(quote, vergleich)
        yield Rechenschritt(f"{art} {self.name} ({gewicht})", zuschlag)
        teil = f"Betrag mit {self.name} ({format_promille(self.teil_promille)} der Mittel)"
        yield Rechenschritt(teil, format_eur(betrag_cent))


def _pruefe_eingliederung(e: Eingliederungseingaben) -> None:
    _verlange(e, EINGLIEDERUNG_WORT, mindestens=0, namen=("volumen_cent", "vorab_cent", "lzb_lokal"))
    _verlange(
        e,
        EINGLIEDERUNG_WORT,
        mindestens=1,
        namen=("elb_lokal", "elb_bund", "bevoelkerung_lokal", "bevoelkerung_bund", "lzb_bund"),
    )
    for name in ("elb", "bevoelkerung", "lzb"):
        _hoechstens(e, EINGLIEDERUNG_WORT, f"{name}_lokal", f"{name}_bund")


def _pruefe_verwaltung(e: Verwaltungseingaben) -> None:
    namen = ("volumen_cent", "bg_neu", "bg_alt", "anteil_millionstel")
    _verlange(e, VERWALTUNG_WORT, mindestens=0, namen=namen)
    if e.anteil_millionstel is not None:
        if e.anteil_millionstel > GANZES_MILLIONSTEL:
            msg = (
                f"Ein Anteil von {format_millionstel(e.anteil_millionstel)} ist nicht möglich: "
                f"Mehr als {format_millionstel(GANZES_MILLIONSTEL)} gibt es nicht."
            )
            raise EingabeFehler(msg)
        return
    _verlange(e, VERWALTUNG_WORT, mindestens=1, namen=("bg_maximalwerte_bund",))
    for name in ("bg_neu", "bg_alt"):
        _hoechstens(e, VERWALTUNG_WORT, name, "bg_maximalwerte_bund")


def _verlange(eingaben: object, worte: Mapping[str, str], *, mindestens: int, namen: Iterable[str]) -> None:
    for name in namen:
        wert: int | None = getattr(eingaben, name)
        if wert is not None and wert < mindestens:
            text = f"Bei „{worte[name]}“ ist {_wert_text(name, wert)} nicht möglich"
            msg = (
                f"{text}: Durch diese Zahl wird geteilt."
                if wert == 0
                else f"{text}. Möglich ist ab {mindestens}."
            )
            raise EingabeFehler(msg)


def _hoechstens(eingaben: object, worte: Mapping[str, str], teil: str, ganzes: str) -> None:
    wert, grenze = getattr(eingaben, teil), getattr(eingaben, ganzes)
    if wert is not None and grenze is not None and wert > grenze:
        msg = (
            f"„{worte[teil]}“ ({format_zahl(wert)}) kann nicht größer sein als „{worte[ganzes]}“ "
            f"({format_zahl(grenze)})."
        )
        raise EingabeFehler(msg)


def _bekannte(eingaben: Eingliederungseingaben | Verwaltungseingaben) -> dict[str, int]:
    werte = {feld.name: getattr(eingaben, feld.name) for feld in fields(eingaben)}
    return {name: wert for name, wert in werte.items() if wert is not None}


def _fehlende(eingaben: Eingliederungseingaben) -> tuple[str, ...]:
    bekannt = _bekannte(eingaben)
    return tuple(feld.name for feld in fields(eingaben) if feld.name not in bekannt)


def _wert_text(name: str, wert: int) -> str:
    if name.endswith("_cent"):
        return format_eur(wert)
    return format_millionstel(wert) if name.endswith("_millionstel") else format_zahl(wert)


def _anteil_text(anteil: Fraction, teil: int, ganzes: int) -> str:
    millionstel = _ganz(anteil * GANZES_MILLIONSTEL)
    return f"{format_millionstel(millionstel)} ({format_zahl(teil)} von {format_zahl(ganzes)})"


def _prozent(quote: Fraction) -> str:
    return format_promille(_promille(quote))


def _promille(quote: Fraction) -> int:
    return _ganz(quote * 1000)


def _ganz(wert: Fraction) -> int:
    return runde(wert.numerator, wert.denominator)
