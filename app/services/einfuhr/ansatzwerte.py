"""Makes one Ansatz of what the cells of a row say, and names what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.arten import Eintrittestatus, Finanzierung
from app.models.geld import format_eur
from app.services.einfuhr.spaltenworte import Rolle
from app.services.einfuhr.zahlzellen import NICHT_GENANNT, Zellwert
from app.services.eingabe import FELD_WORT, Feld
from app.services.worte import EINTRITTE_WORT, finanzierung_wort

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Ansatzwerte:
    """Figures and states of a row; None where the source does not speak of them."""

    eintritte: int | None = None
    eintritte_status: Eintrittestatus | None = None
    mittelansatz_cent: int | None = None
    finanzierung: Finanzierung | None = None
    fehler: tuple[str, ...] = ()


def verbinde(werte: Mapping[Rolle, Zellwert], jahr: int) -> Ansatzwerte:
    """Put together what Eintritte, Mittelansatz and Finanzierung say, wherever a state stands."""
    fehler = [
        f"{FELD_WORT[Feld(rolle.value)]}: {wert.fehler}" for rolle, wert in werte.items() if wert.fehler
    ]
    eintritte = werte.get(Rolle.EINTRITTE, NICHT_GENANNT)
    betrag = werte.get(Rolle.MITTELANSATZ, NICHT_GENANNT)
    status = _status(eintritte, betrag, fehler)
    finanzierung = _finanzierung(werte, jahr, fehler)
    cent = _cent(betrag, werte.get(Rolle.FINANZIERUNG, NICHT_GENANNT), fehler)
    if finanzierung is None and betrag.genannt and not betrag.fehler:
        finanzierung = Finanzierung.NEUFALL
    if cent is not None and finanzierung is not None and not finanzierung.erlaubt_betrag:
        if cent:
            wort = finanzierung_wort(finanzierung, jahr)
            fehler.append(f"Mittelansatz: Der Betrag {format_eur(cent)} passt nicht zu „{wort}“.")
        cent = None
    return Ansatzwerte(eintritte.zahl, status, cent, finanzierung, tuple(fehler))


def _status(eintritte: Zellwert, betrag: Zellwert, fehler: list[str]) -> Eintrittestatus | None:
    vorjahr = betrag.stand.eintritte
    if vorjahr is not None and eintritte.stand.eintritte not in {None, vorjahr}:
        fehler.append(
            f"Mittelansatz: „{EINTRITTE_WORT[vorjahr]}“ gilt den Eintritten, und dort steht etwas anderes."
        )
        return eintritte.stand.eintritte
    if eintritte.stand.eintritte is not None or vorjahr is not None:
        return eintritte.stand.eintritte or vorjahr
    # An empty cell: no number yet. A word on the money says nothing of the Eintritte.
    return Eintrittestatus.ZAHL if eintritte.genannt and eintritte.leer else None


def _finanzierung(werte: Mapping[Rolle, Zellwert], jahr: int, fehler: list[str]) -> Finanzierung | None:
    staende = dict.fromkeys(w.stand.finanzierung for w in werte.values() if w.stand.finanzierung)
    if len(staende) > 1:
        worte = " und ".join(f"„{finanzierung_wort(s, jahr)}“" for s in staende)
        fehler.append(f"Finanzierung: Die Zeile nennt {worte}.")
        return None
    return next(iter(staende), None)


def _cent(betrag: Zellwert, finanzierung: Zellwert, fehler: list[str]) -> int | None:
    if betrag.zahl is None or finanzierung.zahl in {None, betrag.zahl}:
        return finanzierung.zahl if betrag.zahl is None else betrag.zahl
    zwei = f"{format_eur(betrag.zahl)} und {format_eur(finanzierung.zahl or 0)}"
    fehler.append(f"Mittelansatz: Die Zeile nennt zwei Beträge, {zwei}.")
    return None
