"""The Grundlagen in words: the one statement of each table, and what its derived columns say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.arten import Bildungsart, Zieleinheit, Zielrichtung
from app.models.geld import MINUS, format_eur, format_promille, format_zahl
from app.services.dezimal import format_dezimal
from app.services.patregeln import abweichungen, regelbetrag
from app.services.worte import BILDUNGSART_WORT
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.bildungsabgleich import Bildungsabgleich
    from app.services.grundlagenzeilen import (
        Betreuungszeile,
        Bildungszielzeile,
        Grundlagen,
        KommunaleZeile,
        Patzeile,
        Personalzeile,
        Projektzeile,
        Zielzeile,
    )
    from app.services.planblick import Planblick
    from app.services.regeln import Regel

ERREICHT, VERFEHLT, BEOBACHTET, OFFEN = "✓ erreicht", "✗ verfehlt", "• beobachtet", "○ offen"
STIMMT = "stimmt überein"
_HUNDERTSTEL, _TAUSENDSTEL = 2, 3
_NBSP = "\u00a0"

# -- Sonderprojekte ------------------------------------------------------------------------------------


def projektsatz(projekte: Sequence[Projektzeile]) -> str:
    """What the projects bring beside the budget (AMIP 2.3)."""
    summe = sum(p.summe_cent for p in projekte)
    wort = anzahl(len(projekte), "Sonderprojekt", "Sonderprojekte")
    if not summe:
        return f"{wort}, noch ohne Beträge."
    return (
        f"{wort} {'bringt' if len(projekte) == 1 else 'bringen'} {format_eur(summe)} außerhalb des Budgets."
    )


# -- PAT -----------------------------------------------------------------------------------------------


def patwort(zeile: Patzeile, regeln: Sequence[Regel]) -> str:
    """How a flat rate of the plan stands to the dated rule (AMIP 2.4)."""
    regel_cent = regelbetrag(regeln, zeile)
    if zeile.betrag_cent is None:
        return "es gilt die Regel"
    if regel_cent is None:
        return "ohne Regel für diese Klasse"
    abweichung = zeile.betrag_cent - regel_cent
    if not abweichung:
        return "wie die Regel"
    return f"{format_eur(abs(abweichung))} {'mehr' if abweichung > 0 else 'weniger'} als die Regel"


def patsatz(blick: Planblick, regeln: Sequence[Regel]) -> str:
    """What the flat rates of the plan do, and whether they differ from the dated rule."""
    pauschalen = blick.grundlagen.patpauschalen
    if not pauschalen:
        return "Der Plan nennt keine eigenen Pauschalen: Es gilt die datierte Regel."
    anders = len(abweichungen(blick, regeln))
    vergleich = (
        f"{anders} von {len(pauschalen)} {'weicht' if anders == 1 else 'weichen'} von ihr ab."
        if anders
        else "Keine weicht von ihr ab."
    )
    return f"Die Pauschalen des Plans gehen der datierten Regel vor. {vergleich}"


# -- Personal ------------------------------------------------------------------------------------------


def vzae(hundertstel: int) -> str:
    """Full-time equivalents as printed: ``792,33``."""
    return format_dezimal(hundertstel, _HUNDERTSTEL, _HUNDERTSTEL)


def vzaewort(differenz_hundertstel: int | None) -> str:
    """Whether staff is lacking: ``75,87 VZÄ zu wenig``."""
    if differenz_hundertstel is None:
        return ""
    if not differenz_hundertstel:
        return "voll besetzt"
    wie = "mehr als das Soll" if differenz_hundertstel > 0 else "zu wenig"
    return f"{vzae(abs(differenz_hundertstel))} VZÄ {wie}"


def personalsatz(personal: Sequence[Personalzeile]) -> str:
    """Whether the staff that was decided is there (AMIP 2.6.1).

    Several rows are not added up: one can be part of another.
    """
    ganze = [(p, d) for p in personal if (d := p.differenz_hundertstel) is not None]
    if not ganze:
        return "Noch ohne Soll oder Ist der Vollzeitäquivalente (VZÄ)."
    if len(ganze) == 1:
        zeile, differenz = ganze[0]
        anteil = zeile.besetzung_promille
        prozent = f" ({format_promille(anteil)})" if anteil is not None else ""
        soll, ist = vzae(zeile.soll_hundertstel or 0), vzae(zeile.ist_hundertstel or 0)
        return f"Von {soll} VZÄ sind {ist} besetzt{prozent}: {vzaewort(differenz)}."
    fehlt = sum(differenz < 0 for _zeile, differenz in ganze)
    if not fehlt:
        return f"In keinem von {len(ganze)} Bereichen fehlt Personal."
    zeile, differenz = min(ganze, key=lambda paar: paar[1])
    return (
        f"In {fehlt} von {len(ganze)} Bereichen fehlt Personal, am meisten in „{zeile.bezeichnung}“: "
        f"{vzaewort(differenz)}."
    )


def schluesselwort(zeile: Betreuungszeile) -> str:
    """How the ratio stands to the planned one: fewer clients for each member of staff are better."""
    if zeile.soll_zehntel is None or zeile.ist_zehntel is None:
        return ""
    abweichung = zeile.ist_zehntel - zeile.soll_zehntel
    if not abweichung:
        return "wie geplant"
    return f"{format_dezimal(abs(abweichung), 1)} {'mehr' if abweichung > 0 else 'weniger'} als geplant"


def schluesselsatz(schluessel: Sequence[Betreuungszeile]) -> str:
    """From which to which ratio is planned, and how many rows miss it."""
    geplant = [s.soll_zehntel for s in schluessel if s.soll_zehntel is not None]
    if not geplant:
        return "Noch ohne geplante Betreuungsschlüssel."
    von, bis = (f"1:{format_dezimal(z, 1)}" for z in (min(geplant), max(geplant)))
    if von == bis:
        satz = f"Geplant ist ein Betreuungsschlüssel von {von}"
    else:
        satz = f"Geplant sind Betreuungsschlüssel von {von} bis {bis}"
    gemessen = [s for s in schluessel if s.soll_zehntel is not None and s.ist_zehntel is not None]
    if not gemessen:
        return f"{satz}."
    drueber = sum((s.ist_zehntel or 0) > (s.soll_zehntel or 0) for s in gemessen)
    return f"{satz}; in {drueber} von {anzahl(len(gemessen), 'Bereich', 'Bereichen')} sind es mehr."


# -- Kundengruppen -------------------------------------------------------------------------------------


def kundensatz(grundlagen: Grundlagen) -> str:
    """The largest group beside the whole (AMIP 5.1)."""
    ganzes = grundlagen.eindeutige_gesamtgruppe
    if ganzes is None:
        return "Anteile fehlen: Kennzeichnen Sie genau eine Gruppe als das Ganze."
    if not ganzes.anzahl:
        return f"Anteile fehlen, solange „{ganzes.bezeichnung}“ keine Anzahl hat."
    teile = [k for k in grundlagen.kundengruppen if not k.gesamt and k.anzahl is not None]
    satz = f"{ganzes.bezeichnung}: {format_zahl(ganzes.anzahl)}"
    if not teile:
        return f"{satz}."
    groesste = max(teile, key=lambda k: k.anzahl or 0)
    anteil = grundlagen.kundenanteil_prozent(groesste)
    return f"{satz}, davon {format_zahl(groesste.anzahl or 0)} {groesste.bezeichnung} ({anteil}{_NBSP}%)."


# -- Bildungszielplanung -------------------------------------------------------------------------------


def bildungssumme(ziele: Sequence[Bildungszielzeile], name: str) -> int:
    """Sum of a column; what is not known counts nothing."""
    return sum(getattr(z, name) or 0 for z in ziele)


def bildungssatz(ziele: Sequence[Bildungszielzeile]) -> str:
    """How many entries into training are planned (AMIP 5.8.1.5)."""
    um, teil, fort = (
        bildungssumme(ziele, n) for n in ("umschulungen", "teilqualifizierungen", "fortbildungen")
    )
    davon = f", davon {anzahl(teil, 'Teilqualifizierung', 'Teilqualifizierungen')}," if teil else ""
    return (
        f"Geplant sind {anzahl(um + fort, 'Eintritt', 'Eintritte')} in berufliche Bildung: "
        f"{anzahl(um, 'Umschulung', 'Umschulungen')}{davon} und "
        f"{anzahl(fort, 'Fortbildung', 'Fortbildungen')}."
    )


def artwort(art: Bildungsart) -> str:
    """The kind in the plural."""
    return f"{BILDUNGSART_WORT[art]}en"


def abgleichwort(abgleich: Bildungsabgleich) -> str:
    """Whether the measures have as many entries as are planned."""
    if abgleich.stimmt:
        return STIMMT
    wie = "zu wenig" if abgleich.differenz > 0 else "zu viel"
    return f"{format_zahl(abs(abgleich.differenz))} {wie}"


# -- kommunale Leistungen ------------------------------------------------------------------------------


def fallwort(zeile: KommunaleZeile) -> str:
    """An estimate as printed: ``ca. 800``."""
    return "" if zeile.faelle is None else f"ca. {format_zahl(zeile.faelle)}"


def kommunalsatz(leistungen: Sequence[KommunaleZeile]) -> str:
    """How many services there are, and the cases that are estimated (AMIP 5.8.2.7)."""
    wort = anzahl(len(leistungen), "kommunale Leistung", "kommunale Leistungen")
    geschaetzt = [z.faelle for z in leistungen if z.faelle is not None]
    if not geschaetzt:
        return f"{wort}, noch ohne geschätzte Fälle."
    ohne = len(leistungen) - len(geschaetzt)
    rest = f"; {ohne} ohne Zahl" if ohne else ""
    return f"{wort}, geschätzt zusammen ca. {anzahl(sum(geschaetzt), 'Fall', 'Fälle')}{rest}."


# -- Zielwerte -----------------------------------------------------------------------------------------


def zielbetrag(tausendstel: int | None, einheit: Zieleinheit, *, abweichung: bool = False) -> str:
    """A figure with its unit: ``1.234,00 €``, ``25,3 %``, ``36.203``; a difference has its sign."""
    if tausendstel is None:
        return ""
    mindestens, zeichen = _EINHEIT[einheit]
    if abweichung and einheit is Zieleinheit.PROZENT:
        zeichen = f"{_NBSP}%-Punkte"
    vorzeichen = "" if not tausendstel else MINUS if tausendstel < 0 else "+" if abweichung else ""
    return f"{vorzeichen}{format_dezimal(abs(tausendstel), _TAUSENDSTEL, mindestens)}{zeichen}"


_EINHEIT = {
    Zieleinheit.EURO: (2, f"{_NBSP}€"),
    Zieleinheit.PROZENT: (1, f"{_NBSP}%"),
    Zieleinheit.ANZAHL: (0, ""),
    Zieleinheit.NOTE: (1, ""),
    Zieleinheit.INDEX: (1, ""),
}
"""How many decimals a figure has at least, and what follows it."""


def ampel(zeile: Zielzeile) -> str:
    """Sign and word: nobody has to tell colours apart."""
    if zeile.richtung is Zielrichtung.BEOBACHTEN:
        return BEOBACHTET
    return {True: ERREICHT, False: VERFEHLT, None: OFFEN}[zeile.erreicht]


def zielsatz(ziele: Sequence[Zielzeile]) -> str:
    """How many goals are reached and missed, and how many cannot be judged (AMIP 4)."""
    staende = [ampel(z) for z in ziele]
    erreicht, verfehlt, offen = (staende.count(w) for w in (ERREICHT, VERFEHLT, OFFEN))
    wort = anzahl(len(ziele), "Kennzahl", "Kennzahlen")
    if not erreicht and not verfehlt:
        ohne = sum(z.plan_tausendstel is None for z in ziele)
        if ohne == len(ziele):
            return f"{wort}, noch ohne geplante Werte."
        return f"{wort}, {ohne} noch ohne geplanten Wert." if ohne else f"{wort}."
    teile = [f"{erreicht} erreicht", f"{verfehlt} verfehlt", *([f"{offen} offen"] if offen else [])]
    return f"{wort}: {', '.join(teile)}."
